//! PIM's version 1 (draft-ietf-idmr-pim-spec), inside IGMP: all but what its registers carry.

use crate::print::toolkit::*;

/// Prints a message of version 1, which comes in IGMP's type 0x14.
#[inline(never)]
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("pimv1");
    let kind = b.u8(1)?;
    put!(
        c,
        " {}",
        Name(
            table!("[type {}]";
                0: "Query" "Register" "Register-Stop" "Join/Prune" "RP-reachable" "Assert" "Graft"
                "Graft-ACK",
            ),
            kind.into(),
        )
    );
    match kind {
        0 => {
            if let Ok(mode) = b.u8(8) {
                let modes = table!("mode-{}"; 0: "Dense-mode" "Sparse-mode" "Sparse-Dense-mode");
                put!(c, " {}", Name(modes, u32::from(mode >> 4)));
            }
            if c.v() > 0 {
                put!(c, " (Hold-time ");
                c.duration(b.u16(10)?.into());
                put!(c, ")");
            }
        }
        // A register carries the packet from its IP header on.
        1 | 3 | 6 | 7 => {
            let done = if kind == 1 {
                b.check(20, 8).and_then(|()| show!(c, b, " for {@20=4A} > {4A}"))
            } else {
                join(c, b)
            };
            if done == Err(Short) {
                // The message ends early, not the capture: its line goes on.
                c.truncated();
                if kind == 1 || b.len() < 8 {
                    return Ok(());
                }
            } else {
                done?;
            }
        }
        2 => show!(c, b, " for {@8=4A} > {4A}")?,
        4 if c.v() > 0 => {
            show!(c, b, " group {@8=4A}")?;
            mask(c, b, 12)?;
            show!(c, b, " RP {@16=4A} hold ")?;
            c.duration(b.u16(22)?.into());
        }
        5 => {
            show!(c, b, " for {@16=4A} > {@8=4A}")?;
            mask(c, b, 12)?;
            show!(
                c,
                b,
                " {@20=1>7N} pref {@20=4&7fffffff} metric {4}",
                table!(""; 0: "SPT" "RP-tree")
            )?;
        }
        _ => {}
    }
    let version = b.u8(4)? >> 4;
    if version != 1 {
        put!(c, " [v{}]", version);
    }
    Ok(())
}

fn mask(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize) -> Res {
    if b.u32(at)? != 0xffff_ffff {
        show!(c, &b.from(at), "/{4A}")?;
    }
    Ok(())
}

/// Stops where the message is shorter than `n`.
fn full(b: &Bytes<'_>, n: usize) -> Res {
    if b.len() < n { Err(Short) } else { Ok(()) }
}

const DENSITY: Table = table!(""; 0: "Dense" "Sparse");
const TREE: Table = table!(""; 0: "SPT" "RP" "WC SPT" "WC RP");

/// The groups and sources of version 1's joins, prunes and grafts.
fn join(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if c.v() == 0 {
        return Ok(());
    }
    let lines = c.v() > 1;
    if b.has(8, 30) && b.u8(19)? == 1 {
        let (joined, pruned) = (b.u16(28)?, b.u16(30)?);
        if joined ^ pruned == 1 && joined & pruned == 0 {
            show!(c, b, " RPF {@8=4A} Hold ")?;
            c.duration(b.u16(14)?.into());
            c.literal(if joined == 1 { text!("Join") } else { text!("Prune") });
            show!(c, b, " ({@34=4A}/{@33=1&3f}, {@20=4A}")?;
            mask(c, b, 24)?;
            return show!(c, b, ") {@32=1&1N} {1>6N}", DENSITY, TREE);
        }
    }
    let mut rest = b.from(8);
    let line = if lines { text!("\n") } else { text!("") };
    full(&rest, 4)?;
    c.literal(line);
    show!(c, &rest, " Upstream Nbr: {4A}")?;
    full(&rest, 8)?;
    c.literal(line);
    put!(c, " Hold time: ");
    c.duration(rest.u16(6)?.into());
    if !lines {
        return Ok(());
    }
    full(&rest, 12)?;
    let count = rest.u8(11)?;
    rest = rest.from(12);
    for _ in 0..count {
        full(&rest, 4)?;
        show!(c, &rest, "\n\tGroup: {4A}")?;
        full(&rest, 8)?;
        mask(c, &rest, 4)?;
        full(&rest, 12)?;
        show!(c, &rest, " joined: {@8=2} pruned: {2}")?;
        let (joined, pruned) = (rest.u16(8)?, rest.u16(10)?);
        rest = rest.from(12);
        for (count, name) in [(joined, text!("Join ")), (pruned, text!("Prune"))] {
            for _ in 0..count {
                full(&rest, 6)?;
                rest.need(0, 6)?;
                put!(c, "\n\t{} ", name);
                show!(c, &rest, "{1&1N} {1>6N} {4A}/{@1=1&3f}", DENSITY, TREE)?;
                rest = rest.from(6);
            }
        }
    }
    Ok(())
}
