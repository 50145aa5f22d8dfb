//! Link types: one table of number, name, number in savefiles and description.
//!
//! A link type says what the first byte of a packet means. libpcap knows each by two numbers: the
//! DLT number that programs use, and the LINKTYPE number that savefiles hold. They are equal but
//! for a few old types whose DLT numbers differ between systems; here they are Linux's. A number
//! without a row is a link type all the same (packets can be counted, copied and dumped): it has
//! no name, and the two numbers are one.
//!
//! Names and descriptions are libpcap's (`pcap_datalink_val_to_name(3PCAP)`,
//! `pcap_datalink_val_to_description(3PCAP)`), for types younger than its 1.10 the registry's at
//! tcpdump.org/linktypes, whose numbers these are. What the filter language allows on each is the
//! business of the lowering, not of this table.
//!
//! What ends up in a binary is one text with a line for each number, empty where it has no row:
//! neither numbers nor pointers that would have to be relocated.

use crate::texts::{is_same_in_any_case, line};
use crate::words::split;
use core::fmt;

/// A link type by libpcap's DLT number on Linux.
///
/// ```
/// use barecap_core::linktype::LinkType;
///
/// let raw = LinkType::from_name("dlt_raw").unwrap();
/// assert_eq!(raw, LinkType::RAW);
/// assert_eq!((raw.0, raw.in_savefile()), (12, 101));
/// assert_eq!(raw.description(), Some("Raw IP"));
/// assert_eq!(LinkType::from_savefile(101), raw);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LinkType(pub u16);

/// `NAME = DLT: "description"`, with `as LINKTYPE` behind the number where the two differ.
macro_rules! link_types {
    ($($name:ident = $dlt:literal $(as $savefile:literal)?: $description:literal,)*) => {
        impl LinkType {
            $(
                #[doc = concat!($description, ".")]
                pub const $name: Self = Self($dlt);
            )*
        }

        /// Each number with its name and description, rising.
        const ROWS: &[(u16, &str)] =
            &[$(($dlt, concat!(stringify!($name), " ", $description))),*];

        /// The numbers in savefiles, where they differ.
        static IN_SAVEFILES: &[(u16, u16)] = &[$($(($dlt, $savefile),)?)*];
    };
}

link_types! {
    NULL = 0: "BSD loopback",
    EN10MB = 1: "Ethernet",
    EN3MB = 2: "Experimental Ethernet",
    AX25 = 3: "AX.25",
    PRONET = 4: "Proteon ProNET Token Ring",
    CHAOS = 5: "MIT Chaosnet",
    IEEE802 = 6: "Token ring",
    ARCNET = 7: "BSD ARCNET",
    SLIP = 8: "SLIP",
    PPP = 9: "PPP",
    FDDI = 10: "FDDI",
    ATM_RFC1483 = 11 as 100: "RFC 1483 LLC-encapsulated ATM",
    RAW = 12 as 101: "Raw IP",
    SLIP_BSDOS = 15 as 102: "BSD/OS SLIP",
    PPP_BSDOS = 16 as 103: "BSD/OS PPP",
    ATM_CLIP = 19 as 106: "Linux Classical IP over ATM",
    REDBACK_SMARTEDGE = 32: "Redback SmartEdge 400/800",
    PPP_SERIAL = 50: "PPP over serial",
    PPP_ETHER = 51: "PPPoE",
    SYMANTEC_FIREWALL = 99: "Symantec Firewall",
    C_HDLC = 104: "Cisco HDLC",
    IEEE802_11 = 105: "802.11",
    FRELAY = 107: "Frame Relay",
    LOOP = 108: "OpenBSD loopback",
    ENC = 109: "OpenBSD encapsulated IP",
    LINUX_SLL = 113: "Linux cooked v1",
    LTALK = 114: "Localtalk",
    PFLOG = 117: "OpenBSD pflog file",
    PRISM_HEADER = 119: "802.11 plus Prism header",
    IP_OVER_FC = 122: "RFC 2625 IP-over-Fibre Channel",
    SUNATM = 123: "Sun raw ATM",
    IEEE802_11_RADIO = 127: "802.11 plus radiotap header",
    ARCNET_LINUX = 129: "Linux ARCNET",
    JUNIPER_MLPPP = 130: "Juniper Multi-Link PPP",
    JUNIPER_MLFR = 131: "Juniper Multi-Link Frame Relay",
    JUNIPER_ES = 132: "Juniper Encryption Services PIC",
    JUNIPER_GGSN = 133: "Juniper GGSN PIC",
    JUNIPER_MFR = 134: "Juniper FRF.16 Frame Relay",
    JUNIPER_ATM2 = 135: "Juniper ATM2 PIC",
    JUNIPER_SERVICES = 136: "Juniper Advanced Services PIC",
    JUNIPER_ATM1 = 137: "Juniper ATM1 PIC",
    APPLE_IP_OVER_IEEE1394 = 138: "Apple IP-over-IEEE 1394",
    MTP2_WITH_PHDR = 139: "SS7 MTP2 with Pseudo-header",
    MTP2 = 140: "SS7 MTP2",
    MTP3 = 141: "SS7 MTP3",
    SCCP = 142: "SS7 SCCP",
    DOCSIS = 143: "DOCSIS",
    LINUX_IRDA = 144: "Linux IrDA",
    USER0 = 147: "Private use 0",
    USER1 = 148: "Private use 1",
    USER2 = 149: "Private use 2",
    USER3 = 150: "Private use 3",
    USER4 = 151: "Private use 4",
    USER5 = 152: "Private use 5",
    USER6 = 153: "Private use 6",
    USER7 = 154: "Private use 7",
    USER8 = 155: "Private use 8",
    USER9 = 156: "Private use 9",
    USER10 = 157: "Private use 10",
    USER11 = 158: "Private use 11",
    USER12 = 159: "Private use 12",
    USER13 = 160: "Private use 13",
    USER14 = 161: "Private use 14",
    USER15 = 162: "Private use 15",
    IEEE802_11_RADIO_AVS = 163: "802.11 plus AVS radio information header",
    JUNIPER_MONITOR = 164: "Juniper Passive Monitor PIC",
    BACNET_MS_TP = 165: "BACnet MS/TP",
    PPP_PPPD = 166: "PPP for pppd, with direction flag",
    JUNIPER_PPPOE = 167: "Juniper PPPoE",
    JUNIPER_PPPOE_ATM = 168: "Juniper PPPoE/ATM",
    GPRS_LLC = 169: "GPRS LLC",
    GPF_T = 170: "GPF-T",
    GPF_F = 171: "GPF-F",
    JUNIPER_PIC_PEER = 174: "Juniper PIC Peer",
    ERF_ETH = 175: "Ethernet with Endace ERF header",
    ERF_POS = 176: "Packet-over-SONET with Endace ERF header",
    LINUX_LAPD = 177: "Linux vISDN LAPD",
    JUNIPER_ETHER = 178: "Juniper Ethernet",
    JUNIPER_PPP = 179: "Juniper PPP",
    JUNIPER_FRELAY = 180: "Juniper Frame Relay",
    JUNIPER_CHDLC = 181: "Juniper C-HDLC",
    MFR = 182: "FRF.16 Frame Relay",
    JUNIPER_VP = 183: "Juniper Voice PIC",
    A429 = 184: "Arinc 429",
    A653_ICM = 185: "Arinc 653 Interpartition Communication",
    USB_FREEBSD = 186: "USB with FreeBSD header",
    BLUETOOTH_HCI_H4 = 187: "Bluetooth HCI UART transport layer",
    IEEE802_16_MAC_CPS = 188: "IEEE 802.16 MAC Common Part Sublayer",
    USB_LINUX = 189: "USB with Linux header",
    CAN20B = 190: "Controller Area Network (CAN) v. 2.0B",
    IEEE802_15_4_LINUX = 191: "IEEE 802.15.4 with Linux padding",
    PPI = 192: "Per-Packet Information",
    IEEE802_16_MAC_CPS_RADIO = 193: "IEEE 802.16 MAC Common Part Sublayer plus radiotap header",
    JUNIPER_ISM = 194: "Juniper Integrated Service Module",
    IEEE802_15_4 = 195: "IEEE 802.15.4 with FCS",
    SITA = 196: "SITA pseudo-header",
    ERF = 197: "Endace ERF header",
    RAIF1 = 198: "Ethernet with u10 Networks pseudo-header",
    IPMB_KONTRON = 199: "IPMB with Kontron pseudo-header",
    JUNIPER_ST = 200: "Juniper Secure Tunnel",
    BLUETOOTH_HCI_H4_WITH_PHDR = 201: "Bluetooth HCI UART transport layer plus pseudo-header",
    AX25_KISS = 202: "AX.25 with KISS header",
    I2C_LINUX = 209: "I2C with Linux/Pigeon Point pseudo-header",
    IEEE802_15_4_NONASK_PHY = 215: "IEEE 802.15.4 with non-ASK PHY data",
    LINUX_EVDEV = 216: "Linux evdev events",
    MPLS = 219: "MPLS with label as link-layer header",
    USB_LINUX_MMAPPED = 220: "USB with padded Linux header",
    DECT = 221: "DECT",
    AOS = 222: "AOS Space Data Link protocol",
    WIHART = 223: "Wireless HART",
    FC_2 = 224: "Fibre Channel FC-2",
    FC_2_WITH_FRAME_DELIMS = 225: "Fibre Channel FC-2 with frame delimiters",
    IPNET = 226: "Solaris ipnet",
    CAN_SOCKETCAN = 227: "CAN-bus with SocketCAN headers",
    IPV4 = 228: "Raw IPv4",
    IPV6 = 229: "Raw IPv6",
    IEEE802_15_4_NOFCS = 230: "IEEE 802.15.4 without FCS",
    DBUS = 231: "D-Bus",
    JUNIPER_VS = 232: "Juniper Virtual Server",
    JUNIPER_SRX_E2E = 233: "Juniper SRX E2E",
    JUNIPER_FIBRECHANNEL = 234: "Juniper Fibre Channel",
    DVB_CI = 235: "DVB-CI",
    MUX27010 = 236: "MUX27010",
    STANAG_5066_D_PDU = 237: "STANAG 5066 D_PDUs",
    JUNIPER_ATM_CEMIC = 238: "Juniper ATM CEMIC",
    NFLOG = 239: "Linux netfilter log messages",
    NETANALYZER = 240: "Ethernet with Hilscher netANALYZER pseudo-header",
    NETANALYZER_TRANSPARENT = 241: "Ethernet with Hilscher netANALYZER pseudo-header and with preamble and SFD",
    IPOIB = 242: "RFC 4391 IP-over-Infiniband",
    MPEG_2_TS = 243: "MPEG-2 transport stream",
    NG40 = 244: "ng40 protocol tester Iub/Iur",
    NFC_LLCP = 245: "NFC LLCP PDUs with pseudo-header",
    PFSYNC = 246: "Packet filter state syncing",
    INFINIBAND = 247: "InfiniBand",
    SCTP = 248: "SCTP",
    USBPCAP = 249: "USB with USBPcap header",
    RTAC_SERIAL = 250: "Schweitzer Engineering Laboratories RTAC packets",
    BLUETOOTH_LE_LL = 251: "Bluetooth Low Energy air interface",
    NETLINK = 253: "Linux netlink",
    BLUETOOTH_LINUX_MONITOR = 254: "Bluetooth Linux Monitor",
    BLUETOOTH_BREDR_BB = 255: "Bluetooth Basic Rate/Enhanced Data Rate baseband packets",
    BLUETOOTH_LE_LL_WITH_PHDR = 256: "Bluetooth Low Energy air interface with pseudo-header",
    PROFIBUS_DL = 257: "PROFIBUS data link layer",
    PKTAP = 258: "Apple PKTAP",
    EPON = 259: "Ethernet with 802.3 Clause 65 EPON preamble",
    IPMI_HPM_2 = 260: "IPMI trace packets",
    ZWAVE_R1_R2 = 261: "Z-Wave RF profile R1 and R2 packets",
    ZWAVE_R3 = 262: "Z-Wave RF profile R3 packets",
    WATTSTOPPER_DLM = 263: "WattStopper Digital Lighting Management (DLM) and Legrand Nitoo Open protocol",
    ISO_14443 = 264: "ISO 14443 messages",
    RDS = 265: "IEC 62106 Radio Data System groups",
    USB_DARWIN = 266: "USB with Darwin header",
    OPENFLOW = 267: "OpenBSD OPENFLOW",
    SDLC = 268: "IBM SDLC frames",
    TI_LLN_SNIFFER = 269: "TI LLN sniffer frames",
    VSOCK = 271: "Linux vsock",
    NORDIC_BLE = 272: "Nordic Semiconductor Bluetooth LE sniffer frames",
    DOCSIS31_XRA31 = 273: "Excentis XRA-31 DOCSIS 3.1 RF sniffer frames",
    ETHERNET_MPACKET = 274: "802.3br mPackets",
    DISPLAYPORT_AUX = 275: "DisplayPort AUX channel monitoring data",
    LINUX_SLL2 = 276: "Linux cooked v2",
    OPENVIZSLA = 278: "OpenVizsla USB",
    EBHSCR = 279: "Elektrobit High Speed Capture and Replay (EBHSCR)",
    VPP_DISPATCH = 280: "VPP graph dispatch tracer",
    DSA_TAG_BRCM = 281: "Broadcom tag",
    DSA_TAG_BRCM_PREPEND = 282: "Broadcom tag (prepended)",
    IEEE802_15_4_TAP = 283: "IEEE 802.15.4 with pseudo-header",
    DSA_TAG_DSA = 284: "Marvell DSA",
    DSA_TAG_EDSA = 285: "Marvell EDSA",
    ELEE = 286: "ELEE lawful intercept packets",
    Z_WAVE_SERIAL = 287: "Z-Wave serial frames between host and chip",
    USB_2_0 = 288: "USB 2.0/1.1/1.0 as transmitted over the cable",
    ATSC_ALP = 289: "ATSC Link-Layer Protocol packets",
    ETW = 290: "Event Tracing for Windows messages",
    NETANALYZER_NG = 291: "Hilscher netANALYZER NG pseudo-footer",
    ZBOSS_NCP = 292: "ZBOSS NCP protocol with pseudo-header",
    USB_2_0_LOW_SPEED = 293: "Low-Speed USB 2.0/1.1/1.0 as transmitted over the cable",
    USB_2_0_FULL_SPEED = 294: "Full-Speed USB 2.0/1.1/1.0 as transmitted over the cable",
    USB_2_0_HIGH_SPEED = 295: "High-Speed USB 2.0 as transmitted over the cable",
    AUERSWALD_LOG = 296: "Auerswald Logger Protocol",
    ZWAVE_TAP = 297: "Z-Wave packets with a TAP meta-data header",
    SILABS_DEBUG_CHANNEL = 298: "Silicon Labs debug channel protocol",
    FIRA_UCI = 299: "Ultra-wideband controller interface protocol",
    MDB = 300: "Multi-Drop Bus",
    DECT_NR = 301: "DECT-2020 New Radio (NR) MAC layer",
    EDK2_MM = 302: "EDK2 MM request serialization protocol",
    DEBUG_ONLY = 303: "unstructured data for manual debugging only",
    DECT_NR_TAP = 304: "DECT-2020 New Radio (NR) TAP header",
}

/// The names with their descriptions, a line for each number from 0.
static TEXT: &str = match str::from_utf8(&LINES) {
    Ok(text) => text,
    Err(_) => "",
};

/// A row stands behind as many ends of lines as its number says.
static LINES: [u8; LENGTH] = {
    let mut lines = [b'\n'; LENGTH];
    let (mut row, mut before) = (0, 0);
    while row < ROWS.len() {
        let (number, text) = ROWS[row];
        let (_, rest) = lines.split_at_mut(number as usize + before);
        rest.split_at_mut(text.len()).0.copy_from_slice(text.as_bytes());
        before += text.len();
        row += 1;
    }
    lines
};

/// An end of a line for each number, and the rows.
const LENGTH: usize = {
    let (mut row, mut length) = (0, 0);
    while row < ROWS.len() {
        length += ROWS[row].1.len();
        row += 1;
    }
    length + ROWS[row - 1].0 as usize + 1
};

impl LinkType {
    /// The link type of a name: libpcap's, in any case, with or without `DLT_`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = match name.as_bytes().split_at_checked(4) {
            Some((prefix, rest)) if is_same_in_any_case(prefix, b"DLT_") => rest,
            _ => name.as_bytes(),
        };
        if name.contains(&b' ') {
            return None;
        }
        let row = split(TEXT.as_bytes(), b'\n').position(|line| {
            let known = line.split_at_checked(name.len());
            known.is_some_and(|(known, rest)| {
                is_same_in_any_case(known, name) && rest.first() == Some(&b' ')
            })
        })?;
        Some(Self(row as u16))
    }

    /// The link type that a savefile's LINKTYPE number stands for.
    #[must_use]
    pub fn from_savefile(number: u16) -> Self {
        Self(IN_SAVEFILES.iter().find(|pair| pair.1 == number).map_or(number, |pair| pair.0))
    }

    /// The LINKTYPE number that stands for this link type in a savefile.
    #[must_use]
    pub fn in_savefile(self) -> u16 {
        IN_SAVEFILES.iter().find(|pair| pair.0 == self.0).map_or(self.0, |pair| pair.1)
    }

    /// libpcap's name, without `DLT_`, if it has one.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        self.texts().map(|(name, _)| name)
    }

    /// libpcap's description, as in `link-type EN10MB (Ethernet)`, if it has one.
    #[must_use]
    pub fn description(self) -> Option<&'static str> {
        self.texts()?.1.get(1..)
    }

    /// Every link type that has a name, by rising DLT number.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        ROWS.iter().map(|row| Self(row.0))
    }

    /// The name, and the description behind a space.
    #[inline(never)]
    fn texts(self) -> Option<(&'static str, &'static str)> {
        let line = line(TEXT, self.0.into());
        line.split_at_checked(line.bytes().position(|byte| byte == b' ')?)
    }
}

/// The name, or the DLT number of a link type that has none.
impl fmt::Display for LinkType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => crate::numbers::put(f, "{d}", &[self.0.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;

    #[test]
    fn names_numbers_and_descriptions_agree() {
        let cases = [
            ("NULL", 0, 0, "BSD loopback"),
            ("EN10MB", 1, 1, "Ethernet"),
            ("ATM_RFC1483", 11, 100, "RFC 1483 LLC-encapsulated ATM"),
            ("RAW", 12, 101, "Raw IP"),
            ("SLIP_BSDOS", 15, 102, "BSD/OS SLIP"),
            ("PPP_BSDOS", 16, 103, "BSD/OS PPP"),
            ("ATM_CLIP", 19, 106, "Linux Classical IP over ATM"),
            ("C_HDLC", 104, 104, "Cisco HDLC"),
            ("LOOP", 108, 108, "OpenBSD loopback"),
            ("LINUX_SLL", 113, 113, "Linux cooked v1"),
            ("LINUX_SLL2", 276, 276, "Linux cooked v2"),
            ("USER0", 147, 147, "Private use 0"),
            ("USER2", 149, 149, "Private use 2"),
            ("USER15", 162, 162, "Private use 15"),
            ("EDK2_MM", 302, 302, "EDK2 MM request serialization protocol"),
            ("DEBUG_ONLY", 303, 303, "unstructured data for manual debugging only"),
            ("DECT_NR_TAP", 304, 304, "DECT-2020 New Radio (NR) TAP header"),
        ];
        for (name, dlt, savefile, description) in cases {
            let link_type = LinkType::from_name(name).unwrap();
            assert_eq!(link_type, LinkType(dlt), "{name}");
            assert_eq!(link_type.name(), Some(name));
            assert_eq!(link_type.description(), Some(description));
            assert_eq!(link_type.in_savefile(), savefile, "{name}");
            assert_eq!(LinkType::from_savefile(savefile), link_type, "{name}");
        }
    }

    #[test]
    fn every_row_is_found_by_each_of_its_keys() {
        assert!(LinkType::all().len() >= 188);
        for link_type in LinkType::all() {
            let name = link_type.name().unwrap();
            assert_eq!(LinkType::from_name(name), Some(link_type));
            assert_eq!(LinkType::from_savefile(link_type.in_savefile()), link_type, "{name}");
            assert!(link_type.description().is_some_and(|text| !text.is_empty()));
        }
    }

    #[test]
    fn names_are_found_in_any_case_and_with_their_prefix() {
        for name in ["EN10MB", "en10mb", "DLT_EN10MB", "dlt_En10mb"] {
            assert_eq!(LinkType::from_name(name), Some(LinkType::EN10MB), "{name}");
        }
        for name in ["", "DLT_", "EN10", "EN10MBS", "1", "DLT_DLT_EN10MB", "é"] {
            assert_eq!(LinkType::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn an_unknown_number_is_kept() {
        assert_eq!(LinkType::from_savefile(65000), LinkType(65000));
        assert_eq!(LinkType(65000).in_savefile(), 65000);
        assert_eq!(LinkType(65000).name(), None);
        assert_eq!(LinkType(65000).description(), None);
        assert_eq!(std::format!("{} {}", LinkType::RAW, LinkType(65000)), "RAW 65000");
    }
}
