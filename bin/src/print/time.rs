//! Time stamps in the five forms of -t.

use super::context::{Ctx, put};
use super::{PacketInfo, TimeForm};
use crate::packed::text;

/// Seconds and fraction since 1970, UTC.
type Instant = (i64, u32);

/// The times that later ones are printed relative to.
#[derive(Default)]
pub(super) struct Times {
    pub(super) first: Option<Instant>,
    pub(super) previous: Option<Instant>,
}

impl Times {
    /// No packet seen.
    pub(super) const fn new() -> Self {
        Self { first: None, previous: None }
    }
}

/// Prints the time stamp of a packet and a space after it.
pub(super) fn print(c: &mut Ctx<'_>, times: &mut Times, packet: &PacketInfo<'_>) {
    let now = (packet.seconds, packet.fraction);
    match c.o.time {
        TimeForm::None => return,
        TimeForm::Epoch => {
            put!(c, "{}", now.0);
            fraction(c, now.1);
        }
        form @ (TimeForm::Day | TimeForm::Date) => {
            let local = now.0.saturating_add(i64::from(c.lookup.utc_offset(now.0)));
            if form == TimeForm::Date {
                date(c, local.div_euclid(86_400));
                c.out.byte(b' ');
            }
            clock(c, local);
            fraction(c, now.1);
        }
        form @ (TimeForm::SincePrevious | TimeForm::SinceFirst) => {
            let first = *times.first.get_or_insert(now);
            let previous = times.previous.replace(now).unwrap_or(now);
            let from = if form == TimeForm::SinceFirst { first } else { previous };
            let (sign, from, to) = if now < from { (b'-', now, from) } else { (b' ', from, now) };
            c.out.byte(sign);
            let whole: u32 = if c.o.nano { 1_000_000_000 } else { 1_000_000 };
            let borrow = to.1 < from.1;
            let rest = to.1.wrapping_sub(from.1).wrapping_add(if borrow { whole } else { 0 });
            clock(c, to.0.wrapping_sub(from.0).wrapping_sub(i64::from(borrow)));
            fraction(c, rest);
        }
    }
    c.out.byte(b' ');
}

/// The time of day, as `03:46:40`; whole days are left out.
fn clock(c: &mut Ctx<'_>, seconds: i64) {
    let seconds = seconds.rem_euclid(86_400) as u64;
    c.out.dec_zeros(seconds / 3600, 2);
    c.out.byte(b':');
    c.out.dec_zeros(seconds / 60 % 60, 2);
    c.out.byte(b':');
    c.out.dec_zeros(seconds % 60, 2);
}

fn fraction(c: &mut Ctx<'_>, fraction: u32) {
    c.out.byte(b'.');
    let (width, whole) = if c.o.nano { (9, 1_000_000_000) } else { (6, 1_000_000) };
    c.out.dec_zeros(u64::from(fraction), width);
    if fraction >= whole {
        c.literal(if c.o.nano { text!(" (invalid ns)") } else { text!(" (invalid us)") });
    }
}

/// The date of a day counted from 1 January 1970, in the Gregorian calendar.
fn date(c: &mut Ctx<'_>, day: i64) {
    let (year, month, day) = civil(day);
    put!(c, "{}", year);
    c.out.byte(b'-');
    c.out.dec_zeros(month, 2);
    c.out.byte(b'-');
    c.out.dec_zeros(day, 2);
}

/// Year, month and day. Years are counted from 1 March, so that the leap day comes last, in eras
/// of 400 years that all have the same days (Howard Hinnant, "chrono-compatible low-level date
/// algorithms").
pub(crate) fn civil(day: i64) -> (i64, u64, u64) {
    let day = day.saturating_add(719_468);
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era.wrapping_mul(400).wrapping_add(year + i64::from(month <= 2));
    (year, month as u64, day as u64)
}

/// The day, counted from 1970, on which a month of a year begins; months from 1, and 13 is the next
/// January.
pub(crate) fn day_of(year: i64, month: i64) -> i64 {
    // Years that begin in March have their leap day at the end.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * month + 2) / 5
        - 719_468
}

/// A date and a time of day in UTC, with a byte between them.
pub(super) fn utc(c: &mut Ctx<'_>, seconds: i64, between: u8) {
    date(c, seconds.div_euclid(86_400));
    c.out.byte(between);
    clock(c, seconds);
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn calendar() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(-1), (1969, 12, 31));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(11_017), (2000, 3, 1));
        assert_eq!(civil(49_710), (2106, 2, 7));
        assert_eq!(civil(47_541), (2100, 3, 1));
        let _ = civil(i64::MAX);
        let _ = civil(i64::MIN);
    }
}
