//! The lightweight access point protocol (RFC 5412), between access points and their controllers.
//! What message elements hold is not printed, and most of it is encrypted.

use crate::print::toolkit::*;

const HEADER: usize = 6;
const IDENTITY: usize = 6;
const CONTROL: u8 = 4;
const FRAGMENT: u8 = 2;
const FLAGS: Table = table!("none"; 1: "Last Fragment", 2: "Fragment", 4: "Control");
const MESSAGES: Table = table!("Unknown";
    1: "Discovery req" "Discovery resp" "Join req" "Join resp" "Join ack" "Join confirm",
    10: "Configure req" "Configure resp" "Update req" "Update resp" "WTP event req"
    "WTP event resp" "Change state event req" "Change state event resp",
    22: "Echo req" "Echo resp" "Image data req" "Image data resp" "Channel status req"
    "Channel status resp",
    30: "Key update req" "Key update resp" "Primary discovery req" "Primary discovery resp"
    "Data transfer req" "Data transfer resp" "Clear config ind" "Wlan config req"
    "Wlan config resp" "Mobile config req" "Mobile config resp",
);
const ELEMENTS: Table = table!(""; 39: "Decryption Error Report");
/// The message in which an access point reports what happened, with the element above.
const EVENT: u8 = 14;

/// Prints a frame: of data, or of control, which begins with the access point's identity where it
/// goes to the controller.
pub(super) fn print(c: &mut Ctx<'_>, control: bool, identity: bool, b: &Bytes<'_>) -> Res {
    c.protocol = if control { text!("lwapp_control") } else { text!("lwapp_data") };
    let frame = b.from(if identity { IDENTITY } else { 0 });
    frame.check(0, HEADER)?;
    let flags = frame.u8(0)?;
    if flags >> 6 != 0 {
        put!(c, "LWAPP version {} packet not supported", flags >> 6);
        return Ok(());
    }
    let is_control = flags & CONTROL != 0;
    put!(c, "LWAPPv0, {} frame, ", if is_control { text!("Control") } else { text!("Data") });
    if c.v() > 0 {
        show!(c, &frame, "Radio-id {1>3&7}, ")?;
    }
    put!(c, "Flags [{}]", Bits(FLAGS, (flags & 7).into()));
    if c.v() > 0 {
        show!(c, &frame, ", Frag-id {@1=1}")?;
        c.literal(if flags & FRAGMENT == 0 && frame.u8(1)? != 0 {
            text!(" (MBZ!)")
        } else {
            text!("")
        });
    }
    let length = usize::from(frame.u16(2)?);
    put!(c, ", length {}", length);
    if c.v() == 0 {
        return Ok(());
    }
    if identity {
        show!(c, b, "\n\tAP identity: {6A}")?;
    }
    let body = frame.from(HEADER);
    if !control || !is_control {
        c.hex_lines(text!("\n\t"), body.first(length).inside());
        return body.need(0, length);
    }
    message(c, &body.first(length))
}

/// Prints a control message.
fn message(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    b.check(0, 8)?;
    let (kind, length) = (b.u8(0)?, usize::from(b.u16(2)?));
    let mut rest = b.from(8);
    if length > rest.len() {
        put!(c, "\n\t  Msg goes past end of PDU");
        return Ok(());
    }
    show!(
        c,
        b,
        "\n\t  Msg type: {1-N} ({1}), Seqnum: {1}, Msg len: {2}, Session: 0x{4:08x}",
        MESSAGES
    )?;
    rest = rest.first(length);
    let mut number = 0u32;
    while rest.len() >= 3 {
        let element = rest.u8(0)?;
        put!(c, "\n\t  Msg Elem {} Type: {}", number, element);
        if let Some(name) = ELEMENTS.get(element.into()) {
            put!(c, " ({})", name);
            c.literal(if kind == EVENT { text!("") } else { text!(" [unexpected!]") });
        }
        show!(c, &rest, ", Length: {@1=2}")?;
        let length = usize::from(rest.u16(1)?);
        if length > rest.len() - 3 {
            put!(c, " [elem_len {} > {}]", length, rest.len() - 3);
            c.invalid();
            return Ok(());
        }
        rest.need(3, length)?;
        rest = rest.from(3 + length);
        number += 1;
    }
    Ok(())
}
