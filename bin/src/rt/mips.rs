//! Entry on mipsel (o32).

use core::arch::global_asm;

/// `R_MIPS_REL32`, without a symbol.
pub(super) const RELATIVE: usize = 3;

// The frame pointer and the return address are cleared to mark the outermost frame, and the stack
// aligned to 8 bytes, with the room that a callee may keep its four register arguments in. All
// addresses are reckoned from the place of the table. A function finds its global offset table by its
// own address, which it expects in t9.
//
// In that table it finds the functions that it calls, also those of its own file. So the table must be
// relocated before anything is called, and what is written in Rust calls functions, in development
// builds for each step of a pointer. The dynamic section tells where the table is (DT_PLTGOT, 3) and how
// many entries of it are to be relocated (DT_MIPS_LOCAL_GOTNO); no list of relocations names them.
// Source: the System V ABI's MIPS supplement, "Global Offset Table".
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
    "addu $a1, $a1, $ra",
    "lw $a2, 4($ra)",
    "addu $a2, $a2, $ra",
    "lw $t9, 8($ra)",
    "addu $t9, $t9, $ra",
    "move $ra, $zero",
    // t1: the table; t2: entries left.
    "move $t0, $a2",
    "move $t1, $zero",
    "move $t2, $zero",
    "li $t6, 3",
    "li $t7, 0x7000000a",
    "2:",
    "lw $t4, 0($t0)",
    "lw $t5, 4($t0)",
    "beqz $t4, 4f",
    "addiu $t0, $t0, 8",
    "bne $t4, $t6, 3f",
    "nop",
    "b 2b",
    "addu $t1, $t5, $a1",
    "3:",
    "bne $t4, $t7, 2b",
    "nop",
    "b 2b",
    "move $t2, $t5",
    "4:",
    "beqz $t2, 5f",
    "nop",
    "lw $t4, 0($t1)",
    "addu $t4, $t4, $a1",
    "sw $t4, 0($t1)",
    "addiu $t1, $t1, 4",
    "b 4b",
    "addiu $t2, $t2, -1",
    "5:",
    "li $t0, -8",
    "and $sp, $sp, $t0",
    "jr $t9",
    "addiu $sp, $sp, -16",
    ".set pop",
    ".size _start, . - _start",
    enter = sym super::enter,
);

// The kernel gives back another $at ($1) than it was given, which what makes system calls (rustix 1.1,
// syscalls 0.8) cannot tell the compiler: rustc takes `asm!` to keep it, unlike clang, and does not let it
// be named. It keeps values there, and they would be the kernel's afterwards; under qemu-user they are
// not. So wherever inline assembly says `syscall` it is this: the
// word itself, and $at put by below the stack, which nothing else uses while no handler of signals
// is there. The assembler knows the word in all of the program because that is one module (lto = "fat");
// ci/release looks at each call. A build without optimization does without: its system calls are
// functions of their own, which have nothing in $at. One that is optimized by parts is wrong.
global_asm!(
    ".macro syscall",
    ".set push",
    ".set noat",
    "sw $1, -4($sp)",
    ".word 0xc",
    "lw $1, -4($sp)",
    ".set pop",
    ".endm",
);
