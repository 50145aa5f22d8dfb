//! Primitives whose answer is known without a packet: IPv6 on raw IPv4, ARP on a link type that
//! cannot carry it.
//!
//! libpcap reduces `X and false` to false and `X or true` to true while it generates code, and
//! drops X with all its loads. Since a load is a test, that belongs to the meaning, on the link
//! types where it happens. So the first pass does the same.

use super::arith::never_holds;
use super::layout::{Family, Layout};
use super::link;
use super::primitive::Primitive;
use crate::filter::ast::{Item, Llc};

/// The answer of a primitive, if it is the same for all packets. `items` are the elements of the
/// syntax tree.
pub(super) fn answer(primitive: &Primitive, layout: &Layout, items: &[Item]) -> Option<bool> {
    let carried = |protocol| layout.carriage(protocol);
    // Something inside a protocol: never there if the protocol never is.
    let inside = |protocol, all: bool| match carried(protocol) {
        Some(true) if all => Some(true),
        Some(false) => Some(false),
        _ => None,
    };
    match *primitive {
        Primitive::Link(protocol) => carried(protocol),
        Primitive::Ip { ip, ip6, .. } | Primitive::ProtoChain { ip, ip6, .. } => {
            any([(ip, inside(link::IP, false)), (ip6, inside(link::IP6, false))])
        }
        Primitive::Net4 { carriers, mask, .. } => any([
            (carriers.ip, inside(link::IP, mask == 0)),
            (carriers.arp, inside(link::ARP, mask == 0)),
            (carriers.rarp, inside(link::RARP, mask == 0)),
        ]),
        Primitive::Net6 { prefix, .. } => inside(link::IP6, prefix == 0),
        Primitive::Hosts { carriers, .. } | Primitive::Gateway { carriers, .. } => any([
            (carriers.ip, inside(link::IP, false)),
            (carriers.arp, inside(link::ARP, false)),
            (carriers.rarp, inside(link::RARP, false)),
            (carriers.ip6, inside(link::IP6, false)),
        ]),
        Primitive::Ports { .. } | Primitive::Tunnel { .. } => {
            any([(true, inside(link::IP, false)), (true, inside(link::IP6, false))])
        }
        Primitive::IpBroadcast { .. } | Primitive::IpMulticast => inside(link::IP, false),
        Primitive::Ip6Multicast => inside(link::IP6, false),
        Primitive::Decnet { .. } => inside(link::DECNET, false),
        // Frame relay has identifiers of its own for what ISO carries.
        Primitive::Iso(_) if layout.rules.family == Family::FrameRelay => None,
        Primitive::Iso(_) | Primitive::IsIs(_) | Primitive::IsIsTypes(_) => {
            inside(link::ISO, false)
        }
        Primitive::Llc(Llc::Any) if layout.rules.family == Family::Llc => Some(true),
        Primitive::Relation { first, end, .. } => {
            let items = items.get(first as usize..end as usize).unwrap_or_default();
            never_holds(items, |protocol| carried(protocol) != Some(false)).then_some(false)
        }
        _ => None,
    }
}

/// The answer of alternatives, of which only the wanted ones count.
fn any<const N: usize>(alternatives: [(bool, Option<bool>); N]) -> Option<bool> {
    let mut all = Some(false);
    for (wanted, answer) in alternatives {
        if wanted {
            all = or(all, answer);
        }
    }
    all
}

/// The answer of an alternative.
pub(super) fn or(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}
