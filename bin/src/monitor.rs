//! Monitor mode (-I): for each wireless interface another one that hears every frame, made for the
//! capture and gone with it ([`barecap_linux::Monitor`]).

use crate::flags::Id;
use crate::interfaces;
use crate::message::{Line, Reported};
use crate::packed::text;
use crate::settings::{MOST_INTERFACES, Settings, number};
use barecap_linux::{InterfaceName, Monitor, MonitorError, Source, channel_frequency};
use core::ffi::CStr;
use heapless::Vec;

/// The monitor interfaces, which are there as long as this is.
pub type Monitors = Vec<Monitor, MOST_INTERFACES>;

/// With -I, puts in the place of these interfaces their monitor interfaces.
///
/// # Errors
///
/// One of them has no monitor mode, or not on that channel.
pub fn enter(
    program: &[u8],
    settings: &Settings<'_>,
    sources: &mut [Source],
) -> Result<Monitors, Reported> {
    let mut monitors = Monitors::new();
    if !settings.has(Id::MonitorMode) {
        return Ok(monitors);
    }
    let frequency = match settings.value(Id::Channel) {
        Some(text) => Some(frequency(program, text)?),
        None => None,
    };
    for source in sources {
        let mut line = Line::of(program);
        line.about(interfaces::name(source));
        let Source::Interface(name) = source else {
            return Err(line.literal(text!("-I wants wireless interfaces by their names")).fail());
        };
        let monitor = open(name, frequency).map_err(|error| line.shown(&error).fail())?;
        if monitor.is_made() {
            line.literal(text!("monitor mode on ")).bytes(monitor.interface().as_bytes());
            line.literal(text!(", which is there as long as the capture")).send();
        }
        *source = Source::Interface(monitor.interface());
        // There is room for as many as there are interfaces.
        let _ = monitors.push(monitor);
    }
    Ok(monitors)
}

/// Opens a monitor, and sets its radio to a frequency.
fn open(name: &InterfaceName, frequency: Option<u32>) -> Result<Monitor, MonitorError> {
    let mut monitor = Monitor::open(name)?;
    if let Some(frequency) = frequency {
        monitor.set_frequency(frequency)?;
    }
    Ok(monitor)
}

/// The frequency that --channel names, by it or by a channel's number.
fn frequency(program: &[u8], text: &CStr) -> Result<u32, Reported> {
    let text = text.to_bytes();
    let frequency = match number(text, 10) {
        Some(frequency @ 1000..100_000) => Some(frequency),
        Some(channel) => channel_frequency(channel),
        None => None,
    };
    frequency.ok_or_else(|| {
        let mut line = Line::of(program);
        line.literal(text!("invalid channel '")).bytes(text);
        line.literal(text!("' (1 to 14, 32 to 177, or a frequency in MHz)")).fail()
    })
}
