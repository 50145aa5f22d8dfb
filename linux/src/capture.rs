//! Capturing: from a configuration to packets, and to the last of them.
//!
//! A capture begins in two steps, so that nothing is ever delivered that its filter did not let
//! through. [`Capture::prepare`] opens a socket that receives nothing, its protocol being 0, and
//! finds out the link type, for which the filter is compiled. [`Prepared::start`] gives the socket
//! its ring and its filter, and only then binds it to the interface and to a protocol.
//!
//! It ends in two steps as well. [`Capture::finish`] takes the socket off the network; the kernel
//! returns from that when all packets on their way into the ring have arrived. Then
//! [`Capture::next_packet`] delivers what is left, the block that the kernel was still filling included,
//! which libpcap throws away. So what the filter let through is delivered or counted as dropped,
//! whenever a capture ends.

use core::time::Duration;

use barecap_core::insn::{Insn, opcode};
use barecap_core::linktype::LinkType;
use linux_raw_sys::if_packet;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, bind, socket_with, sockopt};

use crate::attach::{UserSpace, attach};
use crate::config::{Config, Source};
use crate::error::Error;
use crate::interface::Interface;
use crate::link::{self, Link};
use crate::packet::{Packet, PacketType, Status};
use crate::ring::{Frame, Memory, v3};
use crate::sys;

/// The number of the loopback interface, in every network namespace.
const LOOPBACK: u32 = 1;
/// A protocol number that no packet has: numbers below 0x0600 are lengths on the wire, and the
/// kernel uses few of them for protocols without a number.
const NO_PROTOCOL: u16 = 0x05ff;
/// How often an interface that is down is looked at.
const DOWN: Duration = Duration::from_millis(250);

/// A capture that has not begun: its socket receives nothing yet.
#[derive(Debug)]
pub struct Prepared {
    socket: OwnedFd,
    config: Config,
    interface: Option<Interface>,
    link: Link,
}

/// Numbers that tell how a capture went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Packets that the filter in the kernel let through, those dropped included.
    pub received: u64,
    /// Of those, packets dropped for lack of room in the ring.
    pub dropped: u64,
    /// Packets that the interface dropped before the kernel saw them.
    pub interface_dropped: u64,
    /// Packets handed over by [`Capture::next_packet`].
    pub delivered: u64,
    /// Packets that were received but not handed over: the second copies of what loopback
    /// interfaces carry, and what a filter in user space did not let through.
    pub filtered: u64,
}

/// What a call of [`Capture::wait`] found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// There are packets.
    pub packets: bool,
    /// Which of the caller's descriptors can be read, one bit for each, the lowest for the first.
    pub others: u32,
}

/// A running capture.
#[derive(Debug)]
pub struct Capture<'f> {
    socket: OwnedFd,
    memory: Memory<'static>,
    walker: v3::Walker,
    link: Link,
    snap_length: usize,
    interface: Option<Interface>,
    filter: &'f [Insn],
    user_space: Option<UserSpace>,
    buffer_bytes: usize,
    down: bool,
    statistics: Statistics,
}

impl Capture<'_> {
    /// Opens what is to be captured on.
    ///
    /// # Errors
    /// [`Error::NoSuchDevice`], [`Error::PermissionDenied`], [`Error::NotSupported`], or what kept a
    /// system call from working.
    pub fn prepare(config: &Config) -> Result<Prepared, Error> {
        let interface = match &config.source {
            Source::Interface(name) => Some(Interface::by_name(name)?),
            Source::Any => None,
        };
        let link = match &interface {
            Some(interface) => Link::of_hardware(interface.hardware),
            None => Link::of_any(),
        };
        let socket_type = if link.is_cooked() { SocketType::DGRAM } else { SocketType::RAW };
        let socket = socket_with(AddressFamily::PACKET, socket_type, SocketFlags::CLOEXEC, None)
            .map_err(|errno| match errno {
                Errno::PERM | Errno::ACCESS => Error::PermissionDenied,
                Errno::AFNOSUPPORT => Error::NotSupported,
                errno => Error::System { call: "socket", errno },
            })?;
        Ok(Prepared { socket, config: config.clone(), interface, link })
    }
}

impl Prepared {
    /// The link type that packets will have, for which the filter is to be compiled.
    #[must_use]
    pub fn link_type(&self) -> LinkType {
        self.link.link_type
    }

    /// The link types to choose from, the present one among them.
    #[must_use]
    pub fn link_types(&self) -> &'static [LinkType] {
        if self.link.is_cooked() && self.interface.is_none() { link::ANY } else { &[] }
    }

    /// Chooses another link type.
    ///
    /// # Errors
    /// [`Error::LinkType`] where packets cannot have it.
    pub fn set_link_type(&mut self, link_type: LinkType) -> Result<(), Error> {
        self.link = self.link.with_link_type(link_type).ok_or(Error::LinkType)?;
        Ok(())
    }

    /// The hardware type, if it is one whose link header is not known: packets have a cooked header
    /// in its place.
    #[must_use]
    pub fn unknown_hardware(&self) -> Option<u16> {
        let interface = self.interface.as_ref()?;
        (!self.link.known).then_some(interface.hardware)
    }

    /// Begins to capture what the filter lets through; an empty one lets all through.
    ///
    /// # Errors
    /// [`Error::NotUp`], [`Error::Gone`], or what kept a system call from working. A filter that the
    /// kernel does not run is no error: see [`Capture::user_space`].
    pub fn start<'f>(self, filter: &'f [Insn]) -> Result<Capture<'f>, Error> {
        let Self { socket, config, interface, link } = self;
        let version = if_packet::tpacket_versions::TPACKET_V3 as u32;
        sys::set_packet_option(&socket, if_packet::PACKET_VERSION, &version)
            .map_err(Error::system("PACKET_VERSION"))?;
        sys::set_packet_option(&socket, if_packet::PACKET_RESERVE, &link::RESERVE)
            .map_err(Error::system("PACKET_RESERVE"))?;
        let (block_size, blocks) = make_ring(&socket, &config)?;
        let buffer_bytes = block_size * blocks;
        let memory = Memory::map(&socket, buffer_bytes).map_err(Error::system("mmap"))?;

        let all = [Insn::stmt(opcode::RET_K, config.snap_length())];
        let program = if filter.is_empty() { &all } else { filter };
        let user_space = attach(&socket, link, program).err();
        if user_space.is_some() {
            return Err(Error::Filter);
        }

        let index = interface.as_ref().map_or(0, |interface| interface.index);
        if config.promiscuous && index != 0 {
            let membership = if_packet::packet_mreq {
                mr_ifindex: index.cast_signed(),
                mr_type: if_packet::PACKET_MR_PROMISC as u16,
                mr_alen: 0,
                mr_address: [0; 8],
            };
            sys::set_packet_option(&socket, if_packet::PACKET_ADD_MEMBERSHIP, &membership)
                .map_err(Error::system("PACKET_ADD_MEMBERSHIP"))?;
        }
        let address = sys::LinkAddress { interface: index, protocol: config.protocol };
        bind(&socket, &address).map_err(|errno| match errno {
            Errno::NODEV => Error::Gone,
            errno => Error::System { call: "bind", errno },
        })?;
        match sockopt::socket_error(&socket).map_err(Error::system("SO_ERROR"))? {
            Ok(()) => (),
            Err(Errno::NETDOWN) => return Err(Error::NotUp),
            Err(errno) => return Err(Error::System { call: "bind", errno }),
        }
        Ok(Capture {
            socket,
            memory,
            walker: v3::Walker::new(block_size, blocks),
            link,
            snap_length: config.snap_length() as usize,
            interface,
            filter,
            user_space,
            buffer_bytes,
            down: false,
            statistics: Statistics::default(),
        })
    }
}

/// Gives the socket a ring of the wanted size, or of as much of it as there is memory for; the size
/// of a block and their number.
fn make_ring(socket: &OwnedFd, config: &Config) -> Result<(usize, usize), Error> {
    const BLOCK: u32 = 256 * 1024;
    let mut blocks = config.buffer_bytes.div_ceil(BLOCK).max(2);
    let timeout = match (config.immediate, config.block_timeout_ms) {
        (true, _) => 1,
        (false, 0) => u32::MAX,
        (false, timeout) => timeout,
    };
    loop {
        let request = if_packet::tpacket_req3 {
            tp_block_size: BLOCK,
            tp_block_nr: blocks,
            tp_frame_size: BLOCK,
            tp_frame_nr: blocks,
            tp_retire_blk_tov: timeout,
            tp_sizeof_priv: 0,
            tp_feature_req_word: 0,
        };
        match sys::set_packet_option(socket, if_packet::PACKET_RX_RING, &request) {
            Ok(()) => return Ok((BLOCK as usize, blocks as usize)),
            Err(Errno::NOMEM) if blocks > 2 => blocks -= (blocks / 4).max(1),
            Err(errno) => return Err(Error::System { call: "PACKET_RX_RING", errno }),
        }
    }
}

/// Waits for the socket and the other descriptors: what is to be said of the first, and which of the
/// others are ready.
fn poll_all(
    socket: BorrowedFd<'_>,
    others: &[BorrowedFd<'_>],
    limit: Option<Duration>,
) -> Result<(PollFlags, u32), Error> {
    let limit = limit.map(|limit| Timespec {
        tv_sec: limit.as_secs().try_into().unwrap_or(i64::MAX),
        tv_nsec: limit.subsec_nanos().into(),
    });
    let mut fds = heapless::Vec::<PollFd<'_>, 8>::new();
    for fd in core::iter::once(&socket).chain(others) {
        fds.push(PollFd::from_borrowed_fd(*fd, PollFlags::IN))
            .map_err(|_| Error::System { call: "poll", errno: Errno::INVAL })?;
    }
    match poll(&mut fds, limit.as_ref()) {
        Ok(_) => (),
        Err(Errno::INTR) => return Ok((PollFlags::empty(), 0)),
        Err(errno) => return Err(Error::System { call: "poll", errno }),
    }
    let mut ready = 0;
    for (bit, fd) in fds.iter().skip(1).enumerate() {
        ready |= u32::from(!fd.revents().is_empty()) << bit;
    }
    Ok((fds.first().map_or(PollFlags::empty(), PollFd::revents), ready))
}

impl<'f> Capture<'f> {
    /// The filter it was started with.
    #[must_use]
    pub fn filter(&self) -> &'f [Insn] {
        self.filter
    }

    /// The link type of the packets.
    #[must_use]
    pub fn link_type(&self) -> LinkType {
        self.link.link_type
    }

    /// How much memory there is for packets not yet read, in bytes.
    #[must_use]
    pub fn buffer_bytes(&self) -> usize {
        self.buffer_bytes
    }

    /// Why the filter does not run in the kernel, if it does not.
    #[must_use]
    pub fn user_space(&self) -> Option<UserSpace> {
        self.user_space
    }

    /// Waits until there are packets, one of the other descriptors can be read, or the time is up;
    /// without a time, for as long as it takes. A signal that runs a handler ends the wait as well,
    /// with nothing ready.
    ///
    /// Up to seven other descriptors are looked at, [`Signals`](crate::Signals) for one. They are
    /// looked at even where packets are ready at once, so that a signal is seen in any traffic.
    ///
    /// # Errors
    /// [`Error::Gone`] when the interface has been deleted; packets that came before can still be
    /// had, after [`Capture::finish`]. An interface that goes down is no error: nothing comes along
    /// until it is up again.
    pub fn wait(
        &mut self,
        others: &[BorrowedFd<'_>],
        timeout: Option<Duration>,
    ) -> Result<Ready, Error> {
        let mut ready = Ready { packets: self.walker.is_ready(&self.memory), others: 0 };
        if ready.packets && others.is_empty() {
            return Ok(ready);
        }
        let limit = match timeout {
            _ if ready.packets => Some(Duration::ZERO),
            Some(timeout) if self.down => Some(timeout.min(DOWN)),
            None if self.down => Some(DOWN),
            timeout => timeout,
        };
        let (events, others) = poll_all(self.socket.as_fd(), others, limit)?;
        ready.packets |= events.contains(PollFlags::IN);
        ready.others = others;
        if events.intersects(PollFlags::ERR | PollFlags::HUP | PollFlags::NVAL) {
            self.look_for_error()?;
        } else if self.down && events.is_empty() {
            self.look_for_interface()?;
        }
        Ok(ready)
    }

    /// Finds out what happened to the socket.
    #[cold]
    fn look_for_error(&mut self) -> Result<(), Error> {
        match sockopt::socket_error(&self.socket).map_err(Error::system("SO_ERROR"))? {
            Ok(()) => Ok(()),
            Err(Errno::NETDOWN) => self.look_for_interface(),
            Err(errno) => Err(Error::System { call: "recv", errno }),
        }
    }

    /// Finds out whether the interface is still there, and up.
    #[cold]
    fn look_for_interface(&mut self) -> Result<(), Error> {
        let Some(interface) = &self.interface else { return Ok(()) };
        match Interface::by_index(interface.index) {
            Ok(now) => self.down = !now.is_up(),
            Err(Error::NoSuchDevice) => return Err(Error::Gone),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// The next packet, if one is there; its bytes stay where they are until the next call.
    ///
    /// Without one it is time for [`Capture::wait`]: that is so when there are no more packets, and
    /// at the end of each block of packets, so that whoever waits for other things as well gets to
    /// see them. After [`Capture::finish`], it means that all have been delivered.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where the ring holds what cannot be.
    #[inline]
    pub fn next_packet(&mut self) -> Result<Option<Packet<'_>>, Error> {
        loop {
            let Some(frame) = self.walker.next(&mut self.memory)? else { return Ok(None) };
            if frame.address.interface == LOOPBACK
                && frame.address.kind == if_packet::PACKET_OUTGOING as u8
            {
                self.statistics.filtered += 1;
                continue;
            }
            self.statistics.delivered += 1;
            return self.dress(&frame).map(Some);
        }
    }

    /// Makes of a frame what the link type promises.
    #[inline]
    fn dress(&mut self, frame: &Frame) -> Result<Packet<'_>, Error> {
        let header = self.link.cooked_length();
        let mut start = frame.start;
        let mut len = frame.captured as usize;
        let mut wire_length = frame.wire_length;
        let corrupt =
            Error::Corrupt { offset: frame.start as u32, what: "no room for the packet's header" };
        if header > 0 {
            start = start.checked_sub(header).ok_or(corrupt)?;
            len += header;
            wire_length = wire_length.saturating_add(header as u32);
            let bytes = self.memory.bytes_mut(start, len).ok_or(corrupt)?;
            link::write_cooked(self.link.header, &frame.address, bytes);
        }
        let mut vlan = None;
        if let Some(tag) = link::vlan_tag(frame) {
            let above = start.checked_sub(4).ok_or(corrupt)?;
            let bytes = self.memory.bytes_mut(above, len + 4).ok_or(corrupt)?;
            if link::insert_tag(self.link.header, tag, bytes) {
                start = above;
                len += 4;
                wire_length = wire_length.saturating_add(4);
                vlan = Some(tag);
            }
        }
        let data = self.memory.bytes(start, len.min(self.snap_length)).ok_or(corrupt)?;
        Ok(Packet {
            data,
            wire_length,
            seconds: frame.seconds,
            nanoseconds: frame.nanoseconds,
            interface: frame.address.interface,
            kind: PacketType::from_kernel(frame.address.kind),
            status: Status(frame.status),
            vlan,
        })
    }

    /// Stops capturing. What has been captured so far is still to be had from [`Capture::next_packet`],
    /// down to the last packet that the kernel had put into the ring.
    ///
    /// # Errors
    /// What kept a system call from working.
    pub fn finish(&mut self) -> Result<(), Error> {
        // Binding to another protocol takes the socket off the network and waits for the packets
        // that are on their way into the ring (packet_do_bind: unregister, synchronize_net). On
        // every interface, as the present one may be gone.
        let nothing = sys::LinkAddress { interface: 0, protocol: NO_PROTOCOL };
        bind(&self.socket, &nothing).map_err(Error::system("bind"))?;
        // SAFETY: the socket gets no packet any more, and those that it was getting have arrived.
        unsafe { self.memory.set_quiet() };
        Ok(())
    }

    /// The numbers so far.
    ///
    /// # Errors
    /// What kept a system call from working.
    pub fn statistics(&mut self) -> Result<Statistics, Error> {
        let (packets, drops) =
            sys::packet_statistics(&self.socket).map_err(Error::system("PACKET_STATISTICS"))?;
        self.statistics.received += u64::from(packets);
        self.statistics.dropped += u64::from(drops);
        if let Some(before) = &self.interface
            && let Ok(now) = Interface::by_index(before.index)
        {
            self.statistics.interface_dropped = now.dropped.saturating_sub(before.dropped);
        }
        Ok(self.statistics)
    }
}

impl AsFd for Capture<'_> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}
