//! Messages of SS7 over IP (RFC 4666), which SCTP carries: their kinds, and what parameters they have.

use crate::print::toolkit::*;

const CLASSES: Table = table!("Unknown message class {}";
    0: "Management" "Transfer" "SS7" "ASP" "ASP", 9: "Routing Key Management",
);
/// By class, then by type.
const TYPES: Table = table!("";
    0: "Error" "Notify", 257: "Data", 513: "Destination Unavailable" "Destination Available"
    "Destination State Audit" "Signalling Congestion" "Destination User Part Unavailable"
    "Destination Restricted", 769: "Up" "Down" "Heartbeat" "Up Acknowledgement"
    "Down Acknowledgement" "Heartbeat Acknowledgement", 1025: "Active" "Inactive"
    "Active Acknowledgement" "Inactive Acknowledgement", 2305: "Registration Request"
    "Registration Response" "Deregistration Request" "Deregistration Response",
);
const PARAMETERS: Table = table!("Unknown Parameter (0x{:04x})";
    4: "INFO String", 6: "Routing Context" "Diagnostic Info", 9: "Heartbeat Data",
    11: "Traffic Mode Type" "Error Code" "Status", 17: "ASP Identifier" "Affected Point Code"
    "Correlation ID", 512: "Network Appearance", 516: "User/Cause" "Congestion Indications"
    "Concerned Destination" "Routing Key" "Registration Result" "Deregistration Result"
    "Local Routing Key Identifier" "Destination Point Code" "Service Indicators",
    526: "Originating Point Code List", 528: "Protocol Data", 530: "Registration Status"
    "Deregistration Status",
);

/// Prints a message; of one of another version nothing.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("m3ua");
    if b.len() < 8 {
        c.invalid();
        return Ok(());
    }
    if b.u8(0)? != 1 {
        return Ok(());
    }
    let (class, kind) = (b.u8(2)?, b.u8(3)?);
    put!(c, "\n\t\t{}", Name(CLASSES, class.into()));
    if CLASSES.get(class.into()).is_some() {
        match TYPES.get(b.u16(2)?.into()) {
            Some(name) => put!(c, " {}", name),
            None => put!(c, " Unknown (0x{:02x})", kind),
        }
        put!(c, " Message");
    }
    let length = b.u32(4)?;
    if length as usize != b.len() {
        put!(c, "\n\t\t\t@@@@@@ Corrupted length {} of message @@@@@@", length);
        return Ok(());
    }
    let mut rest = b.from(8);
    while rest.len() > 0 {
        if rest.len() < 4 {
            c.invalid();
            return Ok(());
        }
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        put!(c, "\n\t\t\t{}: ", Name(PARAMETERS, kind.into()));
        // As tcpdump has it, the numbers are read from where the parameter starts.
        let number = matches!(kind, 6 | 19 | 512);
        if length < 4 {
            c.invalid();
            return Ok(());
        }
        let padded = length.next_multiple_of(4);
        rest.need(0, padded)?;
        if number && length < 8 {
            c.invalid();
        } else if number {
            put!(c, "0x{:08x}", rest.u32(0)?);
        } else {
            put!(c, "(length {})", length);
        }
        rest = rest.from(padded);
    }
    Ok(())
}
