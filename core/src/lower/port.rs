//! Ports of TCP, UDP and SCTP: what the first pass makes of numbers and names, and the tests that the
//! second builds.
//!
//! IPv6 is tested before IPv4; without a protocol qualifier SCTP before TCP before UDP. Behind
//! IPv6 the next header must be the transport protocol directly; in IPv4 only the first fragment,
//! or a packet in one piece, has ports.

use super::build::{Builder, End, Exits, Way};
use super::check::{Checked, Checker, Wrong};
use super::error::{Field, Meaning, Thing};
use super::identifier::way;
use super::link;
use super::primitive::Primitive;
use crate::filter::ast::{AddrKind, Id, Proto, Quals, Span};
use crate::filter::error::{Name, Syntax};
use crate::filter::literal;
use crate::filter::names::ServicePorts;
use crate::graph::{NodeId, Test, ValueId};

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
    pub(super) fn numbers(&self) -> &[u8] {
        match self {
            Self::Any => &[SCTP, TCP, UDP],
            Self::One(number) => core::slice::from_ref(number),
        }
    }
}

impl Checker<'_> {
    /// A port or a range of ports.
    pub(super) fn port(&mut self, quals: Quals, id: Id) -> Checked {
        let thing = Thing::Kind(quals.kind);
        self.no_address(quals.kind, id)?;
        let wanted = match quals.proto {
            Proto::None => Transport::Any,
            Proto::Tcp => Transport::One(TCP),
            Proto::Udp => Transport::One(UDP),
            Proto::Sctp => Transport::One(SCTP),
            _ => return Err(self.not_for(quals.proto, thing)),
        };
        let Some(way) = way(quals.dir) else {
            return Err(self.wrong(Meaning::DirFor(quals.dir, thing)));
        };
        self.link_protocol(link::IP)?;
        let (low, high, found) = match id {
            Id::Number(port) => {
                self.within(Field::Port, port, 65535)?;
                (port as u16, port as u16, Transport::Any)
            }
            _ if quals.kind == AddrKind::PortRange => self.port_range()?,
            _ => {
                let (port, on) = self.service(self.name, Name::Service)?;
                (port, port, on)
            }
        };
        let transport = match (wanted, found) {
            (Transport::Any, found) => found,
            (Transport::One(a), Transport::One(b)) if a != b => {
                let on = if b == TCP { Proto::Tcp } else { Proto::Udp };
                return Err(self.wrong_name(match quals.kind {
                    AddrKind::PortRange => Name::RangeOnlyOn(on).into(),
                    _ => Name::ServiceOnlyOn(on).into(),
                }));
            }
            (wanted, _) => wanted,
        };
        Ok(Primitive::Ports { transport, way, low: low.min(high), high: low.max(high) })
    }

    /// Two ports with a hyphen between them.
    fn port_range(&mut self) -> Result<(u16, u16, Transport), Wrong> {
        let Span { start, end } = self.name;
        let Some(hyphen) = self.name().bytes().position(|byte| byte == b'-') else {
            return Err(self.wrong_name(Name::NoHyphen.into()));
        };
        let (last, middle) = (end.saturating_sub(1), start + hyphen as u32);
        let wrong = if self.name().bytes().rposition(|byte| byte == b'-') != Some(hyphen) {
            Some(Name::TwoHyphens)
        } else if middle == start {
            Some(Name::NoStart)
        } else if middle == last {
            Some(Name::NoEnd)
        } else {
            None
        };
        if let Some(wrong) = wrong {
            return Err(self.wrong_name(wrong.into()));
        }
        let (low, low_on) = self.port_in_range(Span { start, end: middle })?;
        let (high, high_on) = self.port_in_range(Span { start: middle + 1, end })?;
        let on = if low_on == high_on { low_on } else { Transport::Any };
        Ok((low, high, on))
    }

    /// One of them: a number as numbers are written elsewhere, or a name.
    #[inline(never)]
    fn port_in_range(&mut self, part: Span) -> Result<(u16, Transport), Wrong> {
        let text = part.of(self.text).as_bytes();
        match literal::number(text) {
            Some(Ok(port)) if port <= 65535 => Ok((port as u16, Transport::Any)),
            Some(Ok(value)) => {
                let kind = Meaning::TooLarge { field: Field::Port, value, most: 65535 };
                Err(self.wrong_at(kind.into(), part))
            }
            // What is no octal number is looked up like a name.
            Some(Err(error)) if error != Syntax::NotOctal => Err(self.wrong_at(error.into(), part)),
            _ => self.service(part, Name::ServiceInRange),
        }
    }

    /// A port by number or name, and the protocol that it belongs to, if to one only. Where TCP and
    /// UDP differ, TCP's is meant.
    #[inline(never)]
    fn service(&mut self, part: Span, unknown: Name) -> Result<(u16, Transport), Wrong> {
        let text = part.of(self.text);
        if text.bytes().all(|b| b.is_ascii_digit()) {
            let port = text.parse().unwrap_or(u32::MAX);
            self.within(Field::Port, port, 65535)?;
            return Ok((port as u16, Transport::Any));
        }
        match self.resolver.service(text) {
            Ok(ServicePorts { tcp: Some(tcp), udp }) => {
                Ok((tcp, if udp == Some(tcp) { Transport::Any } else { Transport::One(TCP) }))
            }
            Ok(ServicePorts { tcp: None, udp: Some(udp) }) => Ok((udp, Transport::One(UDP))),
            Ok(_) => Err(self.wrong_at(unknown.into(), part)),
            Err(error) => Err(self.wrong_name(Name::LookUp(error).into())),
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
                begin = b.ip4_next(number, exits.then(ports));
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
            if let Some(set) = b.set() {
                return b.test(port, Test::In(set), exits);
            }
            b.within(port, (low.into(), high.into()), exits)
        })
    }
}
