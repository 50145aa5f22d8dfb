//! Names in filters, looked up by whoever embeds the compiler.
//!
//! The compiler calls a [`Resolver`] only for names that stand in the filter, in the order of the
//! text. A look-up that fails is an error of the filter, never an empty match.

use super::excerpt::fill;
use core::fmt::{self, Write};
use core::net::{Ipv4Addr, Ipv6Addr};

texts! {
    /// A look-up could not be carried out: this is not the same as a name that does not exist.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum ResolveError {
        /// The source of names could not be read (the system's error number).
        Unreadable(i32) = "error % reading the source of names",
        /// Nobody takes the question: no server is there, or no way to it.
        NoServer = "no name server can be reached",
        /// No answer in time.
        TimedOut = "no answer in time",
        /// The answer holds more addresses than there is room for.
        TooMany = "it has too many addresses",
        /// The server answered that it failed, or its answer made no sense.
        ServerFailed = "the name server failed",
    }
}

impl ResolveError {
    /// Writes what went wrong.
    pub(super) fn write(self, out: &mut dyn Write) -> fmt::Result {
        let number = match self {
            Self::Unreadable(number) => number.cast_unsigned(),
            _ => 0,
        };
        fill(self.text(), [&[]; 4], &[number], out)
    }
}

/// The port numbers of a service name, one for each transport that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ServicePorts {
    /// Port number for TCP.
    pub tcp: Option<u16>,
    /// Port number for UDP.
    pub udp: Option<u16>,
}

/// Looks up names. Every method answers "no such name" with nothing, and only a look-up that went
/// wrong with an error.
pub trait Resolver {
    /// Calls `v4` and `v6` with each address of a host.
    fn host(
        &mut self,
        name: &str,
        v4: &mut dyn FnMut(Ipv4Addr),
        v6: &mut dyn FnMut(Ipv6Addr),
    ) -> Result<(), ResolveError>;

    /// The 48-bit link-layer address of a host (`/etc/ethers`).
    fn ether(&mut self, name: &str) -> Result<Option<[u8; 6]>, ResolveError>;

    /// The number of an IPv4 network (`/etc/networks`) in host byte order, as written there:
    /// trailing zero parts not yet shifted out.
    fn network(&mut self, name: &str) -> Result<Option<u32>, ResolveError>;

    /// The ports of a service (`/etc/services`).
    fn service(&mut self, name: &str) -> Result<ServicePorts, ResolveError>;

    /// The number of an IP protocol (`/etc/protocols`).
    fn protocol(&mut self, name: &str) -> Result<Option<u32>, ResolveError>;
}

/// A resolver that knows no names, for embedded uses and tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoNames;

impl Resolver for NoNames {
    fn host(
        &mut self,
        _: &str,
        _: &mut dyn FnMut(Ipv4Addr),
        _: &mut dyn FnMut(Ipv6Addr),
    ) -> Result<(), ResolveError> {
        Ok(())
    }

    fn ether(&mut self, _: &str) -> Result<Option<[u8; 6]>, ResolveError> {
        Ok(None)
    }

    fn network(&mut self, _: &str) -> Result<Option<u32>, ResolveError> {
        Ok(None)
    }

    fn service(&mut self, _: &str) -> Result<ServicePorts, ResolveError> {
        Ok(ServicePorts::default())
    }

    fn protocol(&mut self, _: &str) -> Result<Option<u32>, ResolveError> {
        Ok(None)
    }
}
