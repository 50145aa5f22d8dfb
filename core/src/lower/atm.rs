//! ATM with the SunATM header: the kind of traffic, virtual path and channel, signalling.

use super::build::{Builder, Exits};
use super::layout::Place;
use crate::filter::ast::{AtmField, AtmType, RelOp};
use crate::graph::NodeId;

/// The kind of traffic, in the low half of the first byte.
const KIND: u32 = 0x0f;
const LANE: u32 = 1;
const LLC: u32 = 2;

const VPI: Place = Place::at(1);
const VCI: Place = Place::at(2);
/// The message type of a signalling message.
const MESSAGE: Place = Place::at(9);

/// Virtual channels of the path 0.
const META: u16 = 1;
const BROADCAST: u16 = 2;
const OAM_SEGMENT: u16 = 3;
const OAM_END_TO_END: u16 = 4;
const SIGNALLING: u16 = 5;
const ILMI: u16 = 16;

/// Messages that set up and release connections (ITU-T Q.2931): setup, call proceeding, connect,
/// connect acknowledge, release, release complete.
const CONNECT: [u8; 6] = [0x05, 0x02, 0x07, 0x0f, 0x4d, 0x5a];
/// The same on the meta-signalling channel, where connect is not acknowledged.
const META_CONNECT: [u8; 5] = [0x05, 0x02, 0x07, 0x4d, 0x5a];

impl Builder<'_, '_> {
    /// Traffic with an LLC header.
    pub(super) fn atm_llc(&mut self, exits: Exits) -> NodeId {
        self.is(Place::at(0), 1, KIND, LLC, exits)
    }

    pub(super) fn atm_type(&mut self, kind: AtmType, exits: Exits) -> NodeId {
        match kind {
            AtmType::Lane => self.is(Place::at(0), 1, KIND, LANE, exits),
            AtmType::MetaC => self.atm_channel(&[META], exits),
            AtmType::Bcc => self.atm_channel(&[BROADCAST], exits),
            AtmType::Oam | AtmType::OamF4 => {
                self.atm_channel(&[OAM_SEGMENT, OAM_END_TO_END], exits)
            }
            AtmType::OamF4Sc => self.atm_channel(&[OAM_SEGMENT], exits),
            AtmType::OamF4Ec => self.atm_channel(&[OAM_END_TO_END], exits),
            AtmType::Sc => self.atm_channel(&[SIGNALLING], exits),
            AtmType::IlmiC => self.atm_channel(&[ILMI], exits),
            AtmType::ConnectMsg => self.atm_message(SIGNALLING, &CONNECT, exits),
            AtmType::MetaConnect => self.atm_message(META, &META_CONNECT, exits),
        }
    }

    /// One of some channels of the path 0.
    fn atm_channel(&mut self, channels: &[u16], exits: Exits) -> NodeId {
        let mut channel = exits.on_false;
        for &number in channels {
            channel = self.half_is(VCI, number, exits.or_else(channel));
        }
        self.byte_is(VPI, 0, exits.then(channel))
    }

    /// One of some messages on a channel.
    fn atm_message(&mut self, channel: u16, messages: &[u8], exits: Exits) -> NodeId {
        let mut message = exits.on_false;
        for &number in messages {
            message = self.byte_is(MESSAGE, number, exits.or_else(message));
        }
        self.atm_channel(&[channel], exits.then(message))
    }

    pub(super) fn atm_field(
        &mut self,
        field: AtmField,
        op: RelOp,
        value: u16,
        exits: Exits,
    ) -> NodeId {
        let number = match field {
            AtmField::Vpi => self.load(VPI, 1),
            AtmField::Vci => self.load(VCI, 2),
        };
        self.compare_k(number, op, value.into(), exits)
    }
}
