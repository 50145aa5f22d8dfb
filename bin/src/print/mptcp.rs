//! Multipath TCP options, versions 0 and 1 (RFC 6824, RFC 8684).

use super::toolkit::*;

const RESET_FLAGS: Table = table!("none"; 8: "U", 4: "V", 2: "W", 1: "T");
const REASONS: Table = table!("unknown reason code 0x{:02x}";
    0: "Unspecified error" "MPTCP-specific error" "Lack of resources"
    "Administratively prohibited" "Too much outstanding data" "Unacceptable performance"
    "Middlebox interference",
);

/// Prints an option of a length without its kind and length; answers whether its length goes with
/// what it is.
pub(super) fn option(c: &mut Ctx<'_>, length: usize, b: &Bytes<'_>) -> Res<bool> {
    put!(c, " {} ", length + 2);
    if length < 1 {
        return Ok(false);
    }
    let first = b.u8(0)?;
    match first >> 4 {
        0 => return capable(c, first & 15, length, b),
        1 => {
            let backup = if first & 1 != 0 { "join backup" } else { "join" };
            match length {
                10 => {
                    c.str(backup);
                    c.show(b, " id {@1=1} token 0x{4x} nonce 0x{4x}", &[])?;
                }
                14 => {
                    c.str(backup);
                    c.show(b, " id {@1=1} hmac 0x{8x} nonce 0x{4x}", &[])?;
                }
                22 => c.show(b, "join hmac 0x{@2=20H}", &[])?,
                _ => return Ok(false),
            }
        }
        2 => return sequence(c, length, b),
        3 => return address(c, first & 15, length, b),
        4 => {
            c.str("rem-addr id");
            for &id in b.get(1, length - 1)? {
                put!(c, " {}", id);
            }
        }
        5 => {
            c.str(if first & 1 != 0 { "prio backup" } else { "prio" });
            match length {
                1 => {}
                2 => c.show(b, " id {@1=1}", &[])?,
                _ => return Ok(false),
            }
        }
        6 if length == 10 => c.show(b, "fail seq {@2=8}", &[])?,
        7 if length == 10 => c.show(b, "fast-close key 0x{@2=8H}", &[])?,
        8 if length == 2 => {
            c.show(b, "tcprst flags [{1&fB}] reason {1N}", &[RESET_FLAGS, REASONS])?;
        }
        6..=8 => return Ok(false),
        _ => c.str("unknown"),
    }
    Ok(true)
}

/// The start of a connection: keys, and a checksum asked for.
fn capable(c: &mut Ctx<'_>, version: u8, length: usize, b: &Bytes<'_>) -> Res<bool> {
    let fits = match version {
        0 => matches!(length, 10 | 18),
        1 => matches!(length, 2 | 10 | 18 | 20 | 22),
        _ => {
            put!(c, "Unknown Version ({})", version);
            return Ok(true);
        }
    };
    if !fits {
        return Ok(false);
    }
    put!(c, "capable v{} flags [", version);
    let flags = b.u8(1)?;
    if flags == 0 {
        c.str("none");
    }
    for (bit, &letter) in b"ABCDEFGH".iter().enumerate() {
        if flags << bit & 0x80 != 0 {
            c.out.byte(letter);
        }
    }
    c.str(if flags & 0x80 != 0 { "] csum" } else { "]" });
    if length >= 10 {
        c.show(b, " {{0x{@2=8H}", &[])?;
        if length >= 18 {
            c.show(b, ",0x{@10=8H}", &[])?;
        }
        if length >= 20 {
            c.show(b, ",data_len={@18=2}", &[])?;
        }
        c.str("}");
    }
    Ok(true)
}

/// Data sequence signals.
fn sequence(c: &mut Ctx<'_>, length: usize, b: &Bytes<'_>) -> Res<bool> {
    let flags = b.u8(1)?;
    c.str(if flags & 0x10 != 0 { "dss fin" } else { "dss" });
    let mut at = 2;
    for (present, long, name) in [(1, 2, " ack "), (4, 8, " seq ")] {
        if flags & present == 0 {
            continue;
        }
        let size = if flags & long != 0 { 8 } else { 4 };
        if at + size > length {
            return Ok(false);
        }
        c.str(name);
        c.show(&b.from(at), if size == 8 { "{8}" } else { "{4}" }, &[])?;
        at += size;
    }
    if flags & 4 != 0 {
        if at + 6 > length {
            return Ok(false);
        }
        c.show(&b.from(at), " subseq {4} len {2}", &[])?;
        at += 6;
        if at + 2 <= length {
            c.show(&b.from(at), " csum 0x{2x}", &[])?;
            at += 2;
        }
    }
    Ok(at == length)
}

/// An address that is added.
fn address(c: &mut Ctx<'_>, nibble: u8, length: usize, b: &Bytes<'_>) -> Res<bool> {
    // Version 0 says which version of IP it is, version 1 whether this is an echo.
    let (name, hmac) = match nibble {
        4 | 6 => ("", 0),
        0 => ("v1", 8),
        1 => ("v1-echo", 0),
        _ => return Ok(false),
    };
    let Some(rest) = length.checked_sub(2 + hmac) else { return Ok(false) };
    let (size, port) = match rest {
        4 | 6 => (4, rest == 6),
        16 | 18 => (16, rest == 18),
        _ => return Ok(false),
    };
    if name.is_empty() {
        put!(c, "add-addr v0-ip{}", nibble);
    } else {
        put!(c, "add-addr {}", name);
    }
    put!(c, " id {} {}", b.u8(1)?, Address(b.get(2, size)?));
    if port {
        put!(c, ":{}", b.u16(2 + size)?);
    }
    if hmac > 0 {
        put!(c, " hmac 0x{}", X(b.get(length - hmac, hmac)?));
    }
    Ok(true)
}
