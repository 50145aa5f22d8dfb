//! Proves that random filters mean what they should.
//!
//! `differential tcpdump|optimizer [COUNT [SEED]]`: `tcpdump` compares our plain programs with those
//! of `tcpdump -O`, `optimizer` our optimized programs with our plain ones, until COUNT filters that
//! the other side accepts were compared. Mismatches are sorted into the classes of known
//! differences between the installed libpcap and libpcap master, whose language ours is; one that
//! is in no class is a fault, and the exit status is then 1. Pairs that the solver does not decide in
//! seconds are run on made packets instead, and counted apart. Of our own programs only those come
//! before the solver that core's checker does not decide, and all must be decided.
#![allow(clippy::expect_used, reason = "a development tool")]

use barecap_core::filter::Context;
use barecap_core::insn::{Insn, opcode};
use barecap_tests::agreement::{Checker, Found, PATIENT};
use barecap_tests::compile::{self, Compiler};
use barecap_tests::differences;
use barecap_tests::etc::Etc;
use barecap_tests::generate::{Filter, Generator};
use barecap_tests::prove::{self, Pair};
use barecap_tests::{oracle, packets};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Duration;
use std::{env, thread};

const SNAP_LENGTH: u32 = 262_144;

/// How a filter that can match no packet is refused when optimizing.
const REJECTS_ALL: &str = "expression rejects all packets";

/// The time for one proof.
const LIMIT: Duration = Duration::from_secs(5);

/// How many filters are made before those that are accepted are proven.
const ROUND: usize = 250;

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let against = args.next();
    let numbers: Option<Vec<u64>> = args.map(|arg| arg.parse().ok()).collect();
    let (Some(against @ ("tcpdump" | "optimizer")), Some([] | [_] | [_, _])) =
        (against.as_deref(), numbers.as_deref())
    else {
        eprintln!("differential tcpdump|optimizer [COUNT [SEED]]");
        return ExitCode::FAILURE;
    };
    let numbers = numbers.unwrap_or_default();
    let count = numbers.first().map_or(1000, |&count| count as usize);
    let seed = numbers.get(1).copied().unwrap_or(0);
    let with_tcpdump = against == "tcpdump";
    let missing = if with_tcpdump { oracle::missing() } else { None };
    let script = match (missing, prove::prover()) {
        (None, Ok(script)) => script,
        (Some(missing), _) | (None, Err(missing)) => {
            eprintln!("differential: {missing}");
            return ExitCode::FAILURE;
        }
    };

    let mut generator = Generator::new(seed);
    let mut compiler = Compiler::default();
    let mut names = Etc::default();
    let mut checker = Checker::default();
    let mut tally = Tally::default();
    while tally.compared + tally.refused_by_us < count {
        let filters: Vec<Filter> = (0..ROUND).map(|_| generator.filter()).collect();
        let mut compile = |filter: &Filter, optimize| {
            let plain = compile::context(filter.link_type, SNAP_LENGTH);
            // Without an interface, tcpdump takes 0 for the netmask.
            let context = Context { optimize, netmask: Some(0), ..plain };
            compiler.compile(&filter.text, &context, &mut names).map(<[_]>::to_vec)
        };
        let theirs = if with_tcpdump {
            ask(&filters)
        } else {
            filters.iter().map(|filter| compile(filter, false)).collect()
        };
        let mut pairs = Vec::new();
        for (at, (filter, theirs)) in filters.iter().zip(theirs).enumerate() {
            match (compile(filter, !with_tcpdump), theirs) {
                (Ok(a), Ok(b)) => pairs.push(Pair { id: at.to_string(), a, b }),
                (Ok(_), Err(message)) => tally.refused(filter, &message, false),
                (Err(message), Ok(b)) if message.contains(REJECTS_ALL) => {
                    let a = vec![Insn::stmt(opcode::RET_K, 0)];
                    pairs.push(Pair { id: at.to_string(), a, b });
                }
                (Err(message), Ok(_)) => tally.refused(filter, &message, true),
                (Err(_), Err(_)) => tally.refused_by_both += 1,
            }
        }
        let mut open = Vec::new();
        let mut checked = prove::Outcome::default();
        for pair in &pairs {
            let found = if with_tcpdump {
                Ok(Found::Undecided)
            } else {
                checker.check(&pair.a, &pair.b, PATIENT)
            };
            match found {
                Ok(Found::Agree) => checked.equal += 1,
                Ok(Found::Differ(packet)) => checked.differ.push((pair.id.clone(), packet)),
                Ok(Found::Undecided) | Err(_) => open.push(pair),
            }
        }
        let mut outcome = prove::prove(&script, open.iter().copied(), LIMIT);
        tally.compared += pairs.len();
        tally.checked += checked.equal;
        tally.equal += outcome.equal + checked.equal;
        tally.undecided += outcome.undecided.len();
        outcome.differ.append(&mut checked.differ);
        let filter = |id: &str| &filters[id.parse::<usize>().expect("a place in the list")];
        for (id, detail) in &outcome.differ {
            tally.mismatch(filter(id), detail);
        }
        for (id, reason) in &outcome.undecided {
            let pair = pairs.iter().find(|pair| pair.id == *id).expect("one of the pairs");
            match packets::told_apart(&pair.a, &pair.b) {
                Ok(Some(detail)) => tally.mismatch(filter(id), &detail),
                Ok(None) => {
                    tally.count(format!("the same on made packets: {reason}"), filter(id), "");
                }
                Err(refusal) => tally.count(format!("not run: {refusal}"), filter(id), reason),
            }
        }
        eprint!("{} compared, {} faults\r", tally.compared, tally.faults);
    }
    if !with_tcpdump {
        println!("{} decided by the checker, {} undecided", tally.checked, tally.undecided);
        tally.faults += tally.undecided;
    }
    tally.report()
}

/// What tcpdump makes of filters, on all processors.
fn ask(filters: &[Filter]) -> Vec<Result<Vec<Insn>, String>> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = filters.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        let shares: Vec<_> = filters
            .chunks(share)
            .map(|share| {
                let ask = |filter: &Filter| oracle::program(filter.link_type, &filter.text);
                scope.spawn(move || share.iter().map(ask).collect::<Vec<_>>())
            })
            .collect();
        shares.into_iter().flat_map(|share| share.join().expect("tcpdump answers")).collect()
    })
}

#[derive(Default)]
struct Tally {
    compared: usize,
    equal: usize,
    /// Of those the ones that the checker decided.
    checked: usize,
    undecided: usize,
    refused_by_both: usize,
    refused_by_us: usize,
    refused_by_them: usize,
    /// Cases and an example, by class.
    classes: BTreeMap<String, (usize, String)>,
    faults: usize,
}

impl Tally {
    fn refused(&mut self, filter: &Filter, message: &str, by_us: bool) {
        if by_us {
            self.refused_by_us += 1;
        } else {
            self.refused_by_them += 1;
        }
        let who = if by_us { "refused by barecap only" } else { "refused by the other only" };
        let class = differences::refusal(&filter.text, message, by_us);
        self.faults += usize::from(class.is_none());
        let class = class.map_or("UNKNOWN".into(), str::to_owned);
        let message = message.lines().last().unwrap_or_default();
        self.count(format!("{who}: {class}"), filter, message);
    }

    fn mismatch(&mut self, filter: &Filter, detail: &str) {
        let class = differences::meaning(filter.link_type, &filter.text);
        self.faults += usize::from(class.is_none());
        let class = class.unwrap_or("UNKNOWN");
        self.count(format!("differs: {class}"), filter, detail);
        if class == "UNKNOWN" {
            println!("differs: {} {}: {detail}", filter.link_type, filter.text);
        }
    }

    fn count(&mut self, class: String, filter: &Filter, detail: &str) {
        let example = format!("{} {}: {detail}", filter.link_type, filter.text);
        let entry = self.classes.entry(class).or_insert((0, example.clone()));
        entry.0 += 1;
        if example.len() < entry.1.len() {
            entry.1 = example;
        }
    }

    fn report(&self) -> ExitCode {
        for (class, (count, example)) in &self.classes {
            println!("{count:6} {class}\n       e.g. {example}");
        }
        println!(
            "{} compared, {} equal; refused by both {}, by barecap only {}, by the other only {}",
            self.compared,
            self.equal,
            self.refused_by_both,
            self.refused_by_us,
            self.refused_by_them
        );
        println!(
            "{} passed, {} failed",
            self.compared - self.faults.min(self.compared),
            self.faults
        );
        if self.faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
