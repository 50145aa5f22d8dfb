//! Names in DNS: labels (RFC 1035), of bits too (RFC 2673), and pointers to those before.

use crate::packed::text;
use crate::print::bytes::{Bytes, Cut, Res};
use crate::print::context::{Ctx, put};

/// The longest name that is printed.
const LONGEST_NAME: usize = 255;

/// Where a name ends that starts at `at`.
pub(super) fn skip_name(b: &Bytes<'_>, mut at: usize) -> Res<usize> {
    loop {
        let length = b.u8(at)?;
        at += 1;
        match length >> 6 {
            _ if length == 0 => return Ok(at),
            0 => at += usize::from(length),
            3 => return Ok(at + 1),
            // A bit-string label (RFC 2673).
            1 if length == 0x41 => at += 1 + bit_label_bytes(b.u8(at)?),
            _ => return Err(Cut),
        }
    }
}

/// The bytes that a bit-string label of some length takes; 0 stands for 256 bits.
fn bit_label_bytes(bits: u8) -> usize {
    if bits == 0 { 32 } else { usize::from(bits).div_ceil(8) }
}

/// A bit-string label: as many digits as hold its bits.
fn bit_label(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize) -> Res {
    let bits = match b.u8(at)? {
        0 => 256,
        bits => usize::from(bits),
    };
    let (whole, rest) = (bits / 8, bits % 8);
    put!(c, "\\[x");
    c.hex_bytes(b.from(at + 1).first(whole).data());
    b.check(at + 1, bits.div_ceil(8))?;
    if rest > 0 {
        let last = u64::from(b.u8(at + 1 + whole)? & !(0xff >> rest));
        c.out.hex(if rest > 4 { last } else { last >> 4 }, if rest > 4 { 2 } else { 1 });
    }
    put!(c, "/{}]", bits);
    Ok(())
}

/// Prints a name and answers where it ends.
pub(in crate::print) fn name(c: &mut Ctx<'_>, b: &Bytes<'_>, start: usize) -> Res<usize> {
    name_in(c, b, b, start, start)
}

/// Prints a name whose pointers point into other bytes, up to a limit, and answers where it ends. A
/// compressed name may only point backwards, so this ends.
pub(in crate::print) fn name_in(
    c: &mut Ctx<'_>,
    b: &Bytes<'_>,
    message: &Bytes<'_>,
    start: usize,
    mut limit: usize,
) -> Res<usize> {
    let mut b = b;
    let mut at = start;
    let mut end = None;
    let mut shown = 0;
    loop {
        // Names of many records may lead through the same.
        c.enough(4)?;
        let mut length = usize::from(b.u8(at)?);
        at += 1;
        match length >> 6 {
            3 if shown > 0 && !b.has(at, 1) => break,
            3 => {
                end = end.or(Some(at + 1));
                let target = (length & 0x3f) << 8 | usize::from(b.u8(at)?);
                if target >= limit {
                    put!(c, "<BAD PTR>");
                    return Err(Cut);
                }
                limit = target;
                at = target;
                b = message;
                continue;
            }
            _ if length == 0 => {
                // What a pointer leads to may be empty, which is printed as nothing.
                if shown == 0 && end.is_none() {
                    put!(c, ".");
                }
                break;
            }
            // The packet ends behind the length: so does the name.
            0 if !b.has(at, 1) => break,
            1 if length == 0x41 => {
                bit_label(c, b, at)?;
                // Its digits do not count.
                at += 1 + bit_label_bytes(b.u8(at)?);
                length = 0;
            }
            1 => {
                put!(c, "<ELT {}>", length & 0x3f);
                return Err(Cut);
            }
            2 => {
                put!(c, "<BAD LABEL TYPE>");
                return Err(Cut);
            }
            _ => {
                c.text(b.from(at).first(length.min(LONGEST_NAME.saturating_sub(shown))).data());
                b.need(at, length)?;
            }
        }
        at += length;
        shown += length;
        c.literal(if shown <= LONGEST_NAME { text!(".") } else { text!("") });
        shown += 1;
    }
    if shown > LONGEST_NAME {
        put!(c, "<DOMAIN NAME TOO LONG>");
    }
    Ok(end.unwrap_or(at))
}
