//! Command lines, and what is understood of them or said about them.

extern crate std;
use super::*;
use crate::process::Strings;
use std::boxed::Box;
use std::ffi::CString;
use std::string::String;
use std::vec::Vec;

/// Reads a command line; the filter and one field, or the message.
fn read<T>(words: &[&str], field: impl Fn(&Settings<'_>) -> T) -> Result<(T, String), String> {
    let words: Vec<CString> =
        core::iter::once(&"barecap").chain(words).map(|w| CString::new(*w).unwrap()).collect();
    let pointers: Vec<_> = words.iter().map(|word| word.as_ptr()).collect();
    // SAFETY: the strings live until the end of this function.
    let process = unsafe {
        Process { arguments: Strings::from_raw(&pointers), environment: Strings::from_raw(&[]) }
    };
    let mut filter = Box::new(FilterText::new());
    let mut line = Line::new();
    match Settings::from_process(&process, &mut filter, &mut line) {
        Ok(settings) => Ok((field(&settings), String::from_utf8(filter.to_vec()).unwrap())),
        Err(Refused) => Err(String::from_utf8(line.text().to_vec()).unwrap()),
    }
}

#[test]
fn operands_are_joined() {
    let filter = |words: &[&str]| read(words, |_| ()).unwrap().1;
    assert_eq!(filter(&[]), "");
    assert_eq!(filter(&["tcp port", "80"]), "tcp port 80");
    assert_eq!(filter(&["tcp", "-n", "port", "-c1", "80"]), "tcp port 80");
    assert_eq!(filter(&["", ""]), " ");
}

#[test]
fn numbers() {
    for (text, length) in
        [("0", 262_144), ("1", 1), ("262144", 262_144), ("0x100", 256), ("0XfF", 255), ("010", 8)]
    {
        assert_eq!(read(&["-s", text], |s| s.snap_length).unwrap().0, length);
    }
    for (text, millis) in [
        ("1", 1000),
        ("500ms", 500),
        ("2s", 2000),
        ("3m", 180_000),
        ("1h", 3_600_000),
        ("4294967295h", 4_294_967_295 * 3_600_000),
    ] {
        let time = read(&["--timeout", text], |s| s.time_out).unwrap().0;
        assert_eq!(time, Some(Duration::from_millis(millis)));
    }
    for (text, base, value) in [
        (&b"0"[..], 10, Some(0)),
        (b"4294967295", 10, Some(u32::MAX)),
        (b"4294967296", 10, None),
        (b"4294967300", 10, None),
        (b"99999999999999999999", 10, None),
        (b"fFfFfFfF", 16, Some(u32::MAX)),
        (b"8", 8, None),
        (b"+1", 10, None),
        (b" 1", 10, None),
        (b"", 10, None),
    ] {
        assert_eq!(number(text, base), value, "{}", text.escape_ascii());
    }
    assert_eq!(read(&["-c", "010"], |s| s.count).unwrap().0, Some(10));
    assert_eq!(read(&["-B2097151"], |s| s.buffer_size).unwrap().0, Some(2_097_151));
}

#[test]
fn errors() {
    let counts = " (must be >= 1 and <= 2147483647)";
    let unknown = if cfg!(feature = "print") {
        "unknown packet type 'x'"
    } else {
        "packet type 'x' is not supported: nothing here prints it"
    };
    for (words, message) in [
        (&["-c", "0"][..], &*std::format!("invalid packet count 0{counts}")),
        (&["-c", "-1"], &std::format!("invalid packet count -1{counts}")),
        (&["-c", "2147483648"], &std::format!("invalid packet count 2147483648{counts}")),
        (&["-c", "1x"], &std::format!("invalid packet count 1x{counts}")),
        (&["--print-sampling=0"], &std::format!("invalid print sampling 0{counts}")),
        (&["-c", ""], &std::format!("invalid packet count {counts}")),
        (&["-s", "262145"], "invalid snaplen 262145 (must be >= 0 and <= 262144)"),
        (&["-s", ""], "invalid snaplen  (must be >= 0 and <= 262144)"),
        (&["-s", "0x"], "invalid snaplen 0x (must be >= 0 and <= 262144)"),
        (&["--skip", "-1"], "invalid packet skip count -1 (must be >= 0 and <= 2147483647)"),
        (&["-s", "+1"], "invalid snaplen +1 (must be >= 0 and <= 262144)"),
        (&["-s", "-1"], "invalid snaplen -1 (must be >= 0 and <= 262144)"),
        (&["-B", "0"], "invalid packet buffer size 0 (must be >= 1 and <= 2097151)"),
        (&["-B", "2097152"], "invalid packet buffer size 2097152 (must be >= 1 and <= 2097151)"),
        (&["-y", "nothing"], "invalid data link type nothing"),
        (&["-j", "clock"], "invalid time stamp type clock"),
        (&["-tttttt"], "only -t, -tt, -ttt, -tttt and -ttttt are supported"),
        (&["--count"], "--count cannot be used without -r or -V."),
        (&["-r", "x", "-V", "y"], "-V and -r are mutually exclusive."),
        #[cfg(feature = "rings")]
        (&["--rings", "0"], "invalid number of rings 0 (must be >= 1 and <= 16)"),
        #[cfg(feature = "rings")]
        (
            &["--rings", "2", "--fanout", "x"],
            "unknown mode 'x' for --fanout: it is none of hash cpu lb queue random rollover",
        ),
        #[cfg(feature = "rings")]
        (&["--fanout", "cpu"], "--fanout cannot be used without --rings."),
        #[cfg(feature = "rings")]
        (&["--merge"], "--merge cannot be used without --rings."),
        #[cfg(feature = "monitor")]
        (&["--channel", "6"], "--channel cannot be used without -I."),
        #[cfg(feature = "send")]
        (&["--speed", "full"], "--speed cannot be used without --send."),
        #[cfg(feature = "send")]
        (&["--loop", "2"], "--loop cannot be used without --send."),
        #[cfg(feature = "send")]
        (&["--max-sleep", "2"], "--max-sleep cannot be used without --send."),
        #[cfg(feature = "rings")]
        (
            &["--rings", "2", "-w", "x", "--print"],
            "--rings with -w writes a file for each ring, which it does not do with --print or \
             --expect: --merge writes one file",
        ),
        #[cfg(feature = "rings")]
        (&["-r", "x", "--rings", "2"], "--rings cannot be used with -r or -V."),
        #[cfg(feature = "netns")]
        (&["-r", "x", "--netns", "y"], "--netns cannot be used with -r or -V."),
        #[cfg(feature = "follow")]
        (&["--follow-interfaces", "-L"], "--follow-interfaces cannot be used with -L."),
        #[cfg(feature = "follow")]
        (&["-r", "x", "--follow-interfaces"], "--follow-interfaces cannot be used with -r."),
        #[cfg(all(feature = "follow", feature = "monitor"))]
        (&["-I", "--follow-interfaces"], "--follow-interfaces cannot be used with -I."),
        #[cfg(all(feature = "follow", feature = "rings"))]
        (
            &["--rings", "2", "--follow-interfaces"],
            "--follow-interfaces cannot be used with --rings.",
        ),
        #[cfg(all(feature = "follow", feature = "send"))]
        (
            &["--send", "x", "--follow-interfaces"],
            "--follow-interfaces cannot be used with --send.",
        ),
        #[cfg(feature = "follow")]
        (
            &["-j", "adapter", "--follow-interfaces"],
            "--follow-interfaces cannot be used with -j: clocks of hardware are set once.",
        ),
        (&["-T", "x"], unknown),
        // With every printer there is none.
        #[cfg(not(feature = "print-rare"))]
        (&["-T", "cnfp"], "packet type 'cnfp' is not supported: nothing here prints it"),
        (&["-Q", "IN "], "unknown capture direction 'IN '"),
        #[cfg(feature = "explain")]
        (&["--explain=x"], "unable to parse 'x' as a form of --explain (dot)"),
        (&["--time-stamp-precision=s"], "unable to parse 's' as a time stamp precision"),
        (
            &["-r", "x", "-w", "-", "--count"],
            "--count cannot be used with -w -: both would be standard output.",
        ),
        (
            &["-w", "-", "--print-sampling=2"],
            "--print-sampling cannot be used with -w -: both would be standard output.",
        ),
        (&["-AX"], "-A and -X[X] are mutually exclusive."),
        (&["-xA"], "-A and -x[x] are mutually exclusive."),
        (&["-XXx"], "-x[x] and -X[X] are mutually exclusive."),
        (&["--write-format=x", "-w", "x"], "unable to parse 'x' as a format (pcap or pcapng)"),
        (&["--write-format=pcap"], "--write-format cannot be used without -w."),
        (&["--timeout", "0"], "invalid time 0 (as 10s, 500ms, 5m or 1h)"),
        (&["--timeout=1d"], "invalid time 1d (as 10s, 500ms, 5m or 1h)"),
        (&["-k"], "invalid option -- 'k' (--help lists the options)"),
    ] {
        assert_eq!(read(words, |_| ()).unwrap_err(), message);
    }
    let (half, rest) = ("a".repeat(MAX_FILTER / 2), "a".repeat(MAX_FILTER / 2 - 2));
    let message = "the filter is longer than 262143 bytes";
    assert_eq!(read(&[&half, &rest, ""], |_| ()).unwrap_err(), message);
    assert_eq!(read(&[&half, &rest], |_| ()).unwrap().1.len(), MAX_FILTER - 1);
}

#[cfg(feature = "extcap")]
#[test]
fn wireshark_asks_for_what_people_do() {
    const LO: &str = "--extcap-interface=barecap:lo";
    let lo = std::vec![CString::from(c"lo")];
    // The interfaces, and where packets are written, at once and in which format.
    for (words, interfaces, write, at_once, pcapng) in [
        (&[LO, "--extcap-dlts"][..], &lo, None, false, false),
        (&["-ieth0", LO, "-i", "x"], &lo, None, false, false),
        (&["--extcap-interface=barecap:x", LO], &lo, None, false, false),
        (&[LO, "--capture", "--fifo=x"], &lo, Some(c"-"), true, cfg!(feature = "pcapng")),
        (&[LO, "--capture", "--fifo=x", "-wy"], &lo, Some(c"-"), true, cfg!(feature = "pcapng")),
        (&[LO, "--capture", "--fifo=x", "--write-format=pcap"], &lo, Some(c"-"), true, false),
    ] {
        let found = read(words, |s| {
            let to = s.value(Id::Write).map(CString::from);
            let names: Vec<CString> = s.interfaces.iter().map(|it| CString::from(*it)).collect();
            (names, to, s.has(Id::PacketBuffered), s.pcapng)
        });
        let (found, filter) = found.unwrap();
        let write = write.map(CString::from);
        assert_eq!(found, (interfaces.clone(), write, at_once, pcapng), "{words:?}");
        assert_eq!(filter, "");
    }
    assert_eq!(read(&[LO, "--extcap-capture-filter=udp or tcp"], |_| ()).unwrap().1, "udp or tcp");
    let none = ": not an interface of --extcap-interfaces";
    for name in ["lo", "", "barecap", "other:lo", "notbarecap:lo"] {
        let word = std::format!("--extcap-interface={name}");
        assert_eq!(read(&[&word, "--extcap-dlts"], |_| ()), Err(std::format!("{name}{none}")));
    }
}

/// A field that says yes or no.
type Is = fn(&Settings<'_>) -> bool;

/// A field that says how often.
type Count = fn(&Settings<'_>) -> u8;

/// Each option of these sets its own field, and none of the others.
#[test]
fn options_are_what_they_are_called() {
    let options: [(&str, Is); 12] = [
        ("-b", |s| s.print.dotted_systems),
        ("-H", |s| s.print.mesh),
        ("-e", |s| s.print.link_header),
        ("-n", |s| s.print.numeric),
        ("-N", |s| s.print.no_domain),
        ("-S", |s| s.print.absolute_sequence),
        ("-#", |s| s.print.number),
        ("-K", |s| s.print.no_checksums),
        ("--lengths", |s| s.print.lengths),
        ("-g", |s| s.print.one_line),
        ("--nano", |s| s.print.nano),
        ("-O", |s| s.has(Id::NoOptimize)),
    ];
    for (word, _) in options {
        for (other, is) in options {
            assert_eq!(read(&[word], is).unwrap().0, word == other, "{word} {other}");
        }
    }
    let counts: [(&str, Count); 5] = [
        ("-q", |s| s.print.quiet),
        ("-v", |s| s.print.verbose),
        ("-x", |s| s.print.hex),
        ("-X", |s| s.print.hex_ascii),
        ("-A", |s| s.print.ascii),
    ];
    for (word, count) in counts {
        for times in [0, 1, 2] {
            let words = std::vec![word; times];
            assert_eq!(usize::from(read(&words, count).unwrap().0), times, "{word}");
        }
    }
    assert_eq!(read(&["-v"; 300], |s| s.print.verbose).unwrap().0, 255);
    use crate::print::TimeForm::{Date, Day, Epoch, None, SinceFirst, SincePrevious};
    for (times, form) in (0..).zip([Day, None, Epoch, SincePrevious, Date, SinceFirst]) {
        assert_eq!(read(&std::vec!["-t"; times], |s| s.print.time).unwrap().0, form);
    }
    for (words, direction) in [
        (&[][..], Direction::Both),
        (&["-Qinout"], Direction::Both),
        (&["-Qin"], Direction::In),
        (&["-Qout"], Direction::Out),
        (&["-Qout", "-Qin"], Direction::In),
        (&["-Q", "OUT"], Direction::Out),
    ] {
        assert_eq!(read(words, |s| s.direction).unwrap().0, direction, "{words:?}");
    }
    for name in ["adapter_unsynced", "Adapter_Unsynced"] {
        let (stamp, _) = read(&["-j", name], |s| s.time_stamp).unwrap();
        assert_eq!(stamp, TimeStamp::AdapterUnsynced, "{name}");
    }
    for (words, skip, sampling) in
        [(&[][..], 0, 1), (&["--skip=0"], 0, 1), (&["--skip=3", "--print-sampling=2"], 3, 2)]
    {
        assert_eq!(read(words, |s| (s.skip, s.sampling)).unwrap().0, (skip, sampling));
    }
}

#[test]
fn the_format_is_what_is_said_or_what_the_name_says() {
    for (words, pcapng) in [
        (&["-w", "x.pcapng"][..], true),
        (&["-w", "xpcapng"], false),
        (&["-w", "x.pcapng.gz"], false),
        (&["-w", "x.pcapng", "--write-format=pcap"], false),
        (&["-w", "x.pcap", "--write-format=pcapng"], true),
        (&["-r", "x.pcapng"], false),
    ] {
        let found = read(words, |s| s.pcapng).map(|(pcapng, _)| pcapng);
        let expected = if pcapng && cfg!(not(feature = "pcapng")) {
            Err("pcapng is not built in (--write-format=pcap)".into())
        } else {
            Ok(pcapng)
        };
        assert_eq!(found, expected, "{words:?}");
    }
}

#[test]
fn what_becomes_of_packets() {
    let second = Some(Duration::from_secs(1));
    let told = if cfg!(feature = "read") { second } else { None };
    // Whether they are printed though they are written, and shown, and how often they are counted.
    for (words, prints, shows, tells) in [
        (&[][..], false, true, None),
        (&["-w", "x"], false, false, None),
        (&["-w", "x", "--print"], true, true, None),
        (&["-w", "x", "--print-sampling=2"], true, true, None),
        (&["-r", "x", "--count"], false, false, None),
        (&["-V", "x", "--count", "--print"], true, true, None),
        (&["-v"], false, true, None),
        (&["-v", "-w", "x"], false, false, told),
        (&["-v", "-w", "x", "--print"], true, true, None),
        (&["--stats-interval=1s"], false, true, second),
        (&["-w", "x", "--stats-interval=1s", "--print"], true, true, second),
        (&["-v", "-w", "x", "--stats-interval=1000ms"], false, false, second),
    ] {
        let found = read(words, |s| (s.prints(), s.shows(), s.tells())).unwrap().0;
        assert_eq!(found, (prints, shows, tells), "{words:?}");
    }
}

#[cfg(feature = "rings")]
#[test]
fn rings_have_files_of_their_own_unless_they_are_merged() {
    for (words, apart, mode) in [
        (&["-w", "x"][..], false, FanoutMode::Hash),
        (&["--rings=1", "-w", "x"], false, FanoutMode::Hash),
        (&["--rings=2", "-w", "x"], true, FanoutMode::Hash),
        (&["--rings=2", "-w", "-", "--fanout=lb"], false, FanoutMode::LoadBalance),
        (&["--rings=16", "-w", "x", "--merge", "--fanout=cpu"], false, FanoutMode::Cpu),
        (&["--rings=2"], false, FanoutMode::Hash),
    ] {
        let found = read(words, |s| (s.is_apart(), s.fanout, s.is_by_processor())).unwrap().0;
        assert_eq!(found, (apart, mode, mode == FanoutMode::Cpu), "{words:?}");
    }
    for option in ["--print", "--print-sampling=2", "--expect=1"] {
        if cfg!(feature = "expect") || !option.starts_with("--expect") {
            assert!(read(&["--rings=2", "-w", "x", option], |_| ()).is_err(), "{option}");
        }
    }
}

/// Options that say what is done cannot be there for two things.
#[test]
fn what_is_done_is_one_thing() {
    let check = "--check cannot be used with -r, -V, -w, -F or --expect: the names of savefiles \
                 stand behind it.";
    let send = "--send cannot be used with -r, -V, -w, -I, --expect, --json or --print.";
    let (none, follow) = ("", "--follow-interfaces cannot be used with ");
    for (one, message, others) in [
        (&["--check"][..], check, &["-rx", "-Vx", "-wx", "-Fx", "--expect=1"][..]),
        (&["--check"], none, &["-n", "--json", "-Znobody"]),
        (&["--send=x"], send, &["-rx", "-Vx", "-wx", "-I", "--expect=1", "--json", "--print"]),
        (&["--send=x"], none, &["-c1", "--skip=1", "-Qin", "-d", "--timeout=1"]),
        (
            &["--follow-interfaces"],
            follow,
            &["-rx", "-Vx", "--check", "-d", "--explain", "-D", "-L", "-J", "--send=x", "-I"],
        ),
        (&["--follow-interfaces"], none, &["-wx", "-n", "--expect=1", "--json"]),
    ] {
        // What is not built in is unknown, or said to be so.
        for other in others {
            let words = [one, &[other]].concat();
            match read(&words, |_| ()) {
                Ok(_) => assert!(message.is_empty(), "{words:?}"),
                Err(said) if said.contains("option") || said.contains("built in") => {}
                Err(said) => {
                    let is_told = !message.is_empty() && said.starts_with(message);
                    assert!(is_told, "{words:?}: {said}");
                }
            }
        }
    }
}

#[test]
fn the_last_of_several_values_counts() {
    for (words, nano) in [
        (&["--nano"][..], true),
        (&["--nano", "--micro"], false),
        (&["--micro", "--time-stamp-precision=nano"], true),
        (&["--time-stamp-precision", "nano", "--micro"], false),
    ] {
        assert_eq!(read(words, |s| s.print.nano).unwrap().0, nano, "{words:?}");
    }
    assert_eq!(read(&["-c1", "-c", "2"], |s| s.count).unwrap().0, Some(2));
    assert_eq!(read(&["-vqvv"], |s| s.print.verbose).unwrap().0, 3);
}

#[cfg(feature = "rotate")]
#[test]
fn when_files_follow_one_another() {
    for (text, bytes) in [
        ("1", 1_000_000),
        ("20k", 20_480),
        ("20K", 20_480),
        ("3m", 3 << 20),
        ("3M", 3 << 20),
        ("7g", 7 << 30),
        ("7G", 7 << 30),
        ("4294967295g", 4_294_967_295 << 30),
    ] {
        assert_eq!(read(&["-w-", "-C", text], |s| s.rotate_bytes).unwrap().0, Some(bytes));
    }
    assert_eq!(read(&["-wx", "-G0"], |s| s.rotate_seconds).unwrap().0, None);
    for name in ["%Y%y%m%d%H%M%S%s%j%a%b%F%T%%", "%%D", "%%%", "x"] {
        assert_eq!(read(&["-G1", "-w", name], |s| s.rotate_seconds).unwrap().0, Some(1), "{name}");
    }
    assert!(read(&["-C1", "-w", "%D"], |s| s.rotates()).unwrap().0);
    for (words, files) in [(&["-C1", "-wx"][..], 0), (&["-C1", "-wx", "-W1"], 1)] {
        assert_eq!(read(words, |s| s.rotate_files).unwrap().0, files);
    }
    assert!(read(&["-wx", "-G1", "-zx", "--rotate-total=1"], |_| ()).is_ok());
    let names = ": it is none of aAbBcCdeFgGhHIjklmMpPrRsSTuUVwWXyYz%";
    for (words, message) in [
        (
            &["-C1", "-wx", "-W0"][..],
            "invalid number of output files 0 (must be >= 1 and <= 2147483647)",
        ),
        (&["-C1"], "-C cannot be used without -w."),
        (&["-G1"], "-G cannot be used without -w."),
        (&["-G1", "-w", "%%F%d-%-d"], &std::format!("-G does not expand %-{names}")),
        (&["-G1", "-w", "%D"], &std::format!("-G does not expand %D{names}")),
        (&["-z", "gzip"], "-z cannot be used without -w."),
        (&["-z", "gzip", "-w", "x"], "-z cannot be used without -C or -G."),
        (&["-C", "0", "-w", "x"], "invalid file size 0"),
        (&["-C", "k", "-w", "x"], "invalid file size k"),
        (&["-C", "20x", "-w", "x"], "invalid file size 20x"),
        (&["--part"], "--part cannot be used without -w."),
        (&["--rotate-total=1"], "--rotate-total cannot be used without -C or -G."),
        (&["-wx", "-C1", "--rotate-total=0"], "invalid file size 0"),
    ] {
        assert_eq!(read(words, |_| ()).unwrap_err(), message);
    }
}
