//! Entry on powerpc, of 32 bits.

use core::arch::global_asm;

/// `R_PPC_RELATIVE`.
pub(super) const RELATIVE: usize = 22;

// Addresses are reckoned from here. The stack is aligned to 16 bytes. At its pointer a function finds the
// word that points to the caller's, and the place where it keeps the return address: that word and the
// return address are cleared to mark the outermost frame.
global_asm!(
    ".globl _start",
    ".type _start, @function",
    ".hidden __ehdr_start",
    ".hidden _DYNAMIC",
    "_start:",
    "mr 3, 1",
    "bcl 20, 31, 0f",
    "0:",
    "mflr 6",
    "addis 4, 6, __ehdr_start - 0b@ha",
    "addi 4, 4, __ehdr_start - 0b@l",
    "addis 5, 6, _DYNAMIC - 0b@ha",
    "addi 5, 5, _DYNAMIC - 0b@l",
    "clrrwi 1, 1, 4",
    "li 0, 0",
    "stwu 0, -16(1)",
    "mtlr 0",
    "b {enter}",
    ".size _start, . - _start",
    enter = sym super::enter,
);
