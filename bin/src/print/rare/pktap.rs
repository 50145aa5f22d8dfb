//! Apple's header before packets of any link type (LINKTYPE_PKTAP): among what it says of the process
//! and of the interface is what follows. Its numbers are in little-endian order.

use crate::print::link;
use crate::print::toolkit::*;
use barecap_core::linktype::LinkType;

const HEADER: usize = 108;

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("pktap");
    if b.len() < HEADER {
        put!(c, " (packet too short, {} < {})", b.len(), HEADER);
        c.invalid();
        return Ok(());
    }
    b.need(0, 12)?;
    let size = usize::try_from(b.u32(0)?.swap_bytes()).unwrap_or(usize::MAX);
    if size < HEADER || size > b.len() {
        if size < HEADER {
            put!(c, " (pkt_len too small, {} < {})", size, HEADER);
        } else {
            put!(c, " (pkt_len too big, {} > {})", size, b.len());
        }
        c.invalid();
        return Ok(());
    }
    b.need(0, size)?;
    c.link_header = size;
    let (kind, number) = (b.u32(4)?.swap_bytes(), b.u32(8)?.swap_bytes());
    let link_type = u16::try_from(number).ok().map(LinkType);
    let describe = |c: &mut Ctx<'_>| {
        let name = link_type.and_then(LinkType::name).unwrap_or("UNKNOWN");
        if c.o.quiet > 0 {
            put!(c, "{}, length {}: ", Arg::S(name), b.len());
        } else {
            put!(c, "DLT {} ({}) len {}", Arg::S(name), number, size);
            put!(c, ", length {}: ", b.len());
        }
    };
    if c.o.link_header {
        describe(c);
    }
    match kind {
        0 => put!(c, "no data"),
        1 => {
            let rest = b.from(size);
            c.link_header = 0;
            let known = match link_type {
                Some(link_type) => c.nest(|c| link::known(c, link_type, &rest)),
                None => Ok(false),
            };
            // As tcpdump has it, the header of the packet counts twice.
            c.link_header = size + 2 * c.link_header;
            if !known? {
                if !c.o.link_header {
                    describe(c);
                }
                c.unknown(&rest);
            }
        }
        _ => {}
    }
    Ok(())
}
