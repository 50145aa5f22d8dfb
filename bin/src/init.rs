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
//! | `barecap.up=lo,eth0` | interfaces to bring up; those that are not there yet are waited for |
//! | `barecap.test` | send a datagram to 127.0.0.1, port 9, ten times a second: something to capture on `lo` |
//! | `barecap.end=poweroff` | what follows: `poweroff`, `reboot`, `halt`, or a program that takes its place |
//!
//! What of this fails is said, and the rest is done: a machine that only prints why it does nothing
//! helps nobody. Ctrl-Alt-Del ends the capture as Ctrl-C does elsewhere. Sources: the kernel's
//! admin-guide/kernel-parameters, early-userspace; mount(2), finit_module(2), reboot(2).

use crate::Memory;
use crate::filter::each_byte;
use crate::message::Line;
use crate::process::{Process, Strings};
use barecap_linux::{ErrnoText, Error, InterfaceName, interface};
use core::ffi::{CStr, c_char};
use core::ptr;
use heapless::{Vec, VecView};
use rustix::fd::OwnedFd;
use rustix::fs::{CWD, Mode, OFlags, mkdirat, open, sync};
use rustix::io::Errno;
use rustix::mount::{MountFlags, UnmountFlags, mount, unmount};
use rustix::net::{AddressFamily, SendFlags, SocketAddrV4, SocketType, sendto, socket};
use rustix::process::{Pid, Signal, getpid, kill_process};
use rustix::system::{RebootCommand, finit_module, reboot};
use rustix::thread::{Timespec, nanosleep};
use syscalls::{Sysno, syscall};

/// The program's name in messages: it is called `init`, which says little on a console.
const NAME: &CStr = c"barecap";

/// As much of a command line as kernels take (COMMAND_LINE_SIZE is at most that).
const LINE: usize = 4096;

/// How many arguments there may be; a line of that length hardly holds more.
const ARGUMENTS: usize = 256;

/// How long an interface is waited for, in steps of [`STEP`]: drivers find their hardware by and by.
const STEPS: u32 = 100;

/// A tenth of a second.
const STEP: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };

/// Words, each with a zero behind it.
type Words = Vec<u8, { 2 * LINE }>;

/// Whether the program has been started as the first process.
#[must_use]
pub fn is_first(process: &Process<'_>) -> bool {
    getpid() == Pid::INIT && process.name() == b"init"
}

/// Brings the machine up, captures, and ends as the kernel's command line says; returns only if that
/// cannot be done, with the capture's exit code.
#[must_use]
pub fn run(process: &Process<'_>, memory: &mut Memory) -> u8 {
    let mut line = Words::new();
    // Words that the kernel could not place are arguments too, so they only count where there are no
    // others.
    let parameters = Parameters::read(&mut line);
    let mut words = Words::new();
    split(parameters.value(b"args").unwrap_or_default(), b'\'', &mut words);
    let mut arguments = Vec::<*const c_char, ARGUMENTS>::new();
    let _ = arguments.push(NAME.as_ptr());
    if words.is_empty() {
        push(&mut arguments, &mut process.arguments.iter().skip(1));
    } else {
        push(&mut arguments, &mut strings(&words));
    }
    let _ = arguments.push(ptr::null());
    // SAFETY: the pointers are to strings in `words` and of the process, both of which stay.
    let arguments = unsafe { Strings::from_raw(&arguments) };

    parameters.apply();
    // SIGINT, instead of a reboot at once.
    let _ = reboot(RebootCommand::CadOff);
    let sender = parameters.value(b"test").and_then(|_| start_sender());
    let code = crate::capture_or_else(&Process { arguments, ..*process }, memory);
    if let Some(sender) = sender {
        let _ = kill_process(sender, Signal::KILL);
    }
    let mut said = Line::of(NAME.to_bytes());
    said.bytes(b"the end, exit code ").number(code.into()).send();
    end(parameters.value(b"end").unwrap_or(b"poweroff"), process);
    code
}

/// Adds strings to an array of pointers; more than it holds are an error.
fn push(arguments: &mut VecView<*const c_char>, strings: &mut dyn Iterator<Item = &CStr>) {
    for string in strings {
        // One place is for the null pointer.
        if arguments.len() + 1 >= arguments.capacity() || arguments.push(string.as_ptr()).is_err() {
            failed("arguments", string.to_bytes(), &"too many, left out");
        }
    }
}

/// What the kernel's command line says about this program.
struct Parameters<'a> {
    /// Its words.
    words: &'a [u8],
}

impl<'a> Parameters<'a> {
    /// Reads /proc/cmdline into `words`, with /proc mounted as long as that takes.
    fn read(words: &'a mut Words) -> Self {
        let mounted = mount_one(b"proc");
        let mut line = Vec::<u8, LINE>::new();
        let result = each_byte(c"/proc/cmdline", &mut |byte| line.push(byte).is_ok());
        report("cannot read", b"/proc/cmdline", result);
        if mounted {
            report("cannot unmount", b"/proc", unmount(c"/proc", UnmountFlags::empty()));
        }
        split(&line, b'"', words);
        Self { words }
    }

    /// The value of the last `barecap.NAME=VALUE`; that of `barecap.NAME` is empty.
    fn value(&self, name: &[u8]) -> Option<&'a [u8]> {
        let named = |word: &'a CStr| {
            let rest = word.to_bytes().strip_prefix(b"barecap.")?.strip_prefix(name)?;
            if rest.is_empty() { Some(rest) } else { rest.strip_prefix(b"=") }
        };
        strings(self.words).filter_map(named).last()
    }

    /// The parts of a value, with commas between them.
    fn list(&self, name: &[u8]) -> impl Iterator<Item = &'a [u8]> {
        let value = self.value(name).unwrap_or_default();
        value.split(|byte| *byte == b',').filter(|part| !part.is_empty())
    }

    /// Loads, mounts and brings up what is named.
    fn apply(&self) {
        // /dev first: a source of what is to be mounted may be there, but only once its driver is.
        for path in self.list(b"modules") {
            report("cannot load", path, load(path));
        }
        for what in self.list(b"mount") {
            mount_one(what);
        }
        for name in self.list(b"up") {
            bring_up(name);
        }
    }
}

/// Splits a text at blanks and line ends into words, with a zero behind each. Those between two
/// `quote`s, which are left out, do not split it.
fn split<const N: usize>(text: &[u8], quote: u8, words: &mut Vec<u8, N>) {
    let (mut inside, mut quoted) = (false, false);
    for &byte in text.iter().chain(b" ") {
        if byte == quote {
            quoted = !quoted;
            inside = true;
        } else if byte.is_ascii_whitespace() && !quoted {
            if core::mem::take(&mut inside) {
                let _ = words.push(0);
            }
        } else {
            inside = true;
            let _ = words.push(byte);
        }
    }
    // A quote that nothing ends.
    if inside {
        let _ = words.push(0);
    }
}

/// The words that [`split`] made.
fn strings(words: &[u8]) -> impl Iterator<Item = &CStr> {
    words.split_inclusive(|byte| *byte == 0).filter_map(|it| CStr::from_bytes_with_nul(it).ok())
}

/// Says what could not be done, to what, and why.
fn failed(what: &str, to: &[u8], why: &dyn core::fmt::Display) {
    let mut line = Line::of(NAME.to_bytes());
    line.bytes(what.as_bytes()).bytes(b" ").bytes(to).bytes(b": ").shown(why).send();
}

/// As [`failed`], of a system call that may have worked. Whether it has.
fn report(what: &str, to: &[u8], result: Result<(), Errno>) -> bool {
    if let Err(errno) = result {
        failed(what, to, &ErrnoText(errno));
    }
    result.is_ok()
}

/// Mounts what one entry of `barecap.mount` names, in a folder that is made where it is missing.
/// Whether it is mounted.
fn mount_one(what: &[u8]) -> bool {
    let whole = match what {
        b"proc" => &b"proc:proc:/proc"[..],
        b"sys" => b"sysfs:sysfs:/sys",
        b"dev" => b"devtmpfs:devtmpfs:/dev",
        other => other,
    };
    let mut parts = whole.splitn(3, |byte| *byte == b':');
    let mut part = || parts.next().unwrap_or_default();
    let (kind, source, place) = (part(), part(), part());
    if let Err(errno) = mkdirat(CWD, place, Mode::from_raw_mode(0o755))
        && errno != Errno::EXIST
    {
        return report("cannot make the folder", place, Err(errno));
    }
    let result = mount(source, place, kind, MountFlags::empty(), None);
    report("cannot mount", whole, result)
}

/// Loads a module; that it is there already is as well.
fn load(path: &[u8]) -> Result<(), Errno> {
    /// `MODULE_INIT_COMPRESSED_FILE`.
    const COMPRESSED: i32 = 4;
    let file = open(path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?;
    let flags = if path.ends_with(b".ko") { 0 } else { COMPRESSED };
    match finit_module(file, c"", flags) {
        Err(Errno::EXIST) => Ok(()),
        result => result,
    }
}

/// Brings an interface up, as soon as it is there.
fn bring_up(name: &[u8]) {
    let mut result = Err(Error::NoSuchDevice);
    if let Some(name) = InterfaceName::new(name) {
        for _ in 0..STEPS {
            result = interface::bring_up(&name);
            if result != Err(Error::NoSuchDevice) {
                break;
            }
            let _ = nanosleep(&STEP);
        }
    }
    if let Err(error) = result {
        failed("cannot bring up", name, &error);
    }
}

/// Starts a process that sends datagrams until it is killed; its number.
fn start_sender() -> Option<Pid> {
    // With these arguments clone(2) is fork(2).
    // SAFETY: the child gets a copy of all memory, and there is no other thread whose locks it could
    // find taken.
    match unsafe { syscall!(Sysno::clone, Signal::CHILD.as_raw(), 0, 0, 0, 0) } {
        Ok(0) => {
            let result = socket(AddressFamily::INET, SocketType::DGRAM, None);
            report("cannot send", b"test datagrams", result.map(|socket| send(&socket)));
            // SAFETY: it does not return.
            let _ = unsafe { syscall!(Sysno::exit_group, 1) };
            None
        }
        Ok(child) => Pid::from_raw(child as i32),
        Err(errno) => {
            let errno = Errno::from_raw_os_error(errno.into_raw());
            report("cannot send", b"test datagrams", Err(errno));
            None
        }
    }
}

/// Sends datagrams for ever. Nobody may listen, which one in two of them is told.
fn send(socket: &OwnedFd) {
    let to = SocketAddrV4::new(core::net::Ipv4Addr::LOCALHOST, 9);
    loop {
        let _ = sendto(socket, b"barecap", SendFlags::empty(), &to);
        let _ = nanosleep(&STEP);
    }
}

/// What follows the capture. Returns if it cannot be done.
fn end(how: &[u8], process: &Process<'_>) {
    // What has been written is on its disk before the machine stops.
    sync();
    let command = match how {
        b"reboot" => RebootCommand::Restart,
        b"halt" => RebootCommand::Halt,
        b"poweroff" => RebootCommand::PowerOff,
        program => {
            let mut path = Vec::<u8, LINE>::new();
            let _ = path.extend_from_slice(program);
            let _ = path.push(0);
            if let Ok(path) = CStr::from_bytes_with_nul(&path) {
                let arguments = [path.as_ptr(), ptr::null()];
                let nothing = [ptr::null()];
                let environment = process.environment.as_array().unwrap_or(nothing.as_ptr());
                let _ = reboot(RebootCommand::CadOn);
                // SAFETY: strings and arrays end with zeros. Where the call comes back, nothing has
                // changed.
                if let Err(errno) = unsafe {
                    syscall!(Sysno::execve, path.as_ptr(), arguments.as_ptr(), environment)
                } {
                    let errno = Errno::from_raw_os_error(errno.into_raw());
                    report("cannot run", program, Err(errno));
                }
            }
            RebootCommand::PowerOff
        }
    };
    report("cannot end by", how, reboot(command));
}

#[cfg(test)]
mod tests {
    use super::*;
    extern crate std;
    use std::vec::Vec;

    fn words(text: &[u8], quote: u8) -> Vec<std::string::String> {
        let mut words = Words::new();
        split(text, quote, &mut words);
        strings(&words).map(|word| word.to_str().unwrap().into()).collect()
    }

    #[test]
    fn text_is_split_at_blanks_outside_quotes() {
        for (text, expected) in [
            (&b""[..], &[][..]),
            (b"  \n", &[]),
            (b"a  b\tc\n", &["a", "b", "c"]),
            (b"a 'b c' d", &["a", "b c", "d"]),
            (b"a'b c'd", &["ab cd"]),
            (b"'' x", &["", "x"]),
            (b"x 'never ended", &["x", "never ended "]),
        ] {
            assert_eq!(words(text, b'\''), expected, "{}", text.escape_ascii());
        }
        assert_eq!(words(b"a=\"b 'c d'\"", b'"'), ["a=b 'c d'"]);
    }

    #[test]
    fn a_parameter_is_found_by_its_whole_name_and_the_last_counts() {
        let line = b"quiet barecap.args=\"-i lo\" barecap.ups=x barecap.up=lo,,eth0 barecap.test \
            other.end=halt barecap.end=halt barecap.end=reboot";
        let mut words = Words::new();
        split(line, b'"', &mut words);
        let parameters = Parameters { words: &words };
        assert_eq!(parameters.value(b"args"), Some(&b"-i lo"[..]));
        assert_eq!(parameters.value(b"end"), Some(&b"reboot"[..]));
        assert_eq!(parameters.value(b"test"), Some(&b""[..]));
        assert_eq!(parameters.value(b"mount"), None);
        assert_eq!(parameters.list(b"up").collect::<Vec<_>>(), [&b"lo"[..], b"eth0"]);
        assert_eq!(parameters.list(b"modules").count(), 0);
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_and_no_panic() {
        let long = [b'x'; 4 * LINE];
        let mut words = Words::new();
        split(&long, b'"', &mut words);
        assert_eq!(strings(&words).count(), 0);
    }
}
