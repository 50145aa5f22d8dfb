//! The texts of printers and messages, which are a fifth of the binary, packed.
//!
//! A text is ASCII, so that the upper half of the bytes is free: each stands for one of [`PIECES`],
//! what the texts have in them most often. [`text!`] packs at compile time, the longest piece that
//! fits first, into a [`Literal`]; a text that was not packed reads as itself. What programs read in a
//! text stays as it is: the fields of a format (all between braces), and the line ends and numbers of a
//! table, as no piece holds a `=` or digits alone, and none that holds a line end fits into a table. What
//! `--help` says of options is packed in the same way.

// Texts are packed at compile time, where an index that is out of bounds is an error of the compiler's.
#![allow(clippy::indexing_slicing)]

use crate::literal::Literal;
use crate::print::Sink;

/// Words and parts of words, by their first character; of those with the same the longer ones first.
/// They are from a count over all texts, by how many bytes each saves beside the others.
#[rustfmt::skip]
const PIECES: [&str; 128] = [
    "\n\t      ", "\n\t    ", "\n\t  ", "\n\t", "        ", "    ", " MHz", " Re", " (", " A",
    " C", " L", " N", " P", " S", " T", " [", " p", " s", ", Flags", ", ", "0x", "802.", ": ",
    "AT", "BASE", "Error", "Interfac", "ICMP", "IPv4", "IPv6", "ID", "IN", "IP", "In", "Link",
    "Messag", "Multi", "RE", "Re", "SP", "Unknown", "address", "ation", "abl", "ack", "ass", "ab",
    "ac", "ad", "ag", "al", "am", "an", "ap", "ar", "at", "ch", "co", "ddres", "ed ", "er ", "e ",
    "e-", "ec", "ed", "el", "en", "er", "es", "et", "ex", "for", "invalid", "ing", "ic", "id",
    "ig", "il", "im", "in", "is", "it", "length: ", "length ", "lags", "len", "lo", "metric",
    "main", "ment", "none", "no", "ol", "on", "op", "or", "ou", "port", "pl", "quest", "reachabl",
    "refix", "re", "ro", "serv", "sion", "s ", "se", "sp", "st", "tion", "ter", "typ", "t ", "t-",
    "th", "ti", "to", "tr", "unknown", "uthenti", "um", "un", "up", "ut", "ver", "y ",
];

/// The longest piece, or more.
pub(crate) const LONGEST: usize = 8;

/// How long all pieces are together.
const TOGETHER: usize = {
    let (mut piece, mut together) = (0, 0);
    while piece < PIECES.len() {
        (piece, together) = (piece + 1, together + PIECES[piece].len());
    }
    together
};

/// All pieces in a row, with room for a longest one behind the last: [`LONGEST`] bytes are copied of each.
const ALL: [u8; TOGETHER + LONGEST] = {
    let mut all = [0; TOGETHER + LONGEST];
    let (mut piece, mut used) = (0, 0);
    while piece < PIECES.len() {
        let mut at = 0;
        while at < PIECES[piece].len() {
            all[used] = PIECES[piece].as_bytes()[at];
            (used, at) = (used + 1, at + 1);
        }
        piece += 1;
    }
    all
};

/// Where each piece begins in [`ALL`], above three bits with its length less one: a word for both, whose
/// reader knows that no piece is longer than [`LONGEST`].
const PLACES: [u16; PIECES.len()] = {
    let mut places = [0; PIECES.len()];
    let (mut piece, mut start) = (0, 0);
    while piece < PIECES.len() {
        let length = PIECES[piece].len();
        places[piece] = (start * LONGEST + length - 1) as u16;
        (piece, start) = (piece + 1, start + length);
    }
    places
};

/// The first of the pieces that begin with each character, or of those behind it.
const FIRST: [usize; 129] = {
    let mut first = [PIECES.len(); 129];
    let mut piece = PIECES.len();
    while piece > 0 {
        piece -= 1;
        let mut character = PIECES[piece].as_bytes()[0] as usize + 1;
        while character > 0 && first[character - 1] > piece {
            character -= 1;
            first[character] = piece;
        }
    }
    first
};

/// A text, packed or plain.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Text<'a>(pub(crate) &'a [u8]);

/// `text!("length {}")`: a text, packed.
macro_rules! text {
    ($text:expr) => {
        $crate::packed::text!($text, false)
    };
    ($text:expr, $marked:expr) => {{
        const PLAIN: &str = $text;
        const PACKED: ([u8; PLAIN.len()], usize) = $crate::packed::pack(PLAIN, $marked);
        const TEXT: [u8; PACKED.1 + 1] = $crate::packed::first(&PACKED.0);
        const LITERAL: $crate::literal::Literal = $crate::literal::Literal::new(&TEXT);
        LITERAL
    }};
}
pub(crate) use text;

/// Packs a text, and tells how long it is then. With marks, the first character of a name of a table
/// stays as it is, to be taken off by [`Text::split_first`].
pub(crate) const fn pack<const N: usize>(plain: &str, marked: bool) -> ([u8; N], usize) {
    let plain = plain.as_bytes();
    let (mut packed, mut used) = ([0; N], 0);
    let (mut at, mut field) = (0, false);
    while at < plain.len() {
        assert!(plain[at].is_ascii(), "the upper half of the bytes stands for pieces");
        field = match plain[at] {
            b'{' => true,
            b'}' => false,
            _ => field,
        };
        let mark = marked && at > 0 && matches!(plain[at - 1], b'\n' | b'=');
        let (byte, length) = if field || mark { (plain[at], 1) } else { piece_at(plain, at) };
        packed[used] = byte;
        (used, at) = (used + 1, at + length);
    }
    (packed, used)
}

/// What stands for the longest piece that is at a place, and its length; or the character there.
pub(crate) const fn piece_at(plain: &[u8], at: usize) -> (u8, usize) {
    let character = plain[at];
    if cfg!(not(feature = "print")) {
        return (character, 1);
    }
    let mut piece = FIRST[character as usize];
    while piece < FIRST[character as usize + 1] {
        let wanted = PIECES[piece].as_bytes();
        let mut same = 1;
        while same < wanted.len() && at + same < plain.len() && plain[at + same] == wanted[same] {
            same += 1;
        }
        if same == wanted.len() {
            return (piece as u8 | 0x80, same);
        }
        piece += 1;
    }
    (character, 1)
}

/// The first bytes of an array, and zeros where it has no more.
pub(crate) const fn first<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let (mut first, mut at) = ([0; N], 0);
    while at < N && at < bytes.len() {
        first[at] = bytes[at];
        at += 1;
    }
    first
}

impl<'a> Text<'a> {
    /// A text that [`pack`] made.
    pub(crate) const fn packed(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// A text as it is; of ASCII only.
    pub(crate) const fn plain(text: &'a str) -> Self {
        Self(text.as_bytes())
    }

    /// The text in memory, unpacked, as far as there is room.
    pub(crate) fn unpack(self, room: &mut [u8]) -> &[u8] {
        let mut full = |_: &[u8]| false;
        let mut out = Sink::new(room, &mut full);
        out.text(self);
        let (used, _) = out.state();
        room.get(..used).unwrap_or_default()
    }

    /// The mark of a name, and the name.
    #[allow(dead_code, reason = "only some printers have marks")]
    pub(crate) fn split_first(self) -> Option<(u8, Self)> {
        self.0.split_first().map(|(&mark, name)| (mark, Self(name)))
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self::plain(text)
    }
}

impl Sink<'_> {
    /// A text, unpacked.
    #[inline(never)]
    pub(crate) fn text(&mut self, text: Text<'_>) {
        let left = self.unpack(text.0.iter().copied()).len();
        if left > 0 {
            self.squeeze(Text(text.0.get(text.0.len() - left..).unwrap_or_default()));
        }
    }

    /// A text of the binary itself, unpacked.
    #[inline(never)]
    pub(crate) fn literal(&mut self, text: Literal) {
        let left = self.unpack(text.bytes()).rest();
        if !left.is_empty() {
            self.squeeze(left.text());
        }
    }

    /// Unpacks as long as the buffer has room for a longest piece, and hands back what it has none for.
    #[inline(always)]
    fn unpack<I: Iterator<Item = u8> + Clone>(&mut self, mut text: I) -> I {
        let mut room = self.rest();
        let before = room.len();
        loop {
            let mut behind = text.clone();
            let Some(byte) = behind.next() else { break };
            let Some(place) = room.first_chunk_mut() else { break };
            let used = piece(byte, place);
            room = room.get_mut(used..).unwrap_or_default();
            text = behind;
        }
        let used = before - room.len();
        self.take(used);
        text
    }

    /// A text that there may be too little room for.
    #[cold]
    #[inline(never)]
    fn squeeze(&mut self, text: Text<'_>) {
        for &byte in text.0 {
            self.bytes(unpacked(byte, &mut [0; LONGEST]));
        }
    }
}

/// What a byte stands for, in a place for it.
pub(crate) fn unpacked(byte: u8, place: &mut [u8; LONGEST]) -> &[u8] {
    let used = piece(byte, place);
    place.get(..used).unwrap_or_default()
}

/// Writes what a byte stands for to the begin of a place, and tells how long that is.
#[inline(always)]
fn piece(byte: u8, place: &mut [u8; LONGEST]) -> usize {
    if cfg!(not(feature = "print")) {
        place[0] = byte;
        return 1;
    }
    static TABLE: [u16; PIECES.len()] = PLACES;
    static TEXT: [u8; ALL.len()] = ALL;
    if let (0x80.., Some(&entry)) = (byte, TABLE.get(usize::from(byte & 0x7f)))
        && let Some(piece) = TEXT.get(usize::from(entry) / LONGEST..).and_then(<[u8]>::first_chunk)
    {
        *place = *piece;
        return usize::from(entry) % LONGEST + 1;
    }
    place[0] = byte;
    1
}

#[cfg(test)]
pub(crate) mod tests {
    extern crate std;
    use super::*;
    use std::string::String;

    /// What a text reads as.
    pub(crate) fn shown(text: Text<'_>) -> String {
        let mut shown = String::new();
        let mut write = |bytes: &[u8]| {
            shown.push_str(core::str::from_utf8(bytes).unwrap());
            true
        };
        let mut buffer = [0; 64];
        let mut sink = Sink::new(&mut buffer, &mut write);
        sink.text(text);
        sink.flush();
        shown
    }

    #[test]
    fn texts_are_packed_and_read_as_they_were() {
        for (packed, plain) in [
            (text!(""), ""),
            (text!("length "), "length "),
            (text!("Unknown address"), "Unknown address"),
            (text!("{@4=1N}length {{N}}"), "{@4=1N}length {{N}}"),
            (text!("1=one\n=2\n0x10 Unknown"), "1=one\n=2\n0x10 Unknown"),
            (text!("xy"), "xy"),
        ] {
            assert_eq!(shown(packed.text()), plain);
            // There is little to pack where nothing is printed.
            let packs = cfg!(feature = "print") && plain.len() >= 6;
            assert_eq!(packed.text().0.len() < plain.len(), packs, "{plain}");
        }
        assert_eq!(text!("length ").text().0.len() == 1, cfg!(feature = "print"));
        assert_eq!(shown(Text::plain("xy")), "xy");
    }

    #[test]
    fn pieces_are_in_order_and_leave_tables_readable() {
        for pair in PIECES.windows(2) {
            let ([a, b], [x, y]) = (pair, [pair[0].as_bytes(), pair[1].as_bytes()]) else {
                panic!()
            };
            assert!(x[0] < y[0] || x[0] == y[0] && !b.starts_with(a), "{a:?} {b:?}");
        }
        for piece in PIECES {
            assert!(piece.is_ascii() && (2..=LONGEST).contains(&piece.len()), "{piece:?}");
            assert!(!piece.contains(['=', '{', '}']), "{piece:?}");
            assert!(!piece.bytes().all(|byte| byte.is_ascii_digit()), "{piece:?}");
        }
    }

    #[test]
    fn marks_stay() {
        const PACKED: ([u8; 12], usize) = pack("\nunknown\n3=s", true);
        let name = Text(&PACKED.0[1..PACKED.1 - 4]);
        let (mark, name) = name.split_first().unwrap();
        assert_eq!((mark, shown(name).as_str()), (b'u', "nknown"));
    }
}
