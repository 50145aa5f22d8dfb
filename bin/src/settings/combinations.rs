//! Which options go together, and which are built in.
//!
//! What each option's value means is known by then; here nothing is read, and nothing changed. A rule
//! is an option, what it cannot be with or without, and what is said then; the first that is broken is
//! the one told. Rules of options that a build does not know are left out of it.

use super::Settings;
use crate::flags::Id;
use crate::message::{Line, Refused};
use barecap_linux::TimeStamp;

/// Checks what options mean together.
///
/// # Errors
///
/// Something does not go together: `line` says what.
#[inline(never)]
pub(super) fn check(settings: &Settings<'_>, line: &mut Line) -> Result<(), Refused> {
    let any = |ids: &[Id]| ids.iter().any(|id| settings.has(*id));
    if cfg!(not(feature = "explain")) && settings.has(Id::Explain) {
        return wrong(line, "--explain is not built in");
    }
    if cfg!(not(feature = "json")) && settings.has(Id::Json) {
        return wrong(line, "--json is not built in");
    }
    if cfg!(not(feature = "netns")) && settings.has(Id::NetworkNamespace) {
        return wrong(line, "--netns is not built in");
    }
    if cfg!(not(feature = "monitor")) && settings.has(Id::MonitorMode) {
        return wrong(line, "-I is not built in");
    }
    if settings.has(Id::CountOnly) && !settings.reads() {
        return wrong(line, "--count cannot be used without -r or -V.");
    }
    for (id, with, message) in [
        #[cfg(feature = "rings")]
        (Id::FanOut, Id::Rings, "--fanout cannot be used without --rings."),
        #[cfg(feature = "rings")]
        (Id::Merge, Id::Rings, "--merge cannot be used without --rings."),
        (Id::RotateSize, Id::Write, "-C cannot be used without -w."),
        (Id::RotateSeconds, Id::Write, "-G cannot be used without -w."),
        (Id::WriteFormat, Id::Write, "--write-format cannot be used without -w."),
        (Id::Part, Id::Write, "--part cannot be used without -w."),
        (Id::PostRotate, Id::Write, "-z cannot be used without -w."),
        #[cfg(feature = "monitor")]
        (Id::Channel, Id::MonitorMode, "--channel cannot be used without -I."),
        #[cfg(feature = "send")]
        (Id::Speed, Id::Send, "--speed cannot be used without --send."),
        #[cfg(feature = "send")]
        (Id::Loop, Id::Send, "--loop cannot be used without --send."),
        #[cfg(feature = "send")]
        (Id::MaxSleep, Id::Send, "--max-sleep cannot be used without --send."),
    ] {
        if settings.has(id) && !settings.has(with) {
            return wrong(line, message);
        }
    }
    for (id, message) in [
        (Id::PostRotate, "-z cannot be used without -C or -G."),
        (Id::RotateTotal, "--rotate-total cannot be used without -C or -G."),
    ] {
        if settings.has(id) && !any(&[Id::RotateSize, Id::RotateSeconds]) {
            return wrong(line, message);
        }
    }
    if settings.has(Id::Read) && settings.has(Id::ReadList) {
        return wrong(line, "-V and -r are mutually exclusive.");
    }
    if settings.has(Id::Ascii) && settings.has(Id::Hex) {
        return wrong(line, "-A and -x[x] are mutually exclusive.");
    }
    if settings.has(Id::Ascii) && settings.has(Id::HexAscii) {
        return wrong(line, "-A and -X[X] are mutually exclusive.");
    }
    if settings.has(Id::NetworkNamespace) && settings.reads() {
        return wrong(line, "--netns cannot be used with -r or -V.");
    }
    #[cfg(feature = "rings")]
    if settings.has(Id::Rings) && settings.reads() {
        return wrong(line, "--rings cannot be used with -r or -V.");
    }
    #[cfg(feature = "rings")]
    if settings.is_apart() && any(&[Id::Print, Id::PrintSampling, Id::Expect]) {
        let message = "--rings with -w writes a file for each ring, which it does not do with \
                       --print or --expect: --merge writes one file";
        return wrong(line, message);
    }
    #[cfg(feature = "send")]
    if settings.has(Id::Send) {
        use Id::{Expect, Json, MonitorMode, Print, Read, ReadList, Write};
        if any(&[Read, ReadList, Write, MonitorMode, Expect, Json, Print]) {
            let message = "--send cannot be used with -r, -V, -w, -I, --expect, --json or --print.";
            return wrong(line, message);
        }
    }
    if cfg!(feature = "print") && settings.prints() && settings.value(Id::Write) == Some(c"-") {
        return wrong(line, "--print cannot be used with -w -: both would be standard output.");
    }
    #[cfg(feature = "expect")]
    if settings.has(Id::Check) {
        use Id::{Expect, FilterFile, Read, ReadList, Write};
        if any(&[Read, ReadList, Write, Expect, FilterFile]) {
            let message = "--check cannot be used with -r, -V, -w, -F or --expect: the names of \
                           savefiles stand behind it.";
            return wrong(line, message);
        }
    }
    let is_followed = |(id, _): &(Id, &str)| settings.follows() && settings.has(*id);
    let only_captures = [
        (Id::Read, "-r"),
        (Id::ReadList, "-V"),
        (Id::Check, "--check"),
        (Id::DumpProgram, "-d"),
        (Id::Explain, "--explain"),
        (Id::ListInterfaces, "-D"),
        (Id::ListLinkTypes, "-L"),
        (Id::ListTimeStampTypes, "-J"),
        (Id::ExtcapCapture, "--capture"),
        (Id::Send, "--send"),
        (Id::MonitorMode, "-I"),
        (Id::Rings, "--rings"),
    ];
    if let Some((_, name)) = only_captures.into_iter().find(is_followed) {
        line.bytes(b"--follow-interfaces cannot be used with ").bytes(name.as_bytes());
        return wrong(line, ".");
    }
    if settings.follows() && settings.time_stamp != TimeStamp::Host {
        let why = "--follow-interfaces cannot be used with -j: clocks of hardware are set once.";
        return wrong(line, why);
    }
    Ok(())
}

#[inline(never)]
fn wrong(line: &mut Line, message: &str) -> Result<(), Refused> {
    line.bytes(message.as_bytes());
    Err(Refused)
}
