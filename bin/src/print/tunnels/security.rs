//! IPsec: authentication headers (RFC 4302), encapsulated payloads (RFC 4303) and compressed ones
//! (RFC 3173). Nothing is decrypted.

use crate::print::toolkit::*;

/// Prints an authentication header; answers its length and the protocol behind it.
pub(crate) fn ah(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<Option<(usize, u8)>> {
    c.protocol = text!("ah");
    b.check(0, 1)?;
    let next = b.u8(0)?;
    put!(c, "AH");
    let words = b.u8(1)?;
    put!(c, "(");
    let length = (usize::from(words) + 2) * 4;
    if c.v() > 0 {
        put!(c, "length={}({}-bytes),", words, length);
    }
    let reserved = b.u16(2)?;
    if reserved != 0 {
        put!(c, "reserved=0x{:x}[MustBeZero],", reserved);
    }
    show!(c, b, "spi=0x{@4=4:08x},{|}seq=0x{4x},icv=0x")?;
    // An ICV that the capture cuts is printed as far as it goes.
    c.hex_bytes(b.first(length).from(12).inside());
    b.need(0, length)?;
    put!(c, "): ");
    Ok(Some((length, next)))
}

/// Prints the clear part of an encapsulated payload.
pub(crate) fn esp(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("esp");
    show!(c, b, "ESP(spi=0x{4:08x}{|},seq=0x{4x})")?;
    put!(c, ", length {}", b.len());
    Ok(())
}

/// Prints the header of a compressed payload.
pub(crate) fn ipcomp(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ipcomp");
    show!(c, b, "IPComp(cpi=0x{@2=2:04x})")
}
