//! Ranges of numbers, and what arithmetic makes of them.
//!
//! A range stands for every value that a register may have at a place. Arithmetic on ranges answers
//! a range that holds every result, and one result where both operands are one number. What may
//! wrap past 2^32 for some values and not for others may be anything.

use crate::insn::opcode::*;

/// All numbers from `low` to `high`, both included; never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least value.
    pub low: u32,
    /// The greatest value.
    pub high: u32,
}

impl Range {
    /// Every number.
    pub const ALL: Self = Self { low: 0, high: u32::MAX };

    /// One number.
    #[must_use]
    pub const fn one(value: u32) -> Self {
        Self { low: value, high: value }
    }

    /// All numbers up to one.
    pub(super) const fn up_to(high: u32) -> Self {
        Self { low: 0, high }
    }

    /// The number that it is, if it is only one.
    #[must_use]
    pub const fn single(self) -> Option<u32> {
        if self.low == self.high { Some(self.low) } else { None }
    }

    /// What lies between two numbers, if anything does.
    pub(super) const fn between(low: u32, high: u32) -> Option<Self> {
        if low <= high { Some(Self { low, high }) } else { None }
    }

    /// The least range that holds both.
    pub(super) fn join(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// What both hold.
    pub(super) fn meet(self, other: Self) -> Option<Self> {
        Self::between(self.low.max(other.low), self.high.min(other.high))
    }

    /// From the result for the two ends, each wrapped or not.
    const fn of_ends((low, low_wraps): (u32, bool), (high, high_wraps): (u32, bool)) -> Self {
        if low_wraps == high_wraps { Self { low, high } } else { Self::ALL }
    }
}

/// What an arithmetic instruction, whose second operand is `b`, leaves in A; nothing if it always
/// ends the program, by division by zero.
pub(super) fn arithmetic(code: u16, a: Range, b: Range) -> Option<Range> {
    // The constant form of an opcode.
    let operation = code & !8;
    if let (Some(a), Some(b)) = (a.single(), b.single()) {
        return exact(operation, a, b).map(Range::one);
    }
    Some(match operation {
        ADD_K => Range::of_ends(a.low.overflowing_add(b.low), a.high.overflowing_add(b.high)),
        SUB_K => Range::of_ends(a.low.overflowing_sub(b.high), a.high.overflowing_sub(b.low)),
        MUL_K => match a.high.checked_mul(b.high) {
            Some(high) => Range { low: a.low.wrapping_mul(b.low), high },
            None => Range::ALL,
        },
        DIV_K => Range { low: a.low.checked_div(b.high)?, high: a.high / b.low.max(1) },
        MOD_K if a.high < b.low => a,
        MOD_K => Range::up_to(a.high.min(b.high.checked_sub(1)?)),
        AND_K => Range::up_to(a.high.min(b.high)),
        OR_K => Range { low: a.low.max(b.low), high: ones(a.high | b.high) },
        XOR_K => Range::up_to(ones(a.high | b.high)),
        LSH_K => match u64::from(a.high).checked_shl(b.high) {
            Some(high) if b.high < 32 && high <= u32::MAX.into() => {
                Range { low: a.low.wrapping_shl(b.low), high: high as u32 }
            }
            _ => Range::ALL,
        },
        RSH_K => {
            let by = |a: u32, b| a.checked_shr(b).unwrap_or(0);
            Range { low: by(a.low, b.high), high: by(a.high, b.low) }
        }
        _ => Range::ALL,
    })
}

/// What an arithmetic instruction makes of A and its operand; nothing for a division by zero. Not
/// inlined, as the virtual machine needs it too.
#[inline(never)]
pub(crate) fn exact(code: u16, a: u32, b: u32) -> Option<u32> {
    // The constant form of the opcode; NEG has no other.
    Some(match code & !8 {
        ADD_K => a.wrapping_add(b),
        SUB_K => a.wrapping_sub(b),
        MUL_K => a.wrapping_mul(b),
        DIV_K => a.checked_div(b)?,
        MOD_K => a.checked_rem(b)?,
        OR_K => a | b,
        AND_K => a & b,
        XOR_K => a ^ b,
        LSH_K => a.checked_shl(b).unwrap_or(0),
        RSH_K => a.checked_shr(b).unwrap_or(0),
        _ => a.wrapping_neg(),
    })
}

/// The greatest number with no more bits than this one.
fn ones(value: u32) -> u32 {
    u32::MAX.checked_shr(value.leading_zeros()).unwrap_or(0)
}

/// The greatest number up to `high` that has none of some bits.
fn most_without(bits: u32, high: u32) -> u32 {
    match (high & bits).checked_ilog2() {
        None => high,
        // That bit off, and all below it on.
        Some(bit) => (high ^ 1 << bit | ((1 << bit) - 1)) & !bits,
    }
}

/// What is left of the two sides of a comparison, whose opcode is given, where it holds or does
/// not; nothing where it cannot come out so.
pub(super) fn compare(code: u16, holds: bool, a: Range, b: Range) -> Option<(Range, Range)> {
    match (code & !8, holds) {
        (JEQ_K, true) => a.meet(b).map(|both| (both, both)),
        (JEQ_K, false) => Some((without(a, b)?, without(b, a)?)),
        (JGT_K, true) => Some((
            Range::between(a.low.max(b.low.checked_add(1)?), a.high)?,
            Range::between(b.low, b.high.min(a.high.checked_sub(1)?))?,
        )),
        (JGE_K, false) => compare(JGT_K, true, b, a).map(|(b, a)| (a, b)),
        (JGE_K, true) => Some((
            Range::between(a.low.max(b.low), a.high)?,
            Range::between(b.low, b.high.min(a.high))?,
        )),
        (JGT_K, false) => compare(JGE_K, true, b, a).map(|(b, a)| (a, b)),
        // JSET. Only single numbers are followed bit by bit.
        (_, holds) => match (a.single(), b.single()) {
            (Some(left), Some(right)) => ((left & right != 0) == holds).then_some((a, b)),
            (_, Some(bits)) if !holds => {
                Some((Range::between(a.low, most_without(bits, a.high))?, b))
            }
            (_, Some(bits)) => {
                // The least number with one of the bits; none of which may be within reach.
                let least = bits & bits.wrapping_neg();
                (least != 0).then_some(())?;
                Some((Range::between(a.low.max(least), a.high)?, b))
            }
            _ => Some((a, b)),
        },
    }
}

/// A range without another, where that is one number at an end of it.
fn without(range: Range, other: Range) -> Option<Range> {
    match other.single() {
        Some(value) if value == range.low => Range::between(range.low.checked_add(1)?, range.high),
        Some(value) if value == range.high => Range::between(range.low, range.high.checked_sub(1)?),
        _ => Some(range),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARITHMETIC: [u16; 11] =
        [ADD_K, SUB_K, MUL_K, DIV_K, MOD_K, OR_K, AND_K, XOR_K, LSH_K, RSH_K, NEG];

    /// Ranges around the places where something wraps or has one bit more.
    fn ranges() -> impl Iterator<Item = Range> {
        let ends = [0, 1, 2, 3, 4, 7, 8, 9, 31, 32, 33, 0x7fff_ffff, 0x8000_0000, u32::MAX - 1];
        ends.into_iter().flat_map(|low| {
            (0..4).filter_map(move |more| Some(Range { low, high: low.checked_add(more)? }))
        })
    }

    #[test]
    fn every_result_is_in_the_range_of_results() {
        for (a, b) in ranges().flat_map(|a| ranges().map(move |b| (a, b))) {
            for code in ARITHMETIC {
                let range = arithmetic(code, a, b);
                for (left, right) in pairs(a, b) {
                    let operands = if code == NEG { (SUB_K, 0, left) } else { (code, left, right) };
                    let Some(result) = exact(operands.0, operands.1, operands.2) else { continue };
                    let range = range.unwrap_or_else(|| panic!("{code:#x} {a:?} {b:?}"));
                    assert!(
                        range.low <= result && result <= range.high,
                        "{code:#x} {a:?} {b:?}: {range:?}"
                    );
                }
            }
        }
    }

    /// The least range that holds some numbers.
    fn hull(numbers: impl Iterator<Item = u32>) -> Option<Range> {
        numbers.map(Range::one).reduce(Range::join)
    }

    #[test]
    fn small_ranges_are_the_least() {
        let small =
            || (0..12).flat_map(|low| (0..4).map(move |more| Range { low, high: low + more }));
        for (a, b) in small().flat_map(|a| small().map(move |b| (a, b))) {
            for code in [ADD_K, SUB_K, MUL_K, DIV_K, LSH_K, RSH_K] {
                // A difference is below 0 for all or for none.
                if code != SUB_K || a.low >= b.high || a.high < b.low {
                    let results = pairs(a, b).filter_map(|(a, b)| exact(code, a, b));
                    assert_eq!(arithmetic(code, a, b), hull(results), "{code:#x} {a:?} {b:?}");
                }
            }
            for code in [JEQ_K, JGT_K, JGE_K] {
                for holds in [true, false] {
                    let left = || {
                        pairs(a, b).filter(|&(a, b)| {
                            holds
                                == match code {
                                    JEQ_K => a == b,
                                    JGT_K => a > b,
                                    _ => a >= b,
                                }
                        })
                    };
                    let expected =
                        hull(left().map(|pair| pair.0)).zip(hull(left().map(|pair| pair.1)));
                    assert_eq!(compare(code, holds, a, b), expected, "{code:#x} {a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn what_bits_leave() {
        let (a, b) = (Range { low: 5, high: 200 }, Range { low: 9, high: 300 });
        let far = Range { low: 5, high: u32::MAX };
        let up_to = |high| Some(Range::up_to(high));
        let cases = [
            (AND_K, a, b, up_to(200)),
            (AND_K, b, Range::one(0xf0), up_to(0xf0)),
            (OR_K, a, b, Some(Range { low: 9, high: 511 })),
            (XOR_K, a, b, up_to(511)),
            (MOD_K, a, Range { low: 201, high: 300 }, Some(a)),
            (MOD_K, a, Range { low: 200, high: 300 }, up_to(200)),
            (MOD_K, b, Range::up_to(100), up_to(99)),
            (MOD_K, a, Range::one(0), None),
            (DIV_K, a, Range::one(0), None),
            // What may wrap may be anything.
            (ADD_K, a, Range::up_to(u32::MAX - 200), Some(Range { low: 5, high: u32::MAX })),
            (ADD_K, a, Range::up_to(u32::MAX - 199), Some(Range::ALL)),
            (SUB_K, a, Range::up_to(6), Some(Range::ALL)),
            (MUL_K, a, Range::up_to(1 << 28), Some(Range::ALL)),
            (LSH_K, a, Range::up_to(24), up_to(200 << 24).map(|to| Range { low: 5, ..to })),
            (LSH_K, a, Range::up_to(25), Some(Range::ALL)),
            (LSH_K, far, Range::one(0), Some(far)),
        ];
        for (code, a, b, expected) in cases {
            assert_eq!(arithmetic(code, a, b), expected, "{code:#x} {a:?} {b:?}");
        }
    }

    #[test]
    fn a_comparison_loses_only_what_it_excludes() {
        for (a, b) in ranges().flat_map(|a| ranges().map(move |b| (a, b))) {
            for code in [JEQ_K, JGT_K, JGE_K, JSET_K] {
                for (left, right) in pairs(a, b) {
                    let holds = match code {
                        JEQ_K => left == right,
                        JGT_K => left > right,
                        JGE_K => left >= right,
                        _ => left & right != 0,
                    };
                    let (a, b) = compare(code, holds, a, b).unwrap();
                    assert!(a.low <= left && left <= a.high, "{code:#x} {holds} {left} {right}");
                    assert!(b.low <= right && right <= b.high, "{code:#x} {holds} {left} {right}");
                }
            }
        }
    }

    fn pairs(a: Range, b: Range) -> impl Iterator<Item = (u32, u32)> {
        (a.low..=a.high).flat_map(move |left| (b.low..=b.high).map(move |right| (left, right)))
    }

    #[test]
    fn what_comparisons_leave() {
        let byte = Range::up_to(255);
        let cases = [
            (JGE_K, false, 32, Some(Range::up_to(31))),
            (JGT_K, false, 31, Some(Range::up_to(31))),
            (JGT_K, true, 255, None),
            (JSET_K, false, 0xffff_ffe0, Some(Range::up_to(31))),
            (JSET_K, true, 0x100, None),
            (JSET_K, true, 0, None),
            (JEQ_K, false, 0, Some(Range { low: 1, high: 255 })),
            (JEQ_K, true, 256, None),
        ];
        assert_eq!(compare(JSET_K, true, Range::one(5), Range::one(2)), None);
        assert_eq!(compare(JSET_K, false, Range::one(5), Range::one(4)), None);
        for (code, holds, k, expected) in cases {
            let left = compare(code, holds, byte, Range::one(k)).map(|(a, _)| a);
            assert_eq!(left, expected, "{code:#x} {holds} {k}");
        }
    }
}
