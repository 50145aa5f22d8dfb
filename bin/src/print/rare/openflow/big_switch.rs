//! What Big Switch Networks added to version 1.0.

use super::{at_least, exactly};
use crate::print::ether::VLAN;
use crate::print::toolkit::*;

const ACTIONS: Table = table!("unknown (0x{:08x})"; 1: "MIRROR" "SET_TUNNEL_DST");
const MESSAGES: Table = table!("unknown (0x{:08x})";
    0: "SET_IP_MASK" "GET_IP_MASK_REQUEST" "GET_IP_MASK_REPLY" "SET_MIRRORING"
    "GET_MIRRORING_REQUEST" "GET_MIRRORING_REPLY" "SHELL_COMMAND" "SHELL_OUTPUT" "SHELL_STATUS"
    "GET_INTERFACES_REQUEST" "GET_INTERFACES_REPLY" "SET_PKTIN_SUPPRESSION_REQUEST"
    "SET_L2_TABLE_REQUEST" "GET_L2_TABLE_REQUEST" "GET_L2_TABLE_REPLY"
    "VIRTUAL_PORT_CREATE_REQUEST" "VIRTUAL_PORT_CREATE_REPLY" "VIRTUAL_PORT_REMOVE_REQUEST"
    "BW_ENABLE_SET_REQUEST" "BW_ENABLE_GET_REQUEST" "BW_ENABLE_GET_REPLY" "BW_CLEAR_DATA_REQUEST"
    "BW_CLEAR_DATA_REPLY" "BW_ENABLE_SET_REPLY" "SET_L2_TABLE_REPLY"
    "SET_PKTIN_SUPPRESSION_REPLY" "VIRTUAL_PORT_REMOVE_REPLY" "HYBRID_GET_REQUEST"
    "HYBRID_GET_REPLY",
    31: "PDU_TX_REQUEST" "PDU_TX_REPLY" "PDU_RX_REQUEST" "PDU_RX_REPLY" "PDU_RX_TIMEOUT",
);

/// Prints an action.
pub(super) fn action(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const MIRROR: u32 = 1;
    put!(c, "\n\t ");
    at_least(c, text!("len"), b.len(), 4)?;
    show!(c, b, " subtype {4N}", ACTIONS)?;
    if b.u32(0)? != MIRROR {
        return Ok(());
    }
    exactly(c, text!("len"), b.len() - 4, 12)?;
    show!(c, b, ", dest_port {@4=4}")?;
    b.need(8, 4)?;
    put!(c, ", vlan_tag ");
    match b.u16(8)? {
        0 => put!(c, "none"),
        VLAN => {
            let tag = b.u16(10)?;
            put!(c, "802.1Q (vlan {}, p {}", tag & 0xfff, tag >> 13);
            c.literal(if tag & 0x1000 != 0 { text!(", DEI)") } else { text!(")") });
        }
        other => put!(c, "unknown (0x{:04x})", other),
    }
    show!(c, b, ", copy_stage {@12=1N}", table!("unknown ({})"; 0: "INGRESS" "EGRESS"))
}

/// Prints a message.
pub(super) fn message(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, "\n\t");
    at_least(c, text!("len"), b.len(), 4)?;
    show!(c, b, " subtype {4N}", MESSAGES)?;
    let (kind, b) = (b.u32(0)?, &b.from(4));
    let length = match kind {
        0..=2 => Some(8),
        3..=5 | 8 | 17 => Some(4),
        9 | 13 | 19 | 21 | 27 => Some(0),
        _ => None,
    };
    if let Some(length) = length {
        exactly(c, text!("len"), b.len(), length)?;
    }
    match kind {
        0 | 2 => show!(c, b, ", index {1}{|}, mask {@4=4A}"),
        1 => show!(c, b, ", index {1}"),
        3..=5 => show!(c, b, ", report_mirror_ports {1N}", table!("bogus ({})"; 0: "OFF" "ON")),
        6 => {
            at_least(c, text!("len"), b.len(), 4)?;
            show!(c, b, ", service {4}, data '")?;
            quoted(c, &b.from(4))
        }
        7 => {
            put!(c, ", data '");
            quoted(c, b)
        }
        8 => show!(c, b, ", status 0x{4:08x}"),
        17 => show!(c, b, ", vport_no {4}"),
        _ => Ok(()),
    }
}

/// Text to the end, and a quotation mark.
fn quoted(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.text(b.inside());
    b.need(0, b.len())?;
    put!(c, "'");
    Ok(())
}
