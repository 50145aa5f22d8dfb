//! Proofs that programs agree on every packet, by the SMT solver behind
//! `../shared/tools/cbpf_prove.py`.
//!
//! Most take milliseconds, some minutes. So that a test can be quick and still cover all of them, a
//! [`Ledger`] keeps what was proven once, and what was given up after how many seconds: a file
//! under the target folder that names pairs of programs by their hashes. It may be deleted at any
//! time.

use crate::binary;
use crate::conformance::workspace;
use barecap_core::insn::Insn;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// Two programs that should agree.
#[derive(Debug)]
pub struct Pair {
    /// Names the pair in reports; without tabs.
    pub id: String,
    /// One program.
    pub a: Vec<Insn>,
    /// The other.
    pub b: Vec<Insn>,
}

/// What became of all pairs.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many are proven to agree.
    pub equal: usize,
    /// Pairs that do not agree, with a packet that tells them apart.
    pub differ: Vec<(String, String)>,
    /// Pairs the solver has no answer for, with its reason.
    pub undecided: Vec<(String, String)>,
}

/// The prover's path, if Python with the solver is there to run it; else what is missing.
pub fn prover() -> Result<PathBuf, String> {
    let script = workspace().join("../shared/tools/cbpf_prove.py");
    if !script.exists() {
        return Err("no ../shared/tools/cbpf_prove.py".into());
    }
    let solver = Command::new("python3").args(["-c", "import z3"]).stderr(Stdio::null()).status();
    match solver {
        Ok(status) if status.success() => Ok(script),
        _ => Err("no z3 (python3 -m pip install z3-solver)".into()),
    }
}

/// What was proven before.
#[derive(Debug)]
pub struct Ledger {
    file: PathBuf,
    /// By hash: 0 for a proven pair, else the seconds that were not enough.
    known: BTreeMap<String, u64>,
}

impl Ledger {
    /// The ledger of this target folder.
    ///
    /// # Panics
    /// If this is not run from a target folder.
    #[must_use]
    pub fn open() -> Self {
        let file = binary::target().join("proofs.txt");
        let text = fs::read_to_string(&file).unwrap_or_default();
        let entry = |line: &str| {
            let (hash, seconds) = line.split_once(' ')?;
            Some((hash.to_owned(), seconds.parse().ok()?))
        };
        Self { file, known: text.lines().filter_map(entry).collect() }
    }

    /// Proves those of the pairs whose fate is not in the ledger, and enters it.
    ///
    /// # Panics
    /// If the prover does not run through, or the ledger cannot be written.
    pub fn prove(&mut self, script: &Path, pairs: &[Pair], limit: Duration) -> Outcome {
        let (mut equal, mut undecided, mut open) = (0, Vec::new(), Vec::new());
        for pair in pairs {
            match self.known.get(&pair.hash()) {
                Some(0) => equal += 1,
                Some(&seconds) if seconds >= limit.as_secs() => {
                    undecided.push((pair.id.clone(), "timeout, earlier".into()));
                }
                _ => open.push(pair),
            }
        }
        let mut outcome = prove(script, open.iter().copied(), limit);
        let ids = |cases: &[(String, String)]| -> BTreeSet<String> {
            cases.iter().map(|(id, _)| id.clone()).collect()
        };
        let (differ, late) = (ids(&outcome.differ), ids(&outcome.undecided));
        for pair in open.iter().filter(|pair| !differ.contains(&pair.id)) {
            let seconds = if late.contains(&pair.id) { limit.as_secs() } else { 0 };
            self.known.insert(pair.hash(), seconds);
        }
        if !open.is_empty() {
            let lines = self.known.iter().map(|(hash, seconds)| format!("{hash} {seconds}\n"));
            fs::write(&self.file, lines.collect::<String>()).expect("the ledger can be written");
        }
        outcome.equal += equal;
        outcome.undecided.extend(undecided);
        outcome
    }
}

impl Pair {
    /// Names both programs, in 128 bits.
    fn hash(&self) -> String {
        let half = |salt: u8| {
            let mut hasher = DefaultHasher::new();
            (salt, &self.a, &self.b).hash(&mut hasher);
            hasher.finish()
        };
        format!("{:016x}{:016x}", half(0), half(1))
    }
}

/// Proves pairs on all processors; `limit` is the time for one pair.
///
/// # Panics
/// If the prover does not run through.
pub fn prove<'a>(script: &Path, pairs: impl Iterator<Item = &'a Pair>, limit: Duration) -> Outcome {
    // What is the same code needs no solver.
    let (same, open): (Vec<_>, Vec<_>) = pairs.partition(|pair| pair.a == pair.b);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut outcome = Outcome { equal: same.len(), ..Outcome::default() };
    if open.is_empty() {
        return outcome;
    }
    thread::scope(|scope| {
        let shares: Vec<_> = (0..workers)
            .map(|worker| {
                let share = open.iter().skip(worker).step_by(workers).copied();
                scope.spawn(move || prove_share(script, share, limit))
            })
            .collect();
        for share in shares {
            let share = share.join().expect("the prover runs through");
            outcome.equal += share.equal;
            outcome.differ.extend(share.differ);
            outcome.undecided.extend(share.undecided);
        }
    });
    outcome
}

fn prove_share<'a>(
    script: &Path,
    pairs: impl Iterator<Item = &'a Pair>,
    limit: Duration,
) -> Outcome {
    let mut child = Command::new("python3")
        .arg(script)
        .args(["--jsonl", "-", "--timeout-ms", &limit.as_millis().to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 can be run");
    let mut stdin = child.stdin.take().expect("a pipe");
    let stdout = child.stdout.take().expect("a pipe");
    let lines: String = pairs
        .map(|Pair { id, a, b }| {
            serde_json::json!({"id": id, "a": rows(a), "b": rows(b)}).to_string() + "\n"
        })
        .collect();
    thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(lines.as_bytes()));
        let mut outcome = Outcome::default();
        for line in BufReader::new(stdout).lines() {
            let line = line.expect("the prover prints text");
            let mut fields = line.splitn(4, '\t');
            let what = fields.next();
            let (id, detail) = (fields.nth(1), fields.next());
            let case = || (id.unwrap_or_default().into(), detail.unwrap_or_default().into());
            match what {
                Some("equal") => outcome.equal += 1,
                Some("differ") => outcome.differ.push(case()),
                Some("undecided") => outcome.undecided.push(case()),
                _ => {}
            }
        }
        let status = child.wait().expect("the prover ends");
        assert!(status.code().is_some_and(|code| code <= 2), "the prover failed");
        outcome
    })
}

fn rows(program: &[Insn]) -> Vec<(u16, u8, u8, u32)> {
    program.iter().map(|insn| (insn.code, insn.jt, insn.jf, insn.k)).collect()
}
