//! What the walk has finished, so that it walks no part twice.
//!
//! A part is named by its place: where both programs are, and the values of the registers that they
//! may still read. It is kept with the decisions that it needed, as questions and answers. It has
//! been seen that both programs return the same for every packet that comes to the place and gives
//! these answers, so they do also for those that come by another path on which these answers are
//! known. Programs that look for header after header, each of which may be there or not, have few
//! places and very many paths.
//!
//! Where the room ends, everything is forgotten and the walk goes on.

use super::Walk;
use super::question::Question;
use super::reasons::Reasons;
use super::step::{Machine, live_before};
use crate::insn::{Insn, opcode};
use heapless::{Vec, VecView};

/// What a finished part needed.
pub(super) type Need = (Question, bool);

/// A place: for each program where it is, and what it may read.
pub(super) type Place = Vec<u32, { 2 * 19 }>;

/// A finished part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    hash: u32,
    /// Where its place ends, and where what it needed ends; both begin where those of the part
    /// before end.
    place: u32,
    needs: u32,
    /// One finished before with the same head.
    next: u32,
}

impl Part {
    /// None, to initialize memory with.
    pub(super) const NONE: Self = Self { hash: 0, place: 0, needs: 0, next: 0 };
}

/// What is kept of the parts.
#[derive(Debug)]
pub(super) struct Memo<'m> {
    pub(super) parts: &'m mut [Part],
    pub(super) count: usize,
    pub(super) heads: &'m mut [u32],
    pub(super) places: &'m mut [u32],
    pub(super) needs: &'m mut [Need],
    /// The registers that may be read from each instruction of both programs on.
    pub(super) live: &'m mut VecView<u32>,
}

/// So many parts of one place are looked at.
const MOST_ALIKE: usize = 64;

impl Memo<'_> {
    /// Finds out which registers may be read from where. Without room for that all may be.
    pub(super) fn find_live(&mut self, programs: [&[Insn]; 2]) {
        self.live.clear();
        for program in programs {
            let start = self.live.len();
            if self.live.resize(start + program.len(), 0).is_err() {
                self.live.clear();
                return;
            }
            for (at, insn) in program.iter().enumerate().rev() {
                let behind = |skip: u32| {
                    let to = (start + at + 1).saturating_add(skip as usize);
                    self.live.get(to).copied().unwrap_or(0)
                };
                let jumps = match insn.code {
                    opcode::JA => [behind(insn.k); 2],
                    _ => [behind(insn.jt.into()), behind(insn.jf.into())],
                };
                let live = live_before(*insn, behind(0), jumps);
                if let Some(place) = self.live.get_mut(start + at) {
                    *place = live;
                }
            }
        }
    }

    /// Where the machines are. What a program has returned is in A.
    pub(super) fn place(&self, machines: &[Machine; 2], lengths: [usize; 2]) -> Place {
        let mut place = Place::new();
        let mut start = 0usize;
        for (machine, length) in machines.iter().zip(lengths) {
            let at = machine.at as usize;
            let live = match self.live.get(start.saturating_add(at)) {
                _ if at >= length => 1 << 16,
                Some(live) => *live,
                None => u32::MAX,
            };
            let registers = machine.scratch.iter().chain([&machine.a, &machine.x]);
            let read = registers.zip(0..).filter(|(_, bit)| live & 1 << bit != 0);
            place.push(machine.at).unwrap_or_default();
            place.extend(read.map(|(register, _)| register.0));
            start += length;
        }
        place
    }

    fn bounds(&self, at: usize) -> ([usize; 2], [usize; 2]) {
        let end = |at: Option<usize>| {
            let part = at.and_then(|at| self.part(at));
            part.map_or((0, 0), |part| (part.place as usize, part.needs as usize))
        };
        let (from, to) = (end(at.checked_sub(1)), end(Some(at)));
        ([from.0, to.0], [from.1, to.1])
    }

    fn part(&self, at: usize) -> Option<&Part> {
        self.parts.get(at).filter(|_| at < self.count)
    }

    fn bucket(&self, hash: u32) -> usize {
        (hash >> 8) as usize % self.heads.len()
    }

    /// The last finished part with such a hash's head. A head that was not set since the start
    /// names a part of another one, or none.
    fn head(&self, hash: u32) -> u32 {
        let head = self.heads[self.bucket(hash)];
        let is_ours = |part: &Part| self.bucket(part.hash) == self.bucket(hash);
        if self.part(head as usize).is_some_and(is_ours) { head } else { u32::MAX }
    }

    /// What each finished part of a place needed.
    fn of<'s>(&'s self, place: &'s [u32]) -> impl Iterator<Item = &'s [Need]> {
        let hash = hash(place);
        let mut at = self.head(hash) as usize;
        let parts = core::iter::from_fn(move || {
            let part = self.part(at)?;
            let (words, needs) = self.bounds(at);
            at = part.next as usize;
            let is_here = part.hash == hash && self.places.get(words[0]..words[1]) == Some(place);
            Some(self.needs.get(needs[0]..needs[1]).filter(|_| is_here))
        });
        parts.flatten().take(MOST_ALIKE)
    }

    /// Keeps a finished part.
    fn keep(&mut self, place: &[u32], needs: impl Iterator<Item = Need> + Clone) {
        let count = needs.clone().count();
        if place.len() > self.places.len() || count > self.needs.len() {
            return;
        }
        for _ in 0..2 {
            let (words, needed) = self.bounds(self.count.wrapping_sub(1));
            let (word, need) = (words[1], needed[1]);
            let hash = hash(place);
            let (end, last) = (word + place.len(), need + count);
            let next = self.head(hash);
            let part = Part { hash, place: end as u32, needs: last as u32, next };
            if let (Some(words), Some(room), Some(free)) = (
                self.places.get_mut(word..end),
                self.needs.get_mut(need..last),
                self.parts.get_mut(self.count),
            ) {
                *free = part;
                words.copy_from_slice(place);
                room.iter_mut().zip(needs).for_each(|(room, need)| *room = need);
                let bucket = self.bucket(hash);
                self.heads[bucket] = self.count as u32;
                self.count += 1;
                return;
            }
            self.count = 0;
        }
    }
}

impl Walk<'_> {
    /// Whether a place is finished for what is known here, and by which decisions.
    pub(super) fn is_finished(&self, place: &Place) -> Option<Reasons> {
        let is_known = |needs: &&[Need]| needs.iter().all(|need| self.is_answer(need.0, need.1));
        let needs = self.memo.of(place).find(is_known)?;
        let mut reasons = Reasons::NONE;
        for (question, _) in needs {
            reasons.join(&self.answer(*question)?.1);
        }
        Some(reasons)
    }

    /// Keeps the part that the last decision has begun, which is finished.
    pub(super) fn keep_finished(&mut self, needed: &Reasons) {
        let Some((last, path)) = self.frames.split_last() else { return };
        let needs = path.iter().enumerate().filter(|(depth, _)| needed.has(*depth));
        let needs = needs.map(|(_, frame)| (frame.ask.question, frame.answer));
        self.memo.keep(&last.place, needs);
    }
}

fn hash(place: &[u32]) -> u32 {
    place.iter().fold(9, |hash: u32, word| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b1))
}
