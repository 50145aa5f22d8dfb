//! Optimization: passes over the decision graph.
//!
//! Every pass preserves the graph's meaning exactly: the same packets are accepted, at every
//! captured and every wire length, in whatever relation the two are. Each says in its file why.
//! A pass that runs out of room leaves the graph as it found it: the program gets longer, never
//! wrong.

mod facts;
mod lists;
mod mark;
mod paths;
mod question;
mod share;
mod stores;

pub use facts::Facts;
pub use lists::Element;
pub use mark::Mark;
pub use paths::POOL;

use crate::graph::{Graph, NodeId};
use heapless::VecView;
use lists::Lists;
use paths::Paths;
use share::{FRAMES, Share};
use stores::{SLOTS, Stored, Stores};

/// Memory that the passes work in; what it held before does not matter.
pub struct Memory<'a> {
    /// One for each node.
    pub marks: &'a mut [Mark],
    /// Facts in use at the same time.
    pub pool: &'a mut [Facts; POOL],
    /// The tests of one list.
    pub elements: &'a mut VecView<Element>,
}

/// How often the passes are repeated at most, as long as they change something.
const ROUNDS: usize = 6;

/// Adds a graph that means the same and has parts that differ only in where they load from in
/// common; answers its root, or nothing if there are no such parts. `round` counts the calls.
pub fn share(
    graph: &mut Graph<'_>,
    root: NodeId,
    memory: &mut Memory<'_>,
    round: u8,
) -> Option<NodeId> {
    Share { graph, marks: memory.marks, next_frame: round * FRAMES as u8 }.run(root)
}

/// Optimizes the part of a graph from an index on, as far as that can be done without the rest;
/// answers its new root.
pub fn shrink(graph: &mut Graph<'_>, from: usize, root: NodeId, memory: &mut Memory<'_>) -> NodeId {
    let Memory { marks, pool, .. } = memory;
    let stored = [Stored::NEVER; SLOTS];
    let mut paths = Paths { graph, marks, from, pool, free: 0, stored, settled: true };
    paths.run(root).unwrap_or(root)
}

/// Optimizes a graph; answers its new root.
pub fn optimize(graph: &mut Graph<'_>, root: NodeId, memory: &mut Memory<'_>) -> NodeId {
    let Memory { marks, pool, elements } = memory;
    let mut root = root;
    let mut sunk = false;
    for _ in 0..ROUNDS {
        let before = graph.node_count();
        let stored = [Stored::NEVER; SLOTS];
        let mut paths = Paths { graph, marks, from: 0, pool, free: 0, stored, settled: true };
        let Ok(new) = paths.run(root) else { break };
        let (stored, settled) = (paths.stored, paths.settled);
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
        let mut stores = Stores { graph, marks };
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
    Lists { graph, marks, elements }.run(root).unwrap_or(root)
}

#[cfg(test)]
mod tests;
