//! Logical link control (IEEE 802.2) and the subnetwork access protocol (RFC 1042, RFC 2684).
//!
//! Left out: NetBEUI.

use crate::print::address::OUIS;
use crate::print::ether::{self, Ends};
use crate::print::ip;
use crate::print::lan::{cisco, stp};
use crate::print::toolkit::*;

/// Unnumbered information, the frame that carries other protocols.
const UI: u16 = 0x03;
/// The number of the exchange of identities (XID).
const EXCHANGE: u16 = 0xaf;
const SNAP: u8 = 0xaa;
const SNAP_HEADER: usize = 5;

const SAPS: Table = table!("Unknown";
    0x00: "Null", 0x02: "802.1B I", 0x04: "SNA", 0x06: "IP", 0x0e: "ProWay NM", 0x42: "STP",
    0x4e: "RS511", 0x7e: "ISO8208", 0x8e: "ProWay", 0xaa: "SNAP", 0xe0: "IPX", 0xf0: "NetBeui",
    0xfe: "OSI", 0xff: "Global",
);
const COMMANDS: Table = table!("{:02x}";
    0x03: "ui", 0xe3: "test", 0xaf: "xid", 0x63: "ua", 0x43: "disc", 0x0f: "dm", 0x6f: "sabme",
    0x87: "frmr",
);
const FLAGS: Table = table!("?";
    0: "Command" "Response", 0x10: "Poll" "Final", 0x100: "Poll" "Final",
);
const SUPERVISORY: Table = table!("?"; 0: "Receiver Ready" "Receiver not Ready" "Reject");
const GROUP: Table = table!(""; 0: "Individual" "Group");
const RESPONSE: Table = table!(""; 0: "Command" "Response");

const CISCO_PROTOCOLS: Table = table!("Unknown";
    0x2000: "CDP", 0x2004: "DTP", 0x0111: "UDLD", 0x2003: "VTP", 0x010b: "PVST",
    0x010c: "VLAN Bridge",
);
const BRIDGED_PROTOCOLS: Table = table!("Unknown";
    1: "Ethernet + FCS" "802.4 + FCS" "Token Ring + FCS" "FDDI + FCS" "802.6 + FCS",
    7: "Ethernet w/o FCS" "802.4 w/o FCS" "Token Ring w/o FCS" "FDDI w/o FCS" "802.6 w/o FCS", 14: "BPDU",
);

/// Prints a frame's payload, and a dump of what no printer knows.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>, ends: Option<&Ends>) -> Res {
    if !frame(c, b, ends)? {
        c.unknown(b);
    }
    Ok(())
}

/// Prints a frame's payload; answers whether it is known.
pub(crate) fn frame(c: &mut Ctx<'_>, b: &Bytes<'_>, ends: Option<&Ends>) -> Res<bool> {
    c.protocol = text!("llc");
    let mut control = u16::from(b.u8(2).unwrap_or(0xff));
    let unnumbered = control & 3 == 3;
    let header = if unnumbered { 3 } else { 4 };
    if !b.has(0, header) || b.len() < header {
        c.truncated();
        c.link_header += b.captured();
        c.dump(b);
        return Ok(true);
    }
    let (dsap_field, ssap_field) = (b.u8(0)?, b.u8(1)?);
    if !unnumbered {
        control = b.u16(2)?.swap_bytes();
    }
    if dsap_field == 0xff && ssap_field == 0xff {
        return known(ipx(c, b, text!("IPX 802.3: ")));
    }
    let (dsap, ssap) = (dsap_field & !1, ssap_field & !1);
    let e = c.o.link_header;
    if e {
        show!(
            c,
            b,
            "LLC, dsap {1&feN} (0x{@0=1&fe:02x}) {@0=1&1N}, ssap {1&feN} (0x{@1=1&fe:02x}) \
             {@1=1&1N}, ctrl 0x",
            SAPS,
            GROUP,
            SAPS,
            RESPONSE
        )?;
        c.out.hex(control.into(), if unnumbered { 2 } else { 4 });
        put!(c, ": ");
    }
    let rest = b.from(header);
    c.link_header += header;
    if control == UI && dsap == ssap {
        match dsap {
            SNAP => return snap(c, &rest, ends, 2),
            0x42 => return known(stp::print(c, &rest)),
            0x06 => return known(ip::print(c, &rest)),
            0xe0 => return known(ipx(c, &rest, text!("IPX 802.2: "))),
            #[cfg(feature = "print-routing")]
            0xfe => return known(crate::print::routing::osi::print(c, &rest)),
            _ => {}
        }
    }
    #[cfg(feature = "print-smb")]
    if dsap == 0xf0 && ssap == 0xf0 && (control == UI || control & 1 == 0) {
        return known(crate::print::smb::netbeui::frame(c, control, &rest));
    }
    if !e {
        points(c, dsap, ssap, ends);
    }
    let length = rest.len() + header;
    let response = u32::from(ssap_field & 1);
    if unnumbered {
        return command(c, control, response, &rest, length);
    }
    let flags = response | u32::from(control & 0x100);
    let is_numbered = control & 3 != 1;
    if is_numbered {
        put!(c, "Information, send seq {}, rcv seq {}", control >> 1 & 0x7f, control >> 9);
    } else {
        let what = Name(SUPERVISORY, u32::from(control >> 2 & 3));
        put!(c, "Supervisory, {}, rcv seq {}", what, control >> 9);
    }
    put!(c, ", Flags [{}], length {}", Name(FLAGS, flags), length);
    Ok(!is_numbered)
}

/// Whose access points they are, where the header is not printed.
fn points(c: &mut Ctx<'_>, dsap: u8, ssap: u8, ends: Option<&Ends>) {
    if let (Some(ends), true) = (ends, ssap == dsap) {
        ends.print(c, text!(" "));
    } else if ssap != dsap {
        if let Some(ends) = ends {
            c.mac(&ends.src);
            put!(c, " ");
        }
        point(c, text!("SSAP"), ssap);
        put!(c, "> ");
        if let Some(ends) = ends {
            c.mac(&ends.dst);
            put!(c, " ");
        }
    }
    point(c, text!("DSAP"), dsap);
}

/// An unnumbered frame, of which the identity of a station is read; answers whether all of it is printed.
fn command(
    c: &mut Ctx<'_>,
    control: u16,
    response: u32,
    rest: &Bytes<'_>,
    length: usize,
) -> Res<bool> {
    let number = control & 0xef;
    put!(
        c,
        "Unnumbered, {}, Flags [{}]",
        Name(COMMANDS, number.into()),
        Name(FLAGS, response | u32::from(control & 0x10))
    );
    put!(c, ", length {}", length);
    if number != EXCHANGE {
        return Ok(false);
    }
    if rest.len() == 0 {
        return Ok(true);
    }
    let identity = match rest.u8(0) {
        Ok(0x81) => rest.get(0, 3.min(rest.len())),
        Ok(_) => return Ok(false),
        Err(early) => Err(early),
    };
    if let Ok(&[_, classes, window]) = identity {
        put!(c, ": {:02x} {:02x}", classes, window);
    } else {
        c.truncated();
        c.dump(rest);
    }
    Ok(true)
}

/// The name of a service access point.
fn point(c: &mut Ctx<'_>, side: Literal, number: u8) {
    match SAPS.get(number.into()) {
        Some(name) => put!(c, "{} ", name),
        None => put!(c, "Unknown {} 0x{:02x} ", side, number),
    }
}

fn known(result: Res) -> Res<bool> {
    result.map(|()| true)
}

/// Novell's protocol; with -e the framing is named before it.
pub(crate) fn ipx(c: &mut Ctx<'_>, b: &Bytes<'_>, framing: Literal) -> Res {
    #[cfg(feature = "print-rare")]
    {
        c.literal(if c.o.link_header { framing } else { text!("") });
        crate::print::rare::ipx::print(c, b)
    }
    #[cfg(not(feature = "print-rare"))]
    {
        put!(c, "IPX ");
        c.unknown(b);
        Ok(())
    }
}

/// The header of the subnetwork access protocol and what it names. Before a bridged frame are so many
/// bytes of padding.
pub(crate) fn snap(
    c: &mut Ctx<'_>,
    b: &Bytes<'_>,
    ends: Option<&Ends>,
    padding: usize,
) -> Res<bool> {
    c.protocol = text!("snap");
    c.link_header += SNAP_HEADER;
    b.check(0, SNAP_HEADER)?;
    let (oui, kind) = (b.u32(0)? >> 8, b.u16(3)?);
    let rest = b.from(SNAP_HEADER);
    let e = c.o.link_header;
    if e {
        identity(c, text!(""), oui, kind, rest.len());
    }
    #[cfg(feature = "print-rare")]
    {
        c.ends = ends.copied();
    }
    match (oui, kind) {
        (0 | 0xf8, _) | (0x08_0007, 0x809b) if ether::ethertype(c, kind, &rest)? => {
            return Ok(true);
        }
        (0x0c, 0x010b | 0x010c) | (0x80c2, 14) => return known(stp::print(c, &rest)),
        (0x0c, 0x2000) => return known(cisco::discovery(c, &rest)),
        (0x0c, 0x2003) => return known(cisco::vlans(c, &rest)),
        (0x0c, 0x2004) => return known(cisco::trunking(c, &rest)),
        (0x0c, 0x0111) => return known(cisco::one_way(c, &rest)),
        (0x80c2, 1 | 7) => {
            rest.check(0, padding)?;
            return known(ether::frame(c, &rest.from(padding), false));
        }
        #[cfg(feature = "print-rare")]
        (0x80c2, 3 | 4 | 9 | 10) => {
            use crate::print::rare::rings;
            let before = c.link_header;
            let result = if matches!(kind, 3 | 9) {
                rings::token(c, &rest.from(padding))
            } else {
                rings::fddi(c, &rest.from(padding + 1))
            };
            c.link_header = before;
            return known(result);
        }
        _ => {}
    }
    if !e {
        if let Some(ends) = ends {
            ends.print(c, text!(" "));
        }
        identity(c, text!("SNAP, "), oui, kind, rest.len());
    }
    Ok(false)
}

/// Whose protocol it is, and which.
fn identity(c: &mut Ctx<'_>, before: Literal, oui: u32, kind: u16, length: usize) {
    let table = match oui {
        0 | 0xf8 | 0x08_0007 => ether::TYPES,
        0x0c => CISCO_PROTOCOLS,
        0x80c2 => BRIDGED_PROTOCOLS,
        _ => table!("Unknown";),
    };
    c.literal(before);
    if oui != 0 || before.is_empty() {
        put!(c, "oui {} (0x{:06x}), ", Name(OUIS, oui), oui);
    }
    put!(
        c,
        "{} {} (0x{:04x})",
        if oui == 0 { text!("ethertype") } else { text!("pid") },
        Name(table, kind.into()),
        kind
    );
    put!(c, ", length {}: ", length);
}
