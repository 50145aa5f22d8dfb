//! .

use crate::print::toolkit::*;

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "isakmp";
    c.unknown(b);
    Ok(())
}

pub(crate) fn over_nat(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    print(c, b)
}
