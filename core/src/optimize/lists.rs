//! Lists: tests that have an exit in common are put in order, merged, and searched as trees.
//!
//! `host a or host b or ...` is a chain of tests, each of which leads to the same place if it
//! holds and to the next one if not. What a chain asks is whether some value is in some set, and
//! for that one load of each value and a search tree do (Christiansen & Fleury, "An MTIDD based
//! firewall", 2004, section 4).
//!
//! **What is preserved.** A test may change places with another one of its chain only if no load
//! moves before an exit that it stood behind, as a packet that is too short for it would be
//! rejected there instead of leaving by that exit. So a chain falls into segments, each beginning
//! where the chain reads farther than before, and tests are put in order within their segment only;
//! the test that reads farther, and those of the same value, come first in it. If the common exit
//! rejects, that makes no difference, and the whole chain is one segment: all its loads have to
//! succeed on the way to its end, and whatever fails on the way, rejects. Within one value, the
//! union of sets decides as its parts did.

use super::facts::Facts;
use super::mark::{HEAD, INSIDE, Mark, UNKNOWN, UNREACHED, renamed};
use super::question::{Question, ask};
use crate::graph::{Full, Graph, Interval, Node, NodeId, Operand, Set, Test, Value, ValueId};
use crate::sort::heap_sort;
use heapless::VecView;

/// One test of a chain: from which values of its root the common exit is taken.
///
/// The order is that in which the tests are built, from the last to the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Element {
    /// Tests of the same segment and root have the same group.
    group: u8,
    /// Whether the test is taken as it is; else the set is the interval below.
    odd: bool,
    lo: u32,
    hi: u32,
    /// Node of the test, or first of the two nodes.
    node: u32,
}

/// How many groups a chain has at most.
const GROUPS: usize = 8;

/// How many intervals are tested one after another; more of them become a set, for which emission
/// writes a search tree.
const CHAIN: usize = 8;

/// How many tests are looked at to find out which exit makes the longest chain.
const LONGEST: usize = 16;

/// The pass's working memory.
pub(super) struct Lists<'a, 'g> {
    pub(super) graph: &'a mut Graph<'g>,
    /// One for each node; the count is that of the edges that lead to it.
    pub(super) marks: &'a mut [Mark],
    pub(super) elements: &'a mut VecView<Element>,
}

/// A chain, whose tests are in [`Lists::elements`].
struct Chain {
    /// The common exit.
    exit: NodeId,
    /// Where the last test leads if it does not take that.
    end: NodeId,
    /// The root of each group.
    roots: [ValueId; GROUPS],
    groups: usize,
}

/// One test in the graph as it stands: a node, or two that ask for an interval.
struct Link {
    root: ValueId,
    /// From which values of the root the exit is taken, if they are an interval.
    interval: Option<Interval>,
    /// From which values it is taken, if they are a set.
    set: Option<Set>,
    /// The second node.
    second: Option<NodeId>,
    /// Where the other values lead.
    next: NodeId,
}

impl Lists<'_, '_> {
    /// Rebuilds the graph with its chains in order, as far as they begin at a node from an index on;
    /// answers the new root.
    #[inline(never)]
    pub(super) fn run(&mut self, root: NodeId, from: usize) -> Result<NodeId, Full> {
        if root.is_leaf() || root.index() < from {
            return Ok(root);
        }
        self.count_edges(root);
        let mut chains = 0;
        for index in (from..=root.index()).rev() {
            if self.marks[index].state == UNKNOWN
                && let Some(exit) = self.exit_of_chain(self.graph.node_id(index))
            {
                let chain = self.collect(self.graph.node_id(index), exit);
                if chain.groups == self.elements.len() {
                    // Nothing to put together.
                    continue;
                }
                chains += 1;
                self.mark_inside(index, exit);
                self.marks[index].state = HEAD;
                self.marks[index].set_to(1, exit);
            }
        }
        if chains == 0 {
            return Ok(root);
        }
        let Self { graph, marks, elements } = self;
        graph.replace(|graph| Lists { graph, marks, elements }.rebuild(root))
    }

    /// Counts the edges that lead to each node that can be reached.
    fn count_edges(&mut self, root: NodeId) {
        for mark in &mut self.marks[..=root.index()] {
            (mark.state, mark.count) = (UNREACHED, 0);
        }
        self.marks[root.index()].state = UNKNOWN;
        for index in (0..=root.index()).rev() {
            if self.marks[index].state == UNREACHED {
                continue;
            }
            for target in self.graph.exits(self.graph.node_id(index)) {
                if !target.is_leaf() {
                    let mark = &mut self.marks[target.index()];
                    mark.state = UNKNOWN;
                    mark.count += 1;
                }
            }
        }
    }

    /// The exit of the longest chain of at least two tests that begins at a node.
    fn exit_of_chain(&self, head: NodeId) -> Option<NodeId> {
        let node = self.graph.node(head);
        let mut candidates = [node.on_true, node.on_false, NodeId::REJECT, NodeId::REJECT];
        for (at, first) in [node.on_true, node.on_false].into_iter().enumerate() {
            // The exit of an interval that takes two nodes.
            if !first.is_leaf() && self.marks[first.index()].count == 1 {
                let second = self.graph.node(first);
                let other = if at == 0 { node.on_false } else { node.on_true };
                candidates[2 + at] =
                    if second.on_true == other { second.on_false } else { second.on_true };
            }
        }
        let (mut longest, mut exit) = (1, None);
        for (which, candidate) in candidates.into_iter().enumerate() {
            if candidates[..which].contains(&candidate) {
                continue;
            }
            let mut length = 0;
            let mut at = head;
            // Whether two tests may be of the same root.
            let mut repeats = false;
            let mut loads = [ValueId::FIRST; LONGEST];
            while let Some((next, edges)) = self.step(at, candidate) {
                let load = self.load_of(at);
                repeats |= loads[..length].contains(&load);
                loads[length] = load;
                length += 1;
                at = next;
                if length == LONGEST || !self.is_entered_by(at, edges) {
                    break;
                }
            }
            if repeats && length > longest {
                (longest, exit) = (length, Some(candidate));
            }
        }
        exit
    }

    /// What the operations of a test are about.
    fn load_of(&self, at: NodeId) -> ValueId {
        let mut id = self.graph.node(at).value;
        while let Value::Arith(_, a, _) | Value::Negate(a) = self.graph.value(id) {
            id = a;
        }
        id
    }

    /// Where a chain with this exit goes on behind a node, and with how many edges; the same as
    /// [`Lists::link`] would say, most of the time.
    fn step(&self, at: NodeId, exit: NodeId) -> Option<(NodeId, u32)> {
        if at.is_leaf() {
            return None;
        }
        let Node { test, on_true, on_false, .. } = self.graph.node(at);
        if let Test::In(_) = test {
            return (on_true == exit).then_some((on_false, 1));
        }
        let Some(Operand::Const(_)) = test.operand() else { return None };
        if on_true == exit {
            return Some((on_false, 1));
        }
        if on_false == exit {
            return Some((on_true, 1));
        }
        let is_second = |to: NodeId, next: NodeId| {
            if to.is_leaf() || self.marks[to.index()].count != 1 {
                return false;
            }
            let Node { on_true, on_false, .. } = self.graph.node(to);
            (on_true, on_false) == (exit, next) || (on_false, on_true) == (exit, next)
        };
        if is_second(on_true, on_false) || is_second(on_false, on_true) {
            return self.link(at, exit).map(|link| (link.next, 2));
        }
        None
    }

    /// Whether a node is reached only by so many edges of the test before it.
    fn is_entered_by(&self, at: NodeId, edges: u32) -> bool {
        !at.is_leaf() && self.marks[at.index()].count == edges
    }

    /// The node as a test of a chain with this exit.
    fn link(&self, at: NodeId, exit: NodeId) -> Option<Link> {
        if at.is_leaf() {
            return None;
        }
        let node = self.graph.node(at);
        if let (Test::In(set), true) = (node.test, node.on_true == exit) {
            let (root, next) = (node.value, node.on_false);
            return Some(Link { root, interval: None, set: Some(set), second: None, next });
        }
        let asked = ask(self.graph, node.value, node.test)?;
        let root = asked.root;
        for (to, next, holds) in
            [(node.on_true, node.on_false, true), (node.on_false, node.on_true, false)]
        {
            let interval = interval(asked.question, holds != asked.negated);
            if to == exit {
                return Some(Link { root, interval, set: None, second: None, next });
            }
            // The first of two nodes that ask for an interval?
            let Some((lo, hi)) = interval else { continue };
            if to.is_leaf() || self.marks[to.index()].count != 1 {
                continue;
            }
            let second = self.graph.node(to);
            let Some(asked) = ask(self.graph, second.value, second.test) else { continue };
            let holds = second.on_true == exit;
            let (to_exit, to_next) = if holds {
                (second.on_true, second.on_false)
            } else {
                (second.on_false, second.on_true)
            };
            if asked.root != root || to_exit != exit || to_next != next {
                continue;
            }
            let Some(other) = self::interval(asked.question, holds != asked.negated) else {
                continue;
            };
            let (lo, hi) = (lo.max(other.0), hi.min(other.1));
            if lo <= hi {
                let interval = Some((lo, hi));
                return Some(Link { root, interval, set: None, second: Some(to), next });
            }
        }
        None
    }

    /// Marks the nodes of the collected chain, but for its first.
    fn mark_inside(&mut self, head: usize, exit: NodeId) {
        for element in &*self.elements {
            let at = element.node as usize;
            if at != head {
                self.marks[at].state = INSIDE;
            }
            let second = self.link(self.graph.node_id(at), exit).and_then(|link| link.second);
            if let Some(second) = second {
                self.marks[second.index()].state = INSIDE;
            }
        }
    }

    /// Collects the tests of a chain, as many as there is room for.
    fn collect(&mut self, head: NodeId, exit: NodeId) -> Chain {
        self.elements.clear();
        let mut chain = Chain { exit, end: head, roots: [ValueId::FIRST; GROUPS], groups: 0 };
        let mut first_of_segment = 0;
        let mut known = Facts::NOTHING;
        let mut at = head;
        while let Some(link) = self.link(at, exit) {
            let node = self.graph.node(at);
            if exit != NodeId::REJECT && !known.covers(self.graph, node.value) {
                first_of_segment = chain.groups;
            }
            known.evaluated(self.graph, node.value);
            let segment = &chain.roots[first_of_segment..chain.groups];
            let group = match segment.iter().position(|&root| root == link.root) {
                Some(group) => first_of_segment + group,
                None if chain.groups < GROUPS => {
                    chain.roots[chain.groups] = link.root;
                    chain.groups += 1;
                    chain.groups - 1
                }
                None => break,
            };
            let (lo, hi) = link.interval.unwrap_or((0, 0));
            let odd = link.interval.is_none() && link.set.is_none();
            let element = Element { group: group as u8, odd, node: at.index() as u32, lo, hi };
            let there = self.elements.len();
            let greatest = self.graph.facts(link.root).max;
            let all = match link.set {
                None => self.elements.push(element).is_ok(),
                Some(set) => self.graph.set(set).iter().all(|&(lo, hi)| {
                    let hi = if hi < greatest { hi } else { u32::MAX };
                    self.elements.push(Element { lo, hi, ..element }).is_ok()
                }),
            };
            if !all {
                self.elements.truncate(there);
                break;
            }
            at = link.next;
            chain.end = at;
            if !self.is_entered_by(at, if link.second.is_some() { 2 } else { 1 }) {
                break;
            }
        }
        chain
    }

    /// Builds the graph anew, from the leaves up.
    #[inline(never)]
    fn rebuild(&mut self, root: NodeId) -> Result<NodeId, Full> {
        for index in 0..=root.index() {
            let new = match self.marks[index].state {
                UNREACHED | INSIDE => continue,
                HEAD => {
                    let exit = self.marks[index].to(1);
                    let chain = self.collect(self.graph.node_id(index), exit);
                    self.build(&chain)?
                }
                _ => {
                    let node = self.graph.node(self.graph.node_id(index));
                    let on_true = renamed(self.marks, node.on_true);
                    let on_false = renamed(self.marks, node.on_false);
                    self.graph.intern_node(Node { on_true, on_false, ..node })?
                }
            };
            self.marks[index].set_to(0, new);
        }
        Ok(renamed(self.marks, root))
    }

    /// Builds the collected chain.
    #[inline(never)]
    fn build(&mut self, chain: &Chain) -> Result<NodeId, Full> {
        let exit = renamed(self.marks, chain.exit);
        let mut next = renamed(self.marks, chain.end);
        heap_sort(self.elements, |a, b| a < b);
        let mut to = self.elements.len();
        for group in (0..chain.groups).rev() {
            let root = chain.roots[group];
            let from = self.elements.partition_point(|e| usize::from(e.group) < group);
            let odd = from + self.elements[from..to].partition_point(|e| !e.odd);
            for at in odd..to {
                let node = self.graph.node(self.graph.node_id(self.elements[at].node as usize));
                let to_exit = |id: NodeId| if id == chain.exit { exit } else { next };
                let (on_true, on_false) = (to_exit(node.on_true), to_exit(node.on_false));
                next = self.graph.intern_node(Node { on_true, on_false, ..node })?;
            }
            let count = self.unite(from, odd);
            to = from;
            let united = from..from + count;
            if let [Element { lo: 0, hi: u32::MAX, .. }] = self.elements[united.clone()] {
                // Whatever the value is, it has to be evaluated.
                next = self.test(root, Test::Reach, exit, exit)?;
                continue;
            }
            if count > CHAIN {
                let set = self.set(united)?;
                next = self.test(root, Test::In(set), exit, next)?;
                continue;
            }
            let miss = next;
            for at in united.rev() {
                let Element { lo, hi, .. } = self.elements[at];
                if lo == hi {
                    next = self.test(root, Test::Eq(Operand::Const(lo)), exit, next)?;
                    continue;
                }
                let mut inside = exit;
                if hi < u32::MAX {
                    inside = self.test(root, Test::Ge(Operand::Const(hi + 1)), next, exit)?;
                }
                next = inside;
                // What is below the lowest is below all others.
                if lo > 0 {
                    next = self.test(root, Test::Ge(Operand::Const(lo)), inside, miss)?;
                }
            }
        }
        Ok(next)
    }

    /// The set of some elements.
    fn set(&mut self, elements: core::ops::Range<usize>) -> Result<Set, Full> {
        let elements = &self.elements[elements];
        if let Some(known) =
            self.graph.known_set(elements.len(), |at| (elements[at].lo, elements[at].hi))
        {
            return Ok(known);
        }
        for e in elements {
            self.graph.push_interval((e.lo, e.hi))?;
        }
        Ok(self.graph.last_set(elements.len()))
    }

    /// Unites intervals that overlap or touch; answers how many are left.
    fn unite(&mut self, from: usize, to: usize) -> usize {
        let mut kept = from;
        for at in from..to {
            let Element { lo, hi, .. } = self.elements[at];
            if kept > from && lo <= self.elements[kept - 1].hi.saturating_add(1) {
                let last = &mut self.elements[kept - 1];
                last.hi = last.hi.max(hi);
            } else {
                self.elements[kept] = self.elements[at];
                kept += 1;
            }
        }
        kept - from
    }

    fn test(
        &mut self,
        value: ValueId,
        test: Test,
        on_true: NodeId,
        on_false: NodeId,
    ) -> Result<NodeId, Full> {
        self.graph.intern_node(Node { value, test, on_true, on_false })
    }
}

/// The values that answer a question so, if they are an interval.
fn interval(question: Question, answer: bool) -> Option<Interval> {
    match (question, answer) {
        (Question::Range(lo, hi), true) => Some((lo, hi)),
        (Question::Range(0, hi), false) => Some((hi.checked_add(1)?, u32::MAX)),
        (Question::Range(lo, u32::MAX), false) => Some((0, lo - 1)),
        _ => None,
    }
}
