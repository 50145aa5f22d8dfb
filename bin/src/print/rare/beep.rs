//! The frames of BEEP (RFC 3080), over TCP: only which they are.

use crate::print::toolkit::*;

/// Prints which frame a segment starts with.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) {
    c.protocol = text!("beep");
    let frame = b.inside().split_at_checked(3).filter(|(word, rest)| match *word {
        b"MSG" | b"RPY" | b"ERR" | b"ANS" | b"NUL" | b"SEQ" => rest.starts_with(b" "),
        b"END" => rest.starts_with(b"\r\n"),
        _ => false,
    });
    put!(c, " BEEP {}", T(frame.map_or(b"(payload or undecoded)", |(word, _)| word)));
}
