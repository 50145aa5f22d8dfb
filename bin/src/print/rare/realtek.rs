//! What Realtek's switches send: their remote control protocol (RRCP), and by name alone their loop
//! detection, their echo protocol and the tags that they put before frames.

use crate::print::toolkit::*;

pub(crate) const ETHERTYPE: u16 = 0x8899;
const OPCODES: Table = table!("unknown opcode (0x{:02x})"; 0: "hello" "get" "set");

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("rtl");
    if let Some(ends) = c.ends {
        ends.print(c, text!(", "));
    }
    match b.u8(0)? {
        1 => return control(c, b),
        2 => put!(c, "REP"),
        3 | 0x23 => put!(c, "RLDP"),
        // Of the types of these tags there are but four bits.
        0x90..=0x9f => put!(c, "Realtek RTL8306 4-byte DSA tag"),
        0xa0..=0xaf => put!(c, "Realtek RTL8366RB 4-byte DSA tag"),
        4 => put!(c, "Realtek 8-byte DSA tag"),
        kind => put!(c, "Realtek unknown type 0x{:02x}", kind),
    }
    Ok(())
}

fn control(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("rrcp");
    let operation = b.u8(1)?;
    let (is_reply, code) = (operation & 0x80 != 0, operation & 0x7f);
    c.literal(if is_reply { text!("RRCP reply: ") } else { text!("RRCP query: ") });
    put!(c, "{}", Name(OPCODES, code.into()));
    if matches!(code, 1 | 2) {
        show!(c, b, " addr=0x{@4=2L:04x}, data=0x{4L:08x}")?;
    }
    show!(c, b, ", auth=0x{@2=2:04x}")?;
    match code {
        1 | 2 => show!(c, b, ", cookie=0x{@14=4:08x}{@10=4:08x} "),
        0 if is_reply => {
            show!(
                c,
                b,
                " downlink_port={@4=1}, uplink_port={1}, uplink_mac={6A}, \
                          vendor_id={@14=4:08x} ,chip_id={@12=2:04x} "
            )
        }
        _ => Ok(()),
    }
}
