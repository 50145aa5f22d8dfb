//! Packets on standard output: as lines of text, or as JSON.

use super::{Error, READERS, SEVERAL};
use crate::flags::Id;
use crate::names::{Names, Tables};
use crate::output::{KINDS, Packet};
#[cfg(feature = "json")]
use crate::print::json;
use crate::print::{Options, PacketInfo, Printer, Sink, TimeForm};
use crate::settings::{MOST_NUMBERED, Settings};
use barecap_core::savefile::timestamp::Precision;
use barecap_linux::InterfaceName;
use core::cell::Cell;
use heapless::Vec;

/// How many bytes are printed at most before they are written.
const TEXT: usize = 64 << 10;

/// How many while a savefile is read: a call costs a capture more than memory does; a savefile waits.
const TEXT_OF_SAVEFILE: usize = 16 << 10;

/// Names of interfaces, by their numbers.
type Origins = Vec<InterfaceName, { if SEVERAL { MOST_NUMBERED } else { 0 } }>;

/// What packets are shown with.
pub(super) struct Memory {
    text: [u8; TEXT],
    printer: Printer,
    names: Tables,
    origins: Origins,
}

impl Memory {
    /// Empty memory.
    pub(super) const fn new() -> Self {
        Self {
            text: [0; TEXT],
            printer: Printer::new(),
            names: Tables::new(),
            origins: Origins::new(),
        }
    }
}

/// A printer and what it prints with.
pub(super) struct Screen<'a> {
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

impl<'a> Screen<'a> {
    /// A screen for packets of interfaces with these names, if there are several. `write` puts out what
    /// is printed, and resets `held`.
    pub(super) fn new(
        program: &'a [u8],
        settings: &'a Settings<'_>,
        memory: &'a mut Memory,
        interfaces: &[&[u8]],
        held: &'a Cell<u64>,
        write: &'a mut dyn FnMut(&[u8]) -> bool,
    ) -> Self {
        let Memory { text, printer, names, origins } = memory;
        origins.clear();
        for name in interfaces.iter().filter(|_| SEVERAL) {
            // There is room for more than can be captured on.
            let _ = InterfaceName::new(name).map(|name| origins.push(name));
        }
        // Packets passed over are numbered, too.
        printer.skip(settings.skip.into());
        if matches!(settings.print.time, TimeForm::Day | TimeForm::Date) {
            names.zone.load(settings.zone);
        }
        let room = if settings.reads() { TEXT_OF_SAVEFILE } else { TEXT };
        Screen {
            printer,
            options: &settings.print,
            names: Names { program, tables: names },
            sink: Sink::new(text.get_mut(..room).unwrap_or_default(), write),
            held,
            json: settings.has(Id::Json),
            sampling: settings.sampling,
            passed: 0,
            origins,
        }
    }

    /// Prints a packet. Apart from what is done for a packet that is only written.
    ///
    /// # Errors
    ///
    /// [`Error::Screen`].
    #[inline(never)]
    pub(super) fn print(&mut self, packet: &Packet<'_>) -> Result<(), Error> {
        self.passed += 1;
        if self.passed < self.sampling {
            self.printer.skip(1);
            return Ok(());
        }
        self.passed = 0;
        if cfg!(feature = "json") && self.json {
            #[cfg(feature = "json")]
            json::write(&mut self.sink, packet);
            return self.printed();
        }
        // An interface may be called otherwise a second later.
        #[cfg(feature = "names")]
        self.names.tables.forget_interfaces(packet.time.seconds);
        let precision = if self.options.nano { Precision::Nano } else { Precision::Micro };
        let info = PacketInfo {
            seconds: packet.time.seconds,
            fraction: packet.time.fraction(precision),
            length: packet.length,
            link_type: packet.link_type,
            data: packet.data,
            offloaded: packet.offloaded,
            origin: origin(self.origins, packet),
        };
        self.printer.packet(&info, self.options, &mut self.names, &mut self.sink);
        self.printed()
    }

    /// Counts a packet that was printed.
    fn printed(&mut self) -> Result<(), Error> {
        // Also where the sink was emptied in the middle of this one: it is not all out.
        if READERS {
            self.held.set(self.held.get() + 1);
        }
        if self.sink.failed() { Err(Error::Screen) } else { Ok(()) }
    }

    /// Takes note of the name of an interface with the next number.
    #[cfg(feature = "follow")]
    pub(super) fn add(&mut self, name: &InterfaceName) {
        if !self.origins.is_empty() {
            // There is room for as many as there are numbers.
            let _ = self.origins.push(*name);
        }
    }

    /// Puts out what was printed so far.
    ///
    /// # Errors
    ///
    /// [`Error::Screen`].
    pub(super) fn flush(&mut self) -> Result<(), Error> {
        if self.sink.flush() { Ok(()) } else { Err(Error::Screen) }
    }
}

/// What is printed of where a packet comes from.
fn origin<'a>(origins: &'a Origins, packet: &Packet<'_>) -> Option<(&'a [u8], u8)> {
    let name = origins.get(packet.interface as usize).filter(|_| SEVERAL)?;
    // In the order of the kernel's numbers: to us, to all, to some, to others, from us.
    let kind = KINDS.iter().position(|kind| *kind == packet.flags);
    Some((name.as_bytes(), kind.map_or(u8::MAX, |kind| kind as u8)))
}
