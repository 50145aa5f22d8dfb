//! Live captures on lo, by the binary: nothing is lost, whatever ends them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{Running, barecap, listen, signal};
use barecap_tests::folder::Folder;
use barecap_tests::namespace;
use std::io::{BufRead, BufReader, Read};
use std::net::UdpSocket;
use std::os::fd::AsRawFd;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use syscalls::{Sysno, syscall};

/// Sends datagrams of 20 bytes to a port of lo, where somebody receives them.
fn send(port: u16, count: u32) {
    let receiver = UdpSocket::bind(("127.0.0.1", port)).unwrap();
    let sender = UdpSocket::bind("127.0.0.1:0").unwrap();
    for _ in 0..count {
        sender.send_to(&[b'x'; 20], receiver.local_addr().unwrap()).unwrap();
    }
}

fn file(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("barecap-{}-{name}", std::process::id()))
}

/// What `-r FILE --count` says.
fn count(file: &str) -> String {
    let output = Command::new(barecap()).args(["-r", file, "--count"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn all_of_200_are_captured_20_times_of_20() {
    namespace::run("all_of_200_are_captured_20_times_of_20", || {
        let path = file("200");
        let path = path.to_str().unwrap();
        for run in 0..20 {
            let capture = Running::listening(&["-i", "lo", "-w", path, "udp dst port 9999"]);
            send(9999, 200);
            capture.signal(["INT", "TERM"][run % 2]);
            let end = capture.ended();
            assert_eq!(end.code, Some(0), "{}", end.rest());
            assert!(end.rest().starts_with("200 packets captured\n"), "{}", end.rest());
            assert!(end.rest().contains("\n0 packets dropped by kernel"), "{}", end.rest());
            assert_eq!(count(path), "200 packets\n");
        }
        std::fs::remove_file(path).unwrap();
    });
}

#[test]
fn a_count_ends_the_capture() {
    namespace::run("a_count_ends_the_capture", || {
        for arguments in [&["--immediate-mode"][..], &["-l"], &["-p"]] {
            let mut all = vec!["-i", "lo", "-nt", "-c", "5", "udp and dst port 9998"];
            all.extend(arguments);
            let capture = Running::listening(&all);
            // Held until all have come, or it would end before the last of them is sent.
            capture.signal("STOP");
            send(9998, 8);
            capture.signal("CONT");
            let end = capture.ended();
            assert_eq!(end.code, Some(0), "{}", end.rest());
            assert!(
                end.rest().starts_with("5 packets captured\n8 packets received by filter\n"),
                "{}",
                end.rest()
            );
            // Nobody wanted the others.
            assert!(!end.rest().contains("left in the kernel's"), "{}", end.rest());
            let lines: Vec<_> = end.printed.lines().collect();
            assert_eq!(lines.len(), 5);
            for line in lines {
                assert!(
                    line.starts_with("IP 127.0.0.1.") && line.ends_with(".9998: UDP, length 20")
                );
            }
        }
    });
}

#[test]
fn what_is_printed_beside_a_file_is_not_printed_later() {
    namespace::run("what_is_printed_beside_a_file_is_not_printed_later", || {
        let path = file("beside");
        let path = path.to_str().unwrap();
        for to in [&["-w", path, "--print"][..], &[]] {
            let arguments = [&["-i", "lo", "-nt", "udp and dst port 9997"], to].concat();
            let mut capture = listen(&arguments, Stdio::piped());
            let mut lines = BufReader::new(capture.stdout.take().unwrap()).lines();
            let times = (0..5).map(|_| {
                let sent = Instant::now();
                send(9997, 1);
                assert!(lines.next().unwrap().unwrap().contains(".9997: UDP, length 20"));
                sent.elapsed()
            });
            // A block that is only written is handed over after a second, not after milliseconds.
            let least = times.min().unwrap();
            signal(&capture, "INT");
            assert!(capture.wait().unwrap().success());
            assert!(least < Duration::from_millis(300), "{least:?}");
        }
        std::fs::remove_file(path).unwrap();
    });
}

#[test]
fn what_the_filter_refuses_is_not_there() {
    namespace::run("what_the_filter_refuses_is_not_there", || {
        let capture = Running::listening(&["-i", "any", "-ntq", "udp port 9997 and greater 40"]);
        send(9996, 50);
        send(9997, 2);
        send(9996, 50);
        capture.signal("INT");
        let end = capture.ended();
        assert_eq!(end.printed.lines().count(), 2, "{}", end.printed);
        assert!(end.rest().contains("\n2 packets received by filter\n"), "{}", end.rest());
    });
}

#[test]
fn numbers_are_told_on_the_way() {
    namespace::run("numbers_are_told_on_the_way", || {
        let mut capture = Running::listening(&["-i", "lo", "-w", "/dev/null", "udp dst port 9995"]);
        capture.signal("USR1");
        let numbers =
            "0 packets captured, 0 packets received by filter, 0 packets dropped by kernel";
        assert_eq!(capture.next("captured"), format!("barecap: {numbers}\n"));
        send(9995, 1);
        capture.signal("HUP");
        let end = capture.ended();
        assert_eq!(end.code, Some(0));
        assert!(end.rest().starts_with("1 packet captured\n1 packet received by filter\n"));
    });
}

/// Waits until there are bytes in a file beyond those of its header.
fn wait_for_packets(path: &std::path::Path) {
    while std::fs::metadata(path).map_or(0, |status| status.len()) <= 24 {
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_signal_writes_what_has_come() {
    namespace::run("a_signal_writes_what_has_come", || {
        let file = file("usr2");
        let name = file.to_str().unwrap();
        let capture = Running::listening(&["-i", "lo", "-w", name, "udp dst port 9994"]);
        send(9994, 1);
        // The kernel hands it over within a second.
        std::thread::sleep(Duration::from_millis(1500));
        capture.signal("USR2");
        wait_for_packets(&file);
        capture.signal("INT");
        assert_eq!(capture.ended().code, Some(0));
        std::fs::remove_file(file).unwrap();
    });
}

#[test]
fn files_end_by_time_without_packets() {
    namespace::run("files_end_by_time_without_packets", || {
        let file = file("rotated");
        let name = format!("{}-%s", file.to_str().unwrap());
        let options = ["-i", "lo", "-w", &name, "-G", "1", "-W", "2", "udp dst port 9993"];
        let end = Running::listening(&options).ended();
        assert_eq!(end.code, Some(0));
        assert!(end.rest().starts_with("Maximum file limit reached: 2\n0 packets captured\n"));
        let folder = file.parent().unwrap();
        let begin = format!("{}-", file.file_name().unwrap().to_str().unwrap());
        let mut files = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_name().to_str().unwrap().starts_with(&begin) {
                files += 1;
                std::fs::remove_file(entry.path()).unwrap();
            }
        }
        assert_eq!(files, 2);
    });
}

/// The packet that comes behind the last file is none of those that were captured.
#[test]
fn a_number_of_files_ends_the_capture() {
    namespace::run("a_number_of_files_ends_the_capture", || {
        let folder = Folder::new("limit");
        let name = folder.file("x%s");
        let mut capture = Running::start(&["-i", "lo", "-w", &name, "-G", "1", "-W", "1", "udp"]);
        capture.next("listening on ");
        let end = std::thread::scope(|scope| {
            let ended = scope.spawn(|| capture.ended());
            while !ended.is_finished() {
                send(9991, 1);
                std::thread::sleep(Duration::from_millis(50));
            }
            ended.join().unwrap()
        });
        assert_eq!(end.code, Some(0), "{}", end.said);
        let files = std::fs::read_dir(&folder.0).unwrap();
        let [file] = &Vec::from_iter(files)[..] else { panic!("{}", end.said) };
        let wanted = count(file.as_ref().unwrap().path().to_str().unwrap());
        let wanted = format!("{} packets captured\n", wanted.split(' ').next().unwrap());
        let said = end.said.replace("1 packet captured", "1 packets captured");
        assert!(said.contains(&wanted), "{wanted}: {said}");
    });
}

/// What ends by the clock counts among the files that are full as well.
#[test]
fn files_that_end_without_packets_are_deleted_too() {
    namespace::run("files_that_end_without_packets_are_deleted_too", || {
        let folder = Folder::new("total");
        let name = folder.file("x%s");
        let options = ["-i", "lo", "-U", "-w", &name, "-G", "1", "--rotate-total", "1k", "udp"];
        let capture = Running::listening(&options);
        let begin = Instant::now();
        let sizes = || {
            let entries = std::fs::read_dir(&folder.0).unwrap();
            Vec::from_iter(entries.map(|entry| entry.unwrap().metadata().map_or(0, |it| it.len())))
        };
        // A second may end between them, and nobody may look for a second.
        while sizes().iter().all(|size| *size < 1024) {
            assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", sizes());
            send(9991, 20);
            std::thread::sleep(Duration::from_millis(5));
        }
        while sizes().iter().any(|size| *size >= 1024) {
            assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", sizes());
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(capture.end().code, Some(0));
    });
}

/// Nothing comes from the one that is there now, though it has the same number and name.
#[test]
fn an_interface_that_was_made_again_is_not_the_one_that_is_captured_on() {
    let name = "an_interface_that_was_made_again_is_not_the_one_that_is_captured_on";
    namespace::run(name, || {
        namespace::veth();
        let output = Command::new("ip").args(["-o", "link", "show", "vb"]).output().unwrap();
        let shown = String::from_utf8(output.stdout).unwrap();
        let index = shown.split(':').next().unwrap();
        for options in [&["-n"][..], &["-w", "/dev/null"], &["-n", "--no-sandbox"]] {
            let capture = Running::listening(&[&["-i", "vb"], options].concat());
            // It sees nothing of this before it is over.
            capture.signal("STOP");
            namespace::ip("link del vb");
            namespace::ip(&format!("link add vb index {index} type veth peer name va"));
            namespace::ip("link set vb up");
            namespace::ip("link set va up");
            capture.signal("CONT");
            let end = capture.ended();
            assert_eq!(end.code, Some(1), "{options:?}: {}", end.said);
            assert!(end.said.contains("The interface disappeared"), "{options:?}: {}", end.said);
        }
        // One that only goes down is the same.
        let capture = Running::listening(&["-i", "vb", "-n"]);
        capture.signal("STOP");
        namespace::ip("link set vb down");
        namespace::ip("link set vb up");
        capture.signal("CONT");
        std::thread::sleep(Duration::from_millis(300));
        let end = capture.end();
        assert_eq!(end.code, Some(0), "{}", end.said);
    });
}

/// A second later comes the name that the interface has by then.
#[test]
fn an_interface_that_is_called_otherwise_is_printed_so() {
    namespace::run("an_interface_that_is_called_otherwise_is_printed_so", || {
        let capture = Running::listening(&["-i", "any", "-nt", "udp port 9999"]);
        for name in ["lo", "other"] {
            send(9999, 1);
            capture.wait_for_printed(&format!("{name:5} In  IP 127.0.0.1."), 1);
            namespace::ip(&format!("link set {name} down"));
            namespace::ip(&format!("link set {name} name other"));
            namespace::ip("link set other up");
            std::thread::sleep(Duration::from_secs(1));
        }
        assert_eq!(capture.end().code, Some(0));
    });
}

/// What it carries is not taken for what it was.
#[test]
fn an_interface_that_is_of_another_kind_has_gone() {
    namespace::run("an_interface_that_is_of_another_kind_has_gone", || {
        let opened = std::fs::File::options().read(true).write(true).open("/dev/net/tun");
        let Ok(tunnel) = opened else {
            return println!("skipped: there is no /dev/net/tun");
        };
        // struct ifreq: a name, and IFF_TUN | IFF_NO_PI; then the hardware type is set.
        let mut request = [0_u8; 40];
        request[..2].copy_from_slice(b"tn");
        request[16..18].copy_from_slice(&0x1001_u16.to_ne_bytes());
        let set = |request: u32, value: usize| {
            // SAFETY: the first reads and writes the 40 bytes, the second takes a number.
            unsafe { syscall!(Sysno::ioctl, tunnel.as_raw_fd(), request, value) }.unwrap()
        };
        set(0x4004_54ca, request.as_mut_ptr() as usize);
        namespace::ip("link set tn up");
        let capture = Running::listening(&["-i", "tn", "-n"]);
        namespace::ip("link set tn down");
        std::thread::sleep(Duration::from_millis(100));
        set(0x4004_54cd, 1);
        namespace::ip("link set tn up");
        let end = capture.ended();
        assert_eq!(end.code, Some(1), "{}", end.said);
        assert!(end.said.contains("link-type RAW"), "{}", end.said);
        assert!(end.said.contains("The interface disappeared"), "{}", end.said);
        drop(tunnel);
    });
}

/// A FIFO is waited for, and signals end that as they end a capture.
#[test]
fn a_fifo_that_nobody_reads_is_waited_for_until_a_signal() {
    namespace::run("a_fifo_that_nobody_reads_is_waited_for_until_a_signal", || {
        let folder = Folder::new("fifo");
        let fifo = folder.file("x");
        assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        let start = |options: &[&str]| {
            let mut command = Command::new(barecap());
            command.args(["-i", "lo", "-U", "-w", &fifo]).args(options).stderr(Stdio::piped());
            command.spawn().unwrap()
        };
        for (options, signals) in [
            (&[][..], &["USR1", "INT"][..]),
            (&[], &["TERM"]),
            (&["--timeout", "200ms"], &[]),
            (&["--no-sandbox"], &["INT"]),
        ] {
            let mut child: Child = start(options);
            for signal in signals {
                std::thread::sleep(Duration::from_millis(200));
                assert!(child.try_wait().unwrap().is_none(), "it waits");
                barecap_tests::binary::signal(&child, signal);
            }
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{said}");
            let wanted = format!("barecap: {fifo}: ended before anybody read it: ");
            assert!(said.starts_with(&wanted), "{said}");
        }
        // Who comes late gets all of it.
        let child = start(&["-c", "3", "udp dst port 9992"]);
        std::thread::sleep(Duration::from_millis(200));
        let mut reader = Command::new("cat").arg(&fifo).stdout(Stdio::piped()).spawn().unwrap();
        let mut header = [0; 24];
        reader.stdout.as_mut().unwrap().read_exact(&mut header).unwrap();
        std::thread::sleep(Duration::from_millis(200));
        send(9992, 3);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let mut rest = Vec::new();
        reader.stdout.as_mut().unwrap().read_to_end(&mut rest).unwrap();
        assert!(rest.len() > 3 * (16 + 42), "{}", rest.len());
        assert!(reader.wait().unwrap().success());
        // What is no FIFO is not waited for.
        let socket = folder.file("socket");
        let _socket = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let output = Command::new(barecap()).args(["-i", "lo", "-w", &socket]).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains("No such device or address"));
    });
}

#[test]
fn numbers_are_told_now_and_then() {
    namespace::run("numbers_are_told_now_and_then", || {
        let filter = "udp dst port 9988";
        let mut capture =
            Running::listening(&["-i", "lo", "-w", "/dev/null", "--stats-interval=200ms", filter]);
        // With packets and without.
        let nothing = "barecap: 0 packets, 0 bytes, 0 dropped\n";
        assert_eq!(capture.next("dropped"), nothing);
        assert_eq!(capture.next("dropped"), nothing);
        send(9988, 3);
        let told = capture.next("3 packets, ");
        assert!(
            told.ends_with(&format!("barecap: 3 packets, {} bytes, 0 dropped\n", 3 * 62)),
            "{told}"
        );
        capture.signal("INT");
        assert!(capture.ended().said.contains("3 packets captured\n"));

        let options = ["-i", "lo", "-w", "/dev/null", "--stats-interval=200ms", "--json", filter];
        let mut capture = Running::listening(&options);
        let nothing = "{\"packets\":0,\"bytes\":0,\"dropped\":0}\n";
        assert_eq!(capture.next("dropped"), nothing);
        send(9988, 3);
        let told = capture.next(":3,");
        assert!(told.ends_with("{\"packets\":3,\"bytes\":186,\"dropped\":0}\n"), "{told}");
        capture.signal("INT");
        assert!(capture.ended().said.contains("3 packets captured\n"));
    });
}

/// As tcpdump tells it: over and over on one line, with -v and while nothing is printed.
#[test]
fn with_v_it_tells_how_many_were_written() {
    namespace::run("with_v_it_tells_how_many_were_written", || {
        for (options, told) in [(&["-v"][..], true), (&[], false), (&["-v", "--print"], false)] {
            let filter = "udp dst port 9989";
            let common = ["-i", "lo", "-n", "-w", "/dev/null"];
            let capture = Running::listening(&[&common[..], options, &[filter]].concat());
            send(9989, 3);
            std::thread::sleep(Duration::from_millis(1300));
            capture.signal("INT");
            let said = capture.ended().said;
            assert_eq!(said.contains("Got 3\r"), told, "{options:?}: {said:?}");
        }
    });
}

/// Checksums that a network card is to fill in are not called wrong.
#[test]
fn offloaded_checksums_are_not_wrong() {
    namespace::run("offloaded_checksums_are_not_wrong", || {
        let capture =
            Running::listening(&["-i", "lo", "-nvv", "-c4", "tcp port 9989 or udp port 9989"]);
        send(9989, 1);
        let listener = std::net::TcpListener::bind("127.0.0.1:9989").unwrap();
        let _stream = std::net::TcpStream::connect("127.0.0.1:9989").unwrap();
        let output = capture.ended().printed;
        drop(listener);
        assert!(output.contains(": [udp sum offloaded] UDP, length "), "{output}");
        assert_eq!(output.matches(" (offloaded), seq ").count(), 3, "{output}");
    });
}

#[test]
fn without_permission_it_says_what_is_missing() {
    namespace::run("without_permission_it_says_what_is_missing", || {
        let output = Command::new("setpriv")
            .args(["--bounding-set=-net_raw", "--inh-caps=-net_raw"])
            .arg(barecap())
            .args(["-i", "lo"])
            .output();
        let Ok(output) = output else {
            println!("cli_live: skipped: setpriv (util-linux) is missing");
            return;
        };
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            "barecap: lo: You don't have permission to perform this capture on that device \
         (Attempt to create packet socket failed - CAP_NET_RAW may be required)\n"
        );
        assert_eq!(output.status.code(), Some(1));
    });
}

#[test]
fn files_of_names_that_cannot_be_read_are_told_once() {
    namespace::run("files_of_names_that_cannot_be_read_are_told_once", || {
        let files = ["hosts", "services", "ethers"];
        let mount = ["-t", "tmpfs", "none", "/etc"];
        assert!(Command::new("mount").args(mount).status().unwrap().success());
        for is_there in [false, true] {
            for name in files.into_iter().filter(|_| is_there) {
                std::fs::create_dir(format!("/etc/{name}")).unwrap();
            }
            let mut options = vec!["-i", "lo", "-e", "-c3", "udp dst port 9987"];
            // Which would have another reason to refuse folders.
            options.extend(is_there.then_some("--no-sandbox"));
            let capture = Running::listening(&options);
            send(9987, 3);
            let end = capture.ended();
            assert_eq!(end.code, Some(0), "{}", end.said);
            assert_eq!(end.printed.matches("127.0.0.1.9987: UDP").count(), 3, "{}", end.printed);
            let warnings = end.said.lines().filter(|line| line.contains("/etc")).count();
            assert_eq!(warnings, if is_there { 3 } else { 0 }, "{}", end.said);
            for name in files.into_iter().filter(|_| is_there) {
                let warning = format!(
                    "barecap: WARNING: /etc/{name}: Is a directory: numbers are printed for its \
                     names (-n asks for none)\n"
                );
                assert!(end.said.contains(&warning), "{}", end.said);
            }
        }
    });
}

/// That a file takes the place of the one before is told where nobody has seen to it that it does not.
#[test]
fn one_name_for_all_files_is_told() {
    namespace::run("one_name_for_all_files_is_told", || {
        let folder = Folder::new("one-name");
        let [file, timed] = ["x", "x%S"].map(|name| folder.file(name));
        for (options, is_told) in [
            (&["-w", &*file][..], true),
            (&["-w", &timed], false),
            (&["-w", &file, "-z", "true"], false),
            (&["-w", "-"], false),
            (&["-w", &file, "-W", "1"], false),
            (&["-w", &file, "-W", "2"], true),
            (&["-w", &file, "-W", "1", "-C", "1"], true),
        ] {
            let common = ["-i", "lo", "--timeout", "50ms", "-G", "1000"];
            let output = Command::new(barecap()).args(common).args(options).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{said}");
            assert_eq!(said.contains("WARNING: -G overwrites "), is_told, "{options:?}: {said}");
        }
    });
}
