//! BOOTP and DHCP (RFC 951, 2131, 2132) with the options of later RFCs.
//!
//! An option's table entry starts with a letter for the form of its value: `i` addresses, `l` and
//! `L` words without and with a sign, `s` half words, `B` booleans, `a` text, `p` pairs of
//! addresses, `b` bytes; `$` stands for a form of its own.

use super::address;
use super::bytes::{Bytes, Res, Short};
use super::context::Arg::{Name, T};
use super::context::{Ctx, put, show};
use super::dump;
use super::table::{Table, table};
use crate::packed::{Text, text};

const OPERATIONS: Table = table!("unknown (0x{:02x})"; 1: "Request", 2: "Reply");
const FLAGS: Table = table!("none"; 0x8000: "Broadcast");
const HARDWARE: Table = table!("";
    1: "ether", 6: "ieee802", 7: "arcnet", 15: "frelay", 23: "strip", 24: "ieee1394",
);

/// Names of options, the form of their values before it.
const OPTIONS: Table = table!(marked "?Unknown";
    0: " PAD", 1: "iSubnet-Mask", 2: "LTime-Zone", 3: "iDefault-Gateway", 4: "iTime-Server",
    5: "iIEN-Name-Server", 6: "iDomain-Name-Server", 7: "iLOG", 8: "iCS", 9: "iLPR-Server",
    10: "iIM", 11: "iRL", 12: "aHostname", 13: "sBS", 14: "aDP", 15: "aDomain-Name", 16: "iSS",
    17: "aRP", 18: "aEP", 19: "BIPF", 20: "BSRT", 21: "pPF", 22: "sRSZ", 23: "bTTL",
    24: "lMTU-Timeout", 25: "sMTU-Table", 26: "sMTU", 27: "BLSN", 28: "iBR", 29: "BMD",
    30: "BMS", 31: "BRouter-Discovery", 32: "iRSA", 33: "pStatic-Route", 34: "BUT", 35: "lAT",
    36: "BIE", 37: "bTT", 38: "lKI", 39: "BKG", 40: "aYD", 41: "iYS", 42: "iNTP",
    43: "bVendor-Option", 44: "iNetbios-Name-Server", 45: "iWDD", 46: "$Netbios-Node",
    47: "aNetbios-Scope", 48: "iXFS", 49: "iXDM", 50: "iRequested-IP", 51: "lLease-Time",
    52: "$OO", 53: "$DHCP-Message", 54: "iServer-ID", 55: "$Parameter-Request", 56: "aMSG",
    57: "sMSZ", 58: "lRN", 59: "lRB", 60: "aVendor-Class", 61: "$Client-ID", 64: "sN+D",
    65: "iN+S", 66: "aTFTP", 67: "aBF", 68: "iMH", 69: "iSMTP", 70: "iPOP3", 71: "iNNTP",
    72: "iWWW", 73: "iFG", 74: "iIRC", 75: "iSTS", 76: "iSTDA", 77: "$User-Class",
    78: "bSLP-DA", 79: "bSLP-SCOPE", 80: "aSLP-NA", 81: "$FQDN", 82: "$Agent-Information",
    83: "bARMT", 88: "aTZSTR", 89: "bFQDNS", 90: "bAUTH", 91: "lLast-Transaction-Time",
    92: "iAssociated-IP", 93: "sARCH", 94: "bNDI", 95: "aLDAP", 97: "bGUID", 98: "aUAP",
    100: "aPOSIX-TZ", 101: "aTZ-Name", 108: "lIPv6-Only-Preferred", 112: "iNI", 113: "aNITAG",
    114: "aURL", 116: "BAuto-Configure", 117: "sNSSEARCH", 118: "iSUBNET",
    121: "$Classless-Static-Route", 143: "$SZTP-Redirect", 150: "iTFTP-Server-Address", 161: "aMUD-URL",
    249: "$Classless-Static-Route-Microsoft", 255: " END",
);
const YES: Table = table!("{}?"; 0: "N" "Y");
const NODE_TYPES: Table = table!("#{}"; 1: "b-node", 2: "p-node", 4: "m-node", 8: "h-node");
const OVERLOADS: Table = table!("#{}"; 1: "file", 2: "sname", 3: "file+sname");
const MESSAGES: Table = table!("Unknown ({})";
    1: "Discover", 2: "Offer", 3: "Request", 4: "Decline", 5: "ACK", 6: "NACK", 7: "Release",
    8: "Inform", 10: "LeaseQuery", 11: "LeaseUnassigned", 12: "LeaseUnknown", 13: "LeaseActive",
);
const AGENT_OPTIONS: Table = table!("Unknown";
    1: "Circuit-ID", 2: "Remote-ID", 6: "Subscriber-ID",
);
const NAME_FLAGS: Table = table!(""; 1: "S", 2: "O", 4: "E", 8: "N");

/// Where the vendor's area starts.
const VENDOR: usize = 236;
/// The first bytes of DHCP's options in the vendor's area.
const COOKIE: u32 = 0x6382_5363;

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("bootp");
    let operation = b.u8(0)?;
    put!(c, "BOOTP/DHCP, {}", Name(OPERATIONS, operation.into()));
    let (hardware, length) = (b.u8(1)?, b.u8(2)?);
    let ether = hardware == 1 && length == 6;
    if ether && operation == 1 {
        put!(c, " from {}", b.array::<6>(28)?);
    }
    put!(c, ", length {}", b.len());
    if c.v() == 0 {
        return Ok(());
    }
    b.need(0, 10)?;
    if hardware != 1 {
        put!(c, ", htype {}", hardware);
    }
    if !ether {
        put!(c, ", hlen {}", length);
    }
    let hops = b.u8(3)?;
    if hops != 0 {
        put!(c, ", hops {}", hops);
    }
    let id = b.u32(4)?;
    if id != 0 {
        put!(c, ", xid 0x{:x}", id);
    }
    let seconds = b.u16(8)?;
    if seconds != 0 {
        put!(c, ", secs {}", seconds);
    }
    show!(c, b, ", Flags [{@10=2B}]", FLAGS)?;
    if c.v() > 1 {
        show!(c, b, " (0x{@10=2:04x})")?;
    }
    for (at, name) in
        [(12, text!("Client")), (16, text!("Your")), (20, text!("Server")), (24, text!("Gateway"))]
    {
        if b.u32(at)? != 0 {
            put!(c, "\n\t  {}-IP {}", name, b.array::<4>(at)?);
        }
    }
    if ether {
        put!(c, "\n\t  Client-Ethernet-Address {}", b.array::<6>(28)?);
    }
    for (at, size, name) in [(44, 64, text!("sname")), (108, 128, text!("file"))] {
        if b.u8(at)? != 0 {
            put!(c, "\n\t  {} \"", name);
            let field = b.from(at).first(size);
            let ended = c.zero_text(field.data());
            put!(c, "\"");
            if !ended {
                return Err(Short);
            }
        }
    }
    let vendor = b.from(VENDOR);
    vendor.check(0, 4)?;
    match vendor.u32(0)? {
        COOKIE => options(c, &vendor),
        0x434d_5500 => cmu(c, &vendor),
        0 => Ok(()),
        _ => show!(c, &vendor, "\n\t  Vendor-#0x{4x}"),
    }
}

/// The vendor's area of Carnegie Mellon University.
fn cmu(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, " vend-cmu");
    let [flags, ..] = *b.array::<4>(4)?;
    // The lowest bit says that there is a mask.
    let mask = if flags & 1 != 0 { text!("SM") } else { text!("SM*") };
    if flags > 1 {
        put!(c, " F:0x{:x}", flags);
    }
    for (i, name) in [
        text!("DG"),
        mask,
        text!("NS1"),
        text!("NS2"),
        text!("IEN1"),
        text!("IEN2"),
        text!("TS1"),
        text!("TS2"),
    ]
    .iter()
    .enumerate()
    {
        // The gateway, second in the packet, is printed first.
        let at = 8 + 4 * if i < 2 { 1 - i } else { i };
        if b.u32(at)? != 0 {
            put!(c, " {}:{}", *name, b.array::<4>(at)?);
        }
    }
    Ok(())
}

/// How the value of an option is printed, and the option's name.
fn described(option: u8) -> (u8, Text<'static>) {
    let entry = OPTIONS.get(option.into()).unwrap_or(Text::plain("?Unknown"));
    entry.split_first().unwrap_or((b'?', Text::plain("")))
}

/// The options of DHCP.
fn options(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t  Vendor-rfc1048 Extensions\n\t    Magic Cookie 0x{4:08x}")?;
    let mut rest = b.from(4);
    while rest.captured() > 0 {
        let kind = rest.u8(0)?;
        if kind == 0 && c.v() < 3 {
            rest = rest.from(1);
            continue;
        }
        if kind == 255 && c.v() < 3 {
            return Ok(());
        }
        let mut count = 1;
        let length = match kind {
            // Padding is printed as one option, with how often it occurs.
            0 => {
                while rest.u8(count) == Ok(0) {
                    count += 1;
                }
                0
            }
            255 => 0,
            _ => usize::from(rest.u8(1)?),
        };
        let (form, name) = described(kind);
        put!(c, "\n\t    {} ({}), length {}", name, kind, length);
        if length > 0 {
            put!(c, ": ");
        }
        if kind == 0 {
            if count > 1 {
                put!(c, ", occurs {}", count);
            }
            rest = rest.from(count);
            continue;
        }
        if kind == 255 {
            rest = rest.from(1);
            continue;
        }
        rest.check(2, length)?;
        let value = Bytes::new(rest.get(2, length)?, length);
        let left = match form {
            b'$' => special(c, kind, &value)?,
            b'a' => {
                put!(c, "\"{}\"", T(value.data()));
                0
            }
            b'?' if length % 2 == 1 => simple(c, b'b', &value)?,
            b'?' => simple(c, if length & 2 != 0 { b's' } else { b'l' }, &value)?,
            form => simple(c, form, &value)?,
        };
        if left > 0 {
            put!(c, "\n\t  trailing data length {}", left);
        }
        rest = rest.from(length + 2);
    }
    Ok(())
}

/// Values of one size after another; answers how many bytes are left.
fn simple(c: &mut Ctx<'_>, form: u8, b: &Bytes<'_>) -> Res<usize> {
    let (size, between) = match form {
        b'i' | b'l' | b'L' => (4, text!(",")),
        b's' => (2, text!(",")),
        b'p' => (8, text!(",")),
        _ => (1, text!(".")),
    };
    if form == b'p' && (b.len() == 0 || !b.len().is_multiple_of(8)) {
        c.literal(if b.len() == 0 { text!(" ") } else { text!("") });
        put!(c, "[length != N x 8 bytes]");
        return Ok(0);
    }
    if form == b'B' && b.len() != 1 {
        put!(c, "[length != 1 byte]");
        c.invalid();
        return Ok(0);
    }
    let mut rest = *b;
    let mut first = true;
    while rest.len() >= size {
        if !first {
            c.literal(between);
        }
        first = false;
        let format = match form {
            b'L' => {
                put!(c, "{}", rest.u32(0)?.cast_signed());
                text!("")
            }
            b'i' => text!("{4A}"),
            b'l' => text!("{4}"),
            b's' => text!("{2}"),
            b'p' => text!("({4A}:{4A})"),
            b'B' => text!("{1N}"),
            _ => text!("{1}"),
        };
        c.show(&rest, format, &[YES])?;
        rest = rest.from(size);
    }
    Ok(rest.len())
}

/// Options with a form of their own; answers how many bytes are left.
#[inline(never)]
fn special(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res<usize> {
    let least = match kind {
        46 | 52 | 61 => 1,
        77 => 2,
        81 => 3,
        121 | 249 => 5,
        _ => 0,
    };
    if b.len() < least {
        put!(c, "[length < {} byte{}]", least, if least == 1 { text!("") } else { text!("s") });
        c.invalid();
        return Ok(0);
    }
    match kind {
        46 | 52 => {
            let table = if kind == 46 { NODE_TYPES } else { OVERLOADS };
            show!(c, b, "{1N}", table)?;
            return Ok(b.len() - 1);
        }
        53 if b.len() == 1 => show!(c, b, "{1N}", MESSAGES)?,
        53 => return simple(c, b'b', b),
        55 => {
            for (i, &option) in b.data().iter().enumerate() {
                c.literal(if i % 4 == 0 { text!("\n\t      ") } else { text!(", ") });
                let (_, name) = described(option);
                put!(c, "{} ({})", name, option);
            }
        }
        61 => {
            let (kind, id) = (b.u8(0)?, b.from(1));
            if kind == 0 {
                put!(c, "\"{}\"", T(id.data()));
                return Ok(0);
            }
            match HARDWARE.get(kind.into()) {
                Some(name) => put!(c, "{} ", name),
                None => put!(c, "hardware-type {}, ", kind),
            }
            address::colons(&mut c.out, id.data());
        }
        77 => user_class(c, b)?,
        81 => {
            let flags = b.u8(0)?;
            if flags & 0xf0 != 0 {
                put!(c, "[MBZ nibble 0x{:x} != 0] ", flags >> 4);
                c.invalid();
            }
            if flags & 15 != 0 {
                put!(c, "[{}] ", super::context::Arg::Flags(NAME_FLAGS, flags.into()));
            }
            let (forward, reverse) = (b.u8(1)?, b.u8(2)?);
            if forward != 0 || reverse != 0 {
                put!(c, "{}/{} ", forward, reverse);
            }
            put!(c, "\"{}\"", T(b.from(3).data()));
        }
        82 => return agent_information(c, b),
        143 => {
            // Web addresses, each with its length before it (RFC 8572).
            let mut rest = *b;
            while rest.len() > 0 {
                if rest.len() < 2 {
                    put!(c, "[length < 2 bytes]");
                    c.invalid();
                    break;
                }
                let length = usize::from(rest.u16(0)?);
                rest = rest.from(2);
                put!(c, "\n\t\t    length {}: ", length);
                if length > rest.len() {
                    put!(c, "length goes past end of option");
                    return Ok(0);
                }
                put!(c, "\"{}\"", T(rest.get(0, length)?));
                rest = rest.from(length);
            }
            return Ok(rest.len());
        }
        _ => routes(c, b)?,
    }
    Ok(0)
}

/// User classes (RFC 3004).
fn user_class(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    let mut instance = 1;
    while rest.len() > 0 {
        let length = usize::from(rest.u8(0)?);
        rest = rest.from(1);
        put!(c, "\n\t      instance#{}: ", instance);
        if length == 0 {
            put!(c, "[suboption length == 0]");
            c.invalid();
            return Ok(());
        }
        if length > rest.len() {
            // Without an end of the bracket, as tcpdump prints it.
            put!(c, "[length {} < suboption length {}", rest.len(), length);
            c.invalid();
            return Ok(());
        }
        put!(c, "\"{}\", length {}", T(rest.get(0, length)?), length);
        instance += 1;
        rest = rest.from(length);
    }
    Ok(())
}

/// What a relay agent adds (RFC 3046 and others).
fn agent_information(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<usize> {
    let mut rest = *b;
    while rest.len() >= 2 {
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        rest = rest.from(2);
        put!(
            c,
            "\n\t      {} SubOption {}, length {}: ",
            Name(AGENT_OPTIONS, kind.into()),
            kind,
            length
        );
        if length > rest.len() {
            put!(c, "length goes past end of option");
            return Ok(0);
        }
        let value = rest.first(length);
        if matches!(kind, 1 | 2 | 6) {
            c.text(value.data());
        } else {
            dump::hex(&mut c.out, text!("\n\t\t"), value.data());
        }
        rest = rest.from(length);
    }
    Ok(rest.len())
}

/// Classless static routes (RFC 3442).
fn routes(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    let mut first = true;
    while rest.len() > 0 {
        let width = rest.u8(0)?;
        rest = rest.from(1);
        c.literal(if first { text!("") } else { text!(",") });
        if width > 32 {
            put!(c, "[Mask width ({}) > 32]", width);
            c.invalid();
            return Ok(());
        }
        let octets = usize::from(width).div_ceil(8);
        if rest.len() < octets + 4 {
            put!(c, "[Remaining length ({}) < {} bytes]", rest.len(), octets + 4);
            c.invalid();
            return Ok(());
        }
        put!(c, "(");
        first = false;
        if width == 0 {
            put!(c, "default");
        } else {
            for i in 0..4 {
                let octet = if i < octets { rest.u8(i)? } else { 0 };
                put!(c, "{}{}", if i == 0 { text!("") } else { text!(".") }, octet);
            }
            put!(c, "/{}", width);
        }
        put!(c, ":{})", rest.array::<4>(octets)?);
        rest = rest.from(octets + 4);
    }
    Ok(())
}
