//! The command line of barecap, as a library: everything but start-up, so that tests, benchmarks
//! and fuzzers can call it with the standard library beside them.
#![no_std]

pub mod consumer;
pub mod filter;
pub mod flags;
pub mod input;
pub mod message;
pub mod output;
pub mod print;
pub mod process;
pub mod replay;
pub mod settings;
pub mod stdout;

/// The memory functions are the binary's; here they are only tested.
#[cfg(test)]
#[path = "rt/mem.rs"]
mod mem;

use barecap_core::filter::names::NoNames;
use barecap_core::filter::{Context, Target};
use barecap_core::linktype::LinkType;
use core::fmt::{self, Write};
use filter::Filter;
use message::Line;
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
    let program = process.name();
    let settings = match Settings::from_process(process, &mut memory.filter) {
        Ok(settings) => settings,
        Err(error) => {
            let mut line = Line::of(program);
            error.describe(&mut line);
            line.send();
            return FAILURE;
        }
    };
    match settings.show {
        Some(Show::Help) => stdout::write(program, &mut |out| help(out, program)),
        Some(Show::Version) => stdout::write(program, &mut version),
        _ if settings.read.is_some() => replay::run(program, &settings, memory),
        _ if settings.dump_program > 0 && settings.interface.is_none() => {
            dump(program, &settings, memory)
        }
        _ => {
            Line::of(program).bytes(b"capturing is not built yet").send();
            FAILURE
        }
    }
}

/// `-d` without an interface or a savefile: the program for a link type.
fn dump(program: &[u8], settings: &Settings<'_>, memory: &mut Memory) -> u8 {
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
    match Filter::compile(program, &memory.filter, &context, &mut NoNames, workspace) {
        Some(filter) => filter.print(program, settings.dump_program),
        None => FAILURE,
    }
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
