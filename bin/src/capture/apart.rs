//! Rings apart: each with a thread and savefiles of its own, `FILE.0`, `FILE.1` and so on (--rings with
//! -w, without --merge).
//!
//! Each thread does with its ring what a capture does with one ([`ring`]). What is one for all is little,
//! and the main thread's: signals, --stats-interval, and the end. A thread has a wake-up of its own beside
//! its packets, at which it looks whether it is to end, to write what it holds, or to say its numbers; the
//! main thread has one too, at which it looks whether a thread is over, or has taken the last packet of
//! -c. That is counted by all together, in steps of one, so that it is exact. Whatever ends one thread
//! ends all.
//!
//! The first files are made before the user is changed (-Z) and the sandbox put up, and threads are
//! started inside it. They begin further files themselves (-C, -G); the bytes of those that are full are
//! counted together (--rotate-total), by one thread at a time.

use super::numbers;
use super::pin;
use super::ring::Job;
use super::setup::Asked;
use crate::command::Starter;
use crate::consumer;
use crate::files::Files;
use crate::flags::Id;
use crate::local::Zone;
use crate::message::{Line, Reported};
use crate::output::{self, Preface};
use crate::privileges::{self, User};
use crate::rotation::{Kept, Names, Rotation};
#[cfg(feature = "sandbox")]
use crate::sandbox;
use crate::section::{self, Section};
use crate::settings::{Each, MOST_INTERFACES};
use crate::signals::{self, Signals};
use barecap_core::savefile::pcap::Header;
use barecap_linux::thread::{Lock, Threads};
use barecap_linux::wait_any;
use barecap_linux::{Breaker, Capture, Error, Signal, Statistics, clock};
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use core::time::Duration;
use rustix::fd::AsFd;

/// What a ring's files are written by way of.
pub(crate) struct Room {
    section: section::Room<1, 0>,
    buffer: output::Buffer,
    names: Names,
    zone: Zone,
}

impl Room {
    /// Empty room.
    pub(crate) const fn new() -> Self {
        Self {
            section: section::Room::new(),
            buffer: [0; size_of::<output::Buffer>()],
            names: Names::new(),
            zone: Zone::new(),
        }
    }
}

/// Room for every ring.
pub(crate) type Rooms = [Room; MOST_INTERFACES];

/// What threads and the main thread say to each other.
pub(super) struct Shared<'a> {
    pub(super) program: &'a [u8],
    pub(super) signals: &'a Signals,
    /// -U.
    pub(super) eager: bool,
    /// Files are to say how many packets were lost.
    pub(super) counts: bool,
    /// Packets that are still to be passed over (--skip), and to be taken, if there is a limit (-c).
    skip: AtomicU32,
    left: Option<AtomicU32>,
    /// What --rotate-total counts.
    pub(super) kept: Option<Lock<&'a mut Kept>>,
    /// -z.
    pub(super) command: Option<Starter<'a>>,
    /// As many files have been written as are wanted (-W): so many, or 0.
    pub(super) limit: AtomicU32,
    /// Everything is to end.
    pub(super) ends: AtomicBool,
    /// How often threads were told to write what they hold and to say their numbers.
    pub(super) asked: AtomicU32,
    /// What wakes the main thread.
    pub(super) main: Breaker,
    workers: Each<Worker>,
}

/// What is shared with one thread.
pub(super) struct Worker {
    pub(super) wake: Breaker,
    /// The last question that it has answered.
    pub(super) answered: AtomicU32,
    /// It is over.
    pub(super) over: AtomicBool,
    /// What it has said last.
    pub(super) numbers: Lock<Numbers>,
}

impl Worker {
    fn new() -> Result<Self, Error> {
        Ok(Self {
            wake: Breaker::new()?,
            answered: AtomicU32::new(0),
            over: AtomicBool::new(false),
            numbers: Lock::new(Numbers::default()),
        })
    }
}

/// Numbers as a thread says them: packets that were taken and their bytes, and the kernel's.
#[derive(Clone, Copy, Default)]
pub(super) struct Numbers {
    pub(super) taken: u64,
    pub(super) bytes: u64,
    pub(super) statistics: Statistics,
}

/// Takes one of a number; whether there was one.
fn take(number: &AtomicU32) -> bool {
    let less = |left: u32| left.checked_sub(1);
    number.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
}

impl Shared<'_> {
    /// Whether a packet is to be written.
    pub(super) fn wants_next(&self) -> bool {
        if self.skip.load(Ordering::Relaxed) > 0 && take(&self.skip) {
            return false;
        }
        self.left.as_ref().is_none_or(take)
    }

    /// Whether no more packets are wanted.
    pub(super) fn reached(&self) -> bool {
        self.left.as_ref().is_some_and(|left| left.load(Ordering::Relaxed) == 0)
    }

    /// The numbers of all together, as they were last said.
    fn said(&self) -> Numbers {
        let mut sum = Numbers::default();
        for (ring, worker) in self.workers.iter().enumerate() {
            let Numbers { taken, bytes, mut statistics } = *worker.numbers.lock();
            // It does the same for all rings.
            if ring > 0 {
                statistics.interface_dropped = 0;
            }
            sum.taken += taken;
            sum.bytes += bytes;
            numbers::add(&mut sum.statistics, &statistics, false);
        }
        sum
    }

    /// Wakes all threads.
    fn wake(&self) {
        for worker in &self.workers {
            let _ = worker.wake.raise();
        }
    }

    /// Has all threads write what they hold and say their numbers, and waits until they have.
    fn ask(&self) -> Result<Numbers, Error> {
        let question = self.asked.fetch_add(1, Ordering::SeqCst).wrapping_add(1);
        self.wake();
        let has_answered = |worker: &Worker| {
            worker.over.load(Ordering::SeqCst) || worker.answered.load(Ordering::SeqCst) == question
        };
        while !self.workers.iter().all(has_answered) {
            self.main.lower()?;
            if !self.workers.iter().all(has_answered) {
                wait_any(&mut [], &[self.main.as_fd()], None).map_err(|(_, error)| error)?;
            }
        }
        // What it was raised for besides is looked at once more.
        self.main.raise()?;
        Ok(self.said())
    }
}

/// What is to be captured into files of their own.
pub(super) struct Apart<'a> {
    pub(super) asked: Asked<'a>,
    pub(super) signals: &'a Signals,
    /// The command line and the filter, for pcapng files, and the name of the interface.
    pub(super) about: [&'a [u8]; 2],
    pub(super) names: &'a [&'a [u8]],
    pub(super) header: Header,
    pub(super) began: i64,
}

impl<'a> Apart<'a> {
    /// Captures; answers with the exit code. `announce` says that it begins.
    #[inline(never)]
    pub(super) fn run(
        &self,
        captures: Each<Capture<'_>>,
        (rooms, kept): (&'a mut Rooms, &'a mut Kept),
        announce: &dyn Fn(&[Capture<'_>]),
    ) -> Result<u8, Reported> {
        let Asked { program, settings, .. } = self.asked;
        let failed = |error: Error| Line::of(program).shown(&error).fail();
        let mut shared = Shared {
            program,
            signals: self.signals,
            eager: settings.has(Id::PacketBuffered),
            counts: settings.pcapng,
            skip: AtomicU32::new(settings.skip),
            left: settings.count.map(AtomicU32::new),
            kept: settings.rotate_total.map(|most| Lock::new(kept.begin(most))),
            command: None,
            limit: AtomicU32::new(0),
            ends: AtomicBool::new(false),
            asked: AtomicU32::new(0),
            main: Breaker::new().map_err(failed)?,
            workers: Each::new(),
        };
        for _ in &captures {
            let _ = shared.workers.push(Worker::new().map_err(failed)?);
        }
        let user = User::find(program, settings)?;
        let mut all: Each<Files<'_>> = Each::new();
        for (ring, room) in (0..).zip(rooms).take(captures.len()) {
            let _ = all.push(self.create(ring, room)?);
        }
        let mut threads = Threads::new(captures.len()).map_err(failed)?;
        let processors = pin::share_out(program, settings);
        privileges::give_up(program, settings, user, &all)?;
        if let (Some(command), Some(first)) = (settings.command, all.first_mut()) {
            shared.command = Some(command.starter(settings, &mut first.rotation)?);
        }
        #[cfg(feature = "sandbox")]
        {
            let needs = sandbox::needs(settings, false, false);
            sandbox::enter(program, settings, needs, &mut core::iter::empty());
        }
        announce(&captures);
        let mut jobs: Each<Job<'_, '_>> = Each::new();
        for (ring, ((capture, files), worker)) in
            captures.into_iter().zip(all).zip(&shared.workers).enumerate()
        {
            let processors = processors.get(ring).copied().filter(|set| set.count() > 0);
            let job = Job::new(&shared, worker, (capture, files), processors, self.began);
            let _ = jobs.push(job);
        }
        let mut watched = Ok(());
        let mut watch = |started: Result<(), Error>| {
            if started.is_ok() {
                watched = self.watch(&shared);
            }
            shared.ends.store(true, Ordering::SeqCst);
            shared.wake();
        };
        // SAFETY: nothing in this program has thread-local storage, as there is no standard library.
        let started =
            unsafe { threads.run(&mut jobs, &|job: &mut Job<'_, '_>| job.run(), &mut watch) };
        Ok(self.report(&shared, &jobs, [started, watched]).into())
    }

    /// Says what has ended it, and how many packets there were; answers whether something has failed.
    fn report(
        &self,
        shared: &Shared<'_>,
        jobs: &[Job<'_, '_>],
        results: [Result<(), Error>; 2],
    ) -> bool {
        let Asked { program, settings, .. } = self.asked;
        let mut failed = false;
        for result in results {
            if let Err(error) = result {
                Line::of(program).shown(&error).send();
                failed = true;
            }
        }
        match shared.limit.load(Ordering::SeqCst) {
            0 => {}
            files => consumer::say_limit(files),
        }
        // An error of the interface is that of all rings.
        let mut told = None;
        for job in jobs {
            failed |= job.report(&mut told);
        }
        let Numbers { taken, statistics, .. } = shared.said();
        let mut line = Line::new();
        numbers::put(&mut line, settings, (taken, &statistics), "\n", failed);
        line.send();
        failed
    }

    /// Makes the first file of a ring.
    fn create(&self, ring: u8, room: &'a mut Room) -> Result<Files<'a>, Reported> {
        let Asked { program, settings, .. } = self.asked;
        let Header { link_type, snap_length, precision, .. } = self.header;
        let Room { section, buffer, names, zone } = room;
        let first = (&[][..], section::Source::live(link_type, snap_length));
        let section =
            Section::new(settings, self.about, self.names, precision, first, section.places());
        let preface = Preface { header: self.header, section };
        let rotation = Rotation::new(settings, names, zone).of_ring(ring, self.began);
        Files::create(program, rotation, preface, buffer, Some(self.signals))
    }

    /// Watches over the threads until something ends the capture.
    fn watch(&self, shared: &Shared<'_>) -> Result<(), Error> {
        let Asked { program, settings, .. } = self.asked;
        let mut tells = settings.tells().map(|every| (every, clock() + every));
        loop {
            let limit: Option<Duration> = tells.map(|(_, next)| next.saturating_sub(clock()));
            let others = [self.signals.as_fd(), shared.main.as_fd()];
            wait_any(&mut [], &others, limit).map_err(|(_, error)| error)?;
            if let Some((every, next)) = &mut tells
                && let now = clock()
                && now >= *next
            {
                *next = now + *every;
                let Numbers { taken, bytes, statistics } = shared.ask()?;
                numbers::put_progress(program, settings, (taken, bytes, statistics.dropped));
            }
            shared.main.lower()?;
            let is_over = |worker: &Worker| worker.over.load(Ordering::SeqCst);
            if shared.reached() || shared.workers.iter().any(is_over) {
                return Ok(());
            }
            while let Some(signal) = self.signals.next()? {
                if signals::ends(signal) {
                    return Ok(());
                }
                // Both are asked for at once.
                if matches!(signal, Signal::User1 | Signal::User2) {
                    let Numbers { taken, statistics, .. } = shared.ask()?;
                    if signal == Signal::User1 {
                        let mut line = Line::of(program);
                        numbers::put(&mut line, settings, (taken, &statistics), ", ", false);
                        line.send();
                    }
                }
            }
        }
    }
}
