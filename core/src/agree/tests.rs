extern crate std;

use std::boxed::Box;
use std::vec::Vec;

use super::*;
use crate::emit::{Plan, emit};
use crate::insn::Insn;
use crate::listing::Assembly;
use crate::testing::{Memory as GraphMemory, Random, random_graph, random_packets};
use crate::verify::verify;
use crate::vm::run;

/// A random program.
fn program(memory: &mut GraphMemory, random: &mut Random) -> Vec<Insn> {
    let mut graph = memory.graph();
    let size = 1 + random.below(12);
    let root = random_graph(&mut graph, random, size);
    let mut plans = Box::new([Plan::BLANK; 4096]);
    let mut out = heapless::Vec::<_, 4096>::new();
    emit(&graph, root, 96, &mut plans[..], &mut out).unwrap();
    out.to_vec()
}

/// The same program with one instruction a little different.
fn mutated(program: &[Insn], random: &mut Random) -> Vec<Insn> {
    let mut program = program.to_vec();
    let at = random.below(program.len() as u32) as usize;
    let insn = &mut program[at];
    match random.below(4) {
        0 => insn.k = insn.k.wrapping_add(random.pick(&[1, 1, u32::MAX])),
        1 => core::mem::swap(&mut insn.jt, &mut insn.jf),
        2 => insn.k ^= 1 << random.below(8),
        _ => {
            let swaps = [(JEQ_K, JGE_K), (JGE_K, JGT_K), (LDB_ABS, LDH_ABS), (AND_K, OR_K)];
            for (from, to) in swaps {
                if insn.code == from {
                    insn.code = to;
                    break;
                }
            }
        }
    }
    program
}

#[test]
fn answers_are_true() {
    let mut graphs = GraphMemory::new();
    let mut memory = Box::new(Memory::<512>::new());
    let mut random = Random::new(5);
    let (mut agree_count, mut differ_count, mut all) = (0, 0, 0);
    for _ in 0..6000 {
        let a = program(&mut graphs, &mut random);
        let b = mutated(&a, &mut random);
        let (Ok(first), Ok(second)) = (verify(&a), verify(&b)) else { continue };
        let answer = agree(first, second, 20_000, &mut memory);
        all += 1;
        match answer {
            // The virtual machine has confirmed it.
            Agreement::Differ(_) => differ_count += 1,
            Agreement::Undecided => {}
            Agreement::Agree => {
                agree_count += 1;
                random_packets(&mut random, |packet| {
                    let (x, y) = (run(first, packet), run(second, packet));
                    assert_eq!(x, y, "{packet:?}\n{}\n{}", Assembly(&a), Assembly(&b));
                });
            }
        }
    }
    assert!(agree_count > 500 && differ_count > 500, "{agree_count} {differ_count} of {all}");
    std::println!("{agree_count} {differ_count} of {all}");
}

fn agreement(a: &[Insn], b: &[Insn]) -> &'static str {
    let mut memory = Box::new(Memory::<256>::new());
    match agree(verify(a).unwrap(), verify(b).unwrap(), 10_000, &mut memory) {
        Agreement::Agree => "agree",
        Agreement::Differ(_) => "differ",
        Agreement::Undecided => "undecided",
    }
}

#[test]
fn lengths_and_failures_are_part_of_the_answer() {
    let stmt = Insn::stmt;
    let ret = |k| stmt(RET_K, k);
    // A load that nobody looks at is still a test of length.
    assert_eq!(agreement(&[stmt(LDB_ABS, 9), ret(5)], &[ret(5)]), "differ");
    assert_eq!(agreement(&[stmt(LDB_ABS, 9), ret(0)], &[ret(0)]), "agree");
    let wide = [stmt(LD_ABS, 6), stmt(LDB_ABS, 2), ret(5)];
    assert_eq!(agreement(&wide, &[stmt(LDB_ABS, 9), ret(5)]), "agree");
    // The length on the wire says nothing about what was captured.
    let long = [stmt(LD_LEN, 0), Insn::jump(JGE_K, 10, 0, 2), stmt(LDB_ABS, 0), ret(5), ret(0)];
    let unloaded = [stmt(LD_LEN, 0), Insn::jump(JGE_K, 10, 0, 1), ret(5), ret(0)];
    assert_eq!(agreement(&long, &unloaded), "differ");
    // A division by zero rejects.
    let divides = [stmt(LDB_ABS, 0), stmt(TAX, 0), stmt(LD_IMM, 7), stmt(DIV_X, 0), ret(5)];
    let asks = [stmt(LDB_ABS, 0), Insn::jump(JEQ_K, 0, 1, 0), ret(5), ret(0)];
    assert_eq!(agreement(&divides, &asks), "agree");
    // Behind a variable header, what reaches far covers what does not.
    let behind = |k| [stmt(LDXB_MSH, 14), stmt(LDH_IND, k), stmt(LDB_IND, 14), ret(5)];
    assert_eq!(agreement(&behind(16), &behind(20)), "differ");
    let near = [stmt(LDXB_MSH, 14), stmt(LDH_IND, 20), ret(5)];
    assert_eq!(agreement(&behind(20), &near), "agree");
    // Numbers in different clothes.
    let version =
        [stmt(LDB_ABS, 0), stmt(AND_K, 0xf0), Insn::jump(JEQ_K, 0x40, 0, 1), ret(5), ret(0)];
    let shifted = [stmt(LDB_ABS, 0), stmt(RSH_K, 4), Insn::jump(JEQ_K, 4, 0, 1), ret(5), ret(0)];
    let bounds = [
        stmt(LDB_ABS, 0),
        Insn::jump(JGE_K, 0x40, 0, 2),
        Insn::jump(JGE_K, 0x50, 1, 0),
        ret(5),
        ret(0),
    ];
    let distance =
        [stmt(LDB_ABS, 0), stmt(SUB_K, 0x40), Insn::jump(JGT_K, 15, 1, 0), ret(5), ret(0)];
    for other in [&shifted[..], &bounds, &distance] {
        assert_eq!(agreement(&version, other), "agree");
    }
    // An offset that wraps is outside every packet.
    let wraps = [stmt(LDX_IMM, 2), stmt(LDB_IND, u32::MAX), ret(5)];
    assert_eq!(agreement(&wraps, &[ret(0)]), "agree");
    // What is loaded behind a sum has one name, also when it is known later that the sum does not
    // wrap.
    let sum = [
        stmt(LD_LEN, 0),
        stmt(ADD_K, 24),
        stmt(TAX, 0),
        stmt(LD_IND, 8),
        stmt(ST, 0),
        stmt(LDX_LEN, 0),
        stmt(LDB_IND, 0),
        stmt(LD_MEM, 0),
        Insn::jump(JEQ_K, 7, 0, 1),
        ret(5),
        ret(0),
    ];
    assert_eq!(agreement(&sum, &sum), "agree");
    // Too few steps are no answer.
    let mut memory = Box::new(Memory::<256>::new());
    let (a, b) = (verify(&version).unwrap(), verify(&bounds).unwrap());
    assert!(matches!(agree(a, b, 5, &mut memory), Agreement::Undecided));
}
