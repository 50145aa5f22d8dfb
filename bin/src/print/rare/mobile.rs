//! The minimal encapsulation of mobile IP (RFC 2004); what is encapsulated is not shown.

use crate::print::checksum;
use crate::print::toolkit::*;

pub(super) const PROTOCOL: u8 = 55;
const HEADER: usize = 12;
const HAS_SOURCE: u8 = 0x80;

/// Prints a header.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("mobile");
    let b = b.first(b.len());
    b.need(0, HEADER)?;
    let has_source = b.u8(1)? & HAS_SOURCE != 0;
    c.literal(if has_source { text!("mobile: [S] ") } else { text!("mobile: [] ") });
    if c.v() > 0 {
        if has_source {
            show!(c, &b, "{@8=4A} ")?;
        }
        show!(c, &b, "> {@4=4A} (oproto={@0=1})")?;
    }
    let header = b.get(0, if has_source { HEADER } else { HEADER - 4 })?;
    if checksum::of(header) != 0 {
        show!(c, &b, " (bad checksum {@2=2})")?;
    }
    Ok(())
}
