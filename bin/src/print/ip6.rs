//! IPv6 (RFC 8200), its extension headers: options, fragments, routing headers of types 0, 2 and
//! 4 (RFC 5095, 6275, 8754), and jumbo payloads (RFC 2675).

use super::bytes::{Bytes, Cut, Res};
use super::context::Arg::{Name, X};
use super::context::{Ctx, put};
use super::table::{Table, table};
use super::transport::{self, Addresses, Net};
use crate::packed::text;

pub(super) const ETHERTYPE: u16 = 0x86dd;
const HEADER: usize = 40;

const HOP_BY_HOP: u8 = 0;
const ROUTING: u8 = 43;
const FRAGMENT: u8 = 44;
const DESTINATION: u8 = 60;
#[cfg(feature = "print-core")]
const OLD_MOBILITY: u8 = 62;
#[cfg(feature = "print-core")]
const MOBILITY: u8 = 135;

/// Prints an IPv6 packet.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.nest(|c| packet(c, b))
}

fn packet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ip6");
    if !c.link_named {
        put!(c, "IP6 ");
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
    if payload + HEADER > b.len() {
        put!(c, "[header+payload length {} > length {}]", payload + HEADER, b.len());
        c.invalid();
        put!(c, " ");
    }
    let next = b.u8(6)?;
    // Segments that the kernel joined beyond what the field can hold, in a tunnel or not, say zero.
    let big = payload == 0
        && b.len() > 65_535 + HEADER
        && matches!(next, transport::TCP | transport::UDP);
    // Otherwise zero says that a jumbo payload option holds the length.
    let jumbo = payload == 0 && !big && next == HOP_BY_HOP;
    let total = if big || jumbo { b.len() } else { payload + HEADER };
    if c.v() > 0 {
        put!(c, "(");
        let flow = b.u32(0)?;
        if flow & 0x0ff0_0000 != 0 {
            put!(c, "class 0x{:02x}, ", (flow & 0x0ff0_0000) >> 20);
        }
        if flow & 0xf_ffff != 0 {
            put!(c, "flowlabel 0x{:05x}, ", flow & 0xf_ffff);
        }
        c.str_dec(text!("hlim "), b.u8(7)?.into());
        put!(c, ", next-header ");
        transport::name(c, next);
        c.str_dec(text!(" ("), next.into());
        c.str_dec(text!("), payload length "), payload as u64);
        put!(c, ") ");
        if big {
            put!(c, "[real length {}, presumed BIG TCP] ", b.len());
        }
    }
    b.check(8, 32)?;
    let (src, dst) = (b.array::<16>(8)?, b.array::<16>(24)?);
    if !transport::prints_addresses(next) {
        c.ip6(src);
        put!(c, " > ");
        c.ip6(dst);
        put!(c, ": ");
    }
    let addresses = Addresses::V6(src, dst);
    let mut net =
        Net { addresses, last: addresses, protocol: next, hops: b.u8(7)?, fragment: false };
    // With a length of zero, tcpdump reads extension headers anyhow.
    let whole = if payload == 0 { b.claim(total) } else { b.first(total) };
    extensions(c, &mut net, next, jumbo, &whole)
}

/// Prints the extension headers and what follows them. Each is at least eight bytes long, so the
/// loop ends with the packet.
fn extensions<'a>(
    c: &mut Ctx<'_>,
    net: &mut Net<'a>,
    next: u8,
    mut jumbo: bool,
    b: &Bytes<'a>,
) -> Res {
    let (mut next, mut b, mut first, mut found) = (next, b.from(HEADER), true, false);
    loop {
        let used = match next {
            HOP_BY_HOP if !first => {
                put!(c, "[The Hop-by-Hop Options header ");
                c.literal(if found {
                    text!("was already found]")
                } else {
                    text!("don't follow the IPv6 header]")
                });
                c.invalid();
                return Ok(());
            }
            HOP_BY_HOP => {
                c.protocol = text!("hbh");
                found = true;
                let used = header_length(&b)?;
                b.need(0, used)?;
                put!(c, "HBH ");
                let mut length = None;
                let whole = options(c, &b, jumbo, true, &mut length)?;
                if jumbo && length.is_none() {
                    put!(c, "[No valid Jumbo Payload Hop-by-Hop option found]");
                    c.invalid();
                    return Ok(());
                }
                if !whole {
                    return Ok(());
                }
                if let Some(length) = length {
                    if length > b.len() {
                        let (claimed, real) = (length + HEADER, b.len() + HEADER);
                        put!(c, "[header+payload length {} > length {}]", claimed, real);
                        c.invalid();
                        put!(c, " ");
                    }
                    b = b.first(length).claim(length);
                    jumbo = false;
                }
                used
            }
            DESTINATION => {
                c.protocol = text!("dstopt");
                b.need(0, header_length(&b)?)?;
                put!(c, "DSTOPT ");
                let used = header_length(&b)?;
                // Its options say nothing that is needed.
                if c.v() > 0 && !options(c, &b.claim(used), false, false, &mut None)? {
                    return Ok(());
                }
                used
            }
            ROUTING => {
                let Some(used) = routing(c, net, &b)? else { return Ok(()) };
                used
            }
            FRAGMENT => {
                c.protocol = text!("frag6");
                if fragment(c, &b)? != 0 {
                    return Ok(());
                }
                net.fragment = true;
                // Where nothing is there of what follows, its printer is not asked.
                if b.captured() <= 8 {
                    return Ok(());
                }
                8
            }
            _ => break,
        };
        c.protocol = text!("ip6");
        if used > b.len() {
            return Err(Cut);
        }
        next = b.u8(0)?;
        b = b.from(used);
        first = false;
    }
    match next {
        #[cfg(feature = "print-core")]
        MOBILITY | OLD_MOBILITY => super::mobility::print(c, &b),
        _ => transport::print(c, net, next, &b.first(b.len())),
    }
}

/// A fragment header; answers the offset.
fn fragment(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<u16> {
    put!(c, "frag (");
    let (offset, id) = (b.u16(2)? & 0xfff8, b.u32(4)?);
    if c.v() > 0 {
        put!(c, "0x{:08x}:", id);
    }
    put!(c, "{}|", offset);
    if b.len() < 8 {
        put!(c, "[length < 0] (invalid))");
    } else {
        put!(c, "{})", b.len() - 8);
    }
    if offset == 0 {
        put!(c, " ");
    }
    Ok(offset)
}

/// The length of an extension header.
fn header_length(b: &Bytes<'_>) -> Res<usize> {
    Ok((usize::from(b.u8(1)?) + 1) * 8)
}

/// The options of a hop-by-hop or destination header, and a jumbo payload's length; answers whether the
/// options make sense.
fn options(
    c: &mut Ctx<'_>,
    b: &Bytes<'_>,
    jumbo: bool,
    hop_by_hop: bool,
    length: &mut Option<usize>,
) -> Res<bool> {
    // Why the next jumbo option tells no length; only the first can.
    let mut why = if !hop_by_hop {
        text!(" - not a hop-by-hop option")
    } else if !jumbo {
        text!(" - payload len != 0")
    } else {
        text!("")
    };
    let show = c.v() > 0;
    let mut rest = b.first(header_length(b)?).from(2);
    while rest.len() > 0 {
        let kind = rest.u8(0)?;
        if kind == 0 {
            if show {
                put!(c, "(pad1)");
            }
            rest = rest.from(1);
            continue;
        }
        let Some(size) = whole(c, &rest)? else { return Ok(false) };
        // The lengths of those that are known; a home address may have more behind it.
        let (name, right) = match kind {
            5 => (text!("rtalert"), 2),
            0xc2 => (text!("jumbo"), 4),
            0xc9 => (text!("homeaddr"), size.max(16)),
            _ => (text!(""), size),
        };
        if size != right {
            // What the header has room for counts before what the option says.
            let room = rest.len();
            let (what, size, sign, right) = match kind {
                _ if room < right + 2 => (text!("remaining "), room, text!("<"), right + 2),
                0xc9 => (text!(""), size, text!("<"), right),
                _ => (text!(""), size, text!("!="), right),
            };
            put!(c, " [({}) {}length {} {} {}]", name, what, size, sign, right);
            c.invalid();
            return Ok(false);
        }
        match kind {
            1 if show => put!(c, "(padn)"),
            5 if show => put!(c, "(rtalert: 0x{:04x}) ", rest.u16(2)?),
            0xc2 => {
                let value = rest.u32(2)?;
                if why.is_empty() && value < 65_536 {
                    why = text!(" - < 65536");
                } else if why.is_empty() {
                    *length = Some(value as usize);
                }
                if show {
                    put!(c, "(jumbo: {}{}) ", value, why);
                }
                why = text!(" - already seen");
            }
            0xc9 if show => {
                put!(c, "(homeaddr: {}", rest.array::<16>(2)?);
                if !sub_options(c, &rest.first(size + 2).from(18))? {
                    return Ok(false);
                }
                put!(c, ")");
            }
            1 | 5 | 0xc9 => {}
            _ if show => put!(c, "(unknown opt-type 0x{:02x} len={})", kind, size),
            _ => {}
        }
        rest = rest.from(size + 2);
    }
    if show {
        put!(c, " ");
    }
    Ok(true)
}

/// The length in an option of two bytes and a value; where less than that is left, it is said and there is
/// no answer.
fn whole(c: &mut Ctx<'_>, rest: &Bytes<'_>) -> Res<Option<usize>> {
    let size = if rest.len() < 2 { 0 } else { usize::from(rest.u8(1)?) };
    if size + 2 > rest.len() {
        c.short(text!("remaining length"), rest.len(), size + 2)?;
        return Ok(None);
    }
    Ok(Some(size))
}

/// The sub-options of a home address; answers whether they fit into it.
fn sub_options(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    let mut rest = *b;
    while rest.len() > 0 {
        let kind = rest.u8(0)?;
        if kind == 0 {
            put!(c, ", pad1");
            rest = rest.from(1);
            continue;
        }
        let Some(size) = whole(c, &rest)? else { return Ok(false) };
        if kind == 1 {
            put!(c, ", padn");
        } else {
            put!(c, ", unknown subopt-type 0x{:02x} len={}", kind, size);
        }
        rest = rest.from(size + 2);
    }
    Ok(true)
}

/// A routing header; answers its length, or nothing where it makes no sense. Its last address is
/// the one that checksums are computed over.
fn routing<'a>(c: &mut Ctx<'_>, net: &mut Net<'a>, b: &Bytes<'a>) -> Res<Option<usize>> {
    b.check(0, 1)?;
    c.protocol = text!("rt6");
    put!(c, "RT6");
    let len = usize::from(b.u8(1)?);
    put!(c, " (len={}", len);
    let kind = b.u8(2)?;
    put!(c, ", type={}", kind);
    if kind == 0 {
        put!(c, " [Deprecated]");
    }
    let left = b.u8(3)?;
    put!(c, ", segleft={}", left);
    match kind {
        0 | 2 => {
            let reserved = b.u32(4)?;
            if reserved != 0 || c.v() > 0 {
                put!(c, ", rsv=0x{:x}", reserved);
            }
        }
        4 => {
            put!(c, ", last-entry={}", b.u8(4)?);
            let flags = b.u8(5)?;
            if flags != 0 || c.v() > 0 {
                put!(c, ", flags=0x{:x}", flags);
            }
            put!(c, ", tag={:x}", b.u16(6)?);
        }
        _ => {
            put!(c, " (unknown type)");
            c.invalid();
            return Ok(None);
        }
    }
    if kind != 4 && !len.is_multiple_of(2) {
        put!(c, " [length {}]", len);
        c.invalid();
        return Ok(None);
    }
    let mut count = len / 2;
    if kind == 4 {
        count = count.min(usize::from(b.u8(4)?) + 1);
    }
    let routed = net.last;
    for i in 0..count {
        let address = b.array::<16>(8 + i * 16)?;
        put!(c, ", [{}]{}", i, address);
        // The first entry of a segment list is the last segment; the other types end with it. Of
        // several headers the first counts.
        if (kind != 4 || i == 0)
            && let (Addresses::V6(src, own), Addresses::V6(_, routed)) = (net.addresses, routed)
            && core::ptr::eq(own, routed)
        {
            net.last = Addresses::V6(src, address);
        }
    }
    let used = (len + 1) * 8;
    if kind == 4 && !segment_options(c, &b.first(used).from(8 + count * 16))? {
        return Ok(None);
    }
    put!(c, ") ");
    Ok(Some(used))
}

/// The options behind a segment list (RFC 8754, section 2.1); answers whether they make sense.
fn segment_options(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    let mut rest = *b;
    while rest.len() > 0 {
        let kind = rest.u8(0)?;
        put!(c, ", TLV-type={}({})", Name(SEGMENT_OPTIONS, kind.into()), kind);
        if kind == 0 {
            rest = rest.from(1);
            continue;
        }
        if rest.len() < 2 {
            c.short(text!("remaining length"), rest.len(), 2)?;
            return Ok(false);
        }
        let length = usize::from(rest.u8(1)?);
        put!(c, ", TLV-len={}", length);
        if rest.len() < length + 2 {
            c.short(text!("remaining length"), rest.len(), length + 2)?;
            return Ok(false);
        }
        rest.need(0, length + 2)?;
        if kind == 5 && c.v() > 0 {
            put!(c, ", D={}", rest.u8(2)? >> 7);
            put!(c, ", HMAC-key-ID=0x{:08x}", rest.u32(4)?);
            put!(c, ", HMAC=0x{}", X(rest.get(8, length)?));
        }
        // Here the length counts the code alone, not the key that stands before it.
        rest = rest.from(length + if kind == 5 { 8 } else { 2 });
    }
    Ok(true)
}

const SEGMENT_OPTIONS: Table = table!("Unknown"; 0: "Pad1", 4: "PadN", 5: "HMAC");
