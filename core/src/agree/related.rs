//! What follows for a value from what is known of others.
//!
//! The bits under a mask are those of what is masked. What is equal to something, or greater or less,
//! is as the other is, or above or below. The result of an operation lies between what it makes of
//! the ends of both operands. And where two loads share bytes, these are the same.
//!
//! All of this is looked up when it is asked for, and kept by nobody, so that it has nothing to undo.
//! The decisions that it follows from are all by which these other values are known.

use super::facts::What;
use super::reasons::{Kept, Reasons};
use super::value::{Id, Value};
use super::{Op, Walk};

impl Walk<'_> {
    /// What is known of a value by others, and by which.
    pub(super) fn related(&self, of: Id) -> impl Iterator<Item = (What, Id)> {
        let operands = match self.value(of) {
            Value::Arith(op, a, b) => Some((op, a, b)),
            _ => None,
        };
        let masked = operands.filter(|(op, ..)| *op == Op::And);
        let masked = masked.and_then(|(_, a, b)| Some((a, self.number(b)?)));
        let bits = masked.into_iter().flat_map(|(whole, mask)| self.masked(whole, mask));
        let computed = operands.into_iter().flat_map(|(op, a, b)| {
            let (lo, hi) = self.between(op, a, b);
            // It follows from both.
            [(What::In(lo, hi), a), (What::In(0, u32::MAX), b)]
        });
        bits.chain(computed).chain(self.compared(of))
    }

    /// What is known of some bits of a value.
    fn masked(&self, whole: Id, mask: u32) -> impl Iterator<Item = (What, Id)> {
        let known = self.known(whole);
        let bits = What::Bits(known.mask & mask, known.bits & mask);
        let not = self.learned_of(whole).filter_map(move |one| match one.what {
            What::NotBits(tested, not) => {
                let outside = tested & !mask;
                let is_known = outside & !known.mask == 0 && (known.bits ^ not) & outside == 0;
                let within = What::NotBits(tested & mask, not & mask);
                (is_known && tested & mask != 0).then_some((within, whole))
            }
            _ => None,
        });
        core::iter::once((bits, whole)).chain(not)
    }

    /// What a comparison with another value says.
    fn compared(&self, of: Id) -> impl Iterator<Item = (What, Id)> {
        self.learned_of(of).filter_map(|one| {
            let (What::Equal(other, _) | What::Greater(other, _) | What::Less(other, _)) = one.what
            else {
                return None;
            };
            let is = self.known(other);
            let what = match one.what {
                What::Equal(_, true) => What::In(is.lo, is.hi),
                What::Equal(_, false) if is.lo == is.hi => What::NotIn(is.lo, is.lo),
                What::Greater(_, true) => What::In(is.lo.saturating_add(1), u32::MAX),
                What::Greater(_, false) => What::In(0, is.hi),
                What::Less(_, true) => What::In(0, is.hi.saturating_sub(1)),
                What::Less(_, false) => What::In(is.lo, u32::MAX),
                _ => return None,
            };
            Some((what, other))
        })
    }

    /// Between which numbers the result of an operation is.
    fn between(&self, op: Op, a: Id, b: Id) -> (u32, u32) {
        const ANY: (u32, u32) = (0, u32::MAX);
        let (x, y) = (self.known(a), self.known(b));
        let both = |lo: Option<u32>, hi: Option<u32>| lo.zip(hi).unwrap_or(ANY);
        if (x.lo, y.lo) == (x.hi, y.hi) {
            let k = op.of_numbers(x.lo, y.lo);
            return both(k, k);
        }
        match op {
            Op::Add => both(x.lo.checked_add(y.lo), x.hi.checked_add(y.hi)),
            Op::Sub => both(x.lo.checked_sub(y.hi), x.hi.checked_sub(y.lo)),
            Op::Mul => both(x.lo.checked_mul(y.lo), x.hi.checked_mul(y.hi)),
            Op::Div => both(x.lo.checked_div(y.hi), x.hi.checked_div(y.lo)),
            Op::Mod if y.lo > 0 => (0, x.hi.min(y.hi - 1)),
            Op::And => (0, x.hi.min(y.hi)),
            Op::Or => (x.lo.max(y.lo), u32::MAX),
            Op::Shr => both(op.of_numbers(x.lo, y.hi), op.of_numbers(x.hi, y.lo)),
            Op::Shl if y.hi < 32 && x.hi <= u32::MAX >> y.hi => (x.lo << y.lo, x.hi << y.hi),
            _ => ANY,
        }
    }

    /// Whether no packet takes this path, as far as all values tell when they are looked at once
    /// more, and by which decisions.
    pub(super) fn impossible(&self) -> Option<Reasons> {
        (0..self.values.len()).map(|at| Id(at as u32)).find_map(|of| {
            let shared = self.shared(of);
            let is = self.facts_of(of, Kept::All).and_then(|facts| {
                let facts = shared.clone().try_fold(facts, |facts, (what, _)| facts.with(what))?;
                self.refined(of, facts, Kept::All)
            });
            if is.is_some() {
                return None;
            }
            let mut reasons = self.reasons(of, Kept::All);
            for (_, other) in shared {
                reasons.join(&self.reasons(other, Kept::Learned));
            }
            Some(reasons)
        })
    }

    /// What other loads tell about the bytes of a load.
    fn shared(&self, of: Id) -> impl Iterator<Item = (What, Id)> + Clone {
        let all = (0..self.values.len()).map(|at| Id(at as u32)).filter(move |other| *other != of);
        all.filter_map(move |other| {
            let (
                Value::Load { base, offset, size },
                Value::Load { base: behind, offset: at, size: by },
            ) = (self.value(of), self.value(other))
            else {
                return None;
            };
            if base != behind {
                return None;
            }
            // How far the other's last byte is from the end.
            let (end, other_end) = (offset.wrapping_add(size.into()), at.wrapping_add(by.into()));
            let known = self.known(other);
            let ones = u32::MAX >> (32 - 8 * u32::from(by));
            let (mask, bits) = (known.mask & ones, known.bits & ones);
            let left = end.wrapping_sub(other_end);
            let right = left.wrapping_neg();
            let moved = |word: u32| match (left, right) {
                (0..4, _) => word << (8 * left),
                (_, 0..4) => word >> (8 * right),
                _ => 0,
            };
            let own = u32::MAX >> (32 - 8 * u32::from(size));
            Some((What::Bits(moved(mask) & own, moved(bits) & own), other))
        })
    }
}
