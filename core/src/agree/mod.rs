//! Agreement: whether two programs answer every packet alike.
//!
//! A checker for the optimizer, and independent of it: it looks at programs only, shares no code
//! with the passes over the graph, and can be asked about programs from elsewhere (translation
//! validation: Pnueli, Siegel & Singerman, 1998; Necula, "Translation validation for an optimizing
//! compiler", 2000).
//!
//! Both programs run on one symbolic packet, side by side (`step`, `value`). What a test asks of it
//! (`question`) is answered by what the path has learned (`facts`, `related`, `answers`); where that
//! does not tell, the walk goes on with one answer and comes back for the other (`walk`). Where both
//! programs have returned, they must have returned the same. A load is such a test too: whether so
//! many bytes were captured. The captured length and the length on the wire have nothing to do with
//! each other here, and neither has anything to do with the contents; a division by zero rejects.
//! Ancillary words are whatever they are, but the same for both programs.
//!
//! A part of the walk that is finished is not walked again on other paths: it is known which of the
//! path's decisions it needed (`reasons`), and it is finished wherever these are known (`memo`). That
//! is how solvers learn from conflicts (Marques-Silva & Sakallah, "GRASP", 1996). The time is bounded
//! by the steps that are given, the room by the memory.
//!
//! **Why an answer can be trusted.** A value is a function of the packet, defined also where it is
//! not captured or divided by zero, and values of one name are equal for every packet. What is known
//! on a path holds for every packet that takes it, and a branch is left out only if that rules it
//! out, so every packet takes one of the walked paths; *agree* means that on each of these both
//! programs return the same. A part is left out only if it was walked from the same place with the
//! same values in all registers that are read from there on, and if all that was used of the path
//! then is known now: a packet that comes here would have gone through that part. *Differ* comes with
//! a packet on which the virtual machine was seen to differ. All else, such as running out of memory
//! or of steps, is *undecided*: little is known of arithmetic on two unknowns, or of relations between
//! more than two.

mod answers;
mod facts;
mod memo;
mod question;
mod reasons;
mod related;
mod step;
mod value;
mod walk;
mod witness;

use crate::insn::opcode::*;
use crate::verify::Verified;
use facts::Undo;
use heapless::{Vec, VecView};
use memo::{Memo, Need, Part};
use question::Question;
use step::SOURCE_X;
use value::Entry;
use walk::Frame;

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
/// values that the programs compute, and what a path has learned at the same time. It takes about 1,440 bytes
/// for each, all in the value itself: with 256, which are 360 KiB, and 200,000 steps, a third of a second at
/// most, 19 of 20 filters of up to 320 instructions are told to be what they were without the optimizer. As it
/// is not all zeros, a `static` of it takes as much room in the program's file.
#[derive(Debug)]
pub struct Memory<const N: usize> {
    values: Vec<Entry, N>,
    heads: [u32; N],
    facts: [Facts; N],
    learned: Vec<Learned, N>,
    undo: Vec<Undo, N>,
    frames: Vec<Frame, N>,
    parts: [[Part; 4]; N],
    part_heads: [u32; N],
    places: [[u32; 32]; N],
    needs: [[Need; 32]; N],
    live: Vec<u32, N>,
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
            frames: Vec::new(),
            parts: [[Part::NONE; 4]; N],
            part_heads: [0; N],
            places: [[0; 32]; N],
            needs: [[(Question::NEVER, false); 32]; N],
            live: Vec::new(),
            bytes: [0; 512],
        }
    }

    /// A walk of so many steps that has not begun, and the bytes of the packet that it may end with.
    fn begin(&mut self, steps: u32) -> (Walk<'_>, &mut [u8; 512]) {
        let Memory { values, heads, facts, learned, undo, frames, .. } = self;
        let memo = Memo {
            parts: self.parts.as_flattened_mut(),
            count: 0,
            heads: &mut self.part_heads,
            places: self.places.as_flattened_mut(),
            needs: self.needs.as_flattened_mut(),
            live: &mut self.live,
        };
        values.clear();
        learned.clear();
        undo.clear();
        frames.clear();
        let walk = Walk { values, heads, facts, learned, undo, frames, memo, steps };
        (walk, &mut self.bytes)
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
    let (mut walk, bytes) = memory.begin(steps);
    match walk.run([a.insns(), b.insns()]) {
        Some(true) => Agreement::Agree,
        Some(false) => match walk.witness([a, b], bytes) {
            Some(witness) => Agreement::Differ(witness),
            None => Agreement::Undecided,
        },
        None => Agreement::Undecided,
    }
}

/// The walk along all paths.
struct Walk<'m> {
    values: &'m mut VecView<Entry>,
    heads: &'m mut [u32],
    /// What the path has learned of each value.
    facts: &'m mut [Facts],
    learned: &'m mut VecView<Learned>,
    undo: &'m mut VecView<Undo>,
    /// The decisions of the path.
    frames: &'m mut VecView<Frame>,
    memo: Memo<'m>,
    steps: u32,
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
