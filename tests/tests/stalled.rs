//! Readers that take nothing more: a signal ends the program all the same, and it says what they have not
//! got. Those who go on reading get everything. So it is with writers that pause. And what is said where
//! there was no room.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{Running, barecap, listen, said, signal};
use barecap_tests::folder::Folder;
use barecap_tests::namespace;
use rustix::fd::{AsRawFd, BorrowedFd};
use rustix::net::sockopt;
use rustix::pty::{OpenptFlags, ioctl_tiocgptpeer, openpt, unlockpt};
use std::fs::{self, File};
use std::io::{Read, Write, pipe};
use std::net::UdpSocket;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a reader that takes nothing is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// A savefile of so many packets of 1,000 bytes.
fn savefile(path: &str, packets: u32) {
    fs::write(path, barecap_tests::savefile::savefile(packets, 1000)).unwrap();
}

fn start(arguments: &[&str], stdout: impl Into<Stdio>) -> Child {
    let mut command = Command::new(barecap());
    command.args(arguments).stdin(Stdio::null()).stdout(stdout).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Sends a signal and waits for the end: what was said, the exit code, and how long it took.
fn end(child: Child, signals: &[&str]) -> (String, Option<i32>, Duration) {
    let began = Instant::now();
    for (number, name) in signals.iter().enumerate() {
        // What has come twice before it is looked at has come once.
        thread::sleep(Duration::from_millis(if number > 0 { 200 } else { 0 }));
        signal(&child, name);
    }
    let output: Output = child.wait_with_output().unwrap();
    (said(&output), output.status.code(), began.elapsed())
}

/// The number before a word.
fn number(text: &str, word: &str) -> u64 {
    let before = text.split(word).next().unwrap();
    before.trim().rsplit(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap_or(u64::MAX)
}

/// What was received is captured, dropped, or told to be still there; how many are that.
fn left(text: &str) -> u64 {
    let what = " packets left in the kernel's buffer\n";
    let left = if text.contains(what) { number(text, what) } else { 0 };
    let others = [" packets captured", " packets dropped by kernel"].map(|what| number(text, what));
    let received = number(text, " packets received by filter");
    assert_eq!(received, left + others.iter().sum::<u64>(), "{text}");
    left
}

/// Waits until a pipe or socket is full, as far as its writer sleeps.
fn settle() {
    thread::sleep(Duration::from_millis(700));
}

/// How many whole records are in the bytes of a pcap file.
fn records(bytes: &[u8]) -> u64 {
    let (mut at, mut whole) = (24, 0);
    while let Some(length) = bytes.get(at + 8..at + 12) {
        at += 16 + u32::from_ne_bytes(length.try_into().unwrap()) as usize;
        whole += u64::from(at <= bytes.len());
    }
    whole
}

fn rest(mut reader: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).unwrap();
    bytes
}

const GIVEN_UP: &str = "given up, as its reader takes nothing more";

#[test]
fn reading_a_savefile_ends_at_a_signal() {
    let folder = Folder::new("stalled");
    let path = folder.file("all.pcap");
    savefile(&path, 10_000);
    for signals in [&["TERM"][..], &["INT", "INT"]] {
        for (arguments, code) in [(&["-n"][..], 14), (&["-w", "-"], 1), (&["--json"], 14)] {
            let (reader, writer) = pipe().unwrap();
            let child = start(&[&["-r", &path], arguments].concat(), writer);
            settle();
            let (text, ended, time) = end(child, signals);
            assert_eq!(ended, Some(code), "{arguments:?} {signals:?}: {text}");
            assert!(text.contains(GIVEN_UP), "{arguments:?}: {text}");
            let (least, most) = match signals.len() {
                1 => (PATIENCE, PATIENCE * 2),
                _ => (Duration::ZERO, PATIENCE),
            };
            assert!(time > least && time < most, "{arguments:?} {signals:?}: {time:?}");
            let bytes = rest(reader);
            if code == 1 {
                let whole = records(&bytes);
                assert_eq!(number(&text, " packets written"), whole, "{text}");
                assert!(number(&text, " lost") > 0, "{text}");
            } else {
                let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
                assert!(lines > 100, "{arguments:?}: {lines}");
                assert!(number(&text, " packets not printed") > 0, "{text}");
            }
        }
    }
}

/// Of a writer that pauses too: what came before is written, whatever was asked for meanwhile.
#[test]
fn a_wait_for_input_ends_at_a_signal() {
    let bytes = barecap_tests::savefile::savefile(3, 100);
    for signals in [&["INT"][..], &["USR1", "TERM"], &["USR2", "USR1", "INT"]] {
        let (reader, writer) = pipe().unwrap();
        let (from, mut to) = pipe().unwrap();
        let mut command = Command::new(barecap());
        command.args(["-r", "-", "-w", "-"]).stdin(from).stdout(writer).stderr(Stdio::piped());
        let child = command.spawn().unwrap();
        drop(command);
        to.write_all(&bytes).unwrap();
        settle();
        for name in signals {
            signal(&child, name);
            thread::sleep(Duration::from_millis(200));
        }
        // Where it reads on, it has something to read, and what follows tells.
        let after = to.write_all(&bytes[24..]);
        drop(to);
        let (text, code, _) = end(child, &[]);
        assert_eq!(code, Some(0), "{signals:?}: {text}");
        assert!(after.is_err(), "{signals:?}: it has ended, and nobody reads");
        assert_eq!(records(&rest(reader)), 3, "{signals:?}");
    }
}

/// So does that for who is to write a FIFO, and has not begun yet.
#[test]
fn a_wait_for_a_savefile_to_begin_ends_at_a_signal() {
    let folder = Folder::new("begin");
    let [file, fifo, list] = ["file", "fifo", "list"].map(|name| folder.file(name));
    savefile(&file, 3);
    fs::write(&list, format!("{file}\n{fifo}\n")).unwrap();
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    for begun in [false, true] {
        for arguments in [&["-V", &list][..], &["-r", &fifo, "--timeout", "1s"]] {
            let waiting = Running::start(&[arguments, &["--count"]].concat());
            let mut writer = None;
            if begun {
                let mut opened = fs::File::options().write(true).open(&fifo).unwrap();
                opened.write_all(&fs::read(&file).unwrap()[..10]).unwrap();
                writer = Some(opened);
            }
            if arguments.len() < 3 {
                waiting.wait_for("reading from file", 1);
                waiting.signal("INT");
            }
            waiting.wait_for("error reading dump file: Interrupted system call", 1);
            assert_eq!(waiting.ended().code, Some(1));
            drop(writer);
        }
    }
}

/// Whoever only asks for something does not end it either.
#[test]
fn who_reads_on_gets_everything() {
    let folder = Folder::new("late");
    let path = folder.file("all.pcap");
    savefile(&path, 2000);
    let whole = fs::read(&path).unwrap();
    let (mut reader, writer) = pipe().unwrap();
    let child = start(&["-r", &path, "-w", "-"], writer);
    settle();
    let mut bytes = vec![0; 100_000];
    reader.read_exact(&mut bytes).unwrap();
    for name in ["USR1", "USR2"] {
        signal(&child, name);
        thread::sleep(PATIENCE);
    }
    bytes.extend(rest(reader));
    assert!(bytes == whole);
    let (text, code, _) = end(child, &[]);
    assert_eq!(code, Some(0), "{text}");
}

/// A socket, of which it is not known for how much there is room.
#[test]
fn a_socket_is_given_up_too() {
    let folder = Folder::new("socket");
    let path = folder.file("all.pcap");
    savefile(&path, 10_000);
    // The second never has room for all that could be written at once.
    for room in [None, Some(4096)] {
        let (reader, writer) = UnixStream::pair().unwrap();
        if let Some(room) = room {
            // SAFETY: the socket is open for as long.
            let socket =
                unsafe { BorrowedFd::borrow_raw(std::os::fd::AsRawFd::as_raw_fd(&writer)) };
            sockopt::set_socket_send_buffer_size(socket, room).unwrap();
        }
        let child = start(&["-r", &path, "-w", "-"], OwnedFd::from(writer));
        settle();
        let (text, code, time) = end(child, &["TERM"]);
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains(GIVEN_UP), "{text}");
        assert!(time < PATIENCE * 2, "{time:?}");
        assert_eq!(number(&text, " packets written"), records(&rest(reader)), "{text}");
    }
}

/// A terminal whose output has been stopped (Ctrl-S), or is not read.
#[test]
fn a_terminal_is_given_up_too() {
    let folder = Folder::new("terminal");
    let path = folder.file("all.pcap");
    savefile(&path, 10_000);
    for (arguments, signals) in [(&["-n"][..], &["INT"][..]), (&["-nX", "-l"], &["TERM", "TERM"])] {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY;
        let master = openpt(flags).unwrap();
        unlockpt(&master).unwrap();
        let slave = ioctl_tiocgptpeer(&master, flags).unwrap();
        let path_of_slave = format!("/proc/self/fd/{}", slave.as_raw_fd());
        let terminal = File::options().write(true).open(path_of_slave).unwrap();
        let child = start(&[&["-r", &path], arguments].concat(), terminal);
        settle();
        let (text, code, time) = end(child, signals);
        assert_eq!(code, Some(14), "{arguments:?}: {text}");
        assert!(text.contains(GIVEN_UP), "{arguments:?}: {text}");
        assert!(number(&text, " packets not printed") > 0, "{text}");
        assert!(time < PATIENCE * 2, "{arguments:?}: {time:?}");
    }
}

/// What was captured until the signal came is there, for a reader who wakes up soon after it.
#[test]
fn captures_end_at_a_signal() {
    namespace::run("captures_end_at_a_signal", || {
        let folder = Folder::new("stalled-live");
        let fifo = folder.file("fifo");
        assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        let send = |packets: u32| {
            let _receiver = UdpSocket::bind("127.0.0.1:9991").unwrap();
            let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
            for _ in 0..packets {
                socket.send_to(&[b'x'; 1000], "127.0.0.1:9991").unwrap();
            }
        };
        let filter = "udp dst port 9991";
        let listen = |child: &mut Child| {
            let mut said = Vec::new();
            let stderr = child.stderr.as_mut().unwrap();
            while !(String::from_utf8_lossy(&said).contains("listening on")
                && said.ends_with(b"\n"))
            {
                let mut byte = [0];
                assert_eq!(
                    stderr.read(&mut byte).unwrap(),
                    1,
                    "{}",
                    String::from_utf8_lossy(&said)
                );
                said.extend(byte);
            }
        };
        const PACKETS: u32 = 3000;
        // Into a pipe, a socket, and a FIFO by its name.
        let (once, twice) = (&["INT"][..], &["USR1", "TERM", "TERM"][..]);
        for (arguments, to, code, signals) in [
            (&["-n"][..], "pipe", 14, once),
            (&["-nX"], "socket", 14, twice),
            (&["-w", "-"], "pipe", 1, twice),
            (&["-w", "-"], "socket", 1, once),
            (&["-Uw", &fifo], "fifo", 1, once),
            (&["-w", &fifo, "--rings", "2"], "fifos", 1, once),
            (&["-w", &fifo, "--rings", "2"], "fifos", 1, twice),
        ] {
            if to == "fifos" {
                for ring in 0..2 {
                    let path = format!("{fifo}.{ring}");
                    // It is there the second time.
                    let _ = Command::new("mkfifo").arg(path).stderr(Stdio::null()).status();
                }
            }
            let (reader, writer) = pipe().unwrap();
            let (_other, socket) = UnixStream::pair().unwrap();
            let stdout = if to == "socket" { OwnedFd::from(socket) } else { writer.into() };
            let names = match to {
                "fifo" => vec![fifo.clone()],
                "fifos" => vec![format!("{fifo}.0"), format!("{fifo}.1")],
                _ => vec![],
            };
            let fifos = thread::spawn(move || {
                names.iter().map(|name| File::open(name).unwrap()).collect::<Vec<_>>()
            });
            let mut child = start(&[&["-i", "lo"], arguments, &[filter]].concat(), stdout);
            listen(&mut child);
            let _fifos = fifos.join().unwrap();
            send(PACKETS);
            settle();
            let (text, ended, time) = end(child, signals);
            assert_eq!(ended, Some(code), "{arguments:?} {to}: {text}");
            assert!(text.contains(GIVEN_UP), "{arguments:?} {to}: {text}");
            assert!(time < PATIENCE * 4, "{arguments:?} {to}: {time:?}");
            // Those that are waited for have more than a block to take, but for one that has a second.
            let is_left = left(&text) > 0;
            assert!(is_left || arguments.contains(&"-w"), "{arguments:?} {to}: {text}");
            drop(reader);
        }
        // A reader that is asleep, and what writes for it.
        let sleeping = || {
            let (reader, writer) = pipe().unwrap();
            let mut child = start(&["-i", "lo", "-w", "-", filter], writer);
            listen(&mut child);
            send(PACKETS);
            settle();
            (reader, child)
        };
        // Who wakes up in time.
        let (reader, child) = sleeping();
        signal(&child, "USR1");
        thread::sleep(PATIENCE / 4);
        let reader = thread::spawn(move || rest(reader));
        // The numbers that were asked for while it slept, and those of the end.
        thread::sleep(PATIENCE / 4);
        let (text, code, _) = end(child, &["INT"]);
        assert_eq!(code, Some(0), "{text}");
        assert_eq!(text.matches("received by filter").count(), 2, "{text}");
        assert_eq!(records(&reader.join().unwrap()), u64::from(PACKETS));
        // One that wakes up between the signal and the end of patience.
        let (reader, child) = sleeping();
        signal(&child, "INT");
        thread::sleep(PATIENCE / 4);
        assert_eq!(records(&rest(reader)), u64::from(PACKETS));
        let (text, code, _) = end(child, &[]);
        assert_eq!(code, Some(0), "{text}");
    });
}

/// A packet each millisecond, for a program that is held up for a third of a second: the ring lasts for it.
#[test]
fn a_pause_loses_nothing() {
    namespace::run("a_pause_loses_nothing", || {
        namespace::ip("link set lo up");
        for options in [&["-n"][..], &["-U", "-w", "/dev/null"]] {
            // Where sending takes longer than it should, that is no answer.
            let found = (0..10).find_map(|_| {
                let arguments = [options, &["-i", "lo", "udp dst port 9999"]].concat();
                let capture = listen(&arguments, Stdio::null());
                let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
                signal(&capture, "STOP");
                let began = Instant::now();
                for _ in 0..330 {
                    // Nobody listens there, of which the next is told.
                    let _ = socket.send_to(b"x", "127.0.0.1:9999");
                    thread::sleep(Duration::from_millis(1));
                }
                let took = began.elapsed();
                signal(&capture, "CONT");
                let (said, code, _) = end(capture, &["INT"]);
                assert_eq!(code, Some(0), "{said}");
                (took < Duration::from_millis(600)).then_some(said)
            });
            let Some(said) = found else {
                return println!("a_pause_loses_nothing: skipped: this machine is too slow");
            };
            assert_eq!(number(&said, " packets captured"), 330, "{options:?}: {said}");
        }
    });
}

/// Nothing can be written any more, by one thread or several, while more packets are there.
#[test]
fn what_nobody_takes_any_more_is_counted() {
    namespace::run("what_nobody_takes_any_more_is_counted", || {
        let folder = Folder::new("left");
        let disk = folder.file("disk");
        fs::create_dir(&disk).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=64k", "disk", &disk]);
        assert!(mount.status().unwrap().success());
        let file = format!("{disk}/file");
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let device = || File::options().write(true).open("/dev/full").unwrap();
        for (options, code) in [
            (&["-n"][..], 14),
            (&["-n", "--immediate-mode"], 14),
            (&["-A"], 14),
            (&["-w", &file], 1),
            (&["-w", &file, "--rings", "2"], 1),
        ] {
            let arguments = [options, &["-i", "lo", "-B", "16384", "udp dst port 9999"]].concat();
            let capture = listen(&arguments, device().into());
            signal(&capture, "STOP");
            for _ in 0..3000 {
                let _ = socket.send_to(&[b'x'; 1000], "127.0.0.1:9999");
            }
            signal(&capture, "CONT");
            let (text, ended, _) = end(capture, &[]);
            assert_eq!(ended, Some(code), "{options:?}: {text}");
            assert_eq!(number(&text, " packets received by filter"), 3000, "{text}");
            assert!(left(&text) > 1000, "{options:?}: {text}");
            if code == 1 {
                let [captured, written] =
                    [" packets captured", " packets written"].map(|what| number(&text, what));
                assert_eq!(captured, written + number(&text, " lost"), "{text}");
            }
            for name in fs::read_dir(&disk).unwrap() {
                fs::remove_file(name.unwrap().path()).unwrap();
            }
        }
        assert!(Command::new("umount").args(["-l", &disk]).status().unwrap().success());
    });
}

/// Where each packet is handed over at once, long ones are whole as long as there is room; those that are
/// not are told, and what is as short as was wanted is not among them.
#[test]
fn packets_cut_short_are_told() {
    namespace::run("packets_cut_short_are_told", || {
        let folder = Folder::new("cut");
        let path = folder.file("x.pcap");
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        for snap_length in [0_u32, 60_000, 1638, 100].map(|length| length.to_string()) {
            let options = ["-i", "lo", "--immediate-mode", "-B", "256", "-s", &snap_length];
            let arguments = [&options[..], &["-w", &path, "udp dst port 9999"]].concat();
            let capture = listen(&arguments, Stdio::null());
            signal(&capture, "STOP");
            for _ in 0..100 {
                // Nobody listens there, of which the next is told.
                let _ = socket.send_to(&[b'x'; 60_000], "127.0.0.1:9999");
            }
            signal(&capture, "CONT");
            let (said, _, _) = end(capture, &["INT"]);
            assert!(said.contains("100 packets captured\n"), "{said}");
            let bytes = fs::read(&path).unwrap();
            let word = |at: usize| u32::from_ne_bytes(*bytes[at..].first_chunk().unwrap());
            let wanted = match snap_length.parse().unwrap() {
                0 => 60_042,
                length => length,
            };
            let (mut at, mut cut) = (24, 0);
            while at < bytes.len() {
                cut += u32::from(word(at + 8) < wanted);
                assert_eq!(word(at + 12), 60_042);
                at += 16 + word(at + 8) as usize;
            }
            assert_eq!(cut > 0, wanted > 1638, "{snap_length}");
            assert!(cut < 100, "{snap_length}");
            let told = format!("\n{cut} packets cut short for lack of room\n");
            assert_eq!(said.contains(&told), cut > 0, "{snap_length}: {cut}: {said}");
            assert_eq!(said.contains("cut short"), cut > 0, "{said}");
        }
    });
}

/// A packet that is longer than a block of the ring has room for is told, if so much was wanted.
#[test]
fn packets_longer_than_a_block_are_told() {
    namespace::run("packets_longer_than_a_block_are_told", || {
        namespace::ip("link set lo mtu 400000");
        // No other interface takes a packet that long, and so barecap sends none.
        let send = "import socket\n\
            socket.socket(socket.AF_PACKET, socket.SOCK_RAW).sendto(bytes(300000), ('lo', 0))";
        for (options, cut) in [
            // Blocks of 256 KiB, of which headers take some, and of 512.
            (&["-l"][..], true),
            (&["-l", "-s", "262000"], false),
            (&["-l", "-s", "262143"], true),
            (&["-w", "/dev/null"], false),
            (&["-w", "/dev/null", "-B", "1024"], true),
        ] {
            let arguments = [&["-i", "lo", "less", "400000"][..], options].concat();
            let capture = listen(&arguments, Stdio::null());
            let sent = Command::new("python3").args(["-c", send]).status().unwrap();
            assert!(sent.success());
            settle();
            let (said, _, _) = end(capture, &["INT"]);
            assert!(said.contains("1 packet captured\n"), "{options:?}: {said}");
            let told = said.contains("\n1 packet cut short for lack of room\n");
            assert_eq!(told, cut, "{options:?}: {said}");
        }
    });
}

/// Messages for the same reader do not hold it up either.
#[test]
fn messages_hold_nothing_up() {
    let folder = Folder::new("stalled-both");
    let path = folder.file("all.pcap");
    savefile(&path, 10_000);
    let (reader, writer) = pipe().unwrap();
    let mut command = Command::new(barecap());
    command.args(["-n", "-r", &path]).stdout(writer.try_clone().unwrap()).stderr(writer);
    let child = command.spawn().unwrap();
    drop(command);
    settle();
    let (_, code, time) = end(child, &["TERM"]);
    assert_eq!(code, Some(14));
    assert!(time < PATIENCE * 4, "{time:?}");
    drop(reader);
}
