//! Root's rights (capabilities(7)).

use rustix::io::Errno;
use rustix::thread::{CapabilitySet, CapabilitySets, capabilities, set_capabilities};

/// Gives up all capabilities of this thread but these, of which none is added. Where it has no others,
/// nothing is asked for.
///
/// # Errors
/// Those of capget(2) and capset(2), which have no reason to fail.
pub fn keep(kept: CapabilitySet) -> Result<(), Errno> {
    let before = capabilities(None)?;
    let after = CapabilitySets {
        effective: before.effective & kept,
        permitted: before.permitted & kept,
        inheritable: CapabilitySet::empty(),
    };
    if before == after { Ok(()) } else { set_capabilities(None, after) }
}
