//! The ad hoc configuration protocol (draft-chroboczek-ahcp).

use crate::print::time;
use crate::print::toolkit::*;

const MAGIC: u8 = 43;
/// Up to the kind of the message, which is printed without -v as far as its length is checked.
const HEADER: usize = 24;
const MESSAGES: Table = table!("Unknown-{}";
    0: "Discover" "Offer" "Request" "Ack" "Nack" "Release",
);
const OPTIONS: Table = table!("Unknown-{}";
    0: "Pad" "Mandatory" "Origin Time" "Expires" "My-IPv6-Address" "My-IPv4-Address" "IPv6 Prefix"
    "IPv4 Prefix" "IPv6 Address" "IPv4 Address" "IPv6 Prefix Delegation" "IPv4 Prefix Delegation"
    "Name Server" "NTP Server",
);

/// Prints a packet.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ahcp");
    put!(c, "AHCP");
    if packet(c, b)? { Ok(()) } else { c.invalid_rest(b) }
}

/// Prints a packet; answers whether its lengths can be.
fn packet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    if b.len() < 2 || b.u8(0)? != MAGIC {
        return Ok(false);
    }
    show!(c, b, " Version {@1=1}")?;
    if b.u8(1)? != 1 {
        put!(c, " (unknown)");
        return b.need(0, b.len()).and(Ok(true));
    }
    if b.len() < HEADER {
        return Ok(false);
    }
    if c.v() > 0 {
        show!(
            c,
            b,
            "\n\tHopcount {@2=1}{|}, Original Hopcount {1}{|}, Nonce 0x{4:08x}{|}, Source Id \
             {8A}{|}, Destination Id {8A}"
        )?;
    }
    b.need(0, HEADER)?;
    if b.len() < HEADER + 4 {
        return Ok(false);
    }
    let (unused, length) = (b.u8(HEADER + 1)?, usize::from(b.u16(HEADER + 2)?));
    if c.v() > 0 {
        show!(c, b, "\n\t{@24=1N}", MESSAGES)?;
        if unused != 0 {
            put!(c, ", MBZ {}", unused);
        }
        put!(c, ", Length {}", length);
    }
    let body = b.from(HEADER + 4);
    if length > body.len() {
        return Ok(false);
    }
    if c.v() < 2 {
        return body.need(0, length).and(Ok(true));
    }
    options(c, &body.first(length))
}

/// Prints the options of a message; answers whether they can be.
fn options(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    let mut rest = *b;
    while rest.len() > 0 {
        let kind = rest.u8(0)?;
        show!(c, &rest, "\n\t {1N}", OPTIONS)?;
        if kind < 2 {
            rest = rest.from(1);
            continue;
        }
        if rest.len() < 2 {
            return Ok(false);
        }
        let length = usize::from(rest.u8(1)?);
        if length > rest.len() - 2 {
            return Ok(false);
        }
        let value = rest.from(2).first(length);
        if !option(c, kind, &value)? {
            c.invalid();
        }
        value.need(0, length)?;
        rest = rest.from(2 + length);
    }
    Ok(true)
}

/// Prints the value of an option; answers whether it is as long as one of its kind.
fn option(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res<bool> {
    // Addresses in a row, each with the length of a prefix behind it or without.
    let (size, prefix) = match kind {
        2 | 3 if b.len() != 4 => return Ok(false),
        2 => {
            let seconds = b.u32(0)?;
            put!(c, ": ");
            time::utc(c, seconds.into(), b' ');
            put!(c, " UTC");
            return Ok(true);
        }
        3 => return show!(c, b, ": {4}s").and(Ok(true)),
        4 | 8 | 12 | 13 => (16, false),
        5 | 9 => (4, false),
        6 | 10 => (16, true),
        11 => (4, true),
        _ => {
            put!(c, " (Length {})", b.len());
            return Ok(true);
        }
    };
    let mut rest = *b;
    let mut between = text!(": ");
    while rest.len() > 0 {
        if rest.len() < size + usize::from(prefix) {
            return Ok(false);
        }
        let address = rest.get(0, size + usize::from(prefix))?;
        c.literal(between);
        between = text!(", ");
        c.address(address.get(..size).unwrap_or(address));
        if prefix {
            show!(c, &rest.from(size), "/{1}")?;
        }
        rest = rest.from(size + usize::from(prefix));
    }
    Ok(true)
}
