//! BGP (RFC 4271): messages, capabilities (RFC 5492, 4724, 6793, 7911, 8205, 8277, 9234) and the
//! notifications' texts (RFC 8538, 9003). The attributes are in `bgp_attributes`, the routes in
//! `bgp_routes`.

use super::bgp_attributes;
use super::bgp_routes::prefixes;
use super::ospf::each;
use crate::print::toolkit::*;

/// The marker, a length and a type.
const HEADER: usize = 19;

const MESSAGES: Table = table!("Unknown Message Type";
    1: "Open" "Update" "Notification" "Keepalive" "Route Refresh",
);
const OPTIONS: Table = table!("Unknown";
    1: "Authentication Information" "Capabilities Advertisement",
);
/// What a speaker can.
mod capability {
    pub(super) const MULTIPROTOCOL: u8 = 1;
    pub(super) const ROUTE_REFRESH: u8 = 2;
    pub(super) const EXTENDED_MESSAGE: u8 = 6;
    pub(super) const BGPSEC: u8 = 7;
    pub(super) const MULTIPLE_LABELS: u8 = 8;
    pub(super) const ROLE: u8 = 9;
    pub(super) const GRACEFUL_RESTART: u8 = 64;
    pub(super) const FOUR_OCTET_AS: u8 = 65;
    pub(super) const ADD_PATH: u8 = 69;
    pub(super) const ENHANCED_REFRESH: u8 = 70;
    pub(super) const LONG_LIVED_RESTART: u8 = 71;
    pub(super) const ROUTE_REFRESH_CISCO: u8 = 128;
}

const CAPABILITIES: Table = table!("Unknown";
    1: "Multiprotocol Extensions" "Route Refresh" "Cooperative Route Filtering"
    "Multiple Routes to a Destination" "Extended Next Hop Encoding" "BGP Extended Message"
    "BGPsec" "Multiple Labels" "Role Capability", 64: "Graceful Restart" "32-Bit AS Number",
    67: "Dynamic Capability" "Multisession BGP" "Multiple Paths" "Enhanced Route Refresh"
    "Long-lived Graceful Restart", 128: "Route Refresh (Cisco)",
);
pub(crate) const FAMILIES: Table = table!("Unknown";
    0: "Reserved" "IPv4" "IPv6" "NSAP" "HDLC" "BBN 1822", 6: "802", 7: "E.163" "E.164" "F.69" "X.121"
    "Novell IPX" "Appletalk" "Decnet IV" "Banyan Vines" "E.164 with NSAP subaddress", 25: "VPLS",
    196: "Layer-2 VPN",
);
pub(super) const SUBSEQUENT: Table = table!("Unknown";
    0: "Reserved" "Unicast" "Multicast" "Unicast+Multicast" "labeled Unicast" "Multicast VPN", 64: "Tunnel"
    "VPLS" "MDT", 70: "EVPN", 128: "labeled VPN Unicast" "labeled VPN Multicast"
    "labeled VPN Unicast+Multicast", 132: "Route Target Routing Information",
);
const RESTART_FLAGS: Table = table!("none"; 8: "R", 4: "N");
const DIRECTIONS: Table = table!("Bogus (0x{:02x})"; 1: "Receive" "Send" "Both");
const ROLES: Table = table!("Unassigned";
    0: "Provider" "RS" "RS-Client" "Customer" "Lateral Peer",
);
const ERRORS: Table = table!("Unknown Error";
    1: "Message Header Error" "OPEN Message Error" "UPDATE Message Error" "Hold Timer Expired"
    "Finite State Machine Error" "Cease" "ROUTE-REFRESH Message Error",
);
const HEADER_ERRORS: Table = table!("Unknown";
    1: "Connection Not Synchronized" "Bad Message Length" "Bad Message Type",
);
const OPEN_ERRORS: Table = table!("Unknown";
    1: "Unsupported Version Number" "Bad Peer AS" "Bad BGP Identifier"
    "Unsupported Optional Parameter" "Authentication Failure" "Unacceptable Hold Time"
    "Capability Message Error", 11: "Role Mismatch",
);
const UPDATE_ERRORS: Table = table!("Unknown";
    1: "Malformed Attribute List" "Unrecognized Well-known Attribute"
    "Missing Well-known Attribute" "Attribute Flags Error" "Attribute Length Error"
    "Invalid ORIGIN Attribute" "AS Routing Loop" "Invalid NEXT_HOP Attribute"
    "Optional Attribute Error" "Invalid Network Field" "Malformed AS_PATH",
);
const STATE_ERRORS: Table = table!("Unknown";
    0: "Unspecified Error" "In OpenSent State" "In OpenConfirm State" "In Established State",
);
const CEASES: Table = table!("Unknown";
    1: "Maximum Number of Prefixes Reached" "Administrative Shutdown"
    "Peer Unconfigured" "Administrative Reset" "Connection Rejected"
    "Other Configuration Change" "Connection Collision Resolution" "Out of Resources"
    "Hard Reset" "BFD Down",
);
const REFRESH_ERRORS: Table = table!("Unknown"; 1: "Invalid Message Length");
const REFRESHES: Table = table!("Unknown";
    0: "Normal route refresh request" "Demarcation of the beginning of a route refresh"
    "Demarcation of the ending of a route refresh",
);
const FILTER_REFRESHES: Table = table!("Unknown"; 1: "Immediate" "Defer");
const FILTERS: Table = table!("Unknown"; 64: "Address Prefix ORF", 65: "CP-ORF");

/// Prints the messages in a segment.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("bgp");
    put!(c, ": BGP");
    if c.v() == 0 {
        return Ok(());
    }
    let mut rest = b.first(b.captured());
    let mut at_start = true;
    while rest.len() > 0 {
        // A message may start anywhere: its marker tells.
        let Ok(head) = rest.get(0, 16) else { break };
        if head.iter().any(|&byte| byte != 0xff) {
            rest = rest.from(1);
            at_start = false;
            continue;
        }
        rest.check(0, HEADER)?;
        if !at_start {
            c.truncated();
        }
        let length = usize::from(rest.u16(16)?);
        if length < HEADER {
            put!(c, "\nmessage length {} < {}", length, HEADER);
            c.invalid();
            break;
        }
        if !rest.has(0, length) {
            show!(c, &rest, "\n[|BGP {@18=1N}]", MESSAGES)?;
            break;
        }
        if message(c, &rest.claim(length)).is_err() {
            c.truncated();
        }
        rest = rest.from(length);
        at_start = true;
    }
    Ok(())
}

fn message(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let kind = b.u8(18)?;
    match MESSAGES.get(kind.into()) {
        Some(name) => put!(c, "\n\t{} Message ({})", name, kind),
        None => put!(c, "\n\tUnknown Message ({})", kind),
    }
    put!(c, ", length: {}", b.len());
    match kind {
        1 => open(c, b),
        2 => update(c, &b.from(HEADER)),
        3 => notification(c, b),
        4 => Ok(()),
        5 => {
            refresh(c, &b.from(HEADER))?;
            if c.v() > 1 && b.len() >= HEADER + 4 {
                c.hex_lines(text!("\n\t  "), b.inside());
            }
            Ok(())
        }
        _ => {
            put!(c, "\n\t  no Message {} decoder", kind);
            c.hex_lines(text!("\n\t  "), b.inside());
            Ok(())
        }
    }
}

fn open(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.need(0, 29)?;
    if b.len() < 29 {
        return Err(Cut);
    }
    put!(c, "\n\t  Version {}, my AS ", b.u8(HEADER)?);
    c.autonomous_system(b.u16(20)?.into());
    show!(c, b, ", Holdtime {@22=2}s, ID {4A}")?;
    let mut length = usize::from(b.u8(28)?);
    let mut at = 29;
    let extended = length == 255 && b.u8(29)? == 255;
    if extended {
        length = b.u16(30)?.into();
        at = 32;
    }
    put!(c, "\n\t  Optional parameters{}", if extended { text!(" (Extended)") } else { text!("") });
    put!(c, ", length: {}", length);
    let mut rest = b.first(b.len()).from(at).claim(length);
    while rest.len() > 0 {
        let kind = rest.u8(0)?;
        let (size, head) =
            if extended { (usize::from(rest.u16(1)?), 3) } else { (usize::from(rest.u8(1)?), 2) };
        if rest.len() < head + size {
            put!(c, "\n\t     Option {}", kind);
            put!(c, ", length: {}, goes past the end of the options", size);
            return Ok(());
        }
        put!(c, "\n\t    Option {} ({})", Name(OPTIONS, kind.into()), kind);
        put!(c, ", length: {}", size);
        let value = rest.from(head).claim(size);
        match kind {
            // One that is cut says so, and the next option follows.
            2 => {
                let printed = capabilities(c, &value).or(Err(Short));
                c.marked(printed)?;
            }
            _ => {
                put!(c, "\n\t      no decoder for option {}", kind);
            }
        }
        rest = rest.from(head + size);
    }
    Ok(())
}

fn capabilities(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        show!(c, &rest, "\n\t      {1N} ({@0=1}), length: {1}", CAPABILITIES)?;
        let value = rest.from(2).claim(length);
        rest.need(2, length)?;
        match kind {
            capability::MULTIPROTOCOL | capability::FOUR_OCTET_AS if length < 4 => {
                put!(c, " (too short, < 4)");
                return Ok(());
            }
            capability::GRACEFUL_RESTART if length < 2 => {
                put!(c, " (too short, < 2)");
                return Ok(());
            }
            _ => capability(c, kind, &value)?,
        }
        if c.v() > 1 && length > 0 {
            c.hex_lines(text!("\n\t\t"), value.inside());
        }
        rest = rest.from(2 + length);
    }
    Ok(())
}

/// What a capability, which is not too short, is about.
fn capability(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    match kind {
        capability::MULTIPROTOCOL => {
            show!(c, b, "\n\t\tAFI {2N} ({@0=2}), SAFI {@3=1N} ({@3=1})", FAMILIES, SUBSEQUENT)
        }
        capability::BGPSEC => each(
            c,
            b,
            3,
            text!("\n\t\tVersion {1>4}, Direction {@0=1>3&1N} ({@0=1>3&1}), AFI {2N} ({@1=2})"),
            &[table!(""; 0: "Receive" "Send"), FAMILIES],
        ),
        capability::MULTIPLE_LABELS => each(
            c,
            b,
            4,
            text!("\n\t\tAFI {2N} ({@0=2}), SAFI {1N} ({@2=1}), Count: {1}"),
            &[FAMILIES, SUBSEQUENT],
        ),
        capability::ROLE => show!(c, b, "\n\t\tRole name {1N} ({@0=1})", ROLES),
        capability::GRACEFUL_RESTART => {
            show!(c, b, "\n\t\tRestart Flags: [{1>4B}], Restart Time {@0=2&fff}s", RESTART_FLAGS)?;
            each(
                c,
                &b.from(2),
                4,
                text!(
                    "\n\t\t  AFI {2N} ({@0=2}), SAFI {1N} ({@2=1}), \
                     Forwarding state preserved: {1>7N}"
                ),
                &[FAMILIES, SUBSEQUENT, table!(""; 0: "no" "yes")],
            )
        }
        capability::FOUR_OCTET_AS => {
            put!(c, "\n\t\t 4 Byte AS ");
            c.autonomous_system(b.u32(0)?);
            Ok(())
        }
        capability::ADD_PATH => {
            if b.len() == 0 {
                put!(c, " (bogus)");
            }
            each(
                c,
                b,
                4,
                text!("\n\t\tAFI {2N} ({@0=2}), SAFI {1N} ({@2=1}), Send/Receive: {1N}"),
                &[FAMILIES, SUBSEQUENT, DIRECTIONS],
            )?;
            if !b.len().is_multiple_of(4) {
                c.invalid();
            }
            Ok(())
        }
        capability::ROUTE_REFRESH
        | capability::EXTENDED_MESSAGE
        | capability::ENHANCED_REFRESH
        | capability::LONG_LIVED_RESTART
        | capability::ROUTE_REFRESH_CISCO => Ok(()),
        _ => {
            put!(c, "\n\t\tno decoder for Capability {}", kind);
            if c.v() <= 1 {
                c.hex_lines(text!("\n\t\t"), b.inside());
            }
            Ok(())
        }
    }
}

fn update(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    if rest.len() < 2 {
        return Err(Cut);
    }
    let withdrawn = usize::from(rest.u16(0)?);
    rest = rest.from(2);
    if withdrawn > 1 {
        if rest.len() < withdrawn {
            return Err(Cut);
        }
        put!(c, "\n\t  Withdrawn routes:");
        let used = prefixes(c, &rest.claim(withdrawn), true, text!("\n\t    "), 4)?;
        rest = rest.from(used);
    } else {
        rest = rest.from(withdrawn);
    }
    if rest.len() < 2 {
        return Err(Cut);
    }
    let length = usize::from(rest.u16(0)?);
    rest = rest.from(2);
    if length == 0 && rest.len() == 0 {
        put!(c, "\n\t  End-of-Rib Marker (empty NLRI)");
        return Ok(());
    }
    if length > 0 {
        if rest.len() < length {
            return Err(Cut);
        }
        bgp_attributes::print(c, &rest.claim(length), 0, length == rest.len())?;
        rest = rest.from(length);
    }
    if rest.len() > 0 {
        put!(c, "\n\t  Updated routes:");
        prefixes(c, &rest, true, text!("\n\t    "), 4)?;
    }
    Ok(())
}

fn notification(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.need(0, 21)?;
    if b.len() < 21 {
        return Ok(());
    }
    let (major, minor) = (b.u8(19)?, b.u8(20)?);
    put!(c, ", {} ({})", Name(ERRORS, major.into()), major);
    let table = match major {
        1 => HEADER_ERRORS,
        2 => OPEN_ERRORS,
        3 => UPDATE_ERRORS,
        5 => STATE_ERRORS,
        6 => CEASES,
        7 => REFRESH_ERRORS,
        _ => return Ok(()),
    };
    c.literal(if matches!(major, 5 | 7) { text!(" subcode ") } else { text!(", subcode ") });
    put!(c, "{} ({})", Name(table, minor.into()), minor);
    if major != 6 {
        return Ok(());
    }
    let mut at = 21;
    match minor {
        1 if b.len() >= 28 => {
            show!(
                c,
                b,
                ", AFI {@21=2N} ({@21=2}), SAFI {1N} ({@23=1}), Max Prefixes: {4}",
                FAMILIES,
                SUBSEQUENT
            )?;
        }
        9 if b.len() >= 23 => {
            let (major, minor) = (b.u8(21)?, b.u8(22)?);
            put!(c, ", {} ({})", Name(ERRORS, major.into()), major);
            put!(c, ", subcode {} ({})", Name(CEASES, minor.into()), minor);
            at = 23;
        }
        2 | 4 if b.len() >= 22 => {}
        _ => return Ok(()),
    }
    if !matches!(minor, 2 | 4 | 9) || b.len() <= at {
        return Ok(());
    }
    // A text, and anything behind it.
    let length = usize::from(b.u8(at)?);
    let mut data = at + 1;
    if length == 0 {
        put!(c, ", empty Shutdown Communication");
    } else if data + length > b.len() {
        put!(c, ", invalid Shutdown Communication length");
        data -= 1;
    } else {
        put!(c, ", Shutdown Communication (length: {}): \"", length);
        c.text(b.get(data, length)?);
        put!(c, "\"");
        data += length;
    }
    let rest = b.from(data);
    if rest.len() > 0 {
        put!(c, ", Data: (length: {})", rest.len());
        c.hex_lines(text!("\n\t\t"), rest.inside());
    }
    Ok(())
}

fn refresh(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.need(0, 4)?;
    if b.len() < 4 {
        return Ok(());
    }
    show!(
        c,
        b,
        "\n\t  AFI {2N} ({@0=2}), SAFI {@3=1N} ({@3=1}), Subtype {@2=1N} ({@2=1})",
        FAMILIES,
        SUBSEQUENT,
        REFRESHES
    )?;
    if b.len() >= 8 {
        show!(
            c,
            &b.from(4),
            "\n\t  ORF refresh {1N} ({@0=1}), ORF type {1N} ({@1=1}), ORF length {2}",
            FILTER_REFRESHES,
            FILTERS
        )?;
    }
    Ok(())
}

impl Ctx<'_> {
    /// An autonomous system's number, with -b in two parts where it needs them (RFC 5396).
    pub(super) fn autonomous_system(&mut self, number: u32) {
        if self.o.dotted_systems && number > 0xffff {
            put!(self, "{}.", number >> 16);
            self.out.dec((number & 0xffff).into());
        } else {
            self.out.dec(number.into());
        }
    }
}
