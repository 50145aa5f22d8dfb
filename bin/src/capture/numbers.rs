//! How many packets there were: told while a capture runs and at its end, and written into its savefile.

use super::live::{Captures, Fault, Live, SEVERAL};
use crate::consumer::{self, Consumer};
use crate::flags::Id;
use crate::message::Line;
use crate::packed::text;
use crate::settings::Settings;
use barecap_core::savefile::blocks::Counts;
use barecap_core::savefile::timestamp::Timestamp;
use barecap_linux::{Error, Statistics, clock};

/// Adds numbers to others, or takes them off: what is below zero on the way comes to something in the
/// end.
#[inline(always)]
pub(super) fn add(sum: &mut Statistics, other: &Statistics, off: bool) {
    let with = |sum: u64, other: u64| {
        if off { sum.wrapping_sub(other) } else { sum.wrapping_add(other) }
    };
    sum.received = with(sum.received, other.received);
    sum.dropped = with(sum.dropped, other.dropped);
    sum.interface_dropped = with(sum.interface_dropped, other.interface_dropped);
    sum.delivered = with(sum.delivered, other.delivered);
    sum.filtered = with(sum.filtered, other.filtered);
    sum.cut = with(sum.cut, other.cut);
}

/// Numbers as a pcapng file has them, of a capture that began then and ends now.
pub(super) fn counts(began: i64, statistics: &Statistics) -> Counts {
    let at = |seconds| Timestamp { seconds, nanos: 0 };
    Counts {
        begin: at(began),
        end: at(barecap_linux::now()),
        received: statistics.received,
        dropped_by_interface: statistics.interface_dropped,
        dropped_by_system: statistics.dropped,
    }
}

impl<'a> Live<'a> {
    /// What is to be added to the numbers of the captures that there are: for the interface of a number,
    /// or for all.
    #[cfg_attr(not(feature = "follow"), allow(unused_variables, reason = "there is nothing"))]
    fn before(&self, number: Option<u32>) -> Statistics {
        #[cfg(feature = "follow")]
        if let Some(follow) = &self.follow {
            return follow.before(number);
        }
        Statistics::default()
    }

    /// How many interfaces have numbers of their own.
    fn interfaces(&self) -> usize {
        #[cfg(feature = "follow")]
        if let Some(follow) = &self.follow {
            return follow.count();
        }
        if SEVERAL { self.names.len() } else { 1 }
    }

    /// The numbers of one interface, or of all together.
    fn sum(&self, captures: &mut Captures<'a>, number: Option<u32>) -> Result<Statistics, Error> {
        // There is one, and was none before.
        if !SEVERAL && let Some(capture) = captures.first_mut() {
            return capture.statistics();
        }
        let mut sum = self.before(number);
        let mut last = None;
        for (at, capture) in captures.iter_mut().enumerate() {
            let own = self.number(at);
            if SEVERAL && number.is_some_and(|number| number != own) {
                continue;
            }
            let mut statistics = capture.statistics()?;
            // It does the same for all rings that share its packets.
            if SEVERAL && last == Some(own) {
                statistics.interface_dropped = 0;
            }
            last = Some(own);
            add(&mut sum, &statistics, false);
        }
        Ok(sum)
    }

    /// Says how many packets there were, if it is time to.
    pub(super) fn tell(&mut self, captures: &mut Captures<'a>) -> Result<(), Fault> {
        if let Some((every, next)) = self.tells
            && let now = clock()
            && now >= next
        {
            // What is late is not made up for.
            self.tells = Some((every, now + every));
            let dropped = self.sum(captures, None)?.dropped;
            put_progress(self.program, self.settings, (self.count.taken(), self.bytes, dropped));
        }
        Ok(())
    }

    /// Says how many packets there were, as SIGUSR1 asks.
    pub(super) fn tell_now(&mut self, captures: &mut Captures<'a>) -> Result<(), Fault> {
        self.statistics = Some(self.sum(captures, None)?);
        let mut line = Line::of(self.program);
        self.put_numbers(&mut line, ", ", false);
        line.send();
        Ok(())
    }

    /// Writes the numbers of each interface's packets into a pcapng file.
    pub(super) fn write_counts(
        &mut self,
        captures: &mut Captures<'a>,
        consumer: &mut Consumer<'_>,
        began: i64,
    ) -> Result<(), consumer::Error> {
        for number in 0..self.interfaces() as u32 {
            let Ok(sum) = self.sum(captures, Some(number)) else { continue };
            consumer.counts(number, &counts(began, &sum))?;
        }
        Ok(())
    }

    /// The numbers of packets at the end, on lines of their own; `failed` if packets were to be had that
    /// nobody could take any more.
    pub(super) fn report_numbers(&mut self, captures: &mut Captures<'a>, failed: bool) {
        if let Ok(statistics) = self.sum(captures, None) {
            self.statistics = Some(statistics);
        }
        let mut line = Line::new();
        self.put_numbers(&mut line, "\n", failed);
        if !line.text().is_empty() {
            line.send();
        }
    }

    fn put_numbers(&self, line: &mut Line, separator: &str, failed: bool) {
        if let Some(statistics) = &self.statistics {
            put(line, self.settings, (self.count.taken(), statistics), separator, failed);
        }
    }
}

/// Puts the numbers of packets taken, received and dropped into a line, or a line each. Where it has
/// `failed`, what was received and nobody has had is still where the kernel put it.
pub(super) fn put(
    line: &mut Line,
    settings: &Settings<'_>,
    (taken, statistics): (u64, &Statistics),
    separator: &str,
    failed: bool,
) {
    let mut between = "";
    let Statistics { received, dropped, interface_dropped, delivered, filtered, cut, .. } =
        *statistics;
    let mut put = |is_wanted: bool, count: u64, what: &str| {
        if is_wanted {
            line.bytes(between.as_bytes()).packets(count).bytes(what.as_bytes());
            between = separator;
        }
    };
    // Wireshark counts what it gets itself.
    let counts = !settings.is_extcap();
    put(counts, taken, " captured");
    put(counts, received, " received by filter");
    put(counts || dropped > 0, dropped, " dropped by kernel");
    // Only worth a word if there are any.
    put(interface_dropped > 0, interface_dropped, " dropped by interface");
    put(cut > 0, cut, " cut short for lack of room");
    let left = received.saturating_sub(delivered + filtered + dropped);
    // Whoever reads for Wireshark ends it by that.
    put(counts && failed && left > 0, left, " left in the kernel's buffer");
}

/// Says how many packets there were so far, and bytes, and how many were dropped.
pub(super) fn put_progress(
    program: &[u8],
    settings: &Settings<'_>,
    (taken, bytes, dropped): (u64, u64, u64),
) {
    if cfg!(feature = "read") && settings.stats_interval.is_none() {
        Line::new().literal(text!("Got ")).number(taken).send_before(b'\r');
        return;
    }
    let is_json = cfg!(feature = "json") && settings.has(Id::Json);
    let mut line = if is_json { Line::new() } else { Line::of(program) };
    if is_json {
        line.literal(text!("{\"packets\":")).number(taken).literal(text!(",\"bytes\":"));
        line.number(bytes).literal(text!(",\"dropped\":")).number(dropped).literal(text!("}"));
    } else {
        line.packets(taken).literal(text!(", ")).number(bytes);
        line.literal(text!(" bytes, ")).number(dropped).literal(text!(" dropped"));
    }
    line.send();
}
