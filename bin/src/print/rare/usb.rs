//! Transfers of the universal serial bus, as Linux' usbmon records them, in the byte order of the machine
//! that captured.

use crate::print::toolkit::*;

const TRANSFERS: Table = table!(" ?"; 0: "ISOCHRONOUS" "INTERRUPT" "CONTROL" "BULK");
const EVENTS: Table = table!(" ?"; 0x43: " COMPLETE", 0x45: " ERROR", 0x53: " SUBMIT");
const INTERRUPT: u8 = 1;
const SUBMIT: u8 = 0x53;

/// Prints a record with a header of `size` bytes.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>, size: usize) -> Res {
    c.protocol = if size == 48 { text!("usb_linux_48_byte") } else { text!("usb_linux_64_byte") };
    b.need(0, size)?;
    c.link_header = size;
    put!(c, "USB");
    if c.o.quiet > 0 {
        return Ok(());
    }
    let (event, transfer) = (b.u8(8)?, b.u8(9)?);
    put!(c, " {}{}", Name(TRANSFERS, transfer.into()), Name(EVENTS, event.into()));
    if transfer <= 3 && matches!(event, 0x43 | 0x45 | SUBMIT) {
        // As tcpdump has it, which does not look at the direction's bit: devices wait to be asked.
        let is_from = (event == SUBMIT) == (transfer == INTERRUPT);
        c.literal(if is_from { text!(" from") } else { text!(" to") });
    }
    show!(c, b, " {@12=2L}:{@11=1}:{@10=1&7f}")
}
