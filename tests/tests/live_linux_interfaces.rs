//! What the kernel says of interfaces: of many names, of addresses of all kinds, of what they carried.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_linux::interface::{self, Connection, Interface};
use barecap_linux::links::ROOM;
use barecap_linux::{Call, Change, Error, InterfaceName, Links, News};
use barecap_tests::forbidden::forbid;
use barecap_tests::live::Sender;
use barecap_tests::namespace::{self, ip, veth};
use rustix::io::Errno;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::ops::ControlFlow;
use std::process::{Command, Stdio};
use syscalls::Sysno;

/// The requests by which drivers are asked, and flags set (ioctl(2)).
const SIOCETHTOOL: u32 = 0x8946;
const SIOCSIFFLAGS: u32 = 0x8914;

/// The names of all interfaces, in alphabetical order.
fn names() -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    interface::each(&mut |interface| {
        names.push(interface.name.to_string());
        ControlFlow::Continue(())
    })?;
    names.sort();
    Ok(names)
}

fn named(name: &str) -> Result<Interface, Error> {
    Interface::by_name(&InterfaceName::new(name.as_bytes()).unwrap())
}

/// Gives an interface another name; whether that can be done.
fn name_again(interface: &str, name: &str) -> bool {
    let words = ["link", "property", "add", "dev", interface, "altname", name];
    Command::new("ip").args(words).output().unwrap().status.success()
}

#[test]
fn one_of_many_names_hides_no_other() {
    namespace::run("one_of_many_names_hides_no_other", || {
        veth();
        // As long as they can be.
        let mut add = (0..).map(|number| name_again("lo", &format!("{number:0>127}")));
        for count in [1, 15, 85] {
            if !add.by_ref().take(count).all(|added| added) {
                return println!(
                    "other names of interfaces: skipped: the kernel or ip(8) has none"
                );
            }
            assert_eq!(names(), Ok(["lo", "va", "vb"].map(String::from).into()));
            assert_eq!(named("lo").unwrap().index, 1);
        }
        // What there is no room for is an error.
        assert!(add.take(30).all(|added| added));
        let too_long = Error::System { call: Call::NetlinkReceive, errno: Errno::MSGSIZE };
        assert_eq!(names(), Err(too_long));
        assert_eq!(named("lo").unwrap_err(), too_long);
        assert!(named("va").is_ok());
    });
}

#[test]
fn an_interface_is_called_by_all_its_names() {
    namespace::run("an_interface_is_called_by_all_its_names", || {
        veth();
        let [va, vb] = ["va", "vb"].map(|name| named(name).unwrap());
        let is_called = |name: &str| {
            let name = InterfaceName::new(name.as_bytes()).unwrap();
            [va, vb].map(|interface| interface.is_called(&name))
        };
        assert_eq!(is_called("va"), [true, false]);
        assert_eq!(is_called("nosuch0"), [false, false]);
        if name_again("vb", "other") {
            assert_eq!(is_called("other"), [false, true]);
            assert_eq!(named("other").unwrap().name, vb.name);
        }
        // By the name that it had it is known until another has that.
        ip("link set va down");
        ip("link set va name vc");
        assert_eq!(is_called("va"), [true, false]);
        assert_eq!(is_called("vc"), [true, false]);
        assert_eq!(Interface::by_index(va.index).unwrap().name.to_string(), "vc");
        assert_eq!(named("va").unwrap_err(), Error::NoSuchDevice);
    });
}

#[test]
fn one_that_is_brought_up_is_up() {
    namespace::run("one_that_is_brought_up_is_up", || {
        ip("link add va type veth peer name vb");
        let up = |name: &str| interface::bring_up(&InterfaceName::new(name.as_bytes()).unwrap());
        for _ in 0..2 {
            assert_eq!(up("va"), Ok(()));
            assert!(named("va").unwrap().is_up() && !named("vb").unwrap().is_up());
        }
        assert_eq!(up("nosuch0"), Err(Error::NoSuchDevice));
        forbid(Sysno::ioctl, 1, Some(SIOCSIFFLAGS), Errno::PERM);
        let denied = Error::System { call: Call::BringUp, errno: Errno::PERM };
        assert_eq!(up("vb"), Err(denied));
    });
}

#[test]
fn networks_are_those_of_the_first_address_of_ipv4() {
    namespace::run("networks_are_those_of_the_first_address_of_ipv4", || {
        veth();
        let _ = std::fs::write("/proc/sys/net/ipv6/conf/vb/disable_ipv6", "0");
        let [va, vb] = ["va", "vb"].map(|name| named(name).unwrap().index);
        let network = |index| interface::ipv4_network(index).unwrap();
        assert_eq!(network(va), Some((0x0a09_0001, 0xffff_ff00)));
        assert_eq!(network(vb), None);
        // An address of IPv6 that leads to one other machine has both, as those of IPv4 do.
        let peer = Command::new("ip")
            .args(["address", "add", "fd00::1", "peer", "fd00::2", "dev", "vb"])
            .status();
        assert_eq!(network(vb), None);
        for (address, own, mask) in [
            ("10.8.0.1/32", 0x0a08_0001, 0xffff_ffff),
            ("10.8.0.1 peer 10.8.0.2/30", 0x0a08_0001, 0xffff_fffc),
            ("10.8.0.1/0", 0x0a08_0001, 0),
        ] {
            ip(&format!("address add {address} dev vb"));
            ip("address add 10.7.0.1/16 dev vb");
            assert_eq!(network(vb), Some((own, mask)), "{address}");
            let mut of_vb = Vec::new();
            interface::addresses(&mut |it| {
                if it.index == vb {
                    of_vb.push((it.address, it.prefix, it.peer));
                }
                ControlFlow::Continue(())
            })
            .unwrap();
            let far = address.contains("peer").then(|| IpAddr::from([10, 8, 0, 2]));
            let local = IpAddr::V4(Ipv4Addr::from(own));
            assert!(of_vb.contains(&(local, mask.count_ones() as u8, far)), "{of_vb:?}");
            assert!(of_vb.contains(&(IpAddr::from([10, 7, 0, 1]), 16, None)), "{of_vb:?}");
            if peer.as_ref().is_ok_and(|status| status.success()) {
                let [near, far] = ["fd00::1", "fd00::2"].map(|text| text.parse().unwrap());
                assert!(of_vb.contains(&(near, 128, Some(far))), "{of_vb:?}");
            }
            ip("-4 address flush dev vb");
        }
        assert_eq!(network(va), Some((0x0a09_0001, 0xffff_ff00)));
        ip("address del 10.9.0.1/24 dev va");
        assert_eq!(network(va), None);
    });
}

#[test]
fn what_an_interface_carried_is_what_came_and_what_went() {
    namespace::run("what_an_interface_carried_is_what_came_and_what_went", || {
        veth();
        ip("neigh add 10.9.0.2 lladdr 02:00:00:00:00:02 dev va");
        let [va, vb] = ["va", "vb"].map(|name| named(name).unwrap());
        let carried = |it: &Interface| interface::carried(it.index);
        let before = [&va, &vb].map(|it| carried(it).unwrap());
        let mut sender = Sender::from("10.9.0.1", "10.9.0.2");
        sender.send(3);
        let after = [&va, &vb].map(|it| carried(it).unwrap());
        assert_eq!([after[0] - before[0], after[1] - before[1]], [3, 3]);
        ip("link delete va");
        assert_eq!(carried(&va), Err(Error::NoSuchDevice));
        assert_eq!(carried(&vb), Err(Error::NoSuchDevice));
    });
}

#[test]
fn the_list_says_what_is_connected() {
    namespace::run("the_list_says_what_is_connected", || {
        veth();
        ip("link add vc type veth peer name vd");
        ip("link set vc up");
        // Its driver says nothing of a link, where the kernel has one.
        let silent = Command::new("ip").args(["link", "add", "ifb9", "type", "ifb"]).output();
        let silent = silent.unwrap().status.success();
        use Connection::{Connected, Disconnected, NotApplicable, Unknown};
        let list = || {
            let mut list = Vec::new();
            interface::list(&mut |it| {
                list.push((it.interface.name.to_string(), it.connection, it.wireless));
                assert_eq!(it.description().is_some(), it.interface.name.as_bytes() == b"any");
                ControlFlow::Continue(())
            })
            .unwrap();
            // In which order the kernel tells of those of a kind is its own matter.
            list[..2].sort_by(|a, b| a.0.cmp(&b.0));
            list.retain(|it| it.0 != "ifb9" || it.1 != NotApplicable);
            list
        };
        let expected = |[va, vc]: [Connection; 2], wireless| {
            Vec::from([
                ("va".into(), va, wireless),
                ("vb".into(), va, false),
                ("any".into(), NotApplicable, false),
                ("lo".into(), NotApplicable, false),
                ("vc".into(), vc, false),
                ("vd".into(), vc, false),
            ])
        };
        assert_eq!(list(), expected([Connected, Disconnected], false));
        // As sysfs would say of a radio.
        let mount = ["-t", "tmpfs", "none", "/sys/class/net"];
        assert!(Command::new("mount").args(mount).status().unwrap().success());
        std::fs::create_dir_all("/sys/class/net/va/wireless").unwrap();
        assert_eq!(list(), expected([Connected, Disconnected], true));
        if silent {
            ip("link del ifb9");
        }
        forbid(Sysno::ioctl, 1, Some(SIOCETHTOOL), Errno::PERM);
        let mut unknown = list();
        unknown.sort_by(|a, b| a.0.cmp(&b.0));
        let mut expected = expected([Unknown, Unknown], true);
        expected.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(unknown, expected);
    });
}

#[test]
fn what_becomes_of_interfaces_is_told_or_that_it_cannot_be() {
    namespace::run("what_becomes_of_interfaces_is_told_or_that_it_cannot_be", || {
        veth();
        let index = named("vb").unwrap().index;
        let links = Links::watch().unwrap();
        let mut room = [0; ROOM];
        // Of the interface: what it is called, or nothing for one that has gone.
        let mut told = || {
            let mut told = Vec::new();
            loop {
                match links.receive(&mut room).unwrap() {
                    News::Nothing => return told,
                    News::Changes(changes) => told.extend(changes.filter_map(|it| match it {
                        Change::There(it) => (it.index == index).then(|| it.name.to_string()),
                        Change::Gone(number) => (number == index).then(|| "gone".into()),
                    })),
                    News::Lost => told.push("lost".into()),
                }
            }
        };
        // The kernel may tell of links that have come up a while later.
        let _ = told();
        ip("link set vb mtu 1400");
        let there = told();
        assert!(!there.is_empty() && there.iter().all(|it| it == "vb"), "{there:?}");
        // More at once than the kernel keeps: what is left of it is not told.
        let mut batch = Command::new("ip").args(["-batch", "-"]).stdin(Stdio::piped()).spawn();
        let batch = batch.as_mut().unwrap();
        let lines: String =
            (0..1000).map(|number| format!("link set vb mtu {}\n", 1300 + number % 2)).collect();
        batch.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        assert!(batch.wait().unwrap().success());
        let lost = told();
        assert!(lost.first().is_some_and(|first| first == "lost") && lost.len() < 9, "{lost:?}");
        ip("link set vb mtu 1400");
        assert!(told().contains(&"vb".into()));
        ip("link del va");
        assert!(told().contains(&"gone".into()));
        // Longer than there is room for.
        veth();
        for number in 0..130 {
            if !name_again("vb", &format!("{number:0>127}")) {
                return println!(
                    "other names of interfaces: skipped: the kernel or ip(8) has none"
                );
            }
            told();
        }
        ip("link set vb mtu 1300");
        assert!(told().contains(&"lost".into()));
    });
}
