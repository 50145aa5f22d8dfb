//! The heartbeat by which hosts of Microsoft's network load balancing know of each other (`[MS-NLB]`).

use crate::print::toolkit::*;

pub(super) const ETHERTYPE: u16 = 0x886f;

/// Prints a heartbeat.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("msnlb");
    put!(c, "MS NLB heartbeat");
    show!(c, b, ", host priority: {@8=4L}{|}, cluster IP: {4A}{|}, host IP: {4A}")
}
