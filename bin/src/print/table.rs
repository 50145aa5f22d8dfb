//! Tables from values to names, as one string each.
//!
//! A table of `(u32, &str)` pairs costs 24 bytes an entry and, in a position-independent file,
//! another 24 for the relocation. So a table is one string built at compile time: a line for each
//! entry, the value in decimal, `=`, the name. The first line is the format for values that are
//! not in the table. Looking up is a scan; it happens where a line is printed, not in the path of
//! every packet.

/// A table from values to names; made by [`table!`].
#[derive(Clone, Copy)]
pub(crate) struct Table(pub(crate) &'static str);

/// `table!("format of other values"; 1: "one", 2: "two")`.
macro_rules! table {
    ($other:literal; $($value:literal: $name:literal),* $(,)?) => {
        $crate::print::table::Table(concat!($other, "\n", $($value, "=", $name, "\n"),*))
    };
}
pub(crate) use table;

impl Table {
    /// The format of values without a name.
    pub(crate) fn other(self) -> &'static str {
        self.0.split_once('\n').map_or("", |(other, _)| other)
    }

    /// The entries in order.
    pub(crate) fn entries(self) -> Entries {
        Entries(self.0.split_once('\n').map_or(&[], |(_, entries)| entries.as_bytes()))
    }

    /// The name of a value.
    pub(crate) fn get(self, value: u32) -> Option<&'static [u8]> {
        self.entries().find(|entry| entry.0 == value).map(|entry| entry.1)
    }
}

/// The entries of a table: value and name.
#[derive(Clone)]
pub(crate) struct Entries(&'static [u8]);

impl Iterator for Entries {
    type Item = (u32, &'static [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let mut value = 0u32;
        let mut rest = self.0;
        while let Some((&digit, tail)) = rest.split_first() {
            rest = tail;
            if digit == b'=' {
                let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
                let (name, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
                self.0 = after.get(1..).unwrap_or(&[]);
                return Some((value, name));
            }
            value = value.wrapping_mul(10).wrapping_add(u32::from(digit & 15));
        }
        None
    }
}

#[cfg(test)]
mod tests {
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
    }
}
