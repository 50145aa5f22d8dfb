//! Where headers lie: the table of link types that the filter language knows, and the offsets in
//! force at one place of the text.
//!
//! A [`Layout`] begins as its link type's row of the table. `vlan`, `mpls`, `pppoes` and their like
//! replace it for all that follows in the text, whatever parentheses, `or` and `not` stand
//! between: so the language wants it (pcap-filter(7)).
//!
//! An offset is a constant, or a constant behind a *base*: a header length that is computed from
//! the packet ([`Base::Value`]), or a slot whose content depends on the path that led here
//! ([`Base::Slot`]).

use crate::graph::ValueId;
use crate::linktype::LinkType;

/// A place in the packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// What the offset is counted from.
    pub(super) base: Base,
    /// Bytes from there.
    pub(super) offset: u32,
}

/// What an offset is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The first byte of the packet.
    Start,
    /// A length computed from the packet.
    Value(ValueId),
}

impl Place {
    /// A fixed offset.
    pub(super) const fn at(offset: u32) -> Self {
        Self { base: Base::Start, offset }
    }

    /// So many bytes further.
    pub(super) const fn plus(self, bytes: u32) -> Self {
        Self { base: self.base, offset: self.offset + bytes }
    }
}

/// How a link type says which protocol it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// It does not say, or the language does not know how.
    Unknown,
    /// Ethernet II or IEEE 802.3: type or length, then LLC.
    Ether,
    /// A bare EtherType.
    EtherType,
    /// Linux cooked capture, version 1: a type, or a code that says that LLC follows.
    Cooked,
    /// The version nibble of an IP header.
    Version,
    /// IPv4 and nothing else.
    Ip4,
    /// IPv6 and nothing else.
    Ip6,
    /// An address family, four bytes, in the byte order of the machine that wrote it.
    AfHostOrder,
    /// An address family, four bytes, big-endian.
    AfNetOrder,
}

/// Where link-layer addresses lie, from the start of the link header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Addresses {
    /// There are none, or the language does not know them.
    None,
    /// Two of 48 bits.
    Mac48 {
        /// The destination's offset.
        destination: u8,
        /// The source's offset.
        source: u8,
    },
}

/// How a link type says which packets this machine sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// It does not.
    None,
    /// `size` bytes at an offset hold Linux's packet type: 4 is outgoing.
    PacketType {
        /// The field's offset.
        offset: u8,
        /// The field's size.
        size: u8,
    },
    /// An ancillary word of a live capture holds Linux's packet type.
    Ancillary(u32),
}

/// What the language knows of a link type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    link_type: LinkType,
    pub(super) family: Family,
    /// Offset of the field that names the protocol carried.
    field: u8,
    /// Offset of the link layer's payload: the network header, or an LLC header.
    payload: u8,
    /// Offset of the network header in the payload.
    network: u8,
    pub(super) addresses: Addresses,
    pub(super) direction: Direction,
}

/// What the language knows of link types without a row: only that packets have bytes.
static OTHER: Rules = Rules {
    link_type: LinkType(u16::MAX),
    family: Family::Unknown,
    field: 0,
    payload: 0,
    network: 0,
    addresses: Addresses::None,
    direction: Direction::None,
};

static RULES: &[Rules] = &[
    Rules {
        link_type: LinkType::EN10MB,
        family: Family::Ether,
        field: 12,
        payload: 14,
        addresses: Addresses::Mac48 { destination: 0, source: 6 },
        ..OTHER
    },
    Rules { link_type: LinkType::NULL, family: Family::AfHostOrder, payload: 4, ..OTHER },
    Rules { link_type: LinkType::LOOP, family: Family::AfNetOrder, payload: 4, ..OTHER },
    Rules { link_type: LinkType::RAW, family: Family::Version, ..OTHER },
    Rules { link_type: LinkType::IPV4, family: Family::Ip4, ..OTHER },
    Rules { link_type: LinkType::IPV6, family: Family::Ip6, ..OTHER },
    Rules {
        link_type: LinkType::LINUX_SLL,
        family: Family::Cooked,
        field: 14,
        payload: 16,
        direction: Direction::PacketType { offset: 0, size: 2 },
        ..OTHER
    },
    Rules {
        link_type: LinkType::LINUX_SLL2,
        family: Family::EtherType,
        payload: 20,
        direction: Direction::PacketType { offset: 10, size: 1 },
        ..OTHER
    },
];

/// Where the headers lie for the primitives of one stretch of the text.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The link type whose header this is.
    pub(super) link_type: LinkType,
    pub(super) rules: &'static Rules,
    /// The link-layer header.
    pub(super) header: Place,
    /// The field that names the protocol carried.
    pub(super) field: Place,
    /// The link layer's payload.
    pub(super) payload: Place,
    /// Offset of the network header in the payload.
    network: u32,
}

impl Layout {
    /// The layout of a link type, its header at the first byte.
    pub(super) fn new(link_type: LinkType) -> Self {
        let rules = RULES.iter().find(|r| r.link_type == link_type).unwrap_or(&OTHER);
        Self {
            link_type,
            rules,
            header: Place::at(0),
            field: Place::at(rules.field.into()),
            payload: Place::at(rules.payload.into()),
            network: rules.network.into(),
        }
    }

    /// The network header.
    pub(super) fn network(&self) -> Place {
        self.payload.plus(self.network)
    }
}
