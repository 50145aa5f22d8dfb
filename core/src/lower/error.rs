//! What is wrong with the meaning of a filter: its grammar is right, but it asks for something
//! that cannot be.
//!
//! A [`Meaning`] is small and `Copy`; its text is made only when it is printed, from itself and
//! the text of the primitive, and contains libpcap's wording.

use core::fmt;

use crate::filter::error::Excerpt;

/// A filter's grammar is right, but its meaning is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Meaning {
    /// This compiler does not know the primitive yet.
    NotSupportedYet,
}

impl Meaning {
    /// Writes the message; `text` is what stands under the error's span.
    pub fn write(&self, text: Excerpt<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
        match *self {
            Self::NotSupportedYet => write!(out, "'{text}' is not supported yet"),
        }
    }
}
