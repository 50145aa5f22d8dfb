//! Redis's serialization protocol, RESP version 2.

use crate::print::toolkit::*;

/// Why a length is none.
enum Length {
    Of(usize),
    Null,
    Wrong(Literal),
}

/// Prints the elements of a segment.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("resp");
    put!(c, ": RESP");
    let mut rest = *b;
    while rest.len() > 0 {
        rest = element(c, &rest, 0)?;
    }
    Ok(())
}

/// How deep arrays may nest.
const DEEPEST: usize = 16;

/// Prints an element and answers what follows it.
fn element<'a>(c: &mut Ctx<'_>, b: &Bytes<'a>, depth: usize) -> Res<Bytes<'a>> {
    if b.len() == 0 || depth > DEEPEST {
        return Err(Cut);
    }
    match b.u8(0)? {
        b'+' | b'-' | b':' => {
            let rest = b.from(1);
            let end = line_end(&rest, true)?;
            quoted(c, &rest, end)?;
            Ok(rest.from(end + 2))
        }
        b'$' => {
            let (length, rest) = length(&b.from(1))?;
            let Some(length) = shown(c, length) else { return Ok(rest) };
            if length == 0 {
                put!(c, " empty");
            } else {
                quoted(c, &rest, length)?;
            }
            let rest = rest.from(length);
            Ok(rest.from(line_end(&rest, true)? + 2))
        }
        b'*' => {
            let (length, mut rest) = length(&b.from(1))?;
            let Some(length) = shown(c, length) else { return Ok(rest) };
            if length == 0 {
                put!(c, " empty");
            }
            for _ in 0..length {
                rest = element(c, &rest, depth + 1)?;
            }
            Ok(rest)
        }
        _ => {
            let mut rest = *b;
            while rest.len() > 0 && matches!(rest.u8(0)?, b'\r' | b'\n') {
                rest = rest.from(1);
            }
            let end = line_end(&rest, false)?;
            quoted(c, &rest, end)?;
            rest = rest.from(end);
            while rest.len() > 0 && matches!(rest.u8(0)?, b'\r' | b'\n') {
                rest = rest.from(1);
            }
            Ok(rest)
        }
    }
}

fn quoted(c: &mut Ctx<'_>, b: &Bytes<'_>, length: usize) -> Res {
    if b.len() < length {
        return Err(Short);
    }
    let text = b.get(0, length)?;
    put!(c, " \"");
    c.text(text);
    put!(c, "\"");
    Ok(())
}

/// Where a line ends: at CR and LF, or at either of them.
fn line_end(b: &Bytes<'_>, both: bool) -> Res<usize> {
    let text = b.inside();
    let end = if both {
        text.windows(2).position(|pair| pair == b"\r\n")
    } else {
        text.iter().position(|byte| matches!(byte, b'\r' | b'\n'))
    };
    if end.is_none() && !both {
        // It may be where nothing was captured.
        b.need(0, b.len())?;
    }
    end.ok_or(Short)
}

/// Says what is wrong with a length, if something is.
fn shown(c: &mut Ctx<'_>, length: Length) -> Option<usize> {
    match length {
        Length::Of(length) => return Some(length),
        Length::Null => put!(c, " null"),
        Length::Wrong(why) => c.literal(why),
    }
    None
}

/// A length in decimal and the end of its line.
fn length<'a>(b: &Bytes<'a>) -> Res<(Length, Bytes<'a>)> {
    const INVALID: Length = Length::Wrong(text!(" invalid"));
    let mut rest = *b;
    let inside = |rest: &Bytes<'_>| if rest.len() == 0 { Err(Short) } else { rest.u8(0) };
    let negative = inside(&rest)? == b'-';
    if negative {
        rest = rest.from(1);
    }
    let (mut value, mut any) = (0u64, false);
    while let digit @ b'0'..=b'9' = inside(&rest)? {
        value = value.saturating_mul(10).saturating_add(u64::from(digit & 15));
        any = true;
        rest = rest.from(1);
    }
    if !any {
        // What stands in its place is passed over.
        return Ok((INVALID, rest.from(1)));
    }
    for wanted in *b"\r\n" {
        let byte = inside(&rest)?;
        rest = rest.from(1);
        if byte != wanted {
            return Ok((INVALID, rest));
        }
    }
    let length = match value {
        1 if negative => Length::Null,
        _ if negative => Length::Wrong(text!(" length negative and not -1")),
        0x8000_0000.. => Length::Wrong(text!(" length too large")),
        _ => Length::Of(value as usize),
    };
    Ok((length, rest))
}
