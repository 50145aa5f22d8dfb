//! pcapng written and read by the binary: beside tshark(1) and capinfos(1) where they are installed,
//! with several interfaces and link types, rotated, and on a full disk.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_core::linktype::LinkType;
use barecap_core::savefile::blocks::{Blocks, Description, Notes, PacketEnd, packet_header, units};
use barecap_core::savefile::timestamp::{Precision, Timestamp};
use barecap_tests::binary::barecap;
use barecap_tests::folder::Folder;
use barecap_tests::told::{TCP, blocks, is_there, printed, run, text};
use barecap_tests::{conformance, namespace};
use std::fs;
use std::process::{Command, Stdio};

/// A file with packets of Ethernet and raw IP in turn, of two interfaces with units of their own, and
/// then of another section.
fn mixed(sections: usize) -> Vec<u8> {
    let mut memory = [0; 1024];
    let mut file = Vec::new();
    for _ in 0..sections {
        let eth = Description { name: b"eth0", ..Description::default() };
        let raw = Description {
            link_type: LinkType::RAW,
            resolution: Precision::Nano.into(),
            name: b"tun0",
            ..Description::default()
        };
        let mut blocks = Blocks::new(&mut memory);
        blocks.section(b"a test", b"", b"").unwrap();
        blocks.interface(&eth).unwrap();
        blocks.interface(&raw).unwrap();
        file.extend(blocks.bytes());
        for second in 0..4 {
            let number = second % 2;
            let ethernet = [&[2; 12][..], &[8, 0], TCP].concat();
            let data = if number == 0 { &ethernet[..] } else { TCP };
            let precision = [Precision::Micro, Precision::Nano][number as usize];
            let time = Timestamp { seconds: 1_700_000_000 + i64::from(second), nanos: 123_456_789 };
            let captured = data.len() as u32;
            let notes = Notes::default();
            file.extend(packet_header(number, units(time, precision), captured, captured, notes));
            file.extend(data);
            file.extend(PacketEnd::new(captured, notes).parts().concat());
        }
    }
    file
}

/// A capture into a pcapng file, by its name and by option: the packets, whose they were, where they
/// are from, with which filter, and what became of them.
#[test]
fn captures_say_where_they_are_from() {
    namespace::run("captures_say_where_they_are_from", || {
        if !is_there("captures_say_where_they_are_from", "capinfos") {
            return;
        }
        let folder = Folder::new("ng-live");
        let [by_name, by_option] = ["x.pcapng", "x"].map(|name| folder.file(name));
        for (file, options) in [
            (&by_name, &["--nano"][..]),
            (&by_option, &["--write-format=pcapng", "--time-stamp-precision=nano"]),
        ] {
            let mut capture = Command::new(barecap())
                .args(["-i", "lo", "-c", "3", "-w", file])
                .args(options)
                .arg("udp dst port 9999")
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let socket = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
            let _listener = std::net::UdpSocket::bind("127.0.0.1:9999").unwrap();
            while capture.try_wait().unwrap().is_none() {
                socket.send_to(b"hello", "127.0.0.1:9999").unwrap();
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            let infos = text(&run("capinfos", &[file]).stdout);
            for wanted in [
                "File type:           Wireshark/... - pcapng",
                "File timestamp precision:  nanoseconds (9)",
                "Number of packets:   3",
                "Capture application: barecap ",
                "Name = lo",
                "Filter string = udp dst port 9999",
                "Number of stat entries = 1",
            ] {
                assert!(infos.contains(wanted), "{wanted}: {infos}");
            }
            let fields = ["-e", "frame.packet_flags_direction", "-e", "udp.dstport"];
            let shown = run("tshark", &[&["-r", file, "-T", "fields"], &fields[..]].concat());
            assert_eq!(text(&shown.stdout), "0x00000001\t9999\n".repeat(3));
        }
    });
}

/// What became of the packets stands in the last file, also where a number of files ends the capture.
#[test]
fn a_number_of_files_ends_with_numbers() {
    namespace::run("a_number_of_files_ends_with_numbers", || {
        namespace::ip("link set lo up");
        let folder = Folder::new("ng-limit");
        let file = folder.file("x.pcapng");
        let output = run(
            barecap().to_str().unwrap(),
            &["-i", "lo", "-w", &file, "-G", "1", "-W", "1", "udp dst port 9999"],
        );
        assert!(text(&output.stderr).contains("Maximum file limit reached: 1\n"), "{output:?}");
        let file = fs::read(file).unwrap();
        let kinds: Vec<u32> = blocks(&file).iter().map(|block| block.0).collect();
        assert_eq!(kinds, [0x0a0d_0d0a, 1, 5]);
    });
}

/// Every capture of the conformance data, copied into pcapng, is what it was: to tshark, and to us.
#[test]
fn copies_are_what_they_were() {
    let Some(folder) = conformance::folder() else {
        return println!("copies_are_what_they_were: skipped: no conformance data");
    };
    let tshark = is_there("copies_are_what_they_were", "tshark");
    let work = Folder::new("ng-copies");
    let copy = work.file("copy");
    let mut files = 0;
    for entry in fs::read_dir(folder.join("print/pcaps")).unwrap() {
        let path = entry.unwrap().path();
        let path = path.to_str().unwrap();
        let binary = barecap();
        let made =
            run(binary.to_str().unwrap(), &["-r", path, "-w", &copy, "--write-format=pcapng"]);
        if !made.status.success() {
            continue;
        }
        let print = |file: &str| {
            let shown = run(binary.to_str().unwrap(), &["-nxx", "-tttt", "-r", file]);
            (text(&shown.stdout), shown.status.code())
        };
        // A fraction of a second or more is kept in pcap, and is a second in pcapng.
        if print(path).0.contains("(invalid us)") {
            continue;
        }
        assert_eq!(print(path), print(&copy), "{path}");
        files += 1;
        // Each start of tshark takes most of a second.
        if tshark && files % 40 == 0 {
            let list = |file: &str| {
                let fields = ["-e", "frame.time_epoch", "-e", "frame.len", "-e", "frame.cap_len"];
                let arguments = [&["-r", file, "-T", "fields"][..], &fields].concat();
                let shown = run("tshark", &arguments);
                (text(&shown.stdout), shown.status.code())
            };
            let (listed, code) = list(path);
            if code == Some(0) {
                assert_eq!((listed, code), list(&copy), "{path}");
            }
        }
    }
    assert!(files > 200, "{files}");
}

/// Packets of several link types from one file: printed each as what it is, filtered by a program
/// for each, copied with their interfaces; a pcap file cannot hold them, which is said.
#[test]
fn link_types_may_change_within_a_file() {
    let folder = Folder::new("ng-mixed");
    let [from, to] = ["in.pcapng", "out.pcapng"].map(|name| folder.file(name));
    for sections in 1..3 {
        fs::write(&from, mixed(sections)).unwrap();
        let line = |i: u32| {
            // The time zone is that of whoever runs this; seconds are the same.
            let fraction = if i.is_multiple_of(2) { "123456000" } else { "123456789" };
            let begin =
                format!("{}.{fraction} IP 10.0.0.1.80 > 10.0.0.2.1024: ", 1_700_000_000 + i);
            begin + "Flags [S], seq 0, win 0, length 0\n"
        };
        let all = (0..4).map(line).collect::<String>().repeat(sections);
        assert_eq!(printed(&["-n", "-tt", "--nano", "-r", &from]), all);
        assert_eq!(printed(&["-n", "-tt", "--nano", "-r", &from, "tcp src port 80"]), all);
        assert_eq!(printed(&["-n", "-r", &from, "tcp port 81"]), "");
        assert_eq!(printed(&["--count", "-r", &from, "ip"]), format!("{} packets\n", 4 * sections));
        printed(&["-r", &from, "-w", &to, "--nano"]);
        assert_eq!(printed(&["-n", "-tt", "--nano", "-r", &to]), all);

        let refused =
            run(barecap().to_str().unwrap(), &["-r", &from, "-w", &folder.file("out.pcap")]);
        assert_eq!(refused.status.code(), Some(1));
        let said = text(&refused.stderr);
        let said = said.lines().last().unwrap();
        assert!(said.contains("which a pcap file with others cannot hold"), "{said}");
        assert_eq!(printed(&["--count", "-r", &folder.file("out.pcap")]), "1 packet\n");
    }
}

/// Times before 1970 and behind 2106 are kept where there is room for them, and refused where there is none.
#[test]
fn times_without_room_are_refused() {
    let folder = Folder::new("ng-times");
    let [from, copy, pcap] = ["in.pcapng", "copy.pcapng", "out.pcap"].map(|name| folder.file(name));
    // Seconds are moved by the interface's offset.
    for (offset, second) in [(-2_000_000_000, -300_000_000_i64), (2_600_000_000, 4_300_000_000)] {
        let mut memory = [0; 512];
        let mut blocks = Blocks::new(&mut memory);
        blocks.section(b"", b"", b"").unwrap();
        let resolution = Precision::Micro.into();
        blocks.interface(&Description { resolution, offset, ..Description::default() }).unwrap();
        let mut file = blocks.bytes().to_vec();
        for seconds in [second - offset, 1_700_000_000] {
            let time = units(Timestamp { seconds, nanos: 1000 }, Precision::Micro);
            let length = TCP.len() as u32;
            file.extend(packet_header(0, time, length, length, Notes::default()));
            file.extend(TCP);
            file.extend(PacketEnd::new(length, Notes::default()).parts().concat());
        }
        fs::write(&from, file).unwrap();
        let shown = printed(&["-tt", "-n", "-r", &from]);
        assert!(shown.starts_with(&format!("{second}.")), "{shown}");
        let exact = if second < 0 { "-299999999.999999000" } else { "4300000000.000001000" };
        let object = printed(&["--json", "-c", "1", "-r", &from]);
        assert!(object.starts_with(&format!("{{\"time\":\"{exact}\",")), "{object}");
        printed(&["-r", &from, "-w", &copy]);
        assert_eq!(printed(&["-tt", "-n", "-r", &copy]), shown);
        let output = run(barecap().to_str().unwrap(), &["-r", &from, "-w", &pcap]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.contains(&format!("{pcap}: a packet's time is before 1970, or too")),
            "{said}"
        );
        // In units that are asked for, times begin with 1970.
        let output = run(barecap().to_str().unwrap(), &["--micro", "-r", &from, "-w", &copy]);
        assert_eq!(output.status.code(), Some(i32::from(second < 0)), "{second}");
        assert_eq!(text(&output.stderr).contains("time is before 1970"), second < 0);
    }
}

/// Files that follow each other are each whole, with the interfaces in front.
#[test]
fn files_that_are_rotated_are_whole() {
    let folder = Folder::new("ng-rotated");
    let from = folder.file("in.pcapng");
    fs::write(&from, mixed(40)).unwrap();
    printed(&["-r", &from, "-w", &folder.file("out.pcapng"), "-C", "4k"]);
    let mut packets = 0;
    for entry in fs::read_dir(&folder.0).unwrap() {
        let path = entry.unwrap().path();
        if path.to_str().unwrap().contains("out.pcapng") {
            let count = printed(&["--count", "-r", path.to_str().unwrap()]);
            packets += count.split(' ').next().unwrap().parse::<u32>().unwrap();
        }
    }
    assert_eq!(packets, 160);
}

/// A file on a full disk ends on a whole block, and what is in it is what is said to be.
#[test]
fn a_full_disk_leaves_whole_blocks() {
    namespace::run("a_full_disk_leaves_whole_blocks", || {
        let folder = Folder::new("ng-full");
        let disk = folder.file("disk");
        fs::create_dir(&disk).unwrap();
        let mounted = run("mount", &["-t", "tmpfs", "-o", "size=64k", "none", &disk]);
        assert!(mounted.status.success(), "{}", text(&mounted.stderr));
        let (from, to) = (folder.file("in.pcapng"), format!("{disk}/out.pcapng"));
        fs::write(&from, mixed(400)).unwrap();
        let failed = run(barecap().to_str().unwrap(), &["-r", &from, "-w", &to]);
        assert_eq!(failed.status.code(), Some(1));
        let said = text(&failed.stderr);
        let written = said.lines().last().unwrap().split(": ").last().unwrap();
        let written: u32 = written.split(' ').next().unwrap().parse().unwrap();
        assert!(written > 100, "{said}");
        assert_eq!(printed(&["--count", "-r", &to]), format!("{written} packets\n"));
        assert!(run("umount", &[&disk]).status.success());
    });
}
