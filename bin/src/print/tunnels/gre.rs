//! Generic routing encapsulation (RFC 1701, 2784, 2890), its form under PPTP (RFC 2637), Cisco's
//! port mirroring over it (ERSPAN, draft-foschiano-erspan) and redirected web traffic (WCCP).

use super::geneve::BRIDGED;
use super::{mpls, ppp};
use crate::print::toolkit::*;
use crate::print::{ether, ip, ip6};

const CHECKSUM: u16 = 0x8000;
const ROUTING: u16 = 0x4000;
const KEY: u16 = 0x2000;
const SEQUENCE: u16 = 0x1000;
const ACK: u16 = 0x80;

/// Ethertypes of what is carried nowhere else, and of what may have no printer.
const OSI: u16 = 0x00fe;
const CISCO_DISCOVERY: u16 = 0x2000;
const ERSPAN: u16 = 0x88be;
const ERSPAN_3: u16 = 0x22eb;
const WCCP: u16 = 0x883e;
const APPLETALK: u16 = 0x809b;
const IPX: u16 = 0x8137;
const NHRP: u16 = 0x2001;
const FLAGS: Table = table!("none";
    0x8000: "checksum present", 0x4000: "routing present", 0x2000: "key present",
    0x1000: "sequence# present", 0x800: "source routing present", 0x80: "ack present",
);

/// Prints a header and the packet behind it.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.nest(|c| header(c, b))
}

fn header(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("gre");
    if b.len() < 2 {
        return Err(Short);
    }
    b.check(0, 2)?;
    let flags = b.u16(0)?;
    put!(c, "GREv{}", flags & 7);
    match flags & 7 {
        0 => version_0(c, flags, b),
        1 => version_1(c, flags, b),
        _ => {
            put!(c, " ERROR: unknown-version");
            Ok(())
        }
    }
}

/// Prints a header of version 0; answers what type follows it, and where.
fn header_0(c: &mut Ctx<'_>, flags: u16, b: &Bytes<'_>) -> Res<(u16, usize)> {
    if c.v() > 0 {
        put!(c, ", Flags [{}]", Bits(FLAGS, flags.into()));
    }
    let kind = b.u16(2)?;
    let mut at = 4;
    if flags & (CHECKSUM | ROUTING) != 0 {
        let sum = b.u16(at)?;
        if c.v() > 0 {
            put!(c, ", sum 0x{:x}", sum);
        }
        put!(c, ", off 0x{:x}", b.u16(at + 2)?);
        at += 4;
    }
    if flags & KEY != 0 {
        put!(c, ", key=0x{:x}", b.u32(at)?);
        at += 4;
    }
    if flags & SEQUENCE != 0 {
        put!(c, ", seq {}", b.u32(at)?);
        at += 4;
    }
    if flags & ROUTING != 0 {
        loop {
            let route = b.from(at);
            let (family, length) = (route.u16(0)?, usize::from(route.u8(3)?));
            if family == 0 && length == 0 {
                at += 4;
                break;
            }
            sources(c, family, &route.first(4 + length))?;
            at += 4 + length;
        }
    }
    Ok((kind, at))
}

fn version_0(c: &mut Ctx<'_>, flags: u16, b: &Bytes<'_>) -> Res {
    let (kind, at) = header_0(c, flags, b).or(Err(Short))?;
    ether::carried(c, kind);
    put!(c, ", length {}", b.len());
    c.literal(if c.v() > 0 { text!("\n\t") } else { text!(": ") });
    let rest = b.from(at);
    match kind {
        0 => {
            put!(c, "keep-alive");
            Ok(())
        }
        WCCP => {
            put!(c, "wccp ");
            let word = rest.u32(0)?;
            put!(c, "T:{} A:{} U:{}", word >> 31, word >> 30 & 1, word >> 29 & 1);
            put!(c, " SId:{} Alt:{} Pri:{}: ", word >> 16 & 0xff, word >> 8 & 0xff, word & 0xff);
            ip::print(c, &rest.from(4))
        }
        BRIDGED => ether::frame(c, &rest, false),
        ERSPAN if flags & SEQUENCE == 0 => {
            put!(c, "erspan type1: ");
            ether::frame(c, &rest, false)
        }
        ERSPAN | ERSPAN_3 => mirrored(c, kind, &rest),
        OSI => crate::print::tunnels::osi(c, &rest),
        CISCO_DISCOVERY => crate::print::lan::cisco::discovery(c, &rest),
        #[cfg(feature = "print-rare")]
        APPLETALK => crate::print::rare::atalk::print(c, &rest),
        #[cfg(feature = "print-rare")]
        IPX => crate::print::rare::ipx::print(c, &rest),
        _ => {
            // Of the other Ethertypes only IP, MPLS and NHRP are looked for here, and those of above where
            // their printers are not built, which is said.
            let listed = matches!(
                kind,
                ip::ETHERTYPE | ip6::ETHERTYPE | mpls::UNICAST | NHRP | APPLETALK | IPX
            );
            if !listed || !ether::ethertype(c, kind, &rest)? {
                put!(c, "gre-proto-0x{:x}", kind);
            }
            Ok(())
        }
    }
}

/// A source route (RFC 1702).
fn sources(c: &mut Ctx<'_>, family: u16, b: &Bytes<'_>) -> Res {
    let (name, step) = match family {
        ip::ETHERTYPE => (text!("ip"), 4),
        0xfffe => (text!("asn"), 2),
        _ => {
            put!(c, ", (rtaf=0x{:x})", family);
            return b.need(0, b.len());
        }
    };
    put!(c, ", (rtaf={}", name);
    let listed = hops(c, step, b);
    put!(c, ")");
    listed
}

/// The hops of a source route, each of some bytes.
fn hops(c: &mut Ctx<'_>, step: usize, b: &Bytes<'_>) -> Res {
    let (offset, length) = (usize::from(b.u8(2)?), usize::from(b.u8(3)?));
    for (wrong, text, value) in [
        (offset % step != 0, text!("badoffset"), offset),
        (length % step != 0, text!("badlength"), length),
    ] {
        if wrong {
            put!(c, ", {}={}", text, value);
            return Ok(());
        }
    }
    if offset >= length {
        put!(c, ", badoff/len={}/{}", offset, length);
        return Ok(());
    }
    let list = b.from(4);
    for at in (0..length).step_by(step) {
        let between = if at == offset { text!(" *") } else { text!(" ") };
        if step == 4 {
            put!(c, "{}{}", between, list.array::<4>(at)?);
        } else {
            put!(c, "{}{:x}", between, list.u16(at)?);
        }
    }
    Ok(())
}

fn version_1(c: &mut Ctx<'_>, flags: u16, b: &Bytes<'_>) -> Res {
    if c.v() > 0 {
        put!(c, ", Flags [{}]", Bits(FLAGS, flags.into()));
    }
    let kind = b.u16(2).or(Err(Short))?;
    let mut at = 4;
    for (flag, name, mask) in [
        (KEY, text!(", call "), 0xffff),
        (SEQUENCE, text!(", seq "), u32::MAX),
        (ACK, text!(", ack "), u32::MAX),
    ] {
        if flags & flag != 0 {
            let value = b.u32(at).or(Err(Short))?;
            c.str_dec(name, (value & mask).into());
            at += 4;
        }
    }
    c.literal(if flags & SEQUENCE == 0 { text!(", no-payload") } else { text!("") });
    ether::carried(c, kind);
    put!(c, ", length {}", b.len());
    if flags & SEQUENCE == 0 {
        return Ok(());
    }
    c.literal(if c.v() > 0 { text!("\n\t") } else { text!(": ") });
    if kind == ppp::ETHERTYPE {
        ppp::print(c, &b.from(at))
    } else {
        put!(c, "gre-proto-0x{:x}", kind);
        Ok(())
    }
}

const SIZES: Table = table!(""; 0: "Good/unknown" "Short" "Long" "Bad");
const FRAMES: Table = table!("unknown {}"; 0: "Ethernet", 2: "IP");

/// A mirrored frame: types II and III.
fn mirrored(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res {
    c.protocol = text!("erspan");
    let (version, vlan, word) = (b.u16(0)? >> 12, b.u16(0)? & 0xfff, b.u16(2)?);
    let (session, cos) = (word & 0x3ff, word >> 13);
    if kind == ERSPAN {
        put!(c, "erspan type2 session {}", session);
        match word >> 11 & 3 {
            0 => {}
            1 => put!(c, " isl {}", vlan),
            _ => put!(c, " vlan {}", vlan),
        }
        put!(c, " cos {}", cos);
        if word & 0x400 != 0 {
            put!(c, " truncated");
        }
        show!(c, b, " index {@4=4&fffff}: ")?;
        if version != 1 {
            put!(c, "unknown-version {}", version);
        }
        return ether::frame(c, &b.from(8), false);
    }
    put!(c, "erspan type3 session {}", session);
    put!(c, " bso {} cos {}", Name(SIZES, u32::from(word >> 11 & 3)), cos);
    let flags = b.u16(10)?;
    let frame = flags >> 10 & 0x1f;
    put!(c, " ft {}", Name(FRAMES, frame.into()));
    let mut at = 12;
    if flags & 1 != 0 {
        b.need(at, 8)?;
        at += 8;
    }
    put!(c, ": ");
    match frame {
        0 => ether::frame(c, &b.from(at), false),
        2 => ip::print(c, &b.from(at)),
        _ => {
            put!(c, "Frame type unknown");
            Ok(())
        }
    }
}
