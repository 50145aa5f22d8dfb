//! From a frame in the ring to a [`Packet`]: it is run through the filters that run here, its VLAN tag or
//! cooked header is put before it, and it says what was lost before it.

use barecap_core::insn::ancillary;
use barecap_core::verify::Verified;
use barecap_core::vm;

use super::Capture;
use crate::attach::HARDWARE_TYPE;
use crate::config::{MAX_SNAP_LENGTH, Method};
use crate::error::{Corruption, Error};
use crate::link;
use crate::packet::{Packet, PacketType, Status, VlanTag};
use crate::ring::Frame;

/// The ancillary word with the protocol of a VLAN tag (`SKF_AD_VLAN_TPID`).
const VLAN_PROTOCOL: u32 = 60;

/// The ancillary words that are known beside a packet, one bit for each.
pub(crate) const KNOWN_WORDS: u32 = 1 << (ancillary::PROTOCOL / 4)
    | 1 << (ancillary::PACKET_TYPE / 4)
    | 1 << (ancillary::INTERFACE / 4)
    | 1 << (HARDWARE_TYPE / 4)
    | 1 << (ancillary::VLAN_TAG / 4)
    | 1 << (ancillary::VLAN_TAG_PRESENT / 4)
    | 1 << (VLAN_PROTOCOL / 4);

#[cold]
fn no_room(frame: &Frame) -> Error {
    Error::Corrupt { offset: frame.start as u32, what: Corruption::NoRoom }
}

impl Capture<'_> {
    /// The next packet, if one is there; its bytes stay where they are until the next call.
    ///
    /// Without one it is time for [`Capture::wait`]: that is so when there are no more packets, and
    /// at the end of each block of packets, so that whoever waits for other things as well gets to
    /// see them. After [`Capture::finish`], it means that all have been delivered.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where the ring holds what cannot be.
    #[inline(never)]
    pub fn next_packet(&mut self) -> Result<Option<Packet<'_>>, Error> {
        if !core::mem::take(&mut self.pending) && !self.advance()? {
            return Ok(None);
        }
        self.statistics.delivered += 1;
        let passed = if self.watched.is_empty() { 0 } else { self.passed() };
        self.dress(passed).map(Some)
    }

    /// When the packet was captured that [`Capture::next_packet`] will deliver, in seconds and
    /// nanoseconds; none where it would deliver none.
    ///
    /// # Errors
    /// Those of [`Capture::next_packet`].
    pub fn peek(&mut self) -> Result<Option<(u32, u32)>, Error> {
        if !self.pending {
            self.pending = self.advance()?;
        }
        let frame = self.intake.packet().0;
        Ok(self.pending.then_some((frame.seconds, frame.nanoseconds)))
    }

    /// Goes to the next packet that passes the filter; whether there is one.
    #[inline(always)]
    fn advance(&mut self) -> Result<bool, Error> {
        loop {
            if !self.intake.next(&self.socket)? {
                self.count_in_time();
                return Ok(false);
            }
            if self.link.is_cooked() {
                self.put_header()?;
            }
            if let Some(filter) = self.filter {
                if self.intake.rounds() >= self.refiltered {
                    (self.filter, self.refiltered) = (None, u32::MAX);
                }
                let decided = self.run(filter);
                let (frame, _) = self.intake.packet();
                match decided {
                    Some(keep @ 1..) => frame.captured = frame.captured.min(keep),
                    // What there was no room for might have passed.
                    None if self.user_space.is_some()
                        && frame.captured < frame.wire_length.min(MAX_SNAP_LENGTH) =>
                    {
                        self.statistics.dropped += 1;
                        continue;
                    }
                    _ => {
                        self.statistics.filtered += 1;
                        continue;
                    }
                }
            }
            return Ok(true);
        }
    }

    /// Lets a packet go that has been looked at, but does not pass the filter there is now.
    pub(super) fn look_again_at_pending(&mut self) {
        if self.pending
            && let Some(filter) = self.filter
            && self.run(filter).unwrap_or(0) == 0
        {
            self.pending = false;
            self.statistics.filtered += 1;
        }
    }

    /// Has the kernel tell its numbers long before they pass 2^32, where they begin at 0 again.
    #[inline(never)]
    fn count_in_time(&mut self) {
        const OFTEN: u64 = 1 << 18;
        let seen = self.statistics.delivered + self.statistics.filtered;
        if seen >= self.counted_at + OFTEN {
            self.counted_at = seen;
            let _ = self.count();
        }
    }

    /// Makes so many of the bytes before the packet part of it.
    #[inline(never)]
    fn extend(&mut self, header: usize) -> Result<&mut [u8], Error> {
        let (frame, memory) = self.intake.packet();
        *frame = frame.extended(header).ok_or(no_room(frame))?;
        memory.bytes_mut(frame.start, frame.captured as usize).ok_or(no_room(frame))
    }

    /// Puts the cooked header in front of the packet.
    #[inline(never)]
    fn put_header(&mut self) -> Result<(), Error> {
        let (header, address) = (self.link.header, self.intake.packet().0.address);
        link::write_cooked(header, &address, self.extend(header.cooked_length())?);
        Ok(())
    }

    /// Runs a filter on a packet with its header but without its VLAN tag, as the kernel does; nothing
    /// where it asks for what is not there.
    #[cold]
    #[inline(never)]
    fn run(&mut self, filter: Verified<'_>) -> Option<u32> {
        let (frame, memory) = self.intake.packet();
        let bytes = memory.bytes(frame.start, frame.captured as usize)?;
        let mut words = [0; 16];
        let tag = link::vlan_tag(frame);
        for (word, value) in [
            (ancillary::PROTOCOL, frame.address.protocol().into()),
            (ancillary::PACKET_TYPE, frame.address.kind().into()),
            (ancillary::INTERFACE, frame.address.interface()),
            (HARDWARE_TYPE, frame.address.hardware().into()),
            (ancillary::VLAN_TAG, tag.map_or(0, |tag| tag.control.into())),
            (ancillary::VLAN_TAG_PRESENT, tag.is_some().into()),
            (VLAN_PROTOCOL, tag.map_or(0, |tag| tag.protocol.into())),
        ] {
            if let Some(place) = words.get_mut(word as usize / 4) {
                *place = value;
            }
        }
        let packet = vm::Packet { bytes, length: frame.wire_length, ancillary: Some(&words) };
        vm::decide(filter, packet)
    }

    /// Which of the watched filters the packet passes.
    #[cold]
    #[inline(never)]
    fn passed(&mut self) -> u32 {
        let filters = self.watched.iter().enumerate();
        filters.fold(0, |passed, (bit, filter)| {
            passed | u32::from(self.run(*filter).unwrap_or(0) > 0) << bit
        })
    }

    /// Puts the VLAN tag back, and makes a packet of the frame.
    #[inline]
    fn dress(&mut self, passed: u32) -> Result<Packet<'_>, Error> {
        let vlan = match link::vlan_tag(self.intake.packet().0) {
            Some(tag) => self.put_tag(tag)?,
            None => None,
        };
        let drops = if Status(self.intake.packet().0.status).losing() { self.drops() } else { 0 };
        let snap_length = self.snap_length;
        let (frame, memory) = self.intake.packet();
        let len = frame.captured.min(snap_length) as usize;
        Ok(Packet {
            data: memory.bytes(frame.start, len).ok_or(no_room(frame))?,
            wire_length: frame.wire_length,
            seconds: frame.seconds,
            nanoseconds: frame.nanoseconds,
            interface: frame.address.interface(),
            kind: PacketType::from_kernel(frame.address.kind()),
            status: Status(frame.status),
            drops,
            passed,
            vlan,
        })
    }

    /// Puts a VLAN tag back, if the packet is one that can have it.
    #[inline(never)]
    fn put_tag(&mut self, tag: VlanTag) -> Result<Option<VlanTag>, Error> {
        let header = self.link.header;
        let captured = self.intake.packet().0.captured as usize;
        if !header.takes_tag(captured) {
            return Ok(None);
        }
        link::insert_tag(header, tag, self.extend(link::TAG)?);
        Ok(Some(tag))
    }

    /// The drops since the last time, at a packet that comes behind some.
    ///
    /// In a ring of frames the kernel marks all packets until it is asked, also those that are in the ring
    /// already, so not every mark is a reason to ask.
    #[cold]
    #[inline(never)]
    fn drops(&mut self) -> u64 {
        const SELDOM: u64 = 1000;
        let now = self.statistics.delivered;
        let is_rare = self.intake.method() == Method::BlockRing;
        if !is_rare && self.asked_at > 0 && now < self.asked_at + SELDOM {
            return 0;
        }
        self.asked_at = now;
        let _ = self.count();
        let drops = self.statistics.dropped - self.told_drops;
        self.told_drops = self.statistics.dropped;
        drops
    }
}
