//! The objects of RSVP that hold the same in each message, as formats.

use super::class::*;
use crate::print::routing::gmpls::{ENCODINGS, SWITCHINGS};
use crate::print::toolkit::*;

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
        (SESSION, 1) => (
            8,
            text!(
                "{}IPv4 DestAddress: {4A}, Protocol ID: 0x{1:02x}{}Flags: [0x{1:02x}], DestPort {2}"
            ),
            &[],
        ),
        (SESSION, 2) => (
            20,
            text!(
                "{}IPv6 DestAddress: {16A}, Protocol ID: 0x{1:02x}{}Flags: [0x{1:02x}], DestPort {2}"
            ),
            &[],
        ),
        (SESSION, 7 | 11) => (
            12,
            text!(
                "{}IPv4 Tunnel EndPoint: {4A}, Tunnel ID: 0x{@6=2:04x}, Extended Tunnel ID: {4A}"
            ),
            &[],
        ),
        (SESSION, 8) => (
            36,
            text!(
                "{}IPv6 Tunnel EndPoint: {16A}, Tunnel ID: 0x{@18=2:04x}, Extended Tunnel ID: {16A}"
            ),
            &[],
        ),
        (SESSION, 13) => (
            12,
            text!("{}IPv4 P2MP LSP ID: {4A}, Tunnel ID: 0x{@6=2:04x}, Extended Tunnel ID: {4A}"),
            &[],
        ),
        (SESSION, 14) => (
            26,
            text!(
                "{}IPv6 P2MP LSP ID: 0x{4:08x}, Tunnel ID: 0x{@6=2:04x}, Extended Tunnel ID: {16A}"
            ),
            &[],
        ),
        (RSVP_HOP, 1 | 3) => {
            (8, text!("{}Previous/Next Interface: {4A}, Logical Interface Handle: 0x{4:08x}"), &[])
        }
        (RSVP_HOP, 2 | 4) => (
            20,
            text!("{}Previous/Next Interface: {16A}, Logical Interface Handle: 0x{4:08x}"),
            &[],
        ),
        (INTEGRITY, 1) => (
            32,
            text!(
                "{}Key-ID 0x{@2=6H}, Sequence 0x{8H}, Flags [{@0=1B}]{}MD5-sum 0x{@16=16H}  (unchecked)"
            ),
            &[INTEGRITY_FLAGS],
        ),
        (TIME_VALUES, 1) => (4, text!("{}Refresh Period: {4}ms"), &[]),
        (ERROR_SPEC, 1 | 3) => (
            8,
            text!("{}Error Node Address: {4A}, Flags: [0x{1:02x}]{}Error Code: {1N} ({@5=1})"),
            &[ERRORS],
        ),
        (ERROR_SPEC, 2 | 4) => (
            20,
            text!("{}Error Node Address: {16A}, Flags: [0x{1:02x}]{}Error Code: {1N} ({@17=1})"),
            &[ERRORS],
        ),
        (STYLE, 1) => (4, text!("{}Reservation Style: {@1=3N}, Flags: [0x{@0=1:02x}]"), &[STYLES]),
        (FILTER_SPEC | SENDER_TEMPLATE, 1) => {
            (8, text!("{}Source Address: {4A}, Source Port: {@6=2}"), &[])
        }
        (FILTER_SPEC | SENDER_TEMPLATE, 2) => {
            (20, text!("{}Source Address: {16A}, Source Port: {@18=2}"), &[])
        }
        (FILTER_SPEC, 3) => (20, text!("{}Source Address: {16A}, Flow Label: {@17=3}"), &[]),
        (FILTER_SPEC, 7) => (8, text!("{}Source Address: {4A}, LSP-ID: 0x{@6=2:04x}"), &[]),
        (FILTER_SPEC, 8) => (20, text!("{}Source Address: {4A}, LSP-ID: 0x{@18=2:04x}"), &[]),
        (SENDER_TEMPLATE, 7) => {
            (8, text!("{}IPv4 Tunnel Sender Address: {4A}, LSP-ID: 0x{@6=2:04x}"), &[])
        }
        (FILTER_SPEC | SENDER_TEMPLATE, 12) => (
            16,
            text!(
                "{}IPv4 Tunnel Sender Address: {4A}, LSP ID: 0x{@6=2:04x}\
                 {}Sub-Group Originator ID: {4A}, Sub-Group ID: 0x{2:04x}"
            ),
            &[],
        ),
        (FILTER_SPEC | SENDER_TEMPLATE, 13) => (
            40,
            text!(
                "{}IPv6 Tunnel Sender Address: {16A}, LSP ID: 0x{@18=2:04x}\
                 {}Sub-Group Originator ID: {16A}, Sub-Group ID: 0x{@38=2:04x}"
            ),
            &[],
        ),
        (RESV_CONFIRM, 1) => (4, text!("{}IPv4 Receiver Address: {4A}"), &[]),
        (RESV_CONFIRM, 2) => (16, text!("{}IPv6 Receiver Address: {16A}"), &[]),
        (LABEL | RECOVERY_LABEL | UPSTREAM_LABEL | SUGGESTED_LABEL, 2) => {
            (4, text!("{}Generalized Label: {4}"), &[])
        }
        (LABEL | RECOVERY_LABEL | UPSTREAM_LABEL | SUGGESTED_LABEL, 3) => {
            (12, text!("{}Waveband ID: {4}{}Start Label: {4}, Stop Label: {4}"), &[])
        }
        (LABEL_REQUEST, 4) => (
            4,
            text!(
                "{}LSP Encoding Type: {1N} ({@0=1})\
                 {}Switching Type: {1N} ({@1=1}), Payload ID: {2N} (0x{@2=2:04x})"
            ),
            &[ENCODINGS, SWITCHINGS, PAYLOADS],
        ),
        (HELLO, 1 | 2) => {
            (8, text!("{}Source Instance: 0x{4:08x}, Destination Instance: 0x{4:08x}"), &[])
        }
        (MESSAGE_ID..=MESSAGE_ID_LIST, 1 | 2) => (4, text!("{}Flags [0x{1:02x}], epoch: {3}"), &[]),
        (LABEL_SET, 1) => {
            (4, text!("{}Action: {1N} ({@0=1}), Label type: {@3=1&7f}"), &[SET_ACTIONS])
        }
        (SUB_LSP, 1) => (4, text!("{}Sub-LSP destination address: {4A}"), &[]),
        (SUB_LSP, 2) => (16, text!("{}Sub-LSP destination address: {16A}"), &[]),
        (CLASS_TYPE | CLASS_TYPE_OLD, 1) => (4, text!("{}CT: {@3=1&7}"), &[]),
        (RESTART, 1) => (8, text!("{}Restart  Time: {4}ms, Recovery Time: {4}ms"), &[]),
        (NOTIFY_REQUEST, 1) => (4, text!("{}IPv4 Notify Node Address: {4A}"), &[]),
        (NOTIFY_REQUEST, 2) => (16, text!("{}IPv6 Notify Node Address: {16A}"), &[]),
        (ADMIN_STATUS, 1) => (4, text!("{}Flags [{4B}]"), &[STATUS_FLAGS]),
        (PROPERTIES, 1) => (4, text!("{}TLV count: {2}, padding bytes: {2}"), &[]),
        (FAST_REROUTE, 1) => (
            20,
            text!("{}Setup Priority: {1}, Holding Priority: {1}, Hop-limit: {1}, Bandwidth: "),
            &[],
        ),
        (FAST_REROUTE, 7) => (
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
        (LABEL | RECOVERY_LABEL | UPSTREAM_LABEL | SUGGESTED_LABEL, 1) => {
            (4, text!("{}Label: {4}"))
        }
        (MESSAGE_ID..=MESSAGE_ID_LIST, 1 | 2) => (4, text!("{}  Message-ID 0x{4:08x} ({@0=4})")),
        (DETOUR, 7) => (8, text!("{}PLR-ID: {4A}, Avoid-Node-ID: {4A}")),
        _ => return None,
    })
}
