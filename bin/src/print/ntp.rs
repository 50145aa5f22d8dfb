//! NTP (RFC 5905) and the header of its control messages (RFC 9327).
//!
//! Left out: extension fields and the data of control messages.

use super::bytes::{Bytes, Res};
use super::context::Arg::{Name, T, X};
use super::context::{Ctx, put, show};
use super::table::{Table, table};
use super::time::utc;
use crate::literal::Literal;
use crate::packed::text;

const MODES: Table = table!("Unknown mode";
    0: "unspecified", 1: "symmetric active", 2: "symmetric passive", 3: "Client", 4: "Server",
    5: "Broadcast", 6: "Control Message", 7: "Reserved",
);
const LEAPS: Table = table!(""; 64: "+1s", 128: "-1s", 192: "clock unsynchronized");
const STRATA: Table = table!("reserved"; 0: "unspecified" "primary reference");

/// The header of a message that tells the time.
const HEADER: usize = 48;
/// From 1900, where NTP counts from, to 1970.
const TO_1970: i64 = 2_208_988_800;

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ntp");
    let first = b.u8(0)?;
    let mode = first & 7;
    put!(c, "NTPv{}, {}, length {}", first >> 3 & 7, Name(MODES, mode.into()), b.len());
    if c.v() == 0 {
        return Ok(());
    }
    let leap = first & 0xc0;
    let least = match mode {
        6 => 12,
        7 => return leap_indicator(c, leap),
        _ => HEADER,
    };
    leap_indicator(c, leap)?;
    if b.len() < least {
        return c.invalid_rest(b);
    }
    if mode == 6 { control(c, b) } else { times(c, b) }
}

fn leap_indicator(c: &mut Ctx<'_>, leap: u8) -> Res {
    put!(c, "\n\tLeap indicator: {} ({})", Name(LEAPS, leap.into()), leap);
    Ok(())
}

/// A control message.
fn control(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let flags = b.u8(1)?;
    let word = |bit, set, clear| if flags & bit != 0 { set } else { clear };
    put!(
        c,
        ", {}, {}",
        word(0x80, text!("Response"), text!("Request")),
        word(0x40, text!("Error"), text!("OK"))
    );
    put!(c, ", {}, OpCode={}", word(0x20, text!("More"), text!("Last")), flags & 0x1f);
    show!(c, b, "\n{|}\tSequence={@2=2}")?;
    let status = b.u16(4)?;
    put!(c, ", Status={}{:x}", if status == 0 { text!("") } else { text!("0x") }, status);
    show!(c, b, ", Assoc.={@6=2}{|}, Offset={2}{|}, Count={2}")?;
    let count = usize::from(b.u16(10)?);
    if 12 + count > b.len() {
        return c.invalid_rest(b);
    }
    if count > 0 {
        b.check(12, count)?;
        put!(c, "\n\tTO-BE-DONE: data not interpreted");
    }
    Ok(())
}

/// A message that tells the time.
#[inline(never)]
fn times(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let stratum = b.u8(1)?;
    let strata = if (2..16).contains(&stratum) { table!("secondary reference";) } else { STRATA };
    put!(c, ", Stratum {} ({})", stratum, Name(strata, stratum.into()));
    let poll = b.u8(2)?.cast_signed();
    put!(c, ", poll {}", i32::from(poll));
    match poll {
        -31..0 => put!(c, " (1/{}s)", 1u32 << -poll),
        0..32 => put!(c, " ({}s)", 1u32 << poll),
        _ => {}
    }
    put!(c, ", precision {}", i32::from(b.u8(3)?.cast_signed()));
    for (at, name) in [(4, text!("\n\tRoot Delay: ")), (8, text!(", Root dispersion: "))] {
        b.check(at, 4)?;
        let (whole, part) = (b.u16(at)?, b.u16(at + 2)?);
        put!(c, "{}{}.", name, whole);
        c.out.dec_zeros((f64::from(part) / 65_536.0 * 1e6) as u64, 6);
    }
    b.check(12, 4)?;
    let id = b.u32(12)?;
    put!(c, ", Reference-ID: ");
    match stratum {
        0 if id == 0 => put!(c, "(unspec)"),
        0 | 1 => put!(c, "{}", T(b.get(12, 4)?)),
        62 | 63 => {
            // Nothing more is said of these.
            let word = if stratum == 62 { text!("QUERY") } else { text!("REPLY") };
            put!(c, "{} INFO_{}", b.array::<4>(12)?, word);
            return Ok(());
        }
        _ => put!(c, "0x{:08x}", id),
    }
    for (at, name) in [
        (16, text!("\n\t  Reference Timestamp:  ")),
        (24, text!("\n\t  Origin Timestamp:     ")),
        (32, text!("\n\t  Receive Timestamp:    ")),
        (40, text!("\n\t  Transmit Timestamp:   ")),
    ] {
        b.check(at, 8)?;
        c.literal(name);
        time(c, b, at)?;
    }
    for (at, name) in [(32, text!("Receive Timestamp: ")), (40, text!("Transmit Timestamp:"))] {
        put!(c, "\n\t    Originator - {} ", name);
        difference(c, b, 24, at)?;
    }
    match b.len() - HEADER {
        0 => {}
        4 => put!(c, "\n\tKey id: {}", b.u32(48)?),
        more @ (20 | 24) => {
            put!(c, "\n\tKey id: {}", b.u32(48)?);
            b.check(52, more - 4)?;
            put!(c, "\n\tAuthentication: {}", X(b.get(52, more - 4)?));
        }
        more => put!(c, "\n\t({} more bytes after the header)", more),
    }
    Ok(())
}

/// Binary fractions of a second as nanoseconds.
fn nanoseconds(part: u32) -> u64 {
    (f64::from(part) / 4_294_967_296.0 * 1e9) as u64
}

/// A time stamp, in seconds and as a date. Times whose highest bit is clear are taken to lie after
/// 2036, where the count starts anew.
pub(super) fn time(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize) -> Res {
    time_by(c, b, at, b'T', text!("Z)"))
}

/// As [`time`], with what stands between the date and the time of day, and what ends it.
pub(super) fn time_by(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize, between: u8, end: Literal) -> Res {
    let (seconds, part) = (b.u32(at)?, b.u32(at + 4)?);
    put!(c, "{}.", seconds);
    c.out.dec_zeros(nanoseconds(part), 9);
    if seconds != 0 {
        let era = if seconds >> 31 == 0 { 1i64 << 32 } else { 0 };
        put!(c, " (");
        utc(c, i64::from(seconds) + era - TO_1970, between);
        c.literal(end);
    }
    Ok(())
}

/// The difference between two time stamps; the second one itself where the first is unset.
fn difference(c: &mut Ctx<'_>, b: &Bytes<'_>, from: usize, to: usize) -> Res {
    let join = |at| Ok(u64::from(b.u32(at)?) << 32 | u64::from(b.u32(at + 4)?));
    let (origin, end) = (join(from)?, join(to)?);
    if origin == 0 {
        return time(c, b, to);
    }
    let (sign, difference) =
        if origin < end { (text!("+"), end - origin) } else { (text!("-"), origin - end) };
    put!(c, "{}{}.", sign, difference >> 32);
    c.out.dec_zeros(nanoseconds(difference as u32), 9);
    Ok(())
}
