//! Cisco's NetFlow of the versions 1, 5 and 6, for -T cnfp.

use crate::print::toolkit::*;
use crate::print::transport::{TCP, name_or_number};

/// TCP's flags, by the letters that they have there.
const FLAGS: Table = table!("";
    1: "F" "S", 4: "R", 8: "P", 16: ".", 32: "U", 64: "E", 128: "W",
);

/// Prints a datagram.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("cnfp");
    let version = b.u16(0)?;
    let (header, record) = match version {
        1 => (16, 48),
        5 => (24, 48),
        6 => (24, 52),
        _ => {
            put!(c, "NetFlow v{:x}", version);
            return Ok(());
        }
    };
    b.need(0, header)?;
    put!(c, "NetFlow v{}, ", version);
    milliseconds(c, b.u32(4)?);
    put!(c, " uptime, {}.{:09}, ", b.u32(8)?, b.u32(12)?);
    if version > 1 {
        show!(c, b, "#{@16=4}, ")?;
    }
    show!(c, b, "{@2=2:2} recs")?;
    let mut rest = b.from(header);
    for _ in 0..b.u16(2)? {
        rest.need(0, record)?;
        flow(c, version, &rest)?;
        rest = rest.from(record);
    }
    Ok(())
}

/// A time since the device was started.
fn milliseconds(c: &mut Ctx<'_>, time: u32) {
    put!(c, "{}.{:03}", time / 1000, time % 1000);
}

/// A record of a flow.
fn flow(c: &mut Ctx<'_>, version: u16, b: &Bytes<'_>) -> Res {
    put!(c, "\n  started ");
    milliseconds(c, b.u32(24)?);
    put!(c, ", last ");
    milliseconds(c, b.u32(28)?);
    if version == 1 {
        show!(c, b, "\n    {@0=4A}:{@32=2} > {@4=4A}:{@34=2}")?;
    } else {
        show!(c, b, "\n    {@0=4A}/{@44=1}:{@40=2}:{@32=2} > {@4=4A}/{@45=1}:{@42=2}:{@34=2}")?;
    }
    show!(c, b, " >> {@8=4A}\n    ")?;
    let protocol = b.u8(38)?;
    name_or_number(c, protocol, [text!(""); 2]);
    let flags = b.u8(if version == 1 { 40 } else { 37 })?;
    if protocol == TCP && flags != 0 {
        put!(c, " {}", Flags(FLAGS, flags.into()));
    }
    show!(c, b, " tos {@39=1}, {@16=4} ({4} octets) ")?;
    if version == 6 {
        show!(c, b, "({@46=1}<>{1} encaps)")?;
    }
    Ok(())
}
