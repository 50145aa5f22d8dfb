//! Time stamps: seconds and nanoseconds since 1970, as captures and savefiles hold them.
//!
//! The kernel's ring and pcap files have seconds of 32 bits, which are unsigned here and last until
//! 2106; pcapng files reach further. A fraction that is no fraction, a second or more, is kept as
//! it is found: a reader of the file should see what is wrong with it, and a copy should have it
//! too.

use core::fmt;
use core::time::Duration;

/// A point in time, in UTC.
///
/// ```
/// use barecap_core::savefile::timestamp::Timestamp;
/// use std::time::{Duration, UNIX_EPOCH};
///
/// let time = UNIX_EPOCH + Duration::new(1_700_000_000, 5);
/// let time = Timestamp::from(time.duration_since(UNIX_EPOCH).unwrap());
/// assert_eq!(time, Timestamp { seconds: 1_700_000_000, nanos: 5 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp {
    /// Whole seconds since 1970-01-01 00:00:00.
    pub seconds: i64,
    /// Nanoseconds, below 1,000,000,000 unless a file says otherwise.
    pub nanos: u64,
}

impl Timestamp {
    /// The same moment with a fraction of less than a second: what is more belongs to the seconds, of which
    /// there can be no more than an `i64` has.
    #[must_use]
    pub const fn carried(self) -> Self {
        const SECOND: u64 = 1_000_000_000;
        let whole = (self.nanos / SECOND) as i64;
        Self { seconds: self.seconds.saturating_add(whole), nanos: self.nanos % SECOND }
    }
}

/// What has passed since 1970.
impl From<Duration> for Timestamp {
    fn from(since: Duration) -> Self {
        let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
        Self { seconds, nanos: since.subsec_nanos().into() }
    }
}

/// How finely a file resolves time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Precision {
    /// Microseconds.
    #[default]
    Micro,
    /// Nanoseconds.
    Nano,
}

impl Precision {
    /// Nanoseconds in one unit.
    #[must_use]
    pub const fn nanos(self) -> u32 {
        match self {
            Self::Micro => 1000,
            Self::Nano => 1,
        }
    }
}

/// The unit of time of a pcapng interface: a power of ten or of two, as a fraction of a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Resolution(u8);

/// A unit of time that is too small: so many units do not make a second in 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFine {
    /// 10 or 2.
    pub base: u8,
    /// The power that it is raised to, without its sign.
    pub exponent: u8,
}

impl fmt::Display for TooFine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::error::Error::Resolution(*self).fmt(f)
    }
}

impl core::error::Error for TooFine {}

impl Default for Resolution {
    fn default() -> Self {
        Self(6)
    }
}

impl From<Precision> for Resolution {
    fn from(precision: Precision) -> Self {
        Self(match precision {
            Precision::Micro => 6,
            Precision::Nano => 9,
        })
    }
}

impl Resolution {
    /// From the byte that an `if_tsresol` option holds: the negated exponent of 10, or of 2 where
    /// the high bit is set.
    ///
    /// # Errors
    ///
    /// The unit, if it is too small to count in.
    pub const fn from_byte(byte: u8) -> Result<Self, TooFine> {
        match (byte & 0x80 != 0, byte & 0x7f) {
            (false, exponent @ 20..) => Err(TooFine { base: 10, exponent }),
            (true, exponent @ 64..) => Err(TooFine { base: 2, exponent }),
            _ => Ok(Self(byte)),
        }
    }

    /// The byte that says it in a file.
    #[must_use]
    pub const fn byte(self) -> u8 {
        self.0
    }

    /// The time that a count of units since 1970 stands for, moved by whole seconds.
    #[must_use]
    pub fn timestamp(self, units: u64, offset: i64) -> Timestamp {
        let exponent = u32::from(self.0 & 0x7f);
        let (seconds, nanos) = if self.0 & 0x80 == 0 {
            let second = 10u64.pow(exponent);
            // Checked, as compilers do not know that no power is zero, and leave a panic for it.
            let parts = units.checked_div(second).zip(units.checked_rem(second));
            let (whole, fraction) = parts.unwrap_or_default();
            let nanos = match 9u32.checked_sub(exponent) {
                Some(missing) => fraction * 10u64.pow(missing),
                None => fraction.checked_div(10u64.pow(exponent - 9)).unwrap_or_default(),
            };
            (whole, nanos)
        } else {
            let fraction = units & ((1 << exponent) - 1);
            // Bits below 2^-34 s do not show in nanoseconds, and 34 bits leave room to multiply.
            let dropped = exponent.saturating_sub(34);
            (units >> exponent, ((fraction >> dropped) * 1_000_000_000) >> (exponent - dropped))
        };
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX).saturating_add(offset);
        Timestamp { seconds, nanos }
    }
}

impl Timestamp {
    /// From the two words of a pcap file or a ring.
    #[must_use]
    pub fn from_parts(seconds: u32, fraction: u32, precision: Precision) -> Self {
        let nanos = u64::from(fraction) * u64::from(precision.nanos());
        Self { seconds: i64::from(seconds), nanos }
    }

    /// The part below a second, in whole units of a precision; as many as 32 bits have, if it is more.
    #[must_use]
    pub fn fraction(self, precision: Precision) -> u32 {
        match (u32::try_from(self.nanos), precision) {
            (Ok(nanos), Precision::Nano) => nanos,
            // A division by 1000 of 32 bits, for every packet: by the reciprocal, which is exact
            // (Hacker's Delight, section 10-9).
            (Ok(nanos), Precision::Micro) => ((u64::from(nanos) * 274_877_907) >> 38) as u32,
            (Err(_), _) => {
                u32::try_from(self.nanos / u64::from(precision.nanos())).unwrap_or(u32::MAX)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_scaled_and_kept() {
        use Precision::{Micro, Nano};
        let cases = [
            (0, Micro, 0),
            (999_999, Micro, 999_999_000),
            (999_999_999, Nano, 999_999_999),
            (1_500_000, Micro, 1_500_000_000),
            (1_500_000_000, Nano, 1_500_000_000),
            (u32::MAX, Micro, 4_294_967_295_000),
        ];
        for (fraction, precision, nanos) in cases {
            let time = Timestamp::from_parts(u32::MAX, fraction, precision);
            assert_eq!(time, Timestamp { seconds: 0xffff_ffff, nanos });
            assert_eq!(time.fraction(precision), fraction);
        }
        for thousand in (0..=u32::MAX.into()).step_by(999_999_000).chain([999, 4_294_967_000]) {
            for nanos in [thousand, thousand + 1, thousand + 295, thousand + 999, thousand + 1000] {
                let time = Timestamp { seconds: 1, nanos };
                assert_eq!(u64::from(time.fraction(Micro)), nanos / 1000, "{nanos}");
            }
        }
        let time = Timestamp { seconds: 1, nanos: 123_456_789 };
        assert_eq!((time.fraction(Micro), time.fraction(Nano)), (123_456, 123_456_789));
    }

    #[test]
    fn units_of_every_size_are_understood() {
        // The option's byte, units, offset; seconds and nanoseconds.
        let cases = [
            (0x06, 1_700_000_000_123_456, 0, 1_700_000_000, 123_456_000),
            (0x09, 1_700_000_000_123_456_789, 0, 1_700_000_000, 123_456_789),
            (0x00, 7, 0, 7, 0),
            (0x03, 7001, 0, 7, 1_000_000),
            (0x0c, 7_000_000_001_999, 0, 7, 1),
            (0x13, u64::MAX, 0, 1, 844_674_407),
            (0x80, 7, 0, 7, 0),
            (0x81, 15, 0, 7, 500_000_000),
            (0xa0, (7 << 32) + (1 << 30), 0, 7, 250_000_000),
            (0xbf, u64::MAX, 0, 1, 999_999_999),
            (0x06, 7_000_001, 100, 107, 1000),
            (0x06, 7_000_001, -8, -1, 1000),
            (0x00, 1 << 32, 0, 1 << 32, 0),
            (0x00, u64::MAX, i64::MAX, i64::MAX, 0),
        ];
        for (byte, units, offset, seconds, nanos) in cases {
            let time = Resolution::from_byte(byte).unwrap().timestamp(units, offset);
            assert_eq!(time, Timestamp { seconds, nanos }, "{byte:#x} {units}");
        }
        assert_eq!(Resolution::from_byte(20), Err(TooFine { base: 10, exponent: 20 }));
        assert_eq!(Resolution::from_byte(0xc0), Err(TooFine { base: 2, exponent: 64 }));
        for precision in [Precision::Micro, Precision::Nano] {
            let unit = u64::from(precision.nanos());
            let time = Resolution::from(precision).timestamp(5_000_000_000 / unit, 0);
            assert_eq!(time, Timestamp { seconds: 5, nanos: 0 });
        }
    }
}
