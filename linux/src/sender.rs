//! Sending many packets: a ring that the kernel takes them from, so that a system call sends
//! hundreds.
//!
//! At a packet that it refuses the kernel stops for good, and answers every later call with success, and
//! with the number of bytes that it has sent, 0. So packets that are known not to fit are kept out of the
//! ring, and packets that are left in it after such an answer are an error.

use core::time::Duration;

use arrayvec::ArrayVec;
use barecap_core::linktype::LinkType;
use linux_raw_sys::if_packet::{
    PACKET_QDISC_BYPASS, PACKET_TX_RING, PACKET_VERSION, tpacket_versions,
};
use rustix::event::{PollFd, PollFlags};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::Errno;
use rustix::net::{AddressFamily, SendFlags, SocketFlags, SocketType, bind, send, socket_with};

use crate::error::{Call, Error};
use crate::interface::{Interface, InterfaceName};
use crate::link::{Header, Link, TAG};
use crate::ring::Memory;
use crate::ring::send::{Filler, HEADER};
use crate::sys;

/// The largest page that a kernel for this machine may have: a block of a ring is made of whole ones.
const LARGEST_PAGE: u32 = if cfg!(any(
    target_arch = "x86_64",
    target_arch = "x86",
    target_arch = "arm",
    target_arch = "riscv64",
    target_arch = "s390x"
)) {
    4 << 10
} else {
    64 << 10
};

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

/// Whether an interface takes a packet, as far as its length says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It does.
    Fits,
    /// It is shorter than its link header.
    TooShort,
    /// Its payload is longer than the interface's MTU.
    TooLong,
}

/// How far the kernel has come with the packets that were offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// How many were put into the ring.
    pub put: u64,
    /// How many have been sent: the driver is done with them.
    pub sent: u64,
    /// How many the kernel found malformed.
    pub refused: u64,
    /// The number of the first of those, counted from 0 over all that were put.
    pub first_refused: Option<u64>,
}

impl Progress {
    /// How many are in the ring, or with the driver.
    #[must_use]
    pub const fn pending(&self) -> u64 {
        self.put.saturating_sub(self.sent).saturating_sub(self.refused)
    }
}

/// What kept the kernel from taking all packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// Nothing did.
    None,
    /// So much is with the driver that the socket has no memory left: it is writable when it has.
    Memory,
    /// A queue is full, or the ring, which no descriptor tells of.
    Queue,
}

/// How long to wait before a full queue is tried again.
const RETRY: Duration = Duration::from_millis(1);

/// How many descriptors can be waited for beside a sender.
const OTHERS: usize = 4;

/// Sends packets, link header and all, on one interface.
///
/// [`Sender::put`] and [`Sender::flush`] wait for the kernel as long as it takes, which is for ever where a
/// cable is missing. [`Sender::offer`] and [`Sender::push`] never wait: that is left to [`Sender::wait`], which
/// waits for other things as well. For a few packets on an interface that is captured on as well there is
/// [`Capture::send`](crate::Capture::send).
///
/// As fast as they go:
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
///
/// One every ten milliseconds, until Ctrl-C:
///
/// ```no_run
/// use barecap_linux::{InterfaceName, Sender, SenderConfig, Signal, Signals};
/// use barecap_linux::rustix::fd::AsFd;
/// use std::time::Duration;
///
/// let signals = Signals::block(&[Signal::Interrupt])?;
/// let mut sender = Sender::open(&SenderConfig::new(InterfaceName::new(b"veth0").unwrap()))?;
/// while signals.next()?.is_none() {
///     if !sender.offer(&[0xff; 60])? {
///         println!("the ring is full: is anything sent?");
///     }
///     sender.push()?;
///     sender.wait(&[signals.as_fd()], Some(Duration::from_millis(10)))?;
/// }
/// println!("{} sent, {} pending", sender.progress().sent, sender.progress().pending());
/// # Ok::<(), barecap_linux::Error>(())
/// ```
#[derive(Debug)]
pub struct Sender {
    socket: OwnedFd,
    memory: Memory<'static>,
    filler: Filler,
    interface: Interface,
    link: Link,
    stop: Stop,
}

impl Sender {
    /// Opens a ring for sending.
    ///
    /// # Errors
    /// [`Error::NoSuchDevice`], [`Error::NotUp`], [`Error::PermissionDenied`]; [`Error::CannotSend`] on
    /// an interface whose packets have cooked headers, as the kernel would want another header than the
    /// packets'; or what kept a system call from working.
    #[inline(never)]
    pub fn open(config: &SenderConfig) -> Result<Self, Error> {
        const BLOCK: u32 = 64 * 1024;
        let interface = Interface::by_name(&config.interface)?;
        let link = Link::of_hardware(interface.hardware);
        if link.is_cooked() {
            return Err(Error::CannotSend);
        }
        if !interface.is_up() {
            return Err(Error::NotUp);
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
        // A packet is at most the interface's longest payload, and its link header with two tags; no
        // interface has a payload of more than 64 KiB, but one may say so.
        let longest = interface.mtu.min(1 << 16) + 22 + HEADER as u32;
        let frame_size = longest.next_multiple_of(64);
        let block = BLOCK.max(frame_size.next_multiple_of(LARGEST_PAGE));
        let blocks = (config.buffer_bytes / block).max(1);
        sys::set_packet_option(&socket, PACKET_VERSION, &[tpacket_versions::TPACKET_V2 as u32])
            .map_err(Error::system(Call::RingVersion))?;
        // struct tpacket_req: the size of a block, the number of blocks, the same of frames.
        let request = [block, blocks, frame_size, blocks * (block / frame_size)];
        sys::set_packet_option(&socket, PACKET_TX_RING, &request)
            .map_err(Error::system(Call::SendRing))?;
        let memory = Memory::map(&socket, block as usize * blocks as usize)
            .map_err(Error::system(Call::Map))?;
        let address = sys::LinkAddress { interface: interface.index, protocol: 0 };
        bind(&socket, &address).map_err(Error::system(Call::Bind))?;
        let filler = Filler::new(block as usize, blocks as usize, frame_size as usize);
        Ok(Self { socket, memory, filler, interface, link, stop: Stop::None })
    }

    /// The link type that packets must have.
    #[must_use]
    pub fn link_type(&self) -> LinkType {
        self.link.link_type
    }

    /// Whether the interface takes a packet of this length and with this link header. What it says of
    /// link types other than Ethernet and raw IP is not all: there the kernel may refuse a packet that
    /// fits.
    #[must_use]
    pub fn fit(&self, packet: &[u8]) -> Fit {
        const ETHERNET: usize = 14;
        let header = match self.link.header {
            Header::Ethernet => ETHERNET,
            _ => 0,
        };
        // The kernel takes a tag for part of the header, one of IEEE 802.1Q; not a service tag.
        let is_tagged = header > 0 && packet.get(12..14) == Some(&[0x81, 0x00]);
        let tagged = if is_tagged { TAG } else { 0 };
        let exact = header > 0 || self.link.link_type == LinkType::RAW;
        let most = (header + tagged).saturating_add(self.interface.mtu as usize);
        if packet.len() < header.max(1) {
            Fit::TooShort
        } else if packet.len() > self.filler.room() || exact && packet.len() > most {
            Fit::TooLong
        } else {
            Fit::Fits
        }
    }

    /// Adds a packet to those that [`Sender::flush`] sends; sends what is there first if there is no
    /// room.
    ///
    /// # Errors
    /// Those of [`Sender::offer`] and [`Sender::flush`]; `ENOBUFS` where sending has made no room.
    pub fn put(&mut self, packet: &[u8]) -> Result<(), Error> {
        if self.offer(packet)? {
            return Ok(());
        }
        self.flush()?;
        if self.offer(packet)? { Ok(()) } else { Err(failed(Errno::NOBUFS)) }
    }

    /// Sends all packets that have been put, and waits until the driver has them.
    ///
    /// # Errors
    /// What kept send(2) from working: `ENETDOWN` where the interface is down, `ENOBUFS` where its
    /// queue or driver had no room for a packet, `EINTR` for a signal that runs a handler; that and those
    /// behind it are still to be sent. `EMSGSIZE` or `EINVAL` for a packet that the kernel has refused, as
    /// [`Sender::push`] has it.
    pub fn flush(&mut self) -> Result<(), Error> {
        match send(&self.socket, &[], SendFlags::empty()).map_err(failed)? {
            0 if !self.filler.is_taken(&self.memory) => Err(failed(Errno::INVAL)),
            _ => Ok(()),
        }
    }

    /// Adds a packet to those that [`Sender::push`] sends; answers whether there was room. If not, it is
    /// time for that, and for [`Sender::wait`].
    ///
    /// # Errors
    /// `EMSGSIZE` for a packet longer than the interface takes and `EINVAL` for one shorter than its link
    /// header, as far as [`Sender::fit`] knows: nothing is added then, and others can be.
    pub fn offer(&mut self, packet: &[u8]) -> Result<bool, Error> {
        let errno = match self.fit(packet) {
            Fit::Fits => return Ok(self.filler.put(&mut self.memory, packet)),
            Fit::TooShort => Errno::INVAL,
            Fit::TooLong => Errno::MSGSIZE,
        };
        Err(failed(errno))
    }

    /// Has the kernel take the packets that were put, as many as there is room for; answers whether it
    /// has taken all. If not, it is to be called again, after [`Sender::wait`].
    ///
    /// # Errors
    /// What kept send(2) from working: `ENETDOWN` where the interface is down, [`Error::Gone`] where
    /// there is none any more, `EMSGSIZE` or `EINVAL` for a packet that the kernel found malformed
    /// ([`Progress::first_refused`] says which): it takes none of those behind it, which is `EINVAL`
    /// as often as it is asked to. Another sender can send them.
    pub fn push(&mut self) -> Result<bool, Error> {
        let mut stop = Stop::None;
        if !self.filler.is_taken(&self.memory) {
            match send(&self.socket, &[], SendFlags::DONTWAIT) {
                Ok(0) => return Err(failed(Errno::INVAL)),
                Ok(_) | Err(Errno::AGAIN | Errno::INTR) => stop = Stop::Memory,
                Err(Errno::NOBUFS) => stop = Stop::Queue,
                Err(Errno::NXIO | Errno::NODEV) => return Err(Error::Gone),
                // An interface that is deleted is taken down first.
                Err(Errno::NETDOWN) if matches!(self.now(), Err(Error::NoSuchDevice)) => {
                    return Err(Error::Gone);
                }
                Err(errno) => return Err(failed(errno)),
            }
        }
        let taken = self.filler.is_taken(&self.memory);
        self.stop = match taken {
            true if self.filler.is_full(&self.memory) => Stop::Queue,
            true => Stop::None,
            false => stop,
        };
        Ok(taken)
    }

    /// Waits for one of the other descriptors, until the time is over; where [`Sender::push`] has left
    /// the ring full, or packets in it, no longer than until there may be room again. Answers whether one
    /// of the others can be read from.
    ///
    /// # Errors
    /// That of poll(2): more than four others.
    pub fn wait(&self, others: &[BorrowedFd<'_>], limit: Option<Duration>) -> Result<bool, Error> {
        let failed = |errno| Error::System { call: Call::Poll, errno };
        let mut fds = ArrayVec::<PollFd<'_>, { OTHERS + 1 }>::new();
        for fd in others {
            let fd = PollFd::from_borrowed_fd(*fd, PollFlags::IN);
            fds.try_push(fd).map_err(|_| failed(Errno::INVAL))?;
        }
        let mut limit = limit;
        match self.stop {
            Stop::None => {}
            // Not where a queue is full: the socket is writable all the while.
            Stop::Memory => {
                let fd = PollFd::from_borrowed_fd(self.socket.as_fd(), PollFlags::OUT);
                fds.try_push(fd).map_err(|_| failed(Errno::INVAL))?;
            }
            Stop::Queue => limit = Some(limit.map_or(RETRY, |limit| limit.min(RETRY))),
        }
        match sys::wait(&mut fds, limit) {
            // A signal leaves the descriptors without events.
            Ok(()) | Err(Errno::INTR) => {}
            Err(errno) => return Err(failed(errno)),
        }
        Ok(fds.iter().take(others.len()).any(|fd| !fd.revents().is_empty()))
    }

    /// How far the kernel has come.
    #[must_use]
    pub fn progress(&mut self) -> Progress {
        self.filler.settle(&self.memory);
        let Filler { put, settled, refused, first_refused, .. } = self.filler;
        Progress { put, sent: settled - refused, refused, first_refused }
    }

    /// How many packets, whoever's, the interface or its driver has dropped instead of sending them
    /// since this was opened: those count as sent.
    ///
    /// # Errors
    /// [`Error::NoSuchDevice`], or what kept netlink from answering.
    pub fn dropped(&self) -> Result<u64, Error> {
        Ok(self.now()?.not_sent.saturating_sub(self.interface.not_sent))
    }

    /// The interface as it is now.
    fn now(&self) -> Result<Interface, Error> {
        Interface::by_index(self.interface.index)
    }
}

/// The error of send(2).
fn failed(errno: Errno) -> Error {
    Error::System { call: Call::Send, errno }
}
