//! The primitives that are keywords of their own: lengths, encapsulations, and the fields of
//! 802.11, LLC, pf log, ATM and SS7 headers.

use super::ast::{ArithOp, AtmField, ByteOp, Kind, Llc, Pflog, RelOp, Span, Ss7Field};
use super::error::Error;
use super::keyword::Keyword;
use super::lexer::Token;
use super::parser::Parser;
use super::syntax::{Expected, Syntax};
use super::values;

/// A header field that is compared with one number or with a list of them.
#[derive(Clone, Copy)]
enum Field {
    Atm(AtmField),
    Ss7 { field: Ss7Field, high: bool },
}

impl Field {
    fn compared(self, op: RelOp, value: u32) -> Kind {
        match self {
            Self::Atm(field) => Kind::AtmField { field, op, value },
            Self::Ss7 { field, high } => Kind::Ss7Field { field, high, op, value },
        }
    }
}

impl Parser<'_> {
    /// The primitive whose keyword is the token looked at. With the qualifiers that may stand
    /// before it, it begins at `start`.
    pub(super) fn primitive(&mut self, start: u32) -> Result<(), Error> {
        let wrong = self.expected(Expected::Primitive);
        let Token::Word(keyword) = self.lexer.token else { return Err(wrong) };
        let word = self.next()?;
        let (kind, end) = match keyword {
            Keyword::Inbound => (Kind::Inbound, word.end),
            Keyword::Outbound => (Kind::Outbound, word.end),
            Keyword::Pppoed => (Kind::PppoeDiscovery, word.end),
            Keyword::Atm(kind) => (Kind::AtmType(kind), word.end),
            Keyword::Ss7 { unit, high } => (Kind::Ss7Type { unit, high }, word.end),
            Keyword::Less => self.with_number(Kind::Less)?,
            Keyword::Greater => self.with_number(Kind::Greater)?,
            Keyword::IfIndex => self.with_number(Kind::IfIndex)?,
            Keyword::Rule => self.with_number(|rule| Kind::Pflog(Pflog::Rule(rule)))?,
            Keyword::SubRule => self.with_number(|rule| Kind::Pflog(Pflog::SubRule(rule)))?,
            Keyword::Byte => self.byte()?,
            Keyword::Vlan => self.with_optional_number(Kind::Vlan, word)?,
            Keyword::Mpls => self.with_optional_number(Kind::Mpls, word)?,
            Keyword::Pppoes => self.with_optional_number(Kind::PppoeSession, word)?,
            Keyword::Geneve => self.with_optional_number(Kind::Geneve, word)?,
            Keyword::Vxlan => self.with_optional_number(Kind::Vxlan, word)?,
            Keyword::Llc => self.llc(word)?,
            Keyword::Type => self.wlan_type()?,
            Keyword::Subtype => self.wlan_subtype()?,
            Keyword::Direction => self.wlan_direction()?,
            Keyword::IfName => self.with_name(Pflog::IfName)?,
            Keyword::RuleSet => self.with_name(Pflog::RuleSet)?,
            Keyword::Reason => self.reason()?,
            Keyword::Action => self.action()?,
            Keyword::AtmField(field) => return self.field(Field::Atm(field), start),
            Keyword::Ss7Field { field, high } => {
                return self.field(Field::Ss7 { field, high }, start);
            }
            _ => return Err(wrong),
        };
        self.term(kind, Span { start, end })
    }

    /// A primitive with a number.
    fn with_number(&mut self, kind: fn(u32) -> Kind) -> Result<(Kind, u32), Error> {
        let (number, span) = self.number()?;
        Ok((kind(number), span.end))
    }

    /// A primitive after whose word a number may stand, also in parentheses.
    fn with_optional_number(
        &mut self,
        kind: fn(Option<u32>) -> Kind,
        word: Span,
    ) -> Result<(Kind, u32), Error> {
        if !matches!(self.lexer.token, Token::Number(_) | Token::Open) {
            return Ok((kind(None), word.end));
        }
        let mut open = 0_u32;
        while self.lexer.token == Token::Open {
            self.next()?;
            open += 1;
        }
        let (number, mut span) = self.number()?;
        for _ in 0..open {
            if self.lexer.token != Token::Close {
                return Err(self.expected(Expected::Parenthesis));
            }
            span = self.next()?;
        }
        Ok((kind(Some(number)), span.end))
    }

    /// A name for a primitive that takes nothing else.
    fn name(&mut self, otherwise: Expected) -> Result<Span, Error> {
        match self.lexer.token {
            Token::Name => self.next(),
            _ => Err(self.expected(otherwise)),
        }
    }

    /// The value of a name that stands under `span`.
    fn value<T>(
        &self,
        span: Span,
        find: impl FnOnce(&str) -> Option<T>,
        unknown: Syntax,
    ) -> Result<T, Error> {
        find(self.text(span)).ok_or(Error { kind: unknown.into(), span })
    }

    fn with_name(&mut self, kind: fn(Span) -> Pflog) -> Result<(Kind, u32), Error> {
        let name = self.name(Expected::Name)?;
        Ok((Kind::Pflog(kind(name)), name.end))
    }

    fn reason(&mut self) -> Result<(Kind, u32), Error> {
        if let Token::Number(_) = self.lexer.token {
            return self.with_number(|code| Kind::Pflog(Pflog::Reason(code)));
        }
        let name = self.name(Expected::NameOrNumber)?;
        let code = self.value(name, values::reason, Syntax::PflogReason)?;
        Ok((Kind::Pflog(Pflog::Reason(code)), name.end))
    }

    fn action(&mut self) -> Result<(Kind, u32), Error> {
        let name = self.name(Expected::Name)?;
        let code = self.value(name, values::action, Syntax::PflogAction)?;
        Ok((Kind::Pflog(Pflog::Action(code)), name.end))
    }

    fn llc(&mut self, word: Span) -> Result<(Kind, u32), Error> {
        match self.lexer.token {
            Token::Name => {
                let name = self.next()?;
                let llc = self.value(name, values::llc, Syntax::LlcName)?;
                Ok((Kind::Llc(llc), name.end))
            }
            // `rnr` is a keyword for pf logs.
            Token::Word(Keyword::Rule) => {
                let name = self.next()?;
                Ok((Kind::Llc(Llc::SType(values::RNR)), name.end))
            }
            _ => Ok((Kind::Llc(Llc::Any), word.end)),
        }
    }

    /// A number of which only the bits of `mask` may be set, or a name.
    fn wlan_value(
        &mut self,
        mask: u8,
        invalid: Syntax,
        find: impl FnOnce(&str) -> Option<u8>,
        unknown: Syntax,
    ) -> Result<(u8, Span), Error> {
        if let Token::Number(number) = self.lexer.token {
            let span = self.next()?;
            return match u8::try_from(number) {
                Ok(value) if value & !mask == 0 => Ok((value, span)),
                _ => Err(Error { kind: invalid.into(), span }),
            };
        }
        let name = self.name(Expected::NameOrNumber)?;
        Ok((self.value(name, find, unknown)?, name))
    }

    fn wlan_type(&mut self) -> Result<(Kind, u32), Error> {
        use values::{SUBTYPE_MASK, TYPE_MASK};
        let (invalid, unknown) = (Syntax::WlanType, Syntax::WlanTypeName);
        let (of, span) = self.wlan_value(TYPE_MASK, invalid, values::wlan_type, unknown)?;
        if self.lexer.token != Token::Word(Keyword::Subtype) {
            return Ok((Kind::WlanType { value: of, mask: TYPE_MASK }, span.end));
        }
        self.next()?;
        let unknown =
            if values::has_subtypes(of) { Syntax::WlanSubtypeName } else { Syntax::WlanNoSubtypes };
        let find = |name: &str| values::wlan_subtype(of, name);
        let (subtype, span) = self.wlan_value(SUBTYPE_MASK, Syntax::WlanSubtype, find, unknown)?;
        Ok((Kind::WlanType { value: of | subtype, mask: TYPE_MASK | SUBTYPE_MASK }, span.end))
    }

    fn wlan_subtype(&mut self) -> Result<(Kind, u32), Error> {
        let name = self.name(Expected::Name)?;
        let value = self.value(name, values::any_wlan_subtype, Syntax::WlanAnySubtypeName)?;
        let mask = values::TYPE_MASK | values::SUBTYPE_MASK;
        Ok((Kind::WlanType { value, mask }, name.end))
    }

    fn wlan_direction(&mut self) -> Result<(Kind, u32), Error> {
        let (invalid, unknown) = (Syntax::WlanDir, Syntax::WlanDirName);
        let (dir, span) = self.wlan_value(3, invalid, values::wlan_direction, unknown)?;
        Ok((Kind::WlanDir(dir), span.end))
    }

    fn byte(&mut self) -> Result<(Kind, u32), Error> {
        let (index, _) = self.number()?;
        let op = match self.lexer.token {
            Token::Relation(RelOp::Eq) => ByteOp::Eq,
            Token::Relation(RelOp::Lt) => ByteOp::Lt,
            Token::Relation(RelOp::Gt) => ByteOp::Gt,
            Token::Arith(ArithOp::And) => ByteOp::And,
            Token::Arith(ArithOp::Or) => ByteOp::Or,
            _ => return Err(self.expected(Expected::ByteOperator)),
        };
        self.next()?;
        let (value, span) = self.number()?;
        Ok((Kind::Byte { index, op, value }, span.end))
    }

    /// `vpi`, `sio` and their like: a number, a comparison with a number, or a list of numbers in
    /// parentheses, joined by `or`.
    fn field(&mut self, field: Field, start: u32) -> Result<(), Error> {
        let op = match self.lexer.token {
            Token::Open => return self.field_list(field),
            Token::Number(_) => RelOp::Eq,
            Token::Relation(op) => {
                self.next()?;
                op
            }
            _ => return Err(self.expected(Expected::FieldValue)),
        };
        let (value, span) = self.number()?;
        self.term(field.compared(op, value), Span { start, end: span.end })
    }

    fn field_list(&mut self, field: Field) -> Result<(), Error> {
        self.next()?;
        let (value, span) = self.number()?;
        self.term(field.compared(RelOp::Eq, value), span)?;
        while self.lexer.token == Token::Word(Keyword::Or) {
            let or = self.next()?;
            let (value, span) = self.number()?;
            self.term(field.compared(RelOp::Eq, value), span)?;
            self.term(Kind::Or, or)?;
        }
        if self.lexer.token != Token::Close {
            return Err(self.expected(Expected::OrParenthesis));
        }
        self.next()?;
        Ok(())
    }
}
