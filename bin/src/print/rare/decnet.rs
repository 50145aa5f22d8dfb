//! DECnet phase IV: its routing layer, and the network services protocol in it ("DECnet Digital
//! Network Architecture, Phase IV, Routing Layer Functional Specification", 1983, and "Phase IV, NSP
//! Functional Specification", 1983). All numbers are in little-endian order.

use super::nfs::octal;
use crate::print::toolkit::*;

pub(crate) const ETHERTYPE: u16 = 0x6003;
const LEAST: usize = 6;
const LONG_HEADER: usize = 21;
const NSP_HEADER: usize = 5;

/// What flags of the network services protocol say: what a message is of, and what of it.
const TYPE: u8 = 0x0c;
const DATA: u8 = 0x00;
const ACKNOWLEDGMENT: u8 = 0x04;
const CONTROL: u8 = 0x08;
const SUBTYPE: u8 = 0x70;
/// Of data.
const LINK_SERVICE: u8 = 0x10;
const INTERRUPT: u8 = 0x30;
/// Of acknowledgments.
const DATA_ACK: u8 = 0x00;
const OTHER_DATA_ACK: u8 = 0x10;
const CONNECT_ACK: u8 = 0x20;
/// Of control.
const CONNECT_INITIATE: u8 = 0x10;
const CONNECT_CONFIRM: u8 = 0x20;
const DISCONNECT_INITIATE: u8 = 0x30;
const DISCONNECT_CONFIRM: u8 = 0x40;
const RETRANSMITTED_INITIATE: u8 = 0x60;

const KINDS: Table = table!("reserved-ntype? "; 1: "l2rout " "l1rout " "endnode ");
const FLAGS: Table = table!(""; 4: "verif ", 32: "nomcast ", 64: "blo ");
const ROUTE_FLAGS: Table = table!(""; 8: "RQR ", 16: "RTS ", 32: "IE ");
const VERSIONS: Table = table!(""; 0: "ver 3.2 " "ver 3.1 " "ver 4.0 " "ver 4.1 ");
const REASONS: Table = table!("reason-{}";
    0: "object rejected connect" "insufficient resources" "unrecognized node name"
    "node is shutting down" "unrecognized object" "invalid object name format" "object too busy"
    "protocol error discovered" "third party abort" "user abort" "invalid node name format"
    "local node shutting down", 32: "insufficient local resources"
    "insufficient remote user resources" "invalid access control information",
    36: "bad ACCOUNT information", 38: "no response from object" "node unreachable",
    41: "no link terminate" "disconnect complete" "bad image data in connect",
    54: "cryptographic service mismatch",
);

/// Two bytes in little-endian order.
fn short(b: &Bytes<'_>, at: usize) -> Res<u16> {
    b.u16(at).map(u16::swap_bytes)
}

/// A node's address.
fn node(c: &mut Ctx<'_>, before: Literal, address: u16) {
    put!(c, "{}{}.{}", before, address >> 10, address & 0x3ff);
}

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("decnet");
    if b.len() < LEAST {
        put!(c, " (length {} < {})", b.len(), LEAST);
        c.invalid();
        return Ok(());
    }
    b.need(0, 2)?;
    let length = usize::from(short(b, 0)?);
    if length < LEAST {
        put!(c, " (pktlen {} < {})", length, LEAST);
        c.invalid();
        return Ok(());
    }
    if length > b.len() {
        put!(c, " (pktlen {} > {})", length, b.len());
        c.invalid();
        return Ok(());
    }
    let mut b = b.claim(length);
    let mut flags = b.u8(2)?;
    if flags & 0x80 != 0 {
        let padding = usize::from(flags & 0x7f);
        if c.v() > 0 {
            put!(c, "[pad:{}] ", padding);
        }
        if length < padding + 2 {
            put!(c, " (length {} < {})", length, padding + 2);
            c.invalid();
            return Ok(());
        }
        b = b.from(padding);
        flags = b.u8(2)?;
    }
    // The length does not count its own two bytes.
    let rest = b.from(2).claim(b.len());
    if flags & 0x40 != 0 {
        put!(c, "future-version-decnet");
        c.dump(&b.first(b.len()));
        return Ok(());
    }
    if flags & 1 != 0 {
        return control(c, flags, &rest);
    }
    let (header, from, to, hops) = match flags & 7 {
        6 => {
            if rest.len() < LONG_HEADER {
                put!(c, " (length {} < {})", rest.len(), LONG_HEADER);
                c.invalid();
                return Ok(());
            }
            rest.need(0, LONG_HEADER)?;
            (LONG_HEADER, short(&rest, 15)?, short(&rest, 7)?, rest.u8(18)?)
        }
        2 => (LEAST, short(&rest, 3)?, short(&rest, 1)?, (rest.u8(5)? & 63) + 1),
        _ => {
            put!(c, "unknown message flags under mask");
            c.dump(&b.first(b.len()));
            return Ok(());
        }
    };
    node(c, text!(""), from);
    node(c, text!(" > "), to);
    put!(c, " {} ", length);
    if c.v() > 0 {
        put!(c, "{}{} hops ", Flags(ROUTE_FLAGS, flags.into()), hops);
    }
    services(c, &rest.from(header))
}

/// What routers and nodes say of themselves.
fn control(c: &mut Ctx<'_>, flags: u8, b: &Bytes<'_>) -> Res {
    let (name, least) = match flags & 0x0e {
        0x00 => (text!("init "), 12),
        0x02 => (text!("verification "), 4),
        0x04 => (text!("test "), 4),
        0x06 => (text!("lev-1-routing "), 4),
        0x08 => (text!("lev-2-routing "), 4),
        0x0a => (text!("router-hello "), 18),
        0x0c => (text!("endnode-hello "), 32),
        _ => {
            put!(c, "unknown control message");
            c.dump(&b.first(b.len()));
            return b.need(0, b.len());
        }
    };
    c.literal(name);
    if b.len() < least {
        c.invalid();
        return Ok(());
    }
    b.need(0, least)?;
    match flags & 0x0e {
        0x00 => {
            // What a later bit says in greetings.
            let kind = b.u8(3)?;
            kinds(c, kind & 7 | (kind & 8) << 3);
            node(c, text!("src "), short(b, 1)?);
            show!(c, b, "blksize {@4=2L} vers {1} eco {1} ueco {1} hello {2L}")
        }
        0x02 | 0x04 => {
            node(c, text!("src "), short(b, 1)?);
            c.literal(if flags & 4 == 0 { text!(" fcnval ") } else { text!(" data ") });
            octal(c, b.u8(3)?.into());
            Ok(())
        }
        0x06 => routes(c, text!("{ids "), b),
        0x08 => routes(c, text!("{areas "), b),
        _ => {
            let kind = b.u8(10)?;
            kinds(c, kind);
            show!(c, b, "vers {@1=1} eco {1} ueco {1}")?;
            node(c, text!(" src "), short(b, 8)?);
            show!(c, b, " blksize {@11=2L} ")?;
            if flags & 0x0e == 0x0a {
                return show!(c, b, "pri {@13=1} hello {@15=2L}");
            }
            node(c, text!("rtr "), short(b, 26)?);
            show!(c, b, " hello {@28=2L} data ")?;
            octal(c, b.u8(31)?.into());
            Ok(())
        }
    }
}

fn kinds(c: &mut Ctx<'_>, kind: u8) {
    put!(c, "{}{}", Name(KINDS, u32::from(kind & 3)), Flags(FLAGS, kind.into()));
}

/// How far nodes or areas are: a count, the first, and the way to it; a checksum is the last.
fn routes(c: &mut Ctx<'_>, what: Literal, b: &Bytes<'_>) -> Res {
    node(c, text!("src "), short(b, 1)?);
    put!(c, " ");
    let mut rest = b.from(4);
    while rest.len() > 6 {
        rest.need(0, 6)?;
        let count = u32::from(short(&rest, 0)?);
        if count > 1024 {
            break;
        }
        let first = u32::from(short(&rest, 2)?);
        let way = short(&rest, 4)?;
        put!(c, "{}{}-{}", what, first, first + count);
        put!(c, " cost {} hops {}}} ", way & 0x1ff, way >> 10 & 0x1f);
        rest = rest.from(6);
    }
    Ok(())
}

/// The network services protocol, by the lower and the upper bits of its flags.
fn services(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < NSP_HEADER {
        put!(c, " (nsplen {} < {})", b.len(), NSP_HEADER);
        c.invalid();
        return Ok(());
    }
    let (flags, to, from) = (b.u8(0)?, short(b, 1)?, short(b, 3)?);
    let (kind, subtype) = (flags & TYPE, flags & SUBTYPE);
    // What it is, and how long it is at least.
    const UNKNOWN: usize = usize::MAX;
    let (name, least) = match (kind, subtype) {
        (DATA, LINK_SERVICE) => (text!("link-service"), 13),
        (DATA, INTERRUPT) => (text!("intr"), 0),
        (DATA, 0x00 | 0x20 | 0x40 | 0x60) => (text!("data"), 0),
        (DATA, _) => (text!("reserved-subtype?"), UNKNOWN),
        (ACKNOWLEDGMENT, DATA_ACK) => (text!("data-ack"), 9),
        (ACKNOWLEDGMENT, OTHER_DATA_ACK) => (text!("ils-ack"), 9),
        (ACKNOWLEDGMENT, CONNECT_ACK) => (text!("conn-ack"), 0),
        (ACKNOWLEDGMENT, _) => (text!("reserved-acktype?"), UNKNOWN),
        (CONTROL, CONNECT_INITIATE) => (text!("conn-initiate"), 9),
        (CONTROL, CONNECT_CONFIRM) => (text!("conn-confirm"), 10),
        (CONTROL, DISCONNECT_INITIATE) => (text!("disconn-initiate"), 8),
        (CONTROL, DISCONNECT_CONFIRM) => (text!("disconn-confirm"), 0),
        (CONTROL, RETRANSMITTED_INITIATE) => (text!("retrans-conn-initiate"), 9),
        (CONTROL, _) => (text!("reserved-ctltype?"), UNKNOWN),
        _ => (text!("reserved-type?"), UNKNOWN),
    };
    c.literal(name);
    put!(c, " ");
    match (kind, subtype) {
        (ACKNOWLEDGMENT, CONNECT_ACK) => {
            put!(c, "{}", to);
            return Ok(());
        }
        (DATA, INTERRUPT) => {}
        _ if least == UNKNOWN => {
            put!(c, "{:x} {} > {}", flags, from, to);
            return Ok(());
        }
        _ => put!(c, "{}>{} ", from, to),
    }
    if b.len() < least {
        c.invalid();
        return Ok(());
    }
    if kind != DATA {
        b.need(0, least)?;
    }
    match kind {
        CONTROL => connection(c, subtype, b),
        _ => transfer(c, kind, subtype, b),
    }
}

/// What becomes of a connection.
fn connection(c: &mut Ctx<'_>, subtype: u8, b: &Bytes<'_>) -> Res {
    if let DISCONNECT_INITIATE | DISCONNECT_CONFIRM = subtype {
        put!(c, "{} ", Name(REASONS, short(b, 5)?.into()));
        if subtype == DISCONNECT_INITIATE {
            more(c, b.u8(7)?);
        }
        return Ok(());
    }
    match b.u8(5)? & 0x0c {
        4 => put!(c, "seg "),
        8 => put!(c, "msg "),
        _ => {}
    }
    put!(c, "{}", Name(VERSIONS, u32::from(b.u8(6)? & 3)));
    show!(c, b, "segsize {@7=2L} ")?;
    if subtype == CONNECT_CONFIRM {
        more(c, b.u8(9)?);
    }
    Ok(())
}

/// What was received, and what is sent.
fn transfer(c: &mut Ctx<'_>, kind: u8, subtype: u8, b: &Bytes<'_>) -> Res {
    // What is acknowledged of the other kind of data stands behind.
    let other = if subtype & 0x10 == 0 {
        [text!("oack "), text!("onak ")]
    } else {
        [text!("ackdat "), text!("nakdat ")]
    };
    let mut at = NSP_HEADER;
    for (names, is_there, nak_bits) in
        [([text!("ack "), text!("nak ")], 0x8000, 0x1000), (other, 0xa000, 0xb000)]
    {
        if kind == DATA && b.len() < at + 2 {
            c.invalid();
            return Ok(());
        }
        let number = short(b, at)?;
        if number & is_there == 0 {
            break;
        }
        let [ack, nak] = names;
        let is_nak = number & nak_bits == nak_bits;
        put!(c, "{}{} ", if is_nak { nak } else { ack }, number & 0xfff);
        at += 2;
    }
    if kind != DATA {
        return Ok(());
    }
    if b.len() < at + 2 {
        c.invalid();
        return Ok(());
    }
    put!(c, "seg {} ", short(b, at)? & 0xfff);
    if subtype == LINK_SERVICE {
        flow(c, b.u8(11)?, b.u8(12)?);
    }
    Ok(())
}

/// How long what follows is.
fn more(c: &mut Ctx<'_>, length: u8) {
    if length != 0 {
        put!(c, "optlen {} ", length);
    }
}

/// Whether more may be sent, and how much; both stand where they stand behind two acknowledgments.
fn flow(c: &mut Ctx<'_>, flags: u8, count: u8) {
    match flags & 0x0c {
        0 => put!(c, "dat seg count {} ", count),
        4 => {
            put!(c, "intr req count {} ", count);
            return;
        }
        _ => {
            put!(c, "reserved-fcval-int? {:x}", flags);
            return;
        }
    }
    match flags & 3 {
        0 => {}
        1 => put!(c, "donotsend-data "),
        2 => put!(c, "send-data "),
        _ => put!(c, "reserved-fcmod? {:x}", flags),
    }
}
