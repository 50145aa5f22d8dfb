//! The parts of a text between bytes of one kind, as in the lines of a file or the words of a list. The
//! standard library's `split` is made anew for each kind; this one is there once.

/// The parts of a text, from its first; between two separators, before the first and behind the last
/// there may be nothing. See [`split`].
#[derive(Clone, Debug)]
pub struct Words<'a> {
    rest: Option<&'a [u8]>,
    separator: u8,
}

/// The parts of a text between bytes of this value: as many as there are such bytes, and one.
///
/// ```
/// use barecap_core::words::split;
///
/// let mut parts = split(b"root::0", b':');
/// assert_eq!(parts.next(), Some(&b"root"[..]));
/// assert_eq!(parts.next(), Some(&b""[..]));
/// assert_eq!(parts.next(), Some(&b"0"[..]));
/// assert_eq!(parts.next(), None);
/// ```
#[must_use]
pub const fn split(text: &[u8], separator: u8) -> Words<'_> {
    Words { rest: Some(text), separator }
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a [u8];

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        let text = self.rest?;
        let end = text.iter().position(|byte| *byte == self.separator);
        self.rest = end.and_then(|end| text.get(end + 1..));
        text.get(..end.unwrap_or(text.len()))
    }
}

/// Which word of a list it is, that has a blank between one and the next; counted from 0.
///
/// As patterns of a `match`, words are compared byte by byte, in code of nine bytes for each.
///
/// ```
/// use barecap_core::words::choice;
///
/// assert_eq!(choice(b"out", "in out"), Some(1));
/// assert_eq!(choice(b"in out", "in out"), None);
/// ```
#[inline(never)]
#[must_use]
pub fn choice(word: &[u8], list: &str) -> Option<usize> {
    split(list.as_bytes(), b' ').position(|known| known == word)
}
