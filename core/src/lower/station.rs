//! Link-layer addresses, and which packets this machine sent.
//!
//! An address of 48 bits is compared from its end: the last four bytes, then the first two.
//!
//! One thing is different from libpcap on purpose: in a live capture `inbound`, `outbound` and `ifindex`
//! mean the same behind `pppoes` and a tunnel. libpcap adds the offset of the header inside to the number
//! of the kernel's word there, and so asks for another word or for bytes that no packet has.

use super::build::{Builder, End, Exits, Way};
use super::layout::Place;
use super::rules::{Addresses, Direction, Family, HAS_WLAN};
use crate::filter::ast::{ArithOp, ByteOp};
use crate::graph::{NodeId, Operand, Set, Test, Value, ValueId};
use crate::insn::ancillary;

impl Builder<'_, '_> {
    /// A 48-bit address as source or destination.
    pub(super) fn mac48(&mut self, way: Way, address: [u8; 6], exits: Exits) -> NodeId {
        let begin = self.ends(way, exits, &mut |b, end, exits| {
            b.in_mac48(end, exits, &mut |b, place, exits| b.mac48_at(place, address, exits))
        });
        self.link_header(exits.then(begin))
    }

    /// The group bit of the destination.
    pub(super) fn group_bit(&mut self, exits: Exits) -> NodeId {
        let begin = self.in_mac48(End::Destination, exits, &mut |b, place, exits| {
            b.any_set(place, 1, 1, exits)
        });
        self.link_header(exits.then(begin))
    }

    /// Something in one of the 48-bit addresses, of which the place is given to `test`.
    fn in_mac48(
        &mut self,
        end: End,
        exits: Exits,
        test: &mut dyn FnMut(&mut Self, Place, Exits) -> NodeId,
    ) -> NodeId {
        match self.layout.rules.addresses {
            Addresses::Wlan if HAS_WLAN => self.wlan_address(end, exits, test),
            Addresses::Mac48 { destination, source } => {
                let offset = match end {
                    End::Source => source,
                    End::Destination => destination,
                };
                test(self, self.layout.header.plus(offset.into()), exits)
            }
            Addresses::None | Addresses::Mac8 { .. } | Addresses::Wlan => exits.on_false,
        }
    }

    /// Whether an Ethernet header is there: not in LANE control frames, and not in every tunnel.
    fn link_header(&mut self, exits: Exits) -> NodeId {
        match self.layout.rules.family {
            Family::Ether if self.layout.tunnelled => self.has_link_header(exits),
            Family::Ether => self.not_lane_control(exits),
            _ => exits.on_true,
        }
    }

    /// A 48-bit address at a place.
    pub(super) fn mac48_at(&mut self, place: Place, address: [u8; 6], exits: Exits) -> NodeId {
        if let Some(set) = self.set() {
            let last = self.load(place.plus(2), 4);
            let first = self.load(place, 2);
            return self.mac48_in(last, first, set, exits);
        }
        let [a, b, c, d, e, f] = address;
        let first = self.half_is(place, u16::from_be_bytes([a, b]), exits);
        self.word_is(place.plus(2), u32::from_be_bytes([c, d, e, f]), exits.then(first))
    }

    /// A search for a 48-bit address in a set, by its last four bytes. Calls itself once for each
    /// halving of the set.
    fn mac48_in(&mut self, last: ValueId, first: ValueId, set: Set, exits: Exits) -> NodeId {
        const LEAF: usize = 3;
        let list = self.graph.set(set);
        let count = list.len();
        let mut pivot = list.get(count / 2).map_or(0, |e| e.0);
        let mut below = list.partition_point(|e| e.0 < pivot);
        if below == 0 {
            below = list.partition_point(|e| e.0 <= pivot);
            pivot = list.get(below).map_or(0, |e| e.0);
        }
        if count > LEAF && below < count {
            let [low, high] = set.split(below).map(|set| self.mac48_in(last, first, set, exits));
            let exits = Exits { on_true: high, on_false: low };
            return self.test(last, Test::Ge(Operand::Const(pivot)), exits);
        }
        let (mut begin, mut inside) = (exits.on_false, exits.on_false);
        for at in (0..count).rev() {
            let list = self.graph.set(set);
            let (k, bytes) = list[at];
            let is_new = at == 0 || list[at - 1].0 != k;
            inside = self.equals(first, u32::MAX, bytes, exits.or_else(inside));
            if is_new {
                let on_true = core::mem::replace(&mut inside, exits.on_false);
                let exits = Exits { on_true, on_false: begin };
                begin = self.equals(last, u32::MAX, k, exits);
            }
        }
        begin
    }

    /// An 8-bit address as source or destination.
    pub(super) fn mac8(&mut self, way: Way, address: u8, exits: Exits) -> NodeId {
        let Addresses::Mac8 { destination, source, .. } = self.layout.rules.addresses else {
            return exits.on_false;
        };
        self.ends(way, exits, &mut |b, end, exits| {
            let offset = match end {
                End::Source => source,
                End::Destination => destination,
            };
            b.byte_is(b.layout.header.plus(offset.into()), address, exits)
        })
    }

    /// Whether this machine sent the packet, or whether it received it. A link type that does not
    /// say is asked only in a live capture.
    pub(super) fn direction(&mut self, outbound: bool, exits: Exits) -> NodeId {
        let Some(direction) = self.layout.rules.sender.direction() else {
            let kind = self.value(Value::Ancillary(ancillary::PACKET_TYPE));
            let exits = if outbound { exits } else { exits.not() };
            return self.test(kind, Test::Eq(Operand::Const(ancillary::OUTGOING)), exits);
        };
        let Direction { offset, size, inbound, outbound: sent } = direction;
        let ((mask, value), exits) = match inbound {
            Some(received) if !outbound => (received, exits),
            None if !outbound => (sent, exits.not()),
            _ => (sent, exits),
        };
        let place = self.layout.header.plus(offset.into());
        let mask = if mask == 0xff { u32::MAX } else { mask.into() };
        self.is(place, size, mask, value.into(), exits)
    }

    /// The index of the interface, from the cooked header or from a live capture's metadata.
    pub(super) fn interface(&mut self, cooked: bool, index: u32, exits: Exits) -> NodeId {
        let value = if cooked {
            self.load(self.layout.header.plus(4), 4)
        } else {
            self.value(Value::Ancillary(ancillary::INTERFACE))
        };
        self.test(value, Test::Eq(Operand::Const(index)), exits)
    }

    /// `byte INDEX OP VALUE`.
    pub(super) fn byte(&mut self, index: u32, op: ByteOp, value: u8, exits: Exits) -> NodeId {
        let byte = self.load(self.layout.header.plus(index), 1);
        let k = u32::from(value);
        match op {
            ByteOp::Eq => self.test(byte, Test::Eq(Operand::Const(k)), exits),
            ByteOp::Lt => self.test(byte, Test::Ge(Operand::Const(k)), exits.not()),
            ByteOp::Gt => self.test(byte, Test::Gt(Operand::Const(k)), exits),
            ByteOp::And => self.test(byte, Test::Set(Operand::Const(k)), exits),
            ByteOp::Or => {
                let either = self.arith_k(ArithOp::Or, byte, k);
                self.test(either, Test::Eq(Operand::Const(0)), exits.not())
            }
        }
    }

    /// Compares the length on the wire.
    pub(super) fn length(&mut self, test: Test, exits: Exits) -> NodeId {
        let length = self.value(Value::Length);
        self.test(length, test, exits)
    }
}
