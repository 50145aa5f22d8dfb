//! Packets that are made to reach far into a program: where a solver is not to be had or does not
//! decide, two programs are compared on these.

use crate::machine::{self, Input};
use crate::random::Random;
use barecap_core::insn::{Insn, opcode};

/// A packet and its length on the wire.
#[derive(Clone, Debug)]
pub struct Made {
    /// The captured bytes.
    pub bytes: Vec<u8>,
    /// The length on the wire.
    pub length: u32,
}

/// A packet for a program: noise, in which constants stand where the program looks for them.
pub fn make(program: &[Insn], random: &mut Random) -> Made {
    let mut bytes: Vec<u8> = (0..random.below(160)).map(|_| random.word() as u8).collect();
    if random.below(2) == 0 {
        bytes.iter_mut().for_each(|byte| *byte &= 0x0f);
    }
    for (at, insn) in program.iter().enumerate() {
        let size = match insn.code {
            opcode::LD_ABS | opcode::LD_IND => 4,
            opcode::LDH_ABS | opcode::LDH_IND => 2,
            opcode::LDB_ABS | opcode::LDB_IND => 1,
            _ => continue,
        };
        // The constants that what is loaded may be compared with stand soon behind the load.
        let tests = program[at..].iter().skip(1).take(12).filter(|test| {
            matches!(test.code, opcode::JEQ_K | opcode::JGT_K | opcode::JGE_K | opcode::JSET_K)
        });
        let constants: Vec<u32> = tests.map(|test| test.k).collect();
        if constants.is_empty() || random.below(3) == 0 {
            continue;
        }
        let constant = constants[random.below(constants.len().min(1 + at % 3))];
        let offset =
            insn.k as usize + [0, 20, 24, 34][random.below(4)] * (insn.code as usize >> 6 & 1);
        if let Some(place) = bytes.get_mut(offset..).and_then(|bytes| bytes.get_mut(..size)) {
            place.copy_from_slice(&constant.to_be_bytes()[4 - size..]);
        }
    }
    let length = match random.below(4) {
        0 => random.below(2000) as u32,
        _ => bytes.len() as u32 + random.below(3) as u32,
    };
    Made { bytes, length }
}

/// A packet that two programs answer differently, if one is found.
#[must_use]
pub fn told_apart(a: &[Insn], b: &[Insn]) -> Option<String> {
    let mut random = Random::new(0);
    (0..500).find_map(|i| {
        let made = make(if i % 2 == 0 { a } else { b }, &mut random);
        let ancillary = std::array::from_fn(|_| random.below(5) as u32);
        differ(a, b, &made, ancillary)
    })
}

fn differ(
    a: &[Insn],
    b: &[Insn],
    Made { bytes, length }: &Made,
    ancillary: [u32; 16],
) -> Option<String> {
    let input = Input { bytes, length: *length, ancillary };
    let answers = [a, b].map(|program| machine::run(program, &input));
    if answers[0] == answers[1] {
        return None;
    }
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Some(format!("{answers:?} for {length} bytes, of which {hex}"))
}
