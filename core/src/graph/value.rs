//! Values: simplification as they are interned, and what is known of each.

use super::node::VALUES;
use super::{END, Full, Graph, Link, Value, ValueEntry, ValueId, bucket, hash_value};
use crate::filter::ast::ArithOp;
use crate::filter::error::NoRoom;

/// What is known of a value on every packet on which it can be evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    /// It is no greater than this.
    pub max: u32,
    /// No other bits are ever set.
    pub ones: u32,
    /// So many bytes were captured if it can be evaluated.
    pub extent: u32,
    /// It can be evaluated if so many bytes were captured: it loads from fixed offsets only, and
    /// does not divide.
    pub fixed: bool,
    /// Evaluating it can reject a packet.
    pub may_fail: bool,
    /// Evaluating it rejects every packet.
    pub never: bool,
    /// How many scratch slots its computation needs at most.
    pub scratch: u8,
}

impl Graph<'_> {
    /// The name of a value, which is made if it is new.
    ///
    /// Values that are equal on every packet by the laws of arithmetic become one where that is
    /// cheap to see: constants are folded and stand on the right, multiplication by a power of 2
    /// is a shift, a sum's constants are added up, and a fixed distance inside an offset moves to
    /// the offset. No law is used that would drop an operand which may fail. Builds without the
    /// optimizer only fold constants and move distances: that makes accessors what they usually are.
    pub(crate) fn intern_value(&mut self, value: Value) -> Result<ValueId, Full> {
        let mut value = value;
        loop {
            match self.simplify(value)? {
                Simpler::Same => return self.insert_value(value),
                Simpler::Known(id) => return Ok(id),
                Simpler::Other(other) => value = other,
            }
        }
    }

    /// One step of simplification.
    fn simplify(&mut self, value: Value) -> Result<Simpler, Full> {
        use ArithOp::*;
        use Simpler::{Known, Other, Same};
        let simpler = match value {
            Value::LoadAt { base, offset, size } => match self.value(base) {
                Value::Const(k) => match k.checked_add(offset) {
                    Some(offset) => Other(Value::Load { offset, size }),
                    None => Same,
                },
                Value::Arith(Add, inner, by) => {
                    let sum = self.constant(by).and_then(|k| k.checked_add(offset));
                    match sum {
                        Some(offset) if self.facts(inner).max.checked_add(offset).is_some() => {
                            Other(Value::LoadAt { base: inner, offset, size })
                        }
                        _ => Same,
                    }
                }
                _ => Same,
            },
            Value::Negate(a) => match self.value(a) {
                Value::Const(k) => Other(Value::Const(k.wrapping_neg())),
                Value::Negate(inner) => Known(inner),
                _ => Same,
            },
            Value::Arith(op, a, b) => match (self.constant(a), self.constant(b)) {
                (Some(x), Some(y)) => match arith(op, x, y) {
                    Some(k) => Other(Value::Const(k)),
                    None => Same,
                },
                (Some(_), None) if matches!(op, Add | Mul | And | Or | Xor) => {
                    Other(Value::Arith(op, b, a))
                }
                (Some(_), None) if op == Sub => {
                    let negated = self.intern_value(Value::Negate(b))?;
                    Other(Value::Arith(Add, negated, a))
                }
                (None, Some(0)) if op == Add => Known(a),
                _ if !cfg!(feature = "optimize") => Same,
                (None, Some(k)) => self.simplify_by_constant(op, a, k)?,
                (None, None) if op == Add => match (self.sum(a), self.sum(b)) {
                    (Some((x, k)), _) => {
                        let sum = self.intern_value(Value::Arith(Add, x, b))?;
                        Other(Value::Arith(Add, sum, k))
                    }
                    (None, Some((y, k))) => {
                        let sum = self.intern_value(Value::Arith(Add, a, y))?;
                        Other(Value::Arith(Add, sum, k))
                    }
                    (None, None) => Same,
                },
                _ => Same,
            },
            _ => Same,
        };
        Ok(simpler)
    }

    /// The parts of a sum with a constant.
    fn sum(&self, id: ValueId) -> Option<(ValueId, ValueId)> {
        match self.value(id) {
            Value::Arith(ArithOp::Add, a, k) if self.constant(k).is_some() => Some((a, k)),
            _ => None,
        }
    }

    /// One step of simplification of `a op k`, where `a` is no constant.
    fn simplify_by_constant(&mut self, op: ArithOp, a: ValueId, k: u32) -> Result<Simpler, Full> {
        use ArithOp::*;
        use Simpler::{Known, Other, Same};
        let with = |graph: &mut Self, op, a, k| -> Result<Simpler, Full> {
            let k = graph.intern_value(Value::Const(k))?;
            Ok(Other(Value::Arith(op, a, k)))
        };
        match (op, k) {
            (Or | Xor | Shl | Shr, 0) | (Mul | Div, 1) => return Ok(Known(a)),
            (And, _) if self.facts(a).ones & !k == 0 => return Ok(Known(a)),
            (Sub, _) => return with(self, Add, a, k.wrapping_neg()),
            (Mul, 0) | (Mod, 1) | (Shl | Shr, 32..) => return with(self, And, a, 0),
            (Mul, _) if k.is_power_of_two() => return with(self, Shl, a, k.trailing_zeros()),
            (Div, _) if k.is_power_of_two() => return with(self, Shr, a, k.trailing_zeros()),
            (Mod, _) if k.is_power_of_two() => return with(self, And, a, k - 1),
            _ => {}
        }
        if let Value::Arith(inner_op, inner, by) = self.value(a)
            && inner_op == op
            && let Some(by) = self.constant(by)
        {
            match op {
                Add => return with(self, Add, inner, by.wrapping_add(k)),
                And => return with(self, And, inner, by & k),
                Or => return with(self, Or, inner, by | k),
                Xor => return with(self, Xor, inner, by ^ k),
                Shl | Shr => return with(self, op, inner, by + k),
                _ => {}
            }
        }
        Ok(Same)
    }

    /// The name of a value that cannot be simplified.
    fn insert_value(&mut self, value: Value) -> Result<ValueId, Full> {
        let bucket = bucket(hash_value(&value), self.value_heads.len());
        let first = match self.find(&value, bucket) {
            Ok(known) => return Ok(known),
            Err(first) => first,
        };
        let id = self.values.len() as u32;
        let facts = self.derive(value);
        let link = Link { bucket: bucket as u32, next: first };
        let capacity = (self.values.capacity() as u32).min(VALUES);
        let full = Full { what: NoRoom::Values, capacity };
        if id >= capacity {
            return Err(full);
        }
        self.values.push(ValueEntry { value, link, facts }).map_err(|_| full)?;
        self.value_heads[bucket] = id;
        Ok(ValueId(id))
    }

    /// The name of a value, or the first entry of its bucket.
    fn find(&self, value: &Value, bucket: usize) -> Result<ValueId, u32> {
        let head = self.value_heads[bucket];
        let first = match self.values.get(head as usize) {
            Some(entry) if entry.link.bucket as usize == bucket => head,
            _ => END,
        };
        let mut at = first;
        while let Some(entry) = self.values.get(at as usize) {
            if entry.value == *value {
                return Ok(ValueId(at));
            }
            at = entry.link.next;
        }
        Err(first)
    }

    /// The name of [`Value::Stored`] with this number, if it is used.
    #[must_use]
    pub(crate) fn stored(&self, number: u8) -> Option<ValueId> {
        let value = Value::Stored(number);
        self.find(&value, bucket(hash_value(&value), self.value_heads.len())).ok()
    }

    /// Notes down the most that each slot holds, and what follows from that; says whether anything
    /// does.
    pub(crate) fn bound_stored(&mut self, most: &[u32; 16]) -> bool {
        let mut bounded = false;
        for index in 0..self.values.len() {
            let ValueEntry { value, facts, .. } = self.values[index];
            let new = match value {
                Value::Stored(n) => {
                    let max = facts.max.min(most[usize::from(n) % most.len()]);
                    Facts { max, ones: below(max), ..facts }
                }
                _ => self.derive(value),
            };
            bounded |= new != facts;
            self.values[index].facts = new;
        }
        bounded
    }

    /// What is known of a value from what is known of its operands.
    fn derive(&self, value: Value) -> Facts {
        /// Whether somebody asks what makes operations fail; of loads it is known anyway.
        const ASKED: bool = cfg!(feature = "optimize");
        let any = Facts {
            max: u32::MAX,
            ones: u32::MAX,
            extent: 0,
            fixed: true,
            may_fail: false,
            never: false,
            scratch: 0,
        };
        let load = |offset: u32, size: u8| {
            let ones = u32::MAX >> (32 - 8 * u32::from(size.clamp(1, 4)));
            let extent = offset.saturating_add(size.into());
            let never = offset > FARTHEST;
            Facts { max: ones, ones, extent, may_fail: true, never, ..any }
        };
        match value {
            Value::Const(k) => Facts { max: k, ones: k, ..any },
            Value::Length | Value::Ancillary(_) | Value::Frame(_) | Value::Stored(_) => any,
            Value::Load { offset, size } => load(offset, size),
            Value::LoadAt { base, offset, size } => {
                let behind = self.facts(base);
                let here = Facts { scratch: behind.scratch, ..load(offset, size) };
                if !ASKED {
                    return here;
                }
                let wraps = self.constant(base).is_some_and(|k| k.checked_add(offset).is_none());
                Facts {
                    extent: behind.extent.max(here.extent),
                    fixed: false,
                    never: behind.never || wraps || here.never,
                    ..here
                }
            }
            Value::Negate(a) => Facts { max: u32::MAX, ones: u32::MAX, ..self.facts(a) },
            Value::Arith(op, a, b) => {
                let (x, y) = (self.facts(a), self.facts(b));
                let by = self.constant(b);
                let (max, ones) = bounds(op, x, y, by);
                let here = Facts { max, ones, scratch: self.scratch_of_pair(a, b), ..any };
                if !ASKED {
                    return here;
                }
                let divides = matches!(op, ArithOp::Div | ArithOp::Mod);
                let divides = divides && by.is_none_or(|k| k == 0);
                Facts {
                    extent: x.extent.max(y.extent),
                    fixed: x.fixed && y.fixed && !divides,
                    may_fail: x.may_fail || y.may_fail || divides,
                    never: x.never || y.never || (divides && by == Some(0)),
                    ..here
                }
            }
        }
    }

    /// How many scratch slots it takes to have `a` in A and `b` in X at the same time.
    pub(crate) fn scratch_of_pair(&self, a: ValueId, b: ValueId) -> u8 {
        let (x, y) = (self.facts(a).scratch, self.facts(b).scratch);
        if self.is_immediate_in_x(b) {
            x
        } else if self.keeps_x(a) {
            y
        } else {
            y.max(x.saturating_add(1)).min(x.max(y.saturating_add(1)))
        }
    }

    /// Whether one instruction puts the value in X and leaves A as it is.
    #[must_use]
    pub(crate) fn is_immediate_in_x(&self, id: ValueId) -> bool {
        matches!(self.value(id), Value::Const(_) | Value::Length | Value::Stored(_))
            || self.header_length(id).is_some()
    }

    /// Whether one instruction puts the value in A and leaves X as it is.
    #[must_use]
    pub(crate) fn keeps_x(&self, id: ValueId) -> bool {
        matches!(
            self.value(id),
            Value::Const(_)
                | Value::Load { .. }
                | Value::Length
                | Value::Ancillary(_)
                | Value::Stored(_)
        )
    }
}

/// A step of simplification.
enum Simpler {
    /// Nothing to simplify.
    Same,
    /// The value is an interned one.
    Known(ValueId),
    /// The value is equal to this one.
    Other(Value),
}

/// `a op b` as classic BPF computes it: wrapping, a shift by 32 or more gives 0; nothing for a
/// division by 0.
#[must_use]
pub(crate) const fn arith(op: ArithOp, a: u32, b: u32) -> Option<u32> {
    Some(match op {
        ArithOp::Add => a.wrapping_add(b),
        ArithOp::Sub => a.wrapping_sub(b),
        ArithOp::Mul => a.wrapping_mul(b),
        ArithOp::Div => return a.checked_div(b),
        ArithOp::Mod => return a.checked_rem(b),
        ArithOp::And => a & b,
        ArithOp::Or => a | b,
        ArithOp::Xor => a ^ b,
        ArithOp::Shl => match a.checked_shl(b) {
            Some(k) => k,
            None => 0,
        },
        ArithOp::Shr => match a.checked_shr(b) {
            Some(k) => k,
            None => 0,
        },
    })
}

/// All bits up to the highest one of a greatest value.
fn below(max: u32) -> u32 {
    u32::MAX.checked_shr(max.leading_zeros()).unwrap_or(0)
}

/// The greatest result of `x op y`, and the bits that a result may have; `by` is `y` if it is a
/// constant.
fn bounds(op: ArithOp, x: Facts, y: Facts, by: Option<u32>) -> (u32, u32) {
    let (max, ones) = match (op, by) {
        (ArithOp::And, _) => (x.max.min(y.max), x.ones & y.ones),
        (ArithOp::Or | ArithOp::Xor, _) => (u32::MAX, x.ones | y.ones),
        (ArithOp::Add, _) => (x.max.saturating_add(y.max), u32::MAX),
        (ArithOp::Mul, _) => (x.max.saturating_mul(y.max), u32::MAX),
        (ArithOp::Shl, Some(k @ 0..32)) => {
            let max = u64::from(x.max) << k;
            (u32::try_from(max).unwrap_or(u32::MAX), x.ones << k)
        }
        (ArithOp::Shr, Some(k @ 0..32)) => (x.max >> k, x.ones >> k),
        (ArithOp::Div, Some(k @ 1..)) => (x.max / k, u32::MAX),
        (ArithOp::Mod, Some(k @ 1..)) => (x.max.min(k - 1), u32::MAX),
        (ArithOp::Shr | ArithOp::Div | ArithOp::Mod, _) => (x.max, u32::MAX),
        (ArithOp::Shl | ArithOp::Sub, _) => (u32::MAX, u32::MAX),
    };
    let max = max.min(ones);
    (max, ones & below(max))
}

/// The greatest offset of a load that a packet could hold: offsets above are negative ones,
/// where the kernel keeps what is not packet data, and where libpcap finds nothing.
const FARTHEST: u32 = i32::MAX as u32;
