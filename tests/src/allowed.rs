//! What the filter language allows on which link type, as libpcap master's does.

use barecap_core::linktype::LinkType;

/// What the language allows on a link type beyond lengths, arithmetic and `link[...]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the primitive of its name")]
pub enum Allows {
    /// Everything that is known by a protocol in the link header.
    LinkProto,
    LinkBroadcast,
    LinkHost48,
    LinkHost8,
    LinkMulticast,
    InOut,
    IfIndex,
    Vlan,
    Mpls,
    Llc,
    Wlan,
    Radio,
    Pflog,
    Atm,
    Ss7,
}
use Allows::{
    Atm, IfIndex, InOut, LinkBroadcast, LinkHost8, LinkHost48, LinkMulticast, LinkProto, Llc, Mpls,
    Pflog, Radio, Ss7, Vlan, Wlan,
};

/// Link types with how often each is drawn, from language.md's table (../shared/reference).
pub const LINK_TYPES: &[(u8, LinkType, &[Allows])] = {
    const ETHERNET: &[Allows] =
        &[LinkProto, LinkBroadcast, LinkHost48, LinkMulticast, Vlan, Mpls, Llc];
    const MAC_48: &[Allows] = &[LinkProto, LinkBroadcast, LinkHost48, LinkMulticast];
    const DSA: &[Allows] =
        &[LinkProto, LinkBroadcast, LinkHost48, LinkMulticast, Vlan, Mpls, Llc, InOut];
    const LAN: &[Allows] = &[LinkProto, LinkBroadcast, LinkHost48, LinkMulticast, Llc];
    const WIRELESS: &[Allows] =
        &[LinkProto, LinkBroadcast, LinkHost48, LinkMulticast, Llc, Wlan, Vlan];
    const WITH_RADIO: &[Allows] =
        &[LinkProto, LinkBroadcast, LinkHost48, LinkMulticast, Llc, Wlan, Vlan, Radio];
    const PPI: &[Allows] = &[LinkProto, LinkBroadcast, LinkHost48, LinkMulticast, Llc, Wlan];
    const MAC_8: &[Allows] = &[LinkProto, LinkBroadcast, LinkHost8, LinkMulticast];
    const PLAIN: &[Allows] = &[LinkProto];
    const LABELLED: &[Allows] = &[LinkProto, Mpls];
    const DIRECTED: &[Allows] = &[LinkProto, InOut];
    &[
        (40, LinkType::EN10MB, ETHERNET),
        (6, LinkType::RAW, PLAIN),
        (2, LinkType::IPV4, PLAIN),
        (2, LinkType::IPV6, PLAIN),
        (5, LinkType::NULL, PLAIN),
        (4, LinkType::LOOP, PLAIN),
        (6, LinkType::LINUX_SLL, DIRECTED),
        (6, LinkType::LINUX_SLL2, &[LinkProto, InOut, IfIndex]),
        (5, LinkType::IEEE802_11, WIRELESS),
        (5, LinkType::IEEE802_11_RADIO, WITH_RADIO),
        (2, LinkType::IEEE802_11_RADIO_AVS, WITH_RADIO),
        (2, LinkType::PRISM_HEADER, WITH_RADIO),
        (2, LinkType::PPI, PPI),
        (3, LinkType::PPP, LABELLED),
        (2, LinkType::C_HDLC, LABELLED),
        (1, LinkType(112), LABELLED),
        (1, LinkType::PPP_SERIAL, PLAIN),
        (1, LinkType::PPP_ETHER, PLAIN),
        (1, LinkType::PPP_BSDOS, PLAIN),
        (1, LinkType::PPP_PPPD, DIRECTED),
        (1, LinkType::SLIP, DIRECTED),
        (1, LinkType::SLIP_BSDOS, PLAIN),
        (2, LinkType::FDDI, LAN),
        (2, LinkType::IEEE802, LAN),
        (2, LinkType::IP_OVER_FC, MAC_48),
        (
            2,
            LinkType::NETANALYZER,
            &[LinkProto, LinkBroadcast, LinkHost48, LinkMulticast, Vlan, Mpls],
        ),
        (
            1,
            LinkType::NETANALYZER_TRANSPARENT,
            &[LinkProto, LinkBroadcast, LinkHost48, LinkMulticast, Vlan, Mpls],
        ),
        (2, LinkType::DSA_TAG_BRCM, DSA),
        (2, LinkType::DSA_TAG_DSA, DSA),
        (1, LinkType::ARCNET, MAC_8),
        (1, LinkType::ARCNET_LINUX, MAC_8),
        (1, LinkType::BACNET_MS_TP, &[LinkBroadcast, LinkHost8]),
        (1, LinkType::ATM_RFC1483, &[LinkProto, Llc]),
        (1, LinkType::ATM_CLIP, PLAIN),
        (3, LinkType::SUNATM, &[LinkProto, Llc, Atm]),
        (3, LinkType::PFLOG, &[LinkProto, InOut, Pflog]),
        (2, LinkType::MTP2, &[Ss7]),
        (1, LinkType::MTP2_WITH_PHDR, &[Ss7]),
        (1, LinkType::ERF, &[Ss7]),
        (1, LinkType::FRELAY, PLAIN),
        (1, LinkType::ENC, PLAIN),
        (1, LinkType::IPNET, DIRECTED),
        (1, LinkType::LTALK, PLAIN),
        (1, LinkType::APPLE_IP_OVER_IEEE1394, PLAIN),
        (1, LinkType::SYMANTEC_FIREWALL, PLAIN),
        (1, LinkType::JUNIPER_ETHER, DIRECTED),
        (1, LinkType::JUNIPER_MFR, DIRECTED),
        (1, LinkType::USB_LINUX, &[]),
        (1, LinkType::CAN_SOCKETCAN, &[]),
    ]
};
