//! Interfaces as they are listed and chosen: -D, -i and -J.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{Running, barecap};
use barecap_tests::namespace;
use std::net::UdpSocket;
use std::process::Command;

#[test]
fn what_interfaces_are_is_listed() {
    namespace::run("what_interfaces_are_is_listed", || {
        for command in [
            "link add va type veth peer name vb",
            "link add vc type veth peer name vd",
            "link set va up",
            "link set vb up",
            "link set vc up",
            "link set lo down",
        ] {
            namespace::ip(command);
        }
        namespace::wait_until_running("va");
        let list = Command::new(barecap()).arg("-D").output().unwrap();
        let list = String::from_utf8(list.stdout).unwrap();
        for line in [
            ".any (Pseudo-device that captures on all interfaces) [Up, Running]",
            ".va [Up, Running, Connected]",
            ".vc [Up, Disconnected]",
            ".vd [none, Disconnected]",
            ".lo [Loopback]",
        ] {
            assert!(list.lines().any(|it| it.ends_with(line)), "{line} in {list}");
        }
    });
}

#[test]
fn an_interface_is_also_known_by_its_number() {
    namespace::run("an_interface_is_also_known_by_its_number", || {
        let list = Command::new(barecap()).arg("-D").output().unwrap();
        let list = String::from_utf8(list.stdout).unwrap();
        let line = list.lines().find(|line| line.contains(".lo [Up, Running, Loopback]")).unwrap();
        let mut capture = Running::listening(&["-i", &line[..1], "-c1", "-w", "/dev/null"]);
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.send_to(b"x", "127.0.0.1:9994").unwrap();
        assert_eq!(capture.next("captured"), "1 packet captured\n");
        // A name that is a number is a name first, and what has no number of its own has one here.
        let any = list.lines().find(|line| line.contains(".any (")).unwrap();
        namespace::ip("link add 7 type veth peer name 8");
        namespace::ip("link set 7 up");
        for (number, name) in [(&any[..1], "any"), ("7", "7")] {
            let capture = Running::listening(&["-i", number, "-w", "/dev/null"]);
            capture.signal("INT");
            let said = capture.ended().said;
            assert!(said.contains(&format!("listening on {name}, ")), "{said}");
        }
        for (name, says) in [
            ("nosuch0", "nosuch0: No such device exists"),
            ("a-name-that-is-too-long", "a-name-that-is-too-long: No such device exists"),
            ("", ": No such device exists"),
            ("99", "Invalid adapter index 99: only "),
            ("0", "Invalid adapter index 0: only "),
        ] {
            let output = Command::new(barecap()).args(["-i", name]).output().unwrap();
            assert_eq!(output.status.code(), Some(1));
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(said.starts_with(&format!("barecap: {says}")), "{said}");
            assert_eq!(said.lines().count(), 1, "{said}");
        }
    });
}

#[test]
fn time_stamps_are_listed_and_chosen() {
    namespace::run("time_stamps_are_listed_and_chosen", || {
        let listed = Command::new(barecap()).args(["-J", "-i", "lo"]).output().unwrap();
        let text = "Time stamp types for lo (use option -j to set):\n  host (Host)\n";
        assert_eq!(String::from_utf8(listed.stdout).unwrap(), text);
        let listed = Command::new(barecap()).args(["-J", "-i", "any"]).output().unwrap();
        let text = text.replace("for lo", "for any");
        assert_eq!(String::from_utf8(listed.stdout).unwrap(), text);
        for (stamp, warned) in [("host", false), ("adapter", true)] {
            let capture = Running::listening(&["-i", "lo", "-j", stamp, "-w", "/dev/null"]);
            assert_eq!(capture.said().contains("WARNING"), warned, "{stamp}");
            capture.signal("INT");
            assert_eq!(capture.ended().code, Some(0));
        }
    });
}
