//! The names of values in 802.11, LLC and pf log headers. They are no keywords: each is looked
//! for only where its field is asked for, in any case.
//!
//! Sources: the pcap-filter(7) manual page; IEEE 802.11-2020 section 9.2.4.1.3 (types and
//! subtypes); IEEE 802.2 section 5.4 (control fields); the `pfvar.h` of the BSDs, whose later
//! codes differ: a code goes with the system that its name is from.

use super::ast::Llc;
use super::syntax::Syntax;
use crate::texts::Names;

/// The bits of the first frame-control byte that hold the type.
pub(super) const TYPE_MASK: u8 = 0x0c;
/// The bits of the first frame-control byte that hold the subtype.
pub(super) const SUBTYPE_MASK: u8 = 0xf0;
/// The values of the direction bits, of which there are two.
pub(super) const DIRECTION_MASK: u8 = 3;

pub(super) static TYPES: Names<u8> = names! {
    "data" = 0x08,
    "mgt" = 0x00,
    "management" = 0x00,
    "ctl" = 0x04,
    "control" = 0x04,
};

static MANAGEMENT: Names<u8> = names! {
    "assocreq" = 0x00,
    "assoc-req" = 0x00,
    "assocresp" = 0x10,
    "assoc-resp" = 0x10,
    "reassocreq" = 0x20,
    "reassoc-req" = 0x20,
    "reassocresp" = 0x30,
    "reassoc-resp" = 0x30,
    "probereq" = 0x40,
    "probe-req" = 0x40,
    "proberesp" = 0x50,
    "probe-resp" = 0x50,
    "beacon" = 0x80,
    "atim" = 0x90,
    "disassoc" = 0xa0,
    "disassociation" = 0xa0,
    "auth" = 0xb0,
    "authentication" = 0xb0,
    "deauth" = 0xc0,
    "deauthentication" = 0xc0,
};

static CONTROL: Names<u8> = names! {
    "bar" = 0x80,
    "ba" = 0x90,
    "ps-poll" = 0xa0,
    "rts" = 0xb0,
    "cts" = 0xc0,
    "ack" = 0xd0,
    "cf-end" = 0xe0,
    "cf-end-ack" = 0xf0,
};

static DATA: Names<u8> = names! {
    "data" = 0x00,
    "data-cf-ack" = 0x10,
    "data-cf-poll" = 0x20,
    "data-cf-ack-poll" = 0x30,
    "null" = 0x40,
    "cf-ack" = 0x50,
    "cf-poll" = 0x60,
    "cf-ack-poll" = 0x70,
    "qos-data" = 0x80,
    "qos-data-cf-ack" = 0x90,
    "qos-data-cf-poll" = 0xa0,
    "qos-data-cf-ack-poll" = 0xb0,
    "qos" = 0xc0,
    "qos-cf-poll" = 0xe0,
    "qos-cf-ack-poll" = 0xf0,
};

pub(super) static DIRECTIONS: Names<u8> = names! {
    "nods" = 0,
    "tods" = 1,
    "fromds" = 2,
    "dstods" = 3,
};

/// The control field of `llc rnr`.
pub(super) const RNR: u8 = 0x05;

static SUPERVISORY: Names<u8> = names! {
    "rr" = 0x01,
    "rnr" = RNR,
    "rej" = 0x09,
};

static UNNUMBERED: Names<u8> = names! {
    "ui" = 0x03,
    "ua" = 0x63,
    "disc" = 0x43,
    "dm" = 0x0f,
    "sabme" = 0x6f,
    "test" = 0xe3,
    "xid" = 0xaf,
    "frmr" = 0x87,
};

pub(super) static REASONS: Names<u8> = names! {
    "match" = 0,
    "bad-offset" = 1,
    "fragment" = 2,
    "short" = 3,
    "normalize" = 4,
    "memory" = 5,
    "bad-timestamp" = 6,
    "congestion" = 7,
    "ip-option" = 8,
    "proto-cksum" = 9,
    "state-mismatch" = 10,
    "state-insert" = 11,
    "state-limit" = 12,
    "src-limit" = 13,
    "synproxy" = 14,
    // FreeBSD
    "map-failed" = 15,
    // NetBSD
    "state-locked" = 15,
    // OpenBSD
    "translate" = 15,
    "no-route" = 16,
    // macOS
    "dummynet" = 15,
};

pub(super) static ACTIONS: Names<u8> = names! {
    "pass" = 0,
    "accept" = 0,
    "drop" = 1,
    "block" = 1,
    "scrub" = 2,
    "noscrub" = 3,
    "nat" = 4,
    "nonat" = 5,
    "binat" = 6,
    "nobinat" = 7,
    "rdr" = 8,
    "nordr" = 9,
    "synproxy-drop" = 10,
    // OpenBSD, and the first of them FreeBSD too
    "defer" = 11,
    "match" = 12,
    "divert" = 13,
    "rt" = 14,
    "afrt" = 15,
    // macOS
    "dummynet" = 11,
    "nodummynet" = 12,
    "nat64" = 13,
    "nonat64" = 14,
};

/// No names.
static NONE: Names<u8> = names! {};

/// The names of the subtypes of an 802.11 type, and the error of a name that is not one.
pub(super) fn wlan_subtypes(of: u8) -> (&'static Names<u8>, Syntax) {
    match of {
        0x00 => (&MANAGEMENT, Syntax::WlanSubtypeName),
        0x04 => (&CONTROL, Syntax::WlanSubtypeName),
        0x08 => (&DATA, Syntax::WlanSubtypeName),
        _ => (&NONE, Syntax::WlanNoSubtypes),
    }
}

/// The bits of an 802.11 subtype and of its type.
pub(super) fn any_wlan_subtype(name: &str) -> Option<u8> {
    [0x00, 0x04, 0x08].iter().find_map(|of| Some(of | wlan_subtypes(*of).0.find_in_any_case(name)?))
}

/// An LLC frame type.
pub(super) fn llc(name: &str) -> Option<Llc> {
    match name.as_bytes() {
        [b'i' | b'I'] => Some(Llc::Information),
        [b's' | b'S'] => Some(Llc::Supervisory),
        [b'u' | b'U'] => Some(Llc::Unnumbered),
        _ => match SUPERVISORY.find_in_any_case(name) {
            Some(bits) => Some(Llc::SType(bits)),
            None => UNNUMBERED.find_in_any_case(name).map(Llc::UType),
        },
    }
}
