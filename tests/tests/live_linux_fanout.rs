//! Groups of captures that share a source's packets, and captures whose packets are merged, on real
//! interfaces in network namespaces made for the purpose.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use std::collections::HashSet;
use std::net::UdpSocket;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use barecap_core::insn::{Insn, opcode::*};
use barecap_core::verify::{Verified, verify};
use barecap_linux::{
    Call, Capture, Config, Direction, Error, Fanout, FanoutMode, Group, InterfaceName, Method,
    Source, Statistics, finish_all, merge, wait_any,
};
use barecap_tests::namespace::{self, ip};
use rustix::io::Errno;

const PORT: u16 = 9999;

/// When what was sent has arrived: it waits for the kernel's thread where a processor has much to do, and
/// what the other processor is given meanwhile overtakes it.
const ARRIVAL: Duration = Duration::from_millis(100);

const MODES: [FanoutMode; 6] = [
    FanoutMode::Hash,
    FanoutMode::LoadBalance,
    FanoutMode::Cpu,
    FanoutMode::Rollover,
    FanoutMode::Random,
    FanoutMode::Queue,
];

fn config(name: &str) -> Config {
    let mut config = Config::new(match name {
        "any" => Source::Any,
        name => Source::Interface(InterfaceName::new(name.as_bytes()).unwrap()),
    });
    config.block_timeout_ms = 4;
    config.buffer_bytes = 16 << 20;
    config.snap_length = 100;
    config
}

/// UDP over IPv4 to the port, the payload of the link beginning at `at`.
fn to_port(at: u32) -> [Insn; 6] {
    [
        Insn::stmt(LDB_ABS, at + 9),
        Insn::jump(JEQ_K, 17, 0, 3),
        Insn::stmt(LDH_ABS, at + 22),
        Insn::jump(JEQ_K, PORT.into(), 0, 1),
        Insn::stmt(RET_K, 262_144),
        Insn::stmt(RET_K, 0),
    ]
}

fn members<'f>(
    config: &Config,
    fanout: Fanout,
    count: usize,
    filter: Option<Verified<'f>>,
) -> Result<Vec<Capture<'f>>, Error> {
    let mut group = Group::new(fanout);
    let join = |_| Capture::prepare(config)?.join(filter, &mut group);
    let mut members = (0..count).map(join).collect::<Result<Vec<_>, _>>()?;
    group.open(&mut members)?;
    Ok(members)
}

/// Numbered packets from some ports at once, until it is told to stop, and others that a filter is to
/// refuse; the numbers begin with that of the sender.
struct Traffic {
    stop: AtomicBool,
    sent: [AtomicU32; 2],
}

/// Ends traffic also where a test fails.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// What of a number is the sender's.
const SENDER: u32 = 1 << 24;

impl Traffic {
    /// Runs `body` while packets come to `to` from sockets that are bound to `from`.
    fn around<T>(from: &str, to: &str, body: impl FnOnce(&Self) -> T) -> T {
        let traffic = Self { stop: AtomicBool::new(false), sent: [const { AtomicU32::new(0) }; 2] };
        thread::scope(|scope| {
            for sender in 0..2 {
                let traffic = &traffic;
                scope.spawn(move || {
                    let sockets = [0; 8].map(|_| UdpSocket::bind((from, 0)).unwrap());
                    for number in 0.. {
                        let socket = &sockets[number as usize % 8];
                        socket.set_broadcast(true).unwrap();
                        let payload = (sender as u32 * SENDER + number).to_be_bytes();
                        socket.send_to(&payload, (to, PORT)).unwrap();
                        traffic.sent[sender].store(number + 1, Ordering::SeqCst);
                        if number % 16 == 0 {
                            socket.send_to(&payload, (to, PORT + 1)).unwrap();
                        }
                        if number % 64 == 0 {
                            thread::sleep(Duration::from_micros(100));
                        }
                        if traffic.stop.load(Ordering::SeqCst) {
                            break;
                        }
                    }
                });
            }
            let _stop = Stop(&traffic.stop);
            body(&traffic)
        })
    }

    /// Does something until each sender has sent so many more.
    fn while_sent(&self, more: u32, mut body: impl FnMut()) {
        let wanted = self.sent().map(|sent| sent + more);
        while self.sent()[0] < wanted[0] || self.sent()[1] < wanted[1] {
            body();
        }
    }

    /// The numbers that were given out so far.
    fn sent(&self) -> [u32; 2] {
        [0, 1].map(|sender: usize| self.sent[sender].load(Ordering::SeqCst))
    }
}

/// The packets of captures in the order in which they are handed over: capture, number, time.
#[derive(Default)]
struct Merged(Vec<(usize, u32, (u32, u32))>);

impl Merged {
    fn read(&mut self, captures: &mut [Capture<'_>]) -> u64 {
        merge(captures, &mut |capture, packet| {
            let number = u32::from_be_bytes(*packet.data.last_chunk().unwrap());
            self.0.push((capture, number, (packet.seconds, packet.nanoseconds)));
            ControlFlow::Continue(())
        })
        .unwrap()
    }

    fn read_for(&mut self, captures: &mut [Capture<'_>], time: Duration) {
        let start = Instant::now();
        while start.elapsed() < time {
            wait_any(captures, &[], Some(Duration::from_millis(10))).unwrap();
            self.read(captures);
        }
    }

    fn finish(&mut self, captures: &mut [Capture<'_>]) {
        finish_all(captures).unwrap();
        while self.read(captures) > 0 {}
    }

    /// How many come earlier than one before them, and how many of those are of the same capture.
    fn disorder(&self) -> (usize, usize) {
        let turned = self.0.windows(2).filter(|pair| pair[1].2 < pair[0].2);
        let alike = turned.clone().filter(|pair| pair[1].0 == pair[0].0).count();
        (turned.count(), alike)
    }

    /// No packet is there twice, and of each sender all of those between.
    fn check(&self, from: [u32; 2], to: [u32; 2], what: &str) {
        let numbers: HashSet<u32> = self.0.iter().map(|packet| packet.1).collect();
        assert_eq!(numbers.len(), self.0.len(), "{what}: a packet is there twice");
        for sender in 0..2 {
            assert!(to[sender] > from[sender] + 10, "{what}: {from:?} {to:?}");
            for number in from[sender] + 1..to[sender] {
                let number = sender as u32 * SENDER + number;
                assert!(numbers.contains(&number), "{what}: {number:#x} of {from:?}..{to:?}");
            }
        }
    }
}

fn sum(captures: &mut [Capture<'_>]) -> Statistics {
    let mut sum = Statistics::default();
    for capture in captures {
        let statistics = capture.statistics().unwrap();
        sum.received += statistics.received;
        sum.dropped += statistics.dropped;
        sum.delivered += statistics.delivered;
        sum.filtered += statistics.filtered;
    }
    sum
}

/// Packets come all the time, before the members join and after they have ended. Of those in between
/// each is there once, and each that passed the filter is delivered.
#[test]
fn every_packet_goes_to_one_ring() {
    namespace::run("every_packet_goes_to_one_ring", || {
        namespace::veth();
        let program = to_port(14);
        let filter = Some(verify(&program).unwrap());
        let cases = [
            ("lo", "127.0.0.1", "127.0.0.1", Direction::Both),
            ("va", "10.9.0.1", "10.9.0.255", Direction::Both),
            ("va", "10.9.0.1", "10.9.0.255", Direction::Out),
            ("vb", "10.9.0.1", "10.9.0.255", Direction::In),
        ];
        for (mode, (name, from, to, direction)) in
            MODES.iter().flat_map(|mode| cases.map(|case| (*mode, case)))
        {
            for (count, method) in
                [(2, Method::BlockRing), (4, Method::BlockRing), (3, Method::FrameRing)]
            {
                let what = format!("{mode:?} {name} {count}");
                Traffic::around(from, to, |traffic| {
                    let mut config = config(name);
                    (config.direction, config.method) = (direction, Some(method));
                    let fanout = Fanout::new(mode);
                    let mut captures = members(&config, fanout, count, filter).unwrap();
                    let (first, mut merged) = (traffic.sent(), Merged::default());
                    traffic.while_sent(1000, || {
                        merged.read_for(&mut captures, Duration::from_millis(5));
                    });
                    let last = traffic.sent();
                    merged.read_for(&mut captures, ARRIVAL);
                    merged.finish(&mut captures);
                    merged.check(first, last, &what);
                    let Statistics { received, dropped, delivered, .. } = sum(&mut captures);
                    let there = merged.0.len() as u64;
                    assert_eq!((received, dropped, delivered), (there, 0, there), "{what}");
                    let (turned, alike) = merged.disorder();
                    assert_eq!(turned, alike, "{what}: {turned} of {there}, {alike} in one ring");
                    let rings: HashSet<usize> = merged.0.iter().map(|packet| packet.0).collect();
                    // The kernel counts what it does not give to any ring: on lo every packet has an
                    // answer, and what goes to all comes back on va.
                    if mode == FanoutMode::Hash || mode == FanoutMode::LoadBalance && name == "vb" {
                        assert!(rings.len() > 1, "{what}");
                    }
                });
            }
        }
    });
}

/// How far apart the last packets of captures are that are finished while packets come.
fn apart(captures: &mut [Capture<'_>]) -> Duration {
    let mut last = vec![Duration::ZERO; captures.len()];
    let mut read = |captures: &mut [Capture<'_>]| {
        merge(captures, &mut |capture, packet| {
            last[capture] = packet.time();
            ControlFlow::Continue(())
        })
        .unwrap()
    };
    for _ in 0..20 {
        wait_any(captures, &[], Some(Duration::from_millis(1))).unwrap();
        read(captures);
    }
    finish_all(captures).unwrap();
    while read(captures) > 0 {}
    assert!(last.iter().all(|last| *last > Duration::ZERO), "one has seen nothing");
    *last.iter().max().unwrap() - *last.iter().min().unwrap()
}

/// To take one off the network takes the kernel some milliseconds, for which the others would go on.
#[test]
fn several_end_at_the_same_moment() {
    namespace::run("several_end_at_the_same_moment", || {
        namespace::veth();
        let program = to_port(14);
        let filter = Some(verify(&program).unwrap());
        for is_group in [true, false] {
            let begin = || {
                if is_group {
                    return members(&config("vb"), Fanout::new(FanoutMode::LoadBalance), 4, filter);
                }
                let start = |name| Capture::prepare(&config(name))?.start(filter);
                ["vb", "va", "vb", "va"].into_iter().map(start).collect()
            };
            // One in which this thread had to wait for a processor says nothing.
            let mut found = [0; 9].map(|_| {
                Traffic::around("10.9.0.1", "10.9.0.255", |_| apart(&mut begin().unwrap()))
            });
            found.sort_unstable();
            assert!(found[4] < Duration::from_millis(2), "{is_group}: {found:?}");
        }
    });
}

/// Rings that are much too small: what passed the filter is delivered or counted as dropped.
#[test]
fn what_finds_no_room_is_counted() {
    namespace::run("what_finds_no_room_is_counted", || {
        namespace::veth();
        for mode in MODES {
            for (count, rollover) in [(2, false), (4, true)] {
                let what = format!("{mode:?} {count} {rollover}");
                let mut config = config("vb");
                config.buffer_bytes = 1;
                let mut fanout = Fanout::new(mode);
                fanout.rollover = rollover && mode != FanoutMode::Rollover;
                let mut captures = members(&config, fanout, count, None).unwrap();
                let sent = Traffic::around("10.9.0.1", "10.9.0.255", |traffic| {
                    while sum(&mut captures).dropped == 0 {
                        thread::sleep(Duration::from_millis(1));
                    }
                    let mut merged = Merged::default();
                    merged.read_for(&mut captures, Duration::from_millis(5));
                    // Again, and the end comes when all are full.
                    thread::sleep(Duration::from_millis(50));
                    (traffic.sent(), merged)
                });
                let (sent, mut merged) = sent;
                merged.finish(&mut captures);
                let Statistics { received, dropped, delivered, .. } = sum(&mut captures);
                assert_eq!(delivered, merged.0.len() as u64, "{what}");
                assert_eq!(received, delivered + dropped, "{what}");
                // With those for the other port.
                let all = u64::from(sent[0]) + u64::from(sent[1]);
                assert!(
                    received >= all && received < all * 9 / 8 + 100,
                    "{what}: {received} {all}"
                );
            }
        }
    });
}

/// Groups do not mix, whoever makes them; and a mode that cannot be is an error.
#[test]
fn groups_are_on_their_own() {
    namespace::run("groups_are_on_their_own", || {
        namespace::veth();
        let program = to_port(14);
        let filter = Some(verify(&program).unwrap());
        let fanout = Fanout::new(FanoutMode::LoadBalance);
        let mut config = config("vb");
        // The blocks last for seconds while the other group is opened and read.
        config.block_timeout_ms = 64;
        Traffic::around("10.9.0.1", "10.9.0.255", |traffic| {
            let groups = [2, 3].map(|count| members(&config, fanout, count, filter).unwrap());
            let mut groups = groups.map(|captures| (captures, Merged::default()));
            let first = traffic.sent();
            traffic.while_sent(500, || {
                for (captures, merged) in &mut groups {
                    merged.read_for(captures, Duration::from_millis(1));
                }
            });
            let last = traffic.sent();
            thread::sleep(ARRIVAL);
            for (captures, merged) in &mut groups {
                merged.finish(captures);
                // The numbers tell whether the ring was full, should one be missing.
                let what = format!("one of two groups, {:?}", sum(captures));
                merged.check(first, last, &what);
            }
        });
        let mut fanout = Fanout::new(FanoutMode::Rollover);
        fanout.rollover = true;
        let error = members(&config, fanout, 1, None).unwrap_err();
        assert_eq!(error, Error::System { call: Call::Fanout, errno: Errno::INVAL });
    });
}

/// A filter that takes its place while packets come, in a member as elsewhere; and an interface that
/// goes down and comes up again is captured on further, each packet once.
#[test]
fn members_are_captures_as_any_other() {
    namespace::run("members_are_captures_as_any_other", || {
        namespace::veth();
        let program = to_port(14);
        let filter = Some(verify(&program).unwrap());
        let fanout = Fanout::new(FanoutMode::LoadBalance);
        let mut captures = members(&config("vb"), fanout, 2, None).unwrap();
        captures.iter_mut().for_each(|capture| capture.set_filter(filter).unwrap());
        let mut merged = Merged::default();
        for state in ["down", "up"] {
            ip(&format!("link set vb {state}"));
            merged.read_for(&mut captures, Duration::from_millis(50));
        }
        // Until both have seen that it is up.
        merged.read_for(&mut captures, Duration::from_millis(600));
        let (first, last) = Traffic::around("10.9.0.1", "10.9.0.255", |traffic| {
            let first = traffic.sent();
            traffic.while_sent(500, || thread::sleep(Duration::from_millis(1)));
            let last = traffic.sent();
            thread::sleep(ARRIVAL);
            (first, last)
        });
        merged.finish(&mut captures);
        merged.check(first, last, "after down and up");
        let Statistics { received, delivered, .. } = sum(&mut captures);
        assert_eq!(received, delivered);

        ip("link del vb");
        let error = (0..10)
            .find_map(|_| wait_any(&mut captures, &[], Some(Duration::from_millis(100))).err());
        assert!(matches!(error, Some((_, Error::Gone))), "{error:?}");
    });
}

/// Bursts on several interfaces, of which some are busy and some are not, with blocks that are handed
/// over at all times: what is merged is in order while it comes, and at the end.
#[test]
fn several_interfaces_are_merged_in_order_across_blocks() {
    namespace::run("several_interfaces_are_merged_in_order_across_blocks", || {
        namespace::veth();
        for (pair, ends) in [("vc", "vd"), ("vy", "vz")].into_iter().enumerate() {
            ip(&format!("link add {} type veth peer name {}", ends.0, ends.1));
            ip(&format!("address add 10.{pair}.0.1/24 dev {}", ends.0));
            ip(&format!("link set {} up", ends.0));
            ip(&format!("link set {} up", ends.1));
            namespace::wait_until_running(ends.0);
        }
        let to = ["10.9.0.255:9999", "10.0.0.255:9999", "10.1.0.255:9999"];
        for method in [Method::BlockRing, Method::FrameRing, Method::Receive] {
            let mut captures = Vec::new();
            for (name, timeout) in [("vb", 4), ("vd", 20), ("vz", 60)] {
                let mut config = config(name);
                (config.block_timeout_ms, config.method) = (timeout, Some(method));
                captures.push(Capture::prepare(&config).unwrap().start(None).unwrap());
            }
            // The kernel begins to stamp packets for recvmsg(2) when it gets round to it; those before
            // are stamped when they are received.
            thread::sleep(Duration::from_millis(100));
            let mut merged = Merged::default();
            let sent = thread::scope(|scope| {
                let sender = scope.spawn(|| {
                    // What goes by two processors may change places before it is anywhere.
                    let mut processors = rustix::thread::CpuSet::new();
                    processors.set(0);
                    rustix::thread::sched_setaffinity(None, &processors).unwrap();
                    let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
                    socket.set_broadcast(true).unwrap();
                    let (mut number, mut state) = (0_u32, 1_u32);
                    while number < 6000 {
                        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        let [burst, interface, pause, _] = state.to_be_bytes();
                        // The third is seldom used.
                        let interface = [0, 0, 0, 0, 1, 1, 1, 2][usize::from(interface) % 8];
                        for _ in 0..burst % 40 {
                            socket.send_to(&number.to_be_bytes(), to[interface]).unwrap();
                            number += 1;
                        }
                        thread::sleep(Duration::from_micros(u64::from(pause) * 8));
                    }
                    number
                });
                while !sender.is_finished() {
                    wait_any(&mut captures, &[], Some(Duration::from_millis(10))).unwrap();
                    merged.read(&mut captures);
                }
                sender.join().unwrap()
            });
            let before = merged.0.len();
            assert!(before > 4000, "{method:?}: {before} were delivered before the end");
            merged.finish(&mut captures);
            assert_eq!(merged.disorder(), (0, 0), "{method:?}");
            let numbers: Vec<u32> = merged.0.iter().map(|packet| packet.1).collect();
            assert_eq!(numbers, (0..sent).collect::<Vec<_>>(), "{method:?}");
        }
    });
}
