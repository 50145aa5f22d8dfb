//! Opaque link states of OSPF (RFC 5250): traffic engineering (RFC 3630, 4203, 4124), router
//! information (RFC 7770, 5642), segment routing (RFC 7684, 8665), graceful restart (RFC 3623).

use super::gmpls::{ENCODINGS, MODELS, SWITCHINGS, bandwidth};
use super::isis_reach::PROTECTIONS;
use super::ospf::each;
use crate::print::toolkit::*;

pub(super) const TYPES: Table = table!("unknown";
    1: "Traffic Engineering", 3: "Graceful restart" "Router Information", 7: "Extended Prefix"
    "Extended Link",
);
const RESTARTS: Table = table!("unknown";
    1: "Grace Period" "Graceful restart Reason" "IPv4 interface address",
);
const REASONS: Table = table!("Unknown";
    0: "Unknown" "Software Restart" "Software Reload/Upgrade" "Control Processor Switch",
);
const ROUTER: Table = table!("unknown";
    1: "Router Capabilities", 7: "Hostname" "SR-Algorithm" "SID/Label Range",
    14: "SR Local Block" "SRMS Preference",
);
/// Counted from the bit of the lowest value, as tcpdump has it.
const CAPABILITIES: Table = table!("Unknown";
    0x01: "Reserved", 0x02: "Reserved", 0x04: "Reserved", 0x08: "Reserved",
    0x10: "graceful restart capable", 0x20: "graceful restart helper",
    0x40: "Stub router support", 0x80: "Traffic engineering", 0x100: "p2p over LAN",
    0x200: "path computation server",
);
const ALGORITHMS: Table = table!("Unknown";
    0: "Shortest Path First" "Strict Shortest Path First",
);
const ENGINEERING: Table = table!("unknown"; 1: "Router Address" "Link");
const LINK: Table = table!("unknown";
    1: "Link Type" "Link ID" "Local Interface IP address" "Remote Interface IP address"
    "Traffic Engineering Metric" "Maximum Bandwidth" "Maximum Reservable Bandwidth"
    "Unreserved Bandwidth" "Administrative Group", 11: "Link Local/Remote Identifier",
    14: "Link Protection Type" "Interface Switching Capability" "Shared Risk Link Group"
    "Bandwidth Constraints",
);
const LINK_TYPES: Table = table!("unknown"; 1: "Point-to-point" "Multi-Access");
const PREFIXES: Table = table!("unknown"; 1: "Extended Prefix" "Extended Prefix Range");
const PREFIX_FLAGS: Table = table!("none"; 0x80: "A", 0x40: "N");
const RANGE_FLAGS: Table = table!("none"; 0x80: "IA");
const ROUTES: Table = table!("Unknown";
    0: "Unspecified" "Intra-Area", 3: "Inter-Area", 5: "External", 7: "NSSA",
);
const SEGMENT_FLAGS: Table = table!("none";
    0x40: "NP", 0x20: "M", 0x10: "E", 0x08: "V", 0x04: "L",
);

/// Opaque types (RFC 3630, 3623, 7770 and 7684).
pub(super) const ENGINEERING_STATES: u8 = 1;
pub(super) const RESTART: u8 = 3;
const ROUTER_INFORMATION: u8 = 4;
const EXTENDED_PREFIX: u8 = 7;

/// Prints the body of a link state by its opaque type; answers whether all of it could
/// be read.
pub(super) fn print(c: &mut Ctx<'_>, opaque: u8, b: &Bytes<'_>) -> Res<bool> {
    match opaque {
        // Of a restart that is cut nothing is said.
        RESTART => Ok(values(c, b, RESTARTS, restart).unwrap_or(false)),
        ENGINEERING_STATES => engineering(c, b),
        ROUTER_INFORMATION => values(c, b, ROUTER, router),
        EXTENDED_PREFIX => values(c, b, PREFIXES, prefix),
        _ => {
            if c.v() <= 1 {
                c.hex_lines(text!("\n\t    "), b.inside());
            }
            Ok(true)
        }
    }
}

/// Type, length and value, each filled up to four bytes; answers whether all could be read.
fn values(
    c: &mut Ctx<'_>,
    b: &Bytes<'_>,
    names: Table,
    print: fn(&mut Ctx<'_>, u16, &Bytes<'_>) -> Res<bool>,
) -> Res<bool> {
    let mut rest = *b;
    while rest.len() > 0 {
        rest.need(0, 4)?;
        if rest.len() < 4 {
            put!(c, "\n\t    Remaining LS length {} < 4", rest.len());
            return Ok(false);
        }
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        put!(c, "\n\t    {} TLV ({})", Name(names, kind.into()), kind);
        // Graceful restart has no colon.
        put!(
            c,
            ", length{} {}, value: ",
            if names == RESTARTS { text!("") } else { text!(":") },
            length
        );
        if rest.len() < 4 + length {
            let what = if names == ROUTER { text!("remaining LS length ") } else { text!("") };
            put!(c, "\n\t    Bogus length {} > {}{}", length, what, rest.len() - 4);
            return Ok(false);
        }
        if names == RESTARTS && (kind == 0 || length == 0) {
            return Ok(false);
        }
        let value = rest.first(4 + length).from(4);
        value.need(0, length)?;
        if !print(c, kind, &value)? {
            return Ok(false);
        }
        rest = rest.from(4 + length.next_multiple_of(4));
    }
    Ok(true)
}

/// A value that is not known; with -vv the whole link state is shown in hexadecimal.
fn unknown(c: &mut Ctx<'_>, b: &Bytes<'_>) {
    if c.v() <= 1 {
        c.hex_lines(text!("\n\t      "), b.inside());
    }
}

fn restart(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res<bool> {
    match (kind, b.len()) {
        (1, 4) => show!(c, b, "{4}s")?,
        (2, 1) => show!(c, b, "{1N} ({@0=1})", REASONS)?,
        (3, 4) => show!(c, b, "{4A}")?,
        (1..=3, length) => {
            put!(c, "\n\t    Bogus length {} != {}", length, if kind == 2 { 1u8 } else { 4 });
            return Ok(false);
        }
        _ => unknown(c, b),
    }
    Ok(true)
}

/// What is known of a router, or of a link. Where it is cut, nothing is said.
fn engineering(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    let (mut rest, mut left) = (*b, b.len());
    while left > 0 {
        if !rest.has(0, 4) {
            return Ok(false);
        }
        if left < 4 {
            put!(c, "\n\t    Remaining LS length {} < 4", left);
            return Ok(false);
        }
        show!(c, &rest, "\n\t    {2N} TLV ({@0=2}), length: {2}", ENGINEERING)?;
        let (kind, mut length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        left -= 4;
        rest = rest.from(4);
        if length > left {
            put!(c, "\n\t    Bogus length {} > {}", length, left);
            return Ok(false);
        }
        if kind == 0 || length == 0 {
            return Ok(false);
        }
        match kind {
            1 if length < 4 => {
                put!(c, "\n\t    TLV length {} < 4", length);
                return Ok(false);
            }
            1 => show!(c, &rest, ", {4A}")?,
            // As tcpdump has it, what was read of a link is not taken from the length.
            2 => {
                let Some(after) = properties(c, &rest, &mut length)? else { return Ok(false) };
                rest = after;
            }
            _ => unknown(c, &rest.first(length)),
        }
        let padded = length.next_multiple_of(4);
        if padded > left {
            put!(c, "\n\t    Bogus padded length {} > {}", padded, left);
            return Ok(false);
        }
        left -= padded;
        rest = rest.from(padded);
    }
    Ok(true)
}

/// The properties of a link; answers what follows them, or nothing where a length cannot be.
fn properties<'a>(c: &mut Ctx<'_>, b: &Bytes<'a>, left: &mut usize) -> Res<Option<Bytes<'a>>> {
    let mut rest = *b;
    while *left > 0 {
        let missing = |c: &mut Ctx<'_>, left: usize, needed: usize| {
            put!(c, "\n\t    Remaining TLV length {} < {}", left, needed);
            Ok(None)
        };
        if *left < 4 {
            return missing(c, *left, 4);
        }
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        if kind == 0 || length == 0 {
            c.invalid();
            return Ok(None);
        }
        show!(c, &rest, "\n\t      {2N} subTLV ({@0=2}), length: {2}", LINK)?;
        if *left < 4 + length {
            return missing(c, *left, 4 + length);
        }
        if !rest.has(4, length) || link(c, kind, &rest.from(4).first(length))? {
            return Ok(None);
        }
        let padded = 4 + length.next_multiple_of(4);
        if *left < padded {
            return missing(c, *left, padded);
        }
        *left -= padded;
        // Risks that are shared are passed over twice.
        rest = rest.from(padded + if kind == 16 { length } else { 0 });
    }
    Ok(Some(rest))
}

/// A property of a link; answers whether its length cannot be.
#[inline(never)]
fn link(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res<bool> {
    let (format, least, tables): (_, _, &[Table]) = match kind {
        1 => (text!(", {1N} ({@0=1})"), 1, &[LINK_TYPES]),
        2 | 11 => (text!(", {4A} (0x{@0=4:08x})"), 4, &[]),
        3 | 4 => (text!(", {4A}"), 4, &[]),
        5 => (text!(", Metric {4}"), 4, &[]),
        9 => (text!(", 0x{4:08x}"), 4, &[]),
        15 => (
            text!(
                "\n\t\tInterface Switching Capability: {1N}\
             \n\t\tLSP Encoding: {1N}\n\t\tMax LSP Bandwidth:"
            ),
            36,
            &[SWITCHINGS, ENCODINGS],
        ),
        17 => (text!("\n\t\tBandwidth Constraints Model ID: {1N} ({@0=1})"), 4, &[MODELS]),
        8 => (text!(""), 32, &[]),
        6 | 7 => (text!(""), 4, &[]),
        14 => (text!(", {1B}"), 4, &[PROTECTIONS]),
        16 => (text!(""), 0, &[]),
        _ => {
            if c.v() <= 1 {
                c.hex_lines(text!("\n\t\t"), b.inside());
            }
            return Ok(false);
        }
    };
    // Some have a length; of the rest only the least is known.
    let exact = matches!(kind, 1..=9 | 11 | 14);
    let is_pair = matches!(kind, 2 | 11);
    if b.len() < least || exact && b.len() != least && !(is_pair && b.len() == 8) {
        put!(c, " {} {}", if exact { text!("!=") } else { text!("<") }, least);
        c.literal(if is_pair { text!(" && != 8") } else { text!("") });
        c.invalid();
        return Ok(true);
    }
    c.show(b, format, tables)?;
    match kind {
        2 | 11 if b.len() == 8 => show!(c, b, ", {@4=4A} (0x{@4=4:08x})")?,
        6 | 7 => {
            put!(c, ", ");
            bandwidth(c, b.u32(0)?);
        }
        8 => {
            for i in 0..8usize {
                put!(c, "\n\t\tTE-Class {}: ", i);
                bandwidth(c, b.u32(i * 4)?);
            }
        }
        15 => {
            for i in 0..8usize {
                put!(c, "\n\t\t  priority level {}: ", i);
                bandwidth(c, b.u32(4 + i * 4)?);
            }
        }
        16 if !b.len().is_multiple_of(4) => {
            put!(c, " != N x 4");
            c.invalid();
            return Ok(true);
        }
        16 => {
            put!(c, "\n\t\t  Shared risk group");
            for i in 0..b.len() / 4 {
                put!(c, "{}{}", if i == 0 { text!(": ") } else { text!(", ") }, b.u32(i * 4)?);
            }
        }
        17 if !b.len().is_multiple_of(4) || b.len() > 36 => {
            put!(c, "\n\t\tlength {} ", b.len());
            c.literal(if b.len().is_multiple_of(4) { text!("> 36") } else { text!("!= N x 4") });
            c.invalid();
            return Ok(true);
        }
        17 => {
            for i in 0..(b.len() - 4) / 4 {
                put!(c, "\n\t\t  Bandwidth constraint CT{}: ", i);
                bandwidth(c, b.u32(4 + i * 4)?);
            }
        }
        _ => {}
    }
    Ok(false)
}

fn router(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res<bool> {
    match kind {
        1 if b.len() == 4 => show!(c, b, "Capabilities: {4B}", CAPABILITIES)?,
        1 => {
            put!(c, "\n\t    Bogus length {} != 4", b.len());
            return Ok(false);
        }
        7 => {
            put!(c, "\n\t      Hostname: ");
            c.zero_text(b.inside());
        }
        8 => each(c, b, 1, text!("\n\t      {1N} ({@0=1})"), &[ALGORITHMS])?,
        9 | 14 => {
            show!(c, b, "\n\t      Range size: {3}")?;
            let mut rest = b.from(4);
            while rest.len() >= 4 {
                let length = usize::from(rest.u16(2)?);
                show!(
                    c,
                    &rest,
                    "\n\t      {2N} subTLV ({@0=2}), length: {2}, value: ",
                    table!("Unknown"; 1: "SID/Label")
                )?;
                match length {
                    3 => show!(c, &rest, "\n\t\tLabel: {@4=3}")?,
                    4 => show!(c, &rest, "\n\t\tSID: {@4=4}")?,
                    _ => put!(c, "\n\t\tBogus length {}", length),
                }
                rest = rest.from(4 + length.next_multiple_of(4));
            }
        }
        15 => show!(c, b, "\n\t      SRMS Preference: {1}")?,
        _ => unknown(c, b),
    }
    Ok(true)
}

/// An extended prefix, or a range of them.
fn prefix(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res<bool> {
    if kind != 1 && kind != 2 {
        unknown(c, b);
        return Ok(true);
    }
    let at = if kind == 1 { 4 } else { 8 };
    put!(c, "\n\t      IPv4 prefix: ");
    c.ip4_padded(*b.array(at)?, 15);
    if kind == 1 {
        show!(c, b, "/{@1=1}, Route Type: {@0=1N}, Flags [{@3=1B}]", ROUTES, PREFIX_FLAGS)?;
    } else {
        show!(c, b, "/{@0=1}, Range size: {@2=2}, Flags [{@4=1B}]", RANGE_FLAGS)?;
    }
    let mut rest = b.from(at + 4);
    while rest.len() >= 4 {
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        show!(
            c,
            &rest,
            "\n\t\t{2N} subTLV ({@0=2}), length: {2}, value: ",
            table!("Unknown"; 1: "SID/Label" "Prefix-SID")
        )?;
        if kind == 2 && length >= 7 {
            let word = if length == 7 { text!("Label") } else { text!("Index") };
            put!(c, "\n\t\t  {}: ", word);
            c.show(&rest, if length == 7 { text!("{@8=3}") } else { text!("{@8=4}") }, &[])?;
            show!(
                c,
                &rest,
                ", MT-ID: {@6=1}, Algorithm: {1N} ({@7=1}), Flags [{@4=1B}]",
                ALGORITHMS,
                SEGMENT_FLAGS
            )?;
        }
        rest = rest.from(4 + length.next_multiple_of(4));
    }
    Ok(true)
}
