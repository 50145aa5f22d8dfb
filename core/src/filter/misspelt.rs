//! Which reserved word was probably meant by one that is none.

use super::keyword::words;
use crate::texts::is_same_in_any_case;

/// A reserved word that `word` is in capitals, in which case it comes with `true`, or of which it
/// is probably a misspelling: two letters are in the wrong order or, in a word that is not very
/// short, one letter is wrong, missing or too much.
pub(super) fn near(word: &[u8]) -> Option<(&'static [u8], bool)> {
    if let Some(same) = words().find(|known| is_same_in_any_case(known, word)) {
        return Some((same, true));
    }
    let near = |known: &[u8]| {
        known.len() > 2 && is_swapped(known, word) || known.len() > 3 && is_one_off(known, word)
    };
    words().find(|known| near(known)).map(|near| (near, false))
}

/// What is left of two words behind the letters that they begin with alike.
fn tails<'a>(one: &'a [u8], other: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let alike = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    (one.get(alike..).unwrap_or(&[]), other.get(alike..).unwrap_or(&[]))
}

/// Whether two words differ in the order of two neighbours.
fn is_swapped(one: &[u8], other: &[u8]) -> bool {
    match tails(one, other) {
        ([a, b, one @ ..], [c, d, other @ ..]) => a == d && b == c && one == other,
        _ => false,
    }
}

/// Whether two words differ in one letter.
fn is_one_off(one: &[u8], other: &[u8]) -> bool {
    match tails(one, other) {
        ([_, one @ ..], [_, other @ ..]) if one == other => true,
        ([_, one @ ..], other) if one == other => true,
        (one, [_, other @ ..]) => one == other,
        _ => false,
    }
}
