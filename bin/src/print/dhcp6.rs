//! DHCP for IPv6 (RFC 8415, 3319, 3646, 4704, 5007, 5908, 5970, 6334, 8520, 8572 and others).

use super::bytes::{Bytes, Res, Short};
use super::context::Arg::{Name, X};
use super::context::{Ctx, put, show};
use super::domain;
use super::table::{Table, table};
use crate::packed::text;

const MESSAGES: Table = table!("msgtype-{}";
    1: "solicit", 2: "advertise", 3: "request", 4: "confirm", 5: "renew", 6: "rebind",
    7: "reply", 8: "release", 9: "decline", 10: "reconfigure", 11: "inf-req", 12: "relay-fwd",
    13: "relay-reply", 14: "leasequery", 15: "leasequery-reply",
);
const OPTIONS: Table = table!("opt_{}";
    1: "client-ID", 2: "server-ID", 3: "IA_NA", 4: "IA_TA", 5: "IA_ADDR", 6: "option-request",
    7: "preference", 8: "elapsed-time", 9: "relay-message", 11: "authentication",
    12: "server-unicast", 13: "status-code", 14: "rapid-commit", 15: "user-class",
    16: "vendor-class", 17: "vendor-specific-info", 18: "interface-ID",
    19: "reconfigure-message", 20: "reconfigure-accept", 21: "SIP-servers-domain",
    22: "SIP-servers-address", 23: "DNS-server", 24: "DNS-search-list", 25: "IA_PD",
    26: "IA_PD-prefix", 31: "SNTP-servers", 32: "lifetime", 27: "NIS-server", 28: "NIS+-server",
    29: "NIS-domain-name", 30: "NIS+-domain-name", 33: "BCMCS-domain-name", 34: "BCMCS-server",
    36: "Geoconf-Civic", 37: "Remote-ID", 38: "Subscriber-ID", 39: "Client-FQDN",
    40: "PANA-agent", 41: "POSIX-timezone", 42: "POSIX-tz-database",
    43: "Echo-request-option", 44: "Lease-query", 45: "LQ-client-data", 46: "Clt-time",
    47: "LQ-relay-data", 48: "LQ-client-link", 56: "NTP-server", 59: "Bootfile-URL",
    64: "AFTR-Name", 112: "MUD-URL", 136: "SZTP-redirect",
);
const STATUSES: Table = table!("code{}";
    0: "Success", 1: "UnspecFail", 2: "NoAddrsAvail", 3: "NoBinding", 4: "NotOnLink",
    5: "UseMulticast", 6: "NoPrefixAvail", 7: "UnknownQueryType", 8: "MalformedQuery",
    9: "NotConfigured", 10: "NotAllowed",
);
const RECONFIGURED: Table = table!("???({:02x})"; 5: "renew", 11: "inf-req");
const QUERIES: Table = table!("type_{}"; 1: "by-address" "by-clientID");
const PROTOCOLS: Table = table!("{}"; 2: "delayed" "reconfigure");
const ALGORITHMS: Table = table!("{}"; 1: "HMAC-MD5");
const METHODS: Table = table!("{}"; 0: "mono");
const KEYS: Table = table!("type: ??"; 1: "reconfig-key" "type: HMAC-MD5");

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("dhcp6");
    put!(c, "dhcp6");
    b.check(0, 4)?;
    let kind = b.u8(0)?;
    let relayed = matches!(kind, 12 | 13);
    put!(c, " {}", Name(MESSAGES, kind.into()));
    if c.v() == 0 {
        return Ok(());
    }
    put!(c, " (");
    if relayed {
        show!(c, b, "linkaddr={@2=16A}{|} peeraddr={16A}")?;
    } else {
        show!(c, b, "xid={@1=3x}")?;
    }
    options(c, &b.from(if relayed { 34 } else { 4 })).or(Err(Short))?;
    put!(c, ")");
    Ok(())
}

/// Prints options to the end. Options hold options, which are printed one level deeper; a level
/// that ends amid an option leaves its mark and the line goes on.
fn options(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let inside = b.inside();
    let mut rest = Bytes::new(inside, inside.len());
    while rest.len() > 0 {
        let (Ok(kind), Ok(length)) = (rest.u16(0), rest.u16(2)) else {
            c.truncated();
            return Ok(());
        };
        let length = usize::from(length);
        if !rest.has(4, length) {
            c.truncated();
            return Ok(());
        }
        put!(c, " ({}", Name(OPTIONS, kind.into()));
        if c.nest(|c| option(c, kind, &rest.from(4), length)).is_err() {
            c.truncated();
            return Ok(());
        }
        rest = rest.from(4 + length);
    }
    Ok(())
}

/// Bytes of data, at most ten unless more is asked for.
fn data(c: &mut Ctx<'_>, b: &Bytes<'_>) {
    if c.v() > 1 {
        return c.hex_bytes(b.data());
    }
    c.hex_bytes(b.first(10).data());
    if b.len() > 10 {
        put!(c, "...");
    }
}

/// Whether an option's value can be as long as it is: at least so long, just so long, or so many words.
fn fits(kind: u16, length: usize) -> bool {
    let least = match kind {
        1 | 2 => 2,
        3 | 25 => 12,
        4 | 32 | 37 | 46 => 4,
        5 => 24,
        7 | 19 => 1,
        8 | 13 => 2,
        11 => 11,
        16 | 17 => 4,
        26 => 25,
        41 | 42 | 112 => 5,
        44 => 17,
        47 => 16,
        56 => 4,
        64 => 3,
        _ => 0,
    };
    let exact = matches!(kind, 7 | 8 | 19 | 32 | 46);
    let whole = match kind {
        6 | 43 => 2,
        22 | 23 | 27 | 28 | 31 | 34 | 40 | 48 => 16,
        _ => 1,
    };
    length >= least && !(exact && length != least) && length.is_multiple_of(whole)
}

/// Prints the value of an option and the bracket that ends it.
#[inline(never)]
fn option(c: &mut Ctx<'_>, kind: u16, all: &Bytes<'_>, length: usize) -> Res {
    let b = &all.first(length);
    if !fits(kind, length) {
        put!(c, " ?)");
        return Ok(());
    }
    match kind {
        1 | 2 => return identifier(c, b),
        3 | 25 => {
            show!(c, b, " IAID:{4} T1:{4} T2:{4}")?;
            options(c, &b.from(12))?;
        }
        4 => {
            show!(c, b, " IAID:{4}")?;
            options(c, &b.from(4))?;
        }
        5 => {
            show!(c, b, " {16A} pltime:{4} vltime:{4}")?;
            options(c, &b.from(24))?;
        }
        6 | 43 => {
            for option in b.data().as_chunks::<2>().0 {
                put!(c, " {}", Name(OPTIONS, u16::from_be_bytes(*option).into()));
            }
        }
        7 => show!(c, b, " {1}")?,
        8 => show!(c, b, " {2}")?,
        9 => {
            put!(c, " (");
            let protocol = c.protocol;
            // What it carries may end early, and options of the relay follow.
            if print(c, b).is_err() {
                c.truncated();
            }
            c.protocol = protocol;
            put!(c, ")");
            return Ok(());
        }
        11 => return authentication(c, b),
        22 | 23 | 27 | 28 | 31 | 34 | 40 | 48 => {
            for address in b.data().as_chunks::<16>().0 {
                put!(c, " {}", address);
            }
        }
        13 if b.u8(0)? > 0 => put!(c, " INVALID code"),
        13 => show!(c, b, " {2N}", STATUSES)?,
        16 | 17 => vendor(c, kind == 17, b)?,
        18 | 38 => {
            put!(c, " ");
            data(c, b);
        }
        37 => {
            show!(c, b, " {4} ")?;
            data(c, &b.from(4));
        }
        19 => show!(c, b, " for {1N}", RECONFIGURED)?,
        21 | 24 => {
            let mut at = 0;
            while at < b.len() {
                put!(c, " ");
                at = name(c, all, at, length)?;
            }
        }
        26 => {
            show!(c, b, " {@9=16A}/{@8=1} pltime:{@0=4} vltime:{4}")?;
            options(c, &b.from(25))?;
        }
        32 | 46 => show!(c, b, " {4}")?,
        44 => query(c, b)?,
        45 => options(c, b)?,
        47 => {
            put!(c, " {} {}...", b.array::<16>(0)?, X(b.from(16).first(10).data()));
        }
        56 => time_servers(c, all, length)?,
        59 => {
            put!(c, " ");
            c.text(b.data());
        }
        41 | 42 | 112 => {
            put!(c, " ");
            c.zero_text(b.data());
        }
        64 => tunnel_end(c, b)?,
        15 | 136 => texts(c, b)?,
        _ => {}
    }
    put!(c, ")");
    Ok(())
}

/// Texts with their lengths, as far as there are any.
fn texts(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    put!(c, " ");
    while rest.len() > 0 {
        let between = (2..b.len()).contains(&rest.len());
        c.literal(if between { text!(",") } else { text!("") });
        let size = 2 + rest.u16(0).map_or(0, usize::from);
        if rest.len() < size {
            put!(c, " ?");
            break;
        }
        c.text(rest.first(size).from(2).data());
        rest = rest.from(size);
    }
    Ok(())
}

/// What an enterprise says, its class of a client or options of its own, which have codes.
fn vendor(c: &mut Ctx<'_>, coded: bool, b: &Bytes<'_>) -> Res {
    show!(c, b, " enterprise {4}")?;
    let mut rest = b.from(4);
    let head = if coded { 4 } else { 2 };
    while rest.len() >= head {
        let length = usize::from(rest.u16(head - 2)?);
        let value = rest.from(head).first(length);
        if coded {
            put!(c, " (code {} len {} data ", rest.u16(0)?, length);
            data(c, &value);
        } else {
            put!(c, " (len {} data ", length);
            c.text(value.data());
        }
        put!(c, ")");
        rest = rest.from(head + length);
    }
    Ok(())
}

/// What is asked about leases (RFC 5007), and for which link.
fn query(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, " {1N}", QUERIES)?;
    let link = b.array::<16>(1)?;
    if link.iter().any(|&byte| byte != 0) {
        put!(c, " {}", link);
    }
    options(c, &b.from(17))
}

/// Servers of NTP (RFC 5908): addresses, groups and names.
fn time_servers(c: &mut Ctx<'_>, all: &Bytes<'_>, length: usize) -> Res {
    let mut rest = all.first(length);
    while rest.len() > 4 {
        let (kind, size) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        rest.need(4, size)?;
        put!(c, " subopt:{}", kind);
        match kind {
            1 | 2 if size == 16 => put!(c, " {}", rest.array::<16>(4)?),
            3 => {
                put!(c, " ");
                name(c, all, length - rest.len() + 4, length)?;
            }
            _ => put!(c, " ?"),
        }
        rest = rest.from(4 + size);
    }
    Ok(())
}

/// The name of a tunnel's end (RFC 6334): labels with dots between them, and none at the end.
fn tunnel_end(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, " ");
    let mut at = 0;
    while at < b.len() {
        let label = usize::from(b.u8(at)?);
        if label == 0 {
            break;
        }
        c.literal(if at > 0 { text!(".") } else { text!("") });
        // A label must be followed by something.
        if at + label + 2 > b.len() {
            put!(c, " ?");
            break;
        }
        c.zero_text(b.get(at + 1, label)?);
        at += label + 1;
    }
    Ok(())
}

/// A name in an option of a length. Names are not compressed here (RFC 8415, section 10); tcpdump takes
/// pointers to point into what follows the option.
fn name(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize, length: usize) -> Res<usize> {
    domain::name_in(c, b, &b.from(length), at, usize::MAX)
}

/// A unique identifier of a client or server.
fn identifier(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let kind = b.u16(0)?;
    let (least, format) = match kind {
        1 => (8, text!(" hwaddr/time type {@2=2} time {4} ")),
        2 => (6, text!(" enterprise {@2=4} ")),
        3 => (4, text!(" hwaddr type {@2=2} ")),
        4 => {
            put!(c, " uuid ");
            if b.len() != 18 {
                put!(c, " ?)");
                return Ok(());
            }
            (2, text!(""))
        }
        _ => {
            put!(c, " type {})", kind);
            return Ok(());
        }
    };
    if b.len() < least {
        put!(c, " ?)");
        return Ok(());
    }
    c.show(b, format, &[])?;
    put!(c, "{})", X(b.from(least).data()));
    Ok(())
}

/// Authentication (RFC 8415, section 20; delayed authentication of RFC 3315).
fn authentication(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(
        c,
        b,
        " proto: {1N}, alg: {1N}, RDM: {1N}, RD: {2:04x} {2:04x} {2:04x} {2:04x}",
        PROTOCOLS,
        ALGORITHMS,
        METHODS
    )?;
    let info = b.from(11);
    match b.u8(0)? {
        2 if info.len() > 0 => {
            if info.len() < 20 {
                put!(c, " ??");
            } else {
                let realm = info.len() - 20;
                if realm > 0 {
                    put!(c, ", realm: ");
                    c.hex_bytes(info.first(realm).data());
                }
                show!(
                    c,
                    &info.from(realm),
                    ", key ID: {4:08x}, HMAC-MD5: {4:08x} {4:08x} {4:08x} {4:08x}"
                )?;
            }
        }
        3 => {
            if info.len() != 17 {
                put!(c, " ??");
            } else {
                show!(c, &info, " {1N} value: {4:08x} {4:08x} {4:08x} {4:08x}", KEYS)?;
            }
        }
        2 if info.len() == 0 => {}
        _ => put!(c, " ??"),
    }
    put!(c, ")");
    Ok(())
}
