//! Ad hoc on-demand distance vector routing (RFC 3561), and its drafts for IPv6, over UDP.

use crate::print::toolkit::*;

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, is_v6: bool, b: &Bytes<'_>) -> Res {
    c.protocol = text!("aodv");
    let kind = b.u8(0)?;
    put!(c, " aodv");
    // Kinds from 16 on are those of the first draft for IPv6, which has the fields in another order.
    let (format, size) = match (kind, is_v6) {
        (1, false) => {
            (text!(" rreq {}  hops {@3=1} id 0x{4:08x}\n\tdst {4A} seq {4} src {4A} seq {4}"), 24)
        }
        (1, true) => (
            text!(" v6 rreq {}  hops {@3=1} id 0x{4:08x}\n\tdst {16A} seq {4} src {16A} seq {4}"),
            48,
        ),
        (16, _) => (
            text!(
                " rreq {} [D] hops {@3=1} id 0x{4:08x}\
                 \n\tdst {@16=16A} seq {@8=4} src {@32=16A} seq {@12=4}"
            ),
            48,
        ),
        (2, false) => {
            (text!(" rrep {}  prefix {@2=1&1f} hops {1}\n\tdst {4A} dseq {4} src {4A} {4} ms"), 20)
        }
        (2, true) => (
            text!(" rrep {}  prefix {@2=1&1f} hops {1}\n\tdst {16A} dseq {4} src {16A} {4} ms"),
            44,
        ),
        (17, _) => (
            text!(
                " rrep {}  prefix {@2=1&1f} hops {1}\
                 \n\tdst {@8=16A} dseq {@4=4} src {@24=16A} {@40=4} ms"
            ),
            44,
        ),
        (3, _) => return errors(c, b, if is_v6 { 16 } else { 4 }),
        (18, _) => return errors(c, b, 16),
        (4 | 19, _) => {
            put!(c, " rrep-ack {}", b.len());
            return Ok(());
        }
        _ => {
            put!(c, " type {} {}", kind, b.len());
            return Ok(());
        }
    };
    if b.len() < size {
        return Err(Short);
    }
    b.check(0, size)?;
    c.show_with(b, format, &[], &[Arg::N(b.len() as u64)])?;
    let rest = b.from(size);
    if rest.len() < 2 {
        return Ok(());
    }
    rest.check(0, 2)?;
    if rest.u8(0)? != 1 {
        return show!(c, &rest, "\n\text {1} {1}");
    }
    if rest.len() < 6 {
        return Err(Short);
    }
    rest.check(0, 6)?;
    let length = rest.u8(1)?;
    if length < 4 {
        put!(c, "\n\text HELLO - bad length {}", length);
        return Ok(());
    }
    show!(c, &rest, "\n\text HELLO {@2=4} ms")
}

/// Destinations that cannot be reached any more, with addresses of some length.
fn errors(c: &mut Ctx<'_>, b: &Bytes<'_>, size: usize) -> Res {
    if b.len() < 4 {
        return Err(Short);
    }
    b.check(0, 4)?;
    put!(c, " rerr ");
    c.literal(if b.u8(1)? & 0x80 != 0 { text!("[D]") } else { text!("") });
    put!(c, " [items {}] [{}]:", b.u8(3)?, b.len());
    let mut rest = b.from(4);
    for _ in 0..b.u8(3)? {
        if rest.len() < size + 4 {
            return Err(Short);
        }
        rest.check(0, size + 4)?;
        put!(c, " {{{}}}({})", Address(rest.get(0, size)?), rest.u32(size)?);
        rest = rest.from(size + 4);
    }
    Ok(())
}
