//! A savefile that is open, up to where its packets begin: what it is, what it says of its section and of
//! its interfaces, and why it cannot be read.

use crate::carried::Blocks;
use crate::input::{self, Input};
use crate::message::{Line, Reported};
use crate::packed::text;
use crate::section::{self, INTERFACES, Left, Source};
use crate::signals::{Signals, ends};
use barecap_core::linktype::LinkType;
use barecap_core::savefile::options::{self, Subject};
use barecap_core::savefile::{self, Interface, Item, Reader, Step};
use core::ffi::CStr;
use core::ops::Range;
use heapless::Vec;
use rustix::io::Errno;

/// What reading savefiles needs.
#[derive(Debug)]
pub struct Memory {
    input: input::Buffer,
    interfaces: Vec<Interface, INTERFACES>,
    options: section::Said,
    waiting: Blocks,
    numbers: [u32; INTERFACES],
}

impl Memory {
    /// Empty memory.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            input: [0; size_of::<input::Buffer>()],
            interfaces: Vec::new(),
            options: Vec::new(),
            waiting: Blocks::new(),
            numbers: [0; INTERFACES],
        }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether who waits for somebody else listens to signals meanwhile, before any packet too.
const READERS: bool = cfg!(feature = "readers");

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
    pub(super) input: Input<'a>,
    pub(super) reader: Reader<'a>,
    pub(super) first: Interface,
    /// Whether what a pcapng file says of interfaces and packets goes on.
    pub(super) keeps: bool,
    /// What it has said of its section, if that goes on, and then of the interface that is read, or was
    /// read last.
    pub(super) options: &'a mut section::Said,
    /// How long the first of these is.
    pub(super) said: usize,
    /// Whether what a section says of itself goes on: until the copy has begun.
    pub(super) opens: bool,
    /// Blocks that are yet to go on.
    pub(super) waiting: &'a mut Blocks,
    /// Blocks that do not go on.
    pub(super) left: Left,
    /// The numbers that the interfaces have where packets go.
    pub(super) numbers: &'a mut [u32; INTERFACES],
    /// How many packets were lost before the next, where that is said before it.
    pub(super) drops: u64,
    /// A packet that was read, and waits for a filter for its link type.
    pub(super) put_off: Option<Step<Item>>,
    /// What ends the wait for what a savefile begins with, if something does.
    signals: Option<&'a Signals>,
}

/// A savefile cannot be read, or not further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// It cannot be opened.
    Open(Errno),
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
    /// Says what kept a savefile from being opened. As tcpdump has it, the name of one that was is not told
    /// again, but where it is one of several.
    pub(crate) fn report(&self, program: &[u8], path: &CStr, is_listed: bool) -> Reported {
        let mut line = Line::of(program);
        let name = path.to_bytes();
        let is_named = matches!(
            self,
            Self::Open(_)
                | Self::Compressed(_)
                | Self::Pcapng
                | Self::Format(savefile::error::Error::UnknownFormat)
        );
        if is_named || is_listed {
            line.about(name);
        }
        self.describe(&mut line);
        if let Self::Compressed(_) = self {
            if name != b"-" {
                line.literal(text!(" ")).bytes(name);
            }
            line.literal(text!(" | ")).bytes(program).literal(text!(" -r -"));
        }
        line.fail()
    }

    /// Adds what is wrong to a message.
    #[inline(never)]
    pub fn describe<'l>(&self, line: &'l mut Line) -> &'l mut Line {
        match *self {
            Self::Open(errno) => line.errno(errno),
            Self::Input(input::Error::Read(errno)) => {
                line.literal(text!("error reading dump file: ")).errno(errno)
            }
            Self::Input(input::Error::TooLong(len)) => {
                line.literal(text!("a record of ")).number(len as u64);
                line.literal(text!(" bytes is longer than the buffer for reading"))
            }
            Self::Compressed(tool) => {
                line.literal(text!("compressed savefiles are not read; unpack it: "));
                line.bytes(tool.as_bytes()).literal(text!(" -dc"))
            }
            Self::Pcapng => line.literal(text!("pcapng is not built in")),
            Self::Format(error) => line.shown(&error),
            Self::Empty => line.literal(text!("the file has no interface, and so no packets")),
        }
    }
}

impl<'a> Savefile<'a> {
    /// Opens a savefile, standard input for `-`, and reads it up to its first interface; `keeps` says
    /// whether what a pcapng file says goes on. A pipe is waited for until one of the signals ends that,
    /// where they are blocked.
    ///
    /// # Errors
    ///
    /// It cannot be opened or read, or is no savefile; `EINTR` for a signal.
    pub fn open(
        path: &CStr,
        keeps: bool,
        memory: &'a mut Memory,
        signals: Option<&'a Signals>,
    ) -> Result<Self, Error> {
        let Memory { input, interfaces, options, waiting, numbers } = memory;
        let reader = Reader::new(interfaces);
        #[cfg(feature = "pcapng")]
        let reader = reader.carrying(keeps);
        if cfg!(feature = "pcapng") {
            options.clear();
            waiting.clear();
        }
        numbers[0] = 0;
        let mut savefile = Self {
            input: Input::new(input),
            reader,
            first: Interface::default(),
            keeps,
            options,
            said: 0,
            opens: true,
            waiting,
            left: Left::default(),
            numbers,
            drops: 0,
            put_off: None,
            signals,
        };
        savefile.turn(path)?;
        Ok(savefile)
    }

    /// Goes on with another savefile, as if it was opened.
    ///
    /// # Errors
    ///
    /// Those of [`Self::open`].
    pub fn turn(&mut self, path: &CStr) -> Result<(), Error> {
        self.input.turn(path, READERS && self.signals.is_some()).map_err(Error::Open)?;
        self.reader.restart();
        self.begin()
    }

    /// Reads up to the first interface.
    pub(super) fn begin(&mut self) -> Result<(), Error> {
        if cfg!(feature = "pcapng") {
            self.options.truncate(self.said);
            self.drops = 0;
        }
        loop {
            let Self { input, reader, .. } = self;
            let window = input.window();
            let step = reader.next(window, input.at_end());
            if matches!(step, Err(savefile::error::Error::UnknownFormat)) {
                if cfg!(not(feature = "pcapng")) && window.starts_with(PCAPNG) {
                    return Err(Error::Pcapng);
                }
                let mut magics = COMPRESSED.iter();
                if let Some((_, tool)) = magics.find(|(magic, _)| window.starts_with(magic)) {
                    return Err(Error::Compressed(tool));
                }
            }
            match step.map_err(Error::Format)? {
                Step::Need(bytes) => {
                    if READERS
                        && let Some(signals) = self.signals
                        && let Some(signal) = input.wait(signals).map_err(Error::Input)?
                    {
                        if ends(signal) {
                            return Err(Error::Input(input::Error::Read(Errno::INTR)));
                        }
                        continue;
                    }
                    input.fill(bytes).map_err(Error::Input)?;
                }
                Step::Got(Item::Option(place), bytes) if cfg!(feature = "pcapng") => {
                    self.option(place, bytes);
                }
                Step::Got(Item::Block(kind, place), bytes) if cfg!(feature = "pcapng") => {
                    self.block(kind, place);
                    self.input.advance(bytes);
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
    pub(super) fn option(&mut self, place: Range<usize>, bytes: usize) {
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

    /// What the file says of its section.
    pub(super) fn said(&self) -> &[u8] {
        self.options.get(..self.said).unwrap_or_default()
    }

    /// Forgets what was said of a section and an interface, which was taken.
    pub(super) fn forget(&mut self) {
        if cfg!(feature = "pcapng") {
            self.options.clear();
            self.said = 0;
            self.opens = false;
        }
    }

    /// An interface as it goes on.
    pub(super) fn source(&self, interface: Interface) -> Source<'_> {
        let keeps = self.keeps && self.reader.is_pcapng();
        let options = self.options.get(self.said..).unwrap_or_default();
        Source { interface, options: keeps.then_some(options) }
    }

    /// Says what is read from where, as tcpdump does.
    pub fn announce(&self, path: &CStr) {
        let mut line = Line::new();
        let Interface { link_type, snap_length, .. } = self.first;
        line.literal(text!("reading from file "))
            .bytes(path.to_bytes())
            .literal(text!(", link-type "));
        line.link_type(link_type)
            .literal(text!(", snapshot length "))
            .number(snap_length.into())
            .send();
        if link_type == LinkType::LINUX_SLL2 {
            Line::new().literal(text!("Warning: interface names might be incorrect")).send();
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
}
