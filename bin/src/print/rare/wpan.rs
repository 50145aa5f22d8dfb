//! Low-rate wireless networks (IEEE 802.15.4-2015): frames with their addresses, security header,
//! beacons and commands. Numbers are in little-endian order. A frame ends with a checksum, or was
//! captured without; which of them is only seen by whether it is right.
//!
//! Left out: the values of information elements, of which the bytes are printed.

use crate::print::toolkit::*;

const TYPES: Table = table!("";
    0: "Beacon" "Data" "ACK" "Command" "Reserved" "Multipurpose" "Fragment" "Extended",
);
const FLAGS: Table = table!("";
    0x08: "Security Enabled, ", 0x10: "Frame Pending, ", 0x20: "AR, ", 0x40: "PAN ID Compression, ",
    0x100: "Sequence Number Suppression, ", 0x200: "IE present, ",
);
const MULTIPURPOSE_FLAGS: Table = table!("";
    0x200: "Security Enabled, ", 0x800: "Frame Pending, ", 0x4000: "AR, ", 0x100: "PAN ID Present, ",
    0x400: "Sequence Number Suppression, ", 0x8000: "IE present, ",
);
const SUPERFRAME_FLAGS: Table = table!("";
    0x1000: ", BLE enabled", 0x4000: ", PAN Coordinator", 0x8000: ", Association Permit",
);
const COMMANDS: Table = table!("Reserved 0x{:02x}";
    1: "Association Request command" "Association Response command"
    "Disassociation Notification command" "Data Request command"
    "PAN ID Conflict Notification command" "Orphan Notification command" "Beacon Request command"
    "Coordinator realignment command" "GTS request command" "TRLE Management Request command"
    "TRLE Management Response command", 0x13: "DSME Association Request command"
    "DSME Association Response command" "DSME GTS Request command" "DSME GTS Response command"
    "DSME GTS Notify command" "DSME Information Request command"
    "DSME Information Response command" "DSME Beacon Allocation Notification command"
    "DSME Beacon Collision Notification command" "DSME Link Report command", 0x20: "RIT Data Request command"
    "DBS Request command" "DBS Response command" "RIT Data Response command" "Vendor Specific command",
);
const CAPABILITIES: Table = table!("";
    0x04: "AC powered, ", 0x08: "Receiver on when idle, ", 0x10: "Fast association, ",
    0x40: "Security supported, ", 0x80: "Allocate address, ",
);
const STATES: Table = table!("Status = 0x{:02x}";
    0: "Association successful" "PAN at capacity" "PAN access denied"
    "Hooping sequence offset duplication", 0x80: "Fast association successful",
);
const REASONS: Table = table!("Reason = 0x{:02x}";
    0: "Reserved" "Reason = The coordinator wishes the device to leave PAN"
    "Reason = The device wishes to leave the PAN",
);

/// The length of most checksums; some are twice as long.
const CHECK: usize = 2;
/// What a checksum of two bytes is the remainder by (ITU-T V.41), and one of four.
const SHORT_CHECK: u32 = 0x8408;
const LONG_CHECK: u32 = 0xedb8_8320;

/// Which addresses a frame has, and what else of its control field tells what follows.
struct Control {
    version: u16,
    secure: bool,
    elements: bool,
    /// The modes of the destination's and the source's addresses.
    modes: [u16; 2],
    /// Whether their networks are there.
    networks: [bool; 2],
}

/// A frame's bytes, taken from the front; what is missing ends the packet's line.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, c: &mut Ctx<'_>, n: usize, what: &str) -> Option<&'a [u8]> {
        match self.0.split_at_checked(n) {
            Some((taken, rest)) => {
                self.0 = rest;
                Some(taken)
            }
            None => {
                put!(c, "[ERROR: Truncated before {}]", what);
                None
            }
        }
    }
}

/// A number in little-endian order.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// An address of eight bytes.
fn extended(c: &mut Ctx<'_>, bytes: &[u8]) {
    for (i, &byte) in bytes.iter().rev().enumerate() {
        put!(c, "{}{:02x}", if i == 0 { "" } else { ":" }, byte);
    }
}

/// A frame behind a header with values of the radio's, which are not printed (LINKTYPE_IEEE802_15_4_TAP).
pub(crate) fn tapped(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "802.15.4_tap";
    c.link_header = b.captured();
    b.check(0, 4)?;
    let (version, size) = (b.u8(0)?, usize::from(b.u16(2)?.swap_bytes()));
    if version != 0 || size < 4 {
        c.link_header = 0;
        c.invalid();
        return Ok(());
    }
    b.check(0, size)?;
    let result = print(c, &b.from(size));
    c.link_header += size;
    result
}

/// Prints a packet that is a frame, as far as it was captured.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    frame(c, &b.claim(b.captured()))
}

/// Prints a frame.
pub(crate) fn frame(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "802.15.4";
    c.link_header = b.len();
    if b.len() < 2 {
        return Err(Short);
    }
    b.need(0, 2)?;
    c.link_header = 0;
    let field = b.u16(0)?.swap_bytes();
    let kind = field & 7;
    put!(c, "IEEE 802.15.4 {} packet ", Name(TYPES, kind.into()));
    if matches!(kind, 4 | 6 | 7) {
        return Ok(());
    }
    let mut at = 2;
    let bytes = b.get(0, b.len())?;
    // A checksum that is no more than what it is over is none.
    let end = if bytes.len() > 3 { bytes.len() - CHECK } else { 0 };
    let (mut frame, mut sum) = bytes.split_at_checked(end).unwrap_or_default();
    let mut right = remainder(frame, SHORT_CHECK);
    if let Some((longer, check)) = bytes.split_at_checked(bytes.len().wrapping_sub(4))
        && !longer.is_empty()
        && number(check) == u64::from(remainder(longer, LONG_CHECK))
    {
        (frame, sum, right) = (longer, check, remainder(longer, LONG_CHECK));
    }
    let stored = if end > 0 { number(sum) } else { 0 };
    let is_right = stored == u64::from(right);
    if !is_right || end == 0 {
        frame = bytes;
    }
    let b = &b.claim(frame.len());
    let control = match kind {
        5 => multipurpose(c, b, field, &mut at)?,
        _ => common(c, b, field, &mut at)?,
    };
    if control.modes.contains(&1) {
        let side = if control.modes[1] == 1 { "src" } else { "dst" };
        put!(c, "[ERROR: Invalid {} address mode]", side);
        return Ok(());
    }
    let mut rest = Rest(frame.get(at..).unwrap_or(&[]));
    let Some(code) = head(c, &control, kind, &mut rest) else { return Ok(()) };
    // As tcpdump has it, that far a frame has a header of one byte.
    c.link_header = 1;
    if c.v() > 2 {
        if !code.is_empty() {
            put!(c, "\n\tMIC {} ", X(code));
        }
        if is_right {
            put!(c, "FCS {:x} ", stored);
        } else {
            put!(c, "wrong FCS {:x} vs {:x} (assume no FCS stored) ", stored, right);
        }
    }
    let whole = match kind {
        0 if control.version < 2 => beacon(c, &mut rest),
        3 => command(c, &mut rest),
        _ => Some(()),
    };
    if whole.is_none() {
        return Ok(());
    }
    c.unknown(&Bytes::new(rest.0, rest.0.len()));
    Ok(())
}

/// The control field of most frames, and the sequence number.
fn common(c: &mut Ctx<'_>, b: &Bytes<'_>, field: u16, at: &mut usize) -> Res<Control> {
    const SUPPRESSED: u16 = 0x100;
    const COMPRESSED: u16 = 0x40;
    let (version, compressed) = (field >> 12 & 3, field & COMPRESSED != 0);
    put!(c, "v{} ", version);
    if c.v() > 2 {
        put!(c, "{}", Flags(FLAGS, field.into()));
    }
    if field & SUPPRESSED != 0 {
        if version < 2 {
            c.str("[ERROR: Sequence number suppressed on frames where version < 2]");
        }
        c.str(if c.v() > 0 { "seq suppressed " } else { "" });
    } else {
        sequence(c, b, at)?;
    }
    let modes @ [to, from] = [field >> 10 & 3, field >> 14];
    // Section 7.2.1.5; as tcpdump has it, with a short address in place of a long one it may be
    // another.
    let networks = match (version, compressed, to, from) {
        (0 | 1, false, ..) => [to != 0, from != 0],
        (0 | 1, true, ..) => [to != 0, false],
        (_, false, ..) => [to != 0, from != 0 && (to == 0 || from == 2)],
        (_, true, 0, 0) | (_, true, 2, 2 | 3) | (_, true, 3, 2) => [true, false],
        _ => [false, false],
    };
    if version < 2 && compressed && (to == 0 || from == 0) && to != 1 && from != 1 {
        c.str("[ERROR: PAN ID Compression != 0, and only one address with frame version < 2]");
    }
    let (secure, elements) = (field & 8 != 0, field & 0x200 != 0);
    Ok(Control { version, secure, elements, modes, networks })
}

/// The sequence number.
fn sequence(c: &mut Ctx<'_>, b: &Bytes<'_>, at: &mut usize) -> Res {
    let sequence = b.u8(*at)?;
    *at += 1;
    if c.v() > 0 {
        put!(c, "seq {:02x} ", sequence);
    }
    // The checksum may have taken the place of more.
    if b.len() < *at { Err(Short) } else { Ok(()) }
}

/// The control field of multipurpose frames, which may be one byte, and the sequence number.
fn multipurpose(c: &mut Ctx<'_>, b: &Bytes<'_>, field: u16, at: &mut usize) -> Res<Control> {
    const LONG: u16 = 0x08;
    const SUPPRESSED: u16 = 0x400;
    let modes = [field >> 4 & 3, field >> 6 & 3];
    let mut long = 0;
    if field & LONG == 0 {
        *at = 1;
    } else {
        long = field;
        put!(c, "v{} ", field >> 12 & 3);
        if c.v() > 2 {
            put!(c, "{}", Flags(MULTIPURPOSE_FLAGS, (field & 0xff00).into()));
        }
    }
    if long & SUPPRESSED == 0 {
        sequence(c, b, at)?;
    }
    Ok(Control {
        version: long >> 12 & 3,
        secure: long & 0x200 != 0,
        elements: long & 0x8000 != 0,
        modes,
        networks: [long & 0x100 != 0, false],
    })
}

/// What follows the sequence number, up to the payload; answers the code for the payload's integrity.
fn head<'a>(
    c: &mut Ctx<'_>,
    control: &Control,
    kind: u16,
    rest: &mut Rest<'a>,
) -> Option<&'a [u8]> {
    for (side, (&mode, &network)) in control.modes.iter().zip(&control.networks).enumerate() {
        c.str(if side == 1 { "< " } else { "" });
        if network {
            let network = number(rest.take(c, 2, "dst_pan")?);
            put!(c, "{:04x}:", network);
        } else {
            c.str(if kind == 5 && side == 1 { " -:" } else { "-:" });
        }
        match mode {
            0 => c.str("none"),
            2 => {
                let address = number(rest.take(c, 2, "dst_addr")?);
                put!(c, "{:04x}", address);
            }
            _ => {
                let address = rest.take(c, 8, "dst_addr")?;
                extended(c, address);
            }
        }
        c.str(" ");
    }
    let integrity = if control.secure { security(c, rest)? } else { 0 };
    // Behind the payload is the code for its integrity.
    let (payload, code) = rest.0.split_at_checked(rest.0.len().saturating_sub(integrity))?;
    rest.0 = payload;
    if control.elements {
        elements(c, rest)?;
    }
    Some(code)
}

/// The remainder of a frame (section 7.2.10), of a length and by a polynomial, the first bit of a byte
/// its lowest.
fn remainder(frame: &[u8], polynomial: u32) -> u32 {
    let mut rest = 0;
    for byte in frame {
        rest ^= u32::from(*byte);
        for _ in 0..8 {
            rest = rest >> 1 ^ if rest & 1 == 0 { 0 } else { polynomial };
        }
    }
    rest
}

/// The auxiliary security header; answers the length of the integrity code.
fn security(c: &mut Ctx<'_>, rest: &mut Rest<'_>) -> Option<usize> {
    let field = *rest.take(c, 1, "Aux Security Header")?.first()?;
    let (level, mode) = (field & 7, field >> 3 & 3);
    if c.v() > 0 {
        put!(c, "\n\tSecurity Level {}, Key Id Mode {}, ", level, mode);
    }
    let more = c.v() > 1;
    if field & 0x20 == 0 {
        let counter = number(rest.take(c, 4, "Frame Counter")?);
        if more {
            put!(c, "Frame Counter 0x{:08x} ", counter);
        }
    }
    match mode {
        0 => c.str(if more { "Implicit" } else { "" }),
        1 => {
            let index = *rest.take(c, 1, "Key Index")?.first()?;
            if more {
                put!(c, "KeyIndex 0x{:02x}, ", index);
            }
        }
        _ => {
            let behind = rest.0;
            let size = if mode == 2 { 4 } else { 8 };
            let source = rest.take(c, size, "Key Source")?;
            if more && mode == 2 {
                let (high, low) = source.split_at_checked(2)?;
                put!(c, "KeySource 0x{:04x}:{:x}4x, ", number(high), number(low));
            } else if more {
                c.str("KeySource ");
                extended(c, source);
                c.str(", ");
            }
            // As tcpdump has it, the index is where it is behind a source of four bytes.
            rest.0 = behind.get(4..)?;
            let index = *rest.take(c, 1, "Key Index")?.first()?;
            if more {
                put!(c, "KeyIndex 0x{:02x}, ", index);
            }
        }
    }
    let size = [0, 4, 8, 16].get(usize::from(level & 3)).copied()?;
    if rest.0.len() < size {
        c.str("[ERROR: Truncated before MIC]");
        return None;
    }
    Some(size)
}

/// The names and the bytes of information elements, those of the header first; behind the first of
/// the two that end them are those of the payload (sections 7.4.2 and 7.4.3).
fn elements(c: &mut Ctx<'_>, rest: &mut Rest<'_>) -> Option<()> {
    const NAMES: Table = table!("Reserved 0x{:02x}";
        0x00: "Vendor Specific Header IE", 0x1a: "LE CSL IE" "LE RIT IE" "DSME PAN descriptor IE"
        "Rendezvous Time IE" "Time Correction IE", 0x21: "Extended DSME PAN descriptor IE"
        "Fragment Sequence Context Description IE" "Simplified Superframe Specification IE"
        "Simplified GTS Specification IE" "LECIM Capabilities IE" "TRLE Descriptor IE"
        "RCC Capabilities IE" "RCCN Descriptor IE" "Global Time IE" "Omnibus Header IE" "DA IE",
        0x7e: "Header Termination 1 IE" "Header Termination 2 IE",
    );
    const PAYLOAD: Table = table!("Reserved 0x{:02x}";
        0: "ESDU IE" "MLME IE" "Vendor Specific Nested IE" "Multiplexed IE (802.15.9)"
        "Omnibus Payload Group IE" "IETF IE", 15: "List termination",
    );
    let mut inside = false;
    loop {
        let Some((head, behind)) = rest.0.split_at_checked(2) else {
            c.str("[ERROR: Truncated header IE]");
            return None;
        };
        rest.0 = behind;
        let field = number(head) as u32;
        if inside != (field & 0x8000 != 0) {
            c.str(if inside {
                "[ERROR: Payload IE with type 0] "
            } else {
                "[ERROR: Header IE with type 1] "
            });
        }
        let (size, kind, last) = if inside {
            (field & 0x3ff, field >> 11 & 15, 15)
        } else {
            (field & 0x7f, field >> 7 & 0xff, 0x7f)
        };
        if kind > 0x7f {
            put!(c, "Reserved Element ID {:x}, length = {} ", kind, size);
        } else {
            put!(c, "\n\t{} [", Name(if inside { PAYLOAD } else { NAMES }, kind));
            if size > 0 {
                put!(c, " length = {}, ", size);
            }
        }
        let Some((value, behind)) = rest.0.split_at_checked(size as usize) else {
            c.str("[ERROR: Truncated IE data]");
            return None;
        };
        rest.0 = behind;
        c.str(if size > 0 { "IE Data = " } else { "" });
        for &byte in value {
            put!(c, "{:02x} ", byte);
        }
        c.str(if inside { "]\n\t" } else { "] " });
        if !inside && kind == 0x7e {
            inside = true;
        } else if kind == last || rest.0.is_empty() {
            return Some(());
        }
    }
}

/// A beacon of versions that have no elements.
fn beacon(c: &mut Ctx<'_>, rest: &mut Rest<'_>) -> Option<()> {
    let (v, more) = (c.v() > 0, c.v() > 1);
    let field = number(rest.take(c, 2, "beacon information")?);
    if v {
        put!(c, "\n\tBeacon order = {}, Superframe order = {}", field & 15, field >> 4 & 15);
        put!(c, ", Final CAP Slot = {}{}", field >> 8 & 15, Flags(SUPERFRAME_FLAGS, field as u32));
    }
    let slots = *rest.take(c, 1, "GTS info")?.first()? & 7;
    if slots == 0 {
        c.str(if v { "\n\tGTS Descriptor Count = 0, " } else { "" });
    } else {
        let size = 1 + 3 * usize::from(slots);
        let Some((list, behind)) = rest.0.split_at_checked(size) else {
            c.str(" [ERROR: Truncated GTS Info List]");
            return None;
        };
        rest.0 = behind;
        let (mask, list) = list.split_first()?;
        if more {
            put!(
                c,
                "GTS Descriptor Count = {}, GTS Directions Mask = {:02x}, [ ",
                slots,
                *mask & 0x7f
            );
            for slot in list.as_chunks::<3>().0 {
                // As tcpdump has it, the slot is in the second byte, not in the third.
                let [low, high, _] = slot;
                put!(c, "[ {:02x}{:02x}, Start slot = ", *high, *low);
                put!(c, "{}, Length = {} ] ", high & 15, high >> 4);
            }
            c.str("]");
        }
    }
    let pending = *rest.take(c, 1, "pending addresses")?.first()?;
    let (short, long) = (usize::from(pending & 7), usize::from(pending >> 4 & 7));
    if v {
        put!(c, "\n\tPending address list, # short addresses = {}", short);
        put!(c, ", # extended addresses = {}", long);
    }
    let Some((list, behind)) = rest.0.split_at_checked(2 * short + 8 * long) else {
        c.str(" [ERROR: Pending address list truncated]");
        return None;
    };
    rest.0 = behind;
    let (shorts, longs) = list.split_at_checked(2 * short)?;
    if more && short > 0 {
        c.str(", Short address list = [ ");
        for address in shorts.as_chunks::<2>().0 {
            put!(c, "{:04x} ", number(address));
        }
        c.str("]");
    }
    if more && long > 0 {
        c.str(", Extended address list = [ ");
        for address in longs.as_chunks::<8>().0 {
            extended(c, address);
            c.str(" ");
        }
        c.str("]");
    }
    Some(())
}

/// A command; what is printed of it is no longer payload.
fn command(c: &mut Ctx<'_>, rest: &mut Rest<'_>) -> Option<()> {
    let kind = *rest.take(c, 1, "Command ID")?.first()?;
    put!(c, "Command ID = {} ", Name(COMMANDS, kind.into()));
    let invalid = match (kind, rest.0) {
        (_, []) => return Some(()),
        (1, &[field]) => {
            put!(c, "{}FD, ", if field & 2 != 0 { "F" } else { "R" });
            put!(c, "{}", Flags(CAPABILITIES, field.into()));
            ""
        }
        (2, &[low, high, state]) => {
            put!(c, "Short address = {:02x}{:02x}, ", high, low);
            put!(c, "{}", Name(STATES, state.into()));
            ""
        }
        (3, &[reason]) => {
            put!(c, "{}", Name(REASONS, reason.into()));
            ""
        }
        (8, &[p0, p1, c0, c1, channel, s0, s1, ref page @ ..]) if page.len() < 2 => {
            put!(c, "Pan ID = 0x{:02x}{:02x}, Coordinator short address = ", p1, p0);
            put!(c, "{:02x}{:02x}, Channel Number = ", c1, c0);
            // A page's highest bit says that the rest of it belongs to the channel's number.
            match *page {
                [page] if page > 0x7f => {
                    put!(c, "{}", u16::from_be_bytes([page & 0x7f, channel]));
                }
                [page] => put!(c, "{}, page = {}", channel, page),
                _ => put!(c, "{}", channel),
            }
            put!(c, ", Short address = {:02x}{:02x}", s1, s0);
            ""
        }
        (9, &[field]) => {
            put!(c, "GTS Length = {}, ", field & 15);
            c.str(if field & 0x10 != 0 { "Receive" } else { "Transmit" });
            c.str("-only GTS, GTS ");
            c.str(if field & 0x20 != 0 { "allocation" } else { "deallocations" });
            ""
        }
        (1, _) => "Association request",
        (2, _) => "Association response",
        (3, _) => "Disassociation Notification",
        (8, _) => "Coordinator Realignment",
        (9, _) => "GTS Request",
        (4..=7, _) => return Some(()),
        _ => {
            c.str("Command Data = ");
            for &byte in rest.0 {
                put!(c, "{:02x} ", byte);
            }
            return Some(());
        }
    };
    if invalid.is_empty() {
        rest.0 = &[];
    } else {
        put!(c, "Invalid {} command length", invalid);
    }
    Some(())
}
