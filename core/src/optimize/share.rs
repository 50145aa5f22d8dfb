//! Sharing: parts of the graph that differ only in where a header lies become one.
//!
//! The ports of TCP over IPv4 and over IPv6 are tested alike, at a variable offset in one case
//! and at a fixed one in the other; so are addresses in IP and ARP. Such parts are the same graph
//! over different loads. One copy of it is kept, which loads from a [`Value::Frame`], and every
//! way into it assigns that frame: the header length here, 40 there. In code a frame is X.
//!
//! Where the distances between the loads differ too, as those of source and destination do
//! between IP and ARP, the copy assigns itself a second frame on the way, which is computed from
//! the first.
//!
//! **What is preserved.** The copy makes the same tests of the same bytes in the same order, since
//! an edge into it assigns the frame for which its loads are those of the part that the edge led
//! into. An assigned constant cannot fail. An assigned variable offset is evaluated on the edge,
//! at once before the node that loads from it, and the loads from it fail where they did.
//!
//! This is the last pass. Its result is used if it makes the program shorter. Here nodes that are
//! [`alike`](super::alike) are compared; what they are the beginning of is then
//! [rebuilt](super::rebuild) as one.

use super::mark::{Mark, UNKNOWN, UNREACHED};
use crate::filter::ast::ArithOp;
use crate::graph::{Graph, Node, NodeId, Operand, Test, Value, ValueId, arith};

/// How many parts become one at a time.
pub(super) const SIDES: usize = 4;
/// How many frames a part has.
pub(super) const FRAMES: usize = 3;
/// How many pairs of nodes wait to be compared.
const STACK: usize = 64;
/// How many operations a load is behind at most.
const OPERATIONS: usize = 8;
/// After so many failed comparisons no more is tried.
const FAILURES: u32 = 16;

/// [`Mark::state`] of a node that is shared is this, and four times its frame, and its side.
const SHARED: u8 = 0x80;

/// The pass's working memory.
pub(super) struct Share<'a, 'g> {
    pub(super) graph: &'a mut Graph<'g>,
    /// One for each node. The count is a hash of the node's shape; then `to[0]` is the next node
    /// of the same shape, and `to[1]` the shared node that is built for all sides.
    pub(super) marks: &'a mut [Mark],
    /// The number of the first frame that may be made.
    pub(super) next_frame: u8,
}

/// One frame of a shared part.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) id: ValueId,
    /// The variable offset of each side.
    pub(super) bases: [Option<ValueId>; SIDES],
    /// The fixed offset of the first load, on each side.
    firsts: [u32; SIDES],
}

/// A part of the graph that there are several of.
pub(super) struct Part {
    pub(super) sides: usize,
    /// Where it begins, on each side.
    pub(super) top: [NodeId; SIDES],
    pub(super) frames: [Frame; FRAMES],
    pub(super) frame_count: usize,
    /// How many instructions one copy takes, about.
    size: u32,
}

/// The load or other value that a chain of operations with constants begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Core {
    Load { base: Option<ValueId>, offset: u32, size: u8 },
    Other(ValueId),
}

impl Share<'_, '_> {
    /// Adds a graph with shared parts; answers its root, if there is anything to share.
    #[inline(never)]
    pub(super) fn run(&mut self, root: NodeId) -> Option<NodeId> {
        if root.is_leaf() {
            return None;
        }
        self.shapes(root);
        self.link_shapes(root);
        let mut failures = 0;
        for index in (0..=root.index()).rev() {
            // What uses a frame already needs X for that.
            if self.marks[index].state != UNKNOWN || self.uses_frame(self.graph.node_id(index)) {
                continue;
            }
            let Some((top, sides)) = self.alike(index) else { continue };
            match self.compare(top, sides) {
                Some(part) if part.size > 1 => {
                    let Self { graph, marks, next_frame } = self;
                    let next_frame = *next_frame;
                    return graph
                        .extend(|graph| Share { graph, marks, next_frame }.rebuild(root, &part))
                        .ok();
                }
                _ => {
                    self.forget(root);
                    failures += 1;
                    if failures == FAILURES {
                        return None;
                    }
                }
            }
        }
        None
    }

    /// Compares parts that begin at some nodes. If they differ only in where they load from, their
    /// nodes are marked.
    #[inline(never)]
    fn compare(&mut self, top: [NodeId; SIDES], sides: usize) -> Option<Part> {
        let frame = Frame { id: ValueId::FIRST, bases: [None; SIDES], firsts: [0; SIDES] };
        let mut part = Part { sides, top, frames: [frame; FRAMES], frame_count: 0, size: 0 };
        let mut stack = [(top, 0_usize, ValueId::FIRST); STACK];
        let mut depth = 1_usize;
        while let Some(at) = depth.checked_sub(1) {
            depth = at;
            let (nodes, frame, before) = stack[at];
            let nodes = &nodes[..sides];
            if let Some((there, _)) = self.shared(nodes[0]) {
                let reachable = there == frame || part.step(frame, there).is_some();
                if !reachable || !self.are_marked(nodes, there) {
                    return None;
                }
                continue;
            }
            let frame = self.place(&mut part, nodes, frame)?;
            let lowest = *nodes.iter().min()?;
            for (side, node) in nodes.iter().enumerate() {
                let mark = &mut self.marks[node.index()];
                if mark.state != UNKNOWN {
                    return None;
                }
                mark.state = SHARED + 4 * frame as u8 + side as u8;
                mark.set_to(1, lowest);
            }
            let node = self.graph.node(nodes[0]);
            part.size += 1 + u32::from(node.value != before || depth == 0);
            for exit in [|node: Node| node.on_false, |node: Node| node.on_true] {
                let mut exits = [NodeId::REJECT; SIDES];
                for (to, &from) in exits.iter_mut().zip(nodes) {
                    *to = exit(self.graph.node(from));
                }
                let exits_here = &exits[..sides];
                if exits_here.iter().all(|&id| id == exits[0]) {
                    continue;
                }
                if exits_here.iter().any(|id| id.is_leaf()) || depth == STACK {
                    return None;
                }
                stack[depth] = (exits, frame, node.value);
                depth += 1;
            }
        }
        Some(part)
    }

    /// Whether nodes are marked as the sides of one shared node.
    fn are_marked(&self, nodes: &[NodeId], frame: usize) -> bool {
        let lowest = self.marks[nodes[0].index()].to(1);
        nodes.iter().enumerate().all(|(side, node)| {
            let mark = self.marks[node.index()];
            mark.to(1) == lowest && self.shared(*node) == Some((frame, side))
        })
    }

    /// The frame of nodes that are compared: the one before them, or a new one.
    #[inline(never)]
    fn place(&mut self, part: &mut Part, nodes: &[NodeId], before: usize) -> Option<usize> {
        let first = self.graph.node(nodes[0]);
        if matches!(first.test, Test::Words(_) | Test::Assign(_) | Test::Store(_)) {
            return None;
        }
        // What the value is compared with must not need X while the frame is there.
        if let Some(Operand::Value(w)) = first.test.operand()
            && !self.graph.is_immediate_in_x(w)
        {
            return None;
        }
        let mut bases = [None; SIDES];
        let mut firsts = [0; SIDES];
        let mut loads = false;
        for (side, &id) in nodes.iter().enumerate() {
            let node = self.graph.node(id);
            if node.test != first.test || !self.same_operations(first.value, node.value) {
                return None;
            }
            match (self.core(first.value), self.core(node.value)) {
                (Core::Load { size, .. }, Core::Load { base, offset, size: too })
                    if size == too =>
                {
                    bases[side] = base;
                    firsts[side] = offset;
                    loads = true;
                }
                (Core::Other(a), Core::Other(b)) if a == b && self.graph.keeps_x(a) => {}
                _ => return None,
            }
        }
        if !loads {
            // Behind a variable offset, whatever an edge from outside leads to has to load.
            let fixed = part.frames[before].bases.iter().all(Option::is_none);
            return (part.frame_count > 0 && fixed).then_some(before);
        }
        let same_frame = |frame: &Frame| {
            let distance = |side: usize| firsts[side].wrapping_sub(frame.firsts[side]);
            bases == frame.bases && (0..part.sides).all(|side| distance(side) == distance(0))
        };
        if part.frame_count > 0 && same_frame(&part.frames[before]) {
            return Some(before);
        }
        if let Some(there) = part.frames[..part.frame_count].iter().position(same_frame) {
            return part.step(before, there).map(|_| there);
        }
        let new = part.frame_count;
        let number = self.next_frame.checked_add(new as u8)?;
        let id = self.graph.intern_value(Value::Frame(number)).ok()?;
        *part.frames.get_mut(new)? = Frame { id, bases, firsts };
        part.frames[new].values(part.sides)?;
        if new > 0 {
            part.step(before, new)?;
        }
        part.frame_count += 1;
        Some(new)
    }

    /// Whether two values are the same operations with constants on their loads.
    fn same_operations(&self, mut a: ValueId, mut b: ValueId) -> bool {
        for _ in 0..OPERATIONS {
            (a, b) = match (self.graph.value(a), self.graph.value(b)) {
                (Value::Negate(a), Value::Negate(b)) => (a, b),
                (Value::Arith(op, a, k), Value::Arith(op_too, b, k_too))
                    if op == op_too && k == k_too && self.graph.constant(k).is_some() =>
                {
                    (a, b)
                }
                _ => return a == b || (self.is_load(a) && self.is_load(b)),
            };
        }
        false
    }

    fn is_load(&self, id: ValueId) -> bool {
        matches!(self.graph.value(id), Value::Load { .. } | Value::LoadAt { .. })
    }

    pub(super) fn core(&self, mut id: ValueId) -> Core {
        loop {
            id = match self.graph.value(id) {
                Value::Load { offset, size } => return Core::Load { base: None, offset, size },
                Value::LoadAt { base, offset, size } if !self.is_frame(base) => {
                    return Core::Load { base: Some(base), offset, size };
                }
                Value::Negate(a) => a,
                Value::Arith(_, a, b) if self.graph.constant(b).is_some() => a,
                _ => return Core::Other(id),
            };
        }
    }

    /// Takes back the marks of a comparison.
    fn forget(&mut self, root: NodeId) {
        for mark in &mut self.marks[..=root.index()] {
            if mark.state != UNREACHED {
                mark.state = UNKNOWN;
            }
        }
    }

    /// Frame and side of a node that is shared.
    pub(super) fn shared(&self, id: NodeId) -> Option<(usize, usize)> {
        let state = self.marks[id.index()].state;
        if !(SHARED..SHARED + 4 * FRAMES as u8).contains(&state) {
            return None;
        }
        let state = usize::from(state - SHARED);
        Some((state / 4, state % 4))
    }
}

impl Frame {
    /// What the frame is on each side without a variable offset. There must be such a constant.
    pub(super) fn values(&self, sides: usize) -> Option<[u32; SIDES]> {
        // Variable sides load at their own offsets; without any, the lowest is the frame's zero.
        let mut start = None;
        let mut lowest = u32::MAX;
        for side in 0..sides {
            let first = self.firsts[side];
            lowest = lowest.min(first);
            if self.bases[side].is_some()
                && start.replace(first).is_some_and(|other| other != first)
            {
                return None;
            }
        }
        let start = start.unwrap_or(lowest);
        let mut values = [0; SIDES];
        for (side, value) in values[..sides].iter_mut().enumerate() {
            if self.bases[side].is_none() {
                *value = self.firsts[side].checked_sub(start)?;
            }
        }
        Some(values)
    }
}

impl Part {
    /// How one frame is computed from another, on every side.
    pub(super) fn step(&self, from: usize, to: usize) -> Option<(ArithOp, u32)> {
        let (from, to) = (&self.frames[from], &self.frames[to]);
        if from.bases.iter().chain(&to.bases).any(Option::is_some) {
            return None;
        }
        let (from, to) = (from.values(self.sides)?, to.values(self.sides)?);
        let largest = from.iter().zip(&to).max()?;
        for (op, k) in [
            (ArithOp::Mul, largest.1.checked_div(*largest.0)),
            (ArithOp::Div, largest.0.checked_div(*largest.1)),
        ] {
            let Some(k @ 1..) = k else { continue };
            if from.iter().zip(&to).all(|(&from, &to)| arith(op, from, k) == Some(to)) {
                return Some((op, k));
            }
        }
        None
    }
}
