//! Blocks of a pcapng file that are no packets, on their way into a copy: the options of a section, and
//! names, secrets and the like.
//!
//! Those that stand before the first interface come before there is a copy: they wait in memory of fixed
//! size until packets are handed on; others only pass through it. What has no room there, or cannot go
//! into a copy at all, is counted.

use super::savefile::Savefile;
use crate::consumer::{self, Consumer};
use barecap_core::savefile::Interface;
use barecap_core::savefile::carried::{self, Kind};
use core::ops::Range;

impl Savefile<'_> {
    /// Takes a block at this place, for [`Self::hand_on`].
    #[cold]
    pub(super) fn block(&mut self, kind: Kind, place: Option<Range<usize>>) {
        let Self { input, reader, numbers, options, waiting, .. } = self;
        let mut taken = false;
        if let Some(body) = place.and_then(|place| input.window_mut().get_mut(place))
            && let Some(whole) = carried::normalize(kind, body, reader.swapped())
            && let Some(body) = body.get_mut(..whole)
        {
            taken = if kind != Kind::SECTION {
                let there = reader.interfaces();
                (!kind.is_of_interface() || renumber(body, there, &**numbers).is_some())
                    && waiting.push(kind, body)
            } else if self.opens && options.is_empty() {
                // Of what sections say, that goes on which comes first.
                let fits = options.extend_from_slice(body).is_ok();
                self.said = options.len();
                fits
            } else {
                body.is_empty() || waiting.push(kind, body)
            };
        }
        if !taken {
            self.left.note(kind);
        }
    }

    /// Hands on the blocks that wait.
    ///
    /// # Errors
    ///
    /// Those of handing them on.
    pub(super) fn hand_on(&mut self, consumer: &mut Consumer<'_>) -> Result<(), consumer::Error> {
        for (kind, body) in self.waiting.iter() {
            if !consumer.carried(kind, body)? {
                self.left.note(kind);
            }
        }
        self.waiting.clear();
        Ok(())
    }
}

/// Puts the number that an interface has where packets go in place of the one that a block begins with,
/// if it is one of its section.
fn renumber(body: &mut [u8], interfaces: &[Interface], numbers: &[u32]) -> Option<()> {
    let number = body.first_chunk_mut()?;
    let (_, there) = interfaces.iter().zip(numbers).nth(u32::from_ne_bytes(*number) as usize)?;
    *number = there.to_ne_bytes();
    Some(())
}
