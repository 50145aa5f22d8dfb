//! The kernel as an oracle: what it lets through of real traffic with a filter attached is what the
//! virtual machine accepts of the same traffic captured without one.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use std::net::UdpSocket;
use std::time::{Duration, Instant};

use barecap_core::filter::Target;
use barecap_core::filter::names::NoNames;
use barecap_core::insn::ancillary;
use barecap_core::linktype::LinkType;
use barecap_core::verify::verify;
use barecap_core::vm;
use barecap_linux::{Capture, Config, InterfaceName, Method, Packet, PacketType, Source};
use barecap_tests::compile::{Compiler, context};
use barecap_tests::live::METHODS;
use barecap_tests::namespace;

/// Filters, and whether the kernel runs them for cooked packets too.
const FILTERS: &[(&str, bool)] = &[
    ("", true),
    ("ip", true),
    ("ip6", true),
    ("arp", true),
    ("icmp or icmp6", true),
    ("udp port 9999", true),
    ("not udp port 9999", true),
    ("udp dst portrange 9998-9999 and src host 127.0.0.1", true),
    ("host 127.0.0.1 or ip6 host ::1", true),
    ("net 127.0.0.0/8 and not icmp", true),
    ("len > 100", true),
    ("less 70 or greater 1000", true),
    ("len = 62 or len = 66", true),
    ("ip[2:2] > 60 and len < 1000", true),
    ("udp[8:4] & 1 = 0", true),
    ("udp[10] = 3 or len > 500", true),
    ("ip[6:2] & 0x1fff = 0", true),
    ("ip[(ip[0] & 0xf) << 2] = 0x27", true),
    ("inbound", true),
    ("outbound", true),
    ("ip and len - 20 > 60", true),
];

fn config(name: &str) -> Config {
    let mut config = Config::new(match name {
        "any" => Source::Any,
        name => Source::Interface(InterfaceName::new(name.as_bytes()).unwrap()),
    });
    // Nothing is read before the end.
    config.block_timeout_ms = 10_000;
    config
}

/// UDP packets of many lengths over IPv4 and IPv6, and ICMP messages about some of them.
fn traffic() {
    let four = UdpSocket::bind("127.0.0.1:0").unwrap();
    let six = UdpSocket::bind("[::1]:0").unwrap();
    let _listener = UdpSocket::bind("127.0.0.1:9998").unwrap();
    for number in 0..12_u8 {
        let payload = vec![number; usize::from(number) * 7 + 4];
        let _ = four.send_to(&payload, ("127.0.0.1", 9990 + u16::from(number)));
        let _ = six.send_to(&payload, ("::1", 9990 + u16::from(number)));
    }
    four.send_to(&[9; 3000], "127.0.0.1:9998").unwrap();
}

fn words(packet: &Packet<'_>) -> [u32; 16] {
    let mut words = [0; 16];
    words[ancillary::INTERFACE as usize / 4] = packet.interface;
    words[ancillary::PACKET_TYPE as usize / 4] = match packet.kind {
        PacketType::Outgoing => ancillary::OUTGOING,
        _ => 0,
    };
    words
}

fn rest<T>(mut capture: Capture<'_>, mut each: impl FnMut(&Packet<'_>) -> T) -> Vec<T> {
    capture.finish().unwrap();
    let mut read = Vec::new();
    while let Some(packet) = capture.next_packet().unwrap() {
        read.push(each(&packet));
    }
    let statistics = capture.statistics().unwrap();
    assert_eq!((statistics.received, statistics.dropped), (read.len() as u64, 0));
    read
}

#[test]
fn the_kernel_lets_through_what_the_machine_accepts() {
    namespace::run("the_kernel_lets_through_what_the_machine_accepts", || {
        let mut compiler = Compiler::default();
        let cases =
            [("lo", LinkType::EN10MB), ("any", LinkType::LINUX_SLL), ("any", LinkType::LINUX_SLL2)];
        for (name, link_type) in cases {
            let prepare = || {
                let mut prepared = Capture::prepare(&config(name)).unwrap();
                prepared.set_link_type(link_type).unwrap();
                prepared
            };
            let mut context = context(link_type, 262_144);
            context.target = Target::LinuxLive;
            let programs: Vec<_> = FILTERS
                .iter()
                .map(|(filter, _)| {
                    compiler.compile(filter, &context, &mut NoNames).unwrap().to_vec()
                })
                .collect();
            let everything = prepare().start(None).unwrap();
            let filtered: Vec<_> = programs
                .iter()
                .map(|program| prepare().start(Some(verify(program).unwrap())).unwrap())
                .collect();
            traffic();
            let everything = rest(everything, |packet| {
                (packet.data.to_vec(), packet.wire_length, words(packet))
            });
            let mut matched = 0;
            for (((filter, in_kernel), program), capture) in
                FILTERS.iter().zip(&programs).zip(filtered)
            {
                assert_eq!(capture.user_space().is_none(), *in_kernel, "{link_type} {filter}");
                let actual = rest(capture, |packet| packet.data.to_vec());
                let expected = everything.iter().filter(|(bytes, length, words)| {
                    let packet = vm::Packet { bytes, length: *length, ancillary: Some(words) };
                    vm::run(verify(program).unwrap(), packet) > 0
                });
                let expected: Vec<_> = expected.map(|(bytes, ..)| bytes.clone()).collect();
                assert_eq!(actual, expected, "{link_type} {filter}");
                matched += actual.len();
            }
            assert!(matched > 100, "{matched} packets on {link_type}");
        }
    });
}

/// Where there is no room for the rest of a packet, a filter that asks for it cannot be run: that is a
/// packet lost, and is counted as one. What its begin decides is decided.
#[test]
fn a_filter_in_user_space_does_not_judge_what_there_was_no_room_for() {
    namespace::run("a_filter_in_user_space_does_not_judge_what_there_was_no_room_for", || {
        let mut compiler = Compiler::default();
        let mut context = context(LinkType::EN10MB, 262_144);
        context.target = Target::LinuxLive;
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let _listener = UdpSocket::bind("127.0.0.1:9998").unwrap();
        for (filter, passes, decided) in [
            ("udp and ether[50000] << ether[0] = 7", true, false),
            ("udp and ether[50000] << ether[0] = 8", false, false),
            ("not tcp and ether[50000] << ether[0] = 7", true, false),
            ("tcp and ether[50000] << ether[0] = 7", false, true),
            ("udp and ether[1000] << ether[0] = 7", true, true),
        ] {
            let program = compiler.compile(filter, &context, &mut NoNames).unwrap().to_vec();
            let mut config = config("lo");
            (config.method, config.immediate) = (Some(Method::FrameRing), true);
            let program = verify(&program).unwrap();
            let mut capture = Capture::prepare(&config).unwrap().start(Some(program)).unwrap();
            assert!(capture.user_space().is_some());
            for _ in 0..100 {
                socket.send_to(&[7; 60_000], "127.0.0.1:9998").unwrap();
            }
            capture.finish().unwrap();
            while capture.next_packet().unwrap().is_some() {}
            let numbers = capture.statistics().unwrap();
            assert_eq!(numbers.received, 100, "{filter}");
            assert_eq!(numbers.delivered + numbers.filtered + numbers.dropped, 100, "{filter}");
            assert_eq!(numbers.delivered > 0, passes, "{filter}");
            assert_eq!(numbers.filtered > 0, !passes, "{filter}");
            assert_eq!(numbers.dropped == 0, decided, "{filter}");
        }
    });
}

/// Nothing of a packet that was longer than it is wanted stays with the kernel either, which would tell
/// for ever that there is something to be had.
#[test]
fn a_filter_in_user_space_sees_more_of_a_packet_than_is_kept() {
    namespace::run("a_filter_in_user_space_sees_more_of_a_packet_than_is_kept", || {
        let mut compiler = Compiler::default();
        let mut context = context(LinkType::EN10MB, 262_144);
        context.target = Target::LinuxLive;
        // A shift by a number from the packet is the kernel's in another way.
        let filter = "udp and ether[1000] << ether[0] = 7";
        let program = compiler.compile(filter, &context, &mut NoNames).unwrap().to_vec();
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let _listener = UdpSocket::bind("127.0.0.1:9998").unwrap();
        for method in METHODS {
            let mut config = config("lo");
            (config.method, config.immediate, config.snap_length) = (Some(method), true, 96);
            let program = verify(&program).unwrap();
            let mut capture = Capture::prepare(&config).unwrap().start(Some(program)).unwrap();
            assert!(capture.user_space().is_some());
            for byte in [7, 8, 7, 9] {
                socket.send_to(&[byte; 2000], "127.0.0.1:9998").unwrap();
            }
            let (start, mut lengths) = (Instant::now(), Vec::new());
            let statistics = loop {
                capture.wait(&[], Some(Duration::from_millis(100))).unwrap();
                while let Some(packet) = capture.next_packet().unwrap() {
                    lengths.push((packet.data.len(), packet.wire_length));
                }
                let statistics = capture.statistics().unwrap();
                let seen = statistics.delivered + statistics.filtered;
                if seen == 4 || start.elapsed() > Duration::from_secs(5) {
                    break statistics;
                }
            };
            assert_eq!(lengths, [(96, 2042), (96, 2042)], "{method:?}");
            assert!(!capture.wait(&[], Some(Duration::ZERO)).unwrap().packets, "{method:?}");
            assert_eq!((statistics.filtered, statistics.cut), (2, 0), "{method:?}");
        }
    });
}

/// Without a filter no more of a packet takes room than is wanted of it.
#[test]
fn what_is_not_wanted_of_packets_takes_no_room() {
    namespace::run("what_is_not_wanted_of_packets_takes_no_room", || {
        namespace::veth();
        let socket = UdpSocket::bind("10.9.0.1:0").unwrap();
        socket.set_broadcast(true).unwrap();
        let mut config = config("va");
        config.snap_length = 60;
        // Whole, they would take three times the room that there is.
        config.buffer_bytes = 1 << 20;
        let mut capture = Capture::prepare(&config).unwrap().start(None).unwrap();
        for _ in 0..2000 {
            socket.send_to(&[0; 1400], "10.9.0.255:9998").unwrap();
        }
        capture.finish().unwrap();
        let mut lengths = Vec::new();
        while let Some(packet) = capture.next_packet().unwrap() {
            lengths.push((packet.data.len(), packet.wire_length));
        }
        assert_eq!(lengths, [(60, 1442); 2000]);
        assert_eq!(capture.statistics().unwrap().dropped, 0);
    });
}
