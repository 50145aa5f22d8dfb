//! What is left of root's rights in a capture that has become another user (-Z), by what the kernel says
//! of the process.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_tests::binary::{barecap, listen, said, signal};
use barecap_tests::folder::Folder;
use barecap_tests::namespace;
use rustix::fs::Gid;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

/// `CAP_DAC_OVERRIDE` and `CAP_NET_RAW`.
const OVERRIDE: u64 = 1 << 1;
const RAW: u64 = 1 << 13;

#[test]
fn nothing_is_left_but_what_is_needed() {
    namespace::run_as_root("nothing_is_left_but_what_is_needed", || {
        let Ok(passwd) = fs::read_to_string("/etc/passwd") else { return };
        let Some(entry) = passwd.lines().find(|line| line.starts_with("nobody:")) else { return };
        let ids: Vec<&str> = entry.split(':').skip(2).take(2).collect();
        // A group of root's, which the capture is not to have.
        rustix::thread::set_thread_groups(&[Gid::from_raw(7)]).unwrap();
        let folder = Folder::new("rights");
        let file = folder.file("x");
        for (options, kept) in [
            (&[][..], 0),
            (&["-w", &file], 0),
            (&["-w", &file, "--part"], OVERRIDE),
            (&["-w", &file, "-C", "1"], OVERRIDE),
            (&["--follow-interfaces"], RAW),
        ] {
            for sandbox in [&[][..], &["--no-sandbox"]] {
                let common = ["-i", "lo", "-Z", "nobody", "udp dst port 9"];
                let arguments = [options, sandbox, &common].concat();
                let mut capture = listen(&arguments, Stdio::null());
                let status = fs::read_to_string(format!("/proc/{}/status", capture.id())).unwrap();
                let field = |name: &str| {
                    let mut lines = status.lines();
                    let rest = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
                    rest.unwrap().split_whitespace().collect::<Vec<_>>()
                };
                assert_eq!(field("Uid"), [ids[0]; 4], "{arguments:?}");
                assert_eq!(field("Gid"), [ids[1]; 4], "{arguments:?}");
                // Those that name the user are added, and none of root's.
                let groups = fs::read_to_string("/etc/group").unwrap_or_default();
                assert!(field("Groups").contains(&ids[1]), "{arguments:?}");
                for group in field("Groups") {
                    let is_the_users = |line: &str| {
                        let fields: Vec<&str> = line.split(':').collect();
                        fields[2] == group && fields[3].split(',').any(|user| user == "nobody")
                    };
                    let known = group == ids[1] || groups.lines().any(is_the_users);
                    assert!(known, "{arguments:?}: {group}");
                }
                for set in ["CapPrm", "CapEff"] {
                    let set = u64::from_str_radix(field(set)[0], 16).unwrap();
                    assert_eq!(set, kept, "{arguments:?}");
                }
                signal(&capture, "INT");
                assert!(capture.wait().unwrap().success(), "{arguments:?}");
            }
        }
        // With a right to the folder, a file gets its name.
        assert!(fs::metadata(&file).is_ok());
    });
}

/// By the files of /etc: the groups that name the user, beside the one that goes with the name.
#[test]
fn groups_are_those_that_name_the_user() {
    namespace::run_as_root("groups_are_those_that_name_the_user", || {
        let folder = Folder::new("groups");
        let mounted = Command::new("mount").arg("--bind").arg(&folder.0).arg("/etc").status();
        assert!(mounted.unwrap().success());
        let passwd = "some:x:1:1\nsomeone:x:none:2\nsomeone:x:4321:4322::/:\nsomeone:x:1:1\n\
                      4322:x:1:1\nnogroup:x:77\n";
        let group = "a:x:5001:someone\nb:x:5002:\nc:x:5003:some,someone,other\nd:x:5004:some\n\
                     e:x:none:someone\nsomeone:x:5006:\nf:x:5007\ng:5008:x:someone\n4321:x:5009:4321\n";
        fs::write(folder.0.join("passwd"), passwd).unwrap();
        fs::write(folder.0.join("group"), group).unwrap();
        for (user, uid, gid, groups) in [
            ("someone", "4321", "4322", "4322 5001 5003"),
            ("4321", "4321", "4321", "4321 5009"),
            ("4322", "1", "1", "1"),
            ("some", "1", "1", "1 5003 5004"),
        ] {
            let mut capture = listen(&["-i", "lo", "-Z", user], Stdio::null());
            let status = fs::read_to_string(format!("/proc/{}/status", capture.id())).unwrap();
            let field = |name: &str| {
                let rest = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
                rest.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            let same = |id: &str| [id; 4].join(" ");
            assert_eq!([field("Uid:"), field("Gid:")], [same(uid), same(gid)], "{user}");
            assert_eq!(field("Groups:"), groups, "{user}");
            signal(&capture, "INT");
            assert!(capture.wait().unwrap().success());
        }
        for user in ["nogroup", "nobody", "someon", "some:x", ""] {
            let output = Command::new(barecap()).args(["-i", "lo", "-Z", user]).output().unwrap();
            let wanted = format!("barecap: Couldn't find user '{user}'\n");
            assert!(said(&output).ends_with(&wanted), "{}", said(&output));
            assert_eq!(output.status.code(), Some(1), "{user}");
        }
    });
}

/// Who is to stay root, or is somebody else already, stays so.
#[test]
fn nothing_is_given_up_that_is_not_there() {
    namespace::run_as_root("nothing_is_given_up_that_is_not_there", || {
        let is_other = ["--reuid=65534", "--clear-groups"];
        for (identity, user) in [(&[][..], "root"), (&is_other, "root"), (&is_other, "nobody")] {
            let mut command = Command::new("setpriv");
            command.args(identity).arg(barecap()).args(["-Z", user, "-nr", "-"]);
            command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
            let Ok(mut child) = command.spawn() else {
                return println!("skipped: setpriv is missing");
            };
            let mut stdin = child.stdin.take().unwrap();
            stdin.write_all(&barecap_tests::savefile::savefile(1, 60)).unwrap();
            drop(stdin);
            let output = child.wait_with_output().unwrap();
            let said = said(&output);
            assert!(output.status.success(), "{identity:?} {user}: {said}");
            assert_eq!(said.lines().count(), 1, "{identity:?} {user}: {said}");
        }
    });
}
