//! Times in names of files, by a format of strftime(3), as it is in the C locale.
//!
//! What is left out of it is what has no place in a name (`%D`, `%n`, `%t`, `%x`), and the name of the time
//! zone (`%Z`).

use crate::print::{Sink, civil};

/// The conversions that names of files may have: what follows `%`.
pub const CONVERSIONS: &str = "aAbBcCdeFgGhHIjklmMpPrRsSTuUVwWXyYz%";

/// Those that stand for others.
const SHORT: [(u8, &[u8]); 7] = [
    (b'c', b"%a %b %e %T %Y"),
    (b'F', b"%Y-%m-%d"),
    (b'h', b"%b"),
    (b'r', b"%I:%M:%S %p"),
    (b'R', b"%H:%M"),
    (b'T', b"%H:%M:%S"),
    (b'X', b"%H:%M:%S"),
];

const DAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
];

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

/// Writes a time by a format; `local` is the same in local time.
pub(super) fn format_time(out: &mut Sink<'_>, format: &[u8], local: i64, time: i64) {
    let mut rest = format;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        let (b'%', Some((&conversion, behind))) = (byte, rest.split_first()) else {
            out.byte(byte);
            continue;
        };
        rest = behind;
        match SHORT.iter().find(|(letter, _)| *letter == conversion) {
            // `%c` holds `%T`, and none holds itself.
            Some((_, format)) => format_time(out, format, local, time),
            None => convert(out, conversion, local, time),
        }
    }
}

/// Writes what one conversion is.
#[inline(never)]
fn convert(out: &mut Sink<'_>, conversion: u8, local: i64, time: i64) {
    let day = local.div_euclid(86_400);
    let second = local.rem_euclid(86_400) as u64;
    let (hour, minute) = (second / 3600, second / 60 % 60);
    let half_day = (hour + 11) % 12 + 1;
    let (year, month, of_month) = civil(day);
    let of_year = day_of_year(day);
    // From Sunday on; the first of all days was a Thursday.
    let weekday = (day + 4).rem_euclid(7);
    // Weeks are those of their Thursdays, and begin on Mondays (ISO 8601).
    let thursday = day + 3 - (weekday + 6) % 7;
    let iso_year = civil(thursday).0;
    let (day_name, month_name) = (DAYS.get(weekday as usize), MONTHS.get(month as usize - 1));
    let text = match conversion {
        b'a' => day_name.and_then(|name| name.get(..3)),
        b'A' => day_name.copied(),
        b'b' => month_name.and_then(|name| name.get(..3)),
        b'B' => month_name.copied(),
        b'p' => Some(if hour < 12 { "AM" } else { "PM" }),
        b'P' => Some(if hour < 12 { "am" } else { "pm" }),
        _ => None,
    };
    if let Some(text) = text {
        return out.bytes(text.as_bytes());
    }
    let (number, width, fill) = match conversion {
        b'C' => (year.div_euclid(100) as u64, 2, b'0'),
        b'd' => (of_month, 2, b'0'),
        b'e' => (of_month, 2, b' '),
        b'g' => (iso_year.rem_euclid(100) as u64, 2, b'0'),
        b'G' => (iso_year as u64, 4, b'0'),
        b'H' => (hour, 2, b'0'),
        b'I' => (half_day, 2, b'0'),
        b'j' => (of_year + 1, 3, b'0'),
        b'k' => (hour, 2, b' '),
        b'l' => (half_day, 2, b' '),
        b'm' => (month, 2, b'0'),
        b'M' => (minute, 2, b'0'),
        b's' => {
            if time < 0 {
                out.byte(b'-');
            }
            (time.unsigned_abs(), 1, b'0')
        }
        b'S' => (second % 60, 2, b'0'),
        b'u' => ((weekday as u64 + 6) % 7 + 1, 1, b'0'),
        b'U' => ((of_year + 7 - weekday as u64) / 7, 2, b'0'),
        b'V' => (day_of_year(thursday) / 7 + 1, 2, b'0'),
        b'w' => (weekday as u64, 1, b'0'),
        b'W' => ((of_year + 7 - (weekday as u64 + 6) % 7) / 7, 2, b'0'),
        b'y' => (year.rem_euclid(100) as u64, 2, b'0'),
        b'Y' => (year as u64, 4, b'0'),
        b'z' => {
            let ahead = local.saturating_sub(time) / 60;
            out.byte(if ahead < 0 { b'-' } else { b'+' });
            let ahead = ahead.unsigned_abs();
            (ahead / 60 * 100 + ahead % 60, 4, b'0')
        }
        other => return out.byte(other),
    };
    out.dec_wide(number, width, fill);
}

/// How many days of its year were before a day, which is counted from 1970: of all those since the year 1,
/// those of the whole years are taken off.
fn day_of_year(day: i64) -> u64 {
    let years = civil(day).0.saturating_sub(1);
    let leap_days = years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    let whole = years.saturating_mul(365).saturating_add(leap_days);
    day.saturating_add(719_162).saturating_sub(whole) as u64
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::process::Command;
    use std::string::String;

    fn formatted(format: &str, local: i64, time: i64) -> String {
        let mut text = [0; 2048];
        let mut full = |_: &[u8]| false;
        let mut out = Sink::new(&mut text, &mut full);
        format_time(&mut out, format.as_bytes(), local, time);
        let text = text.split(|byte| *byte == 0).next().unwrap_or_default();
        String::from_utf8(text.to_vec()).unwrap()
    }

    /// On the days around New Year, where weeks are of one year or the other, and at odd times.
    #[test]
    fn conversions_are_those_of_date() {
        let format: String = CONVERSIONS.chars().map(|letter| std::format!("%{letter}|")).collect();
        let new_years = (1970..2110).step_by(7).map(|year| (year - 1970) * 31_556_952);
        let days = new_years.flat_map(|time| (-4..5).map(move |day| time + day * 86_400));
        for time in days.chain([0, 43_199, 43_200, 1_709_164_799, 1_709_164_800, 4_107_542_399]) {
            for (zone, ahead) in [("UTC0", 0), ("XXX-5:45", 20_700), ("XXX3:30", -12_600)] {
                let mut date = Command::new("date");
                date.envs([("TZ", zone), ("LC_ALL", "C")]);
                date.args([&std::format!("-d@{time}"), &std::format!("+{format}")]);
                let Ok(output) = date.output() else {
                    return std::println!("conversions_are_those_of_date: skipped: no date(1)");
                };
                let wanted = String::from_utf8(output.stdout).unwrap();
                assert_eq!(formatted(&format, time + ahead, time), wanted.trim_end(), "{time}");
            }
        }
    }

    #[test]
    fn what_is_no_conversion_is_found() {
        for (format, unknown) in [
            ("", None),
            ("x%%D", None),
            ("%Y%", None),
            ("%Y%D", Some(b'D')),
            ("%-d", Some(b'-')),
            ("%%%Z", Some(b'Z')),
        ] {
            assert_eq!(unknown_conversion(format.as_bytes()), unknown, "{format}");
        }
        for letter in 0..=u8::MAX {
            let format = [b'%', letter];
            let is_known = unknown_conversion(&format).is_none();
            assert_eq!(is_known, CONVERSIONS.as_bytes().contains(&letter), "{letter}");
        }
    }
}
