//! Routing protocols and what routers keep each other's company with.

pub(super) mod bfd;
pub(super) mod bgp;
mod bgp_attributes;
pub(super) mod bgp_routes;
pub(super) mod gmpls;
pub(super) mod hsrp;
pub(super) mod isis;
mod isis_bridges;
mod isis_reach;
mod isis_values;
pub(super) mod lldp;
mod lldp_media;
pub(super) mod osi;
pub(super) mod ospf;
pub(super) mod ospf6;
mod ospf_opaque;
pub(super) mod pim;
pub(super) mod pim_1;
pub(super) mod rip;
#[cfg(test)]
mod tests;
pub(super) mod vrrp;

use super::toolkit::*;

/// A text that ends with a zero byte or with its field, and is whole if one of them is there.
fn text_up_to(c: &mut Ctx<'_>, b: &Bytes<'_>, size: usize) -> Res {
    let text = b.first(size);
    if c.zero_text(text.inside()) { Ok(()) } else { text.need(0, size) }
}
