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
//!
//! What is done at each change is in `changes`.

mod changes;

use super::numbers;
use super::setup::{Asked, Filters};
use crate::consumer::{self, Consumer};
use crate::interfaces::{self, AllWanted, Wanted};
use crate::message::{Line, Reported};
use crate::packed::text;
use crate::section;
use crate::settings::{Each, MOST_INTERFACES, MOST_NUMBERED};
use crate::signals::{self, Signals};
use barecap_core::linktype::LinkType;
use barecap_core::savefile::{self, blocks};
use barecap_core::verify::Verified;
use barecap_linux::{
    Capture, Error, InterfaceName, Links, News, Signal, Source, Statistics, links, wait_any,
};
use core::time::Duration;
use heapless::Vec;
use rustix::fd::AsFd;

/// How often it is asked for what has been told, before packets are looked at again.
const TURN: u32 = 64;

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
            line.literal(text!("waiting for an interface: "));
            for (number, wanted) in wanted.iter().enumerate() {
                line.literal(if number > 0 { text!(", ") } else { text!("") }).bytes(wanted.text());
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

    /// Whether one is captured on that is known by this name.
    fn has(&self, name: &InterfaceName) -> bool {
        let is = |number: &u32| self.known.get(*number as usize).is_some_and(|it| it.name == *name);
        self.numbers.iter().any(is)
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
        if self.known.is_full() {
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
