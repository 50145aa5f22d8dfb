//! The version line of secure shell (RFC 4253, section 4.2); what follows it is not printed.

use crate::print::toolkit::*;

/// Prints a segment's payload if it starts with a version.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ssh");
    let text = b.inside();
    // All that is there is the start of one, or it is none.
    let (found, version) = text.split_at_checked(4).unwrap_or((text, &[]));
    if !b"SSH-".starts_with(found) {
        return Ok(());
    }
    let end = version.iter().take_while(|byte| (0x20..0x7f).contains(*byte)).count();
    let (version, after) = version.split_at_checked(end).unwrap_or((version, &[]));
    match after {
        [b'\n', ..] | [b'\r', b'\n', ..] => {
            put!(c, ": SSH: SSH-");
            c.out.bytes(version);
            Ok(())
        }
        // Nothing is printed of a line whose end is missing.
        [] | [b'\r'] => b.need(0, b.len().max(4)),
        _ => Ok(()),
    }
}
