//! Why something is known: the decisions on the path that it follows from.
//!
//! An answer holds for every packet that takes these decisions, whatever else the path has decided.
//! Fewer are better, since what is found out then counts for more paths: single decisions are tried
//! first, then each is left out in turn. What is kept has been seen to be enough.

use super::Walk;
use super::facts::{Learned, What};
use super::value::Id;

/// A set of decisions on the path, by their depth. Those from [`Reasons::LAST`] on are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reasons([u64; 8]);

impl Reasons {
    pub(super) const NONE: Self = Self([0; 8]);
    const LAST: usize = 8 * 64 - 1;

    pub(super) fn one(depth: u32) -> Self {
        let mut reasons = Self::NONE;
        let depth = (depth as usize).min(Self::LAST);
        reasons.0[depth / 64] = 1 << (depth % 64);
        reasons
    }

    pub(super) fn has(&self, depth: usize) -> bool {
        let depth = depth.min(Self::LAST);
        self.0[depth / 64] & 1 << (depth % 64) != 0
    }

    /// Takes out the deepest decision of the path.
    pub(super) fn remove(&mut self, deepest: usize) {
        if let Some(word) = self.0.get_mut(deepest / 64) {
            // Above the last there may be others of the same name.
            *word &= !(1 << (deepest % 64));
        }
    }

    pub(super) fn join(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(other.0) {
            *word |= other;
        }
    }
}

/// Which things that are known of a value count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// Of those that were learned, the ones whose bit is set: bit 0 is the last.
    Some(u64),
    /// All that were learned.
    Learned,
    /// Those too that follow from what is known of other values.
    All,
}

/// So many are left out one by one.
const FEW: usize = 12;

impl Walk<'_> {
    /// What was learned of a value besides its facts, as far as it counts.
    pub(super) fn kept(&self, of: Id, kept: Kept) -> impl Iterator<Item = &Learned> {
        let left = move |at: u32| match kept {
            Kept::Some(bits) => bits.checked_shr(at).unwrap_or(0),
            _ => 1,
        };
        let all = self.learned_of(of).zip(0u32..).take_while(move |(_, at)| left(*at) != 0);
        all.filter(move |(_, at)| left(*at) & 1 != 0).map(|(one, _)| one)
    }

    /// A small set of decisions from which something follows that is known of a value, if so much of
    /// what is known of it is enough. Some things are seen to be enough alone.
    pub(super) fn minimal(
        &self,
        of: Id,
        enough: Kept,
        alone: impl Fn(What) -> bool,
        follows: impl Fn(Kept) -> bool,
    ) -> Reasons {
        // What was decided first says least: that fewer bytes were captured.
        if let Some(one) = self.learned_of(of).filter(|one| alone(one.what)).last() {
            return self.reasons_of(one);
        }
        let follows = |bits| follows(Kept::Some(bits));
        if follows(0) {
            return Reasons::NONE;
        }
        let count = self.learned_of(of).count();
        if count > FEW {
            return self.reasons(of, enough);
        }
        if let Some(one) = (0..count).rev().map(|at| 1 << at).find(|&one| follows(one)) {
            return self.reasons(of, Kept::Some(one));
        }
        let mut kept = (1 << count) - 1;
        if !follows(kept) {
            return self.reasons(of, enough);
        }
        for at in 0..count {
            let fewer = kept & !(1 << at);
            if follows(fewer) {
                kept = fewer;
            }
        }
        self.reasons(of, Kept::Some(kept))
    }

    /// The decisions by which one thing was learned.
    fn reasons_of(&self, one: &Learned) -> Reasons {
        let mut reasons = Reasons::one(one.depth);
        if let Some(other) = one.also {
            self.learned_of(other).for_each(|one| reasons.join(&Reasons::one(one.depth)));
        }
        reasons
    }

    /// The decisions by which a value's kept facts were learned.
    pub(super) fn reasons(&self, of: Id, kept: Kept) -> Reasons {
        let mut reasons = Reasons::NONE;
        self.kept(of, kept).for_each(|one| reasons.join(&self.reasons_of(one)));
        if kept == Kept::All {
            for (_, other) in self.related(of) {
                self.learned_of(other).for_each(|one| reasons.join(&Reasons::one(one.depth)));
            }
        }
        reasons
    }
}
