//! Interfaces that appear, change, go and come back while they are captured on, with
//! --follow-interfaces and without.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{Ended, Running, barecap};
use barecap_tests::folder::Folder;
use barecap_tests::namespace::{self, ip, wait_until_running};
use barecap_tests::told::option;
use std::fs;
use std::net::UdpSocket;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// All of so many packets were captured, and nothing else is wrong.
fn has_all(ended: &Ended, packets: usize) {
    let numbers = format!(
        "{packets} packets captured\n{packets} packets received by filter\n0 packets dropped"
    );
    assert!(ended.said.contains(&numbers), "{packets}: {}", ended.said);
    assert_eq!(ended.code, Some(0), "{}", ended.said);
}

/// Makes a pair of interfaces, the first of which has the address 10.NET.0.1/24. What is sent to .2
/// there goes out without a question.
fn make(name: &str, peer: &str, net: u8) {
    add(name, peer);
    bring_up(name, net);
}

/// Makes a pair of which the second is up.
fn add(name: &str, peer: &str) {
    let _ = fs::write("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
    ip(&format!("link add {name} type veth peer name {peer}"));
    ip(&format!("link set {peer} up"));
}

/// Brings one up whose other end is up, and waits until it can send: before, what is sent goes nowhere.
fn bring_up(name: &str, net: u8) {
    ip(&format!("address replace 10.{net}.0.1/24 dev {name}"));
    ip(&format!("link set {name} up"));
    ip(&format!("neigh replace 10.{net}.0.2 lladdr 02:00:00:00:00:02 dev {name}"));
    wait_until_running(name);
}

/// Sends datagrams to 10.NET.0.2, of which each holds a mark.
fn send(net: u8, count: usize, mark: u8) {
    let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
    for _ in 0..count {
        socket.send_to(&[mark; 20], (format!("10.{net}.0.2"), 9)).unwrap();
    }
}

/// A pcapng file: its interfaces, and its packets.
struct Contents {
    /// Names and link types.
    interfaces: Vec<(String, u32)>,
    /// Numbers of interfaces and marks.
    packets: Vec<(u32, u8)>,
    /// When each was captured.
    times: Vec<u64>,
    /// Numbers of interfaces and how many packets each received.
    counts: Vec<(u32, u64)>,
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_ne_bytes(*bytes[at..].first_chunk().unwrap())
}

fn read(path: &str) -> Contents {
    let file = fs::read(path).unwrap();
    let mut contents =
        Contents { interfaces: vec![], packets: vec![], times: vec![], counts: vec![] };
    let mut at = 0;
    while at < file.len() {
        let length = word(&file, at + 4) as usize;
        let body = &file[at + 8..at + length - 4];
        match word(&file, at) {
            1 => {
                let name = String::from_utf8_lossy(option(&body[8..], 2).unwrap()).into_owned();
                contents.interfaces.push((name, word(body, 0) & 0xffff));
            }
            5 => {
                let received = option(&body[12..], 4).unwrap();
                let received = u64::from_ne_bytes(received.try_into().unwrap());
                contents.counts.push((word(body, 0), received));
            }
            6 => {
                let data = &body[20..20 + word(body, 12) as usize];
                contents.packets.push((word(body, 0), *data.last().unwrap()));
                contents.times.push(u64::from(word(body, 4)) << 32 | u64::from(word(body, 8)));
            }
            _ => {}
        }
        at += length;
    }
    contents
}

impl Contents {
    fn count(&self, number: u32, mark: u8) -> usize {
        self.packets.iter().filter(|packet| **packet == (number, mark)).count()
    }

    /// The numbers of each interface are those of its packets.
    fn is_counted(&self) {
        for (number, received) in &self.counts {
            let packets = self.packets.iter().filter(|packet| packet.0 == *number).count();
            assert_eq!(packets as u64, *received, "{number}");
        }
    }

    fn names(&self) -> Vec<&str> {
        self.interfaces.iter().map(|(name, _)| &**name).collect()
    }
}

const FOLLOW: &str = "--follow-interfaces";

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

/// An interface may have other names (since Linux 5.5), and -i may say one of those. It is known by that,
/// whatever else it is called.
#[test]
fn one_that_is_named_by_its_other_name_is_found_again() {
    namespace::run("one_that_is_named_by_its_other_name_is_found_again", || {
        let folder = Folder::new("altname");
        let file = folder.file("x.pcapng");
        let other_name = |of: &str| {
            let words = ["link", "property", "add", "dev", of, "altname", "other"];
            Command::new("ip").args(words).output().unwrap().status.success()
        };
        add("va", "vb");
        if !other_name("va") {
            return println!("other names of interfaces: skipped: the kernel or ip(8) has none");
        }
        bring_up("va", 9);
        let capture = Running::start(&["-i", "other", FOLLOW, "-w", &file, "udp port 9"]);
        capture.wait_for("listening on other", 1);
        // It is the same whatever becomes of it.
        ip("link set va mtu 1400");
        ip("link set va name vx");
        send(9, 30, 1);
        ip("link del vx");
        capture.wait_for("other: The interface disappeared; it is waited for\n", 1);
        for (round, name) in [(1, "va"), (2, "vc")] {
            // Another one is not it.
            make("apart", "ob", 8);
            add(name, "vb");
            assert!(other_name(name));
            bring_up(name, 9);
            capture.wait_for("other: The interface is back, link-type EN10MB", round);
            send(9, 50, 2);
            send(8, 1, 3);
            ip(&format!("link del {name}"));
            ip("link del apart");
            capture.wait_for("other: The interface disappeared; it is waited for\n", 1 + round);
        }
        let ended = capture.end();
        has_all(&ended, 130);
        assert!(!ended.said.contains("called"), "{}", ended.said);
        let contents = read(&file);
        assert_eq!(contents.names(), ["other"]);
        assert_eq!(contents.counts, [(0, 130)]);
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
fn another_name_and_other_addresses_change_nothing_else() {
    namespace::run("another_name_and_other_addresses_change_nothing_else", || {
        let folder = Folder::new("renamed");
        let file = folder.file("x.pcapng");
        for (follow, waits) in [(false, false), (true, false), (true, true)] {
            make("va", "vb", 9);
            let mut arguments = vec!["-i", "va", "-w", &file, "udp port 9"];
            arguments.extend(follow.then_some(FOLLOW).into_iter().chain(waits.then_some("-U")));
            let capture = Running::start(&arguments);
            capture.wait_for("listening on va", 1);
            send(9, 4, 1);
            ip("address add 10.5.0.1/24 dev va");
            ip("address del 10.9.0.1/24 dev va");
            ip("link set va address 02:00:00:00:00:77");
            bring_up("va", 9);
            send(9, 6, 2);
            ip("link set va down");
            thread::sleep(Duration::from_millis(50));
            bring_up("va", 9);
            send(9, 8, 3);
            // What is still with the kernel then comes under the new name.
            let start = Instant::now();
            while waits && fs::metadata(&file).unwrap().len() < 18 * 100 {
                assert!(start.elapsed() < Duration::from_secs(20));
                thread::sleep(Duration::from_millis(5));
            }
            ip("link set va down");
            ip("link set va name vz");
            bring_up("vz", 9);
            if follow {
                let text = "va: The interface is called vz now, and is captured on further\n";
                capture.wait_for(text, 1);
            }
            send(9, 10, 4);
            let ended = capture.end();
            has_all(&ended, 28);
            assert!(!ended.said.contains("disappeared"), "{}", ended.said);
            let contents = read(&file);
            if follow {
                assert_eq!(contents.names(), ["va", "vz"]);
                assert_eq!(contents.count(1, 4), 10);
                assert!(!waits || contents.count(0, 3) == 8);
                contents.is_counted();
            } else {
                assert_eq!(contents.names(), ["va"]);
                assert_eq!(contents.counts, [(0, 28)]);
            }
            ip("link del vz");
        }
    });
}

#[test]
fn one_that_gets_the_name_is_waited_for_no_longer() {
    namespace::run("one_that_gets_the_name_is_waited_for_no_longer", || {
        let folder = Folder::new("named");
        let file = folder.file("x.pcapng");
        make("va", "ob", 9);
        let capture = Running::start(&["-i", "va", FOLLOW, "-w", &file, "udp port 9"]);
        capture.wait_for("listening on va", 1);
        send(9, 2, 1);
        ip("link set va down");
        ip("link set va name vz");
        capture.wait_for("is called vz now", 1);
        // Another one of that name is one of those that are wanted, beside the first.
        make("vx", "od", 8);
        ip("link set vx down");
        ip("link set vx name va");
        bring_up("va", 8);
        capture.wait_for("va: The interface is back", 1);
        bring_up("vz", 9);
        send(9, 3, 2);
        send(8, 5, 3);
        // What nobody asked for by that name is not waited for.
        ip("link del vz");
        capture.wait_for("vz: The interface disappeared\n", 1);
        let ended = capture.end();
        has_all(&ended, 10);
        let contents = read(&file);
        assert_eq!(contents.names(), ["va", "vz"]);
        assert_eq!((contents.count(1, 2), contents.count(0, 3)), (3, 5));
        contents.is_counted();
    });
}

#[test]
fn a_bridge_that_lets_go_of_a_port_is_no_end_of_it() {
    namespace::run("a_bridge_that_lets_go_of_a_port_is_no_end_of_it", || {
        make("va", "vb", 9);
        let capture = Running::start(&["-i", "va", FOLLOW, "-n", "udp port 9"]);
        capture.wait_for("listening on va", 1);
        ip("link add br0 type bridge");
        ip("link set va master br0");
        ip("link set va nomaster");
        bring_up("va", 9);
        send(9, 4, 1);
        let ended = capture.end();
        has_all(&ended, 4);
        assert!(!ended.said.contains("The interface"), "{}", ended.said);
    });
}

#[test]
fn a_number_of_the_kernels_that_is_used_again_is_another_interface() {
    namespace::run("a_number_of_the_kernels_that_is_used_again_is_another_interface", || {
        let again = || {
            ip("link add va index 77 type veth peer name vb");
            ip("link set vb up");
            bring_up("va", 9);
        };
        again();
        let capture = Running::start(&["-i", "va", FOLLOW, "-n", "udp port 9"]);
        capture.wait_for("listening on va", 1);
        for (phase, count) in [(1, 3), (2, 5)] {
            send(9, count, phase);
            ip("link del va");
            again();
            capture.wait_for("va: The interface is back", phase.into());
        }
        send(9, 7, 3);
        has_all(&capture.end(), 15);
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
fn of_too_many_those_that_are_left_out_take_the_place_of_those_that_go() {
    let name = "of_too_many_those_that_are_left_out_take_the_place_of_those_that_go";
    namespace::run(name, || {
        make("v0", "p0", 9);
        let small = ["-B", "64", "-i", "v*", FOLLOW, "-n", "udp port 9"];
        let capture = Running::start(&small);
        capture.wait_for("listening on v0", 1);
        for number in 1..16 {
            ip(&format!("link add v{number} type veth peer name p{number}"));
        }
        capture.wait_for("The interface appeared", 15);
        make("v16", "p16", 8);
        capture.wait_for("v16: The interface is left out: 16 are captured on already\n", 1);
        send(9, 2, 1);
        ip("link del v3");
        capture.wait_for("v16: The interface appeared", 1);
        send(8, 3, 1);
        let ended = capture.end();
        assert!(ended.said.contains("5 packets captured\n5 packets received"), "{}", ended.said);
        assert_eq!(ended.code, Some(1), "{}", ended.said);
    });
}

#[test]
fn what_the_kernel_could_not_tell_is_looked_up() {
    namespace::run("what_the_kernel_could_not_tell_is_looked_up", || {
        make("va", "ob", 9);
        make("vc", "od", 8);
        let capture = Running::start(&["-i", "v*", FOLLOW, "-n", "udp port 9"]);
        capture.wait_for("listening on", 1);
        send(9, 2, 1);
        send(8, 3, 1);
        capture.signal("STOP");
        // More than there is room for in a socket's queue, and only then what matters.
        for _ in 0..250 {
            ip("link set lo mtu 3000");
            ip("link set lo mtu 4000");
        }
        ip("link del va");
        make("vx", "oy", 7);
        send(7, 5, 1);
        capture.signal("CONT");
        capture.wait_for("va: The interface disappeared", 1);
        // What passed meanwhile nobody has; that is said.
        let missed = "vx: The interface appeared, link-type EN10MB (Ethernet); it had carried 5 packets \
                      before\n";
        capture.wait_for(missed, 1);
        send(7, 7, 1);
        send(8, 9, 1);
        has_all(&capture.end(), 2 + 3 + 7 + 9);

        // One that is another by now, and has the name of the first or that for another of its names.
        let other = ["link", "property", "add", "dev", "vc", "altname", "other"];
        let has_others = Command::new("ip").args(other).output().unwrap().status.success();
        for name in ["vc", "other"].into_iter().take(if has_others { 2 } else { 1 }) {
            let capture = Running::start(&["-i", name, FOLLOW, "-n", "udp port 9"]);
            capture.wait_for("listening on", 1);
            send(8, 3, 1);
            capture.signal("STOP");
            for _ in 0..250 {
                ip("link set lo mtu 3000");
                ip("link set lo mtu 4000");
            }
            ip("link del vc");
            add("vc", "od");
            if has_others {
                ip(&other.join(" "));
            }
            bring_up("vc", 8);
            capture.signal("CONT");
            capture.wait_for(&format!("{name}: The interface disappeared; it is waited for"), 1);
            capture.wait_for(&format!("{name}: The interface is back"), 1);
            send(8, 4, 1);
            has_all(&capture.end(), 3 + 4);
        }
    });
}

/// Makes a namespace with the other end of `va` in it, in a /run of the test's own.
fn with_other_end() {
    if !fs::exists("/run/netns").unwrap_or_default() {
        let run = Command::new("mount").args(["-t", "tmpfs", "none", "/run"]).status();
        assert!(run.unwrap().success());
    }
    ip("netns add edge");
    ip("link add va type veth peer name inside netns edge");
    ip("-n edge link set inside up");
    bring_up("va", 9);
}

#[test]
fn a_namespace_that_dies_takes_the_other_end_with_it() {
    namespace::run("a_namespace_that_dies_takes_the_other_end_with_it", || {
        fs::create_dir_all("/run/netns").ok();
        let run = Command::new("mount").args(["-t", "tmpfs", "none", "/run"]).status();
        assert!(run.unwrap().success());
        let _ = fs::write("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
        // Without being told to wait, that is the end, with all that came before.
        with_other_end();
        let capture = Running::start(&["-i", "va", "-n", "udp port 9"]);
        capture.wait_for("listening on va", 1);
        send(9, 5, 1);
        ip("netns del edge");
        let ended = capture.ended();
        assert_eq!(ended.code, Some(1), "{}", ended.said);
        assert!(ended.said.contains("pcap_loop: The interface disappeared\n"), "{}", ended.said);
        assert!(ended.said.contains("5 packets captured\n5 packets received"), "{}", ended.said);

        with_other_end();
        let capture = Running::start(&["-i", "va", FOLLOW, "-n", "udp port 9"]);
        capture.wait_for("listening on va", 1);
        for (phase, count) in [(1, 4), (2, 6)] {
            send(9, count, phase);
            ip("netns del edge");
            capture.wait_for("va: The interface disappeared; it is waited for", phase.into());
            with_other_end();
            capture.wait_for("va: The interface is back", phase.into());
        }
        send(9, 8, 3);
        has_all(&capture.end(), 18);
        ip("netns del edge");
    });
}

#[test]
fn in_another_namespace_that_loses_its_name_and_its_interface() {
    namespace::run("in_another_namespace_that_loses_its_name_and_its_interface", || {
        let run = Command::new("mount").args(["-t", "tmpfs", "none", "/run"]).status();
        assert!(run.unwrap().success());
        fs::create_dir_all("/run/netns").unwrap();
        let _ = fs::write("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
        with_other_end();
        let inside = ["--netns", "edge", "-i", "inside", "-n", "udp port 9"];
        let capture = Running::start(&inside);
        capture.wait_for("listening on inside", 1);
        send(9, 5, 1);
        // The capture keeps the namespace alive; a container's interface goes with its other end.
        ip("netns del edge");
        send(9, 3, 1);
        ip("link del va");
        let ended = capture.ended();
        assert_eq!(ended.code, Some(1), "{}", ended.said);
        assert!(ended.said.contains("pcap_loop: The interface disappeared\n"), "{}", ended.said);
        assert!(ended.said.contains("8 packets captured\n8 packets received"), "{}", ended.said);

        // As long as the namespace has somebody in it, its interface can come back.
        ip("netns add edge");
        let waiting = Running::start(&[&inside[..], &[FOLLOW]].concat());
        waiting.wait_for("waiting for an interface: inside", 1);
        for (phase, count) in [(1_u8, 4), (2, 6)] {
            ip("link add va type veth peer name inside netns edge");
            ip("-n edge link set inside up");
            bring_up("va", 9);
            match phase {
                1 => waiting.wait_for("listening on inside", 1),
                _ => waiting.wait_for("inside: The interface is back", 1),
            }
            send(9, count, phase);
            ip("link del va");
            waiting.wait_for("inside: The interface disappeared; it is waited for", phase.into());
        }
        has_all(&waiting.end(), 10);
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
