//! IPv4, IPv6, ARP and RARP: addresses, protocol numbers, fragments.
//!
//! An address is looked for in IPv4, then ARP, then RARP headers, each under its own link-protocol
//! test, the source before the destination; an IPv6 address in its four words from the first to
//! the last. Words that a mask leaves nothing of are not loaded.

use super::build::{Builder, End, Exits, Way};
use super::link;
use crate::filter::ast::Proto;
use crate::graph::{NodeId, Test};

/// Which headers an address or a protocol is looked for in, a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Carriers(u8);

impl Carriers {
    pub(super) const NONE: Self = Self(0);
    pub(super) const IP4: Self = Self(1);
    pub(super) const ARP: Self = Self(2);
    pub(super) const RARP: Self = Self(4);
    pub(super) const IP6: Self = Self(8);
    pub(super) const IP: Self = Self(Self::IP4.0 | Self::IP6.0);
    /// Those with IPv4 addresses.
    pub(super) const V4: Self = Self(Self::IP4.0 | Self::ARP.0 | Self::RARP.0);
    pub(super) const ANY: Self = Self(Self::V4.0 | Self::IP6.0);

    /// The link-layer protocols of the headers.
    pub(super) const PROTOCOLS: [(Self, u32); 4] = [
        (Self::RARP, link::RARP),
        (Self::ARP, link::ARP),
        (Self::IP4, link::IP),
        (Self::IP6, link::IP6),
    ];

    /// The headers that a protocol qualifier means for an address.
    pub(super) const fn of(proto: Proto) -> Self {
        match proto {
            Proto::None => Self::ANY,
            Proto::Ip => Self::IP4,
            Proto::Arp => Self::ARP,
            Proto::Rarp => Self::RARP,
            Proto::Ip6 => Self::IP6,
            _ => Self::NONE,
        }
    }

    /// Those that are in both.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether one of them is in both.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// An address that a name stands for. IPv4 addresses sort before IPv6 addresses, each by value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Address(Words);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Words {
    V4(u32),
    V6([u32; 4]),
}

impl Address {
    pub(super) fn v4(address: core::net::Ipv4Addr) -> Self {
        Self(Words::V4(address.to_bits()))
    }

    pub(super) fn v6(address: core::net::Ipv6Addr) -> Self {
        Self(Words::V6(words(address.octets())))
    }

    pub(super) const fn is_v4(&self) -> bool {
        self.as_v4().is_some()
    }

    pub(super) const fn as_v4(&self) -> Option<u32> {
        match self.0 {
            Words::V4(address) => Some(address),
            Words::V6(_) => None,
        }
    }
}

/// An IPv6 address as it is loaded.
pub(super) fn words(address: [u8; 16]) -> [u32; 4] {
    let bits = u128::from_be_bytes(address);
    [(bits >> 96) as u32, (bits >> 64) as u32, (bits >> 32) as u32, bits as u32]
}

/// The mask of a prefix, of which `length` is at most 128.
pub(super) fn prefix_mask(length: u32) -> [u32; 4] {
    let bits = u128::MAX.checked_shl(128 - length).unwrap_or(0);
    words(bits.to_be_bytes())
}

impl End {
    /// The offset of the address in the IPv6 header.
    pub(super) const fn of_ip6(self) -> u32 {
        match self {
            Self::Source => 8,
            Self::Destination => 24,
        }
    }
}

/// The `Fragment` header's number.
const FRAGMENT: u8 = 44;
/// The fragment offset in the word that holds it: nothing but the first fragment has it clear.
const FRAGMENT_OFFSET: u32 = 0x1fff;

impl Builder<'_, '_> {
    /// An IPv4 network in any of some headers.
    pub(super) fn net4(
        &mut self,
        carriers: Carriers,
        way: Way,
        address: u32,
        mask: u32,
        exits: Exits,
    ) -> NodeId {
        self.in_carriers(carriers, exits, &mut |b, source, destination, exits| {
            b.address4(source, destination, way, address, mask, exits)
        })
    }

    /// Something in the IPv4, ARP or RARP header, of which the offsets of both addresses are
    /// given to `inside`.
    fn in_carriers(
        &mut self,
        carriers: Carriers,
        exits: Exits,
        inside: &mut dyn FnMut(&mut Self, u32, u32, Exits) -> NodeId,
    ) -> NodeId {
        let mut begin = exits.on_false;
        let carriers = carriers.and(Carriers::V4);
        for (at, (carrier, protocol)) in Carriers::PROTOCOLS.into_iter().enumerate() {
            if carriers.any(carrier) {
                let (source, destination) = if protocol == link::IP { (12, 16) } else { (14, 24) };
                // Those that are looked for before.
                let mut others = [protocol; Carriers::PROTOCOLS.len()];
                for (other, (carrier, protocol)) in
                    others.iter_mut().zip(Carriers::PROTOCOLS).skip(at)
                {
                    if carriers.any(carrier) {
                        *other = protocol;
                    }
                }
                begin = self.under_none_of(&others, protocol, exits, begin, |b, exits| {
                    inside(b, source, destination, exits)
                });
            }
        }
        begin
    }

    fn address4(
        &mut self,
        source: u32,
        destination: u32,
        way: Way,
        address: u32,
        mask: u32,
        exits: Exits,
    ) -> NodeId {
        self.ends(way, exits, &mut |b, end, exits| {
            let offset = match end {
                End::Source => source,
                End::Destination => destination,
            };
            let place = b.layout.network().plus(offset);
            match (b.set(), mask) {
                (Some(set), _) => {
                    let address = b.load(place, 4);
                    b.test(address, Test::In(set), exits)
                }
                (None, 0) => exits.on_true,
                (None, _) => b.is(place, 4, mask, address, exits),
            }
        })
    }

    /// An IPv6 network.
    pub(super) fn net6(
        &mut self,
        way: Way,
        address: [u32; 4],
        mask: [u32; 4],
        exits: Exits,
    ) -> NodeId {
        self.under(link::IP6, exits, |b, exits| b.address6(way, address, mask, exits))
    }

    fn address6(&mut self, way: Way, address: [u32; 4], mask: [u32; 4], exits: Exits) -> NodeId {
        self.ends(way, exits, &mut |b, end, exits| {
            let base = b.layout.network().plus(end.of_ip6());
            let mut begin = exits.on_true;
            for word in (0..4).rev() {
                if mask[word] != 0 {
                    let place = base.plus(4 * word as u32);
                    begin = b.is(place, 4, mask[word], address[word], exits.then(begin));
                }
            }
            begin
        })
    }

    /// Any of the addresses of a name, IPv4 before IPv6.
    pub(super) fn hosts(
        &mut self,
        carriers: Carriers,
        way: Way,
        addresses: &[Address],
        exits: Exits,
    ) -> NodeId {
        let (v4, v6) = addresses.split_at(addresses.partition_point(Address::is_v4));
        let mut exits = exits;
        if carriers.any(Carriers::IP6) && !v6.is_empty() {
            exits.on_false = self.under(link::IP6, exits, |b, mut exits| {
                for address in v6.iter().rev() {
                    if let Words::V6(address) = address.0 {
                        exits.on_false = b.address6(way, address, [u32::MAX; 4], exits);
                    }
                }
                exits.on_false
            });
        }
        if v4.is_empty() {
            return exits.on_false;
        }
        self.in_carriers(carriers, exits, &mut |b, source, destination, exits| {
            b.addresses4(source, destination, way, v4, exits)
        })
    }

    /// Any of some IPv4 addresses.
    fn addresses4(
        &mut self,
        source: u32,
        destination: u32,
        way: Way,
        addresses: &[Address],
        mut exits: Exits,
    ) -> NodeId {
        for address in addresses.iter().rev() {
            if let Words::V4(address) = address.0 {
                exits.on_false = self.address4(source, destination, way, address, u32::MAX, exits);
            }
        }
        exits.on_false
    }

    /// `gateway`: a frame to or from a station, with a packet neither to nor from its addresses.
    pub(super) fn gateway(
        &mut self,
        carriers: Carriers,
        station: [u8; 6],
        addresses: &[Address],
        exits: Exits,
    ) -> NodeId {
        let passing = self.in_carriers(carriers, exits, &mut |b, source, destination, exits| {
            b.addresses4(source, destination, Way::Either, addresses, exits.not())
        });
        self.mac48(Way::Either, station, exits.then(passing))
    }

    /// What the IPv4 or IPv6 header says is behind it.
    pub(super) fn ip_proto(&mut self, carriers: Carriers, number: u8, exits: Exits) -> NodeId {
        let mut exits = exits;
        if carriers.any(Carriers::IP6) {
            exits.on_false = self.ip6_proto(number, exits);
        }
        if carriers.any(Carriers::IP4) {
            return self.ip4_proto(number, exits);
        }
        exits.on_false
    }

    /// The protocol field of the IPv4 header.
    pub(super) fn ip4_proto(&mut self, number: u8, exits: Exits) -> NodeId {
        self.under(link::IP, exits, |b, exits| b.ip4_next(number, exits))
    }

    /// The same behind a test of the link layer.
    pub(super) fn ip4_next(&mut self, number: u8, exits: Exits) -> NodeId {
        self.byte_is(self.layout.network().plus(9), number, exits)
    }

    /// The next-header field of the IPv6 header, or of a fragment header directly behind it.
    fn ip6_proto(&mut self, number: u8, exits: Exits) -> NodeId {
        self.under(link::IP6, exits, |b, exits| {
            let next = b.layout.network().plus(6);
            let fragment = b.byte_is(b.behind_ip6(), number, exits);
            let fragment = b.byte_is(next, FRAGMENT, exits.then(fragment));
            b.byte_is(next, number, exits.or_else(fragment))
        })
    }

    /// The next-header field of the IPv6 header alone.
    pub(super) fn ip6_next(&mut self, number: u8, exits: Exits) -> NodeId {
        self.byte_is(self.layout.network().plus(6), number, exits)
    }

    /// Whether an IPv4 packet is not fragmented, or the first fragment.
    pub(super) fn first_fragment(&mut self, exits: Exits) -> NodeId {
        let place = self.layout.network().plus(6);
        self.any_set(place, 2, FRAGMENT_OFFSET, exits.not())
    }

    /// `ip broadcast`: a destination whose host part is all zeros or all ones.
    pub(super) fn ip_broadcast(&mut self, mask: u32, exits: Exits) -> NodeId {
        self.under(link::IP, exits, |b, exits| {
            let destination = b.layout.network().plus(16);
            let ones = b.is(destination, 4, !mask, !mask, exits);
            b.is(destination, 4, !mask, 0, exits.or_else(ones))
        })
    }

    /// `ip multicast`: a destination in 224/4.
    pub(super) fn ip_multicast(&mut self, exits: Exits) -> NodeId {
        self.under(link::IP, exits, |b, exits| {
            b.is(b.layout.network().plus(16), 1, 0xf0, 0xe0, exits)
        })
    }

    /// `ip6 multicast`: a destination in ff00::/8.
    pub(super) fn ip6_multicast(&mut self, exits: Exits) -> NodeId {
        self.under(link::IP6, exits, |b, exits| b.byte_is(b.layout.network().plus(24), 0xff, exits))
    }
}
