//! The virtual machine: runs a verified program on a packet.
//!
//! The meaning is that of libpcap's interpreter (`bpf_filter`): A, X and the scratch slots begin
//! as 0; a load that is not wholly inside the captured bytes, and a division by 0, end the
//! program with 0; a shift by 32 or more gives 0; an offset X + k that wraps past 2^32 is outside
//! every packet. Loads and arithmetic are unsigned, 32 bits wide and big-endian.
//!
//! Only a [`Verified`] program runs, which is why the loop ends and needs no checks but those of
//! the packet's bounds.
//!
//! [`run`] goes by the instructions as they are, and needs no memory. [`Decoded`] does the same in
//! less than half the time, once the program has been decoded. [`run_as_kernel`] answers what
//! Linux would, where that is something else.

mod decode;
mod decoded;

use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};
use crate::verify::{SCRATCH_SLOTS, Verified, arithmetic};

pub use decoded::{Decoded, Op};

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

impl<'a> Packet<'a> {
    /// A packet that was captured whole, without ancillary words.
    #[must_use]
    pub const fn whole(bytes: &'a [u8]) -> Self {
        // Nothing that has a length of 32 bits on the wire is longer.
        Self { bytes, length: bytes.len() as u32, ancillary: None }
    }
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
    decide(program, packet).unwrap_or(0)
}

/// Runs a program like [`run`]; nothing where it ends before it has decided, as a load is beyond the
/// captured bytes or a number is divided by zero. That counts as 0; but of a packet that was captured in
/// part for lack of room, it is not known what it would be.
///
/// ```
/// use barecap_core::insn::{Insn, opcode};
/// use barecap_core::verify::verify;
/// use barecap_core::vm::{Packet, decide};
///
/// let program = [Insn::stmt(opcode::LDB_ABS, 9), Insn::stmt(opcode::RET_A, 0)];
/// let verified = verify(&program).unwrap();
/// assert_eq!(decide(verified, Packet::whole(&[0; 10])), Some(0));
/// assert_eq!(decide(verified, Packet::whole(&[0; 9])), None);
/// ```
#[must_use]
pub fn decide(program: Verified<'_>, packet: Packet<'_>) -> Option<u32> {
    execute(program, packet, None)
}

/// What the kernel knows of a packet, to which offsets near 2^32 lead in it (`linux/filter.h`).
#[derive(Clone, Copy, Debug)]
pub struct Headers {
    /// Where the link header begins (`SKF_LL_OFF`), if there is one.
    pub link: Option<u32>,
    /// Where the network header begins (`SKF_NET_OFF`).
    pub network: u32,
}

/// Runs a program as Linux does: shifts by X take X modulo 32, and offsets are numbers with a sign,
/// of which those from -2^20 on count from the network header, and those from -2^21 on from the
/// link header.
#[must_use]
pub fn run_as_kernel(program: Verified<'_>, packet: Packet<'_>, headers: Headers) -> u32 {
    execute(program, packet, Some(headers)).unwrap_or(0)
}

/// Runs a program; nothing where a load or a division fails.
#[inline(always)]
fn execute(program: Verified<'_>, packet: Packet<'_>, kernel: Option<Headers>) -> Option<u32> {
    let insns = program.insns();
    let (mut a, mut x) = (0_u32, 0_u32);
    let mut scratch = [0_u32; SCRATCH_SLOTS];
    let mut at = 0;
    let place = |offset: u64| match kernel {
        None => u32::try_from(offset).ok(),
        Some(headers) => headers.place(offset as u32),
    };
    loop {
        // The verifier saw to it that the program ends before its instructions do.
        let &Insn { code, jt, jf, k } = insns.get(at)?;
        at += 1;
        let branch = |holds: bool| usize::from(if holds { jt } else { jf });
        let index = |x| place(u64::from(k) + u64::from(x));
        match code {
            LD_ABS | LDH_ABS | LDB_ABS if k >= ancillary::OFFSET => {
                a = ancillary_word(packet, k)?;
            }
            LD_ABS => a = word(packet.bytes, index(0)?)?,
            LDH_ABS => a = half(packet.bytes, index(0)?)?,
            LDB_ABS => a = byte(packet.bytes, index(0)?)?,
            LD_IND => a = word(packet.bytes, index(x)?)?,
            LDH_IND => a = half(packet.bytes, index(x)?)?,
            LDB_IND => a = byte(packet.bytes, index(x)?)?,
            LD_LEN => a = packet.length,
            LD_IMM => a = k,
            LD_MEM => a = scratch[slot(k)],
            LDX_IMM => x = k,
            LDX_MEM => x = scratch[slot(k)],
            LDX_LEN => x = packet.length,
            LDXB_MSH => x = 4 * (byte(packet.bytes, index(0)?)? & 0xf),
            ST => scratch[slot(k)] = a,
            STX => scratch[slot(k)] = x,
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
            LSH_X | RSH_X if kernel.is_some() => a = arithmetic(code, a, x % 32)?,
            _ => a = arithmetic(code, a, if code & 8 == 0 { k } else { x })?,
        }
    }
}

impl Headers {
    /// The place in the packet that an offset means to the kernel.
    fn place(self, offset: u32) -> Option<u32> {
        const NETWORK: u32 = 0xfff0_0000;
        const LINK: u32 = 0xffe0_0000;
        match offset {
            NETWORK.. => (offset - NETWORK).checked_add(self.network),
            LINK.. => (offset - LINK).checked_add(self.link?),
            0x8000_0000.. => None,
            _ => Some(offset),
        }
    }
}

/// The index of a scratch slot, which the verifier has checked.
const fn slot(k: u32) -> usize {
    k as usize % SCRATCH_SLOTS
}

/// The ancillary word that an absolute load from an offset gives.
fn ancillary_word(packet: Packet<'_>, offset: u32) -> Option<u32> {
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

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec;

    use super::*;
    use crate::listing::Assembly;
    use crate::verify::verify;

    const WORDS: [u32; 16] = [0x800, 4, 2, 0, 0, 7, 0, 1, 0, 0, 0, 100, 1, 0, 0, 0x8100];
    const BYTES: &[u8] = &[0x45, 0x00, 0xff, 0x80, 0x01, 0x02, 0x03];

    /// What a program that ends in `ret a` behind these instructions answers.
    fn result(insns: &[Insn]) -> u32 {
        let mut program = vec![];
        program.extend_from_slice(insns);
        program.push(Insn::stmt(RET_A, 0));
        let verified =
            verify(&program).unwrap_or_else(|refusal| panic!("{refusal}\n{}", Assembly(&program)));
        let packet = Packet { bytes: BYTES, length: 1500, ancillary: Some(&WORDS) };
        let answer = run(verified, packet);
        let mut memory = vec![Op::BLANK; program.len()];
        let decoded = Decoded::new(verified, &mut memory).unwrap();
        assert_eq!(decoded.run(packet), answer, "{}", Assembly(&program));
        answer
    }

    #[test]
    fn loads() {
        let table: &[(u16, u32, u32)] = &[
            (LDB_ABS, 0, 0x45),
            (LDH_ABS, 2, 0xff80),
            (LD_ABS, 3, 0x8001_0203),
            // The last place where each fits, and the first where it does not.
            (LDB_ABS, 6, 0x03),
            (LDB_ABS, 7, 0),
            (LDH_ABS, 5, 0x0203),
            (LDH_ABS, 6, 0),
            (LD_ABS, 4, 0),
            (LDB_ABS, 0x7fff_ffff, 0),
            (LDB_ABS, 0xffff_efff, 0),
            (LDH_ABS, ancillary::OFFSET + ancillary::PROTOCOL, 0x800),
            (LDB_ABS, ancillary::OFFSET + ancillary::VLAN_TAG_PRESENT, 1),
            (LD_ABS, ancillary::OFFSET + 60, 0x8100),
            (LD_LEN, 0, 1500),
            (LD_IMM, u32::MAX, u32::MAX),
        ];
        for &(code, k, expected) in table {
            assert_eq!(result(&[Insn::stmt(code, k)]), expected, "{code:#x} {k:#x}");
        }
    }

    #[test]
    fn loads_from_variable_offsets() {
        let table: &[(u16, u32, u32, u32)] = &[
            (LDB_IND, 2, 0, 0xff),
            (LDH_IND, 1, 1, 0xff80),
            (LD_IND, 3, 0, 0x8001_0203),
            (LD_IND, 4, 0, 0),
            // A sum that wraps is outside, though 3 - 2 is inside.
            (LDB_IND, 3, u32::MAX - 1, 0),
            (LDB_IND, u32::MAX, 1, 0),
            (LDB_IND, 0, ancillary::OFFSET, 0),
        ];
        for &(code, x, k, expected) in table {
            let insns = [Insn::stmt(LDX_IMM, x), Insn::stmt(LD_IMM, 9), Insn::stmt(code, k)];
            assert_eq!(result(&insns), expected, "{code:#x} {x:#x} {k:#x}");
        }
    }

    #[test]
    fn header_lengths_leave_a_alone() {
        let of =
            |k| result(&[Insn::stmt(LD_IMM, 1), Insn::stmt(LDXB_MSH, k), Insn::stmt(ADD_X, 0)]);
        assert_eq!(of(0), 21);
        assert_eq!(of(2), 61);
        assert_eq!(of(7), 0);
    }

    #[test]
    fn arithmetic() {
        // Constant form, form with X, A, operand, result.
        let table: &[(u16, u16, u32, u32, u32)] = &[
            (ADD_K, ADD_X, u32::MAX, 2, 1),
            (SUB_K, SUB_X, 1, 2, u32::MAX),
            (MUL_K, MUL_X, 0x8000_0001, 2, 2),
            (DIV_K, DIV_X, u32::MAX, 2, 0x7fff_ffff),
            (MOD_K, MOD_X, u32::MAX, 16, 15),
            (OR_K, OR_X, 0xf0, 0x0f, 0xff),
            (AND_K, AND_X, 0xff, 0x3c, 0x3c),
            (XOR_K, XOR_X, 0xff, 0x0f, 0xf0),
            (LSH_K, LSH_X, 1, 31, 0x8000_0000),
            (RSH_K, RSH_X, 0x8000_0000, 31, 1),
        ];
        for &(by_k, by_x, a, operand, expected) in table {
            let load = Insn::stmt(LD_IMM, a);
            assert_eq!(result(&[load, Insn::stmt(by_k, operand)]), expected, "{by_k:#x}");
            let insns = [load, Insn::stmt(LDX_IMM, operand), Insn::stmt(by_x, 0)];
            assert_eq!(result(&insns), expected, "{by_x:#x}");
        }
        assert_eq!(result(&[Insn::stmt(LD_IMM, 1), Insn::stmt(NEG, 0)]), u32::MAX);
    }

    #[test]
    fn shifts_beyond_31_give_0_and_divisions_by_0_end() {
        for code in [LSH_X, RSH_X] {
            for by in [32, 33, u32::MAX] {
                let insns = [
                    Insn::stmt(LD_IMM, 77),
                    Insn::stmt(LDX_IMM, by),
                    Insn::stmt(code, 0),
                    Insn::stmt(ADD_K, 1),
                ];
                assert_eq!(result(&insns), 1);
            }
        }
        for code in [DIV_X, MOD_X] {
            let insns = [Insn::stmt(LD_IMM, 77), Insn::stmt(code, 0), Insn::stmt(ADD_K, 1)];
            assert_eq!(result(&insns), 0);
        }
    }

    #[test]
    fn registers_and_scratch_slots() {
        let insns = [
            Insn::stmt(ADD_K, 5),
            Insn::stmt(TAX, 0),
            Insn::stmt(STX, 15),
            Insn::stmt(LDX_LEN, 0),
            Insn::stmt(LD_MEM, 15),
            Insn::stmt(ADD_X, 0),
            Insn::stmt(ST, 0),
            Insn::stmt(LDX_MEM, 0),
            Insn::stmt(LD_IMM, 0),
            Insn::stmt(TXA, 0),
        ];
        assert_eq!(result(&insns), 1505);
    }

    #[test]
    fn jumps() {
        // Code, A, operand, whether it holds.
        let table: &[(u16, u16, u32, u32, bool)] = &[
            (JEQ_K, JEQ_X, 5, 5, true),
            (JEQ_K, JEQ_X, 5, 4, false),
            (JGT_K, JGT_X, 0x8000_0000, 0x7fff_ffff, true),
            (JGT_K, JGT_X, 5, 5, false),
            (JGE_K, JGE_X, 5, 5, true),
            (JGE_K, JGE_X, 5, u32::MAX, false),
            (JSET_K, JSET_X, 6, 2, true),
            (JSET_K, JSET_X, 6, 9, false),
        ];
        for &(by_k, by_x, a, operand, holds) in table {
            for code in [by_k, by_x] {
                let insns = [
                    Insn::stmt(LD_IMM, a),
                    Insn::stmt(LDX_IMM, operand),
                    Insn::jump(code, operand, 1, 3),
                    Insn::stmt(RET_K, 0),
                    Insn::stmt(JA, 2),
                    Insn::stmt(RET_K, 0),
                    Insn::stmt(RET_K, 100),
                    Insn::stmt(LD_IMM, 200),
                ];
                assert_eq!(
                    result(&insns),
                    if holds { 200 } else { 100 },
                    "{code:#x} {a} {operand}"
                );
            }
        }
    }

    #[test]
    fn without_ancillary_words_loading_one_ends() {
        let program = [Insn::stmt(LD_ABS, ancillary::OFFSET), Insn::stmt(RET_K, 1)];
        let verified = verify(&program).unwrap();
        let packet = Packet { bytes: BYTES, length: 7, ancillary: None };
        assert_eq!(run(verified, packet), 0);
    }

    #[test]
    fn the_kernel_has_headers_beyond_every_packet_and_shifts_by_less_than_32() {
        let headers = Headers { link: Some(1), network: 3 };
        let none = Headers { link: None, ..headers };
        // X, an instruction, what a program with it returns for what A is before, 1.
        let table: &[(u32, u16, u32, Headers, u32)] = &[
            (33, LSH_X, 0, headers, 2),
            (32, RSH_X, 0, headers, 1),
            (31, LSH_X, 0, headers, 0x8000_0000),
            (0, LDB_ABS, 2, headers, 0xff),
            (0, LDB_ABS, 0xfff0_0000, headers, 0x80),
            (0, LDB_ABS, 0xfff0_0003, headers, 0x03),
            (0, LDB_ABS, 0xfff0_0004, headers, 0),
            (0, LDB_ABS, 0xffef_ffff, headers, 0),
            (0, LDB_ABS, 0xffe0_0001, headers, 0xff),
            (0, LDB_ABS, 0xffe0_0001, none, 0),
            (0, LDB_ABS, 0xffdf_ffff, headers, 0),
            (0, LDB_ABS, 0x8000_0000, headers, 0),
            (5, LDB_IND, 0xfff0_0000 - 6, headers, 0),
            (5, LDB_IND, 0xfff0_0000 - 5, headers, 0x80),
            (5, LDB_IND, u32::MAX - 1, headers, 0x80),
        ];
        for &(x, code, k, headers, expected) in table {
            let program = [
                Insn::stmt(LD_IMM, 1),
                Insn::stmt(LDX_IMM, x),
                Insn::stmt(code, k),
                Insn::stmt(RET_A, 0),
            ];
            let packet = Packet { bytes: BYTES, length: 7, ancillary: None };
            let answer = run_as_kernel(verify(&program).unwrap(), packet, headers);
            assert_eq!(answer, expected, "{x:#x} {code:#x} {k:#x}");
        }
    }

    #[test]
    fn each_of_many_constants_is_returned() {
        // Each by a jump to it, of which not all have a place of their own.
        let mut program = vec![Insn::stmt(LDB_ABS, 0)];
        for value in 0..40 {
            program.extend([Insn::jump(JEQ_K, value, 0, 1), Insn::stmt(RET_K, 100 + value)]);
        }
        program.push(Insn::stmt(RET_K, 0));
        let verified = verify(&program).unwrap();
        let mut memory = vec![Op::BLANK; program.len()];
        let decoded = Decoded::new(verified, &mut memory).unwrap();
        for byte in 0..40 {
            let packet = Packet { bytes: &[byte], length: 1, ancillary: None };
            assert_eq!(decoded.run(packet), 100 + u32::from(byte));
        }
    }

    #[test]
    #[cfg(feature = "language")]
    fn every_machine_gives_the_answer_that_the_encoding_means() {
        use crate::testing::{Random, interpret, random_packets, random_program};
        let mut random = Random::new(1);
        let (mut accepted, mut kept) = (0, 0);
        for _ in 0..4000 {
            let program = random_program(&mut random);
            let Ok(verified) = verify(&program) else { continue };
            accepted += 1;
            let mut memory = vec![Op::BLANK; program.len()];
            // Of what was decoded there before, nothing counts.
            memory.fill(Op { kind: 0xff, k: 1, yes: 1, ..Op::BLANK });
            let decoded = Decoded::new(verified, &mut memory).unwrap();
            let roomy = vec![Op::BLANK; program.len() + random.below(4) as usize];
            let owned = Decoded::owned(verified, roomy).unwrap();
            let no_words = random.below(4) == 0;
            random_packets(&mut random, |packet| {
                let ancillary = packet.ancillary.filter(|_| !no_words);
                let packet = Packet { ancillary, ..packet };
                let answer = interpret(&program, packet, &mut |_, _, _| {}).unwrap_or(0);
                assert_eq!(run(verified, packet), answer, "{packet:?}\n{}", Assembly(&program));
                assert_eq!(decoded.run(packet), answer, "{packet:?}\n{}", Assembly(&program));
                assert_eq!(owned.run(packet), answer, "{packet:?}\n{}", Assembly(&program));
                kept += u32::from(answer > 0);
            });
        }
        assert!(accepted > 2000 && kept > accepted * 5, "{accepted} {kept}");
    }

    #[test]
    fn long_programs_are_decoded_up_to_their_limit() {
        use crate::verify::verify_user;
        let packet = Packet { bytes: BYTES, length: 7, ancillary: None };
        for len in [Decoded::MAX_LEN, Decoded::MAX_LEN + 1] {
            // Far jumps to different returns, of which there are more than places for them.
            let mut program = vec![Insn::stmt(RET_K, 0); len];
            for (at, insn) in program.iter_mut().enumerate() {
                insn.k = at as u32 % 100;
            }
            program[0] = Insn::stmt(LDB_ABS, 3);
            program[1] = Insn::jump(JEQ_K, 0x80, 0, 200);
            program[2] = Insn::stmt(JA, len as u32 - 8);
            let verified = verify_user(&program, &mut []).unwrap();
            let mut memory = vec![Op::BLANK; len];
            match Decoded::new(verified, &mut memory) {
                Some(decoded) => {
                    assert_eq!(len, Decoded::MAX_LEN);
                    assert_eq!(decoded.run(packet), run(verified, packet));
                    assert_eq!(decoded.run(packet), (len as u32 - 5) % 100);
                }
                None => assert_eq!(len, Decoded::MAX_LEN + 1),
            }
            assert!(Decoded::new(verified, &mut memory[1..]).is_none());
            assert!(Decoded::owned(verified, &mut memory[1..]).is_none());
            // Of more, some would stand where constants do.
            let most = |len| Decoded::owned(verified, vec![Op::BLANK; len]).is_some();
            assert!(
                !most(Decoded::MAX_LEN + 1) && most(Decoded::MAX_LEN) == (len == Decoded::MAX_LEN)
            );
        }
    }
}
