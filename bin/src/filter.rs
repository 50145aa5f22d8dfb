//! The user's filter: from the command line's bytes to a program, and running it here.

use crate::message::{Line, Refused, Reported};
use crate::names::Etc;
use crate::settings::FilterText;
use crate::stdout;
use barecap_core::filter::Context;
use barecap_core::filter::error::Error;
use barecap_core::insn::Insn;
use barecap_core::listing::{Assembly, Decimal, Initializer};
use barecap_core::verify::Verified;
use barecap_core::vm::{self, Packet};
use barecap_linux::ErrnoText;
use core::ffi::CStr;
use core::fmt::Write;
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

/// The memory filters are compiled in.
pub type Workspace = barecap_core::workspace::Large;

/// Compiles a filter, with the names of this system.
///
/// # Errors
///
/// It cannot be compiled.
#[inline(never)]
pub fn compile<'w>(
    text: &str,
    context: &Context,
    workspace: &'w mut Workspace,
) -> Result<Verified<'w>, Error> {
    barecap_core::compile::compile(text, context, &mut Etc, workspace)
}

/// Reads a filter from a file (-F), in place of that on the command line. Comments, from `#` to the
/// end of their line, become spaces, so that errors point at their places.
///
/// # Errors
///
/// It cannot be read, or is too long: `line` says so.
pub fn read(path: &CStr, filter: &mut FilterText, line: &mut Line) -> Result<(), Refused> {
    let mut comment = false;
    filter.clear();
    let mut add = || {
        let file = rustix::fs::open(path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?;
        let mut buffer = [0; 4096];
        loop {
            match rustix::io::read(&file, &mut buffer) {
                Ok(0) => return Ok(()),
                Err(Errno::INTR) => {}
                Err(errno) => return Err(errno),
                Ok(read) => {
                    for &byte in buffer.get(..read).unwrap_or_default() {
                        comment = byte == b'#' || comment && byte != b'\n';
                        filter.push(if comment { b' ' } else { byte }).map_err(|_| Errno::FBIG)?;
                    }
                }
            }
        }
    };
    add().map_err(|errno| {
        line.bytes(b"can't open ").bytes(path.to_bytes()).bytes(b": ").shown(&ErrnoText(errno));
        Refused
    })
}

/// A compiled filter.
#[derive(Clone, Copy, Debug)]
pub struct Filter<'w> {
    program: Verified<'w>,
    /// There is no expression: every packet passes.
    all: bool,
}

impl<'w> Filter<'w> {
    /// Compiles the text of a filter.
    ///
    /// # Errors
    ///
    /// It cannot be compiled.
    pub fn compile(
        program: &[u8],
        text: &[u8],
        context: &Context,
        workspace: &'w mut Workspace,
    ) -> Result<Self, Reported> {
        let mut line = Line::of(program);
        let text = match core::str::from_utf8(text) {
            Ok(text) => text,
            Err(error) => {
                let at = error.valid_up_to();
                line.bytes(b"can't parse filter expression: byte ").number(at as u64);
                return Err(line.bytes(b" of it is not UTF-8").fail());
            }
        };
        match compile(text, context, workspace) {
            Ok(program) => Ok(Self { program, all: text.trim_ascii().is_empty() }),
            Err(error) => {
                line.shown(&error.message(text)).bytes(b"\n").shown(&error.caret(text));
                Err(line.fail())
            }
        }
    }

    /// The program.
    #[must_use]
    pub fn insns(&self) -> &'w [Insn] {
        self.program.insns()
    }

    /// The program, unless every packet passes anyway.
    #[must_use]
    pub fn unless_all(&self) -> Option<Verified<'w>> {
        (!self.all).then_some(self.program)
    }

    /// Whether a packet of a savefile passes.
    #[must_use]
    pub fn matches(&self, data: &[u8], length: u32) -> bool {
        self.all || vm::run(self.program, Packet { bytes: data, length, ancillary: None }) != 0
    }

    /// Prints the program in one of three forms, as -d was given once, twice or more; answers with
    /// the exit code.
    #[must_use]
    pub fn print(&self, program: &[u8], form: u8) -> u8 {
        let insns = self.program.insns();
        // What the sink cannot write, it remembers.
        stdout::write(program, &mut |out| {
            let _ = match form {
                1 => write!(out, "{}", Assembly(insns)),
                2 => write!(out, "{}", Initializer(insns)),
                _ => write!(out, "{}", Decimal(insns)),
            };
        })
    }
}
