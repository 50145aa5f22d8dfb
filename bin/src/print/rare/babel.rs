//! The Babel routing protocol (RFC 8966, 7557, 8967), with the authentication (RFC 7298) and the
//! source-specific routes (draft-ietf-babel-source-specific) of its drafts.

use crate::print::toolkit::*;

const HEADER: usize = 4;
const MAGIC: u8 = 42;
/// The kinds of messages.
const PAD_1: u8 = 0;
const PAD_N: u8 = 1;
const ACK_REQUEST: u8 = 2;
const ACK: u8 = 3;
const HELLO: u8 = 4;
const IHU: u8 = 5;
const ROUTER_ID: u8 = 6;
const NEXT_HOP: u8 = 7;
const UPDATE: u8 = 8;
const ROUTE_REQUEST: u8 = 9;
const SEQNO_REQUEST: u8 = 10;
const TS_PC: u8 = 11;
const HMAC: u8 = 12;
const SS_UPDATE: u8 = 13;
const SS_REQUEST: u8 = 14;
const SS_SEQNO_REQUEST: u8 = 15;
const MAC: u8 = 16;
const PC: u8 = 17;
const CHALLENGE_REQUEST: u8 = 18;
const CHALLENGE_REPLY: u8 = 19;
/// What is printed of a message without -v, and with it.
const SHORT: Table = table!("unknown";
    0: "pad1" "padN" "ack-req" "ack" "hello" "ihu" "router-id" "nh" "update" "route-request"
    "seqno-request" "tspc" "hmac" "ss-update" "ss-request" "ss-mh-request" "mac" "pc"
    "challenge_request" "challenge_reply",
);
const LONG: Table = table!("Unknown message type {}";
    0: "Pad 1" "Pad {}" "Acknowledgment Request " "Acknowledgment " "Hello " "IHU " "Router Id"
    "Next Hop" "Update" "Route Request " "Seqno Request " "TS/PC " "HMAC " "SS-Update" "SS-Request "
    "SS-MH-Request " "MAC " "PC" "Challenge Request" "Challenge Reply",
);
const CHANNELS: Table = table!("{}"; 0: "reserved", 255: "all");
/// The least length of each message.
const LEAST: [usize; 20] = [0, 0, 6, 2, 6, 6, 10, 2, 10, 2, 14, 6, 18, 10, 3, 14, 0, 4, 0, 0];

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("babel");
    put!(c, "babel");
    b.check(0, HEADER)?;
    let (magic, version, length) = (b.u8(0)?, b.u8(1)?, usize::from(b.u16(2)?));
    if magic != MAGIC {
        put!(c, " invalid header");
        return Ok(());
    }
    put!(c, " {}", version);
    if version != 2 {
        put!(c, " unknown version");
        return Ok(());
    }
    if b.len() < HEADER {
        c.invalid();
        return Ok(());
    }
    put!(c, " ({})", length);
    let body = b.from(HEADER);
    if length > body.len() {
        c.invalid();
        return Ok(());
    }
    let mut prefixes = [[0; 16]; 2];
    if !messages(c, &body.first(length), &mut prefixes)? || length == body.len() {
        return Ok(());
    }
    c.literal(if c.v() > 0 { text!("\n\t----") } else { text!(" |") });
    messages(c, &body.from(length), &mut prefixes)?;
    Ok(())
}

/// Prints messages; answers whether all of them could be read.
fn messages(c: &mut Ctx<'_>, b: &Bytes<'_>, prefixes: &mut [[u8; 16]; 2]) -> Res<bool> {
    let mut rest = *b;
    while rest.len() > 0 {
        let kind = rest.u8(0)?;
        let mut length = 0;
        if kind != PAD_1 {
            if rest.len() < 2 {
                c.invalid();
                return Ok(false);
            }
            length = usize::from(rest.u8(1).or(Err(Short))?);
            if rest.len() - 2 < length {
                c.invalid();
                return Ok(false);
            }
        }
        let value = rest.from(2).first(length);
        value.check(0, length)?;
        let least = *LEAST.get(usize::from(kind)).unwrap_or(&0);
        if c.v() == 0 {
            put!(c, " {}", Name(SHORT, kind.into()));
            if kind == UPDATE {
                if length < least {
                    c.invalid();
                    return Ok(false);
                }
                suffix(c, value.u8(1)?);
            }
        } else {
            put!(c, "\n\t");
            match LONG.get(kind.into()) {
                Some(_) if kind == PAD_N => put!(c, "Pad {}", length + 2),
                Some(name) => c.out.text(name),
                None => put!(c, "Unknown message type {}", kind),
            }
            if length < least || message(c, kind, &value, prefixes).is_err() {
                c.invalid();
                return Ok(false);
            }
        }
        rest = rest.from(if kind == PAD_1 { 1 } else { 2 + length });
    }
    Ok(true)
}

fn suffix(c: &mut Ctx<'_>, flags: u8) {
    c.literal(if flags & 0x80 != 0 { text!("/prefix") } else { text!("") });
    c.literal(if flags & 0x40 != 0 { text!("/id") } else { text!("") });
    c.literal(if flags & 0x3f != 0 { text!("/unknown") } else { text!("") });
}

/// An interval in hundredths of a second.
fn interval(c: &mut Ctx<'_>, value: u16) {
    match value {
        0 => put!(c, "0.0s (bogus)"),
        _ => put!(c, "{}.{:02}s", value / 100, value % 100),
    }
}

/// The interval of updates, which may be endless.
fn update_interval(c: &mut Ctx<'_>, value: u16) {
    match value {
        0xffff => put!(c, "infinity"),
        _ => interval(c, value),
    }
}

/// Prints a message whose length is right; an error stands for content that is not.
fn message(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>, prefixes: &mut [[u8; 16]; 2]) -> Res {
    match kind {
        ACK_REQUEST => {
            show!(c, b, "{@2=2:04x} ")?;
            interval(c, b.u16(4)?);
            Ok(())
        }
        ACK => show!(c, b, "{2:04x}"),
        HELLO => {
            if b.u8(0)? & 0x80 != 0 {
                put!(c, "(Unicast) ");
            }
            show!(c, b, "seqno {@2=2} ")?;
            match b.u16(4)? {
                0 => put!(c, "unscheduled"),
                value => {
                    put!(c, "interval ");
                    interval(c, value);
                }
            }
            extensions(c, kind, &b.from(6))
        }
        IHU => {
            let Ok(size) = address(c, text!(""), b.u8(0)?, &b.from(6)) else {
                c.truncated();
                return Ok(());
            };
            show!(c, b, " rxcost {@2=2} interval ")?;
            interval(c, b.u16(4)?);
            extensions(c, kind, &b.from(6 + size))
        }
        ROUTER_ID => show!(c, b, " {@2=8C}"),
        NEXT_HOP => {
            let encoding = b.u8(0)?;
            if encoding == 0 {
                put!(c, " invalid AE 0");
                return Ok(());
            }
            address(c, text!(" "), encoding, &b.from(2)).map(|_| ())
        }
        UPDATE => update(c, b, prefixes),
        ROUTE_REQUEST | SEQNO_REQUEST => request(c, kind, b),
        TS_PC => show!(c, b, "timestamp {@2=4} packetcounter {@0=2}"),
        HMAC => {
            show!(c, b, "key-id {2} ")?;
            put!(c, "digest-{} ", b.len() - 2);
            c.hex_capitals(b.get(2, b.len() - 2)?);
            Ok(())
        }
        SS_UPDATE => source_update(c, b, prefixes),
        SS_REQUEST | SS_SEQNO_REQUEST => source_request(c, kind, b),
        // A challenge has at most 192 bytes (RFC 8967, section 4.3.1.1).
        CHALLENGE_REQUEST | CHALLENGE_REPLY if b.len() > 192 => Err(Short),
        MAC | CHALLENGE_REQUEST | CHALLENGE_REPLY => {
            put!(c, "{}len {}", if kind == MAC { text!("") } else { text!(" ") }, b.len());
            Ok(())
        }
        PC => {
            show!(c, b, " value {4} ")?;
            put!(c, "index len {}", b.len() - 4);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// A route, whose prefix may be the one that others are cut by.
fn update(c: &mut Ctx<'_>, b: &Bytes<'_>, prefixes: &mut [[u8; 16]; 2]) -> Res {
    let (encoding, flags) = (b.u8(0)?, b.u8(1)?);
    let (bits, omitted) = (b.u8(2)?, b.u8(3)?);
    let (prefix, size) = prefix(encoding, bits, omitted, &b.from(10), prefixes)?;
    suffix(c, flags);
    put!(c, " ");
    destination(c, encoding, &prefix, bits);
    show!(c, b, " metric {@8=2} seqno {@6=2} interval ")?;
    update_interval(c, b.u16(4)?);
    if flags & 0x80 != 0
        && let Some(place) = prefixes.get_mut(usize::from(encoding == 1))
    {
        *place = prefix;
    }
    extensions(c, UPDATE, &b.from(10 + size))
}

/// A request for a route, or for a new number of it.
fn request(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    let (encoding, bits) = (b.u8(0)?, b.u8(1)?);
    let place = if kind == ROUTE_REQUEST { 2 } else { 14 };
    let (prefix, _) = prefix(encoding, bits, 0, &b.from(place), &[[0; 16]; 2])?;
    if kind == SEQNO_REQUEST {
        show!(c, b, "({@4=1} hops) ")?;
    }
    put!(c, "for ");
    if kind == SEQNO_REQUEST && encoding == 0 {
        put!(c, "invalid AE 0");
    } else {
        destination(c, encoding, &prefix, bits);
    }
    if kind == SEQNO_REQUEST {
        show!(c, b, " seqno {@2=2} id {@6=8C}")?;
    }
    Ok(())
}

/// A route for packets of some sources.
fn source_update(c: &mut Ctx<'_>, b: &Bytes<'_>, prefixes: &[[u8; 16]; 2]) -> Res {
    let (encoding, source, bits) = (b.u8(0)?, b.u8(1)?, b.u8(2)?);
    let (to, size) = prefix(encoding, bits, b.u8(3)?, &b.from(10), prefixes)?;
    let (from, used) = prefix(encoding, source, 0, &b.from(10 + size), &[[0; 16]; 2])?;
    put!(c, " ");
    sources(c, text!(" from "), encoding, (&to, bits), (&from, source));
    show!(c, b, " metric {@8=2} seqno {@6=2} interval ")?;
    update_interval(c, b.u16(4)?);
    extensions(c, SS_UPDATE, &b.from(10 + size + used))
}

/// A request for such a route, or for a new number of it.
fn source_request(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    let (encoding, bits) = (b.u8(0)?, b.u8(1)?);
    let (at, source) = if kind == SS_REQUEST { (3, b.u8(2)?) } else { (14, b.u8(5)?) };
    let (to, size) = prefix(encoding, bits, 0, &b.from(at), &[[0; 16]; 2])?;
    let (from, _) = prefix(encoding, source, 0, &b.from(at + size), &[[0; 16]; 2])?;
    if kind == SS_REQUEST && encoding == 0 {
        put!(c, "for any");
        return Ok(());
    }
    if kind == SS_SEQNO_REQUEST {
        show!(c, b, "({@4=1} hops) ")?;
    }
    put!(c, "for (");
    sources(c, text!(", "), encoding, (&to, bits), (&from, source));
    put!(c, ")");
    if kind == SS_SEQNO_REQUEST {
        show!(c, b, " seqno {@2=2} id {@6=8C}")?;
    }
    Ok(())
}

/// An address in some encoding, behind some text; and its length.
fn address(c: &mut Ctx<'_>, before: Literal, encoding: u8, b: &Bytes<'_>) -> Res<usize> {
    let size = *[0, 4, 16, 8].get(usize::from(encoding)).ok_or(Cut)?;
    let bytes = b.get(0, size)?;
    c.literal(before);
    if encoding == 0 {
        put!(c, "any");
    } else if encoding == 3 {
        put!(c, "{}", &local(bytes));
    } else {
        put!(c, "{}", Address(bytes));
    }
    Ok(size)
}

/// The link-local address that ends so.
fn local(end: &[u8]) -> [u8; 16] {
    let mut whole = [0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (to, from) in whole.iter_mut().skip(8).zip(end) {
        *to = *from;
    }
    whole
}

/// A prefix, the start of which is that of an earlier one; and how many bytes it takes.
fn prefix(
    encoding: u8,
    bits: u8,
    omitted: u8,
    b: &Bytes<'_>,
    earlier: &[[u8; 16]; 2],
) -> Res<([u8; 16], usize)> {
    let most = *[128, 32, 128, 128].get(usize::from(encoding)).ok_or(Cut)?;
    if bits > most {
        return Err(Cut);
    }
    let bytes = usize::from(bits).div_ceil(8);
    // Of any prefix there is none, whatever its length; the first half of a link-local one is known.
    let omitted = match encoding {
        0 => bytes,
        3 => 8,
        _ => omitted.into(),
    };
    let own = b.get(0, bytes.saturating_sub(omitted))?;
    if encoding == 3 {
        return Ok((local(own), own.len()));
    }
    let mut whole = [0; 16];
    if encoding != 0 {
        if omitted > usize::from(most / 8) {
            return Err(Cut);
        }
        let old = *earlier.get(usize::from(encoding == 1)).unwrap_or(&[0; 16]);
        for (to, from) in whole.iter_mut().zip(old.iter().take(omitted).chain(own)) {
            *to = *from;
        }
    }
    Ok((whole, own.len()))
}

fn destination(c: &mut Ctx<'_>, encoding: u8, prefix: &[u8; 16], bits: u8) {
    match (encoding, prefix.first_chunk::<4>()) {
        (0, _) => put!(c, "any"),
        (1, Some(prefix)) => put!(c, "{}/{}", prefix, bits),
        _ => put!(c, "{}/{}", prefix, bits),
    }
}

fn sources(
    c: &mut Ctx<'_>,
    between: Literal,
    encoding: u8,
    to: (&[u8; 16], u8),
    from: (&[u8; 16], u8),
) {
    // Without an encoding both are the default route.
    let encoding = if encoding == 0 { 2 } else { encoding };
    destination(c, encoding, to.0, to.1);
    c.literal(between);
    destination(c, encoding, from.0, from.1);
}

/// What follows the fixed part of a message.
fn extensions(c: &mut Ctx<'_>, within: u8, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        let kind = rest.u8(0)?;
        if kind == 0 {
            put!(c, " sub-pad1");
            rest = rest.from(1);
            continue;
        }
        if kind & 0x80 != 0 {
            put!(c, " (M)");
        }
        let length = rest.u8(1).map_or(0, usize::from);
        if rest.len() < 2 + length {
            c.invalid();
            return Ok(());
        }
        let value = rest.from(2).first(length);
        match kind {
            1 => put!(c, " sub-padn"),
            2 => {
                put!(c, " sub-diversity");
                if length == 0 {
                    put!(c, " empty");
                } else {
                    for (i, channel) in value.get(0, length)?.iter().enumerate() {
                        c.literal(if i == 0 { text!(" ") } else { text!("-") });
                        put!(c, "{}", Name(CHANNELS, (*channel).into()));
                    }
                    if matches!(within, HELLO | IHU) {
                        put!(c, " (bogus)");
                    }
                }
            }
            3 => {
                put!(c, " sub-timestamp");
                let count = match within {
                    HELLO => 1,
                    IHU => 2,
                    _ => 0,
                };
                if count == 0 {
                    put!(c, " (bogus)");
                } else {
                    if length < count * 4 {
                        c.invalid();
                        return Ok(());
                    }
                    for i in 0..count {
                        let micros = value.u32(i * 4)?;
                        c.literal(if i == 0 { text!(" ") } else { text!("|") });
                        put!(c, "{}.{:06}s", micros / 1_000_000, micros % 1_000_000);
                    }
                }
            }
            _ => put!(c, " sub-unknown-0x{:02x}", kind),
        }
        rest = rest.from(2 + length);
    }
    Ok(())
}
