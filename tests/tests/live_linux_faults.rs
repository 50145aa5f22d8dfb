//! The capture crate where something is missing: an interface goes, there is no ring, no permission, no
//! clock in the hardware.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_core::insn::{Insn, opcode::*};
use barecap_core::verify::verify;
use barecap_linux::{Call, Capture, Error, InterfaceName, Method, Source, TimeStamp};
use barecap_tests::forbidden::{forbid, pretend};
use barecap_tests::live::{METHODS, Sender, config, now, number_of, read, rest, start, to_port};
use barecap_tests::namespace::{self, ip, veth, wait_until_running};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use std::fs::File;
use std::os::fd::AsRawFd;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use syscalls::{Sysno, syscall};

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

/// Where packets are handed over in blocks, of each by the first packet behind it.
#[test]
fn each_gap_is_told() {
    namespace::run("each_gap_is_told", || {
        let (sender, _listener) = Sender::on_lo();
        let mut config = config("lo");
        // Two blocks, each of which has room for four packets, and is handed over when it is full.
        config.buffer_bytes = 1;
        config.block_timeout_ms = 60_000;
        config.method = Some(Method::BlockRing);
        let mut capture = start(&config, None);
        let (mut told, mut sent, mut delivered) = (0, 0, 0);
        for round in 0..4 {
            for _ in 0..20 {
                sender.socket.send_to(&[0; 60_000], sender.to).unwrap();
            }
            let drops = now(&mut capture, |packet| packet.drops);
            let before = told;
            told += drops.iter().sum::<u64>();
            (sent, delivered) = (sent + 20, delivered + drops.len() as u64);
            // Behind the first gap comes the second round, by which all is told that was dropped by then, its own
            // included; so the third has nothing to tell, and the fourth has.
            let expected = if round % 2 == 0 { before } else { sent - delivered };
            assert_eq!(told, expected, "{round} {drops:?}");
        }
        assert_eq!(capture.statistics().unwrap().dropped, sent - delivered);
        assert!(delivered < 60);
    });
}

/// The kernel gives numbers anew where it is told to.
#[test]
fn another_with_its_name_and_number_is_not_it() {
    namespace::run("another_with_its_name_and_number_is_not_it", || {
        veth();
        let mut capture = start(&config("vb"), None);
        let index = capture.interface().unwrap().index;
        ip("link set vb down");
        let begin = Instant::now();
        while capture.look_again().is_none() {
            capture.wait(&[], Some(Duration::ZERO)).unwrap();
            assert!(begin.elapsed() < Duration::from_secs(5));
        }
        ip("link delete vb");
        ip(&format!("link add vb index {index} type veth peer name va"));
        ip("link set vb up");
        let mut waits = (0..20).map(|_| capture.wait(&[], Some(Duration::from_millis(100))));
        assert_eq!(waits.find_map(Result::err), Some(Error::Gone));
    });
}

/// Packets that look otherwise are not taken for what they were: a tunnel may be given another hardware type
/// while it is down (`TUNSETLINK`).
#[test]
fn one_of_another_kind_is_not_it() {
    const TUNSETIFF: u32 = 0x4004_54ca;
    const TUNSETLINK: u32 = 0x4004_54cd;
    namespace::run("one_of_another_kind_is_not_it", || {
        let Ok(tunnel) = File::options().read(true).write(true).open("/dev/net/tun") else {
            return println!("one_of_another_kind_is_not_it: skipped: no tun interfaces");
        };
        let ask = |request: u32, argument: usize| {
            // SAFETY: the kernel reads and writes a struct ifreq, or takes the number as it is.
            unsafe { syscall!(Sysno::ioctl, tunnel.as_raw_fd(), request, argument) }.unwrap();
        };
        // struct ifreq: the name, and the kind: IFF_TUN.
        let mut request = [0_u8; 40];
        request[..4].copy_from_slice(b"tun7");
        request[16..18].copy_from_slice(&1_u16.to_ne_bytes());
        ask(TUNSETIFF, request.as_mut_ptr() as usize);
        for (hardware, end) in [(None, None), (Some(1), Some(Error::Gone))] {
            ip("link set tun7 up");
            let mut capture = start(&config("tun7"), None);
            ip("link set tun7 down");
            if let Some(hardware) = hardware {
                ask(TUNSETLINK, hardware);
            }
            ip("link set tun7 up");
            let mut waits = (0..10).map(|_| {
                // What the kernel sends when the interface comes up ends a wait before anything is found out.
                while capture.next_packet()?.is_some() {}
                capture.wait(&[], Some(Duration::from_millis(100)))
            });
            assert_eq!(waits.find_map(Result::err), end);
        }
    });
}

/// A program that has a poll(2) of its own, and asks the capture when that says so, or the capture has.
#[test]
fn who_waits_by_other_means_misses_nothing() {
    namespace::run("who_waits_by_other_means_misses_nothing", || {
        let program = to_port(14);
        for (method, goes_down) in METHODS.into_iter().flat_map(|it| [(it, false), (it, true)]) {
            veth();
            let mut config = config("vb");
            config.method = Some(method);
            let mut capture = start(&config, Some(verify(&program).unwrap()));
            let turn = |capture: &mut Capture<'_>| -> Result<Vec<u32>, Error> {
                let limit = capture.look_again().unwrap_or(Duration::from_secs(5));
                let mut fds = [PollFd::new(capture, PollFlags::IN)];
                let found = poll(&mut fds, Some(&limit.try_into().unwrap())).unwrap();
                assert!(found > 0 || capture.look_again().is_some(), "{method}: nothing comes");
                if capture.wait(&[], Some(Duration::ZERO))?.packets {
                    return Ok(now(capture, number_of));
                }
                Ok(Vec::new())
            };
            Sender::on_va().send(3);
            let mut numbers = Vec::new();
            while numbers.len() < 3 {
                numbers.extend(turn(&mut capture).unwrap());
            }
            assert_eq!(numbers, [0, 1, 2], "{method}");
            if goes_down {
                assert_eq!(capture.look_again(), None);
                ip("link set vb down");
                while capture.look_again().is_none() {
                    turn(&mut capture).unwrap();
                }
                ip("link set vb up");
                wait_until_running("va");
                while capture.look_again().is_some() {
                    turn(&mut capture).unwrap();
                }
                ip("link set vb down");
                while capture.look_again().is_none() {
                    turn(&mut capture).unwrap();
                }
            }
            ip("link delete vb");
            let gone = (0..100).find_map(|_| turn(&mut capture).err());
            assert_eq!(gone, Some(Error::Gone), "{method} {goes_down}");
        }
    });
}

/// That the interface is down is an error of the socket, which the kernel gives out once, to whoever asks
/// for a packet too.
#[test]
fn a_packet_that_is_asked_for_when_the_interface_is_down_is_there() {
    namespace::run("a_packet_that_is_asked_for_when_the_interface_is_down_is_there", || {
        for (method, state) in METHODS
            .into_iter()
            .flat_map(|method| ["set vb down", "delete vb"].map(|state| (method, state)))
        {
            veth();
            let program = to_port(14);
            let mut config = config("vb");
            config.method = Some(method);
            let mut capture = start(&config, Some(verify(&program).unwrap()));
            // Too long for a frame of the ring, which is for packets as the interface had them.
            ip("link set va mtu 9000");
            ip("link set vb mtu 9000");
            let sender = Sender::on_va();
            for length in [10, 5000, 10, 6000] {
                sender.socket.send_to(&vec![0; length], sender.to).unwrap();
            }
            ip(&format!("link {state}"));
            let mut lengths = rest(&mut capture, |packet| packet.data.len() - 42);
            assert_eq!(lengths, [10, 5000, 10, 6000], "{method} {state}");

            // Nor does who has asked for packets miss that it has gone.
            if state == "set vb down" {
                ip("link delete va");
            }
            veth();
            let mut capture = start(&config, Some(verify(&program).unwrap()));
            Sender::on_va().send(1);
            ip(&format!("link {state}"));
            lengths.clear();
            for _ in 0..2 {
                while let Some(packet) = capture.next_packet().unwrap() {
                    lengths.push(packet.data.len());
                }
            }
            assert!(lengths.len() <= 1, "{method} {state}");
            let mut told = || capture.wait(&[], Some(Duration::from_millis(300)));
            let gone = (0..3).any(|_| told() == Err(Error::Gone));
            assert_eq!(gone, state == "delete vb", "{method} {state}");
            assert!(gone || capture.look_again().is_some(), "{method}");
            if !gone {
                ip("link delete vb");
            }
        }
    });
}

/// An option of packet sockets (packet(7)).
const RX_RING: u32 = 5;

/// Where a ring is not to be had, packets come one by one, and the reason can be asked for.
#[test]
fn without_a_ring_packets_come_one_by_one() {
    namespace::run("without_a_ring_packets_come_one_by_one", || {
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

/// Keeps what is logged.
struct Lines(Mutex<Vec<String>>);

impl log::Log for Lines {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{} {} {}", record.level(), record.target(), record.args());
        self.0.lock().unwrap().push(line);
    }

    fn flush(&self) {}
}

/// On machines of 32 bits, kernels before 5.1 have no time stamps of 64.
#[cfg(target_pointer_width = "32")]
#[test]
fn an_old_kernel_stamps_what_comes_one_by_one() {
    const SO_TIMESTAMPNS_NEW: u32 = 64;
    namespace::run("an_old_kernel_stamps_what_comes_one_by_one", || {
        veth();
        forbid(Sysno::setsockopt, 2, Some(SO_TIMESTAMPNS_NEW), Errno::NOPROTOOPT);
        let mut config = config("vb");
        config.method = Some(Method::Receive);
        let mut capture = start(&config, None);
        Sender::on_va().send(1);
        let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
        let times = read(&mut capture, 1, |packet| (packet.seconds, packet.nanoseconds));
        let [(seconds, nanoseconds)] = times[..] else { panic!("{}", times.len()) };
        assert!(u64::from(seconds).abs_diff(now) < 5 && nanoseconds < 1_000_000_000);
    });
}

#[test]
fn what_is_done_otherwise_is_logged() {
    namespace::run("what_is_done_otherwise_is_logged", || {
        static LINES: Lines = Lines(Mutex::new(Vec::new()));
        log::set_logger(&LINES).unwrap();
        log::set_max_level(log::LevelFilter::Debug);
        let (_sender, _listener) = Sender::on_lo();
        drop(start(&config("lo"), None));
        assert!(LINES.0.lock().unwrap().is_empty());
        forbid(Sysno::setsockopt, 2, Some(RX_RING), Errno::NOMEM);
        // A shift that the kernel would do otherwise.
        let shifts =
            [Insn::stmt(LD_LEN, 0), Insn::stmt(TAX, 0), Insn::stmt(LSH_X, 0), Insn::stmt(RET_K, 1)];
        let mut any = config("any");
        any.time_stamp = TimeStamp::Adapter;
        drop(start(&any, Some(verify(&shifts).unwrap())));
        let lines = LINES.0.lock().unwrap();
        let expected = [
            "INFO barecap_linux::intake no memory for ",
            "WARN barecap_linux::start any: PACKET_RX_RING: Cannot allocate memory: packets come by \
             recvmsg(2)",
            "INFO barecap_linux::start any: Filter runs in user space: ",
            "INFO barecap_linux::start any: the hardware stamps no packets: the system does",
        ];
        for expected in expected {
            assert!(lines.iter().any(|line| line.starts_with(expected)), "{expected}: {lines:#?}");
        }
    });
}

/// The address family of packet sockets.
const AF_PACKET: u32 = 17;

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
        let mut followed = config("vb");
        followed.followed = true;
        drop(start(&followed, None));
        let prepared = Capture::prepare(&config("va")).unwrap();
        let mut one = config("va");
        one.promiscuous = false;
        let other = Capture::prepare(&one).unwrap();
        ip("link delete va");
        assert_eq!(prepared.start(None).unwrap_err(), Error::Gone);
        assert_eq!(other.start(None).unwrap_err(), Error::Gone);
        for (errno, expected) in [
            (Errno::ACCESS, Error::PermissionDenied),
            (Errno::AFNOSUPPORT, Error::NotSupported),
            (Errno::NOBUFS, Error::System { call: Call::Socket, errno: Errno::NOBUFS }),
        ] {
            forbid(Sysno::socket, 0, Some(AF_PACKET), errno);
            assert_eq!(error("lo"), expected);
        }
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
            config.source = Source::Any;
            assert_eq!(start(&config, None).time_stamp(), TimeStamp::Host);
        }
    });
}

/// What drivers answer is made up here, as no hardware with a clock is at hand.
#[test]
fn whose_clock_it_is_follows_what_the_driver_says() {
    namespace::run("whose_clock_it_is_follows_what_the_driver_says", || {
        const SIOCETHTOOL: u32 = 0x8946;
        const SIOCSHWTSTAMP: u32 = 0x89b0;
        const PACKET_TIMESTAMP: u32 = 17;
        let wanted = TimeStamp::AdapterUnsynced;
        let mut config = config("lo");
        config.time_stamp = wanted;
        let start = || {
            let capture = Capture::prepare(&config).unwrap().start(None)?;
            Ok(capture.time_stamp())
        };
        let failed = |call, errno| Err(Error::System { call, errno });
        for (errno, offered, outcome) in [
            (Errno::OPNOTSUPP, true, Ok(TimeStamp::Host)),
            (Errno::INVAL, true, failed(Call::HardwareTimeStamp, Errno::INVAL)),
            (Errno::RANGE, false, Ok(TimeStamp::Host)),
            (Errno::PERM, false, Err(Error::TimeStampDenied)),
            (Errno::NODEV, false, failed(Call::HardwareTimeStamp, Errno::NODEV)),
        ] {
            // The last that is said holds.
            forbid(Sysno::ioctl, 1, Some(SIOCETHTOOL), errno);
            forbid(Sysno::ioctl, 1, Some(SIOCSHWTSTAMP), errno);
            assert_eq!(wanted.is_offered(&InterfaceName::new(b"lo").unwrap()), Ok(offered));
            assert_eq!(start(), outcome, "{errno:?}");
        }
        pretend(Sysno::ioctl, 1, SIOCSHWTSTAMP);
        assert_eq!(start(), Ok(wanted));
        forbid(Sysno::setsockopt, 2, Some(PACKET_TIMESTAMP), Errno::NOPROTOOPT);
        assert_eq!(start(), failed(Call::TimeStamp, Errno::NOPROTOOPT));
    });
}
