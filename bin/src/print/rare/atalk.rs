//! AppleTalk: its address resolution, datagrams, names and transactions ("Inside AppleTalk", Apple
//! 1990), over Ethernet, ARCnet and LocalTalk.

use super::eigrp;
use crate::print::toolkit::*;

pub(crate) const ETHERTYPE: u16 = 0x809b;
pub(crate) const RESOLUTION: u16 = 0x80f3;
const LONG_HEADER: usize = 13;
const SHORT_HEADER: usize = 5;
const EIGRP: u8 = 88;
/// The longest name.
const LONGEST: usize = 32;

const TYPES: Table = table!(" at-#{}";
    1: " at-rtmp", 4: " at-echo" " at-rtmpReq", 22: " at-IP" " at-ARP", 75: " at-KLAP",
);
const FLAGS: Table = table!(""; 32: "XO", 16: "EOM", 8: "STS");

/// Where a datagram comes from: network, node, socket.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place(u16, u8, u8);

/// Prints a frame of LocalTalk.
pub(crate) fn local(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("llap");
    c.link_header = b.captured();
    let (length, rest) = (b.len(), b.from(3));
    if length < 3 {
        put!(c, " [|llap {}]", length);
        return Ok(());
    }
    b.check(0, 3)?;
    let &[to, from, kind] = b.array::<3>(0)?;
    match kind {
        1 => {
            header(c, &rest, SHORT_HEADER);
            if rest.len() < SHORT_HEADER {
                put!(c, " [|sddp {}]", rest.len());
                return Ok(());
            }
            rest.check(0, SHORT_HEADER)?;
            let &[to_socket, from_socket, kind] = rest.array::<3>(2)?;
            let source = Place(0, from, from_socket);
            route(c, source, Place(0, to, to_socket));
            payload(c, source, kind, &rest.from(SHORT_HEADER))
        }
        2 => {
            header(c, &rest, LONG_HEADER);
            long(c, &rest, text!(""))
        }
        _ => {
            c.link_header = 3;
            put!(c, "{} > {}", from, to);
            put!(c, " at-lap#{} {}", kind, rest.len());
            Ok(())
        }
    }
}

/// What dumps leave out: both headers; where the second is too short, as many bytes as it has.
fn header(c: &mut Ctx<'_>, b: &Bytes<'_>, size: usize) {
    match b.len() {
        0 => {}
        length if length < size => c.link_header = length,
        _ => c.link_header = 3 + size,
    }
}

/// Prints a datagram in a frame that names its protocol.
pub(crate) fn framed(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.literal(if c.v() > 0 { text!("et1 ") } else { text!("") });
    print(c, b)
}

/// Prints a datagram in one of UDP, where a gateway carries it between networks; answers whether it is
/// one.
pub(crate) fn in_udp(c: &mut Ctx<'_>, ports: (u16, u16), b: &Bytes<'_>) -> Res<bool> {
    const LONG: u8 = 2;
    let is_one = |port| matches!(port, 200..328 | 768..896 | 16_512..16_640);
    if !is_one(ports.0) && !is_one(ports.1) || b.u8(2) != Ok(LONG) {
        return Ok(false);
    }
    c.protocol = text!("llap");
    c.literal(if c.v() > 0 { text!("kip ") } else { text!("") });
    if b.len() < 3 {
        put!(c, " [|llap {}]", b.len());
    } else {
        long(c, &b.from(3), text!(""))?;
    }
    Ok(true)
}

/// Prints a datagram with the long header.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("atalk");
    c.literal(if c.link_named { text!("") } else { text!("AT ") });
    long(c, b, text!(" "))
}

fn long(c: &mut Ctx<'_>, b: &Bytes<'_>, between: Literal) -> Res {
    if b.len() < LONG_HEADER {
        put!(c, " [|ddp {}]", b.len());
        return Ok(());
    }
    b.check(0, LONG_HEADER)?;
    let &[to, from, to_socket, from_socket, kind] = b.array::<5>(8)?;
    let source = Place(b.u16(6)?, from, from_socket);
    route(c, source, Place(b.u16(4)?, to, to_socket));
    c.literal(between);
    payload(c, source, kind, &b.from(LONG_HEADER))
}

/// Both ends; all nodes of a network have no number.
fn route(c: &mut Ctx<'_>, source: Place, to: Place) {
    for (Place(network, node, socket), after) in [(source, text!(" > ")), (to, text!(":"))] {
        address(c, text!(""), network, node);
        put!(c, ".{}{}", socket, after);
    }
}

fn address(c: &mut Ctx<'_>, before: Literal, network: u16, node: u8) {
    put!(c, "{}{}", before, network);
    if node != 0xff {
        put!(c, ".{}", node);
    }
}

fn payload(c: &mut Ctx<'_>, source: Place, kind: u8, b: &Bytes<'_>) -> Res {
    match kind {
        2 => names(c, source, b),
        3 => transaction(c, b),
        EIGRP => eigrp::print(c, b).or(Err(Short)),
        _ => {
            put!(c, "{} {}", Name(TYPES, kind.into()), b.len());
            Ok(())
        }
    }
}

/// Prints a message of the address resolution.
pub(crate) fn resolution(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("aarp");
    put!(c, "aarp ");
    b.check(0, 28)?;
    let (kind, operation) = (b.get(0, 6)?, b.u16(6)?);
    let is_ours = kind == [0, 1, 0x80, 0x9b, 6, 4];
    match operation {
        1 | 3 if is_ours => {
            let asked = if operation == 1 { text!("who-has ") } else { text!("probe ") };
            address(c, asked, b.u16(25)?, b.u8(27)?);
            address(c, text!(" tell "), b.u16(15)?, b.u8(17)?);
            Ok(())
        }
        2 if is_ours => {
            address(c, text!("reply "), b.u16(15)?, b.u8(17)?);
            show!(c, b, " is-at {@8=6A}")
        }
        _ => {
            put!(c, "len {} op {}", b.len(), operation);
            show!(c, b, " htype {2} ptype ")?;
            let kind = b.u16(2)?;
            put!(c, "{}{:x}", if kind == 0 { text!("") } else { text!("0x") }, Arg::N(kind.into()));
            show!(c, b, " halen {@4=1} palen {1}")
        }
    }
}

/// Prints a message of the name binding protocol.
fn names(c: &mut Ctx<'_>, source: Place, b: &Bytes<'_>) -> Res {
    if b.len() < 10 {
        put!(c, " truncated-nbp {}", b.len());
        return Ok(());
    }
    b.check(0, 2)?;
    let (control, number) = (b.u8(0)?, b.u8(1)?);
    let (operation, count) = (control >> 4, control & 15);
    let mut rest = b.from(2);
    match operation {
        1 | 2 => {
            put!(
                c,
                " nbp-{} {}:",
                if operation == 1 { text!("brRq") } else { text!("lkup") },
                number
            );
            let (place, which) = entry(&rest)?;
            binding(c, &rest);
            if count != 1 {
                put!(c, " [ntup={}]", count);
            }
            if which != 0 {
                put!(c, " [enum={}]", which);
            }
            if place != source {
                address(c, text!(" [addr="), place.0, place.1);
                put!(c, ".{}]", place.2);
            }
        }
        3 => {
            put!(c, " nbp-reply {}:", number);
            for _ in 0..count {
                let (place, which) = entry(&rest)?;
                let next = binding(c, &rest);
                if which != 1 {
                    put!(c, "({})", which);
                }
                if place.2 != source.2 {
                    put!(c, " {}", place.2);
                }
                if (place.0, place.1) != (source.0, source.1) {
                    address(c, text!(" [addr="), place.0, place.1);
                    put!(c, "]");
                }
                let Some(used) = next else { break };
                rest = rest.from(used);
            }
        }
        _ => {
            put!(c, " nbp-0x{:x}  {} ({})", control, number, b.len() - 2);
        }
    }
    Ok(())
}

/// The address of an entry, and its number among those of its socket.
fn entry(b: &Bytes<'_>) -> Res<(Place, u8)> {
    let &[a, b, node, socket, which] = b.array::<5>(0).or(Err(Short))?;
    Ok((Place(u16::from_be_bytes([a, b]), node, socket), which))
}

/// An entry's name, `object:type@zone`; answers how long the entry is, if it is whole.
fn binding(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Option<usize> {
    let mut at = 5;
    put!(c, " ");
    for mark in [text!("\""), text!(":"), text!("@")] {
        c.literal(mark);
        let Ok(length) = b.u8(at) else {
            c.truncated();
            return None;
        };
        let length = usize::from(length);
        if length > LONGEST {
            put!(c, "[len={}]", length);
            return None;
        }
        let name = b.from(at + 1).first(length);
        c.text(name.data());
        if name.captured() < length {
            c.truncated();
            return None;
        }
        at += 1 + length;
    }
    put!(c, "\"");
    Some(at)
}

/// Prints a message of the transaction protocol.
fn transaction(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 8 {
        return Err(Short);
    }
    b.check(0, 8)?;
    let &[control, parts] = b.array::<2>(0)?;
    let (number, length) = (b.u16(2)?, b.len() - 8);
    let mut flags = u32::from(control);
    match control >> 6 {
        1 => {
            put!(
                c,
                " atp-req{} {}",
                if control & 32 == 0 { text!("*") } else { text!(" ") },
                number
            );
            wanted(c, parts);
            if length > 0 {
                put!(c, " [len={}]", length);
            }
            flags &= 24;
            c.literal(if flags == 0 { text!("") } else { text!(" ") });
        }
        2 => {
            put!(
                c,
                " atp-resp{}{}",
                if control & 16 == 0 { text!(" ") } else { text!("*") },
                number
            );
            put!(c, ":{} ({})", parts, length);
            flags &= 40;
            c.literal(if flags == 0 { text!("") } else { text!(" ") });
        }
        3 => {
            put!(c, " atp-rel  {}", number);
            wanted(c, parts);
            if length > 0 {
                put!(c, " [len={}]", length);
            }
        }
        _ => {
            put!(c, " atp-0x{:x}  {} ({})", control, number, length);
            flags = 0;
        }
    }
    let mut before = text!("[");
    for (_, name) in FLAGS.entries().filter(|entry| flags & entry.0 != 0) {
        put!(c, "{}{}", before, name);
        before = text!(",");
    }
    c.literal(if before == text!(",") { text!("]") } else { text!("") });
    let data = b.u32(4)?;
    if data != 0 {
        put!(c, " 0x{:x}", data);
    }
    Ok(())
}

/// Which parts of an answer are asked for: the first ones as a range.
fn wanted(c: &mut Ctx<'_>, parts: u8) {
    if parts & parts.wrapping_add(1) == 0 {
        match parts.count_ones() {
            0 | 1 => put!(c, "<0>"),
            count => put!(c, "<0-{}>", count - 1),
        }
        return;
    }
    let mut before = text!("<");
    for part in (0..8u8).filter(|part| parts >> part & 1 != 0) {
        put!(c, "{}{}", before, part);
        before = text!(",");
    }
    put!(c, ">");
}
