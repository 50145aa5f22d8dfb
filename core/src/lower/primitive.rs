//! Primitives: what is left of an element of the syntax tree when it is checked and its names are
//! resolved, and the way from there to nodes.

use core::ops::Range;

use super::arith;
use super::build::{Builder, Exits, Way};
use super::error::{Feature, Field, Meaning, Thing};
use super::ip::{Address, Carriers, prefix_mask, words};
use super::layout::{Addresses, Direction, Family, Layout};
use super::link;
use super::port::{SCTP, TCP, Transport, UDP};
use crate::filter::ast::{AddrKind, ByteOp, Dir, Id, Item, Kind, Proto, Quals, RelOp, Span};
use crate::filter::error::{Error, ErrorKind, Name, NoRoom};
use crate::filter::names::Resolver;
use crate::filter::{Context, Target};
use crate::graph::{NodeId, Operand, Test, Value, ValueId};
use crate::sort::heap_sort;
use heapless::VecView;

/// One test of the filter, ready to be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Primitive {
    /// The frame carries a protocol.
    Link(u32),
    /// The IPv4 or IPv6 header says that a protocol follows.
    Ip { ip: bool, ip6: bool, number: u8 },
    /// An IPv4 network.
    Net4 { carriers: Carriers, way: Way, address: u32, mask: u32 },
    /// An IPv6 network, by the length of its prefix.
    Net6 { way: Way, address: [u8; 16], prefix: u8 },
    /// The addresses of a name, as a range of the resolved addresses.
    Hosts { carriers: Carriers, way: Way, first: u32, end: u32 },
    /// A port in a range.
    Ports { transport: Transport, way: Way, low: u16, high: u16 },
    /// A 48-bit link-layer address.
    Mac48 { way: Way, address: [u8; 6] },
    /// A link-layer destination with the group bit.
    LinkMulticast,
    /// A destination whose host part is all zeros or all ones.
    IpBroadcast { mask: u32 },
    /// An IPv4 destination in 224/4.
    IpMulticast,
    /// An IPv6 destination in ff00::/8.
    Ip6Multicast,
    /// The length on the wire is at most this.
    AtMost(u32),
    /// The length on the wire is at least this.
    AtLeast(u32),
    /// One byte compared.
    Byte { index: u32, op: ByteOp, value: u8 },
    /// The packet was sent by this machine, or not.
    Sent { direction: Direction, outbound: bool },
    /// The interface's index, in an ancillary word or the cooked header.
    Interface { ancillary: bool, index: u32 },
    /// A relation over elements of the syntax tree.
    Relation { first: u32, end: u32, op: RelOp },
}

/// Checks primitives and resolves their names: the first pass, in the order of the text.
pub(super) struct Checker<'c> {
    pub(super) text: &'c str,
    pub(super) context: &'c Context,
    pub(super) resolver: &'c mut dyn Resolver,
    pub(super) addresses: &'c mut VecView<Address>,
    pub(super) layout: Layout,
}

type Checked = Result<Primitive, ErrorKind>;

/// An error whose place is narrower than the primitive.
#[derive(Clone, Copy)]
struct At(Span);

impl At {
    fn error(self, kind: impl Into<ErrorKind>) -> Error {
        Error { kind: kind.into(), span: self.0 }
    }
}

impl Checker<'_> {
    /// The primitive that an element is, if it is one. `items` are the elements up to it.
    pub(super) fn primitive(&mut self, items: &[Item]) -> Result<Option<Primitive>, Error> {
        let Some((item, before)) = items.split_last() else { return Ok(None) };
        let here = At(item.span);
        let checked = match item.kind {
            Kind::And | Kind::Or | Kind::Not => return Ok(None),
            Kind::Number(_) | Kind::Length | Kind::Load { .. } | Kind::Negate | Kind::Arith(_) => {
                return Ok(None);
            }
            Kind::Match { quals, id, name } => {
                return self.matched(quals, id, here, At(name)).map(Some);
            }
            Kind::Protocol(proto) => self.abbreviation(proto),
            Kind::Broadcast(proto) => self.broadcast(proto),
            Kind::Multicast(proto) => self.multicast(proto),
            Kind::Less(n) => Ok(Primitive::AtMost(n)),
            Kind::Greater(n) => Ok(Primitive::AtLeast(n)),
            Kind::Byte { index, op, value } => within(Field::Byte, value, 255)
                .map(|v| Primitive::Byte { index, op, value: v as u8 }),
            Kind::Inbound => self.sent(false),
            Kind::Outbound => self.sent(true),
            Kind::IfIndex(index) => self.interface(index),
            Kind::Relation { op, items: count } => {
                let end = before.len();
                let first = end.saturating_sub(count as usize);
                for item in &before[first..] {
                    if let Kind::Load { proto, .. } = item.kind {
                        self.index_operation(proto).map_err(|e| At(item.span).error(e))?;
                    }
                }
                Ok(Primitive::Relation { first: first as u32, end: end as u32, op })
            }
            _ => Err(Meaning::NotSupportedYet.into()),
        };
        checked.map(Some).map_err(|e| here.error(e))
    }

    fn not_on(&self, feature: Feature) -> ErrorKind {
        Meaning::NotOn(feature, self.layout.link_type).into()
    }

    /// Whether the link type says which protocol it carries.
    fn link_protocol(&self) -> Result<(), ErrorKind> {
        match self.layout.rules.family {
            Family::Unknown => Err(self.not_on(Feature::LinkProto)),
            _ => Ok(()),
        }
    }

    /// A protocol that stands alone.
    fn abbreviation(&self, proto: Proto) -> Checked {
        let checked = match proto {
            Proto::Ip => Primitive::Link(link::IP),
            Proto::Arp => Primitive::Link(link::ARP),
            Proto::Rarp => Primitive::Link(link::RARP),
            Proto::Ip6 => Primitive::Link(link::IP6),
            Proto::Atalk => Primitive::Link(link::ATALK),
            Proto::Aarp => Primitive::Link(link::AARP),
            Proto::Decnet => Primitive::Link(link::DECNET),
            Proto::Sca => Primitive::Link(link::SCA),
            Proto::Lat => Primitive::Link(link::LAT),
            Proto::MopDl => Primitive::Link(link::MOPDL),
            Proto::MopRc => Primitive::Link(link::MOPRC),
            Proto::Iso => Primitive::Link(link::ISO),
            Proto::Stp => Primitive::Link(link::STP),
            Proto::Ipx => Primitive::Link(link::IPX),
            Proto::NetBeui => Primitive::Link(link::NETBEUI),
            Proto::Tcp => either(TCP),
            Proto::Udp => either(UDP),
            Proto::Sctp => either(SCTP),
            Proto::Ah => either(51),
            Proto::Esp => either(50),
            Proto::Pim => either(103),
            Proto::Icmp => Primitive::Ip { ip: true, ip6: false, number: 1 },
            Proto::Igmp => Primitive::Ip { ip: true, ip6: false, number: 2 },
            Proto::Igrp => Primitive::Ip { ip: true, ip6: false, number: 9 },
            Proto::Vrrp | Proto::Carp => Primitive::Ip { ip: true, ip6: false, number: 112 },
            Proto::Icmp6 => Primitive::Ip { ip: false, ip6: true, number: 58 },
            Proto::None | Proto::Link | Proto::Radio => {
                return Err(Meaning::NoAbbreviation(proto).into());
            }
            _ => return Err(Meaning::NotSupportedYet.into()),
        };
        self.link_protocol()?;
        Ok(checked)
    }

    /// An accessor of packet data.
    fn index_operation(&self, proto: Proto) -> Result<(), ErrorKind> {
        match proto {
            Proto::Link => Ok(()),
            Proto::Radio => Err(Meaning::NoRadio.into()),
            _ if arith::has_accessor(proto) => self.link_protocol(),
            _ => Err(Meaning::NoIndex(proto).into()),
        }
    }

    fn broadcast(&self, proto: Proto) -> Checked {
        match proto {
            Proto::None | Proto::Link => match self.layout.rules.addresses {
                Addresses::None => Err(self.not_on(Feature::LinkBroadcast)),
                Addresses::Mac48 { .. } => {
                    Ok(Primitive::Mac48 { way: Way::Destination, address: [0xff; 6] })
                }
            },
            Proto::Ip => {
                self.link_protocol()?;
                match self.context.netmask {
                    None | Some(u32::MAX) => Err(Meaning::NoNetmask.into()),
                    Some(mask) => Ok(Primitive::IpBroadcast { mask }),
                }
            }
            _ => Err(Meaning::ProtoFor(proto, Thing::Broadcast).into()),
        }
    }

    fn multicast(&self, proto: Proto) -> Checked {
        match proto {
            Proto::None | Proto::Link => match self.layout.rules.addresses {
                Addresses::None => Err(self.not_on(Feature::LinkMulticast)),
                Addresses::Mac48 { .. } => Ok(Primitive::LinkMulticast),
            },
            Proto::Ip => {
                self.link_protocol()?;
                Ok(Primitive::IpMulticast)
            }
            Proto::Ip6 => {
                self.link_protocol()?;
                Ok(Primitive::Ip6Multicast)
            }
            _ => Err(Meaning::ProtoFor(proto, Thing::Multicast).into()),
        }
    }

    fn sent(&self, outbound: bool) -> Checked {
        /// Where Linux keeps the packet type of a live capture.
        const ANCILLARY_TYPE: u32 = 4;
        let direction = match (self.layout.rules.direction, self.context.target) {
            (Direction::None, Target::LinuxLive) => Direction::Ancillary(ANCILLARY_TYPE),
            (Direction::None, _) => {
                let feature = if outbound { Feature::Outbound } else { Feature::Inbound };
                return Err(Meaning::NotLive(feature, self.layout.link_type).into());
            }
            (direction, _) => direction,
        };
        Ok(Primitive::Sent { direction, outbound })
    }

    fn interface(&self, index: u32) -> Checked {
        if self.layout.rules.family == Family::EtherType
            && self.layout.link_type == crate::linktype::LinkType::LINUX_SLL2
        {
            return Ok(Primitive::Interface { ancillary: false, index });
        }
        match self.context.target {
            Target::LinuxLive => Ok(Primitive::Interface { ancillary: true, index }),
            _ => Err(Meaning::NotLive(Feature::IfIndex, self.layout.link_type).into()),
        }
    }

    /// An identifier under its qualifiers.
    fn matched(&mut self, quals: Quals, id: Id, here: At, name: At) -> Result<Primitive, Error> {
        match quals.kind {
            AddrKind::None | AddrKind::Host => self.host(quals, id, here, name),
            AddrKind::Net => self.net(quals, id, here, name),
            AddrKind::Port | AddrKind::PortRange => self.port(quals, id, here, name),
            AddrKind::Proto => self.protocol(quals, id, here, name),
            AddrKind::Gateway | AddrKind::ProtoChain => Err(here.error(Meaning::NotSupportedYet)),
        }
    }

    fn host(&mut self, quals: Quals, id: Id, here: At, name: At) -> Result<Primitive, Error> {
        match id {
            Id::Number(address) => self.net4(quals, address, 32, Thing::HostV4, here, name),
            Id::V4 { addr, bits } => self.net4(quals, addr, bits, Thing::HostV4, here, name),
            Id::V6(address) => self.net6(quals, address, 128, Thing::HostV6, here),
            Id::V6Prefix { addr, len: 128 } => self.net6(quals, addr, 128, Thing::HostV6, here),
            Id::V4Prefix { .. } | Id::V4Mask { .. } | Id::V6Prefix { .. } => {
                Err(name.error(Meaning::KindForText(AddrKind::Host)))
            }
            Id::Mac(address) => match quals.proto {
                Proto::Link => self.mac48(quals, address, Feature::LinkHostMac48, here),
                _ => Err(here.error(Meaning::MacOutsideLink)),
            },
            Id::Mac8(_) => match quals.proto {
                Proto::Link => Err(here.error(self.not_on(Feature::LinkHostMac8))),
                _ => Err(here.error(Meaning::NotSupportedYet)),
            },
            Id::Decnet(_) => Err(here.error(Meaning::NotSupportedYet)),
            Id::Name => self.host_name(quals, here, name),
        }
    }

    fn host_name(&mut self, quals: Quals, here: At, name: At) -> Result<Primitive, Error> {
        if quals.proto == Proto::Link {
            if self.layout.rules.addresses == Addresses::None {
                return Err(here.error(self.not_on(Feature::LinkHostName)));
            }
            let address = self
                .resolver
                .ether(excerpt(self.text, name.0))
                .map_err(|e| name.error(Name::LookUp(e)))?
                .ok_or(name.error(Name::Ether))?;
            return self.mac48(quals, address, Feature::LinkHostName, here);
        }
        let carriers = carriers(quals.proto)
            .ok_or(here.error(Meaning::ProtoFor(quals.proto, Thing::HostName)))?;
        let way = self.way(quals.dir, Thing::HostName).map_err(|e| here.error(e))?;
        self.link_protocol().map_err(|e| here.error(e))?;
        let addresses = self.look_up(carriers, name)?;
        let (first, end) = (addresses.start as u32, addresses.end as u32);
        Ok(Primitive::Hosts { carriers, way, first, end })
    }

    /// The addresses of a name, sorted.
    fn look_up(&mut self, carriers: Carriers, name: At) -> Result<Range<usize>, Error> {
        let capacity = self.addresses.capacity();
        let first = self.addresses.len();
        let store = core::cell::RefCell::new((&mut *self.addresses, false, false));
        let push = |address: Address| {
            let (addresses, full, known) = &mut *store.borrow_mut();
            *known = true;
            let wanted = if address.is_v4() {
                carriers.ip || carriers.arp || carriers.rarp
            } else {
                carriers.ip6
            };
            *full |= wanted && addresses.push(address).is_err();
        };
        let looked_up = self.resolver.host(
            excerpt(self.text, name.0),
            &mut |v4| push(Address::v4(v4)),
            &mut |v6| push(Address::v6(v6)),
        );
        let (addresses, full, known) = store.into_inner();
        looked_up.map_err(|e| name.error(Name::LookUp(e)))?;
        if full {
            return Err(Error::no_room(NoRoom::Addresses, capacity, name.0));
        }
        if !known {
            return Err(name.error(Name::Host));
        }
        if addresses.len() == first {
            return Err(name.error(Name::HostFamily));
        }
        heap_sort(&mut addresses[first..]);
        Ok(first..addresses.len())
    }

    fn net(&mut self, quals: Quals, id: Id, here: At, name: At) -> Result<Primitive, Error> {
        match id {
            Id::Number(number) => {
                // `net 10` is 10.0.0.0/8: zero bytes before the number are not meant.
                let (address, bits) = left_aligned(number);
                self.net4(quals, address, bits, Thing::NetV4, here, name)
            }
            Id::V4 { addr, bits } => self.net4(quals, addr, bits, Thing::NetV4, here, name),
            Id::V4Prefix { addr, len, .. } => {
                let len = within(Field::NetmaskLength, len, 32).map_err(|e| name.error(e))?;
                let mask = prefix_mask(len)[0];
                self.net4_masked(quals, addr, mask, Thing::NetPrefixV4, here, name)
            }
            Id::V4Mask { addr, mask, .. } => {
                self.net4_masked(quals, addr, mask, Thing::NetPrefixV4, here, name)
            }
            Id::V6(address) => self.net6(quals, address, 128, Thing::PrefixV6, here),
            Id::V6Prefix { addr, len } => {
                if len > 128 {
                    return Err(name.error(Meaning::PrefixTooLong));
                }
                let (bits, mask) = (words(addr), prefix_mask(len));
                if (0..4).any(|i| bits[i] & !mask[i] != 0) {
                    return Err(name.error(Meaning::HostBits));
                }
                self.net6(quals, addr, len as u8, Thing::PrefixV6, here)
            }
            Id::Mac(_) => Err(here.error(Meaning::MacOutsideLink)),
            Id::Mac8(_) => Err(here.error(Meaning::KindForText(AddrKind::Net))),
            Id::Decnet(_) => {
                Err(here.error(Meaning::ProtoFor(quals.proto, Thing::Kind(AddrKind::Net))))
            }
            Id::Name => {
                let carriers = carriers(quals.proto)
                    .filter(|c| c.ip || c.arp || c.rarp)
                    .ok_or(here.error(Meaning::ProtoFor(quals.proto, Thing::NetName)))?;
                let way = self.way(quals.dir, Thing::NetName).map_err(|e| here.error(e))?;
                self.link_protocol().map_err(|e| here.error(e))?;
                let number = self
                    .resolver
                    .network(excerpt(self.text, name.0))
                    .map_err(|e| name.error(Name::LookUp(e)))?
                    .ok_or(name.error(Name::Network))?;
                let (address, bits) = left_aligned(number);
                let mask = prefix_mask(bits.into())[0];
                Ok(Primitive::Net4 { carriers, way, address, mask })
            }
        }
    }

    /// An IPv4 address of so many bits.
    fn net4(
        &self,
        quals: Quals,
        address: u32,
        bits: u8,
        thing: Thing,
        here: At,
        name: At,
    ) -> Result<Primitive, Error> {
        self.net4_masked(quals, address, prefix_mask(bits.into())[0], thing, here, name)
    }

    fn net4_masked(
        &self,
        quals: Quals,
        address: u32,
        mask: u32,
        thing: Thing,
        here: At,
        name: At,
    ) -> Result<Primitive, Error> {
        if address & !mask != 0 {
            return Err(name.error(Meaning::HostBits));
        }
        if quals.proto == Proto::Link {
            return Err(name.error(Meaning::NotLinkAddress));
        }
        let carriers = carriers(quals.proto)
            .filter(|c| c.ip || c.arp || c.rarp)
            .ok_or(here.error(Meaning::ProtoFor(quals.proto, thing)))?;
        let way = self.way(quals.dir, thing).map_err(|e| here.error(e))?;
        self.link_protocol().map_err(|e| here.error(e))?;
        Ok(Primitive::Net4 { carriers, way, address, mask })
    }

    fn net6(
        &self,
        quals: Quals,
        address: [u8; 16],
        prefix: u8,
        thing: Thing,
        here: At,
    ) -> Result<Primitive, Error> {
        if !matches!(quals.proto, Proto::None | Proto::Ip6) {
            return Err(here.error(Meaning::ProtoFor(quals.proto, thing)));
        }
        let way = self.way(quals.dir, thing).map_err(|e| here.error(e))?;
        self.link_protocol().map_err(|e| here.error(e))?;
        Ok(Primitive::Net6 { way, address, prefix })
    }

    fn mac48(
        &self,
        quals: Quals,
        address: [u8; 6],
        feature: Feature,
        here: At,
    ) -> Result<Primitive, Error> {
        match self.layout.rules.addresses {
            Addresses::None => Err(here.error(self.not_on(feature))),
            Addresses::Mac48 { .. } => {
                let way = self.way(quals.dir, Thing::HostName).map_err(|e| here.error(e))?;
                Ok(Primitive::Mac48 { way, address })
            }
        }
    }

    /// The direction qualifiers that every link type has.
    fn way(&self, dir: Dir, thing: Thing) -> Result<Way, ErrorKind> {
        match dir {
            Dir::Src => Ok(Way::Source),
            Dir::Dst => Ok(Way::Destination),
            Dir::None | Dir::SrcOrDst => Ok(Way::Either),
            Dir::SrcAndDst => Ok(Way::Both),
            _ => match thing {
                Thing::Kind(_) => Err(Meaning::DirFor(dir, thing).into()),
                _ => Err(Meaning::Only80211(dir).into()),
            },
        }
    }

    fn port(&mut self, quals: Quals, id: Id, here: At, name: At) -> Result<Primitive, Error> {
        let thing = Thing::Kind(quals.kind);
        let applied = |thing| Err(name.error(Meaning::Applied(quals.kind, thing)));
        match id {
            Id::Number(_) | Id::Name => {}
            Id::V4 { .. } => return applied(Thing::HostV4),
            Id::V4Prefix { .. } => return applied(Thing::PrefixV4),
            Id::V4Mask { .. } => return applied(Thing::MaskV4),
            Id::V6(_) => return applied(Thing::HostV6),
            Id::V6Prefix { .. } => return applied(Thing::PrefixV6),
            Id::Mac(_) => return Err(here.error(Meaning::MacOutsideLink)),
            Id::Mac8(_) => return Err(name.error(Meaning::KindForText(quals.kind))),
            Id::Decnet(_) => return Err(here.error(Meaning::ProtoFor(quals.proto, thing))),
        }
        let wanted = match quals.proto {
            Proto::None => Transport::Any,
            Proto::Tcp => Transport::One(TCP),
            Proto::Udp => Transport::One(UDP),
            Proto::Sctp => Transport::One(SCTP),
            _ => return Err(here.error(Meaning::ProtoFor(quals.proto, thing))),
        };
        let way = self.way(quals.dir, thing).map_err(|e| here.error(e))?;
        self.link_protocol().map_err(|e| here.error(e))?;
        let (low, high, found) = match id {
            Id::Number(port) => {
                let port = within(Field::Port, port, 65535).map_err(|e| name.error(e))? as u16;
                (port, port, Transport::Any)
            }
            _ if quals.kind == AddrKind::PortRange => self.port_range(name)?,
            _ => {
                let (port, on) = self.service(name, Name::Service)?;
                (port, port, on)
            }
        };
        let transport = match (wanted, found) {
            (Transport::Any, found) => found,
            (Transport::One(a), Transport::One(b)) if a != b => {
                let on = if b == TCP { Proto::Tcp } else { Proto::Udp };
                return Err(name.error(Name::ServiceOnlyOn(on)));
            }
            (wanted, _) => wanted,
        };
        Ok(Primitive::Ports { transport, way, low: low.min(high), high: low.max(high) })
    }

    /// Two ports with a hyphen between them.
    fn port_range(&mut self, name: At) -> Result<(u16, u16, Transport), Error> {
        let text = excerpt(self.text, name.0);
        let hyphen = text.find('-').ok_or(name.error(Name::ServiceInRange))?;
        let middle = name.0.start + hyphen as u32;
        let low = At(Span { start: name.0.start, end: middle });
        let high = At(Span { start: middle + 1, end: name.0.end });
        let (low, low_on) = self.service(low, Name::ServiceInRange)?;
        let (high, high_on) = self.service(high, Name::ServiceInRange)?;
        let on = if low_on == high_on { low_on } else { Transport::Any };
        Ok((low, high, on))
    }

    /// A port by number or name, and the protocol that it belongs to, if to one only. Where TCP and
    /// UDP differ, TCP's is meant.
    fn service(&mut self, name: At, unknown: Name) -> Result<(u16, Transport), Error> {
        let text = excerpt(self.text, name.0);
        if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
            let port = text.parse().unwrap_or(u32::MAX);
            let port = within(Field::Port, port, 65535).map_err(|e| name.error(e))?;
            return Ok((port as u16, Transport::Any));
        }
        let ports = self.resolver.service(text).map_err(|e| name.error(Name::LookUp(e)))?;
        match (ports.tcp, ports.udp) {
            (Some(tcp), Some(udp)) if tcp == udp => Ok((tcp, Transport::Any)),
            (Some(tcp), _) => Ok((tcp, Transport::One(TCP))),
            (None, Some(udp)) => Ok((udp, Transport::One(UDP))),
            (None, None) => Err(name.error(unknown)),
        }
    }

    fn protocol(&mut self, quals: Quals, id: Id, here: At, name: At) -> Result<Primitive, Error> {
        let Quals { proto, kind, .. } = quals;
        let applied = |thing| Err(name.error(Meaning::Applied(kind, thing)));
        let number = match id {
            Id::Number(number) => number,
            Id::Name => self.protocol_name(proto, kind, name)?,
            Id::V4 { .. } => return applied(Thing::HostV4),
            Id::V4Prefix { .. } => return applied(Thing::PrefixV4),
            Id::V4Mask { .. } => return applied(Thing::MaskV4),
            Id::V6(_) => return applied(Thing::HostV6),
            Id::V6Prefix { .. } => return applied(Thing::PrefixV6),
            Id::Mac(_) => return Err(here.error(Meaning::MacOutsideLink)),
            Id::Mac8(_) => return Err(name.error(Meaning::KindForText(kind))),
            Id::Decnet(_) => {
                return Err(here.error(Meaning::ProtoFor(proto, Thing::Kind(kind))));
            }
        };
        let number8 = || within(Field::Protocol, number, 255).map_err(|e| name.error(e));
        self.link_protocol().map_err(|e| here.error(e))?;
        Ok(match proto {
            Proto::None => either(number8()? as u8),
            Proto::Ip => Primitive::Ip { ip: true, ip6: false, number: number8()? as u8 },
            Proto::Ip6 => Primitive::Ip { ip: false, ip6: true, number: number8()? as u8 },
            Proto::Link => {
                let checked = if number <= link::MAX_LENGTH {
                    within(Field::LlcDsap, number, 255)
                } else {
                    within(Field::EtherType, number, 65535)
                };
                Primitive::Link(checked.map_err(|e| name.error(e))?)
            }
            Proto::Iso | Proto::IsIs => return Err(here.error(Meaning::NotSupportedYet)),
            _ => return Err(here.error(Meaning::ProtoFor(proto, Thing::Kind(kind)))),
        })
    }

    fn protocol_name(&mut self, proto: Proto, kind: AddrKind, name: At) -> Result<u32, Error> {
        let text = excerpt(self.text, name.0);
        let number = if proto == Proto::Link {
            link::NAMES.iter().find(|(n, _)| *n == text).map(|&(_, number)| number.into())
        } else {
            self.resolver.protocol(text).map_err(|e| name.error(Name::LookUp(e)))?
        };
        number.ok_or(name.error(Name::Protocol { proto, kind }))
    }
}

/// A protocol over IPv4 or IPv6.
const fn either(number: u8) -> Primitive {
    Primitive::Ip { ip: true, ip6: true, number }
}

/// The headers that a protocol qualifier means an Internet address to be looked for in.
fn carriers(proto: Proto) -> Option<Carriers> {
    let none = Carriers { ip: false, arp: false, rarp: false, ip6: false };
    Some(match proto {
        Proto::None => Carriers { ip: true, arp: true, rarp: true, ip6: true },
        Proto::Ip => Carriers { ip: true, ..none },
        Proto::Arp => Carriers { arp: true, ..none },
        Proto::Rarp => Carriers { rarp: true, ..none },
        Proto::Ip6 => Carriers { ip6: true, ..none },
        _ => return None,
    })
}

/// A number that its field must hold.
fn within(field: Field, value: u32, most: u32) -> Result<u32, ErrorKind> {
    if value > most {
        return Err(Meaning::TooLarge { field, value, most }.into());
    }
    Ok(value)
}

/// A network number without the zero bytes before it, and how many bits are left.
fn left_aligned(number: u32) -> (u32, u8) {
    let zero_bytes = (number.leading_zeros() / 8) % 4;
    (number << (8 * zero_bytes), (32 - 8 * zero_bytes) as u8)
}

/// The text under a span.
fn excerpt(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize).unwrap_or_default()
}

/// What building a primitive reads besides the primitive.
pub(super) struct Sources<'s> {
    pub(super) items: &'s [Item],
    pub(super) addresses: &'s [Address],
    pub(super) stack: &'s mut VecView<ValueId>,
}

impl Builder<'_, '_> {
    /// Builds the nodes of a primitive.
    pub(super) fn primitive(
        &mut self,
        primitive: &Primitive,
        sources: &mut Sources<'_>,
        exits: Exits,
    ) -> Result<NodeId, ErrorKind> {
        Ok(match *primitive {
            Primitive::Link(protocol) => self.carries(protocol, exits)?,
            Primitive::Ip { ip, ip6, number } => self.ip_proto(ip, ip6, number, exits)?,
            Primitive::Net4 { carriers, way, address, mask } => {
                self.net4(carriers, way, address, mask, exits)?
            }
            Primitive::Net6 { way, address, prefix } => {
                self.net6(way, words(address), prefix_mask(prefix.into()), exits)?
            }
            Primitive::Hosts { carriers, way, first, end } => {
                let addresses = &sources.addresses[first as usize..end as usize];
                self.hosts(carriers, way, addresses, exits)?
            }
            Primitive::Ports { transport, way, low, high } => {
                self.ports(transport, way, low, high, exits)?
            }
            Primitive::Mac48 { way, address } => self.mac48(way, address, exits)?,
            Primitive::LinkMulticast => self.link_multicast(exits)?,
            Primitive::IpBroadcast { mask } => self.ip_broadcast(mask, exits)?,
            Primitive::IpMulticast => self.ip_multicast(exits)?,
            Primitive::Ip6Multicast => self.ip6_multicast(exits)?,
            Primitive::AtMost(n) => {
                let length = self.graph.intern_value(Value::Length)?;
                self.test(length, Test::Gt(Operand::Const(n)), exits.not())?
            }
            Primitive::AtLeast(n) => {
                let length = self.graph.intern_value(Value::Length)?;
                self.test(length, Test::Ge(Operand::Const(n)), exits)?
            }
            Primitive::Byte { index, op, value } => self.byte(index, op, value, exits)?,
            Primitive::Sent { direction, outbound } => {
                self.sent(direction, if outbound { exits } else { exits.not() })?
            }
            Primitive::Interface { ancillary: true, index } => {
                /// The index of the interface, of a live capture on Linux.
                const ANCILLARY_INDEX: u32 = 8;
                let value = self.graph.intern_value(Value::Ancillary(ANCILLARY_INDEX))?;
                self.test(value, Test::Eq(Operand::Const(index)), exits)?
            }
            Primitive::Interface { ancillary: false, index } => {
                self.word_is(self.layout.header.plus(4), index, exits)?
            }
            Primitive::Relation { first, end, op } => {
                let items = &sources.items[first as usize..end as usize];
                self.relation(items, op, sources.stack, exits)?
            }
        })
    }
}
