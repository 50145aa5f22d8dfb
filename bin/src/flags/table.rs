//! The table of options. Source: tcpdump(1), of version 5.

use super::Category::{Filter, General, Print, Savefile, Source};
use super::{Category, Flag, Id, Status};

/// Part of tcpdump's command line that has not been built yet.
const NOT_YET: Status = Status::Refused("it is not built yet");
/// Decryption and signatures need a cryptographic library.
const CRYPTO: Status = Status::Refused("nothing is decrypted or signed here");
/// Options that exist for the sake of tcpdump's own developers.
const INTERNAL: Status = Status::Refused("it is for debugging tcpdump itself");

const fn flag(
    id: Id,
    short: u8,
    long: &'static str,
    value: &'static str,
    category: Category,
    help: &'static str,
) -> Flag {
    Flag {
        id,
        short: if short == 0 { None } else { Some(short) },
        long: if long.is_empty() { None } else { Some(long) },
        value: if value.is_empty() { None } else { Some(value) },
        category,
        help,
        status: Status::Offered,
    }
}

impl Flag {
    const fn but(mut self, status: Status) -> Self {
        self.status = status;
        self
    }
}

/// Every option.
#[rustfmt::skip]
pub static FLAGS: &[Flag] = &[
    flag(Id::Interface, b'i', "interface", "IF", Source, "capture on interface IF, a name or a number of --list-interfaces; \"any\" is all of them"),
    flag(Id::Read, b'r', "", "FILE", Source, "read packets from savefile FILE; - is standard input"),
    flag(Id::ReadList, b'V', "", "FILE", Source, "read the savefiles that FILE lists").but(NOT_YET),
    flag(Id::ListInterfaces, b'D', "list-interfaces", "", Source, "list the interfaces and leave"),
    flag(Id::ListLinkTypes, b'L', "list-data-link-types", "", Source, "list the link types of the interface and leave"),
    flag(Id::LinkType, b'y', "linktype", "TYPE", Source, "capture with link type TYPE, or compile for it with -d"),
    flag(Id::NoPromiscuous, b'p', "no-promiscuous-mode", "", Source, "leave out traffic between other machines"),
    flag(Id::MonitorMode, b'I', "monitor-mode", "", Source, "Wi-Fi monitor mode").but(NOT_YET),
    flag(Id::Direction, b'Q', "direction", "in|out|inout", Source, "only packets that come in, or that go out"),
    flag(Id::SnapLength, b's', "snapshot-length", "N", Source, "keep at most N bytes of each packet, 0 for 262144"),
    flag(Id::BufferSize, b'B', "buffer-size", "KIB", Source, "use a ring of KIB kibibytes"),
    flag(Id::Immediate, 0, "immediate-mode", "", Source, "get each packet at once, not a block at a time"),
    flag(Id::TimeStampType, b'j', "time-stamp-type", "TYPE", Source, "who takes the time").but(NOT_YET),
    flag(Id::ListTimeStampTypes, b'J', "list-time-stamp-types", "", Source, "list the kinds of time stamps and leave").but(NOT_YET),
    flag(Id::Precision, 0, "time-stamp-precision", "micro|nano", Source, "the unit of time stamps, printed and written"),
    flag(Id::Micro, 0, "micro", "", Source, "time stamps in microseconds"),
    flag(Id::Nano, 0, "nano", "", Source, "time stamps in nanoseconds"),

    flag(Id::FilterFile, b'F', "", "FILE", Filter, "take the filter from FILE").but(NOT_YET),
    flag(Id::Count, b'c', "", "N", Filter, "leave after N packets"),
    flag(Id::Skip, 0, "skip", "N", Filter, "pass over the first N packets"),
    flag(Id::NoOptimize, b'O', "no-optimize", "", Filter, "do not optimize the filter's program"),
    flag(Id::DumpProgram, b'd', "", "", Filter, "print the filter's program and leave; -dd as C, -ddd as numbers"),
    flag(Id::FilterParserDebug, b'Y', "debug-filter-parser", "", Filter, "trace the parser").but(INTERNAL),

    flag(Id::LinkHeader, b'e', "", "", Print, "the link-layer header too"),
    flag(Id::NoNames, b'n', "", "", Print, "numbers, not names"),
    flag(Id::Quiet, b'q', "", "", Print, "less about each protocol"),
    flag(Id::Verbose, b'v', "", "", Print, "more about each protocol; -vv, -vvv yet more"),
    flag(Id::TimeStamp, b't', "", "", Print, "no time; -tt seconds since 1970, -ttt since the last packet, -tttt with the date, -ttttt since the first packet"),
    flag(Id::Number, b'#', "number", "", Print, "the packet's number first"),
    flag(Id::Hex, b'x', "", "", Print, "the bytes in hex; -xx with the link-layer header"),
    flag(Id::HexAscii, b'X', "", "", Print, "the bytes in hex and ASCII; -XX with the link-layer header"),
    flag(Id::Ascii, b'A', "", "", Print, "the bytes in ASCII; -AA with the link-layer header"),
    flag(Id::AbsoluteSequence, b'S', "absolute-tcp-sequence-numbers", "", Print, "TCP sequence numbers as they are"),
    flag(Id::NoChecksums, b'K', "dont-verify-checksums", "", Print, "do not verify checksums"),
    flag(Id::Type, b'T', "", "TYPE", Print, "take the payload for TYPE").but(NOT_YET),
    flag(Id::NoDomain, b'N', "", "", Print, "names without their domain").but(NOT_YET),
    flag(Id::Foreign, b'f', "", "", Print, "foreign IPv4 addresses as numbers").but(NOT_YET),
    flag(Id::IpOneLine, b'g', "ip-oneline", "", Print, "with -v, IP on one line"),
    flag(Id::Lengths, 0, "lengths", "", Print, "the captured length and the length"),
    flag(Id::AsDot, b'b', "", "", Print, "BGP numbers with a dot").but(NOT_YET),
    flag(Id::MeshHeader, b'H', "", "", Print, "look for 802.11s mesh headers").but(NOT_YET),
    flag(Id::UndecodedNfs, b'u', "", "", Print, "undecoded NFS handles").but(NOT_YET),
    flag(Id::OldNames, b'a', "", "", Print, "").but(Status::Ignored),
    flag(Id::MibModule, b'm', "", "FILE", Print, "").but(Status::Refused("SNMP MIB modules are not read")),
    flag(Id::EspSecret, b'E', "", "SPEC", Print, "").but(CRYPTO),
    flag(Id::TcpSecret, b'M', "", "SECRET", Print, "").but(CRYPTO),
    flag(Id::LineBuffered, b'l', "", "", Print, "each line at once"),
    flag(Id::Print, 0, "print", "", Print, "print while -w writes").but(NOT_YET),
    flag(Id::PrintSampling, 0, "print-sampling", "N", Print, "print every Nth packet").but(NOT_YET),
    flag(Id::CountOnly, 0, "count", "", Print, "with -r, only the number of packets"),

    flag(Id::Write, b'w', "", "FILE", Savefile, "write packets to savefile FILE; - is standard output"),
    flag(Id::PacketBuffered, b'U', "packet-buffered", "", Savefile, "write each packet at once"),
    flag(Id::RotateSize, b'C', "", "SIZE", Savefile, "begin a new file at SIZE").but(NOT_YET),
    flag(Id::RotateSeconds, b'G', "", "SECONDS", Savefile, "begin a new file every SECONDS").but(NOT_YET),
    flag(Id::RotateCount, b'W', "", "N", Savefile, "keep N files").but(NOT_YET),
    flag(Id::PostRotate, b'z', "", "COMMAND", Savefile, "run COMMAND on each file that is full").but(NOT_YET),

    flag(Id::Relinquish, b'Z', "relinquish-privileges", "USER", General, "become USER once everything is open").but(NOT_YET),
    flag(Id::Help, b'h', "help", "", General, "print this and leave"),
    flag(Id::Version, 0, "version", "", General, "print the version and leave"),
    flag(Id::FloatType, 0, "fp-type", "", General, "").but(INTERNAL),
    flag(Id::TimeSize, 0, "time-t-size", "", General, "").but(INTERNAL),
];
