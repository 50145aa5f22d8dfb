//! The resource reservation protocol (RFC 2205), with its messages in one (RFC 2961) and what sets up
//! label-switched paths by it (RFC 3209, 3473, 4090, 4875, 4920, 5063, OIF UNI 1.0).
//!
//! A message is a row of objects, each of a class and, within it, of a type. What most of them hold is
//! a format in [`object`]; lists are walked by hand, and integrated services (RFC 2210) and UNI have
//! functions. Left out, and dumped: scopes, policies, protection, calls, and acceptable labels.

use super::float;
use crate::print::ether::TYPES;
use crate::print::packed::text;
use crate::print::routing::bgp::FAMILIES;
use crate::print::routing::gmpls::{ENCODINGS, SWITCHINGS};
use crate::print::toolkit::*;

pub(super) const PROTOCOL: u8 = 46;
const HEADER: usize = 8;
const MESSAGES: Table = table!("unknown, type: {}";
    1: "Path" "Resv" "PathErr" "ResvErr" "PathTear" "ResvTear" "ResvConf", 12: "Bundle"
    "Acknowledgement" "Hello (Old)" "Refresh", 20: "Hello",
);
const BUNDLE: u8 = 12;
const CLASSES: Table = table!("Unknown";
    1: "Session", 3: "RSVP Hop" "Integrity" "Time Values" "Error Spec" "Scope" "Style" "Flowspec"
    "FilterSpec" "Sender Template" "Sender TSpec" "Adspec" "Policy Data" "Confirm" "Label",
    19: "Label Request" "ERO" "RRO" "Hello" "Message ID" "Message ID Ack" "Message ID List",
    34: "Recovery Label" "Upstream Label" "Label Set" "Protection", 50: "Sub-LSP to LSP",
    63: "Detour", 66: "Class Type", 125: "Class Type (old)", 129: "Suggested Label"
    "Acceptable Label Set" "Restart Capability", 134: "Capability", 195: "Notify Request"
    "Administrative Status", 204: "Properties" "Fast Re-Route", 207: "Session Attribute",
    229: "Generalized UNI" "Call-ID", 236: "Call Capability",
);
const ERO: u8 = 20;
/// Types within a class, by 256 times the class and the type.
const TYPES_OF: Table = table!("Unknown";
    0x101: "IPv4" "IPv6", 0x107: "Tunnel IPv4", 0x10b: "UNI IPv4", 0x10d: "IPv4 P2MP LSP Tunnel"
    "IPv6 P2MP LSP Tunnel",
    0x301: "IPv4" "IPv6" "IPv4 plus opt. TLVs" "IPv6 plus opt. TLVs",
    0x501: "1", 0x601: "IPv4" "IPv6" "IPv4 plus opt. TLVs" "IPv6 plus opt. TLVs", 0x801: "1",
    0x901: "obsolete" "IntServ",
    0xa01: "IPv4" "IPv6" "IPv6 Flow-label", 0xa07: "Tunnel IPv4", 0xa0c: "IPv4 P2MP LSP Tunnel"
    "IPv6 P2MP LSP Tunnel",
    0xb01: "IPv4" "IPv6", 0xb07: "Tunnel IPv4", 0xb0c: "IPv4 P2MP LSP Tunnel"
    "IPv6 P2MP LSP Tunnel",
    0xc02: "IntServ", 0xd02: "IntServ", 0xf01: "IPv4" "IPv6",
    0x1001: "Label" "Generalized Label" "Waveband Switching",
    0x1301: "without label range" "with ATM label range" "with FR label range" "Generalized Label",
    0x1401: "IPv4", 0x1501: "IPv4", 0x1601: "Hello Request" "Hello Ack", 0x1701: "1",
    0x1801: "Message id ack" "Message id nack", 0x1901: "1",
    0x2201: "Label" "Generalized Label" "Waveband Switching",
    0x2301: "Label" "Generalized Label" "Waveband Switching", 0x2401: "1",
    0x3201: "IPv4 sub-LSP" "IPv6 sub-LSP", 0x3f07: "Tunnel IPv4", 0x4201: "1", 0x7d01: "1",
    0x8101: "Label" "Generalized Label" "Waveband Switching", 0x8301: "IPv4", 0x8601: "1",
    0xc301: "IPv4" "IPv6", 0xc401: "1", 0xcc01: "1", 0xcd01: "1", 0xcd07: "Tunnel IPv4",
    0xcf07: "Tunnel IPv4", 0xe501: "1",
);
const ERRORS: Table = table!("unknown";
    24: "Routing Problem" "Notify Error", 28: "Diffserv TE Error", 125: "Diffserv TE Error (Old)",
);
const ROUTING_PROBLEM: u8 = 24;
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
const STYLES: Table =
    table!("Unknown"; 10: "Fixed Filter", 17: "Wildcard Filter" "Shared Explicit");
const INTEGRITY_FLAGS: Table = table!("none"; 0x80: "Handshake");
const HOPS: Table = table!("Unknown {}";
    0: "Reserved" "IPv4 prefix" "IPv6 prefix" "Label", 32: "Autonomous system number", 64: "MPLS label switched path termination",
);
const HOP_FLAGS: Table = table!("none";
    1: "Local protection available" "Local protection in use", 4: "Bandwidth protection",
    8: "Node protection",
);
const LABEL_FLAGS: Table = table!("none"; 1: "Global");
/// What goes over a path (RFC 3471, 4328).
const PAYLOADS: Table = table!("Unknown";
    1: "Reserved" "Reserved" "Reserved" "Reserved" "Asynchronous mapping of E4"
    "Asynchronous mapping of DS3/T3" "Asynchronous mapping of E3" "Bit synchronous mapping of E3"
    "Byte synchronous mapping of E3" "Asynchronous mapping of DS2/T2"
    "Bit synchronous mapping of DS2/T2" "Reserved" "Asynchronous mapping of E1"
    "Byte synchronous mapping of E1" "Byte synchronous mapping of 31 * DS0"
    "Asynchronous mapping of DS1/T1" "Bit synchronous mapping of DS1/T1"
    "Byte synchronous mapping of DS1/T1" "VC-11 in VC-12" "Reserved" "Reserved"
    "DS1 SF Asynchronous" "DS1 ESF Asynchronous" "DS3 M23 Asynchronous"
    "DS3 C-Bit Parity Asynchronous" "VT/LOVC" "STS SPE/HOVC" "POS - No Scrambling, 16 bit CRC"
    "POS - No Scrambling, 32 bit CRC" "POS - Scrambling, 16 bit CRC" "POS - Scrambling, 32 bit CRC"
    "ATM mapping" "Ethernet PHY" "SONET/SDH" "Reserved (SONET deprecated)" "Digital Wrapper"
    "Lambda" "ANSI/ETSI PDH" "Reserved" "Link Access Protocol SDH (X.85 and X.86)" "FDDI"
    "DQDB (ETSI ETS 300 216)" "FiberChannel-3 (Services)" "HDLC" "Ethernet V2/DIX (only)"
    "Ethernet 802.3 (only)" "G.709 ODUj" "G.709 OTUk(v)" "CBR/CBRa" "CBRb" "BSOT" "BSNT"
    "IP/PPP (GFP)" "Ethernet MAC (framed GFP)" "Ethernet PHY (transparent GFP)" "ESCON" "FICON"
    "Fiber Channel",
);
const SET_ACTIONS: Table = table!("Unknown";
    0: "Inclusive list" "Exclusive list" "Inclusive range" "Exclusive range",
);
const SESSION_FLAGS: Table = table!("none";
    1: "Local Protection" "Label Recording", 4: "SE Style", 8: "Bandwidth protection",
    16: "Node protection",
);
const CAPABILITIES: Table = table!("none";
    4: "RecoveryPath Transmit Enabled", 2: "RecoveryPath Desired",
    1: "RecoveryPath Srefresh Capable",
);
const STATUS_FLAGS: Table = table!("none";
    0x8000_0000: "Reflect", 4: "Testing", 2: "Admin-down", 1: "Delete-in-progress",
);
const UNI: Table = table!("Unknown";
    1: "Source TNA address" "Destination TNA address" "Diversity" "Egress label" "Service level",
);
const SERVICES: Table = table!("unknown";
    1: "Default/Global Information" "Guaranteed Service", 5: "Controlled Load",
);
const PARAMETERS: Table = table!("unknown";
    4: "IS hop cnt", 6: "Path b/w estimate", 8: "Minimum path latency", 10: "Composed MTU",
    127: "Token Bucket TSpec", 130: "Guaranteed Service RSpec",
    133: "End-to-end composed value for C" "End-to-end composed value for D"
    "Since-last-reshaping point composed C" "Since-last-reshaping point composed D",
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
    c.protocol = "rsvp";
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
    c.str(indent);
    show!(c, b, "RSVPv1 {@1=1N} Message ({@1=1}), Flags: [", MESSAGES)?;
    c.str(if flags & 1 != 0 { "Refresh reduction capable" } else { "none" });
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

/// The objects of a message, with an indent for what is in them; answers whether all of them can be.
fn objects(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str) -> Res<bool> {
    // An object stands two places further left.
    let outer = indent.get(..indent.len() - 2).unwrap_or("");
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
        c.str(match class >> 6 {
            0 | 1 => "reject",
            2 => "ignore silently",
            _ => "ignore and forward",
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
            _ => c.hex_lines("\n\t    ", value.data()),
        }
        rest = rest.from(length);
    }
    Ok(true)
}

/// The least length of an object, its format, and the tables that goes with; `{}` is a line's begin.
type Format = (usize, Text<'static>, &'static [Table]);

/// What is in an object of which that is always the same; lists begin with it.
fn format(class: u8, kind: u8) -> Option<Format> {
    Some(match (class, kind) {
        (1, 1) => (
            8,
            text!(
                "{}IPv4 DestAddress: {4A}, Protocol ID: 0x{1:02x}{}Flags: [0x{1:02x}], DestPort {2}"
            ),
            &[],
        ),
        (1, 2) => (
            20,
            text!(
                "{}IPv6 DestAddress: {16A}, Protocol ID: 0x{1:02x}{}Flags: [0x{1:02x}], DestPort {2}"
            ),
            &[],
        ),
        (1, 7 | 11) => (
            12,
            text!(
                "{}IPv4 Tunnel EndPoint: {4A}, Tunnel ID: 0x{@6=2:04x}, Extended Tunnel ID: {4A}"
            ),
            &[],
        ),
        (1, 8) => (
            36,
            text!(
                "{}IPv6 Tunnel EndPoint: {16A}, Tunnel ID: 0x{@18=2:04x}, Extended Tunnel ID: {16A}"
            ),
            &[],
        ),
        (1, 13) => (
            12,
            text!("{}IPv4 P2MP LSP ID: {4A}, Tunnel ID: 0x{@6=2:04x}, Extended Tunnel ID: {4A}"),
            &[],
        ),
        (1, 14) => (
            26,
            text!(
                "{}IPv6 P2MP LSP ID: 0x{4:08x}, Tunnel ID: 0x{@6=2:04x}, Extended Tunnel ID: {16A}"
            ),
            &[],
        ),
        (3, 1 | 3) => {
            (8, text!("{}Previous/Next Interface: {4A}, Logical Interface Handle: 0x{4:08x}"), &[])
        }
        (3, 2 | 4) => (
            20,
            text!("{}Previous/Next Interface: {16A}, Logical Interface Handle: 0x{4:08x}"),
            &[],
        ),
        (4, 1) => (
            32,
            text!(
                "{}Key-ID 0x{@2=6H}, Sequence 0x{8H}, Flags [{@0=1B}]{}MD5-sum 0x{@16=16H}  (unchecked)"
            ),
            &[INTEGRITY_FLAGS],
        ),
        (5, 1) => (4, text!("{}Refresh Period: {4}ms"), &[]),
        (6, 1 | 3) => (
            8,
            text!("{}Error Node Address: {4A}, Flags: [0x{1:02x}]{}Error Code: {1N} ({@5=1})"),
            &[ERRORS],
        ),
        (6, 2 | 4) => (
            20,
            text!("{}Error Node Address: {16A}, Flags: [0x{1:02x}]{}Error Code: {1N} ({@17=1})"),
            &[ERRORS],
        ),
        (8, 1) => (4, text!("{}Reservation Style: {@1=3N}, Flags: [0x{@0=1:02x}]"), &[STYLES]),
        (10 | 11, 1) => (8, text!("{}Source Address: {4A}, Source Port: {@6=2}"), &[]),
        (10 | 11, 2) => (20, text!("{}Source Address: {16A}, Source Port: {@18=2}"), &[]),
        (10, 3) => (20, text!("{}Source Address: {16A}, Flow Label: {@17=3}"), &[]),
        (10, 7) => (8, text!("{}Source Address: {4A}, LSP-ID: 0x{@6=2:04x}"), &[]),
        (10, 8) => (20, text!("{}Source Address: {4A}, LSP-ID: 0x{@18=2:04x}"), &[]),
        (11, 7) => (8, text!("{}IPv4 Tunnel Sender Address: {4A}, LSP-ID: 0x{@6=2:04x}"), &[]),
        (10 | 11, 12) => (
            16,
            text!(
                "{}IPv4 Tunnel Sender Address: {4A}, LSP ID: 0x{@6=2:04x}\
                 {}Sub-Group Originator ID: {4A}, Sub-Group ID: 0x{2:04x}"
            ),
            &[],
        ),
        (10 | 11, 13) => (
            40,
            text!(
                "{}IPv6 Tunnel Sender Address: {16A}, LSP ID: 0x{@18=2:04x}\
                 {}Sub-Group Originator ID: {16A}, Sub-Group ID: 0x{@38=2:04x}"
            ),
            &[],
        ),
        (15, 1) => (4, text!("{}IPv4 Receiver Address: {4A}"), &[]),
        (15, 2) => (16, text!("{}IPv6 Receiver Address: {16A}"), &[]),
        (16 | 34 | 35 | 129, 2) => (4, text!("{}Generalized Label: {4}"), &[]),
        (16 | 34 | 35 | 129, 3) => {
            (12, text!("{}Waveband ID: {4}{}Start Label: {4}, Stop Label: {4}"), &[])
        }
        (19, 4) => (
            4,
            text!(
                "{}LSP Encoding Type: {1N} ({@0=1})\
                 {}Switching Type: {1N} ({@1=1}), Payload ID: {2N} (0x{@2=2:04x})"
            ),
            &[ENCODINGS, SWITCHINGS, PAYLOADS],
        ),
        (22, 1 | 2) => {
            (8, text!("{}Source Instance: 0x{4:08x}, Destination Instance: 0x{4:08x}"), &[])
        }
        (23..=25, 1 | 2) => (4, text!("{}Flags [0x{1:02x}], epoch: {3}"), &[]),
        (36, 1) => (4, text!("{}Action: {1N} ({@0=1}), Label type: {@3=1&7f}"), &[SET_ACTIONS]),
        (50, 1) => (4, text!("{}Sub-LSP destination address: {4A}"), &[]),
        (50, 2) => (16, text!("{}Sub-LSP destination address: {16A}"), &[]),
        (66 | 125, 1) => (4, text!("{}CT: {@3=1&7}"), &[]),
        (131, 1) => (8, text!("{}Restart  Time: {4}ms, Recovery Time: {4}ms"), &[]),
        (195, 1) => (4, text!("{}IPv4 Notify Node Address: {4A}"), &[]),
        (195, 2) => (16, text!("{}IPv6 Notify Node Address: {16A}"), &[]),
        (196, 1) => (4, text!("{}Flags [{4B}]"), &[STATUS_FLAGS]),
        (204, 1) => (4, text!("{}TLV count: {2}, padding bytes: {2}"), &[]),
        (205, 1) => (
            20,
            text!("{}Setup Priority: {1}, Holding Priority: {1}, Hop-limit: {1}, Bandwidth: "),
            &[],
        ),
        (205, 7) => (
            16,
            text!("{}Setup Priority: {1}, Holding Priority: {1}, Hop-limit: {1}, Bandwidth: "),
            &[],
        ),
        _ => return None,
    })
}

/// The items of a list that has been begun: how long one is, and its format.
fn item(class: u8, kind: u8) -> Option<(usize, Text<'static>)> {
    Some(match (class, kind) {
        (16 | 34 | 35 | 129, 1) => (4, text!("{}Label: {4}")),
        (23..=25, 1 | 2) => (4, text!("{}  Message-ID 0x{4:08x} ({@0=4})")),
        (63, 7) => (8, text!("{}PLR-ID: {4A}, Avoid-Node-ID: {4A}")),
        _ => return None,
    })
}

/// Prints what is in an object; nothing where that is too short.
fn contents(
    c: &mut Ctx<'_>,
    class: u8,
    kind: u8,
    b: &Bytes<'_>,
    indent: &str,
) -> Res<Option<Next>> {
    let lines = [Arg::S(indent); 2];
    let mut rest = *b;
    let format = format(class, kind);
    if let Some((least, format, tables)) = format {
        if b.len() < least {
            return Ok(None);
        }
        c.show_with(b, format, tables, &lines)?;
        rest = b.from(least);
    }
    if let Some((size, item)) = item(class, kind) {
        while rest.len() >= size {
            c.show_with(&rest, item, &[], &lines)?;
            rest = rest.from(size);
        }
        return Ok(Some(Next::Object));
    }
    match (class, kind) {
        (3, 1..=4) if b.len() > 8 => return Ok(Some(Next::Dumped)),
        (6, 1..=4) => error(c, kind, b)?,
        (9 | 12 | 13, 2) => return services(c, b, indent),
        (19, 1) => {
            while rest.len() >= 4 {
                protocol(c, &rest, indent)?;
                rest = rest.from(4);
            }
        }
        (19, 2 | 3) if b.len() < 12 => return Ok(None),
        (19, 2) => {
            protocol(c, b, indent)?;
            c.str(if b.u8(4)? & 0x80 != 0 { ",no " } else { ", " });
            c.show_with(
                b,
                text!(
                    "merge capability{}Minimum VPI/VCI: {@4=2&fff}/{2&fff}\
                     {}Maximum VPI/VCI: {2&fff}/{2&fff}"
                ),
                &[],
                &lines,
            )?;
        }
        (19, 3) => {
            protocol(c, b, indent)?;
            let format = text!("{}Minimum/Maximum DLCI: {@4=4&7fffff}/{4&7fffff}, ");
            c.show_with(b, format, &[], &lines)?;
            c.str(match b.u16(4)? >> 7 & 3 {
                0 => "10",
                2 => "23",
                _ => "",
            });
            c.str(" bit DLCI");
        }
        (20 | 21, 1) => return hops(c, b, indent),
        (36, 1) => return label_set(c, b, indent),
        (134, 1) if b.len() < 4 => return Ok(None),
        (134, 1) => {
            let reserved = b.u32(0)? & !7;
            if reserved != 0 {
                put!(c, "{}[reserved=0x{:08x} must be zero]", indent, reserved);
            }
            c.show_with(b, text!("{}Flags: [{4B}]"), &[CAPABILITIES], &lines)?;
        }
        (205, 1 | 7) => {
            let bytes = f32::from_bits(b.u32(4)?);
            float::print(&mut c.out, bytes * 8.0 / 1_000_000.0);
            let format = if kind == 1 {
                text!(
                    " Mbps{}Include-any: 0x{@8=4:08x}, Exclude-any: 0x{4:08x}, Include-all: 0x{4:08x}"
                )
            } else {
                text!(" Mbps{}Include Colors: 0x{@8=4:08x}, Exclude Colors: 0x{4:08x}")
            };
            c.show_with(b, format, &[], &lines)?;
        }
        (207, 7) => {
            if b.len() < 4 || b.len() - 4 < usize::from(b.u8(3)?) {
                return Ok(None);
            }
            put!(c, "{}Session Name: ", indent);
            c.text(b.get(4, b.u8(3)?.into())?);
            let format = text!("{}Setup Priority: {1}, Holding Priority: {1}, Flags: [{1B}] (");
            c.show_with(b, format, &[SESSION_FLAGS], &lines)?;
            hex_prefixed(c, b.u8(2)?);
            c.str(")");
        }
        (229, 1) => return uni(c, b, indent),
        _ if format.is_none() => return Ok(Some(Next::Dumped)),
        _ => {}
    }
    Ok(Some(Next::Object))
}

/// A number in hexadecimal, with `0x` unless it is zero.
fn hex_prefixed(c: &mut Ctx<'_>, number: u8) {
    c.str(if number != 0 { "0x" } else { "" });
    c.out.hex(number.into(), 0);
}

/// The protocol of what will go over a path.
fn protocol(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str) -> Res {
    let number = b.u16(2)?;
    put!(c, "{}L3 Protocol ID: ", indent);
    match TYPES.get(number.into()) {
        Some(name) => put!(c, "{}", name),
        None => put!(c, "Unknown Protocol (0x{:04x})", number),
    }
    Ok(())
}

/// The value of an error, behind its code.
fn error(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    let is_v6 = kind.is_multiple_of(2);
    let at = if is_v6 { 17 } else { 5 };
    let (code, value) = (b.u8(at)?, b.u16(at + 1)?);
    let table = match code {
        ROUTING_PROBLEM => ROUTING_ERRORS,
        _ if is_v6 => return Ok(()),
        28 | 125 => SERVICE_ERRORS,
        _ => {
            put!(c, ", Unknown Error Value ({})", value);
            return Ok(());
        }
    };
    put!(c, ", Error Value: {} ({})", Name(table, value.into()), value);
    Ok(())
}

/// A route, explicit or recorded.
fn hops(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str) -> Res<Option<Next>> {
    let mut rest = *b;
    while rest.len() >= 4 {
        let (kind, length) = (rest.u8(0)? & 0x7f, usize::from(rest.u8(1)?));
        let loose = rest.u8(0)? & 0x80 != 0;
        put!(c, "{}Subobject Type: {}, length {}", indent, Name(HOPS, kind.into()), length);
        if length == 0 {
            put!(c, "{}ERROR: zero length ERO subtype", indent);
            break;
        }
        if length > rest.len() {
            put!(c, "{}ERROR: ERO subobject length > object length", indent);
            break;
        }
        if matches!(kind, 1 | 3) && length != 8 {
            c.str(" ERROR: length != 8");
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
                c.str(if loose { ", Loose" } else { ", Strict" });
                show!(c, &rest, ", {@2=4A}/{1}, Flags: [{1B}]", HOP_FLAGS)?;
            }
            3 => {
                show!(c, &rest, ", Flags: [{@2=1B}] (", LABEL_FLAGS)?;
                hex_prefixed(c, rest.u8(2)?);
                let number = u32::from(ERO) << 8 | u32::from(rest.u8(3)?);
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
        c.show_with(&rest, format, &[], &[Arg::S(indent)])?;
        return Ok(Some(Next::Object));
    }
    let mut number = 1u16;
    while rest.len() >= 4 {
        put!(c, "{}Subchannel #{}: {}", indent, number, rest.u32(0)?);
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
        put!(c, "{}Subobject Type: {} ({})", indent, Name(UNI, kind.into()), kind);
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
            let outer = indent.get(..indent.len() - 2).unwrap_or("");
            put!(c, "{}ERROR: sub-object is too short", outer);
            return Ok(Some(Next::Nothing));
        }
        c.show_with(&rest, format, &[], &[Arg::S(indent)])?;
        if matches!((kind, family), (1 | 2, 3) | (0 | 6.., _)) || kind == 3 && length > 4 {
            next = Next::Dumped;
        }
        rest = rest.from(length);
    }
    Ok(Some(next))
}

/// The parameters of integrated services.
fn services(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str) -> Res<Option<Next>> {
    if b.len() < 4 {
        return Ok(None);
    }
    put!(c, "{}Msg-Version: {}, length: {}", indent, b.u8(0)? >> 4, u32::from(b.u16(2)?) * 4);
    let mut rest = b.from(4);
    while rest.len() >= 4 {
        let length = u32::from(rest.u16(2)?) * 4;
        let kind = rest.u8(0)?;
        put!(c, "{}Service Type: {} ({}), break bit ", indent, Name(SERVICES, kind.into()), kind);
        c.str(if rest.u8(1)? & 0x80 != 0 { "" } else { "not " });
        put!(c, "set, Service length: {}", length);
        rest = rest.from(4);
        // As tcpdump has it, a service goes on where its last parameter goes beyond its end.
        let mut left = length;
        while left != 0 && rest.len() >= 4 {
            let Some(used) = parameter(c, &rest)? else { break };
            left = left.wrapping_sub(used as u32);
            rest = rest.from(used);
        }
    }
    Ok(Some(Next::Object))
}

/// A parameter; answers its length, unless it goes beyond the object.
fn parameter(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<usize>> {
    let (kind, length) = (b.u8(0)?, usize::from(b.u16(2)?) * 4);
    put!(c, "\n\t      Parameter ID: {} ({})", Name(PARAMETERS, kind.into()), kind);
    put!(c, ", length: {}, Flags: [0x{:02x}]", length, b.u8(1)?);
    if length > b.len() - 4 {
        return Ok(None);
    }
    let value = b.first(4 + length).from(4);
    match (kind, length) {
        (4, 4) => show!(c, &value, "\n\t\tIS hop count: {4}")?,
        (6, 4) => megabits(c, "Path b/w estimate", &value)?,
        (8, 4) => show!(c, &value, "\n\t\tMinimum path latency: {4}")?,
        (10, 4) => show!(c, &value, "\n\t\tComposed MTU: {4} bytes")?,
        (127, 20) => {
            megabits(c, "Token Bucket Rate", &value)?;
            c.str("\n\t\tToken Bucket Size: ");
            float::print(&mut c.out, f32::from_bits(value.u32(4)?));
            c.str(" bytes");
            megabits(c, "Peak Data Rate", &value.from(8))?;
            show!(
                c,
                &value,
                "\n\t\tMinimum Policed Unit: {@12=4} bytes\n\t\tMaximum Packet Size: {4} bytes"
            )?;
        }
        (130, 8) => {
            megabits(c, "Rate", &value)?;
            show!(c, &value, "\n\t\tSlack Term: {@4=4}")?;
        }
        (133..=136, 4) => show!(c, &value, "\n\t\tValue: {4}")?,
        _ if PARAMETERS.get(kind.into()).is_none() && c.v() <= 1 => {
            c.hex_lines("\n\t\t", value.data());
        }
        _ => {}
    }
    Ok(Some(4 + length))
}

/// A rate of bytes a second.
fn megabits(c: &mut Ctx<'_>, what: &str, b: &Bytes<'_>) -> Res {
    put!(c, "\n\t\t{}: ", what);
    float::print(&mut c.out, f32::from_bits(b.u32(0)?) / 125_000.0);
    c.str(" Mbps");
    Ok(())
}
