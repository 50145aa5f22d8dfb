//! What a test asks, brought to a normal form.
//!
//! Masks, shifts and sums with constants are undone, so that `x & 0xf0 = 0x40`, `x >> 4 = 4` and two
//! comparisons of x with 0x40 and 0x50 ask the same of the same value.

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
    fn peel(&self, question: Question) -> Peeled {
        match question {
            Question::NEVER => None,
            Question::Range { of, lo, hi } => self.peel_range(of, lo, hi),
            Question::Bits { of, mask, bits } => self.peel_bits(of, mask, bits),
            Question::Behind { .. } | Question::Equal(..) | Question::Greater(..) => None,
        }
    }

    /// The operation whose result a value is, and its right operand if that is a number.
    fn operation(&self, of: Id) -> Option<(Op, Id, Id, Option<u32>)> {
        match self.value(of) {
            Value::Arith(op, a, b) => Some((op, a, b, self.number(b))),
            _ => None,
        }
    }

    fn peel_range(&self, of: Id, lo: u32, hi: u32) -> Peeled {
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
        let (op, a, b, by) = self.operation(of)?;
        let Some(k) = by else {
            let is_equality = matches!(op, Op::Sub | Op::Xor) && (lo, hi) == (0, 0);
            return is_equality.then_some((Question::Equal(a.min(b), a.max(b)), false));
        };
        let is_one = lo == hi.min(max);
        match op {
            Op::And => {
                let low = !(k | above(self.ones(a)));
                if low & low.wrapping_add(1) == 0 {
                    match lo.checked_add(low) {
                        Some(lo) => range(a, lo & !low, hi | low),
                        None => NO,
                    }
                } else if !is_one {
                    None
                } else if lo & !k != 0 {
                    NO
                } else {
                    bits_of(a, k, lo)
                }
            }
            Op::Add => around(a, lo.wrapping_sub(k), hi.wrapping_sub(k)),
            Op::Xor if is_one => range(a, lo ^ k, lo ^ k),
            Op::Or if is_one && lo & k != k => NO,
            Op::Or if is_one => bits_of(a, !k, lo & !k),
            Op::Shr if lo > u32::MAX >> k => NO,
            Op::Shr if hi >= u32::MAX >> k => range(a, lo << k, u32::MAX),
            Op::Shr => range(a, lo << k, hi << k | !(u32::MAX << k)),
            Op::Shl if self.max(a) <= u32::MAX >> k => match lo.checked_add(!(u32::MAX << k)) {
                Some(lo) => range(a, lo >> k, hi >> k),
                None => NO,
            },
            Op::Shl if is_one && lo >> k << k != lo => NO,
            Op::Shl if is_one => bits_of(a, u32::MAX >> k, lo >> k),
            Op::Mul if self.max(a).checked_mul(k).is_some() => range(a, lo.div_ceil(k), hi / k),
            Op::Div if k > 0 => match lo.checked_mul(k) {
                Some(lo) => range(a, lo, hi.saturating_mul(k).saturating_add(k - 1)),
                None => NO,
            },
            _ => None,
        }
    }

    fn peel_bits(&self, of: Id, mask: u32, bits: u32) -> Peeled {
        let ones = self.ones(of);
        match mask & ones {
            _ if bits & !ones != 0 => return NO,
            0 => return Some((Question::NEVER, true)),
            fewer if fewer != mask => return bits_of(of, fewer, bits),
            _ => {}
        }
        if let Some((op, a, _, Some(k))) = self.operation(of) {
            match op {
                Op::And => return bits_of(a, mask & k, bits),
                Op::Or if mask & k & !bits != 0 => return NO,
                Op::Or => return bits_of(a, mask & !k, bits & !k),
                Op::Xor => return bits_of(a, mask, bits ^ k & mask),
                Op::Shr => return bits_of(a, mask << k, bits << k),
                Op::Shl => return bits_of(a, mask >> k, bits >> k),
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
}

/// A question without one operation of another one's, and whether the answers are swapped; nothing if no
/// operation can be taken away.
type Peeled = Option<(Question, bool)>;

/// The answer is no.
const NO: Peeled = Some((Question::NEVER, false));

/// From `lo` up to `hi`.
fn range(of: Id, lo: u32, hi: u32) -> Peeled {
    if lo <= hi { Some((Question::Range { of, lo, hi }, false)) } else { NO }
}

/// From `lo` up to `hi`, around the end of the numbers if need be.
fn around(of: Id, lo: u32, hi: u32) -> Peeled {
    if lo <= hi {
        return range(of, lo, hi);
    }
    let (lo, hi) = (hi.wrapping_add(1), lo.wrapping_sub(1));
    Some((Question::Range { of, lo, hi }, true))
}

/// The bits under a mask.
fn bits_of(of: Id, mask: u32, bits: u32) -> Peeled {
    Some((Question::Bits { of, mask, bits }, false))
}
