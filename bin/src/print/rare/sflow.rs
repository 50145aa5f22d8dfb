//! sFlow, version 5: samples of packets, and the counters of interfaces (sflow_version_5.txt of
//! sflow.org). Of sampled packets their lengths are printed, and not what they are.

use crate::print::toolkit::*;

/// Version, kind of address, an IPv4 address, agent, sequence number, uptime, number of samples.
const HEADER: usize = 28;
const SAMPLES: Table = table!("Unknown";
    1: "flow sample" "counter sample" "expanded flow sample" "expanded counter sample",
);
const FLOWS: Table = table!("Unknown";
    1: "Raw packet" "Ethernet frame" "IPv4 Data" "IPv6 Data",
    1001: "Extended Switch data" "Extended Router data" "Extended Gateway data"
    "Extended User data" "Extended URL data" "Extended MPLS data" "Extended NAT data"
    "Extended MPLS tunnel" "Extended MPLS VC" "Extended MPLS FEC" "Extended MPLS LVP FEC"
    "Extended VLAN Tunnel",
);
const COUNTERS: Table = table!("Unknown";
    1: "Generic counter" "Ethernet counter" "Token ring counter" "100 BaseVG counter"
    "Vlan counter", 1001: "Processor counter",
);
const PROTOCOLS: Table = table!("Unknown"; 1: "Ethernet", 11: "IPv4" "IPv6");
const DIRECTIONS: Table = table!("Unknown"; 0: "unknown" "full-duplex" "half-duplex" "in" "out");
const STATES: Table = table!("?"; 0: "down" "up");

/// Prints a datagram.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("sflow");
    let version = b.u32(0)?;
    // Where the address is one of IPv6 there are twelve bytes more; of other kinds the length is not looked at.
    let (more, least) = match b.u32(4)? {
        1 => (0, HEADER),
        2 => (12, HEADER + 12),
        _ => (12, 0),
    };
    if b.len() < least {
        put!(c, "sFlowv{}", version);
        return c.short(text!("length"), b.len(), HEADER);
    }
    b.need(0, if c.v() > 0 && version == 5 { HEADER + more } else { HEADER })?;
    put!(c, "sFlow");
    if version != 5 {
        put!(c, " version {} packet not supported", version);
        return Ok(());
    }
    put!(c, "v5");
    if more == 0 {
        show!(c, b, ", IPv4 agent {@8=4A}, agent-id {4}")?;
    } else {
        show!(c, b, ", IPv6 agent {@8=16A}, agent-id {4}")?;
    }
    let rest = b.from(16 + more);
    if c.v() == 0 {
        put!(c, ", length {}", b.len());
        return Ok(());
    }
    show!(c, &rest, ", seqnum {4}, uptime {4}, samples {4}")?;
    put!(c, ", length {}", b.len());
    if b.len() < HEADER + more {
        return c.short(text!("tlen"), b.len(), HEADER + more);
    }
    let samples = rest.u32(8)?;
    let mut rest = rest.from(12);
    for _ in 0..samples {
        if rest.len() == 0 {
            break;
        }
        // The enterprise that a format is of stands in its upper bits, and is not looked at.
        let (kind, length) = (rest.u32(0)? & 0xfff, rest.u32(4)? as usize);
        if rest.len() < 8 {
            c.invalid();
            return b.check(0, b.len());
        }
        put!(c, "\n\t{} ({}), length {},", Name(SAMPLES, kind), kind, length);
        rest = rest.from(8);
        if kind == 0 || length == 0 {
            return Ok(());
        }
        let is_whole = length <= rest.len();
        if is_whole {
            rest.need(0, length)?;
        }
        if !is_whole || !sample(c, kind, &rest, length)? {
            c.invalid();
            return b.check(0, b.len());
        }
        rest = rest.from(length);
    }
    Ok(())
}

/// Prints a sample; answers whether its records could be.
fn sample(c: &mut Ctx<'_>, kind: u32, b: &Bytes<'_>, length: usize) -> Res<bool> {
    let (is_flow, is_expanded) = (kind & 1 != 0, kind > 2);
    let header = match kind {
        1 => 32,
        2 => 12,
        3 => 44,
        4 => 16,
        _ => {
            if c.v() <= 1 {
                c.hex_lines(text!("\n\t    "), b.get(0, length)?);
            }
            return Ok(true);
        }
    };
    if b.len() < header {
        return Ok(false);
    }
    b.need(0, header)?;
    if is_expanded {
        show!(c, b, " seqnum {4}, type {4}, idx {4}")?;
    } else {
        show!(c, b, " seqnum {4}, type {1}, idx {3}")?;
    }
    match (is_flow, is_expanded) {
        (true, false) => {
            show!(c, b, ", rate {@8=4}, pool {4}, drops {4}, input {4} output {4} records {4}")?;
        }
        (true, true) => {
            show!(c, b, ", rate {@12=4}, pool {4}, drops {4}, input {@28=4} ({@24=4}), ")?;
            show!(c, b, "output {@36=4} ({@32=4}), records {@40=4}")?;
        }
        _ => put!(c, ", records {}", b.u32(header - 4)?),
    }
    let mut rest = b.from(header);
    for _ in 0..b.u32(header - 4)? {
        if rest.len() < 8 {
            return Ok(false);
        }
        rest.need(0, 8)?;
        let (format, length) = (rest.u32(0)?, rest.u32(4)? as usize);
        // Of counters eight bits of the enterprise are not printed.
        let (comma, shift, table) =
            if is_flow { (text!(""), 12, FLOWS) } else { (text!(","), 20, COUNTERS) };
        let (enterprise, format) = (format >> shift, format & 0xfff);
        put!(
            c,
            "\n\t    enterprise {}{} {}",
            enterprise,
            comma,
            Name(known(table, enterprise), format)
        );
        put!(c, " ({}) length {}", format, length);
        rest = rest.from(8);
        if length > rest.len() {
            return Ok(false);
        }
        if enterprise == 0 {
            if !record(c, is_flow, format, &rest)? {
                return Ok(false);
            }
            if table.get(format).is_none() && c.v() <= 1 {
                c.hex_lines(text!("\n\t\t"), rest.get(0, length)?);
            }
        }
        rest = rest.from(length);
    }
    Ok(true)
}

/// The names of an enterprise's formats.
fn known(table: Table, enterprise: u32) -> Table {
    if enterprise == 0 { table } else { table!("Unknown";) }
}

/// Prints a record of a packet or of counters; answers whether it is as long as those of its kind.
fn record(c: &mut Ctx<'_>, is_flow: bool, format: u32, b: &Bytes<'_>) -> Res<bool> {
    let least = match (is_flow, format) {
        (true, 1 | 1001) => 16,
        (true, 2) => 20,
        (false, 1) => 88,
        (false, 2) => 52,
        (false, 4) => 80,
        (false, 5 | 1001) => 28,
        _ => return Ok(true),
    };
    if b.len() < least {
        return Ok(false);
    }
    b.need(0, least)?;
    match (is_flow, format) {
        (true, 1) => show!(
            c,
            b,
            "\n\t      protocol {4-N} ({4}), length {4}, stripped bytes {4}, header_size {4}",
            PROTOCOLS
        )?,
        (true, 2) => show!(c, b, "\n\t      frame len {4}, type {@20=4}")?,
        (true, _) => show!(c, b, "\n\t      src vlan {4}, src pri {4}, dst vlan {4}, dst pri {4}")?,
        (false, 1) => show!(
            c,
            b,
            "\n\t      ifindex {4}, iftype {4}, ifspeed {8}, ifdirection {4-} ({4N})\n\t      \
             ifstatus {4-}, adminstatus: {4-&1N}, operstatus: {4>1&1N}\n\t      In octets {8}, \
             unicast pkts {4}, multicast pkts {4}, broadcast pkts {4}, discards {4}\n\t      In \
             errors {4}, unknown protos {4}\n\t      Out octets {8}, unicast pkts {4}, multicast \
             pkts {4}, broadcast pkts {4}, discards {4}\n\t      Out errors {4}, promisc mode {4}",
            DIRECTIONS,
            STATES,
            STATES
        )?,
        (false, 2) => show!(
            c,
            b,
            "\n\t      align errors {4}, fcs errors {4}, single collision {4}, multiple collision \
             {4}, test error {4}\n\t      deferred {4}, late collision {4}, excessive collision \
             {4}, mac trans error {4}\n\t      carrier error {4}, frames too long {4}, mac receive \
             errors {4}, symbol errors {4}"
        )?,
        (false, 4) => show!(
            c,
            b,
            "\n\t      in high prio frames {4}, in high prio octets {8}\n\t      in norm prio \
             frames {4}, in norm prio octets {8}\n\t      in ipm errors {4}, oversized {4}, in \
             data errors {4}, null addressed frames {4}\n\t      out high prio frames {4}, out \
             high prio octets {8}, trans into frames {4}\n\t      in hc high prio octets {8}, in \
             hc norm prio octets {8}, out hc high prio octets {8}"
        )?,
        (false, 5) => show!(
            c,
            b,
            "\n\t      vlan_id {4}, octets {8}, unicast_pkt {4}, multicast_pkt {4}, broadcast_pkt \
             {4}, discards {4}"
        )?,
        (false, _) => {
            show!(c, b, "\n\t      5sec {4}, 1min {4}, 5min {4}, total_mem {8}, total_mem {8}")?;
        }
    }
    Ok(true)
}
