//! The program as the first process (`init`), in a process namespace of its own, whose end takes the place of
//! the machine's. The kernel's command line there is a file; that nothing may be mounted keeps it in
//! place. What is loaded and mounted, ci/boot sees.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::with_all_printers;
use barecap_tests::folder::Folder;
use barecap_tests::savefile::savefile;
use std::fs;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::symlink;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output, Stdio};

/// Runs a line of a shell as root of new namespaces.
fn inside(line: &str, arguments: &[&str]) -> Output {
    Command::new("unshare")
        .args(["-rnmpf", "--kill-child", "--mount-proc", "sh", "-c", line, "sh"])
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Starts a machine with a command line and words that the kernel hands over: what is printed, and said,
/// and the signal that stands for its end, or 0.
fn boot(folder: &Folder, line: &str, words: &[&str]) -> (String, String, i32) {
    fs::write(folder.0.join("cmdline"), format!("{line}\n")).unwrap();
    let place = folder.0.to_str().unwrap();
    let start = format!(
        "mount --bind {place}/cmdline /proc/cmdline && cd {place} && \
         {{ (sleep 0.4; exec ip link add late type veth peer name x) & }} && \
         exec setpriv --bounding-set -sys_admin {place}/init \"$@\""
    );
    let output = inside(&start, words);
    let said = String::from_utf8(output.stderr).unwrap();
    let not_mounted = "barecap: cannot mount proc: Operation not permitted\n";
    let said = said.strip_prefix(not_mounted).unwrap_or_else(|| panic!("{line}: {said}"));
    let status = output.status;
    let signal = status.signal().unwrap_or_else(|| status.code().map_or(0, |code| code & 0x7f));
    (String::from_utf8(output.stdout).unwrap(), said.to_owned(), signal)
}

/// Last programs of a machine: one says which processes are left of the first one, and one which signals it
/// would not see, which a shell may have changed.
const LAST: [(&str, &str); 2] = [
    ("left", "#!/bin/sh\nsleep 0.1\ngrep -lx init /proc/[0-9]*/comm\necho last\n"),
    (
        "blocked",
        "#!/usr/bin/awk -f\n\
         BEGIN { while ((getline line < \"/proc/self/status\") > 0) if (line ~ /^SigBlk/) print line }\n",
    ),
];

#[test]
fn the_command_line_says_what_a_machine_is_for() {
    let name = "the_command_line_says_what_a_machine_is_for";
    if Command::new("unshare").arg("-V").output().is_err()
        || !inside("exec setpriv --bounding-set -sys_admin true", &[]).status.success()
    {
        return println!("{name}: skipped: unshare or setpriv does not work");
    }
    let folder = Folder::new("init");
    symlink(with_all_printers(), folder.0.join("init")).unwrap();
    fs::write(folder.0.join("in.pcap"), savefile(3, 60)).unwrap();
    for (name, text) in LAST {
        fs::write(folder.0.join(name), text).unwrap();
        fs::set_permissions(folder.0.join(name), Permissions::from_mode(0o755)).unwrap();
    }
    let end = "the end, exit code";
    const INT: i32 = 2;
    const HUP: i32 = 1;
    for (line, words, printed, said, signal) in [
        // What stands between quotes is one word, and the last of several counts.
        (
            "quiet barecap.args=x barecap.args=\"-r in.pcap --count 'len > 59'\"",
            &[][..],
            "3 packets\n",
            "0",
            INT,
        ),
        // Without arguments those that the kernel hands over are taken, and only then.
        ("quiet", &["-r", "in.pcap", "--count"], "3 packets\n", "0", INT),
        ("barecap.args=\"-r in.pcap --count\"", &["-c1"], "3 packets\n", "0", INT),
        ("barecap.args=--version barecap.argument=x", &[], "barecap version ", "0", INT),
        ("barecap.args=\"-r nosuch\" barecap.end=reboot", &[], "", "1", HUP),
        ("barecap.args=--version barecap.end=halt", &[], "barecap version ", "0", INT),
        // Other programs take the place of this one.
        (
            "barecap.args=\"-r in.pcap --count\" barecap.end=/bin/pwd",
            &[],
            &format!("3 packets\n{}\n", folder.0.to_str().unwrap()),
            "0",
            0,
        ),
        (
            "barecap.args=\"-i lo -c1 udp -w /dev/null\" barecap.up=lo barecap.test barecap.end=./left",
            &[],
            "last\n",
            "0",
            0,
        ),
    ] {
        let (found, told, ended) = boot(&folder, line, words);
        assert!(found.starts_with(printed), "{line}: {found} {told}");
        assert_eq!(ended, signal, "{line}: {told}");
        assert!(told.ends_with(&format!("barecap: {end} {said}\n")), "{line}: {told}");
    }
    // What fails is said, in its order, and the rest is done.
    let line = "barecap.up=lo,a-name-that-is-too-long barecap.mount='dev,x:y:/z' barecap.test \
                barecap.modules=/nosuch.ko,/nosuch.ko.xz barecap.end=/nosuch";
    let capture = ["-i", "lo", "-c2", "-qtn", "udp"];
    let (printed, told, _) = boot(&folder, line, &capture);
    let told: Vec<_> = told.lines().filter(|line| line.contains(" cannot ")).collect();
    let wanted = [
        "cannot load /nosuch.ko: No such file or directory",
        "cannot load /nosuch.ko.xz: No such file or directory",
        "cannot mount dev,x:y:/z: Operation not permitted",
        "cannot bring up a-name-that-is-too-long: No such device",
        "cannot run /nosuch: No such file or directory",
    ];
    assert_eq!(told, wanted.map(|line| format!("barecap: {line}")));
    assert_eq!(printed.matches(" > 127.0.0.1.9: UDP, length 7\n").count(), 2, "{printed}");
    if fs::metadata("/usr/bin/awk").is_ok() {
        let (found, _, _) =
            boot(&folder, "barecap.end=./blocked", &["-r", "in.pcap", "-w", "/dev/null"]);
        assert!(found.starts_with("SigBlk:\t0000000000000000"), "{found}");
    }
    // An interface is waited for.
    let (_, told, _) = boot(&folder, "barecap.up=late", &["-i", "late", "--timeout=100ms"]);
    assert!(told.contains("listening on late, ") && !told.contains("cannot"), "{told}");
    // Under any other name it is what it is elsewhere.
    symlink(with_all_printers(), folder.0.join("other")).unwrap();
    let other = format!("exec {} --version", folder.file("other"));
    assert!(inside(&other, &[]).stdout.starts_with(b"barecap version"));
    // All that there is room for are taken; of those there is none, the others are told.
    let line = format!("barecap.args=\"{}\"", "x ".repeat(300));
    let (_, told, _) = boot(&folder, &line, &[]);
    assert_eq!(
        told.matches("barecap: too many arguments: x: Argument list too long\n").count(),
        47
    );
}
