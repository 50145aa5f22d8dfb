//! The first pass's work on an identifier under its qualifiers: hosts, networks, ports, protocols,
//! gateways. Names are looked up here.

use core::cell::RefCell;
use core::ops::Range;

use super::build::Way;
use super::check::{At, Checked, Checker, over_ip, within};
use super::error::{Feature, Field, Meaning, Thing};
use super::ip::{Address, Carriers, prefix_mask, words};
use super::layout::{Addresses, Family};
use super::link;
use super::osi;
use super::port::{SCTP, TCP, Transport, UDP};
use super::primitive::{Primitive, excerpt};
use super::wlan::AddressField;
use crate::filter::ast::{AddrKind, Dir, Id, Proto, Quals, Span};
use crate::filter::error::{Error, ErrorKind, Name, NoRoom};
use crate::sort::heap_sort;

impl Checker<'_> {
    /// An identifier under its qualifiers.
    pub(super) fn identifier(
        &mut self,
        quals: Quals,
        id: Id,
        here: At,
        name: At,
    ) -> Result<Primitive, Error> {
        let kind = quals.kind;
        // What no protocol qualifier can mend.
        match id {
            Id::Mac(_) if quals.proto != Proto::Link || !is_host(kind) => {
                return Err(here.error(Meaning::MacOutsideLink));
            }
            Id::Mac8(_) if !is_host(kind) => {
                return Err(here.error(Meaning::KindFor(kind, Thing::Mac8)));
            }
            Id::Mac8(_) if quals.proto != Proto::Link => {
                return Err(here.error(Meaning::OnlyLinkFor8));
            }
            _ => {}
        }
        match kind {
            AddrKind::None | AddrKind::Host => self.host(quals, id, here, name),
            AddrKind::Net => self.net(quals, id, here, name),
            AddrKind::Port | AddrKind::PortRange => self.port(quals, id, here, name),
            AddrKind::Proto | AddrKind::ProtoChain => self.protocol(quals, id, here, name),
            AddrKind::Gateway => self.gateway(quals, id, here, name),
        }
    }

    fn host(&mut self, quals: Quals, id: Id, here: At, name: At) -> Result<Primitive, Error> {
        let checked = match id {
            Id::Number(address) => self.net4(quals, address, u32::MAX, Thing::HostV4),
            Id::V4 { addr, bits } => {
                self.net4(quals, addr, prefix_mask(bits.into())[0], Thing::HostV4)
            }
            Id::V6(address) | Id::V6Prefix { addr: address, len: 128 } => {
                self.net6(quals, address, 128, Thing::HostV6)
            }
            Id::V4Prefix { .. } | Id::V4Mask { .. } if quals.proto == Proto::Decnet => {
                Err(Meaning::ProtoFor(Proto::Decnet, Thing::Kind(AddrKind::Host)).into())
            }
            Id::V4Prefix { .. } | Id::V4Mask { .. } | Id::V6Prefix { .. } => {
                return Err(name.error(Meaning::KindForText(AddrKind::Host)));
            }
            Id::Mac(address) => self.mac48(quals.dir, address, Feature::LinkHostMac48),
            Id::Mac8(address) => self.mac8(quals.dir, address),
            Id::Decnet(address) => self.decnet(quals.dir, address),
            Id::Name => return self.host_name(quals, here, name),
        };
        checked.map_err(|e| match e {
            ErrorKind::Meaning(Meaning::NotLinkAddress) => name.error(e),
            _ => here.error(e),
        })
    }

    fn host_name(&mut self, quals: Quals, here: At, name: At) -> Result<Primitive, Error> {
        match quals.proto {
            Proto::Link => {
                if !self.has_mac48() {
                    return Err(here.error(self.not_on(Feature::LinkHostName)));
                }
                let address = self.station(name)?;
                self.mac48(quals.dir, address, Feature::LinkHostName).map_err(|e| here.error(e))
            }
            Proto::Decnet => {
                Err(here.error(Meaning::ProtoFor(Proto::Decnet, Thing::Kind(AddrKind::Host))))
            }
            _ => {
                let (carriers, way) = self
                    .carriers(quals, Thing::HostName, Carriers::ANY)
                    .map_err(|e| here.error(e))?;
                let addresses = self.addresses_of(carriers, name)?;
                let (first, end) = (addresses.start as u32, addresses.end as u32);
                Ok(Primitive::Hosts { carriers, way, first, end })
            }
        }
    }

    /// The headers that an Internet address is looked for in, and at which end.
    fn carriers(
        &self,
        quals: Quals,
        thing: Thing,
        known: Carriers,
    ) -> Result<(Carriers, Way), ErrorKind> {
        let asked = Carriers::of(quals.proto).map(|asked| asked.and(known));
        let Some(mut carriers) = asked.filter(|asked| *asked != Carriers::NONE) else {
            return Err(Meaning::ProtoFor(quals.proto, thing).into());
        };
        let way = way(quals.dir)?;
        // Inside MPLS there is nothing but IP.
        if quals.proto == Proto::None && self.layout.mpls_labels > 0 {
            carriers.arp = false;
            carriers.rarp = false;
        }
        if carriers.arp || carriers.rarp {
            self.link_protocol(link::ARP)?;
        } else {
            self.link_protocol(link::IP)?;
        }
        Ok((carriers, way))
    }

    /// A host's link-layer address.
    fn station(&mut self, name: At) -> Result<[u8; 6], Error> {
        self.resolver
            .ether(excerpt(self.text, name.0))
            .map_err(|e| name.error(Name::LookUp(e)))?
            .ok_or(name.error(Name::Ether))
    }

    /// A host's Internet addresses, sorted.
    fn addresses_of(&mut self, carriers: Carriers, name: At) -> Result<Range<usize>, Error> {
        let capacity = self.addresses.capacity();
        let first = self.addresses.len();
        // Both callbacks write to the same list.
        let store = RefCell::new((&mut *self.addresses, false, false));
        let push = |address: Address| {
            let (addresses, full, known) = &mut *store.borrow_mut();
            *known = true;
            let wanted = if address.is_v4() { carriers.takes_v4() } else { carriers.ip6 };
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
        let checked = match id {
            Id::Number(number) => {
                // `net 10` is 10.0.0.0/8: zero bytes before the number are not meant.
                let (address, bits) = left_aligned(number);
                self.net4(quals, address, prefix_mask(bits)[0], Thing::NetV4)
            }
            Id::V4 { addr, bits } => {
                self.net4(quals, addr, prefix_mask(bits.into())[0], Thing::NetV4)
            }
            Id::V4Prefix { addr, len, .. } => {
                let len = within(Field::NetmaskLength, len, 32).map_err(|e| name.error(e))?;
                self.prefix4(quals, addr, prefix_mask(len)[0])
            }
            Id::V4Mask { addr, mask, .. } => self.prefix4(quals, addr, mask),
            Id::V6(address) => self.net6(quals, address, 128, Thing::NetV6),
            Id::V6Prefix { addr, len } => {
                if len > 128 {
                    return Err(name.error(Meaning::PrefixTooLong));
                }
                let (bits, mask) = (words(addr), prefix_mask(len));
                if (0..4).any(|i| bits[i] & !mask[i] != 0) {
                    return Err(name.error(Meaning::HostBits));
                }
                self.net6(quals, addr, len as u8, Thing::NetV6)
            }
            Id::Decnet(_) | Id::Mac(_) | Id::Mac8(_) => {
                Err(Meaning::ProtoFor(quals.proto, Thing::Kind(AddrKind::Net)).into())
            }
            Id::Name => return self.net_name(quals, here, name),
        };
        checked.map_err(|e| match e {
            ErrorKind::Meaning(Meaning::NotLinkAddress | Meaning::HostBits) => name.error(e),
            _ => here.error(e),
        })
    }

    fn net_name(&mut self, quals: Quals, here: At, name: At) -> Result<Primitive, Error> {
        let thing = match quals.proto {
            Proto::Decnet => Thing::Kind(AddrKind::Net),
            _ => Thing::NetName,
        };
        let (carriers, way) =
            self.carriers(quals, thing, Carriers::IP4).map_err(|e| here.error(e))?;
        let number = self
            .resolver
            .network(excerpt(self.text, name.0))
            .map_err(|e| name.error(Name::LookUp(e)))?
            .ok_or(name.error(Name::Network))?;
        let (address, bits) = left_aligned(number);
        let mask = prefix_mask(bits)[0];
        Ok(Primitive::Net4 { carriers, way, address, mask })
    }

    /// An IPv4 network as it is written.
    fn prefix4(&self, quals: Quals, address: u32, mask: u32) -> Checked {
        if address & !mask != 0 {
            return Err(Meaning::HostBits.into());
        }
        let thing = Thing::NetPrefixV4;
        if quals.proto == Proto::Link {
            return Err(Meaning::ProtoFor(quals.proto, thing).into());
        }
        self.net4(quals, address, mask, thing)
    }

    fn net4(&self, quals: Quals, address: u32, mask: u32, thing: Thing) -> Checked {
        let thing = match quals.proto {
            Proto::Link => return Err(Meaning::NotLinkAddress.into()),
            Proto::Decnet => {
                way(quals.dir)?;
                Thing::Kind(AddrKind::Net)
            }
            _ => thing,
        };
        let (carriers, way) = self.carriers(quals, thing, Carriers::IP4)?;
        Ok(Primitive::Net4 { carriers, way, address, mask })
    }

    fn net6(&self, quals: Quals, address: [u8; 16], prefix: u8, thing: Thing) -> Checked {
        let (_, way) = self.carriers(quals, thing, Carriers::IP6)?;
        Ok(Primitive::Net6 { way, address, prefix })
    }

    fn has_mac48(&self) -> bool {
        matches!(self.layout.rules.addresses, Addresses::Mac48 { .. } | Addresses::Wlan)
    }

    fn mac48(&self, dir: Dir, address: [u8; 6], feature: Feature) -> Checked {
        if !self.has_mac48() {
            return Err(self.not_on(feature));
        }
        if self.layout.rules.addresses == Addresses::Wlan
            && let Some(field) = address_field(dir)
        {
            return Ok(Primitive::WlanAddress { field, address });
        }
        Ok(Primitive::Mac48 { way: way(dir)?, address })
    }

    fn mac8(&self, dir: Dir, address: u8) -> Checked {
        match self.layout.rules.addresses {
            Addresses::Mac8 { .. } => Ok(Primitive::Mac8 { way: way(dir)?, address }),
            _ => Err(self.not_on(Feature::LinkHostMac8)),
        }
    }

    fn decnet(&self, dir: Dir, address: u16) -> Checked {
        let way = way(dir)?;
        self.link_protocol(link::DECNET)?;
        Ok(Primitive::Decnet { way, address })
    }

    fn port(&mut self, quals: Quals, id: Id, here: At, name: At) -> Result<Primitive, Error> {
        let thing = Thing::Kind(quals.kind);
        if let Some(applied) = address_thing(id) {
            return Err(name.error(Meaning::Applied(quals.kind, applied)));
        }
        let wanted = match quals.proto {
            Proto::None => Transport::Any,
            Proto::Tcp => Transport::One(TCP),
            Proto::Udp => Transport::One(UDP),
            Proto::Sctp => Transport::One(SCTP),
            _ => return Err(here.error(Meaning::ProtoFor(quals.proto, thing))),
        };
        let way = way(quals.dir).map_err(|_| here.error(Meaning::DirFor(quals.dir, thing)))?;
        self.link_protocol(link::IP).map_err(|e| here.error(e))?;
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
        if let Some(applied) = address_thing(id) {
            return Err(name.error(Meaning::Applied(kind, applied)));
        }
        let wrong = here.error(Meaning::ProtoFor(proto, Thing::Kind(kind)));
        let number = match id {
            Id::Number(number) => number,
            _ if proto == Proto::Decnet => return Err(wrong),
            _ => self.protocol_number(proto, kind, name)?,
        };
        if kind == AddrKind::ProtoChain {
            let (ip, ip6) = match proto {
                Proto::None => (true, true),
                Proto::Ip => (true, false),
                Proto::Ip6 => (false, true),
                _ => return Err(wrong),
            };
            if self.layout.payload.slot.is_some() {
                return Err(here.error(Meaning::ChainBehindVariable));
            }
            let number = within(Field::Protocol, number, 255).map_err(|e| name.error(e))? as u8;
            self.link_protocol(link::IP).map_err(|e| here.error(e))?;
            return Ok(Primitive::ProtoChain { ip, ip6, number });
        }
        let byte = |field, most| -> Result<u8, Error> {
            within(field, number, most).map(|n| n as u8).map_err(|e| name.error(e))
        };
        let (primitive, protocol) = match proto {
            Proto::None => (over_ip(byte(Field::Protocol, 255)?), link::IP),
            Proto::Ip => {
                let number = byte(Field::Protocol, 255)?;
                (Primitive::Ip { ip: true, ip6: false, number }, link::IP)
            }
            Proto::Ip6 => {
                let number = byte(Field::Protocol, 255)?;
                (Primitive::Ip { ip: false, ip6: true, number }, link::IP)
            }
            Proto::Iso => (Primitive::Iso(byte(Field::IsoProtocol, 255)?), link::ISO),
            Proto::IsIs => (Primitive::IsIs(byte(Field::IsIsType, 31)?), link::ISO),
            Proto::Link => {
                self.link_protocol(number).map_err(|e| here.error(e))?;
                let (field, most) = match self.layout.rules.family {
                    Family::Ppp | Family::PppBsdOs => (Field::Ppp, 65535),
                    Family::Hdlc => (Field::Hdlc, 65535),
                    _ if number <= link::MAX_LENGTH => (Field::LlcDsap, 255),
                    _ => (Field::EtherType, 65535),
                };
                let number = within(field, number, most).map_err(|e| name.error(e))?;
                (Primitive::Link(number), number)
            }
            _ => return Err(wrong),
        };
        self.link_protocol(protocol).map_err(|e| here.error(e))?;
        Ok(primitive)
    }

    fn protocol_number(&mut self, proto: Proto, kind: AddrKind, name: At) -> Result<u32, Error> {
        let text = excerpt(self.text, name.0);
        let number = match (proto, kind) {
            (Proto::Link, AddrKind::Proto) => {
                link::NAMES.iter().find(|(n, _)| *n == text).map(|&(_, number)| number.into())
            }
            (Proto::Iso, AddrKind::Proto) => match text {
                "clnp" => Some(osi::CLNP.into()),
                "esis" => Some(osi::ESIS.into()),
                "isis" => Some(osi::ISIS.into()),
                _ => None,
            },
            _ => self.resolver.protocol(text).map_err(|e| name.error(Name::LookUp(e)))?,
        };
        number.ok_or(name.error(Name::Protocol { proto, kind }))
    }

    /// `gateway`: a host by its link-layer address that is not the host by its Internet address.
    fn gateway(&mut self, quals: Quals, id: Id, here: At, name: At) -> Result<Primitive, Error> {
        let wrong = here.error(Meaning::ProtoFor(quals.proto, Thing::Kind(AddrKind::Gateway)));
        if id != Id::Name {
            if quals.proto == Proto::Decnet && !matches!(id, Id::V6(_) | Id::V6Prefix { .. }) {
                return Err(wrong);
            }
            return Err(name.error(Meaning::KindForText(AddrKind::Gateway)));
        }
        let Some(carriers) = Carriers::of(quals.proto).filter(|c| c.takes_v4()) else {
            return Err(wrong);
        };
        if self.layout.mpls_labels > 0 {
            return Err(here.error(Meaning::GatewayBehindMpls));
        }
        if self.layout.tunnelled {
            return Err(here.error(Meaning::GatewayInTunnel));
        }
        if !self.has_mac48() {
            return Err(here.error(self.not_on(Feature::Gateway)));
        }
        let carriers = carriers.and(Carriers::IP4);
        let station = self.station(name)?;
        let addresses = self.addresses_of(carriers, name)?;
        let (first, end) = (addresses.start as u32, addresses.end as u32);
        Ok(Primitive::Gateway { carriers, station, first, end })
    }
}

fn is_host(kind: AddrKind) -> bool {
    matches!(kind, AddrKind::None | AddrKind::Host)
}

/// What an identifier is that cannot name a port or a protocol.
fn address_thing(id: Id) -> Option<Thing> {
    Some(match id {
        Id::V4 { .. } | Id::Decnet(_) => Thing::HostV4,
        Id::V4Prefix { .. } => Thing::PrefixV4,
        Id::V4Mask { .. } => Thing::MaskV4,
        Id::V6(_) => Thing::HostV6,
        Id::V6Prefix { .. } => Thing::PrefixV6,
        _ => return None,
    })
}

/// The direction qualifiers that every link type has.
fn way(dir: Dir) -> Result<Way, ErrorKind> {
    match dir {
        Dir::Src => Ok(Way::Source),
        Dir::Dst => Ok(Way::Destination),
        Dir::None | Dir::SrcOrDst => Ok(Way::Either),
        Dir::SrcAndDst => Ok(Way::Both),
        _ => Err(Meaning::Only80211(dir).into()),
    }
}

/// The direction qualifiers that only 802.11 has.
fn address_field(dir: Dir) -> Option<AddressField> {
    Some(match dir {
        Dir::Addr1 => AddressField::First,
        Dir::Addr2 => AddressField::Second,
        Dir::Addr3 => AddressField::Third,
        Dir::Addr4 => AddressField::Fourth,
        Dir::Ra => AddressField::Receiver,
        Dir::Ta => AddressField::Transmitter,
        _ => return None,
    })
}

/// A network number without the zero bytes before it, and how many bits are left.
fn left_aligned(number: u32) -> (u32, u32) {
    let zero_bytes = (number.leading_zeros() / 8) % 4;
    (number << (8 * zero_bytes), 32 - 8 * zero_bytes)
}
