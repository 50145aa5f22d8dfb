//! Sets optimized programs beside libpcap's, block by block, over the conformance data.
//!
//! `optimality size [TEXT]`: how many instructions each has, and both programs of the blocks whose
//! name or filter contains TEXT.
//! `optimality speed`: how many instructions each executes on the Ethernet packets of the printing
//! cases' savefiles.
//!
//! A block counts if libpcap's optimized program for it agrees with the unoptimized one, by the
//! checker of core, and it has one; in the totals of `size` all blocks with one count.
#![allow(clippy::expect_used, reason = "a development tool")]

use barecap_core::filter::Context;
use barecap_core::insn::{Insn, opcode};
use barecap_core::linktype::LinkType;
use barecap_core::listing::Assembly;
use barecap_core::savefile::{Item, Reader, Step};
use barecap_core::verify::verify_user;
use barecap_core::vm::{Packet, run};
use barecap_tests::agreement::{Checker, Found};
use barecap_tests::compile::{self, Compiler};
use barecap_tests::conformance::{self, Accept};
use barecap_tests::etc::Etc;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

/// A block, and both programs.
struct Pair {
    block: Accept,
    ours: Vec<Insn>,
    theirs: Vec<Insn>,
    /// Whether libpcap's is right.
    right: bool,
}

impl Pair {
    fn title(&self) -> String {
        format!("{} {}", self.block.dlt, self.block.filters[0].replace('\n', " "))
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let Some(folder) = conformance::folder() else {
        println!("optimality: skipped, no conformance data");
        return ExitCode::SUCCESS;
    };
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["size"] => size(&pairs(&folder), None),
        ["size", text] => size(&pairs(&folder), Some(text)),
        ["speed"] => speed(&pairs(&folder), &packets(&folder)),
        _ => {
            eprintln!("optimality size [TEXT] | speed");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// The blocks that have an optimized program, without `protochain`.
fn pairs(folder: &Path) -> Vec<Pair> {
    let mut names = [Etc::default(), Etc::new(Some(&folder.join("names")))];
    let (mut compiler, mut checker) = (Compiler::default(), Checker::default());
    let mut pairs = Vec::new();
    for block in conformance::read::<Accept>(&folder.join("accept.jsonl")) {
        let Some(rows) = &block.optimized else { continue };
        if block.skip_reason.is_some() || block.filters[0].contains("protochain") {
            continue;
        }
        let context = Context {
            link_type: compile::link_type(&block.dlt).expect("a known link type"),
            snap_length: block.snaplen,
            netmask: conformance::netmask(block.netmask.as_deref()),
            target: compile::target(&block.target).expect("a known target"),
            optimize: true,
        };
        let names = &mut names[usize::from(block.names)];
        let ours = compiler.compile(&block.filters[0], &context, names);
        let ours = ours.expect("the filter compiles").to_vec();
        let (theirs, plain) =
            (conformance::program(rows), conformance::program(&block.unoptimized));
        let right = checker.check(&theirs, &plain, 1_000_000) == Ok(Found::Agree);
        pairs.push(Pair { block, ours, theirs, right });
    }
    pairs
}

fn size(pairs: &[Pair], text: Option<&str>) {
    let mut sorted: Vec<&Pair> = pairs.iter().collect();
    let gain = |pair: &Pair| pair.theirs.len() as isize - pair.ours.len() as isize;
    sorted.sort_by_key(|pair| (gain(pair), pair.ours.len()));
    for pair in &sorted {
        let title = pair.title();
        let note = if pair.right { "" } else { " (libpcap's is wrong)" };
        let shown = text.is_some_and(|text| format!("{} {title}", pair.block.name).contains(text));
        if text.is_none() || shown {
            println!("{:4} {:4}  {title}{note}", pair.ours.len(), pair.theirs.len());
        }
        if shown {
            let (ours, theirs) = (Assembly(&pair.ours), Assembly(&pair.theirs));
            println!("--- barecap\n{ours}--- libpcap\n{theirs}");
        }
    }
    let longer = sorted.iter().filter(|pair| pair.right && gain(pair) < 0);
    let excess: isize = longer.clone().map(|pair| -gain(pair)).sum();
    let total =
        |of: fn(&Pair) -> &Vec<Insn>| pairs.iter().map(|pair| of(pair).len()).sum::<usize>();
    let (ours, theirs) = (total(|pair| &pair.ours), total(|pair| &pair.theirs));
    println!("{} blocks: {ours} instructions, {theirs} of libpcap's", pairs.len());
    println!(
        "{:.4} of them; {} blocks longer by {excess}",
        ours as f64 / theirs as f64,
        longer.count()
    );
}

/// A captured packet and its length on the wire.
type Captured = (Vec<u8>, u32);

/// The Ethernet packets of the printing cases' savefiles.
fn packets(folder: &Path) -> Vec<Captured> {
    let mut files: Vec<_> = fs::read_dir(folder.join("print/pcaps"))
        .expect("savefiles")
        .map(|entry| entry.expect("a savefile").path())
        .collect();
    files.sort();
    let mut packets = Vec::new();
    for file in files {
        let file = fs::read(file).expect("a savefile");
        let mut interfaces = heapless::Vec::<_, 8>::new();
        let mut reader = Reader::new(&mut interfaces);
        let mut at = 0;
        // Some of them end in the middle, or are no savefiles of ours.
        while let Ok(Step::Got(item, len)) = reader.next(&file[at..], true) {
            let first = reader.interfaces().first();
            let ethernet = first.is_some_and(|first| first.link_type == LinkType::EN10MB);
            if let (Item::Packet(record), true) = (item, ethernet) {
                packets.push((file[at..][record.data].to_vec(), record.length));
            }
            at += len;
        }
    }
    packets
}

fn speed(pairs: &[Pair], packets: &[Captured]) {
    let mut rows = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.right && pair.block.dlt == "EN10MB") {
        let [ours, theirs] = [&pair.ours, &pair.theirs]
            .map(|program| packets.iter().map(|packet| executed(program, packet)).sum::<u64>());
        rows.push((ours as f64 / theirs as f64, ours, theirs, pair));
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let per_packet = |count: u64| count as f64 / packets.len() as f64;
    println!("executed a packet, above libpcap's:");
    for (ratio, ours, theirs, pair) in rows.iter().filter(|row| row.1 > row.2) {
        let (ours, theirs) = (per_packet(*ours), per_packet(*theirs));
        println!("{ratio:.3} {ours:6.2} {theirs:6.2}  {}", pair.title());
    }
    let ours = per_packet(rows.iter().map(|row| row.1).sum());
    let theirs = per_packet(rows.iter().map(|row| row.2).sum());
    let worse = rows.iter().filter(|row| row.0 > 1.1).count();
    println!("{} blocks, {} packets", rows.len(), packets.len());
    println!("{ours:.1} a packet over all of them, {theirs:.1} of libpcap's: {:.4}", ours / theirs);
    println!("{worse} blocks above 1.1");
}

/// How many instructions a program executes on a packet: one for each prefix of its run that does
/// not end it. Written out, as the machine of core does not count.
fn executed(program: &[Insn], (bytes, length): &Captured) -> u64 {
    let (mut a, mut x, mut slots, mut at, mut count) = (0_u32, 0_u32, [0_u32; 16], 0, 0);
    let load = |offset: u32, size: usize| {
        let from = usize::try_from(offset).ok()?;
        let bytes = bytes.get(from..from.checked_add(size)?)?;
        Some(bytes.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)))
    };
    let result = loop {
        let Insn { code, jt, jf, k } = program[at];
        at += 1;
        count += 1;
        // Bit 3 of ALU instructions and jumps takes the operand from X.
        let operand = if code & 8 == 0 { k } else { x };
        let mut jump = |holds: bool| at += usize::from(if holds { jt } else { jf });
        let loaded = match code {
            opcode::LD_ABS => load(k, 4),
            opcode::LDH_ABS => load(k, 2),
            opcode::LDB_ABS => load(k, 1),
            opcode::LD_IND => x.checked_add(k).and_then(|at| load(at, 4)),
            opcode::LDH_IND => x.checked_add(k).and_then(|at| load(at, 2)),
            opcode::LDB_IND => x.checked_add(k).and_then(|at| load(at, 1)),
            opcode::LDXB_MSH => load(k, 1).inspect(|byte| x = (byte & 15) * 4).map(|_| a),
            opcode::LD_IMM => Some(k),
            opcode::LD_LEN => Some(*length),
            opcode::LD_MEM => Some(slots[k as usize]),
            opcode::TXA => Some(x),
            opcode::NEG => Some(a.wrapping_neg()),
            opcode::ADD_K | opcode::ADD_X => Some(a.wrapping_add(operand)),
            opcode::SUB_K | opcode::SUB_X => Some(a.wrapping_sub(operand)),
            opcode::MUL_K | opcode::MUL_X => Some(a.wrapping_mul(operand)),
            opcode::DIV_K | opcode::DIV_X => a.checked_div(operand),
            opcode::MOD_K | opcode::MOD_X => a.checked_rem(operand),
            opcode::AND_K | opcode::AND_X => Some(a & operand),
            opcode::OR_K | opcode::OR_X => Some(a | operand),
            opcode::XOR_K | opcode::XOR_X => Some(a ^ operand),
            opcode::LSH_K | opcode::LSH_X => Some(a.checked_shl(operand).unwrap_or(0)),
            opcode::RSH_K | opcode::RSH_X => Some(a.checked_shr(operand).unwrap_or(0)),
            opcode::LDX_IMM => Some(a).inspect(|_| x = k),
            opcode::LDX_LEN => Some(a).inspect(|_| x = *length),
            opcode::LDX_MEM => Some(a).inspect(|_| x = slots[k as usize]),
            opcode::TAX => Some(a).inspect(|_| x = a),
            opcode::ST => Some(a).inspect(|_| slots[k as usize] = a),
            opcode::STX => Some(a).inspect(|_| slots[k as usize] = x),
            opcode::JA => Some(a).inspect(|_| at += k as usize),
            opcode::JEQ_K | opcode::JEQ_X => Some(a).inspect(|_| jump(a == operand)),
            opcode::JGT_K | opcode::JGT_X => Some(a).inspect(|_| jump(a > operand)),
            opcode::JGE_K | opcode::JGE_X => Some(a).inspect(|_| jump(a >= operand)),
            opcode::JSET_K | opcode::JSET_X => Some(a).inspect(|_| jump(a & operand != 0)),
            opcode::RET_A => break a,
            _ => break k,
        };
        match loaded {
            Some(loaded) => a = loaded,
            None => break 0,
        }
    };
    let mut masks = vec![0; program.len()];
    let verified = verify_user(program, &mut masks).expect("a program");
    assert_eq!(result, run(verified, Packet { bytes, length: *length, ancillary: None }));
    count
}
