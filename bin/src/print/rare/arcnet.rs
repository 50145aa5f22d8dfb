//! ARCnet as Linux captures it (LINKTYPE_ARCNET_LINUX): frames put together again (RFC 1201), and
//! those of the older form (RFC 1051).
//!
//! With -e the third field is the third byte of the header, by the name that a type of its value
//! has: this is what tcpdump prints.

use super::{atalk, ipx};
use crate::print::toolkit::*;
use crate::print::{arp, ip, ip6};

const TYPES: Table = table!("{:02x}";
    0xf0: "oldip" "oldarp", 0xd4: "ip" "arp" "rarp", 0xdd: "atalk", 0xf7: "banyan", 0xfa: "novell",
    0xc4: "ipv6",
);
const OLD: u8 = 0xf0;
const DIAGNOSE: u8 = 0x80;

/// Prints a frame.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "arcnet_linux";
    if b.len() < 5 {
        return Err(Cut);
    }
    let kind = b.u8(4)?;
    let header = if matches!(kind, OLD | 0xf1 | DIAGNOSE) { 5 } else { 8 };
    if b.len() < header {
        return Err(Cut);
    }
    b.need(0, header)?;
    c.link_header = header;
    if c.o.link_header {
        show!(c, b, "{1:02x} {1:02x} ")?;
        if c.o.quiet == 0 {
            show!(c, b, "{@2=1N} ", TYPES)?;
        }
        put!(c, "{}: ", b.len());
    }
    let rest = b.from(header);
    match kind {
        OLD | 0xd4 => ip::print(c, &rest),
        0xc4 => ip6::print(c, &rest),
        0xf1 | 0xd5 | 0xd6 => arp::print(c, &rest),
        0xdd => atalk::framed(c, &rest),
        0xfa => ipx::print(c, &rest),
        _ => {
            c.dump(&rest);
            Ok(())
        }
    }
}
