//! TFTP (RFC 1350, 2347).

use super::bytes::{Bytes, Res, Short};
use super::context::Arg::Name;
use super::context::{Ctx, put};
use super::table::{Table, table};
use crate::packed::text;

const OPERATIONS: Table = table!("tftp-#{}";
    1: "RRQ", 2: "WRQ", 3: "DATA", 4: "ACK", 5: "ERROR", 6: "OACK",
);
const ERRORS: Table = table!("tftp-err-#{} \"";
    0: "EUNDEF", 1: "ENOTFOUND", 2: "EACCESS", 3: "ENOSPACE", 4: "EBADOP", 5: "EBADID",
    6: "EEXISTS", 7: "ENOUSER",
);

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("tftp");
    put!(c, "TFTP, length {}", b.len());
    if b.len() < 2 {
        return Err(Short);
    }
    let operation = b.u16(0)?;
    put!(c, ", {}", Name(OPERATIONS, operation.into()));
    let mut rest = b.from(2);
    match operation {
        1 | 2 => {
            if rest.len() == 0 {
                return Err(Short);
            }
            put!(c, " \"");
            let after = text(c, &rest);
            put!(c, "\"");
            rest = after?;
            // The mode and options follow.
            if rest.len() == 0 {
                return Err(Short);
            }
            put!(c, " ");
            rest = text(c, &rest)?;
            words(c, &rest)?;
        }
        3 | 4 => {
            if rest.len() < 2 {
                return Err(Short);
            }
            put!(c, " block {}", rest.u16(0)?);
        }
        5 => {
            if rest.len() < 2 {
                return Err(Short);
            }
            put!(c, " {}", Name(ERRORS, rest.u16(0)?.into()));
            rest = rest.from(2);
            if rest.len() == 0 {
                return Err(Short);
            }
            put!(c, " \"");
            let after = text(c, &rest);
            put!(c, "\"");
            after?;
        }
        6 => words(c, &rest)?,
        _ => {}
    }
    Ok(())
}

/// Texts to the end, a space before each that is not empty.
fn words(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        c.literal(if rest.u8(0)? != 0 { text!(" ") } else { text!("") });
        rest = text(c, &rest)?;
    }
    Ok(())
}

/// A text that ends with a zero byte; answers what follows it.
fn text<'a>(c: &mut Ctx<'_>, b: &Bytes<'a>) -> Res<Bytes<'a>> {
    let inside = b.inside();
    if !c.zero_text(inside) {
        return Err(Short);
    }
    let used = inside.iter().position(|&byte| byte == 0).unwrap_or(inside.len());
    Ok(b.from(used + 1))
}
