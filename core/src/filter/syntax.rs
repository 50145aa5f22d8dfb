//! What can be wrong with the syntax of an expression, or with a constant in it.
//!
//! libpcap answers every break of the grammar with the same two words. Here the message begins
//! with them and goes on with what was expected and what was found.

use core::fmt::{self, Write};

use super::around::Around;
use super::ast::Span;
use super::excerpt::fill;
#[cfg(feature = "hints")]
use super::hint;

texts! {
    /// An expression does not follow the grammar, or a constant in it cannot be.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum Syntax {
        /// Something else was expected than what is under the span.
        Expected(Expected) = ", found '@'",
        /// A character that no token starts with.
        Character = "'@' means nothing here",
        /// The parenthesis under the span is never closed.
        Unclosed = "this '@' is never closed",
        /// The parenthesis under the span closes nothing.
        Unopened = "this '@' closes nothing",
        /// An identifier takes its qualifiers from the primitive before it, which has none.
        NoQualifiers = "syntax error in filter expression: nothing before '@' says what it is",
        /// A decimal number of more than 32 bits.
        Decimal = "decimal number @ overflows 32 bits",
        /// An octal number of more than 32 bits.
        Octal = "octal number @ overflows 32 bits",
        /// A hexadecimal number of more than 32 bits.
        Hexadecimal = "hexadecimal number @ overflows 32 bits",
        /// A number that starts with 0, and so is octal, holds an 8 or a 9.
        NotOctal = "number @ contains non-octal digit",
        /// Not an IPv4 address: a part is not a decimal number up to 255.
        Ipv4 = "invalid IPv4 address '@'",
        /// Not an IPv6 address.
        Ipv6 = "invalid IPv6 address @",
        /// Hexadecimal digits with colons that are neither a link-layer nor an IPv6 address.
        Mac = "invalid Ethernet address @",
        /// Not a DECnet address: area 0 to 63, a dot, node 0 to 1023.
        Decnet = "invalid DECnet address '@'",
        /// Division by the constant 0.
        Division = "division by zero",
        /// Modulus by the constant 0.
        Modulus = "modulus by zero",
        /// A shift by a constant of more than 31 bits.
        Shift = "shift by more than 31 bits",
        /// Packet data of a size other than 1, 2 or 4 bytes.
        DataSize = "data size must be 1, 2, or 4, not @",
        /// Not the value of an 802.11 type.
        WlanType = "invalid 802.11 type value @",
        /// Not the name of an 802.11 type.
        WlanTypeName = "unknown 802.11 type name \"@\"",
        /// A subtype by name, of an 802.11 type that has no subtypes with names.
        WlanNoSubtypes = "unknown 802.11 type: it has no subtype \"@\"",
        /// Not the value of an 802.11 subtype.
        WlanSubtype = "invalid 802.11 subtype value @",
        /// Not the name of a subtype of this 802.11 type.
        WlanSubtypeName = "unknown 802.11 subtype name \"@\"",
        /// Not the name of an 802.11 subtype.
        WlanAnySubtypeName = "unknown 802.11 type name: no type has a subtype \"@\"",
        /// Not the value of an 802.11 direction.
        WlanDir = "invalid 802.11 direction value @",
        /// Not the name of an 802.11 direction.
        WlanDirName = "unknown 802.11 direction \"@\"",
        /// Not the name of an LLC frame type.
        LlcName = "unknown LLC type name \"@\"",
        /// Not the name of a pf reason.
        PflogReason = "unknown PF reason \"@\"",
        /// Not the name of a pf action.
        PflogAction = "unknown PF action \"@\"",
    }
}

texts! {
    /// What the grammar expects at a place.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum Expected {
        /// A primitive, a relation or a group.
        Primitive = "a primitive, such as 'host 10.0.0.1' or 'tcp port 80'",
        /// An identifier for the qualifiers before it.
        Id = "a name, a number or an address",
        /// An identifier, or `host`, `net`, `port` or `portrange`, after a direction.
        KindOrId = "'host', 'net', 'port', 'portrange', a name or an address",
        /// `and`, `or` or the end, after a complete primitive.
        Operator = "'and' or 'or'",
        /// A comparison, after an arithmetic expression.
        Comparison = "a comparison",
        /// A number, `len` or packet data.
        Operand = "a number, 'len' or packet data, such as 'ip[0]'",
        /// A number.
        Number = "a number",
        /// A comparison and a number, a number, or a list of numbers.
        FieldValue = "a number, a comparison with a number, or a list in parentheses",
        /// One of `=`, `<`, `>`, `&` and `|`.
        ByteOperator = "'=', '<', '>', '&' or '|'",
        /// A name.
        Name = "a name",
        /// The name of a value, or its number.
        NameOrNumber = "a name or a number",
        /// The name of a value, which has to be named.
        ValueName = "the name of a value",
        /// An IPv4 netmask.
        Netmask = "an IPv4 netmask",
        /// The other one of `src` and `dst`.
        OtherSide = "the other one of 'src' and 'dst'",
        /// An arithmetic operator or the end of the arithmetic.
        ArithOperator = "an arithmetic operator or the end of the arithmetic",
        /// An opening bracket, behind a protocol within arithmetic.
        Index = "'['",
        /// A closing bracket, or a colon and the size.
        Bracket = "']', or ':' and the size",
        /// A closing bracket.
        CloseBracket = "']'",
        /// A closing parenthesis.
        Parenthesis = "')'",
        /// `or` or a closing parenthesis, within a list of numbers.
        OrParenthesis = "'or' or ')'",
    }
}

/// Begins the message of every break of the grammar.
const GRAMMAR: &str = "can't parse filter expression: syntax error: ";

impl Syntax {
    pub(super) fn write(self, text: &str, span: Span, out: &mut dyn Write) -> fmt::Result {
        let around = Around::new(text, span);
        if let Self::Expected(_) | Self::Character | Self::Unclosed | Self::Unopened = self {
            out.write_str(GRAMMAR)?;
        }
        let mut found = self.text();
        if let Self::Expected(expected) = self {
            out.write_str("expected ")?;
            out.write_str(expected.text())?;
            // Every token has something under it.
            if span.start == span.end {
                found = ", found the end of the filter";
            }
        }
        fill(found, around.words(), &[], out)?;
        #[cfg(feature = "hints")]
        {
            let (hint, words) = hint::find(self, &around);
            fill(hint, words, &[], out)?;
        }
        Ok(())
    }
}
