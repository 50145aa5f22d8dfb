//! Numbers that were reached and must not be lost again.
//!
//! `floors.txt` holds a line for each count of the conformance runners: its name, a tab, the
//! number. A run that counts less fails; one that counts more says so, and the number is raised by
//! hand, in the commit that reached it.

/// Prints a count, and fails if it is below what was reached before.
///
/// # Panics
/// If it is.
pub fn hold(name: &str, count: usize, of: usize) {
    let floor = include_str!("../floors.txt")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .find(|(known, _)| *known == name)
        .map_or(0, |(_, floor)| floor.parse().expect("floors.txt holds numbers"));
    println!("{name}: {count} of {of}");
    assert!(count >= floor, "{name}: {count}, and it was {floor}");
    if count > floor {
        println!("{name}: floors.txt can be raised from {floor} to {count}");
    }
}
