//! What can be wrong with a filter, and where.
//!
//! An [`Error`] is small and `Copy`: a typed kind and the span of the expression it speaks of. Its
//! texts are made only when they are printed, from the kind and the expression, and contain
//! libpcap's wording, so that scripts which match that wording still work.

use super::ast::Span;
use crate::lower::error::Meaning;

/// A filter could not be compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub kind: ErrorKind,
    /// Where in the expression.
    pub span: Span,
}

/// What is wrong with a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A buffer of fixed capacity is too small for this filter.
    NoRoom {
        /// What there was no room for.
        what: NoRoom,
        /// How many of them the buffer holds.
        capacity: u32,
    },
    /// The grammar is right, but the meaning is not.
    Meaning(Meaning),
    /// The filter can match no packet (found only when optimizing).
    RejectsAll,
}

/// What there was no room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoRoom {
    /// Elements of the syntax tree.
    Items,
    /// Levels of nesting.
    Nesting,
    /// Values of the decision graph.
    Values,
    /// Nodes of the decision graph.
    Nodes,
    /// Instructions of the program.
    Instructions,
}
