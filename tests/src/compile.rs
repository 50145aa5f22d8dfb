//! The compiler as tests and tools use it: one workspace, programs that outlive it, errors as
//! text.

use crate::agreement::{Checker, Found};
use barecap_core::compile;
use barecap_core::filter::names::Resolver;
use barecap_core::filter::{Context, Target};
use barecap_core::insn::Insn;
use barecap_core::linktype::LinkType;
use barecap_core::workspace::{Medium, Workspace};
use std::hint;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Room for lists of two thousand pairs of an address and a port, which no search tree shortens.
type Huge = Workspace<8192, 4096, 4096, 131_072, 65_535>;

/// Too large for the stack of a test's thread, through which it would get into a box.
static WORKSPACE: Mutex<Huge> = Mutex::new(Huge::new());

/// A compiler. There is one workspace in the process, which every compilation uses again: a second
/// compiler waits for the first to be dropped.
///
/// In development builds each optimized program is compared with the plain one, if that takes no
/// more than `STEPS`.
#[derive(Debug)]
pub struct Compiler {
    workspace: MutexGuard<'static, Huge>,
    checker: Option<Checker>,
}

/// Steps of the comparison: milliseconds, where most programs take microseconds.
const STEPS: u32 = 10_000;

impl Default for Compiler {
    fn default() -> Self {
        Self {
            workspace: WORKSPACE.lock().unwrap_or_else(PoisonError::into_inner),
            checker: cfg!(debug_assertions).then(Checker::default),
        }
    }
}

impl Compiler {
    /// Compiles a filter; the error is the one line that a user would see.
    ///
    /// # Panics
    /// If the optimized program was found to mean something else.
    pub fn compile(
        &mut self,
        filter: &str,
        context: &Context,
        names: &mut dyn Resolver,
    ) -> Result<&[Insn], String> {
        let mut plain = None;
        if context.optimize && self.checker.is_some() {
            let context = Context { optimize: false, ..*context };
            let program = compile::compile(filter, &context, names, &mut self.workspace);
            plain = program.ok().map(|program| program.insns().to_vec());
        }
        match compile::compile(filter, context, names, &mut self.workspace) {
            Ok(program) => {
                if let (Some(plain), Some(checker)) = (&plain, &mut self.checker)
                    && let Ok(Found::Differ(packet)) = checker.check(program.insns(), plain, STEPS)
                {
                    panic!("{} {filter}: optimized wrongly: {packet}", context.link_type);
                }
                Ok(program.insns())
            }
            Err(error) => Err(error.message(filter).to_string()),
        }
    }
}

/// A workspace of less than 1 MiB, in which time is measured if it is enough.
static MEDIUM: Mutex<Medium> = Mutex::new(Medium::new());

impl Compiler {
    /// The median and the least time of some compilations, in nanoseconds, and whether 1 MiB was
    /// enough for them.
    pub fn time(
        &mut self,
        filter: &str,
        context: &Context,
        names: &mut dyn Resolver,
        repeats: usize,
    ) -> ([u128; 2], bool) {
        let mut medium = MEDIUM.lock().unwrap_or_else(PoisonError::into_inner);
        let is_enough = compile::compile(filter, context, names, &mut medium).is_ok();
        let mut times = vec![0; repeats];
        for time in &mut times {
            let filter = hint::black_box(filter);
            let start = Instant::now();
            if is_enough {
                let _ = hint::black_box(compile::compile(filter, context, names, &mut medium));
            } else {
                let workspace = &mut *self.workspace;
                let _ = hint::black_box(compile::compile(filter, context, names, workspace));
            }
            *time = start.elapsed().as_nanos();
        }
        times.sort_unstable();
        ([times[repeats / 2], times[0]], is_enough)
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
