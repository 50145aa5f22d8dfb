//! Nodes: four words each, found again by what they are, and rebuilt in place.
//!
//! Nodes are most of what a compilation needs memory for. So their successors and the chain of
//! their bucket are numbers of 24 bits here, their value one of 16, and the bucket itself is found
//! out again when it matters, which is seldom.

use super::{Facts, NoRoom};
use super::{
    Full, Graph, Node, NodeId, Operand, Set, Test, Value, ValueEntry, ValueId, Words, bucket, mix,
};

/// An interned node, and the next one of the same bucket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeEntry {
    /// What the value is compared with, or another number that belongs to the test.
    operand: u32,
    /// The successor if the test holds; the low byte is the kind of test.
    on_true: u32,
    /// The successor if it does not; the low byte is the value's low byte.
    on_false: u32,
    /// The next node of the bucket, or [`END`]; the low byte is the value's high byte.
    next: u32,
}

/// No node: the number of a leaf.
const END: u32 = NodeId::REJECT.0;

/// How many values can be named in 16 bits; emission needs two numbers that name none.
pub(super) const VALUES: u32 = 0xfffe;

/// The kinds of test: the first four compare with a constant, and with a value if this is added.
const BY_VALUE: u8 = 4;
const EQ: u8 = 0;
const GT: u8 = 1;
const GE: u8 = 2;
const SET: u8 = 3;
const IN: u8 = 8;
const REACH: u8 = 9;
const WORDS: u8 = 10;
/// From here on they decide nothing but take their value somewhere.
const ASSIGN: u8 = 11;
const STORE: u8 = 12;

impl NodeEntry {
    fn new(node: &Node) -> Self {
        let by = |kind, operand| match operand {
            Operand::Const(k) => (kind, k),
            Operand::Value(id) => (kind + BY_VALUE, id.0),
        };
        let (kind, operand) = match node.test {
            Test::Eq(o) => by(EQ, o),
            Test::Gt(o) => by(GT, o),
            Test::Ge(o) => by(GE, o),
            Test::Set(o) => by(SET, o),
            Test::In(set) => (IN, set.word()),
            Test::Words(words) => (WORDS, words.0.word()),
            Test::Reach => (REACH, 0),
            Test::Assign(frame) => (ASSIGN, frame.0),
            Test::Store(n) => (STORE, n.into()),
        };
        let [low, high, ..] = node.value.0.to_le_bytes().map(u32::from);
        Self {
            operand,
            on_true: node.on_true.0 << 8 | u32::from(kind),
            on_false: node.on_false.0 << 8 | low,
            next: END << 8 | high,
        }
    }

    fn node(self) -> Node {
        let [on_true, on_false] = self.exits();
        Node { value: self.value(), test: self.test(), on_true, on_false }
    }

    const fn value(self) -> ValueId {
        ValueId(self.next << 8 & 0xff00 | self.on_false & 0xff)
    }

    const fn exits(self) -> [NodeId; 2] {
        [NodeId(self.on_true >> 8), NodeId(self.on_false >> 8)]
    }

    const fn kind(self) -> u8 {
        self.on_true as u8
    }

    const fn test(self) -> Test {
        let kind = self.kind();
        if kind >= IN {
            return match kind {
                IN if cfg!(feature = "optimize") => Test::In(Set::of_word(self.operand)),
                REACH => Test::Reach,
                WORDS if cfg!(feature = "optimize") => {
                    Test::Words(Words(Set::of_word(self.operand)))
                }
                ASSIGN if cfg!(feature = "optimize") => Test::Assign(ValueId(self.operand)),
                _ => Test::Store(self.operand as u8),
            };
        }
        let operand = match kind < BY_VALUE {
            true => Operand::Const(self.operand),
            false => Operand::Value(ValueId(self.operand)),
        };
        match kind % BY_VALUE {
            EQ => Test::Eq(operand),
            GT => Test::Gt(operand),
            GE => Test::Ge(operand),
            _ => Test::Set(operand),
        }
    }

    const fn next(self) -> u32 {
        self.next >> 8
    }

    const fn set_next(&mut self, next: u32) {
        self.next = next << 8 | self.next & 0xff;
    }

    /// Whether the nodes are equal.
    const fn is(self, other: Self) -> bool {
        self.operand == other.operand
            && self.on_true == other.on_true
            && self.on_false == other.on_false
            && (self.next ^ other.next) & 0xff == 0
    }

    /// Which of some buckets the node belongs to.
    fn bucket(self, buckets: usize) -> usize {
        let hash = mix(mix(self.on_true, self.on_false), self.operand ^ self.next << 24);
        bucket(hash, buckets)
    }
}

impl Graph<'_> {
    /// How many nodes there are, leaves not counted.
    #[must_use]
    pub(crate) fn node_count(&self) -> usize {
        self.rebuilt.unwrap_or(self.nodes.len())
    }

    /// How many nodes there is room for.
    pub(crate) fn node_capacity(&self) -> usize {
        self.nodes.capacity()
    }

    /// The node behind a name, which must not be a leaf.
    #[must_use]
    pub(crate) fn node(&self, id: NodeId) -> Node {
        self.nodes[id.index()].node()
    }

    /// The successors of a node, which must not be a leaf.
    pub(crate) fn exits(&self, id: NodeId) -> [NodeId; 2] {
        self.nodes[id.index()].exits()
    }

    /// Whether a node, which must not be a leaf, decides nothing but takes its value somewhere.
    pub(crate) fn takes(&self, id: NodeId) -> bool {
        self.nodes[id.index()].kind() >= ASSIGN
    }

    /// What a load is compared with, if that is all the node does: most nodes are of this kind. It
    /// is below the greatest number that the load can be.
    #[inline]
    pub(crate) fn equality(&self, id: NodeId) -> Option<(ValueId, u32)> {
        let entry = &self.nodes[id.index()];
        let load = entry.value();
        let ValueEntry { value, facts, .. } = &self.values[load.index()];
        let is_load = matches!(value, Value::Load { .. } | Value::LoadAt { .. });
        (entry.kind() == EQ && is_load && entry.operand < facts.max && !facts.never)
            .then_some((load, entry.operand))
    }

    /// The load that a node compares with constants, if that is at a fixed place.
    #[inline]
    pub(crate) fn compared_load(&self, id: NodeId) -> Option<ValueId> {
        let entry = &self.nodes[id.index()];
        let load = entry.value();
        let is_load = matches!(self.values[load.index()].value, Value::Load { .. });
        let compares = entry.kind() < BY_VALUE || entry.kind() == WORDS;
        (compares && is_load).then_some(load)
    }

    /// The name of a node that does the same as another one but leads to two other nodes.
    #[inline]
    pub(crate) fn relinked(
        &mut self,
        id: NodeId,
        on_true: NodeId,
        on_false: NodeId,
    ) -> Result<NodeId, Full> {
        debug_assert!(on_true != on_false);
        let mut entry = self.nodes[id.index()];
        entry.on_true = on_true.0 << 8 | entry.on_true & 0xff;
        entry.on_false = on_false.0 << 8 | entry.on_false & 0xff;
        self.insert_node(entry)
    }

    /// The node at a position in the list.
    #[must_use]
    pub(crate) fn node_id(&self, index: usize) -> NodeId {
        debug_assert!(index < self.nodes.len());
        NodeId(index as u32)
    }

    /// The name of a node, which is made if it is new. A test that decides nothing, or whose
    /// outcome the bounds of its value decide, is dropped, or becomes [`Test::Reach`] if its value
    /// may fail; one whose value can never be evaluated rejects. Builds without the optimizer leave
    /// each as it is.
    #[inline(never)]
    pub(crate) fn intern_node(&mut self, mut node: Node) -> Result<NodeId, Full> {
        if !cfg!(feature = "optimize") {
            return self.insert_node(NodeEntry::new(&node));
        }
        if let Some(Operand::Value(v)) = node.test.operand()
            && let Some(k) = self.constant(v)
        {
            node.test = node.test.with_operand(Operand::Const(k));
        }
        let operand = match node.test.operand() {
            Some(Operand::Value(v)) => Some(self.facts(v)),
            _ => None,
        };
        let assigns = matches!(node.test, Test::Assign(_) | Test::Store(_));
        debug_assert!(!assigns || node.on_true == node.on_false);
        if self.facts(node.value).never || operand.is_some_and(|facts| facts.never) {
            return Ok(NodeId::REJECT);
        }
        if let Some(Operand::Const(k)) = node.test.operand()
            && let Some(holds) = match self.constant(node.value) {
                Some(value) => Some(node.test.holds(value, k)),
                None => decide(node.test, self.facts(node.value), k),
            }
        {
            let target = if holds { node.on_true } else { node.on_false };
            (node.on_true, node.on_false) = (target, target);
        }
        if assigns && node.on_true == NodeId::REJECT {
            return Ok(NodeId::REJECT);
        }
        if node.on_true == node.on_false && !assigns {
            let operand_may_fail = operand.is_some_and(|facts| facts.may_fail);
            if node.on_true == NodeId::REJECT {
                return Ok(NodeId::REJECT);
            }
            // What stands behind the first of some words is looked at for its own sake.
            if !operand_may_fail && !matches!(node.test, Test::Words(_)) {
                if !self.may_fail(node.value) {
                    return Ok(node.on_true);
                }
                node.test = Test::Reach;
            }
        }
        self.insert_node(NodeEntry::new(&node))
    }

    /// The name of a node that cannot be simplified.
    fn insert_node(&mut self, mut entry: NodeEntry) -> Result<NodeId, Full> {
        let count = self.node_count();
        let bucket = entry.bucket(self.node_heads.len());
        let first = self.first_of(bucket, count);
        let mut at = first;
        while let Some(known) = self.nodes.get(at as usize) {
            if known.is(entry) {
                return Ok(NodeId(at));
            }
            at = known.next();
        }
        entry.set_next(first);
        let full = Full { what: NoRoom::Nodes, capacity: self.nodes.capacity() as u32 };
        match (&mut self.rebuilt, self.nodes.get_mut(count)) {
            (Some(rebuilt), Some(place)) => {
                *place = entry;
                *rebuilt += 1;
            }
            _ if count >= NodeId::ACCEPT.index() => return Err(full),
            _ => self.nodes.push(entry).map_err(|_| full)?,
        }
        self.node_heads[bucket] = count as u32;
        Ok(NodeId(count as u32))
    }

    /// The first node of a bucket that can be found, of so many.
    fn first_of(&self, bucket: usize, count: usize) -> u32 {
        let head = self.node_heads[bucket];
        match self.nodes.get(head as usize) {
            Some(entry)
                if head >= self.floor
                    && (head as usize) < count
                    && entry.bucket(self.node_heads.len()) == bucket =>
            {
                head
            }
            _ => END,
        }
    }

    /// Builds a new graph in the place of the old one; answers its root.
    ///
    /// While `build` runs, the old graph stays as it is, and nodes that it makes lead to new nodes
    /// and leaves only. If it fails, the old graph remains.
    pub(crate) fn replace(
        &mut self,
        build: impl FnOnce(&mut Self) -> Result<NodeId, Full>,
    ) -> Result<NodeId, Full> {
        let floor = self.nodes.len();
        let root = self.extend(build)?;
        Ok(self.move_down(floor, root))
    }

    /// Builds a new graph behind the old one, which stays; answers its root. Nodes that `build`
    /// makes lead to new nodes and leaves only.
    pub(crate) fn extend(
        &mut self,
        build: impl FnOnce(&mut Self) -> Result<NodeId, Full>,
    ) -> Result<NodeId, Full> {
        let floor = self.nodes.len();
        self.floor = floor as u32;
        let built = build(self);
        self.floor = 0;
        if built.is_err() {
            self.nodes.truncate(floor);
        }
        built
    }

    /// Builds the nodes from `from` on anew, in their own place; answers what `build` does.
    ///
    /// `build` must make no more than one node for each of them that it has read, in ascending
    /// order: so that there is always room, and none is lost that has not been read yet.
    pub(crate) fn rebuild<T>(&mut self, from: usize, build: impl FnOnce(&mut Self) -> T) -> T {
        self.rebuilt = Some(from);
        let built = build(self);
        self.nodes.truncate(self.node_count());
        self.rebuilt = None;
        built
    }

    /// Moves the nodes from `floor` on to the start; answers the new name of their root.
    fn move_down(&mut self, floor: usize, root: NodeId) -> NodeId {
        let moved = |id: NodeId| if id.is_leaf() { id } else { NodeId(id.0 - floor as u32) };
        let count = self.nodes.len() - floor;
        for at in 0..count {
            let node = self.node(NodeId((floor + at) as u32));
            let node =
                Node { on_true: moved(node.on_true), on_false: moved(node.on_false), ..node };
            let mut entry = NodeEntry::new(&node);
            let bucket = entry.bucket(self.node_heads.len());
            entry.set_next(self.first_of(bucket, at));
            self.nodes[at] = entry;
            self.node_heads[bucket] = at as u32;
        }
        self.nodes.truncate(count);
        moved(root)
    }
}

/// The outcome of a comparison with `k`, if it is the same for every value of these bounds.
fn decide(test: Test, Facts { max, ones, .. }: Facts, k: u32) -> Option<bool> {
    match test {
        Test::Eq(_) if k > max || k & !ones != 0 => Some(false),
        Test::Eq(_) if max == 0 => Some(k == 0),
        Test::Gt(_) if k >= max => Some(false),
        Test::Ge(_) if k > max => Some(false),
        Test::Ge(_) if k == 0 => Some(true),
        Test::Set(_) if k & ones == 0 => Some(false),
        _ => None,
    }
}
