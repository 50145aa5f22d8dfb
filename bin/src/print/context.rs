//! What every printer is handed: the options, the sink, the state that lasts from packet to
//! packet, and what nearly every protocol's text has in it. [`format`](self::format) is the small
//! language that printers write their lines in.

mod format;

pub(crate) use format::{Arg, Value, put, put_1, put_2, put_3, show, without_fields};

use super::bytes::{Bytes, Res, Short};
#[cfg(feature = "print")]
use super::flow::Flows;
use super::sink::Sink;
#[cfg(any(
    feature = "print-rare",
    feature = "print-routing",
    feature = "print-applications",
    feature = "print-smb"
))]
use super::sink::hex_digit;
use super::{Lookup, Options};
use crate::literal::Literal;
use crate::packed::text;

/// How deep headers may nest; a packet of headers in headers stops here.
const DEEPEST: u8 = 24;

/// What a printer prints with.
pub(crate) struct Ctx<'a> {
    /// What the user asked for.
    pub(crate) o: Options,
    /// Where the text goes.
    pub(crate) out: Sink<'a>,
    /// The TCP connections seen.
    #[cfg(feature = "print")]
    pub(crate) flows: &'a mut Flows,
    /// What the machine knows: names of addresses and ports, local time.
    pub(crate) lookup: &'a mut (dyn Lookup + 'a),
    /// The ends of the frame whose payload this is, of which some protocols print them.
    #[cfg(feature = "print-rare")]
    pub(crate) ends: Option<super::ether::Ends>,
    /// What is being printed, as it stands in a truncation mark: `[|tcp]`.
    pub(crate) protocol: Literal,
    /// The length of the link-layer header, which hex dumps leave out.
    pub(crate) link_header: usize,
    /// Whether the link-layer header is printed, and names the protocol that follows.
    pub(crate) link_named: bool,
    /// Whether the packet was on its way to a network card that fills in its checksum.
    pub(crate) offloaded: bool,
    /// How many headers the current one is nested in.
    pub(crate) depth: u8,
}

impl<'a> Ctx<'a> {
    /// The count of -v.
    pub(crate) fn v(&self) -> u8 {
        self.o.verbose
    }

    /// Text, then a number in decimal.
    #[inline(never)]
    pub(crate) fn str_dec(&mut self, text: Literal, number: u64) {
        self.literal(text);
        self.out.dec(number);
    }

    /// Text from the packet: bytes beyond ASCII as `M-`, control characters as `^`.
    pub(crate) fn text(&mut self, text: &[u8]) {
        for &byte in text {
            self.char(byte);
        }
    }

    /// One byte of text from the packet, escaped.
    pub(crate) fn char(&mut self, byte: u8) {
        let mut c = byte;
        if c >= 0x80 {
            self.out.str("M-");
            c &= 0x7f;
        }
        if !(0x20..0x7f).contains(&c) {
            self.out.byte(b'^');
            c ^= 0x40;
        }
        self.out.byte(c);
    }

    /// Text from the packet up to a zero byte, escaped; answers whether the zero was there.
    pub(crate) fn zero_text(&mut self, text: &[u8]) -> bool {
        let end = text.iter().position(|&byte| byte == 0);
        self.text(text.get(..end.unwrap_or(text.len())).unwrap_or(&[]));
        end.is_some()
    }

    /// Bytes in hexadecimal, without a break.
    pub(crate) fn hex_bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.out.hex_byte(byte);
        }
    }

    /// Bytes in hexadecimal, with spaces between them.
    pub(crate) fn hex_spaced(&mut self, bytes: &[u8]) {
        for (i, byte) in bytes.iter().enumerate() {
            self.literal(if i == 0 { text!("") } else { text!(" ") });
            self.out.hex_byte(*byte);
        }
    }

    /// Bytes in hexadecimal, with capital letters.
    #[cfg(any(
        feature = "print-rare",
        feature = "print-routing",
        feature = "print-applications",
        feature = "print-smb"
    ))]
    pub(crate) fn hex_capitals(&mut self, bytes: &[u8]) {
        for digit in bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]) {
            self.out.byte(hex_digit(digit).to_ascii_uppercase());
        }
    }

    /// ` (invalid)`: a length or a version that cannot be.
    pub(crate) fn invalid(&mut self) {
        self.out.str(" (invalid)");
    }

    /// The same of all that is left, which ends in a truncation mark, too, where it was not all captured.
    #[cfg(feature = "print-core")]
    pub(crate) fn invalid_rest(&mut self, b: &Bytes<'_>) -> Res {
        self.invalid();
        b.need(0, b.len())
    }

    /// The truncation mark, ` [|tcp]`.
    pub(crate) fn truncated(&mut self) {
        self.out.str(" [|");
        self.literal(self.protocol);
        self.out.byte(b']');
    }

    /// Marks what ended early inside something else that is printed on.
    #[cfg(feature = "print-core")]
    pub(crate) fn marked(&mut self, printed: Res) -> Res {
        match printed {
            Err(Short) => {
                self.truncated();
                Ok(())
            }
            printed => printed,
        }
    }

    /// ` [length 3 < 4] (invalid)`: something is shorter than it must be; the printer ends here.
    #[inline(never)]
    pub(crate) fn short(&mut self, what: Literal, length: usize, least: usize) -> Res {
        put!(self, " [{} {} < {}]", what, length, least);
        self.invalid();
        Ok(())
    }

    /// Seconds as `1y1w2d3h4m5s`, without what is zero.
    pub(crate) fn duration(&mut self, seconds: u32) {
        let mut rest = seconds;
        const UNITS: [(u32, u8); 6] = [
            (31_536_000, b'y'),
            (604_800, b'w'),
            (86_400, b'd'),
            (3600, b'h'),
            (60, b'm'),
            (1, b's'),
        ];
        for (unit, name) in UNITS {
            if rest >= unit || (unit == 1 && seconds == 0) {
                self.out.dec((rest / unit).into());
                self.out.byte(name);
                rest %= unit;
            }
        }
    }

    /// Lines of 16 bytes in hexadecimal, each behind a line end and an indent.
    #[inline(never)]
    pub(crate) fn hex_lines(&mut self, indent: Literal, bytes: &[u8]) {
        super::dump::hex(&mut self.out, indent, bytes);
    }

    /// Stops the printer where the packet has become more text than any should; work that prints nothing
    /// counts as so many bytes of it. Formats that read the packet ask by themselves, and so do loops
    /// without them whose elements may lie upon each other.
    pub(crate) fn enough(&mut self, work: usize) -> Res {
        if self.out.spent(work) { Err(Short) } else { Ok(()) }
    }

    /// Runs a printer one level deeper, or says that the packet nests too deeply.
    pub(crate) fn nest<T: Default>(&mut self, print: impl FnOnce(&mut Self) -> Res<T>) -> Res<T> {
        if self.depth >= DEEPEST {
            put!(self, " [nested in {} headers, not printed]", DEEPEST);
            return Ok(T::default());
        }
        self.depth += 1;
        let result = print(self);
        self.depth -= 1;
        result
    }

    /// An unknown payload: a dump of it, unless the user asked for less or for other dumps.
    pub(crate) fn unknown(&mut self, b: &Bytes<'_>) {
        if !self.o.suppress_unknown() {
            self.dump(b);
        }
    }

    /// A payload that is dumped in any case.
    pub(crate) fn dump(&mut self, b: &Bytes<'_>) {
        super::dump::hex_ascii(&mut self.out, text!("\n\t"), 0, b.inside());
    }
}
