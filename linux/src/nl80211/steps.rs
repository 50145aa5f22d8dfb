//! The steps to a monitor interface, over whatever answers: the kernel, or in tests what a kernel has
//! answered.
//!
//! Each request is one message, `struct nlmsghdr`, `struct genlmsghdr` and attributes, and its answer
//! one datagram: the message that was asked for, or `NLMSG_ERROR` with the reason or, where
//! `NLM_F_ACK` asks for it, with 0. Where both come, the second says nothing new.

use core::ops::ControlFlow;

use linux_raw_sys::netlink::{
    NL80211_GENL_NAME, NLMSG_ERROR, nl80211_attrs as attribute, nl80211_channel_type,
    nl80211_commands as command, nl80211_iftype,
};
use rustix::io::Errno;

use super::{MonitorError, Step};
use crate::interface::InterfaceName;
use crate::netlink::{Request, attributes, half, read_messages, word};

/// The family that knows the others, by a number that does not change (`GENL_ID_CTRL`), which is the
/// least that a family has; its command, and its attributes.
const CONTROL: u16 = 16;
const CTRL_CMD_GETFAMILY: u8 = 3;
const CTRL_ATTR_FAMILY_ID: u16 = 1;
const CTRL_ATTR_FAMILY_NAME: u16 = 2;

/// More than the longest answer has, that on a family, which lists its commands.
const ANSWER: usize = 16 * 1024;

/// How many names are tried.
const NAMES: u8 = 100;

/// What is asked.
pub(super) trait Kernel {
    /// Sends a request, and reads the first datagram of its answer; how long that was, which may be more than
    /// there is room for.
    fn ask(&mut self, request: &[u8], answer: &mut [u8]) -> Result<usize, Errno>;

    /// Brings an interface up.
    fn bring_up(&mut self, name: &InterfaceName) -> Result<(), Errno>;

    /// The number of an interface.
    fn index(&mut self, name: &InterfaceName) -> Result<u32, Errno>;
}

/// A monitor interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opened {
    /// The number of the family.
    family: u16,
    pub(super) name: InterfaceName,
    index: u32,
    /// Whether it was made.
    pub(super) made: bool,
}

/// What an answer has of what was asked for.
#[derive(Clone, Copy, Debug, Default)]
struct Answer {
    family: Option<u16>,
    index: Option<u32>,
    kind: Option<u32>,
    /// Whether it says that what was asked for is done.
    done: bool,
}

/// Asks a family.
fn ask(
    kernel: &mut dyn Kernel,
    step: Step,
    family: u16,
    request: &mut Request,
) -> Result<Answer, MonitorError> {
    let failed = |errno| MonitorError { step, errno };
    let mut buffer = [0; ANSWER];
    let length = kernel.ask(request.finish(), &mut buffer).map_err(failed)?;
    let datagram = buffer.get(..length).ok_or(failed(Errno::MSGSIZE))?;
    let mut answer = Answer::default();
    let _ = read_messages(datagram, &mut false, &mut |message| {
        for (kind, value) in attributes(message.body.get(4..).unwrap_or_default()) {
            if family == CONTROL {
                if kind == CTRL_ATTR_FAMILY_ID {
                    answer.family = half(value, 0);
                }
            } else if kind == attribute::NL80211_ATTR_IFINDEX as u16 {
                answer.index = word(value, 0);
            } else if kind == attribute::NL80211_ATTR_IFTYPE as u16 {
                answer.kind = word(value, 0);
            }
        }
        ControlFlow::Break(())
    })
    .map_err(failed)?;
    // What is no error is done.
    answer.done = half(datagram, 4) == Some(NLMSG_ERROR as u16);
    Ok(answer)
}

/// Asks nl80211 for what has no answer but that it is done.
fn tell(
    kernel: &mut dyn Kernel,
    step: Step,
    family: u16,
    request: &mut Request,
) -> Result<(), MonitorError> {
    request.acknowledge();
    match ask(kernel, step, family, request)?.done {
        true => Ok(()),
        false => Err(MonitorError { step, errno: Errno::BADMSG }),
    }
}

/// A request to a family.
fn request(family: u16, command: u8) -> Request {
    let mut request = Request::new(family, false);
    // struct genlmsghdr: command, version of the family, and nothing.
    request.push(&[command, if family == CONTROL { 1 } else { 0 }, 0, 0]);
    request
}

/// A request to nl80211 about an interface.
fn about(opened: (u16, u32), command: command) -> Request {
    let (family, index) = opened;
    let mut request = request(family, command as u8);
    request.attribute(attribute::NL80211_ATTR_IFINDEX as u16, &index.to_ne_bytes(), false);
    request
}

/// Makes a monitor interface beside one, and brings it up.
pub(super) fn open(
    kernel: &mut dyn Kernel,
    interface: &InterfaceName,
) -> Result<Opened, MonitorError> {
    let nonsense = |step| MonitorError { step, errno: Errno::BADMSG };
    let mut wanted = request(CONTROL, CTRL_CMD_GETFAMILY);
    wanted.attribute(CTRL_ATTR_FAMILY_NAME, NL80211_GENL_NAME, false);
    let answer = ask(kernel, Step::Family, CONTROL, &mut wanted)?;
    let family = answer.family.filter(|family| *family > CONTROL).ok_or(nonsense(Step::Family))?;

    let index =
        kernel.index(interface).map_err(|errno| MonitorError { step: Step::Look, errno })?;
    let mut look = about((family, index), command::NL80211_CMD_GET_INTERFACE);
    let answer = ask(kernel, Step::Look, family, &mut look)?;
    let monitor = nl80211_iftype::NL80211_IFTYPE_MONITOR as u32;
    match answer.kind {
        None => return Err(nonsense(Step::Look)),
        Some(kind) if kind == monitor => {
            return Ok(Opened { family, name: *interface, index, made: false });
        }
        Some(_) => {}
    }

    let (name, answer) = make(kernel, family, index)?;
    let index = match answer.index {
        Some(index) => index,
        None => kernel.index(&name).map_err(|_| nonsense(Step::Make))?,
    };
    let opened = Opened { family, name, index, made: true };
    if let Err(errno) = kernel.bring_up(&name) {
        // What was said first is what is told.
        let _ = remove(kernel, &opened);
        return Err(MonitorError { step: Step::BringUp, errno });
    }
    Ok(opened)
}

/// Makes a monitor interface by the first name that is free, `mon0` and so on.
fn make(
    kernel: &mut dyn Kernel,
    family: u16,
    index: u32,
) -> Result<(InterfaceName, Answer), MonitorError> {
    for number in 0..NAMES {
        let digits = [b'0' + number / 10, b'0' + number % 10];
        let mut text = *b"mon00";
        let length = if number < 10 { 4 } else { 5 };
        let from = digits.get(5 - length..).unwrap_or_default();
        if let Some(to) = text.get_mut(3..length) {
            to.copy_from_slice(from);
        }
        let Some(name) = text.get(..length).and_then(InterfaceName::new) else { break };
        let mut make = about((family, index), command::NL80211_CMD_NEW_INTERFACE);
        make.attribute(attribute::NL80211_ATTR_IFNAME as u16, name.as_bytes(), true);
        let kind = nl80211_iftype::NL80211_IFTYPE_MONITOR as u32;
        make.attribute(attribute::NL80211_ATTR_IFTYPE as u16, &kind.to_ne_bytes(), false);
        make.attribute(attribute::NL80211_ATTR_SOCKET_OWNER as u16, b"", false);
        // Kernels before 3.6 say nothing of what they have made, but that it is done.
        make.acknowledge();
        match ask(kernel, Step::Make, family, &mut make) {
            // One with this name is there.
            Err(MonitorError { errno: Errno::EXIST | Errno::NFILE, .. }) => {}
            answer => return answer.map(|answer| (name, answer)),
        }
    }
    Err(MonitorError { step: Step::Make, errno: Errno::EXIST })
}

/// Sets the radio of a monitor interface to a frequency; older kernels have that among what is set of
/// radios.
pub(super) fn set_frequency(
    kernel: &mut dyn Kernel,
    opened: &Opened,
    frequency: u32,
) -> Result<(), MonitorError> {
    let mut set = |command| {
        let mut set = about((opened.family, opened.index), command);
        set.attribute(attribute::NL80211_ATTR_WIPHY_FREQ as u16, &frequency.to_ne_bytes(), false);
        let width = nl80211_channel_type::NL80211_CHAN_NO_HT as u32;
        set.attribute(
            attribute::NL80211_ATTR_WIPHY_CHANNEL_TYPE as u16,
            &width.to_ne_bytes(),
            false,
        );
        tell(kernel, Step::Channel, opened.family, &mut set)
    };
    match set(command::NL80211_CMD_SET_CHANNEL) {
        Err(error) if error.errno == Errno::OPNOTSUPP => set(command::NL80211_CMD_SET_WIPHY),
        result => result,
    }
}

/// Takes a monitor interface away, if it was made.
pub(super) fn remove(kernel: &mut dyn Kernel, opened: &Opened) -> Result<(), MonitorError> {
    if !opened.made {
        return Ok(());
    }
    let mut remove = about((opened.family, opened.index), command::NL80211_CMD_DEL_INTERFACE);
    tell(kernel, Step::Make, opened.family, &mut remove)
}
