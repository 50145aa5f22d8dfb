//! Enumerations whose variants have texts, and how the texts are kept: all of an enumeration in
//! one, a line for each, so that none of them needs a pointer and a length.

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
mod tests {
    #[test]
    fn every_line_is_found() {
        let line = |number| super::line("a\n\nbcd", number);
        assert_eq!([line(0), line(1), line(2), line(3), line(4)], ["a", "", "bcd", "", ""]);
    }
}
