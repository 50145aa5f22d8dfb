//! Enumerations whose variants have texts, and how the texts are kept: all of an enumeration in
//! one, a line for each, so that none of them needs a pointer and a length. Names of values are
//! kept in the same way.

#[cfg(feature = "language")]
use crate::words::split;

#[cfg(feature = "language")]
/// Declares an enumeration with a text for each variant, which `text` gives.
macro_rules! texts {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {$(
        $(#[$doc:meta])* $variant:ident $(($($of:tt)*))? $({$($field:tt)*})? = $text:literal,
    )*}) => {
        $(#[$meta])*
        $vis enum $name {
            $($(#[$doc])* $variant $(($($of)*))? $({$($field)*})?,)*
        }

        impl $name {
            #[inline(never)]
            fn text(&self) -> &'static str {
                enum Line {
                    $($variant,)*
                }
                let line = match self {
                    $(Self::$variant { .. } => Line::$variant,)*
                };
                $crate::texts::line(concat!($($text, "\n"),*), line as usize)
            }
        }
    };
}

#[cfg(feature = "language")]
/// Makes a [`Names`] of names and their values.
macro_rules! names {
    ($($name:literal = $value:expr,)*) => {
        $crate::texts::Names { lines: concat!($($name, "\n"),*), values: &[$($value),*] }
    };
}

#[cfg(feature = "language")]
/// Names and what each stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names<T: 'static> {
    pub(crate) lines: &'static str,
    pub(crate) values: &'static [T],
}

#[cfg(feature = "language")]
impl<T: Copy> Names<T> {
    /// What a name stands for, which is written as here.
    pub(crate) fn find(self, name: impl AsRef<[u8]>) -> Option<T> {
        self.values.get(position(self.lines, name.as_ref(), false)).copied()
    }

    /// What a name stands for, in any case.
    pub(crate) fn find_in_any_case(self, name: &str) -> Option<T> {
        self.values.get(position(self.lines, name.as_bytes(), true)).copied()
    }
}

#[cfg(feature = "language")]
/// The number of the line that a name is, or one beyond all.
#[inline(never)]
fn position(lines: &str, name: &[u8], any_case: bool) -> usize {
    let is_name = |line: &[u8]| match any_case {
        true => is_same_in_any_case(line, name),
        false => line == name,
    };
    split(lines.as_bytes(), b'\n').position(is_name).unwrap_or(usize::MAX)
}

/// Whether two texts differ in nothing but the case of letters. That of the standard library looks at
/// many bytes at once, and names are short.
#[inline(never)]
pub(crate) fn is_same_in_any_case(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.eq_ignore_ascii_case(b))
}

/// The line of a number, from 0.
#[inline(never)]
pub(crate) fn line(lines: &'static str, number: usize) -> &'static str {
    let mut rest = lines;
    for left in (0..=number).rev() {
        let end = rest.bytes().position(|byte| byte == b'\n').unwrap_or(rest.len());
        if left == 0 {
            return rest.get(..end).unwrap_or_default();
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    ""
}

#[cfg(test)]
#[cfg(feature = "language")]
mod tests {
    #[test]
    fn every_line_is_found() {
        let line = |number| super::line("a\n\nbcd", number);
        assert_eq!([line(0), line(1), line(2), line(3), line(4)], ["a", "", "bcd", "", ""]);
    }

    #[test]
    fn values_are_found_by_name() {
        let names = names! { "a" = 1, "bc" = 2, };
        let find = |name| (names.find(name), names.find_in_any_case(name));
        for (name, values) in [
            ("a", (Some(1), Some(1))),
            ("Bc", (None, Some(2))),
            ("b", (None, None)),
            ("", (None, None)),
            ("a\nbc", (None, None)),
        ] {
            assert_eq!(find(name), values, "{name}");
        }
    }
}
