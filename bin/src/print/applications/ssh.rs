//! The version line of secure shell (RFC 4253, section 4.2); what follows it is not printed.

use crate::print::toolkit::*;

/// Prints a segment's payload if it starts with a version.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "ssh";
    let text = b.inside();
    if !text.starts_with(b"SSH-") {
        return Ok(());
    }
    c.str(": SSH: ");
    for (i, &byte) in text.iter().enumerate() {
        match byte {
            b'\n' => return Ok(()),
            b'\r' if text.get(i + 1) == Some(&b'\n') => return Ok(()),
            0x20..0x7f => c.out.byte(byte),
            _ => return Err(Cut),
        }
    }
    if text.len() < b.len() { Err(Cut) } else { Ok(()) }
}
