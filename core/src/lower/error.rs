//! What is wrong with the meaning of a filter: its grammar is right, but it asks for something
//! that cannot be.
//!
//! A [`Meaning`] is small and `Copy`; its text is made only when it is printed, from itself and
//! the text of the primitive, and contains libpcap's wording.

use core::fmt;

use crate::filter::ast::{AddrKind, Dir, Proto};
use crate::filter::excerpt::fill;
use crate::linktype::LinkType;
use crate::numbers::put;

// In the texts, `@` is what is under the error's span, `#` and `~` are the words of the variant, `%` its
// numbers.
texts! {
    /// A filter's grammar is right, but its meaning is not.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum Meaning {
        /// The protocol qualifier does not go with the kind of address.
        ProtoFor(Proto, Thing) = "'#' is not a valid qualifier for '~'",
        /// The direction qualifier does not go with the kind of address.
        DirFor(Dir, Thing) = "'#' is not a valid qualifier for '~'",
        /// The kind of address does not go with the thing.
        KindFor(AddrKind, Thing) = "'#' is not a valid qualifier for '~'",
        /// The kind of address does not go with what is under the span.
        KindForText(AddrKind) = "'#' is not a valid qualifier for '@'",
        /// A name or number was expected under this kind of address, not an address.
        Applied(AddrKind, Thing) = "'#' qualifier applied to ~",
        /// The direction is an address field of 802.11 frames, which this link type does not have.
        Only80211(Dir) = "'#' is valid for 802.11 syntax only",
        /// An 8-bit address under another protocol than the link layer.
        OnlyLinkFor8 = "'link' is the only valid proto qualifier for 'host $XX'",
        /// It is not known how this link type says which protocol it carries.
        NoLinkProtocol(LinkType) = "link-layer type filtering not implemented for ",
        /// The build leaves out what filters on this link type need.
        LeftOut(LinkType) = "this build has no filters for ",
        /// The link type does not have this.
        NotOn(Feature, LinkType) = "'#' not supported on ",
        /// Neither a live capture nor a link type that records this.
        NotLive(Feature, LinkType) = "not a live capture, '#' not supported on ",
        /// A field of the pf log header on another link type.
        OnlyPflog(Feature) = "'#' supported only on PFLOG linktype",
        /// An ATM primitive on another link type; its keyword is under the span.
        OnlySunAtm = "'@' supported only on SUNATM",
        /// An SS7 primitive on another link type; its keyword is under the span.
        OnlySs7 = "'@' supported only on SS7",
        /// The protocol cannot stand alone as a primitive.
        NoAbbreviation(Proto) = "'#' cannot be used as an abbreviation",
        /// The protocol has no accessor.
        NoIndex(Proto) = "'#' does not support the index operation",
        /// Packets of this link type have no radio header.
        NoRadio = "radio information not present in capture",
        /// Not an address of this link type.
        NotLinkAddress = "illegal link-layer address '@'",
        /// A 48-bit address without `ether`, or not as a host.
        MacOutsideLink = "Ethernet address used in non-ether expression",
        /// A number is larger than its field.
        TooLarge {
            /// Which field.
            field: Field,
            /// The number.
            value: u32,
            /// The largest number that fits.
            most: u32,
        } = "# % greater than maximum %",
        /// A name is longer than its field in the pf log header: than so many characters.
        IfNameTooLong(u32) = "ifname interface names can only be % characters",
        /// The same of the name of a rule set.
        RuleSetTooLong(u32) = "ruleset names can only be % characters",
        /// An address has bits set that its mask does not cover.
        HostBits = "non-network bits set in \"@\"",
        /// A prefix is longer than an IPv6 address.
        PrefixTooLong = "mask length must be <= 128",
        /// `ip broadcast` on a network whose mask is not known.
        NoNetmask = "netmask not known, so 'ip broadcast' not supported",
        /// Only IP can be told behind an MPLS label.
        OverMpls = "unsupported protocol over mpls",
        /// No VLAN tags are looked for behind an MPLS label.
        VlanBehindMpls = "no VLAN match after MPLS",
        /// `gateway` behind an MPLS label.
        GatewayBehindMpls = "'gateway' cannot be used within MPLS",
        /// `gateway` inside a tunnel.
        GatewayInTunnel = "'gateway' cannot be used within VXLAN or Geneve",
        /// `protochain` behind headers of variable length.
        ChainBehindVariable = "'protochain' not supported with variable length headers",
    }
}

texts! {
    /// What a qualifier is applied to.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs, reason = "each is what its text says")]
    #[non_exhaustive]
    pub enum Thing {
        Kind(AddrKind) = "",
        HostV4 = "host <IPv4 address>",
        HostV6 = "host <IPv6 address>",
        HostName = "host <Internet hostname>",
        NetV4 = "net <IPv4 address>",
        NetPrefixV4 = "net <IPv4 prefix>",
        NetV6 = "net <IPv6 prefix>",
        NetName = "net <IPv4 network name>",
        V4 = "IPv4 address",
        V6 = "IPv6 address",
        PrefixV4 = "IPv4 address and prefix length",
        MaskV4 = "IPv4 address and netmask",
        PrefixV6 = "IPv6 address and prefix length",
        Mac8 = "$XX",
        Broadcast = "broadcast",
        Multicast = "multicast",
    }
}

texts! {
    /// What only some link types have.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs, reason = "each is what its text says")]
    #[non_exhaustive]
    pub enum Feature {
        LinkHostMac48 = "link host XX:XX:XX:XX:XX:XX",
        LinkHostMac8 = "link host $XX",
        LinkHostName = "link host NAME",
        LinkBroadcast = "broadcast",
        LinkMulticast = "multicast",
        Gateway = "gateway",
        Inbound = "inbound",
        Outbound = "outbound",
        IfIndex = "ifindex",
        Vlan = "vlan",
        Mpls = "mpls",
        Llc = "llc",
        WlanType = "type/subtype",
        WlanDir = "dir",
        IfName = "ifname",
        RuleSet = "ruleset",
        Rule = "rnr",
        SubRule = "srnr",
        Reason = "reason",
        Action = "action",
    }
}

texts! {
    /// A field that a number is compared with.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[allow(missing_docs, reason = "each is what its text says")]
    #[non_exhaustive]
    pub enum Field {
        Port = "port number",
        Protocol = "protocol number",
        IsoProtocol = "ISO protocol",
        IsIsType = "IS-IS PDU type",
        EtherType = "EtherType",
        LlcDsap = "LLC DSAP",
        Ppp = "PPP protocol",
        Hdlc = "HDLC protocol",
        Byte = "byte argument",
        NetmaskLength = "netmask length",
        VlanTag = "VLAN tag",
        MplsLabel = "MPLS label",
        PppoeSession = "PPPoE session number",
        GeneveVni = "Geneve VNI",
        VxlanVni = "VXLAN VNI",
        Vpi = "VPI",
        Vci = "VCI",
        Sio = "sio",
        Opc = "opc",
        Dpc = "dpc",
        Sls = "sls",
        Hsio = "hsio",
        Hopc = "hopc",
        Hdpc = "hdpc",
        Hsls = "hsls",
    }
}

impl Thing {
    fn name(&self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.keyword(),
            _ => self.text(),
        }
    }
}

impl Meaning {
    /// Writes the message; `text` is what stands under the error's span.
    #[inline(never)]
    pub(crate) fn write(&self, text: &[u8], out: &mut dyn fmt::Write) -> fmt::Result {
        let (one, other) = match self {
            Self::ProtoFor(proto, thing) => (proto.keyword(), thing.name()),
            Self::DirFor(dir, thing) => (dir.keyword(), thing.name()),
            Self::KindFor(kind, thing) | Self::Applied(kind, thing) => {
                (kind.keyword(), thing.name())
            }
            Self::KindForText(kind) => (kind.keyword(), ""),
            Self::Only80211(dir) => (dir.keyword(), ""),
            Self::NotOn(feature, _) | Self::NotLive(feature, _) | Self::OnlyPflog(feature) => {
                (feature.text(), "")
            }
            Self::NoAbbreviation(proto) | Self::NoIndex(proto) => (proto.keyword(), ""),
            Self::TooLarge { field, .. } => (field.text(), ""),
            _ => ("", ""),
        };
        let numbers = match *self {
            Self::TooLarge { value, most, .. } => [value, most],
            Self::IfNameTooLong(most) | Self::RuleSetTooLong(most) => [most; 2],
            _ => [0; 2],
        };
        fill(self.text(), [text, one.as_bytes(), other.as_bytes(), &[]], &numbers, out)?;
        if let Self::KindForText(AddrKind::Host) = self {
            return fill("; write 'net @'", [text, &[], &[], &[]], &[], out);
        }
        let (Self::NoLinkProtocol(link_type)
        | Self::LeftOut(link_type)
        | Self::NotOn(_, link_type)
        | Self::NotLive(_, link_type)) = *self
        else {
            return Ok(());
        };
        match (link_type.name(), link_type.description()) {
            (Some(name), Some(description)) => {
                let words = [name.as_bytes(), description.as_bytes(), &[], &[]];
                fill("DLT_@ (#)", words, &[], out)
            }
            _ => put(out, "DLT {d}", &[link_type.0.into()]),
        }
    }
}
