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
    // The version is in the first two bits; 2 has a longer header than what came before it.
    let header = if first >> 30 == 2 { 12 } else { 8 };
    put!(c, " {} c{} ", b.len().saturating_sub(header), first >> 16 & 0x7f);
    c.str(if first & 0x0080_0000 != 0 { "*" } else { "" });
    put!(c, " {} {}", first & 0xffff, time);
    if c.v() > 0 && header == 12 {
        c.show(b, " {@8=4}", &[])?;
    }
    Ok(())
}
