//! Rings apart: each with a thread and a savefile of its own, `FILE.0`, `FILE.1` and so on (--rings with
//! -w, without --merge).
//!
//! Each thread does with its ring what a capture does with one: it waits, writes what is there, and at
//! the end takes its ring off the network and writes the rest. What is one for all is little, and the
//! main thread's: signals, --stats-interval, and the end. A thread has a wake-up of its own beside its
//! packets, at which it looks whether it is to end, to write what it holds, or to say its numbers; the
//! main thread has one too, at which it looks whether a thread is over, or has taken the last packet of
//! -c. That is counted by all together, in steps of one, so that it is exact. Whatever ends one thread
//! ends all.
//!
//! All files are made before the sandbox is put up, and threads are started inside it.

use super::live::as_record;
use super::numbers;
use super::setup::Asked;
use crate::consumer;
use crate::flags::Id;
use crate::message::{Line, Reported};
use crate::output::{self, Output, Preface};
#[cfg(feature = "sandbox")]
use crate::sandbox;
use crate::section::{self, Section};
use crate::settings::{Each, MOST_INTERFACES, Settings};
use crate::signals;
use barecap_core::savefile::pcap::Header;
use barecap_linux::thread::Threads;
use barecap_linux::wait_any;
use barecap_linux::{Breaker, Capture, ErrnoText, Error, Signal, Signals, Statistics, clock};
use core::ffi::CStr;
use core::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use core::time::Duration;
use heapless::Vec;
use rustix::fd::AsFd;

/// What a ring's file is written by way of.
pub(crate) struct Room {
    options: section::Options,
    buffer: output::Buffer,
}

impl Room {
    /// Empty room.
    pub(crate) const fn new() -> Self {
        Self { options: section::Options::new(), buffer: [0; size_of::<output::Buffer>()] }
    }
}

/// Room for every ring.
pub(crate) type Rooms = [Room; MOST_INTERFACES];

/// The name of a ring's file.
struct Path(Vec<u8, 4096>);

impl Path {
    /// That of -w, a dot, and the number of the ring. What does not fit is cut, and refused by the
    /// kernel.
    fn new(settings: &Settings<'_>, ring: usize) -> Self {
        let mut path = Vec::new();
        let name = settings.value(Id::Write).map_or(&b""[..], CStr::to_bytes);
        let mut number = Line::new();
        number.bytes(b".").number(ring as u64);
        for byte in name.iter().chain(number.text()).take(path.capacity() - 1) {
            let _ = path.push(*byte);
        }
        let _ = path.push(0);
        Self(path)
    }

    fn as_c_str(&self) -> &CStr {
        CStr::from_bytes_until_nul(&self.0).unwrap_or_default()
    }
}

/// What threads and the main thread say to each other.
struct Shared {
    /// -U.
    eager: bool,
    /// Files are to say how many packets were lost.
    counts: bool,
    /// Packets that are still to be passed over (--skip), and to be taken, if there is a limit (-c).
    skip: AtomicU64,
    left: Option<AtomicU64>,
    /// Everything is to end.
    ends: AtomicBool,
    /// How often threads were told to write what they hold and to say their numbers.
    asked: AtomicU32,
    /// What wakes the main thread.
    main: Breaker,
    workers: Each<Worker>,
}

/// What is shared with one thread.
struct Worker {
    wake: Breaker,
    /// The last question that it has answered.
    answered: AtomicU32,
    /// It is over.
    over: AtomicBool,
    /// Packets taken and their bytes; packets received, and dropped by the kernel and the interface.
    numbers: [AtomicU64; 5],
}

/// Numbers as a thread says them.
#[derive(Clone, Copy, Default)]
struct Numbers {
    taken: u64,
    bytes: u64,
    statistics: Statistics,
}

impl Worker {
    fn say(&self, numbers: Numbers) {
        let Numbers { taken, bytes, statistics } = numbers;
        let Statistics { received, dropped, interface_dropped, .. } = statistics;
        let values = [taken, bytes, received, dropped, interface_dropped];
        for (place, value) in self.numbers.iter().zip(values) {
            place.store(value, Ordering::Relaxed);
        }
    }

    fn said(&self) -> Numbers {
        let [taken, bytes, received, dropped, interface_dropped] =
            [0, 1, 2, 3, 4].map(|at: usize| self.numbers[at].load(Ordering::Relaxed));
        let statistics = Statistics { received, dropped, interface_dropped, ..Default::default() };
        Numbers { taken, bytes, statistics }
    }
}

/// Takes one of a number; whether there was one.
fn take(number: &AtomicU64) -> bool {
    let less = |left: u64| left.checked_sub(1);
    number.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
}

impl Shared {
    /// Whether a packet is to be written.
    fn wants_next(&self) -> bool {
        if self.skip.load(Ordering::Relaxed) > 0 && take(&self.skip) {
            return false;
        }
        self.left.as_ref().is_none_or(take)
    }

    /// Whether no more packets are wanted.
    fn reached(&self) -> bool {
        self.left.as_ref().is_some_and(|left| left.load(Ordering::Relaxed) == 0)
    }

    /// The numbers of all together, as they were last said.
    fn said(&self) -> Numbers {
        let mut sum = Numbers::default();
        for (ring, worker) in self.workers.iter().enumerate() {
            let Numbers { taken, bytes, mut statistics } = worker.said();
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

/// Why a thread ended early.
enum Fault {
    Capture(Error),
    Savefile(output::Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Capture(error)
    }
}

impl From<output::Error> for Fault {
    fn from(error: output::Error) -> Self {
        Self::Savefile(error)
    }
}

/// A ring and its file.
struct Job<'a, 'f> {
    shared: &'a Shared,
    worker: &'a Worker,
    capture: Capture<'f>,
    output: Output<'a>,
    began: i64,
    numbers: Numbers,
    end: Result<(), Fault>,
}

impl Job<'_, '_> {
    /// What a thread does.
    fn run(&mut self) {
        let mut end = self.feed();
        // Whatever it was: what has arrived in the ring belongs to the capture.
        match self.capture.finish() {
            Ok(()) if matches!(end, Err(Fault::Savefile(_))) => {}
            Ok(()) => end = self.deliver().and(end),
            Err(error) => end = end.and(Err(error.into())),
        }
        let counted = self.count();
        if end.is_ok() && self.shared.counts {
            let counts = numbers::counts(self.began, &self.numbers.statistics);
            end = self.output.counts(0, &counts).map_err(Fault::from);
        }
        if !matches!(end, Err(Fault::Savefile(_))) {
            end = end.and(self.output.finish().map_err(Fault::from));
        }
        self.end = end.and(counted);
        self.worker.say(self.numbers);
        self.worker.over.store(true, Ordering::SeqCst);
        let _ = self.shared.main.raise();
    }

    /// Writes packets until it is told to end.
    fn feed(&mut self) -> Result<(), Fault> {
        let Shared { eager, ends, asked, .. } = self.shared;
        let mut answered = 0;
        loop {
            let ready = self.capture.wait(&[self.worker.wake.as_fd()], None)?;
            if ready.packets {
                self.deliver()?;
                if *eager {
                    self.output.flush()?;
                }
            }
            if ready.others != 0 {
                self.worker.wake.lower()?;
                let question = asked.load(Ordering::SeqCst);
                if question != answered {
                    answered = question;
                    self.output.flush()?;
                    self.count()?;
                    self.worker.say(self.numbers);
                    self.worker.answered.store(question, Ordering::SeqCst);
                    self.shared.main.raise()?;
                }
            }
            if ends.load(Ordering::SeqCst) || self.shared.reached() {
                return Ok(());
            }
        }
    }

    /// Writes the packets that are there, as many as are wanted.
    fn deliver(&mut self) -> Result<(), Fault> {
        let link_type = self.capture.link_type();
        while !self.shared.reached()
            && let Some(packet) = self.capture.next_packet()?
        {
            if self.shared.wants_next() {
                self.numbers.taken += 1;
                self.numbers.bytes += u64::from(packet.wire_length);
                self.output.packet(&as_record(&packet, 0, link_type))?;
            }
        }
        Ok(())
    }

    /// Finds out the kernel's numbers.
    fn count(&mut self) -> Result<(), Fault> {
        self.numbers.statistics = self.capture.statistics()?;
        Ok(())
    }
}

/// What is to be captured into files of their own.
pub(super) struct Apart<'a> {
    pub(super) asked: Asked<'a>,
    pub(super) signals: Signals,
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
        rooms: &'a mut Rooms,
        announce: &dyn Fn(&[Capture<'_>]),
    ) -> Result<u8, Reported> {
        let Asked { program, settings, .. } = self.asked;
        let failed = |error: Error| Line::of(program).shown(&error).fail();
        let mut shared = Shared {
            eager: settings.has(Id::PacketBuffered),
            counts: settings.pcapng,
            skip: AtomicU64::new(settings.skip.into()),
            left: settings.count.map(|count| AtomicU64::new(count.into())),
            ends: AtomicBool::new(false),
            asked: AtomicU32::new(0),
            main: Breaker::new().map_err(failed)?,
            workers: Each::new(),
        };
        for _ in &captures {
            let worker = Worker {
                wake: Breaker::new().map_err(failed)?,
                answered: AtomicU32::new(0),
                over: AtomicBool::new(false),
                numbers: [const { AtomicU64::new(0) }; 5],
            };
            let _ = shared.workers.push(worker);
        }
        let mut outputs: Each<Output<'_>> = Each::new();
        for (ring, room) in rooms.iter_mut().take(captures.len()).enumerate() {
            let _ = outputs.push(self.create(ring, room)?);
        }
        let mut threads = Threads::new(captures.len()).map_err(failed)?;
        #[cfg(feature = "sandbox")]
        {
            let needs = sandbox::needs(settings, false, false);
            sandbox::enter(program, settings, needs, &mut core::iter::empty());
        }
        announce(&captures);
        let mut jobs: Each<Job<'_, '_>> = Each::new();
        for ((capture, output), worker) in captures.into_iter().zip(outputs).zip(&shared.workers) {
            let (numbers, end) = (Numbers::default(), Ok(()));
            let (shared, began) = (&shared, self.began);
            let _ = jobs.push(Job { shared, worker, capture, output, began, numbers, end });
        }
        let mut watched = Ok(());
        let started = threads.run(&mut jobs, &|job: &mut Job<'_, '_>| job.run(), &mut |started| {
            if started.is_ok() {
                watched = self.watch(&shared);
            }
            shared.ends.store(true, Ordering::SeqCst);
            shared.wake();
        });
        let mut code = 0;
        for result in [started, watched] {
            if let Err(error) = result {
                Line::of(program).shown(&error).send();
                code = 1;
            }
        }
        // An error of the interface is that of all rings.
        let mut told = None;
        for (ring, job) in jobs.iter().enumerate() {
            match &job.end {
                Ok(()) => {}
                Err(Fault::Capture(error)) => {
                    if told != Some(*error) {
                        Line::of(program).bytes(b"pcap_loop: ").shown(error).send();
                    }
                    (told, code) = (Some(*error), 1);
                }
                Err(Fault::Savefile(error)) => {
                    consumer::report(program, Path::new(settings, ring).as_c_str(), error);
                    code = 1;
                }
            }
        }
        let Numbers { taken, statistics, .. } = shared.said();
        let mut line = Line::new();
        numbers::put(&mut line, settings, (taken, &statistics), "\n");
        line.send();
        Ok(code)
    }

    /// Makes the file of a ring.
    fn create(&self, ring: usize, room: &'a mut Room) -> Result<Output<'a>, Reported> {
        let Asked { program, settings, .. } = self.asked;
        let Header { link_type, snap_length, precision, .. } = self.header;
        let Room { options, buffer } = room;
        let first = (&[][..], section::Source::live(link_type, snap_length));
        let section = Section::new(settings, self.about, self.names, precision, first, options);
        let preface = Preface { header: self.header, section };
        let path = Path::new(settings, ring);
        Output::create(path.as_c_str(), preface, buffer).map_err(|errno| {
            let mut line = Line::of(program);
            line.bytes(path.as_c_str().to_bytes()).bytes(b": ").shown(&ErrnoText(errno)).fail()
        })
    }

    /// Watches over the threads until something ends the capture.
    fn watch(&self, shared: &Shared) -> Result<(), Error> {
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
                        numbers::put(&mut line, settings, (taken, &statistics), ", ");
                        line.send();
                    }
                }
            }
        }
    }
}
