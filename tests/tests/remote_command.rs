//! As the command on the other machine of what captures from afar: Wireshark's sshdump and
//! wifidump, and pipes into tshark(1). What stands for the connection is a pipe.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use barecap_tests::folder::Folder;
use barecap_tests::namespace;
use std::net::UdpSocket;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The commands of sshdump and wifidump 4.0 (their man pages; `$filter` of the first is what keeps
/// its own connection out), and what reads them. Each ends when it has shown five packets.
const PIPES: &[&str] = &[
    "tcpdump -U -i lo  -w - not port 22 | read_on",
    "tcpdump -U -i lo -w - 'not ((host 192.0.2.1 or host fe80::1) and port 22)' | read_on",
    "tcpdump -i lo -U -w - -c 5 udp port 9999 | read_all",
    "barecap -i lo -U -w - 'udp port 9999' | read_on",
    "barecap -i lo -U -c 5 -w - 'udp port 9999' | read_all",
    "barecap -i lo -U -w - --write-format=pcapng udp port 9999 | read_on",
    "barecap -i any -U -w - --write-format=pcapng udp port 9999 | read_on",
    "barecap -i lo -U -w - 'udp port 9999' | read_live",
    "barecap -i lo -U -w - --write-format=pcapng udp port 9999 | read_live",
];

/// What reads: tshark on a pipe as it comes, on all of it, and as a live capture.
const READERS: &str = "
read_on() { tshark -l -r - -c 5 $fields; }
read_all() { tshark -r - $fields; }
read_live() { tshark -l -i - -c 5 $fields; }
fields='-T fields -e udp.dstport -e udp.payload'
";

#[test]
fn what_is_written_to_a_pipe_is_read_as_it_comes() {
    if Command::new("tshark").arg("-v").output().is_err() {
        return println!(
            "what_is_written_to_a_pipe_is_read_as_it_comes: skipped: tshark is missing"
        );
    }
    namespace::run("what_is_written_to_a_pipe_is_read_as_it_comes", || {
        let folder = Folder::new("remote-command");
        for name in ["tcpdump", "barecap"] {
            symlink(barecap(), folder.file(name)).unwrap();
        }
        let path = format!("{}:{}", folder.0.display(), std::env::var("PATH").unwrap());
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let _listener = UdpSocket::bind("127.0.0.1:9999").unwrap();
        for pipe in PIPES {
            let mut child = Command::new("timeout")
                .args(["20", "bash", "-c", &format!("{READERS}{pipe}")])
                .env("PATH", &path)
                .env("HOME", &folder.0)
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            while child.try_wait().unwrap().is_none() {
                socket.send_to(b"hello", "127.0.0.1:9999").unwrap();
                std::thread::sleep(Duration::from_millis(20));
            }
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{pipe}: {said}");
            let shown = String::from_utf8(output.stdout).unwrap();
            assert_eq!(shown, "9999\t68656c6c6f\n".repeat(5), "{pipe}: {said}");
        }
    });
}
