//! A savefile or a pipe as a moving window of bytes.
//!
//! Reading is by read(2) into a buffer: measured faster than a mapping on files in the page cache,
//! and a file that shrinks is a short file, not a signal. What is left of the window when more is
//! needed, the beginning of a record, moves to just before `LANDING`, so that the kernel always
//! copies to the same, aligned place and in ordinary use only a small part of the buffer is touched.
//! It moves once at most: a window that begins before `LANDING` has room for the longest record.

use crate::signals::Signals;
use barecap_core::savefile::carried::LONGEST;
use barecap_linux::Signal;
use core::ffi::CStr;
use rustix::event::{PollFd, PollFlags};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{FileType, Mode, OFlags, Stat};
use rustix::io::{Errno, retry_on_intr};

/// How much is read at once.
const CHUNK: usize = 24 << 10;

/// Where in the buffer new bytes land: behind room for the longest block and the longest record of most
/// link types, rounded up to pages.
const LANDING: usize = LONGEST.next_multiple_of(4096);

/// The memory of an [`Input`].
pub type Buffer = [u8; 2 * LANDING];

/// An open file and the window on it.
#[derive(Debug)]
pub struct Input<'a> {
    /// Nothing for standard input.
    file: Option<OwnedFd>,
    buffer: &'a mut Buffer,
    start: usize,
    end: usize,
    at_end: bool,
    /// Whether this is a file, which gives all it has without a wait.
    is_file: bool,
    /// How often it was read since signals were asked for.
    unasked: u8,
}

/// More bytes cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// Reading failed.
    Read(Errno),
    /// So many bytes at once do not fit into the buffer.
    TooLong(usize),
}

/// Opens a file to be read, with these flags besides; nothing is opened for standard input, `-`.
pub(crate) fn open(path: &CStr, flags: OFlags) -> Result<Option<OwnedFd>, Errno> {
    if path == c"-" {
        return Ok(None);
    }
    open_as(path, flags).map(Some)
}

/// Opens a file to be read, whatever its name.
pub(crate) fn open_named(path: &CStr) -> Result<OwnedFd, Errno> {
    open_as(path, OFlags::RDONLY)
}

/// Opens a file in some way. One that is made by that is for all whom the umask lets.
#[inline(never)]
pub(crate) fn open_as(path: &CStr, flags: OFlags) -> Result<OwnedFd, Errno> {
    let mode = Mode::from_raw_mode(0o666);
    retry_on_intr(|| rustix::fs::open(path, flags | OFlags::CLOEXEC, mode))
}

/// Reads once, however often that is interrupted.
#[inline(never)]
pub(crate) fn read(from: BorrowedFd<'_>, room: &mut [u8]) -> Result<usize, Errno> {
    retry_on_intr(|| rustix::io::read(from, &mut *room))
}

/// Whether what has this status is a file, and the one of a path.
pub(crate) fn is_same(status: Result<Stat, Errno>, path: &CStr) -> bool {
    match (status, rustix::fs::stat(path)) {
        (Ok(this), Ok(that)) => {
            FileType::from_raw_mode(this.st_mode) == FileType::RegularFile
                && (this.st_dev, this.st_ino) == (that.st_dev, that.st_ino)
        }
        _ => false,
    }
}

/// Whether what is read is a file, and no pipe or device.
fn is_regular(file: &Option<OwnedFd>) -> bool {
    rustix::fs::fstat(fd(file))
        .is_ok_and(|status| FileType::from_raw_mode(status.st_mode) == FileType::RegularFile)
}

impl<'a> Input<'a> {
    /// Before the first file.
    pub fn new(buffer: &'a mut Buffer) -> Self {
        let (start, end) = (LANDING, LANDING);
        Self { file: None, buffer, start, end, at_end: false, is_file: false, unasked: 0 }
    }

    /// Goes on with another file, or standard input for `-`. Who `waits` before each read need not do so for
    /// somebody to open a FIFO.
    ///
    /// # Errors
    ///
    /// Those of open(2).
    pub fn turn(&mut self, path: &CStr, waits: bool) -> Result<(), Errno> {
        self.file = open(path, if waits { OFlags::NONBLOCK } else { OFlags::empty() })?;
        self.is_file = is_regular(&self.file);
        (self.start, self.end, self.at_end) = (LANDING, LANDING, false);
        Ok(())
    }

    /// Goes back to the beginning of the file.
    ///
    /// # Errors
    ///
    /// Those of lseek(2): a pipe cannot.
    #[cfg(feature = "send")]
    pub fn rewind(&mut self) -> Result<(), Errno> {
        rustix::fs::seek(fd(&self.file), rustix::fs::SeekFrom::Start(0))?;
        (self.start, self.end, self.at_end) = (LANDING, LANDING, false);
        Ok(())
    }

    /// The bytes at hand.
    #[must_use]
    pub fn window(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// The bytes at hand, to be changed in place.
    #[must_use]
    pub fn window_mut(&mut self) -> &mut [u8] {
        self.buffer.get_mut(self.start..self.end).unwrap_or_default()
    }

    /// So many bytes that were taken last, in one piece, if nothing was read since.
    #[must_use]
    pub fn taken(&self, bytes: usize) -> &[u8] {
        self.buffer.get(self.start.saturating_sub(bytes)..self.start).unwrap_or_default()
    }

    /// Whether no more bytes will come after those at hand.
    #[must_use]
    pub fn at_end(&self) -> bool {
        self.at_end
    }

    /// Takes bytes from the front of the window.
    pub fn advance(&mut self, bytes: usize) {
        self.start = self.start.saturating_add(bytes).min(self.end);
    }

    /// Whether this is a file, which gives all it has without a wait.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.is_file
    }

    /// Whether a path leads to this very file, so that writing there would destroy what is read.
    #[must_use]
    pub fn is(&self, path: &CStr) -> bool {
        is_same(rustix::fs::fstat(fd(&self.file)), path)
    }

    /// Waits until there is something to read, or answers with a signal that has come. After one that ends
    /// nothing there may still be nothing to read, and it is to be waited for again. In a file there always
    /// is, and signals are asked for now and then.
    ///
    /// # Errors
    ///
    /// Those of poll(2), which has no reason to fail.
    pub fn wait(&mut self, signals: &Signals) -> Result<Option<Signal>, Error> {
        const SELDOM: u8 = 16;
        if self.is_file && self.unasked < SELDOM && !signals.was_looked_at() {
            self.unasked += 1;
            return Ok(None);
        }
        self.unasked = 0;
        let mut fds = [
            PollFd::from_borrowed_fd(fd(&self.file), PollFlags::IN),
            PollFd::from_borrowed_fd(signals.as_fd(), PollFlags::IN),
        ];
        loop {
            // One that was looked at while the reader of what is written kept us waiting is there already.
            if !signals.was_looked_at() {
                match rustix::event::poll(&mut fds, None) {
                    Ok(_) if fds[1].revents().is_empty() => return Ok(None),
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(errno) => return Err(Error::Read(errno)),
                }
            }
            // There is no reason to fail.
            if let Ok(Some(signal)) = signals.next() {
                return Ok(Some(signal));
            }
        }
    }

    /// Reads once, so that the window may come to hold `want` bytes; it may also stay shorter, and
    /// more reads be needed, or reach the end of the file.
    ///
    /// # Errors
    ///
    /// Those of read(2), or `want` is more than the buffer is made for.
    pub fn fill(&mut self, want: usize) -> Result<(), Error> {
        if want > LANDING {
            return Err(Error::TooLong(want));
        }
        let held = self.end - self.start;
        if held >= want {
            return Ok(());
        }
        if self.start >= LANDING {
            let to = LANDING - held;
            self.buffer.copy_within(self.start..self.end, to);
            self.start = to;
            self.end = LANDING;
        }
        let room = self.end..self.buffer.len().min(self.end + CHUNK.max(want - held));
        let room = self.buffer.get_mut(room).unwrap_or_default();
        let read = read(fd(&self.file), room).map_err(Error::Read)?;
        self.end += read;
        self.at_end |= read == 0;
        Ok(())
    }
}

/// What is read from.
pub(crate) fn fd(file: &Option<OwnedFd>) -> BorrowedFd<'_> {
    match file {
        Some(file) => file.as_fd(),
        // SAFETY: nothing in this program closes standard input.
        None => unsafe { rustix::stdio::stdin() },
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::boxed::Box;
    use std::io::Write;
    use std::os::fd::AsRawFd;
    use std::vec::Vec;

    /// An input that reads what a pipe is fed, and the bytes that it is fed.
    fn piped(len: usize) -> (Input<'static>, Vec<u8>) {
        let bytes: Vec<u8> = (0..len).map(|i| (i % 251) as u8).collect();
        let (reader, mut writer) = std::io::pipe().unwrap();
        let fed = bytes.clone();
        std::thread::spawn(move || {
            for piece in fed.chunks(30_001) {
                writer.write_all(piece).unwrap();
            }
        });
        let path = std::format!("/proc/self/fd/{}", reader.as_raw_fd());
        let path = std::ffi::CString::new(path).unwrap();
        let buffer: Box<Buffer> = std::vec![0; size_of::<Buffer>()].try_into().unwrap();
        let mut input = Input::new(Box::leak(buffer));
        input.turn(&path, false).unwrap();
        (input, bytes)
    }

    #[test]
    fn records_of_every_length_come_out_as_they_went_in() {
        let (mut input, bytes) = piped(3_000_000);
        let mut at = 0;
        let mut len = 1;
        while at < bytes.len() {
            let want = len.min(bytes.len() - at);
            while input.window().len() < want {
                assert!(!input.at_end());
                input.fill(want).unwrap();
            }
            assert!(input.window()[..want] == bytes[at..at + want], "{want} bytes at {at}");
            input.advance(want);
            at += want;
            len = (len * 7 + 3) % LANDING + 1;
        }
        input.fill(1).unwrap();
        assert!(input.at_end() && input.window().is_empty());
    }

    #[test]
    fn the_longest_record_fits_wherever_it_begins() {
        for before in [1, CHUNK - 1, CHUNK, CHUNK + 1, LANDING] {
            let (mut input, bytes) = piped(before + LANDING);
            for (want, take) in [(before, before), (LANDING, 0)] {
                while input.window().len() < want {
                    input.fill(want).unwrap();
                }
                input.advance(take);
            }
            assert!(input.window()[..LANDING] == bytes[before..]);
            assert_eq!(input.fill(LANDING + 1), Err(Error::TooLong(LANDING + 1)));
        }
    }
}
