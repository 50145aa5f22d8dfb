//! What the OSI network layer carries: CLNP (ISO 8473), ES-IS (ISO 9542), and the dispatch to
//! IS-IS.
//!
//! Left out: what is in most of CLNP's options.

use super::isis;
use crate::print::checksum;
use crate::print::toolkit::*;
use crate::print::{ip, ip6};

pub(crate) const ETHERTYPE: u16 = 0xfefe;
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
const HINTS: Table = table!("Unknown";
    0x81: "Protocols supported", 0xc3: "QoS Maintenance", 0xc5: "Security" "ES Configuration Time",
    0xcd: "Priority", 0xe1: "Addressk Mask" "SNPA Mask",
);
const END_SYSTEM_HELLO: u8 = 2;
const INTERMEDIATE_SYSTEM_HELLO: u8 = 4;
const REDIRECT: u8 = 6;
const SYSTEMS: Table = table!("unknown type: {}"; 2: "ESH", 4: "ISH", 6: "redirect");

/// Prints a packet by its network layer protocol identifier.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("isoclns");
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
        0x00 => length(c, if c.o.link_header { text!("length: ") } else { text!(", length: ") }, b),
        _ => {
            if !c.o.link_header {
                put!(c, "OSI NLPID 0x{:02x} unknown, ", kind);
            }
            length(c, text!("length: "), b)?;
            if b.len() > 1 {
                c.hex_lines(text!("\n\t"), b.inside());
            }
            Ok(())
        }
    }
}

fn length(c: &mut Ctx<'_>, before: Literal, b: &Bytes<'_>) -> Res {
    put!(c, "{}{}", before, b.len());
    Ok(())
}

/// A network address or a part of one, in groups of two bytes after the first.
pub(super) fn address(c: &mut Ctx<'_>, bytes: &[u8]) {
    if !(1..=20).contains(&bytes.len()) {
        return put!(c, "isonsap_string: illegal length");
    }
    for (i, &byte) in bytes.iter().enumerate() {
        put!(c, "{:02x}", byte);
        if i % 2 == 0 && i + 1 < bytes.len() {
            put!(c, ".");
        }
    }
}

/// The checksum field of an OSI header, verified (ISO 8473, section 6.11): the field is not
/// counted where it is printed.
pub(super) fn checksum(c: &mut Ctx<'_>, field: u16, at: usize, bytes: Res<&[u8]>) {
    let Ok(bytes) = bytes else { return put!(c, " (unverified)") };
    if field == 0 || at > bytes.len() {
        return put!(c, " (unverified)");
    }
    let right = checksum::fletcher(bytes, at);
    if right == field {
        put!(c, " (correct)");
    } else {
        put!(c, " (incorrect should be 0x{:04x})", right);
    }
}

/// A packet of the network layer; one that cannot be read ends in a dump of it.
fn connectionless(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("clnp");
    if !named(c, b)? {
        c.hex_lines(text!("\n\t"), b.inside());
    }
    Ok(())
}

/// Prints a packet and, where its link-layer header has not done so, its protocol's name.
fn named(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    b.check(0, 9)?;
    c.literal(if c.o.link_header { text!("") } else { text!("CLNP") });
    network(c, b)
}

/// What is wrong with the length and the version of a header, which is said; else false.
fn wrong(c: &mut Ctx<'_>, b: &Bytes<'_>, least: usize) -> Res<bool> {
    let (head, version) = (usize::from(b.u8(1)?), b.u8(2)?);
    if version != 1 {
        put!(
            c,
            "{}version {} packet not supported",
            if least > 9 { text!(" ") } else { text!("") },
            version
        );
    } else if head > b.len() {
        put!(c, " length indicator({}) > PDU size ({})!", head, b.len());
    } else if head < least {
        put!(c, " length indicator {} < min PDU size:", head);
        c.hex_capitals(b.inside());
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
    let mut rest = b.claim(head).from(9);
    let mut addresses: [&[u8]; 2] = [&[]; 2];
    for at in &mut addresses {
        // What the header's length has no room for is said before any of it is read.
        let size = if rest.len() > 0 { usize::from(rest.u8(0)?) } else { 0 };
        if rest.len() < 1 + size {
            put!(c, "li < size of fixed part of CLNP header and addresses");
            return Ok(false);
        }
        rest.check(0, 1 + size)?;
        *at = rest.get(1, size)?;
        rest = rest.from(1 + size);
    }
    let [to, from] = addresses;
    let kind = flags & 0x1f;
    let comma = if c.o.link_header { text!("") } else { text!(", ") };
    c.literal(comma);
    if c.v() == 0 {
        address(c, from);
        put!(c, " > ");
        address(c, to);
        put!(c, ", {}, length {}", Name(PACKETS, kind.into()), b.len());
        return Ok(true);
    }
    put!(c, "length {}\n\t{} PDU", b.len(), Name(PACKETS, kind.into()));
    show!(c, b, ", hlen: {@1=1}, v: {1}, lifetime: ")?;
    let halves = b.u8(3)?;
    put!(c, "{}.{}s", halves / 2, halves % 2 * 5);
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
            put!(c, "li < size of fixed part of CLNP header, addresses, and segment part");
            return Ok(false);
        }
        rest.check(0, 6)?;
        show!(c, &rest, "\n\tData Unit ID: 0x{2:04x}, Segment Offset: {2}, Total PDU Length: {2}")?;
        rest = rest.from(6);
    }
    if !options(c, &rest, OPTIONS)? {
        return Ok(false);
    }
    b.need(head, 0)?;
    let data = b.from(head);
    if matches!(kind, 1 | 31) && data.u8(0)? == 0x81 {
        put!(c, "\n\t-----original packet-----\n\t");
        return c.nest(|c| named(c, &data)).and(Ok(true));
    }
    if data.len() > 0 {
        put!(c, "\n\t  undecoded non-header data, length {}", data.len());
        c.hex_lines(text!("\n\t  "), data.inside());
    }
    Ok(true)
}

/// The options of a header, by the table of their names; answers whether they can be read.
fn options(c: &mut Ctx<'_>, b: &Bytes<'_>, names: Table) -> Res<bool> {
    let mut rest = *b;
    while rest.len() > 0 {
        if rest.len() < 2 {
            put!(c, ", bad opts/li");
            return Ok(false);
        }
        let (option, size) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        if size > rest.len() - 2 {
            put!(c, ", opt ({}) too long", option);
            return Ok(false);
        }
        let mut value = rest.first(2 + size).from(2);
        // Where systems find each other, options have no contents of their own but for two.
        let systems = names.get(0x81).is_some();
        if !systems {
            value.check(0, size)?;
        }
        put!(c, "\n\t  {} Option #{}", Name(names, option.into()), option);
        put!(c, ", length {}, value: ", size);
        match (option, size) {
            (0x81, _) if systems => {
                for i in 0..size {
                    c.literal(if i > 0 { text!(", ") } else { text!("") });
                    let protocol = value.u8(i)?;
                    put!(c, "{} (0x{:02x})", Name(PROTOCOLS, protocol.into()), protocol);
                }
                // As tcpdump has it, what was listed is read again, as options.
                value = value.first(0);
            }
            (0xc6, 2) => show!(c, &value, "{2}s")?,
            (0xc6, _) => put!(c, "(bad length)"),
            (0xc1 | 0xc3 | 0xcd, 0) | (0xc5 | 0xc8 | 0xcb, 0..=1) if !systems => {
                put!(c, ", bad opt len");
                return Ok(false);
            }
            (0xcc, _) if !systems => put!(c, "padding data"),
            (0xcd, 1..) if !systems => show!(c, &value, "0x{1&fx}")?,
            _ => c.hex_lines(text!("\n\t  "), value.inside()),
        }
        if c.v() > 1 {
            c.hex_lines(text!("\n\t  "), value.inside());
        }
        rest = rest.from(2 + value.len()).claim(rest.len() - 2 - size);
    }
    Ok(true)
}

/// Prints a packet by which systems find each other (ISO 9542).
fn end_system(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("esis");
    c.literal(if c.o.link_header { text!("") } else { text!("ES-IS") });
    if b.len() <= 2 {
        c.literal(if c.o.quiet > 0 { text!("bad pkt!") } else { text!("no header at all!") });
        return Ok(());
    }
    b.check(0, 9)?;
    if wrong(c, b, 11)? {
        return Ok(());
    }
    let head = usize::from(b.u8(1)?);
    let kind = b.u8(4)? & 0x1f;
    c.literal(if c.o.link_header { text!("") } else { text!(", ") });
    if c.v() == 0 {
        match SYSTEMS.get(kind.into()) {
            Some(name) => put!(c, "{}", name),
            None => put!(c, "unknown type ({})", kind),
        }
        return length(c, text!(", length "), b);
    }
    put!(c, "length {}\n\t{} ({})", b.len(), Name(SYSTEMS, kind.into()), kind);
    show!(c, b, ", v: {@2=1}, checksum: 0x{@7=2:04x}")?;
    checksum(c, b.u16(7)?, 7, b.get(0, head));
    show!(c, b, ", holding time: {@5=2}s, length indicator: {@1=1}")?;
    if c.v() > 1 {
        c.hex_lines(text!("\n\t"), b.get(0, 9)?);
    }
    let mut rest = b.claim(head).from(9);
    let is_whole = match kind {
        REDIRECT => redirect(c, &mut rest)?,
        END_SYSTEM_HELLO => {
            rest.check(0, 1)?;
            let count = rest.u8(0)?;
            if rest.len() < 1 {
                put!(c, ", bad esh/li");
                return Ok(());
            }
            put!(c, "\n\t  Number of Source Addresses: {}", count);
            rest = rest.from(1);
            for _ in 0..count {
                if !system(c, &mut rest, text!("esh/li"))? {
                    return Ok(());
                }
            }
            true
        }
        INTERMEDIATE_SYSTEM_HELLO => system(c, &mut rest, text!("ish/li"))?,
        _ => {
            if c.v() <= 1 {
                c.hex_lines(text!("\n\t  "), b.from(9).inside());
            }
            return Ok(());
        }
    };
    if is_whole {
        options(c, &rest, HINTS)?;
    }
    Ok(())
}

/// Takes an address behind its length, which must be there, and inside the header; if they are not, that is
/// said, and the packet's line ends.
fn next<'a>(c: &mut Ctx<'_>, rest: &mut Bytes<'a>, what: Literal) -> Res<Option<&'a [u8]>> {
    rest.check(0, 1)?;
    let size = usize::from(rest.u8(0)?);
    if rest.len() > 0 {
        rest.check(1, size)?;
        let address = rest.get(1, size)?;
        *rest = rest.from(1);
        if size <= rest.len() {
            *rest = rest.from(size);
            return Ok(Some(address));
        }
    }
    put!(c, ", bad ");
    c.literal(what);
    Ok(None)
}

/// Prints a system's address; answers whether it was whole.
fn system(c: &mut Ctx<'_>, rest: &mut Bytes<'_>, what: Literal) -> Res<bool> {
    let Some(system) = next(c, rest, what)? else { return Ok(false) };
    put!(c, "\n\t  NET (length: {}): ", system.len());
    address(c, system);
    Ok(true)
}

/// Prints a better way to a destination; answers whether all of it was whole.
fn redirect(c: &mut Ctx<'_>, rest: &mut Bytes<'_>) -> Res<bool> {
    let what = text!("redirect/li");
    let Some(destination) = next(c, rest, what)? else { return Ok(false) };
    put!(c, "\n\t  ");
    address(c, destination);
    let Some(station) = next(c, rest, what)? else { return Ok(false) };
    // As tcpdump has it, the length of the last address is not counted.
    *rest = rest.claim(rest.len() + usize::from(rest.len() > 0));
    let Some(router) = next(c, rest, what)? else { return Ok(false) };
    put!(c, "\n\t  SNPA (length: {}): ", station.len());
    c.link_address(station);
    if !router.is_empty() {
        put!(c, "\n\t  NET (length: {}) ", router.len());
        address(c, router);
    }
    Ok(true)
}
