//! Juniper Networks' link types: a header that the router puts before what it captured, with what it
//! knows of the interface among extensions, and behind it the cookie of the interface card, by which
//! cards tell each other what a packet is.

use crate::print::context::Arg;
use crate::print::lan::llc;
use crate::print::rare::{atm, chdlc, relay};
use crate::print::routing::osi;
use crate::print::toolkit::*;
use crate::print::tunnels::ppp::protocols::*;
use crate::print::tunnels::{mpls, ppp};
use crate::print::{ether, ip, ip6};
use barecap_core::linktype::LinkType;

const MAGIC: &[u8] = b"MGC";
const IN: u8 = 0x01;
const NO_LINK_HEADER: u8 = 0x02;
const EXTENDED: u8 = 0x80;
const FLAGS: Table =
    table!("none"; 0x80: "Ext", 0x40: "Filter", 0x04: "IIF", 0x02: "no-L2", 0x01: "In");
const EXTENSIONS: Table = table!("Unknown";
    1: "Device Interface Index" "Device Interface Name" "Device Media Type"
    "Logical Interface Index" "Logical Unit Number" "Logical Interface Encapsulation"
    "TTP derived Device Media Type" "TTP derived Logical Interface Encapsulation",
);
const MEDIA: Table = table!("Unknown";
    1: "Ethernet" "FDDI" "Token-Ring" "PPP" "Frame-Relay" "Cisco-HDLC" "SMDS-DXI" "ATM-PVC"
    "PPP-CCC" "Frame-Relay-CCC" "IP-over-IP" "GRE" "PIM-Encapsulator" "PIM-Decapsulator"
    "Cisco-HDLC-CCC" "VLAN-CCC" "Multilink-PPP" "Multilink-FR" "Multilink" "LSI",
    22: "ATM-CCC-Cell-Relay" "IPSEC-over-IP" "GGSN", 27: "PPP-TCC" "Frame-Relay-TCC"
    "Cisco-HDLC-TCC" "Ethernet-CCC" "VPN-Loopback-tunnel" "Extended-VLAN-CCC" "Ethernet-over-ATM"
    "Monitor" "Ethernet-TCC" "VLAN-TCC" "Extended-VLAN-TCC" "Controller" "Multilink-FR-UNI-NNI"
    "LinkService" "VPLS" "VLAN-VPLS" "Extended-VLAN-VPLS" "Logical-tunnel" "General-Services"
    "Ethernet-VPLS-over-ATM", 48: "Extended FR-CCC" "Extended FR-TCC" "Flexible-FrameRelay",
    52: "Flexible-Ethernet-Services" "Flow-collection", 56: "PPPoE" "PPP-Subordinate",
    59: "Dynamic-Flow-Capture" "PIC Peer",
);
const ENCAPSULATIONS: Table = table!("Unknown";
    2: "ATM SNAP" "ATM NLPID" "ATM VCMUX" "ATM LLC" "PPP over ATM VCMUX" "PPP over ATM LLC"
    "PPP over FUNI" "CCC over ATM" "FR NLPID" "FR SNAP" "FR PPP" "FR CCC" "Ethernet", 17: "PPP"
    "C-HDLC" "PPP CCC" "IPIP" "PIM Null" "GRE NULL" "PPP over GRE" "PIMd" "C-HDLC CCC"
    "CISCO compatible NLPID" "VLAN CCC" "MLPPP" "MLFR" "LSI Null", 32: "ATM CCC Cell Relay" "Crypto"
    "GGSN" "ATM VCMUX TCC" "FR TCC" "PPP TCC" "C-HDLC TCC" "Ethernet CCC" "VT"
    "Ethernet over ATM LLC" "Extended VLAN CCC" "ATM SNAP TCC" "Monitor" "Ethernet TCC" "VLAN TCC"
    "Extended VLAN TCC" "MFR" "VPLS" "VLAN VPLS" "Extended VLAN VPLS" "General Services"
    "Ethernet VPLS over ATM LLC" "FR CCC" "MLPPP over ATM LLC" "Ethernet over ATM CCC" "LT VLAN"
    "Collector" "Aggregator" "LAPD" "PPPoE over ATM LLC" "PPPoE over Ethernet" "PPPoE" ""
    "C-HDLC via dialer",
);
const ASSOCIATIONS: Table = table!("";
    1: "ESP ENCR-AUTH" "ESP ENCR-AH AUTH" "ESP AUTH" "AH AUTH" "ESP ENCR",
);
const PROTOCOLS: Table = table!("Unknown"; 1: "Null" "IPv4", 6: "IPv6");

/// First bytes of cookies that have a form of their own.
const LINK_SERVICES: u8 = 0x54;
const ADAPTIVE_SERVICES: u8 = 0x47;
/// The longest cookie.
const LONGEST: usize = 8;

/// A cookie that is the begin of a frame of PPP, as one that is the number of a protocol is.
const PPP_FRAME: u16 = 0xff03;

/// What is known of a packet.
struct Packet<'a> {
    /// The packet from its header on.
    whole: Bytes<'a>,
    flags: u8,
    /// The length of the header, with the cookie.
    header: usize,
    cookie: &'a [u8],
    protocol: u16,
    bundle: u16,
}

impl<'a> Packet<'a> {
    fn payload(&self) -> Bytes<'a> {
        self.whole.from(self.header)
    }

    /// The packet from its cookie on.
    fn with_cookie(&self) -> Bytes<'a> {
        self.whole.from(self.header - self.cookie.len())
    }
}

/// Prints a packet, if its link type is one of these.
pub(crate) fn print(c: &mut Ctx<'_>, link_type: LinkType, b: &Bytes<'_>) -> Res<bool> {
    // The mark of a packet that is cut, the name of the interface card, and the length of its cookie.
    let (protocol, card, cookie) = match link_type {
        LinkType::JUNIPER_MLPPP => (text!("juniper_mlppp"), text!("MLPPP"), 2),
        LinkType::JUNIPER_MLFR => (text!("juniper_mlfr"), text!("MLFR"), 2),
        LinkType::JUNIPER_ES => (text!("juniper_es"), text!("ES"), 0),
        LinkType::JUNIPER_GGSN => (text!("juniper_ggsn"), text!("GGSN"), 8),
        LinkType::JUNIPER_MFR => (text!("juniper_mfr"), text!("MFR"), 4),
        LinkType::JUNIPER_ATM2 => (text!("juniper_atm2"), text!("ATM2"), 8),
        LinkType::JUNIPER_SERVICES => (text!("juniper_services"), text!("AS"), 8),
        LinkType::JUNIPER_ATM1 => (text!("juniper_atm1"), text!("ATM1"), 4),
        LinkType::JUNIPER_MONITOR => (text!("juniper_monitor"), text!("MONITOR"), 8),
        LinkType::JUNIPER_PPPOE => (text!("juniper_pppoe"), text!("PPPoE"), 0),
        LinkType::JUNIPER_PPPOE_ATM => (text!("juniper_pppoe_atm"), text!("PPPoE ATM"), 0),
        LinkType::JUNIPER_ETHER => (text!("juniper_ether"), text!(""), 0),
        LinkType::JUNIPER_PPP => (text!("juniper_ppp"), text!(""), 0),
        LinkType::JUNIPER_FRELAY => (text!("juniper_frelay"), text!(""), 0),
        LinkType::JUNIPER_CHDLC => (text!("juniper_chdlc"), text!(""), 0),
        _ => return Ok(false),
    };
    c.protocol = protocol;
    let Some(packet) = header(c, b, link_type, card, cookie)? else { return Ok(true) };
    c.link_header = packet.header;
    let rest = packet.payload();
    if link_type == LinkType::JUNIPER_ETHER {
        return ether::link(c, &rest).map(|()| true);
    }
    let result = match link_type {
        LinkType::JUNIPER_MLPPP => multilink_ppp(c, &packet, &rest),
        LinkType::JUNIPER_MLFR => multilink_relay(c, &packet, &rest),
        LinkType::JUNIPER_ES => security(c, &rest),
        LinkType::JUNIPER_GGSN => gateway(c, &packet, &rest),
        LinkType::JUNIPER_MFR => bundle(c, &packet, &rest),
        LinkType::JUNIPER_ATM2 => cells(c, &packet, &rest),
        LinkType::JUNIPER_SERVICES => services(c, &packet),
        LinkType::JUNIPER_ATM1 => first_cells(c, &packet, &rest),
        LinkType::JUNIPER_MONITOR => monitor(c, &packet),
        LinkType::JUNIPER_PPPOE => ether::frame(c, &rest, false),
        LinkType::JUNIPER_PPPOE_ATM => {
            let kind = rest.u16(0)?;
            if !ether::ethertype(c, kind, &rest.from(2))? {
                put!(c, "unknown ethertype 0x{:04x}", kind);
            }
            Ok(())
        }
        LinkType::JUNIPER_PPP => ppp::print(c, &rest),
        LinkType::JUNIPER_FRELAY => relay::frame(c, &rest),
        _ => chdlc::print(c, &rest),
    };
    c.link_header = packet.header;
    result.map(|()| true)
}

/// Reads and prints what is before a packet. Where there is no packet to go on with, all is printed.
fn header<'a>(
    c: &mut Ctx<'_>,
    b: &Bytes<'a>,
    link_type: LinkType,
    card: Literal,
    least: usize,
) -> Res<Option<Packet<'a>>> {
    let e = c.o.link_header;
    b.need(0, 4)?;
    if b.get(0, MAGIC.len())? != MAGIC {
        put!(c, "no magic-number found!");
        return Ok(None);
    }
    let flags = b.u8(3)?;
    if e {
        c.literal(if flags & IN != 0 { text!(" In ") } else { text!("Out ") });
    }
    if c.v() > 1 {
        put!(c, "\n\tJuniper PCAP Flags [{}]", Bits(FLAGS, flags.into()));
    }
    let mut header = 4;
    if flags & EXTENDED != 0 {
        let total = b.u16(4)?.into();
        header = 6 + total;
        if !extensions(c, &b.from(6), total)? {
            return Ok(None);
        }
    }
    if flags & NO_LINK_HEADER != 0 {
        c.literal(if e { text!("no-L2-hdr, ") } else { text!("") });
        header += 4;
        if !by_version(c, &b.from(header))? {
            put!(c, "no IP-hdr found!");
        }
        c.link_header = header;
        return Ok(None);
    }
    let rest = b.from(header);
    let mut packet = Packet { whole: *b, flags, header, cookie: &[], protocol: 0, bundle: 0 };
    if !card.is_empty() {
        let first = rest.u8(0)?;
        let size = match first {
            LINK_SERVICES => least + 2,
            ADAPTIVE_SERVICES => LONGEST,
            // A link of a bundle of frame relay's has none.
            0xc0.. if link_type == LinkType::JUNIPER_MFR => 0,
            _ => least,
        };
        if e {
            put!(c, "{}-PIC, cookie-len {}", card, size);
        }
        packet.header += size;
        c.link_header = packet.header;
        if size > LONGEST {
            c.invalid();
            return Ok(None);
        }
        packet.cookie = rest.get(0, size)?;
        if e && size > 0 {
            put!(c, ", cookie 0x{}", X(packet.cookie));
        }
        c.literal(if e { text!(": ") } else { text!("") });
        packet.protocol = rest.u16(size)?;
        c.link_header = 0;
        match link_type {
            LinkType::JUNIPER_MLPPP | LinkType::JUNIPER_MLFR | LinkType::JUNIPER_MFR => {
                bundles(&mut packet, first, link_type);
            }
            LinkType::JUNIPER_ATM2 => control_word(c, &mut packet)?,
            _ => {}
        }
    }
    if e {
        put!(c, "hlen {}, proto 0x{:04x}, ", packet.header, packet.protocol);
    }
    Ok(Some(packet))
}

/// What a cookie says of a bundle of links.
fn bundles(packet: &mut Packet<'_>, first: u8, link_type: LinkType) {
    match (first, packet.cookie) {
        (ADAPTIVE_SERVICES, &[.., kind, high, low]) => {
            packet.bundle = u16::from_be_bytes([high, low]) >> 3 & 0xfff;
            packet.protocol = u16::from(kind & 0x70);
            return;
        }
        (LINK_SERVICES, &[_, bundle, ..]) | (_, &[bundle, ..]) => packet.bundle = bundle.into(),
        _ => {}
    }
    // Where a protocol is before the packet, it belongs to the header.
    if link_type == LinkType::JUNIPER_MLFR
        || link_type == LinkType::JUNIPER_MFR && first == LINK_SERVICES
    {
        packet.header += 2;
    }
}

/// A word that some cards put before a cell.
fn control_word(c: &mut Ctx<'_>, packet: &mut Packet<'_>) -> Res {
    let word = packet.payload().u32(0)?;
    if !is_operations(packet) {
        return Ok(());
    }
    if matches!(word, 0 | 0x0800_0000 | 0x0838_0000) {
        packet.header += 4;
        // As tcpdump has it, the word counts as a part of the cell.
        packet.whole = packet.whole.claim(packet.whole.len() + 4);
    }
    if c.o.link_header {
        put!(c, "control-word 0x{:08x} ", word);
    }
    Ok(())
}

/// Whether a cookie says that there is a cell of its link's operation, and no packet.
fn is_operations(packet: &Packet<'_>) -> bool {
    matches!(packet.cookie, [.., kind] if kind & 0x70 != 0)
}

/// Prints extensions; answers whether their lengths can be.
fn extensions(c: &mut Ctx<'_>, b: &Bytes<'_>, total: usize) -> Res<bool> {
    let shown = c.v() > 1;
    if shown {
        put!(c, ", PCAP Extension(s) total length {}", total);
    }
    b.need(0, total)?;
    let mut at = 0;
    while total - at > 2 {
        let (kind, size) = (b.u8(at)?, usize::from(b.u8(at + 1)?));
        if size == 0 || kind == 0 {
            break;
        }
        if size + 2 > total - at {
            c.short(text!("extension_length"), total - at, size + 2)?;
            return Ok(false);
        }
        let value = b.get(at + 2, size)?;
        at += 2 + size;
        if !shown {
            continue;
        }
        let name = Name(EXTENSIONS, kind.into());
        put!(c, "\n\t  {} Extension TLV #{}, length {}, value ", name, kind, size);
        if size > 4 {
            continue;
        }
        // Numbers are in the order of the router's processor, but for the kinds of the upper half.
        let mut number = value.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte));
        if kind >= 128 {
            number = number.swap_bytes() >> (32 - 8 * size);
        }
        match kind {
            2 => {}
            // As tcpdump has it, the highest number is none.
            _ if number == u32::MAX => {}
            3 | 7 => put!(c, "{} ({})", Name(MEDIA, number), number),
            6 | 8 => put!(c, "{} ({})", Name(ENCAPSULATIONS, number), number),
            _ => put!(c, "{}", number),
        }
    }
    c.literal(if shown { text!("\n\t-----original packet-----\n\t") } else { text!("") });
    Ok(true)
}

/// Prints an IP packet, where the first bits say that it is one.
fn by_version(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    match b.u8(0)? {
        0x45..=0x4f => ip::print(c, b)?,
        0x60..=0x6f => ip6::print(c, b)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// Prints what a link services card says that it is; answers whether it says so.
fn by_services(c: &mut Ctx<'_>, protocol: u16, b: &Bytes<'_>) -> Res<bool> {
    match protocol {
        0x00 => ip::print(c, b)?,
        0x10 => ip6::print(c, b)?,
        0x20 => mpls::print(c, b)?,
        0x30 => osi::print(c, b)?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn multilink_ppp(c: &mut Ctx<'_>, packet: &Packet<'_>, b: &Bytes<'_>) -> Res {
    /// The direction of a cookie that IS-IS comes with from the link.
    const TO_ENGINE: u8 = 0x0c;
    let begin = match *packet.cookie {
        [high, low, ..] => u16::from_be_bytes([high, low]),
        _ => 0,
    };
    if c.o.link_header && begin != OSI && begin != PPP_FRAME {
        put!(c, "Bundle-ID {}: ", packet.bundle);
    }
    if packet.protocol == 0 && packet.cookie.get(4) == Some(&TO_ENGINE) {
        return ppp::print(c, b);
    }
    if by_services(c, packet.protocol, b)? {
        return Ok(());
    }
    if begin == OSI {
        return ppp::print(c, &packet.with_cookie());
    }
    ppp::print(c, b)
}

fn multilink_relay(c: &mut Ctx<'_>, packet: &Packet<'_>, b: &Bytes<'_>) -> Res {
    if c.o.link_header {
        put!(c, "Bundle-ID {}, ", packet.bundle);
    }
    match packet.protocol {
        0x0003 | 0x0300 => osi::print(c, b),
        0x0308 | 0x038e | 0x03cc => osi::print(c, &packet.whole.from(packet.header - 1)),
        protocol => {
            unknown(c, protocol, b);
            Ok(())
        }
    }
}

fn unknown(c: &mut Ctx<'_>, protocol: u16, b: &Bytes<'_>) {
    put!(c, "unknown protocol 0x{:04x}, length {}", protocol, b.len());
}

fn bundle(c: &mut Ctx<'_>, packet: &Packet<'_>, b: &Bytes<'_>) -> Res {
    if packet.cookie.is_empty() {
        return relay::bundle(c, b);
    }
    if packet.cookie.len() == LONGEST {
        by_services(c, packet.protocol, b)?;
        return Ok(());
    }
    // A link of the bundle has none of its own.
    if c.o.link_header && !matches!(packet.cookie, [0, 0, 0, 1]) {
        put!(c, "Bundle-ID {}, ", packet.bundle);
    }
    match packet.protocol {
        osi::ETHERTYPE => {
            b.need(0, 1)?;
            osi::print(c, &b.from(1))
        }
        0x0308 | 0x038e | 0x03cc => osi::print(c, &packet.whole.from(packet.header - 1)),
        protocol => {
            unknown(c, protocol, b);
            Ok(())
        }
    }
}

/// Encryption services.
fn security(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.need(0, 16)?;
    let kind = b.u8(3)?;
    let Some(name) = ASSOCIATIONS.get(kind.into()) else {
        put!(c, "ES Invalid type {}, length {}", kind, b.len());
        return Ok(());
    };
    // Only some say which tunnel it is.
    let skip = if kind < 3 { 0 } else { 16 };
    let rest = b.from(skip);
    if c.o.link_header {
        c.show_with(b, text!("ES SA, index {2}, ttl {1} type {} ({1})"), &[], &[Arg::P(name)])?;
        if skip != 0 {
            show!(c, b, ", spi {@4=4}, Tunnel {4A} > {4A}")?;
        }
        put!(c, ", length {}\n", rest.len());
    }
    ip::print(c, &rest)
}

fn gateway(c: &mut Ctx<'_>, packet: &Packet<'_>, b: &Bytes<'_>) -> Res {
    let head = packet.with_cookie();
    let kind = head.u8(2)?;
    if c.o.link_header {
        show!(c, &head, "proto {@2=1-N} ({1}), vlan {+1=2}: ", PROTOCOLS)?;
    }
    match kind {
        2 => ip::print(c, b),
        6 => ip6::print(c, b),
        _ => {
            if !c.o.link_header {
                put!(c, "unknown GGSN proto ({})", kind);
            }
            Ok(())
        }
    }
}

/// What is behind the header of the cards that watch and serve flows.
fn services(c: &mut Ctx<'_>, packet: &Packet<'_>) -> Res {
    let b = packet.payload();
    b.need(0, 8)?;
    if c.o.link_header {
        show!(c, &b, "service-id {1} flags 0x{1:02x} service-set-id 0x{2:04x} iif {+1=3}: ")?;
    }
    by_version(c, &b).map(drop)
}

fn monitor(c: &mut Ctx<'_>, packet: &Packet<'_>) -> Res {
    let b = packet.payload();
    b.need(0, 8)?;
    if c.o.link_header {
        show!(c, &b, "service-id {@4=4}, iif {@2=2}, pkt-type {@0=1}: ")?;
    }
    by_version(c, &b).map(drop)
}

/// Prints what a header of LLC's tells of; answers whether there is one and it is known.
fn by_llc(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    let begin = b.get(0, 3)?;
    Ok(matches!(begin, [0xfe, 0xfe, 0x03] | [0xaa, 0xaa, 0x03]) && llc::frame(c, b, None)?)
}

fn first_cells(c: &mut Ctx<'_>, packet: &Packet<'_>, b: &Bytes<'_>) -> Res {
    if packet.cookie.first() == Some(&0x80) {
        return atm::operations(c, b, 0);
    }
    if by_llc(c, b)? {
        return Ok(());
    }
    if b.u8(0)? == 0x03 {
        return osi::print(c, &b.from(1));
    }
    by_version(c, b).map(drop)
}

fn cells(c: &mut Ctx<'_>, packet: &Packet<'_>, b: &Bytes<'_>) -> Res {
    /// A count that only frames of Ethernet come with.
    const GAP: u8 = 0x3f;
    if is_operations(packet) {
        return atm::operations(c, b, 0);
    }
    if by_llc(c, b)? {
        return Ok(());
    }
    if packet.flags & IN == 0 && packet.cookie.get(3).is_some_and(|gap| gap & GAP != 0) {
        return ether::frame(c, b, false);
    }
    match (b.u8(0)?, packet.protocol) {
        (0x03, _) => osi::print(c, &b.from(1)),
        (
            _,
            IP | OSI | MLPPP | IP6 | MPLS | MPLS_MULTICAST | IPCP | OSICP | IP6CP | MPLSCP | LCP
            | PAP | CHAP,
        ) => ppp::print(c, b),
        _ => by_version(c, b).map(drop),
    }
}
