//! What a test really asks: of which value, and which of its values give yes.
//!
//! Tests are written in many ways: `ip[0] & 0xf0 = 0x40`, `ip[0] >> 4 = 4` and a comparison of the
//! version nibble are one question, whether byte 14 is in 0x40..=0x4f. A [`Question`] is the form
//! in which facts are kept and compared: an interval of a root value, or some of its bits.

use crate::filter::ast::ArithOp;
use crate::graph::{Graph, Operand, Test, Value, ValueId};

/// A set of values of a root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Is it from the first to the second, which is no less, both included? An upper end at or above the
    /// greatest value that the root can have is `u32::MAX`.
    Range(u32, u32),
    /// Are the bits under the first, a mask, equal to the second?
    Bits(u32, u32),
}

/// A test, as a question about a root value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// A value that is no mask, shift or sum with a constant of another one, where that could be
    /// helped.
    pub(super) root: ValueId,
    /// The question.
    pub(super) question: Question,
    /// Whether the test holds if the answer is no.
    pub(super) negated: bool,
}

/// The question behind a test, if its operand is a constant.
pub(super) fn ask(graph: &Graph<'_>, value: ValueId, test: Test) -> Option<Asked> {
    let Some(Operand::Const(k)) = test.operand() else { return None };
    if let (Test::Eq(_), Value::Load { .. } | Value::LoadAt { .. }) = (test, graph.value(value)) {
        // Most tests are of this kind.
        let hi = if k >= graph.facts(value).max { u32::MAX } else { k };
        return Some(Asked { root: value, question: Question::Range(k, hi), negated: false });
    }
    let (question, negated) = match test {
        Test::Eq(_) => (Question::Range(k, k), false),
        Test::Gt(_) => (Question::Range(k.checked_add(1)?, u32::MAX), false),
        Test::Ge(_) => (Question::Range(k, u32::MAX), false),
        Test::Set(_) => (Question::Bits(k, 0), true),
        Test::In(_) | Test::Words(_) | Test::Reach | Test::Assign(_) | Test::Store(_) => {
            return None;
        }
    };
    let mut asked = Asked { root: value, question, negated };
    while let Some(inner) = peel(graph, asked) {
        asked = inner;
    }
    if let Question::Range(_, hi) = &mut asked.question
        && *hi >= graph.facts(asked.root).max
    {
        *hi = u32::MAX;
    }
    Some(asked)
}

/// The same question about the value inside the root's outermost operation.
fn peel(graph: &Graph<'_>, Asked { root, question, negated }: Asked) -> Option<Asked> {
    let Value::Arith(op, inner, by) = graph.value(root) else { return None };
    let k = graph.constant(by)?;
    let max = graph.facts(inner).max;
    let mut negated = negated;
    let question = match (op, question) {
        (ArithOp::And, Question::Bits(mask, bits)) => {
            if bits & !k != 0 {
                return None;
            }
            Question::Bits(mask & k, bits)
        }
        (ArithOp::And, Question::Range(lo, hi)) => {
            // Bits above the root's greatest value are clear with or without the mask.
            let low = !(k | above(graph.facts(inner).ones));
            if low & low.wrapping_add(1) == 0 {
                // A mask of all high bits rounds down.
                let (lo, hi) = (lo.checked_add(low)? & !low, hi | low);
                if lo > hi {
                    return None;
                }
                Question::Range(lo, hi)
            } else if lo == hi && lo & !k == 0 {
                Question::Bits(k, lo)
            } else if lo == 1 && hi >= graph.facts(root).max {
                negated = !negated;
                Question::Bits(k, 0)
            } else {
                return None;
            }
        }
        (ArithOp::Add, Question::Range(lo, hi)) => {
            let (lo, hi) = (lo.wrapping_sub(k), hi.wrapping_sub(k));
            if lo <= hi {
                Question::Range(lo, hi)
            } else {
                negated = !negated;
                let (lo, hi) = (hi.wrapping_add(1), lo.wrapping_sub(1));
                // All numbers are in it: none is outside.
                if lo > hi {
                    return None;
                }
                Question::Range(lo, hi)
            }
        }
        (ArithOp::Shr, Question::Range(lo, hi)) if k < 32 => {
            if lo > u32::MAX >> k {
                return None;
            }
            let low = (1_u32 << k) - 1;
            Question::Range(lo << k, if hi > u32::MAX >> k { u32::MAX } else { hi << k | low })
        }
        (ArithOp::Shr, Question::Bits(mask, bits)) if k < 32 => {
            let mask = mask & (u32::MAX >> k);
            if bits & !mask != 0 {
                return None;
            }
            Question::Bits(mask << k, bits << k)
        }
        (ArithOp::Shl, _) if k >= 32 || max > u32::MAX >> k => return None,
        (ArithOp::Shl, Question::Range(lo, hi)) => {
            let low = (1_u32 << k) - 1;
            let (lo, hi) = (lo.checked_add(low)? >> k, hi >> k);
            if lo > hi {
                return None;
            }
            Question::Range(lo, hi)
        }
        (ArithOp::Shl, Question::Bits(mask, bits)) => {
            if bits.trailing_zeros() < k && bits != 0 {
                return None;
            }
            Question::Bits(mask >> k, bits >> k)
        }
        _ => return None,
    };
    Some(Asked { root: inner, question, negated })
}

/// All bits above the highest one of `ones`.
pub(super) const fn above(ones: u32) -> u32 {
    match u32::MAX.checked_shr(ones.leading_zeros()) {
        Some(below) => !below,
        None => u32::MAX,
    }
}
