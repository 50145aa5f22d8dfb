//! Signals, taken between two packets and never in the middle of one.

use barecap_linux::{Error, Signal, Signals};
use core::time::Duration;
use heapless::Vec;

/// Blocks the signals that end the program, those in `others`, and SIGPIPE, so that a pipe which
/// nobody reads is an error of write(2). One of those that end it comes after the time that
/// --timeout gives.
///
/// # Errors
///
/// Those of the system calls, which have no reason to fail.
pub fn block(others: &[Signal], time_out: Option<Duration>) -> Result<Signals, Error> {
    let mut signals: Vec<Signal, 8> =
        Vec::from_iter([Signal::Interrupt, Signal::Terminate, Signal::Pipe, Signal::Alarm]);
    // Under nohup(1) things go on when the terminal is gone.
    if !Signal::Hangup.is_ignored()? {
        let _ = signals.push(Signal::Hangup);
    }
    let _ = signals.extend_from_slice(others);
    let signals = Signals::block(&signals)?;
    if let Some(time) = time_out {
        signals.alarm_after(time)?;
    }
    Ok(signals)
}

/// Whether a signal ends the program.
#[must_use]
pub fn ends(signal: Signal) -> bool {
    // Whatever SIGPIPE came from has failed, and told so.
    !matches!(signal, Signal::Pipe | Signal::User1 | Signal::User2)
}

/// Whether one has come that ends the program.
#[must_use]
pub fn have_ended(signals: &Signals) -> bool {
    Signal::ALL.into_iter().any(|signal| ends(signal) && signals.has_come(signal))
}
