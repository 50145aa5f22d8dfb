//! The version 2 ring: frames of one size, a packet in each.
//!
//! A frame begins with `struct tpacket2_hdr`, whose first word is its status, then
//! `struct sockaddr_ll`, then the head room, then the packet. The kernel wakes the reader for every
//! packet, and every packet takes a frame, however small it is. A packet too long for a frame is
//! cut, but the kernel puts all of it on the socket's queue too and says so in the status
//! (`TP_STATUS_COPY`), if it was asked to (`PACKET_COPY_THRESH`) and the queue has room; so frames
//! need not have the size of the longest packet.
//!
//! Frames lie one behind the other in blocks; what is left of a block behind its last is not used.

use super::{Address, Frame, Memory, halves, memory::Unit, word};
use crate::error::{Corruption, Error};

/// `struct tpacket2_hdr` and `struct sockaddr_ll`, in bytes, and what of them is behind the status.
const HEADER: usize = 52;
const SETTLED: usize = HEADER - 4;
/// How many packets are read before it is time to look at other things.
const TURN: u32 = 256;

/// A walk over the frames of a ring, again and again.
#[derive(Clone, Debug)]
pub struct Walker {
    block_size: usize,
    frame_size: usize,
    blocks: usize,
    /// Where the frame begins that is held, or is to be held next: its block, and its place there.
    block: usize,
    offset: usize,
    /// Frames left until it is time for a pause.
    turn: u32,
    /// How often the walk has come to the ring's end.
    pub(crate) rounds: u32,
}

impl Walker {
    /// A walk that starts at the first frame of a new ring.
    #[must_use]
    pub const fn new(block_size: usize, blocks: usize, frame_size: usize) -> Self {
        Self { block_size, frame_size, blocks, block: 0, offset: 0, turn: TURN, rounds: 0 }
    }

    /// Whether there is a packet to be had without waiting for one.
    #[must_use]
    pub fn is_ready(&self, memory: &Memory<'_>) -> bool {
        let next = if memory.is_held() { self.following() } else { (self.block, self.offset) };
        memory.is_ready(self.unit(next))
    }

    /// Goes to the next packet and fills `frame` in, that of the one before being given back to the
    /// kernel; whether there is one. There is none also after some hundred, but a quiet ring is read
    /// to its end.
    ///
    /// # Errors
    /// [`Error::Corrupt`] for a packet that cannot be where its header says it is.
    #[inline(never)]
    pub fn next(&mut self, memory: &mut Memory<'_>, frame: &mut Frame) -> Result<bool, Error> {
        if memory.is_held() {
            memory.release();
            (self.block, self.offset) = self.following();
            let at_start = (self.block, self.offset) == (0, 0);
            self.rounds = self.rounds.saturating_add(at_start.into());
        }
        if self.turn == 0 && !memory.is_quiet()
            || !memory.acquire(self.unit((self.block, self.offset)))
        {
            self.turn = TURN;
            return Ok(false);
        }
        self.turn = self.turn.saturating_sub(1);
        let corrupt =
            Error::Corrupt { offset: self.offset as u32, what: Corruption::PacketOutside };
        let Some([status]) = memory.words(0) else { return Err(corrupt) };
        let settled = memory.bytes(4, SETTLED).and_then(<[u8]>::first_chunk::<SETTLED>);
        let settled = settled.ok_or(corrupt)?;
        let at = |place: usize| word(settled, place - 4);
        let captured = at(8);
        let mac = usize::from(halves(at(12))[0]);
        if mac < HEADER || mac.saturating_add(captured as usize) > self.frame_size {
            return Err(corrupt);
        }
        let [vlan_control, vlan_protocol] = halves(at(24));
        *frame = Frame {
            start: mac,
            room: mac - HEADER,
            captured,
            wire_length: at(4),
            seconds: at(16),
            nanoseconds: at(20),
            status,
            vlan_control,
            vlan_protocol,
            address: Address([at(32), at(36), at(40), at(44), at(48)]),
        };
        Ok(true)
    }

    /// Where the frame behind the present one begins.
    fn following(&self) -> (usize, usize) {
        let offset = self.offset.saturating_add(self.frame_size);
        if offset.saturating_add(self.frame_size) <= self.block_size {
            (self.block, offset)
        } else if self.block + 1 < self.blocks {
            (self.block + 1, 0)
        } else {
            (0, 0)
        }
    }

    fn unit(&self, (block, offset): (usize, usize)) -> Unit {
        let start = block.saturating_mul(self.block_size).saturating_add(offset);
        Unit { start, len: self.frame_size, status: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    extern crate std;
    use std::vec;
    use std::vec::Vec;

    /// Two blocks with three frames each, and 32 bytes to spare.
    const BLOCK: usize = 512;
    const FRAME: usize = 160;

    fn place(frame: usize) -> usize {
        frame / 3 % 2 * BLOCK + frame % 3 * FRAME
    }

    fn put(words: &mut [u64], offset: usize, value: u32) {
        let mut bytes = words[offset / 8].to_ne_bytes();
        bytes[offset % 8..offset % 8 + 4].copy_from_slice(&value.to_ne_bytes());
        words[offset / 8] = u64::from_ne_bytes(bytes);
    }

    /// Fills a frame as the kernel does: a packet captured to `captured` bytes.
    fn fill(words: &mut [u64], frame: usize, captured: u32) {
        let mac = u32::from_ne_bytes([66, 0, 80, 0]);
        let fields = [1, 1500, captured, mac, 1000 + captured, 7, 0, 0];
        for (index, field) in fields.into_iter().enumerate() {
            put(words, place(frame) + 4 * index, field);
        }
    }

    fn lengths(walker: &mut Walker, memory: &mut Memory<'_>) -> (Vec<u32>, Result<(), Error>) {
        let mut lengths = Vec::new();
        let mut frame = Frame::NONE;
        loop {
            match walker.next(memory, &mut frame) {
                Ok(true) => {
                    assert!(memory.bytes(frame.start, frame.captured as usize).is_some());
                    assert_eq!((frame.start, frame.room), (66, 14));
                    assert_eq!((frame.seconds, frame.wire_length), (1000 + frame.captured, 1500));
                    lengths.push(frame.captured);
                }
                Ok(false) => return (lengths, Ok(())),
                Err(error) => return (lengths, Err(error)),
            }
        }
    }

    #[test]
    fn frames_are_read_in_turn_around_the_ring() {
        let mut words = vec![0; 2 * BLOCK / 8];
        let mut walker = Walker::new(BLOCK, 2, FRAME);
        let mut written = 0;
        for count in [1, 4, 0, 6, 5] {
            let mut expected = Vec::new();
            for _ in 0..count {
                fill(&mut words, written, 40 + written as u32);
                expected.push(40 + written as u32);
                written += 1;
            }
            let mut memory = Memory::from_words(&mut words);
            assert_eq!(walker.is_ready(&memory), count > 0);
            assert_eq!(lengths(&mut walker, &mut memory), (expected, Ok(())));
            assert!(!walker.is_ready(&memory));
        }
        assert!((0..6).all(|frame| words[place(frame) / 8] as u32 == 0), "all given back");
    }

    #[test]
    fn a_quiet_ring_has_no_frames_but_those_handed_over() {
        let mut words = vec![0; 2 * BLOCK / 8];
        fill(&mut words, 0, 60);
        fill(&mut words, 1, 61);
        let mut memory = Memory::from_words(&mut words);
        // SAFETY: no kernel writes to this memory.
        unsafe { memory.set_quiet() };
        let mut walker = Walker::new(BLOCK, 2, FRAME);
        assert_eq!(lengths(&mut walker, &mut memory), (vec![60, 61], Ok(())));
        assert_eq!(lengths(&mut walker, &mut memory), (vec![], Ok(())));
    }

    #[test]
    fn what_cannot_be_is_an_error_and_the_next_frame_is_read() {
        let fits = (FRAME - 66) as u32;
        let cases = [
            (8, fits, true),
            (8, fits + 1, false),
            (8, u32::MAX, false),
            (12, u32::from_ne_bytes([51, 0, 0, 0]), false),
            (12, u32::from_ne_bytes([0xff, 0xff, 0, 0]), false),
        ];
        for (offset, value, good) in cases {
            let mut words = vec![0; 2 * BLOCK / 8];
            fill(&mut words, 0, 60);
            fill(&mut words, 1, 61);
            put(&mut words, offset, value);
            let mut memory = Memory::from_words(&mut words);
            let mut walker = Walker::new(BLOCK, 2, FRAME);
            let read = walker.next(&mut memory, &mut { Frame::NONE });
            assert_eq!(read.is_ok(), good, "{offset} {value}");
            assert_eq!(lengths(&mut walker, &mut memory), (vec![61], Ok(())));
        }
    }

    #[test]
    fn rings_that_cannot_be_have_no_packets() {
        let mut words = vec![u64::MAX; 8];
        for (block, blocks, frame) in [(0, 0, 0), (64, 1, 128), (128, 1, 128), (usize::MAX, 2, 64)]
        {
            let mut memory = Memory::from_words(&mut words);
            let mut walker = Walker::new(block, blocks, frame);
            for _ in 0..3 {
                let read = walker.next(&mut memory, &mut { Frame::NONE });
                assert_ne!(read, Ok(true), "{block} {frame}");
            }
        }
    }
}
