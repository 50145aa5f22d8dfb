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
//! allows there ([`Want`]), and for the operand it has just read what it turned out to be
//! ([`Class`]), where a plain number stays open until the token behind it decides. What stands
//! within parentheses is decided by its first operand in the same way.
//!
//! AND and OR have the same precedence and group to the left; NOT binds tighter. The arithmetic
//! operators are those of C but for three differences that libpcap's grammar has, and so every
//! filter relies on: `&` and `|` bind tighter than relations; and `%` and `^` have no precedence
//! at all, so that everything to their right belongs to their right operand, and they to the right
//! operand of everything to their left.
//!
//! Source: the pcap-filter(7) manual page, and libpcap itself, asked by experiment.

use heapless::VecView;

use super::ast::{AddrKind, ArithOp, Dir, Id, Item, Kind, Proto, Quals, RelOp, Span};
use super::error::{Error, NoRoom};
use super::keyword::Keyword;
use super::lexer::{Lexer, Token};
use super::literal;
use super::syntax::{Expected, Syntax};

/// What the grammar allows at the place of an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Want {
    /// A term.
    Term,
    /// A term or, with the qualifiers of the primitive before it, an identifier: after AND and OR.
    TermOrId,
    /// The same, as the first in parentheses, where an identifier cannot itself begin with a
    /// parenthesis (but for a number in parentheses).
    FirstTermOrId,
    /// An identifier.
    Id,
    /// The same, as the first in parentheses.
    FirstId,
    /// A number, possibly in parentheses.
    Number,
    /// An arithmetic operand.
    Arith,
}

impl Want {
    fn term(self) -> bool {
        matches!(self, Self::Term | Self::TermOrId | Self::FirstTermOrId)
    }

    fn id(self) -> bool {
        matches!(self, Self::TermOrId | Self::FirstTermOrId | Self::Id | Self::FirstId)
    }

    fn arith(self) -> bool {
        self.term() || self == Self::Arith
    }

    /// What a parenthesis at this place may begin with.
    fn within(self) -> Self {
        match self {
            Self::Term | Self::FirstTermOrId => Self::Term,
            Self::TermOrId => Self::FirstTermOrId,
            Self::Id => Self::FirstId,
            Self::FirstId | Self::Number => Self::Number,
            Self::Arith => Self::Arith,
        }
    }

    /// What NOT at this place may stand before, if it may stand here.
    fn negated(self) -> Option<Self> {
        match self {
            Self::Term => Some(Self::Term),
            Self::TermOrId | Self::FirstTermOrId => Some(Self::TermOrId),
            Self::Id | Self::FirstId => Some(Self::Id),
            Self::Number | Self::Arith => None,
        }
    }

    /// What is missing at this place.
    fn expected(self) -> Expected {
        match self {
            Self::Term | Self::TermOrId | Self::FirstTermOrId => Expected::Primitive,
            Self::Id | Self::FirstId => Expected::Id,
            Self::Number => Expected::Number,
            Self::Arith => Expected::Operand,
        }
    }
}

/// What an operand turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Term,
    Id,
    /// A number, possibly in parentheses: an identifier or an arithmetic operand. It is the last
    /// element of the list.
    Number,
    /// An arithmetic operand other than a number.
    Arith,
}

/// An operator or opening parenthesis on the parser's stack: what it is, where it stands, and what
/// the grammar allowed at the place of the operand it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    open: Open,
    want: Want,
    length: u16,
    start: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
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

/// How tightly an arithmetic operator binds; not at all those without precedence.
fn precedence(op: ArithOp) -> Option<u8> {
    match op {
        ArithOp::Or => Some(1),
        ArithOp::And => Some(2),
        ArithOp::Shl | ArithOp::Shr => Some(3),
        ArithOp::Add | ArithOp::Sub => Some(4),
        ArithOp::Mul | ArithOp::Div => Some(5),
        ArithOp::Mod | ArithOp::Xor => None,
    }
}

/// Parses the expression `text` and leaves its postfix list in `items`; an empty list is the empty
/// filter, which accepts every packet. `stack` is memory that the parser works in. What the two
/// held before does not matter.
///
/// ```
/// use barecap_core::filter::{ast::{Item, Kind, Proto}, parser::{Frame, parse}};
/// use heapless::Vec;
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
    lexer.next()?;
    if lexer.token == Token::End {
        return Ok(());
    }
    Parser { lexer, items, stack, quals: None, terms: 0 }.expression()
}

pub(super) struct Parser<'a> {
    pub(super) lexer: Lexer<'a>,
    items: &'a mut VecView<Item>,
    stack: &'a mut VecView<Frame>,
    /// The qualifiers of the last primitive, if it had any.
    quals: Option<Quals>,
    /// How long the list was behind the last term or identifier: arithmetic begins there.
    terms: usize,
}

impl<'a> Parser<'a> {
    /// Goes to the next token; returns the place of the one that was looked at.
    pub(super) fn next(&mut self) -> Result<Span, Error> {
        let span = self.lexer.span;
        self.lexer.next()?;
        Ok(span)
    }

    /// The text under a span.
    pub(super) fn text(&self, span: Span) -> &'a str {
        self.lexer.text().get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// The error that something else is expected than the token looked at.
    pub(super) fn expected(&self, expected: Expected) -> Error {
        self.wrong(Syntax::Expected(expected))
    }

    /// An error at the token looked at.
    pub(super) fn wrong(&self, syntax: Syntax) -> Error {
        Error { kind: syntax.into(), span: self.lexer.span }
    }

    fn push(&mut self, kind: Kind, span: Span) -> Result<(), Error> {
        let capacity = self.items.capacity();
        let pushed = self.items.push(Item { kind, span });
        pushed.map_err(|_| Error::no_room(NoRoom::Items, capacity, span))
    }

    /// Adds a primitive.
    pub(super) fn term(&mut self, kind: Kind, span: Span) -> Result<(), Error> {
        self.push(kind, span)?;
        self.terms = self.items.len();
        Ok(())
    }

    fn open(&mut self, open: Open, want: Want, span: Span) -> Result<(), Error> {
        let length = u16::try_from(span.end - span.start).unwrap_or(u16::MAX);
        let capacity = self.stack.capacity();
        let pushed = self.stack.push(Frame { open, want, length, start: span.start });
        pushed.map_err(|_| Error::no_room(NoRoom::Nesting, capacity, span))
    }

    /// The whole expression.
    fn expression(&mut self) -> Result<(), Error> {
        let mut want = Want::Term;
        loop {
            let mut class = self.operand(&mut want)?;
            // Operators behind the operand, until one wants another operand.
            want = loop {
                match self.lexer.token {
                    Token::Arith(op) if self.is_arith(class, want) => {
                        self.fold_arith(&mut class, &mut want, precedence(op))?;
                        let span = self.next()?;
                        self.open(Open::Arith(op), want, span)?;
                        break Want::Arith;
                    }
                    Token::Relation(op) if self.is_arith(class, want) => {
                        self.fold_arith(&mut class, &mut want, Some(0))?;
                        if !want.term() {
                            return Err(self.unexpected(class, want));
                        }
                        let span = self.next()?;
                        self.open(Open::Relation(op), want, span)?;
                        break Want::Arith;
                    }
                    Token::Word(word @ (Keyword::And | Keyword::Or)) => {
                        self.fold(&mut class, &mut want)?;
                        self.decide(&mut class, want)?;
                        let want = match class {
                            Class::Term => Want::TermOrId,
                            _ => Want::Id,
                        };
                        let open = if word == Keyword::And { Open::And } else { Open::Or };
                        let span = self.next()?;
                        self.open(open, want, span)?;
                        break want;
                    }
                    Token::Close => {
                        self.fold(&mut class, &mut want)?;
                        self.close(&class, &mut want)?;
                    }
                    Token::Colon | Token::CloseBracket if self.is_arith(class, want) => {
                        self.fold_arith(&mut class, &mut want, Some(0))?;
                        self.load(&mut class, &mut want)?;
                    }
                    Token::End => {
                        self.fold(&mut class, &mut want)?;
                        return self.end(class, want);
                    }
                    _ => return Err(self.unexpected(class, want)),
                }
            };
        }
    }

    /// Whether the operand just read may be part of arithmetic.
    fn is_arith(&self, class: Class, want: Want) -> bool {
        matches!(class, Class::Number | Class::Arith) && want.arith()
    }

    /// An operand and all that stands before it. `want` is then that of the place where the
    /// operand stands.
    fn operand(&mut self, want: &mut Want) -> Result<Class, Error> {
        loop {
            match self.lexer.token {
                Token::Open => {
                    let span = self.next()?;
                    self.open(Open::Group(self.quals), *want, span)?;
                    *want = want.within();
                }
                Token::Word(Keyword::Not) => {
                    let Some(negated) = want.negated() else {
                        return Err(self.expected(want.expected()));
                    };
                    let span = self.next()?;
                    self.open(Open::Not, *want, span)?;
                    *want = negated;
                }
                Token::Number(number) => {
                    let span = self.next()?;
                    self.push(Kind::Number(number), span)?;
                    return Ok(Class::Number);
                }
                Token::Arith(ArithOp::Sub) if want.arith() => {
                    let span = self.next()?;
                    self.open(Open::Negate, *want, span)?;
                    *want = Want::Arith;
                }
                Token::Word(Keyword::Length) if want.arith() => {
                    let span = self.next()?;
                    self.push(Kind::Length, span)?;
                    return Ok(Class::Arith);
                }
                Token::Word(Keyword::Proto(proto)) if want.arith() => {
                    let span = self.next()?;
                    if self.lexer.token == Token::OpenBracket {
                        let span = Span { start: span.start, end: self.next()?.end };
                        self.open(Open::Index(proto), *want, span)?;
                        *want = Want::Arith;
                    } else if !want.term() {
                        return Err(self.expected(Expected::Index));
                    } else if self.qualified(proto, span, want)? {
                        return Ok(Class::Term);
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
                    let span = Span { start: self.lexer.span.start, end: self.lexer.span.start };
                    if self.qualified(Proto::None, span, want)? {
                        return Ok(Class::Term);
                    }
                }
                Token::Word(_) if want.term() => {
                    self.quals = None;
                    self.primitive(self.lexer.span.start)?;
                    return Ok(Class::Term);
                }
                Token::Name | Token::Dotted | Token::V6 | Token::Mac | Token::Mac8(_)
                    if want.id() =>
                {
                    self.id(self.lexer.span.start)?;
                    return Ok(Class::Id);
                }
                _ => return Err(self.expected(want.expected())),
            }
        }
    }

    /// A primitive that begins with a protocol (which stands under `span` and has been read) or
    /// another qualifier. Returns whether it is complete; if not, its identifiers follow.
    fn qualified(&mut self, proto: Proto, span: Span, want: &mut Want) -> Result<bool, Error> {
        let mut dir = Dir::None;
        let mut kind = AddrKind::None;
        match self.lexer.token {
            Token::Word(Keyword::Side(side)) => {
                self.next()?;
                dir = self.sides(side)?;
            }
            Token::Word(Keyword::Field(field)) => {
                self.next()?;
                dir = field;
            }
            Token::Word(Keyword::Undirected(undirected)) => {
                self.next()?;
                kind = undirected;
            }
            Token::Word(Keyword::Kind(_)) => {}
            Token::Word(Keyword::Broadcast) => {
                self.quals = None;
                let end = self.next()?.end;
                self.term(Kind::Broadcast(proto), Span { start: span.start, end })?;
                return Ok(true);
            }
            Token::Word(Keyword::Multicast) => {
                self.quals = None;
                let end = self.next()?.end;
                self.term(Kind::Multicast(proto), Span { start: span.start, end })?;
                return Ok(true);
            }
            Token::Word(Keyword::Type | Keyword::Subtype | Keyword::Direction) => {
                self.quals = None;
                self.primitive(span.start)?;
                return Ok(true);
            }
            _ => {
                self.quals = None;
                self.term(Kind::Protocol(proto), span)?;
                return Ok(true);
            }
        }
        if kind == AddrKind::None
            && let Token::Word(Keyword::Kind(written)) = self.lexer.token
        {
            self.next()?;
            kind = written;
        }
        self.quals = Some(Quals { proto, dir, kind });
        match self.lexer.token {
            Token::Open | Token::Word(Keyword::Not) => {
                self.open(Open::Head, *want, span)?;
                *want = Want::Id;
                return Ok(false);
            }
            Token::Number(number) => {
                let name = self.next()?;
                self.push(Kind::Number(number), name)?;
                self.number_as_id(span.start)?;
            }
            Token::Name | Token::Dotted | Token::V6 | Token::Mac | Token::Mac8(_) => {
                self.id(span.start)?;
            }
            _ if kind == AddrKind::None => return Err(self.expected(Expected::KindOrId)),
            _ => return Err(self.expected(Expected::Id)),
        }
        Ok(true)
    }

    /// What may follow `src` and `dst`: the other one of the two.
    fn sides(&mut self, side: Dir) -> Result<Dir, Error> {
        let both = match self.lexer.token {
            Token::Word(Keyword::Or) => Dir::SrcOrDst,
            Token::Word(Keyword::And) => Dir::SrcAndDst,
            _ => return Ok(side),
        };
        self.next()?;
        match self.lexer.token {
            Token::Word(Keyword::Side(other)) if other != side => {
                self.next()?;
                Ok(both)
            }
            _ => Err(self.expected(Expected::OtherSide)),
        }
    }

    /// An identifier other than a number, for the qualifiers in force. The primitive begins at
    /// `start`.
    fn id(&mut self, start: u32) -> Result<(), Error> {
        let Some(quals) = self.quals else { return Err(self.wrong(Syntax::NoQualifiers)) };
        let token = self.lexer.token;
        let mut name = self.next()?;
        let id = match token {
            Token::V6 => {
                let addr = literal::ipv6(self.text(name).as_bytes());
                match self.prefix_length(&mut name)? {
                    Some(len) => Id::V6Prefix { addr, len },
                    None => Id::V6(addr),
                }
            }
            Token::Mac => Id::Mac(literal::any_mac(self.text(name).as_bytes())),
            Token::Mac8(mac) => Id::Mac8(mac),
            Token::Dotted => self.dotted(quals, &mut name)?,
            _ => Id::Name,
        };
        self.term(Kind::Match { quals, id, name }, Span { start, end: name.end })
    }

    /// A dotted address and what belongs to it.
    fn dotted(&mut self, quals: Quals, name: &mut Span) -> Result<Id, Error> {
        let v4 = |this: &Self, span| {
            let read = literal::ipv4(this.text(span).as_bytes());
            read.map_err(|kind| Error { kind: kind.into(), span })
        };
        let addr_span = *name;
        if let Some(len) = self.prefix_length(name)? {
            let (addr, bits) = v4(self, addr_span)?;
            return Ok(Id::V4Prefix { addr, bits, len });
        }
        if self.lexer.token == Token::Word(Keyword::Mask) {
            self.next()?;
            if self.lexer.token != Token::Dotted {
                return Err(self.expected(Expected::Netmask));
            }
            let mask_span = self.next()?;
            name.end = mask_span.end;
            let (addr, bits) = v4(self, addr_span)?;
            let (mask, mask_bits) = v4(self, mask_span)?;
            return Ok(Id::V4Mask { addr, bits, mask, mask_bits });
        }
        if is_decnet(quals) {
            let read = literal::decnet(self.text(*name).as_bytes()).map(Id::Decnet);
            return read.map_err(|kind| Error { kind: kind.into(), span: *name });
        }
        let (addr, bits) = v4(self, addr_span)?;
        Ok(Id::V4 { addr, bits })
    }

    /// A slash and the number behind it, which become part of the address before them.
    fn prefix_length(&mut self, name: &mut Span) -> Result<Option<u32>, Error> {
        if self.lexer.token != Token::Arith(ArithOp::Div) {
            return Ok(None);
        }
        self.next()?;
        let (len, span) = self.number()?;
        name.end = span.end;
        Ok(Some(len))
    }

    /// A number.
    pub(super) fn number(&mut self) -> Result<(u32, Span), Error> {
        match self.lexer.token {
            Token::Number(number) => Ok((number, self.next()?)),
            _ => Err(self.expected(Expected::Number)),
        }
    }

    /// Makes the number at the end of the list an identifier. The primitive begins at `start`.
    fn number_as_id(&mut self, start: u32) -> Result<(), Error> {
        let Some(item) = self.items.last_mut() else { return Ok(()) };
        let name = item.span;
        let wrong = |kind: Syntax| Err(Error { kind: kind.into(), span: name });
        let Some(quals) = self.quals else { return wrong(Syntax::NoQualifiers) };
        if is_decnet(quals) {
            return wrong(Syntax::Decnet);
        }
        if let Kind::Number(number) = item.kind {
            item.kind = Kind::Match { quals, id: Id::Number(number), name };
            item.span = Span { start, end: name.end };
        }
        self.terms = self.items.len();
        Ok(())
    }

    /// Decides whether the operand just read is a term or an identifier.
    fn decide(&mut self, class: &mut Class, want: Want) -> Result<(), Error> {
        match class {
            Class::Term | Class::Id => Ok(()),
            Class::Number if want.id() => {
                let start = self.items.last().map_or(0, |item| item.span.start);
                self.number_as_id(start)?;
                *class = Class::Id;
                Ok(())
            }
            Class::Number | Class::Arith => Err(self.unexpected(*class, want)),
        }
    }

    /// Completes the arithmetic operators on the stack that bind at least as tightly as what
    /// follows: an operator of the precedence `behind`, or the end of the arithmetic, which is a
    /// precedence of 0.
    fn fold_arith(
        &mut self,
        class: &mut Class,
        want: &mut Want,
        behind: Option<u8>,
    ) -> Result<(), Error> {
        while let Some(&Frame { open, want: outer, length, start }) = self.stack.last() {
            let (kind, binds) = match open {
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
            if let Open::Arith(op) = open {
                self.check_constant(op, *class)?;
            }
            let span = Span { start, end: start + u32::from(length) };
            self.push(kind, span)?;
            self.stack.pop();
            *class = Class::Arith;
            *want = outer;
        }
        Ok(())
    }

    /// Checks an operator whose right operand is a constant.
    fn check_constant(&self, op: ArithOp, right: Class) -> Result<(), Error> {
        let Some(&Item { kind: Kind::Number(number), span }) = self.items.last() else {
            return Ok(());
        };
        let syntax = match op {
            ArithOp::Div if number == 0 => Syntax::Division,
            ArithOp::Mod if number == 0 => Syntax::Modulus,
            ArithOp::Shl | ArithOp::Shr if number > 31 => Syntax::Shift,
            _ => return Ok(()),
        };
        if right == Class::Number { Err(Error { kind: syntax.into(), span }) } else { Ok(()) }
    }

    /// Completes all operators on the stack down to a parenthesis, a bracket or the bottom.
    fn fold(&mut self, class: &mut Class, want: &mut Want) -> Result<(), Error> {
        if matches!(class, Class::Number | Class::Arith) {
            self.fold_arith(class, want, Some(0))?;
        }
        while let Some(&Frame { open, want: outer, length, start }) = self.stack.last() {
            let span = Span { start, end: start + u32::from(length) };
            match open {
                Open::Relation(op) => {
                    let items = (self.items.len() - self.terms) as u32;
                    self.quals = None;
                    self.term(Kind::Relation { op, items }, span)?;
                    *class = Class::Term;
                    *want = outer;
                }
                Open::Not => {
                    self.decide(class, *want)?;
                    self.term(Kind::Not, span)?;
                    *want = outer;
                }
                Open::Head => {
                    self.decide(class, *want)?;
                    *class = Class::Term;
                    *want = outer;
                }
                Open::And | Open::Or => {
                    self.decide(class, *want)?;
                    let kind = if open == Open::And { Kind::And } else { Kind::Or };
                    self.term(kind, span)?;
                    *class = if outer == Want::Id { Class::Id } else { Class::Term };
                    *want = outer;
                }
                Open::Group(_) | Open::Index(_) | Open::Arith(_) | Open::Negate => break,
            }
            self.stack.pop();
        }
        Ok(())
    }

    /// A closing parenthesis.
    fn close(&mut self, class: &Class, want: &mut Want) -> Result<(), Error> {
        match self.stack.last() {
            Some(&Frame { open: Open::Group(quals), want: outer, .. }) => {
                if *class == Class::Term {
                    self.quals = quals;
                }
                *want = outer;
                self.stack.pop();
                self.next()?;
                Ok(())
            }
            Some(_) => Err(self.expected(Expected::Bracket)),
            None => Err(self.wrong(Syntax::Unopened)),
        }
    }

    /// The end of packet data: a bracket, or a colon, a size and a bracket.
    fn load(&mut self, class: &mut Class, want: &mut Want) -> Result<(), Error> {
        let Some(&Frame { open: Open::Index(proto), want: outer, start, .. }) = self.stack.last()
        else {
            return Err(self.unexpected(*class, *want));
        };
        let mut size = 1;
        if self.lexer.token == Token::Colon {
            self.next()?;
            let (number, span) = self.number()?;
            if !matches!(number, 1 | 2 | 4) {
                return Err(Error { kind: Syntax::DataSize.into(), span });
            }
            size = number as u8;
        }
        if self.lexer.token != Token::CloseBracket {
            return Err(self.expected(Expected::CloseBracket));
        }
        let end = self.next()?.end;
        self.push(Kind::Load { proto, size }, Span { start, end })?;
        self.stack.pop();
        *class = Class::Arith;
        *want = outer;
        Ok(())
    }

    /// The end of the expression.
    fn end(&mut self, class: Class, want: Want) -> Result<(), Error> {
        match self.stack.last() {
            None if class == Class::Term => Ok(()),
            None => Err(self.unexpected(class, want)),
            Some(frame) => {
                let end = frame.start + u32::from(frame.length);
                let span = Span { start: end - 1, end };
                Err(Error { kind: Syntax::Unclosed.into(), span })
            }
        }
    }

    /// The error that the token looked at cannot follow the operand just read.
    fn unexpected(&self, class: Class, want: Want) -> Error {
        self.expected(match class {
            Class::Term | Class::Id => Expected::Operator,
            Class::Number if !want.arith() => Expected::Operator,
            Class::Number | Class::Arith if want.term() => Expected::Comparison,
            Class::Number | Class::Arith => Expected::ArithOperator,
        })
    }
}

/// Whether an identifier with these qualifiers is a DECnet address.
fn is_decnet(quals: Quals) -> bool {
    let side =
        matches!(quals.dir, Dir::None | Dir::Src | Dir::Dst | Dir::SrcOrDst | Dir::SrcAndDst);
    let host = matches!(quals.kind, AddrKind::None | AddrKind::Host);
    quals.proto == Proto::Decnet && side && host
}
