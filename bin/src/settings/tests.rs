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
        [("0", 262_144), ("1", 1), ("262144", 262_144), ("0x100", 256), ("010", 8)]
    {
        assert_eq!(read(&["-s", text], |s| s.snap_length).unwrap().0, length);
    }
    for (text, millis) in [("1", 1000), ("500ms", 500), ("2s", 2000), ("3m", 180_000)] {
        let time = read(&["--timeout", text], |s| s.time_out).unwrap().0;
        assert_eq!(time, Some(Duration::from_millis(millis)));
    }
    assert_eq!(read(&["-c", "010"], |s| s.count).unwrap().0, Some(10));
    assert_eq!(read(&["-B2097151"], |s| s.buffer_size).unwrap().0, Some(2_097_151));
}

#[test]
fn errors() {
    let counts = " (must be >= 1 and <= 2147483647)";
    for (words, message) in [
        (&["-c", "0"][..], &*std::format!("invalid packet count 0{counts}")),
        (&["-c", "-1"], &std::format!("invalid packet count -1{counts}")),
        (&["-c", "2147483648"], &std::format!("invalid packet count 2147483648{counts}")),
        (&["-c", "1x"], &std::format!("invalid packet count 1x{counts}")),
        (&["--print-sampling=0"], &std::format!("invalid print sampling 0{counts}")),
        (&["-c", ""], &std::format!("invalid packet count {counts}")),
        (&["-s", "262145"], "invalid snaplen 262145 (must be >= 0 and <= 262144)"),
        (&["-s", "+1"], "invalid snaplen +1 (must be >= 0 and <= 262144)"),
        (&["-s", "-1"], "invalid snaplen -1 (must be >= 0 and <= 262144)"),
        (&["-B", "0"], "invalid packet buffer size 0 (must be >= 1 and <= 2147483647)"),
        (&["-B", "2097152"], "packet buffer size 2097152 is too large"),
        (&["-y", "nothing"], "invalid data link type nothing"),
        (&["-j", "clock"], "invalid time stamp type clock"),
        (&["-tttttt"], "only -t, -tt, -ttt, -tttt and -ttttt are supported"),
        (&["--count"], "--count cannot be used without -r or -V."),
        (&["-r", "x", "-V", "y"], "-V and -r are mutually exclusive."),
        #[cfg(feature = "rings")]
        (&["--rings", "0"], "invalid number of rings 0 (must be >= 1 and <= 16)"),
        #[cfg(feature = "rings")]
        (&["--rings", "2", "--fanout", "x"], "unknown mode 'x' for --fanout"),
        #[cfg(feature = "rings")]
        (&["--fanout", "cpu"], "--fanout cannot be used without --rings."),
        #[cfg(feature = "rings")]
        (&["--merge"], "--merge cannot be used without --rings."),
        #[cfg(feature = "rings")]
        (
            &["--rings", "2", "-w", "x", "--print"],
            "--rings with -w writes a file for each ring, which it does not do with --print or \
             --expect: --merge writes one file",
        ),
        #[cfg(feature = "rings")]
        (&["-r", "x", "--rings", "2"], "--rings cannot be used with -r or -V."),
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
        (&["-T", "x"], "unknown packet type 'x'"),
        // With every printer there is none.
        #[cfg(not(feature = "print-rare"))]
        (&["-T", "cnfp"], "packet type 'cnfp' is not supported: nothing here prints it"),
        (&["-AX"], "-A and -X[X] are mutually exclusive."),
        (&["-xA"], "-A and -x[x] are mutually exclusive."),
        (&["--write-format=x", "-w", "x"], "unable to parse 'x' as a format of savefiles"),
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
    for (text, bytes) in [("1", 1_000_000), ("20k", 20_480), ("3M", 3 << 20), ("7g", 7 << 30)] {
        assert_eq!(read(&["-w-", "-C", text], |s| s.rotate_bytes).unwrap().0, Some(bytes));
    }
    assert_eq!(read(&["-wx", "-G0"], |s| s.rotate_seconds).unwrap().0, None);
    for name in ["%Y%y%m%d%H%M%S%s%j%a%b%F%T%%", "%%D", "%%%", "x"] {
        assert_eq!(read(&["-G1", "-w", name], |s| s.rotate_seconds).unwrap().0, Some(1), "{name}");
    }
    assert!(read(&["-C1", "-w", "%D"], |s| s.rotates()).unwrap().0);
    let names = ": it is none of aAbBcCdeFgGhHIjklmMpPrRsSTuUVwWXyYz%";
    for (words, message) in [
        (&["-C1"][..], "-C cannot be used without -w."),
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
