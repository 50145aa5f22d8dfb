//! The small formatting language that printers write their lines in.
//!
//! [`put!`] takes a format as `core::fmt` writes it, `{}`, `{:x}`, `{:04x}`, `{:3}`, `{:03}`, `{{` and `}}`, and
//! its values: much less code a call than `core::fmt`. The printers of the hot path call the sink directly.
//!
//! [`show!`] takes a format that also reads the packet, which makes a printer mostly text:
//! `"id {2}, seq {2}, {1&7fN}"` prints two numbers of two bytes and the name of a third of one byte
//! without its highest bit. A field is a number of bytes, and what to do with them:
//!
//! | written | meaning |
//! |---|---|
//! | `{2}`, `{2x}`, `{2:04x}`, `{1:3}` | a number in network order, in decimal or hexadecimal |
//! | `{2>12}`, `{2&fff}`, `{1>4&3}` | shifted right (decimal), then masked (hexadecimal) |
//! | `{4L}` | a number of up to seven bytes in little-endian order |
//! | `{1N}`, `{1B}`, `{1F}` | its name, or the names of its bits, by the next of the tables |
//! | `{4A}`, `{16A}`, `{6A}` | an address: IPv4, IPv6, link-layer |
//! | `{8H}`, `{6C}`, `{8T}` | the bytes in hexadecimal, with colons between them, as text |
//! | `{*H}` | as many bytes as the next value says |
//! | `{1-}` | a field that is read again by the next one |
//! | `{@4}`, `{+2}`, `{@4=2}` | go to an offset, skip bytes; then a field |
//! | `{\|}` | a checkpoint |
//!
//! Up to a checkpoint all is printed or nothing: where a field is not in the captured bytes, the
//! text before it is not printed either.

use super::Ctx;
use crate::literal::Literal;
use crate::packed::Text;
use crate::print::address::colons;
use crate::print::bytes::{Bytes, Res};
use crate::print::table::Table;

/// A value in a format.
#[derive(Clone, Copy)]
pub(crate) enum Arg<'a> {
    /// A number.
    N(u64),
    /// A number with a sign.
    I(i64),
    /// Text of our own.
    L(Literal),
    /// A part of such, as of a table.
    P(Text<'a>),
    /// Text that is not packed.
    S(&'a str),
    /// Text from the packet, escaped.
    T(&'a [u8]),
    /// Bytes in hexadecimal, without a break.
    X(&'a [u8]),
    /// The same, with colons between them.
    Colons(&'a [u8]),
    /// An IPv4 address, by name where names are looked up.
    Ip4([u8; 4]),
    /// An IPv6 address, by name where names are looked up.
    Ip6(&'a [u8; 16]),
    /// An address by its length: IPv4, IPv6, link-layer.
    Address(&'a [u8]),
    /// A value by its name.
    Name(Table, u32),
    /// The names of the bits that are set, with `, ` between them.
    Bits(Table, u32),
    /// The names of the bits that are set, with nothing between them.
    Flags(Table, u32),
}

/// Prints a format and its values: `put!(c, ", id {}, seq {}", id, seq)`; or a text, which has no fields.
macro_rules! put {
    ($c:expr, $text:literal $(,)?) => {{
        const { $crate::print::context::without_fields($text) };
        $c.literal($crate::packed::text!($text))
    }};
    ($c:expr, $format:literal, $a:expr $(,)?) => {
        $crate::print::context::put_1($c, $crate::packed::text!($format), $a)
    };
    ($c:expr, $format:literal, $a:expr, $b:expr $(,)?) => {
        $crate::print::context::put_2($c, $crate::packed::text!($format), $a, $b)
    };
    ($c:expr, $format:literal, $a:expr, $b:expr, $d:expr $(,)?) => {
        $crate::print::context::put_3($c, $crate::packed::text!($format), $a, $b, $d)
    };
    ($c:expr, $format:literal $(, $value:expr)* $(,)?) => {
        $c.put($crate::packed::text!($format), &[$($crate::print::context::Value::arg($value)),*])
    };
}
pub(crate) use put;

/// Refuses to compile a text that would be read as a format with fields.
pub(crate) const fn without_fields(text: &str) {
    let mut rest = text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        assert!(!matches!(byte, b'{' | b'}'), "there is no value for a field");
        rest = behind;
    }
}

/// Prints a format with fields of the packet: `show!(c, b, ", id {2}, {1N}", NAMES)?`.
macro_rules! show {
    ($c:expr, $b:expr, $format:expr $(, $table:expr)* $(,)?) => {
        $c.show($b, $crate::packed::text!($format), &[$($table),*])
    };
}
pub(crate) use show;

/// A value that can stand in a format. Most are numbers, and some names: up to three of them go in
/// registers, which makes the calls, of which there are thousands, half as large.
pub(crate) trait Value<'a>: Copy {
    /// The value where it is a number.
    fn number(self) -> Option<u64>;
    /// The value.
    fn arg(self) -> Arg<'a>;
}

macro_rules! values {
    ($($number:ty)*; $($other:ty => $variant:ident($x:ident) $value:expr;)*) => {
        $(#[allow(clippy::cast_lossless)] // one text for all widths
        impl<'a> Value<'a> for $number {
            #[inline(always)]
            fn number(self) -> Option<u64> {
                Some(self as u64)
            }
            #[inline(always)]
            fn arg(self) -> Arg<'a> {
                Arg::N(self as u64)
            }
        })*
        $(impl<'a> Value<'a> for $other {
            #[inline(always)]
            fn number(self) -> Option<u64> {
                None
            }
            #[inline(always)]
            fn arg(self) -> Arg<'a> {
                let $x = self;
                Arg::$variant($value)
            }
        })*
    };
}
values! {
    u8 u16 u32 u64 usize;
    i64 => I(x) x;
    i32 => I(x) i64::from(x);
    Literal => L(x) x;
    Text<'a> => P(x) x;
    &'a [u8; 4] => Ip4(x) *x;
    &'a [u8; 6] => Address(x) x;
    &'a [u8; 16] => Ip6(x) x;
}

impl<'a> Value<'a> for Arg<'a> {
    #[inline(always)]
    fn number(self) -> Option<u64> {
        None
    }
    #[inline(always)]
    fn arg(self) -> Arg<'a> {
        self
    }
}

#[inline(always)]
pub(crate) fn put_1<'a>(c: &mut Ctx<'_>, format: Literal, a: impl Value<'a>) {
    match a.number() {
        Some(a) => c.put_numbers_1(format, a),
        None => match a.arg() {
            Arg::Name(table, value) => c.put_name(format, table, value),
            Arg::L(text) => c.put_literal(format, text),
            a => c.put(format, &[a]),
        },
    }
}

#[inline(always)]
pub(crate) fn put_2<'a>(c: &mut Ctx<'_>, format: Literal, a: impl Value<'a>, b: impl Value<'a>) {
    match (a.number(), a.arg(), b.number()) {
        (Some(a), _, Some(b)) => c.put_numbers_2(format, a, b),
        (_, Arg::Name(table, value), Some(b)) => c.put_name_number(format, table, value, b),
        (_, Arg::L(text), Some(b)) => c.put_literal_number(format, text, b),
        (_, a, _) => c.put(format, &[a, b.arg()]),
    }
}

#[inline(always)]
pub(crate) fn put_3<'a>(
    c: &mut Ctx<'_>,
    format: Literal,
    a: impl Value<'a>,
    b: impl Value<'a>,
    d: impl Value<'a>,
) {
    match (a.number(), b.number(), d.number()) {
        (Some(a), Some(b), Some(d)) => c.put_numbers_3(format, a, b, d),
        _ => c.put(format, &[a.arg(), b.arg(), d.arg()]),
    }
}

impl Ctx<'_> {
    #[inline(never)]
    fn put_numbers_1(&mut self, format: Literal, a: u64) {
        self.put(format, &[Arg::N(a)]);
    }

    #[inline(never)]
    fn put_numbers_2(&mut self, format: Literal, a: u64, b: u64) {
        self.put(format, &[Arg::N(a), Arg::N(b)]);
    }

    #[inline(never)]
    fn put_numbers_3(&mut self, format: Literal, a: u64, b: u64, c: u64) {
        self.put(format, &[Arg::N(a), Arg::N(b), Arg::N(c)]);
    }

    #[inline(never)]
    fn put_name(&mut self, format: Literal, table: Table, value: u32) {
        self.put(format, &[Arg::Name(table, value)]);
    }

    #[inline(never)]
    fn put_literal(&mut self, format: Literal, text: Literal) {
        self.put(format, &[Arg::L(text)]);
    }

    #[inline(never)]
    fn put_literal_number(&mut self, format: Literal, text: Literal, b: u64) {
        self.put(format, &[Arg::L(text), Arg::N(b)]);
    }

    #[inline(never)]
    fn put_name_number(&mut self, format: Literal, table: Table, value: u32, b: u64) {
        self.put(format, &[Arg::Name(table, value), Arg::N(b)]);
    }

    /// Prints a format with its values; see the head of this file.
    #[inline(never)]
    pub(crate) fn put(&mut self, format: Literal, values: &[Arg<'_>]) {
        self.put_text(format.text(), values);
    }

    /// Prints a text.
    #[inline(never)]
    pub(crate) fn literal(&mut self, text: Literal) {
        self.out.literal(text);
    }

    /// The same for a format that comes from a table.
    #[inline(never)]
    pub(crate) fn put_text(&mut self, format: Text<'_>, values: &[Arg<'_>]) {
        let mut walk = Walk { rest: format.0, at: 0, values, tables: &[] };
        // Without fields of the packet nothing can be cut.
        while !walk.rest.is_empty() {
            let _ = self.segment(&NOTHING, &mut walk, true);
        }
    }

    /// Prints a format with fields of the packet; see the head of this file.
    #[inline(always)]
    pub(crate) fn show(&mut self, b: &Bytes<'_>, format: Literal, tables: &[Table]) -> Res {
        // Most have no tables, or one: fewer arguments make a shorter call.
        match *tables {
            [] => self.read(b, format),
            [table] => self.named(b, format, table),
            _ => self.show_all(b, format, tables, &[]),
        }
    }

    #[inline(never)]
    fn read(&mut self, b: &Bytes<'_>, format: Literal) -> Res {
        self.show_all(b, format, &[], &[])
    }

    #[inline(never)]
    fn named(&mut self, b: &Bytes<'_>, format: Literal, table: Table) -> Res {
        self.show_all(b, format, &[table], &[])
    }

    /// Prints a format with fields of the packet and with other values.
    #[inline(always)]
    pub(crate) fn show_with(
        &mut self,
        b: &Bytes<'_>,
        format: Literal,
        tables: &[Table],
        values: &[Arg<'_>],
    ) -> Res {
        self.show_all(b, format, tables, values)
    }

    #[inline(never)]
    fn show_all(
        &mut self,
        b: &Bytes<'_>,
        format: Literal,
        tables: &[Table],
        values: &[Arg<'_>],
    ) -> Res {
        self.enough(0)?;
        let mut walk = Walk { rest: format.text().0, at: 0, values, tables };
        while !walk.rest.is_empty() {
            self.segment(b, &mut walk.clone(), false)?;
            self.segment(b, &mut walk, true)?;
        }
        Ok(())
    }

    /// Walks a format up to the next checkpoint, and prints it or only reads.
    #[inline(never)]
    fn segment(&mut self, b: &Bytes<'_>, walk: &mut Walk<'_, '_>, print: bool) -> Res {
        loop {
            let end = walk.rest.iter().position(|byte| matches!(byte, b'{' | b'}'));
            let end = end.unwrap_or(walk.rest.len());
            let (text, rest) = walk.rest.split_at_checked(end).unwrap_or_default();
            if print {
                self.out.text(Text(text));
            }
            let Some((&brace, rest)) = rest.split_first() else {
                walk.rest = &[];
                return Ok(());
            };
            walk.rest = rest;
            if brace == b'}' || rest.first() == Some(&b'{') {
                walk.rest = rest.get(1..).unwrap_or(&[]);
                if print {
                    self.out.byte(brace);
                }
                continue;
            }
            let (field, rest) = field(rest);
            walk.rest = rest;
            if field.kind == b'|' {
                return Ok(());
            }
            let [mut count, width, to, skip, ..] = field.numbers.map(|n| n as usize);
            if field.jump {
                walk.at = to;
            }
            walk.at = walk.at.saturating_add(skip);
            let spec = Spec { hex: field.kind == b'x', zero: field.zero, width: width as u8 };
            if field.kind == b'*' || !field.counted {
                if field.jump || skip != 0 {
                    continue;
                }
                let Some((&value, rest)) = walk.values.split_first() else { continue };
                walk.values = rest;
                if field.kind != b'*' {
                    if print {
                        self.arg(value, spec);
                    }
                    continue;
                }
                let Arg::N(n) = value else { continue };
                count = usize::try_from(n).unwrap_or(usize::MAX);
            }
            let bytes = b.get(walk.at, count)?;
            if !field.stay {
                walk.at += count;
            }
            let mut number = 0u64;
            for &byte in bytes {
                number = number << 8 | u64::from(byte);
            }
            let [.., shift, mask] = field.numbers;
            if field.letter == b'L' {
                number = number.swap_bytes() >> (64 - 8 * (count & 7));
            }
            number >>= shift & 63;
            if mask != 0 {
                number &= u64::from(mask);
            }
            let mut value = Arg::N(number);
            match field.letter {
                b'H' => value = Arg::X(bytes),
                b'C' => value = Arg::Colons(bytes),
                b'T' => value = Arg::T(bytes),
                b'A' => value = Arg::Address(bytes),
                b'N' | b'B' | b'F' => {
                    let Some((&table, rest)) = walk.tables.split_first() else { continue };
                    walk.tables = rest;
                    value = match field.letter {
                        b'N' => Arg::Name(table, number as u32),
                        b'B' => Arg::Bits(table, number as u32),
                        _ => Arg::Flags(table, number as u32),
                    };
                }
                _ => {}
            }
            if print {
                self.arg(value, spec);
            }
        }
    }

    #[inline(never)]
    fn arg(&mut self, value: Arg<'_>, spec: Spec) {
        match value {
            Arg::N(n) if spec.hex => self.out.hex(n, usize::from(spec.width)),
            Arg::N(n) => {
                let fill = if spec.zero { b'0' } else { b' ' };
                self.out.dec_wide(n, usize::from(spec.width), fill);
            }
            Arg::I(n) => {
                if n < 0 {
                    self.out.byte(b'-');
                }
                self.out.dec(n.unsigned_abs());
            }
            Arg::L(text) => self.literal(text),
            Arg::P(text) => self.out.text(text),
            Arg::S(text) => self.out.str(text),
            Arg::T(text) => self.text(text),
            Arg::X(bytes) => self.hex_bytes(bytes),
            Arg::Colons(bytes) => colons(&mut self.out, bytes),
            Arg::Ip4(a) => self.ip4(a),
            Arg::Ip6(a) => self.ip6(a),
            Arg::Address(a) => self.address(a),
            Arg::Name(table, v) => match table.get(v) {
                Some(name) => self.out.text(name),
                None => self.put_inner(table.other(), v),
            },
            Arg::Bits(table, v) => self.bits(table, v, ", "),
            Arg::Flags(table, v) => self.bits(table, v, ""),
        }
    }

    /// The format for a value without a name. Not by [`Self::put`], so that tables cannot nest.
    #[inline(never)]
    fn put_inner(&mut self, format: Text<'_>, value: u32) {
        let mut parts = format.0.splitn(3, |byte| matches!(byte, b'{' | b'}'));
        let before = parts.next().unwrap_or(&[]);
        self.out.text(Text(before));
        let value = u64::from(value);
        let Some(directive) = parts.next() else { return };
        match field(directive).0 {
            Field { kind: b'x', numbers: [_, width, ..], .. } => {
                self.out.hex(value, width as usize);
            }
            _ => self.out.dec(value),
        }
        self.out.text(Text(parts.next().unwrap_or(&[])));
    }

    #[inline(never)]
    fn bits(&mut self, table: Table, value: u32, between: &str) {
        let mut any = false;
        for (bit, name) in table.entries() {
            if bit == 0 && value != 0 {
                continue;
            }
            if value & bit == bit {
                if any {
                    self.out.str(between);
                }
                any = true;
                self.out.text(name);
            }
        }
        if !any {
            self.put_inner(table.other(), value);
        }
    }
}

/// Where the walk through a format is.
#[derive(Clone)]
struct Walk<'f, 'a> {
    rest: &'f [u8],
    /// The offset of the next field in the packet.
    at: usize,
    values: &'f [Arg<'a>],
    tables: &'f [Table],
}

/// The bytes of a format that has no fields.
const NOTHING: Bytes<'static> = Bytes::new(&[], 0);

/// A directive of a format, read.
#[derive(Default)]
struct Field {
    /// Bytes, width, offset, bytes to skip, shift, mask.
    numbers: [u32; 6],
    /// Whether a number of bytes is given.
    counted: bool,
    zero: bool,
    stay: bool,
    jump: bool,
    /// `|`, `*`, `x` or nothing.
    kind: u8,
    /// How the field is to be printed, or nothing for a number.
    letter: u8,
}

/// Reads a directive up to its closing brace; answers what follows.
fn field(format: &[u8]) -> (Field, &[u8]) {
    let mut field = Field::default();
    let mut rest = format;
    let mut slot = 0;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        let digit = match byte {
            b'0'..=b'9' => byte & 15,
            b'a'..=b'f' => byte - b'a' + 10,
            _ => 0xff,
        };
        if digit < 16 {
            if slot == 1 && byte == b'0' && field.numbers[1] == 0 {
                field.zero = true;
            }
            field.counted |= slot == 0;
            // Masks are written in hexadecimal, the rest in decimal.
            let base = if slot == 5 { 16 } else { 10 };
            if let Some(number) = field.numbers.get_mut(slot) {
                *number = number.wrapping_mul(base).wrapping_add(digit.into());
            }
            continue;
        }
        match byte {
            b'}' => break,
            b':' => slot = 1,
            b'@' => (slot, field.jump) = (2, true),
            b'+' => slot = 3,
            b'>' => slot = 4,
            b'&' => slot = 5,
            b'=' => slot = 0,
            b'-' => field.stay = true,
            b'|' | b'*' | b'x' => field.kind = byte,
            _ => field.letter = byte,
        }
    }
    (field, rest)
}

/// How a value is to be printed.
#[derive(Clone, Copy, Default)]
struct Spec {
    hex: bool,
    zero: bool,
    width: u8,
}
