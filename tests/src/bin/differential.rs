//! Proves that random filters mean what they should.
//!
//! `differential tcpdump|optimizer [COUNT [SEED]]`: `tcpdump` compares our plain programs with those
//! of `tcpdump -O`, `optimizer` our optimized programs with our plain ones, until COUNT filters that
//! the other side accepts were compared, half of them from each of the two generators. A filter on
//! which the two differ is made as small as it can be, and that is sorted into the classes of known
//! differences between the installed libpcap and libpcap master, whose language ours is; one that is
//! in no class is a fault, and the exit status is then 1. Pairs that the checker does not decide are
//! run on made packets, and then put before the solver; what that does not decide either is counted
//! apart, and of our own programs there must be none.
#![allow(clippy::expect_used, reason = "a development tool")]

use barecap_core::filter::Context;
use barecap_core::insn::{Insn, opcode};
use barecap_tests::agreement::{Checker, Found};
use barecap_tests::compile::{self, Compiler};
use barecap_tests::deep::{Deep, Whose};
use barecap_tests::differences;
use barecap_tests::etc::Etc;
use barecap_tests::generate::{Filter, Generator};
use barecap_tests::prove::{self, Pair};
use barecap_tests::shrink::shrink;
use barecap_tests::{oracle, packets};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Duration;
use std::{env, thread};

const SNAP_LENGTH: u32 = 262_144;

/// How a filter that can match no packet is refused when optimizing.
const REJECTS_ALL: &str = "expression rejects all packets";

/// The time for one proof.
const LIMIT: Duration = Duration::from_secs(60);

/// Steps of the checker: most pairs take milliseconds and less, and few a second. And what those get
/// that it leaves open and no made packet tells apart.
const STEPS: u32 = 1_000_000;
const PATIENT_STEPS: u32 = 50_000_000;

/// How many instructions a plain program has at most that is grown: what is left open of larger ones is
/// too much for the solver.
const LARGEST: usize = 120;

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
    let whose = if with_tcpdump {
        let not_live = oracle::not_live();
        if let Some(missing) = &not_live {
            eprintln!("differential: not for live captures: {missing}");
        }
        Whose::Older { live: not_live.is_none() }
    } else {
        Whose::Ours
    };
    let mut deep = Deep::new(seed, whose);
    let mut sides = Sides {
        with_tcpdump,
        compiler: Compiler::default(),
        names: Etc::default(),
        checker: Checker::default(),
    };
    let mut tally = Tally::default();
    while tally.compared + tally.refused_by_us < count {
        let mut filters: Vec<Filter> = (0..ROUND / 2).map(|_| generator.filter()).collect();
        let mut takes = |filter: &Filter| {
            sides.compile(filter, false).is_ok_and(|program| program.len() <= LARGEST)
        };
        filters.extend((0..ROUND / 2).map(|_| deep.filter(&mut takes)));
        let theirs = if with_tcpdump {
            ask(&filters)
        } else {
            filters.iter().map(|filter| sides.theirs(filter)).collect()
        };
        let mut pairs = Vec::new();
        for (at, (filter, theirs)) in filters.iter().zip(theirs).enumerate() {
            match (sides.ours(filter), theirs) {
                (Ok(a), Ok(b)) => pairs.push(Pair { id: at.to_string(), a, b }),
                (Err(_), Err(_)) => tally.refused_by_both += 1,
                (ours, _) => tally.refused(&mut sides, filter, ours.is_err()),
            }
        }
        tally.compared += pairs.len();
        // Most of those that differ do so on a made packet.
        let mut solve = Vec::new();
        for pair in &pairs {
            let filter = &filters[pair.id.parse::<usize>().expect("a place in the list")];
            match sides.differ(&pair.a, &pair.b) {
                Verdict::Agree => tally.checked += 1,
                Verdict::Differ(packet) => tally.mismatch(&mut sides, filter, &packet),
                Verdict::Open => solve.push(pair),
            }
        }
        let outcome = prove::prove(&script, solve.into_iter(), LIMIT);
        tally.solved += outcome.equal;
        tally.undecided += outcome.undecided.len();
        let filter = |id: &str| &filters[id.parse::<usize>().expect("a place in the list")];
        for (id, detail) in &outcome.differ {
            tally.mismatch(&mut sides, filter(id), detail);
        }
        for (id, reason) in &outcome.undecided {
            eprintln!("undecided: {} {}: {reason}", filter(id).link_type, filter(id).text);
            tally.count(format!("the same on made packets: {reason}"), filter(id), "");
        }
        eprint!("{} compared, {} faults\r", tally.compared, tally.faults);
    }
    if !with_tcpdump {
        tally.faults += tally.undecided;
    }
    tally.report()
}

/// The two compilers that are compared.
struct Sides {
    with_tcpdump: bool,
    compiler: Compiler,
    names: Etc,
    checker: Checker,
}

/// Whether two programs agree.
enum Verdict {
    Agree,
    /// Not for this packet.
    Differ(String),
    Open,
}

impl Sides {
    /// Asks the checker, and if it cannot tell, made packets.
    fn differ(&mut self, ours: &[Insn], theirs: &[Insn]) -> Verdict {
        let mut check = |steps| match self.checker.check(ours, theirs, steps) {
            Ok(Found::Agree) => Some(Verdict::Agree),
            Ok(Found::Differ(packet)) => Some(Verdict::Differ(packet)),
            Ok(Found::Undecided) | Err(_) => None,
        };
        check(STEPS)
            .or_else(|| packets::told_apart(ours, theirs).map(Verdict::Differ))
            .or_else(|| check(PATIENT_STEPS))
            .unwrap_or(Verdict::Open)
    }

    fn compile(&mut self, filter: &Filter, optimize: bool) -> Result<Vec<Insn>, String> {
        let plain = compile::context(filter.link_type, SNAP_LENGTH);
        // Without an interface, tcpdump takes 0 for the netmask, and also with the one that is asked for.
        let netmask = if self.with_tcpdump { 0 } else { 0xffff_ff00 };
        let target = filter.target;
        let context = Context { optimize, netmask: Some(netmask), target, ..plain };
        let program = self.compiler.compile(&filter.text, &context, &mut self.names);
        match program {
            // A program that rejects all packets is as good as that refusal.
            Err(message) if optimize && message.contains(REJECTS_ALL) => {
                Ok(vec![Insn::stmt(opcode::RET_K, 0)])
            }
            program => program.map(<[_]>::to_vec),
        }
    }

    fn ours(&mut self, filter: &Filter) -> Result<Vec<Insn>, String> {
        self.compile(filter, !self.with_tcpdump)
    }

    fn theirs(&mut self, filter: &Filter) -> Result<Vec<Insn>, String> {
        if self.with_tcpdump {
            return oracle::program(filter.link_type, filter.target, &filter.text);
        }
        self.compile(filter, false)
    }
}

/// What tcpdump makes of filters, on all processors.
fn ask(filters: &[Filter]) -> Vec<Result<Vec<Insn>, String>> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = filters.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        let shares: Vec<_> = filters
            .chunks(share)
            .map(|share| {
                let ask = |filter: &Filter| {
                    oracle::program(filter.link_type, filter.target, &filter.text)
                };
                scope.spawn(move || share.iter().map(ask).collect::<Vec<_>>())
            })
            .collect();
        shares.into_iter().flat_map(|share| share.join().expect("tcpdump answers")).collect()
    })
}

#[derive(Default)]
struct Tally {
    compared: usize,
    /// Proven equal by the checker, and by the solver.
    checked: usize,
    solved: usize,
    undecided: usize,
    refused_by_both: usize,
    refused_by_us: usize,
    refused_by_them: usize,
    /// Cases and an example, by class.
    classes: BTreeMap<String, (usize, String)>,
    faults: usize,
}

impl Tally {
    /// Only one side refuses a filter: finds the least filter of which that is so, and its class.
    fn refused(&mut self, sides: &mut Sides, filter: &Filter, by_us: bool) {
        if by_us {
            self.refused_by_us += 1;
        } else {
            self.refused_by_them += 1;
        }
        let small = Filter {
            text: shrink(&filter.text, |text| {
                let filter = Filter { text: text.into(), ..filter.clone() };
                sides.ours(&filter).is_err() == by_us && sides.theirs(&filter).is_err() != by_us
            }),
            ..filter.clone()
        };
        let answers = [sides.ours(&small), sides.theirs(&small)];
        let message = answers.into_iter().find_map(Result::err).unwrap_or_default();
        let message = message.lines().last().unwrap_or_default();
        let class = differences::refusal(small.link_type, &small.text, message, by_us);
        let who = if by_us { "refused by barecap only" } else { "refused by the other only" };
        self.sort(who, class, &small, message);
    }

    /// The programs differ: finds the least filter of which that is so, and its class.
    fn mismatch(&mut self, sides: &mut Sides, filter: &Filter, packet: &str) {
        let mut last = packet.to_owned();
        let text = shrink(&filter.text, |text| {
            let filter = Filter { text: text.into(), ..filter.clone() };
            let (Ok(a), Ok(b)) = (sides.ours(&filter), sides.theirs(&filter)) else { return false };
            match sides.differ(&a, &b) {
                Verdict::Differ(packet) => last = packet,
                _ => return false,
            }
            true
        });
        let small = Filter { text, ..filter.clone() };
        let theirs = sides.theirs(&small).unwrap_or_default();
        let class = differences::meaning(small.link_type, &small.text, &theirs, |primitive| {
            let alone = Filter { text: primitive.into(), ..small.clone() };
            sides.ours(&alone).is_ok_and(|program| program.len() == 1)
        });
        self.sort("differs", class, &small, &last);
    }

    /// Counts a case under its class; if it has none, it is a fault.
    fn sort(&mut self, what: &str, class: Option<&str>, filter: &Filter, detail: &str) {
        if class.is_none() {
            self.faults += 1;
            println!("{what}: {} {}: {detail}", filter.link_type, filter.text);
        }
        self.count(format!("{what}: {}", class.unwrap_or("UNKNOWN")), filter, detail);
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
            "{} compared: {} proven equal by the checker, {} by the solver; refused by both {}, by \
             barecap only {}, by the other only {}; {} undecided",
            self.compared,
            self.checked,
            self.solved,
            self.refused_by_both,
            self.refused_by_us,
            self.refused_by_them,
            self.undecided
        );
        println!(
            "{} passed, {} failed",
            self.compared - self.faults.min(self.compared),
            self.faults
        );
        if self.faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
