//! Places in a text: what errors point at.

/// A range of bytes in a text: a filter expression, or a program in a form that people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

#[cfg(feature = "language")]
impl Span {
    /// What stands there in a text; nothing if it is not in the text.
    pub(crate) fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}
