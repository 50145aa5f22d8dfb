//! Blocks of a pcapng file that are no packets, on their way into a copy: the options of a section, and
//! names, secrets and the like.
//!
//! Those that stand before the first interface come before there is a copy: they wait in memory of fixed
//! size until packets are handed on. What has no room there, or cannot go into a copy at all, is counted.

use super::savefile::Savefile;
use crate::consumer::{self, Consumer};
use barecap_core::savefile::carried::{self, Kind};
use core::ops::Range;

impl Savefile<'_> {
    /// Takes a block at this place, and hands it on, or keeps it while there is nobody to hand it to.
    ///
    /// # Errors
    ///
    /// Those of handing it on.
    #[cold]
    pub(super) fn block(
        &mut self,
        kind: Kind,
        place: Option<Range<usize>>,
        consumer: Option<&mut Consumer<'_>>,
    ) -> Result<(), consumer::Error> {
        let Self { input, reader, numbers, options, early, .. } = self;
        let mut taken = false;
        if let Some(body) = place.and_then(|place| input.window_mut().get_mut(place))
            && let Some(whole) = carried::normalize(kind, body, reader.swapped())
            && let Some(body) = body.get_mut(..whole)
        {
            let is_section = kind == Kind::SECTION;
            taken = match consumer {
                _ if is_section && body.is_empty() => true,
                // Of what sections say, that goes on which comes first.
                None if is_section && self.opens && options.is_empty() => {
                    let fits = options.extend_from_slice(body).is_ok();
                    self.said = options.len();
                    fits
                }
                None => !kind.is_of_interface() && early.push(kind, body),
                Some(consumer) => {
                    let mut there = true;
                    if kind.is_of_interface()
                        && let Some(number) = body.first_chunk_mut()
                    {
                        let mut interfaces = reader.interfaces().iter().zip(&**numbers);
                        let its = interfaces.nth(u32::from_ne_bytes(*number) as usize);
                        there = its.is_some();
                        *number = its.map_or(0, |(_, its)| *its).to_ne_bytes();
                    }
                    there && consumer.carried(kind, body)?
                }
            };
        }
        if !taken {
            self.left.note(kind);
        }
        Ok(())
    }

    /// Hands on the blocks that have waited.
    ///
    /// # Errors
    ///
    /// Those of handing them on.
    pub(super) fn hand_on_early(
        &mut self,
        consumer: &mut Consumer<'_>,
    ) -> Result<(), consumer::Error> {
        for (kind, body) in self.early.iter() {
            if !consumer.carried(kind, body)? {
                self.left.note(kind);
            }
        }
        self.early.clear();
        Ok(())
    }
}
