//! Local time: from TZ and /etc/localtime, read once.
//!
//! TZ names a file under /usr/share/zoneinfo, or is itself a rule in the form of POSIX; without it
//! the file is /etc/localtime. What cannot be read or understood is UTC, as in the C library. Files are in
//! the form of tzfile(5) (RFC 9636): a list of moments at which the offset changes, and behind it a
//! rule for all later ones.
//!
//! A build without the feature `local-time` lives in UTC.

mod rule;

use crate::input;
use barecap_core::words::split;
use core::ffi::CStr;
use rule::Rule;
use rustix::fd::AsFd;

/// Room for a zone's file: the longest is half as long.
const CAPACITY: usize = 8 << 10;

/// The time zone.
pub struct Zone {
    file: [u8; CAPACITY],
    len: usize,
    /// The last answer: it holds for the same second.
    last: (i64, i32),
}

impl Zone {
    /// UTC.
    #[must_use]
    pub const fn new() -> Self {
        Self { file: [0; CAPACITY], len: 0, last: (0, 0) }
    }

    /// Reads the zone that TZ, if it is set, stands for.
    pub fn load(&mut self, tz: Option<&[u8]>) {
        self.last = (i64::MIN, 0);
        if cfg!(not(feature = "local-time")) {
            return;
        }
        let mut path = [0; 256];
        let (folder, name): (&[u8], _) = match tz.map(|tz| tz.strip_prefix(b":").unwrap_or(tz)) {
            None => (b"", &b"/etc/localtime"[..]),
            Some(name @ [b'/', ..]) => (b"", name),
            Some(name) => (b"/usr/share/zoneinfo/", name),
        };
        for (to, from) in path.iter_mut().zip(folder.iter().chain(name)) {
            *to = *from;
        }
        self.len = 0;
        if let Ok(path) = CStr::from_bytes_until_nul(&path)
            && let Ok(file) = input::open_named(path)
        {
            while let Some(room) = self.file.get_mut(self.len..)
                && let Ok(read @ 1..) = input::read(file.as_fd(), room)
            {
                self.len += read;
            }
            if self.file.starts_with(b"TZif") {
                return;
            }
        }
        // A rule is kept as the file would have it at its end. No path is one, nor is nothing.
        if let Some(to) = self.file.get_mut(..name.len()) {
            to.copy_from_slice(name);
            self.len = name.len();
        }
    }

    /// Seconds that local time is ahead of UTC at a time in seconds since 1970.
    pub fn offset(&mut self, time: i64) -> i32 {
        if cfg!(feature = "local-time") && time != self.last.0 {
            self.last = (time, self.find(time).unwrap_or(0));
        }
        self.last.1
    }

    fn find(&self, time: i64) -> Option<i32> {
        let file = self.file.get(..self.len)?;
        if !file.starts_with(b"TZif") {
            return Some(Rule::parse(file)?.offset(time));
        }
        // From version 2 on, times of 64 bits follow those of 32.
        let data = Data::at(file, 0, 4)?;
        let data = if file.get(4) >= Some(&b'2') { Data::at(file, data.end, 8)? } else { data };
        let passed = (0..data.times).take_while(|&index| data.time(index) <= Some(time)).count();
        if passed == data.times
            && let Some([b'\n', footer @ ..]) = file.get(data.end..)
            && let Some(rule) = split(footer, b'\n').next().and_then(Rule::parse)
        {
            return Some(rule.offset(time));
        }
        // Before the first change, the first type of all holds.
        let kind = passed.checked_sub(1).map_or(Some(0), |index| data.kind(index))?;
        Some(data.word(data.kinds() + data.times + 6 * usize::from(kind))?.cast_signed())
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::new()
    }
}

/// A header and what follows it: times, their types' numbers, and the types of 6 bytes each.
struct Data<'a> {
    file: &'a [u8],
    start: usize,
    width: usize,
    times: usize,
    end: usize,
}

impl<'a> Data<'a> {
    fn at(file: &'a [u8], header: usize, width: usize) -> Option<Self> {
        let mut data = Self { file, start: header + 44, width, times: 0, end: 0 };
        // How many there are, and bytes of each: flags, flags, leap seconds, times, types, letters.
        let sizes = [1, 1, width + 4, width + 1, 6, 1];
        let mut end = data.start;
        for (index, size) in sizes.into_iter().enumerate() {
            let count = data.word(header + 20 + 4 * index)? as usize;
            if index == 3 {
                data.times = count;
            }
            end = end.checked_add(count.checked_mul(size)?)?;
        }
        data.end = end;
        (end <= file.len()).then_some(data)
    }

    fn word(&self, at: usize) -> Option<u32> {
        Some(u32::from_be_bytes(*self.file.get(at..)?.first_chunk()?))
    }

    fn time(&self, index: usize) -> Option<i64> {
        let at = self.start + index * self.width;
        let high = i64::from(self.word(at)?.cast_signed());
        if self.width == 4 { Some(high) } else { Some(high << 32 | i64::from(self.word(at + 4)?)) }
    }

    /// Where the numbers of the times' types begin.
    fn kinds(&self) -> usize {
        self.start + self.times * self.width
    }

    fn kind(&self, index: usize) -> Option<u8> {
        self.file.get(self.kinds() + index).copied()
    }
}

#[cfg(all(test, feature = "local-time"))]
mod tests {
    extern crate std;
    use super::*;
    use std::process::Command;
    use std::string::{String, ToString};
    use std::vec::Vec;

    /// What date(1) says the offset is, in seconds.
    fn by_date(tz: &str, time: i64) -> Option<i32> {
        let at = std::format!("-d@{time}");
        let date = Command::new("date").env("TZ", tz).args([&at, "+%::z"]).output().ok()?;
        let text = String::from_utf8(date.stdout).ok()?;
        let mut parts = text.trim().split(':').map(|part| part.parse::<i32>().ok());
        let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
        let size = hours.abs() * 3600 + minutes * 60 + seconds;
        Some(if text.starts_with('-') { -size } else { size })
    }

    #[test]
    fn offsets_are_those_of_the_c_library() {
        let zones = [
            "",
            "UTC0",
            "CET-1CEST,M3.5.0,M10.5.0/3",
            "EST5EDT",
            "<-03>3",
            "NZST-12NZDT,M9.5.0,M4.1.0/3",
            "IST-1GMT0,M10.5.0,M3.5.0/1",
            "XXX3:30:15YYY2,J60/0,J300/25",
            "AAA-5BBB,59,364/-1",
            "AAA+2:30BBB+1,J60,J300",
            "Europe/Berlin",
            ":America/New_York",
            "Asia/Kolkata",
            "Pacific/Apia",
            "/usr/share/zoneinfo/Europe/London",
        ];
        if by_date("UTC0", 0) != Some(0) {
            std::eprintln!("offsets_are_those_of_the_c_library: skipped: date(1) is missing");
            return;
        }
        let mut zone = Zone::new();
        for tz in zones {
            let is_file = tz.contains('/') && !tz.contains(',');
            if is_file && std::fs::metadata("/usr/share/zoneinfo/Europe/Berlin").is_err() {
                continue;
            }
            zone.load(Some(tz.as_bytes()));
            for month in 0..90 {
                let time = 1_600_000_000 + month * 2_629_746 - 240_000_000 * (month % 7);
                let wanted = by_date(tz, time).unwrap();
                assert_eq!(zone.offset(time), wanted, "{tz} {time}");
            }
        }
    }

    #[test]
    fn offsets_without_the_c_library() {
        let mut zone = Zone::new();
        for (tz, time, offset) in [
            ("", 0, 0),
            ("no zone", 0, 0),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_711_846_799, 3600),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_711_846_800, 7200),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_729_990_799, 7200),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_729_990_800, 3600),
            ("XYZ-5:45", 1, 20_700),
            ("XYZ+5", 1, -18_000),
            // Names have three letters at least, and brackets are closed.
            ("XY5", 1, 0),
            ("<+5>5", 1, 0),
            ("<+05>-5", 1, 18_000),
            ("<+05-5", 1, 0),
            // Where no days are told, they are those of the United States.
            ("XXX5YYY", 1_710_054_000 - 1, -18_000),
            ("XXX5YYY", 1_710_054_000, -14_400),
            ("XXX5YYY", 1_730_613_600 - 1, -14_400),
            ("XXX5YYY", 1_730_613_600, -18_000),
            // J60 is 1 March, in leap years as in others, and 59 is the day after 28 February.
            ("XXX0YYY,J60/0,J300", 1_677_628_800 - 1, 0),
            ("XXX0YYY,J60/0,J300", 1_677_628_800, 3600),
            ("XXX0YYY,J60/0,J300", 1_709_251_200 - 1, 0),
            ("XXX0YYY,J60/0,J300", 1_709_251_200, 3600),
            ("XXX0YYY,59/0,J300", 1_677_628_800 - 1, 0),
            ("XXX0YYY,59/0,J300", 1_677_628_800, 3600),
            ("XXX0YYY,59/0,J300", 1_709_164_800 - 1, 0),
            ("XXX0YYY,59/0,J300", 1_709_164_800, 3600),
            // The year is that of local time, which has begun when UTC's has not.
            ("XXX-12YYY,J1/0,J100", 1_451_563_200 - 1, 43_200),
            ("XXX-12YYY,J1/0,J100", 1_451_563_200, 46_800),
            ("XXX-12YYY,J60.1,J100", 1_451_563_200, 0),
        ] {
            zone.load(Some(tz.as_bytes()));
            assert_eq!(zone.offset(time), offset, "{tz} {time}");
        }
    }

    /// Half of a file: a header, moments with the numbers of their types, types by their offsets, and
    /// `more` leap seconds, and flags of both kinds.
    fn half(version: u8, width: usize, moments: &[(i64, u8)], types: &[i32], more: u32) -> Vec<u8> {
        let mut half = [&b"TZif"[..], &[version], &[0; 15]].concat();
        let counts = [more, more, more, moments.len() as u32, types.len() as u32, 4];
        half.extend(counts.into_iter().flat_map(u32::to_be_bytes));
        half.extend(moments.iter().flat_map(|it| it.0.to_be_bytes()[8 - width..].to_vec()));
        half.extend(moments.iter().map(|it| it.1));
        half.extend(types.iter().flat_map(|it| [&it.to_be_bytes()[..], &[0, 0]].concat()));
        half.extend(std::vec![b'x'; 4 + more as usize * (width + 4 + 2)]);
        half
    }

    #[test]
    fn files_are_read_as_they_are_written() {
        let old = half(0, 4, &[(-100, 1), (100, 0)], &[1, 2], 1);
        let moments = [(-1 << 40, 1), (1 << 33, 2), ((1 << 33) + 1, 1)];
        let new = half(b'2', 8, &moments, &[10, 20, 30], 3);
        let both = [&[&b"TZif3"[..], &old[5..]].concat(), &new[..]].concat();
        let (with, without) = (&b"\nXXX-1\n"[..], &b"\n\n"[..]);
        let last = (1 << 33) + 1;
        for (file, time, offset) in [
            // Before the first moment, the first type holds; each from its moment on.
            (&old[..], -101, 1),
            (&old, -100, 2),
            (&old, 99, 2),
            (&old, 100, 1),
            (&both, (-1 << 40) - 1, 10),
            (&both, -1 << 40, 20),
            (&both, 100, 20),
            (&both, (1 << 33) - 1, 20),
            (&both, 1 << 33, 30),
            (&both, last, 20),
            // Behind the last there may be a rule.
            (&[&both, without].concat(), last, 20),
            (&[&both, with].concat(), last, 3600),
            (&[&both, with].concat(), last - 1, 30),
            (&[&both, &b"\nXXX-1"[..]].concat(), last, 3600),
            (&[&both, &b"XXXX-1\n"[..]].concat(), last, 20),
            // One that is cut short is none.
            (&both[..both.len() - 1], 100, 0),
        ] {
            let mut zone = Zone::new();
            zone.file[..file.len()].copy_from_slice(file);
            zone.len = file.len();
            zone.last.0 = i64::MIN;
            assert_eq!(zone.offset(time), offset, "{} {time}", file.escape_ascii());
        }
    }

    #[test]
    fn a_zone_forgets_the_one_before() {
        let mut zone = Zone::new();
        for (tz, offset) in [("XXX-1", 3600), ("XXX-2", 7200), ("nowhere", 0), ("XXX-1", 3600)] {
            zone.load(Some(tz.as_bytes()));
            assert_eq!(zone.offset(7), offset, "{tz}");
        }
        // Longer than there is room for.
        zone.load(Some(&[b'X'; CAPACITY + 1]));
        assert_eq!(zone.offset(7), 0);
    }

    #[test]
    fn times_that_cannot_be_are_no_panic() {
        let mut zone = Zone::new();
        for tz in ["CET-1CEST,M3.5.0,M10.5.0/3", "XXX24YYY-24,M12.5.6/167,365/167", "X<>", ""] {
            zone.load(Some(tz.as_bytes()));
            for time in [i64::MIN, i64::MIN + 1, i64::MAX] {
                let _ = zone.offset(time);
            }
        }
    }

    #[test]
    fn hostile_files_are_utc_and_no_panic() {
        let mut zone = Zone::new();
        zone.file[..4].copy_from_slice(b"TZif");
        for fill in [0_u8, 1, b'2', 0x7f, 0xff] {
            for len in (0..200).chain([CAPACITY]) {
                zone.file[4..].fill(fill);
                zone.len = len;
                zone.last.0 = -1;
                let _ = zone.offset(1_700_000_000).to_string();
            }
        }
    }
}
