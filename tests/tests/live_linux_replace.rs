//! Filters that are replaced while packets come: whichever filter was in force when a packet came,
//! what is delivered has passed the new one.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use std::net::UdpSocket;
use std::ops::ControlFlow;
use std::thread;
use std::time::{Duration, Instant};

use barecap_core::filter::Target;
use barecap_core::filter::names::NoNames;
use barecap_core::insn::opcode::{LD_ABS, RET_A};
use barecap_core::insn::{Insn, ancillary};
use barecap_core::linktype::LinkType;
use barecap_core::verify::{Verified, verify};
use barecap_linux::{
    Capture, Config, Error, Fanout, FanoutMode, Group, InterfaceName, Method, Source, Statistics,
    UserSpace, finish_all,
};
use barecap_tests::compile::{Compiler, context};
use barecap_tests::namespace;

/// Sends datagrams to port 9999 of lo whose payload is a number, one after the other.
struct Sender {
    socket: UdpSocket,
    _listener: UdpSocket,
    sent: u32,
}

impl Sender {
    fn new() -> Self {
        let listener = UdpSocket::bind("127.0.0.1:9999").unwrap();
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        Self { socket, _listener: listener, sent: 0 }
    }

    /// Sends so many; their numbers.
    fn send(&mut self, count: u32) -> Vec<u32> {
        let numbers: Vec<u32> = (self.sent..self.sent + count).collect();
        for number in &numbers {
            self.socket.send_to(&number.to_be_bytes(), "127.0.0.1:9999").unwrap();
        }
        self.sent += count;
        numbers
    }
}

fn program(filter: &str) -> Vec<Insn> {
    let mut context = context(LinkType::EN10MB, 262_144);
    context.target = Target::LinuxLive;
    Compiler::default().compile(filter, &context, &mut NoNames).unwrap().to_vec()
}

/// The numbers of the packets that come, `wanted` of them and what comes with the last.
fn read(capture: &mut Capture<'_>, wanted: usize) -> Vec<u32> {
    let (mut read, start) = (Vec::new(), Instant::now());
    while read.len() < wanted && start.elapsed() < Duration::from_secs(5) {
        capture.wait(&[], Some(Duration::from_millis(100))).unwrap();
        while let Some(packet) = capture.next_packet().unwrap() {
            read.push(u32::from_be_bytes(*packet.data.last_chunk().unwrap()));
        }
    }
    read
}

#[test]
fn a_new_filter_holds_for_what_is_in_the_ring_already() {
    namespace::run("a_new_filter_holds_for_what_is_in_the_ring_already", || {
        let mut sender = Sender::new();
        let all = program("udp port 9999");
        let odd = program("udp port 9999 and udp[11] & 1 != 0");
        let second = program("udp port 9999 and udp[11] & 2 != 0");
        // An index that wraps around in the kernel and not here, where the filter then rejects.
        let wrapping = program("udp port 9999 and ether[ip[12:4] - 0x7f000001] = 0");
        let [all, odd, second, wrapping]: [Verified<'_>; 4] =
            [&all, &odd, &second, &wrapping].map(|program| verify(program).unwrap());
        for method in [Method::BlockRing, Method::FrameRing, Method::Receive] {
            let mut config = Config::new(Source::Interface(InterfaceName::new(b"lo").unwrap()));
            config.block_timeout_ms = 10;
            config.buffer_bytes = 1 << 19;
            config.method = Some(method);
            let mut capture = Capture::prepare(&config).unwrap().start(Some(odd)).unwrap();

            let (before, after) = (sender.send(64), {
                capture.set_filter(Some(second)).unwrap();
                sender.send(64)
            });
            let mut both: Vec<u32> = before.into_iter().filter(|it| it & 3 == 3).collect();
            both.extend(after.into_iter().filter(|it| it & 2 != 0));
            assert_eq!(read(&mut capture, both.len()), both, "{method:?}");

            // Into user space, and back into the kernel.
            capture.set_filter(Some(wrapping)).unwrap();
            assert!(matches!(capture.user_space(), Some(UserSpace::Different(_))), "{method:?}");
            let sent = sender.send(64);
            capture.set_filter(Some(all)).unwrap();
            assert_eq!(capture.user_space(), None);
            assert_eq!(read(&mut capture, 64), sent, "{method:?}");

            // More than the ring holds: in the end the kernel alone filters.
            for _ in 0..100 {
                let sent = sender.send(50);
                assert_eq!(read(&mut capture, 50), sent, "{method:?}");
            }
            assert_eq!(capture.statistics().unwrap().dropped, 0);
        }
    });
}

/// The ring may be full of what the filter before let through, from where it is read to its end, and from its
/// beginning to there.
#[test]
fn a_new_filter_holds_all_around_the_ring() {
    namespace::run("a_new_filter_holds_all_around_the_ring", || {
        let mut sender = Sender::new();
        let [all, second] = ["udp port 9999", "udp port 9999 and udp[11] & 2 != 0"].map(program);
        let [all, second] = [&all, &second].map(|program| verify(program).unwrap());
        let mut config = Config::new(Source::Interface(InterfaceName::new(b"lo").unwrap()));
        config.method = Some(Method::FrameRing);
        // Two blocks of 37 frames.
        config.buffer_bytes = 1;
        let mut capture = Capture::prepare(&config).unwrap().start(Some(all)).unwrap();
        let sent = sender.send(50);
        assert_eq!(read(&mut capture, 50), sent);
        let mut wanted = sender.send(70);
        capture.set_filter(Some(second)).unwrap();
        wanted.retain(|number| number & 2 != 0);
        assert_eq!(read(&mut capture, wanted.len()), wanted);
        capture.finish().unwrap();
        assert!(capture.next_packet().unwrap().is_none());
        assert_eq!(capture.statistics().unwrap().dropped, 0);
    });
}

#[test]
fn a_filter_that_cannot_run_here_is_refused_and_the_present_one_stays() {
    namespace::run("a_filter_that_cannot_run_here_is_refused_and_the_present_one_stays", || {
        let mut sender = Sender::new();
        let nothing = program("udp port 9998");
        let config = Config::new(Source::Interface(InterfaceName::new(b"lo").unwrap()));
        let prepared = Capture::prepare(&config).unwrap();
        let mut capture = prepared.start(Some(verify(&nothing).unwrap())).unwrap();
        sender.send(3);
        // A packet's mark, which only the kernel knows.
        let loads_mark = [Insn::stmt(LD_ABS, ancillary::OFFSET + 20), Insn::stmt(RET_A, 0)];
        let refused = capture.set_filter(Some(verify(&loads_mark).unwrap()));
        assert_eq!(refused, Err(Error::Filter));
        capture.finish().unwrap();
        assert!(capture.next_packet().unwrap().is_none());
    });
}

#[test]
fn a_packet_that_was_looked_at_has_to_pass_the_new_filter_too() {
    namespace::run("a_packet_that_was_looked_at_has_to_pass_the_new_filter_too", || {
        let mut sender = Sender::new();
        let [all, odd] = ["udp port 9999", "udp port 9999 and udp[11] & 1 != 0"].map(program);
        let [all, odd] = [&all, &odd].map(|program| verify(program).unwrap());
        let mut config = Config::new(Source::Interface(InterfaceName::new(b"lo").unwrap()));
        config.block_timeout_ms = 10;
        let mut capture = Capture::prepare(&config).unwrap().start(Some(all)).unwrap();
        sender.send(4);
        let start = Instant::now();
        while capture.peek().unwrap().is_none() && start.elapsed() < Duration::from_secs(5) {
            capture.wait(&[], Some(Duration::from_millis(100))).unwrap();
        }
        capture.set_filter(Some(odd)).unwrap();
        capture.finish().unwrap();
        assert_eq!(read(&mut capture, 2), [1, 3]);
        let statistics = capture.statistics().unwrap();
        assert_eq!((statistics.delivered, statistics.filtered), (2, 2));
    });
}

/// Whatever is said of a packet, it is delivered; and of more filters than there are bits for, nothing.
#[test]
fn packets_tell_which_watched_filters_they_pass() {
    namespace::run("packets_tell_which_watched_filters_they_pass", || {
        let mut sender = Sender::new();
        let [odd, second, all, none] = [
            "udp port 9999 and udp[11] & 1 != 0",
            "udp port 9999 and udp[11] & 2 != 0",
            "udp port 9999",
            "udp port 9998",
        ]
        .map(program);
        let [odd, second, all, none] =
            [&odd, &second, &all, &none].map(|program| verify(program).unwrap());
        let mut many = [none; 33];
        many[32] = all;
        let both = [odd, second];
        let mut config = Config::new(Source::Interface(InterfaceName::new(b"lo").unwrap()));
        config.block_timeout_ms = 10;
        let mut capture = Capture::prepare(&config).unwrap().start(Some(all)).unwrap();
        let mut passed = |capture: &mut Capture<'_>| {
            sender.send(4);
            let (mut passed, start) = (Vec::new(), Instant::now());
            while passed.len() < 4 && start.elapsed() < Duration::from_secs(5) {
                capture.wait(&[], Some(Duration::from_millis(100))).unwrap();
                while let Some(packet) = capture.next_packet().unwrap() {
                    passed.push(packet.passed);
                }
            }
            passed
        };
        assert_eq!(passed(&mut capture), [0; 4]);
        capture.watch(&both).unwrap();
        assert_eq!(passed(&mut capture), [0, 1, 2, 3]);
        assert_eq!(capture.watch(&many), Err(Error::TooManyFilters));
        assert_eq!(passed(&mut capture), [0, 1, 2, 3]);
        capture.watch(&many[1..]).unwrap();
        assert_eq!(passed(&mut capture), [1 << 31; 4]);
        capture.watch(&[]).unwrap();
        assert_eq!(passed(&mut capture), [0; 4]);
        let mark = [Insn::stmt(LD_ABS, ancillary::OFFSET + 20), Insn::stmt(RET_A, 0)];
        let refused = [all, verify(&mark).unwrap()];
        assert_eq!(capture.watch(&refused), Err(Error::Filter));
        assert_eq!(passed(&mut capture), [0; 4]);
    });
}

#[test]
fn filters_are_compiled_one_after_the_other_in_the_same_memory() {
    namespace::run("filters_are_compiled_one_after_the_other_in_the_same_memory", || {
        let mut sender = Sender::new();
        let mut compiler = Compiler::default();
        let mut config = Config::new(Source::Interface(InterfaceName::new(b"lo").unwrap()));
        config.block_timeout_ms = 10;
        let context = context(LinkType::EN10MB, 262_144);
        let mut idle = Capture::prepare(&config).unwrap().start(None).unwrap();
        for bit in [1, 2, 4] {
            // Those that come while there is no filter have to pass the next one.
            let sent = sender.send(32);
            let filter = format!("udp port 9999 and udp[11] & {bit} != 0");
            let mut capture = idle;
            let program = compiler.compile(&filter, &context, &mut NoNames).unwrap();
            capture.set_filter(Some(verify(program).unwrap())).unwrap();
            let wanted: Vec<u32> = sent.into_iter().filter(|number| number & bit != 0).collect();
            assert_eq!(read(&mut capture, wanted.len()), wanted);
            idle = capture.without_filter().unwrap();
        }
        idle.finish().unwrap();
        assert_eq!(idle.statistics().unwrap().dropped, 0);
    });
}

#[test]
fn a_member_gets_nothing_before_its_group_is_open_and_when_it_is_finished() {
    let name = "a_member_gets_nothing_before_its_group_is_open_and_when_it_is_finished";
    namespace::run(name, || {
        let mut sender = Sender::new();
        let program = program("udp port 9999");
        let filter = Some(verify(&program).unwrap());
        let read = |members: &mut [Capture<'_>]| {
            thread::sleep(Duration::from_millis(100));
            let read = members.iter_mut().map(|member| {
                member.wait(&[], Some(Duration::from_millis(20))).unwrap();
                member.dispatch(&mut |_| ControlFlow::Continue(())).unwrap()
            });
            read.sum::<u64>()
        };
        let mut config = Config::new(Source::Interface(InterfaceName::new(b"lo").unwrap()));
        config.block_timeout_ms = 4;
        let mut group = Group::new(Fanout::new(FanoutMode::LoadBalance));
        let join = |_| Capture::prepare(&config)?.join(None, &mut group);
        let mut members = (0..2).map(join).collect::<Result<Vec<_>, _>>().unwrap();
        members.iter_mut().for_each(|member| member.set_filter(filter).unwrap());
        sender.send(4);
        assert_eq!(read(&mut members), 0);
        // One is finished before it was ever open.
        members[1].finish().unwrap();
        group.open(&mut members).unwrap();
        sender.send(8);
        assert!(read(&mut members) > 0);
        // What a new filter is set for now is what is left alone: nothing.
        finish_all(&mut members).unwrap();
        members.iter_mut().for_each(|member| member.set_filter(None).unwrap());
        let numbers = |members: &mut [Capture<'_>]| -> Vec<Statistics> {
            members.iter_mut().map(|member| member.statistics().unwrap()).collect()
        };
        let before = numbers(&mut members);
        assert_eq!(before[1].received, 0);
        sender.send(8);
        assert_eq!(read(&mut members), 0);
        assert_eq!(numbers(&mut members), before);
    });
}
