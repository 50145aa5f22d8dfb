//! Tests of the verifier: rules, facts and differences. That the rules are Linux's is tested
//! against the running kernel.

extern crate std;

mod slots;

use std::string::ToString;
use std::vec;

use super::*;
#[cfg(feature = "language")]
use crate::vm::Packet;

// That the rules are Linux's is tested against the running kernel, with all edges; here are
// the rule and the place that each refusal names.
#[test]
fn refusals_name_the_instruction_and_the_rule() {
    let ret = Insn::stmt(RET_K, 0);
    // Codes, an operand that breaks the rule, the rule, and the nearest operand that does not.
    let far = 0xffff_f03d;
    let table: &[(&[u16], u32, Rule, Option<u32>)] = &[
        (&[0x0e], 0, Rule::Opcode(0x0e), None),
        (&[DIV_K, MOD_K], 0, Rule::DivisionByZero, Some(1)),
        (&[LSH_K, RSH_K], 32, Rule::Shift(32), Some(31)),
        (&[ST, STX], 16, Rule::Slot(16), Some(15)),
        (&[LD_MEM, LDX_MEM], 16, Rule::Slot(16), None),
        (&[LD_MEM, LDX_MEM], 2, Rule::Unwritten(2), None),
        (&[JA], 1, Rule::Jump, Some(0)),
        (&[LD_ABS, LDH_ABS, LDB_ABS], far, Rule::Ancillary(far), Some(far - 1)),
        (&[LD_ABS, LDH_ABS, LDB_ABS], far + 3, Rule::Ancillary(far + 3), Some(0xffff_efff)),
        (&[LD_ABS, LDH_ABS, LDB_ABS], u32::MAX, Rule::Ancillary(u32::MAX), None),
    ];
    for &(codes, k, rule, nearest) in table {
        for &code in codes {
            let program = |k| [Insn::stmt(ST, 1), Insn::stmt(code, k), ret];
            assert_eq!(verify(&program(k)), Err(Refusal { at: 1, rule }));
            assert!(nearest.is_none_or(|k| verify(&program(k)).is_ok()), "{code:#x}");
        }
    }
    for code in [JEQ_K, JEQ_X, JGT_K, JGT_X, JGE_K, JGE_X, JSET_K, JSET_X] {
        let program = |jt, jf| [ret, Insn::jump(code, 0, jt, jf), ret, ret];
        assert!(verify(&program(1, 1)).is_ok());
        for (jt, jf) in [(2, 0), (0, 2)] {
            assert_eq!(verify(&program(jt, jf)), Err(Refusal { at: 1, rule: Rule::Jump }));
        }
    }
    // Of an unconditional jump they are not looked at.
    let jump = Insn { jt: 9, jf: 9, ..Insn::stmt(JA, 0) };
    assert!(verify(&[jump, ret]).is_ok());
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
    assert!(verify(&vec![ret; MAX_LEN]).unwrap().fits_kernel());
    assert!(verify_user(&vec![ret; MAX_LEN_USER], &mut []).is_ok());
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
    let cases: [(&[Insn], Option<Difference>); 15] = [
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
        (
            &[Insn::stmt(LDX_IMM, 1), Insn::stmt(LDB_IND, 0x7fff_ffff), KEEP],
            Some(Difference::Offset),
        ),
        (&[Insn::stmt(LD_ABS, 0), tax, Insn::stmt(LDB_IND, 14), KEEP], Some(Difference::Offset)),
        (&[load(0), Insn::stmt(MUL_K, 4), tax, Insn::stmt(LDB_IND, 14), KEEP], None),
        (&[load(0xffe0_0000), KEEP], Some(Difference::Offset)),
        (&[load(0xffff_f000), KEEP], None),
        (&[Insn::stmt(LDXB_MSH, 0xffff_f000), KEEP], Some(Difference::Offset)),
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
        (&[Insn::stmt(LDX_IMM, 0), Insn::stmt(LDB_IND, u32::MAX)], Some(u32::MAX)),
        // Not reached: no byte can be loaded there.
        (&[Insn::stmt(LDX_IMM, 1), Insn::stmt(LD_IND, u32::MAX)], None),
        (&[Insn::stmt(LDX_IMM, 1), Insn::stmt(LDB_IND, u32::MAX)], None),
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
        // No byte can be loaded there.
        (&[Insn::stmt(LDX_IMM, 1), Insn::stmt(LDB_IND, u32::MAX)], 2, 1),
        (&[Insn::stmt(LDX_IMM, 1), Insn::stmt(LDH_IND, u32::MAX - 2)], 3, 0),
        // X is A, when one is copied to the other, and behind a store and a comparison.
        (&[Insn::stmt(LDB_ABS, 0), Insn::stmt(TAX, 0), Insn::jump(JEQ_X, 0, 1, 0), KEEP], 4, 1),
        (&[Insn::stmt(LDX_LEN, 0), Insn::stmt(TXA, 0), Insn::jump(JGT_X, 0, 0, 1), KEEP], 4, 1),
        (
            &[
                Insn::stmt(LDX_LEN, 0),
                Insn::stmt(TXA, 0),
                Insn::stmt(ST, 0),
                Insn::jump(JGE_X, 0, 1, 0),
                KEEP,
            ],
            5,
            1,
        ),
        (
            &[
                Insn::stmt(LD_LEN, 0),
                Insn::stmt(TAX, 0),
                Insn::jump(JGT_K, 5, 0, 2),
                Insn::jump(JGT_X, 0, 0, 1),
                KEEP,
            ],
            5,
            1,
        ),
        // And where it compared equal to it.
        (
            &[
                Insn::stmt(LD_LEN, 0),
                Insn::stmt(LDXB_MSH, 0),
                Insn::jump(JEQ_X, 0, 0, 2),
                Insn::jump(JGT_X, 0, 0, 1),
                KEEP,
            ],
            5,
            1,
        ),
    ];
    for (index, (program, longest, unreachable)) in cases.iter().enumerate() {
        let facts = known(program);
        assert_eq!((facts.longest_path, facts.unreachable), (*longest, *unreachable), "{index}");
    }
}

#[test]
fn values_returned() {
    let ret = Insn::stmt(RET_A, 0);
    let (len, tax) = (Insn::stmt(LD_LEN, 0), Insn::stmt(TAX, 0));
    type Ranges<'a> = &'a [(u32, u32)];
    let cases: &[(&[Insn], Ranges<'_>)] = &[
        (&[], &[(1, 1)]),
        (&[ret], &[(0, 0)]),
        (&[Insn::stmt(LDH_ABS, 0)], &[(0, 1)]),
        (&[Insn::stmt(LDH_ABS, 0), ret], &[(0, 0xffff)]),
        (&[Insn::stmt(LD_LEN, 0), ret], &[(0, u32::MAX)]),
        (&[Insn::stmt(LD_LEN, 0), Insn::stmt(OR_K, 9), ret], &[(9, u32::MAX)]),
        // Not every packet has the word.
        (
            &[Insn::stmt(LD_ABS, ancillary::OFFSET), Insn::stmt(OR_K, 9), ret],
            &[(0, 0), (9, u32::MAX)],
        ),
        // A number that has a bit in common with itself is not 0, wherever it is.
        (&[len, tax, Insn::jump(JSET_X, 0, 0, 1), ret], &[(1, u32::MAX)]),
        (&[len, tax, Insn::jump(JSET_X, 0, 0, 2), Insn::stmt(TXA, 0), ret], &[(1, u32::MAX)]),
        // Division by an X that is 0 for some packets, and by one that never is.
        (
            &[Insn::stmt(LDXB_MSH, 0), Insn::stmt(DIV_X, 0), Insn::stmt(OR_K, 9), ret],
            &[(0, 0), (9, 9)],
        ),
        (&[Insn::stmt(LDX_IMM, 3), Insn::stmt(MOD_X, 0), Insn::stmt(OR_K, 9), ret], &[(9, 9)]),
        // Where ranges meet they are one; where they do not, they are not.
        (
            &[
                Insn::stmt(LD_LEN, 0),
                Insn::jump(JGT_K, 9, 0, 1),
                ret,
                Insn::jump(JGT_K, 5, 0, 1),
                Insn::stmt(RET_K, 70),
                Insn::jump(JEQ_K, 4, 0, 1),
                Insn::stmt(RET_K, 3),
                Insn::jump(JEQ_K, 3, 0, 1),
                Insn::stmt(RET_K, 9),
            ],
            &[(1, 1), (3, 3), (9, u32::MAX)],
        ),
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
    assert!(!returns.contains(0) && !returns.contains(1001));
}

#[test]
fn of_too_many_values_the_nearest_become_a_range() {
    // The last of them is returned at the end.
    let returned = |values: &[u32]| {
        let mut program = vec![Insn::stmt(LD_LEN, 0)];
        for &value in values {
            program.extend([Insn::jump(JEQ_K, value, 0, 1), Insn::stmt(RET_K, value)]);
        }
        set(&known(&program).returns)
    };
    let mut values: std::vec::Vec<u32> = (1..Returns::MAX as u32).map(|n| n * n * 100).collect();
    let apart: std::vec::Vec<_> = [1].iter().chain(&values).map(|&value| (value, value)).collect();
    assert_eq!(returned(&values), apart);
    values.push(2550);
    let mut together = apart.clone();
    together[5] = (2500, 2550);
    assert_eq!(returned(&values), together);
}

#[test]
fn nothing_is_known_without_memory_for_it() {
    let program = [Insn::stmt(LD_LEN, 0), KEEP];
    let verified = verify(&program).unwrap();
    assert!(facts(verified, &mut [State::BLANK; 1]).is_none());
    assert!(facts(verified, &mut [State::BLANK; 3]).is_some());
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
        // With X on the right of the test.
        (
            &[
                Insn::stmt(LDX_LEN, 0),
                Insn::stmt(LD_IMM, 31),
                Insn::jump(JGE_X, 0, 0, 1),
                Insn::stmt(RSH_X, 0),
            ],
            false,
        ),
        // A slot that held more before: the last value counts, unless another path comes in between.
        (&[load, st, bit[0], st, ldx, bit[1]], true),
        (&[load, st, Insn::stmt(AND_K, 7), st, ldx, bit[1]], false),
        (&[load, st, Insn::jump(JEQ_K, 9, 2, 0), Insn::stmt(AND_K, 7), st, ldx, bit[1]], true),
        (&[load, st, Insn::stmt(AND_K, 7), Insn::jump(JEQ_K, 3, 1, 0), st, ldx, bit[1]], true),
    ];
    for (index, (program, differs)) in cases.iter().enumerate() {
        assert_eq!(known(program).difference.is_some(), *differs, "case {index}");
    }
}

#[test]
#[cfg(feature = "language")]
fn what_is_known_holds_at_each_step() {
    use crate::testing::{Random, interpret, random_packets, random_program};
    use crate::vm::{Headers, run_as_kernel};
    let mut random = Random::new(2);
    let mut dirty = State::BLANK;
    dirty.depth = 9;
    let (mut alike, mut differing, mut unreached) = (0, 0, 0);
    for _ in 0..4000 {
        let program = random_program(&mut random);
        let Ok(verified) = verify(&program) else { continue };
        // What the memory holds does not matter.
        let mut states = vec![dirty; program.len()];
        let facts = facts(verified, &mut states).unwrap();
        let first = difference(&program);
        assert_eq!(facts.difference.map(|(_, difference)| difference), first);
        alike += u32::from(first.is_none());
        differing += u32::from(first.is_some());
        unreached += facts.unreachable;
        let mut reached = vec![false; program.len()];
        let no_words = random.below(4) == 0;
        random_packets(&mut random, |packet| {
            let ancillary = packet.ancillary.filter(|_| !no_words);
            let packet = Packet { ancillary, ..packet };
            let mut steps = 0;
            let mut visit = |at: usize, a, x| {
                let (state, insn) = (&states[at], &program[at]);
                let within = |range: Range, value| range.low <= value && value <= range.high;
                let known = within(state.a, a) && within(state.x, x) && (!state.equal || a == x);
                steps += 1;
                assert!(known && steps <= u32::from(state.depth), "{at} {a} {x} {program:?}");
                match insn.code {
                    LD_MEM | LDX_MEM | ST | STX => assert_ne!(facts.scratch & 1 << insn.k, 0),
                    LD_ABS | LDH_ABS | LDB_ABS if insn.k >= ancillary::OFFSET => {
                        assert_ne!(facts.ancillary & 1 << ((insn.k - ancillary::OFFSET) / 4), 0);
                    }
                    _ => {}
                }
                reached[at] = true;
            };
            let answer = interpret(&program, packet, &mut visit).unwrap_or(0);
            assert!(steps <= facts.longest_path, "{facts:?} {program:?}");
            assert!(facts.returns.contains(answer), "{answer} {facts:?} {program:?}");
            let far = facts.max_offset.map_or(0, |at| at as usize + 1).min(packet.bytes.len());
            let short = Packet { bytes: &packet.bytes[..far], ..packet };
            assert_eq!(interpret(&program, short, &mut |_, _, _| {}).unwrap_or(0), answer);
            let as_kernel = run_as_kernel(verified, packet, Headers { link: Some(0), network: 2 });
            assert!(first.is_some() || as_kernel == answer, "{packet:?} {program:?}");
        });
        let missed = reached.iter().filter(|reached| !**reached).count();
        assert!(facts.unreachable as usize <= missed, "{facts:?} {program:?}");
    }
    assert!(alike > 2000 && differing > 200 && unreached > 500, "{alike} {differing} {unreached}");
}
