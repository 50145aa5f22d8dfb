//! Time stamps: seconds and nanoseconds since 1970, as captures and savefiles hold them.
//!
//! Seconds are unsigned and 32 bits wide, as in the kernel's ring and in pcap files: they last
//! until 2106.

/// A point in time, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp {
    /// Whole seconds since 1970-01-01 00:00:00.
    pub seconds: u32,
    /// Nanoseconds, below 1,000,000,000.
    pub nanos: u32,
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

impl Timestamp {
    /// From a file's two words. A fraction of a second or more, which no writer should write, is
    /// carried into the seconds; a sum past the year 2106 stops there.
    #[must_use]
    pub fn from_parts(seconds: u32, fraction: u32, precision: Precision) -> Self {
        let nanos = u64::from(fraction) * u64::from(precision.nanos());
        let seconds = u64::from(seconds) + nanos / 1_000_000_000;
        match u32::try_from(seconds) {
            Ok(seconds) => Self { seconds, nanos: (nanos % 1_000_000_000) as u32 },
            Err(_) => Self { seconds: u32::MAX, nanos: 999_999_999 },
        }
    }

    /// The part below a second, in whole units of a precision.
    #[must_use]
    pub const fn fraction(self, precision: Precision) -> u32 {
        self.nanos / precision.nanos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_scaled_and_carried() {
        use Precision::{Micro, Nano};
        let cases = [
            (5, 0, Micro, 5, 0),
            (5, 999_999, Micro, 5, 999_999_000),
            (5, 999_999_999, Nano, 5, 999_999_999),
            (5, 1_500_000, Micro, 6, 500_000_000),
            (5, 1_500_000_000, Nano, 6, 500_000_000),
            (0, u32::MAX, Micro, 4294, 967_295_000),
            (u32::MAX, 1_000_000, Micro, u32::MAX, 999_999_999),
        ];
        for (seconds, fraction, precision, want_seconds, want_nanos) in cases {
            let got = Timestamp::from_parts(seconds, fraction, precision);
            assert_eq!((got.seconds, got.nanos), (want_seconds, want_nanos));
        }
        let time = Timestamp { seconds: 1, nanos: 123_456_789 };
        assert_eq!((time.fraction(Micro), time.fraction(Nano)), (123_456, 123_456_789));
    }
}
