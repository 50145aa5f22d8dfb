//! What becomes of the packets that pass the filter: written to a savefile, printed, or counted.

mod screen;
mod serve;

use crate::carried::Blocks;
use crate::command::Starter;
use crate::files::Files;
use crate::local::Zone;
use crate::output::{self, Packet};
use crate::rotation::{self, Kept, ROTATES, Rotation};
use crate::section::Source;
use crate::settings::Settings;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::blocks::Counts;
use barecap_core::savefile::carried::Kind;
use barecap_core::savefile::pcap::Header;
#[cfg(feature = "follow")]
use barecap_linux::InterfaceName;
use screen::Screen;
#[cfg(feature = "rings")]
pub(crate) use serve::say_limit;
pub use serve::{Inputs, serve};

/// What consumers work in.
pub struct Memory {
    output: output::Buffer,
    /// Local time in names of files; that of what is printed is with the names.
    zone: Zone,
    files: rotation::Names,
    /// For --rotate-total.
    pub(crate) kept: Kept,
    repeated: Blocks,
    screen: screen::Memory,
}

impl Memory {
    /// Empty memory.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            output: [0; size_of::<output::Buffer>()],
            zone: Zone::new(),
            files: rotation::Names::new(),
            kept: Kept::new(),
            repeated: Blocks::new(),
            screen: screen::Memory::new(),
        }
    }

    /// The names of the files that will be written, from the first on.
    pub(crate) fn rotation<'a>(&'a mut self, settings: &Settings<'a>) -> Rotation<'a> {
        Rotation::new(settings, &mut self.files, &mut self.zone)
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
    /// What every savefile says before its packets, of blocks that the pcapng file has which is read.
    repeated: &'a mut Blocks,
    /// What is run on one of them.
    command: Option<Starter<'a>>,
    screen: Option<Screen<'a>>,
}

/// Whether it is known how many packets a reader has not got.
const READERS: bool = cfg!(feature = "readers");

/// Whether packets can be of several interfaces.
const SEVERAL: bool = cfg!(feature = "several");

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
            // What each file begins with is not what fills them.
            let size = output.size() - self.repeated.length() as u64;
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
        match &mut self.screen {
            Some(screen) => screen.print(packet),
            None => Ok(()),
        }
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
        if ROTATES
            && let Some(files) = &mut self.files
            && let Some(file) = files.over(time, size)?
        {
            files.go_on(file, self.kept.as_deref_mut(), self.command.as_ref())?;
            for (kind, body) in self.repeated.iter() {
                files.output.carried(kind, body)?;
            }
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
        let Some(Files { output, rotation }) = &mut self.files else { return Ok(false) };
        let taken = output.carried(kind, body)?;
        if ROTATES && taken && rotation.rotates() && kind.explains() {
            self.repeated.repeat(kind, body);
        }
        Ok(taken)
    }

    /// Takes note of an interface with the next number, on which packets will be captured.
    ///
    /// # Errors
    ///
    /// Those of writing.
    #[cfg(feature = "follow")]
    pub fn add(&mut self, name: &InterfaceName, source: Source<'_>) -> Result<(), Error> {
        if let Some(screen) = &mut self.screen {
            screen.add(name);
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
        match &mut self.screen {
            Some(screen) => screen.flush(),
            None => Ok(()),
        }
    }
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

    /// Takes back that the last packet was to be taken.
    pub(crate) fn give_back(&mut self) {
        self.taken -= 1;
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
