//! What runs over TCP and UDP, by well-known port.
//!
//! Both ports of a segment may be known; the one that stands first in its table wins, which is the order
//! that tcpdump tries them in: those below 1024 by their number, then the others.

use super::NoType;
use super::absent::Group;
#[cfg(feature = "print-applications")]
use super::applications::{quic, radius, resp, snmp, ssh, telnet};
use super::bytes::{Bytes, Res, Short};
use super::context::{Ctx, put};
use super::marks::Marks;
#[cfg(feature = "print-routing")]
use super::routing::{bfd, hsrp, rip};
#[cfg(feature = "print-smb")]
use super::smb::netbios;
use super::transport::Net;
#[cfg(feature = "print-tunnels")]
use super::tunnels::{geneve, isakmp, l2tp, mpls, vxlan};
#[cfg(feature = "print-core")]
use super::{bootp, dhcp6, domain, ntp, syslog, text, tftp};

/// A protocol over TCP or UDP.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum App {
    Domain,
    Bootp,
    Tftp,
    MulticastDomain,
    Ntp,
    Isakmp,
    IsakmpNat,
    L2tp,
    Snmp,
    Syslog,
    Rip,
    RipNg,
    Dhcp6,
    Bgp,
    Ssh,
    Ftp,
    Smtp,
    Http,
    Rtsp,
    Sip,
    Hsrp,
    Radius,
    Bfd,
    Vxlan,
    VxlanExtension,
    Geneve,
    Mpls,
    Resp,
    Rtp,
    Ptp,
    Telnet,
    Quic,
    #[cfg(feature = "print-smb")]
    NetBiosNames,
    #[cfg(feature = "print-smb")]
    NetBiosDatagrams,
    #[cfg(feature = "print-smb")]
    NetBiosSession,
    #[cfg(feature = "print-smb")]
    Smb,
    // From here on what few networks carry.
    Whois,
    Timed,
    Rpki,
    Rx,
    Olsr,
    Ldp,
    Zmtp,
    Pgm,
    Babel,
    Lisp,
    Lmp,
    LspPing,
    Pptp,
    SomeIp,
    Sflow,
    Nfs,
    Ahcp,
    Hncp,
    OpenFlow,
    LwRes,
    LwappData,
    /// What goes to a controller, and what comes from it.
    LwappTo,
    LwappFrom,
    /// What comes from the port alone.
    Shim,
    Whiteboard,
    Kerberos,
    Aodv,
    AutoRp,
    Zephyr,
    Beep,
    Msdp,
    NetFlow,
    Vqp,
    Zep,
    /// What goes to the port alone.
    Vat,
    Rtcp,
    /// Only where the user says so.
    Rpc,
    /// Not over ports, but over IP, in place of VRRP.
    Carp,
    None,
}

/// A port and what runs there.
#[repr(Rust, packed)]
struct Known(u16, App);

/// Ports that are known.
struct Ports {
    known: &'static [Known],
    marks: Marks<MARKS>,
}

/// Whether ports are marked: in builds without printers none is looked up but with -v.
const MARKED: bool = cfg!(feature = "print-core");

/// How many bytes of marks there are.
const MARKS: usize = if MARKED { 64 } else { 0 };

impl Ports {
    const fn new(known: &'static [Known]) -> Self {
        let (mut marks, mut rest) = (Marks::new(), known);
        while MARKED && let Some((&Known(port, _), behind)) = rest.split_first() {
            marks.mark(port as u32);
            rest = behind;
        }
        Self { known, marks }
    }

    fn may_hold(&self, (a, b): (u16, u16)) -> bool {
        !MARKED || self.marks.may_hold(a.into()) || self.marks.may_hold(b.into())
    }
}

static TCP: Ports = Ports::new(&[
    Known(21, App::Ftp),
    Known(22, App::Ssh),
    Known(23, App::Telnet),
    Known(25, App::Smtp),
    Known(43, App::Whois),
    Known(53, App::Domain),
    Known(80, App::Http),
    #[cfg(feature = "print-smb")]
    Known(139, App::NetBiosSession),
    Known(179, App::Bgp),
    Known(323, App::Rpki),
    #[cfg(feature = "print-smb")]
    Known(445, App::Smb),
    Known(554, App::Rtsp),
    Known(639, App::Msdp),
    Known(646, App::Ldp),
    Known(1723, App::Pptp),
    Known(6379, App::Resp),
    Known(10_288, App::Beep),
    Known(6633, App::OpenFlow),
    Known(6653, App::OpenFlow),
    Known(8080, App::Http),
    Known(8554, App::Rtsp),
    Known(2049, App::Nfs),
]);

static UDP: Ports = Ports::new(&[
    Known(53, App::Domain),
    Known(67, App::Bootp),
    Known(68, App::Bootp),
    Known(69, App::Tftp),
    Known(88, App::Kerberos),
    Known(123, App::Ntp),
    #[cfg(feature = "print-smb")]
    Known(137, App::NetBiosNames),
    #[cfg(feature = "print-smb")]
    Known(138, App::NetBiosDatagrams),
    Known(161, App::Snmp),
    Known(162, App::Snmp),
    Known(319, App::Ptp),
    Known(320, App::Ptp),
    Known(443, App::Quic),
    Known(496, App::AutoRp),
    Known(500, App::Isakmp),
    Known(514, App::Syslog),
    Known(520, App::Rip),
    Known(521, App::RipNg),
    Known(525, App::Timed),
    Known(546, App::Dhcp6),
    Known(547, App::Dhcp6),
    Known(646, App::Ldp),
    Known(654, App::Aodv),
    Known(698, App::Olsr),
    Known(701, App::Lmp),
    Known(750, App::Kerberos),
    Known(921, App::LwRes),
    Known(5353, App::MulticastDomain),
    Known(4500, App::IsakmpNat),
    Known(7500, App::Isakmp),
    Known(8500, App::Isakmp),
    Known(1701, App::L2tp),
    Known(3456, App::Vat),
    Known(2103, App::Zephyr),
    Known(2104, App::Zephyr),
    Known(7000, App::Rx),
    Known(7001, App::Rx),
    Known(7002, App::Rx),
    Known(7003, App::Rx),
    Known(7004, App::Rx),
    Known(7005, App::Rx),
    Known(7006, App::Rx),
    Known(7007, App::Rx),
    Known(7008, App::Rx),
    Known(7009, App::Rx),
    Known(5359, App::Ahcp),
    Known(6696, App::Babel),
    Known(6697, App::Babel),
    Known(8231, App::Hncp),
    Known(4567, App::Whiteboard),
    Known(1645, App::Radius),
    Known(1646, App::Radius),
    Known(1700, App::Radius),
    Known(1812, App::Radius),
    Known(1813, App::Radius),
    Known(3799, App::Radius),
    Known(1985, App::Hsrp),
    Known(3503, App::LspPing),
    Known(3784, App::Bfd),
    Known(3785, App::Bfd),
    Known(4784, App::Bfd),
    Known(6784, App::Bfd),
    Known(7784, App::Bfd),
    Known(1589, App::Vqp),
    Known(6343, App::Sflow),
    Known(12_223, App::LwappTo),
    Known(12_223, App::LwappFrom),
    Known(12_222, App::LwappData),
    Known(5060, App::Sip),
    // Linux's port, unless another is asked for.
    Known(8472, App::Vxlan),
    Known(4789, App::Vxlan),
    Known(6081, App::Geneve),
    Known(4342, App::Lisp),
    Known(4790, App::VxlanExtension),
    Known(17_754, App::Zep),
    Known(6635, App::Mpls),
    Known(30_490, App::SomeIp),
    Known(5355, App::Domain),
    Known(49_152, App::Shim),
]);

/// The names of -T, filled up with spaces, and what all packets are then; for some there is no printer.
static TYPES: [([u8; 9], App); 22] = [
    (*b"aodv     ", App::Aodv),
    (*b"carp     ", App::Carp),
    (*b"cnfp     ", App::NetFlow),
    (*b"domain   ", App::Domain),
    (*b"geneve   ", App::Geneve),
    (*b"lmp      ", App::Lmp),
    (*b"pgm      ", App::Pgm),
    (ZMTP_IN_PGM, App::Pgm),
    (*b"ptp      ", App::Ptp),
    (*b"quic     ", App::Quic),
    (*b"radius   ", App::Radius),
    (*b"resp     ", App::Resp),
    (*b"rpc      ", App::Rpc),
    (*b"rtcp     ", App::Rtcp),
    (*b"rtp      ", App::Rtp),
    (*b"snmp     ", App::Snmp),
    (*b"someip   ", App::SomeIp),
    (*b"tftp     ", App::Tftp),
    (*b"vat      ", App::Vat),
    (*b"vxlan    ", App::Vxlan),
    (*b"wb       ", App::Whiteboard),
    (*b"zmtp1    ", App::Zmtp),
];
const ZMTP_IN_PGM: [u8; 9] = *b"pgm_zmtp1";

/// What a name of -T stands for; its number goes into the options.
pub(super) fn packet_type(name: &[u8]) -> Result<u8, NoType> {
    for (number, (known, app)) in (1..).zip(&TYPES) {
        if name.iter().map(u8::to_ascii_lowercase).eq(known.trim_ascii_end().iter().copied()) {
            let is_printed = group(*app).is_some_and(Group::is_built);
            return if is_printed { Ok(number) } else { Err(NoType::Unprinted) };
        }
    }
    Err(NoType::Unknown)
}

fn forced_type(c: &Ctx<'_>) -> Option<&'static ([u8; 9], App)> {
    // None of them has its printer among the few that are always there.
    if cfg!(not(feature = "print-core")) {
        return None;
    }
    TYPES.get(usize::from(c.o.packet_type).checked_sub(1)?)
}

/// What the user says that all packets are.
fn forced_app(c: &Ctx<'_>) -> App {
    forced_type(c).map_or(App::None, |&(_, app)| app)
}

/// Whether the user says that the data of PGM are ZeroMQ's.
#[cfg(feature = "print-rare")]
pub(super) fn is_zmtp_in_pgm(c: &Ctx<'_>) -> bool {
    forced_type(c).is_some_and(|&(name, _)| name == ZMTP_IN_PGM)
}

/// Whether the user says that what has the number of VRRP is CARP.
#[cfg(feature = "print-rare")]
pub(super) fn is_carp(c: &Ctx<'_>) -> bool {
    forced_app(c) == App::Carp
}

/// Whether the user says that datagrams are remote procedure calls.
#[cfg(feature = "print-rare")]
pub(super) fn is_rpc(c: &Ctx<'_>) -> bool {
    forced_app(c) == App::Rpc
}

/// Whether the user says what all packets are.
pub(super) fn forced(c: &Ctx<'_>) -> bool {
    forced_app(c) != App::None
}

fn find(ports: &Ports, (a, b): (u16, u16)) -> App {
    if !ports.may_hold((a, b)) {
        return App::None;
    }
    for &Known(port, app) in ports.known {
        if port == b && app != App::Shim || port == a && !is_to(app, port) {
            return app;
        }
    }
    App::None
}

/// Whether only what goes to the port is of the protocol; the answers of seamless BFD come from its.
fn is_to(app: App, port: u16) -> bool {
    matches!(app, App::Hsrp | App::Whiteboard | App::Vat | App::LwappTo | App::Geneve)
        || app == App::Bfd && port != 7784
}

/// Whether the user says that all packets are of what does not run over UDP: nothing is printed then.
pub(super) fn forced_over_tcp(c: &Ctx<'_>) -> bool {
    matches!(forced_app(c), App::Resp | App::Zmtp | App::Carp)
}

/// Whose printer it is.
fn group(app: App) -> Option<Group> {
    Some(match app {
        App::None => return None,
        App::Isakmp
        | App::IsakmpNat
        | App::L2tp
        | App::Vxlan
        | App::VxlanExtension
        | App::Geneve
        | App::Mpls => Group::Tunnels,
        App::Rip | App::RipNg | App::Bgp | App::Hsrp | App::Bfd => Group::Routing,
        App::Snmp
        | App::Ssh
        | App::Radius
        | App::Resp
        | App::Rtp
        | App::Ptp
        | App::Telnet
        | App::Quic => Group::Applications,
        app if app >= App::Whois => Group::Rare,
        _ => Group::Core,
    })
}

/// With -v, says which feature would print a payload that is not printed.
pub(super) fn absent(c: &mut Ctx<'_>, tcp: bool, ports: (u16, u16)) {
    if let Some(group) = group(find(if tcp { &TCP } else { &UDP }, ports)) {
        c.absent(Some(group));
    }
}

/// Prints the payload of a TCP segment, if its protocol is known.
pub(super) fn tcp(c: &mut Ctx<'_>, net: &Net<'_>, ports: (u16, u16), b: &Bytes<'_>) -> Res {
    let app = match forced_app(c) {
        App::None => find(&TCP, ports),
        // What runs over UDP only is not looked for here.
        app @ (App::Zmtp | App::Resp | App::Domain) => app,
        _ => return Ok(()),
    };
    #[cfg(feature = "print-core")]
    if let Some(protocol) = match app {
        App::Http => Some(&text::HTTP),
        App::Rtsp => Some(&text::RTSP),
        App::Sip => Some(&text::SIP),
        App::Ftp => Some(&text::FTP),
        App::Smtp => Some(&text::SMTP),
        _ => None,
    } {
        put!(c, ": ");
        return text::print(c, protocol, b);
    }
    match app {
        #[cfg(feature = "print-core")]
        App::Domain => domain::over_tcp(c, b),
        #[cfg(feature = "print-routing")]
        App::Bgp => super::routing::bgp::print(c, b),
        #[cfg(feature = "print-applications")]
        App::Ssh => ssh::print(c, b),
        #[cfg(feature = "print-applications")]
        App::Resp => resp::print(c, b),
        #[cfg(feature = "print-applications")]
        App::Telnet => telnet::print(c, b),
        #[cfg(feature = "print-smb")]
        App::NetBiosSession => netbios::session(c, b),
        #[cfg(feature = "print-smb")]
        App::Smb => super::smb::over_tcp(c, b),
        #[cfg(feature = "print-rare")]
        app => super::rare::tcp(c, app, net, ports, b),
        #[cfg(not(feature = "print-rare"))]
        _ => {
            absent(c, true, ports);
            Ok(())
        }
    }
}

/// Prints the payload of a UDP datagram; answers whether its protocol is known.
pub(super) fn udp(c: &mut Ctx<'_>, net: &Net<'_>, ports: (u16, u16), b: &Bytes<'_>) -> Res<bool> {
    let app = match forced_app(c) {
        App::None => find(&UDP, ports),
        app => app,
    };
    match app {
        #[cfg(feature = "print-core")]
        App::Domain => domain::print(c, b, false)?,
        #[cfg(feature = "print-core")]
        App::MulticastDomain => domain::print(c, b, true)?,
        #[cfg(feature = "print-core")]
        App::Bootp => bootp::print(c, b)?,
        #[cfg(feature = "print-core")]
        App::Dhcp6 => dhcp6::print(c, b)?,
        #[cfg(feature = "print-core")]
        App::Ntp => ntp::print(c, b)?,
        #[cfg(feature = "print-core")]
        App::Sip => text::print(c, &text::SIP, b)?,
        #[cfg(feature = "print-core")]
        App::Tftp => tftp::print(c, b)?,
        #[cfg(feature = "print-core")]
        App::Syslog => syslog::print(c, b)?,
        #[cfg(feature = "print-tunnels")]
        App::Isakmp => isakmp::print(c, net, b).or(Err(Short))?,
        #[cfg(feature = "print-tunnels")]
        App::IsakmpNat => isakmp::over_nat(c, net, b)?,
        #[cfg(feature = "print-tunnels")]
        App::L2tp => l2tp::print(c, b)?,
        #[cfg(feature = "print-tunnels")]
        App::Vxlan => vxlan::print(c, b)?,
        #[cfg(feature = "print-tunnels")]
        App::VxlanExtension => vxlan::extension(c, b)?,
        #[cfg(feature = "print-tunnels")]
        App::Geneve => geneve::print(c, b)?,
        #[cfg(feature = "print-tunnels")]
        App::Mpls => mpls::print(c, b)?,
        #[cfg(feature = "print-routing")]
        App::Rip => rip::print(c, b)?,
        #[cfg(feature = "print-routing")]
        App::RipNg => rip::next_generation(c, b)?,
        #[cfg(feature = "print-routing")]
        App::Hsrp => hsrp::print(c, b)?,
        #[cfg(feature = "print-routing")]
        App::Bfd => bfd::print(c, ports, b)?,
        #[cfg(feature = "print-applications")]
        App::Rtp => super::applications::rtp::print(c, b)?,
        #[cfg(feature = "print-applications")]
        App::Ptp => super::applications::ptp::print(c, b)?,
        #[cfg(feature = "print-applications")]
        App::Radius => radius::print(c, b).or(Err(Short))?,
        #[cfg(feature = "print-applications")]
        App::Snmp => snmp::print(c, b)?,
        #[cfg(feature = "print-applications")]
        App::Quic => quic::print(c, b)?,
        #[cfg(feature = "print-smb")]
        App::NetBiosNames => netbios::names(c, b)?,
        #[cfg(feature = "print-smb")]
        App::NetBiosDatagrams => netbios::datagram(c, b)?,
        #[cfg(feature = "print-rare")]
        App::Rx => super::rare::rx::print(c, net, ports, b)?,
        #[cfg(feature = "print-rare")]
        App::None => return super::rare::atalk::in_udp(c, ports, b),
        #[cfg(feature = "print-rare")]
        app => return super::rare::udp(c, app, net, b),
        #[cfg(not(feature = "print-rare"))]
        _ => return Ok(false),
    }
    Ok(true)
}
