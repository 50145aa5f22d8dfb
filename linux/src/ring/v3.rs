//! The version 3 ring: blocks of packets of any size.
//!
//! A block begins with `struct tpacket_block_desc`: version, offset of private data, status, number
//! of packets, offset of the first, used bytes. Each packet has `struct tpacket3_hdr`, whose first
//! word is the distance to the next (0 in the last packet of a closed block), then
//! `struct sockaddr_ll`, then the head room, then the packet. The kernel fills one block after the
//! other and hands a block over when it is full or when its time is up.
//!
//! Packets are lost while no block is free, so that what is lost precedes all packets of a block: where its
//! status says so (`TP_STATUS_LOSING`), that is made to be said of the first of them.
//!
//! The walk is bounded by the number of packets in the block's header and by the block's size, a
//! packet taking at least its header's 68 bytes; what does not fit is an error, and the rest of the
//! block is given up.
//!
//! When the capture has ended, the block that the kernel was filling is read in place, the memory
//! being quiet ([`Memory`]). Its number of packets is then exact: the kernel counts a packet when it
//! reserves its place, and has finished all. For that number not to be one of the last time around,
//! a block is given back with 0 in it.

use super::{Address, Frame, Memory, halves, memory::Unit, word};
use crate::error::{Corruption, Error};
use linux_raw_sys::if_packet::TP_STATUS_LOSING;

/// `struct tpacket3_hdr` and `struct sockaddr_ll`, in bytes, and what of them is behind the first word.
const HEADER: usize = 68;
const SETTLED: usize = HEADER - 4;
/// Where in `struct tpacket_block_desc` the status stands, and the number of packets; and where in
/// `struct tpacket3_hdr` a packet's status does.
const STATUS: usize = 8;
const PACKETS: usize = 12;
const PACKET_STATUS: usize = 20;
/// Where it says when it was begun (`ts_first_pkt`): seconds and nanoseconds.
const BEGAN: usize = 32;
/// The size of `struct tpacket_block_desc`.
const BLOCK_HEADER: u32 = 48;
/// How far ahead of a packet's header memory is asked for: as many cache lines as a short packet takes,
/// some five packets ahead. Walking short packets takes a tenth less time by it, and 400 bytes or 1,500
/// ahead are no better.
#[cfg(target_arch = "x86_64")]
const AHEAD: usize = 768;
#[cfg(target_arch = "x86_64")]
const LINE: usize = 64;

/// A walk over the blocks of a ring, again and again.
#[derive(Clone, Debug)]
pub struct Walker {
    block_size: usize,
    blocks: usize,
    /// The block that is held, or the one to hold next.
    block: usize,
    /// Packets left in the held block.
    remaining: u32,
    /// Where the next of them begins.
    offset: usize,
    /// How often the walk has come to the ring's end.
    pub(crate) rounds: u32,
}

impl Walker {
    /// A walk that starts at the first block of a new ring.
    #[must_use]
    pub const fn new(block_size: usize, blocks: usize) -> Self {
        Self { block_size, blocks, block: 0, remaining: 0, offset: 0, rounds: 0 }
    }

    /// Whether there is a packet to be had without waiting for one.
    #[must_use]
    pub fn is_ready(&self, memory: &Memory<'_>) -> bool {
        self.remaining > 0 || (!memory.is_held() && memory.is_ready(self.unit()))
    }

    /// When the block was begun that the kernel is filling, if there are packets in it: all of them
    /// came later. Packets that are not counted there yet will be stamped later than now.
    ///
    /// The kernel counts a packet when it takes its place, before it reads the clock; and a block begins
    /// with no packets, as it was given back.
    #[must_use]
    pub fn began(&self, memory: &Memory<'_>) -> Option<(u32, u32)> {
        if memory.is_held() || memory.header(self.unit(), PACKETS)? == 0 {
            return None;
        }
        let [seconds, nanoseconds] = [0, 4].map(|at| memory.header(self.unit(), BEGAN + at));
        Some((seconds?, nanoseconds?))
    }

    /// Goes to the next packet and fills `frame` in; whether there is one. There is none at the end
    /// of a block, which is given back to the kernel, and when there is no block to be had; a quiet
    /// ring is walked to its end.
    ///
    /// # Errors
    /// [`Error::Corrupt`] for a packet that cannot be where the ring says it is; the rest of its
    /// block is skipped.
    #[inline]
    pub fn next(&mut self, memory: &mut Memory<'_>, frame: &mut Frame) -> Result<bool, Error> {
        if self.remaining == 0 && !self.turn(memory)? {
            return Ok(false);
        }
        match self.read(memory, frame) {
            None => Ok(true),
            Some(what) => {
                self.remaining = 0;
                Err(corrupt(self.offset, what))
            }
        }
    }

    /// Gives the finished block back, or takes the next one; whether there is a packet to read.
    #[cold]
    #[inline(never)]
    fn turn(&mut self, memory: &mut Memory<'_>) -> Result<bool, Error> {
        if memory.is_held() {
            memory.set_word(PACKETS, 0);
            memory.release();
            self.block = if self.block + 1 < self.blocks { self.block + 1 } else { 0 };
            self.rounds = self.rounds.saturating_add((self.block == 0).into());
            if !memory.is_quiet() {
                return Ok(false);
            }
        }
        if !memory.acquire(self.unit()) && !memory.seize(self.unit()) {
            return Ok(false);
        }
        let Some([status, packets, first]) = memory.words(STATUS) else { return Ok(false) };
        if packets > 0 && first < BLOCK_HEADER {
            return Err(corrupt(0, Corruption::InsideHeader));
        }
        self.remaining = packets;
        self.offset = first as usize;
        if status & TP_STATUS_LOSING != 0 {
            let place = self.offset.saturating_add(PACKET_STATUS);
            if let Some([status]) = memory.words(place) {
                memory.set_word(place, status | TP_STATUS_LOSING);
            }
        }
        Ok(packets > 0)
    }

    /// Reads the packet at the current offset, and goes to the next; or says what is wrong with it.
    #[inline]
    fn read(&mut self, memory: &Memory<'_>, frame: &mut Frame) -> Option<Corruption> {
        let offset = self.offset;
        #[cfg(target_arch = "x86_64")]
        {
            // Not a loop: the compiler would keep it one, which costs more than what it asks for.
            memory.expect(offset, AHEAD);
            memory.expect(offset, AHEAD + LINE);
            memory.expect(offset, AHEAD + 2 * LINE);
        }
        // The kernel may still write the first word, that of a block's last packet.
        let Some((next, settled)) = memory.frame_header::<SETTLED>(offset) else {
            return Some(Corruption::HeaderOutside);
        };
        let at = |place: usize| word(settled, place - 4);
        // The last packet of an open block has a distance to where the next will be, that of a
        // closed one has none: it may take the rest of the block.
        self.remaining -= 1;
        let rest = self.block_size - offset;
        let end = if self.remaining > 0 { next as usize } else { rest };
        let captured = at(12);
        let [mac, _] = halves(at(24));
        let mac = usize::from(mac);
        if end > rest || mac < HEADER || mac.saturating_add(captured as usize) > end {
            return Some(Corruption::PacketOutside);
        }
        self.offset = offset + end;
        *frame = Frame {
            start: offset + mac,
            room: mac - HEADER,
            captured,
            wire_length: at(16),
            seconds: at(4),
            nanoseconds: at(8),
            status: at(PACKET_STATUS),
            vlan_control: at(32) as u16,
            vlan_protocol: halves(at(36))[0],
            address: Address([at(48), at(52), at(56), at(60), at(64)]),
        };
        None
    }

    /// How many bytes a block has; a packet can end there.
    pub(crate) fn block_size(&self) -> usize {
        self.block_size
    }

    fn unit(&self) -> Unit {
        Unit { start: self.block * self.block_size, len: self.block_size, status: STATUS }
    }
}

#[cold]
fn corrupt(offset: usize, what: Corruption) -> Error {
    Error::Corrupt { offset: offset as u32, what }
}

#[cfg(test)]
mod tests {
    use super::*;
    extern crate std;
    use linux_raw_sys::if_packet::TP_STATUS_CSUMNOTREADY;
    use std::vec;
    use std::vec::Vec;

    const BLOCK: usize = 4096;
    const USER: u32 = 1;

    /// A ring made by hand: two blocks that are the kernel's.
    struct Ring {
        words: Vec<u64>,
        end: usize,
    }

    impl Ring {
        fn new() -> Self {
            Self { words: vec![0; 2 * BLOCK / 8], end: 0 }
        }

        fn put(&mut self, offset: usize, value: u32) {
            let word = &mut self.words[offset / 8];
            let mut bytes = word.to_ne_bytes();
            bytes[offset % 8..offset % 8 + 4].copy_from_slice(&value.to_ne_bytes());
            *word = u64::from_ne_bytes(bytes);
        }

        /// Opens a block as the kernel does.
        fn open(&mut self, block: usize) {
            self.put(block * BLOCK + STATUS, 0);
            self.put(block * BLOCK + PACKETS, 0);
            self.put(block * BLOCK + 16, BLOCK_HEADER);
            self.end = block * BLOCK + BLOCK_HEADER as usize;
        }

        /// Puts a packet into the open block: its bytes are all `mark`, which is its length too.
        fn packet(&mut self, mark: u8) {
            let block = self.end / BLOCK * BLOCK;
            let mac = 96 - 14;
            let size = (mac + usize::from(mark) + 7) & !7;
            let fields = [
                size as u32,
                1000 + u32::from(mark),
                7,
                u32::from(mark),
                1500,
                USER,
                u32::from_ne_bytes([mac as u8, 0, 96, 0]),
            ];
            for (index, field) in fields.into_iter().enumerate() {
                self.put(self.end + 4 * index, field);
            }
            for at in 0..usize::from(mark) {
                let at = self.end + mac + at;
                let mut bytes = self.words[at / 8].to_ne_bytes();
                bytes[at % 8] = mark;
                self.words[at / 8] = u64::from_ne_bytes(bytes);
            }
            self.put(block + PACKETS, self.packets(block) + 1);
            self.end += size;
        }

        fn packets(&self, block: usize) -> u32 {
            let bytes = self.words[(block + 8) / 8].to_ne_bytes();
            u32::from_ne_bytes(bytes[4..].try_into().unwrap())
        }

        /// Closes a block and hands it over; the last packet's distance to the next becomes 0.
        fn close(&mut self, block: usize, last: usize) {
            self.put(block * BLOCK + last, 0);
            self.put(block * BLOCK + STATUS, USER);
        }
    }

    /// The marks of the packets up to the next pause, and how the walk ended.
    fn marks(walker: &mut Walker, memory: &mut Memory<'_>) -> (Vec<u8>, Result<(), Error>) {
        let mut marks = Vec::new();
        let mut frame = Frame::NONE;
        loop {
            match walker.next(memory, &mut frame) {
                Ok(true) => {
                    let bytes = memory.bytes(frame.start, frame.captured as usize).unwrap();
                    assert!(bytes.iter().all(|byte| *byte == bytes[0]));
                    assert_eq!((frame.seconds, frame.wire_length), (1000 + frame.captured, 1500));
                    marks.push(bytes[0]);
                }
                Ok(false) => return (marks, Ok(())),
                Err(error) => return (marks, Err(error)),
            }
        }
    }

    #[test]
    fn what_was_lost_is_said_of_the_first_packet_behind_it() {
        let mut ring = Ring::new();
        for (block, losing) in [(0, 0), (1, TP_STATUS_LOSING)] {
            ring.open(block);
            let first = ring.end;
            ring.packet(10);
            let last = ring.end % BLOCK;
            ring.packet(11);
            ring.close(block, last);
            ring.put(block * BLOCK + STATUS, USER | losing);
            // It is one of several things that are said of a packet.
            ring.put(first + PACKET_STATUS, USER | TP_STATUS_CSUMNOTREADY);
        }
        let mut memory = Memory::from_words(&mut ring.words);
        let (mut walker, mut frame) = (Walker::new(BLOCK, 2), Frame::NONE);
        let first = USER | TP_STATUS_CSUMNOTREADY;
        for expected in [first, USER, first | TP_STATUS_LOSING, USER] {
            while walker.next(&mut memory, &mut frame) != Ok(true) {}
            assert_eq!(frame.status, expected);
        }
    }

    #[test]
    fn blocks_are_read_in_turn_and_given_back() {
        let mut ring = Ring::new();
        ring.open(0);
        ring.packet(60);
        let last = ring.end;
        ring.packet(90);
        ring.close(0, last);
        ring.open(1);
        ring.packet(33);
        ring.close(1, BLOCK_HEADER as usize);
        let mut memory = Memory::from_words(&mut ring.words);
        let mut walker = Walker::new(BLOCK, 2);
        assert!(walker.is_ready(&memory));
        assert_eq!(marks(&mut walker, &mut memory), (vec![60, 90], Ok(())));
        assert!(walker.is_ready(&memory));
        assert_eq!(marks(&mut walker, &mut memory), (vec![33], Ok(())));
        assert!(!walker.is_ready(&memory));
        assert_eq!(marks(&mut walker, &mut memory), (vec![], Ok(())));
        drop(memory);
        for block in 0..2 {
            let status = ring.words[(block * BLOCK + STATUS) / 8].to_ne_bytes();
            assert_eq!(status, [0; 8], "status and number of packets of block {block}");
        }
    }

    #[test]
    fn an_open_block_says_when_it_was_begun() {
        let mut ring = Ring::new();
        ring.open(0);
        ring.put(BEGAN, 999);
        ring.put(BEGAN + 4, 5);
        let mut walker = Walker::new(BLOCK, 2);
        assert_eq!(walker.began(&Memory::from_words(&mut ring.words)), None, "an empty block");
        ring.packet(60);
        assert_eq!(walker.began(&Memory::from_words(&mut ring.words)), Some((999, 5)));
        ring.close(0, BLOCK_HEADER as usize);
        let mut memory = Memory::from_words(&mut ring.words);
        assert_eq!(marks(&mut walker, &mut memory), (vec![60], Ok(())));
        assert_eq!(walker.began(&memory), None, "one that is not begun");
    }

    #[test]
    fn an_open_block_is_read_only_when_the_ring_is_quiet() {
        let mut ring = Ring::new();
        ring.open(0);
        ring.packet(60);
        ring.packet(61);
        ring.close(0, BLOCK_HEADER as usize + 144);
        ring.open(1);
        ring.packet(62);
        ring.packet(63);
        let mut memory = Memory::from_words(&mut ring.words);
        let mut walker = Walker::new(BLOCK, 2);
        assert_eq!(marks(&mut walker, &mut memory), (vec![60, 61], Ok(())));
        assert_eq!(marks(&mut walker, &mut memory), (vec![], Ok(())));
        // SAFETY: no kernel writes to this memory.
        unsafe { memory.set_quiet() };
        assert_eq!(marks(&mut walker, &mut memory), (vec![62, 63], Ok(())));
        assert_eq!(marks(&mut walker, &mut memory), (vec![], Ok(())));
    }

    #[test]
    fn a_quiet_ring_is_read_to_its_end_without_a_pause_and_once() {
        let mut ring = Ring::new();
        for block in 0..2 {
            ring.open(block);
            ring.packet(60 + block as u8);
            ring.close(block, BLOCK_HEADER as usize);
        }
        let mut memory = Memory::from_words(&mut ring.words);
        // SAFETY: no kernel writes to this memory.
        unsafe { memory.set_quiet() };
        let mut walker = Walker::new(BLOCK, 2);
        assert_eq!(marks(&mut walker, &mut memory), (vec![60, 61], Ok(())));
        assert_eq!(marks(&mut walker, &mut memory), (vec![], Ok(())));
    }

    #[test]
    fn a_packet_that_fills_its_block_to_the_last_byte_is_read() {
        let mut ring = Ring::new();
        ring.open(0);
        ring.packet(60);
        ring.close(0, BLOCK_HEADER as usize);
        let room = (BLOCK - BLOCK_HEADER as usize - 82) as u32;
        for (captured, fits) in [(room, true), (room + 1, false)] {
            let mut ring = Ring { words: ring.words.clone(), end: 0 };
            ring.put(BLOCK_HEADER as usize + 12, captured);
            let mut memory = Memory::from_words(&mut ring.words);
            let read = Walker::new(BLOCK, 2).next(&mut memory, &mut { Frame::NONE });
            assert_eq!(read.is_ok(), fits);
        }
    }

    #[test]
    fn what_cannot_be_is_an_error_and_the_walk_goes_on_with_the_next_block() {
        let first = BLOCK_HEADER;
        let cases: [(&str, usize, u32); 12] = [
            ("first packet in the block's header", 16, 0),
            ("first packet at an odd place", 16, first + 2),
            ("first packet at the block's end", 16, BLOCK as u32 - 64),
            ("first packet outside the block", 16, BLOCK as u32),
            ("first packet far outside", 16, u32::MAX),
            ("no distance to the next packet", first as usize, 0),
            ("distance to inside the header", first as usize, 64),
            ("distance to inside the packet", first as usize, 82 + 59),
            ("distance out of the block", first as usize, u32::MAX),
            ("more captured than there is room", first as usize + 12, 4000),
            ("far more captured", first as usize + 12, u32::MAX),
            ("packet inside its header", first as usize + 24, 67),
        ];
        for (name, offset, value) in cases {
            let mut ring = Ring::new();
            ring.open(0);
            ring.packet(60);
            let last = ring.end % BLOCK;
            ring.packet(61);
            ring.close(0, last);
            ring.open(1);
            ring.packet(62);
            ring.close(1, BLOCK_HEADER as usize);
            ring.put(offset, value);
            let mut memory = Memory::from_words(&mut ring.words);
            let mut walker = Walker::new(BLOCK, 2);
            let (read, end) = marks(&mut walker, &mut memory);
            assert!(end.is_err() && read.is_empty(), "{name}");
            assert_eq!(marks(&mut walker, &mut memory), (vec![], Ok(())), "{name}");
            assert_eq!(marks(&mut walker, &mut memory), (vec![62], Ok(())), "{name}");
        }
    }

    #[test]
    fn more_packets_than_there_are_end_at_the_blocks_end() {
        for packets in [3, 1000, u32::MAX] {
            let mut ring = Ring::new();
            ring.open(0);
            ring.packet(60);
            ring.packet(61);
            ring.close(0, 0);
            ring.put(PACKETS, packets);
            let mut memory = Memory::from_words(&mut ring.words);
            let (read, end) = marks(&mut Walker::new(BLOCK, 2), &mut memory);
            assert_eq!(read, [60, 61]);
            assert!(end.is_err());
        }
    }

    #[test]
    fn random_memory_is_walked_in_bounds_and_to_an_end() {
        // Any words, and words that could be: small multiples of 8, and lengths.
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        let mut packets = 0;
        for round in 0..2000_u32 {
            let mut ring = Ring::new();
            for block in 0..2 {
                ring.open(block);
                for _ in 0..random() % 8 {
                    ring.packet(60 + (random() % 60) as u8);
                }
                ring.close(block, 0);
            }
            for _ in 0..random() % 8 {
                let offset = ((random() % (2 * BLOCK as u64)) & !3) as usize;
                let offset = if round % 2 == 0 { (offset % 512) & !3 } else { offset };
                let value = random() as u32;
                let value = [value, value % 256 * 8, value % 5000, !0][random() as usize % 4];
                ring.put(offset, value);
            }
            let mut memory = Memory::from_words(&mut ring.words);
            let mut walker = Walker::new(BLOCK, 2);
            let mut frame = Frame::NONE;
            // SAFETY: no kernel writes to this memory.
            unsafe { memory.set_quiet() };
            for _ in 0..4 * BLOCK / HEADER {
                if walker.next(&mut memory, &mut frame) == Ok(true) {
                    packets += 1;
                    assert!(memory.bytes(frame.start, frame.captured as usize).is_some());
                    assert!(memory.bytes_mut(frame.start - frame.room, frame.room).is_some());
                }
            }
            assert_ne!(walker.next(&mut memory, &mut frame), Ok(true));
        }
        assert!(packets > 2000);
    }
}
