//! Flows of version 1.0: what a packet of one looks like, and what is done with it.

use super::v10::PORTS;
use super::{big_switch, data, part, remaining, vendor, within};
use crate::print::toolkit::*;
use crate::print::transport::ICMP;
use crate::print::{arp, ip};

/// The length of what packets are compared with.
pub(super) const MATCH: usize = 40;
/// Fields that are not compared, a bit for each; of an address, a number of six bits says how many of its
/// lowest bits are not.
const IN_PORT: u32 = 1;
const DL_VLAN: u32 = 2;
const DL_SRC: u32 = 4;
const DL_DST: u32 = 8;
const DL_TYPE: u32 = 16;
const NW_PROTO: u32 = 32;
const TP_SRC: u32 = 64;
const TP_DST: u32 = 128;
const NW_SRC_SHIFT: u32 = 8;
const NW_SRC_ALL: u32 = 32 << NW_SRC_SHIFT;
const NW_DST_SHIFT: u32 = 14;
const NW_DST_ALL: u32 = 32 << NW_DST_SHIFT;
const DL_VLAN_PCP: u32 = 0x10_0000;
const NW_TOS: u32 = 0x20_0000;
pub(super) const ALL_WILDCARDS: u32 = 0x3f_ffff;
pub(super) const WILDCARDS: Table = table!("";
    1: "IN_PORT", 2: "DL_VLAN", 4: "DL_SRC", 8: "DL_DST", 16: "DL_TYPE", 32: "NW_PROTO",
    64: "TP_SRC", 128: "TP_DST", 0x10_0000: "DL_VLAN_PCP", 0x20_0000: "NW_TOS",
);

const OUTPUT: u16 = 0;
const SET_VLAN_VID: u16 = 1;
const SET_VLAN_PCP: u16 = 2;
const SET_DL_SRC: u16 = 4;
const SET_DL_DST: u16 = 5;
const SET_NW_SRC: u16 = 6;
const SET_NW_DST: u16 = 7;
const SET_NW_TOS: u16 = 8;
const SET_TP_SRC: u16 = 9;
const SET_TP_DST: u16 = 10;
const ENQUEUE: u16 = 11;
const VENDOR: u16 = 0xffff;
const ACTIONS: Table = table!("invalid (0x{:04x})";
    0: "OUTPUT" "SET_VLAN_VID" "SET_VLAN_PCP" "STRIP_VLAN" "SET_DL_SRC" "SET_DL_DST" "SET_NW_SRC"
    "SET_NW_DST" "SET_NW_TOS" "SET_TP_SRC" "SET_TP_DST" "ENQUEUE", 0xffff: "VENDOR",
);
const NO_VLAN: u16 = 0xffff;
const CONTROLLER: u16 = 0xfffd;

/// What of a packet must have which value; of the rest any will do.
pub(super) fn flow_match(c: &mut Ctx<'_>, indent: Literal, b: &Bytes<'_>) -> Res {
    let wild = b.u32(0)?;
    if wild & !ALL_WILDCARDS != 0 {
        put!(c, "\n\t{}wildcards 0x{:08x} (bogus)", indent, wild);
    }
    // What the protocol of a higher layer is known to be gives other fields their names.
    let ethertype = b.u16(22).ok().filter(|_| wild & DL_TYPE == 0);
    let arp = ethertype == Some(arp::ETHERTYPE);
    let is_ip = wild & NW_PROTO == 0 && ethertype == Some(ip::ETHERTYPE);
    let icmp = is_ip && b.u8(25) == Ok(ICMP);
    for (bit, name, at, size) in [
        (IN_PORT, text!("in_port"), 4, 2),
        (DL_SRC, text!("dl_src"), 6, 6),
        (DL_DST, text!("dl_dst"), 12, 6),
        (DL_VLAN, text!("dl_vlan"), 18, 2),
        (DL_VLAN_PCP, text!("dl_vlan_pcp"), 20, 1),
        (DL_TYPE, text!("dl_type"), 22, 2),
        (NW_TOS, text!("nw_tos"), 24, 1),
        (NW_PROTO, if arp { text!("arp_opcode") } else { text!("nw_proto") }, 25, 1),
        (NW_SRC_ALL, text!("nw_src"), 28, 4),
        (NW_DST_ALL, text!("nw_dst"), 32, 4),
        (TP_SRC, if icmp { text!("icmp_type") } else { text!("tp_src") }, 36, 2),
        (TP_DST, if icmp { text!("icmp_code") } else { text!("tp_dst") }, 38, 2),
    ] {
        if wild & bit != 0 {
            continue;
        }
        let field = b.from(at).first(size);
        field.need(0, size)?;
        put!(c, "\n\t{}match {} ", indent, name);
        match bit {
            IN_PORT => show!(c, &field, "{2N}", PORTS)?,
            DL_VLAN => vlan(c, field.u16(0)?),
            DL_SRC | DL_DST => show!(c, &field, "{6A}")?,
            DL_TYPE => show!(c, &field, "0x{2:04x}")?,
            NW_PROTO => show!(c, &field, "{1}")?,
            DL_VLAN_PCP => priority(c, field.u8(0)?),
            NW_TOS => show!(c, &field, "0x{1:02x}")?,
            NW_SRC_ALL | NW_DST_ALL => {
                show!(c, &field, "{4A}/")?;
                let bits = wild >> if bit == NW_SRC_ALL { NW_SRC_SHIFT } else { NW_DST_SHIFT };
                c.out.dec((32 - (bits & 31)).into());
            }
            _ => show!(c, &field, "{2}")?,
        }
    }
    Ok(())
}

fn vlan(c: &mut Ctx<'_>, vlan: u16) {
    if vlan == NO_VLAN {
        return put!(c, "NONE");
    }
    put!(c, "{}", vlan);
    c.literal(if matches!(vlan, 1..0xfff) { text!("") } else { text!(" (bogus)") });
}

fn priority(c: &mut Ctx<'_>, priority: u8) {
    put!(c, "{}", priority);
    c.literal(if priority < 8 { text!("") } else { text!(" (bogus)") });
}

/// The actions that a switch knows, a bit for each.
pub(super) fn actions_known(c: &mut Ctx<'_>, value: u32) {
    let mut before = text!(" (");
    for (kind, name) in ACTIONS.entries().take(ENQUEUE as usize + 1) {
        if value >> kind & 1 != 0 {
            put!(c, "{}{}", before, name);
            before = text!(", ");
        }
    }
    c.literal(if before == text!(", ") { text!(")") } else { text!("") });
    c.literal(if value >> (ENQUEUE + 1) != 0 { text!(" (bogus)") } else { text!("") });
}

/// Prints what is done with packets.
pub(super) fn actions(c: &mut Ctx<'_>, indent: Literal, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        put!(c, "\n\t{}", indent);
        remaining(c, text!("action"), &rest, 8)?;
        show!(c, &rest, " type {2N}{|}, len {2}", ACTIONS)?;
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        within(c, text!("alen"), length, 8, rest.len())?;
        let right = match kind {
            SET_DL_SRC | SET_DL_DST | ENQUEUE => length == 16,
            OUTPUT..ENQUEUE => length == 8,
            VENDOR => length.is_multiple_of(8),
            _ => true,
        };
        let value = rest.from(4).claim(length - 4);
        let result = if right {
            action(c, kind, &value)
        } else {
            put!(c, " (bogus)");
            Ok(())
        };
        part(c, &value, result)?;
        rest = rest.from(length);
    }
    Ok(())
}

/// Prints an action of the length of its kind.
fn action(c: &mut Ctx<'_>, kind: u16, b: &Bytes<'_>) -> Res {
    match kind {
        OUTPUT => {
            show!(c, b, ", port {2N}", PORTS)?;
            if b.u16(0)? == CONTROLLER { show!(c, b, ", max_len {@2=2}") } else { Ok(()) }
        }
        SET_VLAN_VID => {
            let number = b.u16(0)?;
            put!(c, ", vlan_vid ");
            vlan(c, number);
            Ok(())
        }
        SET_VLAN_PCP => {
            let number = b.u8(0)?;
            put!(c, ", vlan_pcp ");
            priority(c, number);
            Ok(())
        }
        SET_DL_SRC | SET_DL_DST => show!(c, b, ", dl_addr {6A}"),
        SET_NW_SRC | SET_NW_DST => show!(c, b, ", nw_addr {4A}"),
        SET_NW_TOS => show!(c, b, ", nw_tos 0x{1:02x}"),
        SET_TP_SRC | SET_TP_DST => show!(c, b, ", tp_port {2}"),
        ENQUEUE => show!(c, b, ", port {2N}{|}, queue_id {@8=4}", PORTS),
        VENDOR if vendor(c, text!(", vendor"), b)? => big_switch::action(c, &b.from(4)),
        VENDOR => data(c, &b.from(4)),
        _ => Ok(()),
    }
}
