//! Kerberos: the messages of version 4; of version 5, which is in ASN.1, only that it is.

use crate::print::toolkit::*;

const MESSAGES: Table = table!("#{}";
    2: "KDC_REQUEST", 4: "KDC_REPLY", 6: "APPL_REQUEST", 8: "APPL_REQUEST_MUTUAL",
    10: "ERR_REPLY", 12: "PRIVATE", 14: "SAFE", 16: "APPL_ERR", 126: "DIE",
);
const ERRORS: Table = table!("#{}";
    0: "OK" "NAME_EXP" "SERVICE_EXP" "AUTH_EXP" "PKT_VER" "NAME_MAST_KEY_VER" "SERV_MAST_KEY_VER"
    "BYTE_ORDER" "PRINCIPAL_UNKNOWN" "PRINCIPAL_NOT_UNIQUE" "NULL_KEY",
);

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("kerberos");
    put!(c, "kerberos");
    match b.u8(0)? {
        version @ 1..=3 => put!(c, " v{}", version),
        4 => version_4(c, b)?,
        106 | 107 => put!(c, " v5"),
        _ => {}
    }
    Ok(())
}

fn version_4(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, " v4");
    let little = b.u8(1)? & 1 != 0;
    let kind = b.u8(1)? & !1;
    c.literal(if little { text!(" le ") } else { text!(" be ") });
    put!(c, "{}: ", Name(MESSAGES, kind.into()));
    let mut rest = b.from(2);
    let number = |b: &Bytes<'_>, at| b.u16(at).map(|n| if little { n.swap_bytes() } else { n });
    match kind {
        2 => {
            principal(c, &mut rest)?;
            let units = u32::from(rest.u8(4)?);
            put!(c, " {}min ", units * 5);
            rest = rest.from(5);
            text(c, &mut rest)?;
            put!(c, ".");
            text(c, &mut rest)?;
        }
        4 => {
            principal(c, &mut rest)?;
            put!(c, " ({})", number(&rest, 10)?);
        }
        6 => {
            show!(c, &rest, "v{1} ")?;
            rest = rest.from(1);
            text(c, &mut rest)?;
            show!(c, &rest, " ({1})")?;
            show!(c, &rest, " ({@1=1})")?;
        }
        10 => {
            principal(c, &mut rest)?;
            put!(c, " {} ", Name(ERRORS, number(&rest, 4)?.into()));
            rest = rest.from(8);
            text(c, &mut rest)?;
        }
        _ => put!(c, "(unknown)"),
    }
    Ok(())
}

/// Text up to a zero byte, which has to be there.
fn text(c: &mut Ctx<'_>, b: &mut Bytes<'_>) -> Res {
    let end = b.data().iter().position(|&byte| byte == 0);
    c.text(b.data().get(..end.unwrap_or(b.captured())).unwrap_or(&[]));
    *b = b.from(end.ok_or(Short)? + 1);
    Ok(())
}

/// A user, an instance, and a realm.
fn principal(c: &mut Ctx<'_>, b: &mut Bytes<'_>) -> Res {
    text(c, b)?;
    put!(c, ".");
    text(c, b)?;
    put!(c, "@");
    text(c, b)
}
