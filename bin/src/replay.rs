//! Reading a savefile (-r): filter, then print, write or count.

mod blocks;
mod feed;
#[cfg(feature = "send")]
mod packets;
mod savefile;

use crate::consumer::{self, Consumer, Count, Inputs};
use crate::expect::{self, Tally};
#[cfg(feature = "explain")]
use crate::explain;
use crate::filter::{Programs, Workspace, each_byte};
use crate::flags::Id;
use crate::input;
use crate::message::{Line, Reported};
use crate::output::Preface;
use crate::packed::text;
use crate::rotation::{PART, ROTATES};
use crate::section::{self, Section};
use crate::settings::Settings;
use crate::signals::Signals;
use crate::stdout;
use barecap_core::filter::{Context, Target};
use barecap_core::savefile::max_snap_length;
use barecap_core::savefile::pcap::Header;
use barecap_core::savefile::timestamp::{Precision, Resolution};
use core::ffi::CStr;
use feed::{End, Fault, Wanted};
use heapless::Vec;
#[cfg(feature = "send")]
pub use packets::Next;
use rustix::io::Errno;
pub use savefile::{Error, Memory, Savefile};

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
        section: room,
        ..
    } = memory;
    let mut paths = Paths::asked_for(program, settings, list)?;
    let Some(path) = paths.next() else {
        return Err(Line::of(program).literal(text!("no savefile is listed")).fail());
    };
    let signals = Signals::block(program, settings.time_out)?;
    let mut savefile = Savefile::open(path, section::keeps(settings), replay, Some(&signals))
        .map_err(|error| error.report(program, path, settings.has(Id::ReadList)))?;
    savefile.announce(path);
    let context = context(settings, &savefile);
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
    if let Some(to) = settings.value(Id::Write).map(CStr::to_bytes)
        && is_read((to, consumer.rotation(settings).begin()), settings, &savefile, &paths)
    {
        let mut line = Line::of(program);
        line.bytes(to).literal(text!(": a file that is read might be written over"));
        return Err(line.fail());
    }
    let header = header(settings, &savefile);
    let comment = section::comment(settings);
    let section = Section::new(
        settings,
        [&comment, text],
        &[],
        header.precision,
        (savefile.said(), savefile.source(savefile.first)),
        room.places(),
    );
    savefile.forget();
    let filter = !text.trim_ascii().is_empty() || settings.expects();
    let inputs =
        Inputs { savefiles: paths.clone(), filter, signals: Some(&signals), ..Inputs::default() };
    let mut count = Count::new(settings);
    let mut tally = Tally::default();
    let mut replay = Replay {
        program,
        settings,
        text,
        context,
        savefile: &mut savefile,
        paths,
        signals: &signals,
        workspace,
        programs,
        expect,
        cut: false,
    };
    let mut stopped = false;
    let preface = Preface { header, section };
    let consumed =
        consumer::serve(program, settings, consumer, preface, &inputs, &mut |consumer| {
            match replay.feed_all(consumer, (&mut count, &mut tally)) {
                Err(Fault::Consume(error)) => return Err(error),
                end => stopped = end.is_err(),
            }
            Ok(())
        });
    let cut = replay.cut;
    savefile.left.warn();
    if stopped {
        return Err(Reported);
    }
    if consumed != 0 {
        return Ok(tally.report(program, settings, consumed));
    }
    let mut code = 0;
    if settings.has(Id::CountOnly) {
        let mut line = Line::new();
        code = stdout::print(program, line.packets(count.taken()));
    }
    if cut {
        return Err(Reported);
    }
    Ok(tally.report(program, settings, code))
}

/// What filters are compiled for, at the beginning of a savefile.
fn context(settings: &Settings<'_>, savefile: &Savefile<'_>) -> Context {
    Context {
        link_type: savefile.first.link_type,
        snap_length: savefile.first.snap_length,
        // As tcpdump has it: no network is known, so `ip broadcast` knows only the general forms.
        netmask: Some(0),
        target: Target::of_savefile(savefile.reader.swapped()),
        optimize: !settings.has(Id::NoOptimize),
    }
}

/// The header of a savefile with what is read.
fn header(settings: &Settings<'_>, savefile: &Savefile<'_>) -> Header {
    let first = savefile.first;
    // A copy has times as fine as what it is a copy of, where both can say how fine they are; those of
    // files that are yet to be opened may be finer.
    let as_fine = cfg!(feature = "pcapng") && savefile.keeps && !settings.has(Id::Precision);
    let are_several = settings.has(Id::ReadList);
    let is_finer = first.resolution != Resolution::default() || are_several;
    Header {
        link_type: first.link_type,
        extension: first.extension,
        // Interfaces and files that are yet to come may have longer packets, which readers would cut.
        snap_length: if are_several || savefile.reader.is_pcapng() {
            first.snap_length.max(max_snap_length(first.link_type))
        } else {
            first.snap_length
        },
        precision: if as_fine && is_finer { Precision::Nano } else { settings.precision() },
    }
}

/// Whether a file that is read, or the list of them, is the one that is opened first to be written, or has
/// the name of one that may be written, by way of --part or not. The names are -w's and that of the first.
fn is_read(
    (to, first): (&[u8], &CStr),
    settings: &Settings<'_>,
    savefile: &Savefile<'_>,
    others: &Paths<'_>,
) -> bool {
    let rotates = settings.rotates();
    let is_named = |path: &CStr| match path.to_bytes().strip_prefix(to) {
        Some(number) if to != b"-" && (rotates || settings.has(Id::Part)) => {
            let number = number.strip_suffix(PART).unwrap_or(number);
            number.iter().all(u8::is_ascii_digit) && (rotates || number.is_empty())
        }
        _ => false,
    };
    let given = settings.value(Id::Read).or(settings.value(Id::ReadList));
    savefile.input.is(first)
        || given
            .into_iter()
            .chain(others.clone())
            .any(|path| is_named(path) || input::is_same(rustix::fs::stat(path), first))
}

/// Savefiles on their way through the filters.
struct Replay<'a, 'r> {
    program: &'a [u8],
    settings: &'a Settings<'a>,
    /// The filter.
    text: &'a [u8],
    context: Context,
    savefile: &'r mut Savefile<'a>,
    /// Those that follow it.
    paths: Paths<'a>,
    signals: &'a Signals,
    workspace: &'r mut Workspace,
    programs: &'r mut Programs,
    expect: &'r mut expect::Memory,
    /// Whether one of them could not be read to its end.
    cut: bool,
}

impl Replay<'_, '_> {
    /// Hands the packets of all savefiles to the consumer, through filters for their link types.
    fn feed_all(
        &mut self,
        consumer: &mut Consumer<'_>,
        (count, tally): (&mut Count, &mut Tally),
    ) -> Result<(), Fault> {
        let Self {
            program,
            settings,
            text,
            context,
            savefile,
            paths,
            signals,
            workspace,
            programs,
            expect,
            cut,
        } = self;
        // Before a wait for more input, what has been printed is wanted; from a file more comes at once.
        let eager = if settings.has(Id::Write) {
            settings.has(Id::PacketBuffered)
        } else {
            settings.has(Id::LineBuffered) || !savefile.input.is_file()
        };
        loop {
            let watched = match settings.expects() {
                true => expect.compile(program, settings, context, workspace, None)?.0,
                false => expect::Programs::new(),
            };
            let filter = programs.get(program, text, context, workspace)?;
            let wanted = Wanted { context, filter: &filter, watched: &watched };
            let fed = savefile.feed(&wanted, consumer, (count, tally), eager, signals);
            if let Err(Fault::Read(error)) = &fed {
                // What is missing of this one is told, behind its packets, and keeps nobody from the others.
                consumer.show()?;
                let mut line = Line::of(program);
                error.describe(line.literal(text!("pcap_loop: "))).send();
                *cut = true;
            }
            match fed {
                Ok(End::Wanted) => return Ok(()),
                Ok(End::LinkType(link_type)) => context.link_type = link_type,
                Ok(End::File) | Err(Fault::Read(_)) => {
                    let Some(path) = paths.next() else { return Ok(()) };
                    savefile.turn(path).map_err(|error| error.report(program, path, true))?;
                    savefile.announce(path);
                    let first = savefile.first;
                    savefile.numbers[0] = consumer.interface(savefile.source(first), 0)?;
                    savefile.forget();
                    context.link_type = first.link_type;
                }
                Err(fault) => {
                    if ROTATES && matches!(fault, Fault::Consume(consumer::Error::Limit(_))) {
                        // The packet behind the last file that is wanted is not.
                        count.give_back();
                    }
                    return Err(fault);
                }
            }
        }
    }
}

/// Room for the list of savefiles.
pub type List = Vec<u8, { 64 << 10 }>;

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

    /// The savefile of -r, or the list that -V names, which is read.
    fn asked_for(
        program: &[u8],
        settings: &Settings<'a>,
        list: &'a mut List,
    ) -> Result<Self, Reported> {
        if let Some(path) = settings.value(Id::Read) {
            return Ok(Self::new(path.to_bytes_with_nul()));
        }
        if let Some(path) = settings.value(Id::ReadList) {
            list.clear();
            // Lines end with zeros; those without a path are left out.
            let take = &mut |byte| {
                let byte = if byte == b'\n' { 0 } else { byte };
                let is_empty = byte == 0 && list.last().is_none_or(|last| *last == 0);
                is_empty || list.push(byte).is_ok()
            };
            let read = each_byte(path, take);
            let read = read.and_then(|()| take(0).then_some(()).ok_or(Errno::FBIG));
            read.map_err(|errno| {
                let mut line = Line::of(program);
                line.about(path.to_bytes()).errno(errno).fail()
            })?;
        }
        Ok(Self::new(list))
    }
}

impl<'a> Iterator for Paths<'a> {
    type Item = &'a CStr;

    fn next(&mut self) -> Option<&'a CStr> {
        let path = CStr::from_bytes_until_nul(self.rest).ok()?;
        self.rest = self.rest.get(path.count_bytes() + 1..).unwrap_or_default();
        Some(path)
    }
}
