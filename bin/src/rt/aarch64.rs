//! Entry on aarch64.

use core::arch::global_asm;

/// `R_AARCH64_RELATIVE`.
pub(super) const RELATIVE: usize = 1027;

// The frame pointer and the link register are cleared to mark the outermost frame; the kernel
// aligns the stack to 16 bytes.
global_asm!(
    ".globl _start",
    ".type _start, @function",
    ".hidden __ehdr_start",
    ".hidden _DYNAMIC",
    "_start:",
    "mov x29, xzr",
    "mov x30, xzr",
    "mov x0, sp",
    "adrp x1, __ehdr_start",
    "add x1, x1, :lo12:__ehdr_start",
    "adrp x2, _DYNAMIC",
    "add x2, x2, :lo12:_DYNAMIC",
    "bl {enter}",
    "udf #0",
    ".size _start, . - _start",
    enter = sym super::enter,
);

/// What the compiler's library asks for the processor's features by, in a constructor that comes with its
/// atomic operations. Nothing runs it here, and they do without the features.
#[unsafe(no_mangle)]
extern "C" fn getauxval(_: usize) -> usize {
    0
}
