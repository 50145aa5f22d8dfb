//! Names in filters, looked up in the files of /etc, those of hosts by DNS too.

#[cfg(feature = "dns")]
use super::dns;
use super::lines;
use barecap_core::filter::etc::{self, Transport};
use barecap_core::filter::names::{ResolveError, Resolver, ServicePorts};
use core::ffi::CStr;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use rustix::io::Errno;

pub(super) const HOSTS: &CStr = c"/etc/hosts";
pub(super) const ETHERS: &CStr = c"/etc/ethers";
const NETWORKS: &CStr = c"/etc/networks";
pub(super) const SERVICES: &CStr = c"/etc/services";
pub(super) const PROTOCOLS: &CStr = c"/etc/protocols";

/// The files that names of filters are looked up in.
pub const FOR_FILTERS: [&CStr; 6] =
    [HOSTS, ETHERS, NETWORKS, SERVICES, PROTOCOLS, c"/etc/resolv.conf"];

/// The files that names of what is printed are looked up in.
pub const FOR_PACKETS: [&CStr; 4] = [HOSTS, ETHERS, SERVICES, PROTOCOLS];

/// Looks names of filters up in the files of /etc, and hosts by DNS too.
#[derive(Clone, Copy, Debug, Default)]
pub struct Etc;

pub(super) fn unreadable(errno: Errno) -> ResolveError {
    ResolveError::Unreadable(errno.raw_os_error())
}

impl Resolver for Etc {
    fn host(
        &mut self,
        name: &str,
        v4: &mut dyn FnMut(Ipv4Addr),
        v6: &mut dyn FnMut(Ipv6Addr),
    ) -> Result<(), ResolveError> {
        #[cfg(feature = "dns")]
        let mut known = false;
        let mut take = |line: &[u8]| {
            if let Some(entry) = etc::host(line).filter(|entry| entry.is_named_in_any_case(name)) {
                #[cfg(feature = "dns")]
                {
                    known = true;
                }
                match entry.value {
                    IpAddr::V4(address) => v4(address),
                    IpAddr::V6(address) => v6(address),
                }
            }
        };
        lines(HOSTS, &mut take).map_err(unreadable)?;
        #[cfg(feature = "dns")]
        if !known {
            return dns::host(name, v4, v6);
        }
        Ok(())
    }

    fn ether(&mut self, name: &str) -> Result<Option<[u8; 6]>, ResolveError> {
        let mut found = None;
        let mut take = |line: &[u8]| {
            let entry = etc::ether(line).filter(|entry| entry.is_named_in_any_case(name));
            found = found.or(entry.map(|entry| entry.value));
        };
        lines(ETHERS, &mut take).map_err(unreadable)?;
        Ok(found)
    }

    fn network(&mut self, name: &str) -> Result<Option<u32>, ResolveError> {
        let mut found = None;
        let mut take = |line: &[u8]| {
            let entry = etc::network(line).filter(|entry| entry.is_named_in_any_case(name));
            found = found.or(entry.map(|entry| entry.value));
        };
        lines(NETWORKS, &mut take).map_err(unreadable)?;
        Ok(found)
    }

    fn service(&mut self, name: &str) -> Result<ServicePorts, ResolveError> {
        let mut ports = ServicePorts::default();
        let mut take = |line: &[u8]| {
            if let Some(entry) = etc::service(line).filter(|entry| entry.is_named(name)) {
                match entry.value {
                    (port, Transport::Tcp) => ports.tcp = ports.tcp.or(Some(port)),
                    (port, Transport::Udp) => ports.udp = ports.udp.or(Some(port)),
                }
            }
        };
        lines(SERVICES, &mut take).map_err(unreadable)?;
        Ok(ports)
    }

    fn protocol(&mut self, name: &str) -> Result<Option<u32>, ResolveError> {
        let mut found = None;
        let mut take = |line: &[u8]| {
            let entry = etc::protocol(line).filter(|entry| entry.is_named(name));
            found = found.or(entry.map(|entry| entry.value));
        };
        lines(PROTOCOLS, &mut take).map_err(unreadable)?;
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    #[test]
    fn the_systems_own_files_are_read() {
        let mut addresses = Vec::new();
        Etc.host("localhost", &mut |address| addresses.push(address), &mut |_| ()).unwrap();
        // Not every machine has the file.
        assert!(addresses.iter().all(|address| address.is_loopback()));
        assert!(matches!(Etc.protocol("tcp"), Ok(None | Some(6))));
        assert_eq!(Etc.service("no such service"), Ok(ServicePorts::default()));
    }
}
