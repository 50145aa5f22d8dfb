//! What the OSI network layer carries: CLNP (ISO 8473), ES-IS (ISO 9542), and the dispatch to
//! IS-IS.
//!
//! Left out: what is in most of CLNP's options, and the packets in its error reports.

use super::isis;
use crate::print::checksum;
use crate::print::toolkit::*;
use crate::print::{ip, ip6};

pub(crate) const PROTOCOLS: Table = table!("unknown";
    0x00: "NULL", 0x08: "Q.933" "LMI", 0x80: "SNAP" "CLNP" "ES-IS" "IS-IS" "CONS" "IDRP",
    0x8a: "X25 ES-IS", 0x8e: "IPv6", 0xb1: "FRF.15", 0xc1: "ISIS_SPB", 0xcc: "IPv4", 0xcf: "PPP",
);
const PACKETS: Table = table!("unknown ({})";
    1: "Error Report", 28: "Data" "MD" "Echo Request" "Echo Response",
);
const OPTIONS: Table = table!("Unknown";
    0xc1: "Discard Reason", 0xc3: "QoS Maintenance", 0xc5: "Security" "ES Configuration Time",
    0xc8: "Source Routing", 0xcb: "Route Recording" "Padding" "Priority",
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
        0x00 => length(c, if c.o.link_header { "length: " } else { ", length: " }, b),
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

/// A packet of the network layer; one that cannot be read ends in a dump of it.
fn connectionless(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "clnp";
    b.need(0, 9)?;
    c.str(if c.o.link_header { "" } else { "CLNP" });
    if !network(c, b)? {
        c.hex_lines("\n\t", b.inside());
    }
    Ok(())
}

/// What is wrong with the length and the version of a header, which is said; else false.
fn wrong(c: &mut Ctx<'_>, b: &Bytes<'_>, least: usize) -> Res<bool> {
    let (head, version) = (usize::from(b.u8(1)?), b.u8(2)?);
    if version != 1 {
        put!(c, "{}version {} packet not supported", if least > 9 { " " } else { "" }, version);
    } else if head < least {
        put!(c, " length indicator {} < min PDU size:", head);
        for digit in b.inside().iter().flat_map(|byte| [byte >> 4, byte & 15]) {
            c.out.byte(b"0123456789ABCDEF".get(usize::from(digit)).copied().unwrap_or(b'?'));
        }
    } else if head > b.len() {
        put!(c, " length indicator({}) > PDU size ({})!", head, b.len());
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// Prints a packet; answers whether it can be read.
fn network(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    if wrong(c, b, 9)? {
        return Ok(false);
    }
    let head = usize::from(b.u8(1)?);
    let flags = b.u8(4)?;
    let mut rest = b.first(head).from(9);
    let mut addresses: [&[u8]; 2] = [&[]; 2];
    for at in &mut addresses {
        let size = rest.u8(0).map_or(0, usize::from);
        let Ok(bytes) = rest.get(1, size) else {
            b.need(head, 0)?;
            c.str("li < size of fixed part of CLNP header and addresses");
            return Ok(false);
        };
        *at = bytes;
        rest = rest.from(1 + size);
    }
    let [to, from] = addresses;
    let kind = flags & 0x1f;
    let comma = if c.o.link_header { "" } else { ", " };
    c.str(comma);
    if c.v() == 0 {
        address(c, from);
        c.str(" > ");
        address(c, to);
        put!(c, ", {}, length {}", Name(PACKETS, kind.into()), b.len());
        return Ok(true);
    }
    put!(c, "length {}\n\t{} PDU", b.len(), Name(PACKETS, kind.into()));
    show!(c, b, ", hlen: {@1=1}, v: {1}, lifetime: ")?;
    put!(c, "{}.{}s", b.u8(3)? / 2, b.u8(3)? % 2 * 5);
    show!(c, b, ", Segment PDU length: {@5=2}, checksum: 0x{2:04x}")?;
    checksum(c, b.u16(7)?, 7, b.get(0, head));
    show!(
        c,
        b,
        "\n\tFlags [{@4=1&e0B}]",
        table!("none"; 0x80: "Segmentation permitted", 0x40: "more Segments",
            0x20: "request Error Report")
    )?;
    put!(c, "\n\tsource address (length {}): ", from.len());
    address(c, from);
    put!(c, "\n\tdest   address (length {}): ", to.len());
    address(c, to);
    if flags & 0x80 != 0 {
        if rest.len() < 6 {
            c.str("li < size of fixed part of CLNP header, addresses, and segment part");
            return Ok(false);
        }
        show!(c, &rest, "\n\tData Unit ID: 0x{2:04x}, Segment Offset: {2}, Total PDU Length: {2}")?;
        rest = rest.from(6);
    }
    if !options(c, &rest)? {
        return Ok(false);
    }
    let data = b.from(head);
    if data.len() > 0 {
        put!(c, "\n\t  undecoded non-header data, length {}", data.len());
        c.hex_lines("\n\t  ", data.inside());
    }
    Ok(true)
}

/// The options of a header; answers whether they can be read.
fn options(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    let mut rest = *b;
    while rest.len() > 0 {
        if rest.len() < 2 {
            c.str(", bad opts/li");
            return Ok(false);
        }
        let (option, size) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        if size > rest.len() - 2 {
            put!(c, ", opt ({}) too long", option);
            return Ok(false);
        }
        put!(c, "\n\t  {} Option #{}", Name(OPTIONS, option.into()), option);
        put!(c, ", length {}, value: ", size);
        let value = rest.first(2 + size).from(2);
        match (option, size) {
            (0xc6, 2) => show!(c, &value, "{2}s")?,
            (0xc6, _) => c.str("(bad length)"),
            (0xcc, _) => c.str("padding data"),
            (0xcd, 1..) => show!(c, &value, "0x{1&fx}")?,
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
    Ok(true)
}

fn end_system(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "esis";
    c.str(if c.o.link_header { "" } else { "ES-IS" });
    if b.len() <= 2 {
        c.str(if c.o.quiet > 0 { " bad pkt! " } else { "no header at all!" });
        return Ok(());
    }
    b.need(0, 9)?;
    if wrong(c, b, 11)? {
        return Ok(());
    }
    let head = usize::from(b.u8(1)?);
    let kind = b.u8(4)? & 0x1f;
    c.str(if c.o.link_header { "" } else { ", " });
    if c.v() == 0 {
        put!(c, "{}, length {}", Name(SYSTEMS, kind.into()), b.len());
        return Ok(());
    }
    put!(c, "length {}\n\t{} ({})", b.len(), Name(SYSTEMS, kind.into()), kind);
    show!(c, b, ", v: {@2=1}, checksum: 0x{@7=2:04x}")?;
    checksum(c, b.u16(7)?, 7, b.get(0, head));
    show!(c, b, ", holding time: {@5=2}s, length indicator: {@1=1}")?;
    if c.v() > 1 {
        c.hex_lines("\n\t", b.get(0, 9)?);
    }
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
    options(c, &rest)?;
    Ok(())
}
