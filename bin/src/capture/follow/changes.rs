//! What is done when the kernel has told something of interfaces: one that appears is captured on, one
//! that goes is taken off when what it brought is delivered, and one that is called otherwise gets another
//! number.

use super::super::live::{Captures, Fault, Live};
use super::super::setup::UNSUPPORTED;
use super::super::{warn, watch};
use super::{Follow, Known, SOON, TURN};
use crate::consumer::Consumer;
use crate::flags::Id;
use crate::message::Line;
use crate::packed::text;
use crate::settings::MOST_INTERFACES;
use barecap_core::linktype::LinkType;
use barecap_linux::interface::{self, Interface};
use barecap_linux::{
    Capture, Change, Error, InterfaceName, News, Source, Statistics, links, wait_any,
};
use core::ops::ControlFlow;
use heapless::Vec;

/// Whether a finished capture has a packet left.
fn has_packet(capture: &mut Capture<'_>) -> Result<bool, Error> {
    // At the end of a block there is none, though there may be one in the next.
    Ok(capture.peek()?.is_some() || capture.peek()?.is_some())
}

/// Where the capture is that has an interface, by the kernel's number.
fn position(captures: &Captures<'_>, index: u32) -> Option<usize> {
    captures.iter().position(|capture| capture.interface().is_some_and(|it| it.index == index))
}

/// Says that an interface is captured on from now on, and how many packets it had carried before.
fn tell(program: &[u8], name: &InterfaceName, is_new: bool, link_type: LinkType, missed: u64) {
    let mut line = Line::of(program);
    line.bytes(name.as_bytes()).literal(text!(": The interface "));
    line.literal(if is_new { text!("appeared") } else { text!("is back") });
    line.literal(text!(", link-type ")).link_type(link_type);
    if missed > 0 {
        line.literal(text!("; it had carried ")).packets(missed).literal(text!(" before"));
    }
    line.send();
}

impl<'a> Live<'a> {
    /// Takes note of what has become of interfaces.
    #[cold]
    #[inline(never)]
    pub(in crate::capture) fn catch_up(
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
        // Those that have gone first: another may have their names by now.
        let mut here = Vec::<u32, MOST_INTERFACES>::new();
        interface::each(&mut |interface| {
            // Once each, as there is room for, though it may be told twice.
            let is_new = !here.contains(&interface.index);
            if is_new && position(captures, interface.index).is_some() {
                let _ = here.push(interface.index);
            }
            ControlFlow::Continue(())
        })?;
        let mut at = 0;
        while let Some(capture) = captures.get(at) {
            if capture.interface().is_some_and(|interface| here.contains(&interface.index)) {
                at += 1;
            } else {
                self.part_with(at, captures, consumer)?;
            }
        }
        let mut result = Ok(());
        interface::each(&mut |interface| {
            result = self.apply(Change::There(*interface), captures, consumer);
            if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        result
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
            let has = |name: &InterfaceName| follow.has(name);
            let mut names = follow.wanted.iter().filter_map(|it| it.name_of(&interface, &has));
            if !is_left_out()
                && let Some(name) = names.next()
            {
                self.appear(&interface, &name, captures, consumer)?;
            }
            return Ok(());
        };
        let known = follow.known.get(follow.number(at) as usize).map(|known| known.name);
        // One that is gone by now keeps its name to the end, which is told soon.
        let is_kept = |name: &InterfaceName| {
            interface.is_called(name) || Interface::by_index(interface.index).is_err()
        };
        let kept = known.filter(is_kept);
        let hardware = captures.get(at).and_then(|capture| capture.interface());
        if hardware.is_some_and(|before| before.hardware != interface.hardware) {
            // Its packets look otherwise from now on.
            self.part_with(at, captures, consumer)?;
            let name = kept.unwrap_or(interface.name);
            return self.appear(&interface, &name, captures, consumer);
        }
        match known {
            Some(before) if kept.is_none() => {
                self.rename(at, &before, &interface.name, captures, consumer)
            }
            _ => Ok(()),
        }
    }

    /// Begins to capture on an interface, by one of its names, if that can be done.
    fn appear(
        &mut self,
        interface: &Interface,
        name: &InterfaceName,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
    ) -> Result<(), Fault> {
        let Some(follow) = &mut self.follow else { return Ok(()) };
        let asked = follow.asked;
        let is_full = captures.is_full();
        let leave_out = |live: &mut Self, why: &dyn Fn(&mut Line)| {
            live.leave_out(interface.index, name, is_full, why);
            Ok(())
        };
        let failed = |live: &mut Self, error: Error| match error {
            // It has gone or has another name by now, which the kernel will tell too.
            Error::NoSuchDevice | Error::Gone => Ok(()),
            error => leave_out(live, &|line| {
                line.shown(&error);
            }),
        };
        if is_full {
            return leave_out(self, &|line| {
                line.number(MOST_INTERFACES as u64).literal(text!(" are captured on already"));
            });
        }
        let mut config = asked.config(Source::Interface(*name), follow.merged);
        // The sandbox lets no file be opened.
        config.switches = false;
        let mut prepared = match Capture::prepare(&config) {
            Ok(prepared) => prepared,
            Err(error) => return failed(self, error),
        };
        // So it is where another has this name by now, which may be captured on already.
        if prepared.interface().is_some_and(|it| it.index != interface.index) {
            return Ok(());
        }
        if let Some(link_type) = asked.settings.link_type
            && prepared.set_link_type(link_type).is_err()
        {
            return leave_out(self, &|line| {
                line.shown(&link_type).bytes(UNSUPPORTED);
            });
        }
        let link_type = prepared.link_type();
        let one_type =
            asked.settings.expects() || asked.settings.has(Id::Write) && !asked.settings.pcapng;
        if one_type && follow.known.first().is_some_and(|first| first.link_type != link_type) {
            return leave_out(self, &|line| {
                line.literal(text!("its link type is ")).link_type(link_type);
                line.literal(if asked.settings.expects() {
                    text!(", and --expect wants one link type")
                } else {
                    text!(", which this pcap file cannot hold: --write-format=pcapng can")
                });
            });
        }
        let Ok(filter) = follow.filters.get(&asked, &prepared) else {
            return leave_out(self, &|line| {
                line.literal(text!("there is no filter for it"));
            });
        };
        let Some((number, is_new)) = follow.number_of(name, link_type, consumer)? else {
            return leave_out(self, &|line| {
                line.literal(text!("too many others were captured on before"));
            });
        };
        let watched = follow.watched;
        let started = interface::carried(interface.index).and_then(|missed| {
            let capture = prepared.start(filter).and_then(|capture| watch(capture, watched))?;
            Ok((capture, missed))
        });
        let (capture, missed) = match started {
            Ok(started) => started,
            Err(error) => return failed(self, error),
        };
        warn(&asked, name.as_bytes(), &capture);
        let _ = follow.numbers.push(number);
        let _ = captures.push(capture);
        tell(asked.program, name, is_new, link_type, missed);
        Ok(())
    }

    /// Says why an interface is not captured on, and takes note of it.
    fn leave_out(
        &mut self,
        index: u32,
        name: &InterfaceName,
        is_full: bool,
        why: &dyn Fn(&mut Line),
    ) {
        let mut line = Line::of(self.program);
        line.bytes(name.as_bytes()).literal(text!(": The interface is left out: "));
        why(&mut line);
        line.send();
        self.lacking = true;
        if let Some(Follow { left_out, .. }) = &mut self.follow {
            if left_out.is_full() {
                left_out.remove(0);
            }
            let _ = left_out.push((index, is_full));
        }
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
        while !self.count.reached() && captures.get_mut(at).map_or(Ok(false), has_packet)? {
            if !self.deliver(captures, consumer)? && captures.len() > 1 {
                wait_any(captures, &[], Some(SOON)).map_err(|(_, error)| error)?;
            }
        }
        let number = self.number(at);
        let is_room = captures.is_full();
        let statistics = captures.swap_remove(at).statistics()?;
        let Some(follow) = &mut self.follow else { return Ok(()) };
        follow.numbers.swap_remove(at);
        follow.is_room |= is_room;
        follow.note(number, &statistics, false);
        if let Some(Known { name, .. }) = follow.known.get(number as usize) {
            let mut line = Line::of(self.program);
            line.about(name.as_bytes()).shown(&Error::Gone);
            let waited_for = follow.wanted.iter().any(|wanted| wanted.is(name));
            line.literal(if waited_for { text!("; it is waited for") } else { text!("") }).send();
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
        line.bytes(before.as_bytes()).literal(text!(": The interface is called "));
        line.bytes(name.as_bytes()).literal(text!(" now, and is captured on further"));
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
                line.literal(text!(
                    "; there is no number for this name, and packets keep the old one"
                ));
            }
        }
        line.send();
        Ok(())
    }
}
