//! Service-oriented middleware in vehicles, SOME/IP (AUTOSAR PRS_SOMEIPProtocol).

use crate::print::toolkit::*;

const TYPES: Table = table!("Unknown";
    0x00: "REQUEST" "REQUEST_NO_RETURN" "NOTIFICATION", 0x20: "TP_REQUEST"
    "TP_REQUEST_NO_RETURN" "TP_NOTIFICATION", 0x80: "RESPONSE" "ERROR", 0xa0: "TP_RESPONSE"
    "TP_ERROR",
);
const RESULTS: Table = table!("Unknown";
    0: "E_OK" "E_NOT_OK" "E_UNKNOWN_SERVICE" "E_UNKNOWN_METHOD" "E_NOT_READY" "E_NOT_REACHABLE"
    "E_TIMEOUT" "E_WRONG_PROTOCOL_VERSION" "E_WRONG_INTERFACE_VERSION" "E_MALFORMED_MESSAGE"
    "E_WRONG_MESSAGE_TYPE" "E_E2E_REPEATED" "E_E2E_WRONG_SEQUENCE" "E_E2E" "E_E2E_NOT_AVAILABLE"
    "E_E2E_NO_NEW_DATA",
);

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("someip");
    put!(c, "SOMEIP");
    if b.len() < 16 {
        c.invalid();
        return Ok(());
    }
    let format = if b.u16(2)? & 0x8000 != 0 {
        text!(", event {@2=2&7fff}")
    } else {
        text!(", method {@2=2}")
    };
    show!(c, b, ", service {2}")?;
    c.show(b, format, &[])?;
    show!(
        c,
        b,
        ", len {@4=4}{|}, client {2}, session {2}{|}, pver {1}{|}, iver {1}{|}, msgtype {1N}{|}, \
         retcode {1N}",
        TYPES,
        RESULTS
    )
}
