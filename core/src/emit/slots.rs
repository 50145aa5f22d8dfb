//! Scratch slots: who has one, and who fills it.
//!
//! **Cached values.** An offset that takes several instructions to compute (header lengths behind
//! header lengths) and is used in several places gets a scratch slot of its own for the whole
//! program. Whoever computes it stores it; whoever finds it stored on all its paths loads it.
//!
//! **Stored values.** What the graph stores has the slots from the last one on. Those that nobody
//! reads in the finished program are given up ([`Slots::keep`]); those of ranks are not even
//! there at first, as they are read from X nearly always.

use super::code::{stored_in, takes_constant};
use super::plan::{X, frame_of, goes_to_x, x_behind};
use crate::graph::{Graph, Node, NodeId, Operand, Test, Value, ValueId};

/// The values that have a scratch slot of their own.
#[derive(Clone, Debug)]
pub(crate) struct Slots {
    values: [u32; 16],
    /// Which slots are taken.
    taken: u16,
    /// Slots that hold what the graph stores, as far as somebody reads it.
    stored: u16,
    /// Slots that the graph stores in.
    graph: u16,
    /// Slots that were found to be read after all, in code that was planned without them.
    missed: u16,
    /// Whether the code of some value needs scratch slots for intermediate results.
    temporaries: bool,
}

impl Slots {
    /// Gives slots to the offsets that are worth it.
    #[inline(never)]
    pub(crate) fn choose(graph: &Graph<'_>, root: NodeId) -> Self {
        let mut slots =
            Self { values: [0; 16], taken: 0, stored: 0, graph: 0, missed: 0, temporaries: false };
        if root.is_leaf() {
            return slots;
        }
        let mut uses = [0_u32; 16];
        let mut count = 0;
        let mut most = 0;
        for index in 0..=root.index() {
            let node = graph.node(graph.node_id(index));
            let need = match node.test.operand() {
                Some(Operand::Value(w)) => graph.scratch_of_pair(node.value, w),
                _ => graph.facts(node.value).scratch,
            };
            most = most.max(need);
            if let Test::Store(n) = node.test {
                let slot = 1 << stored_in(n);
                slots.graph |= slot;
                // A rank stays in X, if it is not found to be read after all.
                slots.stored |= if graph.holds_ranks(n) { 0 } else { slot };
            }
            // Down the chain of offsets: an outer one that is new counts as a use of the inner.
            let mut offset = match node.test {
                Test::Assign(_) => Some(node.value),
                _ => offset_of(graph, node.value),
            };
            while let Some(base) = offset {
                if graph.is_immediate_in_x(base) || frame_of(graph, &node).is_some() {
                    break;
                }
                let base_index = base.index() as u32;
                let known = slots.values[..count].iter().position(|&value| value == base_index);
                if let Some(at) = known {
                    uses[at] += 1;
                    break;
                }
                if count == 16 {
                    break;
                }
                (slots.values[count], uses[count]) = (base_index, 1);
                count += 1;
                offset = offset_of(graph, base);
            }
        }
        slots.temporaries = most > 0;
        // What the graph stores is counted from the last slot, with gaps maybe.
        let stored = 16_u32.saturating_sub(slots.graph.trailing_zeros()) as usize;
        let room = 16_usize.saturating_sub(usize::from(most) + stored);
        let mut kept = 0;
        for (at, &uses) in uses[..count].iter().enumerate() {
            if uses > 1 && kept < room {
                slots.values[kept] = slots.values[at];
                slots.taken |= 1 << kept;
                kept += 1;
            }
        }
        slots
    }

    /// Gives up the slots that are not in `loaded`, and takes back those that are; answers whether
    /// there were any.
    pub(crate) fn keep(&mut self, loaded: u16) -> bool {
        let before = (self.taken, self.stored);
        self.taken &= loaded;
        self.missed |= loaded & self.graph & !self.stored;
        self.stored = self.stored & loaded | self.missed;
        (self.taken, self.stored) != before
    }

    /// Whether a slot that the graph stores in is read.
    pub(crate) const fn is_stored(&self, number: u8) -> bool {
        self.stored & 1 << stored_in(number) != 0
    }

    /// Whether the program uses scratch memory at all.
    pub(crate) const fn in_use(&self) -> bool {
        (self.taken | self.stored) != 0 || self.temporaries
    }

    /// Slots that no value owns.
    pub(crate) const fn free(&self) -> u16 {
        !(self.taken | self.graph)
    }

    /// The slot of a value.
    pub(crate) fn slot(&self, id: ValueId) -> Option<u32> {
        if self.taken == 0 {
            return None;
        }
        let index = id.index() as u32;
        (0..16).find(|&at| self.taken & 1 << at != 0 && self.values[at as usize] == index)
    }

    /// Slots that the code of a node surely fills if it runs from its start.
    pub(super) fn filled_by(&self, graph: &Graph<'_>, node: &Node, in_mask: u16) -> u16 {
        if self.taken == 0 {
            return 0;
        }
        let mut filled = 0;
        let mut id = match node.test.operand() {
            Some(Operand::Value(w)) => self.leader(graph, node.value, w),
            _ => node.value,
        };
        if graph.is_immediate_in_x(id) && goes_to_x(graph, self, node) {
            return filled;
        }
        loop {
            if let Some(slot) = self.slot(id) {
                if in_mask & 1 << slot != 0 {
                    return filled;
                }
                filled |= 1 << slot;
            }
            id = match graph.value(id) {
                // What one instruction takes to X does not come by the slots of its parts.
                Value::LoadAt { base, .. } if graph.is_immediate_in_x(base) => return filled,
                Value::LoadAt { base, .. } => base,
                Value::Negate(a) => a,
                Value::Arith(op, a, b) if takes_constant(graph, op, b) => a,
                Value::Arith(_, a, b) => self.leader(graph, a, b),
                _ => return filled,
            };
        }
    }

    /// The one of two values in A and X whose code surely runs.
    fn leader(&self, graph: &Graph<'_>, a: ValueId, b: ValueId) -> ValueId {
        if x_behind(graph, self, a) == X::Holds(b) || graph.is_immediate_in_x(b) { a } else { b }
    }
}

/// The variable offset that the computation of a value begins with.
fn offset_of(graph: &Graph<'_>, mut id: ValueId) -> Option<ValueId> {
    loop {
        id = match graph.value(id) {
            Value::LoadAt { base, .. } => return Some(base),
            Value::Negate(a) | Value::Arith(_, a, _) => a,
            _ => return None,
        };
    }
}
