//! Debian's tcpdump, for tests that run it beside the binary with the same command lines.

use std::collections::BTreeMap;
use std::process::Command;

/// Where it is.
pub const PATH: &str = "/usr/bin/tcpdump";

/// Whether the version is there that is compared with, and this is root, whose rights it gives up; a test
/// that cannot run says so by its name.
#[must_use]
pub fn is_there(test: &str) -> bool {
    let version = Command::new(PATH).arg("--version").output();
    let version = version.map_or(String::new(), |output| {
        String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned()
    });
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    let there = version == "tcpdump version 4.99.3" && is_root;
    if !there {
        println!("{test}: skipped: it takes root and tcpdump 4.99.3");
    }
    there
}

/// The words of a line: single quotes keep them together.
#[must_use]
pub fn split(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    let words = parts.flat_map(|(number, part)| match number % 2 {
        0 => part.split_ascii_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

/// What a command line comes to.
#[derive(Debug, Default, PartialEq)]
pub struct Outcome {
    /// Its exit code; none if a signal ended it.
    pub code: Option<i32>,
    /// What it printed.
    pub printed: String,
    /// What it said on standard error.
    pub said: String,
    /// The files that were written.
    pub written: BTreeMap<String, Vec<u8>>,
}

/// The lines in which two outcomes differ.
#[must_use]
pub fn difference(wanted: &Outcome, found: &Outcome) -> String {
    let text = |it: &Outcome| {
        let written =
            it.written.iter().map(|(name, bytes)| format!("{name} {}\n", bytes.escape_ascii()));
        let written: String = written.collect();
        let Outcome { code, printed, said, .. } = it;
        format!("{code:?}, printed:\n{printed}said:\n{said}{written}").replace('\r', "\\r")
    };
    let (wanted, found) = (text(wanted), text(found));
    let (mut wanted, mut found): (Vec<&str>, Vec<&str>) =
        (wanted.lines().collect(), found.lines().collect());
    while wanted.last().is_some_and(|last| found.last() == Some(last)) {
        wanted.pop();
        found.pop();
    }
    let same = wanted.iter().zip(&found).take_while(|(a, b)| a == b).count();
    let marked = |sign: &str, lines: &[&str]| {
        lines[same..].iter().map(|line| format!("  {sign}{line}\n")).collect::<String>()
    };
    marked("-", &wanted) + &marked("+", &found)
}
