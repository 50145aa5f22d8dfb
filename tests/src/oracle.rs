//! What the installed tcpdump makes of a filter.

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
    Ok(text.lines().skip(1).map(insn).collect())
}

fn insn(line: &str) -> Insn {
    let mut fields = line.split(' ');
    let mut field = || fields.next().and_then(|field| field.parse::<u32>().ok());
    let mut field = || field().unwrap_or_else(|| panic!("no program: {line}"));
    let (code, jt, jf) = (field() as u16, field() as u8, field() as u8);
    Insn { code, jt, jf, k: field() }
}
