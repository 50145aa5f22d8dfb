//! What an IS-IS router reaches: neighbors and prefixes, and the values within theirs (RFC 5130, 5305,
//! 5307, 5308, 8667).

use super::gmpls::{ENCODINGS, MODELS, SWITCHINGS, bandwidth};
use super::isis::system;
use super::ospf::each;
use crate::print::address::filled;
use crate::print::toolkit::*;

const LINKS: Table = table!("unknown subTLV";
    3: "Administrative groups" "Link Local/Remote Identifier" "Link Remote Identifier" "IPv4 interface address",
    8: "IPv4 neighbor address" "Maximum link bandwidth" "Reservable link bandwidth"
    "Unreserved bandwidth" "Bandwidth Constraints (old)", 18: "Traffic Engineering Metric"
    "Link Attribute"
    "Link Protection Type" "Interface Switching Capability" "Bandwidth Constraints", 29: "SPB Metric",
    32: "LAN Adjacency Segment Identifier",
    250: "Reserved for cisco specific extensions" "Reserved for cisco specific extensions"
    "Reserved for cisco specific extensions" "Reserved for cisco specific extensions"
    "Reserved for cisco specific extensions" "Reserved for future expansion",
);
const ATTRIBUTES: Table = table!("Unknown";
    1: "Local Protection Available", 2: "Link excluded from local protection path",
    4: "Local maintenance required",
);
const INDICATIONS: Table = table!("Unknown"; 0: "Standard SONET/SDH" "Arbitrary SONET/SDH");
/// How a link is protected (RFC 5307, section 1.2).
pub(super) const PROTECTIONS: Table = table!("none";
    1: "Extra Traffic", 2: "Unprotected", 4: "Shared", 8: "Dedicated 1:1", 16: "Dedicated 1+1",
    32: "Enhanced", 64: "Reserved", 128: "Reserved",
);
const REACHES: Table = table!("unknown subTLV";
    1: "32-Bit Administrative tag" "64-Bit Administrative tag" "Prefix SID",
    117: "Management Prefix Color",
);
const SEGMENT_FLAGS: Table = table!("None";
    0x80: "Readvertisement", 0x40: "Node", 0x20: "No-PHP", 0x10: "Explicit NULL", 0x08: "Value",
    0x04: "Local",
);
const ADJACENCY_FLAGS: Table = table!("none";
    0x80: "Address family IPv6", 0x40: "Backup", 0x20: "Value", 0x10: "Local significance",
    0x08: "Set of adjacencies", 0x04: "Persistent",
);
const ALGORITHMS: Table = table!("Unknown"; 0: "SPF" "strict-SPF");

/// A neighbor with its properties; answers how long it is, which may be more than there is room for,
/// or nothing where the value ends within one of its properties.
pub(super) fn neighbor(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res<Option<usize>> {
    let head = if kind == 24 { 8 } else { 11 };
    b.need(0, 7)?;
    if b.len() < 7 {
        return Err(Cut);
    }
    system(c, text!("\n\t      IS Neighbor: "), b, 0, 7)?;
    if kind != 24 {
        if b.len() < 10 {
            return Err(Cut);
        }
        show!(c, b, ", Metric: {@7=3}")?;
    }
    if b.len() < head {
        return Err(Cut);
    }
    let size = b.u8(head - 1)?;
    c.literal(if size > 0 { text!("") } else { text!(", no ") });
    if size == 0 {
        put!(c, "sub-TLVs present");
        return Ok(Some(head));
    }
    put!(c, ", sub-TLVs present ({})", size);
    // Both end somewhere: the value, and the properties in it.
    let (mut rest, mut value) = (b.from(head).claim(size.into()), b.from(head));
    while rest.len() > 0 {
        rest.need(0, 2)?;
        if value.len() < 2 || rest.len() < 2 {
            let within = if value.len() < 2 { text!("TLV") } else { text!("subTLVs") };
            put!(c, "\n\t        Remaining data in {} shorter than a subTLV header", within);
            if value.len() < 2 {
                return Ok(None);
            }
            break;
        }
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        put!(
            c,
            "\n\t        {}{} #{}",
            Name(LINKS, kind.into()),
            if LINKS.get(kind.into()).is_some() { text!(" subTLV") } else { text!("") },
            kind
        );
        put!(c, ", length: {}", length);
        if rest.len() < 2 + length {
            put!(c, " (remaining data in subTLVs shorter than the current subTLV)");
            break;
        }
        if value.len() < 2 + length {
            put!(c, " (> remaining tlv length)");
            return Ok(None);
        }
        rest.need(2, length)?;
        link(c, kind, &rest.from(2).claim(length))?;
        (rest, value) = (rest.from(2 + length), value.from(2 + length));
    }
    Ok(Some(head + usize::from(size)))
}

fn link(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    let length = b.len();
    match (kind, length) {
        (3..=5, 8) => show!(c, b, ", 0x{4:08x}, 0x{4:08x}"),
        (3..=5, 4..) => show!(c, b, ", 0x{4:08x}"),
        (6 | 8, 4..) => show!(c, b, ", {4A}"),
        (9 | 10, 4..) => {
            b.need(0, 4)?;
            put!(c, ", ");
            bandwidth(c, b.u32(0)?);
            Ok(())
        }
        (11, 32..) => {
            b.need(0, 32)?;
            for i in 0..8usize {
                put!(c, "\n\t          TE-Class {}: ", i);
                bandwidth(c, b.u32(i * 4)?);
            }
            Ok(())
        }
        (18, 3..) => show!(c, b, ", {3}"),
        (20, 2..) => show!(c, b, ", {1B}, Priority {1}", PROTECTIONS),
        (21, 36..) => {
            show!(
                c,
                b,
                "\n\t          Interface Switching Capability:{1N}, LSP Encoding: {1N}\
                 \n\t          Max LSP Bandwidth:",
                SWITCHINGS,
                ENCODINGS
            )?;
            for i in 0..8usize {
                put!(c, "\n\t            priority level {}: ", i);
                bandwidth(c, b.u32(4 + i * 4)?);
            }
            let rest = b.from(36);
            match (b.u8(0)?, rest.len()) {
                (1..=4, 6..) | (100, 8..) => {
                    put!(c, "\n\t          Min LSP Bandwidth: ");
                    bandwidth(c, rest.u32(0)?);
                    if b.u8(0)? == 100 {
                        show!(c, &rest, "\n\t          Indication {@4=1N}", INDICATIONS)?;
                    } else {
                        show!(c, &rest, "\n\t          Interface MTU: {@4=2}")?;
                    }
                }
                (1..=4 | 100, _) => {}
                _ => c.hex_lines(text!("\n\t\t    "), rest.inside()),
            }
            Ok(())
        }
        (19, 2) => show!(c, b, ", [ {2-B} ] (0x{2:04x})", ATTRIBUTES),
        (29, 6..) => show!(c, b, ", LM: {3}, P: {1}, P-ID: {2}"),
        (12 | 22, 1..) => {
            show!(c, b, "\n\t        Bandwidth Constraints Model ID: {1N} ({@0=1})", MODELS)?;
            for i in 0..(length - 1) / 4 {
                put!(c, "\n\t          Bandwidth constraint CT{}: ", i);
                bandwidth(c, b.u32(1 + i * 4)?);
            }
            Ok(())
        }
        (32, 8..) => {
            let flags = b.u8(0)?;
            show!(c, b, "\n\t          Flags: [{1B}]\n\t          Weight: {1}", ADJACENCY_FLAGS)?;
            let mut rest = b.from(2);
            system(c, text!("\n\t          Neighbor System-ID: "), &rest, 0, 6)?;
            rest = rest.from(6);
            let format = match flags & 0x30 {
                0x30 => text!("\n\t          Label: {3}"),
                0 => text!("\n\t          Index: {4}"),
                _ => text!(" (invalid)"),
            };
            c.show(&rest, format, &[])
        }
        (3..=6 | 8..=12 | 18..=22 | 29 | 32, _) => Ok(()),
        _ => {
            if length > 0 {
                c.hex_lines(text!("\n\t\t    "), b.get(0, length)?);
            }
            Ok(())
        }
    }
}

/// A prefix with its metric and what goes with it; answers how long it is, which may be more than
/// there is room for.
pub(super) fn prefix(c: &mut Ctx<'_>, v6: bool, b: &Bytes<'_>) -> Res<usize> {
    let metric = b.u32(0)?;
    let flags = b.u8(4)?;
    let (bits, head) = if v6 { (b.u8(5)?, 6) } else { (flags & 0x3f, 5) };
    let size = if v6 { 16 } else { 4 };
    if usize::from(bits) > size * 8 {
        put!(c, "\n\t      IPv{} prefix: bad bit length {}", if v6 { 6u8 } else { 4 }, bits);
        return Err(Cut);
    }
    let bytes = usize::from(bits).div_ceil(8);
    let prefix = b.get(head, bytes)?;
    if v6 {
        put!(c, "\n\t      IPv6 prefix: {}/{}", &filled::<16>(prefix), bits);
    } else {
        put!(c, "\n\t      IPv4 prefix: ");
        c.ip4_padded(filled(prefix), 15);
        put!(c, "/{}", bits);
    }
    put!(c, ", Distribution: {}", if flags & 0x80 != 0 { text!("down") } else { text!("up") });
    put!(c, ", Metric: {}", metric);
    if v6 {
        c.literal(if flags & 0x40 != 0 { text!(", External") } else { text!(", Internal") });
    }
    let rest = b.from(head + bytes);
    let has = flags & if v6 { 0x20 } else { 0x40 } != 0;
    if !has {
        return Ok(head + bytes);
    }
    put!(c, ", sub-TLVs present");
    let size = usize::from(rest.u8(0)?);
    put!(c, " ({})", size);
    let (mut inner, mut left) = (rest.from(1), size);
    // As tcpdump has it, what ends beyond them does not end them.
    while left != 0 {
        let (kind, length) = (inner.u8(0)?, usize::from(inner.u8(1)?));
        put!(
            c,
            "\n\t        {}{} #{}",
            Name(REACHES, kind.into()),
            if REACHES.get(kind.into()).is_some() { text!(" subTLV") } else { text!("") },
            kind
        );
        put!(c, ", length: {}", length);
        if !inner.has(2, length) {
            c.truncated();
            return Err(Cut);
        }
        let value = inner.from(2).claim(length);
        match (kind, length) {
            (1 | 117, _) => each(c, &value, 4, text!(", 0x{4-:08x} (={4})"), &[])?,
            (2, _) => each(c, &value, 8, text!(", 0x{4:08x}{4:08x}"), &[])?,
            (3, _) => {
                value.need(0, 2)?;
                if length < if value.u8(0)? & 8 != 0 { 5 } else { 6 } {
                    c.truncated();
                    return Err(Cut);
                }
                show!(c, &value, ", Flags [{1B}], Algo {1N} ({@1=1})", SEGMENT_FLAGS, ALGORITHMS)?;
                if value.u8(0)? & 0x08 != 0 {
                    show!(c, &value, ", label {@2=3}")?;
                } else {
                    show!(c, &value, ", index {@2=4}")?;
                }
            }
            _ => c.hex_lines(text!("\n\t\t    "), value.get(0, length)?),
        }
        inner = inner.from(2 + length);
        left = left.wrapping_sub(2 + length);
    }
    Ok(head + bytes + 1 + size)
}
