//! Counts the packets of several interfaces for so many seconds, in a loop around epoll(7) of its own.
//!
//! `cargo run --example epoll -- SECONDS INTERFACE...`

use barecap_linux::rustix::event::Timespec;
use barecap_linux::rustix::event::epoll::{self, CreateFlags, Event, EventData, EventFlags};
use barecap_linux::{Capture, Config, ErrnoText, Error};
use std::time::{Duration, Instant};

/// A capture, and what has become of it.
struct Counter {
    capture: Capture<'static>,
    packets: u64,
    /// Its interface is gone, so no more packets will come.
    over: bool,
}

impl Counter {
    fn start(interface: &str) -> Result<Self, Error> {
        let mut config = Config::new(interface.parse()?);
        config.block_timeout_ms = 100;
        let capture = Capture::prepare(&config)?.start(None)?;
        Ok(Self { capture, packets: 0, over: false })
    }

    /// Asks with a wait of no length: that also finds out what has become of the interface.
    fn look(&mut self) -> Result<(), Error> {
        match self.capture.wait(&[], Some(Duration::ZERO)) {
            Ok(ready) if ready.packets => self.count(),
            Ok(_) => Ok(()),
            Err(Error::Gone) => self.finish(),
            Err(error) => Err(error),
        }
    }

    fn count(&mut self) -> Result<(), Error> {
        while self.capture.next_packet()?.is_some() {
            self.packets += 1;
        }
        Ok(())
    }

    /// What is left in the ring is still to be had.
    fn finish(&mut self) -> Result<(), Error> {
        self.over = true;
        self.capture.finish()?;
        self.count()
    }
}

fn main() {
    let mut words = std::env::args().skip(1);
    let seconds = words.next().and_then(|word| word.parse().ok());
    let Some(seconds) = seconds else { return eprintln!("usage: epoll SECONDS INTERFACE...") };
    if let Err(error) = run(Duration::from_secs(seconds), words) {
        eprintln!("{error}");
    }
}

fn run(
    time: Duration,
    interfaces: impl Iterator<Item = String>,
) -> Result<(), Box<dyn std::error::Error>> {
    let epoll = epoll::create(CreateFlags::CLOEXEC).map_err(ErrnoText)?;
    let mut counters = Vec::new();
    for name in interfaces {
        let counter = Counter::start(&name).map_err(|error| format!("{name}: {error}"))?;
        let data = EventData::new_u64(counters.len() as u64);
        epoll::add(&epoll, &counter.capture, data, EventFlags::IN).map_err(ErrnoText)?;
        counters.push(counter);
    }
    let end = Instant::now() + time;
    let mut events = [Event { flags: EventFlags::empty(), data: EventData::new_u64(0) }; 16];
    while let Some(left) = end.checked_duration_since(Instant::now()) {
        // One that is down tells by no descriptor that it is up again or deleted: it is looked at now and then.
        let running = counters.iter().filter(|counter| !counter.over);
        let limit = running.filter_map(|counter| counter.capture.look_again()).min();
        let limit = Timespec::try_from(limit.map_or(left, |limit| limit.min(left)))?;
        // It may as well end early, for a signal.
        let _ = epoll::wait(&epoll, &mut events[..], Some(&limit));
        for counter in counters.iter_mut().filter(|counter| !counter.over) {
            counter.look()?;
            if counter.over {
                // It stays in error, and would end every wait.
                epoll::delete(&epoll, &counter.capture).map_err(ErrnoText)?;
            }
        }
    }
    for counter in &mut counters {
        if !counter.over {
            counter.finish()?;
        }
        let name = counter.capture.interface().map(|interface| interface.name.to_string());
        println!("{}: {} packets", name.as_deref().unwrap_or("any"), counter.packets);
    }
    Ok(())
}
