//! TCP connections seen so far, for sequence numbers relative to their start.
//!
//! There is room for a fixed number of them. They are found by lists, one for each value of a hash of
//! ports and addresses. A new one takes the next place whose connection was not seen again since the place
//! was looked at last (the clock of F. J. Corbató, "A Paging Experiment with the Multics System", 1968).
//! So none is forgotten while there is room, and those of one segment are first. A connection that was
//! pushed out is taken for new when it comes again: its next segment prints absolute numbers.
//!
//! Whoever sends the packets should not choose how long a list becomes: so the hash begins with where the
//! table lies, which is another place in each process.

/// How many connections are remembered: in the memory that is left of the megabyte that all may have.
const CONNECTIONS: usize = 3_200;
/// Lists of them.
const LISTS: usize = 2_048;

/// One connection, its two ends in order.
#[derive(Clone, Copy, Default)]
struct Flow {
    addresses: [u8; 32],
    ports: u32,
    bases: Bases,
    /// Whether it was seen again since its place was looked at last.
    seen: bool,
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

/// The connections, and what other printers remember from packet to packet.
pub(crate) struct Flows {
    #[cfg(feature = "print-tunnels")]
    pub(crate) exchanges: super::tunnels::isakmp::Exchanges,
    #[cfg(feature = "print-applications")]
    pub(crate) connections: super::applications::quic::Connections,
    #[cfg(feature = "print-rare")]
    pub(crate) calls: super::rare::nfs::Calls,
    #[cfg(feature = "print-rare")]
    pub(crate) rx: super::rare::rx::Calls,
    #[cfg(feature = "print-smb")]
    pub(crate) asked: super::smb::Asked,
    flows: [Flow; CONNECTIONS],
    /// For each list the number of its first connection, and behind them for each connection that of the
    /// next in its list. Numbers count all of these together, so that 0 is none.
    next: [u16; LISTS + CONNECTIONS],
    /// The place that is looked at next for a new connection.
    hand: usize,
}

impl Flows {
    /// No connections.
    pub(crate) const fn new() -> Self {
        let free =
            Flow { addresses: [0; 32], ports: 0, bases: Bases { seq: 0, ack: 0 }, seen: false };
        Self {
            #[cfg(feature = "print-tunnels")]
            exchanges: super::tunnels::isakmp::Exchanges::new(),
            #[cfg(feature = "print-applications")]
            connections: super::applications::quic::Connections::new(),
            #[cfg(feature = "print-rare")]
            calls: super::rare::nfs::Calls::new(),
            #[cfg(feature = "print-rare")]
            rx: super::rare::rx::Calls::new(),
            #[cfg(feature = "print-smb")]
            asked: super::smb::Asked::new(),
            flows: [free; CONNECTIONS],
            next: [0; LISTS + CONNECTIONS],
            hand: 0,
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
        let list = self.list(addresses, ports);
        let mut last = list;
        while let at @ 1.. = self.after(last) {
            last = at;
            let Some(flow) = self.flows.get_mut(at - LISTS) else { break };
            if flow.ports == ports && flow.addresses == *addresses {
                flow.seen = true;
                if opens {
                    flow.bases = bases;
                    return Seen::First;
                }
                return Seen::Again(flow.bases);
            }
        }
        let place = self.free_place();
        if let Some(flow) = self.flows.get_mut(place) {
            *flow = Flow { addresses: *addresses, ports, bases, seen: false };
            let first = self.after(list);
            self.link(LISTS + place, first);
            self.link(list, LISTS + place);
        }
        Seen::First
    }

    /// A place for a new connection, which is in no list any more.
    fn free_place(&mut self) -> usize {
        let (place, flow) = loop {
            let place = self.hand;
            self.hand = (place + 1) % CONNECTIONS;
            match self.flows.get_mut(place) {
                // This ends, as who was seen is not any more when the hand comes again.
                Some(flow) if flow.seen => flow.seen = false,
                flow => break (place, flow.copied().unwrap_or_default()),
            }
        };
        let mut last = self.list(&flow.addresses, flow.ports);
        while let at @ 1.. = self.after(last) {
            if at == LISTS + place {
                let next = self.after(at);
                self.link(last, next);
                break;
            }
            last = at;
        }
        place
    }

    /// The list that a connection is in.
    fn list(&self, addresses: &[u8; 32], ports: u32) -> usize {
        let mut hash = u64::from(ports) ^ (&raw const self.flows).addr() as u64;
        let (words, _) = addresses.as_chunks::<8>();
        for word in words {
            hash = (hash ^ u64::from_le_bytes(*word)).wrapping_mul(0xff51_afd7_ed55_8ccd);
            hash ^= hash >> 32;
        }
        hash as usize % LISTS
    }

    /// What follows a list's beginning or a connection in a list.
    fn after(&self, number: usize) -> usize {
        self.next.get(number).copied().unwrap_or_default().into()
    }

    fn link(&mut self, number: usize, next: usize) {
        if let Some(link) = self.next.get_mut(number) {
            *link = next as u16;
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::boxed::Box;

    fn key(number: usize) -> [u8; 32] {
        let mut key = [7; 32];
        key[12..14].copy_from_slice(&(number as u16).to_be_bytes());
        key
    }

    /// The first number of a connection's lower end, if the connection is known; it is entered if not.
    fn first(flows: &mut Flows, number: usize) -> Option<u32> {
        let bases = Bases { seq: number as u32, ack: 0 };
        match flows.find(&key(number), 80, false, bases) {
            Seen::First => None,
            Seen::Again(bases) => Some(bases.seq),
        }
    }

    #[test]
    fn as_many_are_remembered_as_there_is_room_for() {
        let mut flows = Box::new(Flows::new());
        for round in 0..3 {
            for number in 0..CONNECTIONS {
                let known = (round > 0).then_some(number as u32);
                assert_eq!(first(&mut flows, number), known, "{number}");
            }
        }
        // A new connection between the same ends begins with other numbers.
        let bases = Bases { seq: 5, ack: 0 };
        assert!(matches!(flows.find(&key(1), 80, true, bases), Seen::First));
        assert_eq!(first(&mut flows, 1), Some(5));
    }

    #[test]
    fn who_is_seen_again_and_again_stays() {
        let mut flows = Box::new(Flows::new());
        let often = [0, 1, 1_000, CONNECTIONS - 1];
        for number in (0..CONNECTIONS).chain(often) {
            first(&mut flows, number);
        }
        for number in CONNECTIONS..10 * CONNECTIONS {
            assert_eq!(first(&mut flows, number), None);
            for number in often {
                assert_eq!(first(&mut flows, number), Some(number as u32));
            }
        }
        // Whoever came last is there, and whoever came before all others is not.
        let last = 10 * CONNECTIONS - 1;
        assert_eq!(first(&mut flows, last), Some(last as u32));
        assert_eq!(first(&mut flows, 2), None);
    }

    #[test]
    fn every_place_is_in_one_list() {
        let mut flows = Box::new(Flows::new());
        for number in 0..3 * CONNECTIONS {
            first(&mut flows, number);
        }
        let mut places = std::vec::Vec::new();
        for list in 0..LISTS {
            let mut at = flows.after(list);
            while at > 0 {
                places.push(at - LISTS);
                at = flows.after(at);
            }
        }
        places.sort_unstable();
        assert!(places.into_iter().eq(0..CONNECTIONS));
    }
}
