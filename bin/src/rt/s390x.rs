//! Entry on s390x.

use core::arch::global_asm;

/// `R_390_RELATIVE`.
pub(super) const RELATIVE: usize = 12;

// The kernel aligns the stack to 8 bytes, as a function expects it, which keeps registers in the 160
// bytes above the pointer that it is given. The first word of those points to the caller's: it and the
// return address are cleared to mark the outermost frame.
global_asm!(
    ".globl _start",
    ".type _start, @function",
    ".hidden __ehdr_start",
    ".hidden _DYNAMIC",
    "_start:",
    "lgr %r2, %r15",
    "larl %r3, __ehdr_start",
    "larl %r4, _DYNAMIC",
    "aghi %r15, -160",
    "xc 0(8, %r15), 0(%r15)",
    "lghi %r11, 0",
    "lghi %r14, 0",
    "jg {enter}",
    ".size _start, . - _start",
    enter = sym super::enter,
);
