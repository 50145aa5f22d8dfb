//! What the passes note down for the nodes of a graph while they rebuild it.

use crate::graph::NodeId;

/// Notes on one node; each pass says what it keeps here.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub(crate) struct Mark {
    /// The place of its facts in their pool, or one of the constants below.
    pub(super) state: u8,
    /// Two nodes: where the node's edges really lead; once it is built anew, the first is the new
    /// node. It is read as one word together with the state.
    first: [u8; 3],
    second: NodeId,
    /// A number.
    pub(super) count: u32,
}

/// No edge leads here.
pub(super) const UNREACHED: u8 = u8::MAX;
/// Nothing is known here.
pub(super) const UNKNOWN: u8 = u8::MAX - 1;
/// The first node of a chain.
pub(super) const HEAD: u8 = u8::MAX - 2;
/// A node that is built together with another one.
pub(super) const INSIDE: u8 = u8::MAX - 3;

impl Mark {
    /// All zeros, to initialize memory with: a static of it takes no room in the program's file.
    pub(crate) const BLANK: Self =
        Self { state: 0, first: [0; 3], second: NodeId::FIRST, count: 0 };

    /// One of the two nodes.
    pub(super) const fn to(self, which: usize) -> NodeId {
        if which == 0 { NodeId::from_bytes(self.state, self.first) } else { self.second }
    }

    pub(super) const fn set_to(&mut self, which: usize, id: NodeId) {
        if which == 0 {
            self.first = id.to_bytes();
        } else {
            self.second = id;
        }
    }
}

/// The node that takes the place of another one, which has been built anew.
pub(super) fn renamed(marks: &[Mark], id: NodeId) -> NodeId {
    if id.is_leaf() { id } else { marks[id.index()].to(0) }
}
