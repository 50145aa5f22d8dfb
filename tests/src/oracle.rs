//! What the installed tcpdump makes of a filter.

use crate::{listing, savefile};
use barecap_core::filter::Target;
use barecap_core::insn::Insn;
use barecap_core::linktype::LinkType;
use std::io::Write;
use std::process::{Command, Stdio};

/// What is missing to ask tcpdump, if something is.
#[must_use]
pub fn missing() -> Option<String> {
    let answer = Command::new("tcpdump").arg("--version").stderr(Stdio::null()).output();
    answer.is_err().then(|| "no tcpdump".into())
}

/// What is missing to ask for live captures, if something is: filters must be compiled without a network
/// mask there too.
#[must_use]
pub fn not_live() -> Option<String> {
    let broadcast = |target| program(LinkType::EN10MB, target, "ip broadcast");
    match broadcast(Target::LinuxLive) {
        live if live == broadcast(Target::Default) => None,
        Ok(_) => Some("the loopback interface has a network mask".into()),
        Err(message) => Some(message),
    }
}

/// The program for a filter without optimization, or tcpdump's message. A live capture of Ethernet is
/// one of the loopback interface. A link type without a name is one of savefiles only, and so tcpdump
/// is shown the header of one.
///
/// # Panics
/// If tcpdump cannot be run or prints something else.
pub fn program(link_type: LinkType, target: Target, filter: &str) -> Result<Vec<Insn>, String> {
    let (option, value) = match (target, link_type.name()) {
        (Target::LinuxLive, _) => ("-i", "lo"),
        (_, Some(name)) => ("-y", name),
        (_, None) => ("-r", "-"),
    };
    let mut tcpdump = Command::new("tcpdump")
        .args(["-O", "-ddd", option, value, "--", filter])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("tcpdump can be run");
    let mut stdin = tcpdump.stdin.take().expect("a pipe");
    // It does not have to read it.
    let _ = stdin.write_all(&savefile::header(link_type.0.into()));
    drop(stdin);
    let output = tcpdump.wait_with_output().expect("tcpdump ends");
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let text = String::from_utf8(output.stdout).expect("tcpdump prints numbers");
    let (_, program) = text.split_once('\n').expect("tcpdump prints a count first");
    listing::parse(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn link_types_without_a_name_are_asked_about_too() {
        if let Some(missing) = missing() {
            return println!("oracle: skipped: {missing}");
        }
        let ip = |link_type| program(link_type, Target::Default, "ip");
        assert_eq!(ip(LinkType(112)), ip(LinkType::C_HDLC));
        assert!(ip(LinkType(112)).is_ok_and(|program| program.len() == 4));
    }
}
