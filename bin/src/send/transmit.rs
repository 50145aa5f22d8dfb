//! Sending packets, one after the other, and telling what became of them.
//!
//! The packets that pass the filter go into a ring from which the kernel takes them
//! ([`barecap_linux::Sender`]), each when its time has come ([`super::pace`]). Between them the process
//! sleeps: what is due is handed over at once, and where packets follow each other faster than one can
//! sleep, those that have come due meanwhile go together. No packet goes before its time, counted from
//! the first. Who was kept from sending for longer than `LATE` goes on from there: what was missed is not
//! made up for, as that would be a flood.
//!
//! Nothing is changed to make a packet fit, and what cannot be sent as it was on the wire is not: packets
//! that were cut short when they were captured, that are longer than the interface takes or shorter than
//! its link header, and those of another link type. They are counted, and told with the number of the
//! first. The exit code is 0 only if all that were to be sent have been.
//!
//! Where the file says that packets end with a frame check sequence, that is cut off, as the network card
//! puts its own there; it is said how often.

use super::pace::Pace;
use super::{Plan, agree};
use crate::consumer::Count;
use crate::filter::Filter;
use crate::message::Line;
use crate::packed::text;
use crate::replay::{self, Next, Savefile};
use crate::signals::{self, Signals};
use barecap_core::linktype::LinkType;
use barecap_linux::{Error, Fit, Progress, Sender, Signal, clock};
use core::ffi::CStr;
use core::time::Duration;
use rustix::fd::AsFd;

/// Who is later than this does not make up for it.
const LATE: Duration = Duration::from_millis(100);

/// How many packets are put into the ring before the kernel is asked to take them, and signals are
/// looked at.
const BATCH: u32 = 64;

/// How many packets are with the kernel at most: so many are known by their numbers.
const WINDOW: usize = 1024;

/// How long to wait before it is asked again how far the kernel has come.
const RETRY: Duration = Duration::from_millis(1);

/// How long to wait for packets that neither the ring nor the driver lets go of.
const PATIENCE: Duration = Duration::from_secs(1);

/// Why packets are not sent, in the order of what is said of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Skip {
    Cut,
    TooLong,
    TooShort,
    LinkType,
}

const KINDS: usize = 4;
const REASONS: [&str; KINDS] = [
    "cut short when captured",
    "longer than the interface takes",
    "shorter than the link header",
    "of another link type",
];

/// Why sending ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Everything that was wanted has been offered.
    All,
    /// A signal came, or the time is over.
    Signal(Signal),
    /// The next packet would come behind the end of the time.
    TooLate(Duration),
}

/// Why it cannot go on.
enum Fault {
    Send(Error),
    Read(replay::Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Send(error)
    }
}

impl From<replay::Error> for Fault {
    fn from(error: replay::Error) -> Self {
        Self::Read(error)
    }
}

/// Sending while it goes on.
pub(super) struct Run<'a> {
    program: &'a [u8],
    name: &'a [u8],
    sender: Sender,
    signals: &'a Signals,
    count: Count,
    pace: Pace,
    /// How many times the file is sent.
    loops: u32,
    /// When the time is over, on the clock.
    deadline: Duration,
    /// When the first packet was sent, on the clock, and how long after that the next is due.
    start: Option<Duration>,
    due: Duration,
    /// The clock when it was last looked at.
    now: Duration,
    /// How many packets were offered since signals were looked at.
    batch: u32,
    bytes: u64,
    /// The number of the packet in the file.
    number: u64,
    /// How many frame check sequences were cut off, and how long they were together.
    unchecked: (u64, u64),
    /// How many were skipped for each reason, and the number of the first.
    skipped: [(u64, u64); KINDS],
    /// How many were offered.
    offered: u64,
    /// The numbers of the last packets that were offered, and their lengths.
    window: [(u64, u32); WINDOW],
}

impl<'a> Run<'a> {
    /// Nothing sent yet.
    #[inline(always)]
    pub(super) fn new(
        program: &'a [u8],
        name: &'a [u8],
        sender: Sender,
        signals: &'a Signals,
        count: Count,
        plan: &Plan,
    ) -> Self {
        Self {
            program,
            name,
            sender,
            signals,
            count,
            pace: Pace::new(plan.speed, plan.longest_gap),
            loops: plan.loops,
            deadline: plan.deadline,
            start: None,
            due: Duration::ZERO,
            now: Duration::ZERO,
            batch: 0,
            bytes: 0,
            number: 0,
            unchecked: (0, 0),
            skipped: [(0, 0); KINDS],
            offered: 0,
            window: [(0, 0); WINDOW],
        }
    }
}

impl Run<'_> {
    /// Sends a savefile, and says what became of it; answers with the exit code.
    #[inline(always)]
    pub(super) fn send(
        &mut self,
        path: &CStr,
        savefile: &mut Savefile<'_>,
        filter: &Filter<'_>,
    ) -> u8 {
        let began = clock();
        let mut end = self.all(savefile, filter);
        if !matches!(end, Err(Fault::Send(_)))
            && let Err(fault) = self.finish()
        {
            end = Err(fault);
        }
        self.report(path, end, clock().saturating_sub(began))
    }

    /// Offers all packets, so many times over.
    #[inline(never)]
    fn all(&mut self, savefile: &mut Savefile<'_>, filter: &Filter<'_>) -> Result<End, Fault> {
        for pass in 0..self.loops {
            if pass > 0 {
                savefile.rewind()?;
                self.pace.again();
                self.number = 0;
            }
            match self.pass(savefile, filter)? {
                None => {}
                Some(end) => return Ok(end),
            }
        }
        Ok(End::All)
    }

    /// Offers the packets from here to the file's end; answers why it ended before that.
    #[inline(never)]
    fn pass(
        &mut self,
        savefile: &mut Savefile<'_>,
        filter: &Filter<'_>,
    ) -> Result<Option<End>, Fault> {
        while !self.count.reached() {
            let (record, link_type, bytes) = match savefile.look()? {
                Next::Packet(record, link_type, bytes) => (record, link_type, bytes),
                Next::End => return Ok(None),
                Next::More(bytes) => {
                    // Nothing that is due waits for a pipe.
                    self.sender.push()?;
                    if let Some(end) = self.look_for_signals()? {
                        return Ok(Some(end));
                    }
                    if let Some(signal) = savefile.read(bytes, self.signals)?
                        && let Some(end) = self.act_on(signal)
                    {
                        return Ok(Some(end));
                    }
                    continue;
                }
            };
            self.number += 1;
            let mut packet = savefile.bytes(record.data.clone());
            if agree(link_type, self.sender.link_type()) && !filter.matches(packet, record.length)
                || !self.count.wants_next()
            {
                savefile.advance(bytes);
                continue;
            }
            let check_length = savefile.check_length(&record);
            let length = record.length.saturating_sub(check_length as u32);
            packet = packet.get(..length as usize).unwrap_or(packet);
            if let Some(reason) = self.reason(packet, length, link_type) {
                if let Some((count, first)) = self.skipped.get_mut(reason as usize) {
                    *first = if *count == 0 { self.number } else { *first };
                    *count += 1;
                }
            } else {
                let gap = self.pace.next(record.time, packet.len());
                if let Some(end) = self.sleep(Duration::from_nanos(gap))? {
                    return Ok(Some(end));
                }
                if let Some(end) = self.offer(packet)? {
                    return Ok(Some(end));
                }
                self.unchecked.0 += u64::from(check_length > 0);
                self.unchecked.1 += check_length as u64;
            }
            savefile.advance(bytes);
        }
        Ok(Some(End::All))
    }

    /// Why a packet cannot be sent as it was.
    fn reason(&self, packet: &[u8], length: u32, link_type: LinkType) -> Option<Skip> {
        if !agree(link_type, self.sender.link_type()) {
            return Some(Skip::LinkType);
        }
        if packet.len() < length as usize {
            return Some(Skip::Cut);
        }
        match self.sender.fit(packet) {
            Fit::Fits => None,
            Fit::TooLong => Some(Skip::TooLong),
            Fit::TooShort => Some(Skip::TooShort),
        }
    }

    /// Sleeps until the packet that follows after this gap is due; answers why it is not to be sent.
    #[inline(never)]
    fn sleep(&mut self, gap: Duration) -> Result<Option<End>, Fault> {
        let Some(start) = self.start else { return Ok(None) };
        if gap.is_zero() {
            return Ok(None);
        }
        self.due = self.due.saturating_add(gap);
        let at = start.saturating_add(self.due);
        if at > self.now {
            self.now = clock();
        }
        if at + LATE < self.now {
            self.start = self.now.checked_sub(self.due).or(self.start);
        }
        if at > self.deadline {
            return Ok(Some(End::TooLate(gap)));
        }
        while at > self.now {
            self.sender.push()?;
            if let Some(end) = self.wait(at.saturating_sub(self.now))? {
                return Ok(Some(end));
            }
            self.now = clock();
        }
        Ok(None)
    }

    /// Puts a packet into the ring as soon as there is room; answers what keeps it from that.
    #[inline(never)]
    fn offer(&mut self, packet: &[u8]) -> Result<Option<End>, Fault> {
        self.batch += 1;
        if self.batch >= BATCH {
            self.batch = 0;
            self.sender.push()?;
            if let Some(end) = self.look_for_signals()? {
                return Ok(Some(end));
            }
        }
        while self.sender.progress().pending() >= WINDOW as u64 || !self.sender.offer(packet)? {
            self.sender.push()?;
            if let Some(end) = self.wait(RETRY)? {
                return Ok(Some(end));
            }
        }
        self.bytes += packet.len() as u64;
        if let Some(place) = self.window.get_mut(self.offered as usize % WINDOW) {
            *place = (self.number, packet.len() as u32);
        }
        self.offered += 1;
        if self.start.is_none() {
            self.sender.push()?;
            // Read behind it, so that no packet comes earlier after the first than is asked for.
            self.now = clock();
            self.start = Some(self.now);
        }
        Ok(None)
    }

    /// Waits so long at most; answers whether a signal has come.
    fn wait(&mut self, limit: Duration) -> Result<Option<End>, Fault> {
        if self.sender.wait(&[self.signals.as_fd()], Some(limit))? {
            return self.look_for_signals();
        }
        Ok(None)
    }

    /// Acts on the signals that have come; answers whether one of them is the end.
    fn look_for_signals(&mut self) -> Result<Option<End>, Fault> {
        while let Some(signal) = self.signals.next()? {
            if let Some(end) = self.act_on(signal) {
                return Ok(Some(end));
            }
        }
        Ok(None)
    }

    /// Acts on a signal; answers whether it is the end.
    #[inline(never)]
    fn act_on(&mut self, signal: Signal) -> Option<End> {
        if signal == Signal::User1 {
            let mut line = Line::of(self.program);
            line.packets(self.sender.progress().sent).literal(text!(" sent")).send();
        }
        signals::ends(signal).then_some(End::Signal(signal))
    }

    /// Waits for the kernel to send what is in the ring, as long as it gets on with it.
    #[inline(never)]
    fn finish(&mut self) -> Result<(), Fault> {
        let (mut pending, mut since) = (u64::MAX, clock());
        loop {
            self.sender.push()?;
            let now = self.sender.progress().pending();
            if now < pending {
                (pending, since) = (now, clock());
            }
            let waited = clock().saturating_sub(since);
            if pending == 0 || waited > PATIENCE || self.wait(RETRY)?.is_some() {
                return Ok(());
            }
        }
    }

    /// Says what became of the packets; answers with the exit code.
    #[inline(never)]
    fn report(&mut self, path: &CStr, end: Result<End, Fault>, time: Duration) -> u8 {
        let mut code = 1;
        let progress = self.sender.progress();
        let mut line = Line::of(self.program);
        match end {
            Ok(End::All) => code = 0,
            Ok(End::Signal(Signal::Alarm)) => {
                line.literal(text!("the time is over (--timeout allows more)")).send();
            }
            Ok(End::Signal(_)) => {}
            Ok(End::TooLate(gap)) => {
                line.bytes(path.to_bytes()).literal(text!(": packet ")).number(self.number);
                line.literal(text!(" comes "))
                    .number(gap.as_secs())
                    .literal(text!(" s after the one before, "));
                line.literal(text!(
                    "behind the end of the time (--timeout allows more, --max-sleep "
                ));
                line.literal(text!("shortens such gaps)")).send();
            }
            Err(Fault::Read(error)) => {
                line.about(path.to_bytes());
                error.describe(&mut line).send();
            }
            Err(Fault::Send(error)) => self.explain(&error, &progress, &mut line),
        }
        let dropped = self.sender.dropped().unwrap_or(0);
        line = Line::new();
        line.packets(progress.sent).literal(text!(" sent\n"));
        for ((count, first), reason) in self.skipped.iter().zip(REASONS) {
            if *count > 0 {
                line.packets(*count).literal(text!(" skipped, ")).bytes(reason.as_bytes());
                line.literal(text!(" (the first: ")).number(*first).literal(text!(")\n"));
                code = 1;
            }
        }
        let (unchecked, bytes) = self.unchecked;
        if unchecked > 0 {
            line.packets(unchecked)
                .literal(text!(" without the frame check sequence that the file has ("));
            line.number(bytes).literal(text!(" bytes in all)\n"));
        }
        if self.pace.backwards > 0 {
            line.packets(self.pace.backwards)
                .literal(text!(" earlier than the one before: sent at once\n"));
        }
        for (count, what) in [
            (progress.refused, " refused by the kernel\n"),
            (progress.pending(), " not sent: the interface did not take them (is it connected?)\n"),
            (dropped, " dropped by the interface\n"),
        ] {
            if count > 0 {
                line.packets(count).bytes(what.as_bytes());
                code = 1;
            }
        }
        // What the kernel has not sent, or has refused, are the last of those offered, and that one.
        let known = |offered: u64| self.window.get(offered as usize % WINDOW).copied();
        let unsent = (progress.sent + progress.refused..self.offered).chain(progress.first_refused);
        let unsent: u64 = unsent.filter_map(known).map(|(_, length)| u64::from(length)).sum();
        let bytes = self.bytes.saturating_sub(unsent);
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX).max(1);
        let rate = |count: u64| count.saturating_mul(1_000_000) / micros;
        line.number(bytes)
            .literal(text!(" bytes in "))
            .number(micros / 1_000_000)
            .literal(text!("."));
        let millis = micros / 1000 % 1000;
        line.bytes(&[millis / 100, millis / 10 % 10, millis % 10].map(|digit| b'0' + digit as u8));
        line.literal(text!(" s: "))
            .number(rate(bytes.saturating_mul(8)))
            .literal(text!(" bit/s, "));
        line.number(rate(progress.sent)).literal(text!(" packets/s")).send();
        code
    }

    /// Says what kept packets from being sent.
    #[inline(never)]
    fn explain(&self, error: &Error, progress: &Progress, line: &mut Line) {
        line.about(self.name).shown(error);
        if let Some(offered) = progress.first_refused
            && let Some((number, _)) = self.window.get(offered as usize % WINDOW)
        {
            line.literal(text!(": the kernel refused packet ")).number(*number);
            line.literal(text!(" (a filter can leave it out)"));
        }
        line.send();
    }
}
