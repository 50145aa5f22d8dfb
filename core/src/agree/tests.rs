extern crate std;

mod values;

use std::boxed::Box;
use std::sync::Mutex;
use std::vec::Vec;

use super::*;
use crate::emit::{Plan, emit};
use crate::insn::Insn;
use crate::listing::Assembly;
use crate::testing::{Memory as GraphMemory, Random, random_graph, random_packets, random_program};
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

/// How many pairs of programs there were, and what was found of them.
struct Tally {
    memory: Box<Memory<256>>,
    agree: u32,
    differ: u32,
    all: u32,
}

impl Tally {
    fn new() -> Self {
        Self { memory: Box::new(Memory::new()), agree: 0, differ: 0, all: 0 }
    }

    /// Asks about a pair, if both are programs; what agrees has to on random packets.
    fn ask(&mut self, a: &[Insn], b: &[Insn], steps: u32, random: &mut Random) {
        let (Ok(first), Ok(second)) = (verify(a), verify(b)) else { return };
        self.all += 1;
        match agree(first, second, steps, &mut *self.memory) {
            // The virtual machine has confirmed it.
            Agreement::Differ(_) => self.differ += 1,
            Agreement::Undecided => {}
            Agreement::Agree => {
                self.agree += 1;
                random_packets(random, |packet| {
                    let (x, y) = (run(first, packet), run(second, packet));
                    assert_eq!(x, y, "{packet:?}\n{}\n{}", Assembly(a), Assembly(b));
                });
            }
        }
    }
}

#[test]
fn answers_are_true() {
    let mut graphs = GraphMemory::new();
    let mut random = Random::new(5);
    let mut tally = Tally::new();
    for _ in 0..6000 {
        let a = program(&mut graphs, &mut random);
        let b = mutated(&a, &mut random);
        tally.ask(&a, &b, 20_000, &mut random);
    }
    let Tally { agree, differ, all, .. } = tally;
    assert!(agree > 500 && differ > 500, "{agree} {differ} of {all}");
}

/// A program that says the same in other words.
fn reworded(program: &[Insn], random: &mut Random) -> Vec<Insn> {
    let mut program = program.to_vec();
    for insn in &mut program {
        let Insn { code, jt, jf, k } = *insn;
        let power = k.is_power_of_two().then_some(k.trailing_zeros());
        let (code, k) = match (code, power) {
            _ if random.below(3) == 0 => continue,
            (JGT_K, _) if k < u32::MAX => (JGE_K, k + 1),
            (JGE_K, _) if k > 0 => (JGT_K, k - 1),
            (JEQ_K, _) if k == 0 => {
                (insn.jt, insn.jf) = (jf, jt);
                (JSET_K, u32::MAX)
            }
            (ADD_K, _) => (SUB_K, k.wrapping_neg()),
            (SUB_K, _) => (ADD_K, k.wrapping_neg()),
            (MUL_K, Some(bit)) => (LSH_K, bit),
            (LSH_K, _) => (MUL_K, 1 << k),
            (DIV_K, Some(bit)) => (RSH_K, bit),
            (RSH_K, _) => (DIV_K, 1 << k),
            (MOD_K, Some(_)) => (AND_K, k - 1),
            (XOR_K, _) if k == 0 => (OR_K, 0),
            (NEG, _) => (MUL_K, u32::MAX),
            _ => (code, k),
        };
        (insn.code, insn.k) = (code, k);
    }
    program
}

#[test]
fn answers_are_true_of_programs_in_other_words() {
    let mut random = Random::new(8);
    let mut tally = Tally::new();
    for round in 0..6000 {
        let a = random_program(&mut random);
        let mut b = reworded(&a, &mut random);
        for _ in 0..round % 4 * 2 {
            b = mutated(&b, &mut random);
        }
        tally.ask(&a, &b, 5_000, &mut random);
    }
    let Tally { agree, differ, all, .. } = tally;
    assert!(agree > 3000 && differ > 300, "{agree} {differ} of {all}");
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

#[test]
fn values_tell_about_one_another() {
    let stmt = Insn::stmt;
    let jump = Insn::jump;
    let ret = |k| stmt(RET_K, k);
    // A word and its halves.
    let word = [stmt(LD_ABS, 26), jump(JEQ_K, 0x0a00_0001, 0, 1), ret(5), ret(0)];
    let halves = [
        stmt(LDH_ABS, 28),
        jump(JEQ_K, 1, 0, 4),
        stmt(LD_ABS, 26),
        stmt(RSH_K, 16),
        jump(JEQ_K, 0x0a00, 0, 1),
        ret(5),
        ret(0),
    ];
    assert_eq!(agreement(&word, &halves), "agree");
    // Some bits are more than 2, and zero.
    let bits = |second| {
        [
            stmt(LDB_ABS, 0),
            stmt(AND_K, 0x33),
            jump(JGT_K, 2, 0, 4),
            stmt(LDB_ABS, 0),
            stmt(AND_K, 0x33),
            jump(JEQ_K, second, 0, 1),
            ret(5),
            ret(0),
        ]
    };
    assert_eq!(agreement(&bits(0), &[ret(0)]), "agree");
    assert_eq!(agreement(&bits(3), &[ret(0)]), "differ");
    // All bits under a mask are the greatest number under it.
    let masked = [stmt(LDB_ABS, 0), stmt(AND_K, 3), jump(JEQ_K, 3, 0, 1), ret(5), ret(0)];
    let both = [stmt(LDB_ABS, 0), jump(JSET_K, 1, 0, 2), jump(JSET_K, 2, 0, 1), ret(5), ret(0)];
    assert_eq!(agreement(&masked, &both), "agree");
    // What is as great as a byte is no greater than 255, and what is greater than one not zero.
    let compared = |code, most, least| {
        [
            stmt(LDB_ABS, 0),
            stmt(TAX, 0),
            stmt(LD_LEN, 0),
            jump(code, 0, 0, 3),
            jump(JGT_K, most, 1, 0),
            jump(JGE_K, least, 1, 0),
            ret(5),
            ret(0),
        ]
    };
    let (equal, greater) = (JEQ_K | SOURCE_X, JGT_K | SOURCE_X);
    assert_eq!(agreement(&compared(equal, 255, 0), &[ret(0)]), "agree");
    assert_eq!(agreement(&compared(equal, 254, 0), &[ret(0)]), "differ");
    assert_eq!(agreement(&compared(greater, u32::MAX, 1), &[ret(0)]), "agree");
    assert_eq!(agreement(&compared(greater, u32::MAX, 2), &[ret(0)]), "differ");
    // No less is not less the other way round.
    let ordered = |left, right, code, jt, jf| {
        [
            stmt(LDB_ABS, right),
            stmt(TAX, 0),
            stmt(LDB_ABS, left),
            jump(code, 0, jt, jf),
            ret(5),
            ret(0),
        ]
    };
    let no_less = ordered(1, 0, JGE_K | SOURCE_X, 0, 1);
    assert_eq!(agreement(&no_less, &ordered(0, 1, greater, 1, 0)), "agree");
    assert_eq!(agreement(&no_less, &ordered(0, 1, greater, 0, 1)), "differ");
    // A sum that may wrap is not one that does not; where its first part is an offset in the packet,
    // it does not.
    let start = [stmt(LD_ABS, 0), stmt(TAX, 0)];
    let sum = [stmt(TXA, 0), stmt(ADD_K, 24), stmt(TAX, 0), stmt(LDB_IND, 2), ret(5)];
    let far = [&start[..], &[stmt(LDB_IND, 26), ret(5)]].concat();
    assert_eq!(agreement(&[&start[..], &sum].concat(), &far), "differ");
    let loaded = [&start[..], &[stmt(LDB_IND, 0)], &sum].concat();
    assert_eq!(agreement(&loaded, &far), "agree");
}

#[test]
fn paths_that_come_together_are_walked_once() {
    let mut program = Vec::new();
    for at in 0..40 {
        let test = [Insn::stmt(LDB_ABS, at), Insn::jump(JSET_K, 1, 1, 0), Insn::stmt(LD_IMM, 0)];
        program.extend(test);
    }
    let last = [Insn::stmt(LDB_ABS, 3), Insn::jump(JEQ_K, 1, 0, 1)];
    program.extend(last.into_iter().chain([5, 0].map(|k| Insn::stmt(RET_K, k))));
    assert_eq!(agreement(&program, &program), "agree");
    let mut other = program.clone();
    other[3 * 40 + 1].k = 2;
    assert_eq!(agreement(&program, &other), "differ");
    // Where they come together with different registers, what looks at these is walked again.
    let stmt = Insn::stmt;
    let by_x = |code| code | SOURCE_X;
    for (code, other, compare) in [
        (LD_IMM, LDX_IMM, JEQ_K),
        (LD_IMM, LDX_IMM, by_x(JEQ_K)),
        (LDX_IMM, LD_IMM, by_x(JEQ_K)),
        (LDX_IMM, LD_IMM, by_x(JSET_K)),
    ] {
        let program = |first, second| {
            [
                stmt(LDB_ABS, 0),
                Insn::jump(JSET_K, 1, 0, 2),
                stmt(code, first),
                stmt(JA, 1),
                stmt(code, second),
                stmt(other, 2),
                Insn::jump(compare, 2, 0, 1),
                stmt(RET_K, 5),
                stmt(RET_K, 0),
            ]
        };
        assert_eq!(agreement(&program(1, 2), &program(1, 2)), "agree");
        assert_eq!(agreement(&program(1, 2), &program(1, 1)), "differ");
        assert_eq!(agreement(&program(2, 1), &program(1, 1)), "differ");
    }
}

#[test]
fn what_is_read_later_tells_places_apart() {
    let stmt = Insn::stmt;
    let jump = Insn::jump;
    // Two paths come together with different scratch memory, which is read behind what is given.
    let joined = |first, second, between: &[Insn]| {
        let start = [
            stmt(LDB_ABS, 0),
            jump(JSET_K, 1, 0, 2),
            stmt(LD_IMM, first),
            stmt(JA, 1),
            stmt(LD_IMM, second),
            stmt(ST, 0),
            stmt(LDB_ABS, 1),
        ];
        let end = [stmt(LD_MEM, 0), jump(JEQ_K, 2, 0, 1), stmt(RET_K, 5), stmt(RET_K, 0)];
        [&start[..], between, &end].concat()
    };
    let skipped = stmt(RET_K, 7);
    let ways = [
        [jump(JSET_K, 1, 1, 0), skipped, jump(JSET_K, 2, 0, 0)],
        [jump(JSET_K, 1, 0, 1), skipped, jump(JSET_K, 2, 0, 0)],
        [jump(JSET_K, 1, 0, 0), stmt(JA, 1), skipped],
    ];
    // The paths are walked one after another: either may be the one that differs.
    for (first, second) in [(1, 2), (2, 1)] {
        for between in &ways {
            let (two, one) = (joined(first, second, between), joined(1, 1, between));
            assert_eq!(agreement(&two, &two), "agree");
            assert_eq!(agreement(&two, &one), "differ");
            assert_eq!(agreement(&one, &two), "differ");
            // Also where there is no room for what is read where.
            let mut memory = Box::new(Memory::<24>::new());
            let (two, one) = (verify(&two).unwrap(), verify(&one).unwrap());
            assert!(matches!(agree(two, one, 10_000, &mut memory), Agreement::Differ(_)));
        }
        // What the second program reads, not the first one at the same place.
        let never = [stmt(LDB_ABS, 0), stmt(LDB_ABS, 1), stmt(RET_K, 0)];
        let plain = [jump(JSET_K, 1, 0, 1), stmt(LD_IMM, 3)];
        assert_eq!(agreement(&never, &joined(first, second, &plain)), "differ");
        assert_eq!(agreement(&never, &joined(1, 1, &plain)), "agree");
    }
}

#[test]
fn what_is_carried_tells_places_apart() {
    let stmt = Insn::stmt;
    // How a number gets past a load, and back to where it is looked at.
    let (load, other) = (stmt(LDB_ABS, 1), stmt(LDXB_MSH, 1));
    let (to_x, from_x) = (stmt(TAX, 0), stmt(TXA, 0));
    let (store, read) = (stmt(ST, 0), stmt(LD_MEM, 0));
    let ways: [&[Insn]; 7] = [
        &[other],
        &[to_x, load, stmt(AND_K, 0), stmt(ADD_K | SOURCE_X, 0)],
        &[store, load, stmt(LDX_MEM, 0), from_x],
        &[to_x, load, from_x],
        &[to_x, load, stmt(STX, 0), read],
        &[other, to_x, load, from_x],
        &[other, store, load, read],
    ];
    // It is looked at there, or returned.
    let looks = [Insn::jump(JEQ_K, 2, 0, 1), stmt(RET_K, 5), stmt(RET_K, 0)];
    let returns = [stmt(RET_A, 0)];
    for (way, end) in ways.into_iter().flat_map(|way| [(way, &looks[..]), (way, &returns)]) {
        let carried = |first, second| {
            let start = [
                stmt(LDB_ABS, 0),
                Insn::jump(JSET_K, 1, 0, 2),
                stmt(LD_IMM, first),
                stmt(JA, 1),
                stmt(LD_IMM, second),
            ];
            [&start[..], way, end].concat()
        };
        assert_eq!(agreement(&carried(1, 2), &carried(1, 2)), "agree");
        assert_eq!(agreement(&carried(1, 2), &carried(1, 1)), "differ");
        assert_eq!(agreement(&carried(2, 1), &carried(1, 1)), "differ");
    }
}

#[test]
fn what_is_finished_keeps_all_that_it_needed() {
    let stmt = Insn::stmt;
    let jump = Insn::jump;
    let ret = |k| stmt(RET_K, k);
    // A half is known by what was decided of the word, and only where that was decided so.
    let word = [stmt(LD_ABS, 0), jump(JEQ_K, 0x0001_0002, 0, 0), stmt(LDB_ABS, 4)];
    let half = [stmt(LDH_ABS, 2), jump(JEQ_K, 2, 0, 1), ret(5), ret(0)];
    let asks = [&word[..], &half].concat();
    assert_eq!(agreement(&asks, &asks), "agree");
    assert_eq!(agreement(&asks, &[&word[..], &[ret(5)]].concat()), "differ");
    // How much was captured, by what is known of where a header ends.
    let header = [stmt(LDXB_MSH, 0), stmt(TXA, 0), jump(JEQ_K, 8, 0, 0), stmt(LDB_IND, 10)];
    let far = [&header[..], &[stmt(LDB_ABS, 25), ret(5)]].concat();
    assert_eq!(agreement(&far, &far), "agree");
    assert_ne!(agreement(&far, &[stmt(LDB_ABS, 25), ret(5)]), "agree");
    let longer = [jump(JGE_K, 40, 0, 0), stmt(LDB_IND, 10), stmt(LDB_ABS, 1)];
    let end = [jump(JSET_K, 1, 0, 0), stmt(LDB_ABS, 50), ret(5)];
    let longer = [&header[..2], &longer, &end].concat();
    let shorter = [&longer[..longer.len() - 2], &[ret(5)]].concat();
    assert_ne!(agreement(&longer, &shorter), "agree");
    // An answer that cannot be, by the numbers that were decided before: neither 0x105 nor 0x106 ends in 3.
    let range = [stmt(LDH_ABS, 0), jump(JGE_K, 0x105, 0, 2), jump(JGT_K, 0x106, 0, 1), ret(9)];
    let ends = |yes| [stmt(AND_K, 3), jump(JEQ_K, 3, 0, 1), ret(yes), ret(0)];
    let (asks, other) = ([&range[..], &ends(1)].concat(), [&range[..], &[ret(0)]].concat());
    assert_eq!(agreement(&asks, &asks), "agree");
    assert_eq!(agreement(&asks, &other), "differ");
    assert_eq!(agreement(&other, &asks), "differ");
    // And one that must be: 0x107 and 0x10b do.
    let few = [
        stmt(LDH_ABS, 0),
        jump(JGE_K, 0x107, 0, 4),
        jump(JGT_K, 0x10b, 2, 0),
        jump(JGE_K, 0x10b, 2, 0),
        jump(JGE_K, 0x108, 0, 1),
        ret(9),
    ];
    let ends = |no| [stmt(AND_K, 3), jump(JEQ_K, 3, 0, 1), ret(1), ret(no)];
    let (asks, other) = ([&few[..], &ends(0)].concat(), [&few[..], &[ret(1)]].concat());
    assert_eq!(agreement(&asks, &asks), "agree");
    assert_eq!(agreement(&asks, &other), "differ");
    assert_eq!(agreement(&other, &asks), "differ");
    // A sum of 100 or more, of which no more than one part is below 6: that is seen at the end.
    let sum = [stmt(LDB_ABS, 1), stmt(ST, 1), stmt(TAX, 0), stmt(LDB_ABS, 0), stmt(ST, 0)];
    let large = [stmt(ADD_K | SOURCE_X, 0), jump(JGE_K, 100, 1, 0), ret(9)];
    let part = |at, no| [stmt(LDX_MEM, at), stmt(LD_IMM, 6), jump(JGT_K | SOURCE_X, 0, 0, no)];
    let end = |k| [stmt(LDB_ABS, 2), ret(k)];
    let returns = |k| [&sum[..], &large, &part(0, 3), &part(1, 0), &end(k)].concat();
    assert_eq!(agreement(&returns(1), &returns(1)), "agree");
    assert_ne!(agreement(&returns(1), &returns(2)), "agree");
}

/// What follows from the ranges of two values is needed by what is finished behind it: on one way to the
/// question both are known, on the other only one.
#[test]
fn comparisons_follow_from_the_ranges_of_both() {
    let (stmt, jump) = (Insn::stmt, Insn::jump);
    let load = |at, slot| [stmt(LDB_ABS, at), stmt(ST, slot)];
    let begin = [&load(0, 0)[..], &load(1, 1), &[stmt(LDB_ABS, 2)]].concat();
    // The first is small, and the second large; or the packet is for neither.
    let both = [
        stmt(LD_MEM, 0),
        jump(JGE_K, 10, 3, 0),
        stmt(LD_MEM, 1),
        jump(JGE_K, 20, 0, 1),
        stmt(JA, 1),
        stmt(RET_K, 9),
    ];
    let one = [[stmt(LD_MEM, 0), jump(JGE_K, 10, 6, 0)], [stmt(LD_MEM, 1), jump(JGE_K, 20, 0, 6)]];
    // Whichever way is gone first.
    for (one, [to_one, to_both]) in one.into_iter().flat_map(|one| [(one, [0, 3]), (one, [3, 0])]) {
        let ways = [&[jump(JEQ_K, 1, to_one, to_both)], &one[..], &[stmt(JA, 6)], &both].concat();
        // A question between, so that there is a place where what follows is finished.
        let between = [stmt(LDB_ABS, 3), jump(JEQ_K, 7, 0, 1), stmt(RET_K, 9)];
        let compare = [stmt(LDX_MEM, 1), stmt(LD_MEM, 0)];
        let begin = [&begin[..], &ways, &between, &compare].concat();
        for question in [JGT_K, JEQ_K, JGE_K] {
            let end = [jump(question | SOURCE_X, 0, 0, 1), stmt(RET_K, 1), stmt(RET_K, 2)];
            let asks = [&begin[..], &end].concat();
            let other = [&begin[..], &end[2..]].concat();
            assert_eq!(agreement(&asks, &asks), "agree");
            assert_eq!(agreement(&asks, &other), "differ");
            assert_eq!(agreement(&other, &asks), "differ");
        }
    }
}

/// X + 4 and a load from there, or X and a load from 4 behind: the same unless the sum wraps, of which
/// one path knows that it does not.
#[test]
fn sums_that_do_not_wrap_are_known_by_decisions() {
    let stmt = Insn::stmt;
    let small = [stmt(LD_IMM, 100), Insn::jump(JGE_K | SOURCE_X, 0, 0, 0), stmt(LDB_ABS, 9)];
    let begin = [&[stmt(LD_ABS, 0), stmt(ST, 0), stmt(TAX, 0)][..], &small].concat();
    let twice = [stmt(ADD_K | SOURCE_X, 0); 2];
    // The word, and three times the word.
    for times in [&[][..], &twice] {
        let sum = [&[stmt(LDX_MEM, 0), stmt(LD_MEM, 0)][..], times].concat();
        let sum_wraps = [stmt(ADD_K, 4), stmt(TAX, 0), stmt(LDB_IND, 0), stmt(RET_K, 5)];
        let load_ends = [stmt(TAX, 0), stmt(LDB_IND, 4), stmt(RET_K, 5)];
        let [sum_wraps, load_ends] =
            [&sum_wraps[..], &load_ends].map(|end| [&begin[..], &sum, end].concat());
        assert_eq!(agreement(&sum_wraps, &sum_wraps), "agree");
        assert_ne!(agreement(&sum_wraps, &load_ends), "agree");
        assert_ne!(agreement(&load_ends, &sum_wraps), "agree");
    }
}

#[test]
fn decisions_that_are_very_deep_are_one_reason() {
    let stmt = Insn::stmt;
    let set = |bit: u32, jt, jf| Insn::jump(JSET_K, 1 << bit, jt, jf);
    let load = |at| stmt(LDB_ABS, at);
    // Each bit of some bytes is decided, and how many more were captured; then a bit, which is asked
    // for again when still more were.
    let mut start = Vec::from([load(59)]);
    for at in 0..60 {
        start.push(load(at));
        start.extend((0..8).map(|bit| set(bit, 0, 0)));
    }
    start.extend((60..100).map(load).chain([set(2, 0, 0)]));
    start.extend((100..160).map(load).chain([set(0, 0, 0), load(99)]));
    let never = [load(159), stmt(RET_K, 5)];
    // More than fits on the stack of a test.
    static MEMORY: Mutex<Memory<704>> = Mutex::new(Memory::new());
    let mut memory = MEMORY.lock().unwrap();
    for ask in [set(2, 0, 1), set(2, 1, 0)] {
        let asks = [&start[..], &[ask, stmt(RET_K, 5), stmt(RET_K, 0)]].concat();
        let (a, b) = (verify(&asks).unwrap(), verify(&never).unwrap());
        assert!(matches!(agree(a, b, 100_000, &mut memory), Agreement::Differ(_)));
    }
}
