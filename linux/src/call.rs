//! System calls on PowerPC.
//!
//! They change the registers that the compiler counts loops in (CTR) and keeps carries in (XER), and the
//! inline assembly of syscalls (0.8.1) does not tell it. Nor can they be told beside it. But a function may
//! change both, so all calls go through one.

use syscalls::{Errno, Sysno};

/// As `syscalls::syscall`.
#[macro_export]
macro_rules! syscall {
    ($number:expr $(, $argument:expr)* $(,)?) => {
        $crate::call::call($number, &[$($argument as usize),*])
    };
}

/// Makes a system call with these arguments, of which it takes six at most, and those that are not there
/// are 0.
///
/// # Safety
/// That of the system call.
///
/// # Errors
/// Those of the system call.
#[inline(never)]
pub unsafe fn call(number: Sysno, arguments: &[usize]) -> Result<usize, Errno> {
    let [a, b, c, d, e, f] = core::array::from_fn(|at| arguments.get(at).copied().unwrap_or(0));
    // SAFETY: the caller's promise; arguments that a call does not take are not looked at.
    unsafe { syscalls::syscall6(number, a, b, c, d, e, f) }
}
