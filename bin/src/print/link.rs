//! Link types: which printer starts, and the short link-layer headers.

use super::bytes::{Bytes, Res};
use super::context::Arg::Name;
use super::context::{Ctx, put};
use super::table::{Table, table};
use super::{absent, cooked, ether, ip, ip6};
use crate::packed::text;
use barecap_core::linktype::LinkType;

/// Raw IP by its number on OpenBSD.
const OPENBSD_RAW: LinkType = LinkType(14);

/// Prints a packet from its link-layer header on.
pub(super) fn print(c: &mut Ctx<'_>, link_type: LinkType, b: &Bytes<'_>) -> Res {
    if !known(c, link_type, b)? {
        absent::packet(c, link_type, b);
    }
    Ok(())
}

/// Prints a packet, if there is a printer for its link type.
pub(super) fn known(c: &mut Ctx<'_>, link_type: LinkType, b: &Bytes<'_>) -> Res<bool> {
    match link_type {
        LinkType::NULL | LinkType::LOOP => null(c, b)?,
        LinkType::EN10MB => ether::link(c, b)?,
        LinkType::LINUX_SLL => cooked::version_1(c, b)?,
        LinkType::LINUX_SLL2 => cooked::version_2(c, b)?,
        #[cfg(feature = "print-tunnels")]
        LinkType::PPP => super::tunnels::ppp::link(c, b)?,
        #[cfg(feature = "print-tunnels")]
        LinkType::PPP_SERIAL => super::tunnels::ppp::hdlc_link(c, b)?,
        #[cfg(feature = "print-tunnels")]
        LinkType::PPP_ETHER => super::tunnels::pppoe::link(c, b)?,
        #[cfg(feature = "print-applications")]
        LinkType::VSOCK => super::applications::vsock::print(c, b)?,
        #[cfg(feature = "print-applications")]
        LinkType::NFLOG => super::applications::nflog::print(c, b)?,
        #[cfg(feature = "print-core")]
        LinkType::DSA_TAG_BRCM
        | LinkType::DSA_TAG_BRCM_PREPEND
        | LinkType::DSA_TAG_DSA
        | LinkType::DSA_TAG_EDSA => super::lan::switch::link(c, link_type, b)?,
        LinkType::RAW | OPENBSD_RAW | LinkType::IPV4 | LinkType::IPV6 => raw(c, link_type, b)?,
        #[cfg(feature = "print-wireless")]
        LinkType::IEEE802_11
        | LinkType::PRISM_HEADER
        | LinkType::IEEE802_11_RADIO
        | LinkType::IEEE802_11_RADIO_AVS
        | LinkType::PPI => super::wireless::print(c, link_type.0, b)?,
        #[cfg(feature = "print-rare")]
        _ => return super::rare::link(c, link_type, b),
        #[cfg(not(feature = "print-rare"))]
        _ => return Ok(false),
    }
    Ok(true)
}

/// Address families as BSD numbers them.
pub(super) const FAMILIES: Table = table!("Unknown";
    2: "IPv4", 24: "IPv6", 28: "IPv6", 30: "IPv6", 6: "NS", 7: "ISO", 16: "Appletalk", 23: "IPX",
);

pub(super) const INET: u32 = 2;
/// That of IPv6 on NetBSD and OpenBSD, on FreeBSD, and on macOS.
pub(super) const INET6: u32 = 24;
pub(super) const INET6_FREEBSD: u32 = 28;
pub(super) const INET6_MACOS: u32 = 30;
const ISO: u32 = 7;
const APPLETALK: u32 = 16;
const IPX: u32 = 23;

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
    let is_known = matches!(family, INET | INET6 | INET6_FREEBSD | INET6_MACOS)
        || OSI && family == ISO
        || RARE && matches!(family, APPLETALK | IPX);
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
        INET => ip::print(c, &rest),
        #[cfg(feature = "print-routing")]
        ISO => super::routing::osi::print(c, &rest),
        #[cfg(feature = "print-rare")]
        APPLETALK => super::rare::atalk::print(c, &rest),
        #[cfg(feature = "print-rare")]
        IPX => super::rare::ipx::print(c, &rest),
        _ if is_known => ip6::print(c, &rest),
        _ => {
            c.unknown(&rest);
            Ok(())
        }
    }
}

/// Raw IP: the version is in the first four bits, or given by the link type.
fn raw(c: &mut Ctx<'_>, link_type: LinkType, b: &Bytes<'_>) -> Res {
    c.protocol = text!("raw");
    let version = match link_type {
        LinkType::IPV4 => 4,
        LinkType::IPV6 => 6,
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
