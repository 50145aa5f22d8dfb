//! Names from the system's files: for filters ([`Etc`]) and for printed packets ([`Tables`]). Hosts
//! in filters that the files do not have are asked for by DNS (`dns`).
//!
//! No file is opened before a name is asked for, and none is ever held whole: lines are taken from a
//! small buffer as the file is read.

#[cfg(feature = "dns")]
mod dns;
mod tables;

pub use tables::Tables;

use barecap_core::filter::etc::{self, Transport};
use barecap_core::filter::names::{ResolveError, Resolver, ServicePorts};
use core::ffi::CStr;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

const HOSTS: &CStr = c"/etc/hosts";
const ETHERS: &CStr = c"/etc/ethers";
const NETWORKS: &CStr = c"/etc/networks";
const SERVICES: &CStr = c"/etc/services";
const PROTOCOLS: &CStr = c"/etc/protocols";

/// Calls `each` with every line of a file, without its end. A file that does not exist has no
/// lines; a line longer than the buffer is none of these files' and is passed over.
pub(crate) fn lines(path: &CStr, each: &mut dyn FnMut(&[u8])) -> Result<(), Errno> {
    let file = match rustix::fs::open(path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty()) {
        Ok(file) => file,
        Err(Errno::NOENT) => return Ok(()),
        Err(errno) => return Err(errno),
    };
    let mut buffer = [0; 4096];
    let mut held = 0;
    // The line that begins the buffer has lost its beginning.
    let mut torn = false;
    loop {
        let room = buffer.get_mut(held..).unwrap_or_default();
        let read = match rustix::io::read(&file, room) {
            Ok(read) => read,
            Err(Errno::INTR) => continue,
            Err(errno) => return Err(errno),
        };
        held += read;
        let mut rest = buffer.get(..held).unwrap_or_default();
        while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
            let (line, behind) = rest.split_at_checked(end).unwrap_or((rest, b""));
            if !torn {
                each(line);
            }
            torn = false;
            rest = behind.get(1..).unwrap_or_default();
        }
        if read == 0 {
            if !torn {
                each(rest);
            }
            return Ok(());
        }
        let kept = rest.len();
        if kept == buffer.len() {
            torn = true;
            held = 0;
        } else {
            buffer.copy_within(held - kept..held, 0);
            held = kept;
        }
    }
}

/// Looks names of filters up in the files of /etc, and hosts by DNS too.
#[derive(Clone, Copy, Debug, Default)]
pub struct Etc;

fn unreadable(errno: Errno) -> ResolveError {
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
    use std::ffi::CString;
    use std::string::String;
    use std::vec::Vec;

    fn lines_of(contents: &str) -> Vec<String> {
        let path = std::format!("/tmp/barecap-lines-{}-{}", std::process::id(), contents.len());
        std::fs::write(&path, contents).unwrap();
        let mut found = Vec::new();
        let path = CString::new(path).unwrap();
        lines(&path, &mut |line| found.push(String::from_utf8(line.to_vec()).unwrap())).unwrap();
        std::fs::remove_file(path.to_str().unwrap()).unwrap();
        found
    }

    #[test]
    fn every_line_comes_whole() {
        assert_eq!(lines_of("a\n\nb c\n"), ["a", "", "b c", ""]);
        assert_eq!(lines_of("a\nb"), ["a", "b"]);
        let many: Vec<_> = (0..3000).map(|i| std::format!("line {i}")).collect();
        assert_eq!(lines_of(&many.join("\n")), many);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let long = "x".repeat(4096);
        assert_eq!(lines_of(&std::format!("a\n{long}\nb\n")), ["a", "b", ""]);
        assert_eq!(lines_of(&std::format!("{long}{long}{long}\nb")), ["b"]);
        let fits = "x".repeat(4095);
        assert_eq!(lines_of(&std::format!("{fits}\nb")), [&fits, "b"]);
    }

    #[test]
    fn a_file_that_is_not_there_has_no_lines() {
        assert_eq!(lines(c"/nosuch", &mut |_| panic!()), Ok(()));
        assert_eq!(lines(c"/", &mut |_| panic!()), Err(Errno::ISDIR));
    }

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
