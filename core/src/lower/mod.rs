//! Lowering: from the syntax tree to the decision graph.
//!
//! The graph means exactly what libpcap's unoptimized program for the filter means. A load that is
//! out of range rejects the packet whatever stands around it, so the order of tests belongs to the
//! meaning: which header is looked at first, the source before the destination, the protocol
//! before the fragment offset. Every builder of nodes keeps libpcap's order.
//!
//! Two passes, neither of them recursive:
//!
//! 1. *Forward*, in the order of the text: each primitive is checked, its names are resolved, and
//!    it is noted down as a [`Leaf`] with the header offsets in force at its place ([`Layout`]),
//!    since `vlan` and its like move them for all that follows in the text, whatever stands
//!    between. At the same time every leaf's two exits are found: the leaf to go on with, or a
//!    verdict. A subexpression is known by its first leaf and two chains of exits that still have
//!    to be filled in, threaded through the exits themselves (backpatching: Aho, Lam, Sethi &
//!    Ullman, "Compilers", 2nd edition, section 6.7); so joining two takes constant time.
//!
//! 2. *Backward*, from the last leaf: the nodes of each are built with the nodes of its exits,
//!    which are there already because exits only lead forward. Equal tails become one node by
//!    interning ([`crate::graph`]). Where header offsets are known only at run time, there is a
//!    node for each way they may lie there (`path`).

mod arith;
mod atm;
mod build;
mod check;
pub(crate) mod error;
mod identifier;
mod ip;
mod known;
mod layout;
mod link;
mod list6;
mod llc;
mod osi;
mod pairs;
mod path;
mod pflog;
mod port;
mod prefix;
mod primitive;
mod proto;
mod protochain;
mod rules;
mod runs;
mod ss7;
mod station;
mod tag;
mod tunnel;
mod wlan;

pub(crate) use ip::Address;
pub(crate) use layout::Layout;
pub(crate) use path::{Part, Shrink};

use crate::filter::Context;
use crate::filter::ast::{Item, Kind, Span};
use crate::filter::error::{Error, ErrorKind, NoRoom};
use crate::filter::names::Resolver;
use crate::graph::{Full, Graph, NodeId, ValueId};
use build::Builder;
use check::Checker;
use error::Meaning;
use heapless::VecView;
use layout::State;
use path::Paths;
use primitive::{Primitive, Sources};

/// One primitive of the filter, checked and resolved, and where to go from it. Packed, so that
/// nothing lies idle before the states.
#[derive(Clone, Copy, Debug)]
#[repr(C, packed(4))]
pub(crate) struct Leaf {
    primitive: Primitive,
    span: Span,
    /// Position in the list of layouts.
    layout: u16,
    /// Whether all that stands before leads here, or to a verdict.
    is_narrow: bool,
    /// Where to go if it holds, and if it does not.
    exits: [u32; 2],
    /// The states of the slots in which it can be reached, a bit for each.
    states: u64,
    /// Position in the list of entries of the entry for the first of these states.
    entries: u32,
}

/// The two exits of a leaf, as positions in [`Leaf::exits`].
const TRUE: usize = 0;
const FALSE: usize = 1;

/// From how many primitives on a filter is long.
const LONG: usize = 64;

/// What an exit holds when it is known: the position of a later leaf, or one of these. While it is
/// not known, it holds the next unknown exit of its chain: twice the leaf's position, plus which
/// exit it is. Chains are rings, known by any of their exits.
const ACCEPT: u32 = u32::MAX - 1;
const REJECT: u32 = u32::MAX;

/// A boolean subexpression on the stack of the first pass.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operand {
    /// Its first leaf.
    first: u32,
    /// The exits of its leaves that lead out of it, by what is known then: an exit of each chain.
    exits: [u32; 2],
    /// Its answer, if that does not depend on the packet.
    known: Option<bool>,
}

/// Memory that lowering works in; what it held before does not matter.
pub(crate) struct Memory<'a> {
    /// One for each primitive of the filter.
    pub leaves: &'a mut VecView<Leaf>,
    /// One for each level of nesting to the right: no more than primitives.
    pub operands: &'a mut VecView<Operand>,
    /// One for each level of nesting to the right in an arithmetic expression.
    pub arithmetic: &'a mut VecView<ValueId>,
    /// One for each primitive of the filter, and more where offsets depend on the path.
    pub entries: &'a mut VecView<NodeId>,
    /// One, and one for each `vlan`, `mpls` and their like.
    pub layouts: &'a mut VecView<Layout>,
    /// One for each address that a name in the filter stands for.
    pub addresses: &'a mut VecView<Address>,
    /// Whether lists may become searches that take more room than they do; afterwards, whether one has.
    pub roomy: bool,
}

impl From<Full> for ErrorKind {
    fn from(Full { what, capacity }: Full) -> Self {
        Self::NoRoom { what, capacity }
    }
}

/// Builds the decision graph of a filter. An empty list accepts every packet. `shrink` is called
/// for parts that are ready, if there is such a function.
pub(crate) fn lower(
    text: &str,
    items: &[Item],
    context: &Context,
    resolver: &mut dyn Resolver,
    graph: &mut Graph<'_>,
    memory: &mut Memory<'_>,
    shrink: Option<&mut Shrink<'_>>,
) -> Result<NodeId, Error> {
    let Memory { leaves, operands, arithmetic, entries, layouts, addresses, roomy } = memory;
    let may_be_roomy = core::mem::take(roomy);
    leaves.clear();
    operands.clear();
    entries.clear();
    layouts.clear();
    addresses.clear();

    let first = Layout::new(context.link_type);
    if first.is_left_out()
        && let Some(item) = items.first()
    {
        let kind = Meaning::LeftOut(context.link_type).into();
        return Err(Error { kind, span: item.span });
    }
    let nowhere = Span::default();
    let error = Error::no_room(NoRoom::Layouts, layouts.capacity(), nowhere);
    layouts.push(first).map_err(|_| error)?;
    let (here, name) = (nowhere, nowhere);
    let mut checker = Checker {
        text,
        context,
        resolver,
        addresses,
        layout: first,
        moved: false,
        here,
        name,
        error,
    };
    let whole = read(items, &mut checker, leaves, operands, layouts)?;
    let last = checker.layout;
    let Some(whole) = whole else { return Ok(NodeId::ACCEPT) };
    fill(leaves, whole.exits[TRUE], ACCEPT);
    fill(leaves, whole.exits[FALSE], REJECT);

    if context.optimizes() {
        runs::unite(leaves, graph);
        let mut slot = last.spare_slot();
        let pairs = may_be_roomy && pairs::unite(leaves, layouts, graph, &mut slot);
        *roomy = list6::unite(leaves, layouts, graph, slot, may_be_roomy) || pairs;
    }

    let state = State::default();
    let repeats = context.optimizes()
        && leaves.len() >= LONG
        && first.says_by_type()
        && runs::repeats(leaves);
    let mut builder = Builder {
        graph,
        context,
        layout: first,
        state,
        read: 0,
        spare_slot: last.spare_slot(),
        repeats,
        listed: None,
        full: None,
    };
    let sources = Sources { text, items, addresses, stack: arithmetic };
    let paths = Paths::new(leaves, layouts, entries);
    paths.build(&mut builder, sources, whole.first, &last, shrink)
}

/// The first pass: notes down all primitives and where their exits lead. Answers the whole filter, the
/// exits that lead out of it still open, if there is anything in it.
fn read(
    items: &[Item],
    checker: &mut Checker<'_>,
    leaves: &mut VecView<Leaf>,
    operands: &mut VecView<Operand>,
    layouts: &mut VecView<Layout>,
) -> Result<Option<Operand>, Error> {
    for (at, item) in items.iter().enumerate() {
        match item.kind {
            Kind::And => join(leaves, operands, TRUE),
            Kind::Or => join(leaves, operands, FALSE),
            Kind::Not => {
                if let Some(operand) = operands.last_mut() {
                    operand.exits.swap(TRUE, FALSE);
                    operand.known = operand.known.map(|known| !known);
                }
            }
            Kind::Number(_) | Kind::Length | Kind::Load { .. } | Kind::Negate | Kind::Arith(_) => {}
            _ => {
                let before = items.get(..at).unwrap_or_default();
                let layout = layouts.len() as u16 - 1;
                let first = leaves.len() as u32;
                let Ok(primitive) = checker.primitive(item, before) else {
                    return Err(checker.error);
                };
                let known = match layouts.last() {
                    Some(layout) => known::answer(&primitive, layout, items),
                    None => None,
                };
                let span = item.span;
                let exits = [2 * first, 2 * first + 1];
                let (is_narrow, states, entries) = (false, 0, 0);
                let leaf = Leaf { primitive, span, layout, is_narrow, exits, states, entries };
                let (what, capacity) = if leaves.push(leaf).is_err() {
                    (NoRoom::Primitives, leaves.capacity())
                } else if operands.push(Operand { first, exits, known }).is_err() {
                    (NoRoom::Nesting, operands.capacity())
                } else if core::mem::take(&mut checker.moved)
                    && layouts.push(checker.layout).is_err()
                {
                    (NoRoom::Layouts, layouts.capacity())
                } else {
                    continue;
                };
                return Err(Error::no_room(what, capacity, span));
            }
        }
    }
    Ok(operands.pop())
}

/// Makes one operand of the last two: the exit `inner` of the left one leads to the right one,
/// the other exits of both stay open. If the right one is known to take the other exit, the left
/// one is not evaluated at all.
fn join(leaves: &mut [Leaf], operands: &mut VecView<Operand>, inner: usize) {
    let outer = 1 - inner;
    let Some(right) = operands.pop() else { return };
    let Some(left) = operands.last_mut() else { return };
    let takes_outer = Some(outer == TRUE);
    if right.known == takes_outer {
        fill(leaves, left.exits[TRUE], REJECT);
        fill(leaves, left.exits[FALSE], REJECT);
        *left = right;
        return;
    }
    left.known = match (left.known, right.known) {
        (known, _) if known == takes_outer => known,
        (Some(_), known) => known,
        (None, _) => None,
    };
    fill(leaves, left.exits[inner], right.first);
    // Two rings whose links change places are one.
    let link = *exit_mut(leaves, left.exits[outer]);
    let other = core::mem::replace(exit_mut(leaves, right.exits[outer]), link);
    *exit_mut(leaves, left.exits[outer]) = other;
    left.exits[inner] = right.exits[inner];
}

/// Gives all exits of a chain their target.
fn fill(leaves: &mut [Leaf], chain: u32, target: u32) {
    let mut at = chain;
    loop {
        at = core::mem::replace(exit_mut(leaves, at), target);
        if at == chain {
            return;
        }
    }
}

fn exit_mut(leaves: &mut [Leaf], exit: u32) -> &mut u32 {
    &mut leaves[exit as usize / 2].exits[exit as usize % 2]
}
