//! Captures whose packets are shared out over several rings.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{Running, barecap, listen, said, signal};
use barecap_tests::folder::Folder;
use barecap_tests::namespace;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::net::UdpSocket;
use std::os::unix::fs::MetadataExt;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Sends numbered datagrams out of `va` from eight ports, a few at a time.
fn send(numbers: std::ops::Range<u32>) {
    let sockets = [0; 8].map(|_| UdpSocket::bind("10.9.0.1:0").unwrap());
    for number in numbers {
        let socket = &sockets[number as usize / 3 % 8];
        socket.set_broadcast(true).unwrap();
        socket.send_to(&number.to_be_bytes(), "10.9.0.255:9999").unwrap();
        if number % 100 == 0 {
            thread::sleep(Duration::from_micros(500));
        }
    }
}

fn end(child: Child) -> Output {
    signal(&child, "INT");
    child.wait_with_output().unwrap()
}

/// Waits for a capture to end by itself.
fn wait(mut child: Child) -> Output {
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < Duration::from_secs(20), "it goes on");
        thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap()
}

/// Captures two thousand packets; half way it is asked for its counts.
fn capture_two_thousand(arguments: &[&str]) {
    let capture = Running::listening(arguments);
    send(0..1000);
    capture.signal("USR1");
    capture.wait_for(" packets received by filter, 0 packets", 1);
    send(1000..2000);
    let end = capture.end();
    assert_eq!(end.code, Some(0), "{arguments:?}: {}", end.said);
    let counts = "\n2000 packets captured\n2000 packets received by filter\n\
                  0 packets dropped by kernel\n";
    assert!(end.said.ends_with(counts), "{arguments:?}: {}", end.said);
}

/// Times, in microseconds, and numbers of the packets of a pcap file.
fn packets(path: &str) -> Vec<(u64, u32)> {
    let file = fs::read(path).unwrap();
    let word = |at: usize| u32::from_ne_bytes(*file[at..].first_chunk().unwrap());
    let (mut at, mut packets) = (24, Vec::new());
    while at < file.len() {
        let length = word(at + 8) as usize;
        let number = u32::from_be_bytes(*file[at + 16..][..length].last_chunk().unwrap());
        packets.push((u64::from(word(at)) * 1_000_000 + u64::from(word(at + 4)), number));
        at += 16 + length;
    }
    packets
}

#[test]
fn what_several_rings_hold_is_merged_in_order() {
    namespace::run("what_several_rings_hold_is_merged_in_order", || {
        namespace::veth();
        let folder = Folder::new("rings_merged");
        let file = folder.file("x.pcap");
        for mode in ["hash", "cpu", "lb", "queue", "random", "rollover"] {
            for rings in ["2", "4", "16"] {
                let arguments = ["-i", "vb", "--rings", rings, "--fanout", mode, "-w", &file];
                capture_two_thousand(&[&arguments[..], &["--merge", "udp"]].concat());
                let packets = packets(&file);
                let numbers: Vec<u32> = packets.iter().map(|packet| packet.1).collect();
                assert_eq!(numbers.len(), 2000, "{mode} {rings}");
                assert!(packets.is_sorted_by_key(|packet| packet.0), "{mode} {rings}");
                assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), 2000);
            }
        }
        let lines = listen(&["-i", "vb", "-n", "--rings", "3", "-c", "100", "udp"], Stdio::piped());
        send(0..200);
        let output = wait(lines);
        let text = String::from_utf8(output.stdout.clone()).unwrap();
        assert_eq!(text.lines().count(), 100, "{text}");
        assert!(text.lines().is_sorted_by_key(|line| line.split(' ').next().unwrap().to_string()));
        assert!(said(&output).starts_with("100 packets captured\n"), "{}", said(&output));
    });
}

/// Numbers of the packets in the files of rings, which are each in order.
fn numbers_apart(file: &str, rings: usize) -> Vec<u32> {
    let mut numbers = Vec::new();
    for ring in 0..rings {
        let packets = packets(&format!("{file}.{ring}"));
        assert!(packets.is_sorted_by_key(|packet| packet.0), "{file}.{ring}");
        numbers.extend(packets.iter().map(|packet| packet.1));
    }
    assert!(fs::metadata(file).is_err() && fs::metadata(format!("{file}.{rings}")).is_err());
    numbers.sort_unstable();
    numbers
}

#[test]
fn each_ring_has_a_thread_and_a_file_of_its_own() {
    namespace::run("each_ring_has_a_thread_and_a_file_of_its_own", || {
        namespace::veth();
        let folder = Folder::new("rings_apart");
        for mode in ["hash", "cpu", "lb", "queue", "random", "rollover"] {
            for rings in [2, 4, 16] {
                let file = folder.file(&format!("{mode}{rings}.pcap"));
                let count = rings.to_string();
                let arguments =
                    ["-i", "vb", "--rings", &count, "--fanout", mode, "-w", &file, "udp"];
                capture_two_thousand(&arguments);
                assert_eq!(numbers_apart(&file, rings), Vec::from_iter(0..2000), "{mode} {rings}");
            }
        }
    });
}

/// The files in a folder and their sizes, by their names: for each ring, what stands before its number.
fn files(folder: &Folder) -> BTreeMap<u8, BTreeMap<String, u64>> {
    let mut files: BTreeMap<u8, BTreeMap<String, u64>> = BTreeMap::new();
    for entry in fs::read_dir(&folder.0).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let (before, ring) = name.rsplit_once('.').unwrap();
        let ring = ring.parse().unwrap_or_else(|_| panic!("{name}"));
        let size = entry.metadata().unwrap().len();
        files.entry(ring).or_default().insert(before.to_owned(), size);
    }
    files
}

/// Each ring goes from file to file by itself, under the names that one capture would give them, and the
/// files of all have all packets.
#[test]
fn each_ring_has_files_that_follow_each_other() {
    namespace::run("each_ring_has_files_that_follow_each_other", || {
        namespace::veth();
        // What is written, the first names for a ring and how many at least, and the size of a file.
        let cases: &[(&[&str], &[&str], u64)] = &[
            (&["-w", "x.pcap", "-C", "4k"], &["x.pcap", "x.pcap1", "x.pcap2", "x.pcap3"], 4096),
            (&["-w", "x", "-C", "4k", "-W", "1000"], &["x000", "x001", "x002", "x003"], 4096),
            (&["-w", "x", "-C", "4k", "--part"], &["x", "x1", "x2", "x3"], 4096),
            (&["-w", "x", "--part"], &["x"], u64::MAX),
            (&["-w", "%Y", "-C", "4k", "-G", "3600"], &["20"], 4096),
            (&["-w", "x%s-", "-G", "1", "-U"], &["x"], u64::MAX),
            (&["-w", "x%s-", "-G", "1", "--part"], &["x"], u64::MAX),
        ];
        for (at, (options, names, size)) in cases.iter().enumerate() {
            let follows = options.iter().any(|option| ["-C", "-G"].contains(option));
            let ways =
                [&[][..], &["--no-sandbox"], &["--no-sandbox", "-z", "true"], &["-z", "true"]];
            let modes = [(2, "lb"), (4, "random"), (3, "cpu"), (16, "hash")];
            for (round, (rings, mode)) in modes.into_iter().enumerate() {
                let more = ways[if follows { (at + round) % 4 } else { round % 2 }];
                let folder = Folder::new(&format!("rings_follow_{at}_{rings}_{}", more.len()));
                let written = folder.file(options[1]);
                let count = rings.to_string();
                let first = ["-i", "vb", "--rings", &count, "--fanout", mode, "-w", &written];
                let arguments = [&first[..], &options[2..], more, &["udp"]].concat();
                let capture = listen(&arguments, Stdio::null());
                send(0..1000);
                if options.contains(&"-G") && !options.contains(&"-C") {
                    thread::sleep(Duration::from_millis(1100));
                }
                send(1000..2000);
                let output = end(capture);
                let said = said(&output);
                assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
                assert!(said.contains("2000 packets captured\n"), "{arguments:?}: {said}");
                assert!(!said.contains("WARNING: the sandbox"), "{said}");
                let files = files(&folder);
                // Whichever processors the packets came on, all rings have a file.
                assert_eq!(files.len(), rings, "{arguments:?}: {files:?}");
                let mut numbers = BTreeSet::new();
                for (ring, files) in &files {
                    if ["lb", "random"].contains(&mode) && names.len() > 1 {
                        for name in *names {
                            assert!(files.contains_key(*name), "{ring}: {files:?}");
                        }
                    }
                    for (name, bytes) in files {
                        assert!(name.starts_with(names[0].trim_end_matches('0')), "{name}");
                        // The packet that came when it was full began the next.
                        assert!(*bytes <= size.saturating_add(62), "{name}: {bytes}");
                        let packets = packets(&folder.file(&format!("{name}.{ring}")));
                        assert!(packets.is_sorted_by_key(|packet| packet.0), "{name}");
                        assert!(packets.iter().all(|packet| numbers.insert(packet.1)));
                    }
                }
                assert_eq!(numbers, BTreeSet::from_iter(0..2000), "{arguments:?}");
            }
        }
    });
}

/// The last files stay, those of all rings together are not larger than they may be, and none that is
/// written is deleted; with -W files are written over.
#[test]
fn files_of_all_rings_have_one_limit() {
    namespace::run("files_of_all_rings_have_one_limit", || {
        namespace::veth();
        let cases: &[(&[&str], u64, usize)] = &[
            (&["-C", "4k", "--rotate-total", "40k"], 40 << 10, usize::MAX),
            (&["-C", "4k", "--rotate-total", "20k", "--part"], 20 << 10, usize::MAX),
            (&["-C", "4k", "--rotate-total", "1k", "-z", "true"], 1 << 10, usize::MAX),
            (&["-C", "4k", "-W", "3"], u64::MAX, 3),
            (&["-C", "4k", "-W", "3", "--rotate-total", "16k"], 16 << 10, 3),
            (&["-C", "4k", "-W", "1", "--part"], u64::MAX, 1),
        ];
        for (at, (options, total, most)) in cases.iter().enumerate() {
            let folder = Folder::new(&format!("rings_limit_{at}"));
            let written = folder.file("x");
            let first = ["-i", "vb", "--rings", "3", "--fanout", "lb", "-w", &written];
            let capture = listen(&[&first[..], options, &["udp"]].concat(), Stdio::null());
            send(0..6000);
            let output = end(capture);
            let said = said(&output);
            assert_eq!(output.status.code(), Some(0), "{options:?}: {said}");
            assert!(said.contains("6000 packets captured\n"), "{options:?}: {said}");
            let files = files(&folder);
            assert_eq!(files.len(), 3, "{options:?}: {files:?}");
            let (mut bytes, mut numbers) = (0, BTreeSet::new());
            for (ring, files) in &files {
                assert!((1..=*most).contains(&files.len()), "{options:?}: {files:?}");
                let newest = |name: &String| packets(&folder.file(&format!("{name}.{ring}")));
                let times: BTreeMap<_, _> =
                    files.iter().map(|(name, size)| (newest(name).last().copied(), size)).collect();
                // All but the last are full.
                bytes += times.values().rev().skip(1).copied().sum::<u64>();
                for name in files.keys() {
                    assert!(newest(name).iter().all(|packet| numbers.insert(packet.1)));
                }
            }
            assert!(bytes <= *total, "{options:?}: {bytes}: {files:?}");
            // The last packets are there, whichever ring has them.
            assert!((5990..6000).all(|number| numbers.contains(&number)), "{options:?}");
        }
    });
}

/// A capture that is to leave after so many files ends by itself, in every ring, also where none come.
#[test]
fn a_number_of_files_ends_all_rings() {
    namespace::run("a_number_of_files_ends_all_rings", || {
        namespace::veth();
        for (at, traffic) in [true, false].into_iter().enumerate() {
            let folder = Folder::new(&format!("rings_files_{at}"));
            let tools = Folder::new(&format!("rings_tools_{at}"));
            let [tool, log] = ["tool", "log"].map(|name| tools.file(name));
            // What is run finds the file whole, under its name.
            let script = format!(
                "#!/bin/sh\n{} --check \"$1\" >/dev/null && echo \"$1\" >> {log}\n",
                barecap().display()
            );
            fs::write(&tool, script).unwrap();
            assert!(Command::new("chmod").args(["+x", &tool]).status().unwrap().success());
            let written = folder.file("x%s.pcapng");
            let first = ["-i", "vb", "--rings", "2", "--fanout", "lb", "-w", &written];
            let more = ["-G", "1", "-W", "2", "--part", "-z", &tool, "udp"];
            let capture = listen(&[&first[..], &more].concat(), Stdio::null());
            for step in (0..30).filter(|_| traffic) {
                send(100 * step..100 * (step + 1));
                thread::sleep(Duration::from_millis(100));
            }
            let output = wait(capture);
            let said = said(&output);
            assert_eq!(output.status.code(), Some(0), "{said}");
            assert_eq!(said.matches("Maximum file limit reached: 2\n").count(), 1, "{said}");
            let files: BTreeMap<u8, Vec<String>> = files(&folder)
                .into_iter()
                .map(|(ring, files)| (ring, files.into_keys().collect()))
                .collect();
            assert_eq!(files.len(), 2, "{files:?}");
            let mut names = BTreeSet::new();
            let mut count = 0;
            for (ring, files) in files {
                assert!((1..=2).contains(&files.len()), "{files:?}");
                for name in files {
                    let path = folder.file(&format!("{name}.{ring}"));
                    let output =
                        Command::new(barecap()).args(["-r", &path, "--count"]).output().unwrap();
                    let text = String::from_utf8(output.stdout).unwrap();
                    count += text.split(' ').next().unwrap().parse::<u64>().unwrap();
                    names.insert(path);
                }
            }
            assert!(said.contains(&format!("{count} packets captured\n")), "{count}: {said}");
            assert_eq!(traffic, count > 0);
            let start = Instant::now();
            loop {
                let done = fs::read_to_string(&log).unwrap_or_default();
                if done.lines().map(str::to_owned).collect::<BTreeSet<_>>() == names {
                    break;
                }
                assert!(start.elapsed() < Duration::from_secs(20), "{done}: {names:?}");
                thread::sleep(Duration::from_millis(10));
            }
        }
    });
}

/// Outside of namespaces of users, in which there are no others.
#[test]
fn files_of_all_rings_are_the_users() {
    let name = "files_of_all_rings_are_the_users";
    let root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    let quiet = |words: &[&str]| {
        Command::new("unshare").args(words).status().is_ok_and(|status| status.success())
    };
    if !root || !quiet(&["-n", "ip", "link", "set", "lo", "up"]) {
        println!("{name}: skipped: it wants root, unshare(1) and ip(8)");
        return;
    }
    for (options, more) in [("", 1), ("-C 1k --part -z true", 2), ("-C 1k -W 90", 2)] {
        let folder = Folder::new(&format!("rings_user_{more}_{}", options.len()));
        // With -U blocks are handed over so often that both rings have many of the hundred, however fast
        // they come.
        let script = format!(
            "ip link set lo up
            {} -i lo --rings 2 --fanout random -U -w {}/x -Z nobody {options} -c 100 udp &
            until grep -q {} /proc/net/ptype; do sleep 0.01; done
            while kill -0 $! 2>/dev/null; do echo 0123456789 >/dev/udp/127.0.0.1/9; sleep 0.005; done
            wait $!",
            barecap().display(),
            folder.0.display(),
            "packet_rcv_fanout",
        );
        let output = Command::new("unshare").args(["-n", "bash", "-c", &script]).output().unwrap();
        let said = said(&output);
        assert!(output.status.success(), "{options}: {said}");
        assert!(said.contains("dropped privs to nobody\n"), "{options}: {said}");
        assert!(said.contains("\n100 packets captured\n"), "{options}: {said}");
        let mut count = 0;
        for (ring, files) in files(&folder) {
            assert!(files.len() >= more, "{options}: {files:?}");
            for name in files.keys() {
                let path = folder.file(&format!("{name}.{ring}"));
                assert_ne!(fs::metadata(&path).unwrap().uid(), 0, "{options} {name}.{ring}");
                count += packets(&path).len();
            }
        }
        assert_eq!(count, 100, "{options}");
    }
}

/// However many packets come, and whichever ring they are in: -c and --skip are exact, and it ends by
/// itself.
#[test]
fn counts_are_those_of_all_rings() {
    namespace::run("counts_are_those_of_all_rings", || {
        namespace::veth();
        let folder = Folder::new("rings_counts");
        for (round, (count, skip)) in [(1, 0), (7, 3), (100, 0), (1999, 0)].into_iter().enumerate()
        {
            let file = folder.file(&format!("{round}.pcap"));
            let (count, skip) = (count.to_string(), skip.to_string());
            let arguments = ["-i", "vb", "--rings", "4", "--fanout", "lb", "-U", "-c", &count];
            let more = ["--skip", &skip, "-w", &file, "udp"];
            let capture = listen(&[&arguments[..], &more].concat(), Stdio::null());
            send(0..2000);
            let output = wait(capture);
            assert_eq!(output.status.code(), Some(0), "{}", said(&output));
            assert_eq!(numbers_apart(&file, 4).len().to_string(), count);
            let captured = if count == "1" { "1 packet captured" } else { "packets captured" };
            assert!(said(&output).contains(captured), "{}", said(&output));
        }
        // Those that are passed over are none of them.
        let file = folder.file("skipped.pcap");
        let arguments = ["-i", "vb", "--rings", "4", "--skip", "30", "-w", &file, "udp"];
        let capture = listen(&arguments, Stdio::null());
        send(0..100);
        let output = end(capture);
        assert!(said(&output).contains("70 packets captured\n"), "{}", said(&output));
        assert_eq!(numbers_apart(&file, 4).len(), 70);
        // Of time as well, and without a single packet.
        let file = folder.file("none.pcapng");
        let arguments = ["-i", "vb", "--rings", "2", "--timeout", "200ms", "-w", &file, "udp"];
        let output = wait(listen(&arguments, Stdio::null()));
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let files = [0, 1].map(|ring| format!("{file}.{ring}"));
        let check =
            Command::new(barecap()).args(["--check", &files[0], &files[1]]).output().unwrap();
        assert_eq!(check.status.code(), Some(0), "{check:?}");
    });
}

/// A file that cannot be written on ends all threads, is told, and leaves whole records behind.
#[test]
fn a_full_disk_under_one_ring_ends_all() {
    namespace::run("a_full_disk_under_one_ring_ends_all", || {
        namespace::veth();
        let folder = Folder::new("rings_full");
        let file = folder.file("x.pcap");
        std::os::unix::fs::symlink("/dev/full", format!("{file}.1")).unwrap();
        let arguments = ["-i", "vb", "--rings", "2", "--fanout", "lb", "-w", &file, "udp"];
        let output = Command::new(barecap()).args(arguments).output().unwrap();
        // Where it cannot even be begun.
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains("x.pcap.1: No space left on device"), "{}", said(&output));

        // A disk with room for the beginning.
        let disk = folder.file("disk");
        fs::create_dir(&disk).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=64k", "none", &disk])
            .status()
            .unwrap();
        assert!(mounted.success());
        fs::remove_file(format!("{file}.1")).unwrap();
        // What is written, which of the files are on that disk, and the one that is full first.
        let cases: &[(&[&str], &[&str], &str)] = &[
            (&["-U"], &["x.pcap.1"], "x.pcap.1"),
            (&["-U", "-C", "24k"], &["x.pcap1.1"], ""),
            (&["-U", "-C", "40k"], &["x.pcap1.1", "x.pcap2.1"], "x.pcap2.1"),
            // Written only when it is finished: it is still that file which is full.
            (&["-C", "70k"], &["x.pcap1.1"], "x.pcap1.1"),
        ];
        for (more, links, full) in cases {
            for link in *links {
                let there = format!("{disk}/{link}");
                std::os::unix::fs::symlink(there, folder.file(link)).unwrap();
            }
            let capture = listen(&[&arguments[..], more].concat(), Stdio::null());
            send(0..6000);
            let output = if full.is_empty() { end(capture) } else { wait(capture) };
            let said = said(&output);
            assert_eq!(output.status.code(), Some(i32::from(!full.is_empty())), "{more:?}: {said}");
            let number = |what: &str| -> u64 {
                let before = said.split(what).next().unwrap();
                before.rsplit(|it: char| !it.is_ascii_digit()).next().unwrap().parse().unwrap()
            };
            let mut written = [0, 0];
            for entry in fs::read_dir(&folder.0).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                if name != "disk" {
                    let path = folder.file(&name);
                    written[usize::from(name.ends_with('1'))] += packets(&path).len() as u64;
                    fs::remove_file(&path).unwrap();
                }
            }
            for link in *links {
                let _ = fs::remove_file(format!("{disk}/{link}"));
            }
            // The other has all that it was to write.
            let [there, written] = written;
            if full.is_empty() {
                assert_eq!(number(" packets captured"), there + written, "{more:?}: {said}");
                continue;
            }
            assert!(
                said.contains(&format!("{full}: No space left on device: ")),
                "{more:?}: {said}"
            );
            assert_eq!(number(" packets written"), written, "{more:?}: {said}");
            let lost = number(" lost");
            assert!(lost > 0, "{more:?}: {said}");
            assert_eq!(number(" packets captured"), there + written + lost, "{more:?}: {said}");
        }
        let unmounted = Command::new("umount").arg(&disk).status().unwrap();
        assert!(unmounted.success());
    });
}

/// The processors that a task may run on, as the kernel lists them: `0-3,8`.
fn processors(task: &str) -> BTreeSet<usize> {
    let status = fs::read_to_string(format!("{task}/status")).unwrap();
    let list = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:")).unwrap();
    let mut processors = BTreeSet::new();
    for range in list.trim().split(',') {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        processors.extend(first.parse().unwrap()..=last.parse::<usize>().unwrap());
    }
    processors
}

#[test]
fn threads_stay_on_the_processors_whose_packets_they_write() {
    namespace::run("threads_stay_on_the_processors_whose_packets_they_write", || {
        namespace::veth();
        let folder = Folder::new("rings_processors");
        let file = folder.file("x.pcap");
        let all = processors("/proc/self");
        for (rings, mode) in [(2, "cpu"), (3, "cpu"), (16, "cpu"), (2, "hash")] {
            let count = rings.to_string();
            let arguments = ["-i", "vb", "--rings", &count, "--fanout", mode, "-w", &file];
            let capture = listen(&arguments, Stdio::null());
            let own = format!("/proc/{}/task", capture.id());
            let tasks = || {
                let names = fs::read_dir(&own).unwrap().map(|task| task.unwrap().file_name());
                let mut tasks: Vec<u32> =
                    names.map(|name| name.to_str().unwrap().parse().unwrap()).collect();
                tasks.sort_unstable();
                tasks
            };
            // The main thread is the first, and runs anywhere.
            let mut wanted = vec![all.clone()];
            for ring in 0..rings {
                let share = all.iter().copied().filter(|at| mode == "cpu" && at % rings == ring);
                let share = BTreeSet::from_iter(share);
                wanted.push(if share.is_empty() { all.clone() } else { share });
            }
            let start = Instant::now();
            loop {
                let found: Vec<_> =
                    tasks().iter().map(|task| processors(&format!("{own}/{task}"))).collect();
                if wanted == found {
                    break;
                }
                assert!(start.elapsed() < Duration::from_secs(20), "{mode} {rings}: {found:?}");
                thread::sleep(Duration::from_millis(5));
            }
            let output = end(capture);
            assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        }
        // One processor is all there is: what comes on others is captured all the same.
        let first = all.first().unwrap().to_string();
        if !Command::new("taskset")
            .args(["-c", &first, "true"])
            .status()
            .is_ok_and(|it| it.success())
        {
            return;
        }
        let capture = Command::new("taskset")
            .args(["-c", &first])
            .arg(barecap())
            .args(["-i", "vb", "--rings", "2", "--fanout", "cpu", "-w", &file, "-c", "500", "udp"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let done = std::sync::atomic::AtomicBool::new(false);
        let output = thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(std::sync::atomic::Ordering::Relaxed) {
                    send(0..100);
                }
            });
            let output = wait(capture);
            done.store(true, std::sync::atomic::Ordering::Relaxed);
            output
        });
        let said = said(&output);
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.contains("WARNING: 1 of 2 threads are kept to no processor: "), "{said}");
        assert!(said.contains("500 packets captured\n"), "{said}");
    });
}

#[test]
fn rings_are_of_one_interface() {
    namespace::run("rings_are_of_one_interface", || {
        namespace::veth();
        let arguments = ["-i", "va", "-i", "vb", "--rings", "2"];
        let output = Command::new(barecap()).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("--rings is for one interface"), "{}", said(&output));

        let capture = listen(&["-i", "vb", "--rings", "2", "-n"], Stdio::null());
        namespace::ip("link del vb");
        let output = wait(capture);
        assert_eq!(output.status.code(), Some(1));
        let said = said(&output);
        assert!(said.contains("The interface disappeared") && !said.contains("others"), "{said}");
    });
}
