//! TCP connections seen so far, for sequence numbers relative to their start.
//!
//! A table of fixed size: sets of four entries, chosen by a hash of ports and addresses; within a
//! set the connection seen longest ago makes room for a new one. A connection that was pushed out
//! is taken for new when it comes again, so its next segment prints absolute numbers.

use super::transport::Addresses;

/// Sets in the table: for 3,584 connections, in the memory that is left of the megabyte that all may have.
const SETS: usize = 896;
/// Entries in a set.
const WAYS: usize = 4;

/// One connection, its two ends in order.
#[derive(Clone, Copy)]
struct Flow {
    addresses: [u8; 32],
    ports: u32,
    /// When it was last seen, as a count of look-ups; 0 for a free entry.
    seen: u32,
    bases: Bases,
}

/// The sequence numbers that the two directions of a connection started with.
#[derive(Clone, Copy, Default)]
pub(crate) struct Bases {
    /// Of segments from the lower end (by port, then by address).
    pub(crate) seq: u32,
    /// Of segments from the higher end.
    pub(crate) ack: u32,
}

/// What is known of a segment's connection.
pub(crate) enum Seen {
    /// The first segment, or a new connection on the same ports.
    First,
    /// A later one.
    Again(Bases),
}

/// The initiators of key exchanges, by their cookies, and where they and the other ends are.
pub(crate) struct Cookies {
    seen: [([u8; 8], [u8; 16], [u8; 16]); EXCHANGES],
    next: usize,
}

/// Key exchanges that are remembered.
const EXCHANGES: usize = 20;

impl Cookies {
    /// Whether a message is the initiator's or the responder's; nothing where its exchange is not
    /// known.
    pub(crate) fn role(
        &mut self,
        initiator: &[u8; 8],
        responder: &[u8; 8],
        addresses: &Addresses<'_>,
    ) -> Option<bool> {
        let (src, dst) = match *addresses {
            Addresses::V4(src, dst) => (widened(src), widened(dst)),
            Addresses::V6(src, dst) => (*src, *dst),
        };
        match self.seen.iter().find(|entry| entry.0 == *initiator) {
            Some((_, address, _)) if *address == src => Some(true),
            Some((_, _, address)) if *address == src => Some(false),
            Some(_) => None,
            None if *responder == [0; 8] => {
                if let Some(entry) = self.seen.get_mut(self.next) {
                    *entry = (*initiator, src, dst);
                }
                self.next = (self.next + 1) % EXCHANGES;
                Some(true)
            }
            None => None,
        }
    }
}

fn widened(address: [u8; 4]) -> [u8; 16] {
    let mut wide = [0; 16];
    if let Some(to) = wide.first_chunk_mut() {
        *to = address;
    }
    wide
}

/// The connections.
pub(crate) struct Flows {
    pub(crate) cookies: Cookies,
    #[cfg(feature = "print-applications")]
    pub(crate) connections: super::applications::quic::Connections,
    #[cfg(feature = "print-rare")]
    pub(crate) calls: super::rare::nfs::Calls,
    #[cfg(feature = "print-rare")]
    pub(crate) rx: super::rare::rx::Calls,
    sets: [[Flow; WAYS]; SETS],
    clock: u32,
}

impl Flows {
    /// No connections.
    pub(crate) const fn new() -> Self {
        let free = Flow { addresses: [0; 32], ports: 0, seen: 0, bases: Bases { seq: 0, ack: 0 } };
        let cookies = Cookies { seen: [([0; 8], [0; 16], [0; 16]); EXCHANGES], next: 0 };
        Self {
            cookies,
            #[cfg(feature = "print-applications")]
            connections: super::applications::quic::Connections::new(),
            #[cfg(feature = "print-rare")]
            calls: super::rare::nfs::Calls::new(),
            #[cfg(feature = "print-rare")]
            rx: super::rare::rx::Calls::new(),
            sets: [[free; WAYS]; SETS],
            clock: 0,
        }
    }

    /// Finds the connection of a segment by its ends in order, or enters it with `bases`. A
    /// segment that opens a connection always enters it anew.
    pub(crate) fn find(
        &mut self,
        addresses: &[u8; 32],
        ports: u32,
        opens: bool,
        bases: Bases,
    ) -> Seen {
        let mut hash = u64::from(ports) ^ 0x9e37_79b9_7f4a_7c15;
        let (words, _) = addresses.as_chunks::<8>();
        for word in words {
            hash = (hash ^ u64::from_le_bytes(*word)).wrapping_mul(0xff51_afd7_ed55_8ccd);
            hash ^= hash >> 32;
        }
        // The clock never stands at 0, which marks a free entry; when it wraps, entries look old
        // that are not, and only the choice of which to replace is worse.
        self.clock = self.clock.wrapping_add(1).max(1);
        let Some(set) = self.sets.get_mut(hash as usize % SETS) else { return Seen::First };
        let mut oldest = 0;
        let mut oldest_seen = u32::MAX;
        for (i, flow) in set.iter_mut().enumerate() {
            if flow.seen != 0 && flow.ports == ports && flow.addresses == *addresses {
                flow.seen = self.clock;
                if opens {
                    flow.bases = bases;
                    return Seen::First;
                }
                return Seen::Again(flow.bases);
            }
            if flow.seen < oldest_seen {
                oldest = i;
                oldest_seen = flow.seen;
            }
        }
        if let Some(flow) = set.get_mut(oldest) {
            *flow = Flow { addresses: *addresses, ports, seen: self.clock, bases };
        }
        Seen::First
    }
}
