//! Version 1.0, with what Big Switch Networks added to it.

use super::{
    bitmap, bits, data, error, exactly, lengths, name, packet, part, remaining, statistics, vendor,
    within,
};
use crate::print::toolkit::*;

pub(super) const TYPES: Table = table!("unknown (0x{:02x})";
    0: "HELLO" "ERROR" "ECHO_REQUEST" "ECHO_REPLY" "VENDOR" "FEATURES_REQUEST" "FEATURES_REPLY"
    "GET_CONFIG_REQUEST" "GET_CONFIG_REPLY" "SET_CONFIG" "PACKET_IN" "FLOW_REMOVED" "PORT_STATUS"
    "PACKET_OUT" "FLOW_MOD" "PORT_MOD" "STATS_REQUEST" "STATS_REPLY" "BARRIER_REQUEST"
    "BARRIER_REPLY" "QUEUE_GET_CONFIG_REQUEST" "QUEUE_GET_CONFIG_REPLY",
);
/// The least length of each type's body.
const LEAST: [u8; 22] = [0, 4, 0, 0, 4, 0, 24, 0, 4, 4, 10, 80, 56, 8, 64, 24, 4, 4, 0, 0, 4, 8];
/// The types whose body is no longer than that.
const EXACT: u32 = 0b1_1100_1001_1011_1010_0000;
const ERRORS: Table = table!("invalid (0x{:04x})";
    0: "HELLO_FAILED" "BAD_REQUEST" "BAD_ACTION" "FLOW_MOD_FAILED" "PORT_MOD_FAILED"
    "QUEUE_OP_FAILED",
);
/// What errors are about, by their type in the upper byte.
const CODES: Table = table!("invalid";
    0: "INCOMPATIBLE" "EPERM",
    0x100: "BAD_VERSION" "BAD_TYPE" "BAD_STAT" "BAD_VENDOR" "BAD_SUBTYPE" "EPERM" "BAD_LEN"
    "BUFFER_EMPTY" "BUFFER_UNKNOWN",
    0x200: "BAD_TYPE" "BAD_LEN" "BAD_VENDOR" "BAD_VENDOR_TYPE" "BAD_OUT_PORT" "BAD_ARGUMENT" "EPERM"
    "TOO_MANY" "BAD_QUEUE",
    0x300: "ALL_TABLES_FULL" "OVERLAP" "EPERM" "BAD_EMERG_TIMEOUT" "BAD_COMMAND" "UNSUPPORTED",
    0x400: "BAD_PORT" "BAD_HW_ADDR",
    0x500: "BAD_PORT" "BAD_QUEUE" "EPERM",
);
const CAPABILITIES: Table = table!("";
    1: "FLOW_STATS", 2: "TABLE_STATS", 4: "PORT_STATS", 8: "STP", 16: "RESERVED", 32: "IP_REASM",
    64: "QUEUE_STATS", 128: "ARP_MATCH_IP",
);
const ACTIONS: Table = table!("invalid (0x{:04x})";
    0: "OUTPUT" "SET_VLAN_VID" "SET_VLAN_PCP" "STRIP_VLAN" "SET_DL_SRC" "SET_DL_DST" "SET_NW_SRC"
    "SET_NW_DST" "SET_NW_TOS" "SET_TP_SRC" "SET_TP_DST" "ENQUEUE", 0xffff: "VENDOR",
);
pub(super) const FRAGMENTS: Table =
    table!("invalid (0x{:04x})"; 0: "FRAG_NORMAL" "FRAG_DROP" "FRAG_REASM");
pub(super) const PORTS: Table = table!("{}";
    0xff00: "MAX", 0xfff8: "IN_PORT" "TABLE" "NORMAL" "FLOOD" "ALL" "CONTROLLER" "LOCAL" "NONE",
);
const CONFIG: Table = table!("";
    1: "PORT_DOWN", 2: "NO_STP", 4: "NO_RECV", 8: "NO_RECV_STP", 16: "NO_FLOOD", 32: "NO_FWD",
    64: "NO_PACKET_IN",
);
const STATES: Table = table!("";
    0: "STP_LISTEN", 0x100: "STP_LEARN", 0x200: "STP_FORWARD", 0x300: "STP_BLOCK",
);
const FEATURES: Table = table!("";
    1: "10MB_HD", 2: "10MB_FD", 4: "100MB_HD", 8: "100MB_FD", 16: "1GB_HD", 32: "1GB_FD",
    64: "10GB_FD", 128: "COPPER", 256: "FIBER", 512: "AUTONEG", 1024: "PAUSE", 2048: "PAUSE_ASYM",
);
const WHY_SENT: Table = table!("invalid (0x{:02x})"; 0: "NO_MATCH" "ACTION");
const WHY_REMOVED: Table = table!("unknown (0x{:02x})"; 0: "IDLE_TIMEOUT" "HARD_TIMEOUT" "DELETE");
const CHANGES: Table = table!("invalid (0x{:02x})"; 0: "ADD" "DELETE" "MODIFY");
const COMMANDS: Table = table!("invalid (0x{:04x})";
    0: "ADD" "MODIFY" "MODIFY_STRICT" "DELETE" "DELETE_STRICT",
);
const FLOW_FLAGS: Table = table!(""; 1: "SEND_FLOW_REM", 2: "CHECK_OVERLAP", 4: "EMERG");
pub(super) const ALL_WILDCARDS: u32 = 0x3f_ffff;
const BUFFERS: Table = table!("0x{:08x}"; 0xffff_ffff: "NONE");
const SWITCH_ACTIONS: Table = table!("unknown (0x{:08x})"; 1: "MIRROR" "SET_TUNNEL_DST");
const SWITCH_MESSAGES: Table = table!("unknown (0x{:08x})";
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
const NO_VLAN: u16 = 0xffff;
const CONTROLLER: u16 = 0xfffd;
const MATCH: usize = 40;

/// Prints the body of a message.
pub(super) fn print(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    if !lengths(c, &LEAST, EXACT, kind, b)? {
        return Ok(());
    }
    match kind {
        0 | 2 | 3 => data(c, b),
        1 => error(c, ERRORS, CODES, b),
        4 => {
            if vendor(c, text!(", vendor"), b)? {
                switch(c, &b.from(4))
            } else {
                data(c, &b.from(4))
            }
        }
        6 => {
            show!(c, b, "\n\t dpid 0x{8:016x}{|}, n_buffers {4}{|}, n_tables {1}")?;
            show!(c, b, "\n\t capabilities 0x{@16=4:08x}")?;
            bits(c, CAPABILITIES, 0xef, b.u32(16)?);
            show!(c, b, "\n\t actions 0x{@20=4:08x}")?;
            actions_known(c, b.u32(20)?);
            let mut rest = b.from(24);
            while rest.len() > 0 {
                within(c, text!("\n\t  port def. length"), rest.len(), 48, usize::MAX)?;
                port(c, &rest)?;
                rest = rest.from(48);
            }
            Ok(())
        }
        8 | 9 => show!(c, b, "\n\t flags {2N}{|}, miss_send_len {2}", FRAGMENTS),
        10 => {
            show!(
                c,
                b,
                "\n\t buffer_id 0x{4:08x}{|}, total_len {2}{|}, in_port {2N}{|}, reason {1N}",
                PORTS,
                WHY_SENT
            )?;
            b.need(0, 10)?;
            packet(c, &b.from(10))
        }
        11 => {
            flow_match(c, text!(" "), b)?;
            let b = &b.from(MATCH);
            show!(c, b, "\n\t cookie 0x{8:016x}")?;
            nonzero(c, text!(", priority "), b.u16(8)?);
            show!(
                c,
                b,
                ", reason {@10=1N}{|}, duration_sec {@12=4}{|}, duration_nsec {4}",
                WHY_REMOVED
            )?;
            nonzero(c, text!(", idle_timeout "), b.u16(20)?);
            show!(c, b, ", packet_count {@24=8}{|}, byte_count {8}")
        }
        12 => {
            show!(c, b, "\n\t reason {1N}", CHANGES)?;
            port(c, &b.from(8))
        }
        13 => {
            show!(c, b, "\n\t buffer_id 0x{4:08x}{|}, in_port {2N}{|}, actions_len {2}", PORTS)?;
            let (length, b) = (usize::from(b.u16(6)?), b.from(8));
            within(c, text!("actions_len"), length, 0, b.len())?;
            let list = b.claim(length);
            let result = actions(c, text!(" "), &list);
            part(c, &list, result)?;
            packet(c, &b.from(length))
        }
        14 => {
            flow_match(c, text!(" "), b)?;
            let (b, rest) = (&b.from(MATCH), b.from(64));
            show!(c, b, "\n\t cookie 0x{8:016x}{|}, command {2N}", COMMANDS)?;
            nonzero(c, text!(", idle_timeout "), b.u16(10)?);
            nonzero(c, text!(", hard_timeout "), b.u16(12)?);
            nonzero(c, text!(", priority "), b.u16(14)?);
            match b.u16(8)? {
                0..=2 => show!(c, b, ", buffer_id {@16=4N}", BUFFERS)?,
                3 | 4 => show!(c, b, ", out_port {@20=2N}", PORTS)?,
                _ => {}
            }
            show!(c, b, ", flags 0x{@22=2:04x}")?;
            bits(c, FLOW_FLAGS, 7, b.u16(22)?.into());
            actions(c, text!(" "), &rest)
        }
        15 => {
            show!(c, b, "\n\t port_no {2N}{|}, hw_addr {6A}", PORTS)?;
            bitmap(c, text!("  config"), CONFIG, b, 8)?;
            bitmap(c, text!("  mask"), CONFIG, b, 12)?;
            bitmap(c, text!("  advertise"), FEATURES, b, 16)
        }
        16 | 17 => statistics::print(c, kind == 17, b),
        20 => show!(c, b, "\n\t port {2N}", PORTS),
        21 => {
            show!(c, b, "\n\t port {2N}", PORTS)?;
            b.need(2, 6)?;
            statistics::queues(c, &b.from(8))
        }
        _ => Ok(()),
    }
}

fn nonzero(c: &mut Ctx<'_>, name: Literal, value: u16) {
    if value != 0 {
        put!(c, "{}{}", name, value);
    }
}

/// The actions that a switch knows, a bit for each.
fn actions_known(c: &mut Ctx<'_>, value: u32) {
    let mut before = text!(" (");
    for (kind, name) in ACTIONS.entries().take(12) {
        if value >> kind & 1 != 0 {
            put!(c, "{}{}", before, name);
            before = text!(", ");
        }
    }
    c.literal(if before == text!(", ") { text!(")") } else { text!("") });
    c.literal(if value >> 12 != 0 { text!(" (bogus)") } else { text!("") });
}

/// A port of the switch.
fn port(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t  port_no {2N}{|}, hw_addr {6A}", PORTS)?;
    name(c, text!(", name '"), b, 8, 16)?;
    if c.v() < 2 {
        return b.need(0, 48);
    }
    bitmap(c, text!("   config"), CONFIG, b, 24)?;
    let state = b.u32(28)?;
    put!(c, "\n\t   state 0x{:08x} ({}", state, Name(STATES, state & 0x300));
    c.literal(if state & 1 != 0 { text!(", LINK_DOWN)") } else { text!(")") });
    c.literal(if state & !0x301 != 0 { text!(" (bogus)") } else { text!("") });
    for (name, at) in [
        (text!("   curr"), 32),
        (text!("   advertised"), 36),
        (text!("   supported"), 40),
        (text!("   peer"), 44),
    ] {
        bitmap(c, name, FEATURES, b, at)?;
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

/// What of a packet must have which value; of the rest any will do.
pub(super) fn flow_match(c: &mut Ctx<'_>, indent: Literal, b: &Bytes<'_>) -> Res {
    let wild = b.u32(0)?;
    if wild & !ALL_WILDCARDS != 0 {
        put!(c, "\n\t{}wildcards 0x{:08x} (bogus)", indent, wild);
    }
    // What the protocol of a higher layer is known to be gives other fields their names.
    let arp = wild & 16 == 0 && b.u16(22) == Ok(0x0806);
    let icmp = wild & 48 == 0 && b.u16(22) == Ok(0x0800) && b.u8(25) == Ok(1);
    for (bit, name, at, size) in [
        (1, text!("in_port"), 4, 2),
        (4, text!("dl_src"), 6, 6),
        (8, text!("dl_dst"), 12, 6),
        (2, text!("dl_vlan"), 18, 2),
        (0x10_0000, text!("dl_vlan_pcp"), 20, 1),
        (16, text!("dl_type"), 22, 2),
        (0x20_0000, text!("nw_tos"), 24, 1),
        (32, if arp { text!("arp_opcode") } else { text!("nw_proto") }, 25, 1),
        (0x2000, text!("nw_src"), 28, 4),
        (0x8_0000, text!("nw_dst"), 32, 4),
        (64, if icmp { text!("icmp_type") } else { text!("tp_src") }, 36, 2),
        (128, if icmp { text!("icmp_code") } else { text!("tp_dst") }, 38, 2),
    ] {
        if wild & bit != 0 {
            continue;
        }
        let field = b.from(at).first(size);
        field.need(0, size)?;
        put!(c, "\n\t{}match {} ", indent, name);
        match bit {
            1 => show!(c, &field, "{2N}", PORTS)?,
            2 => vlan(c, field.u16(0)?),
            4 | 8 => show!(c, &field, "{6A}")?,
            16 => show!(c, &field, "0x{2:04x}")?,
            32 => show!(c, &field, "{1}")?,
            0x10_0000 => priority(c, field.u8(0)?),
            0x20_0000 => show!(c, &field, "0x{1:02x}")?,
            0x2000 | 0x8_0000 => {
                show!(c, &field, "{4A}/")?;
                c.out.dec((32 - (wild >> (if bit == 0x2000 { 8 } else { 14 }) & 31)).into());
            }
            _ => show!(c, &field, "{2}")?,
        }
    }
    Ok(())
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
            4 | 5 | 11 => length == 16,
            0..=10 => length == 8,
            0xffff => length.is_multiple_of(8),
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
        0 => {
            show!(c, b, ", port {2N}", PORTS)?;
            if b.u16(0)? == CONTROLLER { show!(c, b, ", max_len {@2=2}") } else { Ok(()) }
        }
        1 => {
            let number = b.u16(0)?;
            put!(c, ", vlan_vid ");
            vlan(c, number);
            Ok(())
        }
        2 => {
            let number = b.u8(0)?;
            put!(c, ", vlan_pcp ");
            priority(c, number);
            Ok(())
        }
        4 | 5 => show!(c, b, ", dl_addr {6A}"),
        6 | 7 => show!(c, b, ", nw_addr {4A}"),
        8 => show!(c, b, ", nw_tos 0x{1:02x}"),
        9 | 10 => show!(c, b, ", tp_port {2}"),
        11 => show!(c, b, ", port {2N}{|}, queue_id {@8=4}", PORTS),
        0xffff => {
            if !vendor(c, text!(", vendor"), b)? {
                return data(c, &b.from(4));
            }
            let b = &b.from(4);
            put!(c, "\n\t ");
            within(c, text!("len"), b.len(), 4, usize::MAX)?;
            show!(c, b, " subtype {4N}", SWITCH_ACTIONS)?;
            if b.u32(0)? != 1 {
                return Ok(());
            }
            exactly(c, text!("len"), b.len() - 4, 12)?;
            show!(c, b, ", dest_port {@4=4}")?;
            b.need(8, 4)?;
            put!(c, ", vlan_tag ");
            match b.u16(8)? {
                0 => put!(c, "none"),
                0x8100 => {
                    let tag = b.u16(10)?;
                    put!(c, "802.1Q (vlan {}, p {}", tag & 0xfff, tag >> 13);
                    c.literal(if tag & 0x1000 != 0 { text!(", DEI)") } else { text!(")") });
                }
                other => put!(c, "unknown (0x{:04x})", other),
            }
            show!(c, b, ", copy_stage {@12=1N}", table!("unknown ({})"; 0: "INGRESS" "EGRESS"))
        }
        _ => Ok(()),
    }
}

/// A message of Big Switch Networks.
fn switch(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    put!(c, "\n\t");
    within(c, text!("len"), b.len(), 4, usize::MAX)?;
    show!(c, b, " subtype {4N}", SWITCH_MESSAGES)?;
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
            within(c, text!("len"), b.len(), 4, usize::MAX)?;
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
