//! The point-to-point protocol (RFC 1661) in HDLC-like framing (RFC 1662), over several links (RFC 1990),
//! and its authentication (RFC 1334, 1994). What its ends agree on is in `control`, the numbers of what it
//! carries in `protocols`.
//!
//! Left out: bandwidth allocation.

mod control;
pub(crate) mod protocols;

use crate::print::toolkit::*;
use crate::print::{ip, ip6};
use control::control;
use protocols::*;

pub(crate) const ETHERTYPE: u16 = 0x880b;
const PASSWORD_CODES: Table = table!("unknown"; 1: "Auth-Req" "Auth-ACK" "Auth-NACK");
const CHALLENGE_CODES: Table = table!("unknown";
    1: "Challenge" "Response" "Success" "Fail",
);
const MULTILINK_FLAGS: Table = table!("none"; 0xc0: "begin, end", 0x80: "begin", 0x40: "end");

/// PPP as a packet's outermost header, with the address field and without.
pub(crate) fn link(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ppp");
    c.link_header = b.captured().min(4);
    b.check(0, 4)?;
    print(c, b)
}

/// PPP in HDLC framing as a packet's outermost header.
pub(crate) fn hdlc_link(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ppp_hdlc");
    c.link_header = b.captured();
    b.check(0, 2)?;
    c.link_header = 4.min(b.captured());
    let address = b.u8(0)?;
    #[cfg(feature = "print-rare")]
    if matches!(address, 0x0f | 0x8f) {
        return crate::print::rare::chdlc::print(c, b);
    }
    b.check(0, 4)?;
    let protocol = b.u16(2)?;
    if c.o.link_header {
        show!(c, b, "{1:02x} {1:02x} ")?;
        put!(c, "{} ", b.len());
    }
    if address != 0xff {
        // As tcpdump has it, the bytes behind those are shown.
        c.link_header = 2;
        put!(c, "unknown addr {:02x}; ctrl {:02x}", protocol >> 8, protocol & 0xff);
        return Ok(());
    }
    put!(c, "{}: ", Name(PROTOCOLS, protocol.into()));
    payload(c, protocol, &b.from(4))
}

/// Prints a frame from its address field or, where that is left out, its protocol on.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.nest(|c| frame(c, b))
}

fn frame(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ppp");
    if b.len() < 2 {
        return Err(Short);
    }
    let length = b.len();
    let rest = match b.u16(0)? {
        // A capture of a daemon says the direction in place of the address.
        0x0003 => {
            c.literal(if c.o.link_header { text!("In  ") } else { text!("") });
            b.from(2)
        }
        0x0103 => {
            c.literal(if c.o.link_header { text!("Out ") } else { text!("") });
            b.from(2)
        }
        0xff03 => b.from(2),
        _ => *b,
    };
    if rest.len() < 2 {
        return Err(Short);
    }
    let first = rest.u8(0)?;
    let (protocol, rest) =
        if first & 1 != 0 { (first.into(), rest.from(1)) } else { (rest.u16(0)?, rest.from(2)) };
    if c.o.link_header {
        let Some(name) = PROTOCOLS.get(protocol.into()) else {
            put!(c, "unknown (0x{:04x}), length {}", protocol, length);
            return Ok(());
        };
        put!(c, "{} (0x{:04x}), length {}: ", name, protocol, length);
    }
    payload(c, protocol, &rest)
}

/// The bytes of a frame whose escapes are taken out.
const UNESCAPED: usize = 1536;

/// Prints what a frame carries.
pub(crate) fn payload(c: &mut Ctx<'_>, protocol: u16, b: &Bytes<'_>) -> Res {
    if protocol & 0xff00 == 0x7e00 {
        return escaped(c, protocol, b);
    }
    match protocol {
        LCP | IPCP | OSICP | MPLSCP | IP6CP | CCP | BACP => control(c, protocol, b),
        MLPPP => {
            c.literal(if c.o.link_header { text!("") } else { text!("MLPPP, ") });
            if b.len() < 2 || !b.has(0, 2) {
                put!(c, "[|mlppp]");
                return Ok(());
            }
            show!(c, b, "seq 0x{2&fff:03x}, Flags [{@0=1&c0N}]", MULTILINK_FLAGS)?;
            put!(c, ", length {}", b.len());
            Ok(())
        }
        CHAP => challenge(c, b),
        PAP => password(c, b),
        // Ethertypes, too, as tcpdump has it.
        IP | VJNC_IP | ip::ETHERTYPE => ip::print(c, b),
        IP6 | ip6::ETHERTYPE => ip6::print(c, b),
        OSI => super::osi(c, b),
        #[cfg(feature = "print-rare")]
        IPX => crate::print::rare::ipx::print(c, b),
        MPLS | MPLS_MULTICAST => super::mpls::print(c, b),
        COMPRESSED => {
            put!(c, "compressed PPP data");
            Ok(())
        }
        // Nothing is printed of what allocates bandwidth.
        BAP => Ok(()),
        _ => {
            put!(c, "{} ", Name(PROTOCOLS, protocol.into()));
            c.hex_lines(text!("\n\t"), b.inside());
            Ok(())
        }
    }
}

/// A frame that starts with a flag: its escapes are still in it.
fn escaped(c: &mut Ctx<'_>, protocol: u16, b: &Bytes<'_>) -> Res {
    let mut buffer = [0; UNESCAPED];
    let mut used = 0;
    let mut escape = false;
    let bytes = [protocol as u8];
    for &byte in bytes.iter().chain(b.data()) {
        if byte == 0x7d && !escape {
            escape = true;
            continue;
        }
        let Some(place) = buffer.get_mut(used) else { break };
        *place = if escape { byte ^ 0x20 } else { byte };
        escape = false;
        used += 1;
    }
    let frame = Bytes::new(buffer.get(..used).unwrap_or(&[]), used);
    match frame.u8(0) {
        _ if b.len() == 0 => return Ok(()),
        Ok(0x21) => return ip::print(c, &frame.from(1)),
        Ok(0x57) => return ip6::print(c, &frame.from(1)),
        _ => {}
    }
    frame.check(0, 2)?;
    let (mut protocol, mut rest) = (frame.u16(0)?, frame.from(2));
    if protocol == 0xff03 {
        frame.check(2, 2)?;
        (protocol, rest) = (frame.u16(2)?, frame.from(4));
    }
    if protocol & 0xff00 == 0x7e00 {
        put!(c, "(protocol 0x{:04x} invalid)", protocol);
        return Ok(());
    }
    payload(c, protocol, &rest)
}

/// The header of an authentication protocol; answers the message's length, or nothing where it is
/// too short to have one.
fn header(c: &mut Ctx<'_>, b: &Bytes<'_>, names: [Literal; 2], codes: Table) -> Res<Option<usize>> {
    match b.len() {
        0 => put!(c, "[|{}]", names[0]),
        1..4 => put!(c, "[|{} 0x{:02x}]", names[0], b.u8(0)?),
        _ => {
            let name = [Arg::L(names[1])];
            c.show_with(b, text!("{}, {1N} (0x{@0=1:02x}){|}, id {1}"), &[codes], &name)?;
            return b.u16(2).map(|length| Some(length.into()));
        }
    }
    Ok(None)
}

/// The password authentication protocol: texts behind the header, each with its length before it.
fn password(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let Some(length) = header(c, b, [text!("pap"), text!("PAP")], PASSWORD_CODES)? else {
        return Ok(());
    };
    let names: &[Literal] = match b.u8(0)? {
        1 => &[text!(", Peer "), text!(", Name ")],
        2 | 3 => &[text!(", Msg ")],
        _ => &[],
    };
    if length > b.len() {
        put!(c, ", length {} > packet size", length);
        return Ok(());
    }
    if length < 4 {
        put!(c, ", length {} < PAP header length", length);
        return Ok(());
    }
    let mut rest = b.claim(length).from(4);
    // Each text has its length at least.
    if rest.len() < names.len() {
        put!(c, "[|pap]");
        return Ok(());
    }
    for &name in names {
        if rest.len() == 0 {
            break;
        }
        let size = usize::from(rest.u8(0)?);
        if rest.len() < 1 + size {
            break;
        }
        c.literal(name);
        c.text(rest.first(1 + size).from(1).inside());
        rest.need(1, size)?;
        rest = rest.from(1 + size);
    }
    Ok(())
}

/// The challenge handshake authentication protocol.
fn challenge(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let Some(length) = header(c, b, [text!("chap"), text!("CHAP")], CHALLENGE_CODES)? else {
        return Ok(());
    };
    let mut start = 4;
    match b.u8(0)? {
        1 | 2 => {
            let rest = b.from(4);
            if rest.len() == 0 {
                return Ok(());
            }
            let size = usize::from(rest.u8(0)?);
            if rest.len() < 1 + size {
                return Ok(());
            }
            put!(c, ", Value ");
            c.hex_bytes(rest.from(1).first(size).data());
            rest.need(1, size)?;
            put!(c, ", Name ");
            start = 5 + size;
        }
        3 | 4 => put!(c, ", Msg "),
        _ => return Ok(()),
    }
    // What is longer than the message goes on to the end of the packet.
    let size = length.checked_sub(start).unwrap_or(usize::MAX);
    c.text(b.from(start).first(size).data());
    b.need(start, size)
}
