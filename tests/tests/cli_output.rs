//! Output that fails: it is said, the exit code tells, and savefiles end on whole records.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{barecap, signal};
use barecap_tests::folder::Folder;
use barecap_tests::namespace;
use barecap_tests::savefile::{MICRO, NANO, count};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Writes a savefile with packets of one length.
fn savefile(path: &str, packets: u32, length: u32) {
    fs::write(path, barecap_tests::savefile::savefile(packets, length)).unwrap();
}

fn run(arguments: &[&str], stdout: impl Into<Stdio>) -> Output {
    Command::new(barecap()).args(arguments).stdout(stdout).output().unwrap()
}

/// The last line that was said.
fn last_line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or_default().to_owned()
}

#[test]
fn a_full_disk_is_an_error_and_the_file_is_whole() {
    namespace::run("a_full_disk_is_an_error_and_the_file_is_whole", || {
        let folder = Folder::new("full");
        let disk = folder.file("disk");
        fs::create_dir(&disk).unwrap();
        let mount = ["-t", "tmpfs", "-o", "size=64k", "none", &disk];
        assert!(Command::new("mount").args(mount).status().unwrap().success());
        for (packets, length) in [(400, 1000), (3, 40_000), (2, 200_000), (100_000, 10)] {
            let (from, to) = (folder.file("from"), format!("{disk}/to"));
            savefile(&from, packets, length);
            for option in ["-w", "-Uw"] {
                let output = run(&["-r", &from, option, &to], Stdio::piped());
                assert_eq!(output.status.code(), Some(1), "{}", last_line(&output));
                let written = count(&to);
                let fits = (65_536 - 24) / (16 + length);
                assert_eq!(written, fits, "{packets} packets of {length} bytes");
                let s = if written == 1 { "" } else { "s" };
                let says = format!(
                    "barecap: {to}: No space left on device: {written} packet{s} written, "
                );
                assert!(last_line(&output).starts_with(&says), "{}", last_line(&output));
                assert_eq!(u64::from(24 + fits * (16 + length)), fs::metadata(&to).unwrap().len());
                fs::remove_file(&to).unwrap();
            }
        }
        assert!(Command::new("umount").arg(&disk).status().unwrap().success());
    });
}

#[test]
fn what_a_file_held_before_stays() {
    namespace::run("what_a_file_held_before_stays", || {
        let folder = Folder::new("append");
        let disk = folder.file("disk");
        fs::create_dir(&disk).unwrap();
        let mount = ["-t", "tmpfs", "-o", "size=64k", "none", &disk];
        assert!(Command::new("mount").args(mount).status().unwrap().success());
        let (from, to) = (folder.file("from"), format!("{disk}/to"));
        savefile(&from, 400, 1000);
        fs::write(&to, [b'x'; 1000]).unwrap();
        let append = File::options().append(true).open(&to).unwrap();
        let output = run(&["-r", &from, "-w", "-"], append);
        assert_eq!(output.status.code(), Some(1));
        let bytes = fs::read(&to).unwrap();
        let (before, savefile) = bytes.split_at(1000);
        assert!(before.iter().all(|&byte| byte == b'x'));
        fs::write(folder.file("rest"), savefile).unwrap();
        assert_eq!(count(&folder.file("rest")), (65_536 - 1000 - 24) / 1016);
        assert!(Command::new("umount").arg(&disk).status().unwrap().success());
    });
}

#[test]
fn a_pipe_that_nobody_reads_is_an_error() {
    let folder = Folder::new("pipe");
    let from = folder.file("from");
    savefile(&from, 10_000, 100);
    for (arguments, code, says) in [
        (&["-n"][..], 14, "Unable to write output: Broken pipe"),
        (&["-w", "-"], 1, "-: Broken pipe"),
    ] {
        let mut child = Command::new(barecap())
            .args(["-r", &from])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(code), "{said}");
        assert!(said.lines().last().unwrap().contains(says), "{said}");
    }
}

#[test]
fn a_full_device_is_an_error() {
    let folder = Folder::new("device");
    let from = folder.file("from");
    savefile(&from, 10, 100);
    for (arguments, lost) in [
        (&["-r", &from, "-n"][..], " (up to 10 packets not printed)"),
        (&["-r", &from, "-n", "-c1"], " (up to 1 packet not printed)"),
        (&["-r", &from, "--count"], ""),
        (&["--help"], ""),
        (&["-d"], ""),
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = run(arguments, full);
        assert_eq!(output.status.code(), Some(14), "{arguments:?}");
        let says = format!("barecap: Unable to write output: No space left on device{lost}");
        assert_eq!(last_line(&output), says);
    }
}

/// Standard output that fails does not take the savefile with it: packets taken so far are there.
#[test]
fn what_cannot_be_printed_is_written() {
    let folder = Folder::new("print-full");
    let (from, to) = (folder.file("from"), folder.file("to"));
    savefile(&from, 5000, 60);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = run(&["-n", "-r", &from, "--print", "-w", &to], full);
    assert!(!output.status.success());
    assert!(last_line(&output).contains("No space left on device"), "{}", last_line(&output));
    // What was taken by the time that the first text was to be put out: 16 KiB, in whole packets.
    let printed = run(&["-n", "-r", &to], Stdio::piped()).stdout;
    assert!(printed.len() > 15 << 10, "{} packets, {} bytes", count(&to), printed.len());
}

#[test]
fn copies_are_exact() {
    let folder = Folder::new("copy");
    let (from, to) = (folder.file("from"), folder.file("to"));
    for (packets, length) in [(0, 0), (1000, 1), (500, 1514), (3, 262_144)] {
        savefile(&from, packets, length);
        let wanted = fs::read(&from).unwrap();
        let output = run(&["-r", &from, "-w", &to], Stdio::piped());
        assert!(output.status.success(), "{}", last_line(&output));
        assert!(fs::read(&to).unwrap() == wanted, "{packets} packets of {length} bytes");
        // By standard input, in pieces, to standard output.
        let mut child = Command::new(barecap())
            .args(["-r", "-", "-w", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let pieces = wanted.clone();
        let feeder = std::thread::spawn(move || {
            for piece in pieces.chunks(7777) {
                stdin.write_all(piece).unwrap();
            }
        });
        assert!(child.wait_with_output().unwrap().stdout == wanted);
        feeder.join().unwrap();
    }
}

/// A FIFO is waited for until somebody reads it; what answers the same and is none is an error.
#[test]
fn a_socket_cannot_be_written_to() {
    let folder = Folder::new("socket");
    let [from, to] = ["from", "to"].map(|name| folder.file(name));
    savefile(&from, 1, 60);
    let _socket = std::os::unix::net::UnixListener::bind(&to).unwrap();
    let output = run(&["-r", &from, "-w", &to, "--timeout", "9s"], Stdio::piped());
    assert_eq!(output.status.code(), Some(1));
    assert!(last_line(&output).contains("No such device or address"), "{}", last_line(&output));
}

/// What comes by a pipe is printed before more is waited for.
#[test]
fn packets_of_a_pipe_are_printed_at_once() {
    let folder = Folder::new("at-once");
    let from = folder.file("from");
    savefile(&from, 2, 100);
    let mut child = Command::new(barecap())
        .args(["-nr", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let bytes = fs::read(&from).unwrap();
    let (first, rest) = bytes.split_at(24 + 116);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(first).unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let (sender, receiver) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut text = [0; 8];
        stdout.read_exact(&mut text).unwrap();
        sender.send(()).unwrap();
        let mut all = Vec::new();
        stdout.read_to_end(&mut all).unwrap();
    });
    assert!(receiver.recv_timeout(std::time::Duration::from_secs(20)).is_ok());
    stdin.write_all(rest).unwrap();
    drop(stdin);
    reader.join().unwrap();
    assert!(child.wait().unwrap().success());
}

/// A pcap file's words, in this machine's byte order or the other.
fn words(swapped: bool, words: &[u32]) -> Vec<u8> {
    words
        .iter()
        .flat_map(|word| if swapped { word.swap_bytes() } else { *word }.to_ne_bytes())
        .collect()
}

/// Packets that pass come in runs of every length, from files of every form: what is written is the
/// records that a writer of one packet at a time would write.
#[test]
fn runs_of_packets_are_copied_as_records() {
    let folder = Folder::new("runs");
    let (from, to) = (folder.file("from"), folder.file("to"));
    // The form, the snap length, and by how much fractions of a second are larger than in microseconds.
    for (magic, swapped, snap_length, units) in [
        (MICRO, false, 262_144, 1),
        (MICRO, true, 262_144, 1),
        (NANO, false, 262_144, 1000),
        // Longer records are cut.
        (MICRO, false, 1000, 1),
    ] {
        let version = if swapped { [4, 0, 2, 0] } else { [2, 0, 4, 0] };
        let version = u32::from_ne_bytes(version);
        let mut read = words(swapped, &[magic, version, 0, 0, snap_length, 1]);
        let mut all = Vec::new();
        let mut state = 1_u64;
        for number in 0..9000_u32 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            // Whether it is long changes once in a while, so that runs are short and long.
            let run = (number / 1500 * 7 + 1) * 20;
            let long = number / run % 2 == 1;
            let length = if long { 1200 } else { 60 } + (state >> 60) as u32;
            let data = vec![number as u8; length as usize];
            read.extend(words(swapped, &[number, 5 * units, length, length]));
            read.extend(&data);
            all.push((number, long, data));
        }
        fs::write(&from, &read).unwrap();
        let limits = [&["-c", "700"][..], &["--skip=11"], &[]];
        for (filter, wants) in [("less 100", false), ("greater 100", true)] {
            for limit in limits {
                let version = u32::from_ne_bytes([2, 0, 4, 0]);
                let mut wanted = words(false, &[MICRO, version, 0, 0, snap_length, 1]);
                let skip = if limit == ["--skip=11"] { 11 } else { 0 };
                let count = if limit == ["-c", "700"] { 700 } else { usize::MAX };
                let passing = all.iter().filter(|(_, long, _)| *long == wants);
                for (number, _, data) in passing.skip(skip).take(count) {
                    let captured = data.len().min(snap_length as usize);
                    let lengths = [captured as u32, data.len() as u32];
                    wanted.extend(words(false, &[*number, 5, lengths[0], lengths[1]]));
                    wanted.extend(&data[..captured]);
                }
                let arguments = [&["-r", &from, "-w", &to, filter][..], limit].concat();
                let output = run(&arguments, Stdio::piped());
                assert!(output.status.success(), "{}", last_line(&output));
                let wrong = format!("{filter} {limit:?} {magic:x} {swapped} {snap_length}");
                assert!(fs::read(&to).unwrap() == wanted, "{wrong}");
            }
        }
    }
}

#[test]
fn no_file_that_is_read_is_written_on() {
    let folder = Folder::new("same");
    let [from, link, list, stem] = ["from1", "link", "list", "from"].map(|name| folder.file(name));
    savefile(&from, 10, 100);
    fs::hard_link(&from, &link).unwrap();
    let other = folder.file("other");
    savefile(&other, 10, 100);
    let names = format!("{other}\n{from}\n");
    fs::write(&list, &names).unwrap();
    // What --part makes on the way, and what -G makes of a name.
    let [part, whole, year] = ["whole.part", "whole", "%Y"].map(|name| folder.file(name));
    let now = Command::new("date").args(["-u", "+%Y"]).output().unwrap().stdout;
    let this_year = folder.file(str::from_utf8(&now).unwrap().trim());
    let numbered = folder.file("whole7.part");
    for name in [&part, &this_year, &numbered] {
        fs::copy(&from, name).unwrap();
    }
    for arguments in [
        &["-r", &from, "-w", &from][..],
        &["-r", &from, "-w", &link],
        // The second that -C makes, and the first with -W.
        &["-r", &from, "-w", &stem, "-C", "1"],
        &["-r", &from, "-w", &stem, "-C", "1", "-W", "3"],
        // One that is to be read later, and the list.
        &["-V", &list, "-w", &from],
        &["-V", &list, "-w", &list],
        &["-V", &list, "-w", &stem, "-C", "1"],
        &["-r", &part, "-w", &whole, "--part"],
        &["-r", &numbered, "-w", &whole, "--part", "-C", "1"],
        &["-r", &from, "-w", &from, "--part"],
        &["-r", &this_year, "-w", &year, "-G", "999"],
    ] {
        let output = run(arguments, Stdio::piped());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = format!("barecap: {}: a file that is read might be written over", arguments[3]);
        assert_eq!(last_line(&output), said);
        assert_eq!((count(&from), count(&other)), (10, 10), "{arguments:?}");
        assert_eq!([&part, &this_year, &numbered].map(|it| count(it)), [10; 3], "{arguments:?}");
        assert_eq!(fs::read_to_string(&list).unwrap(), names);
    }
    // Without -C it is another file.
    assert!(run(&["-r", &from, "-w", &stem], Stdio::piped()).status.success());
}

#[test]
fn an_old_savefile_is_not_touched_by_a_capture_that_does_not_start() {
    let folder = Folder::new("old");
    let old = folder.file("old");
    fs::write(&old, "precious").unwrap();
    for arguments in [
        &["-i", "nosuch0", "-w", &old][..],
        &["-i", "lo", "-w", &old, "tcp port"],
        &["-r", "nosuch", "-w", &old],
        &["-r", &old, "-w", &old],
    ] {
        assert_eq!(run(arguments, Stdio::piped()).status.code(), Some(1));
        assert_eq!(fs::read_to_string(Path::new(&old)).unwrap(), "precious");
    }
}

/// As where a disk is full, and not ended by SIGXFSZ.
#[test]
fn a_limit_of_size_is_an_error_and_the_file_is_whole() {
    let folder = Folder::new("limit");
    let (from, to) = (folder.file("from"), folder.file("to.pcap"));
    savefile(&from, 100, 1000);
    let limited = |arguments: &str, kib: u32| {
        let script = format!("ulimit -f {kib}; exec \"$0\" -r {from} {arguments}");
        let output = Command::new("bash").args(["-c", &script]).arg(barecap()).output().unwrap();
        let said = last_line(&output);
        assert!(said.contains("File too large"), "{arguments} {kib}: {:?} {said}", output.status);
        output.status.code()
    };
    for kib in [1, 20] {
        for arguments in ["-w TO", "-Uw TO", "-w - >TO", "-w - >>TO"] {
            let _ = fs::remove_file(&to);
            assert_eq!(limited(&arguments.replace("TO", &to), kib), Some(1), "{arguments}");
            assert_eq!(count(&to), (1024 * kib - 24) / 1016, "{arguments}");
        }
        assert_eq!(limited(&format!("-w {} ", folder.file("x.pcapng")), kib), Some(1));
        assert_eq!(limited(&format!("-n >{}", folder.file("text")), kib), Some(14));
    }
}

/// Messages are not written into the savefile, nor sent to the network, where the numbers of standard
/// input, output and error are free.
#[test]
fn nothing_gets_the_place_of_what_is_closed() {
    namespace::run("nothing_gets_the_place_of_what_is_closed", || {
        let folder = Folder::new("closed");
        let (from, to) = (folder.file("from"), folder.file("to.pcap"));
        savefile(&from, 3, 100);
        let closed = |which: &str, arguments: &str| {
            let script = format!("exec \"$0\" {arguments} {which}");
            let output = Command::new("bash").args(["-c", &script]).arg(barecap()).output();
            output.unwrap()
        };
        for which in ["2>&-", "0<&- 2>&-", "1>&- 2>&-", "0<&- 1>&- 2>&-", "0<&-", "1>&-"] {
            let options = "-i lo --timeout 200ms udp dst port 9 -w";
            let output = closed(which, &format!("{options} {to}"));
            assert_eq!(output.status.code(), Some(0), "{which}: {output:?}");
            assert_eq!(fs::read(&to).unwrap().len(), 24, "{which}");
            // A message would be the only packet.
            let output = closed(which, &format!("-i lo --timeout 200ms -w {to}"));
            assert_eq!(output.status.code(), Some(0), "{which}: {output:?}");
            assert_eq!(fs::read(&to).unwrap().len(), 24, "{which}");
            let output = closed(which, &format!("-r {from} -w {to}"));
            assert_eq!((output.status.code(), count(&to)), (Some(0), 3), "{which}");
            // What cannot be written or read is not taken for it.
            let code = if which.contains('1') { 14 } else { 0 };
            assert_eq!(closed(which, &format!("-nr {from}")).status.code(), Some(code), "{which}");
            let code = i32::from(which.contains('0'));
            let input = format!("-r - -w {to}");
            let input = if code > 0 { input } else { format!("{input} <{from}") };
            assert_eq!(closed(which, &input).status.code(), Some(code), "{which}");
        }
    });
}

/// A FIFO by whose name all files go: each has its reader, who is waited for until a signal.
#[test]
fn a_fifo_is_waited_for_again_and_again() {
    namespace::run("a_fifo_is_waited_for_again_and_again", || {
        namespace::ip("link set lo up");
        let folder = Folder::new("fifo-again");
        let fifo = folder.file("x");
        assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        for (option, readers) in [("--no-sandbox", 1), ("-p", 2)] {
            let arguments = ["-i", "lo", "-w", &fifo, "-G", "1", option];
            let mut command = Command::new(barecap());
            let child = command.args(arguments).stderr(Stdio::piped()).spawn().unwrap();
            for _ in 0..readers {
                File::open(&fifo).unwrap().read_exact(&mut [0; 24]).unwrap();
                // Until the next file has begun, which this one is to take nothing of.
                thread::sleep(Duration::from_millis(1500));
            }
            // It waits for the next one, whatever it is asked meanwhile.
            for name in ["USR1", "INT"] {
                thread::sleep(Duration::from_millis(200));
                signal(&child, name);
            }
            let began = Instant::now();
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(1), "{output:?}");
            assert!(began.elapsed() < Duration::from_secs(1), "{output:?}");
            let given_up = format!("barecap: {fifo}: given up, as its reader takes nothing more");
            assert!(String::from_utf8_lossy(&output.stderr).contains(&given_up), "{output:?}");
        }
    });
}
