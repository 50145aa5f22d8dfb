//! Which system calls can be made (seccomp(2)).
//!
//! The kernel runs a classic BPF program on every system call, on `struct seccomp_data`: the call's
//! number, the architecture whose numbers those are, and the arguments. The program is put together
//! here and has to pass the verifier of socket filters, like every other program: first a test for this
//! machine's own architecture, as numbers mean other calls in others; then a test for each call that
//! is allowed, those that are made most often first.

use arrayvec::ArrayVec;
use barecap_core::insn::Insn;
use barecap_core::insn::opcode::{JEQ_K, LD_ABS, RET_K};
use barecap_core::verify::verify_user;
use linux_raw_sys::ptrace as raw;
use rustix::io::Errno;

use super::calls;

/// A system call that may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Its number on this machine: one of `libc::SYS_`, or a `Sysno` of the crate `syscalls`.
    pub number: u32,
    /// The number of an argument, from 0, and what the low half of it must be; any arguments without.
    pub argument: Option<(u8, u32)>,
}

/// What the numbers of this machine's system calls are known by (audit's `AUDIT_ARCH_`).
const ARCHITECTURE: Option<u32> = if cfg!(target_arch = "x86_64") {
    Some(raw::AUDIT_ARCH_X86_64)
} else if cfg!(target_arch = "x86") {
    Some(raw::AUDIT_ARCH_I386)
} else if cfg!(all(target_arch = "aarch64", target_endian = "little")) {
    Some(raw::AUDIT_ARCH_AARCH64)
} else if cfg!(all(target_arch = "arm", target_endian = "little")) {
    Some(raw::AUDIT_ARCH_ARM)
} else if cfg!(target_arch = "riscv64") {
    Some(raw::AUDIT_ARCH_RISCV64)
} else if cfg!(all(target_arch = "mips", target_endian = "little")) {
    Some(raw::AUDIT_ARCH_MIPSEL)
} else if cfg!(all(target_arch = "mips64", target_endian = "little")) {
    Some(raw::AUDIT_ARCH_MIPSEL64)
} else if cfg!(target_arch = "s390x") {
    Some(raw::AUDIT_ARCH_S390X)
} else if cfg!(all(target_arch = "powerpc64", target_endian = "little")) {
    Some(raw::AUDIT_ARCH_PPC64LE)
} else if cfg!(target_arch = "powerpc") {
    Some(raw::AUDIT_ARCH_PPC)
} else {
    None
};

/// Where `struct seccomp_data` has the call's number, the architecture, and the low half of the first
/// argument of 8 bytes.
const NUMBER: u32 = 0;
const AUDITED: u32 = 4;
const ARGUMENTS: u32 = if cfg!(target_endian = "big") { 20 } else { 16 };

/// Room for the tests of some forty calls.
type Program = ArrayVec<Insn, 128>;

/// The program; nothing where there is no room for it, or the architecture is not known here.
fn program(allowed: &mut dyn Iterator<Item = Allowed>) -> Option<Program> {
    let refuse = Insn::stmt(RET_K, raw::SECCOMP_RET_ERRNO | Errno::PERM.raw_os_error() as u32);
    let allow = Insn::stmt(RET_K, raw::SECCOMP_RET_ALLOW);
    let load = |place| Insn::stmt(LD_ABS, place);
    let mut program = Program::new();
    let mut write = |insns: &[Insn]| program.try_extend_from_slice(insns).ok();
    write(&[load(AUDITED), Insn::jump(JEQ_K, ARCHITECTURE?, 1, 0), refuse, load(NUMBER)])?;
    for Allowed { number, argument } in allowed {
        match argument {
            None => write(&[Insn::jump(JEQ_K, number, 0, 1), allow])?,
            Some((argument, value)) => write(&[
                Insn::jump(JEQ_K, number, 0, 4),
                load(ARGUMENTS + 8 * u32::from(argument)),
                Insn::jump(JEQ_K, value, 0, 1),
                allow,
                load(NUMBER),
            ])?,
        }
    }
    write(&[refuse])?;
    Some(program)
}

/// Refuses this thread all system calls but those that are allowed, some forty at most, those that are made
/// most often first. What is refused is `EPERM`.
///
/// # Errors
/// `ENOSYS` or `EINVAL`: the kernel was built without seccomp's filters, or no filter is known for
/// this architecture; `E2BIG` for more calls than there is room for.
pub fn restrict(allowed: &mut dyn Iterator<Item = Allowed>) -> Result<(), Errno> {
    if ARCHITECTURE.is_none() {
        return Err(Errno::NOSYS);
    }
    let program = program(allowed).ok_or(Errno::TOOBIG)?;
    // It has no scratch slots, and so wants no memory for them.
    let verified = verify_user(&program, &mut []).map_err(|_| Errno::INVAL)?;
    // What is done here is no secret to be kept from the processor's guesses, and a kernel that is
    // not told so slows the whole process down; those older than 4.17 cannot be told.
    match calls::filter_calls(&verified, raw::SECCOMP_FILTER_FLAG_SPEC_ALLOW) {
        Err(Errno::INVAL) => calls::filter_calls(&verified, 0),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use barecap_core::assemble::assemble;
    use barecap_core::verify::{State, facts};
    use barecap_core::vm::{self, Packet};
    extern crate std;
    use std::vec::Vec as List;

    const PLAIN: Allowed = Allowed { number: 7, argument: None };
    const FIRST: Allowed = Allowed { number: 41, argument: Some((0, 16)) };
    const THIRD: Allowed = Allowed { number: 41, argument: Some((2, 9)) };

    fn made(allowed: &[Allowed]) -> Program {
        program(&mut allowed.iter().copied()).unwrap()
    }

    #[test]
    fn the_program_is_what_the_assembler_makes_of_its_text() {
        let text = std::format!(
            "ld [4]\n jeq #{:#x}, known\n ret #0x50001\n known: ld [0]
             jne #7, other\n ret #0x7fff0000
             other: jne #41, none\n ld [{ARGUMENTS}]\n jne #16, again\n ret #0x7fff0000
             again: ld [0]\n none: ret #0x50001",
            ARCHITECTURE.unwrap()
        );
        let mut assembled = heapless::Vec::<Insn, 64>::new();
        let mut labels = heapless::Vec::<_, 16>::new();
        assemble(&text, &mut assembled, &mut labels).unwrap();
        assert_eq!(made(&[PLAIN, FIRST])[..], assembled[..]);
    }

    #[test]
    fn it_is_verified_and_reads_nothing_beyond_the_call() {
        let program = made(&[PLAIN, FIRST, THIRD]);
        let verified = verify_user(&program, &mut []).unwrap();
        // struct seccomp_data has 64 bytes.
        let mut memory = std::vec![State::BLANK; program.len()];
        let furthest = facts(verified, &mut memory).unwrap().max_offset;
        assert!(furthest < Some(64));
        assert!(super::program(&mut core::iter::repeat_n(FIRST, 64)).is_none());
    }

    #[test]
    fn what_is_not_named_is_refused() {
        let program = made(&[PLAIN, FIRST, THIRD]);
        let verified = verify_user(&program, &mut []).unwrap();
        let own = ARCHITECTURE.unwrap();
        // Socket filters load words with the highest byte first, seccomp's as the machine has them.
        let call = |architecture: u32, number: u32, first: u64, third: u64| {
            let mut bytes = List::new();
            bytes.extend([number, architecture, 0, 0].iter().flat_map(|word| word.to_be_bytes()));
            for argument in [first, 0, third, 0, 0, 0] {
                let mut halves = [argument as u32, (argument >> 32) as u32];
                if cfg!(target_endian = "big") {
                    halves.reverse();
                }
                bytes.extend(halves.iter().flat_map(|half| half.to_be_bytes()));
            }
            let packet = Packet { bytes: &bytes, length: 64, ancillary: None };
            vm::run(verified, packet)
        };
        let (yes, no) = (raw::SECCOMP_RET_ALLOW, raw::SECCOMP_RET_ERRNO | 1);
        for (answer, expected) in [
            (call(own, 7, 1, 1), yes),
            (call(own, 41, 16, 0), yes),
            (call(own, 41, 16 | 1 << 40, 0), yes),
            (call(own, 41, 2, 0), no),
            (call(own, 41, 2, 9), yes),
            (call(own, 42, 16, 9), no),
            (call(own, 7 | 1 << 30, 0, 0), no),
            (call(own ^ 1 << 31, 7, 0, 0), no),
        ] {
            assert_eq!(answer, expected);
        }
    }
}
