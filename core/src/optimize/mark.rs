//! What the passes note down for the nodes of a graph while they rebuild it.

use crate::graph::NodeId;

/// Notes on one node; each pass says what it keeps here.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Two nodes: where the node's edges really lead; once it is built anew, the first is the new
    /// node.
    to: [[u8; 3]; 2],
    /// A number.
    pub(super) count: u32,
    /// The place of its facts in their pool, or one of the constants below.
    pub(super) state: u16,
}

/// No edge leads here.
pub(super) const UNREACHED: u16 = u16::MAX;
/// Nothing is known here.
pub(super) const UNKNOWN: u16 = u16::MAX - 1;
/// The first node of a chain.
pub(super) const HEAD: u16 = u16::MAX - 2;
/// A node that is built together with another one.
pub(super) const INSIDE: u16 = u16::MAX - 3;

impl Mark {
    /// All zeros, to initialize memory with: a static of it takes no room in the program's file.
    pub const BLANK: Self = Self { to: [[0; 3]; 2], count: 0, state: 0 };

    /// One of the two nodes.
    pub(super) const fn to(self, which: usize) -> NodeId {
        NodeId::from_bytes(self.to[which % 2])
    }

    pub(super) const fn set_to(&mut self, which: usize, id: NodeId) {
        self.to[which % 2] = id.to_bytes();
    }
}

/// The node that takes the place of another one, which has been built anew.
pub(super) fn renamed(marks: &[Mark], id: NodeId) -> NodeId {
    if id.is_leaf() { id } else { marks[id.index()].to(0) }
}
