//! One classic BPF instruction.
//!
//! The layout and the opcodes are those of the kernel's `struct sock_filter`
//! (`linux/filter.h`, McCanne & Jacobson, "The BSD Packet Filter", 1993). An [`Insn`] can be handed to the kernel in
//! place; every part of the project that produces or reads programs uses slices of it.

use static_assertions::{assert_eq_align, assert_eq_size};

/// A classic BPF instruction, laid out as the kernel's `struct sock_filter`.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Insn {
    /// Opcode: class, size or operation, addressing mode.
    pub code: u16,
    /// Instructions to skip when a conditional jump holds.
    pub jt: u8,
    /// Instructions to skip when a conditional jump does not hold.
    pub jf: u8,
    /// The operand: constant, packet offset, scratch slot or jump distance.
    pub k: u32,
}

assert_eq_size!(Insn, u64);
assert_eq_align!(Insn, u32);

impl Insn {
    /// An instruction that does not jump.
    #[must_use]
    pub const fn stmt(code: u16, k: u32) -> Self {
        Self { code, jt: 0, jf: 0, k }
    }

    /// A conditional jump.
    #[must_use]
    pub const fn jump(code: u16, k: u32, jt: u8, jf: u8) -> Self {
        Self { code, jt, jf, k }
    }
}
