//! The table of options. Source: tcpdump(1), of version 5.

use super::Category::{Filter, General, Print, Savefile, Source};
use super::Status::{Crypto, Ignored, Internal, Mibs, NotYet, Offered};
use super::{Category, Flag, Id, Status};

const fn flag(id: Id, letter: u8, category: Category, status: Status, text: &'static str) -> Flag {
    Flag { id, category, status, letter, text }
}

/// Every option. The help of one that is not there is left out.
#[rustfmt::skip]
pub static FLAGS: &[Flag] = &[
    flag(Id::Interface, b'i', Source, Offered, "interface|IF|capture on interface IF, a name or a number of --list-interfaces; \"any\" is all of them"),
    flag(Id::Read, b'r', Source, Offered, "|FILE|read packets from savefile FILE; - is standard input"),
    flag(Id::ReadList, b'V', Source, NotYet, "|FILE|"),
    flag(Id::ListInterfaces, b'D', Source, Offered, "list-interfaces||list the interfaces and leave"),
    flag(Id::ListLinkTypes, b'L', Source, Offered, "list-data-link-types||list the link types of the interface and leave"),
    flag(Id::LinkType, b'y', Source, Offered, "linktype|TYPE|capture with link type TYPE, or compile for it with -d"),
    flag(Id::NoPromiscuous, b'p', Source, Offered, "no-promiscuous-mode||leave out traffic between other machines"),
    flag(Id::MonitorMode, b'I', Source, NotYet, "monitor-mode||"),
    flag(Id::Direction, b'Q', Source, Offered, "direction|in/out/inout|only packets that come in, or that go out"),
    flag(Id::SnapLength, b's', Source, Offered, "snapshot-length|N|keep at most N bytes of each packet, 0 for 262144"),
    flag(Id::BufferSize, b'B', Source, Offered, "buffer-size|KIB|use a ring of KIB kibibytes"),
    flag(Id::Immediate, 0, Source, Offered, "immediate-mode||get each packet at once, not a block at a time"),
    flag(Id::TimeStampType, b'j', Source, NotYet, "time-stamp-type|TYPE|"),
    flag(Id::ListTimeStampTypes, b'J', Source, NotYet, "list-time-stamp-types||"),
    flag(Id::Precision, 0, Source, Offered, "time-stamp-precision|micro/nano|the unit of time stamps, printed and written"),
    flag(Id::Micro, 0, Source, Offered, "micro||time stamps in microseconds"),
    flag(Id::Nano, 0, Source, Offered, "nano||time stamps in nanoseconds"),

    flag(Id::FilterFile, b'F', Filter, NotYet, "|FILE|"),
    flag(Id::Count, b'c', Filter, Offered, "|N|leave after N packets"),
    flag(Id::Skip, 0, Filter, Offered, "skip|N|pass over the first N packets"),
    flag(Id::NoOptimize, b'O', Filter, Offered, "no-optimize||do not optimize the filter's program"),
    flag(Id::DumpProgram, b'd', Filter, Offered, "||print the filter's program and leave; -dd as C, -ddd as numbers"),
    flag(Id::FilterParserDebug, b'Y', Filter, Internal, "debug-filter-parser||"),

    flag(Id::LinkHeader, b'e', Print, Offered, "||the link-layer header too"),
    flag(Id::NoNames, b'n', Print, Offered, "||numbers, not names"),
    flag(Id::Quiet, b'q', Print, Offered, "||less about each protocol"),
    flag(Id::Verbose, b'v', Print, Offered, "||more about each protocol; -vv, -vvv yet more"),
    flag(Id::TimeStamp, b't', Print, Offered, "||no time; -tt seconds since 1970, -ttt since the last packet, -tttt with the date, -ttttt since the first packet"),
    flag(Id::Number, b'#', Print, Offered, "number||the packet's number first"),
    flag(Id::Hex, b'x', Print, Offered, "||the bytes in hex; -xx with the link-layer header"),
    flag(Id::HexAscii, b'X', Print, Offered, "||the bytes in hex and ASCII; -XX with the link-layer header"),
    flag(Id::Ascii, b'A', Print, Offered, "||the bytes in ASCII; -AA with the link-layer header"),
    flag(Id::AbsoluteSequence, b'S', Print, Offered, "absolute-tcp-sequence-numbers||TCP sequence numbers as they are"),
    flag(Id::NoChecksums, b'K', Print, Offered, "dont-verify-checksums||do not verify checksums"),
    flag(Id::Type, b'T', Print, NotYet, "|TYPE|"),
    flag(Id::NoDomain, b'N', Print, NotYet, "||"),
    flag(Id::Foreign, b'f', Print, NotYet, "||"),
    flag(Id::IpOneLine, b'g', Print, Offered, "ip-oneline||with -v, IP on one line"),
    flag(Id::Lengths, 0, Print, Offered, "lengths||the captured length and the length"),
    flag(Id::AsDot, b'b', Print, NotYet, "||"),
    flag(Id::MeshHeader, b'H', Print, NotYet, "||"),
    flag(Id::UndecodedNfs, b'u', Print, NotYet, "||"),
    flag(Id::OldNames, b'a', Print, Ignored, "||"),
    flag(Id::MibModule, b'm', Print, Mibs, "|FILE|"),
    flag(Id::EspSecret, b'E', Print, Crypto, "|SPEC|"),
    flag(Id::TcpSecret, b'M', Print, Crypto, "|SECRET|"),
    flag(Id::LineBuffered, b'l', Print, Offered, "||each line at once"),
    flag(Id::Print, 0, Print, NotYet, "print||"),
    flag(Id::PrintSampling, 0, Print, NotYet, "print-sampling|N|"),
    flag(Id::CountOnly, 0, Print, Offered, "count||with -r, only the number of packets"),

    flag(Id::Write, b'w', Savefile, Offered, "|FILE|write packets to savefile FILE; - is standard output"),
    flag(Id::PacketBuffered, b'U', Savefile, Offered, "packet-buffered||write each packet at once"),
    flag(Id::RotateSize, b'C', Savefile, NotYet, "|SIZE|"),
    flag(Id::RotateSeconds, b'G', Savefile, NotYet, "|SECONDS|"),
    flag(Id::RotateCount, b'W', Savefile, NotYet, "|N|"),
    flag(Id::PostRotate, b'z', Savefile, NotYet, "|COMMAND|"),

    flag(Id::Relinquish, b'Z', General, NotYet, "relinquish-privileges|USER|"),
    flag(Id::Help, b'h', General, Offered, "help||print this and leave"),
    flag(Id::Version, 0, General, Offered, "version||print the version and leave"),
    flag(Id::FloatType, 0, General, Internal, "fp-type||"),
    flag(Id::TimeSize, 0, General, Internal, "time-t-size||"),
];
