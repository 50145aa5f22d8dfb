//! What IP carries: the dispatch by protocol number, and checksums over pseudo headers.

use super::address::filled;
use super::bytes::{Bytes, Res, Short};
use super::checksum::Checksum;
use super::context::Arg::Name;
use super::context::{Ctx, put};
use super::table::{Table, table};
use super::{ether, icmp, icmp6, ip, ip6, tcp, udp};
use crate::literal::Literal;
use crate::packed::text;

pub(super) const ICMP: u8 = 1;
pub(super) const TCP: u8 = 6;
pub(super) const UDP: u8 = 17;
const IPIP: u8 = 4;
const IPV6: u8 = 41;
const ETHERNET: u8 = 143;
const DCCP: u8 = 33;
pub(super) const ICMP6: u8 = 58;
const NONE: u8 = 59;
const SCTP: u8 = 132;

/// IP protocols by name; TCP and UDP are not looked up.
const PROTOCOLS: Table = table!("unknown";
    1: "ICMP", 58: "ICMPv6", 0: "HBH", 2: "IGMP", 4: "IPIP", 8: "EGP",
    9: "IGRP", 33: "DCCP", 41: "IPv6", 43: "Routing", 44: "Fragment", 46: "RSVP", 47: "GRE",
    50: "ESP", 51: "AH", 55: "Mobile IP", 59: "No Next Header", 60: "DSTOPT",
    62: "Mobile IP (old)", 88: "EIGRP", 89: "OSPF", 103: "PIM", 108: "Compressed IP",
    112: "VRRP", 113: "PGM", 132: "SCTP", 135: "Mobility", 143: "Ethernet",
);

/// Source and destination.
#[derive(Clone, Copy)]
pub(super) enum Addresses<'a> {
    V4([u8; 4], [u8; 4]),
    V6(&'a [u8; 16], &'a [u8; 16]),
}

impl Addresses<'_> {
    /// Both by one length, to tell ends apart: those of IPv4 have zeros behind them.
    pub(super) fn widened(&self) -> [[u8; 16]; 2] {
        match self {
            Self::V4(src, dst) => [filled(src), filled(dst)],
            Self::V6(src, dst) => [**src, **dst],
        }
    }
}

/// What a transport protocol needs to know of the header before it.
pub(super) struct Net<'a> {
    /// Source and destination as they stand in the header.
    pub(super) addresses: Addresses<'a>,
    /// Source and last destination, behind source routes: what checksums are computed over.
    pub(super) last: Addresses<'a>,
    /// The protocol as it stands in the IP header itself.
    pub(super) protocol: u8,
    /// The hop limit, or time to live.
    pub(super) hops: u8,
    /// Whether fragments follow.
    pub(super) fragment: bool,
}

impl Net<'_> {
    /// Prints both addresses with their ports, ` > ` between them and `: ` at the end. Behind
    /// extension headers the addresses have been printed, and the ports stand alone. Those of TCP (of
    /// PGM, too) and of UDP have names, if they are wanted.
    pub(super) fn ports(&self, c: &mut Ctx<'_>, own: u8, ports: Option<(u16, u16)>) {
        let shown = self.protocol == own;
        let port = match own {
            UDP => Ctx::udp_port,
            DCCP | SCTP if cfg!(feature = "print-applications") => {
                |c: &mut Ctx<'_>, port: u16| c.out.dec(port.into())
            }
            _ => Ctx::tcp_port,
        };
        for source in [true, false] {
            if shown {
                self.end(c, source);
            }
            if let Some(ports) = ports {
                if shown {
                    c.out.byte(b'.');
                }
                port(c, if source { ports.0 } else { ports.1 });
            }
            if shown || ports.is_some() {
                c.literal(if source { text!(" > ") } else { text!(":") });
            }
        }
        // Where even the ports are missing, the truncation mark brings its own space.
        if ports.is_some() || (shown && own != TCP) {
            put!(c, " ");
        }
    }

    /// Prints the source or the destination.
    pub(super) fn end(&self, c: &mut Ctx<'_>, source: bool) {
        match (self.addresses, source) {
            (Addresses::V4(a, _), true) | (Addresses::V4(_, a), false) => c.ip4(a),
            (Addresses::V6(a, _), true) | (Addresses::V6(_, a), false) => c.ip6(a),
        }
    }

    /// Whether this is IPv6.
    pub(super) fn is_v6(&self) -> bool {
        matches!(self.addresses, Addresses::V6(..))
    }

    /// The checksum of a payload with its pseudo header (RFC 793, RFC 8200 section 8.1): zero
    /// where it is right.
    pub(super) fn checksum(&self, protocol: u8, length: usize, bytes: &[u8]) -> u16 {
        let mut sum = Checksum::default();
        match self.last {
            Addresses::V4(src, dst) => {
                let length = (length as u16).to_be_bytes();
                sum.add(&src).add(&dst).add(&[0, protocol]).add(&length);
            }
            Addresses::V6(src, dst) => {
                let length = (length as u32).to_be_bytes();
                sum.add(src).add(dst).add(&length).add(&[0, 0, 0, protocol]);
            }
        }
        sum.add(bytes).finish()
    }
}

/// A protocol under a version of IP that it does not go with.
fn requires(c: &mut Ctx<'_>, what: Literal) -> Res {
    put!(c, "[{}]", what);
    c.invalid();
    Ok(())
}

/// Whether a protocol's printer prints the addresses, joined with its ports.
pub(super) fn prints_addresses(protocol: u8) -> bool {
    matches!(protocol, TCP | UDP | SCTP | DCCP)
}

/// The name of a protocol.
pub(super) fn name(c: &mut Ctx<'_>, protocol: u8) {
    match protocol {
        TCP => put!(c, "TCP"),
        UDP => put!(c, "UDP"),
        _ => put!(c, "{}", Name(PROTOCOLS, protocol.into())),
    }
}

/// A protocol's name as the system has it, or its number, each with what stands before it.
pub(super) fn name_or_number(c: &mut Ctx<'_>, protocol: u8, before: [Literal; 2]) {
    if !c.o.numeric
        && let Some(name) = c.lookup.protocol(protocol)
    {
        c.out.literal(before[0]);
        c.out.str(name);
    } else {
        c.str_dec(before[1], protocol.into());
    }
}

/// A protocol without a printer: ` ip-proto-240`, or its name.
pub(super) fn without_printer(c: &mut Ctx<'_>, protocol: u8) {
    name_or_number(c, protocol, [text!(" "), text!(" ip-proto-")]);
}

/// Prints what follows an IP header and its extension headers.
pub(super) fn print(c: &mut Ctx<'_>, net: &Net<'_>, protocol: u8, b: &Bytes<'_>) -> Res {
    match protocol {
        TCP => tcp::print(c, net, b),
        UDP => udp::print(c, net, b),
        ICMP if net.is_v6() => requires(c, text!("ICMP requires IPv4")),
        ICMP => icmp::print(c, net, b),
        2 if net.is_v6() => requires(c, text!("IGMP requires IPv4")),
        #[cfg(feature = "print-core")]
        2 => super::igmp::print(c, b),
        ICMP6 if !net.is_v6() => requires(c, text!("ICMPv6 requires IPv6")),
        ICMP6 => icmp6::print(c, net, b),
        #[cfg(feature = "print-tunnels")]
        47 => super::tunnels::gre::print(c, b),
        #[cfg(feature = "print-tunnels")]
        50 => super::tunnels::security::esp(c, b),
        #[cfg(feature = "print-tunnels")]
        51 => match super::tunnels::security::ah(c, b)? {
            Some((used, next)) => c.nest(|c| print(c, net, next, &b.from(used))),
            None => Ok(()),
        },
        #[cfg(feature = "print-tunnels")]
        108 => super::tunnels::security::ipcomp(c, b),
        #[cfg(feature = "print-routing")]
        89 if net.is_v6() => super::routing::ospf6::print(c, b),
        #[cfg(feature = "print-routing")]
        89 => super::routing::ospf::print(c, b),
        #[cfg(feature = "print-routing")]
        103 => super::routing::pim::print(c, net, b),
        #[cfg(feature = "print-rare")]
        112 if super::ports::is_carp(c) => super::rare::carp::print(c, net, b),
        #[cfg(feature = "print-routing")]
        112 => super::routing::vrrp::print(c, net, b),
        #[cfg(feature = "print-applications")]
        132 => super::applications::sctp::print(c, net, b).or(Err(Short)),
        IPIP => ip::print(c, b),
        IPV6 => ip6::print(c, b),
        ETHERNET if net.is_v6() => ether::frame(c, b, false),
        ETHERNET => requires(c, text!("Ethernet requires IPv6")),
        NONE => {
            put!(c, "no next header");
            Ok(())
        }
        _ => {
            #[cfg(feature = "print-rare")]
            if super::rare::protocol(c, net, protocol, b)? {
                return Ok(());
            }
            without_printer(c, protocol);
            c.str_dec(text!(" "), b.len() as u64);
            c.absent_protocol(protocol);
            Ok(())
        }
    }
}
