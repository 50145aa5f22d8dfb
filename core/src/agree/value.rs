//! Values of the symbolic packet: what registers hold, in a normal form.
//!
//! Equal values have equal names, as far as simple laws show that they are equal. Failing is not
//! part of a value: that a load or a division can be evaluated was asked before, on the path.

use super::{Op, Walk};
use heapless::Vec;

/// Names a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id(pub(super) u32);

/// The captured length, which no program reads.
pub(super) const CAPTURED: Id = Id(0);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Captured,
    Length,
    Const(u32),
    /// Bytes at `base + offset` modulo 2^32.
    Load {
        base: Option<Id>,
        offset: u32,
        size: u8,
    },
    Ancillary(u32),
    Negate(Id),
    Arith(Op, Id, Id),
}

/// A value and what is known of it on every path.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    value: Value,
    /// It is no greater.
    max: u32,
    /// No other bits are set.
    ones: u32,
    /// The next value with the same hash.
    next: u32,
}

/// No packet has more bytes.
pub(super) const LONGEST: u32 = i32::MAX as u32;

impl Walk<'_> {
    pub(super) fn value(&self, id: Id) -> Value {
        self.values[id.0 as usize].value
    }

    pub(super) fn max(&self, id: Id) -> u32 {
        self.values[id.0 as usize].max
    }

    pub(super) fn ones(&self, id: Id) -> u32 {
        self.values[id.0 as usize].ones
    }

    pub(super) fn number(&self, id: Id) -> Option<u32> {
        match self.value(id) {
            Value::Const(k) => Some(k),
            _ => None,
        }
    }

    /// The place of a value's head, and the last value that has it. A head that was not set since
    /// the start names a value of another one, or none.
    fn head(&self, value: Value) -> (usize, u32) {
        let bucket_of = |value| (hash(value) >> 8) as usize % self.heads.len();
        let bucket = bucket_of(value);
        let first = self.heads[bucket];
        let is_ours = |entry: &Entry| bucket_of(entry.value) == bucket;
        let is_ours = self.values.get(first as usize).is_some_and(is_ours);
        (bucket, if is_ours { first } else { u32::MAX })
    }

    /// The name of a value that has one.
    pub(super) fn find(&self, value: Value) -> Option<Id> {
        let mut at = self.head(value).1;
        while let Some(entry) = self.values.get(at as usize) {
            if entry.value == value {
                return Some(Id(at));
            }
            at = entry.next;
        }
        None
    }

    /// The name of a value in normal form; nothing if there is no room for it.
    pub(super) fn intern(&mut self, value: Value) -> Option<Id> {
        if let Some(id) = self.find(value) {
            return Some(id);
        }
        let (max, ones) = self.bounds(value);
        if max == 0 && value != Value::Const(0) {
            return self.constant(0);
        }
        let (bucket, next) = self.head(value);
        let id = self.values.len() as u32;
        self.values.push(Entry { value, max, ones, next }).ok()?;
        self.heads[bucket] = id;
        *self.facts.get_mut(id as usize)? = super::Facts::new(max, ones);
        Some(Id(id))
    }

    pub(super) fn constant(&mut self, k: u32) -> Option<Id> {
        self.intern(Value::Const(k))
    }

    /// The greatest that a value can be, and the bits that it can have.
    fn bounds(&self, value: Value) -> (u32, u32) {
        let any = (u32::MAX, u32::MAX);
        let (max, ones) = match value {
            Value::Captured => (LONGEST, u32::MAX),
            Value::Const(k) => (k, k),
            Value::Load { size, .. } => {
                let ones = u32::MAX >> (32 - 8 * u32::from(size));
                (ones, ones)
            }
            Value::Length | Value::Ancillary(_) | Value::Negate(_) => any,
            Value::Arith(op, a, b) => {
                let (x, y) = (self.max(a), self.max(b));
                let (bits_a, bits_b) = (self.ones(a), self.ones(b));
                match (op, self.number(b)) {
                    (Op::Add, _) => (x.saturating_add(y), u32::MAX),
                    (Op::Mul, _) => (x.saturating_mul(y), u32::MAX),
                    (Op::And, _) => (x.min(y), bits_a & bits_b),
                    (Op::Or | Op::Xor, _) => (u32::MAX, bits_a | bits_b),
                    (Op::Div, Some(k @ 1..)) => (x / k, u32::MAX),
                    (Op::Mod, Some(k @ 1..)) => (x.min(k - 1), u32::MAX),
                    (Op::Shr, Some(k @ 0..32)) => (x >> k, bits_a >> k),
                    (Op::Shl, Some(k @ 0..32)) => {
                        (u32::try_from(u64::from(x) << k).unwrap_or(u32::MAX), bits_a << k)
                    }
                    (Op::Div | Op::Mod | Op::Shr, _) => (x, u32::MAX),
                    (Op::Sub | Op::Shl, _) => any,
                }
            }
        };
        let max = max.min(ones);
        (max, ones & !above(max))
    }

    /// `a op k`.
    pub(super) fn with_constant(&mut self, op: Op, a: Id, k: u32) -> Option<Id> {
        let k = self.constant(k)?;
        self.arith(op, a, k)
    }

    pub(super) fn negated(&mut self, a: Id) -> Option<Id> {
        match self.value(a) {
            Value::Const(k) => self.constant(k.wrapping_neg()),
            Value::Negate(inner) => Some(inner),
            _ => self.intern(Value::Negate(a)),
        }
    }

    /// `a op b` in normal form: constants are folded and stand on the right, masks stand outside of
    /// shifts, and constants of the same operation are combined.
    pub(super) fn arith(&mut self, op: Op, a: Id, b: Id) -> Option<Id> {
        let (mut op, mut a, mut b) = (op, a, b);
        // Each round takes an operation away or puts a mask outside; there are few of either.
        for _ in 0..64 {
            let commutes = matches!(op, Op::Add | Op::Mul | Op::And | Op::Or | Op::Xor);
            let (x, y) = (self.number(a), self.number(b));
            if let (Some(x), Some(y)) = (x, y)
                && let Some(k) = op.of_numbers(x, y)
            {
                return self.constant(k);
            }
            if commutes && (x.is_some() || (y.is_none() && b < a)) {
                (a, b) = (b, a);
            }
            let Some(k) = self.number(b) else {
                if op == Op::Add {
                    // Constants stand outside of sums.
                    let left = self.sum(a).unwrap_or((a, 0));
                    let right = self.sum(b).unwrap_or((b, 0));
                    let sum = self.sorted_sum(left.0, right.0)?;
                    (a, b) = (sum, self.constant(left.1.wrapping_add(right.1))?);
                    continue;
                }
                match (op, a == b) {
                    (Op::Sub | Op::Xor, true) => return self.constant(0),
                    (Op::And | Op::Or, true) => return Some(a),
                    (Op::Sub, _) if x.is_some() => {
                        (op, a, b) = (Op::Add, self.negated(b)?, a);
                        continue;
                    }
                    _ => return self.intern(Value::Arith(op, a, b)),
                }
            };
            match (op, k) {
                (Op::Add | Op::Or | Op::Xor | Op::Shl | Op::Shr, 0) | (Op::Mul | Op::Div, 1) => {
                    return Some(a);
                }
                (Op::Mul, 0) | (Op::Mod, 1) | (Op::Shl | Op::Shr, 32..) => {
                    return self.constant(0);
                }
                (Op::And, _) if self.ones(a) & k == 0 => return self.constant(0),
                (Op::And, _) if self.ones(a) & !k == 0 => return Some(a),
                (Op::Sub, _) => {
                    (op, b) = (Op::Add, self.constant(k.wrapping_neg())?);
                    continue;
                }
                (Op::Mul | Op::Div, _) if k.is_power_of_two() => {
                    op = if op == Op::Mul { Op::Shl } else { Op::Shr };
                    b = self.constant(k.trailing_zeros())?;
                    continue;
                }
                (Op::Mod, _) if k.is_power_of_two() => {
                    (op, b) = (Op::And, self.constant(k - 1)?);
                    continue;
                }
                _ => {}
            }
            let inner = match self.value(a) {
                Value::Arith(inner, c, by) => self.number(by).map(|by| (inner, c, by)),
                _ => None,
            };
            let combined = match (op, inner) {
                (Op::Add, Some((Op::Add, c, by))) => Some((c, by.wrapping_add(k))),
                (Op::And, Some((Op::And, c, by))) => Some((c, by & k)),
                (Op::Or, Some((Op::Or, c, by))) => Some((c, by | k)),
                (Op::Xor, Some((Op::Xor, c, by))) => Some((c, by ^ k)),
                (Op::Shl, Some((Op::Shl, c, by))) | (Op::Shr, Some((Op::Shr, c, by))) => {
                    Some((c, by + k))
                }
                _ => None,
            };
            if let Some((c, by)) = combined {
                (a, b) = (c, self.constant(by)?);
                continue;
            }
            match (op, inner) {
                // What a mask of high bits rounds down to, so that nothing of it gets lost.
                (Op::And, Some((Op::Add, c, by)))
                    if by & k != 0 && !k & (!k).wrapping_add(1) == 0 =>
                {
                    let rest = self.constant(by & !k)?;
                    let sum =
                        if by & !k == 0 { c } else { self.intern(Value::Arith(Op::Add, c, rest))? };
                    a = self.intern(Value::Arith(Op::And, sum, b))?;
                    (op, b) = (Op::Add, self.constant(by & k)?);
                }
                (Op::Shl | Op::Shr, Some((Op::And, c, mask))) => {
                    let mask = op.of_numbers(mask, k)?;
                    a = self.with_constant_once(op, c, b)?;
                    (op, b) = (Op::And, self.constant(mask)?);
                }
                _ => return self.intern(Value::Arith(op, a, b)),
            }
        }
        self.intern(Value::Arith(op, a, b))
    }

    /// A shift of something that is no mask, which needs at most one step of combining.
    fn with_constant_once(&mut self, op: Op, a: Id, by: Id) -> Option<Id> {
        let k = self.number(by)?;
        match self.value(a) {
            Value::Arith(inner, c, first) if inner == op => match self.number(first)? + k {
                0..32 => {
                    let by = self.constant(self.number(first)? + k)?;
                    self.intern(Value::Arith(op, c, by))
                }
                _ => self.constant(0),
            },
            _ => self.intern(Value::Arith(op, a, by)),
        }
    }

    /// The parts of a sum with a constant.
    fn sum(&self, id: Id) -> Option<(Id, u32)> {
        match self.value(id) {
            Value::Arith(Op::Add, inner, by) => Some((inner, self.number(by)?)),
            _ => None,
        }
    }

    /// A sum of two values that may be sums, with its parts in order. None has a constant.
    fn sorted_sum(&mut self, a: Id, b: Id) -> Option<Id> {
        let mut open = Vec::<Id, 8>::from_array([a, b]);
        let mut parts = Vec::<Id, 8>::new();
        while let Some(id) = open.pop() {
            let is_room = match self.value(id) {
                Value::Arith(Op::Add, x, y) if self.number(y).is_none() => {
                    open.push(x).is_ok() && open.push(y).is_ok()
                }
                _ => parts.push(id).is_ok(),
            };
            if !is_room {
                return self.intern(Value::Arith(Op::Add, a.min(b), a.max(b)));
            }
        }
        parts.sort_unstable();
        let (first, rest) = parts.split_first()?;
        rest.iter().try_fold(*first, |sum, part| self.intern(Value::Arith(Op::Add, sum, *part)))
    }

    /// Variable and fixed part of a sum, modulo 2^32.
    pub(super) fn parts(&self, id: Id) -> (Option<Id>, u32) {
        match (self.value(id), self.sum(id)) {
            (Value::Const(k), _) => (None, k),
            (_, Some((inner, by))) => (Some(inner), by),
            _ => (Some(id), 0),
        }
    }
}

/// All bits above the highest one of a number.
pub(super) const fn above(k: u32) -> u32 {
    match u32::MAX.checked_shr(k.leading_zeros()) {
        Some(below) => !below,
        None => u32::MAX,
    }
}

fn hash(value: Value) -> u32 {
    let mix = |hash: u32, word: u32| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b1);
    match value {
        Value::Captured => mix(1, 0),
        Value::Length => mix(2, 0),
        Value::Const(k) => mix(3, k),
        Value::Load { base, offset, size } => {
            mix(mix(mix(4, base.map_or(u32::MAX, |base| base.0)), offset), size.into())
        }
        Value::Ancillary(k) => mix(5, k),
        Value::Negate(a) => mix(6, a.0),
        Value::Arith(op, a, b) => mix(mix(mix(7, op as u32), a.0), b.0),
    }
}
