//! The barecap binary that integration tests run.

use std::env;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

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

/// The path of a development build, whose overflow checks are on, with everything in it but the printers
/// of SMB, which tcpdump leaves out, too.
///
/// # Panics
/// If it does not build.
pub fn with_all_printers() -> &'static PathBuf {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| development("full", &["--features", "init,print-rare"]))
}

/// The same with the printers of SMB.
///
/// # Panics
/// If it does not build.
pub fn with_smb() -> &'static PathBuf {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| development("smb", &["--all-features"]))
}

/// A development build in a folder of its own.
fn development(name: &str, options: &[&str]) -> PathBuf {
    let folder = target().join(name);
    build(options, &folder);
    folder.join("debug/barecap")
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

/// A running capture whose messages can be waited for. Both pipes are read as it goes, so that it never
/// waits for its reader.
#[derive(Debug)]
pub struct Running {
    child: Child,
    said: Text,
    printed: Text,
    readers: [JoinHandle<()>; 2],
    /// Where in what was said that begins which [`Self::next`] has not taken.
    taken: usize,
}

/// What a capture came to.
#[derive(Debug)]
pub struct Ended {
    /// Its exit code.
    pub code: Option<i32>,
    /// All it said on standard error.
    pub said: String,
    /// What it printed.
    pub printed: String,
    taken: usize,
}

/// What has come through a pipe so far.
type Text = Arc<Mutex<String>>;

fn so_far(text: &Text) -> String {
    text.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Reads a pipe into a string to its end.
fn gather(mut pipe: impl Read + Send + 'static, into: &Text) -> JoinHandle<()> {
    let into = Arc::clone(into);
    thread::spawn(move || {
        let mut part = [0; 4096];
        while let Ok(length @ 1..) = pipe.read(&mut part) {
            let text = String::from_utf8_lossy(&part[..length]);
            into.lock().unwrap_or_else(PoisonError::into_inner).push_str(&text);
        }
    })
}

impl Running {
    /// How long is waited for what must come.
    const PATIENCE: Duration = Duration::from_secs(20);

    /// Starts it.
    ///
    /// # Panics
    /// If that cannot be done.
    #[must_use]
    pub fn start(arguments: &[&str]) -> Self {
        // SIGHUP stays ignored where it was at the start, as under nohup(1).
        let mut child = Command::new("env")
            .arg("--default-signal=HUP")
            .arg(barecap())
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let [said, printed] = [(); 2].map(|()| Text::default());
        let readers = [
            gather(child.stderr.take().expect("a pipe"), &said),
            gather(child.stdout.take().expect("a pipe"), &printed),
        ];
        Self { child, said, printed, readers, taken: 0 }
    }

    /// Starts it, and comes back when it listens.
    ///
    /// # Panics
    /// If it ends before it does.
    #[must_use]
    pub fn listening(arguments: &[&str]) -> Self {
        let mut running = Self::start(arguments);
        running.next("listening on ");
        running
    }

    /// What it has said so far.
    #[must_use]
    pub fn said(&self) -> String {
        so_far(&self.said)
    }

    /// Waits until something has been said so many times.
    ///
    /// # Panics
    /// If that takes too long.
    pub fn wait_for(&self, text: &str, times: usize) {
        Self::wait_in(&self.said, text, times);
    }

    /// Waits until something has been printed so many times.
    ///
    /// # Panics
    /// If that takes too long.
    pub fn wait_for_printed(&self, text: &str, times: usize) {
        Self::wait_in(&self.printed, text, times);
    }

    fn wait_in(all: &Text, text: &str, times: usize) {
        let start = Instant::now();
        while so_far(all).matches(text).count() < times {
            assert!(start.elapsed() < Self::PATIENCE, "{text}: {}", so_far(all));
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// How long it has had a processor, in hundredths of a second.
    ///
    /// # Panics
    /// If the kernel does not tell.
    #[must_use]
    pub fn worked(&self) -> u64 {
        let path = format!("/proc/{}/stat", self.child.id());
        let text = std::fs::read_to_string(path).expect("it runs");
        let (_, fields) = text.rsplit_once(')').expect("a name in parentheses");
        let ticks = fields.split_whitespace().skip(11).take(2);
        ticks.map(|field| field.parse::<u64>().expect("a number")).sum()
    }

    /// Waits for the next line that holds a text; that line and those before it which have not been
    /// taken.
    ///
    /// # Panics
    /// If it ends without it, or that takes too long.
    pub fn next(&mut self, text: &str) -> String {
        let start = Instant::now();
        loop {
            let all_is_said = self.readers[0].is_finished();
            let said = self.said();
            let rest = &said[self.taken..];
            let mut end = 0;
            for line in rest.split_inclusive('\n') {
                end += line.len();
                if line.contains(text) && line.ends_with('\n') {
                    self.taken += end;
                    return rest[..end].to_owned();
                }
            }
            assert!(!all_is_said && start.elapsed() < Self::PATIENCE, "no {text:?}: {said}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Sends it a signal, by its name without `SIG`.
    pub fn signal(&self, name: &str) {
        signal(&self.child, name);
    }

    /// Waits for its end.
    ///
    /// # Panics
    /// If what it wrote cannot be read.
    #[must_use]
    pub fn ended(mut self) -> Ended {
        let code = self.child.wait().expect("it was started").code();
        for reader in self.readers {
            reader.join().expect("a pipe can be read");
        }
        Ended { code, said: so_far(&self.said), printed: so_far(&self.printed), taken: self.taken }
    }

    /// Ends it by a signal.
    #[must_use]
    pub fn end(self) -> Ended {
        self.signal("INT");
        self.ended()
    }
}

impl Ended {
    /// What it said behind what [`Running::next`] took.
    #[must_use]
    pub fn rest(&self) -> &str {
        &self.said[self.taken..]
    }
}
