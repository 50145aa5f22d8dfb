//! OSPF for IPv6 (RFC 5340) with authentication trailers (RFC 7166).
//!
//! Left out: what link-local signaling (RFC 5613) says; its length is taken for one of words, as it is.

use super::ospf::{STATE, TYPES, each, neighbors};
use super::ospf_opaque::{ENGINEERING_STATES, RESTART};
use crate::print::address::filled;
use crate::print::toolkit::*;

const HEADER: usize = 16;
const DESCRIPTIONS: Table = table!("none"; 4: "Init", 2: "More", 1: "Master", 16: "IPv6 MTU");

const OPTIONS: Table = table!("none";
    1: "V6", 2: "External", 4: "Deprecated", 8: "NSSA", 16: "Router", 32: "Demand Circuit",
    0x100: "AFs Support", 0x200: "LLS", 0x400: "Authentication Trailer",
);
const ROUTER_FLAGS: Table = table!("none";
    1: "ABR", 2: "External", 4: "Virtual-Link Endpoint", 8: "Deprecated", 16: "NSSA Translator",
);
const SCOPES: Table = table!("Unknown"; 0: "Link Local" "Area Local" "Domain Wide");
const STATES: Table = table!("Unknown";
    1: "Router" "Network" "Inter-Area Prefix" "Inter-Area Router" "External"
    "Deprecated" "NSSA" "Link" "Intra-Area Prefix" "Intra-Area TE" "Grace" "Router Information"
    "Inter-AS-TE" "Layer 1 VPN",
);
/// Link states with their scopes, of which the bodies are printed.
const LINK: u16 = 0x0008;
const INTRA_AREA_TE: u16 = 0x000a;
const GRACE: u16 = 0x000b;
const ROUTER: u16 = 0x2001;
const NETWORK: u16 = 0x2002;
const INTER_AREA_PREFIX: u16 = 0x2003;
const INTRA_AREA_PREFIX: u16 = 0x2009;
const EXTERNAL: u16 = 0x4005;
const PREFIX_OPTIONS: Table = table!("none";
    1: "No Unicast", 2: "Local address", 4: "Deprecated", 8: "Propagate", 16: "Down", 32: "N-bit",
);
const LINKS: Table = table!("";
    1: "Neighbor Router-ID" "Neighbor Network-ID", 4: "Virtual Link: Neighbor Router-ID",
);

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ospf3");
    let (version, kind) = (b.u8(0)?, b.u8(1)?);
    put!(c, "OSPFv{}, {}, length {}", version, Name(TYPES, kind.into()), b.len());
    if c.v() == 0 || TYPES.get(kind.into()).is_none() {
        return Ok(());
    }
    let length = usize::from(b.u16(2)?);
    if length > b.len() {
        put!(c, " [len {}]", length);
        return Ok(());
    }
    show!(c, b, "\n\tRouter-ID {@4=4A}")?;
    if b.u32(8)? == 0 {
        put!(c, ", Backbone Area");
    } else {
        show!(c, b, ", Area {@8=4A}")?;
    }
    if b.u8(14)? != 0 {
        show!(c, b, ", Instance {@14=1}")?;
    }
    if version != 3 {
        return Ok(());
    }
    let body = b.claim(length).from(HEADER);
    message(c, kind, &body)?;
    let behind = b.from(length);
    let signals = match kind {
        1 => body.u8(6)? & 2 != 0,
        2 => body.u8(2)? & 2 != 0,
        _ => false,
    };
    let used = if signals { signaling(c, &behind)? } else { 0 };
    trailer(c, &behind.from(used))
}

/// Prints the header of link-local signaling; answers its length.
fn signaling(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<usize> {
    if b.len() == 0 {
        return Ok(0);
    }
    if b.len() < 4 {
        return Err(Short);
    }
    show!(c, b, "\n\tLLS Checksum 0x{2:04x}{|}, Data Length {2}")?;
    // RFC 5613 counts words; as tcpdump has it, these are bytes.
    let length = usize::from(b.u16(2)?);
    if (4..=b.len()).contains(&length) { Ok(length) } else { Err(Short) }
}

/// Prints the authentication behind a packet.
fn trailer(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const TRAILER: usize = 16;
    if b.len() == 0 {
        return Ok(());
    }
    if b.len() < TRAILER {
        return Err(Short);
    }
    let types = table!("unknown (0x{:04x})"; 1: "HMAC");
    show!(c, b, "\n\tAuthentication Type {2N}{|}, Length {2}", types)?;
    let length = usize::from(b.u16(2)?);
    if !(TRAILER..=b.len()).contains(&length) {
        return Err(Short);
    }
    show!(c, b, ", SAID {@6=2}{|}, CSN 0x{4:08x}{|}:{4:08x}")?;
    let data = b.get(TRAILER, length - TRAILER)?;
    if c.v() > 1 {
        c.hex_lines(text!("\n\tAuthentication Data "), data);
    }
    Ok(())
}

/// Prints what is behind the header.
fn message(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    match kind {
        1 => {
            show!(
                c,
                &rest,
                "\n\tOptions [{@5=3B}]{|}\n\t  Hello Timer {@8=2}s, Dead Timer {2}s, \
                 Interface-ID {@0=4A}, Priority {1}",
                OPTIONS
            )?;
            if rest.u32(12)? != 0 {
                show!(c, &rest, "\n\t  Designated Router {@12=4A}")?;
            }
            if rest.u32(16)? != 0 {
                show!(c, &rest, ", Backup Designated Router {@16=4A}")?;
            }
            if c.v() > 1 {
                return neighbors(c, &rest.from(20));
            }
            Ok(())
        }
        2 => {
            show!(
                c,
                &rest,
                "\n\tOptions [{@1=3B}]{|}, DD Flags [{@7=1B}]{|}, MTU {@4=2}, DD-Sequence 0x{@8=4:08x}",
                OPTIONS,
                DESCRIPTIONS
            )?;
            if c.v() > 1 { headers(c, &rest.from(12)) } else { Ok(()) }
        }
        3 => {
            while c.v() > 1 && rest.len() > 0 {
                show!(c, &rest, "\n\t  Advertising Router {@8=4A}")?;
                state(c, rest.u16(2)?, &rest.from(4))?;
                rest = rest.from(12);
            }
            Ok(())
        }
        4 => {
            if c.v() < 2 {
                return Ok(());
            }
            let count = rest.u32(0)?;
            rest = rest.from(4);
            for _ in 0..count {
                if rest.len() == 0 {
                    break;
                }
                let length = header(c, &rest)?;
                if length > rest.len() {
                    return Err(Cut);
                }
                let kind = rest.u16(2)?;
                // As tcpdump has it, prefixes may take four bytes more.
                let more = if kind == INTRA_AREA_PREFIX { 4 } else { 0 };
                let value = rest.first(length + more).claim(length);
                body(c, kind, &value.from(STATE))?;
                rest = rest.from(length);
            }
            Ok(())
        }
        5 if c.v() > 1 => headers(c, &rest),
        _ => Ok(()),
    }
}

fn state(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res {
    let (scope, function) = (kind >> 13 & 3, kind & 0x1fff);
    let id = b.array::<4>(0)?;
    put!(c, "\n\t    {} LSA ({}), ", Name(STATES, function.into()), function);
    let transitive = if kind >> 15 != 0 { text!(", transitive") } else { text!("") };
    put!(c, "{} Scope{}, LSA-ID {}", Name(SCOPES, scope.into()), transitive, id);
    Ok(())
}

fn header(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<usize> {
    b.need(0, STATE)?;
    if b.len() < STATE {
        return Err(Cut);
    }
    let length = usize::from(b.u16(18)?);
    if length < STATE {
        put!(c, "\n\t\t  Bogus length {} < header ({})", length, STATE);
        return Err(Cut);
    }
    put!(c, "\n\t  Advertising Router {}", b.array::<4>(8)?);
    show!(c, b, ", seq 0x{@12=4:08x}, age {@0=2}s")?;
    put!(c, ", length {}", length - STATE);
    state(c, b.u16(2)?, &b.from(4))?;
    Ok(length)
}

fn headers(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        header(c, &rest)?;
        rest = rest.from(STATE);
    }
    Ok(())
}

/// A prefix with its options and metric; answers its length.
fn prefix(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<usize> {
    let (bits, options, metric) = (b.u8(0)?, b.u8(1)?, b.u16(2)?);
    if bits > 128 {
        put!(c, " bogus prefixlen /{}", bits);
        return Err(Cut);
    }
    let bytes = usize::from(bits).div_ceil(32) * 4;
    b.need(4, bytes)?;
    // Whole words are there, and shown.
    put!(c, "\n\t\t{}/{}", &filled::<16>(b.get(4, bytes)?), bits);
    if options != 0 {
        put!(c, ", Options [{}]", Bits(PREFIX_OPTIONS, options.into()));
    }
    put!(c, ", metric {}", metric);
    Ok(4 + bytes)
}

/// The body of a link state.
fn body(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res {
    match kind {
        ROUTER => router(c, b),
        NETWORK => {
            show!(c, b, "\n\t      Options [{@1=3B}]\n\t      Connected Routers:", OPTIONS)?;
            let routers = b.from(4);
            each(c, &routers, 4, text!("\n\t\t{4A}"), &[])?;
            if routers.len().is_multiple_of(4) { Ok(()) } else { Err(Cut) }
        }
        INTER_AREA_PREFIX => {
            show!(c, b, ", metric {@1=3}")?;
            let mut rest = b.from(4);
            while rest.len() > 0 {
                rest = rest.from(prefix(c, &rest)?);
            }
            Ok(())
        }
        EXTERNAL => external(c, b),
        LINK => {
            show!(
                c,
                b,
                "\n\t      Options [{@1=3B}]{|}\
                 \n\t      Priority {@0=1}, Link-local address {@4=16A}, Prefixes {@20=4}:",
                OPTIONS
            )?;
            prefixes(c, b.u32(20)?, &b.from(24))
        }
        GRACE | INTRA_AREA_TE => {
            let opaque = if kind == GRACE { RESTART } else { ENGINEERING_STATES };
            match super::ospf_opaque::print(c, opaque, b)? {
                true => Ok(()),
                false => Err(Cut),
            }
        }
        INTRA_AREA_PREFIX => {
            b.need(0, 12)?;
            state(c, b.u16(2)?, &b.from(4))?;
            let count = b.u16(0)?;
            put!(c, "\n\t      Prefixes {}:", count);
            prefixes(c, count.into(), &b.from(12))
        }
        _ => {
            if c.v() > 1 {
                c.hex_lines(text!("\n\t      "), b.inside());
            }
            Ok(())
        }
    }
}

/// The links of a router.
fn router(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t      Options [{@1=3B}], RLA-Flags [{@0=1B}]", OPTIONS, ROUTER_FLAGS)?;
    let mut rest = b.from(4);
    while rest.len() > 0 {
        rest.need(0, 16)?;
        let kind = rest.u8(0)?;
        if LINKS.get(kind.into()).is_none() {
            put!(c, "\n\t      Unknown Router Links Type 0x{:02x}", kind);
            return Ok(());
        }
        show!(
            c,
            &rest,
            "\n\t      {1N} {@12=4A}\
             \n\t      Neighbor Interface-ID {@8=4A}, Interface {@4=4A}, metric {@2=2}",
            LINKS
        )?;
        rest = rest.from(16);
    }
    Ok(())
}

/// A network outside of the system.
fn external(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let flags = b.u8(0)?;
    show!(
        c,
        b,
        "\n\t     Flags [{1B}] metric {@1=3}",
        table!("none"; 0x80: "External Type 2", 2: "Forwarding", 1: "Tag")
    )?;
    let mut rest = b.from(4);
    let used = prefix(c, &rest)?;
    // What stands for a metric in other prefixes is the type of a link state that is referred to; those of
    // a link only are none, as tcpdump has it.
    let refers = rest.u8(2)? != 0;
    rest = rest.from(used);
    if flags & 2 != 0 {
        show!(c, &rest, " forward {16A}")?;
        rest = rest.from(16);
    }
    if flags & 1 != 0 {
        show!(c, &rest, " tag {4A}")?;
        rest = rest.from(4);
    }
    if refers {
        show!(c, &rest, " RefLSID: {4A}")?;
    }
    Ok(())
}

fn prefixes(c: &mut Ctx<'_>, count: u32, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    for _ in 0..count {
        rest = rest.from(prefix(c, &rest)?);
    }
    Ok(())
}
