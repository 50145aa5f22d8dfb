//! OSI.

use crate::print::toolkit::*;

/// Prints a packet by its network layer protocol identifier.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "isoclns";
    c.unknown(b);
    Ok(())
}
