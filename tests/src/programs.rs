//! Random programs, and random changes to programs.

use crate::random::Random;
use barecap_core::insn::opcode::*;
use barecap_core::insn::{Insn, ancillary};

/// Every opcode.
pub const CODES: &[u16] = &[
    LD_IMM, LD_ABS, LDH_ABS, LDB_ABS, LD_IND, LDH_IND, LDB_IND, LD_MEM, LD_LEN, LDX_IMM, LDX_MEM,
    LDX_LEN, LDXB_MSH, ST, STX, ADD_K, ADD_X, SUB_K, SUB_X, MUL_K, MUL_X, DIV_K, DIV_X, OR_K, OR_X,
    AND_K, AND_X, LSH_K, LSH_X, RSH_K, RSH_X, NEG, MOD_K, MOD_X, XOR_K, XOR_X, JA, JEQ_K, JEQ_X,
    JGT_K, JGT_X, JGE_K, JGE_X, JSET_K, JSET_X, RET_K, RET_A, TAX, TXA,
];

/// An instruction that `behind` others follow; often one that breaks a rule.
pub fn insn(random: &mut Random, behind: usize) -> Insn {
    // Stores, loads, jumps and returns make the interesting programs.
    let code = match random.below(8) {
        0 => [ST, STX][random.below(2)],
        1 => [LD_MEM, LDX_MEM][random.below(2)],
        2 => [JA, RET_K, RET_A][random.below(3)],
        3 => [JEQ_K, JGT_X][random.below(2)],
        _ if random.below(200) == 0 => random.word() as u16,
        _ => CODES[random.below(CODES.len())],
    };
    let reach = behind.clamp(1, 255);
    let mut jump =
        || if random.below(60) == 0 { random.word() as u8 } else { random.below(reach) as u8 };
    let (jt, jf) = (jump(), jump());
    let k = match code {
        _ if random.below(60) == 0 => random.word() as u32,
        ST | STX | LD_MEM | LDX_MEM => random.below(3) as u32,
        JA => random.below(reach) as u32,
        LD_ABS | LDH_ABS | LDB_ABS if random.below(8) == 0 => {
            ancillary::OFFSET + random.below(64) as u32 / 4 * 4
        }
        _ => 1 + random.below(31) as u32,
    };
    Insn { code, jt, jf, k }
}

/// A program.
pub fn program(random: &mut Random, program: &mut Vec<Insn>) {
    let len = 1 + random.below(20);
    program.clear();
    // Often with some slots stored at the start.
    for slot in 0..random.below(4) {
        program.push(Insn::stmt(ST, slot as u32));
    }
    for at in 0..len {
        program.push(insn(random, len - at));
    }
    program.push(Insn::stmt([RET_K, RET_A][random.below(2)], 1));
}

/// Changes a program at one place.
pub fn mutate(random: &mut Random, program: &mut Vec<Insn>) {
    let at = random.below(program.len());
    match random.below(4) {
        0 => program[at] = insn(random, program.len() - at - 1),
        1 => program.insert(at, insn(random, program.len() - at)),
        2 => drop(program.remove(at)),
        _ => {
            let other = random.below(program.len());
            program.swap(at, other);
        }
    }
}

/// A program that follows the rules, and shows what it computed in the low byte of what it returns.
pub fn calculation(random: &mut Random, program: &mut Vec<Insn>) {
    const LOADS: &[u16] = &[LD_ABS, LDH_ABS, LDB_ABS, LD_IND, LDH_IND, LDB_IND, LDXB_MSH];
    const JUMPS: &[u16] = &[JEQ_K, JGT_K, JGE_K, JSET_K, JEQ_X, JGT_X, JGE_X, JSET_X];
    const EDGES: &[u32] = &[0, 1, 2, 31, 32, 33, 0xff, 0xffff, 1 << 31, u32::MAX - 1, u32::MAX];
    let len = 2 + random.below(24);
    program.clear();
    program.extend((0..3).map(|slot| Insn::stmt([ST, STX][slot % 2], slot as u32)));
    for at in 0..len {
        let code = match random.below(8) {
            0..=2 => LOADS[random.below(LOADS.len())],
            3..=4 => JUMPS[random.below(JUMPS.len())],
            5 if random.below(4) == 0 => RET_A,
            _ => CODES[random.below(CODES.len())],
        };
        let behind = len - at;
        let constant = if random.below(3) == 0 {
            EDGES[random.below(EDGES.len())]
        } else {
            random.below(9) as u32
        };
        let k = match code {
            ST | STX | LD_MEM | LDX_MEM => random.below(3) as u32,
            JA => random.below(behind.min(3)) as u32,
            LSH_K | RSH_K => random.below(32) as u32,
            DIV_K | MOD_K => constant.max(1),
            LD_IND | LDH_IND | LDB_IND if random.below(12) == 0 => constant.wrapping_neg(),
            LD_ABS | LDH_ABS | LDB_ABS | LD_IND | LDH_IND | LDB_IND | LDXB_MSH => {
                random.below(24) as u32
            }
            AND_K if random.below(2) == 0 => 0xff >> random.below(8),
            RET_K => 1 + random.below(100) as u32,
            _ => constant,
        };
        let mut jump = || random.below(behind.min(4)) as u8;
        let (jt, jf) = (jump(), jump());
        program.push(Insn { code, jt, jf, k });
    }
    program.push(Insn::stmt(AND_K, 0xff));
    program.push(Insn::stmt(RET_A, 0));
}
