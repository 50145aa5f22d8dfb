//! What organizations other than IEEE 802 add to link layer discovery: LLDP-MED's values (ANSI/TIA-1057) and
//! the exchange of capabilities of data center bridging before IEEE 802.1Qaz.

use super::lldp::text;
use crate::print::toolkit::*;

const SUBTYPES: Table = table!("unknown";
    1: "LLDP-MED Capabilities" "Network policy" "Location identification" "Extended power-via-MDI"
    "Inventory - hardware revision" "Inventory - firmware revision" "Inventory - software revision"
    "Inventory - serial number" "Inventory - manufacturer name" "Inventory - model name"
    "Inventory - asset ID",
);
const INVENTORY: Table = table!("";
    5: "Hardware revision" "Firmware revision" "Software revision" "Serial number"
    "Manufacturer name" "Model name" "Asset ID",
);
const CAPABILITIES: Table = table!("none";
    1: "LLDP-MED capabilities", 2: "network policy", 4: "location identification",
    8: "extended power via MDI-PSE", 16: "extended power via MDI-PD", 32: "Inventory",
);
const DEVICES: Table = table!("unknown";
    1: "endpoint class 1" "endpoint class 2" "endpoint class 3" "network connectivity",
);
const APPLICATIONS: Table = table!("none";
    1: "voice" "voice signaling" "guest voice" "guest voice signaling" "softphone voice"
    "video conferencing" "streaming video" "video signaling",
);
const POLICY: Table = table!("none"; 4: "Unknown", 2: "Tagged", 1: "reserved");
const FORMATS: Table = table!("unknown"; 1: "coordinate-based LCI" "civic address LCI" "ECS ELIN");
const ALTITUDES: Table = table!("unknown"; 1: "meters" "floors");
const DATUMS: Table = table!("unknown";
    1: "World Geodesic System 1984" "North American Datum 1983 (NAVD88)"
    "North American Datum 1983 (MLLW)",
);
const PLACES: Table = table!("unknown";
    0: "location of DHCP server"
    "location of the network element believed to be closest to the client"
    "location of the client",
);
const CIVIC: Table = table!("unknown";
    1: "national subdivisions (state,canton,region,province,prefecture)"
    "county, parish, gun, district" "city, township, shi"
    "city division, borough, city district, ward chou" "neighborhood, block" "street",
);
const SOURCES: Table = table!("none";
    1: "PSE - primary power source" "local - backup power source" "PSE+local - reserved",
);
const PRIORITIES: Table = table!("none"; 1: "critical" "high" "low");
const REVISIONS: Table = table!("unknown";
    1: "DCB Capability Exchange Protocol Rev 1" "DCB Capability Exchange Protocol Rev 1.01",
);
const FEATURES: Table = table!("";
    1: "Control - Protocol Control" "Feature - Priority Group" "Feature - Priority Flow Control"
    "Feature - Application",
);

/// Prints a value of LLDP-MED; answers whether it is known. What is too short for its kind is not dumped.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    if b.len() < 4 {
        return Ok(true);
    }
    let kind = b.u8(3)?;
    show!(c, b, "\n\t  {@3=1N} Subtype ({@3=1})", SUBTYPES)?;
    match kind {
        1 if b.len() >= 7 => show!(
            c,
            b,
            "\n\t    Media capabilities [{@4=2B}] (0x{@4=2:04x})\
             \n\t    Device type [{@6=1N}] (0x{@6=1:02x})",
            CAPABILITIES,
            DEVICES
        )?,
        2 if b.len() >= 8 => show!(
            c,
            b,
            "\n\t    Application type [{@4=1N}] (0x{@4=1:02x}), Flags [{1>5B}]\
             \n\t    Vlan id {@5=2>1&fff}, L2 priority {@6=2>6&7}, DSCP value {@7=1&3f}",
            APPLICATIONS,
            POLICY
        )?,
        3 if b.len() >= 5 => location(c, b)?,
        4 if b.len() >= 7 => {
            // As tcpdump has it, the kind of device is in the last bits.
            put!(c, "\n\t    Power type [");
            c.literal(if b.u8(4)? & 3 == 0 { text!("PSE") } else { text!("PD") });
            show!(
                c,
                b,
                " device], Power source [{@4=1>4&3N}]\
                 \n\t    Power priority [{@4=1&fN}] (0x{@4=1&f:02x}), Power ",
                SOURCES,
                PRIORITIES
            )?;
            match b.u16(5)? {
                tenths @ ..1024 => put!(c, "{}.{} Watts", tenths / 10, tenths % 10),
                value => put!(c, "{} (Reserved)", value),
            }
        }
        5..=11 => {
            put!(c, "\n\t  {} ", Name(INVENTORY, kind.into()));
            text(c, &b.from(4), b.len() - 4)?;
        }
        1..=4 => {}
        _ => return Ok(false),
    }
    Ok(true)
}

/// Where something is (RFC 3825, RFC 4776).
fn location(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t    Location data format {@4=1N} (0x{@4=1:02x})", FORMATS)?;
    match b.u8(4)? {
        1 if b.len() >= 21 => {
            for (at, name, value) in [
                (5, text!("Latitude"), text!("latitude")),
                (10, text!("Longitude"), text!("longitude")),
            ] {
                let whole = u64::from(b.u8(at)?) << 32 | u64::from(b.u32(at + 1)?);
                put!(c, "\n\t    {} resolution {}", name, whole >> 34);
                put!(c, ", {} value {}", value, whole & 0x3_ffff_ffff);
            }
            show!(
                c,
                b,
                "\n\t    Altitude type {@15=1>4N} ({@15=1>4})\
                 \n\t    Altitude resolution {@15=2>6&3f}, altitude value 0x{@16=4&3fffffff:x}\
                 \n\t    Datum {1N} (0x{@20=1:02x})",
                ALTITUDES,
                DATUMS
            )?;
        }
        2 if b.len() >= 6 => {
            let size = usize::from(b.u8(5)?);
            if size < 3 || b.len() < 7 + size {
                return Ok(());
            }
            show!(
                c,
                b,
                "\n\t    LCI length {@5=1}, LCI what {1N} (0x{@6=1:02x}), Country-code ",
                PLACES
            )?;
            text(c, &b.from(7), 2)?;
            let mut rest = b.from(9).first(size - 3);
            while rest.len() >= 2 {
                show!(c, &rest, "\n\t      CA type '{1N}' ({@0=1}), length {1}: ", CIVIC)?;
                let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
                rest = rest.from(2);
                if kind == 0 || length == 0 || rest.len() < length {
                    break;
                }
                text(c, &rest, length)?;
                rest = rest.from(length);
            }
        }
        1 | 2 => {}
        3 => {
            put!(c, "\n\t    ECS ELIN id ");
            text(c, &b.from(5), b.len() - 5)?;
        }
        _ => {
            put!(c, "\n\t    Location ID ");
            c.hex_lines(text!("\n\t      "), b.from(5).inside());
        }
    }
    Ok(())
}

/// Prints a value of the older exchange of capabilities; answers whether it is known.
pub(super) fn exchange(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    if b.len() < 4 {
        return Ok(true);
    }
    show!(c, b, "\n\t  {@3=1N} Subtype ({@3=1})", REVISIONS)?;
    let revision = b.u8(3)?;
    let (mut rest, mut known) = (b.from(4), revision != 1);
    while revision == 2 && rest.len() >= 2 {
        let head = rest.u16(0)?;
        let (kind, length) = (head >> 9, usize::from(head & 0x1ff));
        let value = rest.from(2).claim(length);
        known = true;
        let least = *[0, 10, 17, 6, 4].get(usize::from(kind)).unwrap_or(&0);
        if kind == 0 || rest.len() - 2 < length || length < least {
            break;
        }
        known = least > 0;
        if known {
            put!(c, "\n\t    {} (type 0x{:x}", Name(FEATURES, kind.into()), kind);
            put!(c, ", length {})", length);
            show!(c, &value, "\n\t      Oper_Version: {1}\n\t      Max_Version: {1}")?;
            feature(c, kind, &value)?;
        }
        if c.v() > 1 || !known {
            c.hex_lines(text!("\n\t    "), value.inside());
        }
        rest = rest.from(2 + length);
    }
    Ok(known)
}

#[inline(never)]
fn feature(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res {
    if kind == 1 {
        return show!(
            c,
            b,
            "\n\t      Sequence Number: {@2=4}\n\t      Acknowledgement Number: {4}"
        );
    }
    put!(c, "\n\t      Info block(0x");
    c.hex_capitals(b.get(2, 1)?);
    show!(
        c,
        b,
        "): Enable bit: {@2=1>7}, Willing bit: {@2=1>6&1}, Error Bit: {@2=1>5&1}\
         \n\t      SubType: {1}"
    )?;
    match kind {
        2 => {
            put!(c, "\n\t      Priority Allocation");
            for i in 0..8u8 {
                let pair = b.u8(4 + usize::from(i / 2))?;
                put!(
                    c,
                    "\n\t          PgId_{}: {}",
                    i,
                    if i & 1 == 0 { pair >> 4 } else { pair & 15 }
                );
            }
            put!(c, "\n\t      Priority Group Allocation");
            for i in 0..8u8 {
                put!(c, "\n\t          Pg percentage[{}]: {}", i, b.u8(8 + usize::from(i))?);
            }
            show!(c, b, "\n\t      NumTCsSupported: {@16=1}")
        }
        3 => {
            show!(c, b, "\n\t      PFC Config (0x")?;
            c.hex_capitals(b.get(4, 1)?);
            put!(c, ")");
            for i in 0..8u8 {
                put!(c, "\n\t          Priority Bit {}: ", i);
                c.literal(if b.u8(4)? >> i & 1 == 0 {
                    text!("Disabled")
                } else {
                    text!("Enabled")
                });
            }
            show!(c, b, "\n\t      NumTCPFCSupported: {@5=1}")
        }
        _ => {
            let mut rest = b.from(4);
            while rest.len() >= 6 {
                show!(
                    c,
                    &rest,
                    "\n\t      Application Value\n\t          Application Protocol ID: 0x{2:04x}\
                     \n\t          SF (0x{@2=1>6:x}) Application Protocol ID is "
                )?;
                c.literal(if rest.u8(2)? >> 6 == 0 {
                    text!("L2 EtherType")
                } else {
                    text!("Socket Number")
                });
                show!(
                    c,
                    &rest,
                    "\n\t          OUI: 0x{@2=3&3fffff:06x}\n\t          User Priority Map: 0x{1:02x}"
                )?;
                rest = rest.from(6);
            }
            Ok(())
        }
    }
}
