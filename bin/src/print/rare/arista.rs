//! Time stamps that Arista's switches put behind the addresses of a frame: an Ethertype, the stamp,
//! and the type of what follows.

use crate::print::time;
use crate::print::toolkit::*;

pub(in crate::print) const ETHERTYPE: u16 = 0xd28b;
/// In nanoseconds; a stamp with more of them is not valid.
const SECOND: u32 = 1_000_000_000;

/// Prints a stamp; answers its length, or nothing where it is of an unknown kind.
pub(in crate::print) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<usize> {
    c.protocol = text!("arista");
    show!(c, b, "SubType {2-N} (0x{2:04x}), ", table!("Unknown"; 1: "Timestamp"))?;
    if b.u16(0)? != 1 {
        return Ok(0);
    }
    show!(
        c,
        b,
        "Timescale {@2=1-N} ({1}), {|}Format {1>4-N} ({1>4}), HwInfo {@3=1&f-N} ({1&f}), Timestamp ",
        table!("Unknown"; 0: "TAI" "UTC"),
        table!("Unknown"; 1: "64-bit" "48-bit"),
        table!("Unknown"; 0: "R/R2" "R3")
    )?;
    let end = match b.u8(3)? >> 4 {
        1 => {
            b.need(4, 8)?;
            time::utc(c, b.u32(4)?.into(), b' ');
            8
        }
        2 => {
            b.need(4, 6)?;
            put!(c, "{}", b.u16(4)?);
            6
        }
        _ => return Ok(0),
    };
    let rest = b.u32(end)?;
    put!(c, ".");
    c.out.dec_zeros(rest.into(), 9);
    if rest >= SECOND {
        put!(c, " (invalid ns)");
    }
    put!(c, ": ");
    Ok(4 + end)
}
