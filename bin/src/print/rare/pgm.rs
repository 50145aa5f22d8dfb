//! Pragmatic general multicast (RFC 3208), over IP and in UDP; with -T pgm_zmtp1 its data are ZeroMQ's.

use super::zmtp;
use crate::print::ports;
use crate::print::toolkit::*;
use crate::print::transport::{Net, TCP};

pub(crate) const PROTOCOL: u8 = 113;
const HEADER: usize = 16;
const TYPES: Table = table!("UNKNOWN type 0x{:02x}";
    0: "SPM" "POLL" "POLR", 4: "ODATA" "RDATA", 8: "NAK" "NULLNAK" "NCF", 11: "ACK" "SPMR",
);
/// An option: its number, the length that all of them have (0 for any), its name, and how it is printed.
type Form = (u8, usize, Literal, Literal);
const FORMS: [Form; 15] = [
    (0, 4, text!("OPT_LENGTH"), text!(" OPTS LEN (extra?) {@2=2}")),
    (1, 16, text!("OPT_FRAGMENT"), text!(" FRAG seq {@4=4} off {4} len {4}")),
    (3, 8, text!("OPT_JOIN"), text!(" JOIN {@4=4}")),
    (4, 12, text!("OPT_NAK_BO_IVL"), text!(" BACKOFF ivl {@4=4} ivlseq {4}")),
    (5, 12, text!("OPT_NAK_BO_RNG"), text!(" BACKOFF max {@4=4} min {4}")),
    (8, 8, text!("OPT_PARITY_PRM"), text!(" PARITY MAXTGS {@4=4}")),
    (9, 8, text!("OPT_PARITY_GRP"), text!(" PARITY GROUP {@4=4}")),
    (10, 8, text!("OPT_CURR_TGSIZE"), text!(" PARITY ATGS {@4=4}")),
    (11, 4, text!("OPT_NBR_UNREACH"), text!(" NBR_UNREACH")),
    (13, 4, text!("OPT_SYN"), text!(" SYN")),
    (14, 4, text!("OPT_FIN"), text!(" FIN")),
    (15, 4, text!("OPT_RST"), text!(" RST")),
    (16, 0, text!("OPT_CR"), text!(" CR")),
    (17, 4, text!("OPT_CRQST"), text!(" CRQST")),
    (12, 0, text!("OPT_PATH_NLA"), text!(" PATH_NLA")),
];

/// Prints a packet that IP carries.
pub(crate) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("pgm");
    let (Ok(src), Ok(dst)) = (b.u16(0), b.u16(2)) else { return without_ports(c, net) };
    // Behind the IP header itself, the addresses are printed again.
    net.ports(c, PROTOCOL, Some((src, dst)));
    packet(c, b)
}

/// The addresses of a packet that is cut within its ports.
fn without_ports(c: &mut Ctx<'_>, net: &Net<'_>) -> Res {
    Net { protocol: TCP, ..*net }.ports(c, TCP, None);
    Err(Cut)
}

/// Prints a packet in UDP.
pub(crate) fn in_udp(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("pgm");
    if !b.has(0, 4) {
        return without_ports(c, net);
    }
    show!(c, b, "{2} > {2}: ")?;
    packet(c, b)
}

fn packet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.need(0, HEADER)?;
    put!(c, "PGM, length {}", b.u16(14)?);
    if c.v() == 0 {
        return Ok(());
    }
    show!(c, b, " 0x{@8=6H} ")?;
    let (kind, flags) = (b.u8(4)?, b.u8(5)?);
    let body = b.from(HEADER);
    // Of a request that is cut nothing is printed.
    match kind {
        0 => _ = address(&body.from(12))?,
        1 => {
            let used = address(&body.from(8))?.0;
            body.need(8 + used, 12)?;
        }
        8..=10 => {
            let used = address(&body.from(4))?.0;
            address(&body.from(4 + used))?;
        }
        2 | 4 | 5 | 11 => body.need(0, 8)?,
        _ => {}
    }
    put!(c, "{}", Name(TYPES, kind.into()));
    let rest = match kind {
        0 => {
            show!(c, &body, " seq {4} trail {4} lead {4}")?;
            let used = network(c, text!(" nla "), &body.from(12))?;
            body.from(12 + used)
        }
        1 => {
            show!(c, &body, " seq {4} round {2}")?;
            let used = network(c, text!(" nla "), &body.from(8))?;
            let rest = body.from(8 + used);
            show!(c, &rest, " ivl {4} rnd 0x{4:08x} mask 0x{4:08x}")?;
            rest.from(12)
        }
        2 => {
            show!(c, &body, " seq {4} round {2}")?;
            body.from(8)
        }
        4 | 5 => {
            show!(c, &body, " trail {@4=4} seq {@0=4}")?;
            body.from(8)
        }
        8..=10 => {
            body.need(0, 4)?;
            let used = network(c, text!(" ("), &body.from(4))?;
            let used = used + network(c, text!(" -> "), &body.from(4 + used))?;
            show!(c, &body, "), seq [{4}")?;
            body.from(4 + used)
        }
        11 => {
            show!(c, &body, " seq {4}")?;
            body.from(8)
        }
        _ => body,
    };
    let mut rest = rest;
    if flags & 1 != 0 {
        let Some(length) = options(c, &rest)? else { return Ok(()) };
        rest = rest.from(length);
    }
    if matches!(kind, 8..=10) {
        put!(c, "]");
    }
    put!(c, " [{}]", b.len());
    if matches!(kind, 4 | 5) && ports::is_zmtp_in_pgm(c) {
        return zmtp::datagram(c, &rest.claim(b.u16(14)?.into()));
    }
    Ok(())
}

/// A network layer address, and how much it takes with its family.
fn address<'a>(b: &Bytes<'a>) -> Res<(usize, &'a [u8])> {
    let size = match b.u16(0)? {
        1 => 4,
        2 => 16,
        _ => return Err(Cut),
    };
    Ok((4 + size, b.get(4, size)?))
}

/// Prints such an address, and answers how much it takes.
fn network(c: &mut Ctx<'_>, before: Literal, b: &Bytes<'_>) -> Res<usize> {
    let (used, address) = address(b)?;
    put!(c, "{}{}", before, Address(address));
    Ok(used)
}

/// Prints options and answers how long they are together; nothing where one is wrong.
fn options(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<usize>> {
    b.need(0, 4)?;
    let (kind, length) = (b.u8(0)?, b.u8(1)?);
    if kind & 0x7f != 0 {
        put!(c, "[First option bad, should be PGM_OPT_LENGTH, is {}]", kind & 0x7f);
        return Ok(None);
    }
    if length != 4 {
        put!(c, "[Bad OPT_LENGTH option, length {} != 4]", length);
        return Ok(None);
    }
    let total = usize::from(b.u16(2)?);
    if total < 4 {
        put!(c, "[Bad total option length {} < 4]", total);
        return Ok(None);
    }
    put!(c, " OPTS LEN {}", total);
    let mut rest = b.claim(total).from(4);
    let mut last = total <= 4;
    while !last {
        if rest.len() < 4 {
            put!(c, "[Total option length leaves no room for final option]");
            return Ok(None);
        }
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        last = kind & 0x80 != 0 || length == rest.len();
        if length < 4 {
            put!(c, "[Bad option, length {} < 4]", length);
            return Ok(Some(total));
        }
        if length > rest.len() {
            put!(c, "[Total option length leaves no room for final option]");
            return Ok(None);
        }
        rest.need(0, length)?;
        let kind = kind & 0x7f;
        match FORMS.iter().find(|form| form.0 == kind) {
            Some(&(_, expected, name, _)) if expected != 0 && expected != length => {
                put!(c, "[Bad {} option, length {} != {}]", name, length, expected);
                return Ok(None);
            }
            Some(&(.., format)) => {
                c.show(&rest, format, &[])?;
                if kind == 12 {
                    put!(c, " [{}]", length);
                }
            }
            None if kind == 2 => {
                put!(c, " NAK LIST");
                let mut list = rest.first(length).from(4);
                while list.len() >= 4 {
                    show!(c, &list, " {4}")?;
                    list = list.from(4);
                }
                if !length.is_multiple_of(4) {
                    put!(c, "[Option length not a multiple of 4]");
                    return Ok(None);
                }
            }
            None => {
                put!(c, " OPT_");
                c.hex_capitals(rest.get(0, 1)?);
                put!(c, " [{}] ", length);
            }
        }
        rest = rest.from(length);
    }
    Ok(Some(total))
}
