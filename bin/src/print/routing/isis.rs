//! IS-IS (ISO 10589, RFC 1195, 5120, 5301, 5302, 5303, 5305, 5306, 5308, 7981, 8202, 8667; shortest
//! path bridging, RFC 6329).
//!
//! Left out: the subobjects of bridging beyond its configuration digests.

use super::osi::{self, PROTOCOLS, address};
use super::ospf_opaque::bandwidth;
use crate::print::toolkit::*;

const NAMES: Table = table!("unknown, type {}";
    15: "L1 Lan IIH" "L2 Lan IIH" "p2p IIH" "L1 LSP", 20: "L2 LSP", 24: "L1 CSNP" "L2 CSNP"
    "L1 PSNP" "L2 PSNP",
);
const CIRCUITS: Table = table!("unknown circuit type 0x{:02x}";
    1: "Level 1 only" "Level 2 only" "Level 1, Level 2",
);
const VALUES: Table = table!("unknown";
    1: "Area address(es)" "IS Reachability" "ES Neighbor(s)" "Partition DIS" "Prefix Neighbors"
    "IS Neighbor(s)" "Instance Identifier" "Padding" "LSP entries" "Authentication", 12: "Checksum" "Purge Originator Identifier" "LSP Buffersize", 22: "Extended IS Reachability"
    "IS Neighbor Attribute" "IS Alias ID", 42: "DECnet Phase IV",
    128: "IPv4 Internal Reachability" "Protocols supported" "IPv4 External Reachability"
    "Inter-Domain Information Type" "IPv4 Interface address(es)" "IPv4 authentication (deprecated)"
    "Traffic Engineering Router ID" "Extended IPv4 Reachability"
    "Administrative Tags", 137: "Hostname" "Shared Risk Link Group" "GMPLS SRLG",
    140: "IPv6 Traffic Engineering Router ID", 143: "Multi-Topology-Aware Port Capability"
    "Multi-Topology Capability", 211: "Restart Signaling",
    222: "Multi-Topology IS Reachability", 229: "Multi Topologies supported",
    232: "IPv6 Interface address(es)", 235: "Multi-Topology IPv4 reachability"
    "IPv6 reachability" "Multi-Topology IP6 reachability", 240: "Point-to-point Adjacency State"
    "IIH Sequence Number", 242: "IS-IS Router Capability",
);
const LINKS: Table = table!("unknown subTLV";
    3: "Administrative groups" "Link Local/Remote Identifier", 6: "IPv4 interface address",
    8: "IPv4 neighbor address" "Maximum link bandwidth" "Reservable link bandwidth"
    "Unreserved bandwidth", 18: "Traffic Engineering Metric" "Link Attributes"
    "Link Protection Type" "Interface Switching Capability" "Bandwidth Constraints"
    "Bandwidth Constraints", 31: "Adjacency Segment Identifier"
    "LAN Adjacency Segment Identifier",
);
const REACHES: Table = table!("unknown subTLV";
    1: "32-Bit Administrative tag" "64-Bit Administrative tag" "Prefix SID",
    117: "Management Prefix Color",
);
const SEGMENT_FLAGS: Table = table!("None";
    0x80: "Readvertisement", 0x40: "Node", 0x20: "no-PHP", 0x10: "Explicit NULL", 0x08: "Value",
    0x04: "Local",
);
const ADJACENCY_FLAGS: Table = table!("none";
    0x80: "IPv6", 0x40: "Backup", 0x20: "Value", 0x10: "Local significance", 0x08: "Set",
    0x04: "Persistent",
);
const ALGORITHMS: Table = table!("Unknown"; 0: "SPF" "strict-SPF");
const STATES: Table = table!("unknown"; 0: "Up" "Initializing" "Down");
const RESTART_FLAGS: Table = table!("none"; 1: "Restart Request", 2: "Restart Acknowledgement",
    4: "Suppress adjacency advertisement");
const AUTHENTICATIONS: Table = table!("unknown Authentication type 0x{:02x}:";
    1: "simple text password", 3: "Generic Crypto key", 54: "HMAC-MD5 password",
);
const CAPABILITY_FLAGS: Table = table!("none"; 1: "S bit", 2: "D bit");
const SEGMENT_CAPABILITIES: Table = table!("None"; 0x80: "ipv4", 0x40: "ipv6");

/// A system's identifier, with the number of a circuit or a fragment behind it.
fn system(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize, size: usize) -> Res {
    for (i, &byte) in b.get(at, size)?.iter().enumerate() {
        match i {
            7 => c.str("-"),
            2 | 4 | 6 => c.str("."),
            _ => {}
        }
        put!(c, "{:02x}", byte);
    }
    Ok(())
}

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "isis";
    c.str(if c.o.link_header { "" } else { "IS-IS" });
    let header = usize::from(b.u8(1)?);
    let (version, id_length, kind) = (b.u8(2)?, b.u8(3)?, b.u8(4)? & 0x1f);
    b.need(0, 8)?;
    for (wrong, text, value) in [
        (version != 1, "version ", version),
        (id_length != 6 && id_length != 0, "system ID length of ", id_length),
        (b.u8(5)? != 1, "version ", b.u8(5)?),
    ] {
        if wrong {
            put!(c, "{}{} is not supported", text, value);
            return Ok(());
        }
    }
    let areas = match b.u8(7)? {
        0 => 3,
        255 => {
            c.str("bad packet -- 255 areas");
            return Ok(());
        }
        areas => areas,
    };
    let wanted = match kind {
        15 | 16 => 27,
        17 => 20,
        18 | 20 => 27,
        24 | 25 => 33,
        26 | 27 => 17,
        _ => {
            put!(c, ", {}", Name(NAMES, kind.into()));
            return Ok(());
        }
    };
    let v = c.v() > 0;
    let comma = if c.o.link_header { "" } else { ", " };
    if !v {
        put!(c, "{}{}", comma, Name(NAMES, kind.into()));
    }
    if header != wanted {
        put!(c, ", bogus fixed header length {} should be {}", header, wanted);
        return Ok(());
    }
    let body = b.from(8);
    let mut total = usize::from(body.u16(if kind <= 17 { 9 } else { 0 }).unwrap_or(0));
    if !v {
        match kind {
            15..=17 => {
                c.str(", src-id ");
                system(c, &body, 1, 6)?;
                if kind != 17 {
                    c.str(", lan-id ");
                    system(c, &body, 12, 7)?;
                    c.show(&body, ", prio {@11=1}", &[])?;
                }
            }
            18 | 20 => {
                c.str(", lsp-id ");
                system(c, &body, 4, 8)?;
                c.show(&body, ", seq 0x{@12=4:08x}, lifetime {@2=2:5}s", &[])?;
            }
            _ => {
                c.str(", src-id ");
                system(c, &body, 2, 7)?;
            }
        }
        put!(c, ", length {}", b.len());
        return Ok(());
    }
    put!(c, "{}length {}", comma, b.len());
    put!(c, "\n\t{}, hlen: {}, v: {}", Name(NAMES, kind.into()), header, version);
    c.show(b, ", pdu-v: {@5=1}, sys-id-len: 6 ({@3=1})", &[])?;
    put!(c, ", max-area: {} ({})", areas, b.u8(7)?);
    if c.v() > 1 {
        c.hex_lines("\n\t", b.get(0, 8)?);
    }
    match kind {
        15 | 16 => {
            c.str("\n\t  source-id: ");
            system(c, &body, 1, 6)?;
            c.show(&body, ",  holding time: {@7=2}s, Flags: [{@0=1N}]", &[CIRCUITS])?;
            c.str("\n\t  lan-id:    ");
            system(c, &body, 12, 7)?;
            c.show(&body, ", Priority: {@11=1&7f}, PDU length: {@9=2}", &[])?;
        }
        17 => {
            c.str("\n\t  source-id: ");
            system(c, &body, 1, 6)?;
            c.show(&body, ", holding time: {@7=2}s, Flags: [{@0=1N}]", &[CIRCUITS])?;
            c.show(&body, "\n\t  circuit-id: 0x{@11=1:02x}, PDU length: {@9=2}", &[])?;
        }
        18 | 20 => {
            c.str("\n\t  lsp-id: ");
            system(c, &body, 4, 8)?;
            c.show(&body, ", seq: 0x{@12=4:08x}, lifetime: {@2=2:5}s", &[])?;
            c.show(&body, "\n\t  chksum: 0x{@16=2:04x}", &[])?;
            if body.u16(2)? == 0 {
                // A purged link state has lost what its checksum was over.
                c.str(" (purged)");
            } else {
                let bytes = b.from(12).claim(total.min(b.len()).saturating_sub(12));
                osi::checksum(c, body.u16(16)?, 12, bytes.get(0, bytes.len()));
            }
            put!(c, ", PDU length: {}, Flags: [ ", total);
            let flags = body.u8(18)?;
            if flags & 4 != 0 {
                c.str("Overload bit set, ");
            }
            if flags & 0x78 != 0 {
                for (bit, name) in
                    [(0x40, "default "), (0x20, "delay "), (0x10, "expense "), (0x08, "error ")]
                {
                    // In the order of the bits, from the lowest.
                    let bit = match bit {
                        0x40 => 0x08,
                        0x20 => 0x10,
                        0x10 => 0x20,
                        _ => 0x40,
                    };
                    c.str(if flags & bit != 0 { name } else { "" });
                }
                c.str("ATT bit set, ");
            }
            c.str(if flags & 0x80 != 0 { "P bit set, " } else { "" });
            put!(
                c,
                "{} ]",
                Name(
                    table!("Unknown(0x{:x})"; 0: "Unused 0x0 (invalid)" "L1 IS"
                    "Unused 0x2 (invalid)" "L2 IS"),
                    u32::from(flags & 3),
                )
            );
        }
        24 | 25 => {
            c.str("\n\t  source-id:    ");
            system(c, &body, 2, 7)?;
            c.show(&body, ", PDU length: {@0=2}", &[])?;
            c.str("\n\t  start lsp-id: ");
            system(c, &body, 9, 8)?;
            c.str("\n\t  end lsp-id:   ");
            system(c, &body, 17, 8)?;
        }
        _ => {
            c.str("\n\t  source-id:    ");
            system(c, &body, 2, 7)?;
            c.show(&body, ", PDU length: {@0=2}", &[])?;
        }
    }
    if c.v() > 1 {
        c.hex_lines("\n\t  ", body.get(0, header - 8)?);
    }
    if total > b.len() {
        total = b.len();
    }
    if total < header {
        return c.short("packet length", total, header);
    }
    let mut rest = b.claim(total).from(header);
    while rest.len() > 0 {
        if rest.len() < 2 {
            return Err(Cut);
        }
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        c.show(&rest, "\n\t    {1N} TLV #{@0=1}, length: {1}", &[VALUES])?;
        if length > rest.len() - 2 {
            return Err(Cut);
        }
        let value = rest.from(2).claim(length);
        let known = length == 0 || value_of(c, kind, &value)?;
        if c.v() > 1 || !known {
            let indent = if c.v() > 1 { "\n\t      " } else { "\n\t\t" };
            c.hex_lines(indent, value.get(0, length)?);
        }
        rest = rest.from(2 + length);
    }
    Ok(())
}

/// Prints a value; answers whether it is known.
fn value_of(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res<bool> {
    let mut rest = *b;
    match kind {
        1 => {
            while rest.len() > 0 {
                let size = usize::from(rest.u8(0)?);
                if size >= rest.len() {
                    break;
                }
                put!(c, "\n\t      Area address (length: {}): ", size);
                address(c, rest.get(1, size)?);
                rest = rest.from(1 + size);
            }
        }
        2 => {
            match rest.u8(0)? {
                0 => c.str("\n\t      IsNotVirtual"),
                1 => c.str("\n\t      IsVirtual"),
                other => put!(c, "\n\t      bogus virtual flag 0x{:02x}", other),
            }
            rest = rest.from(1);
            while rest.len() >= 11 {
                c.str("\n\t      IS Neighbor: ");
                system(c, &rest, 4, 7)?;
                metrics(c, &rest)?;
                rest = rest.from(11);
            }
        }
        3 => {
            while rest.len() >= 10 {
                c.str("\n\t      ES Neighbor: ");
                system(c, &rest, 4, 6)?;
                metrics(c, &rest)?;
                rest = rest.from(10);
            }
        }
        4 => {
            c.str("\n\t      ");
            system(c, &rest, 0, 6)?;
        }
        5 => {
            c.str("\n\t      Metric Block");
            metrics(c, &rest)?;
            rest = rest.from(4);
            while rest.len() > 0 {
                let bits = usize::from(rest.u8(0)?);
                let bytes = bits.div_ceil(2);
                c.str("\n\t\tAddress: ");
                address(c, rest.get(1, bytes)?);
                put!(c, "/{}", bits * 4);
                rest = rest.from(1 + bytes);
            }
        }
        6 => {
            while rest.len() >= 6 {
                c.str("\n\t      SNPA: ");
                system(c, &rest, 0, 6)?;
                rest = rest.from(6);
            }
        }
        7 => instances(c, b)?,
        8 => {}
        9 => {
            while rest.len() >= 16 {
                c.str("\n\t      lsp-id: ");
                system(c, &rest, 2, 8)?;
                c.show(&rest, ", seq: 0x{@10=4:08x}", &[])?;
                c.show(&rest, ", lifetime: {@0=2:5}s, chksum: 0x{@14=2:04x}", &[])?;
                rest = rest.from(16);
            }
        }
        10 => {
            let method = rest.u8(0)?;
            put!(
                c,
                "\n\t      {}{} ",
                Name(AUTHENTICATIONS, method.into()),
                if AUTHENTICATIONS.get(method.into()).is_some() { ":" } else { "" }
            );
            let value = rest.from(1);
            match method {
                1 => c.text(value.get(0, value.len())?),
                54 => {
                    c.hex_bytes(value.get(0, value.len())?);
                    if value.len() != 16 {
                        c.str(", (invalid subTLV) ");
                    }
                }
                3 => c.show(&value, "(password)", &[])?,
                _ if c.v() <= 1 => c.hex_lines("\n\t\t  ", value.get(0, value.len())?),
                _ => {}
            }
        }
        12 if b.len() >= 2 => {
            c.show(b, "\n\t      checksum: 0x{2:04x}", &[])?;
            c.str(" (unverified)");
        }
        13 if b.len() >= 7 => {
            c.str("\n\t      Purge Originator System-ID: ");
            system(c, b, 1, 6)?;
            if b.len() == 13 {
                c.str("\n\t      Received from System-ID: ");
                system(c, b, 7, 6)?;
            }
        }
        14 if b.len() >= 2 => c.show(b, "\n\t      LSP Buffersize: {2}", &[])?,
        22 | 23 | 24 | 222 => {
            if kind == 222 {
                rest = topology(c, &rest)?;
            }
            while rest.len() > 0 {
                rest = neighbor(c, kind, &rest)?;
            }
        }
        128 | 130 => {
            while rest.len() >= 12 {
                let (mask, flags) = (rest.u32(8)?, rest.u8(0)?);
                let bits = mask.leading_ones();
                c.str("\n\t      IPv4 prefix: ");
                c.ip4_padded(*rest.array(4)?, 15);
                if bits.min(31) < 32 && mask == u32::MAX.checked_shl(32 - bits).unwrap_or(0) {
                    put!(c, "/{}", bits);
                } else {
                    put!(c, " mask {}", rest.array::<4>(8)?);
                }
                put!(c, ", Distribution: {}", if flags & 0x80 != 0 { "down" } else { "up" });
                put!(c, ", Metric: {}, ", flags & 0x3f);
                c.str(if flags & 0x40 != 0 { "External" } else { "Internal" });
                for (at, name) in [(1, "Delay"), (2, "Expense"), (3, "Error")] {
                    let metric = rest.u8(at)?;
                    if metric & 0x80 == 0 {
                        put!(c, "\n\t\t  {} Metric:   {}", name, metric & 0x3f);
                    }
                }
                rest = rest.from(12);
            }
        }
        129 => {
            c.str("\n\t      NLPID(s): ");
            for (i, &byte) in b.get(0, b.len())?.iter().enumerate() {
                put!(
                    c,
                    "{}{} (0x{:02x})",
                    if i > 0 { ", " } else { "" },
                    Name(PROTOCOLS, byte.into()),
                    byte
                );
            }
        }
        132 => {
            while rest.len() >= 4 {
                c.show(&rest, "\n\t      IPv4 interface address: {4A}", &[])?;
                rest = rest.from(4);
            }
        }
        134 if b.len() >= 4 => {
            c.show(b, "\n\t      Traffic Engineering Router ID: {4A}", &[])?;
        }
        140 if b.len() >= 16 => {
            c.show(b, "\n\t      IPv6 Traffic Engineering Router ID: {16A}", &[])?;
        }
        135..=136 | 235..=237 => {
            if matches!(kind, 235 | 237) {
                rest = topology(c, &rest)?;
            }
            while rest.len() > 0 {
                let Some(used) = prefix(c, matches!(kind, 236 | 237), &rest)? else {
                    return Ok(true);
                };
                if used > rest.len() {
                    c.short("remaining tlv length", rest.len(), used)?;
                    return Ok(true);
                }
                rest = rest.from(used);
            }
        }
        137 => {
            c.str("\n\t      Hostname: ");
            c.text(b.get(0, b.len())?);
        }
        138 if b.len() >= 16 => {
            c.str("\n\t      IS Neighbor: ");
            system(c, b, 0, 7)?;
            c.show(b, ", Flags: [{@7=1N}]", &[table!("numbered"; 0: "unnumbered")])?;
            c.show(b, "\n\t      IPv4 interface address: {@8=4A}", &[])?;
            c.show(b, "\n\t      IPv4 neighbor address: {@12=4A}", &[])?;
            rest = rest.from(16);
            while rest.len() >= 4 {
                c.show(&rest, "\n\t      Link-ID: 0x{4:08x}", &[])?;
                rest = rest.from(4);
            }
        }
        143 if b.len() >= 2 => {
            c.show(b, "\n\t       RES: {2>12-}, MTID(s): {2&fff}", &[])?;
            bridging(c, 143, &b.from(2), "\n\t       ")?;
        }
        144 if b.len() >= 2 => {
            c.show(b, "\n\t      O: {2>15-}, RES: {2>12&7-}, MTID(s): {2&fff}", &[])?;
            bridging(c, 144, &b.from(2), "\n\t      ")?;
        }
        211 => {
            c.show(b, "\n\t      Flags [{1B}]", &[RESTART_FLAGS])?;
            if b.len() >= 3 {
                c.show(b, ", Remaining holding time {@1=2}s", &[])?;
            }
            if b.len() >= 9 {
                c.str(", for System ID ");
                system(c, b, 3, 6)?;
            }
        }
        229 => {
            while rest.len() >= 2 {
                rest = topology(c, &rest)?;
            }
        }
        232 => {
            while rest.len() >= 16 {
                c.show(&rest, "\n\t      IPv6 interface address: {16A}", &[])?;
                rest = rest.from(16);
            }
        }
        240 => {
            c.show(b, "\n\t      Adjacency State: {1N} ({@0=1})", &[STATES])?;
            if b.len() == 5 {
                c.show(b, "\n\t      Neighbor Extended Local circuit-ID: 0x{@11=4:08x}", &[])?;
            } else if b.len() > 5 {
                c.show(b, "\n\t      Extended Local circuit-ID: 0x{@1=4:08x}", &[])?;
            }
            if b.len() >= 11 {
                c.str("\n\t      Neighbor System-ID: ");
                system(c, b, 5, 6)?;
            }
            if b.len() >= 15 {
                c.show(b, "\n\t      Neighbor Extended Local circuit-ID: 0x{@11=4:08x}", &[])?;
            }
        }
        241 if b.len() >= 4 => c.show(b, "\n\t      Sequence number: {4}", &[])?,
        242 if b.len() >= 5 => {
            c.show(b, "\n\t      Router-ID {4A}, Flags [{1B}]", &[CAPABILITY_FLAGS])?;
            rest = rest.from(5);
            while rest.len() >= 2 {
                let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
                let name = if kind == 2 { "SR-Capabilities" } else { "unknown" };
                put!(c, "\n\t\t{} subTLV #{}, length: {}", name, kind, length);
                let value = rest.from(2).claim(length);
                if length + 2 > rest.len() {
                    c.str(" (too long)");
                    break;
                }
                if kind == 2 && length >= 9 {
                    c.show(&value, ", Flags [{1B}], Range {3}", &[SEGMENT_CAPABILITIES])?;
                    let size = value.u8(5)?;
                    c.show(
                        &value,
                        if size == 3 { ", SID value {@6=3}" } else { ", SID value {@6=4}" },
                        &[],
                    )?;
                } else if c.v() <= 1 || kind != 2 {
                    c.hex_lines("\n\t\t", value.inside());
                }
                rest = rest.from(2 + length);
            }
        }
        12..=14 | 134 | 138 | 140 | 143 | 144 | 241 | 242 => {}
        _ => return Ok(false),
    }
    Ok(true)
}

/// The metrics of a neighbor in the old form.
fn metrics(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let first = b.u8(0)?;
    put!(c, ", Default Metric: {}, ", first & 0x3f);
    c.str(if first & 0x40 != 0 { "External" } else { "Internal" });
    for (at, name) in [(1, "Delay"), (2, "Expense"), (3, "Error")] {
        let metric = b.u8(at)?;
        if metric & 0x80 == 0 {
            put!(c, "\n\t\t  {} Metric: {}, ", name, metric & 0x3f);
            c.str(if metric & 0x40 != 0 { "External" } else { "Internal" });
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
            0: "IPv4 unicast", 1: "In-Band Management", 2: "IPv6 unicast", 3: "Multicast"),
            u32::from(word & 0xfff),
        )
    );
    put!(
        c,
        " Topology (0x{:03x}), Flags: [{}]",
        word & 0xfff,
        Bits(table!("none"; 8: "Overload bit set", 4: "ATT bit set"), u32::from(word >> 12))
    );
    Ok(b.from(2))
}

fn instances(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 4 {
        return Err(Cut);
    }
    let count = (b.len() - 2) / 2;
    put!(c, "\n\t      Instance ID: {}, ITIDs({}): ", b.u16(0)?, count);
    for i in 0..count {
        c.str(if i > 0 { ", " } else { "" });
        put!(c, "{}", b.u16(2 + i * 2)?);
    }
    Ok(())
}

/// A neighbor with its properties; answers what follows it.
fn neighbor<'a>(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'a>) -> Res<Bytes<'a>> {
    let head = if kind == 24 { 8 } else { 11 };
    c.str("\n\t      IS Neighbor: ");
    system(c, b, 0, 7)?;
    let mut size = b.u8(7)?;
    if kind != 24 {
        c.show(b, ", Metric: {@7=3}", &[])?;
        size = b.u8(10)?;
    }
    c.str(if size > 0 { "" } else { ", no " });
    if size == 0 {
        c.str("sub-TLVs present");
        return Ok(b.from(head));
    }
    put!(c, ", sub-TLVs present ({})", size);
    let mut rest = b.from(head);
    rest = rest.claim(rest.len().min(size.into()));
    while rest.len() > 0 {
        if rest.len() < 2 {
            c.str("\n\t        Remaining data in TLV shorter than a subTLV header");
            rest.u8(0)?;
            break;
        }
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        put!(
            c,
            "\n\t        {}{} #{}",
            Name(LINKS, kind.into()),
            if LINKS.get(kind.into()).is_some() { " subTLV" } else { "" },
            kind
        );
        put!(c, ", length: {}", length);
        if rest.len() < 2 + length {
            c.str(" (remaining data in subTLVs shorter than the current subTLV)");
            break;
        }
        link(c, kind, &rest.from(2).claim(length))?;
        rest = rest.from(2 + length);
    }
    if b.len() - head.min(b.len()) < size.into() && rest.len() == 0 {
        c.str("\n\t        Remaining data in TLV shorter than a subTLV header");
    }
    Ok(b.from(head + usize::from(size)))
}

fn link(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    let length = b.len();
    match (kind, length) {
        (3, 4..) => c.show(b, ", 0x{4:08x}", &[]),
        (4, 8..) => c.show(b, ", 0x{4:08x}, 0x{4:08x}", &[]),
        (4, 4..) => c.show(b, ", 0x{4:08x}", &[]),
        (6 | 8, 4..) => c.show(b, ", {4A}", &[]),
        (9 | 10, 4..) => {
            c.str(", ");
            bandwidth(c, b.u32(0)?);
            Ok(())
        }
        (11, 32..) => {
            for i in 0..8usize {
                put!(c, "\n\t          TE-Class {}: ", i);
                bandwidth(c, b.u32(i * 4)?);
            }
            Ok(())
        }
        (18, 3..) => c.show(b, ", {3}", &[]),
        (22 | 23, 1..) => {
            c.show(
                b,
                "\n\t          Bandwidth Constraints Model ID: {1N} ({@0=1})",
                &[table!("unknown"; 0: "Maximum Allocation (MAM)" "Russian Dolls (RDM)")],
            )?;
            for i in 0..(length - 1) / 4 {
                put!(c, "\n\t            Bandwidth constraint CT{}: ", i);
                bandwidth(c, b.u32(1 + i * 4)?);
            }
            Ok(())
        }
        (31 | 32, 5..) => {
            let flags = b.u8(0)?;
            c.show(b, "\n\t          Flags: [{1B}]\n\t          Weight: {1}", &[ADJACENCY_FLAGS])?;
            let mut rest = b.from(2);
            if kind == 32 {
                c.str("\n\t          Neighbor System-ID: ");
                system(c, &rest, 0, 6)?;
                rest = rest.from(6);
            }
            if flags & 0x30 == 0x30 {
                c.show(&rest, "\n\t          Label: {3}", &[])
            } else {
                c.show(&rest, "\n\t          SID: {4}", &[])
            }
        }
        (3 | 4 | 6 | 8..=11 | 18 | 22 | 23 | 31 | 32, _) => Ok(()),
        _ => {
            if length > 0 && c.v() <= 1 {
                c.hex_lines("\n\t          ", b.get(0, length)?);
            }
            Ok(())
        }
    }
}

/// A prefix with its metric and what goes with it; answers how long it is, which may be more than
/// there is room for, or nothing where it cannot be right.
fn prefix(c: &mut Ctx<'_>, v6: bool, b: &Bytes<'_>) -> Res<Option<usize>> {
    let metric = b.u32(0)?;
    let flags = b.u8(4)?;
    let (bits, head) = if v6 { (b.u8(5)?, 6) } else { (flags & 0x3f, 5) };
    let size = if v6 { 16 } else { 4 };
    if usize::from(bits) > size * 8 {
        put!(c, "\n\t      IPv{} prefix: bad bit length {}", if v6 { 6u8 } else { 4 }, bits);
        return Ok(None);
    }
    let bytes = usize::from(bits).div_ceil(8);
    let mut padded = [0u8; 16];
    for (to, from) in padded.iter_mut().zip(b.get(head, bytes)?) {
        *to = *from;
    }
    if v6 {
        put!(c, "\n\t      IPv6 prefix: {}/{}", &padded, bits);
    } else {
        c.str("\n\t      IPv4 prefix: ");
        c.ip4_padded(*padded.first_chunk().ok_or(Cut)?, 15);
        put!(c, "/{}", bits);
    }
    put!(c, ", Distribution: {}", if flags & 0x80 != 0 { "down" } else { "up" });
    put!(c, ", Metric: {}", metric);
    if v6 {
        c.str(if flags & 0x40 != 0 { ", External" } else { ", Internal" });
    }
    let rest = b.from(head + bytes);
    let has = flags & if v6 { 0x20 } else { 0x40 } != 0;
    if !has {
        return Ok(Some(head + bytes));
    }
    let size = usize::from(rest.u8(0)?);
    put!(c, ", sub-TLVs present ({})", size);
    let mut inner = rest.from(1).claim(size);
    while inner.len() >= 2 {
        let (kind, length) = (inner.u8(0)?, usize::from(inner.u8(1)?));
        put!(
            c,
            "\n\t        {}{} #{}",
            Name(REACHES, kind.into()),
            if REACHES.get(kind.into()).is_some() { " subTLV" } else { "" },
            kind
        );
        put!(c, ", length: {}", length);
        if inner.len() < 2 + length {
            return Err(Cut);
        }
        let value = inner.from(2).claim(length);
        match (kind, length) {
            (1, 4..) => c.show(&value, ", 0x{4:08x} (={@0=4})", &[])?,
            (2, 8..) => c.show(&value, ", 0x{4:08x}{4:08x}", &[])?,
            (3, 5..) => {
                c.show(&value, ", Flags [{1B}], Algo {1N} ({@1=1})", &[SEGMENT_FLAGS, ALGORITHMS])?;
                if value.u8(0)? & 0x08 != 0 {
                    c.show(&value, ", label {@2=3}", &[])?;
                } else {
                    c.show(&value, ", index {@2=4}", &[])?;
                }
            }
            (117, 4..) => c.show(&value, ", 0x{4:08x}", &[])?,
            _ if c.v() <= 1 => c.hex_lines("\n\t          ", value.get(0, length)?),
            _ => {}
        }
        inner = inner.from(2 + length);
    }
    Ok(Some(head + bytes + 1 + size))
}

/// What goes with a topology of bridges.
fn bridging(c: &mut Ctx<'_>, within: u8, b: &Bytes<'_>, indent: &str) -> Res {
    let mut rest = *b;
    while rest.len() > 2 {
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        let name = match (within, kind) {
            (143, 4) => "SPB MCID",
            (143, 5) => "SPB Digest",
            (143, 6) => "SPB Base VLAN Identifiers",
            (144, 1) => "SPB Instance",
            (144, 2) => "SPBM Service Identifier and Unicast Address",
            _ => "unknown",
        };
        put!(c, "{}{} subTLV #{}", indent, name, kind);
        put!(c, ", length: {}", length);
        rest = rest.from(2);
        if length > rest.len() {
            c.str(" (> containing TLV length)");
            return Ok(());
        }
        if name == "SPB MCID" && length >= 102 {
            for (at, name) in [(0, "MCID: "), (51, "AUX-MCID: ")] {
                let digest = rest.from(at);
                put!(c, "{}  {}ID: {}, Name: ", indent, name, digest.u8(0)?);
                c.zero_text(digest.get(1, 32)?);
                put!(c, "{}       Lvl: {}, Digest: ", indent, digest.u16(33)?);
                for byte in digest.get(35, 16)? {
                    put!(c, "{:02x} ", *byte);
                }
            }
        } else {
            rest.need(0, length)?;
        }
        rest = rest.from(length);
    }
    Ok(())
}
