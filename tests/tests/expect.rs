//! --expect: every form of an expectation, on savefiles and live, that holds and that does not, with
//! the time up, interrupted, and with filters that are wrong.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{self, barecap, signal};
use barecap_tests::namespace;
use barecap_tests::savefile::{header, record};
use std::net::UdpSocket;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A pcap file with packets of Ethernet: so many of TCP to port 443, and of ARP.
fn savefile(tcp: usize, arp: usize) -> Vec<u8> {
    let mut file = header(1);
    let mut syn = [&[2; 12][..], &[8, 0, 0x45], &[0; 39]].concat();
    (syn[23], syn[36], syn[37]) = (6, 1, 0xbb);
    let who = [&[0xff; 12][..], &[8, 6], &[0; 28]].concat();
    for (count, frame) in [(tcp, &syn), (arp, &who)] {
        for _ in 0..count {
            file.extend(record([1_700_000_000, 0], frame, frame.len()));
        }
    }
    file
}

fn run(file: &[u8], arguments: &[&str]) -> Output {
    let mut child = Command::new(barecap())
        .args(["-r", "-"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // One that refuses its command line reads nothing.
    let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), file);
    child.wait_with_output().unwrap()
}

#[test]
fn savefiles_hold_what_is_expected() {
    let file = savefile(3, 2);
    for (count, holds) in [
        (">=3", true),
        (">=4", false),
        (">2", true),
        (">3", false),
        ("<=3", true),
        ("<=2", false),
        ("<4", true),
        ("<3", false),
        ("==3", true),
        ("==2", false),
        ("=3", true),
        ("3", true),
        ("4", false),
        ("2..3", true),
        ("4..9", false),
    ] {
        let expectation = format!("{count} tcp dst port 443");
        let output = run(&file, &["--expect", &expectation]);
        let begin = if holds { "ok" } else { "not ok" };
        let lines = format!("{begin} 1 - {expectation}: 3 packets\n1..1\n");
        assert_eq!(text(&output.stdout), lines);
        assert_eq!(output.status.code(), Some(i32::from(!holds)), "{expectation}");
    }
}

#[test]
fn several_are_looked_at_in_one_pass() {
    let file = savefile(3, 2);
    let expectations = ["--expect", ">=1 tcp", "--expect=2 arp", "--expect", "==0 udp"];
    let output = run(&file, &expectations);
    let lines =
        "ok 1 - >=1 tcp: 3 packets\nok 2 - 2 arp: 2 packets\nok 3 - ==0 udp: 0 packets\n1..3\n";
    assert_eq!((text(&output.stdout), output.status.code()), (lines.into(), Some(0)));

    // A filter for all of them.
    let output = run(&file, &[&expectations[..], &["not", "arp"]].concat());
    let lines = lines.replace("ok 2 - 2 arp: 2 packets", "not ok 2 - 2 arp: 0 packets");
    assert_eq!((text(&output.stdout), output.status.code()), (lines, Some(1)));

    // Packets that are for none of them are none of those that were asked for.
    let output = run(&file, &["--expect", ">=1 arp", "-w", "-"]);
    assert_eq!(output.stdout.len(), 24 + 2 * (16 + 42));
    assert!(text(&output.stderr).contains("ok 1 - >=1 arp: 2 packets\n"));
    let output = run(&file, &["--expect", ">=1 arp", "--print", "-n", "-t"]);
    assert_eq!(text(&output.stdout).lines().count(), 2);

    // So they are none of those that are passed over or counted; and what is passed over is not looked at.
    for (options, lines) in [
        (&["--skip", "1", "--print"][..], "ok 1 - >=0 arp: 1 packet"),
        (&["-c", "1", "--print"], "ok 1 - >=0 arp: 1 packet"),
        (&["--skip", "1", "-c", "3", "--print"], "ok 1 - >=0 arp: 1 packet"),
        (
            &["--skip", "3", "--print", "--expect", ">=0"],
            "ok 1 - >=0 arp: 2 packets\nok 2 - >=0: 2 p",
        ),
    ] {
        let output = run(&file, &[&["--expect", ">=0 arp", "-nt"], options].concat());
        assert!(text(&output.stderr).contains(lines), "{options:?} {}", text(&output.stderr));
    }

    let output = run(&file, &["--expect", ">=1 arp\nor udp"]);
    assert_eq!(text(&output.stdout), "ok 1 - >=1 arp?or udp: 2 packets\n1..1\n");

    // Each has a line of its own, though not all of it may have room there.
    let long = format!(">=9 tcp{}", " or tcp".repeat(200));
    let output = run(&file, &["--expect", &long, "--expect", ">=1 arp"]);
    let said = text(&output.stdout);
    let lines: Vec<_> = said.lines().collect();
    assert!(
        lines[0].starts_with("not ok 1 - >=9 tcp or tcp") && lines[0].ends_with("..."),
        "{said}"
    );
    assert_eq!(lines[1..], ["ok 2 - >=1 arp: 2 packets", "1..2"]);
}

#[test]
fn what_goes_wrong_is_no_answer() {
    let file = savefile(1, 1);
    for (arguments, said) in [
        (&["--expect", ">=1 tcp prt 80"][..], "found 'prt'"),
        (&["--expect", "many tcp"], "--expect wants a count and a filter"),
        (&["--expe", "many tcp"], "--expect wants a count and a filter"),
        (&["--expect", ">=1 tcp", "tcp prt 80"], "found 'prt'"),
        (&["--expect", ">=1 tcp", "--timeout", "soon"], "invalid time soon"),
        (&["--expect", ">=1 tcp", "-w", "/nosuch/file"], "No such file or directory"),
        (&["--nosuch", "--expect", ">=1 tcp"], "unrecognized option"),
    ] {
        let output = run(&file, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(said), "{arguments:?}: {}", text(&output.stderr));
    }
    let cut = run(&file[..file.len() - 1], &["--expect", ">=1 tcp"]);
    assert_eq!(cut.status.code(), Some(2));
    // What cannot be told is not known.
    for to in
        [&["--expect", ">=1 tcp", "--expect", "==0 udp"][..], &["--expect", ">=1 tcp", "--print"]]
    {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(barecap());
        command
            .args(["-r", "-"])
            .args(to)
            .stdin(Stdio::piped())
            .stdout(full)
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), &file).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{to:?}");
        let said = text(&output.stderr);
        assert_eq!(said.matches("Unable to write output").count(), 1, "{said}");
    }
    let many = ["--expect", ">=1 tcp"].repeat(17);
    assert_eq!(run(&file, &many).status.code(), Some(2));
}

/// Starts a capture on lo.
fn listen(arguments: &[&str]) -> Child {
    binary::listen(&[&["-i", "lo"], arguments].concat(), Stdio::piped())
}

fn send(count: usize, port: u16) {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let _listener = UdpSocket::bind(("127.0.0.1", port));
    for _ in 0..count {
        socket.send_to(b"hello", ("127.0.0.1", port)).unwrap();
    }
}

/// The lines and the exit code, and how long it took to end.
fn end(child: Child) -> (String, Option<i32>, Duration) {
    let start = Instant::now();
    let output = child.wait_with_output().unwrap();
    (text(&output.stdout), output.status.code(), start.elapsed())
}

#[test]
fn live_it_ends_when_it_is_known() {
    namespace::run("live_it_ends_when_it_is_known", || {
        let long = Duration::from_secs(20);
        // What holds whatever comes ends it.
        let child = listen(&[
            "--timeout=60s",
            "--expect",
            ">=3 udp dst port 9997",
            "--expect",
            ">=1 inbound",
        ]);
        send(3, 9997);
        let (lines, code, time) = end(child);
        let wanted =
            "ok 1 - >=3 udp dst port 9997: 3 packets\nok 2 - >=1 inbound: 3 packets\n1..2\n";
        assert_eq!((lines.as_str(), code), (wanted, Some(0)));
        assert!(time < long);
        // So does what cannot hold any more.
        let child =
            listen(&["--timeout=60s", "--expect", "==0 udp dst port 9996", "--expect", ">=9 tcp"]);
        send(1, 9996);
        let (lines, code, time) = end(child);
        let wanted =
            "not ok 1 - ==0 udp dst port 9996: 1 packet\nnot ok 2 - >=9 tcp: 0 packets\n1..2\n";
        assert_eq!((lines.as_str(), code), (wanted, Some(1)));
        assert!(time < long);
        // What may still be broken is waited for until the time is up; other packets do not count.
        for (expectation, code) in [("0..1 udp dst port 9995", 0), (">=1 udp dst port 9995", 1)] {
            let start = Instant::now();
            let child = listen(&["--timeout", "700ms", "--expect", expectation]);
            send(2, 9994);
            let (lines, ended, _) = end(child);
            assert_eq!(ended, Some(code), "{lines}");
            assert!(lines.contains(": 0 packets\n"), "{lines}");
            assert!(start.elapsed() >= Duration::from_millis(700));
        }
        // As many as there may be are no end, as there may be more.
        let child = listen(&["--timeout", "60s", "--expect", "<=2 udp dst port 9992"]);
        send(2, 9992);
        std::thread::sleep(Duration::from_millis(300));
        send(1, 9992);
        let (lines, ended, time) = end(child);
        assert_eq!(ended, Some(1), "{lines}");
        assert!(lines.contains(": 3 packets\n"), "{lines}");
        assert!(time < long);
        // What they ask for may be far behind the headers.
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        for length in [80, 200] {
            let expect = ["--expect", ">=1 udp[70] = 0x68", "--expect", ">=0 udp[190] = 0x68"];
            let child = listen(&[&["--timeout=60s", "-s96"][..], &expect].concat());
            socket.send_to(&[b'h'; 200][..length], "127.0.0.1:9989").unwrap();
            let (lines, ended, time) = end(child);
            let far = if length < 190 { "0 packets" } else { "1 packet" };
            let wanted = format!(
                "ok 1 - >=1 udp[70] = 0x68: 1 packet\nok 2 - >=0 udp[190] = 0x68: {far}\n1..2\n"
            );
            assert_eq!((lines, ended), (wanted, Some(0)));
            assert!(time < long);
        }
        // A filter is for all of them.
        let child = listen(&["--timeout=700ms", "--expect", "2 udp", "udp dst port 9991"]);
        send(3, 9990);
        send(2, 9991);
        let (lines, ended, _) = end(child);
        assert_eq!((lines.as_str(), ended), ("ok 1 - 2 udp: 2 packets\n1..1\n", Some(0)));
        // What is passed over is not looked at, and -c counts what is for an expectation.
        let child = listen(&["--timeout=60s", "--skip=2", "-c2", "--expect", "2 udp port 9988"]);
        send(1, 9987);
        send(4, 9988);
        let (lines, ended, _) = end(child);
        assert_eq!((lines.as_str(), ended), ("ok 1 - 2 udp port 9988: 2 packets\n1..1\n", Some(0)));
        // Only packets that are printed have more to be told.
        for (print, is_told) in [(&[][..], false), (&["--print"], true)] {
            let arguments = ["-i", "lo", "--timeout=100ms", "--expect", "<=9 udp"];
            let output = Command::new(barecap()).args(arguments).args(print).output().unwrap();
            let said = text(&output.stderr);
            assert_eq!(said.contains("verbose output suppressed"), is_told, "{said}");
        }
        // Interrupted, it tells what it has seen.
        for (expectation, code) in [(">=2 udp", 1), ("<=2 udp", 0)] {
            let child = listen(&["--expect", expectation]);
            send(1, 9993);
            std::thread::sleep(Duration::from_millis(100));
            signal(&child, "INT");
            let (lines, ended, _) = end(child);
            assert_eq!(ended, Some(code), "{lines}");
            assert!(lines.contains("udp: 1 packet\n"), "{lines}");
        }
    });
}

#[test]
fn any_capture_ends_when_its_time_is_up() {
    namespace::run("any_capture_ends_when_its_time_is_up", || {
        let start = Instant::now();
        let child = listen(&["--timeout", "300ms", "-w", "/dev/null"]);
        assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
        assert!(start.elapsed() >= Duration::from_millis(300));
    });
}
