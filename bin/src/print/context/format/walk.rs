//! The walk through a format: its text goes out as it stands, and each of its fields is read, takes the next
//! of the values or bytes of the packet, and is printed as it says. What a format may hold stands at the
//! head of [`super`].
//!
//! A walk goes from checkpoint to checkpoint. Formats that read the packet are walked twice up to each, by
//! [`Ctx::show_all`]: first to see that all fields are in the captured bytes, then to print. Formats are our
//! own, so what none of them holds needs no word: a field without a value is passed over, and a name without
//! a table is a number.

use super::Arg;
use crate::literal::Literal;
use crate::packed::Text;
use crate::print::address::colons;
use crate::print::bytes::{Bytes, Res};
use crate::print::context::Ctx;
use crate::print::table::Table;

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

impl Ctx<'_> {
    /// Prints a format that comes from a table, with its values.
    #[inline(never)]
    pub(crate) fn put_text(&mut self, format: Text<'_>, values: &[Arg<'_>]) {
        let mut walk = Walk { rest: format.0, at: 0, values, tables: &[] };
        // Without fields of the packet nothing can be cut.
        while !walk.rest.is_empty() {
            let _ = self.segment(&NOTHING, &mut walk, true);
        }
    }

    /// Prints a format with fields of the packet, all up to a checkpoint or nothing.
    #[inline(never)]
    pub(super) fn show_all(
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
            let value = read(&field, bytes, &mut walk.tables);
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

/// What a field of the packet stands for: its bytes, or the number that they are, by itself or by its name in
/// the next of the tables.
fn read<'a>(field: &Field, bytes: &'a [u8], tables: &mut &[Table]) -> Arg<'a> {
    let mut number = bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte));
    let [.., shift, mask] = field.numbers;
    if field.letter == b'L' {
        number = number.swap_bytes() >> (64 - 8 * (bytes.len() & 7));
    }
    number >>= shift & 63;
    if mask != 0 {
        number &= u64::from(mask);
    }
    match field.letter {
        b'H' => Arg::X(bytes),
        b'C' => Arg::Colons(bytes),
        b'T' => Arg::T(bytes),
        b'A' => Arg::Address(bytes),
        b'N' | b'B' | b'F' => {
            let Some((&table, rest)) = tables.split_first() else { return Arg::N(number) };
            *tables = rest;
            match field.letter {
                b'N' => Arg::Name(table, number as u32),
                b'B' => Arg::Bits(table, number as u32),
                _ => Arg::Flags(table, number as u32),
            }
        }
        _ => Arg::N(number),
    }
}

/// How a value is to be printed.
#[derive(Clone, Copy, Default)]
struct Spec {
    hex: bool,
    zero: bool,
    width: u8,
}
