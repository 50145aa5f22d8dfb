//! The common address redundancy protocol of OpenBSD, which has the number of VRRP: printed where the
//! user says so.

use crate::print::checksum;
use crate::print::toolkit::*;
use crate::print::transport::Net;

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("carp");
    put!(c, "CARP");
    let (version, kind) = (b.u8(0)? >> 4, b.u8(0)? & 15);
    put!(
        c,
        "v{}-{} {}: ",
        version,
        if kind == 1 { text!("advertise") } else { text!("unknown") },
        b.len()
    );
    if net.hops != 255 {
        put!(c, "[ttl={}!] ", net.hops);
    }
    if (version, kind) != (2, 1) {
        return Ok(());
    }
    show!(c, b, "vhid={@1=1} advbase={@5=1} advskew={@2=1} authlen={1} ")?;
    if c.v() > 0
        && let Ok(bytes) = b.get(0, b.len())
        && checksum::of(bytes) != 0
    {
        show!(c, b, " (bad carp cksum {@6=2x}!)")?;
    }
    let counter = b.array::<8>(8)?;
    put!(c, "counter={}", u64::from_be_bytes(*counter));
    Ok(())
}
