//! OpenBSD's log of its packet filter (LINKTYPE_PFLOG): which rule took a packet, why, and what it did.

use crate::print::link::{INET, INET6, INET6_FREEBSD, INET6_MACOS};
use crate::print::toolkit::*;
use crate::print::{ip, ip6};

/// The shortest header: up to the direction.
const LEAST: usize = 61;
const REASONS: Table = table!("unkn({})";
    0: "0(match)" "1(bad-offset)" "2(fragment)" "3(short)" "4(normalize)" "5(memory)" "6(bad-timestamp)"
    "7(congestion)" "8(ip-option)" "9(proto-cksum)" "10(state-mismatch)" "11(state-insert)"
    "12(state-limit)" "13(src-limit)" "14(synproxy)",
);
const ACTIONS: Table = table!("unkn({})";
    0: "pass" "block" "scrub" "noscrub" "nat" "nonat" "binat" "nobinat" "rdr" "nordr" "synproxy-drop",
);
const DIRECTIONS: Table = table!("unkn({})"; 0: "in/out" "in" "out");

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("pflog");
    b.check(0, 1)?;
    let size = usize::from(b.u8(0)?);
    let header = size.next_multiple_of(4);
    if size < LEAST {
        put!(c, "[pflog: invalid header length!]");
        return Ok(());
    }
    b.check(0, header)?;
    c.link_header = header;
    if c.o.link_header {
        describe(c, b)?;
    }
    let rest = b.from(header);
    match b.u8(1)?.into() {
        INET => ip::print(c, &rest),
        INET6 | INET6_FREEBSD | INET6_MACOS => ip6::print(c, &rest),
        _ => {
            if !c.o.link_header {
                describe(c, b)?;
            }
            c.unknown(&rest);
            Ok(())
        }
    }
}

/// The rule, with the anchor that it is in, and what it did.
fn describe(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "rule {@36=4}")?;
    if b.u32(40)? != u32::MAX {
        put!(c, ".");
        c.zero_text(b.get(20, 16)?);
        show!(c, b, ".{@40=4}")?;
    }
    show!(c, b, "/{@3=1N}: {@2=1N} {@60=1N} on ", REASONS, ACTIONS, DIRECTIONS)?;
    c.zero_text(b.get(4, 16)?);
    put!(c, ": ");
    Ok(())
}
