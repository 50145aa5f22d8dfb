//! Which nodes are alike: the first step of [sharing](super::share).
//!
//! The *shape* of a node is its test, what is done to what it loads, and the shapes of what follows;
//! where it loads from does not belong to it. Nodes that begin parts which differ only in where they
//! load from have the same shape. The reverse is found out by comparing: a shape is a hash, made from
//! the leaves upwards, and the nodes of one shape are linked, each to the next lower one.
//!
//! The lowest bit of a shape tells that X is taken: a frame is used that an edge from before assigned.

use super::mark::{UNKNOWN, UNREACHED};
use super::share::{SIDES, Share};
use crate::graph::{Node, NodeId, Test, Value, ValueId, mix};

impl Share<'_, '_> {
    /// Notes the shape of each node that can be reached: its test and what follows, but not where
    /// it loads from.
    #[inline(never)]
    pub(super) fn shapes(&mut self, root: NodeId) {
        for mark in &mut self.marks[..=root.index()] {
            mark.state = UNREACHED;
        }
        self.marks[root.index()].state = UNKNOWN;
        for index in (0..=root.index()).rev() {
            if self.marks[index].state == UNKNOWN {
                for target in self.graph.exits(self.graph.node_id(index)) {
                    if !target.is_leaf() {
                        self.marks[target.index()].state = UNKNOWN;
                    }
                }
            }
        }
        for index in 0..=root.index() {
            if self.marks[index].state == UNKNOWN {
                let node = self.graph.node(self.graph.node_id(index));
                self.marks[index].count = self.shape(&node);
            }
        }
    }

    /// A hash of the shape; the lowest bit is whether a frame is used that was assigned before.
    fn shape(&self, node: &Node) -> u32 {
        let mut hash = hash_test(node.test);
        let mut uses_frame = !matches!(node.test, Test::Assign(_))
            && (self.uses_frame(node.on_true) || self.uses_frame(node.on_false));
        let mut id = node.value;
        loop {
            let (word, inner) = match self.graph.value(id) {
                Value::Frame(n) => {
                    uses_frame = true;
                    (n.into(), None)
                }
                Value::LoadAt { base, size, .. } if self.is_frame(base) => {
                    uses_frame = true;
                    (size.into(), None)
                }
                Value::Load { size, .. } | Value::LoadAt { size, .. } => (size.into(), None),
                Value::Negate(a) => (1 << 8, Some(a)),
                Value::Arith(op, a, b) if self.graph.constant(b).is_some() => {
                    ((op as u32 + 2) << 8 ^ b.index() as u32, Some(a))
                }
                _ => (1 << 16 | id.index() as u32, None),
            };
            hash = mix(hash, word);
            match inner {
                Some(inner) => id = inner,
                None => break,
            }
        }
        let of = |id: NodeId| match id {
            NodeId::ACCEPT => 1,
            NodeId::REJECT => 2,
            _ => self.marks[id.index()].count,
        };
        mix(mix(hash, of(node.on_true)), of(node.on_false)) & !1 | u32::from(uses_frame)
    }

    pub(super) fn uses_frame(&self, id: NodeId) -> bool {
        !id.is_leaf() && self.marks[id.index()].count & 1 != 0
    }

    pub(super) fn is_frame(&self, id: ValueId) -> bool {
        matches!(self.graph.value(id), Value::Frame(_))
    }

    /// Links each node to the next lower one of the same shape. The marks serve as a hash table.
    pub(super) fn link_shapes(&mut self, root: NodeId) {
        const EMPTY: NodeId = NodeId::REJECT;
        let count = root.index() + 1;
        let size = (2 * count).next_power_of_two().min(self.marks.len());
        for mark in &mut self.marks[..size] {
            mark.set_to(0, EMPTY);
            mark.set_to(1, EMPTY);
        }
        for index in 0..count {
            if self.marks[index].state == UNREACHED {
                continue;
            }
            let shape = self.marks[index].count;
            // The high bits are the well-mixed ones.
            let mut slot = ((u64::from(shape) * size as u64) >> 32) as usize;
            for _ in 0..count {
                let head = self.marks[slot].to(1);
                if head == EMPTY || self.marks[head.index()].count == shape {
                    self.marks[index].set_to(0, head);
                    self.marks[slot].set_to(1, self.graph.node_id(index));
                    break;
                }
                slot = (slot + 1) % size;
            }
        }
    }

    /// A node and lower ones of the same shape, lowest first.
    pub(super) fn alike(&self, index: usize) -> Option<([NodeId; SIDES], usize)> {
        let mut nodes = [self.graph.node_id(index); SIDES];
        let mut count = 1;
        let mut at = self.marks[index].to(0);
        while count < SIDES && !at.is_leaf() {
            nodes[count] = at;
            count += 1;
            at = self.marks[at.index()].to(0);
        }
        nodes[..count].reverse();
        (count > 1).then_some((nodes, count))
    }
}

fn hash_test(test: Test) -> u32 {
    use crate::graph::Operand::{Const, Value};
    let tag = match test {
        Test::Eq(_) => 1,
        Test::Gt(_) => 2,
        Test::Ge(_) => 3,
        Test::Set(_) => 4,
        Test::Reach => 5,
        Test::Assign(_) => 6,
        Test::Store(n) => 8 + u32::from(n),
        Test::In(set) => mix(7, set.word()),
        Test::Words(words) => mix(9, words.0.word()),
    };
    match test.operand() {
        Some(Const(k)) => mix(tag, k),
        Some(Value(id)) => mix(tag + 8, id.index() as u32),
        None => tag,
    }
}
