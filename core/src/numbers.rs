//! Texts with numbers in them, written without the machinery of `core::fmt`, which would take more
//! room in a small binary than all such texts together.

use core::fmt::{Result, Write};

/// Writes a text in which each `{d}`, `{i}`, `{x}` and so on stands for the next of the values: in
/// decimal, in decimal with a sign, in hexadecimal behind `0x`. A digit stands for as many digits
/// at least: `{3}` in decimal, `{2}` and `{8}` in hexadecimal.
///
/// # Errors
///
/// Those of `out`.
#[inline(never)]
pub fn put(out: &mut dyn Write, text: &str, values: &[u32]) -> Result {
    let mut values = values.iter();
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte == b'{') {
        let (before, tail) = rest.split_at_checked(at).unwrap_or_default();
        let (form, behind) = tail.split_at_checked(3).unwrap_or_default();
        out.write_str(before)?;
        let value = *values.next().unwrap_or(&0);
        match form.as_bytes().get(1) {
            Some(b'x') => {
                out.write_str("0x")?;
                number(out, value, 16, 1)?;
            }
            Some(b'i') if value.cast_signed() < 0 => {
                out.write_str("-")?;
                number(out, value.wrapping_neg(), 10, 1)?;
            }
            Some(b'2') => number(out, value, 16, 2)?,
            Some(b'8') => number(out, value, 16, 8)?,
            Some(b'3') => number(out, value, 10, 3)?,
            _ => number(out, value, 10, 1)?,
        }
        rest = behind;
    }
    out.write_str(rest)
}

/// Writes one number with at least so many digits.
fn number(out: &mut dyn Write, mut value: u32, base: u32, digits: usize) -> Result {
    let mut text = [b'0'; 10];
    let mut start = text.len();
    for place in text.iter_mut().rev() {
        let digit = (value % base) as u8;
        *place = if digit < 10 { b'0' + digit } else { b'a' - 10 + digit };
        value /= base;
        start -= 1;
        if value == 0 {
            break;
        }
    }
    let text = text.get(start.min(10 - digits)..).unwrap_or_default();
    out.write_str(core::str::from_utf8(text).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::String;

    #[test]
    fn every_form() {
        for (text, values, written) in [
            ("", &[][..], ""),
            ("no number", &[1], "no number"),
            ("{d}", &[0], "0"),
            ("{d} of {d}.", &[10, u32::MAX], "10 of 4294967295."),
            ("[x + {i}]", &[u32::MAX], "[x + -1]"),
            ("{i},{i}", &[1 << 31, 7], "-2147483648,7"),
            ("#{x}", &[0x80f], "#0x80f"),
            ("{3} {3}", &[7, 1234], "007 1234"),
            ("{8} {2}", &[0xabc, 7], "00000abc 07"),
            ("{d}{d}", &[5], "50"),
        ] {
            let mut out = String::new();
            put(&mut out, text, values).unwrap();
            assert_eq!(out, written, "{text}");
        }
    }
}
