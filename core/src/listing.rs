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

use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};

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
        for insn in self.0 {
            writeln!(f, "{{ {:#x}, {}, {}, {:#010x} }},", insn.code, insn.jt, insn.jf, insn.k)?;
        }
        Ok(())
    }
}

impl fmt::Display for Decimal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.0.len())?;
        for insn in self.0 {
            writeln!(f, "{} {} {} {}", insn.code, insn.jt, insn.jf, insn.k)?;
        }
        Ok(())
    }
}

/// How an operand is written.
enum Operand {
    /// Nothing, or a register.
    Fixed(&'static str),
    /// `#0x800`
    Hex,
    /// `#14`
    Signed,
    /// `[14]`, or an ancillary word's name
    Absolute,
    /// `[x + 14]`
    Indexed,
    /// `M[3]`
    Scratch,
    /// `4*([14]&0xf)`
    HeaderLength,
    /// The instruction that is jumped to.
    Target,
}

/// One line of [`Assembly`].
fn line(f: &mut fmt::Formatter<'_>, at: u32, insn: &Insn) -> fmt::Result {
    let k = insn.k as i32;
    write!(f, "({at:03}) ")?;
    let Some((name, operand)) = decode(insn.code) else {
        return writeln!(f, "{:<8} {:#x}", "unimp", insn.code);
    };
    write!(f, "{name:<8} ")?;
    if matches!(insn.code, JEQ_K | JEQ_X | JGT_K | JGT_X | JGE_K | JGE_X | JSET_K | JSET_X) {
        match operand {
            Operand::Hex => write!(f, "#{:<#15x}", insn.k)?,
            _ => write!(f, "{:<16}", "x")?,
        }
        let next = at + 1;
        return writeln!(f, " jt {}\tjf {}", next + u32::from(insn.jt), next + u32::from(insn.jf));
    }
    match operand {
        Operand::Fixed(text) => writeln!(f, "{text}"),
        Operand::Hex => writeln!(f, "#{:#x}", insn.k),
        Operand::Signed => writeln!(f, "#{k}"),
        Operand::Absolute => match ancillary::name(insn.k) {
            Some(name) => writeln!(f, "[{name}]"),
            None => writeln!(f, "[{k}]"),
        },
        Operand::Indexed => writeln!(f, "[x + {k}]"),
        Operand::Scratch => writeln!(f, "M[{k}]"),
        Operand::HeaderLength => writeln!(f, "4*([{k}]&0xf)"),
        Operand::Target => writeln!(f, "{}", k.wrapping_add(at as i32 + 1)),
    }
}

/// Mnemonic and form of the operand.
fn decode(code: u16) -> Option<(&'static str, Operand)> {
    use Operand::*;
    Some(match code {
        LD_IMM => ("ld", Hex),
        LD_ABS => ("ld", Absolute),
        LDH_ABS => ("ldh", Absolute),
        LDB_ABS => ("ldb", Absolute),
        LD_IND => ("ld", Indexed),
        LDH_IND => ("ldh", Indexed),
        LDB_IND => ("ldb", Indexed),
        LD_MEM => ("ld", Scratch),
        LD_LEN => ("ld", Fixed("#pktlen")),
        LDX_IMM => ("ldx", Hex),
        LDX_MEM => ("ldx", Scratch),
        LDX_LEN => ("ldx", Fixed("#pktlen")),
        LDXB_MSH => ("ldxb", HeaderLength),
        ST => ("st", Scratch),
        STX => ("stx", Scratch),
        ADD_K => ("add", Signed),
        ADD_X => ("add", Fixed("x")),
        SUB_K => ("sub", Signed),
        SUB_X => ("sub", Fixed("x")),
        MUL_K => ("mul", Signed),
        MUL_X => ("mul", Fixed("x")),
        DIV_K => ("div", Signed),
        DIV_X => ("div", Fixed("x")),
        OR_K => ("or", Hex),
        OR_X => ("or", Fixed("x")),
        AND_K => ("and", Hex),
        AND_X => ("and", Fixed("x")),
        LSH_K => ("lsh", Signed),
        LSH_X => ("lsh", Fixed("x")),
        RSH_K => ("rsh", Signed),
        RSH_X => ("rsh", Fixed("x")),
        NEG => ("neg", Fixed("")),
        MOD_K => ("mod", Signed),
        MOD_X => ("mod", Fixed("x")),
        XOR_K => ("xor", Hex),
        XOR_X => ("xor", Fixed("x")),
        JA => ("ja", Target),
        JEQ_K => ("jeq", Hex),
        JEQ_X => ("jeq", Fixed("x")),
        JGT_K => ("jgt", Hex),
        JGT_X => ("jgt", Fixed("x")),
        JGE_K => ("jge", Hex),
        JGE_X => ("jge", Fixed("x")),
        JSET_K => ("jset", Hex),
        JSET_X => ("jset", Fixed("x")),
        RET_K => ("ret", Signed),
        RET_A => ("ret", Fixed("")),
        TAX => ("tax", Fixed("")),
        TXA => ("txa", Fixed("")),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::format;
    use std::string::ToString;

    use super::*;

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
