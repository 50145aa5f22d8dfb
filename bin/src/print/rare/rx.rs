//! Rx, the remote procedure calls of the Andrew file system (Zeldovich, "Rx protocol
//! specification", 2002; "AFS-3 Programmer's Reference", 1991).
//!
//! An answer does not say what it answers: the calls seen last are remembered by their number, ends
//! and service. A message that ends early is marked with its service's name and still has its length
//! behind it, but where a single number is cut.

mod services;
mod values;

use crate::print::rare::recent::Recent;
use crate::print::toolkit::*;
use crate::print::transport::{Addresses, Net};
use services::Service;

const HEADER: usize = 28;
const DATA: u8 = 1;
const ACK: u8 = 2;
const ABORT: u8 = 4;
const FROM_CLIENT: u8 = 1;

const TYPES: Table = table!("type {}";
    1: "data" "ack" "busy" "abort" "ackall" "challenge" "response" "debug" "params", 13: "version",
);
const FLAGS: Table = table!("";
    1: "<client-init>", 2: "<req-ack>", 4: "<last-pckt>", 8: "<more-pckts>", 16: "<free-pckt>",
    32: "<jumbogram>", 64: "<slow-start>",
);
/// A flag that says something else in packets with data than in acknowledgments, where the next bit is
/// free for it.
const TWO_MEANINGS: u32 = 32;
const REASONS: Table = table!("#{}";
    1: "ack requested" "duplicate packet" "out of sequence" "exceeds window" "no buffer space"
    "ping" "ping response" "delay" "idle",
);

/// What tells calls apart: number, client, server, the server's port and its service.
type Key = (u32, [u8; 4], [u8; 4], u16, u16);

/// The calls seen last, and what they call.
pub(crate) struct Calls {
    seen: Recent<(Key, u32)>,
    /// Where the last one was found that was looked for: the next is looked for from there on.
    found: usize,
}

impl Calls {
    pub(crate) const fn new() -> Self {
        Self { seen: Recent::new(((0, [0; 4], [0; 4], 0, 0), 0)), found: 0 }
    }

    fn find(&mut self, key: Key) -> Option<u32> {
        let places = &self.seen.places;
        for step in 0..places.len() {
            let at = (self.found + step) % places.len();
            if let Some((seen, operation)) = places.get(at)
                && *seen == key
            {
                self.found = at;
                return Some(*operation);
            }
        }
        None
    }
}

/// Source and destination; of IPv6 tcpdump takes what stands where those of IPv4 would.
fn ends(net: &Net<'_>) -> ([u8; 4], [u8; 4]) {
    match net.addresses {
        Addresses::V4(from, to) => (from, to),
        Addresses::V6(&[_, _, _, _, a, b, c, d, e, f, g, h, ..], _) => ([a, b, c, d], [e, f, g, h]),
    }
}

/// Prints a packet.
pub(crate) fn print(c: &mut Ctx<'_>, net: &Net<'_>, ports: (u16, u16), b: &Bytes<'_>) -> Res {
    c.protocol = text!("rx");
    if b.has(0, HEADER) {
        packet(c, net, ports, b)?;
    } else {
        c.truncated();
    }
    put!(c, " ({})", b.len());
    Ok(())
}

fn packet(c: &mut Ctx<'_>, net: &Net<'_>, ports: (u16, u16), b: &Bytes<'_>) -> Res {
    let (kind, flags) = (b.u8(20)?, b.u8(21)?);
    put!(c, " rx {}", Name(TYPES, kind.into()));
    if c.v() > 1 {
        show!(c, b, " cid {@4=4:08x} call# {4}")?;
    }
    if c.v() > 0 {
        show!(c, b, " seq {@12=4} ser {4}")?;
    }
    if c.v() > 2 {
        show!(c, b, " secindex {@23=1} serviceid {@26=2}")?;
    }
    if c.v() > 1 {
        let mut flags = u32::from(flags) & 0x3f;
        match kind {
            DATA => {}
            ACK => flags += flags & TWO_MEANINGS,
            _ => flags &= !TWO_MEANINGS,
        }
        let mut before = text!(" ");
        for (_, name) in FLAGS.entries().filter(|&(bit, _)| flags & bit != 0) {
            put!(c, "{}{}", before, name);
            before = text!(",");
        }
    }
    let (number, service) = (b.u32(8)?, b.u16(26)?);
    let is_first = b.u32(12)? == 1;
    let (from, to) = ends(net);
    let body = b.from(HEADER);
    match kind {
        _ if b.len() < HEADER => Ok(()),
        ACK => acknowledgment(c, &body),
        DATA if is_first && flags & FROM_CLIENT != 0 => {
            // A call says what is called; an answer may be empty.
            if body.len() == 0 {
                return Ok(());
            }
            // Calls of services that are not known take their places, too.
            let operation = body.u32(0);
            if let Ok(operation) = operation {
                c.flows.rx.seen.enter(((number, from, to, ports.1, service), operation));
            }
            let Some(called) = Service::at(ports.1) else { return Ok(()) };
            called.call(c, operation?, &body.from(4))
        }
        DATA | ABORT if flags & FROM_CLIENT == 0 && (is_first || kind == ABORT) => {
            let found = c.flows.rx.find((number, to, from, ports.0, service));
            match (Service::at(ports.0), found) {
                (Some(called), Some(operation)) => called.reply(c, operation, kind == ABORT, &body),
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// Which packets have come, and which not: those in a row as a range.
fn acknowledgment(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("ack");
    if !b.has(0, 18) {
        c.truncated();
        return Ok(());
    }
    if c.v() > 2 {
        show!(c, b, " bufspace {2} maxskew {2}")?;
    }
    let first = b.u32(4)?;
    show!(c, b, " first {@4=4} serial {@12=4} reason {1N}", REASONS)?;
    let count = b.u8(17)?.into();
    let Ok(states) = b.get(18, count) else {
        c.truncated();
        return Ok(());
    };
    for (wanted, name) in [(1, text!(" acked")), (0, text!(" nacked"))] {
        let mut before = name;
        let mut runs = states;
        let mut number = first;
        while let Some((&state, _)) = runs.split_first() {
            let length = runs.iter().take_while(|&&next| next == state).count();
            let last = number.wrapping_add(length as u32);
            if state == wanted {
                put!(c, "{}{}", before, if before == name { text!(" ") } else { text!("") });
                put!(c, "{}", number);
                if length > 1 {
                    put!(c, "-{}", last.wrapping_sub(1));
                }
                before = text!(",");
            }
            number = last;
            runs = runs.get(length..).unwrap_or(&[]);
        }
    }
    if c.v() > 1 {
        let sizes = b.from(21 + count);
        for (at, name) in
            [text!(" ifmtu "), text!(" maxmtu "), text!(" rwind "), text!(" maxpackets ")]
                .iter()
                .enumerate()
        {
            let Ok(size) = sizes.u32(4 * at) else { break };
            put!(c, "{}{}", *name, size);
        }
    }
    Ok(())
}
