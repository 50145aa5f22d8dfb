//! Prints random filters, one a line: link type, a tab, the filter.
//!
//! `generate-filters [COUNT [SEED]]`

use barecap_tests::generate::Generator;
use std::env;
use std::io::{self, Write};

fn main() -> io::Result<()> {
    let mut args = env::args().skip(1).map(|arg| arg.parse::<u64>());
    let (Ok(count), Ok(seed)) = (args.next().unwrap_or(Ok(100)), args.next().unwrap_or(Ok(0)))
    else {
        return Err(io::Error::other("generate-filters [COUNT [SEED]]"));
    };
    let mut generator = Generator::new(seed);
    let mut out = io::stdout().lock();
    for _ in 0..count {
        let filter = generator.filter();
        writeln!(out, "{}\t{}", filter.link_type, filter.text)?;
    }
    out.flush()
}
