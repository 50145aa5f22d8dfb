//! ARP (RFC 826), Reverse ARP (RFC 903), Inverse ARP (RFC 2390) and ARP over ATM (RFC 2225), whose
//! header differs.

use super::bytes::{Bytes, Res};
use super::context::Arg::Name;
use super::context::{Ctx, put};
use super::table::{Table, table};
use super::{ether, ip};
use crate::literal::Literal;
use crate::packed::text;

pub(super) const ETHERTYPE: u16 = 0x0806;
/// That of the reverse one, which asks for the address of one's own.
pub(super) const REVERSE: u16 = 0x8035;
/// That of packets of IPv4 whose headers are behind them (RFC 893).
const TRAILER: u16 = 0x1000;
const HARDWARE: Table = table!("Unknown Hardware ({})";
    1: "Ethernet", 6: "TokenRing", 7: "ArcNet", 15: "FrameRelay", 19: "ATM", 23: "Strip",
    24: "IEEE 1394", 32: "InfiniBand",
);
const OPERATIONS: Table = table!("Unknown ({})";
    1: "Request", 2: "Reply", 3: "Reverse Request", 4: "Reverse Reply", 8: "Inverse Request",
    9: "Inverse Reply", 10: "NACK Reply",
);

const ATM: u16 = 19;

fn protocol_name(c: &mut Ctx<'_>, protocol: u16) {
    match ether::TYPES.get(protocol.into()) {
        Some(name) => c.out.text(name),
        None => put!(c, "Unknown Protocol (0x{:04x})", protocol),
    }
}

/// Whether the addresses of a protocol are those of IPv4.
fn is_ip4(protocol: u16) -> bool {
    matches!(protocol, ip::ETHERTYPE | TRAILER)
}

/// An address of the protocol: only IPv4 addresses are printed. `whose` names its length.
fn protocol_address(c: &mut Ctx<'_>, protocol: u16, address: &[u8], whose: Literal) {
    if !is_ip4(protocol) {
        put!(c, "<wrong proto type>");
    } else if let Some(&address) = address.as_array() {
        c.ip4(address);
    } else {
        put!(c, "<wrong ");
        c.literal(whose);
        put!(c, "len>");
    }
}

/// A hardware address: frame relay's is the number of a link.
fn hardware_address(c: &mut Ctx<'_>, hardware: u16, address: &[u8]) {
    match hardware {
        #[cfg(feature = "print-rare")]
        15 if !address.is_empty() => super::rare::relay::number(c, address),
        _ => c.link_address(address),
    }
}

/// An ATM number and its subaddress.
fn atm_address(c: &mut Ctx<'_>, number: &[u8], sub: &[u8]) {
    if number.is_empty() {
        return put!(c, "<No address>");
    }
    c.link_address(number);
    if !sub.is_empty() {
        put!(c, ",");
        c.link_address(sub);
    }
}

/// ARP over ATM: numbers and subaddresses, each with a length of its own.
fn atm(c: &mut Ctx<'_>, b: &Bytes<'_>, protocol: u16) -> Res {
    let operation = b.u16(6)?;
    let mut at = 12;
    let mut parts: [&[u8]; 6] = [&[]; 6];
    for (part, length) in parts.iter_mut().zip([4, 5, 8, 9, 10, 11]) {
        // The two highest bits of a number's length are its kind and a reserved one.
        let mask = if matches!(length, 8 | 11) { 0xff } else { 0x3f };
        let length = usize::from(b.u8(length)? & mask);
        *part = b.get(at, length)?;
        at += length;
    }
    let [sha, ssa, spa, tha, tsa, tpa] = parts;
    if !c.o.link_header {
        put!(c, "ARP, ");
    }
    if !is_ip4(protocol) || spa.len() != 4 || tpa.len() != 4 || c.v() > 0 {
        put!(c, "ATM, ");
        protocol_name(c, protocol);
        put!(c, " (len {}/{})", spa.len(), tpa.len());
        if c.v() == 0 {
            put!(c, ", length {}", b.len());
            return Ok(());
        }
        put!(c, ", ");
    }
    put!(c, "{} ", Name(OPERATIONS, operation.into()));
    match operation {
        1 => {
            put!(c, "who-has ");
            protocol_address(c, protocol, tpa, text!("tp"));
            if !tha.is_empty() {
                put!(c, " (");
                atm_address(c, tha, tsa);
                put!(c, ")");
            }
            put!(c, " tell ");
            protocol_address(c, protocol, spa, text!("sp"));
        }
        2 => {
            protocol_address(c, protocol, spa, text!("sp"));
            put!(c, " is-at ");
            atm_address(c, sha, ssa);
        }
        8 => {
            put!(c, "who-is ");
            atm_address(c, tha, tsa);
            put!(c, " tell ");
            atm_address(c, sha, ssa);
        }
        9 => {
            atm_address(c, sha, ssa);
            put!(c, "at ");
            protocol_address(c, protocol, spa, text!("sp"));
        }
        10 => {
            put!(c, "for ");
            protocol_address(c, protocol, spa, text!("sp"));
        }
        _ => {
            c.dump(b);
            return Ok(());
        }
    }
    put!(c, ", length {}", b.len());
    Ok(())
}

#[inline(never)]
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("arp");
    let (hardware, protocol) = (b.u16(0)?, b.u16(2)?);
    #[cfg(feature = "print-core")]
    if hardware == ATM {
        return atm(c, b, protocol);
    }
    let (hlen, plen) = (usize::from(b.u8(4)?), usize::from(b.u8(5)?));
    let operation = b.u16(6)?;
    let sha = b.get(8, hlen);
    let spa = b.get(8 + hlen, plen);
    let tha = b.get(8 + hlen + plen, hlen);
    let tpa = b.get(8 + 2 * hlen + plen, plen)?;
    let (sha, spa, tha) = (sha?, spa?, tha?);
    if !c.o.link_header {
        put!(c, "ARP, ");
    }
    if !is_ip4(protocol) || plen != 4 || hlen == 0 || c.v() > 0 {
        put!(c, "{} (len {}), ", Name(HARDWARE, hardware.into()), hlen);
        protocol_name(c, protocol);
        put!(c, " (len {})", plen);
        if c.v() == 0 {
            put!(c, ", length {}", b.len());
            return Ok(());
        }
        put!(c, ", ");
    }
    put!(c, "{} ", Name(OPERATIONS, operation.into()));
    match operation {
        1 => {
            put!(c, "who-has ");
            protocol_address(c, protocol, tpa, text!(""));
            if tha.iter().any(|&byte| byte != 0) {
                put!(c, " (");
                hardware_address(c, hardware, tha);
                put!(c, ")");
            }
            put!(c, " tell ");
            protocol_address(c, protocol, spa, text!(""));
        }
        2 => {
            protocol_address(c, protocol, spa, text!(""));
            put!(c, " is-at ");
            hardware_address(c, hardware, sha);
        }
        3 | 8 => {
            put!(c, "who-is ");
            hardware_address(c, hardware, tha);
            put!(c, " tell ");
            hardware_address(c, hardware, sha);
        }
        4 | 9 => {
            let (whose, address) = if operation == 4 { (tha, tpa) } else { (sha, spa) };
            hardware_address(c, hardware, whose);
            put!(c, " at ");
            protocol_address(c, protocol, address, text!(""));
        }
        _ => {
            c.dump(b);
            return Ok(());
        }
    }
    put!(c, ", length {}", b.len());
    Ok(())
}
