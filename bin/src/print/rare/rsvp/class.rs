//! The classes of RSVP's objects, as its RFCs call them, and the names by which they and their types are
//! printed. Those that have no constant are known by name only.

use crate::print::toolkit::*;

pub(super) const SESSION: u8 = 1;
pub(super) const RSVP_HOP: u8 = 3;
pub(super) const INTEGRITY: u8 = 4;
pub(super) const TIME_VALUES: u8 = 5;
pub(super) const ERROR_SPEC: u8 = 6;
pub(super) const STYLE: u8 = 8;
pub(super) const FLOWSPEC: u8 = 9;
pub(super) const FILTER_SPEC: u8 = 10;
pub(super) const SENDER_TEMPLATE: u8 = 11;
pub(super) const SENDER_TSPEC: u8 = 12;
pub(super) const ADSPEC: u8 = 13;
pub(super) const RESV_CONFIRM: u8 = 15;
pub(super) const LABEL: u8 = 16;
pub(super) const LABEL_REQUEST: u8 = 19;
pub(super) const EXPLICIT_ROUTE: u8 = 20;
pub(super) const RECORD_ROUTE: u8 = 21;
pub(super) const HELLO: u8 = 22;
pub(super) const MESSAGE_ID: u8 = 23;
pub(super) const MESSAGE_ID_LIST: u8 = 25;
pub(super) const RECOVERY_LABEL: u8 = 34;
pub(super) const UPSTREAM_LABEL: u8 = 35;
pub(super) const LABEL_SET: u8 = 36;
pub(super) const SUB_LSP: u8 = 50;
pub(super) const DETOUR: u8 = 63;
pub(super) const CLASS_TYPE: u8 = 66;
pub(super) const CLASS_TYPE_OLD: u8 = 125;
pub(super) const SUGGESTED_LABEL: u8 = 129;
pub(super) const RESTART: u8 = 131;
pub(super) const CAPABILITY: u8 = 134;
pub(super) const NOTIFY_REQUEST: u8 = 195;
pub(super) const ADMIN_STATUS: u8 = 196;
pub(super) const PROPERTIES: u8 = 204;
pub(super) const FAST_REROUTE: u8 = 205;
pub(super) const SESSION_ATTRIBUTE: u8 = 207;
pub(super) const GENERALIZED_UNI: u8 = 229;

pub(super) const CLASSES: Table = table!("Unknown";
    1: "Session", 3: "RSVP Hop" "Integrity" "Time Values" "Error Spec" "Scope" "Style" "Flowspec"
    "FilterSpec" "Sender Template" "Sender TSpec" "Adspec" "Policy Data" "Confirm" "Label",
    19: "Label Request" "ERO" "RRO" "Hello" "Message ID" "Message ID Ack" "Message ID List",
    34: "Recovery Label" "Upstream Label" "Label Set" "Protection", 50: "Sub-LSP to LSP",
    63: "Detour", 66: "Class Type", 125: "Class Type (old)", 129: "Suggested Label"
    "Acceptable Label Set" "Restart Capability", 134: "Capability", 195: "Notify Request"
    "Administrative Status", 204: "Properties" "Fast Re-Route", 207: "Session Attribute",
    229: "Generalized UNI" "Call-ID", 236: "Call Capability",
);

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
