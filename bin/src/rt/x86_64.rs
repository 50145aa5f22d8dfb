//! Entry on x86_64.

use core::arch::global_asm;

/// `R_X86_64_RELATIVE`.
pub(super) const RELATIVE: usize = 8;

// The frame pointer is cleared to mark the outermost frame, and the stack aligned as a call
// expects it.
global_asm!(
    ".globl _start",
    ".type _start, @function",
    ".hidden __ehdr_start",
    ".hidden _DYNAMIC",
    "_start:",
    "xor ebp, ebp",
    "mov rdi, rsp",
    "lea rsi, [rip + __ehdr_start]",
    "lea rdx, [rip + _DYNAMIC]",
    "and rsp, -16",
    "call {enter}",
    "ud2",
    ".size _start, . - _start",
    enter = sym super::enter,
);
