//! Agreement: whether two programs answer every packet alike.
//!
//! A checker for the optimizer, and independent of it: it looks at programs only, shares no code
//! with the passes over the graph, and can be asked about programs from elsewhere (translation
//! validation: Pnueli, Siegel & Singerman, 1998; Necula, "Translation validation for an optimizing
//! compiler", 2000).
//!
//! Both programs run on one symbolic packet, one after the other (`value`). What a test asks of
//! it is decided by what the path has learned (`facts`); where that does not tell, the walk goes
//! on with one answer and comes back for the other. Where both programs have returned, they must
//! have returned the same. A load is such a test too: whether so many bytes were captured. The
//! captured length and the length on the wire have nothing to do with each other here, and neither
//! has anything to do with the contents; a division by zero rejects. Ancillary words are whatever
//! they are, but the same for both programs.
//!
//! **Why an answer can be trusted.** The facts of a path hold for every packet that takes it, and
//! a branch is left out only if they rule it out, so every packet takes one of the walked paths;
//! *agree* means that on each of these both programs return the same. *Differ* comes with a packet
//! on which the virtual machine was seen to differ. All else, such as running out of memory or of
//! steps, is *undecided*: facts know nothing of bytes that are loaded twice in different widths,
//! nor much of arithmetic on two unknowns.

mod facts;
mod value;
mod witness;

use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};
use crate::verify::Verified;
use facts::{Question, Undo};
use heapless::{Vec, VecView};
use value::{CAPTURED, Entry, Id, Value};

pub use facts::{Facts, Learned};
pub use witness::Witness;

/// What is known of two programs.
#[derive(Clone, Copy, Debug)]
pub enum Agreement<'m> {
    /// They return the same for every packet.
    Agree,
    /// They return different numbers for this packet.
    Differ(Witness<'m>),
    /// There is no telling.
    Undecided,
}

/// Memory that the checker works in; what it held before does not matter. `N` bounds the different
/// values that the programs compute, and what a path has learned at the same time.
#[derive(Debug)]
pub struct Memory<const N: usize> {
    values: Vec<Entry, N>,
    heads: [u32; N],
    facts: [Facts; N],
    learned: Vec<Learned, N>,
    undo: Vec<Undo, N>,
    choices: Vec<Choice, N>,
    bytes: [u8; 512],
}

impl<const N: usize> Memory<N> {
    /// Memory with nothing in it.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            values: Vec::new(),
            heads: [0; N],
            facts: [Facts::ANY; N],
            learned: Vec::new(),
            undo: Vec::new(),
            choices: Vec::new(),
            bytes: [0; 512],
        }
    }
}

impl<const N: usize> Default for Memory<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether two programs agree, found out in about so many steps.
///
/// ```
/// use barecap_core::agree::{Agreement, Memory, agree};
/// use barecap_core::insn::{Insn, opcode};
/// use barecap_core::verify::verify;
///
/// let test = |code, k, jt, jf| {
///     [Insn::stmt(opcode::LDB_ABS, 0), Insn::jump(code, k, jt, jf),
///      Insn::stmt(opcode::RET_K, 1), Insn::stmt(opcode::RET_K, 0)]
/// };
/// let (greater, not_less) = (test(opcode::JGT_K, 6, 0, 1), test(opcode::JGE_K, 7, 0, 1));
/// let (greater, not_less) = (verify(&greater).unwrap(), verify(&not_less).unwrap());
/// let mut memory = Memory::<64>::new();
/// assert!(matches!(agree(greater, not_less, 1000, &mut memory), Agreement::Agree));
/// ```
pub fn agree<'m, const N: usize>(
    a: Verified<'_>,
    b: Verified<'_>,
    steps: u32,
    memory: &'m mut Memory<N>,
) -> Agreement<'m> {
    let Memory { values, heads, facts, learned, undo, choices, bytes } = memory;
    values.clear();
    learned.clear();
    undo.clear();
    choices.clear();
    let mut walk = Walk { values, heads, facts, learned, undo, choices, steps };
    match walk.run([a.insns(), b.insns()]) {
        Some(true) => Agreement::Agree,
        Some(false) => match walk.witness([a, b], bytes) {
            Some(witness) => Agreement::Differ(witness),
            None => Agreement::Undecided,
        },
        None => Agreement::Undecided,
    }
}

/// A program on its way.
#[derive(Clone, Copy, Debug)]
struct Machine {
    /// The next instruction.
    at: u32,
    a: Id,
    x: Id,
    scratch: [Id; 16],
}

/// A place to come back to.
#[derive(Clone, Copy, Debug)]
struct Choice {
    /// What the first program returned, if it has.
    returned: Option<Id>,
    /// The program that was running, where it goes on with the other answer.
    machine: Machine,
    question: Question,
    /// The other answer.
    answer: bool,
    /// How much the path had learned.
    undo: u32,
}

/// What an instruction leads to.
enum Step {
    Next,
    Returns(Id),
    /// The answer decides where to go on; [`REJECT`] is a place too.
    Ask(Question, [u32; 2]),
}

/// Where a program goes that rejects the packet.
const REJECT: u32 = u32::MAX;

/// The walk along all paths.
struct Walk<'m> {
    values: &'m mut VecView<Entry>,
    heads: &'m mut [u32],
    /// What the path has learned of each value.
    facts: &'m mut [Facts],
    learned: &'m mut VecView<Learned>,
    undo: &'m mut VecView<Undo>,
    choices: &'m mut VecView<Choice>,
    steps: u32,
}

impl Walk<'_> {
    /// Walks all paths. Answers whether the programs agree on them, and nothing if it cannot say;
    /// if they do not, the facts are those of the path on which they differ.
    fn run(&mut self, programs: [&[Insn]; 2]) -> Option<bool> {
        let captured = self.intern(Value::Captured)?;
        debug_assert!(captured == CAPTURED);
        let zero = self.constant(0)?;
        let start = Machine { at: 0, a: zero, x: zero, scratch: [zero; 16] };
        let (mut machine, mut returned) = (start, None);
        loop {
            self.steps = self.steps.checked_sub(1)?;
            let program = programs[usize::from(returned.is_some())];
            let step = match machine.at {
                REJECT => Step::Returns(zero),
                at => self.step(*program.get(at as usize)?, &mut machine)?,
            };
            let is_possible = match step {
                Step::Next => true,
                Step::Ask(question, to) => self.ask(question, to, &mut machine, returned)?,
                Step::Returns(verdict) => match returned {
                    None => {
                        (machine, returned) = (start, Some(verdict));
                        true
                    }
                    Some(first) if first == verdict => false,
                    Some(_) => return Some(false),
                },
            };
            if !is_possible && !self.go_back(&mut machine, &mut returned)? {
                return Some(true);
            }
        }
    }

    /// Goes on with the known answer to a question, or with one of both; says whether that can be.
    fn ask(
        &mut self,
        question: Question,
        [yes, no]: [u32; 2],
        machine: &mut Machine,
        returned: Option<Id>,
    ) -> Option<bool> {
        if let Some(answer) = self.answer(question) {
            machine.at = if answer { yes } else { no };
            return Some(true);
        }
        // First what ends the path at once.
        let answer = no != REJECT;
        let (first, other) = if answer { (yes, no) } else { (no, yes) };
        let undo = self.undo.len() as u32;
        let machine_then = Machine { at: other, ..*machine };
        let choice = Choice { returned, machine: machine_then, question, answer: !answer, undo };
        self.choices.push(choice).ok()?;
        machine.at = first;
        self.learn(question, answer)
    }

    /// Takes the last choice's other answer; says whether there was one.
    fn go_back(&mut self, machine: &mut Machine, returned: &mut Option<Id>) -> Option<bool> {
        while let Some(choice) = self.choices.pop() {
            self.steps = self.steps.checked_sub(1)?;
            self.forget(choice.undo as usize);
            (*machine, *returned) = (choice.machine, choice.returned);
            if self.learn(choice.question, choice.answer)? {
                return Some(true);
            }
        }
        Some(false)
    }

    /// Runs one instruction.
    fn step(&mut self, insn: Insn, machine: &mut Machine) -> Option<Step> {
        let Insn { code, jt, jf, k } = insn;
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
                return Some(self.captured(None, k, size, at));
            }
            LD_IND | LDH_IND | LDB_IND => {
                let size = size_of(code);
                let (base, offset) = self.split_offset(x, k);
                if base.is_none() && k > offset {
                    // The sum has wrapped.
                    machine.at = REJECT;
                    return Some(Step::Next);
                }
                machine.a = self.intern(Value::Load { base, offset, size })?;
                return Some(self.captured(base, offset, size, at));
            }
            LDXB_MSH => {
                let byte = self.intern(Value::Load { base: None, offset: k, size: 1 })?;
                let words = self.with_constant(Op::And, byte, 15)?;
                machine.x = self.with_constant(Op::Shl, words, 2)?;
                return Some(self.captured(None, k, 1, at));
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
            RET_K => return Some(Step::Returns(self.constant(k)?)),
            RET_A => return Some(Step::Returns(a)),
            _ => {
                let by = if code & SOURCE_X != 0 { x } else { self.constant(k)? };
                if code & 7 == CLASS_JMP {
                    let (mut question, mut to) = (None, [at + u32::from(jt), at + u32::from(jf)]);
                    let (asked, negated) = self.question(code & !SOURCE_X, a, by)?;
                    if negated {
                        to.swap(0, 1);
                    }
                    question.replace(asked);
                    return question.map(|question| Step::Ask(question, to));
                }
                let op = Op::of(code)?;
                machine.a = self.arith(op, a, by)?;
                if matches!(op, Op::Div | Op::Mod) {
                    let zero = Question::Range { of: by, lo: 0, hi: 0 };
                    return Some(Step::Ask(zero, [REJECT, at]));
                }
            }
        }
        Some(Step::Next)
    }

    /// The test of length that a load is.
    fn captured(&self, base: Option<Id>, offset: u32, size: u8, at: u32) -> Step {
        let Some(end) = offset.checked_add(size.into()) else {
            return Step::Ask(Question::NEVER, [at, REJECT]);
        };
        let question = match base {
            None => Question::Range { of: CAPTURED, lo: end, hi: u32::MAX },
            Some(base) => Question::Behind { base, end },
        };
        Step::Ask(question, [at, REJECT])
    }
}

/// The bit of an opcode that says that the operand is X.
const SOURCE_X: u16 = 0x08;
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

/// Operations of two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Op {
    Add,
    Sub,
    Mul,
    Div,
    Mod,
    And,
    Or,
    Xor,
    Shl,
    Shr,
}

impl Op {
    /// The operation of an instruction, whose second operand may be in X.
    fn of(code: u16) -> Option<Self> {
        Some(match code & !SOURCE_X {
            ADD_K => Self::Add,
            SUB_K => Self::Sub,
            MUL_K => Self::Mul,
            DIV_K => Self::Div,
            MOD_K => Self::Mod,
            AND_K => Self::And,
            OR_K => Self::Or,
            XOR_K => Self::Xor,
            LSH_K => Self::Shl,
            RSH_K => Self::Shr,
            _ => return None,
        })
    }

    /// The result; nothing for a division by zero.
    fn of_numbers(self, a: u32, b: u32) -> Option<u32> {
        Some(match self {
            Self::Add => a.wrapping_add(b),
            Self::Sub => a.wrapping_sub(b),
            Self::Mul => a.wrapping_mul(b),
            Self::Div => return a.checked_div(b),
            Self::Mod => return a.checked_rem(b),
            Self::And => a & b,
            Self::Or => a | b,
            Self::Xor => a ^ b,
            Self::Shl => a.checked_shl(b).unwrap_or(0),
            Self::Shr => a.checked_shr(b).unwrap_or(0),
        })
    }
}

#[cfg(test)]
#[cfg(feature = "language")]
mod tests;
