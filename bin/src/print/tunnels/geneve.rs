//! Geneve (RFC 8926).

use crate::print::ether;
use crate::print::toolkit::*;

const FLAGS: Table = table!("none";
    0x80: "O", 0x40: "C", 0x20: "R1", 0x10: "R2", 8: "R3", 4: "R4", 2: "R5", 1: "R6",
);
const CLASSES: Table = table!("Unknown";
    0x100: "Linux" "Open vSwitch" "Open Virtual Networking (OVN)"
    "In-band Network Telemetry (INT)" "VMware" "Amazon.com, Inc." "Cisco Systems, Inc."
    "Oracle Corporation", 0x110: "Amazon.com, Inc.", 0x118: "IBM", 0x128: "Ericsson",
    0x132: "Google", 0xfeff: "Unassigned", 0xffff: "Experimental",
);
/// Ethernet frames, which are what most tunnels carry.
pub(super) const BRIDGED: u16 = 0x6558;

/// Prints a header and the packet behind it.
#[inline(never)]
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("geneve");
    put!(c, "Geneve");
    if b.len() < 8 {
        return c.short(text!("length"), b.len(), 8);
    }
    b.check(0, 8)?;
    let version = b.u8(0)? >> 6;
    if version != 0 {
        put!(c, " ERROR: unknown-version {}", version);
        return Ok(());
    }
    let flags = b.u8(1)?;
    put!(c, ", Flags [{}]", Flags(FLAGS, flags.into()));
    show!(c, b, "{|}, vni 0x{@4=3x}")?;
    let reserved = b.u8(7)?;
    if reserved != 0 {
        put!(c, ", rsvd 0x{:x}", reserved);
    }
    let kind = b.u16(2)?;
    ether::carried(c, kind);
    let length = usize::from(b.u8(0)? & 0x3f) * 4;
    if b.len() < 8 + length {
        put!(c, " truncated-geneve - {} bytes missing", 8 + length - b.len());
        return Ok(());
    }
    b.check(8, length)?;
    if length > 0 {
        put!(c, ", options [");
        if c.v() == 0 {
            put!(c, "{} bytes", length);
        } else {
            options(c, &b.first(8 + length).from(8))?;
        }
        put!(c, "]");
    }
    c.literal(if c.v() > 0 { text!("\n\t") } else { text!(": ") });
    let rest = b.from(8 + length);
    c.nest(|c| {
        if kind == BRIDGED {
            ether::frame(c, &rest, false)?;
        } else if !ether::ethertype(c, kind, &rest)? {
            put!(c, "geneve-proto-0x");
            c.out.hex(kind.into(), 0);
        }
        Ok(())
    })
}

fn options(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    let mut between = text!("");
    while rest.len() > 0 {
        c.literal(between);
        between = text!(", ");
        let class = rest.u16(0)?;
        put!(c, "class ");
        match class {
            0..=0xff => put!(c, "Standard"),
            _ => put!(c, "{}", Name(CLASSES, class.into())),
        }
        let kind = rest.u8(2)?;
        put!(c, " (0x{:x}) type 0x{:x}", class, kind);
        if kind & 0x80 != 0 {
            put!(c, "(C)");
        }
        let length = 4 + usize::from(rest.u8(3)? & 0x1f) * 4;
        put!(c, " len {}", length);
        if length > rest.len() {
            put!(c, " [bad length]");
            return Ok(());
        }
        if c.v() > 1 && length > 4 {
            put!(c, " data");
            for at in (4..length).step_by(4) {
                put!(c, " {:08x}", rest.u32(at)?);
            }
        }
        rest = rest.from(length);
    }
    Ok(())
}
