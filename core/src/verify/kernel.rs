//! How the kernel treats a program that it accepts: what it charges for it, and where its machine
//! would give another answer than libpcap's.
//!
//! **Differences.** Both machines take the same instructions and agree on almost all. They differ
//! on shifts by X, where X is 32 or more (the kernel takes X modulo 32, libpcap's result is 0), and
//! on packet loads from the upper half of the 32-bit space: the kernel takes an offset there for a
//! negative one, and keeps the network header and the link header at the top (`SKF_NET_OFF`,
//! `SKF_LL_OFF`); an offset X + k that passes the top begins at the bottom again. For libpcap all
//! that lies outside every packet. What a filter means is what it means to libpcap, so a program
//! that could come to such a place does not run in the kernel. Up to the first such place both
//! machines are in the same state, which is why it may be looked for by libpcap's meaning.
//!
//! **Charge.** Linux expands a program to its later instruction set (`bpf_convert_filter` in
//! `net/core/filter.c`) and charges the socket 8 bytes for each instruction of that and a header;
//! the sum must stay below `net.core.optmem_max`. What each instruction expands to was measured, on
//! Linux 6.18 on x86-64, as the least limit at which programs are accepted; a test does so again.
//! Other versions have headers that are some words shorter, and on machines that cannot load
//! unaligned words loads are shorter.

use core::fmt;

use super::MAX_LEN;
use super::walk::{State, packet_load, walk};
use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};

/// From where on the kernel takes an offset for a negative one.
const NEGATIVE: u64 = 1 << 31;

/// What the kernel would do otherwise; the texts go on behind "the kernel would".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Shift by X where X may be 32 or more.
    Shift,
    /// Load from an offset which may be negative to it, or pass 2^32.
    Offset,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Shift => "take a shift by 32 or more for one by less",
            Self::Offset => "find something at an offset beyond every packet",
        })
    }
}

/// The first place where the kernel's answer may differ from libpcap's; nowhere if both agree on
/// every packet. Programs that are longer than the kernel takes are not looked at.
#[must_use]
pub fn difference(program: &[Insn]) -> Option<Difference> {
    // Where everything is known to agree, nothing need be computed.
    let suspect = |insn: &Insn| match insn.code {
        LSH_X | RSH_X | LD_IND | LDH_IND | LDB_IND => true,
        _ => differs(insn, &State::BLANK).is_some(),
    };
    if !program.iter().any(suspect) {
        return None;
    }
    let mut found = None;
    let mut each = |_, insn: &Insn, state: &State| {
        found = differs(insn, state);
        found.is_none()
    };
    // Most are short.
    if program.len() <= SHORT {
        search::<SHORT>(program, &mut each);
    } else {
        search::<MAX_LEN>(program, &mut each);
    }
    found
}

/// How many instructions a short program has.
const SHORT: usize = 256;

/// Walks through a program with room for so many instructions on the stack, 20 bytes for each.
#[inline(never)]
fn search<const ROOM: usize>(program: &[Insn], each: &mut dyn FnMut(usize, &Insn, &State) -> bool) {
    walk(program, &mut [State::BLANK; ROOM], each);
}

/// What the kernel may do otherwise at one instruction.
pub(super) fn differs(insn: &Insn, before: &State) -> Option<Difference> {
    match insn.code {
        LSH_X | RSH_X => (before.x.high > 31).then_some(Difference::Shift),
        _ => {
            let (_, high, _) = packet_load(insn, before.x)?;
            (high >= NEGATIVE).then_some(Difference::Offset)
        }
    }
}

/// How many bytes the kernel charges a socket for a program. It is accepted if that is less than
/// `net.core.optmem_max`, and the socket has no other charge; a program that is replaced is one
/// until the new one is attached.
#[must_use]
pub fn charge(program: &[Insn]) -> u32 {
    const HEADER: u32 = 96;
    const PROLOGUE: u32 = 3;
    const PACKET_PROLOGUE: u32 = 4;
    let loads = program.iter().any(|insn| packet_load(insn, State::BLANK.x).is_some());
    let all: u32 = program.iter().map(expanded).sum();
    HEADER + 8 * (all + PROLOGUE + if loads { PACKET_PROLOGUE } else { 0 })
}

/// How many instructions the kernel makes of one.
fn expanded(insn: &Insn) -> u32 {
    /// Of the ancillary words, in the order of their distances.
    const ANCILLARY: [u8; 16] = [2, 2, 4, 4, 4, 1, 1, 4, 1, 4, 1, 1, 3, 4, 4, 2];
    let Insn { code, jt, jf, k } = *insn;
    match code {
        LD_ABS | LDH_ABS | LDB_ABS if k >= ancillary::OFFSET => {
            let word = (k - ancillary::OFFSET) / 4;
            ANCILLARY.get(word as usize).copied().unwrap_or(1).into()
        }
        LD_ABS | LDH_ABS | LDB_ABS | LDXB_MSH if u64::from(k) >= NEGATIVE => {
            if code == LDXB_MSH {
                14
            } else {
                8
            }
        }
        // In line where the bytes are at hand, and a call where they are not.
        LD_ABS | LDH_ABS | LDB_ABS | LDXB_MSH => {
            let swapped = u32::from(matches!(code, LD_ABS | LDH_ABS));
            let far = if k > i16::MAX as u32 { 2 } else { 0 };
            let around = if code == LDXB_MSH { 6 } else { 0 };
            12 + u32::from(k > 0) + swapped + far + around
        }
        LD_IND | LDH_IND | LDB_IND => 8 + u32::from(k > 0),
        DIV_X | MOD_X => 5,
        RET_K => 2,
        JEQ_K | JEQ_X | JGT_K | JGT_X | JGE_K | JGE_X | JSET_K | JSET_X => {
            let wide = code & 8 == 0 && u64::from(k) >= NEGATIVE;
            // There is no jump where no bit is set.
            let one = jf == 0 || jt == 0 && !matches!(code, JSET_K | JSET_X);
            1 + u32::from(wide) + u32::from(!one)
        }
        _ => 1,
    }
}
