//! Entry on mipsel (o32) and mips64el (n64).

use core::arch::global_asm;

/// `R_MIPS_REL32`, without a symbol.
#[cfg(target_arch = "mips")]
pub(super) const RELATIVE: usize = 3;
/// The same, and behind it `R_MIPS_64`. The kinds are the last four bytes of the word, the first of them at
/// the end; little-endian machines read that with the rest turned round.
#[cfg(target_arch = "mips64")]
pub(super) const RELATIVE: usize = 3 << 56 | 18 << 48;

/// A line of assembly for words of 4 bytes or of 8.
#[cfg(target_arch = "mips")]
macro_rules! word {
    ($four:literal, $eight:literal) => {
        $four
    };
}
#[cfg(target_arch = "mips64")]
macro_rules! word {
    ($four:literal, $eight:literal) => {
        $eight
    };
}

// The frame pointer and the return address are cleared to mark the outermost frame, and the stack
// aligned to 16 bytes, with the room in which a callee of o32 may keep its four register arguments. All
// addresses are reckoned from the place of the table. A function finds its global offset table by its
// own address, which it expects in t9.
//
// In that table it finds the functions that it calls, also those of its own file. So the table must be
// relocated before anything is called, and what is written in Rust calls functions, in development
// builds for each step of a pointer. The dynamic section tells where the table is (DT_PLTGOT, 3) and how
// many entries of it are to be relocated (DT_MIPS_LOCAL_GOTNO); no list of relocations names them.
// Sources: the System V ABI's MIPS supplement, "Global Offset Table"; SGI's 64-bit ELF Object File
// Specification, "Relocations", "Global Offset Table".
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
    word!("addu $a1, $a1, $ra", "daddu $a1, $a1, $ra"),
    "lw $a2, 4($ra)",
    word!("addu $a2, $a2, $ra", "daddu $a2, $a2, $ra"),
    "lw $t9, 8($ra)",
    word!("addu $t9, $t9, $ra", "daddu $t9, $t9, $ra"),
    "move $ra, $zero",
    // t1: the table; t2: entries left.
    "move $t0, $a2",
    "move $t1, $zero",
    "move $t2, $zero",
    "li $t3, 3",
    "li $t8, 0x7000000a",
    "2:",
    word!("lw $v0, 0($t0)", "ld $v0, 0($t0)"),
    word!("lw $v1, 4($t0)", "ld $v1, 8($t0)"),
    "beqz $v0, 4f",
    word!("addiu $t0, $t0, 8", "daddiu $t0, $t0, 16"),
    "bne $v0, $t3, 3f",
    "nop",
    "b 2b",
    word!("addu $t1, $v1, $a1", "daddu $t1, $v1, $a1"),
    "3:",
    "bne $v0, $t8, 2b",
    "nop",
    "b 2b",
    "move $t2, $v1",
    "4:",
    "beqz $t2, 5f",
    "nop",
    word!("lw $v0, 0($t1)", "ld $v0, 0($t1)"),
    word!("addu $v0, $v0, $a1", "daddu $v0, $v0, $a1"),
    word!("sw $v0, 0($t1)", "sd $v0, 0($t1)"),
    word!("addiu $t1, $t1, 4", "daddiu $t1, $t1, 8"),
    "b 4b",
    word!("addiu $t2, $t2, -1", "daddiu $t2, $t2, -1"),
    "5:",
    "li $t0, -16",
    "and $sp, $sp, $t0",
    "jr $t9",
    word!("addiu $sp, $sp, -16", "daddiu $sp, $sp, -16"),
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
    word!("sw $1, -4($sp)", "sd $1, -8($sp)"),
    ".word 0xc",
    word!("lw $1, -4($sp)", "ld $1, -8($sp)"),
    ".set pop",
    ".endm",
);
