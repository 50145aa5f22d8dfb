//! Transparent inter-process communication (draft-spec-tipc-10), over Ethernet: headers of messages.
//!
//! The fields of words are numbered by the words of a header, as its specification does.

use crate::print::toolkit::*;

pub(super) const ETHERTYPE: u16 = 0x88ca;
const USERS: Table = table!("unknown";
    0: "Low Importance Data payload" "Medium Importance Data payload" "High Importance Data payload"
    "Critical Importance Data payload", 5: "Broadcast Link Protocol internal"
    "Message Bundler Protocol internal" "Link State Protocol internal"
    "Connection Manager internal", 10: "Link Changeover Protocol internal"
    "Name Table Update Protocol internal" "Message Fragmentation Protocol internal"
    "Neighbor Detection Protocol internal",
);
const NEIGHBOR_DETECTION: u8 = 13;
const MESSAGES: Table = table!("Unknown"; 0: "CONN_MSG" "MCAST_MSG" "NAMED_MSG" "DIRECT_MSG");
const LINK_MESSAGES: Table = table!("Unknown"; 0: "Link request" "Link response");
/// A node: zone, cluster, number.
macro_rules! node {
    ($at:literal) => {
        concat!("{@", $at, "=4->24}.{4->12&fff}.{4&fff}")
    };
}

/// Prints a message.
pub(super) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("tipc");
    b.need(0, 4)?;
    let user = b.u8(0)? >> 1 & 15;
    let words = b.u16(0)? >> 5 & 15;
    let Some(name) = USERS.get(user.into()) else { return Ok(()) };
    // The manager of connections and the table of names write to ports, as data do.
    let is_data = matches!(user, 0..=3 | 8 | 11);
    let is_short = is_data && words < 7;
    let (least, ends) = match user {
        _ if is_short => (24, text!(concat!(node!(12), ":{@16=4} > {4}"))),
        _ if is_data => (32, text!(concat!(node!(24), ":{@16=4} > ", node!(28), ":{@20=4}"))),
        NEIGHBOR_DETECTION => (16, text!(concat!(node!(12), " > ", node!(8)))),
        _ => (32, text!(concat!(node!(24), " > ", node!(28)))),
    };
    b.need(0, least)?;
    put!(c, "TIPC v{}.0 ", b.u8(0)? >> 5);
    c.show_with(b, ends, &[], &[])?;
    put!(
        c,
        ", headerlength {} bytes, MessageSize {} bytes, {}",
        words * 4,
        b.u32(0)? & 0x1_ffff,
        name
    );
    let messages = if user == NEIGHBOR_DETECTION { LINK_MESSAGES } else { MESSAGES };
    show!(c, b, ", messageType {@4=1>5N}", messages)?;
    if !is_data && user != NEIGHBOR_DETECTION {
        show!(c, b, " (0x{@4=4:08x})")?;
    }
    if c.v() == 0 || is_short {
        return Ok(());
    }
    let format = match user {
        _ if is_data => text!(concat!(
            "\n\tPrevious Node ",
            node!(12),
            ", Broadcast Ack {@6=2}, Link Ack {2}, Link Sequence {2}"
        )),
        NEIGHBOR_DETECTION => {
            text!("\n\tNodeSignature {@6=2}, network_id {@16=4}, media_id {@23=1}")
        }
        _ => text!(concat!(
            "\n\tPrevious Node ",
            node!(12),
            ", Session No. {@20=2}, Broadcast Ack {@6=2}, Sequence Gap {@4=2&1fff}, \
             \u{20}Broadcast Gap After {@8=2}, Broadcast Gap To {2}, Last Sent Packet No. {@16=2}, \
             Next sent Packet No. {2}, Transport Sequence {@32=4}, msg_count {2}, Link Tolerance {2}"
        )),
    };
    b.need(0, if is_data { least } else { least + 8 })?;
    c.show_with(b, format, &[], &[])
}
