//! Which options go together, and which are built in.
//!
//! What each option's value means is known by then; here nothing is read, and nothing changed. A rule
//! is an option and what it cannot be with or without; the first that is broken is the one told. Rules
//! of options that a build does not know are left out of it.

use super::Settings;
use crate::flags::{Id, put_name};
use crate::literal::Literal;
use crate::message::{Line, Refused};
use crate::packed::text;
use crate::rotation::ROTATES;
#[cfg(feature = "follow")]
use barecap_linux::TimeStamp;

/// Options that are known in every build, and whether this one does what they ask for.
const BUILT_IN: [(Id, bool); 4] = [
    (Id::Explain, cfg!(feature = "explain")),
    (Id::Json, cfg!(feature = "json")),
    (Id::NetworkNamespace, cfg!(feature = "netns")),
    (Id::MonitorMode, cfg!(feature = "monitor")),
];

/// Options that say more about another, without which they say nothing.
const ABOUT: &[(Id, Id)] = &[
    #[cfg(feature = "rings")]
    (Id::FanOut, Id::Rings),
    #[cfg(feature = "rings")]
    (Id::Merge, Id::Rings),
    #[cfg(feature = "rotate")]
    (Id::RotateSize, Id::Write),
    #[cfg(feature = "rotate")]
    (Id::RotateSeconds, Id::Write),
    (Id::WriteFormat, Id::Write),
    #[cfg(feature = "rotate")]
    (Id::Part, Id::Write),
    #[cfg(feature = "rotate")]
    (Id::PostRotate, Id::Write),
    #[cfg(feature = "monitor")]
    (Id::Channel, Id::MonitorMode),
    #[cfg(feature = "send")]
    (Id::Speed, Id::Send),
    #[cfg(feature = "send")]
    (Id::Loop, Id::Send),
    #[cfg(feature = "send")]
    (Id::MaxSleep, Id::Send),
];

/// What does not go with savefiles that are read.
const LIVE: &[Id] = &[
    Id::NetworkNamespace,
    #[cfg(feature = "rings")]
    Id::Rings,
];

/// What does not go with --follow-interfaces, which is about captures.
#[cfg(feature = "follow")]
const UNFOLLOWED: &[Id] = &[
    Id::Read,
    Id::ReadList,
    #[cfg(feature = "expect")]
    Id::Check,
    Id::DumpProgram,
    Id::Explain,
    Id::ListInterfaces,
    Id::ListLinkTypes,
    Id::ListTimeStampTypes,
    #[cfg(feature = "extcap")]
    Id::ExtcapCapture,
    #[cfg(feature = "send")]
    Id::Send,
    Id::MonitorMode,
    #[cfg(feature = "rings")]
    Id::Rings,
];

/// Checks what options mean together.
///
/// # Errors
///
/// Something does not go together: `line` says what.
#[inline(never)]
pub(super) fn check(settings: &Settings<'_>, line: &mut Line) -> Result<(), Refused> {
    let has = |id: &Id| settings.has(*id);
    let any = |ids: &[Id]| ids.iter().any(has);
    if let Some((id, _)) = BUILT_IN.iter().find(|(id, built_in)| !built_in && has(id)) {
        return wrong(line, *id, text!(" is not built in"));
    }
    if has(&Id::CountOnly) && !settings.reads() {
        return wrong(line, Id::CountOnly, text!(" cannot be used without -r or -V."));
    }
    check_about(settings, ABOUT, line)?;
    if ROTATES
        && let Some(id) = [Id::PostRotate, Id::RotateTotal].into_iter().find(has)
        && !any(&[Id::RotateSize, Id::RotateSeconds])
    {
        return wrong(line, id, text!(" cannot be used without -C or -G."));
    }
    if has(&Id::Read) && has(&Id::ReadList) {
        return wrong(line, Id::ReadList, text!(" and -r are mutually exclusive."));
    }
    if has(&Id::Ascii) && has(&Id::Hex) {
        return wrong(line, Id::Ascii, text!(" and -x[x] are mutually exclusive."));
    }
    if has(&Id::Ascii) && has(&Id::HexAscii) {
        return wrong(line, Id::Ascii, text!(" and -X[X] are mutually exclusive."));
    }
    if has(&Id::Hex) && has(&Id::HexAscii) {
        return wrong(line, Id::Hex, text!("[x] and -X[X] are mutually exclusive."));
    }
    if let Some(id) = LIVE.iter().find(|id| has(id))
        && settings.reads()
    {
        return wrong(line, *id, text!(" cannot be used with -r or -V."));
    }
    #[cfg(feature = "rings")]
    if settings.is_apart() && any(&[Id::Print, Id::PrintSampling, Id::Expect]) {
        let message = text!(
            " with -w writes a file for each ring, which it does not do with --print or \
                       --expect: --merge writes one file"
        );
        return wrong(line, Id::Rings, message);
    }
    #[cfg(feature = "send")]
    if has(&Id::Send) {
        use Id::{Expect, Json, MonitorMode, Print, Read, ReadList, Write};
        if any(&[Read, ReadList, Write, MonitorMode, Expect, Json, Print]) {
            let message =
                text!(" cannot be used with -r, -V, -w, -I, --expect, --json or --print.");
            return wrong(line, Id::Send, message);
        }
    }
    if let Some(id) = [Id::Print, Id::PrintSampling, Id::CountOnly].into_iter().find(has)
        && settings.value(Id::Write) == Some(c"-")
    {
        return wrong(line, id, text!(" cannot be used with -w -: both would be standard output."));
    }
    #[cfg(feature = "expect")]
    if has(&Id::Check) {
        use Id::{Expect, FilterFile, Read, ReadList, Write};
        if any(&[Read, ReadList, Write, Expect, FilterFile]) {
            let message = text!(
                " cannot be used with -r, -V, -w, -F or --expect: the names of \
                           savefiles stand behind it."
            );
            return wrong(line, Id::Check, message);
        }
    }
    #[cfg(feature = "follow")]
    if settings.follows() {
        if settings.time_stamp != TimeStamp::Host {
            let message = text!(" cannot be used with -j: clocks of hardware are set once.");
            return wrong(line, Id::FollowInterfaces, message);
        }
        if let Some(id) = UNFOLLOWED.iter().find(|id| has(id)) {
            return pair(line, Id::FollowInterfaces, text!(" cannot be used with "), *id);
        }
    }
    Ok(())
}

/// Checks that the options that say more about another are not given without it.
///
/// # Errors
///
/// One is: `line` says which.
pub(crate) fn check_about(
    settings: &Settings<'_>,
    about: &[(Id, Id)],
    line: &mut Line,
) -> Result<(), Refused> {
    let is_alone = |(id, with): &&(Id, Id)| settings.has(*id) && !settings.has(*with);
    let Some((id, with)) = about.iter().find(is_alone) else { return Ok(()) };
    pair(line, *id, text!(" cannot be used without "), *with)
}

/// Says what is wrong with an option.
fn wrong(line: &mut Line, id: Id, message: Literal) -> Result<(), Refused> {
    put_name(id, line);
    line.literal(message);
    Err(Refused)
}

/// Says how two options do not go together.
fn pair(line: &mut Line, id: Id, how: Literal, other: Id) -> Result<(), Refused> {
    let refused = wrong(line, id, how);
    put_name(other, line);
    line.literal(text!("."));
    refused
}
