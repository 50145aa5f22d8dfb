//! Savefiles being written: every byte is accounted for.
//!
//! Packets are collected in a buffer and written together. Whatever goes wrong, the file ends on a
//! whole record: a record is in the buffer whole or not at all, so that even a kill leaves whole
//! records behind; and after a write that stopped half-way (a full disk above all) the file is cut
//! back to the last record that is there whole. The packets that were lost are counted.

use barecap_core::savefile::pcap::{HEADER_LEN, Header, RECORD_HEADER_LEN};
use barecap_core::savefile::timestamp::Timestamp;
use core::ffi::CStr;
use rustix::event::{PollFd, PollFlags};
use rustix::fd::{AsFd, BorrowedFd, IntoRawFd, OwnedFd};
use rustix::fs::{FileType, Gid, Mode, OFlags, Uid};
use rustix::io::Errno;

/// The memory of an [`Output`]: what is written at once.
pub type Buffer = [u8; 128 << 10];

/// A savefile being written.
#[derive(Debug)]
pub struct Output<'a> {
    /// Nothing for standard output.
    file: Option<OwnedFd>,
    header: Header,
    buffer: &'a mut Buffer,
    used: usize,
    /// Packets in the buffer.
    held: u64,
    /// Packets written, into this file and those before it.
    written: u64,
    /// The size of this file's contents, with what is in the buffer.
    size: u64,
    /// The size of the file up to the last whole record, if it is one that can be cut back.
    whole: Option<u64>,
}

/// A savefile could not be written on; it has been cut back to whole records if it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// Why.
    pub errno: Errno,
    /// The packets that are in the file.
    pub written: u64,
    /// The packets that were to be written and are not in the file.
    pub lost: u64,
}

impl<'a> Output<'a> {
    /// Creates or empties a file, or takes standard output for `-`, and writes the file's header.
    ///
    /// # Errors
    ///
    /// Those of open(2) and write(2).
    pub fn create(path: &CStr, header: Header, buffer: &'a mut Buffer) -> Result<Self, Errno> {
        let mut output =
            Self { file: None, header, buffer, used: 0, held: 0, written: 0, size: 0, whole: None };
        output.begin(path)?;
        Ok(output)
    }

    /// Begins a file; the one before it is finished.
    fn begin(&mut self, path: &CStr) -> Result<(), Errno> {
        if path != c"-" {
            let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | OFlags::CLOEXEC;
            self.file = Some(rustix::fs::open(path, flags, Mode::from_raw_mode(0o666))?);
        }
        self.size = 0;
        self.whole = None;
        let status = rustix::fs::fstat(self.fd())?;
        if FileType::from_raw_mode(status.st_mode) == FileType::RegularFile {
            // Standard output may be a file that holds something already.
            self.whole = match self.file {
                Some(_) => Some(0),
                None if rustix::fs::fcntl_getfl(self.fd())?.contains(OFlags::APPEND) => {
                    u64::try_from(status.st_size).ok()
                }
                None => rustix::fs::tell(self.fd()).ok(),
            };
        }
        self.append(&self.header.encode());
        self.flush().map_err(|error| error.errno)
    }

    /// Goes on in another file.
    ///
    /// # Errors
    ///
    /// The present file could not be finished, or the other one not be made.
    pub fn turn(&mut self, path: &CStr) -> Result<(), Error> {
        self.finish()?;
        self.begin(path).map_err(|errno| Error { errno, written: self.written, lost: 0 })
    }

    /// Gives the file to a user, if it is one that was made or emptied here.
    ///
    /// # Errors
    ///
    /// Those of fchown(2).
    pub fn give_to(&self, user: Uid, group: Gid) -> Result<(), Errno> {
        match &self.file {
            Some(file) if self.whole.is_some() => rustix::fs::fchown(file, Some(user), Some(group)),
            _ => Ok(()),
        }
    }

    /// The size of this file's contents, with what is still to be written.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    fn fd(&self) -> BorrowedFd<'_> {
        match &self.file {
            Some(file) => file.as_fd(),
            // SAFETY: nothing in this program closes standard output.
            None => unsafe { rustix::stdio::stdout() },
        }
    }

    /// Adds a packet.
    ///
    /// # Errors
    ///
    /// Those of write(2); this packet is then among the lost.
    pub fn packet(&mut self, time: Timestamp, length: u32, data: &[u8]) -> Result<(), Error> {
        let record_len = RECORD_HEADER_LEN + data.len();
        if record_len > self.buffer.len() - self.used {
            self.flush().map_err(|error| Error { lost: error.lost + 1, ..error })?;
        }
        self.held += 1;
        self.size += record_len as u64;
        if record_len > self.buffer.len() {
            return self.long_packet(time, length, data);
        }
        let end = self.used + record_len;
        let room = self.buffer.get_mut(self.used..end).and_then(<[u8]>::split_first_chunk_mut);
        if let Some((to_header, to_data)) = room {
            *to_header = self.header.encode_record(time, data.len() as u32, length);
            to_data.copy_from_slice(data);
            self.used = end;
        }
        Ok(())
    }

    /// Writes a packet longer than the buffer, which is empty: in two writes, and taken back if the
    /// second fails.
    #[cold]
    #[inline(never)]
    fn long_packet(&mut self, time: Timestamp, length: u32, data: &[u8]) -> Result<(), Error> {
        let header = self.header.encode_record(time, data.len() as u32, length);
        let mut done = 0;
        write_all(self.fd(), &header, &mut done)
            .and_then(|()| write_all(self.fd(), data, &mut done))
            .map(|()| self.advance(header.len() + data.len(), 1))
            .map_err(|errno| self.fail(errno, done))
    }

    /// Puts bytes into the buffer, where there is room for them.
    fn append(&mut self, bytes: &[u8]) {
        let end = self.used + bytes.len();
        if let Some(room) = self.buffer.get_mut(self.used..end) {
            room.copy_from_slice(bytes);
            self.used = end;
            self.size += bytes.len() as u64;
        }
    }

    /// Takes note of whole records that were written.
    fn advance(&mut self, bytes: usize, packets: u64) {
        if let Some(whole) = &mut self.whole {
            *whole += bytes as u64;
        }
        self.written += packets;
        self.held -= packets;
    }

    /// Writes what is in the buffer.
    ///
    /// # Errors
    ///
    /// Those of write(2).
    pub fn flush(&mut self) -> Result<(), Error> {
        let mut done = 0;
        let pending = self.buffer.get(..self.used).unwrap_or_default();
        match write_all(self.fd(), pending, &mut done) {
            Ok(()) => {
                self.advance(self.used, self.held);
                self.used = 0;
                Ok(())
            }
            Err(errno) => Err(self.fail(errno, done)),
        }
    }

    /// After a write that stopped behind `done` bytes of the buffer: counts the records that are
    /// there whole, and cuts off the rest.
    fn fail(&mut self, errno: Errno, done: usize) -> Error {
        let done_bytes = self.buffer.get(..done.min(self.used)).unwrap_or_default();
        let mut at = 0;
        let mut packets = 0;
        // A file's header is flushed by itself; behind it every buffer begins with a record.
        if self.size > HEADER_LEN as u64 {
            while let Some(captured) = captured_length(done_bytes, at)
                && at + RECORD_HEADER_LEN + captured <= done_bytes.len()
            {
                at += RECORD_HEADER_LEN + captured;
                packets += 1;
            }
        } else if done >= HEADER_LEN {
            at = HEADER_LEN;
        }
        self.advance(at, packets);
        if let Some(whole) = self.whole
            && let Ok(status) = rustix::fs::fstat(self.fd())
            // Somebody else may be writing behind our back; what is theirs stays.
            && u64::try_from(status.st_size) == Ok(whole + (done - at) as u64)
        {
            // Whether this works or not, what is reported is the error that came first.
            let _ = rustix::fs::ftruncate(self.fd(), whole);
        }
        let error = Error { errno, written: self.written, lost: self.held };
        self.used = 0;
        self.held = 0;
        error
    }

    /// Writes what is in the buffer and closes the file.
    ///
    /// # Errors
    ///
    /// Those of write(2), and those that some file systems report only when a file is closed.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.flush()?;
        if let Some(file) = self.file.take() {
            // SAFETY: the descriptor is this one's own, and nobody uses it afterwards.
            if let Err(errno) = unsafe { rustix::io::try_close(file.into_raw_fd()) }
                && errno != Errno::INTR
            {
                // What is in the file cannot be known any more.
                return Err(Error { errno, written: 0, lost: self.written });
            }
        }
        Ok(())
    }
}

/// The captured length in the record header at a place in the buffer.
fn captured_length(buffer: &[u8], at: usize) -> Option<usize> {
    let word = buffer.get(at + 8..at + RECORD_HEADER_LEN)?.first_chunk()?;
    Some(u32::from_ne_bytes(*word) as usize)
}

/// Writes everything, however many calls it takes; `done` is raised by what was written, also if
/// not everything was.
///
/// # Errors
///
/// The first error of write(2) that waiting does not mend.
pub fn write_all(fd: BorrowedFd<'_>, bytes: &[u8], done: &mut usize) -> Result<(), Errno> {
    let mut rest = bytes;
    while !rest.is_empty() {
        match rustix::io::write(fd, rest) {
            Ok(0) => return Err(Errno::IO),
            Ok(written) => {
                *done += written;
                rest = rest.get(written..).unwrap_or_default();
            }
            Err(Errno::INTR) => {}
            // A pipe that somebody made non-blocking.
            Err(Errno::AGAIN) => {
                let mut wait = [PollFd::from_borrowed_fd(fd, PollFlags::OUT)];
                match rustix::event::poll(&mut wait, None) {
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(errno) => return Err(errno),
                }
            }
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}
