//! Replays the corpora of the fuzz targets, and what can be made of them by small changes.
#![allow(clippy::unwrap_used, reason = "a panic is how tests tell of a failure")]

use barecap_tests::random::Random;
use barecap_tests::{conformance, fuzz};
use std::fs;

#[test]
fn filters() {
    replay("filter", fuzz::filter);
}

#[test]
fn programs() {
    replay("program", fuzz::program);
}

#[test]
fn texts() {
    replay("text", fuzz::text);
}

#[test]
fn rings() {
    replay("ring", fuzz::ring);
}

#[test]
fn savefiles() {
    replay("savefile", fuzz::savefile);
}

fn replay(target: &str, run: fn(&[u8])) {
    let folder = conformance::workspace().join("fuzz/corpus").join(target);
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let corpus: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    let mut random = Random::new(1);
    for data in &corpus {
        run(data);
        // A part of one in the place of a part of another.
        for _ in 0..50 {
            let other = &corpus[random.below(corpus.len())];
            let cut = |random: &mut Random, data: &[u8]| random.below(data.len() + 1);
            let (from, to) = (cut(&mut random, other), cut(&mut random, other));
            let at = cut(&mut random, data);
            let mut mixed = data[..at].to_vec();
            mixed.extend(&other[from.min(to)..from.max(to)]);
            mixed.extend(&data[cut(&mut random, data).max(at)..]);
            run(&mixed);
        }
    }
}
