//! The objects of RSVP that hold the same in each message, as formats.

use crate::print::routing::gmpls::{ENCODINGS, SWITCHINGS};
use crate::print::toolkit::*;

/// Types within a class, by 256 times the class and the type.
pub(super) const TYPES_OF: Table = table!("Unknown";
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
const STYLES: Table =
    table!("Unknown"; 10: "Fixed Filter", 17: "Wildcard Filter" "Shared Explicit");
const INTEGRITY_FLAGS: Table = table!("none"; 0x80: "Handshake");
const SET_ACTIONS: Table = table!("Unknown";
    0: "Inclusive list" "Exclusive list" "Inclusive range" "Exclusive range",
);
const STATUS_FLAGS: Table = table!("none";
    0x8000_0000: "Reflect", 4: "Testing", 2: "Admin-down", 1: "Delete-in-progress",
);
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

/// The least length of an object, its format, and the tables that goes with; `{}` is a line's begin.
pub(super) type Format = (usize, Literal, &'static [Table]);

/// What is in an object of which that is always the same; lists begin with it.
pub(super) fn format(class: u8, kind: u8) -> Option<Format> {
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
pub(super) fn item(class: u8, kind: u8) -> Option<(usize, Literal)> {
    Some(match (class, kind) {
        (16 | 34 | 35 | 129, 1) => (4, text!("{}Label: {4}")),
        (23..=25, 1 | 2) => (4, text!("{}  Message-ID 0x{4:08x} ({@0=4})")),
        (63, 7) => (8, text!("{}PLR-ID: {4A}, Avoid-Node-ID: {4A}")),
        _ => return None,
    })
}
