//! Bytes of a packet, as a printer may read them.
//!
//! [`Bytes`] holds two lengths: what was captured, and what the headers around it claim. Reads
//! are checked against the first and answer [`Cut`] where the capture ends; printers pass that on
//! with `?`, and the packet's line ends with a truncation mark. The second is for printing and for
//! comparisons only. Offsets and lengths from the packet may be anything: nothing here overflows
//! or panics.

/// Why a printer stops before it is done. Either way the line ends with a truncation mark; where dumps
/// are asked for, they start at different places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Early {
    /// The capture ends before the byte that was asked for: the whole packet is dumped, with its
    /// link-layer header.
    Cut,
    /// Too little is there of a header or of a value for the printer to go on: the packet is dumped as
    /// one that is whole, from behind its link-layer header.
    Short,
}

pub(crate) use Early::{Cut, Short};

/// What a printer returns: done, or stopped early.
pub(crate) type Res<T = ()> = Result<T, Early>;

/// A run of bytes of the packet, from some header to the end of what may be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bytes<'a> {
    data: &'a [u8],
    len: usize,
}

impl<'a> Bytes<'a> {
    /// Captured bytes, and the length that headers claim for them.
    pub(crate) const fn new(data: &'a [u8], len: usize) -> Self {
        Self { data, len }
    }

    /// The length that the headers claim; more or less may have been captured.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The captured bytes, which may go on past the claimed length.
    pub(crate) fn data(&self) -> &'a [u8] {
        self.data
    }

    /// How many bytes were captured.
    pub(crate) fn captured(&self) -> usize {
        self.data.len()
    }

    /// The captured bytes inside the claimed length.
    #[inline(never)]
    pub(crate) fn inside(&self) -> &'a [u8] {
        self.data.get(..self.len).unwrap_or(self.data)
    }

    /// Whether `n` bytes from `at` were captured.
    pub(crate) fn has(&self, at: usize, n: usize) -> bool {
        at.checked_add(n).is_some_and(|end| end <= self.data.len())
    }

    /// Stops unless `n` bytes from `at` were captured.
    pub(crate) fn need(&self, at: usize, n: usize) -> Res {
        if self.has(at, n) { Ok(()) } else { Err(Cut) }
    }

    /// Stops the printer, and not the packet, unless `n` bytes from `at` were captured.
    pub(crate) fn check(&self, at: usize, n: usize) -> Res {
        if self.has(at, n) { Ok(()) } else { Err(Short) }
    }

    /// `n` captured bytes from `at`.
    pub(crate) fn get(&self, at: usize, n: usize) -> Res<&'a [u8]> {
        self.data.get(at..).and_then(|rest| rest.get(..n)).ok_or(Cut)
    }

    /// The `N` captured bytes from `at`, by reference: headers and addresses.
    pub(crate) fn array<const N: usize>(&self, at: usize) -> Res<&'a [u8; N]> {
        self.data.get(at..).and_then(|rest| rest.first_chunk()).ok_or(Cut)
    }

    /// The byte at `at`.
    pub(crate) fn u8(&self, at: usize) -> Res<u8> {
        self.data.get(at).copied().ok_or(Cut)
    }

    /// Two bytes in network order.
    pub(crate) fn u16(&self, at: usize) -> Res<u16> {
        self.array(at).map(|b| u16::from_be_bytes(*b))
    }

    /// Four bytes in network order.
    pub(crate) fn u32(&self, at: usize) -> Res<u32> {
        self.array(at).map(|b| u32::from_be_bytes(*b))
    }

    /// What follows the first `n` bytes; both lengths shrink, to nothing at most.
    #[inline(never)]
    pub(crate) fn from(&self, n: usize) -> Self {
        Self { data: self.data.get(n..).unwrap_or(&[]), len: self.len.saturating_sub(n) }
    }

    /// At most the first `n` bytes: neither captured bytes nor claimed length beyond them.
    pub(crate) fn first(&self, n: usize) -> Self {
        Self { data: self.data.get(..n).unwrap_or(self.data), len: self.len.min(n) }
    }

    /// The same bytes with another claimed length.
    pub(crate) fn claim(&self, len: usize) -> Self {
        Self { data: self.data, len }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_stop_at_the_captured_end() {
        let bytes = Bytes::new(&[1, 2, 3, 4], 9);
        assert_eq!(bytes.u16(2), Ok(0x0304));
        assert_eq!(bytes.u16(3), Err(Cut));
        assert_eq!(bytes.u8(usize::MAX), Err(Cut));
        assert_eq!(bytes.get(usize::MAX, 1), Err(Cut));
        assert_eq!(bytes.get(1, usize::MAX), Err(Cut));
        assert!(!bytes.has(1, usize::MAX));
        assert_eq!(bytes.from(7).len(), 2);
        assert_eq!(bytes.from(7).captured(), 0);
        assert_eq!(bytes.first(2).u16(0), Ok(0x0102));
        assert_eq!(bytes.claim(3).inside(), [1, 2, 3]);
    }
}
