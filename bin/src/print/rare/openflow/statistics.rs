//! What version 1.0 counts: requests for statistics and their answers, and queues.

use super::flow::{ALL_WILDCARDS, WILDCARDS, actions, flow_match};
use super::v10::PORTS;
use super::{bits, data, exactly, name, part, remaining, vendor, within};
use crate::print::toolkit::*;

const DESC: u16 = 0;
const FLOW: u16 = 1;
const AGGREGATE: u16 = 2;
const TABLE: u16 = 3;
const PORT: u16 = 4;
const QUEUE: u16 = 5;
const VENDOR: u16 = 0xffff;
const STATISTICS: Table = table!("invalid (0x{:04x})";
    0: "DESC" "FLOW" "AGGREGATE" "TABLE" "PORT" "QUEUE", 0xffff: "VENDOR",
);
const QUEUES: Table = table!("{}"; 0xffff_ffff: "ALL");
const TABLES: Table = table!("{}"; 0xfe: "EMERG" "ALL");

/// Requests for statistics, and their answers.
pub(super) fn print(c: &mut Ctx<'_>, reply: bool, b: &Bytes<'_>) -> Res {
    show!(c, b, "\n\t type {2N}{|}, flags 0x{2:04x}", STATISTICS)?;
    let (kind, flags) = (b.u16(0)?, b.u16(2)?.into());
    bits(c, table!(""; 1: "MORE"), u32::from(reply), flags);
    let b = &b.from(4);
    // Answers of some kinds are entries of a length in a row.
    let (length, in_a_row) = match (kind, reply) {
        (DESC | TABLE, false) => (0, false),
        (FLOW | AGGREGATE, false) => (44, false),
        (PORT | QUEUE, false) => (8, false),
        (DESC, true) => (1056, false),
        (AGGREGATE, true) => (24, false),
        (TABLE, true) => (64, true),
        (PORT, true) => (104, true),
        (QUEUE, true) => (32, true),
        (FLOW, true) => return flows(c, b),
        (VENDOR, _) => return vendor(c, text!(", vendor"), b).and_then(|_| data(c, &b.from(4))),
        _ => return Ok(()),
    };
    let begin = match (kind, reply) {
        (_, false) => text!(""),
        (AGGREGATE | TABLE, _) => text!("\n\t"),
        _ => text!("\n\t "),
    };
    if !in_a_row {
        c.literal(begin);
        let what = if (kind, reply) == (AGGREGATE, true) {
            text!("remaining length")
        } else {
            text!("len")
        };
        exactly(c, what, b.len(), length)?;
        return statistic(c, kind, reply, b);
    }
    let mut rest = *b;
    while rest.len() > 0 {
        remaining(c, begin, &rest, length)?;
        statistic(c, kind, reply, &rest)?;
        rest.need(0, length)?;
        rest = rest.from(length);
    }
    Ok(())
}

/// Prints a request, or an entry of an answer, whose length is right.
fn statistic(c: &mut Ctx<'_>, kind: u16, reply: bool, b: &Bytes<'_>) -> Res {
    match (kind, reply) {
        (FLOW | AGGREGATE, false) => {
            flow_match(c, text!(" "), b)?;
            show!(c, b, "\n\t table_id {@40=1N}{|}, out_port {@42=2N}", TABLES, PORTS)
        }
        (PORT, false) => show!(c, b, "\n\t port_no {2N}", PORTS),
        (QUEUE, false) => show!(c, b, "\n\t port_no {2N}{|}, queue_id {@4=4N}", PORTS, QUEUES),
        (DESC, true) => {
            for (before, at, size) in [
                (text!(" mfr_desc '"), 0, 256),
                (text!("\n\t  hw_desc '"), 256, 256),
                (text!("\n\t  sw_desc '"), 512, 256),
                (text!("\n\t  serial_num '"), 768, 32),
                (text!("\n\t  dp_desc '"), 800, 256),
            ] {
                name(c, before, b, at, size)?;
            }
            Ok(())
        }
        (AGGREGATE, true) => show!(c, b, " packet_count {8}{|}, byte_count {8}{|}, flow_count {4}"),
        (TABLE, true) => {
            show!(c, b, " table_id {1N}", TABLES)?;
            name(c, text!(", name '"), b, 4, 32)?;
            let wild = b.u32(36)?;
            put!(c, "\n\t  wildcards 0x{:08x}", wild);
            bits(c, WILDCARDS, ALL_WILDCARDS, wild);
            show!(
                c,
                b,
                "\n\t  max_entries {@40=4}{|}, active_count {4}{|}, lookup_count {8}{|}, \
                 matched_count {8}"
            )
        }
        (PORT, true) => {
            show!(c, b, " port_no {2N}", PORTS)?;
            if c.v() < 2 {
                return Ok(());
            }
            show!(
                c,
                b,
                ", rx_packets {@8=8}{|}, tx_packets {8}{|}, rx_bytes {8}{|}, tx_bytes {8}{|}, \
                 rx_dropped {8}{|}, tx_dropped {8}{|}, rx_errors {8}{|}, tx_errors {8}{|}, \
                 rx_frame_err {8}{|}, rx_over_err {8}{|}, rx_crc_err {8}{|}, collisions {8}"
            )
        }
        (QUEUE, true) => show!(
            c,
            b,
            " port_no {2N}{|}, queue_id {@4=4}{|}, tx_bytes {8}{|}, tx_packets {8}{|}, \
             tx_errors {8}",
            PORTS
        ),
        _ => Ok(()),
    }
}

/// The flows that a switch has.
fn flows(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const LEAST: usize = 88;
    let mut rest = *b;
    while rest.len() > 0 {
        remaining(c, text!("\n\t"), &rest, LEAST)?;
        show!(c, &rest, " length {2}")?;
        let length = usize::from(rest.u16(0)?);
        within(c, text!("entry_len"), length, LEAST, rest.len())?;
        show!(c, &rest, ", table_id {@2=1N}", TABLES)?;
        flow_match(c, text!("  "), &rest.from(4))?;
        show!(
            c,
            &rest,
            "\n\t  duration_sec {@44=4}{|}, duration_nsec {4}{|}, priority {2}{|}, idle_timeout \
             {2}{|}, hard_timeout {2}{|}, cookie 0x{@64=8:016x}{|}, packet_count {8}{|}, byte_count {8}"
        )?;
        let list = rest.from(LEAST).claim(length - LEAST);
        let result = actions(c, text!("  "), &list);
        part(c, &list, result)?;
        rest = rest.from(length);
    }
    Ok(())
}

/// The queues of a port.
pub(super) fn queues(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    let mut rest = *b;
    while rest.len() > 0 {
        remaining(c, text!("\n\t "), &rest, 8)?;
        show!(c, &rest, " queue_id {4}{|}, len {2}")?;
        let length = usize::from(rest.u16(4)?);
        within(c, text!("prop. desc. length"), length, 8, rest.len())?;
        rest.need(6, 2)?;
        let list = rest.from(8).claim(length - 8);
        let result = if c.v() > 1 { properties(c, &list) } else { Ok(()) };
        part(c, &list, result)?;
        rest = rest.from(length);
    }
    Ok(())
}

/// What a queue is given.
fn properties(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    const NONE: u16 = 0;
    const MIN_RATE: u16 = 1;
    let mut rest = *b;
    while rest.len() > 0 {
        remaining(c, text!("\n\t  "), &rest, 8)?;
        show!(
            c,
            &rest,
            " property {2N}{|}, len {2}",
            table!("invalid (0x{:04x})"; 0: "NONE" "MIN_RATE")
        )?;
        let (kind, length) = (rest.u16(0)?, usize::from(rest.u16(2)?));
        within(c, text!("property length"), length, 8, rest.len())?;
        rest.need(4, 4)?;
        if kind == NONE && length != 8 || kind == MIN_RATE && length != 16 {
            put!(c, " (bogus)");
        } else if kind == MIN_RATE {
            let rate = rest.u16(8)?;
            if rate > 1000 {
                put!(c, ", rate disabled");
            } else {
                put!(c, ", rate {}.{}%", rate / 10, rate % 10);
            }
        }
        rest.need(0, length)?;
        rest = rest.from(length);
    }
    Ok(())
}
