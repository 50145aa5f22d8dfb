//! Printed lines against tcpdump's own test suite, byte for byte: the default build on what it
//! prints, and builds with every printer on all cases, those of SMB by one that has its printers.
#![allow(clippy::expect_used, reason = "a panic is how a test fails")]

use barecap_tests::binary::{barecap, with_all_printers, with_smb};
use barecap_tests::conformance::{self, Print};
use barecap_tests::floors;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

/// The printers of the first milestone.
const FIRST: [&str; 8] = ["ether", "arp", "ip", "ip6", "tcp", "udp", "icmp", "icmp6"];

fn passes(binary: &Path, folder: &Path, case: &Print) -> bool {
    let output = Command::new(binary)
        .args(["-#", "-n", "-r"])
        .arg(Path::new("pcaps").join(&case.pcap))
        .args(case.args.split_whitespace())
        .current_dir(folder)
        .env("TZ", "GMT0")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .expect("the binary can be run");
    let expected = fs::read(folder.join("expected").join(&case.expected)).expect("is there");
    output.stdout == expected
}

fn is_first(case: &Print) -> bool {
    case.printers.iter().all(|printer| FIRST.contains(&printer.as_str()))
        && !case.pcap.ends_with(".pcapng")
        && !case.args.contains("-T")
}

/// Whether the case is of a tcpdump that has its printers of SMB; of many captures there is one without.
fn has_smb(case: &Print) -> bool {
    case.printers.iter().any(|printer| printer == "smb") && !case.name.ends_with("-nosmb")
}

#[test]
fn lines_are_tcpdumps() {
    let Some(folder) = conformance::folder() else {
        println!("print: skipped: no conformance data");
        return;
    };
    let folder = folder.join("print");
    let cases: Vec<Print> = conformance::read(&folder.join("cases.jsonl"));
    let (default, full) = (barecap(), with_all_printers());
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = |worker| {
        let share = cases.iter().skip(worker).step_by(workers);
        share
            .map(|case| {
                let full = if has_smb(case) { with_smb() } else { full };
                let full = passes(full, &folder, case);
                (case, full && (!is_first(case) || passes(default, &folder, case)))
            })
            .collect::<Vec<_>>()
    };
    let results: Vec<(&Print, bool)> = thread::scope(|scope| {
        let shares: Vec<_> =
            (0..workers).map(|worker| scope.spawn(move || share(worker))).collect();
        shares.into_iter().flat_map(|share| share.join().expect("no case panics")).collect()
    });

    // Name of the count, cases passed, cases counted.
    let mut counts = BTreeMap::<String, (usize, usize)>::new();
    let mut count = |name: String, passed: bool| {
        let entry = counts.entry(name).or_default();
        *entry = (entry.0 + usize::from(passed), entry.1 + 1);
    };
    for &(case, passed) in &results {
        count(format!("print tier {}", case.tier), passed);
        for printer in &case.printers {
            count(format!("printer {printer}"), passed);
        }
        if is_first(case) {
            count("print first milestone".into(), passed);
            if !passed {
                println!("print first milestone: {} does not pass", case.name);
            }
        }
    }
    for (name, (passed, all)) in counts {
        if name.starts_with("print ") {
            floors::hold(&name, passed, all);
        } else {
            println!("{name}: {passed} of {all}");
        }
    }
}
