//! The fast form of a program: decoded once, for many packets.
//!
//! Almost all that a filter does is to load a field, mask it, and compare it with a constant. All
//! of that is one operation here, the *test*: the four bytes that end where the field ends, as one
//! big-endian number; a mask, which takes the field's bits or fewer; and the interval that the
//! result lies in or not. Fields of one, two and four bytes, `and`, and all four comparisons
//! become the same few instructions of the machine, without a dispatch between them. A comparison
//! whose A was loaded further up, on every path, is made a test that loads it again, which costs
//! less than to dispatch. A jump to a `ret` is the return. `decode` finds all that out; here it is run.
//!
//! Every instruction has its own operation, which does what it and those behind it do as far as
//! they are taken together, so jumps may lead anywhere. Fields that end within the first three
//! bytes, which no four bytes end with, have a test of their own; comparisons of one value with
//! several constants that lead to the same place are taken together, and so are a few others.
//! Everything else that a program does is one operation an instruction.

use core::hint::black_box;

use super::decode::decode;
use super::{Packet, byte, half, word};
use crate::insn::opcode::*;
use crate::verify::{SCRATCH_SLOTS, Verified};

/// One operation. A decoded program needs memory for one of each instruction.
#[derive(Clone, Copy, Debug)]
pub struct Op {
    /// Where the four bytes begin, of a test; else the operand.
    pub(super) k: u32,
    /// The bits that are tested.
    pub(super) mask: u32,
    /// The least value of the interval.
    pub(super) low: u32,
    /// How much more than that its greatest is.
    pub(super) width: u32,
    /// Where to go if the value lies in the interval, or without a test.
    pub(super) yes: u16,
    /// Where to go if not.
    pub(super) no: u16,
    /// The byte with the length of the IPv4 header.
    pub(super) header: u16,
    pub(super) kind: u8,
}

/// What an operation does: an opcode, or one of these, which are none.
pub(super) mod kind {
    /// While decoding: no path comes here that has been looked at. Memory that is all zeros is that,
    /// which is why LD_IMM, whose opcode is 0, has another number.
    pub(in crate::vm) const UNREACHED: u8 = 0;
    /// LD_IMM.
    pub(in crate::vm) const CONSTANT: u8 = 0xf0;
    /// While decoding: A is not known.
    pub(in crate::vm) const UNKNOWN: u8 = 0xf1;
    /// While decoding: A is what a test with this place and mask loads.
    pub(in crate::vm) const KNOWN: u8 = 0xf2;
    /// A is the masked field at `k`; go by the interval.
    pub(in crate::vm) const TEST: u8 = 0xf3;
    /// The same at X + `k`.
    pub(in crate::vm) const TEST_AT_X: u8 = 0xf4;
    /// The same behind `ldxb`.
    pub(in crate::vm) const TEST_BEHIND_HEADER: u8 = 0xf5;
    /// Mask A; go by the interval.
    pub(in crate::vm) const MASK: u8 = 0xf6;
    /// Go by the interval that masked A lies in, and keep A.
    pub(in crate::vm) const BITS: u8 = 0xf7;
    /// Go by whether A is one of the three numbers at `k`, `low` and `width`.
    pub(in crate::vm) const EITHER: u8 = 0xf8;
    /// The same as the first for a field that ends with byte `k`, one of the first three.
    pub(in crate::vm) const TEST_EARLY: u8 = 0xfa;
    /// Shift X to the left, and have A be X.
    pub(in crate::vm) const SHIFT_X: u8 = 0xf9;
}

impl Op {
    /// Memory with nothing in it.
    pub const BLANK: Self =
        Self { k: 0, mask: 0, low: 0, width: 0, yes: 0, no: 0, header: 0, kind: kind::UNREACHED };
}

/// How many different constants can be returned right where a jump goes; the others take an
/// operation.
pub(super) const RETURNS: usize = 16;

/// The first of the places that stand for constants.
pub(super) const FIRST_RETURN: usize = u16::MAX as usize + 1 - RETURNS;

/// A program in its fast form, with libpcap's meaning.
///
/// It needs nothing any more of the program that was decoded, so it is what to keep of filters that run
/// on many packets. Its memory is borrowed, `&[Op]`, or its own: `[Op; N]`, `Box<[Op]>`, `Vec<Op>`.
///
/// ```
/// # #[cfg(feature = "language")] {
/// use barecap_core::compile::compile;
/// use barecap_core::filter::{Context, names::NoNames};
/// use barecap_core::linktype::LinkType;
/// use barecap_core::vm::{Decoded, Op, Packet};
/// use barecap_core::workspace::Small;
/// use std::collections::HashMap;
///
/// // One workspace is enough for all of them.
/// let mut workspace = Box::new(Small::new());
/// let mut filters: HashMap<&str, Decoded<Vec<Op>>> = HashMap::new();
/// for text in ["arp", "ip broadcast or ip multicast", "tcp port 80"] {
///     let context = Context { netmask: Some(0xffff_ff00), ..Context::new(LinkType::EN10MB) };
///     let program = compile(text, &context, &mut NoNames, &mut workspace)?;
///     let memory = vec![Op::BLANK; program.len()];
///     filters.insert(text, Decoded::owned(program, memory).ok_or("it is too long")?);
/// }
/// let mut frame = [0; 60];
/// frame[12..14].copy_from_slice(&[0x08, 0x06]);
/// assert!(filters["arp"].run(Packet::whole(&frame)) > 0);
/// assert_eq!(filters["tcp port 80"].run(Packet::whole(&frame)), 0);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Decoded<M> {
    /// Longer than the program perhaps, but not so long that a place that stands for a constant is in it.
    memory: M,
    returns: [u32; RETURNS],
    entry: u16,
}

impl<'m> Decoded<&'m [Op]> {
    /// The longest program that can be decoded.
    pub const MAX_LEN: usize = FIRST_RETURN;

    /// Decodes a program into memory for one operation of each instruction, whose contents do not
    /// matter. There is no answer if that is too little, or the program longer than
    /// [`MAX_LEN`](Self::MAX_LEN).
    ///
    /// ```
    /// use barecap_core::insn::{Insn, opcode};
    /// use barecap_core::verify::verify;
    /// use barecap_core::vm::{Decoded, Op, Packet};
    ///
    /// let program = [
    ///     Insn::stmt(opcode::LDH_ABS, 12),
    ///     Insn::jump(opcode::JEQ_K, 0x86dd, 0, 1),
    ///     Insn::stmt(opcode::RET_K, 96),
    ///     Insn::stmt(opcode::RET_K, 0),
    /// ];
    /// let mut memory = [Op::BLANK; 4];
    /// let decoded = Decoded::new(verify(&program).unwrap(), &mut memory).unwrap();
    /// let mut bytes = [0; 60];
    /// bytes[12..14].copy_from_slice(&[0x86, 0xdd]);
    /// assert_eq!(decoded.run(Packet { bytes: &bytes, length: 60, ancillary: None }), 96);
    /// ```
    #[must_use]
    pub fn new(program: Verified<'_>, memory: &'m mut [Op]) -> Option<Self> {
        let insns = program.insns();
        let ops = memory.get_mut(..insns.len()).filter(|_| insns.len() <= Self::MAX_LEN)?;
        let (returns, entry) = decode(insns, ops);
        Some(Self { memory: ops, returns, entry })
    }
}

impl<M: AsRef<[Op]>> Decoded<M> {
    /// As [`Decoded::new`], into memory that it owns from then on, and that may not be longer than
    /// [`MAX_LEN`](Decoded::MAX_LEN) either.
    #[must_use]
    pub fn owned(program: Verified<'_>, mut memory: M) -> Option<Self>
    where
        M: AsMut<[Op]>,
    {
        let Decoded { returns, entry, .. } = Decoded::new(program, memory.as_mut())?;
        let fits = memory.as_ref().len() <= FIRST_RETURN;
        fits.then_some(Self { memory, returns, entry })
    }

    /// Runs the program; answers how many bytes of the packet to keep, 0 for none.
    #[must_use]
    #[inline]
    pub fn run(&self, packet: Packet<'_>) -> u32 {
        execute(self.memory.as_ref(), &self.returns, self.entry, packet).unwrap_or(0)
    }
}

#[inline]
fn execute(ops: &[Op], returns: &[u32; RETURNS], entry: u16, packet: Packet<'_>) -> Option<u32> {
    const TEST_AT_X: u16 = kind::TEST_AT_X as u16;
    const TEST_BEHIND_HEADER: u16 = kind::TEST_BEHIND_HEADER as u16;
    const MASK: u16 = kind::MASK as u16;
    const CONSTANT: u16 = kind::CONSTANT as u16;
    const EITHER: u16 = kind::EITHER as u16;
    const SHIFT_X: u16 = kind::SHIFT_X as u16;
    const TEST_EARLY: u16 = kind::TEST_EARLY as u16;
    const BITS: u16 = kind::BITS as u16;
    let bytes = packet.bytes;
    let (mut a, mut x) = (0_u32, 0_u32);
    let mut scratch = [0_u32; SCRATCH_SLOTS];
    let mut at = usize::from(entry);
    loop {
        let Some(op) = ops.get(at) else {
            return returns.get(at.wrapping_sub(FIRST_RETURN)).copied();
        };
        if op.kind == kind::TEST {
            a = word(bytes, op.k)? & op.mask;
            at = op.next(a);
            continue;
        }
        let k = op.k;
        let slot = k as usize % SCRATCH_SLOTS;
        at = match u16::from(op.kind) {
            TEST_AT_X => {
                a = word(bytes, x.checked_add(k)?)? & op.mask;
                op.next(a)
            }
            TEST_BEHIND_HEADER => {
                x = 4 * (byte(bytes, op.header.into())? & 0xf);
                a = word(bytes, x.checked_add(k)?)? & op.mask;
                op.next(a)
            }
            MASK => {
                a &= op.mask;
                op.next(a)
            }
            BITS => op.next(a & op.mask),
            TEST_EARLY => {
                a = early(bytes, k)? & op.mask;
                op.next(a)
            }
            EITHER => way((a == k) | (a == op.low) | (a == op.width), op.yes, op.no),
            SHIFT_X => {
                a = x.wrapping_shl(k);
                x = a;
                op.yes.into()
            }
            JEQ_X => way(a == x, op.yes, op.no),
            JGT_X => way(a > x, op.yes, op.no),
            JGE_X => way(a >= x, op.yes, op.no),
            JSET_X => way(a & x != 0, op.yes, op.no),
            RET_K => return Some(k),
            RET_A => return Some(a),
            code => {
                match code {
                    // An ancillary word: loads of packet bytes are tests.
                    LD_ABS | LDH_ABS | LDB_ABS => a = super::ancillary_word(packet, k)?,
                    // A word that is no test ends beyond 2^32, where no packet has bytes.
                    LDH_IND => a = half(bytes, x.checked_add(k)?)?,
                    LDB_IND => a = byte(bytes, x.checked_add(k)?)?,
                    LD_LEN => a = packet.length,
                    CONSTANT => a = k,
                    LD_MEM => a = scratch[slot],
                    LDX_IMM => x = k,
                    LDX_MEM => x = scratch[slot],
                    LDX_LEN => x = packet.length,
                    LDXB_MSH => x = 4 * (byte(bytes, k)? & 0xf),
                    ST => scratch[slot] = a,
                    STX => scratch[slot] = x,
                    TAX => x = a,
                    TXA => a = x,
                    ADD_K => a = a.wrapping_add(k),
                    ADD_X => a = a.wrapping_add(x),
                    SUB_K => a = a.wrapping_sub(k),
                    SUB_X => a = a.wrapping_sub(x),
                    MUL_K => a = a.wrapping_mul(k),
                    MUL_X => a = a.wrapping_mul(x),
                    DIV_K => a = a.checked_div(k)?,
                    DIV_X => a = a.checked_div(x)?,
                    MOD_K => a = a.checked_rem(k)?,
                    MOD_X => a = a.checked_rem(x)?,
                    OR_K => a |= k,
                    OR_X => a |= x,
                    AND_X => a &= x,
                    XOR_K => a ^= k,
                    XOR_X => a ^= x,
                    LSH_K => a = a.wrapping_shl(k),
                    LSH_X => a = a.checked_shl(x).unwrap_or(0),
                    RSH_K => a = a.wrapping_shr(k),
                    RSH_X => a = a.checked_shr(x).unwrap_or(0),
                    NEG => a = a.wrapping_neg(),
                    JA => {}
                    _ => return None,
                }
                op.yes.into()
            }
        };
    }
}

impl Op {
    /// Where to go with a value.
    #[inline(always)]
    fn next(&self, value: u32) -> usize {
        way(value.wrapping_sub(self.low) <= self.width, self.yes, self.no)
    }
}

/// The first `count` bytes, one to three of them, as one number.
#[inline]
fn early(bytes: &[u8], count: u32) -> Option<u32> {
    match bytes.first_chunk() {
        Some(first) => Some(u32::from_be_bytes(*first) >> ((32 - 8 * count) & 31)),
        None => {
            let first = bytes.get(..count as usize)?;
            Some(first.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
        }
    }
}

/// One of two places. This must be a jump to the machine, which can foresee jumps and go on, not a
/// choice between two values, which it would wait for. What stands in one of the arms does nothing
/// but keep compilers from making it a choice.
#[inline(always)]
fn way(holds: bool, yes: u16, no: u16) -> usize {
    if holds {
        black_box(());
        yes.into()
    } else {
        no.into()
    }
}
