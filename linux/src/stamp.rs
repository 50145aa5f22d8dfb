//! Whose clock packets are stamped with (pcap-tstamp(7)).
//!
//! The kernel stamps every packet. Some network hardware does too, with a clock of its own, which the
//! kernel can bring into step with the system's or hand on as it is. That is asked for in two places:
//! the hardware is told to stamp every packet (`SIOCSHWTSTAMP`, the kernel's
//! Documentation/networking/timestamping.rst), which holds for everybody on the machine, and the
//! socket to deliver that stamp (`PACKET_TIMESTAMP`).

use linux_raw_sys::if_packet::PACKET_TIMESTAMP;
use linux_raw_sys::net::_bindgen_ty_10 as timestamping;
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, socket_with};

use crate::error::{Call, Error};
use crate::interface::InterfaceName;
use crate::sys;

/// Whose clock packets are stamped with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeStamp {
    /// The system's.
    #[default]
    Host,
    /// The network hardware's, brought into step with the system's.
    Adapter,
    /// The network hardware's, as it is.
    AdapterUnsynced,
}

impl TimeStamp {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Host, Self::Adapter, Self::AdapterUnsynced];

    /// The name that pcap-tstamp(7) gives it, and what it is in words.
    #[must_use]
    pub const fn names(self) -> [&'static str; 2] {
        match self {
            Self::Host => ["host", "Host"],
            Self::Adapter => ["adapter", "Adapter"],
            Self::AdapterUnsynced => ["adapter_unsynced", "Adapter, not synced with system time"],
        }
    }

    /// The bit that asks a socket for it, and that a driver has which can do it; of the hardware's.
    const fn bit(self) -> u32 {
        match self {
            Self::AdapterUnsynced => timestamping::SOF_TIMESTAMPING_RAW_HARDWARE as u32,
            _ => timestamping::SOF_TIMESTAMPING_SYS_HARDWARE as u32,
        }
    }

    /// Whether it is among what a driver can do: its bits, and one for each way to choose packets.
    const fn is_among(self, [can, filters]: [u32; 2]) -> bool {
        const EVERY_PACKET: u32 = 1 << 1;
        filters & EVERY_PACKET != 0 && can & self.bit() != 0
    }

    /// Whether the driver of an interface says that it can do this; one that says nothing about time
    /// stamps may.
    ///
    /// # Errors
    /// What kept a system call from working.
    pub fn is_offered(self, interface: &InterfaceName) -> Result<bool, Error> {
        if self == Self::Host {
            return Ok(true);
        }
        let socket =
            socket_with(AddressFamily::INET, SocketType::DGRAM, SocketFlags::CLOEXEC, None)
                .map_err(Error::system(Call::Socket))?;
        match sys::driver::time_stamping(&socket, interface.padded()) {
            Ok(can) => Ok(self.is_among(can)),
            Err(Errno::OPNOTSUPP | Errno::INVAL) => Ok(true),
            Err(_) => Ok(false),
        }
    }

    /// Has a socket deliver these time stamps; or the system's, where the hardware has no others, and
    /// says which it will be.
    pub(crate) fn request(
        self,
        socket: &OwnedFd,
        interface: &InterfaceName,
    ) -> Result<Self, Error> {
        if self == Self::Host {
            return Ok(self);
        }
        match sys::driver::stamp_in_hardware(socket, interface.padded()) {
            Ok(()) => {}
            Err(Errno::OPNOTSUPP | Errno::RANGE) => return Ok(Self::Host),
            Err(Errno::PERM) => return Err(Error::TimeStampDenied),
            Err(errno) => return Err(Error::System { call: Call::HardwareTimeStamp, errno }),
        }
        sys::set_packet_option(socket, PACKET_TIMESTAMP, &[self.bit()])
            .map_err(Error::system(Call::TimeStamp))?;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hardware_that_stamps_every_packet_is_of_use() {
        use TimeStamp::{Adapter, AdapterUnsynced};
        // By include/uapi/linux/net_tstamp.h: the system's and the hardware's time, and no or all packets.
        let (system, raw, all) = (1 << 5, 1 << 6, 1 << 1);
        let others = !(system | raw);
        for (can, filters, of_system, of_hardware) in [
            (system | raw, all, true, true),
            (system | raw | others, u32::MAX, true, true),
            (system, all, true, false),
            (raw, all, false, true),
            (others, all, false, false),
            (system | raw, !all, false, false),
        ] {
            let offered = [Adapter, AdapterUnsynced].map(|it| it.is_among([can, filters]));
            assert_eq!(offered, [of_system, of_hardware], "{can:x} {filters:x}");
        }
    }
}
