//! Tags of switch chips in or before Ethernet frames, as between a switch and the processor that drives it
//! (Linux' DSA): Marvell's DSA and EDSA, and Broadcom's.

use crate::print::ether::{self, Tag};
use crate::print::toolkit::*;
use barecap_core::linktype::LinkType;

const MODES: Table = table!(""; 0: "To CPU" "From CPU" "To Sniffer" "Forward");
/// What the device and port are, by mode.
const SIDES: Table = table!(""; 0: "source " "target " "source ");
const CODES: Table = table!("reserved";
    0: "BPDU (MGMT) Trap" "Frame2Reg" "IGMP/MLD Trap" "Policy Trap" "ARP Mirror" "Policy Mirror",
);
const TAGGED: Table = table!(""; 0: "untagged, " "tagged, ");
const FORMAT_INDICATOR: Table = table!(""; 1: "CFI, ");
/// Where a frame comes from, by mode, with and without a bit of the second byte.
const ORIGINS: Table =
    table!("port"; 2: "CPU > port" "CPU > port", 6: "Forward port" "Forward trunk");
const GOALS: Table = table!(""; 0: " > CPU" " > CPU", 4: " > Tx Sniffer" " > Rx Sniffer");
const TAGGED_SHORT: Table = table!(""; 0: "u, " "t, ");

/// A frame of one of the link types of such tags.
pub(crate) fn link(c: &mut Ctx<'_>, link_type: LinkType, b: &Bytes<'_>) -> Res {
    let (protocol, tag) = match link_type {
        LinkType::DSA_TAG_BRCM => (text!("brcm-tag"), Tag { size: 4, print: broadcom }),
        LinkType::DSA_TAG_DSA => (text!("dsa"), Tag { size: 4, print: marvell }),
        LinkType::DSA_TAG_EDSA => (text!("edsa"), Tag { size: 8, print: marvell_ethertype }),
        _ => return broadcom_before(c, b),
    };
    c.protocol = protocol;
    ether::tagged(c, b, tag)
}

/// A tag of Marvell's.
fn marvell(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.literal(if c.o.link_header { text!("Marvell DSA ") } else { text!("DSA ") });
    marvell_tag(c, b)
}

/// The same behind an Ethertype.
fn marvell_ethertype(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if c.o.link_header {
        show!(c, b, "Marvell EDSA ethertype 0x{2:04x} ({@0=2N}), rsvd {1} {1}, ", ether::TYPES)?;
    } else {
        show!(c, b, "EDSA 0x{2:04x}, ")?;
    }
    marvell_tag(c, &b.from(4))
}

/// A tag, with -e in long.
fn marvell_tag(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let (mode, second) = (b.u8(0)? >> 6, b.u8(1)?);
    let bit = second >> 2 & 1;
    if !c.o.link_header {
        let way = u32::from(mode << 1 | bit);
        put!(c, "{} ", Name(ORIGINS, way));
        show!(c, b, "{1&1f}.{1>3}")?;
        put!(c, "{}", Name(GOALS, way));
        return show!(c, b, ", VLAN {@2=2&fff}{@0=1>5&1N}", TAGGED_SHORT);
    }
    show!(c, b, "mode {1>6N}, {@0=1>6N}dev {@0=1&1f}, ", MODES, SIDES)?;
    c.literal(if mode == 3 && bit != 0 { text!("trunk") } else { text!("port") });
    show!(c, b, " {@1=1>3}, ")?;
    match mode {
        0 => put!(c, "code {}, ", Name(CODES, (second & 6 | b.u8(2)? >> 4 & 1).into())),
        2 => c.literal(if bit != 0 { text!("ingress sniff, ") } else { text!("egress sniff, ") }),
        _ => {}
    }
    show!(c, b, "{1>5&1N}{1&1N}VID {@2=2&fff}, FPri {@2=1>5}, ", TAGGED, FORMAT_INDICATOR)
}

const OPERATIONS: Table = table!("unknown"; 0: "EG" "IG");
const TAG_CONTROLS: Table = table!("unknown"; 0: "None" "Untag" "Header" "Reserved");
const REASONS: Table = table!("reserved";
    0x01: "mirror", 0x02: "MAC learning", 0x04: "switching", 0x08: "prot term", 0x10: "prot snoop",
    0x20: "exception",
);

/// A tag of Broadcom's before an Ethernet frame.
fn broadcom_before(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("brcm-tag-prepend");
    b.need(0, 4)?;
    if c.o.link_header {
        broadcom(c, b)?;
    }
    c.link_header = 4;
    ether::link(c, &b.from(4))
}

/// A tag of Broadcom's.
fn broadcom(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let tag = b.u32(0)?;
    show!(c, b, "BRCM tag OP: {1>5N}, ", OPERATIONS)?;
    if tag >> 29 != 1 {
        return show!(c, b, "CID: {@1=1}, RC: [{1B}], TC: {1>5}, port: {@3=1&1f}, ", REASONS);
    }
    show!(c, b, "TC: {1>2&7}, TE: {@0=1&3N}, TS: {1>7}, DST map: [", TAG_CONTROLS)?;
    let mut between = text!("");
    for port in (0..23u32).filter(|port| tag >> port & 1 != 0) {
        put!(c, "{}port {}", between, port);
        between = text!(", ");
    }
    put!(c, "], ");
    Ok(())
}
