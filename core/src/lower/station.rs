//! Link-layer addresses, and which packets this machine sent.
//!
//! An address of 48 bits is compared from its end: the last four bytes, then the first two.

use super::build::{Builder, End, Exits, Way};
use super::layout::{Addresses, Direction, Place};
use crate::filter::ast::{ArithOp, ByteOp};
use crate::graph::{Full, NodeId, Operand, Test, Value};

impl Builder<'_, '_> {
    /// A 48-bit address.
    pub(super) fn mac48(
        &mut self,
        way: Way,
        address: [u8; 6],
        exits: Exits,
    ) -> Result<NodeId, Full> {
        let Addresses::Mac48 { destination, source } = self.layout.rules.addresses else {
            return Ok(exits.on_false);
        };
        self.ends(way, exits, |b, end, exits| {
            let offset = match end {
                End::Source => source,
                End::Destination => destination,
            };
            b.mac48_at(b.layout.header.plus(offset.into()), address, exits)
        })
    }

    fn mac48_at(&mut self, place: Place, address: [u8; 6], exits: Exits) -> Result<NodeId, Full> {
        let [a, b, c, d, e, f] = address;
        let first = self.half_is(place, u16::from_be_bytes([a, b]), exits)?;
        self.word_is(place.plus(2), u32::from_be_bytes([c, d, e, f]), exits.then(first))
    }

    /// The group bit of the destination.
    pub(super) fn link_multicast(&mut self, exits: Exits) -> Result<NodeId, Full> {
        let Addresses::Mac48 { destination, .. } = self.layout.rules.addresses else {
            return Ok(exits.on_false);
        };
        self.any_set(self.layout.header.plus(destination.into()), 1, 1, exits)
    }

    /// Whether this machine sent the packet.
    pub(super) fn sent(&mut self, direction: Direction, exits: Exits) -> Result<NodeId, Full> {
        /// Linux's `PACKET_OUTGOING`.
        const OUTGOING: u32 = 4;
        let value = match direction {
            Direction::None => return Ok(exits.on_false),
            Direction::PacketType { offset, size } => {
                self.load(self.layout.header.plus(offset.into()), size)?
            }
            Direction::Ancillary(word) => self.graph.intern_value(Value::Ancillary(word))?,
        };
        self.test(value, Test::Eq(Operand::Const(OUTGOING)), exits)
    }

    /// `byte INDEX OP VALUE`.
    pub(super) fn byte(
        &mut self,
        index: u32,
        op: ByteOp,
        value: u8,
        exits: Exits,
    ) -> Result<NodeId, Full> {
        let index = self.constant(index)?;
        let byte = self.load_indexed(Place::at(0), index, 1)?;
        let k = u32::from(value);
        match op {
            ByteOp::Eq => self.test(byte, Test::Eq(Operand::Const(k)), exits),
            ByteOp::Lt => self.test(byte, Test::Ge(Operand::Const(k)), exits.not()),
            ByteOp::Gt => self.test(byte, Test::Gt(Operand::Const(k)), exits),
            ByteOp::And => self.test(byte, Test::Set(Operand::Const(k)), exits),
            ByteOp::Or => {
                let either = self.arith_k(ArithOp::Or, byte, k)?;
                self.test(either, Test::Eq(Operand::Const(0)), exits.not())
            }
        }
    }
}
