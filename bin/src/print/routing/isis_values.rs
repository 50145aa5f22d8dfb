//! What IS-IS packets are made of: values with their types and lengths (ISO 10589, RFC 1195, 5120,
//! 5301, 5302, 5303, 5304, 5306, 6119, 6232, 7981, 8202; shortest path bridging, RFC 6329). Those that
//! say what is reached have values of their own: `isis_reach`.
//!
//! Left out: the subobjects of bridging beyond its configuration digests.

use super::isis::system;
use super::isis_bridges;
use super::isis_reach::{neighbor, prefix};
use super::osi::{PROTOCOLS, address, checksum};
use crate::print::toolkit::*;

pub(super) const NAMES: Table = table!("unknown";
    1: "Area address(es)" "IS Reachability" "ES Neighbor(s)" "Partition DIS" "Prefix Neighbors"
    "IS Neighbor(s)" "Instance Identifier" "Padding" "LSP entries" "Authentication", 12: "Checksum" "Purge Originator Identifier" "LSP Buffersize", 22: "Extended IS Reachability",
    24: "IS Alias ID", 42: "DECnet Phase IV", 66: "Lucent Proprietary",
    128: "IPv4 Internal Reachability" "Protocols supported" "IPv4 External Reachability"
    "Inter-Domain Information Type" "IPv4 Interface address(es)" "IPv4 authentication (deprecated)"
    "Traffic Engineering Router ID" "Extended IPv4 Reachability", 137: "Hostname"
    "Shared Risk Link Group", 143: "Multi-Topology-Aware Port Capability"
    "Multi-Topology Capability", 176: "Nortel Proprietary" "Nortel Proprietary",
    211: "Restart Signaling", 222: "Multi Topology IS Reachability", 229: "Multi Topology",
    232: "IPv6 Interface address(es)", 235: "Multi-Topology IPv4 Reachability"
    "IPv6 reachability" "Multi-Topology IP6 Reachability", 240: "Point-to-point Adjacency State"
    "Hello PDU Sequence Number" "IS-IS Router Capability", 250: "Vendor Private",
);
const STATES: Table = table!("unknown"; 0: "Up" "Initializing" "Down");
const DOMAINS: Table = table!("Unknown (0x{:02x})";
    0: "Reserved" "Routing-Domain Specific" "AS Number Tag",
);
const RESTART_FLAGS: Table = table!("none"; 1: "Restart Request", 2: "Restart Acknowledgement",
    4: "Suppress adjacency advertisement");
const AUTHENTICATIONS: Table = table!("unknown Authentication type 0x{:02x}:";
    1: "simple text password", 3: "Generic Crypto key-id", 54: "HMAC-MD5 password", 255: "Routing Domain private password",
);
const CAPABILITY_FLAGS: Table = table!("none"; 1: "S bit", 2: "D bit");
const SEGMENT_CAPABILITIES: Table = table!("None"; 0x80: "ipv4", 0x40: "ipv6");

/// Prints a value of a packet; answers whether it is known.
#[inline(never)]
pub(super) fn print(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>, whole: &Bytes<'_>) -> Res<bool> {
    match kind {
        1 => areas(c, b)?,
        2 => {
            match b.u8(0)? {
                0 => put!(c, "\n\t      IsNotVirtual"),
                1 => put!(c, "\n\t      IsVirtual"),
                other => put!(c, "\n\t      bogus virtual flag 0x{:02x}", other),
            }
            each(c, &b.from(1), 11, |c, one| {
                system(c, text!("\n\t      IS Neighbor: "), one, 4, 7)?;
                metrics(c, one, text!("Default "), text!("\n\t\t  "))
            })?;
        }
        3 => each(c, b, 10, |c, one| {
            system(c, text!("\n\t      ES Neighbor: "), one, 4, 6)?;
            metrics(c, one, text!("Default "), text!("\n\t\t  "))
        })?,
        4 => each(c, b, 6, |c, one| system(c, text!("\n\t      "), one, 0, 6))?,
        5 if b.len() >= 4 => prefix_neighbors(c, b)?,
        6 => each(c, b, 6, |c, one| system(c, text!("\n\t      SNPA: "), one, 0, 6))?,
        7 if b.len() >= 4 => instances(c, b)?,
        8 => {}
        9 => each(c, b, 16, |c, one| {
            system(c, text!("\n\t      lsp-id: "), one, 2, 8)?;
            show!(c, one, ", seq: 0x{@10=4:08x}")?;
            show!(c, one, ", lifetime: {@0=2:5}s{|}, chksum: 0x{@14=2:04x}")
        })?,
        10 => authentication(c, b)?,
        12 if b.len() >= 2 => {
            show!(c, b, "\n\t      checksum: 0x{2:04x} ")?;
            let at = whole.captured() - b.captured();
            checksum(c, b.u16(0)?, at, whole.get(0, whole.len()));
        }
        13 if b.u8(0)? == 0 => put!(c, " No system IDs supplied"),
        13 if b.len() >= 7 => {
            system(c, text!("\n\t      Purge Originator System-ID: "), b, 1, 6)?;
            if b.u8(0)? > 1 && b.len() >= 13 {
                b.need(0, 20)?;
                system(c, text!("\n\t      Received from System-ID: "), b, 7, 6)?;
            }
        }
        14 if b.len() >= 2 => show!(c, b, "\n\t      LSP Buffersize: {2}")?,
        22 | 24 | 222 | 135 | 235..=237 => reach(c, kind, b)?,
        128 | 130 => internal_reach(c, b)?,
        129 => {
            put!(c, "\n\t      NLPID(s): ");
            for (i, &byte) in b.inside().iter().enumerate() {
                put!(c, "{} (0x{:02x})", Name(PROTOCOLS, byte.into()), byte);
                c.literal(if i + 1 < b.len() { text!(", ") } else { text!("") });
            }
            b.need(0, b.len())?;
        }
        131 => {
            show!(c, b, "\n\t      Inter-Domain Information Type: {1N}", DOMAINS)?;
            if b.u8(0)? == 2 {
                show!(c, b, "AS Number: {@1=2}")?;
            } else {
                c.hex_lines(text!("\n\t      "), b.from(1).inside());
            }
        }
        132 => each(c, b, 4, |c, one| show!(c, one, "\n\t      IPv4 interface address: {4A}"))?,
        134 if b.len() >= 4 => show!(c, b, "\n\t      Traffic Engineering Router ID: {4A}")?,
        137 => {
            put!(c, "\n\t      Hostname: ");
            super::text_up_to(c, b, b.len())?;
        }
        138 if b.len() >= 7 => risks(c, b)?,
        143 if b.len() >= 2 => {
            show!(c, b, "\n\t       RES: {2>12-}, MTID(s): {2&fff}")?;
            isis_bridges::print(c, 143, &b.from(2), text!("\n\t       "))?;
        }
        144 if b.len() >= 2 => {
            show!(c, b, "\n\t      O: {2>15-}, RES: {2>12&7-}, MTID(s): {2&fff}")?;
            isis_bridges::print(c, 144, &b.from(2), text!("\n\t      "))?;
        }
        211 => restart(c, b)?,
        229 => {
            let mut rest = *b;
            while rest.len() >= 2 {
                rest = topology(c, &rest)?;
            }
            c.literal(if rest.len() > 0 { text!("\n\t      invalid MT-ID") } else { text!("") });
        }
        232 => each(c, b, 16, |c, one| show!(c, one, "\n\t      IPv6 interface address: {16A}"))?,
        240 => adjacency(c, b)?,
        241 if b.len() >= 4 => show!(c, b, "\n\t      Sequence number: {4}")?,
        242 if b.len() >= 5 => capabilities(c, b)?,
        242 => c.short(text!("object length"), b.len(), 5)?,
        250 if b.len() >= 3 => {
            show!(c, b, "\n\t      Vendor: {3N} ({@0=3})", crate::print::address::OUIS)?;
            c.hex_lines(text!("\n\t\t"), b.from(3).inside());
        }
        5 | 7 | 12..=14 | 134 | 138 | 143 | 144 | 241 | 250 => {}
        _ => return Ok(false),
    }
    Ok(true)
}

/// Prints the entries of a value that has nothing else; what is less than one at its end is left out.
fn each(
    c: &mut Ctx<'_>,
    b: &Bytes<'_>,
    size: usize,
    print: fn(&mut Ctx<'_>, &Bytes<'_>) -> Res,
) -> Res {
    let mut rest = *b;
    while rest.len() >= size {
        print(c, &rest)?;
        rest = rest.from(size);
    }
    Ok(())
}

/// The areas of a system, up to one that goes beyond its value.
fn areas(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        let size = usize::from(rest.u8(0)?);
        if size >= rest.len() {
            break;
        }
        let area = rest.get(1, size)?;
        put!(c, "\n\t      Area address (length: {}): ", size);
        address(c, area);
        rest = rest.from(1 + size);
    }
    Ok(())
}

/// Prefixes of end systems, counted in half bytes, with the metrics that all of them share.
fn prefix_neighbors(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.need(0, 4)?;
    put!(c, "\n\t      Metric Block");
    metrics(c, b, text!("Default "), text!("\n\t\t  "))?;
    let mut rest = b.from(4);
    while rest.len() > 0 {
        let bits = usize::from(rest.u8(0)?);
        let bytes = bits / 2;
        if bits < 2 {
            put!(c, "\n\t\tAddress: prefix length {} < 2", bits);
            break;
        }
        if bytes >= rest.len() {
            break;
        }
        let prefix = rest.get(1, bytes)?;
        put!(c, "\n\t\tAddress: ");
        address(c, prefix);
        put!(c, "/{}", bits * 4);
        rest = rest.from(1 + bytes);
    }
    Ok(())
}

/// Who sent a packet, by a password or a digest (RFC 5304, RFC 5310).
fn authentication(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let method = b.u8(0)?;
    let name = Name(AUTHENTICATIONS, method.into());
    let colon = if AUTHENTICATIONS.get(method.into()).is_some() { text!(":") } else { text!("") };
    put!(c, "\n\t      {}{} ", name, colon);
    let value = b.from(1);
    match method {
        1 => super::text_up_to(c, &value, value.len())?,
        54 => {
            c.hex_bytes(value.inside());
            value.need(0, value.len())?;
            if value.len() != 16 {
                put!(c, ", (invalid subTLV) ");
            }
        }
        3 if value.len() > 1 => {
            show!(c, &value, "{2}, password: ")?;
            c.hex_bytes(value.get(2, value.len() - 2)?);
        }
        3 => {}
        _ => c.hex_lines(text!("\n\t\t  "), value.inside()),
    }
    Ok(())
}

/// What is reached, neighbors or prefixes, some of it in one topology. An entry may say that it is longer
/// than what is left, and is then the last.
fn reach(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    let mut rest = if matches!(kind, 222 | 235 | 237) { topology(c, b)? } else { *b };
    while rest.len() > 0 {
        let used = match kind {
            22 | 24 | 222 => neighbor(c, kind, &rest)?,
            _ => Some(prefix(c, matches!(kind, 236 | 237), &rest)?),
        };
        let Some(used) = used else { break };
        if used > rest.len() {
            return c.short(text!("remaining tlv length"), rest.len(), used);
        }
        rest = rest.from(used);
    }
    Ok(())
}

/// Prefixes with their masks, as far as they were captured.
fn internal_reach(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() >= 12 && rest.has(0, 12) {
        let mask = rest.u32(8)?;
        let bits = mask.leading_ones();
        put!(c, "\n\t      IPv4 prefix: ");
        if mask == u32::MAX.checked_shl(32 - bits).unwrap_or(0) {
            c.ip4_padded(*rest.array(4)?, 15);
            put!(c, "/{}", bits);
        } else {
            show!(c, &rest, "{@4=4A} mask {4A}")?;
        }
        c.literal(if rest.u8(0)? & 0x80 != 0 {
            text!(", Distribution: down")
        } else {
            text!(", Distribution: up")
        });
        metrics(c, &rest, text!(""), text!("\n\t        "))?;
        rest = rest.from(12);
    }
    Ok(())
}

/// A group of links that share a risk (RFC 5307).
fn risks(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    system(c, text!("\n\t      IS Neighbor: "), b, 0, 7)?;
    for (least, format) in [
        (8, text!(", Flags: [{@7=1&1N}]")),
        (12, text!("\n\t      IPv4 interface address: {@8=4A}")),
        (16, text!("\n\t      IPv4 neighbor address: {@12=4A}")),
    ] {
        if b.len() >= least {
            c.show(b, format, &[table!("unnumbered"; 1: "numbered")])?;
        }
    }
    each(c, &b.from(16), 4, |c, one| show!(c, one, "\n\t      Link-ID: 0x{4:08x}"))
}

/// Who has started anew, and how long its neighbors are to wait (RFC 5306).
fn restart(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t      Flags [{1B}]", RESTART_FLAGS)?;
    if b.len() >= 3 {
        show!(c, b, ", Remaining holding time {@1=2}s")?;
    }
    if b.len() == 9 { system(c, text!(", for "), b, 3, 6) } else { Ok(()) }
}

/// How far the two ends of a point-to-point link know each other (RFC 5303); later parts may be absent.
fn adjacency(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t      Adjacency State: {1N} ({@0=1})", STATES)?;
    let mut left = b.len() - 1;
    if left > 4 {
        show!(c, b, "\n\t      Extended Local circuit-ID: 0x{@1=4:08x}")?;
        left -= 4;
    }
    if left >= 6 {
        system(c, text!("\n\t      Neighbor System-ID: "), b, 5, 6)?;
        left -= 6;
    }
    if left >= 4 {
        show!(c, b, "\n\t      Neighbor Extended Local circuit-ID: 0x{@11=4:08x}")?;
    }
    Ok(())
}

/// What a router can do (RFC 7981), up to a property that goes beyond its value or was cut.
fn capabilities(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t      Router-ID {4A}{|}, Flags [{1B}]", CAPABILITY_FLAGS)?;
    let mut rest = b.from(5);
    while rest.len() >= 2 {
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        let name = if kind == 2 { text!("SR-Capabilities") } else { text!("unknown") };
        put!(c, "\n\t\t{} subTLV #{}, length: {}", name, kind, length);
        let value = rest.from(2).claim(length);
        if length + 2 > rest.len() || !value.has(0, length) {
            break;
        }
        if kind == 2 {
            show!(c, &value, ", Flags [{1B}], Range {3}", SEGMENT_CAPABILITIES)?;
            segments(c, &value.from(4))?;
        } else {
            c.hex_lines(text!("\n\t\t"), value.inside());
        }
        rest = rest.from(2 + length);
    }
    Ok(())
}

/// What a block of segments' labels or indices begins with.
fn segments(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    // With less left there is none.
    while rest.len() >= 5 {
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        if length > rest.len() - 2 {
            break;
        }
        match (kind, length) {
            (1, 3) => show!(c, &rest, ", SID value {@2=3}")?,
            (1, 4) => show!(c, &rest, ", SID value {@2=4}")?,
            (1, _) => put!(c, ", Unknown SID length{}", length),
            _ => c.hex_lines(text!("\n\t\t  "), rest.get(2, length)?),
        }
        rest = rest.from(2 + length);
    }
    Ok(())
}

/// The metrics of a neighbor or a prefix in the old form.
fn metrics(c: &mut Ctx<'_>, b: &Bytes<'_>, name: Literal, before: Literal) -> Res {
    let ends = |metric: u8| if metric & 0x40 != 0 { text!("External") } else { text!("Internal") };
    let first = b.u8(0)?;
    put!(c, ", {}Metric: {}, ", Arg::L(name), first & 0x3f);
    c.literal(ends(first));
    for (at, name) in [(1, text!("Delay")), (2, text!("Expense")), (3, text!("Error"))] {
        let metric = b.u8(at)?;
        if metric & 0x80 == 0 {
            put!(c, "{}{} Metric: {}, ", Arg::L(before), name, metric & 0x3f);
            c.literal(ends(metric));
        }
    }
    Ok(())
}

/// The identifier of a topology; answers what follows it.
fn topology<'a>(c: &mut Ctx<'_>, b: &Bytes<'a>) -> Res<Bytes<'a>> {
    if b.len() < 2 {
        return Err(Cut);
    }
    let word = b.u16(0)?;
    put!(
        c,
        "\n\t      {}",
        Name(
            table!("Reserved for IETF Consensus";
            0: "IPv4 unicast" "In-Band Management" "IPv6 unicast" "Multicast",
            0xfff: "Development, Experimental or Proprietary"),
            u32::from(word & 0xfff),
        )
    );
    put!(
        c,
        " Topology (0x{:03x}), Flags: [{}]",
        word & 0xfff,
        Bits(table!("none"; 4: "ATT bit set", 8: "Overload bit set"), u32::from(word >> 12))
    );
    Ok(b.from(2))
}

fn instances(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let count = (b.len() - 2) / 2;
    put!(c, "\n\t      Instance ID: {}, ITIDs({}): ", b.u16(0)?, count);
    for i in 0..count {
        c.literal(if i > 0 { text!(", ") } else { text!("") });
        put!(c, "{}", b.u16(2 + i * 2)?);
    }
    Ok(())
}
