//! Primitives whose answer is known without a packet: IPv6 on raw IPv4, ARP on a link type that
//! cannot carry it.
//!
//! libpcap reduces `X and false` to false and `X or true` to true while it generates code, and
//! drops X with all its loads. Since a load is a test, that belongs to the meaning, on the link
//! types where it happens. So the first pass does the same.

use super::arith::never_holds;
use super::ip::Carriers;
use super::layout::Layout;
use super::link;
use super::primitive::Primitive;
use super::rules::Family;
use super::tag;
use crate::filter::ast::{Item, Llc};

/// The answer of a primitive, if it is the same for all packets. `items` are the elements of the
/// syntax tree.
#[inline(never)]
pub(super) fn answer(primitive: &Primitive, layout: &Layout, items: &[Item]) -> Option<bool> {
    // Something inside protocols: never there if they never are, and if it is all of them, always
    // where one of them always is.
    let (carriers, all) = match *primitive {
        Primitive::Link(protocol) => return layout.carriage(protocol),
        Primitive::Ip { carriers, .. } | Primitive::ProtoChain { carriers, .. } => {
            (carriers, false)
        }
        Primitive::Net4 { carriers, mask, .. } => (carriers, mask == 0),
        Primitive::Net6 { prefix, .. } => (Carriers::IP6, prefix == 0),
        Primitive::Hosts { carriers, .. } | Primitive::Gateway { carriers, .. } => {
            (carriers, false)
        }
        Primitive::Ports { .. } | Primitive::Tunnel { .. } => (Carriers::IP, false),
        Primitive::IpBroadcast { .. } | Primitive::IpMulticast => (Carriers::IP4, false),
        Primitive::Ip6Multicast => (Carriers::IP6, false),
        Primitive::Decnet { .. } => return never(layout.carriage(link::DECNET)),
        Primitive::PppoeSession { .. } => return never(layout.carriage(tag::PPPOE_SESSION)),
        // Frame relay has identifiers of its own for what ISO carries.
        Primitive::Iso(_) if layout.rules.family == Family::FrameRelay => return None,
        Primitive::Iso(_) | Primitive::IsIs(_) | Primitive::IsIsTypes(_) => {
            return never(layout.carriage(link::ISO));
        }
        Primitive::Llc(Llc::Any) if layout.rules.family == Family::Llc => return Some(true),
        Primitive::Relation { first, end, .. } => {
            let items = items.get(first as usize..end as usize).unwrap_or_default();
            return never_holds(items, layout).then_some(false);
        }
        _ => return None,
    };
    let mut answer = Some(false);
    for (carrier, protocol) in Carriers::PROTOCOLS {
        if carriers.any(carrier) {
            answer = match layout.carriage(protocol) {
                Some(false) => answer,
                Some(true) if all => return Some(true),
                _ => None,
            };
        }
    }
    answer
}

/// The answer of something inside a protocol that may or may not be there.
fn never(carriage: Option<bool>) -> Option<bool> {
    carriage.filter(|carried| !carried)
}
