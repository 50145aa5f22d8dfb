//! Slow protocols of Ethernet (IEEE 802.3-2018, clause 57A): link aggregation with its markers
//! (IEEE 802.1AX), operation, administration and maintenance of links (IEEE 802.3-2018, clause 57), and
//! what organizations define (clause 57B), of which only whose it is is read.

use crate::print::address::OUIS;
use crate::print::toolkit::*;

pub(super) const ETHERTYPE: u16 = 0x8809;
const LACP: u8 = 1;
const MARKER: u8 = 2;
const OAM: u8 = 3;
const ORGANIZATION: u8 = 10;
const PROTOCOLS: Table = table!("unknown ({})"; 1: "LACP" "MARKER" "OAM", 10: "OSSP");
const TLVS: Table = table!("Unknown";
    0x100: "Terminator" "Actor Information" "Partner Information" "Collector Information",
    0x200: "Terminator" "Marker Information",
);
const STATES: Table = table!("none";
    0x01: "Activity", 0x02: "Timeout", 0x04: "Aggregation", 0x08: "Synchronization",
    0x10: "Collecting", 0x20: "Distributing", 0x40: "Default", 0x80: "Expired",
);
const CODES: Table = table!("Unknown ({})";
    0: "Information" "Event Notification" "Variable Request" "Variable Response" "Loopback Control",
    0xfe: "Vendor Private",
);
const FLAGS: Table = table!("none";
    0x01: "Link Fault", 0x02: "Dying Gasp", 0x04: "Critical Event", 0x08: "Local Evaluating",
    0x10: "Local Stable", 0x20: "Remote Evaluating", 0x40: "Remote Stable",
);
const INFORMATION: Table = table!("Reserved";
    0: "End of TLV marker" "Local" "Remote", 0xfe: "Organization specific",
);
const EVENTS: Table = table!("Reserved";
    0: "End of TLV marker" "Errored Symbol Period Event" "Errored Frame Event"
    "Errored Frame Period Event" "Errored Frame Seconds Summary Event",
    0xfe: "Organization specific",
);
const CONFIGURATION: Table = table!("none";
    0x01: "Active", 0x02: "Unidirectional", 0x04: "Remote-Loopback", 0x08: "Link-Events",
    0x10: "Variable-Retrieval",
);
const PARSER: Table = table!(""; 0: "forwarding" "looping back" "discarding" "reserved");
const COMMANDS: Table =
    table!("Unknown"; 1: "Enable OAM Remote Loopback" "Disable OAM Remote Loopback");

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("slow");
    if b.len() == 0 {
        return short(c);
    }
    let protocol = b.u8(0)?;
    let has_version = matches!(protocol, LACP | MARKER);
    if has_version {
        if b.len() < 2 {
            return short(c);
        }
        let version = b.u8(1)?;
        put!(c, "{}", Name(PROTOCOLS, protocol.into()));
        if version != 1 {
            put!(c, " version {} packet not supported", version);
            return Ok(());
        }
        put!(c, "v1");
    } else {
        put!(c, "{}", Name(PROTOCOLS, protocol.into()));
    }
    put!(c, ", length {}", b.len());
    match protocol {
        LACP | MARKER | OAM | ORGANIZATION if c.v() == 0 => Ok(()),
        LACP | MARKER => aggregation(c, protocol, &b.from(2)),
        OAM => maintenance(c, b),
        ORGANIZATION => {
            if b.len() < 4 {
                return short(c);
            }
            show!(c, b, "\n\tOUI: {@1=3-N} (0x{3:06x})", OUIS)?;
            c.hex_lines(text!("\n\t  "), b.from(4).inside());
            Ok(())
        }
        _ => {
            c.hex_lines(text!("\n\t"), b.inside());
            Ok(())
        }
    }
}

fn short(c: &mut Ctx<'_>) -> Res {
    c.literal(if c.v() == 0 {
        text!(" (packet is too short)")
    } else {
        text!("\n\t\t packet is too short")
    });
    Ok(())
}

/// The next of the values behind a header, named by `name`: its type and all of it; nothing behind the
/// last.
fn next<'b>(
    c: &mut Ctx<'_>,
    rest: &mut Bytes<'b>,
    name: impl Fn(&mut Ctx<'_>, u8),
) -> Res<Option<(u8, Bytes<'b>)>> {
    if rest.len() == 0 {
        return Ok(None);
    }
    if rest.len() < 2 {
        return short(c).map(|()| None);
    }
    let length = usize::from(rest.u16(0)? & 0xff);
    let kind = rest.u8(0)?;
    name(c, kind);
    put!(c, ", length {}", length);
    if kind == 0 {
        return Ok(None);
    }
    if length < 2 {
        put!(c, "\n\t    ERROR: illegal length - should be >= 2");
        return Ok(None);
    }
    if length > rest.len() {
        return short(c).map(|()| None);
    }
    rest.need(0, length)?;
    let value = rest.first(length);
    *rest = rest.from(length);
    Ok(Some((kind, value)))
}

/// Whether a value has the length that its type has.
fn fits(c: &mut Ctx<'_>, value: &Bytes<'_>, length: usize) -> bool {
    if value.len() != length {
        put!(c, "\n\t    ERROR: illegal length - should be {}", length);
    }
    value.len() == length
}

fn aggregation(c: &mut Ctx<'_>, protocol: u8, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    let name = |c: &mut Ctx<'_>, kind: u8| {
        let name = Name(TLVS, u32::from(protocol) << 8 | u32::from(kind));
        put!(c, "\n\t{} TLV (0x{:02x})", name, kind);
    };
    while let Some((kind, value)) = next(c, &mut rest, name)? {
        let mut dumped = c.v() > 1;
        match (protocol, kind) {
            (LACP, 1 | 2) => {
                if fits(c, &value, 20) {
                    show!(c, &value, "\n\t  System {@4=6A}, System Priority {@2=2}, Key {@10=2}")?;
                    show!(c, &value, ", Port {@14=2}, Port Priority {@12=2}")?;
                    show!(c, &value, "\n\t  State Flags [{@16=1B}]", STATES)?;
                }
            }
            (LACP, 3) => {
                if fits(c, &value, 16) {
                    show!(c, &value, "\n\t  Max Delay {@2=2}")?;
                }
            }
            (MARKER, 1) => {
                if fits(c, &value, 16) {
                    show!(c, &value, "\n\t  Request System {@4=6A}, Request Port {@2=2}")?;
                    show!(c, &value, ", Request Transaction ID 0x{@10=4:08x}")?;
                }
            }
            _ => dumped = true,
        }
        if dumped {
            c.hex_lines(text!("\n\t  "), value.from(2).inside());
        }
    }
    Ok(())
}

fn maintenance(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 4 {
        return short(c);
    }
    show!(c, b, "\n\tCode {@3=1N} OAM PDU, Flags [{@1=2B}]", CODES, FLAGS)?;
    let code = b.u8(3)?;
    let mut rest = b.from(4);
    match code {
        0 => {}
        1 => {
            if rest.len() < 2 {
                return short(c);
            }
            show!(c, &rest, "\n\t  Sequence Number {2}")?;
            rest = rest.from(2);
        }
        4 => {
            if rest.len() == 0 {
                return short(c);
            }
            return show!(c, &rest, "\n\t  Command {1-N} ({1})", COMMANDS);
        }
        _ => {
            if c.v() < 2 {
                c.hex_lines(text!("\n\t  "), rest.inside());
            }
            return Ok(());
        }
    }
    let is_event = code == 1;
    let name = |c: &mut Ctx<'_>, kind: u8| {
        let table = if is_event { EVENTS } else { INFORMATION };
        let what = if is_event { text!("Link Event") } else { text!("Information") };
        put!(c, "\n\t  {} {} Type ({})", Name(table, kind.into()), what, kind);
    };
    while let Some((kind, value)) = next(c, &mut rest, name)? {
        let mut dumped = c.v() > 1;
        match kind {
            1 | 2 if !is_event => {
                if fits(c, &value, 16) {
                    show!(c, &value, "\n\t    OAM-Version {@2=1}, Revision {2}")?;
                    show!(c, &value, "\n\t    State-Parser-Action {@5=1&3N}", PARSER)?;
                    put!(c, ", State-MUX-Action ");
                    let forwards = value.u8(5)? & 4 == 0;
                    c.literal(if forwards { text!("forwarding") } else { text!("discarding") });
                    show!(c, &value, "\n\t    OAM-Config Flags [{@6=1B}]", CONFIGURATION)?;
                    show!(c, &value, ", OAM-PDU-Config max-PDU size {@7=2&7ff}")?;
                    show!(c, &value, "\n\t    OUI {@9=3-N} (0x{3:06x})", OUIS)?;
                    show!(c, &value, ", Vendor-Private 0x{@12=4:08x}")?;
                } else {
                    dumped = true;
                }
            }
            // All have the length of the first, which has the widest numbers.
            1..=4 if is_event => {
                if fits(c, &value, 40) {
                    put!(c, "\n\t    Timestamp {} ms", u32::from(value.u16(2)?) * 100);
                    show!(c, &value, ", Errored Window {@4=8}")?;
                    show!(c, &value, "\n\t    Errored Threshold {@12=8}\n\t    Errors {8}")?;
                    show!(c, &value, "\n\t    Error Running Total {@28=8}")?;
                    show!(c, &value, "\n\t    Event Running Total {@36=4}")?;
                } else {
                    dumped = true;
                }
            }
            _ => dumped = true,
        }
        if dumped {
            c.hex_lines(text!("\n\t  "), value.inside());
        }
    }
    Ok(())
}
