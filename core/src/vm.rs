//! The virtual machine: runs a verified program on a packet.
//!
//! The meaning is that of libpcap's interpreter (`bpf_filter`): A, X and the scratch slots begin
//! as 0; a load that is not wholly inside the captured bytes, and a division by 0, end the
//! program with 0; a shift by 32 or more gives 0; an offset X + k that wraps past 2^32 is outside
//! every packet. Loads and arithmetic are unsigned, 32 bits wide and big-endian.
//!
//! Only a [`Verified`] program runs, which is why the loop ends and needs no checks but those of
//! the packet's bounds.

use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};
use crate::verify::{SCRATCH_SLOTS, Verified};

/// What a program may look at.
#[derive(Clone, Copy, Debug)]
pub struct Packet<'a> {
    /// The captured bytes.
    pub bytes: &'a [u8],
    /// The length on the wire, which savefiles may give as less than what was captured.
    pub length: u32,
    /// The ancillary words, by their distance from [`ancillary::OFFSET`] divided by 4. Where there
    /// are none, loading one ends the program with 0. Words that depend on more than the packet
    /// (attributes, random numbers) are what the caller puts here.
    pub ancillary: Option<&'a [u32; 16]>,
}

/// Runs a program; answers how many bytes of the packet to keep, 0 for none.
///
/// ```
/// use barecap_core::insn::{Insn, opcode};
/// use barecap_core::verify::verify;
/// use barecap_core::vm::{Packet, run};
///
/// let program = [
///     Insn::stmt(opcode::LDB_ABS, 0),
///     Insn::jump(opcode::JGE_K, 0x45, 0, 1),
///     Insn::stmt(opcode::RET_K, 64),
///     Insn::stmt(opcode::RET_K, 0),
/// ];
/// let verified = verify(&program).unwrap();
/// let packet = |bytes| Packet { bytes, length: 20, ancillary: None };
/// assert_eq!(run(verified, packet(&[0x45])), 64);
/// assert_eq!(run(verified, packet(&[0x44])), 0);
/// assert_eq!(run(verified, packet(&[])), 0);
/// ```
#[must_use]
pub fn run(program: Verified<'_>, packet: Packet<'_>) -> u32 {
    execute(program, packet).unwrap_or(0)
}

/// Runs a program; nothing where a load or a division fails.
fn execute(program: Verified<'_>, packet: Packet<'_>) -> Option<u32> {
    let insns = program.insns();
    let (mut a, mut x) = (0_u32, 0_u32);
    let mut scratch = [0_u32; SCRATCH_SLOTS];
    let mut at = 0;
    loop {
        // The verifier saw to it that the program ends before its instructions do.
        let &Insn { code, jt, jf, k } = insns.get(at)?;
        at += 1;
        let branch = |holds: bool| usize::from(if holds { jt } else { jf });
        match code {
            LD_ABS => a = absolute(packet, k, word)?,
            LDH_ABS => a = absolute(packet, k, half)?,
            LDB_ABS => a = absolute(packet, k, byte)?,
            LD_IND => a = word(packet.bytes, x.checked_add(k)?)?,
            LDH_IND => a = half(packet.bytes, x.checked_add(k)?)?,
            LDB_IND => a = byte(packet.bytes, x.checked_add(k)?)?,
            LD_LEN => a = packet.length,
            LD_IMM => a = k,
            LD_MEM => a = scratch[slot(k)],
            LDX_IMM => x = k,
            LDX_MEM => x = scratch[slot(k)],
            LDX_LEN => x = packet.length,
            LDXB_MSH => x = 4 * (byte(packet.bytes, k)? & 0xf),
            ST => scratch[slot(k)] = a,
            STX => scratch[slot(k)] = x,
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
            AND_K => a &= k,
            AND_X => a &= x,
            XOR_K => a ^= k,
            XOR_X => a ^= x,
            LSH_K => a = a.checked_shl(k).unwrap_or(0),
            LSH_X => a = a.checked_shl(x).unwrap_or(0),
            RSH_K => a = a.checked_shr(k).unwrap_or(0),
            RSH_X => a = a.checked_shr(x).unwrap_or(0),
            NEG => a = a.wrapping_neg(),
            JA => at += k as usize,
            JEQ_K => at += branch(a == k),
            JEQ_X => at += branch(a == x),
            JGT_K => at += branch(a > k),
            JGT_X => at += branch(a > x),
            JGE_K => at += branch(a >= k),
            JGE_X => at += branch(a >= x),
            JSET_K => at += branch(a & k != 0),
            JSET_X => at += branch(a & x != 0),
            TAX => x = a,
            TXA => a = x,
            RET_K => return Some(k),
            RET_A => return Some(a),
            _ => return None,
        }
    }
}

/// The index of a scratch slot, which the verifier has checked.
const fn slot(k: u32) -> usize {
    k as usize % SCRATCH_SLOTS
}

/// A load from a fixed offset: of packet bytes, or of an ancillary word.
fn absolute(packet: Packet<'_>, offset: u32, load: fn(&[u8], u32) -> Option<u32>) -> Option<u32> {
    if offset < ancillary::OFFSET {
        return load(packet.bytes, offset);
    }
    packet.ancillary?.get((offset - ancillary::OFFSET) as usize / 4).copied()
}

fn word(bytes: &[u8], offset: u32) -> Option<u32> {
    let bytes = bytes.get(offset as usize..)?.first_chunk()?;
    Some(u32::from_be_bytes(*bytes))
}

fn half(bytes: &[u8], offset: u32) -> Option<u32> {
    let bytes = bytes.get(offset as usize..)?.first_chunk()?;
    Some(u32::from(u16::from_be_bytes(*bytes)))
}

fn byte(bytes: &[u8], offset: u32) -> Option<u32> {
    bytes.get(offset as usize).map(|&byte| u32::from(byte))
}
