//! Capturing: from a configuration to packets, and to the last of them.
//!
//! A capture begins in two steps: [`Capture::prepare`] opens a socket that receives nothing and finds
//! out the link type, for which the filter is compiled, and
//! [`Prepared::start`](crate::Prepared::start) begins to capture. It ends in two steps as well.
//! [`Capture::finish`] takes the socket off the network; the kernel returns from that when all packets
//! on their way into the ring have arrived. Then [`Capture::next_packet`] delivers what is left, the
//! block that the kernel was still filling included, which libpcap throws away. So what the filter let
//! through is delivered or counted as dropped, whenever a capture ends.

pub(crate) mod deliver;

use core::ops::ControlFlow;
use core::time::Duration;

use barecap_core::linktype::LinkType;
use barecap_core::verify::Verified;
use rustix::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use rustix::io::Errno;
use rustix::net::{SendFlags, bind, send, sockopt};

use crate::attach::{Unwanted, UserSpace};
use crate::config::Method;
use crate::error::{Call, Error};
use crate::fanout::Gate;
use crate::intake::Intake;
use crate::interface::Interface;
use crate::link::Link;
use crate::packet::Packet;
use crate::several::{Place, wait_any};
use crate::stamp::TimeStamp;
use crate::start::{can_run_here, place};
use crate::sys;

/// A protocol number that no packet has: numbers below 0x0600 are lengths on the wire, and the
/// kernel uses few of them for protocols without a number.
pub(crate) const NO_PROTOCOL: u16 = 0x05ff;
/// How often an interface that is down is looked at.
pub(crate) const DOWN: Duration = Duration::from_millis(250);

/// Numbers that tell how a capture went.
///
/// What was received was delivered, filtered or dropped, once [`Capture::finish`] has been called and
/// [`Capture::next_packet`] has no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Statistics {
    /// Packets that the filter in the kernel let through, those dropped included.
    pub received: u64,
    /// Of those, packets dropped for lack of room in the ring, or cut short where a filter in user space
    /// would have needed the rest.
    pub dropped: u64,
    /// Packets that the interface dropped before the kernel saw them; of "any" that is not known, and 0.
    pub interface_dropped: u64,
    /// Packets handed over by [`Capture::next_packet`].
    pub delivered: u64,
    /// Packets that were received but not handed over: a filter in user space did not let them
    /// through.
    pub filtered: u64,
    /// Packets of which less was delivered than the snap length asks for, as there was no room for
    /// the rest: only where each is handed over at once.
    pub cut: u64,
}

/// What a call of [`Capture::wait`] found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ready {
    /// There are packets.
    pub packets: bool,
    /// Which of the caller's descriptors can be read, one bit for each, the lowest for the first.
    pub others: u32,
}

/// A running capture.
///
/// Nothing but [`Capture::wait`] ever sleeps, and [`Capture::send`] where what was sent before is still
/// queued. A program that waits by means of its own (poll(2), epoll(7), an asynchronous runtime) waits for the
/// capture's descriptor, which is the same for as long as the capture is there, to be readable or in error
/// (`POLLERR`). It is readable as long as there are packets to be handed over, and in error when the interface
/// goes down or is deleted. When it is either, or when [`Capture::look_again`] says so, the capture is asked
/// with a wait of no length, which finds out what has become of the interface:
///
/// ```no_run
/// use barecap_linux::{Capture, Config, Source};
/// use barecap_linux::rustix::event::{PollFd, PollFlags, Timespec, poll};
/// use std::time::Duration;
///
/// let mut capture = Capture::prepare(&Config::new(Source::Any))?.start(None)?;
/// loop {
///     let limit = capture.look_again().map(|time| Timespec::try_from(time).unwrap());
///     // It may as well end early, for a signal.
///     let _ = poll(&mut [PollFd::new(&capture, PollFlags::IN)], limit.as_ref());
///     if capture.wait(&[], Some(Duration::ZERO))?.packets {
///         while let Some(packet) = capture.next_packet()? {
///             println!("{} bytes", packet.data.len());
///         }
///     }
/// }
/// # Ok::<(), barecap_linux::Error>(())
/// ```
///
/// `linux/examples/epoll.rs` does the same for several captures by epoll(7).
///
/// Who is told once and not again (`EPOLLET`, and so mio) has to ask until it finds no packets. Who is told of
/// errors only if it asks for them has to ask: in tokio an `AsyncFd` is awaited by
/// `ready_mut(Interest::READABLE | Interest::ERROR)`, as `readable_mut` would sleep through the end of the
/// interface.
#[derive(Debug)]
pub struct Capture<'f> {
    pub(crate) socket: OwnedFd,
    /// What shuts it off, where it is a member of a group.
    pub(crate) gate: Option<Gate<'f>>,
    pub(crate) intake: Intake,
    pub(crate) fallback: Option<Error>,
    pub(crate) link: Link,
    pub(crate) snap_length: u32,
    pub(crate) interface: Option<Interface>,
    /// The filter, where it runs here.
    pub(crate) filter: Option<Verified<'f>>,
    pub(crate) user_space: Option<UserSpace>,
    /// Filters that packets are only told about.
    pub(crate) watched: &'f [Verified<'f>],
    pub(crate) time_stamp: TimeStamp,
    /// How often the ring must have been gone through for no packet to be in it that another filter
    /// let through.
    pub(crate) refiltered: u32,
    /// What is kept away whatever the filter says.
    pub(crate) unwanted: Unwanted,
    /// Somebody else looks after the interface.
    pub(crate) followed: bool,
    /// It is a member of a group that is not open yet.
    pub(crate) shut: bool,
    /// The interface has been deleted, or is of another kind now.
    pub(crate) gone: bool,
    /// The packet at hand has been looked at, and is still to be delivered.
    pub(crate) pending: bool,
    /// Where it stands among others.
    pub(crate) place: Place,
    /// The drops that packets have told of.
    pub(crate) told_drops: u64,
    /// At which packet it was last asked for drops.
    pub(crate) asked_at: u64,
    /// At which packet the kernel was last asked so that its numbers do not begin anew.
    pub(crate) counted_at: u64,
    pub(crate) statistics: Statistics,
}

impl<'f> Capture<'f> {
    /// The link type of the packets.
    #[must_use]
    pub fn link_type(&self) -> LinkType {
        self.link.link_type
    }

    /// The interface, as it was when the capture was prepared; none for "any".
    #[must_use]
    pub fn interface(&self) -> Option<&Interface> {
        self.interface.as_ref()
    }

    /// How many bytes of a packet are kept, as [`Prepared::snap_length`](crate::Prepared::snap_length) says.
    #[must_use]
    pub fn snap_length(&self) -> u32 {
        self.snap_length
    }

    /// How much memory there is for packets not yet read, in bytes; by [`Method::Receive`] what was asked
    /// for, of which a process without CAP_NET_ADMIN has no more than `net.core.rmem_max`.
    #[must_use]
    pub fn buffer_bytes(&self) -> usize {
        self.intake.bytes
    }

    /// How packets come, and why not in the way that would have been better.
    #[must_use]
    pub fn method(&self) -> (Method, Option<Error>) {
        (self.intake.method(), self.fallback)
    }

    /// Whose clock packets are stamped with.
    #[must_use]
    pub fn time_stamp(&self) -> TimeStamp {
        match self.intake.method() {
            Method::Receive => TimeStamp::Host,
            _ => self.time_stamp,
        }
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
    /// Up to 23 other descriptors are looked at, [`Signals`](crate::Signals) for one. They are
    /// looked at even where packets are ready at once, so that a signal is seen in any traffic.
    ///
    /// # Errors
    /// [`Error::Gone`] when the interface has been deleted, or was down and has another hardware type now;
    /// packets that came before can still be had, after [`Capture::finish`]. An interface that goes down
    /// is no error: nothing comes along until it is up again. That of poll(2): `EINVAL` for more descriptors.
    pub fn wait(
        &mut self,
        others: &[BorrowedFd<'_>],
        timeout: Option<Duration>,
    ) -> Result<Ready, Error> {
        wait_any(core::slice::from_mut(self), others, timeout).map_err(|(_, error)| error)
    }

    /// Finds out what happened to the socket.
    #[cold]
    pub(crate) fn look_for_error(&mut self) -> Result<(), Error> {
        match sockopt::socket_error(&self.socket).map_err(Error::system(Call::SocketError))? {
            Ok(()) => Ok(()),
            Err(Errno::NETDOWN) => self.look_for_interface(),
            Err(errno) => Err(Error::System { call: Call::Receive, errno }),
        }
    }

    /// Finds out whether the interface is still there, of the same kind, and up, unless somebody else does.
    #[cold]
    pub(crate) fn look_for_interface(&mut self) -> Result<(), Error> {
        // Until it is known to be up, whoever waits again is to look again.
        self.intake.down = !self.followed;
        let Some(interface) = self.interface.as_ref().filter(|_| !self.followed) else {
            return Ok(());
        };
        // There may be another one by now, with its number and its name.
        let bound = sys::bound_interface(&self.socket);
        let now = match bound {
            Ok(bound) if bound != interface.index => Err(Error::NoSuchDevice),
            // i386 has the call since Linux 4.3; without it, what there is now counts.
            _ => Interface::by_index(interface.index),
        };
        match now {
            Ok(now) if now.hardware == interface.hardware => {
                self.intake.down = !now.is_up();
                log::debug!("{} is {}", now.name, if now.is_up() { "up" } else { "down" });
                Ok(())
            }
            // Packets that look otherwise now are not to be taken for what they were.
            Ok(_) | Err(Error::NoSuchDevice) => {
                self.gone = true;
                Err(Error::Gone)
            }
            Err(error) => Err(error),
        }
    }

    /// For how long whoever polls the descriptor may leave the capture alone, though nothing is there to be
    /// read: while the interface is down, no descriptor tells that it is up again or has been deleted.
    /// Otherwise there is no limit.
    #[must_use]
    pub fn look_again(&self) -> Option<Duration> {
        self.intake.down.then_some(DOWN)
    }

    /// Whether the interface has been deleted, or is of another kind now.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.gone
    }

    /// Adds what the kernel has counted since it was last asked.
    fn count(&mut self) -> Result<(), Error> {
        let (packets, drops) =
            sys::packet_statistics(&self.socket).map_err(Error::system(Call::Statistics))?;
        self.statistics.received += u64::from(packets);
        self.statistics.dropped += u64::from(drops);
        Ok(())
    }

    /// Stops capturing. What has been captured so far is still to be had from [`Capture::next_packet`],
    /// down to the last packet that the kernel had put into the ring. Several captures are finished
    /// together by [`finish_all`](crate::finish_all).
    ///
    /// # Errors
    /// What kept a system call from working.
    pub fn finish(&mut self) -> Result<(), Error> {
        // Binding to another protocol takes the socket off the network and waits for the packets
        // that are on their way into the ring (packet_do_bind: unregister, synchronize_net). On
        // every interface, as the present one may be gone.
        let (socket, protocol) = match &self.gate {
            Some(gate) => gate.close(&self.socket)?,
            None => (&self.socket, NO_PROTOCOL),
        };
        let nothing = sys::LinkAddress { interface: 0, protocol };
        bind(socket, &nothing).map_err(Error::system(Call::Bind))?;
        // SAFETY: the socket gets no packet any more, or its filter refuses them all, and those that
        // it was getting have arrived.
        unsafe { self.intake.set_quiet() };
        Ok(())
    }

    /// Takes another filter, or none, while packets come: those that [`Capture::next_packet`] delivers
    /// from now on have passed the new one, whichever was in force when they came.
    ///
    /// The kernel goes over from one to the other between two packets. What it had put into the ring
    /// before is run through the new filter here, until the ring has been gone through once. A filter is
    /// borrowed for as long as the capture is used: to compile others in the same memory, again and again,
    /// see [`Capture::without_filter`].
    ///
    /// # Errors
    /// [`Error::Filter`] for one that asks for words that only the kernel has, and so cannot be run
    /// here: the filter in force stays. What kept a system call from working.
    pub fn set_filter(&mut self, filter: Option<Verified<'f>>) -> Result<(), Error> {
        if filter.is_some_and(|filter| !can_run_here(&filter)) {
            return Err(Error::Filter);
        }
        // Nothing has come yet.
        if let Some(gate) = self.gate.as_mut().filter(|_| self.shut) {
            gate.filter = filter;
            return Ok(());
        }
        let mut refiltered = u32::MAX;
        // When all has come, nothing may come any more by another filter in the kernel.
        if !self.intake.is_quiet() {
            (_, self.user_space) =
                place(&self.socket, self.link, self.unwanted, filter, self.snap_length)?;
            if self.user_space.is_none() {
                // To the end of this round, and a whole one.
                refiltered = self.intake.rounds().saturating_add(2);
            }
        }
        (self.filter, self.refiltered) = (filter, refiltered);
        self.look_again_at_pending();
        Ok(())
    }

    /// The same capture without its filter, and without those of [`Capture::watch`], whose memory may be
    /// used anew. Nothing is lost by that: packets gather in the ring, whatever they are, and are run
    /// through the filter that [`Capture::set_filter`] takes next, before they are delivered.
    ///
    /// ```no_run
    /// # fn next_filter() -> String { String::new() }
    /// # fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use barecap_core::compile::compile;
    /// use barecap_core::filter::{Context, Target, names::NoNames};
    /// use barecap_core::workspace::Small;
    /// use barecap_linux::{Capture, Config, Source};
    ///
    /// let mut workspace = Box::new(Small::new());
    /// let mut idle = Capture::prepare(&Config::new(Source::Any))?.start(None)?;
    /// loop {
    ///     let mut context = Context::new(idle.link_type());
    ///     context.target = Target::LinuxLive;
    ///     let filter = compile(&next_filter(), &context, &mut NoNames, &mut workspace)?;
    ///     let mut capture = idle;
    ///     capture.set_filter(Some(filter))?;
    ///     // Here packets would be read, until there is another filter.
    ///     idle = capture.without_filter()?;
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    /// What kept a system call from working.
    pub fn without_filter(self) -> Result<Capture<'static>, Error> {
        let mut capture = Capture {
            socket: self.socket,
            gate: self.gate.map(Gate::without_filter),
            intake: self.intake,
            fallback: self.fallback,
            link: self.link,
            snap_length: self.snap_length,
            interface: self.interface,
            filter: None,
            user_space: self.user_space,
            watched: &[],
            time_stamp: self.time_stamp,
            refiltered: self.refiltered,
            unwanted: self.unwanted,
            followed: self.followed,
            shut: self.shut,
            gone: self.gone,
            pending: self.pending,
            place: self.place,
            told_drops: self.told_drops,
            asked_at: self.asked_at,
            counted_at: self.counted_at,
            statistics: self.statistics,
        };
        capture.set_filter(None)?;
        Ok(capture)
    }

    /// Has every packet say which of these filters it passes ([`Packet::passed`]), up to 32 of them;
    /// whatever that is, it is delivered. They run here, on packets as the
    /// kernel has them, VLAN tags beside the bytes, as far as it has put them into the ring; so they are
    /// compiled for a live capture, as its filter is. To run them on more of a packet than is delivered, the
    /// filter of the capture returns more than [`Capture::snap_length`], if need be an empty one.
    ///
    /// # Errors
    /// [`Error::Filter`] for one that asks for words that only the kernel has, [`Error::TooManyFilters`] for more
    /// than 32. Those that were watched before are then watched on.
    pub fn watch(&mut self, filters: &'f [Verified<'f>]) -> Result<(), Error> {
        if filters.len() > u32::BITS as usize {
            return Err(Error::TooManyFilters);
        }
        if !filters.iter().all(|filter| can_run_here(filter)) {
            return Err(Error::Filter);
        }
        self.watched = filters;
        Ok(())
    }

    /// Hands the packets that are there to `each`, until that breaks off or there are no more; how
    /// many it was given. Like [`Capture::next_packet`], it comes to an end with each block.
    ///
    /// ```no_run
    /// # fn example(mut capture: barecap_linux::Capture<'_>) -> Result<(), barecap_linux::Error> {
    /// use core::ops::ControlFlow;
    ///
    /// let mut bytes = 0;
    /// loop {
    ///     capture.wait(&[], None)?;
    ///     capture.dispatch(&mut |packet| {
    ///         bytes += packet.data.len();
    ///         if bytes < 1_000_000 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    ///     })?;
    /// # break Ok(());
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    /// Those of [`Capture::next_packet`].
    pub fn dispatch(
        &mut self,
        each: &mut dyn FnMut(Packet<'_>) -> ControlFlow<()>,
    ) -> Result<u64, Error> {
        let mut given = 0;
        while let Some(packet) = self.next_packet()? {
            given += 1;
            if each(packet).is_break() {
                break;
            }
        }
        Ok(given)
    }

    /// Sends a packet on the interface, link header and all. One that is being sent does not come
    /// back to this capture. Where the socket's memory for packets that are queued is used up, it waits
    /// until there is some; [`Sender`](crate::Sender) does not.
    ///
    /// # Errors
    /// [`Error::CannotSend`] on "any" and where captured packets have a cooked header, as there the
    /// kernel would want another header than the packet's; what kept send(2) from working.
    pub fn send(&self, packet: &[u8]) -> Result<(), Error> {
        if self.link.is_cooked() {
            return Err(Error::CannotSend);
        }
        send(&self.socket, packet, SendFlags::empty()).map_err(Error::system(Call::Send))?;
        Ok(())
    }

    /// The numbers so far.
    ///
    /// # Errors
    /// What kept a system call from working.
    pub fn statistics(&mut self) -> Result<Statistics, Error> {
        self.count()?;
        if let Some(before) = &self.interface
            && let Ok(now) = Interface::by_index(before.index)
        {
            self.statistics.interface_dropped = now.dropped.saturating_sub(before.dropped);
        }
        self.statistics.cut = self.intake.cut;
        Ok(self.statistics)
    }
}

impl AsFd for Capture<'_> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

/// For those who wait for numbers.
impl AsRawFd for Capture<'_> {
    fn as_raw_fd(&self) -> RawFd {
        self.socket.as_raw_fd()
    }
}
