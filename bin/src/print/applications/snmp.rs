//! SNMP, versions 1, 2c and 3 (RFC 1157, 3416, 3412, 3414).

mod elements;

use crate::print::toolkit::*;
use elements::{Element, Kind, Walk, expect, extra, integer, left, sequence, value, walk};

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

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("snmp");
    put!(c, " ");
    message(c, b)?;
    Ok(())
}

/// Answers nothing where the message makes no sense, as all that follow; with -v its brackets are
/// closed all the same.
fn message(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<()>> {
    let mut all = walk(b);
    let Some(mut w) = sequence(c, &mut all, text!("!init SEQ"))? else { return Ok(None) };
    extra(c, all.rest.len(), text!("iSEQ"));
    let Some(version) = integer(c, &mut w, text!("version!=INT"))? else { return Ok(None) };
    let v = c.v() > 0;
    let name = match version {
        0 => text!("SNMPv1"),
        1 => text!("SNMPv2c"),
        3 => text!("SNMPv3"),
        other => {
            put!(c, "SNMP [version = {}]", other);
            return Ok(None);
        }
    };
    if v {
        put!(c, "{{ {} ", name);
    }
    let _ = if version == 3 { version_3(c, &mut w)? } else { community(c, &mut w, version)? };
    c.literal(if v { text!("} ") } else { text!("") });
    Ok(Some(()))
}

fn community(c: &mut Ctx<'_>, w: &mut Walk<'_>, version: i64) -> Res<Option<()>> {
    let Some(name) = expect(c, w, Kind::Text, text!("comm!=STR"))? else { return Ok(None) };
    if name.content.inside() != b"public" {
        put!(c, "C=");
        value(c, &name)?;
        put!(c, " ");
    }
    pdu(c, w, version)
}

/// The header of version 3, its user's security, and the scope of its content.
fn version_3(c: &mut Ctx<'_>, w: &mut Walk<'_>) -> Res<Option<()>> {
    let v = c.v() > 0;
    let whole = w.rest;
    let Some(mut g) = sequence(c, w, text!("!message"))? else { return Ok(None) };
    c.literal(if v { text!("{ ") } else { text!("") });
    for name in [text!("msgID!=INT"), text!("msgMaxSize!=INT")] {
        let Some(_) = integer(c, &mut g, name)? else { return Ok(None) };
    }
    let Some(flags) = expect(c, &mut g, Kind::Text, text!("msgFlags!=STR"))? else {
        return Ok(None);
    };
    if flags.content.len() != 1 {
        put!(c, "[msgFlags size {}]", flags.content.len());
        return Ok(None);
    }
    let flags = flags.content.u8(0)?;
    // Privacy without authentication there is not.
    if flags > 7 || flags & 3 == 2 {
        put!(c, "[msgFlags=0x");
        c.hex_capitals(&[flags]);
        put!(c, "]");
        return Ok(None);
    }
    put!(c, "F=");
    for (bit, letter) in [(1, b'a'), (2, b'p'), (4, b'r')] {
        if flags & bit != 0 {
            c.out.byte(letter);
        }
    }
    put!(c, " ");
    let before = g.rest.len();
    let Some(model) = integer(c, &mut g, text!("msgSecurityModel!=INT"))? else { return Ok(None) };
    // The message goes on behind what is known of this part.
    left(c, before, &g, text!("message SEQ"));
    *w = walk(&whole.from(whole.captured() - g.rest.captured()));
    c.literal(if v { text!("} ") } else { text!("") });
    if model != 3 {
        put!(c, "[security model {}]", model);
        return Ok(None);
    }
    c.literal(if v { text!("{ USM ") } else { text!("") });
    let Some(usm) = expect(c, w, Kind::Text, text!("msgSecurityParameters!=STR"))? else {
        return Ok(None);
    };
    let _ = security(c, &mut walk(&usm.content))?;
    c.literal(if v { text!("} { ScopedPDU ") } else { text!("") });
    let _ = scoped(c, w)?;
    c.literal(if v { text!("} ") } else { text!("") });
    Ok(Some(()))
}

fn security(c: &mut Ctx<'_>, w: &mut Walk<'_>) -> Res<Option<()>> {
    let Some(mut u) = sequence(c, w, text!("!usm"))? else { return Ok(None) };
    let Some(_) = expect(c, &mut u, Kind::Text, text!("msgAuthoritativeEngineID!=STR"))? else {
        return Ok(None);
    };
    for (name, letter) in [
        (text!("msgAuthoritativeEngineBoots!=INT"), text!("B")),
        (text!("msgAuthoritativeEngineTime!=INT"), text!("T")),
    ] {
        let Some(number) = integer(c, &mut u, name)? else { return Ok(None) };
        if c.v() > 0 {
            put!(c, "{}={} ", letter, number);
        }
    }
    let Some(user) = expect(c, &mut u, Kind::Text, text!("msgUserName!=STR"))? else {
        return Ok(None);
    };
    put!(c, "U=");
    value(c, &user)?;
    put!(c, " ");
    let mut before = 0;
    for name in [text!("msgAuthenticationParameters!=STR"), text!("msgPrivacyParameters!=STR")] {
        before = u.rest.len();
        let Some(_) = expect(c, &mut u, Kind::Text, name)? else { return Ok(None) };
    }
    left(c, before, &u, text!("usm SEQ"));
    Ok(Some(()))
}

fn scoped(c: &mut Ctx<'_>, w: &mut Walk<'_>) -> Res<Option<()>> {
    let Some(mut s) = sequence(c, w, text!("!scoped PDU"))? else { return Ok(None) };
    let Some(engine) = expect(c, &mut s, Kind::Text, text!("contextEngineID!=STR"))? else {
        return Ok(None);
    };
    put!(c, "E=");
    value(c, &Element { kind: Kind::Other, content: engine.content })?;
    put!(c, " ");
    let Some(name) = expect(c, &mut s, Kind::Text, text!("contextName!=STR"))? else {
        return Ok(None);
    };
    put!(c, "C=");
    value(c, &name)?;
    put!(c, " ");
    pdu(c, &mut s, 3)
}

fn pdu(c: &mut Ctx<'_>, w: &mut Walk<'_>, version: i64) -> Res<Option<()>> {
    let Some(element) = w.next(c)? else { return Ok(None) };
    let Kind::Pdu(kind) = element.kind else {
        put!(c, "[no PDU]");
        return Ok(None);
    };
    extra(c, w.rest.len(), text!("PDU"));
    let v = c.v() > 0;
    c.literal(if v { text!("{ ") } else { text!("") });
    value(c, &element)?;
    put!(c, " ");
    if version == 0 && kind >= BULK || version == 1 && kind == TRAP {
        put!(c, "[v{} PDU in v{} message]", 2 - version, version + 1);
        return Ok(None);
    }
    let mut p = walk(&element.content);
    let _ = if kind == TRAP { trap(c, &mut p)? } else { request(c, &mut p, kind)? };
    c.literal(if v { text!(" } ") } else { text!("") });
    Ok(Some(()))
}

fn trap(c: &mut Ctx<'_>, p: &mut Walk<'_>) -> Res<Option<()>> {
    for (kind, name) in
        [(Kind::Object, text!("enterprise!=OID")), (Kind::Address, text!("agent-addr!=INETADDR"))]
    {
        put!(c, " ");
        let Some(element) = expect(c, p, kind, name)? else { return Ok(None) };
        value(c, &element)?;
    }
    let Some(generic) = integer(c, p, text!("generic-trap!=INT"))? else { return Ok(None) };
    put!(c, " ");
    if generic < 0 {
        put!(c, "gt={}", generic);
    } else {
        put!(c, "{}", Name(TRAPS, generic as u32));
    }
    let Some(specific) = integer(c, p, text!("specific-trap!=INT"))? else { return Ok(None) };
    if generic == 6 {
        put!(c, " s={}", specific);
    } else if specific != 0 {
        put!(c, "[specific-trap({})!=0]", specific);
    }
    put!(c, " ");
    let Some(time) = expect(c, p, Kind::Unsigned, text!("time-stamp!=TIMETICKS"))? else {
        return Ok(None);
    };
    value(c, &time)?;
    variables(c, p, false)
}

fn request(c: &mut Ctx<'_>, p: &mut Walk<'_>, kind: u8) -> Res<Option<()>> {
    let Some(request) = integer(c, p, text!("reqId!=INT"))? else { return Ok(None) };
    if c.v() > 0 {
        put!(c, "R={} ", request);
    }
    let Some(status) = integer(c, p, text!("errorStatus!=INT"))? else { return Ok(None) };
    let name = Name(ERRORS, status as u32);
    match kind {
        BULK => put!(c, " N={}", status),
        _ if status == 0 => {}
        RESPONSE => put!(c, " {}", name),
        _ => put!(c, "[errorStatus({})!=0]", name),
    }
    let Some(index) = integer(c, p, text!("errorIndex!=INT"))? else { return Ok(None) };
    match kind {
        BULK => put!(c, " M={}", index),
        RESPONSE if status != 0 && index != 0 => put!(c, "@{}", index),
        RESPONSE if status != 0 => put!(c, "[errorIndex==0]"),
        _ if index == 0 => {}
        RESPONSE => put!(c, "[errorIndex({}) w/o errorStatus]", index),
        _ => put!(c, "[errorIndex({})!=0]", index),
    }
    variables(c, p, matches!(kind, 0 | 1 | BULK))
}

/// Names and their values; who asks has none.
fn variables(c: &mut Ctx<'_>, p: &mut Walk<'_>, asks: bool) -> Res<Option<()>> {
    let Some(mut list) = sequence(c, p, text!("!SEQ of varbind"))? else { return Ok(None) };
    extra(c, p.rest.len(), text!("SEQ of varbind"));
    while list.rest.len() > 0 {
        put!(c, " ");
        let Some(bind) = expect(c, &mut list, Kind::Sequence, text!("!varbind"))? else {
            return Ok(None);
        };
        let mut bind = walk(&bind.content);
        let Some(object) = expect(c, &mut bind, Kind::Object, text!("objName!=OID"))? else {
            return Ok(None);
        };
        value(c, &object)?;
        c.literal(if asks { text!("") } else { text!("=") });
        let Some(content) = bind.next(c)? else { return Ok(None) };
        if !asks {
            value(c, &content)?;
        } else if content.kind != Kind::Null {
            put!(c, "[objVal!=NULL]");
            value(c, &content)?;
        }
    }
    Ok(Some(()))
}
