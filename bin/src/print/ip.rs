//! IPv4 (RFC 791), its options (RFC 791, 1108, 2113) and fragments.

use super::bytes::{Bytes, Cut, Res};
use super::checksum;
use super::context::Arg::{Bits, Name};
use super::context::{Ctx, put};
use super::table::{Table, table};
use super::transport::{self, Addresses, Net};
use crate::packed::text;

pub(super) const ETHERTYPE: u16 = 0x0800;
const HEADER: usize = 20;

const FRAGMENT_FLAGS: Table = table!("none";
    0x2000: "+", 0x4000: "DF", 0x8000: "rsvd",
);
const OPTIONS: Table = table!("unknown {}";
    0: "EOL", 1: "NOP", 68: "timestamp", 130: "security", 7: "RR", 137: "SSRR", 131: "LSRR",
    148: "RA", 82: "traceroute",
);

/// Prints an IPv4 packet.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.nest(|c| packet(c, b))
}

fn packet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ip");
    if !c.link_named {
        put!(c, "IP ");
    }
    let Some(lengths) = lengths(c, b)? else { return Ok(()) };
    b.check(0, HEADER)?;
    let header = lengths.header;
    let b = b.first(lengths.total);
    let offset = b.u16(6)?;
    let protocol = b.u8(9)?;
    if c.v() > 0 && fields(c, &b, &lengths)? {
        put!(c, "{} > {}: ", b.array::<4>(12)?, b.array::<4>(16)?);
        c.truncated();
        return Ok(());
    }
    let (src, dst) = (*b.array::<4>(12)?, *b.array::<4>(16)?);
    if offset & 0x1fff != 0 {
        // The ports are in the first fragment only.
        if c.o.quiet > 1 {
            return Ok(());
        }
        c.ip4(src);
        put!(c, " > ");
        c.ip4(dst);
        put!(c, ":");
        transport::without_printer(c, protocol);
        return Ok(());
    }
    if !transport::prints_addresses(protocol) {
        c.ip4(src);
        put!(c, " > ");
        c.ip4(dst);
        put!(c, ": ");
    }
    if !b.has(0, header) {
        put!(c, " [remaining caplen({}) < header length({})]", b.captured(), header);
        return Err(Cut);
    }
    let last = if header > HEADER { last_hop(&b, header).unwrap_or(dst) } else { dst };
    let net = Net {
        addresses: Addresses::V4(src, dst),
        last: Addresses::V4(src, last),
        protocol,
        hops: b.u8(8)?,
        fragment: offset & 0x2000 != 0,
    };
    transport::print(c, &net, protocol, &b.from(header))
}

/// How long the header and the packet are, and whether the packet's length is not its field's.
struct Lengths {
    header: usize,
    total: usize,
    joined: bool,
}

/// The lengths of a packet. What is wrong with the version or with them is said; where nothing can be read
/// for it there is no answer.
fn lengths(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<Lengths>> {
    if b.len() < HEADER {
        c.short(text!("length"), b.len(), HEADER)?;
        return Ok(None);
    }
    let first = b.u8(0)?;
    if first >> 4 != 4 {
        put!(c, " [version {} != 4]", first >> 4);
        c.invalid();
        return Ok(None);
    }
    let header = usize::from(first & 15) * 4;
    if header < HEADER {
        c.short(text!("header length"), header, HEADER)?;
        return Ok(None);
    }
    let mut total = usize::from(b.u16(2)?);
    // What the interface is to cut into segments says zero, as does what the kernel joined of them
    // beyond what the field can hold, in a tunnel or not.
    let mut joined = false;
    if total == 0 {
        b.check(0, HEADER)?;
        joined = matches!(b.u8(9)?, transport::TCP | transport::UDP);
        total = if joined { b.len() } else { 0 };
    }
    if total > b.len() {
        put!(c, "[total length {} > length {}]", total, b.len());
        c.invalid();
        put!(c, " ");
    }
    if total < header {
        put!(c, "[total length {} < header length {}]", total, header);
        c.invalid();
        return Ok(None);
    }
    Ok(Some(Lengths { header, total, joined }))
}

/// The fields of the header, with -v; answers whether its options are cut.
fn fields(c: &mut Ctx<'_>, b: &Bytes<'_>, lengths: &Lengths) -> Res<bool> {
    let &Lengths { header, total, joined } = lengths;
    let (tos, ttl, offset) = (b.u8(1)?, b.u8(8)?, b.u16(6)?);
    put!(c, "(tos 0x");
    c.out.hex(tos.into(), 0);
    c.literal(match tos & 3 {
        1 => text!(",ECT(1)"),
        2 => text!(",ECT(0)"),
        3 => text!(",CE"),
        _ => text!(""),
    });
    if ttl > 0 {
        c.str_dec(text!(", ttl "), ttl.into());
    }
    c.str_dec(text!(", id "), b.u16(4)?.into());
    c.str_dec(text!(", offset "), u64::from(offset & 0x1fff) * 8);
    match offset & 0xe000 {
        0 => put!(c, ", flags [none]"),
        0x4000 => put!(c, ", flags [DF]"),
        flags => put!(c, ", flags [{}]", Bits(FRAGMENT_FLAGS, flags.into())),
    }
    put!(c, ", proto ");
    let protocol = b.u8(9)?;
    transport::name(c, protocol);
    c.str_dec(text!(" ("), protocol.into());
    put!(c, ")");
    c.str_dec(text!(", length "), total as u64);
    if joined {
        let what = if total > 65_535 { text!("BIG TCP") } else { text!("TSO") };
        put!(c, " [was 0, presumed {}]", what);
    }
    let mut cut = false;
    if header > HEADER {
        put!(c, ", options (");
        cut = print_options(c, &b.from(HEADER).claim(header - HEADER))?;
        if cut {
            put!(c, " [truncated-option]");
        }
        put!(c, ")");
    }
    if !c.o.no_checksums
        && let Ok(bytes) = b.get(0, header)
    {
        let sum = checksum::of(bytes);
        if sum != 0 {
            let field = b.u16(10)?;
            let right = checksum::should_be(field, sum);
            put!(c, ", bad cksum {:x} (->{:x})!", field, right);
        }
    }
    c.literal(if c.o.one_line { text!(") ") } else { text!(")\n    ") });
    Ok(cut)
}

/// The destination behind a source route, for checksums over it.
fn last_hop(b: &Bytes<'_>, header: usize) -> Option<[u8; 4]> {
    let mut at = HEADER;
    while at < header {
        let len = match b.u8(at).ok()? {
            0 => return None,
            1 => 1,
            kind => {
                let len = usize::from(b.u8(at + 1).ok()?);
                if matches!(kind, 131 | 137) && len >= 7 {
                    return b.array::<4>(at + len - 4).ok().copied();
                }
                len
            }
        };
        at += len.max(1);
    }
    None
}

/// Prints the options; answers whether the value of one is cut.
fn print_options(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    let mut b = *b;
    let mut between = text!("");
    while b.len() > 0 {
        c.literal(between);
        between = text!(",");
        let kind = b.u8(0)?;
        put!(c, "{}", Name(OPTIONS, kind.into()));
        let len = if kind <= 1 { 1 } else { usize::from(b.u8(1)?) };
        if (len < 2 && kind > 1) || len > b.len() {
            put!(c, " [bad length {}]", len);
            break;
        }
        if kind == 0 {
            break;
        }
        if print_option(c, kind, &b.claim(len)).is_err() {
            return Ok(true);
        }
        b = b.from(len);
    }
    Ok(false)
}

/// Prints the value of an option, which is read on where its last part is cut.
fn print_option(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    b.need(0, b.len())?;
    match kind {
        68 => return time_stamps(c, b),
        7 | 131 | 137 => return route(c, b),
        148 if b.len() < 4 => put!(c, " [bad length {}]", b.len()),
        148 if b.u16(2)? != 0 => put!(c, " value {}", b.u16(2)?),
        _ => {}
    }
    Ok(())
}

/// Record route and source routes.
fn route(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let len = b.len();
    if len < 3 {
        put!(c, " [bad length {}]", len);
        return Ok(());
    }
    if !(len + 1).is_multiple_of(4) {
        put!(c, " [bad length {}]", len);
    }
    let pointer = usize::from(b.u8(2)?);
    if pointer < 4 || !pointer.is_multiple_of(4) || pointer > len + 2 {
        put!(c, " [bad ptr {}]", pointer);
    }
    let mut between = text!(" ");
    for at in (3..len).step_by(4) {
        let address = b.array::<4>(at)?;
        put!(c, "{}{}", between, address);
        // A pointer of 0 is beyond all.
        between = if pointer == 0 || pointer > at + 1 { text!(", ") } else { text!(" ") };
    }
    c.literal(if between == text!(", ") { text!(",") } else { text!("") });
    Ok(())
}

/// Internet time stamps.
fn time_stamps(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let len = b.len();
    if len < 4 {
        put!(c, "[bad length {}]", len);
        return Ok(());
    }
    c.literal(text!(" TS{"));
    let kind = b.u8(3)? & 15;
    let step = if kind == 0 { 4 } else { 8 };
    if !(len - 4).is_multiple_of(step) {
        put!(c, "[bad length {}]", len);
    }
    let pointer = usize::from(b.u8(2)?);
    if pointer < 5 || !(pointer - 5).is_multiple_of(step) || pointer > len + 2 {
        put!(c, "[bad ptr {}]", pointer);
    }
    let mut at = 0;
    let known = match kind {
        0 => text!("TSONLY"),
        1 => text!("TS+ADDR"),
        3 => text!("PRESPEC"),
        _ => text!(""),
    };
    c.literal(known);
    if known.is_empty() {
        put!(c, "[bad ts type {}]", kind);
    } else {
        at = 4;
        while at < len {
            let time = b.u32((at + step).saturating_sub(4))?;
            let between = if pointer == at + 1 { text!(" ^ ") } else { text!(" ") };
            b.need(at, step)?;
            put!(c, "{}{}@", between, time);
            if step == 8 {
                c.ip4(*b.array::<4>(at)?);
            }
            at += step;
        }
    }
    if pointer == at + 1 {
        put!(c, " ^ ");
    }
    match b.u8(3)? >> 4 {
        0 => c.literal(text!("}")),
        hops => put!(c, " [{} hops not recorded]}} ", hops),
    }
    Ok(())
}
