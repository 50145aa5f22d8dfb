//! Entry on riscv64.

use core::arch::global_asm;

/// `R_RISCV_RELATIVE`.
pub(super) const RELATIVE: usize = 3;

// The frame pointer and the return address are cleared to mark the outermost frame; the global
// pointer must not be used to set itself, hence no relaxation there. The kernel aligns the stack
// to 16 bytes.
global_asm!(
    ".globl _start",
    ".type _start, @function",
    ".hidden __ehdr_start",
    ".hidden _DYNAMIC",
    "_start:",
    ".option push",
    ".option norelax",
    "lla gp, __global_pointer$",
    ".option pop",
    "mv s0, zero",
    "mv ra, zero",
    "mv a0, sp",
    "lla a1, __ehdr_start",
    "lla a2, _DYNAMIC",
    "tail {enter}",
    ".size _start, . - _start",
    enter = sym super::enter,
);
