//! Entry on mips64el (n64).

use core::arch::global_asm;

/// `R_MIPS_REL32` and behind it `R_MIPS_64`, without a symbol. The kinds are the last four bytes of the
/// word, the first of them at the end; little-endian machines read that with the rest turned round.
pub(super) const RELATIVE: usize = 3 << 56 | 18 << 48;

// As on mipsel (mips.rs), with words of 8 bytes, a stack that is aligned to 16, and callees that have no
// room of their caller's.
// Source: SGI's 64-bit ELF Object File Specification, "Relocations", "Global Offset Table".
global_asm!(
    ".globl _start",
    ".type _start, @function",
    ".hidden __ehdr_start",
    ".hidden _DYNAMIC",
    ".p2align 2",
    "_start:",
    ".set push",
    ".set noreorder",
    "move $fp, $zero",
    "move $a0, $sp",
    "bal 1f",
    "nop",
    "0:",
    ".word __ehdr_start - 0b",
    ".word _DYNAMIC - 0b",
    ".word {enter} - 0b",
    "1:",
    "lw $a1, 0($ra)",
    "daddu $a1, $a1, $ra",
    "lw $a2, 4($ra)",
    "daddu $a2, $a2, $ra",
    "lw $t9, 8($ra)",
    "daddu $t9, $t9, $ra",
    "move $ra, $zero",
    // t1: the table; t2: entries left.
    "move $t0, $a2",
    "move $t1, $zero",
    "move $t2, $zero",
    "li $t3, 3",
    "li $t8, 0x7000000a",
    "2:",
    "ld $v0, 0($t0)",
    "ld $v1, 8($t0)",
    "beqz $v0, 4f",
    "daddiu $t0, $t0, 16",
    "bne $v0, $t3, 3f",
    "nop",
    "b 2b",
    "daddu $t1, $v1, $a1",
    "3:",
    "bne $v0, $t8, 2b",
    "nop",
    "b 2b",
    "move $t2, $v1",
    "4:",
    "beqz $t2, 5f",
    "nop",
    "ld $v0, 0($t1)",
    "daddu $v0, $v0, $a1",
    "sd $v0, 0($t1)",
    "daddiu $t1, $t1, 8",
    "b 4b",
    "daddiu $t2, $t2, -1",
    "5:",
    "li $t0, -16",
    "jr $t9",
    "and $sp, $sp, $t0",
    ".set pop",
    ".size _start, . - _start",
    enter = sym super::enter,
);

// The kernel gives back another $at than it was given: see mips.rs.
global_asm!(
    ".macro syscall",
    ".set push",
    ".set noat",
    "sd $1, -8($sp)",
    ".word 0xc",
    "ld $1, -8($sp)",
    ".set pop",
    ".endm",
);
