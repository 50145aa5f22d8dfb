//! What can go wrong, and the system's words for it.
//!
//! The texts are those that users of libpcap know (`pcap_statustostr(3PCAP)`), so that a message can
//! be looked up. Display gives the first line; [`Error::detail`] what was being tried, where there
//! is more to say.

use barecap_core::words::split;
use core::fmt;

use barecap_core::numbers;
use rustix::io::Errno;
use static_assertions::assert_eq_size;

/// Why a capture could not be prepared, started or carried on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// No interface has that name or number.
    NoSuchDevice,
    /// The interface is not up.
    NotUp,
    /// The interface went away while it was captured on.
    Gone,
    /// Packet sockets need CAP_NET_RAW in the user namespace that owns the network namespace.
    PermissionDenied,
    /// To have hardware stamp packets needs CAP_NET_ADMIN.
    TimeStampDenied,
    /// The kernel was built without packet sockets.
    NotSupported,
    /// The interface does not have the link type that was asked for.
    LinkType,
    /// A filter that cannot run in the kernel asks for something that is only known there, such as a
    /// packet's mark.
    Filter,
    /// More filters are to be watched than a packet has bits for, 32.
    TooManyFilters,
    /// Packets can be captured there, but not sent.
    CannotSend,
    /// A ring frame whose header cannot be true: the capture cannot go on.
    Corrupt {
        /// The offset of the frame's header in its block.
        offset: u32,
        /// What is wrong with it.
        what: Corruption,
    },
    /// Any other failure of a system call.
    System {
        /// What was attempted.
        call: Call,
        /// The kernel's reason.
        errno: Errno,
    },
}

impl Error {
    /// Names the failed call in an error that has no case of its own.
    pub(crate) fn system(call: Call) -> impl FnOnce(Errno) -> Self {
        move |errno| Self::System { call, errno }
    }

    /// The second half of the message, where there is one: what was attempted, or what to do.
    #[must_use]
    pub const fn detail(&self) -> Option<&'static str> {
        match self {
            Self::NoSuchDevice => Some("No such device exists"),
            Self::PermissionDenied => {
                Some("Attempt to create packet socket failed - CAP_NET_RAW may be required")
            }
            Self::TimeStampDenied => {
                Some("Attempt to set hardware timestamp failed - CAP_NET_ADMIN may be required")
            }
            Self::NotSupported => Some("PF_PACKET sockets not supported - is this WSL1?"),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::NoSuchDevice => "No such device exists",
            Self::NotUp => "That device is not up",
            Self::Gone => "The interface disappeared",
            Self::PermissionDenied | Self::TimeStampDenied => {
                "You don't have permission to perform this capture on that device"
            }
            Self::NotSupported => "Packet capture is not supported on that device",
            Self::LinkType => "That device doesn't support that link type",
            Self::Filter => "The filter asks for what only the kernel knows, and cannot run there",
            Self::TooManyFilters => "More than 32 filters cannot be watched",
            Self::CannotSend => "Sending packets isn't supported on that device",
            Self::Corrupt { offset, what } => {
                numbers::put(f, "corrupted frame on kernel ring at offset {d}: ", &[*offset])?;
                what.text()
            }
            Self::System { call, errno } => {
                f.write_str(call.name())?;
                f.write_str(": ")?;
                return ErrnoText(*errno).fmt(f);
            }
        };
        f.write_str(text)
    }
}

impl core::error::Error for Error {}

/// That of one of several captures ([`merge`](crate::merge), [`wait_any`](crate::wait_any)), whichever it is.
impl From<(usize, Self)> for Error {
    fn from((_, error): (usize, Self)) -> Self {
        error
    }
}

// It is handed up through many calls, and goes in a register.
assert_eq_size!(Result<(), Error>, u64);

/// Defines an enumeration and the text for each of its values, as one string: a string each would
/// have to be relocated, and would make every error that holds one larger.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident, $(#[$method_doc:meta])* $method:ident;
     $($name:ident $text:literal,)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $type {
            $(#[doc = $text] $name,)*
        }

        impl $type {
            $(#[$method_doc])*
            #[must_use]
            pub fn $method(self) -> &'static str {
                const TEXTS: &str = concat!($($text, "|"),*);
                let text = split(TEXTS.as_bytes(), b'|').nth(self as usize);
                core::str::from_utf8(text.unwrap_or_default()).unwrap_or_default()
            }
        }
    };
}

named! {
    /// A system call, or the option it was to set or get.
    Call,
    /// Its name.
    name;
    AddMembership "PACKET_ADD_MEMBERSHIP",
    AttachFilter "SO_ATTACH_FILTER",
    Auxdata "PACKET_AUXDATA",
    Bind "bind",
    BringUp "SIOCSIFFLAGS",
    Clone "clone",
    CopyThreshold "PACKET_COPY_THRESH",
    Eventfd "eventfd",
    Fanout "PACKET_FANOUT",
    HardwareTimeStamp "SIOCSHWTSTAMP",
    Map "mmap",
    Netlink "netlink",
    NetlinkReceive "receive from netlink",
    NetlinkSend "send to netlink",
    NetlinkSocket "socket(AF_NETLINK)",
    Poll "poll",
    QueueBypass "PACKET_QDISC_BYPASS",
    ReadSignal "read signalfd",
    Receive "recv",
    ReceiveMessage "recvmsg",
    ReceiveRing "PACKET_RX_RING",
    Reserve "PACKET_RESERVE",
    RingVersion "PACKET_VERSION",
    Send "send",
    SendRing "PACKET_TX_RING",
    Setitimer "setitimer",
    Sigaction "rt_sigaction",
    Signalfd "signalfd4",
    Sigprocmask "rt_sigprocmask",
    Socket "socket",
    SocketError "SO_ERROR",
    Statistics "PACKET_STATISTICS",
    TimeStamp "PACKET_TIMESTAMP",
    Timestamps "SO_TIMESTAMPNS",
}

named! {
    /// What is wrong with a ring frame.
    Corruption,
    /// In words.
    text;
    HeaderOutside "header outside the block",
    InsideHeader "first packet inside the block's header",
    NoRoom "no room for the packet's header",
    PacketOutside "packet outside its frame",
}

/// An error number in the C library's words, as `strerror(3)` gives them. It is an error of its own, which
/// rustix's is only with the feature `std`: `map_err(ErrnoText)` is for `?` without that.
///
/// ```
/// use barecap_linux::ErrnoText;
/// use barecap_linux::rustix::event::epoll;
/// use barecap_linux::rustix::io::Errno;
///
/// fn open() -> Result<(), Box<dyn std::error::Error>> {
///     let _epoll = epoll::create(epoll::CreateFlags::CLOEXEC).map_err(ErrnoText)?;
///     Ok(())
/// }
/// # open().unwrap();
/// assert_eq!(ErrnoText(Errno::NOENT).to_string(), "No such file or directory");
/// assert_eq!(ErrnoText(Errno::from_raw_os_error(999)).to_string(), "Unknown error 999");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrnoText(pub Errno);

impl fmt::Display for ErrnoText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.0.raw_os_error();
        let mut entries = split(&PACKED, END);
        // Text stands behind a number, and numbers are below END or have no text.
        let known = entries.find_map(|entry| {
            let (first, text) = entry.split_first()?;
            if i32::from(*first) == number { core::str::from_utf8(text).ok() } else { None }
        });
        match known {
            Some(text) => f.write_str(text),
            None => numbers::put(f, "Unknown error {d}", &[number.cast_unsigned()]),
        }
    }
}

impl core::error::Error for ErrnoText {}

/// The errors that opening, reading and writing files and sockets can give.
const TEXTS: &[(Errno, &str)] = &[
    (Errno::PERM, "Operation not permitted"),
    (Errno::NOENT, "No such file or directory"),
    (Errno::INTR, "Interrupted system call"),
    (Errno::IO, "Input/output error"),
    (Errno::NXIO, "No such device or address"),
    (Errno::TOOBIG, "Argument list too long"),
    (Errno::NOEXEC, "Exec format error"),
    (Errno::BADF, "Bad file descriptor"),
    (Errno::CHILD, "No child processes"),
    (Errno::AGAIN, "Resource temporarily unavailable"),
    (Errno::NOMEM, "Cannot allocate memory"),
    (Errno::ACCESS, "Permission denied"),
    (Errno::FAULT, "Bad address"),
    (Errno::BUSY, "Device or resource busy"),
    (Errno::EXIST, "File exists"),
    (Errno::NODEV, "No such device"),
    (Errno::NOTDIR, "Not a directory"),
    (Errno::ISDIR, "Is a directory"),
    (Errno::INVAL, "Invalid argument"),
    (Errno::NFILE, "Too many open files in system"),
    (Errno::MFILE, "Too many open files"),
    (Errno::NOTTY, "Inappropriate ioctl for device"),
    (Errno::TXTBSY, "Text file busy"),
    (Errno::FBIG, "File too large"),
    (Errno::NOSPC, "No space left on device"),
    (Errno::SPIPE, "Illegal seek"),
    (Errno::ROFS, "Read-only file system"),
    (Errno::PIPE, "Broken pipe"),
    (Errno::RANGE, "Numerical result out of range"),
    (Errno::NAMETOOLONG, "File name too long"),
    (Errno::NOSYS, "Function not implemented"),
    (Errno::LOOP, "Too many levels of symbolic links"),
    (Errno::OVERFLOW, "Value too large for defined data type"),
    (Errno::MSGSIZE, "Message too long"),
    (Errno::NOPROTOOPT, "Protocol not available"),
    (Errno::PROTONOSUPPORT, "Protocol not supported"),
    (Errno::OPNOTSUPP, "Operation not supported"),
    (Errno::AFNOSUPPORT, "Address family not supported by protocol"),
    (Errno::NETDOWN, "Network is down"),
    (Errno::NETUNREACH, "Network is unreachable"),
    (Errno::CONNRESET, "Connection reset by peer"),
    (Errno::NOBUFS, "No buffer space available"),
    (Errno::TIMEDOUT, "Connection timed out"),
    (Errno::STALE, "Stale file handle"),
    (Errno::DQUOT, "Disk quota exceeded"),
];

/// What ends an entry of the packed table: no text has it, and error numbers are lower.
const END: u8 = 0xff;

/// The table as one run of bytes, without pointers that would have to be relocated: for each entry
/// the number, the text and [`END`].
static PACKED: [u8; packed_length()] = {
    let mut packed = [END; packed_length()];
    let (mut entry, mut to) = (0, 0);
    while entry < TEXTS.len() {
        let (errno, text) = TEXTS[entry];
        entry += 1;
        // MIPS has a number that is higher, and does without its text.
        if errno.raw_os_error() >= END as i32 {
            continue;
        }
        packed[to] = errno.raw_os_error() as u8;
        to += 1;
        let mut from = 0;
        while from < text.len() {
            packed[to] = text.as_bytes()[from];
            to += 1;
            from += 1;
        }
        to += 1;
    }
    packed
};

const fn packed_length() -> usize {
    let (mut entry, mut length) = (0, 0);
    while entry < TEXTS.len() {
        length += TEXTS[entry].1.len() + 2;
        entry += 1;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    extern crate std;
    use std::string::{String, ToString};

    #[test]
    fn errors_read_as_users_of_libpcap_know_them() {
        let denied = "You don't have permission to perform this capture on that device";
        let system = |call, errno| Error::System { call, errno };
        let corrupt = |offset, what| Error::Corrupt { offset, what };
        let cases = [
            (Error::NoSuchDevice, "No such device exists", Some("No such device exists")),
            (Error::NotUp, "That device is not up", None),
            (Error::Gone, "The interface disappeared", None),
            (Error::PermissionDenied, denied, Some("CAP_NET_RAW may be required")),
            (Error::TimeStampDenied, denied, Some("CAP_NET_ADMIN may be required")),
            (
                Error::NotSupported,
                "Packet capture is not supported on that device",
                Some("PF_PACKET sockets not supported - is this WSL1?"),
            ),
            (Error::LinkType, "That device doesn't support that link type", None),
            (
                Error::Filter,
                "The filter asks for what only the kernel knows, and cannot run there",
                None,
            ),
            (Error::TooManyFilters, "More than 32 filters cannot be watched", None),
            (Error::CannotSend, "Sending packets isn't supported on that device", None),
            (
                corrupt(48, Corruption::HeaderOutside),
                "corrupted frame on kernel ring at offset 48: header outside the block",
                None,
            ),
            (
                corrupt(u32::MAX, Corruption::PacketOutside),
                "corrupted frame on kernel ring at offset 4294967295: packet outside its frame",
                None,
            ),
            (system(Call::Bind, Errno::NODEV), "bind: No such device", None),
            (
                system(Call::AddMembership, Errno::NOMEM),
                "PACKET_ADD_MEMBERSHIP: Cannot allocate memory",
                None,
            ),
            (
                system(Call::Timestamps, Errno::from_raw_os_error(257)),
                "SO_TIMESTAMPNS: Unknown error 257",
                None,
            ),
        ];
        for (error, text, detail) in cases {
            assert_eq!(error.to_string(), text);
            assert_eq!(error.detail().is_some(), detail.is_some(), "{text}");
            assert!(error.detail().unwrap_or_default().ends_with(detail.unwrap_or_default()));
        }
    }

    #[test]
    fn error_numbers_have_the_c_librarys_words() {
        for (errno, text) in TEXTS {
            let system = std::io::Error::from_raw_os_error(errno.raw_os_error()).to_string();
            let words: String = system.split(" (os error").next().unwrap().into();
            assert_eq!(*text, words, "{errno:?}");
            assert_eq!(ErrnoText(*errno).to_string(), words);
        }
    }
}
