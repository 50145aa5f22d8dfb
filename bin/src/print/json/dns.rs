//! DNS messages (RFC 1035), those of multicast DNS (RFC 6762) and of LLMNR (RFC 4795) among them.
//!
//! A name is written as in a zone file, without the dot at its end unless it is the root's: what is
//! not a letter, a digit or another visible character is `\` and three digits, and so are a dot and
//! a `\` inside a label (RFC 4343, section 2.1). A question whose name cannot be followed ends the
//! list, and what would come behind it is not there.

use super::super::bytes::{Bytes, Cut, Res};
use super::{DEPTH, Json, address};
use crate::literal::Literal;
use crate::packed::text;
use heapless::Vec;

/// The ports that messages go to or come from.
const PORTS: [u16; 3] = [53, MULTICAST, 5355];
const MULTICAST: u16 = 5353;
const HEADER: usize = 12;

/// The truths in the second word, by their bits.
const FLAGS: [(Literal, u32); 5] = [
    (text!("response"), 15),
    (text!("authoritative"), 10),
    (text!("truncated"), 9),
    (text!("recursion_desired"), 8),
    (text!("recursion_available"), 7),
];

/// The numbers of what follows the header, in order.
const COUNTS: [Literal; 4] =
    [text!("questions"), text!("answers"), text!("authorities"), text!("additionals")];

/// A name as text: 255 bytes, each of which may need four characters.
type Name = Vec<u8, 1024>;

/// The most labels of a name, which has 255 bytes at most, and as many pointers.
const STEPS: usize = 256;

/// Reads a name; where it ends. Compressed names may only point backwards.
fn name(b: &Bytes<'_>, start: usize) -> Res<(Name, usize)> {
    let (mut at, mut limit, mut end, mut text) = (start, start, None, Name::new());
    for _ in 0..STEPS {
        let length = b.u8(at)?;
        match length >> 6 {
            3 => {
                end = end.or(Some(at + 2));
                let target = usize::from(b.u16(at)? & 0x3fff);
                if target >= limit {
                    return Err(Cut);
                }
                (limit, at) = (target, target);
            }
            0 if length > 0 => {
                if !text.is_empty() {
                    text.push(b'.').map_err(|_| Cut)?;
                }
                for &byte in b.get(at + 1, length.into())? {
                    put(&mut text, byte)?;
                }
                at += 1 + usize::from(length);
            }
            0 => {
                if text.is_empty() {
                    let _ = text.push(b'.');
                }
                return Ok((text, end.unwrap_or(at + 1)));
            }
            _ => return Err(Cut),
        }
    }
    Err(Cut)
}

/// Adds a byte of a label to a name.
fn put(text: &mut Name, byte: u8) -> Res {
    let digit = |unit: u8| b'0' + byte / unit % 10;
    let added = if byte.is_ascii_graphic() && !matches!(byte, b'.' | b'\\') {
        text.push(byte).is_ok()
    } else {
        text.extend_from_slice(&[b'\\', digit(100), digit(10), digit(1)]).is_ok()
    };
    if added { Ok(()) } else { Err(Cut) }
}

/// Whether a port is one that messages go to or come from.
pub(super) fn is_port(port: u16) -> bool {
    PORTS.contains(&port)
}

impl Json<'_, '_> {
    /// A message over TCP, if a segment holds all of it.
    pub(super) fn dns_over_tcp(&mut self, b: &Bytes<'_>) -> Res {
        let length = usize::from(b.u16(0)?);
        let rest = b.from(2).first(length);
        if length >= HEADER && rest.len() == length { self.dns(&rest, 0) } else { Ok(()) }
    }

    /// A message to or from a port.
    pub(super) fn dns(&mut self, b: &Bytes<'_>, port: u16) -> Res {
        let b = &Bytes::new(b.inside(), b.len());
        b.need(0, HEADER)?;
        let flags = b.u16(2)?;
        self.open(text!("dns"));
        self.number(text!("id"), b.u16(0)?);
        for (name, bit) in FLAGS {
            self.truth(name, flags >> bit & 1 != 0);
        }
        self.number(text!("opcode"), flags >> 11 & 15);
        self.number(text!("rcode"), flags & 15);
        let mut counts = [0; 4];
        for (place, (name, count)) in COUNTS.into_iter().zip(&mut counts).enumerate() {
            *count = b.u16(4 + 2 * place)?;
            self.number(name, *count);
        }
        self.key(text!("queries"));
        self.out.byte(b'[');
        self.comma = false;
        let at = self.questions(b, counts[0], port);
        self.out.byte(b']');
        self.comma = true;
        self.key(text!("addresses"));
        self.out.byte(b'[');
        if let Ok(at) = at {
            // What is not whole is not there.
            let _: Res = self.addresses(b, at, counts[1]);
        }
        self.out.byte(b']');
        self.close();
        Ok(())
    }

    /// The questions, the first of them if they are many; where they end.
    fn questions(&mut self, b: &Bytes<'_>, count: u16, port: u16) -> Res<usize> {
        let mut at = HEADER;
        for number in 0..count {
            let (name, end) = name(b, at)?;
            let (kind, class) = (b.u16(end)?, b.u16(end + 2)?);
            at = end + 4;
            if usize::from(number) < DEPTH {
                if self.comma {
                    self.out.byte(b',');
                }
                self.out.byte(b'{');
                self.comma = false;
                self.name(text!("name"), &name);
                self.number(text!("type"), kind);
                // There the highest bit wants an answer to the sender alone.
                self.number(text!("class"), if port == MULTICAST { class & 0x7fff } else { class });
                self.close();
            }
        }
        Ok(at)
    }

    /// The addresses among the answers.
    fn addresses(&mut self, b: &Bytes<'_>, mut at: usize, count: u16) -> Res {
        let mut comma = false;
        for _ in 0..count {
            (_, at) = name(b, at)?;
            let (kind, length) = (b.u16(at)?, usize::from(b.u16(at + 8)?));
            at += 10;
            if matches!((kind, length), (1, 4) | (28, 16)) {
                let bytes = b.get(at, length)?;
                self.out.str(if comma { ",\"" } else { "\"" });
                address(self.out, bytes);
                self.out.byte(b'"');
                comma = true;
            }
            at += length;
        }
        Ok(())
    }

    /// A name, in which what has to be escaped is a `\`.
    fn name(&mut self, key: Literal, name: &Name) {
        self.text(key, |out| {
            for &byte in name {
                if matches!(byte, b'\\' | b'"') {
                    out.byte(b'\\');
                }
                out.byte(byte);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_text_whatever_is_in_them() {
        let text = |bytes: &[u8], at| {
            let bytes = Bytes::new(bytes, bytes.len());
            name(&bytes, at).map(|(text, end)| (text.to_vec(), end))
        };
        let long = [b"\x3f".as_slice(), &[7; 63]].concat().repeat(5);
        for (bytes, at, expected) in [
            (&b"\0"[..], 0, Ok((&b"."[..], 1))),
            (b"\x03www\x01a\0", 0, Ok((b"www.a", 7))),
            (b"\x01a\0\x01b\xc0\x00", 3, Ok((b"b.a", 7))),
            (b"\x05a.b\\c\0", 0, Ok((b"a\\046b\\092c", 7))),
            (b"\x04\x00\x7f\xff\"\0", 0, Ok((b"\\000\\127\\255\"", 6))),
            // A pointer at itself, forward, into a circle; a label of no known kind; no end.
            (b"\xc0\x00", 0, Err(Cut)),
            (b"\xc0\x02\0", 0, Err(Cut)),
            (b"\x01a\xc0\x00", 2, Err(Cut)),
            (b"\x41\x08\x00\0", 0, Err(Cut)),
            (b"\x03ww", 0, Err(Cut)),
            (b"", 0, Err(Cut)),
            (&long, 0, Err(Cut)),
        ] {
            let expected = expected.map(|(text, end)| (text.to_vec(), end));
            assert_eq!(text(bytes, at), expected, "{bytes:?}");
        }
    }
}
