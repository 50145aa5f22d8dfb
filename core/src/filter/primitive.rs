//! The primitives that are keywords of their own: lengths, encapsulations, and the fields of
//! 802.11, LLC, pf log, ATM and SS7 headers.

use super::ast::{ArithOp, ByteOp, Kind, Llc, Pflog, RelOp, Span};
use super::keyword::Keyword;
use super::lexer::{Token, Wrong};
use super::parser::Parser;
use super::syntax::{Expected, Syntax};
use super::values::{self, DIRECTION_MASK, SUBTYPE_MASK, TYPE_MASK};
use crate::texts::Names;

impl Parser<'_> {
    /// The primitive whose keyword is the token looked at. With the qualifiers that may stand
    /// before it, it begins at `start`.
    pub(super) fn primitive(&mut self, start: u32) -> Result<(), Wrong> {
        let wrong = self.expected(Expected::Primitive);
        let Token::Word(keyword) = self.lexer.token else { return Err(wrong) };
        self.next()?;
        // What stands behind the keyword: a number, a number or nothing, or a name.
        let mut number = None;
        let mut name = Span::default();
        match keyword {
            Keyword::Less
            | Keyword::Greater
            | Keyword::IfIndex
            | Keyword::Rule
            | Keyword::SubRule
            | Keyword::Byte => number = Some(self.number()?),
            Keyword::Vlan | Keyword::Mpls | Keyword::Pppoes | Keyword::Geneve | Keyword::Vxlan => {
                number = self.optional_number()?;
            }
            Keyword::IfName | Keyword::RuleSet => name = self.name(Expected::Name)?,
            _ => {}
        }
        let value = number.unwrap_or_default();
        let kind = match keyword {
            Keyword::Inbound => Kind::Inbound,
            Keyword::Outbound => Kind::Outbound,
            Keyword::Pppoed => Kind::PppoeDiscovery,
            Keyword::Atm(kind) => Kind::AtmType(kind),
            Keyword::Ss7(unit) => Kind::Ss7Type { unit, high: false },
            Keyword::HighSs7(unit) => Kind::Ss7Type { unit, high: true },
            Keyword::Less => Kind::Less(value),
            Keyword::Greater => Kind::Greater(value),
            Keyword::IfIndex => Kind::IfIndex(value),
            Keyword::Byte => self.byte(value)?,
            Keyword::Vlan => Kind::Vlan(number),
            Keyword::Mpls => Kind::Mpls(number),
            Keyword::Pppoes => Kind::PppoeSession(number),
            Keyword::Geneve => Kind::Geneve(number),
            Keyword::Vxlan => Kind::Vxlan(number),
            Keyword::Llc => Kind::Llc(self.llc()?),
            Keyword::Type => self.wlan_type()?,
            Keyword::Subtype => {
                let span = self.name(Expected::ValueName)?;
                let value = values::any_wlan_subtype(self.text(span));
                let value = self.known(value, Syntax::WlanAnySubtypeName, span)?;
                Kind::WlanType { value, mask: TYPE_MASK | SUBTYPE_MASK }
            }
            Keyword::Direction => Kind::WlanDir(self.value_or_bits(
                DIRECTION_MASK,
                Syntax::WlanDir,
                &values::DIRECTIONS,
                Syntax::WlanDirName,
            )?),
            Keyword::Rule => Kind::Pflog(Pflog::Rule(value)),
            Keyword::SubRule => Kind::Pflog(Pflog::SubRule(value)),
            Keyword::IfName => Kind::Pflog(Pflog::IfName(name)),
            Keyword::RuleSet => Kind::Pflog(Pflog::RuleSet(name)),
            Keyword::Reason => Kind::Pflog(Pflog::Reason(match self.lexer.token {
                Token::Number(_) => self.number()?,
                _ => {
                    let otherwise = Expected::NameOrNumber;
                    self.value(&values::REASONS, Syntax::PflogReason, otherwise)?.into()
                }
            })),
            Keyword::Action => {
                let otherwise = Expected::ValueName;
                let value = self.value(&values::ACTIONS, Syntax::PflogAction, otherwise)?;
                Kind::Pflog(Pflog::Action(value.into()))
            }
            Keyword::AtmField(_) | Keyword::Ss7Field(_) | Keyword::HighSs7Field(_) => {
                return self.field(keyword, start);
            }
            _ => return Err(wrong),
        };
        self.term(kind, Span { start, end: self.end })
    }

    /// A number, also in parentheses, if there is one.
    fn optional_number(&mut self) -> Result<Option<u32>, Wrong> {
        if !matches!(self.lexer.token, Token::Number(_) | Token::Open) {
            return Ok(None);
        }
        let mut open = 0_u32;
        while self.lexer.token == Token::Open {
            self.next()?;
            open += 1;
        }
        let number = self.number()?;
        for _ in 0..open {
            if self.lexer.token != Token::Close {
                return Err(self.expected(Expected::Parenthesis));
            }
            self.next()?;
        }
        Ok(Some(number))
    }

    /// A name.
    fn name(&mut self, otherwise: Expected) -> Result<Span, Wrong> {
        match self.lexer.token {
            Token::Name => self.next(),
            _ => Err(self.expected(otherwise)),
        }
    }

    /// A name of a value.
    fn value(
        &mut self,
        names: &Names<u8>,
        unknown: Syntax,
        otherwise: Expected,
    ) -> Result<u8, Wrong> {
        let span = self.name(otherwise)?;
        self.known(names.find_in_any_case(self.text(span)), unknown, span)
    }

    /// The value of a name, unless it is not known.
    fn known(&mut self, value: Option<u8>, unknown: Syntax, span: Span) -> Result<u8, Wrong> {
        value.ok_or_else(|| self.wrong_at(unknown, span))
    }

    /// A name of a value, or a number of which only the bits of `mask` may be set.
    fn value_or_bits(
        &mut self,
        mask: u8,
        invalid: Syntax,
        names: &Names<u8>,
        unknown: Syntax,
    ) -> Result<u8, Wrong> {
        let Token::Number(number) = self.lexer.token else {
            return self.value(names, unknown, Expected::NameOrNumber);
        };
        if number & !u32::from(mask) != 0 {
            return Err(self.wrong(invalid));
        }
        self.next()?;
        Ok(number as u8)
    }

    fn llc(&mut self) -> Result<Llc, Wrong> {
        match self.lexer.token {
            Token::Name => {
                let span = self.next()?;
                let llc = values::llc(self.text(span));
                llc.ok_or_else(|| self.wrong_at(Syntax::LlcName, span))
            }
            // `rnr` is a keyword for pf logs.
            Token::Word(Keyword::Rule) => {
                self.next()?;
                Ok(Llc::SType(values::RNR))
            }
            _ => Ok(Llc::Any),
        }
    }

    fn wlan_type(&mut self) -> Result<Kind, Wrong> {
        let (invalid, unknown) = (Syntax::WlanType, Syntax::WlanTypeName);
        let of = self.value_or_bits(TYPE_MASK, invalid, &values::TYPES, unknown)?;
        if self.lexer.token != Token::Word(Keyword::Subtype) {
            return Ok(Kind::WlanType { value: of, mask: TYPE_MASK });
        }
        self.next()?;
        let (names, unknown) = values::wlan_subtypes(of);
        let subtype = self.value_or_bits(SUBTYPE_MASK, Syntax::WlanSubtype, names, unknown)?;
        Ok(Kind::WlanType { value: of | subtype, mask: TYPE_MASK | SUBTYPE_MASK })
    }

    fn byte(&mut self, index: u32) -> Result<Kind, Wrong> {
        let op = match self.lexer.token {
            Token::Relation(RelOp::Eq) => ByteOp::Eq,
            Token::Relation(RelOp::Lt) => ByteOp::Lt,
            Token::Relation(RelOp::Gt) => ByteOp::Gt,
            Token::Arith(ArithOp::And) => ByteOp::And,
            Token::Arith(ArithOp::Or) => ByteOp::Or,
            _ => return Err(self.expected(Expected::ByteOperator)),
        };
        self.next()?;
        Ok(Kind::Byte { index, op, value: self.number()? })
    }

    /// `vpi`, `sio` and their like: a number, a comparison with a number, or a list of numbers in
    /// parentheses, joined by `or`.
    fn field(&mut self, field: Keyword, mut start: u32) -> Result<(), Wrong> {
        let mut op = RelOp::Eq;
        let list = self.lexer.token == Token::Open;
        match self.lexer.token {
            Token::Number(_) => {}
            Token::Open => {
                self.next()?;
            }
            Token::Relation(written) => {
                op = written;
                self.next()?;
            }
            _ => return Err(self.expected(Expected::FieldValue)),
        }
        let mut or = None;
        loop {
            let value = self.number()?;
            let kind = match field {
                Keyword::Ss7Field(field) => Kind::Ss7Field { field, high: false, op, value },
                Keyword::HighSs7Field(field) => Kind::Ss7Field { field, high: true, op, value },
                Keyword::AtmField(field) => Kind::AtmField { field, op, value },
                _ => return Err(self.expected(Expected::Primitive)),
            };
            self.term(kind, Span { start, end: self.end })?;
            if let Some(or) = or {
                self.term(Kind::Or, or)?;
            }
            if !list || self.lexer.token != Token::Word(Keyword::Or) {
                break;
            }
            or = Some(self.next()?);
            start = self.lexer.span.start;
        }
        if list {
            if self.lexer.token != Token::Close {
                return Err(self.expected(Expected::OrParenthesis));
            }
            self.next()?;
        }
        Ok(())
    }
}
