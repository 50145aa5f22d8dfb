//! Stores: what the slots of run-time offsets hold is kept small, and stored late.
//!
//! **Late.** A store whose value cannot fail goes behind the tests that follow it, as long as they
//! do not read the slot and one of their exits is a verdict. In 802.11, where the length of the
//! header is found by the bits that tell data frames, the test for data frames then comes at once
//! behind the tests of the same bits, and is decided by them.
//!
//! **Small.** What all stores of a slot add to what they store is taken from them, and added where
//! the slot is read: 24 or 26 bytes of header become 0 or 2, and what reads behind it reads 24
//! bytes farther. Most ways to the slot then have nothing to add, and often nothing to do. Where
//! all stores store the same, a constant or something at a distance from another slot's value, what
//! reads the slot reads that instead.
//!
//! **What is preserved.** A store decides nothing, and one that cannot fail has no effect but on
//! the tests that read its slot, so that it may change places with others. An offset is taken from
//! a slot only if no store of it wraps: then the sum is the same number wherever it is formed, and
//! a load from it fails where it did. That a sum does not wrap is known from the bounds of what is
//! stored; of an offset behind which something was captured it is known that it is below 2^31, as
//! no packet is longer.

use super::mark::{Mark, renamed};
use crate::filter::ast::ArithOp;
use crate::graph::{Full, Graph, Node, NodeId, Operand, Test, Value, ValueId};

/// How many slots graphs store in.
pub(super) const SLOTS: usize = 16;

/// How many tests a store is moved behind at most.
const FARTHEST: u32 = 2;

/// What all stores of a slot have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored {
    /// No store stores more.
    most: u32,
    /// Every store adds so much; the greatest number if there is none.
    least: u32,
    /// Bits that must be clear in what is taken from the slot.
    low: u32,
    /// What every store stores, if that is the same.
    only: Option<ValueId>,
}

impl Stored {
    /// Nothing is stored.
    pub(super) const NEVER: Self = Self { most: 0, least: u32::MAX, low: 0, only: None };

    /// Takes in one more store. `captured` tells whether something was captured behind a value.
    pub(super) fn meet(
        &mut self,
        graph: &Graph<'_>,
        value: ValueId,
        captured: impl Fn(ValueId) -> bool,
    ) {
        let Sum { inner, add, low } = Sum::of(graph, value);
        let most = match inner {
            None => 0,
            Some(inner) if captured(inner) => graph.facts(inner).max.min(i32::MAX as u32),
            Some(inner) => graph.facts(inner).max,
        };
        // Rounding down adds nothing.
        let (most, add) = match most.checked_add(add | low) {
            Some(most) => (most, add),
            None => (u32::MAX, 0),
        };
        self.only = Some(value).filter(|_| self.is_never() || self.only == Some(value));
        self.most = self.most.max(most.min(graph.facts(value).max));
        self.least = self.least.min(add);
        self.low |= low;
    }

    /// Whether nothing is stored.
    pub(super) const fn is_never(&self) -> bool {
        self.least == u32::MAX
    }

    /// The most that the slot can hold.
    const fn most(&self) -> u32 {
        if self.is_never() { u32::MAX } else { self.most }
    }

    /// The slot and the distance, if every store stores another slot's value or a constant.
    fn copied(&self, graph: &Graph<'_>) -> Option<(Option<u8>, u32)> {
        let Sum { inner, add, low } = Sum::of(graph, self.only?);
        match inner.map(|id| graph.value(id)) {
            _ if low != 0 => None,
            None => Some((None, add)),
            Some(Value::Stored(n)) => Some((Some(n), add)),
            _ => None,
        }
    }

    /// What may be taken from the slot.
    fn common(&self) -> u32 {
        if self.is_never() { 0 } else { self.least & !self.low }
    }
}

/// A value as a sum with a constant, of which the low bits are cleared maybe.
struct Sum {
    inner: Option<ValueId>,
    /// The part of the constant that is not affected by that.
    add: u32,
    /// The bits that are cleared.
    low: u32,
}

impl Sum {
    fn of(graph: &Graph<'_>, value: ValueId) -> Self {
        let plain = |id: ValueId| match graph.value(id) {
            Value::Const(k) => (None, k),
            Value::Arith(ArithOp::Add, a, b) => match graph.constant(b) {
                Some(k) => (Some(a), k),
                None => (Some(id), 0),
            },
            _ => (Some(id), 0),
        };
        if let Value::Arith(ArithOp::And, a, b) = graph.value(value)
            && let Some(mask) = graph.constant(b)
            && !mask & (!mask).wrapping_add(1) == 0
        {
            let (inner, k) = plain(a);
            return Self { inner, add: k & mask, low: !mask };
        }
        let (inner, add) = plain(value);
        Self { inner, add, low: 0 }
    }
}

/// The pass's working memory.
pub(super) struct Stores<'a, 'g> {
    pub(super) graph: &'a mut Graph<'g>,
    /// One for each node. The count at a value's index is the value that takes its place.
    pub(super) marks: &'a mut [Mark],
}

impl Stores<'_, '_> {
    /// Moves stores behind tests; answers the new root.
    #[inline(never)]
    pub(super) fn sink(&mut self, root: NodeId) -> Result<NodeId, Full> {
        let Self { graph, marks } = self;
        graph.replace(|graph| {
            for index in 0..=root.index() {
                let node = graph.node(graph.node_id(index));
                let on_true = renamed(marks, node.on_true);
                let on_false = renamed(marks, node.on_false);
                let new = match node.test {
                    Test::Store(n) if !graph.may_fail(node.value) => {
                        store_behind(graph, node.value, n, on_true, FARTHEST)?
                    }
                    _ => graph.intern_node(Node { on_true, on_false, ..node })?,
                };
                marks[index].set_to(0, new);
            }
            Ok(renamed(marks, root))
        })
    }

    /// Takes from the slots what all stores add; answers the new root, or nothing if that is
    /// nothing.
    #[inline(never)]
    pub(super) fn shrink(
        &mut self,
        root: NodeId,
        stored: &[Stored; SLOTS],
    ) -> Option<Result<NodeId, Full>> {
        let Self { graph, marks } = self;
        let bounded = graph.bound_stored(&stored.map(|stored| stored.most()));
        // What a slot's value is now: the value in some slot, and what is added to that.
        let mut now = [(None, 0); SLOTS];
        let mut changed = bounded;
        for (n, now) in now.iter_mut().enumerate() {
            let (mut at, mut add) = (Some(n as u8), 0_u32);
            for _ in 0..SLOTS {
                let Some(stored) = at.and_then(|n| stored.get(usize::from(n))) else { break };
                let Some((slot, more)) = stored.copied(graph) else {
                    add = add.wrapping_add(stored.common());
                    break;
                };
                (at, add) = (slot, add.wrapping_add(more));
            }
            *now = (at, add);
            changed |= *now != (Some(n as u8), 0) && !stored[n].is_never();
        }
        if !changed || graph.value_count() > marks.len() {
            return None;
        }
        Some(graph.replace(|graph| {
            let count = graph.value_count();
            for index in 0..count {
                let id = graph.value_id(index);
                let to = |id: ValueId| graph.value_id(marks[id.index()].count as usize);
                let value = match graph.value(id) {
                    Value::LoadAt { base, offset, size } => {
                        Value::LoadAt { base: to(base), offset, size }
                    }
                    Value::Negate(a) => Value::Negate(to(a)),
                    Value::Arith(op, a, b) => Value::Arith(op, to(a), to(b)),
                    Value::Stored(n) => match now[usize::from(n) % SLOTS] {
                        (None, k) => Value::Const(k),
                        (Some(n), k) => {
                            let slot = graph.intern_value(Value::Stored(n))?;
                            let k = graph.intern_value(Value::Const(k))?;
                            Value::Arith(ArithOp::Add, slot, k)
                        }
                    },
                    other => other,
                };
                marks[index].count = graph.intern_value(value)?.index() as u32;
            }
            for index in 0..=root.index() {
                let mut node = graph.node(graph.node_id(index));
                node.value = graph.value_id(marks[node.value.index()].count as usize);
                if let Some(Operand::Value(w)) = node.test.operand() {
                    let w = graph.value_id(marks[w.index()].count as usize);
                    node.test = node.test.with_operand(Operand::Value(w));
                }
                node.on_true = renamed(marks, node.on_true);
                node.on_false = renamed(marks, node.on_false);
                if let Test::Store(n) = node.test {
                    let (slot, common) = now[usize::from(n) % SLOTS];
                    if slot != Some(n) {
                        // Nobody reads it any more.
                        marks[index].set_to(0, node.on_true);
                        continue;
                    }
                    node.value = less(graph, node.value, common)?;
                }
                marks[index].set_to(0, graph.intern_node(node)?);
            }
            Ok(renamed(marks, root))
        }))
    }
}

/// A value that is stored, without so much of what it adds.
fn less(graph: &mut Graph<'_>, value: ValueId, by: u32) -> Result<ValueId, Full> {
    let mut value = value;
    let mut mask = None;
    if let Value::Arith(ArithOp::And, inner, by) = graph.value(value)
        && graph.constant(by).is_some()
    {
        (value, mask) = (inner, Some(by));
    }
    let by = graph.intern_value(Value::Const(by))?;
    let value = graph.intern_value(Value::Arith(ArithOp::Sub, value, by))?;
    match mask {
        None => Ok(value),
        Some(mask) => graph.intern_value(Value::Arith(ArithOp::And, value, mask)),
    }
}

/// Builds a store before `target`, or behind the test there.
fn store_behind(
    graph: &mut Graph<'_>,
    value: ValueId,
    slot: u8,
    target: NodeId,
    farthest: u32,
) -> Result<NodeId, Full> {
    // Nobody reads it behind a verdict.
    if target.is_leaf() {
        return Ok(target);
    }
    let node = graph.node(target);
    let decides = node.on_true.is_leaf() || node.on_false.is_leaf();
    let Some(farthest) = farthest.checked_sub(1) else {
        return store(graph, value, slot, target);
    };
    if !decides || node.test.operand().is_none() || reads(graph, &node, slot) {
        return store(graph, value, slot, target);
    }
    let on_true = store_behind(graph, value, slot, node.on_true, farthest)?;
    let on_false = store_behind(graph, value, slot, node.on_false, farthest)?;
    graph.intern_node(Node { on_true, on_false, ..node })
}

fn store(graph: &mut Graph<'_>, value: ValueId, slot: u8, to: NodeId) -> Result<NodeId, Full> {
    graph.intern_node(Node { value, test: Test::Store(slot), on_true: to, on_false: to })
}

/// Whether a node reads a slot, as far as can be told.
fn reads(graph: &Graph<'_>, node: &Node, slot: u8) -> bool {
    let mut id = match node.test.operand() {
        Some(Operand::Value(_)) => return true,
        _ => node.value,
    };
    loop {
        id = match graph.value(id) {
            Value::Stored(n) => return n == slot,
            Value::LoadAt { base: a, .. } | Value::Negate(a) => a,
            Value::Arith(_, a, b) if graph.constant(b).is_some() => a,
            Value::Arith(..) => return true,
            _ => return false,
        };
    }
}
