//! Entry and exit on x86_64.

use core::arch::{asm, global_asm};

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

/// Ends the process with all its threads.
pub(super) fn exit(code: u8) -> ! {
    // SAFETY: exit_group (231) does not return and touches no memory of ours.
    unsafe {
        asm!("syscall", in("rax") 231, in("rdi") usize::from(code), options(noreturn, nostack))
    }
}
