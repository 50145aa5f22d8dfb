//! --check: what is said of savefiles, and whether they are sound.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_core::linktype::LinkType;
use barecap_core::savefile::blocks::{
    Blocks, Counts, Description, Notes, PacketEnd, packet_header, units,
};
use barecap_core::savefile::timestamp::{Precision, Timestamp};
use barecap_tests::binary::{Running, barecap};
use barecap_tests::folder::Folder;
use barecap_tests::namespace;
use barecap_tests::savefile::{NANO, header, record};
use serde_json::{Value, json};
use std::fs;
use std::net::UdpSocket;
use std::process::Command;
use std::thread;
use std::time::Duration;

/// A pcap file of Ethernet: packets by seconds, microseconds, captured bytes and length.
fn savefile(packets: &[(u32, u32, u32, u32)]) -> Vec<u8> {
    let mut file = header(1);
    for &(seconds, micros, captured, length) in packets {
        file.extend(record([seconds, micros], &vec![0; captured as usize], length as usize));
    }
    file
}

#[test]
fn savefiles_are_sound_or_not() {
    let folder = std::env::temp_dir().join(format!("barecap-check-{}", std::process::id()));
    fs::create_dir(&folder).unwrap();
    let good = savefile(&[(10, 0, 60, 60), (12, 500_000, 60, 1500), (12, 400_000, 60, 60)]);
    let cases: [(&str, Vec<u8>, bool, &str); 8] = [
        (
            "good",
            good.clone(),
            true,
            "3 packets, 3 of EN10MB with 1620 bytes, from 10.000000 to 12.500000, \
             longest gap 2.500000, 1 cut, 1 earlier than the one before",
        ),
        ("empty", savefile(&[]), true, "0 packets"),
        (
            "second",
            savefile(&[(7, 5, 60, 60), (8, 5, 60, 60)]),
            true,
            "2 packets, 2 of EN10MB with 120 bytes, from 7.000005 to 8.000005, longest gap 1.000000",
        ),
        (
            // A fraction that is more than a second, which comes behind a whole one.
            "fraction",
            savefile(&[(7, 1_500_000, 60, 60), (8, 400_000, 60, 60), (8, 600_000, 60, 60)]),
            true,
            "3 packets, 3 of EN10MB with 180 bytes, from 8.500000 to 8.600000, \
             longest gap 0.100000, 1 earlier than the one before",
        ),
        (
            "short",
            good[..good.len() - 1].to_vec(),
            false,
            "truncated dump file; tried to read 60 captured bytes, only got 59; before that 2 packets, \
             2 of EN10MB with 1560 bytes, from 10.000000 to 12.500000, longest gap 2.500000, 1 cut",
        ),
        (
            "long",
            savefile(&[(1, 1, 61, 60)]),
            false,
            "1 packet, 1 of EN10MB with 60 bytes, from 1.000001 to 1.000001, longest gap 0.000000, \
             1 captured longer than they were",
        ),
        (
            "nothing",
            Vec::new(),
            false,
            "truncated dump file; tried to read 4 file header bytes, only got 0; before that 0 packets",
        ),
        (
            "other",
            b"this is no savefile".to_vec(),
            false,
            "unknown file format; before that 0 packets",
        ),
    ];
    let run = |names: &[&str]| {
        let output =
            Command::new(barecap()).arg("--check").args(names).current_dir(&folder).output();
        let output = output.unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr), output.status.code())
    };
    let (mut all, mut names) = (String::new(), Vec::new());
    for (name, bytes, is_sound, said) in &cases {
        fs::write(folder.join(name), bytes).unwrap();
        let line = format!("{name}: {}sound: {said}\n", if *is_sound { "" } else { "not " });
        assert_eq!(run(&[name]), (line.clone(), String::new(), Some(i32::from(!is_sound))));
        all += &line;
        names.push(*name);
    }
    assert_eq!(run(&names), (all, String::new(), Some(1)));
    assert_eq!(run(&["good", "empty"]).2, Some(0));
    assert_eq!(run(&["short", "good"]).2, Some(1));
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut check = Command::new(barecap());
    check.args(["--check", "good"]).current_dir(&folder).stdout(full);
    assert_eq!(check.output().unwrap().status.code(), Some(14));
    let (said, _, code) = run(&["nosuch"]);
    let wanted = "nosuch: not sound: No such file or directory; before that 0 packets\n";
    assert_eq!((said.as_str(), code), (wanted, Some(1)));
    // A name that is empty is one, too, and one that is long has a line of its own.
    let (said, _, code) = run(&["good", ""]);
    let wanted = "\n: not sound: No such file or directory; before that 0 packets\n";
    assert!(said.ends_with(wanted) && code == Some(1), "{said}");
    let long = format!(".{}good", "/".repeat(2000));
    let (said, _, code) = run(&[&long, "empty"]);
    assert!(said.ends_with("/...\nempty: sound: 0 packets\n") && code == Some(0), "{said}");
    // All are checked, or none: these are as long together as there is room for, and one byte longer.
    let mut names = vec![format!(".{}nosuch", "/".repeat(4096 - 8)); 64];
    let last = |names: &[String]| run(&names.iter().map(String::as_str).collect::<Vec<_>>()).0;
    assert_eq!(last(&names).lines().count(), 64);
    names[63].push('1');
    assert_eq!(last(&names), "");
    let (_, said, code) = run(&[]);
    assert_eq!((said.as_str(), code), ("barecap: --check wants the names of savefiles\n", Some(1)));
    fs::remove_dir_all(folder).unwrap();
}

/// A section of a pcapng file with two interfaces, and numbers for each at two times.
fn section(drops: u64) -> Vec<u8> {
    let mut memory = [0; 1024];
    let mut blocks = Blocks::new(&mut memory);
    blocks.section(b"", b"", b"").unwrap();
    blocks.interface(&Description::default()).unwrap();
    blocks.interface(&Description::default()).unwrap();
    let mut file = blocks.bytes().to_vec();
    for (interface, drops) in [(0, 0), (1, drops)] {
        let notes = Notes { flags: 1, drops, ..Notes::default() };
        let time = Timestamp { seconds: 9, nanos: 0 };
        file.extend(packet_header(interface, units(time, Precision::Micro), 61, 61, notes));
        file.extend([0; 61]);
        file.extend(PacketEnd::new(61, notes).parts().concat());
    }
    for part in [1, 2] {
        for interface in [0, 1] {
            let mut blocks = Blocks::new(&mut memory);
            let counts = Counts {
                dropped_by_system: part * drops,
                dropped_by_interface: part,
                ..Counts::default()
            };
            blocks.statistics(interface, Precision::Micro, &counts).unwrap();
            file.extend(blocks.bytes());
        }
    }
    file
}

#[test]
fn every_link_type_is_told() {
    let folder = Folder::new("check-kinds");
    let mut memory = [0; 256];
    let mut blocks = Blocks::new(&mut memory);
    blocks.section(b"", b"", b"").unwrap();
    let mut file = blocks.bytes().to_vec();
    // Numbers that mean the same everywhere.
    for number in 0..150 {
        let mut blocks = Blocks::new(&mut memory);
        let link_type = LinkType::from_savefile(150 + number as u16);
        blocks.interface(&Description { link_type, ..Description::default() }).unwrap();
        file.extend(blocks.bytes());
        file.extend(packet_header(number, 0, 0, number, Notes::default()));
        file.extend(PacketEnd::new(0, Notes::default()).parts().concat());
    }
    let name = folder.file("kinds");
    fs::write(&name, file).unwrap();
    let output = Command::new(barecap()).args(["--check", "--json", &name]).output().unwrap();
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    let kinds = said["link_types"].as_array().unwrap();
    let bytes: Vec<_> = kinds.iter().map(|kind| kind["bytes"].as_u64().unwrap()).collect();
    assert_eq!(bytes, (0..150).collect::<Vec<_>>());
}

#[test]
fn what_was_lost_is_told_and_objects_are_json() {
    let folder = Folder::new("check-json");
    let good = savefile(&[(10, 0, 60, 60), (12, 500_000, 60, 1500), (12, 400_000, 60, 60)]);
    let strange = "a \"name\"\\\n\u{1}\u{fc}";
    let empty = savefile(&[]);
    let text =
        "2 packets, 2 of EN10MB with 122 bytes, from 9.000000 to 9.000000, longest gap 0.000000";
    let double = [section(5), section(7)].concat();
    // A section that ends before it says what was lost.
    let cut = section(0);
    let mut memory = [0; 1024];
    let mut blocks = Blocks::new(&mut memory);
    blocks.statistics(0, Precision::Micro, &Counts::default()).unwrap();
    let silent = [&section(5), &cut[..cut.len() - 4 * blocks.bytes().len()]].concat();
    let mut nano = savefile(&[(3, 999_999_999, 60, 60)]);
    nano[..4].copy_from_slice(&NANO.to_ne_bytes());
    let mut half = Vec::new();
    {
        let mut blocks = Blocks::new(&mut memory);
        blocks.section(b"", b"", b"").unwrap();
        blocks.interface(&Description { offset: -20, ..Description::default() }).unwrap();
        half.extend(blocks.bytes());
        let time = units(Timestamp { seconds: 9, nanos: 0 }, Precision::Micro);
        half.extend(packet_header(0, time, 60, 60, Notes::default()));
        half.extend([0; 60]);
        half.extend(PacketEnd::new(60, Notes::default()).parts().concat());
        // Of an interface, at a time, only isb_osdrop.
        for word in [5_u32, 36, 0, 0, 9] {
            half.extend(word.to_ne_bytes());
        }
        half.extend([7_u16, 8].into_iter().flat_map(u16::to_ne_bytes));
        half.extend(7_u64.to_ne_bytes());
        half.extend(36_u32.to_ne_bytes());
    }
    let all = |sound: bool, packets: u32, rest: Value| {
        let mut object = json!({
            "sound": sound, "packets": packets,
            "link_types": [], "cut": 0, "late": 0, "too_long": 0, "missing": 0,
        });
        object.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        object
    };
    // Sound, with packets that came all at once.
    let told = |packets: u32, bytes: u32, mut rest: Value| {
        rest["link_types"] = json!([{"name": "EN10MB", "packets": packets, "bytes": bytes}]);
        for (name, time) in [("first", 9), ("last", 9), ("longest_gap", 0)] {
            rest[name] = json!(format!("{time}.000000000"));
        }
        all(true, packets, rest)
    };
    for (name, bytes, line, object) in [
        (
            "good",
            &good[..],
            "",
            all(
                true,
                3,
                json!({
                    "link_types": [{"name": "EN10MB", "packets": 3, "bytes": 1620}],
                    "first": "10.000000000", "last": "12.500000000", "longest_gap": "2.500000000",
                    "cut": 1, "late": 1,
                }),
            ),
        ),
        (
            // A fraction of more than a second is the next one's.
            "beyond",
            &savefile(&[(10, 999_999, 60, 60), (10, 1_000_046, 60, 60), (11, 46, 60, 60)]),
            "beyond: sound: 3 packets, 3 of EN10MB with 180 bytes, from 10.999999 to 11.000046, \
             longest gap 0.000047\n",
            all(
                true,
                3,
                json!({
                    "link_types": [{"name": "EN10MB", "packets": 3, "bytes": 180}],
                    "first": "10.999999000", "last": "11.000046000", "longest_gap": "0.000047000",
                }),
            ),
        ),
        // No name is two lines.
        (strange, &empty, "a \"name\"\\??\u{fc}: sound: 0 packets\n", all(true, 0, json!({}))),
        (
            // Nanoseconds are told in objects; in lines what is cut off is not rounded.
            "nano",
            &nano,
            "nano: sound: 1 packet, 1 of EN10MB with 60 bytes, from 3.999999 to 3.999999, longest gap \
             0.000000\n",
            all(
                true,
                1,
                json!({
                    "link_types": [{"name": "EN10MB", "packets": 1, "bytes": 60}],
                    "first": "3.999999999", "last": "3.999999999", "longest_gap": "0.000000000",
                }),
            ),
        ),
        (
            // It says nothing of interfaces, and its times are before 1970.
            "half.pcapng",
            &half,
            "half.pcapng: sound: 1 packet, 1 of EN10MB with 60 bytes, from 0.000000 to 0.000000, \
             longest gap 0.000000, 7 dropped by kernel\n",
            all(
                true,
                1,
                json!({
                    "link_types": [{"name": "EN10MB", "packets": 1, "bytes": 60}],
                    "first": "-11.000000000", "last": "-11.000000000",
                    "longest_gap": "0.000000000", "dropped_by_kernel": 7,
                }),
            ),
        ),
        (
            "lossless.pcapng",
            &section(0),
            &format!("lossless.pcapng: sound: {text}, 4 dropped by interface\n"),
            told(2, 122, json!({"dropped_by_kernel": 0, "dropped_by_interface": 4})),
        ),
        (
            "lossy.pcapng",
            &section(5),
            &format!(
                "lossy.pcapng: sound: {text}, 5 missing before others, 20 dropped by kernel, \
                 4 dropped by interface\n"
            ),
            told(2, 122, json!({"missing": 5, "dropped_by_kernel": 20, "dropped_by_interface": 4})),
        ),
        (
            "double.pcapng",
            &double,
            "",
            told(
                4,
                244,
                json!({"missing": 12, "dropped_by_kernel": 48, "dropped_by_interface": 8}),
            ),
        ),
        (
            "silent.pcapng",
            &silent,
            "",
            told(4, 244, json!({"missing": 5, "dropped_by_kernel": 20, "dropped_by_interface": 4})),
        ),
        (
            "packed",
            &[0x1f, 0x8b, 0, 0, 0, 0, 0, 0],
            "packed: not sound: compressed savefiles are not read; unpack it: gzip -dc; \
             before that 0 packets\n",
            all(
                false,
                0,
                json!({"error": "compressed savefiles are not read; unpack it: gzip -dc"}),
            ),
        ),
    ] {
        fs::write(folder.0.join(name), bytes).unwrap();
        let run = |options: &[&str]| {
            let mut command = Command::new(barecap());
            let output = command.args(options).arg(name).current_dir(&folder.0).output().unwrap();
            assert_eq!(output.status.code(), Some(i32::from(object["sound"] == false)));
            String::from_utf8(output.stdout).unwrap()
        };
        let mut object = object.clone();
        object["file"] = name.into();
        let told = run(&["--check", "--json"]);
        assert_eq!(told.lines().count(), 1, "{told}");
        assert_eq!(serde_json::from_str::<Value>(&told).unwrap(), object);
        if !line.is_empty() {
            assert_eq!(run(&["--check"]), line);
        }
    }
}

/// Where packets are missing a capture has told, whichever way they come: in the next that it has.
#[test]
fn a_capture_tells_where_packets_are_missing() {
    namespace::run("a_capture_tells_where_packets_are_missing", || {
        let folder = Folder::new("missing");
        let file = folder.file("x.pcapng");
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        for options in [&["-B", "64"][..], &["-B", "64", "--immediate-mode"]] {
            let what = ["-i", "lo", "--write-format=pcapng", "-w", &file, "udp dst port 9999"];
            let capture = Running::listening(&[options, &what].concat());
            for _ in 0..3 {
                capture.signal("STOP");
                for _ in 0..6000 {
                    // Nobody listens there, of which the next is told.
                    let _ = socket.send_to(&[b'x'; 300], "127.0.0.1:9999");
                }
                capture.signal("CONT");
                thread::sleep(Duration::from_millis(200));
            }
            // More than are to pass before it is asked again what has been lost, and the ring has room.
            for _ in 0..30 {
                for _ in 0..50 {
                    let _ = socket.send_to(&[b'x'; 300], "127.0.0.1:9999");
                }
                thread::sleep(Duration::from_millis(20));
            }
            assert_eq!(capture.end().code, Some(0));
            let output =
                Command::new(barecap()).args(["--check", "--json", &file]).output().unwrap();
            let told: Value = serde_json::from_slice(&output.stdout).unwrap();
            let number = |what: &str| told[what].as_u64().unwrap();
            assert!(number("missing") > 10_000, "{told}");
            assert_eq!(number("missing"), number("dropped_by_kernel"), "{told}");
        }
    });
}
