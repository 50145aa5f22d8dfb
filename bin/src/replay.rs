//! Reading a savefile (-r): filter, then print, write or count.

mod feed;
#[cfg(feature = "send")]
mod packets;
mod savefile;

use crate::consumer::{self, Count, Inputs};
use crate::expect::{self, Tally};
#[cfg(feature = "explain")]
use crate::explain;
use crate::filter::each_byte;
use crate::flags::Id;
use crate::input;
use crate::message::{Line, Reported};
use crate::output::Preface;
use crate::section::{self, Section};
use crate::settings::Settings;
use crate::signals::Signals;
use crate::stdout;
use barecap_core::filter::{Context, Target};
use barecap_core::savefile::pcap::Header;
use barecap_core::savefile::timestamp::{Precision, Resolution};
use barecap_linux::ErrnoText;
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
    let signals = Signals::block(&[], settings.time_out)
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
    if let Some(to) = settings.value(Id::Write) {
        let numbered = |path: &CStr| {
            let number = path.to_bytes().strip_prefix(to.to_bytes());
            settings.rotates() && number.is_some_and(|it| it.iter().all(u8::is_ascii_digit))
        };
        let is_read = |path: &CStr| numbered(path) || input::is_same(rustix::fs::stat(path), to);
        let first = settings.value(Id::Read).or(settings.value(Id::ReadList));
        let mut all = first.into_iter().chain(paths.clone());
        if savefile.input.is(to) || all.any(is_read) {
            let mut line = Line::of(program);
            line.bytes(to.to_bytes()).bytes(b": a file that is read might be written over");
            return Err(line.fail());
        }
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
    let inputs =
        Inputs { savefiles: paths.clone(), filter, signals: Some(&signals), ..Inputs::default() };
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
