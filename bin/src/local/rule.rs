//! A time zone as POSIX writes it in TZ: `CET-1CEST,M3.5.0,M10.5.0/3` (tzset(3)).

use crate::print::{civil, day_of};

/// Moments beyond this one, 36 billion years from 1970, are taken for it, so that none of a year around
/// it is too far off for 64 bits.
const FAR: i64 = 1 << 60;

/// The offset, and the other one for a part of the year.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    standard: i32,
    summer: Option<(i32, Change, Change)>,
}

/// A moment in every year: a day, and seconds since its midnight.
#[derive(Clone, Copy)]
struct Change {
    /// `M`, `J`, or 0 for a day from 0 that counts leap days.
    form: u8,
    numbers: [i32; 3],
    time: i32,
}

/// What of the text is still to be read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take(&mut self, byte: u8) -> bool {
        let Some(rest) = self.0.strip_prefix(&[byte]) else { return false };
        self.0 = rest;
        true
    }

    /// A name: letters, or anything in angle brackets.
    fn name(&mut self) -> Option<()> {
        let quoted = self.take(b'<');
        let end = self
            .0
            .iter()
            .position(|byte| if quoted { *byte == b'>' } else { !byte.is_ascii_alphabetic() });
        let end = end.unwrap_or(self.0.len());
        self.0 = self.0.get(end + usize::from(quoted)..)?;
        (end >= 3).then_some(())
    }

    fn number(&mut self) -> Option<i32> {
        let len = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        crate::settings::number(digits, 10)?.try_into().ok()
    }

    /// Hours, minutes and seconds, with a sign, as seconds.
    fn time(&mut self) -> Option<i32> {
        let negative = self.take(b'-');
        if !negative {
            self.take(b'+');
        }
        let mut seconds = 0_i32;
        let mut unit = 3600;
        loop {
            seconds = seconds.checked_add(self.number()?.checked_mul(unit)?)?;
            unit /= 60;
            if unit == 0 || !self.take(b':') {
                return Some(if negative { -seconds } else { seconds });
            }
        }
    }

    fn change(&mut self) -> Option<Change> {
        self.take(b',').then_some(())?;
        let mut numbers = [0; 3];
        let form = [b'M', b'J'].into_iter().find(|&form| self.take(form)).unwrap_or(0);
        for (index, number) in numbers.iter_mut().enumerate() {
            if index > 0 && !(form == b'M' && self.take(b'.')) {
                break;
            }
            *number = self.number().filter(|&number| number < 1000)?;
        }
        let time = if self.take(b'/') { self.time()? } else { 7200 };
        Some(Change { form, numbers, time })
    }
}

impl Rule {
    /// Reads a rule, if it is one.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let mut reader = Reader(text);
        reader.name()?;
        let standard = -reader.time()?;
        let mut rule = Self { standard, summer: None };
        if !reader.0.is_empty() {
            reader.name()?;
            let summer = match reader.0.first() {
                Some(b',') | None => standard.checked_add(3600)?,
                _ => -reader.time()?,
            };
            if reader.0.is_empty() {
                // What the United States have had since 2007.
                reader.0 = b",M3.2.0,M11.1.0";
            }
            rule.summer = Some((summer, reader.change()?, reader.change()?));
        }
        Some(rule)
    }

    /// Seconds that local time is ahead of UTC.
    pub(super) fn offset(&self, time: i64) -> i32 {
        let Some((summer, start, end)) = self.summer else { return self.standard };
        let time = time.clamp(-FAR, FAR);
        let day = (time + i64::from(self.standard)).div_euclid(86_400);
        let (year, ..) = civil(day);
        let start = start.moment(year) - i64::from(self.standard);
        let end = end.moment(year) - i64::from(summer);
        let is_summer =
            if start < end { (start..end).contains(&time) } else { !(end..start).contains(&time) };
        if is_summer { summer } else { self.standard }
    }
}

impl Change {
    /// The moment in local time, in seconds since 1970.
    fn moment(&self, year: i64) -> i64 {
        let [first, week, weekday] = self.numbers.map(i64::from);
        let leap = day_of(year, 3) - day_of(year, 2) == 29;
        let day = match self.form {
            b'M' => {
                let month = day_of(year, first);
                // 1 January 1970 was a Thursday.
                let ahead = (weekday - (month + 4)).rem_euclid(7);
                let mut day = month + ahead + 7 * (week - 1);
                // The fifth is the last, which may be the fourth.
                if day >= day_of(year, first + 1) {
                    day -= 7;
                }
                day
            }
            b'J' => day_of(year, 1) + first - 1 + i64::from(leap && first >= 60),
            _ => day_of(year, 1) + first,
        };
        day * 86_400 + i64::from(self.time)
    }
}
