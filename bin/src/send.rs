//! Sending a savefile through an interface (--send), as it was captured, faster, or at a rate: what
//! the options ask for, and whether the file and the interface go together. How packets are sent is in
//! `transmit`, when in [`pace`].
//!
//! It is bounded, so that a command which was forgotten does not occupy a network: one pass over the
//! file, more only if --loop says how many; an hour, unless --timeout says otherwise. A packet whose time
//! comes later than that ends it before the wait. It is sent on one interface, which is never chosen for
//! the user.

pub mod pace;
mod transmit;

use crate::consumer::Count;
#[cfg(feature = "explain")]
use crate::explain;
use crate::filter::Filter;
use crate::flags::Id;
use crate::literal::Literal;
use crate::message::{Line, Reported};
use crate::packed::text;
use crate::privileges::{self, User};
use crate::replay::Savefile;
#[cfg(feature = "sandbox")]
use crate::sandbox;
use crate::settings::{self, Settings};
use crate::signals::Signals;
use crate::{Memory, interfaces};
use barecap_core::filter::{Context, Target};
use barecap_core::linktype::LinkType;
use barecap_linux::{Error, Sender, SenderConfig, Source, clock};
use core::ffi::CStr;
use core::time::Duration;
use pace::Speed;
use transmit::Run;

/// How long it takes at most, unless --timeout says so.
const LIMIT: Duration = Duration::from_secs(3600);

/// Sends as the command line asks; answers with the exit code.
///
/// # Errors
///
/// Nothing could be sent.
#[inline(never)]
pub fn run(program: &[u8], settings: &Settings<'_>, memory: &mut Memory) -> Result<u8, Reported> {
    let Some(path) = settings.value(Id::Send) else { return Err(Reported) };
    let plan = Plan::read(program, settings)?;
    let Memory { filter: text, replay, workspace, .. } = memory;
    let signals = Signals::block(program, Some(plan.limit))?;
    let mut savefile = Savefile::open(path, false, replay, Some(&signals))
        .map_err(|error| error.report(program, path, false))?;
    let context = Context {
        link_type: savefile.link_type(),
        snap_length: settings.snap_length,
        netmask: Some(0),
        target: Target::SavefileUnswapped,
        optimize: !settings.has(Id::NoOptimize),
    };
    #[cfg(feature = "explain")]
    if let Some(result) =
        explain::run(program, settings, text, &context, workspace, &mut memory.explain)
    {
        return result;
    }
    let filter = Filter::compile(program, text, &context, workspace)?;
    if settings.has(Id::DumpProgram) {
        return Ok(filter.print(program, settings.times(Id::DumpProgram)));
    }
    let source = interface(program, settings)?;
    let name = interfaces::name(&source);
    let Source::Interface(interface) = source else { return Err(Reported) };
    let mut line = Line::of(program);
    line.about(name);
    let sender = Sender::open(&SenderConfig::new(interface)).map_err(|error| {
        match error {
            Error::PermissionDenied => {
                line.literal(text!("no permission to send (CAP_NET_RAW is required)"))
            }
            Error::NotUp => line
                .shown(&error)
                .literal(text!(" (ip link set "))
                .bytes(name)
                .literal(text!(" up)")),
            Error::CannotSend => {
                line.shown(&error).literal(text!(": the kernel makes its link header itself"))
            }
            error => line.shown(&error),
        };
        line.fail()
    })?;
    if !agree(savefile.link_type(), sender.link_type()) {
        line.literal(text!("packets have link-type ")).link_type(sender.link_type());
        line.literal(text!(" there, and those of ")).bytes(path.to_bytes()).literal(text!(" "));
        line.link_type(savefile.link_type()).literal(advice(savefile.link_type()));
        return Err(line.fail());
    }
    if plan.loops > 1 && !savefile.is_file() {
        let mut line = Line::of(program);
        line.bytes(path.to_bytes())
            .literal(text!(": --loop wants a file, which can be read again"));
        return Err(line.fail());
    }
    let user = User::find(program, settings)?;
    privileges::give_up(program, settings, user, &[])?;
    #[cfg(feature = "sandbox")]
    {
        let needs = sandbox::needs(settings, false, false);
        sandbox::enter(program, settings, needs, &mut core::iter::empty());
    }
    let mut line = Line::of(program);
    line.literal(text!("sending ")).bytes(path.to_bytes()).literal(text!(" on ")).bytes(name);
    line.literal(text!(", link-type ")).link_type(sender.link_type()).send();
    let mut run = Run::new(program, name, sender, &signals, Count::new(settings), &plan);
    Ok(run.send(path, &mut savefile, &filter))
}

/// What the options of --send ask for.
struct Plan {
    speed: Speed,
    loops: u32,
    longest_gap: Option<Duration>,
    limit: Duration,
    /// When the time is over, on the clock.
    deadline: Duration,
}

impl Plan {
    fn read(program: &[u8], settings: &Settings<'_>) -> Result<Self, Reported> {
        let text = |id| settings.value(id).map(CStr::to_bytes);
        let wrong = |what: &[u8], text: &[u8], wanted: &[u8]| {
            let mut line = Line::of(program);
            line.bytes(what)
                .literal(text!(" '"))
                .bytes(text)
                .literal(text!("' ("))
                .bytes(wanted)
                .literal(text!(")"))
                .fail()
        };
        let limit = settings.time_out.unwrap_or(LIMIT);
        let mut plan = Self {
            speed: Speed::Recorded(1000),
            loops: 1,
            longest_gap: None,
            limit,
            deadline: clock() + limit,
        };
        if let Some(text) = text(Id::Speed) {
            let wanted = b"recorded, x2 or x0.5, full, 500pps or 10kpps, 500kbit or 8mbit";
            plan.speed = Speed::read(text).ok_or_else(|| wrong(b"invalid speed", text, wanted))?;
        }
        if let Some(text) = text(Id::Loop) {
            let number = settings::number(text, 10).filter(|number| *number > 0);
            plan.loops =
                number.ok_or_else(|| wrong(b"invalid number of passes", text, b"1 or more"))?;
        }
        if let Some(text) = text(Id::MaxSleep) {
            let time = settings::time(text);
            let time =
                time.ok_or_else(|| wrong(b"invalid time", text, b"as 10s, 500ms, 5m or 1h"))?;
            plan.longest_gap = Some(time);
        }
        Ok(plan)
    }
}

/// The one interface that is sent on, which is never chosen for the user.
fn interface(program: &[u8], settings: &Settings<'_>) -> Result<Source, Reported> {
    if !settings.interfaces.is_empty()
        && let [source @ Source::Interface(_)] = *interfaces::choose(program, settings)?.as_slice()
    {
        return Ok(source);
    }
    Err(Line::of(program).literal(text!("--send wants one interface to send on: -i IF")).fail())
}

/// Whether packets of a file's link type can be sent where packets have another.
fn agree(file: LinkType, there: LinkType) -> bool {
    file == there || there == LinkType::RAW && matches!(file, LinkType::IPV4 | LinkType::IPV6)
}

/// What may be done with a file whose link type the interface does not have.
fn advice(file: LinkType) -> Literal {
    match file {
        LinkType::EN10MB => text!(" (Ethernet, veth and tap interfaces, bridges and lo have that)"),
        LinkType::RAW | LinkType::IPV4 | LinkType::IPV6 => text!(" (tun interfaces have that)"),
        LinkType::LINUX_SLL | LinkType::LINUX_SLL2 => {
            text!(" (no interface has that: capture on one interface instead of any)")
        }
        _ => text!(" (-L lists what an interface has)"),
    }
}
