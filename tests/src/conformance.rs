//! The conformance data: libpcap's and tcpdump's own test suites as lines of JSON.
//!
//! It is not part of this repository. It is looked for in `$BARECAP_CONFORMANCE`, then in
//! `../shared/conformance` beside the workspace; a test that needs it says that it is skipped
//! where there is none. Its README describes the fields.

use barecap_core::insn::Insn;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::env;
use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

/// An instruction as the data holds it: code, jt, jf, k.
pub type Row = (u16, u8, u8, u32);

/// Filters that must compile and mean what the reference programs mean.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "the data's README describes them")]
pub struct Accept {
    pub name: String,
    pub dlt: String,
    pub snaplen: u32,
    pub netmask: Option<String>,
    pub target: String,
    pub names: bool,
    pub skip_reason: Option<String>,
    pub filters: Vec<String>,
    pub unoptimized: Vec<Row>,
    pub optimized: Option<Vec<Row>>,
}

/// A filter that must be refused.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "the data's README describes them")]
pub struct Reject {
    pub name: String,
    pub dlt: String,
    pub netmask: Option<String>,
    pub names: bool,
    pub skip_reason: Option<String>,
    pub filter: String,
    pub error: String,
}

/// A filter's verdict on every packet of a savefile.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "the data's README describes them")]
pub struct Apply {
    pub name: String,
    pub filter: String,
    pub pcap: String,
    pub netmask: Option<String>,
    pub names: bool,
    pub skip_reason: Option<String>,
    pub results: Vec<u32>,
}

/// A savefile, options, and what must be printed.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "the data's README describes them")]
pub struct Print {
    pub name: String,
    pub pcap: String,
    pub args: String,
    pub expected: String,
    pub tier: String,
    pub printers: Vec<String>,
}

/// The folder of the data, if it is there.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let folder = match env::var_os("BARECAP_CONFORMANCE") {
        Some(folder) => PathBuf::from(folder),
        None => workspace().join("../shared/conformance"),
    };
    folder.join("accept.jsonl").exists().then_some(folder)
}

/// The root of the workspace.
#[must_use]
pub fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The lines of a file of the data.
///
/// # Panics
/// If the file is not there or holds something else.
#[must_use]
pub fn read<T: DeserializeOwned>(file: &Path) -> Vec<T> {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e} in {line}")))
        .collect()
}

/// A program of the data as instructions.
#[must_use]
pub fn program(rows: &[Row]) -> Vec<Insn> {
    rows.iter().map(|&(code, jt, jf, k)| Insn { code, jt, jf, k }).collect()
}

/// A netmask of the data; all ones mean that it is not known.
///
/// # Panics
/// If it is not a dotted quad.
#[must_use]
pub fn netmask(text: Option<&str>) -> Option<u32> {
    let address: Ipv4Addr = text?.parse().expect("a dotted quad");
    Some(u32::from(address)).filter(|&mask| mask != u32::MAX)
}
