//! What an instruction does to the symbolic registers, and what it asks.
//!
//! A load is a test: whether so many bytes were captured. What is loaded has a name that does not
//! depend on the path, since it is named by the offset, modulo 2^32, whether or not it was captured.
//! Whether it was is asked of `base + end` without wrapping; where X is a sum of which that is not
//! known, the path first decides whether that sum has wrapped.

use super::question::Question;
use super::reasons::Reasons;
use super::value::{CAPTURED, Id, LONGEST, Value};
use super::{Op, Walk};
use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};

/// A program on its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Machine {
    /// The next instruction, or where the program has ended.
    pub(super) at: u32,
    pub(super) a: Id,
    pub(super) x: Id,
    pub(super) scratch: [Id; 16],
}

/// Where a program goes that rejects the packet.
pub(super) const REJECT: u32 = u32::MAX;
/// Where a program is that has returned what is in A.
pub(super) const RETURNED: u32 = u32::MAX - 1;

/// What an instruction leads to.
pub(super) enum Step {
    Next,
    /// The answer decides where to go on.
    Ask(Ask),
}

/// A question, and where the program goes on if the answer is yes and if it is no.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ask {
    pub(super) question: Question,
    pub(super) to: [u32; 2],
}

impl Walk<'_> {
    /// Runs one instruction; says which decisions it depends on.
    pub(super) fn step(
        &mut self,
        insn: Insn,
        machine: &mut Machine,
        used: &mut Reasons,
    ) -> Option<Step> {
        let Insn { code, jt, jf, k } = insn;
        let here = machine.at;
        machine.at += 1;
        let at = machine.at;
        let slot = k as usize % 16;
        let Machine { a, x, .. } = *machine;
        match code {
            LD_ABS | LDH_ABS | LDB_ABS => {
                if let Some(distance) = word_at(k) {
                    machine.a = self.intern(Value::Ancillary(distance?))?;
                    return Some(Step::Next);
                }
                let size = size_of(code);
                machine.a = self.intern(Value::Load { base: None, offset: k, size })?;
                return Some(captured(None, u64::from(k) + u64::from(size), at));
            }
            LD_IND | LDH_IND | LDB_IND => {
                let size = size_of(code);
                let (base, by) = self.parts(x);
                let offset = by.wrapping_add(k);
                machine.a = self.intern(Value::Load { base, offset, size })?;
                let end = u64::from(k) + u64::from(size);
                let (Some(base), 1..) = (base, by) else {
                    return Some(captured(base, u64::from(by) + end, at));
                };
                let fits = Question::Range { of: base, lo: 0, hi: u32::MAX - by };
                return Some(match self.is_within(base, u32::MAX - by, used) {
                    Some(true) => captured(Some(base), u64::from(by) + end, at),
                    Some(false) => match end.checked_sub(by.wrapping_neg().into()) {
                        Some(end) => captured(Some(base), end, at),
                        None => captured(Some(x), end, at),
                    },
                    None => {
                        machine.a = a;
                        Step::Ask(Ask { question: fits, to: [here; 2] })
                    }
                });
            }
            LDXB_MSH => {
                let byte = self.intern(Value::Load { base: None, offset: k, size: 1 })?;
                let words = self.with_constant(Op::And, byte, 15)?;
                machine.x = self.with_constant(Op::Shl, words, 2)?;
                return Some(captured(None, u64::from(k) + 1, at));
            }
            LD_LEN => machine.a = self.intern(Value::Length)?,
            LDX_LEN => machine.x = self.intern(Value::Length)?,
            LD_IMM => machine.a = self.constant(k)?,
            LDX_IMM => machine.x = self.constant(k)?,
            LD_MEM => machine.a = machine.scratch[slot],
            LDX_MEM => machine.x = machine.scratch[slot],
            ST => machine.scratch[slot] = a,
            STX => machine.scratch[slot] = x,
            TAX => machine.x = a,
            TXA => machine.a = x,
            NEG => machine.a = self.negated(a)?,
            JA => machine.at = at + k,
            RET_K => (machine.at, machine.a) = (RETURNED, self.constant(k)?),
            RET_A => machine.at = RETURNED,
            _ => {
                let by = if code & SOURCE_X != 0 { x } else { self.constant(k)? };
                if code & 7 == CLASS_JMP {
                    let mut to = [at + u32::from(jt), at + u32::from(jf)];
                    let (question, negated) = self.question(code & !SOURCE_X, a, by)?;
                    if negated {
                        to.swap(0, 1);
                    }
                    return Some(Step::Ask(Ask { question, to }));
                }
                let op = Op::of(code)?;
                machine.a = self.arith(op, a, by)?;
                if matches!(op, Op::Div | Op::Mod) {
                    let question = Question::Range { of: by, lo: 0, hi: 0 };
                    return Some(Step::Ask(Ask { question, to: [REJECT, at] }));
                }
            }
        }
        Some(Step::Next)
    }

    /// Whether a value is at most `most`, if that is known.
    fn is_within(&self, of: Id, most: u32, used: &mut Reasons) -> Option<bool> {
        if self.max(of) <= most {
            return Some(true);
        }
        let mut why = Reasons::NONE;
        if let Some((answer, reasons)) = self.answer(Question::Range { of, lo: 0, hi: most }) {
            used.join(&reasons);
            return Some(answer);
        }
        (self.most(of, 4, &mut why) <= most).then(|| {
            used.join(&why);
            true
        })
    }
}

/// The test of length that a load is.
fn captured(base: Option<Id>, end: u64, at: u32) -> Step {
    let question = match (base, u32::try_from(end)) {
        (Some(base), Ok(end @ ..=LONGEST)) => Question::Behind { base, end },
        (None, Ok(end @ ..=LONGEST)) => Question::Range { of: CAPTURED, lo: end, hi: u32::MAX },
        _ => Question::NEVER,
    };
    Step::Ask(Ask { question, to: [at, REJECT] })
}

/// The bit of an opcode that says that the operand is X.
pub(super) const SOURCE_X: u16 = 0x08;
/// The class of jumps.
const CLASS_JMP: u16 = 0x05;

const fn size_of(code: u16) -> u8 {
    match code {
        LD_ABS | LD_IND => 4,
        LDH_ABS | LDH_IND => 2,
        _ => 1,
    }
}

/// The distance of the ancillary word that an absolute load at `k` reads, if it reads one; nothing
/// inside if the word depends on the registers or changes at every read.
fn word_at(k: u32) -> Option<Option<u32>> {
    let distance = k.checked_sub(ancillary::OFFSET)?;
    Some(Some(distance).filter(|distance| !matches!(distance, 12 | 16 | 40 | 56)))
}

/// The registers that may be read from an instruction on, if those are that may be from the next one
/// and from where it jumps to: a bit for A, one for X, and one for each scratch slot.
pub(super) fn live_before(insn: Insn, next: u32, jumps: [u32; 2]) -> u32 {
    const A: u32 = 1 << 16;
    const X: u32 = 1 << 17;
    let Insn { code, k, .. } = insn;
    let slot = 1 << (k % 16);
    let by = if code & SOURCE_X != 0 { X } else { 0 };
    match code {
        LD_MEM => next & !A | slot,
        LDX_MEM => next & !X | slot,
        LD_IND | LDH_IND | LDB_IND | TXA => next & !A | X,
        LD_ABS | LDH_ABS | LDB_ABS | LD_LEN | LD_IMM => next & !A,
        LDXB_MSH | LDX_LEN | LDX_IMM => next & !X,
        TAX => next & !X | A,
        ST => next & !slot | A,
        STX => next & !slot | X,
        JA => jumps[0],
        RET_K => 0,
        RET_A => A,
        _ if code & 7 == CLASS_JMP => jumps[0] | jumps[1] | A | by,
        _ => next | A | by,
    }
}
