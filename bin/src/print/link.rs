//! Link types: which printer starts, and the short link-layer headers.

use super::bytes::{Bytes, Res};
use super::context::Arg::Name;
use super::context::{Ctx, put};
use super::table::{Table, table};
use super::{absent, cooked, ether, ip, ip6};
use crate::packed::text;
use barecap_core::linktype::LinkType;

/// Prints a packet from its link-layer header on.
pub(super) fn print(c: &mut Ctx<'_>, link_type: LinkType, b: &Bytes<'_>) -> Res {
    if !known(c, link_type, b)? {
        absent::packet(c, link_type, b);
    }
    Ok(())
}

/// Prints a packet, if there is a printer for its link type.
pub(super) fn known(c: &mut Ctx<'_>, link_type: LinkType, b: &Bytes<'_>) -> Res<bool> {
    match link_type.0 {
        0 | 108 => null(c, b)?,
        1 => ether::link(c, b)?,
        113 => cooked::version_1(c, b)?,
        276 => cooked::version_2(c, b)?,
        #[cfg(feature = "print-tunnels")]
        9 => super::tunnels::ppp::link(c, b)?,
        #[cfg(feature = "print-tunnels")]
        50 => super::tunnels::ppp::hdlc_link(c, b)?,
        #[cfg(feature = "print-tunnels")]
        51 => super::tunnels::pppoe::link(c, b)?,
        #[cfg(feature = "print-applications")]
        271 => super::applications::vsock::print(c, b)?,
        #[cfg(feature = "print-applications")]
        239 => super::applications::nflog::print(c, b)?,
        #[cfg(feature = "print-core")]
        281 | 282 | 284 | 285 => super::lan::switch::link(c, link_type.0, b)?,
        12 | 14 | 228 | 229 => raw(c, link_type.0, b)?,
        #[cfg(feature = "print-wireless")]
        105 | 119 | 127 | 163 | 192 => super::wireless::print(c, link_type.0, b)?,
        #[cfg(feature = "print-rare")]
        number => return super::rare::link(c, number, b),
        #[cfg(not(feature = "print-rare"))]
        _ => return Ok(false),
    }
    Ok(true)
}

/// Address families as BSD numbers them.
pub(super) const FAMILIES: Table = table!("Unknown";
    2: "IPv4", 24: "IPv6", 28: "IPv6", 30: "IPv6", 6: "NS", 7: "ISO", 16: "Appletalk", 23: "IPX",
);

/// BSD loopback: an address family, in the byte order of the machine that captured or of the
/// network.
fn null(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const OSI: bool = cfg!(feature = "print-routing");
    const RARE: bool = cfg!(feature = "print-rare");
    c.protocol = text!("null");
    c.link_header = b.captured().min(4);
    let mut family = b.u32(0)?.swap_bytes();
    // No family is this large: the bytes stand in the order of the network.
    if family & 0xffff_0000 != 0 {
        family = family.swap_bytes();
    }
    let is_known = matches!(family, 2 | 24 | 28 | 30)
        || OSI && family == 7
        || RARE && matches!(family, 16 | 23);
    if c.o.link_header || !is_known {
        match (c.o.quiet, FAMILIES.get(family)) {
            (0, _) => put!(c, "AF {} ({})", Name(FAMILIES, family), family),
            (_, Some(name)) => c.out.text(name),
            (_, None) => put!(c, "Unknown AF {}", family),
        }
        put!(c, ", length {}: ", b.len());
    }
    let rest = b.from(4);
    match family {
        2 => ip::print(c, &rest),
        #[cfg(feature = "print-routing")]
        7 => super::routing::osi::print(c, &rest),
        #[cfg(feature = "print-rare")]
        16 => super::rare::atalk::print(c, &rest),
        #[cfg(feature = "print-rare")]
        23 => super::rare::ipx::print(c, &rest),
        _ if is_known => ip6::print(c, &rest),
        _ => {
            c.unknown(&rest);
            Ok(())
        }
    }
}

/// Raw IP: the version is in the first four bits, or given by the link type.
fn raw(c: &mut Ctx<'_>, link_type: u16, b: &Bytes<'_>) -> Res {
    c.protocol = text!("raw");
    let version = match link_type {
        228 => 4,
        229 => 6,
        _ => b.u8(0)? >> 4,
    };
    // What is carried further in has its name only where no link header does.
    if c.link_named && matches!(version, 4 | 6) {
        c.literal(if version == 4 { text!("IP ") } else { text!("IP6 ") });
    }
    match version {
        4 => ip::print(c, b),
        6 => ip6::print(c, b),
        _ => {
            put!(c, "IP{}", version);
            c.invalid();
            Ok(())
        }
    }
}
