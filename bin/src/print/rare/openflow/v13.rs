//! Version 1.3. Of flows, groups, meters, tables and of packets only the header is printed.

use super::message::*;
use super::v10::FRAGMENTS;
use super::{bitmap, bitmap_in_line, data, error, lengths, name, remaining, vendor, within};
use crate::print::toolkit::*;

const EXPERIMENTER: u8 = 4;
const PORT_MOD: u8 = 16;
const TABLE_MOD: u8 = 17;
const QUEUE_GET_CONFIG_REQUEST: u8 = 22;
const ROLE_REQUEST: u8 = 24;
const ROLE_REPLY: u8 = 25;
const GET_ASYNC_REPLY: u8 = 27;
const SET_ASYNC: u8 = 28;
pub(super) const TYPES: Table = table!("unknown (0x{:02x})";
    0: "HELLO" "ERROR" "ECHO_REQUEST" "ECHO_REPLY" "EXPERIMENTER" "FEATURES_REQUEST"
    "FEATURES_REPLY" "GET_CONFIG_REQUEST" "GET_CONFIG_REPLY" "SET_CONFIG" "PACKET_IN"
    "FLOW_REMOVED" "PORT_STATUS" "PACKET_OUT" "FLOW_MOD" "GROUP_MOD" "PORT_MOD" "TABLE_MOD"
    "MULTIPART_REQUEST" "MULTIPART_REPLY" "BARRIER_REQUEST" "BARRIER_REPLY"
    "QUEUE_GET_CONFIG_REQUEST" "QUEUE_GET_CONFIG_REPLY" "ROLE_REQUEST" "ROLE_REPLY"
    "GET_ASYNC_REQUEST" "GET_ASYNC_REPLY" "SET_ASYNC" "METER_MOD",
);
/// The least length of each type's body.
const LEAST: [u8; 30] = [
    0, 4, 0, 0, 8, 0, 24, 0, 4, 4, 0, 0, 72, 0, 0, 0, 32, 8, 0, 0, 0, 0, 8, 0, 16, 16, 0, 24, 24, 0,
];
/// The types whose body is no longer than that.
const EXACT: u32 = 0x1f7313e0;
const ERRORS: Table = table!("invalid (0x{:04x})";
    0: "HELLO_FAILED" "BAD_REQUEST" "BAD_ACTION" "BAD_INSTRUCTION" "BAD_MATCH" "FLOW_MOD_FAILED"
    "GROUP_MOD_FAILED" "PORT_MOD_FAILED" "TABLE_MOD_FAILED" "QUEUE_OP_FAILED"
    "SWITCH_CONFIG_FAILED" "ROLE_REQUEST_FAILED" "METER_MOD_FAILED" "TABLE_FEATURES_FAILED",
    0xffff: "EXPERIMENTER",
);
/// What errors are about, by their type in the upper byte.
const CODES: Table = table!("";
    0: "INCOMPATIBLE" "EPERM",
    0x100: "BAD_VERSION" "BAD_TYPE" "BAD_MULTIPART" "BAD_EXPERIMENTER" "BAD_EXP_TYPE" "EPERM"
    "BAD_LEN" "BUFFER_EMPTY" "BUFFER_UNKNOWN" "BAD_TABLE_ID" "IS_SLAVE" "BAD_PORT" "BAD_PACKET"
    "MULTIPART_BUFFER_OVERFLOW",
    0x200: "BAD_TYPE" "BAD_LEN" "BAD_EXPERIMENTER" "BAD_EXP_TYPE" "BAD_OUT_PORT" "BAD_ARGUMENT"
    "EPERM" "TOO_MANY" "BAD_QUEUE" "BAD_OUT_GROUP" "MATCH_INCONSISTENT" "UNSUPPORTED_ORDER"
    "BAD_TAG" "BAD_SET_TYPE" "BAD_SET_LEN" "BAD_SET_ARGUMENT",
    0x300: "UNKNOWN_INST" "UNSUP_INST" "BAD_TABLE_ID" "UNSUP_METADATA" "UNSUP_METADATA_MASK"
    "BAD_EXPERIMENTER" "BAD_EXP_TYPE" "BAD_LEN" "EPERM",
    0x400: "BAD_TYPE" "BAD_LEN" "BAD_TAG" "BAD_DL_ADDR_MASK" "BAD_NW_ADDR_MASK" "BAD_WILDCARDS"
    "BAD_FIELD" "BAD_VALUE" "BAD_MASK" "BAD_PREREQ" "DUP_FIELD" "EPERM",
    0x500: "UNKNOWN" "TABLE_FULL" "BAD_TABLE_ID" "OVERLAP" "EPERM" "BAD_TIMEOUT" "BAD_COMMAND"
    "BAD_FLAGS",
    0x600: "GROUP_EXISTS" "INVALID_GROUP" "WEIGHT_UNSUPPORTED" "OUT_OF_GROUPS" "OUT_OF_BUCKETS"
    "CHAINING_UNSUPPORTED" "WATCH_UNSUPPORTED" "LOOP" "UNKNOWN_GROUP" "CHAINED_GROUP" "BAD_TYPE"
    "BAD_COMMAND" "BAD_BUCKET" "BAD_MATCH" "EPERM",
    0x700: "BAD_PORT" "BAD_HW_ADDR" "BAD_CONFIG" "BAD_ADVERTISE" "EPERM",
    0x800: "BAD_TABLE" "BAD_CONFIG" "EPERM",
    0x900: "BAD_PORT" "BAD_QUEUE" "EPERM",
    0xa00: "BAD_FLAGS" "BAD_LEN" "EPERM",
    0xb00: "STALE" "UNSUP" "BAD_ROLE",
    0xc00: "UNKNOWN" "METER_EXISTS" "INVALID_METER" "UNKNOWN_METER" "BAD_COMMAND" "BAD_FLAGS"
    "BAD_RATE" "BAD_BURST" "BAD_BAND" "BAD_BAND_VALUE" "OUT_OF_METERS" "OUT_OF_BANDS",
    0xd00: "BAD_TABLE" "BAD_METADATA" "BAD_TYPE" "BAD_LEN" "BAD_ARGUMENT" "EPERM",
);
const CAPABILITIES: Table = table!("";
    1: "FLOW_STATS", 2: "TABLE_STATS", 4: "PORT_STATS", 8: "GROUP_STATS", 32: "IP_REASM",
    64: "QUEUE_STATS", 256: "PORT_BLOCKED",
);
const MOST_SENT: Table = table!("{}"; 0xffe5: "MAX", 0xffff: "NO_BUFFER");
const PORTS: Table = table!("{}";
    0xffff_ff00: "MAX",
    0xffff_fff8: "IN_PORT" "TABLE" "NORMAL" "FLOOD" "ALL" "CONTROLLER" "LOCAL" "ANY",
);
const CONFIG: Table = table!(""; 1: "PORT_DOWN", 4: "NO_RECV", 32: "NO_FWD", 64: "NO_PACKET_IN");
const STATES: Table = table!(""; 1: "LINK_DOWN", 2: "BLOCKED", 4: "LIVE");
const FEATURES: Table = table!("";
    1: "10MB_HD", 2: "10MB_FD", 4: "100MB_HD", 8: "100MB_FD", 16: "1GB_HD", 32: "1GB_FD",
    64: "10GB_FD", 128: "40GB_FD", 256: "100GB_FD", 512: "1TB_FD", 1024: "OTHER", 2048: "COPPER",
    4096: "FIBER", 8192: "AUTONEG", 16384: "PAUSE", 32768: "PAUSE_ASYM",
);
/// A bit for each version, as tcpdump counts them: the first bit, which no version has, is 1.0's.
const BITS_OF_VERSIONS: Table =
    table!(""; 1: "1.0", 2: "1.1", 4: "1.2", 8: "1.3", 16: "1.4", 32: "1.5");
const SENT: Table = table!(""; 1: "NO_MATCH", 2: "ACTION", 4: "INVALID_TTL");
const CHANGED: Table = table!(""; 1: "ADD", 2: "DELETE", 4: "MODIFY");
/// What stands for other values is as tcpdump prints it.
const REASONS: Table = table!("invalid (0x02x)"; 0: "ADD" "DELETE" "MODIFY");
const ROLES: Table = table!("invalid (0x{:08x})"; 0: "NOCHANGE" "EQUAL" "MASTER" "SLAVE");

/// Prints the body of a message.
pub(super) fn print(c: &mut Ctx<'_>, kind: u8, b: &Bytes<'_>) -> Res {
    if !lengths(c, &LEAST, EXACT, kind, b)? {
        return Ok(());
    }
    match kind {
        HELLO => hello(c, b),
        ERROR => error(c, ERRORS, CODES, b),
        ECHO_REQUEST | ECHO_REPLY => data(c, b),
        EXPERIMENTER => {
            vendor(c, text!("\n\t experimenter"), b)?;
            show!(c, b, ", exp_type 0x{@4=4:08x}")?;
            data(c, &b.from(8))
        }
        FEATURES_REPLY => {
            show!(
                c,
                b,
                "\n\t dpid 0x{8:016x}{|}, n_buffers {4}{|}, n_tables {1}{|}, auxiliary_id {1}"
            )?;
            bitmap(c, text!(" capabilities"), CAPABILITIES, b, 16)
        }
        GET_CONFIG_REPLY | SET_CONFIG => {
            show!(c, b, "\n\t flags {2N}{|}, miss_send_len {2N}", FRAGMENTS, MOST_SENT)
        }
        PORT_STATUS => {
            show!(c, b, "\n\t reason {1N}", REASONS)?;
            port(c, &b.from(8))
        }
        PORT_MOD => {
            show!(c, b, "\n\t port_no {4N}{|}, hw_addr {@8=6A}", PORTS)?;
            bitmap(c, text!("  config"), CONFIG, b, 16)?;
            bitmap(c, text!("  mask"), CONFIG, b, 20)?;
            bitmap(c, text!("  advertise"), FEATURES, b, 24)
        }
        TABLE_MOD => show!(
            c,
            b,
            "\n\t table_id {1N}{|}, config 0x{@4=4:08x}",
            table!("{}"; 0xfe: "MAX" "ALL")
        ),
        QUEUE_GET_CONFIG_REQUEST => show!(c, b, "\n\t port {4N}", PORTS),
        ROLE_REQUEST | ROLE_REPLY => {
            show!(c, b, "\n\t role {4N}{|}, generation_id 0x{@8=8:016x}", ROLES)
        }
        GET_ASYNC_REPLY | SET_ASYNC => {
            for (name, table, at) in [
                (text!(" packet_in_mask[EM]"), SENT, 0),
                (text!(" packet_in_mask[S]"), SENT, 4),
                (text!(" port_status_mask[EM]"), CHANGED, 8),
                (text!(" port_status_mask[S]"), CHANGED, 12),
                // As tcpdump names them; a flow is removed for other reasons than a port.
                (text!(" flow_removed_mask[EM]"), CHANGED, 16),
                (text!(" flow_removed_mask[S]"), CHANGED, 20),
            ] {
                bitmap(c, name, table, b, at)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What a peer can.
fn hello(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const VERSION_BITMAP: u16 = 1;
    let mut rest = *b;
    while rest.len() > 0 {
        remaining(c, text!("\n\t"), &rest, 4)?;
        show!(
            c,
            &rest,
            " type {2N}{|}, length {2}",
            table!("unknown (0x{:04x})"; 1: "VERSIONBITMAP")
        )?;
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        within(c, text!("bitmap length"), length, 4, rest.len())?;
        if kind == VERSION_BITMAP && length == 8 {
            bitmap_in_line(c, text!(", bitmap"), BITS_OF_VERSIONS, rest.u32(4)?);
        } else if kind == VERSION_BITMAP {
            put!(c, " (bogus)");
        }
        rest.need(0, length)?;
        rest = rest.from(length);
    }
    Ok(())
}

/// A port of the switch.
fn port(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t  port_no {4N}{|}, hw_addr {@8=6A}", PORTS)?;
    name(c, text!(", name '"), b, 16, 16)?;
    if c.v() < 2 {
        return Ok(());
    }
    bitmap(c, text!("   config"), CONFIG, b, 32)?;
    bitmap(c, text!("   state"), STATES, b, 36)?;
    for (name, at) in [
        (text!("   curr"), 40),
        (text!("   advertised"), 44),
        (text!("   supported"), 48),
        (text!("   peer"), 52),
    ] {
        bitmap(c, name, FEATURES, b, at)?;
    }
    show!(c, b, "\n\t   curr_speed {@56=4}kbps{|}\n\t   max_speed {4}kbps")
}
