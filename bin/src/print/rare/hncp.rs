//! The home networking control protocol (RFC 7788) and the protocol of distributed nodes that it is
//! made of (RFC 7787): types, lengths and values in each other, which each -v prints one level deeper.

use crate::print::domain;
use crate::print::toolkit::*;

const REQUEST_NETWORK_STATE: u32 = 1;
const REQUEST_NODE_STATE: u32 = 2;
const NODE_ENDPOINT: u32 = 3;
const NETWORK_STATE: u32 = 4;
const NODE_STATE: u32 = 5;
const PEER: u32 = 8;
const KEEP_ALIVE_INTERVAL: u32 = 9;
const TRUST_VERDICT: u32 = 10;
const HNCP_VERSION: u32 = 32;
const EXTERNAL_CONNECTION: u32 = 33;
const DELEGATED_PREFIX: u32 = 34;
const ASSIGNED_PREFIX: u32 = 35;
const NODE_ADDRESS: u32 = 36;
const DHCP4_DATA: u32 = 37;
const DHCP6_DATA: u32 = 38;
const DELEGATED_ZONE: u32 = 39;
const DOMAIN_NAME: u32 = 40;
const NODE_NAME: u32 = 41;
const MANAGED_PSK: u32 = 42;
const PREFIX_POLICY: u32 = 43;
const TYPES: Table = table!("Unassigned";
    0: "Reserved" "Request network state" "Request node state" "Node endpoint" "Network state"
    "Node state", 8: "Peer" "Keep-alive interval" "Trust-Verdict", 32: "HNCP-Version"
    "External-Connection" "Delegated-Prefix" "Assigned-Prefix" "Node-Address" "DHCPv4-Data"
    "DHCPv6-Data" "DNS-Delegated-Zone" "Domain-Name" "Node-Name" "Managed-PSK" "Prefix-Policy",
    // What stands for ranges; see `kind`.
    65_536: "Future use" "Private use",
);
const FUTURE: u32 = 65_536;
const PRIVATE: u32 = FUTURE + 1;
const UNASSIGNED: u32 = PRIVATE + 1;
/// What a type, a length and a value begin with.
const HEADER: usize = 4;

/// Prints a packet.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("hncp");
    put!(c, "hncp ({})", b.len());
    list(c, b, 1);
    Ok(())
}

/// A type, or what stands for its range where it has no name of its own.
fn kind(number: u16) -> u32 {
    match number {
        0..=5 | 8..=10 | 32..=43 => number.into(),
        44..=511 => UNASSIGNED,
        768..=1023 => PRIVATE,
        _ => FUTURE,
    }
}

fn indent(c: &mut Ctx<'_>, level: u8) {
    put!(c, "\n");
    for _ in 0..level {
        put!(c, "\t");
    }
}

/// Prints what stands at a level, by names only where the level is deeper than asked for; names that
/// follow each other are printed as one.
fn list(c: &mut Ctx<'_>, b: &Bytes<'_>, level: u8) {
    let in_full = c.v() >= level.min(3);
    let mut rest = *b;
    let mut names = Names { level, any: false, last: None };
    while rest.len() > 0 {
        if in_full {
            indent(c, level);
        }
        let (Ok(number), Ok(length)) = (rest.u16(0), rest.u16(2)) else {
            return c.truncated();
        };
        let length = usize::from(length);
        if rest.len() >= HEADER && !rest.has(HEADER, length) {
            return c.truncated();
        }
        if rest.len() < HEADER + length {
            return c.invalid();
        }
        let kind = kind(number);
        if in_full {
            put!(c, "{}", Name(TYPES, kind));
            if kind == 0 || kind >= FUTURE {
                put!(c, ": type={}", number);
            }
            put!(c, " ({})", HEADER + length);
            if value(c, kind, &rest.from(HEADER).claim(length), level).is_err() {
                c.invalid();
                // Behind options of DHCPv4 that cannot be tcpdump prints nothing more of the level.
                if kind == DHCP4_DATA && length > 0 {
                    return;
                }
            }
        } else {
            names.add(c, kind);
        }
        rest = rest.from((HEADER + length).next_multiple_of(4));
    }
    names.end(c);
}

/// Names that are printed where the next is another.
struct Names {
    level: u8,
    any: bool,
    last: Option<(u32, usize)>,
}

impl Names {
    fn add(&mut self, c: &mut Ctx<'_>, kind: u32) {
        match &mut self.last {
            Some((last, count)) if *last == kind => *count += 1,
            _ => {
                self.end(c);
                self.last = Some((kind, 1));
            }
        }
    }

    fn end(&mut self, c: &mut Ctx<'_>) {
        let Some((kind, count)) = self.last else { return };
        match (self.any, self.level) {
            (true, _) => put!(c, ", "),
            (false, 1) => put!(c, " "),
            _ => indent(c, self.level),
        }
        self.any = true;
        put!(c, "{}", Name(TYPES, kind));
        if count > 1 {
            put!(c, " (x{})", count);
        }
    }
}

/// Prints a value whose claimed length is its own; an error stands for a length that cannot be.
fn value(c: &mut Ctx<'_>, kind: u32, b: &Bytes<'_>, level: u8) -> Res {
    let least = match kind {
        REQUEST_NODE_STATE => 4,
        NODE_ENDPOINT | NETWORK_STATE | KEEP_ALIVE_INTERVAL => 8,
        NODE_STATE | NODE_ADDRESS => 20,
        PEER => 12,
        TRUST_VERDICT => 37,
        DELEGATED_PREFIX => 9,
        HNCP_VERSION => 5,
        ASSIGNED_PREFIX => 6,
        DHCP4_DATA | DHCP6_DATA | DOMAIN_NAME | PREFIX_POLICY => 1,
        DELEGATED_ZONE | NODE_NAME => 17,
        MANAGED_PSK => 32,
        _ => 0,
    };
    let exact = matches!(kind, REQUEST_NETWORK_STATE..=NETWORK_STATE | PEER);
    if b.len() < least || exact && b.len() != least {
        return Err(Short);
    }
    match kind {
        REQUEST_NODE_STATE => return node(c, text!(" "), b),
        NODE_ENDPOINT => {
            node(c, text!(" "), b)?;
            return show!(c, b, " EPID: {@4=4:08x}");
        }
        NETWORK_STATE => return show!(c, b, " hash: {8H}"),
        PEER => {
            node(c, text!(" Peer-"), b)?;
            return show!(c, b, " Peer-EPID: {@4=4:08x} Local-EPID: {4:08x}");
        }
        KEEP_ALIVE_INTERVAL => {
            show!(c, b, " EPID: {4:08x}")?;
            seconds(c, text!(" Interval: "), b.u32(4)?);
        }
        TRUST_VERDICT => {
            show!(c, b, " Verdict: {1} Fingerprint: {@4=32H} Common Name: ")?;
            c.zero_text(b.from(36).inside());
        }
        HNCP_VERSION => {
            show!(c, b, " M: {@2=1>4} P: {@2=1&f} H: {1>4} L: {@3=1&f} User-agent: ")?;
            c.zero_text(b.from(4).inside());
        }
        DOMAIN_NAME => {
            put!(c, " Domain: ");
            name(c, b)?;
        }
        DHCP4_DATA | DHCP6_DATA => return dhcp(c, kind == DHCP6_DATA, b, level),
        PREFIX_POLICY => return policy(c, b),
        NODE_STATE | EXTERNAL_CONNECTION | DELEGATED_PREFIX | ASSIGNED_PREFIX | NODE_ADDRESS
        | DELEGATED_ZONE | NODE_NAME | MANAGED_PSK => {
            let nested = b.from(begin(c, kind, b)?.next_multiple_of(4));
            if nested.len() > 0 {
                c.nest(|c| {
                    list(c, &nested, level + 1);
                    Ok(())
                })?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Prints what a value begins with that may hold others; answers how long that is.
fn begin(c: &mut Ctx<'_>, kind: u32, b: &Bytes<'_>) -> Res<usize> {
    Ok(match kind {
        NODE_STATE => {
            node(c, text!(" "), b)?;
            show!(c, b, " seqno: {@4=4}")?;
            seconds(c, text!(" "), b.u32(8)?);
            show!(c, b, " hash: {@12=8H}")?;
            20
        }
        DELEGATED_PREFIX => {
            if b.len() < 9 + usize::from(b.u8(8)?).div_ceil(8) {
                return Err(Short);
            }
            seconds(c, text!(" VLSO: "), b.u32(0)?);
            seconds(c, text!(" PLSO: "), b.u32(4)?);
            prefix(c, text!(" Prefix: "), &b.from(8))? + 8
        }
        ASSIGNED_PREFIX => {
            if b.len() < 6 + usize::from(b.u8(5)?).div_ceil(8) {
                return Err(Short);
            }
            show!(c, b, " EPID: {4:08x} Prty: {1&f}")?;
            prefix(c, text!(" Prefix: "), &b.from(5))? + 5
        }
        NODE_ADDRESS => {
            show!(c, b, " EPID: {4:08x}")?;
            address(c, text!(" "), &b.from(4))?;
            20
        }
        DELEGATED_ZONE => {
            address(c, text!("-"), b)?;
            let flags = b.u8(16)?;
            put!(c, " ");
            for (bit, name) in [(4, b'l'), (2, b'b'), (1, b's')] {
                c.out.byte(if flags & bit != 0 { name } else { b'-' });
            }
            put!(c, " ");
            17 + name(c, &b.from(17))?.ok_or(Short)?
        }
        NODE_NAME => {
            let length = usize::from(b.u8(16)?);
            if b.len() < 17 + length {
                return Err(Short);
            }
            address(c, text!("-"), b)?;
            put!(c, " Name: ");
            if length < 64 {
                put!(c, "\"");
                c.zero_text(b.get(17, length)?);
                put!(c, "\"");
            } else {
                c.invalid();
            }
            17 + length
        }
        MANAGED_PSK => {
            show!(c, b, " PSK: {32H}")?;
            32
        }
        _ => 0,
    })
}

/// The identifier of a node.
fn node(c: &mut Ctx<'_>, before: Literal, b: &Bytes<'_>) -> Res {
    put!(c, "{}NID: ", before);
    c.link_address(b.get(0, 4)?);
    Ok(())
}

/// A time in milliseconds.
fn seconds(c: &mut Ctx<'_>, before: Literal, time: u32) {
    put!(c, "{}{}.{:03}s", before, time / 1000, time % 1000);
}

/// The first twelve bytes of IPv4 addresses among those of IPv6.
const MAPPED: [u8; 12] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

fn address(c: &mut Ctx<'_>, between: Literal, b: &Bytes<'_>) -> Res {
    put!(c, " IP{}Address: ", between);
    let address = b.get(0, 16)?;
    c.address(address.strip_prefix(&MAPPED).unwrap_or(address));
    Ok(())
}

/// A length in bits and that much of an address; answers how many bytes both take.
fn prefix(c: &mut Ctx<'_>, before: Literal, b: &Bytes<'_>) -> Res<usize> {
    c.literal(before);
    let bits = b.u8(0)?;
    let bytes = usize::from(bits).div_ceil(8);
    if bits > 128 || b.len() < 1 + bytes {
        return Err(Short);
    }
    let address = b.from(1).claim(bytes);
    if bits >= 96 && b.get(1, 12)? == MAPPED {
        c.prefix(&address.from(12), bits - 96, 4);
    } else {
        c.prefix(&address, bits, 16);
    }
    Ok(1 + bytes)
}

/// Prints a name of labels; answers its length, or nothing where its end is missing.
fn name(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<usize>> {
    let mut at = 0;
    while at < b.len() {
        let length = usize::from(b.u8(at)?);
        at += 1;
        if length == 0 {
            return Ok(Some(at));
        }
        if at > 1 {
            put!(c, ".");
        }
        c.zero_text(b.get(at, length.min(b.len() - at))?);
        at += length;
    }
    put!(c, "[|DNS]");
    Ok(None)
}

/// What an uplink wants of the prefixes for it.
fn policy(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, " type: ");
    match b.u8(0)? {
        0 if b.len() == 1 => put!(c, "Internet connectivity"),
        131 if b.len() == 1 => put!(c, "Restrictive assignment"),
        0 | 131 => return Err(Short),
        1..=128 => {
            prefix(c, text!("Dest-Prefix: "), b)?;
        }
        129 => {
            put!(c, "DNS domain: ");
            name(c, &b.from(1))?;
        }
        130 => {
            put!(c, "Opaque UTF-8: ");
            c.zero_text(b.from(1).inside());
        }
        other => put!(c, "Unknown ({})", other),
    }
    Ok(())
}

/// Prints options of DHCP.
fn dhcp(c: &mut Ctx<'_>, v6: bool, b: &Bytes<'_>, level: u8) -> Res {
    let table = if v6 {
        table!("Unknown"; 23: "DNS-server" "DNS-search-list", 31: "SNTP-servers")
    } else {
        table!("Unknown"; 6: "DNS-server", 42: "NTP-server", 119: "DNS-search")
    };
    let (header, size) = if v6 { (4, 16) } else { (2, 4) };
    let mut rest = *b;
    while rest.len() > 0 {
        if rest.len() < header {
            return Err(Short);
        }
        let (kind, length) = if v6 {
            (u32::from(rest.u16(0)?), usize::from(rest.u16(2)?))
        } else {
            (u32::from(rest.u8(0)?), usize::from(rest.u8(1)?))
        };
        indent(c, level + 1);
        put!(c, "{} ({})", Name(table, kind), header + length);
        if rest.len() < header + length {
            return Err(Short);
        }
        let value = rest.from(header).claim(length);
        match kind {
            _ if table.get(kind).is_none() => {}
            24 | 119 => {
                let mut at = 0;
                while at < length {
                    put!(c, " ");
                    at = domain::name_in(c, &value, &value.from(length), at, usize::MAX)?;
                }
            }
            _ => {
                if !length.is_multiple_of(size) || length == 0 && !v6 {
                    if v6 {
                        c.invalid();
                    }
                    return Err(Short);
                }
                for address in value.get(0, length)?.chunks_exact(size) {
                    put!(c, " ");
                    c.address(address);
                }
            }
        }
        rest = rest.from(header + length);
    }
    Ok(())
}
