//! The decision graph: the compiler's intermediate form.
//!
//! A filter is a directed graph without cycles. A node tests one *value* and has a true and a
//! false successor; the leaves are [`NodeId::ACCEPT`] and [`NodeId::REJECT`]. A value is a pure
//! expression over the packet: a load, the wire length, an ancillary word, arithmetic. There are
//! no registers here and no order of evaluation inside a value.
//!
//! **A load is a test.** A load that is not wholly inside the captured bytes, or a division by
//! zero, rejects the packet, whatever stands around it. So the meaning of a node is: "if the value
//! cannot be evaluated, reject; else go on by the test". Two nodes with equal value, test and
//! successors mean the same on every packet, and are made one node: every constructor interns.
//! A node whose successors are equal is dropped only if its value cannot fail; otherwise it stays
//! as [`Test::Reach`], which evaluates the value for the sake of that rejection alone.
//!
//! A successor always has a smaller index than its predecessor, because graphs are built from the
//! leaves up. Index order, descending, is therefore a topological order, and no pass needs to
//! search for one.
//!
//! Interning uses chained hash tables whose heads are never cleared: a head counts only if the
//! entry that it names exists and points back at it (Briggs & Torczon, "An efficient
//! representation for sparse sets", 1993). Starting over is therefore free.

mod node;
mod set;
#[cfg(test)]
#[cfg(feature = "optimize")]
mod tests;
mod value;

use crate::filter::ast::ArithOp;
use crate::filter::error::NoRoom;
use heapless::VecView;

pub(crate) use node::NodeEntry;
pub(crate) use set::{Interval, Set, Words};
pub(crate) use value::{Facts, arith};

/// The graph has no room for another value or node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full {
    /// Values or nodes.
    pub what: NoRoom,
    /// How many of them there is room for.
    pub capacity: u32,
}

/// Names an interned value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ValueId(u32);

/// Names a node, or one of the two leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(u32);

impl ValueId {
    /// Some value, to initialize memory with.
    pub(crate) const FIRST: Self = Self(0);

    /// Position in the graph's list of values, from 0.
    #[must_use]
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

impl NodeId {
    /// Some node, to initialize memory with.
    pub(crate) const FIRST: Self = Self(0);

    /// The leaf that drops the packet: the greatest number that a node's entry has room for.
    pub(crate) const REJECT: Self = Self(0x00ff_ffff);
    /// The leaf that keeps the packet.
    pub(crate) const ACCEPT: Self = Self(Self::REJECT.0 - 1);

    /// Whether this is one of the two leaves.
    #[must_use]
    pub(crate) const fn is_leaf(self) -> bool {
        self.0 >= Self::ACCEPT.0
    }

    /// The name in as few bytes as it takes.
    pub(crate) const fn to_bytes(self) -> [u8; 3] {
        let [a, b, c, _] = self.0.to_le_bytes();
        [a, b, c]
    }

    /// The name that these bytes are, with another one in memory before them.
    pub(crate) const fn from_bytes(before: u8, [a, b, c]: [u8; 3]) -> Self {
        Self(u32::from_le_bytes([before, a, b, c]) >> 8)
    }

    /// Position in the graph's list of nodes, from 0; meaningless for a leaf.
    #[must_use]
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A pure expression over one packet, 32 bits wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Value {
    /// A constant.
    Const(u32),
    /// `size` bytes (1, 2 or 4), big-endian, at a fixed offset.
    Load {
        /// Offset from the start of the packet.
        offset: u32,
        /// 1, 2 or 4.
        size: u8,
    },
    /// `size` bytes (1, 2 or 4), big-endian, at `base + offset`. A sum that wraps past 2^32
    /// rejects the packet, as in libpcap's interpreter.
    LoadAt {
        /// The variable part of the offset.
        base: ValueId,
        /// The fixed part of the offset.
        offset: u32,
        /// 1, 2 or 4.
        size: u8,
    },
    /// The length on the wire.
    Length,
    /// A Linux ancillary word, by its distance from `SKF_AD_OFF`.
    Ancillary(u32),
    /// Two's complement negation.
    Negate(ValueId),
    /// What the last [`Test::Assign`] of this number on the way here took as its value.
    Frame(u8),
    /// What the last [`Test::Store`] of this number on the way here took as its value. Every way
    /// here passes one, and none behind the first use of the value, so that on one packet it is
    /// one number wherever it is used.
    Stored(u8),
    /// Arithmetic, wrapping; a shift by 32 or more gives 0, a division by 0 rejects the packet.
    Arith(ArithOp, ValueId, ValueId),
}

/// The right side of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Operand {
    /// A constant.
    Const(u32),
    /// A value; if it cannot be evaluated, the packet is rejected.
    Value(ValueId),
}

/// What a node asks of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Test {
    /// Equal.
    Eq(Operand),
    /// Greater, unsigned.
    Gt(Operand),
    /// Greater or equal, unsigned.
    Ge(Operand),
    /// Any bit in common.
    Set(Operand),
    /// Member of a set.
    In(Set),
    /// Equal to the first of some words, as are those behind it in the packet to the next ones. Each
    /// is looked at only if those before it are equal, and then has to be there. The value is a
    /// load of four bytes at a fixed offset. One node, where a long list would have three for each
    /// address.
    Words(Words),
    /// Nothing: the value is evaluated only because that may reject the packet. Both successors
    /// are the same.
    Reach,
    /// Nothing: from here on the named [`Value::Frame`] is the value, until it is assigned another
    /// one. Both successors are the same. Made only by the last pass, which gives equal parts of
    /// the graph that differ in the place of a header one set of instructions.
    Assign(ValueId),
    /// Nothing: from here on the [`Value::Stored`] of this number, which is below 16, is the
    /// value. Both successors are the same. What depends on the path, such as the place of a
    /// header behind others, becomes one value so.
    Store(u8),
}

impl Test {
    /// What the value is compared with.
    #[must_use]
    pub(crate) const fn operand(self) -> Option<Operand> {
        match self {
            Self::Eq(o) | Self::Gt(o) | Self::Ge(o) | Self::Set(o) => Some(o),
            Self::In(_) | Self::Words(_) | Self::Reach | Self::Assign(_) | Self::Store(_) => None,
        }
    }

    /// The same comparison with another operand.
    #[must_use]
    pub(crate) const fn with_operand(self, operand: Operand) -> Self {
        match self {
            Self::Eq(_) => Self::Eq(operand),
            Self::Gt(_) => Self::Gt(operand),
            Self::Ge(_) => Self::Ge(operand),
            Self::Set(_) => Self::Set(operand),
            Self::In(_) | Self::Words(_) | Self::Reach | Self::Assign(_) | Self::Store(_) => self,
        }
    }

    /// Whether the comparison holds for a value and an operand; one that asks nothing always does,
    /// and so does a test of a set, which only the graph can tell.
    #[must_use]
    pub(crate) const fn holds(self, value: u32, operand: u32) -> bool {
        match self {
            Self::Eq(_) => value == operand,
            Self::Gt(_) => value > operand,
            Self::Ge(_) => value >= operand,
            Self::Set(_) => value & operand != 0,
            Self::In(_) | Self::Words(_) | Self::Reach | Self::Assign(_) | Self::Store(_) => true,
        }
    }
}

/// One decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Node {
    /// What is tested.
    pub value: ValueId,
    /// How it is tested.
    pub test: Test,
    /// Where to go if the test holds.
    pub on_true: NodeId,
    /// Where to go if it does not.
    pub on_false: NodeId,
}

/// An interned value, what is known of it on every packet, and its hash chain.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ValueEntry {
    value: Value,
    link: Link,
    facts: Facts,
}

/// A place in a hash chain.
#[derive(Clone, Copy, Debug)]
struct Link {
    /// The bucket this entry is the head of, or once was.
    bucket: u32,
    /// The next entry of the same bucket, or [`END`].
    next: u32,
}

const END: u32 = u32::MAX;

/// A graph under construction, over memory that the caller supplies.
pub(crate) struct Graph<'a> {
    values: &'a mut VecView<ValueEntry>,
    nodes: &'a mut VecView<NodeEntry>,
    value_heads: &'a mut [u32],
    node_heads: &'a mut [u32],
    sets: &'a mut VecView<Interval>,
    /// Nodes before this one belong to a graph that is being replaced, and are not found again.
    floor: u32,
    /// The slots that ranks are stored in, a bit for each.
    ranks: u16,
    /// While a graph is rebuilt in its own place: how many nodes there are of the new one. Those
    /// of the old one lie behind.
    rebuilt: Option<usize>,
}

impl<'a> Graph<'a> {
    /// An empty graph. What the memory held before does not matter and is not cleared; the head
    /// tables must not be empty.
    pub(crate) fn new(
        values: &'a mut VecView<ValueEntry>,
        nodes: &'a mut VecView<NodeEntry>,
        value_heads: &'a mut [u32],
        node_heads: &'a mut [u32],
        sets: &'a mut VecView<Interval>,
    ) -> Self {
        let (floor, ranks, rebuilt) = (0, 0, None);
        let mut graph =
            Self { values, nodes, value_heads, node_heads, sets, floor, ranks, rebuilt };
        graph.clear();
        graph
    }

    /// Empties the graph.
    pub(crate) fn clear(&mut self) {
        self.sets.clear();
        self.values.clear();
        self.nodes.clear();
        (self.floor, self.ranks, self.rebuilt) = (0, 0, None);
    }

    /// How many values there are.
    #[must_use]
    pub(crate) fn value_count(&self) -> usize {
        self.values.len()
    }

    /// How many values there is room for.
    pub(crate) fn value_capacity(&self) -> usize {
        self.values.capacity()
    }

    /// A slot holds nothing but ranks from now on, or what else a search needs at its ends: what is
    /// stored there is read soon behind.
    pub(crate) const fn keep_ranks(&mut self, slot: u8) {
        self.ranks |= 1 << (slot & 15);
    }

    /// Whether a slot holds ranks.
    pub(crate) const fn holds_ranks(&self, slot: u8) -> bool {
        self.ranks & 1 << (slot & 15) != 0
    }

    /// The value behind a name.
    #[must_use]
    pub(crate) fn value(&self, id: ValueId) -> Value {
        self.values[id.index()].value
    }

    /// What is known of a value.
    #[must_use]
    pub(crate) fn facts(&self, id: ValueId) -> Facts {
        self.values[id.index()].facts
    }

    /// Whether evaluating the value can reject a packet.
    #[must_use]
    pub(crate) fn may_fail(&self, id: ValueId) -> bool {
        self.facts(id).may_fail
    }

    /// The value at a position in the list.
    #[must_use]
    pub(crate) fn value_id(&self, index: usize) -> ValueId {
        debug_assert!(index < self.values.len());
        ValueId(index as u32)
    }

    /// The constant that a value is, if it is one.
    #[must_use]
    pub(crate) fn constant(&self, id: ValueId) -> Option<u32> {
        match self.value(id) {
            Value::Const(k) => Some(k),
            _ => None,
        }
    }

    /// The offset of the byte whose low half, times 4, the value is: the length of an IPv4
    /// header, which one instruction computes.
    #[must_use]
    pub(crate) fn header_length(&self, id: ValueId) -> Option<u32> {
        let Value::Arith(ArithOp::Shl, masked, two) = self.value(id) else { return None };
        let Value::Arith(ArithOp::And, load, mask) = self.value(masked) else { return None };
        match (self.value(load), self.constant(mask), self.constant(two)) {
            (Value::Load { offset, size: 1 }, Some(15), Some(2)) => Some(offset),
            _ => None,
        }
    }
}

/// Scales a hash to a table of `len` buckets.
fn bucket(hash: u32, len: usize) -> usize {
    ((u64::from(hash) * len as u64) >> 32) as usize
}

/// Mixes one more word into a hash (the multiplier is 2^32 divided by the golden ratio).
pub(crate) const fn mix(hash: u32, word: u32) -> u32 {
    (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b1)
}

fn hash_value(value: &Value) -> u32 {
    match *value {
        Value::Const(k) => mix(1, k),
        Value::Load { offset, size } => mix(mix(2, offset), u32::from(size)),
        Value::LoadAt { base, offset, size } => mix(mix(mix(3, base.0), offset), u32::from(size)),
        Value::Length => mix(4, 0),
        Value::Ancillary(k) => mix(5, k),
        Value::Negate(a) => mix(6, a.0),
        Value::Frame(n) => mix(8, n.into()),
        Value::Stored(n) => mix(9, n.into()),
        Value::Arith(op, a, b) => mix(mix(mix(7, op as u32), a.0), b.0),
    }
}
