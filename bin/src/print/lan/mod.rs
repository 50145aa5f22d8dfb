//! Local networks beyond Ethernet's own header: logical link control, spanning trees, discovery, tags of
//! switches.

pub(super) mod cisco;
pub(super) mod llc;
pub(super) mod stp;
pub(super) mod switch;
