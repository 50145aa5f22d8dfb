//! Several captures in one hand: what they are waited for with, and what is handed over of them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_core::insn::{Insn, opcode::*};
use barecap_core::verify::{Difference, verify};
use barecap_linux::{
    Call, Capture, Error, Fanout, FanoutMode, Group, Method, UserSpace, finish_all, merge, wait_any,
};
use barecap_tests::forbidden::forbid;
use barecap_tests::live::{METHODS, Sender, config, number_of, start};
use barecap_tests::namespace::{self, ip, veth, wait_until_running};
use rustix::event::{EventfdFlags, eventfd};
use rustix::fd::{AsFd, AsRawFd, BorrowedFd};
use rustix::io::{Errno, FdFlags, fcntl_getfd};
use rustix::net::{AddressFamily, SocketFlags, SocketType, socket_with};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};
use syscalls::Sysno;

/// Two pairs, `va` to `vb` and `vc` to `vd`.
fn two_pairs() {
    veth();
    ip("link add vc type veth peer name vd");
    ip("address add 10.8.0.1/24 dev vc");
    ip("link set vc up");
    ip("link set vd up");
    wait_until_running("vc");
}

const SOON: Option<Duration> = Some(Duration::from_millis(20));
const LATER: Duration = Duration::from_secs(5);

#[test]
fn other_descriptors_are_told_apart() {
    namespace::run("other_descriptors_are_told_apart", || {
        two_pairs();
        let [quiet, written] = [0, 1].map(|count| eventfd(count, EventfdFlags::empty()).unwrap());
        // Nothing comes by a socket that is not connected, and that is all that is told of it.
        let ended =
            socket_with(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::empty(), None)
                .unwrap();
        let others = [&quiet, &ended, &quiet, &written].map(AsFd::as_fd);
        for count in 0..=2 {
            let mut captures: Vec<_> =
                ["vb", "vd"].iter().take(count).map(|name| start(&config(name), None)).collect();
            let mut wait = |others: &[_], timeout| {
                let start = Instant::now();
                let ready = wait_any(&mut captures, others, timeout).unwrap();
                (ready.packets, ready.others, start.elapsed())
            };
            let (packets, others_ready, _) = wait(&others, None);
            assert_eq!((packets, others_ready), (false, 0b1010), "{count}");
            for (timeout, least) in [(SOON, 20), (Some(Duration::ZERO), 0)] {
                let (packets, others_ready, time) = wait(&others[..1], timeout);
                assert_eq!((packets, others_ready), (false, 0), "{count}");
                assert!(time >= Duration::from_millis(least), "{time:?}");
            }
            let many = [quiet.as_fd(); 25];
            assert!(wait_any(&mut captures, &many[count + 1..], Some(Duration::ZERO)).is_ok());
            let error = wait_any(&mut captures, &many[count..], None).unwrap_err();
            assert_eq!(error, (0, Error::System { call: Call::Poll, errno: Errno::INVAL }));
        }
    });
}

#[test]
fn who_breaks_off_goes_on_where_it_was() {
    namespace::run("who_breaks_off_goes_on_where_it_was", || {
        two_pairs();
        // What is sent is there at once, and held back until nothing earlier can come from the other.
        let mut captures = ["va", "vc"].map(|name| {
            let mut config = config(name);
            config.method = Some(Method::FrameRing);
            start(&config, None)
        });
        let [mut first, mut second] = [("10.9.0.1", "10.9.0.255"), ("10.8.0.1", "10.8.0.255")]
            .map(|it| Sender::from(it.0, it.1));
        // In turns, and the last three of one.
        for _ in 0..3 {
            first.send(1);
            second.send(1);
        }
        first.send(3);
        let mut seen = Vec::new();
        let mut one = |captures: &mut [Capture<'_>]| {
            merge(captures, &mut |capture, packet| {
                seen.push((capture, number_of(&packet)));
                ControlFlow::Break(())
            })
            .unwrap()
        };
        let start = Instant::now();
        let mut count = 0;
        while count < 9 && start.elapsed() < LATER {
            assert!(wait_any(&mut captures, &[], Some(LATER)).unwrap().packets);
            count += one(&mut captures);
        }
        assert!(start.elapsed() < LATER, "one was waited for in vain");
        finish_all(&mut captures).unwrap();
        assert_eq!((count, one(&mut captures)), (9, 0));
        let expected = [(0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (1, 2), (0, 3), (0, 4), (0, 5)];
        assert_eq!(seen, expected);
    });
}

#[test]
fn what_has_been_looked_at_is_not_waited_for() {
    namespace::run("what_has_been_looked_at_is_not_waited_for", || {
        two_pairs();
        let quiet = eventfd(0, EventfdFlags::empty()).unwrap();
        for method in METHODS {
            let mut captures = ["vb", "vd"].map(|name| {
                let mut config = config(name);
                config.method = Some(method);
                start(&config, None)
            });
            Sender::on_va().send(1);
            let start = Instant::now();
            while captures[0].peek().unwrap().is_none() {
                captures[0].wait(&[], SOON).unwrap();
                assert!(start.elapsed() < LATER);
            }
            for others in [&[][..], &[quiet.as_fd()]] {
                let ready = wait_any(&mut captures, others, Some(LATER)).unwrap();
                assert_eq!((ready.packets, ready.others), (true, 0), "{method:?}");
            }
            assert!(start.elapsed() < LATER, "{method:?}");
        }
    });
}

/// Deletes an interface, and waits until it is told of the capture of this number.
fn end(name: &str, number: usize, captures: &mut [Capture<'_>]) {
    ip(&format!("link del {name}"));
    let start = Instant::now();
    let mut waits = (0..100).map(|_| wait_any(captures, &[], Some(LATER)));
    let error = waits.find_map(Result::err).unwrap();
    assert_eq!(error, (number, Error::Gone));
    assert!(start.elapsed() < LATER, "{name}");
}

#[test]
fn the_one_that_is_gone_is_named() {
    namespace::run("the_one_that_is_gone_is_named", || {
        two_pairs();
        // All are up, so the kernel says it of the socket.
        let mut captures = ["va", "vb", "vd"].map(|name| start(&config(name), None));
        end("vd", 2, &mut captures);
        assert_eq!(captures.map(|capture| capture.is_gone()), [false, false, true]);
    });
}

#[test]
fn those_that_are_gone_are_passed_over_until_all_are() {
    namespace::run("those_that_are_gone_are_passed_over_until_all_are", || {
        two_pairs();
        let mut captures = ["vb", "vd"].map(|name| start(&config(name), None));
        // Of one that is down the kernel does not say that it has gone.
        ip("link set vd down");
        wait_any(&mut captures, &[], SOON).unwrap();
        end("vd", 1, &mut captures);
        assert_eq!([0, 1].map(|number: usize| captures[number].is_gone()), [false, true]);
        // The other is waited for, and what it brings is told.
        let start = Instant::now();
        let ready = wait_any(&mut captures, &[], SOON).unwrap();
        assert!(!ready.packets && start.elapsed() >= Duration::from_millis(20));
        Sender::on_va().send(1);
        assert!(wait_any(&mut captures, &[], Some(LATER)).unwrap().packets);
        let mut count = 0;
        while count < 1 {
            count += merge(&mut captures, &mut |number, _| {
                assert_eq!(number, 0);
                ControlFlow::Continue(())
            })
            .unwrap();
        }
        end("vb", 0, &mut captures);
        for _ in 0..2 {
            assert_eq!(wait_any(&mut captures, &[], None).unwrap_err(), (0, Error::Gone));
        }
        finish_all(&mut captures).unwrap();
    });
}

/// As does one that runs a handler.
#[test]
fn a_signal_ends_the_wait_with_what_there_is() {
    namespace::run("a_signal_ends_the_wait_with_what_there_is", || {
        two_pairs();
        let quiet = eventfd(0, EventfdFlags::empty()).unwrap();
        let mut captures = ["vb", "vd"].map(|name| start(&config(name), None));
        Sender::on_va().send(1);
        while !wait_any(&mut captures, &[], Some(LATER)).unwrap().packets {}
        // A wait for three descriptors, and for no others.
        forbid(Sysno::ppoll, 1, Some(3), Errno::INTR);
        #[cfg(target_pointer_width = "32")]
        forbid(Sysno::ppoll_time64, 1, Some(3), Errno::INTR);
        let wait = |captures: &mut [_]| {
            let ready = wait_any(captures, &[quiet.as_fd()], None).unwrap();
            (ready.packets, ready.others)
        };
        assert_eq!(wait(&mut captures), (true, 0));
        // Others may come by.
        let mut waits = (0..100).map(|_| {
            while merge(&mut captures, &mut |_, _| ControlFlow::Continue(())).unwrap() > 0 {}
            wait(&mut captures)
        });
        assert!(waits.any(|ready| ready == (false, 0)));
    });
}

#[test]
fn a_turn_ends_after_some_thousand_packets() {
    namespace::run("a_turn_ends_after_some_thousand_packets", || {
        veth();
        // What is sent is captured at once, where what comes in may be too much for the kernel.
        let mut config = config("va");
        // No block is handed over before it is full, so all have room.
        config.block_timeout_ms = 60_000;
        let mut captures = [start(&config, None)];
        Sender::on_va().send(5000);
        finish_all(&mut captures).unwrap();
        let mut next = 0;
        for turn in [4096, 904, 0] {
            let given = merge(&mut captures, &mut |_, packet| {
                assert_eq!(number_of(&packet), next);
                next += 1;
                ControlFlow::Continue(())
            });
            assert_eq!(given, Ok(turn));
        }
    });
}

#[test]
fn one_that_does_not_end_is_told() {
    namespace::run("one_that_does_not_end_is_told", || {
        two_pairs();
        let mut captures = ["va", "vb", "vd"].map(|name| start(&config(name), None));
        let descriptor = captures[1].as_fd().as_raw_fd() as u32;
        forbid(Sysno::bind, 0, Some(descriptor), Errno::NOBUFS);
        let error = Error::System { call: Call::Bind, errno: Errno::NOBUFS };
        assert_eq!(finish_all(&mut captures), Err((1, error)));
    });
}

/// What was finished before the group was opened stays so: its ring is read as one that nobody fills.
#[test]
fn what_is_finished_is_not_opened() {
    namespace::run("what_is_finished_is_not_opened", || {
        namespace::veth();
        let mut group = Group::new(Fanout::new(FanoutMode::LoadBalance));
        let mut members = [0, 1]
            .map(|_| Capture::prepare(&config("vb")).unwrap().join(None, &mut group).unwrap());
        // What the kernel has waited for, when a member is finished, is that another socket was taken off the
        // network: /proc/net/packet has its protocol, and whether it is on the network.
        let waited = |protocol: &str| {
            let sockets = std::fs::read_to_string("/proc/net/packet").unwrap();
            let fields = sockets.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
            fields.filter(|line| (line[3], line[5]) == (protocol, "1")).count()
        };
        assert_eq!(["05ff", "05fe"].map(waited), [2, 0]);
        // No program that is started gets any of the sockets.
        let own = std::fs::read_dir("/proc/self/fd").unwrap().map(|entry| entry.unwrap());
        let sockets = own.filter(|entry| {
            let link = std::fs::read_link(entry.path()).unwrap_or_default();
            link.to_string_lossy().starts_with("socket:")
        });
        let closed = sockets.map(|entry| {
            let number = entry.file_name().to_string_lossy().parse().unwrap();
            // SAFETY: it is a socket of a member, which is there until the end.
            let socket = unsafe { BorrowedFd::borrow_raw(number) };
            fcntl_getfd(socket).unwrap().contains(FdFlags::CLOEXEC)
        });
        assert_eq!(closed.collect::<Vec<_>>(), [true; 4]);
        members[0].finish().unwrap();
        assert_eq!(["05ff", "05fe"].map(waited), [1, 1]);
        // A filter waits until the group is open.
        let mut sender = Sender::on_va();
        members[1].set_filter(None).unwrap();
        sender.send(20);
        assert_eq!(members[1].statistics().unwrap().received, 0);
        group.open(&mut members).unwrap();
        sender.send(20);
        let start = Instant::now();
        while members[1].statistics().unwrap().received < 10 {
            assert!(start.elapsed() < LATER);
        }
        // Nor does anything come to one that is finished by itself, whichever filter it takes.
        let [_, other] = &mut members;
        other.finish().unwrap();
        other.set_filter(None).unwrap();
        let before = other.statistics().unwrap().received;
        sender.send(20);
        assert_eq!(other.statistics().unwrap().received, before);
        let received = members.map(|mut member| member.statistics().unwrap().received);
        assert_eq!(received[0], 0, "{received:?}");
    });
}

/// In each member, as in a capture alone.
#[test]
fn filters_that_the_kernel_cannot_run_run_in_members() {
    namespace::run("filters_that_the_kernel_cannot_run_run_in_members", || {
        veth();
        // 1 << 33: 0 here, 2 in the kernel; and broadcasts on the wire.
        let program = [
            Insn::stmt(LDX_IMM, 33),
            Insn::stmt(LD_IMM, 1),
            Insn::stmt(LSH_X, 0),
            Insn::jump(JEQ_K, 0, 0, 3),
            Insn::stmt(LD_ABS, 0),
            Insn::jump(JEQ_K, u32::MAX, 0, 1),
            Insn::stmt(RET_K, 262_144),
            Insn::stmt(RET_K, 0),
        ];
        let filter = Some(verify(&program).unwrap());
        let mut group = Group::new(Fanout::new(FanoutMode::LoadBalance));
        let mut members = [0, 1]
            .map(|_| Capture::prepare(&config("va")).unwrap().join(filter, &mut group).unwrap());
        group.open(&mut members).unwrap();
        for member in &members {
            assert_eq!(member.user_space(), Some(UserSpace::Different(Difference::Shift)));
        }
        let mut sender = Sender::on_va();
        // One to another's address.
        ip("neigh add 10.9.0.2 lladdr 02:00:00:00:00:02 dev va");
        for _ in 0..6 {
            sender.send(1);
            sender.socket.send_to(b"else", "10.9.0.2:9").unwrap();
        }
        finish_all(&mut members).unwrap();
        let mut numbers = Vec::new();
        while merge(&mut members, &mut |_, packet| {
            numbers.push(number_of(&packet));
            ControlFlow::Continue(())
        })
        .unwrap()
            > 0
        {}
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5]);
        let filtered = members.map(|mut member| member.statistics().unwrap().filtered);
        assert!(filtered.iter().sum::<u64>() >= 6, "{filtered:?}");
    });
}
