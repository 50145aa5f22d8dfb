//! DNS (RFC 1035, 2136, 2671, 2673, 4034, 6891 and others), multicast DNS (RFC 6762) and
//! LLMNR (RFC 4795).
//!
//! Of resource records the data is printed for the common types only.

mod names;

use super::address;
use super::bytes::{Bytes, Res, Short};
use super::context::Arg::{Name, X};
use super::context::{Ctx, put, show};
use super::table::{Table, table};
use crate::packed::text;
use names::skip_name;

pub(super) use names::{name, name_in};

/// The fixed part of a message.
const HEADER: usize = 12;
pub(super) const TYPES: Table = table!("Type{}";
    1: "A", 28: "AAAA", 2: "NS", 5: "CNAME", 6: "SOA", 12: "PTR", 15: "MX", 16: "TXT",
    33: "SRV", 41: "OPT", 3: "MD", 4: "MF", 7: "MB", 8: "MG", 9: "MR", 10: "NULL", 11: "WKS",
    13: "HINFO", 14: "MINFO", 17: "RP", 18: "AFSDB", 19: "X25", 20: "ISDN", 21: "RT",
    22: "NSAP", 23: "NSAP_PTR", 24: "SIG", 25: "KEY", 26: "PX", 27: "GPOS", 29: "LOC",
    30: "NXT", 31: "EID", 32: "NIMLOC", 34: "ATMA", 35: "NAPTR", 36: "KX", 37: "CERT",
    38: "A6", 39: "DNAME", 40: "SINK", 42: "APL", 43: "DS", 44: "SSHFP", 45: "IPSECKEY",
    46: "RRSIG" "NSEC" "DNSKEY" "DHCID" "NSEC3" "NSEC3PARAM" "TLSA" "SMIMEA", 55: "HIP" "NINFO"
    "RKEY" "TALINK" "CDS" "CDNSKEY" "OPENPGPKEY" "CSYNC" "ZONEMD" "SVCB" "HTTPS", 99: "SPF"
    "UINFO" "UID" "GID" "UNSPEC" "NID" "L32" "L64" "LP" "EUI48" "EUI64", 249: "TKEY" "TSIG"
    "IXFR" "AXFR" "MAILB" "MAILA" "ANY" "URI" "CAA" "AVC" "DOA" "AMTRELAY", 32768: "TA" "DLV",
);
pub(super) const CLASSES: Table = table!("(Class {})"; 1: "IN", 3: "CHAOS", 4: "HS", 255: "ANY");
const OPERATIONS: Table = table!("";
    1: " inv_q", 2: " stat", 3: " op3", 4: " notify", 5: " update", 6: " op6", 7: " op7",
    8: " op8", 9: " updateA", 10: " updateD", 11: " updateDA", 12: " updateM", 13: " updateMA",
    14: " zoneInit", 15: " zoneRef",
);
const RESPONSES: Table = table!(" Resp{}";
    0: "", 1: " FormErr", 2: " ServFail", 3: " NXDomain", 4: " NotImp", 5: " Refused",
    6: " YXDomain", 7: " YXRRSet", 8: " NXRRSet", 9: " NotAuth", 10: " NotZone",
    15: " NoChange", 16: " BadVers" "Resp17", 21: "Resp21", 23: " BadCookie",
);
const OPTIONS: Table = table!("Opt{}";
    1: "LLQ", 2: "UL", 3: "NSID", 5: "DAU", 6: "DHU", 7: "N3U", 8: "ECS", 9: "EXPIRE",
    10: "COOKIE", 11: "KEEPALIVE", 12: "PADDING", 13: "CHAIN", 14: "KEY-TAG",
    16: "CLIENT-TAG", 17: "SERVER-TAG",
);
const ALGORITHMS: Table = table!("Alg_{}";
    0: "DELETE", 1: "RSAMD5", 2: "DH", 3: "DS", 5: "RSASHA1", 6: "DSA-NSEC3-SHA1",
    7: "RSASHA1-NSEC3-SHA1", 8: "RSASHA256", 10: "RSASHA512", 12: "ECC-GOST",
    13: "ECDSAP256SHA256", 14: "ECDSAP384SHA384", 15: "ED25519", 16: "ED448", 252: "INDIRECT",
    253: "PRIVATEDNS", 254: "PRIVATEOID",
);
const DIGESTS: Table = table!("Alg_{}";
    1: "SHA-1", 2: "SHA-256", 3: "GOST_R_34.11-94", 4: "SHA-384",
);
const NSEC3_HASHES: Table = table!("Alg_{}"; 1: "SHA-1");

const OPT: u16 = 41;

/// A message being printed.
struct Message<'a> {
    /// From its header on: compressed names point into it.
    b: Bytes<'a>,
    multicast: bool,
}

/// A message over TCP, behind its length.
pub(super) fn over_tcp(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("domain");
    if b.len() < 2 {
        put!(c, " [DNS over TCP: length {} < 2]", b.len());
        c.invalid();
        return Ok(());
    }
    let length = b.u16(0)?;
    put!(c, " ");
    let b = b.from(2);
    if usize::from(length) != b.len() {
        put!(c, "[prefix length({}) != length({})]", length, b.len());
        c.invalid();
        return Ok(());
    }
    print(c, &b, false)
}

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>, multicast: bool) -> Res {
    whole(c, b, multicast).or(Err(Short))
}

fn whole(c: &mut Ctx<'_>, b: &Bytes<'_>, multicast: bool) -> Res {
    c.protocol = text!("domain");
    if b.len() < HEADER {
        put!(c, "domain [length {} < {}]", b.len(), HEADER);
        c.invalid();
        return Ok(());
    }
    b.need(0, HEADER)?;
    let message = Message { b: *b, multicast };
    let flags = b.u16(2)?;
    let operation = Name(OPERATIONS, (flags >> 11 & 15).into());
    let questions = b.u16(4)?;
    let sections =
        [(b.u16(6)?, text!("")), (b.u16(8)?, text!(" ns:")), (b.u16(10)?, text!(" ar:"))];
    let mut at = HEADER;
    let response = flags & 0x8000 != 0;
    if response {
        let code = u32::from(flags & 15) | extended_code(&message).unwrap_or(0);
        put!(c, "{}{}{}", b.u16(0)?, operation, Name(RESPONSES, code));
        c.literal(if flags & 0x400 != 0 { text!("*") } else { text!("") });
        c.literal(if flags & 0x80 == 0 { text!("-") } else { text!("") });
        c.literal(if flags & 0x200 != 0 { text!("|") } else { text!("") });
        c.literal(if flags & 0x20 != 0 { text!("$") } else { text!("") });
        if questions != 1 {
            put!(c, " [{}q]", questions);
        }
        for i in 0..questions {
            if i != 0 {
                put!(c, ",");
            }
            if c.v() > 1 {
                put!(c, " q:");
                at = question(c, &message, at)?;
            } else {
                at = skip_name(b, at)? + 4;
            }
        }
        put!(c, " {}/{}/{}", sections[0].0, sections[1].0, sections[2].0);
    } else {
        put!(c, "{}{}", b.u16(0)?, operation);
        c.literal(if flags & 0x100 != 0 { text!("+") } else { text!("") });
        c.literal(if flags & 0x10 != 0 { text!("%") } else { text!("") });
        if flags & 0x06cf != 0 {
            put!(c, " [b2&3=0x{:x}]", flags);
        }
        let inverse = flags >> 11 & 15 == 1;
        let (expected_answers, expected_questions) = if inverse { (1, 0) } else { (0, 1) };
        if inverse && questions != expected_questions {
            put!(c, " [{}q]", questions);
        }
        if sections[0].0 != expected_answers {
            put!(c, " [{}a]", sections[0].0);
        }
        if !inverse && questions != expected_questions {
            put!(c, " [{}q]", questions);
        }
        if sections[1].0 != 0 {
            put!(c, " [{}n]", sections[1].0);
        }
        if sections[2].0 != 0 {
            put!(c, " [{}au]", sections[2].0);
        }
        for _ in 0..questions {
            at = question(c, &message, at)?;
        }
    }
    for (i, (count, title)) in sections.into_iter().enumerate() {
        // Answers are always printed, the rest with -vv.
        if count == 0 || (c.v() < 2 && !(response && i == 0)) {
            continue;
        }
        for record_number in 0..count {
            if i > 0 || record_number > 0 {
                b.need(at, 1)?;
            }
            c.literal(if record_number == 0 { title } else { text!(",") });
            at = record(c, &message, at)?;
        }
    }
    put!(c, " ({})", b.len());
    Ok(())
}

/// The upper bits of the response code, which an OPT record in the last section holds.
fn extended_code(message: &Message<'_>) -> Res<u32> {
    let b = &message.b;
    let mut at = HEADER;
    for _ in 0..b.u16(4)? {
        at = skip_name(b, at)? + 4;
    }
    let before = u32::from(b.u16(6)?) + u32::from(b.u16(8)?);
    for number in 0..before + u32::from(b.u16(10)?) {
        at = skip_name(b, at)?;
        if number >= before && b.u16(at)? == OPT {
            return Ok(u32::from(b.u8(at + 4)?) << 4);
        }
        at += 10 + usize::from(b.u16(at + 8)?);
    }
    Ok(0)
}

/// Prints a question and answers where it ends.
fn question(c: &mut Ctx<'_>, message: &Message<'_>, at: usize) -> Res<usize> {
    let b = &message.b;
    let end = skip_name(b, at)?;
    let (kind, mut class) = (b.u16(end)?, b.u16(end + 2)?);
    let unicast = class & 0x8000 != 0;
    put!(c, " {}", Name(TYPES, kind.into()));
    if message.multicast {
        class &= 0x7fff;
    }
    if class != 1 {
        put!(c, " {}", Name(CLASSES, class.into()));
    }
    if message.multicast {
        c.literal(if unicast { text!(" (QU)") } else { text!(" (QM)") });
    }
    put!(c, "? ");
    name(c, b, at)?;
    Ok(end + 4)
}

/// Prints a resource record and answers where it ends.
fn record(c: &mut Ctx<'_>, message: &Message<'_>, at: usize) -> Res<usize> {
    let b = &message.b;
    let at = if c.v() > 0 {
        put!(c, " ");
        name(c, b, at)?
    } else {
        skip_name(b, at).unwrap_or(b.captured())
    };
    if !b.has(at, 10) {
        return Ok(b.captured());
    }
    let (kind, class) = (b.u16(at)?, b.u16(at + 2)?);
    let flush = class & 0x8000 != 0;
    let shown_class = if message.multicast { class & 0x7fff } else { class };
    if shown_class != 1 && kind != OPT {
        put!(c, " {}", Name(CLASSES, shown_class.into()));
    }
    if message.multicast && flush {
        put!(c, " (Cache flush)");
    }
    if kind != OPT && c.v() > 2 {
        put!(c, " [");
        c.duration(b.u32(at + 4)?);
        put!(c, "]");
    }
    put!(c, " {}", Name(TYPES, kind.into()));
    let length = usize::from(b.u16(at + 8)?);
    let data = at + 10;
    b.need(data, length)?;
    if kind == OPT {
        put!(c, " UDPsize={}", shown_class);
        if b.u16(at + 6)? & 0x8000 != 0 {
            put!(c, " DO");
        }
    }
    record_data(c, b, kind, data, length)?;
    Ok(data + length)
}

/// Prints the data of a record.
fn record_data(c: &mut Ctx<'_>, b: &Bytes<'_>, kind: u16, at: usize, length: usize) -> Res {
    let (data, end) = (&b.from(at), at + length);
    match kind {
        1 => {
            let &[w, x, y, z] = b.array::<4>(at)?;
            put!(c, " ");
            address::ip4(&mut c.out, [w, x, y, z]);
        }
        2 | 5 | 12 | 39 => {
            put!(c, " ");
            name(c, b, at)?;
        }
        6 if c.v() > 0 => {
            put!(c, " ");
            let at = name(c, b, at)?;
            put!(c, " ");
            let at = name(c, b, at)?;
            show!(c, &b.from(at), " {4} {4} {4} {4} {4}")?;
        }
        15 => {
            put!(c, " ");
            name(c, b, at + 2)?;
            show!(c, data, " {2}")?;
        }
        16 => {
            let mut at = at;
            while at < end {
                put!(c, " \"");
                at = text(c, b, at)?;
                put!(c, "\"");
            }
        }
        28 => {
            let address = b.array(at)?;
            put!(c, " ");
            address::ip6(&mut c.out, address);
        }
        33 => {
            put!(c, " ");
            name(c, b, at + 6)?;
            show!(c, data, ":{@4=2} {@0=2} {2}")?;
        }
        38 => {
            let bits = b.u8(at)?;
            if bits > 128 {
                put!(c, " {}(bad plen)", bits);
                return Ok(());
            }
            let skipped = usize::from(bits / 8);
            if bits < 128 {
                let mut address = [0; 16];
                let suffix = b.get(at + 1, 16 - skipped)?;
                for (to, from) in address.iter_mut().skip(skipped).zip(suffix) {
                    *to = *from;
                }
                put!(c, " {} {}", bits, &address);
            }
            if bits > 0 {
                put!(c, " ");
                name(c, b, at + 1 + 16 - skipped)?;
            }
        }
        OPT if length > 0 => {
            put!(c, " [");
            let mut at = at;
            while at < end {
                at = option(c, b, at)?;
                if at < end {
                    put!(c, ",");
                }
            }
            put!(c, "]");
        }
        250 if c.v() > 0 => {
            put!(c, " ");
            let rest = b.from(name(c, b, at)? + 6);
            show!(c, &rest, " fudge={2}{|} maclen={2}")?;
            let rest = rest.from(4 + usize::from(rest.u16(2)?));
            show!(c, &rest, " origid={2}{|} error={2}{|} otherlen={2}")?;
        }
        256 if length < 4 => put!(c, " len {} is too short (< 4)", length),
        256 => {
            show!(c, data, " {2} {2} ")?;
            c.text(b.get(at + 4, length - 4)?);
        }
        _ => {}
    }
    Ok(())
}

/// A text with its length before it; answers where it ends.
fn text(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize) -> Res<usize> {
    let length = usize::from(b.u8(at)?);
    c.text(b.from(at + 1).first(length).data());
    b.need(at + 1, length)?;
    Ok(at + 1 + length)
}

/// Whether a client's subnet (RFC 7871) has another length than its prefix says.
fn subnet_is_wrong(b: &Bytes<'_>) -> bool {
    let (Ok(family), Ok(source), Ok(scope)) = (b.u16(0), b.u8(2), b.u8(3)) else { return true };
    let longest = match family {
        1 => 32,
        2 => 128,
        _ => return true,
    };
    let bytes = usize::from(source.div_ceil(8));
    source > longest || scope > longest || b.len() != 4 + bytes
}

/// An option of EDNS (RFC 6891 and those that define options); answers where it ends.
fn option(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize) -> Res<usize> {
    let kind = b.u16(at)?;
    put!(c, "{}", Name(OPTIONS, kind.into()));
    let length = usize::from(b.u16(at + 2)?);
    let value = Bytes::new(b.get(at + 4, length)?, length);
    let end = at + 4 + length;
    if length == 0 {
        return Ok(end);
    }
    let wrong = match kind {
        8 => subnet_is_wrong(&value),
        9 => length != 4,
        10 => length != 8 && !(16..=40).contains(&length),
        11 => length != 2,
        14 => !length.is_multiple_of(2),
        _ => false,
    };
    if wrong {
        put!(c, " ");
        c.invalid();
        return Ok(end);
    }
    match kind {
        5..=7 => {
            let table = match kind {
                5 => ALGORITHMS,
                6 => DIGESTS,
                _ => NSEC3_HASHES,
            };
            for &algorithm in value.data() {
                put!(c, " {}", Name(table, algorithm.into()));
            }
        }
        8 => {
            let (family, source, scope) = (value.u16(0)?, value.u8(2)?, value.u8(3)?);
            let address = address::filled::<16>(value.from(4).data());
            put!(c, " ");
            match (family, address) {
                (1, [w, x, y, z, ..]) => address::ip4(&mut c.out, [w, x, y, z]),
                _ => address::ip6(&mut c.out, &address),
            }
            put!(c, "/{}/{}", source, scope);
        }
        9 => put!(c, " {} sec", value.u32(0)?),
        10 if length > 8 => {
            put!(c, " {} {}", X(value.get(0, 8)?), X(value.from(8).data()));
        }
        11 => {
            let tenths = value.u16(0)?;
            put!(c, " {}.{} sec", tenths / 10, tenths % 10);
        }
        12 => put!(c, " ({})", length),
        13 => {
            put!(c, " ");
            // Pointers are taken to point into what follows the option.
            if name_in(c, b, &b.from(end), at + 4, usize::MAX) == Err(Short) {
                return Err(Short);
            }
        }
        14 => {
            for tag in value.data().as_chunks::<2>().0 {
                put!(c, " {}", u16::from_be_bytes(*tag));
            }
        }
        _ => put!(c, " {}", X(value.data())),
    }
    Ok(end)
}
