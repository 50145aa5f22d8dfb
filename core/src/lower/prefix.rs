//! Headers of variable length: radiotap, AVS, Prism and PPI before IEEE 802.11, the 802.11 header
//! itself, and the OpenBSD pf log header.
//!
//! libpcap computes their lengths at the start of the program if any primitive needs them. So do
//! the nodes here: they reject packets in which the lengths cannot be found, also where the
//! primitive that needs them would not have been reached. Each way the lengths may come out is a
//! state of the slots, in which the filter begins.
//!
//! Lengths go to the slots of the layout at the *end* of the text. Behind a tunnel these are not
//! the slots that the primitives before the tunnel read, which then find 0 there, and PPPoE makes
//! one slot serve two headers: so libpcap has it.

use super::build::{Builder, Exits};
use super::layout::{Layout, Place, Prefix, State};
use crate::filter::ast::ArithOp;
use crate::graph::{NodeId, ValueId};
use crate::linktype::LinkType;

/// How many ways there are at most for the lengths to come out.
pub(super) const WAYS: usize = 4;

/// The length of what stands before the link-layer header, and of all up to the payload.
type Lengths = (Option<ValueId>, Option<ValueId>);

/// PPI's number for IEEE 802.11, little-endian as it stands there.
const PPI_80211: u32 = 0x6900_0000;
/// The Prism header's length; under its link type there may also be an AVS header, which begins
/// with a magic number and holds its length.
const PRISM: u32 = 144;
const AVS_MAGIC: (u32, u32) = (0xffff_f000, 0x8021_1000);
/// The 802.11 header's length, and how much longer it is in QoS data frames.
const WLAN: u32 = 24;
const QOS: u32 = 2;

impl Builder<'_, '_> {
    fn outermost(&self) -> Prefix {
        Layout::new(self.context.link_type).rules.prefix
    }

    /// Whether data frames may be padded to a multiple of 4 behind their header.
    fn is_padded(&self, last: &Layout) -> bool {
        last.link_type == LinkType::IEEE802_11_RADIO
    }

    /// What the slots may hold at the start, with the layout at the end of the text.
    pub(super) fn at_start(&mut self, last: &Layout) -> [State; WAYS] {
        self.lengths(last).map(|(header, payload)| {
            let mut state = State::default();
            for (place, length) in [(last.header, header), (last.payload, payload)] {
                if let (Some(slot), Some(length)) = (place.slot, length) {
                    state.set(slot, length);
                }
            }
            state
        })
    }

    /// The lengths, in each of the ways that they may come out.
    fn lengths(&mut self, last: &Layout) -> [Lengths; WAYS] {
        let header = match self.outermost() {
            Prefix::None => return [(None, None); WAYS],
            Prefix::Pflog => {
                let length = self.load(Place::at(0), 1);
                return [(None, Some(self.padded(length))); WAYS];
            }
            Prefix::Wlan => None,
            Prefix::Avs | Prefix::Prism => Some(self.load(Place::at(4), 4)),
            Prefix::Radiotap | Prefix::Ppi => {
                let high = self.load(Place::at(3), 1);
                let high = self.arith_k(ArithOp::Shl, high, 8);
                let low = self.load(Place::at(2), 1);
                Some(self.arith(ArithOp::Or, low, high))
            }
        };
        let [plain, qos] = self.wlan_lengths(header);
        let other = match self.outermost() {
            Prefix::Prism => Some(self.constant(PRISM)),
            _ => header,
        };
        let [other_plain, other_qos] = match self.is_padded(last) {
            true => [plain, qos].map(|length| self.padded(length)),
            false => self.wlan_lengths(other),
        };
        [
            (header, Some(plain)),
            (header, Some(qos)),
            (other, Some(other_plain)),
            (other, Some(other_qos)),
        ]
    }

    /// The offset behind the 802.11 header, without and with QoS.
    fn wlan_lengths(&mut self, header: Option<ValueId>) -> [ValueId; 2] {
        [WLAN, WLAN + QOS].map(|length| match header {
            None => self.constant(length),
            Some(header) => self.arith_k(ArithOp::Add, header, length),
        })
    }

    /// A length, made a multiple of 4.
    fn padded(&mut self, length: ValueId) -> ValueId {
        let length = self.arith_k(ArithOp::Add, length, 3);
        self.arith_k(ArithOp::And, length, !3)
    }

    /// The nodes that find the lengths that are needed; `next` says where to go on when they have
    /// come out in a way.
    pub(super) fn prefix(&mut self, last: &Layout, next: [NodeId; WAYS]) -> NodeId {
        let needed = self.read | last.assigned;
        let is_needed = |place: Place| place.slot.is_some_and(|slot| slot.bit() & needed != 0);
        let payload = is_needed(last.payload);
        if !payload && !is_needed(last.header) {
            return next[0];
        }
        let lengths = self.lengths(last);
        let [plain, qos, other_plain, other_qos] = next;
        let outermost = self.outermost();
        let mut begin = match (outermost, lengths[0]) {
            (Prefix::None, _) => return plain,
            (Prefix::Pflog, (_, Some(length))) => return self.reach(length, plain),
            (_, (header, _)) if payload => {
                let padded = self.is_padded(last).then_some([other_plain, other_qos]);
                self.wlan_prefix(header, [plain, qos], padded)
            }
            (_, (Some(header), _)) => self.reach(header, plain),
            _ => return plain,
        };
        match outermost {
            Prefix::Prism => {
                if let ((Some(header), _), (other, _)) = (lengths[0], lengths[2]) {
                    let on_true = self.reach(header, begin);
                    let on_false = match payload {
                        true => self.wlan_prefix(other, [other_plain, other_qos], None),
                        false => other_plain,
                    };
                    let (mask, magic) = AVS_MAGIC;
                    begin = self.is(Place::at(0), 4, mask, magic, Exits { on_true, on_false });
                }
            }
            Prefix::Ppi => {
                let exits = Exits { on_true: begin, on_false: NodeId::REJECT };
                begin = self.word_is(Place::at(4), PPI_80211, exits);
            }
            _ => {}
        }
        begin
    }

    /// The tests that tell QoS data frames, behind a header of this length, and what to do then;
    /// and the tests that tell padded data frames, where there may be some.
    fn wlan_prefix(
        &mut self,
        header: Option<ValueId>,
        [plain, qos]: [NodeId; 2],
        padded: Option<[NodeId; 2]>,
    ) -> NodeId {
        const DATA: u32 = 0x08;
        const CONTROL: u32 = 0x04;
        const QOS_DATA: u32 = 0x80;
        let (data_plain, data_qos) = match padded {
            None => (plain, qos),
            Some([padded, padded_qos]) => {
                (self.radiotap_padding(padded, plain), self.radiotap_padding(padded_qos, qos))
            }
        };
        let control = self.load_at(header, 0, 1);
        let data = Exits { on_true: data_qos, on_false: data_plain };
        let data = self.has_bits(control, QOS_DATA, data);
        let data = self.has_bits(control, CONTROL, Exits { on_true: plain, on_false: data });
        self.has_bits(control, DATA, Exits { on_true: data, on_false: plain })
    }

    /// Whether radiotap's flags say that there is padding. They are there if the word of presence
    /// bits says so, which must be the only one, and stand behind the timestamp if there is one.
    fn radiotap_padding(&mut self, on_true: NodeId, on_false: NodeId) -> NodeId {
        // The word is little-endian.
        const TIMESTAMP: u32 = 1_u32.swap_bytes();
        const FLAGS: u32 = 2_u32.swap_bytes();
        const MORE: u32 = 0x8000_0000_u32.swap_bytes();
        const PADDING: u32 = 0x20;
        let exits = Exits { on_true, on_false };
        let present = self.load(Place::at(4), 4);
        let late = self.any_set(Place::at(16), 1, PADDING, exits);
        let early = self.any_set(Place::at(8), 1, PADDING, exits);
        let timestamp = Exits { on_true: late, on_false: early };
        let timestamp = self.has_bits(present, TIMESTAMP, timestamp);
        let only = self.has_bits(present, MORE, exits.then(timestamp).not());
        self.has_bits(present, FLAGS, exits.then(only))
    }
}
