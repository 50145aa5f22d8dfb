//! Objects of JSON (RFC 8259) as they are written, member by member.

use super::super::sink::Sink;
use crate::literal::Literal;
use barecap_core::savefile::timestamp::Timestamp;

/// An object that is being written.
pub(crate) struct Json<'o, 'a> {
    pub(super) out: &'o mut Sink<'a>,
    /// Whether something stands before what comes next.
    pub(super) comma: bool,
}

impl<'o, 'a> Json<'o, 'a> {
    /// Begins an object on a line.
    pub(crate) fn new(out: &'o mut Sink<'a>) -> Self {
        out.byte(b'{');
        Self { out, comma: false }
    }

    /// Ends the object and its line.
    pub(crate) fn finish(self) {
        self.out.str("}\n");
    }

    pub(super) fn key(&mut self, name: Literal) {
        self.separate();
        self.out.byte(b'"');
        self.out.literal(name);
        self.out.str("\":");
    }

    /// Puts a comma between two members or elements.
    fn separate(&mut self) {
        if self.comma {
            self.out.byte(b',');
        }
        self.comma = true;
    }

    pub(super) fn open(&mut self, name: Literal) {
        self.key(name);
        self.out.byte(b'{');
        self.comma = false;
    }

    pub(super) fn close(&mut self) {
        self.out.byte(b'}');
        self.comma = true;
    }

    /// A number.
    pub(crate) fn number(&mut self, name: Literal, number: impl Into<u64>) {
        self.key(name);
        self.out.dec(number.into());
    }

    /// True or false.
    pub(crate) fn truth(&mut self, name: Literal, truth: bool) {
        self.key(name);
        self.out.str(if truth { "true" } else { "false" });
    }

    /// Seconds with nine places, of before 1970 with a minus. A fraction of more than a second, as some
    /// programs write it, is the next one's.
    pub(crate) fn time(&mut self, name: Literal, time: Timestamp) {
        const SECOND: u64 = 1_000_000_000;
        let Timestamp { seconds: whole, nanos } = time.carried();
        // Before 1970 the fraction counts from the second on, and the number towards 1970.
        let (seconds, nanos) = match whole {
            ..0 if nanos > 0 => (whole + 1, SECOND - nanos),
            seconds => (seconds, nanos),
        };
        self.text(name, |out| {
            out.str(if whole < 0 { "-" } else { "" });
            out.dec(seconds.unsigned_abs());
            out.byte(b'.');
            out.dec_zeros(nanos, 9);
        });
    }

    /// A text without a character that has to be escaped.
    pub(super) fn text(&mut self, name: Literal, write: impl FnOnce(&mut Sink<'_>)) {
        self.key(name);
        self.out.byte(b'"');
        write(self.out);
        self.out.byte(b'"');
    }

    /// A text of any bytes, of which those that are not UTF-8 become U+FFFD.
    pub(crate) fn string(&mut self, name: Literal, bytes: &[u8]) {
        self.text(name, |out| {
            for chunk in bytes.utf8_chunks() {
                for &byte in chunk.valid().as_bytes() {
                    match byte {
                        b'"' | b'\\' => {
                            out.byte(b'\\');
                            out.byte(byte);
                        }
                        0..0x20 => {
                            out.str("\\u00");
                            out.hex(byte.into(), 2);
                        }
                        _ => out.byte(byte),
                    }
                }
                if !chunk.invalid().is_empty() {
                    out.str("\u{fffd}");
                }
            }
        });
    }

    /// A list of objects, whose members `write` writes.
    pub(crate) fn list<T>(
        &mut self,
        name: Literal,
        elements: &mut dyn Iterator<Item = T>,
        write: &mut dyn FnMut(&mut Self, T),
    ) {
        self.key(name);
        self.out.byte(b'[');
        self.comma = false;
        for element in elements {
            self.separate();
            self.out.byte(b'{');
            self.comma = false;
            write(self, element);
            self.close();
        }
        self.out.byte(b']');
        self.comma = true;
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use crate::packed::text;
    use std::string::String;

    #[test]
    fn times_are_seconds_with_nine_places() {
        for (seconds, nanos, expected) in [
            (0, 0, "0.000000000"),
            (1, 999_999_999, "1.999999999"),
            // More than a second, and the fraction of a second before 1970.
            (1_177_961_534, 1_000_046_000, "1177961535.000046000"),
            (1, 4_294_967_295_000, "4295.967295000"),
            (-1, 250_000_000, "-0.750000000"),
            (-1, 1_250_000_000, "0.250000000"),
            (-2, 0, "-2.000000000"),
            (i64::MAX, 1_000_000_000, "9223372036854775807.000000000"),
            (i64::MIN, 0, "-9223372036854775808.000000000"),
        ] {
            let mut text = String::new();
            let mut buffer = [0; 64];
            let mut write = |bytes: &[u8]| {
                text.push_str(&String::from_utf8_lossy(bytes));
                true
            };
            let mut out = Sink::new(&mut buffer, &mut write);
            let mut json = Json::new(&mut out);
            json.time(text!("t"), Timestamp { seconds, nanos });
            json.finish();
            out.flush();
            assert_eq!(text, std::format!("{{\"t\":\"{expected}\"}}\n"));
        }
    }
}
