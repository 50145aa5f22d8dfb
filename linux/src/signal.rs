//! Signals as something to poll: blocked, and read from a descriptor.
//!
//! No handler runs at a moment of its own choosing; a capture waits for packets and for signals in
//! one call, [`Capture::wait`](crate::Capture::wait), and acts on a signal between two packets. See
//! signalfd(2).

use core::time::Duration;

use linux_raw_sys::general as number;
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};

use crate::error::{Call, Error};
use crate::sys;

/// A signal that a capture may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[repr(u32)]
pub enum Signal {
    /// `SIGHUP`: the terminal is gone.
    Hangup = number::SIGHUP,
    /// `SIGINT`: Ctrl-C.
    Interrupt = number::SIGINT,
    /// `SIGTERM`: asked to end.
    Terminate = number::SIGTERM,
    /// `SIGPIPE`: nobody reads any more what is written.
    Pipe = number::SIGPIPE,
    /// `SIGALRM`: a timer.
    Alarm = number::SIGALRM,
    /// `SIGUSR1`.
    User1 = number::SIGUSR1,
    /// `SIGUSR2`.
    User2 = number::SIGUSR2,
    /// `SIGCHLD`: a child has ended.
    Child = number::SIGCHLD,
    /// `SIGXFSZ`: a file would be longer than the process may make one.
    FileSize = number::SIGXFSZ,
}

impl Signal {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Hangup,
        Self::Interrupt,
        Self::Terminate,
        Self::Pipe,
        Self::Alarm,
        Self::User1,
        Self::User2,
        Self::Child,
        Self::FileSize,
    ];

    /// Whether the process was started with this signal ignored, as nohup(1) does with
    /// [`Signal::Hangup`]. A blocked signal is read from the descriptor even where it was ignored,
    /// so ask before blocking it.
    ///
    /// # Errors
    /// That of `rt_sigaction`, which has no reason to fail.
    pub fn is_ignored(self) -> Result<bool, Error> {
        sys::signals::signal_ignored(self as u32).map_err(Error::system(Call::Sigaction))
    }
}

/// A set of blocked signals, and the descriptor that reads them.
///
/// ```
/// use barecap_linux::{Signal, Signals};
///
/// let signals = Signals::block(&[Signal::User2])?;
/// assert_eq!(signals.next()?, None);
/// # Ok::<(), barecap_linux::Error>(())
/// ```
#[derive(Debug)]
pub struct Signals {
    descriptor: OwnedFd,
}

/// A bit for each.
fn set(signals: &[Signal]) -> u64 {
    signals.iter().fold(0, |set, signal| set | 1_u64 << (*signal as u32 - 1))
}

impl Signals {
    /// Blocks the signals for this thread and the threads and programs it starts from now on, and
    /// opens a descriptor to read them from. They stay blocked when this is dropped.
    ///
    /// # Errors
    /// That of `rt_sigprocmask` or `signalfd4`: no descriptor left, or calls that a sandbox forbids.
    pub fn block(signals: &[Signal]) -> Result<Self, Error> {
        sys::signals::block_signals(set(signals)).map_err(Error::system(Call::Sigprocmask))?;
        Self::watch(signals)
    }

    /// Opens another descriptor that tells of signals, where they are blocked. Whoever reads one takes it
    /// from all others.
    ///
    /// # Errors
    /// That of `signalfd4`, as for [`Signals::block`].
    pub fn watch(signals: &[Signal]) -> Result<Self, Error> {
        let descriptor = sys::signals::signal_descriptor(set(signals));
        Ok(Self { descriptor: descriptor.map_err(Error::system(Call::Signalfd))? })
    }

    /// Blocks no signal at all any more, for a program that is about to take this one's place.
    pub fn unblock_all() {
        sys::signals::unblock_signals();
    }

    /// Has the kernel forget the children of this process as they end: none stays a zombie until it is waited
    /// for, and none can be waited for. Programs that take this one's place, or a child's, do not inherit it.
    pub fn forget_children() {
        sys::signals::forget_children();
    }

    /// Has the kernel send [`Signal::Alarm`] to this process after a time, once. One that was set before
    /// is forgotten.
    ///
    /// # Errors
    /// That of setitimer(2), which has no reason to fail.
    pub fn alarm_after(&self, time: Duration) -> Result<(), Error> {
        sys::signals::set_alarm(time).map_err(Error::system(Call::Setitimer))
    }

    /// The next signal that has arrived, without waiting for one.
    ///
    /// # Errors
    /// That of read(2), which has no reason to fail.
    pub fn next(&self) -> Result<Option<Signal>, Error> {
        let number =
            sys::signals::read_signal(&self.descriptor).map_err(Error::system(Call::ReadSignal))?;
        Ok(number.and_then(|number| Signal::ALL.into_iter().find(|it| *it as u32 == number)))
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.descriptor.as_fd()
    }
}
