//! Showing parts of an expression in messages: quoted, or with a mark under them.
//!
//! An expression may hold anything. Control characters and all that is not ASCII are shown
//! escaped, byte by byte, so that a message stays one line, cannot command a terminal, and has its
//! marks in the right columns.

use core::fmt::{self, Write};

use super::ast::Span;

/// The most bytes of the expression that a message quotes.
const QUOTED: usize = 160;
/// The most columns of a line with a mark under it.
const COLUMNS: usize = 100;
/// How many of them stand before the mark, at most, where the line is cut.
const BEFORE: usize = 40;
/// Stands where a line is cut.
const CUT: &str = "...";

/// The columns that a byte is shown in.
fn columns(byte: &u8) -> usize {
    match byte {
        b' '..=b'~' => 1,
        b'\t' | b'\n' | b'\r' => 2,
        _ => 4,
    }
}

/// Writes bytes as they are shown.
fn show(bytes: &[u8], out: &mut dyn Write) -> fmt::Result {
    for byte in bytes {
        let escape = match byte {
            b' '..=b'~' => {
                out.write_char(char::from(*byte))?;
                continue;
            }
            b'\t' => 't',
            b'\n' => 'n',
            b'\r' => 'r',
            _ => 'x',
        };
        out.write_char('\\')?;
        out.write_char(escape)?;
        if escape == 'x' {
            for digit in [byte >> 4, byte & 15] {
                out.write_char(char::from_digit(digit.into(), 16).unwrap_or('?'))?;
            }
        }
    }
    Ok(())
}

/// A part of the expression as a message quotes it, cut if it is very long.
#[derive(Clone, Copy, Debug)]
pub struct Excerpt<'a>(&'a [u8]);

impl<'a> Excerpt<'a> {
    /// What stands under `span`.
    #[must_use]
    pub fn of(text: &'a str, span: Span) -> Self {
        Self(text.as_bytes().get(span.start as usize..span.end as usize).unwrap_or(&[]))
    }
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.get(..QUOTED) {
            Some(quoted) if quoted.len() < self.0.len() => {
                show(quoted, out)?;
                out.write_str(CUT)
            }
            _ => show(self.0, out),
        }
    }
}

/// Writes a template, in which each of the characters `@`, `#`, `~` and `^` stands for one of
/// `words`, in this order.
pub(super) fn fill(template: &str, words: [&[u8]; 4], out: &mut fmt::Formatter<'_>) -> fmt::Result {
    for byte in template.bytes() {
        match b"@#~^".iter().zip(words).find(|(place, _)| **place == byte) {
            Some((_, word)) => fmt::Display::fmt(&Excerpt(word), out)?,
            None => out.write_char(char::from(byte))?,
        }
    }
    Ok(())
}

/// Prints a line of the expression and a line with a mark under a place in it; made by
/// [`Error::caret`](super::error::Error::caret).
#[derive(Clone, Copy, Debug)]
pub struct Caret<'a> {
    before: &'a [u8],
    marked: &'a [u8],
    after: &'a [u8],
}

/// How many of some bytes take at most `room` columns, and what they leave of them.
fn fitting<'b>(bytes: impl Iterator<Item = &'b u8>, mut room: usize) -> (usize, usize) {
    let mut count = 0;
    for byte in bytes {
        let Some(left) = room.checked_sub(columns(byte)) else { break };
        room = left;
        count += 1;
    }
    (count, room)
}

impl<'a> Caret<'a> {
    pub(super) fn new(text: &'a str, span: Span) -> Self {
        let text = text.as_bytes();
        let (before, rest) = text.split_at_checked(span.start as usize).unwrap_or((text, &[]));
        let length = span.end.saturating_sub(span.start) as usize;
        let (marked, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        Self { before, marked, after }
    }

    /// The same place in a line that fits, and whether its two ends were cut.
    fn cut(&self) -> (Self, bool, bool) {
        let all = self.before.iter().chain(self.marked).chain(self.after);
        let length = self.before.len() + self.marked.len() + self.after.len();
        if fitting(all, COLUMNS).0 == length {
            return (*self, false, false);
        }
        let (count, left) = fitting(self.before.iter().rev(), BEFORE);
        let (cut, before) =
            self.before.split_at_checked(self.before.len() - count).unwrap_or_default();
        let room = COLUMNS - 2 * CUT.len() - (BEFORE - left);
        let (count, left) = fitting(self.marked.iter(), room);
        let marked = self.marked.get(..count).unwrap_or_default();
        let (count, _) = fitting(self.after.iter(), left);
        let whole = marked.len() == self.marked.len();
        let after = self.after.get(..if whole { count } else { 0 }).unwrap_or_default();
        let cut_after = !whole || after.len() < self.after.len();
        (Self { before, marked, after }, !cut.is_empty(), cut_after)
    }
}

impl fmt::Display for Caret<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, cut_before, cut_after) = self.cut();
        let cut = |cut| if cut { CUT } else { "" };
        out.write_str(cut(cut_before))?;
        for part in [line.before, line.marked, line.after] {
            show(part, out)?;
        }
        out.write_str(cut(cut_after))?;
        out.write_char('\n')?;
        let indent = cut(cut_before).len() + line.before.iter().map(columns).sum::<usize>();
        let width = line.marked.iter().map(columns).sum::<usize>().max(1);
        for column in 0..indent + width {
            out.write_char(if column < indent { ' ' } else { '^' })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::{String, ToString};

    fn caret(text: &str, start: u32, end: u32) -> String {
        Caret::new(text, Span { start, end }).to_string()
    }

    #[test]
    fn marks_stand_under_their_place() {
        let cases: [(&str, u32, u32, &str); 7] = [
            ("tcp prot 80", 4, 8, "tcp prot 80\n    ^^^^"),
            // The end of the expression.
            ("tcp port", 8, 8, "tcp port\n        ^"),
            ("", 0, 0, "\n^"),
            // Escapes take more columns than bytes.
            ("a\tb\u{7}c", 4, 5, "a\\tb\\x07c\n        ^"),
            ("\t", 0, 1, "\\t\n^^"),
            ("é!", 0, 2, "\\xc3\\xa9!\n^^^^^^^^"),
            // A span past the end.
            ("ip", 7, 9, "ip\n  ^"),
        ];
        for (text, start, end, expected) in cases {
            assert_eq!(caret(text, start, end), expected, "{text:?}");
        }
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let text = "host 10.0.0.1 or ".repeat(1000) + "~";
        for at in 0..text.len() as u32 {
            let shown = caret(&text, at, at + 1);
            let (line, mark) = shown.split_once('\n').unwrap();
            assert!(line.len() <= COLUMNS, "{line}");
            let column = mark.find('^').unwrap();
            assert_eq!(line.as_bytes()[column], text.as_bytes()[at as usize]);
        }
        let whole = caret(&text, 0, text.len() as u32);
        assert!(whole.lines().all(|line| line.len() <= COLUMNS), "{whole}");
    }

    #[test]
    fn quotes_are_printable_and_short() {
        let text = "\u{1b}[2J\n".repeat(100);
        let quoted = Excerpt::of(&text, Span { start: 0, end: text.len() as u32 }).to_string();
        assert!(quoted.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
        assert!(quoted.ends_with(CUT));
        assert_eq!(Excerpt::of(&text, Span { start: 9000, end: 9001 }).to_string(), "");
    }
}
