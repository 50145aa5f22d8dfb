//! Showing parts of an expression in messages: quoted, or with a mark under them.
//!
//! An expression may hold anything. Control characters and all that is not ASCII are shown
//! escaped, so that a message stays one line, cannot command a terminal, and has its marks in the
//! right columns.

use core::fmt::{self, Write as _};

use super::ast::Span;

/// The most characters of the expression that a message quotes.
const QUOTED: usize = 160;
/// The most columns of a line with a mark under it.
const COLUMNS: usize = 100;
/// How many of them stand before the mark, at most, where the line is cut.
const BEFORE: usize = 40;
/// Stands where a line is cut.
const CUT: &str = "...";

/// Whether a character is shown as it is.
fn plain(character: char) -> bool {
    matches!(character, ' '..='~')
}

/// The columns that a character is shown in.
fn columns(character: char) -> usize {
    if plain(character) { 1 } else { character.escape_default().len() }
}

/// Writes a character as it is shown.
fn show(character: char, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    if plain(character) {
        out.write_char(character)
    } else {
        write!(out, "{}", character.escape_default())
    }
}

/// A part of the expression as a message quotes it, cut if it is very long.
#[derive(Clone, Copy, Debug)]
pub struct Excerpt<'a>(&'a str);

impl<'a> Excerpt<'a> {
    /// What stands under `span`.
    #[must_use]
    pub fn of(text: &'a str, span: Span) -> Self {
        Self(text.get(span.start as usize..span.end as usize).unwrap_or(""))
    }

    /// All of `text`.
    pub(super) fn whole(text: &'a str) -> Self {
        Self(text)
    }
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, character) in self.0.chars().enumerate() {
            if position == QUOTED {
                return out.write_str(CUT);
            }
            show(character, out)?;
        }
        Ok(())
    }
}

/// Prints a line of the expression and a line with a mark under a place in it; made by
/// [`Error::caret`](super::error::Error::caret).
#[derive(Clone, Copy, Debug)]
pub struct Caret<'a> {
    before: &'a str,
    marked: &'a str,
    after: &'a str,
}

impl<'a> Caret<'a> {
    pub(super) fn new(text: &'a str, span: Span) -> Self {
        let start = text.floor_char_boundary(span.start as usize);
        let end = text.floor_char_boundary((span.end as usize).max(start));
        let (before, rest) = text.split_at_checked(start).unwrap_or((text, ""));
        let (marked, after) = rest.split_at_checked(end - start).unwrap_or((rest, ""));
        Self { before, marked, after }
    }

    /// The end of `text` that takes at most `room` columns.
    fn last(text: &str, room: usize) -> &str {
        let mut used = 0;
        let mut start = text.len();
        for (at, character) in text.char_indices().rev() {
            used += columns(character);
            if used > room {
                break;
            }
            start = at;
        }
        text.get(start..).unwrap_or("")
    }

    /// The beginning of `text` that takes at most `room` columns, and what it leaves of them.
    fn first(text: &str, room: usize) -> (&str, usize) {
        let mut left = room;
        for (at, character) in text.char_indices() {
            match left.checked_sub(columns(character)) {
                Some(rest) => left = rest,
                None => return (text.get(..at).unwrap_or(""), left),
            }
        }
        (text, left)
    }

    /// Whether the three parts fit into one line as they are.
    fn fits(&self) -> bool {
        let mut room = COLUMNS;
        [self.before, self.marked, self.after].iter().all(|part| {
            let (shown, left) = Self::first(part, room);
            room = left;
            shown.len() == part.len()
        })
    }

    /// The same place in a line that fits, and whether its two ends were cut.
    fn cut(&self) -> (Self, bool, bool) {
        if self.fits() {
            return (*self, false, false);
        }
        let before = Self::last(self.before, BEFORE);
        let cut_before = before.len() < self.before.len();
        let used: usize = before.chars().map(columns).sum();
        let (marked, left) = Self::first(self.marked, COLUMNS - 2 * CUT.len() - used);
        let whole = marked.len() == self.marked.len();
        let (after, _) = Self::first(if whole { self.after } else { "" }, left);
        let cut_after = !whole || after.len() < self.after.len();
        (Self { before, marked, after }, cut_before, cut_after)
    }
}

impl fmt::Display for Caret<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, cut_before, cut_after) = self.cut();
        let cut = |cut| if cut { CUT } else { "" };
        out.write_str(cut(cut_before))?;
        for character in line.before.chars().chain(line.marked.chars()).chain(line.after.chars()) {
            show(character, out)?;
        }
        out.write_str(cut(cut_after))?;
        out.write_char('\n')?;
        let indent = cut(cut_before).len() + line.before.chars().map(columns).sum::<usize>();
        let width = line.marked.chars().map(columns).sum::<usize>().max(1);
        write!(out, "{:indent$}{:^<width$}", "", "")
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
            ("a\tb\u{7}c", 4, 5, "a\\tb\\u{7}c\n         ^"),
            ("\t", 0, 1, "\\t\n^^"),
            // A span that starts within a character marks the whole of it.
            ("é!", 1, 2, "\\u{e9}!\n^^^^^^"),
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
        assert!(quoted.chars().all(plain));
        assert!(quoted.ends_with(CUT));
        assert_eq!(Excerpt::of(&text, Span { start: 9000, end: 9001 }).to_string(), "");
    }
}
