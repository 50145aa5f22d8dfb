//! Start-up of the barecap binary.
fn main() {}
