//! What conferences send beside their real-time data: RTCP (RFC 3550), for `-T rtcp`, and the header of
//! LBL's visual audio tool, which was there before.

use crate::print::toolkit::*;

/// Prints the packets of a datagram of RTCP.
pub(crate) fn control(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("rtcp");
    // As tcpdump has it, up to the end of what carries UDP.
    let mut rest = Bytes::new(b.data(), b.len());
    while rest.captured() > 0 {
        let length = packet(c, &rest)?;
        rest = rest.from(length);
    }
    Ok(())
}

/// Prints a packet, and answers its length.
fn packet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<usize> {
    const REPORT: usize = 24;
    b.need(0, 8)?;
    let (flags, kind) = (b.u8(0)?, b.u8(1)?);
    let length = (usize::from(b.u16(2)?) + 1) * 4;
    let mut rest = b.from(8);
    let count = usize::from(flags & 31);
    let header = match kind {
        200 => {
            put!(c, " sr");
            28
        }
        201 => {
            put!(c, " rr");
            8
        }
        _ => {
            match kind {
                202 => put!(c, " sdes"),
                203 => put!(c, " bye"),
                _ => put!(c, " type-0x{:x}", kind),
            }
            put!(c, " {}", length);
            if c.v() > 0 && matches!(kind, 202 | 203) {
                put!(c, " {}", b.u32(4)?);
            }
            return Ok(length);
        }
    };
    if length != header + count * REPORT {
        put!(c, " [{}]", length);
    }
    if c.v() > 0 {
        put!(c, " {}", b.u32(4)?);
    }
    if kind == 200 {
        rest.need(0, 20)?;
        put!(c, " @");
        hundredths(c, rest.u32(0)?, rest.u32(4)?);
        show!(c, &rest, " {@8=4} {4}p {4}b")?;
        rest = rest.from(20);
    }
    if count > 1 {
        put!(c, " c{}", count);
    }
    // As tcpdump has it, which shows the first as often as there are reports.
    rest.need(0, if count > 0 { REPORT } else { 0 })?;
    for _ in 0..count {
        if c.v() > 0 {
            put!(c, " {}", rest.u32(0)?);
        }
        show!(c, &rest, " {@4=4&ffffff}l {4}s {4}j @")?;
        for (at, before) in [(16, text!("")), (20, text!("+"))] {
            let value = rest.u32(at)?;
            c.literal(before);
            hundredths(c, value >> 16, value << 16);
        }
    }
    Ok(length)
}

/// Seconds with a fraction in binary, rounded to hundredths, ties to what is even.
fn hundredths(c: &mut Ctx<'_>, seconds: u32, fraction: u32) {
    const ONE: f64 = 4_294_967_296.0;
    // As tcpdump has it: seconds in an `f64` leave less than 32 bits for the fraction.
    let number = f64::from(seconds) + f64::from(fraction) / ONE;
    let whole = number as u64;
    let part = ((number - whole as f64) * ONE) as u64 * 100;
    let (mut hundredths, rest) = (part >> 32, part as u32);
    if rest > 1 << 31 || rest == 1 << 31 && hundredths & 1 != 0 {
        hundredths += 1;
    }
    put!(c, "{}.{:02}", whole + hundredths / 100, hundredths % 100);
}

/// Prints the header of the visual audio tool, or of the visual tool.
pub(crate) fn tool(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("vat");
    if b.len() < 2 {
        put!(c, "udp/va/vat, length {} < 2", b.len());
        return Ok(());
    }
    let first = b.u16(0)?;
    if first & 0xf060 != 0 {
        put!(c, "udp/vt {} {} / {}", b.len(), first & 0x3ff, first >> 10);
        return Ok(());
    }
    if b.len() < 8 {
        put!(c, "udp/vat, length {} < 8", b.len());
        return Ok(());
    }
    let (first, time) = (b.u32(0)?, b.u32(4)?);
    put!(c, "udp/vat {} c{} {}", b.len() - 8, first & 0xffff, time);
    if first & 0x80_0000 != 0 {
        put!(c, "*");
    }
    if first & 0x1f_0000 != 0 {
        put!(c, " f{}", first >> 16 & 31);
    }
    if first & 0x3f00_0000 != 0 {
        put!(c, " s{}", first >> 24 & 63);
    }
    Ok(())
}
