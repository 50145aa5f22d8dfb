//! Virtual router redundancy (RFC 3768, RFC 5798).

use crate::print::checksum;
use crate::print::toolkit::*;
use crate::print::transport::Net;

const TYPES: Table = table!("unknown type ({})"; 1: "Advertisement");
const AUTHENTICATIONS: Table = table!("#{}"; 0: "none" "simple" "ah");
const PROTOCOL: u8 = 112;

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("vrrp");
    put!(c, "VRRP");
    let (version, kind) = (b.u8(0)? >> 4, b.u8(0)? & 15);
    put!(c, "v{}, {}", version, Name(TYPES, kind.into()));
    if net.hops != 255 {
        put!(c, ", (ttl {})", net.hops);
    }
    if !matches!(version, 2 | 3) || kind != 1 {
        return Ok(());
    }
    show!(c, b, ", vrid {@1=1}, prio {1}")?;
    if version == 2 {
        show!(c, b, ", authtype {@4=1N}{|}, intvl {1}s", AUTHENTICATIONS)?;
    } else {
        show!(c, b, ", intvl {@4=2&fff}cs")?;
    }
    put!(c, ", length {}", b.len());
    if c.v() == 0 {
        return Ok(());
    }
    if let Ok(bytes) = b.get(0, b.len()) {
        let sum =
            if version == 3 { net.checksum(PROTOCOL, b.len(), bytes) } else { checksum::of(bytes) };
        if sum != 0 {
            put!(c, ", (bad vrrp cksum {:x})", b.u16(6)?);
        }
    }
    let count = b.u8(3)?;
    put!(c, ", addrs");
    if count > 1 {
        put!(c, "({})", count);
    }
    put!(c, ":");
    let size = if net.is_v6() { 16 } else { 4 };
    let mut at = 8;
    let mut between = text!(" ");
    for _ in 0..count {
        let address = b.get(at, size)?;
        put!(c, "{}{}", between, Address(address));
        between = text!(",");
        at += size;
    }
    if version == 2 && b.u8(4)? == 1 {
        put!(c, " auth \"");
        super::text_up_to(c, &b.from(at), 8)?;
        put!(c, "\"");
    }
    Ok(())
}
