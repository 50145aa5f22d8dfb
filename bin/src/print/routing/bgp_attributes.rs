//! The path attributes of BGP (RFC 4271, 1997, 4360, 4456, 4760, 6368, 6514, 7311, 8092, 8205,
//! 9234) and the prefixes in them (RFC 4364, 8277).
//!
//! Left out: the routes of VPLS, of EVPN, of multicast distribution trees and of OSI, and traffic
//! rates.

use super::bgp::{FAMILIES, SUBSEQUENT};
use crate::print::toolkit::*;

const ATTRIBUTES: Table = table!("Unknown Attribute";
    1: "Origin" "AS Path" "Next Hop" "Multi Exit Discriminator" "Local Preference"
    "Atomic Aggregate" "Aggregator" "Community" "Originator ID" "Cluster List" "DPA"
    "Advertisers" "RCID_PATH / CLUSTER_ID" "Multi-Protocol Reach NLRI"
    "Multi-Protocol Unreach NLRI" "Extended Community" "AS4 Path" "AS4 Aggregator",
    22: "PMSI Tunnel" "Tunnel Encapsulation" "Traffic Engineering" "IPv6 Extended Community"
    "Accumulated IGP Metric" "PE Distinguisher Label", 32: "Large Community" "BGPsec Path",
    35: "Only to Customer (OTC)", 128: "Attribute Set", 255: "Reserved for development",
);
const ORIGINS: Table = table!("Unknown Origin Typecode"; 0: "IGP" "EGP" "Incomplete");
const OPENINGS: Table = table!("?"; 1: "{" "" "(" "({");
const CLOSINGS: Table = table!("?"; 1: "}" "" ")" "})");
const COMMUNITIES: Table = table!("";
    0xffff_ff01: " NO_EXPORT" " NO_ADVERTISE" " NO_EXPORT_SUBCONFED", 0xffff_0000: " gshut",
);
const EXTENDED: Table = table!("unknown extd community typecode";
    0x0002: "target" "origin", 0x0005: "ospf-domain", 0x0009: "source-AS", 0x000a: "l2vpn-id",
    0x0102: "target" "origin", 0x0105: "ospf-domain", 0x0107: "ospf-router-id",
    0x010b: "vrf-route-import", 0x0202: "target" "origin", 0x0300: "ospf-domain",
    0x0301: "ospf-router-id", 0x0306: "ospf-route-type", 0x030b: "color" "encapsulation",
    0x4004: "link-BW", 0x8000: "ospf-route-type" "ospf-router-id", 0x8005: "ospf-domain",
    0x800a: "layer2-info",
);
const EXTENDED_FLAGS: Table = table!("none";
    0x8000: "vendor-specific", 0x4000: "non-transitive",
);
const TUNNELS: Table = table!("Unknown";
    1: "L2TPv3 over IP" "GRE", 7: "IP in IP" "VXLAN" "NVGRE" "MPLS" "MPLS in GRE" "VXLAN GPE"
    "MPLS in UDP" "IPv6 Tunnel",
);
const MULTICAST_TUNNELS: Table = table!("Unknown";
    0: "None" "RSVP-TE P2MP LSP" "LDP P2MP LSP" "PIM-SSM" "PIM-SM" "PIM-BIDIR"
    "Ingress Replication" "LDP MP2MP LSP",
);
const MULTICAST_TUNNEL_FLAGS: Table = table!("none"; 1: "Leaf Information required");
const MULTICAST_ROUTES: Table = table!("Unknown";
    1: "Intra-AS I-PMSI" "Inter-AS I-PMSI" "S-PMSI" "Intra-AS Segment-Leaf" "Source-Active"
    "Shared Tree Join" "Source Tree Join",
);

/// Prints attributes; those of a set, which stand inside one, further to the right.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>, level: usize) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        if rest.len() < 2 {
            return Err(Cut);
        }
        let (flags, kind) = (rest.u8(0)?, rest.u8(1)?);
        let (head, length) = if flags & 0x10 != 0 {
            (4, usize::from(rest.u16(2)?))
        } else {
            (3, usize::from(rest.u8(2)?))
        };
        if rest.len() < head {
            return Err(Cut);
        }
        c.str("\n\t  ");
        c.out.spaces(level * 4);
        put!(c, "{} ({}), length: {}", Name(ATTRIBUTES, kind.into()), kind, length);
        if flags != 0 {
            c.str(", Flags [");
            for (bit, letter) in [(0x80, b'O'), (0x40, b'T'), (0x20, b'P'), (0x10, b'E')] {
                if flags & bit != 0 {
                    c.out.byte(letter);
                }
            }
            if flags & 15 != 0 {
                put!(c, "+{:x}", flags & 15);
            }
            c.str("]: ");
        }
        if rest.len() - head < length {
            c.str(" [path attrs too short]");
            return Ok(());
        }
        // Like the field's tools, what is in a value may run on past it.
        let value = rest.from(head).claim(length);
        attribute(c, kind, &value, level)?;
        if c.v() > 1 && length > 0 {
            c.hex_lines("\n\t    ", value.inside());
        }
        rest = rest.from(head + length);
    }
    Ok(())
}

fn attribute(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>, level: usize) -> Res {
    let length = b.len();
    let fits = match kind {
        1 => length == 1,
        2 | 17 => length.is_multiple_of(2),
        3..=5 | 9 => length == 4,
        6 => length == 0,
        7 => matches!(length, 6 | 8),
        18 => length == 8,
        8 | 10 => length.is_multiple_of(4),
        16 => length.is_multiple_of(8),
        32 => length != 0 && length.is_multiple_of(12),
        35 => length >= 4,
        _ => true,
    };
    if !fits {
        c.str("invalid len");
        return Ok(());
    }
    match kind {
        1 => c.show(b, "{1N}", &[ORIGINS]),
        2 | 17 => path(c, kind == 17, b),
        3 | 9 => c.show(b, "{4A}", &[]),
        4 | 5 => c.show(b, "{4}", &[]),
        6 => Ok(()),
        7 | 18 => {
            c.str(" AS #");
            c.autonomous_system(if length == 8 { b.u32(0)? } else { b.u16(0)?.into() });
            c.show(&b.from(length - 4), ", origin {4A}", &[])
        }
        8 | 10 => {
            for at in (0..length).step_by(4) {
                let value = b.u32(at)?;
                c.str(if at > 0 { ", " } else { "" });
                match COMMUNITIES.get(value) {
                    _ if kind == 10 => put!(c, "{}", b.array::<4>(at)?),
                    Some(name) => c.out.bytes(name),
                    None => put!(c, "{}:{}", value >> 16, value & 0xffff),
                }
            }
            Ok(())
        }
        14 => reachable(c, b),
        15 => unreachable(c, b),
        16 => {
            for at in (0..length).step_by(8) {
                extended(c, &b.from(at))?;
            }
            Ok(())
        }
        22 => multicast_tunnel(c, b),
        26 => metrics(c, b),
        32 => {
            c.str("\n\t    ");
            for at in (0..length).step_by(12) {
                c.str(if at > 0 { ", " } else { "" });
                c.show(&b.from(at), "{4}:{4}:{4}", &[])?;
            }
            Ok(())
        }
        33 => secured(c, b),
        35 => c.show(b, "\n\t    OTC {4}", &[]),
        128 if level == 0 => {
            if length < 4 {
                return Err(Cut);
            }
            c.str("\n\t    Origin AS: ");
            c.autonomous_system(b.u32(0)?);
            print(c, &b.from(4), level + 1)
        }
        _ => {
            put!(c, "\n\t    no Attribute {} decoder", kind);
            if c.v() <= 1 {
                c.hex_lines("\n\t    ", b.inside());
            }
            Ok(())
        }
    }
}

/// The autonomous systems on the way.
fn path(c: &mut Ctx<'_>, wide: bool, b: &Bytes<'_>) -> Res {
    if b.len() == 0 {
        c.str("empty");
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
            c.str(" ");
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
        if !matches!(rest.u8(0)?, 1..=4) || count == 0 || rest.len() < 2 + count * 2 {
            return Ok(4);
        }
        rest = rest.from(2 + count * 2);
    }
    Ok(2)
}

/// Whether prefixes have path identifiers before them (RFC 7911), which nothing says: if they make
/// sense with them and not without.
fn with_identifiers(b: &Bytes<'_>, longest: u8) -> bool {
    // `None` where some length is too long, else whether all fit.
    let walk = |skip: usize, least: u8| {
        let mut rest = *b;
        while rest.len() > 0 {
            rest = rest.from(skip);
            match rest.u8(0) {
                Ok(bits) if (least..=longest).contains(&bits) => {
                    let used = 1 + usize::from(bits).div_ceil(8);
                    if rest.len() < used {
                        return false;
                    }
                    rest = rest.from(used);
                }
                _ => return false,
            }
        }
        true
    };
    walk(4, 0) && !walk(0, 1)
}

/// Prints prefixes of IPv4 or IPv6, and answers how many bytes were taken.
pub(super) fn prefixes(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: &str, size: usize) -> Res<usize> {
    let identified = with_identifiers(b, size as u8 * 8);
    let mut rest = *b;
    while rest.len() > 0 {
        let mut identifier = None;
        if identified {
            if rest.len() < 4 {
                rest = rest.from(4);
                break;
            }
            identifier = Some(rest.u32(0)?);
            rest = rest.from(4);
        }
        let bits = rest.u8(0)?;
        let used = 1 + usize::from(bits).div_ceil(8);
        if usize::from(bits) > size * 8 {
            c.str("\n\t    (illegal prefix length)");
            break;
        }
        if rest.len() < used {
            return Err(Cut);
        }
        rest.need(0, used)?;
        c.str(indent);
        c.prefix(&rest.first(used).from(1), bits, size);
        if let Some(identifier) = identifier {
            put!(c, "   Path Id: {}", identifier);
        }
        rest = rest.from(used);
    }
    Ok(b.len() - rest.len())
}

/// A route distinguisher.
fn distinguisher(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    match b.u16(0)? {
        0 => c.show(b, "{@2=2}:{4} (= {@4=4A})", &[]),
        1 => c.show(b, "{@2=4A}:{2}", &[]),
        2 => {
            c.autonomous_system(b.u32(2)?);
            c.show(b, ":{@6=2} ({@2=1}.{1}.{1}.{1}:{2})", &[])
        }
        _ => {
            c.str("unknown RD format");
            b.need(0, 8)
        }
    }
}

/// The sizes of an address, of a route distinguisher, and of a label; a label of one or two bytes
/// marks routes of another kind.
type Shape = (usize, usize, usize);

/// What is routed, and whether its prefixes are known: the size of an address, of a route
/// distinguisher, and of a label.
fn family(b: &Bytes<'_>) -> Res<(u16, u8, Option<Shape>)> {
    let (family, next) = (b.u16(0)?, b.u8(2)?);
    let size = if family == 1 { 4 } else { 16 };
    let shape = match (family, next) {
        (1 | 2, 1..=3) => Some((size, 0, 0)),
        (1 | 2, 4) => Some((size, 0, 3)),
        (1 | 2, 128..=130) => Some((size, 8, 3)),
        (1, 5) => Some((size, 0, 1)),
        (1, 132) => Some((size, 0, 2)),
        _ => None,
    };
    Ok((family, next, shape))
}

/// The family's names; answers its shape, or dumps what is not known.
fn named(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<Shape>> {
    let (number, next, shape) = family(b)?;
    put!(c, "\n\t    AFI: {} ({}), ", Name(FAMILIES, number.into()), number);
    c.str(if next > 128 && SUBSEQUENT.get(next.into()).is_none() {
        "vendor specific "
    } else {
        ""
    });
    put!(c, "SAFI: {} ({})", Name(SUBSEQUENT, next.into()), next);
    Ok(shape)
}

fn unreachable(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let shape = named(c, b)?;
    if b.len() == 3 {
        c.str("\n\t      End-of-Rib Marker (empty NLRI)");
    }
    match shape {
        Some(shape) => routes(c, &b.from(3), shape),
        None => {
            no_decoder(c, b)?;
            Ok(())
        }
    }
}

fn no_decoder(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.show(b, "\n\t    no AFI {2} / SAFI {1} decoder", &[])?;
    if c.v() <= 1 {
        c.hex_lines("\n\t    ", b.inside());
    }
    Ok(())
}

fn reachable(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let Some(shape) = named(c, b)? else { return no_decoder(c, b) };
    let length = usize::from(b.u8(3)?);
    let mut hops = b.from(4);
    if hops.len() < length {
        return Err(Cut);
    }
    hops = hops.first(length);
    let mut rest = b.from(4 + length);
    let (size, distinguished, _) = shape;
    let mut between = "\n\t    nexthop: ";
    while hops.len() > 0 {
        c.str(between);
        between = ", ";
        if hops.len() < distinguished + size {
            c.str("invalid len");
            break;
        }
        if distinguished > 0 {
            c.str("RD: ");
            distinguisher(c, &hops)?;
            c.str(", ");
        }
        put!(c, "{}", Address(hops.get(distinguished, size)?));
        hops = hops.from(distinguished + size);
    }
    put!(c, ", nh-length: {}", length);
    if rest.len() == 0 {
        return Err(Cut);
    }
    let points = rest.u8(0)?;
    rest = rest.from(1);
    if points == 0 {
        c.str(", no SNPA");
    } else {
        put!(c, "\n\t    {} SNPA", points);
        for _ in 0..points {
            let bytes = rest.u8(0)?;
            put!(c, "\n\t      {} bytes", bytes);
            rest = rest.from(1 + usize::from(bytes));
        }
    }
    routes(c, &rest, shape)
}

/// The routes of a family.
fn routes(
    c: &mut Ctx<'_>,
    b: &Bytes<'_>,
    (size, distinguished, label): (usize, usize, usize),
) -> Res {
    if label == 0 {
        prefixes(c, b, "\n\t      ", size)?;
        return Ok(());
    }
    let mut rest = *b;
    while rest.len() > 0 {
        if label == 1 {
            let length = usize::from(rest.u8(1)?);
            multicast(c, &rest)?;
            rest = rest.from(2 + length);
            continue;
        }
        let bits = rest.u8(0)?;
        let used = 1 + usize::from(bits).div_ceil(8);
        if label == 2 {
            if bits == 0 {
                c.str("\n\t      default route target");
            } else if !(32..=96).contains(&bits) {
                c.str("\n\t    (illegal prefix length)");
                return Ok(());
            } else {
                c.str("\n\t      origin AS: ");
                c.autonomous_system(rest.u32(1)?);
                c.str(", route target ");
                let mut target = [0; 8];
                for (to, from) in target.iter_mut().zip(rest.get(5, used - 5)?) {
                    *to = *from;
                }
                distinguisher(c, &Bytes::new(&target, 8))?;
            }
            rest = rest.from(used);
            continue;
        }
        let head = label + distinguished;
        let Some(bits) = usize::from(bits).checked_sub(head * 8).filter(|&bits| bits <= size * 8)
        else {
            c.str("\n\t    (illegal prefix length)");
            return Ok(());
        };
        if rest.len() < used {
            return Ok(());
        }
        rest.need(0, used)?;
        c.str("\n\t      ");
        if distinguished > 0 {
            c.str("RD: ");
            distinguisher(c, &rest.from(1 + label))?;
            c.str(", ");
        }
        c.prefix(&rest.first(used).from(1 + head), bits as u8, size);
        let word = rest.u32(0)? & 0xff_ffff;
        put!(c, ", label:{} ", word >> 4);
        c.str(if word & 1 != 0 { "(bottom)" } else { "(BOGUS: Bottom of Stack NOT set!)" });
        rest = rest.from(used);
    }
    Ok(())
}

/// A route of a multicast VPN (RFC 6514).
fn multicast(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.show(b, "\n\t      Route-Type: {1N} ({@0=1}), length: {1}", &[MULTICAST_ROUTES])?;
    let length = usize::from(b.u8(1)?);
    let value = b.from(2).claim(length);
    let least = match b.u8(0)? {
        1 | 2 => 12,
        3 => 8,
        5 => 8,
        6 | 7 => 12,
        _ => return Ok(()),
    };
    if length < least {
        return Err(Cut);
    }
    c.str(", RD: ");
    distinguisher(c, &value)?;
    let rest = match b.u8(0)? {
        1 => return c.show(&value, ", Originator {@8=4A}", &[]),
        2 => {
            c.str(", Source-AS ");
            c.autonomous_system(value.u32(8)?);
            return Ok(());
        }
        6 | 7 => {
            c.str(", Source-AS ");
            c.autonomous_system(value.u32(8)?);
            value.from(12)
        }
        _ => value.from(8),
    };
    let mut rest = rest;
    for name in [", Source ", ", Group "] {
        c.str(name);
        let bytes = usize::from(rest.u8(0)?).div_ceil(8);
        put!(c, "{}", Address(rest.get(1, bytes)?));
        rest = rest.from(1 + bytes);
        if rest.len() == 0 {
            break;
        }
    }
    Ok(())
}

fn extended(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.need(0, 8)?;
    let kind = b.u16(0)?;
    c.show(b, "\n\t    {2N} (0x{@0=2:04x}), Flags [{@0=2B}]", &[EXTENDED, EXTENDED_FLAGS])?;
    match kind {
        0x0002 | 0x0003 | 0x000a => c.show(b, ": {@2=2}:{4} (= {@4=4A})", &[]),
        0x0102 | 0x0103 | 0x010b => c.show(b, ": {@2=4A}:{2}", &[]),
        0x0202 | 0x0203 => {
            c.str(": ");
            c.autonomous_system(b.u32(2)?);
            c.show(b, ":{@6=2}", &[])
        }
        0x0005 | 0x0105 | 0x0107 | 0x0301 | 0x8001 | 0x8005 => c.show(b, ": {@2=4A}", &[]),
        0x0306 | 0x8000 => c.show(
            b,
            ": area:{@2=4A}, router-type:{1N}, metric-type:{1&1N}",
            &[
                table!("unknown (0x{:02x})"; 1: "Router" "Network/LAN" "Summary",
                    5: "External", 7: "NSSA External", 129: "MPLS-VPN Sham"),
                table!(""; 0: "E1" "E2"),
            ],
        ),
        0x800a => c.show(
            b,
            ": {@2=1N} Control Flags [0x{1:02x}]:MTU {2}",
            &[table!("unknown encaps"; 4: "Ethernet 802.1Q" "Ethernet", 19: "VPLS")],
        ),
        0x0009 => {
            put!(c, ": AS {}", b.u16(2)?);
            Ok(())
        }
        0x030c => c.show(b, ": Tunnel type: {@6=2N}", &[TUNNELS]),
        0x4004 => {
            c.str(": bandwidth: ");
            super::ospf_opaque::bandwidth(c, b.u32(4)?);
            Ok(())
        }
        _ => c.show(b, ": {@2=6H}", &[]),
    }
}

fn multicast_tunnel(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.show(
        b,
        "\n\t    Tunnel-type {@1=1N} ({@1=1}), Flags [{@0=1B}], MPLS Label {@2=3>4}",
        &[MULTICAST_TUNNELS, MULTICAST_TUNNEL_FLAGS],
    )?;
    let kind = b.u8(1)?;
    let value = b.from(5);
    let format = match kind {
        1 => "\n\t      Extended-Tunnel-ID {4A}, P2MP-ID 0x{4:08x}",
        2 | 7 => "\n\t      Root-Node {@4=4A}, LSP-ID 0x{4:08x}",
        3 => "\n\t      Root-Node {4A}, P-Group {4A}",
        4 | 5 => "\n\t      Sender {4A}, P-Group {4A}",
        6 => "\n\t      Tunnel-Endpoint {4A}",
        _ => {
            if c.v() <= 1 {
                c.hex_lines("\n\t      ", value.inside());
            }
            return Ok(());
        }
    };
    c.show(&value, format, &[])
}

fn metrics(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        if rest.len() < 3 {
            return Err(Cut);
        }
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u16(1)?));
        put!(c, "\n\t    {} TLV ({})", if kind == 1 { "AIGP" } else { "Unknown" }, kind);
        put!(c, ", length {}", length);
        if length < 3 || rest.len() < length {
            return Err(Cut);
        }
        if kind == 1 && length == 11 {
            c.show(&rest, ", metric {@3=8}", &[])?;
        } else if c.v() <= 1 {
            c.hex_lines("\n\t      ", rest.first(length).from(3).inside());
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
        c.show(
            &segments,
            "\n\t      Secure Path Segment: pCount: {1}, Flags: [{1B}] (0x{@1=1:02x}), AS: {4}",
            &[table!("none"; 0x80: "Confed_Segment")],
        )?;
        segments = segments.from(6);
    }
    let mut rest = b.from(length);
    while rest.len() > 0 {
        let size = usize::from(rest.u16(0)?);
        c.show(&rest, "\n\t    Signature Block: Length: {2}, Algo ID: {1}", &[])?;
        if size < 3 {
            return c.short("length", size, 3);
        }
        let mut signatures = rest.first(size).from(3);
        while signatures.len() >= 22 {
            c.str("\n\t      Signature Segment:\n\t        SKI: ");
            c.hex_lines("\n\t          ", signatures.get(0, 20)?);
            let length = usize::from(signatures.u16(20)?);
            put!(c, "\n\t        Length: {}", length);
            if signatures.len() < 22 + length {
                return Err(Cut);
            }
            c.str("\n\t        Signature:");
            c.hex_lines("\n\t          ", signatures.get(22, length)?);
            signatures = signatures.from(22 + length);
        }
        rest = rest.from(size);
    }
    Ok(())
}

impl Ctx<'_> {
    /// A prefix of an address of a size, cut to the bytes that it needs.
    pub(crate) fn prefix(&mut self, b: &Bytes<'_>, bits: u8, size: usize) {
        let mut address = [0; 16];
        let bytes = usize::from(bits).div_ceil(8);
        for (to, from) in address.iter_mut().zip(b.inside()).take(bytes) {
            *to = *from;
        }
        if let Some(last) = bytes.checked_sub(1).and_then(|last| address.get_mut(last)) {
            *last &= (0xff00u16 >> ((bits - 1) % 8 + 1)) as u8;
        }
        self.address(address.get(..size).unwrap_or(&[]));
        put!(self, "/{}", bits);
    }
}
