//! ISAKMP and the key exchanges over it (RFC 2408, 2407, 2409; RFC 7296), also through address
//! translation (RFC 3948). Nothing is decrypted; payloads are printed with -v.

use super::security;
use crate::print::toolkit::*;
use crate::print::transport::Net;

const HEADER: usize = 28;
const ENCRYPTED: u8 = 1;

const PAYLOADS: Table = table!("#{}";
    0: "none" "sa" "p" "t" "ke" "id" "cert" "cr" "hash" "sig" "nonce" "n" "d" "vid", 33: "v2sa"
    "v2ke" "v2IDi" "v2IDr" "v2cert" "v2cr" "v2auth" "v2nonce" "v2n" "v2d" "v2vid" "v2TSi"
    "v2TSr" "v2e" "v2cp" "v2eap",
);
const EXCHANGES: Table = table!("#{}";
    0: "none" "base" "ident" "auth" "agg" "inf", 32: "oakley-quick" "oakley-newgroup"
    "ikev2_init" "ikev2_auth" "child_sa" "inf2",
);
const PROTOCOLS: Table = table!("#{}"; 1: "isakmp" "ipsec-ah" "ipsec-esp" "ipcomp");
const TRANSFORMS: Table = table!("#{}"; 1: "ike");
const AH_TRANSFORMS: Table = table!("#{}";
    1: "(reserved)" "md5" "sha" "1des" "sha2-256" "sha2-384" "sha2-512",
);
const ESP_TRANSFORMS: Table = table!("#{}";
    1: "1des-iv64" "1des" "3des" "rc5" "idea" "cast" "blowfish" "3idea" "1des-iv32" "rc4" "null"
    "aes",
);
const COMPRESSIONS: Table = table!("#{}"; 1: "oui" "deflate" "lzs");
const OAKLEY: Table = table!("#{}";
    1: "enc" "hash" "auth" "group desc" "group type" "group prime" "group gen1" "group gen2"
    "group curve A" "group curve B" "lifetype" "lifeduration" "prf" "keylen" "field" "order",
);
const IPSEC: Table = table!("#{}";
    1: "lifetype" "life" "group desc" "enc mode" "auth" "keylen" "rounds" "dictsize" "privalg",
);
const GROUPS: Table = table!("#{}";
    1: "modp768" "modp1024" "EC2N 2^155" "EC2N 2^185" "modp1536" "iana-grp06" "iana-grp07"
    "iana-grp08" "iana-grp09" "iana-grp10" "iana-grp11" "iana-grp12" "iana-grp13" "modp2048"
    "modp3072" "modp4096" "modp6144" "modp8192",
);
const CIPHERS: Table = table!("";
    1: "1des" "idea" "blowfish" "rc5" "3des" "cast" "aes",
);
const HASHES: Table = table!(""; 1: "md5" "sha1" "tiger" "sha2-256" "sha2-384" "sha2-512");
const METHODS: Table = table!("";
    1: "preshared" "dss" "rsa sig" "rsa enc" "rsa enc revised",
);
const GROUP_TYPES: Table = table!(""; 1: "MODP" "ECP" "EC2N");
const LIFE_TYPES: Table = table!(""; 1: "sec" "kb");
const MODES: Table = table!(""; 1: "tunnel" "transport");
const INTEGRITIES: Table = table!("";
    1: "hmac-md5" "hmac-sha1" "1des-mac" "keyed",
);
const IDENTITIES: Table = table!("#{}";
    1: "IPv4" "FQDN" "user FQDN" "IPv4net" "IPv6" "IPv6net" "IPv4range" "IPv6range" "ASN1 DN"
    "ASN1 GN" "keyid",
);
const CERTIFICATES: Table = table!("#{}";
    0: "none" "pkcs7" "pgp" "dns" "x509sign" "x509ke" "kerberos" "crl" "arl" "spki"
    "x509attr",
);
const NOTIFICATIONS_1: Table = table!("#{}";
    1: "INVALID-PAYLOAD-TYPE" "DOI-NOT-SUPPORTED" "SITUATION-NOT-SUPPORTED" "INVALID-COOKIE"
    "INVALID-MAJOR-VERSION" "INVALID-MINOR-VERSION" "INVALID-EXCHANGE-TYPE" "INVALID-FLAGS"
    "INVALID-MESSAGE-ID" "INVALID-PROTOCOL-ID" "INVALID-SPI" "INVALID-TRANSFORM-ID"
    "ATTRIBUTES-NOT-SUPPORTED" "NO-PROPOSAL-CHOSEN" "BAD-PROPOSAL-SYNTAX" "PAYLOAD-MALFORMED"
    "INVALID-KEY-INFORMATION" "INVALID-ID-INFORMATION" "INVALID-CERT-ENCODING"
    "INVALID-CERTIFICATE" "CERT-TYPE-UNSUPPORTED" "INVALID-CERT-AUTHORITY"
    "INVALID-HASH-INFORMATION" "AUTHENTICATION-FAILED" "INVALID-SIGNATURE"
    "ADDRESS-NOTIFICATION" "NOTIFY-SA-LIFETIME" "CERTIFICATE-UNAVAILABLE"
    "UNSUPPORTED-EXCHANGE-TYPE" "UNEQUAL-PAYLOAD-LENGTHS", 8192: "RESERVED", 16384: "CONNECTED",
    24576: "RESPONDER-LIFETIME"
    "REPLAY-STATUS" "INITIAL-CONTACT",
);
const NOTIFICATIONS_2: Table = table!("";
    0: "error", 1: "unsupported_critical_payload", 4: "invalid_ike_spi" "invalid_major_version",
    7: "invalid_syntax", 9: "invalid_message_id", 11: "invalid_spi", 14: "no_protocol_chosen",
    17: "invalid_ke_payload", 24: "authentication_failed", 34: "single_pair_required"
    "no_additional_sas" "internal_address_failure" "failed:cp_required", 39: "invalid_selectors",
    8192: "private-error", 16384: "initial_contact" "set_window_size" "additional_ts_possible"
    "ipcomp_supported" "nat_detection_source_ip" "nat_detection_destination_ip" "cookie"
    "use_transport_mode" "http_cert_lookup_supported" "rekey_sa" "tfc_padding_not_supported"
    "non_first_fragment_also" "status", 40960: "private-status",
);
const TRANSFORM_TYPES: Table = table!("#{}"; 1: "encr" "prf" "integ" "dh" "esn");
const FUNCTIONS: Table = table!("#{}"; 1: "hmac-md5" "hmac-sha" "hmac-tiger" "aes128_xcbc");
const INTEGRITIES_2: Table = table!("#{}";
    1: "hmac-md5" "hmac-sha" "dec-mac" "kpdk-md5" "aes-xcbc",
);
const METHODS_2: Table = table!("#{}"; 0: "invalid" "rsasig" "shared-secret" "dsssig");
const NUMBERS: Table = table!("#{}"; 0: "no-esn" "esn");
const IDENTITIES_2: Table = table!("";
    1: "ipv4:" "fqdn:" "rfc822:", 5: "ipv6:", 9: "dn:" "gn:" "keyid:",
);

/// The name of a payload; those between the two versions' have none.
fn payload_name(kind: u8) -> Arg<'static> {
    Name(if (14..=32).contains(&kind) { table!("pay{}";) } else { PAYLOADS }, kind.into())
}

/// Prints a message behind four zero bytes, or an encapsulated payload (RFC 3948).
pub(crate) fn over_nat(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "isakmp_rfc3948";
    if b.len() == 1 && b.u8(0)? == 0xff {
        c.str("isakmp-nat-keep-alive");
        return Ok(());
    }
    if b.len() < 4 {
        return Err(Cut);
    }
    if b.u32(0)? == 0 {
        c.str("NONESP-encap: ");
        return print(c, net, &b.from(4));
    }
    c.str("UDP-encap: ");
    security::esp(c, b)
}

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "isakmp";
    b.need(0, HEADER)?;
    c.str("isakmp");
    let (next, version, flags) = (b.u8(16)?, b.u8(17)?, b.u8(19)?);
    let v = c.v();
    if v > 0 {
        show!(c, b, " {@17=1>4}.{@17=1&f} msgid {@20=4H}")?;
        if v > 1 {
            show!(c, b, " cookie {@0=8H}->{8H}")?;
        }
    }
    c.str(":");
    let first = b.u32(20)? == 0;
    match version >> 4 {
        1 => {
            c.str(if first { " phase 1" } else { " phase 2/others" });
            let role = c.flows.cookies.role(b.array(0)?, b.array(8)?, &net.addresses);
            c.str(match role {
                Some(true) => " I",
                Some(false) => " R",
                None => " ?",
            });
        }
        2 => c.str(if first { " parent_sa" } else { " child_sa " }),
        _ => return Ok(()),
    }
    show!(c, b, " {@18=1N}", EXCHANGES)?;
    let letters: &[(u8, &str)] =
        if version >> 4 == 1 { &[(1, "E"), (2, "C")] } else { &[(8, "I"), (16, "V"), (32, "R")] };
    if flags != 0 {
        c.str("[");
        for &(bit, letter) in letters {
            c.str(if flags & bit != 0 { letter } else { "" });
        }
        c.str("]");
    }
    if v == 0 {
        return Ok(());
    }
    if flags & ENCRYPTED != 0 {
        put!(c, ": [encrypted {}]", payload_name(next));
    } else {
        c.str(":");
        let mut state = State { version: version >> 4, protocol: 0, place: 0, cut: false };
        payloads(c, &mut state, next, &b.from(HEADER), 1)?;
    }
    if b.u32(24)? as usize != b.len() {
        put!(c, " (len mismatch: isakmp {}/ip {})", b.u32(24)?, b.len());
    }
    Ok(())
}

/// What payloads depend on.
struct State {
    version: u8,
    /// The protocol of the proposal.
    protocol: u8,
    /// The place of a transform among its kin.
    place: u32,
    /// Whether a payload says more of its length than is there.
    cut: bool,
}

/// Payloads hold payloads: no deeper.
const DEEPEST: usize = 12;

/// Where the payload behind one starts; nothing where the chain ends amid one.
type Behind<'a> = Res<Option<Bytes<'a>>>;

/// A mark for what is cut, which ends the chain.
fn broken<'a>(c: &mut Ctx<'_>, kind: u8) -> Behind<'a> {
    put!(c, " [|{}]", payload_name(kind));
    Ok(None)
}

/// The length of the payload that starts here, if all of it was captured.
fn whole(b: &Bytes<'_>) -> Option<usize> {
    let length = usize::from(b.u16(2).ok()?);
    b.has(0, length.max(4)).then_some(length)
}

fn open(c: &mut Ctx<'_>, depth: usize) {
    c.str("\n");
    c.out.spaces(depth * 4);
    c.str("(");
}

/// Prints a chain of payloads; answers what follows it. A payload that holds others ends where they
/// do.
fn payloads<'a>(
    c: &mut Ctx<'_>,
    state: &mut State,
    next: u8,
    b: &Bytes<'a>,
    depth: usize,
) -> Behind<'a> {
    let (mut next, mut rest) = (next, *b);
    while next != 0 {
        let Some(length) = whole(&rest) else { return broken(c, next) };
        open(c, depth);
        let behind = match length {
            0..=4 => None,
            _ => payload(c, state, next, &rest, depth)?,
        };
        c.str(")");
        let Some(behind) = behind else { return Ok(None) };
        (next, rest) = (rest.u8(0)?, behind);
    }
    Ok(Some(rest))
}

/// How a level of version 2 ends: in order, amid what goes beyond its holder, amid attributes that do,
/// or amid what has no length, where nothing more is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Whole,
    Broken,
    Attributes,
    Stop,
}

/// Proposals, or the transforms of one, of version 2, and where they end; other payloads among them
/// are named only.
fn level<'a>(
    c: &mut Ctx<'_>,
    state: &mut State,
    kind: u8,
    b: &Bytes<'a>,
    depth: usize,
) -> Res<(End, Bytes<'a>)> {
    let (mut next, mut rest) = (kind, *b);
    let (holder, mut failed) = (if kind == 2 { 33 } else { 2 }, End::Broken);
    while next != 0 {
        let length = whole(&rest).filter(|&length| length <= rest.len() && rest.len() >= 4);
        let Some(length @ 5..) = length else {
            broken(c, holder)?;
            return Ok(match length {
                Some(_) => (End::Stop, rest),
                // An association goes on behind a proposal that does not.
                None if kind == 2 => (End::Whole, b.from(b.len())),
                None => (failed, rest),
            });
        };
        state.place += 1;
        open(c, depth);
        let (mut end, mut behind) = (End::Whole, rest.from(length));
        put!(c, "{}", payload_name(next));
        c.str(if next == kind && rest.u8(1)? & 0x80 != 0 { "[C]" } else { "" });
        if next == kind && kind == 2 {
            (end, behind) = proposal(c, state, &rest, depth)?;
        } else if next == kind {
            behind = rest.from(length.max(8));
            if !transform(c, state, &rest.from(4).claim(length - 4), 2)? {
                (behind, failed) = (rest.from(length + 1), End::Attributes);
            }
        }
        if end == End::Stop {
            return Ok((end, rest));
        }
        c.str(")");
        next = rest.u8(0)?;
        rest = behind;
        if end != End::Whole {
            if next != 0 {
                broken(c, holder)?;
            }
            return Ok((end, rest));
        }
    }
    Ok((End::Whole, rest))
}

/// A proposal of version 2.
fn proposal<'a>(
    c: &mut Ctx<'_>,
    state: &mut State,
    b: &Bytes<'a>,
    depth: usize,
) -> Res<(End, Bytes<'a>)> {
    show!(c, b, ": #{@4=1} protoid={1N} transform={@7=1} len={@2=2}", PROTOCOLS)?;
    let start = 8 + usize::from(b.u8(6)?);
    // As tcpdump has it, the length is reckoned from behind the first four bytes.
    let length = b.len().min(usize::from(b.u16(2)?) + 4);
    if start > length {
        broken(c, 2)?;
        return Ok((End::Broken, *b));
    }
    if start > 8 {
        put!(c, " spi={}", X(b.get(8, start - 8)?));
    }
    state.place = 0;
    let (end, behind) = level(c, state, 3, &b.claim(length).from(start), depth + 1)?;
    Ok((end, b.from(b.captured() - behind.captured())))
}

fn hex(c: &mut Ctx<'_>, least: u8, before: &str, b: &Bytes<'_>) -> Res {
    if c.v() >= least && b.len() > 0 {
        put!(c, "{}{}", before, X(b.get(0, b.len())?));
    }
    Ok(())
}

/// Prints a payload with its header.
fn payload<'a>(
    c: &mut Ctx<'_>,
    state: &mut State,
    kind: u8,
    b: &Bytes<'a>,
    depth: usize,
) -> Behind<'a> {
    let length = usize::from(b.u16(2)?);
    let value = b.from(4).claim(length - 4);
    if depth > DEEPEST {
        return Err(Cut);
    }
    if matches!(kind, 34..=36 | 39) && !b.has(0, 8) {
        return broken(c, kind);
    }
    if kind == 33 {
        c.str("sa");
    } else if kind != 40 && kind != 41 {
        put!(c, "{}", payload_name(kind));
    } else {
        c.str(if kind == 40 { "nonce" } else { "n" });
    }
    let critical = (33..=48).contains(&kind) && (kind != 46 || state.version != 1);
    if critical && b.u8(1)? & 0x80 != 0 {
        c.str("[C]");
    }
    if matches!(kind, 1 | 11 | 12) && !value.has(0, 8) {
        c.str(":");
        return broken(c, kind);
    }
    match kind {
        1 => {
            let (domain, situation) = (value.u32(0)?, value.u32(4)?);
            if domain != 1 {
                put!(c, ": doi={} situation={}", domain, situation);
                return Ok(Some(value.from(8)));
            }
            put!(c, ": doi=ipsec situation=");
            let mut between = "";
            for (bit, name) in [(1, "identity"), (2, "secrecy"), (4, "integrity")] {
                if situation & bit != 0 {
                    put!(c, "{}{}", between, name);
                    between = "+";
                }
            }
            let mut start = 8;
            if situation != 1 {
                // As tcpdump reads it: the domain once more.
                put!(c, " ident={}", domain);
                start = 12;
            }
            if !value.has(start, 4) {
                return broken(c, 1);
            }
            payloads(c, state, 2, &value.from(start), depth + 1)
        }
        2 => {
            if !value.has(0, 4) {
                c.str(":");
                return broken(c, 2);
            }
            show!(c, &value, ": #{1} protoid={1N} transform={@3=1}", PROTOCOLS)?;
            let (protocol, size) = (value.u8(1)?, usize::from(value.u8(2)?));
            if size > 0 {
                c.str(" spi=");
                let Ok(index) = value.get(4, size) else { return broken(c, 2) };
                c.hex_bytes(index);
            }
            if !value.has(4 + size, 4) {
                return broken(c, 2);
            }
            let around = core::mem::replace(&mut state.protocol, protocol);
            let behind = payloads(c, state, 3, &value.from(4 + size), depth + 1);
            state.protocol = around;
            behind
        }
        3 => {
            let ended = transform(c, state, &value, 1)?;
            Ok(Some(b.from(length.max(8) + usize::from(!ended))))
        }
        33 => {
            put!(c, ": len={}", value.len());
            let (end, behind) = level(c, state, 2, &value, depth + 1)?;
            // As tcpdump goes on: behind the header of the next, or a byte later.
            Ok(match end {
                End::Whole => Some(behind),
                End::Broken => Some(b.from(length + 4)),
                End::Attributes => Some(b.from(length + 5)),
                End::Stop => None,
            })
        }
        12 => {
            let named = value.u32(0)? == 1;
            let protocol = if named { PROTOCOLS } else { table!("{}";) };
            c.show(&value, if named { ": doi=ipsec" } else { ": doi={4}" }, &[])?;
            show!(c, &value, " proto={@4=1N} spilen={1} nspi={2} spi=", protocol)?;
            let (size, count) = (usize::from(value.u8(5)?), value.u16(6)?);
            for i in 0..usize::from(count) {
                c.str(if i > 0 { "," } else { "" });
                let Ok(index) = value.get(8 + i * size, size) else { return broken(c, kind) };
                c.hex_bytes(index);
            }
            Ok(Some(value.from(8 + usize::from(count) * size)))
        }
        46 if state.version == 1 => Ok(Some(b.from(length))),
        46 => {
            put!(c, ": len={}", value.len());
            hex(c, if value.len() > 4 { 3 } else { u8::MAX }, " ", &value)?;
            // What an encrypted payload names as next is inside it.
            Ok(None)
        }
        _ => {
            content(c, state, kind, &value)?;
            if state.cut {
                return broken(c, if kind == 41 { 11 } else { kind });
            }
            // Of another domain a notification ends where its index does.
            let foreign = kind == 11 && value.u32(0)? != 1;
            Ok(Some(b.from(if foreign { 12 + usize::from(value.u8(5)?) } else { length })))
        }
    }
}

/// Prints the index of parameters that a notification is about.
fn index(c: &mut Ctx<'_>, state: &mut State, b: &Bytes<'_>, size: usize) {
    if size > 0 {
        c.str(" spi=");
        state.cut = !b.has(0, size);
        c.hex_bytes(if state.cut { &[] } else { b.first(size).data() });
    }
}

/// Prints what a payload holds that holds no others.
fn content(c: &mut Ctx<'_>, state: &mut State, kind: u8, value: &Bytes<'_>) -> Res {
    let length = value.len().saturating_sub(if kind == 34 { 4 } else { 0 });
    let before = match kind {
        4 => ": key len=",
        10 => ": n len=",
        6..=9 | 13 | 34..=40 | 42..=48 => ": len=",
        _ => "",
    };
    if kind == 34 && value.len() < 4 {
        put!(c, ": len={} < 8", value.len() + 4);
        return Ok(());
    }
    if !before.is_empty() {
        c.str_dec(before, length as u64);
    }
    match kind {
        34 => {
            show!(c, value, " group={2N}", GROUPS)?;
            hex(c, 3, " ", &value.from(4))
        }
        5 => identity(c, value),
        35 | 36 => {
            hex(c, 3, " ", value)?;
            let (kind, data) = (value.u8(0)?, value.from(4));
            if let Some(name) = IDENTITIES_2.get(kind.into()) {
                put!(c, " {}", name);
                state.cut = value.len() < 4;
            }
            match kind {
                1 | 5 | 9..=11 => hex(c, 0, "", &data)?,
                2 | 3 => printable(c, &data),
                _ => {}
            }
            Ok(())
        }
        6 | 7 => {
            show!(c, value, " type={1N}", CERTIFICATES)?;
            hex(c, 3, " ", value)
        }
        10 if c.v() == 2 => {
            c.str(" ");
            some(c, value)
        }
        4 | 8..=10 | 13 | 37 | 38 | 42 | 44..=48 => hex(c, 3, " ", value),
        39 => {
            show!(c, value, " method={1N}", METHODS_2)?;
            if value.len() < 4 && c.v() > 1 {
                c.str(" authdata=(");
                state.cut = true;
                return Ok(());
            }
            secret(c, "authdata", &value.from(4))
        }
        40 => secret(c, "nonce", value),
        43 => {
            c.str(" vid=");
            printable(c, value);
            hex(c, if value.len() > 4 { 3 } else { u8::MAX }, " ", value)
        }
        11 => {
            let domain = value.u32(0)?;
            if domain == 1 {
                show!(c, value, ": doi=ipsec proto={@4=1N} ", PROTOCOLS)?;
            } else {
                show!(c, value, ": doi={4} proto={1} ")?;
            }
            let kind = value.u16(6)?;
            // Some ranges mean something in the domain of IPsec only; without a name, what is in a range is
            // counted from its first.
            let range = kind >> 13;
            let named = range == 0 || range == 2 || domain == 1 && range < 4;
            match NOTIFICATIONS_1.get(kind.into()) {
                Some(name) if named => put!(c, "type={}", name),
                _ => put!(c, "type=#{}", if named { kind & 0x1fff } else { kind }),
            }
            let size = usize::from(value.u8(5)?);
            index(c, state, &value.from(8), size);
            // As far as the packet goes.
            let data = value.from(8 + size);
            let data = data.claim(data.captured());
            if state.cut || domain != 1 || data.len() == 0 {
                return Ok(());
            }
            match kind {
                24576 => {
                    c.str(" attrs=(");
                    attributes(c, OAKLEY, &data)?;
                    c.str(")");
                }
                24577 => {
                    c.str(" status=(");
                    let name = if data.u32(0)? == 0 { "dis" } else { "en" };
                    put!(c, "replay detection {}abled)", name);
                }
                _ if c.v() > 3 => {
                    hex(c, 0, " data=(", &data)?;
                    c.str(")");
                }
                _ => some(c, &data)?,
            }
            Ok(())
        }
        41 => {
            let kind = value.u16(2)?;
            show!(c, value, ": prot_id={1N} type={@2=2}", PROTOCOLS)?;
            // Those without a name of their own have that of their range.
            let range = [0, 8192, 16_396, 40_960].iter().rfind(|&&first| first <= u32::from(kind));
            let name = NOTIFICATIONS_2.get(kind.into());
            let name = name.or_else(|| NOTIFICATIONS_2.get(*range?));
            put!(c, "({})", name.unwrap_or(Text::plain("")));
            let size = usize::from(value.u8(1)?);
            // Of these the index is not printed.
            if !matches!(kind, 1 | 5 | 35..=37 | 39 | 16384..=16387 | 16391 | 16392 | 16394 | 16395)
            {
                index(c, state, &value.from(4), size);
            }
            // As the field's tools do it: to the end of the packet.
            let data = value.from(4 + size);
            let data = data.claim(data.captured());
            let cookie = value.u16(2)? == 16390;
            if data.len() > 0 && (c.v() > 3 || cookie && data.len() < 30) {
                hex(c, 0, " data=(", &data)?;
                c.str(")");
            } else if data.len() > 0 && cookie {
                some(c, &data)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Text with dots for what is none.
fn printable(c: &mut Ctx<'_>, b: &Bytes<'_>) {
    for &byte in b.inside() {
        c.out.byte(if (0x20..0x7f).contains(&byte) { byte } else { b'.' });
    }
}

/// What nobody can read: some of it with -v, all of it with more.
fn secret(c: &mut Ctx<'_>, name: &str, b: &Bytes<'_>) -> Res {
    if c.v() == 1 {
        return some(c, b);
    }
    put!(c, " {}=({}) ", name, X(b.get(0, b.len())?));
    Ok(())
}

/// The beginning and the end of what goes on to the end of the packet.
fn some(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let (first, rest) = b.data().split_at(b.captured().min(10));
    let last = rest.get(rest.len().saturating_sub(20)..).unwrap_or(&[]);
    put!(c, " data=({}...{})", X(first), X(last));
    Ok(())
}

/// Prints a transform, as a version does, and its attributes; answers whether the last one ends with it.
fn transform(c: &mut Ctx<'_>, state: &State, b: &Bytes<'_>, version: u8) -> Res<bool> {
    let table = if version == 2 {
        let kinds = match b.u8(0)? {
            1 => ESP_TRANSFORMS,
            2 => FUNCTIONS,
            3 => INTEGRITIES_2,
            4 => GROUPS,
            5 => NUMBERS,
            _ => table!("{}";),
        };
        put!(c, ": #{} ", state.place);
        show!(c, b, "type={1N} id={@2=2N} ", TRANSFORM_TYPES, kinds)?;
        if b.u8(0)? == 1 { table!("#{}"; 14: "keylen") } else { table!("#{}";) }
    } else {
        let (kinds, attributes) = match state.protocol {
            1 => (TRANSFORMS, OAKLEY),
            2 => (AH_TRANSFORMS, IPSEC),
            3 => (ESP_TRANSFORMS, IPSEC),
            4 => (COMPRESSIONS, IPSEC),
            _ => (table!("{}";), table!("#{}";)),
        };
        show!(c, b, ": #{1} id={1N} ", kinds)?;
        attributes
    };
    attributes(c, table, &b.from(4))
}

/// Prints attributes, by their names; answers whether the last one ends with what holds them.
fn attributes(c: &mut Ctx<'_>, table: Table, b: &Bytes<'_>) -> Res<bool> {
    let mut rest = *b;
    while rest.len() > 0 {
        let (first, second) = (rest.u16(0)?, rest.u16(2)?);
        let kind = first & 0x7fff;
        let size = 4 + if first & 0x8000 == 0 { usize::from(second) } else { 0 };
        if size > rest.len() {
            c.str("[|attr]");
            return Ok(false);
        }
        put!(c, "(type={}", Name(table, kind.into()));
        if first & 0x8000 != 0 {
            let names = match (table == OAKLEY, kind) {
                _ if table != OAKLEY && table != IPSEC => None,
                (true, 1) => Some(CIPHERS),
                (true, 2) => Some(HASHES),
                (true, 3) => Some(METHODS),
                (true, 4) | (false, 3) => Some(GROUPS),
                (true, 5) => Some(GROUP_TYPES),
                (true, 11) | (false, 1) => Some(LIFE_TYPES),
                (false, 4) => Some(MODES),
                (false, 5) => Some(INTEGRITIES),
                _ => None,
            };
            c.str(" value=");
            // The last group has a name in version 2 only.
            match names.and_then(|names| names.get(second.into())) {
                Some(name) if second != 18 => c.out.text(name),
                _ => put!(c, "{:04x}", second),
            }
        } else {
            put!(c, " len={} value={}", second, X(rest.get(4, size - 4)?));
        }
        c.str(")");
        rest = rest.from(size);
    }
    Ok(true)
}

fn identity(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, ": idtype={1N} protoid={1} port={2}", IDENTITIES)?;
    let (kind, data) = (b.u8(0)?, b.from(4));
    if data.len() == 0 {
        return Ok(());
    }
    put!(c, " len={}", data.len());
    let (least, format) = match kind {
        1 => (4, " {4A}"),
        4 => (8, " {4A}/{4A}"),
        5 => (16, " {16A}"),
        6 => (32, " {16A}/0x{16H}"),
        7 => (8, " {4A}-{4A}"),
        8 => (32, " {16A}-{16A}"),
        2 | 3 => {
            c.str(" ");
            c.text(data.inside());
            return data.need(0, data.len());
        }
        _ => return hex(c, 3, " ", &data),
    };
    if data.len() < least {
        put!(c, " [bad: < {}]", least);
        return Ok(());
    }
    c.show(&data, format, &[])
}
