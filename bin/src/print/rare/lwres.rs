//! The lightweight resolver protocol of BIND 9 (its lwres library).

use crate::print::domain;
use crate::print::toolkit::*;

const HEADER: usize = 28;
const OPERATIONS: Table = table!("#0x{:x}";
    0: "noop", 0x1_0001: "getaddrsbyname" "getnamebyaddr" "getrdatabyname",
);
const FAMILIES: Table = table!(""; 1: " IPv4" " IPv6" " IPv4/6");

/// Prints a packet.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("lwres");
    b.need(0, HEADER)?;
    put!(c, " lwres");
    let (length, version) = (b.u32(0)? as usize, b.u16(4)?);
    if version != 0 || c.v() > 0 {
        put!(c, " v{}", version);
    }
    let mut at = HEADER;
    if version == 0 {
        show!(c, b, " {@12=4N}", OPERATIONS)?;
        let (flags, operation) = (b.u16(6)?, b.u32(12)?);
        let response = flags & 1 != 0;
        c.literal(if response { text!("") } else { text!("?") });
        if flags & !1 != 0 {
            put!(c, "[0x{:x}]", flags);
        }
        if c.v() > 1 {
            show!(c, b, " (serial:0x{@8=4x} result:0x{@16=4x} recvlen:{4}")?;
            if c.v() > 2 {
                show!(c, b, " authtype:0x{@24=2x} authlen:{2}")?;
            }
            put!(c, ")");
        }
        let end = match (operation, response) {
            (0x1_0001..=0x1_0003, false) => request(c, operation, &b.from(HEADER))?,
            (0x1_0001..=0x1_0003, true) => answer(c, operation, &b.from(HEADER))?,
            (0, _) => Some(0),
            // How long one is that has no name, is not known.
            _ => Some(usize::MAX - HEADER),
        };
        let Some(end) = end else { return Ok(()) };
        at += end;
    } else {
        b.need(0, length)?;
        at = length;
    }
    if length != b.len() {
        put!(c, " [len: {} != {}]", length, b.len());
    }
    if at < length {
        put!(c, "[extra]");
    }
    Ok(())
}

/// The flags of a request or an answer.
fn flags(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    if c.v() > 2 { show!(c, b, " flags:0x{4x}") } else { Ok(()) }
}

/// Prints a request; answers its length, or nothing where it cannot be.
fn request(c: &mut Ctx<'_>, operation: u32, b: &Bytes<'_>) -> Res<Option<usize>> {
    b.need(0, if operation == 0x1_0002 { 4 } else { 10 })?;
    flags(c, b)?;
    let at = match operation {
        0x1_0001 => {
            let kinds = b.u32(4)?;
            put!(c, "{}", Name(FAMILIES, kinds & 3));
            if kinds & !3 != 0 {
                put!(c, "[0x{:x}]", kinds);
            }
            8
        }
        0x1_0002 => return address(c, b, 4),
        _ => {
            kind(c, b, 4)?;
            8
        }
    };
    name(c, b, at).map(Some)
}

/// Prints an answer; answers its length, or nothing where it cannot be.
fn answer(c: &mut Ctx<'_>, operation: u32, b: &Bytes<'_>) -> Res<Option<usize>> {
    b.need(
        0,
        match operation {
            0x1_0001 => 10,
            0x1_0002 => 8,
            _ => 16,
        },
    )?;
    flags(c, b)?;
    let (first, second, mut at) = match operation {
        0x1_0001 => {
            show!(c, b, " {@4=2}/{2}")?;
            (b.u16(4)?, b.u16(6)?, 8)
        }
        0x1_0002 => {
            show!(c, b, " {@4=2}")?;
            (b.u16(4)?, 0, 6)
        }
        _ => {
            kind(c, b, 4)?;
            put!(c, " TTL ");
            c.duration(b.u32(8)?);
            show!(c, b, " {@12=2}/{2}")?;
            (b.u16(12)?, b.u16(14)?, 16)
        }
    };
    at = name(c, b, at)?;
    if operation == 0x1_0003 {
        for _ in 0..u32::from(first) + u32::from(second) {
            let length = usize::from(b.u16(at)?);
            c.hex_bytes(b.from(at + 2).first(length).data());
            b.need(at + 2, length)?;
            at += 2 + length;
        }
        return Ok(Some(at));
    }
    for _ in 0..first {
        at = name(c, b, at)?;
    }
    for _ in 0..second {
        match address(c, b, at)? {
            Some(end) => at = end,
            None => return Ok(None),
        }
    }
    Ok(Some(at))
}

/// The type of a record, and its class where that is not the Internet.
fn kind(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize) -> Res {
    let (class, kind) = (b.u16(at)?, b.u16(at + 2)?);
    put!(c, " {}", Name(domain::TYPES, kind.into()));
    if class != 1 {
        match domain::CLASSES.get(class.into()) {
            Some(name) => put!(c, " {}", name),
            None => put!(c, " Class{}", class),
        }
    }
    Ok(())
}

/// Text with its length before it and a zero behind it; answers where it ends.
fn name(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize) -> Res<usize> {
    let length = usize::from(b.u16(at)?);
    put!(c, " ");
    c.text(b.from(at + 2).first(length).data());
    if b.u8(at + 2 + length)? != 0 {
        put!(c, " (not NUL-terminated!)");
    }
    Ok(at + 3 + length)
}

/// An address; answers where it ends, or nothing where it is shorter than one of its family.
fn address(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize) -> Res<Option<usize>> {
    let (family, length) = (b.u32(at)?, usize::from(b.u16(at + 4)?));
    let address = b.get(at + 6, length)?;
    let size = match family {
        1 => 4,
        2 => 16,
        _ => {
            put!(c, " {}/", family);
            c.hex_bytes(address);
            return Ok(Some(at + 6 + length));
        }
    };
    let Some(address) = address.get(..size) else {
        c.invalid();
        return Ok(None);
    };
    // What is longer than an address is read as what follows it.
    put!(c, " {}", Address(address));
    Ok(Some(at + 6 + size))
}
