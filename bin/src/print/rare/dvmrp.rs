//! The distance vector multicast routing protocol (RFC 1075, its draft of version 3), in IGMP.

use crate::print::address::filled;
use crate::print::toolkit::*;

const MESSAGES: Table = table!(" [type {}]";
    1: " Probe" " Report" " Ask-neighbors(old)" " Neighbors(old)" " Ask-neighbors2" " Neighbors2"
    " Prune" " Graft" " Graft-ACK",
);
const FLAGS: Table = table!("";
    0x01: "/tunnel" "/srcrt", 0x40: "/querier", 0x20: "/disabled", 0x10: "/down",
);

/// Prints a message, from IGMP's header on.
pub(in crate::print) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("dvmrp");
    let kind = b.u8(1)?;
    put!(c, "{}", Name(MESSAGES, kind.into()));
    let body = &b.from(8);
    match kind {
        1 if c.v() > 0 => probe(c, body),
        2 if c.v() > 1 => report(c, body),
        4 => neighbors(c, body, false),
        6 => {
            // The minor version stands first.
            show!(c, b, " (v {@7=1}.{@6=1}):")?;
            neighbors(c, body, true)
        }
        7 => {
            show!(c, body, " src {4A} grp {4A} timer ")?;
            let seconds = body.u32(8)?;
            c.duration(seconds);
            Ok(())
        }
        8 | 9 => show!(c, body, " src {4A} grp {4A}"),
        _ => Ok(()),
    }
}

fn probe(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if b.len() < 4 {
        return c.short(text!("full length"), b.len(), 4);
    }
    let lines = c.v() > 1;
    c.literal(if lines { text!("\n\t") } else { text!(" ") });
    show!(c, b, "genid {4}")?;
    let mut rest = b.from(4);
    while lines && rest.len() > 0 {
        if rest.len() < 4 {
            put!(c, "[remaining length {} < {}]", rest.len(), 4u8);
            c.invalid();
            return Ok(());
        }
        show!(c, &rest, "\n\tneighbor {4A}")?;
        rest = rest.from(4);
    }
    Ok(())
}

/// Routes under masks, of which the leading bytes are left out; so are bytes of routes that the mask
/// does not cover.
fn report(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        if rest.len() < 3 {
            return c.short(text!("length"), rest.len(), 3);
        }
        let &[m1, m2, m3] = rest.array::<3>(0)?;
        put!(c, "\n\tMask {}", &[255, m1, m2, m3]);
        let width = [m1, m2, m3].iter().rposition(|&byte| byte != 0).map_or(1, |at| at + 2);
        rest = rest.from(3);
        loop {
            if rest.len() < width + 1 {
                put!(c, "\n\t  [Truncated Report]");
                c.invalid();
                return Ok(());
            }
            let route = filled::<4>(rest.get(0, width)?);
            let metric = rest.u8(width)?;
            put!(c, "\n\t  {} metric {}", &route, metric & 0x7f);
            rest = rest.from(width + 1);
            if metric & 0x80 != 0 {
                break;
            }
        }
    }
    Ok(())
}

fn neighbors(c: &mut Ctx<'_>, b: &Bytes<'_>, with_flags: bool) -> Res {
    let mut rest = *b;
    let header = if with_flags { 8 } else { 7 };
    while rest.len() > 0 {
        if rest.len() < header {
            return c.short(text!("length"), rest.len(), header);
        }
        let head = rest.first(header);
        head.need(0, header)?;
        let count = head.u8(header - 1)?;
        rest = rest.from(header);
        for left in (0..count).rev() {
            if with_flags && rest.len() == 0 {
                put!(c, " [ncount {}]", left);
                c.invalid();
                return Ok(());
            }
            if rest.len() < 4 {
                return c.short(text!("length"), rest.len(), 4);
            }
            show!(c, &head, " [{4A} ->")?;
            if with_flags {
                put!(c, " ");
                show!(c, &rest, "{4A}")?;
                show!(c, &head, " ({@4=1}/{1}{1F})]", FLAGS)?;
            } else {
                show!(c, &rest, " {4A}")?;
                show!(c, &head, ", ({@4=1}/{1})]")?;
            }
            rest = rest.from(4);
        }
    }
    Ok(())
}
