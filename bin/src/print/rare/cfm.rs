//! Connectivity fault management (IEEE 802.1ag, ITU-T Y.1731).

use crate::print::routing::bgp::FAMILIES;
use crate::print::toolkit::*;

pub(super) const ETHERTYPE: u16 = 0x8902;
/// What it had before.
pub(super) const OLD_ETHERTYPE: u16 = 0xabcd;
const HEADER: usize = 4;
const OPCODES: Table = table!("unknown";
    1: "Continuity Check Message" "Loopback Reply" "Loopback Message" "Linktrace Reply"
    "Linktrace Message",
);
const TRACE_FLAGS: Table = table!("none"; 0x80: "Use Forwarding-DB only");
const REPLY_FLAGS: Table =
    table!("none"; 0x80: "UseFDB Only", 0x40: "FwdYes", 0x20: "Terminal MEP");
const ACTIONS: Table = table!("Unknown"; 1: "Exact Match" "Filtering DB" "MIP CCM DB");
const DOMAIN_FORMATS: Table = table!("Unknown";
    0: "IEEE 802.1" "No MD Name present" "DNS string" "MAC + 16Bit Integer" "Character string",
);
const ASSOCIATION_FORMATS: Table = table!("Unknown";
    0: "IEEE 802.1" "Primary VID" "Character string" "16Bit Integer" "RFC2685 VPN-ID",
);
const TLVS: Table = table!("Unknown";
    0: "End" "Sender ID" "Port status" "Interface status" "Data" "Reply Ingress" "Reply Egress",
    31: "Organization Specific",
);
const PORT_STATES: Table = table!("Unknown"; 1: "Blocked" "Up");
const INTERFACE_STATES: Table = table!("Unknown";
    1: "Up" "Down" "Testing", 5: "Dormant" "not present" "lower Layer down",
);
const CHASSIS: Table = table!("Unknown";
    0: "Reserved" "Chassis component" "Interface alias" "Port component" "MAC address" "Network address"
    "Interface name" "Locally assigned",
);
/// Intervals of continuity checks in milliseconds; the shortest is a third of ten.
const INTERVALS: [u32; 8] = [0, 3, 10, 100, 1000, 10_000, 60_000, 600_000];
/// The names of a domain and an association, which are filled up to this.
const NAMES: usize = 48;
const TOO_SHORT: Literal = text!("\n\t\t packet is too short");

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("cfm");
    if b.len() < HEADER {
        c.literal(TOO_SHORT);
        return Ok(());
    }
    b.check(0, HEADER)?;
    let first = b.u8(0)?;
    if first & 0x1f != 0 {
        put!(c, "CFMv{} not supported, length {}", first & 0x1f, b.len());
        return Ok(());
    }
    show!(c, b, "CFMv0 {@1=1N}", OPCODES)?;
    let code = b.u8(1)?;
    if OPCODES.get(code.into()).is_none() {
        put!(c, " ({})", code);
    }
    put!(c, ", MD Level {}, length {}", first >> 5, b.len());
    if c.v() == 0 {
        return Ok(());
    }
    let (flags, offset) = (b.u8(2)?, usize::from(b.u8(3)?));
    put!(c, "\n\tFirst TLV offset {}", offset);
    let body = b.from(HEADER);
    if offset > body.len() {
        put!(c, " (too large, must be <= {})", body.len());
        return Ok(());
    }
    let least = match code {
        1 => 70,
        4 => 6,
        5 => 17,
        _ => 0,
    };
    if offset < least {
        // As tcpdump has it, the number is that of a message; the trace's two are each other's.
        let number = if code == 1 { 1 } else { 9 - code };
        put!(c, " (too small {}, must be >= {})", number, least);
        return Ok(());
    }
    body.need(0, least)?;
    match code {
        1 => {
            if !check(c, flags, &body)? {
                return Ok(());
            }
        }
        4 => show!(
            c,
            b,
            ", Flags [{@2=1B}]\n\t  Transaction-ID 0x{@4=4:08x}, ttl {1}{|}\n\t  Replay-Action {1N} \
             ({@9=1})",
            REPLY_FLAGS,
            ACTIONS
        )?,
        5 => show!(
            c,
            b,
            ", Flags [{@2=1B}]\n\t  Transaction-ID 0x{@4=4:08x}, ttl {1}{|}\n\t  Original-MAC {6A}, \
             Target-MAC {6A}",
            TRACE_FLAGS
        )?,
        _ => c.hex_lines(text!("\n\t  "), body.first(body.len() - offset).inside()),
    }
    tlvs(c, &body.from(offset))
}

/// A continuity check: how often, by whom, and in which association; answers whether it is right.
fn check(c: &mut Ctx<'_>, flags: u8, b: &Bytes<'_>) -> Res<bool> {
    let interval = flags & 7;
    put!(
        c,
        ", Flags [CCM Interval {}{}]",
        interval,
        if flags & 0x80 != 0 { text!(", RDI") } else { text!("") }
    );
    // In thirds and quarters of milliseconds.
    let exact = match interval {
        1 => 10_000,
        n => INTERVALS.get(usize::from(n)).unwrap_or(&0) * 3000,
    };
    if interval > 0 {
        for (text, numerator, divisor) in [
            (text!("\n\t  CCM Interval "), 1, 3000),
            (text!("s, min CCM Lifetime "), 13, 12_000),
            (text!("s, max CCM Lifetime "), 7, 6000),
        ] {
            let millis = (u64::from(exact) * numerator + (divisor - 1) / 2) / divisor;
            put!(c, "{}{}.{:03}", text, millis / 1000, millis % 1000);
        }
        put!(c, "s");
    }
    show!(c, b, "\n\t  Sequence Number 0x{4:08x}, MA-End-Point-ID 0x{2:04x}")?;
    let names = b.from(6).first(NAMES);
    let format = names.u8(0)?;
    put!(c, "\n\t  MD Name Format {} ({})", Name(DOMAIN_FORMATS, format.into()), format);
    let mut at = 1;
    if format != 1 {
        let length = usize::from(names.u8(1)?);
        put!(c, ", MD Name length {}", length);
        if length >= NAMES - 4 {
            put!(c, " (too large, must be <= {})", NAMES - 4);
            return Ok(false);
        }
        put!(c, "\n\t  MD Name: ");
        let name = names.get(2, length)?;
        match format {
            2 | 4 => _ = c.zero_text(name),
            3 if length == 6 => put!(c, "\n\t  MAC {}", Address(name)),
            3 => put!(c, "\n\t  MAC (length invalid)"),
            _ => c.hex_lines(text!("\n\t    "), name),
        }
        at += 1 + length;
    }
    let (format, length) = (names.u8(at)?, usize::from(names.u8(at + 1)?));
    put!(c, "\n\t  MA Name-Format {} ({})", Name(ASSOCIATION_FORMATS, format.into()), format);
    put!(c, ", MA name length {}", length);
    if length > NAMES - at - 2 {
        put!(c, " (too large, must be <= {})", NAMES - at - 2);
        return Ok(false);
    }
    put!(c, "\n\t  MA Name: ");
    let name = names.get(at + 2, length)?;
    if format == 2 {
        c.zero_text(name);
    } else {
        c.hex_lines(text!("\n\t    "), name);
    }
    Ok(true)
}

fn tlvs(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        let kind = rest.u8(0)?;
        put!(c, "\n\t{} TLV (0x{:02x})", Name(TLVS, kind.into()), kind);
        if kind == 0 {
            return Ok(());
        }
        if rest.len() < 3 {
            c.literal(TOO_SHORT);
            return Ok(());
        }
        let length = usize::from(rest.u16(1)?);
        put!(c, ", length {}", length);
        let least = match kind {
            1..=3 => 1,
            31 => 4,
            _ => 0,
        };
        let value = rest.from(3).claim(length);
        if length > rest.len() - 3 {
            c.literal(TOO_SHORT);
            return Ok(());
        }
        value.need(0, length)?;
        if length < least {
            put!(c, " (too short, must be >= {})", least);
            if kind != 1 {
                return Ok(());
            }
            rest = rest.from(3 + length);
            continue;
        }
        let (mut left, mut known) = (length, matches!(kind, 2 | 3));
        match kind {
            1 => {
                let mut at = value;
                // As tcpdump has it, so many bytes are dumped as are left, from the start, and what is too
                // short is not passed over to its end.
                match sender(c, &mut at)? {
                    Sender::Read(is_known) => (left, known) = (at.len(), is_known),
                    Sender::Short(uncounted) => {
                        rest = rest.from(3 + length - uncounted);
                        continue;
                    }
                    Sender::Last => return Ok(()),
                }
            }
            2 => show!(c, &value, ", Status: {1N} ({@0=1})", PORT_STATES)?,
            3 => show!(c, &value, ", Status: {1N} ({@0=1})", INTERFACE_STATES)?,
            31 => show!(
                c,
                &value,
                ", Vendor: {3N} ({@0=3}), Sub-Type {1}",
                crate::print::address::OUIS
            )?,
            _ => {}
        }
        if !known || c.v() > 1 {
            c.hex_lines(text!("\n\t  "), value.get(0, left)?);
        }
        rest = rest.from(3 + length);
    }
    Ok(())
}

/// What became of a sender.
enum Sender {
    /// It was read; whether its chassis is of a kind that is known.
    Read(bool),
    /// It is too short, and so many bytes of it were not counted.
    Short(usize),
    /// Nothing can be read behind it.
    Last,
}

/// Who sends: a chassis, and how it is managed. Passes over what it prints.
fn sender(c: &mut Ctx<'_>, rest: &mut Bytes<'_>) -> Res<Sender> {
    const SHORT: Literal = text!("\n\t  (TLV too short)");
    let length = usize::from(rest.u8(0)?);
    *rest = rest.from(1);
    let mut known = true;
    if length > 0 {
        if rest.len() < 1 {
            c.literal(SHORT);
            return Ok(Sender::Short(0));
        }
        let kind = rest.u8(0)?;
        put!(c, "\n\t  Chassis-ID Type {} ({})", Name(CHASSIS, kind.into()), kind);
        put!(c, ", Chassis-ID length {}", length);
        *rest = rest.from(1);
        if rest.len() < length {
            c.literal(SHORT);
            return Ok(Sender::Short(1));
        }
        let id = rest.get(0, length)?;
        match kind {
            4 if length == 6 => put!(c, "\n\t  MAC {}", Address(id)),
            4 => {
                put!(c, " (invalid MAC address length)");
                known = false;
            }
            5 => {
                let family = rest.u8(0)?;
                put!(
                    c,
                    "\n\t  Network Address Type {} ({})",
                    Name(FAMILIES, family.into()),
                    family
                );
                match (family, length) {
                    (1, 5) | (2, 17) => {
                        put!(c, ", {}", Address(id.get(1..).unwrap_or(&[])));
                    }
                    (1 | 2, _) => {
                        let version = if family == 1 { 4 } else { 6 };
                        put!(c, "(invalid IPv{} address length {})", version, length - 1);
                        known = false;
                    }
                    _ => known = false,
                }
            }
            1..=3 | 6 | 7 => _ = c.zero_text(id),
            _ => known = false,
        }
        *rest = rest.from(length);
    }
    for name in [text!("Domain "), text!("")] {
        if rest.len() < 1 {
            if name.is_empty() {
                put!(c, " (Management Address Length is missing)");
            }
            return Ok(Sender::Read(known));
        }
        let length = usize::from(rest.u8(0)?);
        put!(c, "\n\t  Management Address {}Length {}", name, length);
        *rest = rest.from(1);
        if length == 0 {
            return Ok(Sender::Read(known));
        }
        if rest.len() < length {
            c.literal(SHORT);
            return Ok(if name.is_empty() { Sender::Last } else { Sender::Short(0) });
        }
        let before = if name.is_empty() {
            text!("\n\t  Management Address: ")
        } else {
            text!("\n\t  Management Address Domain: ")
        };
        c.hex_lines(before, rest.get(0, length)?);
        *rest = rest.from(length);
    }
    Ok(Sender::Read(known))
}
