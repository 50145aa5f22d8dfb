//! MPLS label stacks (RFC 3032).

use crate::print::toolkit::*;
use crate::print::{ip, ip6};

/// Its Ethertypes.
pub(crate) const UNICAST: u16 = 0x8847;
pub(crate) const MULTICAST: u16 = 0x8848;
const LABELS: Table = table!("";
    0: "IPv4 explicit NULL" "router alert" "IPv6 explicit NULL" "implicit NULL" "rsvd" "rsvd"
    "rsvd" "rsvd" "rsvd" "rsvd" "rsvd" "rsvd" "rsvd" "rsvd" "rsvd" "rsvd",
);

/// Prints a stack and what it carries, which only its first bits tell.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("mpls");
    put!(c, "MPLS");
    let mut rest = *b;
    let mut first = true;
    let label = loop {
        if rest.len() < 4 {
            return c.invalid_rest(&rest);
        }
        let entry = rest.u32(0)?;
        let label = entry >> 12;
        put!(c, "{}(label {}", if c.v() > 0 && !first { text!("\n\t") } else { text!(" ") }, label);
        if c.v() > 0
            && let Some(name) = LABELS.get(label)
        {
            put!(c, " ({})", name);
        }
        put!(c, ", tc {}", entry >> 9 & 7);
        c.literal(if entry & 0x100 != 0 { text!(", [S]") } else { text!("") });
        put!(c, ", ttl {})", entry & 0xff);
        rest = rest.from(4);
        first = false;
        if entry & 0x100 != 0 {
            break label;
        }
    };
    let kind = match (label, rest.data().first()) {
        (0 | 3, _) => 4,
        (2, _) => 6,
        // Of what ends here nothing is said, even if more was captured.
        _ if rest.len() == 0 => return Ok(()),
        (_, Some(0x45..=0x4f)) => 4,
        (_, Some(0x60..=0x6f)) => 6,
        (_, Some(0x81..=0x83)) => 8,
        (_, None) => return Err(Cut),
        _ => {
            c.unknown(&rest);
            return if c.o.suppress_unknown() { Ok(()) } else { rest.need(0, rest.len()) };
        }
    };
    c.literal(if c.v() > 0 { text!("\n\t") } else { text!(" ") });
    match kind {
        4 => ip::print(c, &rest),
        6 => ip6::print(c, &rest),
        _ => super::osi(c, &rest),
    }
}
