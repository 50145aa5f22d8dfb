//! Broadcom's shim before packets that switches copy for lawful interception.

use crate::print::toolkit::*;
use crate::print::{ether, ip, ip6};

const DIRECTIONS: Table = table!("unknown"; 1: "unused" "egress" "ingress");
const TYPES: Table = table!("unknown"; 4: "undecided" "ipv4" "ipv6" "ethernet");
const TAGS: Table = table!("unknown"; 1: "single VLAN tag" "double VLAN tag" "untagged");

/// Prints the shim, and with -v the packet behind it.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("bcm_li");
    if b.len() < 4 {
        put!(c, " (length {} < 4)", b.len());
        c.invalid();
        return Ok(());
    }
    let word = b.u32(0)?;
    let verbose = c.v() > 0;
    c.literal(if verbose { text!("\n    ") } else { text!("") });
    show!(
        c,
        b,
        "BCM-LI-SHIM: direction {1->5N}, pkt-type {1->1&fN}, pkt-subtype {@0=2>6&7N}, li-id \
         {@0=4&3fffff}",
        DIRECTIONS,
        TYPES,
        TAGS
    )?;
    let rest = b.from(4);
    if !verbose {
        return rest.need(0, rest.len());
    }
    put!(c, "\n    ");
    match word >> 25 & 15 {
        4 => match rest.u8(0)? >> 4 {
            4 => ip::print(c, &rest),
            6 => ip6::print(c, &rest),
            _ => {
                put!(c, "unknown payload");
                Ok(())
            }
        },
        5 => ip::print(c, &rest),
        6 => ip6::print(c, &rest),
        7 => ether::frame(c, &rest, false),
        _ => {
            c.invalid();
            Ok(())
        }
    }
}
