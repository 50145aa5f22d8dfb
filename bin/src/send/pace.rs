//! When packets are sent: the time from one to the next, from their time stamps or from a rate.
//!
//! Time stamps are anyone's bytes. Where one is earlier than that of the packet before, as where files
//! were joined, its packet follows at once, and time goes on from there: were it held against the
//! latest so far, all packets up to that would follow at once.

use barecap_core::savefile::timestamp::Timestamp;
use barecap_core::words::choice;
use core::time::Duration;

/// How fast packets are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speed {
    /// As they were captured, so many thousandths as fast.
    Recorded(u32),
    /// As fast as the interface takes them.
    Full,
    /// So many packets a second.
    Packets(u64),
    /// So many bits of packets, link headers among them, a second.
    Bits(u64),
}

const SECOND: u64 = 1_000_000_000;

impl Speed {
    /// Reads `recorded`, `full`, `x2`, `x0.5`, `500pps`, `10kpps`, `8mbit`.
    #[must_use]
    pub fn read(text: &[u8]) -> Option<Self> {
        match text {
            [b'x', factor @ ..] => return Some(Self::Recorded(thousandths(factor)?)),
            _ => match choice(text, "recorded full") {
                Some(0) => return Some(Self::Recorded(1000)),
                Some(_) => return Some(Self::Full),
                None => {}
            },
        }
        let (digits, of): (_, fn(u64) -> Self) = match text {
            [digits @ .., b'p', b'p', b's'] => (digits, Self::Packets),
            [digits @ .., b'b', b'i', b't'] => (digits, Self::Bits),
            _ => return None,
        };
        let (digits, unit) = match digits {
            [digits @ .., b'k'] => (digits, 1000),
            [digits @ .., b'm'] => (digits, 1_000_000),
            [digits @ .., b'g'] => (digits, 1_000_000_000),
            digits => (digits, 1),
        };
        let rate = u64::from(crate::settings::number(digits, 10)?) * unit;
        // No more than what can be counted with in nanoseconds.
        (1..=SECOND * 1000).contains(&rate).then(|| of(rate))
    }
}

/// A number that may have a point, and up to three digits behind it, in thousandths. It is not nothing.
fn thousandths(text: &[u8]) -> Option<u32> {
    let point = text.iter().position(|&byte| byte == b'.').unwrap_or(text.len());
    let (whole, fraction) = text.split_at_checked(point)?;
    let mut digits = *b"000";
    if let Some((_, fraction)) = fraction.split_first() {
        digits.get_mut(..fraction.len()).filter(|to| !to.is_empty())?.copy_from_slice(fraction);
    }
    let [whole, fraction] =
        [crate::settings::number(whole, 10)?, crate::settings::number(&digits, 10)?];
    whole.checked_mul(1000)?.checked_add(fraction).filter(|number| *number > 0)
}

/// Goes from packet to packet.
#[derive(Clone, Debug)]
pub struct Pace {
    speed: Speed,
    /// No gap is longer.
    longest: u64,
    /// The time of the packet before.
    before: Option<Timestamp>,
    /// The last gap, in nanoseconds, as the time stamps had it; at first a second, for passes over a
    /// file of one packet.
    gap: u64,
    /// The next packet is the file's first again.
    again: bool,
    /// What the packet before has used up of the rate: packets or bits.
    used: u64,
    /// What the division by the rate has left over.
    rest: u64,
    /// How many time stamps were earlier than the one before.
    pub backwards: u64,
}

impl Pace {
    /// Before the first packet; gaps longer than `longest` are cut to that.
    #[must_use]
    pub fn new(speed: Speed, longest: Option<Duration>) -> Self {
        let longest = longest.map_or(u64::MAX, nanos);
        let (before, backwards) = (None, 0);
        Self { speed, longest, before, gap: SECOND, again: false, used: 0, rest: 0, backwards }
    }

    /// How long after the packet before this one is sent, in nanoseconds; 0 for the first.
    pub fn next(&mut self, time: Timestamp, length: usize) -> u64 {
        let (rate, uses) = match self.speed {
            Speed::Full => return 0,
            Speed::Recorded(thousandths) => {
                let gap = self.recorded(time);
                // Rounded up, so that none comes early, and without a product that is too large for a gap
                // of a year.
                let thousandths = u64::from(thousandths.max(1));
                let rest = (gap % thousandths * 1000).div_ceil(thousandths);
                let scaled = (gap / thousandths).saturating_mul(1000).saturating_add(rest);
                return scaled.min(self.longest);
            }
            Speed::Packets(rate) => (rate, 1),
            Speed::Bits(rate) => (rate, (length as u64).saturating_mul(8)),
        };
        let used = core::mem::replace(&mut self.used, uses);
        let total = used.saturating_mul(SECOND).saturating_add(self.rest);
        self.rest = total % rate.max(1);
        total / rate.max(1)
    }

    /// The time from the packet before to this one, as they were captured.
    fn recorded(&mut self, time: Timestamp) -> u64 {
        let Some(before) = self.before.replace(time) else { return 0 };
        if core::mem::take(&mut self.again) {
            return self.gap;
        }
        // Fractions of a file may be more than a second.
        let seconds = i128::from(time.seconds) - i128::from(before.seconds);
        let nanos = i128::from(time.nanos) - i128::from(before.nanos);
        let gap = seconds * i128::from(SECOND) + nanos;
        self.backwards += u64::from(gap < 0);
        self.gap = u64::try_from(gap.max(0)).unwrap_or(u64::MAX);
        self.gap
    }

    /// Goes back to the beginning of the file, whose first packet follows upon the last as that did upon
    /// the one before.
    pub fn again(&mut self) {
        self.again = true;
    }
}

/// A time in nanoseconds.
#[must_use]
pub fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    #[test]
    fn speeds_are_read() {
        for (text, speed) in [
            ("recorded", Some(Speed::Recorded(1000))),
            ("full", Some(Speed::Full)),
            ("x1", Some(Speed::Recorded(1000))),
            ("x0.5", Some(Speed::Recorded(500))),
            ("x12.25", Some(Speed::Recorded(12_250))),
            ("x2.", None),
            ("x0.001", Some(Speed::Recorded(1))),
            ("500pps", Some(Speed::Packets(500))),
            ("10kpps", Some(Speed::Packets(10_000))),
            ("8mbit", Some(Speed::Bits(8_000_000))),
            ("1gbit", Some(Speed::Bits(1_000_000_000))),
            ("9bit", Some(Speed::Bits(9))),
            ("x0", None),
            ("x0.0", None),
            ("x", None),
            ("x.5", None),
            ("x0.0001", None),
            ("x1.-1", None),
            ("x4294968", None),
            ("0pps", None),
            ("pps", None),
            ("1tbit", None),
            ("1000gbit", Some(Speed::Bits(1_000_000_000_000))),
            ("1001gbit", None),
            ("4294967295gbit", None),
            ("8mbps", None),
            ("8", None),
            ("", None),
            ("1.5mbit", None),
        ] {
            assert_eq!(Speed::read(text.as_bytes()), speed, "{text}");
        }
    }

    /// The gaps before packets of these times, in milliseconds, each of 125 bytes.
    fn gaps(speed: Speed, longest: Option<u64>, times: &[i64]) -> (Vec<u64>, u64) {
        let mut pace = Pace::new(speed, longest.map(Duration::from_millis));
        let gaps = times.iter().map(|&millis| {
            let nanos = millis.rem_euclid(1000) as u64 * 1_000_000;
            let time = Timestamp { seconds: millis.div_euclid(1000), nanos };
            pace.next(time, 125) / 1_000_000
        });
        (gaps.collect(), pace.backwards)
    }

    #[test]
    fn gaps_follow_time_stamps_or_the_rate() {
        let recorded = Speed::Recorded(1000);
        for (speed, longest, times, expected, backwards) in [
            (recorded, None, &[5_000, 5_010, 7_000][..], &[0, 10, 1990][..], 0),
            (Speed::Recorded(2000), None, &[0, 10, 30], &[0, 5, 10], 0),
            (Speed::Recorded(500), None, &[0, 10, 30], &[0, 20, 40], 0),
            (Speed::Recorded(1), None, &[0, 10], &[0, 10_000], 0),
            (recorded, Some(100), &[0, 10, 86_400_000, 86_400_007], &[0, 10, 100, 7], 0),
            // What is longest is so after the scaling.
            (Speed::Recorded(100), Some(100), &[0, 5, 50], &[0, 50, 100], 0),
            // Two files that were joined, the second of which is older.
            (recorded, None, &[9_000, 9_010, 1_000, 1_020, 9_020], &[0, 10, 0, 20, 8_000], 1),
            (recorded, None, &[-1_500, -500, 0], &[0, 1_000, 500], 0),
            // Two at the same time.
            (recorded, None, &[5, 5, 6], &[0, 0, 1], 0),
            // A year.
            (recorded, None, &[0, 31_536_000_000], &[0, 31_536_000_000], 0),
            (Speed::Recorded(2000), None, &[0, 31_536_000_000], &[0, 15_768_000_000], 0),
            (Speed::Full, None, &[0, 10, 30], &[0, 0, 0], 0),
            (Speed::Packets(100), None, &[0, 0, 9], &[0, 10, 10], 0),
            (Speed::Bits(100_000), None, &[0, 0, 9], &[0, 10, 10], 0),
            (Speed::Bits(1), None, &[0, 0], &[0, 1_000_000], 0),
        ] {
            let found = gaps(speed, longest, times);
            assert_eq!(found, (expected.to_vec(), backwards), "{speed:?} {times:?}");
        }
    }

    #[test]
    fn what_is_scaled_is_rounded_up_and_ends_at_the_largest_number() {
        for (thousandths, gap, expected) in [
            (3000, 0, 0),
            (3000, 1, 1),
            (3000, 3, 1),
            (3000, 4, 2),
            (1, i64::MAX / 1000, i64::MAX as u64 / 1000 * 1000),
            (1, 1 << 55, u64::MAX),
        ] {
            let mut pace = Pace::new(Speed::Recorded(thousandths), None);
            pace.next(Timestamp::default(), 60);
            let time = Timestamp { seconds: 0, nanos: gap as u64 };
            assert_eq!(pace.next(time, 60), expected, "{thousandths} {gap}");
        }
    }

    #[test]
    fn what_a_division_leaves_over_is_not_lost() {
        let mut pace = Pace::new(Speed::Packets(3), None);
        let sum: u64 = (0..=3_000).map(|_| pace.next(Timestamp::default(), 60)).sum();
        assert_eq!(sum, 1000 * SECOND);
    }

    #[test]
    fn times_that_cannot_be_are_no_panic() {
        let extremes = [i64::MIN, -1, 0, i64::MAX];
        for seconds in extremes {
            for (later, nanos) in extremes.into_iter().flat_map(|it| [(it, 0), (it, u64::MAX)]) {
                for speed in [Speed::Recorded(1), Speed::Recorded(u32::MAX), Speed::Bits(1)] {
                    let mut pace = Pace::new(speed, None);
                    pace.next(Timestamp { seconds, nanos: 5 }, usize::MAX);
                    pace.next(Timestamp { seconds: later, nanos }, usize::MAX);
                    pace.again();
                    pace.next(Timestamp { seconds, nanos: 0 }, 0);
                }
            }
        }
    }

    #[test]
    fn a_pass_follows_upon_the_one_before_as_its_last_packets_did() {
        let at = |millis: u64| Timestamp { seconds: 0, nanos: millis * 1_000_000 };
        let mut pace = Pace::new(Speed::Recorded(1000), None);
        let mut found = Vec::new();
        for _ in 0..2 {
            found.extend([10, 30, 35].map(|millis| pace.next(at(millis), 60) / 1_000_000));
            pace.again();
        }
        assert_eq!(found, [0, 20, 5, 5, 20, 5]);
        // Of a file of one packet nothing is known.
        let mut pace = Pace::new(Speed::Recorded(1000), None);
        assert_eq!(pace.next(at(10), 60), 0);
        pace.again();
        assert_eq!(pace.next(at(10), 60), SECOND);
        assert_eq!(pace.backwards, 0);
    }
}
