//! Filters that are given as programs, in the form in which -ddd prints them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use barecap_tests::folder::Folder;
use std::fs;
use std::process::{Command, Output};

fn run(folder: &Folder, arguments: &[&str]) -> Output {
    let mut command = Command::new(barecap());
    command.current_dir(&folder.0).args(["-y", "EN10MB"]).args(arguments).output().unwrap()
}

/// A program means itself, on the command line and in a file, and keeps what -s allows.
#[test]
fn what_ddd_prints_is_a_filter() {
    let folder = Folder::new("programs");
    for filter in ["tcp port 80", "ip6", "", "vlan 5 and ip", "len > 100 or ether[0] & 1 = 1"] {
        let printed = run(&folder, &["-ddd", filter]).stdout;
        let program = String::from_utf8(printed.clone()).unwrap();
        assert_eq!(run(&folder, &["-ddd", &program]).stdout, printed, "{filter}");
        fs::write(folder.0.join("program"), &printed).unwrap();
        assert_eq!(run(&folder, &["-ddd", "-F", "program"]).stdout, printed, "{filter}");
        let shorter = run(&folder, &["-s", "96", "-ddd", filter]).stdout;
        assert_eq!(run(&folder, &["-s", "96", "-ddd", &program]).stdout, shorter, "{filter}");
    }
}

#[test]
fn what_is_no_program_is_refused() {
    let folder = Folder::new("no-programs");
    for (text, message) in [
        ("2\n6 0 0 1", "can't read filter program"),
        ("1\n6 0 0 1\n6", "can't read filter program"),
        ("1\n6 0 300 1", "can't read filter program"),
        ("1\n6 0 0 4294967296", "can't read filter program"),
        ("99999999999\n6 0 0 1", "can't read filter program"),
        ("1\n0 0 0 1", "filter program: "),
        ("2\n5 0 0 7\n6 0 0 1", "filter program: "),
        // Fewer numbers are an expression.
        ("1 2 3 4", "can't parse filter expression: syntax error"),
    ] {
        let output = run(&folder, &["-d", text]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(error.starts_with(&format!("barecap: {message}")), "{text}: {error}");
    }
}
