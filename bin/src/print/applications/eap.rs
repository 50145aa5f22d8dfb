//! The extensible authentication protocol (RFC 3748, 4186, 5216) and its frames on local networks
//! (IEEE 802.1X).

use crate::print::toolkit::*;

const FRAMES: Table = table!("unknown";
    0: "EAP packet" "EAPOL start" "EAPOL logoff" "EAPOL key" "Encap ASF alert",
);
const CODES: Table = table!("unknown"; 1: "Request" "Response" "Success" "Failure");
const TYPES: Table = table!("unknown";
    1: "Identity" "Notification" "Nak" "MD5-challenge" "OTP" "GTC", 13: "TLS", 17: "LEAP" "SIM",
    21: "TTLS", 23: "AKA", 43: "FAST", 254: "Expanded type" "Experimental",
);
const FLAGS: Table = table!("none"; 0x80: "Length included", 0x40: "More fragments", 0x20: "start");
const SUBTYPES: Table = table!("unknown";
    1: "Challenge", 2: "Authentication reject", 4: "Synchronization failure", 5: "Identity",
    10: "Start" "Challenge" "Notification" "Reauthentication" "Client error",
);

/// Prints a frame.
pub(crate) fn frame(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "eap";
    if b.len() < 4 {
        return Err(Cut);
    }
    c.show(b, "{@1=1N} ({@1=1}) v{@0=1}, len {@2=2}", &[FRAMES])?;
    if b.u8(1)? == 0 && c.v() > 0 {
        if b.len() < 8 {
            return Err(Cut);
        }
        c.str(", ");
        return print(c, &b.from(4));
    }
    Ok(())
}

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "eap";
    let (code, length) = (b.u8(0)?, usize::from(b.u16(2)?));
    c.show(b, "{1N} ({@0=1}), id {1}, len {2}", &[CODES])?;
    if length > b.len() {
        return c.short("length", b.len(), length);
    }
    if !matches!(code, 1 | 2) || length <= 4 {
        return Ok(());
    }
    let kind = b.u8(4)?;
    c.show(b, "\n\t\t Type {@4=1N} ({@4=1})", &[TYPES])?;
    let value = b.first(length).from(5);
    match kind {
        1 | 2 if value.len() > 0 => {
            c.str(if kind == 1 { ", Identity: " } else { ", Notification: " });
            c.text(value.inside());
            value.need(0, value.len())?;
        }
        3 if value.len() > 0 => {
            c.str(", desired auth. method(s): ");
            for (i, &method) in value.get(0, value.len())?.iter().enumerate() {
                put!(
                    c,
                    "{}{} ({})",
                    if i > 0 { ", " } else { "" },
                    Name(TYPES, method.into()),
                    method
                );
            }
        }
        13 | 21 if value.len() > 0 => {
            c.show(&value, " flags [{1B}] 0x{@0=1:02x}", &[FLAGS])?;
            if value.u8(0)? & 0x80 != 0 {
                c.show(&value, ", len {@1=4}", &[])?;
            }
        }
        43 if value.len() > 0 => {
            put!(c, " FASTv{}", value.u8(0)? & 7);
            c.show(&value, " flags [{1&f8B}] 0x{@0=1:02x}", &[FLAGS])?;
        }
        18 | 23 if value.len() > 0 => {
            c.show(&value, " subtype [{1N}] 0x{@0=1:02x}", &[SUBTYPES])?;
        }
        _ => {}
    }
    Ok(())
}
