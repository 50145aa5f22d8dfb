//! Where printed text goes: a buffer of the caller's, emptied through a callback.
//!
//! Formatting is by hand, since `core::fmt` costs more than a packet's whole line. A write that
//! fails sticks: text after it is dropped, and [`Sink::failed`] tells; the callback keeps the
//! reason.

/// Copies bytes to a place of the same length. Most texts are a few bytes long, for which a loop
/// is faster than a call.
#[inline(always)]
fn copy(to: &mut [u8], from: &[u8]) {
    if from.len() > 32 {
        return to.copy_from_slice(from);
    }
    if let Some(last) = from.last_chunk::<8>() {
        for (to, from) in to.as_chunks_mut::<8>().0.iter_mut().zip(from.as_chunks::<8>().0) {
            *to = *from;
        }
        // What is left, and some of what is before it once more.
        if let Some(to) = to.last_chunk_mut() {
            *to = *last;
        }
        return;
    }
    for (to, from) in to.iter_mut().zip(from) {
        // Opaque, so that the compiler does not make a call of it.
        *to = core::hint::black_box(*from);
    }
}

/// A text buffer with a way out.
pub struct Sink<'a> {
    buffer: &'a mut [u8],
    used: usize,
    write: &'a mut dyn FnMut(&[u8]) -> bool,
    failed: bool,
    /// How many bytes may still leave the buffer, where it is borrowed; below zero once there were too many.
    left: isize,
}

impl<'a> Sink<'a> {
    /// A sink that collects text in `buffer` and hands it to `write` when that is full or when it
    /// is flushed. `write` answers whether all of it could be written.
    pub fn new(buffer: &'a mut [u8], write: &'a mut dyn FnMut(&[u8]) -> bool) -> Self {
        Self { buffer, used: 0, write, failed: false, left: 0 }
    }

    /// Hands on what is in the buffer; answers whether every write so far went well.
    pub fn flush(&mut self) -> bool {
        let text = self.buffer.get(..self.used).unwrap_or(&[]);
        if !text.is_empty() && !self.failed {
            self.failed = !(self.write)(text);
        }
        self.left = self.left.wrapping_sub_unsigned(self.used);
        self.used = 0;
        !self.failed
    }

    /// Whether a write failed.
    pub fn failed(&self) -> bool {
        self.failed
    }

    /// A sink with a shorter life on the same buffer, which says when more than `left` bytes of its own
    /// text have left it; its state is given back with [`Self::resume`].
    pub(super) fn borrow(&mut self, left: isize) -> Sink<'_> {
        let Self { used, failed, .. } = *self;
        let left = left.wrapping_add_unsigned(used);
        Sink { buffer: self.buffer, used, write: &mut *self.write, failed, left }
    }

    /// Whether more text was written than was to be, and work done that is worth so many bytes of it: it is
    /// up to the writer to stop.
    pub(super) fn spent(&mut self, work: usize) -> bool {
        self.left = self.left.wrapping_sub_unsigned(work);
        self.left < 0
    }

    /// The state to hand back to the sink that this one was borrowed from.
    pub(crate) fn state(&self) -> (usize, bool) {
        (self.used, self.failed)
    }

    /// Takes over where a borrowed sink ended.
    pub(super) fn resume(&mut self, (used, failed): (usize, bool)) {
        self.used = used;
        self.failed = failed;
    }

    /// Bytes as they are.
    pub fn bytes(&mut self, text: &[u8]) {
        match self.room(text.len()) {
            Some(room) => copy(room, text),
            None => self.overflow(text),
        }
    }

    /// What is left of the buffer: to be written from its begin on, and then taken.
    #[inline(always)]
    pub(crate) fn rest(&mut self) -> &mut [u8] {
        self.buffer.get_mut(self.used..).unwrap_or_default()
    }

    /// Takes the first `n` bytes of the rest.
    #[inline(always)]
    pub(crate) fn take(&mut self, n: usize) {
        self.used += n;
    }

    /// The next `n` bytes of the buffer, to be written.
    #[inline(always)]
    fn room(&mut self, n: usize) -> Option<&mut [u8]> {
        let room = self.buffer.get_mut(self.used..)?.get_mut(..n)?;
        self.used += n;
        Some(room)
    }

    /// Text that does not fit: empties the buffer first, and goes in pieces where it must.
    #[cold]
    fn overflow(&mut self, text: &[u8]) {
        self.flush();
        for piece in text.chunks(self.buffer.len().max(1)) {
            self.flush();
            if let Some(room) = self.buffer.get_mut(..piece.len()) {
                room.copy_from_slice(piece);
                self.used = piece.len();
            }
        }
    }

    /// A string.
    #[inline]
    pub fn str(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// One byte.
    pub fn byte(&mut self, byte: u8) {
        match self.room(1) {
            Some([room]) => *room = byte,
            _ => self.overflow(&[byte]),
        }
    }

    /// A number in decimal.
    pub fn dec(&mut self, number: u64) {
        self.dec_zeros(number, 0);
    }

    /// A number in decimal, filled on the left with `fill` to `width`.
    pub fn dec_wide(&mut self, number: u64, width: usize, fill: u8) {
        if fill == b'0' {
            return self.dec_zeros(number, width);
        }
        let mut rest = number;
        for _ in 1..width {
            rest /= 10;
            if rest == 0 {
                self.byte(fill);
            }
        }
        self.dec(number);
    }

    /// A number in decimal, filled on the left with zeros to `width`.
    pub fn dec_zeros(&mut self, mut number: u64, mut width: usize) {
        // As many digits as are put together in a word.
        const DIGITS: usize = 8;
        const BEYOND: u64 = 10u64.pow(DIGITS as u32);
        if number >= BEYOND || width > DIGITS {
            self.dec_zeros(number / BEYOND, width.saturating_sub(DIGITS));
            number %= BEYOND;
            width = DIGITS;
        }
        let digits = eight_digits(number as u32);
        // Even a zero has one digit.
        let zeros = (digits.trailing_zeros() as usize / 8).min(DIGITS - width.max(1));
        let text = ((digits | u64::from_le_bytes([b'0'; DIGITS])) >> (8 * zeros)).to_le_bytes();
        let length = DIGITS - zeros;
        match self.buffer.get_mut(self.used..).and_then(<[u8]>::first_chunk_mut) {
            Some(room) => {
                *room = text;
                self.used += length;
            }
            None => self.bytes(text.get(..length).unwrap_or_default()),
        }
    }

    /// A number in hexadecimal with at least `digits` digits (at most 16).
    pub fn hex(&mut self, mut number: u64, digits: usize) {
        let mut text = [b'0'; 16];
        let mut start = 16;
        for place in text.iter_mut().rev() {
            *place = hex_digit((number & 15) as u8);
            start -= 1;
            number >>= 4;
            if number == 0 {
                break;
            }
        }
        let start = start.min(16 - digits.min(16));
        self.bytes(text.get(start..).unwrap_or(&[]));
    }

    /// A byte in two digits of hexadecimal: the same as [`Self::hex`] makes, and sooner.
    #[inline(never)]
    pub fn hex_byte(&mut self, byte: u8) {
        self.bytes(&hex_digits(byte));
    }

    /// `n` spaces.
    pub fn spaces(&mut self, n: usize) {
        for _ in 0..n {
            self.byte(b' ');
        }
    }
}

/// The decimal digits of a number below 100,000,000, a byte each, the first one in the lowest: the number is
/// split into halves, quarters and single digits, and all that were split are split on at once. Products
/// with what is rounded up stand for divisions: where size goes before speed, the compiler would divide.
#[inline(always)]
fn eight_digits(number: u32) -> u64 {
    let number = u64::from(number);
    let half = (number * 109_951_163) >> 40;
    let halves = half | (number - half * 10_000) << 32;
    let quarter = ((halves * 10_486) >> 20) & 0x7f_0000_007f;
    let quarters = quarter | (halves - quarter * 100) << 16;
    let ten = ((quarters * 103) >> 10) & 0x000f_000f_000f_000f;
    ten | (quarters - ten * 10) << 8
}

/// The digit of a number below 16.
#[inline]
pub(super) fn hex_digit(nibble: u8) -> u8 {
    if nibble < 10 { b'0' + nibble } else { b'a' - 10 + nibble }
}

/// Both digits of a byte.
#[inline]
pub(super) fn hex_digits(byte: u8) -> [u8; 2] {
    [hex_digit(byte >> 4), hex_digit(byte & 15)]
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::format;
    use std::string::String;

    fn shown(print: impl FnOnce(&mut Sink<'_>)) -> String {
        shown_through(&mut [0; 7], print)
    }

    fn shown_through(buffer: &mut [u8], print: impl FnOnce(&mut Sink<'_>)) -> String {
        let mut text = String::new();
        let mut write = |bytes: &[u8]| {
            text.push_str(core::str::from_utf8(bytes).unwrap());
            true
        };
        let mut sink = Sink::new(buffer, &mut write);
        print(&mut sink);
        assert!(sink.flush());
        text
    }

    #[test]
    fn numbers() {
        let powers = (0..20).map(|exponent| 10u64.pow(exponent));
        let around =
            powers.flat_map(|power| [power - 1, power, power + power / 7, power.saturating_mul(9)]);
        for number in around.chain([u64::MAX]) {
            for room in [7, 64] {
                let mut buffer = std::vec![0; room];
                let mut shown = |print: fn(&mut Sink<'_>, u64, usize), width| {
                    shown_through(&mut buffer, |sink| print(sink, number, width))
                };
                assert_eq!(shown(|s, n, _| s.dec(n), 0), format!("{number}"));
                for width in 0..=20 {
                    assert_eq!(
                        shown(|s, n, w| s.dec_zeros(n, w), width),
                        format!("{number:0width$}")
                    );
                    assert_eq!(
                        shown(|s, n, w| s.dec_wide(n, w, b' '), width),
                        format!("{number:width$}")
                    );
                    assert_eq!(
                        shown(|s, n, w| s.dec_wide(n, w, b'0'), width),
                        format!("{number:0width$}")
                    );
                }
            }
        }
        assert_eq!(shown(|s| s.hex(0, 0)), "0");
        assert_eq!(shown(|s| s.hex(0x2a, 4)), "002a");
        assert_eq!(shown(|s| s.hex(u64::MAX, 2)), "ffffffffffffffff");
    }

    #[test]
    fn text_longer_than_the_buffer_goes_through() {
        assert_eq!(shown(|s| s.str("a line that is longer")), "a line that is longer");
        assert_eq!(
            shown(|s| {
                s.str("12345");
                s.str("678");
                s.str("9");
            }),
            "123456789"
        );
    }

    #[test]
    fn bytes_of_any_length_are_copied() {
        let text = "0123456789abcdefghijklmnopqrstuvwxyzABCDEF";
        for length in 0..=text.len() {
            let shown = shown_through(&mut [0; 64], |s| s.str(&text[..length]));
            assert_eq!(shown, text[..length]);
        }
    }

    #[test]
    fn failure_sticks() {
        let mut buffer = [0; 4];
        let mut calls = 0;
        let mut write = |_: &[u8]| {
            calls += 1;
            false
        };
        let mut sink = Sink::new(&mut buffer, &mut write);
        sink.str("0123456789");
        assert!(!sink.flush());
        assert!(sink.failed());
        assert_eq!(calls, 1);
    }
}
