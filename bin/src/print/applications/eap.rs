//! The extensible authentication protocol (RFC 3748, 4186, 5216) and its frames on local networks
//! (IEEE 802.1X).

use crate::print::toolkit::*;

pub(crate) const ETHERTYPE: u16 = 0x888e;
const FRAMES: Table = table!("unknown";
    0: "EAP packet" "EAPOL start" "EAPOL logoff" "EAPOL key" "Encapsulated ASF alert",
);
const CODES: Table = table!("unknown"; 1: "Request" "Response" "Success" "Failure");
const TYPES: Table = table!("unknown";
    0: "No proposed" "Identity" "Notification" "Nak" "MD5-challenge" "OTP" "GTC", 13: "TLS",
    18: "SIM", 21: "TTLS", 23: "AKA", 43: "FAST", 254: "Expanded types" "Experimental",
);
const FLAGS: Table = table!("none";
    0x80: "L bit", 0x40: "More fragments bit", 0x20: "Start bit",
);
const SUBTYPES: Table = table!("unknown";
    1: "Challenge", 2: "Auth reject", 4: "Sync failure", 5: "Identity",
    10: "Start" "Challenge" "Notification" "Reauth" "Client error",
);

/// Prints a frame.
pub(crate) fn frame(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("eap");
    if b.len() < 4 {
        return Err(Short);
    }
    b.check(0, 4)?;
    show!(c, b, "{@1=1N} ({@1=1}) v{@0=1}, len {@2=2}", FRAMES)?;
    if b.u8(1)? == 0 && c.v() > 0 {
        let body = b.from(4).claim(b.u16(2)?.into());
        if body.len() == 0 {
            return Err(Short);
        }
        put!(c, ", ");
        return print(c, &body);
    }
    Ok(())
}

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("eap");
    let (code, length) = (b.u8(0)?, usize::from(b.u16(2)?));
    if length != b.len() {
        put!(c, "EAP fragment?");
        return Ok(());
    }
    show!(c, b, "{1N} ({@0=1}), id {1}, len {2}", CODES)?;
    if length < 4 {
        put!(c, " (too short for EAP header)");
        return Ok(());
    }
    b.check(0, length)?;
    if !matches!(code, 1 | 2) {
        return Ok(());
    }
    if length < 5 {
        put!(c, " (too short for EAP request/response)");
        return Ok(());
    }
    let kind = b.u8(4)?;
    show!(c, b, "\n\t\t Type {@4=1N} ({@4=1})", TYPES)?;
    let value = b.first(length).from(5);
    match kind {
        1 | 2 if value.len() > 0 => {
            c.literal(if kind == 1 { text!(", Identity: ") } else { text!(", Notification: ") });
            if !c.zero_text(value.inside()) {
                value.need(0, value.len())?;
            }
        }
        3 if value.len() > 0 => {
            put!(c, " ");
            for (i, &method) in value.get(0, value.len())?.iter().enumerate() {
                put!(
                    c,
                    "{}{} ({})",
                    if i > 0 { text!(", ") } else { text!("") },
                    Name(TYPES, method.into()),
                    method
                );
            }
        }
        13 | 21 | 43 if value.len() > 0 => {
            if kind != 13 {
                c.show(
                    &value,
                    if kind == 21 { text!(" TTLSv{1&7}") } else { text!(" FASTv{1&7}") },
                    &[],
                )?;
            }
            show!(c, &value, " flags [{1B}] 0x{@0=1:02x}", FLAGS)?;
            if value.u8(0)? & 0x80 != 0 {
                if value.len() < 5 {
                    too_short(c, kind, text!(" with length)"));
                } else {
                    show!(c, &value, ", len {@1=4}")?;
                }
            }
        }
        18 | 23 if value.len() > 0 => {
            show!(c, &value, " subtype [{1N}] 0x{@0=1:02x}", SUBTYPES)?;
        }
        1 => {}
        _ => too_short(c, kind, text!(")")),
    }
    Ok(())
}

/// Says of a type that has a value that it lacks some of it.
fn too_short(c: &mut Ctx<'_>, kind: u8, end: Literal) {
    const NAMES: Table = table!("";
        2: "Notification" "Legacy NAK", 13: "TLS/TTLS", 18: "SIM/AKA", 21: "TLS/TTLS",
        23: "SIM/AKA", 43: "FAST",
    );
    if let Some(name) = NAMES.get(kind.into()) {
        put!(c, " (too short for EAP {} request/response{}", name, end);
    }
}
