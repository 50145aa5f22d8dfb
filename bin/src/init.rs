//! The program as the first process of a machine: an initramfs that holds nothing but it, as `/init`,
//! is a whole capture appliance.
//!
//! That is what it takes itself for where it is process 1 and called `init`, as the kernel calls it; as
//! process 1 of a container it has another name. What to do is said on the kernel's command line:
//!
//! | | |
//! |---|---|
//! | `barecap.args="-i eth0 -n 'udp port 53'"` | the arguments, with blanks between them and single quotes around those that hold some; without it, what stands behind `--` |
//! | `barecap.modules=/a.ko,/b.ko` | modules to load, in that order |
//! | `barecap.mount=proc,sys,dev,ext4:/dev/vda:/data` | what to mount: three by their names, others by type, source and place |
//! | `barecap.up=lo,eth0` | interfaces to bring up; those that are not there yet are waited for, ten seconds |
//! | `barecap.test` | send a datagram to 127.0.0.1, port 9, ten times a second: something to capture on `lo` |
//! | `barecap.end=poweroff` | what follows: `poweroff`, `reboot`, `halt`, or a program that takes its place |
//!
//! What of this fails is said, and the rest is done: a machine that only prints why it does nothing
//! helps nobody. Ctrl-Alt-Del ends the capture as Ctrl-C does elsewhere. Sources: the kernel's
//! admin-guide/kernel-parameters, early-userspace; mount(2), finit_module(2), reboot(2).

use crate::Memory;
use crate::filter::each_byte;
use crate::message::Line;
use crate::packed::text;
use crate::process::{Process, Strings, fork};
use barecap_core::words::choice;
use barecap_linux::syscall;
use barecap_linux::{Error, InterfaceName, interface};
use core::ffi::{CStr, c_char};
use core::ptr;
use heapless::{Vec, VecView};
use rustix::fs::{CWD, Mode, mkdirat, sync};
use rustix::io::Errno;
use rustix::mount::{MountFlags, UnmountFlags, mount, unmount};
use rustix::net::{AddressFamily, SendFlags, SocketAddrV4, SocketType, sendto, socket};
use rustix::process::{Pid, Signal, getpid, kill_process};
use rustix::system::{RebootCommand, finit_module, reboot};
use rustix::thread::{Timespec, nanosleep};
use syscalls::Sysno;

/// The program's name in messages: it is called `init`, which says little on a console.
const NAME: &CStr = c"barecap";

/// More than the kernel's command line has (COMMAND_LINE_SIZE is 4,096 at most), with a zero behind
/// each word.
const LINE: usize = 8192;

/// How many arguments there may be; a line of that length hardly holds more.
const ARGUMENTS: usize = 256;

/// How long an interface is waited for, at intervals of [`PAUSE`]: drivers find their hardware by and by.
const TRIES: u32 = 100;

/// A tenth of a second.
const PAUSE: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };

/// What is done with one part of a value.
type Step = fn(&CStr);

/// Text, or words with a zero behind each.
type Text = Vec<u8, LINE>;

/// Whether the program has been started as the first process.
#[must_use]
pub fn is_first(process: &Process<'_>) -> bool {
    getpid() == Pid::INIT && process.name() == b"init"
}

/// Brings the machine up, captures, and ends as the kernel's command line says; returns only if that
/// cannot be done, with the capture's exit code.
#[must_use]
pub fn run(process: &Process<'_>, memory: &mut Memory) -> u8 {
    let mut words = Text::new();
    let parameters = Parameters::read(&mut words);
    let mut own = Text::new();
    parameters.split(c"args", b' ', &mut own);
    let mut arguments = Vec::<*const c_char, ARGUMENTS>::new();
    // What the kernel hands over may be words that it could not place, so it only counts where there
    // is nothing else.
    let given = process.arguments.iter().skip(1).filter(|_| own.is_empty());
    // Whoever switches the machine off keeps the right to.
    let free = [c"--no-sandbox"].into_iter().filter(|_| cfg!(feature = "sandbox"));
    for string in [NAME].into_iter().chain(free).chain(given).chain(strings(&own)) {
        // One place is for the null pointer.
        if arguments.len() + 1 < ARGUMENTS {
            let _ = arguments.push(string.as_ptr());
        } else {
            report("too many arguments:", string, Err(Errno::TOOBIG));
        }
    }
    let _ = arguments.push(ptr::null());
    // SAFETY: the pointers are to strings in `own` and of the process, both of which stay.
    let arguments = unsafe { Strings::from_raw(&arguments) };

    parameters.apply();
    // SIGINT, instead of a reboot at once.
    let _ = reboot(RebootCommand::CadOff);
    let sender = parameters.value(c"test").and_then(|_| start_sender());
    let code = crate::capture_or_else(&Process { arguments, ..*process }, memory);
    if let Some(sender) = sender {
        let _ = kill_process(sender, Signal::KILL);
    }
    let mut said = Line::of(NAME.to_bytes());
    said.literal(text!("the end, exit code ")).number(code.into()).send();
    end(parameters.value(c"end").unwrap_or(c"poweroff"), process);
    code
}

/// What the kernel's command line says about this program.
struct Parameters<'a> {
    /// Its words.
    words: &'a [u8],
}

impl<'a> Parameters<'a> {
    /// Reads /proc/cmdline into `words`, with /proc mounted as long as that takes.
    fn read(words: &'a mut VecView<u8>) -> Self {
        let mounted = mount_one(c"proc");
        let mut line = Text::new();
        let result = each_byte(c"/proc/cmdline", &mut |byte| line.push(byte).is_ok());
        report("cannot read", c"/proc/cmdline", result);
        if mounted {
            report("cannot unmount", c"/proc", unmount(c"/proc", UnmountFlags::empty()));
        }
        split(&line, b' ', b'"', words);
        Self { words }
    }

    /// The value of the last `barecap.NAME=VALUE`; that of `barecap.NAME` is empty.
    fn value(&self, name: &CStr) -> Option<&'a CStr> {
        let named = |word: &'a CStr| {
            let rest = word.to_bytes_with_nul().strip_prefix(b"barecap.")?;
            let rest = rest.strip_prefix(name.to_bytes())?;
            // Either the zero is left, or the value with it.
            CStr::from_bytes_with_nul(rest.strip_prefix(b"=").unwrap_or(rest))
                .ok()
                .filter(|value| value.is_empty() || rest.first() == Some(&b'='))
        };
        strings(self.words).filter_map(named).last()
    }

    /// The parts of a value.
    fn split(&self, name: &CStr, at: u8, parts: &mut VecView<u8>) {
        parts.clear();
        split(self.value(name).unwrap_or_default().to_bytes(), at, b'\'', parts);
    }

    /// Loads, mounts and brings up what is named.
    fn apply(&self) {
        let mut parts = Text::new();
        let mount: Step = |what| {
            mount_one(what);
        };
        // Modules first: what is to be mounted may need them.
        let each: [(&CStr, Step); 3] = [(c"modules", load), (c"mount", mount), (c"up", bring_up)];
        for (name, act) in each {
            self.split(name, b',', &mut parts);
            strings(&parts).for_each(act);
        }
    }
}

/// Splits a text at a byte, and at line ends, into words, with a zero behind each. What stands between
/// two `quote`s, which are left out, is not split.
fn split(text: &[u8], at: u8, quote: u8, words: &mut VecView<u8>) {
    let (mut inside, mut quoted) = (false, false);
    for &byte in text {
        if byte == quote {
            quoted = !quoted;
            inside = true;
        } else if (byte == at || byte == b'\n') && !quoted {
            if core::mem::take(&mut inside) {
                let _ = words.push(0);
            }
        } else {
            inside = true;
            let _ = words.push(byte);
        }
    }
    if inside {
        let _ = words.push(0);
    }
}

/// The words that [`split`] made.
fn strings(words: &[u8]) -> impl Iterator<Item = &CStr> {
    words.split_inclusive(|byte| *byte == 0).filter_map(|it| CStr::from_bytes_with_nul(it).ok())
}

/// Says what could not be done, to what, and why, if it could not. Whether it has worked.
#[inline(never)]
fn report(what: &str, to: &CStr, result: Result<(), Errno>) -> bool {
    if let Err(errno) = result {
        let mut line = Line::of(NAME.to_bytes());
        line.bytes(what.as_bytes()).literal(text!(" ")).about(to.to_bytes());
        line.errno(errno).send();
    }
    result.is_ok()
}

/// Mounts what one entry of `barecap.mount` names, in a folder that is made where it is missing.
/// Whether it is mounted.
fn mount_one(what: &CStr) -> bool {
    let whole: &[u8] = match choice(what.to_bytes(), "proc sys dev") {
        Some(0) => b"proc:proc:/proc",
        Some(1) => b"sysfs:sysfs:/sys",
        Some(_) => b"devtmpfs:devtmpfs:/dev",
        None => what.to_bytes(),
    };
    let mut parts = Text::new();
    split(whole, b':', 0, &mut parts);
    let mut parts = strings(&parts);
    let mut part = || parts.next().unwrap_or_default();
    let (kind, source, place) = (part(), part(), part());
    // It may be there already, and if it can be neither found nor made, mount(2) says so.
    let _ = mkdirat(CWD, place, Mode::from_raw_mode(0o755));
    report("cannot mount", what, mount(source, place, kind, MountFlags::empty(), None))
}

/// Loads a module; one that is there already is loaded.
fn load(path: &CStr) {
    /// `MODULE_INIT_COMPRESSED_FILE`.
    const COMPRESSED: i32 = 4;
    let flags = if path.to_bytes().ends_with(b".ko") { 0 } else { COMPRESSED };
    let result = crate::input::open_named(path).and_then(|file| finit_module(file, c"", flags));
    report("cannot load", path, if result == Err(Errno::EXIST) { Ok(()) } else { result });
}

/// Brings an interface up, as soon as it is there.
fn bring_up(text: &CStr) {
    let mut result = Err(Error::NoSuchDevice);
    if let Some(name) = InterfaceName::new(text.to_bytes()) {
        for _ in 0..TRIES {
            result = interface::bring_up(&name);
            if result != Err(Error::NoSuchDevice) {
                break;
            }
            let _ = nanosleep(&PAUSE);
        }
    }
    report(
        "cannot bring up",
        text,
        result.map_err(|error| match error {
            Error::System { errno, .. } => errno,
            _ => Errno::NODEV,
        }),
    );
}

/// Starts a process that sends datagrams until it is killed; its number.
fn start_sender() -> Option<Pid> {
    // SAFETY: the child gets a copy of all memory, and there is no other thread whose locks it could
    // find taken.
    match unsafe { fork() } {
        Ok(0) => send(),
        Ok(child) => Pid::from_raw(child as i32),
        Err(errno) => {
            report("cannot start", c"the sender", Err(errno));
            None
        }
    }
}

/// Sends datagrams for ever. That nobody listens may be told for one in two, which does not matter.
fn send() -> ! {
    let to = SocketAddrV4::new(core::net::Ipv4Addr::LOCALHOST, 9);
    let socket = socket(AddressFamily::INET, SocketType::DGRAM, None);
    report("cannot send", c"test datagrams", socket.as_ref().map(drop).map_err(|errno| *errno));
    loop {
        if let Ok(socket) = &socket {
            let _ = sendto(socket, b"barecap", SendFlags::empty(), &to);
        }
        let _ = nanosleep(&PAUSE);
    }
}

/// What follows the capture. Returns if it cannot be done.
fn end(how: &CStr, process: &Process<'_>) {
    // What has been written is on its disk before the machine stops.
    sync();
    let command = match choice(how.to_bytes(), "reboot halt poweroff") {
        Some(0) => RebootCommand::Restart,
        Some(1) => RebootCommand::Halt,
        Some(_) => RebootCommand::PowerOff,
        None => {
            let _ = reboot(RebootCommand::CadOn);
            report("cannot run", how, Err(execute(how, process)));
            RebootCommand::PowerOff
        }
    };
    report("cannot end by", how, reboot(command));
}

/// Becomes another program; or why that cannot be.
fn execute(path: &CStr, process: &Process<'_>) -> Errno {
    let arguments = [path.as_ptr(), ptr::null()];
    let nothing = [ptr::null()];
    let environment = process.environment.as_array().unwrap_or(nothing.as_ptr());
    barecap_linux::Signals::unblock_all();
    // SAFETY: strings and arrays end with zeros. Where the call comes back, nothing has changed.
    let result = unsafe { syscall!(Sysno::execve, path.as_ptr(), arguments.as_ptr(), environment) };
    result.map_or_else(|errno| Errno::from_raw_os_error(errno.into_raw()), |_| Errno::IO)
}

#[cfg(test)]
mod tests {
    use super::*;
    extern crate std;
    use std::vec::Vec;

    fn words(text: &[u8], at: u8, quote: u8) -> Vec<std::string::String> {
        let mut words = Text::new();
        split(text, at, quote, &mut words);
        strings(&words).map(|word| word.to_str().unwrap().into()).collect()
    }

    #[test]
    fn text_is_split_outside_quotes() {
        for (text, expected) in [
            (&b""[..], &[][..]),
            (b"  \n", &[]),
            (b"a  b c\n", &["a", "b", "c"]),
            (b"a 'b c' d", &["a", "b c", "d"]),
            (b"a'b c'd", &["ab cd"]),
            (b"'' x", &["", "x"]),
            (b"x 'never ended", &["x", "never ended"]),
        ] {
            assert_eq!(words(text, b' ', b'\''), expected, "{}", text.escape_ascii());
        }
        assert_eq!(words(b"a=\"b 'c d'\"", b' ', b'"'), ["a=b 'c d'"]);
    }

    #[test]
    fn a_parameter_is_found_by_its_whole_name_and_the_last_counts() {
        let line = b"quiet barecap.args=\"-i lo\" barecap.up=lo,,eth0 barecap.ups=x barecap.up-s \
            barecap.test other.end=halt barecap.end=halt barecap.end=reboot barecap.endless";
        let mut words = Text::new();
        split(line, b' ', b'"', &mut words);
        let parameters = Parameters { words: &words };
        for (name, value) in [
            (c"args", Some(c"-i lo")),
            (c"end", Some(c"reboot")),
            (c"test", Some(c"")),
            (c"mount", None),
        ] {
            assert_eq!(parameters.value(name), value, "{name:?}");
        }
        let mut parts = Text::new();
        parameters.split(c"up", b',', &mut parts);
        assert_eq!(strings(&parts).collect::<Vec<_>>(), [c"lo", c"eth0"]);
        parameters.split(c"modules", b',', &mut parts);
        assert!(parts.is_empty());
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_and_no_panic() {
        let long = [b'x'; 4 * LINE];
        let mut words = Text::new();
        split(&long, b' ', b'"', &mut words);
        assert_eq!(strings(&words).count(), 0);
    }
}
