//! Multicast listener discovery (RFC 2710, RFC 3810).

use super::bytes::{Bytes, Res};
use super::context::{Ctx, put, show};
use super::groups::{group_records, sources, time};
use super::table::{Table, table};

const RECORDS: Table = table!(" [v2-report-#{}]";
    1: "is_in", 2: "is_ex", 3: "to_in", 4: "to_ex", 5: "allow", 6: "block",
);

/// A query, report or done message of version 1.
pub(super) fn version_1(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    // What is cut is not even marked so.
    if !b.has(0, 24) {
        return Ok(());
    }
    show!(c, b, "max resp delay: {@4=2} addr: {@8=16A}")
}

/// A query of version 2.
pub(super) fn query(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, " v2");
    let code = u32::from(b.u16(4)?);
    // As `time`, in 16 bits (section 5.1.3).
    let delay =
        if code < 32_768 { code } else { (code & 0xfff | 0x1000) << ((code >> 12 & 7) + 3) };
    if c.v() > 0 {
        put!(c, " [max resp delay={}]", delay);
    }
    show!(c, b, " [gaddr {@8=16A}")?;
    if c.v() > 0 {
        let flags = b.u8(24)?;
        if flags & 8 != 0 {
            put!(c, " sflag");
        }
        if flags & 7 != 0 {
            put!(c, " robustness={}", flags & 7);
        }
        put!(c, " qqi={}", time(b.u8(25)?));
    }
    let count = usize::from(b.u16(26)?);
    if count > 0 {
        if b.len() < 28 + count * 16 {
            put!(c, " [invalid number of sources]");
        } else {
            sources::<16>(c, &b.from(28), count)?;
        }
    }
    put!(c, "]");
    Ok(())
}

/// A report of version 2.
pub(super) fn report(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 8 {
        put!(c, " [invalid len {}]", b.len());
        return Ok(());
    }
    group_records::<16>(c, b, RECORDS)
}
