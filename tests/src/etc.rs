//! Names from the system's files, for tests and tools: each file is read whole when it is first
//! asked for.

use barecap_core::filter::etc::EtcFiles;
use barecap_core::filter::names::{ResolveError, Resolver, ServicePorts};
use std::cell::OnceCell;
use std::fs;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};

/// A folder of name files; those it lacks are read from `/etc`.
#[derive(Debug, Default)]
pub struct Etc {
    folder: Option<PathBuf>,
    hosts: Contents,
    ethers: Contents,
    networks: Contents,
    services: Contents,
    protocols: Contents,
}

/// A file's contents, once it has been read.
type Contents = OnceCell<Vec<u8>>;

impl Etc {
    /// Names from a folder, or from `/etc` alone.
    #[must_use]
    pub fn new(folder: Option<&Path>) -> Self {
        Self { folder: folder.map(Path::to_path_buf), ..Self::default() }
    }

    /// A file's contents, read at the first call. A file that is in neither place is empty.
    fn read<'a>(&self, contents: &'a Contents, file: &str) -> &'a [u8] {
        contents.get_or_init(|| {
            let own = self.folder.as_ref().and_then(|folder| fs::read(folder.join(file)).ok());
            own.or_else(|| fs::read(Path::new("/etc").join(file)).ok()).unwrap_or_default()
        })
    }
}

impl Resolver for Etc {
    fn host(
        &mut self,
        name: &str,
        v4: &mut dyn FnMut(Ipv4Addr),
        v6: &mut dyn FnMut(Ipv6Addr),
    ) -> Result<(), ResolveError> {
        let hosts = self.read(&self.hosts, "hosts");
        EtcFiles { hosts, ..EtcFiles::default() }.host(name, v4, v6)
    }

    fn ether(&mut self, name: &str) -> Result<Option<[u8; 6]>, ResolveError> {
        let ethers = self.read(&self.ethers, "ethers");
        EtcFiles { ethers, ..EtcFiles::default() }.ether(name)
    }

    fn network(&mut self, name: &str) -> Result<Option<u32>, ResolveError> {
        let networks = self.read(&self.networks, "networks");
        EtcFiles { networks, ..EtcFiles::default() }.network(name)
    }

    fn service(&mut self, name: &str) -> Result<ServicePorts, ResolveError> {
        let services = self.read(&self.services, "services");
        EtcFiles { services, ..EtcFiles::default() }.service(name)
    }

    fn protocol(&mut self, name: &str) -> Result<Option<u32>, ResolveError> {
        let protocols = self.read(&self.protocols, "protocols");
        EtcFiles { protocols, ..EtcFiles::default() }.protocol(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_goes_before_etc() {
        let folder = std::env::temp_dir().join(format!("barecap-etc-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("services"), "web 80/tcp www\n").unwrap();
        let mut etc = Etc::new(Some(&folder));
        assert_eq!(etc.service("www"), Ok(ServicePorts { tcp: Some(80), udp: None }));
        assert_eq!(etc.service("domain"), Ok(ServicePorts::default()));
        let own = EtcFiles {
            protocols: &fs::read("/etc/protocols").unwrap_or_default(),
            ..EtcFiles::default()
        }
        .protocol("tcp");
        assert_eq!(etc.protocol("tcp"), own);
        fs::remove_dir_all(folder).unwrap();
    }
}
