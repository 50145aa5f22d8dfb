//! What can be wrong with the syntax of an expression, or with a constant in it.
//!
//! libpcap answers every break of the grammar with the same two words. Here the message begins
//! with them and goes on with what was expected and what was found.

use core::fmt::{self, Formatter};

use super::ast::Span;
use super::excerpt::fill;
use super::hint::{self, Around};

/// An expression does not follow the grammar, or a constant in it cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Syntax {
    /// Something else was expected than what is under the span.
    Expected(Expected),
    /// A character that no token starts with.
    Character,
    /// The parenthesis under the span is never closed.
    Unclosed,
    /// The parenthesis under the span closes nothing.
    Unopened,
    /// An identifier takes its qualifiers from the primitive before it, which has none.
    NoQualifiers,
    /// A decimal number of more than 32 bits.
    Decimal,
    /// An octal number of more than 32 bits.
    Octal,
    /// A hexadecimal number of more than 32 bits.
    Hexadecimal,
    /// A number that starts with 0, and so is octal, holds an 8 or a 9.
    NotOctal,
    /// Not an IPv4 address: a part is not a decimal number up to 255.
    Ipv4,
    /// Not an IPv6 address.
    Ipv6,
    /// Hexadecimal digits with colons that are neither a link-layer nor an IPv6 address.
    Mac,
    /// Not a DECnet address: area 0 to 63, a dot, node 0 to 1023.
    Decnet,
    /// Division by the constant 0.
    Division,
    /// Modulus by the constant 0.
    Modulus,
    /// A shift by a constant of more than 31 bits.
    Shift,
    /// Packet data of a size other than 1, 2 or 4 bytes.
    DataSize,
    /// Not the value of an 802.11 type.
    WlanType,
    /// Not the name of an 802.11 type.
    WlanTypeName,
    /// A subtype by name, of an 802.11 type that has no subtypes with names.
    WlanNoSubtypes,
    /// Not the value of an 802.11 subtype.
    WlanSubtype,
    /// Not the name of a subtype of this 802.11 type.
    WlanSubtypeName,
    /// Not the name of an 802.11 subtype.
    WlanAnySubtypeName,
    /// Not the value of an 802.11 direction.
    WlanDir,
    /// Not the name of an 802.11 direction.
    WlanDirName,
    /// Not the name of an LLC frame type.
    LlcName,
    /// Not the name of a pf reason.
    PflogReason,
    /// Not the name of a pf action.
    PflogAction,
}

/// What the grammar expects at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// A primitive, a relation or a group.
    Primitive,
    /// An identifier for the qualifiers before it.
    Id,
    /// An identifier, or `host`, `net`, `port` or `portrange`, after a direction.
    KindOrId,
    /// `and`, `or` or the end, after a complete primitive.
    Operator,
    /// A comparison, after an arithmetic expression.
    Comparison,
    /// A number, `len` or packet data.
    Operand,
    /// A number.
    Number,
    /// A comparison and a number, a number, or a list of numbers.
    FieldValue,
    /// One of `=`, `<`, `>`, `&` and `|`.
    ByteOperator,
    /// A name.
    Name,
    /// A name or a number.
    NameOrNumber,
    /// An IPv4 netmask.
    Netmask,
    /// The other one of `src` and `dst`.
    OtherSide,
    /// An arithmetic operator or the end of the arithmetic.
    ArithOperator,
    /// An opening bracket, behind a protocol within arithmetic.
    Index,
    /// A closing bracket, or a colon and the size.
    Bracket,
    /// A closing bracket.
    CloseBracket,
    /// A closing parenthesis.
    Parenthesis,
    /// `or` or a closing parenthesis, within a list of numbers.
    OrParenthesis,
}

impl Expected {
    /// Whether a shell that was not kept from it may have taken what is expected.
    pub(super) fn may_be_cut(self) -> bool {
        matches!(self, Self::Comparison | Self::ByteOperator | Self::FieldValue)
    }

    /// Whether a name may stand here.
    pub(super) fn may_be_name(self) -> bool {
        matches!(self, Self::Id | Self::KindOrId | Self::Name | Self::NameOrNumber)
    }

    fn text(self) -> &'static str {
        match self {
            Self::Primitive => "a primitive, such as 'host 10.0.0.1' or 'tcp port 80'",
            Self::Id => "a name, a number or an address",
            Self::KindOrId => "'host', 'net', 'port', 'portrange', a name or an address",
            Self::Operator => "'and' or 'or'",
            Self::Comparison => "a comparison",
            Self::Operand => "a number, 'len' or packet data, such as 'ip[0]'",
            Self::Number => "a number",
            Self::FieldValue => "a number, a comparison with a number, or a list in parentheses",
            Self::ByteOperator => "'=', '<', '>', '&' or '|'",
            Self::Name => "a name",
            Self::NameOrNumber => "a name or a number",
            Self::Netmask => "an IPv4 netmask",
            Self::OtherSide => "the other one of 'src' and 'dst'",
            Self::ArithOperator => "an arithmetic operator or the end of the arithmetic",
            Self::Index => "'['",
            Self::Bracket => "']', or ':' and the size",
            Self::CloseBracket => "']'",
            Self::OrParenthesis => "'or' or ')'",
            Self::Parenthesis => "')'",
        }
    }
}

/// Begins the message of every break of the grammar.
const GRAMMAR: &str = "can't parse filter expression: syntax error: ";

impl Syntax {
    pub(super) fn write(self, text: &str, span: Span, out: &mut Formatter<'_>) -> fmt::Result {
        let around = Around::new(text, span);
        if let Self::Expected(_) | Self::Character | Self::Unclosed | Self::Unopened = self {
            out.write_str(GRAMMAR)?;
        }
        if let Self::Expected(expected) = self {
            out.write_str("expected ")?;
            out.write_str(expected.text())?;
        }
        fill(self.template(around.at_end()), around.words(), out)?;
        let (hint, words) = hint::find(self, &around);
        fill(hint, words, out)
    }

    /// The message, in which `@` stands for the text under the span.
    fn template(self, at_end: bool) -> &'static str {
        match self {
            Self::Expected(_) if at_end => ", found the end of the filter",
            Self::Expected(_) => ", found '@'",
            Self::Character => "'@' means nothing here",
            Self::Unclosed => "this '@' is never closed",
            Self::Unopened => "this '@' closes nothing",
            Self::NoQualifiers => {
                "syntax error in filter expression: nothing before '@' says what it is"
            }
            Self::Decimal => "decimal number @ overflows 32 bits",
            Self::Octal => "octal number @ overflows 32 bits",
            Self::Hexadecimal => "hexadecimal number @ overflows 32 bits",
            Self::NotOctal => "number @ contains non-octal digit",
            Self::Ipv4 => "invalid IPv4 address '@'",
            Self::Ipv6 => "invalid IPv6 address @",
            Self::Mac => "invalid Ethernet address @",
            Self::Decnet => "invalid DECnet address '@'",
            Self::Division => "division by zero",
            Self::Modulus => "modulus by zero",
            Self::Shift => "shift by more than 31 bits",
            Self::DataSize => "data size must be 1, 2, or 4, not @",
            Self::WlanType => "invalid 802.11 type value @",
            Self::WlanTypeName => "unknown 802.11 type name \"@\"",
            Self::WlanNoSubtypes => "unknown 802.11 type: it has no subtype \"@\"",
            Self::WlanAnySubtypeName => "unknown 802.11 type name: no type has a subtype \"@\"",
            Self::WlanSubtype => "invalid 802.11 subtype value @",
            Self::WlanSubtypeName => "unknown 802.11 subtype name \"@\"",
            Self::WlanDir => "invalid 802.11 direction @",
            Self::WlanDirName => "unknown 802.11 direction \"@\"",
            Self::LlcName => "unknown LLC type name \"@\"",
            Self::PflogReason => "unknown PF reason \"@\"",
            Self::PflogAction => "unknown PF action \"@\"",
        }
    }
}
