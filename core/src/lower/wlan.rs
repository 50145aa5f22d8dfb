//! IEEE 802.11: frame types, directions and addresses.
//!
//! Which of a frame's up to four addresses is the source or the destination depends on its type
//! and on the two direction bits (IEEE 802.11-2020, table 9-30).

use super::build::{Builder, End, Exits};
use super::layout::Place;
use crate::graph::NodeId;

/// The first frame-control byte: type, and the bits of it that tell control and data frames.
const TYPE: u32 = 0x0c;
const CONTROL: u32 = 0x04;
const DATA: u32 = 0x08;
/// Subtypes of control frames without a second address: CTS and ACK.
const CTS: u32 = 0xc0;
const ACK: u32 = 0xd0;
const SUBTYPE: u32 = 0xf0;
/// The second frame-control byte: to and from the distribution system.
const TO_DS: u32 = 0x01;
const FROM_DS: u32 = 0x02;

/// An address field by its own name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AddressField {
    First,
    Second,
    Third,
    Fourth,
    /// The first, of frames that are not management frames.
    Receiver,
    /// The second, of frames that are not management frames.
    Transmitter,
}

/// Where the addresses lie.
const FIRST: u32 = 4;
const SECOND: u32 = 10;
const THIRD: u32 = 16;
const FOURTH: u32 = 24;

impl Builder<'_, '_> {
    /// The first two bytes of the frame.
    fn control(&self) -> [Place; 2] {
        let header = self.layout.header;
        [header, header.plus(1)]
    }

    /// The first frame-control byte under a mask.
    pub(super) fn wlan_type(&mut self, mask: u8, value: u8, exits: Exits) -> NodeId {
        self.is(self.layout.header, 1, mask.into(), value.into(), exits)
    }

    /// The two direction bits.
    pub(super) fn wlan_direction(&mut self, value: u8, exits: Exits) -> NodeId {
        let [_, second] = self.control();
        self.is(second, 1, TO_DS | FROM_DS, value.into(), exits)
    }

    /// A data frame.
    pub(super) fn wlan_data(&mut self, exits: Exits) -> NodeId {
        self.is(self.layout.header, 1, TYPE, DATA, exits)
    }

    /// Something in the source or destination address, of which the place is given to `test`.
    pub(super) fn wlan_address(
        &mut self,
        end: End,
        exits: Exits,
        test: &mut dyn FnMut(&mut Self, Place, Exits) -> NodeId,
    ) -> NodeId {
        let header = self.layout.header;
        let [first, second] = self.control();
        let mut at = |b: &mut Self, offset| test(b, header.plus(offset), exits);
        let (management, data) = match end {
            End::Source => {
                let second_address = at(self, SECOND);
                let on_true = at(self, FOURTH);
                let on_false = at(self, THIRD);
                let from = self.any_set(second, 1, TO_DS, Exits { on_true, on_false });
                let exits = Exits { on_true: from, on_false: second_address };
                (second_address, self.any_set(second, 1, FROM_DS, exits))
            }
            End::Destination => {
                let first_address = at(self, FIRST);
                let on_true = at(self, THIRD);
                let exits = Exits { on_true, on_false: first_address };
                (first_address, self.any_set(second, 1, TO_DS, exits))
            }
        };
        let begin = Exits { on_true: data, on_false: management };
        let begin = self.any_set(first, 1, DATA, begin);
        self.any_set(first, 1, CONTROL, exits.then(begin).not())
    }

    /// An address field by its own name.
    pub(super) fn wlan_field(
        &mut self,
        field: AddressField,
        address: [u8; 6],
        exits: Exits,
    ) -> NodeId {
        let header = self.layout.header;
        let [first, second] = self.control();
        match field {
            AddressField::First => self.mac48_at(header.plus(FIRST), address, exits),
            AddressField::Second => {
                let inside = self.mac48_at(header.plus(SECOND), address, exits);
                let ack = self.is(first, 1, SUBTYPE, ACK, exits.then(inside).not());
                let cts = self.is(first, 1, SUBTYPE, CTS, exits.then(ack).not());
                self.is(first, 1, TYPE, CONTROL, Exits { on_true: cts, on_false: inside })
            }
            AddressField::Third => {
                let inside = self.mac48_at(header.plus(THIRD), address, exits);
                self.is(first, 1, TYPE, CONTROL, exits.then(inside).not())
            }
            AddressField::Fourth => {
                let inside = self.mac48_at(header.plus(FOURTH), address, exits);
                self.is(second, 1, TO_DS | FROM_DS, TO_DS | FROM_DS, exits.then(inside))
            }
            AddressField::Receiver | AddressField::Transmitter => {
                let offset = if field == AddressField::Receiver { FIRST } else { SECOND };
                let inside = self.mac48_at(header.plus(offset), address, exits);
                self.any_set(first, 1, DATA, exits.then(inside))
            }
        }
    }
}
