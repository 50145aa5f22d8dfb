//! The VLAN query protocol, which Cisco's switches ask their VLAN management policy server with; by
//! what is known of it.

use crate::print::toolkit::*;

const KINDS: Table = table!("unknown ({})";
    1: "Request, Join Port" "Response, VLAN" "Request, Reconfirm" "Response, Reconfirm",
);
const ERRORS: Table = table!("unknown ({})";
    0: "No error (0)", 3: "Access denied (3)" "Shutdown port (4)" "Wrong VTP domain (5)",
);
const OBJECTS: Table = table!("Unknown";
    0xc01: "Client IP Address" "Port Name" "VLAN Name" "VTP Domain" "Ethernet Packet" "MAC Null",
    0xc08: "MAC Address",
);

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 8;
    c.protocol = text!("vqp");
    b.need(0, HEADER)?;
    if b.len() < HEADER {
        c.invalid();
        return Ok(());
    }
    let version = b.u8(0)?;
    if version != 1 {
        put!(c, "VQP version {} packet not supported", version);
        return Ok(());
    }
    let items = b.u8(3)?;
    if c.v() == 0 {
        show!(c, b, "VQPv1 {@1=1N} Message, error-code {1N}, length ", KINDS, ERRORS)?;
        put!(c, "{}", b.len());
        return Ok(());
    }
    show!(c, b, "\n\tVQPv1, {@1=1N} Message, error-code {1N}", KINDS, ERRORS)?;
    show!(c, b, ", seq 0x{@4=4:08x}, items {@3=1}")?;
    put!(c, ", length {}", b.len());
    let mut rest = b.from(HEADER);
    for _ in 0..items {
        if rest.len() == 0 {
            break;
        }
        rest.need(0, 6)?;
        if rest.len() < 6 {
            c.invalid();
            break;
        }
        let kind = rest.u32(0)?;
        let length = usize::from(rest.u16(4)?);
        put!(c, "\n\t  {} Object (0x{:08x})", Name(OBJECTS, kind), kind);
        put!(c, ", length {}, value: ", length);
        rest = rest.from(6);
        if length == 0 || kind == 0 {
            break;
        }
        let value = rest.get(0, length)?;
        if rest.len() < length {
            c.invalid();
            break;
        }
        match (kind, value) {
            (0xc01, [_, _, _, _]) => show!(c, &rest, "{4-A} (0x{4:08x})")?,
            (0xc06 | 0xc08, [_, _, _, _, _, _]) => show!(c, &rest, "{6A}")?,
            (0xc01 | 0xc06 | 0xc08, _) => {
                c.invalid();
                break;
            }
            (0xc02..=0xc05, _) => _ = c.zero_text(value),
            _ if c.v() > 1 => {} // as tcpdump has it
            _ => c.hex_lines(text!("\n\t    "), value),
        }
        rest = rest.from(length);
    }
    Ok(())
}
