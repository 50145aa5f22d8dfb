//! libpcap's own test filters: accepted, refused and applied as libpcap master does.
//!
//! A program is proven equal to the reference program on every packet by an SMT solver; where the
//! solver is not to be had, both run on generated packets instead, and the report says so. A few
//! proofs take minutes: without `BARECAP_PATIENT` in the environment (ci/prove sets it) they are
//! given up after seconds, and left to the checker of core ([`agreement`](barecap_tests::agreement)).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panics")]

use barecap_core::filter::{Context, Target};
use barecap_core::insn::Insn;
use barecap_core::savefile::{Interface, Item, Reader, Step};
use barecap_core::verify::verify_user;
use barecap_core::vm::{self, Packet};
use barecap_tests::agreement::Checker;
use barecap_tests::compile::{self, Compiler};
use barecap_tests::conformance::{self, Accept, Apply, Reject, Row};
use barecap_tests::etc::Etc;
use barecap_tests::floors;
use barecap_tests::packets;
use barecap_tests::prove::{self, Ledger, Outcome, Pair};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

const REJECTS_ALL: &str = "expression rejects all packets";

/// Resolvers for cases that need the data's names, and for those that do not.
struct Names {
    data: Etc,
    system: Etc,
}

impl Names {
    fn new(folder: &Path) -> Self {
        Self { data: Etc::new(Some(&folder.join("names"))), system: Etc::default() }
    }

    fn of(&mut self, data: bool) -> &mut Etc {
        if data { &mut self.data } else { &mut self.system }
    }
}

fn data() -> Option<PathBuf> {
    let folder = conformance::folder();
    if folder.is_none() {
        println!("conformance: skipped: no conformance data");
    }
    folder
}

/// Cases passed and cases counted, by name.
#[derive(Default)]
struct Counts(BTreeMap<String, (usize, usize)>);

impl Counts {
    fn add(&mut self, name: &str, passed: bool) {
        let entry = self.0.entry(name.into()).or_default();
        *entry = (entry.0 + usize::from(passed), entry.1 + 1);
    }

    fn print(&self) {
        for (name, (passed, all)) in &self.0 {
            println!("  {name}: {passed} of {all}");
        }
    }
}

#[test]
fn accepted_filters_mean_what_they_should() {
    let Some(folder) = data() else { return };
    let blocks: Vec<Accept> = conformance::read(&folder.join("accept.jsonl"));
    let blocks: Vec<_> = blocks.into_iter().filter(|block| block.skip_reason.is_none()).collect();
    let mut names = Names::new(&folder);
    let mut compiler = Compiler::default();

    // Programs that are the same for several filters of a block are proven once.
    let mut pairs = BTreeMap::<(usize, Vec<Row>), Vec<(usize, bool)>>::new();
    let mut refused = BTreeMap::<String, (usize, String)>::new();
    let (mut compiled, mut all) = ([0; 2], 0);
    for (at, block) in blocks.iter().enumerate() {
        for (filter_at, filter) in block.filters.iter().enumerate() {
            all += 1;
            for optimize in [false, true] {
                let context = Context {
                    link_type: compile::link_type(&block.dlt).expect("a known link type"),
                    snap_length: block.snaplen,
                    netmask: conformance::netmask(block.netmask.as_deref()),
                    target: compile::target(&block.target).expect("a known target"),
                    optimize,
                };
                match compiler.compile(filter, &context, names.of(block.names)) {
                    Ok(program) => {
                        if optimize && block.optimized.is_none() {
                            continue;
                        }
                        compiled[usize::from(optimize)] += 1;
                        let program = program.iter().map(|i| (i.code, i.jt, i.jf, i.k)).collect();
                        pairs.entry((at, program)).or_default().push((filter_at, optimize));
                    }
                    Err(error) if optimize && block.optimized.is_none() => {
                        let known = error.contains(REJECTS_ALL);
                        compiled[1] += usize::from(known);
                    }
                    Err(error) => {
                        let entry = refused.entry(class(&error)).or_default();
                        *entry = (entry.0 + 1, format!("{}: {filter}: {error}", block.dlt));
                    }
                }
            }
        }
    }
    for (class, (count, example)) in &refused {
        println!("accept: refused {count} times: {class} ({example})");
    }

    let is_protochain = |block: &Accept| block.filters[0].contains("protochain");
    let pairs: Vec<(Pair, Vec<(usize, bool)>)> = pairs
        .into_iter()
        .filter(|((at, _), _)| !is_protochain(&blocks[*at]))
        .map(|((at, program), users)| {
            let (a, b) =
                (conformance::program(&program), conformance::program(&blocks[at].unoptimized));
            (Pair { id: format!("{at}"), a, b }, users)
        })
        .collect();
    let (pairs, users): (Vec<Pair>, Vec<_>) = pairs.into_iter().unzip();
    let prover = prove::prover();
    let patient = env::var_os("BARECAP_PATIENT").is_some();
    let limit = Duration::from_secs(if patient { 600 } else { 2 });
    let mut outcome = match &prover {
        Ok(script) => Ledger::open().prove(script, &pairs, limit),
        Err(_) => run_both(&pairs),
    };
    if !patient {
        // Some take the solver minutes; the patient wait for them.
        let mut checker = Checker::default();
        outcome.undecided.retain(|(id, _)| {
            let pair = pairs.iter().find(|pair| pair.id == *id);
            !pair.is_some_and(|pair| checker.agree(&pair.a, &pair.b))
        });
    }
    let bad: BTreeSet<&str> =
        outcome.differ.iter().chain(&outcome.undecided).map(|(id, _)| id.as_str()).collect();

    let mut by_link_type = Counts::default();
    let mut good = [0; 2];
    for (pair, users) in pairs.iter().zip(&users) {
        let block = &blocks[pair.id.parse::<usize>().unwrap()];
        for &(_, optimize) in users {
            let passed = !bad.contains(pair.id.as_str());
            good[usize::from(optimize)] += usize::from(passed);
            if !optimize {
                by_link_type.add(&block.dlt, passed);
            }
        }
    }
    let (mut size, mut longer) = ([0; 2], 0);
    for (pair, users) in pairs.iter().zip(&users) {
        // The first of a block's filters stands for them all.
        if users.contains(&(0, true)) {
            let block = &blocks[pair.id.parse::<usize>().unwrap()];
            let (ours, theirs) = (pair.a.len(), block.optimized.as_ref().map_or(0, Vec::len));
            size = [size[0] + ours, size[1] + theirs];
            if ours > theirs {
                longer += 1;
                println!(
                    "accept: {} {}: {ours} instructions, not {theirs}",
                    block.dlt, block.filters[0]
                );
            }
        }
    }
    println!("accept: where libpcap has {} instructions in all:", size[1]);
    floors::hold_faults("accept optimized instructions", size[0]);
    floors::hold_faults("accept optimized longer than libpcap's", longer);
    println!("accept: unoptimized filters that are equal, by link type, of those that compile:");
    by_link_type.print();
    for (what, cases) in [("differs", &outcome.differ), ("is undecided", &outcome.undecided)] {
        for (id, detail) in cases {
            let block = &blocks[id.parse::<usize>().unwrap()];
            println!("accept: {} {} {what}: {detail}", block.dlt, block.filters[0]);
        }
    }
    floors::hold("accept unoptimized compiled", compiled[0], all);
    floors::hold("accept optimized compiled or refused as due", compiled[1], all);
    floors::hold_faults("accept different", outcome.differ.len());
    if let Err(missing) = prover {
        println!("accept: proofs skipped: {missing}; compared on generated packets instead");
        return;
    }
    println!("accept: {} pairs are undecided", outcome.undecided.len());
    assert!(!patient || outcome.undecided.is_empty(), "pairs without a proof");
    floors::hold("accept unoptimized equal", good[0], all);
    floors::hold("accept optimized equal", good[1], all);
}

/// An error without what is of one filter only: what is quoted, link types and numbers.
fn class(error: &str) -> String {
    let mut class = String::new();
    for (i, part) in error.split('\'').enumerate() {
        if i % 2 == 1 {
            class.push_str("'X'");
            continue;
        }
        for word in part.split_inclusive(' ') {
            class.push_str(if word.starts_with("DLT_") { "DLT " } else { word });
        }
    }
    class.retain(|c| !c.is_ascii_digit());
    class
}

/// Runs both programs of each pair on generated packets.
fn run_both(pairs: &[Pair]) -> Outcome {
    let mut outcome = Outcome::default();
    for Pair { id, a, b } in pairs {
        match packets::told_apart(a, b) {
            Some(packet) => outcome.differ.push((id.clone(), packet)),
            None => outcome.equal += 1,
        }
    }
    outcome
}

#[test]
fn refused_filters_are_refused_with_the_same_words() {
    let Some(folder) = data() else { return };
    let cases: Vec<Reject> = conformance::read(&folder.join("reject.jsonl"));
    let mut names = Names::new(&folder);
    let mut compiler = Compiler::default();
    let mut other = BTreeMap::<String, (usize, String)>::new();
    let (mut passed, mut accepted, mut all) = (0, 0, 0);
    for case in cases.iter().filter(|case| case.skip_reason.is_none()) {
        all += 1;
        let context = Context {
            netmask: conformance::netmask(case.netmask.as_deref()),
            optimize: case.error == REJECTS_ALL,
            ..compile::context(compile::link_type(&case.dlt).expect("a known link type"), 262_144)
        };
        let got = match compiler.compile(&case.filter, &context, names.of(case.names)) {
            Ok(_) => {
                accepted += 1;
                "is accepted".into()
            }
            Err(error) if error.contains(&case.error) => {
                passed += 1;
                continue;
            }
            Err(error) => error,
        };
        let class = format!("{}, not {}", class(&got), class(&case.error));
        let entry = other.entry(class).or_default();
        *entry = (entry.0 + 1, format!("{}: {}", case.dlt, case.filter));
    }
    let mut other: Vec<_> = other.into_iter().collect();
    other.sort_by_key(|(_, (count, _))| usize::MAX - count);
    for (class, (count, example)) in other.iter().take(100) {
        println!("reject: {count} times: {class} ({example})");
    }
    println!("reject: {accepted} are accepted");
    floors::hold("reject refused with the right words", passed, all);
}

/// One packet of a savefile: captured bytes and length on the wire.
type Captured = (Vec<u8>, u32);

fn packets_of(file: &[u8]) -> (Interface, bool, Vec<Captured>) {
    let mut interfaces = heapless::Vec::<Interface, 8>::new();
    let mut reader = Reader::new(&mut interfaces);
    let (mut at, mut packets) = (0, Vec::new());
    while let Step::Got(item, len) = reader.next(&file[at..], true).expect("a good savefile") {
        if let Item::Packet(record) = item {
            packets.push((file[at..][record.data].to_vec(), record.length));
        }
        at += len;
    }
    (reader.interfaces()[0], reader.swapped(), packets)
}

#[test]
fn filters_pick_the_same_packets() {
    let Some(folder) = data() else { return };
    let cases: Vec<Apply> = conformance::read(&folder.join("apply.jsonl"));
    let mut names = Names::new(&folder);
    let mut compiler = Compiler::default();
    let (mut good, mut all, mut wrong) = (0, 0, 0);
    for case in cases.iter().filter(|case| case.skip_reason.is_none()) {
        let file = fs::read(folder.join("pcaps").join(&case.pcap)).expect("the savefile is there");
        let (interface, swapped, packets) = packets_of(&file);
        for optimize in [false, true] {
            all += 1;
            let target = Target::of_savefile(swapped);
            let netmask = conformance::netmask(case.netmask.as_deref());
            let (link_type, snap_length) = (interface.link_type, interface.snap_length);
            let context = Context { link_type, snap_length, netmask, target, optimize };
            match compiler.compile(&case.filter, &context, names.of(case.names)) {
                Ok(program) => {
                    let results = run(program, &packets);
                    good += usize::from(results == case.results);
                    if results != case.results {
                        wrong += 1;
                        println!("apply: {}: {} gives {results:?}", case.pcap, case.filter);
                    }
                }
                // A filter that can never match picks nothing.
                Err(error) if error.contains(REJECTS_ALL) && optimize => {
                    good += usize::from(case.results.iter().all(|&result| result == 0));
                }
                Err(error) => println!("apply: {}: {}: {error}", case.pcap, case.filter),
            }
        }
    }
    floors::hold("apply equal", good, all);
    floors::hold_faults("apply different", wrong);
}

fn run(program: &[Insn], packets: &[Captured]) -> Vec<u32> {
    let mut masks = vec![0; program.len()];
    let program = verify_user(program, &mut masks).expect("what is compiled is verified");
    let run = |(bytes, length): &Captured| {
        vm::run(program, Packet { bytes, length: *length, ancillary: None })
    };
    packets.iter().map(run).collect()
}
