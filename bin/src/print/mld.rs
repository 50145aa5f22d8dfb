//! Multicast listener discovery (RFC 2710, RFC 3810).

use super::bytes::{Bytes, Res};
use super::context::Arg::Name;
use super::context::{Ctx, put};
use super::table::{Table, table};

const RECORDS: Table = table!(" [v2-report-#{}]";
    1: "is_in", 2: "is_ex", 3: "to_in", 4: "to_ex", 5: "allow", 6: "block",
);

/// A query, report or done message of version 1.
pub(super) fn version_1(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.need(0, 24)?;
    put!(c, "max resp delay: {} addr: {}", b.u16(4)?, b.array::<16>(8)?);
    Ok(())
}

/// The addresses of sources, or their number.
fn sources(c: &mut Ctx<'_>, b: &Bytes<'_>, count: usize) -> Res {
    if c.v() < 2 {
        put!(c, ", {} source(s)", count);
        return Ok(());
    }
    c.str(" {");
    for i in 0..count {
        put!(c, " {}", b.array::<16>(i * 16)?);
    }
    c.str(" }");
    Ok(())
}

/// A query of version 2.
pub(super) fn query(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.str(" v2");
    b.need(0, 28)?;
    let code = u32::from(b.u16(4)?);
    let delay =
        if code < 32_768 { code } else { (code & 0xfff | 0x1000) << ((code >> 12 & 7) + 3) };
    if c.v() > 0 {
        put!(c, " [max resp delay={}]", delay);
    }
    put!(c, " [gaddr {}", b.array::<16>(8)?);
    if c.v() > 0 {
        let flags = b.u8(24)?;
        if flags & 8 != 0 {
            c.str(" sflag");
        }
        if flags & 7 != 0 {
            put!(c, " robustness={}", flags & 7);
        }
        let code = u32::from(b.u8(25)?);
        let interval = if code < 128 { code } else { (code & 15 | 16) << ((code >> 4 & 7) + 3) };
        put!(c, " qqi={}", interval);
    }
    let count = usize::from(b.u16(26)?);
    if count > 0 {
        if b.len() < 28 + count * 16 {
            c.str(" [invalid number of sources]");
        } else {
            sources(c, &b.from(28), count)?;
        }
    }
    c.str("]");
    Ok(())
}

/// A report of version 2.
pub(super) fn report(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let count = b.u16(6)?;
    put!(c, ", {} group record(s)", count);
    if c.v() == 0 {
        return Ok(());
    }
    let mut rest = b.from(8);
    for _ in 0..count {
        if rest.len() < 20 {
            c.str(" [invalid number of groups]");
            return Ok(());
        }
        put!(c, " [gaddr {}", rest.array::<16>(4)?);
        put!(c, " {}", Name(RECORDS, rest.u8(0)?.into()));
        let (auxiliary, count) = (usize::from(rest.u8(1)?), usize::from(rest.u16(2)?));
        if rest.len() < 20 + count * 16 {
            put!(c, " [invalid number of sources {}]", count);
            return Ok(());
        }
        sources(c, &rest.from(20), count)?;
        c.str("]");
        rest = rest.from(20 + count * 16 + auxiliary * 4);
    }
    Ok(())
}
