//! What --send does not send as the file has it: each packet, error and signal is told.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{barecap, said, signal, with_all_printers};
use barecap_tests::folder::Folder;
use barecap_tests::namespace::{self, ip};
use barecap_tests::random::Random;
use barecap_tests::savefile::{section, words};
use barecap_tests::sent::{
    COOKED, ETHERNET, RAW, bytes_arrived, bytes_of, frame, packet, packets, pcap, pcapng, run,
    send, start,
};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// An interface that is slow is waited for; one that takes nothing more is not, and what it has not taken
/// is told.
#[test]
fn what_an_interface_does_not_take_is_told() {
    namespace::run("what_an_interface_does_not_take_is_told", || {
        namespace::veth();
        let folder = Folder::new("slow");
        let path = folder.file("file");
        let all: Vec<_> = (0..5).map(|number| packet(0, frame(number, 1000))).collect();
        fs::write(&path, pcap(ETHERNET, &all)).unwrap();
        // A queue that lets a packet through at once, and another every half second, or eight.
        for (rate, code, words) in [
            ("16kbit", 0, "5 packets sent\n5000 bytes in"),
            (
                "1kbit",
                1,
                "1 packet sent\n4 packets not sent: the interface did not take them (is it \
                 connected?)\n1000 bytes in",
            ),
        ] {
            let queue = format!("qdisc replace dev va root tbf rate {rate} burst 1500 limit 99999");
            if !Command::new("tc").args(queue.split(' ')).status().is_ok_and(|it| it.success()) {
                return println!("skipped: tc(8) is missing, or the kernel has no tbf");
            }
            let output = run(&["-i", "va", "--send", &path]);
            let said = said(&output);
            assert_eq!(output.status.code(), Some(code), "{said}");
            assert!(said.contains(words), "{said}");
        }
    });
}

#[test]
fn what_cannot_be_sent_as_it_was_is_told() {
    namespace::run("what_cannot_be_sent_as_it_was_is_told", || {
        namespace::veth();
        let folder = Folder::new("whole");
        let path = folder.file("file");
        let mut tagged = frame(7, 1518);
        tagged[12..14].copy_from_slice(&[0x81, 0x00]);
        // The kernel takes no such tag for a part of the header.
        let mut service = tagged.clone();
        service[12..14].copy_from_slice(&[0x88, 0xa8]);
        let mut cut = packet(0, frame(1, 100));
        cut.length = 101;
        let all = [
            (packet(0, frame(0, 60)), true),
            (cut, false),
            (packet(0, frame(2, 1514)), true),
            (packet(0, frame(3, 1515)), false),
            (packet(0, tagged), true),
            (packet(0, vec![0xff; 13]), false),
            (packet(0, Vec::new()), false),
            (packet(0, frame(4, 9000)), false),
            (packet(0, service), false),
            (packet(0, frame(5, 14 + 2)), true),
        ];
        let wanted = bytes_of(all.iter().filter(|(_, sent)| *sent).map(|(packet, _)| packet));
        let all: Vec<_> = all.iter().map(|(packet, _)| packet.clone()).collect();
        fs::write(&path, pcap(ETHERNET, &all)).unwrap();
        let (text, code, arrived) = send(&folder, &[&path]);
        assert_eq!((code, bytes_arrived(&arrived)), (Some(1), wanted), "{text}");
        for words in [
            "\n4 packets sent\n",
            "\n1 packet skipped, cut short when captured (the first: 2)\n",
            "\n3 packets skipped, longer than the interface takes (the first: 4)\n",
            "\n2 packets skipped, shorter than the link header (the first: 6)\n",
        ] {
            assert!(text.contains(words), "{words} {text}");
        }
        // Of a pcapng file, packets of other link types.
        let mixed = [(0, packet(0, frame(0, 60))), (1, packet(0, vec![0x45; 40]))];
        fs::write(&path, pcapng(&[ETHERNET, RAW], &mixed)).unwrap();
        let (text, code, arrived) = send(&folder, &[&path, "ether proto 0x88b5"]);
        assert_eq!((code, arrived.len()), (Some(1), 1), "{text}");
        assert!(
            text.contains("\n1 packet skipped, of another link type (the first: 2)\n"),
            "{text}"
        );
    });
}

#[test]
fn frame_check_sequences_are_cut_off() {
    namespace::run("frame_check_sequences_are_cut_off", || {
        namespace::veth();
        let folder = Folder::new("check");
        let path = folder.file("file");
        // Behind 60 bytes a sequence of 4; one of which 2 were captured; one that was cut before it; and
        // the longest packet, which is too long with its own.
        let mut all = [64, 64, 64, 1518].map(|length| packet(0, frame(1, length)));
        all[1].bytes.truncate(62);
        all[2].bytes.truncate(59);
        // In the link type word: whether it is known how long they are, and how long in pairs of bytes.
        let known = 1 << 26;
        for (word, lengths, skipped) in [
            (known | 2 << 28, &[60, 60, 1514][..], "cut short when captured (the first: 3)"),
            (known | 1 << 28, &[62, 62], "longer than the interface takes (the first: 4)"),
            (known, &[64], "cut short when captured (the first: 2)"),
            (2 << 28, &[64], "cut short when captured (the first: 2)"),
            (known | 15 << 28, &[34, 34, 34, 1488], ""),
        ] {
            fs::write(&path, pcap(ETHERNET | word, &all)).unwrap();
            let (text, code, arrived) = send(&folder, &[&path]);
            assert_eq!(code, Some(i32::from(!skipped.is_empty())), "{word:#x}: {text}");
            let arrived = bytes_arrived(&arrived);
            let wanted = lengths.iter().map(|length| frame(1, 1518)[..*length].to_vec());
            assert_eq!(arrived, Vec::from_iter(wanted), "{word:#x}: {text}");
            assert!(text.contains(skipped), "{word:#x}: {text}");
            let length = if word & known == 0 { 0 } else { word >> 28 } * 2;
            assert_eq!(
                said_to_be_cut(&text),
                (length > 0).then_some((lengths.len(), length as usize * lengths.len())),
                "{word:#x}: {text}"
            );
        }
        // The same of pcapng: in bytes or, as the draft has it, in bits, and of single packets.
        // What interfaces and packets say, and what of each frame is sent.
        for (interfaces, flags, lengths) in [
            (&[Some(4), None][..], [None; 3], [60, 64, 60]),
            (&[Some(32), Some(2)], [None; 3], [60, 62, 60]),
            (&[None, Some(0)], [Some(4 << 5 | 1), None, Some(2 << 5)], [60, 64, 62]),
            (&[Some(4), Some(4)], [Some(1), Some(2 << 5), Some(15 << 5)], [60, 62, 49]),
        ] {
            let mut file = section();
            let option = |code: u16, value: &[u8]| {
                let head = [code, value.len() as u16].map(u16::to_ne_bytes).concat();
                [head.as_slice(), value, &[0; 3][..(4 - value.len() % 4) % 4], &[0; 4]].concat()
            };
            for says in interfaces {
                let options = says.map_or(Vec::new(), |length: u8| option(13, &[length]));
                let size = 20 + options.len() as u32;
                file.extend([words(&[1, size, ETHERNET, 0]), options, words(&[size])].concat());
            }
            for (number, flags) in (0..).zip(flags) {
                let options =
                    flags.map_or(Vec::new(), |flags: u32| option(2, &flags.to_ne_bytes()));
                let size = (32 + 64 + options.len()) as u32;
                let head = words(&[6, size, number % 2, 0, number, 64, 64]);
                file.extend([head, frame(1, 64), options, words(&[size])].concat());
            }
            // Also the second time, and behind another section, whose interfaces have the same numbers.
            fs::write(&path, [&pcapng(&[ETHERNET; 2], &[])[..], &file].concat()).unwrap();
            let (text, code, arrived) = send(&folder, &[&path, "--loop", "2", "--speed", "full"]);
            assert_eq!(code, Some(0), "{text}");
            let wanted = lengths.iter().chain(&lengths);
            let wanted: Vec<_> = wanted.map(|length| frame(1, 64)[..*length].to_vec()).collect();
            assert_eq!(bytes_arrived(&arrived), wanted, "{interfaces:?} {flags:?}: {text}");
            let cut: Vec<_> =
                lengths.iter().map(|length| 64 - length).filter(|it| *it > 0).collect();
            let wanted = (2 * cut.len(), 2 * cut.iter().sum::<usize>());
            assert_eq!(said_to_be_cut(&text), Some(wanted), "{interfaces:?} {flags:?}");
        }
    });
}

/// How many packets are said to have been sent without their check sequences, and how long those were.
fn said_to_be_cut(text: &str) -> Option<(usize, usize)> {
    let line = text.lines().find(|line| line.contains("without the frame check sequence"))?;
    let mut numbers = line.split(|c: char| !c.is_ascii_digit()).filter_map(|it| it.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}

#[test]
fn what_does_not_go_says_what_to_do() {
    namespace::run("what_does_not_go_says_what_to_do", || {
        namespace::veth();
        ip("link add off type veth peer name other");
        ip("tuntap add dev tun9 mode tun");
        ip("link set tun9 up");
        let folder = Folder::new("refused");
        let [ethernet, raw, cooked, text] =
            ["ethernet", "raw", "cooked", "text"].map(|name| folder.file(name));
        fs::write(&ethernet, pcap(ETHERNET, &packets(2, 0))).unwrap();
        fs::write(&raw, pcap(RAW, &[packet(0, vec![0x45; 40])])).unwrap();
        fs::write(&cooked, pcap(COOKED, &packets(2, 0))).unwrap();
        fs::write(&text, "no savefile").unwrap();
        let file = ["-i", "va", "--send", &ethernet];
        let on = |interface: &'static str, file: &str| {
            ["-i", interface, "--send", file].map(str::to_owned).to_vec()
        };
        let with =
            |more: &[&str]| [&file, more].concat().iter().map(|it| (*it).to_owned()).collect();
        for (arguments, words) in [
            (on("va", &raw), "va: packets have link-type EN10MB (Ethernet) there, and those of "),
            (on("va", &raw), "RAW (Raw IP) (tun interfaces have that)"),
            (on("va", &cooked), "LINUX_SLL (Linux cooked v1) (no interface has that: capture on"),
            (on("tun9", &ethernet), "packets have link-type RAW (Raw IP) there, and those of "),
            (on("off", &ethernet), "off: That device is not up (ip link set off up)"),
            (on("nosuch", &ethernet), "nosuch: No such device exists"),
            (on("any", &ethernet), "--send wants one interface to send on: -i IF"),
            (on("va,vb", &ethernet), "--send wants one interface to send on: -i IF"),
            (on("va", &text), "unknown file format"),
            (on("va", "/nosuch"), "/nosuch: No such file or directory"),
            (
                vec!["--send".into(), ethernet.clone()],
                "--send wants one interface to send on: -i IF",
            ),
            (with(&["--speed=fast"]), "invalid speed 'fast' (recorded, x2 or x0.5, full, 500pps"),
            (with(&["--loop=0"]), "invalid number of passes '0' (1 or more)"),
            (with(&["--max-sleep=x"]), "invalid time 'x' (as 10s, 500ms, 5m or 1h)"),
            (
                with(&["-r", &raw]),
                "--send cannot be used with -r, -V, -w, -I, --expect, --json or --print.",
            ),
            (with(&["tcp", "or"]), "syntax error"),
            (vec!["--loop=2".into()], "--loop cannot be used without --send."),
        ] {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let output = run(&arguments);
            assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", said(&output));
            assert!(said(&output).contains(words), "{arguments:?}: {}", said(&output));
            assert!(!said(&output).contains("sending"), "{arguments:?}: {}", said(&output));
        }
        // Raw IP goes where packets are raw IP; nobody reads there, so that the driver drops it.
        let output = run(&["-i", "tun9", "--send", &raw]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        let words = "\n1 packet sent\n1 packet dropped by the interface\n";
        assert!(said(&output).contains(words), "{}", said(&output));
        // They have no link header, so that they may be as long as the MTU, and have at least a byte.
        let lengths = [0, 1501, 1500, 1].map(|length| packet(0, vec![0x45; length]));
        fs::write(&raw, pcap(RAW, &lengths)).unwrap();
        let output = run(&["-i", "tun9", "--send", &raw]);
        let words = "\n2 packets sent\n\
                     1 packet skipped, longer than the interface takes (the first: 2)\n\
                     1 packet skipped, shorter than the link header (the first: 1)\n";
        assert!(said(&output).contains(words), "{}", said(&output));
        let program = run(&["--send", &ethernet, "-d", "arp"]);
        assert!(String::from_utf8_lossy(&program.stdout).contains("#0x806"), "{program:?}");
        let unprivileged = Command::new("setpriv")
            .args(["--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"])
            .arg(barecap())
            .args(file)
            .output();
        match unprivileged {
            Ok(output) => {
                assert_eq!(output.status.code(), Some(1));
                let words = "va: no permission to send (CAP_NET_RAW is required)";
                assert!(said(&output).contains(words), "{}", said(&output));
            }
            Err(error) => println!("no permission: skipped: setpriv: {error}"),
        }
    });
}

#[test]
fn signals_and_the_end_of_an_interface_end_it() {
    namespace::run("signals_and_the_end_of_an_interface_end_it", || {
        namespace::veth();
        let folder = Folder::new("ends");
        let path = folder.file("file");
        fs::write(&path, pcap(ETHERNET, &packets(2000, 20_000))).unwrap();
        for (speed, what, words) in [
            ("recorded", "INT", " packets sent\n"),
            ("full", "TERM", " packets sent\n"),
            ("recorded", "down", "va: send: Network is down\n"),
            ("full", "down", "va: send: Network is down\n"),
            ("recorded", "gone", "va: The interface disappeared\n"),
        ] {
            let arguments = [&*path, "--loop", "1000000", "--speed", speed];
            let child = start(&arguments, b"");
            thread::sleep(Duration::from_millis(300));
            match what {
                "down" => ip("link set va down"),
                "gone" => ip("link delete va"),
                name => signal(&child, name),
            }
            let begun = Instant::now();
            let output = child.wait_with_output().unwrap();
            assert!(begun.elapsed() < Duration::from_secs(10), "{speed} {what}");
            let text = said(&output);
            assert_eq!(output.status.code(), Some(1), "{speed} {what}: {text}");
            assert!(text.contains(words), "{speed} {what}: {text}");
            if what == "gone" {
                namespace::veth();
            } else {
                ip("link set va up");
            }
        }
        // The time that it may take.
        let output = run(&["-i", "va", "--send", &path, "--timeout", "300ms"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("--timeout allows more"), "{}", said(&output));
        let full = ["--timeout", "300ms", "--loop", "1000000", "--speed=full"];
        let output = run(&[&["-i", "va", "--send", &path], &full[..]].concat());
        assert_eq!(output.status.code(), Some(1));
        let told = "the time is over (--timeout allows more)";
        assert!(said(&output).contains(told), "{}", said(&output));
        // Also while a pipe is waited for that nothing more comes through.
        let header = &fs::read(&path).unwrap()[..24];
        let mut child = start(&["-", "--timeout", "300ms"], header);
        let pipe = child.stdin.take();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains(told), "{}", said(&output));
        drop(pipe);
        // Or that nobody has opened.
        let fifo = folder.file("fifo");
        assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        let output = run(&["-i", "va", "--send", &fifo, "--timeout", "300ms"]);
        assert_eq!(output.status.code(), Some(1));
        let told = "error reading dump file: Interrupted system call";
        assert!(said(&output).contains(told), "{}", said(&output));
        // The other end is down, so that the driver drops what it is given.
        ip("link set vb down");
        let output = run(&["-i", "va", "--send", &path, "-c", "5", "--speed=full"]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        let told =
            ["packets dropped by the interface", "not sent: the interface did not take them"];
        assert!(told.iter().any(|words| said(&output).contains(words)), "{}", said(&output));
    });
}

/// SIGUSR1 asks how many packets were sent, also while the next is waited for.
#[test]
fn who_waits_for_a_pipe_tells_how_many_were_sent() {
    namespace::run("who_waits_for_a_pipe_tells_how_many_were_sent", || {
        namespace::veth();
        let mut child = start(&["-", "--timeout", "10s"], &pcap(ETHERNET, &packets(3, 0)));
        let pipe = child.stdin.take();
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
        // There is no telling when it has sent them all, and waits.
        let counts = (0..100).map(|_| {
            thread::sleep(Duration::from_millis(20));
            signal(&child, "USR1");
            said.next().unwrap()
        });
        let last = "barecap: 3 packets sent";
        assert_eq!(counts.into_iter().find(|it| it == last).as_deref(), Some(last));
        drop(pipe);
        let rest: Vec<_> = said.collect();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{rest:?}");
        assert_eq!(rest.first().map(String::as_str), Some("3 packets sent"), "{rest:?}");
    });
}

#[test]
fn hostile_files_are_errors_and_nothing_worse() {
    namespace::run("hostile_files_are_errors_and_nothing_worse", || {
        namespace::veth();
        let folder = Folder::new("hostile");
        let path = folder.file("file");
        let mut random = Random::new(7);
        let all = packets(6, 1000);
        let on_one: Vec<_> = all.iter().map(|packet| (0, packet.clone())).collect();
        let files = [pcap(ETHERNET, &all), pcapng(&[ETHERNET], &on_one)];
        for round in 0..120 {
            let mut file = files[round % 2].clone();
            for _ in 0..1 + round % 4 {
                let at = random.below(file.len());
                file[at] = random.below(256) as u8;
            }
            if round % 5 == 0 {
                file.truncate(random.below(file.len()));
            }
            fs::write(&path, &file).unwrap();
            // A development build, whose overflow checks are on.
            let output = Command::new("timeout")
                .arg("20")
                .arg(with_all_printers())
                .args(["-i", "va", "--timeout", "2s", "--max-sleep", "1ms", "--send", &path])
                .output()
                .unwrap();
            let code = output.status.code();
            let text = said(&output);
            assert!(matches!(code, Some(0 | 1)) && !text.contains("panic"), "{code:?}: {text}");
            assert!(code == Some(0) || !text.is_empty());
        }
        // A file that ends within a packet: those before are sent, and it is told.
        fs::write(&path, &files[0][..24 + 16 + 60 + 16 + 50]).unwrap();
        let (text, code, arrived) = send(&folder, &[&path]);
        assert_eq!((code, arrived.len()), (Some(1), 1), "{text}");
        assert!(text.contains("truncated dump file"), "{text}");
    });
}
