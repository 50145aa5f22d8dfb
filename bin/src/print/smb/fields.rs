//! The notation that fields of SMB and NetBIOS are written in, and the walk through it.
//!
//! A message is printed as a list of its fields, a line each, so that a format is mostly text; what is
//! between braces reads the next bytes of a region, in little-endian order unless it says otherwise:
//!
//! | written | meaning |
//! |---|---|
//! | `{2x}` | a number of two bytes, in hexadecimal: `0x1F` |
//! | `{2d}` | in both notations: `31 (0x1f)` |
//! | `{2n}` | in decimal; it is the length of the text that `{0f}` or `{c}` stands for |
//! | `{2X}`, `{2D}` | as `x` and `d`, in network order |
//! | `{4i}` | as `d`, with a sign |
//! | `{8h}` | as `d`, the upper four bytes before the lower ones |
//! | `{5l}`, `{5L}` | so many numbers of two bytes, with commas or with spaces, too |
//! | `{2a}` | attributes of a file |
//! | `{t}`, `{u}`, `{w}` | a time: date before time of day, behind it, or as Windows NT has it |
//! | `{s}`, `{y}`, `{z}` | a text up to a zero; in ASCII alone; behind a byte that says so |
//! | `{11f}`, `{c}` | a text of so many bytes, filled up with spaces or not |
//! | `{q}`, `{Q}` | a name of NetBIOS, encoded as in the domain name system or as it is |
//! | `{g}` | the flags of a name |
//! | `{1k}`, `{1K}` | the flags of a frame that others follow, and of a last one |
//! | `{+13}`, `{-13}` | skips bytes; where they are cut, what follows goes on or not |
//! | `{*}` | what follows is repeated to the end of the region |
//! | `{\|}` | the end, where the region is |
//! | `{#}` | the end: what is left is not dumped |
//!
//! A field that begins at the end of the region ends the walk, behind the text before it; one that begins
//! inside of it may go on behind it. What is left of the region is dumped.

use super::netbios;
use crate::print::sink::hex_digit;
use crate::print::toolkit::*;
use crate::print::{day_of, time};

/// Where a walk reads.
pub(super) struct Region<'a> {
    /// The message, from its header on, to which texts are aligned.
    pub(super) b: Bytes<'a>,
    /// Where the next field begins.
    pub(super) at: usize,
    /// Where the region ends, which may be behind what was captured.
    pub(super) end: usize,
    /// Whether texts are in UTF-16.
    pub(super) unicode: bool,
    /// The length that was read for a text.
    pub(super) length: Option<usize>,
}

/// Whether a walk went through, or was left with a mark where something was cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Walked {
    Through,
    Marked,
}
use Walked::{Marked, Through};

impl<'a> Region<'a> {
    /// A region of a message.
    pub(super) fn new(b: &Bytes<'a>, at: usize, length: usize) -> Self {
        Self { b: *b, at, end: at.saturating_add(length), unicode: false, length: None }
    }

    /// Whether nothing is left.
    pub(super) fn is_over(&self) -> bool {
        self.at >= self.end
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.end.saturating_sub(self.at)
    }

    /// The next bytes.
    fn take(&mut self, n: usize) -> Res<&'a [u8]> {
        let bytes = self.b.get(self.at, n)?;
        self.at += n;
        Ok(bytes)
    }

    fn little(&mut self, n: usize) -> Res<u64> {
        Ok(self.take(n)?.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }

    fn big(&mut self, n: usize) -> Res<u64> {
        Ok(self.take(n)?.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }

    /// Prints the next word, which has this number.
    pub(super) fn word(&mut self, c: &mut Ctx<'_>, number: usize) -> Res {
        let word = self.little(2)?;
        put!(c, "smb_vwv[{}]={} (", number, word);
        hex(c, word);
        put!(c, ")\n");
        Ok(())
    }

    /// Prints what is left, as bytes.
    pub(super) fn dump(&mut self, c: &mut Ctx<'_>) -> Res {
        let left = self.left();
        dump(c, &self.b.from(self.at).claim(left))?;
        self.at = self.end;
        Ok(())
    }

    /// Prints what is left with its length, if there is any.
    fn rest(&mut self, c: &mut Ctx<'_>) -> Res {
        if self.is_over() {
            return Ok(());
        }
        put!(c, "Data: ({} bytes)\n", self.left());
        self.dump(c)
    }

    /// Walks through a format.
    pub(super) fn fields(&mut self, c: &mut Ctx<'_>, format: Literal) -> Res<Walked> {
        let mut rest = format.text().0;
        let mut again = None;
        loop {
            c.enough(0)?;
            let mut parts = rest.splitn(2, |&byte| byte == b'{');
            c.out.text(Text(parts.next().unwrap_or_default()));
            let Some(field) = parts.next() else {
                match again {
                    Some(start) if !self.is_over() => rest = start,
                    _ => break,
                }
                continue;
            };
            let mut parts = field.splitn(2, |&byte| byte == b'}');
            let field = parts.next().unwrap_or_default();
            rest = parts.next().unwrap_or_default();
            let number = field.iter().filter(|byte| byte.is_ascii_digit());
            let number = number.fold(0, |n, &digit| 10 * n + usize::from(digit & 15));
            let letter = field.iter().find(|byte| !byte.is_ascii_digit()).copied().unwrap_or(b'#');
            match letter {
                b'#' => return Ok(Through),
                b'|' | b'*' if self.is_over() => return Ok(Through),
                b'|' => {}
                b'*' if !self.b.has(self.at, 1) => return Ok(Through),
                b'*' => again = Some(rest),
                _ if self.is_over() => return Ok(Through),
                _ if self.field(c, letter, number)? == Marked => {
                    c.truncated();
                    // As tcpdump has it.
                    c.literal(if letter == b'w' { text!("") } else { text!("\n") });
                    return Ok(Marked);
                }
                _ => {}
            }
        }
        self.rest(c)?;
        Ok(Through)
    }

    /// Prints a field.
    fn field(&mut self, c: &mut Ctx<'_>, letter: u8, number: usize) -> Res<Walked> {
        match letter {
            b'x' => hex(c, self.little(number)?),
            b'X' => hex(c, self.big(number)?),
            b'd' => both(c, self.little(number)?),
            b'D' => both(c, self.big(number)?),
            b'i' => {
                let value = self.little(4)? as i32;
                put!(c, "{} (0x{:x})", value, value as u32);
            }
            b'h' => {
                let Ok(high) = self.little(4) else { return Ok(Marked) };
                let Ok(low) = self.little(4) else { return Ok(Marked) };
                both(c, high << 32 | low);
            }
            b'n' => {
                let length = self.little(number)?;
                put!(c, "{}", length);
                self.length = usize::try_from(length).ok();
            }
            b'a' => names(c, self.little(number)? as u32, ATTRIBUTES),
            b't' | b'u' => {
                let (first, second) = (self.little(2)?, self.little(2)?);
                let (date, time) = if letter == b't' { (first, second) } else { (second, first) };
                dos_time(c, date, time);
            }
            b'w' => match self.little(8) {
                Ok(time) => nt_time(c, time),
                Err(_) => return Ok(Marked),
            },
            b'l' | b'L' => {
                for i in 0..number {
                    if self.is_over() {
                        put!(c, "END OF BUFFER\n");
                        break;
                    }
                    c.literal(match (i, letter) {
                        (0, _) => text!(""),
                        (_, b'l') => text!(","),
                        _ => text!(", "),
                    });
                    hex(c, self.little(2)?);
                }
            }
            b's' => self.text(c, usize::MAX)?,
            b'y' => {
                let unicode = core::mem::replace(&mut self.unicode, false);
                self.text(c, usize::MAX)?;
                self.unicode = unicode;
            }
            b'z' => self.typed_text(c)?,
            b'c' => {
                let Some(length) = self.length else {
                    c.literal(text!("{stringlen not set}"));
                    return Ok(Marked);
                };
                self.align();
                let end = self.at.saturating_add(length);
                self.text(c, length)?;
                return Ok(self.skip_to(end));
            }
            b'f' => {
                let length = if number == 0 { self.length.unwrap_or(0) } else { number };
                let Ok(text) = self.take(length) else { return Ok(Marked) };
                padded(c, text, length);
            }
            b'+' => return Ok(self.skip_to(self.at + number)),
            b'-' => _ = self.take(number)?,
            b'q' => {
                self.b.need(self.at, 1)?;
                let Some((name, end)) = netbios::encoded(&self.b, self.at) else {
                    return Ok(Marked);
                };
                name.print(c);
                self.at = end;
            }
            b'Q' => netbios::plain(c, self.take(netbios::NAME)?),
            b'g' => netbios::name_flags(c, self.take(2)?),
            b'k' => names(c, self.little(number)? as u32 & 0xb, FRAME_FLAGS),
            _ => names(c, self.little(number)? as u32 & 0xe, FRAME_FLAGS),
        }
        Ok(Through)
    }

    /// Goes on to an offset.
    fn skip_to(&mut self, end: usize) -> Walked {
        if self.b.captured() < end {
            return Marked;
        }
        self.at = end;
        Through
    }

    /// Goes to where a text begins: those in UTF-16 are at even offsets.
    fn align(&mut self) {
        if self.unicode {
            self.at += self.at % 2;
        }
    }

    /// A text behind a byte that says that it is one.
    fn typed_text(&mut self, c: &mut Ctx<'_>) -> Res {
        match self.little(1)? {
            2 | 4 => self.text(c, usize::MAX),
            other => {
                put!(c, "Error! ASCIIZ buffer of type {}", other);
                self.at = self.end;
                Ok(())
            }
        }
    }

    /// A text of at most so many bytes, up to a zero, with dots for what cannot be printed.
    fn text(&mut self, c: &mut Ctx<'_>, limit: usize) -> Res {
        if limit == 0 {
            return Ok(());
        }
        let width = if self.unicode { 2 } else { 1 };
        self.align();
        let start = self.at;
        let mut more = limit;
        while more > 0 {
            let unit = self.take(width)?;
            more = more.saturating_sub(width);
            if unit.iter().all(|&byte| byte == 0) {
                break;
            }
        }
        for unit in self.b.get(start, self.at - start)?.chunks(width) {
            match *unit {
                [0] | [0, 0] => {}
                [byte @ b' '..=b'~'] | [byte @ b' '..=b'~', 0] => c.out.byte(byte),
                _ => c.out.byte(b'.'),
            }
        }
        Ok(())
    }
}

const ATTRIBUTES: Table = table!("";
    1: "READONLY ", 2: "HIDDEN ", 4: "SYSTEM ", 8: "VOLUME ", 16: "DIR ", 32: "ARCHIVE ",
);

const FRAME_FLAGS: Table = table!("";
    1: "RECEIVE_CONTINUE ", 2: "NO_ACK ", 4: "PIGGYBACK_ACK_ALLOWED ", 8: "PIGGYBACK_ACK_INCLUDED ",
);

/// The names of the bits that are set.
fn names(c: &mut Ctx<'_>, value: u32, table: Table) {
    if value != 0 {
        put!(c, "{}", Flags(table, value));
    }
}

/// A number in hexadecimal.
pub(super) fn hex(c: &mut Ctx<'_>, value: u64) {
    put!(c, "0x");
    capitals(c, value, 1);
}

/// The digits of a number in hexadecimal, with capital letters, and zeros where it has fewer.
fn capitals(c: &mut Ctx<'_>, value: u64, least: u32) {
    let digits = (u64::BITS - value.leading_zeros()).div_ceil(4).max(least);
    for digit in (0..digits).rev() {
        c.out.byte(hex_digit((value >> (4 * digit)) as u8 & 15).to_ascii_uppercase());
    }
}

fn both(c: &mut Ctx<'_>, value: u64) {
    put!(c, "{} (0x{:x})", value, value);
}

/// A text up to a zero, filled up with spaces.
pub(super) fn padded(c: &mut Ctx<'_>, text: &[u8], width: usize) {
    let text = text.split(|&byte| byte == 0).next().unwrap_or_default();
    c.text(text);
    for _ in text.len()..width {
        put!(c, " ");
    }
}

/// Lines of sixteen bytes, each with its offset, in hexadecimal and as text.
pub(super) fn dump(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const LINE: usize = 16;
    const HALF: usize = LINE / 2;
    let mut at = 0;
    while at < b.len() {
        c.enough(0)?;
        put!(c, "[");
        capitals(c, at as u64, 3);
        put!(c, "] ");
        let line = LINE.min(b.len() - at);
        for i in 0..LINE {
            if i < line {
                c.hex_capitals(&[b.u8(at + i)?]);
            } else {
                put!(c, "  ");
            }
            c.literal(if i % HALF == HALF - 1 { text!("  ") } else { text!(" ") });
        }
        let text = b.get(at, line)?;
        let (first, second) = text.split_at_checked(HALF).unwrap_or((text, &[]));
        c.text(first);
        put!(c, " ");
        c.text(second);
        put!(c, "\n");
        at += LINE;
    }
    Ok(())
}

/// A time as DOS has it, in the time of the machine that wrote it: years since 1980, month and day; hours,
/// minutes and pairs of seconds. What no calendar has is the day that it would be.
fn dos_time(c: &mut Ctx<'_>, date: u64, clock: u64) {
    if date == 0 && clock == 0 || date == 0xffff && clock == 0xffff {
        put!(c, "NULL");
        return;
    }
    let bits = |value: u64, shift: u32, width: u32| (value >> shift & ((1 << width) - 1)) as i64;
    let month = bits(date, 5, 4) - 1;
    let year = 1980 + bits(date, 9, 7) + month.div_euclid(12);
    let day = day_of(year, month.rem_euclid(12) + 1) + bits(date, 0, 5) - 1;
    let seconds = 3600 * bits(clock, 11, 5) + 60 * bits(clock, 5, 6) + 2 * bits(clock, 0, 5);
    time::utc(c, 86_400 * day + seconds, b' ');
}

/// A time as Windows NT has it: tenths of a microsecond since 1601, in UTC.
fn nt_time(c: &mut Ctx<'_>, ticks: u64) {
    const BEFORE_1970: i64 = 11_644_473_600;
    let seconds = (ticks / 10_000_000) as i64 - BEFORE_1970;
    if seconds <= 0 {
        put!(c, "NULL");
        return;
    }
    let local = seconds + i64::from(c.lookup.utc_offset(seconds));
    time::utc(c, local, b' ');
}
