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

/// How many sets of facts are in use at the same time at most.
pub const POOL: usize = 16;

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
        self.free = u32::MAX >> (32 - POOL);
        self.marks[root.index()].state = UNKNOWN;
        for index in (self.from..=root.index()).rev() {
            let here = match self.marks[index].state {
                UNREACHED => continue,
                UNKNOWN => Facts::NOTHING,
                at => {
                    self.free |= 1 << at;
                    self.pool[usize::from(at)]
                }
            };
            self.pass(index, here);
        }
        let Self { graph, marks, from, settled, .. } = self;
        graph.rebuild(*from, |graph| Rebuild { graph, marks, from: *from, settled }.run(root))
    }

    /// Whether a node is a leaf, or one that stays as it is.
    const fn stays(&self, id: NodeId) -> bool {
        id.is_leaf() || id.index() < self.from
    }

    /// Finds where the edges of a node really lead.
    #[inline(never)]
    fn pass(&mut self, index: usize, mut here: Facts) {
        let node = self.graph.node(self.graph.node_id(index));
        here.evaluated(self.graph, node.value);
        if let Some(Operand::Value(operand)) = node.test.operand() {
            here.evaluated(self.graph, operand);
        }
        if let Test::Store(n) = node.test {
            let captured = |base| here.has_captured_behind(base);
            self.stored[usize::from(n) % SLOTS].meet(self.graph, node.value, captured);
        }
        let asked = ask(self.graph, node.value, node.test);
        let mut exits = [None; 2];
        let mut other = here;
        for (exit, holds) in [(0, true), (1, false)] {
            let (target, facts) =
                if holds { (node.on_true, &mut here) } else { (node.on_false, &mut other) };
            if let Some(asked) = asked {
                if !learn(self.graph, facts, &node, asked, holds) {
                    continue;
                }
            } else if !holds && matches!(node.test, Test::Reach | Test::Store(_)) {
                continue;
            }
            let followed = self.follow(target, facts);
            // Then more is known of what leads here.
            self.settled &= followed == target || followed != NodeId::REJECT;
            let target = followed;
            self.arrive(target, facts);
            exits[exit] = Some(target);
        }
        let mark = &mut self.marks[index];
        let either = exits[0].or(exits[1]).unwrap_or(NodeId::REJECT);
        for (which, exit) in exits.into_iter().enumerate() {
            mark.set_to(which, exit.unwrap_or(either));
        }
    }

    /// Where a packet really gets to that is sent to `target` with these facts.
    fn follow(&mut self, target: NodeId, facts: &Facts) -> NodeId {
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
            let node = self.graph.node(at);
            let holds = match ask(self.graph, node.value, node.test) {
                Some(asked) => answer(facts, &node, asked),
                None if node.test == Test::Reach => {
                    facts.covers(self.graph, node.value).then_some(true)
                }
                None => None,
            };
            open += u32::from(holds.is_none());
            at = match holds {
                Some(true) => node.on_true,
                Some(false) => node.on_false,
                None if open > OPEN => {
                    self.settled = false;
                    break;
                }
                None if node.on_true == NodeId::REJECT => node.on_false,
                None if [node.on_true, NodeId::REJECT].contains(&node.on_false) => node.on_true,
                None => break,
            };
            if open == 0 {
                reached = at;
            }
        }
        // Whatever those nodes find, the packet is rejected.
        if at == NodeId::REJECT { at } else { reached }
    }

    /// Notes down what is known on an edge at its target.
    fn arrive(&mut self, target: NodeId, facts: &Facts) {
        if self.stays(target) {
            return;
        }
        let mark = &mut self.marks[target.index()];
        match mark.state {
            UNREACHED => {
                mark.state = UNKNOWN;
                self.settled &= self.free != 0;
                if self.free != 0 {
                    let at = self.free.trailing_zeros();
                    self.free &= !(1 << at);
                    self.pool[at as usize] = *facts;
                    mark.state = at as u8;
                }
            }
            UNKNOWN => {}
            at => self.pool[usize::from(at)].meet(facts),
        }
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
            let node = self.graph.node(self.graph.node_id(index));
            let [on_true, on_false] = [0, 1].map(|which| self.renamed(mark.to(which)));
            let node = simplest(self.graph, Node { on_true, on_false, ..node });
            let new = self.build(node)?;
            self.marks[index].set_to(0, new);
        }
        Ok(self.renamed(root))
    }

    fn renamed(&self, id: NodeId) -> NodeId {
        if id.index() < self.from { id } else { mark::renamed(self.marks, id) }
    }

    #[inline(never)]
    fn build(&mut self, node: Node) -> Result<NodeId, Full> {
        let needs = |id: NodeId| match id {
            NodeId::ACCEPT => 0,
            NodeId::REJECT => u32::MAX,
            _ if id.index() < self.from => 0,
            _ => self.marks[id.index()].count,
        };
        let id = self.graph.intern_node(node)?;
        if id.is_leaf() || id.index() < self.from {
            *self.settled = false;
            return Ok(id);
        }
        // Not the node that was asked for, if its test decided nothing.
        let built = self.graph.node(id);
        *self.settled &= built == node;
        let behind = needs(built.on_true).min(needs(built.on_false));
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

/// The answer of a test, if the facts tell it.
fn answer(facts: &Facts, node: &Node, asked: Asked) -> Option<bool> {
    let answer = |asked: Asked| facts.answer(asked).map(|yes| yes != asked.negated);
    answer(asked).or_else(|| answer(own_question(node, asked)?))
}

/// Learns the outcome of a test; says whether that can be.
fn learn(graph: &Graph<'_>, facts: &mut Facts, node: &Node, asked: Asked, holds: bool) -> bool {
    if let Some(own) = own_question(node, asked)
        && !facts.learn(graph, own, holds != own.negated)
    {
        return false;
    }
    facts.learn(graph, asked, holds != asked.negated)
}

/// The question about the masked value itself. That some of several bits differ is nothing that
/// a set of the root's values could hold.
fn own_question(node: &Node, asked: Asked) -> Option<Asked> {
    match (asked.question, node.test) {
        (Question::Bits(..), Test::Eq(Operand::Const(k))) if asked.root != node.value => {
            Some(Asked { root: node.value, question: Question::Range(k, k), negated: false })
        }
        _ => None,
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
