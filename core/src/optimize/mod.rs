//! Optimization: passes over the decision graph.
//!
//! Every pass preserves the graph's meaning exactly: the same packets are accepted, at every
//! captured and every wire length, in whatever relation the two are. Each says in its file why.
//! A pass that runs out of room leaves the graph as it found it: the program gets longer, never
//! wrong.
//!
//! **Time.** What a pass does at a node is bounded, so that it takes time in proportion to the nodes. Passes
//! are repeated as long as they find something, a few times at most ([`ROUNDS`], and sharing as often as
//! `compile` says). A filter that takes all rounds may therefore take several times as long as its two
//! halves do, which take few; beyond that, twice the filter takes twice the time.

mod alike;
mod facts;
mod lists;
mod mark;
mod paths;
mod question;
mod rebuild;
mod share;
mod stores;

pub(crate) use facts::Facts;
pub(crate) use lists::Element;
pub(crate) use mark::Mark;
pub(crate) use paths::POOL;

use crate::graph::{Full, Graph, NodeId};
use heapless::VecView;
use lists::Lists;
use paths::Paths;
use share::{FRAMES, Share};
use stores::{SLOTS, Stored, Stores};

/// Memory that the passes work in; what it held before does not matter.
pub(crate) struct Memory<'a> {
    /// One for each node.
    pub marks: &'a mut [Mark],
    /// Facts in use at the same time.
    pub pool: &'a mut [Facts; POOL],
    /// The tests of one list.
    pub elements: &'a mut VecView<Element>,
}

/// If there is room for no more nodes than so many, those that are there are made as few as can be.
const ROOM: usize = 576;

/// How often the passes are repeated at most, as long as they change something.
const ROUNDS: usize = 6;

/// Adds a graph that means the same and has parts that differ only in where they load from in
/// common; answers its root, or nothing if there are no such parts. `round` counts the calls.
pub(crate) fn share(
    graph: &mut Graph<'_>,
    root: NodeId,
    memory: &mut Memory<'_>,
    round: u8,
) -> Option<NodeId> {
    Share { graph, marks: memory.marks, next_frame: round * FRAMES as u8 }.run(root)
}

/// How many parts of a list are taken to be like one in which there was nothing to find.
const ALIKE: u8 = 7;

/// What is known of the parts of a long list.
#[derive(Default)]
pub(crate) struct Alike {
    /// How many more are taken to have nothing to find.
    rest: u8,
    /// Nodes before this one belong to parts with nothing to find.
    clean: usize,
}

impl Alike {
    /// There is nothing to find in what there is of the graph.
    pub(crate) fn skip(&mut self, graph: &Graph<'_>) {
        self.clean = graph.node_count();
    }

    /// Whether most of the graph is such parts: then there is nothing that the other passes could
    /// find either.
    #[must_use]
    pub(crate) fn are_most(&self, graph: &Graph<'_>) -> bool {
        2 * self.clean > graph.node_count()
    }
}

/// Optimizes the part of a graph from an index on, as far as that can be done without the rest;
/// answers its new root.
///
/// If the graph is that of a list whose parts are alike, and one of them had nothing but nodes that
/// cannot be reached, that is all that is looked for in the next ones, and [`optimize`] does not look
/// at them again.
pub(crate) fn shrink(
    graph: &mut Graph<'_>,
    from: usize,
    root: NodeId,
    memory: &mut Memory<'_>,
    alike: Option<&mut Alike>,
) -> NodeId {
    let mut stored = [Stored::NEVER; SLOTS];
    let Some(alike) = alike else {
        return sweep(graph, from, root, memory, &mut stored).map_or(root, |(root, _)| root);
    };
    let Memory { marks, pool, .. } = memory;
    let unused = &mut stored;
    let mut paths = Paths { graph, marks, from, pool, free: 0, stored: unused, settled: true };
    let root = paths.gather(root).unwrap_or(root);
    let (count, most) = (graph.node_count(), graph.node_capacity().saturating_sub(ROOM));
    let mut from = from;
    if let Some(rest) = alike.rest.checked_sub(1) {
        *alike = Alike { rest, clean: count };
        if count <= most {
            return root;
        }
        if from <= most {
            // What was only gathered so far, too.
            from = 0;
        }
    }
    let root = sweep(graph, from, root, memory, &mut stored).map_or(root, |(root, _)| root);
    *alike = match graph.node_count() == count {
        true => Alike { rest: alike.rest.max(ALIKE), clean: count },
        false => Alike::default(),
    };
    root
}

/// One round along the paths; answers the new root, and whether another round would find nothing.
/// What is found out of the slots is in `stored` then.
#[inline(never)]
fn sweep(
    graph: &mut Graph<'_>,
    from: usize,
    root: NodeId,
    memory: &mut Memory<'_>,
    stored: &mut [Stored; SLOTS],
) -> Result<(NodeId, bool), Full> {
    let Memory { marks, pool, .. } = memory;
    let mut paths = Paths { graph, marks, from, pool, free: 0, stored, settled: true };
    let root = paths.run(root)?;
    Ok((root, paths.settled))
}

/// Optimizes a graph; answers its new root.
pub(crate) fn optimize(
    graph: &mut Graph<'_>,
    root: NodeId,
    memory: &mut Memory<'_>,
    alike: &Alike,
) -> NodeId {
    let mut root = root;
    let mut sunk = false;
    for _ in 0..ROUNDS {
        let before = graph.node_count();
        let mut stored = [Stored::NEVER; SLOTS];
        let Ok((new, settled)) = sweep(graph, alike.clean, root, memory, &mut stored) else {
            break;
        };
        root = new;
        if root.is_leaf() {
            break;
        }
        if stored.iter().all(Stored::is_never) {
            if settled || graph.node_count() >= before {
                break;
            }
            continue;
        }
        let mut stores = Stores { graph, marks: memory.marks };
        let changed = match sunk {
            false => Some(stores.sink(root)),
            true => stores.shrink(root, &stored),
        };
        sunk = true;
        match changed {
            Some(Ok(new)) => root = new,
            None if graph.node_count() < before => {}
            _ => break,
        }
    }
    let Memory { marks, elements, .. } = memory;
    Lists { graph, marks, elements }.run(root, alike.clean).unwrap_or(root)
}

#[cfg(test)]
#[cfg(feature = "optimize")]
mod tests;
