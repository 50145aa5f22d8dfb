//! Reading a savefile (-r): filter, then print, write or count.

use crate::consumer::{self, Consumer, Count};
#[cfg(feature = "explain")]
use crate::explain;
use crate::filter::Filter;
use crate::flags::Id;
use crate::input::{self, Input};
use crate::message::{Line, Reported};
use crate::settings::Settings;
use crate::signals;
use crate::stdout;
use barecap_core::filter::{Context, Target};
use barecap_core::linktype::LinkType;
use barecap_core::savefile::pcap::Header;
use barecap_core::savefile::{self, Interface, Item, Reader, Record, Step};
use barecap_linux::{ErrnoText, Signals};
use core::ffi::CStr;
use heapless::Vec;

/// Does what the command line asks for with the savefile `path`; answers with the exit code.
///
/// # Errors
///
/// The savefile cannot be read, or not to its end.
pub fn run(
    program: &[u8],
    settings: &Settings<'_>,
    path: &CStr,
    memory: &mut crate::Memory,
) -> Result<u8, Reported> {
    let mut savefile = Savefile::open(path, &mut memory.replay).map_err(|error| {
        let mut line = Line::of(program);
        let name = path.to_bytes();
        let unknown = savefile::error::Error::UnknownFormat;
        if matches!(error, Error::Open(_) | Error::Compressed(_) | Error::Pcapng)
            || error == Error::Format(unknown)
        {
            line.bytes(name).bytes(b": ");
        }
        error.describe(&mut line);
        if let Error::Compressed(tool) = error {
            line.bytes(tool.as_bytes()).bytes(b" -dc");
            if name != b"-" {
                line.bytes(b" ").bytes(name);
            }
            line.bytes(b" | ").bytes(program).bytes(b" -r -");
        }
        line.fail()
    })?;
    savefile.announce(path);
    let signals = signals::block(&[]).map_err(|error| Line::of(program).shown(&error).fail())?;
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
    let workspace = &mut memory.workspace;
    #[cfg(feature = "explain")]
    if let Some(result) =
        explain::run(program, settings, &memory.filter, &context, workspace, &mut memory.explain)
    {
        return result;
    }
    let filter = Filter::compile(program, &memory.filter, &context, workspace)?;
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
    let header = Header {
        link_type: savefile.first.link_type,
        extension: savefile.first.extension,
        snap_length: savefile.first.snap_length,
        precision: settings.precision(),
    };
    let mut count = Count::new(settings);
    let mut read = Ok(());
    let consumed =
        consumer::serve(program, settings, &mut memory.consumer, header, &mut |consumer| {
            match savefile.feed(&filter, consumer, &mut count, eager, &signals) {
                Err(Fault::Consume(error)) => return Err(error),
                Err(Fault::Read(error)) => read = Err(error),
                Ok(()) => {}
            }
            Ok(())
        });
    if consumed != 0 {
        return Ok(consumed);
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
    Ok(code)
}

/// What reading savefiles needs.
#[derive(Debug)]
pub struct Memory {
    input: input::Buffer,
    interfaces: Vec<Interface, 64>,
}

impl Memory {
    /// Empty memory.
    #[must_use]
    pub const fn new() -> Self {
        Self { input: [0; size_of::<input::Buffer>()], interfaces: Vec::new() }
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
    /// A packet has another link type than that of the first interface.
    LinkTypes(LinkType, LinkType),
}

impl Error {
    /// Adds what is wrong to a message.
    #[inline(never)]
    fn describe<'l>(&self, line: &'l mut Line) -> &'l mut Line {
        match *self {
            Self::Open(errno) => line.shown(&ErrnoText(errno)),
            Self::Input(input::Error::Read(errno)) => {
                line.bytes(b"error reading dump file: ").shown(&ErrnoText(errno))
            }
            Self::Input(input::Error::TooLong(len)) => {
                line.bytes(b"a record of ").number(len as u64);
                line.bytes(b" bytes is longer than the buffer for reading")
            }
            Self::Compressed(_) => line.bytes(b"compressed savefiles are not read; unpack it: "),
            Self::Pcapng => line.bytes(b"pcapng is not built in"),
            Self::Format(error) => line.shown(&error),
            Self::Empty => line.bytes(b"the file has no interface, and so no packets"),
            Self::LinkTypes(other, first) => {
                line.bytes(b"a packet has link-type ").shown(&other);
                line.bytes(b", the first interface has link-type ").shown(&first);
                line.bytes(b": this is not supported yet")
            }
        }
    }
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
    /// Opens a savefile, standard input for `-`, and reads it up to its first interface.
    ///
    /// # Errors
    ///
    /// It cannot be opened or read, or is no savefile.
    pub fn open(path: &CStr, memory: &'a mut Memory) -> Result<Self, Error> {
        let mut input = Input::open(path, &mut memory.input).map_err(Error::Open)?;
        let mut reader = Reader::new(&mut memory.interfaces);
        loop {
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
                Step::Got(item, bytes) => {
                    input.advance(bytes);
                    if let (Item::Interface(_), Some(&first)) = (item, reader.interfaces().first())
                    {
                        return Ok(Self { input, reader, first });
                    }
                }
                Step::End => return Err(Error::Empty),
            }
        }
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

    /// Hands the packets that pass the filter to the consumer, and counts them, until a signal ends
    /// it. With `eager` set, what was taken is put out before more is read, which may take its time.
    ///
    /// # Errors
    ///
    /// Why reading stopped before the end or the limit.
    pub fn feed(
        &mut self,
        filter: &Filter<'_>,
        consumer: &mut Consumer<'_>,
        count: &mut Count,
        eager: bool,
        signals: &Signals,
    ) -> Result<(), Fault> {
        while !count.reached() {
            let window = self.input.window();
            match self.reader.next(window, self.input.at_end()).map_err(Error::Format)? {
                Step::Need(bytes) => {
                    if eager {
                        consumer.flush()?;
                    }
                    if self.input.wait(signals).map_err(Error::Input)? {
                        break;
                    }
                    self.input.fill(bytes).map_err(Error::Input)?;
                }
                Step::Got(Item::Packet(Record { time, length, data, interface }), bytes) => {
                    let interface = self.reader.interfaces().get(interface as usize);
                    let link_type = interface.map_or(self.first.link_type, |it| it.link_type);
                    if link_type != self.first.link_type {
                        return Err(Error::LinkTypes(link_type, self.first.link_type).into());
                    }
                    let data = window.get(data).unwrap_or_default();
                    if filter.matches(data, length) && count.wants_next() {
                        consumer.packet(time, length, data)?;
                    }
                    self.input.advance(bytes);
                }
                Step::Got(Item::Interface(_) | Item::Nothing, bytes) => self.input.advance(bytes),
                Step::End => break,
            }
        }
        Ok(())
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
