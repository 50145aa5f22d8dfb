//! What payloads hold that hold no others, and transforms with their attributes.

use super::State;
use super::names::*;
use crate::print::toolkit::*;

/// Prints the index of parameters of a proposal, or of what a notification is about.
pub(super) fn index(c: &mut Ctx<'_>, state: &mut State, b: &Bytes<'_>, size: usize) {
    if size > 0 {
        put!(c, " spi=");
        state.cut = !b.has(0, size);
        c.hex_bytes(if state.cut { &[] } else { b.first(size).data() });
    }
}

/// Prints what a payload holds that holds no others.
pub(super) fn content(c: &mut Ctx<'_>, state: &mut State, kind: u8, value: &Bytes<'_>) -> Res {
    let length = value.len().saturating_sub(if kind == KEY_2 { 4 } else { 0 });
    let before = match kind {
        KEY => text!(": key len="),
        NONCE => text!(": n len="),
        CERTIFICATE..=SIGNATURE | VENDOR | KEY_2..=NONCE_2 | DELETION_2..=LAST_2 => text!(": len="),
        _ => text!(""),
    };
    if kind == KEY_2 && value.len() < 4 {
        put!(c, ": len={} < 8", value.len() + 4);
        return Ok(());
    }
    if !before.is_empty() {
        c.str_dec(before, length as u64);
    }
    match kind {
        KEY_2 => {
            show!(c, value, " group={2N}", GROUPS)?;
            hex(c, 3, text!(" "), &value.from(4))
        }
        IDENTITY => identity(c, value),
        INITIATOR | RESPONDER => endpoint(c, state, value),
        CERTIFICATE | CERTIFICATE_REQUEST => {
            show!(c, value, " type={1N}", CERTIFICATES)?;
            hex(c, 3, text!(" "), value)
        }
        NONCE if c.v() == 2 => {
            put!(c, " ");
            some(c, value)
        }
        4 | 8..=10 | 13 | 37 | 38 | 42 | 44..=48 => hex(c, 3, text!(" "), value),
        AUTHENTICATION_2 => {
            show!(c, value, " method={1N}", METHODS_2)?;
            if value.len() < 4 && c.v() > 1 {
                put!(c, " authdata=(");
                state.cut = true;
                return Ok(());
            }
            secret(c, text!("authdata"), &value.from(4))
        }
        NONCE_2 => secret(c, text!("nonce"), value),
        VENDOR_2 => {
            put!(c, " vid=");
            printable(c, value);
            hex(c, if value.len() > 4 { 3 } else { u8::MAX }, text!(" "), value)
        }
        NOTIFICATION => notification_1(c, state, value),
        NOTIFICATION_2 => notification_2(c, state, value),
        _ => Ok(()),
    }
}

/// Who a party says it is, in version 2: by a kind of identity that has a name, and its data.
fn endpoint(c: &mut Ctx<'_>, state: &mut State, value: &Bytes<'_>) -> Res {
    hex(c, 3, text!(" "), value)?;
    let (kind, data) = (value.u8(0)?, value.from(4));
    if let Some(name) = IDENTITIES_2.get(kind.into()) {
        put!(c, " {}", name);
        state.cut = value.len() < 4;
    }
    match kind {
        1 | 5 | 9..=11 => hex(c, 0, text!(""), &data)?,
        2 | 3 => printable(c, &data),
        _ => {}
    }
    Ok(())
}

/// A notification of version 1 that holds attributes.
const ATTRIBUTES: u16 = 24576;

/// A notification of version 1, in a domain of interpretation.
fn notification_1(c: &mut Ctx<'_>, state: &mut State, value: &Bytes<'_>) -> Res {
    let domain = value.u32(0)?;
    if domain == 1 {
        show!(c, value, ": doi=ipsec proto={@4=1N} ", PROTOCOLS)?;
    } else {
        show!(c, value, ": doi={4} proto={1} ")?;
    }
    let kind = value.u16(6)?;
    // Some ranges mean something in the domain of IPsec only; without a name, what is in a range is
    // counted from its first.
    let range = kind >> 13;
    let named = range == 0 || range == 2 || domain == 1 && range < 4;
    match NOTIFICATIONS_1.get(kind.into()) {
        Some(name) if named => put!(c, "type={}", name),
        _ => put!(c, "type=#{}", if named { kind & 0x1fff } else { kind }),
    }
    let size = usize::from(value.u8(5)?);
    index(c, state, &value.from(8), size);
    // Attributes end with the notification, all else goes on as far as the packet does.
    let data = value.from(8 + size);
    let data = if kind == ATTRIBUTES { data } else { data.claim(data.captured()) };
    if state.cut || domain != 1 || data.captured() == 0 {
        return Ok(());
    }
    match kind {
        ATTRIBUTES => {
            put!(c, " attrs=(");
            attributes(c, OAKLEY, &data)?;
            put!(c, ")");
        }
        24577 => {
            put!(c, " status=(");
            let name = if data.u32(0)? == 0 { text!("dis") } else { text!("en") };
            put!(c, "replay detection {}abled)", name);
        }
        _ if c.v() > 3 => {
            hex(c, 0, text!(" data=("), &data)?;
            put!(c, ")");
        }
        _ => some(c, &data)?,
    }
    Ok(())
}

/// A notification of version 2.
fn notification_2(c: &mut Ctx<'_>, state: &mut State, value: &Bytes<'_>) -> Res {
    let kind = value.u16(2)?;
    show!(c, value, ": prot_id={1N} type={@2=2}", PROTOCOLS)?;
    // Those without a name of their own have that of their range.
    let range = [0, 8192, 16_396, 40_960].iter().rfind(|&&first| first <= u32::from(kind));
    let name = NOTIFICATIONS_2.get(kind.into());
    let name = name.or_else(|| NOTIFICATIONS_2.get(*range?));
    put!(c, "({})", name.unwrap_or(Text::plain("")));
    let size = usize::from(value.u8(1)?);
    // Of these the index is not printed.
    if !matches!(kind, 1 | 5 | 35..=37 | 39 | 16384..=16387 | 16391 | 16392 | 16394 | 16395) {
        index(c, state, &value.from(4), size);
    }
    // As the field's tools do it: to the end of the packet.
    let data = value.from(4 + size);
    let data = data.claim(data.captured());
    let cookie = value.u16(2)? == 16390;
    if data.len() > 0 && (c.v() > 3 || cookie && data.len() < 30) {
        hex(c, 0, text!(" data=("), &data)?;
        put!(c, ")");
    } else if data.len() > 0 && cookie {
        some(c, &data)?;
    }
    Ok(())
}

/// Text with dots for what is none.
fn printable(c: &mut Ctx<'_>, b: &Bytes<'_>) {
    for &byte in b.inside() {
        c.out.byte(if (0x20..0x7f).contains(&byte) { byte } else { b'.' });
    }
}

/// What nobody can read: some of it with -v, all of it with more.
fn secret(c: &mut Ctx<'_>, name: Literal, b: &Bytes<'_>) -> Res {
    if c.v() == 1 {
        return some(c, b);
    }
    put!(c, " {}=({}) ", name, X(b.get(0, b.len())?));
    Ok(())
}

/// The beginning and the end of what goes on to the end of the packet.
fn some(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let (first, rest) = b.data().split_at(b.captured().min(10));
    let last = rest.get(rest.len().saturating_sub(20)..).unwrap_or(&[]);
    put!(c, " data=({}...{})", X(first), X(last));
    Ok(())
}

/// Prints a transform, as a version does, and its attributes; answers whether the last one ends with it.
pub(super) fn transform(c: &mut Ctx<'_>, state: &State, b: &Bytes<'_>, version: u8) -> Res<bool> {
    let table = if version == 2 {
        let kinds = match b.u8(0)? {
            1 => ESP_TRANSFORMS,
            2 => FUNCTIONS,
            3 => INTEGRITIES_2,
            4 => GROUPS,
            5 => NUMBERS,
            _ => table!("{}";),
        };
        put!(c, ": #{} ", state.place);
        show!(c, b, "type={1N} id={@2=2N} ", TRANSFORM_TYPES, kinds)?;
        if b.u8(0)? == 1 { table!("#{}"; 14: "keylen") } else { table!("#{}";) }
    } else {
        let (kinds, attributes) = match state.protocol {
            1 => (TRANSFORMS, OAKLEY),
            2 => (AH_TRANSFORMS, IPSEC),
            3 => (ESP_TRANSFORMS, IPSEC),
            4 => (COMPRESSIONS, IPSEC),
            _ => (table!("{}";), table!("#{}";)),
        };
        show!(c, b, ": #{1} id={1N} ", kinds)?;
        attributes
    };
    attributes(c, table, &b.from(4))
}

/// Prints attributes, by their names; answers whether the last one ends with what holds them.
fn attributes(c: &mut Ctx<'_>, table: Table, b: &Bytes<'_>) -> Res<bool> {
    let mut rest = *b;
    while rest.len() > 0 {
        let first = rest.u16(0)?;
        // A length must be there, a value need not.
        let second = match rest.u16(2) {
            Err(_) if first & 0x8000 != 0 => {
                put!(c, "[|attr]");
                return Ok(false);
            }
            second => second?,
        };
        let kind = first & 0x7fff;
        let size = 4 + if first & 0x8000 == 0 { usize::from(second) } else { 0 };
        if size > rest.len() {
            put!(c, "[|attr]");
            return Ok(false);
        }
        put!(c, "(type={}", Name(table, kind.into()));
        if first & 0x8000 != 0 {
            let names = match (table == OAKLEY, kind) {
                _ if table != OAKLEY && table != IPSEC => None,
                (true, 1) => Some(CIPHERS),
                (true, 2) => Some(HASHES),
                (true, 3) => Some(METHODS),
                (true, 4) | (false, 3) => Some(GROUPS),
                (true, 5) => Some(GROUP_TYPES),
                (true, 11) | (false, 1) => Some(LIFE_TYPES),
                (false, 4) => Some(MODES),
                (false, 5) => Some(INTEGRITIES),
                _ => None,
            };
            put!(c, " value=");
            // The last group has a name in version 2 only.
            match names.and_then(|names| names.get(second.into())) {
                Some(name) if second != 18 => c.out.text(name),
                _ => put!(c, "{:04x}", second),
            }
        } else {
            put!(c, " len={} value={}", second, X(rest.get(4, size - 4)?));
        }
        put!(c, ")");
        rest = rest.from(size);
    }
    Ok(true)
}

fn identity(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, ": idtype={1N} protoid={1} port={2}", IDENTITIES)?;
    let (kind, data) = (b.u8(0)?, b.from(4));
    if data.len() == 0 {
        return Ok(());
    }
    put!(c, " len={}", data.len());
    let (least, format) = match kind {
        1 => (4, text!(" {4A}")),
        4 => (8, text!(" {4A}/{4A}")),
        5 => (16, text!(" {16A}")),
        6 => (32, text!(" {16A}/0x{16H}")),
        7 => (8, text!(" {4A}-{4A}")),
        8 => (32, text!(" {16A}-{16A}")),
        2 | 3 => {
            put!(c, " ");
            c.text(data.inside());
            return data.need(0, data.len());
        }
        _ => return hex(c, 3, text!(" "), &data),
    };
    if data.len() < least {
        put!(c, " [bad: < {}]", least);
        return Ok(());
    }
    c.show(&data, format, &[])
}

pub(super) fn hex(c: &mut Ctx<'_>, least: u8, before: Literal, b: &Bytes<'_>) -> Res {
    if c.v() >= least && b.len() > 0 {
        put!(c, "{}{}", before, X(b.get(0, b.len())?));
    }
    Ok(())
}
