//! Live captures on lo, by the binary: nothing is lost, whatever ends them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use barecap_tests::namespace;
use std::io::{BufRead, BufReader, Read};
use std::net::UdpSocket;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

/// A running capture.
struct Capture {
    child: Child,
    messages: BufReader<ChildStderr>,
    /// What was said before it listened.
    before: String,
}

/// How a capture ended.
struct End {
    code: Option<i32>,
    messages: String,
    output: String,
}

impl Capture {
    /// Starts the binary, and returns once it is listening.
    fn start(arguments: &[&str]) -> Self {
        // SIGHUP stays ignored where it was at the start, as under nohup(1).
        let mut child = Command::new("env")
            .arg("--default-signal=HUP")
            .arg(barecap())
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let messages = BufReader::new(child.stderr.take().unwrap());
        let mut capture = Self { child, messages, before: String::new() };
        capture.before = capture.lines_to("listening on ");
        capture
    }

    /// The next message that holds a text, and those before it.
    fn lines_to(&mut self, text: &str) -> String {
        let mut lines = String::new();
        let mut begin = 0;
        while self.messages.read_line(&mut lines).unwrap() > 0 {
            if lines[begin..].contains(text) {
                return lines;
            }
            begin = lines.len();
        }
        panic!("it ended without {text:?}");
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let kill = ["-c", "kill -s \"$0\" \"$1\"", name, &id];
        assert!(Command::new("sh").args(kill).status().unwrap().success());
    }

    fn wait(mut self) -> End {
        let (mut messages, mut output) = (String::new(), String::new());
        self.child.stdout.take().unwrap().read_to_string(&mut output).unwrap();
        self.messages.read_to_string(&mut messages).unwrap();
        End { code: self.child.wait().unwrap().code(), messages, output }
    }
}

/// Sends datagrams of 20 bytes to a port of lo, where somebody receives them.
fn send(port: u16, count: u32) {
    let receiver = UdpSocket::bind(("127.0.0.1", port)).unwrap();
    let sender = UdpSocket::bind("127.0.0.1:0").unwrap();
    for _ in 0..count {
        sender.send_to(&[b'x'; 20], receiver.local_addr().unwrap()).unwrap();
    }
}

fn file(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("barecap-{}-{name}", std::process::id()))
}

/// What `-r FILE --count` says.
fn count(file: &str) -> String {
    let output = Command::new(barecap()).args(["-r", file, "--count"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn all_of_200_are_captured_20_times_of_20() {
    namespace::run("all_of_200_are_captured_20_times_of_20", || {
        let path = file("200");
        let path = path.to_str().unwrap();
        for run in 0..20 {
            let capture = Capture::start(&["-i", "lo", "-w", path, "udp dst port 9999"]);
            send(9999, 200);
            capture.signal(["INT", "TERM"][run % 2]);
            let end = capture.wait();
            assert_eq!(end.code, Some(0), "{}", end.messages);
            assert!(end.messages.starts_with("200 packets captured\n"), "{}", end.messages);
            assert!(end.messages.contains("\n0 packets dropped by kernel"), "{}", end.messages);
            assert_eq!(count(path), "200 packets\n");
        }
        std::fs::remove_file(path).unwrap();
    });
}

#[test]
fn a_count_ends_the_capture() {
    namespace::run("a_count_ends_the_capture", || {
        for arguments in [&["--immediate-mode"][..], &["-l"], &["-p"]] {
            let mut all = vec!["-i", "lo", "-nt", "-c", "5", "udp and dst port 9998"];
            all.extend(arguments);
            let capture = Capture::start(&all);
            // Held until all have come, or it would end before the last of them is sent.
            capture.signal("STOP");
            send(9998, 8);
            capture.signal("CONT");
            let end = capture.wait();
            assert_eq!(end.code, Some(0), "{}", end.messages);
            assert!(
                end.messages.starts_with("5 packets captured\n8 packets received by filter\n"),
                "{}",
                end.messages
            );
            let lines: Vec<_> = end.output.lines().collect();
            assert_eq!(lines.len(), 5);
            for line in lines {
                assert!(
                    line.starts_with("IP 127.0.0.1.") && line.ends_with(".9998: UDP, length 20")
                );
            }
        }
    });
}

#[test]
fn what_the_filter_refuses_is_not_there() {
    namespace::run("what_the_filter_refuses_is_not_there", || {
        let capture = Capture::start(&["-i", "any", "-ntq", "udp port 9997 and greater 40"]);
        send(9996, 50);
        send(9997, 2);
        send(9996, 50);
        capture.signal("INT");
        let end = capture.wait();
        assert_eq!(end.output.lines().count(), 2, "{}", end.output);
        assert!(end.messages.contains("\n2 packets received by filter\n"), "{}", end.messages);
    });
}

#[test]
fn numbers_are_told_on_the_way() {
    namespace::run("numbers_are_told_on_the_way", || {
        let mut capture = Capture::start(&["-i", "lo", "-w", "/dev/null", "udp dst port 9995"]);
        capture.signal("USR1");
        let numbers =
            "0 packets captured, 0 packets received by filter, 0 packets dropped by kernel";
        assert_eq!(capture.lines_to("captured"), format!("barecap: {numbers}\n"));
        send(9995, 1);
        capture.signal("HUP");
        let end = capture.wait();
        assert_eq!(end.code, Some(0));
        assert!(end.messages.starts_with("1 packet captured\n1 packet received by filter\n"));
    });
}

/// Waits until there are bytes in a file beyond those of its header.
fn wait_for_packets(path: &std::path::Path) {
    while std::fs::metadata(path).map_or(0, |status| status.len()) <= 24 {
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_signal_writes_what_has_come() {
    namespace::run("a_signal_writes_what_has_come", || {
        let file = file("usr2");
        let name = file.to_str().unwrap();
        let capture = Capture::start(&["-i", "lo", "-w", name, "udp dst port 9994"]);
        send(9994, 1);
        // The kernel hands it over within a second.
        std::thread::sleep(Duration::from_millis(1500));
        capture.signal("USR2");
        wait_for_packets(&file);
        capture.signal("INT");
        assert_eq!(capture.wait().code, Some(0));
        std::fs::remove_file(file).unwrap();
    });
}

#[test]
fn files_end_by_time_without_packets() {
    namespace::run("files_end_by_time_without_packets", || {
        let file = file("rotated");
        let name = format!("{}-%s", file.to_str().unwrap());
        let options = ["-i", "lo", "-w", &name, "-G", "1", "-W", "2", "udp dst port 9993"];
        let end = Capture::start(&options).wait();
        assert_eq!(end.code, Some(0));
        assert!(end.messages.starts_with("Maximum file limit reached: 2\n0 packets captured\n"));
        let folder = file.parent().unwrap();
        let begin = format!("{}-", file.file_name().unwrap().to_str().unwrap());
        let mut files = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_name().to_str().unwrap().starts_with(&begin) {
                files += 1;
                std::fs::remove_file(entry.path()).unwrap();
            }
        }
        assert_eq!(files, 2);
    });
}

#[test]
fn an_interface_is_also_known_by_its_number() {
    namespace::run("an_interface_is_also_known_by_its_number", || {
        let list = Command::new(barecap()).arg("-D").output().unwrap();
        let list = String::from_utf8(list.stdout).unwrap();
        let line = list.lines().find(|line| line.contains(".lo [Up, Running, Loopback]")).unwrap();
        let mut capture = Capture::start(&["-i", &line[..1], "-c1", "-w", "/dev/null"]);
        send(9994, 1);
        assert_eq!(capture.lines_to("captured"), "1 packet captured\n");
        for (name, says) in [
            ("nosuch0", "nosuch0: No such device exists"),
            ("a-name-that-is-too-long", "a-name-that-is-too-long: No such device exists"),
            ("", ": No such device exists"),
            ("99", "Invalid adapter index 99: only "),
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
fn numbers_are_told_now_and_then() {
    namespace::run("numbers_are_told_now_and_then", || {
        let filter = "udp dst port 9988";
        let mut capture =
            Capture::start(&["-i", "lo", "-w", "/dev/null", "--stats-interval=200ms", filter]);
        // With packets and without.
        let nothing = "barecap: 0 packets, 0 bytes, 0 dropped\n";
        assert_eq!(capture.lines_to("dropped"), nothing);
        assert_eq!(capture.lines_to("dropped"), nothing);
        send(9988, 3);
        let told = capture.lines_to("3 packets, ");
        assert!(
            told.ends_with(&format!("barecap: 3 packets, {} bytes, 0 dropped\n", 3 * 62)),
            "{told}"
        );
        capture.signal("INT");
        assert!(capture.wait().messages.contains("3 packets captured\n"));

        let options = ["-i", "lo", "-w", "/dev/null", "--stats-interval=200ms", "--json", filter];
        let mut capture = Capture::start(&options);
        let nothing = "{\"packets\":0,\"bytes\":0,\"dropped\":0}\n";
        assert_eq!(capture.lines_to("dropped"), nothing);
        send(9988, 3);
        let told = capture.lines_to(":3,");
        assert!(told.ends_with("{\"packets\":3,\"bytes\":186,\"dropped\":0}\n"), "{told}");
        capture.signal("INT");
        assert!(capture.wait().messages.contains("3 packets captured\n"));
    });
}

/// Checksums that a network card is to fill in are not called wrong.
/// As tcpdump tells it: over and over on one line, with -v and while nothing is printed.
#[test]
fn with_v_it_tells_how_many_were_written() {
    namespace::run("with_v_it_tells_how_many_were_written", || {
        for (options, told) in [(&["-v"][..], true), (&[], false), (&["-v", "--print"], false)] {
            let filter = "udp dst port 9989";
            let common = ["-i", "lo", "-n", "-w", "/dev/null"];
            let capture = Capture::start(&[&common[..], options, &[filter]].concat());
            send(9989, 3);
            std::thread::sleep(Duration::from_millis(1300));
            capture.signal("INT");
            let said = capture.wait().messages;
            assert_eq!(said.contains("Got 3\r"), told, "{options:?}: {said:?}");
        }
    });
}

#[test]
fn offloaded_checksums_are_not_wrong() {
    namespace::run("offloaded_checksums_are_not_wrong", || {
        let capture =
            Capture::start(&["-i", "lo", "-nvv", "-c4", "tcp port 9989 or udp port 9989"]);
        send(9989, 1);
        let listener = std::net::TcpListener::bind("127.0.0.1:9989").unwrap();
        let _stream = std::net::TcpStream::connect("127.0.0.1:9989").unwrap();
        let output = capture.wait().output;
        drop(listener);
        assert!(output.contains(": [udp sum offloaded] UDP, length "), "{output}");
        assert_eq!(output.matches(" (offloaded), seq ").count(), 3, "{output}");
    });
}

#[test]
fn time_stamps_are_listed_and_chosen() {
    namespace::run("time_stamps_are_listed_and_chosen", || {
        let listed = Command::new(barecap()).args(["-J", "-i", "lo"]).output().unwrap();
        let text = "Time stamp types for lo (use option -j to set):\n  host (Host)\n";
        assert_eq!(String::from_utf8(listed.stdout).unwrap(), text);
        for (stamp, warned) in [("host", false), ("adapter", true)] {
            let capture = Capture::start(&["-i", "lo", "-j", stamp, "-w", "/dev/null"]);
            assert_eq!(capture.before.contains("WARNING"), warned, "{stamp}");
            capture.signal("INT");
            assert_eq!(capture.wait().code, Some(0));
        }
    });
}

#[test]
fn without_permission_it_says_what_is_missing() {
    namespace::run("without_permission_it_says_what_is_missing", || {
        let output = Command::new("setpriv")
            .args(["--bounding-set=-net_raw", "--inh-caps=-net_raw"])
            .arg(barecap())
            .args(["-i", "lo"])
            .output();
        let Ok(output) = output else {
            println!("cli_live: skipped: setpriv (util-linux) is missing");
            return;
        };
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            "barecap: lo: You don't have permission to perform this capture on that device \
         (Attempt to create packet socket failed - CAP_NET_RAW may be required)\n"
        );
        assert_eq!(output.status.code(), Some(1));
    });
}
