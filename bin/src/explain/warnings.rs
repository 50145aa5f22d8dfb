//! Warnings of what a filter does that its writer may not think of: a line each, on standard error.

use super::{Part, Tree};
use crate::filter::{Workspace, compile};
use crate::literal::Literal;
use crate::message::Line;
use crate::packed::text;
use barecap_core::filter::Context;
use barecap_core::filter::ast::{AddrKind, Kind, Proto, Span};
use barecap_core::filter::error::{Error, ErrorKind};
use barecap_core::insn::Insn;
use barecap_core::verify::{MAX_LEN, charge, difference};

/// How many parts are looked at for whether they can match.
const PARTS: usize = 64;

/// What the kernel lets a socket's filters take, unless it is told otherwise.
const KERNEL_MEMORY: u32 = 131_072;

/// What one primitive, or one group of them, may surprise with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Surprise {
    Encapsulation,
    Transport,
    Ports,
    Precedence,
    Never,
}

impl Surprise {
    /// It in words, behind what surprises.
    fn text(self) -> Literal {
        match self {
            Self::Encapsulation => {
                text!("moves the offsets of everything behind it in the filter, even behind 'or'")
            }
            Self::Transport => text!("looks at IPv4 packets only, and never matches IPv6"),
            Self::Ports => text!("matches no fragment but the first, which alone has ports"),
            Self::Precedence => {
                text!("binds no closer than the other operator: they are taken from left to right")
            }
            Self::Never => text!("can never match"),
        }
    }
}

/// Sends the warnings for a filter: of each kind one. That ports are those of whole packets is told only
/// who asks for `all`: nearly every filter has one, and what always comes is read no more.
pub(super) fn send(
    tree: Tree<'_>,
    context: &Context,
    workspace: &mut Workspace,
    part: &mut Part,
    all: bool,
) {
    let count = tree.items.len();
    let mut left = PARTS;
    let mut said = 0_u8;
    for at in 0..count {
        let surprise = match tree.kind(at) {
            Kind::Relation { .. } if reads_transport(tree, at) => Surprise::Transport,
            Kind::Match { quals, .. }
                if all && matches!(quals.kind, AddrKind::Port | AddrKind::PortRange) =>
            {
                Surprise::Ports
            }
            Kind::And | Kind::Or if mixes(tree, at) => Surprise::Precedence,
            Kind::And if at + 1 < count && left > 0 && tree.is_group(at) => {
                left -= 1;
                if !never(tree, at, context, workspace, part) {
                    continue;
                }
                Surprise::Never
            }
            _ if tree.is_encapsulation(at) && tree.primitives(at + 1..count).next().is_some() => {
                Surprise::Encapsulation
            }
            _ => continue,
        };
        if said & 1 << surprise as u8 != 0 {
            continue;
        }
        said |= 1 << surprise as u8;
        let mut line = Line::new();
        line.literal(text!("Warning: '"));
        match surprise {
            Surprise::Never => _ = line.bytes(part.as_bytes()),
            Surprise::Precedence => _ = line.bytes(tree.of(tree.span(at..at + 1)).as_bytes()),
            _ => tree.write(at, &mut |text| _ = line.bytes(text.as_bytes())),
        }
        line.literal(text!("' ")).literal(surprise.text()).send();
    }
}

/// Whether a relation reads a header that is only looked for behind IPv4's.
fn reads_transport(tree: Tree<'_>, at: usize) -> bool {
    (tree.start(at)..at).any(|load| {
        let Kind::Load { proto, .. } = tree.kind(load) else { return false };
        matches!(proto, Proto::Tcp | Proto::Udp | Proto::Sctp)
    })
}

/// Whether an operator's left operand is the other operator, without parentheses.
fn mixes(tree: Tree<'_>, at: usize) -> bool {
    let right = tree.start(at.saturating_sub(1));
    let Some(inner) = right.checked_sub(1) else { return false };
    let other = if tree.kind(at) == Kind::And { Kind::Or } else { Kind::And };
    if tree.kind(inner) != other {
        return false;
    }
    // What stands between the operand's last primitive and the operator.
    let start = tree.span(tree.start(inner)..inner + 1).end;
    let end = tree.span(at..at + 1).start;
    !tree.of(Span { start, end }).contains(')')
}

/// Whether a group can never match; it is in `part` then.
fn never(
    tree: Tree<'_>,
    at: usize,
    context: &Context,
    workspace: &mut Workspace,
    part: &mut Part,
) -> bool {
    let text = tree.of(tree.span(tree.start(at)..at + 1));
    // Parentheses around its first or last part are missing.
    let count = |mark| text.bytes().filter(|byte| *byte == mark).count();
    let (opening, closing) = (count(b'('), count(b')'));
    part.clear();
    let mut whole = true;
    let mut add = |bytes: &str| whole &= part.push_str(bytes).is_ok();
    (opening..closing).for_each(|_| add("("));
    add(text);
    (closing..opening).for_each(|_| add(")"));
    let context = Context { optimize: true, ..*context };
    let rejects = |error: Error| error.kind == ErrorKind::RejectsAll;
    whole && compile(part, &context, workspace).is_err_and(rejects)
}

/// Says why a program would not run in the kernel.
pub(super) fn kernel(program: &[Insn]) {
    let mut line = Line::new();
    let bytes = charge(program);
    if program.len() > MAX_LEN {
        line.literal(text!(
            "Warning: the kernel takes programs of 4096 instructions, and this has "
        ));
        line.number(program.len() as u64);
    } else if let Some(difference) = difference(program) {
        line.literal(text!("Warning: the kernel would ")).shown(&difference);
    } else if bytes >= KERNEL_MEMORY {
        line.literal(text!("Warning: net.core.optmem_max must be more than ")).number(bytes.into());
        line.literal(text!(" for the kernel to take this program"));
    } else {
        return;
    }
    line.literal(text!(": it runs in user space")).send();
}
