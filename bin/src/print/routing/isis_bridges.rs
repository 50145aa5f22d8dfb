//! What bridges tell each other in IS-IS (RFC 6329): shortest paths, and services on them.

use crate::print::toolkit::*;

/// Prints the values inside one of topologies or of ports.
pub(super) fn print(c: &mut Ctx<'_>, within: u8, b: &Bytes<'_>, indent: Literal) -> Res {
    let mut rest = *b;
    while rest.len() > 2 {
        let (kind, length) = (rest.u8(0)?, usize::from(rest.u8(1)?));
        let (name, least) = match (within, kind) {
            (143, 4) => (text!("SPB MCID"), 102),
            (143, 5) => (text!("SPB Digest"), 33),
            (143, 6) => (text!("SPB BVID"), 0),
            (144, 1) => (text!("SPB Instance"), 19),
            (144, 3) => (text!("SPBM Service Identifier and Unicast Address"), 0),
            _ => (text!("unknown"), 0),
        };
        put!(c, "{}{} subTLV #{}", indent, name, kind);
        put!(c, ", length: {}", length);
        rest = rest.from(2);
        if length > rest.len() {
            put!(c, " (> containing TLV length)");
            return Ok(());
        }
        let value = rest.claim(length);
        if !value.has(0, length) {
            // The mark is printed again for what it is in.
            c.truncated();
            return Ok(());
        }
        let whole = length >= least
            && match (within, kind) {
                (143, 4) => names(c, &value, indent)?,
                (143, 5) => digest(c, &value, indent)?,
                (143, 6) => bridges(c, &value, indent)?,
                (144, 1) if !instance(c, &value)? => return Ok(()),
                (144, 3) if !services(c, &value)? => return Ok(()),
                _ => true,
            };
        if !whole {
            put!(c, " (too short)");
            return Ok(());
        }
        rest = rest.from(length);
    }
    Ok(())
}

/// The names of how networks are assigned to trees.
fn names(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: Literal) -> Res<bool> {
    for (at, name) in [(0, text!("MCID: ")), (51, text!("AUX-MCID: "))] {
        let digest = b.from(at);
        put!(c, "{}  {}ID: {}, Name: ", indent, name, digest.u8(0)?);
        c.zero_text(digest.get(1, 32)?);
        put!(c, "{}       Lvl: {}, Digest: ", indent, digest.u16(33)?);
        for byte in digest.get(35, 16)? {
            put!(c, "{:02x} ", *byte);
        }
    }
    Ok(true)
}

fn digest(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: Literal) -> Res<bool> {
    put!(c, "{} ", indent);
    show!(c, b, "RES: {1>5-} V: {1>4&1-} A: {1>2&3-} D: {1&3}")?;
    put!(c, "{}  Digest: ", indent);
    for i in 0..8 {
        if i == 4 {
            put!(c, "{}          ", indent);
        }
        show!(c, &b.from(1 + i * 4), "{4:08x} ")?;
    }
    Ok(true)
}

fn bridges(c: &mut Ctx<'_>, b: &Bytes<'_>, indent: Literal) -> Res<bool> {
    let mut rest = *b;
    while rest.len() > 0 {
        if rest.len() < 4 {
            return Ok(false);
        }
        put!(c, "{}    ECT: ", indent);
        show!(c, &rest, "{4:08x}")?;
        if rest.len() < 6 {
            return Ok(false);
        }
        show!(c, &rest, " BVID: {@4=2>4}, U:{@5=1>3&1} M:{@5=1>2&1} ")?;
        rest = rest.from(6);
    }
    Ok(true)
}

/// Prints an instance; answers whether it is whole.
fn instance(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    show!(
        c,
        b,
        "\n\t        CIST Root-ID: {4:08x} {4:08x}, Path Cost: {4:08x}, Prio: {2}\
         \n\t        RES: {2>5-}, V: {2>4&1-}, SPSource-ID: {4&fffff}, No of Trees: {1x}"
    )?;
    let mut rest = b.from(19);
    for _ in 0..b.u8(18)? {
        if rest.len() < 8 {
            c.truncated();
            return Ok(false);
        }
        show!(
            c,
            &rest,
            "\n\t         U:{1>7-}, M:{1>6&1-}, A:{1>5&1-}, RES:{1&1f}, ECT: {4:08x}, \
             BVID: {2>4}, SPVID: {@6=2&fff}"
        )?;
        rest = rest.from(8);
    }
    Ok(true)
}

fn services(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<bool> {
    if b.len() < 8 {
        c.truncated();
        return Ok(false);
    }
    show!(c, b, "\n\t        BMAC: {4:08x}{2:04x}, RES: {2>12-}, VID: {2&fff}")?;
    let mut rest = b.from(8);
    while rest.len() >= 4 {
        show!(c, &rest, "\n\t        T: {4>31-}, R: {4>30&1-}, RES: {4>24&3f-}, ISID: {4&ffffff}")?;
        rest = rest.from(4);
    }
    Ok(true)
}
