//! Writing that fails at one of its steps: what is in the file then, what of the rest goes on, and what is
//! said.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{barecap, said};
use barecap_tests::folder::Folder;
use barecap_tests::forbidden::forbid_to;
use barecap_tests::savefile::{self, savefile};
use barecap_tests::told::Told;
use rustix::io::Errno;
use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use syscalls::Sysno;

/// A pcapng file with so many packets of each of these interfaces, by their link types and snap lengths,
/// one interface's behind the other's.
fn pcapng(sections: &[&[(u16, u32, usize)]]) -> Vec<u8> {
    let mut file = Told { bytes: Vec::new(), swapped: false };
    for interfaces in sections {
        // One that says nothing of itself.
        file.section(1);
        for (link_type, snap_length, _) in *interfaces {
            file.block(1, |file| {
                file.put(link_type.to_ne_bytes());
                file.put([0; 2]);
                file.put(snap_length.to_ne_bytes());
            });
        }
        for (number, (.., packets)) in (0_u32..).zip(*interfaces) {
            for _ in 0..*packets {
                file.block(6, |file| {
                    file.put(number.to_ne_bytes());
                    file.time(1);
                    file.put(60_u32.to_ne_bytes());
                    file.put(60_u32.to_ne_bytes());
                    file.put([0x45; 60]);
                });
            }
        }
    }
    file.bytes
}

fn run(folder: &Folder, arguments: &[&str]) -> Output {
    Command::new(barecap()).current_dir(&folder.0).args(arguments).output().unwrap()
}

/// The same where no file may have more bytes than this.
fn limited(folder: &Folder, bytes: usize, arguments: &[&str]) -> Output {
    let mut command = Command::new("prlimit");
    command.arg(format!("--fsize={bytes}")).arg(barecap()).args(arguments);
    command.current_dir(&folder.0).output().unwrap()
}

/// How many packets a savefile holds, which must be whole.
fn count(folder: &Folder, name: &str) -> u32 {
    savefile::count(&folder.file(name))
}

/// Where what may stand alone ends in a savefile: its beginning, header and records, or blocks.
fn ends(file: &[u8]) -> Vec<usize> {
    let word = |at: usize| u32::from_ne_bytes(file[at..at + 4].try_into().unwrap()) as usize;
    let is_pcapng = file.starts_with(&[0x0a, 0x0d, 0x0d, 0x0a]);
    let mut ends = if is_pcapng { vec![0] } else { vec![0, 24] };
    while let Some(&end) = ends.last()
        && end < file.len()
    {
        ends.push(end + if is_pcapng { word(end + 4) } else { 16 + word(end + 8) });
    }
    ends
}

/// Wherever a write stops, what is there is whole and is what was said.
#[test]
fn a_write_that_stops_anywhere_leaves_whole_records() {
    let folder = Folder::new("anywhere");
    // Records that go on as they are, packets one by one, those longer than the buffer, and blocks.
    for (packets, length, options) in [
        (30, 100, &["-w", "to"][..]),
        (30, 100, &["-w", "to", "-C", "1g"]),
        (3, 200_000, &["-w", "to"]),
        (3, 200_000, &["-w", "to", "-C", "1g"]),
        (30, 100, &["-w", "to", "--write-format=pcapng"]),
        (3, 200_000, &["-w", "to", "--write-format=pcapng"]),
        // More than the buffer holds.
        (300, 1000, &["-w", "to", "-C", "1g"]),
        (300, 1000, &["-w", "to", "--write-format=pcapng"]),
    ] {
        fs::write(folder.file("from"), savefile(packets, length)).unwrap();
        let arguments = [&["-r", "from"], options].concat();
        assert!(run(&folder, &arguments).status.success());
        let whole = fs::read(folder.file("to")).unwrap();
        let ends = ends(&whole);
        for at in [0, 1, 2, 3, ends.len() - 2] {
            for limit in [ends[at], ends[at] + 1, ends[at] + 20, ends[at + 1] - 1] {
                let output = limited(&folder, limit, &arguments);
                let said = said(&output);
                let what = format!("{options:?} {length} {limit}: {said}");
                assert_eq!(output.status.code(), Some(1), "{what}");
                let end = *ends.iter().rfind(|end| **end <= limit).unwrap();
                assert!(fs::read(folder.file("to")).unwrap() == whole[..end], "{what}");
                let last = said.lines().last().unwrap();
                if at < 2 && last.ends_with("to: File too large") {
                    // What every file begins with had no room.
                    continue;
                }
                let number = count(&folder, "to");
                let s = if number == 1 { "" } else { "s" };
                let wanted = format!("to: File too large: {number} packet{s} written, ");
                assert!(last.contains(&wanted), "{what}");
                // Nothing is tried again with what is left.
                assert_eq!(said.matches(" written, ").count(), 1, "{what}");
            }
        }
    }
}

/// What standard output held before stays, wherever the next byte goes; and what somebody else has
/// written behind ours meanwhile is not cut off.
#[test]
fn only_what_is_ours_is_cut_off() {
    let folder = Folder::new("ours");
    let file = savefile(30, 100);
    fs::write(folder.file("from"), &file).unwrap();
    let script = "{ printf %01000d 0; exec prlimit --fsize=2500 \"$0\" -r from -w -; } >to";
    let mut bash = Command::new("bash");
    bash.current_dir(&folder.0).args(["-c", script]).arg(barecap());
    assert_eq!(bash.output().unwrap().status.code(), Some(1));
    let end = *ends(&file).iter().rfind(|end| **end <= 1500).unwrap();
    let wanted = [&[b'0'; 1000], &file[..end]].concat();
    assert!(fs::read(folder.file("to")).unwrap() == wanted);

    let path = folder.file("shared");
    let append = || File::options().append(true).create(true).open(&path).unwrap();
    let mut child = Command::new("prlimit")
        .args(["--fsize=2500"])
        .arg(barecap())
        .args(["-r", "-", "-U", "-w", "-"])
        .stdin(Stdio::piped())
        .stdout(append())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let stdin = child.stdin.as_mut().unwrap();
    let (first, rest) = file.split_at(24 + 116);
    stdin.write_all(first).unwrap();
    let start = Instant::now();
    while fs::metadata(&path).unwrap().len() < first.len() as u64 {
        assert!(start.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(5));
    }
    append().write_all(&[b'x'; 1000]).unwrap();
    let _ = stdin.write_all(rest);
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(1));
    let there = fs::read(&path).unwrap();
    assert_eq!(there.len(), 2500);
    assert!(there.starts_with(&[first, &[b'x'; 1000]].concat()));
}

/// What was printed by then is there, and the savefile too, whichever of the two fails.
#[test]
fn what_fails_takes_nothing_else_with_it() {
    let folder = Folder::new("beside");
    fs::write(folder.file("from"), savefile(500, 100)).unwrap();
    fs::write(folder.file("types"), pcapng(&[&[(1, 0, 20), (101, 0, 1)]])).unwrap();
    let print = |from, limit| {
        let output = limited(&folder, limit, &["-nr", from, "--print", "-w", "to.pcap"]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.lines().filter(|line| !line.starts_with('\t')).count()
    };
    // A packet of another link type: all before it.
    assert_eq!((print("types", 1 << 20), count(&folder, "to.pcap")), (20, 20));
    // The same where what came before cannot be written either: both are told.
    let output = limited(&folder, 1000, &["-nr", "types", "-w", "to.pcap"]);
    let told = said(&output);
    assert!(told.contains("to.pcap: File too large: 12 packets written, 8 lost\n"), "{told}");
    assert!(told.contains("to.pcap: a packet has link-type RAW"), "{told}");
    // All that were taken before the buffer was full that could not be written; each takes a line.
    let lines = print("from", 10_000);
    assert!(lines >= 500, "{lines}");
    // Nothing can be printed: it is said once, and the file is complete.
    let to = File::options().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(barecap());
    command.current_dir(&folder.0).args(["-nr", "types", "--print", "--part", "-w", "to.pcapng"]);
    let output = command.stdout(to).output().unwrap();
    let said = said(&output);
    assert_eq!(output.status.code(), Some(14), "{said}");
    assert_eq!(said.lines().count(), 2, "{said}");
    assert_eq!(count(&folder, "to.pcapng"), 21);
}

/// A file that is complete has its command run, at the lowest priority, though the next cannot be made.
#[test]
fn a_complete_file_has_its_command_run() {
    let folder = Folder::new("complete");
    fs::write(folder.file("from"), savefile(30, 100)).unwrap();
    fs::write(folder.file("note"), "#!/bin/sh\necho $1 $(nice) >> done\n").unwrap();
    fs::set_permissions(folder.file("note"), Permissions::from_mode(0o755)).unwrap();
    fs::create_dir(folder.file("x1")).unwrap();
    for sandbox in [&[][..], &["--no-sandbox"]] {
        let options = &["-r", "from", "-w", "x", "-C", "1k", "-z", "./note"];
        let output = run(&folder, &[options, sandbox].concat());
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.ends_with("x1: Is a directory: 9 packets written, 1 lost\n"), "{said}");
        let start = Instant::now();
        let done = Path::new(&folder.file("done")).to_owned();
        while !fs::read_to_string(&done).is_ok_and(|text| text == "x 19\n") {
            assert!(start.elapsed() < Duration::from_secs(20));
            std::thread::sleep(Duration::from_millis(5));
        }
        fs::remove_file(done).unwrap();
    }
}

/// A file that cannot get its name keeps the one it has.
#[test]
fn a_file_that_cannot_get_its_name_is_told() {
    let folder = Folder::new("name");
    fs::write(folder.file("from"), savefile(30, 100)).unwrap();
    fs::create_dir(folder.file("x")).unwrap();
    for (options, packets) in
        [(&["-w", "x", "--part"][..], 30), (&["-w", "x", "--part", "-C1k"], 9)]
    {
        let output = run(&folder, &[&["-r", "from"], options].concat());
        assert_eq!(output.status.code(), Some(1));
        let said = said(&output);
        let lost = u32::from(packets < 30);
        let wanted = format!(": {packets} packets written, {lost} lost\n");
        assert!(said.contains("barecap: x: ") && said.ends_with(&wanted), "{said}");
        assert_eq!(count(&folder, "x.part"), packets);
    }
}

/// Of an interface for which there is no room in a pcapng file no packet is written; of those before all
/// are.
#[test]
fn what_comes_before_too_many_interfaces_is_written() {
    let folder = Folder::new("interfaces");
    let many: Vec<_> = (0..1024).map(|number| (1, 1000 + number, 1)).collect();
    fs::write(folder.file("from"), pcapng(&[&many, &[(1, 5000, 5)]])).unwrap();
    let output = run(&folder, &["-r", "from", "-w", "to.pcapng"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let wanted = "to.pcapng: File too large: 1024 packets written, 0 lost\n";
    assert!(said.ends_with(wanted), "{said}");
    assert_eq!(count(&folder, "to.pcapng"), 1024);
}

/// Of what was to be printed and could not be, so much is told as may be missing.
#[test]
fn what_is_not_printed_is_told() {
    let folder = Folder::new("printed");
    fs::write(folder.file("from"), savefile(3000, 1)).unwrap();
    for limit in [20_000, 40_000, 60_000] {
        let script = format!("exec prlimit --fsize={limit} \"$0\" -nr from >to");
        let mut bash = Command::new("bash");
        bash.current_dir(&folder.0).args(["-c", &script]).arg(barecap());
        let output = bash.output().unwrap();
        assert_eq!(output.status.code(), Some(14));
        let said = said(&output);
        let (_, lost) = said.split_once("(up to ").unwrap();
        let lost: usize = lost.split(' ').next().unwrap().parse().unwrap();
        let there = fs::read_to_string(folder.file("to")).unwrap();
        assert_eq!(there.len(), limit);
        // Less than what is put out at once.
        let line = there.len() / there.lines().count();
        assert!(lost > 0 && lost <= (16 << 10) / line + 1, "{limit}: {lost} of {line} bytes");
    }
}

/// Files together may have as many bytes as they are given.
#[test]
fn files_that_have_just_what_is_asked_for_stay() {
    let folder = Folder::new("exact");
    fs::write(folder.file("from"), savefile(200, 984)).unwrap();
    // A file ends with 65 records, when it has 24 and 65,000 bytes: two have 127 KiB.
    let arguments = ["-r", "from", "-w", "x", "-C63k", "--rotate-total=127k"];
    assert!(run(&folder, &arguments).status.success());
    let there = ["x", "x1", "x2", "x3"].map(|name| Path::new(&folder.file(name)).exists());
    assert_eq!(there, [false, true, true, true]);
}

/// What a file system tells only when a file is closed: what is in it cannot be known.
#[test]
fn a_file_that_cannot_be_closed_may_have_nothing() {
    let folder = Folder::new("close");
    fs::write(folder.file("from"), savefile(30, 100)).unwrap();
    let mut told = 0;
    // One of these descriptors is the file's; what becomes of the others is nothing to be told.
    for descriptor in 3..12 {
        let mut command = Command::new(barecap());
        command.current_dir(&folder.0).args(["-r", "from", "-w", "to"]);
        forbid_to(&mut command, Sysno::close, 0, Some(descriptor), Errno::IO);
        let output = command.output().unwrap();
        let said = said(&output);
        if !output.status.success() {
            assert_eq!(output.status.code(), Some(1), "{said}");
            let wanted = "to: Input/output error: 0 packets written, 30 lost\n";
            assert!(said.ends_with(wanted), "{said}");
            told += 1;
        }
    }
    assert_eq!(told, 1);
}

/// Of several files only what was in the one that could not be closed may be missing.
#[test]
fn files_that_were_closed_before_are_complete() {
    let folder = Folder::new("closed");
    fs::write(folder.file("from"), savefile(30, 100)).unwrap();
    let mut told = Vec::new();
    for close in 1..16 {
        let mut command = Command::new("strace");
        command.current_dir(&folder.0).args(["-o", "/dev/null", "-e"]);
        command.arg(format!("inject=close:error=EIO:when={close}")).arg(barecap());
        command.args(["-r", "from", "-w", "x", "-C1k"]);
        let Ok(output) = command.output() else {
            return println!("skipped: strace is missing");
        };
        let said = said(&output);
        if !said.contains("reading from") {
            return println!("skipped: strace may not trace");
        }
        if let Some((_, error)) = said.split_once("barecap: ") {
            assert_eq!(output.status.code(), Some(1), "{said}");
            told.push(error.to_owned());
        }
    }
    // The packet for which another file was to begin is in none.
    let wanted = [("x", 0, 10), ("x1", 9, 10), ("x2", 18, 10), ("x3", 27, 3)];
    let wanted = wanted.map(|(file, written, lost)| {
        format!("{file}: Input/output error: {written} packets written, {lost} lost\n")
    });
    assert_eq!(told, wanted);
}
