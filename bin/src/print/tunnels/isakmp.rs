//! ISAKMP and the key exchanges over it (RFC 2408, 2407, 2409; RFC 7296), also through address
//! translation (RFC 3948). Nothing is decrypted; payloads are printed with -v.

use super::security;
use crate::print::toolkit::*;
use crate::print::transport::Net;

const HEADER: usize = 28;
const ENCRYPTED: u8 = 1;
const FIRST_OF_VERSION_2: u8 = 33;

const PAYLOADS: Table = table!("#{}";
    0: "none" "sa" "p" "t" "ke" "id" "cert" "cr" "hash" "sig" "nonce" "n" "d" "vid", 33: "v2sa"
    "v2ke" "v2IDi" "v2IDr" "v2cert" "v2CR" "v2auth" "v2nonce" "v2n" "v2d" "v2vid" "v2TSi"
    "v2TSr" "v2e" "v2cp" "v2eap",
);
const EXCHANGES: Table = table!("#{}";
    0: "none" "base" "ident" "auth" "agg" "inf", 32: "oakley-quick" "oakley-newgroup"
    "ikev2_init" "ikev2_auth" "child_sa" "inf2",
);
const PROTOCOLS: Table = table!("#{}"; 1: "isakmp" "ipsec-ah" "ipsec-esp" "ipcomp");
const SITUATIONS: Table = table!(""; 1: "identity", 2: "+secrecy", 4: "+integrity");
const TRANSFORMS: Table = table!("{}"; 1: "ike");
const AH_TRANSFORMS: Table = table!("{}";
    1: "(reserved)" "md5" "sha" "1des" "sha2-256" "sha2-384" "sha2-512",
);
const ESP_TRANSFORMS: Table = table!("{}";
    1: "des-iv64" "des" "3des" "rc5" "idea" "cast" "blowfish" "3idea" "des-iv32" "rc4" "null"
    "aes",
);
const COMPRESSIONS: Table = table!("{}"; 1: "oui" "deflate" "lzs");
const OAKLEY: Table = table!("#{}";
    1: "enc" "hash" "auth" "group desc" "group type" "group prime" "group generator"
    "group curve A" "group curve B" "" "lifetype" "lifeduration" "prf" "keylen" "field" "order",
);
const IPSEC: Table = table!("#{}";
    1: "lifetype" "life" "group desc" "enc mode" "auth" "keylen" "rounds" "dictsize" "privalg",
);
const GROUPS: Table = table!("#{}";
    0: "none" "modp768" "modp1024" "EC2N 2^155" "EC2N 2^185" "modp1536", 14: "modp2048"
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
    1: "hmac-md5" "hmac-sha1" "1des-mac" "keyed" "hmac-sha2-256" "hmac-sha2-384"
    "hmac-sha2-512",
);
const IDENTITIES: Table = table!("#{}";
    1: "IPv4" "FQDN" "user FQDN" "IPv4net" "IPv6" "IPv6net" "IPv4range" "IPv6range" "ASN1 DN"
    "ASN1 GN" "keyid",
);
const CERTIFICATES: Table = table!("#{}";
    0: "none" "pkcs#7wrapped" "pgp" "dns" "x509sign" "x509ke" "kerberos" "crl" "arl" "spki"
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
    "UNSUPPORTED-EXCHANGE-TYPE" "UNEQUAL-PAYLOAD-LENGTHS", 24576: "RESPONDER-LIFETIME"
    "REPLAY-STATUS" "INITIAL-CONTACT",
);
const NOTIFICATIONS_2: Table = table!("unknown";
    1: "unsupported_critical_payload", 4: "invalid_ike_spi" "invalid_major_version",
    7: "invalid_syntax", 9: "invalid_message_id", 11: "invalid_spi", 14: "no_proposal_chosen",
    17: "invalid_ke_payload", 24: "authentication_failed", 34: "single_pair_required"
    "no_additional_sas" "internal_address_failure" "failed_cp_required" "ts_unacceptable"
    "invalid_selectors", 16384: "initial_contact" "set_window_size" "additional_ts_possible"
    "ipcomp_supported" "nat_detection_source_ip" "nat_detection_destination_ip" "cookie"
    "use_transport_mode" "http_cert_lookup_supported" "rekey_sa"
    "esp_tfc_padding_not_supported" "non_first_fragments_also",
);
const TRANSFORM_TYPES: Table = table!("#{}"; 1: "encr" "prf" "integ" "dh" "esn");
const CIPHERS_2: Table = table!("#{}";
    1: "des-iv64" "1des" "3des" "rc5" "idea" "cast" "blowfish" "3idea" "des-iv32" "res10" "null"
    "aes",
);
const FUNCTIONS: Table = table!("#{}"; 1: "hmac-md5" "hmac-sha" "hamc-tiger" "aes128_xcbc");
const INTEGRITIES_2: Table = table!("#{}";
    1: "hmac-md5" "hmac-sha" "dec-mac" "kpdk-md5" "aes-xcbc",
);
const NUMBERS: Table = table!("#{}"; 0: "noesn" "esn");
const IDENTITIES_2: Table = table!("#{}";
    1: "ipv4:" "fqdn:" "rfc822:", 5: "ipv6:", 9: "der_dn:" "der_gn:" "key_id:",
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
        c.show(b, " {@17=1>4}.{@17=1&f} msgid {@20=4H}", &[])?;
        if v > 1 {
            c.show(b, " cookie {@0=8H}->{8H}", &[])?;
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
    c.show(b, " {@18=1N}", &[EXCHANGES])?;
    let letters: &[(u8, &str)] = if version >> 4 == 1 {
        &[(1, "E"), (2, "C")]
    } else {
        &[(1, "E"), (2, "C"), (8, "I"), (16, "V"), (32, "R")]
    };
    if flags != 0 {
        c.str("[");
        for &(bit, letter) in letters {
            c.str(if flags & bit != 0 { letter } else { "" });
        }
        c.str("]");
    }
    if flags & ENCRYPTED != 0 && version >> 4 == 1 {
        put!(c, ": [encrypted {}]", payload_name(next));
    } else if v > 0 {
        c.str(":");
        let rest = b.from(HEADER);
        let mut state = State { version: version >> 4, protocol: 0, place: 0 };
        let result = payloads(c, &mut state, next, &rest, 1);
        if version >> 4 == 1 {
            result?;
        }
    }
    if v > 0 && b.u32(24)? as usize != b.len() {
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
}

/// Proposals hold transforms, associations hold proposals: no deeper.
const DEEPEST: usize = 3;

/// Prints a chain of payloads.
fn payloads(c: &mut Ctx<'_>, state: &mut State, next: u8, b: &Bytes<'_>, depth: usize) -> Res {
    let mut next = next;
    let mut rest = *b;
    while next != 0 {
        if rest.len() < 4 {
            return Err(Cut);
        }
        state.place += 1;
        c.str("\n");
        c.out.spaces(depth * 4);
        c.str("(");
        let (kind, length) = (next, usize::from(rest.u16(2)?));
        next = rest.u8(0)?;
        if length < 4 {
            return Err(Cut);
        }
        let whole = rest.claim(length.min(rest.len()));
        let result = payload(c, state, kind, &whole, depth);
        // Version 1 says only once, at the end, that something is cut; payloads of version 2 say so
        // themselves, wherever they are.
        if state.version == 1 && kind < FIRST_OF_VERSION_2 {
            result?;
        }
        if result.is_err() {
            put!(c, " [|{}]", payload_name(kind));
        }
        c.str(")");
        if result.is_err() && state.version == 1 {
            return Ok(());
        }
        result?;
        if length > rest.len() {
            return Err(Cut);
        }
        // What an encrypted payload names as next is inside it.
        if kind == 46 {
            break;
        }
        rest = rest.from(length);
    }
    Ok(())
}

fn hex(c: &mut Ctx<'_>, least: u8, before: &str, b: &Bytes<'_>) -> Res {
    if c.v() >= least && b.len() > 0 {
        put!(c, "{}{}", before, X(b.get(0, b.len())?));
    }
    Ok(())
}

/// Prints a payload with its header.
fn payload(c: &mut Ctx<'_>, state: &mut State, kind: u8, b: &Bytes<'_>, depth: usize) -> Res {
    if kind == 34 && (b.len() < 8 || !b.has(0, 8)) {
        return Err(Cut);
    }
    let name = match kind {
        33 => "sa",
        40 => "nonce",
        41 => "n",
        _ => "",
    };
    if name.is_empty() {
        put!(c, "{}", payload_name(kind));
    } else {
        c.str(name);
    }
    if state.version == 2 && b.u8(1)? & 0x80 != 0 {
        c.str("[C]");
    }
    let value = b.from(4);
    let length = value.len();
    if depth > DEEPEST {
        return Err(Cut);
    }
    match kind {
        1 => {
            let domain = value.u32(0)?;
            if domain != 1 {
                put!(c, ": doi={}", domain);
                return Ok(());
            }
            put!(c, ": doi=ipsec situation={}", Flags(SITUATIONS, value.u32(4)?));
            payloads(c, state, 2, &value.from(8), depth + 1)
        }
        33 => {
            put!(c, ": len={}", length);
            payloads(c, state, 2, &value, depth + 1)
        }
        2 => {
            c.show(&value, ": #{1} protoid={1N} transform={@3=1}", &[PROTOCOLS])?;
            if state.version == 2 {
                put!(c, " len={}", b.len());
            }
            let size = usize::from(value.u8(2)?);
            state.protocol = value.u8(1)?;
            if size > 0 {
                hex(c, 0, " spi=", &value.first(4 + size).from(4))?;
            }
            state.place = 0;
            payloads(c, state, 3, &value.from(4 + size), depth + 1)
        }
        3 => transform(c, state, &value),
        4 => {
            put!(c, ": key len={}", length);
            hex(c, 3, " ", &value)
        }
        34 => {
            put!(c, ": len={}", length.saturating_sub(4));
            c.show(&value, " group={2N}", &[GROUPS])?;
            hex(c, 3, " ", &value.from(4))
        }
        5 => identity(c, &value),
        35 | 36 => {
            put!(c, ": len={}", length);
            hex(c, 3, " ", &value)?;
            let (kind, data) = (value.u8(0)?, value.from(4));
            put!(c, " {}", Name(IDENTITIES_2, kind.into()));
            match (kind, data.len()) {
                (1, 4..) => c.show(&data, "{4A}", &[]),
                (5, 16..) => c.show(&data, "{16A}", &[]),
                (2 | 3, _) => {
                    c.text(data.get(0, data.len())?);
                    Ok(())
                }
                _ => hex(c, 0, "", &data),
            }
        }
        6 | 7 => {
            put!(c, ": len={}", length);
            c.show(&value, " type={1N}", &[CERTIFICATES])?;
            hex(c, 3, " ", &value)
        }
        8 | 9 | 13 | 37..=39 | 43..=48 => {
            put!(c, ": len={}", length);
            hex(c, 3, " ", &value)
        }
        10 => {
            put!(c, ": n len={}", length);
            hex(c, 3, " ", &value)
        }
        40 => {
            put!(c, ": len={}", length);
            match c.v() {
                0 | 1 => some(c, &value),
                2 => Ok(()),
                _ => {
                    hex(c, 0, " nonce=(", &value)?;
                    c.str(") ");
                    Ok(())
                }
            }
        }
        11 => {
            let domain = value.u32(0)?;
            put!(c, ": doi={}", if domain == 1 { "ipsec" } else { "isakmp" });
            c.show(&value, " proto={@4=1N} type={@6=2N}", &[PROTOCOLS, NOTIFICATIONS_1])?;
            let size = usize::from(value.u8(5)?);
            if size > 0 {
                hex(c, 0, " spi=", &value.first(8 + size).from(8))?;
            }
            hex(c, 3, " data=", &value.from(8 + size))
        }
        41 => {
            c.show(&value, ": prot_id={1N} type={@2=2}({@2=2N})", &[PROTOCOLS, NOTIFICATIONS_2])?;
            let size = usize::from(value.u8(1)?);
            if size > 0 {
                hex(c, 0, " spi=", &value.first(4 + size).from(4))?;
            }
            let data = value.from(4 + size);
            if c.v() > 3 {
                // As the field's tools do it: to the end of the packet.
                let all = data.claim(data.captured());
                hex(c, 0, " data=(", &all)?;
                c.str(")");
            } else if value.u16(2)? == 16390 {
                some(c, &data)?;
            }
            Ok(())
        }
        12 => {
            c.show(&value, ": doi={4} proto={1N} spilen={1} nspi={2} spi=", &[PROTOCOLS])?;
            let (size, count) = (usize::from(value.u8(5)?), value.u16(6)?);
            for i in 0..usize::from(count) {
                c.str(if i > 0 { "," } else { "" });
                hex(c, 0, "", &value.first(8 + (i + 1) * size).from(8 + i * size))?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The beginning and the end of what is too long to be shown, up to the end of the packet.
fn some(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let data = b.data();
    c.str(" data=(");
    match (data.get(..10), data.len().checked_sub(20).and_then(|at| data.get(at..))) {
        (Some(first), Some(last)) if data.len() > 30 => put!(c, "{}...{}", X(first), X(last)),
        _ => c.hex_bytes(data),
    }
    c.str(")");
    Ok(())
}

fn transform(c: &mut Ctx<'_>, state: &State, b: &Bytes<'_>) -> Res {
    let mut rest = b.from(4);
    let table = if state.version == 2 {
        let kinds = match b.u8(0)? {
            1 => CIPHERS_2,
            2 => FUNCTIONS,
            3 => INTEGRITIES_2,
            4 => GROUPS,
            5 => NUMBERS,
            _ => table!("#{}";),
        };
        put!(c, ": #{} ", state.place);
        c.show(b, "type={1N} id={@2=2N} ", &[TRANSFORM_TYPES, kinds])?;
        OAKLEY
    } else {
        let (kinds, attributes) = match state.protocol {
            1 => (TRANSFORMS, OAKLEY),
            2 => (AH_TRANSFORMS, IPSEC),
            3 => (ESP_TRANSFORMS, IPSEC),
            4 => (COMPRESSIONS, IPSEC),
            _ => (table!("{}";), IPSEC),
        };
        c.show(b, ": #{1} id={1N} ", &[kinds])?;
        attributes
    };
    while rest.len() >= 4 {
        let first = rest.u16(0)?;
        let kind = first & 0x7fff;
        put!(c, "(type={}", Name(table, kind.into()));
        if first & 0x8000 != 0 {
            let value = rest.u16(2)?;
            let names = match (table.0 == OAKLEY.0, kind) {
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
            match names.and_then(|names| names.get(value.into())) {
                Some(name) => c.out.bytes(name),
                None => put!(c, "{:04x}", value),
            }
            rest = rest.from(4);
        } else {
            let length = usize::from(rest.u16(2)?);
            put!(c, " len={} value=", length);
            c.hex_bytes(rest.get(4, length)?);
            rest = rest.from(4 + length);
        }
        c.str(")");
    }
    if rest.len() > 0 { Err(Cut) } else { Ok(()) }
}

fn identity(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.show(b, ": idtype={1N} protoid={1} port={2}", &[IDENTITIES])?;
    let (kind, data) = (b.u8(0)?, b.from(4));
    put!(c, " len={}", data.len());
    if data.len() == 0 {
        return Ok(());
    }
    c.str(" ");
    match (kind, data.len()) {
        (1, 4..) => c.show(&data, "{4A}", &[]),
        (4, 8..) => c.show(&data, "{4A}/{4A}", &[]),
        (5, 16..) => c.show(&data, "{16A}", &[]),
        (6, 20..) => c.show(&data, "{16A}/0x{16H}", &[]),
        (7, 8..) => c.show(&data, "{4A}-{4A}", &[]),
        (8, 32..) => c.show(&data, "{16A}-{16A}", &[]),
        (2 | 3, _) => {
            c.text(data.inside());
            data.need(0, data.len())
        }
        _ => hex(c, 0, "", &data),
    }
}
