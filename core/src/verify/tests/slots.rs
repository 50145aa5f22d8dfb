//! Which scratch slots are written: by the definition, path by path.

extern crate std;
use std::vec::Vec;

use super::*;

/// The slots that Linux takes to be written before an instruction: by way of each jump to it, and
/// of the one in front of it unless that jumps.
fn written_before(program: &[Insn], at: usize) -> u16 {
    let jumps = |from: usize| match program[from] {
        Insn { code: JA, k, .. } => Some([from + 1 + k as usize; 2]),
        Insn { code, jt, jf, .. } if code & 7 == JA => {
            Some([jt, jf].map(|distance| from + 1 + usize::from(distance)))
        }
        _ => None,
    };
    let comes_from = |from: &usize| match jumps(*from) {
        Some(targets) => targets.contains(&at),
        None => from + 1 == at,
    };
    let behind = |from| {
        let stores = matches!(program[from], Insn { code: ST | STX, .. });
        written_before(program, from) | if stores { 1 << program[from].k } else { 0 }
    };
    let start = if at == 0 { 0 } else { u16::MAX };
    (0..at).filter(comes_from).map(behind).fold(start, |all, slots| all & slots)
}

#[test]
fn slots_are_written_before_they_are_read_on_every_path() {
    let mut seed = 1_u64;
    let mut below = |n: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        ((seed >> 33) % n) as u32
    };
    let mut refused = 0;
    let mut masks = [0x8001; 9];
    for _ in 0..4000 {
        let len = 2 + below(7) as usize;
        let mut program: Vec<_> = (0..len)
            .map(|at| {
                let behind = (len - at) as u64;
                let conditional = [JEQ_K, JEQ_X, JGT_K, JGT_X, JGE_K, JGE_X, JSET_K, JSET_X];
                match below(8) {
                    0 | 1 => {
                        let (jt, jf) = (below(behind) as u8, below(behind) as u8);
                        Insn::jump(conditional[below(8) as usize], 0, jt, jf)
                    }
                    2 => Insn::stmt(JA, below(behind)),
                    3 => KEEP,
                    4 | 5 => Insn::stmt([ST, STX][below(2) as usize], 15 * below(2)),
                    _ => Insn::stmt([LD_MEM, LDX_MEM][below(2) as usize], 15 * below(2)),
                }
            })
            .collect();
        program.push(KEEP);
        let wrong = program.iter().enumerate().find(|(at, insn)| {
            let reads = matches!(insn.code, LD_MEM | LDX_MEM);
            reads && written_before(&program, *at) & 1 << insn.k == 0
        });
        let expected =
            wrong.map(|(at, insn)| Refusal { at: at as u32, rule: Rule::Unwritten(insn.k) });
        assert_eq!(verify(&program).err(), expected, "{program:?}");
        assert_eq!(verify_user(&program, &mut masks).err(), expected, "{program:?}");
        refused += usize::from(expected.is_some());
    }
    assert!((500..3500).contains(&refused), "{refused}");
}
