//! The numbers of PPP's protocols (IANA, "PPP DLL Protocol Numbers"): their names, and those that something
//! is done with.

use crate::print::toolkit::*;

pub(super) const PROTOCOLS: Table = table!("unknown PPP protocol (0x{:04x})";
    0x0021: "IP", 0x0023: "OSI", 0x0025: "NS", 0x0027: "DECNET", 0x0029: "APPLE", 0x002b: "IPX",
    0x002d: "VJC IP", 0x002f: "VJNC IP", 0x0031: "BRPDU", 0x0033: "STII", 0x0035: "VINES",
    0x003d: "MLPPP", 0x0057: "IP6", 0x00fd: "Compressed", 0x0201: "HELLO", 0x0231: "LUXCOM",
    0x0233: "SNS", 0x0281: "MPLS", 0x0283: "MPLS", 0x8021: "IPCP", 0x8023: "OSICP", 0x8025: "NSCP",
    0x8027: "DECNETCP", 0x8029: "APPLECP", 0x802b: "IPXCP", 0x8033: "STIICP", 0x8035: "VINESCP",
    0x8057: "IP6CP", 0x80fd: "CCP", 0x8281: "MPLSCP", 0xc021: "LCP", 0xc023: "PAP", 0xc025: "LQM",
    0xc027: "SPAP", 0xc02b: "BACP", 0xc02d: "BAP", 0xc03d: "MLPPP-CP", 0xc223: "CHAP", 0xc227: "EAP",
);

pub(crate) const IP: u16 = 0x0021;
pub(crate) const OSI: u16 = 0x0023;
#[cfg(feature = "print-rare")]
pub(crate) const IPX: u16 = 0x002b;
/// IP whose header is not compressed, between others whose is (RFC 1144).
pub(crate) const VJNC_IP: u16 = 0x002f;
pub(crate) const MLPPP: u16 = 0x003d;
pub(crate) const IP6: u16 = 0x0057;
pub(crate) const COMPRESSED: u16 = 0x00fd;
pub(crate) const MPLS: u16 = 0x0281;
pub(crate) const MPLS_MULTICAST: u16 = 0x0283;
pub(crate) const IPCP: u16 = 0x8021;
pub(crate) const OSICP: u16 = 0x8023;
pub(crate) const IP6CP: u16 = 0x8057;
pub(crate) const CCP: u16 = 0x80fd;
pub(crate) const MPLSCP: u16 = 0x8281;
pub(crate) const LCP: u16 = 0xc021;
pub(crate) const PAP: u16 = 0xc023;
pub(crate) const LQM: u16 = 0xc025;
pub(crate) const SPAP: u16 = 0xc027;
pub(crate) const BACP: u16 = 0xc02b;
pub(crate) const BAP: u16 = 0xc02d;
pub(crate) const CHAP: u16 = 0xc223;
pub(crate) const EAP: u16 = 0xc227;
