//! Multipath TCP options, versions 0 and 1 (RFC 6824, RFC 8684).

use super::toolkit::*;

const RESET_FLAGS: Table = table!("none"; 8: "U", 4: "V", 2: "W", 1: "T");
const REASONS: Table = table!("unknown reason code 0x{:02x}";
    0: "Unspecified error" "MPTCP-specific error" "Lack of resources"
    "Administratively prohibited" "Too much outstanding data" "Unacceptable performance"
    "Middlebox interference",
);

/// What each kind of option is called.
const SUBTYPES: Table = table!("unknown";
    0: "capable" "join" "dss" "add-addr" "rem-addr" "prio" "fail" "fast-close" "tcprst",
);

/// Prints an option of a length without its kind and length; answers whether its length goes with
/// what it is and with the segment: whether that has SYN, and whether ACK.
pub(super) fn option(
    c: &mut Ctx<'_>,
    length: usize,
    b: &Bytes<'_>,
    (syn, ack): (bool, bool),
) -> Res<bool> {
    if length < 1 {
        return Ok(false);
    }
    c.protocol = text!("mptcp");
    let first = b.u8(0)?;
    put!(c, " {} {}", length + 2, Name(SUBTYPES, (first >> 4).into()));
    let backup = first & 1 != 0;
    match first >> 4 {
        0 => {
            let fits = match length {
                2 | 10 => syn,
                18 | 20 | 22 => ack && !syn,
                _ => false,
            };
            if fits {
                capable(c, first & 15, length, b)?;
            }
            return Ok(fits);
        }
        1 => {
            let format = match length {
                10 if syn => text!(" id {@1=1} token 0x{4x} nonce 0x{4x}"),
                14 if syn && ack => text!(" id {@1=1} hmac 0x{8x} nonce 0x{4x}"),
                22 if ack => text!(" hmac 0x{@2=20H}"),
                _ => return Ok(false),
            };
            c.literal(if backup && length < 22 { text!(" backup") } else { text!("") });
            c.show(b, format, &[])?;
        }
        2 if !syn && length > 1 => return sequence(c, length, b),
        3 => return address(c, first & 15, length, b),
        4 if length > 1 => {
            put!(c, " id");
            for &id in b.get(1, length - 1)? {
                put!(c, " {}", id);
            }
        }
        5 if length <= 2 => {
            c.literal(if backup { text!(" backup") } else { text!(" non-backup") });
            if length == 2 {
                show!(c, b, " id {@1=1}")?;
            }
        }
        6 if length == 10 => show!(c, b, " seq {@2=8}")?,
        7 if length == 10 => show!(c, b, " key 0x{@2=8x}")?,
        8 if length == 2 => {
            show!(c, b, " flags [{1&fB}] reason {1N}", RESET_FLAGS, REASONS)?;
        }
        2 | 4..=8 => return Ok(false),
        _ => {}
    }
    Ok(true)
}

/// The start of a connection: keys, and a checksum asked for.
fn capable(c: &mut Ctx<'_>, version: u8, length: usize, b: &Bytes<'_>) -> Res {
    if version > 1 {
        put!(c, " Unknown Version ({})", version);
        return Ok(());
    }
    put!(c, " v{} flags [", version);
    let flags = b.u8(1)?;
    if flags == 0 {
        put!(c, "none");
    }
    for (bit, &letter) in b"ABCDEFGH".iter().enumerate() {
        if flags << bit & 0x80 != 0 {
            c.out.byte(letter);
        }
    }
    c.literal(if flags & 0x80 != 0 { text!("] csum") } else { text!("]") });
    if length >= 10 {
        show!(c, b, " {{0x{@2=8x}")?;
        if length >= 18 {
            show!(c, b, ",0x{@10=8x}")?;
        }
        if length >= 20 {
            show!(c, b, ",data_len={@18=2}")?;
        }
        c.literal(text!("}"));
    }
    Ok(())
}

/// Data sequence signals.
fn sequence(c: &mut Ctx<'_>, length: usize, b: &Bytes<'_>) -> Res<bool> {
    let flags = b.u8(1)?;
    c.literal(if flags & 0x10 != 0 { text!(" fin") } else { text!("") });
    let mut at = 2;
    for (present, long, name) in [(1, 2, text!(" ack ")), (4, 8, text!(" seq "))] {
        if flags & present == 0 {
            continue;
        }
        let size = if flags & long != 0 { 8 } else { 4 };
        c.literal(name);
        if at + size > length {
            return Ok(false);
        }
        c.show(&b.from(at), if size == 8 { text!("{8}") } else { text!("{4}") }, &[])?;
        at += size;
    }
    if flags & 4 != 0 {
        if at + 4 > length {
            return Ok(false);
        }
        show!(c, &b.from(at), " subseq {4}")?;
        if at + 6 > length {
            return Ok(false);
        }
        show!(c, &b.from(at), " len {@4=2}")?;
        at += 6;
        if at + 2 <= length {
            show!(c, &b.from(at), " csum 0x{2x}")?;
            at += 2;
        }
    }
    Ok(at == length)
}

/// An address that is added.
fn address(c: &mut Ctx<'_>, nibble: u8, length: usize, b: &Bytes<'_>) -> Res<bool> {
    let (rest, hmac) = match length {
        14 | 16 | 26 | 28 => (length - 10, 8),
        _ => (length.saturating_sub(2), 0),
    };
    let size = match rest {
        4 | 6 => 4,
        16 | 18 => 16,
        _ => return Ok(false),
    };
    // Version 0 says which version of IP it is, version 1 whether this is an echo.
    match nibble {
        4 | 6 => put!(c, " v0-ip{}", nibble),
        0 => put!(c, " v1"),
        1 => put!(c, " v1-echo"),
        _ => put!(c, " [bad version/echo]"),
    }
    put!(c, " id {} {}", b.u8(1)?, Address(b.get(2, size)?));
    if rest > size {
        put!(c, ":{}", b.u16(2 + size)?);
    }
    if hmac > 0 {
        show!(c, &b.from(length - hmac), " hmac 0x{8x}")?;
    }
    Ok(true)
}
