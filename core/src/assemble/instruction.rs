//! One instruction's mnemonic and operand, and the opcode that they make.
//!
//! bpf_asm and bpf_image write operands in the same way, but for a few names, so that both texts
//! are read here. What they say of jumps is not: targets are labels in one and numbers in the other.

use super::token::{Token, Tokens};
use super::{Error, Problem};
use crate::insn::opcode::*;
use crate::insn::{Insn, ancillary};
use crate::span::Span;

/// All mnemonics.
const MNEMONICS: [&str; 33] = [
    "ld", "ldi", "ldh", "ldb", "ldx", "ldxi", "ldxb", "st", "stx", "jmp", "ja", "jeq", "jneq",
    "jne", "jlt", "jle", "jgt", "jge", "jset", "add", "sub", "mul", "div", "mod", "neg", "and",
    "or", "xor", "lsh", "rsh", "tax", "txa", "ret",
];

/// Whether a word is the mnemonic of an instruction.
pub(super) fn is_mnemonic(word: &str) -> bool {
    MNEMONICS.contains(&word)
}

/// Whether a word may name a label: those that have another meaning may not.
pub(super) fn is_label(word: &str) -> bool {
    !is_mnemonic(word) && !matches!(word, "x" | "a" | "M") && named(Token::Word(word)).is_none()
}

/// The names that bpf_asm has for ancillary words and libpcap has not, and their distances.
const OTHER_NAMES: [(&str, u32); 4] =
    [("vlan_avail", 48), ("vlan_pr", 48), ("rand", 56), ("vlan_proto", 60)];

/// The offset of an ancillary word.
fn extension(name: &str) -> Option<u32> {
    let mut words = (0..ancillary::WORDS).map(|word| ancillary::OFFSET + 4 * word);
    let other = || OTHER_NAMES.iter().find(|(known, _)| *known == name);
    words
        .find(|word| ancillary::name(*word) == Some(name))
        .or_else(|| other().map(|(_, distance)| ancillary::OFFSET + distance))
}

/// What stands behind a mnemonic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operand {
    None,
    Constant(u32),
    X,
    A,
    Absolute(u32),
    Indirect(u32),
    Slot(u32),
    HeaderLength(u32),
    Length,
}

/// How a mnemonic takes the two ways of its jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Jump {
    /// It does not jump.
    No,
    /// Always.
    Always,
    /// If the comparison holds.
    If,
    /// If it does not.
    Unless,
}

/// Reads a mnemonic and its operand. The jump's distances are left 0.
pub(super) fn instruction(tokens: &mut Tokens<'_>) -> Result<(Insn, Jump), Error> {
    let (token, span) = tokens.next()?;
    let name = match token {
        Token::Word(name) if is_mnemonic(name) => name,
        _ => return Err(Error { problem: Problem::Mnemonic, span }),
    };
    if matches!(name, "ja" | "jmp") {
        return Ok((Insn::stmt(JA, 0), Jump::Always));
    }
    let (operand, operand_span) = match name {
        "tax" | "txa" | "neg" => (Operand::None, span),
        _ => operand(tokens)?,
    };
    let jump = match name {
        "jeq" | "jgt" | "jge" | "jset" => Jump::If,
        "jne" | "jneq" | "jlt" | "jle" => Jump::Unless,
        _ => Jump::No,
    };
    let (code, k) =
        encode(name, operand).ok_or(Error { problem: Problem::Operand, span: operand_span })?;
    Ok((Insn::stmt(code, k), jump))
}

/// The opcode and constant of an instruction.
fn encode(name: &str, operand: Operand) -> Option<(u16, u32)> {
    use Operand::*;
    let load = match (name, operand) {
        ("ld" | "ldi", Constant(k)) => Some((LD_IMM, k)),
        ("ld", Slot(k)) => Some((LD_MEM, k)),
        ("ld", Length) => Some((LD_LEN, 0)),
        ("ld", Absolute(k)) => Some((LD_ABS, k)),
        ("ld", Indirect(k)) => Some((LD_IND, k)),
        ("ldh", Absolute(k)) => Some((LDH_ABS, k)),
        ("ldh", Indirect(k)) => Some((LDH_IND, k)),
        ("ldb", Absolute(k)) => Some((LDB_ABS, k)),
        ("ldb", Indirect(k)) => Some((LDB_IND, k)),
        ("ldx" | "ldxi", Constant(k)) => Some((LDX_IMM, k)),
        ("ldx", Slot(k)) => Some((LDX_MEM, k)),
        ("ldx", Length) => Some((LDX_LEN, 0)),
        ("ldx" | "ldxb", HeaderLength(k)) => Some((LDXB_MSH, k)),
        ("st", Slot(k)) => Some((ST, k)),
        ("stx", Slot(k)) => Some((STX, k)),
        ("ret", Constant(k)) => Some((RET_K, k)),
        // libpcap does not name A.
        ("ret", A | None) => Some((RET_A, 0)),
        ("tax", None) => Some((TAX, 0)),
        ("txa", None) => Some((TXA, 0)),
        ("neg", None) => Some((NEG, 0)),
        _ => Option::None,
    };
    let code = match name {
        "add" => ADD_K,
        "sub" => SUB_K,
        "mul" => MUL_K,
        "div" => DIV_K,
        "mod" => MOD_K,
        "or" => OR_K,
        "and" => AND_K,
        "xor" => XOR_K,
        "lsh" => LSH_K,
        "rsh" => RSH_K,
        "jeq" | "jne" | "jneq" => JEQ_K,
        "jgt" | "jle" => JGT_K,
        "jge" | "jlt" => JGE_K,
        "jset" => JSET_K,
        _ => return load,
    };
    match operand {
        Constant(k) => Some((code, k)),
        X => Some((code | 8, 0)),
        _ => Option::None,
    }
}

/// Reads an operand. One that cannot begin here is none, and nothing is read.
fn operand(tokens: &mut Tokens<'_>) -> Result<(Operand, Span), Error> {
    let before = *tokens;
    let (token, start) = tokens.next()?;
    let operand = match token {
        Token::Mark(b'#') => match tokens.peek() {
            Token::Word(_) => {
                let (token, span) = tokens.next()?;
                named(token).ok_or(Error { problem: Problem::Extension, span })?
            }
            _ => Operand::Constant(signed(tokens)?),
        },
        Token::Mark(b'[') => {
            let mark = *tokens;
            let operand = match register(tokens) {
                Ok(Operand::X) => {
                    let more = match tokens.peek() {
                        Token::Mark(b'+') => {
                            tokens.next()?;
                            signed(tokens)?
                        }
                        Token::Mark(b'-') => signed(tokens)?,
                        _ => 0,
                    };
                    Operand::Indirect(more)
                }
                _ => {
                    *tokens = mark;
                    match tokens.peek() {
                        Token::Word(name) => {
                            let (_, span) = tokens.next()?;
                            let k = extension(name);
                            let k = k.ok_or(Error { problem: Problem::Extension, span })?;
                            Operand::Absolute(k)
                        }
                        _ => Operand::Absolute(signed(tokens)?),
                    }
                }
            };
            expect(tokens, b']')?;
            operand
        }
        // 4 * ([k] & 0xf)
        Token::Number(4) if tokens.peek() == Token::Mark(b'*') => {
            for mark in [b'*', b'(', b'['] {
                expect(tokens, mark)?;
            }
            let k = signed(tokens)?;
            for mark in [b']', b'&'] {
                expect(tokens, mark)?;
            }
            let (token, span) = tokens.next()?;
            if token != Token::Number(15) {
                return Err(Error { problem: Problem::Operand, span });
            }
            expect(tokens, b')')?;
            Operand::HeaderLength(k)
        }
        Token::Number(_) | Token::Mark(b'-' | b'+') => {
            *tokens = before;
            Operand::Constant(signed(tokens)?)
        }
        Token::Mark(b'%') | Token::Word("x" | "a") => {
            *tokens = before;
            register(tokens)?
        }
        Token::Word("M") => {
            expect(tokens, b'[')?;
            let k = signed(tokens)?;
            expect(tokens, b']')?;
            Operand::Slot(k)
        }
        _ => match named(token) {
            Some(operand) => operand,
            None => {
                *tokens = before;
                return Ok((Operand::None, start));
            }
        },
    };
    let end = tokens.end();
    Ok((operand, Span { start: start.start, end }))
}

/// The length of the packet, or an ancillary word.
fn named(token: Token<'_>) -> Option<Operand> {
    match token {
        Token::Word("len" | "pktlen") => Some(Operand::Length),
        Token::Word(name) => extension(name).map(Operand::Absolute),
        _ => None,
    }
}

/// `x` or `a`, with or without a percent sign.
fn register(tokens: &mut Tokens<'_>) -> Result<Operand, Error> {
    let (mut token, mut span) = tokens.next()?;
    if token == Token::Mark(b'%') {
        (token, span) = tokens.next()?;
    }
    match token {
        Token::Word("x") => Ok(Operand::X),
        Token::Word("a") => Ok(Operand::A),
        _ => Err(Error { problem: Problem::Operand, span }),
    }
}

/// A number that may have a sign.
pub(super) fn signed(tokens: &mut Tokens<'_>) -> Result<u32, Error> {
    let (mut token, mut span) = tokens.next()?;
    let mut negative = false;
    if let Token::Mark(sign @ (b'-' | b'+')) = token {
        negative = sign == b'-';
        let behind;
        (token, behind) = tokens.next()?;
        span.end = behind.end;
    }
    match token {
        Token::Number(number) if !negative => Ok(number),
        Token::Number(number) if number <= 1 << 31 => Ok(number.wrapping_neg()),
        Token::Number(_) => Err(Error { problem: Problem::Number, span }),
        _ => Err(Error { problem: Problem::Expected('0'), span }),
    }
}

/// One character.
pub(super) fn expect(tokens: &mut Tokens<'_>, mark: u8) -> Result<(), Error> {
    match tokens.next()? {
        (Token::Mark(found), _) if found == mark => Ok(()),
        (_, span) => Err(Error { problem: Problem::Expected(mark.into()), span }),
    }
}
