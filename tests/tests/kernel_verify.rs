//! The verifier and the virtual machine against the running kernel's: both must accept the same
//! programs, and give the same answers.
//!
//! A program is attached to a datagram socket, which needs no privileges. `BARECAP_PROGRAMS` sets
//! how many random programs are tried, and how often programs are run.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is how tests tell of a failure"
)]

use barecap_core::insn::opcode::*;
use barecap_core::insn::{Insn, ancillary};
use barecap_core::listing::Assembly;
use barecap_core::verify::{State, charge, facts, verify};
use barecap_core::vm::{Decoded, Headers, Op, Packet, run, run_as_kernel};
use barecap_tests::kernel::{Answer, Machine, attach};
use barecap_tests::programs::{CODES, calculation, insn, mutate, program};
use barecap_tests::random::Random;
use std::env;
use std::os::unix::net::UnixDatagram;

/// How many random programs to try.
fn count() -> usize {
    env::var("BARECAP_PROGRAMS").map_or(40_000, |count| count.parse().unwrap())
}

fn check(socket: &UnixDatagram, program: &[Insn]) -> bool {
    let ours = verify(program);
    // One that it has no memory for is accepted, too.
    let theirs = attach(socket, program) != Answer::Refused;
    assert_eq!(ours.is_ok(), theirs, "{ours:?}\n{}", Assembly(program));
    theirs
}

#[test]
fn every_opcode_and_edge_is_judged_alike() {
    let socket = UnixDatagram::unbound().unwrap();
    let ret = Insn::stmt(RET_K, 0);
    for code in (0..=0x1ff).chain([0x8006, 0x0806, 0xff06, 0xffff]) {
        for k in [0, 1, 15, 16, 31, 32, 0x7fff_ffff, 0x8000_0000, 0xffff_f000, u32::MAX] {
            let insn = Insn { code, jt: 0, jf: 0, k };
            check(&socket, &[insn]);
            check(&socket, &[insn, ret]);
            // Unreachable, and behind a store to every slot.
            check(&socket, &[ret, insn, ret]);
            let mut program: Vec<_> = (0..16).map(|slot| Insn::stmt(ST, slot)).collect();
            program.extend([insn, ret]);
            check(&socket, &program);
        }
    }
    for k in (0xffff_efff..ancillary::OFFSET + 80).chain(u32::MAX - 4..=u32::MAX) {
        for code in [LD_ABS, LDH_ABS, LDB_ABS, LD_IND, LDXB_MSH] {
            check(&socket, &[Insn::stmt(code, k), ret]);
        }
    }
    for len in [0, 1, 255, 256, 257, 4095, 4096, 4097, 65_535] {
        check(&socket, &vec![ret; len]);
        for (jt, jf) in [(0, 255), (255, 0), (255, 255), (0, 0)] {
            let mut program = vec![ret; len];
            program.insert(0, Insn::jump(JEQ_K, 0, jt, jf));
            program.truncate(len);
            check(&socket, &program);
        }
        for k in [0, 1, 254, 255, 256, 4093, 4094, 4095, u32::MAX, u32::MAX - 1] {
            let mut program = vec![Insn::stmt(JA, k)];
            program.extend(vec![ret; len]);
            check(&socket, &program[..len]);
        }
    }
}

#[test]
fn scratch_slots_are_followed_as_the_kernel_follows_them() {
    let socket = UnixDatagram::unbound().unwrap();
    let (store, load) = (Insn::stmt(ST, 3), Insn::stmt(LD_MEM, 3));
    let (ret, ja) = (Insn::stmt(RET_K, 0), |k| Insn::stmt(JA, k));
    let jeq = |jt, jf| Insn::jump(JEQ_K, 0, jt, jf);
    let programs: &[(&[Insn], bool)] = &[
        (&[load, ret], false),
        (&[store, load, ret], true),
        (&[Insn::stmt(STX, 3), Insn::stmt(LDX_MEM, 3), ret], true),
        // One branch does not store.
        (&[jeq(0, 1), store, load, ret], false),
        (&[jeq(0, 2), store, ja(1), store, load, ret], true),
        // Behind a `ret` whose path did not store, though the only jump there comes from a store.
        (&[jeq(0, 1), ret, ret, load, ret], false),
        (&[jeq(0, 2), store, ja(1), ret, load, ret], false),
        (&[jeq(2, 0), store, ja(1), ret, load, ret], false),
        (&[jeq(0, 3), store, ja(0), load, ret, ret], true),
        // Unreachable code behind a jump has all slots.
        (&[ja(1), load, ret], true),
        (&[ret, load, ret], false),
    ];
    for (program, accepted) in programs {
        let theirs = check(&socket, program);
        assert_eq!(theirs, *accepted, "{}", Assembly(program));
    }
}

#[test]
fn random_programs_are_judged_alike() {
    let count = count();
    let socket = UnixDatagram::unbound().unwrap();
    let mut random = Random::new(1);
    let mut accepted = 0;
    let mut tried = Vec::new();
    for round in 0..count {
        // One in two is a change to the one before, which keeps what was accepted near.
        if round % 2 == 0 || tried.is_empty() {
            program(&mut random, &mut tried);
        } else {
            mutate(&mut random, &mut tried);
        }
        accepted += usize::from(check(&socket, &tried));
    }
    println!("random programs: {accepted} of {count} accepted");
    assert!(accepted > count / 10 && accepted < count * 9 / 10, "{accepted} of {count}");
}

#[test]
fn programs_give_the_answers_that_they_give_in_the_kernel() {
    const RUNS: usize = 20;
    let count = count();
    let machine = Machine::new();
    let mut random = Random::new(2);
    let (mut runs, mut kept, mut different) = (0, 0, 0);
    let mut tried = vec![];
    while runs < count {
        if !(runs / RUNS).is_multiple_of(4) || tried.is_empty() {
            calculation(&mut random, &mut tried);
        } else {
            let at = random.below(tried.len());
            tried[at] = insn(&mut random, tried.len() - at - 1);
        }
        let Ok(verified) = verify(&tried) else {
            tried.clear();
            continue;
        };
        let mut states = vec![State::BLANK; tried.len()];
        let facts = facts(verified, &mut states).unwrap();
        if facts.ancillary != 0 {
            // What the words are is the socket's affair.
            tried.clear();
            continue;
        }
        let mut memory = vec![Op::BLANK; tried.len()];
        let decoded = Decoded::new(verified, &mut memory).unwrap();
        assert_eq!(machine.load(&tried), Answer::Attached);
        for _ in 0..RUNS {
            let longest = [4, 40, 300][random.below(3)];
            let mut bytes = vec![0_u8; 1 + random.below(longest)];
            for byte in &mut bytes {
                let word = random.word();
                *byte = if word & 256 == 0 { word as u8 } else { word as u8 % 9 };
            }
            let packet = Packet { bytes: &bytes, length: bytes.len() as u32, ancillary: None };
            let ours = run(verified, packet);
            let wrong = || format!("{bytes:02x?}\n{}{facts:?}", Assembly(&tried));
            // A packet on such a socket has no link header, and begins with the network header.
            let as_kernel = run_as_kernel(verified, packet, Headers { link: None, network: 0 });
            let theirs = machine.run(&bytes);
            assert_eq!((as_kernel as usize).min(bytes.len()), theirs, "{}", wrong());
            assert_eq!(decoded.run(packet), ours, "{}", wrong());
            assert!(facts.returns.contains(ours), "{ours}: {}", wrong());
            assert!(facts.difference.is_some() || ours == as_kernel, "{ours}: {}", wrong());
            let short = &bytes[..bytes.len().min(facts.max_offset.map_or(0, |at| at as usize + 1))];
            assert_eq!(run(verified, Packet { bytes: short, ..packet }), ours, "{}", wrong());
            runs += 1;
            kept += usize::from(theirs > 0);
            different += usize::from(ours != as_kernel);
        }
    }
    println!("runs: {kept} of {runs} keep the packet, {different} differ in the kernel");
    assert!(kept > runs / 5 && different > 0);
}

/// The most that the kernel lets a socket's filters take.
fn limit() -> Option<u32> {
    std::fs::read_to_string("/proc/sys/net/core/optmem_max").ok()?.trim().parse().ok()
}

#[test]
fn the_kernel_charges_what_we_say() {
    let Some(limit) = limit().filter(|limit| (60_000..400_000).contains(limit)) else {
        println!("kernel_verify: skipped: net.core.optmem_max is not to be had, or far from usual");
        return;
    };
    let (tax, ret) = (Insn::stmt(TAX, 0), Insn::stmt(RET_K, 0));
    let (load, divide) = ((Insn::stmt(LDXB_MSH, 14), 19), (Insn::stmt(DIV_X, 0), 5));
    // Fills a program up to a charge, with an instruction that becomes so many, and ends it.
    let fill_with = |(costly, count): (Insn, i64), mut program: Vec<Insn>, goal: u32| {
        let missing = |program: &[Insn]| {
            let ended = [program, &[ret]].concat();
            (i64::from(goal) - i64::from(charge(&ended))) / 8
        };
        let room = missing(&[&program[..], &[costly]].concat());
        program.extend(vec![costly; usize::try_from(room / count).unwrap() + 1]);
        let room = missing(&program);
        program.extend(vec![tax; usize::try_from(room).unwrap()]);
        program.push(ret);
        assert_eq!(charge(&program), goal);
        program
    };
    let fill = |program, goal| fill_with(load, program, goal);
    // A socket that has a program is charged for both until the old one is gone.
    let attaches = |program: &[Insn]| match attach(&UnixDatagram::unbound().unwrap(), program) {
        Answer::Refused => panic!("{}", Assembly(program)),
        answer => answer == Answer::Attached,
    };
    // Other versions have another header, by which everything is off.
    let most = limit / 8 * 8 + 96;
    let bound = (0..24).map(|less| most - 8 * less).find(|goal| attaches(&fill(vec![], *goal)));
    let bound = bound.expect("a header within 96 bytes of ours");
    println!("kernel_verify: charges of up to {bound} bytes are within the limit of {limit}");
    // What loads from packets has some instructions more at its beginning.
    if limit < 160_000 {
        assert!(attaches(&fill_with(divide, vec![], bound)));
        assert!(!attaches(&fill_with(divide, vec![], bound + 8)));
    }
    let mut cases: Vec<Insn> = vec![];
    for code in CODES {
        for k in [0, 1, 14, 0x7fff, 0x8000, 0x7fff_ffff, 0x8000_0000, 0xfff0_0000] {
            let jumps = code & 7 == JA && *code != JA;
            for (jt, jf) in [(0, 0), (1, 0), (0, 1), (1, 1), (1, 2)] {
                if jumps || (jt, jf) == (0, 0) {
                    cases.push(Insn { code: *code, jt, jf, k });
                }
            }
        }
    }
    cases.extend((0..16).map(|word| Insn::stmt(LD_ABS, ancillary::OFFSET + 4 * word)));
    let mut tried = 0;
    for case in cases {
        let program: Vec<Insn> =
            [Insn::stmt(ST, 0), Insn::stmt(ST, 1)].into_iter().chain([case; 40]).collect();
        let fits = fill(program.clone(), bound);
        if verify(&fits).is_err() {
            continue;
        }
        assert!(attaches(&fits), "{case:x?}");
        assert!(!attaches(&fill(program, bound + 8)), "{case:x?}");
        tried += 1;
    }
    println!("kernel_verify: {tried} instructions are charged as we say");
    assert!(tried > 200);
}
