//! SNMP, versions 1, 2c and 3 (RFC 1157, 3416, 3412, 3414): BER (X.690) as far as it needs it.

use crate::print::sink::hex_digit;
use crate::print::toolkit::*;

const PDUS: Table = table!("";
    0: "GetRequest" "GetNextRequest" "GetResponse" "SetRequest" "Trap" "GetBulk" "Inform"
    "V2Trap" "Report",
);
const RESPONSE: u8 = 2;
const TRAP: u8 = 4;
const BULK: u8 = 5;
const TRAPS: Table = table!("gt={}";
    0: "coldStart" "warmStart" "linkDown" "linkUp" "authenticationFailure" "egpNeighborLoss"
    "enterpriseSpecific",
);
const ERRORS: Table = table!("err={}";
    0: "noError" "tooBig" "noSuchName" "badValue" "readOnly" "genErr" "noAccess" "wrongType"
    "wrongLength" "wrongEncoding" "wrongValue" "noCreation" "inconsistentValue"
    "resourceUnavailable" "commitFailed" "undoFailed" "authorizationError" "notWritable"
    "inconsistentName",
);
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
enum Kind {
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
            value = value << 8 | i32::from(byte);
        }
        Ok(value.into())
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
        if b.len() == 0 {
            c.str("[nothing to parse]");
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
                    c.str("[Xtagfield?]");
                    return Ok(None);
                }
                id = id << 7 | byte & 0x7f;
                if byte & 0x80 == 0 {
                    break;
                }
            }
        }
        if b.len() <= head {
            c.str("[no asnlen]");
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
            c.str("[asnlen=0]");
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
    let form = if constructed { "C" } else { "P" };
    let (class, names, last) = match tag >> 6 {
        0 => ("U", UNIVERSAL, 17),
        1 => ("x", APPLICATION, 6),
        2 => ("x", PRIVATE, 8),
        _ => ("x", PRIVATE, 0),
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
            let class = if tag >> 5 == 2 { "A" } else { class };
            c.str(if constructed { "" } else { "[" });
            put!(c, "{}/{}/{}", form, class, Name(names, id.into()));
            c.str(if constructed { "" } else { "]" });
            Kind::Other
        }
    }))
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
            c.str(if b.len() == 4 { "" } else { "[inetaddr len!=4]" });
            for (i, byte) in b.inside().iter().enumerate() {
                put!(c, "{}{}", if i > 0 { "." } else { "" }, *byte);
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

/// Reads a number, or says that there is none and stops.
fn integer(c: &mut Ctx<'_>, w: &mut Walk<'_>, name: &str) -> Res<Option<i64>> {
    expect(c, w, Kind::Integer, name)?.map(|element| element.integer()).transpose()
}

/// Reads a sequence, into which the walk goes on.
fn sequence<'a>(c: &mut Ctx<'_>, w: &mut Walk<'a>, name: &str) -> Res<Option<Walk<'a>>> {
    let element = expect(c, w, Kind::Sequence, name)?;
    Ok(element.map(|element| walk(&element.content)))
}

fn extra(c: &mut Ctx<'_>, length: usize, after: &str) {
    if length > 0 {
        put!(c, "[{} extra after {}]", length, after);
    }
}

/// What is left behind the last element, which counts twice, as tcpdump has it; `before` was left
/// before it.
fn left(c: &mut Ctx<'_>, before: usize, w: &Walk<'_>, after: &str) {
    extra(c, (2 * w.rest.len()).saturating_sub(before), after);
}

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "snmp";
    c.str(" ");
    message(c, b)?;
    Ok(())
}

/// Answers nothing where the message makes no sense, as all that follow; with -v its brackets are
/// closed all the same.
fn message(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<()>> {
    let mut all = walk(b);
    let Some(mut w) = sequence(c, &mut all, "!init SEQ")? else { return Ok(None) };
    extra(c, all.rest.len(), "iSEQ");
    let Some(version) = integer(c, &mut w, "version!=INT")? else { return Ok(None) };
    let v = c.v() > 0;
    let name = match version {
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
    let _ = if version == 3 { version_3(c, &mut w)? } else { community(c, &mut w, version)? };
    c.str(if v { "} " } else { "" });
    Ok(Some(()))
}

fn community(c: &mut Ctx<'_>, w: &mut Walk<'_>, version: i64) -> Res<Option<()>> {
    let Some(name) = expect(c, w, Kind::Text, "comm!=STR")? else { return Ok(None) };
    if name.content.inside() != b"public" {
        c.str("C=");
        value(c, &name)?;
        c.str(" ");
    }
    pdu(c, w, version)
}

/// The header of version 3, its user's security, and the scope of its content.
fn version_3(c: &mut Ctx<'_>, w: &mut Walk<'_>) -> Res<Option<()>> {
    let v = c.v() > 0;
    let whole = w.rest;
    let Some(mut g) = sequence(c, w, "!message")? else { return Ok(None) };
    c.str(if v { "{ " } else { "" });
    for name in ["msgID!=INT", "msgMaxSize!=INT"] {
        let Some(_) = integer(c, &mut g, name)? else { return Ok(None) };
    }
    let Some(flags) = expect(c, &mut g, Kind::Text, "msgFlags!=STR")? else { return Ok(None) };
    if flags.content.len() != 1 {
        put!(c, "[msgFlags size {}]", flags.content.len());
        return Ok(None);
    }
    let flags = flags.content.u8(0)?;
    // Privacy without authentication there is not.
    if flags > 7 || flags & 3 == 2 {
        c.str("[msgFlags=0x");
        for nibble in [flags >> 4, flags & 15] {
            c.out.byte(hex_digit(nibble).to_ascii_uppercase());
        }
        c.str("]");
        return Ok(None);
    }
    c.str("F=");
    for (bit, letter) in [(1, b'a'), (2, b'p'), (4, b'r')] {
        if flags & bit != 0 {
            c.out.byte(letter);
        }
    }
    c.str(" ");
    let before = g.rest.len();
    let Some(model) = integer(c, &mut g, "msgSecurityModel!=INT")? else { return Ok(None) };
    // The message goes on behind what is known of this part.
    left(c, before, &g, "message SEQ");
    *w = walk(&whole.from(whole.captured() - g.rest.captured()));
    c.str(if v { "} " } else { "" });
    if model != 3 {
        put!(c, "[security model {}]", model);
        return Ok(None);
    }
    c.str(if v { "{ USM " } else { "" });
    let Some(usm) = expect(c, w, Kind::Text, "msgSecurityParameters!=STR")? else {
        return Ok(None);
    };
    let _ = security(c, &mut walk(&usm.content))?;
    c.str(if v { "} { ScopedPDU " } else { "" });
    let _ = scoped(c, w)?;
    c.str(if v { "} " } else { "" });
    Ok(Some(()))
}

fn security(c: &mut Ctx<'_>, w: &mut Walk<'_>) -> Res<Option<()>> {
    let Some(mut u) = sequence(c, w, "!usm")? else { return Ok(None) };
    let Some(_) = expect(c, &mut u, Kind::Text, "msgAuthoritativeEngineID!=STR")? else {
        return Ok(None);
    };
    for (name, letter) in
        [("msgAuthoritativeEngineBoots!=INT", "B"), ("msgAuthoritativeEngineTime!=INT", "T")]
    {
        let Some(number) = integer(c, &mut u, name)? else { return Ok(None) };
        if c.v() > 0 {
            put!(c, "{}={} ", letter, number);
        }
    }
    let Some(user) = expect(c, &mut u, Kind::Text, "msgUserName!=STR")? else { return Ok(None) };
    c.str("U=");
    value(c, &user)?;
    c.str(" ");
    let mut before = 0;
    for name in ["msgAuthenticationParameters!=STR", "msgPrivacyParameters!=STR"] {
        before = u.rest.len();
        let Some(_) = expect(c, &mut u, Kind::Text, name)? else { return Ok(None) };
    }
    left(c, before, &u, "usm SEQ");
    Ok(Some(()))
}

fn scoped(c: &mut Ctx<'_>, w: &mut Walk<'_>) -> Res<Option<()>> {
    let Some(mut s) = sequence(c, w, "!scoped PDU")? else { return Ok(None) };
    let Some(engine) = expect(c, &mut s, Kind::Text, "contextEngineID!=STR")? else {
        return Ok(None);
    };
    c.str("E=");
    value(c, &Element { kind: Kind::Other, content: engine.content })?;
    c.str(" ");
    let Some(name) = expect(c, &mut s, Kind::Text, "contextName!=STR")? else { return Ok(None) };
    c.str("C=");
    value(c, &name)?;
    c.str(" ");
    pdu(c, &mut s, 3)
}

fn pdu(c: &mut Ctx<'_>, w: &mut Walk<'_>, version: i64) -> Res<Option<()>> {
    let Some(element) = w.next(c)? else { return Ok(None) };
    let Kind::Pdu(kind) = element.kind else {
        c.str("[no PDU]");
        return Ok(None);
    };
    extra(c, w.rest.len(), "PDU");
    let v = c.v() > 0;
    c.str(if v { "{ " } else { "" });
    value(c, &element)?;
    c.str(" ");
    if version == 0 && kind >= BULK || version == 1 && kind == TRAP {
        put!(c, "[v{} PDU in v{} message]", 2 - version, version + 1);
        return Ok(None);
    }
    let mut p = walk(&element.content);
    let _ = if kind == TRAP { trap(c, &mut p)? } else { request(c, &mut p, kind)? };
    c.str(if v { " } " } else { "" });
    Ok(Some(()))
}

fn trap(c: &mut Ctx<'_>, p: &mut Walk<'_>) -> Res<Option<()>> {
    for (kind, name) in [(Kind::Object, "enterprise!=OID"), (Kind::Address, "agent-addr!=INETADDR")]
    {
        c.str(" ");
        let Some(element) = expect(c, p, kind, name)? else { return Ok(None) };
        value(c, &element)?;
    }
    let Some(generic) = integer(c, p, "generic-trap!=INT")? else { return Ok(None) };
    c.str(" ");
    if generic < 0 {
        put!(c, "gt={}", generic);
    } else {
        put!(c, "{}", Name(TRAPS, generic as u32));
    }
    let Some(specific) = integer(c, p, "specific-trap!=INT")? else { return Ok(None) };
    if generic == 6 {
        put!(c, " s={}", specific);
    } else if specific != 0 {
        put!(c, "[specific-trap({})!=0]", specific);
    }
    c.str(" ");
    let Some(time) = expect(c, p, Kind::Unsigned, "time-stamp!=TIMETICKS")? else {
        return Ok(None);
    };
    value(c, &time)?;
    variables(c, p, false)
}

fn request(c: &mut Ctx<'_>, p: &mut Walk<'_>, kind: u8) -> Res<Option<()>> {
    let Some(request) = integer(c, p, "reqId!=INT")? else { return Ok(None) };
    if c.v() > 0 {
        put!(c, "R={} ", request);
    }
    let Some(status) = integer(c, p, "errorStatus!=INT")? else { return Ok(None) };
    let name = Name(ERRORS, status as u32);
    match kind {
        BULK => put!(c, " N={}", status),
        _ if status == 0 => {}
        RESPONSE => put!(c, " {}", name),
        _ => put!(c, "[errorStatus({})!=0]", name),
    }
    let Some(index) = integer(c, p, "errorIndex!=INT")? else { return Ok(None) };
    match kind {
        BULK => put!(c, " M={}", index),
        RESPONSE if status != 0 && index != 0 => put!(c, "@{}", index),
        RESPONSE if status != 0 => c.str("[errorIndex==0]"),
        _ if index == 0 => {}
        RESPONSE => put!(c, "[errorIndex({}) w/o errorStatus]", index),
        _ => put!(c, "[errorIndex({})!=0]", index),
    }
    variables(c, p, matches!(kind, 0 | 1 | BULK))
}

/// Names and their values; who asks has none.
fn variables(c: &mut Ctx<'_>, p: &mut Walk<'_>, asks: bool) -> Res<Option<()>> {
    let Some(mut list) = sequence(c, p, "!SEQ of varbind")? else { return Ok(None) };
    extra(c, p.rest.len(), "SEQ of varbind");
    while list.rest.len() > 0 {
        c.str(" ");
        let Some(bind) = expect(c, &mut list, Kind::Sequence, "!varbind")? else {
            return Ok(None);
        };
        let mut bind = walk(&bind.content);
        let Some(object) = expect(c, &mut bind, Kind::Object, "objName!=OID")? else {
            return Ok(None);
        };
        value(c, &object)?;
        c.str(if asks { "" } else { "=" });
        let Some(content) = bind.next(c)? else { return Ok(None) };
        if !asks {
            value(c, &content)?;
        } else if content.kind != Kind::Null {
            c.str("[objVal!=NULL]");
            value(c, &content)?;
        }
    }
    Ok(Some(()))
}
