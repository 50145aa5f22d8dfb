//! The locator/identifier separation protocol (RFC 6830 section 6.1): registrations and their
//! notifications. Of other messages only the type is printed.

use crate::print::toolkit::*;

const TYPES: Table = table!("unknown-type-{}";
    0: "LISP-Reserved" "LISP-Map-Request" "LISP-Map-Reply" "LISP-Map-Register" "LISP-Map-Notify",
    8: "LISP-Encapsulated-Control-Message",
);
const REGISTER: u8 = 3;
const REGISTER_FLAGS: Table = table!("none";
    0x0800_0000: "P-Proxy-Map-Reply", 0x0400_0000: "S-LISP-SEC-Capable",
    0x0200_0000: "I-xTR-ID-Present", 0x0100_0000: "R-Build-For-RTR", 0x0100: "M-Want-Map-Notify",
);
const NOTIFY_FLAGS: Table = table!("none";
    0x0800_0000: "I-xTR-ID-Present", 0x0400_0000: "R-Build-For-RTR",
);
const AUTHENTICATIONS: Table = table!("unknown-type"; 0: "None" "SHA1" "SHA256");
const ACTIONS: Table = table!("unknown";
    0: "No-Action" "Natively-Forward" "Send-Map-Request" "Drop",
);
const LOCATOR_FLAGS: Table = table!("none";
    4: "Local-Locator", 2: "RLoc-Probed", 1: "Reachable",
);
const HEADER: usize = 16;
const RECORD: usize = 12;

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("lisp");
    b.check(0, HEADER)?;
    let word = b.u32(0)?;
    let (kind, count) = ((word >> 28) as u8, word & 0xff);
    put!(c, "{},", Name(TYPES, kind.into()));
    if !matches!(kind, 3 | 4) {
        return Ok(());
    }
    let verbose = c.v() > 0;
    if verbose {
        let table = if kind == REGISTER { REGISTER_FLAGS } else { NOTIFY_FLAGS };
        put!(c, " flags [{}],", Bits(table, word & 0x0fff_ff00));
    }
    put!(c, "{}{} record(s),", if verbose { text!("\n    ") } else { text!(" ") }, count);
    let (method, length) = (b.u16(12)?, usize::from(b.u16(14)?));
    if verbose {
        put!(c, " Authentication {},", Name(AUTHENTICATIONS, method.into()));
    }
    let mut rest = b.from(HEADER);
    if length > rest.len() {
        put!(c, " [authentication data length {} > {}]", length, rest.len());
        c.invalid();
        return Ok(());
    }
    if verbose && length > 0 {
        c.hex_lines(text!("\n    Authentication-Data: "), rest.first(length).inside());
        rest.need(0, length)?;
    }
    rest.check(0, length)?;
    if count == 0 {
        c.invalid();
        return Ok(());
    }
    rest = rest.from(length);
    for _ in 0..count {
        if rest.len() == 0 {
            break;
        }
        let Some(next) = record(c, &rest)? else { return Ok(()) };
        rest = next;
    }
    // What follows a registration is the identity of a router and its site, if a flag says so.
    let present = word & if kind == REGISTER { 0x0200_0000 } else { 0x0800_0000 } != 0;
    let over = b.captured() - rest.captured() > b.len();
    if present {
        if !over && rest.len() < 24 {
            return Err(Cut);
        }
        rest.need(0, 24)?;
        c.hex_lines(text!("\n    xTR-ID: "), rest.get(0, 16)?);
        put!(c, "\n    SITE-ID: {}", u64::from_be_bytes(*rest.array(16)?));
    } else if rest.len() > 0 {
        c.hex_lines(text!("\n    Data: "), rest.inside());
    } else if over {
        // Where the last record goes on behind the end, there is no end any more.
        c.hex_lines(text!("\n    Data: "), rest.data());
    }
    Ok(())
}

/// A record and its locators; answers what follows, or nothing where that cannot be known.
fn record<'a>(c: &mut Ctx<'_>, b: &Bytes<'a>) -> Res<Option<Bytes<'a>>> {
    let verbose = c.v() > 0;
    b.check(0, RECORD)?;
    let (count, bits, flags) = (b.u8(4)?, b.u8(5)?, b.u16(6)?);
    let family = b.u16(10)?;
    if verbose {
        show!(c, b, "\n      Record TTL {4},")?;
        c.literal(if flags & 0x1000 != 0 {
            text!(" Authoritative,")
        } else {
            text!(" Non-Authoritative,")
        });
        put!(c, " {},", Name(ACTIONS, u32::from(flags >> 13)));
        put!(c, " Map Version: {},", b.u16(8)? & 0xfff);
    } else {
        put!(c, "\n");
    }
    let size = match family {
        1 => 4,
        2 => 16,
        _ => {
            put!(c, " [unsupported address family identifier {}]", family);
            return Ok(None);
        }
    };
    put!(c, " EID {}/{}, {} locator(s)", Address(b.get(RECORD, size)?), bits, count);
    let mut rest = b.from(RECORD + size);
    for _ in 0..count {
        rest.check(0, 8)?;
        let size = match rest.u16(6)? {
            1 => 4,
            2 => 16,
            _ => 0,
        };
        c.literal(if verbose { text!("\n       ") } else { text!("") });
        if size > 0 {
            put!(c, " LOC {}", Address(rest.get(8, size).or(Err(Short))?));
        }
        if verbose {
            show!(
                c,
                &rest,
                "\n          Priority/Weight {1}/{1}, Multicast Priority/Weight {1}/{1}, flags \
                 [{2B}],",
                LOCATOR_FLAGS
            )?;
        }
        rest = rest.from(8 + size);
    }
    Ok(Some(rest))
}
