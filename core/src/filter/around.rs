//! What stands around the place of an error.
//!
//! Nothing of this is carried along with an error. When one is printed, the tokens around its place are
//! taken from the expression once more.

use super::ast::Span;
use super::lexer::{Lexer, Token};

/// A token and its text.
type Placed<'a> = (Token, &'a [u8]);

/// What a template of a message is filled with: the text under the error's span (`@`), that of the
/// token before it (`#`) and behind it (`~`), and a word that the rule found (`^`).
pub(super) type Words<'a> = [&'a [u8]; 4];

/// The tokens around the place of an error.
pub(super) struct Around<'a> {
    /// The last two tokens before the place, the nearer one last.
    pub(super) before: [Placed<'a>; 2],
    #[cfg(feature = "hints")]
    pub(super) here: Placed<'a>,
    pub(super) behind: Placed<'a>,
    /// What stands under the error's span.
    pub(super) marked: &'a [u8],
}

impl<'a> Around<'a> {
    #[inline(never)]
    pub(super) fn new(text: &'a str, span: Span) -> Self {
        let under =
            |span: Span| text.as_bytes().get(span.start as usize..span.end as usize).unwrap_or(&[]);
        let nothing: Placed<'a> = (Token::End, &[]);
        let mut last = [nothing; 3];
        let mut lexer = Lexer::new(text);
        // Up to the place there was nothing wrong with the tokens, but they may be it.
        while lexer.next().is_ok() {
            last = [last[1], last[2], (lexer.token, under(lexer.span))];
            if lexer.token == Token::End || lexer.span.start >= span.start {
                break;
            }
        }
        let behind = match lexer.next() {
            Ok(()) => (lexer.token, under(lexer.span)),
            Err(_) => nothing,
        };
        Self {
            before: [last[0], last[1]],
            #[cfg(feature = "hints")]
            here: last[2],
            behind,
            marked: under(span),
        }
    }

    pub(super) fn words(&self) -> Words<'a> {
        [self.marked, self.before[1].1, self.behind.1, &[]]
    }
}
