//! What a thread does with its ring: it waits, writes what is there into its files, and at the end takes
//! its ring off the network and writes the rest.

use super::apart::{Numbers, Shared, Worker};
use super::live::{Fault, TICK, as_record};
use super::{numbers, pin};
use crate::consumer;
use crate::files::Files;
use crate::message::Line;
use crate::packed::text;
use barecap_linux::thread::Lock;
use barecap_linux::{Capture, Error};
use core::sync::atomic::Ordering;
use rustix::fd::AsFd;
use rustix::thread::CpuSet;

/// A ring, its files, and the end that it came to.
pub(super) struct Job<'a, 'f> {
    shared: &'a Shared<'a>,
    worker: &'a Worker,
    capture: Capture<'f>,
    files: Files<'a>,
    /// What the thread is kept to.
    processors: Option<CpuSet>,
    began: i64,
    numbers: Numbers,
    end: Result<(), Fault>,
}

/// Goes on in another file if the time has come, or the size been reached.
fn turn(
    shared: &Shared<'_>,
    files: &mut Files<'_>,
    time: i64,
    size: u64,
) -> Result<(), consumer::Error> {
    if let Some(file) = files.over(time, size)? {
        let mut kept = shared.kept.as_ref().map(Lock::lock);
        files.go_on(file, kept.as_mut().map(|kept| &mut ***kept), shared.command.as_ref())?;
    }
    Ok(())
}

impl<'a, 'f> Job<'a, 'f> {
    /// What is to be done with a ring, in a capture that began then.
    pub(super) fn new(
        shared: &'a Shared<'a>,
        worker: &'a Worker,
        (capture, files): (Capture<'f>, Files<'a>),
        processors: Option<CpuSet>,
        began: i64,
    ) -> Self {
        let (numbers, end) = (Numbers::default(), Ok(()));
        Self { shared, worker, capture, files, processors, began, numbers, end }
    }

    /// What a thread does.
    pub(super) fn run(&mut self) {
        if let Some(processors) = &self.processors {
            pin::keep_to(self.shared.program, processors);
        }
        let mut end = self.feed();
        // Whatever it was: what has arrived in the ring belongs to the capture.
        match self.capture.finish() {
            Ok(()) if matches!(end, Err(Fault::Consume(_))) => {}
            Ok(()) => end = self.deliver().and(end),
            Err(error) => end = end.and(Err(error.into())),
        }
        if let Err(Fault::Consume(consumer::Error::Limit(files))) = end {
            self.shared.limit.store(files, Ordering::SeqCst);
            end = Ok(());
        }
        let counted = self.count();
        if !matches!(end, Err(Fault::Consume(_))) {
            end = end.and(self.finish().map_err(Fault::from));
        }
        self.end = end.and(counted.map_err(Fault::from));
        *self.worker.numbers.lock() = self.numbers;
        self.worker.over.store(true, Ordering::SeqCst);
        let _ = self.shared.main.raise();
    }

    /// Ends the last file.
    fn finish(&mut self) -> Result<(), consumer::Error> {
        let Self { shared, files, .. } = self;
        if shared.counts {
            let counts = numbers::counts(self.began, &self.numbers.statistics);
            files.output.counts(0, &counts)?;
        }
        files.finish()?;
        // Where as many have been written as are wanted, the last is as full as those before.
        if let Some(command) = &shared.command
            && shared.limit.load(Ordering::SeqCst) > 0
        {
            let file = files.rotation.file();
            command.start(&mut files.rotation, file);
        }
        Ok(())
    }

    /// Writes packets until it is told to end.
    fn feed(&mut self) -> Result<(), Fault> {
        let Shared { eager, ends, asked, .. } = self.shared;
        // Where files end by time, they end without packets as well.
        let tick = self.files.rotation.by_time().then_some(TICK);
        let mut answered = 0;
        loop {
            let ready = self.capture.wait(&[self.worker.wake.as_fd()], tick)?;
            if ready.packets {
                self.deliver()?;
                if *eager {
                    self.flush()?;
                }
            } else if tick.is_some() {
                turn(self.shared, &mut self.files, barecap_linux::now(), 0)?;
            }
            // One that came while the reader of a FIFO kept this thread waiting is the main thread's.
            if self.shared.signals.was_looked_at() {
                self.shared.main.raise()?;
            }
            if ready.others != 0 {
                self.worker.wake.lower()?;
                let question = asked.load(Ordering::SeqCst);
                if question != answered {
                    answered = question;
                    self.flush()?;
                    self.count()?;
                    *self.worker.numbers.lock() = self.numbers;
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
        let Self { shared, capture, files, numbers, .. } = self;
        let link_type = capture.link_type();
        while !shared.reached()
            && let Some(packet) = capture.next_packet()?
        {
            if !shared.wants_next() {
                continue;
            }
            let record = as_record(&packet, 0, link_type);
            if files.rotation.rotates() {
                let size = files.output.size();
                turn(shared, files, record.time.seconds, size).map_err(|error| {
                    // Behind the last file that is wanted, it is not.
                    if !matches!(error, consumer::Error::Limit(_)) {
                        numbers.taken += 1;
                    }
                    error.and_this()
                })?;
            }
            numbers.taken += 1;
            numbers.bytes += u64::from(packet.wire_length);
            files.output.packet(&record).map_err(consumer::Error::from)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), consumer::Error> {
        Ok(self.files.output.flush()?)
    }

    /// Finds out the kernel's numbers.
    fn count(&mut self) -> Result<(), Error> {
        self.numbers.statistics = self.capture.statistics()?;
        Ok(())
    }

    /// Says what went wrong, if something did; whether it did. An error of the interface is said once.
    pub(super) fn report(&self, told: &mut Option<Error>) -> bool {
        let program = self.shared.program;
        match &self.end {
            Ok(()) => return false,
            Err(Fault::Capture(error)) => {
                if told.replace(*error) != Some(*error) {
                    Line::of(program).literal(text!("pcap_loop: ")).shown(error).send();
                }
            }
            Err(Fault::Consume(consumer::Error::Savefile(error))) => {
                self.files.report(program, error);
            }
            // Nothing is printed, and all packets have the one link type; the limit is no error.
            Err(Fault::Consume(_)) => {}
        }
        true
    }
}
