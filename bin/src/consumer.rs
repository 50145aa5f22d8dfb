//! What becomes of the packets that pass the filter: written to a savefile, printed, or counted.

use crate::flags::Id;
use crate::message::Line;
use crate::names::Tables;
use crate::output::{self, Output};
use crate::print::{Options, PacketInfo, Printer, Sink, TimeForm};
use crate::settings::Settings;
use crate::stdout::Stdout;
use barecap_core::linktype::LinkType;
use barecap_core::savefile::pcap::Header;
use barecap_core::savefile::timestamp::{Precision, Timestamp};
use barecap_linux::ErrnoText;
use core::ffi::CStr;

/// What consumers work in.
pub struct Memory {
    output: output::Buffer,
    text: [u8; 64 << 10],
    printer: Printer,
    names: Tables,
}

impl Memory {
    /// Empty memory.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            output: [0; size_of::<output::Buffer>()],
            text: [0; 64 << 10],
            printer: Printer::new(),
            names: Tables::new(),
        }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

/// Where packets go.
pub enum Consumer<'a> {
    /// Into a savefile.
    Write(Output<'a>),
    /// Onto standard output.
    Print(Screen<'a>),
    /// Nowhere: they are only counted.
    Count,
}

/// A printer and what it prints with.
pub struct Screen<'a> {
    printer: &'a mut Printer,
    options: &'a Options,
    names: &'a mut Tables,
    sink: Sink<'a>,
    link_type: LinkType,
}

/// Packets cannot be taken any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The savefile.
    Savefile(output::Error),
    /// Standard output; whoever holds the other end of the sink knows why.
    Screen,
}

impl From<output::Error> for Error {
    fn from(error: output::Error) -> Self {
        Self::Savefile(error)
    }
}

impl Consumer<'_> {
    /// Takes a packet.
    ///
    /// # Errors
    ///
    /// Those of writing; the packet is then lost.
    pub fn packet(&mut self, time: Timestamp, length: u32, data: &[u8]) -> Result<(), Error> {
        match self {
            Self::Write(output) => output.packet(time, length, data)?,
            Self::Print(screen) => {
                let precision =
                    if screen.options.nano { Precision::Nano } else { Precision::Micro };
                let packet = PacketInfo {
                    seconds: time.seconds,
                    fraction: time.fraction(precision),
                    length,
                    link_type: screen.link_type,
                    data,
                };
                let Screen { printer, options, names, sink, .. } = screen;
                printer.packet(&packet, options, *names, sink);
                if sink.failed() {
                    return Err(Error::Screen);
                }
            }
            Self::Count => {}
        }
        Ok(())
    }

    /// Puts out what was taken so far.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn flush(&mut self) -> Result<(), Error> {
        match self {
            Self::Write(output) => Ok(output.flush()?),
            Self::Print(screen) => screen.sink.flush().then_some(()).ok_or(Error::Screen),
            Self::Count => Ok(()),
        }
    }

    /// Puts out everything and closes the savefile.
    fn finish(mut self) -> Result<(), Error> {
        match self {
            Self::Write(output) => Ok(output.finish()?),
            _ => self.flush(),
        }
    }
}

/// Makes the consumer that the command line asks for, has `drive` feed it, and puts out what it
/// holds. Answers with the exit code as far as the consumer is concerned; what went wrong has been
/// reported.
pub fn serve(
    program: &[u8],
    settings: &Settings<'_>,
    memory: &mut Memory,
    header: Header,
    drive: &mut dyn FnMut(&mut Consumer<'_>) -> Result<(), Error>,
) -> u8 {
    let mut stdout = Stdout::new();
    let mut write = |text: &[u8]| stdout.write(text);
    let mut consumer = if let Some(path) = settings.value(Id::Write) {
        match Output::create(path, header, &mut memory.output) {
            Ok(output) => Consumer::Write(output),
            Err(errno) => {
                Line::of(program)
                    .bytes(path.to_bytes())
                    .bytes(b": ")
                    .shown(&ErrnoText(errno))
                    .send();
                return 1;
            }
        }
    } else if settings.has(Id::CountOnly) {
        Consumer::Count
    } else {
        // Packets passed over are numbered, too.
        memory.printer.skip(settings.skip.into());
        if matches!(settings.print.time, TimeForm::Day | TimeForm::Date) {
            memory.names.zone.load(settings.zone);
        }
        Consumer::Print(Screen {
            printer: &mut memory.printer,
            options: &settings.print,
            names: &mut memory.names,
            sink: Sink::new(&mut memory.text, &mut write),
            link_type: header.link_type,
        })
    };
    let result = drive(&mut consumer).and_then(|()| consumer.finish());
    match result {
        Ok(()) => 0,
        Err(Error::Savefile(error)) => {
            report(program, settings.value(Id::Write).unwrap_or_default(), &error);
            1
        }
        Err(Error::Screen) => stdout.report(program),
    }
}

/// Says that a savefile could not be written on.
fn report(program: &[u8], path: &CStr, error: &output::Error) {
    let output::Error { errno, written, lost } = *error;
    let mut line = Line::of(program);
    line.bytes(path.to_bytes()).bytes(b": ").shown(&ErrnoText(errno)).bytes(b": ");
    line.packets(written).bytes(b" written, ").number(lost).bytes(b" lost").send();
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
