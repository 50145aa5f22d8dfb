//! Verifies or runs a program for each line of standard input.
//!
//! `verify<TAB>code jt jf k;...` answers `ok` and what is known of the program as `key=value`, or
//! `error<TAB>message`. `run<TAB>code jt jf k;...<TAB>packet in hex<TAB>length on the wire` answers
//! the return value by libpcap's rules, ancillary words 0.
#![allow(clippy::expect_used, reason = "a development tool")]

use barecap_core::verify::verify;
use barecap_core::vm::{Packet, run};
use barecap_tests::listing;
use std::io::{self, BufRead, Write};

fn main() {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line.expect("standard input is text");
        let answer = match answer(&line) {
            Ok(answer) => answer,
            Err(message) => format!("error\t{message}"),
        };
        writeln!(out, "{answer}").expect("standard output can be written");
    }
}

fn answer(line: &str) -> Result<String, String> {
    let fields: Vec<&str> = line.split('\t').collect();
    let (["verify", program] | ["run", program, _, _]) = fields[..] else {
        return Err("verify PROGRAM, or run PROGRAM PACKET LENGTH, separated by tabs".into());
    };
    let program = listing::parse(program)?;
    let verified = verify(&program).map_err(|refusal| refusal.to_string())?;
    let [_, _, packet, length] = fields[..] else {
        return Ok(format!("ok\tlen={}", program.len()));
    };
    let bytes = unhex(packet).ok_or_else(|| format!("no packet: {packet}"))?;
    let length = length.parse().map_err(|_| format!("no length: {length}"))?;
    Ok(run(verified, Packet { bytes: &bytes, length, ancillary: Some(&[0; 16]) }).to_string())
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| {
            u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok().filter(|_| pair.len() == 2)
        })
        .collect()
}
