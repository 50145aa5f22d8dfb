//! VLAN tags, MPLS labels and PPPoE sessions: what they test before they move the offsets of what
//! follows in the text.
//!
//! Linux takes the outermost VLAN tag of a live Ethernet capture out of the packet and keeps it as
//! metadata, but not always. So there the tag is looked for in both places, and where the headers
//! lie behind it depends on the place: a slot holds 0 or 4.

use super::build::{Builder, Exits};
use super::layout::Place;
use crate::graph::{NodeId, Operand, Test, Value};
use crate::insn::ancillary;

/// EtherTypes of VLAN tags.
const TPIDS: [u32; 3] = [0x8100, 0x88a8, 0x9100];
/// The bits of the tag that hold the identifier.
const VID: u32 = 0xfff;

pub(super) const PPPOE_DISCOVERY: u32 = 0x8863;
pub(super) const PPPOE_SESSION: u32 = 0x8864;
const MPLS: u32 = 0x8847;
const PPP_MPLS: u32 = 0x0281;

impl Builder<'_, '_> {
    /// A VLAN tag in the packet.
    pub(super) fn vlan(&mut self, id: Option<u32>, exits: Exits) -> NodeId {
        let mut exits = match id {
            None => exits,
            Some(id) => {
                let tag = self.is(self.layout.network(), 2, VID, id, exits);
                exits.then(tag)
            }
        };
        for tpid in TPIDS.iter().rev() {
            exits.on_false = self.carries(*tpid, exits);
        }
        exits.on_false
    }

    /// A VLAN tag in the metadata or in the packet. Where there is one in the metadata, the packet
    /// is not looked at. What stands behind the tag lies 0 or 4 bytes further in the packet.
    pub(super) fn live_vlan(&mut self, id: Option<u32>, behind: Place, exits: Exits) -> NodeId {
        let in_packet = self.vlan(id, exits);
        let bytes = self.constant(4);
        let in_packet = self.store(behind, bytes, in_packet);
        let in_metadata = match id {
            None => exits.on_true,
            Some(id) => {
                let tag = self.value(Value::Ancillary(ancillary::VLAN_TAG));
                self.equals(tag, VID, id, exits)
            }
        };
        let bytes = self.constant(0);
        let in_metadata = self.store(behind, bytes, in_metadata);
        let present = self.value(Value::Ancillary(ancillary::VLAN_TAG_PRESENT));
        let exits = Exits { on_true: in_metadata, on_false: in_packet };
        self.test(present, Test::Eq(Operand::Const(1)), exits)
    }

    /// An MPLS label; behind another one there is no type, only that one's bottom-of-stack bit.
    pub(super) fn mpls(&mut self, label: Option<u32>, exits: Exits) -> NodeId {
        let network = self.layout.network();
        let exits = match label {
            None => exits,
            Some(label) => {
                let inside = self.is(network, 4, 0xffff_f000, label << 12, exits);
                exits.then(inside)
            }
        };
        if self.layout.mpls_labels > 0 {
            return self.any_set(network.minus(2), 1, 1, exits.not());
        }
        let protocol = if self.layout.is_ppp() { PPP_MPLS } else { MPLS };
        self.carries(protocol, exits)
    }

    /// A PPPoE session frame.
    pub(super) fn pppoe_session(&mut self, id: Option<u32>, exits: Exits) -> NodeId {
        let exits = match id {
            None => exits,
            Some(id) => {
                let place = self.layout.network().plus(2);
                let inside = self.is(place, 2, u32::MAX, id, exits);
                exits.then(inside)
            }
        };
        self.carries(PPPOE_SESSION, exits)
    }
}
