//! The table of options. Source: tcpdump(1), of version 5.

use crate::packed;

/// Makes the table of options, group by group under its title, and names each option. A row has the
/// option's letter or a blank, its [`Status`](super::Status), and then its name, the name of its
/// value and what it does in a phrase, with `|` between them.
///
/// All rows are one string, with a line for each title: pointers to them would have to be relocated.
/// Groups may be there with a feature only, in brackets before the title: without it, their options
/// are unknown, and of each stands only its place in the string.
macro_rules! flags {
    ($($([$feature:literal])? $title:literal: $($id:ident $row:literal)*)*) => {
        /// Names an option.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the table says what each is")]
        pub enum Id {
            $($($id,)*)*
        }

        /// How many options there are.
        pub const COUNT: usize = [$($(Id::$id),*),*].len();

        const PLAIN: &str = concat!($(rows!([$($feature)?] $title $($row)*),)*);
    };
}

const PACKED: ([u8; PLAIN.len()], usize) = pack(PLAIN);

/// The rows, each with a line end, and what options do packed.
pub(super) static TABLE: [u8; PACKED.1] = packed::first(&PACKED.0);

/// Packs what stands behind the second `|` of each line, and tells how long the table is then. An index
/// that is out of bounds is an error of the compiler's.
#[allow(clippy::indexing_slicing)]
const fn pack<const N: usize>(plain: &str) -> ([u8; N], usize) {
    let plain = plain.as_bytes();
    let (mut table, mut used) = ([0; N], 0);
    let (mut at, mut bars) = (0, 0);
    while at < plain.len() {
        bars = match plain[at] {
            b'\n' => 0,
            b'|' => bars + 1,
            _ => bars,
        };
        assert!(plain[at].is_ascii(), "the upper half of the bytes stands for pieces");
        let (byte, length) = if bars < 2 { (plain[at], 1) } else { packed::piece_at(plain, at) };
        table[used] = byte;
        (used, at) = (used + 1, at + length);
    }
    (table, used)
}

/// The rows of a group, if its feature is there.
macro_rules! rows {
    ([] $title:literal $($row:literal)*) => {
        concat!("=", $title, "\n", $($row, "\n",)*)
    };
    ([$feature:literal] $title:literal $($row:literal)*) => {
        cfg_select! {
            feature = $feature => { rows!([] $title $($row)*) }
            _ => { concat!($(absent!($row),)*) }
        }
    };
}

/// The place of a row that is not there.
#[allow(unused_macros, reason = "all features may be there")]
macro_rules! absent {
    ($row:literal) => {
        "~\n"
    };
}

// Every option. The help of one that is not there is left out.
#[rustfmt::skip]
flags! {
    "Where packets come from":
    Interface "i+interface|IF|capture on interface IF, a name or number of --list-interfaces; \"any\" is all of them; again, as a list (a,b) or by a pattern ('veth*') for several"
    NetworkNamespace " +netns|NS|capture in network namespace NS: a name of ip-netns(8), a path, or the number of a process"
    Read "r+|FILE|read packets from savefile FILE; - is standard input"
    ReadList "V+|FILE|read packets from the savefiles that FILE lists, one a line"
    ListInterfaces "D+list-interfaces||list the interfaces and exit"
    ListLinkTypes "L+list-data-link-types||list the link types of the interface and exit"
    LinkType "y+linktype|TYPE|capture with link type TYPE, or compile for it with -d"
    NoPromiscuous "p+no-promiscuous-mode||no promiscuous mode: no traffic between other machines"
    MonitorMode "I+monitor-mode||capture all that the radio of wireless interface IF hears, on an interface made for it"
    Direction "Q+direction|in/out/inout|only packets that come in, or that go out"
    SnapLength "s+snapshot-length|N|keep at most N bytes of each packet, 0 for 262144"
    BufferSize "B+buffer-size|KIB|use a ring of KIB kibibytes"
    Immediate " +immediate-mode||get each packet at once, not a block at a time"
    TimeStampType "j+time-stamp-type|TYPE|take time stamps of TYPE, one of --list-time-stamp-types"
    ListTimeStampTypes "J+list-time-stamp-types||list the interface's types of time stamps and exit"
    Precision " +time-stamp-precision|micro/nano|the unit of time stamps, printed and written"
    Micro " +micro||time stamps in microseconds"
    Nano " +nano||time stamps in nanoseconds"

    "Which packets":
    FilterFile "F+|FILE|read the filter from FILE instead; # begins a comment"
    TimeOut " +timeout|TIME|exit after TIME: 10s, 500ms, 5m or 1h"
    StatsInterval " +stats-interval|TIME|print every TIME the numbers of packets, bytes and drops"
    Count "c+|N|exit after N packets"
    Skip " +skip|N|skip the first N packets"
    NoOptimize "O+no-optimize||do not optimize the filter's program"
    DumpProgram "d+||print the filter's program and exit; -dd as C, -ddd as numbers"
    Explain " +explain|[=dot]|say what the filter matches and how, and exit; =dot for dot(1)"
    FilterParserDebug "Y!debug-filter-parser||"

    ["expect"] "For scripts":
    Expect " +expect|'N FILTER'|exit with 0 if N packets pass FILTER, and with 1 if not; N may be >=1, <=1, ==1 or 2..5"
    Check " +check||say whether each savefile FILE... is sound, and what is in it; exit with 1 if one is not"

    "How they are printed":
    LinkHeader "e+||the link-layer header too"
    NoNames "n+||numbers, not names"
    Quiet "q+||less about each protocol"
    Verbose "v+||more about each protocol; -vv, -vvv yet more"
    TimeStamp "t+||no time; -tt seconds since 1970, -ttt since the last packet, -tttt with the date, -ttttt since the first packet"
    Number "#+number||the packet's number first"
    Hex "x+||the bytes in hex; -xx with the link-layer header"
    HexAscii "X+||the bytes in hex and ASCII; -XX with the link-layer header"
    Ascii "A+||the bytes in ASCII; -AA with the link-layer header"
    AbsoluteSequence "S+absolute-tcp-sequence-numbers||TCP sequence numbers as they are"
    NoChecksums "K+dont-verify-checksums||do not verify checksums"
    Type "T+|TYPE|take every packet for one of TYPE, as domain, radius or vxlan"
    NoDomain "N+||names of hosts without their domains"
    Foreign "f&||"
    IpOneLine "g+ip-oneline||with -v, IP on one line"
    Json " +json||an object in JSON for each packet, or for each line of --check and --stats-interval"
    Lengths " +lengths||the captured and the full length"
    AsDot "b+||numbers of autonomous systems in two parts"
    MeshHeader "H+||look for headers of 802.11s meshes"
    UndecodedNfs "u-||"
    OldNames "a-||"
    MibModule "m%|FILE|"
    EspSecret "E$|SPEC|"
    TcpSecret "M$|SECRET|"
    LineBuffered "l+||print each line at once"
    Print " +print||print packets that -w writes, too"
    PrintSampling " +print-sampling|N|print only every Nth packet, with -S; also with -w"
    CountOnly " +count||with -r, only the number of packets"

    "Where they are kept":
    Write "w+|FILE|write packets to savefile FILE; - is standard output"
    WriteFormat " +write-format|pcap/pcapng|the format of FILE; pcapng too if its name ends in .pcapng"
    PacketBuffered "U+packet-buffered||write each packet at once"

    ["rotate"] "Kept in several files":
    RotateSize "C+|SIZE|start a new file after SIZE million bytes, or with k, m or g"
    RotateSeconds "G+|SECONDS|start a new file every SECONDS; FILE is a format of strftime(3), as x-%H%M%S.pcap"
    RotateCount "W+|N|with -C, start over after N files; with -G, exit after them"
    RotateTotal " +rotate-total|SIZE|with -C or -G, delete the oldest files while full ones exceed SIZE together"
    Part " +part||write FILE.part, which becomes FILE when it is complete"
    PostRotate "z+|COMMAND|run COMMAND FILE for each file when another follows"

    ["send"] "Sending what was captured":
    Send " +send|FILE|send the packets of savefile FILE that pass the filter through interface -i, once and as they were captured, for an hour at most (--timeout); - is standard input"
    Speed " +speed|SPEED|how fast: recorded, x2 or x0.5 of that, full, or a rate like 500pps, 10kpps, 8mbit"
    Loop " +loop|N|send the file N times"
    MaxSleep " +max-sleep|TIME|wait no longer than TIME between two packets"

    ["rings"] "Shared out over several rings":
    Rings " +rings|N|share packets out over N rings, at most 16; with -w FILE each has a thread and files of its own: FILE.0, FILE1.0, FILE.0.part; --rotate-total counts all together"
    Merge " +merge||with --rings, write all into one file, in the order of time"
    FanOut " +fanout|MODE|how a packet's ring is chosen: hash (of addresses and ports; the default), cpu (that it came on, where the ring's thread stays), lb (in turn), queue (of the card), random, rollover (the next when one is full)"

    ["follow"] "Where interfaces come and go":
    FollowInterfaces " +follow-interfaces||wait for interfaces of -i that are not there yet, or have gone, and add those that a pattern names as they appear"

    ["monitor"] "On wireless networks":
    Channel " +channel|N|with -I, set the radio to channel N, or to a frequency in MHz"

    "General":
    Relinquish "Z+relinquish-privileges|USER|as root, become USER (or UID) once the socket and the savefile are open"
    NoSandbox " +no-sandbox||keep root's rights, and access to all files and system calls"
    Help "h+help||print this help and exit"
    Version " +version||print the version and exit"
    FloatType " +fp-type||for tcpdump's own tests"
    TimeSize " +time-t-size||for tcpdump's own tests"

    ["extcap"] "As a source of packets for Wireshark (extcap(4))":
    ExtcapInterfaces " +extcap-interfaces||list the interfaces, for Wireshark"
    ExtcapVersion " +extcap-version|[=VERSION]|say what this is, for Wireshark of this version"
    ExtcapInterface " +extcap-interface|NAME|use an interface that --extcap-interfaces lists"
    ExtcapLinkTypes " +extcap-dlts||say the link type of the interface"
    ExtcapConfig " +extcap-config||list the options of the interface"
    ExtcapFilter " +extcap-capture-filter|FILTER|capture what passes FILTER; without --capture, say what is wrong with it"
    ExtcapCapture " +capture||capture, until nobody reads PIPE"
    ExtcapPipe " +fifo|PIPE|write packets to PIPE"
}
