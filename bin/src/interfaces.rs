//! Interfaces: choosing one (-i), listing them (-D) and their link types (-L).

use crate::message::{Line, Reported};
use crate::print::Sink;
use crate::settings::number;
use crate::stdout;
use barecap_linux::interface::{self, Connection, Interface, Listed};
use barecap_linux::{Error, InterfaceName, Prepared, Source, TimeStamp};
use core::ffi::CStr;
use core::ops::ControlFlow;

/// The name of a source in messages.
#[must_use]
pub fn name(source: &Source) -> &[u8] {
    match source {
        Source::Interface(name) => name.as_bytes(),
        Source::Any => b"any",
    }
}

/// The interface that -i names: "any", a name, or a position in the list of -D if there is no such
/// name; without -i the first of that list.
///
/// # Errors
///
/// There is none.
pub fn choose(program: &[u8], wanted: Option<&CStr>) -> Result<Source, Reported> {
    let mut line = Line::of(program);
    let text = match wanted.map(CStr::to_bytes) {
        None => {
            let (first, _) = nth(1).map_err(|error| list_failed(program, &error))?;
            return first.ok_or_else(|| line.bytes(b"there is no interface to capture on").fail());
        }
        Some(b"any") => return Ok(Source::Any),
        Some(text) => text,
    };
    let name = InterfaceName::new(text);
    let position = number(text, 10);
    if let Some(position) = position
        && name.is_none_or(|name| Interface::by_name(&name).is_err())
    {
        let (found, count) = nth(position).map_err(|error| list_failed(program, &error))?;
        return found.ok_or_else(|| {
            line.bytes(b"Invalid adapter index ").number(position.into()).bytes(b": only ");
            line.number(count.into()).bytes(b" interfaces found").fail()
        });
    }
    name.map(Source::Interface)
        .ok_or_else(|| line.bytes(text).bytes(b": ").shown(&Error::NoSuchDevice).fail())
}

/// The interface at a position in the list, from 1, and otherwise how many there are.
fn nth(position: u32) -> Result<(Option<Source>, u32), Error> {
    let (mut found, mut count) = (None, 0);
    interface::list(&mut |listed| {
        count += 1;
        if count != position {
            return ControlFlow::Continue(());
        }
        let Interface { name, index, .. } = listed.interface;
        found = Some(if index == 0 { Source::Any } else { Source::Interface(name) });
        ControlFlow::Break(())
    })?;
    Ok((found, count))
}

pub(crate) fn list_failed(program: &[u8], error: &Error) -> Reported {
    Line::of(program).bytes(b"the interfaces cannot be listed: ").shown(error).fail()
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
        out.str(" (");
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
    let states = [
        (interface.is_up(), "Up"),
        (interface.is_running(), "Running"),
        (interface.is_loopback(), "Loopback"),
        (listed.wireless, "Wireless"),
        (!connection.is_empty(), connection),
    ];
    let mut between = " [";
    for (_, state) in states.iter().filter(|(holds, _)| *holds) {
        out.str(between);
        out.str(state);
        between = ", ";
    }
    out.str(if between == " [" { " [none]\n" } else { "]\n" });
}

/// -L: prints the link types that an interface can be captured with; answers with the exit code.
pub fn print_link_types(program: &[u8], name: &[u8], prepared: &Prepared) -> u8 {
    stdout::write(program, &mut |out| {
        let mut line = Line::new();
        line.bytes(b"Data link types for ").bytes(name).bytes(b" (use option -y to set):\n");
        for link_type in prepared.link_types() {
            line.bytes(b"  ").link_type(link_type).bytes(b"\n");
        }
        out.bytes(line.text());
    })
}

/// Whether packets can have these time stamps.
pub(crate) fn offers(source: &Source, stamp: TimeStamp) -> bool {
    match source {
        Source::Interface(name) => stamp.is_offered(name) == Ok(true),
        Source::Any => stamp == TimeStamp::Host,
    }
}

/// -J: lists whose clock may stamp the packets of an interface.
pub fn print_time_stamps(program: &[u8], source: &Source) -> u8 {
    stdout::write(program, &mut |out| {
        let mut line = Line::new();
        line.bytes(b"Time stamp types for ").bytes(name(source));
        line.bytes(b" (use option -j to set):\n");
        for stamp in TimeStamp::ALL {
            if offers(source, stamp) {
                let [name, words] = stamp.names();
                line.bytes(b"  ").bytes(name.as_bytes()).bytes(b" (").bytes(words.as_bytes());
                line.bytes(b")\n");
            }
        }
        out.bytes(line.text());
    })
}
