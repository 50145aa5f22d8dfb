//! What is known on a path through two programs: the answers to the tests that lie on it, and what
//! follows from them.

use super::term::{AND, Node, Term, Terms, fold};

/// A test whose answer depends on the packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Test {
    /// The value is this constant.
    Is(Term, u32),
    /// The value is at least this constant.
    AtLeast(Term, u32),
    /// The values are equal.
    Same(Term, Term),
    /// The first value is at least the second.
    NotBelow(Term, Term),
    /// So many bytes behind this offset have been captured, without wrapping.
    Reach(Term, u64),
}

/// A test and its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Fact {
    pub(super) test: Test,
    pub(super) holds: bool,
}

/// A set of facts, by their places on the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Used([u64; 6]);

/// How many facts a path can have.
pub(super) const MOST_FACTS: usize = 6 * 64;

impl Used {
    pub(super) const fn one(at: usize) -> Self {
        let mut bits = [0; 6];
        bits[at / 64] = 1 << (at % 64);
        Self(bits)
    }

    pub(super) fn has(self, at: usize) -> bool {
        self.0[at / 64] & 1 << (at % 64) != 0
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] | other.0[i]))
    }

    pub(super) fn without(self, at: usize) -> Self {
        let other = Self::one(at);
        Self(std::array::from_fn(|i| self.0[i] & !other.0[i]))
    }
}

/// An answer, and the facts that it follows from.
pub(super) type Answer = Option<(bool, Used)>;

/// What is known of a value: the least and the most that it can be.
struct Range {
    least: u32,
    most: u32,
    why: Used,
}

/// The facts of a path.
#[derive(Debug, Default)]
pub(super) struct Facts(pub(super) Vec<Fact>);

impl Facts {
    /// The facts. That a single bit is not set is said as that it is clear, and the reverse.
    fn all(&self, terms: &Terms) -> impl Iterator<Item = (Used, Fact)> {
        self.0.iter().enumerate().map(|(at, fact)| {
            let fact = match fact.test {
                Test::Is(term, k) if !fact.holds && terms.bits(term).is_power_of_two() => {
                    Fact { test: Test::Is(term, k ^ terms.bits(term)), holds: true }
                }
                _ => *fact,
            };
            (Used::one(at), fact)
        })
    }

    /// What the facts say about a test, as far as it is seen.
    pub(super) fn answer(&self, terms: &Terms, test: Test) -> Answer {
        match test {
            Test::Is(term, k) => self.is(terms, term, k, 3),
            Test::AtLeast(term, k) => {
                let range = self.range(terms, term, 3);
                if range.least >= k {
                    return Some((true, range.why));
                }
                (range.most < k).then_some((false, range.why))
            }
            Test::Same(..) | Test::NotBelow(..) => self
                .all(terms)
                .find(|(_, fact)| fact.test == test)
                .map(|(why, fact)| (fact.holds, why)),
            Test::Reach(base, end) => self.all(terms).find_map(|(why, fact)| {
                let Test::Reach(other, reached) = fact.test else { return None };
                let zero = |term| terms.constant(term) == Some(0);
                // What is behind some offset is behind the packet's start too.
                let (same, from_start) = (other == base, zero(base));
                if fact.holds && reached >= end && (same || from_start) {
                    return Some((true, why));
                }
                let fails = !fact.holds && reached <= end && (same || zero(other));
                fails.then_some((false, why))
            }),
        }
    }

    fn is(&self, terms: &Terms, term: Term, k: u32, depth: u32) -> Answer {
        let bits = terms.bits(term);
        if k & !bits != 0 {
            return Some((false, Used::default()));
        }
        // A single bit is clear where it is not set.
        if k == 0 && bits.is_power_of_two() {
            return self.is(terms, term, bits, depth).map(|(set, why)| (!set, why));
        }
        let range = self.range(terms, term, depth);
        if range.least > k || range.most < k {
            return Some((false, range.why));
        }
        if range.least == range.most {
            return Some((true, range.why));
        }
        for (why, fact) in self.all(terms) {
            if depth > 0 && contradicts(terms, fact, term, k) {
                return Some((false, why));
            }
            let Test::Is(other, value) = fact.test else { continue };
            if other == term && value == k {
                return Some((fact.holds, why));
            }
            if depth == 0 {
                continue;
            }
            if fact.holds {
                // A part of this value, or a whole that this is a part of, is known.
                if let Some(known) = implied(terms, other, value, term)
                    && known.0 & k != known.1
                {
                    return Some((false, why));
                }
            } else if let Some(answer) = self
                .last_part(terms, (other, value), (term, k), depth - 1)
                .or_else(|| self.last_bits(terms, (other, value), (term, k)))
            {
                return Some((answer.0, answer.1.with(why)));
            }
        }
        if depth > 0
            && let Some(parts) = terms.union(term).filter(|parts| parts.len() > 1)
        {
            return self.union_is(terms, &parts, k, depth - 1);
        }
        None
    }

    /// Whether every part of a union has its part of the constant.
    fn union_is(&self, terms: &Terms, parts: &[(Term, u32)], k: u32, depth: u32) -> Answer {
        let mut all = Some(Used::default());
        for &(part, shift) in parts {
            let wanted = (k >> shift) & terms.bits(part);
            match self.is(terms, part, wanted, depth) {
                Some((false, why)) => return Some((false, why)),
                Some((true, why)) => all = all.map(|all| all.with(why)),
                None => all = None,
            }
        }
        all.map(|why| (true, why))
    }

    /// A whole is known not to be a constant, and this is the only part of it that is open.
    fn last_part(
        &self,
        terms: &Terms,
        (whole, not): (Term, u32),
        (part, k): (Term, u32),
        depth: u32,
    ) -> Answer {
        let wholes = terms.union(whole).filter(|parts| parts.len() > 1)?;
        let parts = terms.union(part)?;
        // The shift between the two.
        let first = parts.first()?;
        let place = wholes.iter().find(|(term, _)| *term == first.0)?;
        let shift = place.1.checked_sub(first.1)?;
        let inside = |&(term, by): &(Term, u32)| wholes.contains(&(term, by + shift));
        if !parts.iter().all(inside) {
            return None;
        }
        let bits = terms.bits(part) << shift;
        if not & bits != k << shift {
            return None;
        }
        let mut why = Used::default();
        for &(term, by) in &wholes {
            if parts.iter().any(|&(own, at)| own == term && at + shift == by) {
                continue;
            }
            let wanted = (not >> by) & terms.bits(term);
            match self.is(terms, term, wanted, depth) {
                Some((true, more)) => why = why.with(more),
                _ => return None,
            }
        }
        Some((false, why))
    }

    /// The same of bits of one value: some are known not to be a constant, and these are the only
    /// ones of them that are open.
    fn last_bits(
        &self,
        terms: &Terms,
        (whole, not): (Term, u32),
        (part, k): (Term, u32),
    ) -> Answer {
        let ((value, all), (same, some)) = (masked(terms, whole)?, masked(terms, part)?);
        if value != same || some & !all != 0 || not & some != k {
            return None;
        }
        let (mut rest, mut why) = (all & !some, Used::default());
        for (reason, fact) in self.all(terms) {
            let Test::Is(other, found) = fact.test else { continue };
            if let (true, Some((other, bits))) = (fact.holds, masked(terms, other))
                && other == value
                && bits & rest != 0
            {
                if (found ^ not) & bits & rest != 0 {
                    return None;
                }
                rest &= !bits;
                why = why.with(reason);
            }
        }
        (rest == 0).then_some((false, why))
    }

    fn range(&self, terms: &Terms, term: Term, depth: u32) -> Range {
        let mut range = Range { least: 0, most: terms.most(term), why: Used::default() };
        if let Some(k) = terms.constant(term) {
            return Range { least: k, most: k, why: Used::default() };
        }
        for (why, fact) in self.all(terms) {
            let (least, most) = match (fact.test, fact.holds) {
                (Test::Is(other, k), true) if other == term => (k, k),
                (Test::Is(other, k), true) if depth > 0 => match implied(terms, other, k, term) {
                    Some((known, value)) if known == terms.bits(term) => (value, value),
                    Some((known, value)) => (value, value | terms.bits(term) & !known),
                    None => continue,
                },
                (Test::AtLeast(other, k), true) if other == term => (k, u32::MAX),
                (Test::AtLeast(other, k), false) if other == term => (0, k.wrapping_sub(1)),
                _ => continue,
            };
            if least > range.least {
                range.least = least;
                range.why = range.why.with(why);
            }
            if most < range.most {
                range.most = most;
                range.why = range.why.with(why);
            }
        }
        // Step over the bounds that are excluded.
        for _ in 0..4 {
            let excluded =
                |k| self.all(terms).find(|(_, fact)| !fact.holds && fact.test == Test::Is(term, k));
            if range.least == range.most {
                break;
            }
            if let Some((why, _)) = excluded(range.least) {
                range.least += 1;
                range.why = range.why.with(why);
            } else if let Some((why, _)) = excluded(range.most) {
                range.most -= 1;
                range.why = range.why.with(why);
            } else {
                break;
            }
        }
        if range.least < range.most
            && depth > 0
            && let Some((value, why)) = self.computed(terms, term, depth - 1)
        {
            return Range { least: value, most: value, why };
        }
        range
    }

    /// A term's value, if those of all that it is made of are known.
    fn computed(&self, terms: &Terms, term: Term, depth: u32) -> Option<(u32, Used)> {
        let value = |term: Term| {
            if let Some(k) = terms.constant(term) {
                return Some((k, Used::default()));
            }
            let range = self.range(terms, term, depth);
            (range.least == range.most).then_some((range.least, range.why))
        };
        match terms.node(term) {
            Node::Sum(parts, k) => {
                let mut sum = (*k, Used::default());
                for &(part, factor) in parts {
                    let (part, why) = value(part)?;
                    sum = (sum.0.wrapping_add(part.wrapping_mul(factor)), sum.1.with(why));
                }
                Some(sum)
            }
            Node::Op(op, a, b) => {
                let (a, b) = (value(*a)?, value(*b)?);
                Some((fold(*op, a.0, b.0), a.1.with(b.1)))
            }
            _ => None,
        }
    }
}

/// The value that a term is some bits of, and which.
fn masked(terms: &Terms, term: Term) -> Option<(Term, u32)> {
    match terms.node(term) {
        Node::Op(AND, a, mask) => Some((*a, terms.constant(*mask)?)),
        Node::Sum(..) => None,
        _ => Some((term, terms.bits(term))),
    }
}

/// Whether a value cannot be `k`, since a part of it would then be what a fact says it is not.
fn contradicts(terms: &Terms, fact: Fact, term: Term, k: u32) -> bool {
    let (Test::Is(other, value) | Test::AtLeast(other, value)) = fact.test else { return false };
    match implied(terms, term, k, other) {
        Some((known, part)) if known == terms.bits(other) => {
            let holds = match fact.test {
                Test::Is(..) => part == value,
                _ => part >= value,
            };
            holds != fact.holds
        }
        _ => false,
    }
}

/// If `other` is `value`: which bits of `term` are known then, and what they are.
fn implied(terms: &Terms, other: Term, value: u32, term: Term) -> Option<(u32, u32)> {
    // other = term & mask
    if let Node::Op(AND, a, b) = terms.node(other) {
        for (whole, mask) in [(*a, *b), (*b, *a)] {
            if let Some(mask) = terms.constant(mask)
                && whole == term
            {
                return Some((mask & terms.bits(term), value));
            }
        }
    }
    // Two masks of one value.
    if let (Node::Op(AND, a, m), Node::Op(AND, b, n)) = (terms.node(term), terms.node(other))
        && a == b
        && let (Some(m), Some(n)) = (terms.constant(*m), terms.constant(*n))
        && m & n != 0
    {
        return Some((m & n & terms.bits(term), value & m));
    }
    let (parts, others) = (terms.union(term)?, terms.union(other)?);
    let mut known = (0, 0);
    for &(part, shift) in &parts {
        for &(own, by) in &others {
            let own_value = (value >> by) & terms.bits(own);
            if own == part {
                known.0 |= terms.bits(part) << shift;
                known.1 |= (own_value & terms.bits(part)) << shift;
            } else if let Node::Op(AND, a, b) = terms.node(own)
                && *a == part
                && let Some(mask) = terms.constant(*b)
            {
                known.0 |= (mask & terms.bits(part)) << shift;
                known.1 |= own_value << shift;
            } else if let Node::Op(AND, a, b) = terms.node(part)
                && *a == own
                && let Some(mask) = terms.constant(*b)
            {
                known.0 |= mask << shift;
                known.1 |= (own_value & mask) << shift;
            }
        }
    }
    (known.0 != 0).then_some(known)
}
