//! The answers that a path knows, and what they follow from.
//!
//! A question about one value is answered by what the path has learned of it, or else by what it has
//! learned of others too (`related`). An answer that is found holds for every packet that takes the
//! path; none is found where the facts leave both open, or where they do not show it.

use super::facts::What;
use super::question::Question;
use super::reasons::{Kept, Reasons};
use super::value::{CAPTURED, Id, Value};
use super::{Op, Walk};

/// What an answer follows from.
enum By {
    /// One decision.
    One(u32),
    /// What is known of a value, where this is asked.
    Facts(Id, Question, Kept),
    /// That two values are between these numbers.
    Ranges([(Id, u32, u32); 2]),
}

/// An answer, and the decisions that it follows from.
pub(super) type Answer = Option<(bool, Reasons)>;

impl Walk<'_> {
    /// The answer to a question about one value by what counts.
    fn told_by(&self, question: Question, kept: Kept) -> Option<bool> {
        match question {
            Question::Range { of, lo, hi } => self.range(of, kept, lo, hi),
            Question::Bits { of, mask, bits } => self.bits(of, kept, mask, bits),
            _ => None,
        }
    }

    /// The answer to a question, if the path knows it, and what it follows from.
    fn known_answer(&self, question: Question) -> Option<(bool, By)> {
        let by = |of, question, kept| {
            Some((self.told_by(question, kept)?, By::Facts(of, question, kept)))
        };
        match question {
            Question::Range { of, .. } => {
                by(of, question, Kept::Learned).or_else(|| by(of, question, Kept::All))
            }
            Question::Bits { of, mask, bits } => {
                let direct = by(of, question, Kept::Learned);
                direct.or_else(|| by(of, question, Kept::All)).or_else(|| {
                    // It may have been asked of these bits whether they are more or less.
                    let of =
                        self.find(Value::Arith(Op::And, of, self.find(Value::Const(mask))?))?;
                    let range = Question::Range { of, lo: bits, hi: bits };
                    by(of, range, Kept::Learned).or_else(|| by(of, range, Kept::All))
                })
            }
            Question::Behind { base, end } => self.behind(base, end),
            Question::Equal(a, b) | Question::Greater(a, b) => self.compare(question, a, b),
        }
    }

    /// Whether the path knows that this is the answer to a question.
    pub(super) fn is_answer(&self, question: Question, answer: bool) -> bool {
        self.known_answer(question).is_some_and(|(known, _)| known == answer)
    }

    /// The answer to a question, if the path knows it, and the decisions that it follows from.
    pub(super) fn answer(&self, question: Question) -> Answer {
        let (answer, by) = self.known_answer(question)?;
        let reasons = match by {
            By::One(depth) => Reasons::one(depth),
            By::Facts(of, question, enough) => {
                let alone = |what| alone(what, question) == Some(answer);
                let follows = |kept| self.told_by(question, kept) == Some(answer);
                self.minimal(of, enough, alone, follows)
            }
            By::Ranges(ranges) => {
                let mut reasons = Reasons::NONE;
                for (of, lo, hi) in ranges {
                    reasons.join(&self.because(of, lo, hi));
                }
                reasons
            }
        };
        Some((answer, reasons))
    }

    /// The decisions that show that a value, known to be from `lo` to `hi`, is.
    pub(super) fn because(&self, of: Id, lo: u32, hi: u32) -> Reasons {
        let question = Question::Range { of, lo, hi };
        let alone = |what| alone(what, question) == Some(true);
        let follows = |kept| self.told_by(question, kept) == Some(true);
        self.minimal(of, Kept::All, alone, follows)
    }

    fn behind(&self, base: Id, end: u32) -> Option<(bool, By)> {
        // The first of those that were decided says least.
        let learned = self.learned_of(base).filter_map(|one| match one.what {
            What::Behind(other, true) => (end <= other).then_some((true, By::One(one.depth))),
            What::Behind(other, false) => (end >= other).then_some((false, By::One(one.depth))),
            _ => None,
        });
        learned.last().or_else(|| {
            let (base_is, captured) = (self.known(base), self.known(CAPTURED));
            let end_at = |base: u32| base.saturating_add(end);
            if end_at(base_is.hi) <= captured.lo {
                let ranges = [(base, 0, base_is.hi), (CAPTURED, end_at(base_is.hi), u32::MAX)];
                Some((true, By::Ranges(ranges)))
            } else if end_at(base_is.lo) > captured.hi {
                let ranges = [(base, base_is.lo, u32::MAX), (CAPTURED, 0, captured.hi)];
                Some((false, By::Ranges(ranges)))
            } else {
                None
            }
        })
    }

    /// Whether two values are equal, or the first is greater.
    fn compare(&self, question: Question, a: Id, b: Id) -> Option<(bool, By)> {
        let asks_equal = matches!(question, Question::Equal(..));
        let says = self.learned_of(a).find_map(|one| {
            let answer = match one.what {
                What::Equal(id, yes) if id == b && (asks_equal || yes) => asks_equal && yes,
                What::Greater(id, yes) if id == b && (!asks_equal || yes) => !asks_equal && yes,
                What::Less(id, true) if id == b => false,
                _ => return None,
            };
            Some((answer, By::One(one.depth)))
        });
        says.or_else(|| {
            let (x, y) = (self.facts_of(a, Kept::All)?, self.facts_of(b, Kept::All)?);
            if x.hi < y.lo || (x.hi == y.lo && !asks_equal) {
                Some((false, By::Ranges([(a, 0, x.hi), (b, y.lo, u32::MAX)])))
            } else if y.hi < x.lo {
                Some((!asks_equal, By::Ranges([(a, x.lo, u32::MAX), (b, 0, y.hi)])))
            } else if asks_equal && x.lo == y.hi && x.hi == y.lo {
                Some((true, By::Ranges([(a, x.lo, x.lo), (b, x.lo, x.lo)])))
            } else {
                None
            }
        })
    }
}

/// What one thing that is known of a value tells about it by itself.
fn alone(what: What, question: Question) -> Option<bool> {
    match (question, what) {
        (Question::Range { lo, hi, .. }, What::In(least, most)) => {
            let is_outside = most < lo || least > hi;
            (is_outside || (lo <= least && most <= hi)).then_some(!is_outside)
        }
        (Question::Range { lo, hi, .. }, What::NotIn(first, last)) => {
            let is_inside = first <= lo && hi <= last;
            let is_rest = (first == 0 && lo <= last.saturating_add(1) && hi == u32::MAX)
                || (last == u32::MAX && lo == 0 && first <= hi.saturating_add(1));
            (is_inside || is_rest).then_some(!is_inside)
        }
        (Question::Bits { mask, bits, .. }, What::In(least, most)) if least == most => {
            Some(least & mask == bits)
        }
        (Question::Bits { mask, bits, .. }, What::Bits(known, are)) => {
            let is_other = (are ^ bits) & known & mask != 0;
            (is_other || mask & !known == 0).then_some(!is_other)
        }
        (Question::Bits { mask, bits, .. }, What::NotBits(tested, not)) => {
            (tested & !mask == 0 && bits & tested == not).then_some(false)
        }
        _ => None,
    }
}
