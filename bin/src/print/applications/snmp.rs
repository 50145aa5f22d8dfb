//! SNMP, versions 1, 2c and 3 (RFC 1157, 3416, 3412, 3414): BER (X.690) as far as it needs it.

use crate::print::toolkit::*;

const PDUS: Table = table!("";
    0: "GetRequest" "GetNextRequest" "GetResponse" "SetRequest" "Trap" "GetBulk" "Inform"
    "V2Trap" "Report",
);
const TRAP: u8 = 4;
const BULK: u8 = 5;
const TRAPS: Table = table!("generic-trap({})";
    0: "coldStart" "warmStart" "linkDown" "linkUp" "authenticationFailure" "egpNeighborLoss"
    "enterpriseSpecific",
);
const ERRORS: Table = table!("ErrorStatus({})";
    0: "noError" "tooBig" "noSuchName" "badValue" "readOnly" "genErr" "noAccess" "wrongType"
    "wrongLength" "wrongEncoding" "wrongValue" "noCreation" "inconsistentValue"
    "resourceUnavailable" "commitFailed" "undoFailed" "authorizationError" "notWritable"
    "inconsistentName",
);
const MISSING: Table = table!("";
    0: "[noSuchObject]" "[noSuchInstance]" "[endOfMibView]",
);

/// The kinds of elements.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Integer,
    Text,
    Null,
    Object,
    Sequence,
    Address,
    Unsigned,
    Missing(u8),
    Pdu(u8),
    Other,
}

/// An element: its kind and its content.
struct Element<'a> {
    kind: Kind,
    content: Bytes<'a>,
}

impl Element<'_> {
    /// A number with a sign.
    fn integer(&self) -> Res<i64> {
        let bytes = self.content.get(0, self.content.len())?;
        let mut value = if bytes.first().is_some_and(|first| first & 0x80 != 0) { -1 } else { 0 };
        for &byte in bytes {
            value = value << 8 | i64::from(byte);
        }
        Ok(value)
    }
}

/// A walk through elements.
struct Walk<'a> {
    rest: Bytes<'a>,
}

impl<'a> Walk<'a> {
    /// The next element, or nothing where there is none, which is said.
    fn next(&mut self, c: &mut Ctx<'_>) -> Res<Option<Element<'a>>> {
        let b = &self.rest;
        if b.len() < 2 {
            c.str(if b.len() == 0 { "[nothing to parse]" } else { "[no asnlen]" });
            return Ok(None);
        }
        let tag = b.u8(0)?;
        let first = b.u8(1)?;
        let (mut length, mut head) = (usize::from(first), 2);
        if first & 0x80 != 0 {
            length = 0;
            for _ in 0..first & 0x7f {
                length = length << 8 & 0xffff_ffff | usize::from(b.u8(head)?);
                head += 1;
            }
        }
        if b.len() < head + length {
            put!(c, "[len{}<asnlen{}]", b.len().saturating_sub(head), length);
            return Ok(None);
        }
        let kind = match tag {
            0x02 => Kind::Integer,
            0x04 | 0x44 => Kind::Text,
            0x05 => Kind::Null,
            0x06 => Kind::Object,
            0x30 => Kind::Sequence,
            0x40 => Kind::Address,
            0x41..=0x43 | 0x46 | 0x47 => Kind::Unsigned,
            0x80..=0x82 => Kind::Missing(tag & 3),
            0xa0..=0xa8 => Kind::Pdu(tag & 15),
            _ => Kind::Other,
        };
        b.check(head, length)?;
        if length == 0 && matches!(kind, Kind::Integer | Kind::Unsigned) {
            c.str("[asnlen=0]");
            return Ok(None);
        }
        let content = b.from(head).claim(length);
        self.rest = b.from(head + length);
        Ok(Some(Element { kind, content }))
    }
}

fn walk<'a>(b: &Bytes<'a>) -> Walk<'a> {
    Walk { rest: *b }
}

/// Prints the value of an element.
fn value(c: &mut Ctx<'_>, element: &Element<'_>) -> Res {
    let b = &element.content;
    b.check(0, b.len())?;
    match element.kind {
        Kind::Null => {}
        Kind::Integer => put!(c, "{}", element.integer()?),
        Kind::Unsigned => {
            let bytes = b.inside().iter().take(9);
            put!(c, "{}", bytes.fold(0u64, |value, &byte| value << 8 | u64::from(byte)));
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
                    let upper = (number / 40).min(2);
                    put!(c, ".{}", upper);
                    number -= upper * 40;
                }
                first = false;
                put!(c, ".{}", number);
                number = 0;
            }
        }
        Kind::Text => {
            let text = b.inside();
            if text.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()) {
                c.str("\"");
                c.zero_text(text);
                c.str("\"");
            } else {
                for (i, byte) in text.iter().enumerate() {
                    put!(c, "{}{:02x}", if i > 0 { "_" } else { "" }, *byte);
                }
            }
        }
        Kind::Address => {
            for (i, byte) in b.inside().iter().enumerate() {
                put!(c, "{}{}", if i > 0 { "." } else { "" }, *byte);
            }
        }
        Kind::Sequence => put!(c, "Sequence({}) ", b.len()),
        Kind::Pdu(kind) => put!(c, "{}({}) ", Name(PDUS, kind.into()), b.len()),
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
fn expect<'a>(
    c: &mut Ctx<'_>,
    w: &mut Walk<'a>,
    kind: Kind,
    name: &str,
) -> Res<Option<Element<'a>>> {
    let Some(element) = w.next(c)? else { return Ok(None) };
    if element.kind == kind {
        return Ok(Some(element));
    }
    put!(c, "[{}]", name);
    value(c, &element)?;
    Ok(None)
}

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "snmp";
    c.str(" ");
    message(c, b)?;
    Ok(())
}

/// Answers nothing where the message makes no sense.
fn message(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<()>> {
    let mut w = walk(b);
    let Some(whole) = expect(c, &mut w, Kind::Sequence, "!init SEQ")? else { return Ok(None) };
    if w.rest.len() > 0 {
        put!(c, "[{} extra after iSEQ]", w.rest.len());
    }
    let mut w = walk(&whole.content);
    let Some(version) = expect(c, &mut w, Kind::Integer, "version!=INT")? else { return Ok(None) };
    let v = c.v() > 0;
    let name = match version.integer()? {
        0 => "SNMPv1",
        1 => "SNMPv2c",
        3 => "SNMPv3",
        other => {
            put!(c, "SNMP [version = {}]", other);
            return Ok(None);
        }
    };
    if v {
        put!(c, "{{ {} ", name);
    }
    let done = if name == "SNMPv3" { version_3(c, &mut w)? } else { community(c, &mut w)? };
    c.str(if v { "} " } else { "" });
    Ok(done)
}

fn community(c: &mut Ctx<'_>, w: &mut Walk<'_>) -> Res<Option<()>> {
    let Some(name) = expect(c, w, Kind::Text, "comm!=STR")? else { return Ok(None) };
    if c.v() > 0 || name.content.inside() != b"public" {
        c.str("C=");
        value(c, &name)?;
        c.str(" ");
    }
    pdu(c, w)
}

/// The header of version 3, its user's security, and the scope of its content.
fn version_3(c: &mut Ctx<'_>, w: &mut Walk<'_>) -> Res<Option<()>> {
    let v = c.v() > 0;
    let Some(global) = expect(c, w, Kind::Sequence, "!message")? else { return Ok(None) };
    let mut g = walk(&global.content);
    c.str(if v { "{ " } else { "" });
    let Some(_) = expect(c, &mut g, Kind::Integer, "msgID!=INT")? else { return Ok(None) };
    let Some(_) = expect(c, &mut g, Kind::Integer, "msgMaxSize!=INT")? else { return Ok(None) };
    let Some(flags) = expect(c, &mut g, Kind::Text, "msgFlags!=STR")? else { return Ok(None) };
    let flags = flags.content.u8(0)?;
    c.str("F=");
    for (bit, letter) in [(1, b'a'), (2, b'p'), (4, b'r')] {
        if flags & bit != 0 {
            c.out.byte(letter);
        }
    }
    c.str(" ");
    let Some(model) = expect(c, &mut g, Kind::Integer, "msgSecurityModel!=INT")? else {
        return Ok(None);
    };
    if model.integer()? != 3 {
        put!(c, "[security {}]", model.integer()?);
        return Ok(None);
    }
    c.str(if v { "} { USM " } else { "" });
    let Some(usm) = expect(c, w, Kind::Text, "msgSecurityParameters!=STR")? else {
        return Ok(None);
    };
    let mut u = walk(&usm.content);
    let Some(usm) = expect(c, &mut u, Kind::Sequence, "!usm SEQ")? else { return Ok(None) };
    let mut u = walk(&usm.content);
    let Some(_) = expect(c, &mut u, Kind::Text, "msgEngineID!=STR")? else { return Ok(None) };
    let Some(boots) = expect(c, &mut u, Kind::Integer, "msgEngineBoots!=INT")? else {
        return Ok(None);
    };
    let Some(time) = expect(c, &mut u, Kind::Integer, "msgEngineTime!=INT")? else {
        return Ok(None);
    };
    if v {
        put!(c, "B={} T={} ", boots.integer()?, time.integer()?);
    }
    let Some(user) = expect(c, &mut u, Kind::Text, "msgUserName!=STR")? else { return Ok(None) };
    c.str("U=");
    value(c, &user)?;
    c.str(" ");
    c.str(if v { "} { ScopedPDU " } else { "" });
    if flags & 2 != 0 {
        c.str("[!scopedPDU]");
        return Ok(None);
    }
    let Some(scoped) = expect(c, w, Kind::Sequence, "!scopedPDU")? else { return Ok(None) };
    let mut s = walk(&scoped.content);
    let Some(engine) = expect(c, &mut s, Kind::Text, "contextEngineID!=STR")? else {
        return Ok(None);
    };
    c.str("E= ");
    if engine.content.len() > 0 {
        c.str("0x");
        for byte in engine.content.inside() {
            put!(c, "{:02X}", *byte);
        }
        c.str(" ");
    }
    let Some(name) = expect(c, &mut s, Kind::Text, "contextName!=STR")? else { return Ok(None) };
    c.str("C=");
    value(c, &name)?;
    c.str(" ");
    let done = pdu(c, &mut s)?;
    if v && done.is_some() {
        c.str("} ");
    }
    Ok(done)
}

fn pdu(c: &mut Ctx<'_>, w: &mut Walk<'_>) -> Res<Option<()>> {
    let Some(element) = w.next(c)? else { return Ok(None) };
    let Kind::Pdu(kind) = element.kind else {
        c.str("[no SNMP PDU tag]");
        value(c, &element)?;
        return Ok(None);
    };
    let v = c.v() > 0;
    c.str(if v { "{ " } else { "" });
    put!(c, "{}({}) ", Name(PDUS, kind.into()), element.content.len());
    let mut p = walk(&element.content);
    let mut failed = 0;
    if kind == TRAP {
        let Some(enterprise) = expect(c, &mut p, Kind::Object, "enterprise!=OID")? else {
            return Ok(None);
        };
        c.str(" ");
        value(c, &enterprise)?;
        c.str(" ");
        let Some(agent) = expect(c, &mut p, Kind::Address, "agent-addr!=INETADDR")? else {
            return Ok(None);
        };
        value(c, &agent)?;
        let Some(generic) = expect(c, &mut p, Kind::Integer, "generic-trap!=INT")? else {
            return Ok(None);
        };
        put!(c, " {}", Name(TRAPS, generic.integer()? as u32));
        let Some(specific) = expect(c, &mut p, Kind::Integer, "specific-trap!=INT")? else {
            return Ok(None);
        };
        if generic.integer()? == 6 {
            put!(c, " s={}", specific.integer()?);
        } else if specific.integer()? != 0 {
            put!(c, " [specific-trap({})!=0]", specific.integer()?);
        }
        let Some(time) = expect(c, &mut p, Kind::Unsigned, "timestamp!=TIMETICKS")? else {
            return Ok(None);
        };
        c.str(" ");
        value(c, &time)?;
    } else {
        let Some(request) = expect(c, &mut p, Kind::Integer, "reqId!=INT")? else {
            return Ok(None);
        };
        if v {
            put!(c, "R={} ", request.integer()?);
        }
        let Some(status) = expect(c, &mut p, Kind::Integer, "errorStatus!=INT")? else {
            return Ok(None);
        };
        let Some(index) = expect(c, &mut p, Kind::Integer, "errorIndex!=INT")? else {
            return Ok(None);
        };
        let (status, index) = (status.integer()?, index.integer()?);
        let name = Name(ERRORS, status as u32);
        match kind {
            BULK => put!(c, " N={} M={}", status, index),
            2 => {
                if status != 0 {
                    put!(c, " {}", name);
                    failed = index;
                    put!(c, "@{}", index);
                } else if index != 0 {
                    put!(c, "[errorIndex=={} w/o errorStatus]", index);
                }
            }
            _ => {
                if status != 0 {
                    put!(c, "[errorStatus({})!=0]", name);
                }
                if index != 0 {
                    put!(c, "[errorIndex({})!=0]", index);
                }
            }
        }
    }
    let Some(list) = expect(c, &mut p, Kind::Sequence, "!SEQ of varbind")? else {
        return Ok(None);
    };
    let mut list = walk(&list.content);
    let mut number = 0;
    while list.rest.len() > 0 {
        number += 1;
        let Some(bind) = expect(c, &mut list, Kind::Sequence, "!varbind")? else {
            return Ok(None);
        };
        let mut bind = walk(&bind.content);
        let Some(object) = expect(c, &mut bind, Kind::Object, "objName!=OID")? else {
            return Ok(None);
        };
        c.str(" ");
        value(c, &object)?;
        let asks = matches!(kind, 0 | 1 | BULK);
        c.str(if !asks && failed == 0 { "=" } else { "" });
        let Some(content) = bind.next(c)? else { return Ok(None) };
        if asks {
            if content.kind != Kind::Null {
                c.str("[objVal!=NULL]");
                value(c, &content)?;
            }
        } else if failed == 0 || v || number == failed {
            value(c, &content)?;
        }
    }
    c.str(if v { " } " } else { "" });
    Ok(Some(()))
}
