//! Service-oriented middleware in vehicles, SOME/IP (AUTOSAR PRS_SOMEIPProtocol).

use crate::print::toolkit::*;

const TYPES: Table = table!("Unknown";
    0x00: "REQUEST" "REQUEST_NO_RETURN" "NOTIFICATION", 0x40: "REQUEST_ACK"
    "REQUEST_NO_RETURN_ACK" "NOTIFICATION_ACK", 0x80: "RESPONSE" "ERROR", 0xc0: "RESPONSE_ACK"
    "ERROR_ACK",
);
const RESULTS: Table = table!("Unknown";
    0: "E_OK" "E_NOT_OK" "E_UNKNOWN_SERVICE" "E_UNKNOWN_METHOD" "E_NOT_READY" "E_NOT_REACHABLE"
    "E_TIMEOUT" "E_WRONG_PROTOCOL_VERSION" "E_WRONG_INTERFACE_VERSION" "E_MALFORMED_MESSAGE"
    "E_WRONG_MESSAGE_TYPE" "E_E2E_REPEATED" "E_E2E_WRONG_SEQUENCE" "E_E2E" "E_E2E_NOT_AVAILABLE"
    "E_E2E_NO_NEW_DATA",
);

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "someip";
    if b.len() < 16 {
        c.invalid();
        return Ok(());
    }
    c.str("SOMEIP");
    c.show(b, ", service {2}", &[])?;
    let event = b.u16(2)? & 0x8000 != 0;
    put!(c, ", {} ", if event { "event" } else { "method" });
    c.show(b, "{@2=2&7fff}", &[])?;
    let length = b.u32(4)?;
    put!(c, ", len {}", length);
    if length < 8 || length as usize > b.len() - 8 {
        c.str(" (bogus length!)");
    }
    c.show(b, ", client {@8=2}", &[])?;
    c.show(b, ", session {@10=2}", &[])?;
    c.show(b, ", pver {@12=1}", &[])?;
    c.show(b, ", iver {@13=1}", &[])?;
    c.show(b, ", msgtype {@14=1N}", &[TYPES])?;
    c.show(b, ", retcode {@15=1N}", &[RESULTS])
}
