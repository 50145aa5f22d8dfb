//! Programs from text: an assembler, and readers for what tcpdump prints.
//!
//! [`assemble`] takes the language of the kernel's `bpf_asm` (`Documentation/networking/filter.rst`
//! in Linux): a mnemonic and its operand, labels to jump to, forward only, and the names of the
//! ancillary words. Instructions stand on lines of their own, or with semicolons between them.
//! Comments stand between `/*` and `*/`, behind a `#` that begins a line, and behind a semicolon
//! that no instruction follows.
//!
//! ```
//! use barecap_core::heapless;
//! use barecap_core::assemble::assemble;
//! use barecap_core::insn::{Insn, opcode};
//!
//! let mut program: heapless::Vec<Insn, 8> = heapless::Vec::new();
//! let mut labels: heapless::Vec<_, 8> = heapless::Vec::new();
//! assemble("ldh [12]; jne #0x800, drop\n ret #-1\n drop: ret #0", &mut program, &mut labels)
//!     .unwrap();
//! assert_eq!(program[1], Insn::jump(opcode::JEQ_K, 0x800, 0, 1));
//! assert_eq!(program[2], Insn::stmt(opcode::RET_K, u32::MAX));
//! ```
//!
//! [`read_listing`], [`read_initializer`] and [`read_decimal`] read what [`listing`](crate::listing)
//! writes, which is what tcpdump does. Reading gives the same program, but for fields that a
//! listing does not show, such as the jumps of an instruction that does not jump: those are 0.
//! [`Source`] writes what [`assemble`] reads, with the same exception.
//!
//! Each replaces what the list for the program held before; behind an error it holds the instructions that
//! were read. None of them looks at whether a program may run: that is the verifier's part.

mod instruction;
mod read;
mod source;
#[cfg(test)]
mod tests;
mod token;

use core::fmt;

use heapless::VecView;

use crate::insn::Insn;
use crate::span::Span;
use instruction::{Jump, instruction, is_label};
use token::{Token, Tokens};

pub use read::{read_decimal, read_initializer, read_listing};
pub use source::Source;

/// A text is not a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub problem: Problem,
    /// Where in the text.
    pub span: Span,
}

/// What is wrong with the text of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A character that has no meaning.
    Character,
    /// A number that has a wrong digit or more than 32 bits.
    Number,
    /// A number that is above this one, the greatest that there is room for.
    TooLarge(u32),
    /// A comment without an end.
    Comment,
    /// Something else than this character, where '0' stands for a number.
    Expected(char),
    /// Something else than a word, namely this one.
    ExpectedWord(&'static str),
    /// Something else than a mnemonic.
    Mnemonic,
    /// An operand that the instruction does not take.
    Operand,
    /// A name that is no ancillary word.
    Extension,
    /// Something else than a label.
    Label,
    /// A label that is nowhere.
    UnknownLabel,
    /// A label that is in two places.
    LabelTwice,
    /// A jump that does not lead forward.
    Backward,
    /// A conditional jump across more than 255 instructions.
    TooFar,
    /// A line's number is not the next one.
    LineNumber,
    /// A number of instructions that is not the one given at the start.
    Count,
    /// More than this number of instructions, for which there is room.
    Instructions(u32),
    /// More than this number of labels, for which there is room.
    Labels(u32),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match *self {
            Self::Character => "this character has no meaning",
            Self::Number => "not a number of at most 32 bits",
            Self::TooLarge(most) => {
                return write!(f, "a number of at most {most} should stand here");
            }
            Self::Comment => "the comment has no end",
            Self::Expected('0') => "a number should stand here",
            Self::Expected(mark) => return write!(f, "'{mark}' should stand here"),
            Self::ExpectedWord(word) => return write!(f, "'{word}' should stand here"),
            Self::Mnemonic => "not an instruction",
            Self::Operand => "the instruction does not take this operand",
            Self::Extension => "no ancillary word has this name",
            Self::Label => "a label should stand here",
            Self::UnknownLabel => "this label is nowhere",
            Self::LabelTwice => "this label is already at another place",
            Self::Backward => "jumps lead forward only",
            Self::TooFar => "a conditional jump passes 255 instructions at most",
            Self::LineNumber => "not the number of this instruction",
            Self::Count => "not the number of instructions that follow",
            Self::Instructions(max) => return write!(f, "more than {max} instructions"),
            Self::Labels(max) => return write!(f, "more than {max} labels"),
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bytes {} to {}: {}", self.span.start, self.span.end, self.problem)
    }
}

impl core::error::Error for Error {}

impl Error {
    /// The line and the column, both from 1, at which the span begins in the text; columns are
    /// counted in characters.
    #[must_use]
    pub fn line_and_column(&self, text: &str) -> (u32, u32) {
        let before = text.get(..self.span.start as usize).unwrap_or(text);
        let line = 1 + before.matches('\n').count() as u32;
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = 1 + before.get(start..).unwrap_or_default().chars().count() as u32;
        (line, column)
    }
}

/// A label and the number of the instruction behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    name: &'a str,
    span: Span,
    place: u32,
}

/// Appends an instruction.
fn push(program: &mut VecView<Insn>, insn: Insn, span: Span) -> Result<(), Error> {
    let room = program.capacity() as u32;
    program.push(insn).map_err(|_| Error { problem: Problem::Instructions(room), span })
}

/// Assembles a program in the language of `bpf_asm`. Both lists are memory, whose contents are
/// replaced; labels that nothing jumps to count too.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn assemble<'a>(
    text: &'a str,
    program: &mut VecView<Insn>,
    labels: &mut VecView<Label<'a>>,
) -> Result<(), Error> {
    program.clear();
    labels.clear();
    // The labels first, so that a jump finds its target.
    let mut tokens = Tokens::new(text, true);
    let mut place = 0;
    while let Some(label) = next(&mut tokens)? {
        match label {
            Some((name, span)) => {
                let room = labels.capacity() as u32;
                let label = Label { name, span, place };
                labels.push(label).map_err(|_| Error { problem: Problem::Labels(room), span })?;
            }
            None => {
                let (_, jump) = instruction(&mut tokens)?;
                targets(&mut tokens, jump)?;
                place += 1;
            }
        }
    }
    labels.sort_unstable_by_key(|label| (label.name, label.place, label.span.start));
    for pair in labels.windows(2) {
        if pair[0].name == pair[1].name {
            return Err(Error { problem: Problem::LabelTwice, span: pair[1].span });
        }
    }
    let mut tokens = Tokens::new(text, true);
    while let Some(label) = next(&mut tokens)? {
        if label.is_some() {
            continue;
        }
        let start = tokens.start()?;
        let (mut insn, jump) = instruction(&mut tokens)?;
        let next = program.len() as u32 + 1;
        let [first, second] = targets(&mut tokens, jump)?;
        let reach = |(name, span): (&str, Span)| {
            let found = labels.binary_search_by_key(&name, |label| label.name);
            let problem = match found.ok().and_then(|at| labels.get(at)) {
                Some(label) => match label.place.checked_sub(next) {
                    Some(distance) if jump == Jump::Always || distance < 256 => {
                        return Ok(distance);
                    }
                    Some(_) => Problem::TooFar,
                    None => Problem::Backward,
                },
                None => Problem::UnknownLabel,
            };
            Err(Error { problem, span })
        };
        let first = first.map_or(Ok(0), reach)?;
        let second = second.map_or(Ok(0), reach)?;
        match jump {
            Jump::No => {}
            Jump::Always => insn.k = first,
            Jump::If => (insn.jt, insn.jf) = (first as u8, second as u8),
            Jump::Unless => (insn.jt, insn.jf) = (second as u8, first as u8),
        }
        push(program, insn, Span { start, end: tokens.end() })?;
    }
    Ok(())
}

/// A label's or a jump target's name, and its place in the text.
type Name<'a> = (&'a str, Span);

/// Reads the label that comes next; or an instruction does, or the end.
fn next<'a>(tokens: &mut Tokens<'a>) -> Result<Option<Option<Name<'a>>>, Error> {
    let mut ahead = *tokens;
    match ahead.next()? {
        (Token::End, _) => Ok(None),
        (Token::Word(name), span) if is_label(name) && ahead.peek() == Token::Mark(b':') => {
            ahead.next()?;
            *tokens = ahead;
            Ok(Some(Some((name, span))))
        }
        _ => Ok(Some(None)),
    }
}

/// Reads the labels that an instruction jumps to.
fn targets<'a>(tokens: &mut Tokens<'a>, jump: Jump) -> Result<[Option<Name<'a>>; 2], Error> {
    let mut targets = [None; 2];
    let most = match jump {
        Jump::No => 0,
        Jump::Always => 1,
        Jump::If | Jump::Unless => 2,
    };
    for (at, target) in targets.iter_mut().take(most).enumerate() {
        if jump != Jump::Always {
            if at > 0 && tokens.peek() != Token::Mark(b',') {
                break;
            }
            instruction::expect(tokens, b',')?;
        }
        *target = match tokens.next()? {
            (Token::Word(name), span) if is_label(name) => Some((name, span)),
            (_, span) => return Err(Error { problem: Problem::Label, span }),
        };
    }
    Ok(targets)
}
