//! TCP (RFC 9293) and its options (RFC 1072, 2018, 2385, 5482, 5925, 6994, 7323, 7413, 8684).
//!
//! Sequence numbers are relative to the first segment seen of a connection, from the second one
//! on. MD5 signatures and authentication codes are printed, not verified.

use super::bytes::{Bytes, Cut, Early, Res};
use super::checksum;
use super::context::Arg::{Name, X};
use super::context::{Ctx, put};
use super::flow::{Bases, Seen};
use super::ports;
use super::table::{Table, table};
use super::transport::{Net, TCP};
use crate::packed::text;

const HEADER: usize = 20;

const FIN: u16 = 1;
const SYN: u16 = 2;
const RST: u16 = 4;
const ACK: u16 = 16;
const URG: u16 = 32;

/// Kinds of options.
const END: u8 = 0;
const NO_OPERATION: u8 = 1;
const SEGMENT_SIZE: u8 = 2;
const WINDOW_SCALE: u8 = 3;
const SACK_PERMITTED: u8 = 4;
const SACK: u8 = 5;
const ECHO: u8 = 6;
const ECHO_REPLY: u8 = 7;
const TIME_STAMPS: u8 = 8;
const CONNECTION_COUNT: u8 = 11;
const CONNECTION_COUNT_NEW: u8 = 12;
const CONNECTION_COUNT_ECHO: u8 = 13;
const MD5: u8 = 19;
const SCPS: u8 = 20;
const USER_TIMEOUT: u8 = 28;
const AUTHENTICATION: u8 = 29;
#[cfg(feature = "print-core")]
const MULTIPATH: u8 = 30;
const FAST_OPEN: u8 = 34;
const EXPERIMENT: u8 = 254;
/// The number of the experiment that became Fast Open.
const FAST_OPEN_EXPERIMENT: u16 = 0xf989;

/// The flags from the lowest bit up.
const FLAGS: &[u8; 9] = b"FSRP.UEWe";
const OPTIONS: Table = table!("unknown-{}";
    0: "eol", 2: "mss", 3: "wscale", 4: "sackOK", 5: "sack", 6: "echo",
    7: "echoreply", 11: "cc", 12: "ccnew", 13: "ccecho", 19: "md5", 20: "scps", 28: "uto",
    29: "tcp-ao", 30: "mptcp", 34: "tfo", 254: "exp",
);

/// What options depend on: what sequence numbers are relative to, the bases of this segment's
/// direction and of the other, and the segment's part in the handshake.
#[derive(Clone, Copy, Default)]
struct Relative {
    /// Subtracted from this segment's sequence number.
    own: u32,
    /// Subtracted from this segment's acknowledgment.
    other: u32,
    /// Subtracted from its selective acknowledgments.
    other_blocks: u32,
    /// Whether the segment has SYN, and whether ACK.
    handshake: (bool, bool),
}

/// Prints a segment.
pub(super) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("tcp");
    let (Ok(src), Ok(dst)) = (b.u16(0), b.u16(2)) else {
        // Where no ports are there, the addresses are printed behind extension headers, too.
        Net { protocol: TCP, ..*net }.ports(c, TCP, None);
        c.truncated();
        return Ok(());
    };
    net.ports(c, TCP, Some((src, dst)));
    b.check(0, HEADER)?;
    let header = usize::from(b.u8(12)? >> 4) * 4;
    if header < HEADER {
        put!(c, " tcp {} [bad hdr length {} - too short, < 20]", rest(b, header), header);
        return Ok(());
    }
    if c.o.quiet > 0 {
        c.str_dec(text!("tcp "), rest(b, header).into());
        if header > b.len() {
            put!(c, " [bad hdr length {} - too long, > {}]", header, b.len());
        }
        return Ok(());
    }
    let flags = b.u16(12)? & 0x1ff;
    let (seq, ack) = (b.u32(4)?, b.u32(8)?);
    put!(c, "Flags [");
    for (bit, letter) in FLAGS.iter().enumerate() {
        if flags >> bit & 1 != 0 {
            c.out.byte(*letter);
        }
    }
    c.literal(if flags == 0 { text!("none]") } else { text!("]") });
    let mut relative = relative(c, net, (src, dst), flags, seq, ack);
    relative.handshake = (flags & SYN != 0, flags & ACK != 0);
    let shown_seq = seq.wrapping_sub(relative.own);
    let shown_ack = ack.wrapping_sub(relative.other);
    if header > b.len() {
        put!(c, " [bad hdr length {} - too long, > {}]", header, b.len());
        return Ok(());
    }
    if c.v() > 0 && !c.o.no_checksums && !net.fragment {
        print_checksum(c, net, b)?;
    }
    let length = b.len() - header;
    if c.v() > 1 || length > 0 || flags & (SYN | FIN | RST) != 0 {
        c.str_dec(text!(", seq "), shown_seq.into());
        if length > 0 {
            c.str_dec(text!(":"), shown_seq.wrapping_add(length as u32).into());
        }
    }
    if flags & ACK != 0 {
        c.str_dec(text!(", ack "), shown_ack.into());
    } else if c.v() > 1 && ack != 0 {
        put!(c, ", [ack {} != 0 while ACK flag not set]", ack);
    }
    c.str_dec(text!(", win "), b.u16(14)?.into());
    if flags & URG != 0 {
        c.str_dec(text!(", urg "), b.u16(18)?.into());
    } else if c.v() > 1 && b.u16(18)? != 0 {
        put!(c, ", [urg {} != 0 while URG flag not set]", b.u16(18)?);
    }
    if header > HEADER {
        put!(c, ", options [");
        let options = Bytes::new(b.from(HEADER).data(), header - HEADER);
        if !print_options(c, &options, relative)? {
            return Ok(());
        }
        put!(c, "]");
    }
    c.str_dec(text!(", length "), length as u64);
    if length == 0 {
        return Ok(());
    }
    if b.captured() < header {
        put!(c, " [remaining caplen({}) < header length({})]", b.captured(), header);
        return Err(Cut);
    }
    let payload = b.from(header);
    if flags & RST != 0 {
        return reset_reason(c, &payload);
    }
    ports::tcp(c, net, (src, dst), &payload)
}

/// The checksum, and whether it is right, if all that it is computed over was captured.
fn print_checksum(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    let Ok(bytes) = b.get(0, b.len()) else { return Ok(()) };
    let field = b.u16(16)?;
    put!(c, ", cksum 0x{:04x}", field);
    let off = net.checksum(TCP, b.len(), bytes);
    if off == 0 {
        put!(c, " (correct)");
    } else if c.offloaded {
        put!(c, " (offloaded)");
    } else {
        put!(c, " (incorrect -> 0x{:04x})", checksum::should_be(field, off));
    }
    Ok(())
}

/// The length of the payload, as tcpdump computes it where the header is longer than the segment.
fn rest(b: &Bytes<'_>, header: usize) -> u32 {
    (b.len() as u32).wrapping_sub(header as u32)
}

/// Finds the connection of a segment.
fn relative(
    c: &mut Ctx<'_>,
    net: &Net<'_>,
    ports: (u16, u16),
    flags: u16,
    seq: u32,
    ack: u32,
) -> Relative {
    if c.o.absolute_sequence || flags & ACK == 0 {
        return Relative::default();
    }
    let [src, dst] = net.addresses.widened();
    let reverse = (ports.0, src) > (ports.1, dst);
    let (low, high, ports) =
        if reverse { (dst, src, (ports.1, ports.0)) } else { (src, dst, ports) };
    let mut key = [0; 32];
    if let Some((a, b)) = key.split_first_chunk_mut() {
        *a = low;
        b.copy_from_slice(&high);
    }
    let before = ack.wrapping_sub(1);
    let bases = if reverse { Bases { seq: before, ack: seq } } else { Bases { seq, ack: before } };
    let ports = u32::from(ports.0) << 16 | u32::from(ports.1);
    match c.flows.find(&key, ports, flags & SYN != 0, bases) {
        // Blocks are relative to what the first segment acknowledges, which itself is not.
        Seen::First => Relative { other_blocks: before, ..Relative::default() },
        Seen::Again(bases) => {
            let Bases { seq, ack } = bases;
            let (own, other) = if reverse { (ack, seq) } else { (seq, ack) };
            Relative { own, other, other_blocks: other, ..Relative::default() }
        }
    }
}

/// Prints the options; answers whether they were in order.
fn print_options(c: &mut Ctx<'_>, options: &Bytes<'_>, relative: Relative) -> Res<bool> {
    let mut b = *options;
    let mut first = true;
    while b.len() > 0 {
        if !first {
            put!(c, ",");
        }
        let kind = b.u8(0)?;
        let (mut len, mut used) = (1, 1);
        if kind > NO_OPERATION {
            len = usize::from(b.u8(1)?);
            used = 2;
        }
        let known = kind <= NO_OPERATION || (len >= 2 && len <= b.len());
        if known {
            match kind {
                // Nearly every segment has these.
                NO_OPERATION => put!(c, "nop"),
                TIME_STAMPS => put!(c, "TS"),
                _ => put!(c, "{}", Name(OPTIONS, kind.into())),
            }
            // Values are read up to the end of the header, also where the option is shorter: the
            // option's own length is compared afterwards.
            match option(c, kind, len.saturating_sub(2), &b.from(used), relative) {
                Ok(value) => used += value,
                Err(Stop::Early(early)) => return Err(early),
                Err(Stop::Bad) => used = 0,
            }
        }
        if !known || used == 0 {
            c.literal(if first { text!("[bad opt]") } else { text!("[bad opt]]") });
            return Ok(false);
        }
        if used != len {
            put!(c, "[len {}]", len);
        }
        if kind == END {
            break;
        }
        b = b.from(used);
        first = false;
    }
    Ok(true)
}

/// Why an option was not printed to its end.
enum Stop {
    /// The capture ends, or too little is there.
    Early(Early),
    /// The option does not fit into the header.
    Bad,
}

impl From<Early> for Stop {
    fn from(early: Early) -> Self {
        Self::Early(early)
    }
}

/// Prints the value of an option; `rest` is the length that the option claims for it, `b` goes to
/// the end of the header. Answers the length that a value of this kind has.
#[inline(never)]
fn option(
    c: &mut Ctx<'_>,
    kind: u8,
    rest: usize,
    b: &Bytes<'_>,
    relative: Relative,
) -> Result<usize, Stop> {
    let fits = |n: usize| if n > b.len() { Err(Stop::Bad) } else { Ok(b.check(0, n)?) };
    match kind {
        END | NO_OPERATION | SACK_PERMITTED => Ok(0),
        SEGMENT_SIZE => {
            fits(2)?;
            c.str_dec(text!(" "), b.u16(0)?.into());
            Ok(2)
        }
        WINDOW_SCALE => {
            fits(1)?;
            c.str_dec(text!(" "), b.u8(0)?.into());
            Ok(1)
        }
        SACK => {
            if !rest.is_multiple_of(8) {
                put!(c, " invalid sack");
                return Ok(rest);
            }
            put!(c, " {} ", rest / 8);
            for at in (0..rest).step_by(8) {
                fits(at + 8)?;
                let (start, end) = (b.u32(at)?, b.u32(at + 4)?);
                let base = relative.other_blocks;
                put!(c, "{{{}:{}}}", start.wrapping_sub(base), end.wrapping_sub(base));
            }
            Ok(rest)
        }
        ECHO | ECHO_REPLY | CONNECTION_COUNT | CONNECTION_COUNT_NEW | CONNECTION_COUNT_ECHO => {
            fits(4)?;
            c.str_dec(text!(" "), b.u32(0)?.into());
            Ok(4)
        }
        TIME_STAMPS => {
            fits(8)?;
            c.str_dec(text!(" val "), b.u32(0)?.into());
            c.str_dec(text!(" ecr "), b.u32(4)?.into());
            Ok(8)
        }
        MD5 => {
            fits(16)?;
            put!(c, " {}", X(b.get(0, 16)?));
            Ok(16)
        }
        SCPS => {
            fits(2)?;
            put!(c, " cap {:02x} id {}", b.u8(0)?, b.u8(1)?);
            Ok(2)
        }
        USER_TIMEOUT => {
            fits(2)?;
            let value = b.u16(0)?;
            let minutes = u32::from(value >> 1);
            let seconds = if value & 1 != 0 { minutes * 60 } else { minutes };
            put!(c, " 0x{:x} {}", value, seconds);
            Ok(2)
        }
        AUTHENTICATION => authentication(c, rest, b),
        #[cfg(feature = "print-core")]
        MULTIPATH => {
            fits(rest)?;
            if !super::mptcp::option(c, rest, b, relative.handshake)? {
                return Err(Stop::Bad);
            }
            Ok(rest)
        }
        FAST_OPEN => {
            fits(rest)?;
            put!(c, " ");
            fast_open(c, rest, b)?;
            Ok(rest)
        }
        EXPERIMENT => {
            fits(rest)?;
            if rest < 2 {
                return Err(Stop::Bad);
            }
            let magic = b.u16(0)?;
            if magic == FAST_OPEN_EXPERIMENT {
                put!(c, "-tfo");
                fast_open(c, rest - 2, &b.from(2))?;
            } else {
                put!(c, "-{:04x}", magic);
            }
            Ok(rest)
        }
        _ => {
            if rest > 0 {
                put!(c, " 0x{}", X(b.first(rest).inside()));
                b.need(0, rest)?;
            }
            Ok(rest)
        }
    }
}

/// The keys of a segment and its digest (RFC 5925), as far as it was captured.
fn authentication(c: &mut Ctx<'_>, rest: usize, b: &Bytes<'_>) -> Result<usize, Stop> {
    if rest > b.len() {
        return Err(Stop::Bad);
    }
    if rest < 2 {
        c.invalid();
        return Ok(rest);
    }
    b.check(0, 1)?;
    put!(c, " keyid {}", b.u8(0)?);
    b.check(0, 2)?;
    put!(c, " rnextkeyid {}", b.u8(1)?);
    if rest > 2 {
        put!(c, " mac 0x");
        c.hex_bytes(b.first(rest).from(2).inside());
        b.check(0, rest)?;
    }
    Ok(rest)
}

/// A Fast Open cookie or the request for one.
fn fast_open(c: &mut Ctx<'_>, len: usize, b: &Bytes<'_>) -> Res {
    if len == 0 {
        put!(c, " cookiereq");
    } else if !len.is_multiple_of(2) || !(4..=16).contains(&len) {
        c.invalid();
    } else {
        put!(c, " cookie {}", X(b.get(0, len)?));
    }
    Ok(())
}

/// The longest text of a reset that is printed.
const RESET_TEXT: usize = 30;

/// The payload of a reset: a text that says why (RFC 9293, section 3.5.3), or a diagnostic code
/// (draft-boucadair-tcpm-rst-diagnostic-payload).
fn reset_reason(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if c.v() > 0 {
        put!(c, " [RST");
        if b.len() >= 8 && b.u16(0) == Ok(DIAGNOSTIC) {
            // Also where what follows is cut.
            put!(c, ": ");
            put!(c, "code {}, pen {}", b.u16(2)?, b.u32(4)?);
        } else {
            c.literal(if b.len() > RESET_TEXT { text!("+ ") } else { text!(" ") });
            c.text(b.first(RESET_TEXT).inside());
        }
        put!(c, "]");
    }
    b.check(0, b.len())
}

/// The first bytes of a diagnostic payload.
const DIAGNOSTIC: u16 = 0x33aa;
