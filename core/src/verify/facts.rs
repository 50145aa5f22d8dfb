//! What can be known of a program before any packet comes.

use heapless::Vec;

use super::kernel::{Difference, differs};
use super::range::Range;
use super::walk::{State, packet_load, walk};
use super::{SCRATCH_SLOTS, Verified};
use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};

/// What is known of a program.
///
/// All of it holds for libpcap's meaning, on packets of every length. It follows ranges of values,
/// so that it is true, but may be less than could be known: an instruction that is said to be
/// unreachable is, and there may be others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The offset of the furthest byte of a packet that the program may read, if it reads any.
    /// Bytes at 2^32 and beyond do not exist.
    pub max_offset: Option<u32>,
    /// How many instructions the longest path has.
    pub longest_path: u32,
    /// The values that it may return; 0 is one of them where a load or a division may fail.
    pub returns: Returns,
    /// How many instructions no packet reaches.
    pub unreachable: u32,
    /// The scratch slots that are stored to or loaded from, a bit each, the lowest for slot 0.
    pub scratch: u16,
    /// The ancillary words that are loaded, a bit each, in the order of their distances.
    pub ancillary: u16,
    /// The first instruction at which the kernel may go another way than libpcap's interpreter, and
    /// how.
    pub difference: Option<(u32, Difference)>,
}

/// Learns what can be known of a program.
///
/// `memory` is one state for each instruction, whose contents do not matter; afterwards they hold
/// what is known at each instruction. Nothing is answered if they are too few.
///
/// ```
/// use barecap_core::insn::{Insn, opcode};
/// use barecap_core::verify::{State, facts, verify};
///
/// let program = [
///     Insn::stmt(opcode::LDXB_MSH, 14),
///     Insn::stmt(opcode::LDH_IND, 16),
///     Insn::jump(opcode::JGT_K, 0xffff, 0, 1),
///     Insn::stmt(opcode::RET_K, 1),
///     Insn::stmt(opcode::RET_K, 96),
/// ];
/// let facts = facts(verify(&program).unwrap(), &mut [State::BLANK; 5]).unwrap();
/// assert_eq!(facts.max_offset, Some(77));
/// assert_eq!(facts.longest_path, 4);
/// assert_eq!(facts.unreachable, 1);
/// assert_eq!(facts.difference, None);
/// ```
#[must_use]
pub fn facts(program: Verified<'_>, memory: &mut [State]) -> Option<Facts> {
    let insns = program.insns();
    memory.get(..insns.len())?;
    let mut facts = Facts {
        max_offset: None,
        longest_path: 0,
        returns: Returns { ranges: Vec::new() },
        unreachable: insns.len() as u32,
        scratch: 0,
        ancillary: 0,
        difference: None,
    };
    walk(insns, memory, &mut |at, insn, before| {
        facts.unreachable -= 1;
        facts.longest_path = facts.longest_path.max(before.depth.into());
        if facts.difference.is_none() {
            facts.difference = differs(insn, before).map(|difference| (at as u32, difference));
        }
        facts.visit(insn, before);
        true
    });
    Some(facts)
}

impl Facts {
    fn visit(&mut self, insn: &Insn, before: &State) {
        let Insn { code, k, .. } = *insn;
        if let Some((low, high, size)) = packet_load(insn, before.x) {
            let more = u64::from(size) - 1;
            if low + more <= u32::MAX.into() {
                let furthest = (high + more).min(u32::MAX.into()) as u32;
                self.max_offset = self.max_offset.max(Some(furthest));
            }
            self.returns.insert(Range::one(0));
        }
        match code {
            LD_ABS | LDH_ABS | LDB_ABS if k >= ancillary::OFFSET => {
                self.ancillary |= 1 << ((k - ancillary::OFFSET) / 4 % 16);
                // Not every packet has every word.
                self.returns.insert(Range::one(0));
            }
            // No slot is loaded from that was not stored to.
            ST | STX => self.scratch |= 1 << (k as usize % SCRATCH_SLOTS),
            DIV_X | MOD_X if before.x.low == 0 => self.returns.insert(Range::one(0)),
            RET_K => self.returns.insert(Range::one(k)),
            RET_A => self.returns.insert(before.a),
            _ => {}
        }
    }
}

/// A set of numbers, as ranges in ascending order that do not touch. Where there would be too many
/// of them, the two that are nearest to each other become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returns {
    ranges: Vec<Range, { Self::MAX + 1 }>,
}

impl Returns {
    /// How many ranges there are at most.
    pub const MAX: usize = 16;

    /// The ranges.
    #[must_use]
    pub fn ranges(&self) -> &[Range] {
        &self.ranges
    }

    /// Whether a number is in the set.
    #[must_use]
    pub fn contains(&self, value: u32) -> bool {
        self.ranges.iter().any(|range| range.low <= value && value <= range.high)
    }

    fn insert(&mut self, new: Range) {
        let place = self.ranges.iter().position(|range| range.low > new.low);
        let at = place.unwrap_or(self.ranges.len());
        if self.ranges.insert(at, new).is_err() {
            return;
        }
        // Those that overlap or touch become one.
        let mut at = 0;
        while let Some(&[range, next]) = self.ranges.get(at..at + 2) {
            if range.high.saturating_add(1) >= next.low {
                self.unite(at);
            } else {
                at += 1;
            }
        }
        if self.ranges.len() > Self::MAX {
            let pairs = self.ranges.array_windows().enumerate();
            let nearest = pairs.min_by_key(|(_, [range, next])| next.low - range.high);
            self.unite(nearest.map_or(0, |(at, _)| at));
        }
    }

    /// Makes one range of the one at a place and the next.
    fn unite(&mut self, at: usize) {
        if let Some([range, rest @ ..]) = self.ranges.get_mut(at..)
            && let Some(next) = rest.first()
        {
            *range = range.join(*next);
            rest.rotate_left(1);
            self.ranges.pop();
        }
    }
}
