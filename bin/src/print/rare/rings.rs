//! Rings that a token goes around: FDDI (ISO 9314) and Token Ring (IEEE 802.5), with its routes that
//! the source has chosen.

use crate::print::ether::Ends;
use crate::print::lan::llc;
use crate::print::toolkit::*;

/// Names of frames; those of a row begin with the name of the row, and end with a digit.
const FRAMES: Table = table!("";
    0x40: "void" "info", 0x4f: "nsa", 0x80: "nrt", 0xc0: "rt", 0xc2: "beacon" "claim",
);
const ROWS: Table = table!("";
    4: "smt" "async" "imp_async", 12: "mac" "sync" "imp_sync",
);

/// An FDDI frame.
pub(crate) fn fddi(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 13;
    c.protocol = text!("fddi");
    c.link_header = b.captured();
    if b.len() < HEADER {
        return Err(Short);
    }
    b.check(0, HEADER)?;
    c.link_header = HEADER;
    let kind = b.u8(0)?;
    let ends = Ends { dst: *b.array(1)?, src: *b.array(7)? };
    let describe = |c: &mut Ctx<'_>| {
        if c.o.quiet == 0 {
            match (FRAMES.get(kind.into()), ROWS.get(u32::from(kind >> 4))) {
                (Some(name), _) => put!(c, "{} ", name),
                (_, Some(row)) => put!(c, "{}{:x} ", row, kind & 15),
                _ => put!(c, "{:02x} ", kind),
            }
        }
        ends.print(c, text!(""));
        put!(c, ", length {}: ", b.len());
    };
    let shown = c.o.link_header;
    if shown {
        describe(c);
    }
    let rest = b.from(HEADER);
    match kind & 0xf0 {
        0x50 => llc::print(c, &rest, Some(&ends)),
        0x40 => {
            put!(c, "<SMT printer not yet implemented>");
            Ok(())
        }
        _ => {
            if !shown {
                describe(c);
            }
            c.unknown(&rest);
            Ok(())
        }
    }
}

const LARGEST: Table = table!("??";
    0: "516" "1500" "2052" "4472" "8144" "11407" "17800",
);

/// A Token Ring frame.
pub(crate) fn token(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 14;
    /// In the source's address: there is a route.
    const ROUTED: u8 = 0x80;
    c.protocol = text!("token-ring");
    c.link_header = b.captured();
    if b.len() < HEADER {
        return Err(Short);
    }
    b.check(0, HEADER)?;
    c.link_header = HEADER;
    let (access, kind) = (b.u8(0)?, b.u8(1)?);
    let mut ends = Ends { dst: *b.array(2)?, src: *b.array(8)? };
    let routed = ends.src[0] & ROUTED != 0;
    ends.src[0] &= !ROUTED;
    let describe = |c: &mut Ctx<'_>| {
        if c.o.quiet == 0 {
            put!(c, "{:02x} {:02x} ", access, kind);
        }
        ends.print(c, text!(""));
        put!(c, ", length {}: ", b.len());
    };
    let shown = c.o.link_header;
    if shown {
        describe(c);
    }
    let mut rest = b.from(HEADER);
    if routed {
        let size = route(c, &rest)?;
        c.link_header = HEADER + size;
        rest = rest.from(size);
    }
    if kind >> 6 == 1 {
        return llc::print(c, &rest, Some(&ends));
    }
    if !shown {
        describe(c);
    }
    c.unknown(&rest);
    Ok(())
}

/// The route through bridges; answers its length.
fn route(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<usize> {
    const BACKWARD: u16 = 0x80;
    if b.len() < 2 {
        return Err(Short);
    }
    b.check(0, 2)?;
    let control = b.u16(0)?;
    let size = usize::from(control >> 8 & 31);
    if b.len() < size || !b.has(0, size) {
        c.link_header += b.captured();
        return Err(Short);
    }
    let verbose = c.v() > 0;
    if verbose {
        c.literal(match control >> 14 {
            2 => text!("All-routes "),
            3 => text!("Single-route "),
            _ => text!("Non-Broadcast "),
        });
        c.literal(if control & BACKWARD != 0 { text!("Backward") } else { text!("Forward") });
    } else {
        put!(c, "rt = {:x}", control);
    }
    for segment in b.get(2, size.saturating_sub(2))?.as_chunks::<2>().0 {
        let segment = u16::from_be_bytes(*segment);
        if verbose {
            put!(c, " [{}:{}]", segment >> 4, segment & 15);
        } else {
            put!(c, ":{:x}", segment);
        }
    }
    put!(c, " ({}) ", Name(LARGEST, (control >> 4 & 7).into()));
    Ok(size)
}
