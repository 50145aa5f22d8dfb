//! Savefiles against tcpdump: every capture of the conformance data is copied by our reader and
//! writer and by `tcpdump -r FILE -w -`, which must give the same bytes and the same complaint.
#![allow(clippy::expect_used, clippy::panic, reason = "tests fail by panics")]

use barecap_core::savefile::pcap::Header;
use barecap_core::savefile::timestamp::Precision;
use barecap_core::savefile::{Interface, Item, Reader, Step};
use barecap_tests::{conformance, oracle};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// What a copy of a file holds, and the complaint that ended it.
type Copy = (Vec<u8>, Option<String>);

fn ours(file: &[u8]) -> Copy {
    let mut interfaces = heapless::Vec::<Interface, 64>::new();
    let mut reader = Reader::new(&mut interfaces);
    let (mut at, mut copy, mut header) = (0, Vec::new(), None);
    loop {
        let (item, len) = match reader.next(&file[at..], true) {
            Ok(Step::Got(item, len)) => (item, len),
            Ok(Step::End) => return (copy, None),
            Ok(Step::Need(_)) => panic!("asks for more at the end"),
            Err(error) => return (copy, Some(error.to_string())),
        };
        match item {
            Item::Interface(0) if header.is_none() => {
                let Interface { link_type, extension, snap_length, .. } = reader.interfaces()[0];
                let first =
                    Header { link_type, extension, snap_length, precision: Precision::Micro };
                copy.extend(first.encode());
                header = Some(first);
            }
            Item::Packet(record) => {
                let header = header.expect("an interface comes first");
                let data = &file[at..][record.data];
                copy.extend(header.encode_record(record.time, data.len() as u32, record.length));
                copy.extend(data);
            }
            Item::Interface(_)
            | Item::Missing(_)
            | Item::Option(_)
            | Item::Block(..)
            | Item::Nothing => {}
        }
        at += len;
    }
}

fn theirs(path: &Path) -> Copy {
    let output = Command::new("tcpdump")
        .args(["-w", "-", "-r"])
        .arg(path)
        .stdin(Stdio::null())
        .output()
        .expect("tcpdump can be run");
    let complaints = String::from_utf8_lossy(&output.stderr);
    let complaint = complaints.lines().find_map(|line| line.strip_prefix("tcpdump: "));
    let complaint = complaint.map(|line| line.trim_start_matches("pcap_loop: ").to_owned());
    (output.stdout, complaint.filter(|_| !output.status.success()))
}

/// A capture with a fraction of 2^31 ns, which libpcap 1.10.3 takes for a negative number.
const SIGNED_FRACTION: &str = "timestamp_invalid_nano.pcap";

fn captures(folder: &Path) -> Vec<PathBuf> {
    ["pcaps", "print/pcaps"]
        .iter()
        .flat_map(|part| fs::read_dir(folder.join(part)).expect("is there"))
        .map(|entry| entry.expect("can be read").path())
        .filter(|path| !path.ends_with(SIGNED_FRACTION))
        .collect()
}

#[test]
fn copies_are_tcpdumps() {
    let Some(folder) = conformance::folder() else {
        println!("savefile: skipped: no conformance data");
        return;
    };
    if let Some(missing) = oracle::missing() {
        println!("savefile: skipped: {missing}");
        return;
    }
    let captures = captures(&folder);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = |worker| {
        let mut bad = Vec::new();
        for path in captures.iter().skip(worker).step_by(workers) {
            let file = fs::read(path).expect("can be read");
            let ((ours, our_complaint), (theirs, their_complaint)) = (ours(&file), theirs(path));
            if our_complaint != their_complaint {
                bad.push(format!("{}: {our_complaint:?}, not {their_complaint:?}", path.display()));
            } else if ours != theirs {
                let at = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
                let lengths = (ours.len(), theirs.len());
                bad.push(format!("{}: other bytes from {at} on, of {lengths:?}", path.display()));
            }
        }
        bad
    };
    let bad: Vec<String> = thread::scope(|scope| {
        let shares: Vec<_> =
            (0..workers).map(|worker| scope.spawn(move || share(worker))).collect();
        shares.into_iter().flat_map(|share| share.join().expect("no capture panics")).collect()
    });
    println!(
        "savefile: {} of {} captures copied alike",
        captures.len() - bad.len(),
        captures.len()
    );
    assert!(bad.is_empty(), "{bad:#?}");
}
