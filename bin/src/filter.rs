//! The user's filter: from the command line's bytes to a program, and running it here.

use crate::input;
use crate::message::{Line, Refused, Reported};
use crate::names::Etc;
use crate::settings::FilterText;
use crate::stdout;
use barecap_core::filter::Context;
use barecap_core::filter::error::Error;
use barecap_core::insn::Insn;
use barecap_core::linktype::LinkType;
use barecap_core::listing::{Assembly, Decimal, Initializer};
use barecap_core::verify::{Verified, verify_user};
use barecap_core::vm::{self, Packet};
use barecap_linux::ErrnoText;
use core::ffi::CStr;
use core::fmt::Write;
use heapless::Vec;
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
    let result = each_byte(path, &mut |byte| {
        comment = byte == b'#' || comment && byte != b'\n';
        filter.push(if comment { b' ' } else { byte }).is_ok()
    });
    result.map_err(|errno| {
        line.bytes(b"can't open ").bytes(path.to_bytes()).bytes(b": ").shown(&ErrnoText(errno));
        Refused
    })
}

/// Hands a file to `take` byte by byte; `-` is standard input.
///
/// # Errors
///
/// Those of open(2) and read(2), and EFBIG where `take` has had enough.
pub fn each_byte(path: &CStr, take: &mut dyn FnMut(u8) -> bool) -> Result<(), Errno> {
    let file = input::open(path)?;
    let mut buffer = [0; 4096];
    loop {
        match rustix::io::read(input::fd(&file), &mut buffer) {
            Ok(0) => return Ok(()),
            Err(Errno::INTR) => {}
            Err(errno) => return Err(errno),
            Ok(read) => {
                if !buffer.get(..read).unwrap_or_default().iter().all(|byte| take(*byte)) {
                    return Err(Errno::FBIG);
                }
            }
        }
    }
}

/// The programs of one filter for several link types, for savefiles in which packets of one follow
/// upon packets of another.
#[derive(Debug)]
pub struct Programs {
    insns: Vec<Insn, 32_768>,
    masks: [u16; 16_384],
    /// The link types, and where the program of each ends.
    ends: Vec<(LinkType, usize), 16>,
}

impl Programs {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { insns: Vec::new(), masks: [0; 16_384], ends: Vec::new() }
    }

    /// The filter for the link type of the context, compiled if it was not before.
    ///
    /// # Errors
    ///
    /// It cannot be compiled.
    pub fn get<'a>(
        &'a mut self,
        program: &[u8],
        text: &[u8],
        context: &Context,
        workspace: &'a mut Workspace,
    ) -> Result<Filter<'a>, Reported> {
        // The packets of a pcap file have one link type.
        if cfg!(not(feature = "pcapng")) {
            return Filter::compile(program, text, context, workspace);
        }
        let all = text.trim_ascii().is_empty();
        let mut at = self.ends.iter().position(|(known, _)| *known == context.link_type);
        if at.is_none() {
            let compiled = Filter::compile(program, text, context, workspace)?;
            if self.ends.is_full() || self.insns.extend_from_slice(compiled.insns()).is_err() {
                // There is room for one.
                self.ends.clear();
                self.insns.clear();
                let _ = self.insns.extend_from_slice(compiled.insns());
            }
            at = Some(self.ends.len());
            let _ = self.ends.push((context.link_type, self.insns.len()));
        }
        let at = at.unwrap_or_default();
        let end = |at: usize| self.ends.get(at).map_or(0, |(_, end)| *end);
        let begin = at.checked_sub(1).map_or(0, end);
        let insns = self.insns.get(begin..end(at)).unwrap_or_default();
        match verify_user(insns, &mut self.masks) {
            Ok(program) => Ok(Filter { program, all }),
            // What was compiled has been verified.
            Err(refusal) => Err(Line::of(program).shown(&refusal).fail()),
        }
    }
}

impl Default for Programs {
    fn default() -> Self {
        Self::new()
    }
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
