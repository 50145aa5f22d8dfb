//! Link arguments that make the binary one static, position-independent file without libc.
//!
//! They go to the binary alone: tests and build scripts link as usual. On the usual host triples
//! the linker is a C compiler driver; for cross builds with `rust-lld` alone
//! (`-Clinker-flavor=ld.lld`) the same wishes are spelled for the linker itself.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=discard.ld");
    let flags = std::env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let plain_linker = flags.contains("linker-flavor=ld");
    let arguments: &[&str] = if plain_linker {
        &["-static", "-pie", "--no-dynamic-linker", "--gc-sections", "-z", "text"]
    } else {
        &["-nostartfiles", "-nostdlib", "-static-pie"]
    };
    for argument in arguments {
        println!("cargo:rustc-link-arg-bin=barecap={argument}");
    }
    let linker = |argument: &str| {
        let driver = if plain_linker { "" } else { "-Wl," };
        println!("cargo:rustc-link-arg-bin=barecap={driver}{argument}");
    };
    // Where linkers would look for another name: `__start`, on MIPS.
    linker("--entry=_start");
    // Nothing unwinds here.
    let folder = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    linker("--no-eh-frame-hdr");
    linker("--build-id=none");
    // Texts that others end with are kept once.
    linker("-O2");
    linker(&format!("--script={folder}/discard.ld"));
    // What only lld knows, which Rust ships and uses by default on x86_64: relative relocations in
    // their packed form, and one copy of functions that are the same. Without it both work as well.
    if plain_linker || std::env::var("TARGET").as_deref() == Ok("x86_64-unknown-linux-gnu") {
        linker("--pack-dyn-relocs=relr");
        linker("--icf=all");
    }
}
