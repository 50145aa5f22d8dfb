//! Verifies or runs a program for each line of standard input.
//!
//! `verify<TAB>code jt jf k;...` answers `error<TAB>message`, or `ok` and what is known of the
//! program, separated by tabs, as `key=value`. Numbers are decimal.
//!
//! - `len` the number of instructions
//! - `max_offset` the offset of the furthest byte that it may read, or `none`
//! - `longest_path` the number of instructions on its longest path
//! - `returns` the values that it may return, ascending, as `value` or `low-high`, with commas
//! - `unreachable` how many instructions no packet reaches
//! - `scratch` how many scratch slots are used, in what is reached
//! - `ancillary` how many different ancillary words are loaded, in what is reached
//! - `kernel_bytes` what the kernel charges a socket for it; it fits if that is less than
//!   `net.core.optmem_max`
//! - `kernel_differs` 1 if the kernel could give another answer than libpcap's interpreter on some
//!   packet, else 0
//!
//! Where the last four or `unreachable` are not 0, there is also which: `unreachable_at` and
//! `scratch_slots` with indices like `returns`, `ancillary_words` with libpcap's names, and
//! `kernel_difference` with `shift` or `offset`, `@` and the index of the first such instruction.
//!
//! `run<TAB>code jt jf k;...<TAB>packet in hex<TAB>length on the wire` answers the return value by
//! libpcap's rules, ancillary words 0, or `error<TAB>message`.
#![allow(clippy::expect_used, reason = "a development tool")]

use barecap_core::insn::{Insn, ancillary};
use barecap_core::verify::{Difference, State, Verified, charge, facts, verify};
use barecap_core::vm::{Packet, run};
use barecap_tests::listing;
use std::fmt::Write as _;
use std::io::{self, BufRead, Write};

fn main() {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().split(b'\n') {
        let line = line.expect("standard input can be read");
        let answer = match answer(String::from_utf8_lossy(&line).trim_end_matches('\r')) {
            Ok(answer) => answer,
            Err(message) => format!("error\t{message}"),
        };
        // An answer is one line, and there before the next question is asked.
        writeln!(out, "{answer}").and_then(|()| out.flush()).expect("standard output is open");
    }
}

fn answer(line: &str) -> Result<String, String> {
    let fields: Vec<&str> = line.split('\t').collect();
    let (["verify", program] | ["run", program, _, _]) = fields[..] else {
        return Err("verify PROGRAM, or run PROGRAM PACKET LENGTH, separated by tabs".into());
    };
    let program: Vec<Insn> = listing::parse(program)?;
    let verified = verify(&program).map_err(|refusal| refusal.to_string())?;
    let [_, _, packet, length] = fields[..] else {
        return Ok(format!("ok{}", known(verified)));
    };
    let bytes = unhex(packet).ok_or_else(|| format!("no packet: {packet}"))?;
    let length = length.parse().map_err(|_| format!("no length: {length}"))?;
    Ok(run(verified, Packet { bytes: &bytes, length, ancillary: Some(&[0; 16]) }).to_string())
}

/// What is known of a program, with a tab before each fact.
fn known(program: Verified<'_>) -> String {
    let mut memory = vec![State::BLANK; program.len()];
    let facts = facts(program, &mut memory).expect("there is a state for each instruction");
    let returns = facts.returns.ranges().iter().map(|range| (range.low, range.high));
    let off = (0_u32..).zip(&memory).filter(|(_, state)| !state.is_reached()).map(|(at, _)| at);
    let mut text = format!("\tlen={}\tmax_offset=", program.len());
    let mut put = |part: std::fmt::Arguments<'_>| {
        let _ = text.write_fmt(part);
    };
    match facts.max_offset {
        Some(offset) => put(format_args!("{offset}")),
        None => put(format_args!("none")),
    }
    put(format_args!("\tlongest_path={}", facts.longest_path));
    put(format_args!("\treturns={}", ranges(returns)));
    put(format_args!("\tunreachable={}", facts.unreachable));
    put(format_args!("\tscratch={}", facts.scratch.count_ones()));
    put(format_args!("\tancillary={}", facts.ancillary.count_ones()));
    put(format_args!("\tkernel_bytes={}", charge(&program)));
    put(format_args!("\tkernel_differs={}", u8::from(facts.difference.is_some())));
    if facts.unreachable > 0 {
        put(format_args!("\tunreachable_at={}", ranges(runs(off))));
    }
    if facts.scratch > 0 {
        let slots = (0..16).filter(|slot| facts.scratch >> slot & 1 != 0);
        put(format_args!("\tscratch_slots={}", ranges(runs(slots))));
    }
    if facts.ancillary > 0 {
        let loaded = (0..ancillary::WORDS).filter(|word| facts.ancillary >> word & 1 != 0);
        let words = loaded.filter_map(|word| ancillary::name(ancillary::OFFSET + 4 * word));
        put(format_args!("\tancillary_words={}", words.collect::<Vec<_>>().join(",")));
    }
    if let Some((at, difference)) = facts.difference {
        let name = match difference {
            Difference::Shift => "shift",
            Difference::Offset => "offset",
        };
        put(format_args!("\tkernel_difference={name}@{at}"));
    }
    text
}

/// Ascending numbers as ranges.
fn runs(numbers: impl Iterator<Item = u32>) -> impl Iterator<Item = (u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = vec![];
    for number in numbers {
        match ranges.last_mut() {
            Some((_, high)) if *high + 1 == number => *high = number,
            _ => ranges.push((number, number)),
        }
    }
    ranges.into_iter()
}

fn ranges(ranges: impl Iterator<Item = (u32, u32)>) -> String {
    let text = |(low, high)| if low == high { format!("{low}") } else { format!("{low}-{high}") };
    ranges.map(text).collect::<Vec<_>>().join(",")
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| {
            // from_str_radix would take a sign.
            let digits = str::from_utf8(pair).ok().filter(|_| pair.len() == 2)?;
            let hex = pair.iter().all(u8::is_ascii_hexdigit);
            u8::from_str_radix(digits, 16).ok().filter(|_| hex)
        })
        .collect()
}
