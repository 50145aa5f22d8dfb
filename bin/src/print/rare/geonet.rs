//! What vehicles send each other: GeoNetworking (ETSI TS 102 636, version 0) with the basic transport
//! protocol on it, and CALM FAST (ISO 29281).

use crate::print::toolkit::*;

pub(super) const ETHERTYPE: u16 = 0x8947;
/// What it had before.
pub(super) const OLD_ETHERTYPE: u16 = 0x0707;
/// That of frames by FAST (ISO 29281) around it.
pub(super) const FAST_ETHERTYPE: u16 = 0x1111;

/// The common header, with where the sender is.
const HEADER: usize = 36;
/// What an area adds to it, or a second sequence number and position.
const EXTENDED: usize = 32;
const NEXT: Table = table!("Unknown"; 0: "Any" "BTP-A" "BTP-B" "IPv6");
/// Types of headers, their subtypes in the lower half.
const TYPES: Table = table!("Unknown";
    0x30: "GeoAnycastCircle" "GeoAnycastRect" "GeoAnycastElipse",
    0x40: "GeoBroadcastCircle" "GeoBroadcastRect" "GeoBroadcastElipse",
    0x50: "TopoScopeBcast-SH" "TopoScopeBcast-MH", 0x60: "LocService-Request" "LocService-Reply",
);
const WHOLE_TYPES: Table = table!("Unknown"; 0: "Any" "Beacon" "GeoUnicast");
const MESSAGES: Table = table!("unknown ({})";
    0: "CAM" "DENM", 101: "TPEGM" "TSPDM" "VPM" "SRM" "SLAM" "ecoCAM" "ITM",
    150: "SA",
);

fn sender(c: &mut Ctx<'_>) {
    if let Some(ends) = c.ends {
        put!(c, "src:");
        c.mac(&ends.src);
    }
    put!(c, "; ");
}

/// Prints a packet of GeoNetworking.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("geonet");
    put!(c, "GeoNet ");
    sender(c);
    if b.len() < HEADER {
        put!(c, " (common header length {} < {})", b.len(), HEADER);
        c.invalid();
        return Ok(());
    }
    let (next, kind) = (b.u8(0)? & 15, b.u8(1)?);
    b.need(0, 8)?;
    show!(c, b, "v:{1->4} NH:{1-&f}-{1&fN} HT:{1->4}-{1&f}-", NEXT)?;
    match kind >> 4 {
        whole @ 0..3 => put!(c, "{}", Name(WHOLE_TYPES, whole.into())),
        _ => put!(c, "{}", Name(TYPES, kind.into())),
    }
    show!(c, b, " HopLim:{@7=1} Payload:{@4=2} ")?;
    let address = b.get(8, 8)?;
    put!(c, "GN_ADDR:");
    crate::print::address::colons(&mut c.out, address);
    show!(c, b, " {|}lat:{@20=4} {|}lon:{4}")?;
    b.need(0, HEADER)?;
    let mut rest = b.from(HEADER);
    let is_carrier = match kind {
        0..0x20 | 0x50 => true,
        0x51 => {
            if rest.len() < EXTENDED {
                put!(c, " (header size {} > {})", EXTENDED, rest.len());
                c.invalid();
                return Ok(());
            }
            rest.need(0, EXTENDED)?;
            rest = rest.from(EXTENDED);
            true
        }
        _ => false,
    };
    if is_carrier && matches!(next, 1 | 2) {
        if rest.len() < 4 {
            put!(c, " (BTP length {} < 4)", rest.len());
            c.invalid();
            return Ok(());
        }
        show!(c, &rest, "; BTP Dst:{2}{|} Src:{2}")?;
        rest = rest.from(4);
        if rest.len() >= 2 {
            show!(c, &rest, "; ItsPduHeader v:{1}{|} t:{1-}-{1N}", MESSAGES)?;
        }
    }
    rest_of(c, &rest)
}

/// Prints a packet of CALM FAST.
pub(crate) fn fast(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("calm_fast");
    c.literal(if c.ends.is_some() { text!("CALM FAST ") } else { text!("CALM FAST") });
    sender(c);
    if b.len() < 2 {
        put!(c, " (length {} < 2)", b.len());
        c.invalid();
        return Ok(());
    }
    show!(c, b, "SrcNwref:{1}; {|}DstNwref:{1}; ")?;
    rest_of(c, &b.from(2))
}

fn rest_of(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if c.v() > 0 && b.len() > 0 {
        c.dump(b);
        return b.need(0, b.len());
    }
    Ok(())
}
