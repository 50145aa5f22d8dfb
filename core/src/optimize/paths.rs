//! Path facts: tests whose outcome is known, and loads that cannot fail, are passed over.
//!
//! One sweep from the root downwards. What is known behind a node is what was known before it,
//! that its value was evaluated, and the outcome of its test. An edge that leads to a test whose
//! outcome is known on it goes on to where that test would lead; where several edges meet, only
//! what is known on all of them stays known. Then one sweep upwards builds the graph that is left.
//!
//! **What is preserved.** An edge passes over a node only if every packet that takes it leaves
//! that node the same way and cannot fail there: the facts are of the form "this value was
//! evaluated, and lies in this set" and come from the edge's own paths. Nothing a packet meets is
//! reordered.
//!
//! An edge also passes over nodes that may reject or else lead on in one direction, if it is known
//! that a packet which goes on is rejected behind them.
//!
//! A node that only evaluates its value ([`Test::Reach`]) goes if the value cannot fail any more,
//! or if every accepting path behind it needs as many bytes: then a packet that is too short for
//! it is rejected anyway, by whatever comes behind.

use super::facts::Facts;
use super::mark::{self, Mark, UNKNOWN, UNREACHED};
use super::question::{Asked, Question, ask};
use super::stores::{SLOTS, Stored};
use crate::graph::{Full, Graph, Node, NodeId, Operand, Test};

/// How many tests an edge passes over at most.
const FARTHEST: usize = 64;

/// How many tests with an unknown outcome are looked behind at most.
const OPEN: u32 = 8;

/// How many nodes facts are kept of at the same time at most.
const SHARED: usize = 16;

/// Facts in use at the same time: those of nodes, and of the two edges of one that there was no
/// room for.
pub(crate) const POOL: usize = SHARED + 2;

/// The sweeps' working memory.
pub(super) struct Paths<'a, 'g> {
    pub(super) graph: &'a mut Graph<'g>,
    /// One for each node.
    pub(super) marks: &'a mut [Mark],
    /// Nodes before this one are not looked at from above, and stay as they are.
    pub(super) from: usize,
    pub(super) pool: &'a mut [Facts; POOL],
    /// Which sets of the pool are free.
    pub(super) free: u32,
    /// What is found out of the slots that the graph stores in.
    pub(super) stored: &'a mut [Stored; SLOTS],
    /// Whether the sweeps would find nothing more in what they left: no edge was followed only so
    /// far or found to lead to rejection, no facts had to be let go for want of room, and no test
    /// fell away because of what lies behind it. What is known at each node that is left is then
    /// the same once more.
    pub(super) settled: bool,
}

impl Paths<'_, '_> {
    /// Does both sweeps; answers the root of the graph that is left.
    #[inline(never)]
    pub(super) fn run(&mut self, root: NodeId) -> Result<NodeId, Full> {
        if self.stays(root) {
            return Ok(root);
        }
        for mark in &mut self.marks[self.from..=root.index()] {
            mark.state = UNREACHED;
        }
        self.free = u32::MAX >> (32 - SHARED);
        self.marks[root.index()].state = UNKNOWN;
        for index in (self.from..=root.index()).rev() {
            let here = match self.marks[index].state {
                UNREACHED => continue,
                UNKNOWN => {
                    let here = self.take().unwrap_or(SHARED);
                    self.pool[here] = Facts::NOTHING;
                    here
                }
                at => usize::from(at),
            };
            self.pass(index, here);
        }
        let Self { graph, marks, from, settled, .. } = self;
        graph.rebuild(*from, |graph| Rebuild { graph, marks, from: *from, settled }.run(root))
    }

    /// Leaves away the nodes that cannot be reached, and what falls away by what lies behind;
    /// answers the root of the graph that is left.
    #[inline(never)]
    pub(super) fn gather(&mut self, root: NodeId) -> Result<NodeId, Full> {
        if self.stays(root) {
            return Ok(root);
        }
        for mark in &mut self.marks[self.from..=root.index()] {
            mark.state = UNREACHED;
        }
        self.marks[root.index()].state = UNKNOWN;
        for index in (self.from..=root.index()).rev() {
            if self.marks[index].state == UNREACHED {
                continue;
            }
            let exits = self.graph.exits(self.graph.node_id(index));
            for (which, exit) in exits.into_iter().enumerate() {
                self.marks[index].set_to(which, exit);
                if !self.stays(exit) {
                    self.marks[exit.index()].state = UNKNOWN;
                }
            }
        }
        let Self { graph, marks, from, settled, .. } = self;
        graph.rebuild(*from, |graph| Rebuild { graph, marks, from: *from, settled }.run(root))
    }

    /// Whether a node is a leaf, or one that stays as it is.
    const fn stays(&self, id: NodeId) -> bool {
        id.is_leaf() || id.index() < self.from
    }

    /// A place in the pool that was free, if there was one.
    const fn take(&mut self) -> Option<usize> {
        if self.free == 0 {
            return None;
        }
        let at = self.free.trailing_zeros();
        self.free &= !(1 << at);
        Some(at as usize)
    }

    /// Gives a place in the pool back.
    const fn give(&mut self, at: usize) {
        if at < SHARED {
            self.free |= 1 << at;
        }
    }

    /// Finds where the edges of a node really lead. What is known there is at a place of the pool,
    /// which is given back or becomes that of the node that the last edge leads to.
    #[inline(never)]
    fn pass(&mut self, index: usize, mut at: usize) {
        let node = self.graph.node(self.graph.node_id(index));
        let here = &mut self.pool[at];
        here.evaluated(self.graph, node.value);
        if let Some(Operand::Value(operand)) = node.test.operand() {
            here.evaluated(self.graph, operand);
        }
        if let Test::Store(n) = node.test
            && !self.graph.holds_ranks(n)
        {
            let captured = |base| here.has_captured_behind(base);
            self.stored[usize::from(n) % SLOTS].meet(self.graph, node.value, captured);
        }
        let asked = ask(self.graph, node.value, node.test);
        let mut exits = [None; 2];
        for (exit, target) in [node.on_true, node.on_false].into_iter().enumerate() {
            let holds = exit == 0;
            let last = !holds || matches!(node.test, Test::Reach | Test::Store(_));
            if target.is_leaf() {
                // Nobody asks there what is known.
                let here = &self.pool[at];
                let taken = asked
                    .is_none_or(|asked| here.allows(self.graph, asked, holds != asked.negated));
                exits[exit] = taken.then_some(target);
            } else {
                let place = match last {
                    true => at,
                    false => {
                        let place = self.take().unwrap_or(SHARED + 1);
                        self.pool[place] = self.pool[at];
                        place
                    }
                };
                let facts = &mut self.pool[place];
                if asked.is_none_or(|asked| facts.learn(self.graph, asked, holds != asked.negated))
                {
                    let followed = self.follow(target, place);
                    // Then more is known of what leads here.
                    self.settled &= followed == target || followed != NodeId::REJECT;
                    exits[exit] = Some(followed);
                    if last {
                        self.arrive(followed, place, place);
                        return self.note(index, exits);
                    }
                    at = self.arrive(followed, place, at);
                } else if !last {
                    self.give(place);
                }
            }
            if last {
                break;
            }
        }
        self.give(at);
        self.note(index, exits);
    }

    /// Notes down where the edges of a node lead; one that no packet takes leads where the other
    /// does.
    fn note(&mut self, index: usize, exits: [Option<NodeId>; 2]) {
        let mark = &mut self.marks[index];
        let either = exits[0].or(exits[1]).unwrap_or(NodeId::REJECT);
        for (which, exit) in exits.into_iter().enumerate() {
            mark.set_to(which, exit.unwrap_or(either));
        }
    }

    /// Where a packet really gets to that is sent to `target` with these facts.
    fn follow(&mut self, target: NodeId, place: usize) -> NodeId {
        let facts = &self.pool[place];
        let (mut reached, mut at) = (target, target);
        // How many nodes after `reached` may reject, or else lead on.
        let mut open = 0;
        for step in 0.. {
            if at.is_leaf() {
                break;
            }
            if step == FARTHEST {
                self.settled = false;
                break;
            }
            let holds = match self.graph.equality(at) {
                Some((load, k)) => facts.is(load, k),
                None => answer_at(self.graph, facts, at),
            };
            open += u32::from(holds.is_none());
            let [on_true, on_false] = self.graph.exits(at);
            at = match holds {
                Some(true) => on_true,
                Some(false) => on_false,
                None if open > OPEN => {
                    self.settled = false;
                    break;
                }
                None if on_true == NodeId::REJECT => on_false,
                None if [on_true, NodeId::REJECT].contains(&on_false) => on_true,
                None => break,
            };
            if open == 0 {
                reached = at;
            }
        }
        // Whatever those nodes find, the packet is rejected.
        if at == NodeId::REJECT { at } else { reached }
    }

    /// Notes down what is known on an edge, at a place of the pool, at its target. The place is
    /// given back or becomes the target's. If it is none that can, that one does which is needed
    /// longer, and what was there changes its place; the answer is where that is now.
    fn arrive(&mut self, target: NodeId, place: usize, other: usize) -> usize {
        if self.stays(target) {
            self.give(place);
            return other;
        }
        let mark = &mut self.marks[target.index()];
        match mark.state {
            UNREACHED if place < SHARED => mark.state = place as u8,
            UNREACHED if other < SHARED => {
                mark.state = other as u8;
                self.pool.swap(place, other);
                return place;
            }
            UNREACHED => {
                mark.state = UNKNOWN;
                self.settled = false;
            }
            UNKNOWN => self.give(place),
            at => {
                if let Ok([known, facts]) = self.pool.get_disjoint_mut([usize::from(at), place]) {
                    known.meet(facts);
                }
                self.give(place);
            }
        }
        other
    }
}

/// The second sweep.
struct Rebuild<'a, 'g> {
    graph: &'a mut Graph<'g>,
    /// Where the edges of each node lead; the count is how many bytes all that accepts behind a
    /// new node needs, at that node's place.
    marks: &'a mut [Mark],
    from: usize,
    settled: &'a mut bool,
}

impl Rebuild<'_, '_> {
    /// Builds what is left of the graph anew, from the leaves up and in its own place: no node
    /// becomes more than one.
    #[inline(never)]
    fn run(&mut self, root: NodeId) -> Result<NodeId, Full> {
        for index in self.from..=root.index() {
            let mark = self.marks[index];
            if mark.state == UNREACHED {
                continue;
            }
            let id = self.graph.node_id(index);
            let [on_true, on_false] = [0, 1].map(|which| self.renamed(mark.to(which)));
            let new = match self.graph.equality(id) {
                Some((load, _)) if on_true != on_false => {
                    let new = self.graph.relinked(id, on_true, on_false)?;
                    if new.index() < self.from {
                        *self.settled = false;
                    } else {
                        let behind = self.needs(on_true).min(self.needs(on_false));
                        let here = self.graph.facts(load).extent;
                        self.marks[new.index()].count = behind.max(here);
                    }
                    new
                }
                _ => {
                    let node = self.graph.node(id);
                    self.build(simplest(self.graph, Node { on_true, on_false, ..node }))?
                }
            };
            self.marks[index].set_to(0, new);
        }
        Ok(self.renamed(root))
    }

    fn renamed(&self, id: NodeId) -> NodeId {
        if id.index() < self.from { id } else { mark::renamed(self.marks, id) }
    }

    /// How many bytes all that accepts behind a new node needs.
    fn needs(&self, id: NodeId) -> u32 {
        match id {
            NodeId::ACCEPT => 0,
            NodeId::REJECT => u32::MAX,
            _ if id.index() < self.from => 0,
            _ => self.marks[id.index()].count,
        }
    }

    #[inline(never)]
    fn build(&mut self, node: Node) -> Result<NodeId, Full> {
        let id = self.graph.intern_node(node)?;
        if id.is_leaf() || id.index() < self.from {
            *self.settled = false;
            return Ok(id);
        }
        // Not the node that was asked for, if its test decided nothing.
        let built = self.graph.node(id);
        *self.settled &= built == node;
        let behind = self.needs(built.on_true).min(self.needs(built.on_false));
        let facts = self.graph.facts(built.value);
        if built.test == Test::Reach && facts.fixed && facts.extent <= behind {
            *self.settled = false;
            return Ok(built.on_true);
        }
        let mut here = facts.extent;
        if let Some(Operand::Value(operand)) = built.test.operand() {
            here = here.max(self.graph.facts(operand).extent);
        }
        self.marks[id.index()].count = behind.max(here);
        Ok(id)
    }
}

/// Where a node surely leads, if the facts tell it: whether by its true exit.
fn answer_at(graph: &Graph<'_>, facts: &Facts, at: NodeId) -> Option<bool> {
    let node = graph.node(at);
    match ask(graph, node.value, node.test) {
        Some(asked) => facts.answer(asked).map(|yes| yes != asked.negated),
        None if node.test == Test::Reach => facts.covers(graph, node.value).then_some(true),
        None => None,
    }
}

/// The same decision, on the root value if one test of it can make it.
fn simplest(graph: &Graph<'_>, node: Node) -> Node {
    let Some(Asked { root, question, negated }) = ask(graph, node.value, node.test) else {
        return node;
    };
    let (test, swap) = match question {
        Question::Range(lo, hi) if lo == hi => (Test::Eq(Operand::Const(lo)), false),
        Question::Range(lo, u32::MAX) => (Test::Ge(Operand::Const(lo)), false),
        Question::Range(0, hi) => (Test::Ge(Operand::Const(hi + 1)), true),
        Question::Bits(mask, 0) => (Test::Set(Operand::Const(mask)), true),
        Question::Bits(mask, bits) if mask == bits && mask.is_power_of_two() => {
            (Test::Set(Operand::Const(mask)), false)
        }
        _ => return node,
    };
    let (on_true, on_false) =
        if swap != negated { (node.on_false, node.on_true) } else { (node.on_true, node.on_false) };
    Node { value: root, test, on_true, on_false }
}
