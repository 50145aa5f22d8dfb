//! The graph with a part shared: the last step of [sharing](super::share).
//!
//! All nodes are built anew from the lowest to the highest, so that what follows a node is there already.
//! Of the nodes that the sides have in common, the lowest one's place is where the shared node is built.
//! An edge into the shared part from outside assigns the frame on its way, and so does an edge within it
//! that leads to nodes of another frame. Assignments are put where they need not be jumped to, or over.

use super::mark::{UNREACHED, renamed};
use super::share::{Core, Frame, Part, Share};
use crate::filter::ast::ArithOp;
use crate::graph::{Full, Node, NodeId, Operand, Test, Value, ValueId};

impl Share<'_, '_> {
    /// Builds the graph with the part shared.
    #[inline(never)]
    pub(super) fn rebuild(&mut self, root: NodeId, part: &Part) -> Result<NodeId, Full> {
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
