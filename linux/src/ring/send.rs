//! The ring for sending: frames of one size, a packet in each, that the kernel takes from the memory.
//!
//! A frame begins with `struct tpacket2_hdr`, whose first word is its status and whose second and
//! third are the packet's length; the packet stands right behind that header, where a receiving ring
//! has `struct sockaddr_ll` (the kernel's Documentation/networking/packet_mmap.rst, "Transmission
//! process"). Frames are filled in the order of the ring and sent in that order when the socket is
//! told to send.
//!
//! What became of a packet is read from its frame, of the oldest first: while its status asks for it
//! to be sent, or says that it is being sent, nothing is known; then it is done with, or refused as
//! malformed. The kernel goes no further than a frame that it has refused until that is filled again.
//!
//! Frames lie one behind the other in blocks; what is left of a block behind its last is not used.

use linux_raw_sys::if_packet::{TP_STATUS_SEND_REQUEST, TP_STATUS_SENDING, TP_STATUS_WRONG_FORMAT};

use super::memory::{Memory, Unit};

/// `struct tpacket2_hdr`: where in its frame a packet stands.
pub(crate) const HEADER: usize = 32;
/// Where the packet's length stands, and how much of it is there.
const LENGTHS: [usize; 2] = [4, 8];

/// The layout of a ring.
#[derive(Clone, Copy, Debug)]
struct Frames {
    block_size: usize,
    frame_size: usize,
    blocks: usize,
}

/// Where a frame begins: its block, and its place there.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    block: usize,
    offset: usize,
}

impl Frames {
    fn unit(&self, Place { block, offset }: Place) -> Unit {
        Unit { start: block * self.block_size + offset, len: self.frame_size, status: 0 }
    }

    /// The frame behind one.
    fn next(&self, Place { block, offset }: Place) -> Place {
        let offset = offset + self.frame_size;
        if offset + self.frame_size <= self.block_size {
            return Place { block, offset };
        }
        Place { block: if block + 1 < self.blocks { block + 1 } else { 0 }, offset: 0 }
    }
}

/// A walk over the frames of a ring, again and again.
#[derive(Clone, Debug)]
pub(crate) struct Filler {
    frames: Frames,
    /// The frame that is filled next, and the one filled last.
    head: Place,
    last: Place,
    /// The frame of the oldest packet of which it is not known what became of it.
    tail: Place,
    /// How many packets were put into the ring.
    pub(crate) put: u64,
    /// Of how many of them it is known what became of them.
    pub(crate) settled: u64,
    /// How many of those the kernel found that it could not send.
    pub(crate) refused: u64,
    /// The number of the first of these among all, from 0.
    pub(crate) first_refused: Option<u64>,
}

impl Filler {
    /// A walk that starts at the first frame of a new ring.
    pub(crate) fn new(block_size: usize, blocks: usize, frame_size: usize) -> Self {
        let start = Place::default();
        Self {
            frames: Frames { block_size, frame_size, blocks },
            head: start,
            last: start,
            tail: start,
            put: 0,
            settled: 0,
            refused: 0,
            first_refused: None,
        }
    }

    /// The longest packet that a frame has room for.
    pub(crate) fn room(&self) -> usize {
        self.frames.frame_size.saturating_sub(HEADER)
    }

    /// Puts a packet into the next frame; whether that is free, and has room for it ([`Filler::room`]).
    pub(crate) fn put(&mut self, memory: &mut Memory<'_>, packet: &[u8]) -> bool {
        // What has become of the packet that was there is noted before it is overwritten.
        self.settle(memory);
        if !memory.acquire_sent(self.frames.unit(self.head)) {
            return false;
        }
        let Some(bytes) = memory.bytes_mut(HEADER, packet.len()) else { return false };
        bytes.copy_from_slice(packet);
        for place in LENGTHS {
            memory.set_word(place, packet.len() as u32);
        }
        memory.release_as(TP_STATUS_SEND_REQUEST);
        self.put += 1;
        self.last = self.head;
        self.head = self.frames.next(self.head);
        true
    }

    /// Takes note of what became of packets.
    pub(crate) fn settle(&mut self, memory: &Memory<'_>) {
        while self.settled < self.put
            && let Some(status) = memory.sent_status(self.frames.unit(self.tail))
            && status & (TP_STATUS_SEND_REQUEST | TP_STATUS_SENDING) == 0
        {
            if status & TP_STATUS_WRONG_FORMAT != 0 {
                self.refused += 1;
                self.first_refused.get_or_insert(self.settled);
            }
            self.settled += 1;
            self.tail = self.frames.next(self.tail);
        }
    }

    /// Whether the next frame is still the kernel's.
    pub(crate) fn is_full(&self, memory: &Memory<'_>) -> bool {
        let status = memory.sent_status(self.frames.unit(self.head)).unwrap_or_default();
        status & (TP_STATUS_SEND_REQUEST | TP_STATUS_SENDING) != 0
    }

    /// Whether the kernel has taken all packets that were put.
    pub(crate) fn is_taken(&self, memory: &Memory<'_>) -> bool {
        let status = memory.sent_status(self.frames.unit(self.last)).unwrap_or_default();
        status & TP_STATUS_SEND_REQUEST == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    extern crate std;
    use std::vec;

    /// Two blocks of 160 bytes, two frames of 64 in each.
    fn ring() -> (std::vec::Vec<u64>, Filler) {
        (vec![0; 40], Filler::new(160, 2, 64))
    }

    /// Sets the status of a frame, as the kernel does.
    fn set(words: &mut [u64], frame: usize, status: u32) {
        let [a, b, c, d] = status.to_ne_bytes();
        words[[0, 8, 20, 28][frame]] = u64::from_ne_bytes([a, b, c, d, 0, 0, 0, 0]);
    }

    #[test]
    fn packets_fill_frame_after_frame_until_the_kernel_has_them_all() {
        let (mut words, mut filler) = ring();
        let mut memory = Memory::from_words(&mut words);
        for (length, put) in [(0, true), (1, true), (33, false), (32, true), (5, true), (5, false)]
        {
            assert_eq!(filler.put(&mut memory, &vec![7; length]), put, "{length}");
        }
        assert!(filler.is_full(&memory) && !filler.is_taken(&memory));
        drop(memory);
        let bytes: vec::Vec<u8> = words.iter().flat_map(|word| word.to_ne_bytes()).collect();
        for (start, length) in [(0, 0_u32), (64, 1), (160, 32), (224, 5)] {
            assert_eq!(bytes[start..start + 4], TP_STATUS_SEND_REQUEST.to_ne_bytes());
            assert_eq!(bytes[start + 4..start + 8], length.to_ne_bytes());
            assert_eq!(bytes[start + 8..start + 12], length.to_ne_bytes());
            let packet = &bytes[start + HEADER..start + 64];
            assert_eq!(packet.iter().filter(|byte| **byte == 7).count(), length as usize);
        }
    }

    #[test]
    fn what_became_of_packets_is_read_from_their_frames_in_order() {
        let (mut words, mut filler) = ring();
        let refused = TP_STATUS_WRONG_FORMAT;
        // What the kernel does to frames; then how many packets are put, settled and refused.
        type Step<'a> = (&'a [(usize, u32)], u64, (u64, u64, u64));
        let steps: &[Step<'_>] = &[
            (&[], 4, (4, 0, 0)),
            // A later one may be done with earlier, and still has to wait.
            (&[(0, TP_STATUS_SENDING), (1, 0)], 0, (4, 0, 0)),
            (&[(0, 0)], 2, (6, 2, 0)),
            (&[(2, refused)], 1, (7, 3, 1)),
            (&[(3, refused), (0, 0)], 2, (9, 5, 2)),
            (&[(1, 0), (2, refused), (3, 0)], 0, (9, 8, 3)),
            (&[], 4, (12, 8, 3)),
        ];
        for (number, (done, puts, counts)) in steps.iter().enumerate() {
            for (frame, status) in *done {
                set(&mut words, *frame, *status);
            }
            let mut memory = Memory::from_words(&mut words);
            for _ in 0..*puts {
                filler.put(&mut memory, &[1]);
            }
            filler.settle(&memory);
            let found = (filler.put, filler.settled, filler.refused);
            assert_eq!(found, *counts, "step {number}");
        }
        assert_eq!(filler.first_refused, Some(2));
    }

    #[test]
    fn all_are_taken_when_the_last_is() {
        let (mut words, mut filler) = ring();
        assert!(filler.is_taken(&Memory::from_words(&mut words)));
        let mut memory = Memory::from_words(&mut words);
        assert!(filler.put(&mut memory, &[1]));
        assert!(filler.put(&mut memory, &[1]));
        drop(memory);
        for (frame, status, taken) in [(0, 0, false), (1, TP_STATUS_SENDING, true), (1, 0, true)] {
            set(&mut words, frame, status);
            assert_eq!(filler.is_taken(&Memory::from_words(&mut words)), taken);
        }
    }

    #[test]
    fn nothing_is_written_where_the_ring_does_not_reach() {
        let mut words = vec![0; 4];
        let mut memory = Memory::from_words(&mut words);
        let mut filler = Filler::new(160, 2, 64);
        assert!(!filler.put(&mut memory, &[1]));
        filler.settle(&memory);
        assert_eq!((filler.put, filler.settled), (0, 0));
        drop(memory);
        assert_eq!(words, [0; 4]);
    }
}
