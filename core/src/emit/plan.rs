//! The first pass of emission: what the registers hold, and where each edge enters.
//!
//! A forward analysis in one sweep, because every edge leads to a smaller index. The state of an
//! edge is the value in A (always that of the node it leaves), the value in X if all paths agree
//! on one, and which of the cached values are in their scratch slots on all paths.
//!
//! The code of a node is the same for all its edges from any entry on, so an entry is known by
//! how many instructions before the jump it stands, and that follows from the state of the edge
//! alone ([`entry`]). The second pass asks again and gets the same answer.
//!
//! **Cached values.** An offset that takes several instructions to compute (header lengths behind
//! header lengths) and is used in several places gets a scratch slot of its own for the whole
//! program. Whoever computes it stores it; whoever finds it stored on all its paths loads it.

use crate::graph::{Graph, Node, NodeId, Operand, Test, Value, ValueId};

/// A position that does not exist.
pub(crate) const NOWHERE: u16 = u16::MAX;

/// What is planned for one node.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The value in X behind the node; behind an assignment, which leaves it alone, that in A.
    other: Held,
    /// Position of the first instruction.
    pub(super) start: u16,
    /// Position of the jump, or of what follows if there is none.
    pub(super) jump: u16,
    /// Position of the nearest island that leads to `near_entry`.
    pub(super) near: u16,
    /// Slots that are filled whenever control enters at the start.
    pub(super) in_mask: u16,
    /// Slots that are filled behind the node.
    out_mask: u16,
    /// Which entry the island leads to.
    pub(super) near_entry: Entry,
    /// Whether some edge leads here.
    reached: bool,
    /// The entry that comes first among those in use.
    pub(super) first: Entry,
}

/// The value that a register holds on all paths, if it is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held(u32);

impl Held {
    const UNKNOWN: Self = Self(u32::MAX);
    /// Zero, as at the start of every program.
    const ZERO: Self = Self(u32::MAX - 1);

    const fn value(id: ValueId) -> Self {
        Self(id.index() as u32)
    }

    fn meet(self, other: Self) -> Self {
        if self == other { self } else { Self::UNKNOWN }
    }
}

/// What is known on an edge.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    a: Held,
    x: Held,
    filled: u16,
}

/// Where an edge enters a node's code: so many instructions before its jump, or at its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry(pub(crate) u8);

impl Entry {
    /// At the start.
    pub(crate) const FULL: Self = Self(u8::MAX);
}

impl Plan {
    /// All zeros, to initialize memory with: a static of it takes no room in the program's file.
    pub const BLANK: Self = Self {
        other: Held(0),
        start: 0,
        jump: 0,
        near: 0,
        in_mask: 0,
        out_mask: 0,
        near_entry: Entry(0),
        reached: false,
        first: Entry(0),
    };

    /// A plan for no node yet.
    const NEW: Self = Self {
        other: Held::UNKNOWN,
        start: NOWHERE,
        jump: NOWHERE,
        near: NOWHERE,
        in_mask: 0,
        out_mask: 0,
        near_entry: Entry::FULL,
        reached: false,
        first: Entry(0),
    };

    /// Whether some edge leads to the node.
    pub(super) const fn is_reached(&self) -> bool {
        self.reached
    }

    /// The state of the edges that leave the node.
    pub(super) const fn state_behind(&self, node: &Node) -> State {
        let filled = self.out_mask;
        match node.test {
            Test::Assign(frame) => State { a: self.other, x: Held::value(frame), filled },
            _ => State { a: Held::value(node.value), x: self.other, filled },
        }
    }

    /// Takes in one more edge.
    fn arrive(&mut self, state: State, entry: Entry, other: Held) {
        if !self.reached {
            *self =
                Self { other, in_mask: u16::MAX, out_mask: u16::MAX, reached: true, ..Self::NEW };
        }
        self.other = self.other.meet(other);
        self.first = Entry(self.first.0.max(entry.0));
        if entry == Entry::FULL {
            self.in_mask &= state.filled;
        } else {
            self.out_mask &= state.filled;
        }
    }
}

/// Plans every node that can be reached from the root. Answers whether every frame is in X where
/// it is used.
#[inline(never)]
pub(crate) fn plan(graph: &Graph<'_>, root: NodeId, slots: &Slots, plans: &mut [Plan]) -> bool {
    if root.is_leaf() {
        return true;
    }
    for plan in &mut plans[..=root.index()] {
        plan.reached = false;
    }
    let start = State { a: Held::ZERO, x: Held::ZERO, filled: 0 };
    let mut sound = arrive(graph, slots, root, start, plans);
    for index in (0..=root.index()).rev() {
        let plan = &mut plans[index];
        if !plan.reached {
            continue;
        }
        let node = graph.node(graph.node_id(index));
        if plan.first == Entry::FULL {
            plan.out_mask &= plan.in_mask | slots.filled_by(graph, &node, plan.in_mask);
        }
        let state = plan.state_behind(&node);
        sound &= arrive(graph, slots, node.on_true, state, plans);
        if node.on_false != node.on_true {
            sound &= arrive(graph, slots, node.on_false, state, plans);
        }
    }
    sound
}

/// Leads an edge to its target. Answers whether the frame that the target uses is in X.
fn arrive(
    graph: &Graph<'_>,
    slots: &Slots,
    target: NodeId,
    state: State,
    plans: &mut [Plan],
) -> bool {
    if target.is_leaf() {
        return true;
    }
    let node = graph.node(target);
    let entry = entry(graph, slots, target, state);
    let other = match (node.test, entry) {
        (Test::Assign(_), Entry::FULL) if slots.slot(node.value).is_some() => Held::UNKNOWN,
        (Test::Assign(_), Entry::FULL) if !graph.is_immediate_in_x(node.value) => {
            Held::value(node.value)
        }
        (Test::Assign(_), _) => state.a,
        (_, Entry::FULL) => match node.test.operand() {
            Some(Operand::Value(w)) => Held::value(w),
            _ => match x_behind(graph, slots, node.value) {
                X::Kept => state.x,
                X::Holds(id) => Held::value(id),
                X::Lost => Held::UNKNOWN,
            },
        },
        // What remains behind such an entry leaves X alone, or loads the operand.
        _ => match node.test.operand() {
            Some(Operand::Value(w)) => Held::value(w),
            _ => state.x,
        },
    };
    plans[target.index()].arrive(state, entry, other);
    entry != Entry::FULL || frame_of(graph, &node).is_none_or(|id| state.x == Held::value(id))
}

/// The frame that the code of a node takes from X.
fn frame_of(graph: &Graph<'_>, node: &Node) -> Option<ValueId> {
    let mut id = node.value;
    loop {
        id = match graph.value(id) {
            Value::Frame(_) => return Some(id),
            Value::LoadAt { base: a, .. } | Value::Negate(a) | Value::Arith(_, a, _) => a,
            _ => return None,
        };
    }
}

/// The farthest entry of `target` behind which nothing is missing.
///
/// The code of a value ends in the chain of operations with constants that lead to it, each one
/// instruction. Behind a load from a variable offset X holds that offset.
#[inline(never)]
pub(crate) fn entry(graph: &Graph<'_>, slots: &Slots, target: NodeId, state: State) -> Entry {
    let node = graph.node(target);
    if let Test::Assign(_) = node.test {
        let zero = state.x == Held::ZERO && graph.constant(node.value) == Some(0);
        let there = zero || state.x == Held::value(node.value);
        return if there { Entry(0) } else { Entry::FULL };
    }
    if let Some(Operand::Value(w)) = node.test.operand() {
        return match (state.a == Held::value(node.value), state.x == Held::value(w)) {
            (true, true) => Entry(0),
            (true, false) if loads_x_last(graph, slots, node.value, w) => Entry(1),
            _ => Entry::FULL,
        };
    }
    let mut id = node.value;
    for behind in 0..LONGEST_CHAIN {
        if state.a == Held::value(id) {
            return Entry(behind);
        }
        // What has a slot may be loaded instead of computed: no place to enter before it.
        if slots.slot(id).is_some() {
            return Entry::FULL;
        }
        id = match graph.value(id) {
            Value::LoadAt { base, .. } if state.x == Held::value(base) => return Entry(behind + 1),
            Value::Negate(a) => a,
            Value::Arith(op, a, b) if super::code::takes_constant(graph, op, b) => a,
            _ => return Entry::FULL,
        };
    }
    Entry::FULL
}

/// Whether the code that brings `a` to A and `b` to X ends in one instruction that takes `b` to X
/// when A is done.
fn loads_x_last(graph: &Graph<'_>, slots: &Slots, a: ValueId, b: ValueId) -> bool {
    graph.is_immediate_in_x(b) && x_behind(graph, slots, a) != X::Holds(b)
}

/// How many operations with constants [`entry`] looks behind.
const LONGEST_CHAIN: u8 = 8;

/// What X holds once a value is in A.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum X {
    /// What it held before.
    Kept,
    /// This value.
    Holds(ValueId),
    /// Something else.
    Lost,
}

/// What X holds once the code of a value has run from its start.
pub(crate) fn x_behind(graph: &Graph<'_>, slots: &Slots, mut id: ValueId) -> X {
    loop {
        if slots.slot(id).is_some() {
            return X::Lost;
        }
        id = match graph.value(id) {
            Value::LoadAt { base, .. } => return X::Holds(base),
            Value::Negate(a) => a,
            Value::Arith(op, a, b) if super::code::takes_constant(graph, op, b) => a,
            Value::Arith(_, _, b) => return X::Holds(b),
            _ => return X::Kept,
        };
    }
}

/// The values that have a scratch slot of their own.
#[derive(Clone, Debug)]
pub(crate) struct Slots {
    values: [u32; 16],
    /// Which slots are taken.
    taken: u16,
    /// Slots that hold what the graph stores.
    stored: u16,
    /// Whether the code of some value needs scratch slots for intermediate results.
    temporaries: bool,
}

impl Slots {
    /// Gives slots to the offsets that are worth it.
    #[inline(never)]
    pub(crate) fn choose(graph: &Graph<'_>, root: NodeId) -> Self {
        let mut slots = Self { values: [0; 16], taken: 0, stored: 0, temporaries: false };
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
                slots.stored |= 1 << super::code::stored_in(n);
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
        let stored = slots.stored.count_ones() as usize;
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

    /// Gives up the slots that are not in `loaded`; answers whether there were any.
    pub(crate) fn keep(&mut self, loaded: u16) -> bool {
        let before = self.taken;
        self.taken &= loaded;
        self.taken != before
    }

    /// Whether the program uses scratch memory at all.
    pub(crate) const fn in_use(&self) -> bool {
        (self.taken | self.stored) != 0 || self.temporaries
    }

    /// Slots that no value owns.
    pub(crate) const fn free(&self) -> u16 {
        !(self.taken | self.stored)
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
    fn filled_by(&self, graph: &Graph<'_>, node: &Node, in_mask: u16) -> u16 {
        if self.taken == 0 {
            return 0;
        }
        let mut filled = 0;
        let mut id = match node.test.operand() {
            Some(Operand::Value(w)) => self.leader(graph, node.value, w),
            _ => node.value,
        };
        if matches!(node.test, Test::Assign(_)) && graph.is_immediate_in_x(id) {
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
                Value::Arith(op, a, b) if super::code::takes_constant(graph, op, b) => a,
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
