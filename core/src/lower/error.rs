//! What is wrong with the meaning of a filter: its grammar is right, but it asks for something
//! that cannot be.
//!
//! A [`Meaning`] is small and `Copy`; its text is made only when it is printed, from itself and
//! the text of the primitive, and contains libpcap's wording.

use core::fmt;

use crate::filter::ast::{AddrKind, Dir, Proto};
use crate::filter::error::Excerpt;
use crate::linktype::LinkType;

/// A filter's grammar is right, but its meaning is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Meaning {
    /// This compiler does not know the primitive yet.
    NotSupportedYet,
    /// The protocol qualifier does not go with the kind of address.
    ProtoFor(Proto, Thing),
    /// The direction qualifier does not go with the kind of address.
    DirFor(Dir, Thing),
    /// The kind of address does not go with what is under the span.
    KindForText(AddrKind),
    /// A name or number was expected under this kind of address, not an address.
    Applied(AddrKind, Thing),
    /// The direction is an address field of 802.11 frames, which this link type does not have.
    Only80211(Dir),
    /// The link type does not have this.
    NotOn(Feature, LinkType),
    /// Neither a live capture nor a link type that records this.
    NotLive(Feature, LinkType),
    /// The protocol cannot stand alone as a primitive.
    NoAbbreviation(Proto),
    /// The protocol has no accessor.
    NoIndex(Proto),
    /// Packets of this link type have no radio header.
    NoRadio,
    /// Not an address of this link type.
    NotLinkAddress,
    /// A 48-bit address without `ether`.
    MacOutsideLink,
    /// A number is larger than its field.
    TooLarge {
        /// Which field.
        field: Field,
        /// The number.
        value: u32,
        /// The largest number that fits.
        most: u32,
    },
    /// An address has bits set that its mask does not cover.
    HostBits,
    /// A prefix is longer than an IPv6 address.
    PrefixTooLong,
    /// `ip broadcast` on a network whose mask is not known.
    NoNetmask,
}

/// What a qualifier is applied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what its text says")]
pub enum Thing {
    Kind(AddrKind),
    HostV4,
    HostV6,
    HostName,
    NetV4,
    PrefixV4,
    MaskV4,
    PrefixV6,
    NetName,
    NetPrefixV4,
    Host8,
    Broadcast,
    Multicast,
}

/// What only some link types have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what its text says")]
pub enum Feature {
    LinkHostMac48,
    LinkHostMac8,
    LinkHostName,
    LinkBroadcast,
    LinkMulticast,
    Inbound,
    Outbound,
    IfIndex,
    LinkProto,
}

/// A field that a number is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what its text says")]
pub enum Field {
    Port,
    Protocol,
    EtherType,
    LlcDsap,
    Byte,
    NetmaskLength,
}

impl Thing {
    const fn text(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.keyword(),
            Self::HostV4 => "host <IPv4 address>",
            Self::HostV6 => "host <IPv6 address>",
            Self::HostName => "host <Internet hostname>",
            Self::NetV4 => "net <IPv4 address>",
            Self::NetPrefixV4 => "net <IPv4 prefix>",
            Self::PrefixV4 => "IPv4 address and prefix length",
            Self::MaskV4 => "IPv4 address and netmask",
            Self::PrefixV6 => "net <IPv6 prefix>",
            Self::NetName => "net <IPv4 network name>",
            Self::Host8 => "host $XX",
            Self::Broadcast => "broadcast",
            Self::Multicast => "multicast",
        }
    }
}

impl Feature {
    const fn text(self) -> &'static str {
        match self {
            Self::LinkHostMac48 => "link host XX:XX:XX:XX:XX:XX",
            Self::LinkHostMac8 => "link host $XX",
            Self::LinkHostName => "link host NAME",
            Self::LinkBroadcast => "link broadcast",
            Self::LinkMulticast => "link multicast",
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
            Self::IfIndex => "ifindex",
            Self::LinkProto => "link proto",
        }
    }
}

impl Field {
    const fn text(self) -> &'static str {
        match self {
            Self::Port => "port number",
            Self::Protocol => "protocol number",
            Self::EtherType => "EtherType",
            Self::LlcDsap => "LLC DSAP",
            Self::Byte => "byte argument",
            Self::NetmaskLength => "netmask length",
        }
    }
}

/// A link type as messages name it.
struct OnLinkType(LinkType);

impl fmt::Display for OnLinkType {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.name(), self.0.description()) {
            (Some(name), Some(description)) => write!(out, "DLT_{name} ({description})"),
            _ => write!(out, "DLT {}", self.0.0),
        }
    }
}

impl Meaning {
    /// Writes the message; `text` is what stands under the error's span.
    pub fn write(&self, text: Excerpt<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
        match *self {
            Self::NotSupportedYet => write!(out, "'{text}' is not supported yet"),
            Self::ProtoFor(proto, thing) => {
                write!(out, "'{}' is not a valid qualifier for '{}'", proto.keyword(), thing.text())
            }
            Self::DirFor(dir, thing) => {
                write!(out, "'{}' is not a valid qualifier for '{}'", dir.keyword(), thing.text())
            }
            Self::KindForText(kind) => {
                write!(out, "'{}' is not a valid qualifier for '{text}'", kind.keyword())
            }
            Self::Applied(kind, thing) => {
                let thing = match thing {
                    Thing::HostV4 => "IPv4 address",
                    Thing::HostV6 => "IPv6 address",
                    Thing::PrefixV6 => "IPv6 address and prefix length",
                    other => other.text(),
                };
                write!(out, "'{}' qualifier applied to {thing}", kind.keyword())
            }
            Self::Only80211(dir) => {
                write!(out, "'{}' is valid for 802.11 syntax only", dir.keyword())
            }
            Self::NotOn(Feature::LinkProto, link_type) => write!(
                out,
                "link-layer type filtering not implemented for {}",
                OnLinkType(link_type)
            ),
            Self::NotOn(feature, link_type) => {
                write!(out, "'{}' not supported on {}", feature.text(), OnLinkType(link_type))
            }
            Self::NotLive(feature, link_type) => write!(
                out,
                "not a live capture, '{}' not supported on {}",
                feature.text(),
                OnLinkType(link_type)
            ),
            Self::NoAbbreviation(proto) => {
                write!(out, "'{}' cannot be used as an abbreviation", proto.keyword())
            }
            Self::NoIndex(proto) => {
                write!(out, "'{}' does not support the index operation", proto.keyword())
            }
            Self::NoRadio => out.write_str("radio information not present in capture"),
            Self::NotLinkAddress => write!(out, "illegal link-layer address '{text}'"),
            Self::MacOutsideLink => out.write_str("Ethernet address used in non-ether expression"),
            Self::TooLarge { field, value, most } => {
                write!(out, "{} {value} greater than maximum {most}", field.text())
            }
            Self::HostBits => write!(out, "non-network bits set in '{text}'"),
            Self::PrefixTooLong => out.write_str("mask length must be <= 128"),
            Self::NoNetmask => out.write_str("netmask not known, so 'ip broadcast' not supported"),
        }
    }
}
