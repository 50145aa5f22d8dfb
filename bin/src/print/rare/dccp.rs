//! The datagram congestion control protocol (RFC 4340). Options of congestion control are named by
//! their number.

use crate::print::checksum;
use crate::print::toolkit::*;
use crate::print::transport::Net;

pub(crate) const PROTOCOL: u8 = 33;
const TYPES: Table = table!("unknown-type-{}";
    0: "DCCP-Request" "DCCP-Response" "DCCP-Data" "DCCP-Ack" "DCCP-DataAck" "DCCP-CloseReq"
    "DCCP-Close" "DCCP-Reset" "DCCP-Sync" "DCCP-SyncAck",
);
const CODES: Table = table!("invalid";
    0: "unspecified" "closed" "aborted" "no_connection" "packet_error" "option_error"
    "mandatory_error" "connection_refused" "bad_service_code" "too_busy" "bad_init_cookie"
    "aggression_penalty",
);
const OPTIONS: Table = table!("";
    0: "nop" "mandatory" "slowreceiver", 32: "change_l" "confirm_l" "change_r" "confirm_r"
    "initcookie" "ndp_count" "ack_vector0" "ack_vector1" "data_dropped" "timestamp"
    "timestamp_echo" "elapsed_time" "data_checksum",
);
const NDP_COUNT: u8 = 37;
const TIMESTAMP: u8 = 41;
const ECHO: u8 = 42;
const ELAPSED: u8 = 43;
const CHECKSUM: u8 = 44;
const FEATURES: Table = table!("feature-number-{}";
    0: "reserved" "ccid" "allow_short_seqno" "sequence_window" "ecn_incapable" "ack_ratio"
    "send_ack_vector" "send_ndp_count" "minimum checksum coverage" "check data checksum",
);

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("dccp");
    b.check(0, 12)?;
    if b.len() < 12 {
        put!(c, "truncated-dccp - {} bytes missing!", 12 - b.len());
        return Ok(());
    }
    let long = b.u8(8)? & 1 != 0;
    let header = if long { 16 } else { 12 };
    if b.len() < header {
        put!(c, "truncated-dccp - {} bytes missing!", header - b.len());
        return Ok(());
    }
    b.check(0, header)?;
    // Behind other headers, too, the addresses are printed.
    Net { protocol: PROTOCOL, ..*net }.ports(c, PROTOCOL, Some((b.u16(0)?, b.u16(2)?)));
    put!(c, "DCCP");
    let (size, coverage) = (usize::from(b.u8(4)?) * 4, usize::from(b.u8(5)? & 15));
    let kind = b.u8(8)? >> 1 & 15;
    put!(c, " ");
    if c.o.quiet > 0 {
        put!(c, "{}", b.len().wrapping_sub(size) as u32);
        if size > b.len() {
            put!(c, " [bad hdr length {} - too long, > {}]", size, b.len());
        }
        return Ok(());
    }
    if c.v() > 0 {
        put!(c, "(CCVal {}, CsCov {}", b.u8(5)? >> 4, coverage);
        let covered =
            if coverage == 0 { b.len() } else { (size + (coverage - 1) * 4).min(b.len()) };
        // All of it must be there, even where only its start is covered.
        if b.has(0, b.len()) {
            let sum = b.u16(6)?;
            put!(c, ", cksum 0x{:04x} ", sum);
            let off = net.checksum(PROTOCOL, b.len(), b.get(0, covered)?);
            if off == 0 {
                put!(c, "(correct)");
            } else {
                put!(c, "(incorrect -> 0x{:04x})", checksum::should_be(sum, off));
            }
        }
        put!(c, ") ");
    }
    // As tcpdump has it, also where sequence numbers are short.
    let acknowledged = 8;
    let fixed = match kind {
        0 => 4,
        1 => acknowledged + 4,
        2 => 0,
        7 => acknowledged + 4,
        3..=6 | 8 | 9 => acknowledged,
        // As tcpdump has it, what follows the header of others is options; it still has a number.
        _ => 0,
    };
    if b.len() < header + fixed {
        put!(c, "truncated-{} - ", Name(TYPES, kind.into()));
        put!(c, "{} bytes missing!", header + fixed - b.len());
        return Ok(());
    }
    if matches!(kind, 0 | 1 | 7) {
        b.check(header, fixed)?;
    }
    put!(c, "{} ", Name(TYPES, kind.into()));
    let rest = b.from(header);
    match kind {
        0 => show!(c, &rest, "(service={4}) ")?,
        1 => put!(c, "(service={}) ", rest.u32(acknowledged)?),
        7 => put!(c, "(code={}) ", Name(CODES, rest.u8(acknowledged)?.into())),
        _ => {}
    }
    let number = |b: &Bytes<'_>, at: usize, size: usize| -> Res<u64> {
        Ok(b.get(at, size)?.iter().fold(0, |value, &byte| value << 8 | u64::from(byte)))
    };
    if !matches!(kind, 0 | 2) {
        let ack = if long { number(&rest, 2, 6)? } else { number(&rest, 1, 3)? };
        put!(c, "(ack={}) ", ack);
    }
    if c.v() < 2 {
        return Ok(());
    }
    put!(c, "seq {}", if long { number(b, 10, 6)? } else { number(b, 9, 3)? });
    if size > header + fixed {
        options(c, &b.claim(size).from(header + fixed))?;
    }
    Ok(())
}

fn options(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    put!(c, " <");
    let mut between = text!("");
    while rest.len() > 0 {
        c.literal(between);
        between = text!(", ");
        let kind = rest.u8(0)?;
        match OPTIONS.get(kind.into()) {
            Some(name) => c.out.text(name),
            None if kind >= 128 => put!(c, "CCID option {}", kind),
            None => put!(c, "Option {}", kind),
        }
        let length = if kind >= 32 { usize::from(rest.u8(1)?) } else { 1 };
        if kind >= 32 && length < if kind < 36 { 3 } else { 2 } {
            put!(c, " optlen too short");
            if length < 2 {
                break;
            }
        }
        if length > rest.len() {
            put!(c, " optlen goes past header length");
            break;
        }
        let value = rest.claim(length).from(2);
        value.check(0, value.len())?;
        if !option(c, kind, &value)? {
            c.invalid();
            return Ok(());
        }
        rest = rest.from(length);
    }
    put!(c, ">");
    Ok(())
}

/// Prints the value of an option; answers whether it is as long as one of its kind.
fn option(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res<bool> {
    match (kind, b.len()) {
        (32..=35, 1..) if FEATURES.get(b.u8(0)?.into()).is_some() => {
            show!(c, b, " {1N}", FEATURES)?;
            bytes(c, &b.from(1));
        }
        (NDP_COUNT, _) => bytes(c, b),
        (36..=40, 1..) => put!(c, " 0x{}", X(b.inside())),
        (TIMESTAMP | ECHO | ELAPSED | 128.., 4) => show!(c, b, " {4}")?,
        (ELAPSED | 128.., 2) => show!(c, b, " {2}")?,
        (ECHO, 6) => show!(c, b, " {4} (elapsed time {2})")?,
        (ECHO, 8) => show!(c, b, " {4} (elapsed time {4})")?,
        (TIMESTAMP | ECHO | ELAPSED, _) => {
            // With the kind and the length itself.
            let right = match kind {
                TIMESTAMP => text!("6"),
                ECHO => text!("6 or 8 or 10"),
                _ => text!("4 or 6"),
            };
            put!(c, " [optlen != {}]", right);
            return Ok(false);
        }
        (CHECKSUM, 1..) => put!(c, " {}", X(b.inside())),
        _ => {}
    }
    Ok(true)
}

/// Bytes in decimal.
fn bytes(c: &mut Ctx<'_>, b: &Bytes<'_>) {
    for &byte in b.inside() {
        put!(c, " {}", byte);
    }
}
