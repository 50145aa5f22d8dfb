//! Reading a savefile (-r): filter, then print, write or count.

#[cfg(feature = "send")]
mod packets;

use crate::consumer::{self, Consumer, Count, Inputs};
use crate::expect::{self, Tally};
#[cfg(feature = "explain")]
use crate::explain;
use crate::filter::{Filter, each_byte};
use crate::flags::Id;
use crate::input::{self, Input};
use crate::message::{Line, Reported};
use crate::output::{Packet, Preface};
use crate::section::{self, Left, Origin, Section, Source};
use crate::settings::Settings;
use crate::signals;
use crate::stdout;
use barecap_core::filter::{Context, Target};
use barecap_core::linktype::LinkType;
use barecap_core::savefile::carried::{self, Kind};
use barecap_core::savefile::options::{self, Subject};
use barecap_core::savefile::pcap::{Header, RECORD_HEADER_LEN};
use barecap_core::savefile::timestamp::{Precision, Resolution};
use barecap_core::savefile::{self, Interface, Item, Reader, Record, Step};
use barecap_core::verify::Verified;
use barecap_linux::{ErrnoText, Signals};
use core::ffi::CStr;
use core::ops::Range;
use heapless::Vec;
#[cfg(feature = "send")]
pub use packets::Next;
use rustix::io::Errno;

/// Does what the command line asks for with the savefile, or the savefiles one after another; answers
/// with the exit code.
///
/// # Errors
///
/// A savefile cannot be read, or not to its end.
pub fn run(
    program: &[u8],
    settings: &Settings<'_>,
    memory: &mut crate::Memory,
) -> Result<u8, Reported> {
    let crate::Memory {
        filter: text,
        replay,
        list,
        consumer,
        workspace,
        programs,
        expect,
        options,
        ..
    } = memory;
    if let Some(path) = settings.value(Id::ReadList) {
        read_list(path, list).map_err(|errno| {
            let mut line = Line::of(program);
            line.bytes(path.to_bytes()).bytes(b": ").shown(&ErrnoText(errno)).fail()
        })?;
    }
    let path = settings.value(Id::Read);
    let mut paths = Paths::new(path.map_or(list, CStr::to_bytes_with_nul));
    let Some(path) = paths.next() else {
        return Err(Line::of(program).bytes(b"no savefile is listed").fail());
    };
    let mut savefile = Savefile::open(path, section::keeps(settings), replay)
        .map_err(|error| error.report(program, path))?;
    savefile.announce(path);
    let signals = signals::block(&[], settings.time_out)
        .map_err(|error| Line::of(program).shown(&error).fail())?;
    let context = Context {
        link_type: savefile.first.link_type,
        snap_length: savefile.first.snap_length,
        // As tcpdump has it: no network is known, so `ip broadcast` knows only the general forms.
        netmask: Some(0),
        target: if savefile.reader.swapped() {
            Target::SavefileSwapped
        } else {
            Target::SavefileUnswapped
        },
        optimize: !settings.has(Id::NoOptimize),
    };
    #[cfg(feature = "explain")]
    if let Some(result) =
        explain::run(program, settings, text, &context, workspace, &mut memory.explain)
    {
        return result;
    }
    let filter = programs.get(program, text, &context, workspace)?;
    if settings.has(Id::DumpProgram) {
        return Ok(filter.print(program, settings.times(Id::DumpProgram)));
    }
    if let Some(to) = settings.value(Id::Write)
        && savefile.input.is(to)
    {
        let mut line = Line::of(program);
        line.bytes(to.to_bytes()).bytes(b": this is the file that is read");
        return Err(line.fail());
    }
    // Before a wait for more input, what has been printed is wanted; from a file more comes at once.
    let eager = if settings.has(Id::Write) {
        settings.has(Id::PacketBuffered)
    } else {
        settings.has(Id::LineBuffered) || !savefile.input.is_file()
    };
    let first = savefile.first;
    let mut header = Header {
        link_type: first.link_type,
        extension: first.extension,
        snap_length: first.snap_length,
        precision: settings.precision(),
    };
    let comment = section::comment(settings);
    // A copy has times as fine as what it is a copy of, where both can say how fine they are.
    let as_fine = savefile.keeps && !settings.has(Id::Precision);
    if as_fine && first.resolution != Resolution::default() {
        header.precision = Precision::Nano;
    }
    let section = Section::new(
        settings,
        [&comment, text],
        &[],
        header.precision,
        (savefile.said(), savefile.source(first)),
        options,
    );
    savefile.forget();
    let preface = Preface { header, section };
    let mut count = Count::new(settings);
    let mut tally = Tally::default();
    let (mut read, mut compiled) = (Ok(()), Ok(()));
    let filter = !text.trim_ascii().is_empty() || settings.expects();
    let inputs = Inputs { savefiles: paths.clone(), filter, names: &[] };
    let consumed =
        consumer::serve(program, settings, consumer, preface, &inputs, &mut |consumer| {
            let mut context = context;
            loop {
                let watched = match settings.expects() {
                    true => expect.compile(program, settings, &context, workspace, None),
                    false => Ok((expect::Programs::new(), None)),
                };
                let Ok((watched, _)) = watched else {
                    compiled = Err(Reported);
                    return Ok(());
                };
                let filter = match programs.get(program, text, &context, workspace) {
                    Ok(filter) => filter,
                    Err(reported) => {
                        compiled = Err(reported);
                        return Ok(());
                    }
                };
                let wanted = Wanted { context: &context, filter: &filter, watched: &watched };
                let run = (&mut count, &mut tally);
                match savefile.feed(&wanted, consumer, run, eager, &signals) {
                    Err(Fault::Consume(error)) => return Err(error),
                    Err(Fault::Read(error)) => {
                        read = Err(error);
                        return Ok(());
                    }
                    Ok(End::Wanted) => return Ok(()),
                    Ok(End::LinkType(link_type)) => context.link_type = link_type,
                    Ok(End::File) => {
                        let Some(path) = paths.next() else { return Ok(()) };
                        if let Err(error) = savefile.turn(path) {
                            compiled = Err(error.report(program, path));
                            return Ok(());
                        }
                        savefile.announce(path);
                        let first = savefile.first;
                        savefile.numbers[0] = consumer.interface(savefile.source(first), 0)?;
                        savefile.forget();
                        context.link_type = first.link_type;
                    }
                }
            }
        });
    savefile.left.warn();
    compiled?;
    if consumed != 0 {
        return Ok(tally.report(program, settings, consumed));
    }
    let mut code = 0;
    if settings.has(Id::CountOnly) {
        let mut line = Line::new();
        line.packets(count.taken()).bytes(b"\n");
        code = stdout::write(program, &mut |out| out.bytes(line.text()));
    }
    if let Err(error) = read {
        return Err(error.describe(Line::of(program).bytes(b"pcap_loop: ")).fail());
    }
    Ok(tally.report(program, settings, code))
}

/// Room for the list of savefiles.
pub type List = Vec<u8, { 64 << 10 }>;

/// Reads a list of savefiles, which then end with zeros.
fn read_list(path: &CStr, list: &mut List) -> Result<(), Errno> {
    list.clear();
    each_byte(path, &mut |byte| list.push(if byte == b'\n' { 0 } else { byte }).is_ok())?;
    list.push(0).map_err(|_| Errno::FBIG)
}

/// The savefiles that are left to be read: their paths, which end with zeros.
#[derive(Clone, Debug, Default)]
pub struct Paths<'a> {
    rest: &'a [u8],
}

impl<'a> Paths<'a> {
    /// Goes through paths from the first on.
    #[must_use]
    pub fn new(paths: &'a [u8]) -> Self {
        Self { rest: paths }
    }
}

impl<'a> Iterator for Paths<'a> {
    type Item = &'a CStr;

    fn next(&mut self) -> Option<&'a CStr> {
        loop {
            let path = CStr::from_bytes_until_nul(self.rest).ok()?;
            self.rest = self.rest.get(path.count_bytes() + 1..).unwrap_or_default();
            if !path.is_empty() {
                return Some(path);
            }
        }
    }
}

/// How many interfaces a section of a savefile may have.
const INTERFACES: usize = 64;

/// What reading savefiles needs.
#[derive(Debug)]
pub struct Memory {
    input: input::Buffer,
    interfaces: Vec<Interface, INTERFACES>,
    options: section::Options,
}

impl Memory {
    /// Empty memory.
    #[must_use]
    pub const fn new() -> Self {
        Self { input: [0; size_of::<input::Buffer>()], interfaces: Vec::new(), options: Vec::new() }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

/// What compressed files begin with, and what unpacks them.
const COMPRESSED: &[(&[u8], &str)] = &[
    (&[0x1f, 0x8b], "gzip"),
    (&[0xfd, b'7', b'z', b'X'], "xz"),
    (&[0x28, 0xb5, 0x2f, 0xfd], "zstd"),
    (b"BZh", "bzip2"),
    (&[0x04, 0x22, 0x4d, 0x18], "lz4"),
];

/// What pcapng files begin with.
const PCAPNG: &[u8] = &[0x0a, 0x0d, 0x0d, 0x0a];

/// A savefile that has been read up to its first interface.
#[derive(Debug)]
pub struct Savefile<'a> {
    input: Input<'a>,
    reader: Reader<'a>,
    first: Interface,
    /// Whether what a pcapng file says of interfaces and packets goes on.
    keeps: bool,
    /// What it has said of its section, if that goes on, and then of the interface that is read, or was
    /// read last.
    options: &'a mut section::Options,
    /// How long the first of these is.
    said: usize,
    /// Whether what a section says of itself goes on: until the copy has begun.
    opens: bool,
    /// Blocks that do not go on.
    left: Left,
    /// The numbers that the interfaces have where packets go.
    numbers: [u32; INTERFACES],
    /// A packet that was read, and waits for a filter for its link type.
    put_off: Option<Step<Item>>,
}

/// A savefile cannot be read, or not further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// It cannot be opened.
    Open(rustix::io::Errno),
    /// Reading failed.
    Input(input::Error),
    /// It is compressed; this program unpacks it with -dc.
    Compressed(&'static str),
    /// It is one in pcapng, which this build leaves out.
    Pcapng,
    /// What is in it makes no sense.
    Format(savefile::error::Error),
    /// It ends before it says what its packets are.
    Empty,
}

impl Error {
    /// Says what kept a savefile from being opened.
    pub(crate) fn report(&self, program: &[u8], path: &CStr) -> Reported {
        let mut line = Line::of(program);
        let name = path.to_bytes();
        let unknown = Self::Format(savefile::error::Error::UnknownFormat);
        if matches!(self, Self::Open(_) | Self::Compressed(_) | Self::Pcapng) || *self == unknown {
            line.bytes(name).bytes(b": ");
        }
        self.describe(&mut line);
        if let Self::Compressed(_) = self {
            if name != b"-" {
                line.bytes(b" ").bytes(name);
            }
            line.bytes(b" | ").bytes(program).bytes(b" -r -");
        }
        line.fail()
    }

    /// Adds what is wrong to a message.
    #[inline(never)]
    pub fn describe<'l>(&self, line: &'l mut Line) -> &'l mut Line {
        match *self {
            Self::Open(errno) => line.shown(&ErrnoText(errno)),
            Self::Input(input::Error::Read(errno)) => {
                line.bytes(b"error reading dump file: ").shown(&ErrnoText(errno))
            }
            Self::Input(input::Error::TooLong(len)) => {
                line.bytes(b"a record of ").number(len as u64);
                line.bytes(b" bytes is longer than the buffer for reading")
            }
            Self::Compressed(tool) => {
                line.bytes(b"compressed savefiles are not read; unpack it: ");
                line.bytes(tool.as_bytes()).bytes(b" -dc")
            }
            Self::Pcapng => line.bytes(b"pcapng is not built in"),
            Self::Format(error) => line.shown(&error),
            Self::Empty => line.bytes(b"the file has no interface, and so no packets"),
        }
    }
}

/// Which packets are wanted, of one link type.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    context: &'a Context,
    filter: &'a Filter<'a>,
    watched: &'a [Verified<'a>],
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
}

impl<'a> Savefile<'a> {
    /// Opens a savefile, standard input for `-`, and reads it up to its first interface; `keeps` says
    /// whether what a pcapng file says goes on.
    ///
    /// # Errors
    ///
    /// It cannot be opened or read, or is no savefile.
    pub fn open(path: &CStr, keeps: bool, memory: &'a mut Memory) -> Result<Self, Error> {
        let Memory { input, interfaces, options } = memory;
        let input = Input::open(path, input).map_err(Error::Open)?;
        let reader = Reader::new(interfaces);
        #[cfg(feature = "pcapng")]
        let reader = reader.carrying(keeps);
        options.clear();
        let mut savefile = Self {
            input,
            reader,
            first: Interface::default(),
            keeps,
            options,
            said: 0,
            opens: true,
            left: Left::default(),
            numbers: [0; INTERFACES],
            put_off: None,
        };
        savefile.begin()?;
        Ok(savefile)
    }

    /// Goes on with another savefile, as if it was opened.
    ///
    /// # Errors
    ///
    /// Those of [`Self::open`].
    pub fn turn(&mut self, path: &CStr) -> Result<(), Error> {
        self.input.turn(path).map_err(Error::Open)?;
        self.reader.restart();
        self.begin()
    }

    /// Reads up to the first interface.
    fn begin(&mut self) -> Result<(), Error> {
        self.options.truncate(self.said);
        loop {
            let Self { input, reader, .. } = self;
            let window = input.window();
            let step = reader.next(window, input.at_end());
            if step == Err(savefile::error::Error::UnknownFormat) {
                if cfg!(not(feature = "pcapng")) && window.starts_with(PCAPNG) {
                    return Err(Error::Pcapng);
                }
                let mut magics = COMPRESSED.iter();
                if let Some((_, tool)) = magics.find(|(magic, _)| window.starts_with(magic)) {
                    return Err(Error::Compressed(tool));
                }
            }
            match step.map_err(Error::Format)? {
                Step::Need(bytes) => input.fill(bytes).map_err(Error::Input)?,
                Step::Got(Item::Option(place), bytes) if cfg!(feature = "pcapng") => {
                    self.option(place, bytes);
                }
                Step::Got(Item::Block(kind, place), bytes) if cfg!(feature = "pcapng") => {
                    self.block(kind, place, bytes);
                }
                Step::Got(item, bytes) => {
                    input.advance(bytes);
                    if let (Item::Interface(_), Some(&first)) = (item, reader.interfaces().first())
                    {
                        self.first = first;
                        return Ok(());
                    }
                }
                Step::End => return Err(Error::Empty),
            }
        }
    }

    /// Takes an option of the interface that is being read.
    #[cold]
    fn option(&mut self, place: Range<usize>, bytes: usize) {
        let option = self.input.window().get(place).unwrap_or_default();
        let begin = self.options.len();
        if self.options.extend_from_slice(option).is_ok() {
            let option = self.options.get_mut(begin..).unwrap_or_default();
            options::normalize(option, Subject::Interface, self.reader.swapped());
        } else if self.keeps {
            section::warn(self.reader.interfaces().len().saturating_sub(1));
        }
        self.input.advance(bytes);
    }

    /// Takes a block before any packet.
    #[cold]
    fn block(&mut self, kind: Kind, place: Option<Range<usize>>, bytes: usize) {
        let swapped = self.reader.swapped();
        let mut taken = false;
        if kind == Kind::SECTION
            && let Some(body) = place.and_then(|place| self.input.window_mut().get_mut(place))
        {
            let whole = carried::normalize(kind, body, swapped).unwrap_or_default();
            let rest = carried::without_application(body.get_mut(..whole).unwrap_or_default());
            taken = rest == 0
                || self.opens
                    && self.options.is_empty()
                    && self.options.extend_from_slice(body.get(..rest).unwrap_or_default()).is_ok();
            if self.opens {
                self.said = self.options.len();
            }
        }
        if !taken {
            self.left.note(kind);
        }
        self.input.advance(bytes);
    }

    /// Hands on a block between packets, if it can go on.
    #[cold]
    fn hand_on(
        &mut self,
        kind: Kind,
        place: Option<Range<usize>>,
        consumer: &mut Consumer<'_>,
    ) -> Result<(), consumer::Error> {
        let swapped = self.reader.swapped();
        let mut taken = false;
        if let Some(body) = place.and_then(|place| self.input.window_mut().get_mut(place))
            && let Some(whole) = carried::normalize(kind, body, swapped)
            && let Some(body) = body.get_mut(..whole)
        {
            if kind == Kind::SECTION {
                taken = carried::without_application(body) == 0;
            } else if !kind.is_of_interface() {
                taken = consumer.carried(kind, body)?;
            } else if let Some(number) = body.first_chunk_mut()
                && let Some(there) = self.numbers.get(u32::from_ne_bytes(*number) as usize)
            {
                *number = there.to_ne_bytes();
                taken = consumer.carried(kind, body)?;
            }
        }
        if !taken {
            self.left.note(kind);
        }
        Ok(())
    }

    /// What the file says of its section.
    fn said(&self) -> &[u8] {
        self.options.get(..self.said).unwrap_or_default()
    }

    /// Forgets what was said of a section and an interface, which was taken.
    fn forget(&mut self) {
        self.options.clear();
        self.said = 0;
        self.opens = false;
    }

    /// An interface as it goes on.
    fn source(&self, interface: Interface) -> Source<'_> {
        let keeps = self.keeps && self.reader.is_pcapng();
        let options = self.options.get(self.said..).unwrap_or_default();
        Source { interface, options: keeps.then_some(options) }
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

    /// Says what is read from where, as tcpdump does.
    pub fn announce(&self, path: &CStr) {
        let mut line = Line::new();
        let Interface { link_type, snap_length, .. } = self.first;
        line.bytes(b"reading from file ").bytes(path.to_bytes()).bytes(b", link-type ");
        line.link_type(link_type).bytes(b", snapshot length ").number(snap_length.into()).send();
        if link_type == LinkType::LINUX_SLL2 {
            Line::new().bytes(b"Warning: interface names might be incorrect").send();
        }
    }

    /// Hands everything behind the first interface to `take`, with the link type of packets.
    ///
    /// # Errors
    ///
    /// Why reading stopped before the end.
    pub fn each(&mut self, take: &mut dyn FnMut(LinkType, &Item)) -> Result<(), Error> {
        #[cfg(feature = "pcapng")]
        self.reader.look_for_missing();
        loop {
            let window = self.input.window();
            match self.reader.next(window, self.input.at_end()).map_err(Error::Format)? {
                Step::Need(bytes) => self.input.fill(bytes).map_err(Error::Input)?,
                Step::Got(item, bytes) => {
                    let number =
                        if let Item::Packet(record) = &item { record.interface } else { 0 };
                    let interface = self.reader.interfaces().get(number as usize);
                    take(interface.map_or(self.first.link_type, |it| it.link_type), &item);
                    self.input.advance(bytes);
                }
                Step::End => return Ok(()),
            }
        }
    }

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
        let Wanted { context, filter, watched } = *wanted;
        let copies = cfg!(feature = "fast")
            && self.reader.header().is_some_and(|header| consumer.copies(&header));
        while !count.reached() {
            let window = self.input.window();
            let quick = if cfg!(feature = "fast") { self.reader.record(window) } else { None };
            let step = match (quick, self.put_off.take()) {
                (_, Some(step)) => step,
                (Some((record, len)), _) => Step::Got(Item::Packet(record), len),
                _ => self.reader.next(window, self.input.at_end()).map_err(Error::Format)?,
            };
            match step {
                Step::Need(bytes) => {
                    self.put(kept, consumer)?;
                    if eager {
                        consumer.flush()?;
                    }
                    if self.input.wait(signals).map_err(Error::Input)? {
                        return Ok(End::Wanted);
                    }
                    self.input.fill(bytes).map_err(Error::Input)?;
                }
                Step::Got(Item::Packet(record), bytes) => {
                    let described = self.reader.interfaces().get(record.interface as usize);
                    let link_type = described.map_or(context.link_type, |it| it.link_type);
                    if link_type != context.link_type {
                        self.put_off = Some(Step::Got(Item::Packet(record), bytes));
                        return Ok(End::LinkType(link_type));
                    }
                    let Record { time, length, data: place, interface, units, options } = record;
                    let whole = bytes == RECORD_HEADER_LEN + place.len();
                    let data = window.get(place.clone()).unwrap_or_default();
                    let mut passes = filter.matches(data, length);
                    if passes && !watched.is_empty() {
                        // What is for no expectation is none of the packets that were asked for.
                        let passed = expect::passed(watched, data, length);
                        passes = passed != 0;
                        tally.note(passed);
                    }
                    passes = passes && count.wants_next();
                    if cfg!(feature = "fast") && passes && copies && whole {
                        kept.bytes += bytes;
                        kept.packets += 1;
                        self.input.advance(bytes);
                        continue;
                    }
                    if cfg!(feature = "fast") && kept.packets > 0 {
                        self.put(kept, consumer)?;
                    }
                    if passes {
                        let numbers = self.numbers.get(interface as usize);
                        let interface = numbers.copied().unwrap_or_default();
                        let options = self.readable(options);
                        let window = self.input.window();
                        let origin = options.map(|options| Origin {
                            units,
                            options: window.get(options).unwrap_or_default(),
                        });
                        let (flags, drops, offloaded) = (0, 0, false);
                        consumer.packet(&Packet {
                            time,
                            length,
                            data: window.get(place).unwrap_or_default(),
                            link_type,
                            interface,
                            flags,
                            offloaded,
                            drops,
                            origin,
                        })?;
                    }
                    self.input.advance(bytes);
                }
                Step::Got(Item::Interface(number), bytes) => {
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
                    self.hand_on(kind, place, consumer)?;
                    self.input.advance(bytes);
                }
                Step::Got(_, bytes) => self.input.advance(bytes),
                Step::End => return Ok(End::File),
            }
        }
        Ok(End::Wanted)
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
