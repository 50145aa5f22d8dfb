//! VXLAN (RFC 7348), and its generic extension (draft-ietf-nvo3-vxlan-gpe).

use crate::print::toolkit::*;
use crate::print::{ether, ip, ip6};

const FLAGS: Table = table!("invalid"; 8: "I");
const EXTENSION_FLAGS: Table = table!("none"; 8: "I", 4: "P", 2: "B", 1: "O");

/// Prints a header and the frame behind it.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("vxlan");
    put!(c, "VXLAN");
    if b.len() < 8 {
        c.invalid();
        return Ok(());
    }
    show!(c, b, ", flags [{1B-}] (0x{1:02x}), {|}vni {@4=3}{|}\n", FLAGS)?;
    b.u8(7)?;
    c.nest(|c| ether::frame(c, &b.from(8), false))
}

/// Prints a header of the extension.
pub(crate) fn extension(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("vxlan_gpe");
    put!(c, "VXLAN-GPE");
    if b.len() < 8 {
        put!(c, ",  (len {} < 8)", b.len());
        c.invalid();
        return Ok(());
    }
    put!(c, ", ");
    show!(c, b, "flags [{1F}], ", EXTENSION_FLAGS)?;
    let next = b.u8(3)?;
    show!(c, b, "vni {@4=4>8}")?;
    let rest = b.from(8);
    c.literal(if c.v() > 0 { text!("\n    ") } else { text!(": ") });
    match next {
        1 => ip::print(c, &rest),
        2 => ip6::print(c, &rest),
        3 => ether::frame(c, &rest, false),
        4 => super::nsh::print(c, &rest),
        _ => {
            put!(c, "ERROR: unknown-next-protocol");
            c.invalid();
            Ok(())
        }
    }
}
