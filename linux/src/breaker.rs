//! Ending a wait from another thread: a descriptor that one thread makes readable and the one that
//! captures looks at beside its packets. See eventfd(2).

use rustix::event::{EventfdFlags, eventfd};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::{Errno, read, write};

use crate::error::{Call, Error};

/// What breaks a capture off from any thread; it is shared by reference.
///
/// It is given to [`Capture::wait`](crate::Capture::wait) as one of the other descriptors, and says
/// there that it was raised; what that means is up to the capture.
///
/// ```no_run
/// use barecap_linux::{Breaker, Capture, Config, Source};
/// use barecap_linux::rustix::fd::AsFd;
///
/// let breaker = Breaker::new()?;
/// let mut capture = Capture::prepare(&Config::new(Source::Any))?.start(None)?;
/// std::thread::scope(|scope| {
///     scope.spawn(|| {
///         std::thread::sleep(std::time::Duration::from_secs(5));
///         breaker.raise()
///     });
///     while capture.wait(&[breaker.as_fd()], None)?.others == 0 {
///         while let Some(packet) = capture.next_packet()? {
///             println!("{} bytes", packet.data.len());
///         }
///     }
///     capture.finish()
/// })?;
/// # Ok::<(), barecap_linux::Error>(())
/// ```
#[derive(Debug)]
pub struct Breaker {
    descriptor: OwnedFd,
}

impl Breaker {
    /// One that is not raised.
    ///
    /// # Errors
    /// That of eventfd(2): no descriptor or memory left.
    pub fn new() -> Result<Self, Error> {
        let descriptor = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK);
        Ok(Self { descriptor: descriptor.map_err(Error::system(Call::Eventfd))? })
    }

    /// Ends the wait that looks at it, and every later one until it is lowered.
    ///
    /// # Errors
    /// That of write(2), which has no reason to fail.
    pub fn raise(&self) -> Result<(), Error> {
        match write(&self.descriptor, &1_u64.to_ne_bytes()) {
            // Raised 2^64 - 2 times, it can be raised no further.
            Ok(_) | Err(Errno::AGAIN) => Ok(()),
            Err(errno) => Err(Error::System { call: Call::Eventfd, errno }),
        }
    }

    /// Makes it one that is not raised; whether it was.
    ///
    /// # Errors
    /// That of read(2), which has no reason to fail.
    pub fn lower(&self) -> Result<bool, Error> {
        match read(&self.descriptor, &mut [0_u8; 8]) {
            Ok(_) => Ok(true),
            Err(Errno::AGAIN) => Ok(false),
            Err(errno) => Err(Error::System { call: Call::Eventfd, errno }),
        }
    }
}

impl AsFd for Breaker {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.descriptor.as_fd()
    }
}
