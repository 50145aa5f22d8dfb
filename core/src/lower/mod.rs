//! Lowering: from the syntax tree to the decision graph.

pub mod error;

use crate::filter::Context;
use crate::filter::ast::Item;
use crate::filter::error::{Error, ErrorKind};
use crate::filter::names::Resolver;
use crate::graph::{Graph, NodeId};
use error::Meaning;
use heapless::VecView;

/// One primitive of the filter, checked and resolved, and where to go from it.
#[derive(Clone, Copy, Debug)]
#[expect(dead_code, reason = "read once primitives are lowered")]
pub struct Leaf {
    item: u32,
}

/// An operand on the stack of the first pass.
#[derive(Clone, Copy, Debug)]
#[expect(dead_code, reason = "read once primitives are lowered")]
pub struct Operand {
    first: u32,
}

/// Where the headers lie for the primitives of one stretch of the text.
#[derive(Clone, Copy, Debug)]
#[expect(dead_code, reason = "read once primitives are lowered")]
pub struct Layout {
    network: u32,
}

/// An address that a name stands for.
#[derive(Clone, Copy, Debug)]
#[expect(dead_code, reason = "read once primitives are lowered")]
pub struct Address {
    word: [u32; 4],
}

/// Memory that lowering works in; what it held before does not matter.
pub struct Memory<'a> {
    /// One for each primitive of the filter.
    pub leaves: &'a mut VecView<Leaf>,
    /// One for each level of nesting to the right.
    pub operands: &'a mut VecView<Operand>,
    /// One for each primitive of the filter, and more where offsets depend on the path.
    pub entries: &'a mut VecView<NodeId>,
    /// One, and one for each `vlan`, `mpls` and their like.
    pub layouts: &'a mut VecView<Layout>,
    /// One for each address that a name in the filter stands for.
    pub addresses: &'a mut VecView<Address>,
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
    let _ = (text, context, resolver, graph, memory);
    match items.last() {
        None => Ok(NodeId::ACCEPT),
        Some(item) => {
            Err(Error { kind: ErrorKind::Meaning(Meaning::NotSupportedYet), span: item.span })
        }
    }
}
