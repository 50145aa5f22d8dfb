//! The second pass: from leaves to nodes.
//!
//! Whether anything is stored in the slots of a layout may depend on the path that led to a
//! primitive: in `(geneve or port 53) and ip` the test of `ip` looks at a frame inside the tunnel
//! or, where `geneve` did not hold, at offset 0. So it is first found out, forward over the leaves,
//! in which states of the slots each can be reached. Then, backward, a node is built for each leaf
//! and state. There is one state in nearly all filters.
//!
//! **Shrinking.** Most of the nodes of a long list are passed over by the optimizer, which knows at
//! each what was found out before. So that they need not all be there at once, it is called on the
//! way: where all that stands before in the text leads to one leaf and to verdicts, what begins at
//! that leaf is a graph of its own, and what it means does not depend on what comes to stand
//! before it.

use super::build::{Builder, Exits};
use super::layout::{Layout, State};
use super::primitive::{Primitive, Sources};
use super::{ACCEPT, FALSE, LONG, Leaf, REJECT, TRUE};
use crate::filter::ast::Span;
use crate::filter::error::{Error, NoRoom};
use crate::graph::{Graph, NodeId};
use heapless::VecView;

/// How many states there can be: as many as a set of them has bits.
const STATES: usize = 64;

/// Replaces the nodes from an index on, which can be reached from a root, by fewer that mean the
/// same; answers the new root. Nodes before the index stay as they are.
pub(crate) type Shrink<'s> = dyn FnMut(&mut Graph<'_>, usize, NodeId, Part) -> NodeId + 's;

/// What kind of part of a filter is to be shrunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Any.
    Ordinary,
    /// One of a filter that repeats the same few primitives.
    Repeating,
    /// A long search in which there is nothing to find.
    Search,
}

impl Part {
    const fn of(repeats: bool) -> Self {
        if repeats { Self::Repeating } else { Self::Ordinary }
    }
}

/// From how many new nodes on it is called: enough that what all packets pass at the beginning of
/// such a part does not count.
const CHUNK: usize = 512;
/// And from how many primitives on: one alone has no more nodes than it needs.
const PRIMITIVES: usize = 8;

/// The leaves of a filter, and the entries of each.
pub(super) struct Paths<'p> {
    leaves: &'p mut VecView<Leaf>,
    layouts: &'p VecView<Layout>,
    entries: &'p mut VecView<NodeId>,
    states: heapless::Vec<State, STATES>,
}

impl<'p> Paths<'p> {
    pub(super) fn new(
        leaves: &'p mut VecView<Leaf>,
        layouts: &'p VecView<Layout>,
        entries: &'p mut VecView<NodeId>,
    ) -> Self {
        Self { leaves, layouts, entries, states: heapless::Vec::new() }
    }

    /// Builds all nodes; `first` is the leaf to begin with, `last` the layout at the end of the
    /// text.
    pub(super) fn build(
        mut self,
        builder: &mut Builder<'_, '_>,
        mut sources: Sources<'_>,
        first: u32,
        last: &Layout,
        mut shrink: Option<&mut Shrink<'_>>,
    ) -> Result<NodeId, Error> {
        self.spread(builder, first, last)?;
        // How many nodes have been shrunk, and how many primitives were built since.
        let (mut shrunk, mut built) = (0, 0);
        for at in (0..self.leaves.len()).rev() {
            let leaf = self.leaves[at];
            if matches!({ leaf.primitive }, Primitive::United) || is_member(&leaf) {
                continue;
            }
            built += 1;
            let before = builder.graph.node_count();
            builder.layout = self.layouts[leaf.layout as usize];
            let spare_slot = builder.spare_slot;
            // Where nobody comes, the slots that the leaf reads have been read all the same.
            for (rank, state) in ones(leaf.states.max(1)).enumerate() {
                builder.state = self.states[state];
                // No packet comes by two states, so that one slot does for all of them.
                builder.spare_slot = spare_slot;
                let begin = self.leaf(builder, at, &mut sources, state)?;
                if leaf.states != 0 {
                    self.entries[leaf.entries as usize + rank] = begin;
                }
            }
            if let Some(shrink) = &mut shrink
                && builder.graph.node_count() - shrunk >= CHUNK
                && built >= PRIMITIVES
                && leaf.states.count_ones() == 1
                && leaf.is_narrow
                && at >= first as usize
            {
                let begin = &mut self.entries[leaf.entries as usize];
                *begin = shrink(builder.graph, shrunk, *begin, Part::of(builder.repeats));
                (shrunk, built) = (builder.graph.node_count(), 0);
            } else if let Some(shrink) = &mut shrink
                && before == 0
                && matches!({ leaf.primitive }, Primitive::AnyNet6 { .. })
                && members(&self.leaves[at + 1..]) >= LONG
            {
                // What stands behind such a list is verdicts.
                let begin = &mut self.entries[leaf.entries as usize];
                *begin = shrink(builder.graph, 0, *begin, Part::Search);
                (shrunk, built) = (builder.graph.node_count(), 0);
            }
        }
        let begin = builder.prefix(last, self.target(first, 0));
        builder.check(Span::default())?;
        Ok(match shrink {
            Some(shrink) if shrunk > 0 && !builder.repeats => {
                shrink(builder.graph, shrunk, begin, Part::Ordinary)
            }
            _ => begin,
        })
    }

    /// Finds out in which states each leaf can be reached, and makes room for its entries.
    fn spread(
        &mut self,
        builder: &mut Builder<'_, '_>,
        first: u32,
        last: &Layout,
    ) -> Result<(), Error> {
        self.number(builder.at_start(last), Span::default())?;
        let mut entries = 0;
        let mut farthest = 0;
        for at in 0..self.leaves.len() {
            let leaf = &mut self.leaves[at];
            if at == first as usize {
                leaf.states = 1;
            }
            leaf.entries = entries;
            entries += leaf.states.count_ones();
            leaf.is_narrow = farthest <= at;
            let leaf = *leaf;
            for exit in leaf.exits.map(|exit| exit as usize) {
                if exit < self.leaves.len() {
                    farthest = farthest.max(exit);
                }
            }
            builder.layout = self.layouts[leaf.layout as usize];
            if !assigns(&leaf.primitive) {
                self.reach(leaf.exits[TRUE], leaf.states);
                self.reach(leaf.exits[FALSE], leaf.states);
                continue;
            }
            for state in ones(leaf.states) {
                let [on_true, on_false] = self.outcomes(&leaf, state)?;
                self.reach(leaf.exits[TRUE], 1 << on_true);
                self.reach(leaf.exits[FALSE], 1 << on_false);
            }
        }
        // What there is capacity for is there.
        let room = self.entries.capacity();
        self.entries.resize(entries as usize, NodeId::REJECT).map_err(|_| {
            let span = self.leaves.last().map(|leaf| leaf.span).unwrap_or_default();
            Error::no_room(NoRoom::Primitives, room, span)
        })
    }

    /// Notes down that an exit's target can be reached in some states.
    fn reach(&mut self, exit: u32, states: u64) {
        if let Some(leaf) = self.leaves.get_mut(exit as usize) {
            leaf.states |= states;
        }
    }

    /// The states behind a leaf that stores in slots, where it holds and where it does not.
    fn outcomes(&mut self, leaf: &Leaf, state: usize) -> Result<[usize; 2], Error> {
        let next = &self.layouts[leaf.layout as usize + 1];
        let before = self.states[state];
        match leaf.primitive {
            Primitive::Tunnel { .. } => {
                let inside = before.with(&[next.header, next.field, next.payload]);
                Ok([self.number(inside, leaf.span)?, state])
            }
            _ => {
                let behind = self.number(before.with(&[next.payload]), leaf.span)?;
                Ok([behind; 2])
            }
        }
    }

    /// The number of a state, which is noted down if it is new.
    fn number(&mut self, state: State, span: Span) -> Result<usize, Error> {
        if let Some(known) = self.states.iter().position(|known| *known == state) {
            return Ok(known);
        }
        let full = Error::no_room(NoRoom::Layouts, STATES, span);
        self.states.push(state).map_err(|_| full)?;
        Ok(self.states.len() - 1)
    }

    /// Where an exit leads in a state.
    fn target(&self, exit: u32, state: usize) -> NodeId {
        match exit {
            ACCEPT => NodeId::ACCEPT,
            REJECT => NodeId::REJECT,
            _ => {
                let leaf = &self.leaves[exit as usize];
                let rank = (leaf.states & ((1 << state) - 1)).count_ones();
                self.entries[(leaf.entries + rank) as usize]
            }
        }
    }

    /// Builds the nodes of a leaf in a state.
    #[inline(never)]
    fn leaf(
        &mut self,
        builder: &mut Builder<'_, '_>,
        at: usize,
        sources: &mut Sources<'_>,
        state: usize,
    ) -> Result<NodeId, Error> {
        let leaf = &{ self.leaves[at] };
        let behind = match assigns(&leaf.primitive) {
            true => self.outcomes(leaf, state)?,
            false => [state; 2],
        };
        let exits = Exits {
            on_true: self.target(leaf.exits[TRUE], behind[TRUE]),
            on_false: self.target(leaf.exits[FALSE], behind[FALSE]),
        };
        let next = self.layouts.get(leaf.layout as usize + 1);
        let begin = match (leaf.primitive, next) {
            (Primitive::Tunnel { tunnel, vni }, Some(next)) => {
                builder.tunnel(tunnel, vni, next, exits)
            }
            (Primitive::LiveVlan { id }, Some(next)) => builder.live_vlan(id, next.payload, exits),
            (Primitive::AnyNet6 { .. } | Primitive::Pair(_), _) if cfg!(feature = "optimize") => {
                let list = ..=at + members(&self.leaves[at + 1..]);
                match leaf.primitive {
                    Primitive::Pair(_) => {
                        builder.any_pair(&self.leaves[list][at.saturating_sub(2)..], exits)
                    }
                    _ => builder.any_net6(&self.leaves[list][at.saturating_sub(1)..], exits),
                }
            }
            _ => builder.primitive(&leaf.primitive, sources, exits),
        };
        builder.check(leaf.span)?;
        Ok(begin)
    }
}

/// Whether a leaf is in the list that begins somewhere before it.
fn is_member(leaf: &Leaf) -> bool {
    match leaf.primitive {
        Primitive::Member6 { .. } => true,
        Primitive::Pair(pair) => !pair.is_first,
        _ => false,
    }
}

/// How many of some leaves are in the list that begins before them.
fn members(leaves: &[Leaf]) -> usize {
    leaves.iter().take_while(|leaf| is_member(leaf)).count()
}

/// Whether a primitive assigns slots.
fn assigns(primitive: &Primitive) -> bool {
    matches!(primitive, Primitive::Tunnel { .. } | Primitive::LiveVlan { .. })
}

/// The numbers of the bits that are set.
fn ones(mut set: u64) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        if set == 0 {
            return None;
        }
        let bit = set.trailing_zeros();
        set &= set - 1;
        Some(bit as usize)
    })
}
