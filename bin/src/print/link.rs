//! Link types: which printer starts, and the short link-layer headers.

use super::bytes::{Bytes, Res};
use super::context::{Ctx, put};
use super::{ether, ip, ip6};
use barecap_core::linktype::LinkType;

/// Prints a packet from its link-layer header on.
pub(super) fn print(c: &mut Ctx<'_>, link_type: LinkType, b: &Bytes<'_>) -> Res {
    match link_type.0 {
        1 => ether::link(c, b),
        12 | 14 => raw(c, b),
        228 => ip::print(c, b),
        229 => ip6::print(c, b),
        _ => unsupported(c, b),
    }
}

/// Raw IP: the version is in the first four bits.
fn raw(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "raw";
    match b.u8(0)? >> 4 {
        4 => ip::print(c, b),
        6 => ip6::print(c, b),
        version => {
            put!(c, "IP{}", version);
            c.invalid();
            Ok(())
        }
    }
}

/// A link type without a printer.
fn unsupported(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.str("UNSUPPORTED");
    c.unknown(b);
    Ok(())
}
