//! The second pass's tools: values and tests, built by continuation.
//!
//! Every method that builds a test takes where to go if it holds and where to go if it does not,
//! and gives the node to begin with. Sequences are therefore written back to front: what is tested
//! last is built first. Their order is part of the meaning, since the first load out of range ends
//! the program.

use super::layout::{Base, Layout, Place};
use crate::filter::Context;
use crate::filter::ast::ArithOp;
use crate::graph::{Full, Graph, Node, NodeId, Operand, Test, Value, ValueId};

/// Where a test leads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exits {
    /// If it holds.
    pub(super) on_true: NodeId,
    /// If it does not.
    pub(super) on_false: NodeId,
}

impl Exits {
    /// The exits of the opposite test.
    pub(super) const fn not(self) -> Self {
        Self { on_true: self.on_false, on_false: self.on_true }
    }

    /// For a test that must hold before another one, which begins at `next`.
    pub(super) const fn then(self, next: NodeId) -> Self {
        Self { on_true: next, on_false: self.on_false }
    }

    /// For a test that has an alternative, which begins at `next`.
    pub(super) const fn or_else(self, next: NodeId) -> Self {
        Self { on_true: self.on_true, on_false: next }
    }

    /// Where to go if it is known beforehand whether the test holds.
    pub(super) const fn known(self, holds: bool) -> NodeId {
        if holds { self.on_true } else { self.on_false }
    }
}

/// Which of two addresses or ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Source,
    Destination,
}

/// Which of two addresses or ports must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Source,
    Destination,
    Either,
    Both,
}

/// Builds the nodes of one primitive.
pub(super) struct Builder<'b, 'g> {
    pub(super) graph: &'b mut Graph<'g>,
    pub(super) context: &'b Context,
    /// Where the headers lie.
    pub(super) layout: Layout,
}

/// Offsets up to this are added to one another without a thought of overflow; packets are far
/// shorter.
const FAR: u32 = 1 << 30;

impl Builder<'_, '_> {
    pub(super) fn constant(&mut self, k: u32) -> Result<ValueId, Full> {
        self.graph.intern_value(Value::Const(k))
    }

    /// `size` bytes at a place.
    pub(super) fn load(&mut self, place: Place, size: u8) -> Result<ValueId, Full> {
        self.graph.intern_value(match place.base {
            Base::Start => Value::Load { offset: place.offset, size },
            Base::Value(base) => Value::LoadAt { base, offset: place.offset, size },
        })
    }

    /// `size` bytes at an index behind a place, where the index is added before the place's
    /// offset, and wraps, if the place has a base.
    pub(super) fn load_indexed(
        &mut self,
        place: Place,
        index: ValueId,
        size: u8,
    ) -> Result<ValueId, Full> {
        if let Value::Const(index @ ..FAR) = self.graph.value(index) {
            return self.load(place.plus(index), size);
        }
        let base = match place.base {
            Base::Start => index,
            Base::Value(base) => self.arith(ArithOp::Add, index, base)?,
        };
        self.graph.intern_value(Value::LoadAt { base, offset: place.offset, size })
    }

    /// Arithmetic; constants are combined here unless that would divide by zero.
    pub(super) fn arith(&mut self, op: ArithOp, a: ValueId, b: ValueId) -> Result<ValueId, Full> {
        if let (Value::Const(x), Value::Const(y)) = (self.graph.value(a), self.graph.value(b))
            && let Some(k) = fold(op, x, y)
        {
            return self.constant(k);
        }
        self.graph.intern_value(Value::Arith(op, a, b))
    }

    /// Arithmetic with a constant on the right.
    pub(super) fn arith_k(&mut self, op: ArithOp, a: ValueId, k: u32) -> Result<ValueId, Full> {
        let k = self.constant(k)?;
        self.arith(op, a, k)
    }

    /// `4 * (byte & 0xf)`: the length of an IPv4 header, from its first byte.
    fn ip_header_length(&mut self) -> Result<ValueId, Full> {
        let byte = self.load(self.layout.network(), 1)?;
        let words = self.arith_k(ArithOp::And, byte, 0xf)?;
        self.arith_k(ArithOp::Shl, words, 2)
    }

    /// The header behind the IPv4 header.
    pub(super) fn behind_ip4(&mut self) -> Result<Place, Full> {
        let length = self.ip_header_length()?;
        let network = self.layout.network();
        let base = match network.base {
            Base::Start => length,
            Base::Value(base) => self.arith(ArithOp::Add, length, base)?,
        };
        Ok(Place { base: Base::Value(base), offset: network.offset })
    }

    /// The header behind the IPv6 header, which has a fixed length.
    pub(super) fn behind_ip6(&self) -> Place {
        self.layout.network().plus(40)
    }

    /// A test of a value. Of constants it is decided here.
    pub(super) fn test(
        &mut self,
        value: ValueId,
        test: Test,
        exits: Exits,
    ) -> Result<NodeId, Full> {
        if let Value::Const(a) = self.graph.value(value)
            && let Some(holds) = decide(a, test)
        {
            return Ok(exits.known(holds));
        }
        let Exits { on_true, on_false } = exits;
        self.graph.intern_node(Node { value, test, on_true, on_false })
    }

    /// Whether `size` bytes at a place, under a mask, are `k`.
    pub(super) fn is(
        &mut self,
        place: Place,
        size: u8,
        mask: u32,
        k: u32,
        exits: Exits,
    ) -> Result<NodeId, Full> {
        let mut value = self.load(place, size)?;
        if mask != u32::MAX >> (32 - 8 * u32::from(size)) {
            value = self.arith_k(ArithOp::And, value, mask)?;
        }
        self.test(value, Test::Eq(Operand::Const(k)), exits)
    }

    /// Whether the byte at a place is `k`.
    pub(super) fn byte_is(&mut self, place: Place, k: u8, exits: Exits) -> Result<NodeId, Full> {
        self.is(place, 1, 0xff, k.into(), exits)
    }

    /// Whether the two bytes at a place are `k`.
    pub(super) fn half_is(&mut self, place: Place, k: u16, exits: Exits) -> Result<NodeId, Full> {
        self.is(place, 2, 0xffff, k.into(), exits)
    }

    /// Whether the four bytes at a place are `k`.
    pub(super) fn word_is(&mut self, place: Place, k: u32, exits: Exits) -> Result<NodeId, Full> {
        self.is(place, 4, u32::MAX, k, exits)
    }

    /// Whether any of some bits are set in `size` bytes at a place.
    pub(super) fn any_set(
        &mut self,
        place: Place,
        size: u8,
        bits: u32,
        exits: Exits,
    ) -> Result<NodeId, Full> {
        let value = self.load(place, size)?;
        self.test(value, Test::Set(Operand::Const(bits)), exits)
    }

    /// Whether `size` bytes at a place are above `k`.
    pub(super) fn above(
        &mut self,
        place: Place,
        size: u8,
        k: u32,
        exits: Exits,
    ) -> Result<NodeId, Full> {
        let value = self.load(place, size)?;
        self.test(value, Test::Gt(Operand::Const(k)), exits)
    }

    /// Source, destination, either or both, the source first.
    pub(super) fn ends(
        &mut self,
        way: Way,
        exits: Exits,
        mut one: impl FnMut(&mut Self, End, Exits) -> Result<NodeId, Full>,
    ) -> Result<NodeId, Full> {
        let exits = match way {
            Way::Source => exits,
            Way::Destination => return one(self, End::Destination, exits),
            Way::Either => exits.or_else(one(self, End::Destination, exits)?),
            Way::Both => exits.then(one(self, End::Destination, exits)?),
        };
        one(self, End::Source, exits)
    }
}

/// The result of arithmetic on constants; nothing for a division by zero, which must reject the
/// packet when it is carried out, not before.
fn fold(op: ArithOp, x: u32, y: u32) -> Option<u32> {
    Some(match op {
        ArithOp::Add => x.wrapping_add(y),
        ArithOp::Sub => x.wrapping_sub(y),
        ArithOp::Mul => x.wrapping_mul(y),
        ArithOp::Div => x.checked_div(y)?,
        ArithOp::Mod => x.checked_rem(y)?,
        ArithOp::And => x & y,
        ArithOp::Or => x | y,
        ArithOp::Xor => x ^ y,
        ArithOp::Shl => x.checked_shl(y).unwrap_or(0),
        ArithOp::Shr => x.checked_shr(y).unwrap_or(0),
    })
}

/// The result of a test of a constant, if its operand is one too.
fn decide(a: u32, test: Test) -> Option<bool> {
    Some(match test {
        Test::Eq(Operand::Const(b)) => a == b,
        Test::Gt(Operand::Const(b)) => a > b,
        Test::Ge(Operand::Const(b)) => a >= b,
        Test::Set(Operand::Const(b)) => a & b != 0,
        _ => return None,
    })
}
