//! The second pass's tools: values and tests, built by continuation.
//!
//! Every method that builds a test takes where to go if it holds and where to go if it does not,
//! and gives the node to begin with. Sequences are therefore written back to front: what is tested
//! last is built first. Their order is part of the meaning, since the first load out of range ends
//! the program.

use super::layout::{Layout, Place, State};
use crate::filter::Context;
use crate::filter::ast::{ArithOp, Span};
use crate::filter::error::Error;
use crate::graph::{Full, Graph, Interval, Node, NodeId, Operand, Set, Test, Value, ValueId};

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

impl Way {
    /// The only one that is looked at, if it is one.
    pub(super) const fn end(self) -> Option<End> {
        match self {
            Self::Source => Some(End::Source),
            Self::Destination => Some(End::Destination),
            Self::Either | Self::Both => None,
        }
    }
}

/// Builds the nodes of one primitive.
pub(super) struct Builder<'b, 'g> {
    pub(super) graph: &'b mut Graph<'g>,
    pub(super) context: &'b Context,
    /// Where the headers lie.
    pub(super) layout: Layout,
    /// What the slots hold.
    pub(super) state: State,
    /// The slots that have been read, a bit for each.
    pub(super) read: u16,
    /// The first slot that nobody stores in, not even ranks of lists.
    pub(super) spare_slot: u8,
    /// Whether the filter is a long list that repeats the same few primitives.
    pub(super) repeats: bool,
    /// The set that stands for the address or port of a primitive, which [`Builder::set`] gives.
    pub(super) listed: Option<Set>,
    /// What there was no room for. Building goes on after that, with whatever is there, and what
    /// it builds is thrown away: so there is one place to look whether all went well, not a
    /// branch behind every call.
    pub(super) full: Option<Full>,
}

/// No packet is this long: what is added to an offset stays below, or the load fails.
const FAR: u32 = 1 << 30;

impl Builder<'_, '_> {
    /// Whether there was room for everything so far.
    pub(super) fn check(&self, span: Span) -> Result<(), Error> {
        match self.full {
            None => Ok(()),
            Some(full) => Err(Error { kind: full.into(), span }),
        }
    }

    /// The set that stands for the address or port of a primitive; without the optimizer there is none.
    pub(super) fn set(&self) -> Option<Set> {
        self.listed.filter(|_| cfg!(feature = "optimize"))
    }

    /// An interned value.
    pub(super) fn value(&mut self, value: Value) -> ValueId {
        self.graph.intern_value(value).unwrap_or_else(|full| {
            self.full = Some(full);
            self.graph.value_id(0)
        })
    }

    pub(super) fn constant(&mut self, k: u32) -> ValueId {
        self.value(Value::Const(k))
    }

    /// What a place's slot holds; nothing is 0.
    fn base(&mut self, place: Place) -> Option<ValueId> {
        let slot = place.slot?;
        self.read |= slot.bit();
        self.state.holds(slot).then(|| self.value(Value::Stored(slot.number())))
    }

    /// The offset of a place from the start of the packet.
    pub(super) fn offset_of(&mut self, place: Place) -> ValueId {
        match self.base(place) {
            Some(base) => self.arith_k(ArithOp::Add, base, place.offset),
            None => self.constant(place.offset),
        }
    }

    /// `size` bytes at a place.
    pub(super) fn load(&mut self, place: Place, size: u8) -> ValueId {
        let base = self.base(place);
        self.load_at(base, place.offset, size)
    }

    /// `size` bytes at an offset behind a base.
    pub(super) fn load_at(&mut self, base: Option<ValueId>, offset: u32, size: u8) -> ValueId {
        let value = match base {
            Some(base) => Value::LoadAt { base, offset, size },
            None if offset < FAR => Value::Load { offset, size },
            // Never in range; said so that no offset is taken for an ancillary word.
            None => Value::LoadAt { base: self.constant(u32::MAX), offset: 1, size },
        };
        self.value(value)
    }

    /// `size` bytes at an index behind a place. The index is added to what the place's slot holds,
    /// wrapping, and the place's offset to that, not wrapping.
    pub(super) fn load_indexed(&mut self, place: Place, index: ValueId, size: u8) -> ValueId {
        let base = self.base(place);
        self.load_behind(base, index, place.offset, size)
    }

    /// The same behind a base.
    pub(super) fn load_behind(
        &mut self,
        base: Option<ValueId>,
        index: ValueId,
        offset: u32,
        size: u8,
    ) -> ValueId {
        let base = match base {
            None => index,
            Some(base) => self.arith(ArithOp::Add, index, base),
        };
        match self.graph.value(base) {
            Value::Const(k) => match k.checked_add(offset) {
                Some(offset) => self.load_at(None, offset, size),
                None => self.load_at(None, u32::MAX, size),
            },
            _ => self.load_at(Some(base), offset, size),
        }
    }

    /// Arithmetic.
    pub(super) fn arith(&mut self, op: ArithOp, a: ValueId, b: ValueId) -> ValueId {
        self.value(Value::Arith(op, a, b))
    }

    /// Arithmetic with a constant on the right.
    pub(super) fn arith_k(&mut self, op: ArithOp, a: ValueId, k: u32) -> ValueId {
        let k = self.constant(k);
        self.arith(op, a, k)
    }

    /// 1 if a value below 2^31 is 0, else 0.
    pub(super) fn is_zero(&mut self, value: ValueId) -> ValueId {
        let less = self.arith_k(ArithOp::Sub, value, 1);
        self.arith_k(ArithOp::Shr, less, 31)
    }

    /// What the header behind the IPv4 header is counted from: the length of the IPv4 header,
    /// from its first byte, and what the network header's slot holds. The network header's own
    /// offset comes on top.
    pub(super) fn behind_ip4(&mut self) -> ValueId {
        let network = self.layout.network();
        let byte = self.load(network, 1);
        let words = self.arith_k(ArithOp::And, byte, 0xf);
        let length = self.arith_k(ArithOp::Shl, words, 2);
        match self.base(network) {
            None => length,
            Some(base) => self.arith(ArithOp::Add, length, base),
        }
    }

    /// `size` bytes in the header behind the IPv4 header.
    pub(super) fn load_behind_ip4(&mut self, offset: u32, size: u8) -> ValueId {
        let base = self.behind_ip4();
        let offset = self.layout.network().offset.wrapping_add(offset);
        self.load_at(Some(base), offset, size)
    }

    /// The header behind the IPv6 header, which has a fixed length.
    pub(super) fn behind_ip6(&self) -> Place {
        self.layout.network().plus(40)
    }

    /// A test of a value.
    pub(super) fn test(&mut self, value: ValueId, test: Test, exits: Exits) -> NodeId {
        let Exits { on_true, on_false } = exits;
        self.graph.intern_node(Node { value, test, on_true, on_false }).unwrap_or_else(|full| {
            self.full = Some(full);
            NodeId::REJECT
        })
    }

    /// Whether a value, under a mask, is `k`.
    pub(super) fn equals(&mut self, value: ValueId, mask: u32, k: u32, exits: Exits) -> NodeId {
        let value = match mask {
            u32::MAX => value,
            mask => self.arith_k(ArithOp::And, value, mask),
        };
        self.test(value, Test::Eq(Operand::Const(k)), exits)
    }

    /// Whether a value is in an interval, the end of which is looked at last.
    pub(super) fn within(&mut self, value: ValueId, (low, high): Interval, exits: Exits) -> NodeId {
        if low == high {
            return self.equals(value, u32::MAX, low, exits);
        }
        let below = self.test(value, Test::Gt(Operand::Const(high)), exits.not());
        self.test(value, Test::Ge(Operand::Const(low)), exits.then(below))
    }

    /// Whether `size` bytes at a place, under a mask, are `k`.
    pub(super) fn is(&mut self, place: Place, size: u8, mask: u32, k: u32, exits: Exits) -> NodeId {
        let value = self.load(place, size);
        let all = u32::MAX >> (32 - 8 * u32::from(size));
        self.equals(value, if mask & all == all { u32::MAX } else { mask }, k, exits)
    }

    /// Whether the byte at a place is `k`.
    pub(super) fn byte_is(&mut self, place: Place, k: u8, exits: Exits) -> NodeId {
        self.is(place, 1, u32::MAX, k.into(), exits)
    }

    /// Whether the two bytes at a place are `k`.
    pub(super) fn half_is(&mut self, place: Place, k: u16, exits: Exits) -> NodeId {
        self.is(place, 2, u32::MAX, k.into(), exits)
    }

    /// Whether the four bytes at a place are `k`.
    pub(super) fn word_is(&mut self, place: Place, k: u32, exits: Exits) -> NodeId {
        self.is(place, 4, u32::MAX, k, exits)
    }

    /// Stores a value in a place's slot, if the slot is read behind; if not, the value is not even
    /// evaluated.
    pub(super) fn store(&mut self, place: Place, value: ValueId, next: NodeId) -> NodeId {
        match place.slot {
            Some(slot) if self.read & slot.bit() != 0 => self.keep(slot.number(), value, next),
            _ => next,
        }
    }

    /// Stores a value in a slot.
    pub(super) fn keep(&mut self, slot: u8, value: ValueId, next: NodeId) -> NodeId {
        self.test(value, Test::Store(slot), Exits { on_true: next, on_false: next })
    }

    /// A slot that nobody else stores in, for what a search needs at its ends, and what it holds.
    pub(super) fn slot_of_search(&mut self) -> (u8, ValueId) {
        let slot = self.spare_slot;
        self.spare_slot += 1;
        self.graph.keep_ranks(slot);
        (slot, self.value(Value::Stored(slot)))
    }

    /// Rejects the packet if a value cannot be evaluated.
    pub(super) fn reach(&mut self, value: ValueId, next: NodeId) -> NodeId {
        self.test(value, Test::Reach, Exits { on_true: next, on_false: next })
    }

    /// Whether any of some bits are set in `size` bytes at a place.
    pub(super) fn any_set(&mut self, place: Place, size: u8, bits: u32, exits: Exits) -> NodeId {
        let value = self.load(place, size);
        self.has_bits(value, bits, exits)
    }

    /// Whether any of some bits are set in a value.
    pub(super) fn has_bits(&mut self, value: ValueId, bits: u32, exits: Exits) -> NodeId {
        self.test(value, Test::Set(Operand::Const(bits)), exits)
    }

    /// Source, destination, either or both, the source first.
    pub(super) fn ends(
        &mut self,
        way: Way,
        exits: Exits,
        one: &mut dyn FnMut(&mut Self, End, Exits) -> NodeId,
    ) -> NodeId {
        let exits = match way {
            Way::Source => exits,
            Way::Destination => return one(self, End::Destination, exits),
            Way::Either => exits.or_else(one(self, End::Destination, exits)),
            Way::Both => exits.then(one(self, End::Destination, exits)),
        };
        one(self, End::Source, exits)
    }
}
