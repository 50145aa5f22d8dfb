//! Headers before 802.11 frames that say little or nothing: Prism, AVS, and per-packet information
//! (PPI), behind which any link type may come.

use super::frame;
use crate::print::link;
use crate::print::toolkit::*;
use barecap_core::linktype::LinkType;

/// The length of a Prism header.
const PRISM: usize = 144;
/// How the two versions of an AVS header start.
const AVS_MAGIC: [u32; 2] = [0x8021_1001, 0x8021_1002];
const PPI_HEADER: usize = 8;

/// A Prism header; or an AVS header, which some drivers send under the same link type.
pub(super) fn prism(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("prism");
    c.link_header = b.captured();
    if AVS_MAGIC.contains(&b.u32(0).or(Err(Short))?) {
        return avs(c, b);
    }
    b.check(0, PRISM)?;
    frame::behind(c, b, PRISM, false, false)
}

/// An AVS header.
pub(super) fn avs(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("802.11_radio_avs");
    // Of a header that is cut nothing is dumped.
    c.link_header = b.captured();
    let length = b.u32(4).or(Err(Short))? as usize;
    if length < 8 {
        return Err(Short);
    }
    b.check(0, length)?;
    frame::behind(c, b, length, false, false)
}

/// Per-packet information, and a packet of the link type that it names.
pub(super) fn per_packet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ppi");
    c.link_header = b.captured();
    b.check(0, PPI_HEADER)?;
    let length = usize::from(b.u16(2)?.swap_bytes());
    if !(PPI_HEADER..=65_532).contains(&length) {
        put!(c, " [length {} < {} or > {}]", length, PPI_HEADER, 65_532u32);
        c.invalid();
        return Ok(());
    }
    b.check(0, length)?;
    c.link_header = 0;
    let number = b.u32(4)?.swap_bytes();
    let link_type = LinkType(u16::try_from(number).unwrap_or(u16::MAX));
    let rest = b.from(length);
    if c.o.link_header {
        describe(c, b, link_type)?;
    }
    let known = c.nest(|c| link::known(c, link_type, &rest));
    c.link_header += length;
    if !known? {
        if !c.o.link_header {
            describe(c, b, link_type)?;
        }
        c.unknown(&rest);
    }
    Ok(())
}

fn describe(c: &mut Ctx<'_>, b: &Bytes<'_>, link_type: LinkType) -> Res {
    let whole = c.o.quiet == 0;
    if whole {
        show!(c, b, "V.{1} DLT ")?;
    }
    c.out.str(link_type.name().unwrap_or("UNKNOWN"));
    if whole {
        show!(c, b, " ({@4=4L}) len {@2=2L}")?;
    }
    put!(c, ", length {}: ", b.len());
    Ok(())
}
