//! Link layer discovery (IEEE 802.1AB) with the organizations' values: IEEE 802.1Q's, 802.3's, LLDP-MED's, and
//! manufacturer usage descriptions (RFC 8520).

use super::bgp::FAMILIES;
use super::lldp_media;
use crate::print::address::OUIS;
use crate::print::toolkit::*;

pub(crate) const ETHERTYPE: u16 = 0x88cc;
const CHASSIS_ID: u16 = 1;
const PORT_ID: u16 = 2;
const TIME_TO_LIVE: u16 = 3;
const PORT_DESCRIPTION: u16 = 4;
const SYSTEM_NAME: u16 = 5;
const SYSTEM_DESCRIPTION: u16 = 6;
const SYSTEM_CAPABILITIES: u16 = 7;
const MANAGEMENT_ADDRESS: u16 = 8;
const ORGANIZATION: u16 = 127;
const TYPES: Table = table!("Unknown";
    0: "End" "Chassis ID" "Port ID" "Time to Live" "Port Description" "System Name"
    "System Description" "System Capabilities" "Management Address", 127: "Organization specific",
);
const CHASSIS: Table = table!("Unknown";
    1: "Chassis component" "Interface alias" "Port component" "MAC address" "Network address"
    "Interface name" "Local",
);
const PORTS: Table = table!("Unknown";
    1: "Interface alias" "Port component" "MAC address" "Network Address" "Interface Name"
    "Agent circuit ID" "Local",
);
const CAPABILITIES: Table = table!("none";
    1: "Other", 2: "Repeater", 4: "Bridge", 8: "WLAN AP", 16: "Router", 32: "Telephone",
    64: "Docsis", 128: "Station Only",
);
const NUMBERINGS: Table = table!("Unknown"; 1: "Unknown" "Interface Index" "System Port Number");
const BRIDGED: Table = table!("unknown";
    1: "Port VLAN Id" "Port and Protocol VLAN ID" "VLAN name" "Protocol Identity",
    7: "Link aggregation" "Congestion Notification" "ETS Configuration" "ETS Recommendation"
    "Priority Flow Control Configuration" "Application Priority" "EVB" "CDCP",
);
const ETHERNET: Table = table!("unknown";
    1: "MAC/PHY configuration/status" "Power via MDI" "Link aggregation" "Max frame size",
);
const VLAN_FLAGS: Table = table!("none"; 2: "supported", 4: "enabled");
const SUPPORTED: Table = table!("none"; 1: "supported", 2: "enabled");
const ADVERTISED: Table = table!("unknown";
    0x4000: "10BASE-T hdx", 0x2000: "10BASE-T fdx", 0x1000: "100BASE-T4", 0x800: "100BASE-TX hdx",
    0x400: "100BASE-TX fdx", 0x200: "100BASE-T2 hdx", 0x100: "100BASE-T2 fdx",
    0x80: "Pause for fdx links", 0x40: "Asym PAUSE for fdx", 0x20: "Sym PAUSE for fdx",
    0x10: "Asym and Sym PAUSE for fdx", 8: "1000BASE-{X LX SX CX} hdx",
    4: "1000BASE-{X LX SX CX} fdx", 2: "1000BASE-T hdx", 1: "1000BASE-T fdx",
);
const MEDIA: Table = table!("unknown";
    0: "Unknown" "AUI" "10BASE_5" "FOIRL" "10BASE2" "10BASET duplex mode unknown" "10BASEFP" "10BASEFB"
    "10BASEFL duplex mode unknown" "10BROAD36" "10BASET hdx" "10BASET fdx" "10BASEFL hdx"
    "10BASEFL fdx" "100BASET4" "100BASETX hdx" "100BASETX fdx" "100BASEFX hdx" "100BASEFX fdx"
    "100BASET2 hdx" "100BASET2 fdx" "1000BASEX hdx" "1000BASEX fdx" "1000BASELX hdx"
    "1000BASELX fdx" "1000BASESX hdx" "1000BASESX fdx" "1000BASECX hdx" "1000BASECX fdx"
    "1000BASET hdx" "1000BASET fdx" "10GBASEX" "10GBASELX4" "10GBASER" "10GBASEER" "10GBASELR"
    "10GBASESR" "10GBASEW" "10GBASEEW" "10GBASELW" "10GBASESW",
);
const POWER: Table = table!("none";
    1: "PSE", 2: "supported", 4: "enabled", 8: "can be controlled",
);
const PAIRS: Table = table!("unknown"; 1: "signal" "spare");
const CLASSES: Table = table!("unknown"; 1: "class0" "class1" "class2" "class3" "class4");
const MODES: Table = table!("unknown"; 0: "Not Supported" "EVB Bridge" "EVB Station"
    "Reserved for future Standardization");

/// Prints a frame's values.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("lldp");
    put!(c, "LLDP, length {}", b.len());
    let mut rest = *b;
    let v = c.v() > 0;
    while rest.len() >= 2 {
        let head = rest.u16(0)?;
        let (kind, length) = (head >> 9, usize::from(head & 0x1ff));
        rest = rest.from(2);
        if v {
            put!(c, "\n\t{} TLV ({})", Name(TYPES, kind.into()), kind);
            put!(c, ", length {}", length);
        }
        if kind == 0 || length == 0 {
            break;
        }
        rest.need(0, length)?;
        if rest.len() < length {
            return Err(Cut);
        }
        let value = rest.claim(length);
        let known = value_of(c, kind, &value)?;
        if c.v() > 1 || (v && !known) {
            c.hex_lines(text!("\n\t  "), value.inside());
        }
        rest = rest.from(length);
    }
    Ok(())
}

/// Text up to the end of a value, as far as it was captured.
pub(super) fn text(c: &mut Ctx<'_>, b: &Bytes<'_>, length: usize) -> Res {
    let text = b.first(length);
    c.zero_text(text.inside());
    text.need(0, length)
}

/// Prints a value; answers whether it is known.
fn value_of(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res<bool> {
    let v = c.v() > 0;
    match kind {
        SYSTEM_NAME => {
            put!(c, ": ");
            text(c, b, b.len())?;
        }
        _ if !v => {}
        CHASSIS_ID | PORT_ID => {
            if b.len() < 2 {
                return Err(Cut);
            }
            let subtype = b.u8(0)?;
            put!(
                c,
                "\n\t  Subtype {} ({}): ",
                Name(if kind == CHASSIS_ID { CHASSIS } else { PORTS }, subtype.into()),
                subtype
            );
            // Ports count without the chassis' component.
            match subtype.saturating_add(u8::from(kind == PORT_ID && subtype > 0)) {
                4 if b.len() < 7 => return Err(Cut),
                4 => show!(c, b, "{@1=6A}")?,
                5 => network(c, 0, &b.from(1))?,
                1..=3 | 6 | 7 => text(c, &b.from(1), b.len() - 1)?,
                8 if kind == PORT_ID => text(c, &b.from(1), b.len() - 1)?,
                _ => return Ok(false),
            }
        }
        TIME_TO_LIVE => {
            if b.len() < 2 {
                return Err(Cut);
            }
            show!(c, b, ": TTL {2}s")?;
        }
        PORT_DESCRIPTION => {
            put!(c, ": ");
            text(c, b, b.len())?;
        }
        SYSTEM_DESCRIPTION => {
            put!(c, "\n\t  ");
            text(c, b, b.len())?;
        }
        SYSTEM_CAPABILITIES => {
            if b.len() < 4 {
                return Err(Cut);
            }
            show!(
                c,
                b,
                "\n\t  System  Capabilities [{2B}] (0x{@0=2:04x})\
                 \n\t  Enabled Capabilities [{2B}] (0x{@2=2:04x})",
                CAPABILITIES,
                CAPABILITIES
            )?;
        }
        MANAGEMENT_ADDRESS => management(c, b)?,
        ORGANIZATION => return organization(c, b),
        _ => return Ok(false),
    }
    Ok(true)
}

/// What an organization has defined; answers whether it is known.
fn organization(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    const IANA: u32 = 0x5e;
    const IEEE_802_1: u32 = 0x80c2;
    const IEEE_802_3: u32 = 0x120f;
    const TIA: u32 = 0x12bb;
    const DCBX: u32 = 0x1b21;
    if b.len() < 3 {
        return Err(Cut);
    }
    let oui = b.u32(0)? >> 8;
    put!(c, ": OUI {} (0x{:06x})", Name(OUIS, oui), oui);
    match oui {
        IEEE_802_1 => bridged(c, b),
        IEEE_802_3 => ethernet(c, b),
        TIA => lldp_media::print(c, b),
        DCBX => lldp_media::exchange(c, b),
        IANA if b.len() < 8 => Ok(true),
        IANA => usage(c, b),
        _ => Ok(false),
    }
}

/// Where it is said how a thing is to be used (RFC 8520).
fn usage(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    const URL: u8 = 1;
    show!(c, b, "\n\t  {@3=1N} Subtype ({@3=1})", table!("unknown"; 1: "MUD-URL"))?;
    if b.u8(3)? != URL {
        return Ok(false);
    }
    put!(c, "\n\t  MUD-URL=");
    c.text(b.get(4, b.len() - 4)?);
    Ok(true)
}

/// An address behind its family, and behind the length that a management address has.
fn network(c: &mut Ctx<'_>, length: usize, b: &Bytes<'_>) -> Res {
    let family = b.u8(0)?;
    let size = *[0, 4, 16, 0, 0, 0, 6].get(usize::from(family)).unwrap_or(&0);
    if b.len() < 1 + size {
        return Err(Cut);
    }
    if length > 0 {
        put!(c, "\n\t  Management Address length {}, ", length);
    }
    match FAMILIES.get(family.into()) {
        Some(name) => put!(c, "AFI {} ({})", name, family),
        None => put!(c, "AFI Unknown ({})", family),
    }
    if size == 0 {
        put!(c, ", no AF printer !");
    } else {
        put!(c, ": {}", Address(b.get(1, size)?));
    }
    Ok(())
}

fn management(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 1 {
        return Err(Cut);
    }
    let length = usize::from(b.u8(0)?);
    if length < 1 || b.len() < 1 + length {
        return Err(Cut);
    }
    network(c, length, &b.from(1).claim(length))?;
    let rest = b.from(1 + length);
    if rest.len() < 5 {
        return Err(Cut);
    }
    show!(c, &rest, "\n\t  {1N} Interface Numbering ({@0=1}): {4}", NUMBERINGS)?;
    if rest.len() > 5 {
        let size = usize::from(rest.u8(5)?);
        if rest.len() < 6 + size {
            return Err(Cut);
        }
        if size > 0 {
            put!(c, "\n\t  OID length {}", size);
            text(c, &rest.from(6), size)?;
        }
    }
    Ok(())
}

/// Numbers to the left of columns of a width.
fn columns(c: &mut Ctx<'_>, title: Literal, values: impl Iterator<Item = u8>, width: usize) {
    c.literal(title);
    let mut between = text!("");
    for value in values {
        let digits = 1 + usize::from(value > 9) + usize::from(value > 99);
        put!(c, "{}{}", between, value);
        c.out.spaces(width.saturating_sub(digits));
        between = text!(" ");
    }
}

/// Bits of a byte in columns, from the lowest.
fn bits(c: &mut Ctx<'_>, title: Literal, byte: u8) {
    c.literal(title);
    columns(
        c,
        text!("\n\t     Priority : 0  1  2  3  4  5  6  7\n\t     Value    : "),
        (0..8).map(|i| byte >> i & 1),
        2,
    );
    put!(c, " ");
}

/// The three tables of enhanced transmission selection.
fn transmission(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let priorities = b.get(0, 4)?;
    columns(
        c,
        text!(
            "\n\t    Priority Assignment Table\
         \n\t     Priority : 0   1   2   3   4   5   6   7\n\t     Value    : "
        ),
        priorities.iter().flat_map(|&byte| [byte >> 4, byte & 15]),
        3,
    );
    columns(
        c,
        text!(
            "\n\t    TC Bandwidth Table\
         \n\t     TC%   : 0   1   2   3   4   5   6   7\n\t     Value : "
        ),
        b.get(4, 8)?.iter().copied(),
        3,
    );
    columns(
        c,
        text!(
            "\n\t    TSA Assignment Table\
         \n\t     Traffic Class: 0   1   2   3   4   5   6   7\n\t     Value        : "
        ),
        b.get(12, 8)?.iter().copied(),
        3,
    );
    Ok(())
}

fn bridged(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    // What is too short for its kind is not dumped.
    if b.len() < 4 {
        return Ok(true);
    }
    let kind = b.u8(3)?;
    show!(c, b, "\n\t  {@3=1N} Subtype ({@3=1})", BRIDGED)?;
    let least = match kind {
        1 | 8 | 11 => 6,
        2 => 7,
        3 => 6,
        7 => 9,
        4 | 12 => 5,
        9 | 10 => 25,
        13 => 9,
        14 => 8,
        _ => return Ok(false),
    };
    if b.len() < least {
        return Ok(true);
    }
    match kind {
        1 => show!(c, b, "\n\t    port vlan id (PVID): {@4=2}")?,
        2 => show!(
            c,
            b,
            "\n\t    port and protocol vlan id (PPVID): {@5=2}, flags [{@4=1B}] (0x{@4=1:02x})",
            VLAN_FLAGS
        )?,
        3 => {
            show!(c, b, "\n\t    vlan id (VID): {@4=2}")?;
            named(c, text!("\n\t    vlan name: "), &b.from(6))?;
        }
        4 => named(c, text!("\n\t    protocol identity: "), &b.from(4))?,
        7 => {
            show!(
                c,
                b,
                "\n\t    aggregation status [{@4=1B}], aggregation port ID {4}",
                SUPPORTED
            )?;
        }
        8 => {
            bits(c, text!("\n\t    Pre-Priority CNPV Indicator"), b.u8(4)?);
            bits(c, text!("\n\t    Pre-Priority Ready Indicator"), b.u8(5)?);
        }
        9 => {
            show!(
                c,
                b,
                "\n\t    Willing:{@4=1>7}, CBS:{@4=1>6&2}, RES:{@4=1>3&7}, Max TCs:{@4=1&7}"
            )?;
            transmission(c, &b.from(5))?;
        }
        10 => {
            show!(c, b, "\n\t    RES: {@4=1}")?;
            transmission(c, &b.from(5))?;
        }
        11 => {
            show!(
                c,
                b,
                "\n\t    Willing: {@4=1>7}, MBC: {@4=1>6&1}, RES: {@4=1>4&3}, PFC cap:{@4=1&f} "
            )?;
            bits(c, text!("\n\t    PFC Enable"), b.u8(5)?);
        }
        12 => {
            show!(c, b, "\n\t    RES: {@4=1}")?;
            priorities(c, &b.from(5))?;
        }
        13 => show!(
            c,
            b,
            "\n\t    EVB Bridge Status\
             \n\t      RES: {@4=1>3}, BGID: {@4=1>2&1}, RRCAP: {@4=1>1&1}, RRCTR: {@4=1&1}\
             \n\t    EVB Station Status\
             \n\t      RES: {@5=1>4}, SGID: {@5=1>3&1}, RRREQ: {@5=1>2&1},RRSTAT: {@5=1&3}\
             \n\t    R: {@6=1>5}, RTE: {@6=1&1f}, EVB Mode: {@7=1>6N} [{@7=1>6}]\
             \n\t    ROL: {@7=1>5&1}, RWD: {@7=1&1f}, RES: {@8=1>6}, ROL: {@8=1>5&1}, RKA: {@8=1&1f}",
            MODES
        )?,
        _ => {
            show!(
                c,
                b,
                "\n\t    Role: {@4=1>7}, RES: {@4=1>4&7}, Scomp: {@4=1>3&1} ChnCap: {@6=2&fff}"
            )?;
            channels(c, &b.from(8))?;
        }
    }
    Ok(true)
}

/// A text behind its length, which says nothing where it goes beyond its value.
fn named(c: &mut Ctx<'_>, before: Literal, b: &Bytes<'_>) -> Res {
    if b.len() == 0 || b.len() < 1 + usize::from(b.u8(0)?) {
        return Ok(());
    }
    let size = usize::from(b.u8(0)?);
    c.literal(before);
    text(c, &b.from(1), size)
}

/// The priorities of applications (IEEE 802.1Qaz), where they fill their value.
fn priorities(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    if !rest.len().is_multiple_of(3) {
        return Ok(());
    }
    c.literal(if rest.len() > 0 { text!("\n\t    Application Priority Table") } else { text!("") });
    while rest.len() > 0 {
        show!(c, &rest, "\n\t      Priority: {1>5-}, RES: {1>3&3-}, Sel: {1&7}, Protocol ID: {2}")?;
        rest = rest.from(3);
    }
    Ok(())
}

/// The channels of a link to a station, and the VLANs that are theirs (IEEE 802.1Qbg).
fn channels(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 && b.len().is_multiple_of(3) {
        show!(c, &rest, "\n\t    SCID: {3>12-}, SVID: {3&fff}")?;
        rest = rest.from(3);
    }
    Ok(())
}

fn ethernet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    if b.len() < 4 {
        return Ok(true);
    }
    show!(c, b, "\n\t  {@3=1N} Subtype ({@3=1})", ETHERNET)?;
    match b.u8(3)? {
        1 if b.len() >= 9 => show!(
            c,
            b,
            "\n\t    autonegotiation [{@4=1B}] (0x{@4=1:02x})\
             \n\t    PMD autoneg capability [{@5=2B}] (0x{@5=2:04x})\
             \n\t    MAU type {2N} (0x{@7=2:04x})",
            SUPPORTED,
            ADVERTISED,
            MEDIA
        )?,
        2 if b.len() >= 7 => show!(
            c,
            b,
            "\n\t    MDI power support [{@4=1B}], power pair {1N}, power class {1N}",
            POWER,
            PAIRS,
            CLASSES
        )?,
        3 if b.len() >= 9 => {
            show!(
                c,
                b,
                "\n\t    aggregation status [{@4=1B}], aggregation port ID {4}",
                SUPPORTED
            )?;
        }
        4 if b.len() >= 6 => show!(c, b, "\n\t    MTU size {@4=2}")?,
        1..=4 => {}
        _ => return Ok(false),
    }
    Ok(true)
}
