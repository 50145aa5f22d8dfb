//! Tables from values to names, as one string each.
//!
//! A table of `(u32, &str)` pairs costs 24 bytes an entry and, in a position-independent file,
//! another 24 for the relocation. So a table is one string built at compile time: a line for each
//! entry, the value in decimal, `=`, the name; without a value it is the one before plus one. The
//! first line is the format for values that are not in the table. Looking up is a scan; it happens
//! where a line is printed, not in the path of every packet.

/// A table from values to names; made by [`table!`].
#[derive(Clone, Copy)]
pub(crate) struct Table(pub(crate) &'static str);

/// `table!("format of other values"; 1: "one", 2: "two")`; `1: "one" "two"` names values in a row.
macro_rules! table {
    ($other:literal; $($value:literal: $($name:literal)+),* $(,)?) => {{
        // The first of a row has its value before it.
        $(const { $crate::print::table::check(&[$($name),+]) };)*
        $crate::print::table::Table(concat!($other, "\n", $($value, "=", $($name, "\n",)+)*))
    }};
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
    /// The format of values without a name.
    pub(crate) fn other(self) -> &'static str {
        self.0.split_once('\n').map_or("", |(other, _)| other)
    }

    /// The entries in order.
    pub(crate) fn entries(self) -> Entries {
        let rest = self.0.split_once('\n').map_or(&[][..], |(_, entries)| entries.as_bytes());
        Entries { rest, next: 0 }
    }

    /// The name of a value.
    pub(crate) fn get(self, value: u32) -> Option<&'static [u8]> {
        self.entries().find(|entry| entry.0 == value).map(|entry| entry.1)
    }
}

/// The entries of a table: value and name.
#[derive(Clone)]
pub(crate) struct Entries {
    rest: &'static [u8],
    /// The value of an entry that does not say its own.
    next: u32,
}

impl Iterator for Entries {
    type Item = (u32, &'static [u8]);

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        let end = self.rest.iter().position(|&byte| byte == b'\n')?;
        let (line, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest.get(1..).unwrap_or(&[]);
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
            value = value.wrapping_mul(10).wrapping_add(u32::from(digit & 15));
        }
        let value = self.next;
        self.next = value.wrapping_add(1);
        Some((value, name))
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;

    #[test]
    fn look_up() {
        const T: Table = table!("unknown-{}"; 1: "one", 0x20: "thirty=two", 0xffff_ffff: "last");
        assert_eq!(T.get(1), Some(&b"one"[..]));
        assert_eq!(T.get(32), Some(&b"thirty=two"[..]));
        assert_eq!(T.get(u32::MAX), Some(&b"last"[..]));
        assert_eq!(T.get(2), None);
        assert_eq!(T.other(), "unknown-{}");
        const EMPTY: Table = table!("none";);
        assert_eq!(EMPTY.get(0), None);
        const ROW: Table = table!(""; 7: "a" "802.1Q" "c", 1: "b");
        assert_eq!(ROW.get(8), Some(&b"802.1Q"[..]));
        assert_eq!(ROW.get(9), Some(&b"c"[..]));
        assert_eq!(ROW.get(1), Some(&b"b"[..]));
        const DIGITS: Table = table!(""; 0x10: "802" "11" "3com" "", 4: "1=2" "5");
        for (value, name) in [(16, "802"), (17, "11"), (18, "3com"), (19, ""), (4, "1=2"), (5, "5")]
        {
            assert_eq!(DIGITS.get(value), Some(name.as_bytes()));
        }
        for wrong in [&["a", "1=2"][..], &["a", "=b"], &["a\n"], &["a", "b\nc"]] {
            assert!(std::panic::catch_unwind(|| check(wrong)).is_err(), "{wrong:?}");
        }
    }
}
