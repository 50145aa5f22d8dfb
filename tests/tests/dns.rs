//! Host names in filters by DNS, against a server of the test's own in a namespace.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how tests tell of a failure")]

use barecap_tests::folder::Folder;
use barecap_tests::{binary, namespace, savefile};
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, UdpSocket};
use std::process::Command;
use std::thread;

/// The question's name in text, its type, and where it ends.
fn question(query: &[u8]) -> (String, u16, usize) {
    let (mut name, mut at) = (String::new(), 12);
    while query[at] != 0 {
        let end = at + 1 + usize::from(query[at]);
        name += &(String::from_utf8_lossy(&query[at + 1..end]) + ".");
        at = end;
    }
    (name, u16::from_be_bytes([query[at + 1], query[at + 2]]), at + 5)
}

/// An answer: the header with flags and a count, the question, and records.
fn answer(query: &[u8], flags: u16, records: &[Vec<u8>]) -> Vec<u8> {
    let (_, _, end) = question(query);
    let mut answer = query[..2].to_vec();
    answer.extend(flags.to_be_bytes());
    answer.extend([0, 1, 0, records.len() as u8, 0, 0, 0, 0]);
    answer.extend(&query[12..end]);
    answer.extend(records.concat());
    answer
}

/// A record of a type; its owner is written out or a pointer.
fn record(owner: &[u8], kind: u8, data: &[u8]) -> Vec<u8> {
    [owner, &[0, kind, 0, 1, 0, 0, 0, 9, 0, data.len() as u8], data].concat()
}

/// A pointer to the question's name.
const ASKED: &[u8] = &[0xc0, 12];
const OTHER: &[u8] = b"\x05other\x00";

/// What the server says to a question: datagrams in a row.
fn says(query: &[u8]) -> Vec<Vec<u8>> {
    const GOOD: u16 = 0x8180;
    let (name, kind, _) = question(query);
    // A standard question, that is to be followed to other servers.
    if query[2..12] != [1, 0, 0, 1, 0, 0, 0, 0, 0, 0] {
        return Vec::new();
    }
    let address: &[u8] = match kind {
        1 => &[10, 1, 2, 3],
        _ => &[0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5],
    };
    let kind = kind as u8;
    let good = answer(query, GOOD, &[record(ASKED, kind, address)]);
    match name.to_ascii_lowercase().as_str() {
        "good.test." | "short.near.test." | "two.dots.test." | "far.test." => vec![good],
        // Nobody asks for these, since others come before them.
        "short.late.test." | "good.test.far.test." | "far.test.near.test." => {
            vec![answer(query, GOOD, &[record(ASKED, kind, &[6; 16][..address.len()])])]
        }
        "four.test." if kind == 1 => vec![good],
        "four.test." | "empty.test." => vec![answer(query, GOOD, &[])],
        "alias.test." => {
            let records = [record(ASKED, 5, OTHER), record(OTHER, kind, address)];
            vec![answer(query, GOOD, &records)]
        }
        // An address of somebody else.
        "foreign.test." => vec![answer(query, GOOD, &[record(OTHER, kind, address)])],
        "fail.test." => vec![answer(query, 0x8182, &[])],
        // There is more than a datagram has room for.
        "cut.test." | "many.test." | "slow.test." | "more.test." | "ends.test." | "other.test." => {
            vec![answer(query, 0x8380, &[record(ASKED, kind, &[6; 16][..address.len()])])]
        }
        // A name that points to itself.
        "loop.test." => {
            let at = query.len() as u8;
            vec![answer(query, GOOD, &[record(&[0xc0, at], kind, address)])]
        }
        "ring.test." => {
            let records = [record(ASKED, 5, OTHER), record(OTHER, 5, ASKED)];
            vec![answer(query, GOOD, &records)]
        }
        // What others may send before the server's own answer.
        "forged.test." => {
            let mut number = answer(query, GOOD, &[record(ASKED, kind, &[6; 4])]);
            number[0] ^= 1;
            let mut other = good.clone();
            other[13] ^= 1;
            let question = answer(query, 0x0100, &[record(ASKED, kind, &[6; 4])]);
            let noise = vec![0xff; 40];
            vec![number, other, question, noise, Vec::new(), good]
        }
        "torn.test." => vec![good[..good.len() - 3].to_vec()],
        "silent.test." => Vec::new(),
        _ => vec![answer(query, 0x8183, &[])],
    }
}

fn serve(socket: &UdpSocket) {
    let mut buffer = [0; 512];
    while let Ok((length, from)) = socket.recv_from(&mut buffer) {
        for datagram in says(&buffer[..length]) {
            socket.send_to(&datagram, from).unwrap();
        }
    }
}

/// Answers over TCP: a length, a message, and how it is cut.
fn serve_streams(listener: &TcpListener) {
    for stream in listener.incoming() {
        let mut stream = stream.unwrap();
        let mut length = [0; 2];
        stream.read_exact(&mut length).unwrap();
        let mut query = vec![0; u16::from_be_bytes(length).into()];
        stream.read_exact(&mut query).unwrap();
        let (name, kind, _) = question(&query);
        let address = |last: u8| match kind {
            1 => vec![10, 1, 2, last],
            _ => [&[0xfd][..], &[0; 14], &[last]].concat(),
        };
        let flags = if name == "cut.test." { 0x8380 } else { 0x8180 };
        let records: Vec<_> =
            (0..32).map(|last| record(ASKED, kind as u8, &address(last))).collect();
        let mut message = answer(&query, flags, &records);
        let mut length = message.len() as u16;
        match &*name {
            "more.test." => length = 4095,
            "other.test." => message[0] ^= 1,
            "ends.test." => length += 1,
            _ => {}
        }
        let message = [&length.to_be_bytes(), &message[..]].concat();
        let piece = if name == "slow.test." { 1 } else { message.len() };
        for piece in message.chunks(piece) {
            // The other end may not want all of it.
            let _ = stream.write_all(piece);
        }
    }
}

/// Compiles a filter: the addresses in the program, or the message.
fn compile(filter: &str) -> Result<Vec<u32>, String> {
    let output = Command::new(binary::barecap())
        .args(["-O", "-ddd", "-y", "EN10MB", filter])
        .output()
        .unwrap();
    if !output.status.success() {
        return Err(String::from_utf8(output.stderr).unwrap());
    }
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers = text.lines().skip(1).filter(|line| line.starts_with("21 "));
    Ok(numbers.map(|line| line.rsplit(' ').next().unwrap().parse().unwrap()).collect())
}

#[test]
fn hosts_are_asked_for() {
    namespace::run("hosts_are_asked_for", || {
        let folder = Folder::new("resolv");
        let conf = folder.file("conf");
        let lines = "nameserver 127.0.0.1\nsearch far.test near.test late.test\noptions timeout:1 attempts:1\n";
        fs::write(&conf, lines).unwrap();
        let mounted = Command::new("mount").args(["--bind", &conf, "/etc/resolv.conf"]).status();
        assert!(mounted.unwrap().success());
        // Nobody listens yet.
        let message = compile("host good.test").unwrap_err();
        assert!(
            message.contains("could not be looked up: no name server can be reached"),
            "{message}"
        );

        let socket = UdpSocket::bind("127.0.0.1:53").unwrap();
        thread::spawn(move || serve(&socket));
        // Nobody takes streams yet.
        let message = compile("host many.test").unwrap_err();
        assert!(message.contains("no name server can be reached"), "{message}");
        let listener = TcpListener::bind("127.0.0.1:53").unwrap();
        thread::spawn(move || serve_streams(&listener));
        const V4: u32 = 0x0a01_0203;
        const V6: u32 = 0xfd00_0000;
        for (filter, four, six) in [
            ("host good.test", true, true),
            ("host GOOD.test", true, true),
            ("host good.test.", true, true),
            ("ip host good.test", true, false),
            ("host four.test", true, false),
            ("host alias.test", true, true),
            ("host short", true, true),
            ("host two.dots.test", true, true),
            ("host far.test.", true, true),
            ("host forged.test", true, true),
            ("host many.test", true, true),
            ("host slow.test", true, true),
        ] {
            let found = compile(filter).unwrap_or_else(|message| panic!("{filter}: {message}"));
            assert_eq!(found.contains(&V4), four, "{filter}: {found:x?}");
            assert_eq!(found.contains(&V6), six, "{filter}: {found:x?}");
            assert!(!found.contains(&0x0606_0606), "{filter}: {found:x?}");
        }
        for (filter, words) in [
            ("host none.test", "unknown host 'none.test'"),
            ("host short.", "unknown host 'short.'"),
            ("host good..test", "unknown host 'good..test'"),
            ("host empty.test", "unknown host 'empty.test'"),
            ("host foreign.test", "unknown host 'foreign.test'"),
            ("ip6 host four.test", "unknown host 'four.test' for specified address family"),
            ("host fail.test", "'fail.test' could not be looked up: the name server failed"),
            ("host loop.test", "could not be looked up: the name server failed"),
            ("host torn.test", "could not be looked up: the name server failed"),
            ("host cut.test", "could not be looked up: it has too many addresses"),
            ("host more.test", "could not be looked up: it has too many addresses"),
            ("host ends.test", "could not be looked up: the name server failed"),
            ("host other.test", "could not be looked up: the name server failed"),
            ("host silent.test", "could not be looked up: no answer in time"),
        ] {
            let message = compile(filter).unwrap_err();
            assert!(message.contains(words), "{filter}: {message}");
        }
        // The filter of the second interface is compiled inside the sandbox.
        let interfaces = [1, 101].map(savefile::interface).concat();
        let packets = [0, 1].map(|number| savefile::packet(number, 0, &[0x45; 40], 40)).concat();
        let path = folder.file("two.pcapng");
        fs::write(&path, [savefile::section(), interfaces, packets].concat()).unwrap();
        for name in ["good.test", "many.test"] {
            let arguments = ["-vr", &path, "--count", "host", name];
            let output = Command::new(binary::barecap()).args(arguments).output().unwrap();
            let said = binary::said(&output);
            assert!(output.status.success() && !said.contains("looked up"), "{name}: {said}");
        }
        // Aliases that lead to each other end.
        assert!(compile("host ring.test").is_err());
        // Who does not want to wait any more need not.
        let cases = [(2, &["-i", "lo"][..]), (3, &["-r", &path]), (4, &["--timeout=10ms", "-ilo"])];
        for (number, arguments) in cases {
            let silent = UdpSocket::bind(format!("127.0.0.{number}:53")).unwrap();
            let lines = format!("nameserver 127.0.0.{number}\noptions timeout:30 attempts:5\n");
            fs::write(&conf, lines).unwrap();
            let waiting = binary::Running::start(&[arguments, &["host", "silent.test"]].concat());
            silent.recv(&mut [0; 512]).unwrap();
            if number < 4 {
                waiting.signal("INT");
            }
            waiting.wait_for("no answer in time", 1);
            assert_eq!(waiting.ended().code, Some(1));
        }
    });
}
