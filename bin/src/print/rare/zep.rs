//! The encapsulation of ZigBee's frames in datagrams (ZEP), which sniffers send; by what is known of it.

use crate::print::ntp;
use crate::print::rare::wpan;
use crate::print::toolkit::*;

/// Prints a datagram.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const OLD: u8 = 1;
    const ACKNOWLEDGMENT: u8 = 2;
    c.protocol = text!("zep");
    put!(c, "ZEP");
    let preamble = b.get(0, 2)?;
    if preamble != b"EX" {
        put!(c, " [Preamble Code: {}]", T(preamble));
        c.invalid();
        return Ok(());
    }
    let version = b.u8(2)?;
    put!(c, "v{} ", version);
    let mut inner = 0;
    let header;
    if version == OLD {
        header = 16;
        if b.len() < header {
            return c.short(text!("len"), b.len(), header);
        }
        show!(c, b, "Channel ID {@3=1}, Device ID 0x{2:04x}, ")?;
        quality(c, b, 6)?;
        show!(c, b, ", {|}inner len = {@15=1}")?;
        inner = b.u8(15)?.into();
    } else if b.u8(3)? == ACKNOWLEDGMENT {
        header = 8;
        if b.len() < header {
            return c.short(text!("len"), b.len(), header);
        }
        show!(c, b, "ACK, seq# = {@4=4}")?;
    } else {
        header = 32;
        if b.len() < header {
            return c.short(text!("len"), b.len(), header);
        }
        show!(c, b, "Type {@3=1}, Channel ID {1}, Device ID 0x{2:04x}, ")?;
        quality(c, b, 7)?;
        put!(c, ", ");
        ntp::time_by(c, b, 9, b' ', text!(")"))?;
        show!(c, b, ", seq# = {@17=4}, inner len = {@31=1}")?;
        inner = b.u8(31)?.into();
    }
    let rest = b.from(header);
    let mut used = 0;
    if inner > 0 {
        put!(c, "\n\t");
        // What is printed of a frame does not move what dumps leave out of the packet.
        let before = core::mem::take(&mut c.link_header);
        let printed = wpan::frame(c, &rest.claim(inner));
        used = core::mem::replace(&mut c.link_header, before);
        c.marked(printed)?;
    }
    // What follows a frame is not shown, but missed where it was not captured.
    if used == 0 {
        if c.o.suppress_unknown() {
            return Ok(());
        }
        c.unknown(&rest.first(rest.len()));
    }
    rest.need(0, rest.len())
}

/// The quality of the link, where that is there in place of the checksum.
fn quality(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize) -> Res {
    if b.u8(at)? == 0 {
        put!(c, "LQI {}", b.u8(at + 1)?);
    } else {
        put!(c, "CRC");
    }
    Ok(())
}
