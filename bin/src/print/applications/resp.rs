//! .

use crate::print::toolkit::*;

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "resp";
    c.unknown(b);
    Ok(())
}
