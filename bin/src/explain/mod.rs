//! `--explain`: what a filter matches, how it is decided, and what may surprise.
//!
//! The expression is parsed once more, for its tree in words and for warnings. The
//! decisions are those of the program that would run: it is followed block by block. Which part
//! of the expression an instruction belongs to is found out by compiling each primitive alone, and
//! looking for its loads and tests in the whole. Everything works in memory of its own, which is
//! not touched unless it is needed.

mod program;
mod tree;
mod warnings;

use crate::filter::{Filter, Workspace};
use crate::flags::Id;
use crate::message::Reported;
use crate::packed::text;
use crate::settings::{FilterText, Settings};
use crate::stdout;
use barecap_core::filter::ast::{Item, Kind, Span};
use barecap_core::filter::parser::{self, Frame};
use barecap_core::filter::{Context, Target};
use barecap_core::insn::Insn;
use core::ops::Range;
use heapless::{String, Vec};
use program::{Marks, Origin};

/// The most elements of an expression, and the most instructions, as in the [`Workspace`].
const ITEMS: usize = 4096;
const INSNS: usize = 16_384;

/// A part of the filter as a filter of its own.
type Part = String<4096>;

/// What explaining needs.
#[derive(Debug)]
pub struct Memory {
    items: Vec<Item, ITEMS>,
    frames: Vec<Frame, ITEMS>,
    /// For each item of the tree, where what belongs to it begins.
    starts: [u16; ITEMS],
    part: Part,
    program: Vec<Insn, INSNS>,
    origins: [Origin; INSNS],
    marks: Marks,
}

impl Memory {
    /// Empty memory.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            items: Vec::new(),
            frames: Vec::new(),
            starts: [0; ITEMS],
            part: Part::new(),
            program: Vec::new(),
            origins: [Origin::NONE; INSNS],
            marks: Marks::new(),
        }
    }

    /// Reads an expression; nothing of what is wrong with one that cannot be read, which its
    /// compilation tells.
    fn read(&mut self, text: &str) {
        if parser::parse(text, &mut self.items, &mut self.frames).is_err() {
            self.items.clear();
        }
        // Items stand behind their operands, so those have their starts.
        for (at, item) in self.items.iter().enumerate() {
            let before = |end: usize| usize::from(self.starts[end.saturating_sub(1) % ITEMS]);
            let start = match item.kind {
                Kind::And | Kind::Or => before(before(at)),
                Kind::Not => before(at),
                Kind::Relation { items, .. } => at.saturating_sub(items as usize),
                _ => at,
            };
            self.starts[at] = start as u16;
        }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

/// Explains a filter on standard output and warns on standard error, if that is asked for; answers
/// with the exit code. Before a capture only the warnings are sent.
///
/// # Errors
///
/// It cannot be compiled.
#[inline(never)]
pub fn run(
    program: &[u8],
    settings: &Settings<'_>,
    text: &FilterText,
    context: &Context,
    workspace: &mut Workspace,
    memory: &mut Memory,
) -> Option<Result<u8, Reported>> {
    let form = settings.value(Id::Explain);
    // Wireshark would show a warning as an error.
    let is_silent = context.target != Target::LinuxLive || settings.is_extcap();
    if form.is_none() && (is_silent || settings.has(Id::DumpProgram)) {
        return None;
    }
    memory.program.clear();
    if form.is_some() {
        match Filter::compile(program, text, context, workspace) {
            // As many as the workspace holds.
            Ok(filter) => drop(memory.program.extend_from_slice(filter.insns())),
            Err(reported) => return Some(Err(reported)),
        }
    }
    let text = core::str::from_utf8(text).unwrap_or_default();
    memory.read(text);
    let Memory { items, starts, part, program: insns, origins, marks, .. } = memory;
    let tree = Tree { text, items, starts };
    let code = form.map(|form| {
        program::find_origins(tree, context, workspace, part, marks, insns, origins);
        let dot = form.to_bytes() == b"dot";
        stdout::write(program, &mut |out| {
            if !dot {
                out.literal(text!("On link type "));
                out.str(context.link_type.name().unwrap_or("?"));
                out.literal(text!(", these packets match:\n"));
                tree::write(out, tree);
                out.literal(text!("\nHow it is decided, and by which part of the filter:\n"));
            }
            program::write(out, tree, dot, insns, origins);
        })
    });
    warnings::send(tree, context, workspace, part, form.is_some());
    warnings::kernel(insns);
    code.map(Ok)
}

/// An expression that was read.
#[derive(Clone, Copy)]
struct Tree<'a> {
    text: &'a str,
    items: &'a [Item],
    starts: &'a [u16],
}

impl Tree<'_> {
    /// Where what belongs to an item begins.
    fn start(&self, at: usize) -> usize {
        self.starts.get(at).copied().unwrap_or_default().into()
    }

    /// What an item is.
    fn kind(&self, at: usize) -> Kind {
        self.items.get(at).map_or(Kind::Length, |item| item.kind)
    }

    /// The primitives among some items.
    fn primitives(&self, among: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
        among.filter(|at| self.is_primitive(*at))
    }

    /// Whether an item is a primitive.
    fn is_primitive(&self, at: usize) -> bool {
        !matches!(
            self.kind(at),
            Kind::And
                | Kind::Or
                | Kind::Not
                | Kind::Number(_)
                | Kind::Length
                | Kind::Load { .. }
                | Kind::Negate
                | Kind::Arith(_)
        )
    }

    /// Whether a primitive moves the offsets of everything behind it.
    fn is_encapsulation(&self, at: usize) -> bool {
        matches!(
            self.kind(at),
            Kind::Vlan(_)
                | Kind::Mpls(_)
                | Kind::PppoeSession(_)
                | Kind::Geneve(_)
                | Kind::Vxlan(_)
        )
    }

    /// Whether an item joins others, and is not itself joined in the same way.
    fn is_group(&self, at: usize) -> bool {
        let kind = self.kind(at);
        // What it is an operand of is the next item that takes in where it starts.
        let mut outer = at + 1..self.items.len();
        let outer = outer.find(|outer| self.start(*outer) <= self.start(at));
        match kind {
            Kind::Not => true,
            Kind::And | Kind::Or => outer.is_none_or(|outer| self.kind(outer) != kind),
            _ => false,
        }
    }

    /// Where all of some items stands in the text, but for parentheses around it.
    fn span(&self, items: Range<usize>) -> Span {
        let spans = self.items.get(items).unwrap_or_default().iter().map(|item| item.span);
        let join = |a: Span, b: Span| Span { start: a.start.min(b.start), end: a.end.max(b.end) };
        spans.reduce(join).unwrap_or_default()
    }

    /// A part of the text.
    fn of(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Writes a primitive, with the qualifiers that it has from the one before it.
    fn write(&self, at: usize, write: &mut dyn FnMut(&str)) {
        let span = self.span(self.start(at)..at + 1);
        if let Kind::Match { quals, name, .. } = self.kind(at)
            && name == span
        {
            for word in [quals.proto.keyword(), quals.dir.keyword(), quals.kind.keyword()] {
                if !word.is_empty() {
                    write(word);
                    write(" ");
                }
            }
        }
        write(self.of(span));
    }
}
