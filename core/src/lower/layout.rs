//! Where headers lie: the offsets in force at one place of the text.
//!
//! A [`Layout`] begins as its link type's row of the table of [`rules`](super::rules). `vlan`, `mpls`,
//! `pppoes` and their like replace it for all that follows in the text, whatever parentheses, `or` and
//! `not` stand between: so the language wants it (pcap-filter(7)).
//!
//! An offset is a constant, or a constant behind what a *slot* holds. Slots stand for libpcap's
//! scratch registers: header lengths that are found at run time. A slot belongs to one header of
//! one stretch of the text; whether anything has been stored there on the way to a primitive is
//! said by a [`State`].

use super::rules::{
    Addresses, Family, HAS_ATM, HAS_SS7, HAS_WLAN, LLC, MPLS, OTHER, Prefix, Rules, VLAN, rules,
};
use super::ss7;
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

/// Where the headers lie for the primitives of one stretch of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
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
        self.mpls_labels += 1;
    }

    /// Goes behind a PPPoE session header: PPP without address and control bytes.
    pub(super) fn enter_pppoe(&mut self) {
        const HEADER: u32 = 6;
        self.header = self.network().plus(HEADER);
        self.begin(rules(LinkType::PPP));
        self.field = self.header;
        self.payload = self.header.plus(2);
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

    /// Whether a frame that carries IPv4 carries no IPv6 by the same test.
    pub(super) fn tells_versions_apart(&self) -> bool {
        self.mpls_labels > 0 || self.rules.family != Family::Juniper
    }

    /// Whether this is PPP with its own link type, or inside PPPoE.
    pub(super) fn is_ppp(&self) -> bool {
        self.link_type == LinkType::PPP
    }

    /// Whether the build leaves out what filters on the link type need.
    pub(super) fn is_left_out(&self) -> bool {
        !HAS_WLAN && self.rules.addresses == Addresses::Wlan
            || !HAS_ATM && self.rules.family == Family::SunAtm
            || !HAS_SS7 && ss7::begin(self.link_type).is_some()
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
