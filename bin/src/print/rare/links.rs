//! Link types with a short header of their own before IP: Solaris' observability interface (IPNET), and
//! IP over InfiniBand (RFC 4391) or ATM (RFC 2225).

use crate::print::ether;
use crate::print::toolkit::*;
use crate::print::{ip, ip6};

/// Solaris' observability interface.
pub(crate) fn ipnet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 24;
    const FAMILIES: Table = table!("Unknown"; 2: "IPv4", 26: "IPv6");
    c.protocol = text!("ipnet");
    if b.len() < HEADER {
        return Err(Cut);
    }
    b.need(0, HEADER)?;
    c.link_header = HEADER;
    let describe = |c: &mut Ctx<'_>| -> Res {
        show!(c, b, "{@16=4} > {4}, ")?;
        let kind = u32::from(b.u8(1)?);
        match (c.o.quiet, FAMILIES.get(kind)) {
            (0, _) => put!(c, "family {} ({}), ", Name(FAMILIES, kind), kind),
            (_, Some(name)) => put!(c, "{}, ", name),
            _ => put!(c, "Unknown Ethertype (0x{:04x}), ", kind),
        }
        put!(c, "length {}: ", b.len());
        Ok(())
    };
    if c.o.link_header {
        describe(c)?;
    }
    let rest = b.from(HEADER);
    match b.u8(1)? {
        2 => ip::print(c, &rest),
        26 => ip6::print(c, &rest),
        _ => {
            if !c.o.link_header {
                describe(c)?;
            }
            c.unknown(&rest);
            Ok(())
        }
    }
}

/// IP over InfiniBand: forty bytes of addresses, an Ethertype and two reserved bytes.
pub(crate) fn infiniband(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 44;
    c.protocol = text!("ipoib");
    c.link_header = HEADER;
    if b.len() < HEADER || !b.has(0, HEADER) {
        c.truncated();
        return Ok(());
    }
    let kind = b.u16(40)?;
    by_ethertype(c, kind, &b.from(HEADER), |c| {
        c.literal(if c.o.link_header { text!("IPOIB") } else { text!("") });
        put!(c, ", ethertype {}", Name(ether::TYPES, kind.into()));
        if c.o.quiet == 0 {
            put!(c, " (0x{:04x})", kind);
        }
        put!(c, ", length {}: ", b.len());
    })
}

/// A payload by its Ethertype; what describes it stands before it with -e, and where it has no printer.
pub(super) fn by_ethertype(
    c: &mut Ctx<'_>,
    kind: u16,
    b: &Bytes<'_>,
    describe: impl Fn(&mut Ctx<'_>),
) -> Res {
    if c.o.link_header {
        describe(c);
    }
    if !ether::ethertype(c, kind, b)? {
        if !c.o.link_header {
            describe(c);
        }
        c.unknown(b);
    }
    Ok(())
}
