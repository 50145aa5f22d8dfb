//! Sending many packets: a ring that the kernel takes them from, so that a system call sends
//! hundreds.
//!
//! For a few packets on an interface that is captured on as well there is
//! [`Capture::send`](crate::Capture::send).

use linux_raw_sys::if_packet::{
    PACKET_QDISC_BYPASS, PACKET_TX_RING, PACKET_VERSION, tpacket_versions,
};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{AddressFamily, SendFlags, SocketFlags, SocketType, bind, send, socket_with};

use crate::error::{Call, Error};
use crate::interface::{Interface, InterfaceName};
use crate::link::Link;
use crate::ring::Memory;
use crate::ring::send::{Filler, HEADER, Put};
use crate::sys;

/// How packets are sent. Start from [`SenderConfig::new`] and change what should differ.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SenderConfig {
    /// The interface to send on.
    pub interface: InterfaceName,
    /// The memory for packets not yet sent, in bytes.
    pub buffer_bytes: u32,
    /// Hand packets to the driver without queueing (`PACKET_QDISC_BYPASS`): faster, and what the
    /// driver has no room for is dropped there.
    pub bypass_queue: bool,
}

impl SenderConfig {
    /// With 1 MiB of memory, by way of the interface's queue.
    #[must_use]
    pub const fn new(interface: InterfaceName) -> Self {
        Self { interface, buffer_bytes: 1 << 20, bypass_queue: false }
    }
}

/// Sends packets, link header and all, on one interface.
///
/// ```no_run
/// use barecap_linux::{InterfaceName, Sender, SenderConfig};
///
/// let mut sender = Sender::open(&SenderConfig::new(InterfaceName::new(b"veth0").unwrap()))?;
/// let packet = [0xff; 60];
/// for _ in 0..1000 {
///     sender.put(&packet)?;
/// }
/// sender.flush()?;
/// # Ok::<(), barecap_linux::Error>(())
/// ```
#[derive(Debug)]
pub struct Sender {
    socket: OwnedFd,
    memory: Memory<'static>,
    filler: Filler,
}

impl Sender {
    /// Opens a ring for sending.
    ///
    /// # Errors
    /// [`Error::NoSuchDevice`], [`Error::PermissionDenied`]; [`Error::CannotSend`] on an interface
    /// whose packets have cooked headers, as the kernel would want another header than the packets';
    /// or what kept a system call from working.
    pub fn open(config: &SenderConfig) -> Result<Self, Error> {
        const BLOCK: u32 = 64 * 1024;
        let interface = Interface::by_name(&config.interface)?;
        if Link::of_hardware(interface.hardware).is_cooked() {
            return Err(Error::CannotSend);
        }
        // Of protocol 0, so it receives nothing.
        let socket =
            socket_with(AddressFamily::PACKET, SocketType::RAW, SocketFlags::CLOEXEC, None)
                .map_err(|errno| match errno {
                    Errno::PERM | Errno::ACCESS => Error::PermissionDenied,
                    errno => Error::System { call: Call::Socket, errno },
                })?;
        if config.bypass_queue {
            sys::set_packet_option(&socket, PACKET_QDISC_BYPASS, &[1])
                .map_err(Error::system(Call::QueueBypass))?;
        }
        // A packet is at most the interface's longest payload, and its link header with two tags.
        let longest = interface.mtu.saturating_add(22 + HEADER as u32);
        let frame_size = longest.next_multiple_of(64).min(BLOCK);
        let blocks = (config.buffer_bytes / BLOCK).max(1);
        sys::set_packet_option(&socket, PACKET_VERSION, &[tpacket_versions::TPACKET_V2 as u32])
            .map_err(Error::system(Call::RingVersion))?;
        // struct tpacket_req: the size of a block, the number of blocks, the same of frames.
        let request = [BLOCK, blocks, frame_size, blocks * (BLOCK / frame_size)];
        sys::set_packet_option(&socket, PACKET_TX_RING, &request)
            .map_err(Error::system(Call::SendRing))?;
        let memory = Memory::map(&socket, BLOCK as usize * blocks as usize)
            .map_err(Error::system(Call::Map))?;
        let address = sys::LinkAddress { interface: interface.index, protocol: 0 };
        bind(&socket, &address).map_err(Error::system(Call::Bind))?;
        let filler = Filler::new(BLOCK as usize, blocks as usize, frame_size as usize);
        Ok(Self { socket, memory, filler })
    }

    /// Adds a packet to those that [`Sender::flush`] sends; sends what is there first if there is no
    /// room.
    ///
    /// # Errors
    /// `EMSGSIZE` for a packet longer than the interface takes, `ENOBUFS` where sending has made no
    /// room; those of [`Sender::flush`].
    pub fn put(&mut self, packet: &[u8]) -> Result<(), Error> {
        let mut put = self.filler.put(&mut self.memory, packet);
        if put == Put::Full {
            self.flush()?;
            put = self.filler.put(&mut self.memory, packet);
        }
        let errno = match put {
            Put::Done => return Ok(()),
            Put::Full => Errno::NOBUFS,
            Put::TooLong => Errno::MSGSIZE,
        };
        Err(Error::System { call: Call::Send, errno })
    }

    /// Sends all packets that have been put, and waits until the driver has them.
    ///
    /// # Errors
    /// What kept send(2) from working: `ENETDOWN` where the interface is down, `ENOBUFS` where its
    /// queue or driver dropped a packet; the packets behind it are still to be sent.
    pub fn flush(&mut self) -> Result<(), Error> {
        send(&self.socket, &[], SendFlags::empty()).map_err(Error::system(Call::Send))?;
        Ok(())
    }

    /// How many packets the kernel has found malformed, as far as their frames were used again.
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.filler.refused
    }
}
