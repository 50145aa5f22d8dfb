//! What can be wrong with the syntax of an expression, or with a constant in it.
//!
//! libpcap answers every break of the grammar with the same two words. Here the message begins
//! with them and goes on with what was expected and what was found.

use core::fmt::{self, Formatter};

use super::ast::Span;
use super::error::Excerpt;
use super::hint;

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

impl Syntax {
    pub(super) fn write(self, text: &str, span: Span, out: &mut Formatter<'_>) -> fmt::Result {
        self.say(text, span, out)?;
        hint::write(self, text, span, out)
    }

    /// Says what is wrong.
    fn say(self, text: &str, span: Span, out: &mut Formatter<'_>) -> fmt::Result {
        const PREFIX: &str = "can't parse filter expression: syntax error";
        let here = Excerpt::of(text, span);
        match self {
            Self::Expected(expected) => {
                write!(out, "{PREFIX}: expected {}, found ", expected.text())?;
                if span.start as usize >= text.len() {
                    out.write_str("the end of the filter")
                } else {
                    write!(out, "'{here}'")
                }
            }
            Self::Character => write!(out, "{PREFIX}: '{here}' means nothing here"),
            Self::Unclosed => write!(out, "{PREFIX}: this '{here}' is never closed"),
            Self::Unopened => write!(out, "{PREFIX}: this '{here}' closes nothing"),
            Self::NoQualifiers => write!(
                out,
                "syntax error in filter expression: nothing before '{here}' says what it is"
            ),
            Self::Decimal => write!(out, "decimal number {here} overflows 32 bits"),
            Self::Octal => write!(out, "octal number {here} overflows 32 bits"),
            Self::Hexadecimal => write!(out, "hexadecimal number {here} overflows 32 bits"),
            Self::NotOctal => write!(out, "number {here} contains non-octal digit"),
            Self::Ipv4 => write!(out, "invalid IPv4 address '{here}'"),
            Self::Ipv6 => write!(out, "invalid IPv6 address {here}"),
            Self::Mac => write!(out, "invalid Ethernet address {here}"),
            Self::Decnet => write!(out, "invalid DECnet address '{here}'"),
            Self::Division => out.write_str("division by zero"),
            Self::Modulus => out.write_str("modulus by zero"),
            Self::Shift => out.write_str("shift by more than 31 bits"),
            Self::DataSize => write!(out, "data size must be 1, 2, or 4, not {here}"),
            Self::WlanType => write!(out, "invalid 802.11 type value {here}"),
            Self::WlanTypeName => write!(out, "unknown 802.11 type name \"{here}\""),
            Self::WlanNoSubtypes => {
                write!(out, "unknown 802.11 type: it has no subtype \"{here}\"")
            }
            Self::WlanAnySubtypeName => {
                write!(out, "unknown 802.11 type name: no type has a subtype \"{here}\"")
            }
            Self::WlanSubtype => write!(out, "invalid 802.11 subtype value {here}"),
            Self::WlanSubtypeName => write!(out, "unknown 802.11 subtype name \"{here}\""),
            Self::WlanDir => write!(out, "invalid 802.11 direction {here}"),
            Self::WlanDirName => write!(out, "unknown 802.11 direction \"{here}\""),
            Self::LlcName => write!(out, "unknown LLC type name \"{here}\""),
            Self::PflogReason => write!(out, "unknown PF reason \"{here}\""),
            Self::PflogAction => write!(out, "unknown PF action \"{here}\""),
        }
    }
}
