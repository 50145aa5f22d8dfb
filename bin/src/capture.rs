//! Capturing live: from the command line to packets, and to the last of them.
//!
//! The order is the one in which nothing is lost: signals are blocked first, so that none ends the
//! process between two packets; the filter is compiled for the link type that the prepared socket
//! has; the savefile is made; then the capture starts, and "listening" is said only afterwards. At
//! a signal or at -c the socket is taken off the network, and what is already in the ring is
//! delivered before the numbers are printed.

use crate::consumer::{self, Consumer, Count, Inputs};
use crate::expect::{self, Tally};
#[cfg(feature = "explain")]
use crate::explain;
use crate::filter::Filter;
use crate::flags::Id;
use crate::message::{Line, Reported};
use crate::output::{self, KINDS, Preface};
use crate::section::{self, Section};
use crate::settings::{MAX_SNAP_LENGTH, MOST_INTERFACES, Settings};
use crate::{Memory, interfaces, signals};
use barecap_core::filter::{Context, Target};
use barecap_core::linktype::LinkType;
use barecap_core::savefile::Interface;
use barecap_core::savefile::blocks::Counts;
use barecap_core::savefile::pcap::Header;
use barecap_core::savefile::timestamp::{Precision, Timestamp};
use barecap_core::verify::Verified;
use barecap_linux::{
    Capture, Config, Error, Packet, PacketType, Prepared, Signal, Signals, Source, Statistics,
    clock, interface, wait_any,
};
use core::time::Duration;
use heapless::Vec;
use rustix::fd::{AsFd, BorrowedFd};

/// How long the kernel may keep a packet before it hands over the block that it is in, in
/// milliseconds: when somebody is looking, and when only a file is written.
///
/// In dense traffic blocks are full before their time is up. In between, a block handed over early
/// is one whose memory goes unused, so whoever is to see packets soon has twice as many blocks.
const TIMEOUT_SHOWN: u32 = 4;
const TIMEOUT_WRITTEN: u32 = 1000;

/// How often the clock is looked at where savefiles end by time.
const TICK: Duration = Duration::from_secs(1);

/// What is written to, if it is a pipe whose reader may end the capture.
fn pipe(settings: &Settings<'_>) -> Option<BorrowedFd<'static>> {
    // SAFETY: nothing in this program closes standard output.
    settings.is_extcap().then(|| unsafe { rustix::stdio::stdout() })
}

/// Which of the descriptors that are waited for is the pipe.
const PIPE: u32 = 1 << 1;

/// Captures as the command line asks; answers with the exit code.
///
/// # Errors
///
/// The capture did not come about.
// What many interfaces need on the stack is not to be resident when a savefile is read.
#[inline(never)]
pub fn run(program: &[u8], settings: &Settings<'_>, memory: &mut Memory) -> Result<u8, Reported> {
    let sources = interfaces::choose(program, settings)?;
    let mut names = Vec::<&[u8], MOST_INTERFACES>::new();
    names.extend(sources.iter().map(interfaces::name));
    let first = sources.first().copied().unwrap_or(Source::Any);
    let name = interfaces::name(&first);
    let failed = |error: Error| report(program, name, &error);
    if settings.has(Id::ListTimeStampTypes) {
        return Ok(interfaces::print_time_stamps(program, &first));
    }
    let signals =
        signals::block(&[Signal::User1, Signal::User2], settings.time_out).map_err(failed)?;

    let mut prepared = Vec::<Prepared, MOST_INTERFACES>::new();
    for (source, name) in sources.iter().zip(&names) {
        let failed = |error: Error| report(program, name, &error);
        let mut opened = Capture::prepare(&config(settings, *source)).map_err(failed)?;
        if settings.has(Id::ListLinkTypes) {
            return Ok(interfaces::print_link_types(program, name, &opened));
        }
        choose_link_type(program, settings, name, &mut opened)?;
        let _ = prepared.push(opened);
    }
    let Some(opened) = prepared.first() else { return Err(Reported) };
    let context = |opened: &Prepared, text: &[u8]| Context {
        link_type: opened.link_type(),
        snap_length: settings.snap_length,
        netmask: Some(netmask(opened, text)),
        target: Target::LinuxLive,
        optimize: !settings.has(Id::NoOptimize),
    };
    let mut context_of_first = context(opened, &memory.filter);
    let link_type = context_of_first.link_type;
    let alike = !SEVERAL || prepared.iter().all(|opened| opened.link_type() == link_type);
    if !alike {
        let mut line = Line::of(program);
        if settings.expects() {
            let wrong = b"--expect wants interfaces of one link type, and these have several";
            return Err(line.bytes(wrong).fail());
        }
        if settings.has(Id::Write) && !settings.pcapng {
            let wrong = b"these interfaces have several link types, which a pcap file cannot hold";
            return Err(line.bytes(wrong).bytes(b": --write-format=pcapng can").fail());
        }
    }
    let workspace = &mut memory.workspace;
    #[cfg(feature = "explain")]
    if let Some(result) = explain::run(
        program,
        settings,
        &memory.filter,
        &context_of_first,
        workspace,
        &mut memory.explain,
    ) {
        return result;
    }
    let mut watched = expect::Programs::new();
    let mut filters = Vec::<Option<Verified<'_>>, MOST_INTERFACES>::new();
    if settings.expects() && !settings.has(Id::DumpProgram) {
        // What is run here needs the packet whole; it is cut to the snap length afterwards.
        context_of_first.snap_length = MAX_SNAP_LENGTH;
        let text = Some(&memory.filter[..]);
        let context = &context_of_first;
        let compiled = memory.expect.compile(program, settings, context, workspace, text)?;
        watched = compiled.0;
        filters.extend(prepared.iter().map(|_| compiled.1));
    } else if SEVERAL && prepared.len() > 1 && !settings.has(Id::DumpProgram) {
        #[cfg(feature = "several")]
        {
            let text = &memory.filter[..];
            let contexts = prepared.iter().map(|opened| context(opened, text));
            for context in contexts.clone() {
                memory.programs.get(program, text, &context, workspace)?;
            }
            let mut known = Vec::<(_, Filter<'_>), MOST_INTERFACES>::new();
            memory.programs.each(text, &mut |key, filter| {
                let _ = known.push((key, filter));
            });
            for context in contexts {
                let key = (context.link_type, context.netmask);
                let Some((_, filter)) = known.iter().find(|(known, _)| *known == key) else {
                    let mut line = Line::of(program);
                    let wrong = b"the filter is too long for interfaces of several link types";
                    return Err(line.bytes(wrong).fail());
                };
                let _ = filters.push(filter.unless_all());
            }
        }
    } else {
        let compiled = Filter::compile(program, &memory.filter, &context_of_first, workspace)?;
        if settings.has(Id::DumpProgram) {
            return Ok(compiled.print(program, settings.times(Id::DumpProgram)));
        }
        let _ = filters.push(compiled.unless_all());
    }

    let header = Header {
        link_type,
        extension: 0,
        snap_length: settings.snap_length,
        precision: settings.precision(),
    };
    let comment = section::comment(settings);
    let described = |link_type| {
        let interface =
            Interface { link_type, snap_length: header.snap_length, ..Interface::default() };
        section::Source { interface, options: None }
    };
    let mut section = Section::new(
        settings,
        [&comment, &memory.filter],
        &names,
        header.precision,
        (&[], described(link_type)),
        &mut memory.options,
    );
    if let Some(section) = &mut section {
        for opened in prepared.iter().skip(1).filter(|_| SEVERAL) {
            // There is room for more than can be captured on.
            let _ = section.add(described(opened.link_type()));
        }
    }
    let began = barecap_linux::now();
    let mut captures = Captures::new();
    for ((opened, filter), name) in prepared.into_iter().zip(&filters).zip(&names) {
        let failed = |error: Error| report(program, name, &error);
        let mut capture = opened.start(*filter).map_err(failed)?;
        capture.watch(&watched).map_err(failed)?;
        let _ = captures.push(capture);
    }
    let count = Count::new(settings);
    let mut live = Live {
        program,
        settings,
        count,
        signals,
        names: &names,
        gone: false,
        tally: Tally::default(),
        bytes: 0,
        tells: settings.stats_interval.map(|every| (every, clock() + every)),
        statistics: None,
    };
    let (mut result, mut listening) = (Ok(()), false);
    let consumed = consumer::serve(
        program,
        settings,
        &mut memory.consumer,
        Preface { header, section },
        &Inputs {
            names: if SEVERAL && names.len() > 1 { &names } else { &[] },
            ..Inputs::default()
        },
        &mut |consumer| {
            announce(program, settings, &names, &captures);
            listening = true;
            match live.feed(&mut captures, consumer) {
                Err(Fault::Consume(error)) => return Err(error),
                Err(Fault::Capture(error)) => {
                    let mut line = Line::of(program);
                    result = Err(line.bytes(b"pcap_loop: ").shown(&error).fail());
                }
                Ok(()) => {}
            }
            if cfg!(feature = "pcapng") && settings.pcapng {
                live.write_counts(&mut captures, consumer, began)?;
            }
            Ok(())
        },
    );
    // Where the savefile could not be made, for one, there was no capture.
    if listening {
        live.report_numbers(&mut captures);
    }
    if SEVERAL && live.gone {
        result = Err(Reported);
    }
    result.map(|()| live.tally.report(program, settings, consumed))
}

fn config(settings: &Settings<'_>, source: Source) -> Config {
    let mut config = Config::new(source);
    config.snap_length = settings.snap_length;
    config.promiscuous = !settings.has(Id::NoPromiscuous);
    config.immediate = settings.has(Id::Immediate);
    config.direction = settings.direction;
    config.time_stamp = settings.time_stamp;
    config.block_timeout_ms = if settings.has(Id::Write) && !settings.has(Id::PacketBuffered) {
        TIMEOUT_WRITTEN
    } else {
        config.buffer_bytes *= 2;
        TIMEOUT_SHOWN
    };
    if config.immediate {
        // Each packet has a frame of its own, however short it is, and most are short.
        config.buffer_bytes = 4 * Config::new(source).buffer_bytes;
    }
    if let Some(size) = settings.buffer_size {
        config.buffer_bytes = size.saturating_mul(1024);
    }
    config
}

fn choose_link_type(
    program: &[u8],
    settings: &Settings<'_>,
    name: &[u8],
    prepared: &mut Prepared,
) -> Result<(), Reported> {
    let Some(link_type) = settings.link_type else { return Ok(()) };
    let mut line = Line::of(program);
    if prepared.set_link_type(link_type).is_err() {
        line.bytes(name).bytes(b": ").shown(&link_type);
        return Err(line.bytes(b" is not one of the DLTs supported by it").fail());
    }
    line.bytes(b"data link type ").shown(&link_type).send();
    Ok(())
}

/// The network mask of the interface, for `broadcast`: asked for only if that may stand in the
/// filter, since it costs system calls. Where none is known it is 0, as in tcpdump.
fn netmask(prepared: &Prepared, filter: &[u8]) -> u32 {
    let wanted = filter.windows(b"broadcast".len()).any(|word| word == b"broadcast");
    match prepared.interface() {
        Some(interface) if wanted => match interface::ipv4_network(interface.index) {
            Ok(Some((_, mask))) => mask,
            _ => 0,
        },
        _ => 0,
    }
}

/// Says that packets are being captured now, and what does not go as one may think.
fn announce(program: &[u8], settings: &Settings<'_>, names: &[&[u8]], captures: &[Capture<'_>]) {
    for (name, capture) in names.iter().zip(captures) {
        if let Some(reason) = capture.user_space() {
            Line::of(program).bytes(b"WARNING: ").shown(&reason).send();
        }
        if capture.time_stamp() != settings.time_stamp {
            let mut line = Line::of(program);
            line.bytes(b"WARNING: When trying to set timestamp type '");
            line.bytes(settings.time_stamp.names()[0].as_bytes()).bytes(b"' on ").bytes(name);
            line.bytes(b": That type of time stamp is not supported by that device").send();
        }
    }
    if settings.is_extcap() {
        return;
    }
    let mut line = Line::new();
    if !settings.has(Id::Write) && settings.print.verbose == 0 {
        let hint = b": verbose output suppressed, use -v[v]... for full protocol decode\n";
        line.bytes(program).bytes(hint);
    } else {
        line.bytes(program).bytes(b": ");
    }
    line.bytes(b"listening on ");
    for (name, capture) in names.iter().zip(captures) {
        line.bytes(name).bytes(b", link-type ").link_type(capture.link_type()).bytes(b", ");
    }
    line.bytes(b"snapshot length ");
    line.number(settings.snap_length.into()).bytes(b" bytes").send();
}

/// Says why the capture did not come about.
fn report(program: &[u8], name: &[u8], error: &Error) -> Reported {
    let mut line = Line::of(program);
    line.bytes(name).bytes(b": ").shown(error);
    // For a device that is not there, the detail would say the same again.
    if *error != Error::NoSuchDevice
        && let Some(detail) = error.detail()
    {
        line.bytes(b" (").bytes(detail.as_bytes()).bytes(b")");
    }
    line.fail()
}

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

/// The captures that run, one an interface.
type Captures<'f> = Vec<Capture<'f>, MOST_INTERFACES>;

/// Whether there can be more than one.
const SEVERAL: bool = MOST_INTERFACES > 1;

/// How many packets of several interfaces are delivered in the order of their times before it is time
/// to look at other things.
const TURN: u32 = 4096;

/// Why a capture ended early.
enum Fault {
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

/// A capture while it runs.
struct Live<'a> {
    program: &'a [u8],
    settings: &'a Settings<'a>,
    count: Count,
    signals: Signals,
    names: &'a [&'a [u8]],
    /// An interface has gone, and others were captured on further.
    gone: bool,
    tally: Tally,
    /// How long all packets were together.
    bytes: u64,
    /// How often it is told how many there were, and when next.
    tells: Option<(Duration, Duration)>,
    /// The last numbers that could be had.
    statistics: Option<Statistics>,
}

impl Live<'_> {
    /// Hands packets to the consumer until a signal, -c or an error ends it.
    fn feed(
        &mut self,
        captures: &mut Captures<'_>,
        consumer: &mut Consumer<'_>,
    ) -> Result<(), Fault> {
        // A savefile is written whenever the buffer is full, and at once only with -U.
        let eager = !self.settings.has(Id::Write) || self.settings.has(Id::PacketBuffered);
        let end = self.feed_until_signal(captures, consumer, eager);
        // Whatever it was: what has arrived in the rings belongs to the capture.
        for capture in captures.iter_mut() {
            capture.finish()?;
        }
        if !matches!(end, Err(Fault::Consume(_))) {
            while self.deliver(captures, consumer)? {}
        }
        end
    }

    fn feed_until_signal(
        &mut self,
        captures: &mut Captures<'_>,
        consumer: &mut Consumer<'_>,
        eager: bool,
    ) -> Result<(), Fault> {
        loop {
            // Where files end by time, they end without packets as well.
            let turn = consumer.by_time().then_some(TICK);
            let told = self.tells.map(|(_, next)| next.saturating_sub(clock()));
            let limit = turn.into_iter().chain(told).min();
            // A pipe that is written to is ready when nobody reads it any more.
            let signals = self.signals.as_fd();
            let ready = match pipe(self.settings) {
                Some(pipe) => wait_any(captures, &[signals, pipe], limit),
                None => wait_any(captures, &[signals], limit),
            };
            let ready = match ready {
                Ok(ready) => ready,
                Err((number, Error::Gone)) if SEVERAL && !captures.iter().all(Capture::is_gone) => {
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
            if ready.others & PIPE != 0 {
                return Ok(());
            }
            if ready.others != 0 && self.take_signals(captures, consumer)? {
                return Ok(());
            }
        }
    }

    /// Goes on without an interface. What has come from it is delivered with what others bring.
    #[cold]
    fn lose(&mut self, captures: &mut Captures<'_>, number: usize) -> Result<(), Fault> {
        let mut line = Line::of(self.program);
        line.bytes(self.names.get(number).copied().unwrap_or_default()).bytes(b": ");
        line.shown(&Error::Gone).bytes(b"; the others are captured on further").send();
        self.gone = true;
        if let Some(capture) = captures.get_mut(number) {
            capture.finish()?;
        }
        Ok(())
    }

    /// Hands over the packets that are there, as many as are wanted; whether there may be more at once.
    fn deliver(
        &mut self,
        captures: &mut Captures<'_>,
        consumer: &mut Consumer<'_>,
    ) -> Result<bool, Fault> {
        if SEVERAL && captures.len() > 1 {
            return self.merge(captures, consumer);
        }
        if let Some(capture) = captures.first_mut() {
            let link_type = capture.link_type();
            while !self.count.reached()
                && let Some(packet) = capture.next_packet()?
            {
                self.take(&packet, (0, link_type), consumer)?;
            }
        }
        Ok(false)
    }

    /// Hands over the packets of several interfaces, of those that are there the earliest first.
    #[inline(never)]
    fn merge(
        &mut self,
        captures: &mut Captures<'_>,
        consumer: &mut Consumer<'_>,
    ) -> Result<bool, Fault> {
        for _ in 0..TURN {
            let mut earliest = None;
            for (number, capture) in captures.iter_mut().enumerate() {
                // At the end of a block there is none, though there may be one in the next.
                let time = match capture.peek()? {
                    None => capture.peek()?,
                    time => time,
                };
                if let Some(time) = time
                    && earliest.is_none_or(|(before, _)| time < before)
                {
                    earliest = Some((time, number));
                }
            }
            let Some((_, number)) = earliest.filter(|_| !self.count.reached()) else {
                return Ok(false);
            };
            let Some(capture) = captures.get_mut(number) else { return Ok(false) };
            let link_type = capture.link_type();
            if let Some(packet) = capture.next_packet()? {
                self.take(&packet, (number as u32, link_type), consumer)?;
            }
        }
        Ok(true)
    }

    /// Takes a packet of an interface, if it is wanted.
    #[inline(always)]
    fn take(
        &mut self,
        packet: &Packet<'_>,
        (interface, link_type): (u32, LinkType),
        consumer: &mut Consumer<'_>,
    ) -> Result<(), Fault> {
        let Packet { seconds, nanoseconds, wire_length, data, kind, status, drops, passed, .. } =
            *packet;
        // What is for no expectation is none of the packets that were asked for.
        if self.settings.expects() {
            if passed == 0 {
                return Ok(());
            }
            self.tally.note(passed);
        }
        if self.count.wants_next() {
            self.bytes += u64::from(wire_length);
            consumer.packet(&output::Packet {
                time: Timestamp::from_parts(seconds, nanoseconds, Precision::Nano),
                length: wire_length,
                data,
                link_type,
                interface,
                flags: flags(kind),
                offloaded: status.checksum_not_ready(),
                drops,
                origin: None,
            })?;
        }
        Ok(())
    }

    /// Says how many packets there were, if it is time to.
    fn tell(&mut self, captures: &mut Captures<'_>) -> Result<(), Fault> {
        if let Some((every, next)) = &mut self.tells
            && let now = clock()
            && now >= *next
        {
            // What is late is not made up for.
            *next = now + *every;
            let dropped = statistics(captures)?.dropped;
            let is_json = cfg!(feature = "json") && self.settings.has(Id::Json);
            let mut line = if is_json { Line::new() } else { Line::of(self.program) };
            if is_json {
                line.bytes(b"{\"packets\":").number(self.count.taken()).bytes(b",\"bytes\":");
                line.number(self.bytes).bytes(b",\"dropped\":").number(dropped).bytes(b"}");
            } else {
                line.packets(self.count.taken()).bytes(b", ").number(self.bytes);
                line.bytes(b" bytes, ").number(dropped).bytes(b" dropped");
            }
            line.send();
        }
        Ok(())
    }

    /// Writes the numbers of each interface's packets into a pcapng file.
    fn write_counts(
        &mut self,
        captures: &mut Captures<'_>,
        consumer: &mut Consumer<'_>,
        began: i64,
    ) -> Result<(), consumer::Error> {
        let at = |seconds| Timestamp { seconds, nanos: 0 };
        for (number, capture) in captures.iter_mut().enumerate() {
            let Ok(statistics) = capture.statistics() else { continue };
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

    /// Acts on the signals that have come; answers whether one of them ends the capture.
    fn take_signals(
        &mut self,
        captures: &mut Captures<'_>,
        consumer: &mut Consumer<'_>,
    ) -> Result<bool, Fault> {
        while let Some(signal) = self.signals.next()? {
            if signals::ends(signal) {
                return Ok(true);
            }
            if signal == Signal::User1 {
                self.statistics = Some(statistics(captures)?);
                let mut line = Line::of(self.program);
                self.write_numbers(&mut line, ", ");
                line.send();
            }
            if signal == Signal::User2 {
                consumer.flush()?;
            }
        }
        Ok(false)
    }

    /// The numbers of packets, on lines of their own.
    fn report_numbers(&mut self, captures: &mut Captures<'_>) {
        if let Ok(statistics) = statistics(captures) {
            self.statistics = Some(statistics);
        }
        let mut line = Line::new();
        self.write_numbers(&mut line, "\n");
        if !line.text().is_empty() {
            line.send();
        }
    }

    fn write_numbers(&self, line: &mut Line, separator: &str) {
        let mut between = "";
        let Some(Statistics { received, dropped, interface_dropped, .. }) = self.statistics else {
            return;
        };
        let counts = [
            (self.count.taken(), " captured"),
            (received, " received by filter"),
            (dropped, " dropped by kernel"),
            (interface_dropped, " dropped by interface"),
        ];
        // Wireshark counts what it gets itself.
        let is_extcap = self.settings.is_extcap();
        for (count, what) in counts.into_iter().skip(if is_extcap { 2 } else { 0 }) {
            // The interface's number is the last, and only worth a word if there is one.
            if count > 0 || !(is_extcap || what.ends_with("face")) {
                line.bytes(between.as_bytes()).packets(count).bytes(what.as_bytes());
                between = separator;
            }
        }
    }
}

/// The numbers of all interfaces together.
fn statistics(captures: &mut Captures<'_>) -> Result<Statistics, Error> {
    let mut sum = Statistics::default();
    for capture in captures {
        let Statistics { received, dropped, interface_dropped, .. } = capture.statistics()?;
        sum.received += received;
        sum.dropped += dropped;
        sum.interface_dropped += interface_dropped;
    }
    Ok(sum)
}
