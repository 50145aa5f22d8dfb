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
//! 2. *Backward*, from the last leaf: the nodes of each are built with the nodes of its exits,
//!    which are there already because exits only lead forward. Equal tails become one node by
//!    interning ([`crate::graph`]).

mod arith;
mod build;
pub mod error;
mod ip;
mod layout;
mod link;
mod port;
mod primitive;
mod station;

pub use ip::Address;
pub use layout::Layout;

use crate::filter::Context;
use crate::filter::ast::{Item, Kind, Span};
use crate::filter::error::{Error, ErrorKind, NoRoom};
use crate::filter::names::Resolver;
use crate::graph::{Full, Graph, NodeId, ValueId};
use build::{Builder, Exits};
use heapless::VecView;
use primitive::{Checker, Primitive, Sources};

/// One primitive of the filter, checked and resolved, and where to go from it.
#[derive(Clone, Copy, Debug)]
pub struct Leaf {
    primitive: Primitive,
    span: Span,
    /// Position in the list of layouts.
    layout: u32,
    /// Where to go if it holds, and if it does not.
    exits: [u32; 2],
}

/// The two exits of a leaf, as positions in [`Leaf::exits`].
const TRUE: usize = 0;
const FALSE: usize = 1;

/// What an exit holds when it is known: the position of a later leaf, or one of these. While it is
/// not known, it holds the next unknown exit of its chain: twice the leaf's position, plus which
/// exit it is, or [`END`].
const ACCEPT: u32 = u32::MAX - 1;
const REJECT: u32 = u32::MAX;
const END: u32 = u32::MAX;

/// A chain of exits that are not known yet but will be the same.
#[derive(Clone, Copy, Debug)]
struct Chain {
    first: u32,
    last: u32,
}

/// A boolean subexpression on the stack of the first pass.
#[derive(Clone, Copy, Debug)]
pub struct Operand {
    /// Its first leaf.
    first: u32,
    /// The exits of its leaves that lead out of it, by what is known then.
    exits: [Chain; 2],
}

/// Memory that lowering works in; what it held before does not matter. All but the addresses need
/// at most one element for each element of the syntax tree, and one more.
pub struct Memory<'a> {
    /// One for each primitive of the filter.
    pub leaves: &'a mut VecView<Leaf>,
    /// One for each level of nesting to the right.
    pub operands: &'a mut VecView<Operand>,
    /// One for each level of nesting to the right in an arithmetic expression.
    pub arithmetic: &'a mut VecView<ValueId>,
    /// One for each primitive of the filter, and more where offsets depend on the path.
    pub entries: &'a mut VecView<NodeId>,
    /// One, and one for each `vlan`, `mpls` and their like.
    pub layouts: &'a mut VecView<Layout>,
    /// One for each address that a name in the filter stands for.
    pub addresses: &'a mut VecView<Address>,
}

impl From<Full> for ErrorKind {
    fn from(Full { what, capacity }: Full) -> Self {
        Self::NoRoom { what, capacity }
    }
}

/// Builds the decision graph of a filter. An empty list accepts every packet.
pub fn lower(
    text: &str,
    items: &[Item],
    context: &Context,
    resolver: &mut dyn Resolver,
    graph: &mut Graph<'_>,
    memory: Memory<'_>,
) -> Result<NodeId, Error> {
    let Memory { leaves, operands, arithmetic, entries, layouts, addresses } = memory;
    leaves.clear();
    operands.clear();
    entries.clear();
    layouts.clear();
    addresses.clear();

    let layout = Layout::new(context.link_type);
    push(layouts, layout, NoRoom::Primitives, Span::default())?;
    let mut checker = Checker { text, context, resolver, addresses, layout };
    for (at, item) in items.iter().enumerate() {
        match item.kind {
            Kind::And => join(leaves, operands, TRUE),
            Kind::Or => join(leaves, operands, FALSE),
            Kind::Not => {
                if let Some(operand) = operands.last_mut() {
                    operand.exits.swap(TRUE, FALSE);
                }
            }
            _ => {
                let Some(primitive) = checker.primitive(&items[..=at])? else { continue };
                let first = leaves.len() as u32;
                let layout = layouts.len() as u32 - 1;
                let leaf = Leaf { primitive, span: item.span, layout, exits: [END; 2] };
                push(leaves, leaf, NoRoom::Primitives, item.span)?;
                let exits = [2 * first, 2 * first + 1].map(|e| Chain { first: e, last: e });
                push(operands, Operand { first, exits }, NoRoom::Nesting, item.span)?;
            }
        }
    }
    let Some(whole) = operands.pop() else { return Ok(NodeId::ACCEPT) };
    fill(leaves, whole.exits[TRUE], ACCEPT);
    fill(leaves, whole.exits[FALSE], REJECT);

    let Some(last) = leaves.last() else { return Ok(NodeId::ACCEPT) };
    if entries.capacity() < leaves.len() {
        return Err(Error::no_room(NoRoom::Primitives, entries.capacity(), last.span));
    }
    // What there is capacity for is there.
    let _ = entries.resize(leaves.len(), NodeId::REJECT);
    let mut builder = Builder { graph, context, layout };
    let mut sources = Sources { items, addresses, stack: arithmetic };
    for (at, leaf) in leaves.iter().enumerate().rev() {
        let [on_true, on_false] = leaf.exits.map(|exit| match exit {
            ACCEPT => NodeId::ACCEPT,
            REJECT => NodeId::REJECT,
            leaf => entries[leaf as usize],
        });
        builder.layout = layouts[leaf.layout as usize];
        entries[at] = builder
            .primitive(&leaf.primitive, &mut sources, Exits { on_true, on_false })
            .map_err(|kind| Error { kind, span: leaf.span })?;
    }
    Ok(entries[0])
}

/// Adds an element, or says what there is no room for.
fn push<T>(list: &mut VecView<T>, element: T, what: NoRoom, span: Span) -> Result<(), Error> {
    let capacity = list.capacity();
    list.push(element).map_err(|_| Error::no_room(what, capacity, span))
}

/// Makes one operand of the last two: the exit `inner` of the left one leads to the right one,
/// the other exits of both stay open.
fn join(leaves: &mut [Leaf], operands: &mut VecView<Operand>, inner: usize) {
    let outer = 1 - inner;
    let Some(right) = operands.pop() else { return };
    let Some(left) = operands.last_mut() else { return };
    fill(leaves, left.exits[inner], right.first);
    *exit_mut(leaves, left.exits[outer].last) = right.exits[outer].first;
    left.exits[outer].last = right.exits[outer].last;
    left.exits[inner] = right.exits[inner];
}

/// Gives all exits of a chain their target.
fn fill(leaves: &mut [Leaf], chain: Chain, target: u32) {
    let mut at = chain.first;
    loop {
        let exit = exit_mut(leaves, at);
        let next = core::mem::replace(exit, target);
        if at == chain.last {
            return;
        }
        at = next;
    }
}

fn exit_mut(leaves: &mut [Leaf], exit: u32) -> &mut u32 {
    &mut leaves[exit as usize / 2].exits[exit as usize % 2]
}
