//! Whether a value may be among known ones: values are strewn over some bits, by a product with the golden
//! ratio (Knuth, The Art of Computer Programming, 6.4), and those are set on which a known one falls. Most
//! values are told to be unknown by it, without a look for them.

/// The marks of known values: eight to a byte.
pub(super) struct Marks<const BYTES: usize>([u8; BYTES]);

impl<const BYTES: usize> Marks<BYTES> {
    /// Of no values.
    pub(super) const fn new() -> Self {
        Self([0; BYTES])
    }

    /// Marks another value, where tables are made.
    #[allow(clippy::indexing_slicing, reason = "the remainder is below the length")]
    pub(super) const fn mark(&mut self, value: u32) {
        let (at, bit) = Self::place(value);
        self.0[at] |= bit;
    }

    /// Whether the value may be known; a known one is.
    pub(super) fn may_hold(&self, value: u32) -> bool {
        let (at, bit) = Self::place(value);
        self.0.get(at).is_some_and(|byte| byte & bit != 0)
    }

    #[inline(always)]
    const fn place(value: u32) -> (usize, u8) {
        let strewn = value.wrapping_mul(0x9e37_79b1) >> 16;
        (strewn as usize / 8 % BYTES, 1 << (strewn % 8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_marked_may_be_known_and_little_else() {
        let known = [0, 1, 31, 33, 0x02_0000, u32::MAX];
        let mut marks = Marks::<32>::new();
        for value in known {
            marks.mark(value);
        }
        assert!(known.into_iter().all(|value| marks.may_hold(value)));
        for step in [1, 256, 65_536] {
            let held = (0..1000).filter(|n| marks.may_hold(n * step)).count();
            assert!(held < 1000 * 2 * known.len() / 256, "{held} of 1,000, in steps of {step}");
        }
    }
}
