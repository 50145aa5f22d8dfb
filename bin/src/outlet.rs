//! Where output goes: files, and what somebody reads: pipes, sockets and terminals, whose readers may
//! keep one waiting.
//!
//! Signals are blocked and taken between two packets, so that a write(2) for which a reader has no room
//! would hold up those that end the program, for as long as the reader sleeps. So nothing is written
//! there but what there is room for, and the wait for more is one for signals too (which stay for
//! whoever acts on them). Once one has come that ends the program, a reader that takes nothing for
//! two seconds (`PATIENCE`), or when another comes, is given up: what it has not taken is lost, and
//! counted by those who write. Readers that go on reading get everything, however long that takes.
//!
//! Room is known where a descriptor does not block. That is a matter of what is open, not of the
//! descriptor, and standard output is shared with others, who may not expect it; so a pipe or a
//! terminal is opened once more, by way of /proc. Where that cannot be (a socket, or no /proc) so much
//! is written at once as there is room for wherever poll(2) says that there is some.
//!
//! All that is for who can do with some KB more (feature `readers`).

use crate::input::open_as;
use crate::message::Line;
use crate::packed::text;
use crate::signals::Signals;
use barecap_linux::wait_any;
use core::ffi::CStr;
use core::time::Duration;
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::fd::{AsFd, BorrowedFd, IntoRawFd, OwnedFd};
use rustix::fs::{FileType, OFlags, Stat};
use rustix::io::Errno;

/// How long a reader that takes nothing is waited for once the program is to end.
pub(crate) const PATIENCE: Timespec = Timespec { tv_sec: 2, tv_nsec: 0 };

/// For so much a pipe has room where it has any (`PIPE_BUF`), and a socket too.
const PIECE: usize = 4096;

/// How often it is looked whether somebody reads a FIFO.
const RETRY: Duration = Duration::from_millis(50);

/// What is written to.
#[derive(Debug)]
pub struct Outlet<'a> {
    /// Nothing for standard output as it is.
    file: Option<OwnedFd>,
    /// What ends a wait, if something does.
    signals: Option<&'a Signals>,
    /// Whether somebody reads what is written, and may keep one waiting.
    has_reader: bool,
}

impl<'a> Outlet<'a> {
    /// Standard output. Its reader is waited for until one of the signals ends that, if there are some.
    #[must_use]
    pub fn stdout(signals: Option<&'a Signals>) -> Self {
        let mut stdout = Self { file: None, signals, has_reader: false };
        if cfg!(feature = "readers") && signals.is_some() {
            // What has no status fails when it is written to.
            let _ = stdout.meet_reader();
        }
        stdout
    }

    /// Creates or empties a file, or takes standard output for `-`. A FIFO is waited for until somebody
    /// reads it, or one of the signals ends that, if there are some.
    ///
    /// # Errors
    ///
    /// Those of open(2); `EINTR` for a signal.
    pub fn open(path: &CStr, signals: Option<&'a Signals>) -> Result<Self, Errno> {
        let file = if path == c"-" { None } else { Some(open(path, signals)?) };
        Ok(Self { file, signals, has_reader: false })
    }

    /// Goes on with another file, as [`Self::open`] begins with one.
    ///
    /// # Errors
    ///
    /// The same.
    pub fn turn(&mut self, path: &CStr) -> Result<(), Errno> {
        self.file = Some(open(path, self.signals)?);
        Ok(())
    }

    /// Finds out what it is. From now on its reader is waited for until one of the signals ends that, if
    /// it has one and there are some.
    ///
    /// # Errors
    ///
    /// Those of fstat(2), which has no reason to fail where the file is open.
    pub fn meet_reader(&mut self) -> Result<Stat, Errno> {
        let status = self.status()?;
        #[cfg(feature = "readers")]
        if self.signals.is_some() {
            self.has_reader = match FileType::from_raw_mode(status.st_mode) {
                FileType::Fifo | FileType::Socket => true,
                FileType::CharacterDevice => rustix::termios::isatty(&*self),
                _ => false,
            };
            if self.has_reader && self.file.is_none() {
                let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY;
                self.file = open_as(c"/proc/self/fd/1", flags).ok();
            }
        }
        Ok(status)
    }

    /// What it is.
    ///
    /// # Errors
    ///
    /// Those of fstat(2), which has no reason to fail.
    pub fn status(&self) -> Result<Stat, Errno> {
        rustix::fs::fstat(self)
    }

    /// Whether it is standard output, which may hold something already.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.file.is_none()
    }

    /// Writes everything, however many calls it takes; `done` is raised by what was written, also if
    /// not everything was.
    ///
    /// # Errors
    ///
    /// The first error of write(2) that waiting does not mend; `EINTR` if its reader has been given up.
    pub fn write(&self, bytes: &[u8], done: &mut usize) -> Result<(), Errno> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let mut piece = rest;
            if cfg!(feature = "readers") && self.has_reader && self.file.is_none() {
                self.wait()?;
                piece = piece.get(..PIECE).unwrap_or(piece);
            }
            match rustix::io::write(self, piece) {
                Ok(0) => return Err(Errno::IO),
                Ok(written) => {
                    *done += written;
                    rest = rest.get(written..).unwrap_or_default();
                }
                Err(Errno::INTR) => {}
                // One that does not block, whether that is our doing or not.
                Err(Errno::AGAIN) => self.wait()?,
                Err(errno) => return Err(errno),
            }
        }
        Ok(())
    }

    /// Waits until there is room.
    #[cfg(feature = "readers")]
    #[cold]
    fn wait(&self) -> Result<(), Errno> {
        let mut ended = self.signals.is_some_and(Signals::have_ended);
        loop {
            let out = PollFd::new(self, PollFlags::OUT);
            let mut fds = match self.signals {
                Some(signals) => [out, PollFd::new(signals, PollFlags::IN)],
                None => [out.clone(), out],
            };
            match rustix::event::poll(&mut fds, Some(&PATIENCE)) {
                Ok(0) if ended => return Err(Errno::INTR),
                // Another thread may have taken the one that ends the program.
                Ok(0) => ended = self.signals.is_some_and(Signals::have_ended),
                Ok(_) if !fds[0].revents().is_empty() => return Ok(()),
                Ok(_) | Err(Errno::INTR) => {}
                Err(errno) => return Err(errno),
            }
            while let Some(Ok(Some(signal))) = self.signals.map(Signals::look) {
                if crate::signals::ends(signal) {
                    if ended {
                        return Err(Errno::INTR);
                    }
                    ended = true;
                }
            }
        }
    }

    /// Waits until there is room.
    #[cfg(not(feature = "readers"))]
    #[cold]
    fn wait(&self) -> Result<(), Errno> {
        match rustix::event::poll(&mut [PollFd::new(self, PollFlags::OUT)], None) {
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(errno) => Err(errno),
        }
    }

    /// Closes it.
    ///
    /// # Errors
    ///
    /// Those that some file systems report only when a file is closed.
    pub fn close(&mut self) -> Result<(), Errno> {
        let Some(file) = self.file.take() else { return Ok(()) };
        // SAFETY: the descriptor is this one's own, and nobody uses it afterwards.
        match unsafe { rustix::io::try_close(file.into_raw_fd()) } {
            Ok(()) | Err(Errno::INTR) => Ok(()),
            Err(errno) => Err(errno),
        }
    }
}

impl AsFd for Outlet<'_> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match &self.file {
            Some(file) => file.as_fd(),
            // SAFETY: nothing in this program closes standard output.
            None => unsafe { rustix::stdio::stdout() },
        }
    }
}

/// Adds to a message why it could not be written.
pub(crate) fn put_reason(line: &mut Line, errno: Errno) -> &mut Line {
    if cfg!(feature = "readers") && errno == Errno::INTR {
        line.literal(text!("given up, as its reader takes nothing more"))
    } else {
        line.errno(errno)
    }
}

/// Opens a file to be written.
fn open(path: &CStr, signals: Option<&Signals>) -> Result<OwnedFd, Errno> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC;
    let waits = if signals.is_some() { OFlags::NONBLOCK } else { OFlags::empty() };
    loop {
        let opened = open_as(path, flags | waits);
        let Some(signals) = signals else { return opened };
        match opened {
            // A socket, or a device that is not there, answers the same.
            Err(Errno::NXIO) if is_fifo(path) => {}
            opened => return opened,
        }
        let _ = wait_any(&mut [], &[signals.as_fd()], Some(RETRY));
        // Another thread may have taken the one that ends the program.
        let mut ended = signals.have_ended();
        while let Ok(Some(signal)) = signals.look() {
            ended |= crate::signals::ends(signal);
        }
        if ended {
            return Err(Errno::INTR);
        }
    }
}

/// Whether this is a FIFO, found out by calls that the sandbox leaves to who writes in several files.
fn is_fifo(path: &CStr) -> bool {
    let status = open_as(path, OFlags::PATH).and_then(rustix::fs::fstat);
    status.is_ok_and(|status| FileType::from_raw_mode(status.st_mode) == FileType::Fifo)
}
