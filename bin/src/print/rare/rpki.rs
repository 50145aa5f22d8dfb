//! What routers ask caches of the resource public key infrastructure, version 0 (RFC 6810).

use crate::print::toolkit::*;

const HEADER: usize = 8;
const KINDS: Table = table!("Unknown";
    0: "Serial Notify" "Serial Query" "Reset Query" "Cache Response" "IPV4 Prefix", 6: "IPV6 Prefix"
    "End of Data" "Cache Reset", 10: "Error Report",
);
const ERRORS: Table = table!("Unknown";
    0: "Corrupt Data" "Internal Error" "No Data Available" "Invalid Request"
    "Unsupported Protocol Version" "Unsupported PDU Type" "Withdrawal of Unknown Record"
    "Duplicate Announcement Received",
);

/// Prints the messages of a segment.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("rpki_rtr");
    if c.v() == 0 {
        put!(c, ", RPKI-RTR");
        return Ok(());
    }
    let mut rest = *b;
    while rest.len() > 0 {
        let used = message(c, &rest, true)?;
        rest = rest.from(used);
    }
    Ok(())
}

/// Prints a message and answers how far to go.
fn message(c: &mut Ctx<'_>, b: &Bytes<'_>, outer: bool) -> Res<usize> {
    if b.len() < HEADER {
        put!(c, "({} bytes is too few to decode)", b.len());
        return wrong(c, b);
    }
    // What a message of another version is like is not known, its length neither.
    if b.u8(0)? != 0 {
        show!(c, b, "\n\tRPKI-RTRv{1} (unknown)")?;
        return Ok(b.len());
    }
    b.need(0, HEADER)?;
    let kind = b.u8(1)?;
    put!(c, "\n\tRPKI-RTRv0");
    show!(c, b, ", {@1=1N} PDU ({@1=1}), length: {@4=4}", KINDS)?;
    let length = b.u32(4)? as usize;
    if length < HEADER || length > b.len() {
        return wrong(c, b);
    }
    let (whole, b) = (b, b.first(length));
    let expected = match kind {
        0 | 1 | 7 => 12,
        4 => 20,
        6 => 32,
        2 | 3 | 8 => HEADER,
        _ => length,
    };
    if length != expected || kind == 10 && length < 12 {
        return wrong(c, whole);
    }
    b.need(0, if kind == 10 { 12 } else { length })?;
    match kind {
        0 | 1 | 7 => show!(c, &b, "\n\t  Session ID: 0x{@2=2:04x}, Serial: {@8=4}")?,
        3 => show!(c, &b, "\n\t  Session ID: 0x{@2=2:04x}")?,
        4 => show!(
            c,
            &b,
            "\n\t  IPv4 Prefix {@12=4A}/{@9=1}-{1}, origin-as {@16=4}, flags 0x{@8=1:02x}"
        )?,
        6 => show!(
            c,
            &b,
            "\n\t  IPv6 Prefix {@12=16A}/{@9=1}-{1}, origin-as {@28=4}, flags 0x{@8=1:02x}"
        )?,
        10 => {
            let inner = b.u32(8)? as usize;
            show!(
                c,
                &b,
                "\n\t  Error code: {@2=2N} ({@2=2}), Encapsulated PDU length: {@8=4}",
                ERRORS
            )?;
            // The text and its length are behind the message that is told of.
            let room = length - 12;
            if inner > room {
                return wrong(c, whole);
            }
            if inner > 0 {
                // What cannot be right must not be told of again.
                if !outer {
                    return wrong(c, whole);
                }
                put!(c, "\n\t    -----encapsulated PDU-----");
                message(c, &b.from(12).first(inner), false)?;
            }
            let Some(room) = (room - inner).checked_sub(4) else { return wrong(c, whole) };
            let text = usize::try_from(b.u32(12 + inner)?).unwrap_or(usize::MAX);
            if text > room {
                return wrong(c, whole);
            }
            if text > 0 {
                let text = b.get(16 + inner, text)?;
                put!(c, "\n\t  Error text: {}", T(text));
            }
        }
        _ => b.need(0, length)?,
    }
    if c.v() > 1 || KINDS.get(kind.into()).is_none() {
        c.hex_lines(text!("\n\t  "), b.inside());
    }
    Ok(length)
}

/// Says that a message cannot be right; nothing behind it can be read.
fn wrong(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<usize> {
    c.invalid_rest(b)?;
    Ok(usize::MAX)
}
