use super::proven;
use crate::listing::parse;
use crate::packets;
use crate::random::Random;
use barecap_core::insn::{Insn, opcode};

/// Programs that agree, though they do not look it.
#[test]
fn what_agrees_is_proven() {
    const SAME: &[(&str, &str, &str)] = &[
        (
            "a test that a test before answers",
            "40 0 0 12;21 1 0 2048;6 0 0 0;40 0 0 12;21 0 1 2048;6 0 0 1;6 0 0 0",
            "40 0 0 12;21 0 1 2048;6 0 0 1;6 0 0 0",
        ),
        (
            "a word and its halves",
            "32 0 0 26;21 0 1 167772161;6 0 0 1;6 0 0 0",
            "40 0 0 28;21 0 4 1;32 0 0 26;116 0 0 16;21 0 1 2560;6 0 0 1;6 0 0 0",
        ),
        (
            "a header length",
            "177 0 0 14;72 0 0 16;21 0 1 80;6 0 0 1;6 0 0 0",
            "48 0 0 14;84 0 0 15;100 0 0 2;4 0 0 14;7 0 0 0;72 0 0 2;21 0 1 80;6 0 0 1;6 0 0 0",
        ),
        (
            "a bit",
            "48 0 0 47;84 0 0 2;21 1 0 0;6 0 0 1;6 0 0 0",
            "48 0 0 47;69 0 1 2;6 0 0 1;6 0 0 0",
        ),
        (
            "a range",
            "40 0 0 36;53 0 2 80;37 1 0 90;6 0 0 1;6 0 0 0",
            "40 0 0 36;37 2 0 90;37 0 1 79;6 0 0 1;6 0 0 0",
        ),
    ];
    for (what, a, b) in SAME {
        let (a, b) = (parse(a).unwrap(), parse(b).unwrap());
        assert!(proven(&a, &b), "{what}");
        assert!(proven(&b, &a), "{what}, the other way");
    }
}

/// Whatever is changed in a program, a change that a packet shows is never "proven" away.
#[test]
fn what_differs_is_not_proven() {
    const PROGRAMS: &[&str] = &[
        // tcp port 80 or host 10.0.0.1, in libpcap's way
        "40 0 0 12;21 0 9 2048;48 0 0 23;21 0 7 6;40 0 0 20;69 5 0 8191;177 0 0 14;72 0 0 14;21 13 0 80;72 0 0 16;21 11 0 80;40 0 0 12;21 0 4 2048;32 0 0 26;21 7 0 167772161;32 0 0 30;21 5 6 167772161;21 0 5 2054;32 0 0 28;21 2 0 167772161;32 0 0 38;21 0 1 167772161;6 0 0 262144;6 0 0 0",
        // a header behind a radiotap header
        "48 0 0 3;100 0 0 8;7 0 0 0;48 0 0 2;76 0 0 0;7 0 0 0;2 0 0 1;80 0 0 0;69 0 5 8;69 4 0 4;69 0 3 128;96 0 0 1;4 0 0 26;5 0 0 2;6 0 0 0;96 0 0 1;4 0 0 24;2 0 0 2;97 0 0 2;72 0 0 6;21 0 1 2048;6 0 0 262144;6 0 0 0",
    ];
    let mut random = Random::new(3);
    let (mut proofs, mut refuted) = (0, 0);
    for text in PROGRAMS {
        let program = parse(text).unwrap();
        assert!(proven(&program, &program));
        for _ in 0..3000 {
            let mut changed = program.clone();
            let at = random.below(changed.len() - 1);
            change(&mut changed, at, &mut random);
            if proven(&program, &changed) {
                proofs += 1;
                let packet = packets::told_apart(&program, &changed);
                assert_eq!(packet, None, "{text} and, changed at {at}, {changed:?}");
            } else {
                refuted += 1;
            }
        }
    }
    assert!(proofs > 100 && refuted > 100, "{proofs} {refuted}");
}

fn change(program: &mut Vec<Insn>, at: usize, random: &mut Random) {
    let last = program.len() - at - 2;
    let insn = &mut program[at];
    match random.below(4) {
        0 => insn.k = insn.k.wrapping_add([1, 2, u32::MAX][random.below(3)]),
        1 if insn.code & 7 == 5 && insn.code != opcode::JA => {
            insn.jt = random.below(last.clamp(1, 255)) as u8;
        }
        2 => insn.code ^= [0x08, 0x10, 0x20][random.below(3)],
        _ => {
            // One that changes A, but not the packet.
            let spare = Insn::stmt(opcode::ADD_K, random.below(2) as u32);
            if program.iter().all(|insn| insn.code & 7 != 5) {
                program.insert(at, spare);
            } else {
                program[at] = spare;
            }
        }
    }
}
