//! The checker of core, with memory and patience for ordinary programs.

use crate::random::Random;
use barecap_core::agree::{Agreement, Memory, agree};
use barecap_core::insn::{Insn, opcode};
use barecap_core::verify::{Refusal, verify_user};
use std::borrow::Cow;
use std::thread;

/// A checker.
#[derive(Debug)]
pub struct Checker(Box<Memory<4096>>);

impl Default for Checker {
    fn default() -> Self {
        // On its way into the box the memory is on the stack, which a test's thread has not.
        let thread = thread::Builder::new().stack_size(64 << 20).spawn(Box::default);
        Self(thread.expect("a thread").join().expect("memory"))
    }
}

/// What it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Both programs return the same for every packet.
    Agree,
    /// They do not for this packet, seen on the virtual machine.
    Differ(String),
    /// There is no telling.
    Undecided,
}

/// Steps for pairs that are known to agree: most need a thousand times less.
const PATIENT: u32 = 10_000_000;

impl Checker {
    /// Whether two programs are proven to return the same on every packet.
    pub fn agree(&mut self, a: &[Insn], b: &[Insn]) -> bool {
        self.check(a, b, PATIENT) == Ok(Found::Agree)
    }

    /// Whether two programs agree, found out in about so many steps.
    ///
    /// Older programs of libpcap's read scratch slots that were not written on every path, which are
    /// 0 then: before such a program they are written.
    pub fn check(&mut self, a: &[Insn], b: &[Insn], steps: u32) -> Result<Found, Refusal> {
        let [a, b] = [a, b].map(cleared);
        let (mut masks_a, mut masks_b) = (vec![0; a.len()], vec![0; b.len()]);
        let (a, b) = (verify_user(&a, &mut masks_a)?, verify_user(&b, &mut masks_b)?);
        Ok(match agree(a, b, steps, &mut self.0) {
            Agreement::Agree => Found::Agree,
            Agreement::Undecided => Found::Undecided,
            Agreement::Differ(witness) => {
                let hex: String = witness.bytes.iter().map(|b| format!("{b:02x}")).collect();
                let (length, [a, b]) = (witness.length, witness.returned);
                Found::Differ(format!("{a} and {b} for {hex}, {length} bytes on the wire"))
            }
        })
    }
}

/// A program that has written the slots that it reads.
fn cleared(program: &[Insn]) -> Cow<'_, [Insn]> {
    if verify_user(program, &mut vec![0; program.len()]).is_ok() {
        return program.into();
    }
    let clear = (0..16).map(|slot| Insn::stmt(opcode::ST, slot));
    clear.chain(program.iter().copied()).collect()
}

/// A program with one instruction a little different.
#[must_use]
pub fn mutated(program: &[Insn], random: &mut Random) -> Vec<Insn> {
    use opcode::{AND_K, JEQ_K, JGE_K, JGT_K, JSET_K, LD_ABS, LDB_ABS, LDB_IND, LDH_ABS, LDH_IND};
    let mut program = program.to_vec();
    let at = random.below(program.len());
    let insn = &mut program[at];
    match random.below(5) {
        0 => insn.k = insn.k.wrapping_add(1),
        1 => insn.k = insn.k.wrapping_sub(1),
        2 => std::mem::swap(&mut insn.jt, &mut insn.jf),
        3 => insn.k ^= 1 << random.below(16),
        _ => {
            let other = [
                (JEQ_K, JGE_K),
                (JGE_K, JGT_K),
                (JGT_K, JGE_K),
                (JSET_K, JEQ_K),
                (LDB_ABS, LDH_ABS),
                (LDH_ABS, LDB_ABS),
                (LD_ABS, LDH_ABS),
                (LDH_IND, LDB_IND),
                (LDB_IND, LDH_IND),
                (AND_K, opcode::OR_K),
            ];
            if let Some((_, code)) = other.iter().find(|(code, _)| *code == insn.code) {
                insn.code = *code;
            }
        }
    }
    program
}
