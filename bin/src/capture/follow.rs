//! Interfaces that appear, change their names, go and come back while they are captured on
//! (--follow-interfaces).
//!
//! The kernel tells what becomes of interfaces ([`Links`]), which is waited for with the packets. It has
//! told since before anything was opened, so that nothing happens in between. An interface that -i names
//! gets its socket as soon as it is there: that is before it is up, as a rule, and then not one of its
//! packets is missing; if it has carried some before, that is said. One that goes is taken off when what
//! it brought has been delivered, in its turn among what others brought, and is counted.
//!
//! A capture holds on to the interface, whatever it is called. A name has a number, which is what packets
//! are known by in pcapng and JSON, and keeps it when it comes back, unless its link type is another:
//! then it gets a new one. What a pcapng file says of an interface cannot be changed, so that one that is
//! called otherwise from now on has another number from now on; packets that were in the block that the
//! kernel was filling then, or had to wait for those of others, have that number, too.

use super::live::{Captures, Fault, Live};
use super::setup::{Asked, Filters};
use super::{numbers, warn, watch};
use crate::consumer::{self, Consumer};
use crate::flags::Id;
use crate::interfaces::{self, AllWanted, Wanted};
use crate::message::{Line, Reported};
use crate::section;
use crate::settings::{Each, MOST_INTERFACES, MOST_NUMBERED};
use crate::signals;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::{self, blocks};
use barecap_core::verify::Verified;
use barecap_linux::interface::{self, Interface};
use barecap_linux::{
    Capture, Change, Error, InterfaceName, Links, News, Signal, Signals, Source, Statistics, links,
    wait_any,
};
use core::ops::ControlFlow;
use core::time::Duration;
use heapless::Vec;
use rustix::fd::AsFd;

/// How often it is asked for what has been told, before packets are looked at again.
const TURN: u32 = 64;

/// How long descriptions may be together that stand at the beginning of each pcapng file, of which the
/// filter is the longest part.
const DESCRIPTIONS: usize = 96 << 10;

/// When packets are looked at again that wait for those of others, at the latest.
const SOON: Duration = Duration::from_millis(5);

/// What is captured on, and what more there could be.
pub(super) struct Follow<'a> {
    asked: Asked<'a>,
    wanted: AllWanted<'a>,
    pub(super) links: Links,
    /// Packets come to be of several interfaces, one of which may have to wait for another.
    merged: bool,
    filters: Filters<'a>,
    watched: &'a [Verified<'a>],
    /// By their numbers.
    known: Vec<Known, MOST_NUMBERED>,
    /// The number of each capture.
    numbers: Each<u32>,
    /// The last that could not be captured on, of which that has been said, by the kernel's numbers;
    /// and whether that is so only because there are too many at once.
    left_out: Vec<(u32, bool), MOST_INTERFACES>,
    /// There is room for one that was left out.
    is_room: bool,
}

/// An interface that has a number.
struct Known {
    name: InterfaceName,
    link_type: LinkType,
    /// What is to be added to the numbers of the capture that has this number, if one has; what was
    /// counted for another one before is taken off.
    before: Statistics,
}

/// What -i names, and where what becomes of it is told.
pub(super) type Found<'a> = (AllWanted<'a>, Links);

/// Waits until one of the interfaces is there that are wanted; nothing if a signal comes before.
#[inline(never)]
pub(super) fn wait<'a>(
    asked: &Asked<'a>,
    signals: &Signals,
) -> Result<Option<(Each<Source>, Found<'a>)>, Reported> {
    let failed = |error: Error| Line::of(asked.program).shown(&error).fail();
    let links = Links::watch().map_err(failed)?;
    let (mut told, mut room) = (false, [0; links::ROOM]);
    loop {
        let (sources, wanted) = interfaces::choose_present(asked.program, asked.settings)?;
        if !sources.is_empty() {
            return Ok(Some((sources, (wanted, links))));
        }
        if !told {
            let mut line = Line::of(asked.program);
            line.bytes(b"waiting for an interface: ");
            for (number, wanted) in wanted.iter().enumerate() {
                line.bytes(if number > 0 { b", " } else { b"" }).bytes(wanted.text());
            }
            line.send();
            told = true;
        }
        wait_any(&mut [], &[signals.as_fd(), links.as_fd()], None)
            .map_err(|(_, error)| failed(error))?;
        while let Some(signal) = signals.next().map_err(failed)? {
            if signals::ends(signal) {
                return Ok(None);
            }
            // Whoever asks for numbers is told why there are none.
            told &= signal != Signal::User1;
        }
        // Whatever has happened: it is looked which interfaces there are.
        for _ in 0..TURN {
            if matches!(links.receive(&mut room).map_err(failed)?, News::Nothing) {
                break;
            }
        }
    }
}

/// Whether packets may come to be of several interfaces.
pub(super) fn may_be_several((wanted, _): &Found<'_>) -> bool {
    wanted.len() > 1 || matches!(wanted.first(), Some(Wanted::Pattern(_)))
}

impl<'a> Follow<'a> {
    /// Follows what is captured on.
    pub(super) fn new(
        asked: Asked<'a>,
        found: Found<'a>,
        filters: Filters<'a>,
        watched: &'a [Verified<'a>],
        sources: &[Source],
        captures: &[Capture<'a>],
    ) -> Self {
        let merged = may_be_several(&found);
        let (wanted, links) = found;
        let (mut known, mut numbers) = (Vec::new(), Each::new());
        for (number, (source, capture)) in sources.iter().zip(captures).enumerate() {
            // None of them is all interfaces.
            if let Source::Interface(name) = *source {
                let link_type = capture.link_type();
                let _ = known.push(Known { name, link_type, before: Statistics::default() });
                let _ = numbers.push(number as u32);
            }
        }
        let (left_out, is_room) = (Vec::new(), false);
        Self { asked, wanted, links, merged, filters, watched, known, numbers, left_out, is_room }
    }

    /// The number of a capture.
    pub(super) fn number(&self, at: usize) -> u32 {
        self.numbers.get(at).copied().unwrap_or_default()
    }

    /// How many numbers there are.
    pub(super) fn count(&self) -> usize {
        self.known.len()
    }

    /// What is to be added to the numbers of captures: for one number or for all.
    pub(super) fn before(&self, number: Option<u32>) -> Statistics {
        let mut sum = Statistics::default();
        for (at, known) in self.known.iter().enumerate() {
            if number.is_none_or(|number| number as usize == at) {
                numbers::add(&mut sum, &known.before, false);
            }
        }
        sum
    }

    /// Adds to what is to be added for a number, or takes off.
    fn note(&mut self, number: u32, statistics: &Statistics, off: bool) {
        if let Some(known) = self.known.get_mut(number as usize) {
            numbers::add(&mut known.before, statistics, off);
        }
    }

    /// The number that a name has or gets, and whether it is new; nothing if there are no more of them.
    fn number_of(
        &mut self,
        name: &InterfaceName,
        link_type: LinkType,
        consumer: &mut Consumer<'_>,
    ) -> Result<Option<(u32, bool)>, consumer::Error> {
        let is = |known: &Known| known.name == *name && known.link_type == link_type;
        if let Some(number) = self.known.iter().position(is) {
            return Ok(Some((number as u32, false)));
        }
        let settings = self.asked.settings;
        let number = self.known.len();
        let description = self.asked.filter.len() + 128;
        if self.known.is_full() || settings.pcapng && (number + 1) * description > DESCRIPTIONS {
            return Ok(None);
        }
        let interface = savefile::Interface {
            link_type,
            snap_length: settings.snap_length,
            resolution: settings.precision().into(),
            ..savefile::Interface::default()
        };
        let (option, length) = name_option(name);
        let options = Some(option.get(..length).unwrap_or_default());
        consumer.add(name, section::Source { interface, options })?;
        let before = Statistics::default();
        let _ = self.known.push(Known { name: *name, link_type, before });
        Ok(Some((number as u32, true)))
    }
}

/// The option by which pcapng tells an interface's name, and how long that is.
fn name_option(name: &InterfaceName) -> ([u8; 20], usize) {
    // An option's head, and room for the longest name.
    let mut option = [0; 20];
    let length = blocks::name_option(name.as_bytes(), &mut option);
    (option, length)
}

/// Whether a finished capture has a packet left.
fn has_packet(capture: &mut Capture<'_>) -> Result<bool, Error> {
    // At the end of a block there is none, though there may be one in the next.
    Ok(capture.peek()?.is_some() || capture.peek()?.is_some())
}

/// Where the capture is that has an interface, by the kernel's number.
fn position(captures: &Captures<'_>, index: u32) -> Option<usize> {
    captures.iter().position(|capture| capture.interface().is_some_and(|it| it.index == index))
}

impl<'a> Live<'a> {
    /// Takes note of what has become of interfaces.
    #[cold]
    #[inline(never)]
    pub(super) fn catch_up(
        &mut self,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
    ) -> Result<(), Fault> {
        let mut room = [0; links::ROOM];
        for _ in 0..TURN {
            let Some(follow) = &mut self.follow else { break };
            match follow.links.receive(&mut room)? {
                News::Nothing => break,
                News::Changes(changes) => {
                    for change in changes {
                        self.apply(change, captures, consumer)?;
                    }
                }
                News::Lost => self.look_through(captures, consumer)?,
            }
        }
        if let Some(follow) = &mut self.follow
            && core::mem::take(&mut follow.is_room)
        {
            follow.left_out.retain(|(_, for_lack_of_room)| !for_lack_of_room);
            self.look_through(captures, consumer)?;
        }
        Ok(())
    }

    /// Finds out which interfaces there are.
    #[cold]
    fn look_through(
        &mut self,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
    ) -> Result<(), Fault> {
        let mut here = Vec::<u32, MOST_NUMBERED>::new();
        let mut result = Ok(());
        interface::each(&mut |interface| {
            result = self.apply(Change::There(*interface), captures, consumer);
            if position(captures, interface.index).is_some() {
                let _ = here.push(interface.index);
            }
            if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        result?;
        let mut at = 0;
        while let Some(capture) = captures.get(at) {
            if capture.interface().is_some_and(|interface| here.contains(&interface.index)) {
                at += 1;
            } else {
                self.part_with(at, captures, consumer)?;
            }
        }
        Ok(())
    }

    /// Takes note of one change.
    #[cold]
    fn apply(
        &mut self,
        change: Change,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
    ) -> Result<(), Fault> {
        let Some(follow) = &mut self.follow else { return Ok(()) };
        let interface = match change {
            Change::There(interface) => interface,
            Change::Gone(index) => {
                follow.left_out.retain(|(left_out, _)| *left_out != index);
                return match position(captures, index) {
                    Some(at) => self.part_with(at, captures, consumer),
                    None => Ok(()),
                };
            }
        };
        let is_left_out = || follow.left_out.iter().any(|(index, _)| *index == interface.index);
        let Some(at) = position(captures, interface.index) else {
            if follow.wanted.iter().any(|wanted| wanted.is(&interface.name)) && !is_left_out() {
                self.appear(&interface, captures, consumer)?;
            }
            return Ok(());
        };
        let hardware = captures.get(at).and_then(|capture| capture.interface());
        if hardware.is_some_and(|before| before.hardware != interface.hardware) {
            // Its packets look otherwise from now on.
            self.part_with(at, captures, consumer)?;
            return self.appear(&interface, captures, consumer);
        }
        let number = follow.number(at) as usize;
        match follow.known.get(number) {
            Some(known) if known.name != interface.name => {
                let before = known.name;
                self.rename(at, &before, &interface.name, captures, consumer)
            }
            _ => Ok(()),
        }
    }

    /// Begins to capture on an interface, if that can be done.
    fn appear(
        &mut self,
        interface: &Interface,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
    ) -> Result<(), Fault> {
        let Some(follow) = &mut self.follow else { return Ok(()) };
        let (asked, name) = (follow.asked, &interface.name);
        let leave_out = |live: &mut Self, why: &dyn Fn(&mut Line)| {
            let mut line = Line::of(asked.program);
            line.bytes(name.as_bytes()).bytes(b": The interface is left out: ");
            why(&mut line);
            line.send();
            live.lacking = true;
            if let Some(Follow { left_out, .. }) = &mut live.follow {
                if left_out.is_full() {
                    left_out.remove(0);
                }
                let _ = left_out.push((interface.index, captures.is_full()));
            }
            Ok(())
        };
        if captures.is_full() {
            return leave_out(self, &|line| {
                line.number(MOST_INTERFACES as u64).bytes(b" are captured on already");
            });
        }
        let prepared = Capture::prepare(&asked.config(Source::Interface(*name), follow.merged));
        let mut prepared = match prepared {
            Ok(prepared) => prepared,
            // It has gone or has another name by now, which the kernel will tell too.
            Err(Error::NoSuchDevice) => return Ok(()),
            Err(error) => {
                return leave_out(self, &|line| {
                    line.shown(&error);
                });
            }
        };
        if let Some(link_type) = asked.settings.link_type
            && prepared.set_link_type(link_type).is_err()
        {
            return leave_out(self, &|line| {
                line.shown(&link_type).bytes(b" is not one of the DLTs supported by it");
            });
        }
        let link_type = prepared.link_type();
        let one_type =
            asked.settings.expects() || asked.settings.has(Id::Write) && !asked.settings.pcapng;
        if one_type && follow.known.first().is_some_and(|first| first.link_type != link_type) {
            return leave_out(self, &|line| {
                line.bytes(b"its link type is ").link_type(link_type);
                line.bytes(if asked.settings.expects() {
                    &b", and --expect wants one link type"[..]
                } else {
                    b", which this pcap file cannot hold: --write-format=pcapng can"
                });
            });
        }
        let Ok(filter) = follow.filters.get(&asked, &prepared) else {
            return leave_out(self, &|line| {
                line.bytes(b"there is no filter for it");
            });
        };
        let Some((number, is_new)) = follow.number_of(name, link_type, consumer)? else {
            return leave_out(self, &|line| {
                line.bytes(b"too many others were captured on before");
            });
        };
        let watched = follow.watched;
        let started = interface::carried(interface.index).and_then(|missed| {
            let capture = prepared.start(filter).and_then(|capture| watch(capture, watched))?;
            Ok((capture, missed))
        });
        let (capture, missed) = match started {
            Ok(started) => started,
            Err(Error::NoSuchDevice | Error::Gone) => return Ok(()),
            Err(error) => {
                return leave_out(self, &|line| {
                    line.shown(&error);
                });
            }
        };
        warn(&asked, name.as_bytes(), &capture);
        let _ = follow.numbers.push(number);
        let _ = captures.push(capture);
        let mut line = Line::of(asked.program);
        line.bytes(name.as_bytes()).bytes(b": The interface ");
        line.bytes(if is_new { b"appeared" } else { b"is back" });
        line.bytes(b", link-type ").link_type(link_type);
        if missed > 0 {
            line.bytes(b"; it had carried ").packets(missed).bytes(b" before");
        }
        line.send();
        Ok(())
    }

    /// Ends the capture on an interface that has gone, with all that it brought.
    fn part_with(
        &mut self,
        at: usize,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
    ) -> Result<(), Fault> {
        let Some(capture) = captures.get_mut(at) else { return Ok(()) };
        capture.finish()?;
        // Its packets have their turn among those of others, which are not waited for in vain.
        while captures.len() > 1
            && !self.count.reached()
            && captures.get_mut(at).map_or(Ok(false), has_packet)?
        {
            if !self.deliver(captures, consumer)? {
                wait_any(captures, &[], Some(SOON)).map_err(|(_, error)| error)?;
            }
        }
        let number = self.number(at);
        let is_room = captures.is_full();
        let mut capture = captures.swap_remove(at);
        if let Some(follow) = &mut self.follow {
            follow.numbers.swap_remove(at);
            follow.is_room |= is_room;
        }
        self.drain(&mut capture, number, consumer)?;
        let statistics = capture.statistics()?;
        let Some(follow) = &mut self.follow else { return Ok(()) };
        follow.note(number, &statistics, false);
        if let Some(Known { name, .. }) = follow.known.get(number as usize) {
            let mut line = Line::of(self.program);
            line.bytes(name.as_bytes()).bytes(b": ").shown(&Error::Gone);
            let waited_for = follow.wanted.iter().any(|wanted| wanted.is(name));
            line.bytes(if waited_for { b"; it is waited for" } else { b"" }).send();
        }
        Ok(())
    }

    /// Goes on with an interface under another name.
    fn rename(
        &mut self,
        at: usize,
        before: &InterfaceName,
        name: &InterfaceName,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
    ) -> Result<(), Fault> {
        self.deliver(captures, consumer)?;
        let (Some(follow), Some(capture)) = (&mut self.follow, captures.get_mut(at)) else {
            return Ok(());
        };
        let mut line = Line::of(self.program);
        line.bytes(before.as_bytes()).bytes(b": The interface is called ");
        line.bytes(name.as_bytes()).bytes(b" now, and is captured on further");
        let number = follow.number_of(name, capture.link_type(), consumer)?;
        let is_taken = |number| follow.numbers.contains(&number);
        match number {
            Some((number, _)) if !is_taken(number) => {
                let mut statistics = capture.statistics()?;
                // What is still in the ring is delivered under the new number.
                let Statistics { delivered, filtered, dropped, .. } = statistics;
                statistics.received = delivered + filtered + dropped;
                follow.note(follow.number(at), &statistics, false);
                follow.note(number, &statistics, true);
                if let Some(own) = follow.numbers.get_mut(at) {
                    *own = number;
                }
            }
            _ => {
                line.bytes(b"; there is no number for this name, and packets keep the old one");
            }
        }
        line.send();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_an_option_of_whole_words() {
        for (name, length) in [("a", 8), ("veth", 8), ("veth1", 12), ("fifteen-letters", 20)] {
            let name = InterfaceName::new(name.as_bytes()).unwrap_or_else(|| unreachable!());
            let (option, used) = name_option(&name);
            assert_eq!(used, length);
            assert_eq!(option[..2], 2_u16.to_ne_bytes());
            assert_eq!(option[2..4], (name.as_bytes().len() as u16).to_ne_bytes());
            assert!(option[4..].starts_with(name.as_bytes()));
            assert!(option[4 + name.as_bytes().len()..].iter().all(|byte| *byte == 0));
        }
    }
}
