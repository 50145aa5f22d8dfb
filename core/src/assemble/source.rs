//! The text of a program in the language of `bpf_asm`.

use core::fmt;

use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};
use crate::listing::mnemonic;

/// Prints a program as [`assemble`](super::assemble) reads it: an instruction a line, where
/// something jumps to it behind a label, `l` and its number. What is not an instruction prints as
/// `unimp`, which cannot be assembled.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a>(pub &'a [Insn]);

impl fmt::Display for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let far = self.0.iter().any(|insn| insn.code == JA);
        for (at, insn) in self.0.iter().enumerate() {
            // Those conditional jumps that can come here stand close by; the others are not sought.
            let near = self.0[at.saturating_sub(256)..at].iter().rev();
            let labelled = far
                || (0_usize..).zip(near).any(|(distance, jump)| {
                    let lands = |by: u8| usize::from(by) == distance;
                    is_known(jump.code)
                        && is_conditional(jump.code)
                        && (lands(jump.jt) || lands(jump.jf))
                });
            if labelled {
                write!(f, "l{at}:")?;
            }
            write!(f, "\t{}", mnemonic(insn.code))?;
            operand(insn, at, f)?;
            f.write_str("\n")?;
        }
        Ok(())
    }
}

fn operand(insn: &Insn, at: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Insn { code, jt, jf, k } = *insn;
    let label = |distance: u32| at as u64 + 1 + u64::from(distance);
    match code {
        LD_ABS | LDH_ABS | LDB_ABS if let Some(name) = ancillary::name(k) => write!(f, " #{name}"),
        LD_ABS | LDH_ABS | LDB_ABS => write!(f, " [{k}]"),
        LD_IND | LDH_IND | LDB_IND => write!(f, " [x + {k}]"),
        LD_LEN | LDX_LEN => f.write_str(" #len"),
        LDXB_MSH => write!(f, " 4*([{k}]&0xf)"),
        LD_MEM | LDX_MEM | ST | STX => write!(f, " M[{k}]"),
        LD_IMM | LDX_IMM | RET_K => write!(f, " #{k}"),
        RET_A => f.write_str(" a"),
        JA => write!(f, " l{}", label(k)),
        NEG | TAX | TXA => Ok(()),
        _ if !is_known(code) => write!(f, " {code:#x}"),
        _ => {
            match code & 8 {
                0 => write!(f, " #{k:#x}")?,
                _ => f.write_str(" x")?,
            }
            if is_conditional(code) {
                write!(f, ", l{}, l{}", label(jt.into()), label(jf.into()))?;
            }
            Ok(())
        }
    }
}
