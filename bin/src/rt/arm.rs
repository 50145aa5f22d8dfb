//! Entry on armv7.

use core::arch::global_asm;

/// `R_ARM_RELATIVE`.
pub(super) const RELATIVE: usize = 23;

// The frame pointer and the link register are cleared to mark the outermost frame; the kernel
// aligns the stack to 8 bytes. Both addresses are reckoned from the place of the table below.
global_asm!(
    ".globl _start",
    ".type _start, %function",
    ".hidden __ehdr_start",
    ".hidden _DYNAMIC",
    ".p2align 2",
    ".arm",
    "_start:",
    "mov r11, #0",
    "mov lr, #0",
    "mov r0, sp",
    "adr r3, 0f",
    "ldr r1, [r3]",
    "add r1, r1, r3",
    "ldr r2, [r3, #4]",
    "add r2, r2, r3",
    "bl {enter}",
    "udf #0",
    "0:",
    ".word __ehdr_start - 0b",
    ".word _DYNAMIC - 0b",
    ".size _start, . - _start",
    enter = sym super::enter,
);

/// What the tables of stack unwinders name; nothing here unwinds.
#[unsafe(no_mangle)]
extern "C" fn __aeabi_unwind_cpp_pr0() {}

/// As [`__aeabi_unwind_cpp_pr0`].
#[unsafe(no_mangle)]
extern "C" fn __aeabi_unwind_cpp_pr1() {}
