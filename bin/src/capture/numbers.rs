//! How many packets there were: told while a capture runs and at its end, and written into its savefile.

use super::live::{Captures, Fault, Live, SEVERAL};
use crate::consumer::{self, Consumer};
use crate::flags::Id;
use crate::message::Line;
use crate::settings::Settings;
use barecap_core::savefile::blocks::Counts;
use barecap_core::savefile::timestamp::Timestamp;
use barecap_linux::{Capture, Error, Statistics, clock};

/// The numbers of captures together, the first of which are on so many different interfaces.
fn statistics(captures: &mut [Capture<'_>], interfaces: usize) -> Result<Statistics, Error> {
    let mut sum = Statistics::default();
    for (number, capture) in captures.iter_mut().enumerate() {
        let Statistics { received, dropped, interface_dropped, .. } = capture.statistics()?;
        sum.received += received;
        sum.dropped += dropped;
        // It does the same for all rings that share its packets.
        let is_other = !SEVERAL || number < interfaces;
        sum.interface_dropped += if is_other { interface_dropped } else { 0 };
    }
    Ok(sum)
}

impl Live<'_> {
    /// Says how many packets there were, if it is time to.
    pub(super) fn tell(&mut self, captures: &mut Captures<'_>) -> Result<(), Fault> {
        if let Some((every, next)) = &mut self.tells
            && let now = clock()
            && now >= *next
        {
            // What is late is not made up for.
            *next = now + *every;
            let dropped = statistics(captures, self.names.len())?.dropped;
            put_progress(self.program, self.settings, (self.count.taken(), self.bytes, dropped));
        }
        Ok(())
    }

    /// Says how many packets there were, as SIGUSR1 asks.
    pub(super) fn tell_now(&mut self, captures: &mut Captures<'_>) -> Result<(), Fault> {
        self.statistics = Some(statistics(captures, self.names.len())?);
        let mut line = Line::of(self.program);
        self.put_numbers(&mut line, ", ");
        line.send();
        Ok(())
    }

    /// Writes the numbers of each interface's packets into a pcapng file.
    pub(super) fn write_counts(
        &mut self,
        captures: &mut Captures<'_>,
        consumer: &mut Consumer<'_>,
        began: i64,
    ) -> Result<(), consumer::Error> {
        let at = |seconds| Timestamp { seconds, nanos: 0 };
        let each = captures.len().div_ceil(self.names.len().max(1)).max(1);
        for (number, rings) in captures.chunks_mut(if SEVERAL { each } else { 1 }).enumerate() {
            let Ok(statistics) = statistics(rings, 1) else { continue };
            let counts = Counts {
                begin: at(began),
                end: at(barecap_linux::now()),
                received: statistics.received,
                dropped_by_interface: statistics.interface_dropped,
                dropped_by_system: statistics.dropped,
            };
            consumer.counts(number as u32, &counts)?;
        }
        Ok(())
    }

    /// The numbers of packets at the end, on lines of their own.
    pub(super) fn report_numbers(&mut self, captures: &mut Captures<'_>) {
        if let Ok(statistics) = statistics(captures, self.names.len()) {
            self.statistics = Some(statistics);
        }
        let mut line = Line::new();
        self.put_numbers(&mut line, "\n");
        if !line.text().is_empty() {
            line.send();
        }
    }

    fn put_numbers(&self, line: &mut Line, separator: &str) {
        if let Some(statistics) = &self.statistics {
            put(line, self.settings, (self.count.taken(), statistics), separator);
        }
    }
}

/// Puts the numbers of packets taken, received and dropped into a line, or a line each.
pub(super) fn put(
    line: &mut Line,
    settings: &Settings<'_>,
    (taken, statistics): (u64, &Statistics),
    separator: &str,
) {
    let mut between = "";
    let Statistics { received, dropped, interface_dropped, .. } = *statistics;
    let counts = [
        (taken, " captured"),
        (received, " received by filter"),
        (dropped, " dropped by kernel"),
        (interface_dropped, " dropped by interface"),
    ];
    // Wireshark counts what it gets itself.
    let is_extcap = settings.is_extcap();
    for (count, what) in counts.into_iter().skip(if is_extcap { 2 } else { 0 }) {
        // The interface's number is the last, and only worth a word if there is one.
        if count > 0 || !(is_extcap || what.ends_with("face")) {
            line.bytes(between.as_bytes()).packets(count).bytes(what.as_bytes());
            between = separator;
        }
    }
}

/// Says how many packets there were so far, and bytes, and how many were dropped.
pub(super) fn put_progress(
    program: &[u8],
    settings: &Settings<'_>,
    (taken, bytes, dropped): (u64, u64, u64),
) {
    if cfg!(feature = "read") && settings.stats_interval.is_none() {
        Line::new().bytes(b"Got ").number(taken).send_before(b'\r');
        return;
    }
    let is_json = cfg!(feature = "json") && settings.has(Id::Json);
    let mut line = if is_json { Line::new() } else { Line::of(program) };
    if is_json {
        line.bytes(b"{\"packets\":").number(taken).bytes(b",\"bytes\":");
        line.number(bytes).bytes(b",\"dropped\":").number(dropped).bytes(b"}");
    } else {
        line.packets(taken).bytes(b", ").number(bytes);
        line.bytes(b" bytes, ").number(dropped).bytes(b" dropped");
    }
    line.send();
}
