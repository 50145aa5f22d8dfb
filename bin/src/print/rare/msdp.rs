//! The multicast source discovery protocol (RFC 3618), over TCP.

use crate::print::ip;
use crate::print::toolkit::*;

const HEADER: usize = 3;
/// What a message may have at most, and what is worth telling.
const LONGEST: u16 = 1500;
const LONG: usize = 1400;
const TYPES: core::ops::RangeInclusive<u8> = 1..=7;

/// Prints the messages of a segment.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("msdp");
    put!(c, ": msdp");
    let mut rest = b.first(b.len());
    // What starts otherwise is the middle of a message.
    let (kind, length) = (rest.u8(0)?, rest.u16(1)?);
    if length > LONGEST {
        put!(c, " [len {} > {}]", length, LONGEST);
        c.invalid();
        return Ok(());
    }
    if !TYPES.contains(&kind) {
        put!(c, " [type {}]", kind);
        c.invalid();
        return Ok(());
    }
    while rest.len() > 0 {
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u16(1)?));
        if c.v() > 0 || length > LONG {
            put!(c, " [len {}]", length);
        }
        if length < HEADER {
            return c.short(text!("len"), length, HEADER);
        }
        if rest.len() < length {
            return c.short(text!("length"), rest.len(), length);
        }
        message(c, kind, length, &rest)?;
        rest = rest.from(length);
    }
    Ok(())
}

/// A message of `length` bytes, of which `b` may have more.
fn message(c: &mut Ctx<'_>, kind: u8, length: usize, b: &Bytes<'_>) -> Res {
    match kind {
        1 | 3 => {
            c.literal(if kind == 1 { text!(" SA") } else { text!(" SA-Response") });
            show!(c, b, " {@3=1} entries")?;
            let entries = 8 + 12 * usize::from(b.u8(3)?);
            if entries < length {
                put!(c, " [w/data]");
                if c.v() > 1 {
                    put!(c, " ");
                    let data = b.first(length).from(entries);
                    let printed = c.nest(|c| ip::print(c, &data));
                    return c.marked(printed);
                }
            }
        }
        2 => {
            put!(c, " SA-Request");
            show!(c, b, " for {@4=4A}")?;
        }
        4 => {
            put!(c, " Keepalive");
            if length != HEADER {
                put!(c, "[len={}] ", length);
            }
        }
        5 => put!(c, " Notification"),
        _ => put!(c, " [type={} len={}]", kind, length),
    }
    Ok(())
}
