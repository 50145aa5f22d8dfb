//! ARCnet as Linux captures it (LINKTYPE_ARCNET_LINUX): frames put together again (RFC 1201), and
//! those of the older form (RFC 1051).
//!
//! With -e the third field is the third byte of the header, by the name that a type of its value
//! has: this is what tcpdump prints.

use super::{atalk, ipx};
use crate::print::toolkit::*;
use crate::print::{arp, ip, ip6};

const TYPES: Table = table!("{:02x}";
    0xf0: "oldip" "oldarp", 0xd4: "ip" "arp" "rarp", 0xdd: "atalk", 0xf7: "banyan", 0xfa: "ipx",
    0xc4: "ipv6",
);
const SHORT_TYPES: Table = table!("{:02x}";
    0xf0: "oldip" "oldarp", 0xd4: "ip" "arp" "rarp", 0xdd: "atalk", 0xf7: "banyan", 0xfa: "ipx",
    0xc4: "ipv6", 0x80: "diag",
);
const OLD: u8 = 0xf0;
const DIAGNOSE: u8 = 0x80;

/// Prints a frame.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("arcnet_linux");
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
        start(c, b, TYPES)?;
        put!(c, "{}: ", b.len());
    }
    payload(c, kind, &b.from(header))
}

/// Prints a frame as BSD captures it (LINKTYPE_ARCNET_BSD), which may be a fragment.
pub(crate) fn bsd(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const EXTENDED: u8 = 0xff;
    c.protocol = text!("arcnet");
    b.check(0, 3)?;
    let kind = b.u8(2)?;
    let is_old = matches!(kind, OLD | 0xf1 | DIAGNOSE);
    // Where the flags and the number of the fragment are, behind a field of flags that are all set.
    let is_extended = !is_old && b.u8(3) == Ok(EXTENDED) && b.has(0, 6);
    let at = if is_extended { 7 } else { 3 };
    let header = if is_old { 3 } else { at + 3 };
    if !b.has(0, header) {
        start(c, b, SHORT_TYPES)?;
        put!(c, "{}:  phds{}", b.len(), if is_extended { text!(" extended") } else { text!("") });
        return Err(Short);
    }
    let flag = if is_old { 0 } else { b.u8(at)? };
    c.link_header = header;
    if c.o.link_header {
        start(c, b, SHORT_TYPES)?;
        if !is_old && c.o.quiet == 0 {
            put!(c, "seqid {:04x} ", b.u16(at + 1)?);
            match (flag, flag & 1) {
                (0, _) => {}
                (_, 0) => put!(c, "(fragment {}) ", flag / 2 + 1),
                _ => put!(c, "(first of {} fragments) ", usize::from(flag / 2) + 2),
            }
        }
        put!(c, "{}: ", b.len());
    }
    if flag != 0 && flag & 1 == 0 {
        return Ok(());
    }
    payload(c, kind, &b.from(header))
}

/// Prints who sends to whom and, without -q, the third byte by its name.
fn start(c: &mut Ctx<'_>, b: &Bytes<'_>, types: Table) -> Res {
    show!(c, b, "{1:02x} {1:02x} ")?;
    if c.o.quiet == 0 {
        put!(c, "{} ", Name(types, b.u8(2)?.into()));
    }
    Ok(())
}

fn payload(c: &mut Ctx<'_>, kind: u8, rest: &Bytes<'_>) -> Res {
    match kind {
        OLD | 0xd4 => ip::print(c, rest),
        0xc4 => ip6::print(c, rest),
        0xf1 | 0xd5 | 0xd6 => arp::print(c, rest),
        0xdd => atalk::framed(c, rest),
        0xfa => ipx::print(c, rest),
        _ => {
            c.dump(rest);
            Ok(())
        }
    }
}
