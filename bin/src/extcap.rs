//! A source of packets for Wireshark: what extcap(4) asks of a program in Wireshark's folder for
//! such programs (`tshark -G folders` names it), to which this one is linked.
//!
//! Wireshark runs the program with `--extcap-interfaces`, and for one interface with `--extcap-dlts`
//! and `--extcap-config`, and reads sentences from standard output: a word, and in braces what there
//! is to say of it. What is said of the configuration is mostly the options that there are anyway.
//! With a filter and without `--capture` it asks what is wrong with the filter: nothing, or the first
//! line that is printed; the exit code has to be 0 for it. With `--capture` packets go to a FIFO
//! that Wireshark reads until it has had enough of them, or has the capture ended by SIGTERM.
//!
//! An interface is called `barecap:eth0`. Wireshark knows interfaces by their names, and lists its own
//! `eth0` beside this one; a colon the kernel allows in no name, so that none of its interfaces is
//! ever called so. In braces no brace can stand, and nothing says how to write one otherwise: an
//! interface with such a name is left out, which is told on standard error.
//!
//! That a capture is running, and what it came to, Wireshark says itself; it shows what comes on
//! standard error as an error. So only what is wrong goes there: packets that were dropped, or a
//! filter that the kernel cannot run.

use crate::filter::{Filter, Workspace};
use crate::flags::Id;
use crate::input::open_as;
use crate::interfaces;
use crate::message::{Line, Refused, Reported};
use crate::packed::text;
use crate::print::Sink;
use crate::settings::{FilterText, MAX_SNAP_LENGTH, Settings, check_about};
use crate::stdout;
use barecap_core::filter::{Context, Target};
use barecap_core::linktype::LinkType;
use barecap_linux::{Source, TimeStamp, interface};
use core::ops::ControlFlow;
use rustix::fs::OFlags;

/// What stands before the names of interfaces.
const PREFIX: &[u8] = b"barecap:";

/// Questions that are about something.
const ABOUT: [(Id, Id); 6] = [
    (Id::ExtcapLinkTypes, Id::ExtcapInterface),
    (Id::ExtcapConfig, Id::ExtcapInterface),
    (Id::ExtcapFilter, Id::ExtcapInterface),
    (Id::ExtcapCapture, Id::ExtcapInterface),
    (Id::ExtcapCapture, Id::ExtcapPipe),
    (Id::ExtcapPipe, Id::ExtcapCapture),
];

/// Translates what Wireshark asks for into the options that people use.
///
/// # Errors
///
/// Something is missing, or too much: `line` says what.
pub(crate) fn adopt(
    settings: &mut Settings<'_>,
    filter: &mut FilterText,
    line: &mut Line,
) -> Result<(), Refused> {
    if let Some(name) = settings.value(Id::ExtcapInterface) {
        if !name.to_bytes().starts_with(PREFIX) {
            line.bytes(name.to_bytes()).literal(text!(": not an interface of --extcap-interfaces"));
            return Err(Refused);
        }
        let name = &name[PREFIX.len()..];
        settings.interfaces.clear();
        settings.interface(name, line)?;
    }
    if let Some(text) = settings.value(Id::ExtcapFilter)
        && (!filter.is_empty() || filter.extend_from_slice(text.to_bytes()).is_err())
    {
        line.literal(text!("there is a filter beside --extcap-capture-filter, or it is too long"));
        return Err(Refused);
    }
    check_about(settings, &ABOUT, line)?;
    if settings.has(Id::ExtcapCapture) {
        // The pipe takes the place of standard output.
        settings.keep(Id::Write as usize, c"-");
        settings.keep(Id::PacketBuffered as usize, c"");
        if cfg!(feature = "pcapng") && !settings.has(Id::WriteFormat) {
            settings.keep(Id::WriteFormat as usize, c"pcapng");
        }
    }
    Ok(())
}

/// Answers Wireshark's question, if this is one, with the exit code. For a capture, the pipe is opened,
/// which may wait until somebody reads it.
pub(crate) fn run(
    program: &[u8],
    settings: &Settings<'_>,
    workspace: &mut Workspace,
    filter: &FilterText,
) -> Option<Result<u8, Reported>> {
    if settings.has(Id::ExtcapInterfaces) {
        return Some(print_interfaces(program));
    }
    if let Some(path) = settings.value(Id::ExtcapPipe) {
        return match open_as(path, OFlags::WRONLY).and_then(rustix::stdio::dup2_stdout) {
            Ok(()) => None,
            Err(errno) => {
                let mut line = Line::of(program);
                line.about(path.to_bytes()).errno(errno);
                Some(Err(line.fail()))
            }
        };
    }
    if settings.has(Id::ExtcapLinkTypes) {
        return Some(about(program, settings, &mut |out, _, link_type| {
            out.literal(text!("dlt {number="));
            out.dec(link_type.0.into());
            out.literal(text!("}{name="));
            out.str(link_type.name().unwrap_or("unknown"));
            out.literal(text!("}{display="));
            out.str(link_type.description().unwrap_or("unknown"));
            out.literal(text!("}\n"));
        }));
    }
    if settings.has(Id::ExtcapConfig) {
        return Some(about(program, settings, &mut |out, source, _| print_options(out, source)));
    }
    if settings.has(Id::ExtcapFilter) {
        return Some(about(program, settings, &mut |out, _, link_type| {
            print_error(out, filter, link_type, workspace);
        }));
    }
    let asked = settings.has(Id::ExtcapVersion);
    asked.then(|| Ok(stdout::write(program, &mut |out| out.str(VERSION))))
}

const VERSION: &str =
    concat!("extcap {version=", env!("CARGO_PKG_VERSION"), "}{display=barecap}\n");

/// Whether a name can stand in a sentence.
fn is_sayable(name: &[u8]) -> bool {
    let wrong = |byte: &u8| byte.is_ascii_control() || matches!(byte, b'{' | b'}');
    core::str::from_utf8(name).is_ok() && !name.iter().any(wrong)
}

fn print_interfaces(program: &[u8]) -> Result<u8, Reported> {
    let mut listing = Ok(());
    let code = stdout::write(program, &mut |out| {
        out.str(VERSION);
        listing = interface::list(&mut |listed| {
            let name = listed.interface.name.as_bytes();
            if is_sayable(name) {
                out.literal(text!("interface {value="));
                out.bytes(PREFIX);
                out.bytes(name);
                out.literal(text!("}{display="));
                out.bytes(listed.description().map_or(name, str::as_bytes));
                out.literal(text!(", by barecap}\n"));
            } else {
                let mut line = Line::of(program);
                line.bytes(name)
                    .literal(text!(": left out, as Wireshark could not read its name"))
                    .send();
            }
            ControlFlow::Continue(())
        });
    });
    listing.map(|()| code).map_err(|error| interfaces::list_failed(program, &error))
}

/// Has something said of the interface; answers with the exit code.
fn about(
    program: &[u8],
    settings: &Settings<'_>,
    say: &mut dyn FnMut(&mut Sink<'_>, &Source, LinkType),
) -> Result<u8, Reported> {
    let sources = interfaces::choose(program, settings)?;
    let Some(&source) = sources.first() else { return Err(Reported) };
    let link_type = source.link_type().map_err(|error| {
        let mut line = Line::of(program);
        line.about(interfaces::name(&source)).shown(&error).fail()
    })?;
    Ok(stdout::write(program, &mut |out| say(out, &source, link_type)))
}

/// The options that are offered, in the order of their numbers: what each is called here, and what
/// is to be said of it.
const OPTIONS: [&str; 6] = [
    "no-promiscuous-mode}{display=Leave out traffic between other machines}{type=boolflag}\
     {default=false",
    "snapshot-length}{display=Bytes to keep of each packet}{type=unsigned}{range=0,262144}\
     {default=262144}{tooltip=0 for 262144",
    "buffer-size}{display=Size of the ring, in KiB}{type=unsigned}{range=1,2097151}\
     {default=4096}{tooltip=A larger one has room for longer bursts of packets",
    "time-stamp-precision}{display=Unit of time stamps}{type=selector",
    "direction}{display=Packets that go}{type=selector",
    "time-stamp-type}{display=Clock of time stamps}{type=selector",
];

/// The values of those that have some to choose from, the first of which is the one without a choice.
const VALUES: [(u64, [[&str; 2]; 3]); 2] = [
    (3, [["micro", "Microseconds"], ["nano", "Nanoseconds"], [""; 2]]),
    (4, [["inout", "In and out"], ["in", "In"], ["out", "Out"]]),
];

fn print_options(out: &mut Sink<'_>, source: &Source) {
    for (number, option) in (0_u64..).zip(OPTIONS) {
        out.literal(text!("arg {number="));
        out.dec(number);
        out.literal(text!("}{call=--"));
        out.str(option);
        out.literal(text!("}\n"));
    }
    let mut value = |number: u64, [name, words]: [&str; 2], is_default| {
        out.literal(text!("value {arg="));
        out.dec(number);
        out.literal(text!("}{value="));
        out.str(name);
        out.literal(text!("}{display="));
        out.str(words);
        out.literal(if is_default { text!("}{default=true}\n") } else { text!("}\n") });
    };
    for (number, values) in VALUES {
        for (place, names) in values.into_iter().filter(|[name, _]| !name.is_empty()).enumerate() {
            value(number, names, place == 0);
        }
    }
    for stamp in TimeStamp::ALL {
        if interfaces::offers(source, stamp) == Ok(true) {
            value(5, stamp.names(), stamp == TimeStamp::Host);
        }
    }
}

/// Says what is wrong with a filter, if something is.
fn print_error(
    out: &mut Sink<'_>,
    filter: &FilterText,
    link_type: LinkType,
    workspace: &mut Workspace,
) {
    let context = Context {
        link_type,
        snap_length: MAX_SNAP_LENGTH,
        netmask: Some(0),
        target: Target::LinuxLive,
        optimize: true,
    };
    let mut line = Line::new();
    if Filter::understand(filter, &context, workspace, &mut line).is_err() {
        out.bytes(line.ended(b'\n'));
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use crate::flags::Flag;
    use barecap_linux::Config;

    #[test]
    fn what_is_offered_are_options() {
        for option in OPTIONS {
            let (name, said) = option.split_once('}').unwrap();
            let flag = Flag::all().find(|flag| flag.long() == name.as_bytes()).unwrap();
            assert_eq!(flag.value().is_empty(), said.contains("{type=boolflag}"), "{name}");
        }
        for (number, _) in VALUES {
            assert!(OPTIONS[usize::try_from(number).unwrap()].ends_with("{type=selector"));
        }
        assert!(OPTIONS[5].starts_with("time-stamp-type}"));
        // What a capture has that is to be seen soon.
        let ring = 2 * Config::new(Source::Any).buffer_bytes / 1024;
        assert!(OPTIONS[2].contains(&std::format!("{{default={ring}}}")));
    }

    #[test]
    fn names_with_braces_cannot_be_said() {
        for (name, sayable) in [
            (&b"eth0.100"[..], true),
            (b"\xc3\xa4", true),
            (b"a}{value=b", false),
            (b"{", false),
            (b"\x1b[m", false),
            (b"\xff", false),
        ] {
            assert_eq!(is_sayable(name), sayable, "{name:?}");
        }
    }
}
