//! How packets come from the kernel: through a ring of blocks, a ring of frames, or one by one.
//!
//! The ring of blocks costs least for each packet and makes the best of its memory, and hands packets
//! over a block at a time. The ring of frames hands each over at once. Where there is no ring to be
//! had, for lack of memory or because a sandbox forbids to map it, packets are received one by one
//! into memory of our own. Whichever it is, a packet comes out as a [`Frame`] in a [`Memory`].
//!
//! A ring of frames has frames for what is common on the link, not for the longest packet there may
//! be. A longer one is cut short there, and the kernel queues it in full on the socket, as long as
//! the socket's buffer lasts; it is taken from there in its turn.

use linux_raw_sys::if_packet::{self, tpacket_versions};
use linux_raw_sys::net;
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{RecvFlags, recv};

use crate::config::{Config, MAX_SNAP_LENGTH, Method};
use crate::error::{Call, ErrnoText, Error};
use crate::link;
use crate::ring::{Address, Frame, Memory, halves, v2, v3};
use crate::sys;

/// Head room in front of a packet received into memory of our own.
const HEAD: usize = 64;
/// How many packets are received one by one before it is time to look at other things.
const TURN: u32 = 64;

/// A way for packets to come in, ready to be used.
#[derive(Debug)]
pub(crate) struct Intake {
    way: Way,
    /// What the packets' lasting place is.
    memory: Memory<'static>,
    /// Where a packet lies that was too long for its frame.
    long: Option<Memory<'static>>,
    /// Whether the packet at hand is such a one.
    is_long: bool,
    /// The packet at hand.
    frame: Frame,
    /// How much room there is for packets not yet read, in bytes.
    pub(crate) bytes: usize,
    /// How much of a packet is wanted.
    snap_length: u32,
    /// Packets cut short because there was no room for the rest.
    pub(crate) cut: u64,
    /// The interface is down, or has been since it was looked at.
    pub(crate) down: bool,
}

#[derive(Debug)]
enum Way {
    Blocks(v3::Walker),
    Frames { walker: v2::Walker, frame_size: usize },
    Single { turn: u32 },
}

impl Intake {
    /// Gives a socket that receives nothing yet the way that the configuration asks for, or the best
    /// there is; then also which it is not, and why.
    ///
    /// `usual` is the length of the packets that are common on the link.
    pub(crate) fn open(
        socket: &OwnedFd,
        config: &Config,
        usual: u32,
    ) -> Result<(Self, Option<Error>), Error> {
        let asked;
        let methods: &[Method] = match (config.method, config.immediate) {
            (Some(method), _) => {
                asked = [method];
                &asked
            }
            (None, false) => &[Method::BlockRing, Method::FrameRing, Method::Receive],
            (None, true) => &[Method::FrameRing, Method::BlockRing, Method::Receive],
        };
        let mut first = None;
        for method in methods {
            let opened = match method {
                Method::BlockRing => open_blocks(socket, config),
                Method::FrameRing => open_frames(socket, config, usual),
                Method::Receive => open_single(socket, config),
            };
            match opened {
                Ok(intake) => return Ok((intake, first)),
                Err(error) => first = first.or(Some(error)),
            }
        }
        Err(first.unwrap_or(Error::NotSupported))
    }

    fn new(way: Way, memory: Memory<'static>, bytes: usize, config: &Config) -> Self {
        let (long, is_long, frame) = (None, false, Frame::NONE);
        let snap_length = config.snap_length();
        Self { way, memory, long, is_long, frame, bytes, snap_length, cut: 0, down: false }
    }

    /// A ring of blocks that is made by hand.
    #[cfg(test)]
    pub(crate) fn by_hand(memory: Memory<'static>, block: usize) -> Self {
        let (blocks, bytes) = (memory.len() / block, memory.len());
        let config = Config::new(crate::config::Source::Any);
        Self::new(Way::Blocks(v3::Walker::new(block, blocks)), memory, bytes, &config)
    }

    /// Which way it is.
    pub(crate) fn method(&self) -> Method {
        match self.way {
            Way::Blocks(_) => Method::BlockRing,
            Way::Frames { .. } => Method::FrameRing,
            Way::Single { .. } => Method::Receive,
        }
    }

    /// How often the ring has been gone through to its end; never, where there is no ring.
    pub(crate) fn rounds(&self) -> u32 {
        match &self.way {
            Way::Blocks(walker) => walker.rounds,
            Way::Frames { walker, .. } => walker.rounds,
            Way::Single { .. } => 0,
        }
    }

    /// Whether there is a packet to be had without asking the kernel.
    #[inline(never)]
    pub(crate) fn is_ready(&self) -> bool {
        match &self.way {
            Way::Blocks(walker) => walker.is_ready(&self.memory),
            Way::Frames { walker, .. } => walker.is_ready(&self.memory),
            Way::Single { .. } => false,
        }
    }

    /// Whether the kernel fills nothing any more.
    pub(crate) fn is_quiet(&self) -> bool {
        self.memory.is_quiet()
    }

    /// When the block was begun that the kernel is filling, if there are packets in it; there is no
    /// packet to be had.
    pub(crate) fn began(&self) -> Option<(u32, u32)> {
        match &self.way {
            Way::Blocks(walker) => walker.began(&self.memory),
            Way::Frames { .. } | Way::Single { .. } => None,
        }
    }

    /// The packet at hand, and the memory that it lies in.
    #[inline]
    pub(crate) fn packet(&mut self) -> (&mut Frame, &mut Memory<'static>) {
        let memory = match &mut self.long {
            Some(long) if self.is_long => long,
            _ => &mut self.memory,
        };
        (&mut self.frame, memory)
    }

    /// From now on the kernel fills nothing any more.
    ///
    /// # Safety
    /// As for [`Memory::set_quiet`].
    pub(crate) unsafe fn set_quiet(&mut self) {
        // SAFETY: what the caller promises.
        unsafe { self.memory.set_quiet() };
    }

    /// Goes to the next packet; none when there is none and when it is time to look at other things.
    #[inline]
    pub(crate) fn next(&mut self, socket: &OwnedFd) -> Result<bool, Error> {
        match &mut self.way {
            Way::Blocks(walker) => {
                let frame = &mut self.frame;
                let found = walker.next(&mut self.memory, frame)?;
                if found && frame.is_cut(walker.block_size(), self.snap_length) {
                    self.cut += 1;
                }
                Ok(found)
            }
            Way::Frames { .. } => self.next_in_frame(socket),
            Way::Single { .. } => self.next_single(socket),
        }
    }

    /// Goes to the next packet of a ring of frames, wherever that one is.
    #[inline(never)]
    fn next_in_frame(&mut self, socket: &OwnedFd) -> Result<bool, Error> {
        let Way::Frames { walker, frame_size } = &mut self.way else { return Ok(false) };
        self.is_long = false;
        let frame = &mut self.frame;
        if !walker.next(&mut self.memory, frame)? {
            return Ok(false);
        }
        if frame.status & if_packet::TP_STATUS_COPY == 0 {
            self.cut += u64::from(frame.is_cut(*frame_size, self.snap_length));
            return Ok(true);
        }
        // What was too long for its frame is taken from the queue.
        let Some(long) = &mut self.long else { return Ok(true) };
        let room = long.len() - HEAD;
        let Some(bytes) = long.bytes_mut(HEAD, room) else { return Ok(true) };
        let flags = RecvFlags::DONTWAIT | RecvFlags::TRUNC;
        match despite_link(&mut self.down, || recv(socket, &mut *bytes, flags)) {
            Ok((_, length)) => {
                self.is_long = true;
                (frame.start, frame.room) = (HEAD, HEAD);
                frame.captured = length.min(room) as u32;
            }
            Err(Errno::AGAIN) => self.cut += 1,
            Err(errno) => return Err(Error::System { call: Call::Receive, errno }),
        }
        Ok(true)
    }

    /// Takes a packet from the queue.
    #[cold]
    #[inline(never)]
    fn next_single(&mut self, socket: &OwnedFd) -> Result<bool, Error> {
        let room = self.memory.len() - HEAD;
        let Way::Single { turn } = &mut self.way else { return Ok(false) };
        if *turn == 0 && !self.memory.is_quiet() {
            *turn = TURN;
            return Ok(false);
        }
        let Some(bytes) = self.memory.bytes_mut(HEAD, room) else { return Ok(false) };
        let received = match despite_link(&mut self.down, || sys::receive(socket, bytes)) {
            Ok(Some(received)) => received,
            Ok(None) => {
                *turn = TURN;
                return Ok(false);
            }
            Err(errno) => return Err(Error::System { call: Call::ReceiveMessage, errno }),
        };
        *turn = turn.saturating_sub(1);
        let [status, wire_length, captured, _, vlan] = received.auxiliary;
        let [vlan_control, vlan_protocol] = halves(vlan);
        let [seconds, nanoseconds] = received.time;
        self.frame = Frame {
            start: HEAD,
            room: HEAD,
            captured: captured.min(received.length.min(room) as u32),
            wire_length,
            seconds,
            nanoseconds,
            status,
            vlan_control,
            vlan_protocol,
            address: Address(received.address),
        };
        Ok(true)
    }
}

/// Takes a packet from a socket. That the link is down the kernel tells once, in the place of one.
#[inline(always)]
fn despite_link<T>(
    down: &mut bool,
    mut take: impl FnMut() -> Result<T, Errno>,
) -> Result<T, Errno> {
    loop {
        match take() {
            Err(Errno::NETDOWN) => *down = true,
            taken => return taken,
        }
    }
}

/// A ring of blocks.
fn open_blocks(socket: &OwnedFd, config: &Config) -> Result<Intake, Error> {
    // A capture under load wakes up once a block: that is half of its processor time where packets are
    // short and blocks have 256 KiB. But where blocks are handed over long before they are full, their
    // number is what lasts while nobody reads; and there have to be several in any case.
    const SLOW: u32 = 100;
    let large = config.block_timeout_ms == 0 || config.block_timeout_ms >= SLOW;
    let large = large && !config.immediate && config.buffer_bytes >= 2 << 20;
    let block = if large { 512 << 10 } else { 256 << 10 };
    let timeout = match (config.immediate, config.block_timeout_ms) {
        (true, _) => 1,
        (false, 0) => u32::MAX,
        (false, timeout) => timeout,
    };
    let request = [block, 0, block, 1, timeout, 0, 0];
    let (memory, blocks) = make_ring(socket, config, tpacket_versions::TPACKET_V3, request)?;
    let walker = v3::Walker::new(block as usize, blocks);
    let bytes = memory.len();
    Ok(Intake::new(Way::Blocks(walker), memory, bytes, config))
}

/// A ring of frames, and the means for packets that are longer.
fn open_frames(socket: &OwnedFd, config: &Config, usual: u32) -> Result<Intake, Error> {
    const BLOCK: u32 = 64 * 1024;
    let frame_size = frame_size(config.snap_length(), usual);
    // First, as nothing would be received any more by another way once the socket has a ring.
    let long = Some(open_queue(socket, config)?);
    sys::set_packet_option(socket, if_packet::PACKET_COPY_THRESH, &[1])
        .map_err(Error::system(Call::CopyThreshold))?;
    let request = [BLOCK, 0, frame_size, BLOCK / frame_size, 0, 0, 0];
    let (memory, blocks) = make_ring(socket, config, tpacket_versions::TPACKET_V2, request)?;
    let walker = v2::Walker::new(BLOCK as usize, blocks, frame_size as usize);
    let bytes = memory.len();
    let way = Way::Frames { walker, frame_size: frame_size as usize };
    let intake = Intake::new(way, memory, bytes, config);
    Ok(Intake { long, ..intake })
}

/// Packets one by one.
fn open_single(socket: &OwnedFd, config: &Config) -> Result<Intake, Error> {
    sys::set_packet_option(socket, if_packet::PACKET_AUXDATA, &[1])
        .map_err(Error::system(Call::Auxdata))?;
    sys::stamp_packets(socket).map_err(Error::system(Call::Timestamps))?;
    let memory = open_queue(socket, config)?;
    let (way, bytes) = (Way::Single { turn: TURN }, config.buffer_bytes as usize);
    Ok(Intake::new(way, memory, bytes, config))
}

/// What precedes a packet in a frame, at most: two headers, the longest gap that alignment and a link
/// header make, and what is reserved for headers of our own.
const FRAME_HEADERS: u32 = 52 + 28 + link::RESERVE;

/// The size of a frame that has room for the packets that are common on a link. Where those are very
/// long, as on loopback, small ones are far more common still.
fn frame_size(snap_length: u32, usual: u32) -> u32 {
    const JUMBO: u32 = 10_000;
    const LEAST: u32 = 1600;
    let usual = if usual <= JUMBO { usual.max(LEAST) } else { LEAST };
    (snap_length.min(usual) + FRAME_HEADERS).next_multiple_of(64)
}

/// Gives the socket a ring of the wanted size, or of as much of it as there is memory for, which the
/// kernel may lack and the process not be allowed to map, and maps it; answers with how many blocks it has as well.
///
/// The request is a `struct tpacket_req3` in words: the size of a block, the number of blocks, the
/// size of a frame, the number of frames, and more, of which version 2 reads only these four. The
/// first number is filled in here, and the second comes as that of the frames in a block.
fn make_ring(
    socket: &OwnedFd,
    config: &Config,
    version: tpacket_versions,
    mut request: [u32; 7],
) -> Result<(Memory<'static>, usize), Error> {
    sys::set_packet_option(socket, if_packet::PACKET_VERSION, &[version as u32])
        .map_err(Error::system(Call::RingVersion))?;
    sys::set_packet_option(socket, if_packet::PACKET_RESERVE, &[link::RESERVE])
        .map_err(Error::system(Call::Reserve))?;
    let [block, _, _, per_block, ..] = request;
    let mut blocks = blocks(config.buffer_bytes, block);
    loop {
        (request[1], request[3]) = (blocks, blocks * per_block);
        let mut call = Call::ReceiveRing;
        let ring = sys::set_packet_option(socket, if_packet::PACKET_RX_RING, &request);
        let memory = ring.and_then(|()| {
            call = Call::Map;
            Memory::map(socket, block as usize * blocks as usize).inspect_err(|_| {
                // A request for none takes it from the socket again.
                let _ = sys::set_packet_option(socket, if_packet::PACKET_RX_RING, &[0; 7]);
            })
        });
        match memory {
            Ok(memory) => return Ok((memory, blocks as usize)),
            Err(Errno::NOMEM) if blocks > 2 => {
                log::info!("no memory for {blocks} blocks of {block} bytes: fewer are asked for");
                blocks -= blocks.div_ceil(4).min(blocks - 2);
            }
            Err(errno) => return Err(Error::System { call, errno }),
        }
    }
}

/// How many blocks of one size have room for so many bytes: two at least, and no more than the kernel can
/// count the bytes of in 32 bits, as it refuses others for what they are and not for want of memory.
fn blocks(bytes: u32, block: u32) -> u32 {
    bytes.div_ceil(block).max(2).min(u32::MAX / block)
}

/// What the kernel is asked for where so many bytes are wanted: it takes a number above that for a negative
/// one, and gives the least there is, room for a single packet (socket(7)).
fn queue(bytes: u32) -> u32 {
    bytes.min(i32::MAX.unsigned_abs())
}

/// Lets the socket's queue hold as many bytes as were asked for, or as many as we may have. What is taken
/// from it comes into the memory that is the answer, which has room for the longest packet whatever the snap
/// length: a filter that runs here is to see all of it.
#[inline(never)]
fn open_queue(socket: &OwnedFd, config: &Config) -> Result<Memory<'static>, Error> {
    let bytes = queue(config.buffer_bytes);
    if let Err(errno) = sys::set_socket_option(socket, net::SO_RCVBUFFORCE, bytes) {
        log::debug!("SO_RCVBUFFORCE: {}: net.core.rmem_max limits the queue", ErrnoText(errno));
        if let Err(errno) = sys::set_socket_option(socket, net::SO_RCVBUF, bytes) {
            log::warn!("SO_RCVBUF: {}: the queue is as long as it was", ErrnoText(errno));
        }
    }
    Memory::private(HEAD + MAX_SNAP_LENGTH as usize).map_err(Error::system(Call::Map))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_has_no_more_blocks_than_the_kernel_can_count() {
        for (bytes, block, blocks) in [
            (0, 1 << 18, 2),
            (1 << 19, 1 << 18, 2),
            ((1 << 19) + 1, 1 << 18, 3),
            (u32::MAX - (1 << 19), 1 << 19, 8191),
            (u32::MAX, 1 << 19, 8191),
            (u32::MAX, 1 << 18, 16383),
            (u32::MAX, 1 << 16, 65535),
        ] {
            assert_eq!(super::blocks(bytes, block), blocks, "{bytes} {block}");
        }
    }

    #[test]
    fn a_queue_is_never_asked_for_by_a_negative_number() {
        for (bytes, asked) in [
            (0, 0),
            (2 << 20, 2 << 20),
            (0x7fff_ffff, 0x7fff_ffff),
            (0x8000_0000, 0x7fff_ffff),
            (u32::MAX, 0x7fff_ffff),
        ] {
            assert_eq!(queue(bytes), asked, "{bytes}");
            assert!(asked.cast_signed() >= 0);
        }
    }

    #[test]
    fn frames_fit_what_is_common_on_the_link_and_no_more() {
        let cases = [
            // Snap length, usual length, frame size, frames in a block of 64 KiB.
            (262_144, 1522, 1728, 37),
            (262_144, 9022, 9152, 7),
            (262_144, 65_558, 1728, 37),
            (262_144, 0, 1728, 37),
            (96, 1522, 192, 341),
            (96, 65_558, 192, 341),
            (1, 1522, 128, 512),
        ];
        for (snap_length, usual, size, frames) in cases {
            let frame = frame_size(snap_length, usual);
            assert_eq!((frame, 65_536 / frame), (size, frames), "{snap_length} {usual}");
            assert!(frame.is_multiple_of(16));
        }
    }
}
