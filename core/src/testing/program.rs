//! Random programs, and what they mean: an interpreter that goes by the fields of the encoding
//! and by wide arithmetic, as slow and as plain as can be.

extern crate std;

use std::vec::Vec;

use super::Random;
use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};
use crate::vm::Packet;

/// Runs a program, and shows each instruction that it comes to, with A and X; nothing where a load
/// or a division fails.
pub(crate) fn interpret(
    program: &[Insn],
    packet: Packet<'_>,
    visit: &mut dyn FnMut(usize, u32, u32),
) -> Option<u32> {
    const WRAP: u64 = 1 << 32;
    let (mut a, mut x, mut slots) = (0, 0, [0; 16]);
    let mut at = 0;
    loop {
        let Insn { code, jt, jf, k } = program[at];
        visit(at, a as u32, x as u32);
        at += 1;
        let (k, operand) = (u64::from(k), if code & 0x08 == 0 { k.into() } else { x });
        let size = [4, 2, 1][usize::from(code >> 3 & 3) % 3];
        let bytes = |place: u64, size: u64| {
            let inside = place + size <= packet.bytes.len() as u64;
            let number = |sum, at| sum * 256 + u64::from(packet.bytes[at as usize]);
            inside.then(|| (place..place + size).fold(0, number))
        };
        let loaded = || match code & 0xe0 {
            0x20 if k >= ancillary::OFFSET.into() => {
                let word = (k - u64::from(ancillary::OFFSET)) / 4;
                packet.ancillary.map(|words| words[word as usize].into())
            }
            0x20 => bytes(k, size),
            0x40 => bytes(x + k, size),
            0x60 => Some(slots[k as usize]),
            0x80 => Some(packet.length.into()),
            0xa0 => bytes(k, 1).map(|byte| byte % 16 * 4),
            _ => Some(k),
        };
        match code & 0x07 {
            0 => a = loaded()?,
            1 => x = loaded()?,
            2 => slots[k as usize] = a,
            3 => slots[k as usize] = x,
            4 => {
                a = match code & 0xf0 {
                    0x00 => a + operand,
                    0x10 => WRAP + a - operand,
                    0x20 => a * operand,
                    0x30 => a.checked_div(operand)?,
                    0x40 => a | operand,
                    0x50 => a & operand,
                    0x60 => (0..operand.min(32)).fold(a, |a, _| a * 2),
                    0x70 => (0..operand.min(32)).fold(a, |a, _| a / 2),
                    0x80 => WRAP - a,
                    0x90 => a.checked_rem(operand)?,
                    _ => a ^ operand,
                } % WRAP;
            }
            5 => {
                let holds = match code & 0xf0 {
                    0x00 => {
                        at += k as usize;
                        continue;
                    }
                    0x10 => a == operand,
                    0x20 => a > operand,
                    0x30 => a >= operand,
                    _ => a & operand != 0,
                };
                at += usize::from(if holds { jt } else { jf });
            }
            6 => return Some(if code & 0x10 == 0 { k } else { a } as u32),
            _ if code & 0x80 == 0 => x = a,
            _ => a = x,
        }
    }
}

/// A program that keeps most rules: with stores at its start, returns at its end, jumps that meet,
/// and the rows of instructions that compilers make.
pub(crate) fn random_program(random: &mut Random) -> Vec<Insn> {
    const EDGES: &[u32] = &[0, 1, 2, 31, 32, 33, 60, 255, 0xffff, 1 << 31, u32::MAX - 1, u32::MAX];
    const ALU: &[u16] = &[ADD_K, SUB_K, MUL_K, DIV_K, OR_K, AND_K, LSH_K, RSH_K, MOD_K, XOR_K, NEG];
    const MOVES: &[u16] =
        &[TAX, TAX, TXA, LD_IMM, LDX_IMM, LD_LEN, LDX_LEN, ST, STX, LD_MEM, LDX_MEM];
    const LOADS: &[u16] = &[LDB_ABS, LDB_ABS, LDH_ABS, LD_ABS, LDB_IND, LDH_IND, LD_IND, LDXB_MSH];
    let stmt = Insn::stmt;
    // Not all next to each other.
    const SLOTS: [u32; 3] = [0, 15, 1];
    let slots = random.below(4);
    let mut program = std::vec![stmt(random.pick(LOADS), random.below(7)), stmt(TAX, 0)];
    program.truncate(random.pick(&[0, 1, 1, 2, 2, 2]));
    program.extend((0..slots).map(|slot| stmt(random.pick(&[ST, STX]), SLOTS[slot as usize])));
    let len = program.len() + 1 + random.below(16) as usize;
    let ends = 1 + random.below(4) as usize;
    while program.len() < len {
        let behind = len - program.len();
        let small = random.below(5);
        let constant = if random.below(3) == 0 { random.pick(EDGES) } else { small };
        let slot = SLOTS[random.below(slots.max(1)) as usize];
        let source = if random.below(3) == 0 { 8 } else { 0 };
        match random.below(19) {
            0..6 => {
                // Often to an end, so that jumps meet there.
                let mut way = || match random.below(5) {
                    0..2 => 0,
                    2 => random.below(behind.min(3) as u32) as u8,
                    _ => (behind - 1) as u8 + random.below(ends as u32) as u8,
                };
                let (jt, jf) = (way(), way());
                let code = random.pick(&[JEQ_K, JEQ_K, JGT_K, JGE_K, JSET_K]);
                match program.last().copied() {
                    // One of several constants, or an interval.
                    Some(last) if last.code == JEQ_K && last.jt > 0 && random.below(2) == 0 => {
                        program.push(Insn::jump(JEQ_K, constant, last.jt - 1, jf));
                    }
                    Some(last) if last.code & 7 == JA && last.jf > 0 && random.below(2) == 0 => {
                        program.push(Insn::jump(code, constant, last.jf - 1, jf));
                    }
                    _ => program.push(Insn::jump(code | source, constant, jt, jf)),
                }
            }
            6..10 => program.push(stmt(random.pick(LOADS), random.below(7))),
            10 => {
                let word = ancillary::OFFSET + 4 * random.below(16);
                let k = random.pick(&[constant, word]);
                program.push(stmt(random.pick(LOADS), k));
            }
            11 => program.push(match random.pick(ALU) {
                NEG => stmt(NEG, 0),
                code @ (LSH_K | RSH_K) if source == 0 => stmt(code, constant % 32),
                code @ (DIV_K | MOD_K) if source == 0 => stmt(code, constant.max(1)),
                code => stmt(code | source, constant),
            }),
            12 => program.push(stmt(AND_K, random.pick(&[0xff, 0xf0, 31, 7, 6, 1, constant]))),
            13 => program.push(match random.pick(MOVES) {
                code @ (ST | STX | LD_MEM | LDX_MEM) => stmt(code, slot),
                code => stmt(code, constant),
            }),
            14 => program.extend([stmt(TXA, 0), stmt(LSH_K, random.below(4)), stmt(TAX, 0)]),
            15 | 16 if slots > 0 => {
                program.push(stmt(random.pick(&[ST, STX, LD_MEM, LD_MEM, LDX_MEM]), slot));
            }
            17 => {
                // Two loads, of which either may be what is masked then.
                let [first, second] = [(); 2].map(|()| stmt(random.pick(LOADS), random.below(7)));
                let jump = |k, jt| Insn::jump(JEQ_K, k, jt, 0);
                program.extend([first, jump(small, 2), second, jump(small, 0)]);
                program.push(stmt(AND_K, random.pick(&[0xff, 7])));
            }
            _ => {
                let load = stmt(random.pick(&[LDB_IND, LDH_IND, LD_IND]), random.below(6));
                program.extend([stmt(LDXB_MSH, random.pick(&[0, 1, 2, 1 << 16])), load]);
            }
        }
        if random.below(24) == 0 {
            program.push(stmt(JA, random.below(behind.min(3) as u32)));
        }
    }
    for end in 0..ends as u32 {
        program.push(if random.below(2) == 0 { stmt(RET_A, 0) } else { stmt(RET_K, end) });
    }
    // What an instruction does not look at does not matter.
    for insn in program.iter_mut().filter(|insn| insn.code & 7 != JA) {
        if random.below(6) == 0 {
            (insn.jt, insn.jf) = (random.below(3) as u8, 255);
        }
    }
    program
}
