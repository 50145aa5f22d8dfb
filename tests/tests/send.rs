//! Sending savefiles (--send): what arrives at the other end of a pair of interfaces is what the file
//! has, and no packet comes before its time.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{barecap, listen, said, signal};
use barecap_tests::folder::Folder;
use barecap_tests::namespace;
use barecap_tests::sent::{
    ETHERNET, bytes_arrived, bytes_of, frame, packet, packets, pcap, pcapng, read, send, start,
};
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

#[test]
fn what_arrives_is_what_the_file_has() {
    namespace::run("what_arrives_is_what_the_file_has", || {
        namespace::veth();
        let folder = Folder::new("arrives");
        let path = folder.file("file");
        let all = packets(3000, 10);
        let on_one: Vec<_> = all.iter().map(|packet| (0, packet.clone())).collect();
        for file in [pcap(ETHERNET, &all), pcapng(&[ETHERNET], &on_one)] {
            fs::write(&path, file).unwrap();
            for speed in ["recorded", "x3", "full", "30kpps", "900mbit"] {
                let (text, code, arrived) = send(&folder, &[&path, "--speed", speed]);
                assert_eq!(code, Some(0), "{speed}: {text}");
                assert!(text.contains("\n3000 packets sent\n"), "{speed}: {text}");
                assert!(bytes_arrived(&arrived) == bytes_of(&all), "{speed}: {text}");
                let bytes: usize = all.iter().map(|packet| packet.length).sum();
                assert!(text.contains(&format!("\n{bytes} bytes in ")), "{speed}: {text}");
            }
        }
        // What the filter lets through, some of that, and all of it more than once.
        for (arguments, wanted) in [
            (&["ether[14:2] & 7 = 3"][..], all.iter().skip(3).step_by(8).collect::<Vec<_>>()),
            (&["-c", "9"], all.iter().take(9).collect()),
            (&["--skip", "2", "-c", "3"], all.iter().skip(2).take(3).collect()),
            (&["--loop", "3"], all.iter().chain(&all).chain(&all).collect()),
            (&["--loop", "2", "-c", "3001"], all.iter().chain(&all).take(3001).collect()),
            (&["greater 20000"], Vec::new()),
        ] {
            let arguments = [&[&path, "--speed=full"], arguments].concat();
            let (text, code, arrived) = send(&folder, &arguments);
            assert_eq!(code, Some(0), "{arguments:?}: {text}");
            assert!(bytes_arrived(&arrived) == bytes_of(wanted), "{arguments:?}: {text}");
        }
    });
}

#[test]
fn no_packet_comes_before_its_time() {
    namespace::run("no_packet_comes_before_its_time", || {
        namespace::veth();
        let folder = Folder::new("times");
        let path = folder.file("file");
        let millis = [0, 30, 35, 35, 300, 301, 302, 400];
        let all: Vec<_> =
            (0..).zip(millis).map(|(n, at)| packet(at * 1000, frame(n, 125))).collect();
        fs::write(&path, pcap(ETHERNET, &all)).unwrap();
        let each = |gap: u64| (0..8).map(|number| number * gap).collect::<Vec<_>>();
        for (arguments, micros) in [
            (&[][..], millis.map(|at| at * 1000).to_vec()),
            (&["--speed", "x2"], millis.map(|at| at * 500).to_vec()),
            (&["--speed", "x0.5"], millis.map(|at| at * 2000).to_vec()),
            (&["--speed", "40pps"], each(25_000)),
            (&["--speed", "50kbit"], each(20_000)),
            (
                &["--max-sleep", "50ms"],
                [0, 30, 35, 35, 85, 86, 87, 137].map(|at| at * 1000).to_vec(),
            ),
        ] {
            let (text, code, arrived) = send(&folder, &[&[&*path], arguments].concat());
            assert_eq!(code, Some(0), "{arguments:?}: {text}");
            assert_eq!(bytes_arrived(&arrived), bytes_of(&all), "{arguments:?}");
            let late = (arrived.iter().zip(&micros)).map(|((time, _), micros)| {
                let (since, wanted) = (time - arrived[0].0, micros * 1000);
                // The clock of captures is steered, by less than a thousandth.
                assert!(since + wanted / 1000 >= wanted, "{arguments:?}: {arrived:?}");
                since.saturating_sub(wanted)
            });
            println!("{arguments:?}: {} us late at most", late.max().unwrap() / 1000);
        }
    });
}

/// What was missed meanwhile would be a flood.
#[test]
fn who_was_stopped_does_not_make_up_for_it() {
    namespace::run("who_was_stopped_does_not_make_up_for_it", || {
        namespace::veth();
        let folder = Folder::new("stopped");
        let [path, file] = ["file", "arrived"].map(|name| folder.file(name));
        fs::write(&path, pcap(ETHERNET, &packets(40, 0))).unwrap();
        let capture = ["-i", "vb", "--nano", "-w", &file, "ether proto 0x88b5"];
        let capture = listen(&capture, Stdio::null());
        let child = start(&[&path, "--speed", "50pps"], b"");
        for (pause, name) in [(100, "USR1"), (100, "STOP"), (600, "CONT")] {
            thread::sleep(Duration::from_millis(pause));
            signal(&child, name);
        }
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        // How many there were so far, and then how many in all.
        let said = said(&output);
        let (so_far, rest) = said.split_once(" packets sent\n").unwrap();
        assert!(so_far.starts_with("barecap: ") && rest.starts_with("40 packets sent\n"), "{said}");
        signal(&capture, "INT");
        assert!(capture.wait_with_output().unwrap().status.success());
        let arrived = read(&file);
        assert_eq!(arrived.len(), 40);
        let millis = (arrived[39].0 - arrived[0].0) / 1_000_000;
        assert!(millis > 39 * 20 + 400, "{millis}");
    });
}

/// Another pass over a file follows upon the one before as the last packet did, and counts its packets anew.
#[test]
fn the_next_pass_has_its_time() {
    namespace::run("the_next_pass_has_its_time", || {
        namespace::veth();
        let folder = Folder::new("pass");
        let path = folder.file("file");
        fs::write(&path, pcap(ETHERNET, &packets(2, 700_000))).unwrap();
        let (text, code, arrived) = send(&folder, &[&path, "--loop", "2", "--timeout", "1s"]);
        assert_eq!((code, arrived.len()), (Some(1), 2), "{text}");
        let words = "packet 1 comes 0 s after the one before, behind the end of the time";
        assert!(text.contains(words) && !text.contains("earlier"), "{text}");
    });
}

#[test]
fn time_stamps_that_go_backwards_are_told_and_hold_nothing_up() {
    namespace::run("time_stamps_that_go_backwards_are_told_and_hold_nothing_up", || {
        namespace::veth();
        let folder = Folder::new("backwards");
        let path = folder.file("file");
        let times = [5_000_000_000, 5_000_010_000, 0, 20_000, 10_000];
        let all: Vec<_> = (0..).zip(times).map(|(n, at)| packet(at, frame(n, 60))).collect();
        fs::write(&path, pcap(ETHERNET, &all)).unwrap();
        let (text, code, arrived) = send(&folder, &[&path]);
        assert_eq!((code, bytes_arrived(&arrived)), (Some(0), bytes_of(&all)), "{text}");
        assert!(text.contains("2 packets earlier than the one before: sent at once"), "{text}");
        // A gap that is longer than it may take is no wait, but the end.
        let mut gap = packets(4, 1000);
        gap[2].micros += 7_200_000_000;
        gap[3].micros += 7_200_000_000;
        fs::write(&path, pcap(ETHERNET, &gap)).unwrap();
        let start = Instant::now();
        let (text, code, arrived) = send(&folder, &[&path]);
        assert!(start.elapsed() < Duration::from_secs(30));
        assert_eq!((code, bytes_arrived(&arrived)), (Some(1), bytes_of(&gap[..2])), "{text}");
        let words = "packet 3 comes 7200 s after the one before, behind the end of the time \
                     (--timeout allows more, --max-sleep shortens such gaps)";
        assert!(text.contains(words), "{text}");
        let (text, code, arrived) = send(&folder, &[&path, "--max-sleep", "20ms"]);
        assert_eq!((code, bytes_arrived(&arrived)), (Some(0), bytes_of(&gap)), "{text}");
    });
}

#[test]
fn a_pipe_is_sent_as_it_comes() {
    namespace::run("a_pipe_is_sent_as_it_comes", || {
        namespace::veth();
        let folder = Folder::new("pipe");
        let arrived = folder.file("arrived");
        let file = pcap(ETHERNET, &packets(20, 0));
        let capture = ["-i", "vb", "-w", &arrived, "--nano", "-U", "ether proto 0x88b5"];
        let capture = listen(&capture, Stdio::null());
        let count = || fs::metadata(&arrived).map_or(0, |file| file.len());
        // Two packets, and a part of the third: the second is not kept back with it.
        let two = 24 + 16 + 60 + 16 + 97;
        let mut child = start(&["-"], &file[..two + 20]);
        let mut pipe = child.stdin.take().unwrap();
        let begun = Instant::now();
        while count() < two as u64 {
            assert!(begun.elapsed() < Duration::from_secs(20), "it does not arrive");
            thread::sleep(Duration::from_millis(10));
        }
        pipe.write_all(&file[two + 20..]).unwrap();
        drop(pipe);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(said(&output).starts_with("20 packets sent\n"), "{}", said(&output));
        signal(&capture, "INT");
        capture.wait_with_output().unwrap();
        assert_eq!(bytes_arrived(&read(&arrived)), bytes_of(&packets(20, 0)));
        let output = Command::new("sh")
            .args(["-c", "cat \"$1\" | \"$0\" -i va --send - --loop 2"])
            .arg(barecap())
            .arg(&arrived)
            .output();
        let output = output.unwrap();
        assert!(said(&output).contains("-: --loop wants a file"), "{}", said(&output));
    });
}
