//! Packets in packets: tunnels, security headers, and the headers between them.

pub(super) mod geneve;
pub(super) mod gre;
pub(super) mod isakmp;
pub(super) mod l2tp;
pub(super) mod mpls;
pub(super) mod nsh;
pub(super) mod ppp;
pub(super) mod pppoe;
pub(super) mod security;
pub(super) mod vxlan;

use super::toolkit::*;

/// An OSI packet, where its printers are built.
fn osi(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    #[cfg(feature = "print-routing")]
    return super::routing::osi::print(c, b);
    #[cfg(not(feature = "print-routing"))]
    {
        c.unknown(b);
        Ok(())
    }
}
