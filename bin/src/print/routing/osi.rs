//! What the OSI network layer carries: CLNP (ISO 8473), ES-IS (ISO 9542), and the dispatch to
//! IS-IS.
//!
//! Left out: CLNP's options and error reports.

use super::isis;
use crate::print::checksum;
use crate::print::toolkit::*;
use crate::print::{ip, ip6};

pub(crate) const PROTOCOLS: Table = table!("unknown";
    0x00: "NULL", 0x08: "Q.933" "LMI", 0x80: "SNAP" "CLNP" "ES-IS" "IS-IS" "CONS" "IDRP",
    0x8a: "X25 ES-IS", 0x8e: "IPv6", 0xb1: "FRF.15", 0xc1: "ISIS_SPB", 0xcc: "IPv4", 0xcf: "PPP",
);
const PACKETS: Table = table!("unknown ({})";
    1: "Error Report", 28: "Data", 29: "Multicast data", 30: "Echo Request" "Echo Reply",
);
const SYSTEMS: Table = table!("unknown type: {}"; 2: "ESH", 4: "ISH", 6: "redirect");

/// Prints a packet by its network layer protocol identifier.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "isoclns";
    let kind = b.u8(0)?;
    if c.o.link_header {
        let name = PROTOCOLS.get(kind.into()).unwrap_or("Unknown".into());
        put!(c, "OSI NLPID {} (0x{:02x}): ", name, kind);
    }
    match kind {
        #[cfg(feature = "print-rare")]
        0x08 => crate::print::rare::relay::states(c, &b.from(1)),
        0x81 => connectionless(c, b),
        0x82 => end_system(c, b),
        0x83 => isis::print(c, b).or(Err(Short)),
        0x8e => ip6::print(c, &b.from(1)),
        0xcc => ip::print(c, &b.from(1)),
        #[cfg(feature = "print-tunnels")]
        0xcf => crate::print::tunnels::ppp::print(c, &b.from(1)),
        0x00 => {
            if c.o.link_header {
                length(c, "length: ", b)
            } else {
                length(c, "null, length: ", b)
            }
        }
        _ => {
            if !c.o.link_header {
                put!(c, "OSI NLPID 0x{:02x} unknown, ", kind);
            }
            length(c, "length: ", b)?;
            if b.len() > 1 {
                c.hex_lines("\n\t", b.inside());
            }
            Ok(())
        }
    }
}

fn length(c: &mut Ctx<'_>, before: &str, b: &Bytes<'_>) -> Res {
    put!(c, "{}{}", before, b.len());
    Ok(())
}

/// A network address or a part of one, in groups of two bytes after the first.
pub(super) fn address(c: &mut Ctx<'_>, bytes: &[u8]) {
    if !(1..=20).contains(&bytes.len()) {
        return c.str("isonsap_string: illegal length");
    }
    for (i, &byte) in bytes.iter().enumerate() {
        put!(c, "{:02x}", byte);
        if i % 2 == 0 && i + 1 < bytes.len() {
            c.str(".");
        }
    }
}

/// The checksum field of an OSI header, verified (ISO 8473, section 6.11): the field is not
/// counted where it is printed.
pub(super) fn checksum(c: &mut Ctx<'_>, field: u16, at: usize, bytes: Res<&[u8]>) {
    let Ok(bytes) = bytes else { return c.str(" (unverified)") };
    if field == 0 || at + 2 > bytes.len() {
        return c.str(" (unverified)");
    }
    let right = checksum::fletcher(bytes, at);
    if right == field {
        c.str(" (correct)");
    } else {
        put!(c, " (incorrect should be 0x{:04x})", right);
    }
}

fn connectionless(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "clnp";
    if b.len() < 9 {
        return Err(Cut);
    }
    let head = usize::from(b.u8(1)?);
    let flags = b.u8(4)?;
    let (destination, at) = (usize::from(b.u8(9)?), 10);
    let source = usize::from(b.u8(at + destination)?);
    let (to, from) = (b.get(at, destination)?, b.get(at + destination + 1, source)?);
    let end = at + destination + 1 + source;
    if c.o.link_header {
        c.str("");
    } else {
        c.str("CLNP");
    }
    let kind = flags & 0x1f;
    if c.v() > 0 {
        put!(c, "{}{} PDU", if c.o.link_header { "" } else { ", " }, Name(PACKETS, kind.into()));
        show!(c, b, ", hlen: {@1=1}, v: {1}, lifetime: {1}.{4-}")?;
        show!(c, b, ", Segment PDU length: {@5=2}, checksum: 0x{2:04x}")?;
        checksum(c, b.u16(7)?, 7, b.get(0, head));
        put!(
            c,
            ", Flags [{}]",
            Bits(
                table!("none"; 0x80: "Fragmentation", 0x40: "More Segments", 0x20: "Report errors"),
                u32::from(flags & 0xe0),
            )
        );
        put!(c, "\n\tsource address (length {}): ", source);
        address(c, from);
        put!(c, ", dest address (length {}): ", destination);
        address(c, to);
    } else {
        c.str(if c.o.link_header { "" } else { ", " });
        address(c, from);
        c.str(" > ");
        address(c, to);
        put!(c, ", {}, length {}", Name(PACKETS, kind.into()), b.len());
    }
    if c.v() > 0 && head > end && kind != 1 {
        b.need(end, head - end)?;
    }
    Ok(())
}

fn end_system(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "esis";
    c.str(if c.o.link_header { "" } else { "ES-IS" });
    if b.len() <= 2 {
        c.str(" bad pkt! ");
        return Ok(());
    }
    let head = usize::from(b.u8(1)?);
    if head > b.len() {
        put!(c, " length indicator ({}) > PDU size ({})!", head, b.len());
        return Ok(());
    }
    if head < 9 {
        put!(c, " length indicator {} < min PDU size:", head);
        c.hex_lines("\n\t", b.inside());
        return Ok(());
    }
    let kind = b.u8(4)? & 0x1f;
    put!(c, "{}length {}", if c.o.link_header { "" } else { ", " }, b.len());
    put!(c, "\n\t{} ({})", Name(SYSTEMS, kind.into()), kind);
    if c.v() == 0 {
        return Ok(());
    }
    show!(c, b, ", v: {@2=1}, checksum: 0x{@7=2:04x}")?;
    checksum(c, b.u16(7)?, 7, b.get(0, head));
    show!(c, b, ", holding time: {@5=2}s, length indicator: {@1=1}")?;
    let mut rest = b.first(head).from(9);
    // What is wrong ends the packet's line.
    let next = |c: &mut Ctx<'_>, rest: &Bytes<'_>, what: &str| -> Res<Option<usize>> {
        if rest.len() < 1 {
            c.str(", bad ");
            c.str(what);
            return Ok(None);
        }
        Ok(Some(usize::from(rest.u8(0)?)))
    };
    match kind {
        6 => {
            let Some(size) = next(c, &rest, "redirect/li")? else { return Ok(()) };
            let destination = rest.get(1, size)?;
            c.str("\n\t  ");
            address(c, destination);
            rest = rest.from(1 + size);
            let Some(size) = next(c, &rest, "redirect/li")? else { return Ok(()) };
            let station = rest.get(1, size)?;
            rest = rest.from(1 + size);
            let Some(router) = next(c, &rest, "redirect/li")? else { return Ok(()) };
            put!(c, "\n\t  SNPA (length: {}): ", size);
            c.link_address(station);
            if router > 0 {
                put!(c, "\n\t  NET (length: {}) ", router);
                address(c, rest.get(1, router)?);
            }
            // As tcpdump has it, options go on for one byte beyond the header.
            let left = (rest.len() + 1).saturating_sub(1 + router);
            rest = b.from(head - left + 1).claim(left);
        }
        2 => {
            let Some(count) = next(c, &rest, "esh/li")? else { return Ok(()) };
            put!(c, "\n\t  Number of Source Addresses: {}", count);
            rest = rest.from(1);
            for _ in 0..count {
                let Some(size) = next(c, &rest, "esh/li")? else { return Ok(()) };
                put!(c, "\n\t  NET (length: {}): ", size);
                address(c, rest.get(1, size)?);
                rest = rest.from(1 + size);
            }
        }
        4 => {
            let Some(size) = next(c, &rest, "ish/li")? else { return Ok(()) };
            put!(c, "\n\t  NET (length: {}): ", size);
            address(c, rest.get(1, size)?);
            rest = rest.from(1 + size);
        }
        _ => {
            if c.v() <= 1 {
                c.hex_lines("\n\t  ", rest.inside());
            }
            return Ok(());
        }
    }
    while rest.len() > 0 {
        if rest.len() < 2 {
            c.str(", bad opts/li");
            return Ok(());
        }
        let (option, size) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        if size > rest.len() - 2 {
            put!(c, ", opt ({}) too long", option);
            return Ok(());
        }
        put!(
            c,
            "\n\t  {} Option #{}",
            Name(
                table!("Unknown"; 0xc6: "ES Configuration Timer", 0xc5: "Security"),
                option.into(),
            ),
            option
        );
        put!(c, ", length {}, value: ", size);
        let value = rest.first(2 + size).from(2);
        match (option, size) {
            (0xc6, 2) => show!(c, &value, "{2}s")?,
            (0xc6, _) => c.str("(bad length)"),
            _ => {
                if c.v() <= 1 {
                    c.hex_lines("\n\t  ", value.inside());
                }
            }
        }
        if c.v() > 1 {
            c.hex_lines("\n\t  ", value.inside());
        }
        rest = rest.from(2 + size);
    }
    Ok(())
}
