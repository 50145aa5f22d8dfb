//! The barecap binary that integration tests run.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The path of the binary: `$BARECAP`, or the release build of this workspace, brought up to date.
///
/// # Panics
/// If it does not build.
pub fn barecap() -> &'static PathBuf {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        if let Some(path) = env::var_os("BARECAP") {
            return path.into();
        }
        build(&["--release"], &target());
        target().join("release/barecap")
    })
}

/// The path of a development build, whose overflow checks are on, with every printer in it.
///
/// # Panics
/// If it does not build.
pub fn with_all_printers() -> &'static PathBuf {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let folder = target().join("full");
        build(&["--all-features"], &folder);
        folder.join("debug/barecap")
    })
}

fn build(options: &[&str], folder: &Path) {
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--package", "barecap"])
        .args(options)
        .arg("--target-dir")
        .arg(folder)
        .current_dir(crate::conformance::workspace())
        .status()
        .expect("cargo can be run");
    assert!(status.success(), "the binary does not build");
}

/// The target folder that this test or tool was built in.
///
/// # Panics
/// If there is none.
#[must_use]
pub fn target() -> PathBuf {
    // A test runs as TARGET/PROFILE/deps/NAME, a tool as TARGET/PROFILE/NAME.
    let own = env::current_exe().expect("a program knows its own path");
    let above = if own.parent().is_some_and(|folder| folder.ends_with("deps")) { 3 } else { 2 };
    own.ancestors().nth(above).expect("it lies under a target folder").to_path_buf()
}
