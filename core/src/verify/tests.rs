//! Tests of the verifier: rules, facts and differences. That the rules are Linux's is tested
//! against the running kernel.

extern crate std;
use std::string::ToString;
use std::vec;

use super::*;

// That the rules are Linux's is tested against the running kernel, with all edges; here are
// the rule and the place that each refusal names.
#[test]
fn refusals_name_the_instruction_and_the_rule() {
    let ret = Insn::stmt(RET_K, 0);
    let table: &[(Insn, Rule)] = &[
        (Insn::stmt(0x0e, 0), Rule::Opcode(0x0e)),
        (Insn::stmt(MOD_K, 0), Rule::DivisionByZero),
        (Insn::stmt(LSH_K, 32), Rule::Shift(32)),
        (Insn::stmt(STX, 16), Rule::Slot(16)),
        (Insn::stmt(JA, 1), Rule::Jump),
        (Insn::jump(JEQ_K, 0, 1, 0), Rule::Jump),
        (Insn::jump(JEQ_K, 0, 0, 1), Rule::Jump),
        (Insn::stmt(LDH_ABS, 0xffff_f001), Rule::Ancillary(0xffff_f001)),
        (Insn::stmt(LDX_MEM, 2), Rule::Unwritten(2)),
    ];
    for &(insn, rule) in table {
        assert_eq!(verify(&[ret, insn, ret]), Err(Refusal { at: 1, rule }));
    }
    assert_eq!(verify(&[]), Err(Refusal { at: 0, rule: Rule::Empty }));
    let tax = Insn::stmt(TAX, 0);
    assert_eq!(verify(&[ret, tax]), Err(Refusal { at: 1, rule: Rule::End }));
    assert_eq!(
        verify(&[ret, tax]).unwrap_err().to_string(),
        "instruction 1: the last instruction is not a ret"
    );
}

#[test]
fn long_programs_run_in_user_space_only() {
    let ret = Insn::stmt(RET_K, 0);
    let long = vec![ret; MAX_LEN + 1];
    assert_eq!(verify(&long).unwrap_err().rule, Rule::TooLong(4096));
    assert!(!verify_user(&long, &mut []).unwrap().fits_kernel());
    assert_eq!(
        verify_user(&vec![ret; MAX_LEN_USER + 1], &mut []).unwrap_err().rule,
        Rule::TooLong(65_535)
    );
    // Only programs that read scratch slots need memory to be checked.
    let program = [Insn::stmt(ST, 0), Insn::stmt(LD_MEM, 0), ret];
    assert_eq!(verify_user(&program, &mut [0; 2]).unwrap_err().rule, Rule::TooLong(2));
    assert!(verify_user(&program, &mut [0; 3]).is_ok());
}

const KEEP: Insn = Insn::stmt(RET_K, 1);

#[test]
fn what_libpcap_compiles_for_common_filters_is_the_same_to_both() {
    // tcp port 80, the IPv4 half.
    let program = [
        Insn::stmt(LDH_ABS, 12),
        Insn::jump(JEQ_K, 0x800, 0, 6),
        Insn::stmt(LDXB_MSH, 14),
        Insn::stmt(LDH_IND, 14),
        Insn::jump(JEQ_K, 80, 2, 0),
        Insn::stmt(LDH_IND, 16),
        Insn::jump(JEQ_K, 80, 0, 1),
        KEEP,
        Insn::stmt(RET_K, 0),
    ];
    assert_eq!(difference(&program), None);
}

#[test]
fn shifts_and_offsets_differ_when_their_bounds_allow() {
    let load = |offset| Insn::stmt(LDB_ABS, offset);
    let tax = Insn::stmt(TAX, 0);
    let shift = Insn::stmt(LSH_X, 0);
    let cases: [(&[Insn], Option<Difference>); 13] = [
        (&[load(0), tax, shift, KEEP], Some(Difference::Shift)),
        (&[load(0), Insn::stmt(AND_K, 31), tax, shift, KEEP], None),
        (&[load(0), Insn::stmt(RSH_K, 3), tax, Insn::stmt(RSH_X, 0), KEEP], None),
        (&[Insn::stmt(LDX_IMM, 32), Insn::stmt(RSH_X, 0), KEEP], Some(Difference::Shift)),
        (&[Insn::stmt(LDX_IMM, 3), Insn::stmt(LDB_IND, 14), KEEP], None),
        (
            &[Insn::stmt(LDX_IMM, 3), Insn::stmt(LDB_IND, 0xffff_fffe), KEEP],
            Some(Difference::Offset),
        ),
        (&[Insn::stmt(LDX_IMM, 0), Insn::stmt(LDB_IND, 0x7fff_ffff), KEEP], None),
        (&[Insn::stmt(LD_ABS, 0), tax, Insn::stmt(LDB_IND, 14), KEEP], Some(Difference::Offset)),
        (&[load(0), Insn::stmt(MUL_K, 4), tax, Insn::stmt(LDB_IND, 14), KEEP], None),
        (&[load(0xffe0_0000), KEEP], Some(Difference::Offset)),
        (&[load(0xffff_f000), KEEP], None),
        // Slots keep bounds too.
        (&[load(0), Insn::stmt(ST, 3), Insn::stmt(LDX_MEM, 3), Insn::stmt(LDB_IND, 0), KEEP], None),
        // The path that jumps brings the greater bound.
        (
            &[
                Insn::stmt(LDX_IMM, 99),
                Insn::jump(JEQ_K, 0, 1, 0),
                Insn::stmt(LDX_IMM, 1),
                shift,
                KEEP,
            ],
            Some(Difference::Shift),
        ),
    ];
    for (index, (program, expected)) in cases.into_iter().enumerate() {
        assert_eq!(difference(program), expected, "case {index}");
    }
    // However long the program is that ends so.
    for length in [1, 254, 255, 256, 257, 4000, MAX_LEN - 4] {
        let mut long = std::vec![Insn::stmt(LD_IMM, 0); length];
        long.extend([load(0), tax, shift, KEEP]);
        assert_eq!(difference(&long), Some(Difference::Shift), "{length}");
    }
}

/// Facts of a program that ends in `ret #1`.
fn known(insns: &[Insn]) -> Facts {
    let mut program = vec![];
    program.extend_from_slice(insns);
    program.push(KEEP);
    facts(verify(&program).unwrap(), &mut vec![State::BLANK; program.len()]).unwrap()
}

/// A set of numbers, from its ranges.
fn set(returns: &Returns) -> std::vec::Vec<(u32, u32)> {
    returns.ranges().iter().map(|range| (range.low, range.high)).collect()
}

#[test]
fn the_furthest_byte() {
    let cases: &[(&[Insn], Option<u32>)] = &[
        (&[], None),
        (&[Insn::stmt(LD_LEN, 0)], None),
        (&[Insn::stmt(LD_ABS, ancillary::OFFSET)], None),
        (&[Insn::stmt(LDB_ABS, 9)], Some(9)),
        (&[Insn::stmt(LDH_ABS, 12), Insn::stmt(LDB_ABS, 9)], Some(13)),
        (&[Insn::stmt(LDXB_MSH, 14), Insn::stmt(LD_IND, 14)], Some(77)),
        (&[Insn::stmt(LD_ABS, 0), Insn::stmt(TAX, 0), Insn::stmt(LDB_IND, 0)], Some(u32::MAX)),
        // Behind a test of the length of what is at the index.
        (
            &[
                Insn::stmt(LDH_ABS, 0),
                Insn::stmt(TAX, 0),
                Insn::jump(JGT_K, 1500, 1, 0),
                Insn::stmt(LDH_IND, 4),
            ],
            Some(1505),
        ),
        // Not reached: no byte can be loaded there.
        (&[Insn::stmt(LDX_IMM, 1), Insn::stmt(LD_IND, u32::MAX)], None),
    ];
    for (index, (program, expected)) in cases.iter().enumerate() {
        assert_eq!(known(program).max_offset, *expected, "case {index}");
    }
}

#[test]
fn paths_and_what_lies_off_them() {
    let jump = |jt, jf| Insn::jump(JEQ_K, 7, jt, jf);
    // Instructions, the longest path, how many are unreachable.
    let cases: &[(&[Insn], u32, u32)] = &[
        (&[], 1, 0),
        (&[KEEP], 1, 1),
        (&[Insn::stmt(JA, 1), KEEP], 2, 1),
        (&[Insn::stmt(LDB_ABS, 0), jump(1, 0), KEEP], 3, 0),
        (&[Insn::stmt(LDB_ABS, 0), jump(0, 2), Insn::stmt(TAX, 0), Insn::stmt(TAX, 0)], 5, 0),
        // A is 0, and never 7.
        (&[jump(0, 1), KEEP], 2, 1),
        (&[Insn::stmt(LDB_ABS, 0), Insn::jump(JGT_K, 255, 0, 1), KEEP], 3, 1),
        // A loaded byte divided by itself, which is 0 here.
        (&[Insn::stmt(DIV_X, 0)], 1, 1),
        // X is A.
        (&[Insn::stmt(LDB_ABS, 0), Insn::stmt(TAX, 0), Insn::jump(JEQ_X, 0, 1, 0), KEEP], 4, 1),
    ];
    for (index, (program, longest, unreachable)) in cases.iter().enumerate() {
        let facts = known(program);
        assert_eq!((facts.longest_path, facts.unreachable), (*longest, *unreachable), "{index}");
    }
}

#[test]
fn values_returned() {
    let ret = Insn::stmt(RET_A, 0);
    type Ranges<'a> = &'a [(u32, u32)];
    let cases: &[(&[Insn], Ranges<'_>)] = &[
        (&[], &[(1, 1)]),
        (&[ret], &[(0, 0)]),
        (&[Insn::stmt(LDH_ABS, 0)], &[(0, 1)]),
        (&[Insn::stmt(LDH_ABS, 0), ret], &[(0, 0xffff)]),
        (&[Insn::stmt(LD_LEN, 0), ret], &[(0, u32::MAX)]),
        (&[Insn::stmt(LD_LEN, 0), Insn::stmt(OR_K, 9), ret], &[(9, u32::MAX)]),
        (
            &[Insn::stmt(LD_LEN, 0), Insn::jump(JGT_K, 9, 0, 1), Insn::stmt(RET_K, 96)],
            &[(1, 1), (96, 96)],
        ),
        (
            &[
                Insn::stmt(LD_IMM, 5),
                Insn::stmt(ST, 3),
                Insn::stmt(LDX_MEM, 3),
                Insn::stmt(TXA, 0),
                ret,
            ],
            &[(5, 5)],
        ),
    ];
    for (index, (program, expected)) in cases.iter().enumerate() {
        assert_eq!(set(&known(program).returns), *expected, "case {index}");
    }
}

#[test]
fn a_set_of_many_values_keeps_them_all() {
    let mut program = vec![Insn::stmt(LD_LEN, 0)];
    for i in 0..40 {
        program.push(Insn::jump(JEQ_K, i, 0, 1));
        program.push(Insn::stmt(RET_K, 1000 - i * i % 101 * 3));
    }
    let returns = known(&program).returns;
    assert!(returns.ranges().len() <= Returns::MAX);
    assert!(program.iter().filter(|i| i.code == RET_K).all(|i| returns.contains(i.k)));
    assert!(!returns.contains(0));
}

#[test]
fn slots_and_words() {
    let facts = known(&[
        Insn::stmt(ST, 3),
        Insn::stmt(STX, 15),
        Insn::stmt(LDX_MEM, 3),
        Insn::stmt(LDB_ABS, ancillary::OFFSET + ancillary::VLAN_TAG_PRESENT),
    ]);
    assert_eq!(facts.scratch, 1 << 3 | 1 << 15);
    assert_eq!(facts.ancillary, 1 << 12);
}

#[test]
fn guarded_shifts_do_not_differ() {
    let (tax, bit) = (Insn::stmt(TAX, 0), [Insn::stmt(LD_IMM, 0x1234), Insn::stmt(RSH_X, 0)]);
    let load = Insn::stmt(LDB_ABS, 9);
    let (st, ldx) = (Insn::stmt(ST, 3), Insn::stmt(LDX_MEM, 3));
    let cases: &[(&[Insn], bool)] = &[
        // A bit set, with the test before and behind the copy, and with a base taken off.
        (&[load, Insn::jump(JGE_K, 32, 3, 0), tax, bit[0], bit[1]], false),
        (&[load, tax, Insn::jump(JGT_K, 31, 2, 0), bit[0], bit[1]], false),
        (&[load, Insn::stmt(SUB_K, 6), Insn::jump(JGE_K, 32, 3, 0), tax, bit[0], bit[1]], false),
        (&[load, Insn::jump(JSET_K, 0xe0, 3, 0), tax, bit[0], bit[1]], false),
        (&[load, Insn::jump(JGE_K, 33, 3, 0), tax, bit[0], bit[1]], true),
        (&[load, Insn::jump(JGE_K, 32, 0, 3), tax, bit[0], bit[1]], true),
        (&[load, tax, bit[0], bit[1]], true),
        // A slot that held more before: the last value counts, unless another path comes in between.
        (&[load, st, bit[0], st, ldx, bit[1]], true),
        (&[load, st, Insn::stmt(AND_K, 7), st, ldx, bit[1]], false),
        (&[load, st, Insn::jump(JEQ_K, 9, 2, 0), Insn::stmt(AND_K, 7), st, ldx, bit[1]], true),
    ];
    for (index, (program, differs)) in cases.iter().enumerate() {
        assert_eq!(known(program).difference.is_some(), *differs, "case {index}");
    }
}
