//! What the filter language knows of link types: how one says which protocol it carries, where its
//! headers lie, which addresses and directions it tells, and which tags and labels may follow.
//!
//! There is a row for each link type of which the language knows more than that packets have bytes.
//! Most are written as what makes them differ from another one. The offsets in force at a place of the
//! text are a [`Layout`](super::layout::Layout), which begins as a row.
//!
//! Source: the pcap-filter(7) manual page, and libpcap itself, asked by experiment: its offsets are
//! kept also where they lead nowhere.

use crate::linktype::LinkType;

/// How a link type says which protocol it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// It does not say, or the language does not know how.
    Unknown,
    /// Ethernet II or IEEE 802.3: type or length, then LLC.
    Ether,
    /// A bare EtherType.
    EtherType,
    /// LLC, and nothing before it that says so.
    Llc,
    /// LLC in data frames of IEEE 802.11.
    WlanLlc,
    /// LLC in frames that the SunATM header says to have it.
    SunAtm,
    /// Linux cooked capture, version 1: a type, or a code that says that LLC follows.
    Cooked,
    /// The version nibble of an IP header.
    Version,
    /// IPv4 and nothing else.
    Ip4,
    /// IPv6 and nothing else.
    Ip6,
    /// AppleTalk and nothing else.
    AppleTalk,
    /// A PPP protocol number.
    Ppp,
    /// A PPP protocol number, of which compressed TCP/IP counts as IP.
    PppBsdOs,
    /// Cisco HDLC: an EtherType, or ISO's service access point twice.
    Hdlc,
    /// A four-byte address family in the byte order of the machine that wrote it.
    AfHostOrder,
    /// A four-byte address family, big-endian.
    AfNetOrder,
    /// A one-byte address family.
    AfByte,
    /// A one-byte address family of Solaris.
    AfSolaris,
    /// An ARCNET protocol number.
    Arcnet,
    /// A frame relay NLPID behind a two-byte address and a control byte.
    FrameRelay,
    /// Juniper's magic number, whatever the protocol.
    Juniper,
}

/// Where link-layer addresses lie, from the start of the link header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Addresses {
    /// There are none, or the language does not know them.
    None,
    /// Two of 48 bits.
    Mac48 { destination: u8, source: u8 },
    /// Two of 8 bits, and which one means all stations.
    Mac8 { destination: u8, source: u8, broadcast: u8, multicast: bool },
    /// IEEE 802.11: up to four of 48 bits.
    Wlan,
}

/// How a link type says which packets this machine sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sender {
    /// It does not say.
    Untold,
    /// A Broadcom switch tag's opcode.
    Broadcom,
    /// A Marvell switch tag's command.
    Marvell,
    /// A first byte of 0 for packets received and 1 for those sent.
    FirstByte,
    /// A packet type as Linux numbers it, in the cooked header of version 1.
    Cooked,
    /// The same in that of version 2.
    Cooked2,
    /// Solaris' hook type.
    Hook,
    /// The direction in the OpenBSD pf log header.
    Pflog,
    /// A bit of Juniper's flags.
    Juniper,
}

/// A field that says it: under a mask it has one value in packets received, and in packets sent it has
/// another, mostly under the same mask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Direction {
    pub(super) offset: u8,
    pub(super) size: u8,
    /// The mask and the value of packets received; if there are none, all that were not sent.
    pub(super) inbound: Option<(u8, u8)>,
    /// Those of packets sent.
    pub(super) outbound: (u8, u8),
}

impl Direction {
    const fn byte(offset: u8, mask: u8, inbound: u8, outbound: u8) -> Self {
        Self { offset, size: 1, inbound: Some((mask, inbound)), outbound: (mask, outbound) }
    }

    /// Linux's packet type, of which 4 is outgoing.
    const fn packet_type(offset: u8, size: u8) -> Self {
        Self { offset, size, inbound: None, outbound: (0xff, 4) }
    }
}

impl Sender {
    pub(super) const fn direction(self) -> Option<Direction> {
        Some(match self {
            Self::Untold => return None,
            Self::Broadcom => Direction::byte(12, 0xe0, 0x00, 0x20),
            // To the CPU is 0, from it 1, to a sniffer 2, and what is only forwarded 3.
            Self::Marvell => {
                Direction { inbound: Some((0x40, 0)), ..Direction::byte(12, 0xc0, 0x00, 0x40) }
            }
            Self::FirstByte => Direction::byte(0, 0xff, 0, 1),
            Self::Cooked => Direction::packet_type(0, 2),
            Self::Cooked2 => Direction::packet_type(10, 1),
            Self::Hook => Direction { size: 2, ..Direction::byte(2, 0xff, 2, 1) },
            Self::Pflog => Direction::byte(60, 0xff, 1, 2),
            Self::Juniper => Direction::byte(3, 1, 1, 0),
        })
    }
}

/// A header of variable length before the link-layer header or in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prefix {
    /// There is none.
    None,
    /// IEEE 802.11, whose own header varies.
    Wlan,
    /// The same behind a radiotap header.
    Radiotap,
    /// The same behind an AVS header.
    Avs,
    /// The same behind a Prism or an AVS header.
    Prism,
    /// The same behind a PPI header, which may stand before other link types too.
    Ppi,
    /// The OpenBSD pf log header.
    Pflog,
}

/// What the language knows of a link type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    pub(super) link_type: LinkType,
    pub(super) family: Family,
    pub(super) prefix: Prefix,
    /// Offset of the link-layer header itself; the others are counted from there.
    pub(super) header: u8,
    /// Offset of the field that names the protocol carried.
    pub(super) field: i8,
    /// Offset of the link layer's payload: the network header, or an LLC header. Negative
    /// offsets of a few link types stand for headers that nobody knows how to find; they count
    /// like others, since another one may be added to them.
    pub(super) payload: i8,
    /// Offset of the network header in the payload.
    pub(super) network: i8,
    /// The same for protocols that stand behind an LLC header without SNAP.
    pub(super) behind_llc: i8,
    pub(super) addresses: Addresses,
    pub(super) sender: Sender,
    pub(super) has: u8,
}

/// There are VLAN tags.
pub(super) const VLAN: u8 = 1;
/// There are MPLS labels.
pub(super) const MPLS: u8 = 2;
/// There are LLC frames.
pub(super) const LLC: u8 = 4;

impl Rules {
    const fn new(link_type: LinkType, family: Family) -> Self {
        Self {
            link_type,
            family,
            prefix: Prefix::None,
            header: 0,
            field: 0,
            payload: 0,
            network: 0,
            behind_llc: 0,
            addresses: Addresses::None,
            sender: Sender::Untold,
            has: 0,
        }
    }

    /// The same on another link type.
    const fn on(self, link_type: LinkType) -> Self {
        Self { link_type, ..self }
    }

    const fn family(self, family: Family) -> Self {
        Self { family, ..self }
    }

    const fn prefix(self, prefix: Prefix) -> Self {
        Self { prefix, ..self }
    }

    /// So many bytes stand before.
    const fn behind(self, header: u8) -> Self {
        Self { header, ..self }
    }

    /// The offsets of the protocol field and of the payload.
    const fn at(self, field: i8, payload: i8) -> Self {
        Self { field, payload, ..self }
    }

    /// The offsets in the payload of the network header, and of what stands behind bare LLC.
    const fn inside(self, network: i8, behind_llc: i8) -> Self {
        Self { network, behind_llc, ..self }
    }

    const fn mac48(self, destination: u8, source: u8) -> Self {
        Self { addresses: Addresses::Mac48 { destination, source }, ..self }
    }

    const fn mac8(self, destination: u8, source: u8, broadcast: u8, multicast: bool) -> Self {
        let addresses = Addresses::Mac8 { destination, source, broadcast, multicast };
        Self { addresses, ..self }
    }

    const fn sender(self, sender: Sender) -> Self {
        Self { sender, ..self }
    }

    const fn has(self, has: u8) -> Self {
        Self { has, ..self }
    }
}

const ETHERNET: Rules = Rules::new(LinkType::EN10MB, Family::Ether)
    .at(12, 14)
    .inside(0, 3)
    .mac48(0, 6)
    .has(VLAN | MPLS | LLC);
/// A tag of the switch before the type.
const DSA: Rules = ETHERNET.at(16, 18);
/// LLC and SNAP.
const SNAP: Rules = Rules::new(LinkType::ATM_CLIP, Family::Llc).inside(8, 3);
const WLAN: Rules = Rules { addresses: Addresses::Wlan, ..SNAP }
    .on(LinkType::IEEE802_11)
    .family(Family::WlanLlc)
    .has(VLAN | LLC);
const PPP: Rules = Rules::new(LinkType::PPP, Family::Ppp).at(2, 4);
const HDLC: Rules = PPP.on(LinkType::C_HDLC).family(Family::Hdlc).has(MPLS);
/// NetBSD's number for Cisco HDLC, for which there is no name.
const NETBSD_HDLC: LinkType = LinkType(112);
const NULL: Rules = Rules::new(LinkType::NULL, Family::AfHostOrder).at(0, 4);
const ARCNET: Rules = Rules::new(LinkType::ARCNET, Family::Arcnet).at(2, 6).mac8(1, 0, 0, true);
const JUNIPER: Rules = Rules::new(LinkType::JUNIPER_PPP, Family::Juniper)
    .at(0, 4)
    .inside(0, -1)
    .sender(Sender::Juniper);
/// Juniper's link types whose payload nobody knows how to find.
const JUNIPER_OPAQUE: Rules = JUNIPER.at(0, -1).inside(-1, -1);

/// What the language knows of link types without a row: only that packets have bytes.
pub(super) static OTHER: Rules = Rules::new(LinkType(u16::MAX), Family::Unknown);

static RULES: &[Rules] = &[
    ETHERNET,
    ETHERNET.on(LinkType::NETANALYZER).behind(4).has(VLAN | MPLS),
    ETHERNET.on(LinkType::NETANALYZER_TRANSPARENT).behind(12).has(VLAN | MPLS),
    DSA.on(LinkType::DSA_TAG_BRCM).sender(Sender::Broadcom),
    DSA.on(LinkType::DSA_TAG_DSA).sender(Sender::Marvell),
    NULL,
    NULL.on(LinkType::ENC).at(0, 12),
    NULL.on(LinkType::LOOP).family(Family::AfNetOrder),
    Rules::new(LinkType::RAW, Family::Version),
    Rules::new(LinkType::IPV4, Family::Ip4),
    Rules::new(LinkType::IPV6, Family::Ip6),
    Rules::new(LinkType::SLIP, Family::Version).at(0, 16).sender(Sender::FirstByte),
    Rules::new(LinkType::SLIP_BSDOS, Family::Version).at(0, 24),
    Rules::new(LinkType::LINUX_SLL, Family::Cooked).at(14, 16).sender(Sender::Cooked),
    Rules::new(LinkType::LINUX_SLL2, Family::EtherType).at(0, 20).sender(Sender::Cooked2),
    Rules::new(LinkType::APPLE_IP_OVER_IEEE1394, Family::EtherType).at(16, 18),
    Rules::new(LinkType::SYMANTEC_FIREWALL, Family::EtherType).at(6, 44),
    PPP.has(MPLS),
    PPP.on(LinkType::PPP_PPPD).sender(Sender::FirstByte),
    PPP.on(LinkType::PPP_SERIAL),
    PPP.on(LinkType::PPP_ETHER).at(6, 8),
    PPP.on(LinkType::PPP_BSDOS).family(Family::PppBsdOs).at(5, 24),
    HDLC,
    HDLC.on(NETBSD_HDLC),
    SNAP,
    SNAP.on(LinkType::ATM_RFC1483).has(LLC),
    SNAP.on(LinkType::SUNATM).family(Family::SunAtm).at(4, 4).has(LLC),
    SNAP.on(LinkType::FDDI).at(13, 13).mac48(1, 7).has(LLC),
    SNAP.on(LinkType::IEEE802).at(14, 14).mac48(2, 8).has(LLC),
    SNAP.on(LinkType::IP_OVER_FC).at(16, 16).mac48(2, 10),
    WLAN.prefix(Prefix::Wlan),
    WLAN.on(LinkType::IEEE802_11_RADIO).prefix(Prefix::Radiotap),
    WLAN.on(LinkType::IEEE802_11_RADIO_AVS).prefix(Prefix::Avs),
    WLAN.on(LinkType::PRISM_HEADER).prefix(Prefix::Prism),
    WLAN.on(LinkType::PPI).prefix(Prefix::Ppi).has(LLC),
    ARCNET,
    ARCNET.on(LinkType::ARCNET_LINUX).at(4, 8),
    Rules::new(LinkType::BACNET_MS_TP, Family::Unknown).mac8(3, 4, 0xff, false),
    Rules::new(LinkType::LTALK, Family::AppleTalk),
    Rules::new(LinkType::FRELAY, Family::FrameRelay),
    Rules::new(LinkType::IPNET, Family::AfSolaris).at(1, 24).inside(0, -1).sender(Sender::Hook),
    Rules::new(LinkType::PFLOG, Family::AfByte)
        .prefix(Prefix::Pflog)
        .at(1, 0)
        .sender(Sender::Pflog),
    JUNIPER,
    JUNIPER.on(LinkType::JUNIPER_ATM1).inside(0, 10),
    JUNIPER.on(LinkType::JUNIPER_ATM2).at(0, 8).inside(0, 10),
    JUNIPER.on(LinkType::JUNIPER_CHDLC),
    JUNIPER.on(LinkType::JUNIPER_FRELAY),
    JUNIPER.on(LinkType::JUNIPER_MFR),
    JUNIPER.on(LinkType::JUNIPER_MLFR),
    JUNIPER.on(LinkType::JUNIPER_MLPPP),
    JUNIPER.on(LinkType::JUNIPER_GGSN).at(0, 12),
    JUNIPER.on(LinkType::JUNIPER_MONITOR).at(0, 12),
    JUNIPER.on(LinkType::JUNIPER_ETHER).at(0, 14).inside(18, 21),
    JUNIPER.on(LinkType::JUNIPER_PPPOE).at(0, 14).inside(18, 21),
    JUNIPER.on(LinkType::JUNIPER_PPPOE_ATM).at(0, 6),
    JUNIPER_OPAQUE.on(LinkType::JUNIPER_ATM_CEMIC),
    JUNIPER_OPAQUE.on(LinkType::JUNIPER_ES),
    JUNIPER_OPAQUE.on(LinkType::JUNIPER_FIBRECHANNEL),
    JUNIPER_OPAQUE.on(LinkType::JUNIPER_ISM),
    JUNIPER_OPAQUE.on(LinkType::JUNIPER_SERVICES),
    JUNIPER_OPAQUE.on(LinkType::JUNIPER_SRX_E2E),
    JUNIPER_OPAQUE.on(LinkType::JUNIPER_ST),
    JUNIPER_OPAQUE.on(LinkType::JUNIPER_VP),
    JUNIPER_OPAQUE.on(LinkType::JUNIPER_VS),
];

/// Whether the build has what filters on IEEE 802.11 need.
pub(super) const HAS_WLAN: bool = cfg!(feature = "wlan");
/// The same for SunATM.
pub(super) const HAS_ATM: bool = cfg!(feature = "atm");
/// The same for SS7.
pub(super) const HAS_SS7: bool = cfg!(feature = "ss7");

/// What the language knows of a link type.
pub(super) fn rules(link_type: LinkType) -> &'static Rules {
    RULES.iter().find(|rules| rules.link_type == link_type).unwrap_or(&OTHER)
}
