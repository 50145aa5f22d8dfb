//! Compilation: a filter's whole way from its text to a verified program.

use core::cell::RefCell;
use core::ops::{Range, RangeInclusive};
use heapless::VecView;

use crate::emit::{EmitError, Plan, emit};
use crate::filter::Context;
use crate::filter::ast::{Item, Span};
use crate::filter::error::{Error, ErrorKind, NoRoom};
use crate::filter::names::Resolver;
use crate::filter::parser::{Frame, parse};
use crate::graph::{Graph, NodeId};
use crate::impossible;
use crate::insn::Insn;
use crate::lower::{Memory, Part, Shrink, lower};
use crate::optimize::{self, Alike, optimize, share, shrink};
use crate::verify::{MAX_LEN, MAX_LEN_USER, Verified, verify_user};
use crate::workspace::Workspace;

/// Compiles a filter; the program lies in the workspace, until the next one is compiled there.
///
/// # Errors
///
/// What is wrong with the filter, or what it takes more of than the workspace has, and where. That it can
/// match no packet is an error, too, where the optimizer finds that out.
///
/// ```
/// use barecap_core::heapless;
/// use barecap_core::compile::compile;
/// use barecap_core::filter::names::NoNames;
/// use barecap_core::filter::Context;
/// use barecap_core::linktype::LinkType;
/// use barecap_core::workspace::Small;
///
/// let context = Context::new(LinkType::EN10MB);
/// let mut workspace = Box::new(Small::new());
/// let program = compile("ip", &context, &mut NoNames, &mut workspace).unwrap();
/// assert_eq!(program.len(), 4);
///
/// // To keep it, in as much memory as one wants programs to have.
/// let kept: heapless::Vec<_, 64> = heapless::Vec::from_slice(program.insns()).unwrap();
/// # let _ = kept;
///
/// // What is wrong, and where.
/// let filter = "ip and tcp port htpp";
/// let error = compile(filter, &context, &mut NoNames, &mut workspace).unwrap_err();
/// assert_eq!(error.message(filter).to_string(), "unknown port 'htpp'");
/// assert_eq!(error.span.start, 16);
/// ```
pub fn compile<
    'w,
    const ITEMS: usize,
    const PRIMITIVES: usize,
    const VALUES: usize,
    const NODES: usize,
    const INSNS: usize,
>(
    text: &str,
    context: &Context,
    resolver: &mut dyn Resolver,
    workspace: &'w mut Workspace<ITEMS, PRIMITIVES, VALUES, NODES, INSNS>,
) -> Result<Verified<'w>, Error> {
    compile_in(
        text,
        context,
        resolver,
        Views {
            frames: &mut workspace.frames,
            front: Front {
                items: &mut workspace.items,
                lowering: Memory {
                    leaves: &mut workspace.leaves,
                    operands: &mut workspace.operands,
                    arithmetic: &mut workspace.arithmetic,
                    entries: &mut workspace.entries,
                    layouts: &mut workspace.layouts,
                    addresses: &mut workspace.addresses,
                    roomy: true,
                },
                graph: Graph::new(
                    &mut workspace.values,
                    &mut workspace.nodes,
                    &mut workspace.value_heads,
                    &mut workspace.node_heads,
                    &mut workspace.sets,
                ),
            },
            plans: &mut workspace.plans,
            optimizing: optimize::Memory {
                marks: &mut workspace.marks,
                pool: &mut workspace.facts,
                elements: &mut workspace.elements,
            },
            masks: &mut workspace.masks,
            insns: &mut workspace.insns,
        },
    )
}

/// A workspace without its capacities.
struct Views<'w> {
    frames: &'w mut VecView<Frame>,
    front: Front<'w>,
    plans: &'w mut [Plan],
    optimizing: optimize::Memory<'w>,
    masks: &'w mut [u16],
    insns: &'w mut VecView<Insn>,
}

/// What leads from the syntax tree to the graph.
struct Front<'w> {
    items: &'w mut VecView<Item>,
    /// Whose `roomy` is whether the program may be longer, if it is faster; afterwards, whether there
    /// is a list for which that makes a difference.
    lowering: Memory<'w>,
    graph: Graph<'w>,
}

impl Front<'_> {
    /// Builds the graph of a part of the syntax tree; answers its root, and what is known of its parts.
    #[inline(never)]
    fn build(
        &mut self,
        text: &str,
        part: Range<usize>,
        context: &Context,
        resolver: &mut dyn Resolver,
        optimizing: &mut optimize::Memory<'_>,
    ) -> Result<(NodeId, Alike), Error> {
        let (graph, memory) = (&mut self.graph, &mut self.lowering);
        graph.clear();
        let items = self.items.get(part).unwrap_or_default();
        let optimizes = context.optimizes();
        let mut alike = Alike::default();
        let mut shrink = |graph: &mut Graph<'_>, from, root, part| match part {
            Part::Ordinary => shrink(graph, from, root, optimizing, None),
            Part::Repeating => shrink(graph, from, root, optimizing, Some(&mut alike)),
            Part::Search => {
                alike.skip(graph);
                root
            }
        };
        let shrink: Option<&mut Shrink<'_>> = if optimizes { Some(&mut shrink) } else { None };
        let mut root = lower(text, items, context, resolver, graph, memory, shrink)?;
        if optimizes {
            root = optimize(graph, root, optimizing, &alike);
        }
        Ok((root, alike))
    }
}

/// How many instructions parts that are shared have to save.
const WORTH: usize = 2;

/// How often parts of the graph are shared at most.
const SHARINGS: u8 = 4;

/// Programs that are too long for the kernel by so little that a slower one may not be.
const NEARLY: RangeInclusive<usize> = MAX_LEN + 1..=MAX_LEN + MAX_LEN / 4;

fn compile_in<'w>(
    text: &str,
    context: &Context,
    resolver: &mut dyn Resolver,
    mut views: Views<'w>,
) -> Result<Verified<'w>, Error> {
    parse(text, views.front.items, views.frames)?;
    let mut built = build(text, context, resolver, &mut views);
    let is_tight = match &built {
        Ok(()) => NEARLY.contains(&views.insns.len()),
        Err(error) => matches!(error.kind, ErrorKind::NoRoom { .. } | ErrorKind::TooManyRegisters),
    };
    if context.optimizes() && views.front.lowering.roomy && is_tight {
        // What is slower may be shorter, and notes no ranks in scratch slots.
        let faster = built.is_ok();
        views.front.lowering.roomy = false;
        built = build(text, context, resolver, &mut views);
        if faster && (built.is_err() || views.insns.len() > MAX_LEN) {
            views.front.lowering.roomy = true;
            built = build(text, context, resolver, &mut views);
        }
    }
    built?;
    let insns = &*views.insns;
    verify_user(insns, views.masks)
        .map_err(|refusal| Error { kind: ErrorKind::Refused(refusal), span: whole(text) })
}

/// The span of a whole filter.
fn whole(text: &str) -> Span {
    Span { start: 0, end: u32::try_from(text.len()).unwrap_or(u32::MAX) }
}

/// Builds the program of a parsed filter.
#[inline(never)]
fn build(
    text: &str,
    context: &Context,
    resolver: &mut dyn Resolver,
    views: &mut Views<'_>,
) -> Result<(), Error> {
    let front = &mut views.front;
    let all = 0..front.items.len();
    let optimizing = &mut views.optimizing;
    let (mut root, alike) = front.build(text, all, context, resolver, optimizing)?;
    if context.optimizes() && root == NodeId::REJECT {
        let span = to_blame(text, context, resolver, front, optimizing);
        return Err(Error { kind: ErrorKind::RejectsAll, span });
    }
    let capacity = views.insns.capacity();
    let mut emit = |graph: &Graph<'_>, root| {
        let emitted = emit(graph, root, context.snap_length, views.plans, views.insns);
        emitted.map(|()| views.insns.len())
    };
    let graph = &mut front.graph;
    let mut emitted = emit(graph, root);
    if context.optimizes() && !alike.are_most(graph) {
        for round in 0..SHARINGS {
            let Some(shared) = share(graph, root, &mut views.optimizing, round) else { break };
            let shorter = emit(graph, shared);
            // What loads from a frame has to be told where that is: one instruction more to
            // execute, which a single one less in the program is not worth.
            let worth = |new| emitted.map_or(true, |len| new + WORTH <= len);
            if !shorter.is_ok_and(worth) {
                emitted = emit(graph, root);
                break;
            }
            (root, emitted) = (shared, shorter);
        }
    }
    let span = whole(text);
    match emitted {
        Ok(_) => Ok(()),
        // Frames are used only where they are found to be in X.
        Err(EmitError::NoRoom | EmitError::FrameLost) => {
            Err(Error::no_room(NoRoom::Instructions, capacity.min(MAX_LEN_USER), span))
        }
        Err(EmitError::NoPlans) => Err(Error::no_room(NoRoom::Nodes, views.plans.len(), span)),
        Err(EmitError::TooManyRegisters) => Err(Error { kind: ErrorKind::TooManyRegisters, span }),
    }
}

/// Where the part of a filter stands that makes it match nothing.
#[inline(never)]
fn to_blame(
    text: &str,
    context: &Context,
    resolver: &mut dyn Resolver,
    front: &mut Front<'_>,
    optimizing: &mut optimize::Memory<'_>,
) -> Span {
    let front = RefCell::new(front);
    let item = |at: usize| front.borrow().items[at];
    let all = 0..front.borrow().items.len();
    let part = impossible::part(all, item, &mut |part| {
        let mut front = front.borrow_mut();
        front.lowering.roomy = false;
        let built = front.build(text, part, context, resolver, optimizing);
        matches!(built, Ok((NodeId::REJECT, _)))
    });
    impossible::span(text, part.map(|at| item(at).span))
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use crate::filter::names::NoNames;
    use crate::linktype::LinkType;
    use std::format;
    use std::sync::Mutex;

    /// More instructions than any program has.
    type Huge = Workspace<131_072, 32_768, 65_534, 64, 70_000>;

    #[test]
    fn programs_are_as_long_as_they_may_be() {
        static WORKSPACE: Mutex<Huge> = Mutex::new(Huge::new());
        let mut workspace = WORKSPACE.lock().unwrap();
        let context = Context { optimize: false, ..Context::new(LinkType::RAW) };
        for (sign, length) in [("", MAX_LEN_USER), ("-", MAX_LEN_USER + 1)] {
            // Three instructions for each, and the sign's.
            let filter = format!("{sign}len{} = 1", " % len".repeat(MAX_LEN_USER / 3 - 1));
            let answer = compile(&filter, &context, &mut NoNames, &mut workspace);
            if length <= MAX_LEN_USER {
                assert_eq!(answer.unwrap().len(), length);
            } else {
                let (what, capacity) = (NoRoom::Instructions, MAX_LEN_USER as u32);
                assert_eq!(answer.unwrap_err().kind, ErrorKind::NoRoom { what, capacity });
            }
        }
    }
}
