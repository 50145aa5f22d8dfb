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
use crate::graph::{Graph, Interval, NodeEntry, NodeId, ValueEntry, ValueId};
use crate::impossible;
use crate::insn::Insn;
use crate::lower::{Address, Layout, Leaf, Memory, Operand, Part, Shrink, lower};
use crate::optimize::{self, Alike, optimize, share, shrink};
use crate::verify::{MAX_LEN, Verified, verify_user};
use crate::workspace::Workspace;

/// Compiles a filter; the program lies in the workspace, until the next one is compiled there.
///
/// # Errors
///
/// What is wrong with the filter, or what it takes more of than the workspace has, and where.
///
/// ```
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
                leaves: &mut workspace.leaves,
                operands: &mut workspace.operands,
                arithmetic: &mut workspace.arithmetic,
                entries: &mut workspace.entries,
                layouts: &mut workspace.layouts,
                addresses: &mut workspace.addresses,
                values: &mut workspace.values,
                value_heads: &mut workspace.value_heads,
                nodes: &mut workspace.nodes,
                node_heads: &mut workspace.node_heads,
                sets: &mut workspace.sets,
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
    leaves: &'w mut VecView<Leaf>,
    operands: &'w mut VecView<Operand>,
    arithmetic: &'w mut VecView<ValueId>,
    entries: &'w mut VecView<NodeId>,
    layouts: &'w mut VecView<Layout>,
    addresses: &'w mut VecView<Address>,
    values: &'w mut VecView<ValueEntry>,
    value_heads: &'w mut [u32],
    nodes: &'w mut VecView<NodeEntry>,
    node_heads: &'w mut [u32],
    sets: &'w mut VecView<Interval>,
}

impl Front<'_> {
    /// The graph of a part of the syntax tree, its root, and what is known of its parts.
    #[inline(never)]
    fn graph(
        &mut self,
        text: &str,
        part: Range<usize>,
        context: &Context,
        resolver: &mut dyn Resolver,
        optimizing: &mut optimize::Memory<'_>,
        roomy: &mut bool,
    ) -> Result<(Graph<'_>, NodeId, Alike), Error> {
        let (values, nodes) = (&mut *self.values, &mut *self.nodes);
        let mut graph =
            Graph::new(values, nodes, self.value_heads, self.node_heads, &mut *self.sets);
        let memory = Memory {
            leaves: self.leaves,
            operands: self.operands,
            arithmetic: self.arithmetic,
            entries: self.entries,
            layouts: self.layouts,
            addresses: self.addresses,
            roomy,
        };
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
        let mut root = lower(text, items, context, resolver, &mut graph, memory, shrink)?;
        if optimizes {
            root = optimize(&mut graph, root, optimizing, &alike);
        }
        Ok((graph, root, alike))
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
    let mut roomy = true;
    let mut built = build(text, context, resolver, &mut views, &mut roomy);
    let is_tight = match &built {
        Ok(()) => NEARLY.contains(&views.insns.len()),
        Err(error) => matches!(error.kind, ErrorKind::NoRoom { .. }),
    };
    if context.optimizes() && roomy && is_tight {
        // What is slower may be shorter.
        let faster = built.is_ok();
        built = build(text, context, resolver, &mut views, &mut false);
        if faster && (built.is_err() || views.insns.len() > MAX_LEN) {
            built = build(text, context, resolver, &mut views, &mut true);
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

/// Builds the program of a parsed filter. `roomy` is whether it may be longer, if it is faster;
/// afterwards, whether there is a list for which that makes a difference.
#[inline(never)]
fn build(
    text: &str,
    context: &Context,
    resolver: &mut dyn Resolver,
    views: &mut Views<'_>,
    roomy: &mut bool,
) -> Result<(), Error> {
    let front = &mut views.front;
    let all = 0..front.items.len();
    let optimizing = &mut views.optimizing;
    let (mut graph, mut root, alike) =
        front.graph(text, all.clone(), context, resolver, optimizing, roomy)?;
    if context.optimizes() && root == NodeId::REJECT {
        let span = to_blame(text, context, resolver, front, optimizing);
        return Err(Error { kind: ErrorKind::RejectsAll, span });
    }
    let capacity = views.insns.capacity();
    let mut emit = |graph: &Graph<'_>, root| {
        let emitted = emit(graph, root, context.snap_length, views.plans, views.insns);
        emitted.map(|()| views.insns.len())
    };
    let mut emitted = emit(&graph, root);
    if context.optimizes() && !alike.are_most(&graph) {
        for round in 0..SHARINGS {
            let Some(shared) = share(&mut graph, root, &mut views.optimizing, round) else { break };
            let shorter = emit(&graph, shared);
            // What loads from a frame has to be told where that is: one instruction more to
            // execute, which a single one less in the program is not worth.
            let worth = |new| emitted.map_or(true, |len| new + WORTH <= len);
            if !shorter.is_ok_and(worth) {
                emitted = emit(&graph, root);
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
            Err(Error::no_room(NoRoom::Instructions, capacity, span))
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
        let built = front.graph(text, part, context, resolver, optimizing, &mut false);
        matches!(built, Ok((_, NodeId::REJECT, _)))
    });
    impossible::span(text, part.map(|at| item(at).span))
}
