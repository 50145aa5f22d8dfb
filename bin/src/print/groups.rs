//! Group records and source lists, which IGMP version 3 (RFC 3376) and multicast listener discovery
//! version 2 (RFC 3810) have in common but for the length of an address.

use super::bytes::{Bytes, Res};
use super::context::Arg::Name;
use super::context::{Ctx, Value, put};
use super::table::Table;
use crate::packed::text;

/// A time in a byte: a number, or from 128 on a mantissa and an exponent (RFC 3376, section 4.1.1).
pub(super) fn time(code: u8) -> u32 {
    let code = u32::from(code);
    if code < 128 { code } else { (code & 15 | 16) << ((code >> 4 & 7) + 3) }
}

/// The addresses of sources, or their number.
pub(super) fn sources<const N: usize>(c: &mut Ctx<'_>, b: &Bytes<'_>, count: usize) -> Res
where
    for<'a> &'a [u8; N]: Value<'a>,
{
    if c.v() < 2 {
        put!(c, ", {} source(s)", count);
        return Ok(());
    }
    c.literal(text!(" {"));
    for i in 0..count {
        put!(c, " {}", b.array::<N>(i * N)?);
    }
    c.literal(text!(" }"));
    Ok(())
}

/// The number of a report's group records, and with -v the records; `kinds` names theirs.
pub(super) fn group_records<const N: usize>(c: &mut Ctx<'_>, b: &Bytes<'_>, kinds: Table) -> Res
where
    for<'a> &'a [u8; N]: Value<'a>,
{
    let count = b.u16(6)?;
    put!(c, ", {} group record(s)", count);
    if c.v() == 0 {
        return Ok(());
    }
    let mut rest = b.from(8);
    for _ in 0..count {
        if rest.len() < 4 + N {
            put!(c, " [invalid number of groups]");
            return Ok(());
        }
        put!(c, " [gaddr {}", rest.array::<N>(4)?);
        put!(c, " {}", Name(kinds, rest.u8(0)?.into()));
        let count = usize::from(rest.u16(2)?);
        if rest.len() < 4 + N + count * N {
            put!(c, " [invalid number of sources {}]", count);
            return Ok(());
        }
        sources::<N>(c, &rest.from(4 + N), count)?;
        put!(c, "]");
        // As tcpdump has it, auxiliary data are not skipped.
        rest = rest.from(4 + N + count * N);
    }
    Ok(())
}
