//! A command for each file that rotation has finished (-z): `COMMAND FILE`, at the lowest priority,
//! beside the capture.
//!
//! It is no line for a shell: COMMAND is a program, looked for in PATH unless it has a slash, and FILE
//! its only argument, as in tcpdump. The capture does not wait for it, nor ask how it has ended: the kernel
//! forgets it then.
//!
//! In a sandbox nothing can be started. There a helper (`Aside`) is split off before the walls are up,
//! which starts the command when it is told to. It is told no names: it gets a file's time and numbers,
//! and makes the name from the command line, so that whatever happens inside the sandbox, it runs no
//! other command and none on other files. It goes when the capture has gone.
//!
//! Threads share it: each waits for an answer, which may be that to what another has told. So who goes
//! on may have its command run a moment later, and none ends before all commands run.

#[cfg(feature = "sandbox")]
use crate::flags::Id;
#[cfg(feature = "sandbox")]
use crate::input;
use crate::message::{Line, Reported};
use crate::packed::text;
use crate::process::{Process, Strings, fork};
use crate::rotation::{File, Rotation};
use crate::settings::Settings;
use barecap_core::words::split;
use barecap_linux::{Signals, syscall};
use core::ffi::CStr;
use core::ptr;
#[cfg(feature = "sandbox")]
use rustix::fd::{AsFd, AsRawFd, OwnedFd};
use rustix::io::Errno;
#[cfg(feature = "sandbox")]
use rustix::io::{retry_on_intr, write};
#[cfg(feature = "sandbox")]
use rustix::net::{AddressFamily, SocketFlags, SocketType, socketpair};
use syscalls::Sysno;

/// Where programs are looked for without PATH.
const PATH: &[u8] = b"/usr/local/bin:/bin:/usr/bin";

/// What a helper is told: when a file began, and its number, with that of its ring and one in the upper
/// half.
#[cfg(feature = "sandbox")]
const REQUEST: usize = 16;

/// Who starts a command.
#[derive(Debug)]
pub enum Starter<'a> {
    /// This process.
    Here(Command<'a>),
    /// A helper, behind a socket.
    #[cfg(feature = "sandbox")]
    Aside(Command<'a>, OwnedFd),
}

impl Starter<'_> {
    /// Runs the command on a file, and does not wait for it to end. That it could not be run is said,
    /// and no more: the file is there.
    pub fn start(&self, rotation: &mut Rotation<'_>, file: File) {
        match self {
            Self::Here(command) => command.start(rotation.name_of(file)),
            #[cfg(feature = "sandbox")]
            Self::Aside(command, helper) => {
                let mut request = [0; REQUEST];
                let (began, number) = request.split_at_mut(REQUEST / 2);
                let ring = file.ring.map_or(0, |ring| u64::from(ring) + 1);
                began.copy_from_slice(&file.began.to_ne_bytes());
                number.copy_from_slice(&(ring << 32 | u64::from(file.number)).to_ne_bytes());
                // It answers once the command runs, so that it does so before the capture ends.
                let answer = retry_on_intr(|| write(helper, &request))
                    .and_then(|_| input::read(helper.as_fd(), &mut [0]));
                match answer {
                    Ok(1) => {}
                    Ok(_) => command.report(rotation.name_of(file), Errno::PIPE),
                    Err(errno) => command.report(rotation.name_of(file), errno),
                }
            }
        }
    }
}

/// A command to be run again and again.
#[derive(Clone, Copy, Debug)]
pub struct Command<'a> {
    /// The program's name in messages about it, ours.
    pub program: &'a [u8],
    /// What to run.
    pub name: &'a CStr,
    /// The environment it gets.
    pub environment: Strings<'a>,
    /// The folders to look in, with colons between them.
    pub path: &'a [u8],
}

impl<'a> Command<'a> {
    /// A command by its name.
    #[must_use]
    pub fn new(process: &Process<'a>, name: &'a CStr) -> Self {
        Self {
            program: process.name(),
            name,
            environment: process.environment,
            path: process.variable(b"PATH").unwrap_or(PATH),
        }
    }

    /// Who is to start it; in a sandbox, a helper.
    ///
    /// # Errors
    ///
    /// There could be no helper.
    #[cfg_attr(not(feature = "sandbox"), allow(unused_variables, reason = "there is no helper"))]
    pub fn starter(
        self,
        settings: &Settings<'_>,
        rotation: &mut Rotation<'_>,
    ) -> Result<Starter<'a>, Reported> {
        Signals::forget_children();
        #[cfg(feature = "sandbox")]
        if !settings.has(Id::NoSandbox) {
            return self.aside(rotation).map_err(|errno| {
                let mut line = Line::of(self.program);
                line.literal(text!("no helper for -z could be started: ")).errno(errno);
                line.literal(text!(" (--no-sandbox does without)")).fail()
            });
        }
        Ok(Starter::Here(self))
    }

    /// Splits off a helper that will start it.
    #[cfg(feature = "sandbox")]
    fn aside(self, rotation: &mut Rotation<'_>) -> Result<Starter<'a>, Errno> {
        let (here, there) =
            socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, SocketFlags::CLOEXEC, None)?;
        // SAFETY: as in `start`; the child goes on with a copy of all memory, and leaves here.
        match unsafe { fork() } {
            Ok(0) => {
                // It would never see the end while it holds the other end itself.
                drop(here);
                self.help(&there, rotation);
                // SAFETY: it does not return.
                let _ = unsafe { syscall!(Sysno::exit_group, 0) };
                Err(Errno::IO)
            }
            Ok(_) => Ok(Starter::Aside(self, here)),
            Err(errno) => Err(errno),
        }
    }

    /// Starts the command for each file that it is told of, until nobody is there to tell.
    #[cfg(feature = "sandbox")]
    fn help(&self, there: &OwnedFd, rotation: &mut Rotation<'_>) {
        // The sockets of the capture, and its files, are not held open for it. Before Linux 5.9 they
        // are, until the capture ends.
        let own = there.as_raw_fd();
        for (first, last) in [(3, own - 1), (own + 1, i32::MAX)] {
            if first <= last {
                // SAFETY: nobody in this process uses these descriptors any more.
                let _ = unsafe { syscall!(Sysno::close_range, first, last, 0) };
            }
        }
        let mut request = [0; REQUEST];
        while let Ok(REQUEST) = input::read(there.as_fd(), &mut request) {
            let [began, number] = request.as_chunks().0 else { return };
            let (began, number) = (i64::from_ne_bytes(*began), u64::from_ne_bytes(*number));
            let ring = ((number >> 32) as u8).checked_sub(1);
            self.start(rotation.name_of(File { began, number: number as u32, ring }));
            if retry_on_intr(|| write(there, &[0])) != Ok(1) {
                return;
            }
        }
    }

    /// Runs it on a file, and does not wait for it. That it could not be run is said, and no more: the
    /// file is there.
    pub fn start(&self, file: &CStr) {
        // SAFETY: the child gets a copy of all memory, and of all threads this one alone. It only runs
        // `become_it`, which makes system calls, and takes no lock that another thread may have held.
        match unsafe { fork() } {
            Ok(0) => {
                let errno = self.become_it(file);
                self.report(file, errno);
                // SAFETY: it does not return.
                let _ = unsafe { syscall!(Sysno::exit_group, 1) };
            }
            Ok(_) => {}
            Err(errno) => self.report(file, errno),
        }
    }

    fn report(&self, file: &CStr, errno: Errno) {
        let mut line = Line::of(self.program);
        line.literal(text!("after_rotate: ")).bytes(self.name.to_bytes()).literal(text!(" "));
        line.about(file.to_bytes()).errno(errno).send();
    }

    /// Becomes the command; or why that cannot be.
    fn become_it(&self, file: &CStr) -> Errno {
        // It runs at another priority if it runs at this one, and signals that were blocked for this
        // program would never reach it.
        let _ = rustix::process::nice(19);
        Signals::unblock_all();
        let name = self.name.to_bytes();
        if name.contains(&b'/') {
            return self.execute(self.name, file);
        }
        let mut result = Errno::NOENT;
        for folder in split(self.path, b':') {
            let mut place = heapless::Vec::<u8, 4096>::new();
            let parts = [folder, if folder.is_empty() { b"" } else { b"/" }, name, b"\0"];
            if parts.iter().any(|part| place.extend_from_slice(part).is_err()) {
                continue;
            }
            match CStr::from_bytes_with_nul(&place).map(|place| self.execute(place, file)) {
                Ok(Errno::NOENT | Errno::NOTDIR) | Err(_) => {}
                Ok(errno) => result = errno,
            }
        }
        result
    }

    /// Executes a program; or why that cannot be.
    fn execute(&self, place: &CStr, file: &CStr) -> Errno {
        let arguments = [self.name.as_ptr(), file.as_ptr(), ptr::null()];
        let nothing = [ptr::null()];
        let environment = self.environment.as_array().unwrap_or(nothing.as_ptr());
        // SAFETY: strings and arrays end with zeros. Where the call comes back, nothing has changed.
        let result =
            unsafe { syscall!(Sysno::execve, place.as_ptr(), arguments.as_ptr(), environment) };
        result.map_or_else(|errno| Errno::from_raw_os_error(errno.into_raw()), |_| Errno::IO)
    }
}
