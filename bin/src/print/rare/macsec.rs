//! MAC security (IEEE 802.1AE): the tag, and how much of what follows is in the clear.

use crate::print::ether::Ends;
use crate::print::toolkit::*;

pub(crate) const ETHERTYPE: u16 = 0x88e5;
const FLAGS: Table = table!("none"; 0x08: "E", 0x04: "C", 0x40: "S", 0x10: "B", 0x20: "I");
const VERSION: u8 = 0x80;
const IDENTIFIER: u8 = 0x20;
/// Encrypted, or changed in another way.
const SECRET: u8 = 0x0c;
/// The integrity check value at the end.
const CHECK: usize = 16;

/// Prints a tag and answers its length and the payload behind it; nothing where that cannot be read,
/// and all has been printed.
pub(crate) fn print<'a>(
    c: &mut Ctx<'_>,
    ends: &Ends,
    b: &Bytes<'a>,
) -> Res<Option<(usize, Bytes<'a>)>> {
    c.protocol = text!("macsec");
    b.need(0, 6)?;
    let first = b.u8(0)?;
    let header = if first & IDENTIFIER != 0 { 14 } else { 6 };
    b.need(0, header)?;
    let short = usize::from(b.u8(1)?);
    // The two highest bits of a short length are reserved.
    if first & VERSION != 0 || short > 0x3f {
        c.invalid();
        return Ok(None);
    }
    let secret = first & SECRET != 0;
    if c.o.link_header || secret {
        if !c.o.link_header {
            ends.print(c, text!(" 802.1AE MACsec, "));
        }
        put!(c, "an {}, ", first & 3);
        show!(c, b, "pn {@2=4}")?;
        put!(c, ", flags {}", Arg::Flags(FLAGS, (first & 0x7c).into()));
        if short != 0 {
            put!(c, ", sl {}", short);
        }
        if header > 6 {
            show!(c, b, ", sci {@6=8H}")?;
        }
        put!(c, ", ");
    }
    let rest = b.from(header);
    if secret {
        c.link_header -= rest.captured();
        c.unknown(&rest);
        return Ok(None);
    }
    // What is cut off a capture is taken from the end of what was captured.
    let captured = rest.captured().min(rest.len()).checked_sub(CHECK).ok_or(Cut)?;
    if short > captured {
        return Err(Cut);
    }
    if short == 1 {
        put!(c, " [caplen 1 < 2]");
        return Ok(None);
    }
    let whole = rest.first(captured).claim(rest.len() - CHECK);
    Ok(Some((header, if short != 0 { whole.first(short) } else { whole })))
}
