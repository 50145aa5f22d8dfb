//! What calls and answers of the Andrew file system are made of.
//!
//! A format is text with fields between braces: `{n}` and `{i}` are numbers without and with a sign,
//! `{l}` one of eight bytes, `{s}` a text with its length, `{v}` and `{w}` texts of a fixed length in
//! words, a character in each, `{2}` a number and a counter, `{D}` a time, `{Y}` whether this is the
//! site to follow, `{F}` a file's number, `{S}` what a file is to be, `{A}` who may do what, `{U}` a
//! machine's number, `{T}` a kind of volume, `{E}` a server of volumes, `{O}`, `{N}` and `{V}` where a
//! volume is, in the older form and the newer ones, `{C}` promises that end. `{K}`, `{t}` and `{z}` are
//! left out. `{+}` and `{,}` are a count; what follows is there as often.

use crate::print::rare::nfs::octal;
use crate::print::time;
use crate::print::toolkit::*;
use barecap_core::words::split;

const KINDS: Table = table!(""; 0: " type read-write" " type read-only" " type backup");
const RIGHTS: Table = table!("";
    1: "r", 8: "l", 4: "i", 16: "d", 2: "w", 32: "k", 64: "a",
);

/// What is left of a message. A single number that is cut ends the packet, all else the message only.
pub(super) struct Reader<'a> {
    pub(super) rest: Bytes<'a>,
    /// The longest text.
    pub(super) longest: usize,
}

impl<'a> Reader<'a> {
    fn number(&mut self) -> Res<u32> {
        let number = self.rest.u32(0)?;
        self.rest = self.rest.from(4);
        Ok(number)
    }

    fn take(&mut self, n: usize) -> Res<Bytes<'a>> {
        self.rest.check(0, n)?;
        let taken = self.rest.first(n);
        self.rest = self.rest.from(n);
        Ok(taken)
    }

    /// Prints what a format says.
    pub(super) fn values(&mut self, c: &mut Ctx<'_>, format: Text<'_>) -> Res {
        let mut rest = format.0;
        loop {
            let Some(brace) = rest.iter().position(|&byte| byte == b'{') else {
                c.out.text(Text::packed(rest));
                return Ok(());
            };
            c.out.text(Text::packed(rest.get(..brace).unwrap_or(&[])));
            let kind = rest.get(brace + 1).copied().unwrap_or(b'n');
            rest = rest.get(brace + 3..).unwrap_or(&[]);
            if matches!(kind, b'+' | b',') {
                return self.list(c, kind == b',', Text::packed(rest));
            }
            self.value(c, kind)?;
        }
    }

    fn list(&mut self, c: &mut Ctx<'_>, commas: bool, format: Text<'_>) -> Res {
        let count = self.number()?;
        if count == 0 {
            put!(c, " <none!>");
        }
        // Every value takes bytes, so that the packet's end is the end of it.
        for left in (0..count).rev() {
            self.values(c, format)?;
            if commas && left > 0 {
                put!(c, ",");
            }
        }
        Ok(())
    }

    fn value(&mut self, c: &mut Ctx<'_>, kind: u8) -> Res {
        match kind {
            b'n' => put!(c, " {}", self.number()?),
            b'i' => put!(c, " {}", self.number()? as i32),
            b'l' => put!(c, " {}", u64::from(self.number()?) << 32 | u64::from(self.number()?)),
            b's' => self.text(c)?,
            b'v' => self.words(c, self.longest)?,
            b'w' => self.words(c, 32)?,
            b'2' => show!(c, &self.take(8)?, " {4}.{4}")?,
            b'D' => {
                let seconds = self.number()? as i32;
                Self::date(c, seconds);
            }
            b'Y' => c.literal(if self.number()? == 0 {
                text!(" syncsite no")
            } else {
                text!(" syncsite yes")
            }),
            b'z' => {
                self.number()?;
            }
            b'F' => show!(c, &self.take(12)?, " fid {4}/{4}/{4}")?,
            b'S' => self.status(c)?,
            b'A' => {
                let length = self.number()? as usize;
                let list = self.take(length)?;
                // A longer one is not looked into.
                if length <= 1024 {
                    rights(c, list.data());
                }
            }
            b'U' => self.machine(c)?,
            b'T' => put!(c, "{}", Name(KINDS, self.number()?)),
            b'E' => show!(c, &self.take(12)?, " server {4}:{4}:{4}")?,
            b'O' => {
                self.take(4)?;
                self.places(c, 8, false)?;
            }
            b'N' => self.places(c, 13, false)?,
            b'V' => self.places(c, 13, true)?,
            b'C' => self.promises(c)?,
            b'K' => {
                let length = self.number()? as usize;
                self.take(length)?;
            }
            _ => self.rest = self.rest.from(84),
        }
        Ok(())
    }

    fn date(c: &mut Ctx<'_>, seconds: i32) {
        let seconds = i64::from(seconds);
        let local = seconds + i64::from(c.lookup.utc_offset(seconds));
        put!(c, " ");
        time::utc(c, local, b' ');
    }

    /// A text, filled up to a multiple of four bytes.
    fn text(&mut self, c: &mut Ctx<'_>) -> Res {
        let length = self.number()? as usize;
        if length > self.longest {
            return Err(Short);
        }
        put!(c, " \"");
        c.text(self.rest.first(length).data());
        self.take(length)?;
        put!(c, "\"");
        self.rest = self.rest.from(length.wrapping_neg() & 3);
        Ok(())
    }

    /// A text with a word for each character.
    fn words(&mut self, c: &mut Ctx<'_>, count: usize) -> Res {
        let words = self.take(4 * count)?;
        put!(c, " \"");
        for at in 0..count {
            match words.u8(4 * at + 3)? {
                0 => break,
                byte => c.char(byte),
            }
        }
        put!(c, "\"");
        Ok(())
    }

    /// What of a file is to be stored.
    fn status(&mut self, c: &mut Ctx<'_>) -> Res {
        let status = self.take(24)?;
        let wanted = status.u32(0)?;
        if wanted != 0 {
            put!(c, " StoreStatus");
        }
        if wanted & 1 != 0 {
            put!(c, " date");
            Self::date(c, status.u32(4)? as i32);
        }
        for (bit, name, at) in [(2, text!(" owner "), 8), (4, text!(" group "), 12)] {
            if wanted & bit != 0 {
                put!(c, "{}{}", name, status.u32(at)?);
            }
        }
        if wanted & 8 != 0 {
            put!(c, " mode ");
            octal(c, status.u32(16)? & 0o7777);
        }
        if wanted & 16 != 0 {
            put!(c, " segsize {}", status.u32(20)?);
        }
        if wanted & 1024 != 0 {
            put!(c, " fsync");
        }
        Ok(())
    }

    /// The number of a machine, whose parts are a word each.
    fn machine(&mut self, c: &mut Ctx<'_>) -> Res {
        let words = self.take(44)?;
        show!(c, &words, " {4:08x}{4:04x}{4:04x}")?;
        for at in 3..11 {
            put!(c, "{:02x}", words.u8(4 * at + 3)?);
        }
        Ok(())
    }

    /// On which servers and partitions a volume is, and the numbers of its copies.
    fn places(&mut self, c: &mut Ctx<'_>, most: usize, by_number: bool) -> Res {
        put!(c, " numservers");
        let count = self.number()?;
        put!(c, " {}", count);
        put!(c, " servers");
        let count = usize::try_from(count).unwrap_or(most).min(most);
        for place in 0..most {
            let is_shown = place < count;
            if by_number && is_shown {
                put!(c, " afsuuid");
                self.machine(c)?;
            } else if by_number {
                self.take(44)?;
            } else {
                let server = self.take(4)?;
                if is_shown {
                    show!(c, &server, " {4A}")?;
                }
            }
        }
        if by_number {
            self.take(4 * most)?;
        }
        put!(c, " partitions");
        for place in 0..most {
            let partition = self.number()?;
            if place >= count {
                continue;
            }
            put!(c, " ");
            match partition {
                0..=26 => c.out.byte(b'a' + partition as u8),
                _ => put!(c, "{}", partition),
            }
        }
        self.take(4 * most)?;
        for name in [text!(" rwvol"), text!(" rovol"), text!(" backup")] {
            c.literal(name);
            put!(c, " {}", self.number()?);
        }
        Ok(())
    }

    /// Files, and the versions of each that were promised up to a time.
    fn promises(&mut self, c: &mut Ctx<'_>) -> Res {
        self.list(c, true, "{F}".into())?;
        let count = self.number()?;
        c.literal(if count == 0 { text!("") } else { text!(";") });
        for _ in 0..count {
            self.values(c, " ver{i} expires{D}".into())?;
            self.number()?;
        }
        Ok(())
    }
}

/// Who may do what, as text: how many there are of those who may and of those who may not, and a line
/// for each of them, a name and a number.
fn rights(c: &mut Ctx<'_>, list: &[u8]) {
    let mut rest = split(list, 0).next().unwrap_or(list);
    let (Some(allowed), Some(denied)) = (number(&mut rest), number(&mut rest)) else { return };
    for (sign, count) in [(text!(" +{"), allowed), (text!(" -{"), denied)] {
        for _ in 0..count {
            let Some(name) = word(&mut rest) else { return };
            let Some(bits) = number(&mut rest) else { return };
            c.literal(sign);
            c.text(name);
            put!(c, " ");
            for (_, right) in RIGHTS.entries().filter(|entry| bits as u32 & entry.0 != 0) {
                c.out.text(right);
            }
            c.literal(text!("}"));
        }
    }
}

/// What is of a kind at the begin of a text, which is taken off.
fn run<'a>(text: &mut &'a [u8], is_it: impl Fn(u8) -> bool) -> &'a [u8] {
    let end = text.iter().position(|&byte| !is_it(byte)).unwrap_or(text.len());
    let (run, rest) = text.split_at_checked(end).unwrap_or_default();
    *text = rest;
    run
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn word<'a>(text: &mut &'a [u8]) -> Option<&'a [u8]> {
    run(text, is_space);
    Some(run(text, |byte| !is_space(byte))).filter(|word| !word.is_empty())
}

/// A number as C reads it: one that is too large for a long word is the largest, and cut to a word.
fn number(text: &mut &[u8]) -> Option<i32> {
    run(text, is_space);
    let sign = text.first().copied().filter(|byte| matches!(byte, b'+' | b'-'));
    if sign.is_some() {
        *text = text.get(1..)?;
    }
    let digits = run(text, |byte| byte.is_ascii_digit());
    let sign = if sign == Some(b'-') { -1 } else { 1 };
    let next = |number: i64, digit: &u8| {
        number.saturating_mul(10).saturating_add(sign * i64::from(digit & 15))
    };
    (!digits.is_empty()).then(|| digits.iter().fold(0, next) as i32)
}
