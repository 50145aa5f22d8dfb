//! Which protocol a link-layer frame carries.
//!
//! A protocol is named by its EtherType, or by its LLC service access point if it has none; the
//! two cannot be confused, since EtherTypes begin at 1536 and what is at most 1500 is a length.
//! How a frame says what it carries depends on the link type ([`Family`]).

use super::build::{Builder, Exits};
use super::layout::Layout;
use super::rules::{Family, HAS_ATM, HAS_WLAN};
use crate::filter::Target;
use crate::graph::{NodeId, Operand, Test, ValueId};
use crate::texts::Names;

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

/// What Novell's frames have where others have the LLC header.
const RAW_IPX: u16 = 0xffff;
/// SNAP's LLC header and the organization of EtherTypes.
const SNAP_ETHERTYPE: u32 = 0xaaaa_0300;
/// The same with Apple's organization code, of which a byte stands before and two behind.
const SNAP_APPLE: u32 = 0xaaaa_0308;

/// Names of link-layer protocols, and what they mean.
pub(super) static NAMES: Names<u16> = names! {
    "aarp" = AARP as u16,
    "arp" = ARP as u16,
    "atalk" = ATALK as u16,
    "decnet" = DECNET as u16,
    "ip" = IP as u16,
    "ip6" = IP6 as u16,
    "ipx" = IPX as u16,
    "iso" = ISO as u16,
    "lat" = LAT as u16,
    "lldp" = 0x88cc,
    "loopback" = 0x9000,
    "mopdl" = MOPDL as u16,
    "moprc" = MOPRC as u16,
    "netbeui" = NETBEUI as u16,
    "rarp" = RARP as u16,
    "sca" = SCA as u16,
    "slow" = 0x8809,
    "stp" = STP as u16,
};

/// The address family of IPv4, on every system.
const FAMILY_IP4: u32 = 2;
/// The address family of IPv6 on Linux.
const FAMILY_IP6_LINUX: u32 = 10;
/// The address families of IPv6 on the systems that write such headers: macOS, the other BSDs,
/// FreeBSD.
const FAMILIES_IP6: [u32; 3] = [30, 24, 28];

/// The address family of IPv6 on Solaris.
const FAMILY_IP6_SOLARIS: u32 = 26;

/// The PPP protocol numbers of IP, and of TCP/IP with headers compressed after Van Jacobson.
const PPP_IP: u32 = 0x21;
const PPP_VJ: [u32; 2] = [0x2d, 0x2f];

/// The PPP protocol that corresponds to an EtherType or a service access point; others stay.
const fn ppp(protocol: u32) -> u32 {
    match protocol {
        IP => PPP_IP,
        IP6 => 0x57,
        DECNET => 0x27,
        ATALK => 0x29,
        XNS => 0x25,
        ISO => 0x23,
        STP => 0x31,
        IPX => 0x2b,
        other => other,
    }
}

/// Xerox Network Systems.
const XNS: u32 = 0x0600;

/// The ARCNET number of a protocol (RFC 1201, and the registry of ARCNET's maker).
const fn arcnet(protocol: u32) -> Option<u8> {
    Some(match protocol {
        IP => 0xd4,
        IP6 => 0xc4,
        ARP => 0xd5,
        RARP => 0xd6,
        ATALK => 0xdd,
        _ => return None,
    })
}

/// The frame relay network-layer protocol identifiers of a protocol, behind the control byte
/// (RFC 2427).
const fn frame_relay(protocol: u32) -> &'static [u16] {
    match protocol {
        IP => &[0x03cc],
        IP6 => &[0x038e],
        ISO => &[0x0381, 0x0382, 0x0383],
        _ => &[],
    }
}

impl Layout {
    /// Whether all frames carry a protocol, or none do; nothing if that depends on the frame.
    pub(super) fn carriage(&self, protocol: u32) -> Option<bool> {
        let never = |possible: bool| if possible { None } else { Some(false) };
        if self.mpls_labels > 0 {
            return never(matches!(protocol, IP | IP6));
        }
        match self.rules.family {
            Family::Unknown => Some(false),
            Family::Ip4 => Some(protocol == IP),
            Family::Ip6 => Some(protocol == IP6),
            Family::AppleTalk => Some(protocol == ATALK),
            Family::Version
            | Family::AfHostOrder
            | Family::AfNetOrder
            | Family::AfByte
            | Family::AfSolaris => never(matches!(protocol, IP | IP6)),
            Family::Arcnet => never(arcnet(protocol).is_some()),
            Family::FrameRelay => never(!frame_relay(protocol).is_empty()),
            _ => None,
        }
    }
}

impl Builder<'_, '_> {
    /// What is tested inside a protocol: the test of the link layer stands before it. If the link
    /// type cannot carry the protocol, nothing is tested.
    pub(super) fn under(
        &mut self,
        protocol: u32,
        exits: Exits,
        inside: impl FnOnce(&mut Self, Exits) -> NodeId,
    ) -> NodeId {
        self.under_none_of(&[], protocol, exits, exits.on_false, inside)
    }

    /// The same where it was found before that the protocol is none of some others, and where one
    /// that is not this one is looked for elsewhere.
    ///
    /// In long lists no edge leads to tests of the link layer whose outcome is known on it. The
    /// optimizer would find that out too, but only when all is built. What is looked for elsewhere
    /// relies on what was found before, so it is not for what is inside.
    pub(super) fn under_none_of(
        &mut self,
        others: &[u32],
        protocol: u32,
        exits: Exits,
        elsewhere: NodeId,
        inside: impl FnOnce(&mut Self, Exits) -> NodeId,
    ) -> NodeId {
        if self.layout.carriage(protocol) == Some(false) {
            return elsewhere;
        }
        let (exits, elsewhere) = match cfg!(feature = "optimize") {
            true => self.known(others, protocol, exits, elsewhere),
            false => (exits.or_else(elsewhere), elsewhere),
        };
        let on_true = inside(self, exits);
        self.carries(protocol, Exits { on_true, on_false: elsewhere })
    }

    /// Where what is inside a protocol leads, and where a packet of another one is looked for.
    #[inline(never)]
    fn known(
        &mut self,
        others: &[u32],
        protocol: u32,
        exits: Exits,
        elsewhere: NodeId,
    ) -> (Exits, NodeId) {
        let Some(field) = self.ethertype(protocol) else {
            return (exits.or_else(elsewhere), elsewhere);
        };
        let inside = Exits {
            on_true: self.past(exits.on_true, field, protocol, None),
            on_false: self.past(exits.on_false, field, protocol, None),
        };
        (inside, self.past(elsewhere, field, protocol, Some(others)))
    }

    /// The field that is compared with the EtherType of an IP or ARP packet, if that is all there
    /// is to it, and the filter is a long list.
    fn ethertype(&mut self, protocol: u32) -> Option<ValueId> {
        let is_type = matches!(protocol, IP | ARP | RARP | IP6) && self.layout.says_by_type();
        (self.repeats && is_type).then(|| self.load(self.layout.field, 2))
    }

    /// Where a packet gets to that is sent to `target`, past comparisons of a field whose outcome is
    /// known: it is the protocol's type, or neither that nor one of some others.
    #[inline(never)]
    fn past(
        &self,
        mut target: NodeId,
        field: ValueId,
        protocol: u32,
        none_of: Option<&[u32]>,
    ) -> NodeId {
        /// How many are passed over at most.
        const FARTHEST: usize = 16;
        for _ in 0..FARTHEST {
            if target.is_leaf() {
                break;
            }
            let Some((_, k)) = self.graph.equality(target).filter(|test| test.0 == field) else {
                break;
            };
            let [on_true, on_false] = self.graph.exits(target);
            target = match none_of {
                None if k == protocol => on_true,
                Some(others) if k != protocol && !others.contains(&k) => break,
                _ => on_false,
            };
        }
        target
    }

    /// Whether the frame carries a protocol.
    pub(super) fn carries(&mut self, protocol: u32, exits: Exits) -> NodeId {
        if self.layout.mpls_labels > 0 {
            return self.mpls_carries(protocol, exits);
        }
        if let Some(known) = self.layout.carriage(protocol) {
            return if known { exits.on_true } else { exits.on_false };
        }
        let field = self.layout.field;
        match self.layout.rules.family {
            Family::Ether => {
                let begin = self.ether_carries(protocol, exits);
                if self.layout.tunnelled {
                    return begin;
                }
                self.not_lane_control(exits.then(begin))
            }
            Family::EtherType => self.field_is(protocol, exits),
            Family::Llc => self.llc_carries(protocol, exits),
            Family::WlanLlc if HAS_WLAN => {
                let llc = self.llc_carries(protocol, exits);
                self.wlan_data(exits.then(llc))
            }
            Family::SunAtm if HAS_ATM => {
                let llc = self.llc_carries(protocol, exits);
                self.atm_llc(exits.then(llc))
            }
            Family::Cooked => self.cooked_carries(protocol, exits),
            Family::Version => {
                let version = if protocol == IP { 0x40 } else { 0x60 };
                self.is(self.layout.header, 1, 0xf0, version, exits)
            }
            Family::Ppp => self.field_is(ppp(protocol), exits),
            Family::PppBsdOs => {
                let mut exits = exits;
                if protocol == IP {
                    for vj in PPP_VJ {
                        exits.on_false = self.field_is(vj, exits);
                    }
                }
                self.field_is(ppp(protocol), exits)
            }
            Family::Hdlc => {
                let value = if protocol == ISO { twice(protocol) } else { protocol };
                self.field_is(value, exits)
            }
            Family::AfHostOrder => self.address_family(4, true, protocol, exits),
            Family::AfNetOrder => self.address_family(4, false, protocol, exits),
            Family::AfByte => self.address_family(1, false, protocol, exits),
            Family::AfSolaris => {
                let family = if protocol == IP { FAMILY_IP4 } else { FAMILY_IP6_SOLARIS };
                self.is(field, 1, u32::MAX, family, exits)
            }
            Family::Arcnet => match arcnet(protocol) {
                Some(number) => self.byte_is(field, number, exits),
                None => exits.on_false,
            },
            Family::FrameRelay => {
                let mut exits = exits;
                for &identifier in frame_relay(protocol) {
                    exits.on_false = self.half_is(self.layout.header.plus(2), identifier, exits);
                }
                exits.on_false
            }
            Family::Juniper => {
                const MAGIC: u32 = 0x4d47_4300;
                self.is(self.layout.header, 4, 0xffff_ff00, MAGIC, exits)
            }
            // Known beforehand, or left out.
            Family::Unknown
            | Family::Ip4
            | Family::Ip6
            | Family::AppleTalk
            | Family::WlanLlc
            | Family::SunAtm => exits.on_false,
        }
    }

    /// Whether the field that names the protocol carried, of two bytes, is `k`.
    #[inline(never)]
    fn field_is(&mut self, k: u32, exits: Exits) -> NodeId {
        self.is(self.layout.field, 2, u32::MAX, k, exits)
    }

    /// Behind an MPLS label: the bottom of the stack, then the version nibble.
    fn mpls_carries(&mut self, protocol: u32, exits: Exits) -> NodeId {
        const BOTTOM: u32 = 1;
        let version = if protocol == IP { 0x40 } else { 0x60 };
        let network = self.layout.network();
        let inside = self.is(network, 1, 0xf0, version, exits);
        self.any_set(network.minus(2), 1, BOTTOM, exits.then(inside))
    }

    /// A LANE frame that is no control frame; holds where there is no LANE.
    pub(super) fn not_lane_control(&mut self, exits: Exits) -> NodeId {
        match self.layout.lane {
            None => exits.on_true,
            Some(header) => self.half_is(header, 0xff00, exits.not()),
        }
    }

    /// Type or length, then LLC.
    fn ether_carries(&mut self, protocol: u32, exits: Exits) -> NodeId {
        let field = self.layout.field;
        match protocol {
            IPX => {
                let llc = self.layout.payload;
                let raw = self.half_is(llc, RAW_IPX, exits);
                let sap = self.byte_is(llc, IPX as u8, exits.or_else(raw));
                let snap = self.snap(SNAP_ETHERTYPE, IPX_TYPE, exits.or_else(sap));
                let long = self.is_length(exits.then(snap));
                self.field_is(IPX_TYPE, exits.or_else(long))
            }
            ATALK | AARP => {
                let snap = self.snap_carries(protocol, exits);
                let long = self.is_length(exits.then(snap));
                self.field_is(protocol, exits.or_else(long))
            }
            IP_SAP | ISO | NETBEUI => {
                let llc = self.llc_carries(protocol, exits);
                self.is_length(exits.then(llc))
            }
            // Any other access point is looked for behind the length, which inside a tunnel is not
            // where the payload begins.
            0..=MAX_LENGTH => {
                let sap = self.byte_is(field.plus(2), protocol as u8, exits);
                self.is_length(exits.then(sap))
            }
            _ => self.field_is(protocol, exits),
        }
    }

    /// Whether an Ethernet frame has a length where others have a type.
    pub(super) fn is_length(&mut self, exits: Exits) -> NodeId {
        let field = self.load(self.layout.field, 2);
        self.test(field, Test::Gt(Operand::Const(MAX_LENGTH)), exits.not())
    }

    /// A protocol field that holds 4 where LLC follows, and 1 for Novell's frames without LLC.
    fn cooked_carries(&mut self, protocol: u32, exits: Exits) -> NodeId {
        const NOVELL: u32 = 1;
        const LLC: u32 = 4;
        match protocol {
            IPX => {
                let snap = self.snap(SNAP_ETHERTYPE, IPX_TYPE, exits);
                let sap = self.byte_is(self.layout.payload, IPX as u8, exits.or_else(snap));
                let llc = self.field_is(LLC, exits.then(sap));
                let novell = self.field_is(NOVELL, exits.or_else(llc));
                self.field_is(IPX_TYPE, exits.or_else(novell))
            }
            ATALK | AARP => {
                let snap = self.snap_carries(protocol, exits);
                let llc = self.field_is(LLC, exits.then(snap));
                self.field_is(protocol, exits.or_else(llc))
            }
            0..=MAX_LENGTH => {
                let llc = self.llc_carries(protocol, exits);
                self.field_is(LLC, exits.then(llc))
            }
            _ => self.field_is(protocol, exits),
        }
    }

    /// An LLC header of a frame that is known to have one. Of SNAP only the type is looked at.
    fn llc_carries(&mut self, protocol: u32, exits: Exits) -> NodeId {
        let llc = self.layout.payload;
        match protocol {
            ISO | NETBEUI | IP_SAP => self.is(llc, 2, u32::MAX, twice(protocol), exits),
            ATALK => self.snap_carries(protocol, exits),
            0..=MAX_LENGTH => self.is(llc, 1, u32::MAX, protocol, exits),
            _ => self.is(llc.plus(6), 2, u32::MAX, protocol, exits),
        }
    }

    /// An AppleTalk protocol in SNAP.
    fn snap_carries(&mut self, protocol: u32, exits: Exits) -> NodeId {
        match protocol {
            ATALK => self.snap(SNAP_APPLE, 0x0007_0000 | ATALK, exits),
            _ => self.snap(SNAP_ETHERTYPE, protocol, exits),
        }
    }

    /// The two words of a SNAP header, the second one first.
    fn snap(&mut self, first: u32, second: u32, exits: Exits) -> NodeId {
        let llc = self.layout.payload;
        let first = self.word_is(llc, first, exits);
        self.word_is(llc.plus(4), second, exits.then(first))
    }

    /// An address family, as Linux numbers them if the packets come from this machine, and as any
    /// system may have written it if they come from a file: if it is in host order, in both, the
    /// file's own first.
    fn address_family(
        &mut self,
        size: u8,
        host_order: bool,
        protocol: u32,
        exits: Exits,
    ) -> NodeId {
        let mut exits = exits;
        let (families, swaps): (&[u32], &[bool]) = match self.context.target {
            Target::Default | Target::LinuxLive => {
                let family = if protocol == IP { &[FAMILY_IP4] } else { &[FAMILY_IP6_LINUX] };
                (family, if host_order { &[cfg!(target_endian = "little")] } else { &[false] })
            }
            target => {
                let families: &[u32] = if protocol == IP { &[FAMILY_IP4] } else { &FAMILIES_IP6 };
                let swaps: &[bool] = match (host_order, target) {
                    (false, _) => &[false],
                    (true, Target::SavefileSwapped) => &[true, false],
                    (true, _) => &[false, true],
                };
                (families, swaps)
            }
        };
        for &swap in swaps.iter().rev() {
            for &family in families.iter().rev() {
                let family = if swap { family.swap_bytes() } else { family };
                exits.on_false = self.is(self.layout.field, size, u32::MAX, family, exits);
            }
        }
        exits.on_false
    }
}

/// A service access point as destination and as source.
const fn twice(sap: u32) -> u32 {
    sap << 8 | sap
}
