//! What can be wrong with a filter, and where.
//!
//! An [`Error`] is small and `Copy`: a typed kind and the span of the expression it speaks of. Its
//! texts are made only when they are printed, from the kind and the expression, and contain
//! libpcap's wording, so that scripts which match that wording still work. What a text quotes
//! from the expression is printable and not longer than a line, whatever stands
//! in the expression.
//!
//! ```
//! use barecap_core::filter::{ast::Span, error::{Error, ErrorKind, Name}};
//! let text = "host nosuch and tcp";
//! let error = Error { kind: ErrorKind::Name(Name::Host), span: Span { start: 5, end: 11 } };
//! assert_eq!(error.message(text).to_string(), "unknown host 'nosuch'");
//! assert_eq!(error.caret(text).to_string(), "host nosuch and tcp\n     ^^^^^^");
//! // Where the expression is not at hand, as behind `?`.
//! assert_eq!(error.to_string(), "bytes 5 to 11 of the filter: unknown host '...'");
//! ```

use core::fmt::{self, Write};

pub use super::excerpt::Caret;
pub use super::syntax::{Expected, Syntax};

use super::ast::{AddrKind, Proto, Span};
use super::excerpt::fill;
#[cfg(feature = "hints")]
use super::hint;
use super::names::ResolveError;
pub use crate::lower::error::{Feature, Field, Meaning, Thing};
use crate::numbers::put;
use crate::verify::Refusal;

/// A filter could not be compiled.
///
/// [`Error::message`] and [`Error::caret`] say what is wrong with the expression at hand, and quote it.
/// [`Display`](fmt::Display) does without, for functions that hand errors up by `?`.
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
    /// The filter can match no packet (found only when optimizing); the span is that of the
    /// smallest part that is to blame.
    RejectsAll,
}

// In the texts, `@` is the name, `#` and `~` are the words of the variant.
texts! {
    /// How a name could not be looked up.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum Name {
        /// No host of this name.
        Host = "unknown host '@'",
        /// The host has no address of the family that the protocol qualifier asks for.
        HostFamily = "unknown host '@' for specified address family",
        /// No host of this name has a known link-layer address.
        Ether = "unknown Ethernet-like host '@'",
        /// No network of this name.
        Network = "unknown network '@'",
        /// No service of this name.
        Service = "unknown port '@'",
        /// A range of ports that is neither a number nor two ports with a hyphen between them.
        NoHyphen = "port range '@' contains no hyphen",
        /// A range of ports with more than one hyphen; no name in it has one.
        TwoHyphens = "port range '@' contains more than one hyphen",
        /// A range of ports with nothing before its hyphen.
        NoStart = "port range '@' has no starting port",
        /// A range of ports with nothing behind its hyphen.
        NoEnd = "port range '@' has no ending port",
        /// An end of a range of ports that is no port.
        ServiceInRange = "'@' is not a valid port",
        /// The service has a port, but only under this protocol, which is not the one asked for.
        ServiceOnlyOn(Proto) = "port '@' is #",
        /// The same of both ends of a range.
        RangeOnlyOn(Proto) = "port in range '@' is #",
        /// No protocol of this name, under these qualifiers.
        Protocol {
            /// The protocol qualifier.
            proto: Proto,
            /// `proto` or `protochain`.
            kind: AddrKind,
        } = "unknown '# ~' value '@'",
        /// The look-up itself went wrong.
        LookUp(ResolveError) = "the name '@' could not be looked up: ",
    }
}

texts! {
    /// What there was no room for, and which capacity of a
    /// [`Workspace`](crate::workspace::Workspace) that is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum NoRoom {
        /// Bytes of the expression, which is 4 GiB long at most.
        Text = "bytes",
        /// Elements of the syntax tree: `ITEMS`.
        Items = "elements of the syntax tree",
        /// Levels of nesting: `ITEMS`, or `PRIMITIVES` within arithmetic.
        Nesting = "levels of nesting",
        /// Primitives, or the paths on which one of them is reached with different header offsets:
        /// `PRIMITIVES`.
        Primitives = "primitives",
        /// Places where headers begin: `vlan`, `mpls`, `pppoes`, `geneve` and `vxlan` move them. Every
        /// workspace has room for 16, and for 64 ways in which such can have been found before.
        Layouts = "layouts of headers, which 'vlan' and its like change",
        /// Addresses that the names in a filter stand for, of which there are 64 in every workspace.
        Addresses = "addresses of names",
        /// Values of the decision graph: `VALUES`.
        Values = "values",
        /// Nodes of the decision graph: `NODES`.
        Nodes = "tests",
        /// Instructions of the program: `INSNS`.
        Instructions = "instructions",
    }
}

impl Error {
    /// The error of a buffer that holds only `capacity` of `what`.
    pub(crate) fn no_room(what: NoRoom, capacity: usize, span: Span) -> Self {
        let capacity = u32::try_from(capacity).unwrap_or(u32::MAX);
        Self { kind: ErrorKind::NoRoom { what, capacity }, span }
    }

    /// What is wrong with the expression `text`, in one line.
    #[must_use]
    pub const fn message(self, text: &str) -> Message<'_> {
        Message { error: self, text }
    }

    /// Where in the expression `text`: one line with the expression, or the part of it around the
    /// place, and one line with a mark under the place.
    #[must_use]
    pub fn caret(self, text: &str) -> Caret<'_> {
        Caret::new(text, self.span)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, span } = *self;
        put(f, "bytes {d} to {d} of the filter: ", &[span.start, span.end])?;
        // Stands for what is not at hand, unless that is the end of the expression.
        let end = if span.start < span.end { 3 } else { 0 };
        Self { kind, span: Span { start: 0, end } }.message("...").fmt(f)
    }
}

impl core::error::Error for Error {}

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
    error: Error,
    text: &'a str,
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl core::error::Error for Message<'_> {}

impl Message<'_> {
    fn write(&self, out: &mut dyn Write) -> fmt::Result {
        let Error { kind, span } = self.error;
        let text = span.of(self.text).as_bytes();
        match kind {
            ErrorKind::Syntax(syntax) => syntax.write(self.text, span, out),
            ErrorKind::Meaning(meaning) => meaning.write(text, out),
            ErrorKind::Name(name) => name.write(text, out),
            ErrorKind::NoRoom { what, capacity } => {
                put(out, "filter too large: it needs more than {d} ", &[capacity])?;
                out.write_str(what.text())
            }
            ErrorKind::TooManyRegisters => {
                out.write_str("too many registers needed to evaluate expression")
            }
            ErrorKind::Refused(refusal) => {
                out.write_str("internal error: the program is not valid: ")?;
                refusal.write(out)
            }
            ErrorKind::RejectsAll if text.len() < self.text.trim_ascii().len() => {
                let said = "expression rejects all packets: '@' never matches";
                fill(said, [text, &[], &[], &[]], &[], out)
            }
            ErrorKind::RejectsAll => out.write_str("expression rejects all packets"),
        }
    }
}

impl Name {
    fn write(self, name: &[u8], out: &mut dyn Write) -> fmt::Result {
        let mut text = self.text();
        let (proto, kind) = match self {
            Self::ServiceOnlyOn(proto) | Self::RangeOnlyOn(proto) => (proto.keyword(), ""),
            Self::Protocol { proto: Proto::None, kind } => {
                text = "unknown '~' value '@'";
                ("", kind.keyword())
            }
            Self::Protocol { proto, kind } => (proto.keyword(), kind.keyword()),
            _ => ("", ""),
        };
        fill(text, [name, proto.as_bytes(), kind.as_bytes(), &[]], &[], out)?;
        match self {
            Self::LookUp(error) => error.write(out),
            #[cfg(feature = "hints")]
            Self::Service | Self::NoHyphen => {
                let (hint, words) = hint::of_service(name);
                fill(hint, words, &[], out)
            }
            _ => Ok(()),
        }
    }
}
