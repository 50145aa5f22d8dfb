//! Cisco's interior gateway routing protocol, as Hedrick's paper of 1991 describes it.

use crate::print::toolkit::*;

pub(super) const PROTOCOL: u8 = 9;
const HEADER: usize = 12;
const ROUTE: usize = 14;
const OPERATIONS: Table = table!("op-#{}"; 1: "update" "request");
/// What cannot be reached is so far away.
const UNREACHABLE: u32 = 0xff_ffff;

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("igrp");
    let b = b.first(b.len());
    put!(c, "igrp:");
    show!(c, &b, " {1&f-N} V{1>4} edit={1} AS={2} ({2}/{2}/{2})", OPERATIONS)?;
    let (inner, system, outer) = (b.u16(4)?, b.u16(6)?, b.u16(8)?);
    b.need(10, 2)?;
    if c.v() > 0 {
        show!(c, &b, " checksum=0x{@10=2:04x}")?;
    }
    let mut rest = b.from(HEADER);
    for (count, prefix, at) in
        [(inner, text!(" *."), 1), (system, text!(" "), 0), (outer, text!(" X"), 0)]
    {
        for _ in 0..count {
            if rest.len() < ROUTE {
                c.invalid();
                return Ok(());
            }
            let network = rest.array::<3>(0)?;
            let [i, j, k] = network.map(u32::from);
            c.literal(prefix);
            put!(c, "{}.{}.{}", i, j, k);
            c.literal(if at == 0 { text!(".0") } else { text!("") });
            route(c, &rest)?;
            rest = rest.from(ROUTE);
        }
    }
    if rest.len() > 0 {
        if rest.len() >= ROUTE {
            rest.need(0, 3)?;
            put!(c, " [extra bytes {}]", rest.len());
        }
        c.invalid();
    }
    Ok(())
}

/// What a route is measured by.
fn route(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.need(0, ROUTE)?;
    let (delay, bandwidth) = (b.u32(2)? & 0xff_ffff, b.u32(5)? & 0xff_ffff);
    // Delays are in tens of microseconds, and bandwidths what one kilobit takes of 10 Gbit/s.
    put!(c, " d={} b={}", delay * 10, 10_000_000u32.checked_div(bandwidth).unwrap_or(0));
    show!(c, b, " r={@11=1} l={1}")?;
    let metric =
        if delay == UNREACHABLE { UNREACHABLE } else { (delay + bandwidth).min(UNREACHABLE) };
    put!(c, " M={}", metric);
    show!(c, b, " mtu={@9=2} in {@13=1} hops")
}
