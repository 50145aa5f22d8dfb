//! The sandbox: what is given up between "everything is open" and the first packet.
//!
//! What a capture still needs depends on what it is asked to do, which [`Needs`] says. From that
//! follow the system calls (`calls` has the one list of them), the folders and files, and those of
//! root's rights that files of other users take. Everything else is refused from then on, as
//! [`barecap_linux::sandbox`] has it. A part that the kernel lacks is left out, and named with -v: it is
//! so on every run there, and nothing to be done about; a part that fails for another reason is named in
//! any case. All of it is put up after -Z, so that both hold.
//!
//! A capture that follows interfaces (--follow-interfaces) opens sockets while packets come. It alone
//! keeps `CAP_NET_RAW`, and the calls that give such a socket its filter and its ring: `socket` for
//! packets, `setsockopt` of two levels, and `mmap` for memory that is not run (on s390x for any, as a
//! filter cannot tell). With a filter it keeps what compiles one and looks up its names, as an interface
//! may come with another link type. So the walls of this mode are lower than those of others: who gets
//! through can capture and send packets.
//! A queue above the system's limit (`net.core.rmem_max`) would take `CAP_NET_ADMIN`: such a socket does
//! with less, which is of account with --immediate-mode and very long packets only.
//!
//! What is run for files that are full (-z) is none of the capture's business, and needs files and
//! calls of its own. A helper that is started before the walls are up runs it
//! (`command::Aside`): it gets numbers of files from the capture, and makes their names
//! itself.

mod calls;

use crate::flags::Id;
use crate::interfaces;
use crate::message::Line;
#[cfg(feature = "names")]
use crate::names;
use crate::packed::text;
use crate::settings::Settings;
use barecap_core::words::split;
use barecap_linux::sandbox::{
    Access, CapabilitySet, Paths, keep_capabilities, refuse_privileges, restrict_calls,
};
use core::ffi::CStr;
use rustix::io::Errno;

/// What a capture still does once packets come, a bit each.
pub type Needs = u16;

/// Anything at all.
const ALWAYS: Needs = 1;
/// It takes packets from a socket.
const LIVE: Needs = 1 << 1;
/// It goes on reading in other savefiles.
const MORE_INPUT: Needs = 1 << 2;
/// It writes a savefile.
const WRITE: Needs = 1 << 3;
/// It goes on writing in other savefiles.
const MORE_OUTPUT: Needs = 1 << 4;
/// It gives files names that they did not begin with.
const RENAME: Needs = 1 << 5;
/// It deletes old files.
const DELETE: Needs = 1 << 6;
/// It looks for names of what it prints.
const NAMES: Needs = 1 << 7;
/// It compiles filters, and looks up what they name.
const COMPILE: Needs = 1 << 8;
/// It sends the packets of a savefile.
const SEND: Needs = 1 << 9;
/// It sends them more than once.
const SEND_AGAIN: Needs = 1 << 10;
/// There are several captures, which end at one moment: of interfaces, or rings that share the packets.
const SEVERAL: Needs = 1 << 11;
/// Each has a thread of its own.
const THREADS: Needs = 1 << 12;
/// It opens sockets on interfaces that appear.
const FOLLOW: Needs = 1 << 13;
/// Threads stay on processors.
const PIN: Needs = 1 << 14;
/// It asks for the names of interfaces that stand in what it prints.
const INTERFACES: Needs = 1 << 15;

/// What the command line asks for, with savefiles still to be read and a filter to be compiled again.
#[must_use]
pub fn needs(settings: &Settings<'_>, more_input: bool, filter: bool) -> Needs {
    let offline = settings.reads() || settings.has(Id::Check);
    let sends = settings.has(Id::Send);
    let shows = settings.shows() && !sends && !settings.has(Id::Check);
    let several = settings.has(Id::Rings) || interfaces::may_be_several(settings);
    let mut needs = ALWAYS;
    for (holds, need) in [
        (!offline && !sends, LIVE),
        (sends, SEND),
        (settings.has(Id::Loop), SEND_AGAIN),
        (offline && more_input, MORE_INPUT),
        (settings.has(Id::Write), WRITE),
        (settings.has(Id::Write) && settings.rotates(), MORE_OUTPUT),
        (settings.has(Id::Part), RENAME),
        (settings.has(Id::RotateTotal), DELETE),
        (shows && !settings.has(Id::NoNames), NAMES),
        (shows, INTERFACES),
        (!offline && several, SEVERAL),
        (!offline && settings.is_apart(), THREADS),
        (!offline && settings.is_apart() && settings.is_by_processor(), PIN),
        // A savefile may turn out to have other link types, for which filters are compiled anew; so
        // may an interface that appears.
        ((offline || settings.follows()) && filter, COMPILE),
        (settings.follows(), FOLLOW),
    ] {
        if holds {
            needs |= need;
        }
    }
    needs
}

/// Root's rights for this: files and folders of other users, as root has them, and packet sockets.
fn capabilities(needs: Needs) -> CapabilitySet {
    let mut kept = CapabilitySet::empty();
    if needs & (MORE_INPUT | NAMES | COMPILE) != 0 {
        kept |= CapabilitySet::DAC_READ_SEARCH;
    }
    if needs & (MORE_OUTPUT | RENAME | DELETE) != 0 {
        kept |= CapabilitySet::DAC_OVERRIDE;
    }
    if needs & (RENAME | DELETE) != 0 {
        kept |= CapabilitySet::FOWNER;
    }
    if needs & FOLLOW != 0 {
        kept |= CapabilitySet::NET_RAW;
    }
    kept
}

/// Gives up what is not needed, unless it is told not to. `inputs` are the savefiles still to be read.
pub fn enter(
    program: &[u8],
    settings: &Settings<'_>,
    needs: Needs,
    inputs: &mut dyn Iterator<Item = &'_ CStr>,
) {
    let check = |part: &str, lacking: &[Errno], result: Result<(), Errno>| {
        if let Err(errno) = result
            && (settings.has(Id::Verbose) || !lacking.contains(&errno))
        {
            let mut line = Line::of(program);
            line.literal(text!("WARNING: the sandbox is without ")).about(part.as_bytes());
            line.errno(errno).literal(text!(" (--no-sandbox does without all of it)")).send();
        }
    };
    if !settings.has(Id::NoSandbox) {
        check("no_new_privs", &[Errno::INVAL], refuse_privileges());
        let lacking = [Errno::NOSYS, Errno::OPNOTSUPP];
        check("Landlock", &lacking, confine(settings, needs, inputs));
        check("dropped capabilities", &[], keep_capabilities(capabilities(needs)));
        let lacking = [Errno::NOSYS, Errno::INVAL];
        check("seccomp", &lacking, restrict_calls(&mut calls::for_needs(needs)));
    }
    #[cfg(debug_assertions)]
    probe::run(settings);
}

/// Leaves the files and folders that are needed.
fn confine(
    settings: &Settings<'_>,
    needs: Needs,
    inputs: &mut dyn Iterator<Item = &'_ CStr>,
) -> Result<(), Errno> {
    let paths = Paths::new()?;
    if needs & (MORE_OUTPUT | RENAME | DELETE) != 0 {
        let name = settings.value(Id::Write).map_or(&b""[..], CStr::to_bytes);
        let mut folder = heapless::Vec::<u8, 4096>::new();
        for part in [folder_of(name), b"\0"] {
            folder.extend_from_slice(part).map_err(|_| Errno::NAMETOOLONG)?;
        }
        let folder = CStr::from_bytes_until_nul(&folder).unwrap_or(c".");
        paths.allow(folder, Access::Make)?;
    }
    #[cfg(feature = "names")]
    for (need, files) in [(NAMES, &names::FOR_PACKETS[..]), (COMPILE, &names::FOR_FILTERS[..])] {
        if needs & need != 0 {
            files.iter().try_for_each(|file| paths.allow(file, Access::Read))?;
        }
    }
    #[cfg(feature = "dns")]
    if needs & COMPILE != 0 {
        paths.allow_port(names::DNS_PORT)?;
    }
    if needs & MORE_INPUT != 0 {
        inputs.filter(|path| *path != c"-").try_for_each(|path| paths.allow(path, Access::Read))?;
    }
    paths.enforce()
}

/// The folder that all files of a name are in, or below: what stands before the last slash that no
/// `%` is before, which may begin a time.
fn folder_of(name: &[u8]) -> &[u8] {
    let fixed = split(name, b'%').next().unwrap_or_default();
    match fixed.iter().rposition(|&byte| byte == b'/') {
        None => b".",
        Some(0) => b"/",
        Some(end) => fixed.get(..end).unwrap_or_default(),
    }
}

/// A look from inside, for tests, which release builds do not have: tries what is forbidden, and says
/// what came of it.
#[cfg(debug_assertions)]
mod probe {
    use super::{Line, Settings, split, text};
    use barecap_linux::syscall;
    use rustix::fs::{Mode, OFlags, open};
    use rustix::io::Errno;
    use syscalls::Sysno;

    /// Opens and makes the files that `BARECAP_PROBE` names, with colons between them, and makes
    /// calls that no mode makes.
    pub(super) fn run(settings: &Settings<'_>) {
        let Some(paths) = settings.probe else { return };
        for path in split(paths, b':') {
            for (what, flags) in
                [("read ", OFlags::RDONLY), ("make ", OFlags::WRONLY | OFlags::CREATE)]
            {
                say(what, path, open(path, flags, Mode::RUSR | Mode::WUSR).map(drop));
            }
        }
        let program = c"/nonexistent";
        let calls: [(&str, Sysno, [usize; 3]); 10] = [
            ("socket AF_PACKET", Sysno::socket, [17, 3, 0]),
            ("socket AF_INET", Sysno::socket, [2, 2, 0]),
            ("socket AF_UNIX", Sysno::socket, [1, 1, 0]),
            ("execve", Sysno::execve, [program.as_ptr() as usize, 0, 0]),
            ("clone", Sysno::clone, [17, 0, 0]),
            ("ptrace", Sysno::ptrace, [16, usize::MAX, 0]),
            ("kill", Sysno::kill, [1, 0, 0]),
            ("setuid", Sysno::setuid, [0, 0, 0]),
            ("mmap", Sysno::mmap, [0, 4096, 7]),
            ("setsockopt", Sysno::setsockopt, [3, 1, 1]),
        ];
        for (what, call, [first, second, third]) in calls {
            // SAFETY: those that are not refused fail, or make a descriptor or a mapping that nobody
            // uses; a child leaves at once.
            let result = unsafe { syscall!(call, first, second, third, 0x22, usize::MAX, 0) };
            if call == Sysno::clone && result == Ok(0) {
                // SAFETY: it does not return.
                let _ = unsafe { syscall!(Sysno::exit_group, 0) };
            }
            let result = result.map(drop);
            say(
                "call ",
                what.as_bytes(),
                result.map_err(|it| Errno::from_raw_os_error(it.into_raw())),
            );
        }
    }

    fn say(what: &str, of: &[u8], result: Result<(), Errno>) {
        let mut line = Line::new();
        line.literal(text!("probe: ")).bytes(what.as_bytes()).about(of);
        match result {
            Ok(_) => line.literal(text!("done")),
            Err(errno) => line.errno(errno),
        };
        line.send();
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;

    #[test]
    fn the_folder_of_files_is_what_no_time_changes() {
        for (name, folder) in [
            ("x.pcap", "."),
            ("a/x.pcap", "a"),
            ("/x", "/"),
            ("/var/log/x-%H.pcap", "/var/log"),
            ("/var/%Y/%m/x", "/var"),
            ("%F/x", "."),
            ("a/../b/x", "a/../b"),
            ("", "."),
        ] {
            assert_eq!(folder_of(name.as_bytes()), folder.as_bytes(), "{name}");
        }
    }
}
