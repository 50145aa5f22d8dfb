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
/// packet or mean something else to the kernel, and if what a program returns is not told by its
/// instructions; what `program` holds then does not matter.
///
/// ```
/// use barecap_core::heapless;
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
        let facts = facts(*part, states)?;
        let may_fail = |insn: &Insn| matches!(insn.code, DIV_X | MOD_X | RET_A);
        // What the kernel takes for another place may not be there.
        if facts.difference.is_some() || part.iter().any(may_fail) {
            return None;
        }
        furthest = furthest.max(facts.max_offset);
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
        push(program, Insn::jump(JGE_K, furthest + 1, 1, 0))?;
        push(program, Insn::stmt(RET_K, keep))?;
    }
    for part in parts {
        // It finds the registers as programs do.
        push(program, Insn::stmt(LDX_IMM, 0))?;
        push(program, Insn::stmt(TXA, 0))?;
        follow(part.insns(), |insn| insn.code == RET_K && insn.k == 0, program)?;
    }
    push(program, Insn::stmt(RET_K, 0))
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

#[cfg(test)]
#[cfg(feature = "language")]
mod tests {
    extern crate std;
    use std::vec;

    use super::*;
    use crate::testing::{Random, random_packets, random_program};
    use crate::verify::verify;
    use crate::vm::{Packet, run};

    #[test]
    fn what_may_end_otherwise_has_no_place() {
        let stmt = Insn::stmt;
        let (byte, tax) = (stmt(LDB_ABS, 0), stmt(TAX, 0));
        let cases: [(&[Insn], bool); 7] = [
            (&[byte, tax, stmt(LDB_IND, 5), stmt(RET_K, 1)], true),
            (&[stmt(LDX_IMM, u32::MAX), stmt(LDB_IND, 5), stmt(RET_K, 1)], false),
            (&[byte, tax, stmt(LDB_IND, u32::MAX), stmt(RET_K, 1)], false),
            (&[stmt(LDXB_MSH, 0xfff0_0000), stmt(RET_K, 1)], false),
            (&[byte, tax, stmt(DIV_X, 0), stmt(RET_K, 1)], false),
            (&[byte, tax, stmt(MOD_X, 0), stmt(RET_K, 1)], false),
            (&[byte, stmt(RET_A, 0)], false),
        ];
        for (part, has_place) in cases {
            let parts = [verify(part).unwrap(); 2];
            let mut program = heapless::Vec::<Insn, 32>::new();
            let answer = any_of(None, &parts, 9, &mut [State::BLANK; 4], &mut program);
            assert_eq!(answer.is_some(), has_place, "{part:?}");
        }
    }

    #[test]
    fn what_a_part_accepts_is_accepted() {
        const SHORT: u32 = 1234;
        let mut random = Random::new(31);
        let (mut answered, mut accepted) = (0, 0);
        for _ in 0..3000 {
            let programs: vec::Vec<_> = (0..2 + random.below(3))
                .map(|_| {
                    let mut program = random_program(&mut random);
                    for insn in program.iter_mut().filter(|insn| insn.code == RET_A) {
                        *insn = Insn::stmt(RET_K, random.below(3));
                    }
                    program
                })
                .collect();
            let verified: Result<vec::Vec<_>, _> = programs.iter().map(|it| verify(it)).collect();
            let Ok(verified) = verified else { continue };
            let (all, parts) = match random.below(3) {
                0 => (Some(verified[0]), &verified[1..]),
                _ => (None, &verified[..]),
            };
            let mut states = [State::BLANK; 64];
            let mut program = heapless::Vec::<Insn, 512>::new();
            if any_of(all, parts, SHORT, &mut states, &mut program).is_none() {
                continue;
            }
            answered += 1;
            let whole = verify(&program).unwrap();
            let furthest =
                parts.iter().filter_map(|part| facts(*part, &mut states)?.max_offset).max();
            random_packets(&mut random, |packet| {
                let length = packet.bytes.len() as u32;
                let packet = Packet { length, ..packet };
                let found = parts.iter().map(|part| run(*part, packet)).find(|kept| *kept > 0);
                let expected = match furthest {
                    _ if all.is_some_and(|all| run(all, packet) == 0) => 0,
                    Some(furthest) if length <= furthest => SHORT,
                    _ => found.unwrap_or(0),
                };
                assert_eq!(run(whole, packet), expected, "{packet:?} {parts:?}");
                accepted += u32::from(expected > 0 && expected < SHORT);
            });
        }
        assert!(answered > 500 && accepted > 5000, "{answered} {accepted}");
    }
}
