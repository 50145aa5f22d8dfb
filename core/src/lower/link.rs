//! Which protocol a link-layer frame carries.
//!
//! A protocol is named by its EtherType, or by its LLC service access point if it has none; the
//! two cannot be confused, since EtherTypes begin at 1536 and what is at most 1500 is a length.
//! How a frame says what it carries depends on the link type ([`Family`]).

use super::build::{Builder, Exits};
use super::layout::Family;
use crate::filter::Target;
use crate::graph::{Full, NodeId};

pub(super) const IP: u32 = 0x0800;
pub(super) const ARP: u32 = 0x0806;
pub(super) const RARP: u32 = 0x8035;
pub(super) const IP6: u32 = 0x86dd;
pub(super) const ATALK: u32 = 0x809b;
pub(super) const AARP: u32 = 0x80f3;
pub(super) const DECNET: u32 = 0x6003;
pub(super) const SCA: u32 = 0x6007;
pub(super) const LAT: u32 = 0x6004;
pub(super) const MOPDL: u32 = 0x6001;
pub(super) const MOPRC: u32 = 0x6002;
pub(super) const IPX_TYPE: u32 = 0x8137;
pub(super) const IPX: u32 = 0xe0;
pub(super) const STP: u32 = 0x42;
pub(super) const NETBEUI: u32 = 0xf0;
pub(super) const ISO: u32 = 0xfe;
/// The service access point of IP. It is tested like those of ISO and NetBEUI: destination and
/// source together.
const IP_SAP: u32 = 0x06;

/// The highest length of an IEEE 802.3 frame; EtherTypes are above it.
pub(super) const MAX_LENGTH: u32 = 1500;

/// SNAP's LLC header and the organization of EtherTypes.
const SNAP_ETHERTYPE: u32 = 0xaaaa_0300;
/// The same with Apple's organization code, of which a byte stands before and two behind.
const SNAP_APPLE: u32 = 0xaaaa_0308;

/// Names of link-layer protocols, and what they mean.
pub(super) static NAMES: &[(&str, u16)] = &[
    ("aarp", AARP as u16),
    ("arp", ARP as u16),
    ("atalk", ATALK as u16),
    ("decnet", DECNET as u16),
    ("ip", IP as u16),
    ("ip6", IP6 as u16),
    ("ipx", IPX as u16),
    ("iso", ISO as u16),
    ("lat", LAT as u16),
    ("lldp", 0x88cc),
    ("loopback", 0x9000),
    ("mopdl", MOPDL as u16),
    ("moprc", MOPRC as u16),
    ("netbeui", NETBEUI as u16),
    ("rarp", RARP as u16),
    ("sca", SCA as u16),
    ("slow", 0x8809),
    ("stp", STP as u16),
];

/// The address family of IPv4, on every system.
const FAMILY_IP4: u32 = 2;
/// The address family of IPv6 on Linux.
const FAMILY_IP6_LINUX: u32 = 10;
/// The address families of IPv6 on the systems that write such headers: macOS, the other BSDs,
/// FreeBSD.
const FAMILIES_IP6: [u32; 3] = [30, 24, 28];

impl Builder<'_, '_> {
    /// Whether the frame carries a protocol.
    pub(super) fn carries(&mut self, protocol: u32, exits: Exits) -> Result<NodeId, Full> {
        let field = self.layout.field;
        let target = self.context.target;
        match self.layout.rules.family {
            Family::Unknown => Ok(exits.on_false),
            Family::Ether => self.ether_carries(protocol, exits),
            Family::EtherType => self.is(field, 2, 0xffff, protocol, exits),
            Family::Cooked => self.cooked_carries(protocol, exits),
            Family::Version => match protocol {
                IP => self.is(self.layout.network(), 1, 0xf0, 0x40, exits),
                IP6 => self.is(self.layout.network(), 1, 0xf0, 0x60, exits),
                _ => Ok(exits.on_false),
            },
            Family::Ip4 => Ok(exits.known(protocol == IP)),
            Family::Ip6 => Ok(exits.known(protocol == IP6)),
            Family::AfHostOrder => match target {
                Target::Default | Target::LinuxLive => self.linux_family(protocol, true, exits),
                Target::SavefileUnswapped => self.saved_family(protocol, true, false, exits),
                Target::SavefileSwapped => self.saved_family(protocol, true, true, exits),
            },
            Family::AfNetOrder => match target {
                Target::Default | Target::LinuxLive => self.linux_family(protocol, false, exits),
                _ => self.saved_family(protocol, false, false, exits),
            },
        }
    }

    /// Type or length, then LLC.
    fn ether_carries(&mut self, protocol: u32, exits: Exits) -> Result<NodeId, Full> {
        let field = self.layout.field;
        match protocol {
            IPX => {
                let long = self.ether_llc(protocol, exits)?;
                self.half_is(field, IPX_TYPE as u16, exits.or_else(long))
            }
            ATALK | AARP => {
                let long = self.ether_llc(protocol, exits)?;
                self.is(field, 2, 0xffff, protocol, exits.or_else(long))
            }
            0..=MAX_LENGTH => self.ether_llc(protocol, exits),
            _ => self.is(field, 2, 0xffff, protocol, exits),
        }
    }

    /// A length, then LLC.
    fn ether_llc(&mut self, protocol: u32, exits: Exits) -> Result<NodeId, Full> {
        let llc = self.llc_carries(protocol, exits)?;
        self.above(self.layout.field, 2, MAX_LENGTH, exits.then(llc).not())
    }

    /// A protocol field that holds 4 where LLC follows, and 1 for Novell's frames without LLC.
    fn cooked_carries(&mut self, protocol: u32, exits: Exits) -> Result<NodeId, Full> {
        const NOVELL: u16 = 1;
        const LLC: u16 = 4;
        let field = self.layout.field;
        match protocol {
            IPX => {
                let type_field = self.half_is(field, IPX_TYPE as u16, exits)?;
                let novell = self.half_is(field, NOVELL, exits.or_else(type_field))?;
                let snap = self.snap(SNAP_ETHERTYPE, IPX_TYPE, exits.or_else(novell))?;
                let sap = self.byte_is(self.layout.payload, IPX as u8, exits.or_else(snap))?;
                self.half_is(field, LLC, exits.or_else(novell).then(sap))
            }
            ATALK | AARP => {
                let llc = self.llc_carries(protocol, exits)?;
                let llc = self.half_is(field, LLC, exits.then(llc))?;
                self.is(field, 2, 0xffff, protocol, exits.or_else(llc))
            }
            0..=MAX_LENGTH => {
                let llc = self.llc_carries(protocol, exits)?;
                self.half_is(field, LLC, exits.then(llc))
            }
            _ => self.is(field, 2, 0xffff, protocol, exits),
        }
    }

    /// An LLC header of a frame that is known to have one.
    fn llc_carries(&mut self, protocol: u32, exits: Exits) -> Result<NodeId, Full> {
        let llc = self.layout.payload;
        match protocol {
            ISO | NETBEUI | IP_SAP => self.half_is(llc, (protocol << 8 | protocol) as u16, exits),
            IPX => {
                let raw = self.half_is(llc, 0xffff, exits)?;
                let sap = self.byte_is(llc, IPX as u8, exits.or_else(raw))?;
                self.snap(SNAP_ETHERTYPE, IPX_TYPE, exits.or_else(sap))
            }
            ATALK => self.snap(SNAP_APPLE, 0x0007_0000 | ATALK, exits),
            AARP => self.snap(SNAP_ETHERTYPE, AARP, exits),
            _ => self.is(llc, 1, 0xff, protocol, exits),
        }
    }

    /// The two words of a SNAP header, the second one first.
    fn snap(&mut self, first: u32, second: u32, exits: Exits) -> Result<NodeId, Full> {
        let llc = self.layout.payload;
        let first = self.word_is(llc, first, exits)?;
        self.word_is(llc.plus(4), second, exits.then(first))
    }

    /// An address family as Linux numbers them.
    fn linux_family(
        &mut self,
        protocol: u32,
        host_order: bool,
        exits: Exits,
    ) -> Result<NodeId, Full> {
        let family = match protocol {
            IP => FAMILY_IP4,
            IP6 => FAMILY_IP6_LINUX,
            _ => return Ok(exits.on_false),
        };
        let family = if host_order { family.to_be() } else { family };
        self.word_is(self.layout.header, family, exits)
    }

    /// An address family as any system may have written it, in one byte order or in both, the
    /// file's own first.
    fn saved_family(
        &mut self,
        protocol: u32,
        both_orders: bool,
        swapped: bool,
        mut exits: Exits,
    ) -> Result<NodeId, Full> {
        let families: &[u32] = match protocol {
            IP => &[FAMILY_IP4],
            IP6 => &FAMILIES_IP6,
            _ => return Ok(exits.on_false),
        };
        let orders: &[bool] = match (both_orders, swapped) {
            (false, _) => &[false],
            (true, false) => &[false, true],
            (true, true) => &[true, false],
        };
        for &swap in orders.iter().rev() {
            for &family in families.iter().rev() {
                let family = if swap { family.swap_bytes() } else { family };
                exits.on_false = self.word_is(self.layout.header, family, exits)?;
            }
        }
        Ok(exits.on_false)
    }
}
