//! Dumps of bytes: -x, -X, -A, and payloads that no printer knows.

use super::sink::{Sink, hex_digits};
use crate::literal::Literal;
use crate::packed::Text;

/// Lines of 16 bytes in hexadecimal and as text, numbered from `offset`.
pub(crate) fn hex_ascii(out: &mut Sink<'_>, indent: Literal, offset: usize, bytes: &[u8]) {
    lines(out, indent.text(), offset, bytes, true);
}

/// Lines of 16 bytes in hexadecimal.
pub(crate) fn hex(out: &mut Sink<'_>, indent: Literal, bytes: &[u8]) {
    lines(out, indent.text(), 0, bytes, false);
}

/// Lines of 16 bytes in hexadecimal, and as text if that is wanted, numbered from `offset`.
pub(crate) fn lines(
    out: &mut Sink<'_>,
    indent: Text<'_>,
    mut offset: usize,
    bytes: &[u8],
    ascii: bool,
) {
    /// Where the bytes of a line stand, behind a colon and a blank; a pair of them takes five columns, a
    /// blank before it. The text is two columns beyond all pairs.
    const BYTES: usize = 2;
    const TEXT: usize = BYTES + 16 / 2 * 5 + 2;
    for line in bytes.chunks(16) {
        out.text(indent);
        out.str("0x");
        out.hex(offset as u64, 4);
        let mut columns = [b' '; TEXT + 16];
        columns[0] = b':';
        for (i, &byte) in line.iter().enumerate() {
            let place = columns.get_mut(BYTES + 1 + i * 5 / 2..).and_then(<[u8]>::first_chunk_mut);
            if let Some(place) = place {
                *place = hex_digits(byte);
            }
            if let Some(place) = columns.get_mut(TEXT + i) {
                *place = if (0x21..0x7f).contains(&byte) { byte } else { b'.' };
            }
        }
        let used = if ascii { TEXT + line.len() } else { BYTES + (line.len() * 5).div_ceil(2) };
        out.bytes(columns.get(..used).unwrap_or_default());
        offset += line.len();
    }
}

/// Text as -A shows it: printable characters, tabs and line ends, and dots for the rest. Of no bytes there
/// is no line.
pub(crate) fn ascii(out: &mut Sink<'_>, bytes: &[u8]) {
    let mut rest = bytes;
    if !rest.is_empty() {
        out.byte(b'\n');
    }
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            // A carriage return is left out before a line end, and where it is one of the last two bytes.
            b'\r' if matches!(tail, [] | [_] | [b'\n', ..]) => {}
            b'\r' => out.byte(b'.'),
            b'\t' | b'\n' | b' ' => out.byte(byte),
            0x21..0x7f => out.byte(byte),
            _ => out.byte(b'.'),
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::String;

    #[test]
    fn text_is_shown_as_tcpdump_does() {
        for (bytes, text) in [
            (&b"a\r\nb"[..], "\na\nb"),
            (b"a\r\r\nb", "\na.\nb"),
            (b"a\rTb", "\na.Tb"),
            (b"a\rT", "\naT"),
            (b"a\r\n", "\na\n"),
            (b"a\r\r", "\na"),
            (b"a\r", "\na"),
            (b"a\0\tb\x7f", "\na.\tb."),
            (b"", ""),
        ] {
            let mut shown = String::new();
            let mut write = |text: &[u8]| {
                shown.push_str(&String::from_utf8_lossy(text));
                true
            };
            let mut buffer = [0; 32];
            let mut out = Sink::new(&mut buffer, &mut write);
            ascii(&mut out, bytes);
            assert!(out.flush());
            assert_eq!(shown, text, "{bytes:?}");
        }
    }
}
