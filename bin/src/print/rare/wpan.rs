//! Low-rate wireless networks (IEEE 802.15.4-2015): frames with their addresses and security header.
//! What they hold is in `content`. Numbers are in little-endian order. A frame ends with a checksum, or
//! was captured without; which of them is only seen by whether it is right.

mod content;

use crate::print::toolkit::*;
use content::{beacon, command, elements};

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
    fn take(&mut self, c: &mut Ctx<'_>, n: usize, what: Literal) -> Option<&'a [u8]> {
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
        put!(c, "{}{:02x}", if i == 0 { text!("") } else { text!(":") }, byte);
    }
}

/// A frame behind a header with values of the radio's, which are not printed (LINKTYPE_IEEE802_15_4_TAP).
pub(crate) fn tapped(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("802.15.4_tap");
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
    c.protocol = text!("802.15.4");
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
        let side = if control.modes[1] == 1 { text!("src") } else { text!("dst") };
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
            put!(c, "[ERROR: Sequence number suppressed on frames where version < 2]");
        }
        c.literal(if c.v() > 0 { text!("seq suppressed ") } else { text!("") });
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
        put!(c, "[ERROR: PAN ID Compression != 0, and only one address with frame version < 2]");
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
        c.literal(if side == 1 { text!("< ") } else { text!("") });
        if network {
            let network = number(rest.take(c, 2, text!("dst_pan"))?);
            put!(c, "{:04x}:", network);
        } else {
            c.literal(if kind == 5 && side == 1 { text!(" -:") } else { text!("-:") });
        }
        match mode {
            0 => put!(c, "none"),
            2 => {
                let address = number(rest.take(c, 2, text!("dst_addr"))?);
                put!(c, "{:04x}", address);
            }
            _ => {
                let address = rest.take(c, 8, text!("dst_addr"))?;
                extended(c, address);
            }
        }
        put!(c, " ");
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
    let field = *rest.take(c, 1, text!("Aux Security Header"))?.first()?;
    let (level, mode) = (field & 7, field >> 3 & 3);
    if c.v() > 0 {
        put!(c, "\n\tSecurity Level {}, Key Id Mode {}, ", level, mode);
    }
    let more = c.v() > 1;
    if field & 0x20 == 0 {
        let counter = number(rest.take(c, 4, text!("Frame Counter"))?);
        if more {
            put!(c, "Frame Counter 0x{:08x} ", counter);
        }
    }
    match mode {
        0 => c.literal(if more { text!("Implicit") } else { text!("") }),
        1 => {
            let index = *rest.take(c, 1, text!("Key Index"))?.first()?;
            if more {
                put!(c, "KeyIndex 0x{:02x}, ", index);
            }
        }
        _ => {
            let behind = rest.0;
            let size = if mode == 2 { 4 } else { 8 };
            let source = rest.take(c, size, text!("Key Source"))?;
            if more && mode == 2 {
                let (high, low) = source.split_at_checked(2)?;
                // The digit is tcpdump's: it stands outside of its format.
                put!(c, "KeySource 0x{:04x}:{:x}4x, ", number(high), number(low));
            } else if more {
                put!(c, "KeySource ");
                extended(c, source);
                put!(c, ", ");
            }
            // As tcpdump has it, the index is where it is behind a source of four bytes.
            rest.0 = behind.get(4..)?;
            let index = *rest.take(c, 1, text!("Key Index"))?.first()?;
            if more {
                put!(c, "KeyIndex 0x{:02x}, ", index);
            }
        }
    }
    let size = [0, 4, 8, 16].get(usize::from(level & 3)).copied()?;
    if rest.0.len() < size {
        put!(c, "[ERROR: Truncated before MIC]");
        return None;
    }
    Some(size)
}
