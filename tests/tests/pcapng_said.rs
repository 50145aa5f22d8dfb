//! What a pcapng file says besides its packets, and what of it is in a copy: beside tshark(1) and
//! capinfos(1) where they are installed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use barecap_tests::folder::Folder;
use barecap_tests::told::{TCP, Told, blocks, is_there, printed, run, said, text};
use std::fs;

const NAMES: u32 = 4;
const JOURNAL: u32 = 9;
const SECRETS: u32 = 10;
const PACKET: u32 = 6;

/// Of a copy, the blocks that are about packets but hold none, and whether they stand before the first
/// packet.
fn beside(copy: &[u8]) -> Vec<(u32, bool, &[u8])> {
    let (mut early, mut found) = (true, Vec::new());
    for (kind, body) in blocks(copy) {
        early &= kind != PACKET;
        if matches!(kind, NAMES | JOURNAL | SECRETS | 0x0bad) {
            found.push((kind, early, body));
        }
    }
    found
}

/// Keys for the decryption of packets.
fn secrets(file: &mut Told, keys: &[u8]) {
    file.block(SECRETS, |file| {
        file.put(0x544c_534b_u32.to_ne_bytes());
        file.put((keys.len() as u32).to_ne_bytes());
        file.bytes.extend(keys);
    });
}

/// What stands before the first interface goes into a copy, too: of a file and of those that follow it.
#[test]
fn what_comes_before_interfaces_is_copied() {
    let folder = Folder::new("ng-early");
    let [from, list, to, again] =
        ["in.pcapng", "list", "out.pcapng", "again.pcapng"].map(|it| folder.file(it));
    let ethernet = [&[2; 12][..], &[8, 0], TCP].concat();
    for swapped in [false, true] {
        let mut file = Told { bytes: Vec::new(), swapped };
        file.section(0);
        file.names();
        secrets(&mut file, b"CLIENT_RANDOM 1 2\n");
        file.block(JOURNAL, |file| file.bytes.extend(b"an entry"));
        if !swapped {
            file.block(0x0bad, |file| file.bytes.extend(b"\0\0\x7e\xd9anything"));
        }
        file.interface(1, "eth0", 6, 0);
        file.packet(0, 1, &ethernet);
        fs::write(&from, &file.bytes).unwrap();
        fs::write(&list, format!("{from}\n{from}\n")).unwrap();
        for (given, times) in [(["-r", &from], 1), (["-V", &list], 2)] {
            for filter in ["ip", "ip6"] {
                let told = said(&[&given[..], &["-w", &to, filter]].concat());
                assert!(!told.contains("Warning"), "{told}");
                let copy = fs::read(&to).unwrap();
                let found = beside(&copy);
                let kinds: Vec<u32> = found.iter().map(|(kind, ..)| *kind).collect();
                let all: &[u32] = &[NAMES, SECRETS, JOURNAL, 0x0bad];
                let wanted = all.get(..4 - usize::from(swapped)).unwrap().repeat(times);
                assert_eq!(kinds, wanted);
                assert!(found[..wanted.len() / times].iter().all(|(_, early, _)| *early));
                assert!(found[0].2.windows(11).any(|it| it == b"ten.example"));
                assert!(found[1].2.ends_with(b"CLIENT_RANDOM 1 2\n\0\0\0\0\0\0"));
                printed(&["-r", &to, "-w", &again]);
                assert_eq!(beside(&fs::read(&again).unwrap()), found);
            }
        }
    }
}

/// What has no room while there is no copy yet is counted, and so are statistics of an interface that is
/// yet to come, or that only an earlier section had.
#[test]
fn what_has_no_room_is_counted() {
    let folder = Folder::new("ng-room");
    let [from, to] = ["in.pcapng", "out.pcapng"].map(|it| folder.file(it));
    let ethernet = [&[2; 12][..], &[8, 0], TCP].concat();
    let statistics = |file: &mut Told, interface: u32| {
        file.block(5, |file| {
            file.put(interface.to_ne_bytes());
            file.time(0);
        });
    };
    type Before<'a> = &'a dyn Fn(&mut Told);
    let cases: [(Before<'_>, usize); 5] = [
        (&|file| (0..900).for_each(|_| secrets(file, &[b'k'; 1024])), 0),
        (&|file| (0..1200).for_each(|_| secrets(file, &[b'k'; 1024])), 200),
        (&|file| secrets(file, &[b'k'; 1000 << 10]), 0),
        (&|file| statistics(file, 0), 1),
        (
            &|file| {
                file.interface(1, "eth0", 6, 0);
                file.interface(1, "eth1", 6, 0);
                file.section(1);
                file.interface(1, "eth0", 6, 0);
                statistics(file, 1);
                file.section(1);
            },
            1,
        ),
    ];
    for (number, (before, left)) in cases.into_iter().enumerate() {
        let mut file = Told { bytes: Vec::new(), swapped: false };
        file.section(1);
        before(&mut file);
        file.interface(1, "eth0", 6, 0);
        file.packet(0, 1, &ethernet);
        fs::write(&from, &file.bytes).unwrap();
        let told = said(&["-r", &from, "-w", &to]);
        let warning = format!("Warning: blocks that could not be copied: {left}, ");
        assert_eq!(told.contains(&warning), left > 0, "{number}: {told}");
        let all = blocks(&file.bytes).iter().filter(|(kind, _)| *kind == SECRETS).count();
        let copy = fs::read(&to).unwrap();
        assert_eq!(beside(&copy).len(), all.saturating_sub(left), "{number}");
    }
}

/// Every file of a copy in several begins with the names and secrets that came before its packets, each
/// of them once; entries of a journal are where they were. They do not count for -C.
#[test]
fn all_files_have_names_and_secrets() {
    let folder = Folder::new("ng-each");
    let [from, list, to] = ["in.pcapng", "list", "out"].map(|it| folder.file(it));
    let ethernet = [&[2; 12][..], &[8, 0], TCP].concat();
    let many = |file: &mut Told| (0..3).for_each(|key| secrets(file, &[b'a' + key; 400 << 10]));
    for (more, told_of) in [(false, false), (true, true)] {
        let mut file = Told { bytes: Vec::new(), swapped: true };
        file.section(1);
        file.names();
        secrets(&mut file, &[b'k'; 100 << 10]);
        file.interface(1, "eth0", 6, 0);
        for number in 0..2000 {
            if number == 1000 {
                file.others(1);
                if more {
                    many(&mut file);
                }
            }
            file.packet(0, number, &ethernet);
        }
        fs::write(&from, &file.bytes).unwrap();
        fs::write(&list, format!("{from}\n{from}\n")).unwrap();
        for (given, times) in [(["-r", &from], 1), (["-V", &list], 2)] {
            let options = ["-w", &to, "--write-format=pcapng", "-C", "64k", "-W", "90"];
            let told = said(&[&given[..], &options].concat());
            assert_eq!(
                told.contains("Warning: there is no room for more names"),
                told_of,
                "{told}"
            );
            let (mut packets, mut journals, mut files) = (0, 0, 0);
            while let Ok(copy) = fs::read(format!("{to}{files:02}")) {
                let path = format!("{to}{files:02}");
                let found = beside(&copy);
                let count = |kind| found.iter().filter(|it| it.0 == kind && it.1).count();
                assert!(count(NAMES) >= 1 && count(SECRETS) >= 1, "{path}");
                journals += found.iter().filter(|(kind, ..)| *kind == JOURNAL).count();
                if files > 0 && !more {
                    assert!(count(NAMES) <= 1 && count(SECRETS) <= 2, "{path}: {}", count(SECRETS));
                }
                packets += blocks(&copy).iter().filter(|(kind, _)| *kind == PACKET).count();
                files += 1;
                fs::remove_file(path).unwrap();
            }
            assert_eq!((packets, journals), (2000 * times, times), "{files} files");
            assert!((2..=10 * times).contains(&files), "{files} files");
        }
    }
}

/// Interfaces of which the same is said stay apart, but for those of sections and files that follow.
#[test]
fn interfaces_that_are_alike_stay_apart() {
    let folder = Folder::new("ng-alike");
    let [from, list, to] = ["in.pcapng", "list", "out.pcapng"].map(|it| folder.file(it));
    let ethernet = [&[2; 12][..], &[8, 0], TCP].concat();
    let mut file = Told { bytes: Vec::new(), swapped: false };
    for names in [["eth0", "eth1", "eth0"], ["eth1", "eth0", "eth0"], ["eth0"; 3]] {
        file.section(1);
        names.iter().for_each(|name| file.interface(1, name, 6, 0));
        (0..3).for_each(|number| file.packet(number, 1, &ethernet));
    }
    fs::write(&from, &file.bytes).unwrap();
    fs::write(&list, format!("{from}\n{from}\n")).unwrap();
    for (given, times) in [(["-r", &from], 1), (["-V", &list], 2)] {
        said(&[&given[..], &["-w", &to]].concat());
        let copy = fs::read(&to).unwrap();
        let of = |kind: u32| blocks(&copy).into_iter().filter(move |block| block.0 == kind);
        let packets = of(PACKET).map(|(_, body)| u32::from_ne_bytes(body[..4].try_into().unwrap()));
        let numbers: Vec<u32> = packets.collect();
        assert_eq!(numbers, [0, 1, 2, 1, 0, 2, 0, 2, 3].repeat(times));
        assert_eq!(of(1).count(), 4);
    }
}

/// A pcap file has room for the longest packets of all interfaces and files that are copied into it.
#[test]
fn no_packet_is_cut_in_a_pcap_file() {
    let folder = Folder::new("ng-snap");
    let [short, both, list, to] =
        ["short.pcapng", "both.pcapng", "list", "out.pcap"].map(|it| folder.file(it));
    let ethernet = [&[2; 12][..], &[8, 0], TCP, &[7; 100]].concat();
    let with = |path: &str, lengths: &[u32]| {
        let mut file = Told { bytes: Vec::new(), swapped: false };
        file.section(1);
        for (number, length) in lengths.iter().enumerate() {
            file.block(1, |file| {
                file.put(1_u32.to_ne_bytes());
                file.put(length.to_ne_bytes());
            });
            file.packet(number as u32, 1, &ethernet[..ethernet.len().min(*length as usize)]);
        }
        fs::write(path, &file.bytes).unwrap();
    };
    with(&short, &[60]);
    with(&both, &[60, 200]);
    fs::write(&list, format!("{short}\n{both}\n")).unwrap();
    for given in [["-r", &both], ["-V", &list]] {
        said(&[&given[..], &["-w", &to]].concat());
        let print = |given: &[&str]| printed(&[given, &["-n", "-tt", "-xx"]].concat());
        assert_eq!(print(&given), print(&["-r", &to]));
    }
}

/// That a file has no snap length goes on as that.
#[test]
fn no_limit_stays_no_limit() {
    let folder = Folder::new("ng-unlimited");
    let [from, to] = ["in.pcapng", "out.pcapng"].map(|it| folder.file(it));
    let lengths = [0_u32, 96, 0, 262_144];
    let mut file = Told { bytes: Vec::new(), swapped: true };
    file.section(1);
    for length in lengths {
        file.block(1, |file| {
            file.put(1_u16.to_ne_bytes());
            file.put(0_u16.to_ne_bytes());
            file.put(length.to_ne_bytes());
        });
    }
    fs::write(&from, &file.bytes).unwrap();
    said(&["-r", &from, "-w", &to]);
    let copy = fs::read(&to).unwrap();
    let interfaces = blocks(&copy).into_iter().filter(|(kind, _)| *kind == 1);
    let kept = interfaces.map(|(_, body)| u32::from_ne_bytes(body[4..8].try_into().unwrap()));
    assert_eq!(kept.collect::<Vec<_>>(), lengths);
}

/// How long the check sequences are that packets of a pcap file end with stands behind its link type.
#[test]
fn a_check_sequence_goes_from_pcap_to_pcapng() {
    let folder = Folder::new("ng-fcs");
    let [from, to] = ["in.pcap", "out.pcapng"].map(|it| folder.file(it));
    for (extension, told) in [(0, None), (0x2400_0000_u32, Some(4)), (0x0400_0000, Some(0))] {
        let mut file = barecap_tests::savefile::savefile(1, 60);
        file[20..24].copy_from_slice(&(extension | 1).to_ne_bytes());
        fs::write(&from, file).unwrap();
        said(&["-r", &from, "-w", &to]);
        let copy = fs::read(&to).unwrap();
        let (_, body) = blocks(&copy).into_iter().find(|(kind, _)| *kind == 1).unwrap();
        let mut options = &body[8..];
        let mut found = None;
        while let [a, b, c, d, rest @ ..] = options {
            let (code, length) = (u16::from_ne_bytes([*a, *b]), u16::from_ne_bytes([*c, *d]));
            // if_fcslen.
            found = found.or((code == 13).then(|| rest[0]));
            options = &rest[usize::from(length).next_multiple_of(4)..];
        }
        assert_eq!(found, told, "{extension:#x}");
    }
}

/// Sections with as many interfaces as there is room for, each with as much said of it as dumpcap(1)
/// says, go into a copy, and into every file of one; more are refused.
#[test]
fn many_interfaces_are_copied() {
    let folder = Folder::new("ng-many");
    let [from, to] = ["in.pcapng", "out.pcapng"].map(|it| folder.file(it));
    let ethernet = [&[2; 12][..], &[8, 0], TCP].concat();
    let with = |interfaces: u32| {
        let mut file = Told { bytes: Vec::new(), swapped: false };
        file.section(1);
        (0..interfaces).for_each(|number| file.interface(1, &format!("veth{number:08x}"), 9, 0));
        for number in 0..interfaces {
            file.packet(number, number.into(), &ethernet);
        }
        fs::write(&from, &file.bytes).unwrap();
        file.bytes
    };
    let file = with(1024);
    let told = said(&["-r", &from, "-w", &to]);
    assert!(!told.contains("Warning"), "{told}");
    let copy = fs::read(&to).unwrap();
    let beside = |file: &[u8]| -> Vec<(u32, usize)> {
        // The order of options of an interface need not be the same.
        blocks(file)[1..].iter().map(|(kind, body)| (*kind, body.len())).collect()
    };
    assert!(beside(&file) == beside(&copy));
    let of = |file: &[u8]| -> Vec<Vec<u8>> {
        let packets = blocks(file).into_iter().filter(|(kind, _)| *kind == PACKET);
        packets.map(|(_, body)| body.to_vec()).collect()
    };
    assert!(of(&file) == of(&copy));
    assert_eq!(printed(&["--count", "-r", &to]), "1024 packets\n");
    said(&["-r", &from, "-w", &to, "-C", "200k", "-W", "10"]);
    let second = fs::read(format!("{to}1")).unwrap();
    assert_eq!(blocks(&second).iter().filter(|(kind, _)| *kind == 1).count(), 1024);

    with(1025);
    let refused = run(barecap().to_str().unwrap(), &["-r", &from, "-w", &to]);
    let told = text(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1));
    assert!(told.contains("more than 1024 interfaces in one section of a pcapng file"), "{told}");
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
    // One that is too long by itself, and as many as there is room for, and one more.
    let lengths = [&[60_000][..], &[17_000; 8]].concat();
    lengths.iter().for_each(|length| file.interface(1, &"n".repeat(*length), 6, 0));
    for number in 0..lengths.len() as u32 {
        file.packet(number, 1, &[[2; 12].as_slice(), &[8, 0], TCP].concat());
    }
    fs::write(&from, &file.bytes).unwrap();
    let told = said(&["-r", &from, "-w", &to]);
    for number in 0..lengths.len() {
        let warning = format!("Warning: the description of interface {number} is too long");
        assert_eq!(told.contains(&warning), matches!(number, 0 | 8), "{told}");
    }
    assert_eq!(printed(&["--count", "-r", &to]), "9 packets\n");
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
    let long = 1100 << 10;
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
