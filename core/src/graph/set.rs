//! Sets: what a list of addresses or ports asks for, in one test.

use super::{Full, Graph};
use crate::filter::error::NoRoom;
use crate::sort::heap_sort;

/// Numbers from the first to the second, both included.
pub(crate) type Interval = (u32, u32);

/// Names a set of numbers: a part of the graph's list of intervals. They are in ascending order
/// with gaps between, and equal sets have equal names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Set {
    first: u16,
    count: u16,
}

impl Set {
    /// The name as one number.
    pub(crate) const fn word(self) -> u32 {
        (self.first as u32) << 16 | self.count as u32
    }

    /// The name that is this number.
    pub(super) const fn of_word(word: u32) -> Self {
        Self { first: (word >> 16) as u16, count: word as u16 }
    }

    /// The part before a position, and the part behind it.
    pub(crate) const fn split(self, at: usize) -> [Self; 2] {
        let at = at as u16;
        let behind = Self { first: self.first + at, count: self.count - at };
        [Self { count: at, ..self }, behind]
    }
}

/// Names words that stand one behind the other in a packet: the last ones of two intervals of the
/// graph's list, whose ends are four words. The name is made like that of a set, but counts words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Words(pub(crate) Set);

impl Graph<'_> {
    /// The words behind a name, and from which one on they count.
    #[must_use]
    pub(crate) fn words(&self, Words(Set { first, count }): Words) -> ([u32; 4], usize) {
        let words = match self.sets.get(usize::from(first)..) {
            Some(&[(a, b), (c, d), ..]) => [a, b, c, d],
            _ => [0; 4],
        };
        (words, 4 - usize::from(count.min(4)))
    }

    /// Adds four words; answers the position from which on they have names.
    pub(crate) fn push_words(&mut self, [a, b, c, d]: [u32; 4]) -> Result<usize, Full> {
        let at = self.sets.len();
        self.push_interval((a, b))?;
        self.push_interval((c, d))?;
        Ok(at)
    }

    /// The name of the words at a position, from the `skipped`th on.
    pub(crate) const fn name_words(at: usize, skipped: usize) -> Words {
        Words(Set { first: at as u16, count: 4 - skipped as u16 })
    }

    /// The intervals of a set.
    #[must_use]
    pub(crate) fn set(&self, Set { first, count }: Set) -> &[Interval] {
        self.sets.get(first as usize..).and_then(|sets| sets.get(..count as usize)).unwrap_or(&[])
    }

    /// How many intervals all sets have.
    pub(crate) fn interval_count(&self) -> usize {
        self.sets.len()
    }

    /// How many intervals there is room for.
    pub(crate) fn interval_capacity(&self) -> usize {
        // A name counts in 16 bits.
        self.sets.capacity().min(u16::MAX.into())
    }

    /// Adds an interval to a set that is being made.
    pub(crate) fn push_interval(&mut self, interval: Interval) -> Result<(), Full> {
        let capacity = self.interval_capacity();
        let full = Full { what: NoRoom::Values, capacity: capacity as u32 };
        if self.sets.len() >= capacity {
            return Err(full);
        }
        self.sets.push(interval).map_err(|_| full)
    }

    /// Gives up what was added since there were so many intervals.
    pub(crate) fn drop_intervals(&mut self, from: usize) {
        self.sets.truncate(from);
    }

    /// Sorts what was added since there were `from` intervals.
    pub(crate) fn sort_intervals(&mut self, from: usize) {
        heap_sort(&mut self.sets[from..], |a, b| a < b);
    }

    /// Makes a set of what was added since there were `from` intervals.
    pub(crate) fn finish_set(&mut self, from: usize) -> Set {
        self.sort_intervals(from);
        let count = unite(&mut self.sets[from..]);
        self.sets.truncate(from + count);
        self.last_set(count)
    }

    /// The set of the last intervals.
    pub(crate) fn last_set(&self, count: usize) -> Set {
        Set { first: (self.sets.len() - count) as u16, count: count as u16 }
    }

    /// The set that has these intervals, if it was made before.
    pub(crate) fn known_set(&self, count: usize, at: impl Fn(usize) -> Interval) -> Option<Set> {
        let equal = |known: &[Interval]| known.iter().enumerate().all(|(i, e)| *e == at(i));
        let first = self.sets.windows(count).position(equal)?;
        Some(Set { first: first as u16, count: count as u16 })
    }
}

/// Makes one of sorted intervals that overlap or touch; answers how many are left.
fn unite(list: &mut [Interval]) -> usize {
    let mut kept = 0_usize;
    for at in 0..list.len() {
        let (lo, hi) = list[at];
        match kept.checked_sub(1) {
            Some(last) if lo <= list[last].1.saturating_add(1) => {
                list[last].1 = list[last].1.max(hi);
            }
            _ => {
                list[kept] = (lo, hi);
                kept += 1;
            }
        }
    }
    kept
}
