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
    /// The protocol qualifier does not go with the kind of address.
    ProtoFor(Proto, Thing),
    /// The direction qualifier does not go with the kind of address.
    DirFor(Dir, Thing),
    /// The kind of address does not go with the thing.
    KindFor(AddrKind, Thing),
    /// The kind of address does not go with what is under the span.
    KindForText(AddrKind),
    /// A name or number was expected under this kind of address, not an address.
    Applied(AddrKind, Thing),
    /// The direction is an address field of 802.11 frames, which this link type does not have.
    Only80211(Dir),
    /// An 8-bit address under another protocol than the link layer.
    OnlyLinkFor8,
    /// The link type does not have this.
    NotOn(Feature, LinkType),
    /// Neither a live capture nor a link type that records this.
    NotLive(Feature, LinkType),
    /// A field of the pf log header on another link type.
    OnlyPflog(Feature),
    /// An ATM primitive on another link type; its keyword is under the span.
    OnlySunAtm,
    /// An SS7 primitive on another link type; its keyword is under the span.
    OnlySs7,
    /// The protocol cannot stand alone as a primitive.
    NoAbbreviation(Proto),
    /// The protocol has no accessor.
    NoIndex(Proto),
    /// Packets of this link type have no radio header.
    NoRadio,
    /// Not an address of this link type.
    NotLinkAddress,
    /// A 48-bit address without `ether`, or not as a host.
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
    /// A name is longer than its field in the pf log header: than so many characters.
    NameTooLong(u32),
    /// An address has bits set that its mask does not cover.
    HostBits,
    /// A prefix is longer than an IPv6 address.
    PrefixTooLong,
    /// `ip broadcast` on a network whose mask is not known.
    NoNetmask,
    /// Only IP can be told behind an MPLS label.
    OverMpls,
    /// No VLAN tags are looked for behind an MPLS label.
    VlanBehindMpls,
    /// `gateway` behind an MPLS label.
    GatewayBehindMpls,
    /// `gateway` inside a tunnel.
    GatewayInTunnel,
    /// `protochain` behind headers of variable length.
    ChainBehindVariable,
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
    NetPrefixV4,
    NetV6,
    NetName,
    PrefixV4,
    MaskV4,
    PrefixV6,
    Mac8,
    Broadcast,
    Multicast,
}

/// What only some link types have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what its text says")]
pub enum Feature {
    LinkProto,
    LinkHostMac48,
    LinkHostMac8,
    LinkHostName,
    LinkBroadcast,
    LinkMulticast,
    Gateway,
    Inbound,
    Outbound,
    IfIndex,
    Vlan,
    Mpls,
    Llc,
    WlanType,
    WlanDir,
    IfName,
    RuleSet,
    Rule,
    SubRule,
    Reason,
    Action,
}

/// A field that a number is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what its text says")]
pub enum Field {
    Port,
    Protocol,
    IsoProtocol,
    IsIsType,
    EtherType,
    LlcDsap,
    Ppp,
    Hdlc,
    Byte,
    NetmaskLength,
    VlanTag,
    MplsLabel,
    PppoeSession,
    GeneveVni,
    VxlanVni,
    Vpi,
    Vci,
    Sio,
    Opc,
    Dpc,
    Sls,
    Hsio,
    Hopc,
    Hdpc,
    Hsls,
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
            Self::NetV6 => "net <IPv6 prefix>",
            Self::NetName => "net <IPv4 network name>",
            Self::PrefixV4 => "IPv4 address and prefix length",
            Self::MaskV4 => "IPv4 address and netmask",
            Self::PrefixV6 => "IPv6 address and prefix length",
            Self::Mac8 => "$XX",
            Self::Broadcast => "broadcast",
            Self::Multicast => "multicast",
        }
    }

    /// What stands there, without the kind that it is taken for.
    const fn bare(self) -> &'static str {
        match self {
            Self::HostV4 => "IPv4 address",
            Self::HostV6 => "IPv6 address",
            other => other.text(),
        }
    }
}

impl Feature {
    const fn text(self) -> &'static str {
        match self {
            Self::LinkProto => "link proto",
            Self::LinkHostMac48 => "link host XX:XX:XX:XX:XX:XX",
            Self::LinkHostMac8 => "link host $XX",
            Self::LinkHostName => "link host NAME",
            Self::LinkBroadcast => "broadcast",
            Self::LinkMulticast => "multicast",
            Self::Gateway => "gateway",
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
            Self::IfIndex => "ifindex",
            Self::Vlan => "vlan",
            Self::Mpls => "mpls",
            Self::Llc => "llc",
            Self::WlanType => "type/subtype",
            Self::WlanDir => "dir",
            Self::IfName => "ifname",
            Self::RuleSet => "rset",
            Self::Rule => "rnr",
            Self::SubRule => "srnr",
            Self::Reason => "reason",
            Self::Action => "action",
        }
    }
}

impl Field {
    const fn text(self) -> &'static str {
        match self {
            Self::Port => "port number",
            Self::Protocol => "protocol number",
            Self::IsoProtocol => "ISO protocol",
            Self::IsIsType => "IS-IS PDU type",
            Self::EtherType => "EtherType",
            Self::LlcDsap => "LLC DSAP",
            Self::Ppp => "PPP protocol",
            Self::Hdlc => "HDLC protocol",
            Self::Byte => "byte argument",
            Self::NetmaskLength => "netmask length",
            Self::VlanTag => "VLAN tag",
            Self::MplsLabel => "MPLS label",
            Self::PppoeSession => "PPPoE session number",
            Self::GeneveVni => "Geneve VNI",
            Self::VxlanVni => "VXLAN VNI",
            Self::Vpi => "VPI",
            Self::Vci => "VCI",
            Self::Sio => "sio",
            Self::Opc => "opc",
            Self::Dpc => "dpc",
            Self::Sls => "sls",
            Self::Hsio => "hsio",
            Self::Hopc => "hopc",
            Self::Hdpc => "hdpc",
            Self::Hsls => "hsls",
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
        let not_for = |out: &mut dyn fmt::Write, qualifier: &str, thing: Thing| {
            write!(out, "'{qualifier}' is not a valid qualifier for '{}'", thing.text())
        };
        match *self {
            Self::ProtoFor(proto, thing) => not_for(out, proto.keyword(), thing),
            Self::DirFor(dir, thing) => not_for(out, dir.keyword(), thing),
            Self::KindFor(kind, thing) => not_for(out, kind.keyword(), thing),
            Self::KindForText(kind) => {
                write!(out, "'{}' is not a valid qualifier for '{text}'", kind.keyword())
            }
            Self::Applied(kind, thing) => {
                write!(out, "'{}' qualifier applied to {}", kind.keyword(), thing.bare())
            }
            Self::Only80211(dir) => {
                write!(out, "'{}' is valid for 802.11 syntax only", dir.keyword())
            }
            Self::OnlyLinkFor8 => {
                out.write_str("'link' is the only valid proto qualifier for 'host $XX'")
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
            Self::OnlyPflog(feature) => {
                write!(out, "'{}' supported only on PFLOG linktype", feature.text())
            }
            Self::OnlySunAtm => write!(out, "'{text}' supported only on SUNATM"),
            Self::OnlySs7 => write!(out, "'{text}' supported only on SS7"),
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
            Self::NameTooLong(most) => {
                write!(out, "'{text}' is longer than the {most} characters of its field")
            }
            Self::HostBits => write!(out, "non-network bits set in '{text}'"),
            Self::PrefixTooLong => out.write_str("mask length must be <= 128"),
            Self::NoNetmask => out.write_str("netmask not known, so 'ip broadcast' not supported"),
            Self::OverMpls => out.write_str("unsupported protocol over mpls"),
            Self::VlanBehindMpls => out.write_str("no VLAN match after MPLS"),
            Self::GatewayBehindMpls => out.write_str("'gateway' cannot be used within MPLS"),
            Self::GatewayInTunnel => {
                out.write_str("'gateway' cannot be used within VXLAN or Geneve")
            }
            Self::ChainBehindVariable => {
                out.write_str("'protochain' not supported with variable length headers")
            }
        }
    }
}
