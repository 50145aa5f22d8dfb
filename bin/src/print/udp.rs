//! UDP (RFC 768).

use super::bytes::{Bytes, Res};
use super::checksum;
use super::context::{Ctx, put};
use super::ports;
use super::transport::{Net, UDP};
use crate::packed::text;

const HEADER: usize = 8;

/// Prints a datagram.
pub(super) fn print(c: &mut Ctx<'_>, net: &Net<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("udp");
    let (Ok(src), Ok(dst)) = (b.u16(0), b.u16(2)) else {
        net.ports(c, UDP, None);
        c.truncated();
        return Ok(());
    };
    let claimed = match b.u16(4).map(usize::from) {
        // A datagram too large for the field says zero.
        Ok(0) if b.len() > 65_535 => b.len(),
        Ok(claimed) => claimed,
        Err(_) => HEADER,
    };
    let whole = claimed >= HEADER && b.len() >= HEADER && b.has(0, HEADER);
    let payload = b.from(HEADER).claim(b.len().min(claimed).saturating_sub(HEADER));
    // Of what runs over TCP alone nothing is printed.
    if whole && ports::forced_over_tcp(c) {
        return Ok(());
    }
    // Remote procedure calls are printed without ports.
    #[cfg(feature = "print-rare")]
    if whole && ports::is_rpc(c) {
        return super::rare::rpc::print(c, net, &payload);
    }
    net.ports(c, UDP, Some((src, dst)));
    if !whole {
        if b.len() < HEADER {
            put!(c, "truncated-udp {}", b.len());
        } else if claimed < HEADER {
            put!(c, "truncated-udplength {}", claimed);
        } else {
            // What the datagram is quoted in goes on.
            c.truncated();
        }
        return Ok(());
    }
    let length = payload.len();
    // Calls are printed without their checksum.
    #[cfg(feature = "print-rare")]
    if c.o.quiet == 0 && !ports::forced(c) && super::rare::call(c, net, (src, dst), &payload)? {
        return Ok(());
    }
    // Over IPv4, where it is optional, the checksum is printed from -vv on.
    let verify = if net.is_v6() { 1 } else { 2 };
    if c.v() >= verify && !c.o.no_checksums && !net.fragment && !ports::forced(c) {
        let sum = b.u16(6)?;
        // Over IPv6 a datagram without a checksum is a wrong one.
        if sum == 0 && !net.is_v6() {
            put!(c, "[no cksum] ");
        } else if let Ok(bytes) = b.get(0, HEADER + length) {
            let off = net.checksum(UDP, HEADER + length, bytes);
            if off == 0 {
                put!(c, "[udp sum ok] ");
            } else if c.offloaded {
                put!(c, "[udp sum offloaded] ");
            } else {
                let right = checksum::should_be(sum, off);
                put!(c, "[bad udp cksum 0x{:04x} -> 0x{:04x}!] ", sum, right);
            }
        }
    }
    let claimed = claimed - HEADER;
    // What the user says that it is is printed with -q, too.
    let wanted = c.o.quiet == 0 || ports::forced(c);
    if wanted && ports::udp(c, net, (src, dst), &payload)? {
        return Ok(());
    }
    if claimed > payload.len() && !net.fragment {
        put!(c, "UDP, bad length {} > {}", claimed, payload.len());
    } else {
        c.str_dec(text!("UDP, length "), claimed as u64);
    }
    ports::absent(c, false, (src, dst));
    Ok(())
}
