//! IEEE 802.2 logical link control: frames that have its header, and their types by the control
//! field.

use super::build::{Builder, Exits};
use super::rules::{Family, HAS_ATM, HAS_WLAN};
use crate::filter::ast::Llc;
use crate::graph::NodeId;

/// The bits of the control field that tell formats and subtypes.
const FORMAT: u32 = 0x03;
const SUPERVISORY: u32 = 0x01;
const UNNUMBERED: u32 = 0x03;
const SUPERVISORY_SUBTYPE: u32 = 0x0f;
const UNNUMBERED_SUBTYPE: u32 = 0xef;

impl Builder<'_, '_> {
    /// An LLC frame of a type.
    pub(super) fn llc(&mut self, kind: Llc, exits: Exits) -> NodeId {
        let control = self.layout.payload.plus(2);
        let begin = match kind {
            Llc::Any => exits.on_true,
            Llc::Information => self.any_set(control, 1, SUPERVISORY, exits.not()),
            Llc::Supervisory => self.is(control, 1, FORMAT, SUPERVISORY, exits),
            Llc::Unnumbered => self.is(control, 1, FORMAT, UNNUMBERED, exits),
            Llc::SType(bits) => self.is(control, 1, SUPERVISORY_SUBTYPE, bits.into(), exits),
            Llc::UType(bits) => self.is(control, 1, UNNUMBERED_SUBTYPE, bits.into(), exits),
        };
        self.has_llc(exits.then(begin))
    }

    /// Whether the frame has an LLC header.
    fn has_llc(&mut self, exits: Exits) -> NodeId {
        match self.layout.rules.family {
            // A length, and not what Novell's frames have in place of LLC.
            Family::Ether => {
                let raw = self.half_is(self.layout.payload, 0xffff, exits.not());
                self.is_length(exits.then(raw))
            }
            Family::SunAtm if HAS_ATM => self.atm_llc(exits),
            Family::WlanLlc if HAS_WLAN => self.wlan_data(exits),
            _ => exits.on_true,
        }
    }
}
