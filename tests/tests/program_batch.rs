//! What the tool `program-batch` answers: one line for each line that it is given.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::io::Write;
use std::process::{Command, Stdio};

fn answers(questions: &[u8]) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_program-batch"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(questions).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn questions_and_answers() {
    let table = [
        (
            "verify\t40 0 0 12;21 0 1 2048;6 0 0 262144;6 0 0 0",
            "ok\tlen=4\tmax_offset=13\tlongest_path=3\treturns=0,262144\tunreachable=0\tscratch=0\
             \tancillary=0\tkernel_bytes=304\tkernel_differs=0",
        ),
        (
            "verify\t48 0 0 0;2 0 0 3;3 0 0 4;7 0 0 0;100 0 0 4;124 0 0 0;22 0 0 0;6 0 0 1",
            "ok\tlen=8\tmax_offset=0\tlongest_path=7\treturns=0-4080\tunreachable=1\tscratch=2\
             \tancillary=0\tkernel_bytes=312\tkernel_differs=1\tunreachable_at=7\
             \tscratch_slots=3-4\tkernel_difference=shift@5",
        ),
        (
            "verify\t32 0 0 4294963244;22 0 0 0",
            "ok\tlen=2\tmax_offset=none\tlongest_path=2\treturns=0-4294967295\tunreachable=0\
             \tscratch=0\tancillary=1\tkernel_bytes=136\tkernel_differs=0\
             \tancillary_words=vlan_tci",
        ),
        ("verify\t14 0 0 0", "error\tinstruction 0: unknown opcode 0xe"),
        ("verify\t", "error\tthe program is empty"),
        ("verify\t6 0 0", "error\tno instruction: 6 0 0"),
        ("run\t40 0 0 0;22 0 0 0\t4500ff\t60", "17664"),
        ("run\t128 0 0 0;22 0 0 0\t\t60", "60"),
        // A word of the kernel's is 0, a shift by 32 gives 0, and what lies outside ends.
        ("run\t32 0 0 4294963200;4 0 0 9;22 0 0 0\t00\t1", "9"),
        ("run\t0 0 0 7;1 0 0 32;108 0 0 0;4 0 0 5;22 0 0 0\t00\t1", "5"),
        ("run\t1 0 0 3;80 0 0 4294967294;6 0 0 5\t000102\t3", "0"),
        (
            "run\t96 0 0 0;22 0 0 0\t00\t1",
            "error\tinstruction 0: scratch slot 0 is read, but not written on every path to here",
        ),
        ("run\t6 0 0 7\t4\t0", "error\tno packet: 4"),
        ("run\t6 0 0 7\t\t-1", "error\tno length: -1"),
        ("", "error\tverify PROGRAM, or run PROGRAM PACKET LENGTH, separated by tabs"),
    ];
    let questions: String = table.iter().map(|(question, _)| format!("{question}\n")).collect();
    let expected: String = table.iter().map(|(_, answer)| format!("{answer}\n")).collect();
    assert_eq!(answers(questions.as_bytes()), expected);
    // Bytes that are no text, and a last line without an end.
    assert_eq!(answers(b"\xff\t\nrun\t6 0 0 7\t\t0").lines().last(), Some("7"));
}
