//! Captures on several interfaces at once.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{Running, barecap, listen, said, signal};
use barecap_tests::folder::Folder;
use barecap_tests::namespace::{self, ip};
use barecap_tests::traffic;
use std::fs;
use std::net::UdpSocket;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

/// Two pairs of interfaces: `va` with 10.9.0.1/24 and `vb`, `vc` with 10.8.0.1/16 and `vd`. What is sent
/// to .2 there goes out without a question.
fn two_pairs() {
    namespace::veth();
    ip("link add vc type veth peer name vd");
    ip("address add 10.8.0.1/16 dev vc");
    ip("link set vc up");
    ip("link set vd up");
    namespace::wait_until_running("vc");
    for (interface, address) in [("va", "10.9.0"), ("vc", "10.8.0")] {
        ip(&format!("neigh add {address}.2 lladdr 02:00:00:00:00:02 dev {interface}"));
    }
}

/// Sends datagrams out of `va` and `vc` in turn.
fn send(count: usize) {
    let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
    for number in 0..count {
        let to = ["10.9.0.2:9", "10.8.0.2:9"][number % 2];
        socket.send_to(&[number as u8; 20], to).unwrap();
    }
}

fn end(child: Child) -> Output {
    signal(&child, "INT");
    child.wait_with_output().unwrap()
}

fn run(arguments: &[&str]) -> Output {
    Command::new(barecap()).args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// The blocks of a pcapng file of this machine's byte order: their types and bodies.
fn blocks(path: &str) -> Vec<(u32, Vec<u8>)> {
    let file = fs::read(path).unwrap();
    let word = |at: usize| u32::from_ne_bytes(*file[at..].first_chunk().unwrap());
    let (mut at, mut blocks) = (0, Vec::new());
    while at < file.len() {
        let length = word(at + 4) as usize;
        blocks.push((word(at), file[at + 8..at + length - 4].to_vec()));
        at += length;
    }
    blocks
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_ne_bytes(*bytes[at..].first_chunk().unwrap())
}

#[test]
fn each_interface_is_described_and_its_packets_are_its_own() {
    namespace::run("each_interface_is_described_and_its_packets_are_its_own", || {
        two_pairs();
        let folder = Folder::new("described");
        let file = folder.file("x.pcapng");
        let mut ways: Vec<&[&str]> =
            vec![&["-i", "va", "-i", "vc"], &["-i", "va,vc"], &["-i", "va,vc,va", "-i", "vc"]];
        // Since Linux 5.5 an interface may have more names.
        let words = "link property add dev va altname va-too".split(' ');
        if Command::new("ip").args(words).stderr(Stdio::null()).status().unwrap().success() {
            ways.push(&["-i", "va,vc,va-too"]);
            ways.push(&["-i", "va*", "-i", "va-too,vc"]);
        } else {
            println!("other names of interfaces: skipped: the kernel or ip(8) has none");
        }
        for interfaces in ways {
            let arguments = [interfaces, &["-w", &file, "udp"]].concat();
            let capture = listen(&arguments, Stdio::null());
            send(200);
            let output = end(capture);
            assert_eq!(output.status.code(), Some(0), "{}", said(&output));
            assert!(
                said(&output).contains(
                    "200 packets captured\n200 packets received by filter\n0 packets dropped"
                ),
                "{}",
                said(&output)
            );
            let blocks = blocks(&file);
            let described: Vec<_> = blocks.iter().filter(|block| block.0 == 1).collect();
            assert_eq!(described.len(), 2);
            for (block, name) in described.iter().zip([b"va", b"vc"]) {
                assert!(block.1.windows(2).any(|part| part == name));
            }
            let packets: Vec<_> = blocks.iter().filter(|block| block.0 == 6).collect();
            assert_eq!(packets.len(), 200);
            for (number, (_, body)) in packets.iter().enumerate() {
                // All came while the rings were not yet handed over: they are in the order of time,
                // which is the one in which they were sent.
                assert_eq!(word(body, 0), number as u32 % 2);
                assert_eq!(body[20 + 42], number as u8);
            }
            // The numbers of each.
            let statistics: Vec<_> = blocks.iter().filter(|block| block.0 == 5).collect();
            assert_eq!(statistics.len(), 2);
            for (number, (_, body)) in statistics.iter().enumerate() {
                assert_eq!(word(body, 0), number as u32);
            }
            let check = run(&["--check", &file]);
            let text = String::from_utf8_lossy(&check.stdout).into_owned();
            assert!(text.contains("sound") && !text.contains("earlier"), "{text}");
        }
    });
}

/// To take one off the network takes the kernel some 10 ms, for which the other would go on: what both
/// see the same of would seem to be lost on the way.
#[test]
fn both_ends_of_a_link_end_at_the_same_moment() {
    namespace::run("both_ends_of_a_link_end_at_the_same_moment", || {
        namespace::veth();
        let folder = Folder::new("moment");
        let file = folder.file("x.pcapng");
        for options in [&["-i", "va", "-i", "vb"][..], &["-i", "v*", "--follow-interfaces"]] {
            // Runs in which the program had to wait for a processor say nothing.
            let apart = [0; 7].map(|_| {
                let arguments = [options, &["-w", &file, "-B", "16384", "udp port 9"]].concat();
                let capture = listen(&arguments, Stdio::null());
                let socket = UdpSocket::bind("10.9.0.1:0").unwrap();
                socket.set_broadcast(true).unwrap();
                let send = || (0..50).for_each(|_| drop(socket.send_to(b"x", "10.9.0.255:9")));
                let output = traffic::during(Duration::from_micros(100), send, || {
                    thread::sleep(Duration::from_millis(100));
                    let output = end(capture);
                    // It goes on behind the end.
                    thread::sleep(Duration::from_millis(20));
                    output
                });
                assert!(output.status.success(), "{}", said(&output));
                let mut last = [0_u64; 2];
                for (_, body) in blocks(&file).iter().filter(|block| block.0 == 6) {
                    let time = u64::from(word(body, 4)) << 32 | u64::from(word(body, 8));
                    last[word(body, 0) as usize] = time;
                }
                assert!(!last.contains(&0), "{last:?}");
                last[0].abs_diff(last[1])
            });
            assert!(
                apart.iter().any(|apart| *apart < 5_000),
                "{options:?}: microseconds {apart:?}"
            );
        }
    });
}

#[test]
fn patterns_find_what_is_there() {
    namespace::run("patterns_find_what_is_there", || {
        two_pairs();
        for (pattern, names) in [
            ("v*", "va vb vc vd"),
            ("v?", "va vb vc vd"),
            ("*a,lo", "va lo"),
            ("lo,v[abc],vb", ""),
            ("*", "lo va vb vc vd"),
        ] {
            let output = run(&["-i", pattern, "-n", "--timeout", "200ms"]);
            let text = said(&output);
            if names.is_empty() {
                assert_eq!(output.status.code(), Some(1));
                assert!(text.contains("v[abc]: No such device exists"), "{text}");
                continue;
            }
            assert_eq!(output.status.code(), Some(0), "{text}");
            let line = text.lines().find(|line| line.contains("listening on")).unwrap();
            for name in ["va", "vb", "vc", "vd", "lo"] {
                let heard = line.contains(&format!("{name}, link-type"));
                assert_eq!(heard, names.split(' ').any(|it| it == name), "{pattern}: {line}");
            }
        }
        for (arguments, words) in [
            (&["-i", "x*"][..], "barecap: x*: no interface that is up has a name like this"),
            (&["-i", "any", "-i", "va"], "barecap: -i any is all interfaces"),
            (&["-i", "any", "-i", "nosuch"], "barecap: -i any is all interfaces"),
            (&["-i", "va,nosuch"], "barecap: nosuch: No such device exists"),
            (&["-i", "va,"], "No such device exists"),
        ] {
            let output = run(arguments);
            assert_eq!(output.status.code(), Some(1), "{}", said(&output));
            assert!(said(&output).contains(words), "{}", said(&output));
        }
        // Once more is once, by whichever name, a name that looks like a list is a name first, and one with
        // the label of an address is the interface's.
        ip("link add v,c type veth peer name v*");
        ip("link set v,c up");
        ip("link set v* up");
        ip("link property add dev vc altname other");
        let ethernet = "link-type EN10MB (Ethernet), snap";
        for (arguments, words) in [
            (
                &["-i", "any", "-i", "any"][..],
                "listening on any, link-type LINUX_SLL2 (Linux cooked v2), snap",
            ),
            (&["-i", "v,c"], &format!("listening on v,c, {ethernet}")),
            (&["-i", "v*"], &format!("listening on v*, {ethernet}")),
            (&["-i", "va:1"], &format!("listening on va, {ethernet}")),
            (&["-i", "vc,other"], &format!("listening on vc, {ethernet}")),
            (
                &["-i", "va,vc,other,va"],
                "listening on va, link-type EN10MB (Ethernet), vc, link-type EN10MB (Ethernet), snap",
            ),
        ] {
            let output = run(&[arguments, &["-n", "--timeout", "100ms"]].concat());
            assert_eq!(output.status.code(), Some(0), "{}", said(&output));
            assert!(said(&output).contains(words), "{words}: {}", said(&output));
        }
        ip("link del v,c");
        for number in 0..20 {
            ip(&format!("link add many{number} type veth peer name other{number}"));
            ip(&format!("link set many{number} up"));
        }
        let output = run(&["-i", "many*"]);
        let text = said(&output);
        assert!(text.contains("more than 16 interfaces: -i any"), "{text}");
        assert_eq!(text.lines().count(), 1, "{text}");
        // What a pattern names may be down, if not all of it.
        ip("link set vb down");
        let output = run(&["-i", "v*", "-n", "--timeout", "200ms"]);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(0), "{text}");
        assert!(text.contains("barecap: vb: not up, and left out (--follow-int"), "{text}");
        assert!(text.contains("va, link-type") && !text.contains("vb, link-type"), "{text}");
        let output = run(&["-i", "vb*"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("vb*: no interface that is up"), "{}", said(&output));
    });
}

#[test]
fn lines_say_whose_packets_are() {
    namespace::run("lines_say_whose_packets_are", || {
        two_pairs();
        let capture = listen(&["-i", "va,vd", "-nt", "udp"], Stdio::piped());
        send(2);
        thread::sleep(Duration::from_millis(300));
        let output = end(capture);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        // The rings are handed over each in its own time: only what is there at once has an order.
        let mut lines: Vec<_> = text.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines.len(), 2, "{text}");
        assert!(lines[0].starts_with("va    Out IP 10.9.0.1."), "{text}");
        assert!(lines[1].starts_with("vd    P   IP 10.8.0.1."), "{text}");
        // One interface has the lines that it always had.
        let capture = listen(&["-i", "va", "-nt", "udp"], Stdio::piped());
        send(1);
        thread::sleep(Duration::from_millis(300));
        let output = end(capture);
        assert!(output.stdout.starts_with(b"IP 10.9.0.1."));
    });
}

/// Packets are printed as they come, though the other interface has none, and nothing is done meanwhile.
#[test]
fn packets_of_one_are_not_held_up_by_others() {
    namespace::run("packets_of_one_are_not_held_up_by_others", || {
        two_pairs();
        for options in [&["-i", "va,vd"][..], &["-i", "va,v?d", "--follow-interfaces"]] {
            let capture = Running::listening(&[options, &["-ntl", "udp port 9"]].concat());
            for times in 1..4 {
                send(1);
                capture.wait_for_printed("10.9.0.2.9", times);
            }
            let before = capture.worked();
            thread::sleep(Duration::from_secs(1));
            let worked = capture.worked() - before;
            assert!(worked < 20, "{options:?}: {worked}");
            let ended = capture.end();
            assert_eq!(ended.code, Some(0), "{}", ended.said);
        }
    });
}

#[test]
fn each_network_has_its_own_broadcast_address() {
    namespace::run("each_network_has_its_own_broadcast_address", || {
        two_pairs();
        let filter = "ip broadcast and udp";
        let capture = listen(&["-i", "va", "-i", "vc", "-nt", filter], Stdio::piped());
        let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
        socket.set_broadcast(true).unwrap();
        // The second is the broadcast address of /24, but not of /16, where it belongs to a host.
        ip("neigh add 10.8.0.255 lladdr 02:00:00:00:00:02 dev vc");
        for to in ["10.9.0.255:9", "10.8.0.255:9", "10.8.255.255:9"] {
            socket.send_to(b"x", to).unwrap();
        }
        thread::sleep(Duration::from_millis(300));
        let output = end(capture);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains("10.9.0.255.9") && text.contains("10.8.255.255.9"), "{text}");
        assert!(!text.contains("10.8.0.255.9"), "{text}");
    });
}

#[test]
fn one_that_goes_is_reported_and_the_others_are_captured_on() {
    namespace::run("one_that_goes_is_reported_and_the_others_are_captured_on", || {
        two_pairs();
        let folder = Folder::new("goes");
        let file = folder.file("x.pcapng");
        let capture = listen(&["-i", "va,vc", "-w", &file, "udp"], Stdio::null());
        send(20);
        ip("link del va");
        thread::sleep(Duration::from_millis(1500));
        let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
        for _ in 0..7 {
            socket.send_to(b"x", "10.8.0.2:9").unwrap();
        }
        let output = end(capture);
        let text = said(&output);
        assert!(text.contains("va: The interface disappeared; the others are captured"), "{text}");
        assert_eq!(output.status.code(), Some(1), "{text}");
        let packets = blocks(&file).iter().filter(|block| block.0 == 6).count();
        assert_eq!(packets, 27, "{text}");
        assert!(text.contains("27 packets captured"), "{text}");

        // When none is left, that is the end.
        let capture = listen(&["-i", "vc,vd", "-n", "udp"], Stdio::null());
        ip("link del vc");
        let output = capture.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains("The interface disappeared"), "{}", said(&output));
    });
}

#[test]
fn interfaces_of_several_link_types_have_their_own() {
    if !fs::exists("/dev/net/tun").unwrap_or_default() {
        println!("interfaces_of_several_link_types_have_their_own: skipped: no tun interfaces");
        return;
    }
    namespace::run("interfaces_of_several_link_types_have_their_own", || {
        two_pairs();
        ip("tuntap add dev tun7 mode tun");
        ip("link set tun7 up");
        let folder = Folder::new("types");
        let [pcap, pcapng] = ["x.pcap", "x.pcapng"].map(|name| folder.file(name));
        let output = run(&["-i", "va,tun7", "-w", &pcap, "udp"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("which a pcap file cannot hold"), "{}", said(&output));
        let capture =
            listen(&["-i", "tun7", "-i", "va", "-w", &pcapng, "udp port 9"], Stdio::null());
        send(10);
        let output = end(capture);
        assert!(output.status.success(), "{}", said(&output));
        let blocks = blocks(&pcapng);
        let described = blocks.iter().filter(|block| block.0 == 1);
        let types: Vec<_> = described.map(|(_, body)| word(body, 0) & 0xffff).collect();
        assert_eq!(types, [101, 1]);
        let packets: Vec<_> = blocks.iter().filter(|block| block.0 == 6).collect();
        assert_eq!(packets.len(), 5);
        assert!(packets.iter().all(|(_, body)| word(body, 0) == 1));
    });
}

/// What is said of interfaces, of which a long filter is the longest part, needs not be written at once.
#[test]
fn long_filters_are_told_of_all_interfaces() {
    namespace::run("long_filters_are_told_of_all_interfaces", || {
        let folder = Folder::new("several-long");
        let file = folder.file("all.pcapng");
        for pair in 0..8 {
            ip(&format!("link add v{pair} type veth peer name w{pair}"));
            ip(&format!("link set v{pair} up"));
            ip(&format!("link set w{pair} up"));
        }
        let ports = (2..1100).map(|port| format!(" or port {port}")).collect::<String>();
        let filter = format!("port 1{ports}");
        let words = ["-i", "v*", "-i", "w*", "-w", &file, "--timeout", "200ms", &filter];
        let captured = run(&words);
        assert!(captured.status.success(), "{}", String::from_utf8_lossy(&captured.stderr));
        let told = blocks(&file).iter().filter(|(kind, _)| *kind == 1).count();
        assert_eq!(told, 16);
    });
}
