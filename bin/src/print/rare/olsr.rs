//! The optimized link state routing protocol (RFC 3626), with the link qualities, names and smart
//! gateways of olsr.org.

use crate::print::toolkit::*;

const HEADER: usize = 4;
const MESSAGES: Table = table!("Unknown";
    1: "Hello" "TC" "MID" "HNA", 128: "Powerinfo", 130: "Nameservice", 201: "Hello-LQ" "TC-LQ",
);
const LINKS: Table = table!("Unknown"; 0: "Unspecified" "Asymmetric" "Symmetric" "Lost");
const NEIGHBORS: Table = table!("Unknown"; 0: "Not-Neighbor" "Symmetric" "Symmetric-MPR");
const LINKSPEED: u8 = 1;
const GATEWAY: Table = table!("";
    1: " LINKSPEED", 2: " IPV4", 4: " IPV4-NAT", 8: " IPV6", 16: " IPv6-PREFIX",
);

/// A time of the form (1 + a/16) * 2^b sixteenths of a second, in milliseconds.
fn time(value: u8) -> u64 {
    let (mantissa, exponent) = (u64::from(value >> 4), value & 15);
    let times = ((16 + mantissa) << exponent) * 1000;
    // Of what is in the middle, the even one.
    (times + 127 + ((times / 256) & 1)) / 256
}

fn put_time(c: &mut Ctx<'_>, value: u8) {
    let millis = time(value);
    put!(c, "{}.{:03}s", millis / 1000, millis % 1000);
}

/// Prints a packet, of IPv6 or of IPv4.
pub(crate) fn print(c: &mut Ctx<'_>, v6: bool, b: &Bytes<'_>) -> Res {
    c.protocol = text!("olsr");
    let size = if v6 { 16 } else { 4 };
    put!(c, "OLSRv{}", if v6 { 6u8 } else { 4 });
    if b.len() < HEADER {
        return Err(Short);
    }
    b.check(0, HEADER)?;
    let whole = usize::from(b.u16(0)?).min(b.len());
    show!(c, b, ", seq 0x{@2=2:04x}, length ")?;
    put!(c, "{}", whole);
    if c.v() == 0 || whole == 0 {
        return Ok(());
    }
    let mut rest = b.claim(whole).from(HEADER);
    let header = size + 8;
    while rest.len() > 0 {
        rest.check(0, header)?;
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u16(2)?));
        if kind == 0 || length == 0 {
            return Ok(());
        }
        put!(c, "\n\t{} Message (0x{:02x})", Name(MESSAGES, kind.into()), kind);
        put!(c, ", originator {}", Address(rest.get(4, size)?));
        let tail = rest.from(4 + size);
        show!(c, &tail, ", ttl {1}, hop {1}\n\t  vtime ")?;
        put_time(c, rest.u8(1)?);
        show!(c, &tail, ", msg-seq 0x{@2=2:04x}, length ")?;
        put!(c, "{}", length);
        // A message may end behind the packet, but it is not longer than that.
        if length < header || length > whole {
            c.invalid();
            return Ok(());
        }
        message(c, kind, size, &rest.claim(length).first(length).from(header))?;
        rest = rest.from(length);
    }
    Ok(())
}

fn message(c: &mut Ctx<'_>, kind: u8, size: usize, b: &Bytes<'_>) -> Res {
    match kind {
        1 | 201 => {
            if b.len() < 4 {
                return Err(Cut);
            }
            b.need(0, 4)?;
            put!(c, "\n\t  hello-time ");
            put_time(c, b.u8(2)?);
            show!(c, b, ", MPR willingness {@3=1}")?;
            let mut rest = b.from(4);
            while rest.len() >= 4 {
                let (link, length) = (rest.u8(0)?, usize::from(rest.u16(2)?));
                put!(c, "\n\t    link-type {}", Name(LINKS, u32::from(link & 3)));
                put!(
                    c,
                    ", neighbor-type {}, len {}",
                    Name(NEIGHBORS, u32::from(link >> 2)),
                    length
                );
                if length < 4 || length > rest.len() {
                    c.invalid();
                    return Ok(());
                }
                rest.need(0, length)?;
                neighbors(c, kind == 201, size, &rest.first(length).from(4))?;
                rest = rest.from(length);
            }
        }
        2 | 202 => {
            if b.len() < 4 {
                return Err(Cut);
            }
            b.need(0, 4)?;
            show!(c, b, "\n\t    advertised neighbor seq 0x{2:04x}")?;
            neighbors(c, kind == 202, size, &b.from(4))?;
        }
        3 => {
            let mut rest = *b;
            while rest.len() >= size {
                put!(c, "\n\t  interface address {}", Address(rest.get(0, size)?));
                rest = rest.from(size);
            }
        }
        4 => networks(c, size, b)?,
        130 => names(c, size, b)?,
        _ => c.hex_lines(text!("\n\t    "), b.inside()),
    }
    Ok(())
}

/// Neighbors, with the qualities of the links to them or without.
fn neighbors(c: &mut Ctx<'_>, qualities: bool, size: usize, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    if !qualities {
        put!(c, "\n\t      neighbor\n\t\t");
        // As tcpdump has it, also those of IPv6 are read as four bytes.
        while rest.len() >= 4 {
            show!(c, &rest, "{4A} ")?;
            rest = rest.from(4);
        }
        return Ok(());
    }
    while rest.len() >= size + 4 {
        rest.need(0, size + 4)?;
        put!(c, "\n\t      neighbor {}", Address(rest.get(0, size)?));
        for (name, at) in
            [(text!(", link-quality "), size), (text!(", neighbor-link-quality "), size + 1)]
        {
            let share = (u32::from(rest.u8(at)?) * 10_000 + 127) / 255;
            put!(c, "{}{}.{:02}%", name, share / 100, share % 100);
        }
        rest = rest.from(size + 4);
    }
    Ok(())
}

/// Networks beyond this one, and gateways to the world.
fn networks(c: &mut Ctx<'_>, size: usize, b: &Bytes<'_>) -> Res {
    put!(c, "\n\t  Advertised networks (total {})", b.len() / (size * 2));
    let mut rest = *b;
    let mut column = 0u32;
    while rest.len() >= size * 2 {
        rest.check(0, size * 2)?;
        // As tcpdump has it, the number before one of IPv6 stays zero.
        c.literal(match column {
            _ if size > 4 => text!("\n\t    #0: "),
            0 => text!("\n\t    "),
            _ => text!(", "),
        });
        let (network, mask) = (rest.get(0, size)?, rest.get(size, size)?);
        match mask {
            &[0, flags, up, down] if network == [0; 4] && flags != 0 => {
                let speed = |value: u8| match value {
                    0 => 0,
                    _ if flags & LINKSPEED == 0 => 0,
                    _ => u64::from((value >> 3) + 1) * 10u64.pow((value & 7).into()),
                };
                put!(c, "Smart-Gateway:{}", Arg::Flags(GATEWAY, flags.into()));
                put!(c, " {}/{}", speed(up), speed(down));
            }
            _ => {
                let first = mask.iter().take_while(|&&byte| byte == 0xff).count();
                let (more, rest) =
                    mask.get(first..).and_then(<[u8]>::split_first).unwrap_or((&0, &[]));
                let (ones, mut bits) = (more.leading_ones(), first as u32 * 8);
                let whole = ones == more.count_ones();
                if whole {
                    bits += ones;
                }
                // A mask of IPv4 with holes has no length; of IPv6 it is what stands before the odd byte.
                if size == 4 && !(whole && rest.iter().all(|&byte| byte == 0)) {
                    bits = u32::MAX;
                }
                put!(c, "{}/{}", Address(network), bits);
            }
        }
        column = (column + 1) % 4;
        rest = rest.from(size * 2);
    }
    Ok(())
}

/// Names of hosts and services.
fn names(c: &mut Ctx<'_>, size: usize, b: &Bytes<'_>) -> Res {
    if b.len() < 4 {
        return Err(Cut);
    }
    show!(c, b, "\n\t  Version {2}, Entries {2}")?;
    let (count, header) = (b.u16(2)?, 4 + size);
    if count == 0 || b.len() < usize::from(count) * header {
        c.invalid();
        return Ok(());
    }
    let mut rest = b.from(4);
    for i in 0..count {
        if rest.len() < 4 {
            break;
        }
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        put!(c, "\n\t    #{}: type ", i);
        if kind == 0 {
            put!(c, "000000");
        } else {
            put!(c, "0x{:04x}", kind);
        }
        put!(c, ", length {}", length);
        if length == 0 || header + length > rest.len() {
            c.invalid();
            break;
        }
        rest.need(header, length.next_multiple_of(4))?;
        put!(c, ", address {}", Address(rest.get(4, size)?));
        put!(c, ", name \"{}\"", T(rest.get(header, length)?));
        // Names are filled up to four bytes.
        rest = rest.from(header + length.next_multiple_of(4));
    }
    Ok(())
}
