//! Interfaces: choosing them (-i), listing them (-D) and their link types (-L).

use crate::message::{Line, Reported};
use crate::packed::text;
use crate::print::Sink;
use crate::settings::{Each, MOST_INTERFACES, Settings, number};
use crate::stdout;
use barecap_core::words::split;
use barecap_linux::interface::{self, Connection, Interface, Listed};
use barecap_linux::{Error, InterfaceName, Prepared, Source, TimeStamp};
use core::ops::ControlFlow;
use heapless::Vec;

/// The name of a source in messages.
#[must_use]
pub fn name(source: &Source) -> &[u8] {
    match source {
        Source::Interface(name) => name.as_bytes(),
        Source::Any => b"any",
    }
}

/// The interfaces to capture on.
type Sources = Vec<Source, MOST_INTERFACES>;

/// Interfaces that are chosen one by one, each once, by whichever of its names: it may have others
/// (`altname` of ip-link(8)).
struct Chosen<'p> {
    program: &'p [u8],
    sources: Sources,
    /// Their numbers, as soon as there are several; 0 of one that is not there, which is said when it is
    /// opened, and of "any".
    indices: Vec<u32, MOST_INTERFACES>,
}

impl<'p> Chosen<'p> {
    /// None yet.
    const fn new(program: &'p [u8]) -> Self {
        Self { program, sources: Sources::new(), indices: Vec::new() }
    }

    /// Adds an interface.
    fn add(&mut self, source: Source) -> Result<(), Reported> {
        let Self { sources, indices, .. } = self;
        let index = |source: &Source| match source {
            Source::Interface(name) => Interface::by_name(name).map_or(0, |found| found.index),
            Source::Any => 0,
        };
        if MOST_INTERFACES > 1
            && let Some(first) = sources.first()
        {
            if indices.is_empty() {
                let _ = indices.push(index(first));
            }
            let new = index(&source);
            if sources.contains(&source) || new > 0 && indices.contains(&new) {
                return Ok(());
            }
            let _ = indices.push(new);
        }
        sources.push(source).map_err(|_| too_many(self.program))
    }
}

/// What -i says of an interface that may appear later.
#[cfg(feature = "follow")]
#[derive(Clone, Copy, Debug)]
pub enum Wanted<'a> {
    /// Its name.
    Name(InterfaceName),
    /// What its name looks like.
    Pattern(&'a [u8]),
}

#[cfg(feature = "follow")]
impl Wanted<'_> {
    /// Whether it is one of this name.
    #[must_use]
    pub fn is(&self, name: &InterfaceName) -> bool {
        match self {
            Self::Name(wanted) => wanted == name,
            Self::Pattern(pattern) => matches(pattern, name.as_bytes()),
        }
    }

    /// By which name this interface is captured on, if it is one: that which -i says, which may be one of
    /// its others. Those that another interface `has` are not asked for.
    #[must_use]
    pub fn name_of(
        &self,
        interface: &Interface,
        has: &dyn Fn(&InterfaceName) -> bool,
    ) -> Option<InterfaceName> {
        match self {
            Self::Name(wanted) if *wanted != interface.name && has(wanted) => None,
            Self::Name(wanted) => interface.is_called(wanted).then_some(*wanted),
            Self::Pattern(_) => self.is(&interface.name).then_some(interface.name),
        }
    }

    /// Its name, or what that looks like.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        match self {
            Self::Name(name) => name.as_bytes(),
            Self::Pattern(pattern) => pattern,
        }
    }
}

/// All that -i names.
#[cfg(feature = "follow")]
pub type AllWanted<'a> = Vec<Wanted<'a>, MOST_INTERFACES>;

/// The interfaces that -i names; without it the first of the list of -D.
///
/// # Errors
///
/// There is none, or there are too many.
pub fn choose(program: &[u8], settings: &Settings<'_>) -> Result<Each<Source>, Reported> {
    let mut chosen = Chosen::new(program);
    each_named(program, settings, &mut |named| match named {
        Named::Pattern(_) if cfg!(not(feature = "several")) => Ok(()),
        Named::Pattern(pattern) => {
            if add_matching(pattern, true, &mut chosen)? {
                return Ok(());
            }
            let mut line = Line::of(program);
            line.bytes(pattern).literal(text!(": no interface that is up has a name like this"));
            line.literal(text!(" (-D lists them)"));
            Err(line.fail())
        }
        Named::One(source) => chosen.add(source),
    })?;
    let sources = chosen.sources;
    if MOST_INTERFACES > 1 && sources.len() > 1 && sources.contains(&Source::Any) {
        let mut line = Line::of(program);
        return Err(line
            .literal(text!("-i any is all interfaces: no other can be beside it"))
            .fail());
    }
    cfg_select! {
        feature = "several" => { Ok(sources) }
        // There is one.
        _ => { sources.first().map(|source| [*source]).ok_or(Reported) }
    }
}

/// Those of the interfaces that -i names which are there, perhaps none, and all that it names.
///
/// # Errors
///
/// There are too many, there is nothing to wait for, or it cannot be known which there are.
#[cfg(feature = "follow")]
pub fn choose_present<'a>(
    program: &[u8],
    settings: &Settings<'a>,
) -> Result<(Each<Source>, AllWanted<'a>), Reported> {
    let (mut chosen, mut all) = (Chosen::new(program), AllWanted::new());
    each_named(program, settings, &mut |named| {
        let wanted = match named {
            Named::Pattern(pattern) => {
                add_matching(pattern, false, &mut chosen)?;
                Wanted::Pattern(pattern)
            }
            Named::One(Source::Any) => {
                let mut line = Line::of(program);
                let wrong =
                    b"--follow-interfaces cannot be used with -i any, which has all that appear";
                return Err(line.bytes(wrong).fail());
            }
            Named::One(Source::Interface(name)) => {
                match Interface::by_name(&name) {
                    Ok(_) => chosen.add(Source::Interface(name))?,
                    Err(Error::NoSuchDevice) => {}
                    Err(error) => return Err(list_failed(program, &error)),
                }
                Wanted::Name(name)
            }
        };
        all.push(wanted).map_err(|_| too_many(program))
    })?;
    Ok((chosen.sources, all))
}

/// A part of what -i says.
enum Named<'a> {
    One(Source),
    Pattern(&'a [u8]),
}

/// Whether a text of -i is a list or a pattern, unless an interface has it for a name.
fn is_list(text: &[u8]) -> bool {
    cfg!(feature = "several") && text.iter().any(|byte| b",*?".contains(byte))
}

/// Whether there may be several interfaces.
#[cfg(feature = "sandbox")]
pub(crate) fn may_be_several(settings: &Settings<'_>) -> bool {
    let interfaces = &settings.interfaces;
    interfaces.len() > 1 || interfaces.iter().any(|text| is_list(text.to_bytes()))
}

/// Hands over each interface that -i names, and each pattern; without any the first of the list of -D.
fn each_named<'a>(
    program: &[u8],
    settings: &Settings<'a>,
    take: &mut dyn FnMut(Named<'a>) -> Result<(), Reported>,
) -> Result<(), Reported> {
    for wanted in &settings.interfaces {
        let text = wanted.to_bytes();
        let listed = is_list(text)
            && InterfaceName::new(text).is_none_or(|name| Interface::by_name(&name).is_err());
        // There is no zero byte in it.
        for part in split(text, if listed { b',' } else { 0 }) {
            if listed && part.iter().any(|byte| b"*?".contains(byte)) {
                take(Named::Pattern(part))?;
            } else {
                take(Named::One(choose_one(program, part)?))?;
            }
        }
    }
    if settings.interfaces.is_empty() {
        let (first, _) = nth(program, 1)?;
        let first = first.ok_or_else(|| {
            Line::of(program).literal(text!("there is no interface to capture on")).fail()
        })?;
        take(Named::One(first))?;
    }
    Ok(())
}

fn too_many(program: &[u8]) -> Reported {
    let mut line = Line::of(program);
    line.literal(text!("-i names more than ")).number(MOST_INTERFACES as u64);
    line.literal(text!(" interfaces: -i any captures on all")).fail()
}

/// Adds all interfaces whose names match a pattern, in which `*` stands for any bytes and `?` for one;
/// whether there are any. Where only those count that are `up`, the others are named: on most machines
/// one is down, which is no reason to have none.
fn add_matching(pattern: &[u8], up: bool, chosen: &mut Chosen<'_>) -> Result<bool, Reported> {
    let program = chosen.program;
    let (mut found, mut added) = (false, Ok(()));
    // All at once, in the kernel's order: none is passed over as it changes its state meanwhile.
    interface::each(&mut |interface| {
        let name = interface.name;
        if matches(pattern, name.as_bytes()) {
            if up && !interface.is_up() {
                let mut line = Line::of(program);
                line.bytes(name.as_bytes()).literal(text!(": not up, and left out"));
                line.literal(text!(" (--follow-interfaces waits for it)")).send();
            } else {
                found = true;
                added = chosen.add(Source::Interface(name));
            }
        }
        if added.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })
    .map_err(|error| list_failed(program, &error))?;
    added.map(|()| found)
}

/// Whether a name matches a pattern. What a `*` stands for grows only when nothing else is left, so
/// that the time is at most the product of both lengths.
fn matches(pattern: &[u8], name: &[u8]) -> bool {
    let (mut at, mut in_name) = (0, 0);
    // Where the last star is, and where in the name what it stands for ends.
    let mut star = None;
    while let Some(byte) = name.get(in_name) {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, in_name));
                at += 1;
            }
            Some(wanted) if *wanted == b'?' || wanted == byte => {
                at += 1;
                in_name += 1;
            }
            _ => {
                let Some((star_at, end)) = star else { return false };
                star = Some((star_at, end + 1));
                (at, in_name) = (star_at + 1, end + 1);
            }
        }
    }
    pattern.get(at..).unwrap_or_default().iter().all(|&byte| byte == b'*')
}

/// The interface of a name: "any", a name, or a position in the list of -D if there is no such name.
fn choose_one(program: &[u8], text: &[u8]) -> Result<Source, Reported> {
    let mut line = Line::of(program);
    if text == b"any" {
        return Ok(Source::Any);
    }
    // The label of an address, as eth0:1, is for its interface: no interface has a colon in its name.
    let end = text.iter().position(|byte| cfg!(feature = "several") && *byte == b':');
    let name = InterfaceName::new(end.and_then(|end| text.get(..end)).unwrap_or(text));
    let position = number(text, 10);
    if let Some(position) = position
        && name.is_none_or(|name| Interface::by_name(&name).is_err())
    {
        let (found, count) = nth(program, position)?;
        return found.ok_or_else(|| {
            line.literal(text!("Invalid adapter index "))
                .number(position.into())
                .literal(text!(": only "));
            line.number(count.into()).literal(text!(" interfaces found")).fail()
        });
    }
    name.map(Source::Interface).ok_or_else(|| line.about(text).shown(&Error::NoSuchDevice).fail())
}

/// The interface at a position in the list, from 1, and otherwise how many there are.
fn nth(program: &[u8], position: u32) -> Result<(Option<Source>, u32), Reported> {
    let (mut found, mut count) = (None, 0);
    interface::list(&mut |listed| {
        count += 1;
        if count != position {
            return ControlFlow::Continue(());
        }
        let Interface { name, index, .. } = listed.interface;
        found = Some(if index == 0 { Source::Any } else { Source::Interface(name) });
        ControlFlow::Break(())
    })
    .map_err(|error| list_failed(program, &error))?;
    Ok((found, count))
}

pub(crate) fn list_failed(program: &[u8], error: &Error) -> Reported {
    Line::of(program).literal(text!("the interfaces cannot be listed: ")).shown(error).fail()
}

/// -D: prints the list of interfaces; answers with the exit code.
///
/// # Errors
///
/// The kernel did not give the list.
pub fn print_list(program: &[u8]) -> Result<u8, Reported> {
    let mut listing = Ok(());
    let code = stdout::write(program, &mut |out| {
        let mut number = 0;
        listing = interface::list(&mut |listed| {
            number += 1;
            print_one(out, number, listed);
            if out.failed() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
    });
    listing.map(|()| code).map_err(|error| list_failed(program, &error))
}

/// One line: number, name, description and state.
fn print_one(out: &mut Sink<'_>, number: u64, listed: &Listed) {
    let interface = &listed.interface;
    out.dec(number);
    out.byte(b'.');
    out.bytes(interface.name.as_bytes());
    if let Some(description) = listed.description() {
        out.literal(text!(" ("));
        out.str(description);
        out.byte(b')');
    }
    let connection = match (listed.connection, listed.wireless) {
        (Connection::Unknown, false) => "Connection status unknown",
        (Connection::Unknown, true) => "Association status unknown",
        (Connection::Connected, false) => "Connected",
        (Connection::Connected, true) => "Associated",
        (Connection::Disconnected, false) => "Disconnected",
        (Connection::Disconnected, true) => "Not associated",
        (Connection::NotApplicable, _) => "",
    };
    let (up, running) = (interface.is_up(), interface.is_running());
    let none = !(up || running || interface.is_loopback() || listed.wireless);
    let mut between = " [";
    let mut state = |holds: bool, state: &str| {
        if holds {
            out.str(between);
            out.str(state);
            between = ", ";
        }
    };
    state(up, "Up");
    state(running, "Running");
    state(interface.is_loopback(), "Loopback");
    state(listed.wireless, "Wireless");
    state(none, "none");
    state(!connection.is_empty(), connection);
    out.literal(text!("]\n"));
}

/// -L: prints the link types that an interface can be captured with; answers with the exit code.
pub fn print_link_types(program: &[u8], name: &[u8], prepared: &Prepared) -> u8 {
    let mut line = Line::new();
    line.literal(text!("Data link types for "))
        .bytes(name)
        .literal(text!(" (use option -y to set):"));
    for link_type in prepared.link_types() {
        line.literal(text!("\n  ")).link_type(link_type);
    }
    stdout::print(program, &mut line)
}

/// Whether packets can have these time stamps.
///
/// # Errors
///
/// There is no socket to ask the driver by.
pub(crate) fn offers(source: &Source, stamp: TimeStamp) -> Result<bool, Error> {
    match source {
        Source::Interface(name) => stamp.is_offered(name),
        Source::Any => Ok(stamp == TimeStamp::Host),
    }
}

/// -J: lists whose clock may stamp the packets of an interface.
///
/// # Errors
///
/// It could not be asked.
pub fn print_time_stamps(program: &[u8], source: &Source) -> Result<u8, Error> {
    let mut line = Line::new();
    line.literal(text!("Time stamp types for ")).bytes(name(source));
    line.literal(text!(" (use option -j to set):"));
    for stamp in TimeStamp::ALL {
        if offers(source, stamp)? {
            let [name, words] = stamp.names();
            line.literal(text!("\n  "))
                .bytes(name.as_bytes())
                .literal(text!(" ("))
                .bytes(words.as_bytes());
            line.literal(text!(")"));
        }
    }
    Ok(stdout::print(program, &mut line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_names() {
        for (pattern, name, does) in [
            ("veth*", "veth0a", true),
            ("veth*", "veth", true),
            ("veth*", "xveth", false),
            ("*", "lo", true),
            ("*", "", true),
            ("e?h*0", "eth10", true),
            ("e?h*0", "eth1", false),
            ("*a*b*", "xaxxbx", true),
            ("*a*b*", "xbxxax", false),
            ("?", "", false),
            ("??", "lo", true),
            ("lo", "lo0", false),
            ("*o", "lo", true),
            ("*aab", "aaaab", true),
            ("**", "x", true),
        ] {
            assert_eq!(matches(pattern.as_bytes(), name.as_bytes()), does, "{pattern} {name}");
        }
    }
}
