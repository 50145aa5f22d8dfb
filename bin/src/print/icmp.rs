//! ICMP (RFC 792).
use super::bytes::{Bytes, Res};
use super::context::{Ctx, put};
use super::transport::Net;

pub(super) fn print(c: &mut Ctx<'_>, _net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "icmp";
    put!(c, "ICMP type-#{}, length {}", b.u8(0)?, b.len());
    Ok(())
}
