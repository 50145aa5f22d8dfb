//! The elements of SNMP's messages: BER (X.690) as far as SNMP needs it.

use super::PDUS;
use crate::print::toolkit::*;

const UNIVERSAL: Table = table!("U-{}";
    1: "Boolean" "Integer" "Bitstring" "String" "Null" "ObjID" "ObjectDes", 16: "Sequence" "Set",
);
const APPLICATION: Table = table!("C-{}";
    0: "IpAddress" "Counter" "Gauge" "TimeTicks" "Opaque", 6: "Counter64",
);
const PRIVATE: Table = table!("P-{}"; 255: "");
const MISSING: Table = table!("[BE_ANY!?]";
    0: "[noSuchObject]" "[noSuchInstance]" "[endOfMibView]",
);

/// The kinds of elements.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Text,
    Null,
    Object,
    Sequence,
    Address,
    Unsigned,
    Counter64,
    Missing(u8),
    Pdu(u8),
    Other,
}

/// An element: its kind and its content.
pub(super) struct Element<'a> {
    pub(super) kind: Kind,
    pub(super) content: Bytes<'a>,
}

impl Element<'_> {
    /// A number with a sign.
    pub(super) fn integer(&self) -> Res<i64> {
        let bytes = self.content.get(0, self.content.len())?;
        let mut value = if bytes.first().is_some_and(|first| first & 0x80 != 0) { -1 } else { 0 };
        for &byte in bytes {
            value = value << 8 | i32::from(byte);
        }
        Ok(value.into())
    }
}

/// A walk through elements.
pub(super) struct Walk<'a> {
    pub(super) rest: Bytes<'a>,
}

impl<'a> Walk<'a> {
    /// The next element, or nothing where there is none, which is said.
    pub(super) fn next(&mut self, c: &mut Ctx<'_>) -> Res<Option<Element<'a>>> {
        let b = &self.rest;
        if b.len() == 0 {
            put!(c, "[nothing to parse]");
            return Ok(None);
        }
        let tag = b.u8(0)?;
        let (mut id, mut head) = (tag & 0x1f, 1);
        if id == 0x1f {
            // As tcpdump has it, the lowest eight bits of the number count.
            id = 0;
            loop {
                let byte = b.u8(head)?;
                head += 1;
                if b.len() < head {
                    put!(c, "[Xtagfield?]");
                    return Ok(None);
                }
                id = id << 7 | byte & 0x7f;
                if byte & 0x80 == 0 {
                    break;
                }
            }
        }
        if b.len() <= head {
            put!(c, "[no asnlen]");
            return Ok(None);
        }
        let mut length = usize::from(b.u8(head)?);
        head += 1;
        if length & 0x80 != 0 {
            let (size, left) = (length & 0x7f, b.len() - head);
            if left < size {
                put!(c, "[asnlen? {}<{}]", left, size);
                return Ok(None);
            }
            b.check(head, size)?;
            length = 0;
            for _ in 0..size {
                length = length << 8 & 0xffff_ffff | usize::from(b.u8(head)?);
                head += 1;
            }
        }
        if b.len() < head + length {
            put!(c, "[len{}<asnlen{}]", b.len().saturating_sub(head), length);
            return Ok(None);
        }
        let there = b.check(head, length);
        let Some(kind) = kind(c, tag, id, there)? else { return Ok(None) };
        if length == 0 && kind == Kind::Integer {
            put!(c, "[asnlen=0]");
            return Ok(None);
        }
        let content = b.from(head).claim(length);
        self.rest = b.from(head + length);
        Ok(Some(Element { kind, content }))
    }
}

/// What an element is by its tag: its class, its form and its number. One that means nothing to SNMP
/// is named, if all of it is there; nothing is answered for a number that its class has not.
fn kind(c: &mut Ctx<'_>, tag: u8, id: u8, there: Res) -> Res<Option<Kind>> {
    let constructed = tag & 0x20 != 0;
    let form = if constructed { text!("C") } else { text!("P") };
    let (class, names, last) = match tag >> 6 {
        0 => (text!("U"), UNIVERSAL, 17),
        1 => (text!("x"), APPLICATION, 6),
        2 => (text!("x"), PRIVATE, 8),
        _ => (text!("x"), PRIVATE, 0),
    };
    if id > last {
        put!(c, "[id?{}/x/{}]", form, id);
        return Ok(None);
    }
    there?;
    Ok(Some(match (tag >> 6, constructed, id) {
        (0, false, 2) => Kind::Integer,
        (0, false, 4) => Kind::Text,
        (0, false, 5) => Kind::Null,
        (0, false, 6) => Kind::Object,
        (0, true, 16) => Kind::Sequence,
        (1, false, 0) => Kind::Address,
        (1, false, 1..=3) => Kind::Unsigned,
        (1, false, 6) => Kind::Counter64,
        (2, false, _) => Kind::Missing(id),
        (2, true, _) => Kind::Pdu(id),
        _ => {
            let class = if tag >> 5 == 2 { text!("A") } else { class };
            c.literal(if constructed { text!("") } else { text!("[") });
            put!(c, "{}/{}/{}", form, class, Name(names, id.into()));
            c.literal(if constructed { text!("") } else { text!("]") });
            Kind::Other
        }
    }))
}

pub(super) fn walk<'a>(b: &Bytes<'a>) -> Walk<'a> {
    Walk { rest: *b }
}

/// Prints the value of an element.
pub(super) fn value(c: &mut Ctx<'_>, element: &Element<'_>) -> Res {
    let b = &element.content;
    b.check(0, b.len())?;
    match element.kind {
        Kind::Null => {}
        Kind::Integer => put!(c, "{}", element.integer()?),
        Kind::Unsigned | Kind::Counter64 => {
            let bytes = b.inside().iter();
            let value = bytes.fold(0u64, |value, &byte| value << 8 | u64::from(byte));
            let mask = if element.kind == Kind::Counter64 { u64::MAX } else { 0xffff_ffff };
            put!(c, "{}", value & mask);
        }
        Kind::Object => {
            let (mut number, mut first) = (0u32, true);
            for &byte in b.inside() {
                number = number << 7 | u32::from(byte & 0x7f);
                if byte & 0x80 != 0 {
                    continue;
                }
                if first {
                    // The first two numbers are one.
                    let upper = (number.cast_signed() / 40).min(2).cast_unsigned();
                    put!(c, ".{}", upper);
                    number = number.wrapping_sub(upper.wrapping_mul(40));
                }
                first = false;
                put!(c, ".{}", number);
                number = 0;
            }
        }
        Kind::Text => {
            let text = b.inside();
            if text.iter().all(|byte| (0x20..0x7f).contains(byte)) {
                put!(c, "\"");
                c.zero_text(text);
                put!(c, "\"");
            } else {
                for (i, byte) in text.iter().enumerate() {
                    put!(c, "{}{:02x}", if i > 0 { text!("_") } else { text!("") }, *byte);
                }
            }
        }
        Kind::Address => {
            c.literal(if b.len() == 4 { text!("") } else { text!("[inetaddr len!=4]") });
            for (i, byte) in b.inside().iter().enumerate() {
                put!(c, "{}{}", if i > 0 { text!(".") } else { text!("") }, *byte);
            }
        }
        Kind::Sequence => put!(c, "Seq({})", b.len()),
        Kind::Pdu(kind) => put!(c, "{}({})", Name(PDUS, kind.into()), b.len()),
        Kind::Missing(kind) => put!(c, "{}", Name(MISSING, kind.into())),
        Kind::Other => {
            for byte in b.inside() {
                put!(c, "_{:02x}", *byte);
            }
        }
    }
    Ok(())
}

/// Reads an element that must be of a kind, or says so and stops.
pub(super) fn expect<'a>(
    c: &mut Ctx<'_>,
    w: &mut Walk<'a>,
    kind: Kind,
    name: Literal,
) -> Res<Option<Element<'a>>> {
    let Some(element) = w.next(c)? else { return Ok(None) };
    if element.kind == kind {
        return Ok(Some(element));
    }
    put!(c, "[{}]", name);
    value(c, &element)?;
    Ok(None)
}

/// Reads a number, or says that there is none and stops.
pub(super) fn integer(c: &mut Ctx<'_>, w: &mut Walk<'_>, name: Literal) -> Res<Option<i64>> {
    expect(c, w, Kind::Integer, name)?.map(|element| element.integer()).transpose()
}

/// Reads a sequence, into which the walk goes on.
pub(super) fn sequence<'a>(
    c: &mut Ctx<'_>,
    w: &mut Walk<'a>,
    name: Literal,
) -> Res<Option<Walk<'a>>> {
    let element = expect(c, w, Kind::Sequence, name)?;
    Ok(element.map(|element| walk(&element.content)))
}

pub(super) fn extra(c: &mut Ctx<'_>, length: usize, after: Literal) {
    if length > 0 {
        put!(c, "[{} extra after {}]", length, after);
    }
}

/// What is left behind the last element, which counts twice, as tcpdump has it; `before` was left
/// before it.
pub(super) fn left(c: &mut Ctx<'_>, before: usize, w: &Walk<'_>, after: Literal) {
    extra(c, (2 * w.rest.len()).saturating_sub(before), after);
}
