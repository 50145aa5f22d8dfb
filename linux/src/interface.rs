//! Interfaces: which there are, in which order they are offered, and what is known about one.
//!
//! Everything comes from the kernel's routing socket (rtnetlink(7)), so that neither /sys nor /proc
//! need be mounted; only what netlink does not carry is asked for elsewhere: for the list, whether a
//! driver can say that its link is connected, and whether an interface is a wireless one; for a
//! capture, whether it leads to a switch.
//!
//! The list is ordered as libpcap's (`pcap_findalldevs(3PCAP)`): what is not running comes last, then
//! what is not up, what is disconnected, loopback, the pseudo-interface "any"; the order of the
//! kernel within each. Nothing is stored to sort: the kernel is asked once for each class that
//! occurs, which are few, so that a router with thousands of interfaces needs no more memory than a
//! laptop.

mod addresses;
#[cfg(test)]
mod tests;

use barecap_core::words::split;
use core::ffi::CStr;
use core::fmt;
use core::ops::ControlFlow;
use core::str::FromStr;

use barecap_core::numbers::put;
use linux_raw_sys::if_arp;
use linux_raw_sys::net::net_device_flags as flag;
use linux_raw_sys::netlink::_bindgen_ty_2 as link_attribute;
use rustix::fd::OwnedFd;
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, socket_with};

use crate::error::{Call, Error};
use crate::netlink::{self, Links, attributes, half, long, word};
use crate::sys;
pub use addresses::{Assigned, addresses, ipv4_network};

/// The name of an interface: 1 to 15 bytes, without zero bytes.
///
/// ```
/// use barecap_linux::InterfaceName;
///
/// assert_eq!(InterfaceName::new(b"lo").unwrap().to_string(), "lo");
/// assert_eq!("lo".parse(), Ok(InterfaceName::new(b"lo").unwrap()));
/// assert!(InterfaceName::new(b"a-name-too-long-").is_none());
/// assert!(InterfaceName::new(b"").is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct InterfaceName {
    /// Padded with zeros, of which there is at least one.
    padded: [u8; 16],
}

impl InterfaceName {
    /// A name, if these bytes can be one.
    #[must_use]
    pub fn new(name: &[u8]) -> Option<Self> {
        let mut padded = [0; 16];
        if name.is_empty() || name.len() > 15 || name.contains(&0) {
            return None;
        }
        padded.get_mut(..name.len())?.copy_from_slice(name);
        Some(Self { padded })
    }

    /// As the kernel's requests have it: with zeros behind it, of which there is at least one.
    pub(crate) fn padded(&self) -> &[u8; 16] {
        &self.padded
    }

    /// The bytes of the name.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        split(&self.padded, 0).next().unwrap_or_default()
    }
}

/// A name, or [`Error::NoSuchDevice`]: no interface can be called so.
impl FromStr for InterfaceName {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::new(name.as_bytes()).ok_or(Error::NoSuchDevice)
    }
}

impl fmt::Display for InterfaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes().utf8_chunks().try_for_each(|chunk| {
            f.write_str(chunk.valid())?;
            chunk.invalid().iter().try_for_each(|byte| put(f, "\\x{2}", &[u32::from(*byte)]))
        })
    }
}

impl fmt::Debug for InterfaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What the kernel says about one interface.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Interface {
    /// Its name at the time of asking.
    pub name: InterfaceName,
    /// Its number. The kernel does not give one again while the system runs, but whoever makes an interface
    /// may ask for one that has been there before.
    pub index: u32,
    /// Its hardware type, one of the kernel's `ARPHRD_` numbers.
    pub hardware: u16,
    /// Its flags, the kernel's `IFF_` bits (netdevice(7)).
    pub flags: u32,
    /// The largest packet it sends, in bytes, without the link header.
    pub mtu: u32,
    /// The first bytes of its own address, as many as Ethernet's have; zeros behind a shorter one.
    pub address: [u8; 6],
    /// Packets the hardware or driver had no room for, since the interface was made: what
    /// `rx_missed_errors` and `rx_fifo_errors` add up to.
    pub dropped: u64,
    /// Packets that were not sent though they were handed over for it, since the interface was made:
    /// what `tx_errors` and `tx_dropped` add up to.
    pub not_sent: u64,
}

impl Interface {
    /// Looks an interface up by name.
    ///
    /// # Errors
    /// [`Error::NoSuchDevice`], or what kept netlink from answering.
    pub fn by_name(name: &InterfaceName) -> Result<Self, Error> {
        Self::one(Links::Name(name.as_bytes()))
    }

    /// Looks an interface up by its number.
    ///
    /// # Errors
    /// [`Error::NoSuchDevice`], or what kept netlink from answering.
    pub fn by_index(index: u32) -> Result<Self, Error> {
        // The kernel takes 0 for a question without a number, and refuses it.
        if index == 0 { Err(Error::NoSuchDevice) } else { Self::one(Links::Index(index)) }
    }

    /// Whether this is its name, or one of its others (`altname` of ip-link(8)): that the kernel is asked.
    #[must_use]
    pub fn is_called(&self, name: &InterfaceName) -> bool {
        self.name == *name || Self::by_name(name).is_ok_and(|named| named.index == self.index)
    }

    /// Whether it has been brought up.
    #[must_use]
    pub const fn is_up(&self) -> bool {
        self.flags & flag::IFF_UP as u32 != 0
    }

    /// Whether it has its resources and, if it can tell, a carrier.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.flags & flag::IFF_RUNNING as u32 != 0
    }

    /// Whether it is a loopback interface.
    #[must_use]
    pub const fn is_loopback(&self) -> bool {
        self.flags & flag::IFF_LOOPBACK as u32 != 0
    }

    fn one(which: Links<'_>) -> Result<Self, Error> {
        let mut found = None;
        netlink::links(which, &mut |message| {
            found = Self::from_message(message.body);
            ControlFlow::Break(())
        })?;
        found.ok_or(Error::NoSuchDevice)
    }

    /// Reads an `RTM_NEWLINK`: `struct ifinfomsg` and attributes.
    pub(crate) fn from_message(body: &[u8]) -> Option<Self> {
        let mut name = None;
        let (mut mtu, mut address) = (0, [0; 6]);
        let (mut dropped, mut not_sent) = (0, 0);
        for (kind, value) in attributes(body.get(16..)?) {
            if kind == link_attribute::IFLA_IFNAME as u16 {
                name = InterfaceName::new(split(value, 0).next()?);
            } else if kind == link_attribute::IFLA_MTU as u16 {
                mtu = word(value, 0)?;
            } else if kind == link_attribute::IFLA_ADDRESS as u16 {
                address.iter_mut().zip(value).for_each(|(to, byte)| *to = *byte);
            } else if kind == link_attribute::IFLA_STATS64 as u16 {
                // struct rtnl_link_stats64: fields 14 and 15 are rx_fifo_errors, rx_missed_errors.
                dropped = long(value, 14 * 8)?.saturating_add(long(value, 15 * 8)?);
                // Fields 5 and 7 are tx_errors and tx_dropped.
                not_sent = long(value, 5 * 8)?.saturating_add(long(value, 7 * 8)?);
            }
        }
        Some(Self {
            name: name?,
            index: word(body, 4)?,
            hardware: half(body, 2)?,
            flags: word(body, 8)?,
            mtu,
            address,
            dropped,
            not_sent,
        })
    }
}

/// Whether the other end of an interface's link is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// It was not allowed to ask.
    Unknown,
    /// It is; for a wireless interface: it is associated with a network.
    Connected,
    /// It is not.
    Disconnected,
    /// There is no such thing for this interface, or its driver cannot tell.
    NotApplicable,
}

/// An entry of the list of interfaces.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Listed {
    /// The interface; the pseudo-interface "any" has the number 0.
    pub interface: Interface,
    /// Whether it is wireless.
    pub wireless: bool,
    /// Whether its link is connected.
    pub connection: Connection,
}

impl Listed {
    /// The pseudo-interface that captures on all.
    #[must_use]
    pub fn any() -> Self {
        let mut padded = [0; 16];
        padded[..3].copy_from_slice(b"any");
        Self {
            interface: Interface {
                name: InterfaceName { padded },
                index: 0,
                hardware: if_arp::ARPHRD_VOID as u16,
                flags: (flag::IFF_UP as u32) | (flag::IFF_RUNNING as u32),
                mtu: 0,
                address: [0; 6],
                dropped: 0,
                not_sent: 0,
            },
            wireless: false,
            connection: Connection::NotApplicable,
        }
    }

    /// What `-D` says about an interface beyond its name and state.
    #[must_use]
    pub const fn description(&self) -> Option<&'static str> {
        if self.interface.index == 0 {
            Some("Pseudo-device that captures on all interfaces")
        } else {
            None
        }
    }

    /// The class it is listed in, 0 to 31: one bit for each reason to list it later.
    fn class(&self) -> u32 {
        let disconnected = self.connection == Connection::Disconnected && !self.wireless;
        u32::from(!self.interface.is_running()) << 4
            | u32::from(!self.interface.is_up()) << 3
            | u32::from(disconnected) << 2
            | u32::from(self.interface.is_loopback()) << 1
            | u32::from(self.interface.index == 0)
    }
}

/// Calls `each` with every interface and with "any", the best to capture on first, until it breaks.
///
/// An interface that changes its state while the list is being read may be left out or come twice.
///
/// # Errors
/// What kept netlink from answering.
///
/// ```
/// use std::ops::ControlFlow;
///
/// let mut names = Vec::new();
/// barecap_linux::interface::list(&mut |listed| {
///     names.push(listed.interface.name.to_string());
///     ControlFlow::Continue(())
/// })?;
/// assert!(names.contains(&"lo".into()) && names.contains(&"any".into()));
/// # Ok::<(), barecap_linux::Error>(())
/// ```
pub fn list(each: &mut dyn FnMut(&Listed) -> ControlFlow<()>) -> Result<(), Error> {
    let mut classes = 0_u32;
    for_each(&mut |listed| {
        classes |= 1 << listed.class();
        ControlFlow::Continue(())
    })?;
    while classes != 0 {
        let class = classes.trailing_zeros();
        classes &= classes - 1;
        let mut flow = ControlFlow::Continue(());
        for_each(&mut |listed| {
            if listed.class() == class {
                flow = each(listed);
            }
            flow
        })?;
        if flow.is_break() {
            break;
        }
    }
    Ok(())
}

/// Calls `each` with every interface in the kernel's order, until it breaks; what costs calls to find
/// out is left alone. Where interfaces appear or go meanwhile the kernel is asked anew, lest one is missed,
/// and those that it has told of come twice.
///
/// # Errors
/// What kept netlink from answering.
pub fn each(each: &mut dyn FnMut(&Interface) -> ControlFlow<()>) -> Result<(), Error> {
    each_of(Links::All, each)
}

fn each_of(
    links: Links<'_>,
    each: &mut dyn FnMut(&Interface) -> ControlFlow<()>,
) -> Result<(), Error> {
    netlink::links(links, &mut |message| match Interface::from_message(message.body) {
        Some(interface) => each(&interface),
        None => ControlFlow::Continue(()),
    })
}

/// How many packets an interface has received and sent since it was made.
///
/// # Errors
/// [`Error::NoSuchDevice`], or what kept netlink from answering.
pub fn carried(index: u32) -> Result<u64, Error> {
    let mut carried = 0;
    netlink::links(Links::Index(index), &mut |message| {
        let attributes = attributes(message.body.get(16..).unwrap_or_default());
        for (_, value) in
            attributes.filter(|(kind, _)| *kind == link_attribute::IFLA_STATS64 as u16)
        {
            // struct rtnl_link_stats64: fields 0 and 1 are rx_packets and tx_packets.
            carried = long(value, 0).unwrap_or(0).saturating_add(long(value, 8).unwrap_or(0));
        }
        ControlFlow::Break(())
    })?;
    Ok(carried)
}

/// Calls `each` with every interface in the kernel's order, until it breaks, and with "any" in any case.
fn for_each(each: &mut dyn FnMut(&Listed) -> ControlFlow<()>) -> Result<(), Error> {
    // Any socket will do to ask a driver about its link; without one, nothing is known.
    let probe =
        socket_with(AddressFamily::UNIX, SocketType::DGRAM, SocketFlags::CLOEXEC, None).ok();
    each_of(Links::Once, &mut |interface| {
        let wireless = is_wireless(interface);
        let connection = if interface.is_loopback() {
            Connection::NotApplicable
        } else {
            match probe.as_ref().map(|fd| sys::driver::link_connected(fd, &interface.name.padded)) {
                Some(Ok(true)) => Connection::Connected,
                Some(Ok(false)) => Connection::Disconnected,
                Some(Err(Errno::OPNOTSUPP | Errno::INVAL)) => Connection::NotApplicable,
                _ => Connection::Unknown,
            }
        };
        each(&Listed { interface: *interface, wireless, connection })
    })?;
    let _ = each(&Listed::any());
    Ok(())
}

/// Whether an interface is a radio's: by its hardware type, or by the folder that the wireless
/// extensions make for it.
fn is_wireless(interface: &Interface) -> bool {
    const RADIOS: [u32; 7] = [
        if_arp::ARPHRD_IRDA,
        if_arp::ARPHRD_IEEE80211,
        if_arp::ARPHRD_IEEE80211_PRISM,
        if_arp::ARPHRD_IEEE80211_RADIOTAP,
        if_arp::ARPHRD_IEEE802154,
        if_arp::ARPHRD_IEEE802154_MONITOR,
        if_arp::ARPHRD_6LOWPAN,
    ];
    if RADIOS.contains(&u32::from(interface.hardware)) {
        return true;
    }
    sysfs(&interface.name, const { sysfs_path(b"wireless") }).is_some()
}

/// Where sysfs has a file about an interface. In the place of its name stand slashes, and those of them
/// that a name leaves mean nothing.
pub(crate) const fn sysfs_path(file: &[u8]) -> [u8; 48] {
    let mut path = *b"/sys/class/net/////////////////\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    let (_, rest) = path.split_at_mut(31);
    rest.split_at_mut(file.len()).0.copy_from_slice(file);
    path
}

/// Opens what sysfs tells of an interface in a file, if it does.
#[inline(never)]
pub(crate) fn sysfs(name: &InterfaceName, mut path: [u8; 48]) -> Option<OwnedFd> {
    path.iter_mut().skip(15).zip(name.as_bytes()).for_each(|(to, byte)| *to = *byte);
    let path = CStr::from_bytes_until_nul(&path).ok()?;
    open(path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty()).ok()
}

/// Brings an interface up (`ip link set NAME up`), which needs CAP_NET_ADMIN.
///
/// # Errors
/// [`Error::NoSuchDevice`], or what kept a system call from working.
pub fn bring_up(name: &InterfaceName) -> Result<(), Error> {
    let socket = socket_with(AddressFamily::UNIX, SocketType::DGRAM, SocketFlags::CLOEXEC, None)
        .map_err(Error::system(Call::Socket))?;
    sys::driver::bring_up(socket, name.padded()).map_err(|errno| match errno {
        Errno::NODEV => Error::NoSuchDevice,
        errno => Error::System { call: Call::BringUp, errno },
    })
}
