//! Proves that two programs agree on every packet, by walking through both at once: a second
//! checker beside core's ([`barecap_core::agree`]), with memory without bounds. That one walks each
//! path by itself; this one remembers what it has found out, which programs of many headers of
//! variable length need.
//!
//! Where the programs meet a test that what is known on the path does not answer, the walk goes
//! both ways. At the end of every path both programs must have returned the same. Each finished
//! part of the walk says which facts it needed (as in conflict-driven solvers), so that it counts
//! for every other path that comes to the same places with at least these facts, and a test whose
//! answer nobody needed is not walked twice.
//!
//! Most pairs are decided in microseconds, where an SMT solver takes milliseconds to minutes. "Not
//! proven" says nothing: values may be equal that do not look it, and facts may follow that are not
//! seen. Then the other checker or a solver must decide. The rules are those of bpf_filter(), as
//! cbpf_prove.py has them: loads out of range and divisions by zero return 0, what was not stored
//! is 0, captured length and length on the wire are independent.

mod facts;
mod term;

use barecap_core::insn::{Insn, ancillary, opcode};
use facts::{Fact, Facts, MOST_FACTS, Test, Used};
use std::collections::HashMap;
use term::{AND, DIV, MOD, Term, Terms};

/// Whether two programs are proven to return the same on every packet.
#[must_use]
pub fn proven(a: &[Insn], b: &[Insn]) -> bool {
    let mut terms = Terms::default();
    let zero = terms.number(0);
    let live = [a, b].map(live_registers);
    let facts = Facts::default();
    let mut walk =
        Walk { programs: [a, b], live, terms, zero, facts, done: HashMap::new(), steps: 0 };
    let start = || Some(State { at: Some(0), registers: [zero; REGISTERS], returned: zero });
    let (Some(a), Some(b)) = (start(), start()) else { return false };
    walk.agree([a, b]).is_some()
}

/// A, X and the scratch slots.
const REGISTERS: usize = 18;
const A: usize = 0;
const X: usize = 1;
const SLOTS: usize = 2;

/// No packet is longer.
const LONGEST: u64 = i32::MAX as u64;

/// After so many tests that were walked both ways, the walk gives up.
const PATIENCE: usize = 20_000;

/// Where a program is on a path.
#[derive(Clone, Copy, Debug)]
struct State {
    /// The next instruction, if it has not returned.
    at: Option<usize>,
    registers: [Term; REGISTERS],
    returned: Term,
}

/// The places of both programs, with what they may still read.
type Place = [(Option<usize>, [Term; REGISTERS]); 2];

struct Walk<'p> {
    programs: [&'p [Insn]; 2],
    /// The registers that may be read from each instruction on, a bit for each.
    live: [Vec<u32>; 2],
    terms: Terms,
    zero: Term,
    facts: Facts,
    /// Finished parts: the facts that each needed.
    done: HashMap<Place, Vec<Vec<Fact>>>,
    steps: usize,
}

impl Walk<'_> {
    /// Proves that the programs return the same from here on; says which facts that needs.
    fn agree(&mut self, mut states: [State; 2]) -> Option<Used> {
        let mut used = Used::default();
        let mut open = [None; 2];
        for program in 0..2 {
            open[program] = self.advance(program, &mut states[program], &mut used)?;
        }
        let Some(test) = open[0].or(open[1]) else {
            return self.same(states[0].returned, states[1].returned, used);
        };
        let place: Place = std::array::from_fn(|program| {
            let State { at, registers, returned } = states[program];
            let live = at.map_or(0, |at| self.live[program][at]);
            let mut read = registers;
            for (i, register) in read.iter_mut().enumerate() {
                if live & 1 << i == 0 {
                    *register = self.zero;
                }
            }
            if at.is_none() {
                read[A] = returned;
            }
            (at, read)
        });
        if let Some(known) = self.known(&place) {
            return Some(used.with(known));
        }
        self.steps += 1;
        let path = self.facts.0.len();
        if self.steps > PATIENCE || path >= MOST_FACTS {
            return None;
        }
        let mut needed = Used::default();
        for holds in [true, false] {
            self.facts.0.push(Fact { test, holds });
            let here = self.agree(states);
            self.facts.0.truncate(path);
            let here = here?;
            if !here.has(path) {
                // The answer did not matter.
                needed = here;
                break;
            }
            needed = needed.with(here.without(path));
        }
        let facts = self.facts.0.iter().enumerate();
        let facts = facts.filter(|(at, _)| needed.has(*at)).map(|(_, fact)| *fact).collect();
        let done = self.done.entry(place).or_default();
        if done.len() < 16 {
            done.push(facts);
        }
        Some(used.with(needed))
    }

    /// Whether this place is finished for what is known here, and which facts that takes.
    fn known(&self, place: &Place) -> Option<Used> {
        self.done.get(place)?.iter().find_map(|needed| {
            needed.iter().try_fold(Used::default(), |used, fact| {
                match self.facts.answer(&self.terms, fact.test) {
                    Some((holds, why)) if holds == fact.holds => Some(used.with(why)),
                    _ => None,
                }
            })
        })
    }

    /// Whether two returned values are equal; what was used up to here is needed then.
    fn same(&mut self, a: Term, b: Term, used: Used) -> Option<Used> {
        match self.ask(Ask::Equal(a, b)) {
            Asked::Known(true, why) => Some(used.with(why)),
            _ => None,
        }
    }

    /// Runs a program up to a test that nothing answers, or to its end. None if it does something
    /// that is not understood.
    fn advance(
        &mut self,
        program: usize,
        state: &mut State,
        used: &mut Used,
    ) -> Option<Option<Test>> {
        while let Some(at) = state.at {
            let insn = *self.programs[program].get(at)?;
            if !opcode::is_known(insn.code) {
                return None;
            }
            let registers = &mut state.registers;
            let (a, x) = (registers[A], registers[X]);
            let mut next = Some(at + 1);
            macro_rules! ask {
                ($ask:expr) => {
                    match self.ask($ask) {
                        Asked::Known(holds, why) => {
                            *used = used.with(why);
                            holds
                        }
                        Asked::Open(test) => return Some(Some(test)),
                    }
                };
            }
            let zero = self.zero;
            match insn.code {
                opcode::LD_IMM => registers[A] = self.terms.number(insn.k),
                opcode::LDX_IMM => registers[X] = self.terms.number(insn.k),
                opcode::LD_LEN => registers[A] = self.terms.length(),
                opcode::LDX_LEN => registers[X] = self.terms.length(),
                opcode::LD_MEM => registers[A] = registers[slot(insn.k)?],
                opcode::LDX_MEM => registers[X] = registers[slot(insn.k)?],
                opcode::ST => registers[slot(insn.k)?] = a,
                opcode::STX => registers[slot(insn.k)?] = x,
                opcode::TAX => registers[X] = a,
                opcode::TXA => registers[A] = x,
                opcode::LD_ABS | opcode::LDH_ABS | opcode::LDB_ABS
                    if ancillary::name(insn.k).is_some() =>
                {
                    registers[A] = self.terms.ancillary(insn.k);
                }
                opcode::LD_ABS | opcode::LDH_ABS | opcode::LDB_ABS => {
                    let size = size(insn.code);
                    if ask!(Ask::Reach(zero, insn.k, size)) {
                        let place = self.terms.number(insn.k);
                        registers[A] = self.terms.load(place, size);
                    } else {
                        (next, state.returned) = (None, zero);
                    }
                }
                opcode::LD_IND | opcode::LDH_IND | opcode::LDB_IND => {
                    let size = size(insn.code);
                    if ask!(Ask::Reach(x, insn.k, size)) {
                        let place = self.terms.add_k(x, insn.k);
                        registers[A] = self.terms.load(place, size);
                    } else {
                        (next, state.returned) = (None, zero);
                    }
                }
                opcode::LDXB_MSH => {
                    if ask!(Ask::Reach(zero, insn.k, 1)) {
                        let place = self.terms.number(insn.k);
                        let byte = self.terms.load(place, 1);
                        let (mask, four) = (self.terms.number(0xf), self.terms.number(4));
                        let low = self.terms.op(AND, byte, mask);
                        registers[X] = self.terms.op(term::MUL, low, four);
                    } else {
                        (next, state.returned) = (None, zero);
                    }
                }
                opcode::RET_K => (next, state.returned) = (None, self.terms.number(insn.k)),
                opcode::RET_A => (next, state.returned) = (None, a),
                opcode::JA => next = at.checked_add(1)?.checked_add(insn.k as usize),
                code if code & 7 == 4 => {
                    let operand = if code & 8 == 0 { self.terms.number(insn.k) } else { x };
                    let op = code & 0xf0;
                    if matches!(op, DIV | MOD) && ask!(Ask::Equal(operand, zero)) {
                        (next, state.returned) = (None, zero);
                    } else {
                        state.registers[A] = self.terms.op(op, a, operand);
                    }
                }
                code if code & 7 == 5 => {
                    let operand = if code & 8 == 0 { self.terms.number(insn.k) } else { x };
                    let holds = match code & 0xf0 {
                        0x10 => ask!(Ask::Equal(a, operand)),
                        0x20 => !ask!(Ask::NotBelow(operand, a)),
                        0x30 => ask!(Ask::NotBelow(a, operand)),
                        _ => {
                            let both = self.terms.op(AND, a, operand);
                            !ask!(Ask::Equal(both, zero))
                        }
                    };
                    next = Some(at + 1 + usize::from(if holds { insn.jt } else { insn.jf }));
                }
                _ => return None,
            }
            state.at = next;
        }
        Some(None)
    }

    /// The test that a question comes down to, and the answer if that follows.
    fn ask(&mut self, ask: Ask) -> Asked {
        let test = match ask {
            Ask::Equal(a, b) => match self.equality(a, b) {
                Ok(test) => test,
                Err(holds) => return Asked::Known(holds, Used::default()),
            },
            Ask::NotBelow(a, b) => match (self.terms.constant(a), self.terms.constant(b)) {
                (Some(a), Some(b)) => return Asked::Known(a >= b, Used::default()),
                (None, Some(k)) => Test::AtLeast(a, k),
                // k >= b, if not b >= k + 1
                (Some(u32::MAX), None) => return Asked::Known(true, Used::default()),
                (Some(k), None) => {
                    let test = Test::AtLeast(b, k + 1);
                    return match self.facts.answer(&self.terms, test) {
                        Some((holds, why)) => Asked::Known(!holds, why),
                        None => Asked::Open(test),
                    };
                }
                (None, None) if a == b => return Asked::Known(true, Used::default()),
                (None, None) => Test::NotBelow(a, b),
            },
            Ask::Reach(base, offset, size) => {
                let end = u64::from(offset) + u64::from(size);
                if end > LONGEST {
                    return Asked::Known(false, Used::default());
                }
                let (parts, k) = self.terms.linear(base);
                let parts_are_none = parts.is_empty();
                let apart = self.terms.sum(parts, 0);
                let most = u64::from(self.terms.most(apart)) + u64::from(k);
                if parts_are_none && most + end > LONGEST {
                    return Asked::Known(false, Used::default());
                }
                match u32::try_from(most) {
                    Ok(_) => Test::Reach(apart, end + u64::from(k)),
                    Err(_) => Test::Reach(base, end),
                }
            }
        };
        match self.facts.answer(&self.terms, test) {
            Some((holds, why)) => Asked::Known(holds, why),
            None => Asked::Open(test),
        }
    }

    /// The test whether two values are equal, in the form that says it with the least.
    fn equality(&mut self, a: Term, b: Term) -> Result<Test, bool> {
        let difference = self.terms.add(a, b, u32::MAX);
        if let Some(k) = self.terms.constant(difference) {
            return Err(k == 0);
        }
        let (a, k) = match (self.terms.constant(a), self.terms.constant(b)) {
            (None, Some(k)) => (a, k),
            (Some(k), None) => (b, k),
            _ => return Ok(Test::Same(a.min(b), a.max(b))),
        };
        let (parts, own) = self.terms.linear(a);
        let k = k.wrapping_sub(own);
        let sum = self.terms.sum(parts, 0);
        // Without the zero bits that it ends in.
        let Some(parts) = self.terms.union(sum) else { return Ok(Test::Is(sum, k)) };
        let shift = parts.iter().map(|part| part.1).min().unwrap_or(0);
        if k & !self.terms.bits(sum) != 0 {
            return Err(false);
        }
        let parts = parts.into_iter().map(|(term, by)| (term, 1 << (by - shift))).collect();
        Ok(Test::Is(self.terms.sum(parts, 0), k >> shift))
    }
}

/// A question that an instruction asks.
#[derive(Clone, Copy)]
enum Ask {
    Equal(Term, Term),
    /// Is the first at least the second?
    NotBelow(Term, Term),
    /// Are so many bytes at base + offset captured?
    Reach(Term, u32, u32),
}

/// What is known of it.
enum Asked {
    Known(bool, Used),
    Open(Test),
}

fn slot(k: u32) -> Option<usize> {
    (k < 16).then_some(SLOTS + k as usize)
}

/// How many bytes a load from the packet loads.
const fn size(code: u16) -> u32 {
    match code & 0x18 {
        0x00 => 4,
        0x08 => 2,
        _ => 1,
    }
}

/// The registers that may be read from each instruction on. Backward jumps are not followed: such
/// programs are not understood anyway.
fn live_registers(program: &[Insn]) -> Vec<u32> {
    const BIT_A: u32 = 1 << A;
    const BIT_X: u32 = 1 << X;
    let mut live = vec![0u32; program.len() + 1];
    for (at, insn) in program.iter().enumerate().rev() {
        let behind = |skip: usize| live.get(at + 1 + skip).copied().unwrap_or(0);
        let slot = slot(insn.k).map_or(0, |slot| 1 << slot);
        let next = behind(0);
        live[at] = match (insn.code & 7, insn.code & 0xe0) {
            (0, 0x60) => next & !BIT_A | slot,
            (0, 0x40) => next & !BIT_A | BIT_X,
            (0, _) => next & !BIT_A,
            (1, 0x60) => next & !BIT_X | slot,
            (1, _) => next & !BIT_X,
            (2, _) => next & !slot | BIT_A,
            (3, _) => next & !slot | BIT_X,
            (4, _) => next | BIT_A | if insn.code & 8 == 0 { 0 } else { BIT_X },
            (5, _) if insn.code == opcode::JA => behind(insn.k as usize),
            (5, _) => {
                let operand = if insn.code & 8 == 0 { 0 } else { BIT_X };
                behind(insn.jt.into()) | behind(insn.jf.into()) | BIT_A | operand
            }
            (6, _) => BIT_A,
            _ if insn.code == opcode::TAX => next & !BIT_X | BIT_A,
            _ => next & !BIT_A | BIT_X,
        };
    }
    live
}

#[cfg(test)]
mod tests;
