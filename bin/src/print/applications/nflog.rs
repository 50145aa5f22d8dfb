//! Linux's log of netfilter (LINKTYPE_NFLOG): a header, and the packet among attributes. Attributes
//! are in the byte order of the machine that captured; little-endian is taken for granted.

use crate::print::toolkit::*;
use crate::print::{ip, ip6};

const HEADER: usize = 4;
const PAYLOAD: u16 = 9;
const FAMILIES: Table = table!("Unknown"; 2: "IPv4", 10: "IPv6");

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("nflog");
    c.link_header = b.captured();
    b.check(0, HEADER)?;
    let (family, version) = (b.u8(0)?, b.u8(1)?);
    c.link_header = HEADER;
    if version != 0 {
        put!(c, "version {} (unknown)", version);
        return Ok(());
    }
    if c.o.link_header {
        describe(c, b, b.len())?;
    }
    let mut at = HEADER;
    while b.len() > at {
        let attribute = b.from(at);
        c.link_header = at;
        attribute.check(0, 4)?;
        let size = usize::from(attribute.u16(0)?.swap_bytes()).next_multiple_of(4);
        let kind = attribute.u16(2)?.swap_bytes();
        if size < 4 {
            c.invalid();
            return Ok(());
        }
        attribute.check(0, size)?;
        if kind == PAYLOAD {
            at += 4;
            break;
        }
        at += size;
    }
    c.link_header = at.min(b.captured());
    let rest = b.from(at);
    match family {
        2 => ip::print(c, &rest),
        10 => ip6::print(c, &rest),
        _ => {
            if !c.o.link_header {
                // As tcpdump has it, the attribute's own header is counted too.
                describe(c, b, rest.len() + 4)?;
            }
            c.unknown(&rest);
            Ok(())
        }
    }
}

fn describe(c: &mut Ctx<'_>, b: &Bytes<'_>, length: usize) -> Res {
    show!(c, b, "version {@1=1}, resource ID {2}, ")?;
    let kind = u32::from(b.u8(0)?);
    match (c.o.quiet, FAMILIES.get(kind)) {
        (0, _) => put!(c, "family {} ({}), ", Name(FAMILIES, kind), kind),
        (_, Some(name)) => put!(c, "{}, ", name),
        _ => put!(c, "Unknown NFLOG (0x{:02x}), ", kind),
    }
    put!(c, "length {}: ", length);
    Ok(())
}
