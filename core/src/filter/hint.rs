//! Suggestions behind the message of a syntax error: what was probably meant.
//!
//! The first rule that fits the tokens around an error's place speaks. Programs whose messages nobody
//! reads do without it (the feature `hints`).

use super::around::{Around, Words};
use super::ast::{ArithOp, Proto, RelOp};
use super::keyword::Keyword;
use super::lexer::Token;
use super::syntax::{Expected, Syntax};
use super::{literal, misspelt};
use crate::texts::Names;

texts! {
    /// What was probably meant, as a template that is filled with [`Words`].
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Hint {
        None = "",
        AtLeast = "; 'at least' is written '>='",
        AtMost = "; 'at most' is written '<='",
        NotEqual = "; 'not equal' is written '!='",
        Dots = "; write the dots: '#.0.0.0/~'",
        DotsOfMask = "; write the dots: '#.0.0.0 mask 255.0.0.0'",
        RangeWithSpaces = "; a range is written without spaces: 'portrange #-~'",
        Range = "; a range of ports is written 'portrange #-~'",
        NetByName = "; a network by its name has no length: write 'net #'",
        HostAndPort = "; write 'host # and port ~'",
        Zone = "; an address takes no zone here",
        And = "; between primitives, write 'and'",
        Or = "; between primitives, write 'or'",
        AndSide = "; write 'and @ ~'",
        Wireshark = "; this looks like Wireshark's display filters, another language",
        PortBefore = "; a port is written 'port #'",
        ShellTookRest = "; if the shell took the rest, put the filter in single quotes",
        ShellTookSign = "; if the shell took a '<' or '>', put the filter in single quotes",
        HostOfProtocol = "; write '# host @'",
        PortOfProtocol = "; write '# port @'",
        TypeOfProtocol = "; a type is written '#[#type] = 8'",
        Undirected = "; '@' takes no 'src' or 'dst'",
        Escape = "; as a name it is written '\\@'",
        Port = "; write 'port @'",
        Host = "; write 'host @'",
        Station = "; write 'ether host @'",
        HostByName = "; for a host, write 'host @'",
        StationBehind = "; write 'ether host ~'",
        Outbound = "; write 'outbound'",
        Inbound = "; write 'inbound'",
        Interface = "; an interface is not part of the filter: give it with -i",
        Flag = "; a flag is written 'tcp[tcpflags] & tcp-^ != 0'",
        Arithmetic = "; with spaces it is arithmetic: '# - ~'",
        Unescape = "; as a keyword it is written without '\\'",
        LowerCase = "; keywords are written in lower case: '^'",
        Misspelt = "; did you mean '^'?",
        List = "; a list is written with 'or': 'port (80 or 443)'",
        Quotes = "; quotes are for the shell, around the whole filter",
        Sign = "; the sign for minus and ranges is '-'",
        Dollar = "; '$' stands only before an address of one or two hexadecimal digits",
        Backslash = "; '\\' stands only before a name",
        Ascii = "; a filter is written in ASCII",
        Octal = "; a number that begins with 0 is octal",
        Decimal = "; each part is a decimal number up to 255",
        Decnet = "; it is an area up to 63, a dot, a node up to 1023",
        WlanTypes = "; the types are mgt, ctl and data",
        WlanDirections = "; the directions are nods, tods, fromds and dstods, or 0 to 3",
    }
}

impl Around<'_> {
    /// Whether the token before the place begins a primitive, so that it stands alone.
    fn alone(&self) -> bool {
        let [(before, _), _] = self.before;
        matches!(
            before,
            Token::End | Token::Open | Token::Word(Keyword::And | Keyword::Or | Keyword::Not)
        )
    }
}

impl Expected {
    /// Whether a shell that was not kept from it may have taken what is expected.
    fn may_be_cut(self) -> bool {
        matches!(self, Self::Comparison | Self::ByteOperator | Self::FieldValue)
    }

    /// Whether any name may stand here.
    fn may_be_name(self) -> bool {
        matches!(self, Self::Id | Self::KindOrId | Self::Name)
    }
}

/// The suggestion for an error, as a template and the words it is filled with; empty if there is
/// none.
pub(super) fn find<'a>(syntax: Syntax, around: &Around<'a>) -> (&'static str, Words<'a>) {
    let mut words = around.words();
    if let Some(flag) = flag(syntax, around) {
        words[3] = flag;
        return (Hint::Flag.text(), words);
    }
    let hint = match syntax {
        Syntax::Expected(expected) => match by_tokens(expected, around) {
            Hint::None => by_grammar(expected, around, &mut words),
            hint => hint,
        },
        Syntax::NoQualifiers => match FOREIGN.find(around.marked) {
            Some(Foreign::Interface) => Hint::Interface,
            _ => with_qualifier(around.here.0),
        },
        Syntax::Character => by_character(around.marked),
        Syntax::NotOctal => Hint::Octal,
        Syntax::Ipv4 => Hint::Decimal,
        Syntax::Decnet => Hint::Decnet,
        Syntax::WlanTypeName => Hint::WlanTypes,
        Syntax::WlanDir | Syntax::WlanDirName => Hint::WlanDirections,
        _ => Hint::None,
    };
    (hint.text(), words)
}

/// What words mean to other tools and languages.
#[derive(Clone, Copy, Debug)]
enum Foreign {
    Interface,
    Station,
    Outbound,
    Inbound,
    Flag,
}

static FOREIGN: Names<Foreign> = names! {
    "iface" = Foreign::Interface,
    "interface" = Foreign::Interface,
    "dev" = Foreign::Interface,
    "device" = Foreign::Interface,
    "nic" = Foreign::Interface,
    "mac" = Foreign::Station,
    "outgoing" = Foreign::Outbound,
    "incoming" = Foreign::Inbound,
    "syn" = Foreign::Flag,
    "fin" = Foreign::Flag,
    "rst" = Foreign::Flag,
    "ack" = Foreign::Flag,
};

/// The name, without `tcp-` before it, of a flag of TCP that stands where a primitive should.
fn flag<'a>(syntax: Syntax, around: &Around<'a>) -> Option<&'a [u8]> {
    let word = match syntax {
        Syntax::NoQualifiers | Syntax::Expected(Expected::Operator) => around.marked,
        Syntax::Expected(Expected::Comparison) if around.alone() => around.before[1].1,
        _ => return None,
    };
    match FOREIGN.find(word) {
        Some(Foreign::Flag) => Some(word),
        _ => word.strip_prefix(b"tcp-"),
    }
}

/// How an identifier is written that lacks its qualifier.
fn with_qualifier(token: Token) -> Hint {
    match token {
        Token::Number(_) => Hint::Port,
        Token::Dotted | Token::V6 => Hint::Host,
        Token::Mac => Hint::Station,
        _ => Hint::None,
    }
}

/// How a number or a name is written behind a protocol: as a port, if it has ports.
#[inline(never)]
fn with_port(proto: Proto) -> Hint {
    match proto {
        Proto::Tcp | Proto::Udp | Proto::Sctp => Hint::PortOfProtocol,
        Proto::Icmp | Proto::Icmp6 => Hint::TypeOfProtocol,
        _ => Hint::None,
    }
}

/// Operators of other languages, addresses cut short, and shells.
#[inline(never)]
fn by_tokens(expected: Expected, around: &Around<'_>) -> Hint {
    let operator = expected == Expected::Operator;
    // Behind something, without which nothing is known of the expression.
    let end = around.marked.is_empty() && around.before[1].0 != Token::End;
    let alone = around.alone();
    match (around.before[1].0, around.here.0, around.behind.0) {
        (Token::Relation(RelOp::Eq), Token::Relation(RelOp::Gt), _) => Hint::AtLeast,
        (Token::Relation(RelOp::Eq), Token::Relation(RelOp::Lt), _) => Hint::AtMost,
        (Token::Relation(RelOp::Eq), Token::Word(Keyword::Not), _)
        | (Token::Relation(RelOp::Lt), Token::Relation(RelOp::Gt), _) => Hint::NotEqual,
        (Token::Number(0..=255), Token::Arith(ArithOp::Div), Token::Number(0..=32)) if operator => {
            Hint::Dots
        }
        (Token::Number(0..=255), Token::Word(Keyword::Mask), _) => Hint::DotsOfMask,
        (Token::Number(_), Token::Arith(ArithOp::Sub), Token::Number(_)) if operator => {
            Hint::RangeWithSpaces
        }
        (Token::Number(_), Token::Colon, Token::Number(_)) if operator => Hint::Range,
        (Token::Name, Token::Arith(ArithOp::Div), Token::Number(_)) if operator => Hint::NetByName,
        (Token::Dotted | Token::Name, Token::Colon, Token::Number(_)) => Hint::HostAndPort,
        (Token::V6, Token::Arith(ArithOp::Mod), _) => Hint::Zone,
        (_, Token::Arith(ArithOp::And), _) if operator => Hint::And,
        (_, Token::Arith(ArithOp::Or), _) if operator => Hint::Or,
        (_, Token::Word(Keyword::Side(_)), _) if operator => Hint::AndSide,
        (_, Token::Name, Token::Relation(_)) if around.marked.contains(&b'.') => Hint::Wireshark,
        (Token::Number(_), _, _) if alone && expected == Expected::Comparison => Hint::PortBefore,
        _ if end && expected.may_be_cut() => Hint::ShellTookRest,
        (_, Token::Number(_), _) if expected == Expected::Comparison => Hint::ShellTookSign,
        (Token::Word(Keyword::Proto(_)), Token::Dotted | Token::V6 | Token::Mac, _) if operator => {
            Hint::HostOfProtocol
        }
        (Token::Word(Keyword::Proto(proto)), Token::Number(_), _) if operator => with_port(proto),
        (_, Token::Word(Keyword::Undirected(_)), _) if expected == Expected::KindOrId => {
            Hint::Undirected
        }
        (_, Token::Word(Keyword::Proto(_)) | Token::Number(_), _) if expected.may_be_name() => {
            Hint::Escape
        }
        (_, here, _) if expected == Expected::Primitive => with_qualifier(here),
        _ => Hint::None,
    }
}

/// Names where none can stand: arithmetic without spaces, keywords in capitals or misspelt, names
/// without qualifiers.
#[inline(never)]
fn by_grammar<'a>(expected: Expected, around: &Around<'a>, words: &mut Words<'a>) -> Hint {
    let misplaced =
        matches!(expected, Expected::Primitive | Expected::Operand | Expected::Operator);
    if around.here.0 != Token::Name || !misplaced {
        return Hint::None;
    }
    if let Some((left, right)) = difference(around.marked) {
        words[1] = left;
        words[2] = right;
        return Hint::Arithmetic;
    }
    if let Some((keyword, same)) = misspelt::near(around.marked) {
        words[3] = keyword;
        return if keyword == around.marked {
            Hint::Unescape
        } else if same {
            Hint::LowerCase
        } else {
            Hint::Misspelt
        };
    }
    match (around.before[1].0, expected, FOREIGN.find(around.marked)) {
        (_, Expected::Primitive, Some(Foreign::Station)) => Hint::StationBehind,
        (_, Expected::Primitive, Some(Foreign::Outbound)) => Hint::Outbound,
        (_, Expected::Primitive, Some(Foreign::Inbound)) => Hint::Inbound,
        (_, Expected::Primitive, Some(Foreign::Interface)) => Hint::Interface,
        (_, Expected::Primitive, _) => Hint::HostByName,
        (Token::Word(Keyword::Proto(proto)), Expected::Operator, _) => with_port(proto),
        _ => Hint::None,
    }
}

/// What to do about a character that no token begins with.
fn by_character(character: &[u8]) -> Hint {
    match character {
        b"," => Hint::List,
        // Also in the forms that word processors make of them.
        b"\"" | b"'" | b"`" | [0xe2, 0x80, 0x98..=0x9f] => Hint::Quotes,
        [0xe2, 0x80, 0x90..=0x95] => Hint::Sign,
        b"$" => Hint::Dollar,
        b"\\" => Hint::Backslash,
        [0x80..=0xff, ..] => Hint::Ascii,
        _ => Hint::None,
    }
}

/// What was meant by a name that nothing has: a range of ports behind `port`, and ranges with other
/// signs than a hyphen.
pub(super) fn of_service<'a>(name: &'a [u8]) -> (&'static str, Words<'a>) {
    let mut words = [name, &[], &[], &[]];
    let Some(at) = name.iter().position(|byte| matches!(byte, b'-' | b'.')) else {
        return ("", words);
    };
    let (first, rest) = name.split_at(at);
    let rest = rest.strip_prefix(b"..").or_else(|| rest.strip_prefix(b"-")).unwrap_or_default();
    let is_port = |text| matches!(literal::number(text), Some(Ok(_)));
    if !is_port(first) || !is_port(rest) {
        return ("", words);
    }
    words[1] = first;
    words[2] = rest;
    (Hint::Range.text(), words)
}

/// The two sides of a name that would be a difference if it had spaces in it.
fn difference(word: &[u8]) -> Option<(&[u8], &[u8])> {
    let hyphen = word.iter().position(|byte| *byte == b'-')?;
    let (left, right) = (word.get(..hyphen)?, word.get(hyphen + 1..)?);
    let value = |side: &[u8]| {
        matches!(literal::number(side), Some(Ok(_))) || matches!(side, b"len" | b"length")
    };
    (value(left) && value(right)).then_some((left, right))
}
