//! Commands that are run on files when others follow (-z), and who starts them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::barecap;
use barecap_tests::folder::Folder;
use barecap_tests::savefile::savefile;
use std::fs;
use std::fs::Permissions;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

/// A savefile of 40 packets of 142 bytes, a second apart, that are yet to come.
fn packets() -> Vec<u8> {
    let mut file = savefile(40, 142);
    for (time, record) in (2_000_000_000_u32..).zip(file[24..].chunks_exact_mut(16 + 142)) {
        record[..4].copy_from_slice(&time.to_ne_bytes());
    }
    file
}

/// A command for each file that another follows, and for the last one where their number ends it.
#[test]
fn commands_are_run_on_files() {
    let done = |folder: &Folder, lines: usize| {
        let path = folder.0.join("done");
        let start = Instant::now();
        loop {
            let text = fs::read_to_string(&path).unwrap_or_default();
            if text.lines().count() >= lines {
                let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
                lines.sort();
                return lines;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "{text}");
            std::thread::sleep(Duration::from_millis(10));
        }
    };
    // What it is called with, its priority, and the signals that it would not see.
    let script = "#!/bin/sh\n\
        echo $# $1 $(nice) $(grep -c 'SigBlk:.0*$' /proc/self/status) $MARK >> done\n";
    for (options, files) in [
        (&["-w", "x", "-C", "2k"][..], &["x", "x1", "x2"][..]),
        (&["-w", "%Y", "-G", "1", "-W", "2"], &["2033"]),
    ] {
        let folder = Folder::new("commands");
        fs::write(folder.0.join("in.pcap"), packets()).unwrap();
        fs::write(folder.0.join("note"), script).unwrap();
        fs::set_permissions(folder.0.join("note"), Permissions::from_mode(0o755)).unwrap();
        let run = |command: &str| {
            let mut barecap = Command::new(barecap());
            barecap
                .current_dir(&folder.0)
                .env("MARK", "here")
                .env("TZ", "UTC0")
                .env("PATH", "/nowhere::/usr/bin:/bin");
            barecap.args(["-r", "in.pcap", "-z", command]).args(options).output().unwrap()
        };
        for command in ["./note", "note"] {
            assert!(run(command).status.success());
            let expected: Vec<_> = files.iter().map(|file| format!("1 {file} 19 1 here")).collect();
            let lines = done(&folder, expected.len() + usize::from(options.contains(&"-G")));
            for line in expected {
                assert!(lines.contains(&line), "{line} in {lines:?}");
            }
            fs::remove_file(folder.0.join("done")).unwrap();
        }
        // One that is there and may not be run is told before one that is not.
        fs::write(folder.0.join("refused"), script).unwrap();
        let output = run("refused");
        let said = "barecap: after_rotate: refused x1: Permission denied\n";
        assert!(
            options.contains(&"-G") || String::from_utf8_lossy(&output.stderr).contains(said),
            "{output:?}"
        );
        let output = run("nosuchcommand");
        assert!(output.status.success());
        let said = "barecap: after_rotate: nosuchcommand x1: No such file or directory\n";
        assert!(
            options.contains(&"-G") || String::from_utf8_lossy(&output.stderr).contains(said),
            "{output:?}"
        );
    }
}

/// Starts a command for each file of packets from a pipe, which is open still.
fn start_commands(folder: &Folder, options: &[&str]) -> (Child, ChildStdin) {
    let mut capture = Command::new(barecap())
        .args(["-r", "-", "-w", "x", "-C", "1k", "-z", "true"])
        .args(options)
        .current_dir(&folder.0)
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut to = capture.stdin.take().unwrap();
    to.write_all(&packets()).unwrap();
    (capture, to)
}

/// Who has started a command does not have to wait for another file until it has ended altogether.
#[test]
fn commands_that_have_ended_are_gone() {
    for options in [&[][..], &["--no-sandbox"]] {
        let folder = Folder::new("gone");
        let (mut capture, to) = start_commands(&folder, options);
        let children = |id: u32| fs::read_to_string(format!("/proc/{id}/task/{id}/children"));
        let start = Instant::now();
        while !folder.0.join("x5").exists() {
            assert!(start.elapsed() < Duration::from_secs(20));
            std::thread::sleep(Duration::from_millis(10));
        }
        let Ok(mut own) = children(capture.id()) else {
            eprintln!("commands_that_have_ended_are_gone: skipped: children are not told");
            capture.kill().unwrap();
            capture.wait().unwrap();
            return;
        };
        let starter = match options {
            [] => own.trim().parse().unwrap(),
            _ => capture.id(),
        };
        own = children(starter).unwrap();
        while !own.is_empty() {
            assert!(start.elapsed() < Duration::from_secs(20), "{options:?}: {own}");
            std::thread::sleep(Duration::from_millis(10));
            own = children(starter).unwrap();
        }
        drop(to);
        assert!(capture.wait().unwrap().success());
    }
}

/// Files that are written are complete when they are closed, whoever starts the commands for them: that
/// process has nothing open but its end of a socket, and it goes when the capture has gone.
#[test]
fn who_starts_commands_holds_no_files_open() {
    let folder = Folder::new("helper");
    let (mut capture, to) = start_commands(&folder, &[]);
    let children = format!("/proc/{0}/task/{0}/children", capture.id());
    let start = Instant::now();
    let wait = |is_so: &dyn Fn() -> bool| {
        while !is_so() {
            assert!(start.elapsed() < Duration::from_secs(20));
            std::thread::sleep(Duration::from_millis(10));
        }
    };
    // The first command has been started by then.
    wait(&|| folder.0.join("x2").exists());
    let helper = fs::read_to_string(children);
    let helper = helper.map(|it| PathBuf::from(format!("/proc/{}", it.trim())));
    let open = helper.as_ref().map(|helper| {
        let entries = fs::read_dir(helper.join("fd")).unwrap();
        let paths = entries.map(|entry| fs::read_link(entry.unwrap().path()).unwrap_or_default());
        paths.map(|path| path.to_str().unwrap().to_owned()).collect::<Vec<_>>()
    });
    drop(to);
    assert!(capture.wait().unwrap().success());
    let (Ok(helper), Ok(open)) = (helper.as_ref(), open) else {
        return eprintln!(
            "who_starts_commands_holds_no_files_open: skipped: children are not told"
        );
    };
    let sockets = open.iter().filter(|path| path.starts_with("socket:")).count();
    assert!(open.len() == 4 && sockets == 1, "{open:?}");
    // Perhaps nobody asks what became of it.
    wait(&|| fs::read_to_string(helper.join("stat")).map_or(true, |stat| stat.contains(") Z ")));
}
