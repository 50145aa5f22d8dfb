//! Tables from values to names, as one string each.
//!
//! A table of `(u32, &str)` pairs costs 24 bytes an entry and, in a position-independent file,
//! another 24 for the relocation. So a table is one string built at compile time: a line for each
//! entry, the value in decimal, `=`, the name; without a value it is the one before plus one. The
//! first line is the format for values that are not in the table. Looking up is a scan; it happens
//! where a line is printed, not in the path of every packet. The string is packed (`packed`), but for
//! line ends and values.

use super::marks::Marks;
use crate::literal::Literal;
use crate::packed::{Text, text};

/// A table from values to names; made by [`table!`].
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Table(Literal);

/// `table!("format of other values"; 1: "one", 2: "two")`; `1: "one" "two"` names values in a row.
/// With `marked` before it, each name begins with a character that [`Text::split_first`] takes off.
macro_rules! table {
    (@ $marked:literal, $other:literal; $($value:literal: $($name:literal)+),* $(,)?) => {{
        // The first of a row has its value before it.
        $(const { $crate::print::table::check(&[$($name),+]) };)*
        const LINES: &str = concat!($other, "\n", $($value, "=", $($name, "\n",)+)*);
        const TABLE: $crate::print::table::Table =
            $crate::print::table::Table::new(LINES, $crate::packed::text!(LINES, $marked));
        TABLE
    }};
    (marked $($table:tt)+) => { $crate::print::table::table!(@ true, $($table)+) };
    ($($table:tt)+) => { $crate::print::table::table!(@ false, $($table)+) };
}
pub(crate) use table;

/// Refuses to compile a row with a name that would be read as a value and another name, or as two names.
pub(crate) const fn check(row: &[&str]) {
    let (mut row, mut has_value) = (row, true);
    while let Some((name, behind)) = row.split_first() {
        let (mut name, mut is_value) = (name.as_bytes(), true);
        while let Some((&byte, rest)) = name.split_first() {
            assert!(byte != b'\n', "a name is one line");
            assert!(
                has_value || !is_value || byte != b'=',
                "a name that looks like a value and a name wants a value of its own"
            );
            is_value &= byte.is_ascii_digit();
            name = rest;
        }
        (row, has_value) = (behind, false);
    }
}

impl Table {
    /// A table of lines, packed; refuses to compile where a line end was packed, too.
    pub(crate) const fn new(lines: &str, packed: Literal) -> Self {
        assert!(
            ends(lines.as_bytes()) == ends(packed.text().0),
            "a name looks like a line of a format"
        );
        Self(packed)
    }

    /// The format of values without a name.
    pub(crate) fn other(self) -> Text<'static> {
        self.0.upto(b'\n').0
    }

    /// The entries in order.
    pub(crate) const fn entries(self) -> Entries {
        let rest = match self.0.split(b'\n') {
            Some((_, entries)) => entries,
            None => text!(""),
        };
        Entries { rest, next: 0 }
    }

    /// The marks of the values that have names, made where the table is.
    pub(super) const fn marks<const BYTES: usize>(self) -> Marks<BYTES> {
        let (mut marks, mut entries) = (Marks::new(), self.entries());
        while let Some((value, _)) = entries.advance() {
            marks.mark(value);
        }
        marks
    }

    /// The name of a value.
    pub(crate) fn get(self, value: u32) -> Option<Text<'static>> {
        self.entries().find(|entry| entry.0 == value).map(|entry| entry.1)
    }
}

/// How many line ends there are.
const fn ends(mut text: &[u8]) -> usize {
    let mut ends = 0;
    while let Some((&byte, rest)) = text.split_first() {
        ends += (byte == b'\n') as usize;
        text = rest;
    }
    ends
}

/// The entries of a table: value and name.
#[derive(Clone)]
pub(crate) struct Entries {
    rest: Literal,
    /// The value of an entry that does not say its own.
    next: u32,
}

impl Entries {
    /// The next entry; tables are read by it where they are made, too.
    #[inline(never)]
    const fn advance(&mut self) -> Option<(u32, Text<'static>)> {
        let Some((Text(line), rest)) = self.rest.split(b'\n') else { return None };
        self.rest = rest;
        let (mut name, mut rest) = (line, line);
        let mut value = 0u32;
        while let Some((&digit, tail)) = rest.split_first() {
            rest = tail;
            if digit == b'=' {
                (self.next, name) = (value, tail);
                break;
            }
            if !digit.is_ascii_digit() {
                break;
            }
            value = value.wrapping_mul(10).wrapping_add((digit & 15) as u32);
        }
        let value = self.next;
        self.next = value.wrapping_add(1);
        Some((value, Text(name)))
    }
}

impl Iterator for Entries {
    type Item = (u32, Text<'static>);

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        self.advance()
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use crate::packed::tests::shown;

    #[test]
    fn look_up() {
        const T: Table = table!("unknown-{}"; 1: "one", 0x20: "thirty=two", 0xffff_ffff: "last");
        const EMPTY: Table = table!("none";);
        const ROW: Table = table!(""; 7: "a" "802.1Q" "c", 1: "b");
        const DIGITS: Table = table!(""; 0x10: "802" "11" "3com" "", 4: "1=2" "5");
        const WORDS: Table = table!(""; 0x10: "unknown" "Unknown length", 1: "802.11" "address");
        for (table, value, name) in [
            (T, 1, Some("one")),
            (T, 32, Some("thirty=two")),
            (T, u32::MAX, Some("last")),
            (T, 2, None),
            (EMPTY, 0, None),
            (ROW, 8, Some("802.1Q")),
            (ROW, 9, Some("c")),
            (ROW, 1, Some("b")),
            (DIGITS, 16, Some("802")),
            (DIGITS, 17, Some("11")),
            (DIGITS, 18, Some("3com")),
            (DIGITS, 19, Some("")),
            (DIGITS, 4, Some("1=2")),
            (DIGITS, 5, Some("5")),
            (WORDS, 1, Some("802.11")),
            (WORDS, 2, Some("address")),
            (WORDS, 16, Some("unknown")),
            (WORDS, 17, Some("Unknown length")),
            (WORDS, 18, None),
        ] {
            assert_eq!(table.get(value).map(shown).as_deref(), name, "{value}");
            let marks = table.marks::<256>();
            assert_eq!(marks.may_hold(value), name.is_some(), "{value}");
        }
        assert_eq!(shown(T.other()), "unknown-{}");
        for wrong in [&["a", "1=2"][..], &["a", "=b"], &["a\n"], &["a", "b\nc"]] {
            assert!(std::panic::catch_unwind(|| check(wrong)).is_err(), "{wrong:?}");
        }
    }
}
