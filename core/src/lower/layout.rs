//! Where headers lie: the table of link types that the filter language knows, and the offsets in
//! force at one place of the text.
//!
//! A [`Layout`] begins as its link type's row of the table. `vlan`, `mpls`, `pppoes` and their like
//! replace it for all that follows in the text, whatever parentheses, `or` and `not` stand
//! between: so the language wants it (pcap-filter(7)).
//!
//! An offset is a constant, or a constant behind what a *slot* holds. Slots stand for libpcap's
//! scratch registers: header lengths that are found at run time. A slot belongs to one header of
//! one stretch of the text; whether anything has been stored there on the way to a primitive is
//! said by a [`State`].

use crate::linktype::LinkType;
use core::num::NonZeroU8;

/// A place in the packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The slot whose content the offset is counted from; from the packet's start if there is
    /// none.
    pub(super) slot: Option<Slot>,
    /// Bytes from there.
    pub(super) offset: u32,
}

/// Names a slot, by its number from 1, so that a [`Place`] fits two registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot(NonZeroU8);

impl Slot {
    /// The slot's number, from 0.
    pub(super) const fn number(self) -> u8 {
        self.0.get() - 1
    }

    /// The slot's bit in a set of slots.
    pub(super) const fn bit(self) -> u16 {
        1 << self.number()
    }
}

/// How many slots there are: as many as a program has scratch registers.
const SLOTS: u8 = 16;

/// Which slots something has been stored in, on the way to a primitive; the others hold 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct State(u16);

impl State {
    pub(super) const fn holds(self, slot: Slot) -> bool {
        self.0 & slot.bit() != 0
    }

    /// The state when something has been stored in the slots of some places, too.
    pub(super) fn with(self, places: &[Place]) -> Self {
        Self(places.iter().fold(self.0, |set, place| set | place.bit()))
    }
}

impl Place {
    /// A fixed offset.
    pub(super) const fn at(offset: u32) -> Self {
        Self { slot: None, offset }
    }

    /// Where a slot says.
    pub(super) const fn in_slot(slot: Slot) -> Self {
        Self { slot: Some(slot), offset: 0 }
    }

    /// The bit of its slot in a set of slots, if it has one.
    pub(super) fn bit(self) -> u16 {
        self.slot.map_or(0, Slot::bit)
    }

    /// So many bytes before.
    pub(super) const fn minus(self, bytes: u32) -> Self {
        Self { slot: self.slot, offset: self.offset.wrapping_sub(bytes) }
    }

    /// So many bytes further.
    pub(super) const fn plus(self, bytes: u32) -> Self {
        Self { slot: self.slot, offset: self.offset.wrapping_add(bytes) }
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

/// How a link type says which packets this machine sent: a field under a mask has one value for
/// packets received and another for packets sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Direction {
    pub(super) offset: u8,
    pub(super) size: u8,
    pub(super) mask: u8,
    /// The value of packets received; if there is none, all that were not sent.
    pub(super) inbound: Option<u8>,
    /// The value of packets sent.
    pub(super) outbound: u8,
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
    link_type: LinkType,
    pub(super) family: Family,
    pub(super) prefix: Prefix,
    /// Offset of the link-layer header itself; the others are counted from there.
    header: u8,
    /// Offset of the field that names the protocol carried.
    field: i8,
    /// Offset of the link layer's payload: the network header, or an LLC header. Negative
    /// offsets of a few link types stand for headers that nobody knows how to find; they count
    /// like others, since another one may be added to them.
    payload: i8,
    /// Offset of the network header in the payload.
    network: i8,
    /// The same for protocols that stand behind an LLC header without SNAP.
    behind_llc: i8,
    pub(super) addresses: Addresses,
    pub(super) direction: Option<Direction>,
    /// Where SS7 signal units begin.
    pub(super) ss7: Option<u8>,
    has: u8,
}

/// There are VLAN tags.
const VLAN: u8 = 1;
/// There are MPLS labels.
const MPLS: u8 = 2;
/// There are LLC frames.
const LLC: u8 = 4;

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
            direction: None,
            ss7: None,
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

    /// Some bits of a byte tell the direction.
    const fn direction(self, offset: u8, mask: u8, inbound: u8, outbound: u8) -> Self {
        let inbound = Some(inbound);
        Self { direction: Some(Direction { offset, size: 1, mask, inbound, outbound }), ..self }
    }

    /// A field holds the packet type as Linux numbers it: 4 is outgoing.
    const fn packet_type(self, offset: u8, size: u8) -> Self {
        let direction = Direction { offset, size, mask: 0xff, inbound: None, outbound: 4 };
        Self { direction: Some(direction), ..self }
    }

    const fn ss7(self, begin: u8) -> Self {
        Self { ss7: Some(begin), ..self }
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
const NULL: Rules = Rules::new(LinkType::NULL, Family::AfHostOrder).at(0, 4);
const ARCNET: Rules = Rules::new(LinkType::ARCNET, Family::Arcnet).at(2, 6).mac8(1, 0, 0, true);
const JUNIPER: Rules =
    Rules::new(LinkType::JUNIPER_PPP, Family::Juniper).at(0, 4).inside(0, -1).direction(3, 1, 1, 0);
/// Juniper's link types whose payload nobody knows how to find.
const JUNIPER_OPAQUE: Rules = JUNIPER.at(0, -1).inside(-1, -1);

/// What the language knows of link types without a row: only that packets have bytes.
static OTHER: Rules = Rules::new(LinkType(u16::MAX), Family::Unknown);

static RULES: &[Rules] = &[
    ETHERNET,
    ETHERNET.on(LinkType::NETANALYZER).behind(4).has(VLAN | MPLS),
    ETHERNET.on(LinkType::NETANALYZER_TRANSPARENT).behind(12).has(VLAN | MPLS),
    DSA.on(LinkType::DSA_TAG_BRCM).direction(12, 0xe0, 0x00, 0x20),
    DSA.on(LinkType::DSA_TAG_DSA).direction(12, 0xc0, 0x00, 0x40),
    NULL,
    NULL.on(LinkType::ENC).at(0, 12),
    NULL.on(LinkType::LOOP).family(Family::AfNetOrder),
    Rules::new(LinkType::RAW, Family::Version),
    Rules::new(LinkType::IPV4, Family::Ip4),
    Rules::new(LinkType::IPV6, Family::Ip6),
    Rules::new(LinkType::SLIP, Family::Version).at(0, 16).direction(0, 0xff, 0, 1),
    Rules::new(LinkType::SLIP_BSDOS, Family::Version).at(0, 24),
    Rules::new(LinkType::LINUX_SLL, Family::Cooked).at(14, 16).packet_type(0, 2),
    Rules::new(LinkType::LINUX_SLL2, Family::EtherType).at(0, 20).packet_type(10, 1),
    Rules::new(LinkType::APPLE_IP_OVER_IEEE1394, Family::EtherType).at(16, 18),
    Rules::new(LinkType::SYMANTEC_FIREWALL, Family::EtherType).at(6, 44),
    PPP.has(MPLS),
    PPP.on(LinkType::PPP_PPPD).direction(0, 0xff, 0, 1),
    PPP.on(LinkType::PPP_SERIAL),
    PPP.on(LinkType::PPP_ETHER).at(6, 8),
    PPP.on(LinkType::PPP_BSDOS).family(Family::PppBsdOs).at(5, 24),
    PPP.on(LinkType::C_HDLC).family(Family::Hdlc).has(MPLS),
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
    Rules { direction: IPNET_DIRECTION, ..Rules::new(LinkType::IPNET, Family::AfSolaris) }
        .at(1, 24)
        .inside(0, -1),
    Rules::new(LinkType::PFLOG, Family::AfByte)
        .prefix(Prefix::Pflog)
        .at(1, 0)
        .direction(60, 0xff, 1, 2),
    Rules::new(LinkType::MTP2, Family::Unknown).ss7(0),
    Rules::new(LinkType::MTP2_WITH_PHDR, Family::Unknown).ss7(4),
    Rules::new(LinkType::ERF, Family::Unknown).ss7(20),
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

/// Solaris' hook type: 1 is out, 2 is in.
const IPNET_DIRECTION: Option<Direction> =
    Some(Direction { offset: 2, size: 2, mask: 0xff, inbound: Some(2), outbound: 1 });

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
    /// The same behind an LLC header without SNAP.
    behind_llc: u32,
    /// How many VLAN tags and MPLS labels stand before.
    pub(super) vlan_tags: u32,
    pub(super) mpls_labels: u32,
    /// The LANE header that the link-layer header stands behind, directly.
    pub(super) lane: Option<Place>,
    /// Whether a tunnel (Geneve, VXLAN) stands before, after which the link-layer header may be
    /// missing.
    pub(super) tunnelled: bool,
    /// Where the tunnel's own header begins, if it has to be noted down.
    pub(super) tunnel: Place,
    /// How many slots are taken.
    slots: u8,
    /// The slots that tunnels store in, a bit for each.
    pub(super) assigned: u16,
}

/// What the language knows of a link type.
fn rules(link_type: LinkType) -> &'static Rules {
    RULES.iter().find(|rules| rules.link_type == link_type).unwrap_or(&OTHER)
}

impl Layout {
    /// The layout of a link type, its header at the first byte or behind the prefix.
    pub(super) fn new(link_type: LinkType) -> Self {
        let mut layout = Self {
            link_type,
            rules: &OTHER,
            header: Place::at(0),
            field: Place::at(0),
            payload: Place::at(0),
            network: 0,
            behind_llc: 0,
            vlan_tags: 0,
            mpls_labels: 0,
            lane: None,
            tunnelled: false,
            tunnel: Place::at(0),
            slots: 0,
            assigned: 0,
        };
        let rules = rules(link_type);
        layout.header = Place::at(rules.header.into());
        layout.begin(rules);
        layout.link_type = link_type;
        let (header, payload) = match layout.rules.prefix {
            Prefix::None => (false, false),
            Prefix::Wlan | Prefix::Pflog => (false, true),
            Prefix::Radiotap | Prefix::Avs | Prefix::Prism | Prefix::Ppi => (true, true),
        };
        if header {
            layout.header.slot = layout.new_slot();
        }
        if payload {
            layout.payload.slot = layout.new_slot();
        }
        layout
    }

    /// Puts a link type's header where the link-layer header is.
    fn begin(&mut self, rules: &'static Rules) {
        self.rules = rules;
        self.link_type = rules.link_type;
        self.field = self.header.plus(i32::from(rules.field) as u32);
        self.payload = self.header.plus(i32::from(rules.payload) as u32);
        self.network = i32::from(rules.network) as u32;
        self.behind_llc = i32::from(rules.behind_llc) as u32;
    }

    /// Goes behind a VLAN tag. If the tag of a live capture may be out of band, a slot says how
    /// many bytes it takes in the packet.
    pub(super) fn enter_vlan(&mut self, live: bool) {
        if live {
            let slot = self.new_slot();
            self.field.slot = slot;
            self.payload.slot = slot;
        } else {
            self.field = self.field.plus(4);
            self.payload = self.payload.plus(4);
        }
        self.vlan_tags += 1;
    }

    /// Goes behind an MPLS label.
    pub(super) fn enter_mpls(&mut self) {
        self.network = self.network.wrapping_add(4);
        self.behind_llc = self.behind_llc.wrapping_add(4);
        self.mpls_labels += 1;
    }

    /// Goes behind a PPPoE session header: PPP without address and control bytes.
    pub(super) fn enter_pppoe(&mut self) {
        const HEADER: u32 = 6;
        self.header = self.network().plus(HEADER);
        self.begin(rules(LinkType::PPP));
        self.field = self.header;
        self.payload = self.header.plus(2);
        self.lane = None;
        self.tunnelled = false;
    }

    /// Goes behind an ATM LANE header: Ethernet.
    pub(super) fn enter_lane(&mut self) {
        const ATM_HEADER: u32 = 4;
        const LANE_HEADER: u32 = 2;
        let lane = Place::at(ATM_HEADER);
        self.lane = Some(lane);
        self.header = lane.plus(LANE_HEADER);
        self.begin(rules(LinkType::EN10MB));
    }

    /// Goes behind a Geneve or VXLAN header: Ethernet, of which all offsets are found at run time. What
    /// stands behind LLC is looked for as far behind it as outside of the tunnel: libpcap forgets it.
    pub(super) fn enter_tunnel(&mut self) {
        let behind_llc = self.behind_llc;
        self.begin(rules(LinkType::EN10MB));
        self.behind_llc = behind_llc;
        self.field = self.new_place();
        self.header = self.new_place();
        self.payload = self.new_place();
        self.tunnel = self.new_place();
        self.lane = None;
        self.tunnelled = true;
        for place in [self.header, self.payload] {
            self.assigned |= place.bit();
        }
    }

    /// A slot of its own, if there is one left.
    fn new_slot(&mut self) -> Option<Slot> {
        let slot = self.next_slot();
        self.slots += 1;
        slot
    }

    /// The next slot that is given away, if there is one left.
    pub(super) fn next_slot(&self) -> Option<Slot> {
        NonZeroU8::new(self.slots + 1).filter(|slot| slot.get() <= SLOTS).map(Slot)
    }

    /// The number of the first slot that no header needs, nor what is computed on the way to one.
    pub(super) const fn spare_slot(&self) -> u8 {
        self.slots + 1
    }

    /// A place that a slot of its own holds.
    fn new_place(&mut self) -> Place {
        Place { slot: self.new_slot(), offset: 0 }
    }

    /// Whether there were slots enough.
    pub(super) fn has_slots(&self) -> bool {
        self.slots <= SLOTS
    }

    /// The network header.
    pub(super) fn network(&self) -> Place {
        self.payload.plus(self.network)
    }

    /// What stands behind an LLC header without SNAP.
    pub(super) fn behind_llc(&self) -> Place {
        self.payload.plus(self.behind_llc)
    }

    /// Whether one EtherType says what the frame carries.
    pub(super) fn says_by_type(&self) -> bool {
        let is_plain = !self.tunnelled && self.lane.is_none() && self.mpls_labels == 0;
        is_plain && matches!(self.rules.family, Family::Ether | Family::EtherType)
    }

    /// Whether this is PPP with its own link type, or inside PPPoE.
    pub(super) fn is_ppp(&self) -> bool {
        self.link_type == LinkType::PPP
    }

    /// Whether the build leaves out what filters on the link type need.
    pub(super) fn is_left_out(&self) -> bool {
        !HAS_WLAN && self.rules.addresses == Addresses::Wlan
            || !HAS_ATM && self.rules.family == Family::SunAtm
            || !HAS_SS7 && self.rules.ss7.is_some()
    }

    pub(super) fn has_vlan(&self) -> bool {
        self.rules.has & VLAN != 0
    }

    pub(super) fn has_mpls(&self) -> bool {
        self.rules.has & MPLS != 0
    }

    pub(super) fn has_llc(&self) -> bool {
        self.rules.has & LLC != 0
    }
}
