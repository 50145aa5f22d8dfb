//! Capturing live: from the command line to packets, and to the last of them.
//!
//! The order is the one in which nothing is lost: signals are blocked first, so that none ends the
//! process between two packets; the filter is compiled for the link type that the prepared socket
//! has (`setup`); the savefile is made; then the capture starts, and "listening" is said only
//! afterwards (`live`; `apart`, `ring` and `pin` where each ring has a thread). At a signal or at -c the socket is taken
//! off the network, and what is already in the ring is delivered before the numbers are printed
//! (`numbers`). Where interfaces may appear, go and come back, `follow` sees to it.

#[cfg(feature = "rings")]
mod apart;
#[cfg(feature = "follow")]
mod follow;
mod live;
mod numbers;
#[cfg(feature = "rings")]
mod pin;
#[cfg(feature = "rings")]
mod ring;
mod setup;

use crate::consumer::{self, Inputs};
#[cfg(feature = "explain")]
use crate::explain;
use crate::filter::Filter;
use crate::flags::Id;
use crate::message::{Line, Reported};
use crate::output::Preface;
use crate::packed::text;
use crate::section::{self, Section};
use crate::settings::{Each, Settings};
use crate::signals::Signals;
use crate::{Memory, interfaces};
#[cfg(feature = "rings")]
pub(crate) use apart::{Room, Rooms};
use barecap_core::savefile::pcap::Header;
use barecap_core::verify::Verified;
#[cfg(feature = "rings")]
use barecap_linux::Group;
use barecap_linux::{Capture, Error, Method, Source};
#[cfg(feature = "follow")]
use core::cell::Cell;
#[cfg(feature = "follow")]
use follow::Follow;
use live::{Captures, Fault, Live, SEVERAL};
use setup::{Asked, Filters, Opened, for_each};

/// How often an interface may vanish while it is opened before that is an error where it is followed.
#[cfg(feature = "follow")]
const ATTEMPTS: u32 = 100;

/// Captures as the command line asks; answers with the exit code.
///
/// # Errors
///
/// The capture did not come about.
// What many interfaces need on the stack is not to be resident when a savefile is read.
#[inline(never)]
pub fn run(program: &[u8], settings: &Settings<'_>, memory: &mut Memory) -> Result<u8, Reported> {
    let signals = Signals::block(program, settings.time_out)?;
    let asked = Asked {
        program,
        settings,
        filter: &[],
        #[cfg(feature = "follow")]
        vanished: None,
    };
    #[cfg(feature = "follow")]
    for _ in (0..ATTEMPTS).filter(|_| settings.follows()) {
        let vanished = Cell::new(false);
        let result = attempt(Asked { vanished: Some(&vanished), ..asked }, memory, &signals);
        if !vanished.get() {
            return result;
        }
    }
    attempt(asked, memory, &signals)
}

/// Captures what is asked for, by the filter that is in the memory.
#[cfg_attr(feature = "follow", inline(never))]
fn attempt(asked: Asked<'_>, memory: &mut Memory, signals: &Signals) -> Result<u8, Reported> {
    let Asked { program, settings, .. } = asked;
    let Memory { filter, section, consumer, workspace, programs, expect, .. } = memory;
    #[cfg(feature = "explain")]
    let graph = &mut memory.explain;
    let asked = Asked { filter, ..asked };
    #[cfg(feature = "follow")]
    let mut followed = None;
    #[cfg(feature = "follow")]
    if settings.follows() {
        followed = follow::wait(&asked, signals)?;
        if followed.is_none() {
            return Ok(capture_nothing(program, settings, signals));
        }
    }
    #[cfg(feature = "follow")]
    let (found, followed) = followed.unzip();
    #[cfg(not(feature = "follow"))]
    let found = None;
    let sources = match found {
        Some(sources) => sources,
        None => interfaces::choose(program, settings)?,
    };
    // These are there until it is over, however it ends.
    #[cfg(feature = "monitor")]
    let mut sources = sources;
    #[cfg(feature = "monitor")]
    let _monitors = crate::monitor::enter(program, settings, &mut sources)?;
    let first = sources.first().unwrap_or(&Source::Any);
    if settings.has(Id::ListTimeStampTypes) || settings.has(Id::ListLinkTypes) {
        return list(&asked, first);
    }
    let names: Each<&[u8]> = for_each(&sources, &mut |source| Ok(interfaces::name(source)))?;
    #[cfg(feature = "rings")]
    let (sources, group) = (asked.share_out(&sources)?, asked.group());
    let may_be_several = SEVERAL && names.len() > 1;
    #[cfg(feature = "follow")]
    let may_be_several = may_be_several || followed.as_ref().is_some_and(follow::may_be_several);
    let merged = SEVERAL && (may_be_several || sources.len() > 1) && !settings.is_apart();
    let opened = asked.open_all(&sources, merged, names.len())?;
    let Some(prepared) = opened.first() else { return Err(Reported) };
    #[cfg(feature = "explain")]
    if let Some(result) =
        explain::run(program, settings, filter, &asked.context(prepared), workspace, graph)
    {
        return result;
    }
    if settings.has(Id::DumpProgram) {
        let compiled = Filter::compile(program, filter, &asked.context(prepared), workspace)?;
        return Ok(compiled.print(program, settings.times(Id::DumpProgram)));
    }
    let (mut filters, watched) = Filters::compile(&asked, prepared, workspace, programs, expect)?;

    let header = Header {
        link_type: prepared.link_type(),
        extension: 0,
        snap_length: settings.snap_length,
        precision: settings.precision(),
    };
    let comment = section::comment(settings);
    let about = [&comment, &filter[..]];
    let section = describe(settings, about, &names, &header, &opened, section.places());
    let began = barecap_linux::now();
    let mut captures = start(
        &asked,
        (&sources, opened),
        (&mut filters, &watched),
        #[cfg(feature = "rings")]
        group,
    )?;
    #[cfg(feature = "rings")]
    if settings.is_apart() {
        let apart = apart::Apart { asked, signals, about, names: &names, header, began };
        let announce = |captures: &[Capture<'_>]| announce(&asked, &names, captures);
        return apart.run(captures, (&mut memory.rooms, &mut consumer.kept), &announce);
    }
    let mut live = Live::new(program, settings, signals, &names);
    #[cfg(feature = "follow")]
    if let Some(found) = followed {
        live.follow = Some(Follow::new(asked, found, filters, &watched, &sources, &captures));
    }
    let inputs = Inputs {
        names: if may_be_several { &names } else { &[] },
        signals: Some(signals),
        // Where interfaces appear, it may be needed for other link types.
        filter: settings.follows() && !filter.trim_ascii().is_empty(),
        ..Inputs::default()
    };
    let (mut listening, mut failed) = (false, false);
    let preface = Preface { header, section };
    let consumed =
        consumer::serve(program, settings, consumer, preface, &inputs, &mut |consumer| {
            announce(&asked, &names, &captures);
            listening = true;
            let fed = live.feed(&mut captures, consumer);
            let ended = matches!(fed, Ok(()) | Err(Fault::Consume(consumer::Error::Limit(_))));
            failed = !ended;
            live.end(fed, &mut captures, consumer, began)
        });
    // Where the savefile could not be made, for one, there was no capture.
    if listening {
        live.report_numbers(&mut captures, failed);
    }
    if live.lacking { Err(Reported) } else { Ok(live.tally.report(program, settings, consumed)) }
}

/// Lists what an interface has of what is asked for, instead of capturing on it; answers with the exit code.
fn list(asked: &Asked<'_>, source: &Source) -> Result<u8, Reported> {
    let Asked { program, settings, .. } = *asked;
    if settings.has(Id::ListTimeStampTypes) {
        return interfaces::print_time_stamps(program, source)
            .map_err(|error| asked.failed(source, &error));
    }
    let prepared = asked.open(source, false)?;
    Ok(interfaces::print_link_types(program, interfaces::name(source), &prepared))
}

/// Starts to capture on each interface that was opened, with the filter for it.
fn start<'w, 'f: 'w>(
    asked: &Asked<'_>,
    (sources, opened): (&Each<Source>, Opened),
    (filters, watched): (&mut Filters<'f>, &'w [Verified<'w>]),
    #[cfg(feature = "rings")] mut group: Option<Group>,
) -> Result<Captures<'w>, Reported> {
    let mut opened = opened.into_iter();
    #[cfg_attr(not(feature = "rings"), allow(unused_mut, reason = "rings are opened together"))]
    let mut captures: Captures<'w> = for_each(sources, &mut |source| {
        let Some(prepared) = opened.next() else { return Err(Reported) };
        let filter = filters.get(asked, &prepared)?;
        #[cfg(feature = "rings")]
        let capture = match &mut group {
            Some(group) => prepared.join(filter, group),
            None => prepared.start(filter),
        };
        #[cfg(not(feature = "rings"))]
        let capture = prepared.start(filter);
        let capture = capture.and_then(|capture| watch(capture, watched));
        capture.map_err(|error| asked.failed(source, &error))
    })?;
    #[cfg(feature = "rings")]
    if let (Some(group), Some(first)) = (group, sources.first()) {
        group.open(&mut captures).map_err(|error| asked.failed(first, &error))?;
    }
    Ok(captures)
}

/// What a pcapng file is to say of the interfaces, if one is to be written.
fn describe<'a>(
    settings: &Settings<'_>,
    about: [&'a [u8]; 2],
    names: &'a [&'a [u8]],
    header: &Header,
    opened: &Opened,
    places: section::Places<'a>,
) -> Option<Section<'a>> {
    let described = |link_type| section::Source::live(link_type, header.snap_length);
    let first = (&[][..], described(header.link_type));
    let mut section = Section::new(settings, about, names, header.precision, first, places)?;
    for prepared in opened.iter().take(names.len()).skip(1).filter(|_| SEVERAL) {
        // There is room for more than can be captured on.
        let _ = section.add(described(prepared.link_type()));
    }
    Some(section)
}

/// Has a capture say which expectations a packet is for.
fn watch<'f>(mut capture: Capture<'f>, watched: &'f [Verified<'f>]) -> Result<Capture<'f>, Error> {
    // Without expectations there is nothing to say.
    if cfg!(feature = "expect") {
        capture.watch(watched)?;
    }
    Ok(capture)
}

/// The end of a capture for which there was no interface.
#[cfg(feature = "follow")]
fn capture_nothing(program: &[u8], settings: &Settings<'_>, signals: &Signals) -> u8 {
    let mut live = Live::new(program, settings, signals, &[]);
    live.report_numbers(&mut Captures::new(), false);
    live.tally.report(program, settings, 0)
}

/// Says what does not go as one may think.
fn warn(asked: &Asked<'_>, name: &[u8], capture: &Capture<'_>) {
    let Asked { program, settings, .. } = *asked;
    // Other rings are as good; without one, the kernel keeps fewer packets.
    if let (Method::Receive, Some(error)) = capture.method() {
        let mut line = Line::of(program);
        line.literal(text!("WARNING: ")).about(name).shown(&error);
        line.literal(text!(": packets come one by one, and bursts may be too many")).send();
    }
    let bytes = capture.buffer_bytes();
    if bytes < asked.config(Source::Any, false).buffer_bytes as usize {
        let mut line = Line::of(program);
        line.literal(text!("WARNING: ")).about(name).literal(text!("the buffer has only "));
        line.number(bytes as u64 / 1024).literal(text!(" KiB, for lack of memory")).send();
    }
    if let Some(reason) = capture.user_space() {
        Line::of(program).literal(text!("WARNING: ")).shown(&reason).send();
    }
    if capture.time_stamp() != settings.time_stamp {
        let mut line = Line::of(program);
        line.literal(text!("WARNING: When trying to set timestamp type '"));
        line.bytes(settings.time_stamp.names()[0].as_bytes()).literal(text!("' on ")).bytes(name);
        line.literal(text!(": That type of time stamp is not supported by that device")).send();
    }
}

/// Says that packets are being captured now.
fn announce(asked: &Asked<'_>, names: &[&[u8]], captures: &[Capture<'_>]) {
    let Asked { program, settings, .. } = *asked;
    for (name, capture) in names.iter().zip(captures) {
        warn(asked, name, capture);
    }
    if settings.is_extcap() {
        return;
    }
    let mut line = Line::new();
    if settings.shows() && !settings.has(Id::Write) && settings.print.verbose == 0 {
        let hint = b": verbose output suppressed, use -v[v]... for full protocol decode\n";
        line.bytes(program).bytes(hint);
    } else {
        line.about(program);
    }
    line.literal(text!("listening on "));
    for (name, capture) in names.iter().zip(captures) {
        line.bytes(name)
            .literal(text!(", link-type "))
            .link_type(capture.link_type())
            .literal(text!(", "));
    }
    line.literal(text!("snapshot length "));
    line.number(settings.snap_length.into()).literal(text!(" bytes")).send();
}
