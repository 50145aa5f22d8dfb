//! What becomes of the packets that pass the filter: written to a savefile, printed, or counted.

use crate::command::Starter;
use crate::files::Files;
use crate::flags::Id;
use crate::local::Zone;
use crate::message::{Line, Reported};
use crate::names::{Names, Tables};
use crate::output::{self, KINDS, Packet, Preface};
#[cfg(feature = "json")]
use crate::print::json;
use crate::print::{Options, PacketInfo, Printer, Sink, TimeForm};
use crate::privileges;
use crate::replay::Paths;
use crate::rotation::{self, Kept, Rotation};
#[cfg(feature = "sandbox")]
use crate::sandbox;
use crate::section::Source;
use crate::settings::{MOST_NUMBERED, Settings};
use crate::signals::Signals;
use crate::stdout::Stdout;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::blocks::Counts;
use barecap_core::savefile::carried::Kind;
use barecap_core::savefile::pcap::Header;
use barecap_core::savefile::timestamp::Precision;
use barecap_linux::InterfaceName;
use core::cell::Cell;
use heapless::Vec;
use rustix::io::Errno;

/// What consumers work in.
pub struct Memory {
    output: output::Buffer,
    text: [u8; 64 << 10],
    /// Local time in names of files; that of what is printed is with the names.
    zone: Zone,
    printer: Printer,
    names: Tables,
    files: rotation::Names,
    /// For --rotate-total.
    pub(crate) kept: Kept,
    origins: Origins,
}

impl Memory {
    /// Empty memory.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            output: [0; size_of::<output::Buffer>()],
            text: [0; 64 << 10],
            zone: Zone::new(),
            printer: Printer::new(),
            names: Tables::new(),
            files: rotation::Names::new(),
            kept: Kept::new(),
            origins: Origins::new(),
        }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

/// Where packets go: into a savefile, onto standard output, or both; or they are only counted.
pub struct Consumer<'a> {
    files: Option<Files<'a>>,
    /// The savefiles that others follow, where they may only have so many bytes.
    kept: Option<&'a mut Kept>,
    /// What is run on one of them.
    command: Option<Starter<'a>>,
    screen: Option<Screen<'a>>,
}

/// A printer and what it prints with.
pub struct Screen<'a> {
    printer: &'a mut Printer,
    options: &'a Options,
    names: Names<'a>,
    sink: Sink<'a>,
    /// How many packets have gone into the sink since it was emptied.
    held: &'a Cell<u64>,
    json: bool,
    /// Of so many packets one is shown.
    sampling: u32,
    /// How many have passed since the last that was.
    passed: u32,
    /// The names of the interfaces, where packets are printed with them.
    origins: &'a mut Origins,
}

/// Whether it is known how many packets a reader has not got.
const READERS: bool = cfg!(feature = "readers");

/// Whether packets can be of several interfaces.
const SEVERAL: bool = cfg!(feature = "several");

/// Names of interfaces, by their numbers.
type Origins = Vec<InterfaceName, { if SEVERAL { MOST_NUMBERED } else { 0 } }>;

/// What is printed of where a packet comes from.
fn origin<'a>(origins: &'a Origins, packet: &Packet<'_>) -> Option<(&'a [u8], u8)> {
    let name = origins.get(packet.interface as usize).filter(|_| SEVERAL)?;
    // In the order of the kernel's numbers: to us, to all, to some, to others, from us.
    let kind = KINDS.iter().position(|kind| *kind == packet.flags);
    Some((name.as_bytes(), kind.map_or(u8::MAX, |kind| kind as u8)))
}

impl Screen<'_> {
    /// Whether packets are shown as JSON.
    fn is_json(&self) -> bool {
        cfg!(feature = "json") && self.json
    }
}

/// Packets cannot be taken any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The savefile.
    Savefile(output::Error),
    /// Standard output; whoever holds the other end of the sink knows why.
    Screen,
    /// As many savefiles as were wanted, so many, have been written.
    Limit(u32),
    /// A pcap file cannot hold packets of another link type.
    LinkType(LinkType),
    /// The savefile cannot hold packets of such a time.
    Time,
}

impl From<output::Error> for Error {
    fn from(error: output::Error) -> Self {
        Self::Savefile(error)
    }
}

impl Error {
    /// The same where one packet more has been lost.
    pub(crate) fn and_this(mut self) -> Self {
        if let Self::Savefile(error) = &mut self {
            error.lost += 1;
        }
        self
    }
}

impl Consumer<'_> {
    /// Takes a packet.
    ///
    /// # Errors
    ///
    /// Those of writing; the packet is then lost.
    pub fn packet(&mut self, packet: &Packet<'_>) -> Result<(), Error> {
        if let Some(Files { output, rotation }) = &self.files
            && rotation.rotates()
        {
            let size = output.size();
            self.turn(packet.time.seconds, size).map_err(Error::and_this)?;
        }
        if let Some(Files { output, .. }) = &mut self.files {
            if !output.holds(packet.link_type) {
                return Err(Error::LinkType(packet.link_type));
            }
            // Other times come from pcapng files alone.
            if cfg!(feature = "pcapng") && !output.holds_second(packet.time.seconds) {
                return Err(Error::Time);
            }
            output.packet(packet)?;
        }
        if self.screen.is_some() { self.print(packet) } else { Ok(()) }
    }

    /// Prints a packet. Apart from what is done for a packet that is only written.
    #[inline(never)]
    fn print(&mut self, packet: &Packet<'_>) -> Result<(), Error> {
        let Some(screen) = &mut self.screen else { return Ok(()) };
        screen.passed += 1;
        if screen.passed < screen.sampling {
            screen.printer.skip(1);
            return Ok(());
        }
        screen.passed = 0;
        let is_json = screen.is_json();
        let nano = is_json || screen.options.nano;
        let precision = if nano { Precision::Nano } else { Precision::Micro };
        let Screen { printer, options, names, sink, held, origins, .. } = screen;
        let info = PacketInfo {
            seconds: packet.time.seconds,
            fraction: packet.time.fraction(precision),
            length: packet.length,
            link_type: packet.link_type,
            data: packet.data,
            offloaded: packet.offloaded,
            origin: origin(origins, packet),
        };
        if is_json {
            #[cfg(feature = "json")]
            json::write(sink, &info, packet.interface);
        } else {
            printer.packet(&info, options, names, sink);
        }
        // Also where the sink was emptied in the middle of this one: it is not all out.
        if READERS {
            held.set(held.get() + 1);
        }
        if sink.failed() {
            return Err(Error::Screen);
        }
        Ok(())
    }

    /// Whether records of a savefile with this header can go on as they are, as [`Self::records`] takes
    /// them: where they are only written, and into one file that has the same form, or only counted.
    #[must_use]
    pub fn copies(&self, header: &Header) -> bool {
        let like = |files: &Files<'_>| !files.rotation.rotates() && files.output.is_like(header);
        self.screen.is_none() && self.files.as_ref().is_none_or(like)
    }

    /// Takes packets as records that stand one behind the other.
    ///
    /// # Errors
    ///
    /// Those of writing; the packets are then lost.
    pub fn records(&mut self, records: &[u8], packets: u64) -> Result<(), Error> {
        match &mut self.files {
            Some(files) => Ok(files.output.records(records, packets)?),
            None => Ok(()),
        }
    }

    /// Begins another savefile if the time has come, or the size been reached.
    ///
    /// # Errors
    ///
    /// Those of writing, and [`Error::Limit`].
    #[inline(never)]
    pub fn turn(&mut self, time: i64, size: u64) -> Result<(), Error> {
        if let Some(files) = &mut self.files
            && let Some(file) = files.over(time, size)?
        {
            files.go_on(file, self.kept.as_deref_mut(), self.command.as_ref())?;
        }
        Ok(())
    }

    /// Takes note of an interface of the savefile that is read; the number it has where packets go.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn interface(&mut self, source: Source<'_>, number: u32) -> Result<u32, Error> {
        match &mut self.files {
            Some(files) => Ok(files.output.interface(source, number)?),
            None => Ok(number),
        }
    }

    /// Takes a block of the pcapng file that is read; answers whether it is in the copy.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn carried(&mut self, kind: Kind, body: &[u8]) -> Result<bool, Error> {
        match &mut self.files {
            Some(files) => files.output.carried(kind, body).map_err(Error::from),
            None => Ok(false),
        }
    }

    /// Takes note of an interface with the next number, on which packets will be captured.
    ///
    /// # Errors
    ///
    /// Those of writing.
    #[cfg(feature = "follow")]
    pub fn add(&mut self, name: &InterfaceName, source: Source<'_>) -> Result<(), Error> {
        if let Some(screen) = &mut self.screen
            && !screen.origins.is_empty()
        {
            // There is room for as many as there are numbers.
            let _ = screen.origins.push(*name);
        }
        if let Some(files) = &mut self.files {
            files.output.add(source)?;
        }
        Ok(())
    }

    /// Takes note of what became of the packets of an interface.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn counts(&mut self, interface: u32, counts: &Counts) -> Result<(), Error> {
        if let Some(files) = &mut self.files {
            files.output.counts(interface, counts)?;
        }
        Ok(())
    }

    /// Whether savefiles end when their time is up.
    #[must_use]
    pub fn by_time(&self) -> bool {
        self.files.as_ref().is_some_and(|files| files.rotation.by_time())
    }

    /// Puts out what was taken so far.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn flush(&mut self) -> Result<(), Error> {
        if let Some(files) = &mut self.files {
            files.output.flush()?;
        }
        self.show()
    }

    /// Puts out what was printed so far.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn show(&mut self) -> Result<(), Error> {
        let shown = self.screen.as_mut().is_none_or(|screen| screen.sink.flush());
        if shown { Ok(()) } else { Err(Error::Screen) }
    }

    /// Puts out everything and closes the savefile.
    fn finish(&mut self) -> Result<(), Error> {
        if let Some(files) = &mut self.files {
            files.finish()?;
        }
        self.show()
    }
}

/// Where packets come from.
#[derive(Clone, Debug, Default)]
pub struct Inputs<'a> {
    /// The savefiles that are still to be opened.
    pub savefiles: Paths<'a>,
    /// Whether there is a filter that other link types need anew.
    pub filter: bool,
    /// The names of the interfaces, where there are several.
    pub names: &'a [&'a [u8]],
    /// The signals that are blocked, if some are.
    pub signals: Option<&'a Signals>,
}

/// Makes the consumer that the command line asks for, has `drive` feed it, and puts out what it
/// holds. Answers with the exit code as far as the consumer is concerned; what went wrong has been
/// reported.
pub fn serve(
    program: &[u8],
    settings: &Settings<'_>,
    memory: &mut Memory,
    preface: Preface<'_>,
    inputs: &Inputs<'_>,
    drive: &mut dyn FnMut(&mut Consumer<'_>) -> Result<(), Error>,
) -> u8 {
    let mut stdout = Stdout::new(inputs.signals.filter(|_| settings.shows()));
    let held = Cell::new(0);
    let mut write = |text: &[u8]| {
        let written = stdout.write(text);
        if READERS && written {
            held.set(0);
        }
        written
    };
    let kept = settings.rotate_total.map(|most| memory.kept.begin(most));
    let mut consumer = Consumer { files: None, kept, command: None, screen: None };
    let names = &mut memory.names;
    if settings.has(Id::Write) {
        let rotation = Rotation::new(settings, &mut memory.files, &mut memory.zone);
        match Files::create(program, rotation, preface, &mut memory.output, inputs.signals) {
            Ok(files) => consumer.files = Some(files),
            Err(Reported) => return 1,
        }
    }
    if settings.shows() {
        memory.origins.clear();
        for name in inputs.names.iter().filter(|_| SEVERAL) {
            // There is room for more than can be captured on.
            let _ = InterfaceName::new(name).map(|name| memory.origins.push(name));
        }
        // Packets passed over are numbered, too.
        memory.printer.skip(settings.skip.into());
        if matches!(settings.print.time, TimeForm::Day | TimeForm::Date) {
            names.zone.load(settings.zone);
        }
        // A call costs a capture more than memory does; a savefile waits.
        let room = if settings.reads() { 16 << 10 } else { memory.text.len() };
        let text = memory.text.get_mut(..room).unwrap_or_default();
        consumer.screen = Some(Screen {
            printer: &mut memory.printer,
            options: &settings.print,
            names: Names { program, tables: names },
            sink: Sink::new(text, &mut write),
            held: &held,
            json: settings.has(Id::Json),
            sampling: settings.sampling,
            passed: 0,
            origins: &mut memory.origins,
        });
    }
    if privileges::give_up(program, settings, consumer.files.as_slice()).is_err() {
        return 1;
    }
    if let (Some(command), Some(files)) = (settings.command, &mut consumer.files) {
        match command.starter(settings, &mut files.rotation) {
            Ok(starter) => consumer.command = Some(starter),
            Err(Reported) => return 1,
        }
    }
    #[cfg(feature = "sandbox")]
    {
        let savefiles = &mut inputs.savefiles.clone();
        let needs = sandbox::needs(settings, savefiles.clone().next().is_some(), inputs.filter);
        sandbox::enter(program, settings, needs, savefiles);
    }
    #[cfg(not(feature = "sandbox"))]
    let _ = inputs.filter;
    let result = drive(&mut consumer).and_then(|()| consumer.finish());
    let result = match result {
        Err(Error::Limit(files)) => {
            say_limit(files);
            let finished = consumer.finish();
            if let (Ok(()), Some(command), Some(Files { rotation, .. })) =
                (finished, &consumer.command, &mut consumer.files)
            {
                command.start(rotation, rotation.file());
            }
            finished
        }
        Err(Error::Screen | Error::LinkType(_) | Error::Time) => {
            // What was taken for the savefile is written all the same.
            if let Some(files) = &mut consumer.files
                && let Err(error) = files.finish()
            {
                files.report(program, &error);
            }
            result
        }
        result => result,
    };
    match (result, &consumer.files) {
        (Ok(()) | Err(Error::Limit(_)), _) => 0,
        // Who read them has had enough.
        (Err(Error::Savefile(error)), _) if settings.is_extcap() && error.errno == Errno::PIPE => 0,
        (Err(Error::Savefile(error)), Some(files)) => {
            files.report(program, &error);
            1
        }
        (Err(Error::LinkType(link_type)), Some(files)) => {
            let mut line = Line::of(program);
            line.bytes(files.rotation.path().to_bytes())
                .bytes(b": a packet has link-type ")
                .shown(&link_type);
            line.bytes(b", which a pcap file with others cannot hold: --write-format=pcapng can");
            line.send();
            1
        }
        (Err(Error::Time), Some(files)) if cfg!(feature = "pcapng") => {
            let mut line = Line::of(program);
            line.bytes(files.rotation.path().to_bytes());
            line.bytes(b": a packet's time is before 1970, or too late for this file's format: ");
            line.bytes(b"--write-format=pcapng keeps times as they are").send();
            1
        }
        (Err(_), _) => stdout.report(program, if READERS { held.get() } else { 0 }),
    }
}

/// Says that as many savefiles have been written as are wanted.
pub(crate) fn say_limit(files: u32) {
    Line::new().bytes(b"Maximum file limit reached: ").number(files.into()).send();
}

/// Counts the packets that pass the filter, for --skip, -c and the statistics.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    skip: u32,
    limit: u64,
    taken: u64,
}

impl Count {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(settings: &Settings<'_>) -> Self {
        let limit = settings.count.map_or(u64::MAX, u64::from);
        Self { skip: settings.skip, limit, taken: 0 }
    }

    /// Counts a packet that has passed the filter; answers whether it is to be taken.
    #[inline(always)]
    pub fn wants_next(&mut self) -> bool {
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        self.taken += 1;
        true
    }

    /// Whether no more packets are wanted.
    #[must_use]
    pub fn reached(&self) -> bool {
        self.taken >= self.limit
    }

    /// How many packets were taken.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.taken
    }
}
