//! The command line of barecap, as a library: everything but start-up, so that tests, benchmarks
//! and fuzzers can call it with the standard library beside them.
#![no_std]

pub mod capture;
pub mod carried;
#[cfg(feature = "expect")]
pub mod check;
pub mod command;
pub mod consumer;
pub mod expect;
#[cfg(feature = "explain")]
pub mod explain;
#[cfg(feature = "extcap")]
pub mod extcap;
pub mod files;
pub mod filter;
pub mod flags;
#[cfg(feature = "init")]
pub mod init;
pub mod input;
pub mod interfaces;
pub(crate) mod literal;
pub mod local;
pub mod message;
#[cfg(feature = "monitor")]
pub mod monitor;
pub mod names;
#[cfg(feature = "netns")]
pub mod namespace;
pub mod outlet;
pub mod output;
pub(crate) mod packed;
pub mod print;
pub mod privileges;
pub mod process;
pub mod replay;
pub mod rotation;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod section;
#[cfg(feature = "send")]
pub mod send;
pub mod settings;
pub mod signals;
#[cfg(feature = "stdio")]
pub mod standard;
pub mod stdout;

/// The memory functions are the binary's; here they are only tested.
#[cfg(test)]
#[path = "rt/mem.rs"]
mod mem;

use crate::packed::text;
use barecap_core::filter::{Context, Target};
use barecap_core::linktype::LinkType;
use core::ffi::CStr;
use filter::Filter;
use flags::Id;
use message::{Line, Refused, Reported};
use process::Process;
use settings::{FilterText, Settings};

/// What the program works in: everything large, taken once.
pub struct Memory {
    filter: FilterText,
    replay: replay::Memory,
    list: replay::List,
    section: section::Room<{ section::INTERFACES }, { section::OPTIONS }>,
    consumer: consumer::Memory,
    workspace: filter::Workspace,
    programs: filter::Programs,
    expect: expect::Memory,
    #[cfg(feature = "explain")]
    explain: explain::Memory,
    #[cfg(feature = "rings")]
    rooms: capture::Rooms,
}

impl Memory {
    /// Empty memory.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            filter: FilterText::new(),
            replay: replay::Memory::new(),
            list: replay::List::new(),
            section: section::Room::new(),
            consumer: consumer::Memory::new(),
            workspace: filter::Workspace::new(),
            programs: filter::Programs::new(),
            expect: expect::Memory::new(),
            #[cfg(feature = "explain")]
            explain: explain::Memory::new(),
            #[cfg(feature = "rings")]
            rooms: [const { capture::Room::new() }; settings::MOST_INTERFACES],
        }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

/// The exit code of every error but those of standard output.
const FAILURE: u8 = 1;

/// Runs the program and returns its exit code.
#[must_use]
pub fn run(process: &Process<'_>, memory: &mut Memory) -> u8 {
    #[cfg(feature = "init")]
    if init::is_first(process) {
        return init::run(process, memory);
    }
    capture_or_else(process, memory)
}

/// As [`run`], of a process that is not the first.
fn capture_or_else(process: &Process<'_>, memory: &mut Memory) -> u8 {
    #[cfg(feature = "stdio")]
    standard::hold();
    // It may be cut to what no other option begins with.
    let expects = |word: &CStr| word.to_bytes().starts_with(b"--expe");
    let failure = if process.arguments.iter().any(expects) { expect::UNKNOWN } else { FAILURE };
    act(process, memory).unwrap_or(failure)
}

/// Does what the command line asks for.
fn act(process: &Process<'_>, memory: &mut Memory) -> Result<u8, Reported> {
    let program = process.name();
    let mut line = Line::of(program);
    let settings = match Settings::from_process(process, &mut memory.filter, &mut line) {
        Ok(settings) => settings,
        Err(Refused) => return Err(line.fail()),
    };
    if settings.has(Id::Help) || settings.has(Id::Version) {
        return Ok(stdout::write(program, &mut |out| {
            out.str(concat!("barecap version ", env!("CARGO_PKG_VERSION"), "\n"));
            if settings.has(Id::Help) {
                flags::help::write(out, program);
            }
        }));
    }
    if let Some(path) = settings.value(Id::FilterFile) {
        filter::read(path, &mut memory.filter, &mut line).map_err(|Refused| line.fail())?;
    }
    if settings.has(Id::FloatType) || settings.has(Id::TimeSize) {
        let text = if settings.has(Id::FloatType) { "9877.895\n" } else { "64\n" };
        return Ok(stdout::write(program, &mut |out| out.str(text)));
    }
    #[cfg(feature = "expect")]
    if settings.has(Id::Check) {
        return Ok(check::run(program, &memory.filter, &settings, &mut memory.replay));
    }
    #[cfg(feature = "netns")]
    if let Some(wanted) = settings.value(Id::NetworkNamespace) {
        namespace::join(program, wanted)?;
    }
    #[cfg(feature = "extcap")]
    if let Some(result) = extcap::run(program, &settings, &mut memory.workspace, &memory.filter) {
        return result;
    }
    if settings.has(Id::ListInterfaces) {
        return interfaces::print_list(program);
    }
    #[cfg(feature = "send")]
    if settings.has(Id::Send) {
        return send::run(program, &settings, memory);
    }
    if settings.reads() {
        if cfg!(not(feature = "read")) {
            return Err(line.literal(text!("savefiles are not read by this build")).fail());
        }
        return replay::run(program, &settings, memory);
    }
    if (settings.has(Id::DumpProgram) || settings.has(Id::Explain))
        && settings.interfaces.is_empty()
    {
        return dump(program, &settings, memory);
    }
    if cfg!(feature = "explain") {
        warn_of_one_name(program, &settings);
    }
    capture::run(program, &settings, memory)
}

/// Says that each file of -G takes the place of the one before, where nothing in its name changes and no
/// command takes it away: it is what tcpdump does, and seldom what was meant. With -W 1 there is only one,
/// which is how a capture is told to end after a time.
fn warn_of_one_name(program: &[u8], settings: &Settings<'_>) {
    if settings.rotate_seconds.is_some()
        && (settings.rotate_files != 1 || settings.rotate_bytes.is_some())
        && !settings.has(Id::PostRotate)
        && let Some(name) = settings.value(Id::Write).map(CStr::to_bytes)
        && !name.contains(&b'%')
        && name != b"-"
    {
        let mut line = Line::of(program);
        line.literal(text!("WARNING: -G overwrites ")).bytes(name);
        line.literal(text!(
            " each time: with a time in its name, as %F-%H%M%S, all files are kept"
        ))
        .send();
    }
}

/// `-d` and `--explain` without an interface or a savefile: the program for a link type.
fn dump(program: &[u8], settings: &Settings<'_>, memory: &mut Memory) -> Result<u8, Reported> {
    let link_type = settings.link_type.unwrap_or_else(|| {
        Line::new().literal(text!("Warning: assuming Ethernet")).send();
        LinkType::EN10MB
    });
    let context = Context {
        link_type,
        snap_length: settings.snap_length,
        netmask: Some(0),
        target: Target::Default,
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
    Ok(filter.print(program, settings.times(Id::DumpProgram)))
}
