//! Names in filters, looked up by whoever embeds the compiler.
//!
//! The compiler calls a [`Resolver`] only for names that stand in the filter, in the order of the
//! text; where it builds a program anew, to make it shorter or to find out why it matches nothing, it
//! asks again. A look-up that fails is an error of the filter, never an empty match. The addresses of all
//! names in a filter may be 64 together.
//!
//! ```
//! use barecap_core::compile::compile;
//! use barecap_core::filter::Context;
//! use barecap_core::filter::names::{ResolveError, Resolver, ServicePorts};
//! use barecap_core::linktype::LinkType;
//! use barecap_core::workspace::Small;
//! use core::net::{Ipv4Addr, Ipv6Addr};
//!
//! /// Knows the machine's own name, and nothing else.
//! struct Own(Ipv4Addr);
//!
//! impl Resolver for Own {
//!     fn host(
//!         &mut self,
//!         name: &str,
//!         v4: &mut dyn FnMut(Ipv4Addr),
//!         _v6: &mut dyn FnMut(Ipv6Addr),
//!     ) -> Result<(), ResolveError> {
//!         if name == "me" {
//!             v4(self.0);
//!         }
//!         Ok(())
//!     }
//! }
//!
//! let mut names = Own(Ipv4Addr::new(192, 0, 2, 1));
//! let (context, mut workspace) = (Context::new(LinkType::EN10MB), Box::new(Small::new()));
//! assert!(compile("src host me and udp", &context, &mut names, &mut workspace).is_ok());
//! assert!(compile("dst port tftp", &context, &mut names, &mut workspace).is_err());
//! ```

use super::excerpt::fill;
use core::fmt::{self, Write};
use core::net::{Ipv4Addr, Ipv6Addr};

texts! {
    /// A look-up could not be carried out: this is not the same as a name that does not exist.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
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

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl core::error::Error for ResolveError {}

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

/// Looks up names. Every method answers "no such name" with nothing, which is what it does where it
/// is not implemented, and only a look-up that went wrong with an error.
pub trait Resolver {
    /// Calls `v4` and `v6` with each address of a host.
    ///
    /// # Errors
    ///
    /// Why it is not known whether there is such a host.
    fn host(
        &mut self,
        name: &str,
        v4: &mut dyn FnMut(Ipv4Addr),
        v6: &mut dyn FnMut(Ipv6Addr),
    ) -> Result<(), ResolveError> {
        let _ = (name, v4, v6);
        Ok(())
    }

    /// The 48-bit link-layer address of a host (`/etc/ethers`).
    ///
    /// # Errors
    ///
    /// Why it is not known whether it has one.
    fn ether(&mut self, name: &str) -> Result<Option<[u8; 6]>, ResolveError> {
        let _ = name;
        Ok(None)
    }

    /// The number of an IPv4 network (`/etc/networks`) in host byte order. As libpcap has it, zero bytes
    /// before it make the network larger: 10 is 10.0.0.0/8, and 0x0a00_0000, which is what the C library
    /// and `etc::EtcFiles` make of 10 in that file, the address 10.0.0.0 alone.
    ///
    /// # Errors
    ///
    /// Why it is not known whether there is such a network.
    fn network(&mut self, name: &str) -> Result<Option<u32>, ResolveError> {
        let _ = name;
        Ok(None)
    }

    /// The ports of a service (`/etc/services`). As libpcap has it, a port that both have alike is one of
    /// every transport, SCTP too; otherwise the name stands for TCP's port, or for UDP's if TCP has none.
    ///
    /// # Errors
    ///
    /// Why it is not known whether there is such a service.
    fn service(&mut self, name: &str) -> Result<ServicePorts, ResolveError> {
        let _ = name;
        Ok(ServicePorts::default())
    }

    /// The number of an IP protocol (`/etc/protocols`).
    ///
    /// # Errors
    ///
    /// Why it is not known whether there is such a protocol.
    fn protocol(&mut self, name: &str) -> Result<Option<u32>, ResolveError> {
        let _ = name;
        Ok(None)
    }
}

/// A resolver that knows no names, for embedded uses and tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoNames;

impl Resolver for NoNames {}
