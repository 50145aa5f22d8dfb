//! Signals, taken between two packets and never in the middle of one.
//!
//! Who waits for a reader ([`crate::outlet`]) looks at those that come meanwhile, and leaves them to who
//! takes them.

use crate::message::{Line, Reported};
use barecap_linux::{Error, Signal};
use core::sync::atomic::{AtomicU32, Ordering};
use core::time::Duration;
use rustix::fd::{AsFd, BorrowedFd};

/// The signals that are blocked, and come one by one.
#[derive(Debug)]
pub struct Signals {
    inner: barecap_linux::Signals,
    /// Those that were looked at and are still to be taken, and all that have come, a bit each.
    looked_at: AtomicU32,
    come: AtomicU32,
}

/// A signal's bit: the numbers of all are below 32.
const fn bit(signal: Signal) -> u32 {
    1 << signal as u32
}

impl Signals {
    /// Blocks the signals that end the program, SIGUSR1 and SIGUSR2, which only ask for something, and
    /// SIGPIPE and SIGXFSZ, so that a pipe which nobody reads and a file that may not be longer are errors
    /// of write(2). One of those that end it comes after the time that --timeout gives.
    ///
    /// # Errors
    ///
    /// One of the system calls failed, for which there is no reason.
    pub fn block(program: &[u8], time_out: Option<Duration>) -> Result<Self, Reported> {
        Self::try_block(time_out).map_err(|error| Line::of(program).shown(&error).fail())
    }

    fn try_block(time_out: Option<Duration>) -> Result<Self, Error> {
        use Signal::{Alarm, FileSize, Hangup, Interrupt, Pipe, Terminate, User1, User2};
        let all = [Hangup, Interrupt, Terminate, Pipe, FileSize, Alarm, User1, User2];
        // Under nohup(1) things go on when the terminal is gone.
        let first = usize::from(Hangup.is_ignored()?);
        let inner = barecap_linux::Signals::block(all.get(first..).unwrap_or_default())?;
        if let Some(time) = time_out {
            inner.alarm_after(time)?;
        }
        Ok(Self { inner, looked_at: AtomicU32::new(0), come: AtomicU32::new(0) })
    }

    /// The next signal that has arrived, without waiting for one.
    ///
    /// # Errors
    ///
    /// That of read(2), which has no reason to fail.
    pub fn next(&self) -> Result<Option<Signal>, Error> {
        if cfg!(feature = "readers") {
            let looked_at = self.looked_at.load(Ordering::Relaxed);
            if let Some(signal) = Signal::ALL.into_iter().find(|it| looked_at & bit(*it) != 0) {
                self.looked_at.fetch_and(!bit(signal), Ordering::Relaxed);
                return Ok(Some(signal));
            }
        }
        self.read()
    }

    /// The next signal that has arrived and was not looked at before, which is still to be taken. The
    /// descriptor tells of it no more, but [`Self::was_looked_at`].
    ///
    /// # Errors
    ///
    /// That of read(2), which has no reason to fail.
    pub fn look(&self) -> Result<Option<Signal>, Error> {
        let signal = self.read()?;
        self.looked_at.fetch_or(signal.map_or(0, bit), Ordering::Relaxed);
        Ok(signal)
    }

    /// Reads a signal, if there is one.
    fn read(&self) -> Result<Option<Signal>, Error> {
        let signal = self.inner.next()?;
        if cfg!(feature = "readers") {
            self.come.fetch_or(signal.map_or(0, bit), Ordering::Relaxed);
        }
        Ok(signal)
    }

    /// Whether there are signals that were looked at and are still to be taken.
    #[must_use]
    pub fn was_looked_at(&self) -> bool {
        cfg!(feature = "readers") && self.looked_at.load(Ordering::Relaxed) != 0
    }

    /// Whether one has come that ends the program.
    #[must_use]
    pub fn have_ended(&self) -> bool {
        let come = self.come.load(Ordering::Relaxed);
        cfg!(feature = "readers")
            && Signal::ALL.into_iter().any(|signal| ends(signal) && come & bit(signal) != 0)
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.inner.as_fd()
    }
}

/// Whether a signal ends the program.
#[must_use]
pub fn ends(signal: Signal) -> bool {
    // What SIGPIPE and SIGXFSZ came from has failed, and told so.
    !matches!(signal, Signal::Pipe | Signal::FileSize | Signal::User1 | Signal::User2)
}
