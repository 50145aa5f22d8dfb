//! What can be wrong with a filter, and where.
//!
//! An [`Error`] is small and `Copy`: a typed kind and the span of the expression it speaks of. Its
//! texts are made only when they are printed, from the kind and the expression, and contain
//! libpcap's wording, so that scripts which match that wording still work. What a text quotes
//! from the expression is an [`Excerpt`]: printable and not longer than a line, whatever stands
//! in the expression.
//!
//! ```
//! use barecap_core::filter::{ast::Span, error::{Error, ErrorKind, Name}};
//! let text = "host nosuch and tcp";
//! let error = Error { kind: ErrorKind::Name(Name::Host), span: Span { start: 5, end: 11 } };
//! assert_eq!(error.message(text).to_string(), "unknown host 'nosuch'");
//! assert_eq!(error.caret(text).to_string(), "host nosuch and tcp\n     ^^^^^^");
//! ```

use core::fmt;

pub use super::excerpt::{Caret, Excerpt};
pub use super::syntax::{Expected, Syntax};

use super::ast::{AddrKind, Proto, Span};
use super::names::ResolveError;
use crate::lower::error::Meaning;
use crate::verify::Refusal;

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
    /// The expression does not follow the grammar, or a constant in it cannot be.
    Syntax(Syntax),
    /// The filter asks for something that cannot be, or cannot be on this link type.
    Meaning(Meaning),
    /// A name could not be looked up; the span is the name's.
    Name(Name),
    /// A buffer of fixed capacity is too small for this filter.
    NoRoom {
        /// What there was no room for.
        what: NoRoom,
        /// How many of them the buffer holds.
        capacity: u32,
    },
    /// An arithmetic expression needs more than the 16 scratch slots at the same time.
    TooManyRegisters,
    /// The finished program did not pass the verifier: an error in this compiler, not in the
    /// filter.
    Refused(Refusal),
    /// The filter can match no packet (found only when optimizing).
    RejectsAll,
}

/// How a name could not be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Name {
    /// No host of this name.
    Host,
    /// The host has no address of the family that the protocol qualifier asks for.
    HostFamily,
    /// No host of this name has a known link-layer address.
    Ether,
    /// No network of this name.
    Network,
    /// No service of this name.
    Service,
    /// One of the two names of a range of ports is not a service.
    ServiceInRange,
    /// The service has a port, but only under this protocol, which is not the one asked for.
    ServiceOnlyOn(Proto),
    /// No protocol of this name, under these qualifiers.
    Protocol {
        /// The protocol qualifier.
        proto: Proto,
        /// `proto` or `protochain`.
        kind: AddrKind,
    },
    /// The look-up itself went wrong.
    LookUp(ResolveError),
}

/// What there was no room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoRoom {
    /// Bytes of the expression.
    Text,
    /// Elements of the syntax tree.
    Items,
    /// Levels of nesting.
    Nesting,
    /// Primitives, or the paths on which one of them is reached with different header offsets.
    Primitives,
    /// Addresses that names stand for.
    Addresses,
    /// Values of the decision graph.
    Values,
    /// Nodes of the decision graph.
    Nodes,
    /// Instructions of the program.
    Instructions,
}

impl Error {
    /// The error of a buffer that holds only `capacity` of `what`.
    #[must_use]
    pub fn no_room(what: NoRoom, capacity: usize, span: Span) -> Self {
        let capacity = u32::try_from(capacity).unwrap_or(u32::MAX);
        Self { kind: ErrorKind::NoRoom { what, capacity }, span }
    }

    /// What is wrong with the expression `text`, in one line.
    pub fn message<'a>(&'a self, text: &'a str) -> Message<'a> {
        Message { error: self, text }
    }

    /// Where in the expression `text`: one line with the expression, or the part of it around the
    /// place, and one line with a mark under the place.
    pub fn caret<'a>(&'a self, text: &'a str) -> Caret<'a> {
        Caret::new(text, self.span)
    }
}

impl From<Syntax> for ErrorKind {
    fn from(syntax: Syntax) -> Self {
        Self::Syntax(syntax)
    }
}

impl From<Meaning> for ErrorKind {
    fn from(meaning: Meaning) -> Self {
        Self::Meaning(meaning)
    }
}

impl From<Name> for ErrorKind {
    fn from(name: Name) -> Self {
        Self::Name(name)
    }
}

/// Prints what is wrong; made by [`Error::message`].
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    error: &'a Error,
    text: &'a str,
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let excerpt = Excerpt::of(self.text, self.error.span);
        match self.error.kind {
            ErrorKind::Syntax(syntax) => syntax.write(self.text, self.error.span, out),
            ErrorKind::Meaning(meaning) => meaning.write(excerpt, out),
            ErrorKind::Name(name) => name.write(excerpt, out),
            ErrorKind::NoRoom { what, capacity } => {
                let what = match what {
                    NoRoom::Text => "bytes",
                    NoRoom::Items => "elements of the syntax tree",
                    NoRoom::Nesting => "levels of nesting",
                    NoRoom::Primitives => "primitives",
                    NoRoom::Addresses => "addresses of names",
                    NoRoom::Values => "values",
                    NoRoom::Nodes => "tests",
                    NoRoom::Instructions => "instructions",
                };
                write!(out, "filter too large: it needs more than {capacity} {what}")
            }
            ErrorKind::TooManyRegisters => {
                out.write_str("too many registers needed to evaluate expression")
            }
            ErrorKind::Refused(refusal) => {
                write!(out, "internal error: the program is not valid: {refusal}")
            }
            ErrorKind::RejectsAll => out.write_str("expression rejects all packets"),
        }
    }
}

impl Name {
    fn write(self, name: Excerpt<'_>, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Host => write!(out, "unknown host '{name}'"),
            Self::HostFamily => {
                write!(out, "unknown host '{name}' for specified address family")
            }
            Self::Ether => write!(out, "unknown Ethernet-like host '{name}'"),
            Self::Network => write!(out, "unknown network '{name}'"),
            Self::Service => write!(out, "unknown port '{name}'"),
            Self::ServiceInRange => write!(out, "unknown port in range '{name}'"),
            Self::ServiceOnlyOn(proto) => write!(out, "port '{name}' is {}", proto.keyword()),
            Self::Protocol { proto, kind } => {
                out.write_str("unknown '")?;
                if proto != Proto::None {
                    write!(out, "{} ", proto.keyword())?;
                }
                write!(out, "{}' value '{name}'", kind.keyword())
            }
            Self::LookUp(error) => {
                write!(out, "the name '{name}' could not be looked up: ")?;
                match error {
                    ResolveError::Unreadable(number) => {
                        write!(out, "error {number} reading the source of names")
                    }
                    ResolveError::TimedOut => out.write_str("no answer in time"),
                    ResolveError::TooMany => out.write_str("it has too many addresses"),
                    ResolveError::ServerFailed => out.write_str("the name server failed"),
                }
            }
        }
    }
}
