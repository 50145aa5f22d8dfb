//! The link management protocol (RFC 4204), with what UNI 1.0 has of services, over UDP.
//!
//! A message is a row of objects, each of a class and, within it, of a type. What nearly all of them
//! hold is a format in [`format`], and of one length.

use crate::print::routing::gmpls::{ENCODINGS, SWITCHINGS, bandwidth};
use crate::print::toolkit::*;

const HEADER: usize = 8;
const MESSAGES: Table = table!("unknown, type: {}";
    1: "Config" "Config ACK" "Config NACK" "Hello" "Begin Verify" "Begin Verify ACK"
    "Begin Verify NACK" "End Verify" "End Verify ACK" "Test" "Test Status Success"
    "Test Status Failure" "Test Status ACK" "Link Summary" "Link Summary ACK" "Link Summary NACK"
    "Channel Status" "Channel Status ACK" "Channel Status Request" "Channel Status Response",
    50: "Service Config" "Service Config ACK" "Service Config NACK",
);
const FLAGS: Table = table!("none"; 1: "Control Channel Down", 2: "LMP restart");
const CLASSES: Table = table!("Unknown";
    1: "Control Channel ID" "Node ID" "Link ID" "Interface ID" "Message ID" "Configuration" "Hello"
    "Verify Begin" "Verify Begin ACK" "Verify ID" "TE Link" "Data Link" "Channel Status"
    "Channel Status Request", 20: "Error Code", 51: "Service Config",
);
/// Types within a class, by 256 times the class and the type.
const TYPES: Table = table!("Unknown";
    0x101: "Local" "Remote", 0x201: "Local" "Remote",
    0x301: "IPv4 Local" "IPv4 Remote" "IPv6 Local" "IPv6 Remote" "Unnumbered Local"
    "Unnumbered Remote",
    0x401: "IPv4 Local" "IPv4 Remote" "IPv6 Local" "IPv6 Remote" "Unnumbered Local"
    "Unnumbered Remote",
    0x501: "1" "2", 0x601: "1", 0x701: "1", 0x801: "1", 0x901: "1", 0xa01: "1",
    0xb01: "IPv4" "IPv6" "Unnumbered", 0xc01: "IPv4" "IPv6" "Unnumbered",
    0xd01: "IPv4" "IPv6" "Unnumbered", 0xe01: "IPv4" "IPv6" "Unnumbered",
    0x1401: "1" "2", 0x3301: "1" "2" "3" "4",
);
const VERIFY_FLAGS: Table = table!("none"; 1: "Verify all links", 2: "Data link type");
/// The bits that tcpdump takes for payload tests: its mask is decimal.
const PAYLOAD_TESTS: u16 = 8000;
const TRAFFIC_LINK_FLAGS: Table =
    table!("none"; 1: "Fault Management Supported", 2: "Link Verification Supported");
const DATA_LINK_FLAGS: Table =
    table!("none"; 1: "Data Link Port", 2: "Allocated for user traffic", 4: "Failed link");
const PROPERTIES: Table = table!("Unknown"; 1: "Interface Switching Type" "Wavelength");
const STATUSES: Table = table!("Unknown"; 1: "Signal Okay" "Signal Degraded" "Signal Fail");
const VERIFY_ERRORS: Table = table!("none";
    1: "Link Verification Procedure Not supported", 2: "Unwilling to verify",
    4: "Unsupported verification transport mechanism", 8: "Link-Id configuration error",
    16: "Unknown object c-type",
);
const SUMMARY_ERRORS: Table = table!("none";
    1: "Unacceptable non-negotiable LINK-SUMMARY parameters",
    2: "Renegotiate LINK-SUMMARY parameters", 4: "Invalid TE-LINK Object",
    8: "Invalid DATA-LINK Object", 16: "Unknown TE-LINK Object c-type",
    32: "Unknown DATA-LINK Object c-type",
);
const SIGNALING: Table = table!("none"; 1: "RSVP Supported", 2: "LDP Supported");
const SERVICE_LINKS: Table = table!("Unknown"; 5: "SDH ITU-T G.707" "SONET ANSI T1.105");
const SDH_SIGNALS: Table = table!("Unknown";
    5: "VC-3" "VC-4" "STM-0" "STM-1" "STM-4" "STM-16" "STM-64" "STM-256",
);
const SONET_SIGNALS: Table = table!("Unknown";
    5: "STS-1 SPE" "STS-3c SPE" "STS-1" "STM-3" "STM-12" "STM-48" "STM-192" "STM-768",
);
const OVERHEADS: Table = table!("none";
    1: "Path/VC Overhead Transparency Supported", 2: "Line/MS Overhead Transparency Supported",
    4: "Section/RS Overhead Transparency Supported",
);
const CONCATENATIONS: Table = table!("none"; 1: "Contiguous Concatenation Types Supported");
const TRANSPARENCIES: Table = table!("none";
    1: "Standard SOH/RSOH Transparency Supported", 2: "Standard LOH/MSOH Transparency Supported",
);
const MONITORING: Table = table!("none"; 1: "Transparent Tandem Connection Monitoring Supported");
const DIVERSITIES: Table = table!("none";
    1: "Node Diversity Supported", 2: "Link Diversity Supported", 4: "SRLG Diversity Supported",
);

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("lmp");
    b.need(0, HEADER)?;
    let (version, kind) = (b.u8(0)? >> 4, u32::from(b.u8(3)?));
    if version != 1 {
        put!(c, "LMP version {} packet not supported", version);
        return Ok(());
    }
    if c.v() == 0 {
        match MESSAGES.get(kind) {
            Some(name) => put!(c, "LMPv1 {}", name),
            None => put!(c, "LMPv1 unknown ({})", kind),
        }
        put!(c, " Message, length: {}", b.len());
        return Ok(());
    }
    show!(c, b, "\n\tLMPv1, msg-type: {@3=1N}, Flags: [{@2=1B}], length: {@4=2}", MESSAGES, FLAGS)?;
    let length = usize::from(b.u16(4)?);
    if length < HEADER {
        put!(c, " (too short)");
        return Ok(());
    }
    if length > b.len() {
        put!(c, " (too long)");
    }
    let mut rest = b.claim(length.min(b.len())).from(HEADER);
    while rest.len() > 0 {
        let Some(length) = object(c, &rest)? else { return Ok(()) };
        if rest.len() < length {
            put!(c, " [remaining objects length {} < {}]", rest.len(), length);
            c.invalid();
            return Ok(());
        }
        rest = rest.from(length);
    }
    Ok(())
}

/// Prints an object; answers its length, unless that cannot be.
fn object(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<usize>> {
    b.need(0, 4)?;
    let (kind, class, length) = (b.u8(0)? & 0x7f, b.u8(1)?, usize::from(b.u16(2)?));
    put!(c, "\n\t  {} Object ({})", Name(CLASSES, class.into()), class);
    let number = u32::from(class) << 8 | u32::from(kind);
    put!(c, ", Class-Type: {} ({}) Flags: [", Name(TYPES, number), kind);
    c.literal(if b.u8(0)? & 0x80 != 0 { text!("") } else { text!("non-") });
    put!(c, "negotiable], length: {}", length);
    if length < 4 {
        put!(c, " (too short)");
        return Ok(None);
    }
    if !length.is_multiple_of(4) {
        put!(c, " (not a multiple of 4)");
        return Ok(None);
    }
    b.need(0, length)?;
    let value = b.from(4).claim(length - 4);
    let known = contents(c, class, kind, &value)?;
    if !known || c.v() > 1 {
        c.hex_lines(text!("\n\t    "), value.inside());
    }
    Ok(Some(length))
}

/// The length of an object, its format, and the tables for that.
type Format = (usize, Literal, &'static [Table]);

/// How an object is printed, or what it begins with, where that is the same in all of its kind.
fn format(class: u8, kind: u8) -> Option<Format> {
    Some(match (class, kind) {
        (1, 1 | 2) => (4, text!("\n\t    Control Channel ID: {4} (0x{@0=4:08x})"), &[]),
        (2, 1 | 2) => (4, text!("\n\t    Node ID: {4A} (0x{@0=4:08x})"), &[]),
        (3 | 4, 1 | 2) => (4, text!("\n\t    IPv4 Link ID: {4A} (0x{@0=4:08x})"), &[]),
        (3 | 4, 3 | 4) => (16, text!("\n\t    IPv6 Link ID: {16A} (0x{@0=4:08x})"), &[]),
        (3 | 4, 5 | 6) => (4, text!("\n\t    Link ID: {4} (0x{@0=4:08x})"), &[]),
        (5, 1) => (4, text!("\n\t    Message ID: {4} (0x{@0=4:08x})"), &[]),
        (5, 2) => (4, text!("\n\t    Message ID Ack: {4} (0x{@0=4:08x})"), &[]),
        (6, 1) => (4, text!("\n\t    Hello Interval: {2}\n\t    Hello Dead Interval: {2}"), &[]),
        (7, 1) => (8, text!("\n\t    Tx Seq: {4}, Rx Seq: {4}"), &[]),
        (8, 1) => (
            20,
            text!(
                "\n\t    Flags: {2B}\n\t    Verify Interval: {2}\n\t    Data links: {4}\
                 \n\t    Encoding type: {1N}\
                 \n\t    Verify Transport Mechanism: {@10=2} (0x{@10=2x})"
            ),
            &[VERIFY_FLAGS, ENCODINGS],
        ),
        (9, 1) => (
            4,
            text!("\n\t    Verify Dead Interval: {2}\n\t    Verify Transport Response: {2}"),
            &[],
        ),
        (10, 1) => (4, text!("\n\t    Verify ID: {4}"), &[]),
        (11, 1) => (
            12,
            text!(
                "\n\t    Flags: [{1B}]\n\t    Local Link-ID: {@4=4A} (0x{@4=4:08x})\
                 \n\t    Remote Link-ID: {4A} (0x{@8=4:08x})"
            ),
            &[TRAFFIC_LINK_FLAGS],
        ),
        (11, 2) => (
            36,
            text!(
                "\n\t    Flags: [{1B}]\n\t    Local Link-ID: {@4=16A} (0x{@4=4:08x})\
                 \n\t    Remote Link-ID: {@20=16A} (0x{@20=4:08x})"
            ),
            &[TRAFFIC_LINK_FLAGS],
        ),
        (11, 3) => (
            12,
            text!(
                "\n\t    Flags: [{1B}]\n\t    Local Link-ID: {@4=4} (0x{@4=4:08x})\
                 \n\t    Remote Link-ID: {4} (0x{@8=4:08x})"
            ),
            &[TRAFFIC_LINK_FLAGS],
        ),
        (12, 1) => (
            12,
            text!(
                "\n\t    Flags: [{1B}]\n\t    Local Interface ID: {@4=4A} (0x{@4=4:08x})\
                 \n\t    Remote Interface ID: {4A} (0x{@8=4:08x})"
            ),
            &[DATA_LINK_FLAGS],
        ),
        (12, 2) => (
            36,
            text!(
                "\n\t    Flags: [{1B}]\n\t    Local Interface ID: {@4=16A} (0x{@4=4:08x})\
                 \n\t    Remote Interface ID: {@20=16A} (0x{@20=4:08x})"
            ),
            &[DATA_LINK_FLAGS],
        ),
        (12, 3) => (
            12,
            text!(
                "\n\t    Flags: [{1B}]\n\t    Local Interface ID: {@4=4} (0x{@4=4:08x})\
                 \n\t    Remote Interface ID: {4} (0x{@8=4:08x})"
            ),
            &[DATA_LINK_FLAGS],
        ),
        (20, 1) => (4, text!("\n\t    Error Code: {4B}"), &[VERIFY_ERRORS]),
        (20, 2) => (4, text!("\n\t    Error Code: {4B}"), &[SUMMARY_ERRORS]),
        (51, 1) => (4, text!("\n\t Flags: {1B}\n\t  UNI Version: {1}"), &[SIGNALING]),
        (51, 2) => (16, text!("\n\t Link Type: {1N} ({@0=1})"), &[SERVICE_LINKS]),
        (51, 3) => (
            8,
            text!("\n\t Transparency Flags: {4B}\n\t TCM Monitoring Flags: {@7=1B}"),
            &[TRANSPARENCIES, MONITORING],
        ),
        (51, 4) => (4, text!("\n\t Diversity: Flags: {@2=2B}"), &[DIVERSITIES]),
        _ => return None,
    })
}

/// Prints what is in an object; answers whether that is known.
fn contents(c: &mut Ctx<'_>, class: u8, kind: u8, b: &Bytes<'_>) -> Res<bool> {
    if matches!(class, 13 | 14) {
        return channels(c, class, kind, b);
    }
    let Some((length, format, tables)) = format(class, kind) else { return Ok(false) };
    if b.len() < length || class != 12 && b.len() != length {
        put!(c, " (not correct for object)");
        return Ok(true);
    }
    c.show_with(b, format, tables, &[])?;
    match (class, kind) {
        (8, _) => {
            if b.u16(10)? & PAYLOAD_TESTS != 0 {
                put!(c, " (Payload test messages capable)");
            }
            put!(c, "\n\t    Transmission Rate: ");
            bandwidth(c, b.u32(12)?);
            show!(c, b, "\n\t    Wavelength: {@16=4}")?;
        }
        (12, _) => return properties(c, &b.from(length)),
        (51, 2) => {
            match b.u8(0)? {
                5 => show!(c, b, "\n\t Signal Type: {@1=1N} ({@1=1})", SDH_SIGNALS)?,
                6 => show!(c, b, "\n\t Signal Type: {@1=1N} ({@1=1})", SONET_SIGNALS)?,
                _ => {}
            }
            show!(
                c,
                b,
                "\n\t Transparency: {@2=1B}\n\t Contiguous Concatenation Types: {1B}\
                 \n\t Minimum NCC: {2}\n\t Maximum NCC: {2}\n\t Minimum NVC:{2}\
                 \n\t Maximum NVC:{2}\n\t    Local Interface ID: {4A} (0x{@12=4:08x})",
                OVERHEADS,
                CONCATENATIONS
            )?;
        }
        _ => {}
    }
    Ok(true)
}

/// Channels and, but in requests, how they are.
fn channels(c: &mut Ctx<'_>, class: u8, kind: u8, b: &Bytes<'_>) -> Res<bool> {
    let (identifier, format) = match kind {
        1 => (4, text!("\n\t    Interface ID: {4A} (0x{@0=4:08x})")),
        2 => (16, text!("\n\t    Interface ID: {16A} (0x{@0=4:08x})")),
        3 => (4, text!("\n\t    Interface ID: {4} (0x{@0=4:08x})")),
        _ => return Ok(false),
    };
    let size = if class == 13 { identifier + 4 } else { identifier };
    let mut rest = *b;
    while rest.len() >= size {
        c.show_with(&rest, format, &[], &[])?;
        if class == 13 {
            let status = rest.u32(identifier)?;
            put!(c, "\n\t\t    Active: ");
            c.literal(if status >> 31 != 0 {
                text!("Allocated (1)")
            } else {
                text!("Non-allocated (0)")
            });
            put!(c, "\n\t\t    Direction: ");
            c.literal(if status >> 30 & 1 != 0 {
                text!("Transmit (1)")
            } else {
                text!("Receive (0)")
            });
            // The mask is short of four bits, as tcpdump has it.
            let status = status & 0x03ff_ffff;
            put!(c, "\n\t\t    Channel Status: {} ({})", Name(STATUSES, status), status);
        }
        rest = rest.from(size);
    }
    Ok(true)
}

/// Properties of a data link, up to the first that is not known; answers whether all are.
fn properties(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    let mut rest = *b;
    while rest.len() > 0 {
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        put!(c, "\n\t    Subobject, Type: {} ({})", Name(PROPERTIES, kind.into()), kind);
        put!(c, ", Length: {}", length);
        let wrong = if length < 4 {
            text!(" (too short)")
        } else if !length.is_multiple_of(4) {
            text!(" (not a multiple of 4)")
        } else if length > rest.len() {
            text!(" (goes past the end of the object)")
        } else {
            text!("")
        };
        c.literal(wrong);
        if !wrong.is_empty() {
            break;
        }
        // As tcpdump has it, what is read may be behind the property's end.
        match kind {
            1 => {
                show!(
                    c,
                    &rest,
                    "\n\t      Switching Type: {@2=1N} ({@2=1})\
                     \n\t      Encoding Type: {@3=1N} ({@3=1})",
                    SWITCHINGS,
                    ENCODINGS
                )?;
                for (at, what) in [(4, text!("Min")), (8, text!("Max"))] {
                    let bits = rest.u32(at)?;
                    put!(c, "\n\t      {} Reservable Bandwidth: ", what);
                    bandwidth(c, bits);
                }
            }
            2 => show!(c, &rest, "\n\t      Wavelength: {@4=4}")?,
            _ => return Ok(false),
        }
        rest = rest.from(length);
    }
    Ok(true)
}
