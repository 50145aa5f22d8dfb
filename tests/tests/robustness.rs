//! Faults, made for real: the exit code, what is said, and what is kept of the data. The numbers are
//! those of the rows of `../shared/reference/robustness.md`, which tells what tcpdump does; a row that
//! stands in another file is named there in [`ELSEWHERE`]. No row ends with lost data and exit code 0.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{barecap, listen, signal};
use barecap_tests::folder::Folder;
use barecap_tests::namespace::{self, ip, veth};
use barecap_tests::savefile::{MICRO, VERSION, count, words};
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Rows that are tested in other files, by file and test.
const ELSEWHERE: &[(&[u32], &str, &str)] = &[
    (&[1, 2], "live_linux_faults", "an_interface_may_go_down_and_come_back_but_not_disappear"),
    (&[4, 5, 6], "cli_output", "a_full_disk_is_an_error_and_the_file_is_whole"),
    (&[7, 8], "cli_output", "a_full_device_is_an_error"),
    (&[9, 49], "cli_live", "all_of_200_are_captured_20_times_of_20"),
    (&[13], "cli_live", "numbers_are_told_on_the_way"),
    (&[14, 15], "cli_output", "a_pipe_that_nobody_reads_is_an_error"),
    (&[35, 36], "cli_errors", "a_filter_too_large_for_its_buffers_is_refused"),
    (&[37], "cli_errors", "filters"),
    (&[38], "interfaces", "an_interface_is_also_known_by_its_number"),
    (&[40], "cli_live", "without_permission_it_says_what_is_missing"),
    (&[46], "cli_errors", "options"),
];

/// Rows that are tested here.
const HERE: &[u32] = &[
    2, 3, 10, 11, 12, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34,
    39, 41, 42, 43, 44, 45, 47, 48,
];

#[test]
fn every_row_has_its_test() {
    let mut rows: Vec<u32> = HERE.to_vec();
    for (numbers, file, test) in ELSEWHERE {
        let path = format!("{}/tests/{file}.rs", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(&format!("fn {test}()")), "{file} has no {test}");
        rows.extend(*numbers);
    }
    rows.sort_unstable();
    rows.dedup();
    assert_eq!(rows, (1..50).collect::<Vec<_>>());
}

fn run(arguments: &[&str]) -> Output {
    Command::new(barecap()).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The header of a pcap file of this version and link type.
fn header(version: u32, link_type: u32) -> Vec<u8> {
    words(&[MICRO, version, 0, 0, 262_144, link_type])
}

/// A record with so many captured bytes, of which some are there.
fn record(captured: u32, there: usize) -> Vec<u8> {
    [words(&[1_700_000_000, 0, captured, captured]), vec![0; there]].concat()
}

const V2_9: u32 = if cfg!(target_endian = "big") { 0x0002_0009 } else { 0x0009_0002 };

/// Rows 17 to 32: savefiles that are cut, or lie. Each case is the row, the file, how many packets
/// come before the place, the exit code, and the last line that is said.
#[test]
fn savefiles() {
    let folder = Folder::new("robust-files");
    let good = || [header(VERSION, 1), record(60, 60)].concat();
    let section = |length: u32| words(&[0x0a0d_0d0a, length, 0x1a2b_3c4d, 1, !0, !0, length]);
    let ng_packet = words(&[6, 36, 0, 0, 0, 4, 4, 0, 36]);
    let ng = [section(28), words(&[1, 20, 1, 262_144, 20]), ng_packet].concat();
    let with = |more: Vec<u8>| [good(), more].concat();
    let cases: Vec<(u32, Vec<u8>, u32, i32, &str)> = vec![
        (
            17,
            with(record(1514, 858)),
            1,
            1,
            "pcap_loop: truncated dump file; tried to read 1514 captured bytes, only got 858",
        ),
        (
            18,
            good()[..20].to_vec(),
            0,
            1,
            "truncated dump file; tried to read 24 file header bytes, only got 20",
        ),
        (
            19,
            with(vec![0; 8]),
            1,
            1,
            "pcap_loop: truncated dump file; tried to read 16 header bytes, only got 8",
        ),
        (20, header(VERSION, 1), 0, 0, ""),
        (
            21,
            Vec::new(),
            0,
            1,
            "truncated dump file; tried to read 4 file header bytes, only got 0",
        ),
        (
            21,
            vec![0xd4, 0xc3],
            0,
            1,
            "truncated dump file; tried to read 4 file header bytes, only got 2",
        ),
        (22, b"not a savefile at all".to_vec(), 0, 1, "FILE: unknown file format"),
        (
            23,
            ng[..ng.len() - 7].to_vec(),
            0,
            1,
            "pcap_loop: truncated pcapng dump file; tried to read 28 bytes, only got 21",
        ),
        (
            24,
            with(record(u32::MAX, 0)),
            1,
            1,
            "pcap_loop: invalid packet capture length 4294967295, bigger than snaplen of 262144",
        ),
        (
            25,
            with(record(300_000, 0)),
            1,
            1,
            "pcap_loop: invalid packet capture length 300000, bigger than snaplen of 262144",
        ),
        (
            26,
            [words(&[MICRO, VERSION, 0, 0, u32::MAX, 1]), record(0x7fff_ffff, 0)].concat(),
            0,
            1,
            "pcap_loop: invalid packet capture length 2147483647, bigger than snaplen of 262144",
        ),
        (27, header(V2_9, 1), 0, 1, "unsupported pcap savefile version 2.9"),
        (
            28,
            header(VERSION, 0x03ff_0001),
            0,
            1,
            "savefile linktype reserved field not zero (0x03ff0000)",
        ),
        (
            29,
            section(0xffff_fff0),
            0,
            1,
            "Section Header Block in pcapng dump file has invalid length 28 < _4294967280_ < 1048576 \
             (BT_SHB_INSANE_MAX)",
        ),
        (
            30,
            [section(28), words(&[1, 0x7fff_fff0])].concat(),
            0,
            1,
            "pcapng block size 2147483632 > maximum 16777216",
        ),
    ];
    let file = folder.file("in");
    for (row, bytes, packets, code, said) in cases {
        fs::write(&file, &bytes).unwrap();
        let output = run(&["-n", "-r", &file]);
        let (stderr, stdout) = (text(&output.stderr), text(&output.stdout));
        assert_eq!(output.status.code(), Some(code), "row {row}: {stderr}");
        if !said.is_empty() {
            let last = stderr.lines().last().unwrap();
            let said = format!("barecap: {}", said.replace("FILE", &file));
            assert_eq!(last, said, "row {row}");
        }
        assert_eq!(stdout.lines().count() as u32, packets, "row {row}: {stdout}");
    }
    // An unknown link type can be read, if nothing has to be known of it.
    fs::write(&file, [header(VERSION, 65_000), record(60, 60)].concat()).unwrap();
    assert_eq!(count(&file), 1, "row 31");
    let said = text(&run(&["-r", &file, "ip"]).stderr);
    let wanted = "barecap: link-layer type filtering not implemented for DLT 65000\n";
    assert!(said.contains(wanted), "row 31: {said}");
    for (row, path, said) in [
        (32, "nosuch", "nosuch: No such file or directory"),
        (32, "/", "error reading dump file: Is a directory"),
    ] {
        let output = run(&["-r", path]);
        assert_eq!(output.status.code(), Some(1), "row {row}");
        assert_eq!(text(&output.stderr), format!("barecap: {said}\n"), "row {row}");
    }
}

/// Row 32 and more: a file that shrinks while it is read is a short file.
#[test]
fn a_file_that_shrinks_is_a_short_file() {
    let folder = Folder::new("robust-shrinks");
    let file = folder.file("in");
    let packets = 20_000;
    fs::write(&file, [header(VERSION, 1), record(60, 60).repeat(packets)].concat()).unwrap();
    let mut child = Command::new(barecap())
        .args(["-nl", "-r", &file])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Nobody reads yet, so it cannot get far.
    std::thread::sleep(Duration::from_millis(100));
    fs::OpenOptions::new().write(true).open(&file).unwrap().set_len(24 + 76 * 10_000 + 30).unwrap();
    let mut printed = String::new();
    child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(printed.lines().count(), 10_000);
    let said = text(&output.stderr);
    let last =
        "barecap: pcap_loop: truncated dump file; tried to read 60 captured bytes, only got 14";
    assert_eq!(said.lines().last().unwrap(), last);
}

/// Rows 33 and 34: filters from files.
#[test]
fn filters_from_files() {
    let folder = Folder::new("robust-filters");
    let noise: Vec<u8> =
        (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    fs::write(folder.file("noise"), noise).unwrap();
    for (row, file, begin) in [
        (33, folder.file("noise"), "barecap: can't parse filter expression: ".to_owned()),
        (34, "nosuch".into(), "barecap: can't open nosuch: No such file or directory\n".into()),
    ] {
        let output = run(&["-y", "EN10MB", "-d", "-F", &file]);
        assert_eq!(output.status.code(), Some(1), "row {row}");
        assert!(text(&output.stderr).starts_with(&begin), "row {row}: {}", text(&output.stderr));
    }
}

/// Ends a capture; its exit code and what it said since it listened.
fn end(child: Child, name: &str) -> (Option<i32>, String) {
    signal(&child, name);
    let output = child.wait_with_output().unwrap();
    (output.status.code(), text(&output.stderr))
}

/// Sends datagrams to a port of this machine.
fn send(count: u32, port: u16) {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let _listener = UdpSocket::bind(("127.0.0.1", port));
    for _ in 0..count {
        socket.send_to(&[7; 700], ("127.0.0.1", port)).unwrap();
    }
}

/// Rows 2 and 3: the interface.
#[test]
fn interfaces_that_are_not_there() {
    namespace::run("interfaces_that_are_not_there", || {
        veth();
        let child = listen(&["-i", "va", "-w", "/dev/null"], Stdio::null());
        ip("link del va");
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "row 2");
        let said = text(&output.stderr);
        assert!(
            said.starts_with("barecap: pcap_loop: The interface disappeared\n"),
            "row 2: {said}"
        );
        assert!(said.contains("packets dropped by kernel"), "row 2: {said}");
        ip("link add va type veth peer name vb");
        let output = run(&["-i", "va"]);
        assert_eq!(output.status.code(), Some(1), "row 3");
        assert_eq!(text(&output.stderr), "barecap: va: That device is not up\n", "row 3");
        let output = run(&["-i", "99"]);
        assert_eq!(output.status.code(), Some(1), "row 39");
        let said = text(&output.stderr);
        assert!(said.starts_with("barecap: Invalid adapter index 99: only "), "row 39: {said}");
    });
}

/// Rows 10 to 12: a capture that is killed leaves a file that is whole, with all that was written.
#[test]
fn a_killed_capture_leaves_a_whole_file() {
    namespace::run("a_killed_capture_leaves_a_whole_file", || {
        let folder = Folder::new("robust-killed");
        let file = folder.file("out");
        for (row, options, least) in [
            // 128 KiB are written at a time: 183 records.
            (10, &[][..], 0),
            (11, &["-U"], 300),
            (12, &["-U", "--immediate-mode"], 500),
        ] {
            let arguments = [&["-i", "lo", "-w", &file, "udp dst port 9990"], options].concat();
            let mut child = listen(&arguments, Stdio::null());
            send(500, 9990);
            std::thread::sleep(Duration::from_millis(300));
            child.kill().unwrap();
            child.wait().unwrap();
            let kept = count(&file);
            assert!((least..=500).contains(&kept), "row {row}: {kept}");
        }
        // Killed before anything came: the header is there.
        let mut child = listen(&["-i", "lo", "-w", &file], Stdio::null());
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(count(&file), 0, "row 10");
    });
}

/// Row 16: whoever reads the savefile from a pipe goes away.
#[test]
fn a_pipe_for_the_savefile_closes() {
    namespace::run("a_pipe_for_the_savefile_closes", || {
        let mut child = listen(&["-i", "lo", "-w", "-", "-U", "udp dst port 9991"], Stdio::piped());
        drop(child.stdout.take());
        send(5, 9991);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "row 16");
        let said = text(&output.stderr);
        let lost = "-: Broken pipe: 0 packets written, ";
        assert!(said.contains(lost), "row 16: {said}");
    });
}

/// Rows 41 to 44: users and files.
#[test]
fn users_and_files() {
    namespace::run("users_and_files", || {
        let listed = run(&["-D"]);
        assert_eq!(listed.status.code(), Some(0), "row 41");
        assert!(text(&listed.stdout).contains("lo [Up, Running, Loopback]"), "row 41");
        let output = run(&["-i", "lo", "-Z", "nosuchuser"]);
        assert_eq!(output.status.code(), Some(1), "row 42");
        let said = text(&output.stderr);
        assert_eq!(said, "barecap: Couldn't find user 'nosuchuser'\n", "row 42");
        let output = run(&["-i", "lo", "-w", "nodir/x.pcap"]);
        assert_eq!(output.status.code(), Some(1), "row 44");
        let said = text(&output.stderr);
        assert!(
            said.ends_with("barecap: nodir/x.pcap: No such file or directory\n"),
            "row 44: {said}"
        );
    });
}

/// Row 43: a file in a folder of root's is written by the user that root becomes. The namespace of
/// the other tests has one user only, so this needs root outside of it.
#[test]
fn root_gives_its_file_away() {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    let has_nobody =
        fs::read_to_string("/etc/passwd").is_ok_and(|users| users.contains("\nnobody:"));
    if !is_root || !has_nobody {
        return println!(
            "root_gives_its_file_away: skipped: this is not root, or there is no nobody"
        );
    }
    let folder = Folder::new("robust-root");
    let (from, file) = (folder.file("in"), folder.file("z.pcap"));
    fs::write(&from, [header(VERSION, 1), record(60, 60)].concat()).unwrap();
    let output = run(&["-r", &from, "-Z", "nobody", "-w", &file]);
    assert_eq!(output.status.code(), Some(0), "row 43: {}", text(&output.stderr));
    assert_eq!(count(&file), 1, "row 43");
    let owner = |path: &str| std::os::unix::fs::MetadataExt::uid(&fs::metadata(path).unwrap());
    assert_ne!(owner(&file), 0, "row 43");
    // What was there before stays whose it was.
    let (shared, fifo) = (folder.file("shared"), folder.file("fifo"));
    let mut shares = Command::new(barecap());
    shares
        .args(["-r", &from, "-Z", "nobody", "-w", "-"])
        .stdout(fs::File::create(&shared).unwrap());
    assert!(shares.status().unwrap().success());
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let mut reader = Command::new("cat").arg(&fifo).stdout(Stdio::null()).spawn().unwrap();
    let output = run(&["-r", &from, "-Z", "nobody", "-w", &fifo]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(reader.wait().unwrap().success());
    assert_eq!((count(&shared), owner(&shared), owner(&fifo)), (1, 0, 0));
}

/// Row 45: a large ring is there at once, or there is a smaller one.
#[test]
fn a_large_ring_does_not_keep_anybody_waiting() {
    namespace::run("a_large_ring_does_not_keep_anybody_waiting", || {
        let start = Instant::now();
        let child = listen(&["-i", "lo", "-B", "2000000", "-w", "/dev/null"], Stdio::null());
        println!("robustness: a ring of 2 GB took {:?}", start.elapsed());
        let (code, said) = end(child, "INT");
        assert_eq!(code, Some(0), "row 45: {said}");
    });
}

/// Rows 47 and 48: packets longer than any frame, by a large MTU or put together from segments: they
/// are kept whole or counted.
#[test]
fn large_packets_are_whole_or_counted() {
    namespace::run("large_packets_are_whole_or_counted", || {
        const BYTES: usize = 20 << 20;
        let folder = Folder::new("robust-large");
        let file = folder.file("out");
        for (row, mtu) in [(47, 65_535), (48, 1500)] {
            veth();
            ip(&format!("link set va mtu {mtu}"));
            ip(&format!("link set vb mtu {mtu}"));
            // The other end has a name space of its own.
            let there = Command::new("unshare").args(["--net", "sleep", "30"]).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(200));
            ip(&format!("link set vb netns {}", there.id()));
            let id = there.id().to_string();
            for words in ["address add 10.9.0.2/24 dev vb", "link set vb up"] {
                let inside = ["-t", &id, "-n", "ip"];
                let words = words.split(' ');
                let done = Command::new("nsenter").args(inside).args(words).status().unwrap();
                assert!(done.success());
            }
            let child = listen(&["-i", "va", "-w", &file, "tcp"], Stdio::null());
            let listener = TcpListener::bind("10.9.0.1:9992").unwrap();
            let mut sender = Command::new("nsenter")
                .args(["-t", &id, "-n", "bash", "-c"])
                .arg(format!("head -c {BYTES} /dev/zero >/dev/tcp/10.9.0.1/9992"))
                .spawn()
                .unwrap();
            let (mut stream, _): (TcpStream, _) = listener.accept().unwrap();
            let mut received = Vec::new();
            stream.read_to_end(&mut received).unwrap();
            assert_eq!(received.len(), BYTES);
            let _ = stream.flush();
            assert!(sender.wait().unwrap().success());
            let (code, said) = end(child, "INT");
            assert_eq!(code, Some(0), "row {row}");
            let numbers: Vec<u32> =
                said.lines().map(|line| line.split(' ').next().unwrap().parse().unwrap()).collect();
            let [captured, received, dropped, ..] = numbers[..] else { panic!("{said}") };
            assert_eq!(captured + dropped, received, "row {row}: {said}");
            assert_eq!(count(&file), captured, "row {row}");
            let longer = run(&["-r", &file, "--count", "greater 2000"]);
            assert_ne!(text(&longer.stdout), "0 packets\n", "row {row}: none was put together");
            let mut there = there;
            there.kill().unwrap();
            there.wait().unwrap();
            while Command::new("ip").args(["link", "show", "va"]).output().unwrap().status.success()
            {
                let _ = Command::new("ip").args(["link", "del", "va"]).status();
            }
        }
    });
}
