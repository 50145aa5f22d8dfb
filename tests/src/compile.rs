//! The compiler as tests and tools use it: one workspace, programs that outlive it, errors as
//! text.

use barecap_core::compile;
use barecap_core::filter::names::Resolver;
use barecap_core::filter::{Context, Target};
use barecap_core::insn::Insn;
use barecap_core::linktype::LinkType;
use barecap_core::workspace::Large;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Too large for the stack of a test's thread, through which it would get into a box.
static WORKSPACE: Mutex<Large> = Mutex::new(Large::new());

/// A compiler. There is one workspace in the process, which every compilation uses again: a second
/// compiler waits for the first to be dropped.
#[derive(Debug)]
pub struct Compiler(MutexGuard<'static, Large>);

impl Default for Compiler {
    fn default() -> Self {
        Self(WORKSPACE.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Compiler {
    /// Compiles a filter; the error is the one line that a user would see.
    pub fn compile(
        &mut self,
        filter: &str,
        context: &Context,
        names: &mut dyn Resolver,
    ) -> Result<&[Insn], String> {
        match compile::compile(filter, context, names, &mut self.0) {
            Ok(program) => Ok(program.insns()),
            Err(error) => Err(error.message(filter).to_string()),
        }
    }
}

/// What libpcap compiles for without a file and without a live capture, optimizer off.
#[must_use]
pub const fn context(link_type: LinkType, snap_length: u32) -> Context {
    let (netmask, target, optimize) = (None, Target::Default, false);
    Context { link_type, snap_length, netmask, target, optimize }
}

/// A link type by libpcap's name without `DLT_`, or by its DLT number.
#[must_use]
pub fn link_type(text: &str) -> Option<LinkType> {
    LinkType::from_name(text).or_else(|| text.parse().ok().map(LinkType))
}

/// A target by the name it has in the conformance data.
#[must_use]
pub fn target(text: &str) -> Option<Target> {
    match text {
        "default" => Some(Target::Default),
        "linux-live" => Some(Target::LinuxLive),
        "savefile-unswapped" => Some(Target::SavefileUnswapped),
        "savefile-swapped" => Some(Target::SavefileSwapped),
        _ => None,
    }
}
