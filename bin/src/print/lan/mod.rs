//! Local networks beyond Ethernet's own header: logical link control, spanning trees, discovery.

pub(super) mod cisco;
pub(super) mod llc;
pub(super) mod stp;
