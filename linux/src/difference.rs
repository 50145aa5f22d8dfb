//! Programs to which the kernel's machine would give another answer than libpcap's.
//!
//! Both machines take the same instructions and agree on almost all. They differ on shifts by X,
//! where X is 32 or more (the kernel takes X modulo 32, libpcap's result is 0), and on packet loads
//! from the top of the 32-bit space: there the kernel keeps the network header and the link header
//! (`SKF_NET_OFF`, `SKF_LL_OFF`), and an offset X + k that passes the top begins at the bottom
//! again, while for libpcap both lie outside every packet. What a filter means is what it means to
//! libpcap, so a program that could come to such a place does not run in the kernel.
//!
//! Whether it could is found out with bounds. One pass from the first instruction to the last, which
//! is enough as jumps go forward, carries the greatest value that A and X can have. Where paths
//! meet, the greater bound stands. A scratch slot's bound is the greatest of all values stored in
//! it so far, on whatever path.

use core::fmt;

use barecap_core::insn::opcode::*;
use barecap_core::insn::{Insn, ancillary};
use barecap_core::verify::{MAX_LEN, SCRATCH_SLOTS};

/// Where the kernel's spaces for the two headers begin: `SKF_LL_OFF`.
const HEADERS: u32 = 0xffe0_0000;

/// What the kernel would do otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Shift by X where X may be 32 or more.
    Shift,
    /// Load from an offset which may be one of its own spaces, or pass 2^32.
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

/// The greatest values that the two registers can have before an instruction.
#[derive(Clone, Copy)]
struct Bounds {
    a: u32,
    x: u32,
}

/// The first place where a program may differ. Of a program longer than the kernel takes, only that
/// much is looked at.
pub(crate) fn difference(program: &[Insn]) -> Option<Difference> {
    // Where everything is known to agree, nothing need be computed.
    let suspect = |insn: &Insn| match insn.code {
        LSH_X | RSH_X | LD_IND | LDH_IND | LDB_IND => true,
        LD_ABS | LDH_ABS | LDB_ABS | LDXB_MSH => insn.k >= HEADERS,
        _ => false,
    };
    if program.iter().any(suspect) { walk(program) } else { None }
}

fn walk(program: &[Insn]) -> Option<Difference> {
    let mut before = [Bounds { a: 0, x: 0 }; MAX_LEN];
    let mut slots = [0_u32; SCRATCH_SLOTS];
    for (at, insn) in program.iter().enumerate() {
        let mut bounds = *before.get(at)?;
        let Insn { code, jt, jf, k } = *insn;
        let Bounds { a, x } = bounds;
        match code {
            LD_ABS | LDH_ABS | LDB_ABS if (HEADERS..ancillary::OFFSET).contains(&k) => {
                return Some(Difference::Offset);
            }
            LDXB_MSH if k >= HEADERS => return Some(Difference::Offset),
            LD_IND | LDH_IND | LDB_IND if x.checked_add(k).is_none_or(|top| top >= HEADERS) => {
                return Some(Difference::Offset);
            }
            LSH_X | RSH_X if x > 31 => return Some(Difference::Shift),
            LDB_ABS if k < ancillary::OFFSET => bounds.a = 0xff,
            LDH_ABS if k < ancillary::OFFSET => bounds.a = 0xffff,
            LDB_IND => bounds.a = 0xff,
            LDH_IND => bounds.a = 0xffff,
            LD_ABS | LDH_ABS | LDB_ABS | LD_IND | LD_LEN => bounds.a = u32::MAX,
            LD_IMM => bounds.a = k,
            LD_MEM => bounds.a = slots[k as usize % SCRATCH_SLOTS],
            LDX_IMM => bounds.x = k,
            LDX_MEM => bounds.x = slots[k as usize % SCRATCH_SLOTS],
            LDX_LEN => bounds.x = u32::MAX,
            LDXB_MSH => bounds.x = 60,
            ST => raise(&mut slots[k as usize % SCRATCH_SLOTS], a),
            STX => raise(&mut slots[k as usize % SCRATCH_SLOTS], x),
            TAX => bounds.x = a,
            TXA => bounds.a = x,
            AND_K => bounds.a = a.min(k),
            AND_X => bounds.a = a.min(x),
            DIV_K => bounds.a = a.checked_div(k).unwrap_or(0),
            DIV_X => bounds.a = a,
            MOD_K => bounds.a = a.min(k.saturating_sub(1)),
            MOD_X => bounds.a = a.min(x.saturating_sub(1)),
            RSH_K => bounds.a = a.checked_shr(k).unwrap_or(0),
            RSH_X => bounds.a = a,
            // What wraps may be anything.
            ADD_K => bounds.a = a.saturating_add(k),
            ADD_X => bounds.a = a.saturating_add(x),
            MUL_K => bounds.a = a.saturating_mul(k),
            MUL_X => bounds.a = a.saturating_mul(x),
            LSH_K => {
                let wide = u64::from(a).checked_shl(k).unwrap_or(u64::MAX);
                bounds.a = u32::try_from(wide).unwrap_or(u32::MAX);
            }
            LSH_X => bounds.a = if a == 0 { 0 } else { u32::MAX },
            OR_K | XOR_K => bounds.a = ones(a | k),
            OR_X | XOR_X => bounds.a = ones(a | x),
            SUB_K | SUB_X | NEG => bounds.a = u32::MAX,
            _ => {}
        }
        let mut reach = |distance: u32| {
            let target = (at + 1).checked_add(distance as usize);
            if let Some(there) = target.and_then(|target| before.get_mut(target)) {
                raise(&mut there.a, bounds.a);
                raise(&mut there.x, bounds.x);
            }
        };
        match code {
            RET_K | RET_A => {}
            JA => reach(k),
            JEQ_K | JEQ_X | JGT_K | JGT_X | JGE_K | JGE_X | JSET_K | JSET_X => {
                reach(jt.into());
                reach(jf.into());
            }
            _ => reach(0),
        }
    }
    None
}

fn raise(bound: &mut u32, value: u32) {
    *bound = value.max(*bound);
}

/// The greatest number with no more bits than this one.
fn ones(value: u32) -> u32 {
    u32::MAX.checked_shr(value.leading_zeros()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEEP: Insn = Insn::stmt(RET_K, 1);

    #[test]
    fn what_libpcap_compiles_for_common_filters_is_the_same_to_both() {
        // tcp port 80, the IPv4 half.
        let program = [
            Insn::stmt(LDH_ABS, 12),
            Insn::jump(JEQ_K, 0x800, 0, 6),
            Insn::stmt(LDXB_MSH, 14),
            Insn::stmt(LDH_IND, 14),
            Insn::jump(JEQ_K, 80, 2, 0),
            Insn::stmt(LDH_IND, 16),
            Insn::jump(JEQ_K, 80, 0, 1),
            KEEP,
            Insn::stmt(RET_K, 0),
        ];
        assert_eq!(difference(&program), None);
    }

    #[test]
    fn shifts_and_offsets_differ_when_their_bounds_allow() {
        let load = |offset| Insn::stmt(LDB_ABS, offset);
        let tax = Insn::stmt(TAX, 0);
        let shift = Insn::stmt(LSH_X, 0);
        let cases: [(&[Insn], Option<Difference>); 13] = [
            (&[load(0), tax, shift, KEEP], Some(Difference::Shift)),
            (&[load(0), Insn::stmt(AND_K, 31), tax, shift, KEEP], None),
            (&[load(0), Insn::stmt(RSH_K, 3), tax, Insn::stmt(RSH_X, 0), KEEP], None),
            (&[Insn::stmt(LDX_IMM, 32), Insn::stmt(RSH_X, 0), KEEP], Some(Difference::Shift)),
            (&[Insn::stmt(LDX_IMM, 3), Insn::stmt(LDB_IND, 14), KEEP], None),
            (
                &[Insn::stmt(LDX_IMM, 3), Insn::stmt(LDB_IND, 0xffff_fffe), KEEP],
                Some(Difference::Offset),
            ),
            (&[Insn::stmt(LDX_IMM, 0), Insn::stmt(LDB_IND, HEADERS - 1), KEEP], None),
            (
                &[Insn::stmt(LD_ABS, 0), tax, Insn::stmt(LDB_IND, 14), KEEP],
                Some(Difference::Offset),
            ),
            (&[load(0), Insn::stmt(MUL_K, 4), tax, Insn::stmt(LDB_IND, 14), KEEP], None),
            (&[load(HEADERS), KEEP], Some(Difference::Offset)),
            (&[load(0xffff_f000), KEEP], None),
            // Slots keep bounds too.
            (
                &[load(0), Insn::stmt(ST, 3), Insn::stmt(LDX_MEM, 3), Insn::stmt(LDB_IND, 0), KEEP],
                None,
            ),
            // The path that jumps brings the greater bound.
            (
                &[
                    Insn::stmt(LDX_IMM, 99),
                    Insn::jump(JEQ_K, 0, 1, 0),
                    Insn::stmt(LDX_IMM, 1),
                    shift,
                    KEEP,
                ],
                Some(Difference::Shift),
            ),
        ];
        for (index, (program, expected)) in cases.into_iter().enumerate() {
            assert_eq!(difference(program), expected, "case {index}");
        }
    }

    #[test]
    fn a_bound_of_bits_is_the_greatest_number_with_as_many() {
        let cases = [(0, 0), (1, 1), (4, 7), (0x80, 0xff), (u32::MAX, u32::MAX)];
        for (value, bound) in cases {
            assert_eq!(ones(value), bound);
        }
    }
}
