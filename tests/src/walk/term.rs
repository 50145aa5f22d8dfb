//! Values that programs compute, as interned terms in a normal form: two programs that compute a
//! value by different instructions mostly get the same term.
//!
//! Everything that is linear modulo 2^32 is a sum of parts with factors: addition, subtraction,
//! shifts to the left, multiplication by a constant, and loads, which are sums of bytes. Masks and
//! shifts to the right reach into a sum whose parts have no bit in common.

use std::collections::HashMap;

/// A term, by its place in [`Terms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Term(u32);

/// What a term is. The order of the operators' numbers is that of their opcodes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    /// The length on the wire.
    Length,
    /// An ancillary word, by its offset.
    Ancillary(u32),
    /// The byte at an offset of the packet.
    Byte(Term),
    /// An operation that is not linear.
    Op(u16, Term, Term),
    /// A sum of at least two parts with factors, or of one with a constant or a factor, or a
    /// constant alone. The parts are no sums themselves, and sorted.
    Sum(Vec<(Term, u32)>, u32),
}

pub(super) const MUL: u16 = 0x20;
pub(super) const DIV: u16 = 0x30;
pub(super) const OR: u16 = 0x40;
pub(super) const AND: u16 = 0x50;
pub(super) const LSH: u16 = 0x60;
pub(super) const RSH: u16 = 0x70;
pub(super) const MOD: u16 = 0x90;
pub(super) const XOR: u16 = 0xa0;

/// All terms that two programs have met.
#[derive(Debug, Default)]
pub(super) struct Terms {
    nodes: Vec<Node>,
    ids: HashMap<Node, Term>,
    /// The bits that a term can have set.
    bits: Vec<u32>,
}

impl Terms {
    pub(super) fn node(&self, term: Term) -> &Node {
        &self.nodes[term.0 as usize]
    }

    /// The bits that a term can have set.
    pub(super) fn bits(&self, term: Term) -> u32 {
        self.bits[term.0 as usize]
    }

    /// Its value, if that is always the same.
    pub(super) fn constant(&self, term: Term) -> Option<u32> {
        match self.node(term) {
            Node::Sum(parts, k) if parts.is_empty() => Some(*k),
            _ => None,
        }
    }

    fn intern(&mut self, node: Node) -> Term {
        if let Some(&id) = self.ids.get(&node) {
            return id;
        }
        let bits = match &node {
            Node::Length | Node::Ancillary(_) => u32::MAX,
            Node::Byte(_) => 0xff,
            Node::Sum(parts, k) => self.sum_bits(parts, *k),
            Node::Op(op, a, b) => {
                let (a, b) = (self.bits(*a), self.bits(*b));
                match *op {
                    AND => a & b,
                    OR | XOR => a | b,
                    DIV | MOD | RSH => below(a),
                    _ => u32::MAX,
                }
            }
        };
        let id = Term(self.nodes.len() as u32);
        self.nodes.push(node.clone());
        self.bits.push(bits);
        self.ids.insert(node, id);
        id
    }

    fn sum_bits(&self, parts: &[(Term, u32)], k: u32) -> u32 {
        if self.disjoint(parts, k) {
            return parts.iter().fold(k, |bits, part| bits | self.part_bits(*part));
        }
        self.most_of(parts, k).map_or(u32::MAX, below)
    }

    /// The most that a sum can be, if it cannot wrap.
    fn most_of(&self, parts: &[(Term, u32)], k: u32) -> Option<u32> {
        let sum = parts.iter().try_fold(u64::from(k), |sum, &(term, factor)| {
            sum.checked_add(u64::from(self.most(term)) * u64::from(factor))
        });
        sum.and_then(|sum| u32::try_from(sum).ok())
    }

    /// The most that a term can be.
    pub(super) fn most(&self, term: Term) -> u32 {
        match self.node(term) {
            Node::Sum(parts, k) => {
                self.most_of(parts, *k).map_or(self.bits(term), |most| most.min(self.bits(term)))
            }
            _ => self.bits(term),
        }
    }

    /// The bits of a part, if its factor is a power of two that keeps them all.
    fn part_bits(&self, (term, factor): (Term, u32)) -> u32 {
        self.bits(term).wrapping_mul(factor)
    }

    /// Whether a sum has no two parts with a bit in common, so that it is their union.
    fn disjoint(&self, parts: &[(Term, u32)], k: u32) -> bool {
        let mut seen = k;
        parts.iter().all(|&(term, factor)| {
            let kept = factor.is_power_of_two()
                && self.bits(term).leading_zeros() >= factor.trailing_zeros();
            let bits = self.part_bits((term, factor));
            let free = seen & bits == 0;
            seen |= bits;
            kept && free
        })
    }

    /// The parts of a term that is the union of parts, with how far each is shifted.
    pub(super) fn union(&self, term: Term) -> Option<Vec<(Term, u32)>> {
        match self.node(term) {
            Node::Sum(parts, 0) if self.disjoint(parts, 0) => {
                Some(parts.iter().map(|&(t, factor)| (t, factor.trailing_zeros())).collect())
            }
            Node::Sum(..) => None,
            _ => Some(vec![(term, 0)]),
        }
    }

    /// The parts of a sum, and its constant.
    pub(super) fn linear(&self, term: Term) -> (Vec<(Term, u32)>, u32) {
        match self.node(term) {
            Node::Sum(parts, k) => (parts.clone(), *k),
            _ => (vec![(term, 1)], 0),
        }
    }

    pub(super) fn number(&mut self, k: u32) -> Term {
        self.intern(Node::Sum(Vec::new(), k))
    }

    pub(super) fn length(&mut self) -> Term {
        self.intern(Node::Length)
    }

    pub(super) fn ancillary(&mut self, k: u32) -> Term {
        self.intern(Node::Ancillary(k))
    }

    pub(super) fn sum(&mut self, mut parts: Vec<(Term, u32)>, k: u32) -> Term {
        parts.sort_unstable_by_key(|part| part.0);
        let mut merged: Vec<(Term, u32)> = Vec::new();
        for (term, factor) in parts {
            match merged.last_mut() {
                Some(last) if last.0 == term => last.1 = last.1.wrapping_add(factor),
                _ => merged.push((term, factor)),
            }
        }
        merged.retain(|part| part.1 != 0);
        match merged[..] {
            [(term, 1)] if k == 0 => term,
            _ => self.intern(Node::Sum(merged, k)),
        }
    }

    /// a + factor * b
    pub(super) fn add(&mut self, a: Term, b: Term, factor: u32) -> Term {
        let (mut parts, mut k) = self.linear(a);
        let (more, more_k) = self.linear(b);
        parts.extend(more.into_iter().map(|(t, f)| (t, f.wrapping_mul(factor))));
        k = k.wrapping_add(more_k.wrapping_mul(factor));
        self.sum(parts, k)
    }

    pub(super) fn add_k(&mut self, a: Term, k: u32) -> Term {
        let (parts, own) = self.linear(a);
        self.sum(parts, own.wrapping_add(k))
    }

    fn scale(&mut self, a: Term, factor: u32) -> Term {
        let zero = self.number(0);
        self.add(zero, a, factor)
    }

    /// `size` bytes at an offset, the first of them the highest.
    pub(super) fn load(&mut self, at: Term, size: u32) -> Term {
        let parts = (0..size).map(|i| {
            let place = self.add_k(at, i);
            (self.intern(Node::Byte(place)), 1 << (8 * (size - 1 - i)))
        });
        let parts = parts.collect();
        self.sum(parts, 0)
    }

    /// What an arithmetic instruction makes of A and its operand. A division by zero must have
    /// been ruled out.
    pub(super) fn op(&mut self, op: u16, a: Term, b: Term) -> Term {
        match (self.constant(a), self.constant(b)) {
            (Some(a), Some(b)) => {
                let k = fold(op, a, b);
                return self.number(k);
            }
            (Some(_), None) if matches!(op, MUL | OR | AND | XOR) => return self.op(op, b, a),
            _ => {}
        }
        match (op, self.constant(b)) {
            (0x00, _) => self.add(a, b, 1),
            (0x10, _) => self.add(a, b, u32::MAX),
            (0x80, _) => self.scale(a, u32::MAX),
            (MUL, Some(k)) => self.scale(a, k),
            (LSH | RSH, Some(32..)) => self.number(0),
            (LSH, Some(k)) => self.scale(a, 1 << k),
            (RSH, Some(k)) => self.shift_right(a, k),
            (AND, Some(k)) => self.mask(a, k),
            (DIV, Some(k)) if k.is_power_of_two() => self.shift_right(a, k.trailing_zeros()),
            (MOD, Some(k)) if k.is_power_of_two() => self.mask(a, k - 1),
            (OR | XOR, Some(0)) => a,
            (OR | XOR, _) if self.bits(a) & self.bits(b) == 0 => self.add(a, b, 1),
            (AND | OR, _) if a == b => a,
            (MUL | OR | AND | XOR, _) => {
                let node = Node::Op(op, a.min(b), a.max(b));
                self.intern(node)
            }
            _ => self.intern(Node::Op(op, a, b)),
        }
    }

    fn mask(&mut self, a: Term, k: u32) -> Term {
        let bits = self.bits(a);
        if bits & k == 0 {
            return self.number(0);
        }
        if bits & !k == 0 {
            return a;
        }
        match self.node(a).clone() {
            Node::Sum(parts, own) if self.disjoint(&parts, own) => {
                let parts = parts
                    .into_iter()
                    .map(|(term, factor)| (self.mask(term, k >> factor.trailing_zeros()), factor));
                let parts: Vec<_> = parts.collect();
                self.flat(&parts, own & k)
            }
            Node::Op(AND, x, y) if let Some(mask) = self.constant(y) => self.mask(x, mask & k),
            Node::Op(AND, x, y) if let Some(mask) = self.constant(x) => self.mask(y, mask & k),
            _ => {
                let k = self.number(k & bits);
                self.intern(Node::Op(AND, a, k))
            }
        }
    }

    /// A sum of parts that may be sums.
    fn flat(&mut self, parts: &[(Term, u32)], k: u32) -> Term {
        let mut sum = self.number(k);
        for &(term, factor) in parts {
            sum = self.add(sum, term, factor);
        }
        sum
    }

    fn shift_right(&mut self, a: Term, k: u32) -> Term {
        if k == 0 {
            return a;
        }
        if self.bits(a) >> k == 0 {
            return self.number(0);
        }
        match self.node(a).clone() {
            Node::Sum(parts, own) if self.disjoint(&parts, own) => {
                let parts = parts.into_iter().map(|(term, factor)| {
                    match factor.trailing_zeros().checked_sub(k) {
                        Some(left) => (term, 1 << left),
                        None => (self.shift_right(term, k - factor.trailing_zeros()), 1),
                    }
                });
                let parts: Vec<_> = parts.collect();
                self.flat(&parts, own >> k)
            }
            _ => {
                let k = self.number(k);
                self.intern(Node::Op(RSH, a, k))
            }
        }
    }
}

/// All bits up to the highest of a number.
fn below(most: u32) -> u32 {
    u32::MAX.checked_shr(most.leading_zeros()).unwrap_or(0)
}

/// Arithmetic as bpf_filter() does it.
pub(super) fn fold(op: u16, a: u32, b: u32) -> u32 {
    match op {
        0x00 => a.wrapping_add(b),
        0x10 => a.wrapping_sub(b),
        MUL => a.wrapping_mul(b),
        DIV => a.checked_div(b).unwrap_or(0),
        MOD => a.checked_rem(b).unwrap_or(0),
        OR => a | b,
        AND => a & b,
        LSH => a.checked_shl(b).unwrap_or(0),
        RSH => a.checked_shr(b).unwrap_or(0),
        XOR => a ^ b,
        _ => a.wrapping_neg(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_are_equal_terms() {
        let mut t = Terms::default();
        let zero = t.number(0);
        let word = t.load(zero, 4);
        let half = t.load(zero, 2);
        let byte = t.load(zero, 1);
        let (k8, k16, k24) = (t.number(8), t.number(16), t.number(24));
        let mask = t.number(0xffff_0000);
        let high = t.op(AND, word, mask);
        // The first half of a word, three ways.
        assert_eq!(t.op(RSH, word, k16), half);
        assert_eq!(t.op(RSH, high, k16), half);
        assert_eq!(t.op(LSH, half, k16), high);
        assert_eq!(t.op(RSH, word, k24), byte);
        assert_eq!(t.op(RSH, half, k8), byte);
        // What a byte cannot be.
        let all = t.number(0xff);
        assert_eq!(t.op(AND, byte, all), byte);
        let shifted = t.op(LSH, byte, k8);
        assert_eq!(t.op(OR, shifted, byte), t.op(0x00, shifted, byte));
        assert_eq!(t.op(AND, shifted, all), zero);
        // (x + 3) - x
        let three = t.number(3);
        let more = t.op(0x00, word, three);
        assert_eq!(t.op(0x10, more, word), three);
    }
}
