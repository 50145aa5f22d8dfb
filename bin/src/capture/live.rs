//! A capture while it runs: packets go from the rings to the consumer until a signal, -c or an error
//! ends it, and what has arrived in the rings by then is delivered too.
//!
//! Packets of one interface are taken without a call for each; those of several in the order of their
//! times, which `barecap_linux` knows how to find.

#[cfg(feature = "follow")]
use super::follow::Follow;
use crate::consumer::{self, Consumer, Count};
use crate::expect::Tally;
use crate::flags::Id;
use crate::message::Line;
use crate::output::{self, KINDS};
use crate::packed::text;
use crate::rotation::ROTATES;
use crate::settings::{Each, MOST_INTERFACES, Settings};
use crate::signals::{self, Signals};
use barecap_core::linktype::LinkType;
use barecap_core::savefile::timestamp::{Precision, Timestamp};
use barecap_linux::{
    Capture, Error, Packet, PacketType, Signal, Statistics, clock, finish_all, wait_any,
};
#[cfg(feature = "several")]
use core::ops::ControlFlow;
use core::time::Duration;
use rustix::fd::{AsFd, BorrowedFd};

/// How often the clock is looked at where savefiles end by time.
pub(super) const TICK: Duration = Duration::from_secs(1);

/// What is written to, if it is a pipe whose reader may end the capture.
fn pipe(settings: &Settings<'_>) -> Option<BorrowedFd<'static>> {
    // SAFETY: nothing in this program closes standard output.
    settings.is_extcap().then(|| unsafe { rustix::stdio::stdout() })
}

/// Which of the descriptors that are waited for is not that of signals: the pipe, or what is told of
/// interfaces.
const SECOND: u32 = 1 << 1;

/// Whose a packet is, in the numbers of pcapng.
#[inline(always)]
fn flags(kind: PacketType) -> u32 {
    match kind {
        PacketType::Host => KINDS[0],
        PacketType::Broadcast => KINDS[1],
        PacketType::Multicast => KINDS[2],
        PacketType::OtherHost => KINDS[3],
        PacketType::Outgoing => KINDS[4],
        PacketType::Other(_) => 0,
    }
}

/// The captures that run: one an interface, or several that share the packets of one.
pub(super) type Captures<'f> = Each<Capture<'f>>;

/// Whether there can be more than one.
pub(super) const SEVERAL: bool = MOST_INTERFACES > 1;

/// Why a capture ended early.
pub(super) enum Fault {
    Capture(Error),
    Consume(consumer::Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Capture(error)
    }
}

impl From<consumer::Error> for Fault {
    fn from(error: consumer::Error) -> Self {
        Self::Consume(error)
    }
}

/// A packet as it is written and printed.
#[inline(always)]
pub(super) fn as_record<'p>(
    packet: &Packet<'p>,
    interface: u32,
    link_type: LinkType,
) -> output::Packet<'p> {
    output::Packet {
        time: Timestamp::from_parts(packet.seconds, packet.nanoseconds, Precision::Nano),
        length: packet.wire_length,
        data: packet.data,
        link_type,
        interface,
        flags: flags(packet.kind),
        offloaded: packet.status.checksum_not_ready(),
        drops: packet.drops,
        origin: None,
    }
}

/// A capture while it runs.
pub(super) struct Live<'a> {
    pub(super) program: &'a [u8],
    pub(super) settings: &'a Settings<'a>,
    pub(super) count: Count,
    pub(super) signals: &'a Signals,
    pub(super) names: &'a [&'a [u8]],
    /// Packets are missing: an interface has gone that nobody waits for, or could not be captured on, or the
    /// capture has failed.
    pub(super) lacking: bool,
    #[cfg(feature = "follow")]
    pub(super) follow: Option<Follow<'a>>,
    pub(super) tally: Tally,
    /// How long all packets were together.
    pub(super) bytes: u64,
    /// How often it is told how many there were, and when next.
    pub(super) tells: Option<(Duration, Duration)>,
    /// The last numbers that could be had.
    pub(super) statistics: Option<Statistics>,
}

impl<'a> Live<'a> {
    /// Nothing captured yet.
    pub(super) fn new(
        program: &'a [u8],
        settings: &'a Settings<'a>,
        signals: &'a Signals,
        names: &'a [&'a [u8]],
    ) -> Self {
        Self {
            program,
            settings,
            count: Count::new(settings),
            signals,
            names,
            lacking: false,
            #[cfg(feature = "follow")]
            follow: None,
            tally: Tally::default(),
            bytes: 0,
            tells: settings.tells().map(|every| (every, clock() + every)),
            statistics: None,
        }
    }

    /// Hands packets to the consumer until a signal, -c or an error ends it.
    pub(super) fn feed(
        &mut self,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
    ) -> Result<(), Fault> {
        // A savefile is written whenever the buffer is full, and at once only with -U.
        let eager = !self.settings.has(Id::Write) || self.settings.has(Id::PacketBuffered);
        let end = self.feed_until_signal(captures, consumer, eager);
        // Whatever it was: what has arrived in the rings belongs to the capture.
        finish_all(captures).map_err(|(_, error)| error)?;
        if !matches!(end, Err(Fault::Consume(_))) {
            while self.deliver(captures, consumer)? {}
        }
        end
    }

    fn feed_until_signal(
        &mut self,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
        eager: bool,
    ) -> Result<(), Fault> {
        loop {
            // Where files end by time, they end without packets as well.
            let turn = consumer.by_time().then_some(TICK);
            let told = self.tells.map(|(_, next)| next.saturating_sub(clock()));
            let limit = turn.into_iter().chain(told).min();
            let signals = self.signals.as_fd();
            let ready = match self.second() {
                Some(second) => wait_any(captures, &[signals, second], limit),
                None => wait_any(captures, &[signals], limit),
            };
            let ready = match ready {
                Ok(ready) => ready,
                Err((number, Error::Gone)) if self.goes_on(captures) => {
                    self.lose(captures, number)?;
                    continue;
                }
                Err((_, error)) => return Err(error.into()),
            };
            if ready.packets {
                self.deliver(captures, consumer)?;
                if eager { consumer.flush()? } else { consumer.show()? }
            } else if turn.is_some() {
                consumer.turn(barecap_linux::now(), 0)?;
            }
            self.tell(captures)?;
            if self.count.reached() || self.tally.is_decided(self.settings) {
                return Ok(());
            }
            if ready.others & SECOND != 0 {
                #[cfg(feature = "follow")]
                let is_pipe = self.follow.is_none();
                #[cfg(not(feature = "follow"))]
                let is_pipe = true;
                if is_pipe {
                    // It is ready when nobody reads any more what is written to it.
                    return Ok(());
                }
                #[cfg(feature = "follow")]
                self.catch_up(captures, consumer)?;
                // Packets of one that has gone are shown now.
                if eager { consumer.flush()? } else { consumer.show()? }
            }
            if (ready.others != 0 || self.signals.was_looked_at())
                && self.take_signals(captures, consumer)?
            {
                return Ok(());
            }
        }
    }

    /// Whether there is an interface left; all rings are of one, or each of another.
    fn goes_on(&self, captures: &Captures<'_>) -> bool {
        SEVERAL && self.names.len() > 1 && !captures.iter().all(Capture::is_gone)
    }

    /// What is waited for besides packets and signals.
    fn second(&self) -> Option<BorrowedFd<'_>> {
        #[cfg(feature = "follow")]
        if let Some(follow) = &self.follow {
            return Some(follow.links.as_fd());
        }
        pipe(self.settings)
    }

    /// The number of the interface of a capture.
    #[inline(always)]
    pub(super) fn number(&self, at: usize) -> u32 {
        #[cfg(feature = "follow")]
        if let Some(follow) = &self.follow {
            return follow.number(at);
        }
        if SEVERAL && self.names.len() > 1 { at as u32 } else { 0 }
    }

    /// Goes on without an interface. What has come from it is delivered with what others bring.
    #[cold]
    fn lose(&mut self, captures: &mut Captures<'a>, number: usize) -> Result<(), Fault> {
        let mut line = Line::of(self.program);
        line.about(self.names.get(number).copied().unwrap_or_default());
        line.shown(&Error::Gone).literal(text!("; the others are captured on further")).send();
        self.lacking = true;
        if let Some(capture) = captures.get_mut(number) {
            capture.finish()?;
        }
        Ok(())
    }

    /// Says what has ended the capture, if that is an error of its own, and writes what it came to.
    pub(super) fn end(
        &mut self,
        fed: Result<(), Fault>,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
        began: i64,
    ) -> Result<(), consumer::Error> {
        let consumed = match fed {
            Err(Fault::Consume(error)) => Err(error),
            Err(Fault::Capture(error)) => {
                let mut line = Line::of(self.program);
                line.literal(text!("pcap_loop: ")).shown(&error).send();
                self.lacking = true;
                Ok(())
            }
            Ok(()) => Ok(()),
        };
        // Whatever ended the capture, also as many files as are wanted: the last says what it came to.
        if cfg!(feature = "pcapng")
            && self.settings.pcapng
            && !matches!(consumed, Err(consumer::Error::Savefile(_)))
        {
            self.write_counts(captures, consumer, began)?;
        }
        consumed
    }

    /// Hands over the packets that are there, as many as are wanted; whether there may be more at once.
    pub(super) fn deliver(
        &mut self,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
    ) -> Result<bool, Fault> {
        let delivered = match &mut captures[..] {
            #[cfg(feature = "several")]
            [_, _, ..] => self.merge(captures, consumer),
            [capture, ..] => self.drain(capture, self.number(0), consumer).map(|()| false),
            [] => Ok(false),
        };
        if ROTATES && matches!(delivered, Err(Fault::Consume(consumer::Error::Limit(_)))) {
            // The packet behind the last file that is wanted is not.
            self.count.give_back();
        }
        delivered
    }

    /// Hands over the packets of one interface that are there.
    #[inline(always)]
    fn drain(
        &mut self,
        capture: &mut Capture<'_>,
        number: u32,
        consumer: &mut Consumer<'_>,
    ) -> Result<(), Fault> {
        let link_type = capture.link_type();
        while !self.count.reached()
            && let Some(packet) = capture.next_packet()?
        {
            self.take(&packet, (number, link_type), consumer)?;
        }
        Ok(())
    }

    /// Hands over the packets of several captures in the order of their times, as far as none can come
    /// that is earlier; whether there may be more at once.
    #[cfg(feature = "several")]
    #[inline(never)]
    fn merge(
        &mut self,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
    ) -> Result<bool, Fault> {
        if self.count.reached() {
            return Ok(false);
        }
        let types: Each<LinkType> = captures.iter().map(Capture::link_type).collect();
        let mut taken = Ok(());
        let given = barecap_linux::merge(captures, &mut |number, packet| {
            let link_type = types.get(number).copied().unwrap_or(LinkType::NULL);
            taken = self.take(&packet, (self.number(number), link_type), consumer);
            if taken.is_err() || self.count.reached() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        taken.and_then(|()| given.map(|given| given > 0).map_err(|(_, error)| error.into()))
    }

    /// Takes a packet of an interface, if it is wanted.
    #[inline(always)]
    fn take(
        &mut self,
        packet: &Packet<'_>,
        (interface, link_type): (u32, LinkType),
        consumer: &mut Consumer<'_>,
    ) -> Result<(), Fault> {
        let Packet { wire_length, passed, .. } = *packet;
        // What is for no expectation is none of the packets that were asked for.
        if passed == 0 && self.settings.expects() {
            return Ok(());
        }
        if self.count.wants_next() {
            if passed != 0 {
                self.tally.note(passed);
            }
            self.bytes += u64::from(wire_length);
            consumer.packet(&as_record(packet, interface, link_type))?;
        }
        Ok(())
    }

    /// Acts on the signals that have come; answers whether one of them ends the capture.
    fn take_signals(
        &mut self,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
    ) -> Result<bool, Fault> {
        while let Some(signal) = self.signals.next()? {
            if signals::ends(signal) {
                return Ok(true);
            }
            if signal == Signal::User1 {
                self.tell_now(captures)?;
            }
            if signal == Signal::User2 {
                consumer.flush()?;
            }
        }
        Ok(false)
    }
}
