//! ICMPv6 (RFC 4443) and the messages that other RFCs put into it: neighbor discovery (RFC 4861),
//! multicast listener discovery (RFC 2710, 3810), mobility (RFC 6275), RPL (RFC 6550), node
//! information (RFC 4620), router renumbering (RFC 2894) and the extended echo (RFC 8335).
//!
//! Left out: the bodies of inverse neighbor discovery and of multicast traces.

use super::bytes::{Bytes, Res, Short};
use super::checksum;
use super::context::Arg::Name;
use super::context::{Ctx, put, show};
use super::dump;
#[cfg(feature = "print-core")]
use super::rpl;
use super::table::{Table, table};
use super::transport::{ICMP6, Net, TCP, UDP};
use super::{mld, neighbor};
use crate::packed::text;

/// The types of messages, as in the registry that RFC 4443 made.
const UNREACHABLE: u8 = 1;
const TOO_BIG: u8 = 2;
const TIME_EXCEEDED: u8 = 3;
const PARAMETER_PROBLEM: u8 = 4;
const ECHO_REQUEST: u8 = 128;
const ECHO_REPLY: u8 = 129;
const LISTENER_QUERY: u8 = 130;
const LISTENER_REPORT: u8 = 131;
const LISTENER_DONE: u8 = 132;
const ROUTER_SOLICITATION: u8 = 133;
const ROUTER_ADVERTISEMENT: u8 = 134;
const NEIGHBOR_SOLICITATION: u8 = 135;
const NEIGHBOR_ADVERTISEMENT: u8 = 136;
const REDIRECT: u8 = 137;
const RENUMBERING: u8 = 138;
#[cfg(feature = "print-core")]
const NODE_QUERY: u8 = 139;
#[cfg(feature = "print-core")]
const NODE_REPLY: u8 = 140;
const INVERSE_ADVERTISEMENT: u8 = 142;
const LISTENER_REPORT_2: u8 = 143;
const HOME_AGENTS_REQUEST: u8 = 144;
const HOME_AGENTS: u8 = 145;
const MOBILE_PREFIXES_REQUEST: u8 = 146;
const MOBILE_PREFIXES: u8 = 147;
#[cfg(feature = "print-core")]
const RPL: u8 = 155;
const EXTENDED_REQUEST: u8 = 160;
const EXTENDED_REPLY: u8 = 161;
const TYPES: Table = table!("unknown icmp6 type ({})";
    1: "destination unreachable", 2: "packet too big", 3: "time exceeded in-transit",
    4: "parameter problem", 128: "echo request", 129: "echo reply",
    130: "multicast listener query", 131: "multicast listener report",
    132: "multicast listener done", 133: "router solicitation", 134: "router advertisement",
    135: "neighbor solicitation", 136: "neighbor advertisement", 137: "redirect",
    138: "router renumbering", 139: "node information query", 140: "node information reply",
    141: "inverse neighbor solicitation", 142: "inverse neighbor advertisement",
    143: "multicast listener report v2", 144: "ha discovery request",
    145: "ha discovery reply", 146: "mobile router solicitation",
    147: "mobile router advertisement", 155: "RPL", 160: "extended echo request",
    161: "extended echo reply", 200: "mtrace response", 201: "mtrace message",
);
const UNREACHABLES: Table = table!("unknown unreach code ({})";
    0: "unreachable route", 1: " unreachable prohibited", 2: "beyond scope",
    3: "unreachable address", 4: "unreachable port",
);
const ROUTER_FLAGS: Table = table!("none";
    0x80: "managed", 0x40: "other stateful", 0x20: "home agent", 0x02: "ipv6 only",
);
const NEIGHBOR_FLAGS: Table = table!("none"; 0x80: "router", 0x40: "solicited", 0x20: "override");
const PREFERENCES: Table = table!(""; 0: "medium", 1: "high", 2: "rsv", 3: "low");

/// The preference of a router or a route (RFC 4191).
pub(super) fn preference(c: &mut Ctx<'_>, flags: u8) {
    put!(c, "{}", Name(PREFERENCES, (flags >> 3 & 3).into()));
}

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("icmp6");
    if b.len() == 0 {
        put!(c, "ICMP6, length 0");
        c.invalid();
        return Ok(());
    }
    sum(c, net, b)?;
    let kind = b.u8(0)?;
    show!(c, b, "ICMP6, {1N}", TYPES)?;
    let verbose = c.v() > 0;
    if verbose && matches!(kind, ROUTER_SOLICITATION..=REDIRECT | HOME_AGENTS | MOBILE_PREFIXES) {
        put!(c, ", length {}", b.len());
    }
    let code = b.u8(1)?;
    match kind {
        UNREACHABLE => {
            if !unreachable(c, b, code)? {
                return Ok(());
            }
        }
        TOO_BIG => show!(c, b, ", mtu {@4=4}")?,
        TIME_EXCEEDED => match code {
            0 => show!(c, b, " for {@32=16A}")?,
            1 => put!(c, " (reassembly)"),
            _ => put!(c, ", unknown code ({})", code),
        },
        PARAMETER_PROBLEM => problem(c, b, code)?,
        ECHO_REQUEST | ECHO_REPLY => show!(c, b, ", id {@4=2}, seq {2}")?,
        LISTENER_QUERY if b.len() >= 28 => mld::query(c, b)?,
        LISTENER_QUERY if b.len() == 24 => mld::version_1(c, b)?,
        LISTENER_REPORT | LISTENER_DONE if b.len() >= 24 => mld::version_1(c, b)?,
        LISTENER_QUERY => put!(c, " unknown-version (len {}) ", b.len()),
        LISTENER_REPORT | LISTENER_DONE => {}
        ROUTER_SOLICITATION..=REDIRECT => discovery(c, b, kind)?,
        #[cfg(feature = "print-core")]
        RENUMBERING..=NODE_REPLY => {
            use super::node;
            let print = match kind {
                RENUMBERING => node::renumbering,
                NODE_QUERY => node::query,
                _ => node::reply,
            };
            let printed = print(c, b, code);
            c.marked(printed)?;
        }
        LISTENER_REPORT_2 => mld::report(c, b)?,
        HOME_AGENTS_REQUEST | MOBILE_PREFIXES_REQUEST => show!(c, b, ", id 0x{@4=2:04x}")?,
        HOME_AGENTS if verbose => {
            show!(c, b, ", id 0x{@4=2:04x}")?;
            let mut agents = b.from(8);
            while agents.len() > 0 {
                show!(c, &agents, ", {16A}")?;
                agents = agents.from(16);
            }
        }
        MOBILE_PREFIXES if verbose => mobile_prefixes(c, b)?,
        #[cfg(feature = "print-core")]
        RPL => {
            // The secured messages are not read.
            if code & 0x80 != 0 {
                put!(c, ", (SEC) [worktodo]");
            } else {
                put!(c, ", (CLR)");
                rpl::print(c, b, code)?;
            }
        }
        EXTENDED_REQUEST | EXTENDED_REPLY => {
            show!(c, b, ", id {@4=2}, seq {1}")?;
            #[cfg(feature = "print-core")]
            if verbose {
                super::icmp_extensions::extended_echo(c, kind == EXTENDED_REQUEST, b)?;
            }
        }
        RENUMBERING..=INVERSE_ADVERTISEMENT | HOME_AGENTS | MOBILE_PREFIXES => {}
        _ => {
            put!(c, ", length {}", b.len());
            if c.v() > 1 {
                return Ok(());
            }
            dump::hex(&mut c.out, text!("\n\t"), b.inside());
            return Ok(());
        }
    }
    if !verbose {
        put!(c, ", length {}", b.len());
    }
    Ok(())
}

/// Whether the checksum is right, with -K, too; of what is cut or a fragment it is not known.
fn sum(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    if c.v() > 0
        && !net.fragment
        && let Ok(bytes) = b.get(0, b.len())
    {
        let field = b.u16(2)?;
        let off = net.checksum(ICMP6, b.len(), bytes);
        if off == 0 {
            put!(c, "[icmp6 sum ok] ");
        } else {
            let right = checksum::should_be(field, off);
            put!(c, "[bad icmp6 cksum 0x{:04x} -> 0x{:04x}!] ", field, right);
        }
    }
    Ok(())
}

/// What is wrong with a packet, and where in it.
fn problem(c: &mut Ctx<'_>, b: &Bytes<'_>, code: u8) -> Res {
    b.check(8, 40)?;
    let octet = b.u32(4)?;
    match code {
        0 => put!(c, ", erroneous - octet {}", octet),
        1 => put!(c, ", next header - octet {}", octet),
        2 => put!(c, ", option - octet {}", octet),
        3 => put!(c, ", incomplete header chain - octet {}", octet),
        _ => put!(c, ", code-#{}", code),
    }
    Ok(())
}

/// Neighbor discovery: what is asked or told, and options behind it, with -v.
fn discovery(c: &mut Ctx<'_>, b: &Bytes<'_>, kind: u8) -> Res {
    let verbose = c.v() > 0;
    let options = match kind {
        ROUTER_SOLICITATION => 8,
        ROUTER_ADVERTISEMENT => {
            if verbose {
                show!(
                    c,
                    b,
                    "\n\thop limit {@4=1}, Flags [{1B}], pref {@5=1>3&3N}, \
                     router lifetime {2}s, reachable time {4}ms, retrans timer {4}ms",
                    ROUTER_FLAGS,
                    PREFERENCES
                )?;
            }
            16
        }
        NEIGHBOR_SOLICITATION => {
            show!(c, b, ", who has {@8=16A}")?;
            24
        }
        NEIGHBOR_ADVERTISEMENT => {
            show!(c, b, ", tgt is {@8=16A}")?;
            if verbose {
                show!(c, b, ", Flags [{@4=1B}]", NEIGHBOR_FLAGS)?;
            }
            24
        }
        _ => {
            show!(c, b, ", {@24=16A} to {@8=16A}")?;
            40
        }
    };
    if verbose { neighbor::options(c, &b.from(options)) } else { Ok(()) }
}

/// The prefixes of a home network (RFC 6275), and how addresses in them are made.
fn mobile_prefixes(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, ", id 0x{@4=2:04x}")?;
    let flags = b.u16(6)? >> 8;
    if flags & 0xc0 != 0 {
        put!(c, " ");
    }
    for (bit, name) in [(0x80, text!("M")), (0x40, text!("O"))] {
        if flags & bit != 0 {
            c.literal(name);
        }
    }
    neighbor::options(c, &b.from(8))
}

/// A destination that cannot be reached; answers whether the code is known.
fn unreachable(c: &mut Ctx<'_>, b: &Bytes<'_>, code: u8) -> Res<bool> {
    put!(c, ", {}", Name(UNREACHABLES, code.into()));
    let quoted = b.from(8);
    match code {
        0 | 1 | 3 => show!(c, &quoted, " {@24=16A}")?,
        2 => show!(c, &quoted, " {@24=16A}{|}, source address {@8=16A}")?,
        4 => {
            let (protocol, at) = upper_layer(&quoted).map_err(|_| Short)?;
            quoted.check(at, 4)?;
            let port = quoted.u16(at + 2)?;
            let destination = quoted.array::<16>(24)?;
            match protocol {
                TCP => {
                    put!(c, ", {} tcp port ", destination);
                    c.tcp_port(port);
                }
                UDP => {
                    put!(c, ", {} udp port ", destination);
                    c.udp_port(port);
                }
                _ => return Err(Short),
            }
        }
        _ => {
            if c.v() < 2 {
                dump::hex(&mut c.out, text!("\n\t"), b.inside());
            }
            return Ok(false);
        }
    }
    Ok(true)
}

/// The protocol behind the extension headers of a quoted packet, and where it starts.
fn upper_layer(b: &Bytes<'_>) -> Res<(u8, usize)> {
    let (mut next, mut at) = (b.u8(6)?, 40);
    loop {
        match next {
            0 | 43 | 60 => {
                next = b.u8(at)?;
                at += (usize::from(b.u8(at + 1)?) + 1) * 8;
            }
            44 if b.u16(at + 2)? & 0xfff8 == 0 => {
                next = b.u8(at)?;
                at += 8;
            }
            _ => return Ok((next, at)),
        }
    }
}
