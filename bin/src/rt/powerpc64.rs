//! Entry on powerpc64le.

use core::arch::global_asm;

/// `R_PPC64_RELATIVE`.
pub(super) const RELATIVE: usize = 22;

// The kernel puts the address of the entry into r12, as a caller does, from which a function reckons its
// table of contents (r2), and from that all other addresses. The stack is aligned to 16 bytes. At its
// pointer a function finds the word that points to the caller's, and the places where it keeps the return
// address and r2: that word and the return address are cleared to mark the outermost frame.
// Source: Power Architecture 64-Bit ELF V2 ABI Specification, "Process Initialization", "The Stack Frame".
global_asm!(
    ".globl _start",
    ".type _start, @function",
    ".hidden __ehdr_start",
    ".hidden _DYNAMIC",
    "_start:",
    "addis 2, 12, .TOC. - _start@ha",
    "addi 2, 2, .TOC. - _start@l",
    "mr 3, 1",
    "addis 4, 2, __ehdr_start@toc@ha",
    "addi 4, 4, __ehdr_start@toc@l",
    "addis 5, 2, _DYNAMIC@toc@ha",
    "addi 5, 5, _DYNAMIC@toc@l",
    "clrrdi 1, 1, 4",
    "li 0, 0",
    "stdu 0, -32(1)",
    "mtlr 0",
    "b {enter}",
    ".size _start, . - _start",
    enter = sym super::enter,
);
