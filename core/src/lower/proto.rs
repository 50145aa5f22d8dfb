//! What each protocol keyword stands for: as a primitive of its own, and as an accessor of packet
//! data. One table, since both say the same but for the transports and the fragments.

use super::link;
use super::osi;
use super::port::{SCTP, TCP, UDP};
use crate::filter::ast::Proto;

/// What says that a protocol is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    /// Nothing: the keyword does not stand alone.
    None,
    /// The link layer.
    Link,
    /// The IPv4 or the IPv6 header.
    Ip,
    /// The IPv4 header.
    Ip4,
    /// The IPv6 header.
    Ip6,
    /// The identifier behind ISO's service access point.
    Iso,
    /// The PDU type in an IS-IS header; the keyword stands for several.
    IsIs,
}

/// What a protocol keyword stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    pub(super) layer: Layer,
    /// Whether there is an accessor. Over IP it looks into first fragments over IPv4 only, or,
    /// for [`Layer::Ip6`], directly behind the IPv6 header.
    pub(super) accessor: bool,
    /// The protocol's number there.
    number: u16,
}

impl Facts {
    /// The protocol's number in its layer.
    pub(super) fn number(self) -> u32 {
        self.number.into()
    }

    /// The link-layer protocol that must be possible, if any.
    pub(super) fn link_protocol(self) -> u32 {
        match self.layer {
            Layer::Link => self.number(),
            Layer::Iso | Layer::IsIs => link::ISO,
            Layer::Ip6 => link::IP6,
            Layer::None | Layer::Ip | Layer::Ip4 => link::IP,
        }
    }
}

/// What a protocol keyword stands for.
pub(super) fn facts(proto: Proto) -> Facts {
    static TABLE: [Facts; LEN] = {
        let mut table = [Facts { layer: Layer::None, accessor: false, number: 0 }; LEN];
        let mut at = 0;
        while at < ROWS.len() {
            let (proto, layer, number, accessor) = ROWS[at];
            table[proto as usize] = Facts { layer, accessor, number: number as u16 };
            at += 1;
        }
        table
    };
    TABLE[proto as usize % LEN]
}

const LEN: usize = Proto::Radio as usize + 1;

const ROWS: &[(Proto, Layer, u32, bool)] = &[
    // Their accessors ask for nothing.
    (Proto::Link, Layer::None, 0, true),
    (Proto::Radio, Layer::None, 0, true),
    (Proto::Ip, Layer::Link, link::IP, true),
    (Proto::Arp, Layer::Link, link::ARP, true),
    (Proto::Rarp, Layer::Link, link::RARP, true),
    (Proto::Ip6, Layer::Link, link::IP6, true),
    (Proto::Atalk, Layer::Link, link::ATALK, true),
    (Proto::Aarp, Layer::Link, link::AARP, false),
    (Proto::Decnet, Layer::Link, link::DECNET, true),
    (Proto::Sca, Layer::Link, link::SCA, true),
    (Proto::Lat, Layer::Link, link::LAT, true),
    (Proto::MopDl, Layer::Link, link::MOPDL, true),
    (Proto::MopRc, Layer::Link, link::MOPRC, true),
    (Proto::Iso, Layer::Link, link::ISO, false),
    (Proto::Stp, Layer::Link, link::STP, false),
    (Proto::Ipx, Layer::Link, link::IPX, false),
    (Proto::NetBeui, Layer::Link, link::NETBEUI, false),
    (Proto::Tcp, Layer::Ip, TCP as u32, true),
    (Proto::Udp, Layer::Ip, UDP as u32, true),
    (Proto::Sctp, Layer::Ip, SCTP as u32, true),
    (Proto::Ah, Layer::Ip, 51, false),
    (Proto::Esp, Layer::Ip, 50, false),
    (Proto::Pim, Layer::Ip, 103, true),
    (Proto::Icmp, Layer::Ip4, 1, true),
    (Proto::Igmp, Layer::Ip4, 2, true),
    (Proto::Igrp, Layer::Ip4, 9, true),
    (Proto::Vrrp, Layer::Ip4, 112, true),
    (Proto::Carp, Layer::Ip4, 112, true),
    (Proto::Icmp6, Layer::Ip6, 58, true),
    (Proto::Clnp, Layer::Iso, osi::CLNP as u32, false),
    (Proto::EsIs, Layer::Iso, osi::ESIS as u32, false),
    (Proto::IsIs, Layer::Iso, osi::ISIS as u32, false),
    (Proto::L1, Layer::IsIs, 0, false),
    (Proto::L2, Layer::IsIs, 0, false),
    (Proto::Iih, Layer::IsIs, 0, false),
    (Proto::Lsp, Layer::IsIs, 0, false),
    (Proto::Snp, Layer::IsIs, 0, false),
    (Proto::Csnp, Layer::IsIs, 0, false),
    (Proto::Psnp, Layer::IsIs, 0, false),
];
