//! ISAKMP and the key exchanges over it (RFC 2408, 2407, 2409; RFC 7296), also through address
//! translation (RFC 3948). Nothing is decrypted; payloads are printed with -v.

mod content;
mod names;

use super::security;
use crate::print::toolkit::*;
use crate::print::transport::{Addresses, Net};
use content::{content, hex, index, transform};
use names::*;

const HEADER: usize = 28;
const ENCRYPTED: u8 = 1;

/// Key exchanges by the cookies of their initiators, and where these and the other ends are.
pub(crate) struct Exchanges {
    seen: [([u8; 8], [u8; 16], [u8; 16]); SEEN],
    next: usize,
}

/// Key exchanges that are remembered.
const SEEN: usize = 20;

impl Exchanges {
    pub(crate) const fn new() -> Self {
        Self { seen: [([0; 8], [0; 16], [0; 16]); SEEN], next: 0 }
    }

    /// Whether a message is the initiator's or the responder's; nothing where its exchange is not
    /// known.
    fn role(
        &mut self,
        initiator: &[u8; 8],
        responder: &[u8; 8],
        addresses: &Addresses<'_>,
    ) -> Option<bool> {
        let [src, dst] = addresses.widened();
        match self.seen.iter().find(|entry| entry.0 == *initiator) {
            Some((_, address, _)) if *address == src => Some(true),
            Some((_, _, address)) if *address == src => Some(false),
            Some(_) => None,
            None if *responder == [0; 8] => {
                if let Some(entry) = self.seen.get_mut(self.next) {
                    *entry = (*initiator, src, dst);
                }
                self.next = (self.next + 1) % SEEN;
                Some(true)
            }
            None => None,
        }
    }
}

/// Prints a message behind four zero bytes, or an encapsulated payload (RFC 3948).
pub(crate) fn over_nat(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("isakmp_rfc3948");
    if b.len() == 1 && b.u8(0)? == 0xff {
        put!(c, "isakmp-nat-keep-alive");
        return Ok(());
    }
    if b.len() < 4 {
        return Err(Cut);
    }
    if b.u32(0)? == 0 {
        put!(c, "NONESP-encap: ");
        return print(c, net, &b.from(4));
    }
    put!(c, "UDP-encap: ");
    security::esp(c, b)
}

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("isakmp");
    b.need(0, HEADER)?;
    put!(c, "isakmp");
    let (next, version, flags) = (b.u8(16)?, b.u8(17)?, b.u8(19)?);
    let v = c.v();
    if v > 0 {
        show!(c, b, " {@17=1>4}.{@17=1&f} msgid {@20=4H}")?;
        if v > 1 {
            show!(c, b, " cookie {@0=8H}->{8H}")?;
        }
    }
    put!(c, ":");
    let first = b.u32(20)? == 0;
    match version >> 4 {
        1 => {
            c.literal(if first { text!(" phase 1") } else { text!(" phase 2/others") });
            let role = c.flows.exchanges.role(b.array(0)?, b.array(8)?, &net.addresses);
            c.literal(match role {
                Some(true) => text!(" I"),
                Some(false) => text!(" R"),
                None => text!(" ?"),
            });
        }
        2 => c.literal(if first { text!(" parent_sa") } else { text!(" child_sa ") }),
        _ => return Ok(()),
    }
    show!(c, b, " {@18=1N}", EXCHANGES)?;
    let letters: &[(u8, Literal)] = if version >> 4 == 1 {
        &[(1, text!("E")), (2, text!("C"))]
    } else {
        &[(8, text!("I")), (16, text!("V")), (32, text!("R"))]
    };
    if flags != 0 {
        put!(c, "[");
        for &(bit, letter) in letters {
            c.literal(if flags & bit != 0 { letter } else { text!("") });
        }
        put!(c, "]");
    }
    if v == 0 {
        return Ok(());
    }
    if flags & ENCRYPTED != 0 {
        put!(c, ": [encrypted {}]", payload_name(next));
    } else {
        put!(c, ":");
        let mut state = State { version: version >> 4, protocol: 0, place: 0, cut: false };
        payloads(c, &mut state, next, &b.from(HEADER), 1)?;
    }
    if b.u32(24)? as usize != b.len() {
        put!(c, " (len mismatch: isakmp {}/ip {})", b.u32(24)?, b.len());
    }
    Ok(())
}

/// What payloads depend on.
struct State {
    version: u8,
    /// The protocol of the proposal.
    protocol: u8,
    /// The place of a transform among its kin.
    place: u32,
    /// Whether a payload says more of its length than is there.
    cut: bool,
}

/// Payloads hold payloads: no deeper.
const DEEPEST: usize = 12;

/// Where the payload behind one starts; nothing where the chain ends amid one.
type Behind<'a> = Res<Option<Bytes<'a>>>;

/// A mark for what is cut, which ends the chain.
fn broken<'a>(c: &mut Ctx<'_>, kind: u8) -> Behind<'a> {
    put!(c, " [|{}]", payload_name(kind));
    Ok(None)
}

/// The length of the payload that starts here, if all of it was captured.
fn whole(b: &Bytes<'_>) -> Option<usize> {
    let length = usize::from(b.u16(2).ok()?);
    b.has(0, length.max(4)).then_some(length)
}

fn open(c: &mut Ctx<'_>, depth: usize) {
    put!(c, "\n");
    c.out.spaces(depth * 4);
    put!(c, "(");
}

/// Prints a chain of payloads; answers what follows it. A payload that holds others ends where they
/// do.
fn payloads<'a>(
    c: &mut Ctx<'_>,
    state: &mut State,
    next: u8,
    b: &Bytes<'a>,
    depth: usize,
) -> Behind<'a> {
    let (mut next, mut rest) = (next, *b);
    while next != 0 {
        let Some(length) = whole(&rest) else { return broken(c, next) };
        open(c, depth);
        let behind = match length {
            0..=4 => None,
            _ => payload(c, state, next, &rest, depth)?,
        };
        put!(c, ")");
        let Some(behind) = behind else { return Ok(None) };
        (next, rest) = (rest.u8(0)?, behind);
    }
    Ok(Some(rest))
}

/// Proposals, or the transforms of one, of version 2, and what is behind them, if anything can be read
/// there; other payloads among them are named only. As tcpdump counts, what an item takes of its holder is
/// its length, also where the next one begins further behind it; from an item that goes beyond its holder
/// it goes on behind that.
fn level<'a>(
    c: &mut Ctx<'_>,
    state: &mut State,
    kind: u8,
    b: &Bytes<'a>,
    depth: usize,
) -> Behind<'a> {
    let (mut next, mut rest) = (kind, *b);
    while next != 0 {
        let length = whole(&rest).filter(|&length| length <= rest.len() && rest.len() >= 4);
        let Some(length @ 5..) = length else {
            broken(c, if kind == PROPOSAL { SA_2 } else { PROPOSAL })?;
            // Nothing goes on behind what is too short for any, or was not captured.
            let length = rest.u16(2).map_or(0, usize::from);
            let beyond = rest.len() < 4 || length > rest.len();
            return Ok(beyond.then(|| rest.from(rest.len())));
        };
        state.place += 1;
        open(c, depth);
        put!(c, "{}", payload_name(next));
        c.literal(if next == kind && rest.u8(1)? & 0x80 != 0 { text!("[C]") } else { text!("") });
        let mut behind = rest.from(length);
        if next == kind && kind == PROPOSAL {
            let Some(after) = proposal(c, state, &rest, depth)? else { return Ok(None) };
            behind = after;
        } else if next == kind {
            let ended = transform(c, state, &rest.from(4).claim(length - 4), 2)?;
            behind = rest.from(if ended { length.max(8) } else { length + 1 });
        }
        put!(c, ")");
        (next, rest) = (rest.u8(0)?, behind.claim(rest.len() - length));
    }
    Ok(Some(rest))
}

/// A proposal of version 2.
fn proposal<'a>(c: &mut Ctx<'_>, state: &mut State, b: &Bytes<'a>, depth: usize) -> Behind<'a> {
    show!(c, b, ": #{@4=1} protoid={1N} transform={@7=1} len={@2=2}", PROTOCOLS)?;
    let start = 8 + usize::from(b.u8(6)?);
    // As tcpdump has it, the length is reckoned from behind the first four bytes.
    let b = b.claim(usize::from(b.u16(2)?) + 4);
    if start > b.len() {
        broken(c, PROPOSAL)?;
        return Ok(Some(b.from(b.len())));
    }
    index(c, state, &b.from(8), start - 8);
    if state.cut {
        return broken(c, PROPOSAL);
    }
    state.place = 0;
    level(c, state, TRANSFORM, &b.from(start), depth + 1)
}

/// Prints a payload with its header.
fn payload<'a>(
    c: &mut Ctx<'_>,
    state: &mut State,
    kind: u8,
    b: &Bytes<'a>,
    depth: usize,
) -> Behind<'a> {
    let length = usize::from(b.u16(2)?);
    let value = b.from(4).claim(length - 4);
    if depth > DEEPEST {
        return Err(Cut);
    }
    if matches!(kind, KEY_2..=RESPONDER | AUTHENTICATION_2 | NOTIFICATION_2) && !b.has(0, 8) {
        return broken(c, if kind == NOTIFICATION_2 { NOTIFICATION } else { kind });
    }
    match kind {
        SA_2 => put!(c, "sa"),
        NONCE_2 => put!(c, "nonce"),
        NOTIFICATION_2 => put!(c, "n"),
        _ => put!(c, "{}", payload_name(kind)),
    }
    let critical = (SA_2..=LAST_2).contains(&kind) && (kind != ENCRYPTED_2 || state.version != 1);
    if critical && b.u8(1)? & 0x80 != 0 {
        put!(c, "[C]");
    }
    if matches!(kind, SA | NOTIFICATION | DELETION) && !value.has(0, 8)
        || matches!(kind, TRANSFORM | IDENTITY) && !value.has(0, 4)
        || matches!(kind, CERTIFICATE | CERTIFICATE_REQUEST) && !value.has(0, 2)
    {
        put!(c, ":");
        return broken(c, kind);
    }
    match kind {
        SA => association(c, state, &value, depth),
        PROPOSAL => proposal_1(c, state, &value, depth),
        TRANSFORM => {
            let ended = transform(c, state, &value, 1)?;
            Ok(Some(b.from(length.max(8) + usize::from(!ended))))
        }
        SA_2 => {
            put!(c, ": len={}", value.len());
            let behind = level(c, state, PROPOSAL, &value, depth + 1)?;
            Ok(behind.map(|behind| b.from(b.captured() - behind.captured())))
        }
        DELETION => deletion(c, &value),
        ENCRYPTED_2 if state.version == 1 => Ok(Some(b.from(length))),
        ENCRYPTED_2 => {
            put!(c, ": len={}", value.len());
            hex(c, if value.len() > 4 { 3 } else { u8::MAX }, text!(" "), &value)?;
            // What an encrypted payload names as next is inside it.
            Ok(None)
        }
        _ => {
            content(c, state, kind, &value)?;
            if state.cut {
                return broken(c, if kind == NOTIFICATION_2 { NOTIFICATION } else { kind });
            }
            // Of another domain a notification ends where its index does.
            let foreign = kind == NOTIFICATION && value.u32(0)? != 1;
            Ok(Some(b.from(if foreign { 12 + usize::from(value.u8(5)?) } else { length })))
        }
    }
}

/// A security association of version 1: its domain, its situation and, in IPsec's, its proposals.
fn association<'a>(
    c: &mut Ctx<'_>,
    state: &mut State,
    value: &Bytes<'a>,
    depth: usize,
) -> Behind<'a> {
    let (domain, situation) = (value.u32(0)?, value.u32(4)?);
    if domain != 1 {
        put!(c, ": doi={} situation={}", domain, situation);
        return Ok(Some(value.from(8)));
    }
    put!(c, ": doi=ipsec situation=");
    let mut between = text!("");
    for (bit, name) in [(1, text!("identity")), (2, text!("secrecy")), (4, text!("integrity"))] {
        if situation & bit != 0 {
            put!(c, "{}{}", between, name);
            between = text!("+");
        }
    }
    let mut start = 8;
    if situation != 1 {
        // As tcpdump reads it: the domain once more.
        put!(c, " ident={}", domain);
        start = 12;
    }
    if !value.has(start, 4) {
        return broken(c, SA);
    }
    payloads(c, state, PROPOSAL, &value.from(start), depth + 1)
}

/// A proposal of version 1, with its transforms.
fn proposal_1<'a>(
    c: &mut Ctx<'_>,
    state: &mut State,
    value: &Bytes<'a>,
    depth: usize,
) -> Behind<'a> {
    if !value.has(0, 4) {
        put!(c, ":");
        return broken(c, PROPOSAL);
    }
    show!(c, value, ": #{1} protoid={1N} transform={@3=1}", PROTOCOLS)?;
    let (protocol, size) = (value.u8(1)?, usize::from(value.u8(2)?));
    index(c, state, &value.from(4), size);
    if state.cut || !value.has(4 + size, 4) {
        return broken(c, PROPOSAL);
    }
    let around = core::mem::replace(&mut state.protocol, protocol);
    let behind = payloads(c, state, TRANSFORM, &value.from(4 + size), depth + 1);
    state.protocol = around;
    behind
}

/// The associations that a party has deleted, by their indices.
fn deletion<'a>(c: &mut Ctx<'_>, value: &Bytes<'a>) -> Behind<'a> {
    let named = value.u32(0)? == 1;
    let protocol = if named { PROTOCOLS } else { table!("{}";) };
    c.show(value, if named { text!(": doi=ipsec") } else { text!(": doi={4}") }, &[])?;
    show!(c, value, " proto={@4=1N} spilen={1} nspi={2}", protocol)?;
    let (size, count) = (usize::from(value.u8(5)?), value.u16(6)?);
    // Those without a length are not shown.
    let shown = if size > 0 { usize::from(count) } else { 0 };
    c.literal(if size > 0 { text!(" spi=") } else { text!("") });
    for i in 0..shown {
        c.literal(if i > 0 { text!(",") } else { text!("") });
        let Ok(index) = value.get(8 + i * size, size) else { return broken(c, DELETION) };
        c.hex_bytes(index);
    }
    Ok(Some(value.from(8 + usize::from(count) * size)))
}
