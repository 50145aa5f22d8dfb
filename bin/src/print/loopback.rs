//! The Ethernet configuration testing protocol (Ethernet 2.0, section 8).

use super::bytes::{Bytes, Res};
use super::context::{Ctx, put};
use crate::packed::text;

pub(super) const ETHERTYPE: u16 = 0x9000;

/// Prints a frame's payload. Numbers stand in little-endian order.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("loopback");
    put!(c, "Loopback");
    if b.len() < 2 {
        c.invalid();
        return Ok(());
    }
    let skip = usize::from(b.u16(0)?.swap_bytes());
    put!(c, ", skipCount {}", skip);
    if !skip.is_multiple_of(8) {
        put!(c, " (bogus)");
    }
    let rest = b.from(2);
    if skip + 2 > rest.len() {
        return c.invalid_rest(b);
    }
    let rest = rest.from(skip);
    let function = rest.u16(0)?.swap_bytes();
    let rest = rest.from(2);
    match function {
        1 => {
            put!(c, ", Reply");
            if rest.len() < 2 {
                c.invalid();
                return Ok(());
            }
            put!(c, ", receipt number {}", rest.u16(0)?.swap_bytes());
            data(c, &rest.from(2))
        }
        2 => {
            put!(c, ", Forward Data");
            if rest.len() < 6 {
                c.invalid();
                return Ok(());
            }
            put!(c, ", forwarding address {}", rest.array::<6>(0)?);
            data(c, &rest.from(6))
        }
        _ => {
            put!(c, ",  invalid ({})", function);
            rest.need(0, rest.len())
        }
    }
}

fn data(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, ", data ({} octets)", b.len());
    b.need(0, b.len())
}
