//! The packets of a savefile on their way to the consumer: filtered, counted, and with what the file says
//! beside them.

use super::savefile::{Error, Savefile};
use crate::consumer::{self, Consumer, Count};
use crate::expect::{self, Tally};
use crate::filter::Filter;
use crate::message::Reported;
use crate::output::Packet;
use crate::section::Origin;
use crate::signals::{Signals, ends};
use barecap_core::filter::Context;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::options::{self, Subject};
use barecap_core::savefile::pcap::RECORD_HEADER_LEN;
use barecap_core::savefile::{Item, Record, Step};
use barecap_core::verify::Verified;
use core::ops::Range;

/// Which packets are wanted, of one link type.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub(super) context: &'a Context,
    pub(super) filter: &'a Filter<'a>,
    pub(super) watched: &'a [Verified<'a>],
}

/// Records just before the window that have passed and are yet to be written, all in one piece.
#[derive(Clone, Copy, Debug, Default)]
struct Kept {
    bytes: usize,
    packets: u64,
}

/// Why there are no more packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// No more are wanted.
    Wanted,
    /// The savefile has no more.
    File,
    /// The next has this link type, and so wants a filter of its own.
    LinkType(LinkType),
}

/// Why reading stopped before the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The savefile that is read.
    Read(Error),
    /// Where packets go.
    Consume(consumer::Error),
    /// Something that has been reported.
    Reported,
}

impl Savefile<'_> {
    /// Hands the packets that pass the filter to the consumer, and counts them, until a signal ends
    /// it, or a packet comes of another link type than the filter was compiled for: that one is
    /// answered, and the packet comes first the next time. With `eager` set, what was taken is put out
    /// before more is read, which may take its time.
    ///
    /// # Errors
    ///
    /// Why reading stopped before the end or the limit.
    pub fn feed(
        &mut self,
        wanted: &Wanted<'_>,
        consumer: &mut Consumer<'_>,
        run: (&mut Count, &mut Tally),
        eager: bool,
        signals: &Signals,
    ) -> Result<End, Fault> {
        if cfg!(feature = "pcapng") {
            self.hand_on(consumer)?;
        }
        let mut kept = Kept::default();
        let end = self.feed_while(wanted, consumer, run, (eager, signals), &mut kept);
        self.put(&mut kept, consumer)?;
        end
    }

    /// Writes the records that were kept.
    fn put(&self, kept: &mut Kept, consumer: &mut Consumer<'_>) -> Result<(), consumer::Error> {
        if cfg!(not(feature = "fast")) {
            return Ok(());
        }
        let Kept { bytes, packets } = core::mem::take(kept);
        consumer.records(self.input.taken(bytes), packets)
    }

    /// Does what [`Self::feed`] does, up to writing what is then still kept.
    fn feed_while(
        &mut self,
        wanted: &Wanted<'_>,
        consumer: &mut Consumer<'_>,
        (count, tally): (&mut Count, &mut Tally),
        (eager, signals): (bool, &Signals),
        kept: &mut Kept,
    ) -> Result<End, Fault> {
        let own = wanted.context.link_type;
        let copies = cfg!(feature = "fast")
            && self.reader.header().is_some_and(|header| consumer.copies(&header));
        while !count.reached() {
            let mut passes = false;
            let step = match self.put_off.take() {
                Some(step) => step,
                None => {
                    let passed = self.skim(wanted, consumer, (count, copies), kept)?;
                    if count.reached() {
                        break;
                    }
                    passes = passed.is_some();
                    let window = self.input.window();
                    match passed {
                        Some((record, bytes)) => Step::Got(Item::Packet(record), bytes),
                        None => {
                            self.reader.next(window, self.input.at_end()).map_err(Error::Format)?
                        }
                    }
                }
            };
            match step {
                Step::Need(bytes) => {
                    self.put(kept, consumer)?;
                    if eager {
                        consumer.flush()?;
                    }
                    if let Some(signal) = self.input.wait(signals).map_err(Error::Input)? {
                        if ends(signal) {
                            return Ok(End::Wanted);
                        }
                        continue;
                    }
                    self.input.fill(bytes).map_err(Error::Input)?;
                }
                Step::Got(Item::Packet(record), bytes) => {
                    let described = self.reader.interfaces().get(record.interface as usize);
                    let link_type = described.map_or(own, |it| it.link_type);
                    if link_type != own {
                        self.put_off = Some(Step::Got(Item::Packet(record), bytes));
                        return Ok(End::LinkType(link_type));
                    }
                    self.offer(record, passes, wanted, consumer, (count, tally), kept)?;
                    self.drops = 0;
                    self.input.advance(bytes);
                }
                // A pcap file has one interface, which comes before.
                Step::Got(Item::Interface(number), bytes) if cfg!(feature = "pcapng") => {
                    if let Some(interface) = self.reader.interfaces().get(number as usize) {
                        let there = consumer.interface(self.source(*interface), number)?;
                        if let Some(place) = self.numbers.get_mut(number as usize) {
                            *place = there;
                        }
                    }
                    self.options.clear();
                    self.input.advance(bytes);
                }
                Step::Got(Item::Option(place), bytes) if cfg!(feature = "pcapng") => {
                    self.option(place, bytes);
                }
                Step::Got(Item::Block(kind, place), bytes) if cfg!(feature = "pcapng") => {
                    self.block(kind, place);
                    self.input.advance(bytes);
                    self.hand_on(consumer)?;
                }
                Step::Got(Item::Missing(missing), _) if cfg!(feature = "pcapng") => {
                    self.drops = missing.count;
                }
                Step::Got(_, bytes) => self.input.advance(bytes),
                Step::End => return Ok(End::File),
            }
        }
        Ok(End::Wanted)
    }

    /// Hands on a packet of the filter's link type, which is known to pass the filter or not, if it
    /// passes and is wanted.
    #[inline(always)]
    fn offer(
        &mut self,
        record: Record,
        mut passes: bool,
        wanted: &Wanted<'_>,
        consumer: &mut Consumer<'_>,
        (count, tally): (&mut Count, &mut Tally),
        kept: &mut Kept,
    ) -> Result<(), Fault> {
        let Wanted { context, filter, watched } = *wanted;
        let Record { time, length, data: place, interface, units, options } = record;
        let data = self.input.window().get(place.clone()).unwrap_or_default();
        passes = passes || filter.matches(data, length);
        let mut passed = 0;
        if passes && !watched.is_empty() {
            // What is for no expectation is none of the packets that were asked for.
            passed = expect::passed(watched, data, length);
            passes = passed != 0;
        }
        passes = passes && count.wants_next();
        if passes && passed != 0 {
            tally.note(passed);
        }
        if cfg!(feature = "fast") && kept.packets > 0 {
            self.put(kept, consumer)?;
        }
        if !passes {
            return Ok(());
        }
        let numbers = self.numbers.get(interface as usize);
        let interface = numbers.copied().unwrap_or_default();
        let options = self.readable(options);
        let window = self.input.window();
        let origin = options
            .map(|options| Origin { units, options: window.get(options).unwrap_or_default() });
        Ok(consumer.packet(&Packet {
            time,
            length,
            data: window.get(place).unwrap_or_default(),
            link_type: context.link_type,
            interface,
            // What only a capture knows.
            flags: 0,
            offloaded: false,
            drops: if cfg!(feature = "pcapng") { self.drops } else { 0 },
            origin,
        })?)
    }

    /// Goes over whole records of a pcap file that need nothing but to be counted, or to be written as
    /// they are: up to one that passes and needs more, which is answered and not yet taken.
    ///
    /// This is what runs for every packet, so it does not ask what else there might be. The filter is for
    /// the one link type that such a file has.
    #[inline(always)]
    fn skim(
        &mut self,
        wanted: &Wanted<'_>,
        consumer: &mut Consumer<'_>,
        (count, copies): (&mut Count, bool),
        kept: &mut Kept,
    ) -> Result<Option<(Record, usize)>, consumer::Error> {
        if cfg!(not(feature = "fast")) {
            return Ok(None);
        }
        while !count.reached() {
            let window = self.input.window();
            let Some((record, bytes)) = self.reader.record(window) else { break };
            let data = window.get(record.data.clone()).unwrap_or_default();
            let whole = bytes == RECORD_HEADER_LEN + data.len();
            let passes = wanted.filter.matches(data, record.length);
            if passes && !(copies && whole && wanted.watched.is_empty()) {
                return Ok(Some((record, bytes)));
            }
            if passes && count.wants_next() {
                kept.bytes += bytes;
                kept.packets += 1;
            } else if kept.packets > 0 {
                self.put(kept, consumer)?;
            }
            self.input.advance(bytes);
        }
        Ok(None)
    }

    /// Makes what the file says of a packet readable in place, if it goes on, and answers where the
    /// whole options are.
    fn readable(&mut self, place: Range<usize>) -> Option<Range<usize>> {
        if !(self.keeps && self.reader.is_pcapng()) {
            return None;
        }
        let swapped = self.reader.swapped();
        let options = self.input.window_mut().get_mut(place.clone()).unwrap_or_default();
        Some(place.start..place.start + options::normalize(options, Subject::Packet, swapped))
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Read(error)
    }
}

impl From<consumer::Error> for Fault {
    fn from(error: consumer::Error) -> Self {
        Self::Consume(error)
    }
}

impl From<Reported> for Fault {
    fn from(Reported: Reported) -> Self {
        Self::Reported
    }
}
