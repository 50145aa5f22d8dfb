//! Fan-out: several rings share the packets of one source, so that several processors can empty them.
//!
//! The kernel gives each packet to one member of a group (`PACKET_FANOUT`, packet(7) and the kernel's
//! Documentation/networking/packet_mmap.rst). A socket can join only while it is bound to the protocol
//! and the interface that it captures, and members join one after the other: whoever is bound and not
//! yet a member gets all packets, and so does the first member while it is alone. Once a member, a
//! socket can neither be bound anew, which is how other captures are taken off the network, nor leave.
//!
//! So every member has a gate: a filter that lets nothing through, which the kernel counts as nothing
//! received. It is there before the socket is bound, and gives way to the real one when all members
//! have joined ([`Group::open`]); no packet is there twice, and none has passed no filter. At the end
//! it is put back. Who was filling a ring at that moment has finished when the kernel has waited for
//! all who receive packets: that is what it does when a running packet socket is bound to another
//! protocol (`synchronize_net` in `packet_do_bind`), and each member has a second socket for it, of a
//! protocol that no packet has. What passed the filter until then is in the ring, or was counted as
//! dropped.
//!
//! The program of the gate and the real one are in force together, as far as the kernel's limit for
//! filters goes (`optmem_max`), when the group is opened already; so the end does not fail for it.

use barecap_core::insn::{Insn, opcode};
use barecap_core::verify::Verified;
use linux_raw_sys::if_packet;
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, bind, socket_with};

use crate::attach::Unwanted;
use crate::capture::{Capture, NO_PROTOCOL};
use crate::error::{Call, Error};
use crate::start::place;
use crate::sys;

/// By what the kernel chooses the member of a group that gets a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[repr(u32)]
pub enum FanoutMode {
    /// By a hash of addresses and ports, both directions of a connection alike.
    Hash = if_packet::PACKET_FANOUT_HASH,
    /// One after the other.
    LoadBalance = if_packet::PACKET_FANOUT_LB,
    /// By the processor that the packet comes on: no two processors fill one ring, as long as there
    /// are as many members as processors.
    Cpu = if_packet::PACKET_FANOUT_CPU,
    /// The first, and the next whenever one is full.
    Rollover = if_packet::PACKET_FANOUT_ROLLOVER,
    /// At random.
    Random = if_packet::PACKET_FANOUT_RND,
    /// By the queue of the network card that the packet came by.
    Queue = if_packet::PACKET_FANOUT_QM,
}

/// How the packets of a source are spread. Start from [`Fanout::new`] and change what should differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fanout {
    /// By what the member is chosen.
    pub mode: FanoutMode,
    /// Whether a packet goes to another member when the ring of the chosen one is full. Connections
    /// are torn apart then, and fewer packets lost. With [`FanoutMode::Rollover`] it is so anyway, and
    /// asking for it is an error.
    pub rollover: bool,
    /// Whether fragments of IPv4 are put together first, so that all of a datagram goes to one member:
    /// what is captured then is the datagram, no longer the fragments that were on the wire.
    pub defragment: bool,
}

impl Fanout {
    /// In this mode, with nothing else.
    #[must_use]
    pub const fn new(mode: FanoutMode) -> Self {
        Self { mode, rollover: false, defragment: false }
    }

    /// Mode and flags as the kernel has them, in the upper half of the option's value.
    fn bits(self, ignores_outgoing: bool) -> u32 {
        let flags = [
            (self.rollover, if_packet::PACKET_FANOUT_FLAG_ROLLOVER),
            (self.defragment, if_packet::PACKET_FANOUT_FLAG_DEFRAG),
            // Kernels before 5.16 pass it over; the filter refuses these packets anyway.
            (ignores_outgoing, if_packet::PACKET_FANOUT_FLAG_IGNORE_OUTGOING),
        ];
        let set = flags.iter().filter(|(wanted, _)| *wanted);
        set.fold(self.mode as u32, |bits, (_, flag)| bits | flag) << 16
    }
}

/// A group of captures that share the packets of one source.
///
/// Its members are prepared alike, join, and are opened together; from then on each is a capture as any
/// other, and may be one thread's own. [`merge`](crate::merge) delivers what they have in the order of
/// time; the numbers of all are the sums of their [`Statistics`](crate::Statistics), but for what their
/// interface has dropped, which each has whole.
///
/// ```no_run
/// use barecap_linux::{Capture, Config, Fanout, FanoutMode, Group, Source, merge, wait_any};
/// use core::ops::ControlFlow;
///
/// let config = Config::new(Source::Any);
/// let mut group = Group::new(Fanout::new(FanoutMode::Hash));
/// let mut members = [
///     Capture::prepare(&config)?.join(None, &mut group)?,
///     Capture::prepare(&config)?.join(None, &mut group)?,
/// ];
/// group.open(&mut members)?;
/// let mut count = 0;
/// while count < 1000 {
///     wait_any(&mut members, &[], None)?;
///     merge(&mut members, &mut |_, packet| {
///         count += packet.data.len();
///         ControlFlow::Continue(())
///     })?;
/// }
/// # Ok::<(), barecap_linux::Error>(())
/// ```
///
/// Or each has a thread, and another ends them all:
///
/// ```no_run
/// use barecap_linux::{Breaker, Capture, Config, Error, Fanout, FanoutMode, Group, Source};
/// use barecap_linux::rustix::fd::AsFd;
/// use std::{thread, time::Duration};
///
/// fn count(capture: &mut Capture<'_>, end: &Breaker) -> Result<u64, Error> {
///     while capture.wait(&[end.as_fd()], None)?.others == 0 {
///         while let Some(packet) = capture.next_packet()? {
///             // What is done with each packet.
///             let _ = packet.data;
///         }
///     }
///     capture.finish()?;
///     while capture.next_packet()?.is_some() {}
///     Ok(capture.statistics()?.delivered)
/// }
///
/// let config = Config::new(Source::Any);
/// let mut group = Group::new(Fanout::new(FanoutMode::Cpu));
/// let mut members = [
///     Capture::prepare(&config)?.join(None, &mut group)?,
///     Capture::prepare(&config)?.join(None, &mut group)?,
/// ];
/// group.open(&mut members)?;
/// let end = &Breaker::new()?;
/// thread::scope(|scope| {
///     let threads = members.each_mut().map(|member| scope.spawn(move || count(member, end)));
///     thread::sleep(Duration::from_secs(5));
///     end.raise()?;
///     for thread in threads {
///         println!("{} packets", thread.join().unwrap()?);
///     }
///     Ok::<(), Error>(())
/// })?;
/// # Ok::<(), Error>(())
/// ```
#[derive(Debug)]
pub struct Group {
    fanout: Fanout,
    /// Its number, which the kernel chooses for the first member.
    id: Option<u16>,
}

impl Group {
    /// A group without members.
    #[must_use]
    pub const fn new(fanout: Fanout) -> Self {
        Self { fanout, id: None }
    }

    /// Makes a bound socket a member.
    pub(crate) fn add(&mut self, socket: &OwnedFd, unwanted: Unwanted) -> Result<(), Error> {
        let failed = Error::system(Call::Fanout);
        let bits = self.fanout.bits(unwanted.outgoing);
        let Some(id) = self.id else {
            // A number that no other group has, not one of another program either.
            let unique = bits | if_packet::PACKET_FANOUT_FLAG_UNIQUEID << 16;
            sys::set_packet_option(socket, if_packet::PACKET_FANOUT, &[unique]).map_err(failed)?;
            let chosen = sys::packet_option(socket, if_packet::PACKET_FANOUT);
            self.id = Some(chosen.map_err(Error::system(Call::Fanout))? as u16);
            return Ok(());
        };
        sys::set_packet_option(socket, if_packet::PACKET_FANOUT, &[bits | u32::from(id)])
            .map_err(failed)
    }

    /// Has packets come, once all members have joined.
    ///
    /// # Errors
    /// [`Error::Filter`], or what kept a system call from working.
    pub fn open(self, members: &mut [Capture<'_>]) -> Result<(), Error> {
        members.iter_mut().try_for_each(Capture::open)
    }
}

impl Capture<'_> {
    /// Puts the filter that is wanted in the place of the gate.
    fn open(&mut self) -> Result<(), Error> {
        // Not one that is finished.
        if let Some(gate) = &self.gate
            && !self.intake.is_quiet()
        {
            (self.filter, self.user_space) =
                place(&self.socket, self.link, self.unwanted, gate.filter, self.snap_length)?;
            self.shut = false;
        }
        Ok(())
    }
}

/// What keeps packets from a member while it joins, and from the moment that it is finished.
#[derive(Debug)]
pub(crate) struct Gate<'f> {
    /// The filter that is wanted.
    pub(crate) filter: Option<Verified<'f>>,
    /// A socket that never receives anything.
    bystander: OwnedFd,
}

impl<'f> Gate<'f> {
    /// Shuts off a socket that is not bound yet.
    pub(crate) fn new(socket: &OwnedFd, filter: Option<Verified<'f>>) -> Result<Self, Error> {
        shut(socket)?;
        let flags = SocketFlags::CLOEXEC;
        let bystander = socket_with(AddressFamily::PACKET, SocketType::DGRAM, flags, None)
            .map_err(Error::system(Call::Socket))?;
        put(&bystander, NO_PROTOCOL).map_err(Error::system(Call::Bind))?;
        Ok(Self { filter, bystander })
    }

    /// The same without its filter.
    pub(crate) fn without_filter(self) -> Gate<'static> {
        Gate { filter: None, bystander: self.bystander }
    }

    /// Shuts off a member. What was on its way into the ring has arrived when the socket in the answer
    /// has been bound to this protocol.
    pub(crate) fn close(&self, socket: &OwnedFd) -> Result<(&OwnedFd, u16), Error> {
        shut(socket)?;
        Ok((&self.bystander, NO_PROTOCOL - 1))
    }
}

/// Lets no packet through to a socket any more.
pub(crate) fn shut(socket: &OwnedFd) -> Result<(), Error> {
    sys::attach_filter(socket, &[Insn::stmt(opcode::RET_K, 0)])
        .map_err(Error::system(Call::AttachFilter))
}

/// Binds a socket to a protocol on every interface.
fn put(socket: &OwnedFd, protocol: u16) -> Result<(), Errno> {
    bind(socket, &sys::LinkAddress { interface: 0, protocol })
}
