//! Abstract interpretation of a program: what its registers may hold before each instruction.
//!
//! Jumps go forward only, so that one pass from the first instruction to the last has seen every
//! path to an instruction before it comes to it. A path carries the ranges of A and X, and whether
//! the two are known to be equal; where paths meet, the joint range stands. A comparison narrows
//! the ranges on both of its ways, and a way that is left with no value is not taken. A scratch
//! slot's range is that of the value stored last, as long as nothing else jumps in between; behind
//! that it joins all values stored in it in the program so far, on whatever path. No verified
//! program loads from one before that.

use super::SCRATCH_SLOTS;
use super::range::{Range, arithmetic, compare};
use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};

/// What is known at one instruction. A walk needs memory for one of each instruction; what it holds
/// before does not matter.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// A before the instruction.
    pub a: Range,
    /// X before the instruction.
    pub x: Range,
    /// The instructions on the longest path to here and this one; 0 if none comes here.
    pub depth: u16,
    /// Whether A and X are known to be equal.
    pub equal: bool,
    /// Whether something jumps here from further up.
    jumped: bool,
}

impl State {
    /// Of an instruction that is not reached.
    pub const BLANK: Self =
        Self { a: Range::one(0), x: Range::one(0), depth: 0, equal: false, jumped: false };

    /// Whether a packet may bring the program to this instruction.
    #[must_use]
    pub const fn is_reached(&self) -> bool {
        self.depth > 0
    }

    /// Takes in another path.
    fn join(&mut self, path: &Self, jumped: bool) {
        let jumped = jumped || self.jumped;
        let depth = self.depth.max(path.depth.saturating_add(1));
        *self = if self.depth == 0 {
            *path
        } else {
            Self {
                a: self.a.join(path.a),
                x: self.x.join(path.x),
                equal: self.equal && path.equal,
                ..*path
            }
        };
        (self.depth, self.jumped) = (depth, jumped);
    }
}

/// The offsets that an instruction may load packet bytes from, as sums that have not wrapped, and
/// how many bytes.
pub(super) fn packet_load(insn: &Insn, x: Range) -> Option<(u64, u64, u32)> {
    let k = u64::from(insn.k);
    let size = match insn.code {
        LD_ABS | LD_IND => 4,
        LDH_ABS | LDH_IND => 2,
        LDB_ABS | LDB_IND | LDXB_MSH => 1,
        _ => return None,
    };
    match insn.code {
        LD_IND | LDH_IND | LDB_IND => Some((k + u64::from(x.low), k + u64::from(x.high), size)),
        LDXB_MSH => Some((k, k, size)),
        _ => (insn.k < ancillary::OFFSET).then_some((k, k, size)),
    }
}

/// What the scratch slots may hold.
struct Slots {
    /// All values so far.
    all: [Option<Range>; SCRATCH_SLOTS],
    /// The values here.
    last: [Option<Range>; SCRATCH_SLOTS],
}

impl Slots {
    fn store(&mut self, slot: usize, value: Range) {
        self.all[slot] = Some(self.all[slot].map_or(value, |all| all.join(value)));
        self.last[slot] = Some(value);
    }

    fn load(&self, slot: usize) -> Range {
        self.last[slot].unwrap_or(Range::one(0))
    }
}

/// Follows a program, which is as long as its memory at most, and shows each instruction that is
/// reached, until told to stop.
pub(super) fn walk(
    program: &[Insn],
    memory: &mut [State],
    visit: &mut dyn FnMut(usize, &Insn, &State) -> bool,
) {
    let Some(states) = memory.get_mut(..program.len()) else { return };
    states.fill(State::BLANK);
    if let Some(first) = states.first_mut() {
        *first = State { depth: 1, equal: true, ..State::BLANK };
    }
    let mut slots = Slots { all: [None; SCRATCH_SLOTS], last: [None; SCRATCH_SLOTS] };
    for (at, insn) in program.iter().enumerate() {
        let Some(&before) = states.get(at).filter(|state| state.is_reached()) else { continue };
        if before.jumped {
            slots.last = slots.all;
        }
        if !visit(at, insn, &before) {
            return;
        }
        let Insn { code, jt, jf, k } = *insn;
        let mut go = |distance: u32, path: &State| {
            let target = (at + 1).checked_add(distance as usize);
            if let Some(there) = target.and_then(|target| states.get_mut(target)) {
                there.join(path, distance > 0);
            }
        };
        match code {
            RET_K | RET_A => {}
            JA => go(k, &before),
            JEQ_K | JEQ_X | JGT_K | JGT_X | JGE_K | JGE_X | JSET_K | JSET_X => {
                for (holds, distance) in [(true, jt), (false, jf)] {
                    if let Some(path) = branch(insn, holds, before) {
                        go(distance.into(), &path);
                    }
                }
            }
            _ => {
                if let Some(after) = step(insn, before, &mut slots) {
                    go(0, &after);
                }
            }
        }
    }
}

/// What is known behind a conditional jump, on one of its ways, if it can be taken.
fn branch(insn: &Insn, holds: bool, before: State) -> Option<State> {
    let State { a, x, equal, .. } = before;
    let by_x = insn.code & 8 != 0;
    if by_x && equal {
        // Compared with itself, which is also a number.
        let holding = match insn.code {
            JEQ_X | JGE_X => Some(a),
            JSET_X => compare(JSET_K, holds, a, Range::one(u32::MAX)).map(|(a, _)| a),
            _ => None,
        };
        return match (insn.code, holds) {
            (JSET_X, _) | (_, true) => holding.map(|both| State { a: both, x: both, ..before }),
            (_, false) => holding.is_none().then_some(before),
        };
    }
    let (a, operand) = compare(insn.code, holds, a, if by_x { x } else { Range::one(insn.k) })?;
    let x = if by_x { operand } else { x };
    let x = if equal { a } else { x };
    let equal = equal || insn.code == JEQ_X && holds;
    Some(State { a, x, equal, ..before })
}

/// What is known behind an instruction that does not jump, if the program can go on.
fn step(insn: &Insn, before: State, slots: &mut Slots) -> Option<State> {
    let Insn { code, k, .. } = *insn;
    let State { a, x, equal, .. } = before;
    let slot = k as usize % SCRATCH_SLOTS;
    let mut after = State { equal: false, ..before };
    if let Some((low, _, size)) = packet_load(insn, x) {
        if low + u64::from(size) > 1 << 32 {
            return None;
        }
        if code == LDXB_MSH {
            after.x = Range::up_to(60);
        } else {
            after.a = Range::up_to(u32::MAX >> (32 - 8 * size));
        }
        return Some(after);
    }
    match code {
        // Ancillary words, what is left of loads from fixed places.
        LD_ABS | LDH_ABS | LDB_ABS | LD_LEN => after.a = Range::ALL,
        LDX_LEN => after.x = Range::ALL,
        LD_IMM => after.a = Range::one(k),
        LDX_IMM => after.x = Range::one(k),
        LD_MEM => after.a = slots.load(slot),
        LDX_MEM => after.x = slots.load(slot),
        TAX => (after.x, after.equal) = (a, true),
        TXA => (after.a, after.equal) = (x, true),
        ST | STX => {
            slots.store(slot, if code == ST { a } else { x });
            after.equal = equal;
        }
        _ => after.a = arithmetic(code, a, if code & 8 == 0 { Range::one(k) } else { x })?,
    }
    Some(after)
}
