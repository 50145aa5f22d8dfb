//! Splits the text of a program into tokens.

use super::{Error, Problem};
use crate::span::Span;

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A mnemonic, a label, a register, the name of an extension.
    Word(&'a str),
    /// A number without a sign.
    Number(u32),
    /// Anything else.
    Mark(u8),
    /// The end of the text.
    End,
}

/// A text and the place up to which it has been read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// What begins a line that is a comment, or the rest of one.
    comments: bool,
}

impl<'a> Tokens<'a> {
    /// The tokens of a text, which may have comments as bpf_asm has them.
    pub(super) fn new(text: &'a str, comments: bool) -> Self {
        Self { text, at: 0, comments }
    }

    /// What is left of the text.
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The offset up to which the text has been read.
    pub(super) fn end(&self) -> u32 {
        self.at as u32
    }

    /// The offset at which the next token begins, or the text ends.
    pub(super) fn start(&mut self) -> Result<u32, Error> {
        self.skip()?;
        Ok(self.end())
    }

    /// The next token, which stays.
    pub(super) fn peek(&self) -> Token<'a> {
        let mut ahead = *self;
        ahead.next().map_or(Token::Mark(0), |(token, _)| token)
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Result<(Token<'a>, Span), Error> {
        self.skip()?;
        let start = self.at;
        let rest = self.rest();
        let span = |end: usize| Span { start: start as u32, end: end as u32 };
        let Some(first) = rest.chars().next() else { return Ok((Token::End, span(start))) };
        let ends = |byte: u8| !byte.is_ascii_alphanumeric() && byte != b'_';
        let length = rest.bytes().position(ends).unwrap_or(rest.len());
        if length == 0 {
            self.at += first.len_utf8();
            return match u8::try_from(first) {
                Ok(byte) if byte.is_ascii_graphic() => Ok((Token::Mark(byte), span(self.at))),
                _ => Err(Error { problem: Problem::Character, span: span(self.at) }),
            };
        }
        let word = rest.get(..length).unwrap_or_default();
        self.at += length;
        let span = span(self.at);
        if !first.is_ascii_digit() {
            return Ok((Token::Word(word), span));
        }
        let number = number(word).ok_or(Error { problem: Problem::Number, span })?;
        Ok((Token::Number(number), span))
    }

    /// The number that comes next, as a program's text has it.
    pub(super) fn number(&mut self) -> Result<(u32, Span), Error> {
        match self.next()? {
            (Token::Number(number), span) => Ok((number, span)),
            (_, span) => Err(Error { problem: Problem::Expected('0'), span }),
        }
    }

    /// The number that comes next, which is decimal whatever zeros it begins with.
    pub(super) fn decimal(&mut self) -> Result<(u32, Span), Error> {
        let start = self.start()?;
        let rest = self.rest();
        let ends = |byte: u8| !byte.is_ascii_alphanumeric();
        let length = rest.bytes().position(ends).unwrap_or(rest.len());
        if length == 0 {
            return self.number();
        }
        self.at += length;
        let span = Span { start, end: self.end() };
        match rest.get(..length).and_then(|digits| digits.parse().ok()) {
            Some(number) => Ok((number, span)),
            None => Err(Error { problem: Problem::Number, span }),
        }
    }

    /// Skips spaces and comments.
    fn skip(&mut self) -> Result<(), Error> {
        loop {
            let rest = self.rest();
            let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            self.at += spaces;
            let rest = self.rest();
            if !self.comments {
                return Ok(());
            }
            let length = if let Some(comment) = rest.strip_prefix("/*") {
                let span = Span { start: self.at as u32, end: self.at as u32 + 2 };
                let end = comment.as_bytes().windows(2).position(|pair| pair == b"*/");
                end.ok_or(Error { problem: Problem::Comment, span })? + 4
            } else if let Some(comment) = rest.strip_prefix(';') {
                if begins_instruction(comment) { 1 } else { line(rest) }
            } else if rest.starts_with('#') && self.begins_line() {
                line(rest)
            } else {
                return Ok(());
            };
            self.at += length;
        }
    }

    /// Whether the next character is the first of its line.
    fn begins_line(&self) -> bool {
        self.text.get(..self.at).is_none_or(|before| before.is_empty() || before.ends_with('\n'))
    }
}

/// The length of a line without its end.
fn line(text: &str) -> usize {
    text.bytes().position(|byte| byte == b'\n').unwrap_or(text.len())
}

/// Whether what stands behind a semicolon is an instruction, with or without a label before it, and
/// not a comment.
fn begins_instruction(text: &str) -> bool {
    let is_space = |c: char| c == ' ' || c == '\t';
    let mut text = text.trim_start_matches(is_space);
    loop {
        let word = |c: char| !c.is_ascii_alphanumeric() && c != '_';
        let end = text.find(word).unwrap_or(text.len());
        let (name, rest) = text.split_at_checked(end).unwrap_or_default();
        if super::instruction::is_mnemonic(name) {
            return true;
        }
        match rest.trim_start_matches(is_space).strip_prefix(':') {
            Some(behind) if !name.is_empty() => text = behind.trim_start_matches(is_space),
            _ => return false,
        }
    }
}

/// A number: decimal, hexadecimal with `0x`, binary with `0b`, octal with `0`.
fn number(word: &str) -> Option<u32> {
    let (digits, base) = match word.as_bytes() {
        [b'0', b'x' | b'X', ..] => (word.get(2..)?, 16),
        [b'0', b'b' | b'B', ..] => (word.get(2..)?, 2),
        [b'0', _, ..] => (word.get(1..)?, 8),
        _ => (word, 10),
    };
    u32::from_str_radix(digits, base).ok()
}
