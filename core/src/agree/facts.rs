//! What a path has learned, and what follows from it.
//!
//! Tests are brought to a normal form first: masks, shifts and sums with constants are undone, so
//! that `x & 0xf0 = 0x40`, `x >> 4 = 4` and two comparisons of x with 0x40 and 0x50 ask the same.
//! Of each value a path knows an interval, some bits, and a list of what it is not.

use super::value::{CAPTURED, Id, Value, above};
use super::{Op, Walk};
use crate::insn::opcode::{JEQ_K, JGE_K, JGT_K};

/// What a test asks, in normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Is the value from `lo` to `hi`, both included?
    Range { of: Id, lo: u32, hi: u32 },
    /// Are the bits under the mask these?
    Bits { of: Id, mask: u32, bits: u32 },
    /// Were `base + end` bytes captured?
    Behind { base: Id, end: u32 },
    /// Are two values equal?
    Equal(Id, Id),
    /// Is the first greater?
    Greater(Id, Id),
}

impl Question {
    /// The answer is no.
    pub(super) const NEVER: Self = Self::Range { of: CAPTURED, lo: u32::MAX, hi: u32::MAX };
}

/// What the path knows of a value: it is from `lo` to `hi`, and its bits under `mask` are `bits`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub(super) lo: u32,
    pub(super) hi: u32,
    mask: u32,
    bits: u32,
    /// The last thing learned besides.
    last: u32,
}

/// One more thing that is known of a value, and the one that was learned before.
#[derive(Clone, Copy, Debug)]
pub struct Learned {
    pub(super) what: What,
    before: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    NotIn(u32, u32),
    NotBits(u32, u32),
    /// So many bytes behind it were captured, or not.
    Behind(u32, bool),
    Equal(Id, bool),
    Greater(Id, bool),
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
}

impl Walk<'_> {
    /// The question of a conditional jump, and whether the jump is taken if the answer is no.
    pub(super) fn question(&mut self, code: u16, a: Id, b: Id) -> Option<(Question, bool)> {
        let range = |of, lo, hi| Question::Range { of, lo, hi };
        let never = Question::NEVER;
        let (question, negated) = match (code, self.number(a), self.number(b)) {
            (JEQ_K, _, Some(k)) => (range(a, k, k), false),
            (JEQ_K, Some(k), _) => (range(b, k, k), false),
            (JEQ_K, ..) if a == b => (never, true),
            (JEQ_K, ..) => (Question::Equal(a.min(b), a.max(b)), false),
            (JGT_K, _, Some(u32::MAX)) | (JGT_K, Some(0), _) => (never, false),
            (JGT_K, _, Some(k)) => (range(a, k + 1, u32::MAX), false),
            (JGT_K, Some(k), _) => (range(b, 0, k - 1), false),
            (JGE_K, _, Some(k)) => (range(a, k, u32::MAX), false),
            (JGE_K, Some(k), _) => (range(b, 0, k), false),
            (JGT_K | JGE_K, ..) if a == b => (never, code == JGE_K),
            (JGT_K, ..) => (Question::Greater(a, b), false),
            (JGE_K, ..) => (Question::Greater(b, a), true),
            _ => (range(self.arith(Op::And, a, b)?, 0, 0), true),
        };
        let (mut question, mut negated) = (question, negated);
        // Each round takes an operation away.
        for _ in 0..64 {
            let Some((inner, swaps)) = self.peel(question) else { break };
            question = inner;
            negated ^= swaps;
        }
        Some((question, negated))
    }

    /// The same question about the value inside, and whether the answers are swapped.
    fn peel(&self, question: Question) -> Option<(Question, bool)> {
        const NO: Option<(Question, bool)> = Some((Question::NEVER, false));
        let operation = |of| match self.value(of) {
            Value::Arith(op, a, b) => Some((op, a, b, self.number(b))),
            _ => None,
        };
        // From `lo` up to `hi`, around the end of the numbers if need be.
        let around = |of, lo: u32, hi: u32| {
            if lo <= hi {
                Some((Question::Range { of, lo, hi }, false))
            } else {
                let (lo, hi) = (hi.wrapping_add(1), lo.wrapping_sub(1));
                Some((Question::Range { of, lo, hi }, true))
            }
        };
        match question {
            Question::NEVER => None,
            Question::Range { of, lo, hi } => {
                let range = |of, lo, hi| {
                    if lo <= hi { Some((Question::Range { of, lo, hi }, false)) } else { NO }
                };
                let bits = |of, mask, bits| Some((Question::Bits { of, mask, bits }, false));
                let max = self.max(of);
                match (lo, hi) {
                    _ if lo > max => return NO,
                    _ if hi >= max && hi != u32::MAX => return range(of, lo, u32::MAX),
                    (0, u32::MAX) => return Some((Question::NEVER, true)),
                    (1, u32::MAX) => return Some((Question::Range { of, lo: 0, hi: 0 }, true)),
                    _ => {}
                }
                if let Value::Negate(a) = self.value(of) {
                    return around(a, hi.wrapping_neg(), lo.wrapping_neg());
                }
                let (op, a, b, Some(k)) = operation(of)? else {
                    let (op, a, b, _) = operation(of)?;
                    let is_equality = matches!(op, Op::Sub | Op::Xor) && (lo, hi) == (0, 0);
                    return is_equality.then_some((Question::Equal(a.min(b), a.max(b)), false));
                };
                let _ = b;
                match op {
                    Op::And => {
                        let low = !(k | above(self.ones(a)));
                        if low & low.wrapping_add(1) == 0 {
                            match lo.checked_add(low) {
                                Some(lo) => range(a, lo & !low, hi | low),
                                None => NO,
                            }
                        } else if lo != hi {
                            None
                        } else if lo & !k != 0 {
                            NO
                        } else {
                            bits(a, k, lo)
                        }
                    }
                    Op::Add => around(a, lo.wrapping_sub(k), hi.wrapping_sub(k)),
                    Op::Xor if lo == hi => range(a, lo ^ k, lo ^ k),
                    Op::Or if lo == hi && lo & k != k => NO,
                    Op::Or if lo == hi => bits(a, !k, lo & !k),
                    Op::Shr if lo > u32::MAX >> k => NO,
                    Op::Shr if hi >= u32::MAX >> k => range(a, lo << k, u32::MAX),
                    Op::Shr => range(a, lo << k, hi << k | !(u32::MAX << k)),
                    Op::Shl if self.max(a) <= u32::MAX >> k => {
                        match lo.checked_add(!(u32::MAX << k)) {
                            Some(lo) => range(a, lo >> k, hi >> k),
                            None => NO,
                        }
                    }
                    Op::Shl if lo == hi && lo >> k << k != lo => NO,
                    Op::Shl if lo == hi => bits(a, u32::MAX >> k, lo >> k),
                    Op::Mul if self.max(a).checked_mul(k).is_some() => {
                        range(a, lo.div_ceil(k), hi / k)
                    }
                    Op::Div if k > 0 => match lo.checked_mul(k) {
                        Some(lo) => range(a, lo, hi.saturating_mul(k).saturating_add(k - 1)),
                        None => NO,
                    },
                    _ => None,
                }
            }
            Question::Bits { of, mask, bits } => {
                let ones = self.ones(of);
                let asked = |of, mask, bits| Some((Question::Bits { of, mask, bits }, false));
                match mask & ones {
                    _ if bits & !ones != 0 => return NO,
                    0 => return Some((Question::NEVER, true)),
                    fewer if fewer != mask => return asked(of, fewer, bits),
                    _ => {}
                }
                if let Some((op, a, _, Some(k))) = operation(of) {
                    match op {
                        Op::And => return asked(a, mask & k, bits),
                        Op::Or if mask & k & !bits != 0 => return NO,
                        Op::Or => return asked(a, mask & !k, bits & !k),
                        Op::Xor => return asked(a, mask, bits ^ k & mask),
                        Op::Shr => return asked(a, mask << k, bits << k),
                        Op::Shl => return asked(a, mask >> k, bits >> k),
                        _ => {}
                    }
                }
                let low = !(mask | above(ones));
                if low & low.wrapping_add(1) == 0 {
                    return Some((Question::Range { of, lo: bits, hi: bits | low }, false));
                }
                let is_one_bit = mask.is_power_of_two() && bits == mask;
                is_one_bit.then_some((Question::Bits { of, mask, bits: 0 }, true))
            }
            Question::Behind { .. } | Question::Equal(..) | Question::Greater(..) => None,
        }
    }

    pub(super) fn known(&self, of: Id) -> Facts {
        match self.number(of) {
            Some(k) => Facts { lo: k, hi: k, mask: u32::MAX, bits: k, last: END },
            None => self.facts[of.0 as usize],
        }
    }

    /// What else was learned of a value.
    pub(super) fn learned_of(&self, of: Id) -> impl Iterator<Item = What> + '_ {
        let mut at = self.known(of).last;
        core::iter::from_fn(move || {
            let learned = self.learned.get(at as usize)?;
            at = learned.before;
            Some(learned.what)
        })
    }

    /// The numbers around `k` that a value is known not to be, if `k` is one.
    fn excluded(&self, of: Id, k: u32) -> Option<(u32, u32)> {
        self.learned_of(of).find_map(|what| match what {
            What::NotIn(lo, hi) => (lo <= k && k <= hi).then_some((lo, hi)),
            What::NotBits(mask, bits) => (k & mask == bits).then_some((k, k)),
            _ => None,
        })
    }

    /// The least number from `lo` to `hi` that a value may be.
    pub(super) fn least(&self, of: Id, lo: u32, hi: u32) -> Option<u32> {
        let facts = self.known(of);
        let (mut at, hi) = (lo.max(facts.lo), hi.min(facts.hi));
        for _ in 0..4096 {
            at = facts.from(at)?;
            if at > hi {
                return None;
            }
            match self.excluded(of, at) {
                None => break,
                Some((_, last)) => at = last.checked_add(1)?,
            }
        }
        Some(at)
    }

    /// The answer to a question, if the path knows it.
    pub(super) fn answer(&self, question: Question) -> Option<bool> {
        match question {
            Question::Range { of, lo, hi } => {
                let can_be = |lo, hi| self.least(of, lo, hi).is_some();
                if !can_be(lo, hi) {
                    return Some(false);
                }
                let below = lo > 0 && can_be(0, lo - 1);
                let outside = below || (hi < u32::MAX && can_be(hi + 1, u32::MAX));
                (!outside).then_some(true)
            }
            Question::Bits { of, mask, bits } => {
                let facts = self.known(of);
                if (facts.bits ^ bits) & facts.mask & mask != 0 {
                    return Some(false);
                }
                if mask & !facts.mask == 0 {
                    return Some(true);
                }
                let rules_out = |what| match what {
                    What::NotBits(fewer, others) => fewer & !mask == 0 && bits & fewer == others,
                    _ => false,
                };
                self.learned_of(of).any(rules_out).then_some(false)
            }
            Question::Behind { base, end } => {
                let (base_is, captured) = (self.known(base), self.known(CAPTURED));
                let end_at = |base: u32| u64::from(base) + u64::from(end);
                if end_at(base_is.hi) <= captured.lo.into() {
                    return Some(true);
                }
                if end_at(base_is.lo) > captured.hi.into() {
                    return Some(false);
                }
                self.learned_of(base).find_map(|what| match what {
                    What::Behind(other, true) => (end <= other).then_some(true),
                    What::Behind(other, false) => (end >= other).then_some(false),
                    _ => None,
                })
            }
            Question::Equal(a, b) => {
                let (x, y) = (self.known(a), self.known(b));
                if x.hi < y.lo || y.hi < x.lo {
                    return Some(false);
                }
                let says = |other, what| match what {
                    What::Equal(id, yes) if id == other => Some(yes),
                    What::Greater(id, true) if id == other => Some(false),
                    _ => None,
                };
                self.learned_of(a)
                    .find_map(|what| says(b, what))
                    .or_else(|| self.learned_of(b).find_map(|what| says(a, what)))
            }
            Question::Greater(a, b) => {
                let (x, y) = (self.known(a), self.known(b));
                if x.lo > y.hi {
                    return Some(true);
                }
                if x.hi <= y.lo {
                    return Some(false);
                }
                let equal = |other, what| match what {
                    What::Equal(id, true) => (id == other).then_some(false),
                    _ => None,
                };
                let of_first = self.learned_of(a).find_map(|what| match what {
                    What::Greater(id, yes) if id == b => Some(yes),
                    what => equal(b, what),
                });
                of_first.or_else(|| {
                    self.learned_of(b).find_map(|what| match what {
                        What::Greater(id, true) if id == a => Some(false),
                        what => equal(a, what),
                    })
                })
            }
        }
    }

    /// Learns the answer to a question that the path did not know; says whether that can be, and
    /// nothing if there is no room.
    pub(super) fn learn(&mut self, question: Question, answer: bool) -> Option<bool> {
        match (question, answer) {
            (Question::Range { of, lo, hi }, true) => {
                self.save(of)?;
                let facts = &mut self.facts[of.0 as usize];
                (facts.lo, facts.hi) = (facts.lo.max(lo), facts.hi.min(hi));
                Some(self.refine(of))
            }
            (Question::Range { of, lo, hi }, false) => {
                self.note(of, What::NotIn(lo, hi))?;
                Some(self.refine(of))
            }
            (Question::Bits { of, mask, bits }, true) => {
                self.save(of)?;
                let facts = &mut self.facts[of.0 as usize];
                facts.mask |= mask;
                facts.bits |= bits;
                Some(self.refine(of))
            }
            (Question::Bits { of, mask, bits }, false) => {
                self.note(of, What::NotBits(mask, bits))?;
                let facts = &mut self.facts[of.0 as usize];
                let unknown = mask & !facts.mask;
                if unknown.is_power_of_two() {
                    facts.mask |= unknown;
                    facts.bits |= !bits & unknown;
                }
                Some(self.refine(of))
            }
            (Question::Behind { base, end }, answer) => {
                self.note(base, What::Behind(end, answer))?;
                self.save(CAPTURED)?;
                let base_is = self.known(base);
                let captured = &mut self.facts[CAPTURED.0 as usize];
                if !answer {
                    let most = base_is.hi.saturating_add(end) - 1;
                    captured.hi = captured.hi.min(most);
                    return Some(self.refine(CAPTURED));
                }
                captured.lo = captured.lo.max(base_is.lo.saturating_add(end));
                let most = captured.hi.saturating_sub(end);
                let base_is = &mut self.facts[base.0 as usize];
                base_is.hi = base_is.hi.min(most);
                Some(self.refine(CAPTURED) && self.refine(base))
            }
            (Question::Equal(a, b), _) => self.note(a, What::Equal(b, answer)).map(|()| true),
            (Question::Greater(a, b), _) => self.note(a, What::Greater(b, answer)).map(|()| true),
        }
    }

    /// Makes it possible to take back what is learned of a value next.
    fn save(&mut self, of: Id) -> Option<()> {
        let facts = *self.facts.get(of.0 as usize)?;
        let learned = self.learned.len() as u32;
        self.undo.push(Undo { of, facts, learned }).ok()
    }

    fn note(&mut self, of: Id, what: What) -> Option<()> {
        self.save(of)?;
        let facts = self.facts.get_mut(of.0 as usize)?;
        self.learned.push(Learned { what, before: facts.last }).ok()?;
        facts.last = self.learned.len() as u32 - 1;
        Some(())
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

    /// Draws conclusions from one kind of fact to the others; says whether any number fits them.
    fn refine(&mut self, of: Id) -> bool {
        loop {
            let old = self.known(of);
            let mut new = old;
            let shared = above(new.lo ^ new.hi);
            if new.lo > new.hi || (new.lo ^ new.bits) & new.mask & shared != 0 {
                return false;
            }
            new.mask |= shared;
            new.bits |= new.lo & shared;
            let (Some(mut lo), Some(mut hi)) = (new.from(new.lo), new.up_to(new.hi)) else {
                return false;
            };
            if let Some((_, last)) = self.excluded(of, lo) {
                lo = last.saturating_add(1).max(lo);
                if last == u32::MAX {
                    return false;
                }
            }
            if let Some((first, _)) = self.excluded(of, hi) {
                let Some(below) = first.checked_sub(1) else { return false };
                hi = below;
            }
            (new.lo, new.hi) = (lo, hi);
            if new == old {
                return true;
            }
            self.facts[of.0 as usize] = new;
        }
    }
}
