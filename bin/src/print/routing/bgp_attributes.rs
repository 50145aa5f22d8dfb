//! The path attributes of BGP (RFC 4271, 1997, 4360, 4456, 5512, 5701, 6368, 6514, 6793, 7311, 8092,
//! 8205, 9234). Routes in them are in `bgp_routes`.
//!
//! Left out: traffic rates.

use super::bgp_routes::{reachable, unreachable};
use super::gmpls::bandwidth;
use crate::print::toolkit::*;

const ORIGIN: u8 = 1;
const AS_PATH: u8 = 2;
const NEXT_HOP: u8 = 3;
const MULTI_EXIT_DISC: u8 = 4;
const LOCAL_PREF: u8 = 5;
const ATOMIC_AGGREGATE: u8 = 6;
const AGGREGATOR: u8 = 7;
const COMMUNITIES: u8 = 8;
const ORIGINATOR_ID: u8 = 9;
const CLUSTER_LIST: u8 = 10;
const MP_REACH_NLRI: u8 = 14;
const MP_UNREACH_NLRI: u8 = 15;
const EXTENDED_COMMUNITIES: u8 = 16;
const AS4_PATH: u8 = 17;
const AS4_AGGREGATOR: u8 = 18;
const PMSI_TUNNEL: u8 = 22;
const AIGP: u8 = 26;
const LARGE_COMMUNITY: u8 = 32;
const BGPSEC_PATH: u8 = 33;
const ONLY_TO_CUSTOMER: u8 = 35;
const ATTR_SET: u8 = 128;
const ATTRIBUTES: Table = table!("Unknown Attribute";
    1: "Origin" "AS Path" "Next Hop" "Multi Exit Discriminator" "Local Preference"
    "Atomic Aggregate" "Aggregator" "Community" "Originator ID" "Cluster List" "DPA"
    "Advertisers" "RCID Path / Cluster ID" "Multi-Protocol Reach NLRI"
    "Multi-Protocol Unreach NLRI" "Extended Community" "AS4 Path" "Aggregator4",
    22: "PMSI Tunnel" "Tunnel Encapsulation" "Traffic Engineering" "IPv6 Extended Community"
    "Accumulated IGP Metric" "PE Distinguisher Label" "Entropy Label", 32: "Large Community" "BGPsec Path",
    35: "Only to Customer (OTC)", 128: "Attribute Set", 255: "Reserved for development",
);
const ORIGINS: Table = table!("Unknown Origin Typecode"; 0: "IGP" "EGP" "Incomplete");
const OPENINGS: Table = table!("?"; 1: "{ " "" "( " "({ ");
const CLOSINGS: Table = table!("?"; 1: "}" "" ")" "})");
const WELL_KNOWN: Table = table!("";
    0xffff_ff01: " NO_EXPORT" " NO_ADVERTISE" " NO_EXPORT_SUBCONFED", 0xffff_0000: " gshut",
);
const EXTENDED: Table = table!("unknown extd community typecode";
    0x0002: "target" "origin", 0x0005: "ospf-domain", 0x0009: "source-AS", 0x000a: "l2vpn-id",
    0x0102: "target" "origin", 0x0105: "ospf-domain", 0x0107: "ospf-router-id",
    0x010b: "vrf-route-import", 0x0202: "target" "origin",
    0x0205: "ospf-domain", 0x0306: "ospf-route-type", 0x030b: "color" "encapsulation",
    0x4004: "link-BW", 0x8000: "ospf-route-type" "ospf-router-id", 0x8005: "ospf-domain",
    0x800a: "layer2-info", 0x8800: "eigrp-general-route (flag, tag)"
    "eigrp-route-metric (AS, delay)" "eigrp-route-metric (reliability, nexthop, bandwidth)"
    "eigrp-route-metric (load, MTU)" "eigrp-external-route (remote-AS, remote-ID)"
    "eigrp-external-route (remote-proto, remote-metric)", 0xf10a: "l2vpn-id",
);
const EXTENDED_FLAGS: Table = table!("none";
    0x8000: "vendor-specific", 0x4000: "non-transitive",
);
const TUNNELS: Table = table!("unknown encaps";
    1: "L2TPv3 over IP" "GRE" "Transmit Tunnel" "IPsec" "IP in IP with IPsec"
    "MPLS in IP with IPsec" "IP in IP" "VXLAN" "NVGRE" "MPLS" "MPLS in GRE" "VXLAN GPE"
    "MPLS in UDP" "IPv6" "SR TE" "Bare" "SR",
);
const ROUTER_TYPES: Table = table!("unknown (0x{:02x})";
    1: "Router" "Network" "Summary", 5: "External", 7: "NSSA External", 129: "MPLS-VPN Sham",
);
/// What layer 2 is carried over MPLS (RFC 4446).
pub(crate) const ENCAPSULATIONS: Table = table!("unknown encaps";
    0: "Reserved" "Frame Relay" "ATM AAL5 SDU VCC transport" "ATM transparent cell transport"
    "Ethernet (VLAN) Tagged Mode" "Ethernet Raw Mode" "Cisco HDLC" "PPP"
    "SONET/SDH Circuit Emulation Service over MPLS" "ATM n-to-one VCC cell transport"
    "ATM n-to-one VPC cell transport" "IP layer 2 transport", 15: "Frame Relay Port mode",
    17: "Structure-agnostic E1 over packet" "Structure-agnostic T1 (DS1) over packet" "VPLS"
    "Structure-agnostic T3 (DS3) over packet" "Nx64kbit/s Basic Service using Structure-aware",
    25: "Frame Relay DLCI", 40: "Structure-agnostic E3 over packet"
    "Octet-aligned playload for Structure-agnostic DS1 circuits"
    "E1 Nx64kbit/s with CAS using Structure-aware"
    "DS1 (ESF) Nx64kbit/s with CAS using Structure-aware"
    "DS1 (SF) Nx64kbit/s with CAS using Structure-aware",
);
const MULTICAST_TUNNELS: Table = table!("Unknown";
    1: "RSVP-TE P2MP LSP" "LDP P2MP LSP" "PIM-SSM Tree" "PIM-SM Tree" "PIM-Bidir Tree"
    "Ingress Replication" "LDP MP2MP LSP",
);
const MULTICAST_TUNNEL_FLAGS: Table = table!("none"; 1: "Leaf Information required");

/// How deep sets are read that stand in one another.
const DEEPEST: usize = 10;

/// Prints attributes; those of a set, which stand inside one, further to the right. Answers how many
/// bytes were not taken. At the end of a message the header of one that is too short is cut, before routes it is
/// said of.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>, level: usize, last: bool) -> Res<usize> {
    let mut rest = *b;
    while rest.len() > 0 {
        let flags = rest.u8(0)?;
        let head = if flags & 0x10 != 0 { 4 } else { 3 };
        if rest.len() < head {
            if last {
                return Err(Cut);
            }
            rest.need(0, if level > 0 { head } else { 0 })?;
            c.literal(if level > 0 {
                text!(" [path attr too short]")
            } else {
                text!("\n\t  [path attrs too short]")
            });
            return Ok(if rest.len() < 2 { rest.len() } else { rest.len() - 2 });
        }
        let kind = rest.u8(1)?;
        let length = if head == 4 { usize::from(rest.u16(2)?) } else { usize::from(rest.u8(2)?) };
        put!(c, "\n\t  ");
        c.out.spaces(if level > 0 { 4 } else { 0 });
        put!(c, "{} ({}), length: {}", Name(ATTRIBUTES, kind.into()), kind, length);
        if flags != 0 {
            put!(c, ", Flags [");
            for (bit, letter) in [(0x80, b'O'), (0x40, b'T'), (0x20, b'P'), (0x10, b'E')] {
                if flags & bit != 0 {
                    c.out.byte(letter);
                }
            }
            if flags & 15 != 0 {
                put!(c, "+{:x}", flags & 15);
            }
            put!(c, "]");
        }
        if flags != 0 || level > 0 {
            put!(c, ": ");
        }
        if rest.len() - head < length {
            c.literal(if level > 0 {
                text!(" [path attr too short]")
            } else {
                text!(" [path attrs too short]")
            });
            return Ok(rest.len() - head);
        }
        // Like the field's tools, what is in a value may run on past it.
        let value = rest.from(head).claim(length);
        let mut left = length;
        attribute(c, kind, &value, level, &mut left)?;
        if c.v() > 1 && left > 0 {
            c.hex_lines(text!("\n\t    "), value.first(left).inside());
        }
        rest = rest.from(head + length);
    }
    Ok(0)
}

/// An attribute, and how many of its bytes stand behind it once more with -vv.
#[inline(never)]
fn attribute(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>, level: usize, left: &mut usize) -> Res {
    let length = b.len();
    let fits = match kind {
        ORIGIN => length == 1,
        AS_PATH | AS4_PATH => length.is_multiple_of(2),
        NEXT_HOP | MULTI_EXIT_DISC | LOCAL_PREF | ORIGINATOR_ID => length == 4,
        ATOMIC_AGGREGATE => length == 0,
        AGGREGATOR => matches!(length, 6 | 8),
        AS4_AGGREGATOR => length == 8,
        COMMUNITIES | CLUSTER_LIST => length.is_multiple_of(4),
        EXTENDED_COMMUNITIES => length.is_multiple_of(8),
        LARGE_COMMUNITY => length != 0 && length.is_multiple_of(12),
        ONLY_TO_CUSTOMER => length >= 4,
        _ => true,
    };
    if !fits {
        put!(c, "invalid len");
        return Ok(());
    }
    match kind {
        ORIGIN => show!(c, b, "{1N}", ORIGINS),
        AS_PATH | AS4_PATH => path(c, kind == AS4_PATH, b),
        NEXT_HOP | ORIGINATOR_ID => show!(c, b, "{4A}"),
        MULTI_EXIT_DISC | LOCAL_PREF => show!(c, b, "{4}"),
        ATOMIC_AGGREGATE => Ok(()),
        AGGREGATOR | AS4_AGGREGATOR => {
            put!(c, " AS #");
            c.autonomous_system(if length == 8 { b.u32(0)? } else { b.u16(0)?.into() });
            show!(c, &b.from(length - 4), ", origin {4A}")
        }
        COMMUNITIES | CLUSTER_LIST => communities(c, kind == CLUSTER_LIST, b),
        MP_REACH_NLRI => reachable(c, b),
        MP_UNREACH_NLRI => unreachable(c, b),
        EXTENDED_COMMUNITIES => {
            for at in (0..length).step_by(8) {
                extended(c, &b.from(at))?;
            }
            Ok(())
        }
        PMSI_TUNNEL => multicast_tunnel(c, b),
        AIGP => metrics(c, b),
        LARGE_COMMUNITY => {
            put!(c, "\n\t    ");
            for at in (0..length).step_by(12) {
                c.literal(if at > 0 { text!(", ") } else { text!("") });
                show!(c, &b.from(at), "{4}:{4}:{4}")?;
            }
            *left = 0;
            Ok(())
        }
        BGPSEC_PATH => secured(c, b),
        ONLY_TO_CUSTOMER => show!(c, b, "\n\t    OTC {4}"),
        ATTR_SET if level > DEEPEST => {
            put!(c, "(too many nested levels, not recursing)");
            Ok(())
        }
        ATTR_SET => {
            if length < 4 {
                return Err(Cut);
            }
            put!(c, "\n\t    Origin AS: ");
            c.autonomous_system(b.u32(0)?);
            *left = print(c, &b.from(4), level + 1, false)?;
            Ok(())
        }
        _ => {
            put!(c, "\n\t    no Attribute {} decoder", kind);
            if c.v() <= 1 {
                c.hex_lines(text!("\n\t    "), b.inside());
            }
            Ok(())
        }
    }
}

/// Communities, or the clusters that a route has come through, which are written as addresses.
fn communities(c: &mut Ctx<'_>, clusters: bool, b: &Bytes<'_>) -> Res {
    let length = b.len();
    for at in (0..length).step_by(4) {
        let value = b.u32(at)?;
        match WELL_KNOWN.get(value) {
            _ if clusters => put!(c, "{}", b.array::<4>(at)?),
            // The names have a space before them instead of what stands between numbers.
            Some(name) => {
                c.out.text(name);
                continue;
            }
            None => put!(c, "{}:{}", value >> 16, value & 0xffff),
        }
        c.literal(if at + 4 < length { text!(", ") } else { text!("") });
    }
    Ok(())
}

/// The autonomous systems on the way.
fn path(c: &mut Ctx<'_>, wide: bool, b: &Bytes<'_>) -> Res {
    if b.len() == 0 {
        put!(c, "empty");
        return Ok(());
    }
    let size = if wide { 4 } else { system_size(b)? };
    let mut rest = *b;
    while rest.len() > 0 {
        let (kind, count) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        put!(c, "{}", Name(OPENINGS, kind.into()));
        for i in 0..count {
            let at = 2 + i * size;
            c.autonomous_system(if size == 4 { rest.u32(at)? } else { rest.u16(at)?.into() });
            put!(c, " ");
        }
        put!(c, "{}", Name(CLOSINGS, kind.into()));
        rest = rest.from(2 + count * size);
    }
    Ok(())
}

/// Whether numbers take two bytes or four, which nothing says: two, if the segments fit then.
fn system_size(b: &Bytes<'_>) -> Res<usize> {
    let mut rest = *b;
    while rest.len() > 0 {
        let count = if rest.len() > 1 { usize::from(rest.u8(1)?) } else { 0 };
        if !matches!(rest.u8(0)?, 1..=4) || rest.len() < 2 + count * 2 {
            return Ok(4);
        }
        rest = rest.from(2 + count * 2);
    }
    Ok(2)
}

fn extended(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.need(0, 8)?;
    let kind = b.u16(0)?;
    show!(c, b, "\n\t    {2N} (0x{@0=2:04x}), Flags [{@0=2B}]", EXTENDED, EXTENDED_FLAGS)?;
    match kind {
        0x0002 | 0x0003 | 0x000a => show!(c, b, ": {@2=2}:{4} (= {@4=4A})"),
        0x0102 | 0x0103 | 0x010b | 0xf10a => show!(c, b, ": {@2=4A}:{2}"),
        0x0202 | 0x0203 => {
            put!(c, ": ");
            c.autonomous_system(b.u32(2)?);
            show!(c, b, ":{@6=2}")
        }
        0x0005 | 0x0105 | 0x0107 | 0x0205 | 0x8001 | 0x8005 => show!(c, b, ": {@2=4A}"),
        0x0306 | 0x8000 => {
            show!(c, b, ": area:{@2=4A}, router-type:{1N}", ROUTER_TYPES)?;
            put!(c, ", metric-type:{}", if b.u8(7)? & 1 != 0 { text!("E2") } else { text!("") });
            c.literal(if matches!(b.u8(6)?, 5 | 7) { text!("E1") } else { text!("") });
            Ok(())
        }
        0x800a => show!(c, b, ": {@2=1N} Control Flags [0x{1:02x}]:MTU {2}", ENCAPSULATIONS),
        0x0009 => {
            put!(c, ": AS {}", b.u16(2)?);
            Ok(())
        }
        0x030c => show!(c, b, ": Tunnel type: {@6=2N}", TUNNELS),
        0x4004 => {
            put!(c, ": bandwidth: ");
            bandwidth(c, b.u32(4)?);
            Ok(())
        }
        _ => show!(c, b, ": {@2=6H}"),
    }
}

fn multicast_tunnel(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 5 {
        return Err(Cut);
    }
    show!(
        c,
        b,
        "\n\t    Tunnel-type {@1=1N} ({@1=1}), Flags [{@0=1B}], MPLS Label {@2=3>4}",
        MULTICAST_TUNNELS,
        MULTICAST_TUNNEL_FLAGS
    )?;
    let kind = b.u8(1)?;
    let value = b.from(5);
    let format = match kind {
        1 => text!("\n\t      Extended-Tunnel-ID {4A}, P2MP-ID 0x{4:08x}"),
        2 | 7 => text!("\n\t      Root-Node {4A}, LSP-ID 0x{4:08x}"),
        3 => text!("\n\t      Root-Node {4A}, P-Group {4A}"),
        4 | 5 => text!("\n\t      Sender {4A}, P-Group {4A}"),
        6 => text!("\n\t      Tunnel-Endpoint {4A}"),
        _ => {
            if c.v() <= 1 {
                c.hex_lines(text!("\n\t      "), value.inside());
            }
            return Ok(());
        }
    };
    c.show(&value, format, &[])
}

fn metrics(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 2 {
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u16(1)?));
        put!(
            c,
            "\n\t    {} TLV ({})",
            if kind == 1 { text!("AIGP") } else { text!("Unknown") },
            kind
        );
        put!(c, ", length {}", length);
        if length < 3 || rest.len() < length || kind == 1 && length < 11 {
            return Err(Cut);
        }
        if kind == 1 {
            show!(c, &rest, ", metric {@3=8}")?;
        } else if c.v() <= 1 {
            c.hex_lines(text!("\n\t      "), rest.first(length).from(3).inside());
        }
        rest = rest.from(length);
    }
    Ok(())
}

/// A path with signatures (RFC 8205).
fn secured(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let length = usize::from(b.u16(0)?);
    put!(c, "\n\t    Secure Path Length: {}", length);
    let mut segments = b.first(length).from(2);
    while segments.len() >= 6 {
        show!(
            c,
            &segments,
            "\n\t      Secure Path Segment: pCount: {1}, Flags: [{1B}] (0x{@1=1:02x}), AS: {4}",
            table!("none"; 0x80: "Confed_Segment")
        )?;
        segments = segments.from(6);
    }
    let mut rest = b.from(length);
    while rest.len() > 0 {
        let size = usize::from(rest.u16(0)?);
        show!(c, &rest, "\n\t    Signature Block: Length: {2}, Algo ID: {1}")?;
        if size < 3 {
            return c.short(text!("length"), size, 3);
        }
        let mut signatures = rest.first(size).from(3);
        while signatures.len() >= 22 {
            put!(c, "\n\t      Signature Segment:\n\t        SKI: ");
            c.hex_lines(text!("\n\t          "), signatures.get(0, 20)?);
            let length = usize::from(signatures.u16(20)?);
            put!(c, "\n\t        Length: {}", length);
            if signatures.len() < 22 + length {
                return Err(Cut);
            }
            put!(c, "\n\t        Signature:");
            c.hex_lines(text!("\n\t          "), signatures.get(22, length)?);
            signatures = signatures.from(22 + length);
        }
        rest = rest.from(size);
    }
    Ok(())
}
