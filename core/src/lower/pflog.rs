//! The OpenBSD pf log header.

use super::build::{Builder, Exits};
use super::layout::Place;
use crate::graph::NodeId;

/// A field of the header that holds a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Action,
    Reason,
    Rule,
    SubRule,
}

/// A field of the header that holds a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    Interface,
    RuleSet,
}

/// The longest name that fits with its zero byte.
pub(super) const NAME_MAX: usize = 15;

impl Builder<'_, '_> {
    pub(super) fn pflog_number(&mut self, field: Number, number: u32, exits: Exits) -> NodeId {
        let (offset, size) = match field {
            Number::Action => (2, 1),
            Number::Reason => (3, 1),
            Number::Rule => (36, 4),
            Number::SubRule => (40, 4),
        };
        self.is(Place::at(offset), size, u32::MAX, number, exits)
    }

    /// A name that a field begins with, compared from its end.
    pub(super) fn pflog_text(&mut self, field: Text, name: &[u8], exits: Exits) -> NodeId {
        let place = Place::at(match field {
            Text::Interface => 4,
            Text::RuleSet => 20,
        });
        let mut begin = exits.on_true;
        let (odd, words) = name.split_at(name.len() % 4);
        let (byte, half) = odd.split_at(odd.len() % 2);
        if let &[a] = byte {
            begin = self.byte_is(place, a, exits.then(begin));
        }
        if let &[a, b] = half {
            let place = place.plus(byte.len() as u32);
            begin = self.half_is(place, u16::from_be_bytes([a, b]), exits.then(begin));
        }
        for (at, word) in words.chunks_exact(4).enumerate() {
            if let &[a, b, c, d] = word {
                let place = place.plus((odd.len() + 4 * at) as u32);
                let word = u32::from_be_bytes([a, b, c, d]);
                begin = self.word_is(place, word, exits.then(begin));
            }
        }
        begin
    }
}
