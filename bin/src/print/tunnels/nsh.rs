//! Network service headers (RFC 8300).

use crate::print::toolkit::*;
use crate::print::{ether, ip, ip6};

pub(crate) const ETHERTYPE: u16 = 0x894f;
const FLAGS: Table = table!("none"; 2: "O");
const PROTOCOLS: Table = table!("unknown (0x{:02x})";
    1: "IPv4" "IPv6" "Ethernet" "NSH" "MPLS", 0xfe: "Experiment 1" "Experiment 2",
);
const METADATA: Table = table!("unknown (0x{:02x})";
    0: "reserved", 1: "1", 2: "2", 15: "experimental",
);

/// Prints a header and the packet behind it.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.nest(|c| header(c, b))
}

fn header(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("nsh");
    if b.len() < 8 {
        put!(c, " (packet length {} < 8)", b.len());
        c.invalid();
        return Ok(());
    }
    b.need(0, 4)?;
    put!(c, "NSH, ");
    let word = b.u16(0)?;
    let (version, words) = (word >> 14, usize::from(word & 0x3f));
    if c.v() > 1 {
        put!(c, "ver {}, ", version);
    }
    if version != 0 {
        return Ok(());
    }
    put!(c, "flags [{}], ", Bits(FLAGS, u32::from(word >> 12 & 3)));
    if c.v() > 2 {
        put!(c, "TTL {}, length {}, ", word >> 6 & 0x3f, words);
        show!(c, b, "md type {@2=1&fN}, ", METADATA)?;
    }
    let (kind, next) = (b.u8(2)? & 15, b.u8(3)?);
    if c.v() > 1 {
        show!(c, b, "next-protocol {@3=1N}, ", PROTOCOLS)?;
    }
    if words * 4 > b.len() {
        put!(c, " (too many headers for packet length {})", b.len());
        c.invalid();
        return Ok(());
    }
    show!(c, b, "service-path-id 0x{@4=3:06x}, {|}service-index 0x{1x}")?;
    if words < 2 {
        put!(c, " (less than two headers)");
        c.invalid();
        return Ok(());
    }
    let context = b.first(words * 4).from(8);
    // What is not printed is there nevertheless.
    if c.v() < 3 || !matches!(kind, 1 | 2) {
        b.need(0, words * 4)?;
    } else {
        match kind {
            1 if words != 6 => {
                put!(c, " (length for the MD type)");
                c.invalid();
                return Ok(());
            }
            1 => {
                for i in 0..4usize {
                    put!(c, "\n        Context[{:02}]: 0x{:08x}", i, context.u32(i * 4)?);
                }
            }
            _ => {
                if !metadata(c, &context)? {
                    c.invalid();
                    return Ok(());
                }
            }
        }
    }
    let rest = b.from(words * 4);
    c.literal(if c.v() > 0 { text!("\n    ") } else { text!(": ") });
    match next {
        1 => ip::print(c, &rest),
        2 => ip6::print(c, &rest),
        3 => ether::frame(c, &rest, false),
        _ => {
            put!(c, "ERROR: unknown-next-protocol");
            Ok(())
        }
    }
}

/// Metadata of variable length; answers whether they fit into the header.
fn metadata(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    let mut rest = *b;
    while rest.len() > 0 {
        if rest.len() < 4 {
            return Ok(false);
        }
        show!(c, &rest, "\n        TLV Class {2}, Type {1}, Len {1&7f}")?;
        let length = usize::from(rest.u8(3)? & 0x7f);
        if rest.len() < length + 4 {
            put!(c, " (length too big)");
            return Ok(false);
        }
        let padded = 4 + length.next_multiple_of(4);
        if length > 0 {
            put!(c, "\n            Value: ");
            for i in 0..length {
                let byte = rest.u8(4 + i)?;
                c.literal(if i == 0 { text!("0x") } else { text!(":") });
                put!(c, "{:02x}", byte);
            }
        }
        rest.need(0, padded)?;
        rest = rest.from(padded);
    }
    Ok(true)
}
