//! What the grammar allows at the place of an operand, and what an operand turns out to be: what the
//! [parser](super::parser) decides by.

use super::syntax::Expected;

/// What the grammar allows at the place of an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
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
    pub(super) fn term(self) -> bool {
        matches!(self, Self::Term | Self::TermOrId | Self::FirstTermOrId)
    }

    pub(super) fn id(self) -> bool {
        matches!(self, Self::TermOrId | Self::FirstTermOrId | Self::Id | Self::FirstId)
    }

    pub(super) fn arith(self) -> bool {
        self.term() || self == Self::Arith
    }

    /// What a parenthesis at this place may begin with.
    pub(super) fn within(self) -> Self {
        match self {
            Self::Term | Self::FirstTermOrId => Self::Term,
            Self::TermOrId => Self::FirstTermOrId,
            Self::Id => Self::FirstId,
            Self::FirstId | Self::Number => Self::Number,
            Self::Arith => Self::Arith,
        }
    }

    /// What NOT at this place may stand before, if it may stand here.
    pub(super) fn negated(self) -> Option<Self> {
        match self {
            Self::Term => Some(Self::Term),
            Self::TermOrId | Self::FirstTermOrId => Some(Self::TermOrId),
            Self::Id | Self::FirstId => Some(Self::Id),
            Self::Number | Self::Arith => None,
        }
    }

    /// What is missing at this place.
    pub(super) fn expected(self) -> Expected {
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
pub(super) enum Class {
    Term,
    Id,
    /// A number, possibly in parentheses: an identifier or an arithmetic operand. It is the last
    /// element of the list.
    Number,
    /// An arithmetic operand other than a number.
    Arith,
}

/// An operand, and what the grammar allowed at its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operand {
    pub(super) class: Class,
    pub(super) want: Want,
}

impl Operand {
    /// Whether it may be part of arithmetic.
    pub(super) fn is_arith(self) -> bool {
        matches!(self.class, Class::Number | Class::Arith) && self.want.arith()
    }
}
