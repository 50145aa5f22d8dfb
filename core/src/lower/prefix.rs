//! Headers of variable length: radiotap, AVS, Prism and PPI before IEEE 802.11, the 802.11 header
//! itself, and the OpenBSD pf log header.
//!
//! libpcap computes their lengths at the start of the program if any primitive needs them. So do
//! the nodes here: they reject packets in which the lengths cannot be found, also where the
//! primitive that needs them would not have been reached.
//!
//! Lengths go to the slots of the layout at the *end* of the text. Behind a tunnel these are not
//! the slots that the primitives before the tunnel read, which then find 0 there, and PPPoE makes
//! one slot serve two headers, of which the second one counts: so libpcap has it.

use super::build::{Builder, Exits};
use super::layout::{Layout, Place, State};
use super::rules::{HAS_WLAN, Prefix};
use crate::filter::ast::ArithOp;
use crate::graph::{NodeId, Value, ValueId};
use crate::linktype::LinkType;

/// PPI's number for IEEE 802.11, little-endian as it stands there.
const PPI_80211: u32 = 0x6900_0000;

impl Builder<'_, '_> {
    fn outermost(&self) -> Prefix {
        Layout::new(self.context.link_type).rules.prefix
    }

    /// Which slots hold something at the start, with the layout at the end of the text.
    pub(super) fn at_start(&self, last: &Layout) -> State {
        match self.outermost() {
            Prefix::None => State::default(),
            Prefix::Wlan | Prefix::Pflog => State::default().with(&[last.payload]),
            _ => State::default().with(&[last.header, last.payload]),
        }
    }

    /// The nodes that find the lengths that are needed, before `next`. If the headers at the end
    /// of the text are still those of PPI, it has to be 802.11 that stands behind it, whether
    /// anything looks at that or not.
    pub(super) fn prefix(&mut self, last: &Layout, next: NodeId) -> NodeId {
        let begin = self.find_lengths(last, next);
        if last.link_type != LinkType::PPI {
            return begin;
        }
        let exits = Exits { on_true: begin, on_false: NodeId::REJECT };
        self.word_is(Place::at(4), PPI_80211, exits)
    }

    fn find_lengths(&mut self, last: &Layout, next: NodeId) -> NodeId {
        // Tunnels store in slots whether they are read or not, and so have them computed.
        self.read |= last.assigned;
        let is_needed = |place: Place| place.bit() & self.read != 0;
        let payload = is_needed(last.payload);
        if !payload && !is_needed(last.header) {
            return next;
        }
        match self.outermost() {
            Prefix::None => next,
            Prefix::Pflog => {
                let length = self.load(Place::at(0), 1);
                let length = self.padded(length);
                self.store(last.payload, length, next)
            }
            Prefix::Wlan if HAS_WLAN => self.wlan_prefix(last, None, next),
            Prefix::Avs if HAS_WLAN => self.avs_prefix(last, next),
            Prefix::Prism if HAS_WLAN => {
                /// The Prism header's length; under its link type there may also be an AVS
                /// header, which begins with a magic number.
                const PRISM: u32 = 144;
                const AVS_MAGIC: (u32, u32) = (0xffff_f000, 0x8021_1000);
                let (header, next) = self.behind_prefix(last, next);
                let length = self.load(Place::at(4), 4);
                let on_true = self.store(header, length, next);
                let length = self.constant(PRISM);
                let on_false = self.store(header, length, next);
                let (mask, magic) = AVS_MAGIC;
                self.is(Place::at(0), 4, mask, magic, Exits { on_true, on_false })
            }
            Prefix::Radiotap | Prefix::Ppi if HAS_WLAN => self.little_endian_prefix(last, next),
            // Filters on these are left out.
            _ => next,
        }
    }

    /// AVS: a length of four bytes.
    fn avs_prefix(&mut self, last: &Layout, next: NodeId) -> NodeId {
        let (header, next) = self.behind_prefix(last, next);
        let length = self.load(Place::at(4), 4);
        self.store(header, length, next)
    }

    /// Radiotap and PPI: a length of two bytes, little-endian.
    fn little_endian_prefix(&mut self, last: &Layout, next: NodeId) -> NodeId {
        let (header, next) = self.behind_prefix(last, next);
        let high = self.load(Place::at(3), 1);
        let high = self.arith_k(ArithOp::Shl, high, 8);
        let low = self.load(Place::at(2), 1);
        let length = self.arith(ArithOp::Or, low, high);
        self.store(header, length, next)
    }

    /// The 802.11 header behind another one, and where that one's length is to be stored.
    fn behind_prefix(&mut self, last: &Layout, next: NodeId) -> (Place, NodeId) {
        let mut header = last.header;
        if header.slot == last.payload.slot {
            // What is stored there must be the payload's place wherever it is read.
            header.slot = last.next_slot();
        }
        let Some(slot) = header.slot else { return (header, next) };
        self.read |= slot.bit();
        if last.payload.bit() & self.read == 0 {
            return (header, next);
        }
        let length = self.value(Value::Stored(slot.number()));
        (header, self.wlan_prefix(last, Some(length), next))
    }

    /// The 802.11 header: 24 bytes, 2 more in QoS data frames. Behind radiotap, data frames may be
    /// padded to a multiple of 4.
    fn wlan_prefix(&mut self, last: &Layout, begin: Option<ValueId>, next: NodeId) -> NodeId {
        const WLAN: u32 = 24;
        const QOS: u32 = 2;
        const DATA: u32 = 0x08;
        const CONTROL: u32 = 0x04;
        const QOS_DATA: u32 = 0x80;
        let [plain, qos] = [WLAN, WLAN + QOS].map(|length| match begin {
            None => self.constant(length),
            Some(begin) => self.arith_k(ArithOp::Add, begin, length),
        });
        let other = self.store(last.payload, plain, next);
        let mut data = [plain, qos].map(|length| self.store(last.payload, length, next));
        if last.link_type == LinkType::IEEE802_11_RADIO
            && let Some(slot) = last.next_slot()
        {
            // The length before padding waits in a slot of its own.
            self.read |= slot.bit();
            let length = self.value(Value::Stored(slot.number()));
            let on_false = self.store(last.payload, length, next);
            let length = self.padded(length);
            let on_true = self.store(last.payload, length, next);
            let begin = self.radiotap_padding(Exits { on_true, on_false });
            data = [plain, qos].map(|length| self.store(Place::in_slot(slot), length, begin));
        }
        let control = self.load_at(begin, 0, 1);
        let [plain, qos] = data;
        let data = self.has_bits(control, QOS_DATA, Exits { on_true: qos, on_false: plain });
        let data = self.has_bits(control, CONTROL, Exits { on_true: other, on_false: data });
        self.has_bits(control, DATA, Exits { on_true: data, on_false: other })
    }

    /// A length, made a multiple of 4.
    fn padded(&mut self, length: ValueId) -> ValueId {
        let length = self.arith_k(ArithOp::Add, length, 3);
        self.arith_k(ArithOp::And, length, !3)
    }

    /// Whether radiotap's flags say that there is padding. They are there if the word of presence
    /// bits says so, which must be the only one, and stand behind the timestamp if there is one.
    fn radiotap_padding(&mut self, exits: Exits) -> NodeId {
        // The word is little-endian.
        const TIMESTAMP: u32 = 1_u32.swap_bytes();
        const FLAGS: u32 = 2_u32.swap_bytes();
        const MORE: u32 = 0x8000_0000_u32.swap_bytes();
        const PADDING: u32 = 0x20;
        let present = self.load(Place::at(4), 4);
        let late = self.any_set(Place::at(16), 1, PADDING, exits);
        let early = self.any_set(Place::at(8), 1, PADDING, exits);
        let timestamp = Exits { on_true: late, on_false: early };
        let timestamp = self.has_bits(present, TIMESTAMP, timestamp);
        let only = self.has_bits(present, MORE, exits.then(timestamp).not());
        self.has_bits(present, FLAGS, exits.then(only))
    }
}
