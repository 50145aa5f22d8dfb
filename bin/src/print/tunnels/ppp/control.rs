//! What the ends of a link of PPP agree on: the control protocols of the link, of what goes over it, and
//! of how that is compressed (RFC 1661, 1332, 1570, 1962, 1990, 2507, 5072).

use super::protocols::*;
use crate::print::toolkit::*;

const VENDOR_EXTENSION: u8 = 0;
const CONFIGURE_REQUEST: u8 = 1;
const CONFIGURE_REJECT: u8 = 4;
const PROTOCOL_REJECT: u8 = 8;
const ECHO_REQUEST: u8 = 9;
const IDENTIFICATION: u8 = 12;
const TIME_REMAINING: u8 = 13;
const CODES: Table = table!("Unknown Opcode";
    0: "Vendor-Extension" "Conf-Request" "Conf-Ack" "Conf-Nack" "Conf-Reject" "Term-Request"
    "Term-Ack" "Code-Reject" "Prot-Reject" "Echo-Request" "Echo-Reply" "Disc-Req" "Ident"
    "Time-Rem" "Reset-Req" "Reset-Ack",
);
/// Options of LCP.
const VENDOR: u8 = 0;
const MRU: u8 = 1;
const ACCM: u8 = 2;
const AUTHENTICATION: u8 = 3;
const QUALITY: u8 = 4;
const MAGIC: u8 = 5;
const PFC: u8 = 7;
const ACFC: u8 = 8;
const CALLBACK: u8 = 13;
const MRRU: u8 = 17;
const ENDPOINT: u8 = 19;
const LINK_DISCRIMINATOR: u8 = 23;
const LINK_OPTIONS: Table = table!("unknown";
    0: "Vend-Ext" "MRU" "ACCM" "Auth-Prot" "Qual-Prot" "Magic-Num" "deprecated(6)" "PFC" "ACFC"
    "FCS-Alt" "SDP" "Num-Mode" "deprecated(12)" "Call-Back" "deprecated(14)"
    "deprecated(15)" "deprecated(16)" "MRRU" "12-Bit seq #" "End-Disc" "Proprietary" "DCE-Id"
    "MP+" "Link-Disc" "LCP-Auth-Opt" "COBS" "Prefix-elision" "Multilink-header-Form" "I18N"
    "SDL-over-SONET/SDH" "PPP-Muxing",
);
/// Options of IPCP.
const IP_ADDRESSES: u8 = 1;
const IP_COMPRESSION: u8 = 2;
const IP_ADDRESS: u8 = 3;
const HOME_ADDRESS: u8 = 4;
const PRIMARY_DNS: u8 = 129;
const SECONDARY_NBNS: u8 = 132;
const IP_OPTIONS: Table = table!("unknown";
    1: "IP-Addrs" "IP-Comp" "IP-Addr" "Home-Addr", 129: "Pri-DNS" "Pri-NBNS" "Sec-DNS" "Sec-NBNS",
);
const INTERFACE_ID: u8 = 1;
const IP6_OPTIONS: Table = table!("unknown"; 1: "Interface-ID");
/// Options of CCP.
const BSD: u8 = 21;
const MVRCA: u8 = 24;
const DEFLATE: u8 = 26;
const COMPRESSION_OPTIONS: Table = table!("Unknown";
    0: "OUI" "Pred-1" "Pred-2" "Puddle", 16: "HP-PPC" "Stac-LZS" "MPPC" "Gand-FZA" "V.42bis"
    "BSD-Comp", 23: "LZS-DCP" "MVRCA" "DEC" "Deflate", 255: "Reserved",
);
const FAVORED_PEER: u8 = 1;
const BANDWIDTH_OPTIONS: Table = table!("Unknown"; 1: "Favored-Peer");
const HEADER_COMPRESSION: u16 = 0x61;
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

/// A packet of a control protocol.
#[inline(never)]
pub(super) fn control(c: &mut Ctx<'_>, protocol: u16, b: &Bytes<'_>) -> Res {
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
        put!(c, " (< 4))");
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
        c.hex_lines(text!("\n\t"), &[high, low, kind, id, long, short]);
    }
    let rest = b.from(4).claim(size);
    match code {
        VENDOR_EXTENSION if size >= 7 => {
            show!(c, &rest, "\n\t  Magic-Num 0x{4:08x}")?;
            rest.need(4, 3)?;
            put!(c, " Vendor: ");
            vendor(c, &rest.from(4))?;
        }
        CONFIGURE_REQUEST..=CONFIGURE_REJECT => options(c, protocol, &rest)?,
        PROTOCOL_REJECT if size >= 2 => {
            let rejected = PROTOCOLS.get(rest.u16(0)?.into()).unwrap_or("unknown".into());
            put!(c, "\n\t  Rejected {} Protocol (0x{:04x})", rejected, rest.u16(0)?);
            if size > 2 {
                put!(c, "\n\t  Rejected Packet");
                // The message's length goes beyond it.
                c.hex_lines(text!("\n\t    "), rest.claim(length).from(2).inside());
            }
        }
        ECHO_REQUEST..=IDENTIFICATION if size >= 4 => {
            show!(c, &rest, "\n\t  Magic-Num 0x{4:08x}")?;
            if size > 4 && code == IDENTIFICATION {
                put!(c, "\n\t  Message\n\t    ");
                c.text(rest.from(4).first(size).data());
            } else if size > 4 {
                put!(c, "\n\t  -----trailing data-----");
                if rest.has(0, size) {
                    c.hex_lines(text!("\n\t  "), rest.from(4).inside());
                }
            }
            // What the message's length is compared with goes beyond it.
            if size > 4 && !rest.has(if code == IDENTIFICATION { 4 } else { 0 }, size) {
                put!(c, "[|{}]", Name(PROTOCOLS, protocol.into()));
            }
        }
        TIME_REMAINING if size >= 8 => {
            show!(c, &rest, "\n\t  Magic-Num 0x{4:08x}{|}, Seconds-Remaining {4}s")?;
        }
        ..=TIME_REMAINING => {}
        _ if c.v() < 2 => {
            // From the protocol on.
            put!(c, "\n\t  0x0000: ");
            for (i, byte) in [high, low].iter().chain(b.first(length).data()).enumerate() {
                if i > 0 && i % 16 == 0 {
                    put!(c, "\n\t  0x{:04x}: ", i);
                }
                put!(c, "{}{:02x}", if i % 2 == 0 { text!(" ") } else { text!("") }, *byte);
            }
        }
        _ => {}
    }
    Ok(())
}

/// The vendor of an extension.
fn vendor(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "{3-N} ({3})", crate::print::address::OUIS)
}

/// The configuration options of a protocol that has some.
fn options(c: &mut Ctx<'_>, protocol: u16, b: &Bytes<'_>) -> Res {
    let (table, mark) = match protocol {
        LCP => (LINK_OPTIONS, text!("[|lcp]")),
        IPCP => (IP_OPTIONS, text!("[|ipcp]")),
        IP6CP => (IP6_OPTIONS, text!("[|ip6cp]")),
        CCP => (COMPRESSION_OPTIONS, text!("[|ccp]")),
        BACP => (BANDWIDTH_OPTIONS, text!("[|bacp]")),
        _ => return Ok(()),
    };
    let mut rest = *b;
    while rest.len() > 0 {
        if !rest.has(0, 2) {
            c.literal(mark);
            return Ok(());
        }
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        // The message's length counts here, not what is left of it.
        if length > b.len() + 4 {
            return Ok(());
        }
        if protocol == LCP && table.get(kind.into()).is_none() {
            put!(c, "\n\tunknown LCP option 0x{:02x}", kind);
            if length < 2 {
                return Ok(());
            }
        } else {
            put!(c, "\n\t  {} Option (0x{:02x})", Name(table, kind.into()), kind);
            put!(c, ", length {}", length);
            if length < 2 {
                put!(c, " (length bogus, should be >= 2)");
                return Ok(());
            }
            if !option(c, protocol, &rest.claim(length))? {
                return Ok(());
            }
        }
        if length > rest.len() {
            return c.short(text!("remaining options length"), rest.len(), length);
        }
        rest = rest.from(length);
    }
    Ok(())
}

/// The value of a configuration option; answers whether others are printed behind it.
#[inline(never)]
fn option(c: &mut Ctx<'_>, protocol: u16, b: &Bytes<'_>) -> Res<bool> {
    let (kind, length) = (b.u8(0)?, b.len());
    // The length that there must be, and whether it may be more.
    let (least, more) = match (protocol, kind) {
        (LCP, VENDOR) => (6, true),
        (LCP, MRU | MRRU | LINK_DISCRIMINATOR) => (4, false),
        (LCP, ACCM | MAGIC) | (BACP, FAVORED_PEER) => (6, false),
        (IPCP, IP_ADDRESS | HOME_ADDRESS | PRIMARY_DNS..=SECONDARY_NBNS) => (6, false),
        (LCP, AUTHENTICATION | QUALITY) | (IPCP, IP_COMPRESSION) => (4, true),
        (CCP, MVRCA | DEFLATE) => (4, true),
        (LCP, CALLBACK | ENDPOINT) | (CCP, BSD) => (3, true),
        (IPCP, IP_ADDRESSES) | (IP6CP, INTERFACE_ID) => (10, false),
        (LCP, PFC | ACFC) => (2, true),
        _ => (0, true),
    };
    if length < least || (length > least && !more) {
        put!(
            c,
            " (length bogus, should be {} {})",
            if more { text!(">=") } else { text!("=") },
            least
        );
        return Ok(!matches!(
            (protocol, kind),
            (IPCP, IP_COMPRESSION..)
                | (LCP, QUALITY | MAGIC | CALLBACK | MRRU | ENDPOINT | LINK_DISCRIMINATOR)
        ));
    }
    let mut dumped = *b;
    match (protocol, kind) {
        (LCP, VENDOR) => {
            b.need(2, 3)?;
            put!(c, ": Vendor: ");
            vendor(c, &b.from(2))?;
        }
        (LCP, MRU | MRRU) => show!(c, b, ": {@2=2}")?,
        (LCP, ACCM | MAGIC) => show!(c, b, ": 0x{@2=4:08x}")?,
        (LCP, AUTHENTICATION) => authentication(c, b)?,
        (LCP, QUALITY) => {
            c.literal(if b.u16(2)? == LQM { text!(": LQR") } else { text!(": unknown") });
        }
        (LCP, CALLBACK) => show!(c, b, ": Callback Operation {@2=1N} ({@2=1})", CALLBACKS)?,
        (LCP, ENDPOINT) if !endpoint(c, b)? => return Ok(true),
        (LCP, ENDPOINT) => {}
        (LCP, LINK_DISCRIMINATOR) => show!(c, b, ": 0x{@2=2:04x}")?,
        (IPCP, IP_ADDRESSES) => show!(c, b, ": src {@2=4A}, dst {4A}")?,
        (IPCP, IP_COMPRESSION) => {
            let Some(read) = compression(c, b)? else { return Ok(false) };
            dumped = b.from(read);
        }
        (IPCP, IP_ADDRESS | HOME_ADDRESS | PRIMARY_DNS..=SECONDARY_NBNS) => {
            show!(c, b, ": {@2=4A}")?;
        }
        (IP6CP, INTERFACE_ID) if !b.has(0, 10) => {
            put!(c, "[|ip6cp]");
            return Ok(false);
        }
        (IP6CP, INTERFACE_ID) => show!(c, b, ": {@2=2:04x}:{2:04x}:{2:04x}:{2:04x}")?,
        (BACP, FAVORED_PEER) => show!(c, b, ": Magic-Num 0x{@2=4:08x}")?,
        (CCP, BSD) => show!(c, b, ": Version: {@2=1>5}, Dictionary Bits: {@2=1&1f}")?,
        (CCP, MVRCA) => {
            show!(
                c,
                b,
                ": Features: {@2=1>6}, PxP: {@2=1>5&1N}, History: {@2=1&1f}, #CTX-ID: {1}",
                table!(""; 0: "Disabled" "Enabled")
            )?;
        }
        (CCP, DEFLATE) => {
            let (first, second) = (b.u8(2)?, b.u8(3)?);
            put!(c, ": Window: {}K, Method: ", first >> 4);
            c.literal(if first & 15 == 8 { text!("zlib") } else { text!("unknown") });
            put!(c, " (0x{:x}), MBZ: {}, CHK: {}", first & 15, second >> 2, second & 3);
        }
        (LCP, PFC | ACFC) => {}
        _ if c.v() < 2 => c.hex_lines(text!("\n\t    "), b.from(2).inside()),
        _ => {}
    }
    // Of IPCP only what is there as a whole.
    if c.v() > 1 && (protocol != IPCP || dumped.has(0, length)) {
        c.hex_lines(text!("\n\t    "), dumped.claim(length).from(2).inside());
    }
    Ok(true)
}

/// How the other end is to show who it is.
fn authentication(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let method = b.u16(2)?;
    let name = PROTOCOLS.get(method.into()).unwrap_or(Text::plain("Unknown Auth Proto (0x04x)"));
    put!(c, ": {}", name);
    if !matches!(method, PAP | SPAP | CHAP | EAP) {
        c.hex_lines(text!("\n\t"), b.inside());
    }
    if method == CHAP {
        show!(c, b, ", {@4=1N}", CHALLENGES)?;
    }
    Ok(())
}

/// Which system a link of several leads to; answers whether the length is that of its class.
fn endpoint(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    const IP: u8 = 2;
    const MAC: u8 = 3;
    let class = b.u8(2)?;
    let wanted = match class {
        IP => 7,
        MAC => 9,
        _ => b.len(),
    };
    if b.len() != wanted {
        put!(c, " (length bogus, should be = {})", wanted);
        return Ok(false);
    }
    let format = match class {
        IP => text!(": {@2=1N} {4A}"),
        MAC => text!(": {@2=1N} {6A}"),
        _ => text!(": {@2=1N}"),
    };
    c.show(b, format, &[CLASSES])?;
    Ok(true)
}

/// IP header compression and its suboptions (RFC 2507, 2508, 2509).
/// Answers how much of the option was read, behind which its bytes are dumped, or nothing
/// where it is cut or too short.
fn compression(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<usize>> {
    let length = usize::from(b.u8(1)?);
    let kind = b.u16(2)?;
    put!(c, ": {} (0x{:02x}):", Name(COMPRESSIONS, kind.into()), kind);
    if kind != HEADER_COMPRESSION {
        return Ok(Some(0));
    }
    if length < 14 {
        put!(c, " (length bogus, should be >= 14)");
        return Ok(None);
    }
    // The least length is asked for behind the option's header.
    if !b.has(2, 14) {
        put!(c, "[|ipcp]");
        return Ok(None);
    }
    show!(
        c,
        b,
        "\n\t    TCP Space {@4=2}, non-TCP Space {2}, maxPeriod {2}, maxTime {2}, maxHdr {2}"
    )?;
    let mut rest = b.first(length).from(14);
    let rest_length = length - 14;
    if rest_length == 0 {
        return Ok(Some(0));
    }
    put!(c, "\n\t      Suboptions, length {}", rest_length);
    rest = rest.claim(rest_length);
    while rest.len() >= 2 {
        if !rest.has(0, 2) {
            put!(c, "[|ipcp]");
            return Ok(None);
        }
        let used = usize::from(rest.u8(1)?);
        if used == 0 || rest.u8(0)? == 0 {
            break;
        }
        show!(c, &rest, "\n\t\t{1N} Suboption #{@0=1}, length {1}", SUB_OPTIONS)?;
        if used > rest.len() {
            c.short(text!("remaining suboptions length"), rest.len(), used)?;
            break;
        }
        rest = rest.from(used);
    }
    Ok(Some(length - rest.len()))
}
