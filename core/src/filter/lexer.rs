//! Tokens, one at a time.
//!
//! The lexer is a single pass that decides by the first byte of a token, without a buffer: the
//! longest match counts, and of equally long ones the first in the order of the manual page. That
//! order and the shape of the forms allow two simplifications. Everything that begins with a
//! letter or a digit and holds no colon (keywords, numbers, dotted addresses, link-layer addresses
//! with dots or hyphens) is as a whole also a *word*, so the word is taken first and then looked
//! at. And a form with colons is always longer than the word it begins with.

use super::ast::{ArithOp, RelOp, Span};
use super::error::Error;
use super::keyword::{self, Keyword};
use super::literal::{self, Colons};
use super::syntax::Syntax;

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// The end of the expression.
    End,
    /// A number, written out or named.
    Number(u32),
    /// Two, three or four numbers joined by dots, not yet checked.
    Dotted,
    /// An IPv6 address.
    V6([u8; 16]),
    /// A 48-bit link-layer address.
    Mac([u8; 6]),
    /// An 8-bit link-layer address.
    Mac8(u8),
    /// A name; its span leaves out the `\` before it.
    Name,
    /// A reserved word, or `&&`, `||` and `!`.
    Word(Keyword),
    /// An arithmetic operator; `-` may also be a sign.
    Arith(ArithOp),
    /// A comparison.
    Relation(RelOp),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// `:`
    Colon,
}

/// What a byte can be in a word.
mod class {
    pub(super) const SPACE: u8 = 1;
    /// Stands in a word.
    pub(super) const WORD: u8 = 2;
    /// Ends a word.
    pub(super) const END: u8 = 4;
    pub(super) const DIGIT: u8 = 8;
    pub(super) const HEX: u8 = 16;

    pub(super) static OF: [u8; 256] = {
        let mut of = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            of[byte] = match byte as u8 {
                b' ' | b'\t' | b'\r' | b'\n' => SPACE,
                b'0'..=b'9' => WORD | END | HEX | DIGIT,
                b'a'..=b'f' | b'A'..=b'F' => WORD | END | HEX,
                b'g'..=b'z' | b'G'..=b'Z' | b'.' => WORD | END,
                b'-' | b'_' => WORD,
                _ => 0,
            };
            byte += 1;
        }
        of
    };
}

/// Splits an expression into tokens.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    /// The expression must be shorter than 4 GiB.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    fn span(&self, start: usize) -> Span {
        Span { start: start as u32, end: self.at as u32 }
    }

    /// The next token and where it stands; behind the last one, [`Token::End`].
    pub(super) fn next(&mut self) -> Result<(Token, Span), Error> {
        let text = self.text.as_bytes();
        let class_at = |at: usize| text.get(at).map_or(0, |byte| class::OF[usize::from(*byte)]);
        while class_at(self.at) & class::SPACE != 0 {
            self.at += 1;
        }
        let start = self.at;
        let Some(first) = text.get(start) else { return Ok((Token::End, self.span(start))) };
        let second = text.get(start + 1).copied();
        let (token, length) = match (*first, second) {
            (b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z', _) => return self.word(),
            (b'(', _) => (Token::Open, 1),
            (b')', _) => (Token::Close, 1),
            (b'[', _) => (Token::OpenBracket, 1),
            (b']', _) => (Token::CloseBracket, 1),
            (b'&', Some(b'&')) => (Token::Word(Keyword::And), 2),
            (b'|', Some(b'|')) => (Token::Word(Keyword::Or), 2),
            (b'!', Some(b'=')) => (Token::Relation(RelOp::Ne), 2),
            (b'!', _) => (Token::Word(Keyword::Not), 1),
            (b'=', Some(b'=')) => (Token::Relation(RelOp::Eq), 2),
            (b'=', _) => (Token::Relation(RelOp::Eq), 1),
            (b'<', Some(b'<')) => (Token::Arith(ArithOp::Shl), 2),
            (b'<', Some(b'=')) => (Token::Relation(RelOp::Le), 2),
            (b'<', _) => (Token::Relation(RelOp::Lt), 1),
            (b'>', Some(b'>')) => (Token::Arith(ArithOp::Shr), 2),
            (b'>', Some(b'=')) => (Token::Relation(RelOp::Ge), 2),
            (b'>', _) => (Token::Relation(RelOp::Gt), 1),
            (b'+', _) => (Token::Arith(ArithOp::Add), 1),
            (b'-', _) => (Token::Arith(ArithOp::Sub), 1),
            (b'*', _) => (Token::Arith(ArithOp::Mul), 1),
            (b'/', _) => (Token::Arith(ArithOp::Div), 1),
            (b'%', _) => (Token::Arith(ArithOp::Mod), 1),
            (b'&', _) => (Token::Arith(ArithOp::And), 1),
            (b'|', _) => (Token::Arith(ArithOp::Or), 1),
            (b'^', _) => (Token::Arith(ArithOp::Xor), 1),
            (b':', Some(b':')) => return self.colons().unwrap_or_else(|| self.unknown()),
            (b':', _) => (Token::Colon, 1),
            (b'\\', _) => return self.escaped(),
            (b'$', _) => return self.mac8(),
            _ => return self.unknown(),
        };
        self.at += length;
        Ok((token, self.span(start)))
    }

    /// A keyword, number, address or name.
    fn word(&mut self) -> Result<(Token, Span), Error> {
        let text = self.text.as_bytes();
        let start = self.at;
        let mut all = class::HEX | class::DIGIT;
        let mut at = start;
        let mut end = start;
        while let Some(byte) = text.get(at) {
            let class = class::OF[usize::from(*byte)];
            if class & class::WORD == 0 {
                if *byte == b':'
                    && all & class::HEX != 0
                    && let Some(token) = self.colons()
                {
                    return token;
                }
                break;
            }
            all &= class;
            at += 1;
            if class & class::END != 0 {
                end = at;
            }
        }
        let word = text.get(start..end).unwrap_or(&[]);
        self.at = end;
        let span = self.span(start);
        let syntax = |kind: Syntax| Error { kind: kind.into(), span };
        if word.first().is_some_and(u8::is_ascii_alphabetic)
            && let Some(keyword) = keyword::find(word)
        {
            return Ok(match keyword {
                Keyword::Number(number) => (Token::Number(number.into()), span),
                keyword => (Token::Word(keyword), span),
            });
        }
        let token = if let Some(mac) = literal::mac(word) {
            Token::Mac(mac)
        } else if let Some(number) = literal::number(word) {
            Token::Number(number.map_err(syntax)?)
        } else if literal::is_dotted(word) {
            Token::Dotted
        } else {
            Token::Name
        };
        Ok((token, span))
    }

    /// An address with colons, if there is one here.
    fn colons(&mut self) -> Option<Result<(Token, Span), Error>> {
        let start = self.at;
        let (colons, length) = literal::colons(self.text.as_bytes().get(start..)?)?;
        self.at += length;
        let span = self.span(start);
        let syntax = |kind: Syntax| Error { kind: kind.into(), span };
        Some(match colons {
            Colons::Mac(mac) => Ok((Token::Mac(mac), span)),
            Colons::V6(v6) => Ok((Token::V6(v6), span)),
            Colons::BadV6 => Err(syntax(Syntax::Ipv6)),
            Colons::BadMac => Err(syntax(Syntax::Mac)),
        })
    }

    /// A name behind a `\`.
    fn escaped(&mut self) -> Result<(Token, Span), Error> {
        let rest = self.text.as_bytes().get(self.at + 1..).unwrap_or(&[]);
        let ends = |byte: &u8| matches!(byte, b' ' | b'!' | b'(' | b')' | b'\n' | b'\t');
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        if length == 0 {
            return self.unknown();
        }
        let start = self.at + 1;
        self.at = start + length;
        Ok((Token::Name, self.span(start)))
    }

    /// `$x` or `$xx`.
    fn mac8(&mut self) -> Result<(Token, Span), Error> {
        let digits = self.text.as_bytes().get(self.at + 1..).unwrap_or(&[]);
        let (value, length) = literal::hex_digits(digits, 2);
        if length == 0 {
            return self.unknown();
        }
        let start = self.at;
        self.at += 1 + length;
        Ok((Token::Mac8(value as u8), self.span(start)))
    }

    /// No token begins with this character.
    fn unknown(&mut self) -> Result<(Token, Span), Error> {
        let start = self.at;
        let character = self.text.get(start..).and_then(|rest| rest.chars().next());
        self.at += character.map_or(1, char::len_utf8);
        Err(Error { kind: Syntax::Character.into(), span: self.span(start) })
    }
}
