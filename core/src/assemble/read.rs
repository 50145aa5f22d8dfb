//! Readers for the three forms in which tcpdump prints a program.

use heapless::VecView;

use super::instruction::{Jump, expect, instruction};
use super::token::{Token, Tokens};
use super::{Error, Problem, push};
use crate::insn::Insn;
use crate::span::Span;

/// Reads what tcpdump prints for -d, libpcap's `bpf_image`: an instruction a line, with or without
/// its number in parentheses, and with the numbers of the instructions that it jumps to.
///
/// # Errors
///
/// The first thing that is wrong; lines that begin with `unimp` do not show what they stand for.
pub fn read_listing(text: &str, program: &mut VecView<Insn>) -> Result<(), Error> {
    program.clear();
    let mut tokens = Tokens::new(text, false);
    while tokens.peek() != Token::End {
        let at = program.len() as u32;
        if tokens.peek() == Token::Mark(b'(') {
            expect(&mut tokens, b'(')?;
            let (number, span) = tokens.decimal()?;
            if number != at {
                return Err(Error { problem: Problem::LineNumber, span });
            }
            expect(&mut tokens, b')')?;
        }
        let start = tokens.start()?;
        let (mut insn, jump) = instruction(&mut tokens)?;
        let target = |tokens: &mut Tokens<'_>| {
            let (number, span) = tokens.decimal()?;
            match number.checked_sub(at + 1) {
                Some(distance) if distance < 256 => Ok(distance as u8),
                Some(_) => Err(Error { problem: Problem::TooFar, span }),
                None => Err(Error { problem: Problem::Backward, span }),
            }
        };
        match jump {
            Jump::No => {}
            Jump::Always => {
                // A number with a sign, as every distance can be printed.
                let negative = tokens.peek() == Token::Mark(b'-');
                if negative {
                    expect(&mut tokens, b'-')?;
                }
                let (number, _) = tokens.decimal()?;
                let place = if negative { number.wrapping_neg() } else { number };
                insn.k = place.wrapping_sub(at + 1);
            }
            Jump::If | Jump::Unless => {
                word(&mut tokens, "jt")?;
                insn.jt = target(&mut tokens)?;
                word(&mut tokens, "jf")?;
                insn.jf = target(&mut tokens)?;
            }
        }
        push(program, insn, Span { start, end: tokens.end() })?;
    }
    Ok(())
}

/// Reads what tcpdump prints for -dd: a C initializer an instruction.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn read_initializer(text: &str, program: &mut VecView<Insn>) -> Result<(), Error> {
    program.clear();
    let mut tokens = Tokens::new(text, false);
    while tokens.peek() != Token::End {
        let start = tokens.start()?;
        expect(&mut tokens, b'{')?;
        let insn = fields(&mut tokens, Tokens::number, |tokens| expect(tokens, b','))?;
        expect(&mut tokens, b'}')?;
        if tokens.peek() == Token::Mark(b',') {
            expect(&mut tokens, b',')?;
        }
        push(program, insn, Span { start, end: tokens.end() })?;
    }
    Ok(())
}

/// Reads what tcpdump prints for -ddd: the number of instructions, and for each its four fields.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn read_decimal(text: &str, program: &mut VecView<Insn>) -> Result<(), Error> {
    program.clear();
    let mut tokens = Tokens::new(text, false);
    let (count, span) = tokens.decimal()?;
    while tokens.peek() != Token::End {
        let start = tokens.start()?;
        let insn = fields(&mut tokens, Tokens::decimal, |_| Ok(()))?;
        push(program, insn, Span { start, end: tokens.end() })?;
    }
    if program.len() as u32 != count {
        return Err(Error { problem: Problem::Count, span });
    }
    Ok(())
}

/// Reads a number.
type Number<'a> = fn(&mut Tokens<'a>) -> Result<(u32, Span), Error>;

/// The four fields of an instruction, with something between them.
fn fields<'a>(
    tokens: &mut Tokens<'a>,
    number: Number<'a>,
    between: impl Fn(&mut Tokens<'a>) -> Result<(), Error>,
) -> Result<Insn, Error> {
    let code = narrow(number(tokens)?)?;
    between(tokens)?;
    let jt = narrow(number(tokens)?)?;
    between(tokens)?;
    let jf = narrow(number(tokens)?)?;
    between(tokens)?;
    let (k, _) = number(tokens)?;
    Ok(Insn { code, jt, jf, k })
}

/// A number as a field of less than 32 bits.
fn narrow<T: TryFrom<u32>>((number, span): (u32, Span)) -> Result<T, Error> {
    let most = u32::MAX >> (32 - 8 * size_of::<T>());
    T::try_from(number).map_err(|_| Error { problem: Problem::TooLarge(most), span })
}

/// One word.
fn word(tokens: &mut Tokens<'_>, wanted: &'static str) -> Result<(), Error> {
    match tokens.next()? {
        (Token::Word(word), _) if word == wanted => Ok(()),
        (_, span) => Err(Error { problem: Problem::ExpectedWord(wanted), span }),
    }
}
