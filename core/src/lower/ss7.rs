//! SS7: MTP2 signal units and the MTP3 header inside message signal units (ITU-T Q.703, Q.704).
//!
//! MTP3's fields are little-endian and not aligned to bytes. As in libpcap, the number of the
//! filter is brought to the form in which the field stands in the packet, so `=` and `!=` mean
//! what they say, but the other comparisons compare reordered bits.

use super::build::{Builder, Exits};
use super::layout::Place;
use crate::filter::ast::{ArithOp, RelOp, Ss7Field, Ss7Unit};
use crate::graph::{NodeId, Operand, Test};
use crate::linktype::LinkType;

/// The length indicator, which tells the units apart: 0, 1 to 2, more.
struct Indicator {
    offset: u32,
    size: u8,
    mask: u32,
    /// The value of 2.
    two: u32,
}

const INDICATOR: Indicator = Indicator { offset: 2, size: 1, mask: 0x3f, two: 2 };
const INDICATOR_HIGH: Indicator = Indicator { offset: 4, size: 2, mask: 0xff80, two: 0x100 };

/// How far the fields are shifted in units with extended sequence numbers.
const HIGH: u32 = 3;

/// Where signal units begin, on link types that carry them.
pub(super) const fn begin(link_type: LinkType) -> Option<u8> {
    match link_type {
        LinkType::MTP2 => Some(0),
        LinkType::MTP2_WITH_PHDR => Some(4),
        LinkType::ERF => Some(20),
        _ => None,
    }
}

/// The largest number that a field holds.
pub(super) const fn most(field: Ss7Field) -> u32 {
    match field {
        Ss7Field::Sio => 255,
        Ss7Field::Opc | Ss7Field::Dpc => 16383,
        Ss7Field::Sls => 15,
    }
}

impl Builder<'_, '_> {
    /// A kind of signal unit.
    pub(super) fn ss7_unit(
        &mut self,
        unit: Ss7Unit,
        high: bool,
        begin: u8,
        exits: Exits,
    ) -> NodeId {
        let indicator = if high { INDICATOR_HIGH } else { INDICATOR };
        let value = self.load(Place::at(u32::from(begin) + indicator.offset), indicator.size);
        let value = self.arith_k(ArithOp::And, value, indicator.mask);
        let above = |k| Test::Gt(Operand::Const(k));
        match unit {
            Ss7Unit::Fisu => self.test(value, Test::Eq(Operand::Const(0)), exits),
            Ss7Unit::Lssu => {
                let short = self.test(value, above(indicator.two), exits.not());
                self.test(value, above(0), exits.then(short))
            }
            Ss7Unit::Msu => self.test(value, above(indicator.two), exits),
        }
    }

    /// A field of the MTP3 header.
    pub(super) fn ss7_field(
        &mut self,
        field: Ss7Field,
        high: bool,
        begin: u8,
        op: RelOp,
        number: u16,
        exits: Exits,
    ) -> NodeId {
        let k = u32::from(number);
        let (offset, size, mask, k) = match field {
            Ss7Field::Sio => (3, 1, u32::MAX, k),
            Ss7Field::Opc => {
                let k = (k & 0x3c00) >> 10 | (k & 0x03fc) << 6 | (k & 0x0003) << 22;
                (4, 4, 0x00c0_ff0f, k)
            }
            Ss7Field::Dpc => (4, 2, 0xff3f, u32::from(number.swap_bytes())),
            Ss7Field::Sls => (7, 1, 0xf0, k << 4),
        };
        let offset = u32::from(begin) + offset + if high { HIGH } else { 0 };
        let mut value = self.load(Place::at(offset), size);
        if mask != u32::MAX {
            value = self.arith_k(ArithOp::And, value, mask);
        }
        self.compare_k(value, op, k, exits)
    }
}
