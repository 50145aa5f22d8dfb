//! Messages of version 1.0.

use super::flow::{MATCH, actions, actions_known, flow_match};
use super::message::*;
use super::{
    at_least, big_switch, bitmap, bits, data, error, lengths, name, packet, part, statistics,
    vendor, within,
};
use crate::print::toolkit::*;

const VENDOR: u8 = 4;
const PACKET_OUT: u8 = 13;
const FLOW_MOD: u8 = 14;
const PORT_MOD: u8 = 15;
const STATS_REQUEST: u8 = 16;
const STATS_REPLY: u8 = 17;
const QUEUE_GET_CONFIG_REQUEST: u8 = 20;
const QUEUE_GET_CONFIG_REPLY: u8 = 21;
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
const BUFFERS: Table = table!("0x{:08x}"; 0xffff_ffff: "NONE");
/// The length of a port.
const PORT: usize = 48;

/// Prints the body of a message.
pub(super) fn print(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    if !lengths(c, &LEAST, EXACT, kind, b)? {
        return Ok(());
    }
    match kind {
        HELLO | ECHO_REQUEST | ECHO_REPLY => data(c, b),
        ERROR => error(c, ERRORS, CODES, b),
        VENDOR if vendor(c, text!(", vendor"), b)? => big_switch::message(c, &b.from(4)),
        VENDOR => data(c, &b.from(4)),
        FEATURES_REPLY => features(c, b),
        GET_CONFIG_REPLY | SET_CONFIG => {
            show!(c, b, "\n\t flags {2N}{|}, miss_send_len {2}", FRAGMENTS)
        }
        PACKET_IN => {
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
        FLOW_REMOVED => flow_removed(c, b),
        PORT_STATUS => {
            show!(c, b, "\n\t reason {1N}", CHANGES)?;
            port(c, &b.from(8))
        }
        PACKET_OUT => packet_out(c, b),
        FLOW_MOD => flow_modified(c, b),
        PORT_MOD => {
            show!(c, b, "\n\t port_no {2N}{|}, hw_addr {6A}", PORTS)?;
            bitmap(c, text!("  config"), CONFIG, b, 8)?;
            bitmap(c, text!("  mask"), CONFIG, b, 12)?;
            bitmap(c, text!("  advertise"), FEATURES, b, 16)
        }
        STATS_REQUEST | STATS_REPLY => statistics::print(c, kind == STATS_REPLY, b),
        QUEUE_GET_CONFIG_REQUEST => show!(c, b, "\n\t port {2N}", PORTS),
        QUEUE_GET_CONFIG_REPLY => {
            show!(c, b, "\n\t port {2N}", PORTS)?;
            b.need(2, 6)?;
            statistics::queues(c, &b.from(8))
        }
        _ => Ok(()),
    }
}

/// A switch: what it can, and its ports.
fn features(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t dpid 0x{8:016x}{|}, n_buffers {4}{|}, n_tables {1}")?;
    show!(c, b, "\n\t capabilities 0x{@16=4:08x}")?;
    bits(c, CAPABILITIES, 0xef, b.u32(16)?);
    show!(c, b, "\n\t actions 0x{@20=4:08x}")?;
    actions_known(c, b.u32(20)?);
    let mut rest = b.from(24);
    while rest.len() > 0 {
        at_least(c, text!("\n\t  port def. length"), rest.len(), PORT)?;
        port(c, &rest)?;
        rest = rest.from(PORT);
    }
    Ok(())
}

/// A flow that is no more, with what it came to.
fn flow_removed(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    flow_match(c, text!(" "), b)?;
    let b = &b.from(MATCH);
    show!(c, b, "\n\t cookie 0x{8:016x}")?;
    nonzero(c, text!(", priority "), b.u16(8)?);
    show!(c, b, ", reason {@10=1N}{|}, duration_sec {@12=4}{|}, duration_nsec {4}", WHY_REMOVED)?;
    nonzero(c, text!(", idle_timeout "), b.u16(20)?);
    show!(c, b, ", packet_count {@24=8}{|}, byte_count {8}")
}

/// A packet that is to be sent, behind what is to be done with it.
fn packet_out(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t buffer_id 0x{4:08x}{|}, in_port {2N}{|}, actions_len {2}", PORTS)?;
    let (length, b) = (usize::from(b.u16(6)?), b.from(8));
    within(c, text!("actions_len"), length, 0, b.len())?;
    let list = b.claim(length);
    let result = actions(c, text!(" "), &list);
    part(c, &list, result)?;
    packet(c, &b.from(length))
}

/// A flow that is to be added, changed or deleted.
fn flow_modified(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const ADD: u16 = 0;
    const MODIFY_STRICT: u16 = 2;
    const DELETE: u16 = 3;
    const DELETE_STRICT: u16 = 4;
    flow_match(c, text!(" "), b)?;
    let (b, rest) = (&b.from(MATCH), b.from(64));
    show!(c, b, "\n\t cookie 0x{8:016x}{|}, command {2N}", COMMANDS)?;
    nonzero(c, text!(", idle_timeout "), b.u16(10)?);
    nonzero(c, text!(", hard_timeout "), b.u16(12)?);
    nonzero(c, text!(", priority "), b.u16(14)?);
    match b.u16(8)? {
        ADD..=MODIFY_STRICT => show!(c, b, ", buffer_id {@16=4N}", BUFFERS)?,
        DELETE | DELETE_STRICT => show!(c, b, ", out_port {@20=2N}", PORTS)?,
        _ => {}
    }
    show!(c, b, ", flags 0x{@22=2:04x}")?;
    bits(c, FLOW_FLAGS, 7, b.u16(22)?.into());
    actions(c, text!(" "), &rest)
}

fn nonzero(c: &mut Ctx<'_>, name: Literal, value: u16) {
    if value != 0 {
        put!(c, "{}{}", name, value);
    }
}

/// A port of the switch.
fn port(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t  port_no {2N}{|}, hw_addr {6A}", PORTS)?;
    name(c, text!(", name '"), b, 8, 16)?;
    if c.v() < 2 {
        return b.need(0, PORT);
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
