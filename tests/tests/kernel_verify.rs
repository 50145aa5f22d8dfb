//! The verifier against the running kernel: both must accept the same programs.
//!
//! A program is attached to a datagram socket, which needs no privileges. `BARECAP_PROGRAMS` sets
//! how many random programs are tried.
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
use barecap_core::verify::verify;
use barecap_tests::random::Random;
use std::env;
use std::ffi::{c_int, c_void};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixDatagram;

/// The kernel's `struct sock_fprog`.
#[repr(C)]
struct Fprog {
    len: u16,
    filter: *const Insn,
}

unsafe extern "C" {
    fn setsockopt(fd: c_int, level: c_int, name: c_int, value: *const c_void, len: u32) -> c_int;
}

const SOL_SOCKET: c_int = 1;
const SO_ATTACH_FILTER: c_int = 26;
const EINVAL: i32 = 22;
const ENOMEM: i32 = 12;

/// Whether the kernel accepts a program. One that it accepts, but has no memory for, counts.
fn kernel_accepts(socket: &UnixDatagram, program: &[Insn]) -> bool {
    let fprog = Fprog { len: program.len() as u16, filter: program.as_ptr() };
    // SAFETY: the option takes a `struct sock_fprog`, which points to `len` instructions; both
    // outlive the call.
    let result = unsafe {
        setsockopt(
            socket.as_raw_fd(),
            SOL_SOCKET,
            SO_ATTACH_FILTER,
            (&raw const fprog).cast(),
            size_of::<Fprog>() as u32,
        )
    };
    match (result, io::Error::last_os_error().raw_os_error()) {
        (0, _) | (_, Some(ENOMEM)) => true,
        (_, Some(EINVAL)) => false,
        (_, error) => panic!("SO_ATTACH_FILTER: {error:?}"),
    }
}

fn check(socket: &UnixDatagram, program: &[Insn]) -> bool {
    let ours = verify(program);
    let theirs = kernel_accepts(socket, program);
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
    let count = env::var("BARECAP_PROGRAMS").map_or(40_000, |count| count.parse().unwrap());
    let socket = UnixDatagram::unbound().unwrap();
    let mut random = Random::new(1);
    let mut accepted = 0;
    let mut program = Vec::new();
    for round in 0..count {
        // One in two is a change to the one before, which keeps what was accepted near.
        if round % 2 == 0 || program.is_empty() {
            random_program(&mut random, &mut program);
        } else {
            mutate(&mut random, &mut program);
        }
        accepted += usize::from(check(&socket, &program));
    }
    println!("{accepted} of {count} accepted");
    assert!(accepted > count / 10 && accepted < count * 9 / 10, "{accepted} of {count}");
}

const CODES: &[u16] = &[
    LD_IMM, LD_ABS, LDH_ABS, LDB_ABS, LD_IND, LDH_IND, LDB_IND, LD_MEM, LD_LEN, LDX_IMM, LDX_MEM,
    LDX_LEN, LDXB_MSH, ST, STX, ADD_K, ADD_X, SUB_K, SUB_X, MUL_K, MUL_X, DIV_K, DIV_X, OR_K, OR_X,
    AND_K, AND_X, LSH_K, LSH_X, RSH_K, RSH_X, NEG, MOD_K, MOD_X, XOR_K, XOR_X, JA, JEQ_K, JEQ_X,
    JGT_K, JGT_X, JGE_K, JGE_X, JSET_K, JSET_X, RET_K, RET_A, TAX, TXA,
];

fn random_insn(random: &mut Random, behind: usize) -> Insn {
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

fn random_program(random: &mut Random, program: &mut Vec<Insn>) {
    let len = 1 + random.below(20);
    program.clear();
    // Often with some slots stored at the start.
    for slot in 0..random.below(4) {
        program.push(Insn::stmt(ST, slot as u32));
    }
    for at in 0..len {
        program.push(random_insn(random, len - at));
    }
    program.push(Insn::stmt([RET_K, RET_A][random.below(2)], 1));
}

fn mutate(random: &mut Random, program: &mut Vec<Insn>) {
    let at = random.below(program.len());
    match random.below(4) {
        0 => program[at] = random_insn(random, program.len() - at - 1),
        1 => program.insert(at, random_insn(random, program.len() - at)),
        2 => drop(program.remove(at)),
        _ => {
            let other = random.below(program.len());
            program.swap(at, other);
        }
    }
}
