//! Compiles a filter for each line of standard input.
//!
//! `compile-batch [--etc DIR] [--time N]`
//!
//! A line is link type, snap length, netmask or `-`, target, optimize (0 or 1) and filter,
//! separated by tabs; the filter is the rest of the line, tabs included, and byte 0x1e in it stands
//! for a newline. The answer is `ok`, the number of instructions and the instructions as
//! `code jt jf k;...`, or `error` and a message. `--time N` adds the median time of N compilations
//! in nanoseconds, `1 MiB` if a workspace of that size is enough, else `more`, and the least time; `--etc DIR` is where names are looked up before `/etc`.
#![allow(clippy::expect_used, reason = "a development tool")]

use barecap_core::filter::Context;
use barecap_tests::compile::{self, Compiler};
use barecap_tests::conformance;
use barecap_tests::etc::Etc;
use barecap_tests::listing;
use std::env;
use std::fmt::Write as _;
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "compile-batch [--etc DIR] [--time N]";

fn main() -> ExitCode {
    let (mut etc, mut repeats) = (Etc::default(), 0);
    let mut args = env::args().skip(1);
    while let Some(flag) = args.next() {
        match (flag.as_str(), args.next()) {
            ("--etc", Some(folder)) => etc = Etc::new(Some(Path::new(&folder))),
            ("--time", Some(n)) if n.parse().is_ok_and(|n: usize| n > 0) => {
                repeats = n.parse().unwrap_or(1);
            }
            _ => {
                eprintln!("{USAGE}");
                return ExitCode::FAILURE;
            }
        }
    }
    let mut compiler = Compiler::default();
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().split(b'\n') {
        let line = line.expect("standard input can be read");
        let answer = match answer(&line, &mut compiler, &mut etc, repeats) {
            Ok(answer) => answer,
            Err(message) => format!("error\t{}", escape(&message)),
        };
        writeln!(out, "{answer}").expect("standard output can be written");
    }
    ExitCode::SUCCESS
}

fn answer(
    line: &[u8],
    compiler: &mut Compiler,
    etc: &mut Etc,
    repeats: usize,
) -> Result<String, String> {
    let line = std::str::from_utf8(line).map_err(|error| error.to_string())?;
    let mut fields = line.splitn(6, '\t');
    let mut field = |what| fields.next().ok_or(format!("no {what} in the line"));
    let (link_type, snap_length) = (field("link type")?, field("snap length")?);
    let (netmask, target, optimize) = (field("netmask")?, field("target")?, field("optimize")?);
    let filter = field("filter")?.replace('\x1e', "\n");
    let context = Context {
        link_type: compile::link_type(link_type).ok_or(format!("link type {link_type}"))?,
        snap_length: snap_length.parse().map_err(|_| format!("snap length {snap_length}"))?,
        netmask: match netmask {
            "-" => None,
            _ if netmask.parse::<std::net::Ipv4Addr>().is_err() => {
                return Err(format!("netmask {netmask}"));
            }
            _ => conformance::netmask(Some(netmask)),
        },
        target: compile::target(target).ok_or(format!("target {target}"))?,
        optimize: match optimize {
            "0" => false,
            "1" => true,
            _ => return Err(format!("optimize {optimize}")),
        },
    };
    let program = compiler.compile(&filter, &context, etc)?;
    let mut answer = format!("ok\t{}\t{}", program.len(), listing::line(program));
    if repeats > 0 {
        let ([median, least], is_enough) = compiler.time(&filter, &context, etc, repeats);
        let _ = write!(answer, "\t{median}\t{}\t{least}", if is_enough { "1 MiB" } else { "more" });
    }
    Ok(answer)
}

/// One line, without tabs.
fn escape(message: &str) -> String {
    message.replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}
