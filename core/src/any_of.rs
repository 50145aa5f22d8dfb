//! One program for several: what the kernel runs where packets are wanted that pass any of several
//! filters, each of which is then run on what comes through.
//!
//! Programs cannot simply follow one another. A load beyond the end of a packet ends a program, and
//! with it all that stand behind. So before the programs stands a test of the length: packets that
//! are too short for every load of every program are accepted. Where the programs are run, no load
//! fails, each comes to its own answer, and the first that accepts has accepted for all.
//!
//! So the program accepts what any of the programs accepts, and some short packets besides: it is
//! for keeping packets away, not for telling them apart. A program that may end in other ways, by
//! dividing by zero above all, has no place in it.

use crate::insn::Insn;
use crate::insn::opcode::*;
use crate::verify::{State, Verified, facts};
use heapless::VecView;

/// Puts a program together that accepts what `all` and at least one of `parts` accept. What it
/// accepts besides are packets that `all` accepts and that are shorter than the furthest byte which
/// the parts may read. Of a packet that a part accepts as many bytes are kept as that part says, of a
/// short one `keep`.
///
/// The program is for packets no longer on the wire than was captured, as the kernel sees them. It
/// may be too long for the kernel. `states` is memory, one for each instruction of the longest part.
///
/// Nothing is answered if there is too little memory, if a part may fail other than by a load from the
/// packet, and if what a program returns is not told by its instructions; what `program` holds then
/// does not matter.
///
/// ```
/// use barecap_core::any_of::any_of;
/// use barecap_core::insn::{Insn, opcode::*};
/// use barecap_core::verify::{State, verify};
///
/// // ether[0] = 1, ether[9] = 2
/// let parts = [(0, 1), (9, 2)].map(|(offset, value)| {
///     [
///         Insn::stmt(LDB_ABS, offset),
///         Insn::jump(JEQ_K, value, 0, 1),
///         Insn::stmt(RET_K, 96),
///         Insn::stmt(RET_K, 0),
///     ]
/// });
/// let parts = [verify(&parts[0])?, verify(&parts[1])?];
/// let mut program = heapless::Vec::<Insn, 16>::new();
/// any_of(None, &parts, 96, &mut [State::BLANK; 4], &mut program).unwrap();
/// assert_eq!(program[..3], [
///     Insn::stmt(LD_LEN, 0),
///     Insn::jump(JGE_K, 10, 1, 0),
///     Insn::stmt(RET_K, 96),
/// ]);
/// # Ok::<(), barecap_core::verify::Refusal>(())
/// ```
#[must_use]
pub fn any_of(
    all: Option<Verified<'_>>,
    parts: &[Verified<'_>],
    keep: u32,
    states: &mut [State],
    program: &mut VecView<Insn>,
) -> Option<()> {
    let mut furthest = None;
    for part in parts {
        if part.iter().any(may_fail) {
            return None;
        }
        furthest = furthest.max(facts(*part, states)?.max_offset);
    }
    program.clear();
    if let Some(all) = all {
        if all.iter().any(|insn| insn.code == RET_A) {
            return None;
        }
        follow(all.insns(), |insn| insn.code != RET_K || insn.k > 0, program)?;
    }
    if let Some(furthest) = furthest {
        push(program, Insn::stmt(LD_LEN, 0))?;
        push(program, Insn::jump(JGE_K, furthest.checked_add(1)?, 1, 0))?;
        push(program, Insn::stmt(RET_K, keep))?;
    }
    for part in parts {
        follow(part.insns(), |insn| insn.code == RET_K && insn.k == 0, program)?;
    }
    push(program, Insn::stmt(RET_K, 0))
}

/// Whether an instruction may end a program though the packet is long enough for every load that is
/// within the reach of [`facts`].
fn may_fail(insn: &Insn) -> bool {
    match insn.code {
        DIV_X | MOD_X | RET_A => true,
        LD_IND | LDH_IND | LDB_IND => insn.k > i32::MAX as u32,
        _ => false,
    }
}

/// Adds a program of which some ends are to go on behind it.
fn follow(
    insns: &[Insn],
    goes_on: impl Fn(&Insn) -> bool,
    program: &mut VecView<Insn>,
) -> Option<()> {
    for (at, insn) in insns.iter().enumerate() {
        let is_end = matches!(insn.code, RET_K | RET_A);
        let behind = (insns.len() - at - 1) as u32;
        let insn = if is_end && goes_on(insn) { Insn::stmt(JA, behind) } else { *insn };
        push(program, insn)?;
    }
    Some(())
}

fn push(program: &mut VecView<Insn>, insn: Insn) -> Option<()> {
    program.push(insn).ok()
}
