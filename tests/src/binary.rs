//! The barecap binary that integration tests run.

use std::env;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
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

/// Starts a capture, and comes back when it listens.
///
/// # Panics
/// If it ends before it does.
pub fn listen(arguments: &[&str], stdout: Stdio) -> Child {
    let mut child = Command::new(barecap())
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(stdout)
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let stderr = child.stderr.as_mut().expect("a pipe");
    let mut said = Vec::new();
    // What comes behind that line is for whoever waits for the end.
    while !said.ends_with(b"\n") || !String::from_utf8_lossy(&said).contains("listening on") {
        let mut byte = [0];
        let read = stderr.read(&mut byte).expect("a pipe can be read");
        assert_eq!(read, 1, "{}", String::from_utf8_lossy(&said));
        said.extend(byte);
    }
    child
}

/// Sends a signal to a program, by its name without `SIG`.
///
/// # Panics
/// If that cannot be done.
pub fn signal(child: &Child, name: &str) {
    let status = Command::new("kill").args(["-s", name, &child.id().to_string()]).status();
    assert!(status.expect("kill can be run").success());
}

/// What a program has said on standard error.
#[must_use]
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
