//! Ports of TCP, UDP and SCTP.
//!
//! IPv6 is tested before IPv4; without a protocol qualifier SCTP before TCP before UDP. Behind
//! IPv6 the next header must be the transport protocol directly; in IPv4 only the first fragment,
//! or a packet in one piece, has ports.

use super::build::{Builder, End, Exits, Way};
use super::link;
use crate::graph::{NodeId, Operand, Test, ValueId};

pub(super) const TCP: u8 = 6;
pub(super) const UDP: u8 = 17;
pub(super) const SCTP: u8 = 132;

/// The protocols to look for ports in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Transport {
    Any,
    One(u8),
}

impl Transport {
    /// The numbers, in the order in which they are tested.
    fn numbers(&self) -> &[u8] {
        match self {
            Self::Any => &[SCTP, TCP, UDP],
            Self::One(number) => core::slice::from_ref(number),
        }
    }
}

impl Builder<'_, '_> {
    /// A port from `low` to `high`.
    pub(super) fn ports(
        &mut self,
        transport: Transport,
        way: Way,
        low: u16,
        high: u16,
        exits: Exits,
    ) -> NodeId {
        let missed = exits.on_false;
        let ip4 = self.under_none_of(&[link::IP6], link::IP, exits, missed, |b, exits| {
            let ports = [b.load_behind_ip4(0, 2), b.load_behind_ip4(2, 2)];
            let mut begin = exits.on_false;
            for &number in transport.numbers().iter().rev() {
                let exits = exits.or_else(begin);
                let ports = b.in_range(ports, way, low, high, exits);
                let ports = b.first_fragment(exits.then(ports));
                begin = b.byte_is(b.layout.network().plus(9), number, exits.then(ports));
            }
            begin
        });
        self.under_none_of(&[], link::IP6, exits, ip4, |b, exits| {
            let header = b.behind_ip6();
            let ports = [b.load(header, 2), b.load(header.plus(2), 2)];
            let mut begin = exits.on_false;
            for &number in transport.numbers().iter().rev() {
                let exits = exits.or_else(begin);
                let ports = b.in_range(ports, way, low, high, exits);
                begin = b.ip6_next(number, exits.then(ports));
            }
            begin
        })
    }

    /// The source and the destination port.
    fn in_range(
        &mut self,
        ports: [ValueId; 2],
        way: Way,
        low: u16,
        high: u16,
        exits: Exits,
    ) -> NodeId {
        self.ends(way, exits, &mut |b, end, exits| {
            let port = match end {
                End::Source => ports[0],
                End::Destination => ports[1],
            };
            if let Some(set) = b.set {
                return b.test(port, Test::In(set), exits);
            }
            if low == high {
                return b.equals(port, u32::MAX, low.into(), exits);
            }
            let above = Test::Gt(Operand::Const(high.into()));
            let below_high = b.test(port, above, exits.not());
            b.test(port, Test::Ge(Operand::Const(low.into())), exits.then(below_high))
        })
    }
}
