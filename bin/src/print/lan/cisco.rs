//! Cisco's link-layer protocols: discovery (CDP), dynamic trunking (DTP), VLAN trunking (VTP) and
//! unidirectional link detection (UDLD, RFC 5171). Source: the frames themselves and Cisco's notes.

use crate::print::toolkit::*;
use barecap_core::words::split;

const FIELDS: Table = table!("unknown field type";
    1: "Device-ID" "Address" "Port-ID" "Capability" "Version String" "Platform" "Prefixes"
    "Protocol-Hello option" "VTP Management Domain" "Native VLAN ID" "Duplex",
    14: "ATA-186 VoIP VLAN assignment" "ATA-186 VoIP VLAN request" "power consumption" "MTU"
    "AVVID trust bitmap" "AVVID untrusted ports CoS" "System Name" "System Object ID (not decoded)"
    "Management Addresses" "Physical Location", 26: "Power available",
);
const CAPABILITIES: Table = table!("none";
    1: "Router", 2: "Transparent Bridge", 4: "Source Route Bridge", 8: "L2 Switch", 16: "L3 capable",
    32: "IGMP snooping", 64: "L1 capable",
);
const TRUNKS: Table = table!("Unknown"; 1: "Domain" "Status" "DTP type" "Neighbor");
const LINKS: Table = table!("Unknown";
    1: "Device-ID TLV" "Port-ID TLV" "Echo TLV" "Message Interval TLV" "Timeout Interval TLV"
    "Device Name TLV" "Sequence Number TLV",
);
const LINK_CODES: Table =
    table!("Reserved"; 0: "Reserved" "Probe message" "Echo message" "Flush message");
const LINK_FLAGS: Table = table!("none";
    1: "RT", 2: "RSY", 4: "MBZ-2", 8: "MBZ-3", 16: "MBZ-4", 32: "MBZ-5", 64: "MBZ-6", 128: "MBZ-7",
);
const VLAN_CODES: Table = table!("Unknown message type";
    1: "Summary advertisement" "Subset advertisement" "Advertisement request" "Join message",
);
const COUNTS: Table = table!("Unknown"; 1: "Followers" "Seq number" "Rsvd" "Rsvd");
const VLAN_STATES: Table = table!("Unknown"; 0: "Operational" "Suspended");
const VLAN_TYPES: Table = table!("Unknown"; 1: "Ethernet" "FDDI" "TrCRF" "FDDI-net" "TrBRF");
const VLAN_FIELDS: Table = table!("Unknown";
    1: "Source-Routing Ring Number TLV" "Source-Routing Bridge Number TLV" "STP type TLV"
    "Parent VLAN TLV" "Translationally bridged VLANs TLV" "Pruning TLV" "Bridge Type TLV"
    "Max ARP Hop Count TLV" "Max STE Hop Count TLV" "Backup CRF Mode TLV",
);

/// Prints a discovery packet.
pub(crate) fn discovery(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("cdp");
    let least = |c: &mut Ctx<'_>, what: Literal, length: usize| -> Res {
        put!(c, " ({}packet length {} < 4)", what, length);
        c.invalid();
        Ok(())
    };
    if b.len() < 4 {
        return least(c, text!(""), b.len());
    }
    show!(c, b, "CDPv{1}, ttl: {1}s")?;
    b.need(2, 2)?;
    if c.v() > 0 {
        show!(c, b, ", checksum: 0x{@2=2:04x} (unverified)")?;
        put!(c, ", length {}", b.len());
    }
    let mut rest = b.from(4);
    while rest.len() > 0 {
        if rest.len() < 4 {
            return least(c, text!("remaining "), rest.len());
        }
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        let name = Name(FIELDS, kind.into());
        if length < 4 {
            if c.v() > 0 {
                put!(c, "\n\t{} (0x{:04x}), TLV length: {} byte", name, kind, length);
                c.literal(if length == 1 { text!("") } else { text!("s") });
                put!(c, " (too short)");
            } else {
                put!(c, ", {} TLV length {} too short", name, length);
            }
            return c.invalid_rest(&rest);
        }
        if length > rest.len() {
            put!(c, " (TLV length {} > {})", length, rest.len());
            return c.invalid_rest(&rest);
        }
        let value = rest.from(4).claim(length - 4);
        let size = value.len();
        if c.v() > 0 {
            put!(c, "\n\t{} (0x{:04x}), value length: ", name, kind);
            put!(c, "{} byte{}: ", size, if size == 1 { text!("") } else { text!("s") });
            value.need(0, size)?;
            field(c, kind, &value)?;
        } else if kind == 1 {
            put!(c, ", Device-ID '");
            c.text(value.inside());
            value.need(0, size)?;
            put!(c, "'");
        }
        rest = rest.from(length);
    }
    // Without -v, what is not valid has no length behind it.
    if c.v() == 0 {
        put!(c, ", length {}", b.len());
    }
    Ok(())
}

#[inline(never)]
fn field(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res {
    match (kind, b.len()) {
        (1 | 3 | 6 | 9 | 20, _) => {
            put!(c, "'");
            c.text(b.inside());
            put!(c, "'");
        }
        (5, _) => {
            for line in split(b.inside(), b'\n') {
                put!(c, "\n\t  ");
                c.text(line);
            }
        }
        (4, 4) => show!(c, b, "(0x{4:08x}): {@0=4B}", CAPABILITIES)?,
        (2, _) | (22, 4..) => addresses(c, b)?,
        (7, _) => {
            let count = b.len() / 5;
            if !b.len().is_multiple_of(5) {
                put!(c, " [length {} is not a multiple of 5]", b.len());
                return Ok(());
            }
            put!(c, " IPv4 Prefixes ({}):", count);
            for i in 0..count {
                show!(c, &b.from(i * 5), " {4A}/{1}")?;
            }
        }
        (10, 2) => show!(c, b, "{2}")?,
        (11, 1) => c.literal(if b.u8(0)? != 0 { text!("full") } else { text!("half") }),
        (14 | 15, 3) => show!(c, b, "app {1}, vlan {@1=2}")?,
        (15, 2) => show!(c, b, "unknown 0x{2:04x}")?,
        (16, size @ 1..=3) => {
            let milliwatts =
                b.get(0, size)?.iter().fold(0, |sum, &byte| sum << 8 | u32::from(byte));
            let rounded = (milliwatts + 5) / 10;
            put!(c, "{}.{:02}W", rounded / 100, rounded % 100);
        }
        (17, 4) => show!(c, b, "{4} bytes")?,
        (18 | 19, 1) => show!(c, b, "0x{1:02x}")?,
        (23, 1..) => {
            show!(c, b, "0x{1:02x}")?;
            c.literal(if b.len() > 1 { text!("/") } else { text!("") });
            c.text(b.from(1).inside());
        }
        (26, 4..) => {
            show!(c, b, "reqid {2}, mgmtid {2}, pwravail")?;
            let mut rest = b.from(4);
            while rest.len() >= 4 {
                show!(c, &rest, " {4} mW")?;
                rest = rest.from(4);
            }
        }
        (4 | 10 | 11 | 14..=19 | 22 | 23, _) => {
            put!(c, " (malformed TLV)");
            c.hex_lines(text!("\n\t  "), b.inside());
        }
        (24.., _) if FIELDS.get(kind.into()).is_none() => c.hex_lines(text!("\n\t  "), b.inside()),
        _ => {}
    }
    Ok(())
}

/// A list of addresses, each with its protocol.
fn addresses(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let lacking = |c: &mut Ctx<'_>, what: Literal| {
        put!(c, " (not enough space for {})", what);
        Ok(())
    };
    if b.len() < 4 {
        return lacking(c, text!("num"));
    }
    let count = b.u32(0)?;
    let mut rest = b.from(4);
    for i in 0..count {
        c.literal(if i > 0 { text!(" ") } else { text!("") });
        if rest.len() < 2 {
            return lacking(c, text!("PT+PL"));
        }
        let (form, protocol) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        rest = rest.from(2);
        if rest.len() < protocol + 2 {
            return lacking(c, text!("P+AL"));
        }
        let id = rest.get(0, protocol)?;
        let size = usize::from(rest.u16(protocol)?);
        rest = rest.from(protocol + 2);
        let family = match (form, id, size) {
            (1, [0xcc], 4) => text!("IPv4"),
            (2, [0xaa, 0xaa, 3, 0, 0, 0, 0x86, 0xdd], 16) => text!("IPv6"),
            _ => text!(""),
        };
        if family.is_empty() {
            put!(c, "pt=0x{:02x}, pl={}, pb=", form, protocol);
            spaced(c, id);
            put!(c, ", al={}, a=", size);
        }
        if rest.len() < size {
            return lacking(c, text!("A"));
        }
        let address = rest.get(0, size)?;
        if family.is_empty() {
            spaced(c, address);
        } else {
            // How many are left, with this one.
            put!(c, "{} ({}) {}", family, count - i, Address(address));
        }
        rest = rest.from(size);
    }
    if rest.len() > 0 {
        put!(c, " ({} bytes of stray data)", rest.len());
    }
    Ok(())
}

/// Bytes, behind a space if there are some.
fn spaced(c: &mut Ctx<'_>, bytes: &[u8]) {
    c.literal(if bytes.is_empty() { text!("") } else { text!(" ") });
    c.hex_spaced(bytes);
}

/// Prints a trunking packet.
pub(crate) fn trunking(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("dtp");
    if b.len() < 1 {
        put!(c, "[zero packet length]");
        return c.invalid_rest(b);
    }
    put!(c, "DTPv{}, length {}", b.u8(0)?, b.len());
    if c.v() == 0 {
        return Ok(());
    }
    let mut rest = b.from(1);
    while rest.len() > 0 {
        if rest.len() < 4 {
            put!(c, "[{} bytes remaining]", rest.len());
            return c.invalid_rest(&rest);
        }
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        if kind == 0 {
            return Ok(());
        }
        show!(c, &rest, "\n\t{2N} (0x{@0=2:04x}) TLV, length {2}", TRUNKS)?;
        if length < 4 || length > rest.len() {
            put!(c, "[TLV length {}]", length);
            return c.invalid_rest(&rest);
        }
        let value = rest.from(4).claim(length - 4);
        match (kind, value.len()) {
            (1, _) => {
                put!(c, ", ");
                c.zero_text(value.inside());
            }
            (2 | 3, 1) => show!(c, &value, ", 0x{1x}")?,
            (4, 6) => show!(c, &value, ", {6A}")?,
            (2..=4, _) => return c.invalid_rest(&rest),
            _ => {}
        }
        value.need(0, value.len())?;
        rest = rest.from(length);
    }
    Ok(())
}

/// Prints a packet of unidirectional link detection.
pub(crate) fn one_way(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("udld");
    if b.len() < 4 {
        return c.invalid_rest(b);
    }
    show!(
        c,
        b,
        "UDLDv{1>5}, Code {@0=1&1fN} ({@0=1&1fx}), Flags [{@1=1B}] (0x{@1=1:02x})",
        LINK_CODES,
        LINK_FLAGS
    )?;
    put!(c, ", length {}", b.len());
    if c.v() == 0 {
        return b.need(0, b.len());
    }
    show!(c, b, "\n\tChecksum 0x{@2=2:04x} (unverified)")?;
    let mut rest = b.from(4);
    while rest.len() > 0 {
        if rest.len() < 4 {
            return c.invalid_rest(&rest);
        }
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        show!(c, &rest, "\n\t{2N} (0x{@0=2:04x}) TLV, length {2}", LINKS)?;
        if length <= 4 || length > rest.len() {
            return c.invalid_rest(&rest);
        }
        let value = rest.from(4).claim(length - 4);
        match (kind, value.len()) {
            (1..=3 | 6, 1..) => {
                put!(c, ", ");
                // An echo holds texts of others with zeros between them.
                if kind == 3 {
                    c.text(value.inside());
                } else if c.zero_text(value.inside()) {
                    rest = rest.from(length);
                    continue;
                }
            }
            (4 | 5, 1) => show!(c, &value, ", {1}s")?,
            (7, 4) => show!(c, &value, ", {4}")?,
            (1..=7, _) => return c.invalid_rest(&rest),
            _ => {}
        }
        value.need(0, value.len())?;
        rest = rest.from(length);
    }
    Ok(())
}

/// Prints a VLAN trunking packet.
pub(crate) fn vlans(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("vtp");
    if b.len() < 36 {
        return c.invalid_rest(b);
    }
    b.need(0, 36)?;
    let (version, kind, name) = (b.u8(0)?, b.u8(1)?, b.u8(3)?);
    if version > 3 {
        put!(c, "VTP [version {} > 3]", version);
        return c.invalid_rest(b);
    }
    show!(c, b, "VTPv{1}, Message {1N} (0x{@1=1:02x})", VLAN_CODES)?;
    put!(c, ", length {}", b.len());
    if c.v() == 0 {
        return b.need(0, b.len());
    }
    put!(c, "\n\tDomain name: ");
    if !(1..=32).contains(&name) {
        put!(c, " [MgmtD Len {}]", name);
        c.invalid();
        return Ok(());
    }
    c.zero_text(b.get(4, name.into())?);
    show!(c, b, ", {@1=1N}: {1}", COUNTS)?;
    match kind {
        1 => {
            show!(c, b, "\n\t  Config Rev {@36=4x}, Updater {4A}")?;
            show!(c, b, ", Timestamp 0x{@44=4:08x} 0x{4:08x} 0x{4:08x}")?;
            show!(c, b, ", MD5 digest: {@56=16H}")
        }
        2 => {
            show!(c, b, ", Config Rev {@36=4x}")?;
            let mut rest = b.from(40);
            while rest.len() > 0 {
                let length = usize::from(rest.u8(0)?);
                if length == 0 {
                    return Ok(());
                }
                rest.need(0, length)?;
                if length < 12 || length > rest.len() {
                    return c.invalid_rest(b);
                }
                if !vlan(c, &rest.first(length))? {
                    return b.need(0, b.len());
                }
                rest = rest.from(length);
            }
            Ok(())
        }
        3 => show!(c, b, "\n\tStart value: {@36=4}"),
        _ => Ok(()),
    }
}

/// A VLAN and its fields; answers whether their lengths are right.
fn vlan(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    show!(
        c,
        b,
        "\n\tVLAN info status {@1=1N}, type {1N}, VLAN-id {@4=2}, MTU {2}, SAID 0x{4:08x}, Name ",
        VLAN_STATES,
        VLAN_TYPES
    )?;
    let size = usize::from(b.u8(3)?);
    let fields = 12 + size.next_multiple_of(4);
    if fields > b.len() {
        c.invalid();
        return Ok(false);
    }
    c.zero_text(b.get(12, size)?);
    let mut rest = b.from(fields);
    while rest.len() >= 2 {
        let (kind, words) = (rest.u8(0)?, rest.u8(1)?);
        put!(c, "\n\t\t{} (0x{:04x}) TLV", Name(VLAN_FIELDS, kind.into()), kind);
        if usize::from(words) * 2 + 2 > rest.len() {
            put!(c, " (TLV goes past the end of the packet)");
            c.invalid();
            return Ok(false);
        }
        if words != 1 {
            put!(c, " [TLV length {} != 1]", words);
            c.invalid();
            return Ok(false);
        }
        let value = rest.u16(2)?;
        let name = match (kind, value) {
            (3, 1) => text!("SRT"),
            (3, 2) | (7, 1) => text!("SRB"),
            (3, 3) => text!("Auto"),
            (3, _) => text!("Unknown"),
            (6, 1) => text!("Enabled"),
            (6, _) => text!("Disabled"),
            (7, _) => text!("SRT"),
            (10, 1) => text!("Backup"),
            (10, _) => text!("Not backup"),
            _ => text!(""),
        };
        if kind == 9 {
            put!(c, ", {}", value);
        } else if name.is_empty() {
            c.hex_lines(text!("\n\t\t  "), rest.get(0, 4)?);
        } else {
            put!(c, ", {} ({})", name, value);
        }
        rest = rest.from(4);
    }
    Ok(true)
}
