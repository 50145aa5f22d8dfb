//! Link types with a short header of their own before or in Ethernet's, or before IP: tags of switch
//! chips (Marvell's DSA and EDSA, Broadcom's), Solaris' observability interface (IPNET), and IP over
//! InfiniBand (RFC 4391) or ATM (RFC 2225).

use crate::print::ether::{self, Tag};
use crate::print::toolkit::*;
use crate::print::{ip, ip6};

const MODES: Table = table!(""; 0: "To CPU" "From CPU" "To Sniffer" "Forward");
const CODES: Table = table!("reserved";
    0: "BPDU (MGMT) Trap" "Frame2Reg" "IGMP/MLD Trap" "Policy Trap" "ARP Mirror" "Policy Mirror",
);

/// An Ethernet frame with a tag of Marvell's before its type.
pub(crate) fn marvell(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "dsa";
    let print = |c: &mut Ctx<'_>, b: &Bytes<'_>| {
        if c.o.link_header {
            c.str("Marvell DSA ");
            marvell_long(c, b)
        } else {
            c.str("DSA ");
            marvell_short(c, b)
        }
    };
    ether::tagged(c, b, Tag { size: 4, print })
}

/// The same with an Ethertype before the tag.
pub(crate) fn marvell_ethertype(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "edsa";
    let print = |c: &mut Ctx<'_>, b: &Bytes<'_>| {
        if c.o.link_header {
            show!(c, b, "Marvell EDSA ethertype 0x{2:04x} ({@0=2N}), ", ether::TYPES)?;
            show!(c, b, "rsvd {@2=1} {1}, ")?;
            marvell_long(c, &b.from(4))
        } else {
            show!(c, b, "EDSA 0x{2:04x}, ")?;
            marvell_short(c, &b.from(4))
        }
    };
    ether::tagged(c, b, Tag { size: 8, print })
}

fn marvell_long(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let (first, second, third) = (b.u8(0)?, b.u8(1)?, b.u8(2)?);
    let (mode, device, port) = (first >> 6, first & 0x1f, second >> 3);
    put!(c, "mode {}, ", Name(MODES, mode.into()));
    c.str(match mode {
        0 | 2 => "source ",
        1 => "target ",
        _ => "",
    });
    let side = if mode == 3 && second & 4 != 0 { "trunk" } else { "port" };
    put!(c, "dev {}, {} {}, ", device, side, port);
    match mode {
        0 => put!(c, "code {}, ", Name(CODES, (second & 6 | third >> 4 & 1).into())),
        2 => c.str(if second & 4 != 0 { "ingress sniff, " } else { "egress sniff, " }),
        _ => {}
    }
    c.str(if first & 0x20 != 0 { "tagged, " } else { "untagged, " });
    c.str(if second & 1 != 0 { "CFI, " } else { "" });
    show!(c, b, "VID {@2=2&fff}, FPri {@2=1>5}, ")
}

fn marvell_short(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let (first, second) = (b.u8(0)?, b.u8(1)?);
    let (before, after) = match (first >> 6, second & 4) {
        (0, _) => ("port", " > CPU"),
        (1, _) => ("CPU > port", ""),
        (2, 0) => ("port", " > Tx Sniffer"),
        (2, _) => ("port", " > Rx Sniffer"),
        (_, 0) => ("Forward port", ""),
        _ => ("Forward trunk", ""),
    };
    put!(c, "{} {}.{}", before, first & 0x1f, second >> 3);
    put!(c, "{}, VLAN {}", after, b.u16(2)? & 0xfff);
    c.str(if first & 0x20 != 0 { "t, " } else { "u, " });
    Ok(())
}

const OPERATIONS: Table = table!("unknown"; 0: "EG" "IG");
const TAG_CONTROLS: Table = table!("unknown"; 0: "None" "Untag" "Header" "Reserved");
const REASONS: Table = table!("reserved";
    0x01: "mirror", 0x02: "MAC learning", 0x04: "switching", 0x08: "prot term", 0x10: "prot snoop",
    0x20: "exception",
);

/// An Ethernet frame with a tag of Broadcom's before its type.
pub(crate) fn broadcom(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "brcm-tag";
    ether::tagged(c, b, Tag { size: 4, print: broadcom_tag })
}

/// A tag of Broadcom's before an Ethernet frame.
pub(crate) fn broadcom_before(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = "brcm-tag-prepend";
    b.need(0, 4)?;
    if c.o.link_header {
        broadcom_tag(c, b)?;
    }
    c.link_header = 4;
    ether::link(c, &b.from(4))
}

fn broadcom_tag(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let tag = b.u32(0)?;
    let operation = tag >> 29;
    put!(c, "BRCM tag OP: {}, ", Name(OPERATIONS, operation));
    if operation == 1 {
        put!(c, "TC: {}, TE: ", tag >> 26 & 7);
        put!(c, "{}, TS: {}, ", Name(TAG_CONTROLS, tag >> 24 & 3), tag >> 23 & 1);
        c.str("DST map: [");
        let mut between = "";
        for port in 0..23u32 {
            if tag >> port & 1 != 0 {
                put!(c, "{}port {}", between, port);
                between = ", ";
            }
        }
        c.str("], ");
    } else {
        put!(c, "CID: {}, RC: [{}], ", tag >> 16 & 0xff, Bits(REASONS, tag >> 8 & 0xff));
        put!(c, "TC: {}, port: {}, ", tag >> 5 & 7, tag & 0x1f);
    }
    Ok(())
}

/// Solaris' observability interface.
pub(crate) fn ipnet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 24;
    const FAMILIES: Table = table!("Unknown"; 2: "IPv4", 26: "IPv6");
    c.protocol = "ipnet";
    if b.len() < HEADER {
        return Err(Cut);
    }
    b.need(0, HEADER)?;
    c.link_header = HEADER;
    let describe = |c: &mut Ctx<'_>| -> Res {
        show!(c, b, "{@16=4} > {4}, ")?;
        let kind = u32::from(b.u8(1)?);
        match (c.o.quiet, FAMILIES.get(kind)) {
            (0, _) => put!(c, "family {} ({}), ", Name(FAMILIES, kind), kind),
            (_, Some(name)) => put!(c, "{}, ", name),
            _ => put!(c, "Unknown Ethertype (0x{:04x}), ", kind),
        }
        put!(c, "length {}: ", b.len());
        Ok(())
    };
    if c.o.link_header {
        describe(c)?;
    }
    let rest = b.from(HEADER);
    match b.u8(1)? {
        2 => ip::print(c, &rest),
        26 => ip6::print(c, &rest),
        _ => {
            if !c.o.link_header {
                describe(c)?;
            }
            c.unknown(&rest);
            Ok(())
        }
    }
}

/// IP over InfiniBand: forty bytes of addresses, an Ethertype and two reserved bytes.
pub(crate) fn infiniband(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const HEADER: usize = 44;
    c.protocol = "ipoib";
    c.link_header = HEADER;
    if b.len() < HEADER || !b.has(0, HEADER) {
        c.truncated();
        return Ok(());
    }
    let kind = b.u16(40)?;
    by_ethertype(c, kind, &b.from(HEADER), |c| {
        c.str(if c.o.link_header { "IPOIB" } else { "" });
        put!(c, ", ethertype {}", Name(ether::TYPES, kind.into()));
        if c.o.quiet == 0 {
            put!(c, " (0x{:04x})", kind);
        }
        put!(c, ", length {}: ", b.len());
    })
}

/// A payload by its Ethertype; what describes it stands before it with -e, and where it has no printer.
pub(super) fn by_ethertype(
    c: &mut Ctx<'_>,
    kind: u16,
    b: &Bytes<'_>,
    describe: impl Fn(&mut Ctx<'_>),
) -> Res {
    if c.o.link_header {
        describe(c);
    }
    if !ether::ethertype(c, kind, b)? {
        if !c.o.link_header {
            describe(c);
        }
        c.unknown(b);
    }
    Ok(())
}
