//! What is known of no kernel before some release is done without on those: calls and options that Linux
//! 3.2 has not, which is the oldest with a ring of blocks, are refused as it would refuse them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]
// Numbers follow the order of releases only where a table of calls has grown by itself.
#![cfg(target_arch = "x86_64")]

use barecap_tests::binary::{barecap, said};
use barecap_tests::folder::Folder;
use barecap_tests::forbidden::{end_before, forbid};
use barecap_tests::{namespace, traffic};
use rustix::io::Errno;
use std::net::UdpSocket;
use std::process::Command;
use std::time::Duration;
use syscalls::Sysno;

/// Options of packet sockets (packet(7)) that came later: transmission past the queues with Linux 3.14,
/// received packets alone with 4.20.
const NEWER_OPTIONS: [u32; 2] = [20, 23];

/// What the sandbox is without there: Landlock came with Linux 5.13, seccomp(2) with 3.17.
const WITHOUT: [&str; 2] = ["Landlock", "seccomp"];

#[test]
fn an_old_kernel_lacks_nothing_but_the_sandbox() {
    namespace::run("an_old_kernel_lacks_nothing_but_the_sandbox", || {
        let folder = Folder::new("old-kernels");
        let (pcap, pcapng) = (folder.file("a.pcap"), folder.file("a.pcapng"));
        let port = "udp port 9999";
        let receiver = UdpSocket::bind("127.0.0.1:9999").unwrap();
        let sender = UdpSocket::bind("127.0.0.1:0").unwrap();
        let send = || drop(sender.send_to(b"hello", receiver.local_addr().unwrap()));
        // The arguments, and what is in what is printed or said.
        let cases: [(&[&str], &str); 15] = [
            (&["-i", "lo", "-nq", "-c", "4", port], "4 packets captured"),
            (&["-i", "any", "-nq", "-c", "4", port], "lo    In  IP 127.0.0.1"),
            (&["-i", "lo", "-Q", "in", "-nq", "-c", "4", port], "4 packets captured"),
            (&["-i", "lo", "--immediate-mode", "-nv", "-c", "4", port], "4 packets captured"),
            (&["-i", "lo", "--rings", "2", "-nq", "-c", "4", port], "4 packets captured"),
            (&["-i", "lo", "-i", "l*", "-nq", "-c", "4", port], "4 packets captured"),
            (&["-i", "lo", "--follow-interfaces", "-nq", "-c", "4", port], "4 packets captured"),
            (
                &["--netns", "/proc/self/ns/net", "-i", "lo", "-nq", "-c", "4", port],
                "4 packets captured",
            ),
            (
                &["-i", "lo", "-c", "4", "-w", &pcap, "-C", "1", "-W", "2", "-z", "true", port],
                "4 packets captured",
            ),
            (&["-i", "lo", "-c", "4", "-w", &pcapng, port], "4 packets captured"),
            (
                &["-i", "lo", "--timeout", "10s", "-c", "1", "--expect", ">=1 udp"],
                "ok 1 - >=1 udp: 1 packet",
            ),
            (&["-r", &pcapng, "--json"], "\"dst\":\"127.0.0.1\""),
            (&["-r", &pcapng, "-nv", "-tttt"], "proto UDP (17)"),
            (&["-i", "lo", "--send", &pcapng], "4 packets sent"),
            (&["-D"], "2.lo [Up, Running, Loopback]"),
        ];
        let run_all = |without: &[&str]| {
            for (arguments, expected) in &cases {
                let output = Command::new(barecap()).args(*arguments).output().unwrap();
                let printed = String::from_utf8_lossy(&output.stdout);
                let said = said(&output);
                assert!(output.status.success(), "{arguments:?}: {said}");
                let both = printed + &*said;
                assert!(both.contains(expected), "{arguments:?}: {both}");
                // It is so on every run, and told to those who ask for more.
                let told = if arguments.contains(&"-nv") { without } else { &[] };
                let warnings = said.lines().filter(|line| line.starts_with("barecap: WARNING"));
                let warnings: Vec<_> = warnings.collect();
                assert_eq!(warnings.len(), told.len(), "{arguments:?}: {said}");
                for (warning, what) in warnings.into_iter().zip(told) {
                    let words = format!("the sandbox is without {what}:");
                    assert!(warning.contains(&words), "{arguments:?}: {warning}");
                }
            }
        };
        traffic::during(Duration::from_millis(3), send, || {
            // The binary is built before anything is refused.
            run_all(&[]);
            for option in NEWER_OPTIONS {
                forbid(Sysno::setsockopt, 2, Some(option), Errno::NOPROTOOPT);
            }
            // What came first after Linux 3.2. It is the last, as it forbids the call that forbids.
            end_before(Sysno::kcmp);
            run_all(&WITHOUT);
        });
    });
}
