//! Dumps of bytes: -x, -X, -A, and payloads that no printer knows.

use super::sink::{Sink, hex_digit};

/// Lines of 16 bytes in hexadecimal and as text, numbered from `offset`.
pub(crate) fn hex_ascii(out: &mut Sink<'_>, indent: &str, offset: usize, bytes: &[u8]) {
    dump(out, indent, offset, bytes, true);
}

/// Lines of 16 bytes in hexadecimal.
pub(crate) fn hex(out: &mut Sink<'_>, indent: &str, bytes: &[u8]) {
    dump(out, indent, 0, bytes, false);
}

fn dump(out: &mut Sink<'_>, indent: &str, mut offset: usize, bytes: &[u8], ascii: bool) {
    for line in bytes.chunks(16) {
        out.str(indent);
        out.str("0x");
        out.hex(offset as u64, 4);
        out.str(": ");
        for (i, &byte) in line.iter().enumerate() {
            if i % 2 == 0 {
                out.byte(b' ');
            }
            out.bytes(&[hex_digit(byte >> 4), hex_digit(byte & 15)]);
        }
        if ascii {
            // Each pair of bytes is five columns wide; the text stands two beyond.
            let used = line.len() * 2 + line.len().div_ceil(2);
            out.spaces(40 - used + 2);
            for &byte in line {
                out.byte(if (0x21..0x7f).contains(&byte) { byte } else { b'.' });
            }
        }
        offset += line.len();
    }
}

/// Text as -A shows it: printable characters, tabs and line ends, and dots for the rest.
pub(crate) fn ascii(out: &mut Sink<'_>, bytes: &[u8]) {
    out.byte(b'\n');
    let mut rest = bytes;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            // A carriage return before a line end is left out.
            b'\r' if tail.first() == Some(&b'\n') => {}
            b'\r' => out.byte(b'.'),
            b'\t' | b'\n' | b' ' => out.byte(byte),
            0x21..0x7f => out.byte(byte),
            _ => out.byte(b'.'),
        }
    }
}
