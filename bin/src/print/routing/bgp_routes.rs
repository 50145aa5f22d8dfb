//! The routes in BGP's messages: prefixes (RFC 4271), with path identifiers (RFC 7911), and those of
//! other families (RFC 4760), with labels and route distinguishers (RFC 4364, 8277), of multicast (RFC
//! 6514), and of route targets (RFC 4684).
//!
//! Left out: the routes of EVPN.

use super::bgp::{FAMILIES, SUBSEQUENT};
use super::osi;
use crate::print::address::filled;
use crate::print::toolkit::*;

const MULTICAST_ROUTES: Table = table!("Unknown";
    1: "Intra-AS I-PMSI" "Inter-AS I-PMSI" "S-PMSI" "Intra-AS Segment-Leaf" "Source-Active"
    "Shared Tree Join" "Source Tree Join",
);

/// Whether prefixes have path identifiers before them (RFC 7911), which nothing says: if they make
/// sense with them and not without.
fn with_identifiers(b: &Bytes<'_>, longest: u8) -> bool {
    let walk = |skip: usize, least: u8| {
        let mut rest = *b;
        while rest.len() > 0 {
            if rest.len() < skip {
                return false;
            }
            rest = rest.from(skip);
            let Ok(bits) = rest.u8(0) else { break };
            let used = 1 + usize::from(bits).div_ceil(8);
            if !(least..=longest).contains(&bits) || rest.len() < used {
                return false;
            }
            rest = rest.from(used);
        }
        true
    };
    b.len() > 4 && walk(4, 0) && !walk(0, 1)
}

/// Prints prefixes of IPv4 or IPv6, and answers how many bytes were taken. As tcpdump has it, those of an
/// attribute may end behind it, and only others are `bounded`.
pub(super) fn prefixes(
    c: &mut Ctx<'_>,
    b: &Bytes<'_>,
    bounded: bool,
    indent: Literal,
    size: usize,
) -> Res<usize> {
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
            put!(c, "\n\t    (illegal prefix length)");
            break;
        }
        rest.need(0, used)?;
        if bounded && rest.len() < used {
            return Err(Cut);
        }
        c.literal(indent);
        c.prefix(&rest.claim(used).from(1), bits, size);
        if let Some(identifier) = identifier {
            put!(c, "   Path Id: {}", identifier);
        }
        rest = rest.from(used);
    }
    Ok(b.len() - rest.len())
}

/// A route distinguisher.
pub(in crate::print) fn distinguisher(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    match b.u16(0)? {
        0 => show!(c, b, "{@2=2}:{4} (= {@4=4A})"),
        1 => show!(c, b, "{@2=4A}:{2}"),
        2 => {
            c.autonomous_system(b.u32(2)?);
            show!(c, b, ":{@6=2} ({@2=1}.{1}.{1}.{1}:{2})")
        }
        _ => {
            put!(c, "unknown RD format");
            b.need(0, 8)
        }
    }
}

/// What the routes of a family are.
#[derive(Clone, Copy, PartialEq)]
enum Routes {
    /// Prefixes of addresses.
    Prefixes,
    /// The same behind a label.
    Labelled,
    /// Of multicast in a private network (RFC 6514).
    Multicast,
    /// Of a multicast distribution tree (RFC 6037).
    Tree,
    /// Which targets of routes are wanted (RFC 4684).
    Targets,
    /// Of layer 2 (RFC 4761, RFC 6074).
    Layer2,
}

/// The routes of a family, and the sizes of an address and of a route distinguisher. Addresses of OSI have no
/// size of their own, but one that is the longest.
type Shape = (Routes, usize, usize);

/// The longest address of OSI, in bytes; prefixes of one have a byte less.
const LONGEST: usize = 20;
/// The length of a label.
const LABEL: usize = 3;

/// What is routed, and whether its routes are known.
fn family(b: &Bytes<'_>) -> Res<(u16, u8, Option<Shape>)> {
    let (family, next) = (b.u16(0)?, b.u8(2)?);
    let size = if family == 1 { 4 } else { 16 };
    let shape = match (family, next) {
        (1 | 2, 1..=3) => Some((Routes::Prefixes, size, 0)),
        (1 | 2, 4) => Some((Routes::Labelled, size, 0)),
        (1 | 2, 128..=130) => Some((Routes::Labelled, size, 8)),
        (1, 5) => Some((Routes::Multicast, size, 0)),
        (1, 132) => Some((Routes::Targets, size, 0)),
        (1, 66) => Some((Routes::Tree, size, 0)),
        (3, 1..=3) => Some((Routes::Prefixes, LONGEST, 0)),
        (3, 128..=130) => Some((Routes::Labelled, LONGEST, 8)),
        (25, 65) | (196, 128..=130) => Some((Routes::Layer2, 4, 0)),
        _ => None,
    };
    Ok((family, next, shape))
}

/// The family's names; answers its shape, or dumps what is not known.
fn named(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<Shape>> {
    let (number, next, shape) = family(b)?;
    let unknown =
        |table: Table, value, name| if table.get(value).is_some() { text!("") } else { name };
    put!(c, "\n\t    AFI: {}", Name(FAMILIES, number.into()));
    c.literal(unknown(FAMILIES, number.into(), text!(" AFI")));
    put!(c, " ({}), {}", number, if next > 128 { text!("vendor specific ") } else { text!("") });
    put!(c, "SAFI: {}", Name(SUBSEQUENT, next.into()));
    put!(c, "{} ({})", unknown(SUBSEQUENT, next.into(), text!(" SAFI")), next);
    Ok(shape)
}

/// Prints routes that there are no more.
pub(super) fn unreachable(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let shape = named(c, b)?;
    if b.len() == 3 && shape.is_some() {
        put!(c, "\n\t      End-of-Rib Marker (empty NLRI)");
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
    show!(c, b, "\n\t    no AFI {2} / SAFI {1} decoder")?;
    if c.v() <= 1 {
        c.hex_lines(text!("\n\t    "), b.inside());
    }
    Ok(())
}

/// Prints routes, with the next router on the way.
pub(super) fn reachable(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 3 {
        return Err(Cut);
    }
    let Some(shape) = named(c, b)? else { return no_decoder(c, b) };
    let length = usize::from(b.u8(3)?);
    let mut hops = b.from(4);
    if hops.len() < length {
        return Err(Cut);
    }
    hops = hops.first(length);
    let mut rest = b.from(4 + length);
    let (_, size, distinguished) = shape;
    let mut between = text!("\n\t    nexthop: ");
    while hops.len() > 0 {
        c.literal(between);
        between = text!(", ");
        // Addresses of OSI go on to the end.
        let end = if size == LONGEST { hops.len() } else { distinguished + size };
        if hops.len() < end.max(distinguished + 1) {
            put!(c, "invalid len");
            break;
        }
        if distinguished > 0 {
            put!(c, "RD: ");
            distinguisher(c, &hops)?;
            put!(c, ", ");
        }
        let address = hops.get(distinguished, end - distinguished)?;
        if size == LONGEST {
            osi::address(c, address);
        } else {
            put!(c, "{}", Address(address));
        }
        hops = hops.from(end);
    }
    put!(c, ", nh-length: {}", length);
    if rest.len() == 0 {
        return Err(Cut);
    }
    let points = rest.u8(0)?;
    rest = rest.from(1);
    if points == 0 {
        put!(c, ", no SNPA");
    } else {
        put!(c, "\n\t    {} SNPA", points);
        for _ in 0..points {
            let bytes = rest.u8(0)?;
            if rest.len() == 0 {
                return Err(Cut);
            }
            put!(c, "\n\t      {} bytes", bytes);
            if rest.len() <= bytes.into() {
                return Err(Cut);
            }
            rest = rest.from(1 + usize::from(bytes));
        }
    }
    routes(c, &rest, shape)
}

/// The routes of a family.
fn routes(c: &mut Ctx<'_>, b: &Bytes<'_>, (routes, size, distinguished): Shape) -> Res {
    if routes == Routes::Prefixes && size != LONGEST {
        prefixes(c, b, false, text!("\n\t      "), size)?;
        return Ok(());
    }
    let mut rest = *b;
    while rest.len() > 0 {
        let used = match routes {
            Routes::Layer2 => Some(layer_2(c, &rest)?),
            Routes::Multicast => {
                let length = usize::from(rest.u8(1)?);
                multicast(c, &rest)?;
                Some(2 + length)
            }
            Routes::Targets => wanted(c, &rest)?,
            Routes::Tree => tree(c, &rest)?,
            Routes::Labelled => labelled(c, &rest, size, distinguished)?,
            Routes::Prefixes => osi_route(c, &rest)?,
        };
        let Some(used) = used else { return Ok(()) };
        rest = rest.from(used);
    }
    Ok(())
}

/// A length that no prefix has, behind which no routes are printed.
fn illegal(c: &mut Ctx<'_>) -> Res<Option<usize>> {
    put!(c, "\n\t    (illegal prefix length)");
    Ok(None)
}

/// How many bytes a route takes with the length of its prefix, in bits, before it.
fn taken(b: &Bytes<'_>) -> Res<(u8, usize)> {
    let bits = b.u8(0)?;
    Ok((bits, 1 + usize::from(bits).div_ceil(8)))
}

/// Targets of routes that are wanted, by a prefix of them; answers how many bytes it takes.
fn wanted(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<usize>> {
    let (bits, used) = taken(b)?;
    if bits == 0 {
        put!(c, "\n\t      default route target");
    } else {
        if bits > 96 {
            b.need(1, 4)?;
        }
        if !(32..=96).contains(&bits) {
            put!(c, "\n\t      (illegal prefix length)");
            return Ok(None);
        }
        b.need(0, used)?;
        put!(c, "\n\t      origin AS: ");
        c.autonomous_system(b.u32(1)?);
        target(c, b.get(5, used - 5)?, bits - 32)?;
    }
    Ok(Some(used))
}

/// A tree, by its root and its group; answers how many bytes it takes.
fn tree(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<usize>> {
    let (bits, used) = taken(b)?;
    if bits != 128 {
        return illegal(c);
    }
    b.need(0, used)?;
    put!(c, "\n\t      RD: ");
    distinguisher(c, &b.from(1))?;
    show!(c, b, ", VPN IP Address: {@9=4A}, MC Group Address: {4A}")?;
    Ok(Some(used))
}

/// A prefix of an address of OSI; answers how many bytes it takes.
fn osi_route(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<usize>> {
    let (bits, used) = taken(b)?;
    if usize::from(bits) > (LONGEST - 1) * 8 {
        return illegal(c);
    }
    // As tcpdump has it, these start behind four bytes.
    b.need(0, 4)?;
    b.need(4, used - 1)?;
    put!(c, "\n\t      ");
    osi_prefix(c, &b.from(4), bits.into())?;
    Ok(Some(used))
}

/// A prefix behind a label and, if there is one, a route distinguisher; answers how many bytes it takes.
fn labelled(
    c: &mut Ctx<'_>,
    b: &Bytes<'_>,
    size: usize,
    distinguished: usize,
) -> Res<Option<usize>> {
    let (bits, used) = taken(b)?;
    if distinguished == 0 {
        b.need(0, 4)?;
    }
    let head = LABEL + distinguished;
    let most = if size == LONGEST { LONGEST - 1 } else { size };
    let Some(bits) = usize::from(bits).checked_sub(head * 8).filter(|&bits| bits <= most * 8)
    else {
        return illegal(c);
    };
    b.need(0, used)?;
    put!(c, "\n\t      ");
    if distinguished > 0 {
        put!(c, "RD: ");
        distinguisher(c, &b.from(1 + LABEL))?;
        put!(c, ", ");
    }
    if size == LONGEST {
        osi_prefix(c, &b.from(1 + head), bits)?;
    } else {
        c.prefix(&b.claim(used).from(1 + head), bits as u8, size);
    }
    let word = b.u32(0)? & 0xff_ffff;
    put!(c, ", label:{} ", word >> 4);
    c.literal(if word & 1 != 0 {
        text!("(bottom)")
    } else {
        text!("(BOGUS: Bottom of Stack NOT set!)")
    });
    Ok(Some(used))
}

/// A prefix of an address of OSI.
fn osi_prefix(c: &mut Ctx<'_>, b: &Bytes<'_>, bits: usize) -> Res {
    let mut address = [0; LONGEST];
    let bytes = b.get(0, bits.div_ceil(8))?;
    for (i, (to, from)) in address.iter_mut().zip(bytes).enumerate() {
        *to = from & !(0xff_u32 >> (bits - i * 8).min(8)) as u8;
    }
    osi::address(c, address.get(..bytes.len()).unwrap_or(&[]));
    put!(c, "/{}", bits);
    Ok(())
}

/// A route of layer 2 (RFC 4761, RFC 6074), by its length; answers how many bytes it takes.
fn layer_2(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<usize> {
    let length = usize::from(b.u16(0)?);
    if length == 12 {
        b.need(2, 12)?;
        put!(c, "\n\t      RD: ");
        distinguisher(c, &b.from(2))?;
        show!(c, b, ", BGPNH: {@10=4A}")?;
        return Ok(2 + length);
    }
    if length < 18 {
        return Err(Cut);
    }
    // Nothing is printed of a route that is cut. As tcpdump has it, the heads of its values are not
    // counted.
    for print in [false, true] {
        if print {
            put!(c, "\n\t      RD: ");
            distinguisher(c, &b.from(2))?;
            show!(c, b, ", CE-ID: {@10=2}, Label-Block Offset: {2}, Label Base {3>4}")?;
        }
        let (mut rest, mut left) = (b.from(17), length - 15);
        while left > 0 {
            if left < 3 {
                c.literal(if print { text!("\n\t\tran past the end") } else { text!("") });
                break;
            }
            let (kind, bits) = (rest.u8(0)?, rest.u16(1)?);
            let bytes = usize::from(bits).div_ceil(8);
            let taken = bytes.min(left);
            // The bytes of unknown values are read once more, as what follows them.
            let value = if kind == 1 { rest.get(3, taken)? } else { &[] };
            if print {
                if kind == 1 {
                    put!(c, "\n\t\tcircuit status vector (1) length: {}: 0x", bits);
                    c.hex_bytes(value);
                } else {
                    put!(c, "\n\t\tunknown TLV #{}, length: {}", kind, bits);
                }
                c.literal(if bytes > left { text!(" (ran past the end)") } else { text!("") });
            }
            left -= taken;
            rest = rest.from(3 + value.len());
        }
    }
    Ok(2 + length)
}

/// The first bits of a route target (RFC 4684), and the bytes that they are in.
fn target(c: &mut Ctx<'_>, bytes: &[u8], bits: u8) -> Res {
    let mut whole = [0; 8];
    for (i, (to, from)) in whole.iter_mut().zip(bytes).enumerate() {
        *to = from & !(0xff_u32 >> usize::from(bits).saturating_sub(i * 8).min(8)) as u8;
    }
    let b = Bytes::new(&whole, 8);
    let kind = b.u16(0)?;
    let known = match kind {
        _ if bits == 0 => text!(", route-target: 0:0"),
        _ if bits < 16 => text!(", route-target: partial-type:"),
        2 => text!(", route-target: {@2=2}:{4}"),
        0x102 => text!(", route-target: {@2=4A}:{2}"),
        0x202 => text!(", route-target: {@2=4}:{2}"),
        _ => text!(", route target: unknown-type({2:04x})"),
    };
    c.show(&b, known, &[])?;
    let inside = bits < 16 || !matches!(kind, 2 | 0x102 | 0x202);
    if bits == 0 || !inside {
        put!(c, "/{}", bits);
    }
    if bits > 0 {
        let mut between = text!(" (");
        for pair in b.get(0, bytes.len())?.chunks(2) {
            c.literal(between);
            between = text!(" ");
            c.hex_bytes(pair);
        }
        if inside {
            put!(c, "/{}", bits);
        }
        put!(c, ")");
    }
    Ok(())
}

/// A route of a multicast VPN (RFC 6514).
fn multicast(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t      Route-Type: {1N} ({@0=1}), length: {1}", MULTICAST_ROUTES)?;
    let length = usize::from(b.u8(1)?);
    let value = b.from(2).claim(length);
    let least = match b.u8(0)? {
        1 | 3 | 5 => 8,
        2 | 6 | 7 => 12,
        _ => return Ok(()),
    };
    if length < least {
        return Err(Cut);
    }
    value.need(0, least)?;
    put!(c, ", RD: ");
    distinguisher(c, &value)?;
    if least == 12 {
        put!(c, ", Source-AS ");
        c.autonomous_system(value.u32(8)?);
    }
    match b.u8(0)? {
        1 => vpn_address(c, text!(", Originator "), &value.from(8), (length - 8) * 8)?,
        2 => {}
        kind => {
            let mut rest = value.from(least);
            for name in [text!(", Source "), text!(", Group ")] {
                let bits = usize::from(rest.u8(0)?);
                // One that is cut is left out, and what stands behind it.
                if !rest.has(1, bits / 8) {
                    break;
                }
                if bits > 0 {
                    vpn_address(c, name, &rest.from(1), bits)?;
                }
                rest = rest.from(1 + bits / 8);
            }
            if kind == 3 {
                // As tcpdump has it, the route distinguisher is counted as the originator's, which is
                // read where the source and the group are.
                let taken = value.captured() - 8 - rest.captured();
                let bytes = length.checked_sub(taken).ok_or(Cut)?;
                value.need(8, bytes)?;
                vpn_address(c, text!(", Originator "), &value.from(8), bytes * 8)?;
            }
        }
    }
    Ok(())
}

/// An address by its length in bits.
fn vpn_address(c: &mut Ctx<'_>, name: Literal, b: &Bytes<'_>, bits: usize) -> Res {
    c.literal(name);
    match bits {
        32 | 128 => put!(c, "{}", Address(b.get(0, bits / 8)?)),
        _ => put!(c, "bogus address length {}", bits),
    }
    Ok(())
}

impl Ctx<'_> {
    /// A prefix of an address of a size, cut to the bytes that it needs.
    pub(crate) fn prefix(&mut self, b: &Bytes<'_>, bits: u8, size: usize) {
        let bytes = usize::from(bits).div_ceil(8);
        let mut address = filled::<16>(b.first(bytes).inside());
        if let Some(last) = bytes.checked_sub(1).and_then(|last| address.get_mut(last)) {
            *last &= (0xff00u16 >> ((bits - 1) % 8 + 1)) as u8;
        }
        self.address(address.get(..size).unwrap_or(&[]));
        put!(self, "/{}", bits);
    }
}
