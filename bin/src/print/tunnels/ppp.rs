//! The point-to-point protocol (RFC 1661) in HDLC-like framing (RFC 1662), its control protocols
//! (RFC 1332, 1570, 1962, 1990, 2507, 5072) and its authentication (RFC 1334, 1994).
//!
//! Left out: bandwidth allocation.

use crate::print::toolkit::*;
use crate::print::{ip, ip6};

const PROTOCOLS: Table = table!("unknown PPP protocol (0x{:04x})";
    0x0021: "IP", 0x0023: "OSI", 0x0025: "NS", 0x0027: "DECNET", 0x0029: "APPLE", 0x002b: "IPX",
    0x002d: "VJC IP", 0x002f: "VJNC IP", 0x0031: "BRPDU", 0x0033: "STII", 0x0035: "VINES",
    0x003d: "MLPPP", 0x0057: "IP6", 0x00fd: "Compressed", 0x0201: "HELLO", 0x0231: "LUXCOM",
    0x0233: "SNS", 0x0281: "MPLS", 0x0283: "MPLS", 0x8021: "IPCP", 0x8023: "OSICP", 0x8025: "NSCP",
    0x8027: "DECNETCP", 0x8029: "APPLECP", 0x802b: "IPXCP", 0x8033: "STIICP", 0x8035: "VINESCP",
    0x8057: "IP6CP", 0x80fd: "CCP", 0x8281: "MPLSCP", 0xc021: "LCP", 0xc023: "PAP", 0xc025: "LQM",
    0xc027: "SPAP", 0xc02b: "BACP", 0xc02d: "BAP", 0xc03d: "MLPPP-CP", 0xc223: "CHAP", 0xc227: "EAP",
);
const CODES: Table = table!("Unknown Opcode";
    0: "Vendor-Extension" "Conf-Request" "Conf-Ack" "Conf-Nack" "Conf-Reject" "Term-Request"
    "Term-Ack" "Code-Reject" "Prot-Reject" "Echo-Request" "Echo-Reply" "Disc-Req" "Ident"
    "Time-Rem" "Reset-Req" "Reset-Ack",
);
const LINK_OPTIONS: Table = table!("unknown";
    0: "Vend-Ext" "MRU" "ACCM" "Auth-Prot" "Qual-Prot" "Magic-Num" "deprecated(6)" "PFC" "ACFC"
    "FCS-Alt" "SDP" "Num-Mode" "deprecated(12)" "Call-Back" "deprecated(14)"
    "deprecated(15)" "deprecated(16)" "MRRU" "12-Bit seq #" "End-Disc" "Proprietary" "DCE-Id"
    "MP+" "Link-Disc" "LCP-Auth-Opt" "COBS" "Prefix-elision" "Multilink-header-Form" "I18N"
    "SDL-over-SONET/SDH" "PPP-Muxing",
);
const IP_OPTIONS: Table = table!("unknown";
    1: "IP-Addrs" "IP-Comp" "IP-Addr" "Home-Addr", 129: "Pri-DNS" "Pri-NBNS" "Sec-DNS" "Sec-NBNS",
);
const IP6_OPTIONS: Table = table!("unknown"; 1: "Interface-ID");
const COMPRESSION_OPTIONS: Table = table!("Unknown";
    0: "OUI" "Pred-1" "Pred-2" "Puddle", 16: "HP-PPC" "Stac-LZS" "MPPC" "Gand-FZA" "V.42bis"
    "BSD-Comp", 23: "LZS-DCP" "MVRCA" "DEC" "Deflate", 255: "Reserved",
);
const BANDWIDTH_OPTIONS: Table = table!("Unknown"; 1: "Favored-Peer");
const COMPRESSIONS: Table = table!("Unknown"; 0x2d: "VJ-Comp", 0x61: "IP Header Compression");
const SUB_OPTIONS: Table = table!("Unknown";
    1: "RTP-Compression" "Enhanced RTP-Compression",
);
const CALLBACKS: Table = table!("Unknown";
    0: "UserAuth" "DialString" "LocalID" "E.164" "X.500", 6: "CBCP",
);
const CHALLENGES: Table = table!("Unknown Auth Alg {}"; 5: "MD5", 128: "MS-CHAPv1" "MS-CHAPv2");
const CLASSES: Table = table!("Unknown class {}";
    0: "Null" "Local" "IPv4" "MAC" "Magic-Num-Block" "PSNDN",
);
const PASSWORD_CODES: Table = table!("unknown"; 1: "Auth-Req" "Auth-ACK" "Auth-NACK");
const CHALLENGE_CODES: Table = table!("unknown";
    1: "Challenge" "Response" "Success" "Fail",
);
const MULTILINK_FLAGS: Table = table!("none"; 0xc0: "begin, end", 0x80: "begin", 0x40: "end");

/// PPP as a packet's outermost header, with the address field and without.
pub(crate) fn link(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "ppp";
    c.link_header = b.captured().min(4);
    b.check(0, 4)?;
    print(c, b)
}

/// PPP in HDLC framing as a packet's outermost header.
pub(crate) fn hdlc_link(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "ppp_hdlc";
    c.link_header = b.captured();
    b.check(0, 2)?;
    c.link_header = 4.min(b.captured());
    let address = b.u8(0)?;
    #[cfg(feature = "print-rare")]
    if matches!(address, 0x0f | 0x8f) {
        return crate::print::rare::chdlc::print(c, b);
    }
    b.check(0, 4)?;
    let protocol = b.u16(2)?;
    if c.o.link_header {
        show!(c, b, "{1:02x} {1:02x} ")?;
        put!(c, "{} ", b.len());
    }
    if address != 0xff {
        // As tcpdump has it, the bytes behind those are shown.
        c.link_header = 2;
        put!(c, "unknown addr {:02x}; ctrl {:02x}", protocol >> 8, protocol & 0xff);
        return Ok(());
    }
    put!(c, "{}: ", Name(PROTOCOLS, protocol.into()));
    payload(c, protocol, &b.from(4))
}

/// Prints a frame from its address field or, where that is left out, its protocol on.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.nest(|c| frame(c, b))
}

fn frame(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "ppp";
    if b.len() < 2 {
        return Err(Short);
    }
    let length = b.len();
    let rest = match b.u16(0)? {
        // A capture of a daemon says the direction in place of the address.
        0x0003 => {
            c.str(if c.o.link_header { "In  " } else { "" });
            b.from(2)
        }
        0x0103 => {
            c.str(if c.o.link_header { "Out " } else { "" });
            b.from(2)
        }
        0xff03 => b.from(2),
        _ => *b,
    };
    if rest.len() < 2 {
        return Err(Short);
    }
    let first = rest.u8(0)?;
    let (protocol, rest) =
        if first & 1 != 0 { (first.into(), rest.from(1)) } else { (rest.u16(0)?, rest.from(2)) };
    if c.o.link_header {
        let Some(name) = PROTOCOLS.get(protocol.into()) else {
            put!(c, "unknown (0x{:04x}), length {}", protocol, length);
            return Ok(());
        };
        put!(c, "{} (0x{:04x}), length {}: ", name, protocol, length);
    }
    payload(c, protocol, &rest)
}

/// The bytes of a frame whose escapes are taken out.
const UNESCAPED: usize = 1536;

/// Prints what a frame carries.
pub(crate) fn payload(c: &mut Ctx<'_>, protocol: u16, b: &Bytes<'_>) -> Res {
    if protocol & 0xff00 == 0x7e00 {
        return escaped(c, protocol, b);
    }
    match protocol {
        0xc021 | 0x8021 | 0x8023 | 0x8281 | 0x8057 | 0x80fd | 0xc02b => control(c, protocol, b),
        0x003d => {
            c.str(if c.o.link_header { "" } else { "MLPPP, " });
            if b.len() < 2 || !b.has(0, 2) {
                c.str("[|mlppp]");
                return Ok(());
            }
            show!(c, b, "seq 0x{2&fff:03x}, Flags [{@0=1&c0N}]", MULTILINK_FLAGS)?;
            put!(c, ", length {}", b.len());
            Ok(())
        }
        0xc223 => challenge(c, b),
        0xc023 => password(c, b),
        0x0021 | 0x002f | 0x0800 => ip::print(c, b),
        0x0057 | 0x86dd => ip6::print(c, b),
        0x0023 => super::osi(c, b),
        #[cfg(feature = "print-rare")]
        0x002b => crate::print::rare::ipx::print(c, b),
        0x0281 | 0x0283 => super::mpls::print(c, b),
        0x00fd => {
            c.str("compressed PPP data");
            Ok(())
        }
        // Nothing is printed of what allocates bandwidth.
        0xc02d => Ok(()),
        _ => {
            put!(c, "{} ", Name(PROTOCOLS, protocol.into()));
            c.hex_lines("\n\t", b.inside());
            Ok(())
        }
    }
}

/// A frame that starts with a flag: its escapes are still in it.
fn escaped(c: &mut Ctx<'_>, protocol: u16, b: &Bytes<'_>) -> Res {
    let mut buffer = [0; UNESCAPED];
    let mut used = 0;
    let mut escape = false;
    let bytes = [protocol as u8];
    for &byte in bytes.iter().chain(b.data()) {
        if byte == 0x7d && !escape {
            escape = true;
            continue;
        }
        let Some(place) = buffer.get_mut(used) else { break };
        *place = if escape { byte ^ 0x20 } else { byte };
        escape = false;
        used += 1;
    }
    let frame = Bytes::new(buffer.get(..used).unwrap_or(&[]), used);
    match frame.u8(0) {
        _ if b.len() == 0 => return Ok(()),
        Ok(0x21) => return ip::print(c, &frame.from(1)),
        Ok(0x57) => return ip6::print(c, &frame.from(1)),
        _ => {}
    }
    let (mut protocol, mut rest) = (frame.u16(0)?, frame.from(2));
    if protocol == 0xff03 {
        (protocol, rest) = (frame.u16(2)?, frame.from(4));
    }
    if protocol & 0xff00 == 0x7e00 {
        put!(c, "(protocol 0x{:04x} invalid)", protocol);
        return Ok(());
    }
    payload(c, protocol, &rest)
}

/// A packet of a control protocol.
fn control(c: &mut Ctx<'_>, protocol: u16, b: &Bytes<'_>) -> Res {
    put!(c, "{}, ", Name(PROTOCOLS, protocol.into()));
    if b.len() < 4 || !b.has(0, 2) {
        put!(c, "[|{}]", Name(PROTOCOLS, protocol.into()));
        return Ok(());
    }
    let code = b.u8(0)?;
    show!(c, b, "{1N} (0x{@0=1:02x}), id {1}", CODES)?;
    put!(c, ", length {}", b.len() + 2);
    if c.v() == 0 {
        return Ok(());
    }
    let length = usize::from(b.u16(2)?);
    put!(c, "\n\tencoded length {}", length);
    if length < 4 {
        c.str(" (< 4))");
        return Ok(());
    }
    if length > b.len() {
        put!(c, " (> packet length {}))", b.len());
        return Ok(());
    }
    let size = length - 4;
    put!(c, " (=Option(s) length {})", size);
    if size == 0 {
        return Ok(());
    }
    let [high, low] = protocol.to_be_bytes();
    if c.v() > 1 {
        let &[kind, id, long, short] = b.array(0)?;
        c.hex_lines("\n\t", &[high, low, kind, id, long, short]);
    }
    let rest = b.from(4).claim(size);
    match code {
        0 if size >= 7 => {
            show!(c, &rest, "\n\t  Magic-Num 0x{4:08x}")?;
            rest.need(4, 3)?;
            c.str(" Vendor: ");
            vendor(c, &rest.from(4))?;
        }
        1..=4 => options(c, protocol, &rest)?,
        8 if size >= 2 => {
            let rejected = PROTOCOLS.get(rest.u16(0)?.into()).unwrap_or("unknown".into());
            put!(c, "\n\t  Rejected {} Protocol (0x{:04x})", rejected, rest.u16(0)?);
            if size > 2 {
                c.str("\n\t  Rejected Packet");
                // The message's length goes beyond it.
                c.hex_lines("\n\t    ", rest.claim(length).from(2).inside());
            }
        }
        9..=12 if size >= 4 => {
            show!(c, &rest, "\n\t  Magic-Num 0x{4:08x}")?;
            if size > 4 && code == 12 {
                c.str("\n\t  Message\n\t    ");
                c.text(rest.from(4).first(size).data());
            } else if size > 4 {
                c.str("\n\t  -----trailing data-----");
                if rest.has(0, size) {
                    c.hex_lines("\n\t  ", rest.from(4).inside());
                }
            }
            // What the message's length is compared with goes beyond it.
            if size > 4 && !rest.has(if code == 12 { 4 } else { 0 }, size) {
                put!(c, "[|{}]", Name(PROTOCOLS, protocol.into()));
            }
        }
        13 if size >= 8 => {
            show!(c, &rest, "\n\t  Magic-Num 0x{4:08x}{|}, Seconds-Remaining {4}s")?;
        }
        0 | 5..=13 => {}
        _ if c.v() < 2 => {
            // From the protocol on.
            c.str("\n\t  0x0000: ");
            for (i, byte) in [high, low].iter().chain(b.first(length).data()).enumerate() {
                if i > 0 && i % 16 == 0 {
                    put!(c, "\n\t  0x{:04x}: ", i);
                }
                put!(c, "{}{:02x}", if i % 2 == 0 { " " } else { "" }, *byte);
            }
        }
        _ => {}
    }
    Ok(())
}

/// The vendor of an extension.
fn vendor(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "{3-N} ({3})", crate::print::lan::llc::OUIS)
}

/// The configuration options of a protocol that has some.
fn options(c: &mut Ctx<'_>, protocol: u16, b: &Bytes<'_>) -> Res {
    let (table, mark) = match protocol {
        0xc021 => (LINK_OPTIONS, "[|lcp]"),
        0x8021 => (IP_OPTIONS, "[|ipcp]"),
        0x8057 => (IP6_OPTIONS, "[|ip6cp]"),
        0x80fd => (COMPRESSION_OPTIONS, "[|ccp]"),
        0xc02b => (BANDWIDTH_OPTIONS, "[|bacp]"),
        _ => return Ok(()),
    };
    let mut rest = *b;
    while rest.len() > 0 {
        if !rest.has(0, 2) {
            c.str(mark);
            return Ok(());
        }
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        // The message's length counts here, not what is left of it.
        if length > b.len() + 4 {
            return Ok(());
        }
        if protocol == 0xc021 && table.get(kind.into()).is_none() {
            put!(c, "\n\tunknown LCP option 0x{:02x}", kind);
            if length < 2 {
                return Ok(());
            }
        } else {
            put!(c, "\n\t  {} Option (0x{:02x})", Name(table, kind.into()), kind);
            put!(c, ", length {}", length);
            if length < 2 {
                c.str(" (length bogus, should be >= 2)");
                return Ok(());
            }
            if !option(c, protocol, &rest.claim(length))? {
                return Ok(());
            }
        }
        if length > rest.len() {
            return c.short("remaining options length", rest.len(), length);
        }
        rest = rest.from(length);
    }
    Ok(())
}

/// The value of a configuration option; answers whether others are printed behind it.
fn option(c: &mut Ctx<'_>, protocol: u16, b: &Bytes<'_>) -> Res<bool> {
    let (kind, length) = (b.u8(0)?, b.len());
    // The length that there must be, and whether it may be more.
    let (least, more) = match (protocol, kind) {
        (0xc021, 0) => (6, true),
        (0xc021, 1 | 17 | 23) => (4, false),
        (0xc021, 2 | 5) | (0xc02b, 1) | (0x8021, 3 | 4 | 129..=132) => (6, false),
        (0xc021, 3 | 4) | (0x8021, 2) | (0x80fd, 24 | 26) => (4, true),
        (0xc021, 13 | 19) | (0x80fd, 21) => (3, true),
        (0x8021 | 0x8057, 1) => (10, false),
        (0xc021, 7 | 8) => (2, true),
        _ => (0, true),
    };
    if length < least || (length > least && !more) {
        put!(c, " (length bogus, should be {} {})", if more { ">=" } else { "=" }, least);
        return Ok(!matches!(
            (protocol, kind),
            (0x8021, 2..) | (0xc021, 4 | 5 | 13 | 17 | 19 | 23)
        ));
    }
    let mut dumped = *b;
    match (protocol, kind) {
        (0xc021, 0) => {
            b.need(2, 3)?;
            c.str(": Vendor: ");
            vendor(c, &b.from(2))?;
        }
        (0xc021, 1 | 17) => show!(c, b, ": {@2=2}")?,
        (0xc021, 2 | 5) => show!(c, b, ": 0x{@2=4:08x}")?,
        (0xc021, 3) => {
            let method = b.u16(2)?;
            let name =
                PROTOCOLS.get(method.into()).unwrap_or(Text::plain("Unknown Auth Proto (0x04x)"));
            put!(c, ": {}", name);
            if !matches!(method, 0xc023 | 0xc027 | 0xc223 | 0xc227) {
                c.hex_lines("\n\t", b.inside());
            }
            if method == 0xc223 {
                show!(c, b, ", {@4=1N}", CHALLENGES)?;
            }
        }
        (0xc021, 4) => c.str(if b.u16(2)? == 0xc025 { ": LQR" } else { ": unknown" }),
        (0xc021, 13) => show!(c, b, ": Callback Operation {@2=1N} ({@2=1})", CALLBACKS)?,
        (0xc021, 19) => {
            let class = b.u8(2)?;
            let wanted = match class {
                2 => 7,
                3 => 9,
                _ => length,
            };
            if length != wanted {
                put!(c, " (length bogus, should be = {})", wanted);
                return Ok(true);
            }
            let name = [CLASSES];
            let format = match class {
                2 => ": {@2=1N} {4A}",
                3 => ": {@2=1N} {6A}",
                _ => ": {@2=1N}",
            };
            c.show(b, format, &name)?;
        }
        (0xc021, 23) => show!(c, b, ": 0x{@2=2:04x}")?,
        (0x8021, 1) => show!(c, b, ": src {@2=4A}, dst {4A}")?,
        (0x8021, 2) => {
            let Some(read) = compression(c, b)? else { return Ok(false) };
            dumped = b.from(read);
        }
        (0x8021, 3 | 4 | 129..=132) => show!(c, b, ": {@2=4A}")?,
        (0x8057, 1) if !b.has(0, 10) => {
            c.str("[|ip6cp]");
            return Ok(false);
        }
        (0x8057, 1) => show!(c, b, ": {@2=2:04x}:{2:04x}:{2:04x}:{2:04x}")?,
        (0xc02b, 1) => show!(c, b, ": Magic-Num 0x{@2=4:08x}")?,
        (0x80fd, 21) => show!(c, b, ": Version: {@2=1>5}, Dictionary Bits: {@2=1&1f}")?,
        (0x80fd, 24) => {
            show!(
                c,
                b,
                ": Features: {@2=1>6}, PxP: {@2=1>5&1N}, History: {@2=1&1f}, #CTX-ID: {1}",
                table!(""; 0: "Disabled" "Enabled")
            )?;
        }
        (0x80fd, 26) => {
            let (first, second) = (b.u8(2)?, b.u8(3)?);
            put!(c, ": Window: {}K, Method: ", first >> 4);
            c.str(if first & 15 == 8 { "zlib" } else { "unknown" });
            put!(c, " (0x{:x}), MBZ: {}, CHK: {}", first & 15, second >> 2, second & 3);
        }
        (0xc021, 7 | 8) => {}
        _ if c.v() < 2 => c.hex_lines("\n\t    ", b.from(2).inside()),
        _ => {}
    }
    if c.v() > 1 {
        c.hex_lines("\n\t    ", dumped.claim(length).from(2).inside());
    }
    Ok(true)
}

/// IP header compression and its suboptions (RFC 2507, 2508, 2509).
/// Answers how much of the option was read, behind which its bytes are dumped, or nothing
/// where it is cut or too short.
fn compression(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<usize>> {
    let length = usize::from(b.u8(1)?);
    let kind = b.u16(2)?;
    put!(c, ": {} (0x{:02x}):", Name(COMPRESSIONS, kind.into()), kind);
    if kind != 0x61 {
        return Ok(Some(0));
    }
    if length < 14 {
        c.str(" (length bogus, should be >= 14)");
        return Ok(None);
    }
    // The least length is asked for behind the option's header.
    if !b.has(2, 14) {
        c.str("[|ipcp]");
        return Ok(None);
    }
    show!(
        c,
        b,
        "\n\t    TCP Space {@4=2}, non-TCP Space {2}, maxPeriod {2}, maxTime {2}, maxHdr {2}"
    )?;
    let mut rest = b.first(length).from(14);
    let rest_length = length - 14;
    put!(c, "\n\t      Suboptions, length {}", rest_length);
    rest = rest.claim(rest_length);
    while rest.len() >= 2 {
        if !rest.has(0, 2) {
            c.str("[|ipcp]");
            return Ok(None);
        }
        let used = usize::from(rest.u8(1)?);
        if used == 0 {
            break;
        }
        show!(c, &rest, "\n\t\t{1N} Suboption #{@0=1}, length {1}", SUB_OPTIONS)?;
        if used > rest.len() {
            c.short("remaining suboptions length", rest.len(), used)?;
            break;
        }
        rest = rest.from(used);
    }
    Ok(Some(length - rest.len()))
}

/// The header of an authentication protocol; answers the message's length, or nothing where it is
/// too short to have one.
fn header(c: &mut Ctx<'_>, b: &Bytes<'_>, names: [&str; 2], codes: Table) -> Res<Option<usize>> {
    match b.len() {
        0 => put!(c, "[|{}]", names[0]),
        1..4 => put!(c, "[|{} 0x{:02x}]", names[0], b.u8(0)?),
        _ => {
            let name = [Arg::S(names[1])];
            c.show_with(b, "{}, {1N} (0x{@0=1:02x}){|}, id {1}", &[codes], &name)?;
            return b.u16(2).map(|length| Some(length.into()));
        }
    }
    Ok(None)
}

/// The password authentication protocol: texts behind the header, each with its length before it.
fn password(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let Some(length) = header(c, b, ["pap", "PAP"], PASSWORD_CODES)? else { return Ok(()) };
    let names: &[&str] = match b.u8(0)? {
        1 => &[", Peer ", ", Name "],
        2 | 3 => &[", Msg "],
        _ => &[],
    };
    if length > b.len() {
        put!(c, ", length {} > packet size", length);
        return Ok(());
    }
    if length < 4 {
        put!(c, ", length {} < PAP header length", length);
        return Ok(());
    }
    let mut rest = b.claim(length).from(4);
    // Each text has its length at least.
    if rest.len() < names.len() {
        c.str("[|pap]");
        return Ok(());
    }
    for name in names {
        if rest.len() == 0 {
            break;
        }
        let size = usize::from(rest.u8(0)?);
        if rest.len() < 1 + size {
            break;
        }
        c.str(name);
        c.text(rest.first(1 + size).from(1).inside());
        rest.need(1, size)?;
        rest = rest.from(1 + size);
    }
    Ok(())
}

/// The challenge handshake authentication protocol.
fn challenge(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let Some(length) = header(c, b, ["chap", "CHAP"], CHALLENGE_CODES)? else { return Ok(()) };
    let mut start = 4;
    match b.u8(0)? {
        1 | 2 => {
            let rest = b.from(4);
            if rest.len() == 0 {
                return Ok(());
            }
            let size = usize::from(rest.u8(0)?);
            if rest.len() < 1 + size {
                return Ok(());
            }
            c.str(", Value ");
            c.hex_bytes(rest.from(1).first(size).data());
            rest.need(1, size)?;
            c.str(", Name ");
            start = 5 + size;
        }
        3 | 4 => c.str(", Msg "),
        _ => return Ok(()),
    }
    // What is longer than the message goes on to the end of the packet.
    let size = length.checked_sub(start).unwrap_or(usize::MAX);
    c.text(b.from(start).first(size).data());
    b.need(start, size)
}
