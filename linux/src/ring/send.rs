//! The ring for sending: frames of one size, a packet in each, that the kernel takes from the memory.
//!
//! A frame begins with `struct tpacket2_hdr`, whose first word is its status and whose second and
//! third are the packet's length; the packet stands right behind that header, where a receiving ring
//! has `struct sockaddr_ll` (the kernel's Documentation/networking/packet_mmap.rst, "Transmission
//! process"). Frames are filled in the order of the ring and sent in that order when the socket is
//! told to send.
//!
//! Frames lie one behind the other in blocks; what is left of a block behind its last is not used.

use linux_raw_sys::if_packet::{TP_STATUS_SEND_REQUEST, TP_STATUS_WRONG_FORMAT};

use super::memory::{Memory, Unit};

/// `struct tpacket2_hdr`: where in its frame a packet stands.
pub(crate) const HEADER: usize = 32;
/// Where the packet's length stands, and how much of it is there.
const LENGTHS: [usize; 2] = [4, 8];

/// What became of a packet that was to be put into the ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// It is there, to be sent.
    Done,
    /// The next frame is still the kernel's.
    Full,
    /// A frame has no room for it.
    TooLong,
}

/// A walk over the frames of a ring, again and again.
#[derive(Clone, Debug)]
pub(crate) struct Filler {
    block_size: usize,
    frame_size: usize,
    blocks: usize,
    /// Where the frame begins that is filled next: its block, and its place there.
    block: usize,
    offset: usize,
    /// How many packets the kernel found that it could not send.
    pub(crate) refused: u64,
}

impl Filler {
    /// A walk that starts at the first frame of a new ring.
    pub(crate) const fn new(block_size: usize, blocks: usize, frame_size: usize) -> Self {
        Self { block_size, frame_size, blocks, block: 0, offset: 0, refused: 0 }
    }

    /// Puts a packet into the next frame, if that is free.
    pub(crate) fn put(&mut self, memory: &mut Memory<'_>, packet: &[u8]) -> Put {
        if packet.len() > self.frame_size.saturating_sub(HEADER) {
            return Put::TooLong;
        }
        let start = self.block * self.block_size + self.offset;
        if !memory.acquire_sent(Unit { start, len: self.frame_size, status: 0 }) {
            return Put::Full;
        }
        if let Some([status]) = memory.words(0) {
            self.refused += u64::from(status & TP_STATUS_WRONG_FORMAT != 0);
        }
        if let Some(bytes) = memory.bytes_mut(HEADER, packet.len()) {
            bytes.copy_from_slice(packet);
        }
        for place in LENGTHS {
            memory.set_word(place, packet.len() as u32);
        }
        memory.release_as(TP_STATUS_SEND_REQUEST);
        self.offset += self.frame_size;
        if self.offset + self.frame_size > self.block_size {
            self.offset = 0;
            self.block = if self.block + 1 < self.blocks { self.block + 1 } else { 0 };
        }
        Put::Done
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

    #[test]
    fn packets_fill_frame_after_frame_until_the_kernel_has_them_all() {
        let (mut words, mut filler) = ring();
        let mut memory = Memory::from_words(&mut words);
        for (length, put) in [
            (0, Put::Done),
            (1, Put::Done),
            (33, Put::TooLong),
            (32, Put::Done),
            (5, Put::Done),
            (5, Put::Full),
            (33, Put::TooLong),
        ] {
            assert_eq!(filler.put(&mut memory, &vec![7; length]), put, "{length}");
        }
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
    fn a_frame_that_the_kernel_refused_is_counted_and_filled_again() {
        let (mut words, mut filler) = ring();
        words[0] = TP_STATUS_WRONG_FORMAT.into();
        words[8] = 2; // TP_STATUS_SENDING
        let mut memory = Memory::from_words(&mut words);
        assert_eq!(filler.put(&mut memory, &[1]), Put::Done);
        assert_eq!(filler.put(&mut memory, &[1]), Put::Full);
        assert_eq!(filler.refused, 1);
    }

    #[test]
    fn nothing_is_written_where_the_ring_does_not_reach() {
        let mut words = vec![0; 4];
        let mut memory = Memory::from_words(&mut words);
        let mut filler = Filler::new(160, 2, 64);
        assert_eq!(filler.put(&mut memory, &[1]), Put::Full);
        drop(memory);
        assert_eq!(words, [0; 4]);
    }
}
