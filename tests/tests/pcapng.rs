//! pcapng written and read by the binary: beside tshark(1) and capinfos(1) where they are installed,
//! with several interfaces and link types, rotated, and on a full disk.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_core::linktype::LinkType;
use barecap_core::savefile::blocks::{Blocks, Description, Notes, PacketEnd, packet_header, units};
use barecap_core::savefile::timestamp::{Precision, Timestamp};
use barecap_tests::binary::barecap;
use barecap_tests::folder::Folder;
use barecap_tests::{conformance, namespace};
use std::fs;
use std::process::{Command, Output, Stdio};

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// What barecap prints; it must succeed.
fn printed(arguments: &[&str]) -> String {
    let output = run(barecap().to_str().unwrap(), arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether a program is there; if not, the test says that it is skipped.
fn is_there(test: &str, program: &str) -> bool {
    let there = Command::new(program).arg("-v").output().is_ok();
    if !there {
        println!("{test}: skipped: {program} is missing (apt-get install tshark)");
    }
    there
}

const TCP: &[u8] = &[
    0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0, 80, 4, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0x50, 2, 0, 0, 0, 0, 0, 0,
];

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

/// A pcapng file of two interfaces with much to say, in this machine's byte order or the other.
struct Told {
    bytes: Vec<u8>,
    swapped: bool,
}

impl Told {
    fn put<const N: usize>(&mut self, mut value: [u8; N]) {
        if self.swapped {
            value.reverse();
        }
        self.bytes.extend(value);
    }

    fn pad(&mut self) {
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
    }

    fn block(&mut self, kind: u32, body: impl FnOnce(&mut Self)) {
        let start = self.bytes.len();
        self.put(kind.to_ne_bytes());
        self.put([0; 4]);
        body(self);
        self.pad();
        let total = (self.bytes.len() - start + 4) as u32;
        self.put(total.to_ne_bytes());
        let total = self.bytes[self.bytes.len() - 4..].to_vec();
        self.bytes[start + 4..start + 8].copy_from_slice(&total);
    }

    fn option(&mut self, code: u16, value: &[u8]) {
        self.put(code.to_ne_bytes());
        self.put((value.len() as u16).to_ne_bytes());
        self.bytes.extend(value);
        self.pad();
    }

    fn number<const N: usize>(&mut self, code: u16, value: [u8; N]) {
        let mut value = value;
        if self.swapped {
            value.reverse();
        }
        self.option(code, &value);
    }

    /// A section, of which the first says something of itself.
    fn section(&mut self, section: u32) {
        self.block(0x0a0d_0d0a, |file| {
            file.put(0x1a2b_3c4d_u32.to_ne_bytes());
            file.put(1_u16.to_ne_bytes());
            file.put(0_u16.to_ne_bytes());
            file.put(u64::MAX.to_ne_bytes());
            if section == 0 {
                file.option(2, b"some hardware");
                file.option(1, b"said of a section");
                file.option(4, b"who wrote it");
                file.option(0, b"");
            }
        });
    }

    /// Blocks that are about packets but hold none; the number of packets that the first interface has
    /// received.
    fn others(&mut self, received: u64) {
        let time = (1_700_000_000 * 1_000_000_u64, 1_700_000_600 * 1_000_000_u64);
        self.block(4, |file| {
            for (kind, value) in [(1, &b"\x0a\0\0\x01ten.example\0"[..]), (2, &[0; 20])] {
                file.option(kind, value);
            }
            file.option(0, b"");
            file.option(2, b"a name server");
            file.option(0, b"");
        });
        self.block(5, |file| {
            file.put(0_u32.to_ne_bytes());
            file.time(time.1);
            for (code, time) in [(2_u16, time.0), (3, time.1)] {
                file.put(code.to_ne_bytes());
                file.put(8_u16.to_ne_bytes());
                file.time(time);
            }
            file.number(4, received.to_ne_bytes());
            file.number(7, 3_u64.to_ne_bytes());
            file.option(0, b"");
        });
        self.block(10, |file| {
            file.put(0x544c_534b_u32.to_ne_bytes());
            let keys = b"CLIENT_RANDOM 0 11\n";
            file.put((keys.len() as u32).to_ne_bytes());
            file.bytes.extend(keys);
        });
        self.block(9, |file| file.bytes.extend(b"MESSAGE=an entry of a journal\n\n"));
    }

    fn time(&mut self, units: u64) {
        self.put(((units >> 32) as u32).to_ne_bytes());
        self.put((units as u32).to_ne_bytes());
    }

    /// An interface whose times are in units of 10^-`exponent` seconds, and lack some seconds.
    fn interface(&mut self, link: u16, name: &str, exponent: u8, lacks: u64) {
        self.block(1, |file| {
            file.put(link.to_ne_bytes());
            file.put(0_u16.to_ne_bytes());
            file.put(2000_u32.to_ne_bytes());
            file.option(2, name.as_bytes());
            file.option(3, format!("the {name} of the test").as_bytes());
            file.option(1, b"a comment");
            file.option(1, b"and another");
            file.option(12, b"an operating system");
            file.option(15, b"hardware");
            file.number(8, 1_000_000_000_u64.to_ne_bytes());
            file.option(9, &[exponent]);
            if lacks > 0 {
                file.number(14, lacks.to_ne_bytes());
            }
            file.option(0, b"");
        });
    }

    fn packet(&mut self, number: u32, units: u64, data: &[u8]) {
        self.block(6, |file| {
            file.put(number.to_ne_bytes());
            file.time(units);
            file.put((data.len() as u32).to_ne_bytes());
            file.put((data.len() as u32 + 7).to_ne_bytes());
            file.bytes.extend(data);
            file.pad();
            file.option(1, b"said of a packet");
            file.number(2, 2_u32.to_ne_bytes());
            file.number(4, 77_u64.to_ne_bytes());
            file.number(5, 0x0102_0304_0506_0708_u64.to_ne_bytes());
            file.option(0, b"");
        });
    }

    fn new(swapped: bool, sections: u32) -> Self {
        let mut file = Self { bytes: Vec::new(), swapped };
        for section in 0..sections {
            file.section(section);
            file.interface(1, "eth7", 6, 0);
            file.interface(101, "tun8", 12, 1_700_000_000);
            file.interface(1, "eth9", 0x80 | 20, 0);
            for second in 0..600_u64 {
                let ethernet = [&[2; 12][..], &[8, 0], TCP].concat();
                file.packet(0, (1_700_000_000 + second) * 1_000_000 + 5, &ethernet);
                file.packet(1, second * 1_000_000_000_000 + 123_456_789_012, TCP);
                file.packet(2, (1_700_000_000 + second) << 20 | 3, &ethernet);
                if section == 0 && second % 300 == 0 {
                    file.others(second);
                }
            }
        }
        file
    }
}

/// What is said of interfaces and packets, and the times in their units, goes from one pcapng file to
/// another, as tshark and capinfos read both; unless other units are asked for.
#[test]
fn copies_say_what_was_said() {
    let test = "copies_say_what_was_said";
    let tools = is_there(test, "tshark") && is_there(test, "capinfos");
    let folder = Folder::new("ng-said");
    let [from, to, again] = ["in.pcapng", "out.pcapng", "again.pcapng"].map(|it| folder.file(it));
    let mut copies = Vec::new();
    for (swapped, sections) in [(false, 1), (true, 1), (true, 2)] {
        fs::write(&from, Told::new(swapped, sections).bytes).unwrap();
        printed(&["-r", &from, "-w", &to]);
        let copy = fs::read(&to).unwrap();
        // Behind the section's header, which has the command line, nothing depends on the order of
        // bytes; sections whose interfaces are the same become one.
        let header = u32::from_ne_bytes(copy[4..8].try_into().unwrap()) as usize;
        copies.push(copy[header..].to_vec());
        // A copy of the copy is the same.
        printed(&["-r", &to, "-w", &again]);
        assert!(fs::read(&again).unwrap().ends_with(&copy[header..]));
        if !tools || sections > 1 {
            continue;
        }
        let fields = [
            "frame.interface_name",
            "frame.interface_description",
            "frame.time_epoch",
            "frame.cap_len",
            "frame.len",
            "frame.comment",
            "frame.packet_flags",
            "frame.packet_id",
            "frame.drop_count",
        ];
        let tshark = |file: &str| {
            let mut arguments = vec!["-r", file, "-T", "fields"];
            fields.iter().for_each(|field| arguments.extend(["-e", field]));
            let shown = run("tshark", &arguments);
            assert!(shown.status.success(), "{}", text(&shown.stderr));
            text(&shown.stdout)
        };
        let (before, after) = (tshark(&from), tshark(&to));
        // To it, entries of a journal are frames as well.
        assert_eq!(before.lines().count(), 1802);
        for said in ["eth7", "the tun8 of the test", "said of a packet", "77"] {
            assert!(before.contains(said), "{said}: {}", &before[..300]);
        }
        assert!(before == after, "{} and {}", &before[..300], &after[..300]);
        let infos = |file: &str| {
            let shown = run("capinfos", &[file]);
            assert!(shown.status.success(), "{}", text(&shown.stderr));
            let all = text(&shown.stdout);
            for said in ["some hardware", "said of a section"] {
                assert!(all.contains(said), "{said}: {all}");
            }
            all[all.find("Number of interfaces").unwrap()..].to_owned()
        };
        let before = infos(&from);
        for said in [
            "Number of stat entries = 2",
            "Name = tun8",
            "Description = the eth9 of the test",
            "Comment = a comment",
        ] {
            assert!(before.contains(said), "{said}: {before}");
        }
        assert_eq!(before, infos(&to));
    }
    assert!(copies[0] == copies[1], "the byte order makes a difference");
    for (said, times) in [
        ("ten.example", 2),
        ("a name server", 2),
        ("CLIENT_RANDOM 0 11", 2),
        ("an entry of a journal", 2),
        ("said of a packet", 1800),
    ] {
        let found = copies[0].windows(said.len()).filter(|bytes| *bytes == said.as_bytes());
        assert_eq!(found.count(), times, "{said}");
    }
    let packets = copies[0].len() - copies[2].len().abs_diff(copies[0].len());
    assert!(packets < 2000 && copies[2].starts_with(&copies[0]));

    // Other units: the interfaces say so, and keep their names.
    fs::write(&from, Told::new(true, 1).bytes).unwrap();
    printed(&["-r", &from, "-w", &to, "--nano", "tcp"]);
    let nano = |file: &str| printed(&["-n", "-tt", "--nano", "-r", file]);
    assert_eq!(nano(&from), nano(&to));
    if tools {
        let infos = text(&run("capinfos", &[&to]).stdout);
        assert_eq!(infos.matches("Time ticks per second = 1000000000\n").count(), 3, "{infos}");
        assert!(infos.contains("Name = eth9") && infos.contains("Filter string = tcp"), "{infos}");
    }
    // Each of several files says it all.
    printed(&["-r", &from, "-w", &to, "-C", "64k", "-W", "4"]);
    let rotated = fs::read(format!("{to}3")).unwrap();
    for name in ["eth7", "tun8", "eth9"] {
        assert!(rotated.windows(4).any(|bytes| bytes == name.as_bytes()), "{name}");
    }
}

/// More than there is room for is left out of an interface's description, which is said; the packets
/// are all there.
#[test]
fn long_descriptions_are_left_out() {
    let folder = Folder::new("ng-long");
    let [from, to] = ["in.pcapng", "out.pcapng"].map(|name| folder.file(name));
    let mut file = Told { bytes: Vec::new(), swapped: false };
    file.section(0);
    file.interface(1, &"n".repeat(20_000), 6, 0);
    file.interface(1, &"m".repeat(10_000), 6, 0);
    for number in 0..2 {
        file.packet(number, 1, &[[2; 12].as_slice(), &[8, 0], TCP].concat());
    }
    fs::write(&from, &file.bytes).unwrap();
    let copied = run(barecap().to_str().unwrap(), &["-r", &from, "-w", &to]);
    assert!(copied.status.success());
    let said = text(&copied.stderr);
    for number in 0..2 {
        let warning = format!("Warning: the description of interface {number} is too long");
        assert!(said.contains(&warning), "{said}");
    }
    assert_eq!(printed(&["--count", "-r", &to]), "2 packets\n");
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

/// What cannot go into a copy is counted, and the packets are all there.
#[test]
fn what_cannot_be_copied_is_counted() {
    let folder = Folder::new("ng-left");
    let [from, to] = ["in.pcapng", "out.pcapng"].map(|name| folder.file(name));
    let ethernet = [&[2; 12][..], &[8, 0], TCP].concat();
    let custom = |file: &mut Told, kind| {
        file.block(kind, |file| {
            file.put(32_473_u32.to_ne_bytes());
            file.bytes.extend(b"anything");
        });
    };
    let long = 300 << 10;
    // The blocks, whether they are in the other byte order, options, how many are left out, and the
    // type of the first.
    type Blocks<'a> = &'a dyn Fn(&mut Told);
    let cases: [(Blocks<'_>, bool, &[&str], u32, u32); 8] = [
        (&|file| custom(file, 0x0bad), false, &[], 0, 0),
        (&|file| custom(file, 0x0bad), true, &[], 1, 0x0bad),
        // It asks not to be copied.
        (&|file| custom(file, 0x4000_0bad), false, &[], 0, 0),
        (&|file| [77, 78].iter().for_each(|kind| custom(file, *kind)), false, &[], 2, 77),
        (&|file| file.block(9, |file| file.bytes.extend(vec![b'x'; long])), false, &[], 1, 9),
        // Names without an end.
        (&|file| file.block(4, |file| file.option(1, b"....x")), false, &[], 1, 4),
        // Statistics in other units, of which there are two beside other blocks.
        (&|file| (0..2).for_each(|_| file.others(1)), true, &["--nano"], 2, 5),
        // Statistics of an interface that is not there.
        (&|file| file.block(5, |file| file.bytes.extend([9; 12])), false, &[], 1, 5),
    ];
    for (number, (blocks, swapped, options, left, first)) in cases.into_iter().enumerate() {
        let mut file = Told { bytes: Vec::new(), swapped };
        file.section(1);
        file.interface(1, "eth0", 6, 0);
        file.packet(0, 1, &ethernet);
        blocks(&mut file);
        file.packet(0, 2, &ethernet);
        fs::write(&from, &file.bytes).unwrap();
        let copied =
            run(barecap().to_str().unwrap(), &[&["-r", &from, "-w", &to], options].concat());
        assert!(copied.status.success(), "{number}: {}", text(&copied.stderr));
        let said = text(&copied.stderr);
        let warning = format!(
            "Warning: blocks that could not be copied: {left}, the first of type {first}\n"
        );
        assert_eq!(said.contains(&warning), left > 0, "{number}: {said}");
        assert_eq!(said.contains("Warning"), left > 0, "{number}: {said}");
        assert_eq!(printed(&["--count", "-r", &to]), "2 packets\n", "{number}");
        let kept = fs::read(&to).unwrap();
        assert_eq!(kept.windows(8).any(|it| it == b"anything"), number == 0, "{number}");
    }
}
