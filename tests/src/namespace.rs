//! Tests in network namespaces of their own.
//!
//! A live test runs a second time in a child of its test process, in a new user, network and mount
//! namespace: it may do there what root may, to interfaces that nobody else sees, without being
//! root. Where the system does not allow such namespaces, or lacks unshare(1) and ip(8), the test
//! is skipped and says so.

use barecap_linux::InterfaceName;
use barecap_linux::interface::Interface;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Names the test that a child is to run.
const INSIDE: &str = "BARECAP_TEST_INSIDE";

/// Runs the body of the test of this name in a namespace of its own, with `lo` up. The name is the
/// test function's, with the modules it is in.
///
/// # Panics
/// Where the test fails in the child.
pub fn run(name: &str, body: fn()) {
    run_in("-rnm", name, body);
}

/// The same as root, for programs that change their user.
///
/// # Panics
/// Where the test fails in the child.
pub fn run_as_root(name: &str, body: fn()) {
    run_in("-nm", name, body);
}

fn run_in(kinds: &str, name: &str, body: fn()) {
    if std::env::var(INSIDE).is_ok_and(|inside| inside == name) {
        ip("link set lo up");
        return body();
    }
    if let Err(reason) = available(kinds) {
        println!("{name}: skipped: {reason}");
        return;
    }
    let status = Command::new("unshare")
        .arg(kinds)
        .arg(std::env::current_exe().expect("the test knows its program"))
        .args([name, "--exact", "--nocapture", "--test-threads=1"])
        .env(INSIDE, name)
        .stdout(Stdio::null())
        .status()
        .expect("unshare was there just now");
    assert!(status.success(), "{name} failed in its namespace");
}

/// Whether namespaces can be made; or why not.
fn available(kinds: &str) -> Result<(), &'static str> {
    let quiet = |program: &str, args: &[&str]| {
        Command::new(program)
            .args(args)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    if !quiet("ip", &["-V"]) {
        return Err("ip(8) is missing: install iproute2");
    }
    if !quiet("unshare", &[kinds, "true"]) {
        return Err(
            "unshare does not work: no user namespaces, not root, or util-linux is missing",
        );
    }
    Ok(())
}

/// Runs ip(8) with these words.
///
/// # Panics
/// Where it fails.
pub fn ip(words: &str) {
    let status = Command::new("ip").args(words.split(' ')).status().expect("ip runs");
    assert!(status.success(), "ip {words}");
}

/// Makes a pair of interfaces that are each other's other end, `va` and `vb`, both up, `va` with the
/// address 10.9.0.1/24.
pub fn veth() {
    // Without this, IPv6 says hello on interfaces that come up.
    let _ = std::fs::write("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
    ip("link add va type veth peer name vb");
    ip("address add 10.9.0.1/24 dev va");
    ip("link set va up");
    ip("link set vb up");
    wait_until_running("va");
    wait_until_running("vb");
}

/// Waits until an interface that is up carries packets. The kernel finds out later that its other end is
/// up, too, and what is sent until then is dropped.
///
/// # Panics
/// If there is no such interface, or it does not for ten seconds.
pub fn wait_until_running(name: &str) {
    let (start, id) = (Instant::now(), InterfaceName::new(name.as_bytes()).expect("a name"));
    while !Interface::by_name(&id).expect("an interface").is_running() {
        assert!(start.elapsed() < Duration::from_secs(10), "{name} does not come up");
        thread::sleep(Duration::from_millis(2));
    }
}
