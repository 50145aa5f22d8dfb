//! The user's filter: from the command line's bytes to a program, and running it here.
//!
//! What is given may be a program already, in the form in which -ddd prints it: for a build without
//! the language, and for programs that no expression says. No expression looks like one, since
//! numbers in a row are a syntax error.

use crate::input;
use crate::message::{Line, Refused, Reported};
use crate::packed::text;
use crate::settings::{self, FilterText};
use crate::stdout;
use barecap_core::filter::Context;
#[cfg(feature = "language")]
use barecap_core::filter::error::Error;
use barecap_core::insn::{Insn, opcode};
use barecap_core::linktype::LinkType;
use barecap_core::listing::{Assembly, Decimal, Initializer};
use barecap_core::verify::{Verified, verify_user};
use barecap_core::vm::{self, Decoded, Op, Packet};
use core::ffi::CStr;
use core::fmt::Write;
use core::str::SplitAsciiWhitespace;
use heapless::{Vec, VecView};
use rustix::fs::OFlags;
use rustix::io::Errno;

/// The memory filters are compiled in, or read.
#[derive(Debug)]
pub struct Workspace {
    #[cfg(feature = "language")]
    language: barecap_core::workspace::Large,
    insns: Vec<Insn, 16_384>,
    masks: [u16; 16_384],
}

impl Workspace {
    /// Memory with nothing in it.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            #[cfg(feature = "language")]
            language: barecap_core::workspace::Large::new(),
            insns: Vec::new(),
            masks: [0; 16_384],
        }
    }
}

impl Default for Workspace {
    fn default() -> Self {
        Self::new()
    }
}

/// Compiles a filter, with the names of this system.
///
/// # Errors
///
/// It cannot be compiled.
#[cfg(feature = "language")]
#[inline(never)]
pub fn compile<'w>(
    text: &str,
    context: &Context,
    workspace: &'w mut Workspace,
) -> Result<Verified<'w>, Error> {
    #[cfg(feature = "names")]
    let resolver = &mut crate::names::Etc;
    #[cfg(not(feature = "names"))]
    let resolver = &mut barecap_core::filter::names::NoNames;
    barecap_core::compile::compile(text, context, resolver, &mut workspace.language)
}

/// Whether a text is a program as -ddd prints it: numbers, at least those of one instruction.
fn is_program(text: &str) -> bool {
    const LEAST: usize = 5;
    text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_whitespace())
        && text.split_ascii_whitespace().count() >= LEAST
}

/// Reads a program as -ddd prints it: the number of its instructions, and four numbers for each.
/// Answers whether it is one that there is room for. [`barecap_core::assemble::read_decimal`] does the
/// same with the tokens of the assembler, and tells where a text is wrong; that is 8 KB, and what comes
/// here was printed by a program.
fn read_program(text: &str, insns: &mut VecView<Insn>) -> bool {
    let mut words = text.split_ascii_whitespace();
    let Some(count) = number(&mut words) else { return false };
    insns.clear();
    for _ in 0..count {
        let mut field = || number(&mut words);
        let insn = (|| {
            let (code, jt, jf) =
                (field()?.try_into().ok()?, field()?.try_into().ok()?, field()?.try_into().ok()?);
            Some(Insn { code, jt, jf, k: field()? })
        })();
        if insn.is_none_or(|insn| insns.push(insn).is_err()) {
            return false;
        }
    }
    words.next().is_none()
}

/// The next number of a program.
#[inline(never)]
fn number(words: &mut SplitAsciiWhitespace<'_>) -> Option<u32> {
    settings::number(words.next()?.as_bytes(), 10)
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
        line.literal(text!("can't open ")).about(path.to_bytes()).errno(errno);
        Refused
    })
}

/// Hands a file to `take` byte by byte; `-` is standard input.
///
/// # Errors
///
/// Those of open(2) and read(2), and EFBIG where `take` has had enough.
pub fn each_byte(path: &CStr, take: &mut dyn FnMut(u8) -> bool) -> Result<(), Errno> {
    let file = input::open(path, OFlags::empty())?;
    let mut buffer = [0; 4096];
    loop {
        let read = input::read(input::fd(&file), &mut buffer)?;
        if read == 0 {
            return Ok(());
        }
        if !buffer.get(..read).unwrap_or_default().iter().all(|byte| take(*byte)) {
            return Err(Errno::FBIG);
        }
    }
}

/// How many instructions a program has at most that is decoded; without that none.
const OPS: usize = if cfg!(feature = "fast") { 32_768 } else { 0 };

/// The programs of one filter for several link types, for savefiles in which packets of one follow
/// upon packets of another, and for captures on several interfaces; there for several networks too.
#[derive(Debug)]
pub struct Programs {
    insns: [Insn; 32_768],
    masks: [u16; 16_384],
    /// The fast form of the program that is in use.
    ops: [Op; OPS],
    /// What each program is for, and where it ends.
    ends: Vec<(Key, usize), 16>,
}

/// What a program is for: a link type, and the mask of a network.
type Key = (LinkType, Option<u32>);

impl Programs {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            insns: [Insn::stmt(0, 0); 32_768],
            masks: [0; 16_384],
            ops: [Op::BLANK; OPS],
            ends: Vec::new(),
        }
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
            let filter = Filter::compile(program, text, context, workspace)?;
            return Ok(filter.decode(&mut self.ops));
        }
        let all = text.trim_ascii().is_empty();
        let key = (context.link_type, context.netmask);
        let mut at = self.ends.iter().position(|(known, _)| *known == key);
        if at.is_none() {
            let compiled = Filter::compile(program, text, context, workspace)?;
            let length = compiled.insns().len();
            let mut begin = self.ends.last().map_or(0, |(_, end)| *end);
            if self.ends.is_full() || begin + length > self.insns.len() {
                // There is room for one.
                self.ends.clear();
                begin = 0;
            }
            if let Some(room) = self.insns.get_mut(begin..begin + length) {
                room.copy_from_slice(compiled.insns());
            }
            at = Some(self.ends.len());
            let _ = self.ends.push((key, begin + length));
        }
        let at = at.unwrap_or_default();
        let end = |at: usize| self.ends.get(at).map_or(0, |(_, end)| *end);
        let begin = at.checked_sub(1).map_or(0, end);
        let insns = self.insns.get(begin..end(at)).unwrap_or_default();
        match verify_user(insns, &mut self.masks) {
            Ok(program) => Ok(Filter { program, decoded: None, all }.decode(&mut self.ops)),
            // What was compiled has been verified.
            Err(refusal) => Err(Line::of(program).shown(&refusal).fail()),
        }
    }
}

/// The programs of one filter for captures on several interfaces, all of them in use at once.
#[cfg(feature = "several")]
pub struct Pool<'m> {
    /// What is left for more of them.
    insns: &'m mut [Insn],
    masks: &'m mut [u16],
    workspace: &'m mut Workspace,
    /// Those that there are; nothing where every packet passes.
    known: Vec<(Key, Option<Verified<'m>>), 16>,
}

#[cfg(feature = "several")]
impl<'m> Pool<'m> {
    /// None yet.
    pub fn new(programs: &'m mut Programs, workspace: &'m mut Workspace) -> Self {
        let Programs { insns, masks, .. } = programs;
        Self { insns, masks, workspace, known: Vec::new() }
    }

    /// The filter for the link type and the network of the context, compiled if it was not before, for
    /// the kernel to run.
    ///
    /// # Errors
    ///
    /// It cannot be compiled, or there is no room for one more.
    pub fn get(
        &mut self,
        program: &[u8],
        text: &[u8],
        context: &Context,
    ) -> Result<Option<Verified<'m>>, Reported> {
        let key = (context.link_type, context.netmask);
        if let Some((_, known)) = self.known.iter().find(|(known, _)| *known == key) {
            return Ok(*known);
        }
        let compiled = Filter::compile(program, text, context, self.workspace)?;
        let insns = if compiled.all { &[] } else { compiled.insns() };
        let length = insns.len();
        if length > self.insns.len() || self.known.is_full() {
            let mut line = Line::of(program);
            let wrong = b"the filter is too long for interfaces of several link types";
            return Err(line.bytes(wrong).fail());
        }
        let (own, rest) = core::mem::take(&mut self.insns).split_at_mut(length);
        self.insns = rest;
        own.copy_from_slice(insns);
        let filter = match compiled.unless_all() {
            None => None,
            // What was compiled has been verified.
            Some(_) => Some(
                verify_user(own, self.masks)
                    .map_err(|refusal| Line::of(program).shown(&refusal).fail())?,
            ),
        };
        let _ = self.known.push((key, filter));
        Ok(filter)
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
    /// Its fast form, where it is to run on many packets here, unless it is too long for that.
    decoded: Option<Decoded<&'w [Op]>>,
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
        Self::understand(text, context, workspace, &mut line).map_err(|Refused| line.fail())
    }

    /// The same.
    ///
    /// # Errors
    ///
    /// It cannot be compiled: `line` says why.
    pub fn understand(
        text: &[u8],
        context: &Context,
        workspace: &'w mut Workspace,
        line: &mut Line,
    ) -> Result<Self, Refused> {
        let text = match core::str::from_utf8(text) {
            Ok(text) => text,
            Err(error) => {
                let at = error.valid_up_to();
                line.literal(text!("can't parse filter expression: syntax error: byte "));
                line.number(at as u64).literal(text!(" of it is not UTF-8"));
                return Err(Refused);
            }
        };
        let all = text.trim_ascii().is_empty();
        if is_program(text) {
            return Self::read(text, context, workspace, line);
        }
        if all {
            // As the compiler does it, whose text and memory this leaves alone.
            workspace.insns.clear();
            let _ = workspace.insns.push(Insn::stmt(opcode::RET_K, context.snap_length));
            return verify_user(&workspace.insns, &mut workspace.masks)
                .map(|program| Self { program, decoded: None, all })
                .map_err(|refusal| {
                    line.shown(&refusal);
                    Refused
                });
        }
        #[cfg(not(feature = "language"))]
        {
            line.literal(text!(
                "this build compiles no filters: give the program that 'barecap -ddd FILTER' "
            ));
            line.literal(text!("prints elsewhere"));
            Err(Refused)
        }
        #[cfg(feature = "language")]
        match compile(text, context, workspace) {
            Ok(program) => Ok(Self { program, decoded: None, all }),
            Err(error) => {
                line.shown(&error.message(text)).literal(text!("\n")).shown(&error.caret(text));
                Err(Refused)
            }
        }
    }

    /// Reads a program as -ddd prints it. It keeps no more of a packet than is asked for.
    fn read(
        text: &str,
        context: &Context,
        workspace: &'w mut Workspace,
        line: &mut Line,
    ) -> Result<Self, Refused> {
        let Workspace { insns, masks, .. } = workspace;
        if !read_program(text, insns) {
            let room = insns.capacity() as u64;
            line.literal(text!(
                "can't read filter program: a number is too large, they are not as many as "
            ));
            line.literal(text!("the first one says, or more than "))
                .number(room)
                .literal(text!(" instructions"));
            return Err(Refused);
        }
        for insn in insns.iter_mut().filter(|insn| insn.code == opcode::RET_K) {
            insn.k = insn.k.min(context.snap_length);
        }
        match verify_user(insns, masks) {
            Ok(program) => Ok(Self { program, decoded: None, all: false }),
            Err(refusal) => {
                line.literal(text!("filter program: ")).shown(&refusal);
                Err(Refused)
            }
        }
    }

    /// Decodes the program, so that it runs fast here.
    fn decode(self, memory: &'w mut [Op]) -> Self {
        // What passes everything is not run.
        if cfg!(not(feature = "fast")) || self.all {
            return self;
        }
        Self { decoded: Decoded::new(self.program, memory), ..self }
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
        let packet = Packet { bytes: data, length, ancillary: None };
        self.all
            || match &self.decoded {
                Some(decoded) if cfg!(feature = "fast") => decoded.run(packet) != 0,
                _ => vm::run(self.program, packet) != 0,
            }
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
