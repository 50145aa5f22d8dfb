//! What attributes of RADIUS hold: numbers with names, spans of time, prefixes, and values made of parts. An
//! attribute whose length is not that of its form says so, and the next one follows.

use crate::print::address::filled;
use crate::print::ntp;
use crate::print::toolkit::*;

const SERVICES: Table = table!("#{}";
    1: "Login" "Framed" "Callback Login" "Callback Framed" "Outbound" "Administrative"
    "NAS Prompt" "Authenticate Only" "Callback NAS Prompt" "Call Check" "Callback Administrative"
    "Voice" "Fax" "Modem Relay" "IAPP-Register" "IAPP-AP-Check" "Authorize Only"
    "Framed-Management" "Additional-Authorization",
);
const PROTOCOLS: Table = table!("#{}";
    1: "PPP" "SLIP" "ARAP" "Gandalf proprietary" "Xylogics IPX/SLIP" "X.75 Synchronous"
    "GPRS PDP Context",
);
const ROUTINGS: Table = table!("#{}"; 0: "None" "Send" "Listen" "Send&Listen");
const COMPRESSIONS: Table = table!("#{}"; 0: "None" "VJ TCP/IP" "IPX" "Stac-LZS");
const LOGINS: Table = table!("#{}";
    0: "Telnet" "Rlogin" "TCP Clear" "PortMaster(proprietary)" "LAT" "X.25-PAD" "X.25-T3POS"
    "Unassigned" "TCP Clear Quiet",
);
const TERMINATIONS: Table = table!("#{}"; 0: "Default" "RADIUS-Request");
const STATUSES: Table = table!("#{}";
    1: "Start" "Stop" "Interim-Update" "Unassigned" "Unassigned" "Unassigned" "Accounting-On"
    "Accounting-Off" "Tunnel-Start" "Tunnel-Stop" "Tunnel-Reject" "Tunnel-Link-Start"
    "Tunnel-Link-Stop" "Tunnel-Link-Reject" "Failed",
);
const AUTHENTICS: Table = table!("#{}"; 1: "RADIUS" "Local" "Remote" "Diameter");
const CAUSES: Table = table!("#{}";
    1: "User Request" "Lost Carrier" "Lost Service" "Idle Timeout" "Session Timeout"
    "Admin Reset" "Admin Reboot" "Port Error" "NAS Error" "NAS Request" "NAS Reboot"
    "Port Unneeded" "Port Preempted" "Port Suspended" "Service Unavailable" "Callback"
    "User Error" "Host Request" "Supplicant Restart" "Reauthentication Failure"
    "Port Reinitialized" "Port Administratively Disabled" "Lost Power",
);
const FILTERS: Table = table!("#{}"; 1: "Enabled" "Disabled");
const PORTS: Table = table!("#{}";
    0: "Async" "Sync" "ISDN Sync" "ISDN Async V.120" "ISDN Async V.110" "Virtual" "PIAFS"
    "HDLC Clear Channel" "X.25" "X.75" "G.3 Fax" "SDSL" "ADSL-CAP" "ADSL-DMT" "ISDN-DSL"
    "Ethernet" "xDSL" "Cable" "Wireless - Other" "Wireless - IEEE 802.11" "Token-Ring" "FDDI"
    "Wireless - CDMA200" "Wireless - UMTS" "Wireless - 1X-EV" "IAPP" "FTTP"
    "Wireless - IEEE 802.16" "Wireless - IEEE 802.20" "Wireless - IEEE 802.22" "PPPoA" "PPPoEoA"
    "PPPoEoE" "PPPoEoVLAN" "PPPoEoQinQ" "xPON" "Wireless - XGP"
    "WiMAX Pre-Release 8 IWK Function" "WIMAX-WIFI-IWK" "WIMAX-SFF" "WIMAX-HA-LMA" "WIMAX-DHCP"
    "WIMAX-LBS" "WIMAX-WVS",
);
const ZONES: Table = table!("#{}";
    1: "Only access to dfl zone" "Use zone filter inc." "Not used" "Use zone filter exc.",
);
const PROMPTS: Table = table!("#{}"; 0: "No Echo" "Echo");
const TUNNELS: Table = table!("#{}";
    1: "PPTP" "L2F" "L2TP" "ATMP" "VTP" "AH" "IP-IP" "MIN-IP-IP" "ESP" "GRE" "DVS"
    "IP-in-IP Tunneling" "VLAN",
);
const MEDIA: Table = table!("#{}";
    1: "IPv4" "IPv6" "NSAP" "HDLC" "BBN 1822", 6: "802", 7: "E.163" "E.164" "F.69" "X.121" "IPX"
    "Appletalk" "Decnet IV" "Banyan Vines" "E.164 with NSAP subaddress",
);
const TAGGED: Table = table!("Unknown tag"; 0x31: "Tagged" "Untagged");
const ERRORS: Table = table!("Error-Cause {} not known";
    201: "Residual Session Context Removed" "Invalid EAP Packet (Ignored)", 401: "Unsupported Attribute"
    "Missing Attribute" "NAS Identification Mismatch" "Invalid Request" "Unsupported Service"
    "Unsupported Extension" "Invalid Attribute Value", 501: "Administratively Prohibited"
    "Request Not Routable (Proxy)" "Session Context Not Found"
    "Session Context Not Removable" "Other Proxy Processing Error" "Resources Unavailable"
    "Request Initiated" "Multiple Session Selection Unsupported"
    "Location Info Required",
);
const VENDORS: Table = table!("Unknown";
    0: "IETF (reserved)", 5: "ACC", 9: "Cisco", 11: "Hewlett Packard", 42: "Sun Microsystems",
    61: "Merit", 74: "AT&T", 161: "Motorola", 166: "Shiva", 193: "Ericsson AB",
    255: "Cisco VPN 5000", 307: "Livingston", 311: "Microsoft", 429: "3Com", 529: "Ascend",
    1584: "Bay Networks", 1991: "Foundry", 2180: "Versanet", 2352: "Redback",
    2636: "Juniper Networks" "Aptis", 2937: "Deutsche Telekom AG", 3054: "Ixia Communications",
    3076: "Cisco VPN 3000", 3085: "CoSine Communications", 3199: "Shasta", 3224: "Netscreen",
    3309: "Nomadix", 3414: "T-Mobile", 3561: "The Broadband Forum", 3902: "ZTE",
    4329: "Siemens", 4491: "CableLabs", 4874: "Unisphere Networks", 5263: "Cisco BBSM",
    5535: "3rd Generation Partnership Project 2 (3GPP2)", 5806: "SK Telecom",
    5925: "ipUnplugged", 5948: "Issanni Communications", 5951: "Netscaler", 6490: "T-Mobile",
    6618: "Quintum", 6728: "Interlink", 7951: "CNCTC", 8164: "Starent Networks",
    8744: "Colubris", 10415: "3GPP", 10529: "Gemtek-Systems", 10704: "Barracuda Networks",
    10923: "Ericsson AB - Packet Core Networks", 11665: "dacom", 11862: "Columbia University",
    12356: "Fortinet", 12951: "Verizon Wireless", 13745: "Plixer", 14122: "Wi-Fi Alliance",
    16787: "T-Systems Nova", 20942: "China Telecom - Guangzhou Research Institute",
    26866: "Gigamon Systems", 32622: "CACE Technologies", 35632: "ntop",
    46098: "Ericsson Canada",
);
const NAMESPACES: Table = table!(""; 0x30: "TADIG" "REALM" "E212" "ICC");
/// The bits of a vector, by their place.
const FEATURES: Table = table!("";
    0: "MIP6_INTEGRATED" "LOCAL_HOME_AGENT_ASSIGNMENT", 40: "PMIP6_SUPPORTED" "IP4_HOA_SUPPORTED"
    "LOCAL_MAG_ROUTING_SUPPORTED" "ASSIGN_LOCAL_IP" "MIP4_SUPPORTED"
    "OPTIMIZED_IDLE_MODE_MOBILITY" "GTPv2_SUPPORTED" "IP4_TRANSPORT_SUPPORTED"
    "IP4_HOA_ONLY_SUPPORTED" "INTER_MAG_ROUTING_SUPPORTED",
);
const LOCATIONS: Table = table!("Unknown ({})"; 0: "Civic" "Geospatial");
const ENTITIES: Table = table!("Unknown ({})"; 0: "User" "RADIUS");
const POLICIES: Table = table!("none";
    1: "MBZ-15", 2: "MBZ-14", 4: "MBZ-13", 8: "MBZ-12", 16: "MBZ-11", 32: "MBZ-10", 64: "MBZ-9",
    128: "MBZ-8", 256: "MBZ-7", 512: "MBZ-6", 1024: "MBZ-5", 2048: "MBZ-4", 4096: "MBZ-3",
    8192: "MBZ-2", 16384: "MBZ-1", 32768: "Retransmission Allowed",
);

/// Text up to a zero, with dots for what is not printed. Attributes that are too short for what is before
/// their text, or not captured, get a mark of their own.
fn text(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if !b.has(0, b.len()) {
        return mark(c);
    }
    for at in 0..b.len() {
        let byte = b.u8(at)?;
        if byte == 0 {
            break;
        }
        c.out.byte(if (32..127).contains(&byte) { byte } else { b'.' });
    }
    Ok(())
}

fn mark(c: &mut Ctx<'_>) -> Res {
    c.truncated();
    Ok(())
}

fn unequal(c: &mut Ctx<'_>, length: usize, wanted: usize) -> Res {
    put!(c, " [length {} != {}]", length, wanted);
    c.invalid();
    Ok(())
}

/// Prints the value of an attribute, in its form.
#[inline(never)]
pub(super) fn print(c: &mut Ctx<'_>, form: u8, kind: u8, b: &Bytes<'_>) -> Res {
    let wanted = match form {
        b'I' | b'N' | b'A' | b'S' | b'D' | b'E' | b'G' | b'C' => 4,
        b'6' => 16,
        b'F' => 8,
        b'H' => 17,
        b'X' => match kind {
            70 => 16,
            71 => 14,
            _ => 8,
        },
        _ => b.len(),
    };
    // Of this one as much is printed as it should have.
    if b.len() != wanted && (kind != 84 || b.len() < wanted) {
        return unequal(c, b.len(), wanted);
    }
    match form {
        b'T' => text(c, b),
        b'I' => match (kind, b.u32(0)?) {
            (23, 0xffff_fffe) => put_text(c, text!("NAS Select")),
            (37, 0) => put_text(c, text!("Unnumbered")),
            (38, 0) => put_text(c, text!("NAS assigned")),
            _ => show!(c, b, "{4}"),
        },
        b'N' => show!(c, b, "{4N}", numbers(kind)),
        b'A' => match b.u32(0)? {
            0xffff_ffff if kind == 8 || kind == 14 => put_text(c, text!("User Selected")),
            0xffff_fffe if kind == 8 || kind == 14 => put_text(c, text!("NAS Select")),
            _ => show!(c, b, "{4A}"),
        },
        b'S' => span(c, b.u32(0)?),
        b'D' => {
            crate::print::time::utc(c, b.u32(0)?.into(), b' ');
            Ok(())
        }
        b'G' => {
            tagged(c, b.u8(0)?);
            match kind {
                64 => show!(c, b, "{@1=3N}", TUNNELS),
                65 => show!(c, b, "{@1=3N}", MEDIA),
                _ => show!(c, b, "{@1=3}"),
            }
        }
        b'U' if kind == 69 && b.len() < 3 => mark(c),
        b'U' | b'W' | b'O' | b'M' | b'L' if !b.has(0, b.len()) => mark(c),
        b'U' => tunnel(c, kind, b),
        b'E' => show!(c, b, "{1N} (0x{@0=1:02x}) {|}{3}", TAGGED),
        b'W' => {
            show!(c, b, "{1N} (0x{@0=1:02x}) ", TAGGED)?;
            text(c, &b.from(1))
        }
        b'6' => show!(c, b, "{16A}"),
        b'P' | b'H' => prefix(c, b, form == b'H'),
        b'C' => {
            put!(c, "Error cause {}: ", b.u32(0)?);
            show!(c, b, "{4N}", ERRORS)
        }
        b'L' => location(c, kind, b),
        b'M' => crate::print::applications::eap::print(c, b),
        b'F' => features(c, b),
        b'V' => vendor(c, b),
        b'X' => remote_access(c, kind, b),
        b'O' => operator(c, b),
        _ => Ok(()),
    }
}

/// The names that an attribute's numbers have.
fn numbers(kind: u8) -> Table {
    match kind {
        6 => SERVICES,
        7 => PROTOCOLS,
        10 => ROUTINGS,
        13 => COMPRESSIONS,
        15 => LOGINS,
        29 => TERMINATIONS,
        40 => STATUSES,
        45 => AUTHENTICS,
        49 => CAUSES,
        57 => FILTERS,
        61 => PORTS,
        72 => ZONES,
        _ => PROMPTS,
    }
}

/// A span of time, in the largest unit that there is one of.
fn span(c: &mut Ctx<'_>, seconds: u32) -> Res {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    if seconds < 60 {
        put!(c, "{:02} secs", seconds);
    } else if hours == 0 {
        put!(c, "{:02}:{:02} min", minutes, seconds % 60);
    } else {
        put!(c, "{:02}:{:02}:{:02} hours", hours, minutes, seconds % 60);
    }
    Ok(())
}

/// Text about a tunnel, behind its tag, and a password behind its salt (RFC 2868).
fn tunnel(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    let tag = b.u8(0)?;
    let mut value = *b;
    if tag <= 0x1f || kind == 69 {
        tagged(c, if tag <= 0x1f { tag } else { 0 });
        value = b.from(1);
    }
    if kind == 69 {
        show!(c, &value, "Salt {2} ")?;
        value = value.from(2);
    }
    text(c, &value)
}

/// What mobile nodes may do, as bits by their numbers: there are more than a table of bits holds (RFC 5447).
fn features(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, "[");
    let word = u64::from_be_bytes(*b.array(0)?);
    let mut between = text!("");
    for (bit, name) in FEATURES.entries() {
        if word >> bit & 1 != 0 {
            put!(c, "{}{}", between, name);
            between = text!(", ");
        }
    }
    put!(c, "]");
    Ok(())
}

/// What AppleTalk's remote access exchanges (RFC 2869): texts, and how many bytes follow each.
fn remote_access(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    let parts: &[(Literal, usize)] = match kind {
        70 => &[(text!("User_challenge ("), 8), (text!(") User_resp("), 8), (text!(")"), 0)],
        71 => &[
            (text!("created at: "), 4),
            (text!(", expires in: "), 4),
            (text!(", Current Time: "), 4),
        ],
        _ => &[(text!(""), 8)],
    };
    let mut at = 0;
    if kind == 71 {
        c.literal(if b.u8(0)? == 0 { text!("User cannot") } else { text!("User can") });
        put!(c, " change password");
        put!(c, ", Min password length: {}, ", b.u8(1)?);
        at = 2;
    }
    for &(text, length) in parts {
        c.literal(text);
        c.hex_capitals(b.from(at).first(length).data());
        b.need(at, length)?;
        at += length;
    }
    Ok(())
}

/// An operator's name in its namespace, which is a digit (RFC 5580).
fn operator(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 2 {
        return c.short(text!("length"), b.len(), 2);
    }
    let namespace = b.u8(0)?;
    match NAMESPACES.get(namespace.into()) {
        Some(name) => put!(c, "[{}] ", name),
        None => put!(c, "[unknown namespace {}] ", namespace),
    }
    c.text(b.get(1, b.len() - 1)?);
    Ok(())
}

/// Where a user is (RFC 5580), and what may be done with that.
fn location(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    let (least, head) = match kind {
        127 => (21, 20),
        128 => (3, 2),
        _ => (10, 10),
    };
    if b.len() < least {
        return c.short(text!("length"), b.len(), least);
    }
    let text = b.get(head, b.len() - head)?;
    match kind {
        127 => {
            show!(c, b, "index {2}, code {1N}, entity {1N}, sighting time ", LOCATIONS, ENTITIES)?;
            ntp::time(c, b, 4)?;
            put!(c, ", time to live ");
            ntp::time(c, b, 12)?;
            put!(c, ", method \"{}\"", T(text));
        }
        128 => {
            show!(c, b, "index {2}, location")?;
            crate::print::dump::hex_ascii(&mut c.out, text!("\n\t    "), 0, text);
        }
        _ => {
            show!(c, b, "flags [{2B}], retention expires ", POLICIES)?;
            ntp::time(c, b, 2)?;
            if !text.is_empty() {
                put!(c, ", note well \"{}\"", T(text));
            }
        }
    }
    Ok(())
}

fn tagged(c: &mut Ctx<'_>, tag: u8) {
    if tag == 0 {
        put!(c, "Tag[Unused] ");
    } else {
        put!(c, "Tag[{}] ", tag);
    }
}

fn put_text(c: &mut Ctx<'_>, text: Literal) -> Res {
    c.literal(text);
    Ok(())
}

/// A prefix behind its length; the one of mobile nodes has no reserved byte.
fn prefix(c: &mut Ctx<'_>, b: &Bytes<'_>, mobile: bool) -> Res {
    if b.len() < 2 {
        return c.short(text!("length"), b.len(), 2);
    }
    if b.len() > 18 {
        put!(c, " [length {} > 18]", b.len());
        c.invalid();
        return Ok(());
    }
    // Lengths that are wrong are told even of what is cut.
    if !b.has(0, b.len()) {
        return mark(c);
    }
    let bits = b.u8(usize::from(!mobile))?;
    if bits > 128 {
        put!(c, " [prefix length {} > 128]", bits);
        c.invalid();
        return Ok(());
    }
    let head = if mobile { 1 } else { 2 };
    put!(c, "{}/{}", &filled::<16>(b.from(head).inside()), bits);
    if !mobile && usize::from(bits.div_ceil(8)) > b.len() - head {
        put!(c, " (inconsistent prefix length)");
    }
    Ok(())
}

fn vendor(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 4 {
        return mark(c);
    }
    show!(c, b, "Vendor: {4N} ({@0=4})", VENDORS)?;
    let mut rest = b.from(4);
    while rest.len() >= 2 {
        rest.need(0, 2)?;
        let length = usize::from(rest.u8(1)?);
        if length >= 2 && length <= rest.len() && !rest.has(0, length) {
            return mark(c);
        }
        show!(c, &rest, "\n\t    Vendor Attribute: {1}, Length: ")?;
        if length < 2 {
            put!(c, "{}", length);
            c.invalid();
            return Ok(());
        }
        if length > rest.len() {
            put!(c, "{} (bogus, goes past end of vendor-specific attribute)", length);
            return Ok(());
        }
        put!(c, "{}, Value: ", length - 2);
        let value = rest.get(2, length - 2)?;
        for &byte in value {
            c.out.byte(if (32..127).contains(&byte) { byte } else { b'.' });
        }
        rest = rest.from(length);
    }
    Ok(())
}
