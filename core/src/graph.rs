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

use crate::filter::ast::ArithOp;
use crate::filter::error::NoRoom;
use heapless::VecView;

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
pub struct ValueId(u32);

/// Names a node, or one of the two leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

impl ValueId {
    /// Position in the graph's list of values, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl NodeId {
    /// The leaf that drops the packet.
    pub const REJECT: Self = Self(u32::MAX);
    /// The leaf that keeps the packet.
    pub const ACCEPT: Self = Self(u32::MAX - 1);

    /// Whether this is one of the two leaves.
    #[must_use]
    pub const fn is_leaf(self) -> bool {
        self.0 >= Self::ACCEPT.0
    }

    /// Position in the graph's list of nodes, from 0; meaningless for a leaf.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A pure expression over one packet, 32 bits wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
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
    /// Arithmetic, wrapping; a shift by 32 or more gives 0, a division by 0 rejects the packet.
    Arith(ArithOp, ValueId, ValueId),
}

/// The right side of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operand {
    /// A constant.
    Const(u32),
    /// A value; if it cannot be evaluated, the packet is rejected.
    Value(ValueId),
}

/// What a node asks of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// Equal.
    Eq(Operand),
    /// Greater, unsigned.
    Gt(Operand),
    /// Greater or equal, unsigned.
    Ge(Operand),
    /// Any bit in common.
    Set(Operand),
    /// Nothing: the value is evaluated only because that may reject the packet. Both successors
    /// are the same.
    Reach,
}

impl Test {
    /// What the value is compared with.
    #[must_use]
    pub const fn operand(self) -> Option<Operand> {
        match self {
            Self::Eq(o) | Self::Gt(o) | Self::Ge(o) | Self::Set(o) => Some(o),
            Self::Reach => None,
        }
    }

    /// The same comparison with another operand.
    #[must_use]
    pub const fn with_operand(self, operand: Operand) -> Self {
        match self {
            Self::Eq(_) => Self::Eq(operand),
            Self::Gt(_) => Self::Gt(operand),
            Self::Ge(_) => Self::Ge(operand),
            Self::Set(_) => Self::Set(operand),
            Self::Reach => Self::Reach,
        }
    }

    /// Whether the comparison holds for a value and an operand; [`Test::Reach`] always does.
    #[must_use]
    pub const fn holds(self, value: u32, operand: u32) -> bool {
        match self {
            Self::Eq(_) => value == operand,
            Self::Gt(_) => value > operand,
            Self::Ge(_) => value >= operand,
            Self::Set(_) => value & operand != 0,
            Self::Reach => true,
        }
    }
}

/// One decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Node {
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
pub struct ValueEntry {
    value: Value,
    link: Link,
    facts: Facts,
}

/// What is known of a value on every packet on which it can be evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// It is no greater than this.
    pub max: u32,
    /// No other bits are ever set.
    pub ones: u32,
    /// Evaluating it can reject a packet.
    pub may_fail: bool,
    /// Evaluating it rejects every packet.
    pub never: bool,
    /// How many scratch slots its computation needs at most.
    pub scratch: u8,
}

/// An interned node and its hash chain.
#[derive(Clone, Copy, Debug)]
pub struct NodeEntry {
    node: Node,
    link: Link,
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
pub struct Graph<'a> {
    values: &'a mut VecView<ValueEntry>,
    nodes: &'a mut VecView<NodeEntry>,
    value_heads: &'a mut [u32],
    node_heads: &'a mut [u32],
}

impl<'a> Graph<'a> {
    /// An empty graph. What the memory held before does not matter and is not cleared; the head
    /// tables must not be empty.
    pub fn new(
        values: &'a mut VecView<ValueEntry>,
        nodes: &'a mut VecView<NodeEntry>,
        value_heads: &'a mut [u32],
        node_heads: &'a mut [u32],
    ) -> Self {
        values.clear();
        nodes.clear();
        Self { values, nodes, value_heads, node_heads }
    }

    /// How many values there are.
    #[must_use]
    pub fn value_count(&self) -> usize {
        self.values.len()
    }

    /// How many nodes there are, leaves not counted.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The value behind a name.
    #[must_use]
    pub fn value(&self, id: ValueId) -> Value {
        self.values[id.index()].value
    }

    /// What is known of a value.
    #[must_use]
    pub fn facts(&self, id: ValueId) -> Facts {
        self.values[id.index()].facts
    }

    /// Whether evaluating the value can reject a packet.
    #[must_use]
    pub fn may_fail(&self, id: ValueId) -> bool {
        self.facts(id).may_fail
    }

    /// The value at a position in the list.
    #[must_use]
    pub fn value_id(&self, index: usize) -> ValueId {
        debug_assert!(index < self.values.len());
        ValueId(index as u32)
    }

    /// The constant that a value is, if it is one.
    #[must_use]
    pub fn constant(&self, id: ValueId) -> Option<u32> {
        match self.value(id) {
            Value::Const(k) => Some(k),
            _ => None,
        }
    }

    /// The offset of the byte whose low half, times 4, the value is: the length of an IPv4
    /// header, which one instruction computes.
    #[must_use]
    pub fn header_length(&self, id: ValueId) -> Option<u32> {
        let Value::Arith(ArithOp::Shl, masked, two) = self.value(id) else { return None };
        let Value::Arith(ArithOp::And, load, mask) = self.value(masked) else { return None };
        match (self.value(load), self.constant(mask), self.constant(two)) {
            (Value::Load { offset, size: 1 }, Some(15), Some(2)) => Some(offset),
            _ => None,
        }
    }

    /// The node behind a name, which must not be a leaf.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes[id.index()].node
    }

    /// The node at a position in the list.
    #[must_use]
    pub fn node_id(&self, index: usize) -> NodeId {
        debug_assert!(index < self.nodes.len());
        NodeId(index as u32)
    }

    /// The name of a value, which is made if it is new.
    ///
    /// Values that are equal on every packet by the laws of arithmetic become one where that is
    /// cheap to see: constants are folded and stand on the right, multiplication by a power of 2
    /// is a shift, a sum's constants are added up, and a fixed distance inside an offset moves to
    /// the offset. No law is used that would drop an operand which may fail.
    pub fn intern_value(&mut self, value: Value) -> Result<ValueId, Full> {
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
                (None, Some(k)) => self.simplify_by_constant(op, a, k)?,
                _ => Same,
            },
            _ => Same,
        };
        Ok(simpler)
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
            (Add | Or | Xor | Shl | Shr, 0) | (Mul | Div, 1) => return Ok(Known(a)),
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
        let head = self.value_heads[bucket];
        let mut at = match self.values.get(head as usize) {
            Some(entry) if entry.link.bucket as usize == bucket => head,
            _ => END,
        };
        let first = at;
        while let Some(entry) = self.values.get(at as usize) {
            if entry.value == value {
                return Ok(ValueId(at));
            }
            at = entry.link.next;
        }
        let id = self.values.len() as u32;
        let facts = self.derive(value);
        let link = Link { bucket: bucket as u32, next: first };
        let full = Full { what: NoRoom::Values, capacity: self.values.capacity() as u32 };
        self.values.push(ValueEntry { value, link, facts }).map_err(|_| full)?;
        self.value_heads[bucket] = id;
        Ok(ValueId(id))
    }

    /// What is known of a value from what is known of its operands.
    fn derive(&self, value: Value) -> Facts {
        let any =
            Facts { max: u32::MAX, ones: u32::MAX, may_fail: false, never: false, scratch: 0 };
        let load = |size: u8, never| {
            let ones = u32::MAX >> (32 - 8 * u32::from(size.clamp(1, 4)));
            Facts { max: ones, ones, may_fail: true, never, scratch: 0 }
        };
        match value {
            Value::Const(k) => Facts { max: k, ones: k, ..any },
            Value::Length | Value::Ancillary(_) => any,
            Value::Load { offset, size } => load(size, offset > FARTHEST),
            Value::LoadAt { base, offset, size } => {
                let base_facts = self.facts(base);
                let wraps = self.constant(base).is_some_and(|k| k.checked_add(offset).is_none());
                let never = base_facts.never || wraps;
                Facts { scratch: base_facts.scratch, ..load(size, never) }
            }
            Value::Negate(a) => Facts { max: u32::MAX, ones: u32::MAX, ..self.facts(a) },
            Value::Arith(op, a, b) => {
                let (x, y) = (self.facts(a), self.facts(b));
                let by = self.constant(b);
                let divides = matches!(op, ArithOp::Div | ArithOp::Mod);
                let (max, ones) = bounds(op, x, y, by);
                Facts {
                    max,
                    ones,
                    may_fail: x.may_fail || y.may_fail || (divides && by.is_none_or(|k| k == 0)),
                    never: x.never || y.never || (divides && by == Some(0)),
                    scratch: self.scratch_of_pair(a, b),
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
    pub fn is_immediate_in_x(&self, id: ValueId) -> bool {
        matches!(self.value(id), Value::Const(_) | Value::Length)
            || self.header_length(id).is_some()
    }

    /// Whether one instruction puts the value in A and leaves X as it is.
    #[must_use]
    pub fn keeps_x(&self, id: ValueId) -> bool {
        matches!(
            self.value(id),
            Value::Const(_) | Value::Load { .. } | Value::Length | Value::Ancillary(_)
        )
    }

    /// The name of a node, which is made if it is new. A test that decides nothing, or whose
    /// outcome the bounds of its value decide, is dropped, or becomes [`Test::Reach`] if its value
    /// may fail; one whose value can never be evaluated rejects.
    pub fn intern_node(&mut self, mut node: Node) -> Result<NodeId, Full> {
        if let Some(Operand::Value(v)) = node.test.operand()
            && let Some(k) = self.constant(v)
        {
            node.test = node.test.with_operand(Operand::Const(k));
        }
        let operand = match node.test.operand() {
            Some(Operand::Value(v)) => Some(self.facts(v)),
            _ => None,
        };
        if self.facts(node.value).never || operand.is_some_and(|facts| facts.never) {
            return Ok(NodeId::REJECT);
        }
        if let Some(Operand::Const(k)) = node.test.operand()
            && let Some(holds) = match self.constant(node.value) {
                Some(value) => Some(node.test.holds(value, k)),
                None => decide(node.test, self.facts(node.value), k),
            }
        {
            let target = if holds { node.on_true } else { node.on_false };
            (node.on_true, node.on_false) = (target, target);
        }
        if node.on_true == node.on_false {
            let operand_may_fail = operand.is_some_and(|facts| facts.may_fail);
            if node.on_true == NodeId::REJECT {
                return Ok(NodeId::REJECT);
            }
            if !operand_may_fail {
                if !self.may_fail(node.value) {
                    return Ok(node.on_true);
                }
                node.test = Test::Reach;
            }
        }
        let bucket = bucket(hash_node(&node), self.node_heads.len());
        let head = self.node_heads[bucket];
        let mut at = match self.nodes.get(head as usize) {
            Some(entry) if entry.link.bucket as usize == bucket => head,
            _ => END,
        };
        let first = at;
        while let Some(entry) = self.nodes.get(at as usize) {
            if entry.node == node {
                return Ok(NodeId(at));
            }
            at = entry.link.next;
        }
        let id = self.nodes.len() as u32;
        let link = Link { bucket: bucket as u32, next: first };
        let full = Full { what: NoRoom::Nodes, capacity: self.nodes.capacity() as u32 };
        self.nodes.push(NodeEntry { node, link }).map_err(|_| full)?;
        self.node_heads[bucket] = id;
        Ok(NodeId(id))
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
pub const fn arith(op: ArithOp, a: u32, b: u32) -> Option<u32> {
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

/// The outcome of a comparison with `k`, if it is the same for every value of these bounds.
fn decide(test: Test, Facts { max, ones, .. }: Facts, k: u32) -> Option<bool> {
    match test {
        Test::Eq(_) if k > max || k & !ones != 0 => Some(false),
        Test::Eq(_) if max == 0 => Some(k == 0),
        Test::Gt(_) if k >= max => Some(false),
        Test::Ge(_) if k > max => Some(false),
        Test::Ge(_) if k == 0 => Some(true),
        Test::Set(_) if k & ones == 0 => Some(false),
        _ => None,
    }
}

/// The greatest result of `x op y`, and the bits that a result may have; `by` is `y` if it is a
/// constant.
fn bounds(op: ArithOp, x: Facts, y: Facts, by: Option<u32>) -> (u32, u32) {
    // All bits up to the highest one of a greatest value.
    let below = |max: u32| u32::MAX.checked_shr(max.leading_zeros()).unwrap_or(0);
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

/// Scales a hash to a table of `len` buckets.
fn bucket(hash: u32, len: usize) -> usize {
    ((u64::from(hash) * len as u64) >> 32) as usize
}

/// Mixes one more word into a hash (the multiplier is 2^32 divided by the golden ratio).
const fn mix(hash: u32, word: u32) -> u32 {
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
        Value::Arith(op, a, b) => mix(mix(mix(7, op as u32), a.0), b.0),
    }
}

fn hash_node(node: &Node) -> u32 {
    let (tag, operand) = match node.test {
        Test::Eq(o) => (1, Some(o)),
        Test::Gt(o) => (2, Some(o)),
        Test::Ge(o) => (3, Some(o)),
        Test::Set(o) => (4, Some(o)),
        Test::Reach => (5, None),
    };
    let operand = match operand {
        None => 0,
        Some(Operand::Const(k)) => mix(1, k),
        Some(Operand::Value(v)) => mix(2, v.0),
    };
    mix(mix(mix(mix(tag, node.value.0), operand), node.on_true.0), node.on_false.0)
}
