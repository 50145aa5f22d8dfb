//! The command line of barecap, as a library: everything but start-up, so that tests, benchmarks
//! and fuzzers can call it with the standard library beside them.
#![no_std]

pub mod capture;
pub mod consumer;
pub mod filter;
pub mod flags;
pub mod input;
pub mod interfaces;
pub mod message;
pub mod names;
pub mod output;
pub mod print;
pub mod process;
pub mod replay;
pub mod settings;
pub mod signals;
pub mod stdout;

/// The memory functions are the binary's; here they are only tested.
#[cfg(test)]
#[path = "rt/mem.rs"]
mod mem;

use barecap_core::filter::{Context, Target};
use barecap_core::linktype::LinkType;
use core::fmt::{self, Write};
use filter::Filter;
use message::{Line, Reported};
use names::Etc;
use process::Process;
use settings::{FilterText, Settings, Show};

/// What the program works in: everything large, taken once.
pub struct Memory {
    filter: FilterText,
    replay: replay::Memory,
    consumer: consumer::Memory,
    workspace: filter::Workspace,
}

impl Memory {
    /// Empty memory.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            filter: FilterText::new(),
            replay: replay::Memory::new(),
            consumer: consumer::Memory::new(),
            workspace: filter::Workspace::new(),
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
    act(process, memory).unwrap_or(FAILURE)
}

/// Does what the command line asks for.
fn act(process: &Process<'_>, memory: &mut Memory) -> Result<u8, Reported> {
    let program = process.name();
    let settings = Settings::from_process(process, &mut memory.filter).map_err(|error| {
        let mut line = Line::of(program);
        error.describe(&mut line);
        line.fail()
    })?;
    match settings {
        Settings { show: Some(Show::Help), .. } => {
            Ok(stdout::write(program, &mut |out| help(out, program)))
        }
        Settings { show: Some(Show::Version), .. } => Ok(stdout::write(program, &mut version)),
        Settings { show: Some(Show::Interfaces), .. } => interfaces::print_list(program),
        Settings { read: Some(path), .. } => replay::run(program, &settings, path, memory),
        Settings { dump_program: 1.., interface: None, .. } => dump(program, &settings, memory),
        _ => capture::run(program, &settings, memory),
    }
}

/// `-d` without an interface or a savefile: the program for a link type.
fn dump(program: &[u8], settings: &Settings<'_>, memory: &mut Memory) -> Result<u8, Reported> {
    let link_type = settings.link_type.unwrap_or_else(|| {
        Line::new().bytes(b"Warning: assuming Ethernet").send();
        LinkType::EN10MB
    });
    let context = Context {
        link_type,
        snap_length: settings.snap_length,
        netmask: Some(0),
        target: Target::Default,
        optimize: settings.optimize,
    };
    let workspace = &mut memory.workspace;
    let filter = Filter::compile(program, &memory.filter, &context, &mut Etc, workspace)?;
    Ok(filter.print(program, settings.dump_program))
}

/// `--help`.
fn help(out: &mut dyn Write, program: &[u8]) -> fmt::Result {
    version(out)?;
    flags::help::write(out, core::str::from_utf8(program).unwrap_or("barecap"))
}

/// `--version`.
fn version(out: &mut dyn Write) -> fmt::Result {
    writeln!(out, "barecap version {}", env!("CARGO_PKG_VERSION"))
}
