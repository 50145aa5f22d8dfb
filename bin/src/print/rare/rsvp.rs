//! The resource reservation protocol (RFC 2205), with its messages in one (RFC 2961) and what sets up
//! label-switched paths by it (RFC 3209, 3473, 4090, 4124, 4875, 5063, OIF UNI 1.0).
//!
//! A message is a row of objects, each of a class and, within it, of a type. What most of them hold is
//! a format in `objects`; lists are walked by hand, and integrated services (RFC 2210) and UNI have
//! functions. Left out, and dumped: scopes, policies, protection, calls, and acceptable labels.

mod class;
mod objects;
mod services;

use super::float;
use crate::print::ether::TYPES;
use crate::print::routing::bgp::FAMILIES;
use crate::print::toolkit::*;
use class::*;
use objects::{format, item};

pub(super) const PROTOCOL: u8 = 46;
const HEADER: usize = 8;
const MESSAGES: Table = table!("unknown, type: {}";
    1: "Path" "Resv" "PathErr" "ResvErr" "PathTear" "ResvTear" "ResvConf", 12: "Bundle"
    "Acknowledgement" "Hello (Old)" "Refresh", 20: "Hello",
);
const PROPERTY_TYPES: Table = table!("unknown";
    1: "Cos" "Metric 1", 4: "Metric 2", 8: "CCC Status", 16: "Path Type",
);
const BUNDLE: u8 = 12;
/// Errors that have a value of their own.
const ROUTING_PROBLEM: u8 = 24;
const DIFFSERV: u8 = 28;
const DIFFSERV_OLD: u8 = 125;
const ROUTING_ERRORS: Table = table!("unknown";
    1: "Bad EXPLICIT_ROUTE object" "Bad strict node" "Bad loose node" "Bad initial subobject"
    "No route available toward destination" "Unacceptable label value"
    "RRO indicated routing loops" "non-RSVP-capable router in the path"
    "MPLS label allocation failure" "Unsupported L3PID",
);
const SERVICE_ERRORS: Table = table!("unknown";
    1: "Unexpected CT object" "Unsupported CT" "Invalid CT value"
    "CT/setup priority do not form a configured TE-Class"
    "CT/holding priority do not form a configured TE-Class"
    "CT/setup priority and CT/holding priority do not form a configured TE-Class"
    "Inconsistency between signaled PSC and signaled CT"
    "Inconsistency between signaled PHBs and signaled CT",
);
const HOPS: Table = table!("Unknown {}";
    0: "Reserved" "IPv4 prefix" "IPv6 prefix" "Label", 32: "Autonomous system number",
    64: "MPLS label switched path termination",
);
const HOP_FLAGS: Table = table!("none";
    1: "Local protection available" "Local protection in use", 4: "Bandwidth protection",
    8: "Node protection",
);
const LABEL_FLAGS: Table = table!("none"; 1: "Global");
const SESSION_FLAGS: Table = table!("none";
    1: "Local Protection" "Label Recording", 4: "SE Style", 8: "Bandwidth protection",
    16: "Node protection",
);
const CAPABILITIES: Table = table!("none";
    4: "RecoveryPath Transmit Enabled", 2: "RecoveryPath Desired",
    1: "RecoveryPath Srefresh Capable",
);
const UNI: Table = table!("Unknown";
    1: "Source TNA address" "Destination TNA address" "Diversity" "Egress label" "Service level",
);

/// What is behind an object.
enum Next {
    /// The next one.
    Object,
    /// The next one, and this one is dumped.
    Dumped,
    /// Nothing: the object cannot be, and what that is has been said.
    Nothing,
}

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("rsvp");
    b.need(0, HEADER)?;
    let (version, kind) = (b.u8(0)? >> 4, b.u8(1)?);
    if version != 1 {
        return unsupported(c, version);
    }
    if c.v() == 0 {
        match MESSAGES.get(kind.into()) {
            Some(name) => put!(c, "RSVPv1 {}", name),
            None => put!(c, "RSVPv1 unknown ({})", kind),
        }
        put!(c, " Message, length: {}", b.len());
        return Ok(());
    }
    let Some(mut rest) = header(c, b, "\n\t", usize::MAX)? else { return Ok(()) };
    if MESSAGES.get(kind.into()).is_none() {
        c.hex_lines(text!("\n\t    "), rest.inside());
        return Ok(());
    }
    if kind != BUNDLE {
        objects(c, &rest, "\n\t    ")?;
        return Ok(());
    }
    while rest.len() > 0 {
        rest.need(0, HEADER)?;
        let version = rest.u8(0)? >> 4;
        if version != 1 {
            return unsupported(c, version);
        }
        let Some(message) = header(c, &rest, "\n\t  ", rest.len())? else { return Ok(()) };
        if !objects(c, &message, "\n\t      ")? {
            return Ok(());
        }
        rest = rest.from(HEADER + message.len());
    }
    Ok(())
}

fn unsupported(c: &mut Ctx<'_>, version: u8) -> Res {
    put!(c, "ERROR: RSVP version {} packet not supported", version);
    Ok(())
}

/// Prints a header, and answers what is behind it as long as it says; nothing if it is wrong.
fn header<'b>(c: &mut Ctx<'_>, b: &Bytes<'b>, indent: &str, most: usize) -> Res<Option<Bytes<'b>>> {
    let flags = b.u8(0)? & 15;
    c.out.str(indent);
    show!(c, b, "RSVPv1 {@1=1N} Message ({@1=1}), Flags: [", MESSAGES)?;
    c.literal(if flags & 1 != 0 { text!("Refresh reduction capable") } else { text!("none") });
    show!(c, b, "], length: {@6=2}, ttl: {@4=1}, checksum: 0x{@2=2:04x}")?;
    let length = usize::from(b.u16(6)?);
    if length < HEADER {
        put!(c, "ERROR: common header too short {} < {}", length, HEADER);
        return Ok(None);
    }
    if length > most {
        put!(c, "ERROR: common header too large {} > {}", length, most);
        return Ok(None);
    }
    Ok(Some(b.from(HEADER).claim(length - HEADER)))
}

/// The begin of an object's line, which stands two places further left than what is in it.
fn outer(indent: &str) -> Arg<'_> {
    Arg::S(indent.get(..indent.len() - 2).unwrap_or(""))
}

/// The objects of a message, with an indent for what is in them; answers whether all of them can be.
fn objects(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str) -> Res<bool> {
    let outer = outer(indent);
    let mut rest = *b;
    while rest.len() >= 4 {
        rest.need(0, 4)?;
        let length = usize::from(rest.u16(0)?);
        let (class, kind) = (rest.u8(2)?, rest.u8(3)?);
        if !length.is_multiple_of(4) {
            put!(c, "{}ERROR: object header size {} not a multiple of 4", outer, length);
            return Ok(false);
        }
        if length < 4 {
            put!(c, "{}ERROR: object header too short {} < 4", outer, length);
            return Ok(false);
        }
        put!(c, "{}{} Object ({}) Flags: [", outer, Name(CLASSES, class.into()), class);
        c.literal(match class >> 6 {
            0 | 1 => text!("reject"),
            2 => text!("ignore silently"),
            _ => text!("ignore and forward"),
        });
        let number = u32::from(class) << 8 | u32::from(kind);
        put!(c, " if unknown], Class-Type: {} ({})", Name(TYPES_OF, number), kind);
        put!(c, ", length: {}", length);
        if length > rest.len() {
            put!(c, "{}ERROR: object goes past end of objects TLV", outer);
            return Ok(false);
        }
        rest.need(0, length)?;
        let value = rest.first(length).from(4);
        match contents(c, class, kind, &value, indent)? {
            None => {
                put!(c, "{}ERROR: object is too short", outer);
                return Ok(false);
            }
            Some(Next::Nothing) => return Ok(false),
            Some(Next::Object) if c.v() <= 1 => {}
            _ => c.hex_lines(text!("\n\t    "), value.data()),
        }
        rest = rest.from(length);
    }
    Ok(true)
}

/// Prints what is in an object; nothing where that is too short.
fn contents(
    c: &mut Ctx<'_>,
    class: u8,
    kind: u8,
    b: &Bytes<'_>,
    indent: &str,
) -> Res<Option<Next>> {
    let mut rest = *b;
    let format = format(class, kind);
    if let Some((least, format, tables)) = format {
        if b.len() < least {
            return Ok(None);
        }
        show(c, b, format, tables, indent)?;
        rest = b.from(least);
    }
    if let Some((size, item)) = item(class, kind) {
        while rest.len() >= size {
            show(c, &rest, item, &[], indent)?;
            rest = rest.from(size);
        }
        return Ok(Some(Next::Object));
    }
    match (class, kind) {
        (RSVP_HOP, 1..=4) if b.len() > 8 => Ok(Some(Next::Dumped)),
        (ERROR_SPEC, 1..=4) => error(c, kind, b),
        (FLOWSPEC | SENDER_TSPEC | ADSPEC, 2) => {
            Ok(services::print(c, b, indent)?.then_some(Next::Object))
        }
        (LABEL_REQUEST, 1..=3) => label_request(c, kind, b, indent),
        (EXPLICIT_ROUTE | RECORD_ROUTE, 1) => hops(c, b, indent),
        (LABEL_SET, 1) => label_set(c, b, indent),
        (CAPABILITY, 1) => capability(c, b, indent),
        (PROPERTIES, 1) => properties(c, b, indent),
        (FAST_REROUTE, 1 | 7) => fast_reroute(c, kind, b, indent),
        (SESSION_ATTRIBUTE, 7) => session_attribute(c, b, indent),
        (GENERALIZED_UNI, 1) => uni(c, b, indent),
        _ if format.is_none() => Ok(Some(Next::Dumped)),
        _ => Ok(Some(Next::Object)),
    }
}

/// Prints by a format with lines that begin with the indent.
fn show(c: &mut Ctx<'_>, b: &Bytes<'_>, format: Literal, tables: &[Table], indent: &str) -> Res {
    c.show_with(b, format, tables, &[Arg::S(indent); 2])
}

/// What the labels that are asked for are to carry, and of which range they are to be.
fn label_request(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>, indent: &str) -> Res<Option<Next>> {
    const WITHOUT_RANGE: u8 = 1;
    const ATM_RANGE: u8 = 2;
    if kind == WITHOUT_RANGE {
        let mut rest = *b;
        while rest.len() >= 4 {
            protocol(c, &rest, indent)?;
            rest = rest.from(4);
        }
        return Ok(Some(Next::Object));
    }
    if b.len() < 12 {
        return Ok(None);
    }
    protocol(c, b, indent)?;
    if kind == ATM_RANGE {
        c.literal(if b.u8(4)? & 0x80 != 0 { text!(",no ") } else { text!(", ") });
        let format = text!(
            "merge capability{}Minimum VPI/VCI: {@4=2&fff}/{2&fff}\
             {}Maximum VPI/VCI: {2&fff}/{2&fff}"
        );
        show(c, b, format, &[], indent)?;
    } else {
        let format = text!("{}Minimum/Maximum DLCI: {@4=4&7fffff}/{4&7fffff}, ");
        show(c, b, format, &[], indent)?;
        c.literal(match b.u16(4)? >> 7 & 3 {
            0 => text!("10"),
            2 => text!("23"),
            _ => text!(""),
        });
        put!(c, " bit DLCI");
    }
    Ok(Some(Next::Object))
}

/// What a node can do to recover (RFC 5063).
fn capability(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str) -> Res<Option<Next>> {
    if b.len() < 4 {
        return Ok(None);
    }
    let reserved = b.u32(0)? & !7;
    if reserved != 0 {
        put!(c, "{}[reserved=0x{:08x} must be zero]", Arg::S(indent), reserved);
    }
    show(c, b, text!("{}Flags: [{4B}]"), &[CAPABILITIES], indent)?;
    Ok(Some(Next::Object))
}

/// The bandwidth of a detour, which has been announced, and over what it may lead.
fn fast_reroute(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>, indent: &str) -> Res<Option<Next>> {
    let bytes = f32::from_bits(b.u32(4)?);
    float::print(&mut c.out, bytes * 8.0 / 1_000_000.0);
    let format = if kind == 1 {
        text!(" Mbps{}Include-any: 0x{@8=4:08x}, Exclude-any: 0x{4:08x}, Include-all: 0x{4:08x}")
    } else {
        text!(" Mbps{}Include Colors: 0x{@8=4:08x}, Exclude Colors: 0x{4:08x}")
    };
    show(c, b, format, &[], indent)?;
    Ok(Some(Next::Object))
}

/// The name and the priorities of a session.
fn session_attribute(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str) -> Res<Option<Next>> {
    if b.len() < 4 || b.len() - 4 < usize::from(b.u8(3)?) {
        return Ok(None);
    }
    put!(c, "{}Session Name: ", Arg::S(indent));
    c.text(b.get(4, b.u8(3)?.into())?);
    let format = text!("{}Setup Priority: {1}, Holding Priority: {1}, Flags: [{1B}] (");
    show(c, b, format, &[SESSION_FLAGS], indent)?;
    hex_prefixed(c, b.u8(2)?);
    put!(c, ")");
    Ok(Some(Next::Object))
}

/// The properties of a path, before bytes that fill the object.
fn properties(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str) -> Res<Option<Next>> {
    let filled = usize::from(b.u16(2)?);
    let mut rest = b.from(4);
    while rest.len() >= 2 + filled {
        let length = usize::from(rest.u8(1)?);
        let format = text!("{}  {1N} TLV (0x{@0=1:02x}), length: {1}");
        show(c, &rest, format, &[PROPERTY_TYPES], indent)?;
        if length > rest.len() {
            return Ok(None);
        }
        if length < 2 {
            put!(c, "{}ERROR: property TLV is too short", outer(indent));
            return Ok(Some(Next::Nothing));
        }
        if length > 2 {
            c.hex_lines(text!("\n\t\t"), rest.get(2, length - 2)?);
        }
        rest = rest.from(length);
    }
    Ok(Some(Next::Object))
}

/// A number in hexadecimal, with `0x` unless it is zero.
fn hex_prefixed(c: &mut Ctx<'_>, number: u8) {
    c.literal(if number != 0 { text!("0x") } else { text!("") });
    c.out.hex(number.into(), 0);
}

/// The protocol of what will go over a path.
fn protocol(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str) -> Res {
    let number = b.u16(2)?;
    put!(c, "{}L3 Protocol ID: ", Arg::S(indent));
    match TYPES.get(number.into()) {
        Some(name) => put!(c, "{}", name),
        None => put!(c, "Unknown Protocol (0x{:04x})", number),
    }
    Ok(())
}

/// The value of an error, behind its code.
fn error(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res<Option<Next>> {
    let is_v6 = kind.is_multiple_of(2);
    let at = if is_v6 { 17 } else { 5 };
    let (code, value) = (b.u8(at)?, b.u16(at + 1)?);
    let table = match code {
        ROUTING_PROBLEM => Some(ROUTING_ERRORS),
        _ if is_v6 => return Ok(Some(Next::Object)),
        DIFFSERV | DIFFSERV_OLD => Some(SERVICE_ERRORS),
        _ => None,
    };
    match table {
        Some(table) => put!(c, ", Error Value: {} ({})", Name(table, value.into()), value),
        None => put!(c, ", Unknown Error Value ({})", value),
    }
    Ok(Some(Next::Object))
}

/// A route, explicit or recorded.
fn hops(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str) -> Res<Option<Next>> {
    let mut rest = *b;
    while rest.len() >= 4 {
        let (kind, length) = (rest.u8(0)? & 0x7f, usize::from(rest.u8(1)?));
        let loose = rest.u8(0)? & 0x80 != 0;
        put!(c, "{}Subobject Type: {}, length {}", Arg::S(indent), Name(HOPS, kind.into()), length);
        if length == 0 {
            put!(c, "{}ERROR: zero length ERO subtype", Arg::S(indent));
            break;
        }
        if length > rest.len() {
            put!(c, "{}ERROR: ERO subobject length > object length", Arg::S(indent));
            break;
        }
        if matches!(kind, 1 | 3) && length != 8 {
            put!(c, " ERROR: length != 8");
            c.invalid();
            return Ok(Some(Next::Nothing));
        }
        match kind {
            1 => {
                let bits = rest.u8(6)?;
                if bits != 32 {
                    put!(c, " ERROR: Prefix length {} != 32", bits);
                    c.invalid();
                    return Ok(Some(Next::Nothing));
                }
                c.literal(if loose { text!(", Loose") } else { text!(", Strict") });
                show!(c, &rest, ", {@2=4A}/{1}, Flags: [{1B}]", HOP_FLAGS)?;
            }
            3 => {
                show!(c, &rest, ", Flags: [{@2=1B}] (", LABEL_FLAGS)?;
                hex_prefixed(c, rest.u8(2)?);
                let number = u32::from(EXPLICIT_ROUTE) << 8 | u32::from(rest.u8(3)?);
                put!(c, "), Class-Type: {}", Name(TYPES_OF, number));
                show!(c, &rest, " ({@3=1}), {4}")?;
            }
            _ => {}
        }
        rest = rest.from(length);
    }
    Ok(Some(Next::Object))
}

/// Which labels may be used.
fn label_set(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str) -> Res<Option<Next>> {
    let mut rest = b.from(4);
    if matches!(b.u8(0)?, 2 | 3) {
        if rest.len() < 8 {
            return Ok(None);
        }
        let format = text!("{}Start range: {4}, End range: {4}");
        show(c, &rest, format, &[], indent)?;
        return Ok(Some(Next::Object));
    }
    let mut number = 1u16;
    while rest.len() >= 4 {
        put!(c, "{}Subchannel #{}: {}", Arg::S(indent), number, rest.u32(0)?);
        number = number.wrapping_add(1);
        rest = rest.from(4);
    }
    Ok(Some(Next::Object))
}

/// What a client asks of an optical network.
fn uni(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str) -> Res<Option<Next>> {
    if b.len() < 4 {
        return Ok(None);
    }
    let mut rest = *b;
    let mut next = Next::Object;
    let invalid = |c: &mut Ctx<'_>| {
        c.invalid();
        Ok(Some(Next::Nothing))
    };
    while rest.len() > 0 {
        if rest.len() < 4 {
            return invalid(c);
        }
        let length = usize::from(rest.u16(0)?);
        let (kind, family) = (rest.u8(2)?, rest.u8(3)?);
        put!(c, "{}Subobject Type: {} ({})", Arg::S(indent), Name(UNI, kind.into()), kind);
        let name = FAMILIES.get(family.into()).unwrap_or("Unknown".into());
        put!(c, ", AF: {} ({}), length: {}", name, family, length);
        if length < 4 || length > rest.len() {
            return invalid(c);
        }
        let (least, format) = match (kind, family) {
            (1 | 2, 1) => (8, text!("{}  UNI IPv4 TNA address: {@4=4A}")),
            (1 | 2, 2) => (20, text!("{}  UNI IPv6 TNA address: {@4=16A}")),
            (4, _) => (
                16,
                text!("{}  U-bit: {@4=1>7}, Label type: {@7=1}, Logical port id: {4}, Label: {4}"),
            ),
            (5, _) => (8, text!("{}  Service level: {@4=1}")),
            _ => (0, text!("")),
        };
        if length < least {
            put!(c, "{}ERROR: sub-object is too short", outer(indent));
            return Ok(Some(Next::Nothing));
        }
        show(c, &rest, format, &[], indent)?;
        if matches!((kind, family), (1 | 2, 3) | (0 | 6.., _)) || kind == 3 && length > 4 {
            next = Next::Dumped;
        }
        rest = rest.from(length);
    }
    Ok(Some(next))
}
