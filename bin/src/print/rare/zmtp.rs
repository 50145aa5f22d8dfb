//! ZeroMQ's message transport, version 1.0 (ZMTP/1.0), over TCP and in datagrams of PGM.

use crate::print::dump;
use crate::print::toolkit::*;

const FLAGS: Table = table!("none"; 1: "MORE");
/// A first byte of this says that the length takes eight more.
const LONG: u8 = 0xff;
/// How much of a body is shown with one -v.
const SHOWN: usize = 128;

/// Prints the frames of a segment.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("zmtp1");
    put!(c, ": ZMTP/1.0");
    frames(c, b)
}

/// Prints a datagram: where its first frame starts, what is before that, and the frames.
pub(crate) fn datagram(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("zmtp1");
    if b.len() < 2 {
        return Err(Cut);
    }
    let offset = usize::from(b.u16(0)?);
    put!(c, "\n\t frame offset 0x{:04x}", offset);
    let rest = b.from(2);
    let before = if offset == 0xffff { rest.len() } else { offset.min(rest.len()) };
    if before > 0 {
        put!(c, "\n\t frame intermediate part, {} bytes", before);
        if c.v() > 0 {
            let shown = amount(c, before);
            put!(c, ", first {} byte(s):", shown);
            bytes(c, &rest.first(shown))?;
        }
    }
    frames(c, &rest.from(before))
}

fn amount(c: &Ctx<'_>, length: usize) -> usize {
    if c.v() > 1 { length } else { length.min(SHOWN) }
}

fn bytes(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    dump::hex_ascii(&mut c.out, text!("\n\t "), 0, b.inside());
    b.need(0, b.len())
}

fn frames(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        let first = rest.u8(0)?;
        put!(c, "\n\t frame flags+body ");
        c.literal(if first == LONG {
            text!("(64-bit) length ")
        } else {
            text!(" (8-bit) length ")
        });
        let (length, header) = if first == LONG {
            if rest.len() < 9 {
                return Err(Cut);
            }
            (u64::from_be_bytes(*rest.array(1)?), 9)
        } else {
            (first.into(), 1)
        };
        put!(c, "{}", length);
        let body = rest.from(header);
        // The flags are the first byte of what the length counts.
        if length == 0 {
            rest = body;
            continue;
        }
        if body.len() == 0 {
            return Err(Cut);
        }
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let there = body.inside().len().min(length);
        if there < length {
            put!(c, " ({} captured)", there);
        }
        let flags = body.u8(0)?;
        put!(c, ", flags 0x{:02x}", flags);
        if c.v() > 0 {
            put!(c, " ({})", Bits(FLAGS, flags.into()));
            let shown = amount(c, there - 1);
            if shown > 0 {
                put!(c, ", first {} byte(s) of body:", shown);
                bytes(c, &body.from(1).first(shown))?;
            }
        }
        if there < length {
            return Err(Cut);
        }
        rest = body.from(length);
    }
    Ok(())
}
