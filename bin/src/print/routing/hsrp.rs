//! Cisco's hot standby router protocol (RFC 2281), version 0; of version 1 only the name.

use crate::print::toolkit::*;

const OPERATIONS: Table = table!("unknown ({})"; 0: "hello" "coup" "resign");
const STATES: Table = table!("Unknown ({})";
    0: "initial" "learn" "listen", 4: "speak", 8: "standby", 16: "active",
);

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("hsrp");
    let version = b.u8(0)?;
    put!(c, "HSRPv{}", version);
    if version != 0 {
        return Ok(());
    }
    put!(c, "-");
    show!(c, b, "{@1=1N} ", OPERATIONS)?;
    put!(c, "{}: ", b.len());
    show!(c, b, "state={@2=1N} {|}group={@6=1} ", STATES)?;
    if b.u8(7)? != 0 {
        show!(c, b, "[reserved={@7=1}!] ")?;
    }
    show!(c, b, "addr={@16=4A}")?;
    if c.v() == 0 {
        return Ok(());
    }
    put!(c, " hellotime=");
    c.duration(b.u8(3)?.into());
    put!(c, " holdtime=");
    c.duration(b.u8(4)?.into());
    show!(c, b, " priority={@5=1} auth=\"")?;
    // However short the message is.
    super::text_up_to(c, &b.from(8).claim(8), 8)?;
    put!(c, "\"");
    Ok(())
}
