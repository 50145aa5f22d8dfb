//! Several captures at once: waiting for any of them, and taking their packets in the order of time.
//!
//! Rings hand packets over a block at a time, so the packets that are there are never all that there
//! are: what one ring hands over next may be earlier than what another has handed over already. A
//! packet is delivered only when every other capture has a later one, or is known to have passed its
//! time: the *horizon* of a capture, before which nothing comes from it any more. Until then packets
//! stay where they are, in their ring.
//!
//! How far a capture has come is seen by looking at it at a known time. If the block that the kernel
//! fills is empty, whatever comes will be stamped later. If there are packets in it, they were all
//! stamped after the block was begun, of which it holds the time. So the horizon follows from the ring
//! alone, and not from how punctual the kernel's timers are; those only say how long a packet is held
//! back, the time-out of a block. That a packet's stamp can be a little older than its place in the
//! ring, since it may have been made before, is what [`LAG`] is for.
//!
//! Nothing is held back for longer than a block's time-out and [`LATE`], by a clock that nobody sets:
//! when the system's clock is set back, packets seem to come from the future. The time-out is that of the
//! capture which is waited for; each may have its own. Nor can it be known how far a clock in the network
//! hardware is from the system's: with time stamps from there ([`TimeStamp`]), packets are ordered among those
//! that are there.
//!
//! It takes the kernel some milliseconds to take one socket off the network, so captures that are finished
//! one after the other end at as many moments, and what one has seen of the last packets another has not.
//! [`finish_all`] has them end at one.
//!
//! Captures may be added and taken away between two calls. A new one has no horizon until it is looked
//! at, and then that of this moment. One that is finished is not waited for, so that whoever takes one
//! away finishes it, and merges on until it has no packet any more.
//!
//! The packets of one capture keep the order in which the kernel has put them down. Where two
//! processors fill one ring at the same moment, it may have stamped them in the other.

#[cfg(test)]
mod tests;

use core::ops::ControlFlow;
use core::time::Duration;

use arrayvec::ArrayVec;
use rustix::event::{PollFd, PollFlags};
use rustix::fd::{AsFd as _, BorrowedFd};
use rustix::io::Errno;

use crate::capture::{Capture, DOWN, Ready};
use crate::error::{Call, Error};
use crate::fanout::shut;
use crate::packet::Packet;
use crate::stamp::TimeStamp;
use crate::sys;

/// How many captures and other descriptors are waited for together.
const TOGETHER: usize = 24;
/// How much older a packet's stamp may be than the moment at which its place in a ring was taken.
const LAG: Duration = Duration::from_millis(5);
/// How late the kernel may be with a block whose time is up before nobody waits for it any more.
const LATE: Duration = Duration::from_millis(250);
/// How many packets are delivered in order before it is time to look at other things.
const TURN: u64 = 4096;

/// A time as packets have it: seconds and nanoseconds since 1970.
type Time = (u32, u32);

/// Later than all packets.
const EVER: Time = (u32::MAX, u32::MAX);

/// What a capture knows of where it stands among others.
#[derive(Debug, Default)]
pub(crate) struct Place {
    /// No packet before this comes any more.
    horizon: Time,
    /// Packets of others have waited for it in vain; so they do not until it has one again.
    late: bool,
    /// Its packet of this time has been the earliest of those that are there since then, and waits.
    since: Option<(Time, Duration)>,
    /// For how long packets of others wait for it at most.
    patience: Duration,
    /// Its packet waits, and is to be looked at again after so long.
    wait: Option<Duration>,
}

impl Place {
    /// That of a capture whose blocks are handed over after so many milliseconds.
    pub(crate) fn new(timeout_ms: u32) -> Self {
        let patience = LATE.saturating_add(Duration::from_millis(timeout_ms.into()));
        Self { patience, ..Self::default() }
    }
}

/// Waits until one of several captures has packets, one of the other descriptors can be read, or the
/// time is up, as [`Capture::wait`] does for one. Those whose interface is gone are passed over, unless
/// all are. Of no captures at all nothing comes, and the others are waited for. Where packets are held
/// back by [`merge`], the wait ends when it is time to call it again.
///
/// # Errors
/// Those of [`Capture::wait`], with the number of the capture; that of poll(2), `EINVAL`, for more than
/// 24 captures and other descriptors together.
pub fn wait_any(
    captures: &mut [Capture<'_>],
    others: &[BorrowedFd<'_>],
    timeout: Option<Duration>,
) -> Result<Ready, (usize, Error)> {
    let mut ready = Ready { packets: false, others: 0 };
    let (mut all_gone, mut any_held, mut limit) = (!captures.is_empty(), false, timeout);
    let failed = |errno| (0, Error::System { call: Call::Poll, errno });
    let mut fds = ArrayVec::<PollFd<'_>, TOGETHER>::new();
    let mut add = |fd, events| {
        let added = fds.try_push(PollFd::from_borrowed_fd(fd, events));
        added.map_err(|_| failed(Errno::INVAL))
    };
    for capture in captures.iter() {
        all_gone &= capture.gone;
        // One alone waits for no other.
        let held = if captures.len() > 1 { capture.place.wait } else { None };
        any_held |= held.is_some();
        ready.packets |= held.is_none() && (capture.pending || capture.intake.is_ready());
        let down = if capture.intake.down { Some(DOWN) } else { None };
        for other in [down, held].into_iter().flatten() {
            limit = Some(limit.map_or(other, |limit| limit.min(other)));
        }
        // What is left in the ring of one that is gone is taken without a wait, and what is held back
        // is there already.
        let passed_over = capture.gone || held.is_some();
        let events = if passed_over { PollFlags::empty() } else { PollFlags::IN };
        add(capture.socket.as_fd(), events)?;
    }
    for other in others {
        add(*other, PollFlags::IN)?;
    }
    if all_gone {
        return Err((0, Error::Gone));
    }
    if ready.packets {
        if others.is_empty() {
            return Ok(ready);
        }
        limit = Some(Duration::ZERO);
    }
    match sys::wait(&mut fds, limit) {
        Ok(()) => (),
        Err(Errno::INTR) => return Ok(ready),
        Err(errno) => return Err(failed(errno)),
    }
    // A bit each: whether it can be read, and whether something is wrong with it, which is told unasked.
    let (mut readable, mut wrong) = (0_u32, 0_u32);
    for (bit, fd) in fds.iter().enumerate() {
        let events = fd.revents();
        readable |= u32::from(events.contains(PollFlags::IN)) << bit;
        wrong |= u32::from(!events.difference(PollFlags::IN).is_empty()) << bit;
    }
    drop(fds);
    let any = readable | wrong;
    ready.packets |= any_held;
    for (number, capture) in captures.iter_mut().enumerate() {
        let bit = 1 << number;
        if capture.gone {
            continue;
        }
        ready.packets |= readable & bit != 0;
        if wrong & bit != 0 {
            capture.look_for_error().map_err(|error| (number, error))?;
        } else if capture.intake.down && any & bit == 0 {
            capture.look_for_interface().map_err(|error| (number, error))?;
        }
    }
    ready.others = any >> captures.len();
    Ok(ready)
}

/// Hands packets of several captures to `each`, with the number of the capture, in the order of their
/// times; how many it was given. It ends when `each` breaks off, when there are none whose turn it is
/// known to be, and after some thousand. When all captures are finished, there are none left when it
/// has given none.
///
/// Time stamps must be the host's ([`TimeStamp::Host`]); those of hardware are ordered as far as
/// packets are there. The kernel hands packets over later the longer the time-out of a block is, and
/// for so long those of other captures have to stay in their rings: it should be a few milliseconds. Where each
/// is handed over at once, packets stay for 5: the rings have to have room for as much.
///
/// ```no_run
/// use barecap_linux::rustix::fd::AsFd;
/// use barecap_linux::{Capture, Config, Packet, PacketType, Signal, Signals};
/// use barecap_linux::{finish_all, merge, wait_any};
/// use core::ops::ControlFlow;
///
/// fn print(_capture: usize, packet: Packet<'_>) -> ControlFlow<()> {
///     let way = if packet.kind == PacketType::Outgoing { "from" } else { "to" };
///     print!("{:?} {way} interface {}", packet.time(), packet.interface);
///     if let Some(tag) = packet.vlan {
///         print!(" in VLAN {}", tag.number());
///     }
///     println!(": {} bytes", packet.wire_length);
///     ControlFlow::Continue(())
/// }
///
/// let signals = Signals::block(&[Signal::Interrupt, Signal::Terminate])?;
/// let mut captures = Vec::new();
/// for name in ["eth0", "eth1"] {
///     let mut config = Config::new(name.parse()?);
///     config.block_timeout_ms = 10;
///     captures.push(Capture::prepare(&config)?.start(None)?);
/// }
/// while signals.next()?.is_none() {
///     wait_any(&mut captures, &[signals.as_fd()], None)?;
///     merge(&mut captures, &mut print)?;
/// }
/// finish_all(&mut captures)?;
/// while merge(&mut captures, &mut print)? > 0 {}
/// # Ok::<(), barecap_linux::Error>(())
/// ```
///
/// # Errors
/// Those of [`Capture::next_packet`], with the number of the capture.
pub fn merge(
    captures: &mut [Capture<'_>],
    each: &mut dyn FnMut(usize, Packet<'_>) -> ControlFlow<()>,
) -> Result<u64, (usize, Error)> {
    let mut given = 0;
    while let Some((number, until)) = earliest(captures)? {
        let Some(capture) = captures.get_mut(number) else { break };
        let failed = |error| (number, error);
        while capture.peek().map_err(failed)?.is_some_and(|time| time <= until) {
            let Some(packet) = capture.next_packet().map_err(failed)? else { break };
            given += 1;
            if each(number, packet).is_break() || given == TURN {
                return Ok(given);
            }
        }
    }
    Ok(given)
}

/// Stops capturing on all of several captures at the same moment, as [`Capture::finish`] does on one:
/// interfaces that carry the same packets have seen the same of them, but for those on their way from one
/// to the other, and members of a group leave no gaps between them.
///
/// # Errors
/// The first of those of [`Capture::finish`], with the number of the capture; the others are finished.
pub fn finish_all(captures: &mut [Capture<'_>]) -> Result<(), (usize, Error)> {
    // To come off the network takes each a while, and to get a filter that lets nothing through hardly
    // any; where the kernel has no memory for that, one ends a little later.
    if captures.len() > 1 {
        for capture in captures.iter() {
            let _ = shut(&capture.socket);
        }
    }
    let mut end = Ok(());
    for (number, capture) in captures.iter_mut().enumerate() {
        let finished = capture.finish().map_err(|error| (number, error));
        end = end.and(finished);
    }
    end
}

/// The capture whose packet is the earliest, and the time up to which its packets precede those of all
/// others; none where there is no packet, or none known to be the earliest.
fn earliest(captures: &mut [Capture<'_>]) -> Result<Option<(usize, Time)>, (usize, Error)> {
    for capture in captures.iter_mut() {
        capture.place.wait = None;
    }
    // What has come in the meantime is looked at in another round, and what is waited for in vain is left
    // out of one: there is one for each capture but the first at most, and the last.
    for _ in 0..captures.len() {
        let (mut first, mut until) = ((EVER, None), EVER);
        for (number, capture) in captures.iter_mut().enumerate() {
            match capture.head().map_err(|error| (number, error))? {
                Some(time) if first.1.is_none() || time < first.0 => {
                    until = until.min(first.0);
                    first = (time, Some(number));
                }
                Some(time) => until = until.min(time),
                None => {}
            }
        }
        let (time, Some(number)) = first else { return Ok(None) };
        let (mut passed, mut changed) = (EVER, false);
        for (other, capture) in captures.iter_mut().enumerate() {
            if !capture.pending {
                let horizon = capture.horizon(time).map_err(|error| (other, error))?;
                changed |= capture.pending;
                passed = passed.min(horizon);
            }
        }
        if changed {
            continue;
        }
        if passed >= time {
            return Ok(Some((number, until.min(passed))));
        }
        if hold(captures, number, (time, passed)) {
            return Ok(None);
        }
    }
    Ok(None)
}

/// Has packets wait for those of captures that have not come as far; whether that is not in vain, for any
/// of them.
#[cold]
fn hold(captures: &mut [Capture<'_>], number: usize, (time, passed): (Time, Time)) -> bool {
    let now = sys::clock();
    let Some(capture) = captures.get_mut(number) else { return false };
    // It may be that of a packet which has been taken, with or without a wait.
    let since = match capture.place.since {
        Some((of, since)) if of == time => since,
        _ => now,
    };
    capture.place.since = Some((time, since));
    let waited = now.saturating_sub(since);
    let gap = span(time).saturating_sub(span(passed));
    let mut in_vain = false;
    for capture in captures.iter_mut().filter(|capture| !capture.pending) {
        let place = &mut capture.place;
        let late = place.horizon < time && waited >= place.patience;
        in_vain |= late && !place.late;
        place.late |= late;
    }
    for capture in captures.iter_mut().filter(|capture| !in_vain && capture.pending) {
        capture.place.wait = Some(gap.clamp(Duration::from_millis(1), LAG));
    }
    !in_vain
}

impl Capture<'_> {
    /// When the next packet was captured, if it is there: at the end of a block there is none at first,
    /// though there may be one in the next.
    fn head(&mut self) -> Result<Option<Time>, Error> {
        let head = match self.peek()? {
            None => self.peek()?,
            time => time,
        };
        self.place.late &= head.is_none();
        Ok(head)
    }

    /// The time before which nothing more comes from a capture that has just had no packet, as far as
    /// has to be known for packets of the time that is wanted.
    fn horizon(&mut self, wanted: Time) -> Result<Time, Error> {
        let place = &self.place;
        if place.late || self.intake.is_quiet() || self.time_stamp() != TimeStamp::Host {
            return Ok(EVER);
        }
        if place.horizon < wanted {
            let now = sys::real_time();
            // What came before the clock was read is here, or in the block that is being filled.
            if self.head()?.is_none() {
                let began = self.intake.began().unwrap_or(now);
                self.place.horizon = self.place.horizon.max(earlier(began.min(now)));
            }
        }
        Ok(self.place.horizon)
    }
}

/// What was earlier by [`LAG`].
fn earlier(time: Time) -> Time {
    let time = span(time).saturating_sub(LAG);
    (time.as_secs() as u32, time.subsec_nanos())
}

/// A time as what has passed since 1970.
fn span((seconds, nanoseconds): Time) -> Duration {
    Duration::new(seconds.into(), nanoseconds)
}
