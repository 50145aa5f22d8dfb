//! The header of the real-time transport protocol (RFC 3550), for `-T rtp`. Of what
//! extends it only the lengths are checked.

use crate::print::toolkit::*;

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("rtp");
    put!(c, "udp/rtp");
    if b.len() < 8 {
        put!(c, ", length {} < 8", b.len());
        return Ok(());
    }
    let first = b.u32(0)?;
    let time = b.u32(4)?;
    // The version is in the first two bits; 1, which never became a standard, has a shorter header.
    let (header, extension, marker, kind) = if first >> 30 == 1 {
        put!(c, "v1");
        (8, 0x80_0000, 0x40_0000, 0x3f)
    } else if b.len() < 12 {
        put!(c, ", length {} < 12", b.len());
        return Ok(());
    } else {
        (12, 0x1000_0000, 0x80_0000, 0x7f)
    };
    put!(c, " {} c{} ", b.len() - header, first >> 16 & kind);
    c.literal(if first & extension != 0 { text!("+") } else { text!("") });
    c.literal(if first & marker != 0 { text!("*") } else { text!("") });
    put!(c, " {} {}", first & 0xffff, time);
    if c.v() > 0 {
        show!(c, b, " {@8=4}")?;
        // Of video of H.261 the start of its own header.
        if first & extension == 0 && header == 12 && first >> 16 & kind == 31 {
            show!(c, b, " 0x{@12=2:04x}")?;
        }
        if first & extension != 0 {
            return check_extension(c, &b.from(header), header == 8);
        }
    }
    Ok(())
}

/// Whether the extension, or in version 1 every option up to the last, is in the packet.
fn check_extension(c: &mut Ctx<'_>, b: &Bytes<'_>, options: bool) -> Res {
    let mut rest = *b;
    loop {
        let word = rest.first(rest.len()).u32(0)?;
        let words = if options { word >> 16 & 0xff } else { (word & 0xffff) + 1 } as usize;
        if words == 0 || words * 4 > rest.len() {
            c.literal(if options { text!(" !opt") } else { text!(" !ext") });
            return Ok(());
        }
        if !options || word >> 31 != 0 {
            return Ok(());
        }
        rest = rest.from(words * 4);
    }
}
