//! Captures whose rings are made by hand, and what is held back of their packets.

extern crate std;

use std::boxed::Box;
use std::vec;
use std::vec::Vec;

use rustix::event::{EventfdFlags, eventfd};
use rustix::io::write;

use super::*;
use crate::intake::Intake;
use crate::link::Link;
use crate::ring::Memory;

const BLOCK: usize = 4096;
const BLOCKS: usize = 8;
const MS: i64 = 1_000_000;
const S: i64 = 1000 * MS;

/// A time, so many nanoseconds later.
fn later(time: Time, nanoseconds: i64) -> Time {
    let sum = span(time).as_nanos() as i64 + nanoseconds;
    ((sum / S) as u32, (sum % S) as u32)
}

/// A capture that the test plays the kernel for. Its socket can be read from once it is told to be.
fn capture() -> Capture<'static> {
    let memory = Memory::from_words(Box::leak(vec![0; BLOCKS * BLOCK / 8].into_boxed_slice()));
    Capture {
        socket: eventfd(0, EventfdFlags::empty()).unwrap(),
        gate: None,
        intake: Intake::by_hand(memory, BLOCK),
        fallback: None,
        link: Link::of_hardware(1),
        snap_length: 96,
        interface: None,
        filter: None,
        user_space: None,
        watched: &[],
        time_stamp: TimeStamp::Host,
        refiltered: u32::MAX,
        unwanted: Default::default(),
        followed: true,
        shut: false,
        gone: false,
        pending: false,
        place: Place::new(60_000),
        told_drops: 0,
        asked_at: 0,
        counted_at: 0,
        statistics: Default::default(),
    }
}

/// Has a capture's block of this number begun at that time, with packets of these times in it, each as long
/// as its number says, from 1. By packet(7): when a block was begun stands at 32, and how many packets there
/// are at 12, the first at 48.
fn open(capture: &mut Capture<'_>, block: usize, began: Time, times: &[Time]) {
    let memory = capture.intake.packet().1;
    let start = block * BLOCK;
    for (at, value) in [(12, times.len() as u32), (16, 48), (32, began.0), (36, began.1)] {
        memory.store(start + at, value);
    }
    let ethernet = u32::from_ne_bytes([82, 0, 96, 0]);
    for (number, time) in times.iter().enumerate() {
        let fields = [128, time.0, time.1, 0, number as u32 + 1, 1, ethernet];
        for (at, value) in fields.into_iter().enumerate() {
            memory.store(start + 48 + 128 * number + 4 * at, value);
        }
    }
}

/// The same, with the block handed over.
fn hand_over(capture: &mut Capture<'_>, block: usize, times: &[Time]) {
    open(capture, block, (0, 0), times);
    capture.intake.packet().1.store(block * BLOCK + 8, 1);
}

/// What is delivered: the numbers of the captures and of their packets.
fn delivered(captures: &mut [Capture<'_>]) -> Vec<(usize, u32)> {
    let mut seen = Vec::new();
    let given = merge(captures, &mut |number, packet| {
        seen.push((number, packet.wire_length));
        ControlFlow::Continue(())
    });
    assert_eq!(given, Ok(seen.len() as u64));
    seen
}

#[test]
fn times_are_earlier_by_how_old_a_stamp_may_be() {
    for (time, before) in [
        ((9, 5_000_001), (9, 1)),
        ((9, 5_000_000), (9, 0)),
        ((9, 4_999_999), (8, 999_999_999)),
        ((0, 4_999_999), (0, 0)),
        ((u32::MAX, 999_999_999), (u32::MAX, 994_999_999)),
    ] {
        assert_eq!(earlier(time), before);
    }
}

#[test]
fn packets_come_in_the_order_of_their_times() {
    let mut captures = [capture(), capture(), capture()];
    // Of those at the same time, the first capture's first.
    for (number, seconds) in [&[10, 20, 20, 50][..], &[20, 30], &[5, 15, 50]].iter().enumerate() {
        let times: Vec<Time> = seconds.iter().map(|seconds| (*seconds, 7)).collect();
        hand_over(&mut captures[number], 0, &times);
    }
    let order = [(2, 1), (0, 1), (2, 2), (0, 2), (0, 3), (1, 1), (1, 2), (0, 4), (2, 3)];
    assert_eq!(delivered(&mut captures), order);
    assert_eq!(delivered(&mut captures), []);
    // Whatever the ring says of the time.
    hand_over(&mut captures[0], 1, &[EVER]);
    assert_eq!(delivered(&mut captures[..1]), [(0, 1)]);
    assert_eq!(delivered(&mut []), []);
}

#[test]
fn packets_are_held_back_until_nothing_earlier_can_come() {
    let now = sys::real_time();
    let at = |nanoseconds| later(now, nanoseconds);
    // When the other's block was begun, if there are packets in it, and up to when it was known that nothing
    // comes; when packets came; how many are delivered, and when the next is looked at again.
    let ms = Duration::from_millis;
    let cases = [
        (None, None, &[-S][..], 1, None),
        (None, None, &[-S, 10 * S], 1, Some(5)),
        (Some(-S), None, &[-S - 5 * MS], 1, None),
        (Some(-S), None, &[-S - 9 * MS, -S - 5 * MS, -S - 5 * MS + 1], 2, Some(1)),
        (Some(-S), None, &[-S - 2 * MS], 0, Some(3)),
        (Some(-S), None, &[-S], 0, Some(5)),
        (Some(-S), None, &[-S / 2], 0, Some(5)),
        // The clock has been set back.
        (Some(100 * S), None, &[50 * S], 0, Some(5)),
        (Some(-S), Some(100 * S), &[50 * S, 100 * S, 100 * S + 2 * MS], 2, Some(2)),
        (Some(100 * S), Some(-S), &[-S, 50 * S], 1, Some(5)),
    ];
    for (began, known, times, count, wait) in cases {
        for order in [[0, 1], [1, 0]] {
            let mut captures = [capture(), capture()];
            let [one, other] = order;
            let times: Vec<_> = times.iter().map(|time| at(*time)).collect();
            hand_over(&mut captures[one], 0, &times);
            if let Some(began) = began {
                open(&mut captures[other], 0, at(began), &[at(began)]);
            }
            captures[other].place.horizon = known.map_or((0, 0), at);
            let expected: Vec<_> = (1..=count).map(|number| (one, number)).collect();
            assert_eq!(delivered(&mut captures), expected, "{began:?} {known:?} {times:?}");
            assert_eq!(captures[one].place.wait, wait.map(ms), "{began:?} {known:?} {times:?}");
            assert_eq!(captures[other].place.wait, None);
            // Not for ever: there it is, behind what the other had.
            if known.is_none() && began.is_some_and(|began| began < 0) {
                captures[other].intake.packet().1.store(8, 1);
                let rest = times.len() - count as usize + 1;
                assert_eq!(delivered(&mut captures).len(), rest);
                assert_eq!(captures[one].place.wait, None);
            }
        }
    }
}

#[test]
fn what_is_handed_over_meanwhile_is_looked_at() {
    let now = sys::real_time();
    let mut captures = [capture(), capture(), capture()];
    // A look ends with each block, so those without packets keep others from being seen at first.
    for (number, empty) in [0, 1, 3].into_iter().enumerate() {
        for block in 0..empty {
            hand_over(&mut captures[number], block, &[]);
        }
        hand_over(&mut captures[number], empty, &[later(now, (13 - number as i64) * S)]);
    }
    assert_eq!(delivered(&mut captures), [(2, 1)]);
    // All came from the future.
    for capture in &mut captures {
        capture.place.patience = Duration::ZERO;
    }
    assert_eq!(delivered(&mut captures), [(1, 1), (0, 1)]);
    // What has come is no reason to think that nothing before this moment comes any more.
    let mut captures = [capture(), capture()];
    let began = later(now, -S);
    hand_over(&mut captures[0], 0, &[later(now, 10 * S)]);
    hand_over(&mut captures[1], 0, &[]);
    hand_over(&mut captures[1], 1, &[later(began, -MS)]);
    open(&mut captures[1], 2, began, &[began]);
    assert_eq!(delivered(&mut captures), [(1, 1)]);
    assert_eq!(captures[1].place.horizon, earlier(began));
}

#[test]
fn none_is_waited_for_longer_than_its_blocks_take() {
    let ahead = later(sys::real_time(), 100 * S);
    let ms = Duration::from_millis;
    let second = Some((ahead, sys::clock().saturating_sub(ms(1000))));
    let of_another = Some((later(ahead, 1), sys::clock().saturating_sub(ms(1000))));
    // Since when the packet has waited, and how long packets wait for its own capture and the two others;
    // whether those are late, and whether it is delivered.
    for (since, patience, late, is_delivered) in [
        (second, [0, 500, 900], [true, true], true),
        (second, [0, 500, 60_000], [true, false], false),
        (second, [0, 60_000, 500], [false, true], false),
        (second, [0, 60_000, 60_000], [false, false], false),
        (of_another, [0, 500, 500], [false, false], false),
        (None, [0, 500, 500], [false, false], false),
        (None, [60_000, 0, 0], [true, true], true),
    ] {
        let mut captures = [capture(), capture(), capture()];
        hand_over(&mut captures[0], 0, &[ahead]);
        captures[0].place.since = since;
        for (capture, patience) in captures.iter_mut().zip(patience) {
            capture.place.patience = ms(patience);
        }
        let expected: &[_] = if is_delivered { &[(0, 1)] } else { &[] };
        assert_eq!(delivered(&mut captures), expected, "{patience:?}");
        let wait = captures[0].place.wait;
        assert_eq!(wait, (!is_delivered).then_some(LAG), "{patience:?}");
        assert_eq!([1, 2].map(|number: usize| captures[number].place.late), late, "{patience:?}");
        assert!(!captures[0].place.late);
        // Others are waited for again when they have packets again.
        hand_over(&mut captures[1], 0, &[later(ahead, -S)]);
        assert!(captures[1].head().unwrap().is_some() && !captures[1].place.late);
    }
    let place = Place::new(40);
    assert_eq!((place.patience, place.late), (ms(290), false));
}

#[test]
fn those_alone_are_late_that_are_waited_for() {
    let ahead = later(sys::real_time(), 100 * S);
    // Up to when nothing comes from the second, how long it is waited for, whether it was late; whether it is.
    for (horizon, patience, before, late) in [
        ((0, 0), 0, false, true),
        (later(ahead, -1), 0, false, true),
        (ahead, 0, false, false),
        (later(ahead, 1), 0, false, false),
        ((0, 0), 60_000, true, true),
    ] {
        let mut captures = [capture(), capture(), capture()];
        hand_over(&mut captures[0], 0, &[ahead, ahead]);
        captures[1].place.horizon = horizon;
        captures[1].place.late = before;
        for (capture, patience) in captures[1..].iter_mut().zip([patience, 0]) {
            capture.place.patience = Duration::from_millis(patience);
        }
        let given = merge(&mut captures, &mut |_, _| ControlFlow::Break(()));
        assert_eq!(given, Ok(1), "{horizon:?}");
        assert_eq!([1, 2].map(|number: usize| captures[number].place.late), [late, true]);
        // The second packet is there, and waits for nothing.
        assert_eq!(captures[0].place.wait, None);
    }
}

#[test]
fn a_wait_is_as_long_as_the_packet_has_waited() {
    let ahead = later(sys::real_time(), 100 * S);
    let mut captures = [capture(), capture()];
    hand_over(&mut captures[0], 0, &[ahead]);
    captures[1].place.patience = Duration::from_millis(50);
    let start = sys::clock();
    while delivered(&mut captures).is_empty() {
        assert!(sys::clock() - start < Duration::from_secs(5));
    }
    assert!(sys::clock() - start >= Duration::from_millis(50));
}

#[test]
fn what_has_ended_or_another_clock_is_not_waited_for() {
    let ahead = later(sys::real_time(), 100 * S);
    for ended in [true, false] {
        let mut captures = [capture(), capture()];
        hand_over(&mut captures[0], 0, &[ahead]);
        if ended {
            // SAFETY: no kernel writes to this memory.
            unsafe { captures[1].intake.set_quiet() };
        } else {
            captures[1].time_stamp = TimeStamp::Adapter;
        }
        assert_eq!(delivered(&mut captures), [(0, 1)], "{ended}");
    }
}

#[test]
fn a_wait_ends_when_it_is_time_for_what_is_held_back() {
    let mut captures = [capture(), capture()];
    hand_over(&mut captures[0], 0, &[later(sys::real_time(), 100 * S)]);
    let quiet = eventfd(0, EventfdFlags::empty()).unwrap();
    let wait = |captures: &mut [Capture<'_>], others: &[BorrowedFd<'_>], timeout| {
        let start = sys::clock();
        let ready = wait_any(captures, others, timeout).unwrap();
        assert_eq!(ready.others, 0);
        (ready.packets, (sys::clock() - start).as_millis())
    };
    // Its socket can be read from as long as they are there.
    write(&captures[0].socket, &1_u64.to_ne_bytes()).unwrap();
    let ms = |ms| Some(Duration::from_millis(ms));
    let (long, short) = (ms(60_000), ms(30));
    for others in [&[][..], &[quiet.as_fd()]] {
        assert_eq!(delivered(&mut captures), []);
        // Of which the packets wait for so long; then the limit, and how long the wait takes at least, and
        // at most.
        for (count, held, timeout, least, most) in [
            (2, short, None, 30, 30_000),
            (2, short, ms(0), 0, 30_000),
            (2, long, ms(10), 10, 30_000),
            (2, None, None, 0, 30_000),
            // One alone waits for no other.
            (1, long, None, 0, 30_000),
        ] {
            captures[0].place.wait = held;
            let (packets, time) = wait(&mut captures[..count], others, timeout);
            assert!(packets && time >= least && time < most, "{count} {held:?}: {time}");
        }
        // What waits for the shorter time counts, and what does not wait at all.
        hand_over(&mut captures[1], 0, &[later(sys::real_time(), 101 * S)]);
        assert!(captures[1].peek().unwrap().is_some());
        for held in [[short, long], [long, short], [None, long], [long, None]] {
            (captures[0].place.wait, captures[1].place.wait) = (held[0], held[1]);
            let (packets, time) = wait(&mut captures, others, None);
            assert!(packets && time < 30_000, "{held:?}: {time}");
        }
        captures[1] = capture();
    }
}

#[test]
fn a_wait_ends_with_what_is_there() {
    let short = Some(Duration::from_millis(30));
    let quiet = eventfd(0, EventfdFlags::empty()).unwrap();
    for others in [&[][..], &[quiet.as_fd()]] {
        for of in [0, 1] {
            let mut captures = [capture(), capture()];
            let wait = |captures: &mut [Capture<'_>], timeout| {
                let ready = wait_any(captures, others, timeout).unwrap();
                assert_eq!(ready.others, 0);
                ready.packets
            };
            assert!(!wait(&mut captures, short));
            // The kernel says so, of both or of one.
            write(&captures[of].socket, &1_u64.to_ne_bytes()).unwrap();
            assert!(wait(&mut captures, None));
            captures[1 - of].place.wait = Some(Duration::from_secs(60));
            assert!(wait(&mut captures, None));
            // One that is down is looked at now and then, and here somebody else does.
            let mut captures = [capture(), capture()];
            captures[of].intake.down = true;
            assert!(!wait(&mut captures, None) && !captures[of].intake.down);
            // It stands in the ring, or has been looked at.
            let mut captures = [capture(), capture()];
            hand_over(&mut captures[of], 0, &[(1, 1)]);
            assert!(wait(&mut captures, None));
            assert!(captures[of].peek().unwrap().is_some());
            assert!(wait(&mut captures, None));
            // None is waited for that is gone, be it readable, but for the last.
            let mut captures = [capture(), capture()];
            write(&captures[of].socket, &1_u64.to_ne_bytes()).unwrap();
            captures[of].gone = true;
            let start = sys::clock();
            assert!(
                !wait(&mut captures, short) && sys::clock() - start >= Duration::from_millis(30)
            );
            captures[1 - of].gone = true;
            assert_eq!(wait_any(&mut captures, others, None), Err((0, Error::Gone)));
        }
        let mut none = [];
        assert_eq!(wait_any(&mut none, others, short), Ok(Ready::default()));
    }
}
