//! What a path has learned, and what follows from it.
//!
//! Of each value a path knows an interval, some bits, and a list of all that was learned of it, each
//! with the decision that it was learned by. Intervals and bits hold for every packet that takes the
//! path: they begin with what holds for all packets, and are narrowed by what was learned only. They
//! can be found again from a part of the list, which shows what an answer follows from (`reasons`).

use super::question::Question;
use super::reasons::{Kept, Reasons};
use super::value::{CAPTURED, Id, LONGEST, Value, above};
use super::{Op, Walk};

/// What the path knows of a value: it is from `lo` to `hi`, and its bits under `mask` are `bits`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub(super) lo: u32,
    pub(super) hi: u32,
    pub(super) mask: u32,
    pub(super) bits: u32,
    /// The last thing learned.
    last: u32,
}

/// One thing that was learned of a value, and the one that was learned before.
#[derive(Clone, Copy, Debug)]
pub struct Learned {
    pub(super) what: What,
    /// The decision that it follows from.
    pub(super) depth: u32,
    /// It follows from what was known of another value too.
    pub(super) also: Option<Id>,
    before: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    In(u32, u32),
    NotIn(u32, u32),
    Bits(u32, u32),
    NotBits(u32, u32),
    /// So many bytes behind it were captured, or not.
    Behind(u32, bool),
    Equal(Id, bool),
    Greater(Id, bool),
    Less(Id, bool),
}

/// How to unlearn something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Undo {
    of: Id,
    facts: Facts,
    learned: u32,
}

const END: u32 = u32::MAX;

impl Facts {
    /// Anything, to initialize memory with.
    pub(super) const ANY: Self = Self::new(u32::MAX, u32::MAX);

    /// Any number up to `max` without other bits than `ones`.
    pub(super) const fn new(max: u32, ones: u32) -> Self {
        Self { lo: 0, hi: max, mask: !ones, bits: 0, last: END }
    }

    /// The least number from `k` on that has the known bits.
    fn from(&self, k: u32) -> Option<u32> {
        let wrong = (k ^ self.bits) & self.mask;
        if wrong == 0 {
            return Some(k);
        }
        let up_to = |bit: u32| u32::MAX >> (31 - bit);
        let highest = 31 - wrong.leading_zeros();
        if self.bits >> highest & 1 == 1 {
            return Some(k & !up_to(highest) | self.bits & up_to(highest));
        }
        // A bit above has to be set that is free and not set yet.
        let free = !(self.mask | k | up_to(highest));
        let bit = (free != 0).then(|| free.trailing_zeros())?;
        Some(k & !up_to(bit) | 1 << bit | self.bits & (up_to(bit) >> 1))
    }

    /// The greatest number up to `k` that has the known bits.
    fn up_to(&self, k: u32) -> Option<u32> {
        let mirrored = Self { bits: !self.bits & self.mask, ..*self };
        mirrored.from(!k).map(|k| !k)
    }

    /// With one thing more; nothing if a bit would have to be both.
    pub(super) fn with(mut self, what: What) -> Option<Self> {
        match what {
            What::In(lo, hi) => (self.lo, self.hi) = (self.lo.max(lo), self.hi.min(hi)),
            What::Bits(mask, bits) => {
                if (self.bits ^ bits) & self.mask & mask != 0 {
                    return None;
                }
                self.mask |= mask;
                self.bits |= bits;
            }
            _ => {}
        }
        Some(self)
    }
}

impl Walk<'_> {
    pub(super) fn known(&self, of: Id) -> Facts {
        match self.number(of) {
            Some(k) => Facts { lo: k, hi: k, mask: u32::MAX, bits: k, last: END },
            None => self.facts[of.0 as usize],
        }
    }

    /// All that was learned of a value, the last first.
    pub(super) fn learned_of(&self, of: Id) -> impl Iterator<Item = &Learned> {
        let mut at = self.known(of).last;
        core::iter::from_fn(move || {
            let learned = self.learned.get(at as usize)?;
            at = learned.before;
            Some(learned)
        })
    }

    /// The facts that follow from what counts; nothing if no number fits.
    pub(super) fn facts_of(&self, of: Id, kept: Kept) -> Option<Facts> {
        let known = self.known(of);
        let (start, own) = match kept {
            Kept::Learned => return Some(known),
            Kept::Some(_) => (Facts::new(self.max(of), self.ones(of)), kept),
            Kept::All => (known, Kept::Some(0)),
        };
        let facts = self.kept(of, own).try_fold(start, |facts, one| facts.with(one.what))?;
        let related = self.related(of).filter(|_| kept == Kept::All);
        let facts = related.into_iter().try_fold(facts, |facts, (what, _)| facts.with(what))?;
        self.refined(of, facts, kept)
    }

    /// What is known of a value, besides its facts, as far as it counts.
    fn told(&self, of: Id, kept: Kept) -> impl Iterator<Item = What> {
        let related = (kept == Kept::All).then(|| self.related(of).map(|(what, _)| what));
        self.kept(of, kept).map(|one| one.what).chain(related.into_iter().flatten())
    }

    /// The numbers around `k` that a value is known not to be, if `k` is one.
    fn excluded(&self, of: Id, kept: Kept, k: u32) -> Option<(u32, u32)> {
        self.told(of, kept).find_map(|what| match what {
            What::NotIn(lo, hi) => (lo <= k && k <= hi).then_some((lo, hi)),
            What::NotBits(mask, bits) => {
                let free = (mask & mask.wrapping_neg()).wrapping_sub(1);
                (k & mask == bits).then_some((k & !free, k | free))
            }
            _ => None,
        })
    }

    /// The least number from `lo` to `hi` that a value may be. That there is none is certain; a
    /// number may still be none.
    pub(super) fn least(&self, of: Id, facts: &Facts, kept: Kept, lo: u32, hi: u32) -> Option<u32> {
        let (mut at, hi) = (lo.max(facts.lo), hi.min(facts.hi));
        for _ in 0..4096 {
            at = facts.from(at)?;
            if at > hi {
                return None;
            }
            match self.excluded(of, kept, at) {
                None => break,
                Some((_, last)) => at = last.checked_add(1)?,
            }
        }
        Some(at)
    }

    pub(super) fn range(&self, of: Id, kept: Kept, lo: u32, hi: u32) -> Option<bool> {
        let facts = self.facts_of(of, kept)?;
        let can_be = |lo, hi| self.least(of, &facts, kept, lo, hi).is_some();
        if !can_be(lo, hi) {
            return Some(false);
        }
        let below = lo > 0 && can_be(0, lo - 1);
        let outside = below || (hi < u32::MAX && can_be(hi + 1, u32::MAX));
        (!outside).then_some(true)
    }

    pub(super) fn bits(&self, of: Id, kept: Kept, mask: u32, bits: u32) -> Option<bool> {
        let facts = self.facts_of(of, kept)?;
        if (facts.bits ^ bits) & facts.mask & mask != 0 {
            return Some(false);
        }
        if mask & !facts.mask == 0 {
            return Some(true);
        }
        let (known, then) = (facts.mask | mask, facts.bits | bits);
        let rules_out = |what| match what {
            What::NotBits(fewer, others) => fewer & !known == 0 && then & fewer == others,
            _ => false,
        };
        if self.told(of, kept).any(rules_out) {
            return Some(false);
        }
        // Of a byte all numbers can be tried.
        if facts.hi > 0xff {
            return None;
        }
        let fits = |k: &u32| facts.from(*k) == Some(*k) && self.excluded(of, kept, *k).is_none();
        let mut numbers = (facts.lo..=facts.hi).filter(fits).map(|k| k & mask == bits);
        let first = numbers.next()?;
        numbers.all(|other| other == first).then_some(first)
    }

    /// The greatest that a value can be on this path, as far as a few operations tell.
    pub(super) fn most(&self, id: Id, operations: u32, why: &mut Reasons) -> u32 {
        let known = self.known(id).hi;
        if let (Some(operations), Value::Arith(op @ (Op::Add | Op::And), a, b)) =
            (operations.checked_sub(1), self.value(id))
        {
            let mut reasons = Reasons::NONE;
            let x = self.most(a, operations, &mut reasons);
            let y = self.most(b, operations, &mut reasons);
            let most = if op == Op::Add { x.saturating_add(y) } else { x.min(y) };
            if most < known {
                why.join(&reasons);
                return most;
            }
        }
        why.join(&self.because(id, 0, known));
        known
    }

    /// Learns the answer to a question that the path did not know, by its last decision. If that
    /// cannot be, says by which decisions; nothing if there is no room.
    pub(super) fn learn(
        &mut self,
        question: Question,
        answer: bool,
    ) -> Option<Result<(), Reasons>> {
        let (of, what) = match question {
            Question::Range { of, lo, hi } if answer => (of, What::In(lo, hi)),
            Question::Range { of, lo, hi } => (of, What::NotIn(lo, hi)),
            Question::Bits { of, mask, bits } if answer => (of, What::Bits(mask, bits)),
            Question::Bits { of, mask, bits } => (of, What::NotBits(mask, bits)),
            Question::Behind { base, end } => return self.learn_behind(base, end, answer),
            Question::Equal(a, b) => {
                return self.note_both((a, What::Equal(b, answer)), (b, What::Equal(a, answer)));
            }
            Question::Greater(a, b) => {
                return self.note_both((a, What::Greater(b, answer)), (b, What::Less(a, answer)));
            }
        };
        self.note(of, what, None)
    }

    fn learn_behind(&mut self, base: Id, end: u32, is: bool) -> Option<Result<(), Reasons>> {
        let (base_is, captured) = (self.known(base), self.known(CAPTURED));
        if let Err(reasons) = self.note(base, What::Behind(end, is), None)? {
            return Some(Err(reasons));
        }
        if !is {
            // What is not behind the most that the base can be may be behind more.
            let most = base_is.hi.saturating_add(end).saturating_sub(1);
            let also = (base_is.hi < self.max(base)).then_some(base);
            return match most < captured.hi {
                true => self.note(CAPTURED, What::In(0, most), also),
                false => Some(Ok(())),
            };
        }
        let least = base_is.lo.saturating_add(end);
        if least > captured.lo {
            let also = (base_is.lo > 0).then_some(base);
            if let Err(reasons) = self.note(CAPTURED, What::In(least, u32::MAX), also)? {
                return Some(Err(reasons));
            }
        }
        let most = LONGEST.saturating_sub(end);
        if most < base_is.hi { self.note(base, What::In(0, most), None) } else { Some(Ok(())) }
    }

    fn note_both(&mut self, first: (Id, What), second: (Id, What)) -> Option<Result<(), Reasons>> {
        match self.note(first.0, first.1, None)? {
            Ok(()) => self.note(second.0, second.1, None),
            impossible => Some(impossible),
        }
    }

    /// Notes what was learned of a value, so that it can be taken back, and draws conclusions.
    fn note(&mut self, of: Id, what: What, also: Option<Id>) -> Option<Result<(), Reasons>> {
        let facts = *self.facts.get(of.0 as usize)?;
        let learned = self.learned.len() as u32;
        self.undo.push(Undo { of, facts, learned }).ok()?;
        let depth = (self.frames.len() as u32).saturating_sub(1);
        self.learned.push(Learned { what, depth, also, before: facts.last }).ok()?;
        let facts = Facts { last: learned, ..facts };
        self.facts[of.0 as usize] = facts;
        let refined = facts.with(what).and_then(|facts| self.refined(of, facts, Kept::Learned));
        Some(match refined {
            Some(facts) => {
                self.facts[of.0 as usize] = facts;
                Ok(())
            }
            None => {
                let follows = |kept| self.facts_of(of, kept).is_none();
                Err(self.minimal(of, Kept::Learned, |_| false, follows))
            }
        })
    }

    /// Takes back what was learned since.
    pub(super) fn forget(&mut self, since: usize) {
        while self.undo.len() > since
            && let Some(Undo { of, facts, learned }) = self.undo.pop()
        {
            self.facts[of.0 as usize] = facts;
            self.learned.truncate(learned as usize);
        }
    }

    /// Draws conclusions from one kind of fact to the others; nothing if no number fits them.
    pub(super) fn refined(&self, of: Id, facts: Facts, kept: Kept) -> Option<Facts> {
        let mut new = facts;
        loop {
            let old = new;
            for what in self.told(of, kept) {
                if let What::NotBits(mask, bits) = what
                    && (new.bits ^ bits) & new.mask & mask == 0
                {
                    // All known bits of it are so: the last one is not, if there is one.
                    let open = mask & !new.mask;
                    if open == 0 {
                        return None;
                    }
                    if open.is_power_of_two() {
                        new.mask |= open;
                        new.bits |= !bits & open;
                    }
                }
            }
            let shared = above(new.lo ^ new.hi);
            if new.lo > new.hi || (new.lo ^ new.bits) & new.mask & shared != 0 {
                return None;
            }
            new.mask |= shared;
            new.bits |= new.lo & shared;
            let (mut lo, mut hi) = (new.from(new.lo)?, new.up_to(new.hi)?);
            if let Some((_, last)) = self.excluded(of, kept, lo) {
                lo = last.checked_add(1)?;
            }
            if let Some((first, _)) = self.excluded(of, kept, hi) {
                hi = first.checked_sub(1)?;
            }
            (new.lo, new.hi) = (lo, hi);
            if new == old {
                return Some(new);
            }
        }
    }
}
