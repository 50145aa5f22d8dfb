//! RPL, the routing protocol for low-power and lossy networks (RFC 6550).
//!
//! Left out: the secured messages, and the contents of options beyond a dump.

use super::bytes::{Bytes, Res};
use super::context::Arg::Name;
use super::context::{Ctx, put};
use super::dump;
use super::table::{Table, table};
use crate::packed::text;

const OPTIONS: Table = table!("subopt:{}";
    0: "pad1", 1: "padN", 2: "metrics", 3: "routinginfo", 4: "config", 5: "rpltarget",
    6: "transitinfo", 8: "destprefix", 9: "rpltargetdesc",
);
const MODES: Table = table!("mop{}";
    0: "nonstoring", 1: "storing", 2: "nonstoring-multicast", 3: "storing-multicast",
);

/// Prints a message by its code.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>, code: u8) -> Res {
    // Of an advertisement's identifier the bytes are asked for even where its flag says that there is none.
    let (name, least) = match code {
        0 => (text!("DODAG Information Solicitation"), 0),
        1 => (text!("DODAG Information Object"), 0),
        2 => (text!("Destination Advertisement Object"), 20),
        3 => (text!("Destination Advertisement Object Ack"), 4),
        _ => {
            put!(c, "RPL message, unknown code {}", code);
            return Ok(());
        }
    };
    c.literal(name);
    if code == 0 || c.v() == 0 {
        return Ok(());
    }
    let b = b.from(4);
    b.check(0, least)?;
    let mut used = 4;
    if code == 1 {
        used = 24;
        if b.len() < used {
            put!(c, " [length {} < {}]", b.len(), used);
            c.invalid();
            return Ok(());
        }
        let (dag, rank, flags) = (b.array::<16>(8)?, b.u16(2)?, b.u8(4)?);
        put!(c, " [dagid:{},seq:{},instance:{}", dag, b.u8(5)?, b.u8(0)?);
        put!(
            c,
            ",rank:{},{}",
            rank,
            if flags & 0x80 != 0 { text!("grounded,") } else { text!("") }
        );
        put!(c, "mop:{},prf:{}]", Name(MODES, (flags >> 3 & 7).into()), flags & 7);
    } else {
        let (flags, seq) = if code == 2 { (b.u8(1)?, b.u8(3)?) } else { (b.u8(1)?, b.u8(2)?) };
        let has_dag = flags & if code == 2 { 0x40 } else { 0x80 } != 0;
        if has_dag {
            used = 20;
            b.check(0, used)?;
            put!(c, " [dagid:{}", b.array::<16>(4)?);
        } else {
            put!(c, " [dagid:<elided>");
        }
        put!(c, ",seq:{},instance:{}", seq, b.u8(0)?);
        if code == 2 {
            c.literal(if flags & 0x80 != 0 { text!(",acK") } else { text!("") });
            c.literal(if has_dag { text!(",Dagid") } else { text!("") });
            put!(c, ",flags:{:02x}]", flags);
        } else {
            put!(c, ",status:{}]", b.u8(3)?);
        }
    }
    if c.v() > 1 {
        options(c, &b.from(used))?;
    }
    Ok(())
}

fn options(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        let kind = rest.u8(0)?;
        let length = if kind == 0 { 1 } else { usize::from(rest.u8(1)?) + 2 };
        put!(c, " opt:{}", Name(OPTIONS, kind.into()));
        if kind != 0 {
            put!(c, " len:{} ", length);
            rest.need(0, length)?;
            if c.v() > 2 {
                dump::hex(&mut c.out, text!(" "), rest.first(length).from(2).inside());
            }
        }
        rest = rest.from(length);
    }
    Ok(())
}
