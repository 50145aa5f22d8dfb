//! The enhanced interior gateway routing protocol (RFC 7868), version 2. Values of its authentication
//! and sequence fields are dumped; routes of IPX are left out.

use crate::print::address::filled;
use crate::print::toolkit::*;

const HEADER: usize = 20;
const OPCODES: Table = table!("unknown, type: {}";
    1: "Update", 3: "Query" "Reply" "Hello" "IPX SAP" "Probe",
);
const FLAGS: Table = table!("none"; 1: "Init", 2: "Conditionally Received", 4: "Restart",
    8: "End-of-Table",
);
const TLVS: Table = table!("Unknown";
    1: "General Parameters" "Authentication" "Sequence" "Software Version"
    "Next Multicast Sequence",
    0x0102: "IP Internal routes" "IP External routes",
    0x0202: "AppleTalk Internal routes" "AppleTalk External routes" "AppleTalk Cable setup",
    0x0302: "IPX Internal routes" "IPX External routes",
);
const ORIGINS: Table = table!("unknown";
    1: "IGRP" "EIGRP" "Static" "RIP" "Hello" "OSPF" "IS-IS" "EGP" "BGP" "IDRP" "Connected",
);

/// Prints a message.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("eigrp");
    b.need(0, HEADER)?;
    if b.u8(0)? != 2 {
        put!(c, "EIGRP version {} packet not supported", b.u8(0)?);
        return Ok(());
    }
    if c.v() == 0 || b.len() < HEADER {
        match OPCODES.get(b.u8(1)?.into()) {
            Some(name) => put!(c, "EIGRP {}", name),
            None => put!(c, "EIGRP unknown ({})", b.u8(1)?),
        }
        put!(c, ", length: {}", b.len());
        if c.v() > 0 {
            put!(c, " (too short, < 20)");
        }
        return Ok(());
    }
    show!(
        c,
        b,
        "\n\tEIGRP v{1}, opcode: {1N} ({@1=1}), chksum: 0x{2:04x}, Flags: [{4B}]\n\tseq: \
         0x{4:08x}, ack: 0x{4:08x}, VRID: {2}, AS: {2}, length: ",
        OPCODES,
        FLAGS
    )?;
    put!(c, "{}", b.len() - HEADER);
    let mut rest = b.from(HEADER);
    while rest.len() > 0 {
        if rest.len() < 4 {
            put!(c, "\n\t  (only {} bytes of data)", rest.len());
            c.invalid();
            return Ok(());
        }
        rest.need(0, 4)?;
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        if length < 4 || length > rest.len() {
            c.hex_lines(text!("\n\t    "), rest.from(4).inside());
            return Ok(());
        }
        put!(c, "\n\t  {} TLV (0x{:04x})", Name(TLVS, kind.into()), kind);
        put!(c, ", length: {}", length);
        let value = rest.from(4).claim(length - 4);
        let least = match kind {
            1 => 8,
            4 => 4,
            0x0102 => 22,
            0x0103 => 42,
            0x0202 => 24,
            0x0203 => 40,
            0x0204 => 8,
            _ => 0,
        };
        value.need(0, value.len())?;
        if value.len() < least {
            put!(c, " (too short, < {})", least + 4);
        } else {
            tlv(c, kind, &value)?;
        }
        if c.v() > 1 {
            c.hex_lines(text!("\n\t    "), value.inside());
        }
        rest = rest.from(length);
    }
    Ok(())
}

fn tlv(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res {
    match kind {
        1 => {
            show!(c, b, "\n\t    holdtime: {@6=2}s, k1 {@0=1}, k2 {1}, k3 {1}, k4 {1}, k5 {1}")?;
        }
        4 => show!(c, b, "\n\t    IOS version: {1}.{1}, EIGRP version {1}.{1}")?,
        0x0102 => route(c, b, 20, 4)?,
        0x0103 => {
            let mask = usize::from(b.u8(40)?);
            if mask > 32 {
                put!(c, "\n\t    illegal prefix length {}", mask);
                return Ok(());
            }
            route(c, b, 40, 24)?;
        }
        0x0202 => {
            cables(c, b, 20)?;
            metrics(c, &b.from(4))?;
        }
        0x0203 => {
            cables(c, b, 36)?;
            show!(
                c,
                b,
                "\n\t      origin-router {@4=4}, \
                 origin-as {4}, origin-proto {@16=1N}, flags [0x{1:02x}], tag 0x{@12=4:08x}, metric \
                 {@18=2}",
                ORIGINS
            )?;
            metrics(c, &b.from(20))?;
        }
        0x0204 => show!(c, b, "\n\t    Cable-range: {2}-{2}, Router-ID {4}")?,
        _ => {
            if c.v() <= 1 {
                c.hex_lines(text!("\n\t    "), b.get(0, b.len())?);
            }
        }
    }
    Ok(())
}

/// A destination, which stands at `place`, where an external one comes from, and what leads there, which
/// stands at `at`.
fn route(c: &mut Ctx<'_>, b: &Bytes<'_>, place: usize, at: usize) -> Res {
    let bits = usize::from(b.u8(place)?);
    if bits > 32 {
        put!(c, "\n\t    illegal prefix length {}", bits);
        return Ok(());
    }
    let prefix = filled(b.get(place + 1, bits.div_ceil(8))?);
    put!(c, "\n\t    IPv4 prefix: ");
    c.ip4_padded(prefix, 15);
    put!(c, "/{}, nexthop: ", bits);
    if b.u32(0)? == 0 {
        put!(c, "self");
    } else {
        show!(c, b, "{4A}")?;
    }
    if at > 4 {
        show!(
            c,
            b,
            "\n\t      origin-router {@4=4A}, origin-as {4}, origin-proto {@22=1N}",
            ORIGINS
        )?;
        show!(c, b, ", flags [0x{@23=1:02x}], tag 0x{@12=4:08x}, metric {4}")?;
    }
    metrics(c, &b.from(at))
}

/// A range of AppleTalk's cables, and where to go for it.
fn cables(c: &mut Ctx<'_>, b: &Bytes<'_>, at: usize) -> Res {
    show!(c, &b.from(at), "\n\t     Cable-Range: {2}-{2}, nexthop: ")?;
    if b.u32(0)? == 0 {
        put!(c, "self");
        return Ok(());
    }
    show!(c, b, "{2}.{2}")
}

fn metrics(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, "\n\t      delay {} ms, ", b.u32(0)? / 100);
    show!(c, b, "bandwidth {@4=4} Kbps, mtu {@8=3}, hop {1}, reliability {1}, load {1}")
}
