//! IPv6 (RFC 8200), its extension headers and jumbo payloads (RFC 2675).

use super::bytes::{Bytes, Res};
use super::context::Arg::Name;
use super::context::{Ctx, put};
use super::transport::{self, Addresses, Net, PROTOCOLS};

const HEADER: usize = 40;

/// Prints an IPv6 packet.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.nest(|c| packet(c, b))
}

fn packet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "ip6";
    if !c.link_named() {
        c.str("IP6 ");
    }
    if b.len() < HEADER {
        put!(c, " [length {} < 40]", b.len());
        c.invalid();
        return Ok(());
    }
    let version = b.u8(0)? >> 4;
    if version != 6 {
        put!(c, " [version {} != 6]", version);
        c.invalid();
        return Ok(());
    }
    let payload = usize::from(b.u16(4)?);
    let mut total = payload + HEADER;
    let mut next = b.u8(6)?;
    // Headers before the payload that say its real length, or TCP joined beyond what the field
    // can hold.
    let big = payload == 0 && b.len() > 65_535 + HEADER && next == transport::TCP;
    if payload == 0 && (big || next == HOP_BY_HOP) {
        total = b.len();
    } else if total > b.len() {
        put!(c, "[header+payload length {} > length {}]", total, b.len());
        c.invalid();
        c.str(" ");
    }
    let first = next;
    let hops = b.u8(7)?;
    if c.v() > 0 {
        let flow = b.u32(0)?;
        c.str("(");
        if flow & 0x0ff0_0000 != 0 {
            put!(c, "class 0x{:02x}, ", (flow & 0x0ff0_0000) >> 20);
        }
        if flow & 0xf_ffff != 0 {
            put!(c, "flowlabel 0x{:05x}, ", flow & 0xf_ffff);
        }
        put!(c, "hlim {}, next-header {} ({})", hops, Name(PROTOCOLS, next.into()), next);
        put!(c, ", payload length {}) ", payload);
        if big {
            put!(c, "[real length {}, presumed BIG TCP] ", b.len());
        }
    }
    let (src, dst) = (b.array::<16>(8)?, b.array::<16>(24)?);
    if !transport::prints_addresses(next) {
        put!(c, "{} > {}: ", src, dst);
    }
    let b = b.first(total).claim(total);
    let net = Net {
        addresses: Addresses::V6(src, dst),
        last: Addresses::V6(src, dst),
        protocol: first,
        fragment: false,
    };
    let _ = &mut next;
    transport::print(c, &net, next, &b.from(HEADER))
}

/// The hop-by-hop options header.
const HOP_BY_HOP: u8 = 0;
