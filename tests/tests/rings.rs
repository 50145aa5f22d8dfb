//! Captures whose packets are shared out over several rings.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{barecap, listen, said, signal};
use barecap_tests::folder::Folder;
use barecap_tests::namespace;
use std::collections::HashSet;
use std::fs;
use std::net::UdpSocket;
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
                let capture = listen(
                    &[
                        "-i", "vb", "--rings", rings, "--fanout", mode, "-w", &file, "--merge",
                        "udp",
                    ],
                    Stdio::null(),
                );
                send(0..1000);
                thread::sleep(Duration::from_millis(20));
                signal(&capture, "USR1");
                send(1000..2000);
                let output = end(capture);
                let said = said(&output);
                assert_eq!(output.status.code(), Some(0), "{mode} {rings}: {said}");
                let counts = "\n2000 packets captured\n2000 packets received by filter\n\
                              0 packets dropped by kernel\n";
                assert!(said.ends_with(counts), "{mode} {rings}: {said}");
                assert!(said.contains(" packets received by filter, 0 packets"), "{said}");
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
                let capture = listen(&arguments, Stdio::null());
                send(0..1000);
                signal(&capture, "USR1");
                thread::sleep(Duration::from_millis(20));
                send(1000..2000);
                let output = end(capture);
                let said = said(&output);
                assert_eq!(output.status.code(), Some(0), "{mode} {rings}: {said}");
                let counts = "\n2000 packets captured\n2000 packets received by filter\n\
                              0 packets dropped by kernel\n";
                assert!(said.ends_with(counts), "{mode} {rings}: {said}");
                assert!(said.contains(" packets received by filter, 0 packets"), "{said}");
                assert_eq!(numbers_apart(&file, rings), Vec::from_iter(0..2000), "{mode} {rings}");
            }
        }
    });
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
        std::os::unix::fs::symlink(format!("{disk}/y"), format!("{file}.1")).unwrap();
        let capture = listen(&[&arguments[..], &["-U"]].concat(), Stdio::null());
        send(0..4000);
        let output = wait(capture);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("x.pcap.1: No space left on device: "), "{said}");
        let number = |what: &str| -> u64 {
            let before = said.split(what).next().unwrap();
            before.rsplit(|it: char| !it.is_ascii_digit()).next().unwrap().parse().unwrap()
        };
        let written = packets(&format!("{file}.1")).len() as u64;
        assert_eq!(number(" packets written"), written, "{said}");
        // The other has all that it was to write.
        let there = packets(&format!("{file}.0")).len() as u64;
        assert_eq!(number(" packets captured"), there + written + number(" lost"), "{said}");
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
