//! The stream control transmission protocol (RFC 4960): its chunks, and what they are acknowledged
//! by. Parameters of chunks are not printed, nor is the checksum verified.

use crate::print::toolkit::*;
use crate::print::transport::Net;

const HEADER: usize = 12;
const PROTOCOL: u8 = 132;

const CHUNKS: Table = table!("Unknown chunk type: 0x{:x}";
    0: "DATA" "INIT" "INIT ACK" "SACK" "HB REQ" "HB ACK" "ABORT" "SHUTDOWN" "SHUTDOWN ACK" "OP ERR"
    "COOKIE ECHO" "COOKIE ACK" "ECN ECHO" "ECN CWR" "SHUTDOWN COMPLETE",
    0xc0: "FOR CUM TSN" "REL CTRL" "REL CTRL ACK",
);
const FLAGS: Table = table!(" "; 4: "(U)", 2: "(B)", 1: "(E)");
const PAYLOADS: Table = table!("0x{:x}";
    1: "ISDN Q.921" "M2UA" "M3UA" "SUA" "M2PA" "V5.2" "H.248" "BICC" "TALI" "DUA" "ASAP" "ENRP"
    "H.323" "Q.IPC" "SIMCO" "DDPSC" "DDPSSC" "S1AP" "RUA" "HNBAP" "ForCES HP" "ForCES MP"
    "ForCES LP" "SBc-AP" "NBAP", 27: "X2AP",
);
/// Ports of ForCES (RFC 5811).
const PORTS: Table = table!(""; 6704: "[ForCES HP]" "[ForCES MP]" "[ForCES LP]");

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("sctp");
    if b.len() < HEADER {
        put!(c, "truncated-sctp - {} bytes missing!", HEADER - b.len());
        return Ok(());
    }
    b.need(0, HEADER)?;
    let (src, dst) = (b.u16(0)?, b.u16(2)?);
    // Behind extension headers, the addresses are printed again.
    Net { protocol: PROTOCOL, ..*net }.ports(c, PROTOCOL, Some((src, dst)));
    put!(c, "sctp");
    put!(c, "{}{}", Name(PORTS, src.into()), Name(PORTS, dst.into()));
    let forces = PORTS.get(src.into()).or(PORTS.get(dst.into())).is_some();
    let mut rest = b.from(HEADER);
    let mut count = 0u32;
    while rest.len() > 0 {
        count += 1;
        let head = rest.len() >= 4;
        // A chunk is printed if all of it was captured.
        if head {
            let length = usize::from(rest.u16(2)?);
            if length > rest.len() {
                return Err(Cut);
            }
            rest.need(0, length)?;
        }
        c.literal(match (c.v(), count) {
            (2.., _) => text!("\n\t"),
            (_, 1) => text!(" ("),
            _ => text!(", ("),
        });
        put!(c, "{}) ", count);
        if !head {
            put!(c, "[chunk descriptor cut off at end of packet]");
            return Ok(());
        }
        let (kind, flags, length) = (rest.u8(0)?, rest.u8(1)?, usize::from(rest.u16(2)?));
        if length < 4 {
            put!(c, "[Bad chunk length {}, < size of chunk descriptor]", length);
            return Ok(());
        }
        put!(c, "[{}] ", Name(CHUNKS, kind.into()));
        if !chunk_body(c, forces, kind, flags, &rest.claim(length).from(4))? {
            put!(c, "bogus chunk length {}]", length);
            return Ok(());
        }
        let padded = length.next_multiple_of(4);
        if padded > rest.len() {
            return Err(Cut);
        }
        rest.need(0, padded)?;
        rest = rest.from(padded);
    }
    Ok(())
}

/// Prints what a chunk holds; answers whether it is long enough.
#[inline(never)]
fn chunk_body(c: &mut Ctx<'_>, forces: bool, kind: u8, flags: u8, b: &Bytes<'_>) -> Res<bool> {
    match kind {
        0 => {
            if flags & 7 != 0 {
                put!(c, "{} ", Arg::Flags(FLAGS, (flags & 7).into()));
            }
            if b.len() < 12 {
                return Ok(false);
            }
            show!(c, b, "[TSN: {4}] [SID: {2}] [SSEQ {2}] [PPID {4N}] ", PAYLOADS)?;
            if b.len() == 12 {
                return Ok(false);
            }
            #[cfg(feature = "print-rare")]
            if forces || (21..=23).contains(&b.u32(8)?) {
                let printed = crate::print::rare::forces::print(c, &b.from(12));
                c.marked(printed)?;
                c.protocol = text!("sctp");
                return Ok(true);
            }
            if c.v() > 1 && b.u32(8)? == 3 {
                super::m3ua::print(c, &b.from(12))?;
                c.protocol = text!("sctp");
                return Ok(true);
            }
            if c.v() > 1 {
                put!(c, "[Payload");
                if !c.o.suppress_unknown() {
                    put!(c, ":");
                    c.dump(&b.first(b.len()).from(12));
                }
                put!(c, "]");
            }
        }
        1 | 2 => {
            if b.len() < 16 {
                return Ok(false);
            }
            show!(c, b, "[init tag: {4}] [rwnd: {4}] [OS: {2}] [MIS: {2}] [init TSN: {4}] ")?;
        }
        3 => {
            if b.len() < 12 {
                return Ok(false);
            }
            show!(c, b, "[cum ack {4}] [a_rwnd {4}] [#gap acks {2}] [#dup tsns {2}] ")?;
            let base = b.u32(0)?;
            let (gaps, repeats) = (b.u16(8)?, b.u16(10)?);
            let mut rest = b.from(12);
            for i in 1..=gaps {
                if rest.len() < 4 {
                    return Ok(rest.len() == 0);
                }
                let (start, end) = (u32::from(rest.u16(0)?), u32::from(rest.u16(2)?));
                put!(c, "\n\t\t[gap ack block #{}: ", i);
                let (start, end) = (base.wrapping_add(start), base.wrapping_add(end));
                put!(c, "start = {}, end = {}] ", start, end);
                rest = rest.from(4);
            }
            for i in 1..=repeats {
                if rest.len() < 4 {
                    return Ok(rest.len() == 0);
                }
                put!(c, "\n\t\t[dup TSN #{}: {}] ", i, rest.u32(0)?);
                rest = rest.from(4);
            }
        }
        _ => {}
    }
    Ok(true)
}
