//! Objects of JSON (RFC 8259) as they are written, member by member.

use super::super::sink::Sink;
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

    pub(super) fn key(&mut self, name: &str) {
        self.separate();
        self.out.byte(b'"');
        self.out.str(name);
        self.out.str("\":");
    }

    /// Puts a comma between two members or elements.
    fn separate(&mut self) {
        if self.comma {
            self.out.byte(b',');
        }
        self.comma = true;
    }

    pub(super) fn open(&mut self, name: &str) {
        self.key(name);
        self.out.byte(b'{');
        self.comma = false;
    }

    pub(super) fn close(&mut self) {
        self.out.byte(b'}');
        self.comma = true;
    }

    /// A number.
    pub(crate) fn number(&mut self, name: &str, number: impl Into<u64>) {
        self.key(name);
        self.out.dec(number.into());
    }

    /// True or false.
    pub(crate) fn truth(&mut self, name: &str, truth: bool) {
        self.key(name);
        self.out.str(if truth { "true" } else { "false" });
    }

    /// Seconds with nine places, of before 1970 with a minus.
    pub(crate) fn time(&mut self, name: &str, time: Timestamp) {
        const SECOND: u64 = 1_000_000_000;
        let nanos = time.nanos.min(SECOND - 1);
        // Before 1970 the fraction counts from the second on, and the number towards 1970.
        let (seconds, nanos) = match time.seconds {
            ..0 if nanos > 0 => (time.seconds + 1, SECOND - nanos),
            seconds => (seconds, nanos),
        };
        self.text(name, |out| {
            out.str(if time.seconds < 0 { "-" } else { "" });
            out.dec(seconds.unsigned_abs());
            out.byte(b'.');
            out.dec_wide(nanos, 9, b'0');
        });
    }

    /// A text without a character that has to be escaped.
    pub(super) fn text(&mut self, name: &str, write: impl FnOnce(&mut Sink<'_>)) {
        self.key(name);
        self.out.byte(b'"');
        write(self.out);
        self.out.byte(b'"');
    }

    /// A text of any bytes, of which those that are not UTF-8 become U+FFFD.
    pub(crate) fn string(&mut self, name: &str, bytes: &[u8]) {
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
        name: &str,
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
