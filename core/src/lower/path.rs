//! The second pass: from leaves to nodes.
//!
//! What the slots of a layout hold may depend on the path that led to a primitive: `geneve or
//! vxlan` behind IPv4, behind IPv6, or neither. So it is first found out, forward over the leaves,
//! in which states of the slots each can be reached; a state says for every slot which value it
//! holds. Then, backward, a node is built for each leaf and state. There is one state in all
//! filters without tunnels and without VLAN tags of live captures, and there are few in others.

use super::build::{Builder, Exits};
use super::layout::{Layout, State};
use super::prefix::WAYS;
use super::primitive::{Primitive, Sources};
use super::tunnel::Over;
use super::{ACCEPT, FALSE, Leaf, REJECT, TRUE};
use crate::filter::ast::Span;
use crate::filter::error::{Error, NoRoom};
use crate::graph::NodeId;
use heapless::VecView;

/// How many states there can be: as many as a set of them has bits.
const STATES: usize = 64;

/// The leaves of a filter, and the entries of each.
pub(super) struct Paths<'p> {
    leaves: &'p mut VecView<Leaf>,
    layouts: &'p VecView<Layout>,
    entries: &'p mut VecView<NodeId>,
    states: heapless::Vec<State, STATES>,
    /// The states at the start, in each of the ways that header lengths may come out.
    starts: [usize; WAYS],
}

impl<'p> Paths<'p> {
    pub(super) fn new(
        leaves: &'p mut VecView<Leaf>,
        layouts: &'p VecView<Layout>,
        entries: &'p mut VecView<NodeId>,
    ) -> Self {
        Self { leaves, layouts, entries, states: heapless::Vec::new(), starts: [0; WAYS] }
    }

    /// Builds all nodes; `first` is the leaf to begin with, `last` the layout at the end of the
    /// text.
    pub(super) fn build(
        mut self,
        builder: &mut Builder<'_, '_>,
        mut sources: Sources<'_>,
        first: u32,
        last: &Layout,
    ) -> Result<NodeId, Error> {
        self.spread(builder, first, last)?;
        for at in (0..self.leaves.len()).rev() {
            let leaf = self.leaves[at];
            builder.layout = self.layouts[leaf.layout as usize];
            if leaf.states == 0 {
                // Nobody comes here, but the slots that it reads have been read.
                builder.state = self.states[0];
                self.leaf(builder, &leaf, &mut sources, 0)?;
            }
            for (rank, state) in ones(leaf.states).enumerate() {
                builder.state = self.states[state];
                let begin = self.leaf(builder, &leaf, &mut sources, state)?;
                self.entries[leaf.entries as usize + rank] = begin;
            }
        }
        let next = self.starts.map(|state| self.target(first, state));
        let begin = builder.prefix(last, next);
        builder.check(Span::default())?;
        Ok(begin)
    }

    /// Finds out in which states each leaf can be reached, and makes room for its entries.
    fn spread(
        &mut self,
        builder: &mut Builder<'_, '_>,
        first: u32,
        last: &Layout,
    ) -> Result<(), Error> {
        for (way, state) in builder.at_start(last).into_iter().enumerate() {
            self.starts[way] = self.number(state, Span::default())?;
        }
        let mut entries = 0;
        for at in 0..self.leaves.len() {
            let leaf = &mut self.leaves[at];
            if at == first as usize {
                leaf.states = self.starts.iter().fold(0, |set, state| set | 1 << state);
            }
            leaf.entries = entries;
            entries += leaf.states.count_ones();
            let leaf = *leaf;
            builder.layout = self.layouts[leaf.layout as usize];
            if !assigns(&leaf.primitive) {
                self.reach(leaf.exits[TRUE], leaf.states);
                self.reach(leaf.exits[FALSE], leaf.states);
                continue;
            }
            for state in ones(leaf.states) {
                builder.state = self.states[state];
                let (on_true, on_false) = self.outcomes(builder, &leaf, state)?;
                self.reach(leaf.exits[TRUE], on_true[0] | on_true[1]);
                self.reach(leaf.exits[FALSE], on_false);
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

    /// The states behind a leaf that assigns slots: two where it holds, of which either may be
    /// missing or the other one, and one where it does not.
    fn outcomes(
        &mut self,
        builder: &mut Builder<'_, '_>,
        leaf: &Leaf,
        state: usize,
    ) -> Result<([u64; 2], u64), Error> {
        let next = self.layouts[leaf.layout as usize + 1];
        Ok(match leaf.primitive {
            Primitive::Tunnel { tunnel, .. } => {
                let mut on_true = [0; 2];
                for (over, set) in Over::ALL.into_iter().zip(&mut on_true) {
                    if builder.can_tunnel(over) {
                        let inside = builder.inside_tunnel(tunnel, over, &next);
                        *set = 1 << self.number(inside, leaf.span)?;
                    }
                }
                (on_true, 1 << state)
            }
            _ => {
                let behind = builder.behind_live_vlan(&next);
                let behind = 1 << self.number(behind, leaf.span)?;
                ([behind; 2], behind)
            }
        })
    }

    /// The number of a state, which is noted down if it is new.
    fn number(&mut self, state: State, span: Span) -> Result<usize, Error> {
        if let Some(known) = self.states.iter().position(|known| *known == state) {
            return Ok(known);
        }
        let full = Error::no_room(NoRoom::Primitives, STATES, span);
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

    /// The same for a set of one state; of none nobody goes there.
    fn target_of(&self, exit: u32, states: u64) -> NodeId {
        match states {
            0 => NodeId::REJECT,
            _ => self.target(exit, states.trailing_zeros() as usize),
        }
    }

    /// Builds the nodes of a leaf in a state.
    fn leaf(
        &mut self,
        builder: &mut Builder<'_, '_>,
        leaf: &Leaf,
        sources: &mut Sources<'_>,
        state: usize,
    ) -> Result<NodeId, Error> {
        let begin = if !assigns(&leaf.primitive) {
            let [on_true, on_false] = leaf.exits.map(|exit| self.target(exit, state));
            builder.primitive(&leaf.primitive, sources, Exits { on_true, on_false })
        } else {
            let (on_true, on_false) = self.outcomes(builder, leaf, state)?;
            let on_true = on_true.map(|states| self.target_of(leaf.exits[TRUE], states));
            let on_false = self.target_of(leaf.exits[FALSE], on_false);
            match leaf.primitive {
                Primitive::Tunnel { tunnel, vni } => builder.tunnel(tunnel, vni, on_true, on_false),
                _ => {
                    let exits = Exits { on_true: on_true[0], on_false };
                    builder.primitive(&leaf.primitive, sources, exits)
                }
            }
        };
        builder.check(leaf.span)?;
        Ok(begin)
    }
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
