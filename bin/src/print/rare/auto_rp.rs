//! Cisco's automatic discovery of rendezvous points for PIM, over UDP.

use crate::print::toolkit::*;

const HEADER: usize = 8;
const MESSAGES: Table = table!("type-0x{:02x}"; 0x11: "candidate-advert" "mapping");
const VERSIONS: Table = table!("PIMv?"; 1: "PIMv1" "PIMv2" "PIMv1+2");

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("cisco_autorp");
    if b.len() < HEADER {
        return Err(Short);
    }
    put!(c, " auto-rp ");
    show!(c, b, "{1N}", MESSAGES)?;
    let count = b.u8(1)?;
    put!(c, " Hold ");
    match b.u16(2)? {
        0 => put!(c, "FOREVER"),
        seconds => c.duration(seconds.into()),
    }
    // What claims more than there is reads as what is cut.
    let mut rest = b.first(b.len()).from(HEADER);
    for _ in 0..count {
        show!(c, &rest, " RP {4A}")?;
        rest = rest.from(4);
        show!(c, &rest, " {1&3N}", VERSIONS)?;
        reserved(c, text!(" "), rest.u8(0)?);
        let groups = rest.u8(1)?;
        rest = rest.from(2);
        for i in 0..groups {
            let flags = rest.u8(0)?;
            rest.need(0, 6)?;
            c.literal(if i == 0 { text!(" ") } else { text!(",") });
            c.literal(if flags & 1 != 0 { text!("!") } else { text!("") });
            show!(c, &rest, "{@2=4A}/{@1=1}")?;
            c.literal(if flags & 2 != 0 { text!(" bidir") } else { text!("") });
            reserved(c, text!(""), flags);
            rest = rest.from(6);
        }
    }
    Ok(())
}

/// The bits that are not used, where they are.
fn reserved(c: &mut Ctx<'_>, before: Literal, flags: u8) {
    if flags & !3 != 0 {
        put!(c, "{}[rsvd=0x{:02x}]", before, flags & !3);
    }
}
