//! Ethernet (IEEE 802.3), VLAN tags (802.1Q, 802.1ad) and the dispatch by Ethertype.
//!
//! Tags of switch chips before the type (DSA, Broadcom) are for the link types that have them to print:
//! they are handed in as [`Tag`].

#[cfg(feature = "print-applications")]
use super::applications::{eap, ptp};
use super::bytes::{Bytes, Res, Short};
use super::context::Arg::Name;
use super::context::{Ctx, put};
#[cfg(feature = "print-core")]
use super::loopback;
#[cfg(feature = "print-routing")]
use super::routing::{lldp, osi};
use super::table::{Table, table};
#[cfg(feature = "print-tunnels")]
use super::tunnels::{mpls, nsh, ppp, pppoe};
use super::{arp, ip, ip6};
use crate::literal::Literal;
use crate::packed::text;

/// Destination, source, type.
pub(super) const HEADER: usize = 14;
/// The largest value of the type field that is a length.
const LARGEST_LENGTH: u16 = 1500;
/// In place of the length where that is larger.
const JUMBO: u16 = 0x8870;

/// VLAN tags (IEEE 802.1Q, 802.1ad), and those of equipment that had outer ones before.
pub(super) const VLAN: u16 = 0x8100;
const SERVICE_VLAN: u16 = 0x88a8;
const VLAN_9100: u16 = 0x9100;
const VLAN_9200: u16 = 0x9200;

/// Ethertypes by name, the common ones first.
pub(super) const TYPES: Table = table!("Unknown";
    0x0800: "IPv4", 0x86dd: "IPv6", 0x0806: "ARP", 0x8100: "802.1Q", 0x88a8: "802.1Q-QinQ",
    0x9100: "802.1Q-9100", 0x9200: "802.1Q-9200", 0x8847: "MPLS unicast",
    0x8848: "MPLS multicast", 0x88e5: "802.1AE MACsec", 0x0200: "PUP", 0x8035: "Reverse ARP",
    0x0600: "NS", 0x0500: "Sprite", 0x1000: "Trail", 0x6001: "MOP DL", 0x6002: "MOP RC",
    0x6003: "DN", 0x6004: "LAT", 0x6007: "SCA", 0x6558: "TEB", 0x8038: "Lanbridge",
    0x803c: "DEC DNS", 0x803e: "DEC DTS", 0x805b: "VEXP", 0x805c: "VPROD", 0x809b: "Appletalk",
    0x80f3: "Appletalk ARP", 0x8137: "IPX", 0x880b: "PPP", 0x8808: "MPCP",
    0x8809: "Slow Protocols", 0x8863: "PPPoE D", 0x8864: "PPPoE S", 0x888e: "EAPOL",
    0x8899: "Realtek protocols", 0x886f: "MS NLB heartbeat", 0x8870: "Jumbo", 0x894f: "NSH",
    0x9000: "Loopback", 0xfefe: "OSI", 0x00fe: "GRE-OSI", 0x8902: "CFM", 0x893a: "IEEE1905.1",
    0x88cc: "LLDP", 0x88ca: "TIPC", 0xabcd: "CFM (old)", 0x0707: "GeoNet (old)", 0x8947: "GeoNet",
    0x1111: "CALM FAST", 0x88a2: "AoE", 0x88f7: "PTP", 0xd28b: "Arista Vendor Specific Protocol",
);

/// The type of what a tunnel carries, with -e.
#[cfg(feature = "print-tunnels")]
pub(super) fn carried(c: &mut Ctx<'_>, kind: u16) {
    if c.o.link_header {
        let name = TYPES.get(kind.into()).unwrap_or("unknown".into());
        put!(c, ", proto {} (0x{:04x})", name, kind);
    }
}

/// An Ethernet frame as a packet's outermost header.
pub(super) fn link(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    frame(c, b, true)
}

/// An Ethernet frame; `outermost` where its header is the link-layer header of the packet.
pub(super) fn frame(c: &mut Ctx<'_>, b: &Bytes<'_>, outermost: bool) -> Res {
    c.protocol = text!("ether");
    let before = c.link_header;
    let result = body(c, b, None);
    if !outermost {
        c.link_header = before;
    }
    result
}

/// A tag of a switch chip between a frame's addresses and its type.
#[derive(Clone, Copy)]
pub(super) struct Tag {
    pub(super) size: usize,
    pub(super) print: fn(&mut Ctx<'_>, &Bytes<'_>) -> Res,
}

/// An Ethernet frame with such a tag, as a packet's outermost header.
#[cfg(feature = "print-core")]
pub(super) fn tagged(c: &mut Ctx<'_>, b: &Bytes<'_>, tag: Tag) -> Res {
    body(c, b, Some(tag))
}

fn body(c: &mut Ctx<'_>, b: &Bytes<'_>, tag: Option<Tag>) -> Res {
    let header = HEADER + tag.map_or(0, |tag| tag.size);
    let start = c.link_header;
    // Of a header that is cut nothing is dumped.
    c.link_header = start + b.captured();
    // In a tunnel, what carries the frame may say that it is shorter.
    if b.len() < b.captured() {
        put!(c, "[length {} < caplen {}]", b.len(), b.captured());
        c.invalid();
        return Ok(());
    }
    if b.len() < header {
        return Err(Short);
    }
    b.check(0, header)?;
    let &[d0, d1, d2, d3, d4, d5, s0, s1, s2, s3, s4, s5, t0, t1] = b.array::<HEADER>(0)?;
    let ends = Ends { dst: [d0, d1, d2, d3, d4, d5], src: [s0, s1, s2, s3, s4, s5] };
    let mut kind = u16::from_be_bytes([t0, t1]);
    let shown = c.o.link_header;
    if tag.is_some() {
        kind = b.u16(header - 2)?;
    }
    if shown {
        ends.print(c, text!(", "));
    }
    if let Some(tag) = tag {
        (tag.print)(c, &b.from(HEADER - 2))?;
    }
    tag_is_whole(c, kind, &b.from(header))?;
    if shown {
        type_and_length(c, kind, b.len(), b.len() - header);
    }
    let whole = b.len();
    let Some((b, header, kind)) = tags(c, b, header, kind, &ends)? else { return Ok(()) };
    c.link_header = start + header;
    let mut payload = b.from(header);
    if kind <= LARGEST_LENGTH || kind == JUMBO {
        // What follows the length is padding, where there is a length.
        payload = payload.first(kind.into());
        #[cfg(feature = "print-core")]
        return super::lan::llc::print(c, &payload, Some(&ends));
    }
    #[cfg(feature = "print-rare")]
    {
        c.ends = Some(ends);
    }
    if kind > LARGEST_LENGTH && ethertype(c, kind, &payload)? {
        return Ok(());
    }
    if !shown {
        ends.print(c, text!(", "));
        type_name(c, kind);
        put!(c, ", length {}: ", whole);
    }
    c.unknown(&payload);
    Ok(())
}

/// The tags between a frame's addresses and its content; they nest as deep as the frame has bytes for them,
/// and each step goes on in it. Answers the frame without what is behind its content, where that begins and
/// of which type it is; nothing where it is encrypted.
#[cfg_attr(not(feature = "print-rare"), allow(unused_mut, unused_variables))] // VLANs' tags leave it as it is
fn tags<'a>(
    c: &mut Ctx<'_>,
    b: &Bytes<'a>,
    mut header: usize,
    mut kind: u16,
    ends: &Ends,
) -> Res<Option<(Bytes<'a>, usize, u16)>> {
    let (mut b, whole, shown) = (*b, b.len(), c.o.link_header);
    // MACsec's tag is read behind addresses and time stamps alone.
    #[cfg(feature = "print-rare")]
    let mut may_be_secured = true;
    loop {
        #[cfg(feature = "print-rare")]
        match kind {
            super::rare::macsec::ETHERTYPE if may_be_secured => {
                let Some(content) = secured(c, &b, header, ends, whole)? else { return Ok(None) };
                (b, header, kind) = content;
                may_be_secured = false;
                continue;
            }
            super::rare::arista::ETHERTYPE => {
                let Some(content) = stamped(c, &b, header, whole)? else { break };
                (header, kind) = content;
                may_be_secured = true;
                continue;
            }
            _ => may_be_secured = false,
        }
        if !is_tag(kind) {
            break;
        }
        let tag = b.from(header);
        let tci = tag.u16(0)?;
        kind = tag.u16(2)?;
        if shown {
            vlan_tci(c, tci);
            put!(c, ", ");
        }
        tag_is_whole(c, kind, &tag.from(4))?;
        if shown {
            inner_type(c, kind, whole);
        }
        header += 4;
    }
    Ok(Some((b, header, kind)))
}

/// A tag of MACsec. Answers the frame without its integrity check value, where content begins and of which
/// type it is; nothing where it is encrypted.
#[cfg(feature = "print-rare")]
fn secured<'a>(
    c: &mut Ctx<'_>,
    b: &Bytes<'a>,
    header: usize,
    ends: &Ends,
    whole: usize,
) -> Res<Option<(Bytes<'a>, usize, u16)>> {
    let printed = super::rare::macsec::print(c, ends, &b.from(header));
    let Some((size, payload)) = printed.or(Err(Short))? else { return Ok(None) };
    let at = header + size;
    let b = b.first(at + payload.captured()).claim(at + payload.len());
    c.protocol = text!("ether");
    let kind = b.u16(at)?;
    tag_is_whole(c, kind, &b.from(at + 2))?;
    if c.o.link_header {
        inner_type(c, kind, whole);
    }
    Ok(Some((b, at + 2, kind)))
}

/// A time stamp of Arista's switches. Answers where content begins, and its type; nothing where the stamp is
/// of a kind that is not known.
#[cfg(feature = "print-rare")]
fn stamped(
    c: &mut Ctx<'_>,
    b: &Bytes<'_>,
    header: usize,
    whole: usize,
) -> Res<Option<(usize, u16)>> {
    use super::rare::arista;
    if !c.o.link_header {
        type_and_length(c, arista::ETHERTYPE, whole, 0);
    }
    let size = arista::print(c, &b.from(header))?;
    if size == 0 {
        return Ok(None);
    }
    let at = header + size;
    let kind = b.u16(at)?;
    let content = b.from(at + 2);
    tag_is_whole(c, kind, &content)?;
    if c.o.link_header {
        type_and_length(c, kind, whole, content.len());
    }
    Ok(Some((at + 2, kind)))
}

/// The type and how long the frame is; or, where a length stands in its place, how much follows it.
fn type_and_length(c: &mut Ctx<'_>, kind: u16, whole: usize, rest: usize) {
    if kind <= LARGEST_LENGTH {
        put!(c, "802.3, length {}: ", usize::from(kind).min(rest));
    } else if kind != JUMBO {
        type_name(c, kind);
        put!(c, ", length {}: ", whole);
    }
}

/// The type behind a tag.
#[cfg_attr(not(feature = "print-rare"), allow(unused_variables))] // where no stamp is read
fn inner_type(c: &mut Ctx<'_>, kind: u16, whole: usize) {
    match kind {
        JUMBO => {}
        ..=LARGEST_LENGTH => put!(c, "802.3"),
        #[cfg(feature = "print-rare")]
        super::rare::arista::ETHERTYPE => type_and_length(c, kind, whole, 0),
        _ => {
            type_name(c, kind);
            put!(c, ", ");
        }
    }
}

/// Whether a type is that of a VLAN tag.
fn is_tag(kind: u16) -> bool {
    matches!(kind, VLAN | SERVICE_VLAN | VLAN_9100 | VLAN_9200)
}

/// Stops where a type is that of a VLAN tag and the tag is cut.
fn tag_is_whole(c: &mut Ctx<'_>, kind: u16, tag: &Bytes<'_>) -> Res {
    #[cfg(feature = "print-rare")]
    if kind == super::rare::arista::ETHERTYPE && (tag.captured() < 2 || tag.len() < 2) {
        c.protocol = text!("arista");
        return Err(Short);
    }
    if is_tag(kind) && (tag.captured() < 4 || tag.len() < 4) {
        c.protocol = text!("vlan");
        return Err(Short);
    }
    Ok(())
}

/// The type of a frame; with -q without its number, where it has a name.
pub(super) fn type_name(c: &mut Ctx<'_>, kind: u16) {
    match TYPES.get(kind.into()) {
        Some(name) if c.o.quiet > 0 => c.out.text(name),
        None if c.o.quiet > 0 => put!(c, "Unknown Ethertype (0x{:04x})", kind),
        _ => put!(c, "ethertype {} (0x{:04x})", Name(TYPES, kind.into()), kind),
    }
}

/// The ends of a frame.
#[derive(Clone, Copy)]
pub(crate) struct Ends {
    pub(super) dst: [u8; 6],
    pub(super) src: [u8; 6],
}

impl Ends {
    /// Both, and what stands behind them.
    pub(super) fn print(&self, c: &mut Ctx<'_>, behind: Literal) {
        c.mac(&self.src);
        put!(c, " > ");
        c.mac(&self.dst);
        c.literal(behind);
    }
}

/// The content of a VLAN tag.
pub(super) fn vlan_tci(c: &mut Ctx<'_>, tci: u16) {
    put!(c, "vlan {}, p {}", tci & 0xfff, tci >> 13);
    if tci & 0x1000 != 0 {
        put!(c, ", DEI");
    }
}

/// Prints a payload by its Ethertype; answers whether that is known.
pub(super) fn ethertype(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res<bool> {
    #[cfg(feature = "print-rare")]
    let ends = c.ends.take();
    match kind {
        ip::ETHERTYPE => ip::print(c, b)?,
        ip6::ETHERTYPE => ip6::print(c, b)?,
        arp::ETHERTYPE | arp::REVERSE => arp::print(c, b)?,
        #[cfg(feature = "print-applications")]
        eap::ETHERTYPE => eap::frame(c, b)?,
        #[cfg(feature = "print-applications")]
        ptp::ETHERTYPE => ptp::print(c, b)?,
        #[cfg(feature = "print-routing")]
        lldp::ETHERTYPE => lldp::print(c, b).or(Err(Short))?,
        #[cfg(feature = "print-routing")]
        osi::ETHERTYPE => {
            c.protocol = text!("isoclns");
            b.check(0, 1)?;
            osi::print(c, &b.from(1))?;
        }
        #[cfg(feature = "print-tunnels")]
        mpls::UNICAST | mpls::MULTICAST => mpls::print(c, b)?,
        #[cfg(feature = "print-tunnels")]
        pppoe::DISCOVERY | pppoe::SESSION | pppoe::DISCOVERY_3COM | pppoe::SESSION_3COM => {
            pppoe::print(c, b)?;
        }
        #[cfg(feature = "print-tunnels")]
        ppp::ETHERTYPE => {
            if b.len() > 0 {
                put!(c, ": ");
                ppp::print(c, b)?;
            }
        }
        #[cfg(feature = "print-tunnels")]
        nsh::ETHERTYPE => nsh::print(c, b)?,
        #[cfg(feature = "print-core")]
        loopback::ETHERTYPE => loopback::print(c, b)?,
        _ => {
            // What is in the payload of this one is of no frame.
            #[cfg(feature = "print-rare")]
            {
                c.ends = ends;
            }
            #[cfg(feature = "print-rare")]
            if super::rare::ethertype(c, kind, b)? {
                return Ok(true);
            }
            c.absent_ethertype(kind);
            return Ok(false);
        }
    }
    Ok(true)
}
