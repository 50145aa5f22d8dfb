//! System calls that are refused while things begin, as by a kernel that has no memory or no descriptors
//! left: what is done without them loses nothing, and what cannot be done is said. `ci/faults` has every
//! call fail; this is what that has found.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]
// The numbers of calls are those of this processor, whatever the binary is for.
#![cfg(target_arch = "x86_64")]

use barecap_tests::binary::{barecap, said};
use barecap_tests::folder::Folder;
use barecap_tests::forbidden::forbid_to;
use barecap_tests::savefile::{self, savefile};
use barecap_tests::{namespace, traffic};
use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::mm::MapFlags;
use rustix::net::{AddressFamily, SocketFlags, SocketType};
use std::fs;
use std::net::UdpSocket;
use std::process::Command;
use std::time::Duration;
use syscalls::Sysno;

/// A socket that has a ring gets its packets there and nowhere else, so that whoever then goes on without
/// it waits for them in vain.
#[test]
fn a_ring_that_goes_unused_takes_no_packets() {
    namespace::run("a_ring_that_goes_unused_takes_no_packets", || {
        const ANONYMOUS: u32 = 0x20;
        let receiver = UdpSocket::bind("127.0.0.1:9999").unwrap();
        let sender = UdpSocket::bind("127.0.0.1:0").unwrap();
        let send = || drop(sender.send_to(b"hello", receiver.local_addr().unwrap()));
        // Rings of frames and of blocks are shared with the kernel; memory of one's own is not.
        for flags in [MapFlags::PRIVATE.bits() | ANONYMOUS, MapFlags::SHARED.bits()] {
            for mode in [&["--immediate-mode"][..], &[]] {
                let mut command = Command::new(barecap());
                command.args(["-i", "lo", "-nq", "-c4", "--timeout=10s", "udp port 9999"]);
                command.args(mode);
                forbid_to(&mut command, Sysno::mmap, 3, Some(flags), Errno::NOMEM);
                let output = traffic::during(Duration::from_millis(3), send, || command.output());
                let said = said(&output.unwrap());
                assert!(said.contains("4 packets captured"), "{flags:#x} {mode:?}: {said}");
                let told = "WARNING: lo: mmap: Cannot allocate memory: packets come one by one";
                // Without memory of its own it has a ring of another kind.
                let is_told = flags == MapFlags::SHARED.bits();
                assert_eq!(said.contains(told), is_told, "{flags:#x} {mode:?}: {said}");
            }
        }
    });
}

/// A ring that is larger than a process may map is taken smaller, and not given up for none.
#[test]
fn a_ring_that_does_not_fit_is_smaller() {
    namespace::run("a_ring_that_does_not_fit_is_smaller", || {
        for (mode, limit) in [("", 60_000), ("--immediate-mode", 60_000), ("", 1_000_000)] {
            let words = format!(
                "ulimit -v {limit}; exec {} -i lo -B 65536 {mode} --timeout 100ms -w /dev/null",
                barecap().display()
            );
            let output = Command::new("sh").args(["-c", &words]).output().unwrap();
            let said = said(&output);
            assert!(output.status.success(), "{said}");
            let told = "WARNING: lo: the buffer has only 36864 KiB, for lack of memory\n";
            assert_eq!(said.contains(told), limit == 60_000, "{mode} {said}");
            assert_eq!(said.contains("WARNING"), limit == 60_000, "{mode} {said}");
        }
    });
}

/// Rules that lack a folder would refuse the next file in it, hours later.
#[test]
fn a_sandbox_that_lacks_a_path_is_none() {
    const LARGE: u32 = 0o100_000;
    let folder = Folder::new("lacks");
    fs::write(folder.file("from"), savefile(30, 100)).unwrap();
    let mut command = Command::new(barecap());
    command.current_dir(&folder.0).args(["-r", "from", "-w", "x", "-C1k"]);
    let place = (OFlags::PATH | OFlags::CLOEXEC).bits() | LARGE;
    forbid_to(&mut command, Sysno::open, 1, Some(place), Errno::MFILE);
    let output = command.output().unwrap();
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    // Where there is no Landlock there is nothing to be told.
    let warning = "WARNING: the sandbox is without Landlock: Too many open files";
    assert!(said.contains(warning) || !said.contains("WARNING"), "{said}");
    let files = ["x", "x1", "x2", "x3"].map(|name| savefile::count(&folder.file(name)));
    assert_eq!(files, [9, 9, 9, 3]);
}

/// What cannot be looked up may well be there.
#[test]
fn an_interface_that_cannot_be_looked_up_is_not_waited_for() {
    let mut command = Command::new(barecap());
    command.args(["-i", "lo", "--follow-interfaces", "--timeout=5s", "-w", "/dev/null"]);
    // The lookup's, and not that which the kernel tells changes by.
    let kind = SocketFlags::CLOEXEC.bits() | SocketType::RAW.as_raw();
    forbid_to(&mut command, Sysno::socket, 1, Some(kind), Errno::MFILE);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let words = "the interfaces cannot be listed: socket(AF_NETLINK): Too many open files";
    assert!(said(&output).contains(words), "{}", said(&output));
}

/// No list is better than an empty one.
#[test]
fn time_stamps_that_cannot_be_asked_for_are_not_listed() {
    let mut command = Command::new(barecap());
    command.args(["-i", "lo", "-J"]);
    let family = u32::from(AddressFamily::INET.as_raw());
    forbid_to(&mut command, Sysno::socket, 0, Some(family), Errno::MFILE);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"");
    assert!(said(&output).ends_with("lo: socket: Too many open files\n"), "{}", said(&output));
}
