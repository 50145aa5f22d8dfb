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

mod walk;

use super::Ctx;
use crate::literal::Literal;
use crate::packed::Text;
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
}
