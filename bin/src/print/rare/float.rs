//! Numbers of 32 bits with a fraction, in up to ten digits, as C's `%.10g` prints them.
//!
//! A number is an integer below 2^24 times a power of two, and so has an end in decimal, too: it is
//! doubled or halved digit by digit, and is exact when it is rounded.

use crate::print::sink::Sink;

/// Digits before the point: the largest number has 39, and one is for what rounding carries.
const WHOLE: usize = 40;
/// Digits of the number: 149 is how often the smallest one is halved.
const DIGITS: usize = WHOLE + 149;
/// Digits printed.
const SHOWN: usize = 10;

/// Prints a number.
pub(super) fn print(out: &mut Sink<'_>, number: f32) {
    let bits = number.to_bits();
    out.str(if bits >> 31 != 0 { "-" } else { "" });
    if !number.is_finite() {
        return out.str(if number.is_nan() { "nan" } else { "inf" });
    }
    let exponent = bits >> 23 & 0xff;
    let mut whole = bits & 0x7f_ffff | u32::from(exponent != 0) << 23;
    let mut digits = [0u8; DIGITS];
    for digit in digits.iter_mut().take(WHOLE).rev() {
        *digit = (whole % 10) as u8;
        whole /= 10;
    }
    // The integer counts in units of 2^(exponent - 150).
    for _ in 150..exponent {
        let mut carry = 0;
        for digit in digits.iter_mut().rev() {
            let twice = *digit * 2 + carry;
            (*digit, carry) = (twice % 10, twice / 10);
        }
    }
    for _ in exponent.max(1)..150 {
        let mut carry = 0;
        for digit in &mut digits {
            let all = carry * 10 + *digit;
            (*digit, carry) = (all / 2, all % 2);
        }
    }
    let is_digit = |digit: &u8| *digit != 0;
    let Some(first) = digits.iter().position(is_digit) else { return out.str("0") };
    if let Some((shown, rest)) = digits.split_at_mut_checked(first + SHOWN) {
        // Of what is in the middle, the even one.
        let is_odd = shown.last().is_some_and(|digit| digit % 2 == 1);
        let up = match rest.split_first() {
            Some((5, tail)) => is_odd || tail.iter().any(is_digit),
            Some((next, _)) => *next > 5,
            None => false,
        };
        rest.fill(0);
        let mut carry = u8::from(up);
        for digit in shown.iter_mut().rev() {
            let more = *digit + carry;
            (*digit, carry) = (more % 10, more / 10);
        }
    }
    let first = digits.iter().position(is_digit).unwrap_or(0);
    let last = digits.iter().rposition(is_digit).unwrap_or(0);
    let units = WHOLE - 1;
    let is_plain = first <= units + 4 && first + SHOWN > units;
    let point = if is_plain { units } else { first };
    for (at, digit) in digits.iter().enumerate() {
        if at >= first.min(point) && at <= last.max(point) {
            out.byte(b'0' + digit);
            if at == point && last > point {
                out.str(".");
            }
        }
    }
    if !is_plain {
        out.str(if first > units { "e-" } else { "e+" });
        out.dec_zeros(first.abs_diff(units) as u64, 2);
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::String;

    fn shown(number: f32) -> String {
        let (mut text, mut buffer) = (String::new(), [0; 64]);
        let mut write = |bytes: &[u8]| {
            text.push_str(core::str::from_utf8(bytes).unwrap());
            true
        };
        let mut out = Sink::new(&mut buffer, &mut write);
        print(&mut out, number);
        assert!(out.flush());
        text
    }

    #[test]
    fn as_c_prints_them() {
        for (bits, text) in [
            (0, "0"),
            (0x8000_0000, "-0"),
            (0x7f80_0000, "inf"),
            (0xffc0_0000, "-nan"),
            (1, "1.401298464e-45"),
            (0x0080_0000, "1.175494351e-38"),
            (0x7f7f_ffff, "3.402823466e+38"),
            (0x3f80_0000, "1"),
            (0xbfc0_0000, "-1.5"),
            (0x3ccc_cccd, "0.02500000037"),
            (0x38d1_b717, "9.999999747e-05"),
            (0x38d1_b718, "0.0001000000047"),
            (0x4b18_967f, "9999999"),
            (0x5015_02f9, "1e+10"),
            (0x4f00_0001, "2147483904"),
            (0x5000_0001, "8589935616"),
            (0x5100_0001, "3.435974246e+10"),
            (0x4640_e400, "12345"),
        ] {
            assert_eq!(shown(f32::from_bits(bits)), text, "{bits:#x}");
        }
    }
}
