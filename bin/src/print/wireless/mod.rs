//! Wireless local networks (IEEE 802.11), and the headers that drivers put before their frames.

mod frame;
mod management;
mod radio;
mod radiotap;
mod texts;

use crate::print::toolkit::*;
use barecap_core::linktype::LinkType;

/// Prints a packet of a wireless link type.
pub(super) fn print(c: &mut Ctx<'_>, link_type: u16, b: &Bytes<'_>) -> Res {
    match LinkType(link_type) {
        LinkType::PRISM_HEADER => radio::prism(c, b),
        LinkType::IEEE802_11_RADIO => radiotap::print(c, b),
        LinkType::IEEE802_11_RADIO_AVS => radio::avs(c, b),
        LinkType::PPI => radio::per_packet(c, b),
        _ => frame::link(c, b),
    }
}
