//! Texts of the binary itself, each as a pointer of one word.
//!
//! A slice is two words, and thousands of calls have a text among their arguments: each would load its
//! length beside its address. So a text ends in a zero byte instead, which no packed text has in it, and
//! its length is found where it is read. Of texts that end so the linker keeps one where several are the
//! same, or where one is the end of another.

use crate::packed::Text;

/// A text that lasts, as `text!` makes it.
#[derive(Clone, Copy)]
pub(crate) struct Literal(*const u8);

// SAFETY: nobody writes to what it points to.
unsafe impl Sync for Literal {}

impl Literal {
    /// Refuses to compile where a zero is not the last byte, or is not only that.
    pub(crate) const fn new(bytes: &'static [u8]) -> Self {
        let (mut rest, mut last) = (bytes, 1);
        while let Some((&byte, behind)) = rest.split_first() {
            assert!(last != 0, "a zero is in the text");
            (rest, last) = (behind, byte);
        }
        assert!(last == 0, "no zero is behind the text");
        Self(bytes.as_ptr())
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_empty(self) -> bool {
        self.bytes().next().is_none()
    }

    /// Its bytes, without the zero.
    #[inline(always)]
    pub(crate) fn bytes(self) -> Bytes {
        Bytes(self)
    }

    /// The text.
    pub(crate) const fn text(self) -> Text<'static> {
        self.upto(0).0
    }

    /// What is before the first of these bytes, and what is behind it; nothing where there is none.
    pub(crate) const fn split(self, at: u8) -> Option<(Text<'static>, Self)> {
        let (text, end) = self.upto(at);
        match end.split_first() {
            Some((_, rest)) => Some((text, rest)),
            None => None,
        }
    }

    /// Its first byte, and what is behind it.
    #[inline(always)]
    const fn split_first(self) -> Option<(u8, Self)> {
        // SAFETY: it points to a byte that lasts, the zero or one before it.
        let byte = unsafe { *self.0 };
        if byte == 0 {
            return None;
        }
        // SAFETY: behind a byte that is not the zero comes another.
        Some((byte, Self(unsafe { self.0.add(1) })))
    }

    /// The text up to its end or to the first of these bytes, and what begins there.
    pub(crate) const fn upto(self, end: u8) -> (Text<'static>, Self) {
        let mut length = 0;
        // SAFETY: what `new` was given lasts and has a zero as its last byte; no byte behind that is read.
        unsafe {
            while *self.0.add(length) != 0 && *self.0.add(length) != end {
                length += 1;
            }
            let text = core::slice::from_raw_parts(self.0, length);
            (Text::packed(text), Self(self.0.add(length)))
        }
    }
}

/// The bytes of a text of the binary.
#[derive(Clone)]
pub(crate) struct Bytes(Literal);

impl Bytes {
    /// The text of those that are to come.
    pub(crate) fn rest(self) -> Literal {
        self.0
    }
}

impl Iterator for Bytes {
    type Item = u8;

    #[inline(always)]
    fn next(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }
}

impl PartialEq for Literal {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;

    #[test]
    fn a_text_ends_at_its_zero() {
        for (literal, text) in
            [(Literal::new(b"\0"), &b""[..]), (Literal::new(b"a\xff\0"), b"a\xff")]
        {
            assert_eq!(literal.text().0, text);
            assert_eq!(literal.is_empty(), text.is_empty());
        }
        for wrong in [&b""[..], b"a", b"a\0b\0", b"\0\0"] {
            assert!(std::panic::catch_unwind(|| Literal::new(wrong)).is_err(), "{wrong:?}");
        }
    }
}
