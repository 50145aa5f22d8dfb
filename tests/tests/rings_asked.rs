//! Rings with files of their own while the capture runs: what is written when it is asked for, and what
//! each file says at its end.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::Running;
use barecap_tests::folder::Folder;
use barecap_tests::namespace;
use barecap_tests::told::{blocks, option};
use std::fs;
use std::net::UdpSocket;
use std::process::Command;
use std::time::{Duration, Instant};

const STATISTICS: u32 = 5;
const PACKET: u32 = 6;

/// Sends datagrams out of `va`.
fn send(count: u32) {
    let socket = UdpSocket::bind("10.9.0.1:0").unwrap();
    socket.set_broadcast(true).unwrap();
    for number in 0..count {
        socket.send_to(&number.to_be_bytes(), "10.9.0.255:9999").unwrap();
    }
}

/// How many packets a file has that is still being written.
fn packets(path: &str) -> usize {
    let file = fs::read(path).unwrap();
    let (mut rest, mut packets) = (&file[..], 0);
    while let Some([kind, length]) = rest
        .get(..8)
        .map(|head| [0, 4].map(|at| u32::from_ne_bytes(*head[at..].first_chunk().unwrap())))
        && let Some(behind) = rest.get(length as usize..)
    {
        packets += usize::from(kind == PACKET);
        rest = behind;
    }
    packets
}

/// The number of received packets that the files of rings say at their end.
fn received(path: &str) -> u64 {
    let file = fs::read(path).unwrap();
    let blocks = blocks(&file);
    let (last, body) = blocks.last().unwrap();
    let count = blocks.iter().filter(|block| block.0 == STATISTICS).count();
    assert_eq!((*last, count), (STATISTICS, 1), "{path}");
    u64::from_ne_bytes(option(&body[12..], 4).unwrap().try_into().unwrap())
}

#[test]
fn what_rings_hold_is_written_when_it_is_asked_for() {
    namespace::run("what_rings_hold_is_written_when_it_is_asked_for", || {
        namespace::veth();
        let folder = Folder::new("rings_asked");
        let file = folder.file("x.pcapng");
        let files = [0, 1].map(|ring| format!("{file}.{ring}"));
        for (option, name) in [("-U", ""), ("-p", "USR2"), ("--stats-interval=200ms", "USR1")] {
            let options =
                ["-i", "vb", "--rings", "2", "--fanout", "lb", option, "-w", &file, "udp"];
            let capture = Running::listening(&options);
            send(100);
            let start = Instant::now();
            while files.iter().map(|file| packets(file)).sum::<usize>() < 100 {
                assert!(start.elapsed() < Duration::from_secs(20), "{option} {name}");
                if !name.is_empty() {
                    capture.signal(name);
                }
                std::thread::sleep(Duration::from_millis(50));
            }
            if name == "USR1" {
                capture.signal(name);
                capture.wait_for(": 100 packets captured, 100 packets received by filter", 1);
                // Ethernet, IP, UDP and a number.
                capture.wait_for(": 100 packets, 4600 bytes, 0 dropped", 1);
            }
            let end = capture.end();
            assert_eq!(end.code, Some(0), "{}", end.said);
            assert_eq!(files.iter().map(|file| received(file)).sum::<u64>(), 100, "{}", end.said);
        }
    });
}

/// A file that could not be written on keeps the name that says so.
#[test]
fn a_file_of_a_ring_that_is_not_complete_keeps_its_name() {
    namespace::run("a_file_of_a_ring_that_is_not_complete_keeps_its_name", || {
        namespace::veth();
        let folder = Folder::new("rings_part");
        let file = folder.file("x");
        std::os::unix::fs::symlink("/dev/full", format!("{file}.1.part")).unwrap();
        let options = ["-i", "vb", "--rings", "2", "--fanout", "lb", "--part", "-w", &file];
        let end = Running::start(&options).ended();
        assert_eq!(end.code, Some(1), "{}", end.said);
        assert!(fs::symlink_metadata(format!("{file}.1")).is_err());

        let disk = folder.file("disk");
        fs::create_dir(&disk).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=64k", "none", &disk]);
        assert!(mount.status().unwrap().success());
        fs::remove_file(format!("{file}.1.part")).unwrap();
        std::os::unix::fs::symlink(format!("{disk}/x"), format!("{file}.1.part")).unwrap();
        let capture = Running::listening(&[&options[..], &["-U", "--no-sandbox", "udp"]].concat());
        std::thread::scope(|scope| {
            let ended = scope.spawn(|| capture.ended());
            while !ended.is_finished() {
                send(100);
            }
            let end = ended.join().unwrap();
            assert_eq!(end.code, Some(1), "{}", end.said);
            assert!(end.said.contains("x.1: No space left on device"), "{}", end.said);
        });
        let is_there = |name: &str| fs::symlink_metadata(folder.file(name)).is_ok();
        assert_eq!(["x.0", "x.1", "x.1.part"].map(is_there), [true, false, true]);
        assert!(Command::new("umount").arg(&disk).status().unwrap().success());
    });
}
