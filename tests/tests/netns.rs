//! Captures in other network namespaces: by name, by path, by a process.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{barecap, listen, said};
use barecap_tests::namespace::{self, ip};
use std::fs;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

fn run(arguments: &[&str]) -> Output {
    Command::new(barecap()).args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// What is there in the other namespace only.
const INTERFACE: &str = "edge0";

/// Makes the namespace `edge`, in a /run of the test's own, so that the name is nobody else's.
fn make() {
    let run = Command::new("mount").args(["-t", "tmpfs", "none", "/run"]).status();
    assert!(run.unwrap().success());
    ip("netns add edge");
    ip("-n edge link set lo up");
    ip(&format!("-n edge link add {INTERFACE} type veth peer name edge1"));
    ip("-n edge link set edge1 up");
    ip(&format!("-n edge link set {INTERFACE} up"));
}

#[test]
fn a_namespace_is_found_by_name_path_and_process() {
    namespace::run("a_namespace_is_found_by_name_path_and_process", || {
        make();
        let mut process = Command::new("ip")
            .args(["netns", "exec", "edge", "sleep", "infinity"])
            .spawn()
            .unwrap();
        let number = process.id().to_string();
        let network = |process: &str| fs::read_link(format!("/proc/{process}/ns/net")).unwrap();
        while network(&number) == network("self") {
            thread::sleep(Duration::from_millis(10));
        }
        assert!(!String::from_utf8_lossy(&run(&["-D"]).stdout).contains(INTERFACE));
        for namespace in ["edge", "/run/netns/edge", &number] {
            let list = run(&["--netns", namespace, "-D"]);
            assert!(String::from_utf8_lossy(&list.stdout).contains(INTERFACE), "{namespace}");

            // What is sent there is captured here, with the numbers of there at the end.
            let arguments = ["--netns", namespace, "-i", INTERFACE, "-c", "1", "-nt", "arp"];
            let capture = listen(&arguments, Stdio::piped());
            let address = format!("-n edge address replace 10.7.0.1/24 dev {INTERFACE}");
            ip(&address);
            let ping = "echo >/dev/udp/10.7.0.2/9";
            let _ = Command::new("ip").args(["netns", "exec", "edge", "bash", "-c", ping]).status();
            let output = capture.wait_with_output().unwrap();
            let text = String::from_utf8_lossy(&output.stdout);
            assert!(text.contains("ARP, Request who-has 10.7.0.2"), "{text} {}", said(&output));
            assert!(said(&output).contains("1 packet captured"), "{}", said(&output));
            ip(&format!("-n edge neigh flush dev {INTERFACE}"));
        }
        process.kill().unwrap();
        process.wait().unwrap();
    });
}

#[test]
fn a_namespace_that_goes_is_captured_in_to_the_end() {
    namespace::run("a_namespace_that_goes_is_captured_in_to_the_end", || {
        make();
        let arguments = ["--netns", "edge", "-i", "lo", "-n", "--timeout", "2s"];
        let capture = listen(&arguments, Stdio::null());
        ip("netns del edge");
        let output = capture.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(said(&output).contains("0 packets captured"), "{}", said(&output));
    });
}

#[test]
fn what_is_no_namespace_is_an_error_that_says_so() {
    namespace::run("what_is_no_namespace_is_an_error_that_says_so", || {
        for (namespace, words) in [
            ("nosuch", "'nosuch': No such file or directory (--netns wants a name of ip-netns(8)"),
            ("4194305", "No such file or directory (no name of ip-netns(8), and no process)"),
            ("/etc/passwd", "'/etc/passwd': Invalid argument (it is no network namespace)"),
            ("/proc/self/ns/uts", "(it is no network namespace)"),
            ("/proc/1/ns/net", "(CAP_SYS_ADMIN is required, here and there)"),
            ("1", "(CAP_SYS_ADMIN is required, here and there)"),
            ("", "''"),
        ] {
            let output = run(&["--netns", namespace, "-i", "lo", "-c", "1"]);
            assert_eq!(output.status.code(), Some(1), "{namespace}");
            let text = said(&output);
            assert!(text.starts_with("barecap: network namespace '"), "{text}");
            assert!(text.contains(words) && text.lines().count() == 1, "{namespace}: {text}");
        }
    });
}
