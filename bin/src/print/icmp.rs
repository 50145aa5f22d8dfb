//! ICMP (RFC 792, 950, 1191, 1256), multi-part messages (RFC 4884, 4950, 5837) and the extended
//! echo (RFC 8335).

use super::bytes::{Bytes, Res};
use super::checksum;
use super::context::Arg::{Ip4, Name};
use super::context::{Ctx, put};
use super::dump;
use super::ip;
use super::table::{Table, table};
use super::transport::{Net, TCP, UDP};

const UNREACHABLE: u8 = 3;
const REDIRECT: u8 = 5;
const TIME_EXCEEDED: u8 = 11;
const PARAMETER_PROBLEM: u8 = 12;

/// Where the extensions of a multi-part message start: the quoted packet is padded to 128 bytes.
const EXTENSIONS: usize = 8 + 128;

const TYPES: Table = table!("type-#{}";
    0: "echo reply", 3: "unreachable", 4: "source quench", 5: "redirect", 8: "echo request",
    9: "router advertisement", 10: "router solicitation", 11: "time exceeded",
    12: "parameter problem", 13: "time stamp request", 14: "time stamp reply",
    15: "information request", 16: "information reply", 17: "address mask request",
);
/// How an unreachable destination is worded: `{}` stands for its address.
const UNREACHABLES: Table = table!("{} unreachable - #";
    0: "net {} unreachable", 1: "host {} unreachable",
    5: "{} unreachable - source route failed", 6: "net {} unreachable - unknown",
    7: "host {} unreachable - unknown", 8: "{} unreachable - source host isolated",
    9: "net {} unreachable - admin prohibited", 10: "host {} unreachable - admin prohibited",
    11: "net {} unreachable - tos prohibited", 12: "host {} unreachable - tos prohibited",
    13: "host {} unreachable - admin prohibited filter",
    14: "host {} unreachable - host precedence violation",
    15: "host {} unreachable - precedence cutoff",
);
const OBJECTS: Table = table!("unknown";
    1: "MPLS Stack Entry", 2: "Interface Information", 3: "Interface Identification",
);
const ROLES: Table = table!("";
    0: "Incoming IP Interface", 1: "Sub-IP Component of Incoming IP Interface",
    2: "Outgoing IP Interface", 3: "IP Next-Hop",
);
const EXTENDED_CODES: Table = table!("unknown";
    0: "No error", 1: "Malformed Query", 2: "No Such Interface", 3: "No Such Table Entry",
    4: "Multiple Interfaces Satisfy Query",
);
const NEIGHBOR_STATES: Table = table!("unknown";
    0: "Reserved", 1: "Incomplete", 2: "Reachable", 3: "Stale", 4: "Delay", 5: "Probe",
    6: "Failed",
);

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "icmp";
    let (kind, code) = (b.u8(0)?, b.u8(1)?);
    body(c, b, kind, code)?;
    c.str_dec(", length ", b.len() as u64);
    if c.v() == 0 {
        return Ok(());
    }
    if !net.fragment
        && let Ok(bytes) = b.get(0, b.len())
    {
        let sum = checksum::of(bytes);
        if sum != 0 {
            let field = b.u16(2)?;
            let right = checksum::should_be(field, sum);
            put!(c, " (wrong icmp cksum {:x} (->{:x})!)", field, right);
        }
    }
    if matches!(kind, UNREACHABLE | 4 | REDIRECT | TIME_EXCEEDED | PARAMETER_PROBLEM) {
        let quoted = b.from(8);
        c.str("\n\t");
        let length = quoted.u16(2)?;
        ip::print(c, &quoted.claim(length.into()))?;
        c.protocol = "icmp";
    }
    if matches!(kind, UNREACHABLE | TIME_EXCEEDED | PARAMETER_PROBLEM) && b.len() > EXTENSIONS {
        return multi_part(c, b);
    }
    match kind {
        42 | 43 => extended_echo(c, kind == 42, b),
        _ => Ok(()),
    }
}

/// The extensions behind the quoted packet. A message that does not say how long that is may
/// come from a sender that knows no extensions: then only a right checksum makes these bytes some.
fn multi_part(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let extensions = b.from(EXTENSIONS);
    extensions.need(0, 5)?;
    let version = extensions.u8(0)? >> 4;
    if let Ok(bytes) = extensions.get(0, extensions.len())
        && b.u8(5)? == 0
        && checksum::of(bytes) != 0
    {
        return Ok(());
    }
    put!(c, "\n\tICMP Multi-Part extension v{}", version);
    if version != 2 {
        c.str(" packet not supported");
        return Ok(());
    }
    print_extensions(c, &extensions)
}

/// What a message says, up to its length.
fn body(c: &mut Ctx<'_>, b: &Bytes<'_>, kind: u8, code: u8) -> Res {
    match kind {
        0 | 8 => {
            let (id, seq) = (b.u16(4)?, b.u16(6)?);
            c.str(if kind == 8 { "ICMP echo request, id " } else { "ICMP echo reply, id " });
            c.out.dec(id.into());
            c.str_dec(", seq ", seq.into());
        }
        UNREACHABLE => unreachable(c, b, code)?,
        REDIRECT => {
            let (destination, gateway) = (b.array::<4>(24)?, b.array::<4>(4)?);
            c.str("ICMP ");
            match code {
                0 => put!(c, "redirect {} to net {}", destination, gateway),
                1 => put!(c, "redirect {} to host {}", destination, gateway),
                2 => put!(c, "redirect-tos {} to net {}", destination, gateway),
                3 => put!(c, "redirect-tos {} to host {}", destination, gateway),
                _ => put!(c, "redirect-#{} {} to {}", code, destination, gateway),
            }
        }
        9 => advertisement(c, b)?,
        TIME_EXCEEDED => match code {
            0 => c.str("ICMP time exceeded in-transit"),
            1 => c.str("ICMP ip reassembly time exceeded"),
            _ => put!(c, "ICMP time exceeded-#{}", code),
        },
        PARAMETER_PROBLEM if code != 0 => put!(c, "ICMP parameter problem - code {}", code),
        PARAMETER_PROBLEM => put!(c, "ICMP parameter problem - octet {}", b.u8(4)?),
        18 => put!(c, "ICMP address mask is 0x{:08x}", b.u32(8)?),
        13 => put!(c, "ICMP time stamp query id {} seq {}", b.u16(4)?, b.u16(6)?),
        14 => {
            b.need(0, 20)?;
            put!(c, "ICMP time stamp reply id {} seq {}", b.u16(4)?, b.u16(6)?);
            for (at, name) in [(8, ": org "), (12, ", recv "), (16, ", xmit ")] {
                c.str(name);
                time_of_day(c, b.u32(at)?);
            }
        }
        42 | 43 => {
            let (id, seq) = (b.u16(4)?, b.u8(6)?);
            let word = if kind == 42 { "request" } else { "reply" };
            put!(c, "ICMP extended echo {}, id {}, seq {}", word, id, seq);
        }
        _ => put!(c, "ICMP {}", Name(TYPES, kind.into())),
    }
    Ok(())
}

/// A destination that cannot be reached, and why.
fn unreachable(c: &mut Ctx<'_>, b: &Bytes<'_>, code: u8) -> Res {
    match code {
        2 => {
            let (protocol, destination) = (b.u8(17)?, b.array::<4>(24)?);
            put!(c, "ICMP {} protocol {} unreachable", destination, protocol);
        }
        3 => {
            let quoted = b.from(8);
            let header = usize::from(quoted.u8(0)? & 15) * 4;
            let port = quoted.u16(header + 2)?;
            let (protocol, destination) = (quoted.u8(9)?, quoted.array::<4>(16)?);
            put!(c, "ICMP {}", destination);
            match protocol {
                TCP => {
                    c.str(" tcp port ");
                    c.tcp_port(port);
                }
                UDP => {
                    c.str(" udp port ");
                    c.udp_port(port);
                }
                _ => put!(c, " protocol {} port {}", protocol, port),
            }
            c.str(" unreachable");
        }
        4 => {
            let (mtu, destination) = (b.u16(6)?, b.array::<4>(24)?);
            put!(c, "ICMP {} unreachable - need to frag", destination);
            if mtu != 0 {
                put!(c, " (mtu {})", mtu);
            }
        }
        _ => {
            let destination = *b.array::<4>(24)?;
            c.str("ICMP ");
            match UNREACHABLES.get(code.into()).and_then(|name| core::str::from_utf8(name).ok()) {
                Some(format) => c.put(format, &[Ip4(destination)]),
                None => put!(c, "{} unreachable - #{}", Ip4(destination), code),
            }
        }
    }
    Ok(())
}

/// A router advertisement (RFC 1256): lifetime and routers with their preference.
fn advertisement(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.str("ICMP router advertisement lifetime ");
    let lifetime = b.u16(6)?;
    if lifetime < 60 {
        put!(c, "{}", lifetime);
    } else if lifetime < 3600 {
        put!(c, "{}:{:02}", lifetime / 60, lifetime % 60);
    } else {
        put!(c, "{}:{:02}:{:02}", lifetime / 3600, lifetime / 60 % 60, lifetime % 60);
    }
    let (count, size) = (b.u8(4)?, b.u8(5)?);
    put!(c, " {}:", count);
    if size != 2 {
        put!(c, " [size {}]", size);
        return Ok(());
    }
    for router in 0..usize::from(count) {
        let at = 8 + router * 8;
        let preference = b.u32(at + 4)?;
        put!(c, " {{{} {}}}", b.array::<4>(at)?, preference);
    }
    Ok(())
}

/// Milliseconds since midnight.
fn time_of_day(c: &mut Ctx<'_>, milliseconds: u32) {
    let seconds = milliseconds / 1000;
    put!(c, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    put!(c, ".{:03}", milliseconds % 1000);
}

/// The part of an extended echo that is printed with -v.
pub(super) fn extended_echo(c: &mut Ctx<'_>, request: bool, b: &Bytes<'_>) -> Res {
    if request {
        let local = b.u8(7)? & 1 != 0;
        c.str(if local { "\n\tLocal Interface" } else { "\n\tRemote Interface" });
        // One object, which says how long the structure is.
        let extension = b.from(8);
        let length = 4 + usize::from(extension.u16(4)?);
        return print_extensions(c, &extension.first(length));
    }
    let (code, status) = (b.u8(1)?, b.u8(7)?);
    let state = status >> 5;
    put!(c, "\n\tCode {} ({})", code, Name(EXTENDED_CODES, code.into()));
    put!(c, ", State {} ({})", state, Name(NEIGHBOR_STATES, state.into()));
    put!(c, ", active {} ipv4 {} ipv6 {}", status >> 2 & 1, status >> 1 & 1, status & 1);
    Ok(())
}

/// The extension structure: its checksum and its objects.
fn print_extensions(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if let Ok(bytes) = b.get(0, b.len()) {
        let good = if checksum::of(bytes) == 0 { "" } else { "in" };
        put!(c, ", checksum 0x{:04x} ({}correct), length {}", b.u16(2)?, good, b.len());
    }
    let mut b = b.from(4);
    while b.len() > 4 {
        let (length, class, kind) = (usize::from(b.u16(0)?), b.u8(2)?, b.u8(3)?);
        put!(c, "\n\t  {} Object ({})", Name(OBJECTS, class.into()), class);
        put!(c, ", Class-Type: {}, length {}", kind, length);
        // A length below the header's would never end.
        if length < 4 || class == 0 {
            return Ok(());
        }
        if length > b.len() {
            // What fits is printed; what follows is no object.
            return object(c, class, kind, &b.from(4));
        }
        let value = b.from(4).first(length - 4);
        object(c, class, kind, &value)?;
        b = b.from(length);
    }
    Ok(())
}

/// The value of an extension object.
fn object(c: &mut Ctx<'_>, class: u8, kind: u8, b: &Bytes<'_>) -> Res {
    match (class, kind) {
        (1, 1) if b.len() < 4 => return Ok(()),
        (1, 1) => {
            let entry = b.u32(0)?;
            put!(c, "\n\t    label {}, tc {}", entry >> 12, entry >> 9 & 7);
            if entry & 0x100 != 0 {
                c.str(", [S]");
            }
            put!(c, ", ttl {}", entry & 0xff);
        }
        (2, _) => interface(c, kind, b)?,
        (3, 1) => {
            put!(c, "\n\t    Interface Name, length {}: ", b.len());
            name(c, b.inside());
        }
        (3, 2) if b.len() >= 4 => put!(c, "\n\t    Interface Index: {}", b.u32(0)?),
        (3, 3) if b.len() >= 4 => {
            let family = b.u16(0)?;
            c.str("\n\t    IP Address sub-object: ");
            address(c, family, &b.from(4))?;
        }
        _ if c.v() < 2 => dump::hex(&mut c.out, "\n\t    ", b.inside()),
        _ => {}
    }
    Ok(())
}

/// A name up to its padding.
fn name(c: &mut Ctx<'_>, text: &[u8]) {
    let end = text.iter().position(|&byte| byte == 0).unwrap_or(text.len());
    c.text(text.get(..end).unwrap_or(&[]));
}

/// An address by its family; answers how long it is.
fn address(c: &mut Ctx<'_>, family: u16, b: &Bytes<'_>) -> Res<usize> {
    match family {
        1 if b.len() >= 4 => {
            put!(c, "{}", b.array::<4>(0)?);
            Ok(4)
        }
        2 if b.len() >= 16 => {
            put!(c, "{}", b.array::<16>(0)?);
            Ok(16)
        }
        _ => {
            c.str("Unknown Address Family Identifier");
            Ok(b.len())
        }
    }
}

/// An interface information object (RFC 5837): its type says which parts follow.
fn interface(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    put!(c, "\n\t    Interface Role: {}", Name(ROLES, (kind >> 6).into()));
    let mut b = *b;
    if kind & 8 != 0 {
        if b.len() < 4 {
            return Ok(());
        }
        put!(c, "\n\t    Interface Index: {}", b.u32(0)?);
        b = b.from(4);
    }
    if kind & 4 != 0 {
        if b.len() < 4 {
            return Ok(());
        }
        let family = b.u16(0)?;
        c.str("\n\t    IP Address sub-object: ");
        let used = address(c, family, &b.from(4))?;
        b = b.from(4 + used);
    }
    if kind & 2 != 0 {
        if b.len() < 1 {
            return Ok(());
        }
        let length = usize::from(b.u8(0)?);
        c.str("\n\t    Interface Name");
        if length == 0 {
            c.str(" [length 0]");
            c.invalid();
            return Ok(());
        }
        put!(c, ", length {}: ", length);
        name(c, b.from(1).first(length - 1).inside());
        b = b.from(length);
    }
    if kind & 1 != 0 && b.len() >= 4 {
        put!(c, "\n\t    MTU Value: {}", b.u32(0)?);
    }
    Ok(())
}
