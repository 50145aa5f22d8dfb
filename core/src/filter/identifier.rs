//! Qualifiers and the identifiers they stand before.
//!
//! Whether a combination of the two makes sense is not a matter of the grammar: that is judged
//! when the tree is lowered for a link type.

use super::ast::{AddrKind, ArithOp, Dir, Id, Kind, Proto, Quals, Span};
use super::keyword::Keyword;
use super::lexer::{Token, Wrong};
use super::literal;
use super::parser::Parser;
use super::syntax::{Expected, Syntax};

impl Parser<'_> {
    /// A primitive that begins with a protocol (which stands under `span` and has been read) or
    /// another qualifier. Returns whether it is complete; if not, its identifiers follow.
    pub(super) fn qualified(&mut self, proto: Proto, span: Span) -> Result<bool, Wrong> {
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
            Token::Open | Token::Word(Keyword::Not) => return Ok(false),
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
    fn sides(&mut self, side: Dir) -> Result<Dir, Wrong> {
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
    pub(super) fn id(&mut self, start: u32) -> Result<(), Wrong> {
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
    fn dotted(&mut self, quals: Quals, name: &mut Span) -> Result<Id, Wrong> {
        let written = *name;
        if let Some(len) = self.prefix_length(name)? {
            let (addr, bits) = self.ipv4(written)?;
            return Ok(Id::V4Prefix { addr, bits, len });
        }
        if self.lexer.token == Token::Word(Keyword::Mask) {
            self.next()?;
            if self.lexer.token != Token::Dotted {
                return Err(self.expected(Expected::Netmask));
            }
            let mask = self.next()?;
            name.end = mask.end;
            let (addr, bits) = self.ipv4(written)?;
            let (mask, mask_bits) = self.ipv4(mask)?;
            return Ok(Id::V4Mask { addr, bits, mask, mask_bits });
        }
        if is_decnet(quals) {
            let read = literal::decnet(self.text(*name).as_bytes()).map(Id::Decnet);
            return read.map_err(|syntax| self.wrong_at(syntax, *name));
        }
        let (addr, bits) = self.ipv4(written)?;
        Ok(Id::V4 { addr, bits })
    }

    /// The value of the dotted address under `span`, and its bits.
    fn ipv4(&mut self, span: Span) -> Result<(u32, u8), Wrong> {
        let read = literal::ipv4(self.text(span).as_bytes());
        read.map_err(|syntax| self.wrong_at(syntax, span))
    }

    /// A slash and the number behind it, which become part of the address before them.
    fn prefix_length(&mut self, name: &mut Span) -> Result<Option<u32>, Wrong> {
        if self.lexer.token != Token::Arith(ArithOp::Div) {
            return Ok(None);
        }
        self.next()?;
        let len = self.number()?;
        name.end = self.end;
        Ok(Some(len))
    }

    /// Makes the number at the end of the list an identifier. The primitive begins at `start`.
    pub(super) fn number_as_id(&mut self, start: u32) -> Result<(), Wrong> {
        let Some(item) = self.items.last_mut() else { return Ok(()) };
        let name = item.span;
        let Some(quals) = self.quals else {
            return Err(self.wrong_at(Syntax::NoQualifiers, name));
        };
        if is_decnet(quals) {
            return Err(self.wrong_at(Syntax::Decnet, name));
        }
        if let Kind::Number(number) = item.kind {
            item.kind = Kind::Match { quals, id: Id::Number(number), name };
            item.span = Span { start, end: name.end };
        }
        self.terms = self.items.len();
        Ok(())
    }
}

/// Whether an identifier with these qualifiers is a DECnet address.
fn is_decnet(quals: Quals) -> bool {
    let side =
        matches!(quals.dir, Dir::None | Dir::Src | Dir::Dst | Dir::SrcOrDst | Dir::SrcAndDst);
    let host = matches!(quals.kind, AddrKind::None | AddrKind::Host);
    quals.proto == Proto::Decnet && side && host
}
