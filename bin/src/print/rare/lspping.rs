//! Pings of label-switched paths (RFC 8029, with its draft's numbers), over UDP.
//!
//! Several forwarding equivalence classes in one stack are walked as the RFC has them, each padded
//! to four bytes. Left out, and dumped as unknown: what later RFCs have added.

use super::ldp::WIRES;
use crate::print::ntp;
use crate::print::routing::bgp_routes::distinguisher;
use crate::print::toolkit::*;

const HEADER: usize = 32;
const MESSAGES: Table = table!("unknown"; 1: "MPLS Echo Request" "MPLS Echo Reply");
const REPLIES: Table = table!("unknown";
    1: "Do not reply" "Reply via an IPv4/IPv6 UDP packet"
    "Reply via an IPv4/IPv6 UDP packet with Router Alert"
    "Reply via application level control channel",
);
const CODES: Table = table!("unknown";
    0: "No return code or return code contained in the Error Code TLV"
    "Malformed echo request received" "One or more of the TLVs was not understood"
    "Replying router is an egress for the FEC at stack depth"
    "Replying router has no mapping for the FEC at stack depth" "Reserved" "Reserved" "Reserved"
    "Label switched at stack-depth" "Label switched but no MPLS forwarding at stack-depth"
    "Mapping for this FEC is not the given label at stack depth" "No label entry at stack-depth"
    "Protocol not associated with interface at FEC stack depth"
    "Premature termination of ping due to label stack shrinking to a single label",
);
const TLVS: Table = table!("Unknown";
    1: "Target FEC Stack" "Downstream Mapping" "Pad", 5: "Vendor Enterprise Code",
    7: "Interface Label Stack", 9: "Error Code" "Reply TOS Byte", 15: "BFD Discriminator",
    0xfc00: "Vendor Private Code",
);
const CLASSES: Table = table!("Unknown";
    1: "LDP IPv4 prefix" "LDP IPv6 prefix" "RSVP IPv4 Session Query" "RSVP IPv6 Session Query"
    "Reserved" "VPN IPv4 prefix" "VPN IPv6 prefix" "L2 VPN endpoint" "FEC 128 pseudowire (old)"
    "FEC 128 pseudowire", 12: "BGP labeled IPv4 prefix" "BGP labeled IPv6 prefix",
);
const VENDORS: Table = table!("Unknown";
    0: "Unknown", 9: "Cisco", 311: "Microsoft", 2636: "Juniper Networks",
);
const DOWNSTREAM: Table = table!("unknown"; 1: "IPv4" "Unnumbered IPv4" "IPv6" "IPv6");

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("lspping");
    if b.len() < HEADER {
        put!(c, "\n\t\t packet is too short");
        return Ok(());
    }
    b.need(0, HEADER)?;
    let (version, kind) = (b.u16(0)?, u32::from(b.u8(4)?));
    if version != 1 {
        put!(c, "LSP-PING version {} packet not supported", version);
        return Ok(());
    }
    if c.v() == 0 {
        put!(c, "LSP-PINGv1, {}", Name(MESSAGES, kind));
        if MESSAGES.get(kind).is_none() {
            put!(c, " ({})", kind);
        }
        show!(c, b, ", seq {@12=4}")?;
        put!(c, ", length: {}", b.len());
        return Ok(());
    }
    put!(c, "\n\tLSP-PINGv1, msg-type: {} ({}), length: {}", Name(MESSAGES, kind), kind, b.len());
    show!(c, b, "\n\t  reply-mode: {@5=1-N} ({1})\n\t  Return Code: {1N}", REPLIES, CODES)?;
    if matches!(b.u8(6)?, 3 | 4 | 8 | 10..=12) {
        show!(c, b, " {@7=1}")?;
    }
    show!(
        c,
        b,
        " ({@6=1})\n\t  Return Subcode: ({1})\n\t  Sender Handle: 0x{4:08x}, Sequence: {4}\
         \n\t  TimeStamp Sent: "
    )?;
    ntp::time(c, b, 16)?;
    put!(c, "\n\t  TimeStamp Received: ");
    if b.u32(24)? == 0 && b.u32(28)? == 0 {
        put!(c, "no timestamp");
    } else {
        ntp::time(c, b, 24)?;
    }
    let mut rest = b.from(HEADER);
    while rest.len() > 0 {
        if rest.len() < 4 {
            put!(c, "\n\t\t packet is too short");
            return Ok(());
        }
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        put!(c, "\n\t  {} TLV ({}), length: {}", Name(TLVS, kind.into()), kind, length);
        let value = rest.from(4);
        if value.len() < length {
            put!(c, "\n\t\t packet is too short");
            return Ok(());
        }
        value.need(0, length)?;
        let value = value.first(length);
        let whole = match kind {
            _ if length == 0 => true,
            1 => match stack(c, &value)? {
                Some(whole) => whole,
                None => return Ok(()),
            },
            _ => tlv(c, kind, &value)?,
        };
        if !whole && c.v() <= 1 || c.v() > 1 && length > 0 {
            c.hex_lines(text!("\n\t    "), value.data());
        }
        let size = 4 + length.next_multiple_of(4);
        if rest.len() < size {
            put!(c, "\n\t\t packet is too short");
        }
        rest = rest.from(size);
    }
    Ok(())
}

/// A value too short for what it must hold; it is dumped.
fn too_short(c: &mut Ctx<'_>) -> Res<bool> {
    put!(c, "\n\t      TLV is too short");
    Ok(false)
}

/// Prints a value; answers whether that was all of it.
fn tlv(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res<bool> {
    match kind {
        2 => return downstream(c, b),
        5 | 15 if b.len() < 4 => return too_short(c),
        5 => show!(c, b, "\n\t    Vendor: {4-N} (0x{4:04x})", VENDORS)?,
        15 => show!(c, b, "\n\t    BFD Discriminator 0x{4:08x}")?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// The classes that a ping is for; answers whether that was all, or nothing where nothing more is printed.
fn stack(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<bool>> {
    let (mut rest, mut left) = (*b, b.len());
    while left > 0 {
        if left < 4 {
            return too_short(c).map(Some);
        }
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        let value = rest.from(4);
        if left - 4 < length {
            return too_short(c).map(Some);
        }
        put!(c, "\n\t    {} subTLV ({}), length: {}", Name(CLASSES, kind.into()), kind, length);
        value.need(0, length)?;
        let value = value.first(length);
        let known = class(c, kind, &value)?;
        if (!known || c.v() > 1) && length > 0 {
            c.hex_lines(text!("\n\t      "), value.data());
        }
        // The next one is read as if the header had no length, as tcpdump has it.
        let size = length.next_multiple_of(4);
        rest = rest.from(size);
        if left < 4 + size {
            put!(c, "\n\t\t TLV is too short");
            return Ok(None);
        }
        left -= 4 + size;
    }
    Ok(Some(true))
}

/// A forwarding equivalence class; answers whether it is known, and of its length.
fn class(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res<bool> {
    let wanted = match kind {
        1 | 12 => 5,
        2 | 13 => 17,
        3 => 20,
        4 => 56,
        6 => 13,
        7 => 25,
        8 | 10 => 14,
        9 => 10,
        _ => return Ok(false),
    };
    if b.len() != wanted {
        put!(c, "\n\t      invalid subTLV length, should be {}", wanted);
        return Ok(false);
    }
    put!(c, "\n\t      ");
    match kind {
        1 | 12 => show!(c, b, "{4A}/{1}")?,
        2 | 13 => show!(c, b, "{16A}/{1}")?,
        3 => show!(
            c,
            b,
            "tunnel end-point {4A}, tunnel sender {@12=4A}, lsp-id 0x{@18=2:04x}\
             \n\t      tunnel-id 0x{@6=2:04x}, extended tunnel-id {4A}"
        )?,
        4 => show!(
            c,
            b,
            "tunnel end-point {16A}, tunnel sender {@36=16A}, lsp-id 0x{@54=2:04x}\
             \n\t      tunnel-id 0x{@18=2:04x}, extended tunnel-id {16A}"
        )?,
        6 | 7 => {
            put!(c, "RD: ");
            distinguisher(c, b)?;
            if kind == 6 {
                show!(c, b, ", {@8=4A}/{1}")?;
            } else {
                show!(c, b, ", {@8=16A}/{1}")?;
            }
        }
        8 => {
            put!(c, "RD: ");
            distinguisher(c, b)?;
            show!(
                c,
                b,
                ", Sender VE ID: {@8=2}, Receiver VE ID: {2}\n\t      Encapsulation Type: "
            )?;
            wire(c, b.u16(12)?);
        }
        _ => {
            if kind == 9 {
                show!(c, b, "Remote PE: {4A}")?;
            } else {
                show!(c, b, "Sender PE: {4A}, Remote PE: {4A}")?;
            }
            let b = b.from(b.len() - 6);
            show!(c, &b, "\n\t      PW ID: 0x{4:08x}, PW Type: ")?;
            wire(c, b.u16(4)?);
        }
    }
    Ok(true)
}

/// The kind of a pseudowire.
fn wire(c: &mut Ctx<'_>, kind: u16) {
    put!(c, "{} ({})", WIRES.get(kind.into()).unwrap_or("unknown".into()), kind);
}

/// Where the packets go next; the multipath information behind is only dumped.
fn downstream(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    if b.len() < 4 {
        return too_short(c);
    }
    show!(c, b, "\n\t    MTU: {2}, Address-Type: {1-N} ({1})", DOWNSTREAM)?;
    let kind = b.u8(2)?;
    let size = match kind {
        1 | 2 => 8,
        3 => 32,
        4 => 20,
        _ => return Ok(false),
    };
    if b.len() < 4 + size {
        return too_short(c);
    }
    match kind {
        1 | 2 => show!(c, b, "\n\t    Downstream IP: {@4=4A}\n\t    Downstream Interface ")?,
        _ => show!(c, b, "\n\t    Downstream IP: {@4=16A}\n\t    Downstream Interface ")?,
    }
    match kind {
        1 => show!(c, b, "IP: {@8=4A}")?,
        3 => show!(c, b, "IP: {@20=16A}")?,
        2 => show!(c, b, "Index: 0x{@8=4:08x}")?,
        _ => show!(c, b, "Index: 0x{@20=4:08x}")?,
    }
    if b.len() < 8 + size {
        return too_short(c);
    }
    Ok(false)
}
