//! The version 3 ring: blocks of packets of any size.
//!
//! A block begins with `struct tpacket_block_desc`: version, offset of private data, status, number
//! of packets, offset of the first, used bytes. Each packet has `struct tpacket3_hdr`, whose first
//! word is the distance to the next (0 in the last packet of a closed block), then
//! `struct sockaddr_ll`, then the head room, then the packet. The kernel fills one block after the
//! other and hands a block over when it is full or when its time is up.
//!
//! The walk is bounded by the number of packets in the block's header and by the block's size, a
//! packet taking at least its header's 68 bytes; what does not fit is an error, and the rest of the
//! block is given up.
//!
//! When the capture has ended, the block that the kernel was filling is read in place, the memory
//! being quiet ([`Memory`]). Its number of packets is then exact: the kernel counts a packet when it
//! reserves its place, and has finished all. For that number not to be one of the last time around,
//! a block is given back with 0 in it.

use super::{Address, Frame, Memory, halves, memory::Unit};
use crate::error::Error;

/// `struct tpacket3_hdr` and `struct sockaddr_ll`, in words and bytes.
const HEADER_WORDS: usize = 17;
const HEADER: usize = HEADER_WORDS * 4;
/// Where in `struct tpacket_block_desc` the status stands, and the number of packets.
const STATUS: usize = 8;
const PACKETS: usize = 12;
/// The size of `struct tpacket_block_desc`.
const BLOCK_HEADER: u32 = 48;

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
}

impl Walker {
    /// A walk that starts at the first block of a new ring.
    #[must_use]
    pub const fn new(block_size: usize, blocks: usize) -> Self {
        Self { block_size, blocks, block: 0, remaining: 0, offset: 0 }
    }

    /// Whether there is a packet to be had without waiting for one.
    #[must_use]
    pub fn is_ready(&self, memory: &Memory<'_>) -> bool {
        self.remaining > 0 || (!memory.is_held() && memory.is_ready(self.unit()))
    }

    /// The next packet. None at the end of a block, which is given back to the kernel, and when
    /// there is no block to be had; a quiet ring is walked to its end.
    ///
    /// # Errors
    /// [`Error::Corrupt`] for a packet that cannot be where the ring says it is; the rest of its
    /// block is skipped.
    #[inline]
    pub fn next(&mut self, memory: &mut Memory<'_>) -> Result<Option<Frame>, Error> {
        if self.remaining == 0 && !self.turn(memory)? {
            return Ok(None);
        }
        let frame = self.frame(memory);
        if frame.is_err() {
            self.remaining = 0;
        }
        frame.map(Some)
    }

    /// Gives the finished block back, or takes the next one; whether there is a packet to read.
    #[cold]
    #[inline(never)]
    fn turn(&mut self, memory: &mut Memory<'_>) -> Result<bool, Error> {
        if memory.is_held() {
            memory.clear_word(PACKETS);
            memory.release();
            self.block = if self.block + 1 < self.blocks { self.block + 1 } else { 0 };
            if !memory.is_quiet() {
                return Ok(false);
            }
        }
        if !memory.acquire(self.unit()) {
            return Ok(false);
        }
        let Some([packets, first]) = memory.words(PACKETS) else { return Ok(false) };
        if packets > 0 && first < BLOCK_HEADER {
            return Err(corrupt(0, "first packet inside the block's header"));
        }
        self.remaining = packets;
        self.offset = first as usize;
        Ok(packets > 0)
    }

    /// Reads the packet at the current offset, and goes to the next.
    #[inline]
    fn frame(&mut self, memory: &Memory<'_>) -> Result<Frame, Error> {
        let offset = self.offset;
        let Some(words) = memory.words::<HEADER_WORDS>(offset) else {
            return Err(corrupt(offset, "header outside the block"));
        };
        let [
            next,
            seconds,
            nanoseconds,
            captured,
            wire_length,
            status,
            places,
            _,
            vlan,
            vlan_protocol,
            ..,
        ] = words;
        let [.., a, b, c, d, e] = words;
        // The last packet of an open block has a distance to where the next will be, that of a
        // closed one has none: it may take the rest of the block.
        self.remaining -= 1;
        let rest = self.block_size - offset;
        let end = if self.remaining > 0 { next as usize } else { rest };
        let [mac, _] = halves(places);
        let mac = usize::from(mac);
        if end > rest || mac < HEADER || mac.saturating_add(captured as usize) > end {
            return Err(corrupt(offset, "packet outside its frame"));
        }
        self.offset = offset + end;
        Ok(Frame {
            start: offset + mac,
            room: mac - HEADER,
            captured,
            wire_length,
            seconds,
            nanoseconds,
            status,
            vlan_control: vlan as u16,
            vlan_protocol: halves(vlan_protocol)[0],
            address: Address::from_words([a, b, c, d, e]),
        })
    }

    fn unit(&self) -> Unit {
        Unit { start: self.block * self.block_size, len: self.block_size, status: STATUS }
    }
}

#[cold]
fn corrupt(offset: usize, what: &'static str) -> Error {
    Error::Corrupt { offset: offset as u32, what }
}
