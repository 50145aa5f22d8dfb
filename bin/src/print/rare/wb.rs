//! The shared whiteboard of the Lawrence Berkeley laboratory, over UDP: what is drawn on which page,
//! and what is asked for again.

use crate::print::toolkit::*;

const HEADER: usize = 12;
const OPERATIONS: Table = table!("dop-{}!";
    2: "RECT" "LINE" "ML" "DEL" "XFORM" "ELL" "CHAR" "STR" "NOP" "PSCODE" "PSCOMP" "REF" "SKIP"
    "HOLE",
);
const SKIP: u8 = 14;
const HOLE: u8 = 15;

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("wb");
    if b.len() < HEADER {
        c.invalid();
        return Ok(());
    }
    b.need(0, HEADER)?;
    c.literal(if b.u8(11)? != 0 { text!("*") } else { text!("") });
    let kind = b.u8(10)?;
    let body = b.from(HEADER);
    let (least, name, format) = match kind {
        0 => (16, text!("dop"), text!(" {4A}:{4}<{4}:{4}>")),
        1 => (28, text!("id"), text!(" {@12=4}/{4A}:{4} (max {@0=4}/{4A}:{4}) ")),
        2 => (20, text!("rreq"), text!(" please repair {4A} {4A}:{4}<{4}:{4}>")),
        3 => (20, text!("rrep"), text!(" for {4A} {4A}:{4}<{4}:{4}>")),
        4 => {
            put!(c, " wb-kill");
            return Ok(());
        }
        5 => (16, text!("preq"), text!(" need {@8=4}/{@0=4A}:{4}")),
        7 => (4, text!("prep"), text!("")),
        _ => {
            put!(c, " wb-{}!", kind);
            c.invalid();
            return Ok(());
        }
    };
    put!(c, " wb-{}:", name);
    if body.len() < least {
        c.invalid();
        return Ok(());
    }
    c.show_with(&body, format, &[], &[])?;
    body.need(0, least)?;
    match kind {
        0 | 3 if c.v() > 0 => {
            let (first, last) = (body.u32(least - 8)?, body.u32(least - 4)?);
            operations(c, &body.from(least), first, last)
        }
        1 => sites(c, &body),
        7 => pages(c, &body),
        _ => Ok(()),
    }
}

/// Sites with times, behind each other.
fn list(c: &mut Ctx<'_>, b: &Bytes<'_>, count: usize) -> Res {
    c.literal(if count == 0 { text!(">") } else { text!("") });
    for i in 0..count {
        b.need(i * 8, 8)?;
        c.literal(if i == 0 { text!("<") } else { text!(",") });
        show!(c, &b.from(i * 8), "{4A}:{4}")?;
    }
    c.literal(if count == 0 { text!("") } else { text!(">") });
    Ok(())
}

/// Who takes part, and a name.
fn sites(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let count = usize::from(b.u16(24)?);
    let rest = b.from(28);
    if rest.len() < count * 8 {
        c.invalid();
        return Ok(());
    }
    list(c, &rest, count)?;
    put!(c, " \"");
    let name = rest.from(count * 8);
    if !c.zero_text(name.inside()) && name.captured() < name.len() {
        return Err(Cut);
    }
    put!(c, "\"");
    Ok(())
}

/// The state of pages.
fn pages(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = b.from(4);
    for _ in 0..b.u32(0)? {
        show!(c, &rest, " {4}/{4A}:{4}")?;
        let count = usize::from(rest.u8(12)?);
        rest.need(0, 16)?;
        list(c, &rest.from(16), count)?;
        rest = rest.from(16 + count * 8);
    }
    Ok(())
}

/// What is drawn, by the numbers of the operations.
fn operations(c: &mut Ctx<'_>, b: &Bytes<'_>, first: u32, last: u32) -> Res {
    put!(c, " <");
    let (mut rest, mut number) = (*b, first);
    while number <= last {
        rest.need(0, 8)?;
        let kind = rest.u8(7)?;
        put!(c, " {}", Name(OPERATIONS, kind.into()));
        if matches!(kind, SKIP | HOLE) {
            let to = rest.u32(0)?;
            put!(c, "{}", to.wrapping_sub(number).wrapping_add(1));
            if to < number || to > last {
                put!(c, "[|]");
                if to < number {
                    return Ok(());
                }
            }
            number = to;
        }
        rest = rest.from(8 + usize::from(rest.u16(4)?).next_multiple_of(4));
        number = number.wrapping_add(1);
    }
    put!(c, " >");
    Ok(())
}
