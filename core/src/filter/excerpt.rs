//! Showing parts of an expression in messages: quoted, or with a mark under them.
//!
//! An expression may hold anything. Control characters and all that is not ASCII are shown
//! escaped, byte by byte, so that a message stays one line, cannot command a terminal, and has its
//! marks in the right columns.

use core::fmt::{self, Write};

use super::ast::Span;
use crate::numbers::put;

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
#[inline(never)]
fn show(bytes: &[u8], out: &mut dyn Write) -> fmt::Result {
    for &byte in bytes {
        let escape = match byte {
            b' '..=b'~' => {
                out.write_char(char::from(byte))?;
                continue;
            }
            b'\t' => "\\t",
            b'\n' => "\\n",
            b'\r' => "\\r",
            _ => {
                put(out, "\\x{2}", &[byte.into()])?;
                continue;
            }
        };
        out.write_str(escape)?;
    }
    Ok(())
}

/// Writes a part of the expression as a message quotes it, cut if it is very long.
fn quote(bytes: &[u8], out: &mut dyn Write) -> fmt::Result {
    match bytes.get(..QUOTED) {
        Some(quoted) if quoted.len() < bytes.len() => {
            show(quoted, out)?;
            out.write_str(CUT)
        }
        _ => show(bytes, out),
    }
}

/// Writes a template, in which each of the characters `@`, `#`, `~` and `^` stands for one of
/// `words`, in this order, and `%` for the next of `numbers`.
#[inline(never)]
pub(crate) fn fill(
    template: &str,
    words: [&[u8]; 4],
    numbers: &[u32],
    out: &mut dyn Write,
) -> fmt::Result {
    let mut numbers = numbers.iter();
    for byte in template.bytes() {
        let place = match byte {
            b'@' => 0,
            b'#' => 1,
            b'~' => 2,
            b'^' => 3,
            b'%' => {
                put(out, "{d}", &[numbers.next().copied().unwrap_or_default()])?;
                continue;
            }
            _ => {
                out.write_char(char::from(byte))?;
                continue;
            }
        };
        quote(words[place], out)?;
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

/// How many of some bytes take at most `room` columns, and what they leave of them; the bytes are
/// taken from the end if so wanted.
#[inline(never)]
fn fitting(bytes: &[u8], mut room: usize, from_end: bool) -> (usize, usize) {
    for count in 0..bytes.len() {
        let at = if from_end { bytes.len() - 1 - count } else { count };
        let Some(left) = bytes.get(at).and_then(|byte| room.checked_sub(columns(byte))) else {
            return (count, room);
        };
        room = left;
    }
    (bytes.len(), room)
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
        let mut left = COLUMNS;
        let fits = [self.before, self.marked, self.after].iter().all(|part| {
            let (count, rest) = fitting(part, left, false);
            left = rest;
            count == part.len()
        });
        if fits {
            return (*self, false, false);
        }
        let (count, left) = fitting(self.before, BEFORE, true);
        let (cut, before) =
            self.before.split_at_checked(self.before.len() - count).unwrap_or_default();
        let room = COLUMNS - 2 * CUT.len() - (BEFORE - left);
        let (count, left) = fitting(self.marked, room, false);
        let marked = self.marked.get(..count).unwrap_or_default();
        let (count, _) = fitting(self.after, left, false);
        let whole = marked.len() == self.marked.len();
        let after = self.after.get(..if whole { count } else { 0 }).unwrap_or_default();
        let cut_after = !whole || after.len() < self.after.len();
        (Self { before, marked, after }, !cut.is_empty(), cut_after)
    }
}

impl fmt::Display for Caret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl Caret<'_> {
    fn write(&self, out: &mut dyn Write) -> fmt::Result {
        let (line, cut_before, cut_after) = self.cut();
        let cut = |cut| if cut { CUT } else { "" };
        out.write_str(cut(cut_before))?;
        for part in [line.before, line.marked, line.after] {
            show(part, out)?;
        }
        out.write_str(cut(cut_after))?;
        out.write_char('\n')?;
        let width = |bytes| COLUMNS - fitting(bytes, COLUMNS, false).1;
        let indent = cut(cut_before).len() + width(line.before);
        for column in 0..indent + width(line.marked).max(1) {
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
        let mut quoted = String::new();
        quote(text.as_bytes(), &mut quoted).unwrap();
        assert!(quoted.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
        assert!(quoted.ends_with(CUT));
    }
}
