//! One classic BPF instruction.
//!
//! The layout and the opcodes are those of the kernel's `struct sock_filter` (`linux/filter.h`, McCanne
//! & Jacobson, "The BSD Packet Filter", 1993). An [`Insn`] can be handed to the kernel in place; every
//! part of the project that produces or reads programs uses slices of it. The opcodes in [`opcode`] are
//! all that Linux accepts in a socket filter, and no others are ever made here.

use static_assertions::{assert_eq_align, assert_eq_size};

/// A classic BPF instruction, laid out as the kernel's `struct sock_filter`.
///
/// Whoever attaches a program to a socket without `barecap-linux` should know that the kernel takes it, and
/// that it gives the same answers there:
///
/// ```
/// use barecap_core::insn::Insn;
/// use barecap_core::verify::{Verified, difference};
///
/// /// What `SO_ATTACH_FILTER` takes: `struct sock_fprog`.
/// #[repr(C)]
/// struct SocketFilter {
///     len: u16,
///     filter: *const Insn,
/// }
///
/// fn for_socket(program: Verified<'_>) -> Option<SocketFilter> {
///     let same = program.fits_kernel() && difference(&program).is_none();
///     same.then(|| SocketFilter { len: program.len() as u16, filter: program.as_ptr() })
/// }
/// ```
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

/// The opcodes of classic BPF: `bpf_asm`'s mnemonic, then the addressing mode.
///
/// Modes: `IMM` a constant, `ABS` the packet at `k`, `IND` the packet at X + `k`, `MEM` a scratch
/// slot, `LEN` the length on the wire, `K` the constant, `X` the index register.
pub mod opcode {
    #![allow(missing_docs, reason = "each is the instruction of its name")]

    pub const LD_IMM: u16 = 0x00;
    pub const LD_ABS: u16 = 0x20;
    pub const LDH_ABS: u16 = 0x28;
    pub const LDB_ABS: u16 = 0x30;
    pub const LD_IND: u16 = 0x40;
    pub const LDH_IND: u16 = 0x48;
    pub const LDB_IND: u16 = 0x50;
    pub const LD_MEM: u16 = 0x60;
    pub const LD_LEN: u16 = 0x80;

    pub const LDX_IMM: u16 = 0x01;
    pub const LDX_MEM: u16 = 0x61;
    pub const LDX_LEN: u16 = 0x81;
    /// `4 * (packet[k] & 0xf)`: the length of an IPv4 header, to X.
    pub const LDXB_MSH: u16 = 0xb1;

    pub const ST: u16 = 0x02;
    pub const STX: u16 = 0x03;

    pub const ADD_K: u16 = 0x04;
    pub const ADD_X: u16 = 0x0c;
    pub const SUB_K: u16 = 0x14;
    pub const SUB_X: u16 = 0x1c;
    pub const MUL_K: u16 = 0x24;
    pub const MUL_X: u16 = 0x2c;
    pub const DIV_K: u16 = 0x34;
    pub const DIV_X: u16 = 0x3c;
    pub const OR_K: u16 = 0x44;
    pub const OR_X: u16 = 0x4c;
    pub const AND_K: u16 = 0x54;
    pub const AND_X: u16 = 0x5c;
    pub const LSH_K: u16 = 0x64;
    pub const LSH_X: u16 = 0x6c;
    pub const RSH_K: u16 = 0x74;
    pub const RSH_X: u16 = 0x7c;
    pub const NEG: u16 = 0x84;
    pub const MOD_K: u16 = 0x94;
    pub const MOD_X: u16 = 0x9c;
    pub const XOR_K: u16 = 0xa4;
    pub const XOR_X: u16 = 0xac;

    pub const JA: u16 = 0x05;
    pub const JEQ_K: u16 = 0x15;
    pub const JEQ_X: u16 = 0x1d;
    pub const JGT_K: u16 = 0x25;
    pub const JGT_X: u16 = 0x2d;
    pub const JGE_K: u16 = 0x35;
    pub const JGE_X: u16 = 0x3d;
    pub const JSET_K: u16 = 0x45;
    pub const JSET_X: u16 = 0x4d;

    pub const RET_K: u16 = 0x06;
    pub const RET_A: u16 = 0x16;

    pub const TAX: u16 = 0x07;
    pub const TXA: u16 = 0x87;

    /// All of the above.
    const KNOWN: [u16; 49] = [
        LD_IMM, LD_ABS, LDH_ABS, LDB_ABS, LD_IND, LDH_IND, LDB_IND, LD_MEM, LD_LEN, LDX_IMM,
        LDX_MEM, LDX_LEN, LDXB_MSH, ST, STX, ADD_K, ADD_X, SUB_K, SUB_X, MUL_K, MUL_X, DIV_K,
        DIV_X, OR_K, OR_X, AND_K, AND_X, LSH_K, LSH_X, RSH_K, RSH_X, NEG, MOD_K, MOD_X, XOR_K,
        XOR_X, JA, JEQ_K, JEQ_X, JGT_K, JGT_X, JGE_K, JGE_X, JSET_K, JSET_X, RET_K, RET_A, TAX,
        TXA,
    ];

    /// A bit for each opcode of one byte that is known.
    const KNOWN_BITS: [u32; 8] = {
        let mut bits = [0; 8];
        let mut at = 0;
        while at < KNOWN.len() {
            bits[KNOWN[at] as usize / 32] |= 1 << (KNOWN[at] % 32);
            at += 1;
        }
        bits
    };

    /// Whether this is the opcode of an instruction.
    #[must_use]
    pub const fn is_known(code: u16) -> bool {
        code < 256 && KNOWN_BITS[code as usize / 32] & 1 << (code % 32) != 0
    }

    /// Whether the opcode of an instruction is that of a conditional jump.
    #[must_use]
    pub const fn is_conditional(code: u16) -> bool {
        code & 7 == JA && code != JA
    }
}

/// Linux's ancillary words: what the kernel knows of a packet beyond its bytes.
///
/// An absolute load at [`OFFSET`](ancillary::OFFSET) + one of these distances reads the word,
/// whatever the load's width (`linux/filter.h`, SKF_AD_OFF).
pub mod ancillary {
    /// Where the ancillary words begin in the space of absolute offsets: -4096.
    pub const OFFSET: u32 = 0xffff_f000;
    /// EtherType, in host order.
    pub const PROTOCOL: u32 = 0;
    /// Packet type: [`OUTGOING`], or one of the kinds of incoming.
    pub const PACKET_TYPE: u32 = 4;
    /// Index of the interface.
    pub const INTERFACE: u32 = 8;
    /// The tag control word of a VLAN tag that was stripped.
    pub const VLAN_TAG: u32 = 44;
    /// Whether a VLAN tag was stripped: 0 or 1.
    pub const VLAN_TAG_PRESENT: u32 = 48;

    /// The [`PACKET_TYPE`] of a packet that this machine sends.
    pub const OUTGOING: u32 = 4;

    /// The names by which libpcap prints the words, in the order of their distances, 4 apart.
    const NAMES: &str = "proto\ntype\nifidx\nnla\nnlan\nmark\nqueue\nhatype\nrxhash\ncpu\nxor_x\n\
                         vlan_tci\nvlanp\npoff\nrandom\nvlan_tpid";
    /// How many there are.
    pub const WORDS: u32 = 16;

    /// The name of the word that an absolute load at `k` reads, if it reads one.
    #[must_use]
    pub fn name(k: u32) -> Option<&'static str> {
        let distance = k.wrapping_sub(OFFSET);
        let is_word = distance.is_multiple_of(4) && distance / 4 < WORDS;
        is_word.then(|| crate::texts::line(NAMES, distance as usize / 4))
    }
}
