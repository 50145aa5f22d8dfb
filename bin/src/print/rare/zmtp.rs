//! ZeroMQ's message transport, version 1.0 (ZMTP/1.0), over TCP and in datagrams of PGM.

use crate::print::dump;
use crate::print::toolkit::*;

const FLAGS: Table = table!("none";
    1: "MORE", 2: "R1", 4: "R2", 8: "R3", 16: "R4", 32: "R5", 64: "R6", 128: "R7",
);
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

/// Prints a datagram as long as its header says: where its first frame starts, what is before that, and
/// the frames.
pub(crate) fn datagram(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("zmtp1");
    let offset = u32::from(b.u16(0)?);
    put!(c, "\n\t frame offset 0x{:04x}", offset);
    let before = if offset == 0xffff {
        (b.len() as u32).wrapping_sub(2)
    } else if offset as usize + 2 > b.len() {
        put!(c, " (exceeds datagram declared length)");
        return Err(Cut);
    } else {
        offset
    };
    let rest = b.from(2);
    if before > 0 {
        put!(c, "\n\t frame intermediate part, {} bytes", before);
        part(c, &rest.claim(before as usize), before as usize, false);
    }
    frames(c, &rest.from(before as usize))
}

fn frames(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while !rest.inside().is_empty() {
        let first = rest.u8(0)?;
        put!(c, "\n\t frame flags+body ");
        c.literal(if first == LONG { text!("(64-bit) length") } else { text!(" (8-bit) length") });
        let (length, header) = if first == LONG {
            (u64::from_be_bytes(*rest.array(1)?), 9)
        } else {
            (first.into(), 1)
        };
        put!(c, " {}", length);
        rest = rest.from(header);
        if length > 0 {
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            rest.need(0, 1)?;
            part(c, &rest, length, true);
            rest.need(0, length)?;
            rest = rest.from(length);
        }
    }
    Ok(())
}

/// Prints how much of a part is in the segment or datagram, and with -v its bytes. Those of a frame follow
/// flags, which its length counts.
fn part(c: &mut Ctx<'_>, b: &Bytes<'_>, length: usize, is_frame: bool) {
    let there = b.inside().len().min(length);
    if there < length {
        put!(c, " ({} captured)", there);
    }
    if is_frame {
        let flags = b.u8(0).unwrap_or(0);
        put!(c, ", flags 0x{:02x}", flags);
        if c.v() > 0 {
            put!(c, " ({})", Bits(FLAGS, flags.into()));
        }
    }
    if c.v() > 0 && there > 1 {
        let body = b.first(there).from(is_frame.into());
        let shown = if c.v() > 1 { body.len() } else { body.len().min(SHOWN) };
        put!(c, ", first {} byte(s)", shown);
        c.literal(if is_frame { text!(" of body:") } else { text!(":") });
        dump::hex_ascii(&mut c.out, text!("\n\t "), 0, body.first(shown).inside());
    }
}
