//! Interfaces that appear, change, go and come back while they are captured on, with
//! --follow-interfaces and without.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{Running, barecap};
use barecap_tests::folder::Folder;
use barecap_tests::followed::{FOLLOW, add, bring_up, has_all, make, read, send};
use barecap_tests::namespace::{self, ip};
use std::fs;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

#[test]
fn one_that_goes_and_comes_back_has_all_its_packets_under_one_number() {
    namespace::run("one_that_goes_and_comes_back_has_all_its_packets_under_one_number", || {
        let folder = Folder::new("back");
        for (name, file) in [("pcapng", folder.file("x.pcapng")), ("pcap", folder.file("x.pcap"))] {
            make("va", "vb", 9);
            let capture = Running::start(&["-i", "va", FOLLOW, "-w", &file, "udp port 9"]);
            capture.wait_for("listening on va", 1);
            for (phase, count) in [(1, 30), (2, 50), (3, 70)] {
                send(9, count, phase);
                ip("link del va");
                capture.wait_for("va: The interface disappeared; it is waited for\n", phase.into());
                make("va", "vb", 9);
                capture.wait_for("va: The interface is back, link-type EN10MB", phase.into());
            }
            send(9, 20, 4);
            let ended = capture.end();
            has_all(&ended, 170);
            if name == "pcapng" {
                let contents = read(&file);
                assert_eq!(contents.names(), ["va"]);
                let counts: Vec<_> = (1..5).map(|mark| contents.count(0, mark)).collect();
                assert_eq!(counts, [30, 50, 70, 20]);
                assert_eq!(contents.counts, [(0, 170)]);
            }
            let check = Command::new(barecap()).args(["--check", &file]).output().unwrap();
            assert!(check.status.success());
            assert!(String::from_utf8_lossy(&check.stdout).contains("170 packets"));
            ip("link del va");
        }
    });
}

#[test]
fn what_a_pattern_names_is_captured_on_when_it_appears() {
    namespace::run("what_a_pattern_names_is_captured_on_when_it_appears", || {
        let folder = Folder::new("appears");
        let file = folder.file("x.pcapng");
        make("va", "ob", 9);
        let all = ["-i", "v*", FOLLOW, "-n", "-t", "--print", "-w", &file, "udp port 9"];
        let capture = Running::start(&all);
        capture.wait_for("listening on va, link-type", 1);
        send(9, 5, 1);
        // It is captured on before it is up: the first packet is there, too.
        add("vc", "od");
        capture.wait_for("vc: The interface appeared, link-type EN10MB (Ethernet)\n", 1);
        bring_up("vc", 8);
        send(8, 7, 2);
        make("other", "oe", 7);
        send(7, 9, 3);
        ip("link set od down");
        ip("link del vc");
        capture.wait_for("vc: The interface disappeared; it is waited for\n", 1);
        add("vg", "og");
        capture.wait_for("vg: The interface appeared", 1);
        bring_up("vg", 6);
        send(6, 11, 4);
        add("vc", "od");
        capture.wait_for("vc: The interface is back", 1);
        bring_up("vc", 8);
        send(8, 13, 5);
        let ended = capture.end();
        has_all(&ended, 36);
        let contents = read(&file);
        assert_eq!(contents.names(), ["va", "vc", "vg"]);
        assert_eq!(contents.counts, [(0, 5), (1, 20), (2, 11)]);
        for (number, mark, count) in [(0, 1, 5), (1, 2, 7), (2, 4, 11), (1, 5, 13)] {
            assert_eq!(contents.count(number, mark), count, "{number} {mark}");
        }
        for (name, count) in [("va", 5), ("vc", 20), ("vg", 11)] {
            let lines = ended.printed.lines().filter(|line| line.starts_with(name)).count();
            assert_eq!(lines, count, "{}", ended.printed);
        }
    });
}

/// By the time that one which has appeared is looked for by its name, the name may be another's.
#[test]
fn one_that_has_the_name_of_another_by_now_is_captured_on_once() {
    namespace::run("one_that_has_the_name_of_another_by_now_is_captured_on_once", || {
        make("va", "ob", 9);
        let capture = Running::start(&["-i", "v*", FOLLOW, "-n", "udp port 9"]);
        capture.wait_for("listening on va", 1);
        capture.signal("STOP");
        add("vb", "od");
        ip("link set vb name other");
        ip("link set va down");
        ip("link set va name vb");
        bring_up("vb", 9);
        capture.signal("CONT");
        capture.wait_for("va: The interface is called vb now, and is captured on further\n", 1);
        send(9, 30, 1);
        has_all(&capture.end(), 30);
    });
}

#[test]
fn what_those_bring_that_come_and_go_has_its_place_in_the_order_of_time() {
    let name = "what_those_bring_that_come_and_go_has_its_place_in_the_order_of_time";
    namespace::run(name, || {
        let folder = Folder::new("order");
        let file = folder.file("x.pcapng");
        make("va", "ob", 9);
        // One that never has a packet, as it is never up, holds no others back for ever.
        ip("link add vz type veth peer name oz");
        // Room for as long as the program may have to wait for a processor.
        let size = ["-B", "65536"];
        let arguments = [&["-i", "v*", FOLLOW, "-w", &file][..], &size, &["udp port 9"]].concat();
        let capture = Running::start(&arguments);
        capture.wait_for("listening on va", 1);
        let ends = AtomicBool::new(false);
        let steady = thread::scope(|scope| {
            let steady = scope.spawn(|| {
                let mut sent = 0;
                // Not for ever, should the capture fail.
                while !ends.load(Ordering::Relaxed) && sent < 100_000 {
                    send(9, 3, 1);
                    sent += 3;
                    thread::sleep(Duration::from_micros(300));
                }
                sent
            });
            for round in 1..=8 {
                add("vc", "od");
                capture.wait_for("vc: The interface ", 2 * round - 1);
                bring_up("vc", 8);
                for _ in 0..20 {
                    send(8, 2, 2);
                    thread::sleep(Duration::from_micros(500));
                }
                ip("link del vc");
                capture.wait_for("vc: The interface ", 2 * round);
            }
            ends.store(true, Ordering::Relaxed);
            steady.join().unwrap()
        });
        has_all(&capture.end(), steady + 8 * 40);
        let contents = read(&file);
        contents.is_counted();
        assert_eq!(contents.names(), ["va", "vz", "vc"]);
        assert_eq!([contents.count(0, 1), contents.count(2, 2)], [steady, 8 * 40]);
        assert!(contents.times.is_sorted());
    });
}

#[test]
fn what_is_not_there_yet_is_waited_for() {
    namespace::run("what_is_not_there_yet_is_waited_for", || {
        let folder = Folder::new("waits");
        let [pcap, never] = ["x.pcap", "never.pcap"].map(|name| folder.file(name));
        for interfaces in ["va", "vx*,va"] {
            let capture = Running::start(&["-i", interfaces, FOLLOW, "-w", &pcap, "udp port 9"]);
            let text = format!("waiting for an interface: {}\n", interfaces.replace(',', ", "));
            capture.wait_for(&text, 1);
            assert!(!capture.said().contains("listening"));
            ip("link add other type veth peer name oe");
            make("va", "vb", 9);
            capture.wait_for("listening on va", 1);
            send(9, 12, 1);
            has_all(&capture.end(), 12);
            ip("link del va");
            ip("link del other");
        }
        // Who asks for numbers while there is nothing is told why.
        let capture = Running::start(&["-i", "va", FOLLOW, "-w", &never]);
        capture.wait_for("waiting for", 1);
        capture.signal("USR1");
        capture.wait_for("waiting for", 2);
        has_all(&capture.end(), 0);
        assert!(!fs::exists(&never).unwrap());
        let time = ["-i", "va", FOLLOW, "--timeout", "200ms"];
        has_all(&Running::start(&time).ended(), 0);
        let expect = Running::start(&[&time[..], &["--expect", ">=1 udp"]].concat()).ended();
        assert_eq!(expect.code, Some(1), "{}", expect.said);
        assert!(expect.printed.contains("not ok 1"), "{}", expect.printed);
    });
}

#[test]
fn one_that_is_down_is_captured_on_when_it_is_up() {
    namespace::run("one_that_is_down_is_captured_on_when_it_is_up", || {
        make("va", "vb", 9);
        ip("link set va down");
        let capture = Running::start(&["-i", "va", "-n", "udp port 9"]);
        let ended = capture.ended();
        assert_eq!(ended.code, Some(1));
        assert!(ended.said.contains("va: That device is not up"), "{}", ended.said);

        let capture = Running::start(&["-i", "va", FOLLOW, "-n", "udp port 9"]);
        capture.wait_for("listening on va", 1);
        bring_up("va", 9);
        send(9, 3, 1);
        has_all(&capture.end(), 3);
    });
}

#[test]
fn a_pcap_file_takes_interfaces_of_its_link_type_and_pcapng_all() {
    if !fs::exists("/dev/net/tun").unwrap_or_default() {
        let name = "a_pcap_file_takes_interfaces_of_its_link_type_and_pcapng_all";
        println!("{name}: skipped: no tun interfaces");
        return;
    }
    namespace::run("a_pcap_file_takes_interfaces_of_its_link_type_and_pcapng_all", || {
        let folder = Folder::new("types");
        let [pcap, pcapng] = ["x.pcap", "x.pcapng"].map(|name| folder.file(name));
        make("va", "ob", 9);
        let capture = Running::start(&["-i", "va,tun*", FOLLOW, "-w", &pcap, "udp port 9"]);
        capture.wait_for("listening on va", 1);
        ip("tuntap add dev tun7 mode tun");
        let left = "tun7: The interface is left out: its link type is RAW (Raw IP), which this pcap \
                    file cannot hold: --write-format=pcapng can\n";
        capture.wait_for(left, 1);
        // That it changes is no reason to say it again.
        ip("link set tun7 up");
        send(9, 4, 1);
        ip("link del tun7");
        let ended = capture.end();
        assert!(ended.said.contains("4 packets captured"), "{}", ended.said);
        assert_eq!(ended.said.matches("left out").count(), 1, "{}", ended.said);
        assert_eq!(ended.code, Some(1));

        // Expectations have filters of one link type.
        let capture = Running::start(&["-i", "va,tun*", FOLLOW, "--expect", "2 udp port 9"]);
        capture.wait_for("listening on va", 1);
        ip("tuntap add dev tun7 mode tun");
        let left =
            "tun7: The interface is left out: its link type is RAW (Raw IP), and --expect wants";
        capture.wait_for(left, 1);
        ip("link del tun7");
        // What it would have brought is not known.
        assert_eq!(capture.end().code, Some(2));

        // The same name, and another link type: another number.
        let capture = Running::start(&["-i", "va", FOLLOW, "-w", &pcapng, "udp port 9"]);
        capture.wait_for("listening on va", 1);
        send(9, 4, 1);
        ip("link del va");
        ip("tuntap add dev va mode tun");
        capture.wait_for("va: The interface appeared, link-type RAW", 1);
        ip("link del va");
        capture.wait_for("va: The interface disappeared", 2);
        make("va", "ob", 9);
        capture.wait_for("va: The interface is back, link-type EN10MB", 1);
        send(9, 6, 2);
        has_all(&capture.end(), 10);
        let contents = read(&pcapng);
        assert_eq!(contents.interfaces, [("va".into(), 1), ("va".into(), 101)]);
        assert_eq!((contents.count(0, 1), contents.count(0, 2)), (4, 6));
    });
}

#[test]
fn what_makes_no_sense_is_refused() {
    namespace::run("what_makes_no_sense_is_refused", || {
        for (arguments, words) in [
            (&["-i", "any", FOLLOW][..], "cannot be used with -i any, which has all that appear"),
            (&["-i", "lo", FOLLOW, "-D"], "--follow-interfaces cannot be used with -D."),
            (&["-i", "lo", FOLLOW, "-d"], "--follow-interfaces cannot be used with -d."),
            (&["-r", "x", FOLLOW], "--follow-interfaces cannot be used with -r."),
            (&["-i", "lo", FOLLOW, "-j", "adapter"], "--follow-interfaces cannot be used with -j"),
        ] {
            let ended = Running::start(arguments).ended();
            assert_eq!(ended.code, Some(1), "{arguments:?}: {}", ended.said);
            assert!(ended.said.contains(words), "{arguments:?}: {}", ended.said);
        }
    });
}

/// Between the list of interfaces and the socket on one of them, that may have gone: it is waited for
/// again.
#[test]
fn an_interface_that_goes_while_it_is_opened_is_waited_for() {
    let name = "an_interface_that_goes_while_it_is_opened_is_waited_for";
    namespace::run(name, || {
        let done = AtomicBool::new(false);
        let folder = Folder::new("batch");
        let batch = folder.file("batch");
        let lines = "link add vx0 type veth peer name oy0\nlink del vx0\n".repeat(20);
        fs::write(&batch, lines).unwrap();
        thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    assert!(Command::new("ip").args(["-b", &batch]).status().unwrap().success());
                }
            });
            let ends = Vec::from_iter((0..40).map(|_| {
                let options = ["-i", "vx*", "--follow-interfaces", "-n", "--timeout", "60ms"];
                let ended = Running::start(&options).ended();
                (ended.code, ended.said)
            }));
            done.store(true, Ordering::Relaxed);
            for (code, said) in ends {
                assert_eq!(code, Some(0), "{said}");
            }
        });
    });
}
