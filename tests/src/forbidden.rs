//! System calls that a thread may not make, and no more what it starts, by a seccomp filter (seccomp(2)):
//! the faults that a kernel would have, and the calls that an older one lacks.

use barecap_core::insn::{Insn, opcode::*};
use rustix::io::Errno;
use std::os::unix::process::CommandExt;
use std::process::Command;
use syscalls::{Sysno, syscall, x86};

/// `struct seccomp_data`: the call's number, the architecture, an instruction pointer, six arguments of 64
/// bits.
const NUMBER: u32 = 0;
const ARCHITECTURE: u32 = 4;
const ARGUMENTS: u32 = if cfg!(target_endian = "big") { 20 } else { 16 };

/// `AUDIT_ARCH_I386`, whose programs run on x86_64 too and number their calls otherwise.
const I386: u32 = 0x4000_0003;

const ALLOW: Insn = Insn::stmt(RET_K, 0x7fff_0000);

const fn refuse(errno: Errno) -> Insn {
    Insn::stmt(RET_K, 0x0005_0000 | errno.raw_os_error() as u32)
}

/// Forbids a system call with this argument (its low 32 bits); with any but -1 where none is told, which
/// is a descriptor's.
pub fn forbid(call: Sysno, argument: u32, value: Option<u32>, errno: Errno) {
    answer(call, argument, value, refuse(errno));
}

/// Has a system call with this argument do nothing, and say that it is done.
pub fn pretend(call: Sysno, argument: u32, value: u32) {
    answer(call, argument, Some(value), Insn::stmt(RET_K, 0x0005_0000));
}

fn answer(call: Sysno, argument: u32, value: Option<u32>, answer: Insn) {
    let equal = match value {
        Some(value) => Insn::jump(JEQ_K, value, 0, 1),
        None => Insn::jump(JEQ_K, u32::MAX, 1, 0),
    };
    let on_i386: x86::Sysno = call.name().parse().unwrap();
    load(&[
        Insn::stmt(LD_ABS, ARCHITECTURE),
        Insn::jump(JEQ_K, I386, 0, 2),
        Insn::stmt(LD_ABS, NUMBER),
        Insn::jump(JEQ_K, on_i386 as u32, 2, 5),
        Insn::stmt(LD_ABS, NUMBER),
        Insn::jump(JEQ_K, call as u32, 0, 3),
        Insn::stmt(LD_ABS, ARGUMENTS + 8 * argument),
        equal,
        answer,
        ALLOW,
    ]);
}

/// Forbids a system call, as [`forbid`] does, to the program that a command starts.
pub fn forbid_to(
    command: &mut Command,
    call: Sysno,
    argument: u32,
    value: Option<u32>,
    errno: Errno,
) {
    let forbid = move || {
        forbid(call, argument, value, errno);
        Ok(())
    };
    // SAFETY: only system calls are made between fork(2) and exec(2).
    unsafe { command.pre_exec(forbid) };
}

/// Has no system call be there from this one on: they were given their numbers in the order in which they
/// came.
pub fn end_before(call: Sysno) {
    load(&[
        Insn::stmt(LD_ABS, NUMBER),
        Insn::jump(JGE_K, call as u32, 0, 1),
        refuse(Errno::NOSYS),
        ALLOW,
    ]);
}

fn load(program: &[Insn]) {
    #[repr(C)]
    struct Program {
        len: u16,
        insns: *const Insn,
    }
    let filter = Program { len: program.len() as u16, insns: program.as_ptr() };
    rustix::thread::set_no_new_privs(true).unwrap();
    const SET_MODE_FILTER: u32 = 1;
    // SAFETY: the kernel reads the program, which lives through the call.
    unsafe { syscall!(Sysno::seccomp, SET_MODE_FILTER, 0, &raw const filter) }.unwrap();
}
