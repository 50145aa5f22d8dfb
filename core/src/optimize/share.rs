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
//! This is the last pass. Its result is used if it makes the program shorter.

use super::mark::{Mark, UNKNOWN, UNREACHED, renamed};
use crate::filter::ast::ArithOp;
use crate::graph::{Full, Graph, Node, NodeId, Operand, Test, Value, ValueId, arith};

/// How many parts become one at a time.
const SIDES: usize = 4;
/// How many frames a part has.
pub(super) const FRAMES: usize = 3;
/// How many pairs of nodes wait to be compared.
const STACK: usize = 64;
/// How many operations a load is behind at most.
const OPERATIONS: usize = 8;
/// After so many failed comparisons no more is tried.
const FAILURES: u32 = 16;

/// What [`Mark::state`] is from for nodes that are shared: this, four times the frame, the side.
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
struct Frame {
    id: ValueId,
    /// The variable offset of each side.
    bases: [Option<ValueId>; SIDES],
    /// The fixed offset of the first load, on each side.
    firsts: [u32; SIDES],
}

/// A part of the graph that there are several of.
struct Part {
    sides: usize,
    /// Where it begins, on each side.
    top: [NodeId; SIDES],
    frames: [Frame; FRAMES],
    frame_count: usize,
    /// How many instructions one copy takes, about.
    size: u32,
}

/// The load or other value that a chain of operations with constants begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Core {
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

    /// Notes the shape of each node that can be reached: its test and what follows, but not where
    /// it loads from.
    #[inline(never)]
    fn shapes(&mut self, root: NodeId) {
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

    fn uses_frame(&self, id: NodeId) -> bool {
        !id.is_leaf() && self.marks[id.index()].count & 1 != 0
    }

    fn is_frame(&self, id: ValueId) -> bool {
        matches!(self.graph.value(id), Value::Frame(_))
    }

    /// Links each node to the next lower one of the same shape. The marks serve as a hash table.
    fn link_shapes(&mut self, root: NodeId) {
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
    fn alike(&self, index: usize) -> Option<([NodeId; SIDES], usize)> {
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

    fn core(&self, mut id: ValueId) -> Core {
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

    /// Builds the graph with the part shared.
    #[inline(never)]
    fn rebuild(&mut self, root: NodeId, part: &Part) -> Result<NodeId, Full> {
        for index in 0..=root.index() {
            let id = self.graph.node_id(index);
            let mark = self.marks[index];
            let new = match self.shared(id) {
                _ if mark.state == UNREACHED => continue,
                Some(_) if mark.to(1) != id => continue,
                Some((frame, side)) => {
                    let new = self.build_shared(part, id, frame, side)?;
                    self.marks[index].set_to(0, new);
                    self.lead_in(part, id)?;
                    new
                }
                None => self.build_other(part, id)?,
            };
            self.marks[index].set_to(0, new);
        }
        self.edge(part, root)
    }

    /// Frame and side of a node that is shared.
    fn shared(&self, id: NodeId) -> Option<(usize, usize)> {
        let state = self.marks[id.index()].state;
        if !(SHARED..SHARED + 4 * FRAMES as u8).contains(&state) {
            return None;
        }
        let state = usize::from(state - SHARED);
        Some((state / 4, state % 4))
    }

    #[inline(never)]
    fn build_shared(
        &mut self,
        part: &Part,
        id: NodeId,
        frame: usize,
        side: usize,
    ) -> Result<NodeId, Full> {
        let node = self.graph.node(id);
        let value = self.framed(part, node.value, frame, side)?;
        let mut exits = [node.on_true, node.on_false];
        for exit in &mut exits {
            *exit = match self.shared_of(*exit) {
                Some((there, new)) if there != frame => {
                    let (op, k) = part.step(frame, there).unwrap_or((ArithOp::Add, 0));
                    let k = self.graph.intern_value(Value::Const(k))?;
                    let value = Value::Arith(op, part.frames[frame].id, k);
                    let value = self.graph.intern_value(value)?;
                    self.assign(part.frames[there].id, value, new)?
                }
                Some((_, new)) => new,
                None => renamed(self.marks, *exit),
            };
        }
        let [on_true, on_false] = exits;
        self.graph.intern_node(Node { value, test: node.test, on_true, on_false })
    }

    /// The frame of a node, and the shared node that was built for it.
    fn shared_of(&self, id: NodeId) -> Option<(usize, NodeId)> {
        if id.is_leaf() {
            return None;
        }
        let (frame, _) = self.shared(id)?;
        let lowest = self.marks[id.index()].to(1);
        Some((frame, self.marks[lowest.index()].to(0)))
    }

    /// A value with its load taken from a frame.
    fn framed(
        &mut self,
        part: &Part,
        id: ValueId,
        frame: usize,
        side: usize,
    ) -> Result<ValueId, Full> {
        let Frame { id: base, bases, .. } = part.frames[frame];
        // What no side has a variable offset for begins at the lowest of the fixed ones.
        let start = match bases[side] {
            Some(_) => 0,
            None => part.frames[frame].values(part.sides).map_or(0, |values| values[side]),
        };
        let value = match self.graph.value(id) {
            Value::Load { offset, size } => {
                Value::LoadAt { base, offset: offset.wrapping_sub(start), size }
            }
            Value::LoadAt { offset, size, .. } => Value::LoadAt { base, offset, size },
            Value::Negate(a) => Value::Negate(self.framed(part, a, frame, side)?),
            Value::Arith(op, a, k) if self.graph.constant(k).is_some() => {
                Value::Arith(op, self.framed(part, a, frame, side)?, k)
            }
            _ => return Ok(id),
        };
        self.graph.intern_value(value)
    }

    /// Builds the assignment of a variable offset right after the node that it leads to, so that
    /// it can fall into it.
    fn lead_in(&mut self, part: &Part, id: NodeId) -> Result<(), Full> {
        let is_top = part.top[..part.sides].contains(&id);
        if let (true, Some(side)) = (is_top, part.frames[0].bases.iter().position(Option::is_some))
        {
            self.edge(part, part.top[side])?;
        }
        Ok(())
    }

    /// Builds a node that is not shared.
    #[inline(never)]
    fn build_other(&mut self, part: &Part, id: NodeId) -> Result<NodeId, Full> {
        let node = self.graph.node(id);
        let on_true = self.edge(part, node.on_true)?;
        let on_false = self.edge(part, node.on_false)?;
        // An assignment of a constant goes before a node that leaves X alone, so that it does not
        // have to jump to where it leads.
        let leaves_x = !matches!(node.test, Test::Assign(_))
            && !self.uses_frame(id)
            && !matches!(node.test.operand(), Some(Operand::Value(_)))
            && match self.core(node.value) {
                Core::Load { base, .. } => base.is_none(),
                Core::Other(id) => self.graph.keeps_x(id),
            };
        let (yes, no) = (self.constant_assignment(on_true), self.constant_assignment(on_false));
        let strip = |assigned: Option<(ValueId, ValueId, NodeId)>, id| assigned.map_or(id, |a| a.2);
        let hoisted = match (yes, no) {
            (Some(a), Some(b)) if (a.0, a.1) == (b.0, b.1) => Some(a),
            (Some(a), None) | (None, Some(a)) if self.is_framed(part, a.2) => Some(a),
            _ => None,
        };
        match hoisted {
            Some((frame, value, _)) if leaves_x => {
                let (on_true, on_false) = (strip(yes, on_true), strip(no, on_false));
                let new = self.graph.intern_node(Node { on_true, on_false, ..node })?;
                self.assign(frame, value, new)
            }
            _ => self.graph.intern_node(Node { on_true, on_false, ..node }),
        }
    }

    /// The frame, the constant and the target of an assignment.
    fn constant_assignment(&self, id: NodeId) -> Option<(ValueId, ValueId, NodeId)> {
        if id.is_leaf() {
            return None;
        }
        let node = self.graph.node(id);
        let Test::Assign(frame) = node.test else { return None };
        self.graph.constant(node.value)?;
        Some((frame, node.value, node.on_true))
    }

    /// Whether a new node loads from a frame.
    fn is_framed(&self, part: &Part, id: NodeId) -> bool {
        if id.is_leaf() {
            return false;
        }
        let mut value = self.graph.node(id).value;
        loop {
            value = match self.graph.value(value) {
                Value::LoadAt { base, .. } => {
                    return part.frames[..part.frame_count].iter().any(|frame| frame.id == base);
                }
                Value::Negate(a) | Value::Arith(_, a, _) => a,
                _ => return false,
            };
        }
    }

    /// Where an edge from outside leads that led to `id`.
    fn edge(&mut self, part: &Part, id: NodeId) -> Result<NodeId, Full> {
        if id.is_leaf() {
            return Ok(id);
        }
        let Some((frame, side)) = self.shared(id) else { return Ok(renamed(self.marks, id)) };
        let Some((_, new)) = self.shared_of(id) else { return Ok(id) };
        let Frame { id, bases, .. } = part.frames[frame];
        let value = match bases[side] {
            Some(base) => base,
            None => {
                let k = part.frames[frame].values(part.sides).map_or(0, |values| values[side]);
                self.graph.intern_value(Value::Const(k))?
            }
        };
        self.assign(id, value, new)
    }

    fn assign(&mut self, frame: ValueId, value: ValueId, to: NodeId) -> Result<NodeId, Full> {
        let test = Test::Assign(frame);
        self.graph.intern_node(Node { value, test, on_true: to, on_false: to })
    }
}

impl Frame {
    /// What the frame is on each side without a variable offset. There must be such a constant.
    fn values(&self, sides: usize) -> Option<[u32; SIDES]> {
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
    fn step(&self, from: usize, to: usize) -> Option<(ArithOp, u32)> {
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

const fn mix(hash: u32, word: u32) -> u32 {
    (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b1)
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
