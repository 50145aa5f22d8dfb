//! OSI and DECnet: network-layer protocols behind ISO's service access point, IS-IS PDU types,
//! DECnet Phase IV addresses.
//!
//! What stands inside is looked at before it is known that a link type can carry it: where it cannot,
//! libpcap has found by then that the length of the header before is needed (`prefix`), and so a pf log
//! packet without that header is rejected by `not l1` too.

use super::build::{Builder, End, Exits, Way};
use super::layout::Place;
use super::link;
use super::rules::Family;
use crate::filter::ast::Proto;
use crate::graph::NodeId;
use crate::texts::Names;

/// Network-layer protocol identifiers (ISO/IEC TR 9577).
pub(super) const CLNP: u8 = 0x81;
pub(super) const ESIS: u8 = 0x82;
pub(super) const ISIS: u8 = 0x83;

/// Their names.
pub(super) static NAMES: Names<u16> = names! {
    "clnp" = CLNP as u16,
    "esis" = ESIS as u16,
    "isis" = ISIS as u16,
};

/// IS-IS PDU types (ISO/IEC 10589): hello on a LAN by level, hello between two, link state,
/// complete and partial sequence numbers by level.
const L1_LAN_IIH: u8 = 15;
const L2_LAN_IIH: u8 = 16;
const PTP_IIH: u8 = 17;
const L1_LSP: u8 = 18;
const L2_LSP: u8 = 20;
const L1_CSNP: u8 = 24;
const L2_CSNP: u8 = 25;
const L1_PSNP: u8 = 26;
const L2_PSNP: u8 = 27;

/// The PDU types that a keyword stands for.
pub(super) const fn pdu_types(proto: Proto) -> &'static [u8] {
    match proto {
        Proto::L1 => &[L1_LAN_IIH, PTP_IIH, L1_LSP, L1_CSNP, L1_PSNP],
        Proto::L2 => &[L2_LAN_IIH, PTP_IIH, L2_LSP, L2_CSNP, L2_PSNP],
        Proto::Iih => &[L1_LAN_IIH, L2_LAN_IIH, PTP_IIH],
        Proto::Lsp => &[L1_LSP, L2_LSP],
        Proto::Snp => &[L1_CSNP, L2_CSNP, L1_PSNP, L2_PSNP],
        Proto::Csnp => &[L1_CSNP, L2_CSNP],
        Proto::Psnp => &[L1_PSNP, L2_PSNP],
        _ => &[],
    }
}

impl Builder<'_, '_> {
    /// A network-layer protocol identifier.
    pub(super) fn iso_proto(&mut self, number: u8, exits: Exits) -> NodeId {
        // Behind the control byte of frame relay stands the identifier itself.
        if self.layout.rules.family == Family::FrameRelay {
            let place = self.layout.header.plus(2);
            return self.half_is(place, 0x0300 | u16::from(number), exits);
        }
        let on_true = self.byte_is(self.behind_iso_llc(), number, exits);
        self.carries(link::ISO, exits.then(on_true))
    }

    /// Where the network-layer protocol identifier stands. Cisco pads.
    fn behind_iso_llc(&self) -> Place {
        self.layout.behind_llc().plus(u32::from(self.layout.rules.family == Family::Hdlc))
    }

    /// One of some IS-IS PDU types.
    pub(super) fn isis_types(&mut self, types: &[u8], exits: Exits) -> NodeId {
        const TYPE: u32 = 0x1f;
        let place = self.behind_iso_llc().plus(4);
        let mut begin = exits.on_false;
        for &number in types {
            begin = self.is(place, 1, TYPE, number.into(), exits.or_else(begin));
        }
        self.iso_proto(ISIS, exits.then(begin))
    }

    /// A DECnet address. Data packets have a short or a long header, behind a byte of padding or
    /// none; other packets do not count.
    pub(super) fn decnet(&mut self, way: Way, address: u16, exits: Exits) -> NodeId {
        // A byte of padding, then the flags: long or short header.
        const PADDING: u32 = 0x8100;
        const FLAGS: u32 = 0x07;
        const PADDED_FLAGS: u32 = 0xff00 | FLAGS;
        const LONG: u32 = 0x06;
        const SHORT: u32 = 0x02;
        // Addresses are little-endian.
        let address = address.swap_bytes();
        let word = u32::from(address);
        let on_true = self.ends(way, exits, &mut |b, end, exits| {
            // A length of two bytes comes first.
            let flags = b.layout.network().plus(2);
            let (long, short) = match end {
                End::Source => (15, 3),
                End::Destination => (7, 1),
            };
            let mut exits = exits;
            let padded = b.half_is(flags.plus(long + 1), address, exits);
            let padded_long = PADDING | LONG;
            exits.on_false = b.is(flags, 2, PADDED_FLAGS, padded_long, exits.then(padded));
            let plain = b.half_is(flags.plus(long), address, exits);
            exits.on_false = b.is(flags, 1, FLAGS, LONG, exits.then(plain));
            if end == End::Destination {
                // Flags and address lie in one word.
                let (mask, value) = (PADDED_FLAGS << 16 | 0xffff, (PADDING | SHORT) << 16 | word);
                exits.on_false = b.is(flags, 4, mask, value, exits);
                let (mask, value) = (FLAGS << 24 | 0x00ff_ff00, SHORT << 24 | word << 8);
                return b.is(flags, 4, mask, value, exits);
            }
            let padded = b.half_is(flags.plus(short + 1), address, exits);
            let padded_short = PADDING | SHORT;
            exits.on_false = b.is(flags, 2, PADDED_FLAGS, padded_short, exits.then(padded));
            let plain = b.half_is(flags.plus(short), address, exits);
            b.is(flags, 1, FLAGS, SHORT, exits.then(plain))
        });
        self.carries(link::DECNET, exits.then(on_true))
    }
}
