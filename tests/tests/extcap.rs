//! Wireshark's interface for sources of packets, extcap(4): the questions that it asks, and captures by
//! tshark(1) through it, where that is installed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{barecap, signal};
use barecap_tests::folder::Folder;
use barecap_tests::namespace;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::UdpSocket;
use std::os::unix::fs::symlink;
use std::process::{Child, ChildStderr, Command, Output, Stdio};
use std::time::{Duration, Instant};

const LO: &str = "--extcap-interface=barecap:lo";

fn run(arguments: &[&str]) -> Output {
    Command::new(barecap()).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Sends a datagram of 100 bytes to a port of `lo`; what is there again and again has to be told apart.
fn send(port: u16, number: usize) {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let mut bytes = [0; 100];
    bytes[..8].copy_from_slice(&(number as u64).to_be_bytes());
    // Nobody listens there, which an earlier datagram may tell.
    let _ = socket.send_to(&bytes, ("127.0.0.1", port));
}

/// Waits until a program has ended, and answers with what it said on standard error.
fn end(child: &mut Child) -> (Option<i32>, String) {
    let begin = Instant::now();
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None if begin.elapsed() > Duration::from_secs(20) => {
                child.kill().unwrap();
                panic!("it does not end");
            }
            None => std::thread::sleep(Duration::from_millis(10)),
        }
    };
    let mut said = String::new();
    child.stderr.as_mut().map(|stderr: &mut ChildStderr| stderr.read_to_string(&mut said));
    (status.code(), said)
}

#[test]
fn questions_and_answers() {
    namespace::run("questions_and_answers", || {
        let filter = "--extcap-capture-filter";
        let version =
            concat!("extcap {version=", env!("CARGO_PKG_VERSION"), "}{display=barecap}\n");
        for (arguments, answer) in [
            (&["--extcap-interfaces", "--extcap-version=4.0"][..], version),
            (&["--extcap-interfaces"], "\ninterface {value=barecap:lo}{display=lo, by barecap}\n"),
            (
                &["--extcap-interfaces"],
                "\ninterface {value=barecap:any}{display=Pseudo-device that captures on all \
                 interfaces, by barecap}\n",
            ),
            (&["--extcap-version"], version),
            (&["--extcap-dlts", LO], "dlt {number=1}{name=EN10MB}{display=Ethernet}\n"),
            (
                &["--extcap-dlts", "--extcap-interface", "barecap:any"],
                "dlt {number=276}{name=LINUX_SLL2}{display=Linux cooked v2}\n",
            ),
            (
                &["--extcap-config", LO],
                "{call=--snapshot-length}{display=Bytes to keep of each packet}{type=unsigned}",
            ),
            (
                &["--extcap-config", LO],
                "\nvalue {arg=4}{value=inout}{display=In and out}{default=true}\n",
            ),
            // What is wrong with a filter is said, and is no error.
            (&[filter, "udp prt 1", LO], "can't parse filter expression: syntax error: "),
            (&[filter, "udp prt 1", LO], "\nudp prt 1\n    ^^^\n"),
            (&[filter, "udp port nosuch", LO], "unknown port 'nosuch'\n"),
        ] {
            let output = run(arguments);
            assert_eq!(text(&output.stderr), "", "{arguments:?}");
            assert_eq!(output.status.code(), Some(0), "{arguments:?}");
            let said = text(&output.stdout);
            assert!(said.contains(answer), "{arguments:?}: {said}");
        }
        // Whatever can be chosen is taken, and one of each is chosen where nothing is.
        let (config, offered) =
            (text(&run(&["--extcap-config", LO]).stdout), text(&run(&["-J", "-i", "lo"]).stdout));
        for (number, name) in
            [(3, "time-stamp-precision"), (4, "direction"), (5, "time-stamp-type")]
        {
            let begin = format!("value {{arg={number}}}{{value=");
            let values: Vec<_> =
                config.lines().filter_map(|it| it.strip_prefix(&*begin)?.split_once('}')).collect();
            for (value, _) in &values {
                let output = run(&["-d", "-y", "EN10MB", &format!("--{name}={value}")]);
                assert!(output.status.success(), "{config}");
            }
            let chosen = values.iter().filter(|(_, said)| said.ends_with("{default=true}"));
            assert_eq!((chosen.count(), values[0].1.contains("default")), (1, true), "{config}");
            if number == 5 {
                assert_eq!(values.len(), offered.lines().count() - 1, "{config} {offered}");
            }
        }
        for sound in ["", "udp port 1", "ip broadcast", "inbound", "1 6 0 0 96"] {
            let output = run(&[filter, sound, LO]);
            assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), String::new()));
        }
        for (arguments, error) in [
            (&["--extcap-dlts"][..], "--extcap-dlts cannot be used without --extcap-interface."),
            (&["--extcap-config"], "--extcap-config cannot be used without --extcap-interface."),
            (
                &[filter, "udp"],
                "--extcap-capture-filter cannot be used without --extcap-interface.",
            ),
            (&["--capture", "--fifo=x"], "--capture cannot be used without --extcap-interface."),
            (&["--capture", LO], "--capture cannot be used without --fifo."),
            (&["--fifo=x", LO], "--fifo cannot be used without --capture."),
            (
                &["--extcap-dlts", "--extcap-interface=lo"],
                "lo: not an interface of --extcap-interfaces",
            ),
            (
                &["--extcap-dlts", "--extcap-interface=barecap:nosuch"],
                "nosuch: No such device exists",
            ),
            (&[filter, "udp", LO, "tcp"], "there is a filter beside --extcap-capture-filter"),
            (&["--capture", "--fifo=/nosuch/x", LO], "/nosuch/x: No such file or directory"),
        ] {
            let output = run(arguments);
            let said = text(&output.stderr);
            assert!(said.contains(error) && said.lines().count() == 1, "{arguments:?}: {said}");
            assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        }
    });
}

#[test]
fn no_name_of_an_interface_is_another_sentence() {
    namespace::run("no_name_of_an_interface_is_another_sentence", || {
        let made = Command::new("ip")
            .args(["link", "add", "a}{value=b", "type", "veth", "peer", "name", "c"])
            .status()
            .unwrap();
        assert!(made.success());
        let output = run(&["--extcap-interfaces"]);
        let said = text(&output.stderr);
        assert_eq!(said, "barecap: a}{value=b: left out, as Wireshark could not read its name\n");
        let listed = text(&output.stdout);
        assert!(listed.contains("{value=barecap:c}") && !listed.contains("value=b}"), "{listed}");
    });
}

/// A capture into a FIFO that this test reads.
fn capture(folder: &Folder, more: &[&str]) -> (Child, fs::File) {
    let pipe = folder.file("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let child = Command::new(barecap())
        .args(["--capture", LO, "--fifo", &pipe])
        .args(more)
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    (child, fs::File::open(pipe).unwrap())
}

#[test]
fn a_capture_ends_with_its_reader_or_by_a_signal() {
    namespace::run("a_capture_ends_with_its_reader_or_by_a_signal", || {
        let folder = Folder::new("extcap-reader");
        // The header of pcapng, and the first packet.
        let (mut child, mut reader) = capture(&folder, &["--extcap-capture-filter=udp port 9999"]);
        let mut bytes = [0; 100];
        reader.read_exact(&mut bytes).unwrap();
        assert_eq!(bytes[..4], [10, 13, 13, 10]);
        send(9999, 1);
        let mut bytes = [0; 200];
        reader.read_exact(&mut bytes).unwrap();
        // There is no other packet that would meet a pipe without a reader.
        drop(reader);
        assert_eq!(end(&mut child), (Some(0), String::new()));

        // Nor is anything said where there are more packets than it wanted.
        fs::remove_file(folder.file("pipe")).unwrap();
        let (mut child, mut reader) = capture(&folder, &["--buffer-size=4096"]);
        let mut bytes = [0; 100];
        reader.read_exact(&mut bytes).unwrap();
        signal(&child, "STOP");
        (0..3000).for_each(|number| send(9999, number));
        drop(reader);
        signal(&child, "CONT");
        assert_eq!(end(&mut child), (Some(0), String::new()));

        fs::remove_file(folder.file("pipe")).unwrap();
        let (mut child, mut reader) = capture(&folder, &["--write-format=pcap"]);
        let mut header = [0; 24];
        reader.read_exact(&mut header).unwrap();
        send(9999, 2);
        let mut record = [0; 16 + 14 + 20 + 8 + 100];
        reader.read_exact(&mut record).unwrap();
        signal(&child, "TERM");
        assert_eq!(end(&mut child), (Some(0), String::new()));

        drop(reader);

        // While nobody reads, a signal ends it too.
        let pipe = folder.file("pipe");
        let mut child =
            Command::new(barecap()).args(["--capture", LO, "--fifo", &pipe]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(200));
        signal(&child, "TERM");
        assert_eq!(end(&mut child).0, None);
    });
}

#[test]
fn packets_that_were_dropped_are_an_error_that_is_shown() {
    namespace::run("packets_that_were_dropped_are_an_error_that_is_shown", || {
        let folder = Folder::new("extcap-drops");
        let (mut child, mut reader) = capture(&folder, &["--buffer-size=64"]);
        let mut bytes = [0; 8];
        reader.read_exact(&mut bytes).unwrap();
        for number in 0..5000 {
            send(9999, number);
        }
        signal(&child, "TERM");
        let mut rest = Vec::new();
        reader.read_to_end(&mut rest).unwrap();
        let (code, said) = end(&mut child);
        assert_eq!(code, Some(0));
        assert!(said.ends_with(" packets dropped by kernel\n"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        // The file that Wireshark makes of it says so too.
        let file = folder.file("dropped.pcapng");
        fs::write(&file, [&bytes[..], &rest].concat()).unwrap();
        let checked = text(&run(&["--check", &file]).stdout);
        let count = said.strip_prefix("barecap: ").unwrap_or(&said).split(' ').next().unwrap();
        assert!(checked.contains(&format!(", {count} dropped by kernel")), "{checked}{said}");
    });
}

/// Links the program to where tshark looks for such programs. Root's environment cannot say where
/// that is, so where it is not a folder of the user's, the mount namespace has another one in its
/// place.
fn install(folder: &Folder) {
    let folders = text(&tshark(folder, &["-G", "folders"]).output().unwrap().stdout);
    let find = |title: &str| {
        let line = folders.lines().find_map(|line| line.strip_prefix(title));
        line.map(|path| path.trim().to_owned())
    };
    let place = match find("Personal Extcap path:") {
        Some(place) => {
            fs::create_dir_all(&place).unwrap();
            place
        }
        None => {
            let place = find("Extcap path:").unwrap();
            let other = folder.file("extcap");
            fs::create_dir(&other).unwrap();
            let mount = Command::new("mount").args(["--bind", &other, &place]).status().unwrap();
            assert!(mount.success());
            other
        }
    };
    symlink(barecap(), format!("{place}/barecap")).unwrap();
}

fn tshark(folder: &Folder, arguments: &[&str]) -> Command {
    let mut command = Command::new("tshark");
    command.args(arguments).env("HOME", &folder.0).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Has tshark capture: sends datagrams until the first of them is shown, and then 50 to port 9999 and
/// 50 to port 9998; what was shown of those.
fn shown(folder: &Folder, more: &[&str]) -> Vec<String> {
    let fields = [
        "-l",
        "-i",
        "barecap:lo",
        "-T",
        "fields",
        "-e",
        "udp.dstport",
        "-e",
        "udp.payload",
        "-e",
        "frame.cap_len",
    ];
    let mut child = tshark(folder, &[&fields[..], more].concat()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (sender, receiver) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        while let Some(Ok(line)) = lines.next() {
            let _ = sender.send(line);
        }
    });
    let _listeners = [9998, 9999].map(|port| UdpSocket::bind(("127.0.0.1", port)).unwrap());
    let begin = Instant::now();
    while receiver.recv_timeout(Duration::from_millis(100)).is_err() {
        assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", end(&mut child));
        send(9999, usize::MAX);
    }
    for number in 0..50 {
        send(9999, number);
        send(9998, number);
    }
    std::thread::sleep(Duration::from_millis(500));
    signal(&child, "INT");
    let (code, said) = end(&mut child);
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("Error by extcap"), "{said}");
    reader.join().unwrap();
    receiver.iter().filter(|line| line.starts_with("999") && !line.contains("ffffffff")).collect()
}

#[test]
fn tshark_captures_through_it() {
    if Command::new("tshark").arg("-v").output().is_err() {
        return println!("tshark_captures_through_it: skipped: tshark is missing");
    }
    namespace::run("tshark_captures_through_it", || {
        let folder = Folder::new("extcap-tshark");
        install(&folder);
        let output = tshark(&folder, &["-D"]).output().unwrap();
        let said = text(&output.stdout);
        assert!(said.contains(" barecap:lo (lo, by barecap)\n"), "{said}");
        // Wireshark's own has another name.
        assert!(said.contains(" lo"), "{said}");

        let line = |port: u16, number: usize, length: usize, captured: usize| {
            let data = format!("{number:016x}{}", "00".repeat(92));
            format!("{port}\t{}\t{captured}", &data[..2 * length])
        };
        let both = |number| [line(9999, number, 100, 142), line(9998, number, 100, 142)];
        assert_eq!(shown(&folder, &[]), (0..50).flat_map(both).collect::<Vec<_>>());

        let one = |number| line(9999, number, 100, 142);
        let filter = ["-f", "udp dst port 9999 and udp[8] != 3"];
        assert_eq!(shown(&folder, &filter), (0..50).map(one).collect::<Vec<_>>());

        // An option of --extcap-config, as Wireshark keeps it.
        let cut = |number| line(9999, number, 8, 50);
        let options = ["-f", "udp dst port 9999", "-o", "extcap.barecap_lo.snapshotlength:50"];
        assert_eq!(shown(&folder, &options), (0..50).map(cut).collect::<Vec<_>>());

        let output = tshark(&folder, &["-i", "barecap:lo", "-f", "udp prt 1"]).output().unwrap();
        let said = text(&output.stderr);
        assert!(said.contains("can't parse filter expression: syntax error"), "{said}");

        // What is kept is whole, and ends with the numbers.
        let file = folder.file("kept.pcapng");
        let mut child =
            tshark(&folder, &["-i", "barecap:lo", "-c", "20", "-w", &file]).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            send(9999, 1);
            std::thread::sleep(Duration::from_millis(20));
        }
        let (code, said) = end(&mut child);
        assert!(code == Some(0) && !said.contains("Error by extcap"), "{said}");
        let output = run(&["-r", &file, "--count"]);
        assert_eq!(text(&output.stdout), "20 packets\n");
    });
}
