//! Runs: primitives of a list that differ only in their address or port become one that asks
//! whether it is in a set.
//!
//! **What is preserved.** The first primitive of a run stays alone. Where it does not hold it has
//! made every load that the others make: they test the same values in the same order, and leave
//! early only where they hold. Behind it they are therefore tests that cannot fail, their order
//! does not matter, and one test of the union of their sets decides as all of them do. Which
//! words of an IPv6 address are loaded depends on the address, so that is not true of IPv6 networks:
//! [`list6`](super::list6) says what can be done with lists of those.

use super::build::Way;
use super::ip::Carriers;
use super::port::Transport;
use super::primitive::Primitive;
use super::{FALSE, Leaf, TRUE};
use crate::graph::{Graph, Interval};

/// What the primitives of a run have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    /// IPv4 addresses and networks.
    Net4 { carriers: Carriers, way: Way },
    /// Ports and ranges of ports.
    Ports { transport: Transport, way: Way },
    /// 48-bit link-layer addresses: an interval's ends are the last four bytes and the first two.
    Mac48 { way: Way },
}

/// From how many primitives on a run is one: shorter ones are worth being looked at one by one.
const SHORTEST: usize = 10;

/// What a primitive may have in common with others, and what is its own.
pub(super) fn listed(primitive: &Primitive) -> Option<(Listed, Interval)> {
    match *primitive {
        Primitive::Net4 { carriers, way, address, mask }
            if mask != 0 && mask.leading_ones() + mask.trailing_zeros() == 32 =>
        {
            Some((Listed::Net4 { carriers, way }, (address, address | !mask)))
        }
        Primitive::Ports { transport, way, low, high } => {
            Some((Listed::Ports { transport, way }, (low.into(), high.into())))
        }
        Primitive::Mac48 { way, address: [a, b, c, d, e, f] } => {
            let ends = (u32::from_be_bytes([c, d, e, f]), u16::from_be_bytes([a, b]).into());
            Some((Listed::Mac48 { way }, ends))
        }
        _ => None,
    }
}

/// Unites the runs of a filter whose exits are known.
#[inline(never)]
pub(super) fn unite(leaves: &mut [Leaf], graph: &mut Graph<'_>) {
    // Until the states are counted, the number of exits that lead to a leaf.
    for at in 0..leaves.len() {
        for exit in leaves[at].exits {
            if let Some(leaf) = leaves.get_mut(exit as usize) {
                leaf.entries += 1;
            }
        }
    }
    let mut at = 0;
    while let Some(first) = leaves.get(at) {
        let (layout, exit) = (first.layout, first.exits[TRUE]);
        let mut next = at + 1;
        let Some((what, _)) = listed(&first.primitive).filter(|(what, _)| what.is_union()) else {
            at = next;
            continue;
        };
        let from = graph.interval_count();
        let mut room = true;
        while room
            && let Some(leaf) = leaves.get(next)
            && let Some((same, interval)) = listed(&leaf.primitive)
            && leaves[next - 1].exits[FALSE] as usize == next
            && same == what
            && (leaf.entries, leaf.layout, leaf.exits[TRUE]) == (1, layout, exit)
        {
            room = graph.push_interval(interval).is_ok();
            next += usize::from(room);
        }
        if next - at < SHORTEST {
            graph.drop_intervals(from);
        } else {
            let set = match what {
                Listed::Mac48 { .. } => {
                    graph.sort_intervals(from);
                    graph.last_set(graph.interval_count() - from)
                }
                _ => graph.finish_set(from),
            };
            let behind = leaves[next - 1].exits[FALSE];
            leaves[at + 1].primitive = Primitive::Union(what, set);
            leaves[at + 1].exits[FALSE] = behind;
            for leaf in &mut leaves[at + 2..next] {
                leaf.primitive = Primitive::United;
            }
        }
        at = next;
    }
}

/// Whether a filter is a list of which each part asks for an address, a port or both, as the one
/// before does: `(src host a and tcp port b) or (src host c and tcp port d) or ...`.
#[inline(never)]
pub(super) fn repeats(leaves: &[Leaf]) -> bool {
    let [first, second, .., last] = leaves else { return false };
    let is_pair = !matches!(
        (first.primitive, second.primitive),
        (Primitive::Ports { .. }, Primitive::Ports { .. })
            | (
                Primitive::Net4 { .. } | Primitive::Net6 { .. },
                Primitive::Net4 { .. } | Primitive::Net6 { .. }
            )
    );
    let part = 1 + usize::from(is_pair);
    let (found, missed) = (last.exits[TRUE], last.exits[FALSE]);
    leaves.len().is_multiple_of(part)
        && leaves.iter().enumerate().all(|(at, leaf)| {
            let next = at - at % part + part;
            let on_true = if at + 1 == next { found } else { at as u32 + 1 };
            let on_false = if next == leaves.len() { missed } else { next as u32 };
            leaf.exits == [on_true, on_false]
                && is_alike(&{ leaf.primitive }, &{ leaves[at % part].primitive })
        })
}

/// Whether primitives ask for one address or one port in IP in the same way.
fn is_alike(one: &Primitive, other: &Primitive) -> bool {
    match (one, other) {
        (Primitive::Net6 { way, .. }, Primitive::Net6 { way: way_too, .. }) => way == way_too,
        (Primitive::Net4 { carriers, .. }, _) if !carriers.any(Carriers::IP4) => false,
        (Primitive::Ports { low, high, .. }, _) if low != high => false,
        _ => match (listed(one), listed(other)) {
            (Some((what, _)), Some((what_too, _))) => what == what_too && what.is_union(),
            _ => false,
        },
    }
}

impl Listed {
    /// Whether a list of these asks for one set; pairs of source and destination do not.
    pub(super) fn is_union(self) -> bool {
        self.way() != Way::Both
    }

    pub(super) const fn way(self) -> Way {
        let (Self::Net4 { way, .. } | Self::Ports { way, .. } | Self::Mac48 { way }) = self;
        way
    }
}
