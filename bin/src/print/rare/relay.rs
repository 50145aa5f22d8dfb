//! Frame relay (ITU-T Q.922, RFC 2427) with its links' states (Q.933), fragments of it (FRF.12,
//! FRF.15), and bundles of links (FRF.16).

use crate::print::lan::llc;
use crate::print::routing::osi;
use crate::print::toolkit::*;
use crate::print::tunnels::ppp;
use crate::print::{ether, ip, ip6};

const UI: u8 = 0x03;
const FLAGS: Table = table!("none"; 1: "C!", 2: "DE", 4: "BECN", 8: "FECN", 64: "sdlcore");
const FRAGMENT_FLAGS: Table = table!("none"; 0x80: "Begin", 0x40: "End", 0x20: "Control");

/// The address field: its length, the link's number, and its flags.
struct Address {
    length: usize,
    link: u32,
    flags: u32,
}

/// Reads an address, if it is one.
fn address(b: &Bytes<'_>) -> Res<Option<Address>> {
    let octet = |at: usize| if at < b.len() { b.u8(at).or(Err(Short)) } else { Err(Short) };
    let first = octet(0)?;
    if first & 1 != 0 {
        return Ok(None);
    }
    let second = octet(1)?;
    let mut link = u32::from(first >> 2) << 4 | u32::from(second >> 4);
    let mut flags = u32::from(second & 0x0e) | u32::from(first >> 1 & 1);
    let mut length = 2;
    let mut last = second;
    if last & 1 == 0 {
        last = octet(2)?;
        length = 3;
        if last & 1 == 0 {
            link = link << 7 | u32::from(last >> 1);
            last = octet(3)?;
            length = 4;
        }
        if last & 1 == 0 {
            return Ok(None);
        }
        flags |= u32::from(last & 2) << 5;
        link = link << 6 | u32::from(last >> 2);
    }
    Ok(Some(Address { length, link, flags }))
}

/// The number of a link alone, as ARP has it.
pub(crate) fn number(c: &mut Ctx<'_>, bytes: &[u8]) {
    match address(&Bytes::new(bytes, bytes.len())) {
        Ok(Some(address)) => put!(c, "DLCI {}", address.link),
        Ok(None) => put!(c, "<Invalid DLCI>"),
        Err(_) => put!(c, "<Truncated>"),
    }
}

/// The header, and what follows: an identifier of the network layer's, or an Ethertype.
fn describe(c: &mut Ctx<'_>, address: &Address, header: usize, kind: u16, length: usize) {
    put!(c, "Q.922, ");
    if c.o.quiet > 0 {
        put!(c, "DLCI {}", address.link);
    } else {
        put!(c, "hdr-len {}, DLCI {}, Flags [", header, address.link);
        put!(c, "{}], ", Bits(FLAGS, address.flags));
        if kind < 0x100 {
            put!(c, "NLPID {} (0x{:02x})", Name(osi::PROTOCOLS, kind.into()), kind);
        } else {
            let name = ether::TYPES.get(kind.into()).unwrap_or(text!("unknown").text());
            put!(c, "cisco-ethertype {} (0x{:04x})", name, kind);
        }
    }
    put!(c, ", length {}: ", length);
}

/// A packet that starts with a frame.
pub(crate) fn link(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("fr");
    c.link_header = b.captured();
    b.check(0, 4)?;
    c.link_header = 0;
    frame(c, b)
}

/// A frame.
pub(crate) fn frame(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("fr");
    let Some(address) = address(b)? else {
        put!(c, "Q.922, invalid address");
        return Ok(());
    };
    let (e, length) = (c.o.link_header, b.len());
    let captured = b.captured().min(length);
    let mut at = address.length;
    if captured <= at {
        return Err(Short);
    }
    let control = b.u8(at)?;
    if control != UI && address.link != 0 {
        if captured > at + 1 {
            let kind = b.u16(at)?;
            if e {
                describe(c, &address, at, kind, length);
            }
            c.link_header = at + 2;
            if ether::ethertype(c, kind, &b.from(at + 2))? {
                return Ok(());
            }
            c.link_header = 0;
            c.protocol = text!("fr");
        }
        put!(c, "UI {:02x}! ", control);
    }
    at += 1;
    if captured <= at {
        return Err(Short);
    }
    if b.u8(at)? == 0 {
        c.literal(if address.length != 3 { text!("Pad! ") } else { text!("") });
        at += 1;
    } else if address.length == 3 {
        put!(c, "No pad! ");
    }
    if captured <= at {
        return Err(Short);
    }
    let protocol = b.u8(at)?;
    if e {
        describe(c, &address, address.length, protocol.into(), length);
    }
    let rest = b.from(at + 1);
    c.link_header = at + 1;
    match protocol {
        0xcc => ip::print(c, &rest),
        0x8e => ip6::print(c, &rest),
        0x81..=0x83 => osi::print(c, &b.from(at)),
        0x80 => {
            let known = llc::snap(c, &rest, None, 0);
            c.link_header = at + 1;
            if !known? {
                if !e {
                    describe(c, &address, at + 1, protocol.into(), length);
                }
                c.unknown(b);
                if !c.o.suppress_unknown() {
                    b.need(0, b.len())?;
                }
            }
            Ok(())
        }
        0x08 => states(c, &rest).or(Err(Short)),
        0xb1 => fragment(c, &rest),
        0xcf => ppp::print(c, &rest),
        _ => {
            if !e {
                describe(c, &address, address.length, protocol.into(), length);
            }
            if c.o.hex == 0 {
                c.dump(&rest);
                rest.need(0, rest.len())?;
            }
            Ok(())
        }
    }
}

/// A fragment between two ends (FRF.12) or interfaces (FRF.15).
fn fragment(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 2 {
        return Err(Short);
    }
    let flags = b.u8(0)?;
    let sequence = (u16::from(b.u8(0)? & 0x1e) << 7) | u16::from(b.u8(1)?);
    put!(
        c,
        "FRF.15, seq 0x{:03x}, Flags [{}]",
        sequence,
        Bits(FRAGMENT_FLAGS, (flags & 0xe0).into())
    );
    c.literal(if flags & 1 != 0 { text!(",Interface") } else { text!(",End-to-End") });
    put!(c, " Fragmentation, length {}", b.len());
    Ok(())
}

const MESSAGES: Table = table!("";
    0x00: "ESC to National" "Alert" "Call proceeding" "Progress", 0x05: "Setup", 0x07: "Connect",
    0x0f: "Connect ACK", 0x45: "Disconnect" "Restart", 0x4d: "Release" "Restart ACK",
    0x5a: "Release Complete", 0x7d: "Status Reply", 0x75: "Status Enquiry",
);
const ELEMENTS: Table = table!("unknown";
    0x01: "ANSI Report Type", 0x03: "ANSI Link Verify", 0x07: "ANSI PVC Status",
    0x51: "CCITT Report Type", 0x53: "CCITT Link Verify", 0x57: "CCITT PVC Status",
    0x19: "ANSI Link Verify",
);
const REPORTS: Table = table!("unknown"; 0: "Full Status" "Link verify" "Async PVC Status");

/// Which links there are (Q.933 annex A, ANSI T1.617 annex D).
pub(crate) fn states(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("q.933");
    c.literal(if c.o.link_header { text!("") } else { text!("Q.933, ") });
    let references = usize::from(b.u8(0).unwrap_or(0) & 15);
    let mut at = 2 + references;
    if b.captured() < b.len().min(at + 1) || b.len() < at {
        put!(c, "length {}", b.len());
        return Err(Cut);
    }
    let (mut set, mut name) = (Codesets { locked: 0, next: 0 }, text!("CCITT"));
    if let Ok(shift @ 0x90..=0x9f) = b.u8(at) {
        set.shift(shift);
        name = if shift == 0x95 { text!("ANSI") } else { name };
        at += 1;
    }
    put!(c, "{}, codeset {}", name, set.next);
    let reference = b.get(1, references)?;
    let kind = b.u8(1 + references)?;
    // As tcpdump has it, a reference of one byte is printed where what follows begins with another than zero.
    if references > 1 || references == 1 && b.u8(at)? != 0 {
        put!(c, ", Call Ref: 0x{}", X(reference));
    }
    match (MESSAGES.get(kind.into()), c.v()) {
        (Some(name), 0) => put!(c, ", {}", name),
        (None, 0) => put!(c, ", unknown message 0x{:02x}", kind),
        (Some(name), _) => put!(c, ", {} (0x{:02x}), length {}", name, kind, b.len()),
        (None, _) => put!(c, ", unknown message (0x{:02x}), length {}", kind, b.len()),
    }
    let result = elements(c, b, at, set);
    if c.v() == 0 && result != Ok(false) {
        put!(c, ", length {}", b.len());
    }
    result.map(drop)
}

/// Which set of codes elements are of (section 4.5.3): for all that follow, and for the next one.
#[derive(Clone, Copy)]
struct Codesets {
    locked: u8,
    next: u8,
}

impl Codesets {
    fn shift(&mut self, element: u8) {
        self.next = element & 7;
        if element & 8 == 0 {
            self.locked = self.next;
        }
    }
}

/// The information elements from an offset on; answers false where they end with one that cannot be.
fn elements(c: &mut Ctx<'_>, b: &Bytes<'_>, mut at: usize, mut set: Codesets) -> Res<bool> {
    while at < b.len() {
        let element = b.from(at);
        let kind = element.u8(0)?;
        if kind >= 0x80 {
            // It is all of the element.
            if kind & 0xf0 == 0x90 {
                set.shift(kind);
            }
            at += 1;
            continue;
        }
        let names = if matches!(set.next, 0 | 5) { ELEMENTS } else { table!("unknown";) };
        set.next = set.locked;
        let kind = u32::from(kind);
        let name = names.get(kind);
        if element.len() < 2 {
            return Err(Cut);
        }
        let length = usize::from(element.u8(1)?);
        if c.v() > 0 {
            put!(c, "\n\t{} IE (0x{:02x})", Name(names, kind), kind);
            put!(c, ", length {}: ", length);
        }
        if kind == 0 || length == 0 {
            return Ok(false);
        }
        if element.len() < 2 + length {
            return Err(Cut);
        }
        let value = element.from(2).first(length);
        let bytes = value.get(0, length)?;
        let before = if c.v() > 0 { text!("") } else { text!(", ") };
        match (kind, bytes) {
            _ if name.is_none() => {
                if c.v() > 0 {
                    c.hex_lines(text!("\n\t"), bytes);
                }
            }
            (0x01 | 0x51, _) => {
                if c.v() > 0 {
                    show!(c, &value, "{1N} ({@0=1})", REPORTS)?;
                }
            }
            (0x07 | 0x57, &[first, second, ref rest @ ..]) if is_link(bytes) => {
                let mut link = u32::from(first & 0x3f) << 4 | u32::from(second >> 3 & 15);
                link = match *rest {
                    [third, _] => link << 6 | u32::from(third >> 1 & 0x3f),
                    [third, fourth, _] => {
                        // As tcpdump has it, the last two overlap.
                        link << 13 | u32::from(third & 0x7f) | u32::from(fourth >> 1 & 0x3f)
                    }
                    _ => link,
                };
                let state = value.u8(length - 1)?;
                put!(c, "{}DLCI {}: status ", before, link);
                c.literal(if state & 8 != 0 { text!("New, ") } else { text!("") });
                c.literal(if state & 2 != 0 { text!("Active") } else { text!("Inactive") });
            }
            (0x07 | 0x57, _) => put!(c, "{}Invalid DLCI in PVC STATUS IE", before),
            (_, [_]) => put!(c, "{}Invalid LINK VERIFY IE", before),
            _ => {
                c.literal(before);
                show!(c, &value, "TX Seq: {1:3}, RX Seq: {1:3}")?;
            }
        }
        if c.v() > 1 && name.is_some() {
            c.hex_lines(text!("\n\t  "), bytes);
        }
        at += 2 + length;
    }
    Ok(true)
}

/// Whether bytes are the number of a link and its state: the last of the number's, and the state, have
/// their highest bit set.
fn is_link(bytes: &[u8]) -> bool {
    matches!(bytes.len(), 3..=5)
        && bytes.iter().rev().enumerate().all(|(i, byte)| (byte & 0x80 != 0) == (i < 2))
}

const BUNDLE_MESSAGES: Table = table!("Unknown Message (0x{:02x})";
    1: "Add Link" "Add Link ACK" "Add Link Reject" "Hello" "Hello ACK" "Remove Link"
    "Remove Link ACK",
);
const BUNDLE_ELEMENTS: Table = table!("Unknown";
    1: "Bundle ID" "Link ID" "Magic Number", 5: "Timestamp" "Vendor Extension" "Cause",
);

/// A frame of a bundle of links (FRF.16).
pub(crate) fn bundle(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("mfr");
    c.link_header = b.captured();
    if b.len() < 4 {
        b.check(0, 2.max(b.len()))?;
        put!(c, "[length {} < 4]", b.len());
        c.invalid();
        return Ok(());
    }
    b.check(0, 4)?;
    c.link_header = 0;
    let flags = b.u8(0)?;
    let shown = Bits(FRAGMENT_FLAGS, (flags & 0xe0).into());
    if flags & 0xe0 == 0xe0 && b.u8(1)? == 0 {
        put!(c, "FRF.16 Control, Flags [{}], {}", shown, Name(BUNDLE_MESSAGES, b.u8(2)?.into()));
        put!(c, ", length {}", b.len());
        c.link_header = 3;
        if c.v() == 0 {
            return Ok(());
        }
        return bundle_elements(c, &b.from(3));
    }
    let sequence = u16::from(flags & 0x1e) << 7 | u16::from(b.u8(1)?);
    put!(c, "FRF.16 Frag, seq {}, Flags [{}]", sequence, shown);
    if flags & 0xa0 == 0x80 {
        put!(c, ", ");
        let result = frame(c, &b.from(2));
        c.link_header = 2;
        return result;
    }
    c.hex_lines(text!("\n\t"), b.inside());
    Ok(())
}

fn bundle_elements(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 2 {
        rest.check(0, 2)?;
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        put!(c, "\n\tIE {} ({}), length {}: ", Name(BUNDLE_ELEMENTS, kind.into()), kind, length);
        if kind == 0 || length <= 2 {
            return Ok(());
        }
        rest.check(0, length)?;
        let value = rest.from(2).first(length - 2);
        let bytes = value.get(0, length - 2)?;
        match kind {
            3 => {
                if bytes.len() != 4 {
                    put!(c, "[IE data length {} != 4]", bytes.len());
                    c.invalid();
                } else {
                    show!(c, &value, "0x{4:08x}")?;
                }
            }
            1 | 2 => {
                c.zero_text(bytes);
            }
            5 if bytes.len() > 14 => {
                put!(c, "[Timestamp IE length {} > 14]", bytes.len());
                c.invalid();
            }
            _ if c.v() <= 1 => c.hex_lines(text!("\n\t  "), bytes),
            _ => {}
        }
        if c.v() > 1 {
            c.hex_lines(text!("\n\t  "), bytes);
        }
        rest = rest.from(length);
    }
    Ok(())
}
