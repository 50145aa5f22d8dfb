//! From the expression to the syntax tree.
//!
//! The parser is an operator-precedence parser with its own stack and one token of look-ahead:
//! operands go to the list as they are read, operators wait on the stack until what is to the
//! right of them is complete. No input makes it recurse or look back, so time is linear and memory
//! is what the caller gives.
//!
//! The language has three kinds of operand that may begin alike: a *term* (a primitive, a relation
//! or a group of them) is true or false; an *identifier* (`80`, `10.0.0.1`, `(a or b)`) becomes a
//! term with the qualifiers of the primitive before it; an *arithmetic operand* (`80`, `len`,
//! `(80 + 1)`) is half of a relation. So at every place the parser keeps what the grammar still
//! allows there (`Want`), and for the operand it has just read what it turned out to be
//! (`Class`), where a plain number stays open until the token behind it decides. What stands
//! within parentheses is decided by its first operand in the same way.
//!
//! AND and OR have the same precedence and group to the left; NOT binds tighter.
//!
//! Source: the pcap-filter(7) manual page, and libpcap itself, asked by experiment.

use heapless::VecView;

use super::arithmetic::precedence;
use super::ast::{ArithOp, Item, Kind, Proto, Quals, RelOp, Span};
use super::error::{Error, NoRoom};
use super::keyword::Keyword;
use super::lexer::{Lexer, Token, Wrong};
use super::place::{Class, Operand, Want};
use super::syntax::{Expected, Syntax};

/// An operator or opening parenthesis on the parser's stack: what it is, where it stands, and what
/// the grammar allowed at the place of the operand it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub(super) open: Open,
    want: Want,
    length: u16,
    start: u32,
}

impl Frame {
    /// Where it stands.
    pub(super) fn span(self) -> Span {
        Span { start: self.start, end: self.start + u32::from(self.length) }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// `(`, and the qualifiers in force before it.
    Group(Option<Quals>),
    /// Qualifiers, whose identifier is not a single one.
    Head,
    Not,
    And,
    Or,
    Relation(RelOp),
    Arith(ArithOp),
    Negate,
    /// `proto[`
    Index(Proto),
}

/// Parses the expression `text` and leaves its postfix list in `items`; an empty list is the empty
/// filter, which accepts every packet. `stack` is memory that the parser works in. What the two
/// held before does not matter.
///
/// ```
/// use barecap_core::filter::{ast::{Item, Kind, Proto}, parser::{Frame, parse}};
/// use barecap_core::heapless::Vec;
///
/// let mut items = Vec::<Item, 8>::new();
/// let mut stack = Vec::<Frame, 8>::new();
/// parse("ip and not tcp", &mut items, &mut stack)?;
/// let kinds: Vec<Kind, 8> = items.iter().map(|item| item.kind).collect();
/// assert_eq!(
///     kinds,
///     [Kind::Protocol(Proto::Ip), Kind::Protocol(Proto::Tcp), Kind::Not, Kind::And]
/// );
/// # Ok::<(), barecap_core::filter::error::Error>(())
/// ```
///
/// # Errors
///
/// The first place where the expression breaks the grammar, or a constant that cannot be, or that
/// there is no room left in `items` or `stack`.
pub fn parse(
    text: &str,
    items: &mut VecView<Item>,
    stack: &mut VecView<Frame>,
) -> Result<(), Error> {
    items.clear();
    stack.clear();
    if u32::try_from(text.len()).is_err() {
        return Err(Error::no_room(NoRoom::Text, u32::MAX as usize, Span::default()));
    }
    let mut lexer = Lexer::new(text);
    let first = lexer.next();
    let mut parser = Parser { lexer, end: 0, items, stack, quals: None, terms: 0 };
    match first.and_then(|()| parser.expression()) {
        Ok(()) => Ok(()),
        Err(Wrong) => Err(parser.lexer.error),
    }
}

pub(super) struct Parser<'a> {
    pub(super) lexer: Lexer<'a>,
    /// The end of the last token that was read.
    pub(super) end: u32,
    pub(super) items: &'a mut VecView<Item>,
    pub(super) stack: &'a mut VecView<Frame>,
    /// The qualifiers of the last primitive, if it had any.
    pub(super) quals: Option<Quals>,
    /// How long the list was behind the last term or identifier: arithmetic begins there.
    pub(super) terms: usize,
}

impl<'a> Parser<'a> {
    /// Goes to the next token; returns the place of the one that was looked at.
    pub(super) fn next(&mut self) -> Result<Span, Wrong> {
        let span = self.lexer.span;
        self.end = span.end;
        self.lexer.next()?;
        Ok(span)
    }

    /// The text under a span.
    pub(super) fn text(&self, span: Span) -> &'a str {
        self.lexer.text().get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// The error that something else is expected than the token looked at.
    pub(super) fn expected(&mut self, expected: Expected) -> Wrong {
        self.wrong(Syntax::Expected(expected))
    }

    /// An error at the token looked at.
    pub(super) fn wrong(&mut self, syntax: Syntax) -> Wrong {
        self.wrong_at(syntax, self.lexer.span)
    }

    /// An error.
    pub(super) fn wrong_at(&mut self, syntax: Syntax, span: Span) -> Wrong {
        self.lexer.error = Error { kind: syntax.into(), span };
        Wrong
    }

    /// The error of a buffer that is full.
    fn full(&mut self, what: NoRoom, capacity: usize, span: Span) -> Wrong {
        self.lexer.error = Error::no_room(what, capacity, span);
        Wrong
    }

    pub(super) fn push(&mut self, kind: Kind, span: Span) -> Result<(), Wrong> {
        let capacity = self.items.capacity();
        let pushed = self.items.push(Item { kind, span });
        pushed.map_err(|_| self.full(NoRoom::Items, capacity, span))
    }

    /// Adds a primitive.
    pub(super) fn term(&mut self, kind: Kind, span: Span) -> Result<(), Wrong> {
        self.push(kind, span)?;
        self.terms = self.items.len();
        Ok(())
    }

    pub(super) fn open(&mut self, open: Open, want: Want, span: Span) -> Result<(), Wrong> {
        let length = u16::try_from(span.end - span.start).unwrap_or(u16::MAX);
        let capacity = self.stack.capacity();
        let pushed = self.stack.push(Frame { open, want, length, start: span.start });
        pushed.map_err(|_| self.full(NoRoom::Nesting, capacity, span))
    }

    /// The whole expression, which may be empty.
    #[inline(never)]
    fn expression(&mut self) -> Result<(), Wrong> {
        if self.lexer.token == Token::End {
            return Ok(());
        }
        let mut want = Want::Term;
        loop {
            let mut operand = self.operand(want)?;
            // Operators behind the operand, until one wants another operand.
            want = loop {
                match self.lexer.token {
                    Token::Arith(op) if operand.is_arith() => {
                        self.fold_arith(&mut operand, precedence(op))?;
                        let span = self.next()?;
                        self.open(Open::Arith(op), operand.want, span)?;
                        break Want::Arith;
                    }
                    Token::Relation(op) if operand.is_arith() => {
                        self.fold_arith(&mut operand, Some(0))?;
                        if !operand.want.term() {
                            return Err(self.unexpected(operand));
                        }
                        let span = self.next()?;
                        self.open(Open::Relation(op), operand.want, span)?;
                        break Want::Arith;
                    }
                    Token::Word(word @ (Keyword::And | Keyword::Or)) => {
                        self.fold(&mut operand)?;
                        self.decide(&mut operand)?;
                        let want = match operand.class {
                            Class::Term => Want::TermOrId,
                            _ => Want::Id,
                        };
                        let open = if word == Keyword::And { Open::And } else { Open::Or };
                        let span = self.next()?;
                        self.open(open, want, span)?;
                        break want;
                    }
                    Token::Close => {
                        self.fold(&mut operand)?;
                        self.close(&mut operand)?;
                    }
                    Token::Colon | Token::CloseBracket if operand.is_arith() => {
                        self.fold_arith(&mut operand, Some(0))?;
                        self.load(&mut operand)?;
                    }
                    Token::End => {
                        self.fold(&mut operand)?;
                        return self.end(operand);
                    }
                    _ => return Err(self.unexpected(operand)),
                }
            };
        }
    }

    /// An operand and all that stands before it.
    fn operand(&mut self, mut want: Want) -> Result<Operand, Wrong> {
        let class = loop {
            match self.lexer.token {
                Token::Open => {
                    let span = self.next()?;
                    self.open(Open::Group(self.quals), want, span)?;
                    want = want.within();
                }
                Token::Word(Keyword::Not) => {
                    let Some(negated) = want.negated() else {
                        return Err(self.expected(want.expected()));
                    };
                    let span = self.next()?;
                    self.open(Open::Not, want, span)?;
                    want = negated;
                }
                Token::Number(number) => {
                    let span = self.next()?;
                    self.push(Kind::Number(number), span)?;
                    break Class::Number;
                }
                Token::Arith(ArithOp::Sub) if want.arith() => {
                    let span = self.next()?;
                    self.open(Open::Negate, want, span)?;
                    want = Want::Arith;
                }
                Token::Word(Keyword::Length) if want.arith() => {
                    let span = self.next()?;
                    self.push(Kind::Length, span)?;
                    break Class::Arith;
                }
                Token::Word(Keyword::Proto(proto)) if want.arith() => {
                    let span = self.next()?;
                    if self.lexer.token == Token::OpenBracket {
                        let span = Span { start: span.start, end: self.next()?.end };
                        self.open(Open::Index(proto), want, span)?;
                        want = Want::Arith;
                    } else if !want.term() {
                        return Err(self.expected(Expected::Index));
                    } else if self.qualified(proto, span)? {
                        break Class::Term;
                    } else {
                        self.open(Open::Head, want, span)?;
                        want = Want::Id;
                    }
                }
                Token::Word(
                    Keyword::Side(_)
                    | Keyword::Field(_)
                    | Keyword::Kind(_)
                    | Keyword::Undirected(_)
                    | Keyword::Broadcast
                    | Keyword::Multicast,
                ) if want.term() => {
                    let start = self.lexer.span.start;
                    let span = Span { start, end: start };
                    if self.qualified(Proto::None, span)? {
                        break Class::Term;
                    }
                    self.open(Open::Head, want, span)?;
                    want = Want::Id;
                }
                Token::Word(_) if want.term() => {
                    self.quals = None;
                    self.primitive(self.lexer.span.start)?;
                    break Class::Term;
                }
                Token::Name | Token::Dotted | Token::V6 | Token::Mac | Token::Mac8(_)
                    if want.id() =>
                {
                    self.id(self.lexer.span.start)?;
                    break Class::Id;
                }
                _ => return Err(self.expected(want.expected())),
            }
        };
        Ok(Operand { class, want })
    }

    /// A number.
    pub(super) fn number(&mut self) -> Result<u32, Wrong> {
        match self.lexer.token {
            Token::Number(number) => {
                self.next()?;
                Ok(number)
            }
            _ => Err(self.expected(Expected::Number)),
        }
    }

    /// Decides whether the operand just read is a term or an identifier.
    fn decide(&mut self, operand: &mut Operand) -> Result<(), Wrong> {
        match operand.class {
            Class::Term | Class::Id => Ok(()),
            Class::Number if operand.want.id() => {
                let start = self.items.last().map_or(0, |item| item.span.start);
                self.number_as_id(start)?;
                operand.class = Class::Id;
                Ok(())
            }
            Class::Number | Class::Arith => Err(self.unexpected(*operand)),
        }
    }

    /// Completes all operators on the stack down to a parenthesis, a bracket or the bottom.
    fn fold(&mut self, operand: &mut Operand) -> Result<(), Wrong> {
        if matches!(operand.class, Class::Number | Class::Arith) {
            self.fold_arith(operand, Some(0))?;
        }
        while let Some(&frame) = self.stack.last() {
            match frame.open {
                Open::Relation(op) => {
                    let items = (self.items.len() - self.terms) as u32;
                    self.quals = None;
                    self.term(Kind::Relation { op, items }, frame.span())?;
                    operand.class = Class::Term;
                }
                Open::Not => {
                    self.decide(operand)?;
                    self.term(Kind::Not, frame.span())?;
                }
                Open::Head => {
                    self.decide(operand)?;
                    operand.class = Class::Term;
                }
                Open::And | Open::Or => {
                    self.decide(operand)?;
                    let kind = if frame.open == Open::And { Kind::And } else { Kind::Or };
                    self.term(kind, frame.span())?;
                    operand.class = if frame.want == Want::Id { Class::Id } else { Class::Term };
                }
                Open::Group(_) | Open::Index(_) | Open::Arith(_) | Open::Negate => break,
            }
            self.close_frame(frame, operand);
        }
        Ok(())
    }

    /// Takes the frame on top of the stack away: the operand now stands where the frame began.
    pub(super) fn close_frame(&mut self, frame: Frame, operand: &mut Operand) {
        self.stack.pop();
        operand.want = frame.want;
    }

    /// A closing parenthesis.
    fn close(&mut self, operand: &mut Operand) -> Result<(), Wrong> {
        match self.stack.last() {
            Some(&frame @ Frame { open: Open::Group(quals), .. }) => {
                if operand.class == Class::Term {
                    self.quals = quals;
                }
                self.close_frame(frame, operand);
                self.next()?;
                Ok(())
            }
            Some(_) => Err(self.expected(Expected::Bracket)),
            None => Err(self.wrong(Syntax::Unopened)),
        }
    }

    /// The end of the expression.
    fn end(&mut self, operand: Operand) -> Result<(), Wrong> {
        match self.stack.last() {
            None if operand.class == Class::Term => Ok(()),
            None => Err(self.unexpected(operand)),
            Some(frame) => {
                let end = frame.span().end;
                let span = Span { start: end - 1, end };
                Err(self.wrong_at(Syntax::Unclosed, span))
            }
        }
    }

    /// The error that the token looked at cannot follow the operand just read.
    pub(super) fn unexpected(&mut self, operand: Operand) -> Wrong {
        let want = operand.want;
        self.expected(match operand.class {
            Class::Term | Class::Id => Expected::Operator,
            Class::Number if !want.arith() => Expected::Operator,
            Class::Number | Class::Arith if want.term() => Expected::Comparison,
            Class::Number | Class::Arith => Expected::ArithOperator,
        })
    }
}
