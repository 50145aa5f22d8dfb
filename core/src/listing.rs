//! The text forms of a program, as tcpdump prints them for -d, -dd and -ddd.
//!
//! All three are byte for byte those of tcpdump and libpcap's `bpf_image`, because people and
//! scripts compare and paste them. A form is a wrapper with [`Display`](fmt::Display); every
//! line ends in a newline. Constants print signed or in hexadecimal as `bpf_image` has it, and an
//! opcode that it does not know prints as `unimp`.
//!
//! ```
//! use barecap_core::insn::{Insn, opcode};
//! use barecap_core::listing::Assembly;
//!
//! let program = [
//!     Insn::stmt(opcode::LDH_ABS, 12),
//!     Insn::jump(opcode::JEQ_K, 0x800, 0, 1),
//!     Insn::stmt(opcode::RET_K, 262_144),
//!     Insn::stmt(opcode::RET_K, 0),
//! ];
//! assert_eq!(
//!     Assembly(&program).to_string(),
//!     "(000) ldh      [12]\n\
//!      (001) jeq      #0x800           jt 2\tjf 3\n\
//!      (002) ret      #262144\n\
//!      (003) ret      #0\n"
//! );
//! ```

use core::fmt;

use crate::insn::opcode::{self, AND_K, JA, LDXB_MSH, NEG, OR_K, RET_A, ST, TAX, XOR_K, is_known};
use crate::insn::{Insn, ancillary};
use crate::numbers::put;
use crate::texts;

/// -d: one instruction a line in assembly language.
#[derive(Clone, Copy, Debug)]
pub struct Assembly<'a>(pub &'a [Insn]);

/// -dd: the elements of a C array initializer.
#[derive(Clone, Copy, Debug)]
pub struct Initializer<'a>(pub &'a [Insn]);

/// -ddd: the number of instructions, then one a line, all in decimal.
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'a>(pub &'a [Insn]);

impl fmt::Display for Assembly<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, insn) in self.0.iter().enumerate() {
            line(f, at as u32, insn)?;
        }
        Ok(())
    }
}

impl fmt::Display for Initializer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        all(f, "{ ", "{x}, {d}, {d}, 0x{8} },\n", self.0)
    }
}

impl fmt::Display for Decimal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        put(f, "{d}\n", &[self.0.len() as u32])?;
        all(f, "", "{d} {d} {d} {d}\n", self.0)
    }
}

/// One line for each instruction, with its four parts.
fn all(f: &mut fmt::Formatter<'_>, first: &str, line: &str, program: &[Insn]) -> fmt::Result {
    for insn in program {
        f.write_str(first)?;
        put(f, line, &[insn.code.into(), insn.jt.into(), insn.jf.into(), insn.k])?;
    }
    Ok(())
}

/// One line of [`Assembly`].
fn line(f: &mut fmt::Formatter<'_>, at: u32, insn: &Insn) -> fmt::Result {
    let Insn { code, jt, jf, k } = *insn;
    let name = mnemonic(code);
    put(f, "({3}) ", &[at])?;
    column(f, name, 9)?;
    let text = match (code & CLASS, code & MODE) {
        _ if name == "unimp" => return put(f, "{x}\n", &[code.into()]),
        (LD, ABS) if let Some(name) = ancillary::name(k) => {
            f.write_str("[")?;
            f.write_str(name)?;
            "]\n"
        }
        (LD, ABS) => "[{i}]\n",
        (LD, IND) => "[x + {i}]\n",
        (LD | LDX, LEN) => "#pktlen\n",
        (LD | LDX, IMM) => "#{x}\n",
        (LDX, MSH) => "4*([{i}]&0xf)\n",
        (LD..=STX, _) => "M[{i}]\n",
        (JMP, _) if code == JA => return put(f, "{i}\n", &[k.wrapping_add(at + 1)]),
        (JMP, _) => {
            if code & X != 0 {
                column(f, "x", 16)?;
            } else {
                put(f, "#{x}", &[k])?;
                // The number has a digit for every four bits.
                column(f, "", 12 - (k | 1).ilog2() as usize / 4)?;
            }
            let next = at + 1;
            return put(f, " jt {d}\tjf {d}\n", &[next + u32::from(jt), next + u32::from(jf)]);
        }
        (ALU, _) if code == NEG => "\n",
        (ALU, _) if code & X != 0 => "x\n",
        (ALU, _) if matches!(code, OR_K | AND_K | XOR_K) => "#{x}\n",
        (ALU, _) | (RET, _) if code != RET_A => "#{i}\n",
        _ => "\n",
    };
    put(f, text, &[k])
}

/// A text, and spaces up to the width of its column.
fn column(f: &mut fmt::Formatter<'_>, text: &str, width: usize) -> fmt::Result {
    const SPACES: &str = "                ";
    f.write_str(text)?;
    f.write_str(SPACES.get(..width.saturating_sub(text.len())).unwrap_or_default())
}

/// Class, addressing mode and source of an opcode (`linux/bpf_common.h`).
const CLASS: u16 = 0x07;
const LD: u16 = 0;
const LDX: u16 = 1;
const STX: u16 = 3;
const ALU: u16 = 4;
const JMP: u16 = 5;
const RET: u16 = 6;
const MODE: u16 = 0xe0;
const IMM: u16 = 0x00;
const ABS: u16 = 0x20;
const IND: u16 = 0x40;
const LEN: u16 = 0x80;
const MSH: u16 = 0xa0;
const X: u16 = 0x08;

/// The mnemonic of an opcode; `unimp` if it is none.
pub(crate) fn mnemonic(code: u16) -> &'static str {
    if !is_known(code) {
        return "unimp";
    }
    let operation = usize::from(code >> 4);
    match code & CLASS {
        LD => texts::line("ld\nldh\nldb", usize::from(code >> 3 & 3)),
        LDX if code == LDXB_MSH => "ldxb",
        LDX => "ldx",
        ALU => texts::line("add\nsub\nmul\ndiv\nor\nand\nlsh\nrsh\nneg\nmod\nxor", operation),
        JMP => texts::line("ja\njeq\njgt\njge\njset", operation),
        RET => "ret",
        _ => match code {
            ST => "st",
            opcode::STX => "stx",
            TAX => "tax",
            _ => "txa",
        },
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::format;
    use std::string::ToString;

    use super::*;
    use crate::insn::opcode::*;

    /// Instruction 7 of a program, jumping by 1 and 2, as libpcap's `bpf_image` writes it.
    #[test]
    fn lines_are_those_of_bpf_image() {
        let table: &[(u16, u32, &str)] = &[
            (0x00, 14, "ld       #0xe"),
            (0x01, 14, "ldx      #0xe"),
            (0x02, 14, "st       M[14]"),
            (0x03, 14, "stx      M[14]"),
            (0x04, 14, "add      #14"),
            (0x05, 14, "ja       22"),
            (0x06, 14, "ret      #14"),
            (0x07, 14, "tax      "),
            (0x0c, 14, "add      x"),
            (0x14, 14, "sub      #14"),
            (0x15, 14, "jeq      #0xe             jt 9\tjf 10"),
            (0x16, 14, "ret      "),
            (0x1c, 14, "sub      x"),
            (0x1d, 14, "jeq      x                jt 9\tjf 10"),
            (0x20, 14, "ld       [14]"),
            (0x24, 14, "mul      #14"),
            (0x25, 14, "jgt      #0xe             jt 9\tjf 10"),
            (0x28, 14, "ldh      [14]"),
            (0x2c, 14, "mul      x"),
            (0x2d, 14, "jgt      x                jt 9\tjf 10"),
            (0x30, 14, "ldb      [14]"),
            (0x34, 14, "div      #14"),
            (0x35, 14, "jge      #0xe             jt 9\tjf 10"),
            (0x3c, 14, "div      x"),
            (0x3d, 14, "jge      x                jt 9\tjf 10"),
            (0x40, 14, "ld       [x + 14]"),
            (0x44, 14, "or       #0xe"),
            (0x45, 14, "jset     #0xe             jt 9\tjf 10"),
            (0x48, 14, "ldh      [x + 14]"),
            (0x4c, 14, "or       x"),
            (0x4d, 14, "jset     x                jt 9\tjf 10"),
            (0x50, 14, "ldb      [x + 14]"),
            (0x54, 14, "and      #0xe"),
            (0x5c, 14, "and      x"),
            (0x60, 14, "ld       M[14]"),
            (0x61, 14, "ldx      M[14]"),
            (0x64, 14, "lsh      #14"),
            (0x6c, 14, "lsh      x"),
            (0x74, 14, "rsh      #14"),
            (0x7c, 14, "rsh      x"),
            (0x80, 14, "ld       #pktlen"),
            (0x84, 14, "neg      "),
            (0x87, 14, "txa      "),
            (0x94, 14, "mod      #14"),
            (0x9c, 14, "mod      x"),
            (0xa4, 14, "xor      #0xe"),
            (0xac, 14, "xor      x"),
            (0xb1, 14, "ldxb     4*([14]&0xf)"),
            (0x20, 0xfffffffe, "ld       [-2]"),
            (0x30, 0xfffff030, "ldb      [vlanp]"),
            (0x28, 0xfffff03c, "ldh      [vlan_tpid]"),
            (0x20, 0xfffff040, "ld       [-4032]"),
            (0x28, 0xfffff002, "ldh      [-4094]"),
            (0x50, 0xfffff030, "ldb      [x + -4048]"),
            (0xb1, 0x80000000, "ldxb     4*([-2147483648]&0xf)"),
            (0x04, 0xffffffff, "add      #-1"),
            (0x44, 0xffffffff, "or       #0xffffffff"),
            (0x06, 0xffffffff, "ret      #-1"),
            (0x06, 262144, "ret      #262144"),
            (0x15, 0xffffffff, "jeq      #0xffffffff      jt 9\tjf 10"),
            (0x15, 0x123456, "jeq      #0x123456        jt 9\tjf 10"),
            (0x00, 0xffffffff, "ld       #0xffffffff"),
            (0x99, 0, "unimp    0x99"),
            (0x199, 0, "unimp    0x199"),
        ];
        for &(code, k, expected) in table {
            let mut program = [Insn::stmt(RET_K, 0); 8];
            program[7] = Insn { code, jt: 1, jf: 2, k };
            let text = Assembly(&program).to_string();
            let expected = format!("(007) {expected}");
            assert_eq!(text.lines().nth(7), Some(expected.as_str()), "{code:#x}");
        }
    }

    #[test]
    fn long_programs_keep_their_columns() {
        let program = [Insn::jump(JGT_X, 0, 255, 0); 1001];
        let text = Assembly(&program).to_string();
        assert_eq!(
            text.lines().nth(1000),
            Some("(1000) jgt      x                jt 1256\tjf 1001")
        );
    }

    #[test]
    fn initializer_and_decimal() {
        let program = [Insn::jump(JEQ_K, 0x800, 0, 255), Insn::stmt(LD_IMM, u32::MAX)];
        assert_eq!(
            Initializer(&program).to_string(),
            "{ 0x15, 0, 255, 0x00000800 },\n{ 0x0, 0, 0, 0xffffffff },\n"
        );
        assert_eq!(Decimal(&program).to_string(), "2\n21 0 255 2048\n0 0 0 4294967295\n");
    }
}
