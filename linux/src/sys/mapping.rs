//! Memory from the kernel on s390x: mmap(2), whose number there takes one argument, the place of all six
//! (the kernel's `struct s390_mmap_arg_struct`). rustix (1.1.6) hands over six, and the kernel would take
//! the first for that place.

use core::ffi::c_void;

use crate::syscall;
use linux_raw_sys::general::MAP_ANONYMOUS;
use rustix::fd::{AsFd, AsRawFd};
use rustix::mm::{MapFlags, ProtFlags};
use syscalls::Sysno;

use super::{Result, checked};

/// As `rustix::mm::mmap`.
///
/// # Safety
/// As there.
pub(crate) unsafe fn mmap(
    place: *mut c_void,
    len: usize,
    access: ProtFlags,
    flags: MapFlags,
    file: impl AsFd,
    offset: u64,
) -> Result<*mut c_void> {
    let file = file.as_fd().as_raw_fd() as usize;
    // SAFETY: the caller's promise.
    unsafe {
        map([
            place as usize,
            len,
            access.bits() as usize,
            flags.bits() as usize,
            file,
            offset as usize,
        ])
    }
}

/// As `rustix::mm::mmap_anonymous`.
///
/// # Safety
/// As there.
pub(crate) unsafe fn mmap_anonymous(
    place: *mut c_void,
    len: usize,
    access: ProtFlags,
    flags: MapFlags,
) -> Result<*mut c_void> {
    let flags = flags.bits() | MAP_ANONYMOUS;
    // SAFETY: the caller's promise.
    unsafe { map([place as usize, len, access.bits() as usize, flags as usize, usize::MAX, 0]) }
}

/// Maps memory by these arguments.
///
/// # Safety
/// They must be those of a mapping that the caller may make.
unsafe fn map(arguments: [usize; 6]) -> Result<*mut c_void> {
    // SAFETY: the kernel reads the arguments, which live through the call; the rest is the caller's
    // promise.
    let result = unsafe { syscall!(Sysno::mmap, arguments.as_ptr()) };
    checked(result).map(|place| place as *mut c_void)
}
