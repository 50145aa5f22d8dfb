//! The first pass of emission: what the registers hold, and where each edge enters.
//!
//! A forward analysis in one sweep, because every edge leads to a smaller index. The state of an
//! edge is the value in A (always that of the node it leaves), the value in X if all paths agree
//! on one, and which of the cached values are in their scratch slots on all paths.
//!
//! The code of a node is the same for all its edges from any entry on, so an entry is known by
//! how many instructions before the jump it stands, and that follows from the state of the edge
//! alone ([`entry`]). The second pass asks again and gets the same answer.

use super::slots::Slots;
use crate::graph::{Graph, Node, NodeId, Operand, Test, Value, ValueId};

/// A position that does not exist.
pub(crate) const NOWHERE: u16 = u16::MAX;

/// What is planned for one node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// The value in X behind the node; behind an assignment, which leaves it alone, that in A.
    other: Held,
    /// The value in X whenever control enters at the start.
    x_in: Held,
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
    /// The entry that comes first among those in use, if any is.
    pub(super) first: Entry,
}

/// The value that a register holds on all paths, if it is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held(u16);

impl Held {
    const UNKNOWN: Self = Self(u16::MAX);
    /// Zero, as at the start of every program.
    const ZERO: Self = Self(u16::MAX - 1);

    const fn value(id: ValueId) -> Self {
        Self(id.index() as u16)
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

impl State {
    /// Where a program begins.
    pub(crate) const START: Self = Self { a: Held::ZERO, x: Held::ZERO, filled: 0 };
}

/// Where an edge enters a node's code: so many instructions before its jump, or at its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry(pub(crate) u8);

impl Entry {
    /// At the start.
    pub(crate) const FULL: Self = Self(u8::MAX);
    /// Behind the first instruction, which takes to X what it holds already.
    pub(crate) const SECOND: Self = Self(u8::MAX - 1);
    /// Nowhere: no edge leads here.
    const NONE: Self = Self(u8::MAX - 2);
}

impl Plan {
    /// All zeros, to initialize memory with: a static of it takes no room in the program's file.
    pub(crate) const BLANK: Self = Self {
        other: Held(0),
        x_in: Held(0),
        start: 0,
        jump: 0,
        near: 0,
        in_mask: 0,
        out_mask: 0,
        near_entry: Entry(0),
        first: Entry(0),
    };

    /// A plan for no node yet.
    const NEW: Self = Self {
        other: Held::UNKNOWN,
        x_in: Held::UNKNOWN,
        start: NOWHERE,
        jump: NOWHERE,
        near: NOWHERE,
        in_mask: 0,
        out_mask: 0,
        near_entry: Entry::FULL,
        first: Entry(0),
    };

    /// Whether some edge leads to the node.
    pub(super) const fn is_reached(&self) -> bool {
        self.first.0 != Entry::NONE.0
    }

    /// The state of the edges that leave the node.
    pub(super) fn state_behind(&self, graph: &Graph<'_>, slots: &Slots, node: &Node) -> State {
        let filled = self.out_mask;
        let value = Held::value(node.value);
        let (a, x) = match node.test {
            Test::Assign(frame) => (self.other, Held::value(frame)),
            Test::Store(n) => match graph.stored(n).map(Held::value) {
                None => (value, self.other),
                Some(stored) => match way_to_store(graph, slots, node) {
                    Way::ByX => (self.other, stored),
                    Way::ByBoth => (stored, stored),
                    Way::ByA => (stored, self.other),
                },
            },
            // Whichever of the words it was that decided.
            Test::Words(_) => (Held::UNKNOWN, self.other),
            _ => (value, self.other),
        };
        State { a, x, filled }
    }

    /// Whether X holds a value when control enters at the start.
    pub(super) fn has_in_x(&self, id: ValueId) -> bool {
        self.x_in == Held::value(id)
    }

    /// Takes in one more edge.
    fn arrive(&mut self, state: State, entry: Entry, other: Held) {
        if !self.is_reached() {
            let masks = Self { in_mask: u16::MAX, out_mask: u16::MAX, ..Self::NEW };
            *self = Self { other, ..masks };
        }
        if entry == Entry::FULL {
            let first = self.first != Entry::FULL;
            self.x_in = if first { state.x } else { self.x_in.meet(state.x) };
        }
        self.other = self.other.meet(other);
        self.first = Entry(self.first.0.max(entry.0));
        if entry >= Entry::SECOND {
            self.in_mask &= state.filled;
        } else {
            self.out_mask &= state.filled;
        }
    }
}

/// What planning found out of the whole program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ends {
    /// Whether every frame is in X where it is used.
    pub(crate) sound: bool,
    /// Whether some edge leads to a verdict.
    pub(crate) accepts: bool,
    pub(crate) rejects: bool,
}

/// Plans every node that can be reached from the root.
#[inline(never)]
pub(crate) fn plan(graph: &Graph<'_>, root: NodeId, slots: &Slots, plans: &mut [Plan]) -> Ends {
    let mut ends = Ends { sound: true, accepts: false, rejects: false };
    if root.is_leaf() {
        return ends;
    }
    for plan in &mut plans[..=root.index()] {
        plan.first = Entry::NONE;
    }
    arrive(graph, slots, root, State::START, plans, &mut ends);
    for index in (0..=root.index()).rev() {
        let plan = &mut plans[index];
        if !plan.is_reached() {
            continue;
        }
        let node = graph.node(graph.node_id(index));
        if plan.first >= Entry::SECOND {
            plan.out_mask &= plan.in_mask | slots.filled_by(graph, &node, plan.in_mask);
        }
        let state = plan.state_behind(graph, slots, &node);
        arrive(graph, slots, node.on_true, state, plans, &mut ends);
        if node.on_false != node.on_true {
            arrive(graph, slots, node.on_false, state, plans, &mut ends);
        }
    }
    ends
}

/// Leads an edge to its target.
fn arrive(
    graph: &Graph<'_>,
    slots: &Slots,
    target: NodeId,
    state: State,
    plans: &mut [Plan],
    ends: &mut Ends,
) {
    let (target, state) = through(graph, slots, target, state);
    if target.is_leaf() {
        ends.accepts |= target == NodeId::ACCEPT;
        ends.rejects |= target == NodeId::REJECT;
        return;
    }
    if let Some(load) = graph.compared_load(target) {
        // Most nodes are of this kind: the general case below comes to the same.
        let entry = entry_of_load(load, state);
        let other = match entry == Entry::FULL && slots.slot(load).is_some() {
            true => Held::UNKNOWN,
            false => state.x,
        };
        plans[target.index()].arrive(state, entry, other);
        return;
    }
    let node = graph.node(target);
    let entry = entry(graph, slots, target, state);
    let by_x = goes_to_x(graph, slots, &node);
    let other = match node.test.operand() {
        _ if by_x && entry < Entry::SECOND => state.a,
        _ if by_x && slots.slot(node.value).is_some() => Held::UNKNOWN,
        _ if by_x && !graph.is_immediate_in_x(node.value) => Held::value(node.value),
        _ if by_x => state.a,
        Some(Operand::Value(w)) => Held::value(w),
        None | Some(Operand::Const(_)) if entry < Entry::SECOND => state.x,
        None | Some(Operand::Const(_)) => match x_behind(graph, slots, node.value) {
            X::Kept => state.x,
            X::Holds(id) => Held::value(id),
            X::Lost => Held::UNKNOWN,
        },
    };
    plans[target.index()].arrive(state, entry, other);
    ends.sound &=
        entry < Entry::SECOND || frame_of(graph, &node).is_none_or(|id| state.x == Held::value(id));
}

/// Where an edge really leads, past nodes that have nothing to do on it: what they take to X is
/// there already.
pub(crate) fn through(
    graph: &Graph<'_>,
    slots: &Slots,
    mut target: NodeId,
    mut state: State,
) -> (NodeId, State) {
    while !target.is_leaf() && graph.takes(target) {
        let node = graph.node(target);
        let now = match node.test {
            Test::Assign(frame) => Some(frame),
            Test::Store(n) if !slots.is_stored(n) => graph.stored(n),
            _ => None,
        };
        let Some(now) = now else { break };
        if !goes_to_x(graph, slots, &node) || entry(graph, slots, target, state) != Entry(0) {
            break;
        }
        (target, state.x) = (node.on_true, Held::value(now));
    }
    (target, state)
}

/// How a value gets to its slot, and what holds it afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// It is taken to X by one instruction, and A is left alone.
    ByX,
    /// It is computed in A and taken to X, which what follows needs it in.
    ByBoth,
    /// It is computed in A.
    ByA,
}

/// How the code of a node that stores goes about it.
pub(crate) fn way_to_store(graph: &Graph<'_>, slots: &Slots, node: &Node) -> Way {
    if graph.is_immediate_in_x(node.value) {
        return Way::ByX;
    }
    let Test::Store(n) = node.test else { return Way::ByA };
    let Some(stored) = graph.stored(n) else { return Way::ByA };
    let mut at = node.on_true;
    for _ in 0..LONGEST_WAY {
        if at.is_leaf() {
            break;
        }
        let node = graph.node(at);
        match first(graph, slots, &node) {
            Some(First::InA(id) | First::InX(id)) if id == stored => return Way::ByBoth,
            _ => {}
        }
        let keeps_x = !goes_to_x(graph, slots, &node)
            && !matches!(node.test.operand(), Some(Operand::Value(_)))
            && x_behind(graph, slots, node.value) == X::Kept;
        if !keeps_x {
            break;
        }
        at = if node.on_true.is_leaf() { node.on_false } else { node.on_true };
    }
    Way::ByA
}

/// Whether a node takes its value to X.
pub(super) fn goes_to_x(graph: &Graph<'_>, slots: &Slots, node: &Node) -> bool {
    match node.test {
        Test::Assign(_) => true,
        Test::Store(_) => way_to_store(graph, slots, node) == Way::ByX,
        _ => false,
    }
}

/// What the first instruction of a node's code loads, if that is stored or goes to X.
enum First {
    InA(ValueId),
    InX(ValueId),
}

fn first(graph: &Graph<'_>, slots: &Slots, node: &Node) -> Option<First> {
    // The one of two values in A and X whose code comes first.
    let lead = |a: ValueId, b: ValueId| {
        if x_behind(graph, slots, a) == X::Holds(b) || a == b || graph.is_immediate_in_x(b) {
            Some(a)
        } else {
            graph.keeps_x(a).then_some(b)
        }
    };
    let mut id = match node.test.operand() {
        Some(Operand::Value(w)) => lead(node.value, w)?,
        _ if graph.is_immediate_in_x(node.value) && goes_to_x(graph, slots, node) => {
            return Some(First::InX(node.value));
        }
        _ => node.value,
    };
    loop {
        if slots.slot(id).is_some() {
            return None;
        }
        id = match graph.value(id) {
            Value::Stored(_) => return Some(First::InA(id)),
            Value::LoadAt { base, .. } if graph.is_immediate_in_x(base) => {
                return Some(First::InX(base));
            }
            Value::LoadAt { base: a, .. } | Value::Negate(a) => a,
            Value::Arith(op, a, b) if super::code::takes_constant(graph, op, b) => a,
            Value::Arith(_, a, b) => lead(a, b)?,
            _ => return None,
        };
    }
}

/// How many nodes [`way_to_store`] looks at.
const LONGEST_WAY: usize = 8;

/// The frame that the code of a node takes from X.
pub(super) fn frame_of(graph: &Graph<'_>, node: &Node) -> Option<ValueId> {
    if !cfg!(feature = "optimize") {
        return None;
    }
    let mut id = node.value;
    loop {
        id = match graph.value(id) {
            Value::Frame(_) => return Some(id),
            Value::LoadAt { base: a, .. } | Value::Negate(a) | Value::Arith(_, a, _) => a,
            _ => return None,
        };
    }
}

/// The entry of a node that compares a load at a fixed place with a constant.
fn entry_of_load(load: ValueId, state: State) -> Entry {
    if state.a == Held::value(load) { Entry(0) } else { Entry::FULL }
}

/// The farthest entry of `target` behind which nothing is missing.
///
/// The code of a value ends in the chain of operations with constants that lead to it, each one
/// instruction. Behind a load from a variable offset X holds that offset.
#[inline(never)]
pub(crate) fn entry(graph: &Graph<'_>, slots: &Slots, target: NodeId, state: State) -> Entry {
    if let Some(load) = graph.compared_load(target) {
        return entry_of_load(load, state);
    }
    let node = graph.node(target);
    if goes_to_x(graph, slots, &node) {
        let zero = state.x == Held::ZERO && graph.constant(node.value) == Some(0);
        let there = zero || state.x == Held::value(node.value);
        return if there { Entry(0) } else { Entry::FULL };
    }
    let start = match first(graph, slots, &node) {
        Some(First::InX(id)) if state.x == Held::value(id) => Entry::SECOND,
        _ => Entry::FULL,
    };
    if let Some(Operand::Value(w)) = node.test.operand() {
        return match (state.a == Held::value(node.value), state.x == Held::value(w)) {
            (true, true) => Entry(0),
            (true, false) if loads_x_last(graph, slots, node.value, w) => Entry(1),
            _ => start,
        };
    }
    let mut id = node.value;
    for behind in 0..LONGEST_CHAIN {
        if state.a == Held::value(id) {
            return Entry(behind);
        }
        // What has a slot may be loaded instead of computed: no place to enter before it.
        if slots.slot(id).is_some() {
            break;
        }
        id = match graph.value(id) {
            Value::LoadAt { base, .. } if state.x == Held::value(base) => return Entry(behind + 1),
            Value::Negate(a) => a,
            Value::Arith(op, a, b) if super::code::takes_constant(graph, op, b) => a,
            _ => break,
        };
    }
    start
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
