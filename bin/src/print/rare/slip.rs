//! The serial line protocol (RFC 1055) as BSD captures it, behind sixteen bytes: the direction, and
//! the start of a header compressed by RFC 1144. Compressed headers are not put together again.

use crate::print::toolkit::*;
use crate::print::{ip, ip6};

const HEADER: usize = 16;
const COMPRESSED: u8 = 0x80;
const UNCOMPRESSED: u8 = 0x70;

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("slip");
    if b.len() < HEADER {
        return Err(Cut);
    }
    b.need(0, HEADER)?;
    c.link_header = HEADER;
    let rest = b.from(HEADER);
    if c.o.link_header {
        direction(c, b)?;
    }
    if rest.len() == 0 {
        return Err(Cut);
    }
    match rest.u8(0)? >> 4 {
        4 => ip::print(c, &rest),
        6 => ip6::print(c, &rest),
        version => {
            put!(c, "ip v{}", version);
            Ok(())
        }
    }
}

/// Prints a packet of BSD/OS, whose header is not looked at.
pub(crate) fn framed(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("slip_bsdos");
    b.need(0, HEADER)?;
    c.link_header = HEADER;
    ip::print(c, &b.from(HEADER))
}

fn direction(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let (direction, kind) = (b.u8(0)?, b.u8(1)?);
    match direction {
        0 => put!(c, "I "),
        1 => put!(c, "O "),
        _ => put!(c, "Invalid direction {} ", direction),
    }
    match kind & 0xf0 {
        0x40 => put!(c, "ip {}: ", b.len()),
        UNCOMPRESSED => {
            let connection = b.u8(10)?;
            put!(c, "utcp {}: ", connection);
            if direction > 1 {
                return Ok(());
            }
            let header = usize::from(b.u8(HEADER)? & 15) * 4;
            b.need(HEADER, header + 20)?;
        }
        _ if direction > 1 => {}
        _ if kind & COMPRESSED != 0 => {
            let compressed = changes(c, &b.from(2).first(HEADER - 2), kind)?;
            // The headers as they were before stand in the packet.
            let header = usize::from(b.u8(HEADER)? & 15) * 4;
            b.need(HEADER, header + 20)?;
            let header = header + usize::from(b.u8(HEADER + header + 12)? >> 4) * 4;
            let left = (b.len() as u32).wrapping_sub((HEADER + header) as u32);
            put!(c, " {} ({}): ", left, compressed);
        }
        _ => put!(c, "slip-{}!: ", kind),
    }
    Ok(())
}

/// What changed since the last header of a connection (RFC 1144 section 3.2.3); answers how long the
/// compressed header is.
fn changes(c: &mut Ctx<'_>, b: &Bytes<'_>, kind: u8) -> Res<usize> {
    // The connection's number, if it is another one, and the checksum of TCP.
    let mut at = 2;
    put!(c, "ctcp");
    if kind & 0x40 != 0 {
        put!(c, " {}", b.u8(0)?);
        at += 1;
    } else {
        put!(c, " *");
    }
    // As in tcpdump, a difference of one byte is read again as the next; one of three is passed over.
    let mut value = || {
        let short = b.u8(at)?;
        if short != 0 {
            return Ok(short.into());
        }
        at += 3;
        b.u16(at - 2)
    };
    match kind & 15 {
        0x0b => put!(c, " *SA+0"),
        0x0f => put!(c, " *S+0"),
        bits => {
            for (bit, name) in
                [(1, text!(" U=")), (2, text!(" W")), (4, text!(" A+")), (8, text!(" S+"))]
            {
                if bits & bit == 0 {
                    continue;
                }
                let mut value = value()?;
                c.literal(name);
                // A window may become smaller.
                if bit == 2 {
                    c.out.byte(if value >> 15 == 0 { b'+' } else { b'-' });
                    value = (value as i16).unsigned_abs();
                }
                put!(c, "{}", value);
            }
        }
    }
    if kind & 0x20 != 0 {
        put!(c, " I+{}", value()?);
    }
    Ok(at + 1)
}
