//! IGMP (RFC 1112, 2236, 3376) and multicast traces.
//!
//! DVMRP and PIM version 1 share IGMP's protocol number: other files print what is in them.

use super::bytes::{Bytes, Res};
use super::checksum;
use super::context::{Ctx, put};
use super::groups::{group_records, sources, time};
use super::table::{Table, table};
use crate::packed::text;

const RECORDS: Table = table!(" [v3-report-#{}]";
    1: "is_in", 2: "is_ex", 3: "to_in", 4: "to_ex", 5: "allow", 6: "block",
);

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("igmp");
    if c.o.quiet > 0 {
        put!(c, "igmp");
        return Ok(());
    }
    let kind = b.u8(0)?;
    match kind {
        0x11 => query(c, b)?,
        0x12 | 0x16 => {
            let version = if kind == 0x12 { 1u8 } else { 2 };
            put!(c, "igmp v{} report {}", version, b.array::<4>(4)?);
            if version == 1 && b.len() != 8 {
                put!(c, " [len {}]", b.len());
            }
        }
        0x17 => {
            put!(c, "igmp leave {}", b.array::<4>(4)?);
        }
        0x22 => report(c, b)?,
        0x13 => {
            put!(c, "igmp dvmrp");
            if b.len() < 8 {
                put!(c, " [len {}]", b.len());
            } else {
                #[cfg(feature = "print-rare")]
                super::rare::dvmrp::print(c, b)?;
            }
        }
        0x14 => {
            put!(c, "igmp pimv1");
            #[cfg(feature = "print-routing")]
            super::routing::pim_1::print(c, b)?;
        }
        0x1e | 0x1f => trace(c, kind, b)?,
        _ => put!(c, "igmp-{}", kind),
    }
    if c.v() > 0
        && b.len() >= 4
        && let Ok(bytes) = b.get(0, b.len())
        && checksum::of(bytes) != 0
    {
        put!(c, " bad igmp cksum {:x}!", b.u16(2)?);
    }
    Ok(())
}

/// A trace, or the answer to one.
fn trace(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    if b.len() < 24 {
        put!(c, " [invalid len {}]", b.len());
        return Ok(());
    }
    let id = b.u32(20)?;
    put!(c, "{} {}", if kind == 0x1e { text!("mresp") } else { text!("mtrace") }, id & 0xff_ffff);
    put!(c, ": {} to {}", b.array::<4>(8)?, b.array::<4>(12)?);
    put!(c, " reply-to {}", b.array::<4>(16)?);
    let group = b.array::<4>(16)?;
    if matches!(group, [224..=239, ..]) {
        put!(c, " with-ttl {}", id >> 24);
    }
    Ok(())
}

/// A query; its length tells version 3.
fn query(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, "igmp query");
    if b.len() >= 12 {
        put!(c, " v3");
        if b.len() & 3 != 0 {
            put!(c, " [invalid len {}]", b.len());
            return Ok(());
        }
    }
    let code = b.u8(1)?;
    if b.len() < 12 {
        if code == 0 {
            put!(c, " v1");
        } else {
            put!(c, " v2");
            if code != 100 {
                put!(c, " [max resp time {}]", code);
            }
        }
        let group = b.array::<4>(4)?;
        if *group != [0; 4] {
            put!(c, " [gaddr {}]", group);
        }
        if b.len() != 8 {
            put!(c, " [len {}]", b.len());
        }
        return Ok(());
    }
    if code != 100 {
        let time = time(code);
        put!(c, " [max resp time ");
        if time < 600 {
            put!(c, "{}.{}s", time / 10, time % 10);
        } else {
            c.duration(time / 10);
        }
        put!(c, "]");
    }
    let group = b.array::<4>(4)?;
    if *group == [0; 4] {
        return Ok(());
    }
    put!(c, " [gaddr {}", group);
    let count = usize::from(b.u16(10)?);
    if count > 0 {
        if b.len() < 12 + count * 4 {
            put!(c, " [invalid number of sources]");
        } else {
            sources::<4>(c, &b.from(12), count)?;
        }
    }
    put!(c, "]");
    Ok(())
}

/// A report of version 3.
fn report(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, "igmp v3 report");
    if b.len() < 16 || b.len() & 3 != 0 {
        put!(c, " [invalid len {}]", b.len());
        return Ok(());
    }
    group_records::<4>(c, b, RECORDS)
}
