//! Proofs that programs agree on every packet, by the SMT solver behind
//! `../shared/tools/cbpf_prove.py`.

use crate::conformance::workspace;
use barecap_core::insn::Insn;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

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

/// Proves pairs on all processors.
///
/// # Panics
/// If the prover does not run through.
#[must_use]
pub fn prove(script: &PathBuf, pairs: &[Pair]) -> Outcome {
    // What is the same code needs no solver.
    let (same, open): (Vec<_>, Vec<_>) = pairs.iter().partition(|pair| pair.a == pair.b);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut outcome = Outcome { equal: same.len(), ..Outcome::default() };
    thread::scope(|scope| {
        let shares: Vec<_> = (0..workers)
            .map(|worker| {
                let share = open.iter().skip(worker).step_by(workers).copied();
                scope.spawn(move || prove_share(script, share))
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

fn prove_share<'a>(script: &PathBuf, pairs: impl Iterator<Item = &'a Pair>) -> Outcome {
    let mut child = Command::new("python3")
        .arg(script)
        .args(["--jsonl", "-"])
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
