//! PPP over Ethernet (RFC 2516, RFC 4638).

use super::ppp;
use crate::print::sink::hex_digit;
use crate::print::toolkit::*;

/// Its Ethertypes, and those of equipment by 3Com.
pub(crate) const DISCOVERY: u16 = 0x8863;
pub(crate) const SESSION: u16 = 0x8864;
pub(crate) const DISCOVERY_3COM: u16 = 0x3c12;
pub(crate) const SESSION_3COM: u16 = 0x3c13;
const CODES: Table = table!("PAD-{:x}";
    9: "PADI", 7: "PADO", 25: "PADR", 101: "PADS", 167: "PADT", 0: "",
);
const TAGS: Table = table!("TAG-0x{:x}";
    0: "EOL", 0x101: "Service-Name" "AC-Name" "Host-Uniq" "AC-Cookie" "Vendor-Specific",
    0x110: "Relay-Session-ID", 0x120: "PPP-Max-Payload", 0x201: "Service-Name-Error"
    "AC-System-Error" "Generic-Error",
);

const HEADER: usize = 6;
/// How much of a tag's text is shown.
const LONGEST_TEXT: usize = 79;
const INITIATION: u8 = 9;
/// The longest packet that may start a discovery (RFC 2516, section 5.1).
const LONGEST_INITIATION: usize = 1484;

/// PPPoE as a packet's outermost header, to which that of a session's frame belongs.
pub(crate) fn link(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < HEADER {
        return print(c, b);
    }
    let mut header = HEADER;
    if b.u8(1) == Ok(0) {
        header += if let Ok(0xff03 | 0x0003 | 0x0103) = b.u16(header) { 2 } else { 0 };
        header += if b.u8(header).unwrap_or(0) & 1 != 0 { 1 } else { 2 };
    }
    c.link_header = header.min(b.captured());
    let printed = print(c, b);
    if printed == Err(Short) && c.protocol == text!("ppp") {
        c.link_header = HEADER;
    }
    printed
}

/// Prints a packet of discovery, or of a session with the frame in it.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("pppoe");
    if b.len() < HEADER {
        put!(c, " (length {} < {})", b.len(), HEADER);
        c.invalid();
        return Ok(());
    }
    let (version, kind, code) = (b.u8(0)? >> 4, b.u8(0)? & 15, b.u8(1)?);
    let (session, length) = (b.u16(2)?, usize::from(b.u16(4)?));
    if version != 1 {
        put!(c, " [ver {}]", version);
    }
    if kind != 1 {
        put!(c, " [type {}]", kind);
    }
    put!(c, "PPPoE {}", Name(CODES, code.into()));
    if code == INITIATION && length > LONGEST_INITIATION - HEADER {
        put!(c, " [len {}!]", length);
    }
    let mut rest = b.from(HEADER);
    if length > rest.len() {
        put!(c, " [len {} > {}!]", length, rest.len());
    }
    if session != 0 {
        put!(c, " [ses 0x{:x}]", session);
    }
    rest = rest.claim(length.min(rest.len()));
    if code == 0 {
        put!(c, " ");
        return ppp::print(c, &rest);
    }
    let mut last = 1;
    while last != 0 && rest.len() > 0 {
        let (tag, size) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        last = tag;
        let value = rest.get(4, size)?;
        put!(c, " [{}", Name(TAGS, tag.into()));
        if size > 0 {
            // Text, as far as it is shown, where most of it is; else all its bytes.
            let text = value.get(..LONGEST_TEXT).unwrap_or(value);
            let ascii = text.iter().filter(|&byte| (0x20..0x7f).contains(byte)).count();
            put!(c, " ");
            if ascii > text.len() - ascii {
                put!(c, "\"");
                for &byte in text {
                    c.out.byte(if (0x20..0x7f).contains(&byte) { byte } else { b'.' });
                }
                put!(c, "\"");
            } else {
                put!(c, "0x");
                for &byte in value {
                    c.out.bytes(&[upper(byte >> 4), upper(byte & 15)]);
                }
            }
        }
        put!(c, "]");
        rest = rest.from(4 + size);
    }
    Ok(())
}

/// A digit in upper case.
fn upper(nibble: u8) -> u8 {
    hex_digit(nibble).to_ascii_uppercase()
}
