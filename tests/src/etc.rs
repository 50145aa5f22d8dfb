//! Names from files in the forms of hosts(5), ethers(5), networks(5), services(5) and
//! protocols(5), for tests and tools: each file is read whole when it is first asked for.

use barecap_core::filter::names::{ResolveError, Resolver, ServicePorts};
use std::cell::OnceCell;
use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};

/// A folder of name files; those it lacks are read from `/etc`.
#[derive(Debug, Default)]
pub struct Etc {
    folder: Option<PathBuf>,
    hosts: Table,
    ethers: Table,
    networks: Table,
    services: Table,
    protocols: Table,
}

/// The lines of one file as words, without comments and empty lines.
type Table = OnceCell<Vec<Vec<String>>>;

impl Etc {
    /// Names from a folder, or from `/etc` alone.
    #[must_use]
    pub fn new(folder: Option<&Path>) -> Self {
        Self { folder: folder.map(Path::to_path_buf), ..Self::default() }
    }
}

/// A file's lines, read at the first call. A file that is in neither place is empty.
fn lines<'a>(table: &'a Table, folder: Option<&Path>, file: &str) -> &'a [Vec<String>] {
    table.get_or_init(|| {
        let own = folder.and_then(|folder| fs::read_to_string(folder.join(file)).ok());
        let text = own.or_else(|| fs::read_to_string(Path::new("/etc").join(file)).ok());
        let words = |line: &str| -> Vec<String> {
            let line = line.split('#').next().unwrap_or_default();
            line.split_whitespace().map(str::to_owned).collect()
        };
        text.unwrap_or_default().lines().map(words).filter(|words| words.len() > 1).collect()
    })
}

/// Whether a name is among words, in any case.
fn any_case(words: &[String], name: &str) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(name))
}

/// The first field, and the last part of the line, of the first line that has a name as it is
/// written: services and protocols put it first and its aliases after the number.
fn is_named(words: &[String], name: &str) -> bool {
    words[0] == name || words[2..].iter().any(|alias| alias == name)
}

impl Resolver for Etc {
    fn host(
        &mut self,
        name: &str,
        v4: &mut dyn FnMut(Ipv4Addr),
        v6: &mut dyn FnMut(Ipv6Addr),
    ) -> Result<(), ResolveError> {
        for words in lines(&self.hosts, self.folder.as_deref(), "hosts") {
            if any_case(&words[1..], name) {
                match words[0].parse() {
                    Ok(IpAddr::V4(address)) => v4(address),
                    Ok(IpAddr::V6(address)) => v6(address),
                    Err(_) => {}
                }
            }
        }
        Ok(())
    }

    fn ether(&mut self, name: &str) -> Result<Option<[u8; 6]>, ResolveError> {
        let lines = lines(&self.ethers, self.folder.as_deref(), "ethers");
        Ok(lines.iter().filter(|words| any_case(&words[1..], name)).find_map(|words| {
            let bytes: Option<Vec<u8>> =
                words[0].split(':').map(|part| u8::from_str_radix(part, 16).ok()).collect();
            bytes?.try_into().ok()
        }))
    }

    fn network(&mut self, name: &str) -> Result<Option<u32>, ResolveError> {
        let lines = lines(&self.networks, self.folder.as_deref(), "networks");
        let named = |words: &&Vec<String>| {
            words[0].eq_ignore_ascii_case(name) || any_case(&words[2..], name)
        };
        Ok(lines.iter().filter(named).find_map(|words| {
            let mut bytes = [0; 4];
            for (byte, part) in bytes.iter_mut().zip(words[1].split('.')) {
                *byte = part.parse().ok()?;
            }
            Some(u32::from_be_bytes(bytes))
        }))
    }

    fn service(&mut self, name: &str) -> Result<ServicePorts, ResolveError> {
        let mut ports = ServicePorts::default();
        for words in lines(&self.services, self.folder.as_deref(), "services") {
            if is_named(words, name) {
                match words[1].split_once('/') {
                    Some((port, "tcp")) if ports.tcp.is_none() => ports.tcp = port.parse().ok(),
                    Some((port, "udp")) if ports.udp.is_none() => ports.udp = port.parse().ok(),
                    _ => {}
                }
            }
        }
        Ok(ports)
    }

    fn protocol(&mut self, name: &str) -> Result<Option<u32>, ResolveError> {
        let lines = lines(&self.protocols, self.folder.as_deref(), "protocols");
        Ok(lines.iter().find(|words| is_named(words, name)).and_then(|words| words[1].parse().ok()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_by_its_names() {
        let folder = std::env::temp_dir().join(format!("barecap-etc-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let write = |file, text| fs::write(folder.join(file), text).unwrap();
        write("hosts", "# none\n10.0.0.1 one uno\n::1 one # two\n\n10.0.0.2 ONE\n");
        write("ethers", "1:2:3:a:b:c mac\n");
        write("networks", "net 10.20\n");
        write("services", "web 80/tcp www\nweb 81/udp\nname 53/tcp\nname 53/udp\n");
        write("protocols", "tcp 6 TCP\n");
        let mut etc = Etc::new(Some(&folder));

        let (mut four, mut six) = (Vec::new(), Vec::new());
        etc.host("One", &mut |a| four.push(a.to_string()), &mut |a| six.push(a)).unwrap();
        assert_eq!(
            (four, six),
            (vec!["10.0.0.1".into(), "10.0.0.2".into()], vec![Ipv6Addr::LOCALHOST])
        );
        assert_eq!(etc.ether("mac"), Ok(Some([1, 2, 3, 10, 11, 12])));
        assert_eq!(etc.network("net"), Ok(Some(0x0a14_0000)));
        assert_eq!(etc.service("www"), Ok(ServicePorts { tcp: Some(80), udp: None }));
        assert_eq!(etc.service("web"), Ok(ServicePorts { tcp: Some(80), udp: Some(81) }));
        assert_eq!(etc.protocol("TCP"), Ok(Some(6)));
        assert_eq!(etc.protocol("Tcp"), Ok(None));
        fs::remove_dir_all(folder).unwrap();
    }
}
