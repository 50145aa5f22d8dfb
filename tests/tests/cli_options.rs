//! Options that change where packets go and how they are shown, by the binary.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use barecap_tests::folder::Folder;
use barecap_tests::savefile::{NANO, header, record};
use std::fs;
use std::fs::Permissions;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Runs barecap in a folder, with the time zone of New York, by rule.
fn run(folder: &Folder, arguments: &[&str]) -> Output {
    let mut command = Command::new(barecap());
    command.current_dir(&folder.0).env("TZ", "EST5EDT,M3.2.0,M11.1.0");
    command.args(arguments).output().unwrap()
}

/// Writes `in.pcap`: UDP packets of 142 bytes on Ethernet, a second apart from a time on.
fn savefile(folder: &Folder, packets: u32, time: u32) {
    let mut bytes = header(1);
    let mut frame = vec![0; 142];
    frame[12..14].copy_from_slice(&[8, 0]);
    frame[14..34]
        .copy_from_slice(&[0x45, 0, 0, 128, 0, 0, 0, 0, 64, 17, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2]);
    frame[34..42].copy_from_slice(&[0, 1, 0, 2, 0, 108, 0, 0]);
    for packet in 0..packets {
        bytes.extend(record([time + packet, 0], &frame, frame.len()));
    }
    fs::write(folder.0.join("in.pcap"), bytes).unwrap();
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn times_are_local() {
    let folder = Folder::new("local");
    for (time, options, begin) in [
        (1_700_000_000, "-nt", "IP 192"),
        (1_700_000_000, "-n", "17:13:20.000000 IP"),
        (1_700_000_000, "-ntttt", "2023-11-14 17:13:20.000000 IP"),
        (1_720_000_000, "-ntttt", "2024-07-03 05:46:40.000000 IP"),
        (1_720_000_000, "-ntt", "1720000000.000000 IP"),
    ] {
        savefile(&folder, 1, time);
        let output = run(&folder, &["-r", "in.pcap", options]);
        assert!(text(&output.stdout).starts_with(begin), "{options}: {output:?}");
    }
}

/// Savefiles one after another: all of them, up to the count, with numbers that go on.
#[test]
fn savefiles_may_be_listed() {
    let folder = Folder::new("list");
    savefile(&folder, 3, 1_700_000_000);
    assert!(run(&folder, &["-r", "in.pcap", "-w", "copy.pcapng"]).status.success());
    let list = |names: &str| fs::write(folder.0.join("list"), names).unwrap();
    for (names, packets) in [
        ("in.pcap", 3),
        ("in.pcap\n", 3),
        ("\nin.pcap\n\ncopy.pcapng\nin.pcap", 9),
        ("copy.pcapng\ncopy.pcapng\n", 6),
    ] {
        list(names);
        let output = run(&folder, &["-V", "list", "--count"]);
        let counted = format!("{packets} packets\n");
        assert_eq!((text(&output.stdout), output.status.code()), (counted, Some(0)), "{names}");
        for to in ["out.pcap", "out.pcapng"] {
            assert!(run(&folder, &["-V", "list", "-w", to]).status.success());
            let output = run(&folder, &["-r", to, "--count"]);
            assert_eq!(text(&output.stdout), format!("{packets} packets\n"));
        }
        let output = run(&folder, &["-V", "list", "-c", "2", "-n#"]);
        assert_eq!(text(&output.stdout).lines().count(), 2);
    }
    // Into pcapng, all keep their times, also where those of the first are less fine.
    let mut nano = fs::read(folder.0.join("in.pcap")).unwrap();
    nano[..4].copy_from_slice(&NANO.to_ne_bytes());
    nano[28..32].copy_from_slice(&123_456_789_u32.to_ne_bytes());
    fs::write(folder.0.join("nano.pcap"), nano).unwrap();
    list("in.pcap\nnano.pcap\n");
    assert!(run(&folder, &["-V", "list", "-w", "out.pcapng"]).status.success());
    let printed = text(&run(&folder, &["-r", "out.pcapng", "--nano", "-tt"]).stdout);
    assert!(printed.contains("\n1700000000.123456789 IP "), "{printed}");
    list("in.pcap\nnosuch\n");
    let output = run(&folder, &["-V", "list", "-n#"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout).lines().count(), 3);
    let said = text(&output.stderr);
    assert!(said.ends_with("barecap: nosuch: No such file or directory\n"), "{said}");
    // One that is cut short is told, behind its packets, and the others are read.
    for name in ["in.pcap", "copy.pcapng"] {
        let bytes = fs::read(folder.0.join(name)).unwrap();
        fs::write(folder.0.join("cut"), &bytes[..bytes.len() - 7]).unwrap();
        for names in ["cut\nin.pcap\n", "in.pcap\ncut\n"] {
            list(names);
            for options in [&["-n"][..], &["--count"], &["-w", "out.pcap"], &["-w", "out.pcapng"]] {
                let output = run(&folder, &[&["-V", "list"], options].concat());
                assert_eq!(output.status.code(), Some(1), "{name} {names} {options:?}");
                let said = text(&output.stderr);
                assert_eq!(said.matches("barecap: pcap_loop: truncated ").count(), 1, "{said}");
                let printed = match options {
                    ["-w", to] => text(&run(&folder, &["-nr", to]).stdout),
                    _ => text(&output.stdout),
                };
                assert!(printed == "5 packets\n" || printed.lines().count() == 5, "{printed}");
            }
            let expected = run(&folder, &["-V", "list", "--expect", "<=9 ip"]);
            assert_eq!(expected.status.code(), Some(2));
        }
    }
    // Which of them ends in its header is told by its name; where there is one, as by tcpdump.
    fs::write(folder.0.join("cut"), &fs::read(folder.0.join("in.pcap")).unwrap()[..20]).unwrap();
    let error = "truncated dump file; tried to read 24 file header bytes, only got 20\n";
    for names in ["cut\n", "in.pcap\ncut\n"] {
        list(names);
        let said = text(&run(&folder, &["-V", "list"]).stderr);
        assert!(said.ends_with(&format!("barecap: cut: {error}")), "{said}");
    }
    assert_eq!(text(&run(&folder, &["-r", "cut"]).stderr), format!("barecap: {error}"));
    list("");
    let said = text(&run(&folder, &["-V", "list"]).stderr);
    assert_eq!(said, "barecap: no savefile is listed\n");
    let said = text(&run(&folder, &["-V", "nosuch"]).stderr);
    assert_eq!(said, "barecap: nosuch: No such file or directory\n");
}

/// Nothing begins behind standard output, where a second header would end what can be read.
#[test]
fn standard_output_is_one_file() {
    let folder = Folder::new("stream");
    savefile(&folder, 40, 1_700_000_000);
    let whole = fs::read(folder.0.join("in.pcap")).unwrap();
    for options in [&["-C", "1k"][..], &["-C1k", "-W3"], &["-G", "1"], &["-G1", "-C1k", "-W3"]] {
        for from in ["in.pcap", "-"] {
            let mut command = Command::new(barecap());
            command.current_dir(&folder.0).args(["-r", from, "-w", "-"]).args(options);
            command.stdin(fs::File::open(folder.0.join("in.pcap")).unwrap());
            let output = command.output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{options:?}: {}", text(&output.stderr));
            assert_eq!(output.stdout, whole, "{options:?}");
            assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1, "{options:?}");
        }
    }
}

/// Files of a size: every file holds the packets that came before the size was passed.
#[test]
fn files_end_by_size() {
    // A record has 158 bytes; 2 KiB are passed by the header and 13 records, 1 KiB by 7.
    for (options, files) in [
        (&["-C", "2k"][..], "x=13 x1=13 x2=13 x3=1"),
        (&["-C", "2k", "-W", "3"], "x0=1 x1=13 x2=13"),
        (&["-C", "2k", "-W", "11"], "x00=13 x01=13 x02=13 x03=1"),
        (&["-C", "1"], "x=40"),
        (&["-C1k", "-W1"], "x=5"),
    ] {
        let folder = Folder::new("size");
        savefile(&folder, 40, 1_700_000_000);
        let output = run(&folder, &[&["-r", "in.pcap", "-w", "x"], options].concat());
        assert!(output.status.success(), "{output:?}");
        let mut names: Vec<_> = fs::read_dir(&folder.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with('x'))
            .collect();
        names.sort();
        let counted: Vec<_> = names
            .iter()
            .map(|name| {
                let output = run(&folder, &["-r", name, "--count"]);
                format!("{name}={}", text(&output.stdout).split(' ').next().unwrap())
            })
            .collect();
        assert_eq!(counted.join(" "), files, "{options:?}");
    }
}

/// Files of a time: the packets' own, on from the clock's at the beginning.
#[test]
fn files_end_by_time() {
    let folder = Folder::new("time");
    // Packets of the future, an hour apart from now on.
    savefile(&folder, 3, 2_000_000_000);
    let output = run(&folder, &["-r", "in.pcap", "-G", "1", "-w", "%Y", "-W", "3", "--count"]);
    assert!(output.status.success());
    // The one behind the last file is none of them.
    assert_eq!(text(&output.stdout), "2 packets\n");
    assert_eq!(
        text(&output.stderr).lines().last().unwrap(),
        "Maximum file limit reached: 3",
        "{output:?}"
    );
    assert_eq!(text(&run(&folder, &["-r", "2033", "--count"]).stdout), "1 packet\n");
    // A file that has just begun, in local time.
    let hour = || {
        let mut date = Command::new("date");
        date.env("TZ", "EST5EDT,M3.2.0,M11.1.0").arg("+%F-%H");
        text(&date.output().unwrap().stdout).trim().to_owned()
    };
    let before = hour();
    assert!(run(&folder, &["-r", "in.pcap", "-c1", "-G999999999", "-w", "%F-%H"]).status.success());
    assert!([before, hour()].iter().any(|name| folder.0.join(name).exists()));
    // Never, and no time goes into the name.
    assert!(run(&folder, &["-r", "in.pcap", "-G", "0", "-w", "%Y"]).status.success());
    assert_eq!(text(&run(&folder, &["-r", "%Y", "--count"]).stdout), "3 packets\n");
}

/// What is in a folder, in order of name.
fn names(folder: &Folder) -> String {
    let entries = fs::read_dir(&folder.0).unwrap();
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string();
    let mut names: Vec<_> = entries.map(|entry| name(entry).unwrap()).collect();
    names.retain(|name| name != "in.pcap");
    names.sort();
    names.join(" ")
}

/// The oldest files are deleted while those that are full are too large together, but none that has
/// been written anew.
#[test]
fn files_together_have_a_size() {
    // Files of 2 KiB and more: 24 bytes and 13 records of 158 are 2,078.
    for (options, packets, left) in [
        (&["-w", "x", "-C", "2k", "--rotate-total=5k"][..], 140, "x10 x8 x9"),
        (&["-w", "x", "-C", "2k", "--rotate-total=1k"], 140, "x10"),
        (&["-w", "x", "-C", "2k", "--rotate-total=1g"], 40, "x x1 x2 x3"),
        (&["-w", "x", "-C", "2k", "--rotate-total=5k", "-W", "4"], 140, "x0 x1 x2"),
        (&["-w", "x", "-C", "2k", "--rotate-total=5k", "-W", "4"], 504, "x0 x1 x2"),
        (&["-w", "x", "-C", "2k", "--rotate-total=5k", "-W", "3"], 504, "x0 x1 x2"),
        // A file a second, the names of which come again every ten.
        (&["-w", "x%S", "-G", "10", "--rotate-total=5k"], 70, "x00 x10 x20 x50"),
    ] {
        let folder = Folder::new("total");
        savefile(&folder, packets, 2_000_000_000);
        let output = run(&folder, &[&["-r", "in.pcap"], options].concat());
        assert!(output.status.success(), "{output:?}");
        assert_eq!(names(&folder), left, "{options:?}");
    }
}

/// Files whose names have come again many times are not deleted for those that had them before.
#[test]
fn files_that_have_old_names_stay() {
    let folder = Folder::new("anew");
    let records =
        |packets, length| barecap_tests::savefile::savefile(packets, length)[24..].to_vec();
    let header = barecap_tests::savefile::savefile(0, 0);
    // Ten files of 2,078 bytes, of which two are less than 5 KiB, one of 3,140, and two more as before.
    let file = [header, records(130, 142), records(1, 3100), records(20, 142)].concat();
    fs::write(folder.file("in.pcap"), file).unwrap();
    let options = ["-r", "in.pcap", "-w", "x", "-C", "2k", "-W", "3", "--rotate-total=5k"];
    let output = run(&folder, &options);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(names(&folder), "x0 x2");
}

/// What -z has packed has another name, and goes when its turn has come all the same.
#[test]
fn packed_files_together_have_a_size() {
    let folder = Folder::new("packed");
    savefile(&folder, 140, 2_000_000_000);
    let bytes = fs::read(folder.0.join("in.pcap")).unwrap();
    let mut pipe = Command::new(barecap())
        .current_dir(&folder.0)
        .args(["-r", "-", "-w", "x", "-U", "-C", "2k", "--rotate-total=5k", "-z", "gzip"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = pipe.stdin.take().unwrap();
    let (head, records) = bytes.split_at(24);
    stdin.write_all(head).unwrap();
    // Thirteen records end a file. It is packed before the next one ends.
    for (number, file) in records.chunks(13 * 158).enumerate() {
        stdin.write_all(file).unwrap();
        let Some(number) = number.checked_sub(1) else { continue };
        let name = if number == 0 { "x".to_owned() } else { format!("x{number}") };
        let is_there = |name: String| folder.0.join(name).exists();
        let start = Instant::now();
        while is_there(name.clone()) || !is_there(format!("{name}.gz")) {
            assert!(start.elapsed() < Duration::from_secs(20), "{}", names(&folder));
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    drop(stdin);
    assert!(pipe.wait().unwrap().success());
    assert_eq!(names(&folder), "x10 x8.gz x9.gz");
}

/// A file has its name only when it is complete.
#[test]
fn files_get_their_names_when_they_are_complete() {
    let folder = Folder::new("part");
    savefile(&folder, 20, 2_000_000_000);
    assert!(run(&folder, &["-r", "in.pcap", "--part", "-w", "x"]).status.success());
    assert_eq!(names(&folder), "x");
    let rotated = ["-r", "in.pcap", "--part", "-w", "y", "-C", "1k"];
    assert!(run(&folder, &rotated).status.success());
    assert_eq!(names(&folder), "x y y1 y2");
    // Where the next has the same name, each takes the place of the one before.
    for (options, packets) in [(&["-G", "1"][..], "1 packet\n"), (&["-C1k", "-W1"], "6 packets\n")]
    {
        let output = run(&folder, &[&["-r", "in.pcap", "--part", "-w", "v"], options].concat());
        assert!(output.status.success(), "{options:?}: {output:?}");
        assert_eq!(text(&run(&folder, &["-r", "v", "--count"]).stdout), packets, "{options:?}");
        assert_eq!(names(&folder), "v x y y1 y2");
        fs::remove_file(folder.0.join("v")).unwrap();
    }
    // While it is written it is not there.
    let mut pipe = Command::new(barecap())
        .current_dir(&folder.0)
        .args(["-r", "-", "--part", "-w", "z", "-U"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let bytes = fs::read(folder.0.join("in.pcap")).unwrap();
    pipe.stdin.as_mut().unwrap().write_all(&bytes[..1000]).unwrap();
    let start = Instant::now();
    while fs::metadata(folder.0.join("z.part")).map_or(0, |file| file.len()) < 900 {
        assert!(start.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(names(&folder), "x y y1 y2 z.part");
    pipe.stdin.take().unwrap().write_all(&bytes[1000..]).unwrap();
    assert!(pipe.wait().unwrap().success());
    assert_eq!(names(&folder), "x y y1 y2 z");
    let output = run(&folder, &["-r", "in.pcap", "--part", "-w", "-"]);
    assert_eq!(output.stdout.len(), bytes.len());
    for file in ["x", "z"] {
        assert_eq!(text(&run(&folder, &["-r", file, "--count"]).stdout), "20 packets\n");
    }
}

#[test]
fn packets_are_printed_though_they_are_written() {
    let folder = Folder::new("print");
    savefile(&folder, 3, 0);
    let output = run(&folder, &["-r", "in.pcap", "-w", "out", "--print", "-nt"]);
    assert_eq!(text(&output.stdout).lines().count(), 3);
    assert_eq!(fs::read(folder.0.join("in.pcap")).ok(), fs::read(folder.0.join("out")).ok());
}

/// Of every three packets the third is printed, with its own number, also beside a savefile with all.
#[test]
fn some_packets_are_printed() {
    let folder = Folder::new("sampling");
    savefile(&folder, 10, 0);
    let all = text(&run(&folder, &["-r", "in.pcap", "-ntt", "-#"]).stdout);
    let third: String = all.lines().skip(2).step_by(3).flat_map(|line| [line, "\n"]).collect();
    for options in [&["--print-sampling", "3"][..], &["--print-sampling=3", "-w", "out"]] {
        let output = run(&folder, &[&["-r", "in.pcap", "-ntt", "-#"], options].concat());
        assert_eq!(text(&output.stdout), third, "{options:?}");
    }
    assert_eq!(fs::read(folder.0.join("in.pcap")).ok(), fs::read(folder.0.join("out")).ok());
}

/// What tcpdump's own tests ask of a build.
#[test]
fn facts_of_the_build_are_told() {
    let folder = Folder::new("facts");
    for (option, told) in [("--fp-type", "9877.895\n"), ("--time-t-size", "64\n")] {
        assert_eq!(text(&run(&folder, &[option]).stdout), told);
    }
}

#[test]
fn filters_come_from_files() {
    let folder = Folder::new("filter");
    savefile(&folder, 2, 0);
    for (filter, printed) in [
        ("udp", "2 packets\n"),
        ("# udp\n  tcp # or udp\n", "0 packets\n"),
        ("udp # and tcp", "2 packets\n"),
        ("", "2 packets\n"),
    ] {
        fs::write(folder.0.join("filter"), filter).unwrap();
        let output =
            run(&folder, &["-r", "in.pcap", "--count", "-F", "filter", "no filter at all"]);
        assert_eq!(text(&output.stdout), printed, "{filter:?} {output:?}");
    }
    let output = run(&folder, &["-r", "in.pcap", "-F", "nosuch"]);
    assert_eq!(text(&output.stderr), "barecap: can't open nosuch: No such file or directory\n");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn root_becomes_another_user_and_files_are_theirs() {
    let folder = Folder::new("user");
    if fs::metadata(&folder.0).unwrap().uid() != 0 {
        eprintln!("root_becomes_another_user_and_files_are_theirs: skipped: not root");
        return;
    }
    let passwd = fs::read_to_string("/etc/passwd").unwrap();
    let entry = passwd.lines().find(|line| line.starts_with("nobody:")).unwrap();
    let ids: Vec<u32> = entry.split(':').skip(2).take(2).map(|id| id.parse().unwrap()).collect();
    savefile(&folder, 40, 0);
    // Only root may make files in the folder.
    for (options, files) in [(&[][..], &["x"][..]), (&["-C2k"], &["x", "x1", "x2", "x3"])] {
        let common = ["-r", "in.pcap", "-w", "x", "-Z", "nobody"];
        let output = run(&folder, &[&common[..], options].concat());
        assert!(output.status.success(), "{output:?}");
        assert!(text(&output.stderr).ends_with("barecap: dropped privs to nobody\n"));
        for file in files {
            let status = fs::metadata(folder.0.join(file)).unwrap();
            assert_eq!([status.uid(), status.gid()], ids[..], "{file}");
        }
    }
    // A number does where there are no names, as in a container made from nothing.
    let output = run(&folder, &["-r", "in.pcap", "-w", "numbered", "-Z", "4242"]);
    assert!(text(&output.stderr).ends_with("barecap: dropped privs to 4242\n"), "{output:?}");
    let status = fs::metadata(folder.0.join("numbered")).unwrap();
    assert_eq!((status.uid(), status.gid()), (4242, 4242));
    for number in ["0", "4294967295", "4294967296"] {
        let output = run(&folder, &["-r", "in.pcap", "-w", "x", "-Z", number]);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
    }
    // Savefiles that are checked are read as the user.
    fs::copy(folder.0.join("in.pcap"), folder.0.join("secret")).unwrap();
    fs::set_permissions(folder.0.join("secret"), Permissions::from_mode(0o600)).unwrap();
    for (name, code) in [("in.pcap", 0), ("secret", 1)] {
        let output = run(&folder, &["--check", "-Z", "nobody", name]);
        assert_eq!(text(&output.stderr), "barecap: dropped privs to nobody\n");
        assert_eq!(output.status.code(), Some(code), "{output:?}");
    }
    // A savefile of an earlier run is not emptied for nobody.
    fs::write(folder.0.join("x"), "of an earlier run").unwrap();
    let output = run(&folder, &["-r", "in.pcap", "-w", "x", "-Z", "no such user"]);
    assert_eq!(fs::read(folder.0.join("x")).unwrap(), b"of an earlier run");
    assert!(text(&output.stderr).ends_with("barecap: Couldn't find user 'no such user'\n"));
    assert_eq!(output.status.code(), Some(1));
    assert!(run(&folder, &["-r", "in.pcap", "-nZ", "root"]).status.success());
}
