//! Monitor mode: an interface on which a radio hands over every frame that it hears, with how it heard
//! it (radiotap) in front.
//!
//! A wireless interface that belongs to a network cannot do that and stay in its network, so another is
//! made beside it on the same radio, by nl80211, a family of generic netlink (the kernel's
//! include/uapi/linux/nl80211.h says what each message has):
//!
//! 1. `CTRL_CMD_GETFAMILY`: the number of the family, which is not the same on every system.
//! 2. `NL80211_CMD_GET_INTERFACE`: whether the interface is wireless, and of which type. One that is a
//!    monitor already is used as it is.
//! 3. `NL80211_CMD_NEW_INTERFACE`: a monitor interface by a name that is free.
//! 4. It is brought up, and if told so the radio set to a channel (`NL80211_CMD_SET_CHANNEL`), which
//!    works only once a monitor is up, and while nothing else is up on the radio.
//!
//! The interface belongs to the socket that made it (`NL80211_ATTR_SOCKET_OWNER`, Linux 3.15): however the
//! process ends, the kernel takes it away. So nobody has to keep the right to do that while packets are
//! handled. Where the right is still there, it is taken away at once.
//!
//! What the kernel sends is read as if it were hostile, as in `netlink`.

mod steps;
#[cfg(test)]
mod tests;

use core::fmt;

use rustix::fd::OwnedFd;
use rustix::io::{Errno, retry_on_intr};
use rustix::net::{
    AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, netlink, recv, send, socket_with,
};

use crate::error::{ErrnoText, Error};
use crate::interface::{Interface, InterfaceName, bring_up};
use steps::{Kernel, Opened};

/// What was being done when monitor mode did not come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// Opening a socket of generic netlink.
    Socket,
    /// Looking for nl80211.
    Family,
    /// Asking for the interface.
    Look,
    /// Making a monitor interface.
    Make,
    /// Bringing it up.
    BringUp,
    /// Setting the channel.
    Channel,
}

/// Why there is no monitor mode, or not on that channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonitorError {
    /// What was being done.
    pub step: Step,
    /// The kernel's reason; `EBADMSG` for an answer that makes no sense.
    pub errno: Errno,
}

impl fmt::Display for MonitorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = match (self.step, self.errno) {
            (Step::Look, Errno::NODEV) => "it is no wireless interface, and has no monitor mode",
            (Step::Family, Errno::NOENT) | (Step::Socket, Errno::PROTONOSUPPORT) => {
                "no wireless interface is there: the kernel has no nl80211"
            }
            (Step::Make, Errno::OPNOTSUPP | Errno::INVAL) => {
                "its driver makes no monitor interface beside it"
            }
            (_, Errno::PERM | Errno::ACCESS) => "monitor mode needs CAP_NET_ADMIN",
            (Step::BringUp, Errno::RFKILL) => "the radio is switched off (rfkill unblock wlan)",
            (Step::BringUp, Errno::BUSY) => {
                "the radio is busy with its other interfaces, beside which it has no monitor mode"
            }
            (Step::Channel, Errno::BUSY) => {
                "the channel is that of another interface on the same radio: take that down first"
            }
            (Step::Channel, Errno::INVAL) => {
                "the radio does not have this channel, or may not use it in this country"
            }
            (Step::Channel, Errno::OPNOTSUPP) => "its driver sets no channels in monitor mode",
            (_, Errno::BADMSG) => "nl80211 gave an answer that makes no sense",
            (step, errno) => {
                f.write_str(match step {
                    Step::Socket => "socket of generic netlink: ",
                    Step::Family => "looking for nl80211: ",
                    Step::Look => "asking nl80211 for the interface: ",
                    Step::Make => "making a monitor interface: ",
                    Step::BringUp => "bringing the monitor interface up: ",
                    Step::Channel => "setting the channel: ",
                })?;
                return ErrnoText(errno).fmt(f);
            }
        };
        f.write_str(known)
    }
}

impl core::error::Error for MonitorError {}

/// The frequency of a channel of the 2.4 and 5 GHz bands, in MHz (IEEE 802.11, annex E).
///
/// ```
/// use barecap_linux::channel_frequency;
///
/// assert_eq!(channel_frequency(6), Some(2437));
/// assert_eq!(channel_frequency(36), Some(5180));
/// assert_eq!(channel_frequency(20), None);
/// ```
#[must_use]
pub const fn channel_frequency(channel: u32) -> Option<u32> {
    match channel {
        1..=13 => Some(2407 + 5 * channel),
        14 => Some(2484),
        32..=177 => Some(5000 + 5 * channel),
        _ => None,
    }
}

/// A monitor interface, for as long as this is there.
///
/// ```no_run
/// use barecap_linux::{InterfaceName, Monitor, channel_frequency};
///
/// let wireless = InterfaceName::new(b"wlan0").unwrap();
/// let mut monitor = Monitor::open(&wireless)?;
/// if let Some(frequency) = channel_frequency(6) {
///     monitor.set_frequency(frequency)?;
/// }
/// println!("to be captured on: {}", monitor.interface());
/// # Ok::<(), barecap_linux::MonitorError>(())
/// ```
#[derive(Debug)]
pub struct Monitor {
    kernel: Running,
    opened: Opened,
}

impl Monitor {
    /// Makes a monitor interface on the radio of a wireless interface, and brings it up; where that is
    /// one itself, there is nothing to make.
    ///
    /// # Errors
    /// What [`MonitorError`] says. An interface that was made by then is gone again.
    pub fn open(interface: &InterfaceName) -> Result<Self, MonitorError> {
        let kind = SocketType::RAW;
        let protocol = Some(netlink::GENERIC);
        let socket = socket_with(AddressFamily::NETLINK, kind, SocketFlags::CLOEXEC, protocol)
            .map_err(|errno| MonitorError { step: Step::Socket, errno })?;
        let mut kernel = Running { socket };
        let opened = steps::open(&mut kernel, interface)?;
        Ok(Self { kernel, opened })
    }

    /// The interface to capture on.
    #[must_use]
    pub fn interface(&self) -> InterfaceName {
        self.opened.name
    }

    /// Whether it was made, and goes with this.
    #[must_use]
    pub fn is_made(&self) -> bool {
        self.opened.made
    }

    /// Sets the radio to a frequency, in MHz, with a width of 20.
    ///
    /// # Errors
    /// What [`MonitorError`] says.
    pub fn set_frequency(&mut self, frequency: u32) -> Result<(), MonitorError> {
        steps::set_frequency(&mut self.kernel, &self.opened, frequency)
    }
}

impl Drop for Monitor {
    fn drop(&mut self) {
        // Where this is not allowed any more, the kernel does it when the socket is closed.
        let _ = steps::remove(&mut self.kernel, &self.opened);
    }
}

/// The kernel that runs.
#[derive(Debug)]
struct Running {
    socket: OwnedFd,
}

impl Kernel for Running {
    fn ask(&mut self, request: &[u8], answer: &mut [u8]) -> Result<usize, Errno> {
        // What has come behind the last answer is none to this.
        let _ = recv(&self.socket, &mut *answer, RecvFlags::DONTWAIT);
        retry_on_intr(|| send(&self.socket, request, SendFlags::empty()))?;
        let (_, length) = retry_on_intr(|| recv(&self.socket, &mut *answer, RecvFlags::TRUNC))?;
        Ok(length)
    }

    fn bring_up(&mut self, name: &InterfaceName) -> Result<(), Errno> {
        bring_up(name).map_err(|error| match error {
            Error::System { errno, .. } => errno,
            _ => Errno::NODEV,
        })
    }

    fn index(&mut self, name: &InterfaceName) -> Result<u32, Errno> {
        Interface::by_name(name).map(|interface| interface.index).map_err(|error| match error {
            Error::System { errno, .. } => errno,
            _ => Errno::NODEV,
        })
    }
}
