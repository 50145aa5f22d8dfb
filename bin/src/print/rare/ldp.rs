//! The label distribution protocol (RFC 5036), with its tables of pseudowires (RFC 4447), restarts
//! (RFC 3478, 3479) and two address families (RFC 7552).

use crate::print::routing::bgp::FAMILIES;
use crate::print::toolkit::*;

/// Version, length, and who speaks for which label space.
const HEADER: usize = 10;
const MESSAGES: Table = table!("Unknown";
    0x0001: "Notification", 0x0100: "Hello", 0x0200: "Initialization" "Keepalive", 0x0300: "Address"
    "Address Withdraw", 0x0400: "Label Mapping" "Label Request" "Label Withdraw" "Label Release"
    "Label Abort Request",
);
const TLVS: Table = table!("Unknown";
    0x0100: "FEC" "Address List", 0x0103: "Hop Count" "Path Vector", 0x0200: "Generic Label"
    "ATM Label" "Frame-Relay Label", 0x0300: "Status" "Extended Status" "Returned PDU"
    "Returned Message", 0x0400: "Common Hello Parameters" "IPv4 Transport Address"
    "Configuration Sequence Number" "IPv6 Transport Address", 0x0500: "Common Session Parameters"
    "ATM Session Parameters" "Frame-Relay Session Parameters",
    0x0503: "Fault-Tolerant Session Parameters", 0x050b: "Typed Wildcard FEC Capability",
    0x0600: "Label Request Message ID" "MTU",
    0x0701: "Dual-Stack Capability",
);
const UNKNOWN_BITS: Table = table!("";
    0: "ignore and don't forward" "ignore and do forward" "continue processing and don't forward"
    "continue processing and do forward",
);
const ELEMENTS: Table =
    table!("Unknown"; 1: "Wildcard" "Prefix" "Host address", 0x80: "Martini VC");
const STATUSES: Table = table!("Unknown (0x{:02x})";
    0: "Success" "Bad LDP Identifier" "Bad Protocol Version" "Bad PDU Length" "Unknown Message Type"
    "Bad Message Length" "Unknown TLV" "Bad TLV Length" "Malformed TLV Value" "Hold Timer Expired"
    "Shutdown" "Loop Detected" "Unknown FEC" "No Route" "No Label Resources"
    "Label Resources Available" "Session Rejected/No Hello"
    "Session Rejected/Parameters Advertisement Mode" "Session Rejected/Parameters Max PDU Length"
    "Session Rejected/Parameters Label Range" "KeepAlive Timer Expired" "Label Request Aborted"
    "Missing Message Parameters" "Unsupported Address Family"
    "Session Rejected/Bad KeepAlive Time" "Internal Error",
);
pub(super) const WIRES: Table = table!("Unknown";
    0: "Reserved" "Frame Relay DLCI (Martini Mode)" "ATM AAL5 SDU VCC transport"
    "ATM transparent cell transport" "Ethernet VLAN" "Ethernet" "Cisco-HDLC" "PPP"
    "SONET/SDH Circuit Emulation Service over MPLS" "ATM n-to-one VCC cell transport"
    "ATM n-to-one VPC cell transport" "IP Layer2 Transport" "ATM one-to-one VCC Cell Mode"
    "ATM one-to-one VPC Cell Mode" "ATM AAL5 PDU VCC transport" "Frame-Relay Port mode"
    "SONET/SDH Circuit Emulation over Packet" "Structure-agnostic E1 over Packet"
    "Structure-agnostic T1 (DS1) over Packet" "Structure-agnostic E3 over Packet"
    "Structure-agnostic T3 (DS3) over Packet" "CESoPSN basic mode" "TDMoIP basic mode"
    "CESoPSN TDM with CAS" "TDMoIP TDM with CAS" "Frame Relay DLCI", 64: "IP-interworking",
);
/// What is said of a pseudowire's ends (RFC 4446, 5085).
const PARAMETERS: Table = table!("Unknown"; 1: "MTU", 3: "Description", 12: "VCCV");
const CONTROL_CHANNELS: Table = table!("none";
    1: "PWE3 control word", 2: "MPLS Router Alert Label", 4: "MPLS inner label TTL = 1",
);
const VERIFICATIONS: Table = table!("none"; 1: "ICMP Ping", 2: "LSP Ping", 4: "BFD");

/// Prints the messages of a datagram or a segment.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ldp");
    let mut rest = *b;
    // As tcpdump has it, a message of nothing but its header is not printed.
    while rest.len() > HEADER + 8 {
        rest.need(0, HEADER)?;
        let (version, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        c.literal(if c.v() > 0 { text!("\n\tLDP") } else { text!("LDP") });
        if version != 1 {
            put!(c, " version {} packet not supported", version);
            return Ok(());
        }
        if length + 4 < HEADER {
            put!(c, ", pdu-length: {} (too short, < {})", length, HEADER - 4);
            return Ok(());
        }
        show!(c, &rest, ", Label-Space-ID: {@4=4A}:{2}, pdu-length: {@2=2}")?;
        if c.v() == 0 || !messages(c, &rest.from(HEADER), (length + 4 - HEADER) as u16)? {
            break;
        }
        if rest.len() < length + 4 {
            return c.short(text!("remaining length"), rest.len(), length + 4);
        }
        rest = rest.from(length + 4);
    }
    Ok(())
}

/// The messages of so many bytes; answers whether more can follow them. A message that is longer than what
/// is left for it makes what is left very long, as it does in tcpdump.
fn messages(c: &mut Ctx<'_>, b: &Bytes<'_>, size: u16) -> Res<bool> {
    let (mut rest, mut left) = (*b, size);
    while left > 0 {
        rest.need(0, 8)?;
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        put!(
            c,
            "\n\t  {} Message (0x{:04x})",
            Name(MESSAGES, u32::from(kind & 0x7fff)),
            kind & 0x7fff
        );
        put!(c, ", length: {}", length);
        if length < 4 {
            put!(c, " (too short, < 4)");
            return Ok(false);
        }
        show!(c, &rest, ", Message ID: 0x{@4=4:08x}, Flags: [")?;
        c.literal(if kind & 0x8000 != 0 { text!("continue processing") } else { text!("ignore") });
        put!(c, " if unknown]");
        // What is measured is too short by the message's own header.
        rest.need(0, length)?;
        let values = rest.from(8).claim(length - 4);
        if matches!(kind & 0x7fff, 1 | 0x100 | 0x200 | 0x201 | 0x300 | 0x301 | 0x400..=0x404) {
            tlvs(c, &values)?;
        } else if c.v() <= 1 {
            c.hex_lines(text!("\n\t  "), values.inside());
        }
        if c.v() > 1 {
            c.hex_lines(text!("\n\t  "), values.claim(length).inside());
        }
        rest = rest.from(length + 4);
        left = left.wrapping_sub((length + 4) as u16);
    }
    Ok(true)
}

fn tlvs(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() >= 4 {
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        if length + 4 > rest.len() {
            put!(c, "\n\t\t TLV contents go past end of message");
            return Ok(());
        }
        let number = kind & 0x3fff;
        put!(c, "\n\t    {} TLV (0x{:04x})", Name(TLVS, number.into()), number);
        put!(c, ", length: {}", length);
        put!(c, ", Flags: [{} if unknown]", Name(UNKNOWN_BITS, u32::from(kind >> 14)));
        let least = match number {
            0x200 | 0x400..=0x402 | 0x701 => 4,
            0x100 | 0x103 | 0x50b => 1,
            0x101 | 0x601 => 2,
            0x300 => 8,
            0x500 => 14,
            0x403 => 16,
            0x503 => 12,
            _ => 0,
        };
        if length < least {
            too_short(c, length, least)?;
        } else {
            tlv(c, number, &rest.from(4).claim(length))?;
        }
        rest = rest.from(4 + length);
    }
    Ok(())
}

/// The value of a type, whose length is no less than those of that type.
fn tlv(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res {
    match kind {
        0x100 => element(c, b)?,
        0x101 => addresses(c, b)?,
        0x103 => show!(c, b, "\n\t      Hop Count: {1}")?,
        0x104 => {
            let mut rest = *b;
            let mut before = text!("\n\t      Path Vector: ");
            while rest.len() >= 4 {
                put!(c, "{}{}", before, rest.array::<4>(0)?);
                before = text!(", ");
                rest = rest.from(4);
            }
        }
        0x200 => show!(c, b, "\n\t      Label: {4&fffff}")?,
        0x300 => status(c, b)?,
        0x400 => hello(c, b)?,
        0x401 => show!(c, b, "\n\t      IPv4 Transport Address: {4A}")?,
        0x402 => show!(c, b, "\n\t      Sequence Number: {4}")?,
        0x403 => show!(c, b, "\n\t      IPv6 Transport Address: {16A}")?,
        0x500 => session(c, b)?,
        0x503 => restart(c, b)?,
        0x50b => {
            let supported = b.u8(0)? & 0x80 != 0;
            c.literal(if supported {
                text!("\n\t      Support")
            } else {
                text!("\n\t      Not Support")
            });
        }
        0x601 => show!(c, b, "\n\t      MTU: {2}")?,
        0x701 => {
            show!(
                c,
                b,
                "\n\t      Transport Connection Preference: {1>4N}",
                table!("Unknown ({})"; 4: "IPv4", 6: "IPv6")
            )?;
        }
        _ => {
            if c.v() <= 1 {
                c.hex_lines(text!("\n\t      "), b.inside());
            }
        }
    }
    Ok(())
}

/// A list of addresses.
fn addresses(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let family = b.u16(0)?;
    put!(c, "\n\t      Address Family: ");
    let size = match family {
        1 => 4,
        2 => 16,
        _ => {
            match FAMILIES.get(family.into()) {
                Some(name) => put!(c, "{}, addresses", name),
                None => put!(c, "Unknown ({}), addresses", family),
            }
            return Ok(());
        }
    };
    put!(c, "{}, addresses", Name(FAMILIES, family.into()));
    let mut rest = b.from(2);
    while rest.len() >= size {
        put!(c, " {}", Address(rest.get(0, size)?));
        rest = rest.from(size);
    }
    Ok(())
}

/// What became of a session or a message.
fn status(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let status = b.u32(0)?;
    put!(c, "\n\t      Status Code: {}", Name(STATUSES, status & 0x3fff_ffff));
    put!(c, ", Flags: [");
    c.literal(if status >> 31 != 0 {
        text!("Fatal error")
    } else {
        text!("Advisory Notification")
    });
    c.literal(if status & 0x4000_0000 != 0 {
        text!(" and do forward]")
    } else {
        text!(" and don't forward]")
    });
    if b.u32(4)? != 0 {
        show!(c, b, ", causing Message ID: 0x{@4=4:08x}")?;
    }
    if b.len() >= 10 && b.u16(8)? != 0 {
        show!(c, b, ", Message Type: {@8=2&7fffN}", MESSAGES)?;
    }
    Ok(())
}

/// How long a peer is kept, and what kind of one it is.
fn hello(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.need(0, 4)?;
    show!(c, b, "\n\t      Hold Time: {2}s, Flags: [")?;
    let flags = b.u16(2)?;
    c.literal(if flags & 0x8000 != 0 { text!("Targeted") } else { text!("Link") });
    put!(c, " Hello");
    c.literal(if flags & 0x4000 != 0 { text!(", Request for targeted Hellos") } else { text!("") });
    put!(c, "]");
    Ok(())
}

/// What a session is to be like.
fn session(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t      Version: {2}, Keepalive: {2}s, Flags: [Downstream ")?;
    let flags = b.u8(4)?;
    c.literal(if flags & 0x80 != 0 { text!("On Demand") } else { text!("Unsolicited") });
    put!(c, ", Loop Detection ");
    c.literal(if flags & 0x40 != 0 { text!("Enabled]") } else { text!("Disabled]") });
    show!(
        c,
        b,
        "\n\t      Path Vector Limit {@5=1}, Max-PDU length: {2}, Receiver \
         Label-Space-ID {4A}:{2}"
    )
}

/// What remains when a session is set up anew (RFC 3479).
fn restart(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let flags = b.u16(0)?;
    put!(c, "\n\t      Flags: [");
    c.literal(if flags & 0x8000 != 0 { text!("") } else { text!("No ") });
    put!(c, "Reconnect, ");
    c.literal(if flags & 8 != 0 { text!("") } else { text!("Don't ") });
    put!(c, "Save State, ");
    c.literal(if flags & 4 != 0 { text!("") } else { text!("No ") });
    put!(c, "All-Label Protection, ");
    c.literal(if flags & 2 != 0 { text!("Sequence Numbered Label") } else { text!("All Labels") });
    put!(c, " Checkpoint, ");
    c.literal(if flags & 1 != 0 { text!("") } else { text!("Don't ") });
    put!(c, "Re-Learn State]");
    show!(c, b, ", Reconnect Timeout: {@4=4}ms, Recovery Time: {4}ms")
}

fn too_short(c: &mut Ctx<'_>, length: usize, least: usize) -> Res {
    c.short(text!("tlv length"), length, least)
}

/// A forwarding equivalence class.
fn element(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t      {1N} FEC (0x{@0=1:02x})", ELEMENTS)?;
    match b.u8(0)? {
        2 => {
            if b.len() < 3 {
                return too_short(c, b.len() - 1, 2);
            }
            let family = b.u16(1)?;
            let size = match family {
                1 => 4,
                2 => 16,
                _ => {
                    put!(c, ": Address family {} prefix", family);
                    return Ok(());
                }
            };
            if b.len() < 4 {
                return Err(Cut);
            }
            let bits = usize::from(b.u8(3)?);
            let bytes = bits.div_ceil(8);
            if bits <= size * 8 {
                if bytes > b.len() - 4 {
                    return Err(Cut);
                }
                b.need(4, bytes)?;
            }
            put!(c, ": {} prefix ", Name(FAMILIES, family.into()));
            if bits > size * 8 {
                put!(c, "(invalid length)");
                return Ok(());
            }
            c.prefix(&b.from(4).claim(bytes), bits as u8, size);
        }
        0x80 => {
            if b.len() < 8 {
                return too_short(c, b.len() - 1, 7);
            }
            let (kind, length) = (b.u16(1)?, b.u8(3)?);
            if length > 0 && b.len() < 12 {
                return too_short(c, b.len() - 1, 11);
            }
            put!(c, ": {}, ", Name(WIRES, u32::from(kind & 0x7fff)));
            c.literal(if kind & 0x8000 != 0 { text!("") } else { text!("no ") });
            show!(c, b, "control word, group-ID {@4=4}")?;
            if length > 0 {
                show!(c, b, ", VC-ID {@8=4}")?;
            }
            put!(c, ", VC-info-length: {}", length);
            if matches!(length, 1..=3) {
                put!(c, " (invalid, < 4");
                return Ok(());
            }
            return parameters(c, &b.from(12), usize::from(length.saturating_sub(4)));
        }
        _ => {}
    }
    Ok(())
}

/// The parameters of a pseudowire's end, which take so many bytes.
fn parameters(c: &mut Ctx<'_>, b: &Bytes<'_>, length: usize) -> Res {
    if b.len() < length {
        return too_short(c, b.len(), length);
    }
    let mut rest = b.first(length);
    while rest.len() > 2 {
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        if length < 2 || length > rest.len() {
            break;
        }
        show!(c, &rest, "\n\t\tInterface Parameter: {1N} (0x{@0=1:02x}), len {1}", PARAMETERS)?;
        let value = rest.first(length).from(2);
        match kind {
            1 => show!(c, &rest, ": {@2=2}")?,
            3 => {
                put!(c, ": ");
                c.text(value.get(0, value.len())?);
            }
            12 => show!(
                c,
                &rest,
                "\n\t\t  Control Channels (0x{@2=1:02x}) = [{@2=1B}]{|}\
                 \n\t\t  CV Types (0x{@3=1:02x}) = [{@3=1B}]",
                CONTROL_CHANNELS,
                VERIFICATIONS
            )?,
            _ => c.hex_lines(text!("\n\t\t  "), value.get(0, value.len())?),
        }
        rest = rest.from(length);
    }
    Ok(())
}
