//! Numbers that were reached and must not be lost again.
//!
//! `floors.txt` holds a line for each count of the conformance runners: its name, a tab, the
//! number. A run that counts fewer passes, or more faults or instructions, fails; one that does
//! better says so, and the number is mended by hand, in the commit that reached it.

/// What was reached: 0 where nothing was yet.
fn reached(name: &str) -> usize {
    include_str!("../floors.txt")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .find(|(known, _)| *known == name)
        .map_or(0, |(_, number)| number.parse().expect("floors.txt holds numbers"))
}

/// Prints how many cases pass.
///
/// # Panics
/// If it is fewer than passed before.
pub fn hold(name: &str, count: usize, of: usize) {
    let floor = reached(name);
    println!("{name}: {count} of {of}");
    assert!(count >= floor, "{name}: {count}, and it was {floor}");
    if count > floor {
        println!("{name}: floors.txt can be raised from {floor} to {count}");
    }
}

/// Prints how many faults there are.
///
/// # Panics
/// If there are more than before.
pub fn hold_faults(name: &str, count: usize) {
    let ceiling = reached(name);
    println!("{name}: {count}");
    assert!(count <= ceiling, "{name}: {count}, and it was {ceiling}");
    if count < ceiling {
        println!("{name}: floors.txt can be lowered from {ceiling} to {count}");
    }
}
