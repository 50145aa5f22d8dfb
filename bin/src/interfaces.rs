//! Interfaces: choosing one (-i), listing them (-D) and their link types (-L).

use crate::message::{Line, Reported};
use crate::stdout;
use barecap_linux::interface::{self, Connection, Interface, Listed};
use barecap_linux::{Error, InterfaceName, Prepared, Source};
use core::ffi::CStr;
use core::fmt::{self, Write};
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
    let position = core::str::from_utf8(text).ok().and_then(|text| text.parse::<u32>().ok());
    if let Some(position) = position
        && name.is_none_or(|name| Interface::by_name(&name).is_err())
    {
        let (found, count) = nth(position).map_err(|error| list_failed(program, &error))?;
        return found.ok_or_else(|| {
            let only = format_args!("only {count} interfaces found");
            let _ = write!(line, "Invalid adapter index {position}: {only}");
            line.fail()
        });
    }
    name.map(Source::Interface).ok_or_else(|| {
        let _ = write!(line.bytes(text), ": {}", Error::NoSuchDevice);
        line.fail()
    })
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

fn list_failed(program: &[u8], error: &Error) -> Reported {
    let mut line = Line::of(program);
    let _ = write!(line, "the interfaces cannot be listed: {error}");
    line.fail()
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
        let mut result = Ok(());
        listing = interface::list(&mut |listed| {
            number += 1;
            result = print_one(out, number, listed);
            if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        result
    });
    listing.map(|()| code).map_err(|error| list_failed(program, &error))
}

/// One line: number, name, description and state.
fn print_one(out: &mut dyn Write, number: u32, listed: &Listed) -> fmt::Result {
    let interface = &listed.interface;
    write!(out, "{number}.{}", interface.name)?;
    if let Some(description) = listed.description() {
        write!(out, " ({description})")?;
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
        write!(out, "{between}{state}")?;
        between = ", ";
    }
    out.write_str(if between == " [" { " [none]\n" } else { "]\n" })
}

/// -L: prints the link types that an interface can be captured with; answers with the exit code.
pub fn print_link_types(program: &[u8], name: &[u8], prepared: &Prepared) -> u8 {
    let name = core::str::from_utf8(name).unwrap_or("?");
    stdout::write(program, &mut |out| {
        writeln!(out, "Data link types for {name} (use option -y to set):")?;
        for link_type in prepared.link_types() {
            write!(out, "  {link_type}")?;
            match link_type.description() {
                Some(description) => writeln!(out, " ({description})")?,
                None => writeln!(out)?,
            }
        }
        Ok(())
    })
}
