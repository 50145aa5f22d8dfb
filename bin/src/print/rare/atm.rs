//! ATM: packets in its cells (RFC 2684), emulated local networks, signals (ITU-T Q.2931), and the
//! cells by which its links are operated (ITU-T I.610).

use crate::print::lan::llc;
use crate::print::routing::osi;
use crate::print::toolkit::*;
use crate::print::{ether, ip};

const FLOWS: Table = table!("OAM F5"; 3: "OAM F4 (segment)" "OAM F4 (end)");
const PAYLOADS: Table = table!("Unknown";
    0: "user data, uncongested, SDU 0" "user data, uncongested, SDU 1" "user data, congested, SDU 0"
    "user data, congested, SDU 1" "VCC OAM F5 flow segment" "VCC OAM F5 flow end-to-end"
    "Traffic Control and resource Mgmt",
);
const CELLS: Table = table!("unknown";
    1: "Fault Management" "Performance Management", 8: "activate/deactivate",
    15: "System Management",
);
/// Functions of a kind of cell: the kind in the high bits.
const FUNCTIONS: Table = table!("none";
    0x10: "AIS" "RDI", 0x14: "Continuity Check", 0x18: "Loopback",
    0x20: "Forward Monitoring" "Backward Reporting" "Monitoring and Reporting",
    0x80: "Performance Monitoring" "Continuity Check",
);
const PAYLOAD: usize = 48;

/// A cell of operation and maintenance; its header may have a checksum, of `check` bytes.
pub(crate) fn operations(c: &mut Ctx<'_>, b: &Bytes<'_>, check: usize) -> Res {
    c.protocol = text!("oam");
    let head = b.u32(check)?;
    let kind = b.u8(4 + check)?;
    let (circuit, length) = (head >> 4 & 0xffff, b.len());
    put!(c, "{}, vpi {}, vci {}", Name(FLOWS, circuit), head >> 20 & 0xff, circuit);
    put!(c, ", payload [ {} ], clp {}, length {}", Name(PAYLOADS, head >> 1 & 7), head & 1, length);
    if c.v() == 0 {
        return Ok(());
    }
    let cell = kind >> 4;
    put!(c, "\n\tcell-type {} ({})", Name(CELLS, cell.into()), cell);
    let function = match cell {
        1 | 2 | 8 => FUNCTIONS.get(kind.into()).unwrap_or(FUNCTIONS.other()),
        _ => "unknown".into(),
    };
    put!(c, ", func-type {} ({})", function, kind & 15);
    let rest = b.from(4 + check);
    let id = |c: &mut Ctx<'_>, name: Literal, at: usize, size: usize| -> Res {
        put!(c, "\n\t{} ", name);
        c.hex_spaced(rest.get(at, size)?);
        Ok(())
    };
    match kind {
        0x18 => {
            rest.need(0, PAYLOAD - 2)?;
            let reply = rest.u8(1)? & 1 == 0;
            put!(
                c,
                "\n\tLoopback-Indicator {}",
                if reply { text!("Reply") } else { text!("Request") }
            );
            show!(c, &rest, ", Correlation-Tag 0x{@2=4:08x}")?;
            id(c, text!("Location-ID"), 6, 12)?;
            id(c, text!("Source-ID  "), 18, 12)?;
        }
        0x10 | 0x11 => {
            rest.need(0, PAYLOAD - 2)?;
            show!(c, &rest, "\n\tFailure-type 0x{@1=1:02x}")?;
            id(c, text!("Location-ID"), 2, 16)?;
        }
        _ => {}
    }
    let sum = rest.u16(PAYLOAD - 2)? & 0x3ff;
    let right = remainder(rest.get(0, PAYLOAD)?) == 0;
    put!(c, "\n\tcksum 0x{:03x} ({}correct)", sum, if right { text!("") } else { text!("in") });
    Ok(())
}

/// The remainder of a payload with its checksum, of ten bits (ITU-T I.610, section 10.1).
fn remainder(payload: &[u8]) -> u16 {
    let mut rest = 0;
    for byte in payload {
        for bit in (0..8).rev() {
            rest = rest << 1 | u16::from(byte >> bit & 1);
            if rest & 0x400 != 0 {
                rest ^= 0x633;
            }
        }
    }
    rest
}

const SIGNALS: Table = table!("msgtype#{}";
    0x02: "Call_proceeding", 0x05: "Setup", 0x07: "Connect", 0x0f: "Connect_ack", 0x46: "Restart",
    0x4d: "Release" "Restart_ack", 0x5a: "Release_complete", 0x75: "Status_enquiry", 0x7d: "Status",
    0x80: "Add_party" "Add_party_ack" "Add_party_reject" "Drop_party" "Drop_party_ack",
);
const LAN_EMULATIONS: Table = table!("opcode-#{}";
    1: "configure request" "join request" "ready query" "register request" "unregister request"
    "ARP request" "flush request" "NARP request" "topology request", 0x101: "configure response"
    "join response" "ready indication" "register response" "unregister response" "ARP response"
    "flush response",
);
/// What an adaptation layer of LAN emulation begins with where it is no frame.
const CONTROL: u16 = 0xff00;

/// Multiprotocol encapsulation (RFC 2684), as a packet's outermost header.
pub(crate) fn link(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("atm");
    if b.u8(0)? == 3 {
        c.literal(if c.o.link_header { text!("CNLPID ") } else { text!("") });
        c.link_header = 1;
        return osi::print(c, &b.from(1));
    }
    let mut header = 0;
    // Bytes of which nothing is known are before what has no header of LLC's.
    if !matches!(b.get(0, 3)?, [0xaa, 0xaa, 3] | [0xfe, 0xfe, 3]) {
        header = 20;
        if c.o.link_header {
            show!(c, b, "{4:08x}{4:08x} {4:08x}{4:08x} ")?;
        }
        b.need(0, header)?;
    }
    c.link_header = header;
    llc::print(c, &b.from(header), None)
}

/// Classical IP over ATM (RFC 2225): a header of LLC's may be left out.
pub(crate) fn classical(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("cip");
    if c.o.link_header {
        put!(c, "{}: ", b.len());
    }
    match b.get(0, 6)? {
        [0xaa, 0xaa, 3, 0, 0, 0] => llc::print(c, b, None),
        _ => ip::print(c, b),
    }
}

/// A virtual circuit on a station of Sun's.
pub(crate) fn sun(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 4;
    c.protocol = text!("sunatm");
    let flags = b.u8(0)?;
    if c.o.link_header {
        c.literal(if flags & 0x80 != 0 { text!("Tx: ") } else { text!("Rx: ") });
    }
    let (path, circuit) = (b.u8(1)?, b.u16(2)?);
    if c.o.link_header {
        put!(c, "VPI:{} VCI:{} ", path, circuit);
    }
    c.link_header = HEADER;
    let rest = b.from(HEADER);
    c.protocol = text!("atm");
    let result = match (path, circuit, flags & 15) {
        (0, 1, _) => {
            put!(c, "meta: ");
            Ok(())
        }
        (0, 2, _) => {
            put!(c, "broadcast sig: ");
            Ok(())
        }
        (0, 3 | 4, _) => operations(c, &rest, 1),
        (0, 5, _) => signals(c, &rest),
        #[cfg(feature = "print-applications")]
        (0, 16, _) => {
            put!(c, "ilmi: ");
            crate::print::applications::snmp::print(c, &rest)
        }
        (_, _, 1) => emulation(c, &rest),
        _ => llc::print(c, &rest, None),
    };
    c.link_header = HEADER;
    result
}

/// Signals between users and the network (ITU-T Q.2931).
fn signals(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const Q2931: u8 = 9;
    let kind = b.u8(0)?;
    if kind != Q2931 {
        put!(c, "SSCOP, proto {} ", kind);
        return Ok(());
    }
    put!(c, "Q.2931");
    show!(c, b, ":{@5=1N} CALL_REF:0x{@2=3:06x}", SIGNALS)
}

/// LAN emulation (ATM Forum, af-lane-0021): a frame behind the number of its sender, or control.
fn emulation(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("lane");
    let sender = b.u16(0)?;
    if sender == CONTROL {
        return show!(c, b, "lec: proto {@2=1x} vers {1x} {2N}", LAN_EMULATIONS);
    }
    let rest = b.from(2);
    if rest.len() >= ether::HEADER && rest.has(0, ether::HEADER) {
        put!(c, "lecid:{:x} ", sender);
    }
    ether::frame(c, &rest, false)
}
