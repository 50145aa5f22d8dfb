//! What the installed tcpdump makes of a filter.

use crate::listing;
use barecap_core::insn::Insn;
use barecap_core::linktype::LinkType;
use std::process::{Command, Stdio};

/// What is missing to ask tcpdump, if something is.
#[must_use]
pub fn missing() -> Option<String> {
    let answer = Command::new("tcpdump").arg("--version").stderr(Stdio::null()).output();
    answer.is_err().then(|| "no tcpdump".into())
}

/// The program for a filter without optimization, or tcpdump's message.
///
/// # Panics
/// If tcpdump cannot be run or prints something else.
pub fn program(link_type: LinkType, filter: &str) -> Result<Vec<Insn>, String> {
    let output = Command::new("tcpdump")
        .args(["-O", "-ddd", "-y", &link_type.to_string(), "--", filter])
        .stdin(Stdio::null())
        .output()
        .expect("tcpdump can be run");
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let text = String::from_utf8(output.stdout).expect("tcpdump prints numbers");
    let (_, program) = text.split_once('\n').expect("tcpdump prints a count first");
    listing::parse(program)
}
