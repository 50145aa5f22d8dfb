//! The capture crate where something is missing: an interface goes, there is no ring, no permission, no
//! clock in the hardware.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_core::verify::verify;
use barecap_linux::{Call, Capture, Error, InterfaceName, Method, TimeStamp};
use barecap_tests::forbidden::forbid;
use barecap_tests::live::{METHODS, Sender, config, now, number_of, read, rest, start, to_port};
use barecap_tests::namespace::{self, ip, veth, wait_until_running};
use rustix::io::Errno;
use syscalls::Sysno;

#[test]
fn an_interface_may_go_down_and_come_back_but_not_disappear() {
    namespace::run("an_interface_may_go_down_and_come_back_but_not_disappear", || {
        let program = to_port(14);
        for method in METHODS {
            veth();
            let mut config = config("vb");
            config.method = Some(method);
            let mut capture = start(&config, Some(verify(&program).unwrap()));
            Sender::on_va().send(2);
            assert_eq!(read(&mut capture, 2, number_of), [0, 1]);
            ip("link set vb down");
            for _ in 0..3 {
                assert!(now(&mut capture, number_of).is_empty());
            }
            ip("link set vb up");
            wait_until_running("va");
            let mut sender = Sender::on_va();
            sender.send(2);
            assert_eq!(read(&mut capture, 2, number_of), [0, 1]);

            // Nothing is handed over in time, so the packets are where only the end finds them.
            config.block_timeout_ms = 100_000;
            let mut capture = start(&config, Some(verify(&program).unwrap()));
            sender.send(3);
            ip("link delete vb");
            let mut numbers = Vec::new();
            let gone = loop {
                match capture.wait(&[], None) {
                    Ok(_) => (),
                    Err(error) => break error,
                }
                while let Some(packet) = capture.next_packet().unwrap() {
                    numbers.push(number_of(&packet));
                }
            };
            assert_eq!(gone, Error::Gone);
            numbers.extend(rest(&mut capture, number_of));
            assert_eq!(numbers, [2, 3, 4], "what came before is still there");
            assert_eq!(capture.wait(&[], None), Err(Error::Gone), "and stays so");
            let statistics = capture.statistics().unwrap();
            assert_eq!((statistics.received, statistics.delivered), (3, 3));
        }
    });
}

/// Where a ring is not to be had, packets come one by one, and the reason can be asked for.
#[test]
fn without_a_ring_packets_come_one_by_one() {
    namespace::run("without_a_ring_packets_come_one_by_one", || {
        const RX_RING: u32 = 5;
        let cases = [
            (Call::Map, Sysno::mmap, 4, None, Errno::PERM),
            (Call::ReceiveRing, Sysno::setsockopt, 2, Some(RX_RING), Errno::NOMEM),
        ];
        for (call, number, argument, value, errno) in cases {
            let thread = std::thread::spawn(move || {
                let (mut sender, _listener) = Sender::on_lo();
                forbid(number, argument, value, errno);
                let mut capture = start(&config("lo"), None);
                let reason = Error::System { call, errno };
                assert_eq!(capture.method(), (Method::Receive, Some(reason)));
                sender.send(3);
                assert_eq!(read(&mut capture, 3, number_of), [0, 1, 2]);
                sender.send(2);
                assert_eq!(rest(&mut capture, number_of), [3, 4]);
            });
            thread.join().unwrap();
        }
    });
}

#[test]
fn what_cannot_be_captured_on_is_told_apart() {
    namespace::run("what_cannot_be_captured_on_is_told_apart", || {
        veth();
        ip("link set vb down");
        let error = |name: &str| match Capture::prepare(&config(name)) {
            Ok(prepared) => prepared.start(None).unwrap_err(),
            Err(error) => error,
        };
        assert_eq!(error("vb"), Error::NotUp);
        assert_eq!(error("nosuch0"), Error::NoSuchDevice);
        let prepared = Capture::prepare(&config("va")).unwrap();
        ip("link delete va");
        assert_eq!(prepared.start(None).unwrap_err(), Error::Gone);
    });
}

/// Without CAP_NET_RAW: in a user namespace that does not own the network namespace.
#[test]
fn permission_is_needed() {
    const INSIDE: &str = "BARECAP_TEST_NO_PERMISSION";
    if std::env::var_os(INSIDE).is_some() {
        let error = Capture::prepare(&config("lo")).unwrap_err();
        assert_eq!(error, Error::PermissionDenied);
        return;
    }
    let status = std::process::Command::new("unshare")
        .args(["-r", "--"])
        .arg(std::env::current_exe().unwrap())
        .args(["permission_is_needed", "--exact"])
        .env(INSIDE, "1")
        .stdout(std::process::Stdio::null())
        .status();
    match status {
        Ok(status) => assert!(status.success()),
        Err(error) => eprintln!("skipped permission_is_needed: unshare: {error}"),
    }
}

#[test]
fn what_hardware_cannot_stamp_the_system_does() {
    namespace::run("what_hardware_cannot_stamp_the_system_does", || {
        veth();
        let mut sender = Sender::on_va();
        let program = to_port(14);
        let name = InterfaceName::new(b"vb").unwrap();
        assert_eq!(TimeStamp::Host.is_offered(&name), Ok(true));
        // A virtual pair has no clock, and says so.
        assert_eq!(TimeStamp::AdapterUnsynced.is_offered(&name), Ok(false));
        for wanted in TimeStamp::ALL {
            let mut config = config("vb");
            config.time_stamp = wanted;
            let mut capture = start(&config, Some(verify(&program).unwrap()));
            assert_eq!(capture.time_stamp(), TimeStamp::Host);
            sender.send(2);
            let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
            let seconds = rest(&mut capture, |packet| u64::from(packet.seconds));
            assert_eq!(seconds.len(), 2);
            assert!(seconds.iter().all(|second| now.abs_diff(*second) < 60), "{seconds:?}");
        }
    });
}
