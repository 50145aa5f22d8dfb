//! Arithmetic: the order of its operators, packet data, and constants that cannot be.
//!
//! `|`, `&`, `<< >>`, `+ -`, `* /` bind from loosest to tightest, all to the left, and a sign binds
//! tighter than they. `%` and `^` have no precedence: libpcap's grammar forgot them, its parser
//! generator then puts off every decision that they take part in, and filters that use them mean
//! what comes of it.

use super::ast::{ArithOp, Item, Kind, Span};
use super::lexer::{Token, Wrong};
use super::parser::{Frame, Open, Parser};
use super::place::{Class, Operand};
use super::syntax::{Expected, Syntax};

/// How tightly an arithmetic operator binds; not at all those without precedence.
pub(super) fn precedence(op: ArithOp) -> Option<u8> {
    match op {
        ArithOp::Or => Some(1),
        ArithOp::And => Some(2),
        ArithOp::Shl | ArithOp::Shr => Some(3),
        ArithOp::Add | ArithOp::Sub => Some(4),
        ArithOp::Mul | ArithOp::Div => Some(5),
        ArithOp::Mod | ArithOp::Xor => None,
    }
}

impl Parser<'_> {
    /// Completes the arithmetic operators on the stack that bind at least as tightly as what
    /// follows: an operator of the precedence `behind`, or the end of the arithmetic, which is a
    /// precedence of 0.
    pub(super) fn fold_arith(
        &mut self,
        operand: &mut Operand,
        behind: Option<u8>,
    ) -> Result<(), Wrong> {
        while let Some(&frame) = self.stack.last() {
            let (kind, binds) = match frame.open {
                Open::Arith(op) => (Kind::Arith(op), precedence(op)),
                Open::Negate => (Kind::Negate, Some(u8::MAX)),
                _ => break,
            };
            let complete = match (binds, behind) {
                (_, Some(0)) => true,
                (Some(binds), Some(behind)) => binds >= behind,
                _ => false,
            };
            if !complete {
                break;
            }
            if let Open::Arith(op) = frame.open
                && operand.class == Class::Number
            {
                self.check_constant(op)?;
            }
            self.push(kind, frame.span())?;
            operand.class = Class::Arith;
            self.close_frame(frame, operand);
        }
        Ok(())
    }

    /// Checks an operator whose right operand is the constant at the end of the list.
    fn check_constant(&mut self, op: ArithOp) -> Result<(), Wrong> {
        let Some(&Item { kind: Kind::Number(number), span }) = self.items.last() else {
            return Ok(());
        };
        let syntax = match op {
            ArithOp::Div if number == 0 => Syntax::Division,
            ArithOp::Mod if number == 0 => Syntax::Modulus,
            ArithOp::Shl | ArithOp::Shr if number > 31 => Syntax::Shift,
            _ => return Ok(()),
        };
        Err(self.wrong_at(syntax, span))
    }

    /// The end of packet data: a bracket, or a colon, a size and a bracket.
    pub(super) fn load(&mut self, operand: &mut Operand) -> Result<(), Wrong> {
        let Some(&frame @ Frame { open: Open::Index(proto), .. }) = self.stack.last() else {
            return Err(self.unexpected(*operand));
        };
        let mut size = 1;
        if self.lexer.token == Token::Colon {
            self.next()?;
            if let Token::Number(0 | 3 | 5..) = self.lexer.token {
                return Err(self.wrong(Syntax::DataSize));
            }
            size = self.number()? as u8;
        }
        if self.lexer.token != Token::CloseBracket {
            return Err(self.expected(Expected::CloseBracket));
        }
        let end = self.next()?.end;
        self.push(Kind::Load { proto, size }, Span { start: frame.span().start, end })?;
        operand.class = Class::Arith;
        self.close_frame(frame, operand);
        Ok(())
    }
}
