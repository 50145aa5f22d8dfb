//! Savefile after savefile: -C, -G and -W, with names as tcpdump makes them.
//!
//! With -C, a packet that comes when the file is larger than that goes into the next file, which has
//! a number behind its name; with -W too, every file has, in as many digits as the last, and the
//! first follows upon the last. With -G, the name is a format for the time at which a file begins
//! (strftime(3)), in local time, and -W is the number of files after which it ends. Time is that of
//! the packets, and of the clock where none come.

use crate::flags::Id;
use crate::local::Zone;
use crate::print::{Sink, civil};
use crate::settings::Settings;
use core::ffi::CStr;
use heapless::Deque;
use rustix::io::Errno;

/// Room for the name of a file: what the kernel takes.
const CAPACITY: usize = 4096;

/// The name of a file.
pub type Path = [u8; CAPACITY];

/// The names of the file that is written and of the one before it, room for another, and what was
/// written.
pub struct Names {
    path: Path,
    before: Path,
    other: Path,
    full: Deque<Full, 4096>,
}

/// A file that another follows.
#[derive(Clone, Copy, Debug)]
struct Full {
    began: i64,
    number: u32,
    /// In bytes; 0 once another file has its name.
    size: u64,
}

impl Names {
    /// No names.
    #[must_use]
    pub const fn new() -> Self {
        let [path, before, other] = [[0; CAPACITY]; 3];
        Self { path, before, other, full: Deque::new() }
    }
}

impl Default for Names {
    fn default() -> Self {
        Self::new()
    }
}

/// When the next file begins, and what it is called.
pub struct Rotation<'a> {
    name: &'a [u8],
    names: &'a mut Names,
    zone: &'a mut Zone,
    /// -C, in bytes.
    bytes: Option<u64>,
    /// -G.
    seconds: Option<u32>,
    /// -W.
    files: u32,
    /// The number behind the name.
    number: u32,
    /// How many files -G has ended.
    ended: u32,
    /// When the file began that -G will end.
    began: i64,
    /// --part.
    part: bool,
    /// --rotate-total, in bytes, and how many the files that are full have.
    total: Option<u64>,
    kept: u64,
}

impl<'a> Rotation<'a> {
    /// Begins with the first file, now.
    pub fn new(settings: &Settings<'a>, names: &'a mut Names, zone: &'a mut Zone) -> Self {
        let seconds = settings.rotate_seconds;
        let mut began = 0;
        if seconds.is_some() {
            zone.load(settings.zone);
            began = barecap_linux::now();
        }
        let mut rotation = Self {
            name: settings.value(Id::Write).map_or(b"", CStr::to_bytes),
            names,
            zone,
            bytes: settings.rotate_bytes,
            seconds,
            files: settings.rotate_files,
            number: 0,
            ended: 0,
            began,
            part: settings.has(Id::Part) && settings.value(Id::Write) != Some(c"-"),
            total: settings.rotate_total,
            kept: 0,
        };
        rotation.names.full.clear();
        rotation.make_name();
        rotation
    }

    /// The file to be opened: the one to be written, or what becomes that.
    #[must_use]
    pub fn opened(&mut self) -> &CStr {
        if self.part { part(&self.names.path, &mut self.names.other) } else { self.path() }
    }

    /// Gives a file that is complete its name.
    ///
    /// # Errors
    ///
    /// Those of rename(2).
    pub fn complete(&mut self, before: bool) -> Result<(), Errno> {
        if !self.part {
            return Ok(());
        }
        let Names { path, before: last, other, .. } = self.names;
        let path = if before { last } else { path };
        rustix::fs::rename(part(path, other), named(path))
    }

    /// Takes note of the size of the file before, and deletes the oldest while there is too much of
    /// them. A file that is gone already is no error.
    ///
    /// # Errors
    ///
    /// Those of unlink(2).
    pub fn keep(&mut self, file: (i64, u32), size: u64) -> Result<(), Errno> {
        let Some(total) = self.total else { return Ok(()) };
        let (began, number) = file;
        // Names may come again: what had this one is gone already.
        for at in 0..self.names.full.len() {
            let Some(&Full { began, number, size }) = self.names.full.get(at) else { continue };
            self.write_name(began, number);
            if size > 0 && self.names.other == self.names.before {
                self.kept -= size;
                if let Some(gone) = self.names.full.get_mut(at) {
                    gone.size = 0;
                }
            }
        }
        if self.names.full.is_full()
            && let Some(oldest) = self.names.full.pop_front()
        {
            // More than can be counted: it stays.
            self.kept -= oldest.size;
        }
        let _ = self.names.full.push_back(Full { began, number, size });
        self.kept += size;
        while self.kept > total
            && let Some(oldest) = self.names.full.pop_front()
        {
            self.kept -= oldest.size;
            self.write_name(oldest.began, oldest.number);
            // The present file may have the name of an old one.
            if oldest.size > 0 && self.names.other != self.names.path {
                match rustix::fs::unlink(named(&self.names.other)) {
                    Ok(()) | Err(Errno::NOENT) => {}
                    Err(errno) => return Err(errno),
                }
            }
        }
        Ok(())
    }

    /// When the present file began, and its number.
    #[must_use]
    pub fn file(&self) -> (i64, u32) {
        (self.began, self.number)
    }

    /// The name of the file that began then and has this number.
    pub fn name_of(&mut self, (began, number): (i64, u32)) -> &CStr {
        self.write_name(began, number);
        named(&self.names.other)
    }

    /// The file to be written.
    #[must_use]
    pub fn path(&self) -> &CStr {
        named(&self.names.path)
    }

    /// Whether another file is to begin before a packet of this time, when the present one has this
    /// size: then there is a new [`Self::path`].
    ///
    /// # Errors
    ///
    /// There have been as many files as are wanted: so many.
    pub fn turn(&mut self, time: i64, size: u64) -> Result<bool, u32> {
        if let Some(seconds) = self.seconds
            && time.saturating_sub(self.began) >= seconds.into()
        {
            self.ended += 1;
            if self.bytes.is_none() && self.ended == self.files {
                return Err(self.files);
            }
            self.began = time;
            self.number = 0;
        } else if self.bytes.is_some_and(|bytes| size > bytes) {
            self.number += 1;
            if self.number == self.files {
                self.number = 0;
            }
        } else {
            return Ok(false);
        }
        self.names.before = self.names.path;
        self.make_name();
        Ok(true)
    }

    /// Whether a file ends before the capture does.
    pub fn rotates(&self) -> bool {
        self.seconds.is_some() || self.bytes.is_some()
    }

    /// Whether time alone ends a file.
    #[must_use]
    pub fn by_time(&self) -> bool {
        self.seconds.is_some()
    }

    fn make_name(&mut self) {
        self.write_name(self.began, self.number);
        self.names.path = self.names.other;
    }

    /// Writes the name of a file that began then and has this number, into `other`.
    fn write_name(&mut self, began: i64, number: u32) {
        // The digits of the last number, none if that is 0.
        let digits = self.files.saturating_sub(1).checked_ilog10().map_or(0, |log| log + 1);
        let local = began.saturating_add(self.zone.offset(began).into());
        self.names.other.fill(0);
        // What does not fit is cut, and refused by the kernel.
        let (_, path) = self.names.other.split_last_mut().unwrap_or((&mut 0, &mut []));
        let mut full = |_: &[u8]| false;
        let mut out = Sink::new(path, &mut full);
        match self.seconds {
            Some(_) => format_time(&mut out, self.name, local, began),
            None => out.bytes(self.name),
        }
        if self.bytes.is_some() && (number > 0 || digits > 0) {
            out.dec_wide(number.into(), digits as usize, b'0');
        }
    }
}

/// The name up to its zero.
fn named(path: &Path) -> &CStr {
    CStr::from_bytes_until_nul(path).unwrap_or_default()
}

/// What a file is called until it is complete.
fn part<'p>(path: &Path, room: &'p mut Path) -> &'p CStr {
    *room = *path;
    let length = named(path).count_bytes();
    // What does not fit is cut, as a name that is too long is, and refused by the kernel.
    for (place, byte) in room.iter_mut().take(CAPACITY - 1).skip(length).zip(b".part") {
        *place = *byte;
    }
    named(room)
}

/// Writes a time by a format of strftime(3): those conversions that are useful in names of files.
fn format_time(out: &mut Sink<'_>, format: &[u8], local: i64, time: i64) {
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
            b'%' => {
                out.byte(b'%');
                continue;
            }
            other => {
                out.bytes(&[b'%', other]);
                continue;
            }
        };
        out.dec_wide(number, width, b'0');
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::String;
    use std::vec::Vec;

    fn rotation<'a>(
        (name, bytes, seconds, files): (&'a str, Option<u64>, Option<u32>, u32),
        names: &'a mut Names,
        zone: &'a mut Zone,
    ) -> Rotation<'a> {
        let name = name.as_bytes();
        let began = 1_700_000_000;
        let mut rotation = Rotation {
            name,
            names,
            zone,
            bytes,
            seconds,
            files,
            number: 0,
            ended: 0,
            began,
            part: false,
            total: None,
            kept: 0,
        };
        rotation.make_name();
        rotation
    }

    #[test]
    fn names_are_those_of_tcpdump() {
        let (kb, minute) = (Some(1000), Some(60));
        let mut zone = Zone::new();
        zone.load(Some(b"CET-1"));
        for (wanted, turns) in [
            (("r", None, None, 0), "r"),
            (("r", kb, None, 0), "r r1 r2 r3"),
            (("r", kb, None, 1), "r r r"),
            (("r", kb, None, 3), "r0 r1 r2 r0 r1"),
            (("r", kb, None, 10), "r0 r1 r2 r3 r4 r5 r6 r7 r8 r9 r0"),
            (("r", kb, None, 11), "r00 r01 r02 r03 r04 r05 r06 r07 r08 r09 r10 r00"),
            (("r-%H.%M", None, minute, 0), "r-23.13 r-23.14 r-23.15"),
            (("r", None, minute, 0), "r r r"),
            (("%Y-%m-%d%%T", None, minute, 0), "2023-11-14%T 2023-11-14%T"),
            (("%s", None, minute, 3), "1700000000 1700000060 1700000120 end"),
            (("%F_%T", None, minute, 1), "2023-11-14_23:13:20 end"),
            (("%a%b%j%y%Q", None, minute, 0), "TueNov31823%Q"),
        ] {
            let mut files = Names::new();
            let mut rotation = rotation(wanted, &mut files, &mut zone);
            let mut names = Vec::from([String::from(rotation.path().to_str().unwrap())]);
            let mut time = 1_700_000_000;
            for _ in 1..turns.split(' ').count() {
                assert_eq!(rotation.turn(time, 1000), Ok(false));
                let size = if wanted.1.is_some() { 1001 } else { u64::MAX };
                time += i64::from(wanted.2.unwrap_or(0));
                names.push(match rotation.turn(time, size) {
                    Ok(true) => rotation.path().to_str().unwrap().into(),
                    Ok(false) => "same".into(),
                    Err(files) => {
                        assert_eq!(files, wanted.3);
                        "end".into()
                    }
                });
            }
            assert_eq!(names.join(" "), turns, "{wanted:?}");
        }
    }

    #[test]
    fn time_begins_the_numbers_anew() {
        let mut zone = Zone::new();
        let mut files = Names::new();
        let wanted = ("r%M-", Some(1000), Some(60), 3);
        let mut rotation = rotation(wanted, &mut files, &mut zone);
        assert_eq!(rotation.path(), c"r13-0");
        for (time, path) in [(0, c"r13-1"), (0, c"r13-2"), (60, c"r14-0"), (60, c"r14-1")] {
            assert_eq!(rotation.turn(1_700_000_000 + time, 2000), Ok(true));
            assert_eq!(rotation.path(), path);
        }
    }

    #[test]
    fn a_name_that_is_too_long_is_cut() {
        let name = "%F".repeat(2000);
        let (mut files, mut zone) = (Names::new(), Zone::new());
        let rotation = rotation((&name, None, Some(1), 0), &mut files, &mut zone);
        assert!(rotation.path().count_bytes() < CAPACITY);
    }
}
