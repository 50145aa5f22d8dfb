//! A packet that takes a path, and on which two programs were seen to differ.

use super::Walk;
use super::facts::{Facts, What};
use super::reasons::Kept;
use super::value::{CAPTURED, Id, Value};
use crate::verify::Verified;
use crate::vm::{Packet, run};

/// A packet on which two programs differ.
#[derive(Clone, Copy, Debug)]
pub struct Witness<'m> {
    /// The captured bytes.
    pub bytes: &'m [u8],
    /// The length on the wire.
    pub length: u32,
    /// The ancillary words.
    pub words: [u32; 16],
    /// What the two programs return.
    pub returned: [u32; 2],
}

impl Walk<'_> {
    /// Makes a packet of what the path has learned, and runs the programs on it.
    pub(super) fn witness<'m>(
        &mut self,
        programs: [Verified<'_>; 2],
        bytes: &'m mut [u8],
    ) -> Option<Witness<'m>> {
        bytes.fill(0);
        let mut words = [0; 16];
        let mut length = 0;
        // Operands come before what is made of them; the hash table is needed no more.
        for at in 0..self.values.len() {
            let id = Id(at as u32);
            let facts = self.facts_of(id, Kept::All)?;
            let least = self.least(id, &facts, Kept::All, 0, u32::MAX)?;
            let is_free = facts == Facts::new(self.max(id), self.ones(id));
            // What is to be equal to what has its number already gets the same.
            let equal = self.learned_of(id).find_map(|one| match one.what {
                What::Equal(other, true) if other < id => Some(self.heads[other.0 as usize]),
                _ => None,
            });
            let wanted = equal.unwrap_or(least);
            self.heads[at] = match self.value(id) {
                Value::Captured => 0,
                Value::Const(k) => k,
                Value::Length => {
                    length = wanted;
                    wanted
                }
                Value::Ancillary(distance) => {
                    *words.get_mut(distance as usize / 4)? = wanted;
                    wanted
                }
                Value::Negate(a) => self.heads[a.0 as usize].wrapping_neg(),
                Value::Arith(op, a, b) => {
                    op.of_numbers(self.heads[a.0 as usize], self.heads[b.0 as usize]).unwrap_or(0)
                }
                Value::Load { base, offset, size } => {
                    let base = base.map_or(0, |base| self.heads[base.0 as usize]);
                    let from = base.wrapping_add(offset) as usize;
                    let place = bytes.get_mut(from..).and_then(|b| b.get_mut(..size.into()));
                    match place {
                        Some(place) if !is_free => {
                            place.copy_from_slice(&wanted.to_be_bytes()[4 - usize::from(size)..]);
                            wanted
                        }
                        Some(place) => place.iter().fold(0, |k, &byte| k << 8 | u32::from(byte)),
                        None => 0,
                    }
                }
            };
        }
        let mut captured = self.known(CAPTURED).lo;
        for at in 0..self.values.len() {
            let base = self.heads[at];
            for one in self.learned_of(Id(at as u32)) {
                if let What::Behind(end, true) = one.what {
                    captured = captured.max(base.saturating_add(end));
                }
            }
        }
        let bytes = bytes.get_mut(..captured as usize)?;
        // Of loads that overlap, the last has had its way; then the first has.
        for first in [false, true] {
            for at in (0..if first { self.values.len() } else { 0 }).rev() {
                let id = Id(at as u32);
                if let Value::Load { base: None, offset, size } = self.value(id)
                    && self.known(id) != Facts::new(self.max(id), self.ones(id))
                    && let Some(place) = bytes.get_mut(offset as usize..)
                    && let Some(place) = place.get_mut(..size.into())
                {
                    let wanted = self.heads[at].to_be_bytes();
                    place.copy_from_slice(&wanted[4 - usize::from(size)..]);
                }
            }
            let packet = Packet { bytes, length, ancillary: Some(&words) };
            let returned = programs.map(|program| run(program, packet));
            if returned[0] != returned[1] {
                return Some(Witness { bytes, length, words, returned });
            }
        }
        None
    }
}
