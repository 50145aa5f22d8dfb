//! OpenFlow: messages of versions 1.0 and 1.3 between a switch and its controller, one behind the
//! other in a segment. Of other versions only the headers are printed, as of all without -v.
//!
//! A message stops with [`Short`] where its lengths cannot be, which is printed as `(invalid)`; then
//! the next message follows.

mod big_switch;
mod flow;
mod statistics;
mod v10;
mod v13;

use crate::print::address::OUIS;
use crate::print::ether;
use crate::print::toolkit::*;

/// Types of messages that are the same in both versions.
mod message {
    pub(super) const HELLO: u8 = 0;
    pub(super) const ERROR: u8 = 1;
    pub(super) const ECHO_REQUEST: u8 = 2;
    pub(super) const ECHO_REPLY: u8 = 3;
    pub(super) const FEATURES_REPLY: u8 = 6;
    pub(super) const GET_CONFIG_REPLY: u8 = 8;
    pub(super) const SET_CONFIG: u8 = 9;
    pub(super) const PACKET_IN: u8 = 10;
    pub(super) const FLOW_REMOVED: u8 = 11;
    pub(super) const PORT_STATUS: u8 = 12;
}

const HEADER: usize = 8;
const VERSION_1_0: u8 = 1;
const VERSION_1_3: u8 = 4;
const VERSIONS: Table = table!("unknown (0x{:02x})"; 1: "1.0" "1.1" "1.2" "1.3" "1.4" "1.5");
const BIG_SWITCH: u32 = 0x5c_16c7;
/// What a vendor's number is made of that is not the organization's alone.
const VENDORS: Table = table!("unknown";
    0x4f4e_4600: "ONF Extensions",
    0xff00_0001:
        "Budapest University of Technology and Economics" "NoviFlow"
        "L3+ Extensions, Vendor Neutral" "L4-L7 Extensions" "Wireless and Mobility Extensions"
        "Forwarding Abstractions Extensions" "Optical Transport Extensions"
        "Network Benchmarking Lab, NCTU" "Mobile Packet Core Extensions"
        "MPLS-TP OpenFlow Extensions for SPTN",
);

/// Prints the messages of a segment.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("openflow");
    put!(c, ": OpenFlow");
    let mut rest = *b;
    while rest.len() > 0 {
        let version = rest.u8(0)?;
        put!(c, "\n\tversion {}", Name(VERSIONS, version.into()));
        if rest.len() < 2 {
            return end(c);
        }
        let types = match version {
            VERSION_1_0 => v10::TYPES,
            VERSION_1_3 => v13::TYPES,
            _ => table!("unknown (0x{:02x})";),
        };
        show!(c, &rest, ", type {@1=1N}", types)?;
        if rest.len() < 4 {
            return end(c);
        }
        show!(c, &rest, ", length {@2=2}")?;
        let length = usize::from(rest.u16(2)?);
        if length < HEADER {
            put!(c, " (too short!)");
        }
        if rest.len() < HEADER {
            return end(c);
        }
        show!(c, &rest, ", xid 0x{@4=4:08x}")?;
        if length < HEADER {
            return c.invalid_rest(&rest);
        }
        let kind = rest.u8(1)?;
        let body = rest.from(HEADER).claim(length - HEADER);
        let result = match version {
            VERSION_1_0 => v10::print(c, kind, &body),
            VERSION_1_3 => v13::print(c, kind, &body),
            _ => Ok(()),
        };
        part(c, &body, result)?;
        rest = rest.from(length);
    }
    Ok(())
}

/// The segment ends within a message's header.
fn end(c: &mut Ctx<'_>) -> Res {
    put!(c, " (end of TCP payload)");
    Ok(())
}

/// Ends a part of what is printed: what follows a part that cannot be is printed as if it could.
fn part(c: &mut Ctx<'_>, b: &Bytes<'_>, result: Res) -> Res {
    match result {
        Err(Short) => c.invalid(),
        result => result?,
    }
    b.need(0, b.len())
}

/// Stops where a length is not as it must be.
fn check(right: bool) -> Res {
    if right { Ok(()) } else { Err(Short) }
}

/// Stops where a length is not within bounds, and says so.
fn within(c: &mut Ctx<'_>, what: Literal, length: usize, least: usize, most: usize) -> Res {
    if length < least {
        put!(c, " [{} {} < {}]", what, length, least);
    } else if length > most {
        put!(c, " [{} {} > {}]", what, length, most);
    }
    check((least..=most).contains(&length))
}

/// Stops where a length is less than that, and says so.
fn at_least(c: &mut Ctx<'_>, what: Literal, length: usize, least: usize) -> Res {
    within(c, what, length, least, usize::MAX)
}

/// Stops where another length than that is left, and says so.
fn exactly(c: &mut Ctx<'_>, what: Literal, length: usize, right: usize) -> Res {
    if length != right {
        put!(c, " [{} {} != {}]", what, length, right);
    }
    check(length == right)
}

/// Begins the line of an element, and stops where less is left than it needs.
fn remaining(c: &mut Ctx<'_>, begin: Literal, b: &Bytes<'_>, least: usize) -> Res {
    c.literal(begin);
    at_least(c, text!("remaining length"), b.len(), least)
}

/// The names of bits, and whether there are others.
fn bits(c: &mut Ctx<'_>, table: Table, known: u32, value: u32) {
    if value & known != 0 {
        put!(c, " ({})", Bits(table, value));
    }
    if value & !known != 0 {
        put!(c, " (bogus)");
    }
}

/// Bytes that nothing more is known of.
fn data(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    octets(c, b);
    if c.v() > 1 {
        crate::print::dump::hex_ascii(&mut c.out, text!("\n\t  "), 0, b.inside());
    }
    b.need(0, b.len())
}

/// A packet, which is printed with -vvv, and less verbosely by so much.
fn packet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    octets(c, b);
    if c.v() > 2 && b.len() > 0 {
        put!(c, ", frame decoding below\n");
        c.o.verbose -= 3;
        let printed = c.nest(|c| ether::frame(c, &b.first(b.len()), false));
        c.o.verbose += 3;
        b.need(0, b.len())?;
        return c.marked(printed);
    }
    b.need(0, b.len())
}

fn octets(c: &mut Ctx<'_>, b: &Bytes<'_>) {
    if b.len() > 0 {
        put!(c, "\n\t data ({} octets)", b.len());
    }
}

/// A vendor's number; answers whether it is that of Big Switch Networks.
fn vendor(c: &mut Ctx<'_>, what: Literal, b: &Bytes<'_>) -> Res<bool> {
    at_least(c, text!("len"), b.len(), 4)?;
    let number = b.u32(0)?;
    put!(
        c,
        "{} 0x{:08x} ({})",
        what,
        number,
        OUIS.get(number).or(VENDORS.get(number)).unwrap_or(VENDORS.other())
    );
    Ok(number == BIG_SWITCH)
}

/// Checks the length of a body; answers whether it is to be printed.
fn lengths(c: &Ctx<'_>, least: &[u8], exact: u32, kind: u8, b: &Bytes<'_>) -> Res<bool> {
    if let Some(&least) = least.get(usize::from(kind)) {
        let least = usize::from(least);
        check(b.len() == least || b.len() > least && exact >> kind & 1 == 0)?;
        if c.v() > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// An error and what it is about: a message, or a part of it.
fn error(c: &mut Ctx<'_>, errors: Table, codes: Table, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t type {2N}", errors)?;
    let (kind, code) = (b.u16(0)?, b.u16(2)?);
    match codes.get(u32::from(kind) << 8 | u32::from(code)) {
        Some(name) if code < 256 => put!(c, ", code {}", name),
        _ => put!(c, ", code invalid (0x{:04x})", code),
    }
    data(c, &b.from(4))
}

/// A line with bits, all of which have names.
fn bitmap(c: &mut Ctx<'_>, name: Literal, table: Table, b: &Bytes<'_>, at: usize) -> Res {
    let value = b.u32(at)?;
    put!(c, "\n\t");
    bitmap_in_line(c, name, table, value);
    Ok(())
}

fn bitmap_in_line(c: &mut Ctx<'_>, name: Literal, table: Table, value: u32) {
    put!(c, "{} 0x{:08x}", name, value);
    bits(c, table, table.entries().fold(0, |known, entry| known | entry.0), value);
}

/// Text of a field that it need not fill, and a quotation mark.
fn name(c: &mut Ctx<'_>, before: Literal, b: &Bytes<'_>, at: usize, size: usize) -> Res {
    c.literal(before);
    if !c.zero_text(b.from(at).first(size).data()) {
        b.need(at, size)?;
    }
    put!(c, "'");
    Ok(())
}
