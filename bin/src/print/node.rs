//! Node information (RFC 4620) and router renumbering (RFC 2894).

use super::bytes::{Bytes, Cut, Res, Short};
use super::context::Arg::{Flags, Name};
use super::context::{Ctx, put, show};
use super::table::{Table, table};
use crate::literal::Literal;
use crate::packed::text;

/// The fixed part of a node information message.
const NODE: usize = 16;

const QUESTIONS: Table = table!("unknown";
    0: "noop", 2: "node name" "node addresses" "ipv4 addresses",
);
const ADDRESS_FLAGS: Table = table!("none";
    0x01: "T", 0x02: "A", 0x04: "C", 0x08: "L", 0x10: "S", 0x20: "G",
);
const RENUMBERING_FLAGS: Table = table!("";
    0x80: "T", 0x40: "R", 0x20: "A", 0x10: "S", 0x08: "P",
);
const RENUMBERINGS: Table = table!("code-#{}";
    0: "command" "result", 255: "sequence number reset",
);
const CHANGES: Table = table!("#{}"; 1: "add" "change" "setglobal");
const USE_FLAGS: Table = table!(""; 0x80: "V", 0x40: "P");

/// What is asked, and the flags that go with it where it is addresses, of which `known` have a meaning.
fn question(c: &mut Ctx<'_>, kind: u16, flags: u16, known: u16) {
    put!(c, "{}", Name(QUESTIONS, kind.into()));
    if matches!(kind, 3 | 4) && flags != 0 {
        put!(c, " [{}]", Flags(ADDRESS_FLAGS, (flags & known).into()));
    }
}

/// A query for node information; the code says what the subject is.
pub(super) fn query(c: &mut Ctx<'_>, b: &Bytes<'_>, code: u8) -> Res {
    // What was not captured counts as not there.
    let b = &b.claim(b.inside().len());
    if b.len() == 12 {
        put!(c, " who-are-you request");
        return Ok(());
    }
    b.check(0, NODE)?;
    put!(c, " (");
    let (kind, flags) = (b.u16(4)?, b.u16(6)?);
    question(c, kind, flags, if kind == 4 { 3 } else { !0 });
    if matches!(kind, 3 | 4) && flags & 1 != 0 {
        put!(c, " [invalid flag Truncate present]");
    }
    let subject = b.from(NODE);
    if kind == 0 {
        if b.len() != NODE && c.v() > 0 {
            put!(c, ", invalid len");
        }
    } else if b.len() != NODE {
        let size = [16, 0, 4].get(usize::from(code)).copied();
        match (code, size) {
            (0 | 2, Some(size)) if !subject.has(0, size) => {}
            (0 | 2, Some(size)) if subject.len() != size => {
                if c.v() > 0 {
                    put!(c, ", invalid subject len");
                }
            }
            (0, _) => put!(c, ", subject={}", subject.array::<16>(0)?),
            (2, _) => put!(c, ", subject={}", subject.array::<4>(0)?),
            (1, _) => {
                put!(c, ", subject=DNS name");
                name(c, &subject)?;
            }
            _ => put!(c, ", unknown subject"),
        }
    }
    put!(c, ")");
    Ok(())
}

/// The reply to a query.
pub(super) fn reply(c: &mut Ctx<'_>, b: &Bytes<'_>, code: u8) -> Res {
    b.check(0, b.len().max(NODE))?;
    put!(c, " (");
    let mut comma = text!("");
    match code {
        0 if c.v() > 0 => {
            put!(c, "success");
            comma = text!(", ");
        }
        1 | 2 => {
            c.literal(if code == 1 { text!("refused") } else { text!("unknown") });
            if b.len() != NODE && c.v() > 0 {
                put!(c, ", invalid length");
            }
        }
        _ => {}
    }
    if code != 0 {
        put!(c, ")");
        return Ok(());
    }
    let (kind, flags) = (b.u16(4)?, b.u16(6)?);
    c.literal(comma);
    let data = b.from(NODE);
    match kind {
        2 => {
            put!(c, "node name");
            name(c, &data.from(4))?;
            if flags & 1 != 0 {
                put!(c, " [TTL={}]", data.u32(0)?);
            }
        }
        3 | 4 => {
            let (step, address) = match kind {
                3 => (20, text!(" {@4=16A}({@0=4})")),
                _ => (8, text!(" {@4=4A}({@0=4})")),
            };
            question(c, kind, flags, !0);
            let mut rest = data;
            while rest.len() >= step {
                c.show(&rest, address, &[])?;
                rest = rest.from(step);
            }
            if kind == 4 && rest.len() > 0 {
                return Err(Cut);
            }
        }
        _ => {
            question(c, kind, flags, !0);
            if kind == 0 && b.len() != NODE && c.v() > 0 {
                put!(c, ", invalid length");
            }
        }
    }
    put!(c, ")");
    Ok(())
}

/// A name as in DNS, uncompressed; or, as an old draft had it, with its length first.
fn name(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    put!(c, ", \"");
    if rest.len() > 0 && usize::from(rest.u8(0)?) + 1 == rest.len() {
        c.text(rest.get(1, rest.len() - 1)?);
        put!(c, "\"");
        return Ok(());
    }
    while rest.len() > 0 {
        let length = usize::from(rest.u8(0)?);
        rest = rest.from(1);
        if length == 0 {
            match rest.len() {
                // The name ends with the message: it is complete.
                0 => put!(c, "."),
                1 if rest.u8(0)? == 0 => {}
                _ => put!(c, "???"),
            }
            break;
        }
        if length > rest.len() {
            put!(c, "???");
            break;
        }
        c.text(rest.get(0, length)?);
        rest = rest.from(length);
        if rest.len() > 0 && rest.u8(0)? != 0 {
            put!(c, ".");
        }
    }
    put!(c, "\"");
    Ok(())
}

/// A lifetime in seconds.
fn lifetime(c: &mut Ctx<'_>, name: Literal, seconds: u32) {
    c.literal(name);
    if seconds == u32::MAX {
        put!(c, "infty,");
    } else {
        put!(c, "{},", seconds);
    }
}

/// Router renumbering: which prefixes to match, and what to put in their place.
pub(super) fn renumbering(c: &mut Ctx<'_>, b: &Bytes<'_>, code: u8) -> Res {
    b.check(0, 16)?;
    show!(c, b, ", {@1=1N}, seq={@4=4}", RENUMBERINGS)?;
    if c.v() > 0 {
        let flags = b.u8(9)?;
        put!(c, "[");
        if flags != 0 {
            // Bits without a name are none.
            c.literal(if flags & 0xf8 == 0 { text!("none") } else { text!("") });
            put!(c, "{},", Flags(RENUMBERING_FLAGS, flags.into()));
        }
        show!(c, b, "seg={@8=1},maxdelay={@10=2}")?;
        let reserved = b.u32(12)?;
        if reserved != 0 {
            put!(c, "rsvd=0x{:x}", reserved);
        }
        put!(c, "]");
    }
    if code != 0 {
        return Ok(());
    }
    let separator = if c.v() > 1 { text!("\n\t") } else { text!(" ") };
    let matched = b.from(16);
    b.check(16, 24)?;
    c.literal(separator);
    show!(c, &matched, "match({1N}", CHANGES)?;
    if c.v() > 0 {
        show!(c, &matched, ",ord={@2=1},min={@4=1},max={1}")?;
    }
    show!(c, &matched, ",{@8=16A}/{@3=1})")?;
    // The length counts words, three of which belong to the match itself.
    let words = usize::from(matched.u8(1)?).checked_sub(3).ok_or(Short)?;
    if !words.is_multiple_of(4) {
        return Err(Short);
    }
    let mut uses = matched.from(24);
    for _ in 0..words / 4 {
        uses.check(0, 32)?;
        c.literal(separator);
        put!(c, "use(");
        let flags = uses.u8(12)?;
        if flags != 0 {
            put!(c, "{},", Flags(USE_FLAGS, flags.into()));
        }
        if c.v() > 0 {
            show!(c, &uses, "mask=0x{@2=1x},raflags=0x{1x},")?;
            lifetime(c, text!("vltime="), uses.u32(4)?);
            lifetime(c, text!("pltime="), uses.u32(8)?);
        }
        show!(c, &uses, "{@16=16A}/{@0=1}/{1})")?;
        uses = uses.from(32);
    }
    Ok(())
}
