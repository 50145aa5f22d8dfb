//! Savefile after savefile: -C, -G and -W, with names as tcpdump makes them.
//!
//! With -C, a packet that comes when the file is larger than that goes into the next file, which has
//! a number behind its name; with -W too, every file has, in as many digits as the last, and the
//! first follows upon the last. With -G, the name is a format for the time at which a file begins
//! (strftime(3)), in local time, and -W is the number of files after which it ends. Time is that of
//! the packets, and of the clock where none come.
//!
//! Standard output is one file, after which no other begins: -G and -W say when it ends.
//!
//! Where each of several rings has files of its own (--rings), their names are the same and end with a
//! dot and the number of the ring. --rotate-total is for the files of all rings together.

mod format;

use crate::flags::Id;
use crate::local::Zone;
use crate::print::Sink;
use crate::settings::Settings;
use barecap_core::words::split;
use core::ffi::CStr;
use format::format_time;
pub use format::{CONVERSIONS, unknown_conversion};
use heapless::Deque;
use rustix::io::Errno;

/// Whether files follow one another. Without it there is one, and it has its name from the beginning.
pub const ROTATES: bool = cfg!(feature = "rotate");

/// What the name of a file ends with until it is complete, with --part.
pub const PART: &[u8] = b".part";

/// Room for the name of a file: what the kernel takes.
const CAPACITY: usize = 4096;

/// The name of a file.
pub type Path = [u8; CAPACITY];

/// The name of the file that is written, and room for another.
pub struct Names {
    path: Path,
    other: Path,
}

/// Which of the files it is, from which follows its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// When it began, if -G says when it ends.
    pub began: i64,
    /// The number behind the name.
    pub number: u32,
    /// The ring whose packets it has, where each has files of its own.
    pub ring: Option<u8>,
}

/// A file that another follows.
#[derive(Clone, Copy, Debug)]
struct Full {
    file: File,
    /// In bytes; 0 once another file has its name.
    size: u64,
}

/// Files that others follow, for --rotate-total.
pub struct Kept {
    full: Deque<Full, 4096>,
    /// How many bytes they have, and may have.
    bytes: u64,
    most: u64,
}

impl Kept {
    /// No files.
    #[must_use]
    pub const fn new() -> Self {
        Self { full: Deque::new(), bytes: 0, most: 0 }
    }

    /// No files of so many bytes at most.
    pub fn begin(&mut self, most: u64) -> &mut Self {
        self.full.clear();
        (self.bytes, self.most) = (0, most);
        self
    }
}

impl Default for Kept {
    fn default() -> Self {
        Self::new()
    }
}

impl Names {
    /// No names.
    #[must_use]
    pub const fn new() -> Self {
        Self { path: [0; CAPACITY], other: [0; CAPACITY] }
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
    file: File,
    /// How many files -G has ended.
    ended: u32,
    /// Whether it is standard output, after which no other begins.
    pub is_stdout: bool,
    /// --part.
    part: bool,
    /// Whether a command may pack files (-z).
    packs: bool,
}

impl<'a> Rotation<'a> {
    /// Begins with the first file, now.
    pub fn new(settings: &Settings<'a>, names: &'a mut Names, zone: &'a mut Zone) -> Self {
        let seconds = settings.rotate_seconds.filter(|_| ROTATES);
        let is_stdout = settings.value(Id::Write) == Some(c"-");
        let mut file = File::default();
        if seconds.is_some() {
            zone.load(settings.zone);
            file.began = barecap_linux::now();
        }
        Self {
            name: settings.value(Id::Write).map_or(b"", CStr::to_bytes),
            names,
            zone,
            bytes: settings.rotate_bytes,
            seconds,
            files: settings.rotate_files,
            file,
            ended: 0,
            is_stdout,
            part: settings.has(Id::Part) && !is_stdout,
            packs: settings.has(Id::PostRotate),
        }
    }

    /// The same for the files of one ring; those of all begin at the same time.
    #[cfg(feature = "rings")]
    #[must_use]
    pub fn of_ring(mut self, ring: u8, began: i64) -> Self {
        self.file.ring = Some(ring);
        if self.seconds.is_some() {
            self.file.began = began;
        }
        self
    }

    /// Begins the present file: what is to be opened for it, which is the file itself or becomes that.
    #[must_use]
    pub fn begin(&mut self) -> &CStr {
        self.write_name(self.file);
        self.names.path = self.names.other;
        if ROTATES && self.part {
            part(&self.names.path, &mut self.names.other)
        } else {
            self.path()
        }
    }

    /// Gives a file that is complete its name.
    ///
    /// # Errors
    ///
    /// Those of rename(2).
    pub fn complete(&mut self) -> Result<(), Errno> {
        if !(ROTATES && self.part) {
            return Ok(());
        }
        let Names { path, other } = self.names;
        rustix::fs::rename(part(path, other), named(path))
    }

    /// Takes note of the size of the file before the present one, and deletes the oldest while there is
    /// too much of them. A file that is gone already is no error.
    ///
    /// # Errors
    ///
    /// Those of unlink(2).
    pub fn keep(&mut self, kept: &mut Kept, file: File, size: u64) -> Result<(), Errno> {
        if kept.full.is_full()
            && let Some(oldest) = kept.full.pop_front()
        {
            // More than can be counted: it stays.
            kept.bytes -= oldest.size;
        }
        let _ = kept.full.push_back(Full { file, size });
        kept.bytes += size;
        // Names may come again: what had the present one is gone, and this one is not to be deleted. They
        // do with their numbers, so that not all that are kept need be written out.
        let number = self.file.number;
        for full in kept.full.iter_mut().filter(|full| full.file.number == number) {
            self.write_name(full.file);
            if self.names.other == self.names.path {
                kept.bytes -= full.size;
                full.size = 0;
            }
        }
        while kept.bytes > kept.most
            && let Some(oldest) = kept.full.pop_front()
        {
            if oldest.size > 0 {
                kept.bytes -= oldest.size;
                self.delete(oldest.file)?;
            }
        }
        Ok(())
    }

    /// Deletes a file, and what a command may have packed it into, which the file's size is counted for.
    fn delete(&mut self, file: File) -> Result<(), Errno> {
        self.write_name(file);
        let name = &mut self.names.other;
        let length = named(name).count_bytes();
        let endings = if self.packs { PACKED } else { b"" };
        for ending in split(endings, b'|') {
            append(name, length, ending);
            match rustix::fs::unlink(named(name)) {
                Ok(()) | Err(Errno::NOENT) => {}
                Err(errno) => return Err(errno),
            }
        }
        Ok(())
    }

    /// The present file.
    #[must_use]
    pub fn file(&self) -> File {
        self.file
    }

    /// The name of a file.
    pub fn name_of(&mut self, file: File) -> &CStr {
        self.write_name(file);
        named(&self.names.other)
    }

    /// The file that is written.
    #[must_use]
    pub fn path(&self) -> &CStr {
        named(&self.names.path)
    }

    /// Whether another file is to begin before a packet of this time, when the present one has this
    /// size: then the one that is written is over, and the present one another.
    ///
    /// # Errors
    ///
    /// There have been as many files as are wanted: so many.
    pub fn turn(&mut self, time: i64, size: u64) -> Result<bool, u32> {
        if !ROTATES {
            return Ok(false);
        }
        if let Some(seconds) = self.seconds
            && time.saturating_sub(self.file.began) >= seconds.into()
        {
            self.ended += 1;
            if self.bytes.is_none() && self.ended == self.files {
                return Err(self.files);
            }
            self.file.began = time;
            self.file.number = 0;
        } else if self.bytes.is_some_and(|bytes| size > bytes) {
            self.file.number += 1;
            if self.file.number == self.files {
                self.file.number = 0;
            }
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// Whether a file ends before the capture does.
    pub fn rotates(&self) -> bool {
        ROTATES && (self.seconds.is_some() || self.bytes.is_some())
    }

    /// Whether time alone ends a file.
    #[must_use]
    pub fn by_time(&self) -> bool {
        ROTATES && self.seconds.is_some()
    }

    /// Writes the name of a file into `other`.
    fn write_name(&mut self, file: File) {
        let File { began, number, ring } = file;
        // The digits of the last number, none if that is 0.
        let digits = self.files.saturating_sub(1).checked_ilog10().map_or(0, |log| log + 1);
        self.names.other.fill(0);
        // What does not fit is cut, and refused by the kernel.
        let (_, path) = self.names.other.split_last_mut().unwrap_or((&mut 0, &mut []));
        let mut full = |_: &[u8]| false;
        let mut out = Sink::new(path, &mut full);
        match self.seconds {
            Some(_) if ROTATES => {
                let local = began.saturating_add(self.zone.offset(began).into());
                format_time(&mut out, self.name, local, began);
            }
            _ => out.bytes(self.name),
        }
        if ROTATES && self.bytes.is_some() && !self.is_stdout && (number > 0 || digits > 0) {
            out.dec_zeros(number.into(), digits as usize);
        }
        if cfg!(feature = "rings")
            && let Some(ring) = ring
        {
            out.byte(b'.');
            out.dec(ring.into());
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
    append(room, named(path).count_bytes(), PART);
    named(room)
}

/// Writes an ending behind a name of so many bytes; zeros stand there, or one that is no longer.
fn append(path: &mut Path, length: usize, ending: &[u8]) {
    // What does not fit is cut, as a name that is too long is, and refused by the kernel.
    for (place, byte) in path.iter_mut().take(CAPACITY - 1).skip(length).zip(ending) {
        *place = *byte;
    }
}

/// What files end with that -z may have packed, gzip(1) and its like: the shorter ones first. While it is
/// being packed, a file has two names.
const PACKED: &[u8] = b"|.gz|.xz|.bz2|.lz4|.zst";

#[cfg(feature = "rotate")]
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
        Rotation {
            name,
            names,
            zone,
            bytes,
            seconds,
            files,
            file: File { began, ..File::default() },
            ended: 0,
            is_stdout: false,
            part: false,
            packs: false,
        }
    }

    /// What is to be opened.
    fn begin(rotation: &mut Rotation<'_>) -> String {
        rotation.begin().to_str().unwrap().into()
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
            (("%a%b%j%y%", None, minute, 0), "TueNov31823%"),
        ] {
            let mut files = Names::new();
            let mut rotation = rotation(wanted, &mut files, &mut zone);
            let mut names = Vec::from([begin(&mut rotation)]);
            let mut time = 1_700_000_000;
            for _ in 1..turns.split(' ').count() {
                assert_eq!(rotation.turn(time, 1000), Ok(false));
                let size = if wanted.1.is_some() { 1001 } else { u64::MAX };
                time += i64::from(wanted.2.unwrap_or(0));
                names.push(match rotation.turn(time, size) {
                    Ok(true) => begin(&mut rotation),
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
        assert_eq!(begin(&mut rotation), "r13-0");
        for (time, path) in [(0, "r13-1"), (0, "r13-2"), (60, "r14-0"), (60, "r14-1")] {
            assert_eq!(rotation.turn(1_700_000_000 + time, 2000), Ok(true));
            assert_eq!(begin(&mut rotation), path);
        }
    }

    #[test]
    fn numbers_do_not_end_what_time_does_not_end() {
        let (mut zone, mut files) = (Zone::new(), Names::new());
        let mut rotation = rotation(("r", Some(1000), Some(60), 1), &mut files, &mut zone);
        for minute in 1..4 {
            assert_eq!(rotation.turn(1_700_000_000 + 60 * minute, 0), Ok(true));
        }
    }

    /// What cannot be counted any more stays, and the others are counted as before.
    #[test]
    fn more_files_than_can_be_counted_are_not_deleted_too_early() {
        let (mut zone, mut files) = (Zone::new(), Names::new());
        let name = "/nowhere/r";
        let mut rotation = rotation((name, Some(1000), None, 0), &mut files, &mut zone);
        let mut kept = std::boxed::Box::new(Kept::new());
        kept.begin(5000);
        for number in 0..5000 {
            assert_eq!(rotation.keep(&mut kept, File { number, ..File::default() }, 1), Ok(()));
        }
        assert_eq!((kept.full.len() as u64, kept.bytes), (4096, 4096));
    }

    #[cfg(feature = "rings")]
    #[test]
    fn names_of_rings_end_with_their_number() {
        let (kb, minute, began) = (Some(1000), Some(60), 1_700_000_000);
        let mut zone = Zone::new();
        zone.load(Some(b"UTC0"));
        for (wanted, ring, names) in [
            (("r.pcap", None, None, 0), 0, "r.pcap.0"),
            (("r.pcap", kb, None, 0), 3, "r.pcap.3 r.pcap1.3 r.pcap2.3"),
            (("r", kb, None, 11), 10, "r00.10 r01.10"),
            (("r-%H.%M", None, minute, 0), 1, "r-22.13.1 r-22.14.1"),
            (("r%M-", kb, minute, 2), 1, "r13-0.1 r14-0.1"),
        ] {
            let mut files = Names::new();
            let mut rotation = rotation(wanted, &mut files, &mut zone).of_ring(ring, began);
            let mut made = Vec::from([begin(&mut rotation)]);
            for at in 1..names.split(' ').count() {
                assert_eq!(rotation.turn(began + 60 * at as i64, 1001), Ok(true));
                made.push(begin(&mut rotation));
            }
            assert_eq!(made.join(" "), names, "{wanted:?}");
        }
    }

    #[test]
    fn a_name_that_is_too_long_is_cut() {
        let name = "%F".repeat(2000);
        let (mut files, mut zone) = (Names::new(), Zone::new());
        let mut rotation = rotation((&name, None, Some(1), 0), &mut files, &mut zone);
        assert!(rotation.begin().count_bytes() < CAPACITY);
    }
}
