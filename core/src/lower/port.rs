//! Ports of TCP, UDP and SCTP.
//!
//! IPv6 is tested before IPv4; without a protocol qualifier SCTP before TCP before UDP. Behind
//! IPv6 the next header must be the transport protocol directly; in IPv4 only the first fragment,
//! or a packet in one piece, has ports.

use super::build::{Builder, End, Exits, Way};
use super::layout::Place;
use super::link;
use crate::graph::{Full, NodeId, Operand, Test};

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
    ) -> Result<NodeId, Full> {
        let mut ip4 = exits.on_false;
        for &number in transport.numbers().iter().rev() {
            let exits = exits.or_else(ip4);
            let header = self.behind_ip4()?;
            let ports = self.ports_at(header, way, low, high, exits)?;
            let ports = self.first_fragment(exits.then(ports))?;
            ip4 = self.byte_is(self.layout.network().plus(9), number, exits.then(ports))?;
        }
        let ip4 = self.carries(link::IP, exits.then(ip4))?;

        let exits = exits.or_else(ip4);
        let mut ip6 = exits.on_false;
        for &number in transport.numbers().iter().rev() {
            let exits = exits.or_else(ip6);
            let ports = self.ports_at(self.behind_ip6(), way, low, high, exits)?;
            ip6 = self.ip6_next(number, exits.then(ports))?;
        }
        self.carries(link::IP6, exits.then(ip6))
    }

    /// The two ports at the start of a transport header.
    fn ports_at(
        &mut self,
        header: Place,
        way: Way,
        low: u16,
        high: u16,
        exits: Exits,
    ) -> Result<NodeId, Full> {
        self.ends(way, exits, |b, end, exits| {
            let place = match end {
                End::Source => header,
                End::Destination => header.plus(2),
            };
            if low == high {
                return b.half_is(place, low, exits);
            }
            let port = b.load(place, 2)?;
            let above = Test::Gt(Operand::Const(high.into()));
            let below_high = b.test(port, above, exits.not())?;
            b.test(port, Test::Ge(Operand::Const(low.into())), exits.then(below_high))
        })
    }
}
