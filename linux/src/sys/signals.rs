//! Signals: blocked, read from a descriptor, sent after a time. signalfd(2), sigprocmask(2), setitimer(2).

use super::{Result, checked};
use crate::syscall;
use core::ffi::c_int;
use core::mem::size_of;
use core::time::Duration;
use linux_raw_sys::general;
use rustix::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};
use rustix::io::Errno;
use syscalls::Sysno;

/// The kernel's signal set: one bit for each of the 64 signals (128 on MIPS), the lowest for
/// signal 1.
const SIGNAL_SET_BYTES: usize =
    if cfg!(any(target_arch = "mips", target_arch = "mips64")) { 16 } else { 8 };

/// Blocks the signals of the set for this thread, besides those already blocked
/// (`rt_sigprocmask`).
pub(crate) fn block_signals(set: u64) -> Result<()> {
    change_signals(general::SIG_BLOCK, set)
}

/// Blocks no signal of this thread any more (`rt_sigprocmask`), which has no reason to fail.
pub(crate) fn unblock_signals() {
    let _ = change_signals(general::SIG_SETMASK, 0);
}

fn change_signals(how: u32, set: u64) -> Result<()> {
    let words = signal_words(set);
    // SAFETY: the kernel reads the set's bytes at `words`; it is given no place for the old set.
    let result =
        unsafe { syscall!(Sysno::rt_sigprocmask, how, words.as_ptr(), 0_usize, SIGNAL_SET_BYTES) };
    checked(result).map(drop)
}

/// Has the process get SIGALRM after a time, once (`setitimer`); a time of nothing is one microsecond,
/// as 0 would be never.
pub(crate) fn set_alarm(time: Duration) -> Result<()> {
    let seconds = isize::try_from(time.as_secs()).unwrap_or(isize::MAX);
    let micros = time.subsec_micros().max(u32::from(seconds == 0)) as isize;
    // struct itimerval, in C's long: the time after that, none, and the time.
    let timer: [isize; 4] = [0, 0, seconds, micros];
    // SAFETY: the kernel reads the four numbers, and is given no place for the timer before.
    let result =
        unsafe { syscall!(Sysno::setitimer, general::ITIMER_REAL, timer.as_ptr(), 0_usize) };
    checked(result).map(drop)
}

/// A descriptor from which the blocked signals of the set are read (`signalfd4`), non-blocking and
/// closed on exec.
pub(crate) fn signal_descriptor(set: u64) -> Result<OwnedFd> {
    let words = signal_words(set);
    let flags = general::O_CLOEXEC | general::O_NONBLOCK;
    // SAFETY: the kernel reads the set's bytes at `words`.
    let result =
        unsafe { syscall!(Sysno::signalfd4, -1_i32, words.as_ptr(), SIGNAL_SET_BYTES, flags) };
    let raw = checked(result)? as c_int;
    // SAFETY: the kernel just made this descriptor for us, so nothing else owns it.
    Ok(unsafe { OwnedFd::from_raw_fd(raw) })
}

/// The next pending signal of a descriptor made by [`signal_descriptor`], if there is one.
pub(crate) fn read_signal(descriptor: impl AsFd) -> Result<Option<u32>> {
    // `struct signalfd_siginfo` is 128 bytes and will stay so.
    let mut information = [0_u32; 32];
    // SAFETY: the kernel writes at most the 128 bytes of `information`.
    let result = unsafe {
        syscall!(
            Sysno::read,
            descriptor.as_fd().as_raw_fd(),
            information.as_mut_ptr(),
            size_of::<[u32; 32]>()
        )
    };
    match checked(result) {
        // `ssi_signo` is the first word of `signalfd_siginfo`.
        Ok(128) => Ok(Some(information[0])),
        Ok(_) | Err(Errno::AGAIN) => Ok(None),
        Err(errno) => Err(errno),
    }
}

/// The kernel's `struct sigaction`, which is at most 32 bytes on 64-bit and 20 on 32-bit systems: the handler
/// and the flags, of a word each, and more. On MIPS the flags come first, in 32 bits.
type Action = [usize; 8];
const HANDLER: usize = if cfg!(any(target_arch = "mips", target_arch = "mips64")) { 1 } else { 0 };
const FLAGS: usize = 1 - HANDLER;

/// Whether the process was told to ignore a signal (`rt_sigaction` as a question).
pub(crate) fn signal_ignored(signal: u32) -> Result<bool> {
    let mut action: Action = [0; 8];
    // SAFETY: the kernel writes its `struct sigaction`, for which there is room.
    let result = unsafe {
        syscall!(Sysno::rt_sigaction, signal, 0_usize, action.as_mut_ptr(), SIGNAL_SET_BYTES)
    };
    const SIG_IGN: usize = 1;
    checked(result).map(|_| action[HANDLER] == SIG_IGN)
}

/// Has the kernel forget each child of this process as it ends (`SA_NOCLDWAIT`), instead of keeping it for
/// someone to ask how. Programs that are executed do not inherit this.
pub(crate) fn forget_children() {
    // All else is zero: no handler but the default, and no signal blocked.
    let mut action: Action = [0; 8];
    let is_upper = FLAGS == 0 && cfg!(target_endian = "big");
    action[FLAGS] =
        (general::SA_NOCLDWAIT as usize) << if is_upper { usize::BITS - u32::BITS } else { 0 };
    // SAFETY: the kernel reads its `struct sigaction`, all of which is there; it is given no place for the old
    // one. It has no reason to fail.
    let _ = unsafe {
        syscall!(Sysno::rt_sigaction, general::SIGCHLD, action.as_ptr(), 0_usize, SIGNAL_SET_BYTES)
    };
}

/// A signal set as the kernel reads it: an array of its longs.
fn signal_words(set: u64) -> [usize; SIGNAL_SET_BYTES / size_of::<usize>()] {
    core::array::from_fn(|word| {
        set.checked_shr(word as u32 * usize::BITS).map_or(0, |bits| bits as usize)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_set_keeps_signal_1_in_the_lowest_bit_of_the_first_word() {
        assert_eq!(signal_words(1)[0], 1);
        assert_eq!(signal_words(1 << 14)[0], 1 << 14);
    }

    #[test]
    fn a_descriptor_of_no_signal_is_empty() {
        let descriptor = signal_descriptor(0).unwrap();
        assert_eq!(read_signal(&descriptor), Ok(None));
    }
}
