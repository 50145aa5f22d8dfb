//! The capture crate on real interfaces, in network namespaces made for the purpose.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use std::net::UdpSocket;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use barecap_core::insn::{Insn, ancillary, opcode::*};
use barecap_core::linktype::LinkType;
use barecap_core::verify::{Difference, verify};
use barecap_linux::{
    Breaker, Capture, Direction, Error, Method, Packet, PacketType, UserSpace, VlanTag,
};
use barecap_tests::forbidden::forbid;
use barecap_tests::live::{
    METHODS, PORT, Sender, config, now, number_of, read, rest, start, to_port,
};
use barecap_tests::namespace::{self, veth};
use rustix::fd::{AsFd, AsRawFd};
use rustix::io::{Errno, FdFlags, fcntl_getfd};
use syscalls::{Sysno, syscall};

/// 200 packets, stopped right after the last, before the block they are in is handed over: every one
/// is delivered, every time.
#[test]
fn a_stop_loses_nothing() {
    namespace::run("a_stop_loses_nothing", || {
        let (mut sender, _listener) = Sender::on_lo();
        let program = to_port(14);
        let mut config = config("lo");
        let runs = if std::env::var_os("BARECAP_PATIENT").is_some() { 300 } else { 36 };
        for run in 0..runs {
            // From 1 ms, when blocks are handed over all the time, to 1 s, when none is in time.
            config.block_timeout_ms = [1, 3, 30, 1000][run / 3 % 4];
            config.method = Some(METHODS[run % 3]);
            let mut capture = start(&config, Some(verify(&program).unwrap()));
            let first = sender.sent;
            let mut numbers = Vec::new();
            for _ in 0..20 {
                sender.send(10);
                std::thread::sleep(Duration::from_micros(300 * (run as u64 % 20)));
                numbers.extend(now(&mut capture, number_of));
            }
            numbers.extend(rest(&mut capture, number_of));
            assert!(numbers.iter().copied().eq(first..first + 200), "{} of 200", numbers.len());
            let statistics = capture.statistics().unwrap();
            assert_eq!((statistics.received, statistics.dropped), (200, 0));
            assert_eq!(statistics.delivered, 200);
        }
    });
}

/// Another thread ends the wait, and with it the capture; the packets that came before are there.
#[test]
fn another_thread_breaks_a_capture_off() {
    namespace::run("another_thread_breaks_a_capture_off", || {
        let (mut sender, _listener) = Sender::on_lo();
        let program = to_port(14);
        let breaker = Breaker::new().unwrap();
        for method in METHODS {
            let mut config = config("lo");
            config.method = Some(method);
            // No block is handed over by itself.
            config.block_timeout_ms = 60_000;
            let mut capture = start(&config, Some(verify(&program).unwrap()));
            let first = sender.sent;
            let mut numbers = Vec::new();
            std::thread::scope(|scope| {
                scope.spawn(|| {
                    sender.send(50);
                    breaker.raise().unwrap();
                });
                while capture.wait(&[breaker.as_fd()], None).unwrap().others == 0 {
                    numbers.extend(now(&mut capture, number_of));
                }
            });
            numbers.extend(rest(&mut capture, number_of));
            assert!(numbers.into_iter().eq(first..first + 50), "{method:?}");
            assert_eq!((breaker.lower(), breaker.lower()), (Ok(true), Ok(false)));
        }
    });
}

/// Packets sent while captures begin and end: all that is delivered passed the filter, and what is
/// delivered and what was dropped is what was received.
#[test]
fn every_packet_is_delivered_or_counted() {
    namespace::run("every_packet_is_delivered_or_counted", || {
        let (mut sender, _listener) = Sender::on_lo();
        let program = to_port(14);
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let noise = std::thread::spawn(move || {
            // What the filter is to keep out.
            let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
            while !stopped.load(Ordering::Relaxed) {
                let _ = socket.send_to(&[1; 700], "127.0.0.1:9");
            }
        });
        let mut config = config("lo");
        config.buffer_bytes = 512 * 1024;
        for run in 0..45 {
            config.method = Some(METHODS[run as usize % 3]);
            let mut capture = start(&config, Some(verify(&program).unwrap()));
            let mut delivered = 0;
            // The ring holds about 4,000; some runs read nothing until the end.
            for _ in 0..10 {
                sender.send(100 * (run % 7));
                if run % 4 != 0 {
                    delivered += now(&mut capture, check).len();
                }
            }
            delivered += rest(&mut capture, check).len();
            let statistics = capture.statistics().unwrap();
            assert_eq!(statistics.received, u64::from(1000 * (run % 7)), "run {run}");
            assert_eq!(statistics.received, statistics.delivered + statistics.dropped);
            assert_eq!(statistics.delivered, delivered as u64);
        }
        fn check(packet: &Packet<'_>) {
            assert_eq!(packet.data[36..38], PORT.to_be_bytes(), "passed without the filter");
        }
        stop.store(true, Ordering::Relaxed);
        noise.join().unwrap();
    });
}

/// What the kernel has counted since it was last asked is a number of 32 bits, which a busy link fills
/// within an hour.
#[test]
fn the_kernel_is_asked_for_its_numbers_in_time() {
    namespace::run("the_kernel_is_asked_for_its_numbers_in_time", || {
        const MANY: u64 = 300_000;
        let (mut sender, _listener) = Sender::on_lo();
        let program = to_port(14);
        for method in METHODS {
            let mut config = config("lo");
            config.method = Some(method);
            let mut capture = start(&config, Some(verify(&program).unwrap()));
            let (first, mut delivered) = (sender.sent, 0);
            while delivered < MANY {
                sender.send(100);
                while capture.next_packet().unwrap().is_some() {
                    delivered += 1;
                }
            }
            // PACKET_STATISTICS (packet(7)): packets and drops.
            let (mut counted, mut length) = ([0_u32; 2], 8_u32);
            // SAFETY: the kernel writes 8 bytes to the first and 4 to the second, which outlive the call.
            let asked = unsafe {
                let socket = capture.as_fd().as_raw_fd();
                syscall!(Sysno::getsockopt, socket, 263, 6, counted.as_mut_ptr(), &raw mut length)
            };
            assert_eq!(asked, Ok(0));
            assert!(u64::from(counted[0]) < MANY / 2, "{method}: {counted:?} not asked for");
            let received = capture.statistics().unwrap().received + u64::from(counted[0]);
            assert_eq!(received, u64::from(sender.sent - first), "{method}");
        }
    });
}

#[test]
fn a_full_ring_counts_what_it_drops() {
    namespace::run("a_full_ring_counts_what_it_drops", || {
        let (mut sender, _listener) = Sender::on_lo();
        let mut config = config("lo");
        config.buffer_bytes = 1;
        for (method, bytes) in
            [(Method::BlockRing, 524_288), (Method::FrameRing, 131_072), (Method::Receive, 1)]
        {
            config.method = Some(method);
            let mut capture = start(&config, None);
            assert_eq!((capture.method(), capture.buffer_bytes()), ((method, None), bytes));
            let first = sender.sent;
            sender.send(10_000);
            let early = capture.statistics().unwrap();
            assert!(early.dropped > 0);
            let numbers = rest(&mut capture, number_of);
            let kept = numbers.len() as u32;
            assert!(kept > 0 && numbers.into_iter().eq(first..first + kept), "{method:?}");
            let statistics = capture.statistics().unwrap();
            assert_eq!(statistics.received, 10_000);
            assert_eq!(statistics.dropped, early.dropped, "counted once");
            assert_eq!(statistics.delivered + statistics.dropped, 10_000);
        }
    });
}

#[test]
fn ethernet_is_delivered_as_it_is_with_time_type_and_snap_length() {
    namespace::run("ethernet_is_delivered_as_it_is_with_time_type_and_snap_length", || {
        veth();
        let mut config = config("vb");
        config.snap_length = 44;
        for method in METHODS {
            config.method = Some(method);
            let prepared = Capture::prepare(&config).unwrap();
            assert_eq!(prepared.link_type(), LinkType::EN10MB);
            assert!(prepared.link_types().eq([LinkType::EN10MB, LinkType::DOCSIS]));
            assert_eq!(prepared.unknown_hardware(), None);
            let mut capture = prepared.start(None).unwrap();
            assert!(fcntl_getfd(&capture).unwrap().contains(FdFlags::CLOEXEC));
            Sender::on_va().send(1);
            let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
            let read = read(&mut capture, 1, |packet| {
                assert!(u64::from(packet.seconds).abs_diff(now) < 5);
                assert!(packet.nanoseconds < 1_000_000_000);
                (packet.data.to_vec(), packet.wire_length, packet.kind, packet.vlan)
            });
            let [(data, wire_length, kind, vlan)] = &read[..] else { panic!("{}", read.len()) };
            assert_eq!(data.len(), 44);
            assert_eq!(data[..6], [0xff; 6]);
            assert_eq!(data[12..14], [8, 0]);
            assert_eq!(data[26..34], [10, 9, 0, 1, 10, 9, 0, 255]);
            assert_eq!((*wire_length, *kind, *vlan), (46, PacketType::Broadcast, None));
        }
    });
}

#[test]
fn of_a_protocol_only_what_comes_in_is_there() {
    namespace::run("of_a_protocol_only_what_comes_in_is_there", || {
        veth();
        for (name, protocol, expected) in
            [("va", 3, 1), ("vb", 3, 1), ("va", 0x0800, 0), ("vb", 0x0800, 1), ("vb", 0x0806, 0)]
        {
            let mut config = config(name);
            config.protocol = protocol;
            let mut capture = start(&config, None);
            Sender::on_va().send(1);
            assert_eq!(rest(&mut capture, |_| ()).len(), expected, "{name} {protocol:x}");
        }
    });
}

/// How many ask for packets that are meant for others, as the kernel counts.
#[test]
fn what_is_meant_for_others_is_asked_for_on_interfaces() {
    namespace::run("what_is_meant_for_others_is_asked_for_on_interfaces", || {
        veth();
        for (name, promiscuous, expected) in
            [("va", false, "0"), ("va", true, "1"), ("any", true, "0")]
        {
            let mut config = config(name);
            config.promiscuous = promiscuous;
            let _capture = start(&config, None);
            let show = ["-d", "-o", "link", "show", "va"];
            let output = std::process::Command::new("ip").args(show).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let mut words = text.split_whitespace().skip_while(|word| *word != "promiscuity");
            assert_eq!(words.nth(1), Some(expected), "{name}: {text}");
        }
    });
}

#[test]
fn a_vlan_tag_is_put_back() {
    namespace::run("a_vlan_tag_is_put_back", || {
        veth();
        // vlan 5, asked of what the kernel has taken out.
        let program = [
            Insn::stmt(LDB_ABS, ancillary::OFFSET + ancillary::VLAN_TAG_PRESENT),
            Insn::jump(JEQ_K, 1, 0, 3),
            Insn::stmt(LDB_ABS, ancillary::OFFSET + ancillary::VLAN_TAG),
            Insn::jump(JEQ_K, 5, 0, 1),
            Insn::stmt(RET_K, 262_144),
            Insn::stmt(RET_K, 0),
        ];
        let tag = VlanTag { protocol: 0x8100, control: 5 };
        // The other end takes the tag out of what comes in.
        let mut tagged = *b"\xff\xff\xff\xff\xff\xff\x02\0\0\0\0\x01\x81\0\0\x05\x08\0\
            \x45\0\0\x1c\0\0\0\0\x40\x11\0\0\x0a\x08\0\x01\x0a\x08\0\xff\0\x09\0\x09\0\x08\0\0";
        let other = start(&config("va"), None);
        let mut send = || {
            for number in [6, 5] {
                tagged[15] = number;
                other.send(&tagged).unwrap();
            }
        };
        let keep = |packet: &Packet<'_>| {
            assert_eq!(packet.vlan, Some(tag));
            (packet.data.to_vec(), packet.wire_length)
        };

        for method in METHODS {
            let mut config = config("vb");
            config.method = Some(method);
            let mut capture = start(&config, Some(verify(&program).unwrap()));
            assert_eq!(capture.user_space(), None);
            send();
            let read = read(&mut capture, 1, keep);
            let [(data, wire_length)] = &read[..] else { panic!("{}", read.len()) };
            assert_eq!((data.len(), *wire_length), (46, 46));
            assert_eq!(data[12..18], [0x81, 0, 0, 5, 8, 0]);
        }

        for (run, method) in METHODS.iter().chain(&METHODS).enumerate() {
            let (link_type, before) = [
                (LinkType::LINUX_SLL, &[0x81, 0, 0, 5, 8, 0, 0x45][..]),
                (LinkType::LINUX_SLL2, &[0, 5, 8, 0, 0x45][..]),
            ][run % 2];
            let mut all = config("any");
            all.direction = Direction::In;
            all.method = Some(*method);
            let mut prepared = Capture::prepare(&all).unwrap();
            prepared.set_link_type(link_type).unwrap();
            let mut capture = prepared.start(Some(verify(&program).unwrap())).unwrap();
            assert_eq!(capture.user_space(), None);
            send();
            let read = read(&mut capture, 1, keep);
            let [(data, wire_length)] = &read[..] else { panic!("{}", read.len()) };
            assert_eq!(data.len(), *wire_length as usize);
            assert_eq!(data[data.len() - 28 - before.len() + 1..][..before.len()], *before);
            if link_type == LinkType::LINUX_SLL2 {
                assert_eq!(data[..2], [0x81, 0]);
            }
        }
    });
}

/// What comes by twice on lo is delivered once, and what an interface sends once.
#[test]
fn any_has_cooked_headers_and_no_copies_from_loopback() {
    namespace::run("any_has_cooked_headers_and_no_copies_from_loopback", || {
        veth();
        for (run, method) in METHODS.iter().chain(&METHODS).enumerate() {
            let (link_type, header) =
                [(LinkType::LINUX_SLL, 16), (LinkType::LINUX_SLL2, 20)][run % 2];
            let mut config = config("any");
            config.method = Some(*method);
            let mut prepared = Capture::prepare(&config).unwrap();
            assert_eq!(prepared.link_type(), LinkType::LINUX_SLL2);
            assert_eq!(prepared.set_link_type(LinkType::EN10MB), Err(Error::LinkType));
            prepared.set_link_type(link_type).unwrap();
            assert!(prepared.link_types().eq([LinkType::LINUX_SLL, LinkType::LINUX_SLL2]));
            assert_eq!(prepared.unknown_hardware(), None);
            let program = to_port(header);
            let mut capture = prepared.start(Some(verify(&program).unwrap())).unwrap();
            assert_eq!(capture.user_space(), None);
            let (mut on_lo, _listener) = Sender::on_lo();
            on_lo.send(3);
            Sender::on_va().send(1);
            let mut read = read(&mut capture, 5, |packet| {
                assert_eq!(packet.data.len(), header as usize + 32);
                assert_eq!(packet.wire_length, header + 32);
                (packet.interface, packet.kind, packet.data[..header as usize].to_vec())
            });
            read.extend(rest(&mut capture, |_| -> (u32, PacketType, Vec<u8>) { unreachable!() }));
            read.sort_by_key(|(interface, ..)| *interface);
            let kinds: Vec<_> = read.iter().map(|(_, kind, _)| *kind).collect();
            let (host, out, broadcast) =
                (PacketType::Host, PacketType::Outgoing, PacketType::Broadcast);
            // vb was made first, and has the lower number.
            assert_eq!(kinds, [host, host, host, broadcast, out]);
            let (interface, _, outgoing) = &read[4];
            let index = u8::try_from(*interface).unwrap();
            if link_type == LinkType::LINUX_SLL {
                assert_eq!(outgoing[..6], [0, 4, 0, 1, 0, 6]);
                assert_eq!(outgoing[14..], [8, 0]);
            } else {
                assert_eq!(outgoing[..12], [8, 0, 0, 0, 0, 0, 0, index, 0, 1, 4, 6]);
            }
            assert_eq!(capture.statistics().unwrap().received, 5, "copies took no room");
        }
    });
}

/// The option by which a socket refuses what is sent.
const PACKET_IGNORE_OUTGOING: u32 = 23;

#[test]
fn directions_are_kept_apart_in_the_kernel() {
    namespace::run("directions_are_kept_apart_in_the_kernel", || {
        veth();
        let ways = METHODS.map(|method| (method, true)).into_iter();
        // Before Linux 4.20 sockets could not refuse what is sent.
        for (method, refuses) in ways.chain(METHODS.map(|method| (method, false))) {
            if !refuses {
                forbid(Sysno::setsockopt, 2, Some(PACKET_IGNORE_OUTGOING), Errno::NOPROTOOPT);
            }
            for (direction, on_va, on_vb) in
                [(Direction::Both, 1, 1), (Direction::In, 0, 1), (Direction::Out, 1, 0)]
            {
                for (name, expected) in [("va", on_va), ("vb", on_vb), ("any", on_va + on_vb)] {
                    let mut config = config(name);
                    config.direction = direction;
                    config.method = Some(method);
                    let mut capture = start(&config, None);
                    Sender::on_va().send(1);
                    let delivered = rest(&mut capture, |_| ()).len() as u64;
                    let statistics = capture.statistics().unwrap();
                    assert_eq!((delivered, statistics.received), (expected, expected), "{name}");
                }
            }
        }
    });
}

/// Programs that the kernel would refuse or take otherwise run here, and mean the same.
#[test]
fn filters_that_the_kernel_cannot_run_run_here() {
    namespace::run("filters_that_the_kernel_cannot_run_run_here", || {
        let (mut sender, _listener) = Sender::on_lo();
        // Too many loads for the socket's memory.
        let mut loads = vec![Insn::stmt(LDXB_MSH, 14); 1200];
        loads.extend(to_port(14));
        // 1 << 33: 0 here, 2 in the kernel.
        let shift = [
            Insn::stmt(LDX_IMM, 33),
            Insn::stmt(LD_IMM, 1),
            Insn::stmt(LSH_X, 0),
            Insn::jump(JEQ_K, 0, 0, 1),
            Insn::stmt(RET_K, 60),
            Insn::stmt(RET_K, 0),
        ];
        let different = UserSpace::Different(Difference::Shift);
        for (program, why) in [(&loads[..], UserSpace::NoMemory), (&shift[..], different)] {
            let mut capture = start(&config("lo"), Some(verify(program).unwrap()));
            assert_eq!(capture.user_space(), Some(why));
            sender.send(5);
            let _ = sender.socket.send_to(b"other", "127.0.0.1:9");
            let lengths = rest(&mut capture, |packet| packet.data.len());
            assert!(lengths.len() >= 5 && lengths[..5] == [46; 5], "{lengths:?}");
            let statistics = capture.statistics().unwrap();
            assert_eq!(statistics.received, statistics.delivered + statistics.filtered);
        }

        // The hardware type's length field in a cooked header is not known to the kernel.
        let field = [
            Insn::stmt(LDB_ABS, 11),
            Insn::jump(JEQ_K, 6, 0, 1),
            Insn::stmt(RET_K, 30),
            Insn::stmt(RET_K, 0),
        ];
        let mut capture = start(&config("any"), Some(verify(&field).unwrap()));
        assert_eq!(capture.user_space(), Some(UserSpace::CookedHeader));
        sender.send(2);
        let lengths = rest(&mut capture, |packet| (packet.data.len(), packet.wire_length));
        assert_eq!(lengths, [(30, 52), (30, 52)]);

        // A packet's mark is known to the kernel only.
        let mark = [
            Insn::stmt(LD_ABS, ancillary::OFFSET + 20),
            Insn::stmt(LDX_IMM, 40),
            Insn::stmt(LSH_X, 0),
            Insn::stmt(RET_A, 0),
        ];
        let prepared = Capture::prepare(&config("lo")).unwrap();
        assert_eq!(prepared.start(Some(verify(&mark).unwrap())).unwrap_err(), Error::Filter);
    });
}

/// A ring of frames has small ones, and packets that do not fit are whole all the same; where there
/// is no room for that, they are counted.
#[test]
fn packets_longer_than_a_frame_are_whole_or_counted_as_cut() {
    namespace::run("packets_longer_than_a_frame_are_whole_or_counted_as_cut", || {
        let (mut sender, _listener) = Sender::on_lo();
        let mut config = config("lo");
        config.immediate = true;
        for (snap_length, length) in [(0, 60_042), (10_000, 10_000)] {
            config.snap_length = snap_length;
            let mut capture = start(&config, None);
            assert_eq!(capture.method(), (Method::FrameRing, None));
            let first = sender.sent;
            for _ in 0..50 {
                sender.send(1);
                sender.socket.send_to(&[7; 60_000], sender.to).unwrap();
                let read = now(&mut capture, |packet| {
                    assert!(packet.data[42..].iter().all(|it| *it == 7) || packet.data.len() < 60);
                    (packet.data.len(), packet.wire_length)
                });
                assert_eq!(read, [(46, 46), (length, 60_042)]);
            }
            assert_eq!(capture.statistics().unwrap().cut, 0);

            // The queue holds a few, the frames all the others' beginnings.
            for _ in 0..100 {
                sender.send(1);
                sender.socket.send_to(&[7; 60_000], sender.to).unwrap();
            }
            let mut whole = 0;
            let mut numbers = Vec::new();
            rest(&mut capture, |packet| match packet.data.len() {
                46 => numbers.push(number_of(packet)),
                short if short < length => assert_eq!(packet.wire_length, 60_042),
                _ => whole += 1,
            });
            assert!(numbers.into_iter().eq(first + 50..first + 150));
            let statistics = capture.statistics().unwrap();
            assert!(whole > 0);
            assert_eq!((statistics.received, statistics.cut + whole), (300, 100));
        }
    });
}
