//! The verifier: which programs may run.
//!
//! Accepts exactly the programs that Linux accepts for a socket filter (`bpf_check_classic` and
//! `check_load_and_stores` in `net/core/filter.c`): every opcode known, unreachable ones
//! included; no division by a constant zero, no constant shift by 32 or more, no scratch slot
//! beyond 15; jumps forward and inside the program only; absolute loads from the ancillary area
//! only where there is an ancillary word; a `ret` at the end; and no scratch slot read before it
//! was written on every path.
//!
//! Paths are what Linux takes them to be. It looks at the instructions once, from first to last,
//! and takes what stands behind a `ret` to have been reached from it, with the slots that were
//! written there. A program that reads a slot right behind a `ret` that did not write it is
//! refused, though no packet could go wrong.
//!
//! The only rule that is not about single packets is the number of instructions. Programs up to
//! [`MAX_LEN_USER`] pass [`verify_user`] and run here; only those up to [`MAX_LEN`] pass
//! [`verify`] and run in the kernel.
//!
//! Beyond acceptance, [`facts`] tells what can be known of a program, [`charge`] what the kernel
//! charges for it, and [`difference`] whether the kernel could give another answer than libpcap.

mod facts;
mod kernel;
mod range;
#[cfg(test)]
mod tests;
mod walk;

use core::fmt;
use core::ops::Deref;

use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};
use crate::numbers;

pub use facts::{Facts, Returns, facts};
pub use kernel::{Difference, charge, difference};
pub use range::Range;
pub(crate) use range::exact as arithmetic;
pub use walk::State;

/// The longest program that Linux accepts (`BPF_MAXINSNS`).
pub const MAX_LEN: usize = 4096;

/// The longest program that runs in user space.
pub const MAX_LEN_USER: usize = 65_535;

/// How many scratch slots there are (`BPF_MEMWORDS`).
pub const SCRATCH_SLOTS: usize = 16;

/// A program that follows every rule, so that running it cannot go wrong: it ends, and touches
/// nothing but its registers, its scratch slots and the packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified<'a>(&'a [Insn]);

impl<'a> Verified<'a> {
    /// The program.
    #[must_use]
    pub const fn insns(self) -> &'a [Insn] {
        self.0
    }

    /// Whether the program is short enough for Linux.
    #[must_use]
    pub const fn fits_kernel(self) -> bool {
        self.0.len() <= MAX_LEN
    }
}

impl Deref for Verified<'_> {
    type Target = [Insn];

    fn deref(&self) -> &[Insn] {
        self.0
    }
}

/// A program was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which instruction breaks the rule, from 0.
    pub at: u32,
    /// The rule.
    pub rule: Rule,
}

/// What a program must not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// Be empty.
    Empty,
    /// Have more than so many instructions.
    TooLong(u32),
    /// Use this opcode.
    Opcode(u16),
    /// Divide by a constant zero.
    DivisionByZero,
    /// Shift by a constant of 32 or more.
    Shift(u32),
    /// Use a scratch slot that does not exist.
    Slot(u32),
    /// Jump beyond its end.
    Jump,
    /// Load from a place in the ancillary area where there is no word.
    Ancillary(u32),
    /// End in anything but a `ret`.
    End,
    /// Read a scratch slot that was not written on every path to this place.
    Unwritten(u32),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl Refusal {
    /// Writes which rule is broken, and where.
    pub(crate) fn write(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        let (text, value) = match self.rule {
            Rule::Empty => return f.write_str("the program is empty"),
            Rule::TooLong(max) => {
                return numbers::put(f, "the program has more than {d} instructions", &[max]);
            }
            Rule::Opcode(code) => ("unknown opcode {x}", code.into()),
            Rule::DivisionByZero => ("division by a constant zero", 0),
            Rule::Shift(k) => ("shift by a constant {d}, more than 31", k),
            Rule::Slot(k) => ("scratch slot {d}, more than 15", k),
            Rule::Jump => ("jump beyond the end of the program", 0),
            Rule::Ancillary(k) => ("no ancillary word at offset {x}", k),
            Rule::End => ("the last instruction is not a ret", 0),
            Rule::Unwritten(k) => {
                ("scratch slot {d} is read, but not written on every path to here", k)
            }
        };
        numbers::put(f, "instruction {d}: ", &[self.at])?;
        numbers::put(f, text, &[value])
    }
}

impl core::error::Error for Refusal {}

/// Checks a program as Linux does. That takes 8 KiB of stack if the program loads from scratch slots;
/// [`verify_user`] works in memory of the caller's instead.
///
/// The answer borrows the program, and costs little: who keeps programs keeps their instructions and
/// verifies them again, or keeps them [decoded](crate::vm::Decoded).
///
/// ```
/// use barecap_core::heapless;
/// use barecap_core::assemble::read_decimal;
/// use barecap_core::insn::Insn;
/// use barecap_core::verify::{Refusal, Rule, verify};
///
/// // What somebody else has compiled, and `tcpdump -ddd` has printed.
/// let mut program: heapless::Vec<Insn, 16> = heapless::Vec::new();
/// read_decimal("3\n0 0 0 5\n2 0 0 16\n6 0 0 1\n", &mut program).unwrap();
/// assert_eq!(verify(&program), Err(Refusal { at: 1, rule: Rule::Slot(16) }));
/// program[1].k = 15;
/// assert!(verify(&program).is_ok());
/// ```
///
/// # Errors
///
/// The first instruction that breaks a rule, and the rule.
pub fn verify(program: &[Insn]) -> Result<Verified<'_>, Refusal> {
    if program.len() > MAX_LEN {
        return Err(Refusal { at: MAX_LEN as u32, rule: Rule::TooLong(MAX_LEN as u32) });
    }
    if check_each(program)? {
        check_scratch_on_stack(program)?;
    }
    Ok(Verified(program))
}

/// The masks take no room on the stack where no program needs them.
#[inline(never)]
fn check_scratch_on_stack(program: &[Insn]) -> Result<(), Refusal> {
    check_scratch(program, &mut [0; MAX_LEN])
}

/// Checks a program as Linux does, but lets it have up to [`MAX_LEN_USER`] instructions.
///
/// `masks` is working memory for programs that use scratch slots, one for each instruction; what
/// it holds does not matter.
///
/// # Errors
///
/// The first instruction that breaks a rule, and the rule: [`Rule::TooLong`], too, if there are too few
/// masks.
pub fn verify_user<'a>(program: &'a [Insn], masks: &mut [u16]) -> Result<Verified<'a>, Refusal> {
    if program.len() > MAX_LEN_USER {
        return Err(Refusal { at: MAX_LEN_USER as u32, rule: Rule::TooLong(MAX_LEN_USER as u32) });
    }
    if check_each(program)? {
        let room = masks.len() as u32;
        let masks = masks
            .get_mut(..program.len())
            .ok_or(Refusal { at: room, rule: Rule::TooLong(room) })?;
        check_scratch(program, masks)?;
    }
    Ok(Verified(program))
}

/// Checks everything that concerns an instruction by itself; answers whether one reads a scratch
/// slot.
fn check_each(program: &[Insn]) -> Result<bool, Refusal> {
    let mut reads = false;
    for (at, insn) in program.iter().enumerate() {
        let behind = program.len() - at - 1;
        if let Err(rule) = check(insn, behind) {
            return Err(Refusal { at: at as u32, rule });
        }
        reads |= matches!(insn.code, LD_MEM | LDX_MEM);
    }
    match program.last() {
        None => Err(Refusal { at: 0, rule: Rule::Empty }),
        Some(Insn { code: RET_K | RET_A, .. }) => Ok(reads),
        Some(_) => Err(Refusal { at: program.len() as u32 - 1, rule: Rule::End }),
    }
}

/// Checks one instruction that `behind` others follow.
fn check(insn: &Insn, behind: usize) -> Result<(), Rule> {
    let k = insn.k;
    let broken = match insn.code {
        code if !is_known(code) => Some(Rule::Opcode(code)),
        LD_ABS | LDH_ABS | LDB_ABS if k >= ancillary::OFFSET && ancillary::name(k).is_none() => {
            Some(Rule::Ancillary(k))
        }
        LD_MEM | LDX_MEM | ST | STX if k as usize >= SCRATCH_SLOTS => Some(Rule::Slot(k)),
        DIV_K | MOD_K if k == 0 => Some(Rule::DivisionByZero),
        LSH_K | RSH_K if k >= 32 => Some(Rule::Shift(k)),
        // What its fields for conditional jumps hold does not matter.
        JA => (k as usize >= behind).then_some(Rule::Jump),
        code if is_conditional(code) && usize::from(insn.jt.max(insn.jf)) >= behind => {
            Some(Rule::Jump)
        }
        _ => None,
    };
    broken.map_or(Ok(()), Err)
}

/// Checks that scratch slots are written before they are read. Every single instruction has been
/// checked. `masks`, one for each, holds for a jump target the slots that every jump to it had
/// written.
#[inline(never)]
fn check_scratch(program: &[Insn], masks: &mut [u16]) -> Result<(), Refusal> {
    masks.fill(u16::MAX);
    let mut written = 0_u16;
    for (at, insn) in program.iter().enumerate() {
        let Some((here, behind)) = masks.get_mut(at..).and_then(<[u16]>::split_first_mut) else {
            break;
        };
        written &= *here;
        // Every jump leads to an instruction.
        let mut jump = |distance: usize| {
            if let Some(mask) = behind.get_mut(distance) {
                *mask &= written;
            }
        };
        match insn.code {
            ST | STX => written |= 1 << insn.k,
            LD_MEM | LDX_MEM if written & 1 << insn.k == 0 => {
                return Err(Refusal { at: at as u32, rule: Rule::Unwritten(insn.k) });
            }
            JA => {
                jump(insn.k as usize);
                written = u16::MAX;
            }
            code if is_conditional(code) => {
                jump(insn.jt.into());
                jump(insn.jf.into());
                written = u16::MAX;
            }
            _ => {}
        }
    }
    Ok(())
}
