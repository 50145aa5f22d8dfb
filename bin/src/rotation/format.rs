//! Times in names of files, by a format of strftime(3).

use crate::print::{Sink, civil};

/// The conversions that names of files may have.
pub const CONVERSIONS: &str = "%Y%y%m%d%H%M%S%s%j%a%b%F%T%%";

/// What follows `%` and is none of them. Left as it is, that could be one name for all files, of which
/// the last alone would remain.
pub fn unknown_conversion(format: &[u8]) -> Option<u8> {
    let mut bytes = format.iter();
    while bytes.any(|byte| *byte == b'%') {
        let conversion = bytes.next()?;
        if !CONVERSIONS.as_bytes().contains(conversion) {
            return Some(*conversion);
        }
    }
    None
}

/// Writes a time by a format of strftime(3), with those of its conversions that are useful in names of
/// files.
pub(super) fn format_time(out: &mut Sink<'_>, format: &[u8], local: i64, time: i64) {
    const DAYS: &[u8] = b"ThuFriSatSunMonTueWed";
    const MONTHS: &[u8] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
    let day = local.div_euclid(86_400);
    let second = local.rem_euclid(86_400) as u64;
    let (year, month, of_month) = civil(day);
    let mut rest = format;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        let (b'%', Some((&conversion, behind))) = (byte, rest.split_first()) else {
            out.byte(byte);
            continue;
        };
        rest = behind;
        let name = |names: &'static [u8], index: usize| {
            names.get(3 * index..3 * index + 3).unwrap_or_default()
        };
        let (number, width) = match conversion {
            b'Y' => (year as u64, 4),
            b'y' => (year.rem_euclid(100) as u64, 2),
            b'm' => (month, 2),
            b'd' => (of_month, 2),
            b'H' => (second / 3600, 2),
            b'M' => (second / 60 % 60, 2),
            b'S' => (second % 60, 2),
            b's' => (time as u64, 1),
            b'j' => {
                let first = day - (0..366).take_while(|&d| civil(day - d).0 == year).count() as i64;
                ((day - first) as u64, 3)
            }
            b'F' => {
                format_time(out, b"%Y-%m-%d", local, time);
                continue;
            }
            b'T' => {
                format_time(out, b"%H:%M:%S", local, time);
                continue;
            }
            b'a' => {
                out.bytes(name(DAYS, day.rem_euclid(7) as usize));
                continue;
            }
            b'b' => {
                out.bytes(name(MONTHS, month as usize - 1));
                continue;
            }
            other => {
                out.byte(other);
                continue;
            }
        };
        out.dec_wide(number, width, b'0');
    }
}
