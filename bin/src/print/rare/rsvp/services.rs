//! What integrated services say of their traffic (RFC 2210, 2215), in objects of RSVP.

use crate::print::rare::float;
use crate::print::toolkit::*;

const SERVICES: Table = table!("unknown";
    1: "Default/Global Information" "Guaranteed Service", 5: "Controlled Load",
);
const PARAMETERS: Table = table!("unknown";
    4: "IS hop cnt", 6: "Path b/w estimate", 8: "Minimum path latency", 10: "Composed MTU",
    127: "Token Bucket TSpec", 130: "Guaranteed Service RSpec",
    133: "End-to-end composed value for C" "End-to-end composed value for D"
    "Since-last-reshaping point composed C" "Since-last-reshaping point composed D",
);

/// Prints the services of an object; answers whether that is as long as it must be.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str) -> Res<bool> {
    if b.len() < 4 {
        return Ok(false);
    }
    put!(
        c,
        "{}Msg-Version: {}, length: {}",
        Arg::S(indent),
        b.u8(0)? >> 4,
        u32::from(b.u16(2)?) * 4
    );
    let mut rest = b.from(4);
    while rest.len() >= 4 {
        let length = u32::from(rest.u16(2)?) * 4;
        let kind = rest.u8(0)?;
        put!(
            c,
            "{}Service Type: {} ({}), break bit ",
            Arg::S(indent),
            Name(SERVICES, kind.into()),
            kind
        );
        c.literal(if rest.u8(1)? & 0x80 != 0 { text!("") } else { text!("not ") });
        put!(c, "set, Service length: {}", length);
        rest = rest.from(4);
        // As tcpdump has it, a service goes on where its last parameter goes beyond its end.
        let mut left = length;
        while left != 0 && rest.len() >= 4 {
            let Some(used) = parameter(c, &rest)? else { break };
            left = left.wrapping_sub(used as u32);
            rest = rest.from(used);
        }
    }
    Ok(true)
}

/// A parameter; answers its length, unless it goes beyond the object.
fn parameter(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<usize>> {
    let (kind, length) = (b.u8(0)?, usize::from(b.u16(2)?) * 4);
    put!(c, "\n\t      Parameter ID: {} ({})", Name(PARAMETERS, kind.into()), kind);
    put!(c, ", length: {}, Flags: [0x{:02x}]", length, b.u8(1)?);
    if length > b.len() - 4 {
        return Ok(None);
    }
    let value = b.first(4 + length).from(4);
    match (kind, length) {
        (4, 4) => show!(c, &value, "\n\t\tIS hop count: {4}")?,
        (6, 4) => megabits(c, text!("Path b/w estimate"), &value)?,
        (8, 4) => show!(c, &value, "\n\t\tMinimum path latency: {4}")?,
        (10, 4) => show!(c, &value, "\n\t\tComposed MTU: {4} bytes")?,
        (127, 20) => {
            megabits(c, text!("Token Bucket Rate"), &value)?;
            put!(c, "\n\t\tToken Bucket Size: ");
            float::print(&mut c.out, f32::from_bits(value.u32(4)?));
            put!(c, " bytes");
            megabits(c, text!("Peak Data Rate"), &value.from(8))?;
            show!(
                c,
                &value,
                "\n\t\tMinimum Policed Unit: {@12=4} bytes\n\t\tMaximum Packet Size: {4} bytes"
            )?;
        }
        (130, 8) => {
            megabits(c, text!("Rate"), &value)?;
            show!(c, &value, "\n\t\tSlack Term: {@4=4}")?;
        }
        (133..=136, 4) => show!(c, &value, "\n\t\tValue: {4}")?,
        _ if PARAMETERS.get(kind.into()).is_none() && c.v() <= 1 => {
            c.hex_lines(text!("\n\t\t"), value.data());
        }
        _ => {}
    }
    Ok(Some(4 + length))
}

/// A rate of bytes a second.
fn megabits(c: &mut Ctx<'_>, what: Literal, b: &Bytes<'_>) -> Res {
    put!(c, "\n\t\t{}: ", what);
    float::print(&mut c.out, f32::from_bits(b.u32(0)?) / 125_000.0);
    put!(c, " Mbps");
    Ok(())
}
