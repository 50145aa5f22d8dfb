//! Programs as text: `code jt jf k` an instruction, on lines of their own (`tcpdump -ddd`) or with
//! semicolons between them (the development tools).

use barecap_core::insn::Insn;
use std::fmt::Write;

/// Reads instructions that are separated by newlines or semicolons.
pub fn parse(text: &str) -> Result<Vec<Insn>, String> {
    text.split(['\n', ';']).filter(|part| !part.trim().is_empty()).map(insn).collect()
}

fn insn(text: &str) -> Result<Insn, String> {
    let wrong = || format!("no instruction: {text}");
    let mut fields = text.split_whitespace();
    let mut field = || fields.next().ok_or_else(wrong);
    let (code, jt, jf, k) = (field()?, field()?, field()?, field()?);
    let insn = (|| {
        Some(Insn {
            code: code.parse().ok()?,
            jt: jt.parse().ok()?,
            jf: jf.parse().ok()?,
            k: k.parse().ok()?,
        })
    })();
    insn.filter(|_| fields.next().is_none()).ok_or_else(wrong)
}

/// A program on one line.
#[must_use]
pub fn line(program: &[Insn]) -> String {
    let mut line = String::new();
    for (at, insn) in program.iter().enumerate() {
        let separator = if at == 0 { "" } else { ";" };
        let _ = write!(line, "{separator}{} {} {} {}", insn.code, insn.jt, insn.jf, insn.k);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_read_and_printed() {
        let program = [Insn { code: 48, jt: 1, jf: 255, k: u32::MAX }, Insn::stmt(6, 0)];
        assert_eq!(line(&program), "48 1 255 4294967295;6 0 0 0");
        assert_eq!(parse("48 1 255 4294967295;6 0 0 0").unwrap(), program);
        assert_eq!(parse("48 1 255 4294967295\n6 0 0 0\n").unwrap(), program);
        for wrong in ["6 0 0", "6 0 0 0 0", "6 256 0 0", "65536 0 0 0", "ret 0 0 0", "6 0 0 -1"] {
            assert_eq!(parse(wrong), Err(format!("no instruction: {wrong}")));
        }
    }
}
