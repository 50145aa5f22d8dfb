//! QUIC (RFC 9000), as far as it is not encrypted: the long headers, and short ones whose connection
//! has been seen to start.

use crate::print::toolkit::*;

const LONG: u8 = 0x80;
const VERSION_1: u32 = 1;
/// What authenticates a retry (RFC 9001 section 5.8).
const TAG: usize = 16;
const KINDS: Table = table!(""; 0: "initial" "0-rtt" "handshake" "retry");

/// A connection's identifier: its length, and then its bytes.
type Id = [u8; 21];

/// Identifiers that servers and clients have chosen for packets to them.
pub(crate) struct Connections {
    seen: [Id; SEEN],
    next: usize,
}

/// Identifiers that are remembered.
const SEEN: usize = 256;

impl Connections {
    pub(crate) const fn new() -> Self {
        Self { seen: [[0; 21]; SEEN], next: 0 }
    }

    fn learn(&mut self, id: &[u8]) {
        let mut entry = [0; 21];
        for (to, from) in entry.iter_mut().zip([id.len() as u8].iter().chain(id)) {
            *to = *from;
        }
        if !id.is_empty()
            && !self.seen.contains(&entry)
            && let Some(place) = self.seen.get_mut(self.next)
        {
            *place = entry;
            self.next = (self.next + 1) % SEEN;
        }
    }

    /// How long the identifier is that some bytes start with, if it is known.
    fn find(&self, bytes: &[u8]) -> Option<usize> {
        let known = |entry: &&Id| {
            let [length, id @ ..] = *entry;
            let id = id.get(..usize::from(*length)).unwrap_or(id);
            !id.is_empty() && bytes.starts_with(id)
        };
        self.seen.iter().find(known).map(|entry| usize::from(entry[0]))
    }
}

/// Prints the packets of a datagram.
pub(crate) fn print(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res {
    c.protocol = text!("quic");
    put!(c, "quic");
    let mut rest = *b;
    while rest.len() > 0 {
        let used = packet(c, &rest)?;
        rest = rest.from(used);
    }
    Ok(())
}

/// A number of one, two, four or eight bytes, and its length.
fn number(b: &Bytes<'_>, at: usize) -> Res<(u64, usize)> {
    let first = b.u8(at)?;
    let length = 1 << (first >> 6);
    let mut value = u64::from(first & 0x3f);
    for &byte in b.get(at + 1, length - 1)? {
        value = value << 8 | u64::from(byte);
    }
    Ok((value, length))
}

/// Prints a packet and answers how long it is.
fn packet(c: &mut Ctx<'_>, b: &Bytes<'_>) -> Res<usize> {
    let first = b.u8(0)?;
    if first & LONG == 0 {
        put!(c, ", protected");
        if let Some(length) = c.flows.connections.find(b.from(1).inside()) {
            put!(c, ", dcid {}", X(b.get(1, length)?));
        }
        return Ok(b.len());
    }
    let version = b.u32(1)?;
    let kind = first >> 4 & 3;
    if version == 0 {
        put!(c, ", version negotiation");
    } else {
        put!(c, ", {}", Name(KINDS, kind.into()));
        if version != VERSION_1 {
            put!(c, ", v{:x}", version);
        }
    }
    let mut at = 5;
    for what in [text!("dcid"), text!("scid")] {
        let length = usize::from(b.u8(at)?);
        let id = b.get(at + 1, length)?;
        if length > 20 {
            return Err(Cut);
        }
        if length > 0 {
            put!(c, ", {} {}", what, X(id));
            if what == text!("scid") {
                c.flows.connections.learn(id);
            }
        }
        at += 1 + length;
    }
    if version == 0 {
        while at < b.len() {
            put!(c, ", version 0x{:x}", b.u32(at)?);
            at += 4;
        }
        return Ok(b.len());
    }
    if kind == 3 {
        let token = b.len().checked_sub(at + TAG).ok_or(Cut)?;
        put!(c, ", token {}", X(b.get(at, token)?));
        return Ok(b.len());
    }
    if kind == 0 {
        let (length, size) = number(b, at)?;
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        at += size;
        if length > 0 {
            put!(c, ", token {}", X(b.get(at, length)?));
            at += length;
        }
    }
    let (length, size) = number(b, at)?;
    put!(c, ", length {}", length);
    Ok((at + size).saturating_add(usize::try_from(length).unwrap_or(usize::MAX)))
}
