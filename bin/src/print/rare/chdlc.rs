//! Cisco's framing of HDLC (LINKTYPE_C_HDLC), and the protocol by which its ends find each other's
//! address and tell that they are alive (SLARP).

use crate::print::routing::osi;
use crate::print::toolkit::*;
use crate::print::tunnels::mpls;
use crate::print::{arp, ether, ip, ip6};

const ADDRESSES: Table = table!("0x{:02x}"; 0x0f: "unicast", 0x8f: "bcast");

/// Prints a frame.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("chdlc");
    c.link_header = b.captured().min(4);
    if b.len() < 4 {
        return Err(Short);
    }
    let kind = b.u16(2)?;
    if c.o.link_header {
        show!(c, b, "{1N}, ethertype {+1=2-N} (0x{2:04x})", ADDRESSES, ether::TYPES)?;
        put!(c, ", length {}: ", b.len());
    }
    let rest = b.from(4);
    match kind {
        arp::REVERSE => slarp(c, &rest),
        osi::ETHERTYPE => {
            // Some have a padding byte more.
            let padding = usize::from(matches!(rest.u8(1)?, 0x81..=0x83));
            osi::print(c, &rest.from(padding))
        }
        _ => {
            if matches!(kind, ip::ETHERTYPE | ip6::ETHERTYPE | mpls::UNICAST | mpls::MULTICAST) {
                ether::ethertype(c, kind, &rest)?;
            } else if !c.o.link_header {
                put!(c, "unknown CHDLC protocol (0x{:04x})", kind);
            }
            Ok(())
        }
    }
}

/// Address resolution and keepalives.
fn slarp(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const LEAST: usize = 14;
    c.protocol = text!("chdlc_slarp");
    put!(c, "SLARP (length: {}), ", b.len());
    if b.len() < LEAST {
        return Err(Short);
    }
    b.check(0, LEAST)?;
    let code = b.u32(0)?;
    // Where the dump of -vv starts.
    let mut behind = 4;
    match code {
        0 => put!(c, "request"),
        1 => show!(c, b, "reply {@4=4A}/{4A}")?,
        2 => {
            show!(
                c,
                b,
                "keepalive: mineseen=0x{@4=4:08x}, yourseen=0x{4:08x}, reliability=0x{2:04x}"
            )?;
            if b.len() >= 18 {
                let seconds = b.u32(14)? / 1000;
                put!(c, ", link uptime={}d{}h", seconds / 86_400, seconds / 3600 % 24);
                put!(c, "{}m{}s", seconds / 60 % 60, seconds % 60);
                behind = 18;
            }
        }
        _ => {
            put!(c, "0x{:02x} unknown", code);
            if c.v() <= 1 {
                c.hex_lines(text!("\n\t"), b.from(4).inside());
            }
        }
    }
    if c.v() > 0 && b.len() > 18 {
        put!(c, ", (trailing junk: {} bytes)", b.len() - 18);
    }
    if c.v() > 1 {
        c.hex_lines(text!("\n\t"), b.from(behind).inside());
    }
    Ok(())
}
