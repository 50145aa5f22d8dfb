//! Interfaces that change while they are captured on: names, addresses, numbers, namespaces, and more of
//! them than there is room for.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::Running;
use barecap_tests::folder::Folder;
use barecap_tests::followed::{FOLLOW, add, bring_up, has_all, make, read, send};
use barecap_tests::namespace::{self, ip};
use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

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
