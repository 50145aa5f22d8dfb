//! OSPF version 2 (RFC 2328) with multiple topologies (RFC 4915), not-so-stubby areas (RFC 3101) and
//! link-local signaling (RFC 5613). The opaque link states are in `ospf_opaque`.

use super::ospf_opaque;
use crate::print::toolkit::*;

const HEADER: usize = 24;
/// The header of a link state.
pub(super) const STATE: usize = 20;

pub(super) const TYPES: Table = table!("unknown packet type ({})";
    1: "Hello" "Database Description" "LS-Request" "LS-Update" "LS-Ack",
);
const OPTIONS: Table = table!("none";
    1: "MultiTopology", 2: "External", 4: "Multicast", 8: "NSSA", 16: "LLS", 32: "Demand Circuit",
    64: "Opaque", 128: "Up/Down",
);
const AUTHENTICATIONS: Table = table!("unknown"; 0: "none" "simple" "MD5");
const DESCRIPTIONS: Table = table!("none"; 4: "Init", 2: "More", 1: "Master", 8: "OOBResync");
const STATES: Table = table!("unknown";
    1: "Router" "Network" "Summary" "ASBR Summary" "External" "Multicast Group" "NSSA",
    9: "Link Local Opaque" "Area Local Opaque" "Domain Wide Opaque",
);
pub(super) const ROUTER_FLAGS: Table = table!("none";
    1: "ABR", 2: "ASBR", 4: "Virtual", 8: "Wildcard", 16: "Nt", 128: "Host",
);
const TOPOLOGIES: Table = table!("Unknown";
    0: "default" "multicast" "management",
);
const SIGNALS: Table = table!("Unknown TLV"; 1: "Extended Options" "MD5 Authentication");
const EXTENDED: Table = table!("?"; 1: "LSDB resync", 2: "Restart");

/// Prints a packet.
#[inline(never)]
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ospf2");
    let authentication = b.u16(14)?;
    // A digest behind the packet is no part of it (RFC 2328, appendix D.4.3).
    let trailer = if authentication == 2 { 16 } else { 0 };
    let shown = b.len().saturating_sub(trailer);
    // As tcpdump has it, it is taken from what was captured too.
    let captured = b.data().get(..b.captured().min(b.len()).saturating_sub(trailer));
    let b = &Bytes::new(captured.unwrap_or(&[]), b.len());
    let (version, kind) = (b.u8(0)?, b.u8(1)?);
    put!(c, "OSPF");
    if version != 2 {
        put!(c, " [version {} != 2]", version);
        c.invalid();
        return Ok(());
    }
    put!(c, "v2, ");
    match TYPES.get(kind.into()) {
        Some(name) => c.out.text(name),
        None => put!(c, "unknown LS-type {}", kind),
    }
    put!(c, ", length {}", shown);
    if c.v() == 0 || TYPES.get(kind.into()).is_none() {
        return Ok(());
    }
    let length = usize::from(b.u16(2)?);
    if length != shown {
        put!(c, " [len {}]", length);
    }
    // What is behind the packet itself is authentication and signaling.
    let body = b.claim(length.min(shown));
    show!(c, b, "\n\tRouter-ID {@4=4A}")?;
    if b.u32(8)? == 0 {
        put!(c, ", Backbone Area");
    } else {
        show!(c, b, ", Area {@8=4A}")?;
    }
    b.need(16, 8)?;
    put!(
        c,
        ", Authentication Type: {} ({})",
        Name(AUTHENTICATIONS, authentication.into()),
        authentication
    );
    match authentication {
        1 => {
            put!(c, "\n\tSimple text password: ");
            c.zero_text(b.get(16, 8)?);
        }
        2 => {
            show!(
                c,
                b,
                "\n\tKey-ID: {@18=1}, Auth-Length: {1}, Crypto Sequence Number: 0x{4:08x}"
            )?;
        }
        0 => {}
        _ => return Ok(()),
    }
    let options = message(c, kind, &body.from(HEADER))?;
    if options & 0x10 != 0 && b.len() > length + trailer {
        // Here the digest is as long as it says.
        let at = length + if trailer > 0 { usize::from(b.u8(19)?) } else { 0 };
        if trailer > 0 && at >= shown {
            put!(c, "\n\t[LLS truncated]");
            return Ok(());
        }
        return signaling(c, &b.claim(shown).from(at));
    }
    Ok(())
}

/// What is behind the header; answers the options of the router, where it tells them.
fn message(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res<u8> {
    match kind {
        1 => {
            hello(c, b)?;
            return b.u8(6);
        }
        2 => {
            show!(c, b, "\n\tOptions [{@2=1B}]{|}, DD Flags [{1B}]", OPTIONS, DESCRIPTIONS)?;
            if b.u16(0)? != 0 {
                show!(c, b, ", MTU: {2}")?;
            }
            show!(c, b, ", Sequence: 0x{@4=4:08x}")?;
            headers(c, &b.from(8), false)?;
            return b.u8(2);
        }
        3 => requests(c, b)?,
        4 => updates(c, b)?,
        5 => headers(c, b, true)?,
        _ => {}
    }
    Ok(0)
}

fn hello(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(
        c,
        b,
        "\n\tOptions [{@6=1B}]{|}\
         \n\t  Hello Timer {@4=2}s, Dead Timer {@8=4}s, Mask {@0=4A}, Priority {@7=1}",
        OPTIONS
    )?;
    if b.u32(12)? != 0 {
        show!(c, b, "\n\t  Designated Router {@12=4A}")?;
    }
    if b.u32(16)? != 0 {
        show!(c, b, ", Backup Designated Router {@16=4A}")?;
    }
    let rest = b.from(20);
    if rest.len() > 0 { neighbors(c, &rest) } else { Ok(()) }
}

/// A list of neighbors, of which the last may be cut.
pub(super) fn neighbors(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, "\n\t  Neighbor List:");
    let mut rest = *b;
    while rest.len() > 0 {
        show!(c, &rest, "\n\t    {4A}")?;
        rest = rest.from(4);
    }
    Ok(())
}

/// The kind and the identifier of a link state.
fn state(c: &mut Ctx<'_>, kind: u32, b: &Bytes<'_>) -> Res {
    put!(c, "{} LSA ({})", Name(STATES, kind), kind);
    if matches!(kind, 9..=11) {
        show!(c, b, ", Opaque-Type {1N} LSA ({@0=1}), Opaque-ID {3}", ospf_opaque::TYPES)
    } else {
        show!(c, b, ", LSA-ID: {4A}")
    }
}

/// Prints the header of a link state, and answers the length that it gives, if that can be.
fn header(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<usize>> {
    b.need(0, STATE)?;
    let length = usize::from(b.u16(18)?);
    if length < STATE {
        put!(c, "\n\t    Bogus length {} < header ({})", length, STATE);
        return Ok(None);
    }
    put!(c, "\n\t  Advertising Router {}", b.array::<4>(8)?);
    show!(c, b, ", seq 0x{@12=4:08x}, age {@0=2}s")?;
    put!(c, ", length {}", length - STATE);
    put!(c, "\n\t    ");
    state(c, b.u8(3)?.into(), &b.from(4))?;
    show!(c, b, "\n\t    Options: [{@2=1B}]", OPTIONS)?;
    Ok(Some(length))
}

/// The headers of link states, up to one whose length cannot be, or all of them.
fn headers(c: &mut Ctx<'_>, b: &Bytes<'_>, all: bool) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        if header(c, &rest)?.is_none() && !all {
            break;
        }
        rest = rest.from(STATE);
    }
    Ok(())
}

fn requests(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        show!(c, &rest, "\n\t  Advertising Router: {@8=4A}, ")?;
        let kind = rest.u32(0)?;
        put!(c, "{} LSA ({})", Name(STATES, kind), kind);
        let id = rest.from(4);
        if matches!(kind, 9..=11) {
            let types = &[ospf_opaque::TYPES];
            c.show(&id, text!(", Opaque-Type: {1N} LSA ({@0=1}), Opaque-ID: {3}"), types)?;
        } else {
            show!(c, &id, ", LSA-ID: {4A}")?;
        }
        rest = rest.from(12);
    }
    Ok(())
}

fn updates(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let count = b.u32(0)?;
    put!(c, ", {} LSA{}", count, if count == 1 { text!("") } else { text!("s") });
    let mut rest = b.from(4);
    for i in 1..=count {
        put!(c, "\n\t  LSA #{}", i);
        let length = header(c, &rest)?.ok_or(Cut)?;
        // A link state may end behind the packet, and what is in it behind its end.
        let value = rest.claim(length).from(STATE);
        if body(c, rest.u8(3)?, &value, rest.u8(4)?)? && c.v() > 1 {
            c.hex_lines(text!("\n\t    "), value.inside());
        }
        rest = rest.from(length);
    }
    Ok(())
}

/// The links of a router; answers whether all of them could be read.
fn router(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    show!(c, b, "\n\t    Router LSA Options: [{1B}]", ROUTER_FLAGS)?;
    let mut rest = b.from(4);
    // As tcpdump has it, room for a link is asked for where there is none, too.
    rest.need(0, 12)?;
    for _ in 0..b.u16(2)? {
        rest.need(0, 12)?;
        let format = match rest.u8(8)? {
            1 => text!("\n\t      Neighbor Router-ID: {4A}, Interface Address: {4A}"),
            2 => text!("\n\t      Neighbor Network-ID: {4A}, Interface Address: {4A}"),
            3 => text!("\n\t      Stub Network: {4A}, Mask: {4A}"),
            4 => text!("\n\t      Virtual Link: Neighbor Router-ID: {4A}, Interface Address: {4A}"),
            _ => {
                show!(c, &rest, "\n\t      Unknown Router Link Type ({@8=1})")?;
                return Ok(false);
            }
        };
        c.show(&rest, format, &[])?;
        put!(c, "\n\t\ttopology default (0), metric {}", rest.u16(10)?);
        let count = usize::from(rest.u8(9)?);
        for i in 0..count {
            show!(
                c,
                &rest.from(12 + i * 4),
                "\n\t\ttopology {1N} ({@0=1}), metric {@2=2}",
                TOPOLOGIES
            )?;
        }
        rest = rest.from(12 + count * 4);
    }
    Ok(true)
}

/// What follows the first word of a body, in words, of which the last may go beyond the link state.
fn words<'a>(b: &Bytes<'a>) -> Bytes<'a> {
    let rest = b.from(4);
    rest.claim(rest.len().next_multiple_of(4))
}

/// The body of a link state; answers whether all of it could be read.
#[inline(never)]
fn body(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>, opaque: u8) -> Res<bool> {
    match kind {
        1 => return router(c, b),
        2 => {
            show!(c, b, "\n\t    Mask {4A}\n\t    Connected Routers:")?;
            each(c, &words(b), 4, text!("\n\t      {4A}"), &[])?;
        }
        3 | 4 => {
            // A summary of a boundary router has no mask.
            if kind == 3 {
                show!(c, b, "\n\t    Mask {4A}")?;
            }
            b.need(4, 4)?;
            each(
                c,
                &words(b),
                4,
                text!("\n\t\ttopology {1&7fN} ({@0=1&7f}) metric {@1=3}"),
                &[TOPOLOGIES],
            )?;
        }
        5 | 7 => {
            show!(c, b, "\n\t    Mask {4A}")?;
            let mut rest = b.from(4);
            rest.need(0, 4)?;
            while rest.len() > 0 {
                rest.need(0, 4)?;
                show!(c, &rest, "\n\t\ttopology {1&7fN} ({@0=1&7f})", TOPOLOGIES)?;
                put!(c, ", type {}, metric", if rest.u8(0)? & 0x80 != 0 { 2u8 } else { 1 });
                match rest.u32(0)? & 0xff_ffff {
                    0xff_ffff => put!(c, " infinite"),
                    metric => put!(c, " {}", metric),
                }
                for (at, name) in [(4, text!(", forward ")), (8, text!(", tag "))] {
                    if rest.u32(at)? != 0 {
                        put!(c, "{}{}", name, rest.array::<4>(at)?);
                    }
                }
                rest = rest.from(12);
            }
        }
        6 => {
            let mut rest = *b;
            while rest.len() > 0 {
                match rest.u32(0)? {
                    1 => show!(c, &rest, "\n\t    Router Router-ID {@4=4A}")?,
                    2 => show!(c, &rest, "\n\t    Network Designated Router {@4=4A}")?,
                    _ => show!(c, &rest, "\n\t    unknown VertexType ({4})")?,
                }
                rest = rest.from(8);
            }
        }
        9..=11 => return ospf_opaque::print(c, opaque, b),
        _ => {}
    }
    Ok(true)
}

/// Entries of one size, each by the same format.
pub(super) fn each(
    c: &mut Ctx<'_>,
    b: &Bytes<'_>,
    size: usize,
    format: Literal,
    tables: &[Table],
) -> Res {
    let mut rest = *b;
    while rest.len() >= size {
        c.show(&rest, format, tables)?;
        rest = rest.from(size);
    }
    Ok(())
}

fn signaling(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t  LLS: checksum: 0x{2:04x}{|}, length: {2}")?;
    // As tcpdump has it, it ends with the packet.
    let mut rest = b.from(4);
    while rest.len() > 0 {
        show!(c, &rest, "\n\t    {2N} ({@0=2}){|}, length: {2}", SIGNALS)?;
        let (kind, size) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        let right = match kind {
            1 => 4,
            2 => 20,
            _ => size,
        };
        if size != right {
            put!(c, " [should be {}]", right);
        }
        match kind {
            1 => show!(c, &rest, "\n\t      Options: 0x{@4=4:08x} [{@4=4B}]", EXTENDED)?,
            2 => show!(c, &rest, "\n\t      Sequence number: 0x{@4=4:08x}")?,
            _ => {}
        }
        rest = rest.from(4 + right);
    }
    Ok(())
}
