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
    /// Two, three or four numbers joined by dots, not yet checked. Of this and the next two the
    /// parser takes the value from the text: a token stays small.
    Dotted,
    /// An IPv6 address.
    V6,
    /// A 48-bit link-layer address.
    Mac,
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

/// Something is wrong; what it is lies in the lexer. Handing nothing up but this keeps the parser
/// small.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wrong;

/// Splits an expression into tokens.
pub(super) struct Lexer<'a> {
    text: &'a str,
    /// The token looked at.
    pub(super) token: Token,
    /// Where it stands; behind it the next one is looked for.
    pub(super) span: Span,
    /// What was wrong last.
    pub(super) error: Error,
}

impl<'a> Lexer<'a> {
    /// The expression must be shorter than 4 GiB.
    pub(super) fn new(text: &'a str) -> Self {
        let span = Span::default();
        let error = Error { kind: Syntax::Character.into(), span };
        Self { text, token: Token::End, span, error }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Goes to the next token; behind the last one, that is [`Token::End`].
    pub(super) fn next(&mut self) -> Result<(), Wrong> {
        let text = self.text.as_bytes();
        let mut start = self.span.end as usize;
        let first = loop {
            let Some(first) = text.get(start) else {
                return self.take(Token::End, start, 0);
            };
            if class::OF[usize::from(*first)] & class::SPACE == 0 {
                break *first;
            }
            start += 1;
        };
        let followed_by = |second: u8| text.get(start + 1) == Some(&second);
        let (token, length) = match first {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => return self.word(start),
            b'(' => (Token::Open, 1),
            b')' => (Token::Close, 1),
            b'[' => (Token::OpenBracket, 1),
            b']' => (Token::CloseBracket, 1),
            b'&' if followed_by(b'&') => (Token::Word(Keyword::And), 2),
            b'|' if followed_by(b'|') => (Token::Word(Keyword::Or), 2),
            b'!' if followed_by(b'=') => (Token::Relation(RelOp::Ne), 2),
            b'!' => (Token::Word(Keyword::Not), 1),
            b'=' if followed_by(b'=') => (Token::Relation(RelOp::Eq), 2),
            b'=' => (Token::Relation(RelOp::Eq), 1),
            b'<' if followed_by(b'<') => (Token::Arith(ArithOp::Shl), 2),
            b'<' if followed_by(b'=') => (Token::Relation(RelOp::Le), 2),
            b'<' => (Token::Relation(RelOp::Lt), 1),
            b'>' if followed_by(b'>') => (Token::Arith(ArithOp::Shr), 2),
            b'>' if followed_by(b'=') => (Token::Relation(RelOp::Ge), 2),
            b'>' => (Token::Relation(RelOp::Gt), 1),
            b'+' => (Token::Arith(ArithOp::Add), 1),
            b'-' => (Token::Arith(ArithOp::Sub), 1),
            b'*' => (Token::Arith(ArithOp::Mul), 1),
            b'/' => (Token::Arith(ArithOp::Div), 1),
            b'%' => (Token::Arith(ArithOp::Mod), 1),
            b'&' => (Token::Arith(ArithOp::And), 1),
            b'|' => (Token::Arith(ArithOp::Or), 1),
            b'^' => (Token::Arith(ArithOp::Xor), 1),
            b':' if followed_by(b':') => match literal::colons(self.rest(start)) {
                Some(found) => return self.colons(start, found),
                None => return self.unknown(start),
            },
            b':' => (Token::Colon, 1),
            b'\\' => return self.escaped(start),
            b'$' => return self.mac8(start),
            _ => return self.unknown(start),
        };
        self.take(token, start, length)
    }

    /// The token is the `length` bytes from `start`.
    fn take(&mut self, token: Token, start: usize, length: usize) -> Result<(), Wrong> {
        self.token = token;
        self.span = Span { start: start as u32, end: (start + length) as u32 };
        Ok(())
    }

    /// The `length` bytes from `start` are wrong.
    fn wrong(&mut self, syntax: Syntax, start: usize, length: usize) -> Result<(), Wrong> {
        let span = Span { start: start as u32, end: (start + length) as u32 };
        self.error = Error { kind: syntax.into(), span };
        Err(Wrong)
    }

    /// What there is from `start` on.
    fn rest(&self, start: usize) -> &'a [u8] {
        self.text.as_bytes().get(start..).unwrap_or(&[])
    }

    /// A keyword, number, address or name.
    fn word(&mut self, start: usize) -> Result<(), Wrong> {
        let rest = self.rest(start);
        let mut all = class::HEX | class::DIGIT;
        let mut length = 0;
        for (at, byte) in rest.iter().enumerate() {
            let class = class::OF[usize::from(*byte)];
            if class & class::WORD == 0 {
                if *byte == b':'
                    && all & class::HEX != 0
                    && let Some(found) = literal::colons(rest)
                {
                    return self.colons(start, found);
                }
                break;
            }
            all &= class;
            if class & class::END != 0 {
                length = at + 1;
            }
        }
        let word = rest.get(..length).unwrap_or(&[]);
        if all & class::DIGIT != 0
            && length < 10
            && let [b'1'..=b'9', ..] = word
        {
            // Most numbers: decimal, and too short for anything else.
            let number = word.iter().fold(0, |value, byte| value * 10 + u32::from(byte & 15));
            return self.take(Token::Number(number), start, length);
        }
        if word.first().is_some_and(u8::is_ascii_alphabetic)
            && let Some(keyword) = keyword::find(word)
        {
            let token = match keyword {
                Keyword::Number(number) => Token::Number(number.into()),
                keyword => Token::Word(keyword),
            };
            return self.take(token, start, length);
        }
        let token = if literal::mac(word).is_some() {
            Token::Mac
        } else if let Some(number) = literal::number(word) {
            match number {
                Ok(number) => Token::Number(number),
                Err(syntax) => return self.wrong(syntax, start, length),
            }
        } else if literal::is_dotted(word) {
            Token::Dotted
        } else {
            Token::Name
        };
        self.take(token, start, length)
    }

    /// An address with colons, and its length.
    fn colons(&mut self, start: usize, (what, length): (Colons, usize)) -> Result<(), Wrong> {
        match what {
            Colons::Mac(_) => self.take(Token::Mac, start, length),
            Colons::V6(_) => self.take(Token::V6, start, length),
            Colons::BadV6 => self.wrong(Syntax::Ipv6, start, length),
            Colons::BadMac => self.wrong(Syntax::Mac, start, length),
        }
    }

    /// A name behind a `\`.
    fn escaped(&mut self, start: usize) -> Result<(), Wrong> {
        let rest = self.rest(start + 1);
        let ends = |byte: &u8| matches!(byte, b' ' | b'!' | b'(' | b')' | b'\n' | b'\t');
        match rest.iter().position(ends).unwrap_or(rest.len()) {
            0 => self.unknown(start),
            length => self.take(Token::Name, start + 1, length),
        }
    }

    /// `$x` or `$xx`.
    fn mac8(&mut self, start: usize) -> Result<(), Wrong> {
        match literal::hex_digits(self.rest(start + 1), 2) {
            (_, 0) => self.unknown(start),
            (value, length) => self.take(Token::Mac8(value as u8), start, 1 + length),
        }
    }

    /// No token begins with this character.
    fn unknown(&mut self, start: usize) -> Result<(), Wrong> {
        let character = self.text.get(start..).and_then(|rest| rest.chars().next());
        self.wrong(Syntax::Character, start, character.map_or(1, char::len_utf8))
    }
}
