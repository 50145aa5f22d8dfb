//! What is known of a packet at one place of the graph.
//!
//! For a few values, the set of what they can be, as some intervals and some known bits; and how
//! much of the packet was surely captured. Everything here is an over-approximation: a packet that
//! gets to the place fits it, and room that runs out makes it wider. Deciding a test by it is
//! therefore right, and failing to decide is never wrong.

use super::question::{Asked, Question};
use crate::graph::{Graph, Value, ValueId};

/// How many intervals a set has room for.
const INTERVALS: usize = 4;
/// Of how many values something is known.
const VALUES: usize = 8;
/// Of how many masked values it is known that they differ from something.
const DIFFERENCES: usize = 3;
/// For how many variable offsets it is known how much was captured behind them.
const BASES: usize = 2;

/// A set of 32-bit numbers: a union of intervals, and bits that all its members share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Set {
    count: u8,
    /// First and last, in ascending order, with gaps between.
    intervals: [(u32, u32); INTERVALS],
    /// Which bits are known.
    mask: u32,
    /// What they are.
    bits: u32,
}

impl Set {
    /// All zeros, to initialize memory with.
    const BLANK: Self = Self { count: 0, intervals: [(0, 0); INTERVALS], mask: 0, bits: 0 };

    /// Everything from 0 to `max` that has no other bits than `ones`.
    pub(super) const fn new(max: u32, ones: u32) -> Self {
        let mut intervals = [(0, 0); INTERVALS];
        intervals[0] = (0, max);
        Self { count: 1, intervals, mask: !ones, bits: 0 }
    }

    /// What a value can be on any packet.
    fn of(graph: &Graph<'_>, id: ValueId) -> Self {
        let bounds = graph.facts(id);
        Self::new(bounds.max, bounds.ones)
    }

    const fn is_empty(&self) -> bool {
        self.count == 0
    }

    fn intervals(&self) -> &[(u32, u32)] {
        &self.intervals[..usize::from(self.count)]
    }

    /// The answer to a question, if it is the same for all members.
    #[inline(never)]
    pub(super) fn answer(&self, question: Question) -> Option<bool> {
        match question {
            Question::Range(lo, hi) => {
                let (least, most) = (self.bits, self.bits | !self.mask);
                if hi < least || lo > most {
                    return Some(false);
                }
                let mut all = true;
                let mut none = true;
                for &(first, last) in self.intervals() {
                    all &= lo <= first && last <= hi;
                    none &= last < lo || hi < first;
                }
                match (none, all || (lo <= least && most <= hi)) {
                    (true, _) => Some(false),
                    (_, true) => Some(true),
                    _ => None,
                }
            }
            Question::Bits(mask, bits) => {
                let (known_mask, known) = self.known();
                if (known ^ bits) & mask & known_mask != 0 {
                    return Some(false);
                }
                if mask & !known_mask == 0 {
                    return Some(true);
                }
                None
            }
        }
    }

    /// Whether the only member is this number, or it is none.
    #[inline]
    fn is(&self, number: u32) -> Option<bool> {
        let (least, most) = (self.bits, self.bits | !self.mask);
        let inside = |&(first, last): &(u32, u32)| first <= number && number <= last;
        if number < least || number > most || !self.intervals().iter().any(inside) {
            return Some(false);
        }
        let single = self.count == 1 && self.intervals[0].0 == self.intervals[0].1;
        (single || least == most).then_some(true)
    }

    /// The known bits, with those that the intervals imply.
    fn known(&self) -> (u32, u32) {
        let Some((&(lo, _), &(_, hi))) = self.intervals().first().zip(self.intervals().last())
        else {
            return (self.mask, self.bits);
        };
        let shared = super::question::above(lo ^ hi);
        (self.mask | shared, self.bits | lo & shared)
    }

    /// Keeps the members with this answer.
    #[inline(never)]
    pub(super) fn keep(&mut self, question: Question, answer: bool) {
        match (question, answer) {
            (Question::Range(lo, hi), true) => self.cut(lo, hi),
            (Question::Range(lo, hi), false) => self.exclude(lo, hi),
            (Question::Bits(mask, bits), true) => {
                if (self.bits ^ bits) & self.mask & mask != 0 {
                    self.count = 0;
                }
                self.mask |= mask;
                self.bits |= bits;
                self.cut(self.bits, self.bits | !self.mask);
            }
            (Question::Bits(mask, bits), false) => {
                let unknown = mask & !self.mask;
                if (self.bits ^ bits) & self.mask & mask != 0 {
                    return;
                }
                if unknown.is_power_of_two() {
                    self.mask |= unknown;
                    self.bits |= !bits & unknown;
                } else if unknown == 0 {
                    self.count = 0;
                }
            }
        }
    }

    fn cut(&mut self, lo: u32, hi: u32) {
        let mut kept = 0;
        for at in 0..usize::from(self.count) {
            let (first, last) = self.intervals[at];
            let cut = (first.max(lo), last.min(hi));
            if cut.0 <= cut.1 {
                self.intervals[kept] = cut;
                kept += 1;
            }
        }
        self.count = kept as u8;
    }

    fn exclude(&mut self, lo: u32, hi: u32) {
        let mut result = Self { count: 0, ..*self };
        for &(first, last) in self.intervals() {
            if hi < first || last < lo {
                result.push(first, last);
                continue;
            }
            if first < lo {
                result.push(first, lo - 1);
            }
            if hi < last {
                result.push(hi + 1, last);
            }
        }
        *self = result;
    }

    /// Adds an interval above all others; if there is no room, the smallest gap is closed.
    fn push(&mut self, first: u32, last: u32) {
        let count = usize::from(self.count);
        if count < INTERVALS {
            self.intervals[count] = (first, last);
            self.count += 1;
            return;
        }
        let gap = |at: usize, next: u32| next - self.intervals[at].1;
        let mut narrowest = (count - 1, gap(count - 1, first));
        for at in 0..count - 1 {
            let width = gap(at, self.intervals[at + 1].0);
            if width < narrowest.1 {
                narrowest = (at, width);
            }
        }
        let at = narrowest.0;
        if at == count - 1 {
            self.intervals[at].1 = last;
            return;
        }
        self.intervals[at].1 = self.intervals[at + 1].1;
        self.intervals.copy_within(at + 2..count, at + 1);
        self.intervals[count - 1] = (first, last);
    }

    /// Adds the members of another set.
    #[inline(never)]
    fn unite(&mut self, other: &Self) {
        if self == other {
            (self.mask, self.bits) = self.known();
            return;
        }
        let ((mask, bits), (mask_too, bits_too)) = (self.known(), other.known());
        let mask = mask & mask_too & !(bits ^ bits_too);
        let (a, b) = (self.intervals(), other.intervals());
        if let Some(whole) = covering(a, b).or_else(|| covering(b, a)) {
            self.intervals[0] = whole;
            (self.count, self.mask, self.bits) = (1, mask, bits & mask);
            return;
        }
        let mut result = Self { count: 0, mask, bits: bits & mask, ..*self };
        let (mut a, mut b) = (self.intervals(), other.intervals());
        let mut open: Option<(u32, u32)> = None;
        loop {
            let next = match (a, b) {
                ([x, rest @ ..], [y, ..]) if x.0 <= y.0 => {
                    a = rest;
                    *x
                }
                ([x, rest @ ..], []) => {
                    a = rest;
                    *x
                }
                (_, [y, rest @ ..]) => {
                    b = rest;
                    *y
                }
                ([], []) => break,
            };
            match &mut open {
                Some(last) if next.0 <= last.1.saturating_add(1) => last.1 = last.1.max(next.1),
                Some(last) => {
                    let (first, end) = *last;
                    result.push(first, end);
                    open = Some(next);
                }
                None => open = Some(next),
            }
        }
        if let Some((first, last)) = open {
            result.push(first, last);
        }
        *self = result;
    }
}

/// The only interval of some, if others all lie within it.
fn covering(some: &[(u32, u32)], others: &[(u32, u32)]) -> Option<(u32, u32)> {
    let ([whole], [first, ..], [.., last]) = (some, others, others) else { return None };
    (whole.0 <= first.0 && last.1 <= whole.1).then_some(*whole)
}

/// What is known at one place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    /// So many bytes were captured.
    extent: u32,
    /// Behind these values so many bytes were captured; they themselves can be evaluated.
    bases: [(ValueId, u32); BASES],
    base_count: u8,
    /// Under these masks these values differ from these bits, which no set can hold.
    differences: [(ValueId, u32, u32); DIFFERENCES],
    difference_count: u8,
    count: u8,
    /// The values of which something is known, the latest last.
    sets: [(ValueId, Set); VALUES],
}

impl Facts {
    /// Nothing is known. All zeros: a static of it takes no room in the program's file.
    pub(crate) const NOTHING: Self = Self {
        extent: 0,
        bases: [(ValueId::FIRST, 0); BASES],
        base_count: 0,
        differences: [(ValueId::FIRST, 0, 0); DIFFERENCES],
        difference_count: 0,
        count: 0,
        sets: [(ValueId::FIRST, Set::BLANK); VALUES],
    };

    /// Whether a value can surely be evaluated.
    #[inline(never)]
    pub(super) fn covers(&self, graph: &Graph<'_>, id: ValueId) -> bool {
        let facts = graph.facts(id);
        if !facts.may_fail || (facts.fixed && facts.extent <= self.extent) {
            return true;
        }
        if facts.fixed {
            return false;
        }
        if self.sets().iter().any(|&(known, _)| known == id) {
            return true;
        }
        match graph.value(id) {
            Value::LoadAt { base, offset, size } => {
                let end = offset.saturating_add(size.into());
                self.bases().iter().any(|&(known, extent)| known == base && end <= extent)
            }
            Value::Negate(a) => self.covers(graph, a),
            // The right side of a division is not looked at, so it must be a constant.
            Value::Arith(_, a, b) if graph.constant(b).is_some_and(|k| k != 0) => {
                self.covers(graph, a)
            }
            _ => false,
        }
    }

    /// Learns that a value was evaluated.
    #[inline(never)]
    pub(super) fn evaluated(&mut self, graph: &Graph<'_>, id: ValueId) {
        let facts = graph.facts(id);
        self.extent = self.extent.max(facts.extent);
        if facts.fixed {
            return;
        }
        let mut id = id;
        // Down the chain of operations with constants, to the load.
        for _ in 0..8 {
            match graph.value(id) {
                Value::LoadAt { base, offset, size } => {
                    self.captured_behind(base, offset.saturating_add(size.into()));
                    id = base;
                }
                Value::Negate(a) | Value::Arith(_, a, _) => id = a,
                _ => return,
            }
        }
    }

    /// Whether something was captured behind a value.
    pub(super) fn has_captured_behind(&self, base: ValueId) -> bool {
        self.bases().iter().any(|known| known.0 == base)
    }

    fn captured_behind(&mut self, base: ValueId, end: u32) {
        let count = usize::from(self.base_count);
        if let Some(known) = self.bases[..count].iter_mut().find(|known| known.0 == base) {
            known.1 = known.1.max(end);
            return;
        }
        if count == BASES {
            self.bases.rotate_left(1);
            self.bases[BASES - 1] = (base, end);
            return;
        }
        self.bases[count] = (base, end);
        self.base_count += 1;
    }

    /// The answer to a question, if it is known; its root then was evaluated.
    pub(super) fn answer(&self, asked: Asked) -> Option<bool> {
        let (_, set) = self.sets().iter().find(|known| known.0 == asked.root)?;
        set.answer(asked.question).or_else(|| self.differs(asked).then_some(false))
    }

    /// Whether a value is a number, if that is known.
    #[inline]
    pub(super) fn is(&self, root: ValueId, number: u32) -> Option<bool> {
        self.sets().iter().find(|known| known.0 == root)?.1.is(number)
    }

    /// Whether the bits in question are known to differ.
    fn differs(&self, asked: Asked) -> bool {
        let Question::Bits(mask, bits) = asked.question else { return false };
        self.differences().iter().any(|&(root, fewer, others)| {
            root == asked.root && fewer & !mask == 0 && bits & fewer == others
        })
    }

    /// Whether the answer to a question can be this.
    pub(super) fn allows(&self, graph: &Graph<'_>, asked: Asked, answer: bool) -> bool {
        let known = self.sets().iter().find(|known| known.0 == asked.root);
        let mut set = match known {
            Some((_, set)) => *set,
            None => Set::of(graph, asked.root),
        };
        set.keep(asked.question, answer);
        !set.is_empty()
    }

    /// Learns the answer to a question; says whether that can be.
    pub(super) fn learn(&mut self, graph: &Graph<'_>, asked: Asked, answer: bool) -> bool {
        let count = usize::from(self.count);
        let at = match self.sets().iter().position(|known| known.0 == asked.root) {
            Some(at) => at,
            None => {
                // If there is no room, forget what was learned about longest ago.
                let at = if count < VALUES { count } else { 0 };
                self.count = count.max(at + 1) as u8;
                self.sets[at] = (asked.root, Set::of(graph, asked.root));
                at
            }
        };
        let count = usize::from(self.count);
        if at + 1 < count {
            self.sets[at..count].rotate_left(1);
        }
        let set = &mut self.sets[count - 1].1;
        set.keep(asked.question, answer);
        let possible = !set.is_empty();
        if let (Question::Bits(mask, bits), false) = (asked.question, answer)
            && !mask.is_power_of_two()
        {
            let count = usize::from(self.difference_count);
            let room = if count < DIFFERENCES { count } else { 0 };
            self.differences[room] = (asked.root, mask, bits);
            self.difference_count = (count.max(room + 1)) as u8;
        }
        possible
    }

    /// Forgets what does not hold at another place too.
    #[inline(never)]
    pub(super) fn meet(&mut self, other: &Self) {
        self.extent = self.extent.min(other.extent);
        let mut kept = 0;
        for at in 0..usize::from(self.base_count) {
            let (base, end) = self.bases[at];
            if let Some(&(_, end_too)) = other.bases().iter().find(|known| known.0 == base) {
                self.bases[kept] = (base, end.min(end_too));
                kept += 1;
            }
        }
        self.base_count = kept as u8;
        let mut kept = 0;
        for at in 0..usize::from(self.difference_count) {
            let difference = self.differences[at];
            if other.differences().contains(&difference) {
                self.differences[kept] = difference;
                kept += 1;
            }
        }
        self.difference_count = kept as u8;
        let mut kept = 0;
        for at in 0..usize::from(self.count) {
            let (root, mut set) = self.sets[at];
            if let Some((_, other)) = other.sets().iter().find(|known| known.0 == root) {
                set.unite(other);
                self.sets[kept] = (root, set);
                kept += 1;
            }
        }
        self.count = kept as u8;
    }

    fn sets(&self) -> &[(ValueId, Set)] {
        &self.sets[..usize::from(self.count)]
    }

    fn differences(&self) -> &[(ValueId, u32, u32)] {
        &self.differences[..usize::from(self.difference_count)]
    }

    fn bases(&self) -> &[(ValueId, u32)] {
        &self.bases[..usize::from(self.base_count)]
    }
}
