//! Wireless local networks (IEEE 802.11), and the headers that drivers put before their frames.

mod frame;
mod management;
mod radio;
mod radiotap;
mod texts;

use crate::print::toolkit::*;

/// Prints a packet of a wireless link type.
pub(super) fn print(c: &mut Ctx<'_>, link_type: u16, b: &Bytes<'_>) -> Res {
    match link_type {
        119 => radio::prism(c, b),
        127 => radiotap::print(c, b),
        163 => radio::avs(c, b),
        192 => radio::per_packet(c, b),
        _ => frame::link(c, b),
    }
}
