//! The header of the real-time transport protocol (RFC 3550), for `-T rtp`.
//!
//! Left out: header extensions.

use crate::print::toolkit::*;

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "rtp";
    c.str("udp/rtp");
    if b.len() < 8 {
        put!(c, ", length {} < 8", b.len());
        return Ok(());
    }
    let first = b.u32(0)?;
    let time = b.u32(4)?;
    // The version is in the first two bits; 1, which never became a standard, has a shorter header.
    let (header, extension, marker, kind) = if first >> 30 == 1 {
        c.str("v1");
        (8, 0x80_0000, 0x40_0000, 0x3f)
    } else if b.len() < 12 {
        put!(c, ", length {} < 12", b.len());
        return Ok(());
    } else {
        (12, 0x1000_0000, 0x80_0000, 0x7f)
    };
    put!(c, " {} c{} ", b.len() - header, first >> 16 & kind);
    c.str(if first & extension != 0 { "+" } else { "" });
    c.str(if first & marker != 0 { "*" } else { "" });
    put!(c, " {} {}", first & 0xffff, time);
    if c.v() > 0 {
        show!(c, b, " {@8=4}")?;
    }
    Ok(())
}
