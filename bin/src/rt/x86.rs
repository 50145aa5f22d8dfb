//! Entry on i686.

use core::arch::global_asm;

/// `R_386_RELATIVE`.
pub(super) const RELATIVE: usize = 8;

// The frame pointer is cleared to mark the outermost frame, and the stack aligned as a call with
// three words of arguments expects it. Addresses are reckoned from the global offset table, whose
// own is reckoned from here.
global_asm!(
    ".globl _start",
    ".type _start, @function",
    ".hidden __ehdr_start",
    ".hidden _DYNAMIC",
    "_start:",
    "xorl %ebp, %ebp",
    "movl %esp, %eax",
    "andl $-16, %esp",
    "call 0f",
    "0:",
    "popl %ebx",
    "1:",
    "addl $_GLOBAL_OFFSET_TABLE_ + (1b - 0b), %ebx",
    "leal __ehdr_start@GOTOFF(%ebx), %ecx",
    "leal _DYNAMIC@GOTOFF(%ebx), %edx",
    "subl $4, %esp",
    "pushl %edx",
    "pushl %ecx",
    "pushl %eax",
    "call {enter}",
    "ud2",
    ".size _start, . - _start",
    enter = sym super::enter,
    options(att_syntax),
);
