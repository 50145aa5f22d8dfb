//! The sandbox: no mode makes a call that its list does not have, what is forbidden is refused from
//! inside, and what a mode is asked for it still does.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{barecap, listen, said, signal, with_all_printers};
use barecap_tests::folder::Folder;
use barecap_tests::forbidden::forbid_to;
use barecap_tests::savefile::{interface, packet, section, words};
use barecap_tests::{namespace, traffic};
use rustix::io::Errno;
use std::collections::BTreeSet;
use std::net::UdpSocket;
use std::os::unix::fs::MetadataExt;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{fs, thread};
use syscalls::Sysno;

/// Why the sandbox cannot be tested here.
fn missing(strace: bool) -> Option<&'static str> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    if !status.contains("Seccomp_filters:") {
        return Some("the kernel has no seccomp filters");
    }
    // SAFETY: with this flag the kernel reads nothing, and answers with a number.
    let landlock = unsafe { syscalls::syscall!(Sysno::landlock_create_ruleset, 0, 0, 1) };
    if landlock.is_err() {
        return Some("the kernel has no Landlock");
    }
    let mut tracing = Command::new("strace");
    tracing.args(["-o", "/dev/null", "true"]).stderr(Stdio::null());
    if strace && !tracing.status().is_ok_and(|status| status.success()) {
        return Some("strace is missing, or may not trace");
    }
    None
}

/// Sends a datagram to port 9999 of lo every few milliseconds while `meanwhile` runs.
fn with_traffic<T>(meanwhile: impl FnOnce() -> T) -> T {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let _receiver = UdpSocket::bind("127.0.0.1:9999").unwrap();
    let send = || drop(socket.send_to(&[b'x'; 600], "127.0.0.1:9999"));
    traffic::during(Duration::from_millis(3), send, meanwhile)
}

/// The numbers of the calls that the traced filter allows, and the lines behind it.
fn filter_and_rest(trace: &str) -> (BTreeSet<u32>, Vec<&str>) {
    let mut lines = trace.lines();
    let filter = lines.find(|line| line.contains("] seccomp(")).unwrap();
    // It may be in two parts where there is another process.
    let resumed = trace.lines().find(|line| line.contains("seccomp resumed>"));
    assert!(resumed.unwrap_or(filter).ends_with("= 0"), "{filter}");
    let number = |text: &str| {
        let text = text.split([',', ')']).next().unwrap();
        text.strip_prefix("0x").map_or(text.parse(), |hex| u32::from_str_radix(hex, 16)).unwrap()
    };
    // What is tested is what was loaded: a call's number is at 0, behind it are the architecture's and
    // the arguments.
    let mut loaded = None;
    let mut tested = BTreeSet::new();
    for instruction in filter.split("BPF_STMT(").flat_map(|part| part.split("BPF_JUMP(")) {
        if let Some(place) = instruction.strip_prefix("BPF_LD|BPF_W|BPF_ABS, ") {
            loaded = Some(number(place));
        } else if let Some(value) = instruction.strip_prefix("BPF_JMP|BPF_K|BPF_JEQ, ")
            && loaded == Some(0)
        {
            tested.insert(number(value));
        }
    }
    assert!(tested.len() > 4, "{filter}");
    (tested, lines.collect())
}

/// Traces the capture, and holds its calls against its filter; what it said.
fn trace(folder: &Folder, arguments: &[&str], signals: &[&str]) -> (Output, Vec<String>) {
    let path = folder.file("trace");
    let _ = fs::remove_file(&path);
    // With -D the capture, not strace, is the child. SIGHUP stays ignored where it was at the start, as
    // under nohup(1).
    let child = Command::new("env")
        .args([
            "--default-signal=HUP",
            "strace",
            "-D",
            "-n",
            "-s",
            "200",
            "-e",
            "abbrev=!seccomp",
            "-o",
            &path,
        ])
        // Threads too, and so what -z starts, which is left out below.
        .args(arguments.contains(&"--rings").then_some("-f"))
        .arg(barecap())
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let read = || fs::read_to_string(&path).unwrap_or_default();
    let wait_for = |text: &str| {
        let start = Instant::now();
        while !read().contains(text) {
            assert!(start.elapsed() < Duration::from_secs(20), "{arguments:?}: {text}: {}", read());
            thread::sleep(Duration::from_millis(10));
        }
    };
    if !signals.is_empty() {
        wait_for("listening on");
        for name in signals {
            thread::sleep(Duration::from_millis(300));
            signal(&child, name);
        }
    }
    let output = child.wait_with_output().unwrap();
    wait_for("+++ exited");
    // What is traced of several threads has their numbers, and calls in two parts.
    let trace = read();
    let numbered = |line: &'_ str| line.starts_with(|first: char| first.is_ascii_digit());
    let number = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let own = number(&trace);
    // What is started outside of the walls: the helper, which closes all it does not need, and commands.
    let outside: BTreeSet<String> = trace
        .lines()
        .filter(|line| {
            numbered(line) && [" close_range(", " execve("].iter().any(|call| line.contains(call))
        })
        .map(number)
        .filter(|number| *number != own)
        .collect();
    let is_prefix = |it: char| it.is_ascii_digit() || it == ' ';
    let lines = trace.lines().filter(|line| !numbered(line) || !outside.contains(&number(line)));
    let lines: Vec<&str> = lines.map(|line| line.trim_start_matches(is_prefix)).collect();
    let trace = lines.join("\n");
    let (allowed, calls) = filter_and_rest(&trace);
    for line in &calls {
        // As `-n` has them: the numbers are those of the machine that the program is for.
        let (number, call) = line.strip_prefix('[').unwrap().split_once("] ").unwrap();
        if ["---", "+++", "<... "].iter().any(|start| call.starts_with(start)) {
            continue;
        }
        let number: u32 = number.trim().parse().unwrap();
        assert!(allowed.contains(&number), "{arguments:?}: {line} is not in the list");
        // A queue larger than the system's limit takes a right that no capture keeps, and the call that
        // asks for one within the limit follows.
        let is_refused = line.contains("= -1 EPERM") || line.contains("= -1 EACCES");
        assert!(!is_refused || line.contains("SO_RCVBUFFORCE"), "{arguments:?}: {line}");
    }
    (output, calls.into_iter().map(str::to_owned).collect())
}

#[test]
fn no_live_mode_makes_a_call_that_is_not_in_its_list() {
    if let Some(reason) = missing(true) {
        println!("no_live_mode_makes_a_call_that_is_not_in_its_list: skipped: {reason}");
        return;
    }
    namespace::run("no_live_mode_makes_a_call_that_is_not_in_its_list", || {
        namespace::veth();
        let folder = Folder::new("live");
        let file = folder.file("x.pcap");
        let several = folder.file("several.pcapng");
        let times = folder.file("y-%s.pcapng");
        let interrupt = &["INT"][..];
        let cases: &[(&[&str], &[&str])] = &[
            (&["-n"], interrupt),
            (&[], interrupt),
            (&["-vv", "-e", "-i", "any", "-y", "LINUX_SLL2"], interrupt),
            (&["-l", "--immediate-mode", "-A"], interrupt),
            (&["--immediate-mode", "-s", "100000", "-c", "5"], &[]),
            (&["--json", "-c", "3"], &[]),
            (&["-w", &file], &["USR1", "USR2", "TERM"]),
            (&["-w", &file, "--print", "-U"], &["HUP"]),
            (&["-w", "-"], interrupt),
            (&["-w", &file, "--part", "--timeout", "1s", "--stats-interval", "300ms"], &[]),
            (&["-w", &file, "-C", "4k", "-W", "3", "-z", "true", "-U"], interrupt),
            (&["-w", &times, "-G", "1", "-W", "2", "--part", "-z", "true"], &[]),
            (&["-w", &file, "-C", "4k", "--rotate-total", "9k", "-U"], interrupt),
            (&["--expect", ">=2 udp", "--expect", "==0 arp", "--timeout", "2s"], &[]),
            (&["-i", "va,lo", "-i", "v?", "-w", &several, "--print"], &["USR1", "USR2", "TERM"]),
            (&["-w", &file, "--print-sampling", "2"], interrupt),
            (&["--rings", "3", "-w", &file], &["USR1", "USR2", "TERM"]),
            (&["--rings", "2", "--fanout", "lb", "-U", "-c", "5", "-w", &several], &[]),
            (
                &["--rings", "2", "-w", &file, "-C", "4k", "-W", "3", "--part", "-z", "true"],
                interrupt,
            ),
            (&["--rings", "2", "-w", &times, "-G", "1", "-W", "2", "-z", "true"], &[]),
            (
                &[
                    "--rings",
                    "2",
                    "--fanout",
                    "cpu",
                    "-w",
                    &file,
                    "-C",
                    "4k",
                    "--rotate-total",
                    "9k",
                ],
                interrupt,
            ),
            (&["--rings", "2", "-w", &file, "--merge", "-c", "5"], &[]),
            (&["--rings", "4", "-n", "--immediate-mode"], interrupt),
        ];
        with_traffic(|| {
            for (arguments, signals) in cases {
                let has = |option| arguments.contains(&option);
                let interface: &[&str] = if has("-i") { &[] } else { &["-i", "lo"] };
                let (output, calls) = trace(&folder, &[interface, arguments].concat(), signals);
                assert!(output.status.success(), "{arguments:?}: {}", said(&output));
                assert!(!said(&output).contains("WARNING"), "{}", said(&output));
                assert!(calls.iter().any(|call| call.contains("] ppoll(")), "{arguments:?}");
            }
        });
    });
}

#[test]
fn interfaces_that_appear_are_captured_on_within_the_list() {
    let name = "interfaces_that_appear_are_captured_on_within_the_list";
    if let Some(reason) = missing(true) {
        println!("{name}: skipped: {reason}");
        return;
    }
    namespace::run(name, || {
        let folder = Folder::new("appear");
        let file = folder.file("x.pcapng");
        let follow = ["-i", "lo", "-i", "vx*", "--follow-interfaces", "-w", &file];
        let cases: &[&[&str]] = &[
            &[],
            &["--print", "-U"],
            &["-C", "1"],
            &["--immediate-mode", "-p", "-s", "100000"],
            &["host localhost and not broadcast"],
        ];
        for arguments in cases {
            let done = AtomicBool::new(false);
            let arguments = [&follow[..], arguments].concat();
            let (output, calls) = thread::scope(|scope| {
                scope.spawn(|| {
                    // Not for ever, should the capture fail.
                    for _ in (0..100).take_while(|_| !done.load(Ordering::Relaxed)) {
                        namespace::ip("link add vx0 type veth peer name oy0");
                        namespace::ip("link set vx0 up");
                        thread::sleep(Duration::from_millis(100));
                        namespace::ip("link set vx0 name vx1");
                        thread::sleep(Duration::from_millis(100));
                        namespace::ip("link del vx1");
                        thread::sleep(Duration::from_millis(100));
                    }
                });
                // Time for it to come and go, on a busy machine too.
                let mut signals = vec!["USR1"; 9];
                signals.push("INT");
                let traced = trace(&folder, &arguments, &signals);
                done.store(true, Ordering::Relaxed);
                traced
            });
            let said = said(&output);
            assert!(output.status.success(), "{arguments:?}: {said}");
            assert!(!said.contains("WARNING: the sandbox") && !said.contains("left out"), "{said}");
            let opened = ["appeared", "is back"].map(|what| format!("The interface {what}"));
            assert!(opened.iter().any(|text| said.contains(text)), "{arguments:?}: {said}");
            assert!(calls.iter().any(|call| call.contains("] socket(AF_PACKET")), "{arguments:?}");
        }
    });
}

/// A savefile with an interface of each of two link types, and a packet on each.
fn two_link_types() -> Vec<u8> {
    let interfaces = [1, 101].map(interface).concat();
    let bytes = words(&[0x45, 2, 3, 4, 5]);
    let packets = [0, 1].map(|number| packet(number, 0, &bytes, bytes.len())).concat();
    [section(), interfaces, packets].concat()
}

#[test]
fn no_offline_mode_makes_a_call_that_is_not_in_its_list() {
    if let Some(reason) = missing(true) {
        println!("no_offline_mode_makes_a_call_that_is_not_in_its_list: skipped: {reason}");
        return;
    }
    namespace::run("no_offline_mode_makes_a_call_that_is_not_in_its_list", || {
        let folder = Folder::new("offline");
        let [live, cooked, mixed, list, out] =
            ["live", "cooked", "mixed", "list", "out"].map(|name| folder.file(name));
        with_traffic(|| {
            for (interface, file) in [("lo", &live), ("any", &cooked)] {
                let arguments = ["-i", interface, "-c", "9", "-w", file, "-y"];
                let link_type = if interface == "any" { "LINUX_SLL2" } else { "EN10MB" };
                let arguments = [&arguments[..], &[link_type]].concat();
                assert!(Command::new(barecap()).args(arguments).status().unwrap().success());
            }
        });
        fs::write(&mixed, two_link_types()).unwrap();
        fs::write(&list, format!("{live}\n{mixed}\n{live}\n")).unwrap();
        let cases: &[&[&str]] = &[
            &["-r", &live],
            &["-n", "-r", &live],
            &["-e", "-r", &cooked],
            &["-n", "-r", &cooked],
            &["-r", &live, "--count"],
            &["-r", &live, "-w", &out],
            &["-r", &live, "-w", "-"],
            &["-r", &live, "-w", &out, "-C", "1k", "-z", "true", "--part"],
            &["-V", &list, "-n"],
            &["-V", &list, "-w", &out, "--write-format=pcapng", "ip host localhost or udp"],
            &["-r", &mixed, "-n", "host localhost or not port domain"],
            &["-r", &mixed, "--expect", ">=0 host localhost"],
            &["--check", &live, &mixed, &cooked],
            &["-i", "lo", "--send", &live, "--max-sleep", "10ms"],
            &["-i", "lo", "--send", &live, "--speed=full", "--loop", "40", "udp"],
        ];
        for arguments in cases {
            let (output, _) = trace(&folder, arguments, &[]);
            assert!(output.status.success(), "{arguments:?}: {}", said(&output));
            assert!(!said(&output).contains("WARNING: the sandbox"), "{}", said(&output));
        }
    });
}

/// It is not that somebody may not read it.
#[test]
fn a_folder_among_savefiles_is_told_to_be_one() {
    let folder = Folder::new("folder-among");
    let [file, inner, list] = ["file", "inner", "list"].map(|name| folder.file(name));
    fs::write(&file, two_link_types()).unwrap();
    fs::create_dir(&inner).unwrap();
    fs::write(&list, format!("{file}\n{inner}\n")).unwrap();
    for arguments in [&["-nV", &list][..], &["--check", &file, &inner], &["-nr", &inner]] {
        for options in [&[][..], &["--no-sandbox"]] {
            let output = Command::new(barecap()).args(options).args(arguments).output().unwrap();
            let told = said(&output) + &String::from_utf8_lossy(&output.stdout);
            assert_eq!(output.status.code(), Some(1), "{arguments:?}: {told}");
            assert!(told.contains("Is a directory"), "{arguments:?}: {told}");
        }
    }
}

/// A kernel without a part of it is no news, unless it is asked for; that a part fails is.
#[test]
fn what_the_sandbox_is_without_is_told() {
    let folder = Folder::new("without");
    let file = folder.file("file");
    fs::write(&file, two_link_types()).unwrap();
    let landlock = (Sysno::landlock_create_ruleset, 2, 1, "Landlock");
    let seccomp = (Sysno::seccomp, 0, 1, "seccomp");
    for ((call, argument, value, part), errno, is_lacking) in [
        (landlock, Errno::NOSYS, true),
        (landlock, Errno::OPNOTSUPP, true),
        (landlock, Errno::PERM, false),
        (seccomp, Errno::NOSYS, true),
        (seccomp, Errno::INVAL, true),
        (seccomp, Errno::PERM, false),
    ] {
        for options in [&["-nr"][..], &["-nvr"]] {
            let mut command = Command::new(barecap());
            command.args(options).arg(&file);
            forbid_to(&mut command, call, argument, Some(value), errno);
            let output = command.output().unwrap();
            let said = said(&output);
            assert!(output.status.success(), "{said}");
            let told = said.contains(&format!("WARNING: the sandbox is without {part}: "));
            assert_eq!(told, !is_lacking || options[0] == "-nvr", "{errno} {options:?}: {said}");
        }
    }
}

/// What the shell makes of `<(...)` is in no file system, and can be read all the same.
#[test]
fn pipes_with_names_are_read_inside() {
    let folder = Folder::new("named");
    let file = folder.file("file");
    fs::write(&file, two_link_types()).unwrap();
    let script = "\"$0\" --check <(cat \"$1\") <(cat \"$1\")";
    let output = Command::new("bash").args(["-c", script]).arg(barecap()).arg(&file).output();
    let output = output.unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", said(&output));
    assert_eq!(String::from_utf8_lossy(&output.stdout).matches(": sound: 2 packets").count(), 2);
}

/// Outside of namespaces, in which there are no other users.
#[test]
fn the_user_is_changed_before_the_walls_are_up() {
    let name = "the_user_is_changed_before_the_walls_are_up";
    let root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    if let Some(reason) = missing(true).or((!root).then_some("it wants root")) {
        println!("{name}: skipped: {reason}");
        return;
    }
    let folder = Folder::new("user");
    let [from, to] = ["from.pcapng", "to"].map(|name| folder.file(name));
    fs::write(&from, two_link_types()).unwrap();
    // Every packet begins a file: the first is root's own at first, the others are not.
    let user = ["-Z", "nobody", "-r", &from, "-w", &to, "--write-format=pcapng", "-C", "1k"];
    let more = ["--part", "--rotate-total", "1k", "-z", "true"];
    let (output, _) = trace(&folder, &[&user[..], &more].concat(), &[]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("dropped privs to nobody"), "{}", said(&output));
    assert_ne!(fs::metadata(&to).unwrap().uid(), 0);
}

#[test]
fn what_is_forbidden_is_refused_from_inside() {
    if let Some(reason) = missing(false) {
        println!("what_is_forbidden_is_refused_from_inside: skipped: {reason}");
        return;
    }
    namespace::run("what_is_forbidden_is_refused_from_inside", || {
        let folder = Folder::new("inside");
        let [out, elsewhere] = ["out", "elsewhere"].map(|name| folder.file(name));
        for folder in [&out, &elsewhere] {
            fs::create_dir(folder).unwrap();
        }
        let [own, other] = [format!("{out}/made"), format!("{elsewhere}/made")];
        let there = format!("{elsewhere}/there");
        fs::write(&there, "what the sandbox keeps").unwrap();
        let passwd = "/etc/passwd";
        let probe = |arguments: &[&str]| {
            let output = Command::new(with_all_printers())
                .args(["-i", "lo", "--timeout", "300ms"])
                .args(arguments)
                .env("BARECAP_PROBE", [&own, &other, &there, passwd].join(":"))
                .output()
                .unwrap();
            assert!(output.status.success(), "{}", said(&output));
            said(&output)
        };
        let (denied, refused) = ("Permission denied", "Operation not permitted");
        let file = format!("{out}/x.pcap");
        let answers = |text: &str, what: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(&format!("probe: {what}: ")));
            line.unwrap_or_else(|| panic!("{what}: {text}")).to_owned()
        };
        let calls = [
            "socket AF_PACKET",
            "socket AF_INET",
            "socket AF_UNIX",
            "execve",
            "clone",
            "ptrace",
            "kill",
            "setuid",
            "mmap",
            "setsockopt",
        ];
        for arguments in [
            &["-n"][..],
            &["-w", &file],
            &["-w", &file, "-C", "1"],
            &["-w", &file, "-C", "1", "-z", "true"],
            &[],
        ] {
            let text = probe(arguments);
            for call in calls {
                assert_eq!(answers(&text, &format!("call {call}")), refused, "{arguments:?}");
            }
            // Where no file is opened any more, none can be; elsewhere, only those of the folder.
            let made = arguments.contains(&"-C");
            let no = if made || arguments.is_empty() { denied } else { refused };
            for (what, path) in [
                ("make", &*other),
                ("make", &there),
                ("read", &there),
                ("make", passwd),
                ("read", passwd),
            ] {
                assert_eq!(
                    answers(&text, &format!("{what} {path}")),
                    no,
                    "{arguments:?} {what} {path}"
                );
            }
            let own_file = answers(&text, &format!("make {own}"));
            assert_eq!(own_file, if made { "done" } else { no }, "{arguments:?}");
            assert!(!fs::exists(&other).unwrap());
        }
        // Sockets on interfaces that appear are opened only where these are followed, and so is what
        // belongs to them; no other calls are.
        let text = probe(&["-n", "--follow-interfaces"]);
        for call in calls {
            let opens = ["socket AF_PACKET", "setsockopt"].contains(&call);
            let answer = answers(&text, &format!("call {call}"));
            assert_eq!(answer == refused, !opens, "{call}: {answer}");
        }
        // Without it the same calls are not refused: what refuses them is the sandbox.
        let text = probe(&["-n", "--no-sandbox"]);
        for call in calls {
            assert_ne!(answers(&text, &format!("call {call}")), refused);
        }
        for path in [&own, &other] {
            assert_eq!(answers(&text, &format!("make {path}")), "done");
        }
        assert_eq!(answers(&text, &format!("read {passwd}")), "done");
    });
}

/// A line of what the kernel says of a process, without its name.
fn status(child: &Child, name: &str) -> String {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim_start_matches(':').trim().to_owned()
}

#[test]
fn roots_rights_are_dropped() {
    if let Some(reason) = missing(false) {
        println!("roots_rights_are_dropped: skipped: {reason}");
        return;
    }
    namespace::run("roots_rights_are_dropped", || {
        let folder = Folder::new("rights");
        let file = folder.file("x.pcap");
        let none = "0000000000000000";
        // To pass over what others allow, for reading too, and to rename and delete what is theirs.
        let (files, names, entries) = ("0000000000000002", "0000000000000004", "000000000000000a");
        let (sockets, filters) = ("0000000000002000", "0000000000002004");
        for (arguments, rights) in [
            (&["-n"][..], none),
            (&[], names),
            (&["-w", &file], none),
            (&["-w", &file, "-C", "1"], files),
            (&["-w", &file, "--part"], entries),
            (&["-w", &file, "-C", "1", "--rotate-total", "9"], entries),
            (&["-n", "--follow-interfaces"], sockets),
            (&["-n", "--follow-interfaces", "udp"], filters),
        ] {
            let mut child = listen(&[&["-i", "lo"], arguments].concat(), Stdio::null());
            for set in ["CapEff", "CapPrm", "CapInh"] {
                let rights = if set == "CapInh" { none } else { rights };
                assert_eq!(status(&child, set), rights, "{arguments:?} {set}");
            }
            assert_eq!((&*status(&child, "NoNewPrivs"), &*status(&child, "Seccomp")), ("1", "2"));
            signal(&child, "INT");
            assert!(child.wait().unwrap().success());
        }
        let mut child = listen(&["-i", "lo", "-n", "--no-sandbox"], Stdio::null());
        assert_ne!(status(&child, "CapEff"), none);
        assert_eq!((&*status(&child, "NoNewPrivs"), &*status(&child, "Seccomp")), ("0", "0"));
        signal(&child, "INT");
        assert!(child.wait().unwrap().success());
    });
}

#[test]
fn commands_for_full_files_run_outside_and_the_helper_goes_with_the_capture() {
    let name = "commands_for_full_files_run_outside_and_the_helper_goes_with_the_capture";
    namespace::run(name, || {
        let folder = Folder::new("command");
        let [file, tool, log] = ["x-", "tool", "log"].map(|name| folder.file(name));
        // What it does is outside of everything that the capture may do.
        fs::write(&tool, format!("#!/bin/sh\nwc -c < \"$1\" >/dev/null && echo \"$1\" >> {log}\n"))
            .unwrap();
        assert!(Command::new("chmod").args(["+x", &tool]).status().unwrap().success());
        let arguments = ["-i", "lo", "-w", &file, "-C", "4k", "-W", "100", "-U", "-z", &tool];
        let child = listen(&arguments, Stdio::null());
        with_traffic(|| thread::sleep(Duration::from_millis(800)));
        let children = fs::read_to_string(format!("/proc/{0}/task/{0}/children", child.id()));
        let helper = children.unwrap().trim().to_owned();
        // Commands that have ended are taken note of when the next begins.
        let own = fs::read_to_string(format!("/proc/{helper}/task/{helper}/children")).unwrap();
        assert!(own.split_whitespace().count() < 8, "{own}");
        signal(&child, "INT");
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        let full = fs::read_dir(&folder.0).unwrap().count() - 3;
        let start = Instant::now();
        let done = || fs::read_to_string(&log).unwrap_or_default().lines().count();
        while done() < full {
            assert!(start.elapsed() < Duration::from_secs(20), "{} of {full}", done());
            thread::sleep(Duration::from_millis(10));
        }
        assert!(full > 10 && done() == full);
        while fs::exists(format!("/proc/{helper}/fd/0")).unwrap_or_default() {
            assert!(start.elapsed() < Duration::from_secs(20), "the helper is still there");
            thread::sleep(Duration::from_millis(10));
        }
    });
}
