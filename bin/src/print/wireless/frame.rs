//! Frames of wireless local networks (IEEE 802.11-2016 section 9): control frames, and data frames
//! with what they carry. With -H, a mesh header is looked for before the payload of data frames
//! with quality of service.
//!
//! Left out: fields of Block Ack, wrapped control frames, aggregated payloads.

use super::management;
use crate::print::ether::Ends;
use crate::print::lan::llc;
use crate::print::toolkit::*;

const TO_SYSTEM: u8 = 0x01;
const FROM_SYSTEM: u8 = 0x02;
const PROTECTED: u8 = 0x40;
const ORDER: u8 = 0x80;
/// Bits of a data frame's subtype.
const ACK: u8 = 1;
const POLL: u8 = 2;
const NO_DATA: u8 = 4;
const QOS: u8 = 8;

/// Flags in the order in which they are printed.
const FLAGS: Table = table!("";
    0x20: "More Data ", 0x04: "More Fragments ", 0x10: "Pwr Mgmt ", 0x08: "Retry ",
    0x100: "+HTC ", 0x80: "Strictly Ordered ", 0x40: "Protected ",
);
const ACKS: Table = table!(""; 1: "Ack" "Poll" "Ack/Poll");

/// A control frame: subtype, least length, its addresses with -e and without it, its name.
type Control = (u8, usize, Literal, Literal, Literal);
static CONTROLS: [Control; 9] = [
    (7, 16, text!(""), text!(""), text!("Control Wrapper")),
    (8, 20, BAR, BAR, text!("BAR")),
    (9, 16, text!("RA:{@4=6A} TA:{6A} "), text!(" RA:{@4=6A} "), text!("BA")),
    (10, 16, text!("BSSID:{@4=6A} TA:{6A} "), text!(""), text!("Power Save-Poll")),
    (11, 16, text!("RA:{@4=6A} TA:{6A} "), text!(" TA:{@10=6A} "), text!("Request-To-Send")),
    (12, 10, text!("RA:{@4=6A} "), text!(" RA:{@4=6A} "), text!("Clear-To-Send")),
    (13, 10, text!("RA:{@4=6A} "), text!(" RA:{@4=6A} "), text!("Acknowledgment")),
    (14, 16, text!("RA:{@4=6A} BSSID:{6A} "), text!(" RA:{@4=6A} "), text!("CF-End")),
    (15, 16, text!("RA:{@4=6A} BSSID:{6A} "), text!(" RA:{@4=6A} "), text!("CF-End+CF-Ack")),
];
const BAR: Literal = text!(" RA:{@4=6A} TA:{6A} CTL(");

/// A packet that starts with a frame.
pub(super) fn link(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    behind(c, b, 0, false, false)
}

/// A frame behind another header, with or without padding behind its own header and a checksum at
/// its end.
pub(super) fn behind(
    c: &mut Ctx<'_>,
    b: &Bytes<'_>,
    header: usize,
    padded: bool,
    checked: bool,
) -> Res {
    let mut frame = b.from(header);
    // Of a header that is cut nothing is dumped.
    c.link_header = b.captured();
    if checked {
        c.protocol = text!("802.11");
        let length = frame.len().checked_sub(4).ok_or(Short)?;
        frame = frame.first(length);
    }
    print(c, &frame, header, padded)
}

/// Prints a frame that starts behind so many bytes of other headers.
fn print(c: &mut Ctx<'_>, b: &Bytes<'_>, before: usize, padded: bool) -> Res {
    c.protocol = text!("802.11");
    if b.len() < 2 {
        return Err(Short);
    }
    b.check(0, 2)?;
    let (first, flags) = (b.u8(0)?, b.u8(1)?);
    let (kind, subtype) = (first >> 2 & 3, first >> 4);
    // A field that says how to use high throughput, where frames never were ordered.
    let wide = flags & ORDER != 0 && (kind == 0 || kind == 2 && subtype & QOS != 0);
    let mut header = length(kind, subtype, flags) + if wide { 4 } else { 0 };
    if padded {
        header = header.next_multiple_of(4);
    }
    let mut mesh = 0;
    if c.o.mesh && kind == 2 && subtype & QOS != 0 {
        // What has other flags than the number of further addresses is none.
        let flags = b.u8(header).or(Err(Short))?;
        if flags <= 3 {
            mesh = 6 + 6 * usize::from(flags);
            header += mesh;
        }
    }
    c.link_header = before + header;
    b.check(0, header)?;
    if c.o.link_header && kind != 3 {
        if c.v() > 0 && (kind != 1 || subtype > 6) {
            let mut bits = u32::from(flags & 0xfc);
            if wide {
                bits = bits & !u32::from(ORDER) | 0x100;
            }
            put!(c, "{}", Arg::Flags(FLAGS, bits));
            // Polls have an identity where others have a duration.
            if (kind, subtype) != (1, 10) {
                put!(c, "{}us ", b.u16(2)?.swap_bytes());
            }
        }
        if mesh > 0 {
            mesh_header(c, &b.from(header - mesh))?;
        }
        addresses(c, b, kind, subtype, flags)?;
    }
    let rest = b.from(header);
    match kind {
        0 => management::print(c, subtype, flags & PROTECTED != 0, b, &rest).or(Err(Short)),
        1 => control_frame(c, subtype, b).or(Err(Short)),
        2 if subtype & NO_DATA != 0 => Ok(()),
        2 if flags & PROTECTED != 0 => {
            put!(c, "Data");
            encrypted(c, &rest)
        }
        2 => {
            let (dst, src) = match flags & (TO_SYSTEM | FROM_SYSTEM) {
                0 => (4, 10),
                TO_SYSTEM => (16, 10),
                FROM_SYSTEM => (4, 16),
                _ => (16, 24),
            };
            llc::print(c, &rest, Some(&Ends { dst: *b.array(dst)?, src: *b.array(src)? }))
        }
        _ => {
            put!(c, "unknown 802.11 frame type ({})", kind);
            Ok(())
        }
    }
}

/// The length of a frame's header, without what only some have of its kind.
fn length(kind: u8, subtype: u8, flags: u8) -> usize {
    match kind {
        0 => 24,
        1 => control(subtype).map_or(0, |entry| entry.1),
        2 => {
            let both = TO_SYSTEM | FROM_SYSTEM;
            let addresses = if flags & both == both { 30 } else { 24 };
            addresses + if subtype & QOS != 0 { 2 } else { 0 }
        }
        _ => 0,
    }
}

/// A mesh header (IEEE 802.11s) with up to three addresses more, as -e shows it.
fn mesh_header(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "MeshData (AE {1} TTL {1} seq {4L}")?;
    let addresses = match b.u8(0)? {
        0 => text!(""),
        1 => text!("{@6} A4:{6A}"),
        2 => text!("{@6} A4:{6A} A5:{6A}"),
        _ => text!("{@6} A4:{6A} A5:{6A} A6:{6A}"),
    };
    c.show(b, addresses, &[])?;
    put!(c, ") ");
    Ok(())
}

/// The addresses, as -e shows them.
fn addresses(c: &mut Ctx<'_>, b: &Bytes<'_>, kind: u8, subtype: u8, flags: u8) -> Res {
    let format = match kind {
        0 => text!("BSSID:{@16=6A} DA:{@4=6A} SA:{6A} "),
        1 => {
            return control(subtype).map_or(Ok(()), |entry| ends(c, subtype, entry.2, b));
        }
        _ => {
            if subtype & !NO_DATA != 0 {
                put!(c, "CF ");
                if subtype & (ACK | POLL) != 0 {
                    put!(c, "{}", Name(ACKS, (subtype & (ACK | POLL)).into()));
                }
                c.literal(if subtype & QOS != 0 { text!("+QoS ") } else { text!(" ") });
            }
            match flags & (TO_SYSTEM | FROM_SYSTEM) {
                0 => text!("DA:{@4=6A} SA:{6A} BSSID:{6A} "),
                TO_SYSTEM => text!("BSSID:{@4=6A} SA:{6A} DA:{6A} "),
                FROM_SYSTEM => text!("DA:{@4=6A} BSSID:{6A} SA:{6A} "),
                _ => text!("RA:{@4=6A} TA:{6A} DA:{6A} SA:{+2=6A} "),
            }
        }
    };
    c.show(b, format, &[])
}

/// What is known of a control frame.
fn control(subtype: u8) -> Option<&'static Control> {
    CONTROLS.iter().find(|entry| entry.0 == subtype)
}

/// The addresses of a control frame by a format, and the two fields of a request for acknowledgments.
fn ends(c: &mut Ctx<'_>, subtype: u8, format: Literal, b: &Bytes<'_>) -> Res {
    c.show(b, format, &[])?;
    if subtype != 8 {
        return Ok(());
    }
    c.out.hex(b.u16(16)?.swap_bytes().into(), 0);
    put!(c, ") SEQ({}) ", b.u16(18)?.swap_bytes());
    Ok(())
}

fn control_frame(c: &mut Ctx<'_>, subtype: u8, b: &Bytes<'_>) -> Res {
    let Some(&(_, _, _, format, name)) = control(subtype) else {
        put!(c, "unknown 802.11 ctrl frame subtype ({})", subtype);
        return Ok(());
    };
    c.literal(name);
    if subtype == 10 {
        put!(c, " AID({:x})", b.u16(2)?.swap_bytes());
        return Ok(());
    }
    if c.o.link_header { Ok(()) } else { ends(c, subtype, format, b) }
}

/// What can be read of an encrypted frame's body: its initialization vector.
pub(super) fn encrypted(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let word = b.u32(0).or(Err(Short))?.swap_bytes();
    put!(c, " IV:");
    let vector = u64::from(word & 0xff_ffff);
    // At least three columns wide.
    c.out.spaces(2 - usize::from(vector > 0xf) - usize::from(vector > 0xff));
    c.out.hex(vector, 0);
    put!(c, " Pad {:x} KeyID {:x}", word >> 24 & 0x3f, word >> 30);
    Ok(())
}
