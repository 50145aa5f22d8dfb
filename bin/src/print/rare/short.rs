//! Link types with a short header before a frame or a packet: Hilscher's netANALYZER, Apple's IP over
//! IEEE 1394, Symantec's firewall, OpenBSD's encapsulation interface, IP over Fibre Channel (RFC 2625),
//! and Linux' host controller interface of Bluetooth, of which only that is shown.

use crate::print::ether::{self, Ends};
use crate::print::lan::llc;
use crate::print::link::{INET, INET6, INET6_FREEBSD, INET6_MACOS};
use crate::print::rare::links;
use crate::print::toolkit::*;
use crate::print::{ip, ip6};

/// A frame of Ethernet behind a header of `size` bytes.
pub(crate) fn analyzer(c: &mut Ctx<'_>, b: &Bytes<'_>, size: usize) -> Res {
    c.protocol = if size == 4 { text!("netanalyzer") } else { text!("netanalyzer_transparent") };
    b.need(0, size)?;
    c.link_header = size;
    ether::link(c, &b.from(size))
}

/// A header that ends with an Ethertype, and may begin with what is printed before it.
fn typed(
    c: &mut Ctx<'_>,
    b: &Bytes<'_>,
    header: usize,
    kind: u16,
    ends: impl Fn(&mut Ctx<'_>),
) -> Res {
    c.link_header = header;
    links::by_ethertype(c, kind, &b.from(header), |c| {
        ends(c);
        ether::type_name(c, kind);
        put!(c, ", length {}: ", b.len());
    })
}

/// IP over IEEE 1394, as Apple has it.
pub(crate) fn firewire(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 18;
    c.protocol = text!("ap1394");
    if b.len() < HEADER {
        return Err(Cut);
    }
    let kind = b.u16(HEADER - 2)?;
    let (to, from) = (b.array::<8>(0)?, b.array::<8>(8)?);
    typed(c, b, HEADER, kind, |c| {
        c.link_address(from);
        put!(c, " > ");
        c.link_address(to);
        put!(c, ", ");
    })
}

/// Symantec's firewall.
pub(crate) fn firewall(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 44;
    const LARGEST_LENGTH: u16 = 1500;
    c.protocol = text!("symantec");
    if b.len() < HEADER {
        return Err(Cut);
    }
    b.need(0, HEADER)?;
    let kind = b.u16(6)?;
    if kind > LARGEST_LENGTH {
        return typed(c, b, HEADER, kind, |_| {});
    }
    c.link_header = HEADER;
    put!(c, "invalid ethertype {}, length {}: ", kind, b.len());
    c.unknown(&b.from(HEADER));
    Ok(())
}

/// OpenBSD's encapsulation interface; the family and the flags are in the order of the machine that
/// captured, as the family tells.
pub(crate) fn encapsulated(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 12;
    c.protocol = text!("enc");
    b.need(0, HEADER)?;
    c.link_header = HEADER;
    let (mut family, mut flags) = (b.u32(0)?, b.u32(8)?);
    if family & 0xffff == 0 {
        (family, flags) = (family.swap_bytes(), flags.swap_bytes());
    }
    c.literal(if flags == 0 { text!("(unprotected): ") } else { text!("(") });
    for (flag, name) in [(0x800, text!("authentic")), (0x400, text!("confidential"))] {
        if flags & flag != 0 {
            flags &= !flag;
            c.literal(name);
            c.literal(if flags == 0 { text!("): ") } else { text!(",") });
        }
    }
    put!(c, "SPI 0x{:08x}: ", b.u32(4)?);
    let rest = b.from(HEADER);
    match family {
        INET => ip::print(c, &rest),
        INET6 | INET6_FREEBSD | INET6_MACOS => ip6::print(c, &rest),
        _ => Ok(()),
    }
}

/// IP over Fibre Channel.
pub(crate) fn fibre(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 16;
    c.protocol = text!("ipfc");
    b.need(0, HEADER)?;
    c.link_header = HEADER;
    let ends = Ends { dst: *b.array(2)?, src: *b.array(10)? };
    if c.o.link_header {
        ends.print(c, text!(""));
        put!(c, ", length {}: ", b.len());
    }
    llc::print(c, &b.from(HEADER), Some(&ends))
}

/// A packet of the host controller interface.
pub(crate) fn bluetooth(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("bluetooth");
    put!(c, "bluetooth");
    let direction = b.u32(0)?;
    c.link_header = 4;
    let rest = b.from(4);
    if c.o.link_header {
        put!(c, ", hci length {}, direction ", rest.len());
        c.literal(if direction & 1 != 0 { text!("in") } else { text!("out") });
    }
    c.unknown(&rest);
    Ok(())
}
