//! Suggestions behind the message of a syntax error: what was probably meant.
//!
//! Nothing of this is carried along with an error. When one is printed, the tokens around its place
//! are taken from the expression once more, and the first rule that fits them speaks.

use core::fmt::{self, Formatter};

use super::ast::{ArithOp, RelOp, Span};
use super::error::Excerpt;
use super::keyword::{self, Keyword};
use super::lexer::{Lexer, Token};
use super::literal;
use super::syntax::{Expected, Syntax};

/// The tokens around the place of an error, each with its text.
struct Around<'a> {
    /// The last two tokens before the place, the nearer one last.
    before: [(Token, &'a str); 2],
    here: (Token, &'a str),
    behind: (Token, &'a str),
}

impl<'a> Around<'a> {
    fn new(text: &'a str, span: Span) -> Self {
        let nothing = (Token::End, "");
        let mut last = [nothing; 3];
        let mut lexer = Lexer::new(text);
        let mut next = || {
            lexer.next().ok()?;
            let under = lexer.span.start as usize..lexer.span.end as usize;
            Some((lexer.span.start, (lexer.token, text.get(under).unwrap_or(""))))
        };
        // The end of the text is a token that comes again and again, and not before the place.
        while let Some((start, token)) = next() {
            last = [last[1], last[2], token];
            if start >= span.start {
                break;
            }
        }
        let behind = next().map_or(nothing, |(_, token)| token);
        Self { before: [last[0], last[1]], here: last[2], behind }
    }

    /// Whether the token before the place begins a primitive, so that it stands alone.
    fn alone(&self) -> bool {
        let [(before, _), _] = self.before;
        matches!(
            before,
            Token::End | Token::Open | Token::Word(Keyword::And | Keyword::Or | Keyword::Not)
        )
    }
}

/// How a token that lacks its qualifier is meant, if that is clear: the qualifier.
fn qualifier(token: Token) -> Option<&'static str> {
    match token {
        Token::Number(_) => Some("port"),
        Token::Dotted | Token::V6 | Token::Name => Some("host"),
        Token::Mac => Some("ether host"),
        _ => None,
    }
}

/// Writes the suggestion for an error under `span`, if there is one.
pub(super) fn write(
    syntax: Syntax,
    text: &str,
    span: Span,
    out: &mut Formatter<'_>,
) -> fmt::Result {
    match syntax {
        Syntax::Expected(expected) => around(expected, &Around::new(text, span), out),
        Syntax::Character => character(text, span, out),
        Syntax::NoQualifiers => {
            let around = Around::new(text, span);
            let (token, word) = around.here;
            match qualifier(token) {
                Some(qualifier) => write!(out, "; write '{qualifier} {}'", Excerpt::whole(word)),
                None => Ok(()),
            }
        }
        Syntax::NotOctal => out.write_str("; a number that begins with 0 is octal"),
        Syntax::Ipv4 => out.write_str("; each part is a decimal number up to 255"),
        Syntax::Decnet => out.write_str("; it is an area up to 63, a dot, a node up to 1023"),
        Syntax::WlanTypeName => out.write_str("; the types are mgt, ctl and data"),
        Syntax::WlanDir | Syntax::WlanDirName => {
            out.write_str("; the directions are nods, tods, fromds and dstods, or 0 to 3")
        }
        _ => Ok(()),
    }
}

fn around(expected: Expected, around: &Around<'_>, out: &mut Formatter<'_>) -> fmt::Result {
    let (here, word) = around.here;
    let [_, (before, before_word)] = around.before;
    let (behind, behind_word) = around.behind;
    let shown = Excerpt::whole(word);
    match (before, here, behind) {
        (Token::Relation(RelOp::Eq), Token::Relation(RelOp::Gt), _) => {
            return out.write_str("; 'at least' is written '>='");
        }
        (Token::Relation(RelOp::Eq), Token::Relation(RelOp::Lt), _) => {
            return out.write_str("; 'at most' is written '<='");
        }
        (Token::Relation(RelOp::Eq), Token::Word(Keyword::Not), _)
        | (Token::Relation(RelOp::Lt), Token::Relation(RelOp::Gt), _) => {
            return out.write_str("; 'not equal' is written '!='");
        }
        // `net 10/8`, `net 10 mask 255`
        (Token::Number(net @ 0..=255), Token::Arith(ArithOp::Div), Token::Number(len @ 0..=32)) => {
            return write!(out, "; write the dots: '{net}.0.0.0/{len}'");
        }
        (Token::Number(net @ 0..=255), Token::Word(Keyword::Mask), _) => {
            return write!(out, "; write the dots: '{net}.0.0.0 mask 255.0.0.0'");
        }
        (Token::Number(from), Token::Arith(ArithOp::Sub), Token::Number(to))
            if expected == Expected::Operator =>
        {
            return write!(out, "; a range is written without spaces: 'portrange {from}-{to}'");
        }
        (Token::Dotted | Token::Name, Token::Colon, Token::Number(port)) => {
            let host = Excerpt::whole(before_word);
            return write!(out, "; write 'host {host} and port {port}'");
        }
        (Token::V6, Token::Arith(ArithOp::Mod), _) => {
            return out.write_str("; an address takes no zone here");
        }
        (_, Token::Arith(ArithOp::And), _) if expected == Expected::Operator => {
            return out.write_str("; between primitives, write 'and'");
        }
        (_, Token::Arith(ArithOp::Or), _) if expected == Expected::Operator => {
            return out.write_str("; between primitives, write 'or'");
        }
        (_, Token::Name, Token::Relation(_)) if word.contains('.') => {
            return out
                .write_str("; this looks like Wireshark's display filters, another language");
        }
        _ => {}
    }
    match expected {
        Expected::Comparison | Expected::ByteOperator | Expected::FieldValue
            if here == Token::End && !(matches!(before, Token::Number(_)) && around.alone()) =>
        {
            out.write_str("; if the shell took the rest, put the filter in single quotes")
        }
        Expected::Comparison if matches!(before, Token::Number(_)) && around.alone() => {
            write!(out, "; a port is written 'port {}'", Excerpt::whole(before_word))
        }
        Expected::Comparison if matches!(here, Token::Number(_)) => {
            out.write_str("; if the shell took a '<' or '>', put the filter in single quotes")
        }
        Expected::Primitive | Expected::Operand if here == Token::Name => {
            let lower = Lower::of(word);
            if let Some((left, right)) = difference(word) {
                write!(out, "; with spaces it is arithmetic: '{left} - {right}'")
            } else if let Some(keyword) = lower.keyword() {
                write!(out, "; keywords are written in lower case: '{keyword}'")
            } else if let Some(near) = keyword::near(word) {
                write!(out, "; did you mean '{near}'?")
            } else if expected == Expected::Primitive {
                write!(out, "; for a host, write 'host {shown}'")
            } else {
                Ok(())
            }
        }
        Expected::Primitive if behind_word == "/" && matches!(here, Token::Dotted | Token::V6) => {
            write!(out, "; for a network, write 'net {shown}/...'")
        }
        Expected::Primitive => match qualifier(here) {
            Some(qualifier) => write!(out, "; write '{qualifier} {shown}'"),
            None => Ok(()),
        },
        Expected::Operator => match (before, here) {
            (Token::Word(Keyword::Proto(_)), Token::Number(_) | Token::Name)
                if Lower::of(word).keyword().is_none() && keyword::near(word).is_none() =>
            {
                write!(out, "; write '{before_word} port {shown}'")
            }
            (Token::Word(Keyword::Proto(_)), Token::Dotted | Token::V6 | Token::Mac) => {
                write!(out, "; write '{before_word} host {shown}'")
            }
            (_, Token::Name) => match Lower::of(word).keyword().or(keyword::near(word)) {
                Some(near) => write!(out, "; did you mean '{near}'?"),
                None => Ok(()),
            },
            _ => Ok(()),
        },
        Expected::Id | Expected::KindOrId | Expected::Name | Expected::NameOrNumber => match here {
            Token::Word(Keyword::Undirected(_)) if expected == Expected::KindOrId => {
                write!(out, "; '{shown}' takes no 'src' or 'dst'")
            }
            Token::Word(Keyword::Proto(_)) | Token::Number(_) => {
                write!(out, "; as a name it is written '\\{shown}'")
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// What to do about a character that no token begins with.
fn character(text: &str, span: Span, out: &mut Formatter<'_>) -> fmt::Result {
    let rest = text.get(span.start as usize..).unwrap_or("");
    out.write_str(match rest.chars().next() {
        Some(',') => "; a list is written with 'or': 'port (80 or 443)'",
        Some('"' | '\'' | '`' | '\u{2018}'..='\u{201f}') => {
            "; quotes are for the shell, around the whole filter"
        }
        Some('$') => "; '$' stands only before an address of one or two hexadecimal digits",
        Some('\\') => "; '\\' stands only before a name",
        Some('\u{2010}'..='\u{2015}' | '\u{2212}') => "; the sign for minus and ranges is '-'",
        Some(other) if !other.is_ascii() => "; a filter is written in ASCII",
        _ => "",
    })
}

/// The two sides of a name that would be a difference if it had spaces in it.
fn difference(word: &str) -> Option<(&str, &str)> {
    let (left, right) = word.split_once('-')?;
    let value = |side: &str| {
        matches!(literal::number(side.as_bytes()), Some(Ok(_))) || matches!(side, "len" | "length")
    };
    (value(left) && value(right)).then_some((left, right))
}

/// A short word in lower case.
struct Lower {
    letters: [u8; 32],
    length: usize,
}

impl Lower {
    fn of(word: &str) -> Self {
        let mut letters = [0; 32];
        for (lower, letter) in letters.iter_mut().zip(word.bytes()) {
            *lower = letter.to_ascii_lowercase();
        }
        Self { letters, length: word.len() }
    }

    /// The keyword that the word is in lower case.
    fn keyword(&self) -> Option<&'static str> {
        keyword::word(self.letters.get(..self.length)?)
    }
}
