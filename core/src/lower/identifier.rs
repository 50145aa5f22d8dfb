//! The first pass's work on an identifier under its qualifiers: hosts, networks, protocols, gateways.
//! Their names are looked up here; ports have a file of their own ([`super::port`]).

use core::cell::RefCell;
use core::net::IpAddr;
use core::ops::Range;

use super::build::Way;
use super::check::{Checked, Checker, Wrong};
use super::error::{Feature, Field, Meaning, Thing};
use super::ip::{Address, Carriers, prefix_mask, words};
use super::link;
use super::osi;
use super::primitive::Primitive;
use super::rules::{Addresses, Family};
use super::wlan::AddressField;
use crate::filter::ast::{AddrKind, Dir, Id, Proto, Quals};
use crate::filter::error::{Error, Name, NoRoom};
use crate::filter::literal;
use crate::filter::names::ResolveError;
use crate::sort::heap_sort;

impl Checker<'_> {
    /// An identifier under its qualifiers.
    #[inline(never)]
    pub(super) fn identifier(&mut self, quals: Quals, id: Id) -> Checked {
        let kind = quals.kind;
        // What no protocol qualifier can mend.
        match id {
            Id::Mac(_) if quals.proto != Proto::Link || !is_host(kind) => {
                return Err(self.wrong(Meaning::MacOutsideLink));
            }
            Id::Mac8(_) if !is_host(kind) => {
                return Err(self.wrong(Meaning::KindFor(kind, Thing::Mac8)));
            }
            Id::Mac8(_) if quals.proto != Proto::Link => {
                return Err(self.wrong(Meaning::OnlyLinkFor8));
            }
            _ => {}
        }
        match kind {
            AddrKind::Port | AddrKind::PortRange => return self.port(quals, id),
            AddrKind::Proto | AddrKind::ProtoChain => return self.protocol(quals, id),
            _ => self.network(quals.proto, id)?,
        }
        match kind {
            AddrKind::Net => self.net(quals, id),
            AddrKind::Gateway => self.gateway(quals, id),
            _ => self.host(quals, id),
        }
    }

    fn host(&mut self, quals: Quals, id: Id) -> Checked {
        match id {
            Id::Number(address) => self.net4(quals, address, u32::MAX, Thing::HostV4),
            Id::V4 { addr, bits } => {
                self.net4(quals, addr, prefix_mask4(bits.into()), Thing::HostV4)
            }
            Id::V6(address) | Id::V6Prefix { addr: address, len: 128 } => {
                self.net6(quals, address, 128, Thing::HostV6)
            }
            Id::V4Prefix { .. } | Id::V4Mask { .. } if quals.proto == Proto::Decnet => {
                Err(self.not_for(Proto::Decnet, Thing::Kind(AddrKind::Host)))
            }
            Id::V4Prefix { .. } | Id::V4Mask { .. } | Id::V6Prefix { .. } => {
                Err(self.wrong_name(Meaning::KindForText(AddrKind::Host).into()))
            }
            Id::Mac(address) => self.mac48(quals.dir, address, Feature::LinkHostMac48),
            Id::Mac8(address) => self.mac8(quals.dir, address),
            Id::Decnet(address) => {
                let way = self.way(quals.dir)?;
                self.link_protocol(link::DECNET)?;
                Ok(Primitive::Decnet { way, address })
            }
            Id::Name => self.host_name(quals),
        }
    }

    fn host_name(&mut self, quals: Quals) -> Checked {
        if quals.proto == Proto::Link {
            self.has_mac48(Feature::LinkHostName)?;
            let address = self.station()?;
            return self.mac48(quals.dir, address, Feature::LinkHostName);
        }
        let thing = match quals.proto {
            Proto::Decnet => Thing::Kind(AddrKind::Host),
            _ => Thing::HostName,
        };
        let (carriers, way) = self.carriers(quals, thing, Carriers::ANY)?;
        let Range { start: first, end } = self.addresses_of(carriers)?;
        if cfg!(feature = "optimize")
            && let Some([only]) = self.addresses.get(first as usize..end as usize)
            && let Some(address) = only.as_v4()
        {
            // So that lists of such names become searches, too.
            self.addresses.truncate(first as usize);
            return Ok(Primitive::Net4 { carriers, way, address, mask: u32::MAX });
        }
        Ok(Primitive::Hosts { carriers, way, first, end })
    }

    /// The headers that an Internet address is looked for in, and at which end.
    #[inline(never)]
    fn carriers(
        &mut self,
        quals: Quals,
        thing: Thing,
        known: Carriers,
    ) -> Result<(Carriers, Way), Wrong> {
        let mut carriers = Carriers::of(quals.proto).and(known);
        if carriers == Carriers::NONE {
            return Err(self.not_for(quals.proto, thing));
        }
        let way = self.way(quals.dir)?;
        // Inside MPLS there is nothing but IP.
        if quals.proto == Proto::None && self.layout.mpls_labels > 0 {
            carriers = carriers.and(Carriers::IP);
        }
        let on_arp = carriers.any(Carriers::ARP) || carriers.any(Carriers::RARP);
        self.link_protocol(if on_arp { link::ARP } else { link::IP })?;
        Ok((carriers, way))
    }

    /// What a look-up has found; `unknown` is what is wrong if that is nothing.
    pub(super) fn found<T>(
        &mut self,
        found: Result<Option<T>, ResolveError>,
        unknown: Name,
    ) -> Result<T, Wrong> {
        match found {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(self.wrong_name(unknown.into())),
            Err(error) => Err(self.wrong_name(Name::LookUp(error).into())),
        }
    }

    /// A host's link-layer address.
    fn station(&mut self) -> Result<[u8; 6], Wrong> {
        let found = self.resolver.ether(self.name());
        self.found(found, Name::Ether)
    }

    /// A host's Internet addresses, sorted.
    fn addresses_of(&mut self, carriers: Carriers) -> Result<Range<u32>, Wrong> {
        let name = self.name();
        let capacity = self.addresses.capacity();
        let first = self.addresses.len();
        // Both callbacks write to the same list.
        let store = RefCell::new((&mut *self.addresses, false, false));
        let push = |address: Address| {
            let (addresses, full, known) = &mut *store.borrow_mut();
            *known = true;
            let wanted = if address.is_v4() { Carriers::V4 } else { Carriers::IP6 };
            *full |= carriers.any(wanted) && addresses.push(address).is_err();
        };
        // An address behind a backslash is a name to the lexer, and an address to getaddrinfo(3).
        let mut looked_up = Ok(());
        match literal::ip(name.as_bytes()) {
            Some(IpAddr::V4(address)) => push(Address::v4(address)),
            Some(IpAddr::V6(address)) => push(Address::v6(address)),
            None => {
                let (v4, v6) = (&mut |v4| push(Address::v4(v4)), &mut |v6| push(Address::v6(v6)));
                looked_up = self.resolver.host(name, v4, v6);
            }
        }
        let (addresses, full, known) = store.into_inner();
        if let Err(e) = looked_up {
            return Err(self.wrong_name(Name::LookUp(e).into()));
        }
        if full {
            self.error = Error::no_room(NoRoom::Addresses, capacity, self.name);
            return Err(Wrong);
        }
        let end = addresses.len();
        if end == first {
            let error = if known { Name::HostFamily } else { Name::Host };
            return Err(self.wrong_name(error.into()));
        }
        heap_sort(addresses.get_mut(first..).unwrap_or_default(), |a, b| a < b);
        Ok(first as u32..end as u32)
    }

    /// Whether a network has a length that can be, and no bits behind it.
    fn network(&mut self, proto: Proto, id: Id) -> Result<(), Wrong> {
        let is_network = match id {
            // Of no use to DECnet, which is said first.
            Id::V4Prefix { .. } | Id::V4Mask { .. } if proto == Proto::Decnet => true,
            Id::V4Prefix { addr, len, .. } => {
                self.within(Field::NetmaskLength, len, 32)?;
                addr & !prefix_mask4(len) == 0
            }
            Id::V4Mask { addr, mask, .. } => addr & !mask == 0,
            Id::V6Prefix { len: 129.., .. } => {
                return Err(self.wrong_name(Meaning::PrefixTooLong.into()));
            }
            Id::V6Prefix { addr, len } => {
                words(addr).iter().zip(prefix_mask(len)).all(|(bits, mask)| bits & !mask == 0)
            }
            _ => true,
        };
        if is_network { Ok(()) } else { Err(self.wrong_name(Meaning::HostBits.into())) }
    }

    fn net(&mut self, quals: Quals, id: Id) -> Checked {
        match id {
            Id::Number(number) => {
                // `net 10` is 10.0.0.0/8: zero bytes before the number are not meant.
                let (address, bits) = left_aligned(number);
                self.net4(quals, address, prefix_mask4(bits), Thing::NetV4)
            }
            Id::V4 { addr, bits } => {
                self.net4(quals, addr, prefix_mask4(bits.into()), Thing::NetV4)
            }
            Id::V4Prefix { addr, len, .. } => self.prefix4(quals, addr, prefix_mask4(len)),
            Id::V4Mask { addr, mask, .. } => self.prefix4(quals, addr, mask),
            Id::V6(address) => self.net6(quals, address, 128, Thing::NetV6),
            Id::V6Prefix { addr, len } => self.net6(quals, addr, len as u8, Thing::NetV6),
            Id::Decnet(_) | Id::Mac(_) | Id::Mac8(_) => {
                Err(self.not_for(quals.proto, Thing::Kind(AddrKind::Net)))
            }
            Id::Name => self.net_name(quals),
        }
    }

    fn net_name(&mut self, quals: Quals) -> Checked {
        let thing = match quals.proto {
            Proto::Decnet => Thing::Kind(AddrKind::Net),
            _ => Thing::NetName,
        };
        let (carriers, way) = self.carriers(quals, thing, Carriers::V4)?;
        let found = self.resolver.network(self.name());
        let (address, bits) = left_aligned(self.found(found, Name::Network)?);
        Ok(Primitive::Net4 { carriers, way, address, mask: prefix_mask4(bits) })
    }

    /// An IPv4 network as it is written.
    fn prefix4(&mut self, quals: Quals, address: u32, mask: u32) -> Checked {
        let thing = Thing::NetPrefixV4;
        if quals.proto == Proto::Link {
            return Err(self.not_for(quals.proto, thing));
        }
        self.net4(quals, address, mask, thing)
    }

    #[inline(never)]
    fn net4(&mut self, quals: Quals, address: u32, mask: u32, thing: Thing) -> Checked {
        let thing = match quals.proto {
            Proto::Link => return Err(self.wrong_name(Meaning::NotLinkAddress.into())),
            Proto::Decnet => {
                self.way(quals.dir)?;
                Thing::Kind(AddrKind::Net)
            }
            _ => thing,
        };
        let (carriers, way) = self.carriers(quals, thing, Carriers::V4)?;
        Ok(Primitive::Net4 { carriers, way, address, mask })
    }

    fn net6(&mut self, quals: Quals, address: [u8; 16], prefix: u8, thing: Thing) -> Checked {
        let (_, way) = self.carriers(quals, thing, Carriers::IP6)?;
        Ok(Primitive::Net6 { way, address, prefix })
    }

    /// Whether there are 48-bit addresses; `feature` is what needs them.
    fn has_mac48(&mut self, feature: Feature) -> Result<(), Wrong> {
        match self.layout.rules.addresses {
            Addresses::Mac48 { .. } | Addresses::Wlan => Ok(()),
            _ => Err(self.not_on(feature)),
        }
    }

    fn mac48(&mut self, dir: Dir, address: [u8; 6], feature: Feature) -> Checked {
        self.has_mac48(feature)?;
        if self.layout.rules.addresses == Addresses::Wlan
            && let Some(field) = address_field(dir)
        {
            return Ok(Primitive::WlanAddress { field, address });
        }
        Ok(Primitive::Mac48 { way: self.way(dir)?, address })
    }

    fn mac8(&mut self, dir: Dir, address: u8) -> Checked {
        match self.layout.rules.addresses {
            Addresses::Mac8 { .. } => Ok(Primitive::Mac8 { way: self.way(dir)?, address }),
            _ => Err(self.not_on(Feature::LinkHostMac8)),
        }
    }

    fn protocol(&mut self, quals: Quals, id: Id) -> Checked {
        let Quals { proto, kind, .. } = quals;
        self.no_address(kind, id)?;
        let wrong = Thing::Kind(kind);
        let number = match id {
            Id::Number(number) => number,
            _ if proto == Proto::Decnet => return Err(self.not_for(proto, wrong)),
            _ => self.protocol_number(proto, kind)?,
        };
        let chain = kind == AddrKind::ProtoChain;
        let carriers = match proto {
            Proto::None => Carriers::IP,
            Proto::Ip => Carriers::IP4,
            Proto::Ip6 => Carriers::IP6,
            Proto::Iso | Proto::IsIs | Proto::Link if !chain => Carriers::NONE,
            _ => return Err(self.not_for(proto, wrong)),
        };
        if chain && self.layout.payload.slot.is_some() {
            return Err(self.wrong(Meaning::ChainBehindVariable));
        }
        let (field, most) = match proto {
            Proto::Iso => (Field::IsoProtocol, 255),
            Proto::IsIs => (Field::IsIsType, 31),
            Proto::Link => {
                self.link_protocol(number)?;
                match self.layout.rules.family {
                    Family::Ppp | Family::PppBsdOs => (Field::Ppp, 65535),
                    Family::Hdlc => (Field::Hdlc, 65535),
                    Family::EtherType => (Field::EtherType, 65535),
                    Family::Ether
                    | Family::Llc
                    | Family::WlanLlc
                    | Family::SunAtm
                    | Family::Cooked => match number {
                        0..=link::MAX_LENGTH => (Field::LlcDsap, 255),
                        _ => (Field::EtherType, 65535),
                    },
                    // The others tell a few protocols; another one is never there.
                    _ => (Field::EtherType, u32::MAX),
                }
            }
            _ => (Field::Protocol, 255),
        };
        self.within(field, number, most)?;
        let protocol = match proto {
            Proto::Link => return Ok(Primitive::Link(number)),
            Proto::Iso | Proto::IsIs => link::ISO,
            _ => link::IP,
        };
        self.link_protocol(protocol)?;
        let number = number as u8;
        Ok(match proto {
            Proto::Iso => Primitive::Iso(number),
            Proto::IsIs => Primitive::IsIs(number),
            _ if chain => Primitive::ProtoChain { carriers, number },
            _ => Primitive::Ip { carriers, number },
        })
    }

    fn protocol_number(&mut self, proto: Proto, kind: AddrKind) -> Result<u32, Wrong> {
        let text = self.name();
        let found = match proto {
            Proto::Link => Ok(link::NAMES.find(text).map(u32::from)),
            Proto::Iso => Ok(osi::NAMES.find(text).map(u32::from)),
            Proto::None | Proto::Ip | Proto::Ip6 => self.resolver.protocol(text),
            _ => Ok(None),
        };
        self.found(found, Name::Protocol { proto, kind })
    }

    /// `gateway`: a host by its link-layer address that is not the host by its Internet address.
    fn gateway(&mut self, quals: Quals, id: Id) -> Checked {
        let carriers = Carriers::of(quals.proto).and(Carriers::V4);
        let wrong = match id {
            Id::Name => carriers == Carriers::NONE,
            Id::V6(_) | Id::V6Prefix { .. } => false,
            _ => quals.proto == Proto::Decnet,
        };
        if wrong {
            return Err(self.not_for(quals.proto, Thing::Kind(AddrKind::Gateway)));
        }
        if id != Id::Name {
            return Err(self.wrong_name(Meaning::KindForText(AddrKind::Gateway).into()));
        }
        if self.layout.mpls_labels > 0 {
            return Err(self.wrong(Meaning::GatewayBehindMpls));
        }
        if self.layout.tunnelled {
            return Err(self.wrong(Meaning::GatewayInTunnel));
        }
        self.has_mac48(Feature::Gateway)?;
        let station = self.station()?;
        let Range { start: first, end } = self.addresses_of(carriers)?;
        Ok(Primitive::Gateway { carriers, station, first, end })
    }

    /// Refuses an address where a port or a protocol is named.
    pub(super) fn no_address(&mut self, kind: AddrKind, id: Id) -> Result<(), Wrong> {
        let thing = match id {
            Id::V4 { .. } | Id::Decnet(_) => Thing::V4,
            Id::V4Prefix { .. } => Thing::PrefixV4,
            Id::V4Mask { .. } => Thing::MaskV4,
            Id::V6(_) => Thing::V6,
            Id::V6Prefix { .. } => Thing::PrefixV6,
            _ => return Ok(()),
        };
        Err(self.wrong_name(Meaning::Applied(kind, thing).into()))
    }

    /// The direction qualifiers that every link type has.
    fn way(&mut self, dir: Dir) -> Result<Way, Wrong> {
        match way(dir) {
            Some(way) => Ok(way),
            None => Err(self.wrong(Meaning::Only80211(dir))),
        }
    }
}

fn is_host(kind: AddrKind) -> bool {
    matches!(kind, AddrKind::None | AddrKind::Host)
}

/// The direction qualifiers that every link type has.
pub(super) fn way(dir: Dir) -> Option<Way> {
    match dir {
        Dir::Src => Some(Way::Source),
        Dir::Dst => Some(Way::Destination),
        Dir::None | Dir::SrcOrDst => Some(Way::Either),
        Dir::SrcAndDst => Some(Way::Both),
        _ => None,
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

/// The mask of an IPv4 prefix; what is longer than 32 is as long.
fn prefix_mask4(length: u32) -> u32 {
    u32::MAX.checked_shl(32_u32.saturating_sub(length)).unwrap_or(0)
}
